"""What reaching the next goal of an indicator would bring to a cluster.

The goal of an indicator is the next step up: below the middle half of the group half the way to the
median, then the median, the quartile of the better quarter, the threshold of the best tenth (in a group
of at least twenty) and above that half the way to the benchmark. Where the published decimals show every
answer as it was typed (numbers of projects, whole per cents), a figure between two such values becomes the
better one of them, because nobody runs half a project. A goal is better than the own value, in print, too,
and is called median, quartile or benchmark only where it is. From both ends of the group the next mark can
lie several times as far as an action reaches in its term, hence the halves; they need no number that the
report does not print anyway. What reaching a goal would bring is computed by the real scoring on the
frame of the group, so that no other cluster's result moves.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, floor
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

from .model import GoalName, WhatIf

#: From so many answers on there is a best tenth: two clusters or more.
TENTH_OF = 20


def what_ifs(edition: Edition, scores: Scores, comparison: Comparison, frame: Frame) -> dict[str, WhatIf]:
    """Every indicator below its goal, by code in the framework's order, with what the goal would bring."""
    framework, row = edition.framework, edition.row[comparison.id]
    goals = {}
    for column, leaf in enumerate(framework.leaves):
        own, spread = comparison[leaf.code].value, comparison[leaf.code].values
        if own is not None and spread is not None and spread.low != spread.high:
            tenth = best_tenth(leaf, own, frame.answers[column, : frame.n[column]])
            found = goal(leaf, own, spread, tenth)
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
    ranks = {
        node: places(np.delete(scores.score[:, node], row), after[:, node], edition.method.ties)
        for node in {root, *areas}
    }
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


def goal(node: Node, own: float, values: Spread, tenth: float | None = None) -> tuple[GoalName, float] | None:
    """The next step up of an indicator with the value ``own``; None where the benchmark is reached.

    ``tenth`` is what :func:`best_tenth` says.

    >>> from reports.edition.model import Localised
    >>> spread = Spread(n=5, low=0, q1=1, median=2.5, q3=6, high=9, best=9, benchmark=9)
    >>> [goal(Node("A", "R", Localised("A")), own, spread) for own in (0.0, 1.0, 6.0, 9.0)]
    [('half-median-rounded', 2.0), ('median-rounded', 3.0), ('half-benchmark-rounded', 8.0), None]
    """
    better = node.direction
    if better * (own - values.benchmark) >= 0:
        return None
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
        aim = _reachable(node, figure)
        if better * (aim - own) > 0 and better * (_printed(node, aim) - _printed(node, own)) > 0:
            return _called(node, name, figure, aim, marks), aim
    return None


def _called(
    node: Node, name: GoalName, figure: float, aim: float, marks: Mapping[GoalName, float]
) -> GoalName:
    """The name of the goal ``aim``, made from the ``figure`` of that name: that of the mark it is, if any."""
    exact = next((mark for mark, value in marks.items() if same_value(value, aim)), None)
    if exact is not None or same_value(figure, aim):
        return exact or name
    whole: GoalName = "median" if name == "half-median" else "benchmark"
    if name.startswith("half") and same_value(aim, _reachable(node, marks[whole])):
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
    if node.is_yes_no:
        return 1.0 if node.direction > 0 else 0.0
    if not node.exact:
        return figure
    steps = figure * 10.0**node.decimals
    nearest = round(steps)
    if abs(steps - nearest) > max(1e-9, 1e-12 * abs(steps)):
        nearest = ceil(steps) if node.direction > 0 else floor(steps)
    return published(nearest / 10.0**node.decimals, node.decimals)


def places(others: FloatArray, after: FloatArray, ties: Ties) -> FloatArray:
    """The rank that each of the scores ``after`` would have by itself among those of the ``others``."""
    others = np.sort(others[~np.isnan(others)])
    noise = TIE_TOLERANCE * max(1.0, float(np.abs(others[[0, -1]]).max()) if len(others) else 0.0)
    if ties == "dense" and len(others):
        others = others[np.concatenate(([True], np.diff(others) > noise))]
    not_ahead = np.searchsorted(others, after + noise, side="right")
    tied = not_ahead - np.searchsorted(others, after - noise, side="left")
    share = {"min": 0.0, "dense": 0.0, "average": 0.5, "max": 1.0}[ties]
    return np.where(np.isnan(after), np.nan, len(others) - not_ahead + tied * share + 1.0)
