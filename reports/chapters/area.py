"""An area's chapter, a page: its parts, the indicators that matter most, and what follows from them.

All indicators, the changes of the parts and what reaching each goal would bring stand in the chapter of all
results (:mod:`.all_results`), which only the screen shows, and the results in the attached workbook.
"""

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
    Item,
    ItemList,
    Passage,
    Passages,
    Row,
    Section,
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
from .room import height, rows_in

#: A chart of parts has room for this many rows below the title of a chapter. One with more is divided: into
#: two that have room for so many each, else into some of which two fit on a page.
WHOLE_CHART, HALF_CHART, SHORT_CHART = 18, 12, 10
#: An area of more parts takes more than a page anyhow, about one for so many lines of them and of indicators.
PAGE_PARTS, PAGE_LINES = 12, 17
#: What an area's page has room for, in mm, without what is free between its blocks. The table of indicators
#: gets what the other blocks leave, at least so many rows of it.
ROOM, LEAST = 197.0, 2


def area_id(code: str) -> str:
    return f"area-{code}"


def chapter(draft: Draft, node: Node, place: int) -> Section:
    """The chapter of one area; ``place`` is its position among the areas. What follows from the results stays
    together.
    """
    area = AreaScene(draft.scene, node, place)
    conclusions: tuple[Block, ...] = tuple(_conclusions(draft, area))
    results = tuple(_results(draft, area, conclusions))
    name = draft.texts("area-chapter", area=draft.scene.inline(node.code))
    if conclusions and not _is_long(area):
        conclusions = (Together(conclusions),)
    most = 3 + _lines(area) // PAGE_LINES if _is_long(area) else 2
    return draft.section(area_id(node.code), name, area_title(area), (*results, *conclusions), (1, most))


def _is_long(area: AreaScene) -> bool:
    """Whether the parts alone take a page."""
    return len(area.parts) > PAGE_PARTS


def _lines(area: AreaScene) -> int:
    """The rows of a table of all indicators, each below its sub-area."""
    return len(area.leaves) + len(area.parts)


# --- results -----------------------------------------------------------------------------------


def _results(draft: Draft, area: AreaScene, conclusions: Sequence[Block]) -> Iterator[Block]:
    lead = draft.lead(area_lead(area))
    charts = tuple(dumbbells(draft, area.level, f"chart-parts-{area.area.code}", area.parts))
    yield lead
    yield from charts
    most = max(LEAST, rows_in(ROOM - height((lead, *charts, *conclusions))))
    yield _indicators(draft, area, _lines(area) if _is_long(area) else most)


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


def _indicators(draft: Draft, area: AreaScene, most: int) -> Table:
    """The area's indicators, each below its sub-area, or where that takes more than ``most`` rows those that
    matter most.
    """
    texts, scene = draft.texts, draft.scene
    rows: list[Row] = []
    for part in area.parts:
        node = scene.node(part.code)
        if not node.is_leaf:
            rows.append(Row((Cell(scene.name(part.code)),), tone="group"))
        rows += [_indicator_row(draft, leaf) for leaf in scene.edition.framework.leaves_of(part.code)]
    caption, shown = texts("indicators-caption"), area.leaves
    if len(rows) > most:
        caption, shown = texts("indicators-caption-chosen"), _chosen(area, most)
        rows = [_indicator_row(draft, scene.node(leaf.code)) for leaf in shown]
    columns = [Column(texts("column-indicator"), align="left")]
    widths = {"own": 14, "median": 15, "best": 16, "rank": 13}
    columns += [Column(texts(f"column-{heading}"), width=width) for heading, width in widths.items()]
    columns.append(Column(texts("column-in-group"), align="graphic", width=36))
    return draft.table(
        "indicators",
        f"table-indicators-{area.area.code}",
        caption,
        columns,
        rows,
        notes=_indicator_notes(draft, area, shown),
        flows=True,
    )


def _chosen(area: AreaScene, most: int) -> tuple[Standing, ...]:
    """The ``most`` indicators of the area that matter most, in their usual order: those that the report
    speaks of, then those that are farthest from the typical result.
    """
    scene = area.scene
    comparison, advice = scene.comparison, scene.advice
    named = (
        *comparison.strengths,
        *comparison.weaknesses,
        *(action.node for action in advice.actions),
        *(gap.node for gap in advice.gaps),
        *area.told_in_lead,
        *(code for code, _ in area.reserves[:1]),
        *comparison.last_places,
    )
    spoken = {code: place for place, code in enumerate(reversed(named))}

    def weight(standing: Standing) -> tuple[float, float]:
        gap = abs(scene.gap(standing.code)) if standing.score is not None else -1.0
        return spoken.get(standing.code, -1), gap

    kept = {standing.code for standing in sorted(area.leaves, key=weight, reverse=True)[:most]}
    return tuple(standing for standing in area.leaves if standing.code in kept)


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


def _indicator_notes(draft: Draft, area: AreaScene, shown: Sequence[Standing]) -> Iterator[str]:
    texts, scene = draft.texts, draft.scene
    if any(scene.node(leaf.code).is_yes_no for leaf in shown):
        yield texts("note-yes-no")
    if any(leaf.value is None for leaf in shown):
        yield texts("note-missing")
    reverse = [leaf.code for leaf in shown if scene.node(leaf.code).direction < 0]
    if reverse:
        yield texts("note-direction", names=texts.names([scene.inline(code) for code in reverse]))
    here = {standing.code for standing in (*shown, *area.parts, area.standing)}
    last = [code for code in scene.comparison.last_places if code in here]
    if last:
        yield texts("note-last", names=texts.names([scene.inline(code) for code in last]))


# --- conclusions ---------------------------------------------------------------------------------


def _conclusions(draft: Draft, area: AreaScene) -> Iterator[Block]:
    actions = [action for action in draft.scene.advice.actions if _belongs(action.node, area)]
    if area.standing.score is None:
        missing = missing_answers(area)
        yield ItemList(draft.texts("missing-heading"), (), lead=draft.say(missing))
        yield from _advice(draft, area, actions)
        return
    found = findings(area)
    if found:
        passages = (Passage(one.heading, draft.say(one.said), one.said.rules) for one in found)
        yield Passages(tuple(passages))
    yield from _advice(draft, area, actions)


def _belongs(node: str, area: AreaScene) -> bool:
    return area.scene.edition.framework.area_of(node) == area.area


def _advice(draft: Draft, area: AreaScene, actions: list[Action]) -> Iterator[ItemList]:
    """The area's actions, and a practice for it, where there are any."""
    texts, items = draft.texts, []
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
    items += _practice(draft, area)
    if items:
        yield ItemList(texts("area-advice-heading"), tuple(items))


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
