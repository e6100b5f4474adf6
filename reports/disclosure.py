"""What may be shown about a comparison group without giving a named cluster away.

Threat model. Who took part and which group a cluster belongs to is public; scores are not. The reader of
a report knows their own results, the whole group's figures and all its unlabelled marks, and reads every
page as a puzzle. They must not be able to put a number on another *named* cluster. So, for the median of
a group (the only figure of a comparison group that is ever shown):

- **too few others**: with fewer than ``min_group`` other members the median says too much about each;
- **too few outside**: a group and its complement can each be worked out from the other and the figures
  of the whole, so that the clusters outside the group need the same protection;
- **one value**: the median of an odd number of clusters *is* the result of one of them, which a small
  group (fewer than twice ``min_group`` others) does not hide.

A maximum is always one cluster's exact result and is never shown for anything but the whole group. Counts
are of clusters that *have* the result: one without an answer protects nobody. The recipient is never
counted among those who protect. These are the usual minimum-frequency and complementary-suppression rules
of statistical offices (*Handbook on Statistical Disclosure Control*, Hundepool et al.).
"""

from __future__ import annotations

from typing import Literal

Reason = Literal["", "too-few-others", "too-few-outside", "one-value"]


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
    odd = (others + own) % 2 == 1
    if odd and others < 2 * min_group:
        return "one-value"
    return ""
