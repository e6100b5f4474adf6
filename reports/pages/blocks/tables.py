"""Tables as pieces of a page, a piece per row, with what is drawn in their cells.

The measures are those of ``templates/report.css``. Borders collapse as there: half of a rule belongs to the
row above it and half to the row below. A row is never split; the heading row stands on every page and is
read once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, groupby, pairwise
from typing import Literal

from reports.document import blocks as d
from reports.document import charts as charts_

from ..charts import layout
from ..drawing import Box, Mark, Shape, Text, segment
from ..flow import Piece, group, text
from ..fonts import measured, text_width
from ..page import Anchor, Artifact, Element, Node, Spoken, ground, heading_row, moved, rule, table_row
from ..style import ACCENT, HEAT, HEAT_TEXT, INK, LINE, MM_PER_PT, NAVY, RULE, SLATE, WHITE
from ..text import (
    BOLD,
    CELL,
    LABEL,
    NOTE,
    THIN,
    Align,
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
from .figures import labelled

_GROUP_RULE = 0.6 * MM_PER_PT
_COLUMN = replace(LABEL, leading=10.5)
_GROUP = replace(LABEL, leading=11.0, colour=SLATE)
_STRIP = replace(style_of("body"), leading=12.0)
_STRIP_HEADING = replace(_STRIP, face="semibold", leading=11.5)

#: Size in mm of the drawing in a cell, how far it stands from the left end of the column, and the heights of
#: what is drawn in the heading of the column and of the axis.
_GRAPHICS = {"strip": (73.0, 6.5, 0.0), "profile": (38.0, 4.6, 4.0), "indicators": (32.0, 4.6, 4.0)}
_STRIP_HEAD, _AXIS = 8.0, 5.0

#: The least height of a row in mm, by the table's role.
_LEAST = {"strip": 6.5, "profile": 5.4, "form": 16.5}

#: Sizes of type in a table, as parts of the usual one, and the part of its usual width that a column of words
#: keeps at each; what columns of drawings keep; and what is free in front of a number at least, in mm.
_TIGHTER = ((1.0, 0.6), (0.97, 0.6), (0.945, 0.6), (0.915, 0.6), (0.89, 0.6), (0.89, 0.4))
_LEAST_GRAPHIC, _GAP = 0.6, 1.2

#: What no line may break: a number in two halves would be two numbers.
_NUMBER = re.compile(r"[^A-Za-zÀ-ž ]*\d[^A-Za-zÀ-ž ]* ?")


# --- how cells are set --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Pad:
    """What is free around the text of a cell, in mm."""

    top: float = 0.85
    right: float = 0.0
    bottom: float = 0.85
    left: float = 2.0


@dataclass(frozen=True, eq=False)
class _Setting:
    """How a cell is set; ``stacked`` small words stand on lines of their own."""

    style: Style
    small: Style
    pad: _Pad
    align: Align
    stands: Literal["baseline", "middle", "top", "bottom"] = "baseline"
    stacked: bool = False


@lru_cache(maxsize=256)
def _heading_setting(role: str, align: str, first: bool, part: float = 1.0) -> _Setting:
    """How the heading of a column is set, in type of ``part`` of the usual size."""
    style, side = _COLUMN, "left" if first or align == "left" or role == "form" else "right"
    pad = _Pad(0.0, 0.0, 1.4, 0.0 if first else 3.0 if align == "left" else 2.0)
    match role, align:
        case "indicators", "graphic":
            side, pad = "left", replace(pad, left=4.0)
        case "strip" | "profile", "graphic":
            left = 4.0 if role == "profile" else 2.0
            side, pad = "left", replace(pad, bottom=_STRIP_HEAD + 0.6, left=left)
        case "form", _:
            pad = _Pad(0.0, 1.5, 1.4, 0.0 if first else 2.0)
        case "heat", _:
            style = replace(style, leading=11.5)
            pad = replace(pad, top=0.6, right=3.5 if align == "heat" else 0.0, bottom=0.6)
    style = style.scaled(part) if part < 1.0 else style
    return _Setting(style, style, pad, "left" if side == "left" else "right", "bottom")


@lru_cache(maxsize=1024)
def _setting(
    role: str, row: str, align: str, tone: str, heat: int, first: bool, part: float = 1.0
) -> _Setting:
    """How a cell of the body is set: by the table's role, the tone of its row, its column and its own, in
    type of ``part`` of the usual size.
    """
    side: Align = "left" if first or align == "left" else "right"
    style, stands, stacked = CELL, "baseline", False
    pad = _Pad(left=0.0 if first else 3.0 if align == "left" else 2.0)
    if row == "group":
        style, pad = _GROUP, _Pad(1.4, 0.0, 0.5, 0.0)
    match role:
        case "strip":
            style = replace(_STRIP_HEADING, colour=style.colour) if first else _STRIP
            stands, pad = "middle", replace(pad, top=0.0, bottom=0.0)
        case "profile":
            indent = 3.0 if first and row != "total" else pad.left
            stands, pad = "middle", replace(pad, top=0.2, bottom=0.2, left=indent)
        case "actions":
            stands, stacked, pad = "top", True, replace(pad, top=1.6, bottom=1.6)
        case "form":
            stands, pad = "top", _Pad(1.4, 1.5, 1.0, 0.0)
            stacked = first
            if first:
                style = replace(NOTE, leading=10.75, face=style.face, colour=style.colour)
        case "heat" if row != "group":
            style = replace(style, leading=11.5)
            indent = 3.0 if first and row != "total" else pad.left
            pad = _Pad(0.6, 3.5 if align == "heat" else 0.0, 0.6, indent)
        case "heat":
            pad = replace(pad, left=3.0)
    if row == "total":
        style = replace(style, face="bold" if role == "strip" else "semibold")
    if tone == "own":
        style = replace(style, face="bold", colour=ACCENT)
    elif tone == "missing":
        style = replace(style, face="italic", colour=SLATE)
    if heat:
        style = replace(style, colour=HEAT_TEXT[heat - 1])
    style = style.scaled(part) if part < 1.0 else style
    leading = 11.0 if role == "actions" else style.leading
    small = replace(style, size=NOTE.size, leading=leading, colour=SLATE)
    return _Setting(style, small, pad, side, stands, stacked)  # type: ignore[arg-type]  # one of its words


@measured(4096)
def _lines(text: str, small: str, setting: _Setting, width: float) -> tuple[Line, ...]:
    """The words of a cell in lines."""
    style, tiny = setting.style, setting.small
    if not small:
        return set_lines((Run(text, style),), _measure(text, style, setting, width))
    if setting.stacked:
        above = _lines(f"{text} ", "", setting, width) if text else ()
        return above + set_lines((Run(small, tiny),), _measure(small, tiny, setting, width))
    runs = [Run(f"{text} ", style)] if text else []
    return set_lines((*runs, Run(small, tiny)), max(width, _measure(text, style, setting, width)))


def _measure(text: str, style: Style, setting: _Setting, width: float) -> float:
    """The measure for a text: ``width``, or a little more where a word needs it and may take the free room
    beside it. A number is never broken.
    """
    if text_width(text, style.size, style.face) <= width:
        return width
    longest = widest_word(text, style)
    widest = width + (setting.pad.left if setting.align == "right" else setting.pad.right)
    return max(width, longest) if longest <= widest or _NUMBER.fullmatch(text) else width


def _linked(cell: d.Cell, setting: _Setting, width: float, numbers: Mapping[str, str]) -> tuple[Line, ...]:
    """The words of a cell with a link behind them."""
    link, style = cell.link, setting.style
    if link is None:
        return _lines(cell.text, cell.small, setting, width)
    runs = [Run(f"{cell.text} ", style)] if cell.text else []
    if cell.small:
        runs.append(Run(f"{cell.small} ", setting.small))
    runs += linked(link, replace(style, colour=NAVY), numbers, behind=style.colour)
    return set_lines(runs, width)


# --- the grid -------------------------------------------------------------------------------------------


def _widths(table: d.Table) -> list[float]:
    """The widths of the columns in mm; those without one share what is left of the line."""
    if not table.columns:
        raise ValueError(f"the table {table.id} has no columns")
    fixed = sum(column.width or 0.0 for column in table.columns)
    loose = sum(column.width is None for column in table.columns)
    rest = LINE - fixed
    if rest < -0.01 or (loose and rest <= 0.0):
        raise ValueError(f"the columns of the table {table.id} are wider than the page")
    if not loose:
        more = rest / len(table.columns)
        return [(column.width or 0.0) + more for column in table.columns]
    return [rest / loose if column.width is None else column.width for column in table.columns]


def _fitted(table: d.Table) -> tuple[list[float], float]:
    """The widths of the columns in mm and the size of type as a part of the usual one, so that no number
    reaches into the next column. Where one needs more than its column has, the other columns give way in
    proportion to what they can spare; where that is not enough, the type is made smaller.
    """
    usual = _widths(table)
    for part, words in _TIGHTER:
        needs = [_need(table, place, width, part, words) for place, width in enumerate(usual)]
        if all(need <= width + 0.01 for need, width in zip(needs, usual, strict=True)):
            return usual, part
        free = LINE - sum(needs)
        if free >= 0.0:
            break
    spare = [max(0.0, width - need) for need, width in zip(needs, usual, strict=True)]
    whole = sum(spare)
    if free < 0.0 or not whole:
        return [need * LINE / sum(needs) for need in needs], part
    return [need + free * more / whole for need, more in zip(needs, spare, strict=True)], part


def _need(table: d.Table, place: int, usual: float, part: float, least: float) -> float:
    """The least width of a column in mm: of its longest number or word with a gap in front of it; of drawings
    and of words a part of what is usual for them, ``least`` of words. A word that is wider than its column is
    broken.
    """
    column, first = table.columns[place], not place
    if column.align == "graphic":
        return usual * _LEAST_GRAPHIC
    heading = _heading_setting(table.role, column.align, first, part)
    words = min(usual, widest_word(column.heading, heading.style) + _GAP)
    if column.align == "left" or first:
        words = max(words if least == _TIGHTER[0][1] else 0.0, usual * least)
    numbers = 0.0
    for row in table.rows:
        if row.tone == "group":
            continue
        cell = row.cells[place] if place < len(row.cells) else d.Cell()
        if not cell.text:
            continue
        setting = _setting(table.role, row.tone, column.align, cell.tone, cell.heat, first, part)
        if _NUMBER.fullmatch(cell.text):
            wide = text_width(cell.text.rstrip(" "), setting.style.size, setting.style.face)
            numbers = max(numbers, wide + (setting.pad.left if first else _GAP) + setting.pad.right)
        elif column.align != "left" and not first:
            words = max(words, min(usual, widest_word(cell.text, setting.style) + _GAP))
    return max(words, numbers)


@dataclass(frozen=True)
class _Grid:
    """A table with the places of its columns from its left end, and the size of its type as a part of the
    usual one; ``lefts`` has one more, the right end of the last.
    """

    table: d.Table
    numbers: Mapping[str, str]
    lefts: tuple[float, ...]
    part: float

    @staticmethod
    def of(table: d.Table, numbers: Mapping[str, str]) -> _Grid:
        widths, part = _fitted(table)
        return _Grid(table, numbers, tuple(accumulate(widths, initial=0.0)), part)

    def room(self, column: int, pad: _Pad, *, body: bool = True) -> tuple[float, float]:
        """Where the text of a cell begins, and its width. The rules between the columns of a form take a
        little of the cells beside them.
        """
        left, right = self.lefts[column] + pad.left, self.lefts[column + 1] - pad.right
        if body and self.table.role == "form":
            left += THIN / 2 if column else 0.0
            right -= THIN / 2 if column < len(self.lefts) - 2 else 0.0
        return left, right - left

    def piece(self, inside: Element) -> Element:
        return Element("Table", (inside,), joins=self.table.id)

    def drawn(self, graphic: charts_.Graphic, column: int, height: float) -> tuple[float, tuple[Mark, ...]]:
        """The x of a drawing in a column and its marks, ``height`` mm high. It is not wider than the column,
        or the results of the best would lie outside.
        """
        width, _, indent = _GRAPHICS.get(self.table.role, (0.0, 0.0, 0.0))
        room = self.lefts[column + 1] - self.lefts[column] - indent
        width = min(width, room)
        marks = layout.lay_out(graphic, width, height).marks if width > 0.0 else ()
        return self.lefts[column] + indent, marks


@dataclass(frozen=True, slots=True)
class _Set:
    """A cell in its place: its text begins ``x`` mm behind the left end of the row, ``down`` mm below its
    top.
    """

    lines: tuple[Line, ...]
    x: float
    down: float
    width: float
    align: Align

    def nodes(self, x: float, y: float) -> list[Node]:
        return placed(self.lines, x + self.x, y + self.down, self.width, self.align)


# --- the table ------------------------------------------------------------------------------------------


def pieces(table: d.Table, above: float, numbers: Mapping[str, str]) -> Iterator[Piece]:
    """The pieces of a table, its caption first, its notes last; ``numbers`` are the pages of what its links
    lead to.

    A table that does not flow stays on one page, unless it is higher than one. In one that flows, the
    caption, the heading and the first row are together, a heading inside the table and what it heads, the
    last three rows, and the last row with the axis and the notes.

    Raises ValueError for a table without columns or with rows that do not fit them, and for columns that are
    wider than the page together.
    """
    grid = _Grid.of(table, numbers)
    head, again = _head(grid)
    rules = [BOLD, *(_rule_below(table, row) for row in table.rows)]
    groups = _groups(table)
    rows = [
        _row(grid, row, over, under, of)
        for row, (over, under), of in zip(table.rows, pairwise(rules), groups, strict=True)
    ]
    if rows:  # the lower half of its rule is the last row's own
        rows[-1] = replace(rows[-1], height=rows[-1].height + rules[-1] / 2)
    axis = [_axis(grid, table.axis)] if table.axis is not None else []
    notes = [text("P", (Run(note, NOTE),), above=1.0, tied=True) for note in table.notes]
    found = [_caption(grid, above), head]
    for number, (row, piece) in enumerate(zip(table.rows, rows, strict=True)):
        tied = row.tone == "group" or number >= len(rows) - 3
        found.append(replace(piece, tied=tied, head=again))
    found += [*axis, *notes]
    found[-1] = replace(found[-1], tied=False)
    if table.flows:
        yield from found
    else:
        yield group(found)


def _groups(table: d.Table) -> list[str]:
    """For each row the name of the heading inside the table that it belongs to, or is; "" for none."""
    counts = accumulate(int(row.tone == "group") for row in table.rows)
    return [f"{table.id}/group/{count}" if count else "" for count in counts]


def _caption(grid: _Grid, above: float) -> Piece:
    table = grid.table
    found = set_lines(labelled(table.label, table.caption), LINE)

    def draw(x: float, y: float) -> Sequence[Node]:
        return (Anchor(table.id, y), grid.piece(Element("Caption", tuple(placed(found, x, y)))))

    return Piece(height_of(found) + 1.5, draw, above, tied=True)


def _head(grid: _Grid) -> tuple[Piece, Piece]:
    """The heading row, and the same for the following pages, where it is not read once more."""
    columns = grid.table.columns
    cells: list[tuple[_Setting, tuple[Line, ...], float, float]] = []
    for number, column in enumerate(columns):
        setting = _heading_setting(grid.table.role, column.align, not number, grid.part)
        x, width = grid.room(number, setting.pad, body=False)
        cells.append((setting, _lines(column.heading, "", setting, width), x, width))
    deep = max((s.pad.top + height_of(lines) + s.pad.bottom for s, lines, _, _ in cells), default=0.0)
    tall = deep + BOLD / 2
    found = [
        _Set(lines, x, deep - setting.pad.bottom - height_of(lines), width, setting.align)
        for setting, lines, x, width in cells
    ]
    drawings = [
        grid.drawn(column.graphic, number, _STRIP_HEAD)
        for number, column in enumerate(columns)
        if column.graphic is not None
    ]

    def drawn(x: float, y: float) -> list[Mark]:
        marks: list[Mark] = [rule(x, x + LINE, y + tall, INK, BOLD)]
        for left, drawing in drawings:
            marks += moved(drawing, x + left, y + deep - _STRIP_HEAD)
        return marks

    def draw(x: float, y: float) -> Sequence[Node]:
        return (Artifact(tuple(drawn(x, y))), grid.piece(heading_row(cell.nodes(x, y) for cell in found)))

    def draw_again(x: float, y: float) -> Sequence[Node]:
        texts = [node for cell in found for node in cell.nodes(x, y) if isinstance(node, Text)]
        return (Artifact((*drawn(x, y), *texts)),)

    # What parts the shades of a row from those above must not cut into this rule on a following page.
    room = BOLD / 2 + THIN / 2 if grid.table.role == "heat" else 0.0
    return Piece(tall, draw, tied=True), Piece(tall + room, draw_again, tied=True)


def _rule_below(table: d.Table, row: d.Row) -> float:
    return _GROUP_RULE if row.tone == "group" else THIN


def _row(grid: _Grid, row: d.Row, over: float, under: float, of: str) -> Piece:
    """A row between two rules, ``over`` and ``under`` mm thick; ``of`` is the name of its heading inside the
    table.
    """
    role = grid.table.role
    group = row.tone == "group"
    columns = grid.table.columns[:1] if group else grid.table.columns
    if len(row.cells) != len(columns):
        raise ValueError(
            f"a row of the table {grid.table.id} has {len(row.cells)} cells instead of {len(columns)}"
        )
    settings: list[_Setting] = []
    parts: list[tuple[tuple[Line, ...], float, float]] = []
    for number, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
        setting = _setting(role, row.tone, column.align, cell.tone, cell.heat, not number, grid.part)
        x, width = grid.room(number, setting.pad)
        if group:
            width = LINE - x
        settings.append(setting)
        parts.append((_linked(cell, setting, width, grid.numbers), x, width))
    base = max(
        (s.pad.top + lines[0].base for s, (lines, _, _) in zip(settings, parts, strict=True) if lines),
        default=0.0,
    )
    downs, deep = [], 0.0
    for setting, (lines, _, _) in zip(settings, parts, strict=True):
        down = base - lines[0].base if setting.stands == "baseline" and lines else setting.pad.top
        downs.append(down)
        deep = max(deep, down + height_of(lines) + setting.pad.bottom)
    tall = max(over / 2 + deep + under / 2, _LEAST.get(role, 0.0))
    deep = tall - over / 2 - under / 2
    found = []
    for setting, down, (lines, x, width) in zip(settings, downs, parts, strict=True):
        if setting.stands == "middle":
            down = (deep - height_of(lines)) / 2
        found.append(_Set(lines, x, over / 2 + down, width, setting.align))
    decorate = _decoration(grid, row, over, under, tall)

    def draw(x: float, y: float) -> Sequence[Node]:
        cells: list[list[Node]] = []
        for cell, place in zip(row.cells, found, strict=True):
            nodes = place.nodes(x, y) if place.lines and (cell.text or cell.small or cell.link) else []
            if cell.spoken:
                middle = y + (tall + over / 2 - under / 2) / 2
                nodes.append(Spoken(x + place.x, middle, place.width, cell.spoken))
            cells.append(nodes)
        if group:
            body = table_row(cells, len(grid.table.columns), name=of)
        else:
            body = table_row(cells, headers=(of,) if of else ())
        return (*decorate(x, y), grid.piece(Element("TBody", (body,), joins=f"{grid.table.id}/body")))

    return Piece(tall, draw)


def _decoration(
    grid: _Grid, row: d.Row, over: float, under: float, tall: float
) -> Callable[[float, float], tuple[Artifact, ...]]:
    """Shades, drawings and rules of a row, in the order in which they are painted."""
    role, lefts = grid.table.role, grid.lefts
    _, height, _ = _GRAPHICS.get(role, (0.0, 0.0, 0.0))
    cells = () if row.tone == "group" else tuple(enumerate(row.cells))
    shades = [(lefts[n], lefts[n + 1], HEAT[cell.heat - 1]) for n, cell in cells if cell.heat]
    drawings = [
        grid.drawn(cell.graphic, number, height) for number, cell in cells if cell.graphic is not None
    ]
    lines = _lines_below(grid, row)
    uprights = lefts[1:-1] if role == "form" and row.tone != "group" else ()
    middle = over / 2 + (tall - over / 2 - under / 2) / 2

    def draw(x: float, y: float) -> tuple[Artifact, ...]:
        marks: list[Mark] = [
            ground(Box(x + left, y + over / 2, x + right, y + tall), colour) for left, right, colour in shades
        ]
        if over == THIN:  # the shades of this row lie on what divides it from the one above
            marks += [rule(x + left, x + right, y, WHITE, over) for left, right, of in lines if of == WHITE]
        for left, drawing in drawings:
            marks += moved(drawing, x + left, y + middle - height / 2)
        marks += [
            Shape(segment(x + left, y, x + left, y + tall), stroke=RULE, width=THIN) for left in uprights
        ]
        marks += [rule(x + left, x + right, y + tall, colour, under) for left, right, colour in lines]
        return (Artifact(tuple(marks)),)

    return draw


def _lines_below(grid: _Grid, row: d.Row) -> list[tuple[float, float, str]]:
    """(left end, right end, colour) of what is ruled below a row."""
    role, columns, lefts = grid.table.role, grid.table.columns, grid.lefts
    if role == "heat" and row.tone != "group":
        found, start = [], 0
        for shaded, same in groupby(column.align == "heat" for column in columns):
            end = start + len(list(same))
            found.append((lefts[start], lefts[end], WHITE if shaded else RULE))
            start = end
        return found
    if role == "form":
        colour = SLATE
    elif row.tone == "group" or (role == "strip" and row.tone == "total"):
        colour = INK
    else:
        colour = RULE
    return [(0.0, LINE, colour)]


def _axis(grid: _Grid, axis: charts_.Axis) -> Piece:
    """The axis below the drawings."""
    columns = grid.table.columns
    column = next((n for n, column in enumerate(columns) if column.align == "graphic"), 0)
    left, marks = grid.drawn(axis, column, _AXIS)
    return Piece(_AXIS, lambda x, y: (Artifact(moved(marks, x + left, y)),), tied=True)
