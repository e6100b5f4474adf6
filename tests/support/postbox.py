"""A small mail server that gives a mailbox by IMAP over TLS, and notes what it was asked."""

from __future__ import annotations

import re
import socketserver
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Postbox:
    """Mails in folders; ``user`` and ``password`` are what is accepted, ``plain`` whether AUTH=PLAIN is
    offered. ``breaks`` hangs up at that command.
    """

    folders: dict[str, Sequence[bytes]] = field(default_factory=dict)
    user: str = "badanie"
    password: str = "tajne"  # noqa: S105  of a server that lives for one test
    plain: bool = True
    breaks: str = ""
    commands: list[str] = field(default_factory=list)


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        with suppress(OSError, ValueError):
            self.talk()

    def talk(self) -> None:
        import base64

        box: Postbox = self.server.box  # type: ignore[attr-defined]
        mails: Sequence[bytes] = ()
        offers = "IMAP4rev1 AUTH=PLAIN" if box.plain else "IMAP4rev1"
        self.put(f"* OK [CAPABILITY {offers}] ready")
        while line := self.rfile.readline():
            tag, _, said = line.decode().rstrip("\r\n").partition(" ")
            box.commands.append(said)
            verb = said.split(" ")[1 if said.startswith("UID") else 0].upper()
            if verb == box.breaks:
                return
            if verb == "CAPABILITY":
                self.put(f"* CAPABILITY {offers}")
            elif verb == "AUTHENTICATE":
                self.put("+ ")
                _, user, word = base64.b64decode(self.rfile.readline()).decode().split("\0")
                if (user, word) != (box.user, box.password):
                    self.put(f"{tag} NO no such password: {word}")
                    continue
            elif verb == "LOGIN" and said != f'LOGIN {box.user} "{box.password}"':
                self.put(f"{tag} NO {said}")
                continue
            elif verb in ("EXAMINE", "SELECT"):
                name = said.partition(" ")[2].strip('"')
                if name not in box.folders:
                    self.put(f"{tag} NO no such folder")
                    continue
                mails = box.folders[name]
                self.put(f"* {len(mails)} EXISTS")
                tag += " OK [READ-ONLY] done\r\n*"
            elif verb == "SEARCH":
                self.put("* SEARCH " + " ".join(str(number + 1) for number in range(len(mails))))
            elif verb == "FETCH":
                number = int(re.findall(r"FETCH (\d+)", said)[0])
                data = mails[number - 1]
                if "SIZE" in said:
                    self.put(f"* {number} FETCH (UID {number} RFC822.SIZE {len(data)})")
                else:
                    self.put(f"* {number} FETCH (UID {number} BODY[] {{{len(data)}}}")
                    self.wfile.write(data)
                    self.put(")")
            elif verb == "LOGOUT":
                self.put(f"* BYE\r\n{tag} OK bye")
                return
            self.put(f"{tag} OK done")

    def put(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def posting(box: Postbox, certificate: Path) -> Iterator[int]:
    """Run the server on a port of this computer."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.box = box  # type: ignore[attr-defined]
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()
