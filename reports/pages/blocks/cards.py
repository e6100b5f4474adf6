"""Texts in two balanced columns: the cards of recommendations and practices, and what terms mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from reports.document import blocks as d

from ..flow import GUTTER, HALF, LEFT, RIGHT, Cut, Piece, group
from ..page import Decor, Element, Node, Place, rule
from ..style import ACCENT, INK, MM_PER_PT
from ..text import BOLD, Line, Run, Style, height_of, placed, set_lines

_TITLE = Style(10.5, 13.5, "semibold")
_NUMBER = replace(_TITLE, colour=ACCENT)
_FACT, _TERM = Style(9.25, 13.0), Style(9.0, 12.5)
_BEHIND_FACT, _BEHIND_TERM = 2 * MM_PER_PT, 4 * MM_PER_PT


def cards(block: d.AdviceCards, name: str, *, tight: bool) -> Iterator[Piece]:
    """A piece per card; ``name`` is the block's alone in the file. In a ``tight`` chapter less is free around
    them.
    """
    above, pad = (3.8, 1.6) if tight else (4.6, 2.0)
    for place, card in enumerate(block.cards):
        facts = [(f"{label}:", text) for label, text in card.facts]
        entries = _entries(facts, _FACT, _BEHIND_FACT, f"{name}/{place}")
        yield group([_title(card, above, pad), *([_columns(entries)] if entries else [])])


def definitions(block: d.Definitions, name: str) -> Piece:
    """Terms and what they mean; ``name`` is theirs alone in the file."""
    return _columns(_entries(block.items, _TERM, _BEHIND_TERM, name))


def _title(card: d.AdviceCard, above: float, pad: float) -> Piece:
    found = set_lines((Run(f"{card.number} ", _NUMBER), Run(card.title, _TITLE)), RIGHT - LEFT)
    first = BOLD + pad

    def draw(y: float) -> Sequence[Node]:
        return (
            Decor((rule(LEFT, RIGHT, y + BOLD / 2, INK, BOLD),)),
            Place(card.id, y, f"{card.number} {card.title}", 2),
            Element("H3", tuple(placed(found, LEFT, y + first))),
        )

    return Piece(first + height_of(found), draw, above, below=1.5, tied=bool(card.facts))


# --- columns -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Entry:
    """A paragraph with ``behind`` mm free below it. What is one paragraph over two pages has one name in
    ``joins``.
    """

    lines: tuple[Line, ...]
    behind: float
    name: str
    joins: str = ""

    @property
    def height(self) -> float:
        return height_of(self.lines) + self.behind


def _entries(items: Sequence[tuple[str, str]], style: Style, behind: float, name: str) -> list[_Entry]:
    bold = replace(style, face="semibold")
    return [
        _Entry(set_lines((Run(f"{label} ", bold), Run(text, style)), HALF), behind, f"{name}/{place}")
        for place, (label, text) in enumerate(items)
    ]


def _columns(entries: Sequence[_Entry]) -> Piece:
    """The entries in two columns, as low as they can be without parting one."""
    return _set(entries, balanced([entry.height for entry in entries]))


def balanced(heights: Sequence[float]) -> int:
    """How many blocks stand in the first of two columns, so that the higher one is as low as it can be; the
    most of those that are equally good.

    >>> balanced([3.0, 1.0, 1.0, 1.0])
    1
    """
    whole = sum(heights)
    tops = [max(left, whole - left) for left in accumulate(heights)]
    return max(place for place, top in enumerate(tops, start=1) if top <= min(tops) + 1e-6)


def _set(entries: Sequence[_Entry], first: int) -> Piece:
    """The ``first`` entries in the left column, the others in the right one. As in CSS, what is free behind
    the last one of a column counts only where the text ends.
    """
    left, right = entries[:first], entries[first:]
    tall = max(_height(left) - (left[-1].behind if right else 0.0), _height(right))

    def draw(y: float) -> Sequence[Node]:
        return (*_column(left, LEFT, y), *_column(right, LEFT + HALF + GUTTER, y))

    return Piece(tall, draw, cut=_cut(entries))


def _height(entries: Sequence[_Entry]) -> float:
    return sum(entry.height for entry in entries)


def _column(entries: Sequence[_Entry], x: float, y: float) -> Iterator[Node]:
    for entry in entries:
        yield Element("P", tuple(placed(entry.lines, x, y)), joins=entry.joins)
        y += entry.height


def _cut(entries: Sequence[_Entry]) -> Callable[[float, bool], Cut]:
    def cut(room: float, forced: bool) -> Cut:
        """Both columns are filled as far as they go. Only what is higher than a page is parted inside."""
        first = _filled(entries, room)
        if first == 0:
            parts = _parted(entries[0], room) if forced else None
            return (_set(parts[:1], 1), _columns([parts[1], *entries[1:]])) if parts else None
        last = first + _filled(entries[first:], room)
        return (_set(entries[:last], first), _columns(entries[last:])) if last < len(entries) else None

    return cut


def _filled(entries: Sequence[_Entry], room: float) -> int:
    """How many entries a column of this height takes."""
    return sum(bottom <= room for bottom in accumulate(entry.height for entry in entries))


def _parted(entry: _Entry, room: float) -> tuple[_Entry, _Entry] | None:
    kept = sum(bottom <= room for bottom in accumulate(line.height for line in entry.lines))
    if not 0 < kept < len(entry.lines):
        return None
    return (
        replace(entry, lines=entry.lines[:kept], behind=0.0, joins=entry.name),
        replace(entry, lines=entry.lines[kept:], joins=entry.name),
    )
