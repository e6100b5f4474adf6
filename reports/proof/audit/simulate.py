"""The simulated ranks once more: the same draws in plain loops, one cluster at a time.

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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from reports.edition import Edition, Framework, Method, Normalisation

from .arithmetic import places

SEED, DRAWS, FEWEST, MOST_RANKS = 2008, 2000, 200, 4_000_000
LEAST, MOST, INSIDE = 0.75, 1.25, Decimal("0.9")

#: The score of a leaf of one cluster under a normalisation and a scale; None without an answer.
Normalise = Callable[[str, str, Normalisation, tuple[float, float]], float | None]

_Scores = list[float | None]


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

    leaves: list[dict[str, _Scores]] = [
        {
            leaf.code: [normalised(leaf.code, name, kind, _scale(method, kind)) for name in ids]
            for leaf in framework.leaves
        }
        for kind in kinds
    ]
    there = {code: [column[name] is not None for name in ids] for code, column in scored.items()}
    found: dict[str, list[Decimal]] = {name: [] for name in ids}
    for draw in range(draws):
        weights = {
            node.code: node.weight * row[draw] for node, row in zip(framework.nodes, factors, strict=True)
        }
        if left_out[draw] < len(counting):
            weights[counting[left_out[draw]]] = 0.0
        overall = _overall(framework, method, leaves[turns[draw]], there, weights)
        for name, place in places(dict(zip(ids, overall, strict=True)), method.ties).items():
            found[name].append(place)
    half = Decimal(sum(there[framework.root.code])) / 2
    return {
        name: _interval(found[name], draws, half)
        for name, has in zip(ids, there[framework.root.code], strict=True)
        if has and found[name]
    }


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
    leaves: Mapping[str, _Scores],
    there: Mapping[str, Sequence[bool]],
    weights: Mapping[str, float],
) -> _Scores:
    """The overall score of every cluster in one draw."""
    scores: dict[str, _Scores] = dict(leaves)
    for node in sorted((n for n in framework.nodes if not n.is_leaf), key=lambda n: -n.depth):
        kind = method.aggregation(node.depth)
        children = [(weights[code], scores[code]) for code in node.children]
        column: _Scores = []
        for row, has in enumerate(there[node.code]):
            found = [(weight, child[row]) for weight, child in children]
            column.append(_mean(kind, [(w, s) for w, s in found if s is not None]) if has else None)
        scores[node.code] = column
    return scores[framework.root.code]


def _mean(kind: str, children: Sequence[tuple[float, float]]) -> float | None:
    total = weight = 0.0
    for own, score in children:
        if own <= 0.0:
            continue
        weight += own
        if kind == "arithmetic":
            total += own * score
        elif score == 0.0:
            return 0.0
        else:
            total += own * (math.log(score) if kind == "geometric" else 1.0 / score)
    if weight <= 0.0:
        return None
    if kind == "harmonic":
        return weight / total
    return math.exp(total / weight) if kind == "geometric" else total / weight


def _interval(found: Sequence[Decimal], draws: int, half: Decimal) -> Interval:
    ordered = sorted(found)
    # As many on each side as leave nine tenths between them: of 2,000 draws 100.
    outside = int(len(ordered) * (1 - INSIDE) / 2)
    upper = Decimal(sum(place <= half for place in ordered)) / len(ordered)
    return Interval(draws, ordered[outside], ordered[-1 - outside], upper)
