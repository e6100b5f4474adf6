"""What is collected while an edition is read: settings, tables, problems, and the hash of every file."""

from __future__ import annotations

import hashlib
import io
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from reports import files
from reports.errors import ConfigurationError, Problem

from . import source
from .raw import PAST_TABLE, RawTable, Setting

#: Tables of an edition; earlier editions are added as ``values-<label>``.
REQUIRED = ("framework", "clusters", "values")
OPTIONAL = ("profile", "groups", "questions", "survey", "interviews", "comments")

#: The table of comments in a file of its own beside the edition, where the desk keeps them.
BESIDE = "comments-beside"

#: The largest file that is read, in bytes, by its ending: one of these costs less than 300 MB and two seconds
#: before it is refused, whatever is in it.
MOST = {".toml": 4_000_000, ".xlsx": 60_000_000, "": 75_000_000}


@dataclass
class Collected:
    """What was read so far. Each file is read once, so that what is hashed is what was loaded."""

    settings: dict[str, Setting] = field(default_factory=dict)
    tables: dict[str, RawTable] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)  # tables that are missing or could not be read
    in_folder: bool = False  # with an edition.toml
    encoding: str = ""  # of CSV files that are not in UTF-8, where the settings name it
    folder: Path | None = None  # in which the edition lies, whatever links lead to its files
    _read: dict[Path, tuple[str, tuple[int, int]]] = field(default_factory=dict)

    def problem(self, cause: str, file: str, remedy: str = "", **place: Any) -> None:
        self.problems.append(Problem(cause, file=file, remedy=remedy, **place))

    def read(self, path: Path) -> bytes:
        """The content of a file of a bounded size. Raises OSError."""
        most = MOST.get(path.suffix.lower(), MOST[""])
        with source.opened(path, self._within(path)) as file:
            data = source.content_of(file, path, most)
            self._read[path] = hashlib.sha256(data).hexdigest(), _stamp(os.fstat(file.fileno()))
        return data

    def _hash(self, path: Path) -> None:
        """Note the hash of a file that is not needed. Raises OSError."""
        with source.opened(path, self._within(path)) as file:
            self._read[path] = (
                hashlib.file_digest(cast(io.BufferedReader, file), "sha256").hexdigest(),
                _stamp(os.fstat(file.fileno())),
            )

    def _within(self, path: Path) -> Path | None:
        """The folder that a file may not lead out of."""
        return self.folder if self.folder is not None and path.parent == self.folder else None

    def unreadable(self, path: Path, error: OSError) -> None:
        usual = "Check its name and your rights to it, and close it in other programs"
        remedy = getattr(error, "remedy", usual)
        self.problem(f"the file cannot be read: {files.reason(error)}", path.name, remedy)

    def hashes(self, names: Mapping[Path, str]) -> dict[str, str]:
        """The SHA-256 of files by their names, also of those that were not needed; none where there is a
        problem.

        Raises:
            ConfigurationError: where one of them cannot be read, or was saved since it was.
        """
        for path in () if self.problems else names.keys() - self._read.keys():
            try:
                self._hash(path)
            except OSError as error:
                raise ConfigurationError(f"{path} cannot be read ({files.reason(error)})") from error
        for path, (_, stamp) in self._read.items():
            if not path.is_file() or _stamp(path.stat()) != stamp:
                raise ConfigurationError(f"{path} was changed while it was read; do it again")
        return {} if self.problems else {name: self._read[path][0] for path, name in names.items()}


def _stamp(status: os.stat_result) -> tuple[int, int]:
    return status.st_mtime_ns, status.st_size


#: Tables and kinds of records, and the tables without which nothing true can be said of them.
_NEEDS = {
    "clusters": ("profile",),
    "groups": ("clusters",),
    "values": ("framework", "clusters"),
    "comments": ("framework", "clusters"),
    BESIDE: ("framework", "clusters"),
    "survey": ("framework", "clusters", "questions"),
    "interviews": ("clusters",),
    "recommendation": ("framework", "clusters"),
    "practice": ("framework", "clusters"),
    "pattern": ("framework", "clusters"),
}


def set_aside(found: Collected) -> frozenset[str]:
    """The tables and the kinds of records that are not judged, because a table that they need could not be
    read. The tables are taken out of ``found``, which gets one problem that says so.
    """
    lacking: dict[str, str] = {name: name for name in found.unread}
    for name in (*_NEEDS, *(table for table in found.tables if PAST_TABLE.fullmatch(table))):
        cause = next((need for need in _NEEDS.get(name, _NEEDS["values"]) if need in lacking), None)
        if cause is not None and name not in lacking:
            lacking[name] = lacking[cause]
    aside = [name for name in found.tables if name in lacking]
    first = found.tables[aside[0]] if aside else None
    for name in aside:
        del found.tables[name]
    if first is not None:
        others = f", nor {'any other' if len(aside) > 9 else ' and '.join(aside[1:])}" if aside[1:] else ""
        causes = " and ".join(sorted({lacking[name] for name in aside}))
        found.problem(
            f"not looked at{others}, because {causes} could not be read",
            first.file,
            "Mend that first and check again",
            sheet=first.sheet,
        )
    return frozenset(lacking)


def past_tables(settings: Mapping[str, Setting]) -> list[str]:
    """The tables of earlier editions that the settings name."""
    values = (s.value for key, s in settings.items() if re.fullmatch(r"history\.\d+\.values", key))
    names = (value.strip().removesuffix(".csv") for value in values if isinstance(value, str))
    return [name for name in names if PAST_TABLE.fullmatch(name)]


def input_files(path: Path, library: Path) -> dict[Path, str]:
    """Every file that the edition at ``path`` may be read from, with its name in the record of a build; none
    but those of the shared ``library``, which begin with ``library/``, where there is no edition.
    """
    if path.is_dir():
        own: Iterable[Path] = [file for suffix in ("csv", "toml") for file in path.glob(f"*.{suffix}")]
    else:
        # A workbook lies among its user's other files; what belongs to it begins with its name.
        named = (f"{_literal(path.stem)}.*.toml", f"{_literal(path.stem)}.comments.csv")
        own = [path, *(file for one in named for file in path.parent.glob(one))] if path.is_file() else []
    shared = files.below(library) if library.is_dir() else ()
    return {
        **{file: file.name for file in own},
        **{file: f"library/{file.relative_to(library).as_posix()}" for file in shared},
    }


def _literal(name: str) -> str:
    """A name as a pattern of glob that fits nothing else."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)
