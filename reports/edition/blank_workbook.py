"""The workbook that ``cluster-reports init`` hands to an analyst to be filled in.

It is a complete edition as it stands (three clusters, two areas, four indicators, all marked PRZYKŁAD), so
that building it shows what will come out, and overwriting it is all there is to do. Sheets whose names start
with ``_`` are for people; the others are those of :mod:`reports.edition.loading.load`. What stands in it is
in ``data/blank_workbook.toml``.
"""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from openpyxl import Workbook
from openpyxl.comments import Comment as Note
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from reports import assets, files
from reports.errors import ConfigurationError

from . import model

#: Rows that get drop-downs and formats; more rows work, but without them.
PREPARED_ROWS = 1_000

_TEXT, _ANY = "@", "General"
_HEAD = PatternFill("solid", fgColor="1F3A4D")
_FONT = "Calibri"
_HEAD_FONT = Font(_FONT, 11, bold=True, color="FFFFFF")
_KEY_FILL = PatternFill("solid", fgColor="E9EEF1")


def write_workbook(path: Path) -> None:
    """Write a new edition to fill in.

    Raises:
        ConfigurationError: if ``path`` exists already or cannot be written.
    """
    content = tomllib.loads(assets.blank_workbook())
    book = Workbook()
    _read_me(book.active, content["read_me"])
    _edition(book.create_sheet("edition"), content["settings"])
    for sheet in content["sheets"]:
        _table(book.create_sheet(sheet["name"]), sheet["columns"], sheet["rows"])
    _save_new(book, path)


def _choices(of: Mapping[str, Any]) -> tuple[str, ...]:
    """What can be chosen in a column or for a setting."""
    given = of.get("choices", ())
    return get_args(getattr(model, given)) if isinstance(given, str) else tuple(given)


def _save_new(book: Workbook, path: Path) -> None:
    """Save, but never over a file that is there."""
    if path.suffix.lower() != ".xlsx":
        raise ConfigurationError(f"{path}: a workbook has the ending .xlsx; choose another name")
    content = io.BytesIO()
    book.save(content)
    try:
        with path.open("xb") as stream:
            stream.write(content.getvalue())
    except FileExistsError as error:
        raise ConfigurationError(
            f"{path} exists already and is not overwritten; choose another name"
        ) from error
    except OSError as error:
        raise ConfigurationError(
            f"{path} cannot be written: {files.reason(error)}; choose another folder"
        ) from error


def _read_me(sheet: Any, text: str) -> None:
    sheet.title = "_czytaj"
    sheet.column_dimensions["A"].width = 110
    for row, line in enumerate(text.splitlines(), 1):
        cell = sheet.cell(row, 1, line.removeprefix("# "))
        cell.font = Font(_FONT, 11, bold=line.startswith("#"))
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _edition(sheet: Any, settings: Sequence[Mapping[str, Any]]) -> None:
    columns = (
        {"heading": "key", "note": "Nazwa ustawienia. Nie zmieniaj jej.", "width": 26},
        {"heading": "value", "note": "Tu wpisz wartość.", "width": 44},
        {"heading": "opis", "note": "Co znaczy ustawienie.", "width": 90},
    )
    _table(sheet, columns, [(setting["key"], setting["value"], setting["note"]) for setting in settings])
    for row, setting in enumerate(settings, 2):
        sheet.cell(row, 1).fill = _KEY_FILL
        sheet.cell(row, 3).font = Font(_FONT, 11, italic=True, color="555555")
        if _choices(setting):
            _choose(sheet, f"B{row}", _choices(setting), others=setting.get("open", False))


def _table(sheet: Any, columns: Sequence[Mapping[str, Any]], rows: Iterable[Sequence[Any]]) -> None:
    formats = [_ANY if column.get("number") or column.get("any") else _TEXT for column in columns]
    for i, column in enumerate(columns, 1):
        letter = get_column_letter(i)
        head = sheet.cell(1, i, column["heading"])
        head.font, head.fill, head.number_format = _HEAD_FONT, _HEAD, _TEXT
        head.comment = Note(column["note"], "cluster-reports", width=320, height=110)
        sheet.column_dimensions[letter].width = column["width"]
        sheet.column_dimensions[letter].number_format = formats[i - 1]  # for cells still to be filled in
        cells = f"{letter}2:{letter}{PREPARED_ROWS}"
        if _choices(column):
            _choose(sheet, cells, _choices(column))
        elif column.get("number"):
            rule = DataValidation(
                "decimal", operator="between", formula1="-1E15", formula2="1E15", allow_blank=True
            )
            _explain(rule, "Wpisz samą liczbę, bez jednostki. Brak odpowiedzi: zostaw pustą komórkę.")
            rule.add(cells)
            sheet.add_data_validation(rule)
    for row, values in enumerate(rows, 2):
        for i, value in enumerate(values, 1):
            if value != "":
                sheet.cell(row, i, value)
            sheet.cell(row, i).number_format = formats[i - 1]
    sheet.freeze_panes = "B2"


def _choose(sheet: Any, cells: str, choices: Sequence[str], others: bool = False) -> None:
    """A drop-down, which refuses ``others`` or lets them pass."""
    rule = DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    if not others:
        _explain(rule, f"Wybierz z listy: {', '.join(choices)}")
    rule.add(cells)
    sheet.add_data_validation(rule)


def _explain(rule: DataValidation, text: str) -> None:
    rule.showErrorMessage = True
    rule.errorTitle, rule.error = "Nie tak", text
