"""Where results stand among the quartiles of their group, unrounded, for all clusters at once."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from reports.edition import Band, Edition, FloatArray, Node

from .model import Scores, Spread

#: A band is kept as its place here.
BANDS = tuple(Band)
_PLACE = {band: place for place, band in enumerate(BANDS)}

#: Part of the largest figure up to which two results are the same.
_NOISE = 1e-12

Bands = NDArray[np.int8]


def bands(
    edition: Edition,
    scores: Scores,
    first: FloatArray,
    last: FloatArray,
    points: Mapping[str, Spread],
    values: Mapping[str, Spread],
) -> Bands:
    """The band of every result, (clusters, nodes), as places in :data:`BANDS`; the arguments are those of
    :class:`compare.Group`.

    That of an indicator is made from its values, that of any other node from its scores.
    """
    framework = edition.framework
    found = np.full(scores.score.shape, _PLACE[Band.MISSING], dtype=np.int8, order="F")
    for column, node in enumerate(framework.nodes):
        if node.code not in points:
            continue
        own, of_group = scores.score[:, column], points[node.code]
        band = _of_scores(own, of_group, first[:, column] == 1)
        band[last[:, column] - first[:, column] + 1 == of_group.n] = _PLACE[Band.CONSTANT]
        if node.code in values:
            answers = edition.values[:, framework.leaf_column[node.code]]
            band = np.where(np.isnan(answers), band, _of_values(node, answers, values[node.code]))
        found[:, column] = np.where(np.isnan(own), _PLACE[Band.MISSING], band)
    return found


def _of_scores(own: FloatArray, spread: Spread, is_best: NDArray[np.bool_]) -> Bands:
    """The bands of scores, not constant."""
    noise = _NOISE * max(1.0, abs(spread.low), abs(spread.high))
    found = _among(own, (spread.q1, spread.median, spread.q3), noise)
    found[is_best & (own - spread.median > noise)] = _PLACE[Band.HIGHEST]
    return found


def _of_values(node: Node, own: FloatArray, spread: Spread) -> Bands:
    """The bands of an indicator from its values, turned round where less is better."""
    if spread.low == spread.high:
        return np.full(len(own), _PLACE[Band.CONSTANT], dtype=np.int8)
    q1, median, q3 = (node.direction * figure for figure in (spread.q1, spread.median, spread.q3))
    noise = _NOISE * max(abs(spread.q1), abs(spread.median), abs(spread.q3))
    found = _among(node.direction * own, (min(q1, q3), median, max(q1, q3)), noise)
    found[(own == spread.best) & (own != spread.median)] = _PLACE[Band.HIGHEST]
    return found


def _among(own: FloatArray, quartiles: tuple[float, float, float], noise: float) -> Bands:
    """The bands of numbers among the quartiles; more is better, and ``noise`` is no difference."""
    q1, median, q3 = quartiles
    gap = own - median
    conditions = [np.abs(gap) <= noise, (gap > 0) & (own - q3 > noise), gap > 0, q1 - own > noise]
    choices = [_PLACE[band] for band in (Band.MEDIAN, Band.ABOVE, Band.UPPER, Band.BELOW)]
    return np.select(conditions, choices, _PLACE[Band.LOWER]).astype(np.int8)
