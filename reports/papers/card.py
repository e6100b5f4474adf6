"""The results card before layout: what the report says of a cluster, chosen for one page.

A card is chosen from the composed report and never computed: its figures, table, lists and chart are the
report's own blocks, with their facts, so that no number can differ between the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reports.document import Cell, Chart, ItemList, KeyFigure, KeyFigures, Report, Table, find
from reports.words import Scene, typeset

#: How many of the characteristics on a card may be comparison groups.
GROUPS = 2
#: Room for a characteristic, in characters of its name and its value: of a comparison group, which takes two
#: lines if need be, and of any other.
GROUP_ROOM, TRAIT_ROOM = 64, 40
#: Key figures on a card.
FIGURES = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """How much a card shows at most: areas, items of each list, characteristics."""

    areas: int
    items: int = 3
    traits: int = 5


#: What is chosen for a card: the first that its page has room for. Usually all is shown.
CHOICES = (
    Choice(1000),
    Choice(16),
    Choice(12, traits=4),
    Choice(9, 2, 3),
    Choice(7, 2, 2),
    Choice(5, 1, 1),
    Choice(3, 1, 0),
)


@dataclass(frozen=True, slots=True)
class Trait:
    """A characteristic: its name, and the cell that the report prints."""

    name: str
    value: Cell


@dataclass(frozen=True, slots=True)
class Card:
    """One cluster's results on one page.

    ``figures`` are the report's key figures: the score (without one, ``no_score`` says why), the rank where
    results are public, and what has changed or is missing. ``history`` is the chart of ranks, or None with
    the reason in ``no_history``. ``notices`` stand at the foot: period, confidentiality, funding.
    """

    cluster_id: str
    edition_id: str
    lang: Literal["pl", "en"]
    title: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    date: str
    bookmark: str
    study: str
    edition: str
    kind: str
    name: str
    figures: tuple[KeyFigure, ...]
    no_score: str
    history_heading: str
    history: Chart | None
    no_history: str
    traits_heading: str
    traits: tuple[Trait, ...]
    headline: str
    table: Table
    lists: tuple[ItemList, ...]
    notices: tuple[str, ...]
    own_names: tuple[str, ...]


def card(report: Report, scene: Scene, choice: Choice = CHOICES[0]) -> Card:
    """The card of the cluster whose composed ``report`` this is; ``scene`` is what it was composed from, and
    ``choice`` how much the card shows.

    Pure. Raises TextError where the catalogue lacks a message.
    """
    texts, edition = scene.texts, scene.edition
    summary = report.section("summary")
    figures = next(find(summary, KeyFigures)).items
    subject = "card-subject-fictional" if edition.fictional else "card-subject"
    charts = find(report.section("position"), Chart)
    history = next((chart for chart in charts if chart.id == "chart-rank"), None)
    reason = "first-time" if scene.comparison.first_time else "no-rank"
    period = edition.period.get(texts.lang)
    notices = (
        texts("card-period", period=period) if period else texts("card-report"),
        " ".join(
            [
                *([] if edition.public else [texts("card-confidential")]),
                *([texts("card-fictional")] if edition.fictional else []),
            ],
        ),
        edition.funding.get(texts.lang),
    )
    made = Card(
        cluster_id=report.cluster_id,
        edition_id=report.edition_id,
        lang=report.lang,
        title=texts("card-title", edition=edition.label, name=scene.cluster.name),
        author=report.author,
        subject=texts(subject, units=scene.units, edition=edition.label),
        keywords=(texts("keyword-cluster"), texts("keyword-benchmarking"), texts("keyword-card")),
        date=report.date,
        bookmark=texts("card-bookmark", name=scene.cluster.short_name),
        study=report.cover.study,
        edition=report.cover.edition
        if edition.public
        else texts("card-edition-confidential", edition=report.cover.edition),
        kind=texts("card"),
        name=report.name,
        figures=tuple(_figures(figures, public=edition.public)),
        no_score="" if scene.root.score is not None else texts("card-no-score"),
        history_heading=texts("card-history"),
        history=history,
        no_history=texts(f"card-history-{reason}") if history is None and scene.labels else "",
        traits_heading=texts("card-traits"),
        traits=tuple(_traits(report))[: choice.traits],
        headline=summary.title,
        table=_table(next(find(summary, Table)), scene, choice.areas),
        lists=tuple(  # strengths and gaps, then the first actions
            replace(items, items=items.items[: choice.items]) for items in find(summary, ItemList)
        ),
        notices=tuple(notice for notice in notices if notice),
        own_names=report.own_names,
    )
    return typeset(made, texts.lang)


def _figures(figures: Sequence[KeyFigure], *, public: bool) -> Iterator[KeyFigure]:
    """The first key figures. Where results are not public the place is left to the table, in whose small type
    nobody reads it from across the room.
    """
    for figure in figures[:FIGURES]:
        if public or figure.fact is None or figure.fact.kind != "rank":
            yield figure


def _table(table: Table, scene: Scene, most: int) -> Table:
    """The table of the overall score and of at most so many areas: of those whose score is furthest from the
    group's median, in their usual order, with a note that says so.
    """
    total, *areas = table.rows
    if len(areas) <= most:
        return table
    apart = [
        -1.0 if area.score is None or area.group is None else abs(scene.gap(area.code))
        for area in scene.areas
    ]
    chosen = sorted(sorted(range(len(areas)), key=lambda place: -apart[place])[:most])
    note = scene.texts("card-areas", shown=most, n=len(areas))
    return replace(table, rows=(total, *(areas[place] for place in chosen)), notes=(note,))


def _traits(report: Report) -> Iterator[Trait]:
    """The first number of the chapter of characteristics, a few groups, and texts that are short."""
    chapter = next((section for section in report.sections if section.id == "profile"), None)
    if chapter is None:
        return
    numbers = [*find(chapter, KeyFigure)][:1]
    found = [Trait(figure.label, Cell(figure.value, fact=figure.fact)) for figure in numbers]
    groups = 0
    tables = [table for part in (*report.screen_sections, chapter) for table in find(part, Table)]
    marks = (table for table in tables if table.id in ("table-own-groups", "table-marks"))
    for row in (row for table in marks for row in table.rows):
        name, value = row.cells[0].text, row.cells[1]
        if value.fact is None:
            continue
        group = value.fact.subject == "group"
        room = GROUP_ROOM if group else TRAIT_ROOM
        if len(name) + len(value.text) <= room and (not group or groups < GROUPS):
            groups += group
            found.append(Trait(name, value))
    yield from found
