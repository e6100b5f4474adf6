"""Slides before layout: what each says and shows, never how it looks.

As in a report, every text is final and a number that is somebody's result names its :class:`Fact`. Charts are
data: a presentation program draws them, and whoever opens them finds the numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .blocks import Cell, Item, KeyFigures
from .charts import TileMap

#: The layouts of the master: the first slide, a slide with a chart or table, a slide of text.
SlideLayout = Literal["title", "chart", "text"]
#: Bars to the right, columns upwards, and ranges, bars
#: with a line: three series, the upper end of the line, its lower end and the bar.
PlotKind = Literal["bars", "columns", "ranges"]


@dataclass(frozen=True, slots=True)
class PlotSeries:
    """Numbers of one kind, one for each category: as they are printed, and as they are plotted. ``dark``
    marks those that stand out; all of them where it is empty.
    """

    name: str
    cells: tuple[Cell, ...]
    values: tuple[float, ...]
    dark: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart with its data. ``decimals`` of all numbers, ``signed`` for changes; the axis goes from ``low``
    to ``high``, or where the numbers are.
    """

    kind: PlotKind
    categories: tuple[str, ...]
    series: tuple[PlotSeries, ...]
    alt: str
    heading: str
    decimals: int = 0
    signed: bool = False
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class SlideTable:
    """A table whose first column names its rows; ``alt`` says what it shows."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    alt: str


@dataclass(frozen=True, slots=True)
class SlideMap:
    """A tile map; ``alt`` says its numbers in words."""

    drawing: TileMap
    alt: str


@dataclass(frozen=True, slots=True)
class SlideList:
    """Statements, each with what supports it."""

    items: tuple[Item, ...]


SlidePart = Plot | SlideTable | SlideMap | SlideList | KeyFigures


@dataclass(frozen=True, slots=True)
class Slide:
    """One message: the ``title`` states it, one part or two side by side show it, ``source`` says how to read
    them and where the numbers come from. ``notes`` are the speaker's, by language, the deck's first.
    """

    id: str
    layout: SlideLayout
    title: str
    parts: tuple[SlidePart, ...]
    source: tuple[str, ...]
    notes: tuple[SpeakerNote, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeakerNote:
    """What the speaker may say, in one language."""

    lang: Literal["pl", "en"]
    text: str


@dataclass(frozen=True, slots=True)
class Deck:
    """All slides. ``date`` is ISO and may be empty, ``quoted`` the texts of the edition that hold numbers
    which are no results.
    """

    edition_id: str
    lang: Literal["pl", "en"]
    title: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    date: str
    footer: str
    slides: tuple[Slide, ...]
    quoted: tuple[str, ...]
    own_names: tuple[str, ...]
