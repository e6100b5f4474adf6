"""From pieces to pages: what stays whole, what stays together, and where a page ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .paper import Element, Node
from .tokens import LINE, MARGINS, PAGE
from .typeset import Run, height_of, placed, set_lines

TOP, BOTTOM = MARGINS[0], PAGE[1] - MARGINS[2]
LEFT = MARGINS[3]
RIGHT = LEFT + LINE
#: Half a line as the style sheet of the screen has it, and what parts two columns.
HALF, GUTTER = 82.0, 6.0


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


@dataclass(frozen=True, slots=True)
class Part:
    """What stands in a column: its height, and what draws it from (x, y)."""

    height: float
    draw: Callable[[float, float], Sequence[Node]]


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


def text(
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
        before + height_of(found),
        lambda y: (Element(tag, tuple(placed(found, LEFT, y + before))),),
        above,
        below,
        tied,
    )


def beside(parts: Sequence[Part], width: float, *, above: float = 0.0, before: float = 0.0) -> Piece:
    """Parts of ``width`` mm side by side."""

    def draw(y: float) -> Sequence[Node]:
        return [
            node
            for place, part in enumerate(parts)
            for node in part.draw(LEFT + place * (width + GUTTER), y + before)
        ]

    return Piece(before + max(part.height for part in parts), draw, above)
