"""The data file as a workbook: the same document value gives the same bytes.

Numbers are numbers with the decimals they are printed with, everything else is text. A name that begins
like a formula is marked as text, so that no spreadsheet runs it.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from reports import inert
from reports.chapters import number
from reports.document import Cell, DataFile, DataSheet, Report
from reports.words import NBSP

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: The earliest time a zip archive can state, and the one of workbooks without a date of publication.
_NO_DATE = datetime(1980, 1, 1)

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")

#: Widths in characters: the least, and the most, beyond which a text wraps.
_NARROW, _WIDE = 12, 60


def workbook(report: Report, data: DataFile) -> bytes:
    """``data`` as .xlsx with the title, the author and the date of ``report``."""
    global _latest
    if _latest is None or _latest[0] is not report or _latest[1] is not data:
        _latest = report, data, _workbook(report, data)
    return _latest[2]


#: The renderer attaches what the check then compares the file with: one workbook per report. It depends on
#: nothing but frozen values, so that made a second time it would be the same.
_latest: tuple[Report, DataFile, bytes] | None = None


def _workbook(report: Report, data: DataFile) -> bytes:
    book = Workbook(write_only=True)
    for sheet in data.sheets:
        _write(book, sheet, report)
    date = datetime.fromisoformat(report.date) if report.date else _NO_DATE
    properties = book.properties
    properties.title, properties.creator = data.description, report.author
    properties.created, properties.language = date, report.lang
    written = io.BytesIO()
    book.save(written)
    return _without_clock(written.getvalue(), date)


def _write(book: Workbook, sheet: DataSheet, report: Report) -> None:
    page = book.create_sheet(sheet.title)
    table = len(sheet.rows[0]) > 1
    if table:
        # Code, level and name stay in sight, and so do the headings.
        page.freeze_panes = "D2"
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.rows[0]))}{len(sheet.rows)}"
    for column, cells in enumerate(zip(*sheet.rows, strict=True), start=1):
        longest = max((len(cell.text) for cell in cells[table:]), default=0)
        page.column_dimensions[get_column_letter(column)].width = min(max(longest + 2, _NARROW), _WIDE)
    for place, row in enumerate(sheet.rows):
        written = [_cell(page, cell, report) for cell in row]
        for cell in written:
            if place == 0:
                cell.font = _BOLD
            if place == 0 or not table:
                cell.alignment = _WRAPPED
        page.append(written)


_BOLD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def _cell(page: Any, cell: Cell, report: Report) -> WriteOnlyCell:
    value = None if cell.fact is None else number(cell.text, report.lang)
    if value is not None:
        written = WriteOnlyCell(page, str(value))
        written.data_type = "n"
        decimals = -int(value.as_tuple().exponent)
        written.number_format = "0." + "0" * decimals if decimals else "0"
        return written
    text = cell.text.replace(NBSP, " ")
    written = WriteOnlyCell(page, text or None)
    inert.mark(written)
    return written


def _without_clock(book: bytes, date: datetime) -> bytes:
    """The workbook with ``date`` wherever openpyxl has put the time of writing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as read, zipfile.ZipFile(out, "w") as write:
        for entry in read.infolist():
            content = read.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + f"{date:%Y-%m-%dT%H:%M:%SZ}".encode(), content)
            fixed = zipfile.ZipInfo(entry.filename, max(date, _NO_DATE).timetuple()[:6])
            fixed.compress_type = zipfile.ZIP_DEFLATED
            write.writestr(fixed, content)
    return out.getvalue()
