"""Which records of the library fire for which indicator, for many clusters at once.

A record fires where all its conditions hold; of an indicator's records only those of the nearest level that
has any count (see :mod:`reports.advice.recommend`, which says the same of one cluster).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reports.edition import Band, Edition, FloatArray, Node, published, published_all
from reports.results import BANDS, Group, Scores
from reports.results.disclosure import Mask

POSITION = {
    Band.BELOW: "low",
    Band.LOWER: "middle",
    Band.MEDIAN: "middle",
    Band.UPPER: "middle",
    Band.ABOVE: "good",
    Band.HIGHEST: "good",
}

#: Clusters that are worked out together.
TOGETHER = 2000
#: Records that are told apart by the bits of one number.
_BITS = 60

#: Places in the library, the most specific record first.
Fired = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Firing:
    """The records that fire for every indicator of every cluster, worked out in blocks of neighbouring rows
    when one of them is asked for; the last block is kept.
    """

    edition: Edition
    scores: Scores
    group: Group

    def of(self, row: int) -> list[Fired]:
        """The records that fire for each indicator of a cluster, as places in ``Edition.recommendations``:
        those of the nearest level that has any.
        """
        start = row - row % TOGETHER
        if start not in self._kept:
            self._kept.clear()
            self._kept[start] = self.block(start, start + TOGETHER)
        lists, which = self._kept[start]
        return [some[place] for some, place in zip(lists, which[row - start].tolist(), strict=True)]

    @cached_property
    def _kept(self) -> dict[int, tuple[list[list[Fired]], NDArray[np.int64]]]:
        return {}

    @cached_property
    def _levels(self) -> list[list[list[int]]]:
        """For each indicator the records for itself, for its ancestors and for any indicator."""
        records = self.edition.recommendations
        by_node: dict[str, list[int]] = {}
        for place, record in enumerate(records):
            by_node.setdefault(record.node, []).append(place)
        framework, found = self.edition.framework, []
        for leaf in framework.leaves:
            codes = (leaf.code, *(node.code for node in framework.ancestors(leaf.code)), "*")
            found.append([by_node[code] for code in codes if code in by_node])
        return found

    def block(self, start: int, stop: int) -> tuple[list[list[Fired]], NDArray[np.int64]]:
        """For each indicator the lists of records that fire together, and (clusters, leaves) which of these
        it is for the rows from ``start`` to ``stop``.
        """
        edition, records = self.edition, self.edition.recommendations
        rows = range(start, min(stop, len(edition.clusters)))
        lists: list[list[Fired]] = []
        which = np.empty((len(rows), len(edition.framework.leaves)), dtype=np.int64)
        of_clusters: dict[int, Mask] = {}
        for column, leaf in enumerate(edition.framework.leaves):
            state = _State(edition, self.scores, self.group, rows, leaf)
            open_ = np.ones(len(rows), dtype=np.bool_)
            fires: dict[int, Mask] = {}
            for level in self._levels[column]:
                for place in level:
                    when = records[place].when
                    if "group" in when and place not in of_clusters:
                        of_clusters[place] = _in_groups(edition, rows, when["group"])
                    fires[place] = open_ & state.holds(when) & of_clusters.get(place, True)
                for place in level:
                    open_ = open_ & ~fires[place]
            number, first = _numbered(list(fires.values()), len(rows))
            which[:, column] = number
            lists.append(
                [
                    self._sorted([place for place, mask in fires.items() if mask[row]])
                    for row in first.tolist()
                ]
            )
        return lists, which

    def _sorted(self, fired: Sequence[int]) -> Fired:
        """Those with more conditions first, then in the order of the file."""
        return tuple(sorted(fired, key=lambda place: -len(self.edition.recommendations[place].when)))


def _numbered(masks: Sequence[Mask], length: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """A number for each entry, the same for those that are in the same masks, and the first entry of each."""
    number = np.zeros(length, dtype=np.int64)
    for start in range(0, len(masks), _BITS // 2):
        some = masks[start : start + _BITS // 2]
        number <<= len(some)
        for bit, mask in enumerate(some):
            number += mask.astype(np.int64) << bit
        _, first, number = np.unique(number, return_index=True, return_inverse=True)
    if not masks:
        return number, np.zeros(min(length, 1), dtype=np.int64)
    return number, first


def _in_groups(edition: Edition, rows: range, wanted: Mapping[str, Collection[str]]) -> Mask:
    clusters = edition.clusters[rows.start : rows.stop]
    return np.array(
        [all(c.groups.get(key) in values for key, values in wanted.items()) for c in clusters], dtype=np.bool_
    )


@dataclass(frozen=True, eq=False)
class _State:
    """What conditions ask about one indicator of some clusters; the arrays are (clusters,)."""

    edition: Edition
    scores: Scores
    group: Group
    rows: range
    leaf: Node

    def holds(self, when: Mapping[str, Any]) -> Mask:
        """Whether all conditions but those on groups hold."""
        found = self.missing if when.get("missing", False) else ~self.missing
        for name, wanted in when.items():
            if name == "position":
                found = found & self._in_bands([band for band, word in POSITION.items() if word in wanted])
            elif name == "band":
                found = found & self._in_bands([band for band in Band if band.value in wanted])
            elif name == "gap_min":
                found = found & (self.behind >= wanted)
            elif name == "rank_min":
                found = found & (self._column(self.scores.rank) >= wanted)
            elif name == "trend":
                found = found & np.isin(self.trend, [_TRENDS[word] for word in wanted])
            elif name not in ("missing", "group"):
                raise KeyError(name)
        return found

    def _column(self, table: NDArray[Any]) -> NDArray[Any]:
        column = self.edition.framework.column[self.leaf.code]
        return table[self.rows.start : self.rows.stop, column]

    @cached_property
    def missing(self) -> Mask:
        leaf = self.edition.framework.leaf_column[self.leaf.code]
        return np.isnan(self.edition.values[self.rows.start : self.rows.stop, leaf])

    @cached_property
    def _band(self) -> NDArray[np.int8]:
        return self._column(self.group.band)

    def _in_bands(self, wanted: Sequence[Band]) -> Mask:
        return np.array([band in wanted for band in BANDS])[self._band]

    @cached_property
    def score(self) -> FloatArray:
        """The scores, published."""
        return published_all(self._column(self.scores.score))

    @cached_property
    def behind(self) -> FloatArray:
        """Published points behind the median of the group; NaN for none."""
        points = self.group.points.get(self.leaf.code)
        median = np.nan if points is None else published(points.median)
        return published_all(median - self.score)

    @cached_property
    def trend(self) -> NDArray[np.int8]:
        """What became of the indicator since the last edition with a comparable score, as :data:`_TRENDS`."""
        before = np.full(len(self.rows), np.nan)
        for past in self.group.past if self.leaf.comparable else ():
            known = self._column(past.scores)
            before = np.where(np.isnan(known), before, known)
        change = published_all(self.score - published_all(before))
        found: NDArray[np.int8] = np.where(np.isnan(change), 0, np.sign(change) + 2).astype(np.int8)
        return found


#: A trend is kept as a number; 0 where it is not known.
_TRENDS = {"down": 1, "flat": 2, "up": 3}
