"""The condition of the group: what its clusters show together, and never one of them.

Every figure here is either one of the whole group, which stays the same whoever has which result, or the
median of one of two groups of named clusters, which :mod:`reports.results.disclosure.rules` has to permit
beside everything that any recipient reads in the own report. How the results changed is told by the *changes*
of those who took part in both editions and never by their present results: who took part is public, so the
median of their present results would be one more comparison group (see docs/disclosure.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, zip_longest
from math import isnan

import numpy as np

from reports.advice import Advice
from reports.edition import Edition, FloatArray, Node, published, published_all, score_decimals
from reports.results import (
    Comparison,
    Group,
    Scores,
    group_comparison,
    spearman,
    split_of,
    withheld_from_all,
)
from reports.results.disclosure import rules

from .participation import Participation, TileLayout, participation


@dataclass(frozen=True, slots=True)
class Change:
    """The published changes of one node's score, like with like, among the ``n`` clusters that have it in
    both editions: quartiles, unrounded, and how many clusters have gained (``up``).
    """

    n: int
    q1: float
    median: float
    q3: float
    up: int


@dataclass(frozen=True, slots=True)
class Side:
    """One of two groups, for one node: how many clusters have the score, and their median."""

    n: int
    median: float


@dataclass(frozen=True)
class Split:
    """Two groups beside each other. ``sides`` is (value, node) -> Side where both medians may be shown; where
    the root's may not, ``withheld`` says why.
    """

    column: str
    values: tuple[str, str]
    sides: Mapping[tuple[str, str], Side]
    withheld: rules.Reason


@dataclass(frozen=True, slots=True)
class Correlation:
    """Spearman's coefficient of two areas, over the ``n`` clusters that have both scores."""

    n: int
    rho: float


@dataclass(frozen=True)
class Condition:
    """What is known about the group.

    ``comparison`` holds the figures of all nodes and nobody's own results; a node with fewer results than
    ``min_group`` (1 where results are public) has none. ``label`` is the earlier edition that ``changes``
    (by node) look back at.
    ``correlations`` is by pairs of areas, the first in the framework first. ``advised`` says how many
    clusters got advice by the part of the framework it is for, ``recommended`` by the id of the record.
    """

    comparison: Comparison
    clusters: int
    min_group: int
    label: str
    changes: Mapping[str, Change]
    split: Split | None
    correlations: Mapping[tuple[str, str], Correlation]
    advised: Mapping[str, int]
    recommended: Mapping[str, int]
    participation: Participation

    @property
    def enough(self) -> bool:
        """Whether the group is large enough for counts and correlations."""
        return self.clusters >= 2 * self.min_group

    def countable(self, count: int, of: int) -> bool:
        """Whether a number of clusters may be printed: neither they nor the others are a handful.

        A recipient who is not among 39 of 40 knows about each of the others that they are.
        """
        return self.min_group <= 1 or self.min_group <= count <= of - self.min_group


def condition(
    edition: Edition,
    scores: Scores,
    group: Group,
    advices: Iterable[Advice],
    layouts: Sequence[TileLayout] = (),
) -> Condition:
    """The condition of the group; ``advices`` has the advice for every cluster of the edition, each of which
    is looked at once, ``layouts`` are the tile maps there are.

    Raises ValueError for advice of another edition.
    """
    label, changes = _changes(edition, group)
    advised, recommended = _advised(edition, advices)
    return Condition(
        comparison=group_comparison(edition, group),
        clusters=len(edition.clusters),
        min_group=edition.least_shown,
        label=label,
        changes=changes,
        split=_split(edition, scores, group),
        correlations=dict(_correlations(edition, scores)),
        advised=advised,
        recommended=recommended,
        participation=participation(edition, layouts),
    )


def parts(edition: Edition) -> tuple[Node, ...]:
    """The sub-areas: what lies between areas and indicators, in the order of the framework."""
    framework = edition.framework
    return tuple(
        node for area in framework.areas for node in framework.subtree(area.code)[1:] if not node.is_leaf
    )


# --- the change since an earlier edition -----------------------------------------------------------


def _changes(edition: Edition, group: Group) -> tuple[str, dict[str, Change]]:
    """The latest earlier edition of which enough is comparable, and the changes of root, areas, sub-areas."""
    framework = edition.framework
    nodes = (framework.root, *framework.areas, *parts(edition))
    decimals = score_decimals(edition.method)
    for past in reversed(group.past):
        found = {}
        for node in dict.fromkeys(nodes):
            column = framework.column[node.code]
            change = _change(past.now[:, column], past.scores[:, column], edition.least_shown, decimals)
            if node.comparable and change is not None:
                found[node.code] = change
        if found:
            return past.edition.label, found
    return "", {}


def _change(now: FloatArray, before: FloatArray, min_group: int, decimals: int) -> Change | None:
    """The median of an odd number of changes is one cluster's: there must be many, or an even number."""
    both = ~(np.isnan(now) | np.isnan(before))
    n = int(both.sum())
    if rules.withheld(others=n - 1, outside=min_group, own=True, min_group=min_group):
        return None
    moved = published_all(
        published_all(now[both], decimals) - published_all(before[both], decimals), decimals
    )
    # Quartiles have two decimals more; what is beyond them is noise.
    q1, median, q3 = (published(q, decimals + 2) for q in np.quantile(moved, (0.25, 0.5, 0.75)).tolist())
    return Change(n, q1, median, q3, int(np.count_nonzero(moved > 0)))


# --- two groups beside each other --------------------------------------------------------------------


def _split(edition: Edition, scores: Scores, group: Group) -> Split | None:
    found = split_of(edition, group)
    if found is None:
        return None
    column, values = found
    framework, sides = edition.framework, {}
    withheld = withheld_from_all(edition, scores, group, [(column, value) for value in values])
    for node, why in zip((framework.root, *framework.areas), withheld, strict=True):
        results = scores.score[:, framework.column[node.code]]
        if not why:
            for value in values:
                members = results[group.members[column, value] & ~np.isnan(results)]
                sides[value, node.code] = Side(len(members), float(np.median(members)))
    return Split(column, values, sides, withheld[0])


# --- areas that go together ----------------------------------------------------------------------------


def _correlations(edition: Edition, scores: Scores) -> list[tuple[tuple[str, str], Correlation]]:
    framework, found = edition.framework, []
    for one, other in combinations(framework.areas, 2):
        columns = scores.score[:, [framework.column[one.code], framework.column[other.code]]]
        both = columns[~np.isnan(columns).any(axis=1)]
        rho = spearman(both[:, 0], both[:, 1])
        if len(both) >= 2 * edition.min_group and not isnan(rho):
            found.append(((one.code, other.code), Correlation(len(both), rho)))
    return found


# --- advice ----------------------------------------------------------------------------------------------


def _advised(edition: Edition, advices: Iterable[Advice]) -> tuple[dict[str, int], dict[str, int]]:
    """Clusters by the sub-area (or the area without any) they got advice for, and by record.

    Raises ValueError for advice of another edition.
    """
    framework = edition.framework
    places: Counter[str] = Counter()
    records: Counter[str] = Counter()
    for cluster, advice in zip_longest(edition.ids, advices):
        if advice is None or advice.id != cluster:
            raise ValueError("this advice is not of this edition")
        actions = [action for action in advice.actions if action.kind in ("improve", "chosen", "step")]
        places.update({framework[action.node].parent or action.node for action in actions})
        records.update({action.record.id for action in actions})
    return dict(places), dict(records)
