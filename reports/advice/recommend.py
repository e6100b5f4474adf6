"""Rules become ranked advice, each with the numbers that fired it and what it would bring.

A record of the library is a rule: it fires for an indicator when all its conditions hold (see
:mod:`reports.edition.validation.recommendations`). Of an indicator's records the nearest ones count: its own,
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
from functools import cached_property, partial
from math import isnan
from typing import Any

from reports.edition import Edition, Node, Recommendation, published_difference
from reports.results import Comparison, Frame, Later, Scores, Standing

from . import expert
from .firing import POSITION, Fired, Firing
from .model import Action, ActionKind, Advice, Evidence, WhatIf
from .whatif import Gains, WhatIfs

#: The most and the fewest actions of one report.
MOST, FEWEST = 7, 3
#: At most so many actions of one sub-area and of one area, as long as others have something to gain.
OF_SUBAREA, OF_AREA = 2, 3
#: A leader is told first what to keep: this many things.
KEPT_BY_LEADER = 2

POSITIONS = tuple(dict.fromkeys(POSITION.values()))

_GOOD_BANDS = frozenset(band.value for band, position in POSITION.items() if position == "good")


def recommend(
    edition: Edition,
    scores: Scores,
    comparison: Comparison,
    frame: Frame,
    what_ifs: WhatIfs | None = None,
    firing: Firing | None = None,
) -> Advice:
    """The advice for one cluster: deterministic, and the same for any order of the clusters.

    At most seven actions, and at least three where the library has records for them. An improvement is
    never advised where the benchmark is reached, or where all agree; each record is used once. A
    leader, or whoever has fewer than three things to improve, is also told what to keep. One missing
    answer, the one that weighs most, is asked for after the first three actions.

    What the expert pinned leads the actions, with the gain of the indicator it fits best where one can be
    computed; what the expert dropped leaves its place to the next best of another indicator (see
    :mod:`reports.advice.expert`). ``what_ifs`` and ``firing`` are shared by whoever advises several clusters.
    """
    if what_ifs is None:
        spreads = {code: standing.values for code, standing in comparison.standings.items()}
        known = {code: spread for code, spread in spreads.items() if spread is not None}
        what_ifs = WhatIfs(edition, scores, frame, known)
    overrides = expert.decisions(edition, comparison.id)
    library = expert.library(edition.recommendations, overrides)
    desk = _Desk(
        edition,
        scores,
        comparison,
        library,
        what_ifs.of(edition.row[comparison.id]),
        None if firing is None else firing.of(edition.row[comparison.id]),
        frozenset(expert.decided(overrides, "drop")),
    )
    order, worthwhile = desk.gains.by_priority()
    pinned = _pinned(desk, order, expert.decided(overrides, "pin"))
    improve = _improvements(desk, order, worthwhile, pinned)
    leads = desk.root.rank == 1
    wanted = max(KEPT_BY_LEADER if leads else 0, FEWEST - len(pinned) - len(improve))
    keep = _kept(desk, [*pinned, *improve], wanted)
    answer = _answer(desk, [*pinned, *improve, *keep])
    room = MOST - len(pinned) - len(keep) - len(answer)
    chosen = [*pinned, *improve[:room], *keep, *answer]
    return Advice(
        id=comparison.id,
        actions=tuple(
            expert.marked(action, overrides) for action in in_order(edition.recommendations, chosen)
        ),
        reserves=Later(partial(_reserves, desk.gains)),
        fired=Later(partial(_fired, desk, worthwhile, chosen)),
        expert=overrides,
    )


@dataclass(frozen=True)
class _Desk:
    """What all rules of one cluster look at."""

    edition: Edition
    scores: Scores
    comparison: Comparison
    library: tuple[Recommendation, ...]
    gains: Gains
    fired: list[Fired] | None  # where it was worked out for many clusters
    dropped: frozenset[str]

    @property
    def root(self) -> Standing:
        return self.comparison[self.edition.framework.root.code]

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
        key = (code, for_good)
        if key not in self._firing:
            self._firing[key] = self._nearest_firing(code, for_good=for_good)
        return self._firing[key]

    @cached_property
    def _firing(self) -> dict[tuple[str, bool], tuple[Recommendation, ...]]:
        return {}

    def _nearest_firing(self, code: str, *, for_good: bool) -> tuple[Recommendation, ...]:
        if self.fired is not None and not for_good:
            fired = self.fired[self.edition.framework.leaf_column[code]]
            return expert.without([self.library[place] for place in fired], self.dropped)
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
        return bool(when.get("missing", False)) == (standing.value is None) and all(
            name == "missing" or self._holds(name, wanted, standing) for name, wanted in when.items()
        )

    def _holds(self, name: str, wanted: Any, standing: Standing) -> bool:
        if name == "position":
            return POSITION.get(standing.band) in wanted
        if name == "band":
            return standing.band.value in wanted
        if name == "gap_min":
            behind = _behind(standing)
            return behind is not None and behind >= wanted
        if name == "rank_min":
            return standing.rank is not None and standing.rank >= wanted
        if name == "trend":
            return _trend(standing) in wanted
        if name == "group":
            groups = self.edition.cluster(self.comparison.id).groups
            return all(groups.get(key) in values for key, values in wanted.items())
        raise KeyError(name)


def position_of(standing: Standing) -> str | None:
    """Where a result stands in the words of a condition: low, middle, good; None where nothing differs."""
    return POSITION.get(standing.band)


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


# --- what can be gained --------------------------------------------------------


def _gain(what_if: WhatIf) -> float:
    """Points gained overall, or in the area where the cluster has no overall score."""
    overall = what_if.area_gain if isnan(what_if.gain) else what_if.gain
    return 0.0 if isnan(overall) else overall


def _reserves(gains: Gains) -> list[tuple[str, WhatIf]]:
    """What each indicator below its goal would bring, the largest gain first, if it can be seen in print."""
    reserves = [(leaf.code, what_if) for leaf, what_if in gains.all() if _worth_showing(what_if)]
    return sorted(reserves, key=lambda pair: -_gain(pair[1]))


def _worth_showing(what_if: WhatIf) -> bool:
    if isnan(what_if.area_gain):
        return False
    return published_difference(what_if.area_score, what_if.area_score - what_if.area_gain) > 0


# --- choosing -------------------------------------------------------------------------------------


def _pinned(desk: _Desk, order: Sequence[int], pins: Sequence[str]) -> list[Action]:
    """The records the expert pinned, in the expert's order, whether or not their conditions hold."""
    pinned: list[Action] = []
    for record in (next(r for r in desk.library if r.id == pin) for pin in pins):
        pinned.append(_pin(desk, order, record, {action.node for action in pinned}))
    return pinned


def _pin(desk: _Desk, order: Sequence[int], record: Recommendation, taken: set[str]) -> Action:
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
        return _action("answer" if lacking else "chosen", desk, (lacking or free)[0], record)
    if _is_for_good(record):
        good = [c for c in (*comparison.strengths, *free) if c in free and _is_good(comparison[c])]
        return _action("keep" if good else "chosen", desk, (good or free)[0], record)
    gains = [code for column in order if (code := framework.leaves[column].code) in free]
    for code in sorted(gains, key=lambda code: not desk.fires(record, comparison[code])):
        return _action("improve", desk, code, record)
    return _action("chosen", desk, free[0], record)


def _improvements(
    desk: _Desk,
    order: Sequence[int],
    worthwhile: Sequence[int],
    pinned: Sequence[Action],
) -> list[Action]:
    """At most seven improvements with those ``pinned``: first spread over sub-areas and areas, then whatever
    gains most.

    What brings less than a tenth of a point (is not ``worthwhile``) is advised only where there is nothing
    else.
    """
    leaves, chosen = desk.edition.framework.leaves, list(pinned)
    taken, used = {action.node for action in chosen}, {action.record.id for action in chosen}
    for candidates, spread in ((worthwhile, True), (worthwhile, False), (order, False)):
        for node in map(leaves.__getitem__, candidates):
            enough = MOST if spread else FEWEST
            if len(chosen) >= enough:
                break
            if node.code in taken or (spread and not _has_room(desk, node, chosen)):
                continue
            record = next((r for r in desk.firing(node.code) if r.id not in used), None)
            if record is not None:
                chosen.append(_action("improve", desk, node.code, record))
                taken.add(node.code)
                used.add(record.id)
    return sorted(chosen[len(pinned) :], key=lambda action: -action.priority)


def _has_room(desk: _Desk, node: Node, chosen: Sequence[Action]) -> bool:
    framework = desk.edition.framework
    area, of_subarea, of_area = framework.area_of(node.code), 0, 0
    for action in chosen:
        of_subarea += framework[action.node].parent == node.parent
        of_area += framework.area_of(action.node) is area
    return of_subarea < OF_SUBAREA and of_area < OF_AREA


def _kept(desk: _Desk, improve: Sequence[Action], wanted: int) -> list[Action]:
    """What is worth keeping and is not to be improved: the strengths, then the other good positions."""
    if wanted <= 0:
        return []
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
            kept.append(_action("keep", desk, code, record))
    return kept


def _is_good(standing: Standing) -> bool:
    return POSITION.get(standing.band) == "good"


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
            return [_action("answer", desk, code, record)]
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


def _action(
    kind: ActionKind,
    desk: _Desk,
    code: str,
    record: Recommendation,
) -> Action:
    column = desk.edition.framework.leaf_column[code]
    return Action(
        rank=0,
        kind=kind,
        rule=record.id,
        record=record,
        node=code,
        evidence=Later(partial(_evidence, desk.comparison, code)),
        what_if=desk.gains.what_if(column) if kind == "improve" else None,
        priority=desk.gains.priority(column) if kind == "improve" else 0.0,
    )


def _evidence(comparison: Comparison, code: str) -> Iterator[Evidence]:
    """The numbers that the conditions of rules look at."""
    standing = comparison[code]
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


def _fired(desk: _Desk, worthwhile: Sequence[int], chosen: Sequence[Action]) -> Iterator[tuple[str, str]]:
    """The rules behind the actions, then every other that fired where points can be gained. What the expert
    pinned need not have fired.
    """
    told = [(a.rule, a.node) for a in chosen if desk.fires(a.record, desk.comparison[a.node])]
    yield from told
    for node in map(desk.edition.framework.leaves.__getitem__, worthwhile):
        for record in desk.firing(node.code):
            if (record.id, node.code) not in told:
                yield record.id, node.code
