"""What the recipients of the sample edition hold in their hands: reports of this and of the last edition.

The attack of :mod:`attack` is mounted from here, for one recipient or for several who pool what they have.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import cache

import numpy as np

from reports import assets
from reports.advice import good_practices, recommend
from reports.chapters import compose
from reports.document.blocks import Report
from reports.edition.model import Edition, Method
from reports.edition.rounding import published
from reports.production.study import read
from reports.results import compare, score, similar, simulate
from reports.results.model import Scores
from reports.words.catalogue import Texts
from support.attack import Attack, Median, figures, marks, medians
from support.editions import edition, framework

SAMPLE = read(assets.sample())
NODES = ("OGOL", "Z", "P", "W", "O", "I")
THEN = 2014
#: The comparisons of that edition, the preferred ones first; where it merged groups as well, these too.
GROUPED_THEN = ("kkk", "sector", "size", "region")
MERGED_THEN = ("kkk", "sector_merged", "sector", "size", "region")


def scored(study: Edition) -> Scores:
    return score.score(study.framework, study.method, study.ids, study.values)


def texts(study: Edition) -> Texts:
    return Texts("pl", assets.catalogue("pl"), study.unit["pl"])


def composed(study: Edition, scores: Scores, cluster: str) -> Report:
    comparison = compare.compare(study, scores, compare.group(study, scores), cluster)
    frame = score.fit(study.framework, study.method, study.values)
    advice = recommend.recommend(study, scores, comparison, frame)
    return compose.compose(study, scores, comparison, advice, texts(study))


def whole(study: Edition, cluster: str) -> Report:
    """The report as it is built, simulated ranks included.

    Which features make clusters similar is a matter of the edition as it was (a feature that repeats an
    indicator is none), so it is not taken from answers that a test has exchanged.
    """
    scores = scored(study)
    simulated = simulate.simulate(study.framework, study.method, study.values)
    group = compare.group(study, scores, simulated)
    group = dataclasses.replace(group, profiles=similar.profiles(SAMPLE.edition))
    comparison = compare.compare(study, scores, group, cluster)
    frame = score.fit(study.framework, study.method, study.values)
    advice = recommend.recommend(study, scores, comparison, frame)
    return compose.compose(study, scores, comparison, advice, texts(study))


def table(study: Edition, scores: Scores) -> np.ndarray:
    """Published scores (clusters, nodes); NaN for none."""
    columns = [study.framework.column[code] for code in NODES]
    return np.array(
        [[np.nan if np.isnan(s) else published(s, 1) for s in row] for row in scores.score[:, columns]]
    )


def others(study: Edition, report: Report, rows: np.ndarray) -> tuple[list[str], np.ndarray]:
    """The names and rows of all but the recipient, once the rows are what the report shows."""
    names = [name for name in study.ids if name != report.cluster_id]
    found = np.delete(rows, study.row[report.cluster_id], axis=0)
    for node, peers in enumerate(marks(report, NODES).values()):
        column = found[:, node]
        assert sorted(column[~np.isnan(column)]) == list(peers)
    return names, found


# --- the earlier edition -------------------------------------------------------------------------


@cache
def earlier(grouped: Sequence[str] = GROUPED_THEN) -> Edition:
    """The edition of 2014 as a study of its own: the repeaters with the scores that the present reports
    give them for that year, and 15 clusters that have left, alike but invented, in the same public groups,
    of which those of the columns ``grouped`` are compared.
    """
    study = SAMPLE.edition
    frame = score.fit(study.framework, study.method, study.values)
    then = score.rescore(frame, study.history[0])[:, [study.framework.column[c] for c in NODES[1:]]]
    repeaters = np.flatnonzero(~np.isnan(then).all(axis=1))
    draw = np.random.default_rng(THEN)
    like = draw.choice(repeaters, 15)
    left = np.clip(then[like] + draw.normal(0, 12, (15, then.shape[1])), 0, 100)
    groups = {
        column: [study.clusters[row].groups[column] for row in (*repeaters, *draw.choice(repeaters, 15))]
        for column in grouped
    }
    tree = framework({"OGOL": None, **dict.fromkeys(NODES[1:], "OGOL")})
    names = [study.ids[row] for row in repeaters] + [f"left-{i}" for i in range(15)]
    return edition(np.vstack([then[repeaters], left]), tree, Method("none"), ids=names, groups=groups)


REPEATERS = [name for name in earlier().ids if name in SAMPLE.edition.row]


def both_reports(
    cluster: str, study: Edition, then: Edition | None = None
) -> tuple[Edition, Report, Report | None]:
    """The edition as it is for the cluster, its report, and the report of 2014 where it took part then."""
    then = then or earlier()
    if cluster not in then.row:
        return study, composed(study, SAMPLE.scores, cluster), None
    then = dataclasses.replace(then, compared=study.compared)
    before = composed(then, scored(then), cluster)
    printed = figures(before)
    columns = {what.split(".")[1] for _, what in printed if what.startswith("compared.")}
    compared = tuple(c for c in sorted(columns) if ("OGOL", f"compared.{c}.median") in printed)
    now = dataclasses.replace(
        study, history=tuple(dataclasses.replace(h, compared=compared) for h in study.history)
    )
    return now, composed(now, SAMPLE.scores, cluster), before


# --- attacks -------------------------------------------------------------------------------------


def one_report(study: Edition, scores: Scores, cluster: str) -> Attack:
    report = composed(study, scores, cluster)
    names, rows = others(study, report, table(study, scores))
    return Attack(names, rows, list(medians(report, study, NODES)))


def pooled(
    recipients: Sequence[str], present: Edition = SAMPLE.edition, grouped: Sequence[str] = GROUPED_THEN
) -> Attack:
    """The attack with the reports of both editions of one or several recipients, who know their own
    results; a row holds the marks of both editions. ``present`` has the results of the sample edition,
    ``grouped`` are the columns that were compared in the earlier one.
    """
    then = earlier(grouped)
    everybody = list(dict.fromkeys((*SAMPLE.edition.ids, *then.ids)))
    names = [name for name in everybody if name not in recipients]
    rows = np.full((len(everybody), 2 * len(NODES)), np.nan)
    known: list[Median] = []
    for cluster in recipients:
        now, second, first = both_reports(cluster, present, then)
        for column, study, scores, report in (
            (0, now, SAMPLE.scores, second),
            (len(NODES), then, scored(then), first),
        ):
            if report is None:
                continue
            all_rows = table(study, scores)
            others(study, report, all_rows)
            at = [everybody.index(name) for name in study.ids]
            rows[at, column : column + len(NODES)] = all_rows
            known += medians(report, study, NODES, column)
    row = {name: rows[i] for i, name in enumerate(everybody)}
    without = {_without(median, recipients, row): None for median in known}
    if any(cluster in then.row for cluster in recipients):
        absent = [(name not in SAMPLE.edition.row, name not in then.row) for name in names]
        return Attack(names, np.array([row[name] for name in names]), list(without), absent)
    # Who holds no report of the earlier edition sees neither its marks nor those who left since.
    names = [name for name in SAMPLE.edition.ids if name not in recipients]
    return Attack(names, np.array([row[name][: len(NODES)] for name in names]), list(without))


def _without(median: Median, recipients: Sequence[str], row: dict[str, np.ndarray]) -> Median:
    """The median with the marks of those who pool their reports among the known ones."""
    own = [row[name][median.node] for name in recipients if name in median.members]
    own = [float(mark) for mark in own if not np.isnan(mark)]
    return dataclasses.replace(
        median,
        members=median.members - set(recipients),
        n=median.n - len(own),
        own=tuple(sorted((*median.own, *own))),
    )


#: No other cluster's score may be known to less than this many points of the 0-100 scale.
WIDTH = 10.0


def narrow(attack: Attack) -> list[tuple[list[str], int, float, float]]:
    """The classes whose marks are known to less than WIDTH."""
    return [
        (attack.of(kind), node, low, high)
        for (kind, node), (low, high) in attack.ranges(WIDTH).items()
        if high - low < WIDTH
    ]


def told_by_names(study: Edition, scores: Scores, cluster: str, *, quarter: bool = False) -> Attack:
    """The attack of one report whose reader takes each name in the good practices for a strong cluster.

    The sub-area is then at least at the better quartile, which the annex prints, so that the area cannot be
    below that quartile's share of it. With ``quarter`` the attacker is also told, as no report does, which
    rows are in the better quarter.
    """
    framework = study.framework
    report = composed(study, scores, cluster)
    names, rows = others(study, report, table(study, scores))
    comparison = compare.compare(study, scores, compare.group(study, scores), cluster)
    strong = {}
    advice = recommend.recommend(
        study, scores, comparison, score.fit(study.framework, study.method, study.values)
    )
    advised = [action.node for action in advice.actions]
    for choice in good_practices.exchange(study, scores, comparison, advised).chosen:
        if choice.practice.cluster:
            column = scores.score[:, framework.column[choice.node]]
            quartile = np.nanquantile(column, 0.75)
            assert column[study.row[choice.practice.cluster]] >= quartile
            area = framework[str(framework[choice.node].parent)]
            share = framework[choice.node].weight / sum(n.weight for n in framework.children(area.code))
            least = share * (published(quartile, 1) - 0.05) - 0.05
            possible = [
                row
                for row, name in enumerate(names)
                if (column[study.row[name]] >= quartile if quarter else True)
                and rows[row, NODES.index(area.code)] >= least
            ]
            strong[choice.practice.cluster] = possible
    return Attack(names, rows, list(medians(report, study, NODES)), strong=strong)


def named_rows(study: Edition, scores: Scores, attack: Attack, cluster: str, code: str) -> list[int]:
    """The rows of the attack that a cluster can have which is named for the sub-area ``code``, as one in its
    better quarter (see :func:`told_by_names`).
    """
    framework, column = study.framework, scores.score[:, study.framework.column[code]]
    quartile = np.nanquantile(column, 0.75)
    assert column[study.row[cluster]] >= quartile
    area = framework[str(framework[code].parent)]
    share = framework[code].weight / sum(n.weight for n in framework.children(area.code))
    least = share * (published(quartile, 1) - 0.05) - 0.05
    marks_of = attack.rows[:, NODES.index(area.code)]
    return [row for row in range(len(attack.names)) if marks_of[row] >= least]


#: Readers of one, two and three names; the others with the slow tests.
NAMING = ("tkaninowo", "jarometal", "meblogaj")
