"""Where results stand among the published quartiles of their group, for all clusters at once."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from reports.edition import SCORE_DECIMALS, Band, Edition, FloatArray, Node, published, published_all

from .model import Scores, Spread

#: A band is kept as its place here.
BANDS = tuple(Band)
_PLACE = {band: place for place, band in enumerate(BANDS)}

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


def spread_decimals(node: Node, value: float) -> int:
    """The decimals with which a median, quartile or benchmark of an indicator is published.

    Those of the indicator, and one more where the figure lies between two values that are published with
    these decimals: the median of 2 and 3 projects is 2.5. Quartiles fall on quarters and the mean of the
    best three on thirds of the last decimal; any other figure comes from values with more decimals than
    the indicator publishes and is cut like them.
    """
    steps = value * 10.0**node.decimals
    tolerance = 1e-9 * max(1.0, abs(steps))
    if abs(steps - round(steps)) <= tolerance:
        return node.decimals
    between = abs(12 * steps - round(12 * steps)) <= 12 * tolerance
    return node.decimals + 1 if between else node.decimals


def _of_scores(own: FloatArray, spread: Spread, is_best: NDArray[np.bool_]) -> Bands:
    """The bands of scores, not constant, from the numbers as published."""
    quartiles = (published(spread.q1), published(spread.median), published(spread.q3))
    found = _among(published_all(own), quartiles, SCORE_DECIMALS)
    found[is_best & (own > spread.median)] = _PLACE[Band.HIGHEST]
    return found


def _of_values(node: Node, own: FloatArray, spread: Spread) -> Bands:
    """The bands of an indicator from its values as published, turned round where less is better."""
    if spread.low == spread.high:
        return np.full(len(own), _PLACE[Band.CONSTANT], dtype=np.int8)
    q1, median, q3 = (
        node.direction * published(figure, spread_decimals(node, figure))
        for figure in (spread.q1, spread.median, spread.q3)
    )
    quartiles = (min(q1, q3), median, max(q1, q3))
    found = _among(node.direction * published_all(own, node.decimals), quartiles, node.decimals)
    found[(own == spread.best) & (own != spread.median)] = _PLACE[Band.HIGHEST]
    return found


def _among(own: FloatArray, quartiles: tuple[float, float, float], decimals: int) -> Bands:
    """The bands of published numbers; more is better. Under half of their last decimal is no difference."""
    q1, median, q3 = quartiles
    # Rounded once more, because the difference of two decimal fractions is off by binary noise.
    gap = published_all(own - median, decimals + 2)
    conditions = [2 * np.abs(gap) < 10.0**-decimals, (gap > 0) & (own > q3), gap > 0, own < q1]
    choices = [_PLACE[band] for band in (Band.MEDIAN, Band.ABOVE, Band.UPPER, Band.BELOW)]
    return np.select(conditions, choices, _PLACE[Band.LOWER]).astype(np.int8)
