"""What stands side by side: key figures, lists of findings and short texts; and the contents, whose lines are
a link and a number of a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reports.document import blocks as d

from ..drawing import Box
from ..flow import GUTTER, HALF, Piece, beside, column, text
from ..page import Artifact, Element, Node, contents_item, ground, list_item, rule
from ..style import ACCENT, INK, LINE, MM_PER_PT, NAVY, RULE, SLATE
from ..text import (
    BODY,
    BOLD,
    CELL,
    DETAIL,
    H3,
    H4,
    NOTE,
    THIN,
    Line,
    Run,
    Style,
    height_of,
    linked,
    placed,
    set_lines,
    style_of,
    widest_word,
)

_FINE_RULE = 0.6 * MM_PER_PT

_FIGURE = style_of("figure", "display")
_UNIT = Style(11.0, 12.0, colour=SLATE)
_FIGURE_LABEL = replace(BODY, leading=13.0, face="semibold")
_COLUMN_HEADING = Style(11.5, 14.0, "semibold")
_PASSAGE = replace(BODY, leading=13.25)
_NAME = replace(CELL, face="semibold")

#: Free above and below an item of a list, and of a line of the contents.
_ITEM_PAD, _CONTENTS_PAD = 0.9, 1.1
#: The measure of a title in the contents; the rest is the number's.
_CONTENTS_TITLE = 155.0
#: So many last lines of the contents stay on one page.
_CONTENTS_LAST = 3


# --- key figures -----------------------------------------------------------------------------------


def key_figures(block: d.KeyFigures) -> Piece:
    """Figures in columns of the same width between rules; one that is wider takes from the others."""
    before = [0.0, *(_FINE_RULE + 4.0 for _ in block.items[1:])]
    widths = _shares([_least(item) for item in block.items], LINE - sum(before) - 3.0 * len(before))
    columns = [_figure(item, width) for item, width in zip(block.items, widths, strict=True)]
    tall = 2.2 + max(part.height for part in columns) + 2.2

    def draw(x: float, y: float) -> Sequence[Node]:
        top = y + BOLD
        rules = [
            rule(x, x + LINE, y + BOLD / 2, INK, BOLD),
            rule(x, x + LINE, top + tall + _FINE_RULE / 2, RULE, _FINE_RULE),
        ]
        kids: list[Node] = []
        for part, width, lead in zip(columns, widths, before, strict=True):
            if kids:
                rules.append(ground(Box(x, top, x + _FINE_RULE, top + tall), RULE))
            kids.append(list_item(part.draw(x + lead, top + 2.2)))
            x += lead + width + 3.0
        return (Artifact(tuple(rules)), Element("L", tuple(kids)))

    return Piece(BOLD + tall + _FINE_RULE, draw, above=4.5)


def _figure_runs(item: d.KeyFigure) -> list[Run]:
    value = replace(_FIGURE, colour=ACCENT if item.tone == "own" else INK)
    return [Run(f"{item.value} ", value), *([Run(f"{item.unit} ", _UNIT)] if item.unit else [])]


def _least(item: d.KeyFigure) -> float:
    """The width below which a key figure would break its value or a word."""
    (value,) = set_lines(_figure_runs(item), float("inf"))
    return max(value.width, widest_word(item.label, _FIGURE_LABEL), widest_word(item.note, NOTE))


def _shares(least: Sequence[float], whole: float) -> list[float]:
    """``whole`` in equal shares, but for those that need more. Where all need more than there is, each gives
    up the same part.
    """
    if sum(least) >= whole:
        return [width * whole / sum(least) for width in least]
    share = whole / len(least)
    while True:
        wide = [width for width in least if width > share]
        narrower = (whole - sum(wide)) / (len(least) - len(wide))
        if narrower == share:
            return [max(width, share) for width in least]
        share = narrower


def _figure(item: d.KeyFigure, width: float) -> Piece:
    value = set_lines(_figure_runs(item), width)
    label = set_lines((Run(f"{item.label} ", _FIGURE_LABEL),), width)
    note = set_lines((Run(item.note, DETAIL),), width) if item.note else ()
    label_top = height_of(value) + 1.0
    note_top = label_top + height_of(label) + 0.5

    def draw(x: float, y: float) -> Sequence[Node]:
        return (
            *placed(value, x, y),
            *placed(label, x, y + label_top),
            *placed(note, x, y + note_top),
        )

    return Piece(note_top + height_of(note), draw)


# --- lists -----------------------------------------------------------------------------------------


def aside(items: d.ItemList, numbers: Mapping[str, str]) -> Piece:
    """Findings beside a chart."""
    return _headed(items, HALF, _heading(items, H3, HALF, 1.0), CELL, numbers)


def columns(block: d.Columns, numbers: Mapping[str, str]) -> Piece:
    """Lists of findings side by side, each under a rule of its own."""
    width = _column_width(len(block.lists))
    parts = []
    for items in block.lists:
        heading = _heading(items, _COLUMN_HEADING, width, 0.6)
        parts.append(
            _headed(items, width, _ruled(heading, width) if items.heading else heading, DETAIL, numbers)
        )
    return beside(parts, width, above=3.5)


def _column_width(number: int) -> float:
    return (LINE - GUTTER * (number - 1)) / number


def _heading(items: d.ItemList, style: Style, width: float, under: float) -> Piece:
    return text("H3", (Run(items.heading, style),), width, under=under)


def _ruled(piece: Piece, width: float) -> Piece:
    """The same under a bold rule."""
    above = BOLD + 1.6

    def draw(x: float, y: float) -> Sequence[Node]:
        line = rule(x, x + width, y + BOLD / 2, INK, BOLD)
        return (Artifact((line,)), *piece.draw(x, y + above))

    return Piece(above + piece.height, draw)


def _headed(
    items: d.ItemList, width: float, heading: Piece, detail: Style, numbers: Mapping[str, str]
) -> Piece:
    lead = text("P", (Run(items.lead, BODY),), width, under=7 * MM_PER_PT if items.items else 0.0)
    return column((heading, lead, *([_items(items, width, detail, numbers)] if items.items else [])))


def _items(items: d.ItemList, width: float, detail: Style, numbers: Mapping[str, str]) -> Piece:
    """Every detail on lines of its own."""
    found = [_item_lines(item, width, detail, numbers) for item in items.items]
    tall = sum(height_of(item) + 2 * _ITEM_PAD + THIN for item in found) - THIN

    def draw(x: float, y: float) -> Sequence[Node]:
        kids: list[Node] = []
        for item in found:
            if kids:
                kids.append(Artifact((rule(x, x + width, y + THIN / 2, RULE, THIN),)))
                y += THIN
            kids.append(list_item(placed(item, x, y + _ITEM_PAD), ordered=items.ordered))
            y += height_of(item) + 2 * _ITEM_PAD
        return (Element("L", tuple(kids)),)

    return Piece(tall, draw)


def _item_lines(item: d.Item, width: float, detail: Style, numbers: Mapping[str, str]) -> tuple[Line, ...]:
    style = detail if item.title else CELL
    words = [Run(f"{item.detail} " if item.link else item.detail, style)]
    if item.link is not None:
        words += linked(item.link, replace(style, colour=NAVY), numbers)
    title = set_lines((Run(f"{item.title} ", _NAME),), width) if item.title else ()
    return title + set_lines([run for run in words if run.text], width)


# --- passages --------------------------------------------------------------------------------------


def passages(block: d.Passages) -> Piece:
    """Short headed texts side by side."""
    width = _column_width(len(block.items))
    parts = []
    for passage in block.items:
        heading = text("H3", (Run(passage.heading, H4),), width, under=1.0)
        parts.append(_ruled(column((heading, text("P", (Run(passage.text, _PASSAGE),), width))), width))
    return beside(parts, width, above=5.0)


# --- contents --------------------------------------------------------------------------------------


def contents(block: d.Contents, name: str, numbers: Mapping[str, str]) -> Iterator[Piece]:
    """The lines of the contents; their list is called ``name`` in the file. No line stands alone overleaf:
    the last ones stay together.
    """
    last = len(block.lines) - 1
    for place, line in enumerate(block.lines):
        piece = _contents_line(line, name, numbers, first=place == 0)
        yield replace(piece, tied=last - _CONTENTS_LAST < place < last)


def _contents_line(line: d.ContentsLine, name: str, numbers: Mapping[str, str], *, first: bool) -> Piece:
    above = THIN if first else 0.0
    link = replace(line.link, page=False)
    runs = linked(link, replace(_NAME, colour=NAVY), {}, plain=True)
    title = set_lines([*runs, Run(f" {line.detail} ", replace(CELL, colour=SLATE))], _CONTENTS_TITLE)
    page = numbers.get(line.link.target, "") if line.link.page else ""
    number = set_lines((Run(page, CELL),), LINE) if page else ()
    tall = 2 * _CONTENTS_PAD + height_of(title)

    def draw(x: float, y: float) -> Sequence[Node]:
        rules = [rule(x, x + LINE, y + above + tall + THIN / 2, RULE, THIN)]
        if first:
            rules.insert(0, rule(x, x + LINE, y + THIN / 2, RULE, THIN))
        top = y + above + _CONTENTS_PAD
        item = contents_item([*placed(title, x, top), *placed(number, x, top, LINE, "right")])
        return (Artifact(tuple(rules)), Element("TOC", (item,), joins=name))

    return Piece(above + tall + THIN, draw)
