"""The attack on confidentiality: nobody can put a number on another named cluster."""

from __future__ import annotations

import dataclasses
from itertools import combinations
from unittest.mock import patch

import numpy as np
import pytest
from support.attack import Attack, medians
from support.editions import edition, framework
from support.recipients import (
    GROUPED_THEN,
    MERGED_THEN,
    NAMING,
    NODES,
    REPEATERS,
    SAMPLE,
    both_reports,
    composed,
    narrow,
    one_report,
    others,
    pooled,
    scored,
    table,
    told_by_names,
    whole,
)

from reports.edition.model import Edition, Method

#: Tried in every run: key and other, first-timer and repeater, an answer missing, the largest, the last.
FEW = ("jarometal", "autozwornia", "biogazin", "ekowierch", "wodolin", "gorzyslawa", "lotnianka")


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


@pytest.mark.parametrize("grouped", [(), GROUPED_THEN, MERGED_THEN], ids=["none", "sectors", "merged"])
@pytest.mark.parametrize(
    "cluster", [c if c in FEW else pytest.param(c, marks=pytest.mark.slow) for c in REPEATERS]
)
def test_the_earlier_report_does_not_help(cluster: str, grouped: tuple[str, ...]) -> None:
    """Nor from both reports of a recipient, whatever is assumed about how far a cluster can move, and
    whichever groups the earlier edition compared.
    """
    attack = pooled([cluster], grouped=grouped)
    assert [found for found in narrow(attack) if any(name in SAMPLE.edition.row for name in found[0])] == []


def test_few_whom_an_earlier_report_has_set_apart_are_not_narrowed_further() -> None:
    """Of two clusters that alone share their record in an earlier report one more median would tell a score
    to less than ten points; so the report shows none.
    """
    study, report, _ = both_reports("cyfrolas", SAMPLE.edition)
    assert study.history[0].compared == ("kkk", "region")
    assert not list(medians(report, study, NODES))
    attack = pooled(["cyfrolas"])
    assert min(len(attack.of(kind)) for kind in range(attack.classes.max() + 1)) == 2
    with patch("reports.results.disclosure.choice.compatible", return_value=True):
        assert narrow(pooled(["cyfrolas"]))


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


def exchanged(study: Edition, one: int, other: int) -> Edition:
    """The edition in which two clusters have each other's answers, of this and of earlier editions; names,
    groups and profiles, which are public, stay where they are.
    """
    order = np.arange(len(study.ids))
    order[[one, other]] = order[[other, one]]
    history = tuple(
        dataclasses.replace(p, values=p.values[order], scores=p.scores[order], ranks=p.ranks[order])
        for p in study.history
    )
    return dataclasses.replace(study, values=study.values[order], history=history)


def test_exchanging_two_clusters_of_a_part_leaves_the_report_as_it_is() -> None:
    """Why it holds: two clusters that are in the same shown groups and took part in the same editions can
    exchange all their results, and the whole report is the same to the letter: cover, charts, simulated
    ranks, workbook, what is withheld and why. So nothing in it can tell the one from the other.
    """
    study, scores = SAMPLE.edition, SAMPLE.scores
    before = whole(study, "ekowierch")
    attack = one_report(study, scores, "ekowierch")
    exchanges = 0
    for kind in range(attack.classes.max() + 1):
        # Whoever agreed to be named with a good practice is hidden in another way, see disclosure.nameable.
        rows = [study.row[name] for name in attack.of(kind) if not study.cluster(name).consent]
        then = [bool(np.isnan(study.history[0].values[row]).all()) for row in rows]
        pairs = [
            (one, other)
            for (one, was), (other, too) in combinations(zip(rows, then, strict=True), 2)
            if was == too
        ]
        if not pairs:
            continue
        one, other = pairs[-1]
        exchanges += 1
        after = whole(exchanged(study, one, other), "ekowierch")
        assert after.cover == before.cover
        assert after.data == before.data
        for section, untouched in zip(after.sections, before.sections, strict=True):
            assert section == untouched
        assert after == before
    assert exchanges > 1


@pytest.mark.slow
def test_without_control_the_sample_gives_somebody_away() -> None:
    """The sample is no harmless case: with every group shown to one recipient, clusters are pinned."""
    study = dataclasses.replace(SAMPLE.edition, min_group=1)
    attack = one_report(study, SAMPLE.scores, "autozwornia")
    assert narrow(attack)
