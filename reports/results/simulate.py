"""How sure a rank is: the ranks that other defensible choices of method would have given.

Follows step 7, "Uncertainty and sensitivity analysis", of the OECD/JRC *Handbook on Constructing Composite
Indicators* (2008; part I section 1.7, part II pages 117-131) and its source, Saisana, Saltelli and Tarantola,
"Uncertainty and sensitivity analysis techniques as tools for the quality assessment of composite indicators",
*Journal of the Royal Statistical Society A* 168 (2005), 307-323, doi:10.1111/j.1467-985X.2005.00350.x.

As published (section 7.1 and 7.2): one Monte Carlo experiment varies all choices at the same time; a draw
leaves out one of the Q indicators, or none, with the same chance of 1/(Q + 1) each, and the weights of the
others are scaled up; the normalisation is drawn from a list (minmax and zscore are equations 35 and 36,
percentile is the "use of rankings" of section 1.7); all units are ranked anew in every draw; and what is
reported is the median and the 5th and 95th percentile of a unit's ranks (figure 18).

Different:

- The handbook draws the weights from three ways of asking 20 experts. Nobody was asked here, so every weight
  of the tree is multiplied by its own number from U(0.75, 1.25): "different plausible values for the weights"
  (section 1.7). A quarter is the convention of COINr, the R package of the JRC's circle (vignette
  "sensitivity": ``NoiseFactor = 0.25`` on two levels); the JRC's audit of the Global Innovation Index 2023
  drew weights of 0.2 from U(0.1, 0.3) and weights of 0.5 from U(0.4, 0.6).
- The normalisations take turns, in random order, instead of being drawn one by one (stratified sampling).
- The aggregation is not varied: whether one area may make up for another is a decision of substance, as
  in the handbook's second analysis (7.3.2). No answers are imputed and no errors of measurement are added.
- There are no sensitivity indices: the variance is not attributed to the choices.

So an interval says how far a rank hangs on these three choices. It is no confidence interval: it says
nothing of wrong or missing answers, nor of what the next edition will bring. As in the handbook's own
example the rank of the edition may lie outside of its interval, where the edition's choice is the exception.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from reports.edition import Aggregation, FloatArray, Framework, Method, Normalisation

from .model import SimulatedRank
from .score import aggregate, fit, normalise, rank

#: Every weight is multiplied by a number drawn evenly from 1 - SPREAD to 1 + SPREAD.
SPREAD = 0.25
#: The share of the draws, in the middle, that an interval holds at least.
SHARE = 0.9

DRAWS = 2000
SEED = 2008

#: Ranks kept (clusters x draws, 4 bytes each): from 2,000 clusters on there are fewer draws.
_MOST_RANKS = 4_000_000
_FEWEST_DRAWS = 200
#: Scores of a node that are worked out at a time (clusters x draws, 8 bytes each): they stay in the cache.
_AT_ONCE = 32_768


def simulate(
    framework: Framework, method: Method, values: FloatArray, draws: int = DRAWS, seed: int = SEED
) -> tuple[SimulatedRank | None, ...]:
    """The overall ranks of the clusters with ``values`` (clusters, leaves) under varied methods.

    An entry per row; None for a cluster without an overall score, and for all where a single indicator
    carries the whole weight, so that there is nothing to vary.

    In every draw each weight is multiplied by its own number from U(0.75, 1.25), and a mean divides by
    the sum of its weights as ever; the normalisations (see :func:`alternatives`) take turns; and one of the
    indicators with a weight, or none, is taken out of the framework. Which clusters have a score of a node
    is settled once, by the edition's own weights, so that all draws rank the same clusters. A draw that
    takes a cluster's only answer does not count for it.

    For more than 2,000 clusters there are as many draws as make 4 million ranks, and never fewer than
    200 (or ``draws``). The same arguments give the same result, and the order of the rows does not
    matter. Raises ConfigurationError as :func:`score.fit` and :func:`score.aggregate` do, ValueError for
    less than one draw.
    """
    if draws < 1:
        raise ValueError("a simulation needs at least one draw")
    draws = min(draws, max(_FEWEST_DRAWS, _MOST_RANKS // max(len(values), 1)))
    kinds = alternatives(method)
    fitted = fit(framework, method, values)
    scored = ~np.isnan(aggregate(framework, method, normalise(fitted, values)))
    counting = _with_weight(framework)
    if len(counting) < 2:
        return (None,) * len(values)

    generator = np.random.default_rng(seed)
    factors = generator.uniform(1 - SPREAD, 1 + SPREAD, (len(framework.nodes), draws))
    weights = factors * np.array([[node.weight] for node in framework.nodes])
    for draw, dropped in enumerate(generator.integers(0, len(counting) + 1, draws)):
        if dropped < len(counting):
            weights[counting[dropped], draw] = 0.0
    turns = generator.permutation(np.arange(draws) % len(kinds))

    ranks = np.empty((len(values), draws), dtype=np.float32)
    for turn, kind in enumerate(kinds):
        varied = replace(method, normalise=kind, scale=_scale(method, kind))
        if "goalposts" in (kind, fitted.method.normalise):  # which change the ends that are fitted
            fitted = fit(framework, varied, values)
        leaf_scores = normalise(replace(fitted, method=varied), values)
        chosen = np.flatnonzero(turns == turn)
        for some in np.array_split(chosen, max(1, len(chosen) * len(values) // _AT_ONCE)):
            scores = _overall(framework, method, leaf_scores, scored, weights[:, some])
            ranks[:, some] = rank(scores, method.ties)
    has_score = scored[:, framework.column[framework.root.code]]
    return _summaries(ranks, has_score, kinds)


def alternatives(method: Method) -> tuple[Normalisation, ...]:
    """The normalisations that may stand in for the method's own, which comes first.

    Scores that come ready (``none``) have no other. z-scores fall below zero, so a geometric or harmonic
    mean does without them; and as such a mean is zero for whoever scores zero, it takes min-max and
    percentile only if it lives with their zeros already or the scale starts above zero.
    """
    if method.normalise == "none":
        return ("none",)
    others: tuple[Normalisation, ...] = ("minmax", "zscore", "percentile")
    if any(kind != "arithmetic" for kind in method.aggregate):
        zeros = method.normalise in ("minmax", "percentile") or _scale(method, "minmax")[0] > 0
        others = ("minmax", "percentile") if zeros else ()
    return (method.normalise, *(kind for kind in others if kind != method.normalise))


def _scale(method: Method, kind: Normalisation) -> tuple[float, float]:
    """The ends of a scale are no mean and standard deviation: changing between the two takes another.

    Which one is no matter for z-scores (they are only averaged) and for min-max and percentile.
    """
    if (kind == "zscore") == (method.normalise == "zscore"):
        return method.scale
    return (0.0, 1.0) if kind == "zscore" else (0.0, 100.0)


def _with_weight(framework: Framework) -> list[int]:
    """Columns of the leaves that count in the overall score."""
    return [
        framework.column[leaf.code]
        for leaf in framework.leaves
        if all(node.weight > 0 for node in (leaf, *framework.ancestors(leaf.code)[:-1]))
    ]


@dataclass(frozen=True, eq=False)
class _Child:
    """The scores of a node, (draws or 1, clusters), its own weights (draws, 1), and whether no score of it is
    missing.
    """

    scores: FloatArray
    weights: FloatArray
    complete: bool


def _overall(
    framework: Framework,
    method: Method,
    leaf_scores: FloatArray,
    scored: NDArray[np.bool_],
    weights: FloatArray,
) -> FloatArray:
    """The overall scores, (clusters, draws), for ``weights`` (nodes, draws).

    A node all of whose children are gone is gone itself; one that the cluster has no score of stays so.
    """
    made = {}
    for leaf, of_leaf in zip(framework.leaves, np.ascontiguousarray(leaf_scores.T), strict=True):
        own = weights[framework.column[leaf.code], :, None]
        made[leaf.code] = _Child(of_leaf[None, :], own, not np.isnan(of_leaf).any())
    inner = (node for node in framework.nodes if not node.is_leaf)
    for node in sorted(inner, key=lambda node: node.depth, reverse=True):
        # Taken out of the table, so that the scores of a level are not kept longer than they are needed.
        mean, complete = _mean(method.aggregation(node.depth), [made.pop(code) for code in node.children])
        column = framework.column[node.code]
        if not scored[:, column].all():
            mean[:, ~scored[:, column]], complete = np.nan, False
        made[node.code] = _Child(mean, weights[column, :, None], complete)
    return made[framework.root.code].scores.T


def _mean(kind: Aggregation, children: Sequence[_Child]) -> tuple[FloatArray, bool]:
    """The weighted mean, (draws, clusters), and whether there is one everywhere.

    That of :func:`score.aggregate`, but with weights of their own for every draw; NaN where none of the
    children with a score has a weight.
    """
    shape = (children[0].weights.shape[0], children[0].scores.shape[1])
    total, term, weight = np.zeros(shape), np.empty(shape), np.zeros((shape[0], 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        for child in children:
            scores, own = child.scores, child.weights
            if kind == "geometric":
                scores = np.log(scores)
            elif kind == "harmonic":
                scores = 1.0 / scores
            if child.complete and kind == "arithmetic":
                weight = weight + own
            elif kind == "arithmetic":
                there = ~np.isnan(scores)
                scores = np.where(there, scores, 0.0)
                weight = weight + own * there
            else:
                # Without a weight a zero, of which there is no logarithm, does not count.
                there = ~np.isnan(child.scores) & (own > 0)
                total += np.where(there, own * scores, 0.0)
                weight = weight + np.where(there, own, 0.0)
                continue
            np.multiply(own, scores, out=term)
            total += term
        mean: FloatArray = np.divide(total, weight, out=total)
        if kind == "geometric":
            mean = np.exp(mean)
        elif kind == "harmonic":
            mean = 1.0 / mean
    return mean, bool((weight > 0).all())


def _summaries(
    ranks: NDArray[np.float32], has_score: NDArray[np.bool_], kinds: tuple[Normalisation, ...]
) -> tuple[SimulatedRank | None, ...]:
    """What the draws say of each cluster, from ``ranks`` (clusters, draws); a cluster with a score is ranked
    in at least one of them.
    """
    draws, half = ranks.shape[1], np.count_nonzero(has_score) / 2
    ranked = np.sort(ranks[has_score], axis=1)  # NaN last
    n = np.count_nonzero(~np.isnan(ranked), axis=1)
    upper = np.count_nonzero(ranked <= half, axis=1) / n
    out = (n * (1 - SHARE) / 2 + 1e-9).astype(np.int64)  # on each side; 5% of 2,000 is 100 and not 99.99...
    row = np.arange(len(n))
    places = (ranked[row, place].tolist() for place in (out, (n - 1) // 2, n // 2, n - 1 - out))
    found = (
        SimulatedRank(draws, low, (left + right) / 2, high, share, kinds)
        for low, left, right, high, share in zip(*places, upper.tolist(), strict=True)
    )
    return tuple(next(found) if there else None for there in has_score)
