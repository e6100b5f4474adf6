"""How numbers are rounded where they are published, and with how many decimals.

It stands so early because a few rules of results and of advice ask what a reader will see. Whatever is
printed is rounded in :mod:`reports.words`, with this; the second path (:mod:`reports.proof.audit`) has rules
of its own.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from math import ceil, floor, log10

import numpy as np

from .model import FloatArray, Method, Node

#: The most decimals of anything.
MOST_DECIMALS = 9
#: Two numbers are the same result where they differ by no more than this part of the larger one (and of 1).
_SAME = 1e-12
#: From the mean of z-scores to either end of what is usual, in standard deviations.
_USUAL = 3


def published(value: float, decimals: int) -> float:
    """Round half away from zero, as people do, and never to a negative zero.

    Every printed number and every printed difference is made from this.
    """
    value, power = float(value), 10.0**decimals
    scaled = abs(value) * power
    if scaled < 1e9 and abs(scaled - floor(scaled) - 0.5) > 1e-6:
        # Far enough from a half for binary noise; the quotient of two whole numbers is the nearest float.
        nearest = floor(scaled + 0.5) / power
        return -nearest if value < 0 < nearest else nearest
    step = Decimal(1).scaleb(-decimals)
    return float(Decimal(repr(float(value))).quantize(step, ROUND_HALF_UP)) + 0.0


def published_all(values: FloatArray, decimals: int) -> FloatArray:
    """:func:`published` of every value; NaN stays NaN."""
    step = 10.0**decimals
    with np.errstate(over="ignore"):
        scaled = np.abs(values) * step
        found = np.copysign(np.floor(scaled + 0.5) / step, values) + 0.0
    # Near a half, and for the largest numbers, binary noise could decide: there the digits do.
    sure = (np.abs(scaled - np.floor(scaled) - 0.5) > 1e-6) & (scaled < 1e9)
    doubtful = ~sure & ~np.isnan(values)
    if doubtful.any():
        some, place = np.unique(values[doubtful], return_inverse=True)
        found[doubtful] = np.array([published(value, decimals) for value in some.tolist()])[place]
    return found


def published_difference(value: float, other: float, decimals: int) -> float:
    """``value`` minus ``other`` as a reader computes it: from the published numbers, and published."""
    return published(published(value, decimals) - published(other, decimals), decimals)


def same(value: float, other: float) -> bool:
    """Whether two results differ by no more than binary noise."""
    return abs(value - other) <= _SAME * max(1.0, abs(value), abs(other))


def told_difference(value: float, other: float, decimals: int) -> float:
    """:func:`published_difference`, but where that is nothing and the results differ, the unrounded one, cut
    to less than half of the last decimal: its sign is known, and it is still printed as nothing.
    """
    found = published_difference(value, other, decimals)
    if found or same(value, other):
        return found
    most = 0.4 * 10.0**-decimals
    return min(max(value - other, -most), most)


# --- how many decimals -------------------------------------------------------------------------------


def decimals_of_width(width: float) -> int:
    """The decimals of scores on a scale of this width: about a thousand printable steps.

    >>> [decimals_of_width(width) for width in (1, 6, 10, 100, 1000)]
    [3, 2, 2, 1, 0]
    """
    return min(max(3 - ceil(log10(width) - 1e-9), 0), MOST_DECIMALS)


def score_decimals(method: Method) -> int:
    """The decimals of all published scores and of their differences: those that the framework gives, else as
    many as the width of the scale needs.
    """
    if method.decimals is not None:
        return method.decimals
    low, high = method.scale
    return decimals_of_width(2 * _USUAL * high if method.normalise == "zscore" else high - low)


def hundredth(method: Method) -> float:
    """A hundredth of the scale: one point from 0 to 100, a tenth of the standard deviation of z-scores."""
    low, high = method.scale
    return high / 10 if method.normalise == "zscore" else (high - low) / 100


def on_grid(values: FloatArray, decimals: int) -> bool:
    """Whether all values are published as they were typed; NaN does not count."""
    there = values[~np.isnan(values)]
    return bool((np.abs(there - np.round(there, decimals)) <= _SAME * np.abs(there)).all())


def fitting_decimals(values: FloatArray) -> int:
    """The decimals of an indicator that gives none: three significant digits of the largest quartile and two
    of the distance between the quartiles; or as many as the answers were typed with, where that is at most
    one more.

    >>> [fitting_decimals(np.array(x)) for x in ([1.0, 2, 30], [0.0012, 0.0034], [7.5, 2 / 3, 20 / 3])]
    [0, 4, 2]
    """
    answers = values[~np.isnan(values)]
    if not len(answers):
        return 0
    typed = next((d for d in range(MOST_DECIMALS + 1) if on_grid(answers, d)), MOST_DECIMALS + 1)
    q1, median, q3 = np.quantile(answers, (0.25, 0.5, 0.75)).tolist()
    if same_value(q1, q3):
        # Most answers are alike: the others should be told apart.
        q1, median, q3 = np.quantile(np.unique(answers), (0.25, 0.5, 0.75)).tolist()
    size = max(abs(q1), abs(median), abs(q3))
    if size == 0:
        return min(typed, MOST_DECIMALS)
    needed = 2 - _magnitude(size)
    if not same_value(q1, q3):
        needed = max(needed, 1 - _magnitude(q3 - q1))
    return typed if typed <= max(needed + 1, 0) else min(max(needed, 0), MOST_DECIMALS)


def same_value(value: float, other: float) -> bool:
    """Whether two values of an indicator, of any magnitude, differ by no more than binary noise."""
    return abs(value - other) <= _SAME * max(abs(value), abs(other))


def _magnitude(value: float) -> int:
    """The power of ten of the first significant digit: 0 for 1 to 9.9."""
    return floor(log10(value) + 1e-9)


def value_decimals(node: Node, value: float) -> int:
    """The decimals of any number in the unit of an indicator: an answer, a quartile, a benchmark or a goal.

    Those of the indicator. Where these show every answer as it was typed, a figure that lies between two
    answers has one more: the median of 2 and 3 projects is 2.5.
    """
    if not node.exact or abs(value - np.round(value, node.decimals)) <= _SAME * abs(value):
        return node.decimals
    return node.decimals + 1
