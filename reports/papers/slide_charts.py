"""What the slides show: charts with their data, tables, key figures. Every number has its source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reports.advice import home, is_strong
from reports.chapters import Draft, in_order
from reports.document import (
    Cell,
    Fact,
    KeyFigures,
    Plot,
    PlotKind,
    PlotSeries,
    SlideTable,
)
from reports.edition import AGE, SECTOR, Practice, score_decimals
from reports.words import fitting

from .group_condition import parts
from .group_scene import GroupScene
from .participation import Grouping
from .plenary import group_figures
from .plenary_chapters import RECORDS, most_recommended, together_table
from .plenary_participants import groupings

#: Sub-areas at either end, and units in a ranking on slides.
ENDS, MOST_RANKED = 4, 120
_SECTORS = f"group.{SECTOR}"


def _alt(scene: GroupScene, message: str, said: Iterable[str], **more: str) -> str:
    return scene.texts(message, values="; ".join(said), **more)


def _values(scene: GroupScene, names: Sequence[str], cells: Sequence[Cell]) -> list[str]:
    return [
        scene.texts("slides-value", name=name, value=cell.text)
        for name, cell in zip(names, cells, strict=True)
    ]


# --- participants ----------------------------------------------------------------------------------


def group_plots(scene: GroupScene) -> list[Plot]:
    """One or two charts of who took part: sectors (or the first other groups) and ages."""
    found = list(groupings(scene))
    ages = [grouping for grouping in found if grouping.code == f"profile.{AGE}"]
    others = [grouping for grouping in found if grouping not in ages]
    others.sort(key=lambda grouping: grouping.code != _SECTORS)
    return [_counts(scene, grouping) for grouping in (*others[: 1 if ages else 2], *ages)]


def _counts(scene: GroupScene, grouping: Grouping) -> Plot:
    texts = scene.texts
    names = tuple(label.get(texts.lang) for label in grouping.labels.values())
    facts = [Fact(grouping.code, "count", of=value, subject="participants") for value in grouping.labels]
    cells = tuple(scene.facts.cell_of(fact) for fact in facts)
    counts = scene.condition.participation.counts
    values = tuple(float(counts.get((grouping.code, value), 0)) for value in grouping.labels)
    name = grouping.name.get(texts.lang)
    series = PlotSeries(texts("slides-count"), cells, values)
    alt = _alt(scene, "slides-groups-alt", _values(scene, names, cells), name=name)
    kind: PlotKind = "columns" if grouping.code == f"profile.{AGE}" else "bars"
    return Plot(kind, names, (series,), alt, name, low=0.0)


def largest_group(scene: GroupScene) -> str:
    """The title that names the largest of the groups that are drawn first, if it is one."""
    counts, texts = scene.condition.participation.counts, scene.texts
    for grouping in groupings(scene):
        if grouping.code != _SECTORS:
            continue
        sizes = {value: counts.get((grouping.code, value), 0) for value in grouping.labels}
        top = [value for value, size in sizes.items() if size == max(sizes.values())]
        if len(top) == 1:
            name = grouping.labels[top[0]].get(texts.lang)
            told = texts("slides-groups-title-most", name=name, count=texts.number(sizes[top[0]], 0))
            return fitting(told, "")
    return ""


# --- results ---------------------------------------------------------------------------------------


def key_figures(scene: GroupScene) -> KeyFigures | None:
    """The figures of the paper's summary; None where nobody's overall score is shown."""
    return None if scene.root.group is None else KeyFigures(tuple(group_figures(scene)))


def _series(
    scene: GroupScene, name: str, facts: Sequence[Fact], values: Sequence[float | None]
) -> PlotSeries:
    cells = tuple(scene.facts.cell_of(fact) for fact in facts)
    return PlotSeries(name, cells, tuple(0.0 if value is None else value for value in values))


def areas(draft: Draft, scene: GroupScene) -> Plot | None:
    """The middle half and the median of the overall score and of each area."""
    facts, texts = scene.facts, scene.texts
    shown = [s.code for s in (scene.root, *scene.areas) if facts.group(s.code) is not None]
    if not shown:
        return None
    names = tuple(scene.name(code) for code in shown)
    series = []
    for figure in ("q3", "q1", "median"):
        of = [Fact(code, "group", figure) for code in shown]
        values = [getattr(facts.group(code), figure) for code in shown]
        series.append(_series(scene, texts(f"column-{figure}"), of, values))
    upper, lower, middle = series
    told = [
        texts("slides-areas-value", name=name, median=m.text, q1=low.text, q3=high.text)
        for name, high, low, m in zip(names, upper.cells, lower.cells, middle.cells, strict=True)
    ]
    alt = _alt(scene, "slides-areas-alt", told)
    decimals, axis = score_decimals(scene.edition.method), draft.axis
    return Plot("ranges", names, tuple(series), alt, "", decimals, low=axis.low, high=axis.high)


def sub_areas(draft: Draft, scene: GroupScene) -> Plot | None:
    """The sub-areas with the highest and with the lowest medians, highest first."""
    facts, texts = scene.facts, scene.texts
    known = [(m, node.code) for node in parts(scene.edition) if (m := facts.median(node.code)) is not None]
    count = min(ENDS, len(known) // 2)
    if count == 0 or len({median for median, _ in known}) < 2:
        return None
    known.sort(key=lambda pair: -pair[0])
    told = [*known[:count], *known[-count:]]
    names = tuple(scene.name(code) for _, code in told)
    of = [Fact(code, "group", "median") for _, code in told]
    series = _series(scene, texts("column-median"), of, [median for median, _ in told])
    series = replace(series, dark=tuple(place < count for place in range(2 * count)))
    alt = _alt(scene, "slides-parts-alt", _values(scene, names, series.cells))
    decimals, axis = score_decimals(scene.edition.method), draft.axis
    low, high = min(axis.low, 0.0), axis.high
    return Plot("bars", names, (series,), alt, "", decimals, low=low, high=high)


def changes(scene: GroupScene) -> Plot | None:
    """The median change of the overall score and of each area."""
    facts, texts = scene.facts, scene.texts
    shown = [s.code for s in (scene.root, *scene.areas) if facts.changed(s.code) is not None]
    if not shown:
        return None
    names = tuple(scene.name(code) for code in shown)
    of = [Fact(code, "changed", "median") for code in shown]
    series = _series(scene, texts("plenary-change-median"), of, [facts.changed(code) for code in shown])
    label = scene.condition.label
    alt = _alt(scene, "slides-change-alt", _values(scene, names, series.cells), edition=label)
    return Plot("bars", names, (series,), alt, "", score_decimals(scene.edition.method), signed=True)


def two_groups(draft: Draft, scene: GroupScene) -> Plot | None:
    """The medians of two groups, overall and by area."""
    facts, texts, split = scene.facts, scene.texts, scene.condition.split
    codes = [s.code for s in (scene.root, *scene.areas)]
    medians = {code: m for code in codes if (m := facts.side_medians(code)) is not None}
    if split is None or scene.root.code not in medians:
        return None
    names = tuple(scene.name(code) for code in medians)
    series = []
    for place, of in enumerate(("first", "second")):
        told = [Fact(code, "side", "median", of=of) for code in medians]
        name = scene.edition.group_name(split.column, split.values[place], texts.lang)
        values = [pair[place] for pair in medians.values()]
        series.append(replace(_series(scene, name, told, values), dark=(place == 0,) * len(names)))
    first, second = series
    said = [
        texts("slides-sides-value", name=name, first=one.text, second=other.text)
        for name, one, other in zip(names, first.cells, second.cells, strict=True)
    ]
    axis = draft.axis
    return Plot(
        "bars",
        names,
        tuple(series),
        _alt(scene, "slides-sides-alt", said),
        "",
        score_decimals(scene.edition.method),
        low=min(axis.low, 0.0),
        high=axis.high,
    )


# --- relations, advice, practices, ranking ----------------------------------------------------------


def together(draft: Draft, scene: GroupScene) -> SlideTable | None:
    """The coefficients of the areas, as the paper has them."""
    if not scene.condition.correlations:
        return None
    table, alt = together_table(draft, scene), scene.texts("plenary-define-rho-text")
    headings = tuple(column.heading for column in table.columns)
    return SlideTable(headings, tuple(row.cells for row in table.rows), alt)


def recommended(scene: GroupScene) -> SlideTable | None:
    """The most frequent recommendations with the number of units that got them."""
    told, texts = most_recommended(scene)[:RECORDS], scene.texts
    if not scene.condition.enough or not told:
        return None
    rows = tuple(
        (
            Cell(record.action.get(texts.lang)),
            scene.facts.cell(record.id, "count", subject="recommended"),
        )
        for record, _ in told
    )
    headings = (texts("plenary-column-record"), texts("plenary-column-clusters"))
    return SlideTable(headings, rows, texts("plenary-records-caption"))


def shown_practices(scene: GroupScene) -> list[Practice]:
    """The practices that name a unit which has consented and which a report might name as well, one of each
    unit and of each sub-area, in the order of the library.
    """
    edition, found = scene.edition, dict[str, Practice]()
    units: set[str] = set()
    for practice in edition.practices:
        place = home(edition, practice)
        if not practice.cluster or not place or place in found or practice.cluster in units:
            continue
        if is_strong(edition, scene.scores, practice.cluster, place):
            found[place] = practice
            units.add(practice.cluster)
    return list(found.values())


def ranking(draft: Draft, scene: GroupScene) -> SlideTable:
    """Places, names and overall scores."""
    texts, facts, root = scene.texts, scene.facts, scene.root.code
    rows = tuple(
        (
            Cell(cluster.name),
            facts.cell(cluster.id, "rank", subject="ranked"),
            facts.cell(cluster.id, "score", of=root, subject="ranked"),
        )
        for cluster in in_order(draft, scene.edition.clusters)
    )
    headings = (texts("column-unit"), texts("column-rank"), scene.name(root))
    return SlideTable(headings, rows, texts("slides-ranking-title"))
