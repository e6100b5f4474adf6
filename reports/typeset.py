"""Running text in lines: runs of several styles are measured, broken and put in their place.

Lines are set ragged right and never hyphenated; as in CSS, a line is as high as what stands in it. The
measures are millimetres, y grows downwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from .document import Link
from .paper import Align, Decor, Element, Node, Style, lines, rule
from .sketch import Face, Shape, Text, text_width
from .tokens import ACCENT, INK, MM_PER_PT, NAVY, SLATE, TYPE

THIN = 0.5 * MM_PER_PT


def style_of(role: str, face: Face = "regular", colour: str = INK) -> Style:
    """The style of a role of :data:`reports.tokens.TYPE`."""
    return Style(*TYPE[role], face, colour)


# The styles that several kinds of block share.
H3 = style_of("h3", "semibold")
H4 = style_of("h4", "semibold")
BODY = style_of("body")
CELL = style_of("table")
NOTE = style_of("note", colour=SLATE)
LABEL = style_of("note", "semibold")
DETAIL = replace(NOTE, leading=11.0)
LINKED = replace(DETAIL, colour=NAVY)
KICKER = style_of("body", "semibold", ACCENT)


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style. With a ``target`` (the name of a :class:`reports.paper.Place`) they are a link, and
    ``label`` says what it leads to in words that can be understood alone; ``plain`` leaves a link without
    its line.
    """

    text: str
    style: Style
    target: str = ""
    label: str = ""
    plain: bool = False


def linked(link: Link, style: Style, numbers: Mapping[str, str], *, plain: bool = False) -> list[Run]:
    """A link, and behind it the page of its target where it asks for that."""
    runs = [Run(link.text, style, link.target, link.text, plain)]
    if link.page:
        runs.append(Run(f"{link.before_page}{numbers.get(link.target, '')}", replace(style, colour=INK)))
    return runs


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
    return sum(_wide(part.text.rstrip(" "), part.style) for part in word)


def _wide(text: str, style: Style) -> float:
    return text_width(text, style.size, style.face) + len(text) * style.tracking * MM_PER_PT


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
    """The runs in lines of at most ``width`` mm, none lower than the style of the first run asks."""
    done: list[list[Run]] = [[]]
    taken = 0.0
    for word in _words(runs, width):
        if done[-1] and taken + _ink(word) > width:
            done.append([])
            taken = 0.0
        done[-1] += word
        taken += sum(_wide(part.text, part.style) for part in word)
    return tuple(_line(parts, runs[0].style) for parts in done if parts)


def _line(words: list[Run], least: Style) -> Line:
    parts = []
    x = width = 0.0
    for like, same in groupby(words, key=lambda part: replace(part, text="")):
        text = "".join(part.text for part in same)
        parts.append((x, replace(like, text=text)))
        width = x + _wide(text.rstrip(" "), like.style)
        x += _wide(text, like.style)
    styles = [least, *(run.style for _, run in parts)]
    above = max(style.leading / 2 + _rise(style) for style in styles) * MM_PER_PT
    below = max(style.leading / 2 - _rise(style) for style in styles) * MM_PER_PT
    return Line(tuple(parts), width, above + below, above)


def _rise(style: Style) -> float:
    """How far the base line lies below the middle of a line, in points: half of what the fonts' ascent has
    more than their descent.
    """
    return style.size * (0.3505 if style.face.startswith("display") else 0.337)


def height_of(set_: Sequence[Line]) -> float:
    """The height of lines one below the other."""
    return sum(line.height for line in set_)


def placed(
    set_: Sequence[Line], x: float, top: float, width: float = 0.0, align: Align = "left"
) -> list[Node]:
    """The lines from ``top`` down; ``width`` is the column's, for those that are not set to the left.

    A link is one element however many lines it takes.
    """
    nodes: list[Node] = []
    link: list[Text] = []
    of: Run | None = None

    def close() -> None:
        nonlocal of
        if of is not None:
            nodes.append(Element("Link", tuple(link), target=of.target, label=of.label))
            if not of.plain:
                nodes.append(Decor(tuple(_underline(text) for text in link)))
            link.clear()
            of = None

    for line in set_:
        left = x + {"left": 0.0, "right": width - line.width, "centre": (width - line.width) / 2}[align]
        for dx, run in line.parts:
            style = run.style
            text = Text(
                left + dx, top + line.base, run.text, style.size, style.face, style.colour, style.tracking
            )
            same = of is not None and (of.target, of.label) == (run.target, run.label)
            if not same:
                close()
            if run.target:
                of = run
                link.append(text)
            else:
                nodes.append(text)
        top += line.height
    close()
    return nodes


def _underline(text: Text) -> Shape:
    ink = replace(text, text=text.text.rstrip(" "))
    under = text.y + 0.1 * text.size * MM_PER_PT
    return rule(text.x, text.x + ink.width, under, text.colour, THIN)
