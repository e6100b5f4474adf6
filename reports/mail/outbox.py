"""Messages as files: where there is no mail server, and for a look at them before there is one."""

from __future__ import annotations

from pathlib import Path

from reports import files

from .ledger import Entry

#: Real messages, and those of a rehearsal, which must not be taken for them.
FOLDER, REHEARSAL = "outbox", "outbox-rehearsal"


def path_of(base: Path, entry: Entry, *, rehearsal: bool) -> Path:
    """Where the message lies: ``<id>.eml``, later ones to the same cluster ``<id>-2.eml``."""
    suffix = f"-{entry.number}" if entry.number > 1 else ""
    return files.child(base / (REHEARSAL if rehearsal else FOLDER), f"{entry.cluster}{suffix}.eml")


def put(base: Path, entry: Entry, data: bytes, *, rehearsal: bool) -> Path:
    """Write the message, whole or not at all; the same message again is the same file. Raises OSError."""
    path = path_of(base, entry, rehearsal=rehearsal)
    files.make_folder(path.parent).chmod(0o700)
    files.write(path, data)
    return path
