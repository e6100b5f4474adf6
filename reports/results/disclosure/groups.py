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

from reports.edition import Edition, FloatArray

from .rules import Counts, Mask

Rows = NDArray[np.int64]


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
    def types_in(self) -> Mapping[tuple[str, str], Mask]:
        """Which types, (types,), are in each group, by column and value."""
        column = {name: place for place, name in enumerate(self.columns)}
        return {group: self.codes[:, column[group[0]]] == code for code, group in enumerate(self.rows)}


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
