"""How numbers are rounded where they are published.

It stands so early because rules of results and of advice compare numbers as their readers see them: a finding
must not contradict its table. Whatever is printed is rounded in :mod:`reports.words`, with this; the second
path (:mod:`reports.proof.audit`) has a rounding of its own.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from math import floor

import numpy as np

from .model import FloatArray

#: Scores are published with one decimal.
SCORE_DECIMALS = 1


def published(value: float, decimals: int = SCORE_DECIMALS) -> float:
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


def published_all(values: FloatArray, decimals: int = SCORE_DECIMALS) -> FloatArray:
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


def published_difference(value: float, other: float, decimals: int = SCORE_DECIMALS) -> float:
    """``value`` minus ``other`` as a reader computes it: from the published numbers, and published."""
    return published(published(value, decimals) - published(other, decimals), decimals)
