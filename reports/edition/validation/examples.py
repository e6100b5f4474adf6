"""Texts of the example workbook in a real edition, and an edition that still says that it is an example."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ..loading.raw import Cell, RawTable
from .settings import Settings
from .sheet import Sheet

#: How the texts of the example workbook are marked.
_MARKED = re.compile(r"\s*(?:PRZYKŁAD|EXAMPLE)\b|.*\b(?:PRZYKŁAD|EXAMPLE):", re.DOTALL)
#: The address of the example workbook.
_ADDRESS = "badanie@example.org"
#: Domains that are nobody's (RFC 2606).
_NOBODYS = re.compile(r".*@(?:.*\.)?example\.(?:org|com|net)", re.IGNORECASE)
#: What an edition says of itself that is fictional on purpose.
_SAID = re.compile(r"fikcyj|fiction|zmyśl|wymyśl|invented|made up|przykładow|example|demo", re.IGNORECASE)

_REMEDY = "Write your own text; for a trial set fictional to true (in a workbook: tak)"


def check_examples(
    settings: Settings, given: Iterable[tuple[str, Any]], sheets: Iterable[Sheet], fictional: bool
) -> Iterator[str]:
    """Report what is left of the examples in an edition that is not ``fictional``; say where nothing is
    left in one that is. ``given`` are the settings, key and value.
    """
    texts = [(key, text) for key, value in given for text in _texts(value)]
    if fictional:
        marked = any(_is_example(text) for _, text in texts) or any(
            True for sheet in sheets for _ in _examples(sheet.table)
        )
        if not marked and not any(_SAID.search(text) for _, text in texts):
            yield (
                "the edition says that it is fictional, and nothing in it is an example: every page calls "
                "the data fictional, and nobody real gets a message; for a real study set fictional to false"
            )
        return
    for key, text in texts:
        if key.startswith("mail.") and text.strip() == _ADDRESS:
            yield f"{key}: {_ADDRESS} is the address of the example workbook"
            continue
        nobodys = key == "publisher.email" and _NOBODYS.fullmatch(text.strip())
        if _is_example(text) or nobodys:
            settings.problem(key, "this is the example's text", _REMEDY, text[:80])
    for sheet in sheets:
        for row, column, text in _examples(sheet.table):
            header = sheet.headers[column] if column < len(sheet.headers) else ""
            sheet.problem(row, header, "this is the example's text", text[:80], _REMEDY)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def _is_example(cell: Cell) -> bool:
    """Whether a cell holds a text that is marked as an example, or the example's address."""
    if not isinstance(cell, str) or not ("PRZYK" in cell or "EXAMPLE" in cell or "@" in cell):
        return False
    return cell.strip() == _ADDRESS or bool(_MARKED.match(cell))


def _examples(table: RawTable) -> Iterator[tuple[int, int, str]]:
    """(row, column, text) of every cell with an example's text."""
    for row, cells in table.rows:
        for column, cell in enumerate(cells):
            if _is_example(cell):
                yield row, column, str(cell)
