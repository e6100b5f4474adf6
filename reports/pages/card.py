"""The layout of the results card: A4 landscape, a dark panel with who and where, a white page with why.

Every text is measured before it is placed. Where a card has more to say than usual, the layout tightens step
by step (row heights, gaps, sizes of type down to the smallest); a card that still does not fit is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from reports.document import Column, ItemList, KeyFigure, Report, Row, Table
from reports.errors import Finding, ReportError
from reports.papers import Card, Trait
from reports.papers import card as cards
from reports.words import Scene

from .charts import layout
from .drawing import Box, Mark, Text
from .fonts import text_width
from .frame import Frame, spaced
from .page import (
    Anchor,
    Artifact,
    Element,
    Node,
    Page,
    Spoken,
    ground,
    heading_row,
    list_item,
    moved,
    recoloured,
    rule,
    table_row,
)
from .style import ACCENT, AMBER, COVER, COVER_BAR, INK, MM_PER_PT, RULE, SLATE, WHITE
from .text import SMALLEST, Align, Style, fitting, height, paragraph, widest_word

WIDTH, HEIGHT = 297.0, 210.0
#: A last line shorter than this part of the longest one is evened out.
_EVEN = 0.5
#: The panel, and what stands in it.
_PANEL = 84.0
_LEFT, _RIGHT = 12.0, 74.0
#: The white page.
_MAIN_LEFT, _MAIN_RIGHT = 97.0, 284.0
_TOP, _BOTTOM = 11.5, 201.0

_NAMES = tuple(Style(size, size * 1.16, "display-light", WHITE) for size in (20, 18, 16, 14, 12, 10.5, 9))
_HEADLINES = tuple(Style(size, size * 1.2, "display") for size in (19, 17, 15, 13, 11))
_SMALL = Style(9.5, 13.0, colour=WHITE)
_STRONG = replace(_SMALL, face="semibold")
_FAINT = replace(_SMALL, size=9.0, leading=12.0, colour=RULE)
_NOTICE = Style(8.25, 10.9, colour=SLATE)


@dataclass(frozen=True, slots=True)
class Measures:
    """How tight a card is set: gaps in the panel, heights of the chart and of the table's rows, the width
    of the table's names (mm), the part of the usual type size in table and lists, the largest headline
    (points), whether the drawing is labelled above the table too, and the lines of the cluster's name.
    """

    gap: float = 8.0
    chart: float = 40.0
    row: float = 10.4
    names: float = 46.0
    type: float = 1.0
    headline: float = 19.0
    labels: bool = True
    name_lines: int = 5


#: From airy to tight.
_MEASURES = (
    Measures(gap=6.2),
    Measures(gap=5.6, chart=38.0, row=9.6),
    Measures(gap=5.0, chart=36.0, row=8.8, names=46.0, type=0.96),
    Measures(gap=3.8, chart=34.0, row=8.2, names=50.0, type=0.93, name_lines=6),
    Measures(gap=2.6, chart=32.0, row=7.6, names=56.0, type=0.9, headline=17.0, name_lines=7),
    Measures(gap=2.0, chart=30.0, row=7.0, names=62.0, type=0.86, headline=15.0, name_lines=8),
    Measures(gap=1.6, chart=28.0, row=6.2, names=68.0, type=0.84, headline=13.0, labels=False, name_lines=10),
    Measures(gap=1.2, chart=26.0, row=5.2, names=74.0, type=0.84, headline=13.0, labels=False, name_lines=10),
    Measures(gap=1.0, chart=24.0, row=4.4, names=80.0, type=0.84, headline=11.0, labels=False, name_lines=12),
)


def fitted(report: Report, scene: Scene) -> tuple[Card, Page]:
    """The card of a composed report, which shows as much as its page has room for, and the page.

    Raises ReportError as :func:`lay_out` does, where even the least of it does not fit.
    """
    *choices, least = cards.CHOICES
    for choice in choices:
        card = cards.card(report, scene, choice)
        with suppress(ReportError):
            return card, lay_out(card)
    card = cards.card(report, scene, least)
    return card, lay_out(card)


def lay_out(card: Card) -> Page:
    """The card's page.

    Raises ReportError where its texts do not fit on one page even in the smallest type.
    """
    panel = next((drawn for m in _MEASURES if (drawn := _panel(card, m)) is not None), None)
    main = next((drawn for m in _MEASURES if (drawn := _main(card, m)) is not None), None)
    if panel is None or main is None:
        part = "name, figures and characteristics" if panel is None else "table, lists and notices"
        cause = f"the {part} do not fit on one page; shorten the longest texts"
        raise ReportError(card.cluster_id, (Finding("layout", cause, 1),))
    dark = Artifact((ground(Box(0, 0, _PANEL, HEIGHT), COVER),))
    return Page(WIDTH, HEIGHT, (Anchor("", 0.0, card.bookmark), dark, *panel, *main))


def spoken_texts(card: Card) -> Iterator[str]:
    """Every text of the card in the order in which the page is read."""
    yield from (card.study, card.edition, card.name)
    if card.no_score:
        yield card.no_score
    for figure in card.figures:
        yield from (figure.value, figure.unit, figure.label, figure.note)
    if card.history is not None:
        yield card.history_heading
    if card.no_history:
        yield card.no_history
    if card.traits:
        yield card.traits_heading
    for trait in card.traits:
        yield from (trait.name, trait.value.text)
    yield from (card.kind, card.headline)
    yield from (column.heading for column in card.table.columns)
    for row in card.table.rows:
        for cell in row.cells:
            yield from (cell.text, cell.spoken)
    yield card.table.caption
    yield from card.table.notes
    for items in card.lists:
        yield from (items.heading, items.lead)
        for item in items.items:
            yield from (item.title, item.detail)
    yield from card.notices


# --- the panel -------------------------------------------------------------------------------------


#: The widest gap, which is that of a panel with room to spare.
_WIDEST = 8.0


def _panel(card: Card, m: Measures) -> list[Node] | None:
    """None where it does not fit; room that is left goes into the gaps."""
    _, room, gaps = _filled_panel(card, m)
    if room < 0:
        return None
    nodes, _, _ = _filled_panel(card, replace(m, gap=min(_WIDEST, m.gap + room / gaps)))
    return nodes


def _filled_panel(card: Card, m: Measures) -> tuple[list[Node], float, float]:
    """The nodes, the room that is left in mm, and how many gaps there are."""
    frame = Frame(_LEFT, _RIGHT, _TOP, _EVEN)
    gaps = 0.0

    def space(part: float) -> None:
        nonlocal gaps
        frame.y += m.gap * part
        gaps += part

    frame.say("P", (card.study, _STRONG), (card.edition, replace(_SMALL, colour=RULE)))
    space(1.0)
    frame.say("H1", (card.name, fitting(card.name, frame.width, m.name_lines, _NAMES)))
    space(1.0)
    if card.no_score:
        frame.say("P", (card.no_score, replace(_SMALL, size=11.0, leading=14.0)))
        space(0.7)
    for figure in card.figures:
        _figure(frame, figure)
        space(0.7)
    _history(frame, card, m)
    space(0.6)
    heading = _SMALL.leading * MM_PER_PT + 1.2 if card.traits else 0.0
    top = _BOTTOM - sum(_trait(trait)[1] for trait in card.traits) - heading
    room = top - frame.y
    if card.traits:
        _traits(frame, card, top)
    return frame.nodes, room, gaps


#: Sizes of a key figure, the usual one first, and its colour.
_FIGURES = {
    "score": ((24.0, 20.0, 18.0, 14.0), AMBER),
    "rank": ((20.0, 16.0, 12.0), WHITE),
    "": ((15.0, 13.0, 11.0), WHITE),
}


def _figure(frame: Frame, figure: KeyFigure) -> None:
    """The score largest, and yet no larger than a heading: a card may lie on a table."""
    score = figure.fact is not None and figure.fact.kind == "score"
    rank = figure.fact is not None and figure.fact.kind == "rank"
    sizes, colour = _FIGURES["score" if score else "rank" if rank else ""]
    unit_style = replace(_SMALL, size=11.0) if score else _SMALL
    behind = text_width(f" {figure.unit}", unit_style.size) if figure.unit else 0.0
    for size in sizes:
        gap = 0.11 * size * MM_PER_PT + 1.0
        if text_width(figure.value, size, "display") + gap + behind <= frame.width:
            break
    em = size * MM_PER_PT
    number = Text(frame.left, frame.y + 0.76 * em, figure.value, size, "display", colour)
    after = number.x + number.width + gap
    unit = Text(after, number.y, f" {figure.unit}", unit_style.size, "regular", WHITE)
    frame.y = number.y + (3.0 if score else 1.4)  # the large comma hangs below its line
    marks = [*spaced((number, unit) if figure.unit else (number,))]
    marks += frame.set((figure.label, _SMALL), (figure.note, _FAINT))
    frame.nodes.append(Element("P", tuple(marks)))


_ON_DARK = {INK: WHITE, ACCENT: AMBER, SLATE: RULE, WHITE: COVER, RULE: COVER_BAR}


def _history(frame: Frame, card: Card, m: Measures) -> None:
    """The chart of ranks in the panel's colours, or why there is none."""
    if card.history is None:
        if card.no_history:
            frame.say("P", (card.no_history, _FAINT))
        return
    frame.say("P", (card.history_heading, _STRONG))
    top = frame.y
    canvas = layout.lay_out(card.history.drawing, frame.width, m.chart)
    marks = recoloured(moved(canvas.marks, frame.left, top - 2.0), _ON_DARK)
    box = Box(frame.left, top, frame.right, top + m.chart - 5.0)
    frame.nodes.append(Element("Figure", marks, alt=card.history.alt, box=box))
    frame.y = box.bottom


_NAME, _VALUE = Style(9.0, 11.5, colour=RULE), Style(9.0, 11.5, "semibold", WHITE)
_TRAIT_PAD = 1.45


def _trait(trait: Trait) -> tuple[tuple[float, float], float]:
    """The widths of name and value, and the height of the line."""
    width, gap = _RIGHT - _LEFT, 3.0
    whole = text_width(trait.value.text, _VALUE.size, _VALUE.face)
    name = text_width(trait.name, _NAME.size)
    # The shorter of the two is never wrapped for the sake of the longer one.
    value = whole if whole <= (width - gap) / 2 else max((width - gap) / 2, width - gap - name)
    value = min(value + 0.01, whole + 0.01)
    widths = (width - gap - value, value)
    tall = max(height(trait.name, widths[0], _NAME), height(trait.value.text, widths[1], _VALUE))
    return widths, tall + 2 * _TRAIT_PAD


def _traits(frame: Frame, card: Card, top: float) -> None:
    frame.y = top
    frame.say("P", (card.traits_heading, _STRONG))
    y = top + _SMALL.leading * MM_PER_PT + 1.2
    items: list[Node] = []
    for trait in card.traits:
        (left, right), tall = _trait(trait)
        name = paragraph(trait.name, frame.left, y + _TRAIT_PAD, left, _NAME)
        value = paragraph(trait.value.text, frame.right - right, y + _TRAIT_PAD, right, _VALUE, "right")
        items.append(Artifact((rule(frame.left, frame.right, y, COVER_BAR, 0.25),)))
        items.append(list_item((*spaced(name.texts), *spaced(value.texts))))
        y += tall
    frame.nodes.append(Element("L", tuple(items)))


# --- the white page ------------------------------------------------------------------------------


def _main(card: Card, m: Measures) -> list[Node] | None:
    """None where it does not fit."""
    frame = Frame(_MAIN_LEFT, _MAIN_RIGHT, _TOP, _EVEN)
    frame.say("P", (card.kind, replace(_STRONG, colour=ACCENT)))
    frame.y += 0.8
    headlines = [style for style in _HEADLINES if style.size <= m.headline]
    frame.say("H2", (card.headline, fitting(card.headline, frame.width, 2, headlines)))
    frame.y += 5.0
    _table(frame, card.table, m)
    notices = sum(height(notice, frame.width, _NOTICE) for notice in card.notices)
    foot = _BOTTOM - notices
    style = _ListStyle.of(m)
    room = foot - frame.y - 2 * _CLEAR
    for widths in _WIDTHS:  # the most equal columns that fit
        free = room - _lists(card.lists, widths, 0.0, style).y
        if free >= 0.0:
            break
    else:
        return None
    frame.add([_lists(card.lists, widths, frame.y + _CLEAR + min(free, 5.0), style)])
    frame.y = foot
    for notice in card.notices:
        frame.say("P", (notice, _NOTICE))
    return frame.nodes


# --- the strip table -------------------------------------------------------------------------------

_HEAD = Style(8.25, 10.2, "semibold")
_HEAD_GRAPHIC = 7.8
_CELL_GAP = 3.6
#: The scale of a drawing begins this far inside its cell, and so does its heading.
_INSET = {"left": 0.0, "right": 0.0, "graphic": 2.0, "heat": 0.0}
_AXIS = 4.4


def _table(frame: Frame, table: Table, m: Measures) -> None:
    """The strip table: a drawing is an artifact behind a cell that says in words where the result stands."""
    edges = _edges(frame, table, m)
    top = frame.y
    heads = [
        paragraph(
            column.heading, left + _INSET[column.align], 0.0, right - left, _HEAD, _align(column), even=_EVEN
        )
        for column, (left, right) in zip(table.columns, edges, strict=True)
    ]
    graphic = next(place for place, column in enumerate(table.columns) if column.align == "graphic")
    others = max(block.bottom for place, block in enumerate(heads) if place != graphic)
    head = table.columns[graphic].graphic if m.labels else None
    labels = _HEAD_GRAPHIC if head is not None else 1.4
    tall = max(others + 1.4, heads[graphic].bottom + labels)
    left, right = edges[graphic]
    decor: list[Mark] = []
    if head is not None:
        canvas = layout.lay_out(head, right - left, _HEAD_GRAPHIC)
        decor += moved(canvas.marks, left, top + tall - _HEAD_GRAPHIC)
    # Headings of numbers stand on the rule, the one of the drawing above its labels.
    downs = [tall - 1.2 - block.bottom for block in heads]
    if head is not None:
        downs[graphic] = 0.0
    cells = [moved(block.texts, 0, top + down) for block, down in zip(heads, downs, strict=True)]
    y = top + tall
    decor.append(rule(frame.left, frame.right, y, INK, 0.42))
    body: list[Node] = []
    for place, row in enumerate(table.rows):
        bottom = y + _row_height(row, edges, m)
        body.append(_row(row, table.columns, edges, (y, bottom), m))
        strong = row.tone == "total" or place == len(table.rows) - 1
        body.append(Artifact((rule(frame.left, frame.right, bottom, INK if strong else RULE, 0.22),)))
        y = bottom
    if table.axis is not None:
        axis = layout.lay_out(table.axis, right - left, _AXIS)
        body.append(Artifact(moved(axis.marks, left, y)))
        y += _AXIS
    caption = paragraph(table.caption, frame.left, y + 1.6, frame.width, _NOTICE)
    frame.nodes.append(
        Element(
            "Table",
            (
                Artifact(tuple(decor)),
                heading_row(cells),
                Element("TBody", tuple(body)),
                Element("Caption", caption.texts),
            ),
        )
    )
    frame.y = caption.bottom
    for note in table.notes:
        frame.say("P", (note, _NOTICE))


def _align(column: Column) -> Align:
    return "right" if column.align == "right" else "left"


def _edges(frame: Frame, table: Table, m: Measures) -> list[tuple[float, float]]:
    """Left and right of every column: numbers as wide as they need, the drawing takes the rest."""
    widths: list[float] = []
    for place, column in enumerate(table.columns):
        if column.align == "right":
            numbers = [text_width(row.cells[place].text, 10.0, "bold") for row in table.rows]
            widths.append(max(*numbers, widest_word(column.heading, _HEAD), 12.5))
        else:
            widths.append(0.0 if column.align == "graphic" else m.names)
    free = frame.width - sum(widths) - _CELL_GAP * (len(widths) - 1)
    edges, x = [], frame.left
    for width, column in zip(widths, table.columns, strict=True):
        right = x + (free if column.align == "graphic" else width)
        edges.append((x, right))
        x = right + _CELL_GAP
    return edges


def _cell_style(place: int, row: Row, tone: str, m: Measures) -> Style:
    total = row.tone == "total"
    style = Style(9.5, 11.5).scaled(m.type)
    if place == 0:
        return replace(style, face="bold" if total else "semibold")
    if tone == "own":
        return replace(style, face="bold", colour=ACCENT)
    if tone == "missing":
        return replace(style, face="italic", colour=SLATE)
    return replace(style, face="bold") if total else style


def _row_height(row: Row, edges: Sequence[tuple[float, float]], m: Measures) -> float:
    """As planned, or as high as a long name needs."""
    left, right = edges[0]
    return max(m.row, height(row.cells[0].text, right - left, _cell_style(0, row, "", m)) + 1.2)


def _row(
    row: Row,
    columns: Sequence[Column],
    edges: Sequence[tuple[float, float]],
    span: tuple[float, float],
    m: Measures,
) -> Element:
    top, bottom = span
    middle = (top + bottom) / 2
    cells: list[list[Node]] = []
    for place, (cell, column, (left, right)) in enumerate(zip(row.cells, columns, edges, strict=True)):
        nodes: list[Node] = []
        if cell.graphic is not None:
            canvas = layout.lay_out(cell.graphic, right - left, bottom - top)
            nodes.append(Artifact(moved(canvas.marks, left, top)))
        if cell.text:
            style = _cell_style(place, row, cell.tone, m)
            block = paragraph(cell.text, left, 0.0, right - left, style, _align(column), even=_EVEN)
            nodes += moved(block.texts, 0.0, middle - block.bottom / 2)
        if cell.spoken:
            nodes.append(Spoken(left + 2, middle, right - left - 4, cell.spoken))
        cells.append(nodes)
    return table_row(cells)


# --- strengths, gaps, actions ------------------------------------------------------------------------

#: Ways to share the width among three columns; actions have the longest texts.
_WIDTHS = ((57.0, 57.0, 59.0), (52.0, 52.0, 69.0), (48.0, 48.0, 77.0), (44.0, 44.0, 85.0))
_GUTTER = 7.0
#: What is free above and below the lists, at least.
_CLEAR = 4.0


@dataclass(frozen=True, slots=True)
class _ListStyle:
    heading: Style
    title: Style
    detail: Style
    pad: float

    @classmethod
    def of(cls, m: Measures) -> _ListStyle:
        return cls(
            heading=Style(11.5, 14.5, "semibold").scaled(m.type),
            title=Style(9.25, 11.6, "semibold").scaled(m.type),
            detail=Style(8.75, 11.2, colour=SLATE).scaled(m.type, SMALLEST),
            pad=1.5 * m.type * m.type,
        )


def _lists(lists: Sequence[ItemList], widths: Sequence[float], top: float, style: _ListStyle) -> Frame:
    """The lists side by side from ``top`` down; what stands below their headings begins on one line."""
    whole = Frame(_MAIN_LEFT, _MAIN_RIGHT, top)
    columns = []
    x = whole.left
    for items, width in zip(lists, widths, strict=True):
        column = Frame(x, x + width, top, _EVEN)
        column.rule(1.6, ACCENT if items.ordered else INK, 0.42)
        column.say("H3", (items.heading, style.heading))
        columns.append(column)
        x += width + _GUTTER
    below = max(column.y for column in columns) + 0.8
    for items, column in zip(lists, columns, strict=True):
        column.y = below
        column.say("P", (items.lead, style.detail))
        entries: list[Node] = []
        for place, item in enumerate(items.items):
            if place:
                entries.append(Artifact((rule(column.left, column.right, column.y),)))
            column.y += style.pad
            said = column.set((item.title, style.title), (item.detail, style.detail))
            entries.append(list_item(said, ordered=items.ordered))
            column.y += style.pad
        if entries:
            column.nodes.append(Element("L", tuple(entries)))
    whole.add(columns)
    return whole
