"""Marks what `check` says in a workbook: a program of :mod:`.confined`, since a stranger made the workbook.

Cells are coloured and get notes, and the first sheet lists all that was said. Marks of an earlier copy are
removed first, so that somebody who goes on with a copy can have it marked again.

The content is a line of JSON, the name of the edition with its problems and remarks, and behind it the
workbook. Out comes a line of JSON, the names of its sheets, and behind it the marked workbook.
"""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.comments import Comment as Note
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from reports import inert
from reports.errors import Problem, Remark

from .confined import UnfitError
from .folder import UNTOUCHED
from .spreadsheet import column_of

#: What the process may take: seconds of computing, bytes of memory, open files (the library writes each sheet
#: into a file before it packs it).
SECONDS, MEMORY, FILES = 60, 1_500_000_000, 32

#: The sheet that lists what was said. A sheet whose name begins with _ is no part of an edition.
LIST = "_check"
#: Who writes the notes, and the colours of cells with a problem and with a warning.
_AUTHOR = "cluster-reports check"
_FILLS = {"problem": "FFC7CE", "warning": "FFEB9C"}
#: What separates our note from one that was there before.
_BELOW = "\n\n--- cluster-reports check ---\n"
#: So many notes are written; further cells are coloured only.
MOST_NOTES = 2_000
LONGEST = 32_000


def mark(book: Workbook, name: str, problems: Sequence[Problem], remarks: Sequence[Remark]) -> bytes:
    """The workbook of the edition called ``name`` with all marks, as a file."""
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
    _list(book, name, lines)
    return _saved(book)


# --- the process -------------------------------------------------------------------------------------


def request(workbook: bytes, name: str, problems: Sequence[Problem], remarks: Sequence[Remark]) -> bytes:
    """What this program has to be given."""
    said = [name, [asdict(problem) for problem in problems], [asdict(remark) for remark in remarks]]
    return json.dumps(said).encode() + b"\n" + workbook


def prepare() -> None:
    """Load what is loaded when it is first needed."""
    mark(Workbook(), "", (), ())


def answer(content: bytes, arguments: Sequence[str]) -> Iterator[bytes]:
    """The marked workbook, for whoever started the process. Raises UnfitError where it cannot be read."""
    head, _, workbook = content.partition(b"\n")
    name, problems, remarks = json.loads(head)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what the library does not know and leaves out
            book = load_workbook(io.BytesIO(workbook), rich_text=True)
            sheets = list(book.sheetnames)
            marked = mark(
                book,
                name,
                [Problem(**{**one, "cells": tuple(map(tuple, one["cells"]))}) for one in problems],
                [Remark(**{**one, "keys": tuple(one["keys"])}) for one in remarks],
            )
    except MemoryError:
        raise
    except Exception as error:  # whatever the library cannot read
        raise UnfitError("the workbook cannot be copied", "A plain copy can be made") from error
    yield json.dumps(sheets).encode() + b"\n" + marked


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
    cell.comment = Note(ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST], author, width=380, height=160)


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
        said = sheet.cell(row, 3, ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST])
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
