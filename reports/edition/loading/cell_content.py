"""What a cell of a workbook holds -> what the analyst sees in it, as far as that can be told."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Sequence
from functools import lru_cache

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from .raw import Cell, Odd, OddKind


class CellReader:
    """Reads the cells of one sheet: ``formats`` of numbers (a text, or the number of a usual one) and
    ``texts`` are what cells refer to by number, ``epoch_1904`` says from when days are counted.
    """

    def __init__(self, formats: Sequence[str | int], texts: Sequence[str], epoch_1904: bool) -> None:
        codes = [BUILTIN_FORMATS.get(code, "General") if isinstance(code, int) else code for code in formats]
        self._formats = [(code, _kind_of_format(code)) for code in codes]
        self._texts = texts
        self._epoch = MAC_EPOCH if epoch_1904 else WINDOWS_EPOCH

    def cell(self, kind: str | int, content: str | int) -> Cell:
        """A cell by its kind and content, as :mod:`.spreadsheet` tells them. Raises ValueError."""
        if isinstance(content, int):
            return self._texts[content]
        if isinstance(kind, int):
            return _number(content, *self._formats[kind], self._epoch)
        if kind == "str":
            return content
        if kind == "b":
            return Odd(OddKind.BOOL, "TRUE" if content.strip() in ("1", "true") else "FALSE")
        if kind == "d":
            return Odd(OddKind.DATE, content.removesuffix("T00:00:00"))
        return Odd(OddKind.FORMULA if kind == "f" else OddKind.ERROR, content)


@lru_cache(maxsize=1_000)
def _kind_of_format(number_format: str) -> str:
    """What a number format makes of a number: duration, date, zeros (in front), percent, or nothing."""
    if is_date_format(number_format):
        return "duration" if is_timedelta_format(number_format) else "date"
    if re.fullmatch("0{2,64}", number_format):
        return "zeros"
    return (
        "percent" if "%" in re.sub(r'"[^"]*"|\\.', "", number_format) else ""
    )  # a quoted sign does not multiply


def _number(content: str, number_format: str, kind: str, epoch: datetime.datetime) -> Cell:
    """A number as the analyst sees it, as far as that can be told; see :func:`_kind_of_format`."""
    value = float(content)
    if not math.isfinite(value):
        return Odd(OddKind.ERROR, content)
    if not kind:
        return value
    if kind in ("date", "duration"):
        return _date(value, epoch, kind == "duration")
    if kind == "zeros" and value == int(value) >= 0:
        return str(int(value)).zfill(len(number_format))  # what the analyst sees: 0012
    if kind == "percent":
        return Odd(OddKind.PERCENT, repr(int(value) if re.fullmatch(r"-?[0-9]+", content.strip()) else value))
    return value


def _date(value: float, epoch: datetime.datetime, duration: bool) -> Odd:
    try:
        found = from_excel(value, epoch, timedelta=duration)
    except (OverflowError, ValueError):
        return Odd(OddKind.ERROR, "#VALUE!")
    if isinstance(found, datetime.datetime) and found.time() == datetime.time():
        found = found.date()
    return Odd(OddKind.DATE, str(found))
