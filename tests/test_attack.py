"""The attack on confidentiality: nobody can put a number on another named cluster."""

from __future__ import annotations

import dataclasses
from functools import cache

import numpy as np
import pytest
from attack import Attack, figures, marks, medians
from editions import edition, framework

from reports import assets, compare, compose, practice, recommend, score
from reports.document import Report
from reports.model import Edition, Method, Scores, published
from reports.pipeline import read
from reports.texts import Texts

#: No other cluster's score may be known to less than this many points of the 0-100 scale.
WIDTH = 10.0
SAMPLE = read(assets.sample())
NODES = ("OGOL", "Z", "P", "W", "O", "I")
#: Tried in every run: key and other, first-timer and repeater, an answer missing, the largest, the last.
FEW = ("jarometal", "autozwornia", "biogazin", "ekowierch", "wodolin", "gorzyslawa", "lotnianka")
THEN = 2014


def scored(study: Edition) -> Scores:
    return score.score(study.framework, study.method, study.ids, study.values)


def composed(study: Edition, scores: Scores, cluster: str) -> Report:
    comparison = compare.compare(study, scores, compare.group(study, scores), cluster)
    frame = score.fit(study.framework, study.method, study.values)
    advice = recommend.recommend(study, scores, comparison, frame)
    texts = Texts("pl", assets.catalogue("pl"), study.unit["pl"])
    return compose.compose(study, scores, comparison, advice, texts)


def table(study: Edition, scores: Scores) -> np.ndarray:
    """Published scores (clusters, nodes); NaN for none."""
    columns = [study.framework.column[code] for code in NODES]
    return np.array(
        [[np.nan if np.isnan(s) else published(s) for s in row] for row in scores.score[:, columns]]
    )


def others(study: Edition, report: Report, rows: np.ndarray) -> tuple[list[str], np.ndarray]:
    """The names and rows of all but the recipient, once the rows are what the report shows."""
    names = [name for name in study.ids if name != report.cluster_id]
    found = np.delete(rows, study.row[report.cluster_id], axis=0)
    for node, peers in enumerate(marks(report, NODES).values()):
        column = found[:, node]
        assert sorted(column[~np.isnan(column)]) == list(peers)
    return names, found


def narrow(attack: Attack) -> list[tuple[list[str], int, float, float]]:
    """The classes whose marks are known to less than WIDTH."""
    return [
        (attack.of(kind), node, low, high)
        for (kind, node), (low, high) in attack.ranges(WIDTH).items()
        if high - low < WIDTH
    ]


def one_report(study: Edition, scores: Scores, cluster: str) -> Attack:
    report = composed(study, scores, cluster)
    names, rows = others(study, report, table(study, scores))
    return Attack(names, rows, list(medians(report, study, NODES)))


@pytest.mark.parametrize(
    "cluster",
    [c if c in FEW else pytest.param(c, marks=pytest.mark.slow) for c in SAMPLE.edition.ids],
)
def test_no_recipient_can_pin_a_named_cluster(cluster: str) -> None:
    """From one report nobody's overall score or area is known to less than 10 points."""
    attack = one_report(SAMPLE.edition, SAMPLE.scores, cluster)
    assert attack.medians, "the report shows no group: the attack would say nothing"
    assert narrow(attack) == []


# --- together with the names of good practices ----------------------------------------------------


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
    for choice in practice.exchange(study, scores, comparison).chosen:
        if choice.practice.cluster:
            column = scores.score[:, framework.column[choice.node]]
            quartile = np.nanquantile(column, 0.75)
            assert column[study.row[choice.practice.cluster]] >= quartile
            area = framework[str(framework[choice.node].parent)]
            share = framework[choice.node].weight / sum(n.weight for n in framework.children(area.code))
            least = share * (published(quartile) - 0.05) - 0.05
            possible = [
                row
                for row, name in enumerate(names)
                if (column[study.row[name]] >= quartile if quarter else True)
                and rows[row, NODES.index(area.code)] >= least
            ]
            strong[choice.practice.cluster] = possible
    return Attack(names, rows, list(medians(report, study, NODES)), strong=strong)


#: Readers of one, two and three names; the others with the slow tests.
NAMING = ("biogazin", "jarometal", "meblogaj")


@pytest.mark.parametrize(
    "cluster",
    [c if c in NAMING else pytest.param(c, marks=pytest.mark.slow) for c in SAMPLE.edition.ids],
)
def test_a_name_in_the_good_practices_pins_nobody(cluster: str) -> None:
    """Even who takes every name for strength stays ten points away."""
    attack = told_by_names(SAMPLE.edition, SAMPLE.scores, cluster)
    if cluster in NAMING:
        assert attack.strong, "the report names nobody: the attack would say nothing"
    assert narrow(attack) == []


@pytest.mark.slow
def test_what_a_name_would_give_away_with_the_marks_of_its_sub_area() -> None:
    """Why no report shows anonymous marks of a sub-area beside a name: told which rows are strong there, the
    attacker comes closer than ten points to a named cluster, here to eight.
    """
    found = narrow(told_by_names(SAMPLE.edition, SAMPLE.scores, "bitowia", quarter=True))
    assert found
    assert min(high - low for *_, low, high in found) > 5


# --- together with the earlier edition -----------------------------------------------------------


@cache
def earlier() -> Edition:
    """The edition of 2014 as a study of its own: the repeaters with the scores that the present reports
    give them for that year, and 15 clusters that have left, alike but invented, in the same public groups.
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
        for column in study.clusters[0].groups
    }
    tree = framework({"OGOL": None, **dict.fromkeys(NODES[1:], "OGOL")})
    names = [study.ids[row] for row in repeaters] + [f"left-{i}" for i in range(15)]
    return edition(np.vstack([then[repeaters], left]), tree, Method("none"), ids=names, groups=groups)


REPEATERS = [name for name in earlier().ids if name in SAMPLE.edition.row]


def two_reports(cluster: str) -> Attack:
    """The attack with the reports of both editions; a row holds the marks of both."""
    then = earlier()
    first_report = composed(then, scored(then), cluster)
    printed = figures(first_report)
    columns = {what.split(".")[1] for _, what in printed if what.startswith("compared.")}
    compared = tuple(c for c in sorted(columns) if ("OGOL", f"compared.{c}.median") in printed)
    now = dataclasses.replace(
        SAMPLE.edition,
        history=tuple(dataclasses.replace(h, compared=compared) for h in SAMPLE.edition.history),
    )
    names = [name for name in dict.fromkeys((*now.ids, *then.ids)) if name != cluster]
    rows = np.full((len(names), 2 * len(NODES)), np.nan)
    known = []
    second_report = composed(now, SAMPLE.scores, cluster)
    for first, study, scores, report in (
        (0, now, SAMPLE.scores, second_report),
        (len(NODES), then, scored(then), first_report),
    ):
        of, found = others(study, report, table(study, scores))
        rows[[names.index(name) for name in of], first : first + len(NODES)] = found
        known += list(medians(report, study, NODES, first))
    absent = [(name not in now.row, name not in then.row) for name in names]
    return Attack(names, rows, known, absent)


@pytest.mark.parametrize(
    "cluster", [c if c in FEW else pytest.param(c, marks=pytest.mark.slow) for c in REPEATERS]
)
def test_the_earlier_report_does_not_help(cluster: str) -> None:
    """Nor from both reports of a recipient, whatever is assumed about how far a cluster can move."""
    attack = two_reports(cluster)
    assert [found for found in narrow(attack) if any(name in SAMPLE.edition.row for name in found[0])] == []


# --- the attack itself ---------------------------------------------------------------------------

AREA_TREE = framework({"OGOL": None, **dict.fromkeys(NODES[1:], "OGOL")})


def nested(min_group: int) -> Edition:
    """A group of six and another with one member more, whose score alone lies between its halves."""
    marks = [10.0, 14, 18, 60, 64, 68, 40, 12, 30, 50, 70, 44]
    return edition(
        [[mark] * 5 for mark in marks],
        AREA_TREE,
        Method("none"),
        groups={"inner": ["in"] * 6 + ["out"] * 6, "outer": ["in"] * 7 + ["out"] * 5},
        min_group=min_group,
    )


def test_the_attack_succeeds_where_nothing_is_controlled() -> None:
    """Without the rules the difference of two groups gives a named cluster's exact score."""
    study = nested(min_group=1)
    scores = scored(study)
    report = composed(study, scores, "k01")
    found = narrow(Attack(*others(study, report, table(study, scores)), list(medians(report, study, NODES))))
    assert (["k07"], 0, 40.0, 40.0) in found


def test_the_rules_stop_that_attack() -> None:
    """The same groups under the usual rule: nobody is pinned, and something is still shown."""
    study = nested(min_group=5)
    scores = scored(study)
    report = composed(study, scores, "k01")
    attack = Attack(*others(study, report, table(study, scores)), list(medians(report, study, NODES)))
    assert attack.medians
    assert narrow(attack) == []


def test_exchanging_two_clusters_of_a_part_leaves_the_report_as_it_is() -> None:
    """Why it holds: two clusters that are in the same shown groups can exchange all their results, and the
    recipient's chapter is the same to the letter, with what is withheld and why.
    """
    study, scores = SAMPLE.edition, SAMPLE.scores
    attack = one_report(study, scores, "ekowierch")
    before = composed(study, scores, "ekowierch")
    for kind in range(attack.classes.max() + 1):
        one, other, *_ = (study.row[name] for name in attack.of(kind))
        order = np.arange(len(study.ids))
        order[[one, other]] = order[[other, one]]
        exchanged = dataclasses.replace(scores, score=scores.score[order], rank=scores.rank[order])
        after = composed(study, exchanged, "ekowierch")
        assert [s for s in after.sections if s.id == "groups"] == [
            s for s in before.sections if s.id == "groups"
        ]


@pytest.mark.slow
def test_without_control_the_sample_gives_somebody_away() -> None:
    """The sample is no harmless case: with every group shown to one recipient, clusters are pinned."""
    study = dataclasses.replace(SAMPLE.edition, min_group=1)
    attack = one_report(study, SAMPLE.scores, "autozwornia")
    assert narrow(attack)
