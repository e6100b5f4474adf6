"""Names of files, and writing them so that a name never holds half of one."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reports.errors import ConfigurationError


def write(path: Path, data: bytes) -> None:
    """Put ``data`` under ``path`` whole or not at all; the folder must exist.

    The bytes go to a temporary file in the same folder and onto the disk before they get their
    name, so a full disk, a crash or a power cut leaves what was there before. Raises OSError.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


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


def reason(error: OSError) -> str:
    """The operating system's words for what went wrong, without number and path."""
    return error.strerror or str(error)
