"""One cluster against the group, its comparison groups and earlier editions.

:func:`group` looks at the whole group once per edition; :func:`compare` then reads off one cluster.
Nothing is rounded but for the verbal band, which is made from the published numbers, so that a sentence
never contradicts the table beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from . import disclosure, membership, similar
from .bands import BANDS, Bands, bands
from .model import (
    GROUP,
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
    ``band`` (clusters, nodes) holds places in :data:`bands.BANDS`; ``scale`` is the unit of
    :meth:`positions`. ``membership`` says who is in which comparison group; ``nearest`` (clusters, most) the
    rows of the most similar clusters where they are looked up for all at once, which a large group does;
    ``reserved`` are the groups, by column and value, whose medians the summary of the edition shows to
    everybody, so that the reports have to leave room for them;
    ``simulated`` the simulated overall ranks per cluster, or nothing.
    """

    points: Mapping[str, Spread]
    values: Mapping[str, Spread]
    n: FloatArray
    first: FloatArray
    last: FloatArray
    second: FloatArray
    band: Bands
    centre: FloatArray
    scale: FloatArray
    past: tuple[_PastGroup, ...]
    membership: membership.Membership
    profiles: similar.Profiles | None
    nearest: NDArray[np.int64] | None
    reserved: tuple[tuple[str, str], ...]
    simulated: tuple[SimulatedRank | None, ...]

    def similar_to(self, row: int, most: int) -> tuple[int, ...]:
        """The rows of the ``most`` clusters, or as many as there are, that are most similar to one."""
        if self.profiles is None:
            return ()
        if self.nearest is None:
            return self.profiles.nearest(row, most)
        return tuple(other for other in self.nearest[row, :most].tolist() if other >= 0)

    def of_members(self, column: str, value: str, code: str, column_scores: FloatArray) -> tuple[int, float]:
        """How many members of a comparison group have a score of a node, and the median of these; worked
        out once for all that belong to it.
        """
        key = (column, value, code)
        if key not in self._medians:
            self._medians[key] = _median(column_scores[self.membership.rows[column, value]])
        return self._medians[key]

    @cached_property
    def members(self) -> Mapping[tuple[str, str], disclosure.Mask]:
        """Who is in each comparison group, by column and value, as masks (clusters,)."""
        return {group: self.mask(rows) for group, rows in self.membership.rows.items()}

    def mask(self, rows: Sequence[int] | NDArray[np.int64]) -> disclosure.Mask:
        """Some rows as a mask (clusters,)."""
        mask = np.zeros(len(self.first), dtype=np.bool_)
        mask[np.asarray(rows, dtype=np.int64)] = True
        return mask

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
    past = tuple(_past_group(edition, scores, frame, before) for before in edition.history)
    compared = [framework.column[node.code] for node in _compared_in_groups(edition)]
    profiles = similar.profiles(edition)
    most = max(similar.sizes(edition.min_group), default=0)
    found = Group(
        points=points,
        values=values,
        n=np.array([len(columns[code]) for code in framework.codes], dtype=np.float64),
        first=freeze(first),
        last=freeze(last),
        second=np.array([_second_best(columns[code]) for code in framework.codes]),
        band=bands(edition, scores, first, last, points, values),
        centre=np.array([points[code].median if code in points else np.nan for code in framework.codes]),
        scale=np.array([_scale(columns[code]) for code in framework.codes]),
        past=past,
        membership=membership.membership(
            edition, [before.took_part for before in past], scores.score[:, compared]
        ),
        profiles=profiles,
        nearest=None if profiles is None else profiles.neighbours_of_many(most),
        reserved=(),
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
    standings = {standing.code: standing for standing in _standings(edition, scores, group, row)}
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


def _median(scores: FloatArray) -> tuple[int, float]:
    """How many scores there are, and their median."""
    n = int(np.count_nonzero(~np.isnan(scores)))
    known = np.sort(scores)  # NaN last
    return n, float(known[(n - 1) // 2] + known[n // 2]) / 2 if n else np.nan


def split_of(edition: Edition, group: Group) -> tuple[str, tuple[str, str]] | None:
    """The two groups that stand beside each other where the whole group is described: those of the column
    the settings name, else of the first column that has two; None without one.
    """
    for column in dict.fromkeys(column for column, _ in group.membership.rows):
        values = tuple(value for of, value in group.membership.rows if of == column)
        if column == (edition.summary_by or column) and len(values) == 2:
            # In the publisher's order, where the groups have names.
            named = [value for of, value in edition.group_names if of == column and value in values]
            first, second = sorted(values, key=lambda value: (value not in named[:1], value))
            return column, (first, second)
    return None


def _reserved(edition: Edition, group: Group) -> tuple[tuple[str, str], ...]:
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
    return tuple((column, value) for value in values)


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


def _cells(table: FloatArray, row: int) -> list[float | None]:
    """One row of a table, None for NaN."""
    return [cell if cell == cell else None for cell in table[row].tolist()]


def _standings(edition: Edition, scores: Scores, group: Group, row: int) -> Iterator[Standing]:
    framework = edition.framework
    own, ranks, values = (_cells(table, row) for table in (scores.score, scores.rank, edition.values))
    firsts, lasts, bands_of = (table[row].tolist() for table in (group.first, group.last, group.band))
    seconds = _cells(group.second[None], 0)
    past = [_PastCells.of(before, row) for before in group.past]
    for column, node in enumerate(framework.nodes):
        code, leaf_column = node.code, framework.leaf_column.get(node.code)
        score, first, last = own[column], firsts[column], lasts[column]
        points = group.points.get(code)
        n = points.n if points else 0
        # The best of the others; for whoever is first, the second best of all.
        second = None if points is None else points.best if first != 1 else seconds[column]
        yield Standing(
            code=code,
            value=None if leaf_column is None else values[leaf_column],
            score=score,
            rank=ranks[column],
            n=n,
            ties=0 if score is None else int(last - first),
            is_last=last == n and first > 1,
            band=BANDS[bands_of[column]],
            group=points,
            values=group.values.get(code),
            second=second,
            past=tuple(_past(past, column, leaf_column)) if node.comparable else (),
        )


@dataclass(frozen=True, slots=True)
class _PastCells:
    """What an earlier edition says of one cluster; lists by node, ``values`` by leaf."""

    label: str
    n: int
    scores: list[float | None]
    now: list[float | None]
    ranks: list[float | None]
    values: list[float | None]

    @classmethod
    def of(cls, before: _PastGroup, row: int) -> _PastCells:
        tables = (before.scores, before.now, before.ranks, before.edition.values)
        return cls(before.edition.label, before.edition.participants, *(_cells(t, row) for t in tables))


def _past(past: Sequence[_PastCells], column: int, leaf_column: int | None) -> Iterator[Past]:
    """What the earlier editions that the cluster took part in say about a comparable node."""
    for before in past:
        score, rank = before.scores[column], before.ranks[column]
        value = None if leaf_column is None else before.values[leaf_column]
        if (score, rank, value) != (None, None, None):
            yield Past(
                label=before.label, n=before.n, score=score, now=before.now[column], rank=rank, value=value
            )


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
        if positions[leaf.code] <= profile
        and leaf.code not in strengths
        and not _reached(standings[leaf.code])
    ]
    weaknesses = _pick((weak,))
    return (
        tuple(leaf.code for leaf in best_first if leaf.code in strengths),
        tuple(leaf.code for leaf in worst_first if leaf.code in weaknesses),
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


def _pick(tiers: Sequence[Sequence[Node]]) -> set[str]:
    """The first three, tier by tier; in each tier a third one of the same sub-area only to fill up."""
    picked: dict[str, str | None] = {}
    for tier in tiers:
        for most in (_OF_ONE_PARENT, _NAMED):
            for leaf in tier:
                if len(picked) >= _NAMED:
                    return set(picked)
                if leaf.code not in picked and list(picked.values()).count(leaf.parent) < most:
                    picked[leaf.code] = leaf.parent
    return set(picked)


def _group_standings(edition: Edition, scores: Scores, group: Group, row: int) -> tuple[GroupStanding, ...]:
    """The cluster's own group in every column that has one for it, then the similar clusters; for the
    root and the areas. What is shown is decided in :mod:`reports.disclosure`.
    """
    nearest, everybody = _population(edition, group, row)
    kinds = _kinds(edition, row, everybody)
    all_of_them = np.ones(len(everybody.counts), dtype=np.bool_)
    found = {}
    for place, (node, chosen, reasons) in enumerate(_decided(edition, group, row, everybody, kinds)):
        column_scores = scores.score[:, edition.framework.column[node.code]]
        for kind in kinds:
            candidate = next((c for c in chosen if c in kind), kind[0])
            if candidate in chosen:
                why = reasons[chosen.index(candidate)]
            else:
                # What memberships decide is told for every result alike.
                alone = disclosure.alone(candidate, 0, edition.min_group, all_of_them, everybody.counts)
                why = alone or "overlap"
            if candidate.column == SIMILAR:
                count, median = _median(column_scores[list(_rows(candidate, nearest))])
            else:
                count, median = group.of_members(candidate.column, candidate.value, node.code, column_scores)
            found[candidate.column, node.code] = GroupStanding(
                candidate.column,
                candidate.value,
                node.code,
                count - int(candidate.members[0] and everybody.present[place][0]),
                None if why else median,
                why,
            )
    codes = [node.code for node in _compared_in_groups(edition)]
    return tuple(found[kind[0].column, code] for kind in kinds for code in codes)


def _compares(edition: Edition, column: str) -> bool:
    return not edition.compared or column in edition.compared


def _population(edition: Edition, group: Group, row: int) -> tuple[tuple[int, ...], membership.Population]:
    """The rows of the similar clusters, and everybody as the rules for the cluster ``row`` see them."""
    most = max(similar.sizes(edition.min_group), default=0)
    # More than half of all clusters are not the similar ones.
    nearest = group.similar_to(row, min(most, len(edition.clusters) // 2))
    return nearest, group.membership.seen_by(row, nearest, group.reserved)


def _rows(candidate: disclosure.Candidate, nearest: tuple[int, ...]) -> tuple[int, ...]:
    """The rows of the similar clusters in a candidate."""
    return nearest[: int(np.count_nonzero(candidate.members))]


def _kinds(edition: Edition, row: int, everybody: membership.Population) -> list[list[disclosure.Candidate]]:
    """What the cluster could be compared with, in order of preference (see :func:`disclosure.choose`)."""
    kinds = [
        [disclosure.Candidate(column, value, everybody.own[column])]
        for column, value in edition.clusters[row].groups.items()
        if value
    ]
    sizes = [size for size in similar.sizes(edition.min_group) if size <= everybody.similar]
    kinds += [[everybody.nearest(size) for size in sizes]] if sizes else []
    return [kind for kind in kinds if _compares(edition, kind[0].column)]


def _decided(
    edition: Edition,
    group: Group,
    row: int,
    everybody: membership.Population,
    kinds: Sequence[Sequence[disclosure.Candidate]],
) -> Iterator[tuple[Node, tuple[disclosure.Candidate, ...], tuple[disclosure.Reason, ...]]]:
    """For the root and each area the chosen groups and why the median of one is withheld after all."""
    before = tuple(_parted(edition, group, row, everybody.took_part, everybody.own.__getitem__))
    rules = edition.min_group, before, everybody.given, everybody.counts
    chosen = disclosure.choose(kinds, 0, *rules)
    told: dict[bytes, tuple[disclosure.Reason, ...]] = {}
    for node, present in zip(_compared_in_groups(edition), everybody.present, strict=True):
        key = present.tobytes()  # mostly the same clusters have a result of all nodes
        if key not in told:
            told[key] = disclosure.shown(chosen, 0, rules[0], present, *rules[1:])
        yield node, chosen, told[key]


def medians_seen(edition: Edition, group: Group, row: int) -> dict[str, tuple[disclosure.Mask, ...]]:
    """The groups of which the report of the cluster ``row`` shows the median, for the root and each area."""
    nearest, everybody = _population(edition, group, row)
    return {
        node.code: tuple(
            group.mask(_rows(c, nearest)) if c.column == SIMILAR else group.members[c.column, c.value]
            for c, why in zip(chosen, reasons, strict=True)
            if not why
        )
        for node, chosen, reasons in _decided(edition, group, row, everybody, _kinds(edition, row, everybody))
    }


def known_before(edition: Edition, group: Group, row: int) -> Iterator[disclosure.Mask]:
    """What the cluster's own reports of earlier editions parted the others by: who took part, and who of
    them was in the groups whose medians they showed.
    """
    own = edition.clusters[row].groups
    took_part = [past.took_part for past in group.past]
    return _parted(edition, group, row, took_part, lambda column: group.members[column, own[column]])


def _parted(
    edition: Edition,
    group: Group,
    row: int,
    took_part: Sequence[disclosure.Mask],
    own: Callable[[str], disclosure.Mask],
) -> Iterator[disclosure.Mask]:
    """:func:`known_before`, from masks of who took part in each edition and of the own group in a column."""
    for past, there in zip(group.past, took_part, strict=True):
        if past.took_part[row]:
            yield there
            for column in past.edition.compared:
                if edition.clusters[row].groups.get(column, ""):
                    yield there & own(column)


def _alike(edition: Edition, group: Group, row: int) -> tuple[str, ...]:
    """The most similar clusters: as many as the smallest group of them that may be shown, and never more
    than half of all clusters.
    """
    most = min(similar.sizes(edition.min_group)[0], len(edition.clusters) // 2)
    return tuple(edition.ids[other] for other in group.similar_to(row, most))
