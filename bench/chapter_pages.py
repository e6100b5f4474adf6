"""One area chapter of the composed Report as A4 pages of :mod:`reports.paper`: a spike, not the product.

It answers what a renderer of one's own would cost and look like beside WeasyPrint (``bench/spike.py``,
``docs/engines.md``). The measures are those of ``templates/report.css``, by hand. A chapter becomes pieces,
each with a height and something that draws it; pieces that are tied stay on one page, and a table is a piece
per row.

The title is H1 and what stands below it is one level higher than in a whole report, because the chapter is a
document here. Links are drawn but lead nowhere: their targets are in other chapters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import groupby, pairwise
from typing import Any

from reports import charts, check, fingerprint, papercheck
from reports import document as d
from reports.errors import Finding
from reports.paper import (
    Align,
    Decor,
    Element,
    Node,
    Page,
    Spoken,
    Style,
    ground,
    lines,
    moved,
    rule,
)
from reports.sketch import Box, Face, Mark, Shape, Text, text_width
from reports.tagged import Meta
from reports.tokens import ACCENT, INK, LINE, MARGINS, MM_PER_PT, NAVY, PAGE, PAPER, SLATE, TYPE

WIDTH, HEIGHT = PAGE
TOP, BOTTOM = MARGINS[0], HEIGHT - MARGINS[2]
LEFT = MARGINS[3]
RIGHT = LEFT + LINE

#: Half a line as the style sheet has it, and what parts two columns.
_HALF, _GUTTER = 82.0, 6.0
_BOLD_RULE, _THIN_RULE, _GROUP_RULE = (part * MM_PER_PT for part in (1.2, 0.5, 0.6))


def _style(role: str, face: Face = "regular", colour: str = INK) -> Style:
    return Style(*TYPE[role], face, colour)


_KICKER = _style("body", "semibold", ACCENT)
_TITLE = _style("title", "display")
_LEAD = _style("lead")
_H3 = _style("h3", "semibold")
_H4 = _style("h4", "semibold")
_BODY = _style("body")
_PASSAGE = replace(_BODY, leading=13.25)
_CELL = _style("table")
_NOTE = _style("note", colour=SLATE)
_LABEL = _style("note", "semibold")
_FIGURE_TITLE = Style(9.75, 12.5, "semibold")
_COLUMN = replace(_LABEL, leading=10.5)
_GROUP = Style(8.25, 11.0, "semibold", SLATE)
_UNIT = replace(_NOTE, leading=12.0)
_DETAIL = replace(_NOTE, leading=11.0)
_VOICE = replace(_BODY, leading=14.0)

#: What is set in a cell by its tone.
_TONES = {
    "own": replace(_CELL, face="bold", colour=ACCENT),
    "missing": replace(_CELL, face="italic", colour=SLATE),
}


# --- lines of several styles -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style; a link is underlined."""

    text: str
    style: Style
    link: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """``parts`` are (offset from the left end of the line, run); ``base`` is the base line below its top."""

    parts: tuple[tuple[float, Run], ...]
    width: float
    height: float
    base: float


_WORD = re.compile(r"[^ ]* |[^ ]+")


def _ink(word: Sequence[Run]) -> float:
    """The width of a word without the space behind it."""
    return sum(text_width(part.text.rstrip(" "), part.style.size, part.style.face) for part in word)


def _words(runs: Iterable[Run], width: float) -> Iterator[list[Run]]:
    """What no line breaks: words with the space behind them. Those wider than a line are broken inside."""
    word: list[Run] = []
    for run in runs:
        for text in _WORD.findall(run.text):
            word.append(replace(run, text=text))
            if text.endswith(" "):
                yield from _fitting(word, width)
                word = []
    if word:
        yield from _fitting(word, width)


def _fitting(word: list[Run], width: float) -> Iterator[list[Run]]:
    if _ink(word) <= width:
        yield word
        return
    for part in word:
        for piece in lines(part.text, width, part.style.size, part.style.face):
            yield [replace(part, text=piece)]


def set_lines(runs: Sequence[Run], width: float) -> tuple[Line, ...]:
    """The runs in lines of at most ``width`` mm. As in CSS, a line is as high as what stands in it, and not
    lower than the style of the first run asks.
    """
    done: list[list[Run]] = [[]]
    taken = 0.0
    for word in _words(runs, width):
        if done[-1] and taken + _ink(word) > width:
            done.append([])
            taken = 0.0
        done[-1] += word
        taken += sum(text_width(part.text, part.style.size, part.style.face) for part in word)
    return tuple(_line(parts, runs[0].style) for parts in done if parts)


def _line(words: list[Run], least: Style) -> Line:
    parts = []
    x = width = 0.0
    for (style, link), same in groupby(words, key=lambda part: (part.style, part.link)):
        text = "".join(part.text for part in same)
        parts.append((x, Run(text, style, link)))
        width = x + text_width(text.rstrip(" "), style.size, style.face)
        x += text_width(text, style.size, style.face)
    styles = [least, *(run.style for _, run in parts)]
    above = max(style.leading / 2 + _rise(style) for style in styles) * MM_PER_PT
    below = max(style.leading / 2 - _rise(style) for style in styles) * MM_PER_PT
    return Line(tuple(parts), width, above + below, above)


def _rise(style: Style) -> float:
    """How far the base line lies below the middle of a line, in points: half of what the fonts' ascent has
    more than their descent.
    """
    return style.size * (0.3505 if style.face.startswith("display") else 0.337)


def _tall(set_: Sequence[Line]) -> float:
    return sum(line.height for line in set_)


def _placed(
    set_: Sequence[Line], x: float, top: float, width: float = 0.0, align: Align = "left"
) -> list[Node]:
    """The lines from ``top`` down; ``width`` is the column's, for those that are not set to the left."""
    nodes: list[Node] = []
    for line in set_:
        left = x + width - line.width if align == "right" else x
        for dx, run in line.parts:
            style = run.style
            text = Text(left + dx, top + line.base, run.text, style.size, style.face, style.colour)
            nodes.append(text)
            if run.link:
                end = text.x + text_width(run.text.rstrip(" "), style.size, style.face)
                under = text.y + 0.1 * style.size * MM_PER_PT
                nodes.append(Decor((rule(text.x, end, under, NAVY, _THIN_RULE),)))
        top += line.height
    return nodes


# --- pieces and pages --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """What stays whole: ``height`` mm, and ``draw``, which gives its nodes from a y down.

    Of ``above`` and the ``below`` of the piece before, the larger parts the two; neither counts at the top
    of a page. ``tied`` keeps the next piece on the same page; ``head`` is drawn again where this one opens a
    page.
    """

    height: float
    draw: Callable[[float], Sequence[Node]]
    above: float = 0.0
    below: float = 0.0
    tied: bool = False
    head: Piece | None = None


def _chunks(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    chunk: list[Piece] = []
    for piece in pieces:
        chunk.append(piece)
        if not piece.tied:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def paginate(pieces: Sequence[Piece]) -> list[list[Node]]:
    """The nodes of every page. Raises ValueError for a piece that is higher than a page."""
    pages: list[list[Node]] = [[]]
    y, below = TOP, 0.0

    def break_page() -> None:
        nonlocal y, below
        pages.append([])
        y, below = TOP, 0.0

    def gap(piece: Piece, before: float) -> float:
        return max(before, piece.above) if pages[-1] else 0.0

    for chunk in _chunks(pieces):
        whole = chunk[0].height + sum(
            max(first.below, second.above) + second.height for first, second in pairwise(chunk)
        )
        if pages[-1] and y + gap(chunk[0], below) + whole > BOTTOM and whole <= BOTTOM - TOP:
            break_page()
        for piece in chunk:
            if pages[-1] and y + gap(piece, below) + piece.height > BOTTOM:
                break_page()
            if not pages[-1] and piece.head is not None:
                pages[-1] += piece.head.draw(y)
                y += piece.head.height
            y += gap(piece, below)
            if y + piece.height > BOTTOM + 0.01:
                raise ValueError("a piece of the chapter is higher than a page")
            pages[-1] += piece.draw(y)
            y, below = y + piece.height, piece.below
    return pages


def _text(
    tag: str,
    runs: Sequence[Run],
    width: float = LINE,
    *,
    above: float = 0.0,
    below: float = 0.0,
    before: float = 0.0,
    tied: bool = False,
) -> Piece:
    """Runs in an element of their own; ``before`` mm are free above them wherever they stand."""
    found = set_lines(runs, width)
    return Piece(
        before + _tall(found),
        lambda y: (Element(tag, tuple(_placed(found, LEFT, y + before))),),
        above,
        below,
        tied,
    )


# --- blocks ------------------------------------------------------------------------------------------


def _blocks(blocks: Iterable[d.Block], chapter: str, before: float = 0.0) -> Iterator[Piece]:
    """The pieces of the blocks; ``before`` is the margin of a heading that stays at the top of a page, and
    ``chapter`` keeps the names of its lists apart from those of others.
    """
    after_heading = False
    for block in blocks:
        match block:
            case d.Heading():
                margin = 0.0 if before else 6.0
                style = _H3 if block.level == 3 else _H4
                run = Run(block.text, style)
                yield _text(_tag(block.level), (run,), above=margin, below=1.0, before=before, tied=True)
            case d.Para():
                yield _para(block)
            case d.Chart():
                yield _alone(block)
            case d.Pair():
                yield _pair(block)
            case d.Passages():
                yield _passages(block)
            case d.Table():
                yield from _table(block, 0.0 if after_heading else 3.5)
            case d.ItemList():
                yield from _list(block, f"{chapter}/{block.heading}")
            case d.Voice():
                yield _voice(block)
            case d.Together():
                # The style sheet pads the group by a point, so that the margin of its heading stays.
                *inner, last = _blocks(block.blocks, chapter, before=6.0 + MM_PER_PT)
                yield from (replace(piece, tied=True) for piece in inner)
                yield last
            case _:
                raise ValueError(f"the spike does not set a block of kind {type(block).__name__}")
        before = 0.0
        after_heading = isinstance(block, d.Heading)


def _tag(level: int) -> str:
    return f"H{level - 1}"


def _para(para: d.Para) -> Piece:
    if para.role == "lead":
        return _text("P", (Run(para.text, _LEAD),), 154.0, above=3.5)
    if para.role in ("note", "small"):
        return _text("P", (Run(para.text, _NOTE),), above=1.0 if para.role == "note" else 2.5)
    return _text("P", (Run(para.text, _BODY),), below=7 * MM_PER_PT)


def _labelled(label: str, text: str) -> tuple[Run, ...]:
    return (Run(f"{label} " if text else label, _LABEL), *([Run(text, _NOTE)] if text else []))


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands in a column: its height, and what draws it from (x, y)."""

    height: float
    draw: Callable[[float, float], Sequence[Node]]


def _chart(chart: d.Chart, width: float, title_room: float = 0.0) -> _Part:
    title = set_lines((Run(chart.title, _FIGURE_TITLE),), width)
    caption = set_lines(_labelled(chart.label, chart.caption), min(width, 166.0))
    tall = charts.height(chart.drawing, width)
    above = max(_tall(title), title_room) + 1.0

    def draw(x: float, y: float) -> Sequence[Node]:
        marks = moved(charts.lay_out(chart.drawing, width, tall).marks, x, y + above)
        box = Box(x, y + above, x + width, y + above + tall)
        return (
            Element("P", tuple(_placed(title, x, y))),
            Element("Figure", marks, alt=chart.alt, box=box),
            Element("P", tuple(_placed(caption, x, y + above + tall + 1.0))),
        )

    return _Part(above + tall + 1.0 + _tall(caption), draw)


def _alone(chart: d.Chart) -> Piece:
    part = _chart(chart, _HALF if chart.width == "half" else LINE)
    return Piece(part.height, lambda y: part.draw(LEFT, y), above=4.5)


def _pair(pair: d.Pair) -> Piece:
    if isinstance(pair.right, d.Chart):
        parts = [_chart(chart, _HALF, title_room=25 * MM_PER_PT) for chart in (pair.left, pair.right)]
    else:
        parts = [_chart(pair.left, _HALF), _aside(pair.right)]
    return _beside(parts, _HALF, before=4.5)


def _beside(parts: Sequence[_Part], width: float, *, above: float = 0.0, before: float = 0.0) -> Piece:
    def draw(y: float) -> Sequence[Node]:
        return [
            node
            for place, part in enumerate(parts)
            for node in part.draw(LEFT + place * (width + _GUTTER), y + before)
        ]

    return Piece(before + max(part.height for part in parts), draw, above)


def _aside(items: d.ItemList) -> _Part:
    """Findings beside a chart: every detail on lines of its own."""
    found = [
        set_lines((Run(f"{item.title} ", replace(_CELL, face="semibold")),), _HALF)
        + set_lines((Run(item.detail, _CELL),), _HALF)
        for item in items.items
    ]
    pad = 0.9
    tall = sum(_tall(item) + 2 * pad + _THIN_RULE for item in found) - _THIN_RULE

    def draw(x: float, y: float) -> Sequence[Node]:
        kids: list[Node] = []
        for item in found:
            if kids:
                kids.append(Decor((rule(x, x + _HALF, y),)))
                y += _THIN_RULE
            kids.append(_item(_placed(item, x, y + pad)))
            y += _tall(item) + 2 * pad
        return (Element("L", tuple(kids)),)

    return _Part(tall, draw)


def _item(nodes: Sequence[Node]) -> Element:
    return Element("LI", (Element("LBody", tuple(nodes)),))


def _passages(passages: d.Passages) -> Piece:
    width = (LINE - _GUTTER * (len(passages.items) - 1)) / len(passages.items)

    def part(passage: d.Passage) -> _Part:
        heading = set_lines((Run(passage.heading, _H4),), width)
        text = set_lines((Run(passage.text, _PASSAGE),), width)
        first = _BOLD_RULE + 1.6

        def draw(x: float, y: float) -> Sequence[Node]:
            return (
                Decor((rule(x, x + width, y + _BOLD_RULE / 2, INK, _BOLD_RULE),)),
                Element("H3", tuple(_placed(heading, x, y + first))),
                Element("P", tuple(_placed(text, x, y + first + _tall(heading) + 1.0))),
            )

        return _Part(first + _tall(heading) + 1.0 + _tall(text), draw)

    return _beside([part(passage) for passage in passages.items], width, above=5.0)


def _list(items: d.ItemList, name: str) -> Iterator[Piece]:
    """A list in one piece on its page: a piece per item, tied to the next."""
    above = 3.5
    if items.heading:
        last = not (items.lead or items.items)
        yield _text("H2", (Run(items.heading, _H3),), above=above, below=1.0, tied=not last)
        above = 0.0
    if items.lead:
        below = 7 * MM_PER_PT
        yield _text("P", (Run(items.lead, _BODY),), above=above, below=below, tied=bool(items.items))
        above = 0.0
    for place, item in enumerate(items.items):
        last = place == len(items.items) - 1
        yield _list_item(name, item, above, last)
        above = 0.0


def _list_item(name: str, item: d.Item, above: float, last: bool) -> Piece:
    title = Run(f"{item.title} ", replace(_CELL, face="semibold"))
    runs = [title, Run(f"{item.detail} " if item.link else item.detail, _DETAIL)]
    if item.link is not None:
        runs.append(Run(item.link.text, replace(_DETAIL, colour=NAVY), link=True))
    found = set_lines(runs, LINE)
    tall = 0.9 + _tall(found) + 0.9

    def draw(y: float) -> Sequence[Node]:
        lining = () if last else (Decor((rule(LEFT, RIGHT, y + tall + _THIN_RULE / 2),)),)
        return (*lining, Element("L", (_item(_placed(found, LEFT, y + 0.9)),), joins=name))

    return Piece(tall + (0.0 if last else _THIN_RULE), draw, above, tied=not last)


def _voice(voice: d.Voice) -> Piece:
    """The expert's words on their ground."""
    bar, pad, width = 2.4 * MM_PER_PT, 5.0, LINE - 2.4 * MM_PER_PT - 10.0
    x = LEFT + bar + pad
    author = Run(voice.author, replace(_VOICE, face="semibold", colour=SLATE))
    parts = [
        _spoken_words("H2", (Run(voice.label, _H3),), width, below=1.0),
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


def _spoken_words(tag: str, runs: Sequence[Run], width: float, below: float = 0.0) -> _Part:
    found = set_lines(runs, width)
    return _Part(_tall(found) + below, lambda x, y: (Element(tag, tuple(_placed(found, x, y))),))


def _prose(prose: d.Prose) -> list[Run]:
    faces: dict[str, Face] = {"": "regular", "em": "italic", "strong": "semibold"}
    return [Run(run.text, replace(_VOICE, face=faces[run.emphasis])) for run in prose.runs]


def _voice_part(part: d.Prose | d.Points, width: float) -> _Part:
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
                sign: Node = Element("Lbl", tuple(_placed(mark, x, y)))
            else:
                middle = y + 0.6 * _VOICE.size * MM_PER_PT
                sign = Decor((ground(Box(x + 1.0, middle, x + 2.2, middle + 1.2), NAVY),))
            kids.append(Element("LI", (sign, Element("LBody", tuple(_placed(words, x + 5.0, y))))))
            y += _tall(words) + below
        return (Element("L", tuple(kids)),)

    return _Part(sum(_tall(words) + below for _, words, _ in items) + 4 * MM_PER_PT, draw)


# --- tables ------------------------------------------------------------------------------------------

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


def _table(table: d.Table, above: float) -> Iterator[Piece]:
    if table.role not in ("indicators", "plain"):
        raise ValueError(f"the spike does not set a table of role {table.role}")
    places = _places(table.columns)
    caption = set_lines(_labelled(table.label, table.caption), LINE)

    def part(inside: Element) -> Element:
        return Element("Table", (inside,), joins=table.id)

    yield Piece(
        _tall(caption) + 1.5,
        lambda y: (part(Element("Caption", tuple(_placed(caption, LEFT, y)))),),
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
        yield _text("P", (Run(note, _NOTE),), above=1.0, tied=number < len(table.notes))


Wrap = Callable[[Element], Element]


def _head(table: d.Table, places: Sequence[_Place], part: Wrap, *, again: bool) -> Piece:
    """The heading row; ``again`` on a later page, where it is not read once more."""
    cells = [
        set_lines((Run(column.heading, _COLUMN),), place.width)
        for column, place in zip(table.columns, places, strict=True)
    ]
    deep = max(map(_tall, cells))
    tall = deep + 1.4 + _BOLD_RULE / 2

    def draw(y: float) -> Sequence[Node]:
        line = Decor((rule(LEFT, RIGHT, y + tall, INK, _BOLD_RULE),))
        texts = [
            _placed(cell, place.x, y + deep - _tall(cell), place.width, place.align)
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
    deep = max(base - cell[0].base + _tall(cell) for cell in cells if cell)
    tall = 2 * _ROW_PAD + deep + _THIN_RULE

    def draw(y: float) -> Sequence[Node]:
        kids = []
        for number, (cell, found, place) in enumerate(zip(row.cells, cells, places, strict=True)):
            top = y + _ROW_PAD + (base - found[0].base if found else 0.0)
            nodes = _placed(found, place.x, top, place.width, place.align)
            nodes += _drawn(cell, place, y + (tall - _THIN_RULE) / 2)
            kids.append(Element("TD", tuple(nodes)) if number else Element("TH", tuple(nodes), scope="Row"))
        body = Element("TBody", (Element("TR", tuple(kids)),), joins=f"{table.id}/body")
        return (Decor((rule(LEFT, RIGHT, y + tall),)), part(body))

    return Piece(tall, draw)


def _group_row(table: d.Table, row: d.Row, part: Wrap) -> Piece:
    found = set_lines((Run(row.cells[0].text, _GROUP),), LINE)
    tall = 1.4 + _tall(found) + 0.5 + _GROUP_RULE

    def draw(y: float) -> Sequence[Node]:
        heading = Element("TH", tuple(_placed(found, LEFT, y + 1.4)), scope="Row", span=len(table.columns))
        body = Element("TBody", (Element("TR", (heading,)),), joins=f"{table.id}/body")
        return (Decor((rule(LEFT, RIGHT, y + tall, INK, _GROUP_RULE),)), part(body))

    return Piece(tall, draw)


def _cell_runs(cell: d.Cell, bold: bool, *, first: bool) -> tuple[Run, ...]:
    style = _TONES.get(cell.tone, _CELL)
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


# --- the chapter ---------------------------------------------------------------------------------------


def lay_out(report: d.Report, section: d.Section, first_page: int = 1) -> tuple[Page, ...]:
    """The pages of an area's chapter; ``first_page`` is the number that its first one carries.

    Raises ValueError for a block that no area chapter has, and for one that is higher than a page.
    """
    opening = (
        _text("P", (Run(section.kicker, _KICKER),), below=2.5, tied=True),
        _text("H1", (Run(section.title, _TITLE),), 163.0, tied=True),
    )
    pages = paginate([*opening, *_blocks(section.blocks, section.id)])
    return tuple(
        Page(
            WIDTH,
            HEIGHT,
            (_running(report, section, number, first=number == first_page), *nodes),
            bookmark=section.kicker if number == first_page else "",
        )
        for number, nodes in enumerate(pages, start=first_page)
    )


def _running(report: d.Report, section: d.Section, number: int, *, first: bool) -> Decor:
    """Header and footer, which a screen reader passes over."""
    head, foot = 19.05, 284.96
    marks: list[Mark | Shape] = [
        Text(RIGHT - text_width(report.short_name, 8.25), head, report.short_name, 8.25, colour=SLATE),
        Text(LEFT, foot, report.footer, 8.25, colour=SLATE),
    ]
    if not first:
        marks.append(Text(LEFT, head, section.kicker, 8.25, "semibold"))
    page = str(number)
    marks.append(Text(RIGHT - text_width(page, 9.75, "semibold"), foot, page, 9.75, "semibold"))
    return Decor(tuple(marks))


def meta(report: d.Report, sections: Sequence[d.Section]) -> Meta:
    """What the file of these chapters says of itself."""
    return Meta(
        title=f"{report.title}: {sections[0].kicker}",
        author=report.author,
        subject=report.subject,
        keywords=report.keywords,
        lang=report.lang,
        date=report.date,
        identity={"cluster": report.cluster_id, "edition": report.edition_id},
        identifier=fingerprint.identifier(report),
    )


def findings(
    report: d.Report,
    sections: Sequence[d.Section],
    pages: Sequence[Page],
    pdf: bytes,
    facts: check.Facts,
    foreign_names: Sequence[str] = (),
) -> tuple[Finding, ...]:
    """Every reason why ``pdf`` is not the chapters; none for a sound one that holds PDF/UA-1 and PDF/A-3a."""
    found = tuple(d.walk(tuple(sections)))
    expected = papercheck.Expected(
        texts=tuple(check.readable(tuple(sections))),
        alts=tuple(value.alt for value in found if isinstance(value, d.Chart)),
        pages=pages,
        meta=meta(report, sections),
        own_names=report.own_names,
        foreign_names=foreign_names,
    )
    return (*papercheck.findings(pdf, expected), *check.unpublished(found, facts))


def without_page_numbers(value: Any) -> Any:
    """The document value with links that do not ask for the page of their target, which is in no chapter."""
    if isinstance(value, d.Link):
        return replace(value, page=False, before_page="")
    if isinstance(value, tuple):
        return tuple(map(without_page_numbers, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: without_page_numbers(getattr(value, f.name)) for f in fields(value)})
    return value
