"""Rules become ranked advice, each with the numbers that fired it and what it would bring.

A record of the library is a rule: it fires for an indicator when all its conditions hold (see
:mod:`reports.advice.conditions`). Of an indicator's records the nearest ones count: its own,
else those of its sub-area, else of its area, else the general ones (node ``*``). Of these the one with more
conditions comes first, then the order of the file. "What to keep" needs a record that is for good positions
only: an invitation to learn from others is no way to protect a lead.

What reaching the next goal of an indicator would bring says :mod:`reports.advice.whatif`. Advice is ranked by
``points gained overall x influence / 2``: an indicator the coordinator can hardly move counts half, one in
the coordinator's own hands one and a half times.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reports.edition import Edition, Node, Recommendation, score_decimals
from reports.results import Comparison, Frame, Scores, Standing

from . import conditions, expert, whatif
from .conditions import GOOD_BANDS, POSITION, POSITIONS, position_of
from .model import Action, ActionKind, Advice, Evidence, WhatIf

#: The most and the fewest actions of one report.
MOST, FEWEST = 7, 3
#: At most so many actions of one sub-area and of one area, as long as others have something to gain.
OF_SUBAREA, OF_AREA = 2, 3
#: A leader is told first what to keep: this many things.
KEPT_BY_LEADER = 2


def recommend(edition: Edition, scores: Scores, comparison: Comparison, frame: Frame) -> Advice:
    """The advice for one cluster: deterministic, and the same for any order of the clusters.

    At most seven actions, and at least three where the library has records for them. An improvement is
    never advised where the benchmark is reached, or where all agree; each record is used once. A
    leader, or whoever has fewer than three things to improve, is also told what to keep. One missing
    answer, the one that weighs most, is asked for after the first three actions.

    What the expert pinned leads the actions, with the gain of the indicator it fits best where one can be
    computed; what the expert dropped leaves its place to the next best of another indicator (see
    :mod:`reports.advice.expert`).
    """
    overrides = expert.decisions(edition, comparison.id)
    context = _Context(
        edition,
        comparison,
        expert.library(edition.recommendations, overrides),
        whatif.what_ifs(edition, scores, comparison, frame),
        frozenset(expert.decided(overrides, "drop")),
    )
    pinned = _pinned(context, expert.decided(overrides, "pin"))
    improve = _improvements(context, pinned)
    leads = comparison[edition.framework.root.code].rank == 1
    wanted = max(KEPT_BY_LEADER if leads else 0, FEWEST - len(pinned) - len(improve))
    keep = _kept(context, [*pinned, *improve], wanted)
    answer = _answer(context, [*pinned, *improve, *keep])
    room = MOST - len(pinned) - len(keep) - len(answer)
    chosen = [*pinned, *improve[:room], *keep, *answer]
    return Advice(
        id=comparison.id,
        actions=tuple(
            expert.marked(action, overrides) for action in in_order(edition.recommendations, chosen)
        ),
        reserves=_reserves(context.what_ifs),
        fired=_fired(context, chosen),
        expert=overrides,
    )


@dataclass(frozen=True)
class _Context:
    """What all rules of one cluster look at. ``what_ifs`` are by code, in the framework's order; ``dropped``
    are the ids of records that the expert does not want.
    """

    edition: Edition
    comparison: Comparison
    library: tuple[Recommendation, ...]
    what_ifs: Mapping[str, WhatIf]
    dropped: frozenset[str]

    @property
    def decimals(self) -> int:
        """The decimals of scores."""
        return score_decimals(self.edition.method)

    def priority(self, code: str) -> float:
        """The points gained overall, or in the area without an overall score, x influence / 2."""
        return self.what_ifs[code].points * self.edition.framework[code].influence / 2

    @cached_property
    def by_priority(self) -> list[str]:
        """The indicators below their goal, the highest :meth:`priority` first, equal ones in the framework's
        order.
        """
        return sorted(self.what_ifs, key=lambda code: -self.priority(code))

    @cached_property
    def worthwhile(self) -> list[str]:
        """Those of them whose gain can be seen in print."""
        return [code for code in self.by_priority if self.what_ifs[code].printed_points > 0]

    @cached_property
    def firing(self) -> Mapping[str, tuple[Recommendation, ...]]:
        """By indicator the records that fire for it, of the nearest level that has any; the one with the
        most conditions first.
        """
        return {leaf.code: self._nearest(leaf.code, self._records) for leaf in self.edition.framework.leaves}

    def firing_for_good(self, code: str) -> tuple[Recommendation, ...]:
        """The same of the records that are for good positions and no others."""
        return self._nearest(
            code, {node: list(filter(_is_for_good, records)) for node, records in self._records.items()}
        )

    @cached_property
    def _records(self) -> Mapping[str, list[Recommendation]]:
        """Node (or ``*``) -> its records, in the order of the file."""
        found: dict[str, list[Recommendation]] = {}
        for record in self.library:
            found.setdefault(record.node, []).append(record)
        return found

    def _nearest(
        self, code: str, records: Mapping[str, Sequence[Recommendation]]
    ) -> tuple[Recommendation, ...]:
        for node in (code, *(node.code for node in self.edition.framework.ancestors(code)), "*"):
            found = [record for record in records.get(node, ()) if self.fires(record, code)]
            if found:
                return expert.without(sorted(found, key=lambda record: -len(record.when)), self.dropped)
        return ()

    def fires(self, record: Recommendation, code: str) -> bool:
        """Whether all conditions of a record hold for an indicator; one without an answer needs a record that
        asks for it.
        """
        cluster = self.edition.cluster(self.comparison.id)
        return conditions.hold(
            {"missing": False, **record.when}, self.comparison[code], cluster, self.decimals
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


def _is_for_good(record: Recommendation) -> bool:
    position, band = record.when.get("position", ()), record.when.get("band", ())
    return set(position) == {"good"} or (bool(band) and GOOD_BANDS.issuperset(band))


def _reserves(what_ifs: Mapping[str, WhatIf]) -> tuple[tuple[str, WhatIf], ...]:
    """What each indicator below its goal would bring, the largest gain first, if it can be seen in print."""
    seen = [(code, what_if) for code, what_if in what_ifs.items() if what_if.printed_area_gain > 0]
    return tuple(sorted(seen, key=lambda pair: -pair[1].points))


# --- choosing -------------------------------------------------------------------------------------


def _pinned(context: _Context, pins: Sequence[str]) -> list[Action]:
    """The records the expert pinned, in the expert's order, whether or not their conditions hold."""
    pinned: list[Action] = []
    for record in (next(r for r in context.library if r.id == pin) for pin in pins):
        pinned.append(_pin(context, record, {action.node for action in pinned}))
    return pinned


def _pin(context: _Context, record: Recommendation, taken: set[str]) -> Action:
    """A pinned record at the indicator it fits best: of those it is for, one for which it fires, then the
    one that gains most. Where there is nothing to gain (or to keep, or to answer), it stands without a
    gain at the first of its indicators.
    """
    framework, comparison = context.edition.framework, context.comparison
    leaves = framework.leaves if record.node == "*" else framework.leaves_of(record.node)
    codes = [leaf.code for leaf in leaves]
    free = [code for code in codes if code not in taken] or codes
    if record.when.get("missing", False):
        lacking = [code for code in _by_weight(context, comparison.missing) if code in free]
        return _action("answer" if lacking else "chosen", context, (lacking or free)[0], record)
    if _is_for_good(record):
        good = [c for c in (*comparison.strengths, *free) if c in free and _is_good(comparison[c])]
        return _action("keep" if good else "chosen", context, (good or free)[0], record)
    gains = [code for code in context.by_priority if code in free]
    if gains:
        best = min(gains, key=lambda code: not context.fires(record, code))
        return _action("improve", context, best, record)
    return _action("chosen", context, free[0], record)


def _improvements(context: _Context, pinned: Sequence[Action]) -> list[Action]:
    """At most seven improvements with those ``pinned``: first spread over sub-areas and areas, then whatever
    gains most.

    What brings less than the last decimal of a point (is not worthwhile) is advised only where there is
    nothing else.
    """
    chosen = list(pinned)
    taken, used = {action.node for action in chosen}, {action.record.id for action in chosen}
    for candidates, spread in (
        (context.worthwhile, True),
        (context.worthwhile, False),
        (context.by_priority, False),
    ):
        for code in candidates:
            enough = MOST if spread else FEWEST
            if len(chosen) >= enough:
                break
            if code in taken or (spread and not _has_room(context, code, chosen)):
                continue
            record = next((r for r in context.firing[code] if r.id not in used), None)
            if record is not None:
                chosen.append(_action("improve", context, code, record))
                taken.add(code)
                used.add(record.id)
    return sorted(chosen[len(pinned) :], key=lambda action: -action.priority)


def _has_room(context: _Context, code: str, chosen: Sequence[Action]) -> bool:
    framework = context.edition.framework
    of_subarea = sum(framework[action.node].parent == framework[code].parent for action in chosen)
    of_area = sum(framework.area_of(action.node) is framework.area_of(code) for action in chosen)
    return of_subarea < OF_SUBAREA and of_area < OF_AREA


def _kept(context: _Context, improve: Sequence[Action], wanted: int) -> list[Action]:
    """What is worth keeping and is not to be improved: the strengths, then the other good positions."""
    if wanted <= 0:
        return []
    leaves = (leaf.code for leaf in context.edition.framework.leaves)
    kept: list[Action] = []
    for code in dict.fromkeys((*context.comparison.strengths, *leaves)):
        if len(kept) >= wanted:
            break
        if not _is_good(context.comparison[code]) or code in {a.node for a in improve}:
            continue
        used = {action.record.id for action in (*improve, *kept)}
        record = next((r for r in context.firing_for_good(code) if r.id not in used), None)
        if record is not None:
            kept.append(_action("keep", context, code, record))
    return kept


def _is_good(standing: Standing) -> bool:
    return position_of(standing) == "good"


def _answer(context: _Context, others: Sequence[Action]) -> list[Action]:
    """The missing answer that weighs most in the overall result, if there is a record for it and none of the
    other actions asks for one.
    """
    if any(action.kind == "answer" for action in others):
        return []
    used = {action.record.id for action in others}
    for code in _by_weight(context, context.comparison.missing):
        record = next((record for record in context.firing[code] if record.id not in used), None)
        if record is not None:
            return [_action("answer", context, code, record)]
    return []


def _by_weight(context: _Context, codes: Sequence[str]) -> list[str]:
    return sorted(codes, key=lambda code: -_weight(context, context.edition.framework[code]))


def _weight(context: _Context, node: Node) -> float:
    """The share of the overall result that hangs on an indicator if every answer is there."""
    framework, share = context.edition.framework, 1.0
    for member in (node, *framework.ancestors(node.code)):
        if member.parent is not None:
            share *= member.weight / sum(child.weight for child in framework.children(member.parent))
    return share


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


def _action(kind: ActionKind, context: _Context, code: str, record: Recommendation) -> Action:
    return Action(
        rank=0,
        kind=kind,
        rule=record.id,
        record=record,
        node=code,
        evidence=tuple(_evidence(context.comparison[code], context.decimals)),
        what_if=context.what_ifs[code] if kind == "improve" else None,
        priority=context.priority(code) if kind == "improve" else 0.0,
    )


def _evidence(standing: Standing, decimals: int) -> Iterator[Evidence]:
    """The numbers that the conditions of rules look at."""
    yield Evidence("band", standing.code, standing.band.value)
    if standing.value is not None:
        yield Evidence("value", standing.code, standing.value)
    if standing.rank is not None:
        yield Evidence("rank", standing.code, standing.rank)
    behind, trend = conditions.points_behind(standing), conditions.trend(standing, decimals)
    if behind is not None:
        yield Evidence("gap_median", standing.code, -behind)
    if trend is not None:
        yield Evidence("trend", standing.code, trend)


def _fired(context: _Context, chosen: Sequence[Action]) -> tuple[tuple[str, str], ...]:
    """The rules behind the actions, then every other that fired where points can be gained. What the expert
    pinned need not have fired.
    """
    acted_on = [(a.rule, a.node) for a in chosen if context.fires(a.record, a.node)]
    others = [(record.id, code) for code in context.worthwhile for record in context.firing[code]]
    return (*acted_on, *(pair for pair in others if pair not in acted_on))
