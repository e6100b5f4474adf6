"""Texts for a spreadsheet to show and never to run.

Names, addresses and the words of other people's servers end in tables that somebody opens in a spreadsheet,
which takes some of them for formulas. Every table that this program writes for one goes through here.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Any

#: What makes a formula of a cell where it begins, also behind blanks, and in East Asian width.
_SIGNS = "=+\\-@＝＋－＠"
_BLANK = "\\s\u200b\u2060\ufeff"
_RISKY = re.compile(rf"[\t\r\n]|[{_BLANK}\x00-\x1f]*[{_SIGNS}]")

#: A spreadsheet that expects other separators takes what follows one for another cell, within quotes too.
_WITHIN = re.compile(rf"([;\t\r\n][{_BLANK}\"']*)(?=[{_SIGNS}])")


def is_risky(text: str) -> bool:
    """Whether a spreadsheet may take the text for a formula.

    >>> is_risky("=1+1"), is_risky(" @SUM(A1)"), is_risky("a = b")
    (True, True, False)
    """
    return _RISKY.match(text) is not None


def text(value: str) -> str:
    """The text for a cell of a CSV file: an apostrophe before whatever would be a formula.

    >>> text("=1+1"), text("Iks; =A1"), text("Żółw - i spółka")
    ("'=1+1", "Iks; '=A1", 'Żółw - i spółka')
    """
    value = _WITHIN.sub(r"\1'", value)
    return f"'{value}" if is_risky(value) else value


def whole(value: str) -> str:
    """The text for a cell that is read again: an apostrophe before what begins like a formula, and no other
    change. :func:`read` takes it away.

    >>> whole("- first; - second"), whole("Żółw - i spółka"), whole("'- x")
    ("'- first; - second", 'Żółw - i spółka', "''- x")
    """
    return f"'{value}" if is_risky(value.lstrip("'")) else value


def read(value: str) -> str:
    """The text that :func:`whole` made a cell of.

    >>> read("'- first"), read("''- x"), read("'tis")
    ('- first', "'- x", "'tis")
    """
    return value[1:] if value.startswith("'") and is_risky(value.lstrip("'")) else value


def table(rows: Iterable[Iterable[object]]) -> bytes:
    """The rows as a CSV file that a spreadsheet opens: UTF-8 with a byte-order mark, commas; all texts made
    harmless, numbers as they are, None empty.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([text(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue().encode("utf-8-sig")


def mark(cell: Any) -> None:
    """Make a cell of an openpyxl workbook the text it holds, whatever it begins with."""
    if isinstance(cell.value, str):
        cell.data_type = "s"
        if is_risky(cell.value):
            cell.quotePrefix = True
