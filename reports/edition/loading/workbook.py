"""A workbook -> settings and raw tables. Sheets ``edition``, ``framework``, ``clusters``, ``values``.

A stranger's workbook is read by a process of its own, with limits (:mod:`.spreadsheet`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from reports import files

from . import confined, spreadsheet
from .cell_content import CellReader
from .collected import MOST, OPTIONAL, REQUIRED, Collected, past_tables
from .confined import UnfitError
from .heading import MOST_ROWS, heading_of, renamed
from .raw import PAST_TABLE, Cell, RawTable, Row, Setting, nearest
from .spreadsheet import MERGED_KEPT, SAVE_AS, place_of

#: What stands so many empty columns or rows away from a table is no part of it.
FAR_BESIDE = 50
FAR_BELOW = 1_000
#: A table of more cells than this must hold something in one of 20.
MAX_SPARSE = 2_000_000
#: So many merged areas are named one by one.
MOST_MERGED = 10

#: The sheets that an edition may have.
_TABLES = "|".join(map(re.escape, ("edition", *REQUIRED, *OPTIONAL))) + f"|{PAST_TABLE.pattern}"


def read_workbook(path: Path, found: Collected) -> None:
    """The settings and the tables of a workbook."""
    book = open_book(path, found)
    if book is None:
        found.unread.update(REQUIRED)
        return
    for sheet in book.others:
        found.problem("a chart sheet is not part of an edition", book.name, "Remove it", sheet=sheet)
    settings = book.table("edition", found) if "edition" in book.sheets else None
    if settings is not None:
        _read_settings(settings, found)
    known = ["edition", *REQUIRED, *OPTIONAL, *dict.fromkeys(past_tables(found.settings))]
    unknown = [name for name in book.sheets if name not in known and not name.startswith("_")]
    missing = [name for name in known if name not in book.sheets and name not in OPTIONAL]
    found_as = renamed(missing, unknown, book.headings)
    for name in missing:
        remedy = "Add it; every edition needs this sheet"
        if name in found_as:
            hidden = (
                ", which is hidden? Show it and rename it" if found_as[name] in book.hidden else "? Rename it"
            )
            remedy = f"Is it the one named {found_as[name]}{hidden}"
        found.problem("the sheet is missing", book.name, remedy, sheet=name)
    for name in known[1:]:
        table = book.table(name, found) if name in book.sheets else None
        if table is not None:
            found.tables[name] = table
        elif name in book.sheets or name in missing:
            found.unread.add(name)
    _about_unknown(book, [name for name in unknown if name not in found_as.values()], known, found)


def _about_unknown(book: Book, unknown: list[str], known: list[str], found: Collected) -> None:
    """What to do about sheets that an edition does not have; hidden ones are passed over with a warning."""
    hidden = [name for name in unknown if name in book.hidden]
    if hidden:
        names = ", ".join(hidden[:9]) + (f" and {len(hidden) - 9} more" if len(hidden) > 9 else "")
        found.warnings.append(f"{book.name}: hidden sheets with unknown names were passed over: {names}")
    for name in unknown:
        if name in hidden or (PAST_TABLE.fullmatch(name) and not found.settings):
            continue
        if PAST_TABLE.fullmatch(name):
            remedy = f"Name it in the sheet edition, for instance history.1.values = {name}, or remove it"
        else:
            near = nearest(name, known)
            remedy = f"Did you mean {near}? Rename it" if near else "Remove it, or let its name start with _"
        found.problem("the name of the sheet is not known", book.name, remedy, sheet=name)


@dataclass(frozen=True)
class SheetCells:
    """The cells of a sheet that hold something: row -> (column, cell), both from 1; and merged areas."""

    rows: dict[int, list[tuple[int, Cell]]]
    merged: list[str]


class Book:
    """The sheets of a workbook. ``hidden`` are the names of those that are, ``others`` those of charts that
    can be seen. Sheets whose names fit the pattern ``wanted`` are read at once, others when they are asked
    for.

    Raises UnfitError for what is no workbook that may be opened, and OSError where no process can be started
    to read it.
    """

    def __init__(self, name: str, data: bytes, wanted: str = _TABLES) -> None:
        self.name = name
        self.data = data
        self._found: dict[str, SheetCells | UnfitError] = {}
        listed, self._found = self._read(wanted)
        self.sheets = [name for name, table, _ in listed if table]
        self.hidden = {name for name, _, hidden in listed if hidden}
        self.others = [name for name, table, hidden in listed if not table and not hidden]

    def _read(
        self, wanted: str, most_rows: int | None = None
    ) -> tuple[list[tuple[str, bool, bool]], dict[str, SheetCells | UnfitError]]:
        """Names of all sheets, whether they are tables and hidden; and those that are wanted."""
        too_much = UnfitError(
            "the workbook takes too much time or memory to read",
            "Delete what is no part of the tables, or use a folder of CSV files",
        )
        arguments = [wanted] if most_rows is None else [wanted, str(most_rows)]
        lines = iter(confined.run("spreadsheet", arguments, self.data, too_much).splitlines())
        listed = [(str(name), bool(table), bool(hidden)) for name, table, hidden in json.loads(next(lines))]
        found: dict[str, SheetCells | UnfitError] = {}
        for line in lines:
            about = json.loads(line)
            if "cause" in about:
                found[about["sheet"]] = UnfitError(about["cause"], about["remedy"])
                continue
            stored = [json.loads(next(lines)) for _ in range(about["rows"])]
            try:
                found[about["sheet"]] = _sheet_cells(about, stored)
            except Exception as error:  # whatever a damaged cell can cause
                found[about["sheet"]] = spreadsheet.damage(error)
        return listed, found

    def _cells(self, name: str) -> SheetCells:
        """What a sheet holds. Raises UnfitError."""
        if name not in self._found:
            self._found |= self._read(re.escape(name))[1]
        found = self._found[name]
        if isinstance(found, UnfitError):
            raise found
        return found

    def cells(self, name: str) -> Iterator[tuple[int, list[tuple[int, Cell]]]]:
        """The rows of a sheet that hold something. Raises UnfitError for a damaged one."""
        yield from self._cells(name).rows.items()

    def headings(self, name: str) -> set[str]:
        """The headings of a sheet; none where it is damaged."""
        try:
            found = self._read(re.escape(name), 2 * MOST_ROWS)[1][name]
        except UnfitError:
            return set()
        rows = {} if isinstance(found, UnfitError) else found.rows
        number, _ = heading_of(_without_places(rows), self.name)
        return {cell.strip() for _, cell in rows.get(number, ()) if isinstance(cell, str)}

    def table(self, name: str, found: Collected) -> RawTable | None:
        """One sheet as a table; None where it is reported that it is none. Hidden rows and columns are read
        like all others.
        """
        try:
            content = self._cells(name)
        except UnfitError as error:
            found.problem(error.cause, self.name, error.remedy, sheet=name)
            return None
        rows = dict(content.rows)
        heading, title = heading_of(_without_places(rows), self.name, name)
        if title is not None:
            found.problems.append(title)
            return None
        _about_merged(content.merged, self.name, name, found)
        header = rows.pop(heading, [])
        width = header[0][0] if header else 0
        for column, _ in header:
            width = column if column - width <= FAR_BESIDE else width
        rows = _near(rows, heading, width, self.name, name, found)
        if len(rows) * width > MAX_SPARSE and len(rows) * width > 20 * sum(map(len, rows.values())):
            cause = f"the sheet has {len(rows)} rows and {width} columns, and nearly all cells are empty"
            found.problem(cause, self.name, "Delete the rows and columns that are no part of it", sheet=name)
            return None
        top = _padded([(column, cell) for column, cell in header if column <= width], width)
        return RawTable(name, self.name, name, top, SheetRows(rows, width), heading)


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The rows of a sheet, filled up with empty cells each time they are read."""

    rows: dict[int, list[tuple[int, Cell]]]
    width: int

    def __iter__(self) -> Iterator[Row]:
        for number, cells in self.rows.items():
            yield number, _padded(cells, self.width)


def _padded(cells: list[tuple[int, Cell]], width: int) -> tuple[Cell, ...]:
    """A row with all its cells, at least as many as the heading has."""
    row: list[Cell] = [""] * max(width, cells[-1][0] if cells else 0)
    for column, cell in cells:
        row[column - 1] = cell
    return tuple(row)


def _sheet_cells(about: dict[str, Any], stored: list[list[Any]]) -> SheetCells:
    """The rows with something in them, in order, and their cells in order. Raises whatever a cell causes that
    is damaged.
    """
    reader = CellReader(about["formats"], about["texts"], about["epoch_1904"])
    rows = {}
    for number, *told in sorted(stored, key=lambda row: row[0]):
        read = [(told[at], reader.cell(told[at + 1], told[at + 2])) for at in range(0, len(told), 3)]
        cells = [(column, cell) for column, cell in read if not isinstance(cell, str) or cell.strip()]
        if cells:
            rows[number] = sorted(cells, key=lambda cell: cell[0])
    return SheetCells(rows, about["merged"])


def _without_places(rows: dict[int, list[tuple[int, Cell]]]) -> Iterator[Row]:
    return ((number, tuple(cell for _, cell in cells)) for number, cells in rows.items())


def _near(
    rows: dict[int, list[tuple[int, Cell]]], heading: int, width: int, file: str, sheet: str, found: Collected
) -> dict[int, list[tuple[int, Cell]]]:
    """The rows without what stands far below or beside the table, which is reported once each."""
    near: dict[int, list[tuple[int, Cell]]] = {}
    last, beside = heading, False
    for number, cells in rows.items():
        if number - last > FAR_BELOW:
            cause, remedy = (
                "the row is not empty and lies far below the table",
                f"Delete the rows below row {last}",
            )
            found.problem(cause, file, remedy, sheet=sheet, row=number)
            break
        last = number
        column = cells[-1][0]
        if column > width + FAR_BESIDE:
            if not beside:
                found.problem(
                    "a cell is not empty and lies far beside the table",
                    file,
                    f"Delete the columns right of {get_column_letter(width or 1)}",
                    sheet=sheet,
                    row=number,
                    column=get_column_letter(column),
                )
            beside = True
            cells = [cell for cell in cells if cell[0] <= width + FAR_BESIDE]
        if cells:
            near[number] = cells
    return near


def _about_merged(merged: list[str], file: str, sheet: str, found: Collected) -> None:
    """Merged cells are reported: the first ones by place, and how many more there are."""
    for area in merged[:MOST_MERGED]:
        row, column = place_of(area.partition(":")[0])
        found.problem(
            f"the cells {area} are merged, so that all but one of them are lost",
            file,
            "Unmerge them and write the value into every cell it is meant for",
            sheet=sheet,
            row=row,
            column=get_column_letter(column),
        )
    if len(merged) > MOST_MERGED:
        more = "many" if len(merged) >= MERGED_KEPT else len(merged) - MOST_MERGED
        cause = f"{more} more areas of merged cells"
        found.problem(cause, file, "Unmerge them, too", sheet=sheet)


def open_book(path: Path, found: Collected, wanted: str = _TABLES) -> Book | None:
    """The workbook in a file; None where it is reported that it may not or cannot be read. Sheets whose names
    fit the pattern ``wanted`` are read at once.

    Raises ConfigurationError where no process can be started to read it.
    """
    try:
        size = path.stat().st_size
        data = found.read(path) if size <= MOST[".xlsx"] else b""
    except OSError as error:
        if path.exists():
            found.unreadable(path, error)
        else:
            found.problem("there is no such file or folder", path.name, "Check the path")
        return None
    refused = _refused(data, path.suffix.lower(), size)
    if refused is not None:
        found.problem(refused[0], path.name, refused[1])
        return None
    try:
        with files.explaining("no process can be started to read a workbook"):
            return Book(path.name, data, wanted)
    except UnfitError as error:
        found.problem(error.cause, path.name, error.remedy)
        return None


def _refused(data: bytes, suffix: str, size: int) -> tuple[str, str] | None:
    """Why a file is no workbook that may be opened, and what to do, as far as its first bytes tell."""
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "the workbook is protected by a password", "Save it without the password"
        return "this is a workbook of the old kind (.xls)", SAVE_AS
    if suffix != ".xlsx":
        remedy = "Name the folder that holds it and edition.toml" if suffix == ".csv" else SAVE_AS
        return "an edition is a folder or a workbook with the ending .xlsx", remedy
    if size > MOST[".xlsx"]:
        return f"the workbook is larger than {MOST['.xlsx'] // 1_000_000} MB", "Use a folder of CSV files"
    return None


def _read_settings(table: RawTable, found: Collected) -> None:
    """The sheet ``edition``: a setting per row, its key in the first column and its value in the second."""

    def problem(cause: str, row: int, value: str | None = None, remedy: str = "") -> None:
        found.problem(cause, table.file, remedy, sheet=table.sheet, row=row, value=value)

    if [str(cell).strip() for cell in table.header[:2]] != ["key", "value"]:
        problem("the headings of the first two columns must be key and value", table.heading_row)
        return
    for row, cells in table.rows:
        key, value = cells[0], cells[1]
        if value == "":
            continue
        if not isinstance(key, str) or not key.strip():
            problem("a value without a key", row, remedy="Write the key into the first column")
        elif key.strip() in found.settings:
            problem("the key is given twice", row, key.strip(), "Keep one of the two rows")
        else:
            found.settings[key.strip()] = Setting(key.strip(), value, row)
