"""The summary: the story of the report, key figures, the strip table, strengths, gaps, first actions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.document import (
    Block,
    Column,
    Columns,
    Fact,
    Item,
    ItemList,
    KeyFigure,
    KeyFigures,
    Para,
    Section,
    Table,
    Together,
)
from reports.edition import Band
from reports.results import Standing, quarter_places
from reports.words import Scene, comparable_label, evidence, story, with_unit

from .draft import Draft
from .expert_voice import with_mark
from .members import interview_in_short

#: Of so many scores the table says how many have them; of more, from how many to how many.
MOST_COUNTS = 4


def summary(draft: Draft) -> Section:
    scene = draft.scene
    told = story(scene)
    question = draft.texts("story-question", question=told.question)
    blocks: tuple[Block, ...] = (
        Para(told.lead, role="lead"),
        KeyFigures(tuple(_key_figures(scene))),
        _strip_table(draft),
        Columns((_strengths(draft), _weaknesses(draft))),
        # What does not fit on the page goes to the next one together: no page for a single line.
        Together(
            (
                *interview_in_short(draft),
                _first_actions(draft),
                *([Para(question)] if told.question else []),
            )
        ),
    )
    return draft.section("summary", draft.texts("summary"), told.headline, blocks, (1, 2 + draft.more_pages))


def _key_figures(scene: Scene) -> Iterator[KeyFigure]:
    texts, root, facts = scene.texts, scene.root, scene.facts
    if root.score is not None and root.group is not None:
        median = texts.number(root.group.median)
        hundred = scene.edition.method.scale == (0.0, 100.0)
        yield KeyFigure(
            texts.number(root.score),
            texts("kpi-of-hundred") if hundred else texts("kpi-points"),
            texts("kpi-score"),
            scene.noted(texts("kpi-score-note", median=median)),
            tone="own",
            fact=Fact(root.code, "score"),
        )
    if root.rank is not None:
        yield KeyFigure(
            texts.rank(root.rank),
            texts("kpi-rank-of", n=root.n),
            texts("kpi-rank"),
            scene.noted(_rank_note(scene, root)),
            fact=Fact(root.code, "rank"),
        )
    else:
        yield KeyFigure(texts("dash"), "", texts("kpi-rank"), texts("kpi-no-rank-note"))
    past = scene.past(root.code)
    change = None if past is None else facts.change(root.code, past.label)
    if past is not None and change is not None and past.score is not None:
        arguments: dict[str, str | int] = {}
        # With the score of then beside the whole score of now, a reader would subtract unlike things.
        narrower = facts.narrower(root.code, past.label)
        note = "kpi-change-note-no-rank-comparable" if narrower else "kpi-change-note-no-rank"
        if not narrower:
            arguments["score"] = texts.number(past.score)
        if past.rank is not None:
            note = "kpi-change-note-comparable" if narrower else "kpi-change-note"
            arguments |= {"rank": texts.rank(past.rank), "n": past.n}
        yield KeyFigure(
            texts.signed(change),
            texts("kpi-points"),
            texts("kpi-change", edition=past.label),
            texts(note, **arguments),
            fact=Fact(root.code, "change", of=past.label),
        )
    elif root.score is not None and root.group is not None:
        yield _distance(scene, root)
    areas = [area for area in scene.areas if area.score is not None]
    above = scene.above(areas)
    rest = [area.code for area in areas if area not in above]
    level = "below" if all(scene.gap(code) < 0 for code in rest) else "level"
    if not rest:
        note = texts("kpi-above-none-below")
    elif not above:
        note = texts("kpi-above-none-above", level=level)
    elif len(rest) == 1:
        note = texts("kpi-above-one-below", level=level, area=scene.inline(rest[0]))
    elif len(rest) == 2:
        first, second = map(scene.inline, rest)
        note = texts("kpi-above-two-below", level=level, area=first, other=second)
    else:
        note = texts("kpi-above-many-below", level=level, n=len(rest))
    yield KeyFigure(
        texts.number(len(above), 0), texts("kpi-above-of", n=len(areas)), texts("kpi-above"), note
    )


def _rank_note(scene: Scene, root: Standing) -> str:
    """The quarter in which a place lies, or why there is none."""
    texts = scene.texts
    if root.band is Band.CONSTANT:
        return texts("score-band-constant")
    if root.quarter is not None:
        first, last = quarter_places(root.quarter, root.n)
        return texts(f"kpi-quartile-{root.quarter}", **{"from": first, "to": last})
    if root.ties:
        sharing = texts.units(root.ties + 1)
        return texts("kpi-rank-shared", sharing=sharing, **{"from": root.first, "to": root.last})
    return texts("kpi-rank-middle" if 2 * root.first == root.n + 1 else "kpi-no-quartile")


def _distance(scene: Scene, root: Standing) -> KeyFigure:
    """Without a comparison in time: a leader's margin, or what is missing to the next mark in reach."""
    texts = scene.texts
    if root.leads and root.second is not None and not root.ties:
        value = texts.number(scene.facts.margin(root.code) or 0.0)
        note = texts("kpi-second-note", score=texts.number(root.second))
        return KeyFigure(value, texts("kpi-points"), texts("kpi-leader"), note)
    best = texts.number(root.group.best) if root.group is not None else ""
    gap = scene.gap(root.code)
    if gap < 0 or root.leads:
        value = texts.number(abs(gap))
        median = texts.number(root.group.median) if root.group is not None else ""
        label = texts("kpi-median-gap" if gap < 0 else "kpi-median-lead")
        return KeyFigure(value, texts("kpi-points"), label, texts("kpi-median-note", median=median))
    value = texts.number(abs(scene.gap(root.code, "best")))
    return KeyFigure(
        value, texts("kpi-points"), texts("kpi-leader-gap"), texts("kpi-leader-note", score=best)
    )


def _strip_table(draft: Draft) -> Table:
    scene, texts, facts, root = draft.scene, draft.texts, draft.scene.facts, draft.scene.root
    label = comparable_label(scene)
    head = draft.strip_head(texts("label-own" if root.score is not None else "label-own-missing"))
    columns = [
        Column(texts("column-area"), align="left", width=44),
        Column(texts("column-distribution", units=scene.ranked), align="graphic", width=73, graphic=head),
        Column(texts("column-own")),
        Column(texts("column-median")),
        Column(texts("column-rank")),
    ]
    if label is not None:
        columns.append(Column(texts("column-change", edition=label)))
    rows = []
    for standing in (root, *scene.areas):
        code = standing.code
        cells = [
            draft.strip_cell(standing),
            facts.cell(code, "score", tone="own"),
            facts.cell(code, "group", "median"),
            facts.cell(code, "rank"),
        ]
        cells += [facts.cell(code, "change", of=label)] if label is not None else []
        rows.append(draft.result_row(code, *cells))
    ranked = (s for s in (root, *scene.areas) if not scene.node(s.code).is_yes_no)  # a question has no rank
    tied = [s.code for s in ranked if s.ties and s.rank is not None]
    notes = [texts("ties-shared-note", names=scene.inlines(tied))] if tied else []
    notes += _counts(scene)
    caption = draft.on_scale(draft.on_dots("summary-table-caption"))
    return draft.table("strip", "table-summary", caption, columns, rows, notes=notes)


def _counts(scene: Scene) -> Iterator[str]:
    """How many have each score, where not all who take part have it."""
    texts, taking_part = scene.texts, len(scene.edition.clusters)
    fewer = [standing for standing in (scene.root, *scene.areas) if standing.n < taking_part]
    if not fewer:
        return
    if len(fewer) > MOST_COUNTS:
        counts = [standing.n for standing in (scene.root, *scene.areas)]
        low, high = texts.number(min(counts), 0), texts.number(max(counts), 0)
        yield texts("counts-range", low=low, high=high, all=texts.number(taking_part, 0))
        return
    everybody = texts.number(taking_part, 0)
    items = [
        texts("counts-item", name=scene.inline(s.code), n=texts.number(s.n, 0), all=everybody) for s in fewer
    ]
    yield texts("counts-note", items="; ".join(items))


def _strengths(draft: Draft) -> ItemList:
    codes = draft.scene.comparison.strengths
    above = all(draft.scene.gap(code) > 0 for code in codes)
    return _evidence(draft, "strengths" if above else "strengths-relative", "strength", codes)


def _weaknesses(draft: Draft) -> ItemList:
    codes = draft.scene.comparison.weaknesses
    behind = [draft.scene.gap(code) < 0 for code in codes]
    heading = "weaknesses" if all(behind) else "weaknesses-mixed" if any(behind) else "weaknesses-leader"
    return _evidence(draft, heading, "weakness", codes)


def _evidence(draft: Draft, heading: str, rule: str, codes: Sequence[str]) -> ItemList:
    items = tuple(_evidence_item(draft, code, rule) for code in codes)
    none = {"strength": "no-strengths", "weakness": "no-weaknesses"}[rule]
    return ItemList(draft.texts(heading), items, lead="" if codes else draft.texts(none))


def _evidence_item(draft: Draft, code: str, rule: str) -> Item:
    return Item(with_unit(draft.scene, code), evidence(draft.scene, code), rules=(rule,))


def _first_actions(draft: Draft) -> ItemList:
    texts, items = draft.texts, []
    for action in draft.scene.advice.actions[:3]:
        record, scene = action.record, draft.scene
        message = "item-action" if action.kind == "improve" else f"item-action-{action.kind}"
        if action.what_if is not None and action.what_if.goal_is in ("introduce", "end"):
            message = f"item-action-{action.what_if.goal_is}"
        arguments: dict[str, str | int] = {
            "indicator": texts("quoted", name=scene.name(action.node)),
        }
        value = scene.comparison[action.node].value
        if value is not None and action.kind != "chosen":
            arguments["own"] = scene.facts.said_value(action.node, value)
        if action.what_if is not None:
            arguments["goal"] = scene.facts.said_value(action.node, action.what_if.goal)
        title = texts("kicker", number=action.rank, name=record.action.get(texts.lang))
        detail = with_mark(draft, action, texts(message, **arguments))
        items.append(Item(title, detail, rules=(action.rule,)))
    return ItemList(texts("first-actions"), tuple(items), ordered=True)
