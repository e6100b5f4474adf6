"""The parts of a .xlsx file -> the cells that it holds: a program of :mod:`.confined`.

Only what a file holds is looked at: a formatted cell in the last row costs as much as one in the first,
whatever size a sheet claims to have. Elements are known by their local names, so that Strict Open XML is
read like the usual kind. Source: ECMA-376, part 1, chapter 18 (SpreadsheetML).

The arguments are a pattern of the names of sheets to be read, and how many rows of each (all where there is
none). Out come lines of JSON: all sheets; then for each that was read what it is, a line for each of its rows
(number, and column, kind and content of each cell), or why it cannot be read. What a cell means is found
elsewhere (:mod:`.cell_content`): this needs nothing but the standard library, and starts at once.
"""

from __future__ import annotations

import io
import json
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from xml.parsers import expat

from .confined import UnfitError

#: What the process may take: seconds of computing, bytes of memory, open files. The limits below end it
#: within two seconds on a computer with nothing else to do.
SECONDS, MEMORY, FILES = 15, 300_000_000, 0

#: Limits of a workbook, checked in the directory of the zip before anything is unpacked. An honest
#: edition of 40 clusters unpacks to less than 1 MB; one of 100,000 clusters should be CSV. Numbered rows that
#: are formatted and empty shrink to a thirtieth, which nothing that people write exceeds.
MAX_UNPACKED = 60_000_000
MAX_ENTRIES = 1_000
MAX_DIRECTORY = 1_000 * MAX_ENTRIES
MAX_RATIO = 60
FREE_OF_RATIO = 1_500_000

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

#: What to do about a file that is no workbook.
SAVE_AS = "Save it from Excel or LibreOffice as 'Excel workbook (.xlsx)' and use that file"
_SMALLER = "Delete what is no part of the tables, or use a folder of CSV files"

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def damage(error: Exception) -> UnfitError:
    """Whatever a damaged part has caused, as a reason to refuse the workbook."""
    if isinstance(error, UnfitError):
        return error
    cause = f"the workbook cannot be read ({type(error).__name__}: {str(error)[:200]})"
    return UnfitError(
        cause, "Open it in Excel or LibreOffice, let it be repaired, and save it again as .xlsx"
    )


class _EnoughError(Exception):
    """The rows that were asked for are read."""


#: A cell as it is stored: its column, its kind, and its content. Kinds are those of ECMA-376 (``b``, ``d``,
#: ``e``; ``str`` is a text and ``s`` the number of a shared one), ``f`` for a formula without a result, and
#: for numbers their format.
StoredCell = tuple[int, "str | int", str]


@dataclass
class StoredSheet:
    """The cells of a sheet that hold something, by row, and merged areas."""

    rows: dict[int, list[StoredCell]] = field(default_factory=dict)
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
        self._texts: list[str] | None = None
        self._formats: list[str | int] | None = None
        self.epoch_1904 = False
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
                self.epoch_1904 = True
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

    def cells(self, sheet: SheetPart, most_rows: int | None = None) -> StoredSheet:
        """What a sheet holds, or no more than its first rows. Raises UnfitError for more cells than a
        workbook of an edition has.
        """
        if self._texts is None:
            self._texts = _shared_texts(self._parse, self._part("sharedStrings"))
        if self._formats is None:
            self._formats = _number_formats(self._parse, self._part("styles"))
        reader = _CellReader(len(self._texts), self._formats, MAX_CELLS - self._cells, most_rows)
        with suppress(_EnoughError):
            self._parse(sheet.part, reader.start, reader.end, reader.text)
        if most_rows is None:
            self._cells += reader.count
        return reader.found

    def text(self, number: int) -> str:
        """The shared text with a number."""
        return (self._texts or [])[number]

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
            raise UnfitError(
                f"the part {part} of the workbook holds a document type or an entity, "
                "which spreadsheet programs never write",
                "Do not use this file; ask its sender for a new one",
            )

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
                    raise _too_large(f"more than {MAX_MARKUP} elements")
        parser.Parse(b"", True)


def _too_large(what: str) -> UnfitError:
    return UnfitError(f"the workbook holds {what}, which is too much", _SMALLER)


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


def _number_formats(parse: Callable[..., None], part: str | None) -> list[str | int]:
    """The number format of every style that cells refer to by number: a text, or the number of a usual
    one.
    """
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
    return [own.get(number, number) for number in styles]


class _CellReader:
    """Follows the elements of a sheet and keeps the cells that hold something."""

    def __init__(
        self, texts: int, formats: Sequence[str | int], most_cells: int, most_rows: int | None
    ) -> None:
        self.found = StoredSheet()
        self.count = 0
        self._most_cells = most_cells
        self._most_rows = most_rows
        self._texts = texts
        self._formats = formats
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
                for corner in attributes["ref"].split(":", 1):
                    place_of(corner)
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
                self._keep(*self._cell(self._attributes))
            self._attributes = None
        elif name == "rPh":
            self._aside = False

    def _keep(self, kind: str | int, content: str) -> None:
        if not content:
            return
        row, column = place_of(self._reference) if self._reference else (self._row, 0)
        column += self._column
        if not (0 < row <= MAX_ROWS and column <= MAX_COLUMNS):
            raise ValueError(f"there is no cell in row {row} and column {column}")
        self.count += 1
        if self.count > self._most_cells:
            raise _too_large(f"more than {MAX_CELLS} cells")
        self.found.rows.setdefault(row, []).append((column, kind, content))
        if len(self.found.rows) > MAX_FILLED:
            raise _too_large(f"more than {MAX_FILLED} rows in a sheet")

    def _cell(self, attributes: dict[str, str]) -> tuple[str | int, str]:
        """The kind and the content of a cell, which is empty where it holds nothing."""
        kind = attributes.get("t", "n")
        if kind == "inlineStr":
            return "str", decoded("".join(self._inline or ()))
        content = "".join(self._value or ())
        if self._formula is not None and not content and (kind != "str" or self._value is None):
            return "f", "=" + ("".join(self._formula)[:MAX_TEXT] or "...")
        if not content or kind == "str":
            return "str", decoded(content)
        if len(content) > MAX_TEXT:
            raise ValueError(f"a number has more than {MAX_TEXT} characters")
        if kind == "s":
            if _counted(content) >= self._texts:
                raise ValueError(f"there is no text with the number {content[:20]}")
            return "s", content
        if kind in ("b", "e", "d"):
            return kind, content
        style = _counted(attributes["s"]) if "s" in attributes else 0
        return self._formats[style] if style < len(self._formats) else 0, content


# --- the process -------------------------------------------------------------------------------------


def prepare() -> None:
    """Load what is loaded when it is first needed; afterwards nothing can be opened."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", "a")
    zipfile.ZipFile(packed).read("a")
    "a".encode("utf-16", "surrogatepass").decode("utf-16")
    expat.ParserCreate().Parse(b"<a/>", True)


def answer(content: bytes, arguments: Sequence[str]) -> Iterator[bytes]:
    """What the sheets hold that are asked for; see above. Raises UnfitError for what is no workbook that may
    be opened.
    """
    wanted = re.compile(arguments[0])
    most_rows = int(arguments[1]) if len(arguments) > 1 else None
    try:
        book = Spreadsheet(_archive(content))
    except MemoryError:
        raise
    except Exception as error:
        raise damage(error) from error
    yield _line([[sheet.name, sheet.table, sheet.hidden] for sheet in book.sheets])
    for sheet in book.sheets:
        if sheet.table and wanted.fullmatch(sheet.name):
            yield from _told(book, sheet, most_rows)


def _told(book: Spreadsheet, sheet: SheetPart, most_rows: int | None) -> Iterator[bytes]:
    """The lines about a sheet. Texts and formats that many cells share are told once."""
    try:
        found = book.cells(sheet, most_rows)
    except MemoryError:
        raise
    except Exception as error:
        reason = damage(error)
        yield _line({"sheet": sheet.name, "cause": reason.cause, "remedy": reason.remedy})
        return
    shared: dict[str, int] = {}
    formats: dict[str | int, int] = {}
    rows = []
    for number, cells in found.rows.items():
        row: list[str | int] = [number]
        for column, kind, content in cells:
            if kind == "s":
                row += (column, "s", shared.setdefault(content, len(shared)))
            elif kind in _KINDS:
                row += (column, kind, content)
            else:
                row += (column, formats.setdefault(kind, len(formats)), content)
        rows.append(row)
    yield _line(
        {
            "sheet": sheet.name,
            "rows": len(rows),
            "merged": found.merged,
            "epoch_1904": book.epoch_1904,
            "formats": list(formats),
            "texts": [book.text(int(number)) for number in shared],
        }
    )
    yield from map(_line, rows)


#: The kinds of cells that are no number.
_KINDS = frozenset({"str", "s", "f", "b", "e", "d"})


def _line(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass") + b"\n"


def _archive(content: bytes) -> zipfile.ZipFile:
    """The archive, judged by its bytes and sizes before anything is unpacked. Raises UnfitError."""
    end = content.rfind(b"PK\x05\x06")  # of the directory; its size stands 12 bytes behind
    size = int.from_bytes(content[end + 12 : end + 16], "little")
    if end >= 0 and MAX_DIRECTORY < size < 0xFFFFFFFF:
        raise UnfitError(f"the workbook has more than {MAX_ENTRIES} parts", _SMALLER)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
    ) as error:
        raise UnfitError("the workbook is damaged or is not a workbook", SAVE_AS) from error
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED:
        raise UnfitError(
            f"the workbook unpacks to {len(entries)} parts and {unpacked // 1_000_000} MB, which is too much",
            "Delete empty rows and columns below and beside the tables, or use a folder of CSV files",
        )
    if unpacked > FREE_OF_RATIO and unpacked > MAX_RATIO * max(packed, 1):
        raise UnfitError(
            f"the workbook unpacks to {unpacked // max(packed, 1)} times its size, as a trap does",
            "Delete formatted but empty rows and columns, or copy the tables into a new workbook",
        )
    if "xl/workbook.xml" not in {entry.filename for entry in entries}:
        raise UnfitError("the file is not an Excel workbook", SAVE_AS)
    return archive
