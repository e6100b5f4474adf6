"""Advice, as frozen values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import isnan
from typing import Literal

from reports.edition import Override, Recommendation, published_difference
from reports.results import Comparison


@dataclass(frozen=True, slots=True)
class Evidence:
    """One number (or word) that made a rule fire, e.g. ``("gap_median", "Z1.1", -12.4)``."""

    what: str
    node: str
    value: float | str


#: The mark an indicator is to reach: half the way to the median, the median, the quartile of the better
#: quarter, the threshold of the best tenth, half the way to the benchmark, or the benchmark. A goal that
#: was rounded as people say it, or to something that can be reached, is not the mark itself, and says so.
#: Where the mark is further than the best quarter of those came who took part before, the goal is their
#: growth. A yes is introduced, or what is better not there is ended. An expert may want another one.
GoalName = Literal[
    "introduce", "end", "growth", "expert",
    "half-median", "median", "q3", "tenth", "half-benchmark", "benchmark",
    "half-median-rounded", "median-rounded", "q3-rounded", "tenth-rounded",
    "half-benchmark-rounded", "benchmark-rounded",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The result if one indicator reached ``goal`` and no other cluster changed. Scores in points,
    recomputed through the real scoring; ``area_*`` are those of the indicator's area. ``decimals`` are those
    of published scores.
    """

    goal: float
    goal_is: GoalName
    gain: float
    score: float
    rank: float
    area_gain: float
    area_score: float
    area_rank: float
    decimals: int

    @property
    def points(self) -> float:
        """Points gained overall, or in the area where the cluster has no overall score; 0 for neither."""
        found = self.area_gain if isnan(self.gain) else self.gain
        return 0.0 if isnan(found) else found

    @property
    def printed_points(self) -> float:
        """:attr:`points` between published scores."""
        return self.printed_area_gain if isnan(self.gain) else _printed(self.score, self.gain, self.decimals)

    @property
    def printed_area_gain(self) -> float:
        """Points gained in the area between published scores; 0 where it has no score."""
        return _printed(self.area_score, self.area_gain, self.decimals)


def _printed(after: float, gain: float, decimals: int) -> float:
    return 0.0 if isnan(gain) else published_difference(after, after - gain, decimals)


ActionKind = Literal["improve", "keep", "answer", "chosen", "step"]


@dataclass(frozen=True, slots=True)
class Action:
    """One piece of advice with the rule and the numbers that made it.

    ``kind`` is "improve" (the indicator is below the goal), "keep" (a leading result worth
    protecting), "answer" (the indicator has no answer), "chosen" (the expert wants it, and no gain can
    be computed) or "step" (it is structural or only prepares the way, and has no goal). ``what_if`` is None
    except for "improve". ``after`` holds the ranks of the actions that should be done before this one,
    ``expert`` what the expert decided about it.
    """

    rank: int
    kind: ActionKind
    rule: str
    record: Recommendation
    node: str
    evidence: tuple[Evidence, ...]
    what_if: WhatIf | None
    priority: float
    after: tuple[int, ...] = ()
    expert: tuple[Override, ...] = ()


#: Why a gap has no action of its own: the expert wants none; it is not behind the median, and other things
#: weigh more; the coordinator can hardly influence it; something has to come first; the report has as many
#: actions as the office can do; the library knows none.
GapReason = Literal["dropped", "ahead", "influence", "first", "later", "none"]


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap that the summary names, and the answer to it: the ``rank`` of the action that is for it, or the
    ``reason`` why there is none. What has to come ``first`` are the ranks of actions; where there is no
    action for that, it is the indicator ``waits_for``.
    """

    node: str
    rank: int | None = None
    reason: GapReason | None = None
    first: tuple[int, ...] = ()
    waits_for: str = ""


@dataclass(frozen=True, slots=True)
class Joint:
    """The overall score and rank if the goals of all actions up to ``rank`` were reached, and no other
    cluster changed.
    """

    rank: int
    score: float
    place: float


@dataclass(frozen=True)
class Advice:
    """At most five actions, ranked; ``gaps`` are those that the summary names, in its order, each with an
    action or a reason; ``joint`` is what the actions with a goal would bring together, one after the other;
    ``reserves`` are the what-ifs of every indicator that is below
    its goal (largest gain first), for the charts of points to gain; ``fired`` lists the ids of all
    rules that fired with the node, in order, for the annex; ``expert`` is all that the expert decided.
    """

    id: str
    actions: tuple[Action, ...]
    reserves: tuple[tuple[str, WhatIf], ...]
    fired: tuple[tuple[str, str], ...]
    expert: tuple[Override, ...] = ()
    gaps: tuple[Gap, ...] = ()
    joint: tuple[Joint, ...] = ()


#: (Comparison of a cluster, its advice, the id of its pattern or None.)
Advised = tuple[Comparison, Advice, str | None]


def times_given(advised: Iterable[Advised]) -> Counter[str]:
    """How many clusters get each recommendation."""
    return Counter(action.record.id for _, advice, _ in advised for action in advice.actions)
