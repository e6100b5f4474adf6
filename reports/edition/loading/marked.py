"""A copy of an edition in which the cells are coloured that `check` says something about, with notes.

The copy of a workbook is that workbook; of a folder, and of a workbook that openpyxl cannot read, it is a
plain one made of the tables. What is marked and how: :mod:`.marking`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from reports import inert
from reports.errors import ConfigurationError, Problem, Remark

from . import confined, marking
from .collected import OPTIONAL, REQUIRED, Collected
from .confined import UnfitError
from .csv_table import rows_of
from .folder import edition_at, is_untouched_copy
from .raw import PAST_TABLE, Cell, Odd
from .toml import settings_of
from .workbook import Book, open_book

__all__ = ["edition_at", "is_untouched_copy", "marked_copy"]

#: A table of more cells is not copied.
MOST_CELLS = 2_000_000


def marked_copy(path: Path, problems: Sequence[Problem], remarks: Sequence[Remark] = ()) -> bytes:
    """The copy of the edition at ``path``, as the bytes of a workbook.

    Raises ConfigurationError where the edition cannot be read at all, or is too large.
    """
    path = edition_at(path)
    if path.is_dir():
        return marking.mark(_tables_of(path), path.name, problems, remarks)
    found = Collected()
    source = open_book(path, found, ".*")
    if source is None:
        raise ConfigurationError("\n".join(map(str, found.problems)) + "\nNo copy can be marked")
    marked = _of_workbook(source, marking.request(source.data, path.name, problems, remarks))
    if marked:
        return marked
    plain = _plain({name: _rows_of_sheet(source, name) for name in source.sheets})
    return marking.mark(plain, path.name, problems, remarks)


def _of_workbook(source: Book, request: bytes) -> bytes:
    """The workbook itself with its marks; empty where openpyxl cannot read what we can. Raises
    ConfigurationError where that takes too much.
    """
    too_much = UnfitError("it takes too much time or memory", "Delete what is no part of its tables")
    try:
        head, _, marked = confined.run("marking", (), request, too_much, 2 * marking.SECONDS).partition(b"\n")
    except UnfitError as error:
        if error is too_much:
            raise ConfigurationError(f"{source.name}: no copy can be marked: {error}") from error
        return b""
    return marked if set(source.sheets) <= set(json.loads(head)) else b""


# --- plain copies -------------------------------------------------------------------------------


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
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[: marking.LONGEST]
    inert.mark(cell)  # never a formula
    cell.number_format = "@"
