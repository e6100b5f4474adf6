"""What reaching the next goal of an indicator would bring to a cluster, and what all goals together would.

The goal of an indicator is the next step up: below the middle half of the group half the way to the
median, then the median, the quartile of the better quarter, the threshold of the best tenth (in a group
of at least twenty) and above that half the way to the benchmark. It is a number as people say it: two
digits, between 20 and 100 in fives (and so between 2 and 10, where there are decimals), never beyond the
benchmark. Where the published decimals show every answer as it was typed (numbers of projects, whole per
cents), nobody is asked for half a project. A goal is better than the own value, in print, too, and is called
median, quartile or benchmark only where it is. From both ends of the group the next mark can lie several
times as far as an action reaches in its term, hence the halves; and no goal is further than the best quarter
of those came who took part in the last comparable edition, where there are enough of them. What reaching a
goal would bring is computed by the real scoring on the frame of the group, so that no other cluster's result
moves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import ceil, floor, log10
from typing import cast

import numpy as np

from reports.edition import (
    Edition,
    FloatArray,
    Node,
    Ties,
    published,
    same_value,
    score_decimals,
    value_decimals,
)
from reports.results import TIE_TOLERANCE, Comparison, Frame, Scores, Spread, aggregate, normalise

from .model import Action, GoalName, Joint, WhatIf

#: From so many answers on there is a best tenth: two clusters or more.
TENTH_OF = 20
#: From so many on who took part before, the growth of their best quarter is that of three or more.
GROWTH_OF = 12
#: The part of a step that is only noise.
NOISE = 1e-9


def what_ifs(
    edition: Edition,
    scores: Scores,
    comparison: Comparison,
    frame: Frame,
    wanted: Mapping[str, float] | None = None,
) -> dict[str, WhatIf]:
    """Every indicator below its goal, by code in the framework's order, with what the goal would bring.
    ``wanted`` are goals of the expert, in the place of the next step up.
    """
    framework, row = edition.framework, edition.row[comparison.id]
    reached_before, places_now = growths(edition), _Places.of(scores, edition.method.ties)
    goals = {}
    for column, leaf in enumerate(framework.leaves):
        own, spread = comparison[leaf.code].value, comparison[leaf.code].values
        if own is not None and spread is not None and spread.low != spread.high:
            tenth = best_tenth(leaf, own, frame.answers[column, : frame.n[column]])
            found = goal(leaf, own, spread, tenth, reached_before[column])
            if wanted and leaf.code in wanted:
                found = "expert", wanted[leaf.code]
            if found is not None:
                goals[column] = found
    changed = np.repeat(edition.values[[row]], len(goals), axis=0)
    changed[np.arange(len(goals)), list(goals)] = [value for _, value in goals.values()]
    after = aggregate(framework, edition.method, normalise(frame, changed))
    before = scores.score[row]
    # Noise of the last digits is no gain.
    gains = np.maximum(after - before, 0.0)
    root = framework.column[framework.root.code]
    areas = [
        framework.column[(framework.area_of(framework.leaves[column].code) or framework.root).code]
        for column in goals
    ]
    ranks = {node: places_now.without(row, node, after[:, node]) for node in {root, *areas}}
    return {
        framework.leaves[column].code: WhatIf(
            goal=value,
            goal_is=name,
            gain=gains.item(place, root),
            score=after.item(place, root),
            rank=ranks[root].item(place),
            area_gain=gains.item(place, area),
            area_score=after.item(place, area),
            area_rank=ranks[area].item(place),
            decimals=score_decimals(edition.method),
        )
        for place, ((column, (name, value)), area) in enumerate(zip(goals.items(), areas, strict=True))
    }


def jointly(
    edition: Edition, scores: Scores, comparison: Comparison, frame: Frame, actions: Sequence[Action]
) -> tuple[Joint, ...]:
    """What the goals of the actions would bring together, one after the other in their order; nothing where
    the cluster has no overall score.
    """
    aimed = [(action, action.what_if.goal) for action in actions if action.what_if is not None]
    framework, row = edition.framework, edition.row[comparison.id]
    root = framework.column[framework.root.code]
    if not aimed or np.isnan(scores.score[row, root]):
        return ()
    changed = np.repeat(edition.values[[row]], len(aimed), axis=0)
    for at, (action, value) in enumerate(aimed):
        changed[at:, framework.leaf_column[action.node]] = value
    after = aggregate(framework, edition.method, normalise(frame, changed))[:, root]
    # What others' goals add is never less than nothing, but for the noise of the last digits.
    after = np.maximum(after, scores.score[row, root])
    ranks = _Places.of(scores, edition.method.ties).without(row, root, after)
    return tuple(
        Joint(action.rank, score, place)
        for (action, _), score, place in zip(aimed, after.tolist(), ranks.tolist(), strict=True)
    )


@lru_cache(maxsize=2)
def growths(edition: Edition) -> tuple[float | None, ...]:
    """For each indicator, in its own unit and as something positive, how far at least the best quarter of
    those came who answered in the last comparable edition; None where too few did, or that quarter did not
    come further.
    """
    found: list[float | None] = []
    for column, leaf in enumerate(edition.framework.leaves):
        growth = None
        for past in reversed(edition.history if leaf.comparable else ()):
            change = leaf.direction * (edition.values[:, column] - past.values[:, column])
            known = change[~np.isnan(change)]
            if len(known) >= GROWTH_OF:
                best = float(np.quantile(known, 0.75))
                growth = best if best > 0 else None
                break
        found.append(growth)
    return tuple(found)


def goal(
    node: Node, own: float, values: Spread, tenth: float | None = None, growth: float | None = None
) -> tuple[GoalName, float] | None:
    """The next step up of an indicator with the value ``own``; None where the benchmark is reached.

    ``tenth`` is what :func:`best_tenth` says, ``growth`` what :func:`growths` says of the indicator.

    >>> from reports.edition.model import Localised
    >>> spread = Spread(n=5, low=0, q1=1, median=2.5, q3=6, high=9, best=9, benchmark=9)
    >>> [goal(Node("A", "R", Localised("A")), own, spread) for own in (0.0, 1.0, 6.0, 9.0)]
    [('half-median-rounded', 1.0), ('median-rounded', 3.0), ('half-benchmark-rounded', 8.0), None]
    """
    better = node.direction
    if better * (own - values.benchmark) >= 0:
        return None
    if node.is_yes_no:
        return ("introduce", 1.0) if better > 0 else ("end", 0.0)
    worse, quartile = (values.q1, values.q3) if better > 0 else (values.q3, values.q1)
    marks: dict[GoalName, float] = {"median": values.median, "q3": quartile}
    if tenth is not None:
        marks["tenth"] = tenth
    steps: dict[GoalName, float] = {}
    if better * (own - worse) < 0:
        steps["half-median"] = (own + values.median) / 2
    steps |= marks | {"half-benchmark": (own + values.benchmark) / 2}
    marks["benchmark"] = steps["benchmark"] = values.benchmark
    for name, figure in steps.items():
        if better * (figure - own) <= 0:
            continue  # the mark is reached
        aim = _aim(node, own, figure, values.benchmark)
        if better * (aim - own) > 0 and better * (_printed(node, aim) - _printed(node, own)) > 0:
            if growth is not None and better * (aim - own) > growth * (1 + NOISE):
                nearer = said(node, own + better * growth, towards=own)
                if (
                    better * (nearer - own) > 0
                    and better * (_printed(node, nearer) - _printed(node, own)) > 0
                ):
                    return "growth", nearer
            return _called(node, own, name, figure, aim, marks), aim
    return None


def _aim(node: Node, own: float, figure: float, benchmark: float) -> float:
    """A figure as people say it, on the better side of the own value and not beyond the benchmark; where
    there is no such number, what can be had.
    """
    better = node.direction
    for aim in (said(node, figure), said(node, figure, towards=better * float("inf"))):
        if better * (aim - own) > 0 >= better * (aim - benchmark):
            return aim
    return _reachable(node, figure)


def said(node: Node, figure: float, towards: float | None = None) -> float:
    """A figure in two digits, in fives from 2 to 10 and from 20 to 100, and never with more decimals than are
    published: the nearest one, of two the better one; or the next one ``towards`` another number.

    >>> from reports.edition.model import Localised
    >>> [said(Node("A", "R", Localised("A")), x) for x in (1.7, 13.2, 37.9, 62.4, 332.0, 2416.0)]
    [2.0, 13.0, 40.0, 60.0, 330.0, 2400.0]
    """
    step = 10.0**-node.decimals
    if figure:
        digits = floor(log10(abs(figure)) + NOISE)
        fives = digits in (0, 1) and abs(figure) >= 2 * 10.0**digits * (1 - NOISE)
        step = max(step, 10.0 ** (digits - 1) * (5 if fives else 1))
    steps = figure / step
    if towards is None:
        whole = floor(steps + 0.5 + NOISE) if node.direction > 0 else ceil(steps - 0.5 - NOISE)
    else:
        whole = ceil(steps - NOISE) if towards > figure else floor(steps + NOISE)
    return published(whole * step, node.decimals)


def _called(
    node: Node, own: float, name: GoalName, figure: float, aim: float, marks: Mapping[GoalName, float]
) -> GoalName:
    """The name of the goal ``aim``, made from the ``figure`` of that name: that of the mark it is, if any."""
    exact = next((mark for mark, value in marks.items() if same_value(value, aim)), None)
    if exact is not None or same_value(figure, aim):
        return exact or name
    whole: GoalName = "median" if name == "half-median" else "benchmark"
    if name.startswith("half") and same_value(aim, _aim(node, own, marks[whole], marks["benchmark"])):
        name = whole  # half a way that rounds to the whole
    return cast(GoalName, f"{name}-rounded")


def _printed(node: Node, value: float) -> float:
    return published(value, value_decimals(node, value))


def best_tenth(node: Node, own: float, answers: FloatArray) -> float | None:
    """The threshold of the best tenth of ``answers`` for a cluster with the value ``own``: halfway between
    the two answers around it, so that it is nobody's. None in a group without a tenth, and for whoever is
    beyond the threshold or next to it, who could subtract and learn the other answer.

    The answers are turned round by the direction and ascending, as a :class:`score.Frame` keeps them.

    >>> from reports.edition.model import Localised
    >>> [best_tenth(Node("A", "R", Localised("A")), own, np.arange(1.0, 41.0)) for own in (30.0, 36.0)]
    [36.5, None]
    """
    if len(answers) < TENTH_OF:
        return None
    place = floor(0.9 * (len(answers) - 1))
    below, above = answers[place : place + 2].tolist()
    return None if own * node.direction >= below else (below + above) / 2 * node.direction


def _reachable(node: Node, figure: float) -> float:
    """A figure between two values that can be had becomes the better one of them."""
    if not node.exact:
        return figure
    steps = figure * 10.0**node.decimals
    nearest = round(steps)
    if abs(steps - nearest) > max(1e-9, 1e-12 * abs(steps)):
        nearest = ceil(steps) if node.direction > 0 else floor(steps)
    return published(nearest / 10.0**node.decimals, node.decimals)


class _Places:
    """The ranks that other scores would have: of every node the scores of all clusters, sorted once."""

    def __init__(self, scores: Scores, ties: Ties) -> None:
        self._scores, self._ties = scores, ties
        self._sorted: dict[int, FloatArray] = {}

    @staticmethod
    @lru_cache(maxsize=2)
    def of(scores: Scores, ties: Ties) -> _Places:
        """One for all clusters of an edition."""
        return _Places(scores, ties)

    def without(self, row: int, node: int, after: FloatArray) -> FloatArray:
        """The rank of each of the scores ``after`` among those of all clusters but that of ``row``."""
        if node not in self._sorted:
            column = self._scores.score[:, node]
            self._sorted[node] = np.sort(column[~np.isnan(column)])
        others, own = self._sorted[node], self._scores.score[row, node]
        if not np.isnan(own):
            others = np.delete(others, np.searchsorted(others, own))
        return places(others, after, self._ties)


def places(others: FloatArray, after: FloatArray, ties: Ties) -> FloatArray:
    """The rank that each of the scores ``after`` would have by itself among those of the ``others``, which
    are sorted.
    """
    noise = TIE_TOLERANCE * max(1.0, float(np.abs(others[[0, -1]]).max()) if len(others) else 0.0)
    if ties == "dense" and len(others):
        others = others[np.concatenate(([True], np.diff(others) > noise))]
    not_ahead = np.searchsorted(others, after + noise, side="right")
    tied = not_ahead - np.searchsorted(others, after - noise, side="left")
    share = {"min": 0.0, "dense": 0.0, "average": 0.5, "max": 1.0}[ties]
    return np.where(np.isnan(after), np.nan, len(others) - not_ahead + tied * share + 1.0)
