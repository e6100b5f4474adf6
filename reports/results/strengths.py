"""Strengths and weaknesses: the indicators in which a cluster is furthest from its own level.

The rules are told in :func:`reports.results.compare.compare`. They are worked out for neighbouring rows
together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reports.edition import FloatArray, Framework

from .disclosure.rules import Mask

#: How many strengths and weaknesses are named, and how many of one sub-area if there are others.
NAMED = 3
OF_ONE_PARENT = 2
#: Clusters that are worked out together.
TOGETHER = 2000

Places = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Remarkable:
    """The strengths and weaknesses of every cluster.

    ``score``, ``first`` and ``last`` are (clusters, nodes) and ``n`` (nodes,) as in :class:`compare.Group`;
    ``positions`` are those of some scores, see :meth:`compare.Group.positions`; ``best`` (nodes,) is the
    score that leaves nothing to reach.
    """

    framework: Framework
    score: FloatArray
    first: FloatArray
    last: FloatArray
    n: FloatArray
    best: FloatArray
    positions: Callable[[FloatArray], FloatArray]

    def of(self, row: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The codes of the strengths and of the weaknesses of a cluster, most remarkable first."""
        start = row - row % TOGETHER
        if start not in self._kept:
            self._kept.clear()
            self._kept[start] = self.block(start, start + TOGETHER)
        strengths, weaknesses = (
            tuple(self.framework.leaves[place].code for place in found[row - start].tolist() if place >= 0)
            for found in self._kept[start]
        )
        return strengths, weaknesses

    @cached_property
    def _kept(self) -> dict[int, tuple[Places, Places]]:
        return {}

    @cached_property
    def _columns(self) -> NDArray[np.intp]:
        return np.array([self.framework.column[leaf.code] for leaf in self.framework.leaves], dtype=np.intp)

    def block(self, start: int, stop: int) -> tuple[Places, Places]:
        """The strengths and the weaknesses of some rows, (clusters, 3): columns of leaves, -1 for none."""
        rows, leaves = slice(start, stop), self._columns
        score, first, last = (table[rows][:, leaves] for table in (self.score, self.first, self.last))
        position, n = self.positions(self.score[rows])[:, leaves], self.n[leaves]
        sharing = last - first + 1
        known = ~np.isnan(score) & (sharing < n)
        # A yes or no that at least half of those asked have in common says nothing about a cluster.
        yes_no = np.array([leaf.is_yes_no for leaf in self.framework.leaves])
        telling = known & ~(yes_no & (2 * sharing >= n))
        level = _medians(np.where(known, position, np.nan))[:, None]
        strong = telling & (position >= level) & ~((last == n) & (first > 1))
        strengths = self._picked(-position, (strong & (position >= 0), strong))
        weak = telling & (position <= level) & ~(score >= self.best[leaves])
        named = np.zeros_like(weak)
        row, place = np.nonzero(strengths >= 0)
        named[row, strengths[row, place]] = True
        return strengths, self._picked(position, (weak & ~named,))

    def _picked(self, key: FloatArray, tiers: Sequence[Mask]) -> Places:
        """The columns of the first three by ``key``, tier by tier; in each tier a third one of the same
        sub-area only to fill up.
        """
        order = np.argsort(key, axis=1, kind="stable")
        ranked = [np.take_along_axis(tier, order, axis=1) for tier in tiers]
        parents = [leaf.parent for leaf in self.framework.leaves]
        parent = np.array([parents.index(parent) for parent in parents])[order]
        rows, last = np.arange(len(key)), key.shape[1]
        free, siblings = np.ones(key.shape, dtype=np.bool_), np.zeros(key.shape, dtype=np.int8)
        picked = np.full((len(key), NAMED), last)
        for number in range(NAMED):
            for tier in ranked:
                for most in (OF_ONE_PARENT, NAMED):
                    candidates = tier & free & (siblings < most)
                    place = candidates.argmax(axis=1)
                    found = candidates[rows, place] & (picked[:, number] == last)
                    picked[found, number] = place[found]
            (some,) = np.nonzero(picked[:, number] < last)
            place = picked[some, number]
            free[some, place] = False
            siblings[some] += parent[some] == parent[some, place][:, None]
        picked.sort(axis=1)
        columns = np.take_along_axis(order, np.minimum(picked, last - 1), axis=1)
        return np.where(picked < last, columns, -1)


def _medians(table: FloatArray) -> FloatArray:
    """The median of what there is in each row; NaN for none."""
    there = np.count_nonzero(~np.isnan(table), axis=1)
    ascending = np.sort(table, axis=1)  # NaN last
    rows = np.arange(len(table))
    medians: FloatArray = ascending[rows, np.maximum(there - 1, 0) // 2] + ascending[rows, there // 2]
    return medians / 2
