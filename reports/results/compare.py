"""One cluster against the group, its comparison groups and earlier editions.

:func:`group` looks at the whole group once per edition; :func:`compare` then reads off one cluster.
Nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan

import numpy as np

from reports.edition import GROUP, SIMILAR, Band, Benchmark, Edition, FloatArray, Node, PastEdition, freeze

from . import similar
from .bands import BANDS, Bands, bands
from .disclosure import choice, rules
from .model import Comparison, GroupStanding, Past, Scores, SimulatedRank, Spread, Standing
from .score import Frame, comparable_scores, fit, rank, rescore, shared_places
from .strengths import strengths_and_weaknesses

#: Fewer clusters have no last place worth the name.
_FEWEST_FOR_LAST = 3


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
    took_part: rules.Mask


@dataclass(frozen=True, eq=False)
class Group:
    """The whole group, once per edition.

    ``points`` and ``values`` (leaves only) are the spreads of the nodes that anybody has, ``yes`` says how
    many answer each question by yes. ``n`` counts those ranked per node; ``first`` and ``last`` (clusters,
    nodes) are the best and the worst place that a cluster shares; ``second`` is the second best score of a
    node, a tie with the best included.
    ``band`` (clusters, nodes) holds places in :data:`bands.BANDS`; ``centre`` (the medians) and ``scale`` are
    for :meth:`positions`. ``members`` are the comparison groups, by column and value, as masks (clusters,);
    ``reserved`` are those whose medians the summary of the edition shows to everybody, so that the reports
    have to leave room for them; ``simulated`` the simulated overall ranks per cluster, or nothing.
    """

    points: Mapping[str, Spread]
    values: Mapping[str, Spread]
    yes: Mapping[str, int]
    n: FloatArray
    first: FloatArray
    last: FloatArray
    second: FloatArray
    band: Bands
    centre: FloatArray
    scale: FloatArray
    past: tuple[_PastGroup, ...]
    members: Mapping[tuple[str, str], rules.Mask]
    profiles: similar.Profiles | None
    reserved: tuple[tuple[str, str], ...]
    simulated: tuple[SimulatedRank | None, ...]

    def similar_to(self, row: int, most: int) -> tuple[int, ...]:
        """The rows of the ``most`` clusters, or as many as there are, that are most similar to one."""
        return () if self.profiles is None else self.profiles.nearest(row, most)

    def mask(self, rows: Sequence[int]) -> rules.Mask:
        """Some rows as a mask (clusters,)."""
        mask = np.zeros(len(self.first), dtype=np.bool_)
        mask[list(rows)] = True
        return mask

    def positions(self, scores: FloatArray) -> FloatArray:
        """The distance of scores (nodes,) to the medians, in units of the spread.

        The unit is the larger of the interquartile range and the sample standard deviation: where most
        clusters agree (many zeros) the first is nothing, and a small lead must not become a huge one.
        0 where all agree.
        """
        gaps = scores - self.centre
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
    first, last = shared_places(scores.score)
    frame = fit(framework, method, edition.values)
    past = tuple(_past_group(edition, scores, frame, before) for before in edition.history)
    n = np.array([len(columns[code]) for code in framework.codes], dtype=np.float64)
    centre = np.array([points[code].median if code in points else np.nan for code in framework.codes])
    scale = np.array([_scale(columns[code]) for code in framework.codes])
    found = Group(
        points=points,
        values=values,
        yes={
            leaf.code: int(np.count_nonzero(edition.values[:, i] == 1))
            for i, leaf in enumerate(framework.leaves)
            if leaf.is_yes_no
        },
        n=n,
        first=freeze(first),
        last=freeze(last),
        second=np.array([_second_best(columns[code]) for code in framework.codes]),
        band=bands(edition, scores, first, last, points, values),
        centre=centre,
        scale=scale,
        past=past,
        members=_members(edition),
        profiles=similar.profiles(edition),
        reserved=(),
        simulated=tuple(simulated),
    )
    return replace(found, reserved=_reserved(edition, found))


def compare(edition: Edition, scores: Scores, group: Group, cluster_id: str) -> Comparison:
    """Everything that is said about the position of one cluster.

    Areas stand in the order of their places (out of those ranked; the middle one of those that are shared),
    equal ones in that of their positions. ``first_time`` needs an earlier edition that the cluster is not in.

    Raises KeyError for an unknown cluster.
    """
    framework, row = edition.framework, edition.row[cluster_id]
    score = scores.score[row]
    positions = dict(zip(framework.codes, group.positions(score).tolist(), strict=True))
    standings = {node.code: _standing(edition, scores, group, row, node) for node in framework.nodes}
    strengths, weaknesses = strengths_and_weaknesses(framework, standings, positions)
    shares = ((group.first[row] + group.last[row]) / np.maximum(group.n, 1)).tolist()
    areas = [framework.column[area.code] for area in framework.areas]
    return Comparison(
        id=cluster_id,
        standings=standings,
        strengths=strengths,
        weaknesses=weaknesses,
        last_places=tuple(node.code for node in framework.nodes if _stands_last(node, standings[node.code])),
        missing=tuple(
            framework.leaves[column].code for column in np.flatnonzero(np.isnan(edition.values[row])).tolist()
        ),
        areas_by_position=tuple(
            framework.codes[column]
            for column in sorted(
                (column for column in areas if not np.isnan(score[column])),
                key=lambda column: (shares[column], -positions[framework.codes[column]]),
            )
        ),
        groups=tuple(_group_standings(edition, scores, group, row)),
        similar_by=group.profiles.fields if group.profiles and _compares(edition, SIMILAR) else (),
        first_time=bool(group.past) and not any(past.took_part[row] for past in group.past),
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


def _took_part(past: PastEdition) -> rules.Mask:
    """About which present clusters the earlier edition says anything."""
    known = [~np.isnan(table).all(axis=1) for table in (past.values, past.scores, past.ranks)]
    took_part: rules.Mask = np.logical_or.reduce(known)
    return took_part


def _past_group(edition: Edition, present: Scores, frame: Frame, past: PastEdition) -> _PastGroup:
    """The earlier edition's scores, and its ranks: the published ones, and where a node has none, ranks
    of the scores, but only if every participant of that edition has one here.
    """
    scores = rescore(frame, past)
    unpublished = np.isnan(past.ranks).all(axis=0)
    complete = np.count_nonzero(~np.isnan(scores), axis=0) == past.participants
    ranks, made = past.ranks.copy(), unpublished & complete
    ranks[:, made] = rank(scores[:, made], edition.method.ties)
    now = np.where(np.isnan(past.scores), comparable_scores(frame, edition.values), present.score)
    return _PastGroup(past, freeze(scores), freeze(now), freeze(ranks), _took_part(past))


def compared_in_groups(edition: Edition) -> tuple[Node, ...]:
    return (edition.framework.root, *edition.framework.areas)


def _members(edition: Edition) -> dict[tuple[str, str], rules.Mask]:
    """Who is in each comparison group, (clusters,), by column and value."""
    found: dict[tuple[str, str], rules.Mask] = {}
    for row, cluster in enumerate(edition.clusters):
        for column, value in cluster.groups.items():
            if value:
                nobody = np.zeros(len(edition.clusters), dtype=np.bool_)
                found.setdefault((column, value), nobody)[row] = True
    return found


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


def _reserved(edition: Edition, group: Group) -> tuple[tuple[str, str], ...]:
    """Only where the settings name the column: else the summary has to yield to the reports."""
    found = split_of(edition, group) if edition.summary_by else None
    if found is None:
        return ()
    column, values = found
    candidates = [rules.Candidate(column, value, group.members[column, value]) for value in values]
    alike: dict[tuple[object, ...], int] = {}
    for row, cluster in enumerate(edition.clusters):
        history = (
            (past.took_part[row], *map(cluster.groups.get, past.edition.compared)) for past in group.past
        )
        alike.setdefault((cluster.groups.get(column), *history), row)
    known = {row: ((), tuple(known_before(edition, group, row))) for row in alike.values()}
    everybody = np.ones(len(edition.clusters), dtype=np.bool_)
    if rules.withheld_from_all(candidates, edition.least_shown, everybody, known):
        return ()
    return tuple((column, value) for value in values)


def group_comparison(edition: Edition, group: Group) -> Comparison:
    """The group's figures and nobody's own; none of a node where fewer have a result than may be shown."""
    standings = {}
    for node in edition.framework.nodes:
        points, values = group.points.get(node.code), group.values.get(node.code)
        enough = points is not None and points.n >= edition.least_shown
        standings[node.code] = Standing(
            code=node.code,
            value=None,
            score=None,
            rank=None,
            n=0 if points is None else points.n,
            ties=0,
            band=Band.MISSING,
            group=points if enough else None,
            values=values if enough else None,
            second=None,
        )
    return Comparison(GROUP, standings, (), (), (), (), (), (), (), False)


# --- one cluster -------------------------------------------------------------------------------


def _standing(edition: Edition, scores: Scores, group: Group, row: int, node: Node) -> Standing:
    framework = edition.framework
    column, leaf_column = framework.column[node.code], framework.leaf_column.get(node.code)
    score, first = scores.score.item(row, column), group.first.item(row, column)
    points = group.points.get(node.code)
    n = points.n if points else 0
    # The best of the others; for whoever is first, the second best of all.
    second = None if points is None else points.best if first != 1 else _cell(group.second, column)
    return Standing(
        code=node.code,
        value=None if leaf_column is None else _cell(edition.values, row, leaf_column),
        score=None if isnan(score) else score,
        rank=_cell(scores.rank, row, column),
        n=n,
        ties=0 if isnan(score) else int(group.last.item(row, column) - first),
        band=BANDS[group.band.item(row, column)],
        group=points,
        values=group.values.get(node.code),
        second=second,
        past=tuple(_past(group.past, row, column, leaf_column)) if node.comparable else (),
        first=0 if isnan(score) else int(first),
        yes=group.yes.get(node.code, 0),
    )


def _stands_last(node: Node, standing: Standing) -> bool:
    """Whether a result is worth being called the last: an answer of yes or no is none, nor is a result that
    half the group has.
    """
    many = standing.n >= _FEWEST_FOR_LAST
    return standing.is_last and many and not standing.is_common and not node.is_yes_no


def _cell(table: FloatArray, *place: int) -> float | None:
    """One cell of a table, None for NaN."""
    cell: float = table.item(*place)
    return None if isnan(cell) else cell


def _past(past: Sequence[_PastGroup], row: int, column: int, leaf_column: int | None) -> Iterator[Past]:
    """What the earlier editions that the cluster took part in say about a comparable node."""
    for before in past:
        score, rank = _cell(before.scores, row, column), _cell(before.ranks, row, column)
        value = None if leaf_column is None else _cell(before.edition.values, row, leaf_column)
        if (score, rank, value) != (None, None, None):
            yield Past(
                label=before.edition.label,
                n=before.edition.participants,
                score=score,
                now=_cell(before.now, row, column),
                rank=rank,
                value=value,
            )


def _group_standings(edition: Edition, scores: Scores, group: Group, row: int) -> Iterator[GroupStanding]:
    """The cluster's own group in every column that has one for it, then the similar clusters; for the
    root and the areas.
    """
    nodes = compared_in_groups(edition)
    for candidate, reasons in shown_groups(edition, scores, group, row):
        for node, why in zip(nodes, reasons, strict=True):
            results = scores.score[:, edition.framework.column[node.code]]
            members = candidate.members & ~np.isnan(results)
            yield GroupStanding(
                candidate.column,
                candidate.value,
                node.code,
                int(members.sum()) - int(members[row]),
                None if why else float(np.median(results[members])),
                why,
            )


def shown_groups(
    edition: Edition, scores: Scores, group: Group, row: int
) -> list[tuple[rules.Candidate, list[rules.Reason]]]:
    """The comparisons in the report of the cluster ``row``, and for the root and each area why the median is
    withheld, "" where it is shown.
    """
    own = edition.clusters[row].groups.items()
    kinds = [
        [rules.Candidate(column, value, group.members[column, value])]
        for column, value in own
        if value and _compares(edition, column)
    ]
    if _compares(edition, SIMILAR):
        # Never a median of more than half of all clusters.
        sizes = [size for size in similar.sizes(edition.min_group) if 2 * size <= len(edition.clusters)]
        nearest = group.similar_to(row, max(sizes, default=0))
        fitting = [nearest[:size] for size in sizes if size <= len(nearest)]
        kinds += [[rules.Candidate(SIMILAR, "", group.mask(rows)) for rows in fitting]] if fitting else []
    before, given = tuple(known_before(edition, group, row)), [group.members[key] for key in group.reserved]
    chosen = choice.choose(kinds, row, edition.least_shown, before, given)
    nodes = [edition.framework.column[node.code] for node in compared_in_groups(edition)]
    present = ~np.isnan(scores.score[:, nodes])
    of_chosen = [
        choice.withheld_results(chosen, row, edition.least_shown, having, before, given)
        for having in present.T
    ]
    everybody = np.ones(len(edition.clusters), dtype=np.bool_)
    found = []
    for kind in kinds:
        place = next((place for place, candidate in enumerate(chosen) if candidate in kind), None)
        if place is None:
            why: rules.Reason = rules.alone(kind[0], row, edition.least_shown, everybody) or "overlap"
            found.append((kind[0], [why] * len(nodes)))
        else:
            found.append((chosen[place], [reasons[place] for reasons in of_chosen]))
    return found


def withheld_from_all(
    edition: Edition, scores: Scores, group: Group, groups: Sequence[tuple[str, str]]
) -> tuple[rules.Reason, ...]:
    """For the root and each area why the medians of ``groups`` may not be shown to everybody beside the
    reports; "" where they may.
    """
    candidates = [rules.Candidate(*key, group.members[key]) for key in groups]
    before = [tuple(known_before(edition, group, row)) for row in range(len(edition.clusters))]
    seen = [medians_seen(edition, scores, group, row) for row in range(len(edition.clusters))]
    found = []
    for node in compared_in_groups(edition):
        present = ~np.isnan(scores.score[:, edition.framework.column[node.code]])
        known = {row: (medians[node.code], before[row]) for row, medians in enumerate(seen)}
        found.append(rules.withheld_from_all(candidates, edition.least_shown, present, known))
    return tuple(found)


def _compares(edition: Edition, column: str) -> bool:
    return not edition.compared or column in edition.compared


def medians_seen(
    edition: Edition, scores: Scores, group: Group, row: int
) -> dict[str, tuple[rules.Mask, ...]]:
    """The groups of which the report of the cluster ``row`` shows the median, for the root and each area."""
    found = shown_groups(edition, scores, group, row)
    return {
        node.code: tuple(candidate.members for candidate, reasons in found if not reasons[place])
        for place, node in enumerate(compared_in_groups(edition))
    }


def known_before(edition: Edition, group: Group, row: int) -> Iterator[rules.EarlierReport]:
    """The cluster's own reports of earlier editions: who took part, and who of them was in the groups whose
    medians they showed. Nothing where results are public.
    """
    if edition.public:
        return
    own = edition.clusters[row].groups
    for past in group.past:
        if past.took_part[row]:
            yield rules.EarlierReport(
                past.took_part,
                tuple(
                    past.took_part & group.members[column, own[column]]
                    for column in past.edition.compared
                    if own.get(column, "")
                ),
            )


def _alike(edition: Edition, group: Group, row: int) -> tuple[str, ...]:
    """The most similar clusters: as many as the smallest group of them that may be shown, and never more
    than half of all clusters.
    """
    most = min(similar.sizes(edition.min_group)[0], len(edition.clusters) // 2)
    return tuple(edition.ids[other] for other in group.similar_to(row, most))
