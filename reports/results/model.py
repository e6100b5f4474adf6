"""Scores and comparisons, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reports.edition import Band, FloatArray, Normalisation, ProfileField

from .quarters import quarter


@dataclass(frozen=True, eq=False)
class Scores:
    """Scores and ranks of every node, unrounded. ``score`` and ``rank`` are (clusters, nodes); the
    score of a leaf is its normalised value. ``constant`` names the leaves on which all agree.
    """

    ids: tuple[str, ...]
    codes: tuple[str, ...]
    score: FloatArray
    rank: FloatArray
    constant: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spread:
    """A distribution over those who have a result: numpy's linear quantiles, unrounded. For values
    of direction -1 ``q1`` < ``q3`` still holds (they are quantiles of the values), ``best`` is the
    lowest and ``benchmark`` follows the method (best, or the mean of the three best).
    """

    n: int
    low: float
    q1: float
    median: float
    q3: float
    high: float
    best: float
    benchmark: float


@dataclass(frozen=True, slots=True)
class Past:
    """One node in an earlier edition; ``score`` is on this edition's scale (see score.rescore)
    unless that edition's own score was given. ``now`` is this edition's score to compare it with: from
    the same indicators, or the whole one where that edition's own score was given. ``n`` is the number of
    participants then.
    """

    label: str
    n: int
    score: float | None
    now: float | None
    rank: float | None
    value: float | None


@dataclass(frozen=True, slots=True)
class Standing:
    """One node of one cluster against the group. ``group`` is in score points; ``values`` (leaves
    only) in the indicator's own unit. ``n`` counts those ranked, ``ties`` the others with the same
    unrounded result; ``first`` is the best of the places that they share, whatever the method's rule for
    ties (0 without a score). ``second`` is the best score among the others (the margin of a leader);
    ``yes`` is how many of the ``n`` answer yes, where that is the question.
    """

    code: str
    value: float | None
    score: float | None
    rank: float | None
    n: int
    ties: int
    band: Band
    group: Spread | None
    values: Spread | None
    second: float | None
    past: tuple[Past, ...] = ()  # oldest first; only comparable nodes have any
    first: int = 0
    yes: int = 0

    @property
    def last(self) -> int:
        """The worst of the places that are shared."""
        return self.first + self.ties

    @property
    def leads(self) -> bool:
        """Whether nobody is ahead, alone or tied."""
        return self.first == 1

    @property
    def is_last(self) -> bool:
        """Whether nobody is ranked behind and somebody is ahead."""
        return self.last == self.n and self.first > 1

    @property
    def is_common(self) -> bool:
        """Whether at least half of the group has this result, which then says nothing about a cluster."""
        return 2 * (self.ties + 1) >= self.n

    @property
    def quarter(self) -> int | None:
        """The quarter of the group in which all the places that are shared lie, see :mod:`.quarters`."""
        return quarter(self.first, self.last, self.n) if self.first else None


@dataclass(frozen=True, slots=True)
class GroupStanding:
    """The cluster against one comparison group, after disclosure control.

    ``n`` counts the *other* members with a result. The median of a group includes the cluster, that of
    the similar clusters (column :data:`SIMILAR`, no value) does not. ``median`` is None where it may
    not be shown, and then ``withheld`` says why.
    """

    column: str
    value: str
    code: str
    n: int
    median: float | None
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class SimulatedRank:
    """The overall ranks of one cluster under other defensible methods (see :mod:`reports.results.simulate`).

    At least 90% of the ``draws`` gave ranks from ``low`` (the better) to ``high``, both of which occurred;
    ``median`` may lie between two. ``upper_half`` is the share of draws in which the cluster was among the
    better half of those ranked. ``normalisations`` are those that took turns, the edition's own first.
    """

    draws: int
    low: float
    median: float
    high: float
    upper_half: float
    normalisations: tuple[Normalisation, ...]


@dataclass(frozen=True)
class Comparison:
    """Everything that is said about one cluster's position.

    ``strengths`` and ``weaknesses`` are codes of indicators, disjoint, furthest from its own level first,
    relative to the cluster's own profile. ``last_places`` names every node in which the cluster is last,
    alone or with less than half of the group, whether or not it is in a list above; no answer of yes or no
    is among them. ``simulated`` is what a simulation says of the overall rank, where there was one.
    ``alike`` are the ids of the clusters with the most similar profiles, the nearest first.
    """

    id: str
    standings: Mapping[str, Standing]
    strengths: tuple[str, ...]
    weaknesses: tuple[str, ...]
    last_places: tuple[str, ...]
    missing: tuple[str, ...]  # leaves without an answer
    areas_by_position: tuple[str, ...]  # areas with a score, strongest against the group first
    groups: tuple[GroupStanding, ...]  # group by group, the root first in each
    similar_by: tuple[ProfileField, ...]  # what makes clusters similar
    first_time: bool
    simulated: SimulatedRank | None = None
    alike: tuple[str, ...] = ()

    def __getitem__(self, code: str) -> Standing:
        return self.standings[code]
