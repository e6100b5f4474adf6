"""One cluster against the group, its comparison groups and earlier editions.

:func:`group` looks at the whole group once per edition; :func:`compare` then reads off one cluster.
Nothing is rounded but for the verbal band, which is made from the published numbers, so that a sentence
never contradicts the table beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from . import disclosure, similar
from .model import (
    GROUP,
    SCORE_DECIMALS,
    SIMILAR,
    Band,
    Benchmark,
    Comparison,
    Edition,
    FloatArray,
    GroupStanding,
    Node,
    Past,
    PastEdition,
    Scores,
    SimulatedRank,
    Spread,
    Standing,
    freeze,
    published,
)
from .score import Frame, comparable_scores, fit, rank, rescore

#: How many strengths and weaknesses are named, and how many of one sub-area if there are others.
_NAMED = 3
_OF_ONE_PARENT = 2

#: Fewer clusters have no last place worth the name, and fewer than four no quarters.
_FEWEST_FOR_LAST = 3
_FEWEST_FOR_QUARTERS = 4


@dataclass(frozen=True, eq=False)
class _PastGroup:
    """An earlier edition on this edition's scale; the arrays are (clusters, nodes). ``now`` holds this
    edition's scores to compare with, see :class:`model.Past`; ``took_part`` says about whom the earlier
    edition knows anything.
    """

    edition: PastEdition
    scores: FloatArray
    now: FloatArray
    ranks: FloatArray
    took_part: disclosure.Mask


@dataclass(frozen=True, eq=False)
class Group:
    """The whole group, once per edition.

    ``points`` and ``values`` (leaves only) are the spreads of the nodes that anybody has. ``n`` counts
    those ranked per node; ``first`` and ``last`` (clusters, nodes) are the best and the worst place that
    a cluster shares; ``second`` is the second best score of a node, a tie with the best included.
    ``scale`` is the unit of :meth:`positions`. ``members`` says who is in a comparison group, by
    column, value and node; ``reserved`` are the groups whose medians the summary of the edition shows to
    everybody, so that the reports have to leave room for them; ``simulated`` the simulated overall ranks
    per cluster, or nothing.
    """

    points: Mapping[str, Spread]
    values: Mapping[str, Spread]
    n: FloatArray
    first: FloatArray
    last: FloatArray
    second: FloatArray
    centre: FloatArray
    scale: FloatArray
    past: tuple[_PastGroup, ...]
    members: Mapping[tuple[str, str], disclosure.Mask]
    reserved: tuple[disclosure.Mask, ...]
    profiles: similar.Profiles | None
    simulated: tuple[SimulatedRank | None, ...]

    def of_members(
        self, candidate: disclosure.Candidate, code: str, column_scores: FloatArray
    ) -> tuple[int, float]:
        """How many members of a comparison group have a score of a node, and the median of these; worked
        out once for the groups that several clusters belong to.
        """
        key = (candidate.column, candidate.value, code)
        if key in self._medians:
            return self._medians[key]
        known = column_scores[candidate.members]
        known = known[~np.isnan(known)]
        found = (len(known), float(np.median(known)) if len(known) else np.nan)
        if candidate.column != SIMILAR:
            self._medians[key] = found
        return found

    @cached_property
    def _medians(self) -> dict[tuple[str, str, str], tuple[int, float]]:
        return {}

    def positions(self, row_scores: FloatArray) -> FloatArray:
        """The distance of scores (nodes,) to the medians, in units of the group's spread.

        The unit is the larger of the interquartile range and the sample standard deviation: where most
        clusters agree (many zeros) the first is nothing, and a small lead must not become a huge one.
        0 where all agree.
        """
        gaps = row_scores - self.centre
        return np.where(self.scale > 0, gaps / np.where(self.scale > 0, self.scale, 1.0), 0.0 * gaps)


def group(edition: Edition, scores: Scores, simulated: Sequence[SimulatedRank | None] = ()) -> Group:
    """What the comparisons of all clusters share; ``simulated`` has an entry per cluster, or none at all.

    Raises ValueError for results of another edition, ConfigurationError as :func:`score.aggregate` does.
    """
    framework, method = edition.framework, edition.method
    if scores.ids != edition.ids or scores.codes != framework.codes:
        raise ValueError("these scores are not of this edition")
    if simulated and len(simulated) != len(edition.clusters):
        raise ValueError("this simulation is not of this edition")
    columns = {code: _answers(scores.score[:, i]) for code, i in framework.column.items()}
    points = {
        code: distribution(answers, 1, method.benchmark) for code, answers in columns.items() if len(answers)
    }
    values = {
        leaf.code: distribution(answers, leaf.direction, method.benchmark)
        for leaf, answers in (
            (leaf, _answers(edition.values[:, i])) for i, leaf in enumerate(framework.leaves)
        )
        if len(answers)
    }
    first, last = rank(scores.score, "min"), rank(scores.score, "max")
    frame = fit(framework, method, edition.values)
    found = Group(
        points=points,
        values=values,
        n=np.array([len(columns[code]) for code in framework.codes], dtype=np.float64),
        first=freeze(first),
        last=freeze(last),
        second=np.array([_second_best(columns[code]) for code in framework.codes]),
        centre=np.array([points[code].median if code in points else np.nan for code in framework.codes]),
        scale=np.array([_scale(columns[code]) for code in framework.codes]),
        past=tuple(_past_group(edition, scores, frame, past) for past in edition.history),
        members=_members(edition),
        reserved=(),
        profiles=similar.profiles(edition),
        simulated=tuple(simulated),
    )
    return replace(found, reserved=_reserved(edition, found))


def compare(edition: Edition, scores: Scores, group: Group, cluster_id: str) -> Comparison:
    """Everything that is said about the position of one cluster.

    Strengths and weaknesses are relative to the cluster's own profile: the indicators furthest above and
    below the median of its own positions (see :meth:`Group.positions`). Indicators without an answer or
    on which all agree, and a yes or no that half the group shares, are neither. A strength is never a
    last place, and under the median of the group only where too few are above; a weakness never has its
    benchmark reached. At most two are of one sub-area where others follow. So a leader can have fewer
    than three weaknesses. Equal positions stand in the order of the framework.

    Areas stand in the order of their places (out of those ranked), equal ones in that of their positions.
    ``quartile`` is ceil(4 x place / n) of the best place shared, None for fewer than four clusters.
    ``first_time`` needs an earlier edition that the cluster is not in.

    Raises KeyError for an unknown cluster.
    """
    framework, row = edition.framework, edition.row[cluster_id]
    standings = {node.code: _standing(edition, scores, group, row, node) for node in framework.nodes}
    positions = dict(zip(framework.codes, group.positions(scores.score[row]).tolist(), strict=True))
    strengths, weaknesses = _strengths_and_weaknesses(edition, standings, positions)
    shares = dict(zip(framework.codes, (group.first[row] / np.maximum(group.n, 1)).tolist(), strict=True))
    root = framework.column[framework.root.code]
    place, n = group.first[row, root], int(group.n[root])
    return Comparison(
        id=cluster_id,
        standings=standings,
        strengths=strengths,
        weaknesses=weaknesses,
        last_places=tuple(
            code
            for code, standing in standings.items()
            if standing.is_last and standing.n >= _FEWEST_FOR_LAST
        ),
        missing=tuple(leaf.code for leaf in framework.leaves if standings[leaf.code].value is None),
        areas_by_position=tuple(
            sorted(
                (area.code for area in framework.areas if standings[area.code].score is not None),
                key=lambda code: (shares[code], -positions[code]),
            )
        ),
        groups=_group_standings(edition, scores, group, row),
        similar_by=group.profiles.fields if group.profiles and _compares(edition, SIMILAR) else (),
        first_time=bool(group.past) and not any(past.took_part[row] for past in group.past),
        quartile=None if n < _FEWEST_FOR_QUARTERS or np.isnan(place) else int(-(-4 * place // n)),
        simulated=group.simulated[row] if group.simulated else None,
        alike=_alike(edition, group, row),
    )


def spread_decimals(node: Node, value: float) -> int:
    """The decimals with which a median, quartile or benchmark of an indicator is published.

    Those of the indicator, and one more where the figure lies between two values that are published with
    these decimals: the median of 2 and 3 projects is 2.5. Quartiles fall on quarters and the mean of the
    best three on thirds of the last decimal; any other figure comes from values with more decimals than
    the indicator publishes and is cut like them.
    """
    steps = value * 10.0**node.decimals
    tolerance = 1e-9 * max(1.0, abs(steps))
    if abs(steps - round(steps)) <= tolerance:
        return node.decimals
    between = abs(12 * steps - round(12 * steps)) <= 12 * tolerance
    return node.decimals + 1 if between else node.decimals


# --- the group ---------------------------------------------------------------------------------


def _answers(column: FloatArray) -> FloatArray:
    """What there is in a column, ascending."""
    return np.sort(column[~np.isnan(column)])


def distribution(answers: FloatArray, direction: int, benchmark: Benchmark) -> Spread:
    """The distribution of at least one answer, ascending; more is better with the direction 1."""
    q1, median, q3 = np.quantile(answers, (0.25, 0.5, 0.75)).tolist()
    best_first = answers[::-1] if direction > 0 else answers
    best = float(best_first[0])
    return Spread(
        n=len(answers),
        low=float(answers[0]),
        q1=q1,
        median=median,
        q3=q3,
        high=float(answers[-1]),
        best=best,
        benchmark=best if benchmark == "max" else float(best_first[:3].mean()),
    )


def _second_best(answers: FloatArray) -> float:
    return float(answers[-2]) if len(answers) > 1 else np.nan


def _scale(answers: FloatArray) -> float:
    """The larger of interquartile range and sample standard deviation; 0 for a single answer."""
    if len(answers) < 2:
        return 0.0
    q1, q3 = np.quantile(answers, (0.25, 0.75))
    return float(max(q3 - q1, answers.std(ddof=1)))


def _took_part(past: PastEdition) -> disclosure.Mask:
    """About which present clusters the earlier edition says anything."""
    known = [~np.isnan(table).all(axis=1) for table in (past.values, past.scores, past.ranks)]
    took_part: disclosure.Mask = np.logical_or.reduce(known)
    return took_part


def _past_group(edition: Edition, present: Scores, frame: Frame, past: PastEdition) -> _PastGroup:
    """The earlier edition's scores, and its ranks: the published ones, and where a node has none, ranks
    of the scores, but only if every participant of that edition has one here.
    """
    scores = rescore(frame, past)
    unpublished = np.isnan(past.ranks).all(axis=0)
    complete = np.count_nonzero(~np.isnan(scores), axis=0) == past.participants
    ranks = np.where(unpublished & complete, rank(scores, edition.method.ties), past.ranks)
    now = np.where(np.isnan(past.scores), comparable_scores(frame, edition.values), present.score)
    return _PastGroup(past, freeze(scores), freeze(now), freeze(ranks), _took_part(past))


def _compared_in_groups(edition: Edition) -> tuple[Node, ...]:
    return (edition.framework.root, *edition.framework.areas)


def _members(edition: Edition) -> dict[tuple[str, str], disclosure.Mask]:
    """Who is in each comparison group; columns and values in the order of the clusters."""
    members: dict[tuple[str, str], disclosure.Mask] = {}
    for row, cluster in enumerate(edition.clusters):
        for column, value in cluster.groups.items():
            if value:
                nobody = np.zeros(len(edition.clusters), dtype=np.bool_)
                members.setdefault((column, value), nobody)[row] = True
    return members


def split_of(edition: Edition, group: Group) -> tuple[str, tuple[str, str]] | None:
    """The two groups that stand beside each other where the whole group is described: those of the column
    the settings name, else of the first column that has two; None without one.
    """
    for column in dict.fromkeys(column for column, _ in group.members):
        values = tuple(value for of, value in group.members if of == column)
        if column == (edition.summary_by or column) and len(values) == 2:
            # In the publisher's order, where the groups have names.
            named = [value for of, value in edition.group_names if of == column and value in values]
            first, second = sorted(values, key=lambda value: (value not in named[:1], value))
            return column, (first, second)
    return None


def _reserved(edition: Edition, group: Group) -> tuple[disclosure.Mask, ...]:
    """Only where the settings name the column: else the summary has to yield to the reports."""
    found = split_of(edition, group) if edition.summary_by else None
    if found is None:
        return ()
    column, values = found
    candidates = [disclosure.Candidate(column, value, group.members[column, value]) for value in values]
    alike: dict[tuple[object, ...], int] = {}
    for row, cluster in enumerate(edition.clusters):
        history = (
            (past.took_part[row], *map(cluster.groups.get, past.edition.compared)) for past in group.past
        )
        alike.setdefault((cluster.groups.get(column), *history), row)
    known = {row: ((), tuple(known_before(edition, group, row))) for row in alike.values()}
    everybody = np.ones(len(edition.clusters), dtype=np.bool_)
    if disclosure.withheld_from_all(candidates, edition.min_group, everybody, known):
        return ()
    return tuple(candidate.members for candidate in candidates)


def nobody(edition: Edition, group: Group) -> Comparison:
    """The group's figures and nobody's own; none of a node where fewer than ``min_group`` have a result."""
    standings = {}
    for node in edition.framework.nodes:
        points, values = group.points.get(node.code), group.values.get(node.code)
        enough = points is not None and points.n >= edition.min_group
        standings[node.code] = Standing(
            code=node.code,
            value=None,
            score=None,
            rank=None,
            n=0 if points is None else points.n,
            ties=0,
            is_last=False,
            band=Band.MISSING,
            group=points if enough else None,
            values=values if enough else None,
            second=None,
        )
    return Comparison(GROUP, standings, (), (), (), (), (), (), (), False, None)


# --- one cluster -------------------------------------------------------------------------------


def _number(cell: float) -> float | None:
    return None if np.isnan(cell) else float(cell)


def _standing(edition: Edition, scores: Scores, group: Group, row: int, node: Node) -> Standing:
    code, column = node.code, edition.framework.column[node.code]
    leaf_column = edition.framework.leaf_column.get(code)
    score = _number(scores.score[row, column])
    value = None if leaf_column is None else _number(edition.values[row, leaf_column])
    first, last, n = group.first[row, column], group.last[row, column], int(group.n[column])
    points, values = group.points.get(code), group.values.get(code)
    if score is None or points is None:
        band = Band.MISSING
    elif value is not None and values is not None:
        band = _value_band(node, value, values)
    elif last - first + 1 == n:
        band = Band.CONSTANT
    else:
        band = _score_band(score, points, is_best=bool(first == 1))
    # The best of the others; for whoever is first, the second best of all.
    second = None if points is None else points.best if first != 1 else _number(group.second[column])
    return Standing(
        code=code,
        value=value,
        score=score,
        rank=_number(scores.rank[row, column]),
        n=n,
        ties=0 if score is None else int(last - first),
        is_last=bool(last == n and first > 1),
        band=band,
        group=points,
        values=values,
        second=second,
        past=tuple(_past(group, row, column, leaf_column)) if node.comparable else (),
    )


def _score_band(own: float, spread: Spread, *, is_best: bool) -> Band:
    """The band of a score, not constant, from the numbers as published."""
    if is_best and own > spread.median:
        return Band.HIGHEST
    quartiles = (published(spread.q1), published(spread.median), published(spread.q3))
    return _band(published(own), quartiles, SCORE_DECIMALS)


def _value_band(node: Node, own: float, spread: Spread) -> Band:
    """The band of an indicator from its values as published, turned round where less is better."""
    if spread.low == spread.high:
        return Band.CONSTANT
    if own == spread.best and own != spread.median:
        return Band.HIGHEST
    q1, median, q3 = (
        node.direction * published(figure, spread_decimals(node, figure))
        for figure in (spread.q1, spread.median, spread.q3)
    )
    quartiles = (min(q1, q3), median, max(q1, q3))
    return _band(node.direction * published(own, node.decimals), quartiles, node.decimals)


def _band(own: float, quartiles: tuple[float, float, float], decimals: int) -> Band:
    """The band of a published number; more is better. Less than half of its last decimal is no difference."""
    q1, median, q3 = quartiles
    # Rounded once more, because the difference of two decimal fractions is off by binary noise.
    gap = published(own - median, decimals + 2)
    if 2 * abs(gap) < 10.0**-decimals:
        return Band.MEDIAN
    if gap > 0:
        return Band.ABOVE if own > q3 else Band.UPPER
    return Band.BELOW if own < q1 else Band.LOWER


def _past(group: Group, row: int, column: int, leaf_column: int | None) -> Iterable[Past]:
    """What the earlier editions that the cluster took part in say about a comparable node."""
    for before in group.past:
        past = Past(
            label=before.edition.label,
            n=before.edition.participants,
            score=_number(before.scores[row, column]),
            now=_number(before.now[row, column]),
            rank=_number(before.ranks[row, column]),
            value=_number(before.edition.values[row, leaf_column]) if leaf_column is not None else None,
        )
        if (past.score, past.rank, past.value) != (None, None, None):
            yield past


def _strengths_and_weaknesses(
    edition: Edition, standings: Mapping[str, Standing], positions: Mapping[str, float]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes of indicators, most remarkable first; the rules are those of :func:`compare`."""
    known = [leaf for leaf in edition.framework.leaves if _can_differ(standings[leaf.code])]
    if not known:
        return (), ()
    profile = float(np.median([positions[leaf.code] for leaf in known]))
    best_first = sorted(
        (leaf for leaf in known if not _is_common_answer(leaf, standings[leaf.code])),
        key=lambda leaf: -positions[leaf.code],
    )
    worst_first = sorted(best_first, key=lambda leaf: positions[leaf.code])

    strong = [
        leaf for leaf in best_first if positions[leaf.code] >= profile and not standings[leaf.code].is_last
    ]
    above = [leaf for leaf in strong if positions[leaf.code] >= 0]
    strengths = _pick((above, strong))
    weak = [
        leaf
        for leaf in worst_first
        if positions[leaf.code] <= profile and leaf not in strengths and not _reached(standings[leaf.code])
    ]
    weaknesses = _pick((weak,))
    return (
        tuple(leaf.code for leaf in best_first if leaf in strengths),
        tuple(leaf.code for leaf in worst_first if leaf in weaknesses),
    )


def _can_differ(standing: Standing) -> bool:
    """Whether there is a score and anybody has another one."""
    return standing.score is not None and standing.ties + 1 < standing.n


def _is_common_answer(leaf: Node, standing: Standing) -> bool:
    """A yes or no that at least half of those asked have in common says nothing about a cluster."""
    return leaf.is_yes_no and 2 * (standing.ties + 1) >= standing.n


def _reached(standing: Standing) -> bool:
    """Whether nobody is ahead, or the benchmark is reached."""
    if standing.score is None or standing.group is None:
        return False
    return standing.score >= min(standing.group.benchmark, standing.group.best)


def _pick(tiers: Sequence[Sequence[Node]]) -> list[Node]:
    """The first three, tier by tier; in each tier a third one of the same sub-area only to fill up."""
    picked: list[Node] = []
    for tier in tiers:
        for most in (_OF_ONE_PARENT, _NAMED):
            for leaf in tier:
                siblings = sum(other.parent == leaf.parent for other in picked)
                if len(picked) < _NAMED and leaf not in picked and siblings < most:
                    picked.append(leaf)
    return picked


def _group_standings(edition: Edition, scores: Scores, group: Group, row: int) -> tuple[GroupStanding, ...]:
    """The cluster's own group in every column that has one for it, then the similar clusters; for the
    root and the areas. What is shown is decided in :mod:`reports.disclosure`.
    """
    min_group = edition.min_group
    kinds = _kinds(edition, group, row)
    everybody = np.ones(len(edition.clusters), dtype=np.bool_)
    found = {}
    for node, chosen, reasons in _decided(edition, scores, group, row, kinds):
        column_scores = scores.score[:, edition.framework.column[node.code]]
        present = ~np.isnan(column_scores)
        for kind in kinds:
            candidate = next((c for c in chosen if c in kind), kind[0])
            if candidate in chosen:
                why = reasons[chosen.index(candidate)]
            else:
                # What memberships decide is told for every result alike.
                why = disclosure.alone(candidate, row, min_group, everybody) or "overlap"
            count, median = group.of_members(candidate, node.code, column_scores)
            found[candidate.column, node.code] = GroupStanding(
                candidate.column,
                candidate.value,
                node.code,
                count - int(candidate.members[row] and present[row]),
                None if why else median,
                why,
            )
    codes = [node.code for node in _compared_in_groups(edition)]
    return tuple(found[kind[0].column, code] for kind in kinds for code in codes)


def _compares(edition: Edition, column: str) -> bool:
    return not edition.compared or column in edition.compared


def _kinds(edition: Edition, group: Group, row: int) -> list[list[disclosure.Candidate]]:
    """What the cluster could be compared with, in order of preference (see :func:`disclosure.choose`)."""
    kinds = [
        [disclosure.Candidate(column, value, group.members[column, value])]
        for column, value in edition.clusters[row].groups.items()
        if value
    ]
    kinds += [alike] if (alike := _similar(group, row, edition.min_group)) else []
    return [kind for kind in kinds if _compares(edition, kind[0].column)]


def _decided(
    edition: Edition, scores: Scores, group: Group, row: int, kinds: Sequence[Sequence[disclosure.Candidate]]
) -> Iterator[tuple[Node, tuple[disclosure.Candidate, ...], tuple[disclosure.Reason, ...]]]:
    """For the root and each area the chosen groups and why the median of one is withheld after all."""
    min_group, before = edition.min_group, tuple(known_before(edition, group, row))
    chosen = disclosure.choose(kinds, row, min_group, before, group.reserved)
    for node in _compared_in_groups(edition):
        present = ~np.isnan(scores.score[:, edition.framework.column[node.code]])
        yield node, chosen, disclosure.shown(chosen, row, min_group, present, before, group.reserved)


def medians_seen(
    edition: Edition, scores: Scores, group: Group, row: int
) -> dict[str, tuple[disclosure.Mask, ...]]:
    """The groups of which the report of the cluster ``row`` shows the median, for the root and each area."""
    decided = _decided(edition, scores, group, row, _kinds(edition, group, row))
    return {
        node.code: tuple(c.members for c, why in zip(chosen, reasons, strict=True) if not why)
        for node, chosen, reasons in decided
    }


def known_before(edition: Edition, group: Group, row: int) -> Iterator[disclosure.Mask]:
    """What the cluster's own reports of earlier editions parted the others by: who took part, and who of
    them was in the groups whose medians they showed.
    """
    for past in group.past:
        if not past.took_part[row]:
            continue
        yield past.took_part
        for column in past.edition.compared:
            value = edition.clusters[row].groups.get(column, "")
            if value:
                yield past.took_part & group.members[column, value]


def _alike(edition: Edition, group: Group, row: int) -> tuple[str, ...]:
    """The most similar clusters: as many as the smallest group of them that may be shown, and never more
    than half of all clusters.
    """
    most = min(similar.sizes(edition.min_group)[0], len(edition.clusters) // 2)
    nearest = () if group.profiles is None else group.profiles.nearest(row, most)
    return tuple(edition.ids[other] for other in nearest)


def _similar(group: Group, row: int, min_group: int) -> list[disclosure.Candidate]:
    """The similar clusters in every size that may be shown, the smallest first."""
    most = max(similar.sizes(min_group), default=0)
    alike = () if group.profiles is None else group.profiles.nearest(row, most)
    candidates = []
    for size in similar.sizes(min_group):
        # More than half of all clusters are not the similar ones.
        if size <= len(alike) and 2 * size <= len(group.first):
            members = np.zeros(len(group.first), dtype=np.bool_)
            members[list(alike[:size])] = True
            candidates.append(disclosure.Candidate(SIMILAR, "", members))
    return candidates
