"""The report before layout: what is said and shown, never how it looks.

A block names a role (``tone="own"``), never a colour or a size. Everything a reader sees or hears
stands here: templates add no word and no number, and a chart is geometry first, so that every
engine can draw it. All texts are plain (no markup) and final (typography has been applied).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar

from reports.edition import Points, Prose

from .charts import Axis, Bars, Drawing, Graphic
from .facts import Fact

T = TypeVar("T")

Tone = Literal["", "own", "strong", "missing", "muted"]
TableRole = Literal["strip", "profile", "indicators", "actions", "form", "heat", "plain"]

#: Width of the column of text in mm: what the widths of a table's columns add up to at most.
TEXT_WIDTH = 170.0


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside the report. ``text`` can be understood alone; ``page`` asks for the page number
    of the target behind it, with ``before_page`` in front of the number.
    """

    text: str
    target: str
    page: bool = False
    before_page: str = ""


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

    role: TableRole
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
    """One recommendation or practice in full. ``facts`` are (label, text) pairs: goal, term, cost ... Before
    them stand a ``lead`` and, behind their label, the numbered ``steps``; below them an ``example``, pairs
    like the facts.

    ``credit`` is the name of another cluster that the facts or the example give with its consent, once; no
    other place of a report may name another cluster (see :func:`reports.proof.checks.report.check`).
    """

    number: str
    title: str
    facts: tuple[tuple[str, str], ...]
    rules: tuple[str, ...] = ()
    id: str = ""
    credit: str = ""
    lead: str = ""
    steps_label: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    example: tuple[tuple[str, str], ...] = ()


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
    """A chapter with a kicker ("2. Podsumowanie"), which is also its bookmark and running header, and a
    title that states the finding. ``pages`` is the fewest and the most pages it may take. It opens a
    ``new_page``, or follows the chapter before it where the rest of a page has room for its beginning.
    """

    id: str
    kicker: str
    title: str
    blocks: tuple[Block, ...]
    pages: tuple[int, int] = (1, 1)
    new_page: bool = True


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
    every page; ``data`` the file attached to it. ``screen_sections`` are the chapters that only the page for
    a browser has, behind the others: what is looked up there and would make the pages of paper too many.
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
    screen_sections: tuple[Section, ...] = ()

    def section(self, name: str) -> Section:
        """The chapter with this id."""
        return next(s for s in (*self.sections, *self.screen_sections) if s.id == name)


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


def find(value: Any, kind: type[T]) -> Iterator[T]:
    """Every document value of one kind inside ``value``, depth first."""
    return (found for found in walk(value) if isinstance(found, kind))


#: Most fields are of these types.
_NOTHING_INSIDE = frozenset({str, float, int, bool, type(None)})


@cache
def _fields_of(kind: type) -> tuple[str, ...] | None:
    """The names of a document value's fields, last first; None for what is no document value."""
    return tuple(field.name for field in reversed(fields(kind))) if is_dataclass(kind) else None
