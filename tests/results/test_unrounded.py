"""What is decided about a column of answers, of any magnitude, is true of its unrounded values."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import plain
from support.editions import edition, flat

from reports.advice.whatif import what_ifs
from reports.edition import Band, Edition, Method, published, score_decimals, value_decimals
from reports.edition.rounding import fitting_decimals, on_grid, told_difference
from reports.edition.validation.framework import with_score_decimals
from reports.proof.audit.arithmetic import exact, fitted_decimals
from reports.proof.audit.recount import Recount
from reports.results import compare, score

#: Answers with one to twelve significant digits, of which several may be alike, times a power of ten.
ANSWERS = st.builds(
    lambda values, digits, power: [round(x, digits) * 10.0**power for x in values],
    st.lists(st.floats(-3, 10, allow_nan=False), min_size=4, max_size=30),
    st.integers(0, 11),
    st.integers(-5, 8),
)


def study(answers: list[float], direction: int, decimals: int) -> Edition:
    """An edition with one column of answers and another one of counts."""
    rows = [[value, float(place % 5)] for place, value in enumerate(answers)]
    return edition(rows, flat(2, L0={"direction": direction, "decimals": decimals}))


@given(ANSWERS, st.sampled_from((1, -1)), st.integers(-1, 2))
def test_bands_and_goals_are_true_of_the_values(answers: list[float], direction: int, decimals: int) -> None:
    """Nobody above the median is told to reach it, no goal is worse than the own value, and its name is true;
    the second path finds the same decimals and the same goals.
    """
    found = study(answers, direction, decimals)
    scores = score.score(found.framework, found.method, found.ids, found.values)
    group = compare.group(found, scores)
    frame = score.fit(found.framework, found.method, found.values)
    recount, node = Recount(found), found.framework["L0"]
    assert recount.decimals["L0"] == node.decimals
    for cluster in found.ids:
        comparison = compare.compare(found, scores, group, cluster)
        standing = comparison["L0"]
        assert standing.value is not None
        assert standing.values is not None
        better = direction * (standing.value - standing.values.median)
        if standing.band in (Band.UPPER, Band.ABOVE):
            assert better > 0
        if standing.band in (Band.LOWER, Band.BELOW):
            assert better < 0
        what_if = what_ifs(found, scores, comparison, frame).get("L0")
        if what_if is None:
            continue
        assert direction * (what_if.goal - standing.value) > 0
        shown, own = (published(x, value_decimals(node, x)) for x in (what_if.goal, standing.value))
        assert direction * (shown - own) > 0
        if what_if.goal_is in ("median", "median-rounded", "half-median", "half-median-rounded"):
            assert better < 0
        quartile = standing.values.q3 if direction > 0 else standing.values.q1
        marks = {"median": standing.values.median, "q3": quartile, "benchmark": standing.values.benchmark}
        if what_if.goal_is in marks:
            assert what_if.goal == pytest.approx(marks[what_if.goal_is], rel=1e-11)
        reached = recount.reached(cluster, "L0", what_if.goal_is)
        assert reached is not None
        assert any(float(number) == pytest.approx(shown, rel=1e-12) for number in reached.goal.numbers)


@given(ANSWERS)
def test_open_decimals_tell_most_quartiles_apart(answers: list[float]) -> None:
    """Both paths find the same number of decimals, and a printed quartile has three significant digits, or
    shows what was typed.
    """
    column = np.array(answers)
    decimals = fitting_decimals(column)
    assert decimals == fitted_decimals([number for x in answers if (number := exact(x)) is not None])
    q1, q3 = np.quantile(column, (0.25, 0.75)).tolist()
    largest = max(abs(q1), abs(q3))
    if not on_grid(column, decimals) and q1 != q3 and decimals < 9:
        assert abs(published(largest, decimals) - largest) <= 0.0051 * largest


@pytest.mark.parametrize(
    ("method", "decimals"),
    [
        (Method(scale=(0.0, 1.0)), 3),
        (Method(scale=(0.0, 10.0)), 2),
        (Method(scale=(1.0, 7.0)), 2),
        (Method(), 1),
        (Method("zscore", (50.0, 10.0)), 1),
        (Method("zscore", (0.0, 1.0)), 2),
        (Method(scale=(0.0, 1000.0)), 0),
        (Method(decimals=2), 2),
    ],
)
def test_the_scale_gives_the_decimals_of_scores(method: Method, decimals: int) -> None:
    """About a thousand steps from end to end, unless the framework says otherwise; the second path agrees."""
    assert score_decimals(method) == decimals
    found = edition([[1, 2], [3, 4]], flat(2), method)
    assert Recount(found).points_decimals == decimals


def test_scores_that_come_ready_may_be_far_smaller_than_the_scale() -> None:
    """Values of 0 to 1 that are scores have three decimals."""
    values = np.array([[0.873, 0.5], [0.25, 0.75]])
    method = with_score_decimals(Method("none"), flat(2, R={"decimals": -1}), values)
    assert score_decimals(method) == 3


def test_a_difference_that_is_not_printed_keeps_its_sign() -> None:
    """57.42 is above 57.38, although both are printed as 57.4."""
    gap = told_difference(57.42, 57.38, 1)
    assert 0 < gap < 0.05
    assert told_difference(57.4, 57.4 + 1e-14, 1) == 0
    assert told_difference(57.46, 57.44, 1) == 0.1
    assert plain.published(gap) == 0
    assert exact(57.4) == Decimal("57.4")
