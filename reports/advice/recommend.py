"""Rules become ranked advice, each with the numbers that fired it and what it would bring.

Which records hold says :mod:`reports.advice.rules`, which of them are proposed and in which order
:mod:`reports.advice.choosing`, what reaching the next goal of an indicator would bring
:mod:`reports.advice.whatif`. "What to keep" needs a record that is for good positions only: an invitation to
learn from others is no way to protect a lead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from reports.edition import Edition, Recommendation
from reports.results import Comparison, Frame, Scores, Standing

from . import expert, whatif
from .choosing import FEWEST, MOST, Answer, Choice, leaves_of, most_actions
from .conditions import POSITION, POSITIONS, position_of
from .model import Action, Advice, Gap, WhatIf
from .rules import Rules, is_for_good

#: A leader is told first what to keep: this many things.
KEPT_BY_LEADER = 2


def recommend(
    edition: Edition,
    scores: Scores,
    comparison: Comparison,
    frame: Frame,
    lifted: Collection[str] = (),
) -> Advice:
    """The advice for one cluster: deterministic, and the same for any order of the clusters.

    At most five actions (fewer for a small office), and at least three where the library has records for
    them. An improvement is never advised where the benchmark is reached, or where all agree; each record is
    used once. A leader, or whoever has fewer than three things to improve, is also told what to keep. One
    missing answer, the one that weighs most, is asked for after the gaps, where there is room.

    What the expert pinned leads the actions, with the gain of the indicator it fits best where one can be
    computed; what the expert dropped leaves its place to the next best of another indicator (see
    :mod:`reports.advice.expert`). ``lifted`` are the ids of records that the pattern of the cluster prefers,
    among those that are no answer to a gap.
    """
    overrides = expert.decisions(edition, comparison.id)
    rules = Rules(
        edition,
        comparison,
        expert.library(edition.recommendations, overrides),
        whatif.what_ifs(edition, scores, comparison, frame, expert.goals(overrides)),
        frozenset(expert.decided(overrides, "drop")),
        frozenset(lifted),
    )
    pinned = _pinned(rules, expert.decided(overrides, "pin"))
    leads = comparison[edition.framework.root.code].rank == 1
    keep = _kept(rules, pinned, min(KEPT_BY_LEADER, MOST - len(pinned)) if leads else 0)
    most = min(most_actions(rules), MOST - len(keep))
    choice = Choice(rules, list(pinned))
    choice.urgent(most)
    choice.gaps(most)
    answer = _answer(rules, [*choice.chosen, *keep])[: MOST - len(keep) - len(choice.chosen)]
    choice.fill(min(most, MOST - len(keep) - len(answer)))
    wanted = max(len(keep), FEWEST - len(choice.chosen) - len(answer))
    keep = _kept(rules, [*choice.chosen, *answer], wanted)
    chosen = [*choice.chosen, *keep, *answer]
    ordered = in_order(edition.recommendations, chosen)
    return Advice(
        id=comparison.id,
        actions=tuple(expert.marked(action, overrides) for action in ordered),
        reserves=_reserves(rules.what_ifs),
        fired=_fired(rules, chosen),
        expert=overrides,
        gaps=tuple(_gap(answer, ordered) for answer in choice.answers),
        joint=whatif.jointly(edition, scores, comparison, frame, ordered),
    )


def _gap(answer: Answer, actions: Sequence[Action]) -> Gap:
    """The answer to a gap with the numbers of the actions that it names."""
    ranks = {action.record.id: action.rank for action in actions}
    return Gap(
        node=answer.node,
        rank=ranks[answer.record] if answer.record else None,
        reason=answer.reason,
        first=tuple(sorted(ranks[record] for record in answer.first)),
        waits_for=answer.waits_for,
    )


def positions_of(record: Recommendation) -> frozenset[str]:
    """The positions in which a record serves every cluster: low, middle, good.

    A record with a further condition (a comparison group, a trend ...) is for some clusters only, and
    one for missing answers is for no position.
    """
    when = record.when
    if not when.keys() <= {"position", "band"}:
        return frozenset()
    bands = when.get("band", [band.value for band in POSITION])
    left_out = {position for band, position in POSITION.items() if band.value not in bands}
    return frozenset(when.get("position", POSITIONS)) - left_out


def _reserves(what_ifs: Mapping[str, WhatIf]) -> tuple[tuple[str, WhatIf], ...]:
    """What each indicator below its goal would bring, the largest gain first, if it can be seen in print."""
    seen = [(code, what_if) for code, what_if in what_ifs.items() if what_if.printed_area_gain > 0]
    return tuple(sorted(seen, key=lambda pair: -pair[1].points))


# --- choosing -------------------------------------------------------------------------------------


def _pinned(rules: Rules, pins: Sequence[str]) -> list[Action]:
    """The records the expert pinned, in the expert's order, whether or not their conditions hold."""
    pinned: list[Action] = []
    for record in (next(r for r in rules.library if r.id == pin) for pin in pins):
        pinned.append(_pin(rules, record, {action.node for action in pinned}))
    return pinned


def _pin(rules: Rules, record: Recommendation, taken: set[str]) -> Action:
    """A pinned record at the indicator it fits best: of those it is for, one for which it fires, then the
    one that gains most. Where there is nothing to gain (or to keep, or to answer), it stands without a
    gain at the first of its indicators.
    """
    comparison, codes = rules.comparison, leaves_of(rules, record)
    free = [code for code in codes if code not in taken] or codes
    if record.when.get("missing", False):
        lacking = [code for code in rules.by_weight(comparison.missing) if code in free]
        return rules.action("answer" if lacking else "chosen", (lacking or free)[0], record)
    if is_for_good(record):
        good = [c for c in (*comparison.strengths, *free) if c in free and _is_good(comparison[c])]
        return rules.action("keep" if good else "chosen", (good or free)[0], record)
    gains = [code for code in rules.by_priority if code in free and rules.has_goal(record, code)]
    if gains:
        best = min(gains, key=lambda code: not rules.fires(record, code))
        return rules.action("improve", best, record)
    return rules.action("chosen", free[0], record)


def _kept(rules: Rules, improve: Sequence[Action], wanted: int) -> list[Action]:
    """What is worth keeping and is not to be improved: the strengths, then the other good positions, but for
    what the sector decides.
    """
    if wanted <= 0:
        return []
    framework = rules.edition.framework
    leaves = (leaf.code for leaf in framework.leaves)
    kept: list[Action] = []
    for code in dict.fromkeys((*rules.comparison.strengths, *leaves)):
        if len(kept) >= wanted:
            break
        if (
            framework[code].sector_driven
            or not _is_good(rules.comparison[code])
            or code in {a.node for a in improve}
        ):
            continue
        used = {action.record.id for action in (*improve, *kept)}
        record = next((r for r in rules.firing_for_good(code) if r.id not in used), None)
        if record is not None:
            kept.append(rules.action("keep", code, record))
    return kept


def _is_good(standing: Standing) -> bool:
    return position_of(standing) == "good"


def _answer(rules: Rules, others: Sequence[Action]) -> list[Action]:
    """The missing answer that weighs most in the overall result, if there is a record for it and none of the
    other actions asks for one.
    """
    if any(action.kind == "answer" for action in others):
        return []
    used = {action.record.id for action in others}
    for code in rules.by_weight(rules.comparison.missing):
        record = next((record for record in rules.firing[code] if record.id not in used), None)
        if record is not None:
            return [rules.action("answer", code, record)]
    return []


def in_order(library: Sequence[Recommendation], chosen: Sequence[Action]) -> tuple[Action, ...]:
    """The chosen actions numbered, each behind those that should be done before it (``Action.after``).

    The order given (by gain) is kept but for one thing: an action that another one waits for is moved
    up in front of it. A board reads the numbers as the order of work and the summary prints only the
    first three, so that "1" must never wait for "6"; what a step opens the way to is part of its worth.
    A chain holds also where a record in its middle is not among the actions. The library has no circles
    (see :mod:`reports.edition.validation.recommendations`).
    """
    records = {record.id: record for record in library}
    by_record = {action.record.id: action for action in chosen}

    def steps(record: Recommendation) -> Iterator[str]:
        for step in record.after:
            if step in by_record:
                yield step
            elif step in records:
                yield from steps(records[step])

    ordered: dict[str, Action] = {}

    def place(action: Action) -> None:
        before = sorted(dict.fromkeys(steps(action.record)), key=list(by_record).index)
        for step in before:
            if step not in ordered:
                place(by_record[step])
        after = tuple(sorted(ordered[step].rank for step in before))
        ordered[action.record.id] = replace(action, rank=len(ordered) + 1, after=after)

    for action in chosen:
        if action.record.id not in ordered:
            place(action)
    return tuple(ordered.values())


def _fired(rules: Rules, chosen: Sequence[Action]) -> tuple[tuple[str, str], ...]:
    """The rules behind the actions, then every other that fired where points can be gained. What the expert
    pinned need not have fired.
    """
    acted_on = [(a.rule, a.node) for a in chosen if rules.fires(a.record, a.node)]
    others = [(record.id, code) for code in rules.worthwhile for record in rules.firing[code]]
    return (*acted_on, *(pair for pair in others if pair not in acted_on))
