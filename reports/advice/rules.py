"""Which records of the library hold for one cluster, and what reaching the goals would bring to it.

A record fires for an indicator when all its conditions hold (:mod:`reports.advice.conditions`), its guards
allow it and it moves that indicator, or none. Of an indicator's records the nearest ones count: its own, else
those of its sub-area, else of its area, else the general ones (node ``*``). Of these the one with more
conditions comes first, then the order of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reports.edition import SECTOR, Band, Cluster, Edition, Recommendation, score_decimals
from reports.results import Comparison, Standing

from . import conditions, expert
from .conditions import GOOD_BANDS
from .model import Action, ActionKind, Evidence, WhatIf

#: The part of the indicators that may be under the first quartile before what is not behind the median waits.
MANY_LOW = 0.25


@dataclass(frozen=True)
class Rules:
    """What all choices for one cluster look at. ``what_ifs`` are by code, in the framework's order;
    ``dropped`` are the ids of records that the expert does not want, ``lifted`` those that go before others
    of their kind.
    """

    edition: Edition
    comparison: Comparison
    library: tuple[Recommendation, ...]
    what_ifs: Mapping[str, WhatIf]
    dropped: frozenset[str] = frozenset()
    lifted: frozenset[str] = frozenset()

    @property
    def decimals(self) -> int:
        """The decimals of scores."""
        return score_decimals(self.edition.method)

    @cached_property
    def cluster(self) -> Cluster:
        return self.edition.cluster(self.comparison.id)

    # --- what there is to gain -------------------------------------------------------------------------

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
    def many_low(self) -> bool:
        """Whether a quarter of the indicators with a result is under the first quartile."""
        bands = [self.comparison[leaf.code].band for leaf in self.edition.framework.leaves]
        told = [band for band in bands if band not in (Band.MISSING, Band.CONSTANT)]
        return bool(told) and told.count(Band.BELOW) >= MANY_LOW * len(told)

    def is_behind(self, code: str) -> bool:
        """Whether the published result is behind the median of the group."""
        return self.comparison[code].band in (Band.BELOW, Band.LOWER)

    def is_common(self, code: str) -> bool:
        """Whether at least half of the group gives the same yes or no, which says nothing about a cluster."""
        return self.edition.framework[code].is_yes_no and self.comparison[code].is_common

    # --- what fires --------------------------------------------------------------------------------------

    @cached_property
    def firing(self) -> Mapping[str, tuple[Recommendation, ...]]:
        """By indicator the records that fire for it, of the nearest level that has any; the one with the
        most conditions first.
        """
        return {
            leaf.code: expert.without(self._nearest(leaf.code, self._records), self.dropped)
            for leaf in self.edition.framework.leaves
        }

    def is_dropped(self, code: str) -> bool:
        """Whether the expert wants no action for an indicator that has one."""
        return not self.firing[code] and bool(self._nearest(code, self._records))

    def firing_for_good(self, code: str) -> tuple[Recommendation, ...]:
        """The same of the records that are for good positions and no others."""
        good = {node: list(filter(is_for_good, records)) for node, records in self._records.items()}
        return expert.without(self._nearest(code, good, moving=False), self.dropped)

    def waits_for(self, code: str) -> str:
        """The indicator that has to move before a record for ``code`` can be proposed; "" where there is
        none.
        """
        for node in self._levels(code):
            for record in self._records.get(node, ()):
                if record.id in self.dropped or not (_moves(record, code) and self._holds(record, code)):
                    continue
                missing = conditions.lacking(record.needs, self.cluster, self.comparison)
                if missing and missing != code:
                    return missing
        return ""

    @cached_property
    def _records(self) -> Mapping[str, list[Recommendation]]:
        """Node (or ``*``) -> its records, in the order of the file."""
        found: dict[str, list[Recommendation]] = {}
        for record in self.library:
            found.setdefault(record.node, []).append(record)
        return found

    def _levels(self, code: str) -> tuple[str, ...]:
        return (code, *(node.code for node in self.edition.framework.ancestors(code)), "*")

    def _nearest(
        self, code: str, records: Mapping[str, Sequence[Recommendation]], *, moving: bool = True
    ) -> tuple[Recommendation, ...]:
        held_back = False
        for node in self._levels(code):
            if node == "*" and held_back:
                # A general record is for what has none of its own, not for what a guard holds back.
                return ()
            meant = [record for record in records.get(node, ()) if self._holds(record, code)]
            found = [
                record for record in meant if self.allowed(record) and (not moving or _moves(record, code))
            ]
            if found:
                # What the pattern of the cluster lifts goes first, then what is written for a special case.
                return tuple(
                    sorted(found, key=lambda record: (record.id not in self.lifted, -specificity(record)))
                )
            held_back = held_back or bool(meant)
        return ()

    def fires(self, record: Recommendation, code: str) -> bool:
        """Whether all conditions of a record hold for an indicator, which it moves if any, and its guards
        allow it.
        """
        return _moves(record, code) and self._holds(record, code) and self.allowed(record)

    def _holds(self, record: Recommendation, code: str) -> bool:
        """Whether the conditions of a record hold for an indicator; one without an answer needs a record that
        asks for it.
        """
        when = {"missing": False, **record.when}
        return conditions.hold(when, self.comparison[code], self.cluster, self.comparison, self.decimals)

    def allowed(self, record: Recommendation) -> bool:
        """Whether the guards of a record, but for what they say of other actions, allow it."""
        staff = conditions.staff_of(self.cluster)
        return (
            (staff is None or staff >= record.staff)
            and (not record.sector or self.cluster.groups.get(SECTOR) in record.sector)
            and conditions.lacking(record.needs, self.cluster, self.comparison) is None
            and not conditions.forbids(record.unless, self.cluster, self.comparison)
        )

    # --- actions -------------------------------------------------------------------------------------------

    def has_goal(self, record: Recommendation, code: str) -> bool:
        """Whether a record moves an indicator and something is to be gained there."""
        return record.kind == "action" and record.moves != () and code in self.what_ifs

    def advise(self, record: Recommendation, code: str) -> Action:
        """The action that a record is at an indicator, with its goal where it has one."""
        return self.action("improve" if self.has_goal(record, code) else "step", code, record)

    def action(self, kind: ActionKind, code: str, record: Recommendation) -> Action:
        """An action of a kind, with the numbers that made it."""
        return Action(
            rank=0,
            kind=kind,
            rule=record.id,
            record=record,
            node=code,
            evidence=tuple(self._evidence(record, self.comparison[code])),
            what_if=self.what_ifs[code] if kind == "improve" else None,
            priority=self.priority(code) if kind == "improve" else 0.0,
        )

    def _evidence(self, record: Recommendation, standing: Standing) -> Iterator[Evidence]:
        """The numbers that the conditions of rules look at."""
        yield Evidence("band", standing.code, standing.band.value)
        if standing.value is not None:
            yield Evidence("value", standing.code, standing.value)
        if standing.rank is not None:
            yield Evidence("rank", standing.code, standing.rank)
        behind, trend = conditions.points_behind(standing), conditions.trend(standing, self.decimals)
        if behind is not None:
            yield Evidence("gap_median", standing.code, -behind)
        if trend is not None:
            yield Evidence("trend", standing.code, trend)
        for code in record.needs.indicators:
            needed = self.comparison.standings.get(code)
            if code != standing.code and needed is not None and needed.value is not None:
                yield Evidence("value", code, needed.value)

    # --- missing answers -----------------------------------------------------------------------------------

    def by_weight(self, codes: Sequence[str]) -> list[str]:
        """The indicators, the one that weighs most in the overall result first."""
        return sorted(codes, key=lambda code: -self.edition.framework.shares[code])


def _moves(record: Recommendation, code: str) -> bool:
    """Whether a record may be for an indicator: it moves that one, or it does not say which."""
    return not record.moves or code in record.moves


def specificity(record: Recommendation) -> int:
    """How many conditions and guards a record has: what is written for a special case goes first."""
    guards = sum(
        len(part)
        for guard in (record.needs, record.unless)
        for part in (guard.indicators, guard.profile, guard.groups, guard.actions)
    )
    return len(record.when) + guards + bool(record.sector) + bool(record.staff)


def is_for_good(record: Recommendation) -> bool:
    """Whether a record is for good positions and no others."""
    position, band = record.when.get("position", ()), record.when.get("band", ())
    return set(position) == {"good"} or (bool(band) and GOOD_BANDS.issuperset(band))
