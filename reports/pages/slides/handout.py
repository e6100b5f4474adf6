"""The slides on paper: three on an A4 page, each as it is shown, with lines to write on beside it.

A slide is set by its own engine from the same places as the presentation, so small that its smallest text is
the smallest of any paper. Charts and the map are figures with their alternative texts, tables are tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.document import Cell, Deck, KeyFigures, Plot, SlideList, SlideMap, SlideTable

from ..drawing import Box, Shape, Text, rect
from ..frame import spaced
from ..page import Anchor, Artifact, Element, Node, Page, Spoken, ground, heading_row, rule, table_row
from ..style import COVER, HEAT, HEAT_TEXT, INK, MM_PER_PT, RULE, SLATE, WHITE
from ..text import SMALLEST, Style, paragraph
from . import layout, pictures
from .layout import LEADING, Place, PlacedSlide

#: How small a slide is set: its smallest text is the smallest on paper.
SCALE = (SMALLEST + 0.01) / layout.SMALLEST_ON_SLIDE
_WIDTH, _HEIGHT, _ON_PAGE = 210.0, 297.0, 3
_LEFT, _TOP, _GAP = 10.0, 12.0, 9.0
_WIDE, _TALL = layout.WIDTH * SCALE, layout.HEIGHT * SCALE
#: Lines to write on, mm from one to the next.
_LINE = 9.0


def pages(deck: Deck, slides: Sequence[PlacedSlide]) -> tuple[Page, ...]:
    """All slides on pages."""
    found = []
    for first in range(0, len(slides), _ON_PAGE):
        nodes: list[Node] = []
        for turn, placed in enumerate(slides[first : first + _ON_PAGE]):
            nodes += _slide(deck, placed, _LEFT, _TOP + turn * (_TALL + _GAP))
        found.append(Page(_WIDTH, _HEIGHT, tuple(nodes)))
    return tuple(found)


def _slide(deck: Deck, placed: PlacedSlide, x: float, y: float) -> Iterator[Node]:
    """The slide with its upper left corner at (x, y), and the lines beside it."""
    dark = placed.layout == "title"
    if dark:
        yield Artifact((ground(Box(x, y, x + _WIDE, y + _TALL), COVER),))
    else:
        yield Artifact((Shape(rect(x, y, _WIDE, _TALL), stroke=RULE, width=0.25),))
    yield Anchor("", y, placed.title)
    title_box, _ = layout.Areas().of(placed.layout)
    box = _scaled(title_box, x, y)
    size = placed.title_size * SCALE
    style = Style(size, size * 1.234, "display", WHITE if dark else INK)
    tall = paragraph(placed.title, 0.0, 0.0, box.right - box.left, style).bottom
    set_ = paragraph(placed.title, box.left, box.bottom - tall, box.right - box.left, style)
    yield Element("H1" if placed.number == 1 else "H2", spaced(set_.texts))
    for place in placed.places:
        yield from _place(replace(place, box=_scaled(place.box, x, y)), WHITE if dark else INK)
    if placed.source:
        box = _scaled(placed.source_box, x, y)
        style = _style(layout.SMALLEST_ON_SLIDE, colour=SLATE)
        yield _paragraph(placed.source, box.left, box.top, box.right - box.left, style)
    if not dark:
        style = _style(layout.SMALLEST_ON_SLIDE, colour=SLATE)
        foot, number = _scaled(layout.FOOT, x, y), _scaled(layout.NUMBER, x, y)
        said = paragraph(deck.footer, foot.left, foot.top, foot.right - foot.left, style).texts
        wide = number.right - number.left
        yield Artifact(
            (*said, *paragraph(str(placed.number), number.left, number.top, wide, style, "right").texts),
            running="Footer",
        )
    left, right = x + _WIDE + 5.0, _WIDTH - _LEFT
    count = int(_TALL / _LINE)
    yield Artifact(tuple(rule(left, right, y + (place + 1) * _LINE) for place in range(count)))


def _scaled(box: Box, x: float, y: float) -> Box:
    return Box(x + box.left * SCALE, y + box.top * SCALE, x + box.right * SCALE, y + box.bottom * SCALE)


def _style(size: float, *, bold: bool = False, colour: str = INK) -> Style:
    small = size * SCALE
    return Style(small, small * LEADING, "bold" if bold else "regular", colour)


def _paragraph(text: str, x: float, y: float, width: float, style: Style, tag: str = "P") -> Element:
    return Element(tag, spaced(paragraph(text, x, y, width, style).texts))


def _place(place: Place, ink: str) -> Iterator[Node]:
    match place.part:
        case SlideList() as part:
            yield from _list(place, part, ink)
        case SlideTable() as part:
            yield from _table(place, part)
        case KeyFigures() as part:
            yield from _figures(place, part)
        case SlideMap() as part:
            marks = tuple(pictures.tile_marks(part, place.box, place.size * SCALE))
            yield Element("Figure", marks, alt=part.alt, box=place.box)
        case Plot() as part:
            yield from _plot(place, part)


def _list(place: Place, part: SlideList, ink: str) -> Iterator[Node]:
    box, y = place.box, place.box.top
    wide = box.right - box.left
    for item in part.items:
        kids: list[Text] = []
        for text, bold in ((item.title, True), (item.detail, False)):
            set_ = paragraph(text, box.left, y, wide, _style(place.size, bold=bold, colour=ink))
            kids += spaced(set_.texts)
            y = set_.bottom
        yield Element("P", tuple(kids))
        y += layout.ITEM_GAP * place.size * SCALE * MM_PER_PT


def _table(place: Place, part: SlideTable) -> Iterator[Node]:
    """The table, with its grounds and rules behind it."""
    pad = layout.CELL_PAD * SCALE
    y, rows = place.box.top, list[Element]()
    for turn, (cells, tall) in enumerate(
        zip((tuple(Cell(text) for text in part.headings), *part.rows), place.heights, strict=True)
    ):
        deep, x, texts = tall * SCALE, place.box.left, list[tuple[Text, ...]]()
        for column, (cell, width) in enumerate(zip(cells, place.widths, strict=True)):
            wide = width * SCALE
            ink = HEAT_TEXT[cell.heat - 1] if cell.heat else INK
            if cell.heat:
                yield Artifact((ground(Box(x, y, x + wide, y + deep), HEAT[cell.heat - 1]),))
            style = _style(place.size, bold=turn == 0, colour=ink)
            align = "right" if column else "left"
            inside = wide - 2 * pad
            high = paragraph(cell.text, 0.0, 0.0, inside, style).bottom
            top = y + (deep - high) / 2
            texts.append(spaced(paragraph(cell.text, x + pad, top, inside, style, align).texts))  # type: ignore[arg-type]
            x += wide
        yield Artifact((rule(place.box.left, x, y + deep),))
        rows.append(heading_row(texts) if turn == 0 else table_row(texts))
        y += deep
    caption = Spoken(place.box.left, place.box.top, place.box.right - place.box.left, part.alt)
    head, *body = rows
    yield Element("Table", (Element("Caption", (caption,)), head, Element("TBody", tuple(body))))


def _figures(place: Place, part: KeyFigures) -> Iterator[Node]:
    box, gutter = place.box, layout.GUTTER * SCALE
    wide = (box.right - box.left - gutter * (len(part.items) - 1)) / len(part.items)
    small = _style(layout.SMALLEST_ON_SLIDE, colour=SLATE)
    number = place.figure * SCALE
    for turn, item in enumerate(part.items):
        x, y = box.left + turn * (wide + gutter), box.top + 8.0 * SCALE
        kids: list[Text] = []
        for text, style in (
            (item.value, Style(number, number * LEADING, "display")),
            (item.unit, small),
            (item.label, _style(place.size, bold=True)),
            (item.note, small),
        ):
            set_ = paragraph(text, x, y, wide, style)
            kids += spaced(set_.texts)
            y = set_.bottom
        yield Element("P", tuple(kids))


def _plot(place: Place, part: Plot) -> Iterator[Node]:
    box = place.box
    top, wide = box.top, box.right - box.left
    if part.heading:
        style = _style(place.size, bold=True)
        yield _paragraph(part.heading, box.left, top, wide, style)
        top = paragraph(part.heading, box.left, top, wide, style).bottom + 2.0 * SCALE
    room = Box(box.left, top, box.right, box.bottom)
    marks = tuple(pictures.plot_marks(part, room, place.size * SCALE, place.labels))
    yield Element("Figure", marks, alt=part.alt, box=room)
