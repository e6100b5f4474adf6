"""An Excel workbook -> the settings and raw tables of its sheets.

A workbook is hostile until proven harmless: sizes are checked before anything is unpacked, and XML with a
document type is refused.
"""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from .collected import OPTIONAL, REQUIRED, Collected, missing, past_tables
from .raw import PAST_TABLE, Cell, Odd, OddKind, RawTable, Setting, nearest

#: Limits of a workbook, checked in the directory of the zip before anything is unpacked. An honest
#: edition of 40 clusters unpacks to less than 1 MB; one of 100,000 clusters should be CSV.
MAX_FILE = 60_000_000
MAX_UNPACKED = 60_000_000
MAX_ENTRIES = 1_000
MAX_RATIO = 100
FREE_OF_RATIO = 5_000_000

_SAVE_AS = "Save it from Excel or LibreOffice as 'Excel workbook (.xlsx)' and use that file"


def read_workbook(path: Path, found: Collected) -> None:
    """The settings and the tables of a workbook."""
    book = open_book(path, found)
    if book is None:
        return
    for sheet in book.chart_sheets:
        found.problem("a chart sheet is not part of an edition", path.name, "Remove it", sheet=sheet)
    if "edition" in book.sheets:
        _read_settings(book.table("edition", found), found)
    known = ["edition", *REQUIRED, *OPTIONAL, *dict.fromkeys(past_tables(found.settings))]
    unknown = [name for name in book.sheets if name not in known and not name.startswith("_")]
    for name in known:
        if name not in book.sheets:
            if name not in OPTIONAL:
                found.problem("the sheet is missing", path.name, missing(name, "sheet", unknown), sheet=name)
        elif name != "edition":
            found.tables[name] = book.table(name, found)
    for name in unknown:
        if PAST_TABLE.fullmatch(name):
            remedy = f"Name it in the sheet edition, for instance history.1.values = {name}, or remove it"
        else:
            near = nearest(name, known)
            remedy = f"Did you mean {near}? Rename it" if near else "Remove it, or let its name start with _"
        found.problem("the name of the sheet is not known", path.name, remedy, sheet=name)


class Book:
    """A workbook with stored results and, only where there are formulas, the one with the formulas."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = (
                part
                for part in archive.namelist()
                if part.startswith("xl/worksheets/") and part.endswith(".xml")
            )
            has_formulas = any(re.search(rb"<(?:\w+:)?f[\s>/]", archive.read(part)) for part in parts)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # extensions that openpyxl leaves out (colour scales ...)
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
            self._formulas = openpyxl.load_workbook(io.BytesIO(data)) if has_formulas else None
        self.sheets = {sheet.title: sheet for sheet in book.worksheets}
        self.chart_sheets = [sheet.title for sheet in book.chartsheets]

    def table(self, name: str, found: Collected) -> RawTable:
        """One sheet as a table. Hidden rows and columns are read like all others."""
        sheet = self.sheets[name]
        for area in sheet.merged_cells.ranges:
            found.problem(
                f"the cells {area.coord} are merged, so that all but one of them are lost",
                self.name,
                "Unmerge them and write the value into every cell it is meant for",
                sheet=name,
                row=area.min_row,
                column=get_column_letter(area.min_col),
            )
        sources = self._formulas[name] if self._formulas is not None else None
        rows = []
        for number, cells in enumerate(sheet.iter_rows(), 1):
            row = tuple(_cell(cell, sources) for cell in cells)
            if number == 1 or any(not isinstance(cell, str) or cell.strip() for cell in row):
                rows.append((number, row))
        header = rows[0][1] if rows else ()
        while header and not isinstance(header[-1], Odd) and not str(header[-1]).strip():
            header = header[:-1]
        width = len(header)
        return RawTable(name, self.name, name, header, tuple((n, _trim(row, width)) for n, row in rows[1:]))


def open_book(path: Path, found: Collected) -> Book | None:
    """The workbook in a file; None where it is reported that it may not or cannot be read."""
    try:
        size = path.stat().st_size
        data = found.read(path) if size <= MAX_FILE else b""
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
        return Book(path.name, data)
    except Exception as error:  # openpyxl lets anything through that a damaged part can cause
        cause = f"the workbook cannot be read ({type(error).__name__}: {error})"
        remedy = "Open it in Excel or LibreOffice, let it be repaired, and save it again as .xlsx"
        found.problem(cause, path.name, remedy)
        return None


def _refused(data: bytes, suffix: str, size: int) -> tuple[str, str] | None:
    """Why a file is no workbook that may be opened, and what to do; looks at bytes and sizes before anything
    unpacks.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "the workbook is protected by a password", "Save it without the password"
        return "this is a workbook of the old kind (.xls)", _SAVE_AS
    if suffix != ".xlsx":
        return "an edition is a folder or a workbook with the ending .xlsx", _SAVE_AS
    if size > MAX_FILE:
        return f"the workbook is larger than {MAX_FILE // 1_000_000} MB", "Use a folder of CSV files"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _refuse_archive(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        return "the workbook is damaged or is not a workbook", _SAVE_AS


def _refuse_archive(archive: zipfile.ZipFile) -> tuple[str, str] | None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED:
        return (
            f"the workbook unpacks to {len(entries)} parts and {unpacked // 1_000_000} MB, which is too much",
            "Delete empty rows and columns below and beside the tables, or use a folder of CSV files",
        )
    if unpacked > FREE_OF_RATIO and unpacked > MAX_RATIO * max(packed, 1):
        return (
            f"the workbook unpacks to {unpacked // max(packed, 1)} times its size, as a trap does",
            "Delete formatted but empty rows and columns, or copy the tables into a new workbook",
        )
    names = {entry.filename for entry in entries}
    if "xl/workbook.xml" not in names:
        return ("the file is not an Excel workbook", _SAVE_AS)
    for entry in entries:
        if PurePosixPath(entry.filename).suffix.lower() in (".xml", ".rels", ".vml"):
            part = archive.read(entry)
            # UTF-16 would hide the declaration from the search below; no spreadsheet program writes it.
            if (
                part[:2] in (b"\xff\xfe", b"\xfe\xff")
                or b"\x00" in part[:64]
                or b"<!DOCTYPE" in part
                or b"<!ENTITY" in part
            ):
                return (
                    f"the part {entry.filename} of the workbook holds a document type or an entity, "
                    "which spreadsheet programs never write",
                    "Do not use this file; ask its sender for a new one",
                )
    return None


def _trim(row: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    """The row without empty cells right of the heading."""
    end = len(row)
    while end > width and row[end - 1] == "":
        end -= 1
    return row[:end] + ("",) * (width - end)


def _cell(cell: Any, sources: Any) -> Cell:
    value = cell.value
    if value is None:
        if sources is not None:
            source = sources[cell.coordinate].value
            if source is not None:
                return Odd(OddKind.FORMULA, str(getattr(source, "text", source)))
        return ""
    if cell.data_type == "e":
        return Odd(OddKind.ERROR, str(value))
    if isinstance(value, bool):
        return Odd(OddKind.BOOL, "TRUE" if value else "FALSE")
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return Odd(OddKind.DATE, value.date().isoformat())
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return Odd(OddKind.DATE, str(value))
    if isinstance(value, int | float):
        if re.fullmatch("0{2,}", cell.number_format) and value == int(value) >= 0:
            return str(int(value)).zfill(len(cell.number_format))  # what the analyst sees: 0012
        if "%" in re.sub(r'"[^"]*"|\\.', "", cell.number_format):  # a quoted sign does not multiply
            return Odd(OddKind.PERCENT, repr(value))
        return float(value)
    return str(value)


def _read_settings(table: RawTable, found: Collected) -> None:
    """The sheet ``edition``: a setting per row, its key in the first column and its value in the second."""

    def problem(cause: str, row: int, value: str | None = None, remedy: str = "") -> None:
        found.problem(cause, table.file, remedy, sheet=table.sheet, row=row, value=value)

    if [str(cell).strip() for cell in table.header[:2]] != ["key", "value"]:
        problem("the headings of the first two columns must be key and value", 1)
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
