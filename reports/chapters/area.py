"""An area's chapter: results on its first page, conclusions on its second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from reports.advice import Action
from reports.document import (
    Block,
    Cell,
    Chart,
    Column,
    Dumbbell,
    DumbbellRow,
    Gain,
    Gains,
    Heading,
    Item,
    ItemList,
    Pair,
    Passage,
    Passages,
    Row,
    Section,
    Slope,
    SlopeLine,
    Table,
    Together,
)
from reports.edition import Node
from reports.results import Standing
from reports.words import AreaScene, area_lead, area_title, findings, missing_answers, upper_first, with_unit

from .action_cards import action_id
from .draft import Draft
from .expert_voice import with_sentence
from .practices import practice_id

#: A results page takes this many lines of sub-areas and indicators. A longer table flows on, and the
#: conclusions follow it instead of staying together on a page of their own.
PAGE_LINES = 17
#: An area of no more lines may have its results and conclusions on one page.
SHORT_LINES = 6
#: A chart of parts has room for this many rows below the title of a chapter. One with more is divided: into
#: two that have room for so many each, else into some of which two fit on a page.
WHOLE_CHART, HALF_CHART, SHORT_CHART = 18, 12, 10
#: Points to gain are drawn and tabled for this many indicators, on a long area's pages for fewer.
RESERVES, RESERVES_LONG = 4, 3


def area_id(code: str) -> str:
    return f"area-{code}"


def chapter(draft: Draft, node: Node, place: int) -> Section:
    """The chapter of one area; ``place`` is its position among the areas."""
    area = AreaScene(draft.scene, node, place)
    results = tuple(_results(draft, area))
    conclusions: tuple[Block, ...] = tuple(_conclusions(draft, area))
    if conclusions and not _is_long(area):
        conclusions = (Together(conclusions),)
    name = draft.texts("area-chapter", area=draft.scene.inline(node.code))
    most = 3 + (len(area.leaves) + len(area.parts)) // PAGE_LINES
    return draft.section(area_id(node.code), name, area_title(area), (*results, *conclusions), (1, most))


def _is_long(area: AreaScene) -> bool:
    """Whether the results need more than a page."""
    return len(area.leaves) + len(area.parts) > PAGE_LINES


def _is_beside(area: AreaScene) -> bool:
    """Whether a chart stands beside what it shows: in a long area, and in one that is so short that results
    and conclusions then share a page.
    """
    return _is_long(area) or len(area.leaves) + len(area.parts) <= SHORT_LINES


def _most(area: AreaScene) -> int:
    return RESERVES_LONG if _is_long(area) else RESERVES


# --- results -----------------------------------------------------------------------------------


def _results(draft: Draft, area: AreaScene) -> Iterator[Block]:
    yield draft.lead(area_lead(area))
    yield from dumbbells(draft, area.level, f"chart-parts-{area.area.code}", area.parts)
    yield _indicators(draft, area)


def dumbbells(draft: Draft, what: str, chart_id: str, parts: Sequence[Standing]) -> Iterator[Chart]:
    """Own score, median and best of ``parts``; ``what`` they are: areas, subareas, indicators or parts of
    several kinds. Answers of yes or no are not drawn: they have no median and no place. A chart that would be
    higher than what is left below the chapter's title is divided into several.
    """
    texts, scale = draft.texts, draft.axis
    measured = [part for part in parts if not draft.scene.node(part.code).is_yes_no]
    drawn = [(row, part) for part in measured if (row := _dumbbell_row(draft, part)) is not None]
    if not drawn:
        return
    count = _charts(len(drawn))
    share, more = divmod(len(drawn), count)
    title = texts(f"chart-{what}-title")
    for number in range(count):
        first = number * share + min(number, more)
        here = drawn[first : first + share + (number < more)]
        spoken = " ".join(_row_alt(draft, part) for _, part in here)
        yield draft.chart(
            f"{chart_id}-{number + 1}" if number else chart_id,
            title if count == 1 else texts("chart-part", title=title, number=number + 1, n=count),
            texts("chart-subareas-caption"),
            draft.on_scale(f"chart-{what}-alt", rows=spoken),
            Dumbbell(
                rows=tuple(row for row, _ in here),
                median_label=texts("label-median"),
                best_label=texts("label-best"),
                rank_heading=texts("label-rank"),
                axis_unit=texts("axis-unit"),
                low=scale.low,
                high=scale.high,
            ),
        )


def _charts(rows: int) -> int:
    """How many charts show so many rows."""
    if rows <= WHOLE_CHART:
        return 1
    return 2 if rows <= 2 * HALF_CHART else ceil(rows / SHORT_CHART)


def _dumbbell_row(draft: Draft, part: Standing) -> DumbbellRow | None:
    facts = draft.scene.facts
    own, group = facts.score(part.code), facts.group(part.code)
    if group is None:
        return None
    return DumbbellRow(
        name=draft.scene.name(part.code),
        own=own,
        own_label=draft.texts("missing") if own is None else draft.texts.number(own),
        q1=group.q1,
        median=group.median,
        q3=group.q3,
        best=group.best,
        best_label=draft.texts.number(group.best),
        rank_label=facts.rank(part.rank),
        below=own is not None and own < group.median,
    )


def _row_alt(draft: Draft, part: Standing) -> str:
    texts, facts = draft.texts, draft.scene.facts
    if part.group is None:
        return ""
    shared = {
        "name": draft.scene.name(part.code),
        "median": texts.number(part.group.median),
        "best": texts.number(part.group.best),
    }
    if part.score is None:
        return texts("chart-row-alt-missing", **shared)
    return texts("chart-row-alt", own=texts.number(part.score), rank=facts.rank(part.rank), **shared)


def _indicators(draft: Draft, area: AreaScene) -> Table:
    texts, scene = draft.texts, draft.scene
    rows: list[Row] = []
    for part in area.parts:
        node = scene.node(part.code)
        if not node.is_leaf:
            rows.append(Row((Cell(scene.name(part.code)),), tone="group"))
        rows += [_indicator_row(draft, leaf) for leaf in scene.edition.framework.leaves_of(part.code)]
    columns = [Column(texts("column-indicator"), align="left")]
    widths = {"own": 14, "median": 15, "best": 16, "rank": 13}
    columns += [Column(texts(f"column-{heading}"), width=width) for heading, width in widths.items()]
    columns.append(Column(texts("column-in-group"), align="graphic", width=36))
    return draft.table(
        "indicators",
        f"table-indicators-{area.area.code}",
        texts("indicators-caption"),
        columns,
        rows,
        notes=_indicator_notes(draft, area),
        flows=True,
    )


def _indicator_row(draft: Draft, leaf: Node) -> Row:
    facts = draft.scene.facts
    cells = (
        draft.leaf_cell(leaf),
        facts.cell(leaf.code, "value", tone="own"),
        *facts.cells(leaf.code, "values", "median", "best"),
        facts.cell(leaf.code, "rank"),
        draft.range_cell(leaf.code),
    )
    return Row(cells)


def _indicator_notes(draft: Draft, area: AreaScene) -> Iterator[str]:
    texts, scene = draft.texts, draft.scene
    if any(scene.node(leaf.code).is_yes_no for leaf in area.leaves):
        yield texts("note-yes-no")
    if any(leaf.value is None for leaf in area.leaves):
        yield texts("note-missing")
    reverse = [leaf.code for leaf in area.leaves if scene.node(leaf.code).direction < 0]
    if reverse:
        yield texts("note-direction", names=texts.names([scene.inline(code) for code in reverse]))
    here = {standing.code for standing in (*area.leaves, *area.parts, area.standing)}
    last = [code for code in scene.comparison.last_places if code in here]
    if last:
        yield texts("note-last", names=texts.names([scene.inline(code) for code in last]))


# --- conclusions ---------------------------------------------------------------------------------


def _conclusions(draft: Draft, area: AreaScene) -> Iterator[Block]:
    actions = [action for action in draft.scene.advice.actions if _belongs(action.node, area)]
    if area.standing.score is None:
        missing = missing_answers(area)
        yield ItemList(draft.texts("missing-heading"), (), lead=draft.say(missing))
        if actions:
            yield _advice(draft, area, actions)
        return
    found = [(finding.heading, finding.said) for finding in findings(area)]
    slope, gains, table = _slope(draft, area), None, None
    if area.reserves:
        # The chart's caption names the table, which is numbered after it.
        table_label = draft.table_label()
        # A long area has no room for both charts; its table holds the same numbers.
        if slope is None or not _is_long(area):
            gains = _gains(draft, area, table_label, half=slope is not None or _is_beside(area))
        table = _reserves(draft, area, table_label)
    headings = ("conclusions-heading-trend", "conclusions-heading")
    if table is None and area.at_benchmark:
        headings = ("conclusions-heading-keep", "conclusions-heading-keep-only")
    elif table is None:
        headings = ("conclusions-heading-small", "conclusions-heading-small-only")
    heading = headings[slope is None]
    if not (found or slope or gains or actions):
        return
    yield Heading(draft.texts(heading))
    charts = [chart for chart in (slope, gains) if chart is not None]
    if len(charts) == 2:
        yield Pair(charts[0], charts[1])
    elif charts and _is_beside(area) and found:
        items = tuple(Item(title, draft.say(said), rules=said.rules) for title, said in found)
        yield Pair(charts[0], ItemList("", items))
        found = []
    else:
        yield from charts
    if found:
        yield Passages(tuple(Passage(title, draft.say(said), said.rules) for title, said in found))
    if table is not None:
        yield table
    yield _advice(draft, area, actions)


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
        half=bool(area.reserves) or _is_beside(area),
    )


def _gains(draft: Draft, area: AreaScene, table_label: str, half: bool) -> Chart:
    texts = draft.texts
    bars = tuple(
        Gain(draft.scene.name(code), gained, texts.signed(gained))
        for code, gained in area.gains[: _most(area)]
    )
    spoken = " ".join(texts("gains-bar-alt", name=bar.name, gain=bar.label) for bar in bars)
    caption = texts("gains-caption", table=table_label.split()[-1].rstrip("."))
    alt, title = texts("gains-alt", bars=spoken), texts("gains-title")
    return draft.chart(f"chart-gains-{area.area.code}", title, caption, alt, Gains(bars), half=half)


def _reserves(draft: Draft, area: AreaScene, label: str) -> Table:
    texts, facts = draft.texts, draft.scene.facts
    rows = []
    for code, what_if in area.reserves[: _most(area)]:
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
    return draft.table("plain", table_id, texts("reserves-caption"), columns, rows, label=label)


def _belongs(node: str, area: AreaScene) -> bool:
    return area.scene.edition.framework.area_of(node) == area.area


def _advice(draft: Draft, area: AreaScene, actions: list[Action]) -> Block:
    """The area's actions, and a practice for it."""
    texts = draft.texts
    practice = _practice(draft, area)
    if not actions:
        return ItemList(texts("area-advice-heading"), practice, lead=texts("area-advice-none"))
    items = []
    for action in actions:
        term = texts("months", n=action.record.term_months)
        if action.what_if is not None:
            gain = draft.scene.facts.gain_text(draft.scene.root.code, action.what_if.score)
            detail = texts("area-advice-item", term=upper_first(term), gain=gain)
        else:
            detail = texts(f"area-advice-item-{action.kind}", term=upper_first(term))
        link = draft.link("link-recommendation", action.rank, action_id(action))
        detail = with_sentence(draft, action, detail)
        items.append(Item(with_unit(draft.scene, action.node), detail, link=link, rules=(action.rule,)))
    return ItemList(texts("area-advice-heading"), (*items, *practice))


def _practice(draft: Draft, area: AreaScene) -> tuple[Item, ...]:
    """A line on the first of the area's practices that stand with no action, with a link to its card."""
    texts, scene = draft.texts, draft.scene
    for choice in scene.exchange.listed:
        if _belongs(choice.node, area):
            link = draft.link("link-practice", choice.number, practice_id(choice))
            title = texts("area-practice", title=choice.practice.title.get(texts.lang))
            detail = texts("area-practice-detail", name=scene.inline(choice.node))
            return (Item(title, detail, link=link, rules=(choice.practice.id,)),)
    return ()
