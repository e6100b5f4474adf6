"""What reaching the next goal of an indicator would bring, for many clusters at once.

The goal of an indicator is the next step up: below the middle half of the group half the way to the
median, then the median, the quartile of the better quarter, the threshold of the best tenth (in a group
of at least twenty) and above that half the way to the benchmark; rounded to the published decimals
towards the better side, and never beyond what anybody has. From both ends of the group the next mark can
lie several times as far as an action reaches in its term, hence the halves; they need no number that the
report does not print anyway. What reaching a goal would bring is computed by the real scoring on the
frame of the group, so that no other cluster's result moves: one changed indicator moves the nodes above
it and no others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import floor
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from reports.edition import Edition, FloatArray, Node, Ties, published_all
from reports.results import TIE_TOLERANCE, Frame, Scores, Spread, aggregate_node, normalise

from .model import GoalName, WhatIf

#: From so many answers on there is a best tenth: two clusters or more.
TENTH_OF = 20

#: A goal's name is kept as its place here, below zero where there is no goal.
GOALS: tuple[GoalName, ...] = get_args(GoalName)
_PLACE = {name: place for place, name in enumerate(GOALS)}

#: Clusters that are worked out together: enough to share the work, few enough to stay in the cache.
TOGETHER = 2000

Goals = tuple[NDArray[np.int8], FloatArray]


def goals(node: Node, own: FloatArray, values: Spread, tenth: FloatArray | None = None) -> Goals:
    """The next step up of an indicator for clusters with the values ``own``: its name, as a place in
    :data:`GOALS`, and its value; -1 and NaN where the benchmark is reached or there is no value.

    ``tenth`` is what :func:`best_tenth` says. Half a way that rounds to the whole is called the whole.

    >>> from reports.edition.model import Localised
    >>> spread = Spread(n=5, low=0, q1=1, median=2.5, q3=6, high=9, best=9, benchmark=9)
    >>> names, figures = goals(Node("A", "R", Localised("A")), np.array([0.0, 1.0, 6.0, 8.0]), spread)
    >>> [GOALS[name] for name in names], figures.tolist()
    (['half-median', 'median', 'half-benchmark', 'benchmark'], [2.0, 3.0, 8.0, 9.0])
    """
    better = node.direction
    worse, quartile = (values.q1, values.q3) if better > 0 else (values.q3, values.q1)
    nothing = np.full(len(own), np.nan)
    half_median = np.where(better * (own - worse) < 0, (own + values.median) / 2, np.nan)
    steps: dict[GoalName, FloatArray] = {
        "half-median": half_median,
        "median": np.full(len(own), values.median),
        "q3": np.full(len(own), quartile),
        "tenth": nothing if tenth is None else tenth,
        "half-benchmark": (own + values.benchmark) / 2,
        "benchmark": np.full(len(own), values.benchmark),
    }
    names, figures = np.full(len(own), -1, dtype=np.int8), nothing.copy()
    open_ = better * (own - values.benchmark) < 0
    shown = published_all(own, node.decimals)
    aims = {name: _towards_better(node, figure) for name, figure in steps.items()}
    for name, aim in aims.items():
        reached = np.where(better * (aim - values.best) <= 0, aim, values.best)
        reached[np.isnan(aim)] = np.nan
        chosen = open_ & (better * (reached - shown) > 0) & (better * (reached - own) > 0)
        names[chosen], figures[chosen] = _PLACE[name], reached[chosen]
        if name.startswith("half"):
            whole: GoalName = "median" if name == "half-median" else "benchmark"
            names[chosen & (aim == aims[whole])] = _PLACE[whole]
        open_ &= ~chosen
    return names, figures


def best_tenth(node: Node, own: FloatArray, answers: FloatArray) -> FloatArray | None:
    """The threshold of the best tenth of ``answers`` for clusters with the values ``own``: halfway between
    the two answers around it, so that it is nobody's. None in a group without a tenth; NaN for whoever is
    beyond the threshold or next to it, who could subtract and learn the other answer.

    The answers are turned round by the direction and ascending, as a :class:`score.Frame` keeps them.

    >>> from reports.edition.model import Localised
    >>> best_tenth(Node("A", "R", Localised("A")), np.array([30.0, 36.0]), np.arange(1.0, 41.0)).tolist()
    [36.5, nan]
    """
    if len(answers) < TENTH_OF:
        return None
    place = floor(0.9 * (len(answers) - 1))
    below, above = answers[place], answers[place + 1]
    return np.where(own * node.direction >= below, np.nan, float(below + above) / 2 * node.direction)


def _towards_better(node: Node, figures: FloatArray) -> FloatArray:
    """A figure between two values becomes the better one of them: nobody runs half a project."""
    if node.is_yes_no:
        return np.where(np.isnan(figures), np.nan, 1.0 if node.direction > 0 else 0.0)
    steps = figures * 10.0**node.decimals
    nearest = np.rint(steps)
    between = np.abs(steps - nearest) > 1e-9 * np.maximum(1.0, np.abs(steps))
    nearest = np.where(between, np.ceil(steps) if node.direction > 0 else np.floor(steps), nearest)
    return published_all(nearest / 10.0**node.decimals, node.decimals)


@dataclass(frozen=True, eq=False)
class _Block:
    """What some clusters would gain; every array is (clusters, leaves), ``name`` below zero where there is
    no goal. ``area_*`` are of the area that the leaf belongs to.
    """

    name: NDArray[np.int8]
    goal: FloatArray
    gain: FloatArray
    score: FloatArray
    rank: FloatArray
    area_gain: FloatArray
    area_score: FloatArray
    area_rank: FloatArray

    @cached_property
    def gained(self) -> FloatArray:
        """Points gained overall, or in the area where the cluster has no overall score; 0 for neither."""
        gain = np.where(np.isnan(self.gain), self.area_gain, self.gain)
        return np.where(np.isnan(gain), 0.0, gain)

    @cached_property
    def in_print(self) -> NDArray[np.bool_]:
        """Whether :attr:`gained` can be seen in print: between published scores."""
        overall = _between_published(self.score, self.gain)
        of_area = _between_published(self.area_score, self.area_gain)
        return np.where(np.isnan(self.gain), of_area, overall) > 0


def _between_published(after: FloatArray, gain: FloatArray) -> FloatArray:
    """The gain as the report prints it, NaN for none."""
    return published_all(published_all(after) - published_all(after - gain))


@dataclass(frozen=True, eq=False)
class Gains:
    """What one cluster, the ``own`` row of a block, would gain by each indicator below its goal."""

    leaves: tuple[Node, ...]
    block: _Block
    own: int

    def by_priority(self) -> tuple[list[int], list[int]]:
        """The columns of the indicators below their goal, those with the highest :meth:`priority` first,
        equal ones in the framework's order; and those of them whose gain can be seen in print.
        """
        gains = self.block.gained[self.own].tolist()
        priorities = [-gain * leaf.influence / 2 for gain, leaf in zip(gains, self.leaves, strict=True)]
        below = [column for column, name in enumerate(self.block.name[self.own].tolist()) if name >= 0]
        order = sorted(below, key=priorities.__getitem__)
        in_print = self.block.in_print[self.own].tolist()
        return order, [column for column in order if in_print[column]]

    def priority(self, column: int) -> float:
        """The points gained overall, or in the area without an overall score, x influence / 2."""
        return self.block.gained.item(self.own, column) * self.leaves[column].influence / 2

    def what_if(self, column: int) -> WhatIf:
        """What reaching the goal of an indicator would bring."""
        block, own = self.block, self.own
        return WhatIf(
            goal=block.goal.item(own, column),
            goal_is=GOALS[block.name.item(own, column)],
            gain=block.gain.item(own, column),
            score=block.score.item(own, column),
            rank=block.rank.item(own, column),
            area_gain=block.area_gain.item(own, column),
            area_score=block.area_score.item(own, column),
            area_rank=block.area_rank.item(own, column),
        )

    def all(self) -> list[tuple[Node, WhatIf]]:
        """Every indicator below its goal, in the framework's order."""
        names = self.block.name[self.own].tolist()
        return [(leaf, self.what_if(c)) for c, leaf in enumerate(self.leaves) if names[c] >= 0]


@dataclass(frozen=True, eq=False)
class WhatIfs:
    """What every cluster would gain by every indicator below its goal, worked out in blocks of neighbouring
    rows when one of them is asked for; the last block is kept.

    ``values`` are the spreads of the answers, by leaf (see :class:`compare.Group`).
    """

    edition: Edition
    scores: Scores
    frame: Frame
    values: Mapping[str, Spread]

    def of(self, row: int) -> Gains:
        """What one cluster would gain."""
        start = row - row % TOGETHER
        if start not in self._kept:
            self._kept.clear()
            self._kept[start] = self.block(start, start + TOGETHER)
        return Gains(self.edition.framework.leaves, self._kept[start], row - start)

    @cached_property
    def _kept(self) -> dict[int, _Block]:
        return {}

    def block(self, start: int, stop: int) -> _Block:
        """What the clusters in the rows from ``start`` to ``stop`` would gain."""
        framework, edition = self.edition.framework, self.edition
        rows = slice(start, min(stop, len(edition.clusters)))
        own, before = edition.values[rows], self.scores.score[rows]
        name, goal = np.full(own.shape, -1, dtype=np.int8), np.full(own.shape, np.nan)
        for column, leaf in enumerate(framework.leaves):
            spread = self.values.get(leaf.code)
            if spread is not None and spread.low != spread.high:
                tenth = best_tenth(leaf, own[:, column], self.frame.answers[column, : self.frame.n[column]])
                name[:, column], goal[:, column] = goals(leaf, own[:, column], spread, tenth)
        leaf_scores = normalise(self.frame, np.where(name >= 0, goal, own))
        root = framework.column[framework.root.code]
        found = {
            what: np.full(own.shape, np.nan, order="F")
            for what in ("gain", "score", "rank", "area_gain", "area_score", "area_rank")
        }
        others: dict[int, Others] = {}
        for column, leaf in enumerate(framework.leaves):
            if not (name[:, column] >= 0).any():
                continue
            after = self._after(leaf, leaf_scores[:, column], before)
            area = framework.column[(framework.area_of(leaf.code) or framework.root).code]
            for node, prefix in ((root, ""), (area, "area_")):
                if node not in others:
                    others[node] = Others(self.scores.ascending(node), before[:, node])
                # Noise of the last digits is no gain.
                found[prefix + "gain"][:, column] = np.maximum(after[node] - before[:, node], 0.0)
                found[prefix + "score"][:, column] = after[node]
                found[prefix + "rank"][:, column] = others[node].places(after[node], edition.method.ties)
        return _Block(name=name, goal=goal, **found)

    def _after(self, leaf: Node, changed: FloatArray, before: FloatArray) -> dict[int, FloatArray]:
        """The scores (clusters,) of a leaf and of the nodes above it, by column, once the leaf has the score
        ``changed`` and all others those of ``before`` (clusters, nodes).
        """
        framework = self.edition.framework
        after = {framework.column[leaf.code]: changed}
        for node in framework.ancestors(leaf.code):
            columns = [framework.column[child] for child in node.children]
            scores = [after[column] if column in after else before[:, column] for column in columns]
            after[framework.column[node.code]] = aggregate_node(framework, self.edition.method, node, scores)
        return after


class Others:
    """The scores of a node among which clusters are ranked anew: for each those of ``everybody`` (ascending)
    without its ``own`` one (clusters,; NaN for none).
    """

    def __init__(self, everybody: FloatArray, own: FloatArray) -> None:
        self.everybody, self.own = everybody, own
        self.scored = ~np.isnan(own)
        self.n = len(everybody) - self.scored
        self.noise = TIE_TOLERANCE * np.maximum(1.0, self._largest())

    def _largest(self) -> FloatArray:
        """The largest of the others, by size; 0 where there is none."""
        if not len(self.everybody):
            return np.zeros(len(self.own))
        last = len(self.everybody) - 1
        index = np.searchsorted(self.everybody, np.where(self.scored, self.own, self.everybody[0]))
        low = self.everybody[np.where(self.scored & (index == 0), min(1, last), 0)]
        high = self.everybody[np.where(self.scored & (index == last), max(last - 1, 0), last)]
        return np.where(self.n > 0, np.maximum(np.abs(low), np.abs(high)), 0.0)

    def places(self, after: FloatArray, ties: Ties) -> FloatArray:
        """The ranks that the clusters would have, each on its own, with the scores ``after``."""
        if ties == "dense":
            return np.array([self._dense(*row) for row in zip(self.own, after, self.noise, strict=True)])
        low, high = after - self.noise, after + self.noise
        below = np.searchsorted(self.everybody, low, side="left")
        up_to = below.copy()
        (tied,) = np.nonzero(np.append(self.everybody, np.inf)[below] <= high)
        up_to[tied] = np.searchsorted(self.everybody, high[tied], side="right")
        below -= self.scored & (self.own < low)
        up_to -= self.scored & (self.own <= high)
        share = {"min": 0.0, "average": 0.5, "max": 1.0}[ties]
        return np.where(np.isnan(after), np.nan, self.n - up_to + (up_to - below) * share + 1.0)

    def _dense(self, own: float, after: float, noise: float) -> float:
        """The place where equal results take one: goes through all others."""
        if np.isnan(after):
            return np.nan
        known = self.everybody
        others = known if np.isnan(own) else np.delete(known, np.searchsorted(known, own))
        distinct = others[np.concatenate(([True], np.diff(others) > noise))] if len(others) else others
        return float(len(distinct) - np.searchsorted(distinct, after + noise, side="right") + 1)
