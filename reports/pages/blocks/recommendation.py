"""Texts in two balanced columns: the cards of recommendations and practices, and what terms mean.

A card has its lead across the line, its steps and facts in the columns, its example across the line again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from reports.document import blocks as d

from ..flow import GUTTER, HALF, Piece, Split, column, group, height_of_pieces, stacked, text
from ..page import Anchor, Artifact, Element, Node, rule
from ..style import ACCENT, INK, LINE, MM_PER_PT
from ..text import BODY, BOLD, Run, Style, height_of, placed, set_lines

_TITLE = Style(10.5, 13.5, "semibold")
_NUMBER = replace(_TITLE, colour=ACCENT)
_FACT, _TERM = Style(9.25, 13.0), Style(9.0, 12.5)
_BEHIND_FACT, _BEHIND_TERM, _BEHIND_LEAD = 2 * MM_PER_PT, 4 * MM_PER_PT, 5 * MM_PER_PT
#: The measure of the number of a step, and what is free below a step.
_MARK, _BEHIND_STEP = 4.5, 1.5 * MM_PER_PT


def cards(block: d.AdviceCards, name: str, *, tight: bool) -> Iterator[Piece]:
    """A piece per card; ``name`` is the block's alone in the file. In a ``tight`` chapter less is free around
    them.
    """
    above, pad = (3.8, 1.6) if tight else (4.6, 2.0)
    for place, card in enumerate(block.cards):
        yield group(list(_card(card, f"{name}/{place}", above, pad)))


def _card(card: d.AdviceCard, name: str, above: float, pad: float) -> Iterator[Piece]:
    yield _title(card, above, pad)
    if card.lead:
        yield text("P", (Run(card.lead, BODY),), below=_BEHIND_LEAD, name=f"{name}/lead")
    entries = _entries(_labelled(card.facts), HALF, _FACT, _BEHIND_FACT, name)
    if card.steps:
        entries.insert(0, _steps(card, f"{name}/steps"))
    if entries:
        yield replace(_columns(entries), below=_BEHIND_LEAD)
    yield from _entries(_labelled(card.example), LINE, _FACT, _BEHIND_FACT, f"{name}/example")


def _labelled(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(f"{label}:", said) for label, said in pairs]


def definitions(block: d.Definitions, name: str) -> Piece:
    """Terms and what they mean; ``name`` is theirs alone in the file."""
    return _columns(_entries(block.items, HALF, _TERM, _BEHIND_TERM, name))


def _title(card: d.AdviceCard, above: float, pad: float) -> Piece:
    found = set_lines((Run(f"{card.number} ", _NUMBER), Run(card.title, _TITLE)), LINE)
    first = BOLD + pad

    def draw(x: float, y: float) -> Sequence[Node]:
        return (
            Artifact((rule(x, x + LINE, y + BOLD / 2, INK, BOLD),)),
            Anchor(card.id, y, f"{card.number} {card.title}", 2),
            Element("H3", tuple(placed(found, x, y + first))),
        )

    return Piece(first + height_of(found), draw, above, below=1.5, tied=bool(card.facts))


def _steps(card: d.AdviceCard, name: str) -> Piece:
    """A numbered list behind its label, whole in its column."""
    label = Run(f"{card.steps_label}:", replace(_FACT, face="semibold"))
    steps = [_step(mark, said, name) for mark, said in card.steps]
    return replace(column([text("P", (label,), HALF), *steps]), below=_BEHIND_FACT)


def _step(mark: str, said: str, name: str) -> Piece:
    number = set_lines((Run(mark, _FACT),), _MARK)
    words = set_lines((Run(said, _FACT),), HALF - _MARK)

    def draw(x: float, y: float) -> Sequence[Node]:
        label = Element("Lbl", tuple(placed(number, x, y)))
        body = Element("LBody", tuple(placed(words, x + _MARK, y)))
        return (Element("L", (Element("LI", (label, body)),), joins=name),)

    return Piece(height_of(words) + _BEHIND_STEP, draw)


# --- columns -----------------------------------------------------------------------------------------


def _entries(
    items: Sequence[tuple[str, str]], width: float, style: Style, below: float, name: str
) -> list[Piece]:
    bold = replace(style, face="semibold")
    return [
        text("P", (Run(f"{label} ", bold), Run(said, style)), width, below=below, name=f"{name}/{place}")
        for place, (label, said) in enumerate(items)
    ]


def _columns(entries: Sequence[Piece]) -> Piece:
    """The entries in two columns, as low as they can be without splitting one."""
    return _set(entries, balanced([entry.height + entry.below for entry in entries]))


def balanced(heights: Sequence[float]) -> int:
    """How many blocks stand in the first of two columns, so that the higher one is as low as it can be; the
    most of those that are equally good.

    >>> balanced([3.0, 1.0, 1.0, 1.0])
    1
    """
    whole = sum(heights)
    tops = [max(left, whole - left) for left in accumulate(heights)]
    return max(place for place, top in enumerate(tops, start=1) if top <= min(tops) + 1e-6)


def _set(entries: Sequence[Piece], first: int) -> Piece:
    """The ``first`` entries in the left column, the others in the right one. As in CSS, what is free behind
    the last one of a column counts only where the text ends.
    """
    left, right = entries[:first], entries[first:]
    tall = max(height_of_pieces(column) for column in (left, right))
    last = right or left
    tall = max(tall, height_of_pieces(last) + last[-1].below)

    def draw(x: float, y: float) -> Sequence[Node]:
        return (*stacked(left, x, y), *stacked(right, x + HALF + GUTTER, y))

    def split(room: float, forced: bool) -> Split:
        """Both columns are filled as far as they go. Only what is higher than a page is split inside."""
        first = _filled(entries, room)
        if first == 0:
            parts = entries[0].split(room, forced) if forced and entries[0].split else None
            if parts is None or parts[1] is None:
                return None
            return _set(parts[:1], 1), _columns([parts[1], *entries[1:]])
        last = first + _filled(entries[first:], room)
        return (_set(entries[:last], first), _columns(entries[last:])) if last < len(entries) else None

    return Piece(tall, draw, split=split)


def _filled(entries: Sequence[Piece], room: float) -> int:
    """How many entries a column of this height takes."""
    return sum(bottom <= room for bottom in accumulate(entry.height + entry.below for entry in entries))
