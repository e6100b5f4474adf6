"""A letter and a file become the exact bytes of one message, and are read back before anybody gets them.

The bytes follow RFC 5322, 2045, 2047 and 2231: CRLF, 7 bit, no line longer than 998 characters. The same
arguments give the same bytes: the boundary is fixed, the date and the Message-ID are arguments.
"""

from __future__ import annotations

import email
import email.policy
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.header import Header, decode_header, make_header
from email.message import EmailMessage, MIMEPart
from email.utils import format_datetime, parseaddr
from functools import cache
from hashlib import sha256
from typing import cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from reports import assets
from reports.errors import ClusterReportsError

from .letter import Letter

#: "=_" occurs neither in base64 nor in quoted-printable, so no content can hold a boundary.
_BOUNDARY = "=_cluster-reports_{}"

_POLICY = email.policy.SMTP.clone(max_line_length=76, cte_type="7bit")
_LONGEST_LINE = 998

#: What stands in a header as it is: atoms, which fit into one line.
_HARMLESS = re.compile(r"(?=.{1,60}$)[A-Za-z0-9-]+(?: [A-Za-z0-9-]+)*")


class MessageError(ClusterReportsError):
    """A message does not read back as what it was made from; it must not leave."""


@dataclass(frozen=True, slots=True)
class Head:
    """The headers of one message: bare ASCII addresses, ``recipient`` the only one it is for.

    ``bcc`` is only given for a message that a person sends from a mail program (``unsent``): a message
    that leaves by itself names its archive on the envelope alone.
    """

    sender: str
    sender_name: str
    recipient: str
    reply_to: str
    message_id: str
    date: datetime
    bcc: str = ""
    unsent: bool = False


def message_id(domain: str, *parts: str) -> str:
    """A Message-ID that follows from ``parts``: the same ones give the same on every attempt."""
    return f"<{_digest(*parts)[:40]}@{domain}>"


def envelope_id(*parts: str) -> str:
    """What a server quotes when it reports on a message (RFC 3461); nobody can guess it."""
    return f"CR{_digest('envelope', *parts)[:40]}"


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()


def build(letter: Letter, head: Head, name: str, attachment: bytes) -> bytes:
    """The bytes of the message with ``attachment`` (a PDF) under the ASCII name ``name``.

    Raises :class:`MessageError` where a header cannot be written, or the bytes do not read back.
    """
    if not name.isascii():
        raise MessageError(f"{name!r} cannot be the name of an attachment")
    message = EmailMessage(_POLICY)
    text, html = (_fill(template, letter) for template in ("mail.txt.j2", "mail.html.j2"))
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message.add_attachment(attachment, maintype="application", subtype="pdf", filename=name)
    message.set_boundary(_BOUNDARY.format("mixed"))
    cast(EmailMessage, next(message.iter_parts())).set_boundary(_BOUNDARY.format("alternative"))
    data = b"".join(_headers(letter, head)) + message.as_bytes()
    _prove(data, letter, head, name, attachment)
    return data


def seen(letter: Letter, head: Head) -> bytes:
    """What :func:`build` makes a message of but for the attachment; alike for messages that say the same."""
    texts = [_fill(template, letter) for template in ("mail.txt.j2", "mail.html.j2")]
    return "\0".join((*texts, letter.subject, repr(head))).encode()


def _headers(letter: Letter, head: Head) -> Iterator[bytes]:
    """The headers of RFC 5322, folded. The library's newer half folds long names with Polish letters wrongly
    (a blank appears inside a word), so the encoded words are made by its older one.
    """
    fixed = {
        "To": head.recipient,
        "Bcc": head.bcc,
        "Reply-To": head.reply_to,
        "Date": format_datetime(head.date),
        "Message-ID": head.message_id,
        "Content-Language": letter.lang,
    }
    if head.unsent:
        yield b"X-Unsent: 1\r\n"  # Outlook opens it as a draft
    _refuse_breaks("From", head.sender)
    yield f"From: {_encoded('From', head.sender_name)}\r\n <{head.sender}>\r\n".encode("ascii")
    yield f"Subject: {_encoded('Subject', letter.subject)}\r\n".encode("ascii")
    for name, value in fixed.items():
        if value:
            _refuse_breaks(name, value)
            yield f"{name}: {value}\r\n".encode("ascii")


def _refuse_breaks(name: str, value: str) -> None:
    if not (value.isascii() and value.isprintable()):
        raise MessageError(f"the header {name} cannot be written: {value!r}")


def _encoded(name: str, value: str) -> str:
    """A text as a header may hold it: plain where every character is harmless, else encoded (RFC 2047)."""
    text = plain(value)
    if not text or not text.isprintable():
        raise MessageError(f"the header {name} cannot be written: {value!r}")
    if _HARMLESS.fullmatch(text):
        return text
    return Header(text, "utf-8", maxlinelen=75, header_name=name).encode(linesep="\r\n")


def plain(text: str) -> str:
    """The text with ordinary blanks: in a header no other kind has a meaning."""
    return "".join(" " if unicodedata.category(one) == "Zs" else one for one in text).strip()


def _fill(template: str, letter: Letter) -> str:
    return _template(template).render(letter=letter) + "\n"


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=FileSystemLoader(assets.templates()),
        autoescape=name.endswith(".html.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a reader finds in a message. ``headers`` are decoded, in order; ``sender`` is the only
    address in From (else empty); ``attachments`` are pairs of name and content.
    """

    headers: tuple[tuple[str, str], ...]
    sender_name: str
    sender: str
    text: str
    html: str
    attachments: tuple[tuple[str, bytes], ...]

    def header(self, name: str) -> str:
        """The only header of that name; empty where there is none. Raises MessageError for several."""
        found = [value for key, value in self.headers if key.casefold() == name.casefold()]
        if len(found) > 1:
            raise MessageError(f"the message has {len(found)} headers {name}")
        return found[0] if found else ""


def read(data: bytes) -> Parts:
    """What a mail program sees in ``data``. Raises MessageError for a message that is not sound."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        defects = [*part.defects, *(d for value in part.values() for d in getattr(value, "defects", ()))]
        if defects:
            raise MessageError(f"the message is not sound: {type(defects[0]).__name__} {defects[0]}")
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    sender_name, sender = _sender(data)
    return Parts(
        sender_name=sender_name,
        sender=sender,
        headers=tuple((key, str(value)) for key, value in message.items()),
        text=_content(text),
        html=_content(html),
        attachments=tuple(
            (part.get_filename() or "", cast(bytes, part.get_payload(decode=True) or b""))
            for part in message.iter_attachments()
        ),
    )


def _sender(data: bytes) -> tuple[str, str]:
    """Name and address in From. The newer parser sets a blank between two encoded words of a name, which
    RFC 2047 6.2 forbids; the older one does not.
    """
    folded = str(email.message_from_bytes(data, policy=email.policy.compat32)["From"])
    name, address = parseaddr(re.sub(r"\r?\n(?=[ \t])", "", folded))
    return str(make_header(decode_header(name))), address


def _content(part: MIMEPart | None) -> str:
    return str(part.get_content()) if part is not None else ""


def _prove(data: bytes, letter: Letter, head: Head, name: str, attachment: bytes) -> None:
    """The message, read by other code than wrote it, is the one that was meant."""
    if not data.isascii() or b"\0" in data:
        raise MessageError("the message is not 7 bit")
    if re.search(rb"(?<!\r)\n|\r(?!\n)", data) or not data.endswith(b"\r\n"):
        raise MessageError("a line of the message does not end in CRLF")
    if max(map(len, data.split(b"\r\n"))) > _LONGEST_LINE:
        raise MessageError("a line of the message is too long")
    parts = read(data)
    expected = {
        "To": head.recipient,
        "Bcc": head.bcc,
        "Cc": "",
        "Reply-To": head.reply_to,
        "Subject": plain(letter.subject),
        "Message-ID": head.message_id,
    }
    for header, value in expected.items():
        if parts.header(header) != value:
            raise MessageError(f"the header {header} reads back as {parts.header(header)!r}, not {value!r}")
    if (parts.sender_name, parts.sender) != (plain(head.sender_name), head.sender):
        raise MessageError(f"the sender reads back as {parts.sender_name!r} {parts.sender!r}")
    if parts.attachments != ((name, attachment),):
        raise MessageError("the attachment does not read back")
    for said in (*letter.paragraphs, letter.salutation):
        if said not in parts.text:
            raise MessageError(f"the text does not read back: {said[:60]!r}")
