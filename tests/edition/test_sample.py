"""The sample edition: its files are the script's, and it holds the cases the reports are tried on."""

from __future__ import annotations

import csv
import dataclasses
import importlib.util
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from support import ROOT

from reports.edition.loading import load
from reports.edition.model import Cluster, Edition, FloatArray
from reports.edition.validation import validate
from reports.results import compare, score
from reports.results.model import Scores

DATA = ROOT / "data"
SAMPLE = DATA / "sample-2018"
MADE = ("clusters.csv", "groups.csv", "survey.csv", "values.csv", "values-2014.csv")

LEADER, SECOND, LAST = "bitowia", "jarometal", "biogazin"
NEWCOMER, SILENT = "nowocyfrowie", "wodolin"

#: Median and best of every sub-area in a credible group, 0-10 (the study's published order of strengths).
LEVELS = {
    "Z1": (4.5, 8), "Z2": (2, 7), "Z3": (2.2, 8),
    "P1": (6.5, 9.5), "P2": (6, 9), "P3": (5, 8.5), "P4": (5, 9), "P5": (4, 8.5), "P6": (5.5, 9),
    "W1": (3, 8), "W2": (2.5, 7.5), "W3": (4.5, 9),
    "O1": (4.5, 9), "O2": (4, 9), "O3": (2.5, 8), "O4": (3.5, 8),
    "I1": (3, 8), "I2": (3, 8.5), "I3": (3.5, 8),
}  # fmt: skip


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_sample", DATA / "make_sample.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def edition() -> Edition:
    return validate.validate(load.load(SAMPLE))


@pytest.fixture(scope="module")
def scores(edition: Edition) -> Scores:
    return score.score(edition.framework, edition.method, edition.ids, edition.values)


Of = Callable[[str, str], float]


@pytest.fixture(scope="module")
def rank(edition: Edition, scores: Scores) -> Of:
    return lambda cluster, code: float(scores.rank[edition.row[cluster], edition.framework.column[code]])


@pytest.fixture(scope="module")
def points(edition: Edition, scores: Scores) -> Of:
    return lambda cluster, code: float(scores.score[edition.row[cluster], edition.framework.column[code]])


def areas(edition: Edition) -> list[str]:
    return [area.code for area in edition.framework.areas]


def took_part(edition: Edition) -> list[Cluster]:
    (past,) = edition.history
    return [c for c in edition.clusters if not np.isnan(past.values[edition.row[c.id]]).all()]


# --- the files -----------------------------------------------------------------------------------


def test_the_committed_files_are_the_scripts(script: ModuleType, tmp_path: Path) -> None:
    """The script makes the committed files again, byte for byte."""
    shutil.copy(SAMPLE / "framework.csv", tmp_path)
    script.make(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(("framework.csv", *MADE))
    for name in MADE:
        assert (tmp_path / name).read_bytes() == (SAMPLE / name).read_bytes(), name


def test_the_script_scores_like_the_product(script: ModuleType, edition: Edition, scores: Scores) -> None:
    """The script's own short min-max calculation and the product agree in every node."""
    with (SAMPLE / "framework.csv").open(encoding="utf-8", newline="") as file:
        study = script.Study(list(csv.DictReader(file)))
    own = study.scores(edition.values, edition.values)
    for code, column in edition.framework.column.items():
        np.testing.assert_allclose(scores.score[:, column], own[code], rtol=0, atol=1e-9, err_msg=code)


@pytest.mark.parametrize("path", sorted(SAMPLE.iterdir()), ids=lambda path: path.name)
def test_files_are_plain(path: Path) -> None:
    """Every file is UTF-8 without a byte order mark and with bare line feeds."""
    text = path.read_bytes().decode("utf-8")
    assert not text.startswith("\ufeff")
    assert "\r" not in text
    assert text.endswith("\n")


# --- the framework -------------------------------------------------------------------------------


def test_framework_has_the_size_of_the_study(edition: Edition) -> None:
    """Five areas, nineteen sub-areas, 60-80 indicators."""
    assert areas(edition) == list("ZPWOI")
    subs = [sub.code for area in edition.framework.areas for sub in edition.framework.children(area.code)]
    assert subs == list(LEVELS)
    assert 60 <= len(edition.framework.leaves) <= 80


def test_framework_holds_every_kind_of_indicator(edition: Edition) -> None:
    """Both directions, yes/no, weights, decimals, indicators and a sub-area that cannot be compared."""
    leaves = edition.framework.leaves
    assert {leaf.direction for leaf in leaves} == {1, -1}
    assert {leaf.influence for leaf in leaves} == {1, 2, 3}
    assert {leaf.decimals for leaf in leaves} == {0, 1}
    assert 2 <= sum(leaf.is_yes_no for leaf in leaves) <= 6
    assert any(leaf.weight != 1 for leaf in leaves)
    assert not edition.framework["P6"].comparable
    assert not any(leaf.comparable for leaf in edition.framework.leaves_of("P6"))
    assert any(not leaf.comparable for leaf in leaves if leaf.parent != "P6")


def test_names_fit_their_places(edition: Edition) -> None:
    """Names, units and descriptions are short, distinct and complete in both languages."""
    for node in edition.framework.nodes:
        assert 0 < len(node.name.pl) <= 46, node.code
        assert 0 < len(node.name.en) <= 46, node.code
        assert len(node.unit) <= 18, node.code
        assert re.fullmatch(r"[A-ZĄĆĘŁŃÓŚŹŻ][^.]*\.", node.description.pl), node.code
        if node.is_leaf:
            assert re.fullmatch(r"[A-Z][^.]*\.", node.description.en), node.code
            assert node.source.pl, node.code
            assert node.source.en, node.code
    for names in zip(*((node.name.pl, node.name.en) for node in edition.framework.nodes), strict=True):
        assert len(set(names)) == len(names)


def test_every_indicator_tells_clusters_apart(edition: Edition, scores: Scores) -> None:
    """No indicator is constant, and every one reaches both ends of the scale."""
    assert scores.constant == ()
    leaves = [edition.framework.column[leaf.code] for leaf in edition.framework.leaves]
    assert np.nanmin(scores.score[:, leaves], axis=0) == pytest.approx(0)
    assert np.nanmax(scores.score[:, leaves], axis=0) == pytest.approx(100)


# --- the clusters --------------------------------------------------------------------------------


def test_forty_clusters_in_groups(edition: Edition) -> None:
    """40 clusters, 16 of them key clusters, all 16 voivodeships, one small sector, no group of one."""
    assert len(edition.clusters) == 40
    groups = {
        column: Counter(c.groups[column] for c in edition.clusters) for column in edition.clusters[0].groups
    }
    assert groups["kkk"] == {"tak": 16, "nie": 24}
    assert sorted(groups["sector_merged"].values()) == [19, 21]
    assert sorted(groups["sector"].values())[:2] == [3, 6]
    assert len(groups["size"]) == 3
    for column in ("size", "region"):
        assert min(groups[column].values()) >= 5, column
    assert len({c.profile["voivodeship"] for c in edition.clusters}) == 16


def columns_shown(edition: Edition, scores: Scores) -> list[tuple[bool, list[str]]]:
    """Of each cluster whether it took part in 2014, and the comparisons that its report shows in full."""
    group = compare.group(edition, scores)
    took_part = ~np.isnan(edition.history[0].values).all(axis=1)
    return [
        (bool(took_part[row]), [c.column for c, why in found if not any(why)])
        for row in range(len(edition.clusters))
        for found in [compare.shown_groups(edition, scores, group, row)]
    ]


def test_what_the_reports_compare_with(edition: Edition, scores: Scores) -> None:
    """All with the status, newcomers also with the sector or the wider group; who holds the report of 2014 is
    shown one comparison. Which one is the publisher's choice: named as `disclosure.summary` it is the sector.
    """
    for repeater, shown in columns_shown(edition, scores):
        assert shown in ([["kkk"]] if repeater else [["sector", "kkk"], ["sector_merged", "kkk"]])
    by_sector = dataclasses.replace(edition, summary_by="sector_merged")
    assert all("sector_merged" in shown for _, shown in columns_shown(by_sector, scores))


def test_names_are_fictional_hard_and_distinct(edition: Edition) -> None:
    """One name has about 110 characters, many have quotation marks, no short name stands in another name."""
    lengths = sorted(len(c.name) for c in edition.clusters)
    assert 105 <= lengths[-1] <= 115
    assert lengths[-2] < 60
    assert sum("„" in c.name and "”" in c.name for c in edition.clusters) >= 20
    assert any("&" in c.name for c in edition.clusters)
    for cluster in edition.clusters:
        assert len(cluster.short_name) <= 28
        for other in edition.clusters:
            if other is not cluster:
                assert cluster.short_name.lower() not in f"{other.name} {other.coordinator}".lower()
        assert cluster.email.endswith(".example.org")


def test_every_comparison_group_has_a_name_in_both_languages(edition: Edition) -> None:
    """No reader meets a code such as kkk = tak, and no two groups of a column are called the same."""
    groups = {pair for cluster in edition.clusters for pair in cluster.groups.items()}
    assert set(edition.group_names) == groups | {(column, "") for column, _ in groups}
    assert all(name.pl and name.en for name in edition.group_names.values())
    assert edition.group_name("kkk", "tak", "pl") == "Krajowe Klastry Kluczowe"
    assert edition.group_name("kkk", "nie", "en") == "other clusters"


def test_profile_agrees_with_the_answers(edition: Edition) -> None:
    """Members and staff are those of the indicators; shares add to 100; about 100 members, 427 at most."""
    members = []
    for cluster in edition.clusters:
        profile = cluster.profile
        row = edition.values[edition.row[cluster.id]]
        members.append(int(profile["members"]))
        assert members[-1] == row[edition.framework.leaf_column["O4.1"]]
        assert float(profile["staff"]) == row[edition.framework.leaf_column["Z1.1"]]
        kinds = ("enterprises", "science", "local_gov", "support", "other")
        assert sum(int(profile[kind]) for kind in kinds) == 100
        for kind in kinds:  # made of whole members; the rounding to 100 moves a share by less than a point
            assert (
                abs(round(int(profile[kind]) / 100 * members[-1]) * 100 / members[-1] - int(profile[kind]))
                < 1
            )
        assert sum(int(profile[f"{size}_share"]) for size in ("micro", "small", "medium", "large")) == 100
        size = "mały" if members[-1] < 50 else "średni" if members[-1] <= 100 else "duży"
        assert cluster.groups["size"] == size
        assert int(profile["founded"]) + int(profile["age"]) == 2018
    assert max(members) == 427
    assert np.mean(members) == pytest.approx(100, abs=5)


def test_answers_keep_to_what_is_possible(edition: Edition) -> None:
    """Nothing is negative, no percentage passes 100, members counted in per cent are whole members."""
    members = edition.values[:, edition.framework.leaf_column["O4.1"]]
    for leaf, column in zip(edition.framework.leaves, edition.values.T, strict=True):
        assert np.nanmin(column) >= 0, leaf.code
        if leaf.unit.startswith("%"):
            assert np.nanmax(column) <= 100, leaf.code
        if leaf.unit == "% członków":
            counted = column / 100 * members
            assert np.nanmax(np.abs(counted - np.round(counted)) / members) <= 0.005 + 1e-9, leaf.code


# --- the levels ----------------------------------------------------------------------------------


@pytest.mark.parametrize("code", LEVELS)
def test_sub_areas_have_credible_levels(code: str, edition: Edition, scores: Scores) -> None:
    """The median of a sub-area is within 8 points, its best within 15, of what studies have published."""
    median, best = (10 * level for level in LEVELS[code])
    column = scores.score[:, edition.framework.column[code]]
    assert np.nanmedian(column) == pytest.approx(median, abs=8)
    assert np.nanmax(column) == pytest.approx(best, abs=15)


def test_overall_levels(edition: Edition, scores: Scores, points: Of) -> None:
    """Good clusters pull the mean above the median; key clusters stand higher; the ends are not extreme."""
    root = edition.framework.root.code
    overall = scores.score[:, edition.framework.column[root]]
    key = np.array([c.groups["kkk"] == "tak" for c in edition.clusters])
    assert 40 <= np.median(overall) <= 45
    assert np.mean(overall) > np.median(overall) + 1
    assert np.median(overall[key]) > np.median(overall[~key]) + 8
    assert 68 <= points(LEADER, root) <= 75
    assert 18 <= points(LAST, root) <= 25


# --- the hard cases ------------------------------------------------------------------------------


def test_second_place_behind_the_leader(edition: Edition, rank: Of, points: Of) -> None:
    """The metal-working cluster is second by 0.1-0.4 points, top in four areas and high in the fifth."""
    assert rank(LEADER, "OGOL") == 1
    assert rank(SECOND, "OGOL") == 2
    assert edition.cluster(SECOND).profile["speciality"] == "obróbka metali"
    assert 0.1 <= points(LEADER, "OGOL") - points(SECOND, "OGOL") <= 0.4
    assert all(rank(SECOND, area) <= 5 for area in "ZPWI")
    assert rank(SECOND, "O") <= 8


def test_second_place_has_come_far(edition: Edition, points: Of) -> None:
    """The metal-working cluster was 17th of 35 in 2014 and has gained more than ten points since."""
    (past,) = edition.history
    row, root = edition.row[SECOND], edition.framework.column["OGOL"]
    assert past.participants == 35
    assert past.ranks[row, root] == 17
    then = score.rescore(score.fit(edition.framework, edition.method, edition.values), past)
    assert points(SECOND, "OGOL") - then[row, root] > 10


def test_last_place_has_real_strengths(edition: Edition, rank: Of, scores: Scores) -> None:
    """The last one is last overall and in two or three areas, and above the median somewhere."""
    assert rank(LAST, "OGOL") == 40
    assert 2 <= sum(rank(LAST, area) == 40 for area in areas(edition)) <= 3
    leaves = [edition.framework.column[leaf.code] for leaf in edition.framework.leaves]
    above = scores.score[edition.row[LAST], leaves] > np.nanmedian(scores.score[:, leaves], axis=0)
    assert above.sum() >= 3


def test_newcomer_has_mature_processes(edition: Edition, rank: Of) -> None:
    """A cluster two years old, for the first time in the study, is among the first ten in processes."""
    cluster = edition.cluster(NEWCOMER)
    assert cluster.profile["age"] == "2"
    assert cluster not in took_part(edition)
    assert rank(NEWCOMER, "P") <= 10
    assert all(rank(NEWCOMER, area) > 20 for area in "ZWOI")


def test_missing_answers(edition: Edition, scores: Scores, points: Of) -> None:
    """One cluster has no score in a whole area but one overall; single gaps occur; all are ranked."""
    assert np.isnan([points(SILENT, code) for code in ("I", "I2", "I3")]).all()
    assert not np.isnan(scores.score[:, edition.framework.column["OGOL"]]).any()
    unscored = np.isnan(scores.score[:, [edition.framework.column[code] for code in LEVELS]]).sum()
    assert unscored >= 4
    gaps = np.isnan(edition.values).sum(axis=1)
    assert gaps[edition.row[SILENT]] == gaps.max() >= 8
    assert np.count_nonzero((gaps >= 1) & (gaps <= 3)) >= 5


def test_true_zeros_and_ties(edition: Edition, scores: Scores) -> None:
    """Zeros are answers; two clusters share a place in a sub-area with scores; indicators tie often."""
    counted = [leaf.code for leaf in edition.framework.leaves if not leaf.is_yes_no]
    zeros = edition.values[:, [edition.framework.leaf_column[code] for code in counted]] == 0
    assert np.count_nonzero(zeros) >= 50
    tied = [code for code in LEVELS if has_ties(scores.rank[:, edition.framework.column[code]])]
    assert "O2" in tied
    leaves = edition.framework.leaves
    assert sum(has_ties(scores.rank[:, edition.framework.column[leaf.code]]) for leaf in leaves) >= 40


def has_ties(ranks: FloatArray) -> bool:
    present = ranks[~np.isnan(ranks)]
    return len(np.unique(present)) < len(present)


def test_about_half_took_part_before(edition: Edition) -> None:
    """20 clusters took part in 2014 and existed then; the others have no row; some answers are missing."""
    (past,) = edition.history
    took = took_part(edition)
    assert len(took) == 20
    assert all(int(c.profile["founded"]) <= 2013 for c in took)
    comparable = [leaf.comparable for leaf in edition.framework.leaves]
    rows = [edition.row[c.id] for c in took]
    assert np.isnan(past.values[:, np.logical_not(comparable)]).all()
    gaps = np.isnan(past.values[rows][:, comparable]).sum(axis=1)
    assert np.count_nonzero(gaps) == 2


def test_the_group_has_risen_and_fallen(edition: Edition, scores: Scores) -> None:
    """On this edition's scale the repeaters gain a little on the whole, and several have lost."""
    (past,) = edition.history
    rows = [edition.row[c.id] for c in took_part(edition)]
    root = edition.framework.column["OGOL"]
    then = score.rescore(score.fit(edition.framework, edition.method, edition.values), past)
    gain = scores.score[rows, root] - then[rows, root]
    assert 2 <= gain.mean() <= 8
    assert np.count_nonzero(gain < -1) >= 3
    assert np.count_nonzero(gain > 5) >= 3
    for code in ("OGOL", *areas(edition)):
        ranks = past.ranks[rows, edition.framework.column[code]]
        levels = then[rows, edition.framework.column[code]]
        np.testing.assert_array_equal(np.isnan(ranks), np.isnan(levels))
        order = np.argsort(-levels[~np.isnan(levels)])
        ranked = ranks[~np.isnan(ranks)][order]
        assert ranked[0] >= 1
        assert ranked[-1] <= past.participants
        assert (np.diff(ranked) >= 0).all(), code


def test_the_sample_says_that_it_is_one(edition: Edition) -> None:
    """The edition is marked as fictional, its four marks are placeholders, it names no funder."""
    assert edition.fictional
    assert [logo.placeholder for logo in edition.logos] == [True] * 4
    assert "przykładowe" in edition.funding.pl
    assert "sample" in edition.funding.en
    assert "dane przykładowe" in edition.publisher["name"]
