"""What servers reported about our messages, found in whatever a mailbox was saved as.

Reports of their own kind (RFC 3464, RFC 6533) are read wherever they stand: encoded, forwarded, nested.
Servers that write only a text (qmail, Exim, old gateways) are understood where the text names who was not
reached. Anybody can write to that mailbox, so nothing in it is trusted: a report counts only where it quotes
an envelope id or a Message-ID of ours, which cannot be guessed, and it changes no state; it is evidence for a
person. What looks like a returned message and is not understood is listed, because silence would be taken for
good news.
"""

from __future__ import annotations

import base64
import binascii
import email
import email.errors
import email.policy
import io
import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from email.header import decode_header, make_header
from email.message import Message
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Literal

from . import mailboxes
from .mailboxes import Mail, Unread
from .smtp import one_line

#: What a server can say it did (RFC 3464 2.3.3).
ACTIONS = ("failed", "delayed", "delivered", "relayed", "expanded")

_LONGEST, _LONGEST_SUBJECT = 500, 2_000
_DEEPEST, _MOST_PARTS, _LONGEST_TEXT = 10, 500, 2_000_000

#: A status part, and what may stand beside it of the message that came back.
_STATUS = ("message/delivery-status", "message/global-delivery-status")
_HEADERS = ("text/rfc822-headers", "message/global-headers", "message/rfc822", "message/global")
_STATUS_TEXT = re.compile(
    r"\s*(Reporting-MTA|Original-Envelope-Id|Final-Recipient|Arrival-Date):", re.IGNORECASE
)

#: How :mod:`.message` makes ids, and addresses as they stand in texts.
_ENVELOPE = re.compile(r"\bCR[0-9a-f]{40}\b")
_MESSAGE = re.compile(r"\b[0-9a-f]{40}@[A-Za-z0-9.-]+")
_ADDRESS = re.compile(r"[A-Za-z0-9._%+'=/-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")

_SERVER = re.compile(r"mailer-?daemon|postmaster|mail delivery|mail system|microsoftexchange", re.IGNORECASE)
_RETURNED = re.compile(
    r"undeliver|not delivered|returned mail|returned to sender|failure notice|delivery status|"
    r"delivery.{0,30}(fail|problem|incomplete)|could ?n[o']t be delivered|unzustellbar|zwrot|"
    r"(nie|brak).{0,30}(dor[eę]cz|dostarcz)|nie(dostarcz|dor[eę]cz)",
    re.IGNORECASE,
)
_FAILED = re.compile(
    r"(could not|couldn't|cannot|can't|not) be (delivered|sent)|delivery.{0,30}failed|undeliver|permanent|"
    r"fatal error|giv(ing|en) up|does not exist|user unknown|no such|rejected|nie (dostarcz|udało)",
    re.IGNORECASE,
)
_DELAYED = re.compile(
    r"(has been|is|was) delayed|delayed mail|delivery.{0,20}delayed|warning: message|not yet been delivered|"
    r"will (be retried|keep trying|continue)|do not need to resend|still trying|opóźni",
    re.IGNORECASE,
)
_CODE = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")

#: Where texts name a recipient: qmail and Postfix ``<a@b>:``, Exim an indented line of its own.
_NAMED = re.compile(
    r"^[ \t]{0,8}<([^<>\s@]{1,64}@[^<>\s@]{1,255})>(?:[ \t]?\([^()\n]{0,300}\))?:|"
    r"^[ \t]{1,8}([^<>\s:@]{1,64}@[^<>\s:@]{1,255})[ \t]{0,8}$|"
    r"^(?:Final|Original)-Recipient:[^;\n]{0,100};[ \t]{0,8}([^<>\s@]{1,64}@[^<>\s@]{1,255})",
    re.MULTILINE,
)
#: Where the copy of the message that came back begins.
_COPY = re.compile(
    r"^--[^\n]*(copy of the message|original message|message header|returned message|below this line)",
    re.IGNORECASE | re.MULTILINE,
)

#: No header of a mail is longer, but for those that are made to keep a reader busy.
_LONGEST_HEADER = 100_000
_HEADER = re.compile(rb"[!-9;-~]{1,100}:")


@dataclass(frozen=True, slots=True)
class Report:
    """What one server says about one recipient (empty where it names none). ``envelope_id`` and
    ``message_id`` are as quoted, or empty; ``source`` is the hash of the mail it stood in, ``place`` and
    ``subject`` are for a person who looks for that mail.
    """

    envelope_id: str
    message_id: str
    recipient: str
    action: str
    status: str
    words: str
    source: str
    place: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Unclear:
    """A mail that may say that somebody was not reached, or something that is no mail; a person must look.
    ``addresses`` stand in it. ``about`` us for certain are those that quote an id of ours or cannot be read;
    an automatic reply is of interest only where it concerns one of our messages.
    """

    place: str
    subject: str
    why: str
    addresses: frozenset[str] = frozenset()
    envelope_id: str = ""
    message_id: str = ""
    reply: bool = False


def read(path: Path) -> Iterator[Report | Unclear]:
    """What a mailbox says. Raises ConfigurationError where it cannot be read."""
    return examine(mailboxes.read(path))


def examine(mails: Iterable[Mail | Unread]) -> Iterator[Report | Unclear]:
    """What mails say, wherever they come from."""
    for one in mails:
        if isinstance(one, Unread):
            yield Unclear(one.place, "", one.why)
        else:
            yield from reports(one.data, one.place)


def reports(data: bytes, place: str = "") -> Iterator[Report | Unclear]:
    """What one mail says; nothing where it is an ordinary mail."""
    if _too_long(data):
        yield Unclear(place, "", f"a header is longer than {_LONGEST_HEADER} characters")
        return
    try:
        found = list(_said(_parse(data), sha256(data).hexdigest()))
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError, email.errors.MessageError):
        found = [Unclear("", "", "it cannot be read as a mail")]
    yield from (replace(one, place=place) for one in found)


def _too_long(data: bytes) -> bool:
    """Whether a line that may be a header goes on for ever; the standard library reads such slowly."""
    size, header = 0, False
    for line in io.BytesIO(data):
        if line[:1] in (b" ", b"\t"):
            size += len(line)
        else:
            size, header = len(line), bool(_HEADER.match(line))
        if header and size > _LONGEST_HEADER:
            return True
    return False


def whose(report: Report, recipient: str, archive: str) -> Literal["recipient", "archive", "unsure"]:
    """Whom a report on a message to these two is about: a server may name another address than ours, to which
    mail for one of them is passed on.
    """
    named, to, copy = (one.casefold() for one in (report.recipient, recipient, archive))
    if named == to or not copy:
        return "recipient"
    if named == copy:
        return "archive"
    domains = [one.rpartition("@")[2] for one in (named, to, copy)]
    if domains[1] != domains[2] and domains[0] in domains[1:]:
        return "recipient" if domains[0] == domains[1] else "archive"
    return "unsure"


def _parse(data: bytes) -> Message:
    return email.message_from_bytes(data, policy=email.policy.compat32)


def _said(mail: Message, source: str, depth: int = 0) -> list[Report | Unclear]:
    """Reports of servers; else what a returned text says; else nothing."""
    if depth > _DEEPEST:
        return []
    subject, about = _subject(mail), _Text(mail)
    structured = list(_structured(mail, 0))
    if structured:
        found: list[Report | Unclear] = []
        for envelope, quoted, block in structured:
            action = _action(block)
            found.append(
                Report(
                    envelope_id=envelope or about.envelope_id,
                    message_id=quoted or about.message_id,
                    recipient=_address(
                        _field(block, "Original-Recipient") or _field(block, "Final-Recipient")
                    ),
                    action=action,
                    status=_field(block, "Status").split(" ")[0][:20],
                    words=_field(block, "Diagnostic-Code")[:_LONGEST],
                    source=source,
                    subject=subject,
                )
                if action
                else about.unclear(subject, "a report of a server that says nothing of what was done")
            )
        return found
    returned = _looks_returned(mail, subject)
    if returned and "report-type=disposition-notification" in _field(mail, "Content-Type").replace('"', ""):
        return []  # somebody's program tells that the message was opened
    if not returned:
        if _automatic(mail):
            why = "an automatic reply; does its writer still work there?"
            return [about.unclear(subject, why, reply=True)]
        forwarded = [_inner(part) for part in _level(mail) if part.get_content_type() == "message/rfc822"]
        return [one for inner in forwarded[:_MOST_PARTS] for one in _said(inner, source, depth + 1)]
    people = _failed_recipients(mail, about.said)
    if not (about.envelope_id or about.message_id):
        return [about.unclear(subject, "it looks like a returned message, and quotes no id of ours")]
    delayed, failed = bool(_DELAYED.search(about.said)), bool(_FAILED.search(about.said))
    if not (delayed or failed or mail.get("X-Failed-Recipients")):
        return [about.unclear(subject, "it looks like a returned message, and does not say what was done")]
    action = "delayed" if delayed and not mail.get("X-Failed-Recipients") else "failed"
    return [
        Report(about.envelope_id, about.message_id, who, action, _code(words), words, source, subject=subject)
        for who, words in (people or {"": ""}).items()
    ]


# --- reports of servers --------------------------------------------------------------------------


def _structured(mail: Message, depth: int) -> Iterator[tuple[str, str, Message]]:
    """Each block about a recipient, with the envelope id and the Message-ID that are quoted beside it."""
    parts = list(_level(mail))[:_MOST_PARTS]
    statuses = [text for part in parts if (text := _status_text(part))]
    if not statuses:
        for part in parts if depth < _DEEPEST else ():
            if part.get_content_type() in ("message/rfc822", "message/global"):
                yield from _structured(_inner(part), depth + 1)
            elif part.get_content_type() == "application/octet-stream" and _named_mail(part):
                yield from _structured(_parse(_decoded(part)), depth + 1)
        return
    quoted = next((found for part in parts if (found := _quoted(part))), "")
    for text in statuses:
        blocks = [
            email.message_from_string(block, policy=email.policy.compat32)
            for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").strip())
        ]
        envelopes = [_from_xtext(_field(block, "Original-Envelope-Id")) for block in blocks]
        envelope = next(filter(None, envelopes), "")
        people = [one for one in blocks if one.get("Final-Recipient") or one.get("Original-Recipient")]
        people = people or [one for one in blocks if one.get("Action")] or blocks[:1]
        yield from ((envelope, quoted, block) for block in people)


def _level(mail: Message) -> Iterator[Message]:
    """The parts of a mail, but not those of a mail inside it."""
    if mail.get_content_maintype() == "message" or not mail.is_multipart():
        yield mail
        return
    payload = mail.get_payload()
    for part in payload if isinstance(payload, list) else ():
        if isinstance(part, Message):
            yield from _level(part)


def _status_text(part: Message) -> str:
    kind = part.get_content_type()
    if kind in _STATUS:
        return _decoded(part).decode("utf-8", "replace").strip()
    if part.get_content_maintype() == "text" and kind != "text/html":
        text = _decoded(part)[:_LONGEST_TEXT].decode("utf-8", "replace")
        # A gateway has made a plain text of it.
        if _STATUS_TEXT.match(text) and re.search(r"^Action:", text, re.IGNORECASE | re.MULTILINE):
            return text.strip()
    return ""


def _quoted(part: Message) -> str:
    """The Message-ID of the message that came back, from a part that holds it or its headers."""
    if part.get_content_type() not in _HEADERS:
        return ""
    return _field(_inner(part), "Message-ID")


def _inner(part: Message) -> Message:
    """The mail, or the headers, inside a part."""
    return _parse(_decoded(part).lstrip())


def _named_mail(part: Message) -> bool:
    return str(part.get_filename() or "").lower().endswith(".eml")


def _decoded(part: Message) -> bytes:
    """What a part holds, with its encoding undone even where the standard does not allow one."""
    if not part.is_multipart():
        payload = part.get_payload(decode=True)
        return payload if isinstance(payload, bytes) else b""
    body = re.split(rb"\r?\n\r?\n", part.as_bytes(), maxsplit=1)[-1]
    match _field(part, "Content-Transfer-Encoding").casefold():
        case "base64":
            try:
                return base64.b64decode(re.sub(rb"[^A-Za-z0-9+/=]", b"", body) + b"==")
            except binascii.Error:
                return body
        case "quoted-printable":
            return quopri.decodestring(body)
    return body


def _action(block: Message) -> str:
    """What was done, from the field or from the class of the status."""
    said = (_field(block, "Action").casefold().split() or [""])[0].strip("();,")
    if said in ACTIONS:
        return said
    return {"5": "failed", "4": "delayed"}.get(_field(block, "Status")[:1], "")


def _field(block: Message, name: str) -> str:
    """A field in one line, without anything that cannot be printed."""
    return one_line(str(block.get(name, "")))


def _address(field: str) -> str:
    """``rfc822; a@example.org`` -> ``a@example.org``."""
    return _from_xtext(field.rpartition(";")[2].strip().strip("<>"))[:254]


def _from_xtext(text: str) -> str:
    return re.sub(r"\+([0-9A-F]{2})", lambda match: chr(int(match.group(1), 16)), text)


# --- texts ---------------------------------------------------------------------------------------


class _Text:
    """Everything that is written in a mail, and what of ours stands in it."""

    def __init__(self, mail: Message) -> None:
        parts = list(_all(mail, 0))[:_MOST_PARTS]
        heads = [f"{name}: {value}" for part in parts for name, value in part.items()]
        texts = [_readable(part) for part in parts]
        self.said = "\n".join(text for text in texts if text)[:_LONGEST_TEXT].replace("\r\n", "\n")
        everything = "\n".join([*heads, self.said])
        self.envelope_id = next(iter(_ENVELOPE.findall(everything)), "")
        message_id = next(iter(_MESSAGE.findall(everything)), "")
        self.message_id = f"<{message_id.rstrip('.-')}>" if message_id else ""
        self.addresses = frozenset(one.casefold() for one in _ADDRESS.findall(everything))

    def unclear(self, subject: str, why: str, *, reply: bool = False) -> Unclear:
        return Unclear("", subject, why, self.addresses, self.envelope_id, self.message_id, reply)


def _all(mail: Message, depth: int) -> Iterator[Message]:
    """The parts of a mail and of the mails inside it."""
    yield mail
    for part in _level(mail):
        if part is not mail:
            yield part
        if depth < _DEEPEST and part.get_content_type() in _HEADERS:
            yield from _all(_inner(part), depth + 1)


def _readable(part: Message) -> str:
    """The text of a part; of a page, without its marks."""
    if part.get_content_maintype() == "multipart" or part.is_multipart():
        return ""
    if part.get_content_maintype() not in ("text", "message"):
        return ""
    text = _decoded(part)[:_LONGEST_TEXT]
    charset = str(part.get_content_charset() or "utf-8")
    try:
        said = text.decode(charset, "replace")
    except LookupError:
        said = text.decode("utf-8", "replace")
    if part.get_content_type() == "text/html":
        said = (
            re.sub(r"<[^<>@]*>", "\n", said).replace("&lt;", "<").replace("&gt;", ">").replace("&#64;", "@")
        )
    return said


def _subject(mail: Message) -> str:
    try:
        return one_line(str(make_header(decode_header(str(mail.get("Subject", ""))[:_LONGEST_SUBJECT]))))[
            :200
        ]
    except (ValueError, LookupError):
        return _field(mail, "Subject")[:200]


def _automatic(mail: Message) -> bool:
    said = _field(mail, "Auto-Submitted").casefold()
    return said.startswith(("auto-replied", "auto-generated")) or "X-Autoreply" in mail


def _looks_returned(mail: Message, subject: str) -> bool:
    kind = _field(mail, "Content-Type").casefold()
    empty = any(one_line(str(value)) == "<>" for value in mail.get_all("Return-Path", []))
    return bool(
        mail.get("X-Failed-Recipients")
        or kind.startswith("multipart/report")
        or _SERVER.search(_field(mail, "From"))
        or _RETURNED.search(subject)
        or (empty and not _automatic(mail))
    )


def _failed_recipients(mail: Message, text: str) -> dict[str, str]:
    """Who was not reached, each with what is said of it, in the part before the copy of the message."""
    copy = _COPY.search(text)
    told = text[: copy.start()] if copy else text
    found: dict[str | None, str] = {}
    for match in islice(_NAMED.finditer(told), _MOST_PARTS):
        who = next(group for group in match.groups() if group)
        words = re.split(r"\n[ \t]*\n", told[match.end() : match.end() + 2_000], maxsplit=1)[0]
        found.setdefault(who[:254] if _ADDRESS.fullmatch(who) else None, one_line(words)[:_LONGEST])
    named = [one for value in mail.get_all("X-Failed-Recipients", []) for one in _ADDRESS.findall(str(value))]
    people = {who: words for who, words in found.items() if who}
    if named:
        return {who: people.get(who, "") for who in named}
    return people


def _code(words: str) -> str:
    found = _CODE.search(words)
    return found[1] if found else ""
