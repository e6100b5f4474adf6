"""What servers reported about our messages (RFC 3464), found in a mailbox: a folder, an mbox or .eml files.

Anybody can write to that mailbox, so nothing in it is trusted: a report counts only where it quotes an
envelope id (or, from servers without DSN, a Message-ID) that cannot be guessed, and it changes no state; it
is evidence for a person.
"""

from __future__ import annotations

import email
import email.policy
import mailbox
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from hashlib import sha256
from pathlib import Path

from reports import files
from reports.errors import ConfigurationError

from .smtp import one_line

#: What a server can say it did (RFC 3464 2.3.3).
ACTIONS = ("failed", "delayed", "delivered", "relayed", "expanded")

_LARGEST = 50_000_000
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Report:
    """What one server says about one recipient. ``envelope_id`` and ``message_id`` are as quoted, or empty;
    ``source`` is the hash of the mail it stood in.
    """

    envelope_id: str
    message_id: str
    recipient: str
    action: str
    status: str
    words: str
    source: str


def read(path: Path) -> Iterator[Report]:
    """The delivery reports in a mailbox. Raises ConfigurationError where it cannot be read."""
    try:
        for data in _mails(path):
            yield from reports(data)
    except OSError as error:
        raise ConfigurationError(f"the mailbox {path} cannot be read: {files.reason(error)}") from error


def _mails(path: Path) -> Iterator[bytes]:
    """Every mail: of a Maildir, of a folder with .eml files, of an mbox, or the file itself."""
    if path.is_dir():
        places = [path / "cur", path / "new"] if (path / "cur").is_dir() else [path]
        for place in places:
            for file in sorted(place.iterdir()) if place.is_dir() else ():
                named = place is not path or file.suffix.lower() in (".eml", ".msg", "")
                if file.is_file() and named and file.stat().st_size <= _LARGEST:
                    yield file.read_bytes()
        return
    with path.open("rb") as stream:
        start = stream.read(5)
    if start == b"From ":
        box = mailbox.mbox(path, create=False)
        try:
            for key in box.iterkeys():
                yield box.get_bytes(key)
        finally:
            box.close()
    elif path.stat().st_size <= _LARGEST:
        yield path.read_bytes()


def reports(data: bytes) -> Iterator[Report]:
    """The reports in one mail; none where it is an ordinary mail or cannot be understood."""
    try:
        mail = email.message_from_bytes(data, policy=email.policy.compat32)
        parts = list(mail.walk())
    except (ValueError, LookupError, RecursionError):
        return
    source = sha256(data).hexdigest()
    quoted = _quoted_message_id(parts)
    for part in parts:
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks = part.get_payload()
        if not isinstance(blocks, list) or not blocks:
            continue
        envelope = _from_xtext(_field(blocks[0], "Original-Envelope-Id"))
        for block in blocks[1:]:
            action = _field(block, "Action").casefold()
            if action in ACTIONS:
                yield Report(
                    envelope_id=envelope,
                    message_id=quoted,
                    recipient=_address(
                        _field(block, "Original-Recipient") or _field(block, "Final-Recipient")
                    ),
                    action=action,
                    status=_field(block, "Status")[:20],
                    words=_field(block, "Diagnostic-Code")[:_LONGEST],
                    source=source,
                )


def _quoted_message_id(parts: list[Message]) -> str:
    """The Message-ID of the message that came back, from its headers."""
    for part in parts:
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return _field(email.message_from_bytes(payload), "Message-ID")
        elif kind == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner:
                return _field(inner[0], "Message-ID")
    return ""


def _field(block: Message | str, name: str) -> str:
    """A field in one line, without anything that cannot be printed."""
    return one_line(str(block.get(name, ""))) if isinstance(block, Message) else ""


def _address(field: str) -> str:
    """``rfc822; a@example.org`` -> ``a@example.org``."""
    return _from_xtext(field.rpartition(";")[2].strip())[:254]


def _from_xtext(text: str) -> str:
    return re.sub(r"\+([0-9A-F]{2})", lambda match: chr(int(match.group(1), 16)), text)
