"""Where a printed number comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: What a fact can be about instead of a node of the framework: a field of the profile, a group column of the
#: cluster's own; and, in the paper about the whole group, a node or a record of the library that advice was
#: given for, a cluster in the ranking, and a characteristic of the participants.
Subject = Literal["", "profile", "group", "advised", "recommended", "ranked", "participants"]

#: The kinds of results. "group" (scores) and "values" are figures of everybody's results, "gap" the own score
#: minus such a figure; "compared" is a group of ``of``, "same" how many clusters have the same group, text or
#: answer. "past_score", "past_now", "past_rank" and "change" look back at the edition ``of``. Of the whole
#: group, "changed" has figures of all changes, "side" those of two groups, "correlation" that with the area
#: ``of``, "count" how many clusters (of the participants those of the group or with the text ``of``).
Kind = Literal[
    "score", "value", "rank", "n", "weight", "group", "values", "gap", "compared", "same",
    "past_score", "past_now", "past_rank", "change", "changed", "side", "correlation", "count",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """The source of a printed number, so that a check can compute it again.

    Args:
        code: the node of the framework, or the code of the ``subject``.
        figure: which figure, where the kind has several: "median", "q1", "gap" ...
        of: the label of the earlier edition, the group column, the other node.
    """

    code: str
    kind: Kind
    figure: str = ""
    of: str = ""
    subject: Subject = ""

    @property
    def node(self) -> str:
        """What it is about in one word, as the data file and messages have it: "R", "profile:members"."""
        return f"{self.subject}:{self.code}" if self.subject else self.code

    @property
    def what(self) -> str:
        """Kind and figure in one word: "score", "group.median", "change.2014", "compared.kkk.gap"."""
        return ".".join(filter(None, (self.kind, self.of, self.figure)))
