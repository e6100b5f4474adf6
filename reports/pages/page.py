"""Pages with a fixed layout: what stands where, under which tag, before any engine draws it.

A :class:`Page` is a tree of :class:`Element` (what a screen reader hears, in this order) whose leaves are the
marks of :mod:`reports.pages.drawing` in millimetres from the upper left corner of the page. Everything is a
frozen value: a layout measures, chooses and returns pages, tests look at their boxes, and
:mod:`reports.pages.pdf` writes them. What only decorates stands in a :class:`Decor`.

Text is set ragged right and never hyphenated: :func:`lines` breaks between words, and only a word wider than
the measure is broken inside.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .drawing import Box, Face, Mark, Shape, Text, rect, segment, text_width
from .style import INK, MM_PER_PT, RULE

#: The smallest type on any paper, in points.
SMALLEST = 8.0

Align = Literal["left", "right", "centre"]


# --- values --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words for assistive technology where the eye has a drawing. They are not seen, but searched and
    copied, so they stand on the drawing: from ``x``, on the base line ``y``, within ``width``.
    """

    x: float
    y: float
    width: float
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A raster image (PNG or JPEG) in its box."""

    box: Box
    data: bytes


@dataclass(frozen=True, slots=True)
class Decor:
    """What says nothing that is not said elsewhere: rules, grounds, axes. An artifact of the file. What is
    ``turned`` stands upside down, turned about the middle of the page: the other side of a folded sheet.
    """

    marks: tuple[Mark | Picture, ...]
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element: ``tag`` is a standard type of PDF 1.7 ("H1", "P", "Table", "TR", "TH" ...).

    ``alt`` describes a figure and ``box`` is its outline; ``scope`` belongs to heading cells; ``span`` is
    the number of columns of a cell. An element with a name in ``joins`` continues the element of that
    name on an earlier page, so that a table over pages is one table; ``lang`` marks another language
    (BCP 47). A "Link" leads to the :class:`Place` named ``target``, and ``label`` says where that is in
    words that can be understood alone.
    """

    tag: str
    kids: tuple[Node, ...]
    alt: str = ""
    box: Box | None = None
    scope: Literal["", "Row", "Column"] = ""
    span: int = 1
    joins: str = ""
    lang: str = ""
    target: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where links lead to, ``y`` mm from the top of the page; with a ``bookmark`` the outline of the file
    leads there too, ``level`` 1 is the outermost. A place that is only a bookmark needs no name. Nothing is
    painted.
    """

    name: str
    y: float
    bookmark: str = ""
    level: int = 1


Node = Element | Decor | Text | Shape | Spoken | Picture | Place


@dataclass(frozen=True, slots=True)
class Page:
    """One page, ``width`` x ``height`` mm. The nodes are painted and read in their order."""

    width: float
    height: float
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: ``size`` and ``leading`` (base line to base line) in points, and the ``tracking``
    behind every letter.
    """

    size: float
    leading: float
    face: Face = "regular"
    colour: str = INK
    tracking: float = 0.0

    def scaled(self, part: float, smallest: float = SMALLEST) -> Style:
        """The same at another size, not below ``smallest`` points."""
        size = max(smallest, round(self.size * part * 4) / 4)
        return replace(self, size=size, leading=self.leading * size / self.size)


@dataclass(frozen=True, slots=True)
class Block:
    """Set lines, and the y at which the next thing may begin."""

    texts: tuple[Text, ...]
    bottom: float


# --- setting text ----------------------------------------------------------------------------------

_BREAK_INSIDE = re.compile(r"(?<=[-–/@.])(?=\w)")


def lines(
    text: str, width: float, size: float, face: Face = "regular", *, even: float = 0.0
) -> tuple[str, ...]:
    """``text`` in lines of at most ``width`` mm at ``size`` points. Every line but the last ends with the
    space it was broken at, so that the lines joined are the text. No-break spaces hold, unless what they
    hold together is wider than a line. Where the last line would be shorter than the part ``even`` of the
    longest one, the lines are made as equal as their number allows.
    """
    words = [(piece, text_width(piece, size, face)) for piece in _pieces(text, width, size, face)]

    def measure(letters: str) -> float:
        return text_width(letters, size, face)

    set_lines, longest = _broken(words, width, measure)
    while len(set_lines) > 1 and measure(set_lines[-1]) < even * longest:
        # Narrow the measure until one more line would be needed.
        tighter, next_longest = _broken(words, longest - 0.01, measure)
        if len(tighter) > len(set_lines) or next_longest >= longest:
            break
        set_lines, longest = tighter, next_longest
    return set_lines


def _broken(
    words: Sequence[tuple[str, float]], width: float, measure: Callable[[str], float]
) -> tuple[tuple[str, ...], float]:
    """The lines and the width of the longest; a word that ends with a space may end a line."""
    done = [""]
    taken, longest = 0.0, 0.0
    space = measure(" ")
    for word, wide in words:
        ink = wide - space if word.endswith(" ") else wide
        last = done[-1][-1:]
        if last not in ("", " "):  # a part of a word: the pair of letters between the parts counts
            taken += measure(last + word[:1]) - measure(last) - measure(word[:1])
        if done[-1] and taken + ink > width:
            done.append("")
            taken = 0.0
        done[-1] += word
        longest = max(longest, taken + ink)
        taken += wide
    return tuple(done), longest


def _pieces(text: str, width: float, size: float, face: Face) -> Iterator[str]:
    """The words with the space behind them; those wider than a line in parts that fit: behind a no-break
    space, else behind a hyphen or the like, else anywhere.
    """
    for word in re.findall(r"[^ ]* |[^ ]+", text):
        if text_width(word.rstrip(" "), size, face) <= width:
            yield word
            continue
        for parts in (re.split("(?<=\u00a0)", word), _BREAK_INSIDE.split(word), list(word)):
            if all(text_width(part.rstrip(" "), size, face) <= width for part in parts):
                break
        yield from parts


def paragraph(
    text: str,
    x: float,
    top: float,
    width: float,
    style: Style,
    align: Align = "left",
    *,
    even: float = 0.0,
) -> Block:
    """``text`` from ``top`` down in a column that begins at ``x``; no text takes no room. ``even`` is that
    of :func:`lines`.
    """
    if not text:
        return Block((), top)
    step, em = style.leading * MM_PER_PT, style.size * MM_PER_PT
    base = top + (step - em) / 2 + 0.78 * em
    texts = []
    for place, line in enumerate(lines(text, width, style.size, style.face, even=even)):
        free = width - text_width(line.rstrip(" "), style.size, style.face)
        shift = {"left": 0.0, "right": free, "centre": free / 2}[align]
        texts.append(Text(x + shift, base + place * step, line, style.size, style.face, style.colour))
    return Block(tuple(texts), top + len(texts) * step)


def height(text: str, width: float, style: Style) -> float:
    """How high :func:`paragraph` sets the text, in mm."""
    return 0.0 if not text else len(lines(text, width, style.size, style.face)) * style.leading * MM_PER_PT


def fitting(text: str, width: float, most: int, styles: Iterable[Style]) -> Style:
    """The first of the styles that sets ``text`` in at most ``most`` lines without breaking a word, else
    the last one.
    """
    chosen = None
    for style in styles:
        chosen = style
        longest = max(text_width(word, style.size, style.face) for word in text.split(" "))
        if longest <= width and len(lines(text, width, style.size, style.face)) <= most:
            break
    if chosen is None:
        raise ValueError("no style to choose from")
    return chosen


# --- marks -----------------------------------------------------------------------------------------


def rule(left: float, right: float, y: float, colour: str = RULE, width: float = 0.18) -> Shape:
    """A level line, ``width`` mm thick."""
    return Shape(segment(left, y, right, y), stroke=colour, width=width)


def ground(box: Box, colour: str) -> Shape:
    """A filled rectangle."""
    return Shape(rect(box.left, box.top, box.right - box.left, box.bottom - box.top), fill=colour)


def moved(marks: Iterable[Mark], dx: float, dy: float) -> tuple[Mark, ...]:
    """A sketch's marks at their place on the page."""
    return tuple(_moved(mark, dx, dy) for mark in marks)


def _moved(mark: Mark, dx: float, dy: float) -> Mark:
    # Made anew by hand: dataclasses.replace takes three times as long, and a report has thousands of marks.
    if isinstance(mark, Text):
        return Text(mark.x + dx, mark.y + dy, mark.text, mark.size, mark.face, mark.colour, mark.tracking)
    path = tuple(
        [step if len(step) == 1 else (step[0], step[1] + dx, step[2] + dy, *step[3:]) for step in mark.path]
    )
    return Shape(path, mark.fill, mark.stroke, mark.width, mark.dash)


def recoloured(marks: Iterable[Mark], colours: Mapping[str, str]) -> tuple[Mark, ...]:
    """The marks in other colours: a drawing made for white paper on a dark ground."""

    def changed(mark: Mark) -> Mark:
        if isinstance(mark, Text):
            return replace(mark, colour=colours.get(mark.colour, mark.colour))
        return replace(
            mark, fill=colours.get(mark.fill, mark.fill), stroke=colours.get(mark.stroke, mark.stroke)
        )

    return tuple(changed(mark) for mark in marks)


def seen(nodes: Iterable[Node]) -> Iterator[Text]:
    """Every text that the eye sees, in the order of painting."""
    for node in nodes:
        match node:
            case Text():
                yield node
            case Element():
                yield from seen(node.kids)
            case Decor():
                yield from (mark for mark in node.marks if isinstance(mark, Text))


def places(nodes: Iterable[Node]) -> Iterator[Place]:
    """Every place, in the order of reading."""
    for node in nodes:
        if isinstance(node, Place):
            yield node
        elif isinstance(node, Element):
            yield from places(node.kids)


# --- tables over pages -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a paper's table, ``width`` mm."""

    heading: str
    width: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Flow:
    """Where a table may stand: from ``top`` on its first page, from ``next_top`` on the others, down to
    ``bottom``; ``x`` is its left edge.
    """

    x: float
    top: float
    next_top: float
    bottom: float


def flowing_table(
    name: str,
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    flow: Flow,
    *,
    style: Style,
    least: float = 0.0,
    pad: float = 1.4,
) -> tuple[tuple[tuple[Node, ...], ...], float]:
    """A table over as many pages as it takes: the nodes of each page, and where it ends on the last.

    The first cell of a row is its heading. A row is never parted and at least ``least`` mm high (room for
    a signature); ``pad`` mm are free around the text of a cell. The heading row stands on every page
    and is read once; ``name`` (unique in the file) joins the parts to one Table. Raises ValueError for a
    row that is higher than a page.
    """
    right = flow.x + sum(column.width for column in columns)
    title = paragraph(caption, flow.x, flow.top, right - flow.x, style)
    bold = replace(style, face="semibold")

    def cells(texts: Sequence[str], top: float, heading: bool = False) -> tuple[list[Block], float]:
        blocks: list[Block] = []
        x = flow.x
        for column, text in zip(columns, texts, strict=True):
            of = bold if heading or not blocks else style
            blocks.append(paragraph(text, x + pad, top + pad, column.width - 2 * pad, of, column.align))
            x += column.width
        lowest = max(block.bottom for block in blocks) + pad
        return blocks, lowest if heading else max(lowest, top + least)

    def line(y: float, strong: bool = False) -> Decor:
        return Decor((rule(flow.x, right, y, INK if strong else RULE, 0.42 if strong else 0.18),))

    headings = [column.heading for column in columns]
    pages: list[tuple[Node, ...]] = []
    body: list[Node] = []
    outside: list[Node] = []
    kids: list[Node] = [Element("Caption", title.texts)]
    y = title.bottom + 1.0

    def open_page(top: float) -> float:
        blocks, end = cells(headings, top, heading=True)
        outside.append(line(end, strong=True))
        if pages:
            outside.append(Decor(tuple(text for block in blocks for text in block.texts)))
        else:
            row = tuple(Element("TH", block.texts, scope="Column") for block in blocks)
            kids.append(Element("THead", (Element("TR", row),)))
        return end

    def close_page() -> None:
        table = Element("Table", (*kids, Element("TBody", tuple(body), joins=f"{name}/body")), joins=name)
        pages.append((*outside, table))
        kids.clear()
        body.clear()
        outside.clear()

    y = open_page(y)
    for texts in rows:
        blocks, end = cells(texts, y)
        if end > flow.bottom and body:
            close_page()
            y = open_page(flow.next_top)
            blocks, end = cells(texts, y)
        if end > flow.bottom:
            raise ValueError(f"a row of the table {caption!r} is higher than a page")
        outside.append(line(end))
        heading, *others = (block.texts for block in blocks)
        body.append(
            Element("TR", (Element("TH", heading, scope="Row"), *(Element("TD", cell) for cell in others)))
        )
        y = end
    close_page()
    return tuple(pages), y
