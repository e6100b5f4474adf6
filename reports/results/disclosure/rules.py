"""What may be shown about comparison groups without giving a named cluster away.

Threat model
------------
The attacker is *one recipient* with the own report of this and of the last edition. Public, and so known:
who takes part, who took part before, which group a cluster belongs to (status, sector, size, region), and
the profiles, from which anybody can work out who is similar to whom. Known from the report: the own
results; the whole group's figures; and the anonymous marks of the whole group (everybody's published
scores, without names). Not known: whose mark is whose. The attacker must not be able to put a number on
another *named* cluster. The median of a group is the only figure of a comparison group that is ever shown.

Rules
-----
Primary, group by group (:func:`withheld`):

- **too few others**: with fewer than ``min_group`` other members the median says too much about each;
- **too few outside**: a group and its complement can each be worked out from the other and the figures
  of the whole, so that the clusters outside the group need the same protection;
- **one value**: the median of an odd number of clusters *is* the result of one of them, which a small
  group (fewer than twice ``min_group`` others) does not hide. A maximum is always one cluster's exact
  result and is never shown for anything but the whole group.

Secondary, for all groups of one report together (:mod:`reports.results.disclosure.choice`): the groups that
are shown cut the other clusters into parts (inside one and outside the other, inside both, ...). **No part is
smaller than** ``min_group``. So a group inside another one, two groups that overlap, the complement of each
and what is left of one after the other are all protected by the same rule, and so are similar clusters, whose
membership counts as known. For a recipient of an earlier edition's report, each part is cut once more into
those who took part then and those who did not, and into those inside and outside each group whose median that
report showed (the edition says which, ``history.N.compared``). No such piece may be smaller than
``min_group`` either. Where an earlier report's groups have set fewer apart already, nothing more is shown to
its reader, for each further median would narrow what is known about these few. Those whom participation alone
sets apart (two newcomers among forty) need not be more than they are, but are never parted.

The summary of the edition, which is for everybody, shows the medians of two groups under the same rules,
for every recipient at once (:func:`withheld_from_all`). Where the edition says so beforehand, the reports
count these two groups as shown (``given``) and leave room for them.

Why this holds
--------------
Let any two clusters of one part exchange *all* their results. Every figure of
the whole group stays, for it knows no names; every shown median and count stays, for both clusters are in the
same groups; and what is withheld stays, for :mod:`reports.results.disclosure.choice` looks at memberships
only. The report is the same to the last byte. So whatever is computed from it (sums, subsets, all pages at
once), a cluster is indistinguishable from at least ``min_group`` - 1 others, and so it is together with the
earlier report, if there are as many newcomers or repeaters. In that case the two take their earlier results
with them: no assumption about how far a result can move helps. What is *not* protected stands in
docs/disclosure.md: clusters against several recipients who pool their reports, clusters of one part whose
results are all alike, and results that are public elsewhere.

These are the minimum-frequency and complementary-suppression rules of statistical offices (*Handbook on
Statistical Disclosure Control*, Hundepool et al.) taken to the parts (k-anonymity, Sweeney 2002).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Reason = Literal["", "too-few-others", "too-few-outside", "one-value", "overlap"]

#: A name may be given as strong only where the marks it can have span this share of the scale's length.
SPAN = 0.1
#: More groups than this are never shown together: their parts would be too small in any edition.
MOST_SHOWN = 4


@dataclass(frozen=True, eq=False)
class Candidate:
    """A group that one recipient could be compared with: who is in it (clusters,), the recipient
    included only where its own result is part of the group's median.
    """

    column: str
    value: str
    members: Mask


@dataclass(frozen=True, eq=False)
class EarlierReport:
    """What a recipient's report of an earlier edition splits the clusters by: who took part then, and who of
    them was in each of the groups ``shown`` in it. All masks are (clusters,) of the present edition.
    """

    took_part: Mask
    shown: tuple[Mask, ...] = ()


def withheld(*, others: int, outside: int, own: bool, min_group: int) -> Reason:
    """Why the median of a group must be withheld from one of its members; "" where it may be shown.

    ``others`` counts the members with a result apart from the recipient, ``outside`` the clusters with a
    result that are not in the group, and ``own`` says whether the recipient's own result is part of the
    median. ``min_group`` is the edition's rule.
    """
    if others < min_group:
        return "too-few-others"
    if outside < min_group:
        return "too-few-outside"
    return "one-value" if (others + own) % 2 == 1 and others < 2 * min_group else ""


def alone(candidate: Candidate, row: int, min_group: int, present: Mask) -> Reason:
    """The primary rules for one group and the recipient ``row``, among those ``present`` (with a result)."""
    members = candidate.members & present
    own = bool(members[row])
    others = int(np.count_nonzero(members)) - own
    outside = int(np.count_nonzero(present)) - int(present[row]) - others
    return withheld(others=others, outside=outside, own=own, min_group=min_group)


def compatible(
    groups: Sequence[Mask], others: Mask, min_group: int, before: Sequence[EarlierReport] = ()
) -> bool:
    """Whether ``groups`` may be shown together beside the reports ``before``: the secondary rule."""
    if not groups:
        return True
    part = _patterns(groups, others)
    if _smallest(part) < min_group:
        return False
    came = _patterns([report.took_part for report in before], others)
    record = _patterns([mask for report in before for mask in (report.took_part, *report.shown)], others)
    for one in set(record.tolist()):
        alike = record == one
        together = int(np.count_nonzero(came == came[alike][0]))
        if _smallest(part[alike]) < min(min_group, together):
            return False
    return True


def _patterns(masks: Sequence[Mask], among: Mask) -> NDArray[np.int64]:
    """A number for each entry of ``among`` that says in which of ``masks`` it is."""
    numbers = np.zeros(len(among), dtype=np.int64)
    for mask in masks:
        numbers = 2 * numbers + mask
    return numbers[among]


def _smallest(numbers: NDArray[np.int64]) -> float:
    """How often the rarest number is there; infinite where there is none."""
    sizes = np.bincount(numbers)
    return float(sizes[sizes > 0].min()) if len(numbers) else np.inf


def withheld_from_all(
    candidates: Sequence[Candidate],
    min_group: int,
    present: Mask,
    known: Mapping[int, tuple[Sequence[Mask], Sequence[EarlierReport]]],
) -> Reason:
    """Why the medians of ``candidates`` may not be shown to everybody; "" where they may.

    Everybody holds an own report as well. ``known`` has, by recipient, the groups whose medians of the same
    result that report shows, and the earlier reports; of recipients who know the same and are in the same
    candidates one is enough. The primary rules and the secondary one must hold for each of them with all
    of this together.
    """
    for row, (seen, before) in known.items():
        for candidate in candidates:
            why = alone(candidate, row, min_group, present)
            if why:
                return why
        others = present.copy()
        others[row] = False
        if not compatible([*seen, *(c.members for c in candidates)], others, min_group, before):
            return "overlap"
    return ""


def nameable(
    scores: NDArray[np.float64], threshold: float, scale: tuple[float, float], min_group: int
) -> bool:
    """Whether a cluster may be named, with its consent, as one whose score is at least ``threshold``.

    ``scores`` are all scores of the node (clusters,), NaN for none. The naming says that the cluster's
    mark is one of those at or above the threshold; these must be at least ``min_group`` and span at least
    a tenth of the ``scale``, so that the name alone puts nobody into a narrower range. The threshold must
    be the same for every report of the edition and must not be moved to let a name pass.
    """
    strong = scores[~np.isnan(scores) & (scores >= threshold)]
    low, high = scale
    return len(strong) >= min_group and float(np.ptp(strong)) >= SPAN * (high - low)
