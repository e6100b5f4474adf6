"""The record of what is built: one entry per report, with its state and the hashes of its files.

``manifest.json`` is one whole snapshot. While a build runs, every change of an entry is one line of
``manifest.journal`` beside it, on the disk before the build goes on, so that the record of a build that is
killed at any moment is true; at its end the journal is folded into a new snapshot. Both carry digests, so
that what was cut off is noticed, and seals (:mod:`.seal`), so that what was altered on purpose is. An append
costs the same however many entries there are, and unlike a database both files may lie on a network drive.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, Literal, get_args

from reports import files
from reports.edition import Lang
from reports.errors import ConfigurationError

from . import seal

NAME, JOURNAL = "manifest.json", "manifest.journal"

#: pending: to be made, there is no valid file. rendered: made and proven right, its files are being put in
#: place. checked: its files are in place and proven. failed: it could not be made or proven.
State = Literal["pending", "rendered", "checked", "failed"]
STATES: tuple[State, ...] = get_args(State)

#: What a value raises that is not what was written.
_MALFORMED = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file of a report. ``path`` is relative to the edition's output, with forward slashes."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One report. ``content`` is the fingerprint of the composed report, ``recipe`` that of what turns a
    report into files, ``source`` that of everything the report was composed from. ``files`` maps the
    kind ("pdf", "html") to the file; as long as there are no new ones, those are the files of an earlier
    build, which stay where they are and are out of date. ``causes`` say why it failed.
    """

    id: str
    state: State
    lang: str = ""
    content: str = ""
    recipe: str = ""
    files: Mapping[str, FileRecord] = field(default_factory=dict)
    causes: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything known about an edition's output. ``program`` is name and version; ``recipe`` is the
    one of the latest build, with the versions of ``packages`` and the hashes of ``code`` and ``fonts`` that
    are part of it; ``inputs`` are the hashes of the files the edition was read from. ``serial`` counts
    the snapshots. ``store`` is the address of the place whose folder named like the edition holds
    the files (see :mod:`reports.production.record.store`), "" where they are in the folder of the record.
    ``doubt`` says why the seal of a record that was read does not hold; it is empty where it does.
    """

    edition_id: str
    program: str = ""
    recipe: str = ""
    code: str = ""
    packages: Mapping[str, str] = field(default_factory=dict)
    fonts: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    serial: int = 0
    entries: Mapping[str, Entry] = field(default_factory=dict)
    store: str = ""
    doubt: str = field(default="", compare=False)


class CorruptError(ConfigurationError):
    """A manifest or its journal that was cut off or altered."""


def recorded_language(lang: str) -> Lang:
    """The language of files whose record calls it ``lang``."""
    return "en" if lang == "en" else "pl"


def sha256(data: bytes) -> str:
    """The SHA-256 of ``data`` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read(base: Path) -> Manifest:
    """What is known about the output folder ``base`` (``out/<edition>``), the journal included.

    Raises ConfigurationError where nothing was built yet, CorruptError where the record cannot be trusted.
    """
    try:
        # In this order a build that ends or begins meanwhile cannot make old news look new: a journal
        # only counts with the snapshot it was begun for.
        lines = _lines(base)
        snapshot = (base / NAME).read_bytes()
    except FileNotFoundError as error:
        raise ConfigurationError(f"nothing is built in {base} (it has no {NAME}); build it first") from error
    except OSError as error:
        raise ConfigurationError(f"{base / NAME} cannot be read ({files.reason(error)})") from error
    try:
        value, broken = _opened(base, SNAPSHOT, json.loads(snapshot))
        manifest = replace(_manifest(value), doubt=broken)
        journal = _journal(base, manifest.edition_id, lines)
        if journal is None or journal[0] != manifest.serial:
            return manifest
        changed = {entry["id"]: _entry(entry) for entry in journal[1]}
    except _MALFORMED as error:
        raise _corrupt(base) from error
    entries = {**manifest.entries, **changed}
    return replace(manifest, entries=entries, doubt=manifest.doubt or journal[2])


def write(base: Path, manifest: Manifest) -> None:
    """Write the snapshot ``manifest.json`` into ``base``, whole or not at all; it replaces what the
    journal of an earlier one says. Raises OSError, and ConfigurationError without a key for its seal.
    """
    value = asdict(replace(manifest, entries={}))
    del value["entries"], value["doubt"]
    value["reports"] = {key: asdict(entry) for key, entry in manifest.entries.items()}
    closed = _closed(seal.key(base), SNAPSHOT, value)
    files.write(base / NAME, (json.dumps(closed, ensure_ascii=False, indent=1) + "\n").encode())


class Journal:
    """The record of a running build: a snapshot when it begins, a line for each change, a snapshot when
    it ends. A line is on the disk when :meth:`record` returns.
    """

    def __init__(self, base: Path, manifest: Manifest) -> None:
        """Begin with ``manifest``; its serial is counted up. Raises OSError, and ConfigurationError without a
        key for its seal.
        """
        self._base = base
        self._key = seal.key(base)
        self._lines = 0
        self._entries = dict(manifest.entries)
        self._manifest = replace(manifest, serial=manifest.serial + 1)
        write(base, self._manifest)
        self._file = files.open_private(base / JOURNAL, "wb", buffering=0)
        self._size = 0
        self._append({"serial": self._manifest.serial})

    def __getitem__(self, cluster_id: str) -> Entry:
        return self._entries[cluster_id]

    @property
    def entries(self) -> Mapping[str, Entry]:
        """All entries as they are now."""
        return MappingProxyType(self._entries)

    def record(self, entry: Entry) -> None:
        """The entry is now this one. Raises OSError."""
        self._append(asdict(entry))
        self._entries[entry.id] = entry

    def _append(self, value: dict[str, Any]) -> None:
        place = _line(self._manifest.edition_id, self._manifest.serial, self._lines)
        line = json.dumps(_closed(self._key, place, value), ensure_ascii=False) + "\n"
        data = memoryview(line.encode())
        try:
            while data:
                data = data[self._file.write(data) :]
            os.fsync(self._file.fileno())
        except BaseException:
            # On a full disk, or interrupted: half a line must not stand before the next one.
            self._file.truncate(self._size)
            self._file.seek(self._size)
            raise
        self._size = self._file.tell()
        self._lines += 1

    def close(self) -> Manifest:
        """Fold the journal into a new snapshot. Raises OSError; the journal then stays, and counts."""
        self._file.close()
        manifest = replace(self._manifest, serial=self._manifest.serial + 1, entries=dict(self._entries))
        write(self._base, manifest)
        (self._base / JOURNAL).unlink(missing_ok=True)
        return manifest

    def abandon(self) -> None:
        """Close the journal as it is: its folder is gone."""
        self._file.close()


def set_aside(base: Path) -> None:
    """Rename a record that cannot be trusted to ``manifest.json.corrupt``, and its journal likewise; one that
    was set aside before makes room. Raises OSError.
    """
    for name in (JOURNAL, NAME):
        with suppress(FileNotFoundError):
            (base / name).replace(base / f"{name}.corrupt")


# --- to and from JSON ----------------------------------------------------------------------------


def _digest(value: Mapping[str, Any]) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("utf-8", "surrogatepass"))


#: What the seal of a snapshot is for; see :func:`_line` for that of a line of the journal.
SNAPSHOT = "manifest"


def _line(edition_id: str, serial: int, number: int) -> str:
    """What the seal of a line of the journal is for: this line of this build, and no other."""
    return f"journal {edition_id} {serial} {number}"


def _closed(key: seal.Key, purpose: str, value: dict[str, Any]) -> dict[str, Any]:
    """The value with its digest and its seal."""
    return {**value, "digest": _digest(value), "seal": key.seal(purpose, value)}


def _opened(base: Path, purpose: str, value: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """The value without its digest and its seal, and why the seal does not hold (empty where it does).
    Raises ValueError where value and digest do not belong together.
    """
    sealed = value.pop("seal", None)
    if value.pop("digest") != _digest(value):
        raise ValueError("the digest is another one")
    return value, seal.doubt(base, purpose, value, sealed)


def _lines(base: Path) -> list[bytes]:
    """The lines of the journal, none without one. A last line without its end is the moment the build was
    killed, and never happened.
    """
    try:
        return (base / JOURNAL).read_bytes().split(b"\n")[:-1]
    except FileNotFoundError:
        return []


def _journal(base: Path, edition_id: str, lines: list[bytes]) -> tuple[int, list[dict[str, Any]], str] | None:
    """The serial of the snapshot that the journal was begun for, the changes since then, and why a seal of
    them does not hold; None where there is no journal.
    """
    if not lines:
        return None
    values = [json.loads(line) for line in lines]
    serial = int(values[0]["serial"])
    opened = [_opened(base, _line(edition_id, serial, n), value) for n, value in enumerate(values)]
    broken = next((doubt for _, doubt in opened if doubt), "")
    return serial, [value for value, _ in opened[1:]], broken


def _manifest(value: dict[str, Any]) -> Manifest:
    entries = {key: _entry(entry) for key, entry in value.pop("reports").items()}
    for name in ("packages", "fonts", "inputs"):
        value[name] = dict(value[name])
    return Manifest(**value, entries=entries)


def _entry(value: dict[str, Any]) -> Entry:
    records = {kind: FileRecord(**record) for kind, record in value["files"].items()}
    for record in records.values():
        parts = PurePosixPath(record.path).parts
        if not parts or ".." in parts or parts[0] == "/":
            raise ValueError(f"{record.path!r} leads out of the folder")
    if value["state"] not in STATES:
        raise ValueError(f"no state {value['state']!r}")
    return Entry(**{**value, "files": records, "causes": tuple(map(str, value["causes"]))})


def _corrupt(base: Path) -> CorruptError:
    return CorruptError(
        f"the record of what is built, {base / NAME}, was cut off or altered and cannot be trusted; "
        "build again: the record is set aside and every report is made anew"
    )
