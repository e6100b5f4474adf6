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
import struct
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from typing import Any

from reports.errors import ClusterReportsError

#: How a compound file begins.
MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")

_DEEPEST, _MOST, _LARGEST = 5, 200, 50_000_000

#: Properties: subject, class, headers of the transport, text, its form as a page, text of a report, ids of
#: the mail it answers, sender, to whom the other mail went; of a recipient: addresses and names, what its
#: server said, its status; of an attachment: content, type, names. And the code pages of texts that are not
#: in Unicode.
_SUBJECT, _CLASS, _HEADERS, _TEXT, _PAGE, _REPORT = "0037", "001A", "007D", "1000", "1013", "1001"
_IDS = ("1042", "1039", "1046", "1035")
_FROM, _TO = ("5D01", "0C1F", "0C1A"), ("0074", "0E04")
_PEOPLE, _SUPPLEMENT, _STATUS = ("39FE", "3003", "3001", "5FF6"), "0C1B", "0C20"
_CONTENT, _TYPE, _NAMES = "3701", "370E", ("3707", "3704", "3001")
_CODE_PAGES = ("3FFD", "3FDE")

#: Which class of a report says what (as Action of RFC 3464), and which that the mail was read or was not.
_DELIVERY = re.compile(r"REPORT\..*?(?:\.(DELAYED|RELAYED|EXPANDED))?(?:\.(N?DR))?", re.IGNORECASE)
_READ = re.compile(r"REPORT\..*\.IPNN?RN", re.IGNORECASE)
_DONE = {"NDR": "failed", "DR": "delivered"}

#: Code pages that Windows calls otherwise than Python.
_PAGES = {65001: "utf-8", 20127: "ascii", 28591: "latin-1", 28592: "iso8859-2", 28605: "iso8859-15"}

_ADDRESS = re.compile(r"[^\s<>()\[\]\"',;:@]{1,64}@[^\s<>()\[\]\"',;:@/]{1,255}")
_CODE = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")


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

    def number(self, number: str) -> int | None:
        """A property that is a number; it stands with others of a fixed size in one stream."""
        path = [*self._path, "__properties_version1.0"]
        if not self._file.exists(path) or self._file.get_type(path) != 2:
            return None
        with self._file.openstream(path) as stream:
            data = bytes(stream.read(_LARGEST))
        # Behind a beginning of 32, 24 or 8 bytes there are 16 for each: type, number, rights, value.
        for at in range(len(data) % 16 or 32, len(data) - 15, 16):
            kind, which, value = struct.unpack_from("<HH4xi", data, at)
            if which == int(number, 16) and kind == 3:
                return int(value)
        return None

    def text(self, number: str) -> str:
        """A property that is a text."""
        wide = self.data(number, "001F")
        if wide:
            return wide.decode("utf-16-le", "replace").replace("\0", "").strip()
        return self.decoded(self.data(number, "001E"))

    def decoded(self, data: bytes) -> str:
        """A text in the code page of the mail."""
        page = next((found for number in _CODE_PAGES if (found := self.number(number))), 1250)
        try:
            text = data.decode(_PAGES.get(page, f"cp{page}"), "replace")
        except LookupError:
            text = data.decode("cp1250", "replace")
        return text.replace("\0", "").strip()


def _mail(found: _Storage, depth: int) -> Message:
    mail = MIMEMultipart()
    headers = re.sub(
        r"(?im)^(content-|mime-version)[^\n]*\n(?:[ \t][^\n]*\n)*", "", found.text(_HEADERS) + "\n"
    )
    for name, value in email.message_from_string(headers, policy=email.policy.compat32).items():
        mail[name] = " ".join(str(value).split())
    for name, numbers in (("Subject", (_SUBJECT,)), ("From", _FROM)):
        said = next((text for number in numbers if (text := found.text(number))), "")
        if name not in mail and said:
            mail[name] = " ".join(said.split())
    ids = " ".join(said for number in _IDS if (said := found.text(number)))
    if ids:
        mail["X-Outlook-Ids"] = " ".join(ids.split())
    told = "\n\n".join(text for number in (_TEXT, _REPORT) if (text := found.text(number)))
    mail.attach(MIMEText(told, "plain", "utf-8"))
    if not told and (page := found.data(_PAGE, "0102")):
        mail.attach(MIMEText(found.decoded(page), "html", "utf-8"))
    if _READ.fullmatch(found.text(_CLASS)):
        mail.set_param("report-type", "disposition-notification")
    if status := _status(found):
        mail.attach(_wrapped(status.encode(), "message/delivery-status"))
    for attached in found.below("__attach_version1.0_"):
        if depth < _DEEPEST and (inner := attached.below(f"__substg1.0_{_CONTENT}000D")):
            mail.attach(_wrapped(_mail(inner[0], depth + 1).as_bytes(), "message/rfc822"))
        elif content := attached.data(_CONTENT, "0102"):
            mail.attach(_wrapped(content, attached.text(_TYPE) or _kind_of(attached)))
    return mail


def _status(found: _Storage) -> str:
    """The report of a server that Outlook has taken apart, as it was: a block for each recipient (RFC 3464).
    Empty where the mail is none.
    """
    match = _DELIVERY.fullmatch(found.text(_CLASS))
    done, kind = (str(part or "").upper() for part in match.groups()) if match else ("", "")
    if not (done or kind):
        return ""
    people = found.below("__recip_version1.0_")
    blocks = []
    for one in people or [found]:
        numbers = _PEOPLE if people else _TO
        words = " ".join(" ".join((one.text(_SUPPLEMENT), one.text(_REPORT))).split())
        address = next((hit[0] for number in numbers if (hit := _ADDRESS.search(one.text(number)))), "")
        blocks.append(
            f"Final-Recipient: rfc822; {address}\n"
            f"Action: {done.lower() or _DONE[kind]}\n"
            f"Status: {_code(words, one.number(_STATUS))}\n"
            f"Diagnostic-Code: smtp; {words}\n"
        )
    return "Reporting-MTA: dns; unknown\n\n" + "\n".join(blocks)


def _code(words: str, number: int | None) -> str:
    """The enhanced status code: as the server wrote it, else from the number that Outlook makes of it, 511 of
    5.1.1.
    """
    if written := _CODE.search(words):
        return written[0]
    if number is not None and 200 <= number <= 599:
        return ".".join(str(number))
    return ""


def _kind_of(attached: _Storage) -> str:
    """What an attachment is, from its name."""
    name = next((text for number in _NAMES if (text := attached.text(number))), "").casefold()
    return {".txt": "text/plain", ".eml": "message/rfc822"}.get(name[-4:], "application/octet-stream")


def _wrapped(content: bytes, kind: str) -> Message:
    """An attachment as it stands; a reader of mails takes it from there."""
    part = Message()
    kind = kind.casefold() if re.fullmatch(r"[\w.+-]+/[\w.+-]+", kind) else "application/octet-stream"
    # The library writes this kind only where it has taken it apart itself; the newer name says the same.
    kind = kind.replace("message/delivery-status", "message/global-delivery-status")
    part["Content-Type"] = kind
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(base64.encodebytes(content).decode("ascii"))
    return part
