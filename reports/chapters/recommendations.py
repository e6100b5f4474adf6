"""Recommendations: all actions ranked, each with what it is based on and what it would bring.

The table holds what a board compares: action, today, goal, points to gain, effort, term and basis. They fit
the width of a page because some stand under others in small type: the indicator and the basis under the
action, the name of the goal under its number, what comes first under the term. Two pictures
(:mod:`.priorities`) weigh the actions, and a second table answers every gap that the summary names. The cards
below (:mod:`.action_cards`) say the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

from reports.advice import Action, Gap
from reports.document import AdviceCards, Block, Cell, Column, Para, Row, Section, Table
from reports.words import upper_first, with_unit

from .action_cards import action_cards
from .draft import Draft
from .expert_voice import with_mark
from .priorities import pictures


def recommendations(draft: Draft) -> Section:
    texts, actions = draft.texts, draft.scene.advice.actions
    improving = sum(action.kind == "improve" for action in actions)
    keep = any(action.kind == "keep" for action in actions)
    title = (
        texts("recommendations-title-keep")
        if keep
        else texts("recommendations-title-expert", n=len(actions))
        if draft.scene.advice.expert
        else texts("recommendations-title-answer")
        if actions and not improving
        else texts(
            "recommendations-title-improve-answer"
            if improving < len(actions)
            else "recommendations-title-improve",
            n=improving,
        )
    )
    pinned = sum(any(o.decision == "pin" for o in action.expert) for action in actions)
    lead = texts("recommendations-lead-pinned", n=pinned) if pinned else texts("recommendations-lead")
    blocks: list[Block] = [Para(lead, role="lead")]
    if actions:
        blocks.append(_action_table(draft, pinned > 0))
        blocks += pictures(draft)
        if draft.scene.advice.gaps:
            blocks.append(_gap_table(draft))
        blocks.append(AdviceCards(action_cards(draft)))
    return draft.section("recommendations", texts("recommendations"), title, blocks, (1, 5))


def _action_table(draft: Draft, pinned: bool) -> Table:
    texts = draft.texts
    caption = texts("recommendations-caption-pinned" if pinned else "recommendations-caption")
    columns = (
        Column(texts("column-action"), align="left"),
        Column(texts("column-today"), width=14),
        Column(texts("column-goal"), width=32),
        Column(texts("column-gain"), width=14),
        Column(texts("column-effort"), align="left", width=17),
        Column(texts("column-term"), align="left", width=24),
    )
    rows = [_row(draft, action) for action in draft.scene.advice.actions]
    return draft.table("actions", "table-actions", caption, columns, rows, notes=[" ".join(_notes(draft))])


def _row(draft: Draft, action: Action) -> Row:
    texts, facts, lang = draft.texts, draft.scene.facts, draft.texts.lang
    record, what_if = action.record, action.what_if
    if what_if is None:
        goal, gain = Cell(texts(f"goal-{action.kind}")), texts("dash")
    else:
        called = texts(f"goal-{what_if.goal_is}")
        yes_no = what_if.goal_is in ("introduce", "end")
        goal = Cell(called) if yes_no else Cell(facts.spread(action.node, what_if.goal), small=called)
        gain = facts.gain_text(draft.scene.root.code, what_if.score)
    return Row(
        (
            Cell(
                texts("kicker", number=action.rank, name=record.action.get(lang)),
                small=with_mark(draft, action, _indicator_and_basis(draft, action)),
            ),
            facts.cell(action.node, "value", tone="own"),
            goal,
            Cell(gain),
            Cell(texts(f"effort-{record.effort}")),
            Cell(texts("months", n=record.term_months), small=_after(draft, action)),
        )
    )


def _indicator_and_basis(draft: Draft, action: Action) -> str:
    indicator = with_unit(draft.scene, action.node)
    text = draft.texts("action-basis", indicator=indicator, basis=_basis(draft, action))
    return draft.texts("action-urgent", text=text) if action.record.urgent else text


def _basis(draft: Draft, action: Action) -> str:
    """What a board can look up in the area's table: the median and the rank."""
    texts, facts = draft.texts, draft.scene.facts
    standing = draft.scene.comparison[action.node]
    if standing.values is None:
        return texts("basis-none")
    if draft.scene.node(action.node).is_yes_no:
        return texts("basis-yes", **facts.yes_of(action.node))
    median = facts.said_value(action.node, standing.values.median)
    if standing.rank is None:
        return texts("basis-median", median=median)
    return texts("basis-rank", median=median, rank=texts.ordinal(standing.rank), n=standing.n)


def _after(draft: Draft, action: Action) -> str:
    if not action.after:
        return ""
    numbers = draft.texts.names([str(rank) for rank in action.after])
    return draft.texts("after-actions", n=len(action.after), numbers=numbers)


def _notes(draft: Draft) -> Iterator[str]:
    texts, actions = draft.texts, draft.scene.advice.actions
    yield texts("recommendations-note")
    if any(action.what_if is not None and action.what_if.goal_is.startswith("tenth") for action in actions):
        yield texts("recommendations-note-tenth")
    if any(action.after for action in actions):
        yield texts("recommendations-note-after")


def _gap_table(draft: Draft) -> Table:
    """The gaps that the summary names, each with the action for it or the reason why there is none."""
    texts = draft.texts
    columns = (
        Column(texts("column-gap"), align="left"),
        Column(texts("column-today"), width=16),
        Column(texts("column-median"), width=18),
        Column(texts("column-answer"), align="left", width=72),
    )
    rows = [_gap_row(draft, gap) for gap in draft.scene.advice.gaps]
    return draft.table("plain", "table-gaps", texts("gaps-caption"), columns, rows)


def _gap_row(draft: Draft, gap: Gap) -> Row:
    facts = draft.scene.facts
    return Row(
        (
            Cell(with_unit(draft.scene, gap.node)),
            facts.cell(gap.node, "value", tone="own"),
            facts.cell(gap.node, "values", "median"),
            Cell(upper_first(_gap_answer(draft, gap))),
        )
    )


def _gap_answer(draft: Draft, gap: Gap) -> str:
    texts = draft.texts
    if gap.rank is not None:
        return texts("gap-action", number=gap.rank)
    if gap.waits_for:
        return texts("gap-waits", indicator=texts("quoted", name=draft.scene.name(gap.waits_for)))
    numbers = texts.names([str(rank) for rank in gap.first])
    arguments: dict[str, str | int] = {"n": len(gap.first), "numbers": numbers} if gap.first else {}
    return texts(f"gap-{gap.reason}", **arguments)
