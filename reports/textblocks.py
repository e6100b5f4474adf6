"""Blocks of words as pieces of a page: headings, paragraphs, lists, passages, cards, the expert's voice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from . import columnblocks, figures, tableblocks
from . import document as d
from .flow import LEFT, RIGHT, Part, Piece, text
from .paper import Decor, Element, Node, Place, ground, rule
from .sketch import Box, Face
from .tokens import LINE, MM_PER_PT, NAVY, PAPER, SLATE
from .typeset import (
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

_LEAD = style_of("lead")
_VOICE = replace(BODY, leading=14.0)


def pieces(
    blocks: Iterable[d.Block], name: str, numbers: Mapping[str, str], before: float = 0.0
) -> Iterator[Piece]:
    """The pieces of the blocks. ``name`` is theirs alone in the file, ``numbers`` are the pages of what links
    lead to, and ``before`` is the margin of a heading that stays at the top of a page.
    """
    after_heading = False
    for place, block in enumerate(blocks):
        own = f"{name}/{place}"
        match block:
            case d.Heading():
                margin = 0.0 if before else 6.0
                style = H3 if block.level == 3 else H4
                yield _heading(block.level, (Run(block.text, style),), margin, before=before, id=block.id)
            case d.Para():
                yield _para(block)
            case d.Chart():
                yield figures.alone(block)
            case d.Pair(left=left, right=right):
                yield figures.pair(
                    left, right if isinstance(right, d.Chart) else columnblocks.aside(right, numbers)
                )
            case d.Passages():
                yield columnblocks.passages(block)
            case d.KeyFigures():
                yield columnblocks.key_figures(block)
            case d.Columns():
                yield columnblocks.columns(block, numbers)
            case d.Contents(heading=heading):
                yield _heading(3, (Run(heading, H3),), 0.0 if before else 6.0, before=before)
                yield from columnblocks.contents(block, own, numbers)
            case d.Table():
                above = 0.0 if after_heading else 3.5
                yield from tableblocks.pieces(block, above, numbers, padding=MM_PER_PT if before else 0.0)
            case d.ItemList():
                yield from _list(block, own, numbers)
            case d.Voice():
                yield _voice(block)
            case d.Together():
                # A point of padding keeps the margin of its first heading at the top of a page.
                *inner, last = pieces(block.blocks, own, numbers, before=6.0 + MM_PER_PT)
                yield from (replace(piece, tied=True) for piece in inner)
                yield last
            case _:
                raise ValueError(f"no page can hold a block of kind {type(block).__name__}")
        before = 0.0
        after_heading = isinstance(block, d.Heading) and block.level == 3


def _heading(
    level: int,
    runs: Sequence[Run],
    above: float = 0.0,
    below: float = 1.0,
    *,
    before: float = 0.0,
    id: str = "",
    tied: bool = True,
) -> Piece:
    """A heading, which keeps what follows on its page; those of level 3 have a bookmark."""
    words = "".join(run.text for run in runs)
    found = text(f"H{level}", runs, above=above, below=below, before=before, tied=tied)

    def draw(y: float) -> Sequence[Node]:
        mark = Place(id, y + before, words if level == 3 else "", 2)
        return (mark, *found.draw(y)) if id or level == 3 else found.draw(y)

    return replace(found, draw=draw)


def _para(para: d.Para) -> Piece:
    if para.role == "lead":
        return text("P", (Run(para.text, _LEAD),), 154.0, above=3.5)
    if para.role in ("note", "small"):
        return text("P", (Run(para.text, NOTE),), above=1.0 if para.role == "note" else 2.5)
    return text("P", (Run(para.text, BODY),), below=7 * MM_PER_PT)


def _item(nodes: Sequence[Node]) -> Element:
    return Element("LI", (Element("LBody", tuple(nodes)),))


def _list(items: d.ItemList, name: str, numbers: Mapping[str, str]) -> Iterator[Piece]:
    """A list in one piece on its page: a piece per item, tied to the next."""
    above = 3.5
    if items.heading:
        last = not (items.lead or items.items)
        yield _heading(3, (Run(items.heading, H3),), above, tied=not last)
        above = 0.0
    if items.lead:
        below = 7 * MM_PER_PT
        yield text("P", (Run(items.lead, BODY),), above=above, below=below, tied=bool(items.items))
        above = 0.0
    for place, item in enumerate(items.items):
        last = place == len(items.items) - 1
        yield _list_item(name, item, above, last, numbers)
        above = 0.0


def _list_item(name: str, item: d.Item, above: float, last: bool, numbers: Mapping[str, str]) -> Piece:
    title = Run(f"{item.title} ", replace(CELL, face="semibold"))
    runs = [title, Run(f"{item.detail} " if item.link else item.detail, DETAIL)]
    if item.link is not None:
        runs += linked(item.link, LINKED, numbers)
    found = set_lines(runs, LINE)
    tall = 0.9 + height_of(found) + 0.9

    def draw(y: float) -> Sequence[Node]:
        lining = () if last else (Decor((rule(LEFT, RIGHT, y + tall + THIN / 2),)),)
        return (*lining, Element("L", (_item(placed(found, LEFT, y + 0.9)),), joins=name))

    return Piece(tall + (0.0 if last else THIN), draw, above, tied=not last)


def _voice(voice: d.Voice) -> Piece:
    """The expert's words on their ground."""
    bar, pad, width = 2.4 * MM_PER_PT, 5.0, LINE - 2.4 * MM_PER_PT - 10.0
    x = LEFT + bar + pad
    author = Run(voice.author, replace(_VOICE, face="semibold", colour=SLATE))
    parts = [
        _spoken_words("H3", (Run(voice.label, H3),), width, below=1.0),
        *(_voice_part(part, width) for part in voice.parts),
        *([_spoken_words("P", (author,), width)] if voice.author else []),
    ]
    tall = 6.0 + sum(part.height for part in parts)

    def draw(y: float) -> Sequence[Node]:
        grounds = (Box(LEFT, y, RIGHT, y + tall), PAPER), (Box(LEFT, y, LEFT + bar, y + tall), NAVY)
        nodes: list[Node] = [Decor(tuple(ground(box, colour) for box, colour in grounds))]
        y += 3.0
        for part in parts:
            nodes += part.draw(x, y)
            y += part.height
        return nodes

    return Piece(tall, draw, above=5.0)


def _spoken_words(tag: str, runs: Sequence[Run], width: float, below: float = 0.0) -> Part:
    found = set_lines(runs, width)
    return Part(height_of(found) + below, lambda x, y: (Element(tag, tuple(placed(found, x, y))),))


def _prose(prose: d.Prose) -> list[Run]:
    faces: dict[str, Face] = {"": "regular", "em": "italic", "strong": "semibold"}
    return [Run(run.text, replace(_VOICE, face=faces[run.emphasis])) for run in prose.runs]


def _voice_part(part: d.Prose | d.Points, width: float) -> Part:
    if isinstance(part, d.Prose):
        return _spoken_words("P", _prose(part), width, below=4 * MM_PER_PT)
    items = [
        (set_lines((Run(mark or " ", _VOICE),), 5.0), set_lines(_prose(item), width - 5.0), bool(mark))
        for mark, item in part.lines
    ]
    below = 1.5 * MM_PER_PT

    def draw(x: float, y: float) -> Sequence[Node]:
        kids: list[Node] = []
        for mark, words, numbered in items:
            if numbered:
                sign: Node = Element("Lbl", tuple(placed(mark, x, y)))
            else:
                middle = y + 0.6 * _VOICE.size * MM_PER_PT
                sign = Decor((ground(Box(x + 1.0, middle, x + 2.2, middle + 1.2), NAVY),))
            kids.append(Element("LI", (sign, Element("LBody", tuple(placed(words, x + 5.0, y))))))
            y += height_of(words) + below
        return (Element("L", tuple(kids)),)

    return Part(sum(height_of(words) + below for _, words, _ in items) + 4 * MM_PER_PT, draw)
