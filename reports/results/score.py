"""Values to scores: normalise every indicator, aggregate up the tree, rank.

Everything is vectorised over the clusters and nothing is rounded. A method that is fitted to one group
(the lowest and highest answer, the mean ...) is kept in a :class:`Frame`, so that a what-if or an
earlier edition can be put on the same scale. Definitions follow the OECD/JRC *Handbook on Constructing
Composite Indicators* (2008), steps 5 and 6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reports.edition import Aggregation, FloatArray, Framework, Method, Node, PastEdition, Ties, freeze
from reports.errors import ConfigurationError

from .model import Scores

#: Slack of the missing rule, so that shares such as 0.1 + 0.2 of 0.3 pass by rounding.
_SHARE_TOLERANCE = 1e-9

#: Neighbouring scores closer than this share of the largest score of the column are one result. Equal
#: results made along different paths differ by a few units in the 16th digit, so that 1e-13 is far above
#: the noise; on scales up to 10,000 points it is no more than 1e-9, so that no order that can be seen at
#: 1e-9 is lost.
TIE_TOLERANCE = 1e-13


@dataclass(frozen=True, eq=False)
class Frame:
    """What a group's answers fix about the normalisation. Every array has an entry per leaf.

    All figures are of the values turned round by ``direction``, so that more is better. ``low`` and
    ``high`` are the goalposts where the method uses them, else the lowest and highest answer; ``sd`` is
    the sample standard deviation (n - 1); ``answers`` is (leaves, n), ascending, NaN last. ``constant``
    marks the leaves whose answers (at least one) are all the same. NaN where nobody answered.
    """

    framework: Framework
    method: Method
    n: NDArray[np.int64]
    low: FloatArray
    high: FloatArray
    mean: FloatArray
    sd: FloatArray
    answers: FloatArray
    constant: NDArray[np.bool_]


def fit(framework: Framework, method: Method, values: FloatArray) -> Frame:
    """The frame of the group with ``values`` (clusters, leaves).

    The statistics are taken from the sorted answers, so that they do not depend on the order of the rows.
    Raises ConfigurationError where the method needs goalposts that the framework does not give.
    """
    answers = np.sort((values * _directions(framework)).T, axis=1)
    n = np.count_nonzero(~np.isnan(answers), axis=1)
    answered = n > 0
    low = np.where(answered, answers[:, 0], np.nan)
    high = answers[np.arange(len(answers)), np.maximum(n - 1, 0)]
    mean = np.where(answered, np.nansum(answers, axis=1) / np.maximum(n, 1), np.nan)
    squares = np.nansum((answers - mean[:, None]) ** 2, axis=1)
    sd = np.where(n > 1, np.sqrt(squares / np.maximum(n - 1, 1)), np.nan)
    constant = answered & (low == high)
    if method.normalise == "goalposts":
        low, high = _goalposts(framework)
    for array in (low, high, mean, sd, answers):
        freeze(array)
    return Frame(framework, method, n, low, high, mean, sd, answers, constant)


def normalise(frame: Frame, values: FloatArray) -> FloatArray:
    """The values (clusters, leaves) on the scale of the frame's method; NaN stays NaN.

    - ``minmax``: the lowest answer of the fitted group is the low end of the scale, the highest the high
      end; ``goalposts``: the same with the framework's ``low`` and ``high``. Values beyond the ends are
      clipped to them, so that a score never leaves the scale.
    - ``zscore``: scale = (mean, standard deviation), with the sample standard deviation; not clipped.
    - ``percentile``: (rank - 1) / (n - 1) among the answers of the fitted group, with the lowest of tied
      ranks, which is the number of answers below over n - 1; at most the high end.
    - ``none``: the values are scores already. Direction -1 mirrors them in the scale.

    A leaf on which the fitted group agrees scores the middle of the scale (for zscore the mean), whatever
    the value; only ``none`` keeps the value.
    """
    method = frame.method
    start, end = method.scale
    directions = _directions(frame.framework)
    if method.normalise == "none":
        return np.where(directions < 0, start + end - values, values)

    turned = values * directions
    if method.normalise == "zscore":
        # An sd of zero without a constant is an underflow: differences of less than 1e-150.
        flat = frame.constant | (frame.sd == 0)
        scores = start + end * (turned - frame.mean) / np.where(flat, 1.0, frame.sd)
        middle = start
    else:
        flat = frame.constant
        if method.normalise == "percentile":
            share = _share_below(frame, turned)
        else:
            share = (turned - frame.low) / np.where(frame.high > frame.low, frame.high - frame.low, 1.0)
        scores = start + (end - start) * np.clip(share, 0.0, 1.0)
        np.clip(scores, start, end, out=scores)
        middle = (start + end) / 2
    return np.where(flat & ~np.isnan(values), middle, scores)


def aggregate(framework: Framework, method: Method, leaf_scores: FloatArray) -> FloatArray:
    """The scores of every node, (clusters, nodes) in the order of ``Framework.codes``.

    A parent is the weighted mean of its children, of the kind the method names for its level. Children
    without a score are left out and the weights of the others rescaled, as long as they carry at least
    ``method.missing`` of the weight of all children (0.67 is more than two of three equal ones); else the
    parent has no score. A child that scores zero makes a geometric or harmonic mean zero.

    Raises ConfigurationError where a geometric or harmonic mean meets a score below zero, and where the
    children of a node have no weight.
    """
    scores = np.full((len(leaf_scores), len(framework.codes)), np.nan, order="F")
    for code, column in framework.leaf_column.items():
        scores[:, framework.column[code]] = leaf_scores[:, column]
    inner = (node for node in framework.nodes if not node.is_leaf)
    for node in sorted(inner, key=lambda node: node.depth, reverse=True):
        columns = [scores[:, framework.column[child]] for child in node.children]
        scores[:, framework.column[node.code]] = aggregate_node(framework, method, node, columns)
    return scores


def aggregate_node(
    framework: Framework, method: Method, node: Node, columns: Sequence[FloatArray]
) -> FloatArray:
    """The scores of one inner node, (clusters,), from those of its children; see :func:`aggregate`."""
    kind = method.aggregation(node.depth)
    if kind != "arithmetic" and any(np.any(column < 0) for column in columns):
        raise ConfigurationError(
            f"the {kind} mean of {node.code} meets a score below zero; "
            "choose the arithmetic mean for its level or a scale without negative scores"
        )
    weights = [child.weight for child in framework.children(node.code)]
    if sum(weights) <= 0:
        raise ConfigurationError(
            f"the weights of the children of {node.code} add up to zero; give one of them a weight"
        )
    return _mean(kind, columns, weights, method.missing)


def rank(scores: FloatArray, ties: Ties) -> FloatArray:
    """Ranks of the scores, 1 = highest, down each column of (clusters,) or (clusters, nodes).

    NaN where there is no score. Made from unrounded scores; only what floating-point noise holds apart
    (neighbours within 1e-13 of the largest score of the column) is a tie. ``min`` gives 1-2-2-4, ``max``
    1-3-3-4, ``average`` 1-2.5-2.5-4, ``dense`` 1-2-2-3.
    """
    if scores.ndim == 1:
        return _rank_column(scores, ties)
    ranks = np.empty(scores.shape, order="F")
    for column in range(scores.shape[1]):
        ranks[:, column] = _rank_column(scores[:, column], ties)
    return ranks


def spearman(one: FloatArray, other: FloatArray) -> float:
    """Spearman's rank correlation: Pearson's of the ranks, NaN where one is constant.

    >>> spearman(np.array([1.0, 2.0, 3.0]), np.array([10.0, 30.0, 20.0]))
    0.5
    """
    if len(one) < 2:
        return float("nan")
    ranks = np.stack([rank(one, "average"), rank(other, "average")])
    away = ranks - ranks.mean(axis=1, keepdims=True)
    squares = float((away[0] ** 2).sum() * (away[1] ** 2).sum())
    if squares == 0:
        return float("nan")
    return float(np.clip((away[0] * away[1]).sum() / squares**0.5, -1.0, 1.0))


def score(framework: Framework, method: Method, ids: Sequence[str], values: FloatArray) -> Scores:
    """Scores and ranks of every node for the clusters ``ids`` with ``values`` (clusters, leaves).

    Raises ConfigurationError as :func:`fit` and :func:`aggregate` do.
    """
    frame = fit(framework, method, values)
    scores = aggregate(framework, method, normalise(frame, values))
    ranks = rank(scores, method.ties)
    constant = tuple(leaf.code for leaf, flat in zip(framework.leaves, frame.constant, strict=True) if flat)
    return Scores(tuple(ids), framework.codes, freeze(scores), freeze(ranks), constant)


def rescore(frame: Frame, past: PastEdition) -> FloatArray:
    """The scores of an earlier edition on this edition's scale, (clusters, nodes).

    Only leaves that the framework calls comparable count (see :func:`comparable_scores`). Where that
    edition published a score of a node, the published one stands.
    """
    return np.where(np.isnan(past.scores), comparable_scores(frame, past.values), past.scores)


def comparable_scores(frame: Frame, values: FloatArray) -> FloatArray:
    """The scores, (clusters, nodes), of ``values`` (clusters, leaves) of any edition from the comparable
    leaves alone, under the same missing rule.

    A trend compares two of these: an indicator that was not asked before must not look like a change.
    """
    comparable = np.array([leaf.comparable for leaf in frame.framework.leaves])
    leaf_scores = np.where(comparable, normalise(frame, values), np.nan)
    return aggregate(frame.framework, frame.method, leaf_scores)


def _directions(framework: Framework) -> FloatArray:
    return np.array([leaf.direction for leaf in framework.leaves], dtype=np.float64)


def _goalposts(framework: Framework) -> tuple[FloatArray, FloatArray]:
    """The goalposts, turned round where less is better: then the lower one is the better end."""
    ends: list[tuple[float, float]] = []
    for leaf in framework.leaves:
        if leaf.low is None or leaf.high is None or not leaf.low < leaf.high:
            raise ConfigurationError(
                f"the indicator {leaf.code} needs goalposts: a low and a higher high in framework.csv"
            )
        ends.append((leaf.low, leaf.high) if leaf.direction > 0 else (-leaf.high, -leaf.low))
    low, high = np.array(ends, dtype=np.float64).T.copy()
    return low, high


def _share_below(frame: Frame, turned: FloatArray) -> FloatArray:
    """The answers of the fitted group below each value, over n - 1; NaN where there is no value or n."""
    share = np.full(turned.shape, np.nan)
    for column, n in enumerate(frame.n):
        if n > 0:
            share[:, column] = np.searchsorted(frame.answers[column, :n], turned[:, column]) / max(n - 1, 1)
    share[np.isnan(turned)] = np.nan
    return share


def _mean(
    kind: Aggregation, columns: Sequence[FloatArray], weights: Sequence[float], missing: float
) -> FloatArray:
    """The weighted mean over ``columns``; see :func:`aggregate`.

    Added up child by child, never by a matrix product, whose last digit may depend on the row's place.
    """
    size = len(columns[0])
    total, weight = np.zeros(size), np.zeros(size)
    low, high = np.full(size, np.inf), np.full(size, -np.inf)
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        for column, own in zip(columns, weights, strict=True):
            if own == 0:
                continue
            there = ~np.isnan(column)
            if kind == "arithmetic":
                term = column
            elif kind == "geometric":
                term = np.log(column)
            else:
                term = 1.0 / column
            total += np.where(there, own * term, 0.0)
            weight += np.where(there, own, 0.0)
            low, high = np.fmin(low, column), np.fmax(high, column)
        mean = total / weight
        if kind == "geometric":
            mean = np.exp(mean)
        elif kind == "harmonic":
            mean = 1.0 / mean
    enough = (weight > 0) & (weight / sum(weights) >= missing - _SHARE_TOLERANCE)
    # Rounding must not carry a mean past its children: 50 and 50 make 50, and nothing leaves the scale.
    return np.where(enough, np.clip(mean, low, high), np.nan)


def shared_places(scores: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The best and the worst place that each shares, (clusters, nodes): :func:`rank` by min and by max."""
    first, last = np.full(scores.shape, np.nan, order="F"), np.full(scores.shape, np.nan, order="F")
    for column in range(scores.shape[1]):
        rows, starts, sizes = _runs(scores[:, column])
        first[rows, column] = np.repeat(starts + 1, sizes)
        last[rows, column] = np.repeat(starts + sizes, sizes)
    return first, last


def _rank_column(column: FloatArray, ties: Ties) -> FloatArray:
    ranks = np.full(len(column), np.nan)
    rows, starts, sizes = _runs(column)
    first, last = starts + 1, starts + sizes
    if ties == "min":
        places = 2 * first
    elif ties == "max":
        places = 2 * last
    elif ties == "average":
        places = first + last
    else:
        places = 2 * np.arange(1, len(starts) + 1)
    ranks[rows] = np.repeat(places, sizes) / 2
    return ranks


def _runs(column: FloatArray) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The rows with a score, the best first, and where runs of equal scores start there and how long they
    are: found by one sort, between neighbours in the sorted order.
    """
    answered = np.flatnonzero(~np.isnan(column))
    if not len(answered):
        return answered, answered, answered
    scores = column[answered]
    order = np.argsort(-scores)  # in whatever order among equals, which share a place
    falls = -np.diff(scores[order])
    starts = np.flatnonzero(np.concatenate(([True], falls > TIE_TOLERANCE * np.abs(scores).max())))
    return answered[order], starts, np.diff(np.append(starts, len(scores)))
