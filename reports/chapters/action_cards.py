"""The cards of the actions: half a page each, that a reader can act on without another page.

A card begins with the numbers behind the action and what they come from, goes on with the steps, and tells
who, at what cost, what it moves, what usually goes wrong, and how others do it. What a record does not say is
left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from reports.advice import Action, ChosenPractice
from reports.document import AdviceCard
from reports.words import Filler, upper_first, with_unit

from .draft import Draft
from .expert_voice import facts as expert_facts
from .practices import seen_at, source


def action_id(action: Action) -> str:
    """The anchor of an action's card."""
    return f"action-{action.rank}"


def action_cards(draft: Draft) -> tuple[AdviceCard, ...]:
    """A card for each action, in the order of their ranks."""
    filler = Filler(draft.scene)
    return tuple(_card(draft, action, filler) for action in draft.scene.advice.actions)


def _card(draft: Draft, action: Action, filler: Filler) -> AdviceCard:
    texts, record, lang = draft.texts, action.record, draft.texts.lang
    lead = [_diagnosis(draft, action)]
    if record.why.get(lang) and filler.can_fill(record.why):
        lead.append(filler.text(record.why))
    steps = (record.first_step, *record.steps) if record.steps else ()
    practice = _practice(draft, action)
    example = practice if practice is not None and practice.action == action.rank else None
    facts = _facts(draft, action, practice if example is None else None)
    return AdviceCard(
        number=texts("rank", rank=str(action.rank)),
        title=record.action.get(lang),
        lead=" ".join(lead),
        steps_label=texts("card-steps") if steps else "",
        steps=tuple(
            (texts("plan-line", number=number), step.get(lang)) for number, step in enumerate(steps, start=1)
        ),
        facts=tuple((label, upper_first(text)) for label, text in facts),
        example=tuple(_example(draft, example)) if example is not None else (),
        credit=seen_at(draft, example) if example is not None else "",
        rules=(action.rule, *([example.practice.id] if example is not None else [])),
        id=action_id(action),
    )


def _diagnosis(draft: Draft, action: Action) -> str:
    """The own number, the typical one and the place; of a question how many have it."""
    texts, facts = draft.texts, draft.scene.facts
    standing = draft.scene.comparison[action.node]
    indicator = with_unit(draft.scene, action.node)
    if draft.scene.node(action.node).is_yes_no and standing.n:
        has = {None: "card-diagnosis-unasked", 1.0: "card-diagnosis-has"}.get(
            standing.value, "card-diagnosis-lacks"
        )
        return texts(has, indicator=indicator, **facts.yes_of(action.node))
    if standing.values is None:
        return texts("card-diagnosis-none", indicator=indicator)
    median = facts.said_value(action.node, standing.values.median)
    if standing.value is None:
        return texts("card-diagnosis-missing", indicator=indicator, median=median)
    own = facts.said_value(action.node, standing.value)
    if standing.rank is None:
        return texts("card-diagnosis-unranked", indicator=indicator, own=own, median=median)
    message = "card-diagnosis-tied" if standing.ties else "card-diagnosis"
    rank = texts.ordinal(standing.rank)
    return texts(message, indicator=indicator, own=own, median=median, rank=rank, n=standing.n)


def _facts(draft: Draft, action: Action, elsewhere: ChosenPractice | None) -> Iterator[tuple[str, str]]:
    """What stands on a card behind its steps; a practice that stands ``elsewhere`` is referred to."""
    texts, record, lang = draft.texts, action.record, draft.texts.lang
    if record.urgent:
        yield texts("card-urgent"), texts("card-urgent-text")
    if not record.steps:
        yield texts("card-first-step"), record.first_step.get(lang)
    term = texts("months", n=record.term_months)
    yield texts("card-who"), texts("card-who-text", owner=record.owner.get(lang), term=term)
    effort = texts(f"effort-{record.effort}")
    if record.cost is None:
        yield texts("card-effort"), effort
    else:
        yield texts("card-cost"), texts("card-cost-text", cost=texts(f"cost-{record.cost}"), effort=effort)
    if action.after:
        numbers = texts.names([str(rank) for rank in action.after])
        yield texts("card-after"), texts("card-after-text", n=len(action.after), numbers=numbers)
    yield texts("card-result"), _result(draft, action)
    yield texts("card-measure"), record.measure.get(lang)
    if record.risk.get(lang):
        yield texts("card-risk"), record.risk.get(lang)
    if elsewhere is not None:
        yield texts("card-practice"), texts("card-practice-text", number=elsewhere.action)
    yield from expert_facts(draft, action)


# --- how others do it ------------------------------------------------------------------------------


def _practice(draft: Draft, action: Action) -> ChosenPractice | None:
    """The practice of the report for the sub-area of an action."""
    framework = draft.scene.edition.framework
    above = {action.node, *(node.code for node in framework.ancestors(action.node))}
    return next((choice for choice in draft.scene.exchange.chosen if choice.node in above), None)


def _example(draft: Draft, choice: ChosenPractice) -> Iterator[tuple[str, str]]:
    """A practice, and apart from its words where it comes from: beside a name stands no result."""
    texts, practice, lang = draft.texts, choice.practice, draft.texts.lang
    said = (practice.title, practice.what, practice.effect)
    title, what, effect = (text.get(lang) for text in said)
    yield texts("card-practice"), texts("card-example", title=title, what=what, effect=effect)
    where = source(draft, choice)
    if where:
        yield texts("practices-source"), upper_first(where)


# --- what it moves ---------------------------------------------------------------------------------


def _into(draft: Draft, code: str) -> str:
    """What an indicator counts towards."""
    depth = draft.scene.node(code).depth
    return {1: "overall", 2: "area"}.get(depth, "subarea")


def _result(draft: Draft, action: Action) -> str:
    texts, root, what_if = draft.texts, draft.scene.root, action.what_if
    if what_if is None:
        return texts(f"result-{action.kind}", into=_into(draft, action.node))
    facts = draft.scene.facts
    goal = facts.told_value(action.node, what_if.goal)
    gained = facts.gained(root.code, what_if.score)
    if root.rank is None or gained is None:
        area = draft.scene.edition.framework.area_of(action.node) or draft.scene.node(root.code)
        in_area = facts.gained(area.code, what_if.area_score)
        if in_area is None:
            return texts("result-chosen")
        if not in_area:
            return texts("result-little-area", goal=goal)
        return texts("result-no-rank", goal=goal, gain=texts.points(in_area))
    arguments: dict[str, str | int] = {
        "goal": goal,
        "gain": texts.points(gained),
        "score": texts.result(what_if.score),
        "after": texts.ordinal(what_if.rank),
    }
    if what_if.goal_is in ("introduce", "end"):
        if not gained:
            return texts(f"result-little-{what_if.goal_is}")
        return texts(f"result-{what_if.goal_is}", gain=arguments["gain"])
    if what_if.rank == root.rank:
        if not gained:
            return texts("result-little", goal=goal)
        return texts("result-improve-same", goal=goal, gain=arguments["gain"])
    return texts("result-improve", before=texts.ordinal(root.rank), **arguments)
