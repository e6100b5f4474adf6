"""The expert's voice as a piece of a page: words on a ground of their own, with a bar at the left, signed.

A box that does not fit goes on overleaf, as CSS fragments one whose decoration is cloned: every part has its
ground, its bar and its padding, and the first one reaches down to the end of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.document import blocks as d
from reports.edition import markdown

from ..drawing import Box
from ..flow import Piece, Split, fit, height_of_pieces, lined, stacked, text
from ..fonts import Face
from ..page import Anchor, Artifact, Element, Node, ground
from ..style import LINE, MM_PER_PT, NAVY, PAPER, SLATE
from ..text import BODY, H3, Run, height_of, placed, set_lines

_BAR, _PAD, _MARK = 2.4 * MM_PER_PT, 5.0, 5.0
_ABOVE = 3.0  # what is free above and below the words
_WIDTH = LINE - _BAR - 2 * _PAD
_BEHIND_PARAGRAPH, _BEHIND_POINT = 4 * MM_PER_PT, 1.5 * MM_PER_PT

_FACES: dict[str, Face] = {"": "regular", "em": "italic", "strong": "semibold"}
_STYLES = {emphasis: replace(BODY, face=face) for emphasis, face in _FACES.items()}
_AUTHOR = replace(BODY, face="semibold", colour=SLATE)


def piece(voice: d.Voice, name: str) -> Piece:
    """The box; ``name`` is its alone in the file."""
    return _box(list(_inside(voice, name)), above=5.0)


def _box(inside: Sequence[Piece], height: float = 0.0, above: float = 0.0) -> Piece:
    """The pieces on their ground, which is at least ``height`` mm high."""
    tall = max(height, height_of_pieces(inside) + 2 * _ABOVE)

    def draw(x: float, y: float) -> Sequence[Node]:
        back = ground(Box(x, y, x + LINE, y + tall), PAPER), ground(Box(x, y, x + _BAR, y + tall), NAVY)
        return (Artifact(back), *stacked(inside, x + _BAR + _PAD, y + _ABOVE))

    def split(room: float, forced: bool) -> Split:
        here, left = fit(inside, room - 2 * _ABOVE, empty=forced)
        return (_box(here, room, above), _box(left)) if here and left else None

    return Piece(tall, draw, above, split=split)


def _inside(voice: d.Voice, name: str) -> Iterator[Piece]:
    """The words from the label to the author. Inside the box a margin counts even at the end of a page, so it
    belongs to the piece above it.
    """
    heading = text("H3", (Run(voice.label, H3),), _WIDTH, under=1.0, tied=True)
    yield replace(heading, draw=lambda x, y: (Anchor("", y, voice.label, 2), *heading.draw(x, y)))
    for place, part in enumerate(voice.parts):
        last = place == len(voice.parts) - 1
        if isinstance(part, markdown.Points):
            yield from _points(part, f"{name}/{place}", tied=last and bool(voice.author))
        else:
            under = 0.0 if last and not voice.author else _BEHIND_PARAGRAPH
            found = set_lines(_prose(part), _WIDTH)
            tied = last and bool(voice.author)
            yield lined("P", found, f"{name}/{place}", under=under, tied=tied)
    if voice.author:
        yield text("P", (Run(voice.author, _AUTHOR),), _WIDTH)


def _points(points: markdown.Points, name: str, *, tied: bool) -> Iterator[Piece]:
    """A piece per point; ``tied`` keeps what follows with the last one."""
    for place, (mark, item) in enumerate(points.lines):
        last = place == len(points.items) - 1
        found = _point(mark, item, name)
        yield replace(found, height=found.height + _BEHIND_PARAGRAPH, tied=tied) if last else found


def _point(mark: str, item: markdown.Prose, name: str) -> Piece:
    words = set_lines(_prose(item), _WIDTH - _MARK)
    number = set_lines((Run(mark, BODY),), _MARK) if mark else ()

    def draw(x: float, y: float) -> Sequence[Node]:
        body = Element("LBody", tuple(placed(words, x + _MARK, y)))
        if number:
            label: Node = Element("Lbl", tuple(placed(number, x, y)))
        else:
            top = y + 0.6 * BODY.size * MM_PER_PT
            label = Artifact((ground(Box(x + 1.0, top, x + 2.2, top + 1.2), NAVY),))
        return (Element("L", (Element("LI", (label, body)),), joins=name),)

    return Piece(height_of(words) + _BEHIND_POINT, draw)


def _prose(prose: markdown.Prose) -> list[Run]:
    return [Run(run.text, _STYLES[run.emphasis]) for run in prose.runs]
