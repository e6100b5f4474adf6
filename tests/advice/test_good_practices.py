"""Which practices a cluster is shown, and what it could show the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import editions
from support.practices import record

from reports.advice.good_practices import MOST, SHOWN, Exchange, exchange, home, is_strong
from reports.advice.recommend import position_of
from reports.edition.model import Edition, Localised, Method, Practice, ProfileField
from reports.edition.rounding import told_difference
from reports.results import compare, score
from reports.results.model import Comparison, Scores

#: Two areas; three and two sub-areas of two indicators each.
TREE: dict[str, str | None] = {"R": None, "A": "R", "B": "R"}
TREE |= {part: part[0] for part in ("A1", "A2", "A3", "B1", "B2")}
TREE |= {f"{part}.{i}": part for part in ("A1", "A2", "A3", "B1", "B2") for i in (1, 2)}
PARTS = ("A1", "A2", "A3", "B1", "B2")


def edition(values: Any, *practices: Practice, profile: Mapping[str, list[str]] | None = None) -> Edition:
    """Scores are the values; profile columns are numbers, "" for no answer."""
    made = editions.edition(values, editions.framework(TREE), Method("none"), practices=practices)
    columns = profile or {}
    return replace(
        made,
        profile=tuple(ProfileField(code, Localised(code), kind="number") for code in columns),
        clusters=tuple(
            replace(cluster, consent=True, profile={code: of[i] for code, of in columns.items()})
            for i, cluster in enumerate(made.clusters)
        ),
    )


def results(study: Edition) -> tuple[Scores, compare.Group]:
    scores = score.score(study.framework, study.method, study.ids, study.values)
    return scores, compare.group(study, scores)


def of(study: Edition, cluster: str) -> tuple[Exchange, Comparison]:
    scores, group = results(study)
    comparison = compare.compare(study, scores, group, cluster)
    return exchange(study, scores, comparison), comparison


def ladder(n: int = 40) -> list[list[float]]:
    """Cluster i has the same score everywhere: 0 for the first, 100 for the last."""
    return [[100 * i / (n - 1)] * 10 for i in range(n)]


def ids(found: Exchange) -> list[str]:
    return [choice.practice.id for choice in found.chosen]


# --- which sub-areas ------------------------------------------------------------------------------


def test_the_largest_gaps_come_first() -> None:
    """Sub-areas in the order of their published distance behind the median, two of an area at most."""
    values = ladder()
    values[20] = [40.0, 40, 10, 10, 30, 30, 45, 45, 20, 20]
    study = edition(values, *(record(part, part) for part in PARTS))
    found, _ = of(study, "k21")
    assert ids(found) == ["A2", "B2", "A3", "B1"]  # A1 (third of its area) is left out
    assert all(choice.behind for choice in found.chosen)
    assert [choice.number for choice in found.chosen] == [1, 2, 3, 4]


def test_a_third_sub_area_of_an_area_fills_up() -> None:
    """Where the other area has nothing, an area may have more than two."""
    values = ladder()
    values[20] = [10.0] * 6 + [90.0] * 4
    study = edition(values, *(record(part, part) for part in ("A1", "A2", "A3")))
    assert ids(of(study, "k21")[0]) == ["A1", "A2", "A3"]


def test_a_leader_is_shown_where_the_way_to_the_best_is_longest() -> None:
    """Without gaps to the median the distance to the best decides; where it is first there is none."""
    values = ladder()
    values[39] = [99.0, 99, 70, 70, 98, 98, 60, 60, 100, 100]
    study = edition(values, *(record(part, part) for part in PARTS))
    found, _ = of(study, "k40")
    assert ids(found)[:2] == ["B1", "A2"]
    assert not any(choice.behind for choice in found.chosen)
    assert "B2" not in ids(found)


def test_a_sub_area_without_a_score_gets_no_practice() -> None:
    """A missing answer is no gap; a cluster without any answer is shown nothing and shows nothing."""
    values: list[list[float | None]] = [list(row) for row in ladder()]
    values[3][0:2] = [None, None]
    values[4] = [None] * 10
    study = edition(values, *(record(part, part) for part in PARTS))
    assert "A1" not in ids(of(study, "k04")[0])
    assert of(study, "k05")[0] == Exchange((), (), ())


def test_where_all_agree_there_is_nothing_to_learn() -> None:
    """Constant results are neither gaps nor strengths."""
    study = edition([[5.0] * 10] * 8, *(record(part, part) for part in PARTS))
    assert of(study, "k01")[0] == Exchange((), (), ())


# --- which practice -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "fits"),
    [
        ({"position": ("low",)}, True),
        ({"position": ("middle", "good")}, False),
        ({"profile": {"staff": (3.0, 9.0)}}, True),
        ({"profile": {"staff": (3.5, 9.0)}}, False),
        ({"profile": {"staff": (0.0, 3.0)}}, True),
        ({"profile": {"age": (0.0, 99.0)}}, False),  # no answer holds for nothing
        ({"profile": {"other": (0.0, 99.0)}}, False),  # a shared record for another study
        ({"group": {"size": ("small",)}}, True),
        ({"group": {"size": ("large",)}}, False),
        ({"group": {"shape": ("round",)}}, False),
        ({"position": ("low",), "profile": {"staff": (9.0, 10.0)}}, False),
    ],
)
def test_all_conditions_must_hold(when: dict[str, Any], fits: bool) -> None:
    """Position, comparison group and characteristics, both ends of a range included."""
    profile = {"staff": ["3"] * 40, "age": [""] * 40}
    study = edition(ladder(), record("a", "A1", **when), profile=profile)
    clusters = tuple(replace(c, groups={"size": "small"}) for c in study.clusters)
    assert ids(of(replace(study, clusters=clusters), "k02")[0]) == (["a"] if fits else [])


def test_an_indicators_practice_needs_something_to_improve_there() -> None:
    """With the best value of one indicator in a sub-area that lags, the other's practice is shown."""
    values = ladder()
    values[5] = [100.0, 0, *[50.0] * 8]
    study = edition(values, record("first", "A1.1"), record("second", "A1.2"))
    assert ids(of(study, "k06")[0]) == ["second"]


def test_the_furthest_indicator_then_the_closest_conditions_decide() -> None:
    """Of practices that name nobody the one for the largest gap goes first, then the more specific."""
    values = ladder()
    values[5] = [30.0, 10, *[50.0] * 8]
    plain, specific = record("plain", "A1.2"), record("specific", "A1.2", position=("low", "middle"))
    study = edition(values, record("first", "A1.1"), plain, specific)
    assert ids(of(study, "k06")[0]) == ["specific"]


#: k01 is like k02 .. k10 in profile; k40 is like nobody near it. Strong are the last ten.
SIZES = {"size": [str(i if i not in (2, 35) else (35 if i == 2 else 2)) for i in range(40)]}


def chosen_source(*practices: Practice) -> tuple[str, str]:
    """The record and the reason for k01, which lags everywhere. k36 (strong) and k02 are like it."""
    study = edition(ladder(), *practices, profile=SIZES)
    choice = next(choice for choice in of(study, "k01")[0].chosen if choice.node == "A1")
    return choice.practice.id, choice.reason


def test_similar_and_strong_sources_go_first() -> None:
    """Similar and strong, then strong, then similar, then all others, in whatever order the file has them."""
    both, strong, similar, weak = (
        record(name, "A1", cluster)
        for name, cluster in (("both", "k36"), ("strong", "k38"), ("similar", "k04"), ("weak", "k22"))
    )
    nobody, general = record("nobody", "A1"), record("general", "*")
    assert chosen_source(general, nobody, weak, similar, strong, both) == ("both", "similar-strong")
    assert chosen_source(general, nobody, weak, similar, strong) == ("strong", "strong")
    assert chosen_source(general, nobody, weak, similar) == ("similar", "similar")
    assert chosen_source(general, nobody, weak) == ("nobody", "fits")
    assert chosen_source(general, weak) == ("weak", "fits")


def test_a_general_practice_serves_a_gap_that_nothing_else_fits() -> None:
    """Behind the median it is better than nothing; ahead of it what fits another sub-area goes first."""
    assert chosen_source(record("general", "*")) == ("general", "general")
    values = ladder()
    values[39] = [90.0] * 10
    study = edition(values, record("general", "*"), *(record(part, part) for part in PARTS[1:]))
    assert "general" not in ids(of(study, "k40")[0])


def test_a_practice_of_the_readers_own_is_told_apart() -> None:
    """Nobody is shown its own practice; it is listed as the cluster's."""
    study = edition(ladder(), record("own", "A1", "k03"), record("other", "A1"))
    found, _ = of(study, "k03")
    assert ids(found) == ["other"]
    assert [own.id for own in found.own] == ["own"]


def test_a_cluster_is_named_once() -> None:
    """Hints about two sub-areas of one named cluster would add up to its area."""
    study = edition(ladder(), *(record(part, part, "k38") for part in PARTS), record("plain", "A2"))
    named = [choice.practice.cluster for choice in of(study, "k02")[0].chosen]
    assert named.count("k38") == 1
    assert "" in named


# --- disclosure -----------------------------------------------------------------------------------


def test_strength_counts_only_where_it_can_carry_a_name() -> None:
    """Not where the better quarter is few, or alike, nor where the rest of the group is alike."""
    wide, _ = results(edition(ladder()))
    assert is_strong(edition(ladder()), wide, "k40", "A1")
    assert not is_strong(edition(ladder()), wide, "k20", "A1")
    for rows in (
        ladder(12),  # three clusters in the better quarter
        [[min(row[0], 75.0 + row[0] / 100)] * 10 for row in ladder()],  # the better quarter is alike
        [[row[0] if row[0] >= 75 else 20.0 + row[0] / 100] * 10 for row in ladder()],  # the rest is alike
    ):
        study = edition(rows)
        assert not is_strong(study, results(study)[0], study.ids[-1], "A1")


def test_the_threshold_is_the_same_for_every_reader() -> None:
    """Who is strong does not depend on the recipient, so reports cannot be subtracted."""
    study = edition(ladder(), record("a", "A1", "k38"), record("b", "A1"))
    reasons = {
        choice.reason
        for cluster in study.ids
        for choice in of(study, cluster)[0].chosen
        if choice.practice.id == "a"
    }
    assert reasons <= {"strong", "similar-strong"}


# --- what the cluster could show ------------------------------------------------------------------


def test_strengths_are_the_best_places_and_never_the_last() -> None:
    """In the order of the places; a sub-area where the cluster is last is none."""
    values = ladder()
    values[20] = [90.0, 90, 80, 80, -1, -1, 70, 70, 60, 60]
    found, _ = of(edition(values), "k21")
    assert [strength.node for strength in found.strengths] == ["A1", "A2", "B1"]


def test_nobody_is_asked_to_show_what_is_below_the_median() -> None:
    """Not even a sub-area with an indicator above it: before the others it would be no lesson."""
    values = ladder()
    values[1] = [4.0, 4, 60, -54, -9, -9, -9, -9, -9, -9]
    found, comparison = of(edition(values), "k02")
    assert comparison["R"].is_last
    assert (comparison["A2"].score, comparison["A1"].score) == (3.0, 4.0)
    assert found.strengths == ()


# --- whatever the data ----------------------------------------------------------------------------


@st.composite
def studies(draw: st.DrawFn) -> Edition:
    n = draw(st.integers(3, 24))
    seed = draw(st.integers(0, 2**16))
    chance = np.random.default_rng(seed)
    values = chance.integers(0, draw(st.sampled_from((3, 100))), (n, 10)).astype(float)
    values[chance.random((n, 10)) < draw(st.sampled_from((0.0, 0.2, 0.9)))] = np.nan
    names = [f"k{i:02d}" for i in range(1, n + 1)]
    positions = [("low",), ("low", "middle"), ("middle", "good"), ("low", "middle", "good")]
    practices = []
    for i in range(draw(st.integers(0, 25))):
        when: dict[str, Any] = {"position": positions[chance.integers(4)]}
        if chance.random() < 0.4:
            when["profile"] = {"size": tuple(sorted(chance.integers(0, 50, 2).astype(float)))}
        node = ["*", *PARTS, "A1.1", "B2.2", "A"][chance.integers(9)]
        practices.append(record(f"p{i}", node, str(chance.choice(["", "", *names])), **when))
    sizes = [str(v) if v < 40 else "" for v in chance.integers(0, 50, n)]
    return edition(values, *practices, profile={"size": sizes})


@settings(max_examples=60)
@given(studies())
def test_what_is_chosen_holds_for_any_study(study: Edition) -> None:
    """All conditions hold, no practice or name or sub-area twice, never the own one, and evidence is kept;
    strengths are real results; the order of the clusters and a second run change nothing.
    """
    turned = replace(study, clusters=study.clusters[::-1], values=study.values[::-1].copy())
    here, there = results(study), results(turned)
    for cluster in study.clusters:
        comparison = compare.compare(study, *here, cluster.id)
        found = exchange(study, here[0], comparison)
        assert len(found.chosen) <= MOST
        assert len(set(ids(found))) == len(found.chosen)
        assert len({choice.node for choice in found.chosen}) == len(found.chosen)
        named = [choice.practice.cluster for choice in found.chosen if choice.practice.cluster]
        assert len(set(named)) == len(named)
        assert cluster.id not in named
        for choice in found.chosen:
            standing, node = comparison[choice.node], choice.practice.node
            assert position_of(standing) in choice.practice.when["position"]
            for code, (least, most) in choice.practice.when.get("profile", {}).items():
                assert least <= float(cluster.profile[code]) <= most
            assert node in ("*", choice.node, choice.node[0]) or home(study, choice.practice) == choice.node
            assert standing.score is not None
            assert standing.group is not None
            gap = told_difference(standing.score, standing.group.median, 1)
            assert choice.behind == (gap < 0)
            assert ("gap_median", choice.node, gap) in [(e.what, e.node, e.value) for e in choice.evidence]
        assert len(found.strengths) <= SHOWN
        for strength in found.strengths:
            assert not comparison[strength.node].is_last
            if strength.leaf:
                leaf = comparison[strength.leaf]
                assert leaf.values is not None
                assert leaf.value is not None
                assert leaf.value > leaf.values.median
        other = exchange(turned, there[0], compare.compare(turned, *there, cluster.id))
        assert other == found


def test_without_practices_there_are_still_strengths() -> None:
    """An edition that has no library shows each cluster what it could tell."""
    found, _ = of(edition(ladder()), "k30")
    assert not found.chosen
    assert len(found.strengths) == SHOWN
