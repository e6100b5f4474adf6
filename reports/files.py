"""Names of files, and writing them so that a name never holds half of one and only its owner may read it.

What this program writes are scores by name and letters with them: files have the mode 600, folders 700,
whatever the umask (but for the blank workbook, which holds nobody's scores); where the operating system knows
no such rights, those of the folder above hold.
"""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Literal

from reports.errors import ConfigurationError


def write(path: Path, data: bytes) -> None:
    """Put ``data`` under ``path`` whole or not at all; the folder must exist.

    The bytes go to a temporary file in the same folder and onto the disk before they get their
    name, so a full disk, a crash or a power cut leaves what was there before. Raises OSError.
    """
    part = _part(path)
    try:
        _write_part(part, data)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Put files that belong together under their paths, all or none; their folders must exist.

    All are on the disk before the first of those that were there before gives way; where one cannot
    be replaced (a program shows it, say), the others are put back as they were. Raises OSError, with
    the path in question as its ``filename``.
    """
    parts, before = ({path: _part(path) for path in contents} for _ in range(2))
    placed: list[Path] = []
    path = Path()
    try:
        for path, data in contents.items():
            _write_part(parts[path], data)
        for path in contents:
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            with suppress(FileNotFoundError):
                path.replace(before[path])
        for path in contents:
            parts[path].replace(path)
            placed.append(path)
    except BaseException as error:
        for one in (*placed, *parts.values()):
            with suppress(OSError):
                one.unlink(missing_ok=True)
        for one, old in before.items():
            with suppress(OSError):
                old.replace(one)
        if isinstance(error, OSError):
            error.filename, error.filename2 = str(path), None
        raise
    for old in before.values():
        with suppress(OSError):
            old.unlink(missing_ok=True)
    for folder in {path.parent for path in contents}:
        _sync_folder(folder)


def sweep(folder: Path) -> None:
    """Remove what a killed process was just writing into a folder; nobody else may be writing there."""
    for part in folder.glob(".*.part"):
        with suppress(OSError):
            part.unlink()


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")


def _write_part(part: Path, data: bytes) -> None:
    with open_private(part, "xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def write_new(path: Path, data: bytes) -> None:
    """Write a new file. Raises ConfigurationError where there is one, or it cannot be written."""
    try:
        with open_private(path, "xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise ConfigurationError(f"{path} exists already; delete it first, or choose another name") from error
    except OSError as error:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise ConfigurationError(f"cannot write {path} ({reason(error)})") from error


def open_private(path: Path, mode: Literal["wb", "xb", "ab"], buffering: Literal[-1, 0] = -1) -> IO[bytes]:
    """A file to write into that nobody else may read, from its first byte on. A symbolic link is not
    followed. Raises OSError.
    """

    def opener(name: str, flags: int) -> int:
        handle = os.open(name, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)
        if hasattr(os, "fchmod"):  # for a file that was there, and a umask that takes even this
            with suppress(OSError):
                os.fchmod(handle, 0o600)
        return handle

    return open(path, mode, buffering, opener=opener)


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; Windows and some network drives cannot, and need not fail for it."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def make_folder(path: Path) -> Path:
    """The folder ``path``, made with its parents where it is missing.

    Raises ConfigurationError where it cannot be made or written into.
    """
    with explaining(f"the folder {path} cannot be made", "choose another one"):
        path.mkdir(parents=True, exist_ok=True)
    if not os.access(path, os.W_OK | os.X_OK):
        raise ConfigurationError(f"the folder {path} may not be written into; choose another one")
    return path


def private_folder(path: Path) -> Path:
    """:func:`make_folder`, and nobody but its owner may look into it, now and from now on."""
    made = make_folder(path)
    with suppress(OSError):  # somebody else's, or on a disk without rights
        made.chmod(0o700)
    return made


def child(folder: Path, name: str) -> Path:
    """The file ``name`` directly in ``folder``.

    Raises ConfigurationError for a name that would lead anywhere else; ids are validated long
    before, this is the last door.
    """
    if not name or name in {".", ".."} or any(sign in name for sign in ("/", "\\", "\0", ":")):
        raise ConfigurationError(f"{name!r} cannot be the name of a file; correct the id")
    return folder / name


def below(folder: Path) -> Iterator[Path]:
    """The files in a folder and its folders, but for hidden ones and what Python leaves there."""
    for path in folder.rglob("*"):
        hidden = any(part.startswith((".", "__pycache__")) for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden:
            yield path


@contextmanager
def explaining(what: str, remedy: str = "") -> Iterator[None]:
    """Raises ConfigurationError for an OSError of the block: ``what`` cannot be done, the reason in the
    operating system's words, and the ``remedy``.
    """
    try:
        yield
    except OSError as error:
        more = f"; {remedy}" if remedy else ""
        raise ConfigurationError(f"{what} ({reason(error)}){more}") from error


@contextmanager
def writing(folder: Path, more: str = "") -> Iterator[None]:
    """Raises ConfigurationError for an OSError of the block: which file in ``folder`` cannot be written, why,
    and what to do; ``more`` is put behind it.
    """
    try:
        yield
    except OSError as error:
        raise ConfigurationError(
            f"cannot write {error.filename or folder} ({reason(error)}){remedy(error)}{more}"
        ) from error


def reason(error: OSError) -> str:
    """The operating system's words for what went wrong, without number and path."""
    return error.strerror or str(error)


def remedy(error: OSError) -> str:
    """What to do where a file cannot be replaced, to be put behind the reason; empty where nobody knows."""
    taken = isinstance(error, PermissionError | IsADirectoryError) or error.errno == errno.EBUSY
    return "; close the program that shows it, and try again" if taken else ""
