"""About how much of a page blocks take, for a chapter that chooses how much it shows.

The pages are laid out later and elsewhere; what does not fit on one goes on to the next. Here letters are
counted, a little cautiously, so that a chapter that is meant to be a page usually is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from reports.document import Block, Chart, Dumbbell, ItemList, Para, Passages

#: A line of the lead, of a passage and of an item in mm, and the letters on it.
LEAD, LEAD_LETTERS = 5.5, 95
PASSAGE, PASSAGE_LETTERS = 4.65, 36
ITEM, ITEM_LETTERS = 4.4, 120
#: What a heading, an item and the head of passages take besides their lines.
HEADING, BETWEEN, PASSAGES = 6.3, 1.8, 13.1
#: A chart without its rows, and a row of it, in a chart of more than so many rows less.
CHART, PART, PARTS, PART_OF_MANY = 26.0, 9.0, 4, 7.4
#: A table of indicators with a note but without its rows, and a row of it.
TABLE, ROW = 21.0, 6.2


def height(blocks: Sequence[Block]) -> float:
    """What blocks take, in mm, without what is free between them; those of other kinds count as nothing."""
    return sum(map(_height, blocks))


def rows_in(room: float) -> int:
    """How many rows of a table of indicators stand in ``room`` mm."""
    return max(0, int((room - TABLE) / ROW))


def _height(block: Block) -> float:
    match block:
        case Para(text=text):
            return LEAD * ceil(len(text) / LEAD_LETTERS)
        case Chart(drawing=Dumbbell(rows=rows)):
            return CHART + len(rows) * (PART if len(rows) <= PARTS else PART_OF_MANY)
        case Passages(items=passages):
            return PASSAGES + PASSAGE * max(ceil(len(one.text) / PASSAGE_LETTERS) for one in passages)
        case ItemList(items=items, lead=lead):
            letters = [len(lead), *(_letters(item.title, item.detail) for item in items)]
            lines = sum(ceil(count / ITEM_LETTERS) for count in letters)
            return HEADING + ITEM * lines + BETWEEN * len(items)
    return 0.0


def _letters(title: str, detail: str) -> int:
    """The letters of an item; a link to a page stands behind it."""
    return len(title) + len(detail) + 30
