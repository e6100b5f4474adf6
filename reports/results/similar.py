"""Similar clusters: the nearest by profile, never by score.

A feature is a number or a share of ``profile_*`` that says what a cluster is: one that repeats the values
of an indicator is left out, because it would bring results in by the back door. Each feature is
standardised with the median and the interquartile range (the standard deviation where the range is zero)
and cut at three units, so that one giant does not decide. Another sector counts like a difference of two
units and another size like one, where the edition has such comparison groups. The distance is the root mean
square over the features that both clusters have.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reports.edition import LANGS, SECTOR, SIZE, Edition, FloatArray, Localised, ProfileField, freeze

#: Units of spread beyond which a feature does not grow any further.
CUT = 3.0
#: Comparison groups that say what a cluster is, and how many units apart two different ones are.
APART = {SECTOR: 2.0, SIZE: 1.0}
#: Share of the features that a cluster must have to be compared, and that two must have in common.
ENOUGH = 0.5


@dataclass(frozen=True, eq=False)
class Profiles:
    """``units`` (clusters, features) are standardised, NaN for no answer. ``groups`` has, by column, the
    group of every cluster, "" for none. ``fields`` name the features and behind them the columns.
    """

    fields: tuple[ProfileField, ...]
    units: FloatArray
    groups: Mapping[str, tuple[str, ...]]
    order: tuple[int, ...]  # rows in the order of ids, which decides between equals

    def nearest(self, row: int, most: int | None = None) -> tuple[int, ...]:
        """The rows of all other clusters that can be compared, or the ``most`` nearest of them; the most
        similar first.
        """
        distance = self._distances(row)
        found = [other for other in self.order if other != row and distance[other] < np.inf]
        return tuple(sorted(found, key=distance.__getitem__)[:most])

    def _distances(self, row: int) -> list[float]:
        """The distance of a row to every one, infinite where they cannot be compared.

        Added up feature by feature and rounded, so that equal profiles are equal on every machine.
        """
        total, common = np.zeros(len(self.units)), np.zeros(len(self.units))
        for units in self.units.T:
            gaps = units - units[row]
            there = ~np.isnan(gaps)
            total += np.where(there, gaps * gaps, 0.0)
            common += there
        for column, values in self.groups.items():
            own = values[row]
            total += [APART[column] ** 2 if own and other and other != own else 0.0 for other in values]
            common += [bool(own and other) for other in values]
        distance = np.round(np.sqrt(total / np.maximum(common, 1.0)), 9)
        found: list[float] = np.where(common >= ENOUGH * len(self.fields), distance, np.inf).tolist()
        return found


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
    groups = {
        column: values
        for column in APART
        if len(set(values := tuple(c.groups.get(column, "") for c in edition.clusters))) > 1
    }
    fields += [ProfileField(column, _column_name(edition, column)) for column in groups]
    order = sorted(range(len(edition.clusters)), key=lambda row: edition.ids[row])
    return Profiles(tuple(fields), freeze(np.column_stack(columns)), groups, tuple(order))


def _column_name(edition: Edition, column: str) -> Localised:
    return Localised(*(edition.group_name(column, "", lang) for lang in LANGS))


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
