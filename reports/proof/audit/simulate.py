"""The simulated ranks once more: the same draws in plain lists, one node and one draw at a time.

It shares no code with :mod:`reports.results.simulate` and :mod:`reports.results.score`; what a simulation is
stands there with its sources. What both must agree on is the order of the random numbers, of
``numpy.random.default_rng`` with the seed 2008:

1. for every node of the framework in its order, and every draw, a factor of its weight from U(0.75, 1.25);
2. for every draw which of the Q indicators that count is left out, from 0 to Q, where Q leaves out none;
3. the normalisations in turns (0, 1, 2, 0, 1 ...), shuffled.

The sums are those of binary numbers: with some million of them fifty digits would take hours, and a rank only
hangs on which of two scores is larger.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import pairwise, repeat

import numpy as np

from reports.edition import Edition, Framework, Method, Normalisation

from .arithmetic import TIE

SEED, DRAWS, FEWEST, MOST_RANKS = 2008, 2000, 200, 4_000_000
LEAST, MOST, INSIDE = 0.75, 1.25, Decimal("0.9")

#: The score of a leaf of one cluster under a normalisation and a scale; None without an answer.
Normalise = Callable[[str, str, Normalisation, tuple[float, float]], float | None]


@dataclass(frozen=True, slots=True)
class _Column:
    """The scores of all clusters, 0.0 where there is none; ``there`` is 1.0 for each that there is and else
    0.0, or None where everybody has one.
    """

    scores: Sequence[float]
    there: Sequence[float] | None

    @staticmethod
    def of(scores: Sequence[float | None]) -> _Column:
        if None not in scores:
            return _Column([score for score in scores if score is not None], None)
        return _Column(
            [0.0 if score is None else score for score in scores], [float(x is not None) for x in scores]
        )

    def __iter__(self) -> Iterator[float | None]:
        if self.there is None:
            return iter(self.scores)
        return (score if has else None for score, has in zip(self.scores, self.there, strict=True))


@dataclass(frozen=True, slots=True)
class Interval:
    """The places from ``low`` to ``high`` that at least nine tenths of the ``draws`` gave, and the share of
    the draws in the ``upper`` half.
    """

    draws: int
    low: Decimal
    high: Decimal
    upper: Decimal


def intervals(
    edition: Edition, scored: Mapping[str, Mapping[str, object]], normalised: Normalise
) -> Mapping[str, Interval]:
    """The interval of every cluster with an overall score; none where there is nothing to vary.

    ``scored`` are the edition's own scores, node -> cluster -> a number or None; ``normalised`` gives the
    score of (leaf, cluster) under a normalisation.
    """
    framework, method, ids = edition.framework, edition.method, edition.ids
    counting = [leaf.code for leaf in framework.leaves if _counts(framework, leaf.code)]
    if len(counting) < 2:
        return {}
    draws = min(DRAWS, max(FEWEST, MOST_RANKS // max(len(ids), 1)))
    kinds = _normalisations(method)
    generator = np.random.default_rng(SEED)
    factors = generator.uniform(LEAST, MOST, (len(framework.nodes), draws)).tolist()
    left_out = generator.integers(0, len(counting) + 1, draws).tolist()
    turns = generator.permutation(np.arange(draws) % len(kinds)).tolist()

    leaves = [
        {
            leaf.code: _Column.of([normalised(leaf.code, name, kind, _scale(method, kind)) for name in ids])
            for leaf in framework.leaves
        }
        for kind in kinds
    ]
    there = {code: [float(column[name] is not None) for name in ids] for code, column in scored.items()}
    found = []
    for draw in range(draws):
        weights = {
            node.code: node.weight * row[draw] for node, row in zip(framework.nodes, factors, strict=True)
        }
        if left_out[draw] < len(counting):
            weights[counting[left_out[draw]]] = 0.0
        overall = _overall(framework, method, leaves[turns[draw]], there, weights)
        found.append(_doubled_places(tuple(overall), method.ties))
    scored_at_all = there[framework.root.code]
    half = Decimal(int(sum(scored_at_all))) / 2
    result = {}
    for name, has, doubled in zip(ids, scored_at_all, zip(*found, strict=True), strict=True):
        places = [place for place in doubled if place]
        if has and places:
            result[name] = _interval(places, draws, half)
    return result


def _counts(framework: Framework, code: str) -> bool:
    """Whether a leaf has a part in the overall score: no weight on its way up is zero."""
    path = [framework[code], *framework.ancestors(code)]
    return all(node.weight > 0 for node in path if node.code != framework.root.code)


def _normalisations(method: Method) -> list[Normalisation]:
    """The method's own, then the others that its means can live with."""
    own = method.normalise
    if own == "none":
        return [own]
    others: list[Normalisation] = ["minmax", "zscore", "percentile"]
    if set(method.aggregate) != {"arithmetic"}:
        # No mean of logarithms or reciprocals takes negative scores, nor zeros that were not there before.
        others.remove("zscore")
        if own not in others and _scale(method, "minmax")[0] <= 0:
            others = []
    return [own, *(kind for kind in others if kind != own)]


def _scale(method: Method, kind: Normalisation) -> tuple[float, float]:
    """The method's scale; a usual one where two ends take the place of mean and deviation, or the reverse."""
    if (kind == "zscore") is (method.normalise == "zscore"):
        return method.scale
    return (0.0, 1.0) if kind == "zscore" else (0.0, 100.0)


def _overall(
    framework: Framework,
    method: Method,
    leaves: Mapping[str, _Column],
    there: Mapping[str, Sequence[float]],
    weights: Mapping[str, float],
) -> _Column:
    """The overall score of every cluster in one draw."""
    scores = dict(leaves)
    for node in sorted((n for n in framework.nodes if not n.is_leaf), key=lambda n: -n.depth):
        kind = method.aggregation(node.depth)
        children = [(weights[code], scores[code]) for code in node.children if weights[code] > 0.0]
        combine = _arithmetic if kind == "arithmetic" else partial(_other, kind)
        scores[node.code] = combine(children, there[node.code])
    return scores[framework.root.code]


def _arithmetic(children: Sequence[tuple[float, _Column]], there: Sequence[float]) -> _Column:
    """The weighted arithmetic means: every sum has the same terms in the same order as one cluster alone
    would have, but for zeros, in a sixth of the time.
    """
    total, weight = [0.0] * len(there), 0.0
    weights: list[float] | None = None  # where they are not the same for all
    for own, column in children:
        total = [sum_ + own * score for sum_, score in zip(total, column.scores, strict=True)]
        if weights is None and column.there is not None:
            weights = [weight] * len(there)
        if weights is None:
            weight += own
        elif column.there is None:
            weights = [sum_ + own for sum_ in weights]
        else:
            weights = [sum_ + own * has for sum_, has in zip(weights, column.there, strict=True)]
    if weights is None and weight > 0.0 and all(there):
        return _Column([sum_ / weight for sum_ in total], None)
    rows = zip(total, weights or [weight] * len(there), there, strict=True)
    return _Column.of([sum_ / of if has and of > 0.0 else None for sum_, of, has in rows])


def _other(kind: str, children: Sequence[tuple[float, _Column]], there: Sequence[float]) -> _Column:
    """The weighted geometric or harmonic means, one cluster after the other."""
    columns = [[(own, score) for score in column] for own, column in children]
    rows = zip(*columns, strict=True) if columns else repeat((), len(there))
    there_of = ([(w, s) for w, s in row if s is not None] for row in rows)
    return _Column.of([_mean(kind, row) if has else None for has, row in zip(there, there_of, strict=True)])


def _mean(kind: str, children: Sequence[tuple[float, float]]) -> float | None:
    total = weight = 0.0
    for own, score in children:
        if score == 0.0:
            return 0.0
        weight += own
        total += own * (math.log(score) if kind == "geometric" else 1.0 / score)
    if weight <= 0.0:
        return None
    return math.exp(total / weight) if kind == "geometric" else weight / total


def _doubled_places(scores: Sequence[float | None], ties: str) -> list[int]:
    """Twice the place of every cluster, 0 for none: ranks may have a half."""
    order = sorted(((score, row) for row, score in enumerate(scores) if score is not None), reverse=True)
    found = [0] * len(scores)
    if not order:
        return found
    noise = max(abs(order[0][0]), abs(order[-1][0])) / TIE
    starts = [0, *(i for i, (one, other) in enumerate(pairwise(order), 1) if one[0] - other[0] > noise)]
    for number, (start, end) in enumerate(pairwise((*starts, len(order))), start=1):
        first, last = start + 1, end
        doubled = {"min": 2 * first, "max": 2 * last, "average": first + last, "dense": 2 * number}[ties]
        for _, row in order[start:end]:
            found[row] = doubled
    return found


def _interval(doubled: Sequence[int], draws: int, half: Decimal) -> Interval:
    ordered = sorted(doubled)
    # As many on each side as leave nine tenths between them: of 2,000 draws 100.
    outside = int(len(ordered) * (1 - INSIDE) / 2)
    upper = Decimal(sum(place <= 2 * half for place in ordered)) / len(ordered)
    low, high = (Decimal(ordered[at]) / 2 for at in (outside, -1 - outside))
    return Interval(draws, low, high, upper)
