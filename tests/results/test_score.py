"""Scores against an independent computation, by hand, and as properties."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import SHARED
from support.editions import array, flat, framework, past

from reports.edition.loading.load import load
from reports.edition.model import FloatArray, Method
from reports.edition.validation.validate import validate
from reports.errors import ConfigurationError
from reports.results.score import aggregate, fit, normalise, rank, rescore, score

ASEM = SHARED / "data" / "asem"


def column(values: list[float | None], method: Method, **leaf: object) -> list[float]:
    """The normalised values of a single indicator."""
    tree = flat(1, L0=leaf)
    table = array([[value] for value in values])
    return [float(cell) for cell in normalise(fit(tree, method, table), table)[:, 0]]


# --- an edition scored independently -----------------------------------------------------------


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.skipif(not ASEM.is_dir(), reason="the ASEM edition is not beside the project")
def test_a_real_edition_agrees_with_its_independent_results() -> None:
    """Every normalised value and score agrees to 1e-9 and every rank exactly."""
    edition = validate(load(ASEM / "edition"))
    tree, ids = edition.framework, edition.ids
    scores = score(tree, edition.method, ids, edition.values)

    compared = 0
    for name, table in (("normalised", scores.score), ("scores", scores.score), ("ranks", scores.rank)):
        expected = read(ASEM / "expected" / f"{name}.csv")
        assert sorted(line["id"] for line in expected) == sorted(ids)
        for line in expected:
            for code, cell in line.items():
                if code != "id":
                    ours = table[ids.index(line["id"]), tree.column[code]]
                    tolerance = 0 if name == "ranks" else 1e-9
                    assert abs(ours - float(cell)) <= tolerance, (name, line["id"], code)
                    compared += 1
    assert compared == 51 * (49 + 60 + 11)


# --- by hand -----------------------------------------------------------------------------------


def test_a_whole_edition_by_hand() -> None:
    """Weights, a direction, a missing answer and two levels give the scores worked out on paper."""
    tree = framework(
        {"R": None, "A": "R", "B": "R", "a": "A", "b": "A", "c": "B"},
        A={"weight": 3.0},
        a={"weight": 2.0},
        b={"direction": -1},
    )
    values = array([[10, 5, 0], [20, None, 4], [30, 9, 8]])
    scores = score(tree, Method(missing=0.6), ("x", "y", "z"), values)
    # a: 0 50 100; b turned round: 100 - 0; c: 0 50 100
    # A = (2a + b) / 3: 33.3, 50 (b missing, 2/3 present), 66.7; R = (3A + B) / 4
    expected = [
        [25.0, 100 / 3, 0.0, 0.0, 100.0, 0.0],
        [50.0, 50.0, 50.0, 50.0, np.nan, 50.0],
        [75.0, 200 / 3, 100.0, 100.0, 0.0, 100.0],
    ]
    assert scores.codes == ("R", "A", "B", "a", "b", "c")
    np.testing.assert_allclose(scores.score, expected, rtol=0, atol=1e-12)
    np.testing.assert_array_equal(
        scores.rank, [[3, 3, 3, 3, 1, 3], [2, 2, 2, 2, np.nan, 2], [1, 1, 1, 1, 2, 1]]
    )
    assert scores.constant == ()
    assert not scores.score.flags.writeable
    assert not scores.rank.flags.writeable


@pytest.mark.parametrize(
    ("method", "leaf", "values", "expected"),
    [
        (Method("minmax"), {}, [2, 4, 10, None], [0, 25, 100, np.nan]),
        (Method("minmax", (1, 5)), {}, [2, 4, 10], [1, 2, 5]),
        (Method("minmax"), {"direction": -1}, [2, 4, 10], [100, 75, 0]),
        (Method("goalposts"), {"low": 0.0, "high": 20.0}, [-5, 5, 30], [0, 25, 100]),
        (
            Method("goalposts"),
            {"low": 0.0, "high": 20.0, "direction": -1},
            [-5, 5, 30],
            [100, 75, 0],
        ),
        (Method("zscore", (50, 10)), {}, [1, 2, 3], [40, 50, 60]),
        (Method("zscore", (0, 1)), {"direction": -1}, [1, 2, 3], [1, 0, -1]),
        (Method("percentile"), {}, [7, 7, 9, 1, 30], [25, 25, 75, 0, 100]),
        (
            Method("percentile"),
            {"direction": -1},
            [7, 7, 9, None, 30],
            [200 / 3, 200 / 3, 100 / 3, np.nan, 0],
        ),
        (Method("none"), {}, [7.5, 120, None], [7.5, 120, np.nan]),
        (Method("none"), {"direction": -1}, [7.5, 40], [92.5, 60]),
    ],
)
def test_normalisation_by_hand(
    method: Method, leaf: dict[str, object], values: list[float | None], expected: list[float]
) -> None:
    """Each method gives the values worked out on paper."""
    np.testing.assert_allclose(column(values, method, **leaf), expected, rtol=0, atol=1e-12)


@pytest.mark.parametrize("values", [[0.1, 0.1, 0.1], [None, 3.0, None]])
@pytest.mark.parametrize(
    ("method", "middle"),
    [
        (Method("minmax", (10, 30)), 20),
        (Method("goalposts"), 50),
        (Method("zscore", (50, 10)), 50),
        (Method("percentile"), 50),
    ],
)
def test_constant_indicators_score_the_middle(
    values: list[float | None], method: Method, middle: float
) -> None:
    """Where all agree, or one alone answers, the middle is scored and the indicator is named."""
    tree = flat(1, L0={"low": 0.0, "high": 10.0})
    scores = score(tree, method, ("a", "b", "c"), array([[value] for value in values]))
    answered = [value is not None for value in values]
    np.testing.assert_array_equal(scores.score[answered, 1], middle)
    assert np.isnan(scores.score[~np.array(answered), 1]).all()
    assert scores.constant == ("L0",)


def test_scores_given_directly_stay_as_they_are() -> None:
    """With normalise = none even scores on which all agree are kept, and reported."""
    scores = score(flat(1), Method("none"), ("a", "b"), array([[80], [80]]))
    np.testing.assert_array_equal(scores.score[:, 0], 80)
    assert scores.constant == ("L0",)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("arithmetic", (1 * 20 + 3 * 80) / 4),
        ("geometric", (20 * 80**3) ** 0.25),
        ("harmonic", 4 / (1 / 20 + 3 / 80)),
    ],
)
def test_aggregation_by_hand(kind: str, expected: float) -> None:
    """Each mean is the weighted mean of its name."""
    tree = flat(2, L1={"weight": 3.0})
    method = Method("none", aggregate=(kind,))  # type: ignore[arg-type]
    assert aggregate(tree, method, array([[20, 80]]))[0, 0] == pytest.approx(expected, rel=1e-13)


@pytest.mark.parametrize("kind", ["geometric", "harmonic"])
def test_zero_makes_the_mean_zero(kind: str) -> None:
    """A zero cannot be made up for by other children; a child without weight does not count."""
    method = Method("none", aggregate=(kind,))  # type: ignore[arg-type]
    assert aggregate(flat(2), method, array([[0, 80]]))[0, 0] == 0
    assert aggregate(flat(2, L0={"weight": 0.0}), method, array([[0, 80]]))[0, 0] == pytest.approx(80)


def test_every_level_has_its_own_mean() -> None:
    """The first rule makes the root, the last one serves all levels below it."""
    tree = framework({"R": None, "A": "R", "B": "R", "a": "A", "b": "A", "c": "B", "d": "B"})
    method = Method("none", aggregate=("geometric", "arithmetic"))
    root, a, b = aggregate(tree, method, array([[10, 30, 70, 90]]))[0, :3]
    assert (a, b) == (20, 80)
    assert root == pytest.approx(40)


@pytest.mark.parametrize("kind", ["geometric", "harmonic"])
def test_negative_scores_are_refused(kind: str) -> None:
    """A geometric or harmonic mean of a negative score is an error that names the node."""
    method = Method("none", aggregate=(kind,))  # type: ignore[arg-type]
    with pytest.raises(ConfigurationError, match=r"mean of R meets a score below zero"):
        aggregate(flat(2), method, array([[-1, 80]]))


def test_goalposts_must_be_given() -> None:
    """The method goalposts without goalposts is an error that names the indicator."""
    with pytest.raises(ConfigurationError, match="L1 needs goalposts"):
        fit(flat(2, L0={"low": 0.0, "high": 1.0}), Method("goalposts"), array([[1, 2]]))


def test_children_without_weight_are_refused() -> None:
    """A node whose children weigh nothing is an error that names it."""
    with pytest.raises(ConfigurationError, match="children of R add up to zero"):
        aggregate(flat(1, L0={"weight": 0.0}), Method("none"), array([[1]]))


@pytest.mark.parametrize(
    ("weights", "present", "missing", "has_score"),
    [
        ((1, 1, 1), 2, 0.67, False),  # two of three are 0.6667
        ((1, 1, 1), 2, 2 / 3, True),
        ((1, 1, 1, 1), 3, 0.67, True),
        ((0.3, 0.3, 0.2), 2, 0.75, True),  # 0.7499999999999999 in binary
        ((1, 1, 1), 0, 0.0, False),
        ((1, 1, 1), 1, 0.0, True),
    ],
)
def test_the_missing_rule(weights: tuple[float, ...], present: int, missing: float, has_score: bool) -> None:
    """A node has a score while enough weight is present, whatever binary fractions do."""
    details = {f"L{i}": {"weight": weight} for i, weight in enumerate(weights)}
    row = [10.0 if i < present else None for i in range(len(weights))]
    root = aggregate(flat(len(weights), **details), Method("none", missing=missing), array([row]))[0, 0]
    assert (not np.isnan(root)) == has_score
    if has_score:
        assert root == 10


def test_a_missing_node_has_no_rank_and_counts_for_nobody() -> None:
    """Those without a score are neither ranked nor in anybody's way."""
    scores = score(flat(1), Method("none"), ("a", "b", "c"), array([[None], [5], [7]]))
    np.testing.assert_array_equal(scores.rank[:, 0], [np.nan, 2, 1])


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ("min", [4, 2, 2, 1, np.nan]),
        ("max", [4, 3, 3, 1, np.nan]),
        ("average", [4, 2.5, 2.5, 1, np.nan]),
        ("dense", [3, 2, 2, 1, np.nan]),
    ],
)
def test_ties_by_hand(ties: str, expected: list[float]) -> None:
    """Each tie rule gives the ranks of its name."""
    ranks = rank(np.array([10, 20, 20, 30, np.nan]), ties)  # type: ignore[arg-type]
    np.testing.assert_array_equal(ranks, expected)


def test_noise_is_a_tie_and_a_difference_is_not() -> None:
    """Sums made in another order tie; a difference of 1e-9 of a point does not."""
    assert 0.1 + 0.2 != 0.3
    np.testing.assert_array_equal(rank(100 * np.array([0.1 + 0.2, 0.3]), "min"), [1, 1])
    np.testing.assert_array_equal(rank(np.array([100, 100 + 1e-9, 100 - 1e-9]), "min"), [2, 1, 3])


def test_one_cluster_alone_has_a_score() -> None:
    """An edition of one cluster is scored: everything is constant and it is first."""
    scores = score(flat(2), Method(), ("a",), array([[3, 4]]))
    np.testing.assert_array_equal(scores.score, [[50, 50, 50]])
    np.testing.assert_array_equal(scores.rank, [[1, 1, 1]])


def test_an_indicator_nobody_answered_has_no_score() -> None:
    """Without answers there is nothing to score and nothing constant, and no warning."""
    for kind in ("minmax", "zscore", "percentile"):
        method = Method(kind, missing=0.5)  # type: ignore[arg-type]
        scores = score(flat(2), method, ("a", "b"), array([[None, 1], [None, 2]]))
        assert np.isnan(scores.score[:, 1]).all()
        assert not np.isnan(scores.score[:, 0]).any()
        assert scores.constant == ()


def test_values_from_outside_the_group_use_its_frame() -> None:
    """A value beyond the group's ends is clipped; between two answers a percentile counts those below."""
    tree = flat(1)
    group = array([[0], [5], [10]])
    foreign = array([[-4], [7], [99]])
    for kind, expected in (("minmax", [0, 70, 100]), ("percentile", [0, 100, 100])):
        frame = fit(tree, Method(kind), group)  # type: ignore[arg-type]
        np.testing.assert_allclose(normalise(frame, foreign)[:, 0], expected)


def test_an_earlier_edition_on_this_editions_scale() -> None:
    """Only comparable leaves count, this group's ends are the scale, and published scores stand."""
    tree = framework(
        {"R": None, "A": "R", "B": "R", "a": "A", "b": "A", "c": "B"},
        a={"comparable": True},
        c={"comparable": True},
    )
    frame = fit(tree, Method(missing=0.5), array([[0, 0, 0], [10, 10, 10]]))
    before = past(tree, [[5, 5, 20], [None, None, None]], scores={"A": [61.5, None]})
    scores = rescore(frame, before)
    np.testing.assert_allclose(scores[0], [75, 61.5, 100, 50, np.nan, 100])
    assert np.isnan(scores[1]).all()


# --- properties --------------------------------------------------------------------------------

TREE = framework(B1_1={"direction": -1}, A1={"weight": 2.0}, B1_2={"weight": 0.3})
METHODS = [
    Method(kind, scale, (outer, inner), missing)  # type: ignore[arg-type]
    for kind, scale in (
        ("minmax", (0.0, 100.0)),
        ("minmax", (0.3, 0.9)),  # where 0.3 + (0.9 - 0.3) is more than 0.9
        ("percentile", (0.0, 100.0)),
        ("zscore", (50.0, 1.0)),
    )
    for outer, inner in (("arithmetic", "arithmetic"), ("geometric", "harmonic"))
    for missing in (0.0, 0.67)
]
cells = st.one_of(st.none(), st.integers(-30, 30).map(float), st.floats(-1e6, 1e6, allow_subnormal=False))
tables = st.lists(st.lists(cells, min_size=5, max_size=5), min_size=1, max_size=9).map(array)
methods = st.sampled_from(METHODS)


@given(tables, methods, st.data())
def test_raising_a_positive_indicator_never_lowers_the_score(
    values: FloatArray, method: Method, data: st.DataObject
) -> None:
    """More of what is better never makes any score above it worse (beyond the last digits)."""
    row = data.draw(st.integers(0, len(values) - 1))
    leaf = data.draw(st.sampled_from([0, 1, 2, 4]))
    raised = values.copy()
    raised[row, leaf] += data.draw(st.floats(0, 1e6))
    ids = tuple(map(str, range(len(values))))
    before = score(TREE, method, ids, values).score[row]
    after = score(TREE, method, ids, raised).score[row]
    np.testing.assert_array_equal(np.isnan(before), np.isnan(after))
    assert (np.nan_to_num(after) >= np.nan_to_num(before) - 1e-9).all()


@given(tables, methods, st.randoms(use_true_random=False))
def test_the_order_of_rows_is_irrelevant(values: FloatArray, method: Method, random: object) -> None:
    """Every cluster has bit for bit the same scores and ranks wherever it stands in the file."""
    order = list(range(len(values)))
    random.shuffle(order)  # type: ignore[attr-defined]
    straight = score(TREE, method, tuple(map(str, order)), values)
    shuffled = score(TREE, method, tuple(map(str, order)), values[order])
    np.testing.assert_array_equal(shuffled.score, straight.score[order])
    np.testing.assert_array_equal(shuffled.rank, straight.rank[order])
    assert shuffled.constant == straight.constant


@given(tables, st.sampled_from([m for m in METHODS if m.normalise != "zscore"]))
def test_scores_stay_within_the_scale(values: FloatArray, method: Method) -> None:
    """No score leaves the scale by even one bit, at any level."""
    scores = score(TREE, method, tuple(map(str, range(len(values)))), values).score
    given_scores = scores[~np.isnan(scores)]
    assert (given_scores >= method.scale[0]).all()
    assert (given_scores <= method.scale[1]).all()


@given(tables, methods, st.floats(0.01, 100))
def test_only_the_proportion_of_weights_counts(values: FloatArray, method: Method, factor: float) -> None:
    """Weights are rescaled: all of them times a factor give the same scores."""
    details = {
        node.code.replace(".", "_"): {"weight": node.weight * factor, "direction": node.direction}
        for node in TREE.nodes
    }
    ids = tuple(map(str, range(len(values))))
    scores = score(TREE, method, ids, values).score
    scaled = score(framework(**details), method, ids, values).score
    np.testing.assert_allclose(scaled, scores, rtol=1e-9, atol=1e-9)


@given(st.lists(st.one_of(st.just(np.nan), st.integers(0, 6).map(float)), max_size=12))
def test_ranks_agree_with_counting(column: list[float]) -> None:
    """The sorted ranks are those of the definition: one more than the number of better scores, and so on."""
    scores = np.array(column)
    known = scores[~np.isnan(scores)]
    for ties, place in (
        ("min", lambda x: 1 + (known > x).sum()),
        ("max", lambda x: (known >= x).sum()),
        ("average", lambda x: (1 + (known > x).sum() + (known >= x).sum()) / 2),
        ("dense", lambda x: 1 + len(set(known[known > x]))),
    ):
        expected = [np.nan if np.isnan(x) else place(x) for x in scores]
        np.testing.assert_array_equal(rank(scores, ties), expected)  # type: ignore[arg-type]
