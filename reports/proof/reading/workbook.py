"""The workbook inside a report, read cell by cell."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import load_workbook

Cell = str | int | float | None


def sheets(content: bytes) -> tuple[tuple[tuple[tuple[Cell, str], ...], ...], ...]:
    """Sheet by sheet, row by row: the value of each cell and its number format.

    Raises what openpyxl raises for bytes that are no workbook.
    """
    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    found: list[tuple[tuple[tuple[Cell, str], ...], ...]] = []
    for sheet in workbook.worksheets:
        found.append(tuple(tuple(_cell(cell) for cell in row) for row in sheet.iter_rows()))
    workbook.close()
    return tuple(found)


def _cell(cell: Any) -> tuple[Cell, str]:
    return cell.value, getattr(cell, "number_format", "General") or "General"
