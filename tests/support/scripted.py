"""A mail server that answers as a script says, at every command, and remembers what it has really taken."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

#: What it answers where no rule fits.
_OK = {"greeting": "220 trial", "data": "354 go on", "dot": "250 2.0.0 taken", "quit": "221 bye"}


@dataclass
class Rule:
    """``say`` at a phase (greeting, ehlo, mail, rcpt, data, dot, rset, quit), each line ended; empty says
    nothing. ``raw`` is said as it stands. ``close`` hangs up afterwards. ``match`` is looked for in the
    command (at the dot: in the recipients), ``after`` so many messages taken, ``times`` at most. ``keep``
    takes a message at the dot whatever is said.
    """

    at: str
    say: str = ""
    close: bool = False
    match: str = ""
    after: int = 0
    times: int = 1_000_000
    keep: bool = False
    raw: bytes = b""


@dataclass
class Scripted:
    """The rules, the first that fits decides; and what happened."""

    rules: Sequence[Rule] = ()
    offers: Sequence[str] = ("SIZE 50000000",)
    #: Everything that was taken: who gets it, and its bytes.
    taken: list[tuple[tuple[str, ...], bytes]] = field(default_factory=list)
    #: What was said whole at the dot of the last message for somebody; None where nothing was.
    answered: dict[str, str | None] = field(default_factory=dict)
    commands: list[str] = field(default_factory=list)
    connections: int = 0

    def rule(self, at: str, said: str) -> Rule:
        for rule in self.rules:
            fits = rule.at == at and rule.times > 0 and len(self.taken) >= rule.after
            if fits and re.search(rule.match, said, re.IGNORECASE):
                rule.times -= 1
                return rule
        if at == "ehlo":
            lines = ["trial", *self.offers]
            return Rule(at, "\r\n".join(f"250{'-' if x is not lines[-1] else ' '}{x}" for x in lines))
        return Rule(at, _OK.get(at, "250 2.0.0 ok"))

    def to(self, address: str) -> int:
        """How often a message was taken for an address."""
        return sum(address in people for people, _ in self.taken)


class _ClosedError(Exception):
    pass


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.script: Scripted = self.server.script  # type: ignore[attr-defined]
        with suppress(_ClosedError, ConnectionError, ValueError, OSError):
            self.script.connections += 1
            self.say(self.script.rule("greeting", ""))
            self.people: list[str] = []
            while raw := self.rfile.readline():
                self.command(raw.decode("latin-1").rstrip("\r\n"))

    def say(self, rule: Rule) -> str:
        data = rule.raw or (rule.say.encode() + b"\r\n" if rule.say else b"")
        if data:
            self.wfile.write(data)
        if rule.close:
            raise _ClosedError
        return rule.raw.decode() or rule.say

    def command(self, said: str) -> None:
        self.script.commands.append(said)
        verb = re.split(r"[ :]", said, maxsplit=1)[0].lower()
        answer = self.say(self.script.rule("ehlo" if verb == "helo" else verb, said))
        if verb == "rcpt" and answer.startswith(("250", "251")):
            self.people.append(said.partition("<")[2].partition(">")[0])
        elif verb == "rset" and answer.startswith("250"):
            self.people = []  # a server that refuses RSET keeps what it was told
        elif verb == "data" and answer.startswith("354"):
            self.message()
        elif verb == "quit":
            raise _ClosedError

    def message(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                raise _ClosedError
            lines.append(line[1:] if line.startswith(b"..") else line)
        people = tuple(self.people)
        rule = self.script.rule("dot", " ".join(people))
        if rule.keep or rule.say.startswith("2"):
            self.script.taken.append((people, b"".join(lines)))
        whole = re.match(r"(?:\d{3}-.*\r\n)*\d{3} .*$", rule.say)
        for one in people:
            self.script.answered[one] = rule.say[:3] if whole and not rule.raw else None
        self.say(rule)
        self.people = []


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def scripted(script: Scripted) -> Iterator[int]:
    """Run the server on a port of this computer."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.script = script  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()
