"""From pieces to pages: what stays whole, what stays together, and where a page ends.

A chapter is a row of pieces. :func:`paginate` fills page after page; what does not fit is split where its
:attr:`Piece.split` allows it, as CSS fragments boxes: a paragraph between lines, a group only where no page
holds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from .page import Element, Node, seen
from .style import LINE, MARGINS, PAGE
from .text import Line, Run, height_of, placed, set_lines

TOP, BOTTOM = MARGINS[0], PAGE[1] - MARGINS[2]
LEFT = MARGINS[3]
RIGHT = LEFT + LINE
#: Half a line as the style sheet of the screen has it, and the gutter between two columns.
HALF, GUTTER = 82.0, 6.0

#: So many lines of a paragraph stand at least on either page when it is split.
LEAST_LINES = 3

#: What the sums of heights may be wrong by, in mm.
_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a chapter, or of a column of it.

    Attributes:
        height: What it takes, in mm.
        draw: Gives its nodes from (x, y) down.
        above, below: What is free around it in mm. Of the ``below`` of one piece and the ``above`` of the
            next, the larger stands between the two; neither counts at the ends of a page.
        tied: Keeps the next piece on the same page.
        head: A tied piece that is drawn again where this one opens a page.
        chapter: The chapter that it belongs to.
        split: Divides it: from the room on a page in mm, and whether the page is still empty, to what stands
            there and what is left, if anything, or to None where it must not be split. A piece without one
            stays whole.
    """

    height: float
    draw: Callable[[float, float], Sequence[Node]]
    above: float = 0.0
    below: float = 0.0
    tied: bool = False
    head: Piece | None = None
    split: Callable[[float, bool], tuple[Piece, Piece | None] | None] | None = None
    chapter: str = ""


#: What :attr:`Piece.split` gives.
Split = tuple[Piece, Piece | None] | None


# --- pages -----------------------------------------------------------------------------------------


def paginate(pieces: Sequence[Piece]) -> list[list[Node]]:
    """The nodes of every page. Raises ValueError for what cannot be split and is higher than a page."""
    return [stacked(page, LEFT, TOP) for page in divided(pieces)] or [[]]


def divided(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces of every page, as :func:`paginate` sets them."""
    pages: list[list[Piece]] = []
    rest = list(pieces)
    while rest:
        here, rest = fit(rest, BOTTOM - TOP, empty=True)
        if not here:
            words = " ".join(text.text for text in seen(stacked(rest, LEFT, TOP)))
            raise ValueError(f"what begins with “{words[:60]}” is higher than a page and cannot be split")
        pages.append(here)
    return pages


def fit(pieces: Sequence[Piece], room: float, *, empty: bool) -> tuple[list[Piece], list[Piece]]:
    """The pieces that stand below each other in ``room`` mm, and those that are left for the next page.

    On an ``empty`` page something is set, even if what is tied has to be split, unless the first piece alone
    is too high.
    """
    room += _SLACK
    taken = below = 0.0
    first = 0
    while first < len(pieces):
        tops: list[float] = []  # of the pieces that are tied to each other
        for piece in pieces[first:]:
            top = taken + (max(below, piece.above) if first or tops else 0.0)
            tops.append(top)
            taken, below = top + piece.height, piece.below
            if taken > room or not piece.tied:
                break
        if taken > room:
            return _broken(pieces, first, [room - top for top in tops], empty=empty)
        first += len(tops)
    return list(pieces), []


def _broken(
    pieces: Sequence[Piece], first: int, rooms: Sequence[float], *, empty: bool
) -> tuple[list[Piece], list[Piece]]:
    """The pieces split as late as can be. Those tied from ``first`` on have ``rooms`` mm from their tops
    down; the last of these is too high for its room.
    """
    opens = empty and first == 0
    last = first + len(rooms) - 1
    for forced in (False, True) if opens else (False,):
        for place in range(last, first - 1, -1):
            piece = pieces[place]
            parts = piece.split(rooms[place - first], forced) if piece.split else None
            if parts is not None:
                here, left = parts
                here = replace(here, chapter=piece.chapter)
                rest = [replace(left, tied=piece.tied, chapter=piece.chapter)] if left else []
                return [*pieces[:place], here], _opening([*rest, *pieces[place + 1 :]])
    if not opens:
        return list(pieces[:first]), _opening(pieces[first:])
    if last == 0 or _is_head(pieces[0], pieces[last]):
        return [], list(pieces)
    return list(pieces[:last]), _opening(pieces[last:])


def _is_head(piece: Piece, of: Piece) -> bool:
    """Whether ``piece`` is the head that was set above ``of``."""
    return of.head is not None and piece.draw is of.head.draw


def _opening(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a new page, with the head that its first one asks for."""
    head = pieces[0].head if pieces else None
    return [replace(head, chapter=pieces[0].chapter), *pieces] if head is not None else list(pieces)


def height_of_pieces(pieces: Sequence[Piece]) -> float:
    """The height of pieces one below the other."""
    tall = below = 0.0
    for place, piece in enumerate(pieces):
        tall += (max(below, piece.above) if place else 0.0) + piece.height
        below = piece.below
    return tall


def stacked(pieces: Sequence[Piece], x: float, y: float) -> list[Node]:
    """The nodes of pieces one below the other, the first from (x, y) down."""
    return [node for _, nodes in set_out(pieces, x, y) for node in nodes]


def set_out(pieces: Sequence[Piece], x: float, y: float) -> Iterator[tuple[Piece, Sequence[Node]]]:
    """Each of the pieces with its nodes, one below the other, the first from (x, y) down."""
    below = 0.0
    for place, piece in enumerate(pieces):
        y += max(below, piece.above) if place else 0.0
        yield piece, piece.draw(x, y)
        y, below = y + piece.height, piece.below


# --- pieces ----------------------------------------------------------------------------------------


def group(pieces: Sequence[Piece], pad: float = 0.0) -> Piece:
    """Pieces that stay on one page; only where they are higher than one they begin a page and are split.

    As in CSS, a ``pad`` above the first keeps its margin inside the group, and so at the top of a page.
    """
    inside = pad + pieces[0].above if pad else 0.0

    def split(room: float, forced: bool) -> Split:
        if not forced:
            return None
        for free in (pad, 0.0):  # the margin is given up before a page is refused
            here, left = fit(pieces, room - (inside if free else 0.0), empty=True)
            if here:
                return replace(group(here, free), above=above), group(left) if left else None
        return None

    above = 0.0 if pad else pieces[0].above
    return Piece(
        inside + height_of_pieces(pieces),
        lambda x, y: stacked(pieces, x, y + inside),
        above,
        pieces[-1].below,
        pieces[-1].tied,
        split=split,
    )


def text(
    tag: str,
    runs: Sequence[Run],
    width: float = LINE,
    *,
    above: float = 0.0,
    below: float = 0.0,
    under: float = 0.0,
    tied: bool = False,
    name: str = "",
) -> Piece:
    """Runs in an element of their own; ``under`` mm are free below them wherever they stand.

    With a ``name``, which is theirs alone in the file, they may be split between two pages.
    """
    found = set_lines(runs, width)
    if name:
        return lined(tag, found, name, above=above, below=below, under=under, tied=tied)
    return Piece(
        height_of(found) + (under if found else 0.0),
        lambda x, y: (Element(tag, tuple(placed(found, x, y))),) if found else (),
        above,
        below,
        tied,
    )


def lined(
    tag: str,
    found: Sequence[Line],
    name: str,
    *,
    above: float = 0.0,
    below: float = 0.0,
    under: float = 0.0,
    tied: bool = False,
    joins: str = "",
) -> Piece:
    """Lines in an element that may be split between them, as long as three stand on either page; the parts
    are one element. ``under`` mm are free below the last line wherever it stands.
    """

    def split(room: float, forced: bool) -> Split:
        kept = 0
        for line in found[: len(found) - LEAST_LINES]:
            room -= line.height
            if room < 0.0:
                break
            kept += 1
        if kept < LEAST_LINES:
            return None
        return (
            lined(tag, found[:kept], name, above=above, joins=name),
            lined(tag, found[kept:], name, below=below, under=under, joins=name),
        )

    return Piece(
        height_of(found) + under,
        lambda x, y: (Element(tag, tuple(placed(found, x, y)), joins=joins),),
        above,
        below,
        tied,
        split=split if len(found) >= 2 * LEAST_LINES else None,
    )


def column(pieces: Sequence[Piece]) -> Piece:
    """Pieces below each other as one that stays whole."""
    return Piece(height_of_pieces(pieces), lambda x, y: stacked(pieces, x, y))


def beside(pieces: Sequence[Piece], width: float, *, above: float = 0.0, before: float = 0.0) -> Piece:
    """Pieces of ``width`` mm side by side; ``before`` mm are free above them wherever they stand."""

    def draw(x: float, y: float) -> Sequence[Node]:
        lefts = [x + place * (width + GUTTER) for place in range(len(pieces))]
        return [
            node for left, piece in zip(lefts, pieces, strict=True) for node in piece.draw(left, y + before)
        ]

    return Piece(before + max(piece.height for piece in pieces), draw, above)
