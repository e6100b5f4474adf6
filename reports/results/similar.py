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
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from reports.edition import Edition, FloatArray, ProfileField, freeze

#: Units of spread beyond which a feature does not grow any further.
CUT = 3.0
#: Share of the features that a cluster must have to be compared, and that two must have in common.
ENOUGH = 0.5
#: From so many clusters on trees are faster than a look at everybody for everybody.
_MANY = 300
#: Clusters in a leaf of a tree: fewer steps down, some more distances.
_IN_A_LEAF = 24
#: What a distance in a tree can differ by from the rounded one, and more.
_SLACK = 1e-7


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
        others = np.delete(np.arange(len(self.units)), row)
        distance = self._distances(np.full(len(others), row), others)
        others, distance = others[distance < np.inf], distance[distance < np.inf]
        if most is not None and 0 < most < len(others):
            # Whoever is as near as the last one stays, so that the ids decide between equals.
            near = distance <= np.partition(distance, most - 1)[most - 1]
            others, distance = others[near], distance[near]
        found = others[np.lexsort((self._place[others], distance))]
        return tuple(found[:most].tolist())

    def neighbours_of_many(self, most: int) -> NDArray[np.int64] | None:
        """:meth:`neighbours` of a large group; None for a small one, and where SciPy is not installed:
        then :meth:`nearest` finds the same for one at a time.
        """
        if len(self.units) <= _MANY or find_spec("scipy") is None:
            return None
        return self.neighbours(most)

    def neighbours(self, most: int) -> NDArray[np.int64]:
        """What :meth:`nearest` says of every cluster, (clusters, ``most``); -1 where there is no other.

        Found with k-d trees, one for the clusters that have the same features. Needs SciPy.
        """
        found = np.full((len(self.units), most), -1, dtype=np.int64)
        if most < 1:
            return found
        others = self._by_features(self._first_of_equals(most + 1))
        for rows in self._by_features(np.arange(len(self.units))):
            near = [self._candidates(rows, some, most) for some in others]
            row, other = (
                np.concatenate([pair[0] for pair in near]),
                np.concatenate([pair[1] for pair in near]),
            )
            distance = self._distances(row, other)
            order = np.lexsort((self._place[other], distance, row))
            row, other = row[order], other[order]
            place = np.arange(len(row)) - np.searchsorted(row, row)
            kept = place < most
            found[row[kept], place[kept]] = other[kept]
        return found

    def _candidates(
        self, rows: NDArray[np.int64], others: NDArray[np.int64], most: int
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Pairs of a row and another one that can be among its ``most`` nearest; all ``rows`` have the same
        features, and so have all ``others``.
        """
        from scipy.spatial import KDTree

        shared = ~np.isnan(self.units[rows[0]]) & ~np.isnan(self.units[others[0]])
        pairs = [(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))]
        if np.count_nonzero(shared) < ENOUGH * len(self.fields):
            return pairs[0]
        tree = KDTree(self.units[np.ix_(others, shared)], leafsize=_IN_A_LEAF)
        # Neighbours one after the other, so that each finds in the cache what the last one looked at.
        rows = rows[KDTree(self.units[np.ix_(rows, shared)], leafsize=_IN_A_LEAF).indices]
        wanted = most + 2
        while len(rows):
            wanted = min(wanted, len(others))
            distance, found = tree.query(self.units[np.ix_(rows, shared)], k=np.arange(1, wanted + 1))
            # One more than the most, for a row finds itself; what may be as near when rounded stays.
            limit = distance[:, [min(most, wanted - 1)]] + _SLACK
            whole = (distance[:, -1:] > limit)[:, 0] | (wanted == len(others))
            row, place = np.nonzero((distance <= limit) & whole[:, None])
            row, other = rows[row], others[found[row, place]]
            pairs.append((row[row != other], other[row != other]))
            rows, wanted = rows[~whole], 2 * wanted
        row, other = (np.concatenate(side) for side in zip(*pairs, strict=True))
        return row, other

    def _distances(self, rows: NDArray[np.int64], others: NDArray[np.int64]) -> FloatArray:
        """The distance of each row to the other one beside it, infinite where they cannot be compared.

        Added up feature by feature and rounded, so that equal profiles are equal on every machine.
        """
        total, common = np.zeros(len(rows)), np.zeros(len(rows))
        for units in self.units.T:
            gaps = units[rows] - units[others]
            there = ~np.isnan(gaps)
            total += np.where(there, gaps * gaps, 0.0)
            common += there
        distance = np.round(np.sqrt(total / np.maximum(common, 1.0)), 9)
        found: FloatArray = np.where(common >= ENOUGH * len(self.fields), distance, np.inf)
        return found

    def _by_features(self, rows: NDArray[np.int64]) -> list[NDArray[np.int64]]:
        """Those of ``rows`` that have the same features."""
        _, pattern = np.unique(np.isnan(self.units[rows]), axis=0, return_inverse=True)
        order = np.argsort(pattern, kind="stable")
        return np.split(rows[order], np.flatnonzero(np.diff(pattern[order])) + 1)

    def _first_of_equals(self, most: int) -> NDArray[np.int64]:
        """All rows but those with the same profile as ``most`` others that come before them by id."""
        _, point = np.unique(np.nan_to_num(self.units, nan=2 * CUT), axis=0, return_inverse=True)
        order = np.lexsort((self._place, point))
        points = point[order]
        return order[np.arange(len(order)) - np.searchsorted(points, points) < most]

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
