"""One cluster against the group, against small cases worked out by hand and as properties."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.editions import array, edition, flat, framework, past, small

from reports.edition.model import Band, Edition, Framework, Method, PastEdition
from reports.results.compare import compare, group
from reports.results.model import Comparison
from reports.results.quarters import quarter_places
from reports.results.score import score


def comparisons(of: Edition) -> dict[str, Comparison]:
    scores = score(of.framework, of.method, of.ids, of.values)
    whole = group(of, scores)
    return {cluster_id: compare(of, scores, whole, cluster_id) for cluster_id in of.ids}


def bands(values: list[float | None], **leaf: object) -> list[Band]:
    """The bands of the only indicator."""
    study = edition([[value] for value in values], flat(1, L0=leaf))
    return [comparison["L0"].band for comparison in comparisons(study).values()]


def given_directly(scores: list[float | None], **method: object) -> list[Comparison]:
    """Comparisons of clusters whose overall scores are these."""
    study = edition([[value] for value in scores], flat(1), Method("none", **method))  # type: ignore[arg-type]
    return list(comparisons(study).values())


# --- standings ---------------------------------------------------------------------------------


def test_a_standing_by_hand() -> None:
    """Rank, ties, spread, benchmark and second are those worked out on paper."""
    first, tied, other, last, absent = given_directly([90, 70, 70, 10, None])
    spread = first["R"].group
    assert spread is not None
    assert (spread.n, spread.low, spread.high, spread.best, spread.benchmark) == (4, 10, 90, 90, 90)
    assert (spread.q1, spread.median, spread.q3) == (55, 70, 75)  # linear between the order statistics
    assert [standing["R"].rank for standing in (first, tied, other, last, absent)] == [1, 2, 2, 4, None]
    assert [standing["R"].ties for standing in (first, tied, other, last, absent)] == [0, 1, 1, 0, 0]
    assert [standing["R"].is_last for standing in (first, tied, other, last, absent)] == [
        False,
        False,
        False,
        True,
        False,
    ]
    assert [standing["R"].second for standing in (first, tied, other, last, absent)] == [70, 90, 90, 90, 90]
    assert {standing["R"].n for standing in (first, tied, other, last, absent)} == {4}
    assert absent["R"].band is Band.MISSING
    assert absent.missing == ("L0",)


def test_the_second_of_two_leaders_is_the_other() -> None:
    """Who shares the first place has no margin."""
    leader, other, *_ = given_directly([80, 80, 10, 20, 30])
    assert leader["R"].second == other["R"].second == 80
    assert leader["R"].band is Band.HIGHEST


def test_the_mean_of_the_three_best_can_be_the_benchmark() -> None:
    """The benchmark follows the method, in points and, where less is better, in values."""
    study = edition([[1], [2], [6], [7], [8]], flat(1, L0={"direction": -1}), Method(benchmark="top3-mean"))
    standing = comparisons(study)["k01"]["L0"]
    assert standing.values is not None
    assert standing.group is not None
    assert (standing.values.best, standing.values.benchmark) == (1, 3)
    assert standing.group.benchmark == pytest.approx((100 + 100 * 6 / 7 + 100 * 2 / 7) / 3)


def test_a_cluster_alone_has_nothing_to_be_compared_with() -> None:
    """One cluster: everything is constant, nobody is second or last, and no quarter is named."""
    (alone,) = comparisons(edition([[3, 4]], flat(2))).values()
    assert {standing.band for standing in alone.standings.values()} == {Band.CONSTANT}
    assert alone["R"].second is None
    assert (alone.strengths, alone.weaknesses, alone.last_places) == ((), (), ())
    assert alone["R"].quarter is None


def test_scores_of_another_edition_are_refused() -> None:
    """Scores whose rows are other clusters are never compared."""
    study = small()
    scores = score(study.framework, study.method, study.ids[::-1], study.values)
    with pytest.raises(ValueError, match="not of this edition"):
        group(study, scores)


# --- bands -------------------------------------------------------------------------------------


def test_bands_of_scores() -> None:
    """The bands follow the quartiles of the group."""
    found = given_directly([10, 20, 30, 40, 50, 60, 70, 80, 90, None])
    assert [comparison["R"].band for comparison in found] == [
        Band.BELOW,
        Band.BELOW,
        Band.LOWER,
        Band.LOWER,
        Band.MEDIAN,
        Band.UPPER,
        Band.UPPER,
        Band.ABOVE,
        Band.HIGHEST,
        Band.MISSING,
    ]


def test_bands_of_values_are_of_performance() -> None:
    """Where less is better, the lowest value is the highest performance."""
    values: list[float | None] = [10, 20, 30, 40, 50, 60, 70, 80, 90]
    assert bands(values, direction=-1) == bands(values)[::-1]
    assert bands(values, direction=-1)[0] is Band.HIGHEST


def test_bands_are_made_from_unrounded_scores() -> None:
    """Scores that are published alike may stand on both sides of the median."""
    third, leader, second = given_directly([50.01, 50.04, 50.02])
    assert leader["R"].band is Band.HIGHEST
    assert second["R"].band is Band.MEDIAN
    assert third["R"].band is Band.BELOW


def test_a_value_beside_a_median_with_one_more_decimal() -> None:
    """With a median of 2.5 projects, 2 is below it and 3 above it; both are in the middle half."""
    assert bands([0, 2, 3, 9, 2, 3]) == [
        Band.BELOW,
        Band.LOWER,
        Band.UPPER,
        Band.HIGHEST,
        Band.LOWER,
        Band.UPPER,
    ]
    assert bands([0.5, 2.15, 2.2, 7.0], decimals=1)[2] is Band.UPPER


def test_constant_and_common_bests() -> None:
    """Where all agree there is nothing to compare; a best result that half the group has is the median."""
    assert [c["R"].band for c in given_directly([80, 80, 10])] == [Band.MEDIAN, Band.MEDIAN, Band.BELOW]
    assert bands([4, 4, 4]) == [Band.CONSTANT] * 3
    assert bands([4, None, None]) == [Band.CONSTANT, Band.MISSING, Band.MISSING]
    assert bands([1, 1, 1, 0], unit="tak/nie") == [Band.MEDIAN] * 3 + [Band.BELOW]
    assert bands([0, 0, 0, 1], unit="tak/nie") == [Band.MEDIAN] * 3 + [Band.HIGHEST]


# --- strengths and weaknesses ------------------------------------------------------------------


def test_strengths_and_weaknesses_by_hand() -> None:
    """The furthest above and below the cluster's own profile, furthest first."""
    others = [[10 * i] * 7 for i in range(1, 10)]
    (study := edition([[75, 15, 65, 25, 50, 85, 35], *others], flat(7)))
    own = comparisons(study)["k01"]
    assert own.strengths == ("L5", "L0", "L2")
    assert own.weaknesses == ("L1", "L3", "L6")


@pytest.mark.parametrize(
    ("sector", "strengths"),
    [
        (("L5",), ("L0", "L5", "L2")),
        (("L5", "L0"), ("L2", "L5", "L0")),
        (("L5", "L0", "L2"), ("L4", "L5", "L0")),
        (("L0",), ("L5", "L0", "L2")),
        (("L0", "L2", "L4", "L5"), ()),
    ],
)
def test_what_the_sector_decides_is_never_the_first_strength(
    sector: tuple[str, ...], strengths: tuple[str, ...]
) -> None:
    """The first one of its own goes in front; without any there is no strength to be proud of."""
    others = [[10 * i] * 7 for i in range(1, 10)]
    tree = flat(7, **{code: {"sector_driven": True} for code in sector})
    own = comparisons(edition([[75, 15, 65, 25, 50, 85, 35], *others], tree))["k01"]
    assert own.strengths == strengths
    assert own.weaknesses == ("L1", "L3", "L6")


@pytest.mark.parametrize(
    ("sector", "weaknesses"),
    [
        (("L1",), ("L3", "L1", "L6")),
        (("L1", "L3", "L6"), ("L4", "L1", "L3")),
        (("L1", "L3", "L4", "L6"), ("L1", "L3", "L6")),
    ],
)
def test_what_the_sector_decides_is_the_first_weakness_only_without_another(
    sector: tuple[str, ...], weaknesses: tuple[str, ...]
) -> None:
    """The first one of its own goes in front; a cluster is not without gaps because its sector makes them."""
    others = [[10 * i] * 7 for i in range(1, 10)]
    tree = flat(7, **{code: {"sector_driven": True} for code in sector})
    own = comparisons(edition([[75, 15, 65, 25, 50, 85, 35], *others], tree))["k01"]
    assert own.weaknesses == weaknesses


def test_few_indicators_are_shared_out_by_the_own_profile() -> None:
    """Of three indicators the one below the own profile is a weakness, not the third strength."""
    others = [[10 * i] * 3 for i in range(1, 10)]
    own = comparisons(edition([[65, 55, 45], *others], flat(3)))["k01"]
    assert own.strengths == ("L0", "L1")
    assert own.weaknesses == ("L2",)


def test_a_lead_over_many_zeros_counts() -> None:
    """An indicator without an interquartile range is measured by its standard deviation."""
    others = [[0, 10 * i, 10 * i, 10 * i] for i in range(1, 10)]
    own = comparisons(edition([[7, 95, 60, 55], *others], flat(4)))["k01"]
    assert own.strengths[0] == "L0"


def test_the_weakest_cluster_still_has_strengths() -> None:
    """Strengths are relative to the own profile: below the median only where none is above."""
    others = [[10 * i] * 7 for i in range(1, 10)]
    own = comparisons(edition([[11, 12, 13, 14, 15, 16, 17], *others], flat(7)))["k01"]
    assert own.strengths == ("L6", "L5", "L4")
    assert own.weaknesses == ("L0", "L1", "L2")


def test_nothing_that_is_last_is_a_strength_and_nothing_best_a_weakness() -> None:
    """Who is last everywhere has no strength, who leads everywhere no weakness."""
    found = comparisons(edition([[10 * i] * 7 for i in range(1, 10)], flat(7)))
    last, leader = found["k01"], found["k09"]
    assert last.strengths == ()
    assert last.weaknesses == ("L0", "L1", "L2")
    assert last.last_places == ("R", "L0", "L1", "L2", "L3", "L4", "L5", "L6")
    assert leader.strengths == ("L0", "L1", "L2")
    assert leader.weaknesses == ()
    assert leader.last_places == ()


def test_the_benchmark_of_three_is_no_weakness_once_reached() -> None:
    """A result at the mean of the three best is not called a weakness, even below the own profile."""
    rows = [[90, 90, 90, 70], [10, 20, 30, 90], [20, 10, 20, 10], [30, 30, 10, 50], [40, 40, 40, 40]]
    method = Method("none", benchmark="top3-mean")
    assert comparisons(edition(rows, flat(4), method))["k01"].weaknesses == ()
    rows[0][3] = 69
    assert comparisons(edition(rows, flat(4), method))["k01"].weaknesses == ("L3",)


def test_at_most_two_of_a_sub_area_where_others_follow() -> None:
    """Strengths are spread over sub-areas, but a third one fills up where there is no other."""
    tree = framework(
        {"R": None, "S": "R", "T": "R"} | dict.fromkeys("abcd", "S") | dict.fromkeys("efgh", "T")
    )
    others = [[float(10 * i)] * 8 for i in range(1, 10)]
    own = comparisons(edition([[85, 84, 83, 40, 60, 30, 20, 10], *others], tree))["k01"]
    assert own.strengths == ("a", "b", "e")
    assert own.weaknesses == ("h", "g", "d")
    # rather a third one above the median of the group than another one below it
    own = comparisons(edition([[55, 54, 53, 15, 40, 14, 13, 12], *others], tree))["k01"]
    assert own.strengths == ("a", "b", "c")
    own = comparisons(edition([[85, 84, 83, 82, 30, 29, 28, 27], *others], tree))["k01"]
    assert own.strengths == ("a", "b", "c")
    assert own.weaknesses == ("h", "g", "f")


def test_a_common_yes_is_no_strength() -> None:
    """A yes counts only while fewer than half of those asked say it, a no likewise."""
    yes = {"unit": "tak/nie"}
    tree = flat(3, L0=yes, L1=yes)
    rare = comparisons(edition([[1, 1, 5], [0, 1, 9], [0, 1, 1], [0, 0, 3], [0, 0, 4]], tree))["k01"]
    assert "L0" in rare.strengths
    assert "L1" not in rare.strengths
    rare = comparisons(edition([[0, 0, 5], [1, 0, 9], [1, 0, 1], [1, 1, 3], [1, 1, 4]], tree))["k01"]
    assert "L0" in rare.weaknesses
    assert "L1" not in rare.weaknesses


def test_missing_and_constant_indicators_are_neither() -> None:
    """What has no answer, or the same from all, is no strength and no weakness."""
    found = comparisons(edition([[None, 7, 1], [1, 7, 2], [2, 7, 3]], flat(3), Method(missing=0.5)))
    for comparison in found.values():
        assert "L1" not in comparison.strengths + comparison.weaknesses
    assert found["k01"].missing == ("L0",)
    assert "L0" not in found["k01"].strengths + found["k01"].weaknesses


values_of = st.one_of(st.none(), st.integers(0, 4).map(float), st.floats(0, 100).map(lambda x: round(x, 1)))


@given(st.lists(st.lists(values_of, min_size=5, max_size=5), min_size=1, max_size=9).map(array))
def test_the_promises_of_a_comparison(values: np.ndarray) -> None:
    """Disjoint lists, every last place named, bands true to ranks, the same whatever the order of rows."""
    study = edition(values, framework(B1_1={"direction": -1}, A2_1={"unit": "tak/nie"}))
    found = comparisons(study)
    for own in found.values():
        assert len(own.strengths) <= 3
        assert len(own.weaknesses) <= 3
        assert not set(own.strengths) & set(own.weaknesses)
        assert not set(own.strengths) & set(own.last_places)
        for code, standing in own.standings.items():
            assert (standing.score is None) == (standing.rank is None) == (standing.band is Band.MISSING)
            behind = [other[code].rank for other in found.values()]
            ranked = [rank for rank in behind if rank is not None]
            assert standing.n == len(ranked)
            if standing.rank is not None:
                last = standing.rank == max(ranked) != min(ranked)
                assert standing.is_last == last
                few = 2 * (standing.ties + 1) < len(ranked) and not study.framework[code].is_yes_no
                assert (code in own.last_places) == (last and len(ranked) >= 3 and few)
                assert standing.ties == ranked.count(standing.rank) - 1
            if standing.band is Band.HIGHEST:
                assert standing.rank == 1
            if code in own.weaknesses:
                assert standing.rank is not None
                assert standing.rank > 1
    turned = comparisons(edition(values[::-1], study.framework, ids=study.ids[::-1]))
    assert turned == found


# --- places ------------------------------------------------------------------------------------


def test_quarters_of_forty() -> None:
    """Places 1 to 10 of 40 are the first quarter, 31 to 40 the last, whatever the tie rule."""
    for ties in ("min", "average", "dense"):
        found = given_directly([float(i) for i in range(40, 0, -1)], ties=ties)
        assert [c["R"].quarter for c in found] == [1] * 10 + [2] * 10 + [3] * 10 + [4] * 10


def test_a_place_shared_over_quarters_is_in_none() -> None:
    """Sixteen of twenty are not all in the first quarter: 4 have 5 points, 12 have 4, 4 have 3."""
    found = given_directly([5.0] * 4 + [4.0] * 12 + [3.0] * 4)
    assert [c["R"].quarter for c in found] == [1] * 4 + [None] * 12 + [4] * 4
    assert (found[8]["R"].first, found[8]["R"].last) == (5, 16)
    tied = given_directly([90.0] * 8 + [50.0] * 4 + [10.0] * 28, ties="max")
    assert [tied[row]["R"].quarter for row in (0, 8, 12)] == [1, None, None]


#: The band that the score of each quarter has.
_BANDS = {1: {Band.ABOVE, Band.HIGHEST}, 2: {Band.UPPER}, 3: {Band.LOWER}, 4: {Band.BELOW}}


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 10)), min_size=3, max_size=300),
    st.sampled_from(["min", "max", "average", "dense"]),
)
def test_quarters_and_bands_say_the_same(scores: list[int | None], ties: str) -> None:
    """Of groups of any size, with ties and missing scores: a quarter is that of the band, everybody above the
    middle half is in the first quarter and everybody below it in the last, who shares a place shares the
    quarter, less than a third of a group is in one, and where all are alike nobody is anywhere.
    """
    found = given_directly([None if score is None else float(score) for score in scores], ties=ties)
    standings = [comparison["R"] for comparison in found if comparison["R"].score is not None]
    n = len(standings)
    for standing in standings:
        assert (standing.first, standing.last) == (
            1 + sum((other.score or 0) > (standing.score or 0) for other in standings),
            sum((other.score or 0) >= (standing.score or 0) for other in standings),
        )
        if standing.quarter is not None:
            assert standing.band in _BANDS[standing.quarter]
            low, high = quarter_places(standing.quarter, n)
            assert low <= standing.first <= standing.last <= high
        if n >= 4:
            assert (standing.band is Band.BELOW) <= (standing.quarter == 4)
            assert (standing.band is Band.ABOVE) <= (standing.quarter == 1)
        if standing.last - standing.first + 1 > n / 2 or standing.band in (Band.CONSTANT, Band.MEDIAN):
            assert standing.quarter is None
    for number in range(1, 5) if n >= 4 else ():
        assert sum(standing.quarter == number for standing in standings) <= -(-(n - 1) // 4)


def test_areas_by_position() -> None:
    """Areas stand in the order of their places, then of their distance to the group; none without a score."""
    rows = [[60, 40, None, 80, 95], [10, 10, 10, 10, 10], [50, 50, 50, 50, 50], [90, 90, 90, 90, 90]]
    study = edition(rows, flat(5), Method("none"))
    assert comparisons(study)["k01"].areas_by_position == ("L4", "L3", "L0", "L1")


# --- earlier editions --------------------------------------------------------------------------


def history(tree: Framework, rows: list[list[float | None]], **published: object) -> dict[str, Comparison]:
    before: PastEdition = past(tree, rows, **published)  # type: ignore[arg-type]
    return comparisons(edition([[0, 0], [10, 20], [5, 10], [None, 20]], tree, history=[before]))


TREND = flat(2, R={"comparable": True}, L0={"comparable": True})


def test_only_comparable_nodes_have_a_past() -> None:
    """A trend is shown for comparable nodes, on this edition's scale; others have none."""
    tree = flat(2, L0={"comparable": True})
    own = history(tree, [[4, 4], [8, 8], [None, None], [None, None]], participants=9)["k01"]
    (before,) = own["L0"].past
    assert (before.label, before.n, before.value, before.score, before.rank) == ("2014", 9, 4, 40, None)
    assert own["L1"].past == ()
    assert own["R"].past == ()


def test_published_results_of_an_earlier_edition_stand() -> None:
    """Scores and ranks published then are shown as they were, and are out of that edition's number."""
    own = history(
        TREND,
        [[4, None], [8, None], [None, None], [None, None]],
        participants=35,
        scores={"R": [41.5, 62, None, None]},
        ranks={"R": [17, 3, None, None]},
    )
    (before,) = own["k01"]["R"].past
    assert (before.n, before.score, before.rank) == (35, 41.5, 17)


@pytest.mark.parametrize(("participants", "rank"), [(3, 2.0), (4, None)])
def test_ranks_are_made_only_where_all_participants_are_known(participants: int, rank: float | None) -> None:
    """A rank among some of those who took part would be a wrong one."""
    own = history(TREND, [[4, None], [8, None], [1, None], [None, None]], participants=participants)
    assert own["k01"]["L0"].past[0].rank == rank


def test_first_timers() -> None:
    """Who is in no earlier edition takes part for the first time; without one nobody can know."""
    found = history(TREND, [[4, None], [8, None], [None, None], [1, None]])
    assert [comparison.first_time for comparison in found.values()] == [False, False, True, False]
    assert all(standing.past == () for standing in found["k03"].standings.values())
    assert not comparisons(edition([[1, 2], [3, 4]], flat(2)))["k01"].first_time


# --- comparison groups -------------------------------------------------------------------------


def test_groups_pass_the_disclosure_rules() -> None:
    """The own group's median is shown with five others and five outside, and withheld otherwise."""
    n = 16
    study = edition(
        [[float(i)] for i in range(n)],
        flat(1),
        Method("none"),
        groups={
            "kkk": ["tak"] * 6 + ["nie"] * 10,
            "size": ["small"] * 12 + ["large"] * 4,
            "sector": [""] + ["ICT"] * 15,
        },
    )
    found = comparisons(study)
    shown = {(g.column, g.code): (g.value, g.n, g.median, g.withheld) for g in found["k01"].groups}
    assert shown == {
        ("kkk", "R"): ("tak", 5, 2.5, ""),
        ("kkk", "L0"): ("tak", 5, 2.5, ""),
        ("size", "R"): ("small", 11, None, "too-few-outside"),
        ("size", "L0"): ("small", 11, None, "too-few-outside"),
    }
    large = [g for g in found["k16"].groups if g.column == "size"]
    assert {(g.n, g.median, g.withheld) for g in large} == {(3, None, "too-few-others")}


def test_members_without_a_score_protect_nobody() -> None:
    """Only clusters that have the result count, in the group and outside."""
    study = edition(
        [[None], *([float(i)] for i in range(1, 12))],
        flat(1),
        Method("none"),
        groups={"kkk": ["tak"] * 6 + ["nie"] * 6},
    )
    found = comparisons(study)
    assert {(g.n, g.withheld) for g in found["k01"].groups} == {(5, "one-value")}
    assert {(g.n, g.withheld) for g in found["k02"].groups} == {(4, "too-few-others")}
    assert {(g.n, g.withheld) for g in found["k12"].groups} == {(5, "")}


def test_groups_that_cut_out_a_few_are_not_shown_together() -> None:
    """Two overlapping groups of eight may each be shown, but not both where two clusters lie between."""
    study = edition(
        [[float(i)] for i in range(24)],
        flat(1),
        Method("none"),
        groups={"kkk": ["tak"] * 12 + ["nie"] * 12, "size": ["small"] * 10 + ["large"] * 14},
    )
    first = {g.column: (g.median, g.withheld) for g in comparisons(study)["k01"].groups if g.code == "R"}
    assert first == {"kkk": (5.5, ""), "size": (None, "overlap")}


def test_an_earlier_edition_protects_its_participants_too() -> None:
    """A repeater sees no median of a group with a single other repeater; a first-timer does."""
    tree = flat(1)
    took_part = [[1.0]] * 2 + [[None]] * 10 + [[1.0]] * 6 + [[None]] * 6
    study = edition(
        [[float(i)] for i in range(24)],
        tree,
        Method("none"),
        groups={"kkk": ["tak"] * 12 + ["nie"] * 12},
        history=[past(tree, took_part)],
    )
    found = comparisons(study)
    assert {g.withheld for g in found["k01"].groups} == {"overlap"}
    assert {g.withheld for g in found["k03"].groups} == {""}
