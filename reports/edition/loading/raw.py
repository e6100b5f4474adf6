"""The raw text tables between ``load`` and ``validate``: what the files say, before it means anything."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import PurePosixPath
from typing import Any

from reports.errors import Problem


class OddKind(Enum):
    """Why a spreadsheet cell is neither a text nor a plain number."""

    BOOL = "a yes/no value of the spreadsheet (TRUE or FALSE)"
    DATE = "a date"
    ERROR = "an error value of the spreadsheet"
    FORMULA = "a formula without a stored result"
    PERCENT = "a number formatted as a percentage"


@dataclass(frozen=True, slots=True)
class Odd:
    """A spreadsheet cell that must not be guessed at. ``text`` is its content: ``TRUE``, an ISO date,
    ``#N/A``, ``=A1+1``, or the stored share of a percentage.
    """

    kind: OddKind
    text: str


#: The name of a table with the values of an earlier edition.
PAST_TABLE = re.compile(r"values-[A-Za-z0-9._-]{1,60}")

#: A text as it stands in the file (nothing stripped, empty for no content), a number that a workbook
#: stores as a number (never ambiguous), or something odd.
Cell = str | float | Odd

#: The row's number as a spreadsheet shows it (the heading is row 1), and its cells.
Row = tuple[int, tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class RawTable:
    """One CSV file or one sheet. ``rows`` can be read more than once and holds no blank row; a row may
    have more or fewer cells than ``header``, which stands in ``heading_row``. ``sheet`` is empty for a CSV
    file.
    """

    name: str
    file: str
    sheet: str
    header: tuple[Cell, ...]
    rows: Iterable[Row]
    heading_row: int = 1


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. ``key`` is dotted, lists of tables are numbered from 1 (``history.1.label``).
    ``value`` is a TOML value or, where ``row`` is set, a cell of the sheet ``edition``.
    """

    key: str
    value: Any
    row: int | None = None


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One ``[[recommendation]]``, ``[[practice]]`` or ``[[pattern]]``; ``index`` counts from 1, ``row`` is
    the line of the file where it begins. ``shared`` records belong to the library that comes with the product
    and not to the edition.
    """

    file: str
    index: int
    fields: Mapping[str, Any]
    shared: bool = False
    row: int | None = None


@dataclass(frozen=True)
class RawEdition:
    """All that was read. ``settings`` are by key, ``tables`` by name (``values-2014`` and so on for the
    history); ``problems`` are those of reading. ``folder`` is where logos and fonts are looked for,
    ``missing_files`` names those that are not there, and ``unfit_files`` maps those that cannot be used to
    cause and remedy. Where not ``settings_read``, the settings could not be read and the problems say why.
    ``inputs`` is the SHA-256 of every file the edition may be read from, by its name; none where there are
    problems. Names of the shared library begin with ``library/``. ``warnings`` say what was read in a way
    that its author may not expect. ``unit_sets`` are the ready words for units, by their names,
    ``font_letters`` the code points of the font files that the settings name.
    """

    file: str
    folder: str
    settings_file: str
    settings_sheet: str
    settings_read: bool
    settings: Mapping[str, Setting]
    tables: Mapping[str, RawTable]
    recommendations: tuple[RawRecord, ...] = ()
    practices: tuple[RawRecord, ...] = ()
    patterns: tuple[RawRecord, ...] = ()
    problems: tuple[Problem, ...] = ()
    missing_files: frozenset[str] = field(default_factory=frozenset)
    unfit_files: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    unit_sets: Mapping[str, Any] = field(default_factory=dict)
    font_letters: Mapping[str, frozenset[int]] = field(default_factory=dict)


#: The key of a font of the brand -> the face that it is for.
BRAND_FONTS = {
    "text": "regular",
    "text_italic": "italic",
    "text_semibold": "semibold",
    "text_bold": "bold",
    "headings": "display",
    "headings_light": "display-light",
}


def is_beside(name: str) -> bool:
    """Whether a name in the settings can be that of a file beside the edition, or in a folder there."""
    path = PurePosixPath(name)
    return bool(name) and not (path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name)


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known name that ``word`` was most likely meant to be; None where nothing is alike enough, or
    where so many names are known that one is always near.
    """
    names = {name.casefold(): name for name in known}
    if len(names) > 500:
        return None
    found = difflib.get_close_matches(word.strip().casefold(), names, n=1, cutoff=likeness)
    return names[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "", likeness: float = 0.6) -> str:
    """What to do about a word that is not known: the nearest one that is, or else ``otherwise``."""
    near = nearest(word, known, likeness)
    return f"Did you mean {near}?" if near else otherwise
