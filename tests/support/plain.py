"""The definitions of what the program works out for all clusters at once, one cluster after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations, product
from math import isnan, nan

import numpy as np

from reports.advice.model import WhatIf
from reports.advice.whatif import best_tenth, goal
from reports.edition.model import SIMILAR, Band, Edition, Node, Ties
from reports.edition.rounding import SCORE_DECIMALS
from reports.results import similar
from reports.results.bands import spread_decimals
from reports.results.compare import Group, known_before, medians_seen
from reports.results.disclosure.rules import (
    MOST_SHOWN,
    Candidate,
    Mask,
    Reason,
    alone,
    compatible,
    withheld_from_all,
)
from reports.results.model import Comparison, GroupStanding, Scores, Spread, Standing
from reports.results.score import TIE_TOLERANCE, Frame, aggregate, normalise


def published(value: float, decimals: int = SCORE_DECIMALS) -> float:
    """Half away from zero, of the shortest decimal fraction."""
    step = Decimal(1).scaleb(-decimals)
    return float(Decimal(repr(float(value))).quantize(step, ROUND_HALF_UP)) + 0.0


def band(node: Node, standing: Standing, first: float) -> Band:
    """The band that belongs to a standing; ``first`` is the best place that the cluster shares."""
    own, value, points, values = standing.score, standing.value, standing.group, standing.values
    if own is None or points is None:
        return Band.MISSING
    if value is not None and values is not None:
        return _of_value(node, value, values)
    if standing.ties + 1 == standing.n:
        return Band.CONSTANT
    if first == 1 and own > points.median:
        return Band.HIGHEST
    quartiles = (published(points.q1), published(points.median), published(points.q3))
    return _among(published(own), quartiles, SCORE_DECIMALS)


def _of_value(node: Node, own: float, spread: Spread) -> Band:
    if spread.low == spread.high:
        return Band.CONSTANT
    if own == spread.best and own != spread.median:
        return Band.HIGHEST
    figures = (spread.q1, spread.median, spread.q3)
    shown = [node.direction * published(figure, spread_decimals(node, figure)) for figure in figures]
    q1, median, q3 = sorted(shown)
    return _among(node.direction * published(own, node.decimals), (q1, median, q3), node.decimals)


def _among(own: float, quartiles: tuple[float, float, float], decimals: int) -> Band:
    q1, median, q3 = quartiles
    gap = published(own - median, decimals + 2)
    if 2 * abs(gap) < 10.0**-decimals:
        return Band.MEDIAN
    if gap > 0:
        return Band.ABOVE if own > q3 else Band.UPPER
    return Band.BELOW if own < q1 else Band.LOWER


def group_standings(edition: Edition, scores: Scores, group: Group, row: int) -> tuple[GroupStanding, ...]:
    """Every median of a comparison group that one report shows, from masks over all clusters."""
    n, min_group, own_groups = len(edition.clusters), edition.min_group, edition.clusters[row].groups

    def members(column: str) -> Mask:
        value = own_groups[column]
        return np.array([cluster.groups.get(column, "") == value for cluster in edition.clusters])

    kinds = [[Candidate(column, value, members(column))] for column, value in own_groups.items() if value]
    nearest = () if group.profiles is None else group.profiles.nearest(row)
    alike = []
    for size in similar.sizes(min_group):
        if size <= len(nearest) and 2 * size <= n:
            mask = np.zeros(n, dtype=np.bool_)
            mask[list(nearest[:size])] = True
            alike.append(Candidate(SIMILAR, "", mask))
    kinds += [alike] if alike else []
    kinds = [kind for kind in kinds if not edition.compared or kind[0].column in edition.compared]

    def before() -> Iterator[Mask]:
        for past in group.past:
            if past.took_part[row]:
                yield past.took_part
                for column in past.edition.compared:
                    if own_groups.get(column, ""):
                        yield past.took_part & members(column)

    given = [group.members[reserved] for reserved in group.reserved]
    chosen = choose(kinds, row, min_group, list(before()), given)
    found = []
    for kind in kinds:
        candidate = next((c for c in chosen if c in kind), kind[0])
        for node in (edition.framework.root, *edition.framework.areas):
            column_scores = scores.score[:, edition.framework.column[node.code]]
            present = ~np.isnan(column_scores)
            if candidate in chosen:
                reasons = shown(chosen, row, min_group, present, list(before()), given)
                why = reasons[chosen.index(candidate)]
            else:
                everybody = np.ones(n, dtype=np.bool_)
                why = alone(candidate, row, min_group, everybody) or "overlap"
            known = column_scores[candidate.members & present]
            others = len(known) - int(candidate.members[row] and present[row])
            median = None if why else float(np.median(known))
            found.append(GroupStanding(candidate.column, candidate.value, node.code, others, median, why))
    return tuple(found)


def choose(
    kinds: Sequence[Sequence[Candidate]],
    row: int,
    min_group: int,
    before: Sequence[Mask] = (),
    given: Sequence[Mask] = (),
) -> tuple[Candidate, ...]:
    """The groups that are shown to the recipient ``row``: as many as may stand together, and beside those
    ``given``, whose medians everybody reads elsewhere.

    ``kinds`` are in order of preference; of each at most one candidate is shown (those of one kind are
    variants of the same group, the preferred one first). Of equally many the earliest kinds are taken.
    Only memberships count, so that the choice itself says nothing about results.
    """
    others = np.ones(_length(kinds), dtype=np.bool_)
    others[row : row + 1] = False
    everybody = np.ones(len(others), dtype=np.bool_)
    possible = [
        [
            c
            for c in kind
            if not alone(c, row, min_group, everybody)
            and compatible([*given, c.members], others, min_group, before)
        ]
        for kind in kinds
    ]
    possible = [kind for kind in possible if kind]
    for size in range(min(len(possible), MOST_SHOWN), 0, -1):
        for some in combinations(possible, size):
            for candidates in product(*some):
                together = [*given, *(c.members for c in candidates)]
                if compatible(together, others, min_group, before):
                    return candidates
    return ()


def _length(kinds: Sequence[Sequence[Candidate]]) -> int:
    return next((len(candidate.members) for kind in kinds for candidate in kind), 0)


def shown(
    chosen: Sequence[Candidate],
    row: int,
    min_group: int,
    present: Mask,
    before: Sequence[Mask] = (),
    given: Sequence[Mask] = (),
) -> tuple[Reason, ...]:
    """For each chosen group why its median of one result is withheld after all, "" where it is shown.

    ``present`` says who has that result: one without protects nobody. ``given`` are as in :func:`choose`.
    From the first group that would leave too small a part on, groups are withheld.
    """
    others = present.copy()
    others[row] = False
    reasons: list[Reason] = []
    # Where too few have the result for the given groups, nobody reads those either.
    kept = list(given) if compatible(given, others, min_group, before) else []
    for candidate in chosen:
        why = alone(candidate, row, min_group, present)
        if not why and not compatible([*kept, candidate.members], others, min_group, before):
            why = "overlap"
        if not why:
            kept.append(candidate.members)
        reasons.append(why)
    return tuple(reasons)


def split_withheld(edition: Edition, scores: Scores, group: Group, column: str) -> list[Reason]:
    """Why the medians of two groups may not be shown to everybody, node by node, from masks over all clusters
    and what each of them reads.
    """
    values = sorted({cluster.groups.get(column, "") for cluster in edition.clusters} - {""})
    candidates = [Candidate(column, value, group.members[column, value]) for value in values]
    rows = range(len(edition.clusters))
    before = [tuple(known_before(edition, group, row)) for row in rows]
    seen = [medians_seen(edition, group, row) for row in rows]
    found: list[Reason] = []
    for node in (edition.framework.root, *edition.framework.areas):
        present = ~np.isnan(scores.score[:, edition.framework.column[node.code]])
        known = {row: (seen[row][node.code], before[row]) for row in rows}
        found.append(withheld_from_all(candidates, edition.min_group, present, known))
    return found


def what_ifs(edition: Edition, scores: Scores, comparison: Comparison, frame: Frame) -> dict[str, WhatIf]:
    """Every indicator below its goal with what the goal would bring, by scoring one changed row."""
    framework, row, found = edition.framework, edition.row[comparison.id], {}
    root = framework.column[framework.root.code]
    before = scores.score[row]
    for column, leaf in enumerate(framework.leaves):
        standing = comparison[leaf.code]
        if standing.value is None or standing.values is None or standing.band is Band.CONSTANT:
            continue
        answers = edition.values[:, column] * leaf.direction
        tenth = best_tenth(leaf, standing.value, np.sort(answers[~np.isnan(answers)]))
        aim = goal(leaf, standing.value, standing.values, tenth)
        if aim is None:
            continue
        changed = edition.values[[row]]
        changed[0, column] = aim[1]
        after = aggregate(framework, edition.method, normalise(frame, changed))[0]
        area = framework.column[(framework.area_of(leaf.code) or framework.root).code]
        cells = []
        for node in (root, area):
            cells += [
                max(float(after[node] - before[node]), 0.0) if not isnan(after[node]) else nan,
                float(after[node]),
                place(scores, row, node, float(after[node]), edition.method.ties),
            ]
        found[leaf.code] = WhatIf(aim[1], aim[0], *cells)
    return found


def place(scores: Scores, row: int, column: int, after: float, ties: Ties) -> float:
    """The rank of a score among the unchanged others."""
    others = np.delete(scores.score[:, column], row)
    others = np.sort(others[~np.isnan(others)])
    noise = TIE_TOLERANCE * max(1.0, float(np.abs(others[[0, -1]]).max()) if len(others) else 0.0)
    if isnan(after):
        return nan
    ahead, tied = int((others > after + noise).sum()), int((np.abs(others - after) <= noise).sum())
    if ties == "dense":
        distinct = others[np.concatenate(([True], np.diff(others) > noise))] if len(others) else others
        return float((distinct > after + noise).sum() + 1)
    return ahead + tied * {"min": 0.0, "average": 0.5, "max": 1.0}[ties] + 1.0
