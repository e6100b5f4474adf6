"""What the figures for press and slides show, as plain values: nothing here draws.

Those for everybody are taken from the paper for the plenary, row by row as it prints them. So they show what
it shows and nothing else: the same published numbers, under the same rules of disclosure. Those for the team
alone name the units.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from reports.document import Axis, Heading, Report, Strip, Table
from reports.edition import Edition, published
from reports.papers import GroupFacts
from reports.results import Scores, SimulatedRank
from reports.words import Texts, on_dots

#: Units named beside the ranges of ranks, and points of a scatter with a name; more would not be read.
MOST_NAMED, MOST_POINTS = 60, 60


@dataclass(frozen=True, slots=True)
class BoxRow:
    """A row of :class:`Boxes`: the middle half, the bar at the median, and dots, on the axis of all rows;
    ``label`` has the numbers as they are printed.
    """

    name: str
    q1: float
    median: float
    q3: float
    dots: tuple[float, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Boxes:
    """Distributions, a row each. ``zero`` says that a line stands at zero."""

    rows: tuple[BoxRow, ...]
    low: float
    high: float
    zero: bool = False


@dataclass(frozen=True, slots=True)
class Square:
    """A square table of shades from 0 (none) to 5, with the numbers as they are printed."""

    names: tuple[str, ...]
    texts: tuple[tuple[str, ...], ...]
    shades: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class RankRow:
    name: str
    rank: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Ranks:
    """The overall rank of every unit, the best on top, with the range that other methods give."""

    rows: tuple[RankRow, ...]
    of: int


@dataclass(frozen=True, slots=True)
class Scatter:
    """Two areas; ``names`` is empty where there are too many to be read."""

    across: tuple[float, ...]
    up: tuple[float, ...]
    names: tuple[str, ...]
    across_label: str
    up_label: str


Content = Boxes | Square | Ranks | Scatter


@dataclass(frozen=True, slots=True)
class Figure:
    """``name`` is that of its files, ``title`` the finding above, ``note`` explains the signs below,
    ``source`` names the study, ``alt`` says the numbers in words for whoever does not see it.
    """

    name: str
    title: str
    note: str
    source: str
    alt: str
    content: Content


def group_figures(paper: Report, facts: GroupFacts, texts: Texts) -> Iterator[Figure]:
    """The figures about the group: those of its strip tables, its changes, and its areas that go together."""
    for section in paper.sections:
        title = section.title
        for block in section.blocks:
            if isinstance(block, Heading):
                title = block.text
            if isinstance(block, Table) and (drawn := _drawn(block, facts, texts)):
                name = block.id.removeprefix("table-")
                yield Figure(name, title, drawn[1], paper.footer, _said(block, texts), drawn[0])


def _drawn(table: Table, facts: GroupFacts, texts: Texts) -> tuple[Content, str] | None:
    """What a table looks like, and what explains the signs; nothing for a table of other kinds."""
    if table.id == "table-change":
        changes = _changes(table, facts, texts)
        signs = texts("figure-note-change")
        return None if changes is None else (changes, f"{table.caption}. {signs}")
    if table.role == "heat":
        return _square(table), table.caption
    boxes = _boxes(table) if table.role == "strip" else None
    if boxes is None:
        return None
    if table.id == "table-sides":
        return boxes, table.caption
    dots = any(row.dots for row in boxes.rows)
    return boxes, texts(on_dots("figure-note-dots", facts.condition.clusters) if dots else "figure-note-half")


def named_figures(
    edition: Edition, scores: Scores, simulated: tuple[SimulatedRank | None, ...], texts: Texts, source: str
) -> Iterator[Figure]:
    """The figures that name the units: places with their ranges, and the areas against each other."""
    framework, lang = edition.framework, texts.lang
    names = [cluster.short_name or cluster.name for cluster in edition.clusters]
    ranks = scores.rank[:, framework.column[framework.root.code]].tolist()
    ranked = [
        RankRow(name, rank, one.low, one.high)
        for name, rank, one in zip(names, ranks, simulated, strict=True)
        if one is not None
    ]
    rows = sorted(ranked, key=lambda row: row.rank)
    if 1 < len(rows) <= MOST_NAMED:
        said = [
            texts("figure-rank-said", name=row.name, rank=texts.rank(row.rank), low=texts.rank(row.low),
                  high=texts.rank(row.high))
            for row in rows
        ]  # fmt: skip
        yield Figure("ranks", texts("figure-ranks"), texts("figure-ranks-note"), source, "\n".join(said),
                     Ranks(tuple(rows), len(rows)))  # fmt: skip
    for one, other in combinations(framework.areas, 2):
        pairs = [
            (published(x, texts.decimals), published(y, texts.decimals), name)
            for x, y, name in zip(
                scores.score[:, framework.column[one.code]].tolist(),
                scores.score[:, framework.column[other.code]].tolist(),
                names,
                strict=True,
            )
            if x == x and y == y
        ]
        if len(pairs) < 2:
            continue
        first, second = one.name.get(lang), other.name.get(lang)
        across, up, called = zip(*pairs, strict=True)
        said = [
            texts("figure-point-said", name=name, one=texts.number(x), other=texts.number(y))
            for x, y, name in pairs
        ]
        yield Figure(
            f"areas-{one.code}-{other.code}",
            texts("figure-scatter", one=first, other=second),
            texts("figure-scatter-note"),
            source,
            "\n".join(said),
            Scatter(across, up, called if len(pairs) <= MOST_POINTS else (), first, second),
        )


def _boxes(table: Table) -> Boxes | None:
    """The rows of a strip table that have a drawing."""
    rows = []
    axis = table.axis or Axis()
    for row in table.rows:
        strip = next((cell.graphic for cell in row.cells if isinstance(cell.graphic, Strip)), None)
        if strip is not None:
            medians = [cell.text for cell in row.cells if cell.fact and cell.fact.figure == "median"]
            name, label = row.cells[0].text, " / ".join(medians)
            rows.append(BoxRow(name, strip.q1, strip.median, strip.q3, strip.peers, label))
    return Boxes(tuple(rows), axis.low, axis.high) if rows else None


def _square(table: Table) -> Square:
    cells = [row.cells[1:] for row in table.rows]
    return Square(
        tuple(row.cells[0].text for row in table.rows),
        tuple(tuple(cell.text for cell in row) for row in cells),
        tuple(tuple(cell.heat for cell in row) for row in cells),
    )


def _changes(table: Table, facts: GroupFacts, texts: Texts) -> Boxes | None:
    rows = []
    for row in table.rows:
        printed = next(cell for cell in row.cells if cell.fact and cell.fact.figure == "median")
        change = facts.condition.changes.get(printed.fact.code) if printed.fact else None
        if change is not None:
            q1, median, q3 = (published(q, texts.decimals) for q in (change.q1, change.median, change.q3))
            rows.append(BoxRow(row.cells[0].text, q1, median, q3, (), printed.text))
    ends = [end for row in rows for end in (row.q1, row.q3, 0.0)]
    return Boxes(tuple(rows), min(ends), max(ends), zero=True) if rows else None


def _said(table: Table, texts: Texts) -> str:
    """Every row of a table in words."""
    headings = [column.heading for column in table.columns]
    lines = []
    for row in table.rows:
        name, *cells = row.cells
        told = [
            texts("figure-said", what=heading, value=cell.text or cell.spoken)
            for heading, cell in zip(headings[1:], cells, strict=False)
            if cell.text or cell.spoken
        ]
        lines.append(texts("figure-row", name=name.text, told="; ".join(told)) if told else name.text)
    return "\n".join(lines)
