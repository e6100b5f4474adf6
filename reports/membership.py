"""Who is in which comparison group, counted once for everybody.

Disclosure control asks how many clusters are in these groups and outside of those, took part before and
have a result. Clusters with the same answers to all of that are of one *type*: the rules cannot tell them
apart, and need their number only. So what one report costs hangs on the types and not on the clusters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .disclosure import Candidate, Counts, Mask
from .model import SIMILAR, Edition, FloatArray

Rows = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Population:
    """All clusters as the rules for one recipient see them; the masks are (entries,).

    Entry 0 is the recipient, the next ones are the ``similar`` clusters nearest to it, nearest first; every
    other entry stands for as many clusters as ``counts`` says. ``own`` is column -> who is in the recipient's
    group; ``given`` are groups that everybody is told about; ``took_part`` has an entry per earlier edition,
    ``present`` a mask per node compared.
    """

    counts: Counts
    similar: int
    own: Mapping[str, Mask]
    given: tuple[Mask, ...]
    took_part: Sequence[Mask]
    present: Sequence[Mask]

    def nearest(self, size: int) -> Candidate:
        """The ``size`` most similar clusters."""
        members = np.zeros(len(self.counts), dtype=np.bool_)
        members[1 : 1 + size] = True
        return Candidate(SIMILAR, "", members)


@dataclass(frozen=True, eq=False)
class Membership:
    """``rows`` are the members of each group, by column and value. The rest are the types: ``type_of`` each
    cluster; per type ``counts``, the codes of its groups (types, columns; below zero for none), whether it
    took part (types, editions) and has a result (types, nodes compared).
    """

    columns: tuple[str, ...]
    rows: Mapping[tuple[str, str], Rows]
    type_of: Rows
    counts: Counts
    codes: Rows
    took_part: NDArray[np.bool_]
    present: NDArray[np.bool_]

    @cached_property
    def _code(self) -> Mapping[tuple[str, str], int]:
        return {group: code for code, group in enumerate(self.rows)}

    def seen_by(self, row: int, nearest: Sequence[int], given: Sequence[tuple[str, str]] = ()) -> Population:
        """Everybody as the recipient ``row`` is told about; ``nearest`` are the rows of similar clusters,
        ``given`` groups by column and value.
        """
        apart = self.type_of[[row, *nearest]]
        counts = self.counts - np.bincount(apart, minlength=len(self.counts))
        entries = np.concatenate((apart, np.flatnonzero(counts)))
        codes = self.codes[entries]
        same = (codes == codes[0]) & (codes[0] >= 0)
        return Population(
            counts=np.concatenate((np.ones(len(apart), dtype=np.int64), counts[counts > 0])),
            similar=len(nearest),
            own=dict(zip(self.columns, same.T, strict=True)),
            given=tuple(
                codes[:, self.columns.index(column)] == self._code[column, value] for column, value in given
            ),
            took_part=list(self.took_part[entries].T),
            present=list(self.present[entries].T),
        )


def membership(edition: Edition, took_part: Sequence[Mask], compared: FloatArray) -> Membership:
    """The groups of an edition; ``compared`` holds the scores of the nodes compared, (clusters, nodes)."""
    members: dict[tuple[str, str], list[int]] = {}
    for row, cluster in enumerate(edition.clusters):
        for column, value in cluster.groups.items():
            if value:
                members.setdefault((column, value), []).append(row)
    columns = tuple(dict.fromkeys(column for column, _ in members))
    rows = {group: np.array(some, dtype=np.int64) for group, some in members.items()}
    codes = np.full((len(edition.clusters), len(columns)), -1, dtype=np.int64)
    for code, ((column, _), some) in enumerate(rows.items()):
        codes[some, columns.index(column)] = code
    known = np.column_stack((np.empty((len(codes), 0)), *took_part, ~np.isnan(compared))).astype(np.int64)
    types, type_of, counts = np.unique(
        np.hstack((codes, known)), axis=0, return_inverse=True, return_counts=True
    )
    split = len(columns), len(columns) + len(took_part)
    return Membership(
        columns=columns,
        rows=rows,
        type_of=type_of.astype(np.int64),
        counts=counts.astype(np.int64),
        codes=types[:, : split[0]],
        took_part=types[:, split[0] : split[1]].astype(np.bool_),
        present=types[:, split[1] :].astype(np.bool_),
    )
