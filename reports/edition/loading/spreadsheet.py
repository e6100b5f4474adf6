"""The parts of a .xlsx file -> the cells that it holds.

Only what a file holds is looked at: a formatted cell in the last row costs as much as one in the first,
whatever size a sheet claims to have. Elements are known by their local names, so that Strict Open XML is
read like the usual kind. Source: ECMA-376, part 1, chapter 18 (SpreadsheetML).
"""

from __future__ import annotations

import datetime
import math
import posixpath
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from .raw import Cell, Odd, OddKind

#: The size of a sheet, and the longest text of a cell, in every spreadsheet program.
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_TEXT = 32_767

#: More cells, rows or markup no workbook of an edition has; larger ones are folders of CSV files. They are
#: what reading takes its time for.
MAX_CELLS, MAX_FILLED, MAX_MARKUP = 600_000, 120_000, 5_000_000
#: So many areas of merged cells are kept.
MERGED_KEPT = 1_000
_PIECE = 1 << 18

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


class HostileError(Exception):
    """A part of the workbook holds what no spreadsheet program writes; the part is the argument."""


class TooLargeError(Exception):
    """The workbook holds more than one of an edition does."""


class _EnoughError(Exception):
    """The rows that were asked for are read."""


@dataclass
class SheetCells:
    """The cells of a sheet that hold something: row -> (column, cell), both from 1; and merged areas."""

    rows: dict[int, list[tuple[int, Cell]]] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class SheetPart:
    """A sheet as the workbook lists it. ``part`` is its file in the archive; a chart is no ``table``."""

    name: str
    part: str
    table: bool
    hidden: bool


class Spreadsheet:
    """The sheets of a workbook. Raises whatever a damaged part causes."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._cells = self._markup = 0
        self._epoch = WINDOWS_EPOCH
        self._texts: list[str] | None = None
        self._formats: list[str] | None = None
        self._links = self._relations()
        self.sheets = self._sheets()

    def _relations(self) -> dict[str, tuple[str, str]]:
        """Id of a part -> its kind and its place in the archive."""
        links: dict[str, tuple[str, str]] = {}

        def start(name: str, attributes: dict[str, str]) -> None:
            if _local(name) == "Relationship" and attributes.get("TargetMode") != "External":
                kind = attributes["Type"].rpartition("/")[2]
                links[attributes["Id"]] = kind, posixpath.join("xl", attributes["Target"]).lstrip("/")

        self._parse("xl/_rels/workbook.xml.rels", start)
        return {key: (kind, posixpath.normpath(part)) for key, (kind, part) in links.items()}

    def _sheets(self) -> tuple[SheetPart, ...]:
        sheets: list[SheetPart] = []

        def start(name: str, attributes: dict[str, str]) -> None:
            name = _local(name)
            if name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
                self._epoch = MAC_EPOCH
            elif name == "sheet":
                kind, part = self._links[next(attributes[key] for key in attributes if _local(key) == "id")]
                hidden = attributes.get("state", "visible") != "visible"
                sheets.append(SheetPart(decoded(attributes["name"]), part, kind == "worksheet", hidden))

        self._parse("xl/workbook.xml", start)
        if len({sheet.part for sheet in sheets}) < len(sheets):
            raise ValueError("two sheets are stored in one part")
        return tuple(sheets)

    def _part(self, kind: str) -> str | None:
        """The place of the one part of a kind; None where the workbook has none."""
        place = next((part for found, part in self._links.values() if found == kind), None)
        return place if place in self._archive.NameToInfo else None

    def cells(self, sheet: SheetPart, most_rows: int | None = None) -> SheetCells:
        """What a sheet holds, or no more than its first rows. Raises TooLargeError for more cells than a
        workbook of an edition has.
        """
        if self._texts is None:
            self._texts = _shared_texts(self._parse, self._part("sharedStrings"))
        if self._formats is None:
            self._formats = _number_formats(self._parse, self._part("styles"))
        reader = _CellReader(self._texts, self._formats, self._epoch, MAX_CELLS - self._cells, most_rows)
        with suppress(_EnoughError):
            self._parse(sheet.part, reader.start, reader.end, reader.text)
        if most_rows is None:
            self._cells += reader.count
        return reader.found

    def _parse(
        self,
        part: str,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Call back for every element of a part, which is unpacked piece by piece; a document type is
        refused.
        """

        def refuse(*_: object) -> None:
            raise HostileError(part)

        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        with self._archive.open(part) as stream:
            while piece := stream.read(_PIECE):
                parser.Parse(piece, False)
                self._markup += piece.count(b"<")
                if self._markup > MAX_MARKUP:
                    raise TooLargeError(f"more than {MAX_MARKUP} elements")
        parser.Parse(b"", True)


@lru_cache(maxsize=MAX_COLUMNS)  # each stands in every row
def column_of(letters: str) -> int:
    """The number of a column from its letters; A is 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _counted(content: str) -> int:
    """A number that counts from 0. Raises ValueError."""
    number = int(content)
    if number < 0:
        raise ValueError(f"there is nothing with the number {number}")
    return number


def place_of(reference: str) -> tuple[int, int]:
    """Row and column of a cell, from 1. Raises ValueError for what no sheet can have."""
    match = _PLACE.fullmatch(reference)
    row, column = (int(match[2]), column_of(match[1])) if match else (0, 0)
    if not (0 < row <= MAX_ROWS and 0 < column <= MAX_COLUMNS):
        raise ValueError(f"there is no cell {reference[:20]}")
    return row, column


def decoded(text: str) -> str:
    """A text of a part with ``_xHHHH_`` as the character it stands for, and one kind of line break."""
    if len(text) > MAX_TEXT * 7:
        raise ValueError(f"a text has more than {MAX_TEXT} characters")
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if len(text) > MAX_TEXT:
        raise ValueError(f"a text has more than {MAX_TEXT} characters")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _local(name: str) -> str:
    """The name of an element or an attribute without a prefix."""
    return name[name.rfind(":") + 1 :] if ":" in name else name


class _TextReader:
    """Collects the text of the element ``item``, without the readings that Asian scripts have beside it."""

    def __init__(self, item: str) -> None:
        self._item = item
        self._within = self._aside = False
        self._parts: list[str] = []
        self.texts: list[str] = []

    def start(self, name: str, _: dict[str, str]) -> None:
        name = _local(name)
        if name == self._item:
            self._parts = []
        self._aside = self._aside or name == "rPh"
        self._within = name == "t" and not self._aside

    def end(self, name: str) -> None:
        name = _local(name)
        self._within = False
        if name == "rPh":
            self._aside = False
        elif name == self._item:
            self.texts.append(decoded("".join(self._parts)))

    def text(self, data: str) -> None:
        if self._within:
            self._parts.append(data)


def _shared_texts(parse: Callable[..., None], part: str | None) -> list[str]:
    """The texts that cells refer to by number."""
    if part is None:
        return []
    reader = _TextReader("si")
    parse(part, reader.start, reader.end, reader.text)
    return reader.texts


def _number_formats(parse: Callable[..., None], part: str | None) -> list[str]:
    """The number format of every style that cells refer to by number."""
    own: dict[int, str] = {}
    styles: list[int] = []
    within = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal within
        name = _local(name)
        if name == "numFmt" and "numFmtId" in attributes:
            own[int(attributes["numFmtId"])] = attributes.get("formatCode", "")[:255]
        elif name == "cellXfs":
            within = True
        elif name == "xf" and within:
            styles.append(int(attributes.get("numFmtId", 0)))

    def end(name: str) -> None:
        nonlocal within
        within = within and _local(name) != "cellXfs"

    if part is not None:
        parse(part, start, end)
    return [own.get(number, BUILTIN_FORMATS.get(number, "General")) for number in styles]


class _CellReader:
    """Follows the elements of a sheet and keeps the cells that hold something."""

    def __init__(
        self,
        texts: list[str],
        formats: list[str],
        epoch: datetime.datetime,
        most_cells: int,
        most_rows: int | None,
    ) -> None:
        self.found = SheetCells()
        self.count = 0
        self._most_cells = most_cells
        self._most_rows = most_rows
        self._texts = texts
        self._formats = [(number_format, _kind_of_format(number_format)) for number_format in formats]
        self._epoch = epoch
        self._row = self._column = 0
        self._reference = ""  # of the last cell with one in the row
        self._attributes: dict[str, str] | None = None  # of the cell that is being read
        self._into: list[str] | None = None
        self._value: list[str] | None = None
        self._formula: list[str] | None = None
        self._inline: list[str] | None = None
        self._aside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = _local(name)
        if name == "v" and self._attributes is not None:
            self._value = self._into = []
        elif name == "c":
            self._attributes = attributes
            self._value = self._formula = self._inline = self._into = None
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column, self._reference = 0, ""
            if self._most_rows is not None and len(self.found.rows) > self._most_rows:
                raise _EnoughError
        elif name == "mergeCell":
            if len(self.found.merged) < MERGED_KEPT:
                self.found.merged.append(attributes["ref"])
        elif self._attributes is not None:
            if name == "f":
                self._formula = self._into = []
            elif name == "rPh":
                self._aside = True
            elif name == "t" and not self._aside:
                self._inline = self._inline or []
                self._into = self._inline

    def text(self, data: str) -> None:
        if self._into is not None:
            self._into.append(data)

    def end(self, name: str) -> None:
        self._into = None
        if ":" in name:
            name = _local(name)
        if name == "c" and self._attributes is not None:
            reference = self._attributes.get("r")
            if reference is not None:
                self._reference, self._column = reference, 0
            else:
                self._column += 1  # right of the last cell with a reference, if any
            if self._value or self._formula is not None or self._inline:
                self._keep(self._cell(self._attributes))
            self._attributes = None
        elif name == "rPh":
            self._aside = False

    def _keep(self, cell: Cell) -> None:
        if cell == "":
            return
        row, column = place_of(self._reference) if self._reference else (self._row, 0)
        column += self._column
        if not (0 < row <= MAX_ROWS and column <= MAX_COLUMNS):
            raise ValueError(f"there is no cell in row {row} and column {column}")
        self.count += 1
        if self.count > self._most_cells:
            raise TooLargeError(f"more than {MAX_CELLS} cells")
        self.found.rows.setdefault(row, []).append((column, cell))
        if len(self.found.rows) > MAX_FILLED:
            raise TooLargeError(f"more than {MAX_FILLED} rows in a sheet")

    def _cell(self, attributes: dict[str, str]) -> Cell:
        kind = attributes.get("t", "n")
        if kind == "inlineStr":
            return decoded("".join(self._inline or ()))
        content = "".join(self._value or ())
        if self._formula is not None and not content and (kind != "str" or self._value is None):
            return Odd(OddKind.FORMULA, "=" + ("".join(self._formula) or "..."))
        if not content:
            return ""
        if kind == "str":
            return decoded(content)
        if kind == "s":
            return self._texts[_counted(content)]
        if kind == "b":
            return Odd(OddKind.BOOL, "TRUE" if content.strip() in ("1", "true") else "FALSE")
        if kind == "e":
            return Odd(OddKind.ERROR, content)
        if kind == "d":
            return Odd(OddKind.DATE, content.removesuffix("T00:00:00"))
        style = _counted(attributes["s"]) if "s" in attributes else 0
        number_format, kind = self._formats[style] if style < len(self._formats) else ("General", "")
        return _number(content, number_format, kind, self._epoch)


@lru_cache(maxsize=1_000)
def _kind_of_format(number_format: str) -> str:
    """What a number format makes of a number: duration, date, zeros (in front), percent, or nothing."""
    if is_date_format(number_format):
        return "duration" if is_timedelta_format(number_format) else "date"
    if re.fullmatch("0{2,64}", number_format):
        return "zeros"
    return (
        "percent" if "%" in re.sub(r'"[^"]*"|\\.', "", number_format) else ""
    )  # a quoted sign does not multiply


def _number(content: str, number_format: str, kind: str, epoch: datetime.datetime) -> Cell:
    """A number as the analyst sees it, as far as that can be told; see :func:`_kind_of_format`."""
    if len(content) > MAX_TEXT:
        raise ValueError(f"a number has more than {MAX_TEXT} characters")
    value = float(content)
    if not math.isfinite(value):
        return Odd(OddKind.ERROR, content)
    if not kind:
        return value
    if kind in ("date", "duration"):
        return _date(value, epoch, kind == "duration")
    if kind == "zeros" and value == int(value) >= 0:
        return str(int(value)).zfill(len(number_format))  # what the analyst sees: 0012
    if kind == "percent":
        return Odd(OddKind.PERCENT, repr(int(value) if re.fullmatch(r"-?[0-9]+", content.strip()) else value))
    return value


def _date(value: float, epoch: datetime.datetime, duration: bool) -> Odd:
    try:
        found = from_excel(value, epoch, timedelta=duration)
    except (OverflowError, ValueError):
        return Odd(OddKind.ERROR, "#VALUE!")
    if isinstance(found, datetime.datetime) and found.time() == datetime.time():
        found = found.date()
    return Odd(OddKind.DATE, str(found))
