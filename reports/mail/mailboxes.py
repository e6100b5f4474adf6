"""Every mail in a mailbox that was saved as files, whatever program saved it.

A folder with its folders, a Maildir, an mbox (Thunderbird, Apple Mail, Takeout), single files (``.eml``,
``.emlx``, ``.msg`` of Outlook), and zip archives of them. What cannot be read is told and never passed over:
it may be the one that matters.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from reports import files
from reports.errors import ConfigurationError

from . import outlook
from .smtp import one_line

#: The largest mail, the largest content of an archive, the most files in one, the deepest folders.
LARGEST, _ARCHIVE, _MOST, _DEEPEST = 50_000_000, 500_000_000, 20_000, 20

#: Indexes that mail programs keep beside their mailboxes.
_INDEXES = (".msf",)

_HEADER = re.compile(rb"[!-9;-~]{1,100}:")
_KNOWN = re.compile(
    rb"^(from|to|subject|date|received|return-path|message-id|mime-version|content-type|delivered-to):",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail: the ``place`` where it lies, as a person may look for it, and its bytes."""

    place: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that is no mail or cannot be read, and why."""

    place: str
    why: str


def read(path: Path) -> Iterator[Mail | Unread]:
    """Everything in a mailbox. Raises ConfigurationError where the mailbox itself cannot be read."""
    try:
        if path.is_dir():
            yield from _folder(path, 0)
        else:
            yield from _file(path)
    except OSError as error:
        raise ConfigurationError(f"the mailbox {path} cannot be read: {files.reason(error)}") from error


def _folder(folder: Path, depth: int) -> Iterator[Mail | Unread]:
    if depth > _DEEPEST:
        yield Unread(str(folder), "its folders are too deep; name a folder below")
        return
    maildir = (folder / "cur").is_dir()
    for path in sorted(folder.iterdir()):
        if path.is_symlink():
            continue
        if path.is_dir():
            if maildir and path.name == "tmp":
                continue
            if not path.name.startswith(".") or (path / "cur").is_dir():
                yield from _folder(path, depth + 1)
        elif not maildir and not path.name.startswith(".") and path.suffix.lower() not in _INDEXES:
            yield from _tolerant(path)


def _tolerant(path: Path) -> Iterator[Mail | Unread]:
    """A file of a folder: one that cannot be read does not stop the others."""
    try:
        yield from _file(path)
    except OSError as error:
        yield Unread(str(path), f"it cannot be read: {files.reason(error)}")


def _file(path: Path) -> Iterator[Mail | Unread]:
    if not path.is_file():
        if not path.exists():
            raise FileNotFoundError(2, "No such file or directory", str(path))
        yield Unread(str(path), "it is no file")
        return
    with path.open("rb") as stream:
        yield from _stream(str(path), stream, path.stat().st_size)


def _stream(place: str, stream: IO[bytes], size: int, inside: bool = False) -> Iterator[Mail | Unread]:
    """What a file holds, told by its first bytes. ``inside`` an archive there is no other one."""
    start = stream.read(8)
    stream.seek(0)
    if start.startswith(b"From "):
        yield from _mbox(place, stream)
    elif start.startswith(b"PK\x03\x04"):
        yield from (
            [Unread(place, "an archive inside an archive; unpack it")] if inside else _zip(place, stream)
        )
    elif size > LARGEST:
        yield Unread(place, f"it is larger than {LARGEST // 1_000_000} MB")
    else:
        yield _single(place, stream.read(LARGEST + 1))


def _single(place: str, data: bytes) -> Mail | Unread:
    if data.startswith(outlook.MAGIC):
        try:
            return Mail(place, outlook.as_mail(data))
        except outlook.OutlookError as error:
            return Unread(place, str(error))
    count, _, rest = data.partition(b"\n")
    if count.strip().isdigit() and len(count) < 20:  # Apple Mail: the length, the mail, and a list of flags
        data = rest[: int(count)]
    if not looks_like_mail(data):
        return Unread(place, "it is no mail; save it as .eml" if data else "it is empty")
    return Mail(place, data)


def looks_like_mail(data: bytes) -> bool:
    """Whether bytes begin with the headers of a mail."""
    text = data[:65_536].removeprefix(b"\xef\xbb\xbf").lstrip()
    head = re.split(rb"\r?\n\r?\n", text, maxsplit=1)[0]
    return bool(_HEADER.match(head) and _KNOWN.search(head))


def _mbox(place: str, stream: IO[bytes]) -> Iterator[Mail | Unread]:
    """The mails of an mbox: each begins with a line ``From ...`` behind an empty one."""
    lines: list[bytes] = []
    number = size = 0
    empty = True

    def finished() -> Mail | Unread:
        where = f"{place}, mail {number}"
        if size > LARGEST:
            return Unread(where, f"it is larger than {LARGEST // 1_000_000} MB")
        return Mail(where, b"".join(lines))

    for line in iter(lambda: stream.readline(1_000_000), b""):
        if empty and line.startswith(b"From "):
            if number:
                yield finished()
            number, size, lines = number + 1, 0, []
        else:
            size += len(line)
            if size <= LARGEST:
                lines.append(line)
        empty = not line.strip()
    yield finished()


def _zip(place: str, stream: IO[bytes]) -> Iterator[Mail | Unread]:
    """The files of an archive, as far as they are not more than was to be expected."""
    left = _ARCHIVE
    try:
        with zipfile.ZipFile(stream) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            if len(members) > _MOST:
                yield Unread(place, f"it holds more than {_MOST} files; unpack it")
                return
            for member in members:
                where = f"{place}: {one_line(member.filename)}"
                name = Path(member.filename).name
                if name.startswith(".") or Path(name).suffix.lower() in _INDEXES or "__MACOSX" in where:
                    continue
                try:
                    with archive.open(member) as file:
                        data = file.read(min(left, 4 * LARGEST) + 1)
                except (RuntimeError, NotImplementedError) as error:  # a password, or an unusual compression
                    yield Unread(where, f"it cannot be unpacked ({error})")
                    continue
                left -= len(data)
                if left < 0 or len(data) > 4 * LARGEST:
                    yield Unread(place, "it unpacks to more than is read; unpack it yourself")
                    return
                yield from _stream(where, io.BytesIO(data), len(data), inside=True)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        yield Unread(place, f"the archive is damaged ({error})")
