"""Which row of a table holds its headings, and which table has the headings of one that is missing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cache
from itertools import islice

from reports.errors import Problem

from .raw import Cell, Odd, Row, nearest

#: One of these is a heading of every table but the sheet ``edition``, where they are keys of settings.
KEYS = frozenset(("id", "code", "column"))

#: So many rows that are not blank are searched for the headings.
MOST_ROWS = 20


#: Headings by which a table with another name is recognised; values have only ``id`` and codes.
_HEADINGS = {
    "edition": {"key", "value"},
    "framework": {"code", "parent"},
    "clusters": {"id", "name"},
    "values": {"id"},
}
_NOT_OF_VALUES = {"place", "code", "key"}


def holds_key(cells: Iterable[Cell], sheet: str = "") -> bool:
    """Whether a row looks like headings."""
    keys = ("key",) if sheet == "edition" else KEYS
    return any(isinstance(cell, str) and cell.strip().casefold() in keys for cell in cells)


def filled(cells: Iterable[Cell]) -> bool:
    """Whether anything but space stands in a row."""
    return any(not isinstance(cell, str) or cell.strip() for cell in cells)


def heading_of(rows: Iterable[Row], file: str, sheet: str = "") -> tuple[int, Problem | None]:
    """The number of the row with the headings: the first that is not blank (1 where all are).

    With the problem where that row is a title, and the headings seem to stand further down.
    """
    first: Row | None = None
    for number, cells in islice((row for row in rows if filled(row[1])), MOST_ROWS):
        if first is None:
            first = number, cells
        if not holds_key(cells, sheet):
            continue
        if number == first[0]:
            break
        title = next(cell for cell in first[1] if not isinstance(cell, str) or cell.strip())
        return first[0], Problem(
            f"row {first[0]} holds a title or a note; the headings seem to stand in row {number}",
            file=file,
            sheet=sheet,
            row=first[0],
            value=(title.text if isinstance(title, Odd) else str(title).strip())[:80],
            remedy=f"Delete the rows above row {number}",
        )
    return (first[0] if first else 1), None


def renamed(
    missing: Iterable[str], others: Iterable[str], headings: Callable[[str], Collection[str]]
) -> dict[str, str]:
    """Missing table -> the other one that is meant, by its name or as the only one with its headings.

    Args:
        missing: Names of tables that an edition needs.
        others: Names of tables that are not known.
        headings: Gives those of one of the others, which is read once.
    """
    headings = cache(headings)
    found: dict[str, str] = {}
    for name in missing:
        rest = [other for other in others if other not in found.values()][:MOST_ROWS]
        near = nearest(name, rest)
        fit = [] if near else [other for other in rest if _fits(name, set(headings(other)))]
        if near or len(fit) == 1:
            found[name] = near or fit[0]
    return found


def _fits(name: str, headings: set[str]) -> bool:
    """Whether a table with these headings may be the one called ``name``."""
    if name not in _HEADINGS or not _HEADINGS[name] <= headings:
        return False
    return name != "values" or not _NOT_OF_VALUES & headings
