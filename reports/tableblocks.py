"""Tables as pieces of a page, a piece per row, with what is drawn in their cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from . import charts
from . import document as d
from .figures import labelled
from .flow import LEFT, RIGHT, Piece, text
from .paper import Align, Decor, Element, Node, Spoken, Style, moved, rule
from .sketch import Mark, Text
from .tokens import ACCENT, INK, LINE, MM_PER_PT, SLATE
from .typeset import CELL, LABEL, NOTE, THIN, Run, height_of, placed, set_lines

_BOLD_RULE, _GROUP_RULE = (part * MM_PER_PT for part in (1.2, 0.6))
_COLUMN = replace(LABEL, leading=10.5)
_GROUP = Style(8.25, 11.0, "semibold", SLATE)
_UNIT = replace(NOTE, leading=12.0)

#: What is set in a cell by its tone.
_TONES = {
    "own": replace(CELL, face="bold", colour=ACCENT),
    "missing": replace(CELL, face="italic", colour=SLATE),
}


_ROW_PAD = 0.85
_GRAPHIC = (32.0, 4.6)


@dataclass(frozen=True, slots=True)
class _Place:
    """A column's place on the page. Text stands from ``x`` in ``width``."""

    left: float
    x: float
    width: float
    align: Align


def _places(columns: Sequence[d.Column]) -> list[_Place]:
    fixed = sum(column.width or 0.0 for column in columns)
    loose = sum(column.width is None for column in columns)
    places, left = [], LEFT
    for number, column in enumerate(columns):
        width = column.width if column.width is not None else (LINE - fixed) / loose
        indent = {"left": 3.0, "graphic": 4.0}.get(column.align, 2.0) if number else 0.0
        align: Align = "right" if column.align == "right" and number else "left"
        places.append(_Place(left, left + indent, width - indent, align))
        left += width
    return places


def pieces(table: d.Table, above: float, numbers: Mapping[str, str]) -> Iterator[Piece]:
    """The pieces of a table, its caption first, its notes last; ``numbers`` are the pages of what its links
    lead to.
    """
    if table.role not in ("indicators", "plain"):
        raise ValueError(f"no page can hold a table of role {table.role}")
    places = _places(table.columns)
    caption = set_lines(labelled(table.label, table.caption), LINE)

    def part(inside: Element) -> Element:
        return Element("Table", (inside,), joins=table.id)

    yield Piece(
        height_of(caption) + 1.5,
        lambda y: (part(Element("Caption", tuple(placed(caption, LEFT, y)))),),
        above,
        tied=True,
    )
    yield _head(table, places, part, again=False)
    again = _head(table, places, part, again=True)
    pieces = [_row(table, row, places, part) for row in table.rows]
    for number, (row, piece) in enumerate(zip(table.rows, pieces, strict=True)):
        left = len(pieces) - number
        # No row alone on a page, none below its group's last line; a table that does not flow stays whole.
        tied = left > 1 and (not table.flows or row.tone == "group" or left <= 3)
        yield replace(piece, tied=tied or (left == 1 and bool(table.notes)), head=again)
    for number, note in enumerate(table.notes, start=1):
        yield text("P", (Run(note, NOTE),), above=1.0, tied=number < len(table.notes))


Wrap = Callable[[Element], Element]


def _head(table: d.Table, places: Sequence[_Place], part: Wrap, *, again: bool) -> Piece:
    """The heading row; ``again`` on a later page, where it is not read once more."""
    cells = [
        set_lines((Run(column.heading, _COLUMN),), place.width)
        for column, place in zip(table.columns, places, strict=True)
    ]
    deep = max(map(height_of, cells))
    tall = deep + 1.4 + _BOLD_RULE / 2

    def draw(y: float) -> Sequence[Node]:
        line = Decor((rule(LEFT, RIGHT, y + tall, INK, _BOLD_RULE),))
        texts = [
            placed(cell, place.x, y + deep - height_of(cell), place.width, place.align)
            for cell, place in zip(cells, places, strict=True)
        ]
        if again:
            return (line, Decor(tuple(node for text in texts for node in text if isinstance(node, Text))))
        row = Element("TR", tuple(Element("TH", tuple(text), scope="Column") for text in texts))
        return (line, part(Element("THead", (row,))))

    return Piece(tall, draw, tied=True)


def _row(table: d.Table, row: d.Row, places: Sequence[_Place], part: Wrap) -> Piece:
    if row.tone == "group":
        return _group_row(table, row, part)
    bold = row.tone == "total"
    cells = [
        set_lines(_cell_runs(cell, bold, first=not number), place.width)
        for number, (cell, place) in enumerate(zip(row.cells, places, strict=True))
    ]
    base = max(cell[0].base for cell in cells if cell)
    deep = max(base - cell[0].base + height_of(cell) for cell in cells if cell)
    tall = 2 * _ROW_PAD + deep + THIN

    def draw(y: float) -> Sequence[Node]:
        kids = []
        for number, (cell, found, place) in enumerate(zip(row.cells, cells, places, strict=True)):
            top = y + _ROW_PAD + (base - found[0].base if found else 0.0)
            nodes = placed(found, place.x, top, place.width, place.align)
            nodes += _drawn(cell, place, y + (tall - THIN) / 2)
            kids.append(Element("TD", tuple(nodes)) if number else Element("TH", tuple(nodes), scope="Row"))
        body = Element("TBody", (Element("TR", tuple(kids)),), joins=f"{table.id}/body")
        return (Decor((rule(LEFT, RIGHT, y + tall),)), part(body))

    return Piece(tall, draw)


def _group_row(table: d.Table, row: d.Row, part: Wrap) -> Piece:
    found = set_lines((Run(row.cells[0].text, _GROUP),), LINE)
    tall = 1.4 + height_of(found) + 0.5 + _GROUP_RULE

    def draw(y: float) -> Sequence[Node]:
        heading = Element("TH", tuple(placed(found, LEFT, y + 1.4)), scope="Row", span=len(table.columns))
        body = Element("TBody", (Element("TR", (heading,)),), joins=f"{table.id}/body")
        return (Decor((rule(LEFT, RIGHT, y + tall, INK, _GROUP_RULE),)), part(body))

    return Piece(tall, draw)


def _cell_runs(cell: d.Cell, bold: bool, *, first: bool) -> tuple[Run, ...]:
    style = _TONES.get(cell.tone, CELL)
    if bold and cell.tone == "":
        style = replace(style, face="semibold")
    runs = [Run(f"{cell.text} " if cell.small else cell.text, style)] if cell.text else []
    if cell.small:
        runs.append(Run(cell.small, _UNIT if first else replace(_UNIT, colour=style.colour)))
    return tuple(runs) or (Run("", style),)


def _drawn(cell: d.Cell, place: _Place, middle: float) -> Iterator[Node]:
    if cell.graphic is not None:
        width, height = _GRAPHIC
        marks: Sequence[Mark] = charts.lay_out(cell.graphic, width, height).marks
        yield Decor(moved(marks, place.x, middle - height / 2))
    if cell.spoken:
        yield Spoken(place.x, middle, place.width, cell.spoken)
