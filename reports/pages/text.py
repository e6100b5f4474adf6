"""Running text in lines: runs of several styles are measured, broken and put in their place.

Lines are set ragged right and never hyphenated; as in CSS, a line is as high as what stands in it. The
measures are millimetres, y grows downwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from reports.document import Link

from .drawing import Face, Shape, Text, text_width
from .page import Decor, Element, Node, rule
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
class Block:
    """Set lines, and the y at which the next thing may begin."""

    texts: tuple[Text, ...]
    bottom: float


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
    """Words in one style. With a ``target`` (the name of a :class:`~.page.Place`) they are a link, and
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


#: Words with the space behind them; and those that a line may end inside of, parted there: behind a hyphen or
#: a stroke in front of a letter, and behind a dash.
_WORDS = re.compile(r"[^ ]* |[^ ]+")
_INSIDE = re.compile(r"(?<=\w)[-/](?=[^\W\d_])|(?<=\w)[–—](?=\w)")
_PARTED = re.compile(rf"[^ ]*?(?:{_INSIDE.pattern}| )|[^ ]+")


@lru_cache(maxsize=1 << 15)
def _wide(text: str, size: float, face: Face, tracking: float) -> tuple[float, float]:
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
    setter = _Setter(width, least)
    for run in runs:
        style = run.style
        size, face, tracking = style.size, style.face, style.tracking
        text = run.text
        words = (_PARTED if _INSIDE.search(text) else _WORDS).findall(text)
        for word in words:
            setter.add(run, word, *_wide(word, size, face, tracking))
    return setter.finished()


#: Hardly any text has letters that are narrower on average, in mm for a size of one point: what would be
#: wider than a line with these is not tried as a whole.
_NARROWEST = 0.4 * MM_PER_PT


def _one_line(runs: Sequence[Run], width: float, least: Style) -> Line | None:
    """The runs as one line, as most of them are; None where they are wider, and where there are no words."""
    parts: list[tuple[float, Run]] = []
    above, below = _above_and_below(least)
    x = end = 0.0
    for run in runs:
        if not run.text:
            continue
        style = run.style
        whole, ink = _wide(run.text, style.size, style.face, style.tracking)
        end = x + ink
        if end > width:
            return None
        parts.append((x, run))
        x += whole
        if style is not least:
            higher, deeper = _above_and_below(style)
            above, below = max(above, higher), max(below, deeper)
    return Line(tuple(parts), end, above + below, above) if parts else None


class _Setter:
    """Takes words and gives lines. A word of several runs is not broken between them."""

    __slots__ = ("_done", "_ink", "_least", "_line", "_taken", "_width", "_word", "_word_ink", "_word_wide")

    def __init__(self, width: float, least: Style) -> None:
        self._width = width
        self._least = least
        self._done: list[Line] = []
        self._line: list[tuple[Run, str, float]] = []
        self._taken = 0.0  # up to the end of the last word, with the space behind it
        self._ink = 0.0  # and without
        self._word: list[tuple[Run, str, float]] = []
        self._word_wide = self._word_ink = 0.0

    def add(self, run: Run, text: str, wide: float, ink: float) -> None:
        self._word.append((run, text, wide))
        self._word_ink = self._word_wide + ink
        self._word_wide += wide
        if ink != wide or text[-1] in "-–—/":
            self._end_word()

    def _end_word(self) -> None:
        word, ink = self._word, self._word_ink
        if ink > self._width and (len(word) > 1 or len(word[0][1]) > 1):
            self._break_word()
            return
        if self._line and self._taken + ink > self._width:
            self._end_line()
        self._line += word
        self._ink = self._taken + ink
        self._taken += self._word_wide
        word.clear()
        self._word_wide = self._word_ink = 0.0

    def _break_word(self) -> None:
        """Only a word that is wider than a line is broken inside."""
        word, self._word = self._word, []
        for run, text, _ in word:
            style = run.style
            for part in lines(text, self._width, style.size, style.face):
                wide, ink = _wide(part, style.size, style.face, style.tracking)
                if self._line and self._taken + ink > self._width:
                    self._end_line()
                self._line.append((run, part, wide))
                self._ink = self._taken + ink
                self._taken += wide
        self._word_wide = self._word_ink = 0.0

    def _end_line(self) -> None:
        parts: list[tuple[float, Run]] = []
        least = self._least
        above, below = _above_and_below(least)
        x = 0.0
        words = self._line
        place = 0
        while place < len(words):
            run, text, wide = words[place]
            place += 1
            start = place
            start_x = x
            x += wide
            while place < len(words) and words[place][0] is run:
                x += words[place][2]
                place += 1
            if place > start:
                text = "".join([part[1] for part in words[start - 1 : place]])
                if place < len(words):  # pairs across the words bring the next run nearer
                    style = run.style
                    x = start_x + _wide(text, style.size, style.face, style.tracking)[0]
            if text != run.text:
                run = Run(text, run.style, run.target, run.label, run.plain)
            parts.append((start_x, run))
            if run.style is not least:
                higher, deeper = _above_and_below(run.style)
                above, below = max(above, higher), max(below, deeper)
        self._done.append(Line(tuple(parts), self._ink, above + below, above))
        self._line = []
        self._taken = self._ink = 0.0

    def finished(self) -> tuple[Line, ...]:
        if self._word:
            self._end_word()
        if self._line:
            self._end_line()
        return tuple(self._done)


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
                nodes.append(Decor(tuple(_underline(text) for text in link)))
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
