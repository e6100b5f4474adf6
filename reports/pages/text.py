"""Running text in lines: runs of several styles are measured, broken and put in their place.

Lines are set ragged right and never hyphenated; as in CSS, a line is as high as what stands in it. The
measures are millimetres, y grows downwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import Literal

from reports.document import Link

from .drawing import Shape, Text
from .fonts import Face, in_use, measured, text_width
from .page import Artifact, Element, Node, rule
from .style import ACCENT, INK, MM_PER_PT, NAVY, SLATE, TYPE

#: The smallest type on any paper, in points.
SMALLEST = 8.0


Align = Literal["left", "right", "centre"]


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
class Paragraph:
    """The lines of a text in their places, and the y at which the next thing may begin."""

    texts: tuple[Text, ...]
    bottom: float


# --- breaking lines ----------------------------------------------------------------------------------


def break_lines(
    words: Sequence[tuple[float, float]], width: float, even: float = 0.0
) -> tuple[list[int], list[float]]:
    """The line breaker of everything that is set: as many words to a line as it holds.

    Args:
        words: The width of each in mm, with the space behind it and without.
        width: The measure in mm.
        even: Where the last line would be shorter than this part of the longest one, the lines are made as
            equal as their number allows.

    Returns:
        The place of the first word of every line, and the width of every line.
    """
    starts, widths = _filled(words, width)
    while len(starts) > 1 and widths[-1] < even * max(widths):
        # Narrow the measure until one more line would be needed.
        tighter, narrower = _filled(words, max(widths) - 0.01)
        if len(tighter) > len(starts) or max(narrower) >= max(widths):
            break
        starts, widths = tighter, narrower
    return starts, widths


def _filled(words: Sequence[tuple[float, float]], width: float) -> tuple[list[int], list[float]]:
    starts: list[int] = []
    widths: list[float] = []
    taken = 0.0
    for place, (wide, ink) in enumerate(words):
        if starts and taken + ink <= width:
            widths[-1] = taken + ink
        else:
            starts.append(place)
            widths.append(ink)
            taken = 0.0
        taken += wide
    return starts, widths


#: Words with the space behind them; and where one that is wider than a line may end.
_WORDS = re.compile(r"[^ ]* |[^ ]+")
_BREAKS = (re.compile("(?<=\u00a0)"), re.compile(r"(?<=[-–/@.])(?=\w)"), re.compile("(?<=.)", re.DOTALL))


@measured(1 << 12)  # a card and a paper are set several times until they fit
def lines(
    text: str, width: float, size: float, face: Face = "regular", *, even: float = 0.0
) -> tuple[str, ...]:
    """``text`` in lines of at most ``width`` mm at ``size`` points, broken between words. Every line but the
    last ends with the space it was broken at, so that the lines joined are the text. No-break spaces hold,
    unless what they hold together is wider than a line. ``even`` is that of :func:`break_lines`.
    """
    parts = list(_parts(text, width, size, face))
    widths = []
    for part, after in zip_longest(parts, parts[1:], fillvalue=""):
        ink = wide = text_width(part, size, face)
        if part.endswith(" "):
            ink -= text_width(" ", size, face)
        elif after:  # of the same word: the kerning between them counts
            wide = text_width(part + after[0], size, face) - text_width(after[0], size, face)
        widths.append((wide, ink))
    starts, _ = break_lines(widths, width, even)
    return tuple("".join(parts[start:end]) for start, end in pairwise([*starts, len(parts)]))


def _parts(text: str, width: float, size: float, face: Face) -> Iterator[str]:
    """The words with the space behind them; those wider than a line in parts that fit: behind a no-break
    space, else behind a hyphen or the like, else anywhere.
    """
    for word in _WORDS.findall(text):
        parts = [word]
        for breaks in _BREAKS:
            if all(text_width(part.rstrip(" "), size, face) <= width for part in parts):
                break
            parts = [part for part in breaks.split(word) if part]
        yield from parts


# --- paragraphs in one style ---------------------------------------------------------------------------


def paragraph(
    text: str,
    x: float,
    top: float,
    width: float,
    style: Style,
    align: Align = "left",
    *,
    even: float = 0.0,
) -> Paragraph:
    """``text`` from ``top`` down in a column that begins at ``x``; no text takes no room. ``even`` is that
    of :func:`break_lines`.
    """
    if not text:
        return Paragraph((), top)
    step, em = style.leading * MM_PER_PT, style.size * MM_PER_PT
    base = top + (step - em) / 2 + 0.78 * em
    texts = []
    for place, line in enumerate(lines(text, width, style.size, style.face, even=even)):
        free = width - text_width(line.rstrip(" "), style.size, style.face)
        shift = {"left": 0.0, "right": free, "centre": free / 2}[align]
        texts.append(Text(x + shift, base + place * step, line, style.size, style.face, style.colour))
    return Paragraph(tuple(texts), top + len(texts) * step)


def height(text: str, width: float, style: Style) -> float:
    """How high :func:`paragraph` sets the text, in mm."""
    return 0.0 if not text else len(lines(text, width, style.size, style.face)) * style.leading * MM_PER_PT


def widest_word(text: str, style: Style) -> float:
    """The width of the widest word, in mm."""
    return max(text_width(word, style.size, style.face) for word in text.split(" "))


def fitting(text: str, width: float, most: int, styles: Iterable[Style]) -> Style:
    """The first of the styles that sets ``text`` in at most ``most`` lines without breaking a word, else
    the last one.
    """
    chosen = None
    for style in styles:
        chosen = style
        if widest_word(text, style) <= width and len(lines(text, width, style.size, style.face)) <= most:
            break
    if chosen is None:
        raise ValueError("no style to choose from")
    return chosen


#: The rules of tables, lists and cards, in mm.
THIN, BOLD = 0.5 * MM_PER_PT, 1.2 * MM_PER_PT


def style_of(role: str, face: Face = "regular", colour: str = INK) -> Style:
    """The style of a role of :data:`reports.pages.style.TYPE`."""
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
    """Words in one style. With a ``target`` (the name of a :class:`~.page.Anchor`) they are a link, and
    ``label`` says what it leads to in words that can be understood alone; ``plain`` leaves a link without
    its line.
    """

    text: str
    style: Style
    target: str = ""
    label: str = ""
    plain: bool = False


def linked(
    link: Link, style: Style, numbers: Mapping[str, str], *, plain: bool = False, behind: str = INK
) -> list[Run]:
    """A link, and behind it, in another colour, the page of its target where it asks for that."""
    runs = [Run(link.text, style, link.target, link.text, plain)]
    if link.page:
        runs.append(Run(f"{link.before_page}{numbers.get(link.target, '')}", replace(style, colour=behind)))
    return runs


@dataclass(frozen=True, slots=True)
class Line:
    """``parts`` are (offset from the left end of the line, run); ``base`` is the base line below its top."""

    parts: tuple[tuple[float, Run], ...]
    width: float
    height: float
    base: float


#: A line may also end inside a word: behind a hyphen or a stroke in front of a letter, and behind a dash.
_INSIDE = re.compile(r"(?<=\w)[-/](?=[^\W\d_])|(?<=\w)[–—](?=\w)")
_SPLIT = re.compile(rf"[^ ]*?(?:{_INSIDE.pattern}| )|[^ ]+")


@lru_cache(maxsize=1 << 15)
def _wide(_: str, text: str, size: float, face: Face, tracking: float) -> tuple[float, float]:
    """How wide a word is with the space behind it and without, in mm."""
    whole = text_width(text, size, face) + len(text) * tracking * MM_PER_PT
    ink = text.rstrip(" ")
    if ink == text:
        return whole, whole
    return whole, text_width(ink, size, face) + len(ink) * tracking * MM_PER_PT


def set_lines(runs: Sequence[Run], width: float) -> tuple[Line, ...]:
    """The runs in lines of at most ``width`` mm, none lower than the style of the first run asks."""
    least = runs[0].style if runs else BODY
    if sum([len(run.text) for run in runs]) * least.size * _NARROWEST <= width:
        line = _one_line(runs, width, least)
        if line is not None:
            return (line,)
    words = list(_words(runs, width))
    starts, widths = break_lines([(wide, ink) for _, wide, ink in words], width)
    return tuple(
        [
            _line([part for parts, _, _ in words[start:end] for part in parts], ink, least)
            for (start, end), ink in zip(pairwise([*starts, len(words)]), widths, strict=True)
        ]
    )


#: Hardly any text has letters that are narrower on average, in mm for a size of one point: what would be
#: wider than a line with these is not tried as a whole.
_NARROWEST = 0.4 * MM_PER_PT


def _one_line(runs: Sequence[Run], width: float, least: Style) -> Line | None:
    """The runs as one line, as most of them are; None where they are wider, and where there are no words."""
    fonts = in_use()
    parts: list[tuple[float, Run]] = []
    above, below = _above_and_below(least)
    x = end = 0.0
    for run in runs:
        if not run.text:
            continue
        style = run.style
        whole, ink = _wide(fonts, run.text, style.size, style.face, style.tracking)
        end = x + ink
        if end > width:
            return None
        parts.append((x, run))
        x += whole
        if style is not least:
            higher, deeper = _above_and_below(style)
            above, below = max(above, higher), max(below, deeper)
    return Line(tuple(parts), end, above + below, above) if parts else None


#: A part of a run, and its width.
_Part = tuple[Run, str, float]


def _words(runs: Sequence[Run], width: float) -> Iterator[tuple[list[_Part], float, float]]:
    """What no line breaks inside, with its width with the space behind it and without. A word of several runs
    is not broken between them; one that is wider than a line is broken as :func:`lines` does.
    """
    word: list[_Part] = []
    wide = ink = 0.0
    for run in runs:
        size, face, tracking = run.style.size, run.style.face, run.style.tracking
        for text in (_SPLIT if _INSIDE.search(run.text) else _WORDS).findall(run.text):
            whole, seen = _wide(in_use(), text, size, face, tracking)
            word.append((run, text, whole))
            ink = wide + seen
            wide += whole
            if seen != whole or text[-1] in "-–—/":
                yield from _broken(word, wide, ink, width)
                word = []
                wide = ink = 0.0
    if word:
        yield from _broken(word, wide, ink, width)


def _broken(
    word: list[_Part], wide: float, ink: float, width: float
) -> Iterator[tuple[list[_Part], float, float]]:
    """The word, or what it is broken into."""
    if ink <= width or (len(word) == 1 and len(word[0][1]) == 1):
        yield word, wide, ink
        return
    for run, text, _ in word:
        style = run.style
        for part in lines(text, width, style.size, style.face):
            whole, seen = _wide(in_use(), part, style.size, style.face, style.tracking)
            yield [(run, part, whole)], whole, seen


def _line(words: Sequence[_Part], width: float, least: Style) -> Line:
    """The words behind each other, those of one run as one text."""
    parts: list[tuple[float, Run]] = []
    above, below = _above_and_below(least)
    x = 0.0
    place = 0
    while place < len(words):
        run, text, wide = words[place]
        place += 1
        start, start_x, style = place, x, run.style
        x += wide
        while place < len(words) and words[place][0] is run:
            x += words[place][2]
            place += 1
        if place > start:
            text = "".join([part[1] for part in words[start - 1 : place]])
            if place < len(words):  # kerning across the words brings the next run nearer
                x = start_x + _wide(in_use(), text, style.size, style.face, style.tracking)[0]
        if text != run.text:
            run = Run(text, style, run.target, run.label, run.plain)
        parts.append((start_x, run))
        if style is not least:
            higher, deeper = _above_and_below(style)
            above, below = max(above, higher), max(below, deeper)
    return Line(tuple(parts), width, above + below, above)


def _above_and_below(style: Style) -> tuple[float, float]:
    """How far a line of this style reaches above and below its base line, in mm: the base line lies below the
    middle by half of what the fonts' ascent has more than their descent.
    """
    rise = style.size * (0.3505 if style.face.startswith("display") else 0.337)
    return (style.leading / 2 + rise) * MM_PER_PT, (style.leading / 2 - rise) * MM_PER_PT


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
                nodes.append(Artifact(tuple(_underline(text) for text in link)))
            link.clear()
            of = None

    for line in set_:
        left = x
        if align != "left":
            left += (width - line.width) / (1 if align == "right" else 2)
        for dx, run in line.parts:
            style = run.style
            text = Text(
                left + dx, top + line.base, run.text, style.size, style.face, style.colour, style.tracking
            )
            if of is not None and (of.target, of.label) != (run.target, run.label):
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
