"""Promises of reports.results.simulate: ranks under other choices of method."""

from __future__ import annotations

import csv
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import SHARED
from support.editions import TREE, array, flat, framework

from reports.edition.model import Framework, Method
from reports.production.study import read
from reports.results import score
from reports.results import simulate as robustness
from reports.results.model import SimulatedRank
from reports.results.simulate import _overall, alternatives, simulate

ASEM = SHARED / "data" / "asem"

METHODS = (
    Method(),
    Method(normalise="percentile", ties="average"),
    Method(normalise="zscore", scale=(100.0, 15.0)),
    Method(scale=(1.0, 100.0), aggregate=("geometric", "arithmetic")),
    Method(scale=(1.0, 100.0), aggregate=("harmonic",), ties="dense"),
    Method(normalise="none", scale=(0.0, 100.0), ties="max"),
)


def answers(
    seed: int, clusters: int = 9, leaves: int = 5
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Random answers from 1 to 100, some missing."""
    draw = np.random.default_rng(seed)
    values = draw.integers(1, 100, (clusters, leaves)).astype(np.float64)
    values[draw.uniform(size=values.shape) < 0.1] = np.nan
    return values


def ends(simulated: SimulatedRank | None) -> tuple[float, float] | None:
    """The interval, where there is one."""
    return simulated and (simulated.low, simulated.high)


@pytest.mark.parametrize("method", METHODS)
def test_the_same_arguments_give_the_same_result(method: Method) -> None:
    """A simulation depends on its arguments only, and on the seed."""
    tree, values = framework(), answers(1)
    first = simulate(tree, method, values, 200)
    assert first == simulate(tree, method, values.copy(), 200)
    assert any(simulate(tree, method, values, 200, seed) != first for seed in range(20))


@given(seed=st.integers(0, 10_000), method=st.sampled_from(METHODS))
@settings(deadline=None, max_examples=25)
def test_the_order_of_the_rows_does_not_matter(seed: int, method: Method) -> None:
    """Every cluster keeps its interval when the rows are shuffled."""
    tree, values = framework(), answers(seed)
    order = np.random.default_rng(seed).permutation(len(values))
    straight = simulate(tree, method, values, 60)
    assert simulate(tree, method, values[order], 60) == tuple(straight[i] for i in order)


@given(seed=st.integers(0, 10_000), method=st.sampled_from(METHODS))
@settings(deadline=None, max_examples=25)
def test_who_is_best_in_all_is_first_and_who_is_worst_in_all_is_last(seed: int, method: Method) -> None:
    """No weights, scale or missing indicator can change the place of who beats everybody everywhere."""
    values = np.random.default_rng(seed).uniform(10, 90, (8, 5))
    values[2], values[6] = 95.0, 5.0
    intervals = simulate(framework(), method, values, 60)
    assert ends(intervals[2]) == (1.0, 1.0)
    assert ends(intervals[6]) == (8.0, 8.0)


@given(seed=st.integers(0, 10_000), method=st.sampled_from(METHODS), draws=st.integers(1, 120))
@settings(deadline=None, max_examples=40)
def test_intervals_are_ranks_and_only_the_scored_have_one(seed: int, method: Method, draws: int) -> None:
    """Low <= median <= high, between 1 and the number of the ranked; without a score there is None."""
    tree, values = framework(), answers(seed)
    values[3] = np.nan
    scores = score.score(tree, method, tuple("abcdefghi"), values)
    ranked = ~np.isnan(scores.score[:, tree.column["R"]])
    made = simulate(tree, method, values, draws)
    assert [interval is not None for interval in made] == ranked.tolist()
    for interval in filter(None, made):
        assert interval.draws == draws
        assert 0 <= interval.upper_half <= 1
        assert 1 <= interval.low <= interval.median <= interval.high <= np.count_nonzero(ranked)


@pytest.mark.parametrize("method", METHODS)
def test_a_draw_is_ranked_as_the_scoring_would(method: Method) -> None:
    """With weights of its own a draw has the scores that score.score makes with these weights."""
    tree, values = framework(), answers(5)
    weights = np.random.default_rng(5).uniform(0.75, 1.25, (len(tree.nodes), 4))
    # A missing rule that holds for every answer, so that no weight decides who has a score.
    method = replace(method, missing=0.0)
    frame = score.fit(tree, method, values)
    leaf_scores = score.normalise(frame, values)
    scored = ~np.isnan(score.aggregate(tree, method, leaf_scores))
    made = _overall(tree, method, leaf_scores, scored, weights)
    for draw in range(4):
        nodes = zip(tree.nodes, weights[:, draw].tolist(), strict=True)
        reweighted = Framework(tuple(replace(node, weight=weight) for node, weight in nodes))
        expected = score.aggregate(reweighted, method, leaf_scores)[:, tree.column["R"]]
        np.testing.assert_allclose(made[:, draw], expected, rtol=1e-12)


def test_a_dropped_indicator_is_out_of_the_framework() -> None:
    """Without A2.1 the scores are those of a framework that has neither it nor its sub-area A2."""
    tree, values, method = framework(), answers(6), Method(missing=0.0)
    weights = np.ones((len(tree.nodes), 1))
    weights[tree.column["A2.1"]] = 0.0
    leaf_scores = score.normalise(score.fit(tree, method, values), values)
    scored = ~np.isnan(score.aggregate(tree, method, leaf_scores))
    without = framework({code: parent for code, parent in TREE.items() if code not in ("A2", "A2.1")})
    kept = [tree.leaf_column[leaf.code] for leaf in without.leaves]
    expected = score.aggregate(without, method, leaf_scores[:, kept])[:, without.column["R"]]
    made = _overall(tree, method, leaf_scores, scored, weights)[:, 0]
    np.testing.assert_allclose(made, expected, rtol=1e-12)


def test_a_close_race_is_open_and_a_far_one_is_not() -> None:
    """Two clusters with opposite strengths change places; the weak third never does."""
    intervals = simulate(flat(2), Method(), array([[100, 98], [98, 100], [0, 0]]), 400)
    assert [ends(interval) for interval in intervals] == [(1, 2), (1, 2), (3, 3)]


def test_equal_clusters_share_their_rank_in_every_draw() -> None:
    """Noise in the last digit does not part two clusters with the same answers."""
    values = answers(8)
    values[4] = values[1]
    for method in METHODS:
        intervals = simulate(framework(), method, values, 100)
        assert intervals[4] == intervals[1]


def test_a_single_indicator_leaves_nothing_to_vary() -> None:
    """Where one indicator makes the score alone, or the others have no weight, there is no interval."""
    values = array([[1, 2], [3, 1]])
    assert simulate(flat(1), Method(), values[:, :1], 10) == (None, None)
    weightless = flat(2, L1={"weight": 0.0})
    assert simulate(weightless, Method(), values, 10) == (None, None)


def test_a_draw_that_takes_the_only_answer_does_not_count() -> None:
    """A cluster with one answer is ranked by the draws that leave it."""
    values = array([[9, None], [5, 5], [1, 1]])
    assert simulate(flat(2), Method(missing=0.3), values, 200)[0] is not None
    assert ends(simulate(flat(2), Method(missing=0.3), values, 200)[0]) == (1, 1)


@pytest.mark.parametrize(
    ("method", "kinds"),
    [
        (Method(), ("minmax", "zscore", "percentile")),
        (Method(normalise="goalposts"), ("goalposts", "minmax", "zscore", "percentile")),
        (Method(normalise="zscore", scale=(0, 1)), ("zscore", "minmax", "percentile")),
        (Method(normalise="none"), ("none",)),
        (Method(aggregate=("arithmetic", "geometric")), ("minmax", "percentile")),
        (Method(normalise="goalposts", aggregate=("harmonic",)), ("goalposts",)),
        (
            Method(normalise="goalposts", scale=(1, 9), aggregate=("harmonic",)),
            ("goalposts", "minmax", "percentile"),
        ),
    ],
)
def test_alternatives_keep_every_mean_defined(method: Method, kinds: tuple[str, ...]) -> None:
    """The edition's own normalisation comes first; z-scores only meet arithmetic means."""
    assert alternatives(method) == kinds


def test_many_clusters_take_fewer_draws() -> None:
    """Memory stays bounded: 5,000 clusters share 4 million ranks."""
    values = np.random.default_rng(3).uniform(size=(5000, 2))
    made = simulate(flat(2), Method(normalise="none"), values)
    assert {simulated.draws for simulated in made if simulated is not None} == {800}


def test_a_simulation_needs_a_draw() -> None:
    """No draws is a mistake of the caller."""
    with pytest.raises(ValueError, match="at least one draw"):
        simulate(flat(2), Method(), array([[1, 2]]), 0)


# --- against published ranks -----------------------------------------------------------------------


def test_the_upper_half_is_counted_among_the_ranked() -> None:
    """Of four ranked clusters two are in the upper half, whoever has no score left aside."""
    made = simulate(flat(2), Method(), array([[9, 9], [7, 7], [5, 5], [1, 1], [None, None]]), 50)
    assert [simulated and simulated.upper_half for simulated in made] == [1.0, 1.0, 0.0, 0.0, None]


def test_blocks_of_draws_do_not_change_the_result(monkeypatch: pytest.MonkeyPatch) -> None:
    """Working through the draws in small blocks, to save memory, gives the same ranks."""
    values = answers(9)
    whole = simulate(framework(), Method(), values, 100)
    monkeypatch.setattr(robustness, "_AT_ONCE", 20)
    assert simulate(framework(), Method(), values, 100) == whole


@pytest.mark.skipif(not ASEM.is_dir(), reason="the ASEM edition is not here")
def test_published_ranks_lie_in_their_intervals() -> None:
    """51 countries ranked by another program: no published rank is at odds with the simulation of it."""
    edition = read(ASEM / "edition").edition
    made = dict(zip(edition.ids, simulate(edition.framework, edition.method, edition.values), strict=True))
    with (ASEM / "expected" / "ranks.csv").open(encoding="utf-8") as file:
        published = {row["id"]: int(row["Index"]) for row in csv.DictReader(file)}
    for country, place in published.items():
        simulated = made[country]
        assert simulated is not None
        assert simulated.low <= place <= simulated.high, country
        assert abs(simulated.median - place) <= 4, country
