"""Where everything stands on a slide: sizes are chosen by measuring, and what is too long goes on.

Nothing is set smaller than :data:`SMALLEST_ON_SLIDE` and nothing is cut. A list or a table that does not fit
continues on another slide with the same title; a chart whose labels do not fit becomes a table. Measures are
millimetres from the upper left corner, sizes points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reports.document import (
    Cell,
    Deck,
    Item,
    KeyFigure,
    KeyFigures,
    Plot,
    Slide,
    SlideLayout,
    SlideList,
    SlideMap,
    SlidePart,
    SlideTable,
)
from reports.errors import Finding, ReportError

from ..drawing import Box
from ..fonts import Face, text_width
from ..style import MM_PER_PT
from ..text import lines

#: Width and height of a slide, 16:9.
WIDTH, HEIGHT = 338.667, 190.5
SMALLEST_ON_SLIDE = 18.0
#: The boxes of our own master.
TITLE = Box(14.0, 9.0, 324.667, 39.0)
CONTENT = Box(14.0, 43.0, 324.667, 161.0)
FOOT = Box(14.0, 178.0, 280.0, 187.0)
NUMBER = Box(294.667, 178.0, 324.667, 187.0)
#: The title and the lines below it on the first slide.
OPENING_TITLE = Box(26.0, 46.0, 312.667, 100.0)
OPENING_TEXT = Box(26.0, 106.0, 312.667, 172.0)
#: Between the content and the foot: how to read it, and the source.
SOURCE = Box(14.0, 162.0, 324.667, 177.0)

#: From base line to base line, in ems; what programs measure differently is left free.
LEADING, SLACK = 1.27, 0.95
TITLE_SIZES = (30.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0)
OPENING_SIZES = (44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 20.0, 18.0)
TEXT_SIZES = (24.0, 22.0, 20.0, 18.0)
FIGURE_SIZES = (54.0, 48.0, 40.0, 32.0, 28.0, 24.0, 20.0, 18.0)
#: Free around a cell's text, between items (in ems), between parts side by side, beside a chart's label.
CELL_PAD, ITEM_GAP, GUTTER, LABEL_PAD = 2.2, 0.45, 10.0, 5.0
#: A column of a table is at least so many mm wide.
LEAST_COLUMN = 20.0
#: A chart gives its labels at most this part of its width, and each bar at least so many mm.
LABEL_ROOM, BAR_PITCH = 0.46, 8.0
#: A range that begins in this first part of the axis would run through the number that stands there.
NEAR_BASE = 0.12
#: The heading above one of two charts, and a legend.
LEGEND = 11.0


@dataclass(frozen=True, slots=True)
class Place:
    """One part in its box: ``size`` of its text; of a chart how much of the width its labels take, of a table
    the widths of its columns and the heights of its rows, of key figures the size of the numbers.
    """

    part: SlidePart
    box: Box
    size: float
    labels: float = 0.0
    widths: tuple[float, ...] = ()
    heights: tuple[float, ...] = ()
    figure: float = 0.0


@dataclass(frozen=True, slots=True)
class PlacedSlide:
    """A slide with everything in its place. ``source`` is set in ``source_size`` from ``source_box``."""

    slide: Slide
    number: int
    layout: SlideLayout
    title: str
    title_size: float
    places: tuple[Place, ...]
    source: str
    source_box: Box


@dataclass(frozen=True, slots=True)
class Areas:
    """The boxes that the layouts of a presentation leave, by layout: for the title and for the content."""

    titles: tuple[Box, Box, Box] = (OPENING_TITLE, TITLE, TITLE)
    contents: tuple[Box, Box, Box] = (OPENING_TEXT, CONTENT, CONTENT)
    height: float = HEIGHT

    def of(self, layout: SlideLayout) -> tuple[Box, Box]:
        """The boxes of a layout."""
        place = ("title", "chart", "text").index(layout)
        return self.titles[place], self.contents[place]


def lay_out(deck: Deck, areas: Areas | None = None) -> tuple[PlacedSlide, ...]:
    """Every slide, and those it goes on to. Raises ReportError for a text that no size makes fit."""
    found: list[PlacedSlide] = []
    for slide in deck.slides:
        parts = list(_pages(slide, areas or Areas()))
        for turn, placed in enumerate(parts, 1):
            title = f"{slide.title} ({turn}/{len(parts)})" if len(parts) > 1 else slide.title
            size = _title_size(slide, title, (areas or Areas()).of(slide.layout)[0])
            found.append(replace(placed, number=len(found) + 1, title=title, title_size=size))
    return tuple(found)


def _refused(slide: Slide, what: str) -> ReportError:
    cause = f"the slide “{slide.title}”: {what} does not fit in {SMALLEST_ON_SLIDE:g} pt; shorten it"
    return ReportError("slides", (Finding("layout", cause),))


def text_height(text: str, width: float, size: float, face: Face = "regular") -> float:
    """The height in mm of a text in lines of ``width`` mm."""
    return len(lines(text, width * SLACK, size, face)) * size * LEADING * MM_PER_PT


def _title_size(slide: Slide, title: str, box: Box) -> float:
    sizes = OPENING_SIZES if slide.layout == "title" else TITLE_SIZES
    for size in sizes:
        if text_height(title, box.right - box.left, size, "display") <= box.bottom - box.top:
            return size
    raise _refused(slide, "the title")


def _pages(slide: Slide, areas: Areas) -> Iterator[PlacedSlide]:
    """The slides that a slide takes; number and title are set by the caller."""
    _, content = areas.of(slide.layout)
    source, box = " ".join(slide.source), content
    foot = Box(content.left, content.bottom, content.right, content.bottom)
    if source:
        wide = content.right - content.left
        tall = text_height(source, wide, SMALLEST_ON_SLIDE)
        free = SOURCE.bottom - SOURCE.top if areas.height == HEIGHT and content == CONTENT else 0.0
        bottom = content.bottom + free
        foot = Box(content.left, bottom - tall, content.right, bottom)
        box = Box(content.left, content.top, content.right, min(content.bottom, foot.top - 2.0))
    charts = sum(isinstance(part, Plot | SlideMap) for part in slide.parts)
    for places in _placed(slide, box):
        drawn = sum(isinstance(place.part, Plot | SlideMap) for place in places)
        # How to read a chart is of no use beside a table of its numbers.
        said = source if drawn == charts or not slide.source else slide.source[-1]
        yield PlacedSlide(slide, 0, slide.layout, slide.title, 0.0, places, said, foot)


def _placed(slide: Slide, box: Box) -> Iterator[tuple[Place, ...]]:
    """The places of the parts, slide by slide."""
    if len(slide.parts) > 1:
        wide = (box.right - box.left - GUTTER * (len(slide.parts) - 1)) / len(slide.parts)
        boxes = [
            Box(box.left + i * (wide + GUTTER), box.top, box.left + i * (wide + GUTTER) + wide, box.bottom)
            for i in range(len(slide.parts))
        ]
        found = [list(_part(slide, part, room)) for part, room in zip(slide.parts, boxes, strict=True)]
        if all(len(places) == 1 for places in found):
            yield tuple(places[0] for places in found)
            return
        for part in slide.parts:  # one after the other, each over the whole width
            yield from ((place,) for place in _part(slide, part, box))
        return
    yield from ((place,) for place in _part(slide, slide.parts[0], box))


def _part(slide: Slide, part: SlidePart, box: Box) -> Iterator[Place]:
    match part:
        case SlideList():
            yield from _lists(slide, part, box)
        case SlideTable():
            yield from _tables(slide, part, box)
        case KeyFigures():
            yield _figures(slide, part, box)
        case SlideMap():
            yield from _maps(slide, part, box)
        case Plot():
            yield from _plots(slide, part, box)


# --- lists -----------------------------------------------------------------------------------------


def item_height(item: Item, width: float, size: float) -> float:
    """The height of a statement with what supports it, mm."""
    title = text_height(item.title, width, size, "bold") if item.title else 0.0
    return title + (text_height(item.detail, width, size) if item.detail else 0.0)


def _lists(slide: Slide, part: SlideList, box: Box) -> Iterator[Place]:
    wide, tall = box.right - box.left, box.bottom - box.top
    for size in TEXT_SIZES:
        heights = [item_height(item, wide, size) + ITEM_GAP * size * MM_PER_PT for item in part.items]
        if sum(heights) <= tall:
            yield Place(part, box, size)
            return
    for first, last in _filled(slide, heights, tall, "a statement"):
        yield Place(SlideList(part.items[first:last]), box, SMALLEST_ON_SLIDE)


def _filled(slide: Slide, heights: Sequence[float], room: float, what: str) -> Iterator[tuple[int, int]]:
    """The stretches of things one below the other that fit on a slide each."""
    first, used = 0, 0.0
    for place, height in enumerate(heights):
        if height > room:
            raise _refused(slide, what)
        if used + height > room:
            yield first, place
            first, used = place, 0.0
        used += height
    yield first, len(heights)


# --- tables ----------------------------------------------------------------------------------------


def _tables(slide: Slide, part: SlideTable, box: Box) -> Iterator[Place]:
    wide, tall = box.right - box.left, box.bottom - box.top
    head, rows, widths, size = 0.0, list[float](), tuple[float, ...](), SMALLEST_ON_SLIDE
    for size in TEXT_SIZES[1:]:
        widths = _widths(part, wide, size)
        head, *rows = (_row_height(row, widths, size) for row in (_head(part), *part.rows))
        if head + sum(rows) <= tall and widths[0] >= wide * 0.3:
            yield Place(part, box, size, widths=widths, heights=(head, *rows))
            return
    if widths[0] < wide * 0.2:
        raise _refused(slide, "a table of so many columns")
    for first, last in _filled(slide, rows, tall - head, "a row of the table"):
        some = replace(part, rows=part.rows[first:last])
        yield Place(some, box, size, widths=widths, heights=(head, *rows[first:last]))


def _head(part: SlideTable) -> tuple[Cell, ...]:
    return tuple(Cell(text) for text in part.headings)


def _widths(part: SlideTable, wide: float, size: float) -> tuple[float, ...]:
    """Columns as wide as their longest word or number, the first one what is left; long texts share."""
    columns = list(zip(*(_head(part), *part.rows), strict=True))[1:]
    needed = []
    for column in columns:
        longest = max(text_width(cell.text, size, "bold") for cell in column)
        words = max(text_width(word, size, "bold") for cell in column for word in cell.text.split(" "))
        needed.append(max(max(words, min(longest, wide * 0.3)) / SLACK + 2 * CELL_PAD, LEAST_COLUMN))
    return (wide - sum(needed), *needed)


def _row_height(row: Sequence[Cell], widths: Sequence[float], size: float) -> float:
    room = [max(width - 2 * CELL_PAD, 1.0) for width in widths]
    inside = (text_height(cell.text, w, size, "bold") for cell, w in zip(row, room, strict=True))
    return max(inside) + 2 * CELL_PAD * 0.5


# --- key figures -----------------------------------------------------------------------------------


def _figures(slide: Slide, part: KeyFigures, box: Box) -> Place:
    count = len(part.items)
    wide, tall = figure_width(box, count), box.bottom - box.top
    for size in TEXT_SIZES[1:]:
        for figure in FIGURE_SIZES:
            numbers = (text_width(item.value, figure, "display") for item in part.items)
            heights = (figure_height(item, wide, figure, size) for item in part.items)
            if max(numbers) <= wide * SLACK and max(heights) <= tall:
                return Place(part, box, size, figure=figure)
    raise _refused(slide, "a key figure")


def figure_width(box: Box, count: int) -> float:
    """The width of one of ``count`` key figures side by side, mm."""
    return (box.right - box.left - GUTTER * (count - 1)) / max(1, count)


def figure_height(item: KeyFigure, width: float, figure: float, size: float) -> float:
    """The height of a key figure with its words, mm."""
    texts: tuple[tuple[str, float, Face], ...] = (
        (item.value, figure, "display"),
        (item.unit, SMALLEST_ON_SLIDE, "regular"),
        (item.label, size, "bold"),
        (item.note, SMALLEST_ON_SLIDE, "regular"),
    )
    return sum(text_height(text, width, of, face) for text, of, face in texts if text)


# --- maps and charts -------------------------------------------------------------------------------


def _maps(slide: Slide, part: SlideMap, box: Box) -> Iterator[Place]:
    """The map, or where a name is too long for its tile, a table of the same numbers."""
    tiles = part.drawing.tiles
    rows, columns = 1 + max(t.row for t in tiles), 1 + max(t.column for t in tiles)
    wide, tall = (box.right - box.left) / columns - 4.0, (box.bottom - box.top) / rows - 3.0
    size = SMALLEST_ON_SLIDE
    fits = all(
        max(text_width(word, size, "bold") for word in tile.name.split(" ")) <= wide * SLACK
        and text_height(tile.name, wide, size) + size * LEADING * MM_PER_PT <= tall
        for tile in tiles
    )
    if fits:
        yield Place(part, box, size)
        return
    table = SlideTable(("", ""), tuple((Cell(t.name), Cell(t.label)) for t in tiles), part.alt)
    yield from _tables(slide, table, box)


def _plots(slide: Slide, part: Plot, box: Box) -> Iterator[Place]:
    """The chart, or where its labels do not fit, a table of the same numbers."""
    wide, tall = box.right - box.left, box.bottom - box.top
    size = SMALLEST_ON_SLIDE
    top = text_height(part.heading, wide, size, "bold") + 2.0 if part.heading else 0.0
    room = tall - top - (LEGEND if legend(part) else 0.0)
    if part.kind in ("bars", "ranges"):
        words = max(text_width(name, size) for name in part.categories)
        labels = min(words / SLACK + LABEL_PAD, wide * LABEL_ROOM)
        pitch, drawn = room / len(part.categories), 1 if part.kind == "ranges" else len(part.series)
        needed = [
            max(BAR_PITCH * drawn, text_height(name, labels - LABEL_PAD, size) + 1.0)
            for name in part.categories
        ]
        longest = max(text_width(word, size) for name in part.categories for word in name.split(" "))
        if max(needed) <= pitch and _clear(part) and longest <= (labels - LABEL_PAD) * SLACK:
            yield Place(part, box, size, labels=labels / wide)
            return
    else:
        each = wide / len(part.categories) - 4.0
        longest = max(text_width(word, size) for name in part.categories for word in name.split(" "))
        deep = max(text_height(name, each, size) for name in part.categories)
        numbers = max(text_width(c.text, size, "bold") for s in part.series for c in s.cells)
        if longest <= each * SLACK and 2 * numbers <= each and deep <= room * 0.4:
            yield Place(part, box, size, labels=(deep + 3.0) / tall)
            return
    yield from _tables(slide, as_table(part), box)


def _clear(plot: Plot) -> bool:
    """Whether no range runs through the number at the foot of its bar."""
    if plot.kind != "ranges":
        return True
    low, high = plot.low or 0.0, plot.high or 0.0
    return low == 0.0 and min(plot.series[1].values) >= NEAR_BASE * high


def legend(plot: Plot) -> bool:
    """Whether the chart needs to say which series is which."""
    return plot.kind != "ranges" and len(plot.series) > 1


def as_table(plot: Plot) -> SlideTable:
    """The numbers of a chart as a table."""
    upper, lower, middle = plot.series if plot.kind == "ranges" else (None, None, None)
    told = plot.series if upper is None or lower is None or middle is None else (lower, middle, upper)
    rows = [
        (Cell(name), *(series.cells[place] for series in told)) for place, name in enumerate(plot.categories)
    ]
    return SlideTable((plot.heading, *(series.name for series in told)), tuple(rows), plot.alt)
