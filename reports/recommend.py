"""Rules become ranked advice, each with the numbers that fired it and what it would bring.

A record of the library is a rule: it fires for an indicator when all its conditions hold (see
:mod:`reports.library`). Of an indicator's records the nearest ones count: its own, else those of its
sub-area, else of its area, else the general ones (node ``*``). Of these the one with more conditions
comes first, then the order of the file. "What to keep" needs a record that is for good positions only:
an invitation to learn from others is no way to protect a lead.

The goal of an indicator is the next step up: below the middle half of the group half the way to the
median, then the median, the quartile of the better quarter, the threshold of the best tenth (in a group
of at least twenty) and above that half the way to the benchmark; rounded to the published decimals
towards the better side, and never beyond what anybody has. From both ends of the group the next mark can
lie several times as far as an action reaches in its term, hence the halves; they need no number that the
report does not print anyway. What reaching a goal would bring is computed by the real scoring on the
frame of the group, so that no other cluster's result moves. Advice is ranked by ``points gained overall x
influence / 2``: an indicator the coordinator can hardly move counts half, one in the coordinator's own
hands one and a half times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil, floor, isnan, nan
from typing import Any

import numpy as np

from . import expert
from .model import (
    Action,
    ActionKind,
    Advice,
    Band,
    Comparison,
    Edition,
    Evidence,
    FloatArray,
    GoalName,
    Node,
    Recommendation,
    Scores,
    Spread,
    Standing,
    WhatIf,
    published,
    published_difference,
)
from .score import TIE_TOLERANCE, Frame, aggregate, normalise

#: The most and the fewest actions of one report.
MOST, FEWEST = 7, 3
#: At most so many actions of one sub-area and of one area, as long as others have something to gain.
OF_SUBAREA, OF_AREA = 2, 3
#: A leader is told first what to keep: this many things.
KEPT_BY_LEADER = 2

_POSITION = {
    Band.BELOW: "low",
    Band.LOWER: "middle",
    Band.MEDIAN: "middle",
    Band.UPPER: "middle",
    Band.ABOVE: "good",
    Band.HIGHEST: "good",
}

POSITIONS = tuple(dict.fromkeys(_POSITION.values()))

_GOOD_BANDS = frozenset(band.value for band, position in _POSITION.items() if position == "good")

#: From so many answers on there is a best tenth: two clusters or more.
TENTH_OF = 20

Goal = tuple[GoalName, float]


def recommend(edition: Edition, scores: Scores, comparison: Comparison, frame: Frame) -> Advice:
    """The advice for one cluster: deterministic, and the same for any order of the clusters.

    At most seven actions, and at least three where the library has records for them. An improvement is
    never advised where the benchmark is reached, or where all agree; each record is used once. A
    leader, or whoever has fewer than three things to improve, is also told what to keep. One missing
    answer, the one that weighs most, is asked for after the first three actions.

    What the expert pinned leads the actions, with the gain of the indicator it fits best where one can be
    computed; what the expert dropped leaves its place to the next best of another indicator (see
    :mod:`reports.expert`).
    """
    overrides = expert.decisions(edition, comparison.id)
    library = expert.library(edition.recommendations, overrides)
    desk = _Desk(edition, scores, comparison, library, frozenset(expert.decided(overrides, "drop")))
    candidates = _what_ifs(desk, frame)
    order = sorted(candidates, key=lambda pair: -_priority(desk, *pair))
    pinned = _pinned(desk, order, expert.decided(overrides, "pin"))
    improve = _improvements(desk, order, pinned)
    leads = desk.root.rank == 1
    wanted = max(KEPT_BY_LEADER if leads else 0, FEWEST - len(pinned) - len(improve))
    keep = _kept(desk, [*pinned, *improve], wanted)
    answer = _answer(desk, [*pinned, *improve, *keep])
    room = MOST - len(pinned) - len(keep) - len(answer)
    chosen = [*pinned, *improve[:room], *keep, *answer]
    reserves = [pair for pair in candidates if _worth_showing(pair[1])]
    reserves.sort(key=lambda pair: -_gain(pair[1]))
    return Advice(
        id=comparison.id,
        actions=tuple(
            expert.marked(action, overrides) for action in in_order(edition.recommendations, chosen)
        ),
        reserves=tuple((node.code, what_if) for node, what_if in reserves),
        fired=tuple(_fired(desk, order, chosen)),
        expert=overrides,
    )


@dataclass(frozen=True)
class _Desk:
    """What all rules of one cluster look at."""

    edition: Edition
    scores: Scores
    comparison: Comparison
    library: tuple[Recommendation, ...]
    dropped: frozenset[str] = frozenset()

    @property
    def root(self) -> Standing:
        return self.comparison[self.edition.framework.root.code]

    @property
    def row(self) -> int:
        return self.edition.row[self.comparison.id]

    @cached_property
    def records(self) -> Mapping[str, tuple[Recommendation, ...]]:
        """Node (or ``*``) -> its records, in the order of the file."""
        found: dict[str, list[Recommendation]] = {}
        for record in self.library:
            found.setdefault(record.node, []).append(record)
        return {node: tuple(records) for node, records in found.items()}

    def firing(self, code: str, *, for_good: bool = False) -> tuple[Recommendation, ...]:
        """The records that fire for an indicator, of the nearest level that has any; the most specific
        first. With ``for_good`` only those that are for good positions and no others.
        """
        ancestors = [node.code for node in self.edition.framework.ancestors(code)]
        for node in (code, *ancestors, "*"):
            found = [
                record
                for record in self.records.get(node, ())
                if self.fires(record, self.comparison[code]) and (_is_for_good(record) or not for_good)
            ]
            if found:
                ordered = sorted(found, key=lambda record: -len(record.when))
                return expert.without(ordered, self.dropped)
        return ()

    def fires(self, record: Recommendation, standing: Standing) -> bool:
        """Whether all conditions of a record hold for an indicator."""
        when = record.when
        if bool(when.get("missing", False)) != (standing.value is None):
            return False
        groups = self.edition.cluster(self.comparison.id).groups
        behind, rank = _behind(standing), standing.rank
        conditions: dict[str, Callable[[Any], bool]] = {
            "position": lambda wanted: _POSITION.get(standing.band) in wanted,
            "gap_min": lambda least: behind is not None and behind >= least,
            "rank_min": lambda least: rank is not None and rank >= least,
            "band": lambda wanted: standing.band.value in wanted,
            "group": lambda wanted: all(groups.get(key) in values for key, values in wanted.items()),
            "trend": lambda wanted: _trend(standing) in wanted,
        }
        return all(conditions[name](wanted) for name, wanted in when.items() if name != "missing")


def position_of(standing: Standing) -> str | None:
    """Where a result stands in the words of a condition: low, middle, good; None where nothing differs."""
    return _POSITION.get(standing.band)


def positions_of(record: Recommendation) -> frozenset[str]:
    """The positions in which a record serves every cluster: low, middle, good.

    A record with a further condition (a comparison group, a trend ...) is for some clusters only, and
    one for missing answers is for no position.
    """
    when = record.when
    if not when.keys() <= {"position", "band"}:
        return frozenset()
    bands = when.get("band", [band.value for band in _POSITION])
    left_out = {position for band, position in _POSITION.items() if band.value not in bands}
    return frozenset(when.get("position", POSITIONS)) - left_out


def _is_for_good(record: Recommendation) -> bool:
    position, band = record.when.get("position", ()), record.when.get("band", ())
    return set(position) == {"good"} or (bool(band) and _GOOD_BANDS.issuperset(band))


def _behind(standing: Standing) -> float | None:
    """Published points that the indicator is behind the median of the group."""
    if standing.score is None or standing.group is None:
        return None
    return published_difference(standing.group.median, standing.score)


def _trend(standing: Standing) -> str | None:
    """What became of the indicator since the last comparable edition: up, down, flat, or unknown."""
    before = next((past.score for past in reversed(standing.past) if past.score is not None), None)
    if before is None or standing.score is None:
        return None
    change = published_difference(standing.score, before)
    return "up" if change > 0 else "down" if change < 0 else "flat"


# --- goals and what reaching them would bring --------------------------------------------------------


def goal(node: Node, value: float, values: Spread, tenth: float | None = None) -> Goal | None:
    """The next step up for an indicator with ``value``; None where the benchmark is reached.

    ``tenth`` is what :func:`best_tenth` says. Half a way that rounds to the whole is called the whole.

    >>> from reports.model import Localised
    >>> spread = Spread(n=5, low=0, q1=1, median=2.5, q3=6, high=9, best=9, benchmark=9)
    >>> [goal(Node("A", "R", Localised("A")), value, spread) for value in (0.0, 1.0, 6.0, 8.0)]
    [('half-median', 2.0), ('median', 3.0), ('half-benchmark', 8.0), ('benchmark', 9.0)]
    """
    better = node.direction
    if better * (value - values.benchmark) >= 0:
        return None
    worse, quartile = (values.q1, values.q3) if better > 0 else (values.q3, values.q1)
    steps: list[tuple[GoalName, float]] = [("median", values.median), ("q3", quartile)]
    if better * (value - worse) < 0:
        steps.insert(0, ("half-median", (value + values.median) / 2))
    if tenth is not None:
        steps.append(("tenth", tenth))
    steps += [("half-benchmark", (value + values.benchmark) / 2), ("benchmark", values.benchmark)]
    aims = {name: _towards_better(node, figure) for name, figure in steps}
    for name, aim in aims.items():
        reached = aim if better * (aim - values.best) <= 0 else values.best
        if better * (reached - published(value, node.decimals)) > 0 and better * (reached - value) > 0:
            whole: GoalName = "median" if name == "half-median" else "benchmark"
            return (whole if name.startswith("half") and aim == aims[whole] else name), reached
    return None


def best_tenth(node: Node, value: float, answers: FloatArray) -> float | None:
    """The threshold of the best tenth of ``answers`` (NaN where there is none): halfway between the two
    answers around it, so that it is nobody's own. None in a group without a tenth, and for whoever is
    beyond the threshold or next to it, who could subtract and learn the other answer.

    >>> from reports.model import Localised
    >>> answers = np.arange(1.0, 41.0)
    >>> best_tenth(Node("A", "R", Localised("A")), 30.0, answers)
    36.5
    """
    return _best_tenth(node, value, np.sort(answers[~np.isnan(answers)] * node.direction))


def _best_tenth(node: Node, value: float, known: FloatArray) -> float | None:
    """:func:`best_tenth` of answers that are turned round by the direction and ascending, as a
    :class:`score.Frame` keeps them for everybody.
    """
    if len(known) < TENTH_OF:
        return None
    place = floor(0.9 * (len(known) - 1))
    below, above = known[place], known[place + 1]
    return None if value * node.direction >= below else float(below + above) / 2 * node.direction


def _towards_better(node: Node, figure: float) -> float:
    """A figure between two values becomes the better one of them: nobody runs half a project."""
    if node.is_yes_no:
        return 1.0 if node.direction > 0 else 0.0
    steps = figure * 10.0**node.decimals
    nearest = round(steps)
    if abs(steps - nearest) > 1e-9 * max(1.0, abs(steps)):
        nearest = ceil(steps) if node.direction > 0 else floor(steps)
    return published(nearest / 10.0**node.decimals, node.decimals)


def _what_ifs(desk: _Desk, frame: Frame) -> list[tuple[Node, WhatIf]]:
    """Every indicator below its goal, in the framework's order, with what the goal would bring."""
    framework, method = desk.edition.framework, desk.edition.method
    aims: list[tuple[Node, Goal]] = []
    for leaf in framework.leaves:
        standing = desk.comparison[leaf.code]
        if standing.value is None or standing.values is None or standing.band is Band.CONSTANT:
            continue
        column = framework.leaf_column[leaf.code]
        tenth = _best_tenth(leaf, standing.value, frame.answers[column, : frame.n[column]])
        aim = goal(leaf, standing.value, standing.values, tenth)
        if aim is not None:
            aims.append((leaf, aim))
    if not aims:
        return []
    rows = np.repeat(desk.edition.values[desk.row : desk.row + 1], len(aims), axis=0)
    for i, (leaf, (_, figure)) in enumerate(aims):
        rows[i, framework.leaf_column[leaf.code]] = figure
    after = aggregate(framework, method, normalise(frame, rows))
    places: dict[str, FloatArray] = {}
    found = []
    for i, (leaf, (name, figure)) in enumerate(aims):
        area = framework.area_of(leaf.code) or framework.root
        for node in (framework.root, area):
            if node.code not in places:
                places[node.code] = _places(desk, node, after[:, framework.column[node.code]])
        root_column, area_column = framework.column[framework.root.code], framework.column[area.code]
        before = desk.scores.score[desk.row]
        what_if = WhatIf(
            goal=figure,
            goal_is=name,
            gain=_difference(after[i, root_column], before[root_column]),
            score=float(after[i, root_column]),
            rank=float(places[framework.root.code][i]),
            area_gain=_difference(after[i, area_column], before[area_column]),
            area_score=float(after[i, area_column]),
            area_rank=float(places[area.code][i]),
        )
        found.append((leaf, what_if))
    return found


def _difference(after: float, before: float) -> float:
    """Points gained; noise of the last digits is no gain, and NaN stays what it is."""
    gain = float(after - before)
    return gain if isnan(gain) else max(gain, 0.0)


def _places(desk: _Desk, node: Node, scores: FloatArray) -> FloatArray:
    """The ranks that these scores of the cluster would have among the unchanged others."""
    column = desk.edition.framework.column[node.code]
    others, own = desk.scores.ascending(column), desk.scores.score[desk.row, column]
    if not isnan(own):
        others = np.delete(others, np.searchsorted(others, own))
    noise = TIE_TOLERANCE * max(1.0, float(np.abs(others[[0, -1]]).max()) if len(others) else 0.0)
    ahead = len(others) - np.searchsorted(others, scores + noise, side="right")
    tied = len(others) - np.searchsorted(others, scores - noise, side="left") - ahead
    ties = desk.edition.method.ties
    if ties == "dense":
        distinct = others[np.concatenate(([True], np.diff(others) > noise))] if len(others) else others
        ahead, tied = len(distinct) - np.searchsorted(distinct, scores + noise, side="right"), tied * 0
    places = ahead + tied * {"min": 0.0, "dense": 0.0, "average": 0.5, "max": 1.0}[ties] + 1.0
    found: FloatArray = np.where(np.isnan(scores), nan, places)
    return found


def _gain(what_if: WhatIf) -> float:
    """Points gained overall, or in the area where the cluster has no overall score."""
    overall = what_if.area_gain if isnan(what_if.gain) else what_if.gain
    return 0.0 if isnan(overall) else overall


def _printed_gain(what_if: WhatIf) -> float:
    """:func:`_gain` as the report prints it: between published scores."""
    if isnan(what_if.gain):
        return _between_published(what_if.area_score, what_if.area_gain)
    return _between_published(what_if.score, what_if.gain)


def _between_published(after: float, gain: float) -> float:
    return 0.0 if isnan(gain) else published_difference(after, after - gain)


def _worth_showing(what_if: WhatIf) -> bool:
    return _between_published(what_if.area_score, what_if.area_gain) > 0


def _priority(desk: _Desk, node: Node, what_if: WhatIf) -> float:
    return _gain(what_if) * node.influence / 2


# --- choosing -------------------------------------------------------------------------------------


def _pinned(desk: _Desk, order: Sequence[tuple[Node, WhatIf]], pins: Sequence[str]) -> list[Action]:
    """The records the expert pinned, in the expert's order, whether or not their conditions hold."""
    pinned: list[Action] = []
    for record in (next(r for r in desk.library if r.id == pin) for pin in pins):
        pinned.append(_pin(desk, order, record, {action.node for action in pinned}))
    return pinned


def _pin(
    desk: _Desk, order: Sequence[tuple[Node, WhatIf]], record: Recommendation, taken: set[str]
) -> Action:
    """A pinned record at the indicator it fits best: of those it is for, one for which it fires, then the
    one that gains most. Where there is nothing to gain (or to keep, or to answer), it stands without a
    gain at the first of its indicators.
    """
    framework, comparison = desk.edition.framework, desk.comparison
    leaves = framework.leaves if record.node == "*" else framework.leaves_of(record.node)
    codes = [leaf.code for leaf in leaves]
    free = [code for code in codes if code not in taken] or codes
    if record.when.get("missing", False):
        lacking = [code for code in _by_weight(desk, comparison.missing) if code in free]
        return _action("answer" if lacking else "chosen", desk, (lacking or free)[0], record, None)
    if _is_for_good(record):
        good = [c for c in (*comparison.strengths, *free) if c in free and _is_good(comparison[c])]
        return _action("keep" if good else "chosen", desk, (good or free)[0], record, None)
    gains = [(node, what_if) for node, what_if in order if node.code in free]
    for node, what_if in sorted(gains, key=lambda pair: not desk.fires(record, comparison[pair[0].code])):
        return _action("improve", desk, node.code, record, what_if)
    return _action("chosen", desk, free[0], record, None)


def _improvements(
    desk: _Desk, order: Sequence[tuple[Node, WhatIf]], pinned: Sequence[Action]
) -> list[Action]:
    """At most seven improvements with those ``pinned``: first spread over sub-areas and areas, then whatever
    gains most.

    What brings less than a tenth of a point is advised only where there is nothing else.
    """
    worthwhile = [pair for pair in order if _printed_gain(pair[1]) > 0]
    chosen = list(pinned)
    for candidates, spread in ((worthwhile, True), (worthwhile, False), (order, False)):
        for node, what_if in candidates:
            enough = MOST if spread else FEWEST
            if len(chosen) >= enough:
                break
            taken = {action.node for action in chosen}
            if node.code in taken or (spread and not _has_room(desk, node, chosen)):
                continue
            used = {action.record.id for action in chosen}
            record = next((r for r in desk.firing(node.code) if r.id not in used), None)
            if record is not None:
                chosen.append(_action("improve", desk, node.code, record, what_if))
    return sorted(chosen[len(pinned) :], key=lambda action: -action.priority)


def _has_room(desk: _Desk, node: Node, chosen: Sequence[Action]) -> bool:
    framework = desk.edition.framework
    area = framework.area_of(node.code)
    of_subarea = sum(framework[action.node].parent == node.parent for action in chosen)
    of_area = sum(framework.area_of(action.node) == area for action in chosen)
    return of_subarea < OF_SUBAREA and of_area < OF_AREA


def _kept(desk: _Desk, improve: Sequence[Action], wanted: int) -> list[Action]:
    """What is worth keeping and is not to be improved: the strengths, then the other good positions."""
    leaves = (leaf.code for leaf in desk.edition.framework.leaves)
    kept: list[Action] = []
    for code in dict.fromkeys((*desk.comparison.strengths, *leaves)):
        if len(kept) >= wanted:
            break
        if not _is_good(desk.comparison[code]) or code in {a.node for a in improve}:
            continue
        used = {action.record.id for action in (*improve, *kept)}
        record = next((r for r in desk.firing(code, for_good=True) if r.id not in used), None)
        if record is not None:
            kept.append(_action("keep", desk, code, record, None))
    return kept


def _is_good(standing: Standing) -> bool:
    return _POSITION.get(standing.band) == "good"


def _answer(desk: _Desk, others: Sequence[Action]) -> list[Action]:
    """The missing answer that weighs most in the overall result, if there is a record for it and none of the
    other actions asks for one.
    """
    if any(action.kind == "answer" for action in others):
        return []
    used = {action.record.id for action in others}
    for code in _by_weight(desk, desk.comparison.missing):
        record = next((record for record in desk.firing(code) if record.id not in used), None)
        if record is not None:
            return [_action("answer", desk, code, record, None)]
    return []


def _by_weight(desk: _Desk, codes: Sequence[str]) -> list[str]:
    return sorted(codes, key=lambda code: -_weight(desk, desk.edition.framework[code]))


def _weight(desk: _Desk, node: Node) -> float:
    """The share of the overall result that hangs on an indicator if every answer is there."""
    framework, share = desk.edition.framework, 1.0
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
    (see :mod:`reports.library`).
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


def _action(
    kind: ActionKind,
    desk: _Desk,
    code: str,
    record: Recommendation,
    what_if: WhatIf | None,
) -> Action:
    node = desk.edition.framework[code]
    return Action(
        rank=0,
        kind=kind,
        rule=record.id,
        record=record,
        node=code,
        evidence=tuple(_evidence(desk.comparison[code])),
        what_if=what_if,
        priority=0.0 if what_if is None else _priority(desk, node, what_if),
    )


def _evidence(standing: Standing) -> Iterator[Evidence]:
    """The numbers that the conditions of rules look at."""
    yield Evidence("band", standing.code, standing.band.value)
    if standing.value is not None:
        yield Evidence("value", standing.code, standing.value)
    if standing.rank is not None:
        yield Evidence("rank", standing.code, standing.rank)
    behind, trend = _behind(standing), _trend(standing)
    if behind is not None:
        yield Evidence("gap_median", standing.code, -behind)
    if trend is not None:
        yield Evidence("trend", standing.code, trend)


def _fired(
    desk: _Desk, order: Sequence[tuple[Node, WhatIf]], chosen: Sequence[Action]
) -> Iterator[tuple[str, str]]:
    """The rules behind the actions, then every other that fired where points can be gained. What the expert
    pinned need not have fired.
    """
    told = [(a.rule, a.node) for a in chosen if desk.fires(a.record, desk.comparison[a.node])]
    yield from told
    for node, what_if in order:
        if _printed_gain(what_if) > 0:
            for record in desk.firing(node.code):
                if (record.id, node.code) not in told:
                    yield record.id, node.code
