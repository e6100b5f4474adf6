"""Recommendations: all actions ranked, each with what it is based on and what it would bring."""

from __future__ import annotations

from .area import action_id
from .document import AdviceCard, AdviceCards, Cell, Column, Para, Row, Section, Table
from .draft import Draft
from .model import Action
from .texts import upper_first
from .wording import with_unit


def recommendations(draft: Draft) -> Section:
    texts, actions = draft.texts, draft.scene.advice.actions
    kicker = draft.kicker(texts("recommendations"))
    improving = sum(action.kind == "improve" for action in actions)
    keep = any(action.kind == "keep" for action in actions)
    title = (
        texts("recommendations-title-keep") if keep else texts("recommendations-title-improve", n=improving)
    )
    return Section(
        id="recommendations",
        kicker=kicker,
        title=title,
        blocks=(
            Para(texts("recommendations-lead"), role="lead"),
            *(
                (_action_table(draft), AdviceCards(tuple(_card(draft, action) for action in actions)))
                if actions
                else ()
            ),
        ),
        pages=(1, 3),
    )


def _action_table(draft: Draft) -> Table:
    texts, facts = draft.texts, draft.scene.facts
    rows = []
    for action in draft.scene.advice.actions:
        record, what_if = action.record, action.what_if
        goal = facts.spread(action.node, what_if.goal) if what_if else texts(f"goal-{action.kind}")
        root = draft.scene.root.code
        gain = facts.gain_text(root, what_if.score) if what_if else texts("dash")
        rows.append(
            Row(
                (
                    Cell(
                        texts("kicker", number=action.rank, name=record.action.get(texts.lang)),
                        small=with_unit(draft.scene, action.node),
                    ),
                    facts.cell(action.node, "value", tone="own"),
                    Cell(goal),
                    Cell(texts("months", n=record.term_months)),
                    Cell(record.owner.get(texts.lang)),
                    Cell(gain),
                )
            )
        )
    return Table(
        role="actions",
        id="table-actions",
        label=draft.table_label(),
        caption=texts("recommendations-caption"),
        columns=(
            Column(texts("column-action"), align="left"),
            Column(texts("column-today"), width=15),
            Column(texts("column-goal"), width=17),
            Column(texts("column-term"), align="left", width=22),
            Column(texts("column-owner"), align="left", width=33),
            Column(texts("column-gain"), width=14),
        ),
        rows=tuple(rows),
        notes=(texts("recommendations-note"),),
    )


def _card(draft: Draft, action: Action) -> AdviceCard:
    texts, record, lang = draft.texts, action.record, draft.texts.lang
    facts = (
        (texts("card-indicator"), with_unit(draft.scene, action.node)),
        (texts("card-basis"), _basis(draft, action)),
        (texts("card-result"), _result(draft, action)),
        (texts("card-first-step"), record.first_step.get(lang)),
        (texts("card-measure"), record.measure.get(lang)),
        (
            texts("card-owner"),
            texts(
                "card-owner-text",
                owner=record.owner.get(lang),
                term=texts("months", n=record.term_months),
                effort=texts(f"effort-{record.effort}"),
            ),
        ),
    )
    return AdviceCard(
        number=texts("rank", rank=str(action.rank)),
        title=record.action.get(lang),
        facts=tuple((label, upper_first(text)) for label, text in facts),
        rules=(action.rule,),
        id=action_id(action),
    )


def _basis(draft: Draft, action: Action) -> str:
    texts, facts = draft.texts, draft.scene.facts
    standing = draft.scene.comparison[action.node]
    median = "" if standing.values is None else facts.said_value(action.node, standing.values.median)
    if standing.value is None or standing.rank is None:
        return texts("basis-answer", median=median)
    return texts(
        "basis-keep" if action.kind == "keep" else "basis-improve",
        own=facts.said_value(action.node, standing.value),
        median=median,
        rank=texts.rank(standing.rank),
        n=standing.n,
    )


def _result(draft: Draft, action: Action) -> str:
    texts, root, what_if = draft.texts, draft.scene.root, action.what_if
    if what_if is None:
        return texts(f"result-{action.kind}")
    facts = draft.scene.facts
    goal = facts.said_value(action.node, what_if.goal)
    gained = facts.gained(root.code, what_if.score)
    if root.rank is None or gained is None:
        area = draft.scene.edition.framework.area_of(action.node) or draft.scene.node(root.code)
        in_area = facts.gained(area.code, what_if.area_score) or 0.0
        return texts("result-no-rank", goal=goal, gain=texts.points(in_area))
    arguments: dict[str, str | int] = {
        "goal": goal,
        "gain": texts.points(gained),
        "score": texts.points(what_if.score),
        "after": texts.rank(what_if.rank),
    }
    if what_if.rank == root.rank:
        return texts("result-improve-same", **arguments)
    return texts("result-improve", before=texts.rank(root.rank), **arguments)
