"""Similar clusters: the nearest by profile, never by score.

A feature is a number or a share of ``profile_*`` that says what a cluster is: one that repeats the values
of an indicator is left out, because it would bring results in by the back door. Each feature is
standardised with the median and the interquartile range (the standard deviation where the range is zero)
and cut at three units, so that one giant does not decide. The distance is the root mean square over the
features that both clusters have.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .model import Edition, FloatArray, ProfileField, freeze

#: Units of spread beyond which a feature does not grow any further.
CUT = 3.0
#: Share of the features that a cluster must have to be compared, and that two must have in common.
ENOUGH = 0.5


@dataclass(frozen=True, eq=False)
class Profiles:
    """``units`` (clusters, features) are standardised, NaN for no answer; ``fields`` name the features."""

    fields: tuple[ProfileField, ...]
    units: FloatArray
    order: tuple[int, ...]  # rows in the order of ids, which decides between equals

    def nearest(self, row: int, most: int | None = None) -> tuple[int, ...]:
        """The rows of all other clusters that can be compared, or the ``most`` nearest of them; the most
        similar first.
        """
        both = ~np.isnan(self.units) & ~np.isnan(self.units[row])
        common = both.sum(axis=1)
        gaps = np.where(both, self.units - self.units[row], 0.0)
        # Rounded, so that equal profiles are equal on every machine.
        distance = np.round(np.sqrt((gaps**2).sum(axis=1) / np.maximum(common, 1)), 9)
        known = np.flatnonzero(common >= ENOUGH * len(self.fields))
        known = known[known != row]
        if most is not None and 0 < most < len(known):
            # Whoever is as near as the last one stays, so that the ids decide between equals.
            known = known[distance[known] <= np.partition(distance[known], most - 1)[most - 1]]
        found = known[np.lexsort((self._place[known], distance[known]))]
        return tuple(found[:most].tolist())

    @cached_property
    def _place(self) -> NDArray[np.int64]:
        """The place of each row in the order of ids."""
        place = np.empty(len(self.order), dtype=np.int64)
        place[list(self.order)] = np.arange(len(self.order))
        return place


def profiles(edition: Edition) -> Profiles | None:
    """The standardised profiles; None where nothing tells the clusters apart."""
    fields = []
    columns = []
    for field in edition.profile:
        if field.kind not in ("number", "share"):
            continue
        column = np.array([_number(cluster.profile.get(field.code, "")) for cluster in edition.clusters])
        unit = _standardised(column)
        if unit is not None and not _repeats_an_indicator(column, edition.values):
            fields.append(field)
            columns.append(unit)
    if not fields:
        return None
    order = sorted(range(len(edition.clusters)), key=lambda row: edition.ids[row])
    return Profiles(tuple(fields), freeze(np.column_stack(columns)), tuple(order))


def sizes(min_group: int) -> Sequence[int]:
    """How many similar clusters can be shown: even numbers, so that no median is one cluster's result."""
    return tuple(range(2 * min_group, 4 * min_group + 1, 2))


def _number(text: str) -> float:
    return float(text) if text else np.nan


def _standardised(column: FloatArray) -> FloatArray | None:
    known = column[~np.isnan(column)]
    if len(known) < ENOUGH * len(column) or len(known) < 2 or np.ptp(known) == 0:
        return None
    q1, centre, q3 = np.quantile(known, (0.25, 0.5, 0.75))
    spread = q3 - q1 if q3 > q1 else known.std()
    units: FloatArray = np.clip((column - centre) / spread, -CUT, CUT)
    return units


def _repeats_an_indicator(column: FloatArray, values: FloatArray) -> bool:
    """Whether an indicator has the same value wherever both are known."""
    both = ~np.isnan(values) & ~np.isnan(column)[:, None]
    same = np.where(both, values == column[:, None], True).all(axis=0)
    return bool((same & (both.sum(axis=0) >= 2)).any())
