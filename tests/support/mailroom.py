"""A mail server that plays every fault, and small finished reports to send."""

from __future__ import annotations

import asyncio
import datetime
import io
import ipaddress
import re
import socket
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext
from typing import Any

import pikepdf
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from reports import assets
from reports.edition.model import Cluster, Edition, Localised, MailSettings
from reports.production.record import manifest
from reports.production.study import Study
from support.editions import edition as make_edition

MAIL = MailSettings(
    sender="badanie@example.org",
    sender_name=Localised("Zespół badania", "Study team"),
    reply_to="pytania@example.org",
    host="localhost",
    security="none",
    rate=60_000.0,
)


#: These reports have no data that could change.
CURRENT = lambda entry: True  # noqa: E731

# --- finished reports ----------------------------------------------------------------------------


def study(n: int = 4, mail: MailSettings | None = MAIL, **fields: Any) -> Study:
    """A study of ``n`` clusters k01, k02 ... of which nobody scores anything."""
    plain = make_edition([[1.0] * 5 for _ in range(n)], mail=mail, **fields)
    clusters = tuple(
        replace(
            cluster,
            name=f"Klaster Żółta Łąka {cluster.id}",
            short_name=f"Łąka {cluster.id}",
            coordinator=f"Fundacja {cluster.id}",
            email=f"biuro@{cluster.id}.example.org",
        )
        for cluster in plain.clusters
    )
    return Study(replace(plain, clusters=clusters), None, None, "")  # type: ignore[arg-type]


def changed(of: Study, cluster_id: str = "", **fields: Any) -> Study:
    """The study with other fields of one cluster, or without an id of the edition."""
    edition = of.edition
    if not cluster_id:
        return replace(of, edition=replace(edition, **fields))
    clusters = tuple(replace(c, **fields) if c.id == cluster_id else c for c in edition.clusters)
    return replace(of, edition=replace(edition, clusters=clusters))


def pdf_of(edition: Edition, cluster: Cluster, content: str, say: str = "") -> bytes:
    return _pdf(edition.id, cluster.id, cluster.name, content, say)


@cache
def _pdf(edition_id: str, cluster_id: str, name: str, content: str, say: str) -> bytes:
    """One page with the cluster's name, and the metadata of a finished report."""
    if "Sans" not in pdfmetrics.getRegisteredFontNames():
        # As the papers register it: ReportLab keeps one state for each font file of a process.
        file = str(assets.fonts() / "SourceSans3-Regular.ttf")
        pdfmetrics.registerFont(TTFont("Sans", file, asciiReadable=0))
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.setFont("Sans", 14)
    for row, text in enumerate((name, say)):
        canvas.drawString(50, 700 - 30 * row, text)
    canvas.showPage()
    canvas.save()
    with pikepdf.open(io.BytesIO(out.getvalue())) as file:
        packet = (
            '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
            'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:c="urn:cluster-reports:identity/" '
            'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
            f"<dc:identifier>urn:cluster-reports:{edition_id}:{cluster_id}:{content}</dc:identifier>"
            f"<c:cluster>{cluster_id}</c:cluster><c:edition>{edition_id}</c:edition>"
            "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
            "</rdf:Description></rdf:RDF></x:xmpmeta>"
        )
        file.Root.Metadata = file.make_stream(
            packet.encode(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
        )
        file.Root.StructTreeRoot = file.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        done = io.BytesIO()
        file.save(done, deterministic_id=True)
    return done.getvalue()


def build(of: Study, out: Path, ids: Sequence[str] = (), say: str = "") -> Path:
    """Write finished reports with their manifest, as a build does; gives the edition's output folder."""
    edition = of.edition
    base = out / edition.id
    (base / "reports").mkdir(parents=True, exist_ok=True)
    entries = dict(manifest.read(base).entries) if (base / manifest.NAME).exists() else {}
    for cluster in edition.clusters:
        if ids and cluster.id not in ids:
            continue
        content = manifest.sha256(f"{cluster.id} {say}".encode())
        pdf = pdf_of(edition, cluster, content, say)
        (base / "reports" / f"{cluster.id}.pdf").write_bytes(pdf)
        record = manifest.FileRecord(f"reports/{cluster.id}.pdf", manifest.sha256(pdf), len(pdf))
        entries[cluster.id] = manifest.Entry(
            cluster.id, "checked", cluster.language, content, "recipe", {"pdf": record}
        )
    manifest.write(base, manifest.Manifest(edition.id, entries=entries))
    return base


# --- a server ------------------------------------------------------------------------------------

#: What can be planned for a phase besides a reply: hang up, say nothing, or say it late.
DROP, HANG = "drop", "hang"


@dataclass
class Office:
    """A handler of aiosmtpd with a plan: phase -> what happens each next time (then all is well).

    Phases: connect, ehlo, starttls, auth, mail, rcpt, data (the command), body (in the middle of it), dot
    (after the final dot: the message is accepted all the same if what happens is no reply), quit.
    """

    plan: dict[str, list[str]] = field(default_factory=dict)
    dsn: bool = True
    size: int = 33_554_432
    users: Mapping[str, str] = field(default_factory=dict)
    accepted: list[Envelope] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    options: list[str] = field(default_factory=list)

    def next(self, phase: str) -> str:
        self.seen[phase] += 1
        waiting = self.plan.get(phase, [])
        return waiting.pop(0) if waiting else ""

    def authenticate(
        self, server: Any, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> Any:
        self.seen["auth"] += 1
        if reply := self.plan.get("auth", [""])[0]:
            return AuthResult(success=False, handled=False, message=reply)
        name, word = data.login.decode(), data.password.decode()
        return AuthResult(success=self.users.get(name) == word, handled=False)

    async def handle_EHLO(  # noqa: N802  aiosmtpd's names
        self, server: Any, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        extra = ["250-DSN"] if self.dsn else []
        return [*responses[:-1], *extra, responses[-1]]

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if reply := await _happen(server, self.next("rcpt")):
            return reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802
        what = self.next("dot")
        if not re.match(r"[45]\d\d", what):
            self.accepted.append(envelope)
        return await _happen(server, what) or "250 accepted"

    async def handle_QUIT(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802
        return await _happen(server, self.next("quit")) or "221 Bye"

    @property
    def recipients(self) -> list[str]:
        """Whom the accepted messages were for, in order."""
        return [envelope.rcpt_tos[0] for envelope in self.accepted]


async def _happen(server: Any, what: str) -> str:
    """Hang up, wait, or give back a reply."""
    if what == DROP:
        server.transport.abort()
        raise ConnectionResetError
    if what == HANG:
        await asyncio.sleep(30)
    if what.startswith("late "):
        await asyncio.sleep(0.15)
        return what[5:]
    return what


class FaultyServer(SMTP):
    """aiosmtpd's server, which does not know DSN and has no hook for some phases."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)

    async def _handle_client(self) -> None:
        what = self.event_handler.next("connect") if self._tls_handshake_okay else ""
        if what:
            if what != DROP:
                await self.push(what)
            self.transport.close()
            return
        await super()._handle_client()

    async def smtp_EHLO(self, arg: str) -> None:  # noqa: N802
        if reply := await _happen(self, self.event_handler.next("ehlo")):
            await self.push(reply)
        else:
            await super().smtp_EHLO(arg)

    async def smtp_MAIL(self, arg: str) -> None:  # noqa: N802
        self.event_handler.options.append(arg)
        if reply := await _happen(self, self.event_handler.next("mail")):
            await self.push(reply)
        else:
            await super().smtp_MAIL(re.sub(r" (RET|ENVID)=\S+", "", arg))

    async def smtp_RCPT(self, arg: str) -> None:  # noqa: N802
        self.event_handler.options.append(arg)
        await super().smtp_RCPT(re.sub(r" (NOTIFY|ORCPT)=\S+", "", arg))

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        if reply := await _happen(self, self.event_handler.next("data")):
            await self.push(reply)
            return
        if self.event_handler.next("body") == DROP:
            await self.push("354 go on")
            await self._reader.readline()
            self.transport.abort()
            raise ConnectionResetError
        await super().smtp_DATA(arg)


class _Controller(Controller):
    def factory(self) -> SMTP:
        return FaultyServer(self.handler, **self.SMTP_kwargs)

    def _trigger_server(self) -> None:
        """The controller connects once to see the server; that is not one of our connections."""
        plan, self.handler.plan = self.handler.plan, {}
        try:
            super()._trigger_server()
        finally:
            self.handler.plan = plan
            self.handler.seen.clear()


@contextmanager
def serving(
    office: Office,
    *,
    security: str = "none",
    certificate: Path | None = None,
    offer_starttls: bool = True,
) -> Iterator[int]:
    """Run ``office`` on a port of this computer, with TLS where a ``certificate`` is given."""
    context = None
    if certificate is not None:
        context = SSLContext(PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    options: dict[str, Any] = {"data_size_limit": office.size, "timeout": 60}
    if office.users:
        options |= {"authenticator": office.authenticate, "auth_required": True}
        options |= {"auth_require_tls": security != "none"}
    if security == "starttls" and offer_starttls:
        options |= {"tls_context": context}
    if security == "tls":
        options |= {"auth_require_tls": False}
    controller = _Controller(
        office,
        hostname="127.0.0.1",
        port=port,
        ssl_context=context if security == "tls" else None,
        **options,
    )
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def certificate(
    folder: Path, name: str = "localhost", *, days: int = 30, authority: tuple[Any, Any] | None = None
) -> Path:
    """A self-signed certificate for ``name`` with its key, as PEM; ``days`` below zero: expired."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    names: list[x509.GeneralName] = [x509.DNSName(name)]
    if name == "localhost":
        names.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=60))
        .not_valid_after(now + datetime.timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName(names), False)
        .add_extension(x509.BasicConstraints(True, None), True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}{days}.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path
