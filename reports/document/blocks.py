"""The report before layout: what is said and shown, never how it looks.

A block names a role (``tone="own"``), never a colour or a size. Everything a reader sees or hears
stands here: templates add no word and no number, and a chart is geometry first, so that every
engine can draw it. All texts are plain (no markup) and final (typography has been applied).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from math import floor, log10
from typing import Any, Literal

Tone = Literal["", "own", "strong", "missing", "muted"]


@dataclass(frozen=True, slots=True)
class Fact:
    """Where a printed number comes from, so that a check can compute it again.

    ``what`` is an attribute path of the cluster's Standing for ``node``: "score", "value", "rank",
    "group.median", "values.best" and so on, or "change.<edition label>" for a published difference; or
    "compared.<column>.n", ".median" or ".gap" of a comparison group. A characteristic has the node
    "profile:<code>" and the cluster's own group "group:<column>" (see :meth:`~.published.Facts.text`).
    """

    node: str
    what: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside the report. ``text`` can be understood alone; ``page`` asks for the page number
    of the target behind it, with ``before_page`` in front of the number.
    """

    text: str
    target: str
    page: bool = False
    before_page: str = ""


# --- graphics in table cells: decoration for the eye, the numbers are in the cells -----------------


@dataclass(frozen=True, slots=True)
class Strip:
    """One row of the strip table: peers as dots, the middle half, the median, the cluster. All in
    published points on ``low``..``high``.
    """

    peers: tuple[float, ...]
    q1: float
    median: float
    q3: float
    own: float | None
    low: float = 0.0
    high: float = 100.0


@dataclass(frozen=True, slots=True)
class StripHead:
    """The direct labels above the first row of the strip table."""

    median: float
    own: float | None
    median_label: str
    own_label: str
    low: float = 0.0
    high: float = 100.0


@dataclass(frozen=True, slots=True)
class Axis:
    """The axis under a strip table."""

    low: float = 0.0
    high: float = 100.0
    step: float = 20.0


def tick_step(low: float, high: float) -> float:
    """The step of an axis: the whole 1, 2 or 5 times a power of ten that gives about five steps."""
    rough = max((high - low) / 5, 1.0)
    power: float = 10.0 ** floor(log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)


@dataclass(frozen=True, slots=True)
class Range:
    """From the lowest to the highest published value, with the middle half, the median and the
    cluster. ``reverse`` where less is better: the better end is always on the right.
    """

    low: float
    q1: float
    median: float
    q3: float
    high: float
    own: float | None
    reverse: bool = False


Graphic = Strip | StripHead | Axis | Range


# --- charts ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bars:
    """The cover: one bar per cluster in a neutral order, ``own`` lit. Decoration."""

    values: tuple[float, ...]
    own: int | None
    high: float = 100.0


@dataclass(frozen=True, slots=True)
class DumbbellRow:
    name: str
    own: float | None
    own_label: str
    q1: float
    median: float
    q3: float
    best: float
    best_label: str
    rank_label: str
    below: bool


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """Own result against the median and the best, a row per sub-area."""

    rows: tuple[DumbbellRow, ...]
    median_label: str
    best_label: str
    rank_heading: str
    axis_unit: str
    low: float = 0.0
    high: float = 100.0


@dataclass(frozen=True, slots=True)
class SlopeLine:
    name: str
    before: float
    after: float
    before_label: str
    after_label: str


@dataclass(frozen=True, slots=True)
class Slope:
    """Two editions, a line per node; falls are dashed."""

    before: str
    after: str
    lines: tuple[SlopeLine, ...]


@dataclass(frozen=True, slots=True)
class Gain:
    name: str
    gain: float
    label: str


@dataclass(frozen=True, slots=True)
class Gains:
    """Points to gain per indicator, zero-based, largest first; the first one is lit."""

    bars: tuple[Gain, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """``own`` and ``median`` in per cent; None for no answer and for a median that is not shown."""

    name: str
    own: float | None
    label: str
    median: float | None
    median_label: str


@dataclass(frozen=True, slots=True)
class Shares:
    """The cluster's shares as bars from 0 to 100, each with the median of the group."""

    bars: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class RankPoint:
    edition: str
    rank: float | None
    rank_label: str
    n_label: str


@dataclass(frozen=True, slots=True)
class RankLine:
    """Ranks over editions on an inverted axis; a skipped edition is a gap in the line."""

    points: tuple[RankPoint, ...]


@dataclass(frozen=True, slots=True)
class ReadingExample:
    """The annotated row that teaches the signs: a strip with a label for each of its parts."""

    strip: Strip
    own_label: str
    median_label: str
    peer_label: str
    half_label: str


Drawing = Bars | Dumbbell | Slope | Gains | Shares | RankLine | ReadingExample


# --- blocks ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: Literal[3, 4] = 3
    id: str = ""


@dataclass(frozen=True, slots=True)
class Para:
    """``role``: "lead" under a section's title, "note" under a table, "small" in the annex.
    ``rules`` names what made the text.
    """

    text: str
    role: Literal["", "lead", "note", "small"] = ""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyFigure:
    value: str
    unit: str
    label: str
    note: str
    tone: Tone = ""
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class KeyFigures:
    items: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """``graphic`` is drawn behind the cell. ``spoken`` is text for assistive technology only, in a
    cell whose message is its graphic. ``heat`` shades the cell by its number, from 1 (the lowest fifth of
    the scale) to 5; 0 is no shade.
    """

    text: str = ""
    tone: Tone = ""
    graphic: Graphic | None = None
    spoken: str = ""
    small: str = ""
    fact: Fact | None = None
    link: Link | None = None
    heat: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """``align``: numbers go right, texts left; "graphic" holds a drawing, "heat" numbers on a shade.
    ``width`` in mm, None = rest.
    """

    heading: str
    align: Literal["left", "right", "graphic", "heat"] = "right"
    width: float | None = None
    graphic: Graphic | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The first cell is the row's heading. ``group`` rows span the table and head what follows."""

    cells: tuple[Cell, ...]
    tone: Literal["", "total", "group"] = ""


@dataclass(frozen=True, slots=True)
class Table:
    """``label`` is "Tabela 3."; ``axis`` is drawn under the column with a graphic. A table that
    ``flows`` may break over pages (its header repeats); any other stays in one piece.
    """

    role: Literal["strip", "indicators", "actions", "form", "heat", "plain"]
    id: str
    label: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    axis: Axis | None = None
    notes: tuple[str, ...] = ()
    flows: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """``title`` is the finding above the drawing; ``alt`` says its numbers in words; ``width`` is a
    whole line or half of one.
    """

    id: str
    label: str
    title: str
    caption: str
    alt: str
    drawing: Drawing
    width: Literal["full", "half"] = "full"


@dataclass(frozen=True, slots=True)
class Item:
    """One finding in a list."""

    title: str
    detail: str
    link: Link | None = None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemList:
    heading: str
    items: tuple[Item, ...]
    ordered: bool = False
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A chart and, beside it, another chart or the findings it shows."""

    left: Chart
    right: Chart | ItemList


@dataclass(frozen=True, slots=True)
class Columns:
    """Two or three lists side by side."""

    lists: tuple[ItemList, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    heading: str
    text: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passages:
    """Short headed texts side by side (at most three)."""

    items: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class AdviceCard:
    """One recommendation or practice in full. ``facts`` are (label, text) pairs: today, goal, term ...

    ``credit`` is the name of another cluster that one of the facts gives with its consent, once; no other
    place of a report may name another cluster (see :func:`reports.proof.checks.report.check`).
    """

    number: str
    title: str
    facts: tuple[tuple[str, str], ...]
    rules: tuple[str, ...] = ()
    id: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class AdviceCards:
    cards: tuple[AdviceCard, ...]


@dataclass(frozen=True, slots=True)
class ContentsLine:
    link: Link
    detail: str


@dataclass(frozen=True, slots=True)
class Contents:
    heading: str
    lines: tuple[ContentsLine, ...]


@dataclass(frozen=True, slots=True)
class Definitions:
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stay on one page; where the rest of a page is too short for them, they open the next."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph set in one way."""

    text: str
    emphasis: Literal["", "em", "strong"] = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """One paragraph whose words may be set apart. Its text is that of its runs, one behind the other."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    def with_text(self, text: str) -> Prose:
        r"""The paragraph with ``text`` for its own, which may differ in white space and in single signs (what
        typography changes), each run with its share.

        >>> Prose((Run("Jest w "), Run("planie", "em"))).with_text("Jest w\u00a0planie").runs[0].text
        'Jest w\xa0'

        Raises ValueError where the two texts do not have the same number of signs.
        """
        places = [place for place, sign in enumerate(text) if not sign.isspace()]
        runs, start, signs = [], 0, 0
        for run in self.runs:
            signs += sum(not sign.isspace() for sign in run.text)
            if signs > len(places):
                break
            if run.text[-1:].isspace() or run is self.runs[-1]:  # the space behind its words is its own
                end = places[signs] if signs < len(places) else len(text)
            else:
                end = max(start, places[signs - 1] + 1 if signs else 0)
            runs.append(Run(text[start:end], run.emphasis))
            start = end
        if signs != len(places):
            raise ValueError(f"{self.text!r} and {text!r} do not have the same number of signs")
        return Prose(tuple(runs))


@dataclass(frozen=True, slots=True)
class Points:
    """A list in running text. An ordered one has its numbers in ``marks``, any other has none."""

    items: tuple[Prose, ...]
    marks: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[tuple[str, Prose], ...]:
        """(mark, item) of every line."""
        return tuple(zip(self.marks or ("",) * len(self.items), self.items, strict=True))


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody says in their own words and not the report in its: the label says whose they are."""

    label: str
    parts: tuple[Prose | Points, ...]
    author: str = ""


Block = (
    Heading
    | Para
    | KeyFigures
    | Table
    | Chart
    | Pair
    | Columns
    | ItemList
    | Passages
    | AdviceCards
    | Contents
    | Definitions
    | Voice
    | Together
)


@dataclass(frozen=True, slots=True)
class LogoSlot:
    """A mark of the funding strip; without a file its name is set in the declared empty slot."""

    name: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    study: str
    edition: str
    kind: str
    name: str
    name_size: Literal["large", "medium", "small"]
    score: str
    score_label: str
    bars: Bars
    logos: tuple[LogoSlot, ...]
    notices: tuple[str, ...]
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter: it opens a page with a kicker ("2. Podsumowanie"), which is also its bookmark and
    running header, and a title that states the finding. ``pages`` is the fewest and the most pages
    it may take.
    """

    id: str
    kicker: str
    title: str
    blocks: tuple[Block, ...]
    pages: tuple[int, int] = (1, 1)


@dataclass(frozen=True, slots=True)
class DataSheet:
    """One sheet of the data file. The first row of ``rows`` heads the columns."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class DataFile:
    """The numbers of the pages once more, as a workbook attached to the file, for those who compute.

    ``file`` is its name. Every result in it carries a Fact that a page carries too; see
    :mod:`reports.chapters.data_file`.
    """

    file: str
    description: str
    sheets: tuple[DataSheet, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One dedicated report. ``date`` is ISO and becomes the file's date, so that the same input
    gives the same bytes. ``own_names`` are the names the report may carry; ``footer`` the line under
    every page; ``data`` the file attached to it.
    """

    cluster_id: str
    edition_id: str
    lang: Literal["pl", "en"]
    title: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    date: str
    name: str
    short_name: str
    footer: str
    cover_bookmark: str
    cover: Cover
    sections: tuple[Section, ...]
    own_names: tuple[str, ...]
    data: DataFile | None = None


def walk(value: Any) -> Iterator[Any]:
    """The document value ``value`` and every one inside it, depth first."""
    # A stack instead of recursion: a report has some 8,000 values, and they are walked a dozen times.
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, tuple):
            waiting.extend(found[::-1])
            continue
        names = _fields_of(type(found))  # type: ignore[arg-type]  # a type can be hashed
        if names is not None:
            yield found
            for name in names:
                inner = getattr(found, name)
                if type(inner) not in _NOTHING_INSIDE:
                    waiting.append(inner)


#: Most fields are of these types.
_NOTHING_INSIDE = frozenset({str, float, int, bool, type(None)})


@cache
def _fields_of(kind: type) -> tuple[str, ...] | None:
    """The names of a document value's fields, last first; None for what is no document value."""
    return tuple(field.name for field in reversed(fields(kind))) if is_dataclass(kind) else None
