"""The workbook inside a report, read cell by cell."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import load_workbook

#: The value of a cell and its number format.
FormattedValue = tuple[str | int | float | None, str]


def sheets(content: bytes) -> tuple[tuple[tuple[FormattedValue, ...], ...], ...]:
    """The cells, sheet by sheet and row by row. Raises what openpyxl raises for what is no workbook."""
    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    found = tuple(
        tuple(tuple(map(_formatted, row)) for row in sheet.iter_rows()) for sheet in workbook.worksheets
    )
    workbook.close()
    return found


def _formatted(cell: Any) -> FormattedValue:
    return cell.value, getattr(cell, "number_format", "General") or "General"
