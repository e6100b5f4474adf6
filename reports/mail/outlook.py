"""A mail that Outlook has saved as ``.msg``, as the mail that it was made from: headers, text, attachments.

Outlook takes reports of servers apart and keeps them as properties ([MS-OXMSG], [MS-OXPROPS]). They are put
together again so far that the reader of mails finds who was not reached, and the ids that it looks for.
"""

from __future__ import annotations

import base64
import email
import email.policy
import io
import re
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from typing import Any

from reports.errors import ClusterReportsError

#: How a compound file begins.
MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")

_DEEPEST, _MOST, _LARGEST = 5, 200, 50_000_000

#: Properties: subject, class, headers of the transport, text, its HTML form, ids of the mail it answers,
#: address of the sender; of a recipient: SMTP address, report; of an attachment: content, type, name.
_SUBJECT, _CLASS, _HEADERS, _TEXT, _REPORT = "0037", "001A", "007D", "1000", "1001"
_IDS = ("1042", "1039", "1046", "1035")
_FROM, _SMTP, _ADDRESS = "5D01", "39FE", "3003"
_CONTENT, _TYPE = "3701", "370E"

_NOT_DELIVERED = re.compile(r"REPORT\..*\.NDR$", re.IGNORECASE)
_OTHER_REPORT = re.compile(r"REPORT\.", re.IGNORECASE)


class OutlookError(ClusterReportsError):
    """A ``.msg`` file that cannot be read, with what to do."""


def as_mail(data: bytes) -> bytes:
    """The mail in a ``.msg`` file. Raises OutlookError."""
    try:
        import olefile
    except ImportError as error:
        raise OutlookError(
            'it is a file of Outlook, which needs olefile: pip install "cluster-reports[outlook]"; '
            "or save it as .eml"
        ) from error
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            found = _Storage(file, ())
            if not found.names:
                raise OutlookError("a file of Outlook without a mail in it; save it as .eml")
            return _mail(found, 0).as_bytes()
    except OutlookError:
        raise
    except Exception as error:  # whatever a damaged file makes of the library
        raise OutlookError("the file of Outlook is damaged; save the mail anew, or as .eml") from error


class _Storage:
    """One message, recipient or attachment: its properties by number."""

    def __init__(self, file: Any, path: tuple[str, ...]) -> None:
        self._file, self._path = file, path
        inside = [
            entry[len(path) :] for entry in file.listdir(True, True) if entry[: len(path)] == list(path)
        ]
        self.names = sorted({entry[0] for entry in inside if entry})

    def below(self, beginning: str) -> list[_Storage]:
        """The storages whose names begin so."""
        names = [name for name in self.names if name.startswith(beginning)][:_MOST]
        return [_Storage(self._file, (*self._path, name)) for name in names]

    def data(self, number: str, kind: str) -> bytes:
        """The bytes of a property; none where it is not there."""
        path = [*self._path, f"__substg1.0_{number}{kind}"]
        if not self._file.exists(path) or self._file.get_type(path) != 2:
            return b""
        with self._file.openstream(path) as stream:
            return bytes(stream.read(_LARGEST))

    def text(self, number: str) -> str:
        """A property that is a text."""
        wide = self.data(number, "001F")
        text = (
            wide.decode("utf-16-le", "replace")
            if wide
            else self.data(number, "001E").decode("cp1250", "replace")
        )
        return text.replace("\0", "").strip()


def _mail(found: _Storage, depth: int) -> Message:
    mail = MIMEMultipart()
    headers = re.sub(
        r"(?im)^(content-|mime-version)[^\n]*\n(?:[ \t][^\n]*\n)*", "", found.text(_HEADERS) + "\n"
    )
    for name, value in email.message_from_string(headers, policy=email.policy.compat32).items():
        mail[name] = " ".join(str(value).split())
    for name, number in (("Subject", _SUBJECT), ("From", _FROM)):
        if name not in mail and (said := found.text(number)):
            mail[name] = " ".join(said.split())
    ids = " ".join(said for number in _IDS if (said := found.text(number)))
    if ids:
        mail["X-Outlook-Ids"] = " ".join(ids.split())
    told = [found.text(_TEXT)]
    people = found.below("__recip_version1.0_")
    if _OTHER_REPORT.match(found.text(_CLASS)):
        addresses = [one.text(_SMTP) or one.text(_ADDRESS) for one in people]
        name = "X-Failed-Recipients" if _NOT_DELIVERED.match(found.text(_CLASS)) else "X-Reported-Recipients"
        mail[name] = ", ".join(address for address in addresses if "@" in address)
        told += [one.text(_REPORT) for one in people]
    mail.attach(MIMEText("\n\n".join(part for part in told if part), "plain", "utf-8"))
    for attached in found.below("__attach_version1.0_"):
        if depth < _DEEPEST and (inner := attached.below(f"__substg1.0_{_CONTENT}000D")):
            mail.attach(_wrapped(_mail(inner[0], depth + 1).as_bytes(), "message/rfc822"))
        elif content := attached.data(_CONTENT, "0102"):
            mail.attach(_wrapped(content, attached.text(_TYPE) or "application/octet-stream"))
    return mail


def _wrapped(content: bytes, kind: str) -> Message:
    """An attachment as it stands; a reader of mails takes it from there."""
    part = Message()
    part["Content-Type"] = kind if re.fullmatch(r"[\w.+-]+/[\w.+-]+", kind) else "application/octet-stream"
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(base64.encodebytes(content).decode("ascii"))
    return part
