"""All results, for those who look something up: the chapter that only the page for a browser has.

Its results are in the attached workbook, too (:mod:`.data_file`).
"""

from __future__ import annotations

from collections.abc import Iterator

from reports.document import (
    Block,
    Cell,
    Chart,
    Column,
    Gain,
    Gains,
    Heading,
    Pair,
    Para,
    Row,
    Section,
    Slope,
    SlopeLine,
    Table,
)
from reports.words import AreaScene, with_unit

from .annex import whole_method
from .draft import Draft
from .practices import organisation
from .profile import figures_show_all, groups_table, traits_table

#: Millimetres of the columns of values that need more, or less, than an equal share.
_WIDTHS = {"q3": 16.0, "count": 8.0}

#: The captions of the scores of frameworks without sub-areas, by what the framework has.
_CAPTIONS = {"areas": "annex-scores-caption-areas", "indicators": "annex-scores-caption-indicators"}

#: Points to gain are drawn and tabled for this many indicators of an area.
RESERVES = 4


def all_results(draft: Draft) -> Section:
    """The chapter: scores and values of everything, the numbers of the profile; of each area what changed and
    what could be gained.
    """
    texts, areas = draft.texts, draft.scene.edition.framework.areas
    blocks: list[Block] = [
        Heading(texts("annex-scores-heading")),
        _position_table(draft),
        _scores(draft),
        Heading(texts("annex-values-heading")),
        _values(draft),
    ]
    told = (groups_table(draft), traits_table(draft) if figures_show_all(draft.scene) else None)
    tables = [table for table in told if table is not None]
    blocks += [Heading(texts("profile")), *tables] if tables else []
    for place, node in enumerate(areas):
        if not node.is_leaf:
            blocks += _changes_and_gains(draft, AreaScene(draft.scene, node, place))
    practices = organisation(draft)
    if practices is not None:
        blocks += [Heading(texts("practices")), practices]
    blocks += [Heading(texts("annex-method-heading")), Para(" ".join(whole_method(draft)))]
    return draft.section("all-results", texts("all-results"), texts("all-results-title"), blocks)


def _position_table(draft: Draft) -> Table:
    scene, texts, facts = draft.scene, draft.texts, draft.scene.facts
    rows = [
        draft.result_row(
            standing.code,
            facts.cell(standing.code, "score", tone="own"),
            *facts.cells(standing.code, "group", "q1", "median", "q3", "benchmark"),
            *facts.cells(standing.code, "gap", "median", "benchmark"),
            facts.cell(standing.code, "rank"),
        )
        for standing in (scene.root, *scene.areas)
    ]
    headings = {"own": 13, "q1": 15, "median": 15, "q3": 15, "benchmark": 18}
    headings |= {"gap-median": 16, "gap-benchmark": 20, "rank": 14}
    columns = [Column(texts("column-area"), align="left")]
    columns += [Column(texts(f"column-{heading}"), width=width) for heading, width in headings.items()]
    notes = [texts(f"benchmark-note-{scene.edition.method.benchmark}")]
    return draft.table("plain", "table-position", texts("position-table-caption"), columns, rows, notes=notes)


def _scores(draft: Draft) -> Table:
    """Root, areas and sub-areas: everything that is not an indicator, or all of a flat framework."""
    scene, texts, facts = draft.scene, draft.texts, draft.scene.facts
    framework = scene.edition.framework
    rows = []
    for node in framework.subtree(framework.root.code):
        if node.is_leaf and node.parent != framework.root.code:
            continue
        cells = (
            Cell(scene.name(node.code)),
            facts.cell(node.code, "score", tone="own"),
            *facts.cells(node.code, "group", "q1", "median", "q3", "benchmark"),
            facts.cell(node.code, "rank"),
            facts.cell(node.code, "n"),
        )
        rows.append(Row(cells, tone="total" if node.parent in (None, framework.root.code) else ""))
    headings = ("own", "q1", "median", "q3", "benchmark", "rank", "count")
    columns = [Column(texts("column-node"), align="left", width=58)]
    columns += [Column(texts(f"column-{heading}")) for heading in headings]
    caption = texts(_CAPTIONS.get(framework.levels, "annex-scores-caption"))
    return draft.table("plain", "table-annex-scores", caption, columns, rows, flows=True)


def _values(draft: Draft) -> Table:
    scene, texts, facts = draft.scene, draft.texts, draft.scene.facts
    framework = scene.edition.framework
    rows: list[Row] = []
    for area in framework.areas:
        if not area.is_leaf:
            rows.append(Row((Cell(scene.name(area.code)),), tone="group"))
        for leaf in framework.leaves_of(area.code):
            cells = (
                draft.leaf_cell(leaf),
                facts.cell(leaf.code, "value", tone="own"),
                facts.cell(leaf.code, "score"),
                *facts.cells(leaf.code, "values", "q1", "median", "q3", "best"),
                facts.cell(leaf.code, "rank"),
                facts.cell(leaf.code, "n"),
            )
            rows.append(Row(cells))
    headings = ("own", "score", "q1", "median", "q3", "best", "rank", "count")
    columns = [Column(texts("column-indicator"), align="left", width=66)]
    columns += [Column(texts(f"column-{heading}"), width=_WIDTHS.get(heading)) for heading in headings]
    caption = texts("annex-values-caption")
    return draft.table("indicators", "table-annex-values", caption, columns, rows, flows=True)


def _changes_and_gains(draft: Draft, area: AreaScene) -> Iterator[Block]:
    """How the area's parts changed, and what reaching the next goal of its indicators would bring."""
    slope = _slope(draft, area)
    charts = [slope] if slope is not None else []
    if area.reserves:
        charts.append(_gains(draft, area, half=slope is not None))
    if charts:
        yield Heading(draft.texts("area-chapter", area=draft.scene.inline(area.area.code)))
    if len(charts) == 2:
        yield Pair(charts[0], charts[1])
    else:
        yield from charts
    if area.reserves:
        yield _reserves(draft, area)


def _slope(draft: Draft, area: AreaScene) -> Chart | None:
    if not area.moved or area.label is None:
        return None
    texts, facts, now = draft.texts, draft.scene.facts, draft.scene.edition.label
    lines = []
    for part, _ in area.moved:
        past = facts.past(part.code, area.label)
        if past is None or past.score is None or past.now is None:
            continue
        labels = texts.number(past.score), texts.number(past.now)
        lines.append(SlopeLine(draft.scene.name(part.code), past.score, past.now, *labels))
    comparable = any(facts.narrower(part.code, area.label) for part, _ in area.moved)
    captions = [texts("slope-caption")] if any(line.after < line.before for line in lines) else []
    captions += [texts("comparable-only")] if comparable else []
    spoken = [
        texts("slope-line-alt", name=line.name, before=line.before_label, after=line.after_label)
        for line in lines
    ]
    return draft.chart(
        f"chart-change-{area.area.code}",
        texts("slope-title", before=area.label, after=now, parts=area.level),
        " ".join(captions),
        texts("slope-alt", before=area.label, after=now, lines=" ".join(spoken)),
        Slope(area.label, now, tuple(lines)),
        half=bool(area.reserves),
    )


def _gains(draft: Draft, area: AreaScene, half: bool) -> Chart:
    texts = draft.texts
    bars = tuple(
        Gain(draft.scene.name(code), gained, texts.signed(gained)) for code, gained in area.gains[:RESERVES]
    )
    spoken = " ".join(texts("gains-bar-alt", name=bar.name, gain=bar.label) for bar in bars)
    caption, title = texts("gains-caption"), texts("gains-title")
    alt = texts("gains-alt", bars=spoken)
    return draft.chart(f"chart-gains-{area.area.code}", title, caption, alt, Gains(bars), half=half)


def _reserves(draft: Draft, area: AreaScene) -> Table:
    texts, facts = draft.texts, draft.scene.facts
    rows = []
    for code, what_if in area.reserves[:RESERVES]:
        before, after = area.standing.rank or 0.0, what_if.area_rank
        moved = (
            texts("rank-change", before=texts.rank(before), after=texts.rank(after))
            if before != after
            else texts("rank-unchanged", after=texts.rank(after))
        )
        cells = (
            Cell(with_unit(draft.scene, code)),
            facts.cell(code, "value", tone="own"),
            Cell(facts.spread(code, what_if.goal)),
            Cell(texts(f"goal-{what_if.goal_is}")),
            Cell(facts.gain_text(area.area.code, what_if.area_score)),
            Cell(facts.gain_text(draft.scene.root.code, what_if.score)),
            Cell(moved),
        )
        rows.append(Row(cells))
    columns = (
        Column(texts("column-indicator"), align="left"),
        Column(texts("column-today"), width=15),
        Column(texts("column-goal"), width=15),
        Column(texts("column-goal-is"), align="left", width=30),
        Column(texts("column-gain-area"), width=17),
        Column(texts("column-gain-total"), width=16),
        Column(texts("column-rank-area"), width=27),
    )
    table_id = f"table-reserves-{area.area.code}"
    return draft.table("plain", table_id, texts("reserves-caption"), columns, rows)
