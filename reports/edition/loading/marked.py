"""A copy of an edition in which the cells are coloured that `check` says something about, with notes.

The copy of a workbook is that workbook; of a folder, and of a workbook that openpyxl cannot read, it is a
plain one made of the tables. Its first sheet lists all that was said. Marks of an earlier copy are removed
first, so that somebody who goes on with a copy can have it marked again.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.comments import Comment as Note
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from reports import inert
from reports.errors import ConfigurationError, Problem, Remark

from .collected import OPTIONAL, REQUIRED, Collected
from .csv_table import rows_of
from .folder import UNTOUCHED, edition_at, is_untouched_copy
from .raw import PAST_TABLE, Cell, Odd
from .spreadsheet import column_of
from .toml import settings_of
from .workbook import Book, open_book

__all__ = ["edition_at", "is_untouched_copy", "marked_copy"]

#: The sheet that lists what was said. A sheet whose name begins with _ is no part of an edition.
LIST = "_check"
#: Who writes the notes, and the colours of cells with a problem and with a warning.
_AUTHOR = "cluster-reports check"
_FILLS = {"problem": "FFC7CE", "warning": "FFEB9C"}
#: What separates our note from one that was there before.
_BELOW = "\n\n--- cluster-reports check ---\n"
#: So many notes are written; further cells are coloured only.
MOST_NOTES = 2_000
#: A table of more cells is not copied.
MOST_CELLS = 2_000_000
_LONGEST = 32_000


def marked_copy(path: Path, problems: Sequence[Problem], remarks: Sequence[Remark] = ()) -> bytes:
    """The copy of the edition at ``path``, as the bytes of a workbook.

    Raises ConfigurationError where the edition cannot be read at all, or is too large.
    """
    path = edition_at(path)
    book = _tables_of(path) if path.is_dir() else _workbook_of(path)
    _clear(book)
    lines = [*_of_problems(book, problems), *_of_remarks(book, remarks)]
    notes = 0
    for kind, sheet, cells, text in lines:
        for row, column in cells:
            cell = _cell(book[sheet], row, column)
            if _colour(cell) != _FILLS["problem"]:  # a problem is not covered by a warning
                cell.fill = PatternFill("solid", fgColor=_FILLS[kind])
            notes += 1
            if notes <= MOST_NOTES:
                _note(cell, text)
    _list(book, path.name, lines)
    return _saved(book)


# --- what is copied ----------------------------------------------------------------------------


def _workbook_of(path: Path) -> Workbook:
    found = Collected()
    source = open_book(path, found)
    if source is None:
        raise ConfigurationError("\n".join(map(str, found.problems)) + "\nNo copy can be marked")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what the library does not know and leaves out
        try:
            book = load_workbook(path, rich_text=True)
        except Exception:  # whatever the library cannot read, and we can
            book = None
    if book is not None and set(source.sheets) <= set(book.sheetnames):
        return book
    return _plain({name: _rows_of_sheet(source, name) for name in source.sheets})


def _rows_of_sheet(source: Book, name: str) -> Iterator[tuple[int, list[tuple[int, Cell]]]]:
    with suppress(Exception):  # a damaged part; the list says so
        yield from source.cells(name)


def _tables_of(folder: Path) -> Workbook:
    toml = folder / "edition.toml"
    settings = dict(settings_of(toml, Collected())) if toml.is_file() else {}
    encoding = str(settings.get("encoding", ""))
    names = [file.stem for file in sorted(folder.glob("*.csv"))]
    known = [name for name in (*REQUIRED, *OPTIONAL) if name in names]
    past = [name for name in names if PAST_TABLE.fullmatch(name)]
    return _plain({name: rows_of(folder / f"{name}.csv", encoding) for name in (*known, *past)})


def _plain(tables: Mapping[str, Iterable[tuple[int, Sequence[tuple[int, Cell]]]]]) -> Workbook:
    """A workbook of tables, every cell as it stands there."""
    book, count = Workbook(), 0
    book.remove(book.active)
    for name, rows in tables.items():
        sheet = book.create_sheet(name[:31])
        for row, cells in rows:
            count += len(cells)
            if count > MOST_CELLS:
                raise ConfigurationError(
                    f"the edition has more than {MOST_CELLS:,} cells, which is too much for a marked copy"
                )
            for column, value in cells:
                _put(sheet, row, column, value)
        sheet.freeze_panes = "B2"
    if not book.sheetnames:
        book.create_sheet("edition")
    return book


def _put(sheet: Any, row: int, column: int, value: Cell) -> None:
    cell = sheet.cell(row, column)
    if isinstance(value, float):
        cell.value = int(value) if value.is_integer() and abs(value) < 1e15 else value
        return
    text = value.text if isinstance(value, Odd) else value
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST]
    inert.mark(cell)  # never a formula
    cell.number_format = "@"


# --- where marks go ----------------------------------------------------------------------------

#: Kind, sheet ("" where it is not of one cell), cells, and what is said.
_Line = tuple[str, str, list[tuple[int, int]], str]


def _of_problems(book: Workbook, problems: Sequence[Problem]) -> Iterator[_Line]:
    for problem in problems:
        sheet = problem.sheet or (problem.file[:-4] if problem.file.endswith(".csv") else "")
        places = problem.cells or (((problem.row, problem.column),) if problem.row or problem.column else ())
        cells = (
            [(row or 1, column_of(column) or 1) for row, column in places] if sheet in book.sheetnames else []
        )
        yield "problem", sheet if cells else "", cells, str(problem)


def _of_remarks(book: Workbook, remarks: Sequence[Remark]) -> Iterator[_Line]:
    for remark in remarks:
        cells = list(_places(book[remark.table], remark)) if remark.table in book.sheetnames else []
        yield "warning", remark.table if cells else "", cells, str(remark)


def _places(sheet: Any, remark: Remark) -> Iterator[tuple[int, int]]:
    """The cells of the rows and the column that a remark names."""
    said = {place: text for place, cell in _filled(sheet) if (text := _said(cell))}
    heading = min((row for row, _ in said), default=1)
    columns = {text: column for (row, column), text in said.items() if row == heading}
    key = next((columns[name] for name in ("id", "code", "column") if name in columns), 1)
    at = columns.get(remark.column, key)
    if not remark.keys:
        yield heading, at
    wanted = set(remark.keys)
    yield from sorted((row, at) for (row, column), text in said.items() if column == key and text in wanted)


def _filled(sheet: Any) -> list[tuple[tuple[int, int], Any]]:
    """The cells that a sheet holds, by row and column; to ask for one by its place would make it."""
    return sorted(sheet._cells.items())


def _said(cell: Any) -> str:
    value = cell.value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


# --- what is written ---------------------------------------------------------------------------


def _colour(cell: Any) -> str:
    """The colour of a cell without its opacity."""
    return str(cell.fill.fgColor.rgb)[-6:]


def _cell(sheet: Any, row: int, column: int) -> Any:
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        area = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
        return sheet.cell(area.min_row, area.min_col)
    return cell


def _note(cell: Any, text: str) -> None:
    before = cell.comment.text if cell.comment else ""
    if cell.comment and cell.comment.author == _AUTHOR:
        text = f"{before}\n\n{text}"
    elif before:
        text = f"{before}{_BELOW}{text}"
    author = cell.comment.author if cell.comment and cell.comment.author != _AUTHOR else _AUTHOR
    cell.comment = Note(ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST], author, width=380, height=160)


def _clear(book: Workbook) -> None:
    """Remove the list, the notes and the colours of an earlier copy."""
    if LIST in book.sheetnames:
        del book[LIST]
    for cell in (cell for sheet in book.worksheets for _, cell in _filled(sheet)):
        note = cell.comment
        if note is None or (note.author != _AUTHOR and _BELOW not in note.text):
            continue
        before = note.text.partition(_BELOW)[0]
        cell.comment = None if note.author == _AUTHOR else Note(before, note.author)
        if _colour(cell) in _FILLS.values():
            cell.fill = PatternFill()


def _list(book: Workbook, file: str, lines: Sequence[_Line]) -> None:
    sheet = book.create_sheet(LIST, 0)
    count = sum(kind == "problem" for kind, *_ in lines)
    rows = [
        (f"{file}: {count} problems (red) and {len(lines) - count} warnings (yellow)", "", ""),
        ("The notes of the coloured cells say the same. Mend the original; the copy is not read.", "", ""),
        ("", "", ""),
        ("kind", "cell", "what, and what to do"),
    ]
    for words in rows:
        sheet.append(words)
    for row, (kind, name, cells, text) in enumerate(lines, len(rows) + 1):
        sheet.cell(row, 1, kind).fill = PatternFill("solid", fgColor=_FILLS[kind])
        if cells:
            at = f"{get_column_letter(cells[0][1])}{cells[0][0]}"
            more = f" and {len(cells) - 1} more" if len(cells) > 1 else ""
            cell = sheet.cell(row, 2, f"{name}!{at}{more}")
            cell.hyperlink = f"#'{name}'!{at}"
        said = sheet.cell(row, 3, ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST])
        said.alignment = Alignment(wrap_text=True, vertical="top")
    for written in sheet.iter_rows():
        for cell in written:
            inert.mark(cell)  # a file or a sheet may be called like a formula
    for cell in (sheet["A1"], *sheet[len(rows)]):
        cell.font = Font(bold=True)
    for column, width in (("A", 12), ("B", 26), ("C", 110)):
        sheet.column_dimensions[column].width = width
    book.active = 0
    for other in book.worksheets:
        other.sheet_view.tabSelected = other.title == LIST


def _saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    with zipfile.ZipFile(content, "a") as archive:
        archive.comment = UNTOUCHED
    return content.getvalue()
