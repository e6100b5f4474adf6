"""The definitions of what the program works out for all clusters at once, one cluster after the other."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from math import isnan, nan

import numpy as np

from reports.advice.model import WhatIf
from reports.advice.whatif import best_tenth, goal
from reports.edition.model import Band, Edition, Node, Ties
from reports.results.model import Comparison, Scores, Spread, Standing
from reports.results.score import TIE_TOLERANCE, Frame, aggregate, normalise


def published(value: float, decimals: int = 1) -> float:
    """Half away from zero, of the shortest decimal fraction."""
    step = Decimal(1).scaleb(-decimals)
    return float(Decimal(repr(float(value))).quantize(step, ROUND_HALF_UP)) + 0.0


def band(node: Node, standing: Standing, first: float) -> Band:
    """The band that belongs to a standing; ``first`` is the best place that the cluster shares."""
    own, value, points, values = standing.score, standing.value, standing.group, standing.values
    if own is None or points is None:
        return Band.MISSING
    if value is not None and values is not None:
        return _of_value(node, value, values)
    if standing.ties + 1 == standing.n:
        return Band.CONSTANT
    if first == 1 and own > points.median:
        return Band.HIGHEST
    return _among(own, (points.q1, points.median, points.q3), max(1.0, abs(points.low), abs(points.high)))


def _of_value(node: Node, own: float, spread: Spread) -> Band:
    if spread.low == spread.high:
        return Band.CONSTANT
    if own == spread.best and own != spread.median:
        return Band.HIGHEST
    q1, median, q3 = sorted(node.direction * figure for figure in (spread.q1, spread.median, spread.q3))
    return _among(node.direction * own, (q1, median, q3), max(abs(q1), abs(median), abs(q3)))


def _among(own: float, quartiles: tuple[float, float, float], size: float) -> Band:
    """Unrounded; what differs by less than a millionth of a millionth of ``size`` is the same."""
    q1, median, q3 = quartiles
    noise = 1e-12 * size
    if abs(own - median) <= noise:
        return Band.MEDIAN
    if own > median:
        return Band.ABOVE if own > q3 + noise else Band.UPPER
    return Band.BELOW if own < q1 - noise else Band.LOWER


def what_ifs(edition: Edition, scores: Scores, comparison: Comparison, frame: Frame) -> dict[str, WhatIf]:
    """Every indicator below its goal with what the goal would bring, by scoring one changed row."""
    framework, row, found = edition.framework, edition.row[comparison.id], {}
    root = framework.column[framework.root.code]
    before = scores.score[row]
    for column, leaf in enumerate(framework.leaves):
        standing = comparison[leaf.code]
        if standing.value is None or standing.values is None or standing.band is Band.CONSTANT:
            continue
        answers = edition.values[:, column] * leaf.direction
        tenth = best_tenth(leaf, standing.value, np.sort(answers[~np.isnan(answers)]))
        aim = goal(leaf, standing.value, standing.values, tenth)
        if aim is None:
            continue
        changed = edition.values[[row]]
        changed[0, column] = aim[1]
        after = aggregate(framework, edition.method, normalise(frame, changed))[0]
        area = framework.column[(framework.area_of(leaf.code) or framework.root).code]
        cells = []
        for node in (root, area):
            cells += [
                max(float(after[node] - before[node]), 0.0) if not isnan(after[node]) else nan,
                float(after[node]),
                place(scores, row, node, float(after[node]), edition.method.ties),
            ]
        found[leaf.code] = WhatIf(aim[1], aim[0], *cells, decimals=1)
    return found


def place(scores: Scores, row: int, column: int, after: float, ties: Ties) -> float:
    """The rank of a score among the unchanged others."""
    others = np.delete(scores.score[:, column], row)
    others = np.sort(others[~np.isnan(others)])
    noise = TIE_TOLERANCE * max(1.0, float(np.abs(others[[0, -1]]).max()) if len(others) else 0.0)
    if isnan(after):
        return nan
    ahead, tied = int((others > after + noise).sum()), int((np.abs(others - after) <= noise).sum())
    if ties == "dense":
        distinct = others[np.concatenate(([True], np.diff(others) > noise))] if len(others) else others
        return float((distinct > after + noise).sum() + 1)
    return ahead + tied * {"min": 0.0, "average": 0.5, "max": 1.0}[ties] + 1.0
