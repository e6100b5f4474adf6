"""Pages with a fixed layout: what stands where, under which tag, before any engine draws it.

A :class:`Page` is a tree of :class:`Element` (what a screen reader hears, in this order) whose leaves are the
marks of :mod:`reports.pages.drawing` in millimetres from the upper left corner of the page. Everything is a
frozen value: a layout measures, chooses and returns pages, tests look at their boxes, and
:mod:`reports.pages.pdf` writes them. What only decorates stands in a :class:`Artifact`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .drawing import Box, Mark, Shape, Text, rect, segment
from .style import RULE

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
class Artifact:
    """What says nothing that is not said elsewhere: rules, grounds, axes. An artifact of the file. What is
    ``turned`` stands upside down, turned about the middle of the page: the other side of a folded sheet.
    What is ``running`` is repeated from page to page, above the text or below it.
    """

    marks: tuple[Mark | Picture, ...]
    turned: bool = False
    running: Literal["", "Header", "Footer"] = ""


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element: ``tag`` is a standard type of PDF 1.7 ("H1", "P", "Table", "TR", "TH" ...).

    ``alt`` describes a figure and ``box`` is its outline; ``scope`` belongs to heading cells; ``span`` is
    the number of columns of a cell. A heading cell may have a ``name``, which is its alone in the file, and
    others name it among their ``headers``: what heads a group of rows is read with each of them. An element
    with a name in ``joins`` continues the element of that name on an earlier page, so that a table over
    pages is one table; ``lang`` marks another language
    (BCP 47). A "Link" leads to the :class:`Anchor` named ``target``, and ``label`` says where that is in
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
    name: str = ""
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where links lead to, ``y`` mm from the top of the page; with a ``bookmark`` the outline of the file
    leads there too, ``level`` 1 is the outermost. A place that is only a bookmark needs no name. Nothing is
    painted.
    """

    name: str
    y: float
    bookmark: str = ""
    level: int = 1


Node = Element | Artifact | Text | Shape | Spoken | Picture | Anchor


@dataclass(frozen=True, slots=True)
class Page:
    """One page, ``width`` x ``height`` mm. The nodes are painted and read in their order."""

    width: float
    height: float
    nodes: tuple[Node, ...]


# --- elements --------------------------------------------------------------------------------------


#: The number of an item, with the space behind it.
_NUMBER = re.compile(r"\d+\. ")


def list_item(nodes: Sequence[Node], *, ordered: bool = False) -> Element:
    """What an item of a list says, as an element. The number that one of an ``ordered`` list begins with is
    its label.
    """
    first = nodes[0] if nodes else None
    number = _NUMBER.match(first.text) if ordered and isinstance(first, Text) else None
    if number is None or not isinstance(first, Text):
        return Element("LI", (Element("LBody", tuple(nodes)),))
    label = replace(first, text=number[0])
    rest = replace(first, x=first.x + label.width, text=first.text[number.end() :])
    return Element("LI", (Element("Lbl", (label,)), Element("LBody", (rest, *nodes[1:]))))


def contents_item(nodes: Sequence[Node]) -> Element:
    """What a line of the contents says, as an element."""
    return Element("TOCI", (Element("Reference", tuple(nodes)),))


def heading_row(cells: Iterable[Iterable[Node]]) -> Element:
    """The heading row of a table: a cell above each column."""
    row = Element("TR", tuple([Element("TH", tuple(cell), scope="Column") for cell in cells]))
    return Element("THead", (row,))


def table_row(
    cells: Sequence[Iterable[Node]], span: int = 1, *, name: str = "", headers: tuple[str, ...] = ()
) -> Element:
    """A row of a table; its first cell, ``span`` columns wide, is its heading. ``name`` and ``headers`` are
    that cell's.
    """
    first, *others = cells
    heading = Element("TH", tuple(first), scope="Row", span=span, name=name, headers=headers)
    return Element("TR", (heading, *[Element("TD", tuple(cell)) for cell in others]))


# --- marks -----------------------------------------------------------------------------------------


def rule(left: float, right: float, y: float, colour: str = RULE, width: float = 0.18) -> Shape:
    """A level line, ``width`` mm thick."""
    return Shape(segment(left, y, right, y), stroke=colour, width=width)


def ground(box: Box, colour: str) -> Shape:
    """A filled rectangle."""
    return Shape(rect(box.left, box.top, box.right - box.left, box.bottom - box.top), fill=colour)


def moved(marks: Iterable[Mark], dx: float, dy: float) -> tuple[Mark, ...]:
    """The marks of a canvas at their place on the page."""
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
            case Artifact():
                yield from (mark for mark in node.marks if isinstance(mark, Text))


def anchors(nodes: Iterable[Node]) -> Iterator[Anchor]:
    """Every place, in the order of reading."""
    for node in nodes:
        if isinstance(node, Anchor):
            yield node
        elif isinstance(node, Element):
            yield from anchors(node.kids)
