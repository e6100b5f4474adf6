"""Which medians of comparison groups one report shows; the rules are in :mod:`.rules`.

Of each kind of comparison (the own group in every column, then the similar clusters, of which there can be
more or fewer) at most one is shown, the earlier ones being preferred: as many as may stand together, and
beside those ``given``, whose medians everybody reads elsewhere. Of equally many the earliest kinds are
taken, and of the similar clusters as few as will do. Only memberships count, so that the choice itself says
nothing about results. What is chosen is then withheld for single results that too many lack: from the first
group that would leave too small a part on, groups are withheld.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product

import numpy as np

from .rules import MOST_SHOWN, Candidate, EarlierReport, Mask, Reason, alone, compatible


def choose(
    kinds: Sequence[Sequence[Candidate]],
    row: int,
    min_group: int,
    before: Sequence[EarlierReport] = (),
    given: Sequence[Mask] = (),
) -> tuple[Candidate, ...]:
    """The groups that are shown to the recipient ``row``.

    ``kinds`` are in order of preference; those of one kind are variants of the same group, the preferred
    one first. ``before`` are the recipient's earlier reports, ``given`` masks of clusters.
    """
    everybody = np.ones(next((len(kind[0].members) for kind in kinds), 0), dtype=np.bool_)
    others = everybody.copy()
    others[row : row + 1] = False
    possible = [
        [
            candidate
            for candidate in kind
            if not alone(candidate, row, min_group, everybody)
            and compatible([*given, candidate.members], others, min_group, before)
        ]
        for kind in kinds
    ]
    possible = [kind for kind in possible if kind]
    for size in range(min(len(possible), MOST_SHOWN), 0, -1):
        for some in combinations(possible, size):
            for candidates in product(*some):
                together = [*given, *(candidate.members for candidate in candidates)]
                if compatible(together, others, min_group, before):
                    return candidates
    return ()


def withheld_results(
    chosen: Sequence[Candidate],
    row: int,
    min_group: int,
    present: Mask,
    before: Sequence[EarlierReport] = (),
    given: Sequence[Mask] = (),
) -> list[Reason]:
    """For each chosen group why its median of one result is withheld after all, "" where it is shown.

    ``present`` says who has that result: one without protects nobody.
    """
    others = present.copy()
    others[row] = False
    reasons: list[Reason] = []
    # Where too few have the result for the given groups, nobody reads those either.
    kept = list(given) if compatible(given, others, min_group, before) else []
    for candidate in chosen:
        why = alone(candidate, row, min_group, present)
        if not why and not compatible([*kept, candidate.members], others, min_group, before):
            why = "overlap"
        if not why:
            kept.append(candidate.members)
        reasons.append(why)
    return reasons
