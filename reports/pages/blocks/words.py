"""Blocks of words as pieces of a page: headings, paragraphs, lists, passages, cards, the expert's voice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reports.document import blocks as d

from ..flow import Piece, group, text
from ..page import Anchor, Artifact, Element, Node, list_item, rule
from ..style import INK, LINE, MM_PER_PT, NAVY, SLATE
from ..text import (
    BODY,
    CELL,
    DETAIL,
    H3,
    H4,
    LINKED,
    NOTE,
    THIN,
    Run,
    height_of,
    linked,
    placed,
    set_lines,
    style_of,
)
from . import columns, expert_voice, figures, recommendation, tables

_LEAD = style_of("lead")
_ITEM = replace(CELL, face="semibold")
_ONLY_LINK = replace(CELL, colour=NAVY)
_BEHIND = 7 * MM_PER_PT


def pieces(blocks: Iterable[d.Block], name: str, numbers: Mapping[str, str]) -> Iterator[Piece]:
    """The pieces of the blocks. ``name`` is theirs alone in the file: that of the chapter, and
    more behind a stroke. ``numbers`` are the pages of what links lead to.

    Raises ValueError for a chart that shows nothing, for a table without columns or with rows that do not
    fit them, and for columns that are wider than the page together.
    """
    after_heading = False
    for place, block in enumerate(blocks):
        own = f"{name}/{place}"
        match block:
            case (
                d.KeyFigures(items=()) | d.Columns(lists=()) | d.Passages(items=()) | d.Definitions(items=())
            ):
                pass  # nothing takes no room
            case d.Heading():
                style, margin = (H3, 6.0) if block.level == 3 else (H4, 0.0)
                yield _heading(block.level, (Run(block.text, style),), margin, id=block.id)
            case d.Para():
                style, width, margin, below = _PARAS[block.role]
                yield text("P", (Run(block.text, style),), width, above=margin, below=below, name=own)
            case d.Chart():
                yield figures.alone(block)
            case d.Pair(left=left, right=right):
                yield figures.pair(
                    left, right if isinstance(right, d.Chart) else columns.aside(right, numbers)
                )
            case d.Passages():
                yield columns.passages(block)
            case d.KeyFigures():
                yield columns.key_figures(block)
            case d.Columns():
                yield columns.columns(block, numbers)
            case d.Contents(heading=heading):
                yield _heading(3, (Run(heading, H3),), 6.0)
                yield from columns.contents(block, own, numbers)
            case d.Table():
                above = 0.0 if after_heading else 3.5
                yield from tables.pieces(block, above, numbers)
            case d.ItemList():
                yield from _list(block, own, numbers)
            case d.Voice():
                yield expert_voice.piece(block, own)
            case d.AdviceCards():
                yield from recommendation.cards(block, own, tight=name.startswith("practices"))
            case d.Definitions():
                yield recommendation.definitions(block, own)
            case d.Together():
                # A point of padding keeps the margin of its first block at the top of a page.
                inside = list(pieces(block.blocks, own, numbers))
                if inside:
                    yield group(inside, pad=MM_PER_PT)
            case _:
                raise ValueError(f"no page can hold a block of kind {type(block).__name__}")
        after_heading = isinstance(block, d.Heading) and block.level == 3


def _heading(level: int, runs: Sequence[Run], above: float = 0.0, *, id: str = "") -> Piece:
    """A heading, which keeps what follows on its page; those of level 3 have a bookmark."""
    words = "".join(run.text for run in runs)
    found = text(f"H{level}", runs, above=above, below=1.0, tied=True)

    def draw(x: float, y: float) -> Sequence[Node]:
        mark = Anchor(id, y, words if level == 3 else "", 2)
        return (mark, *found.draw(x, y)) if id or level == 3 else found.draw(x, y)

    return replace(found, draw=draw)


#: Style, measure and what is free above and below a paragraph, by its role.
_PARAS = {
    "lead": (_LEAD, 166.0, 3.5, 0.0),
    "note": (NOTE, LINE, 1.0, 0.0),
    "small": (NOTE, LINE, 2.5, _BEHIND),
    "": (BODY, LINE, 0.0, _BEHIND),
}


def _list(items: d.ItemList, name: str, numbers: Mapping[str, str]) -> Iterator[Piece]:
    """A list, whole on its page as long as one page holds it: what heads it and a piece per item."""
    found: list[Piece] = []
    if items.heading:
        found.append(_heading(3, (Run(items.heading, H3),)))
    if items.lead:
        found.append(text("P", (Run(items.lead, BODY),), below=_BEHIND, name=f"{name}/lead"))
    for place, item in enumerate(items.items):
        last = place == len(items.items) - 1
        found.append(_list_item(name, item, numbers, ordered=items.ordered, last=last))
    if found:
        found[-1] = replace(found[-1], tied=False)
        yield replace(group(found), above=3.5)


def _list_item(name: str, item: d.Item, numbers: Mapping[str, str], *, ordered: bool, last: bool) -> Piece:
    found = set_lines(_item_runs(item, numbers), LINE)
    tall = 0.9 + height_of(found) + 0.9

    def draw(x: float, y: float) -> Sequence[Node]:
        lining = () if last else (Artifact((rule(x, x + LINE, y + tall + THIN / 2),)),)
        listed = list_item(placed(found, x, y + 0.9), ordered=ordered)
        return (*lining, Element("L", (listed,), joins=name))

    return Piece(tall + (0.0 if last else THIN), draw)


def _item_runs(item: d.Item, numbers: Mapping[str, str]) -> list[Run]:
    """What an item says, in one row; what stands behind a title is smaller and lighter."""
    more = bool(item.detail or item.link)
    detail, link, behind = (DETAIL, LINKED, SLATE) if item.title else (CELL, _ONLY_LINK, INK)
    runs = []
    if item.title:
        runs.append(Run(f"{item.title} " if more else item.title, _ITEM))
    if item.detail:
        runs.append(Run(f"{item.detail} " if item.link else item.detail, detail))
    if item.link is not None:
        runs += linked(item.link, link, numbers, behind=behind)
    return runs
