"""Good practices: which ones a cluster is shown, and what it could show the others.

For whom
--------
A practice is chosen for a sub-area (for an area where there are none) that is behind the median: first those
of the report's recommendations, in their order, so that a practice stands with the action it serves, then
those furthest behind in published points; then, for whoever has few gaps, those with the longest way to the
best result. One practice per sub-area and at most two sub-areas of an area, as long as others follow. A
sub-area without a score has no position and gets none. A practice for the sub-area of a recommendation stands
on its card, those of the chapter are numbered.

Which one
---------
Of the practices of the sub-area and of its indicators those fit whose conditions all hold; a characteristic
that the cluster has not given holds for nothing. A practice for one indicator must have something to
improve there; the reader's own practice is never shown to it, and none is shown twice. Of those that fit
come first, in this order:

1. those seen at a cluster that is similar to the reader's (``Comparison.alike``: by profile, never by score)
   *and* strong in this sub-area, then at a strong one, then at a similar one, then all others; practices
   for any sub-area (``*``) last;
2. the more similar source, the indicator that is furthest behind, more conditions, the order of the file.

Disclosure
----------
A name on a page says that the practice was seen there and that the cluster has consented to be named as
its source. The consent covers that and not its results, so no word, number, rank or mark about the
named cluster's result ever stands beside the name, and the report does not say that it is strong. But the
choice looks at results, and whoever knows the whole library and this rule can take a name for a hint that
the cluster is strong there. So that the hint is worth little:

- strong means the better quarter of the whole group, the same threshold in every report, and strength counts
  only where that quarter and the rest of the group can each carry a name
  (:func:`reports.results.disclosure.rules.nameable`: at least ``min_group`` clusters over at least a tenth of
  the scale), so that neither being preferred nor being passed over puts anybody into less than ten points of
  a hundred;
- a report names each cluster at most once, so that hints about several sub-areas cannot be added up to the
  result of an area;
- strength only goes first: where nothing fits better, a source that is not strong is shown the same way.

An attack that takes every name for strength and is told which marks belong to one cluster pins no score of
the sample to less than ten points (tests/proof/test_attack.py). It would come to eight for some recipients if
it knew as well which marks are strong in that sub-area; so no report may show anonymous marks of sub-areas.

The other side
--------------
What the cluster could show the others are the sub-areas where it stands best: by the share of those ranked
that it is not behind, never one below the median, at most two of an area; first those that are above it or
have an indicator that is. Each comes with its best indicator above the median, if it has one. Whoever is
below the median everywhere is asked to show nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, get_args

import numpy as np

from reports.edition import (
    LANGS,
    Band,
    Edition,
    Node,
    Practice,
    score_decimals,
    told_difference,
)
from reports.results import Comparison, Scores, Standing
from reports.results.disclosure import rules

from . import conditions
from .conditions import position_of
from .model import Evidence

#: The most practices and strengths of one report, and of one area as long as others follow.
MOST, SHOWN, OF_AREA = 4, 3, 2
#: Characters of the most practices that leave room for the strengths on the chapter's two pages; one
#: practice less always does, however long its records' texts are.
ROOM = 2860

#: Why a practice came before others of its sub-area. Only "similar" may be printed (see above).
Reason = Literal["similar-strong", "strong", "similar", "fits", "general"]
_REASONS: tuple[Reason, ...] = get_args(Reason)


@dataclass(frozen=True, slots=True)
class ChosenPractice:
    """A practice for the sub-area ``node``. ``evidence`` are the numbers that chose it; ``behind`` says
    whether the sub-area is below the median. ``action`` is the rank of the recommendation on whose card it
    stands, 0 for one of the chapter, which has a ``number``.
    """

    number: int
    action: int
    practice: Practice
    node: str
    behind: bool
    reason: Reason
    evidence: tuple[Evidence, ...]

    @property
    def similar(self) -> bool:
        """Whether it was seen at a cluster with a similar profile."""
        return self.reason in ("similar-strong", "similar")


@dataclass(frozen=True, slots=True)
class Strength:
    """A sub-area to tell the others about. ``leaf`` is its best indicator above the median, if it has one."""

    node: str
    leaf: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """What one report says about good practices. ``own`` are the practices seen at this very cluster."""

    chosen: tuple[ChosenPractice, ...]
    strengths: tuple[Strength, ...]
    own: tuple[Practice, ...]

    @property
    def listed(self) -> tuple[ChosenPractice, ...]:
        """The practices of the chapter, which stand with no recommendation."""
        return tuple(choice for choice in self.chosen if not choice.action)


def exchange(
    edition: Edition, scores: Scores, comparison: Comparison, advised: Sequence[str] = ()
) -> Exchange:
    """The practices and strengths of one cluster: deterministic, whatever the order of the clusters.
    ``advised`` are the indicators that its recommendations are for, in the order of their ranks.
    """
    context = _Context(edition, scores, comparison, tuple(advised))
    return Exchange(
        chosen=_chosen(context),
        strengths=_strengths(context),
        own=tuple(p for p in edition.practices if p.cluster == comparison.id),
    )


def sub_areas(edition: Edition) -> tuple[Node, ...]:
    """Where practices belong: the sub-areas, or an area itself where it has none."""
    framework = edition.framework
    return tuple(
        part
        for area in framework.areas
        for part in ([n for n in framework.children(area.code) if not n.is_leaf] or [area])
    )


def home(edition: Edition, practice: Practice) -> str:
    """The sub-area that a practice belongs to; empty for one that is for any or for more than one."""
    if practice.node == "*":
        return ""
    framework = edition.framework
    codes = {part.code for part in sub_areas(edition)}
    path = [framework[practice.node], *framework.ancestors(practice.node)]
    return next((node.code for node in path if node.code in codes), "")


def is_strong(edition: Edition, scores: Scores, cluster: str, code: str) -> bool:
    """Whether a cluster is in the better quarter of a node, as far as the choice may know it."""
    column = scores.score[:, edition.framework.column[code]]
    known = column[~np.isnan(column)]
    if not known.size:
        return False
    threshold = float(np.quantile(known, 0.75))
    rest = known[known < threshold]
    scale = _scale(edition, scores)
    carried = edition.public or (
        bool(rest.size)
        and rules.nameable(known, threshold, scale, edition.min_group)
        and rules.nameable(-rest, float((-rest).min()), scale, edition.min_group)
    )
    return carried and bool(column[edition.row[cluster]] >= threshold)


def _scale(edition: Edition, scores: Scores) -> tuple[float, float]:
    """The ends of the scale, or for open-ended scores the lowest and the highest there is."""
    if edition.method.normalise in ("minmax", "goalposts", "percentile"):
        return edition.method.scale
    return float(np.nanmin(scores.score)), float(np.nanmax(scores.score))


@dataclass(frozen=True)
class _Context:
    """What the choice for one cluster looks at."""

    edition: Edition
    scores: Scores
    comparison: Comparison
    advised: tuple[str, ...] = ()

    @property
    def decimals(self) -> int:
        """The decimals of scores."""
        return score_decimals(self.edition.method)

    @cached_property
    def parts(self) -> tuple[Standing, ...]:
        """The sub-areas with a result in which clusters differ."""
        found = (self.comparison[node.code] for node in sub_areas(self.edition))
        return tuple(s for s in found if s.group is not None and position_of(s) is not None)

    def gap(self, standing: Standing, what: str = "median") -> float:
        """Points to a figure of the group, as they are told."""
        if standing.score is None or standing.group is None:
            return 0.0
        return told_difference(standing.score, getattr(standing.group, what), self.decimals)

    def place_of_advice(self, code: str) -> int:
        """The place of the first recommendation for a sub-area; behind all where there is none."""
        below = {leaf.code for leaf in self.edition.framework.leaves_of(code)}
        return next((at for at, leaf in enumerate(self.advised) if leaf in below), len(self.advised))

    def area(self, code: str) -> Node | None:
        return self.edition.framework.area_of(code)

    def fits(self, practice: Practice, standing: Standing) -> bool:
        """Whether all conditions hold and, for an indicator's practice, something is left to improve."""
        cluster = self.edition.cluster(self.comparison.id)
        if not conditions.hold(practice.when, standing, cluster, self.comparison, self.decimals):
            return False
        node = self.edition.framework.by_code.get(practice.node)
        leaf = None if node is None or not node.is_leaf else self.comparison[node.code]
        return leaf is None or position_of(leaf) in ("low", "middle")

    def candidates(self, standing: Standing) -> list[tuple[Reason, Practice]]:
        """The practices that fit a sub-area, the preferred ones first."""
        found = []
        for place, practice in enumerate(self.edition.practices):
            general = practice.node == "*"
            if practice.cluster == self.comparison.id or not self.fits(practice, standing):
                continue
            if not (general or self._belongs(practice, standing.code)):
                continue
            reason = self._reason(practice, standing)
            near = self._nearness(practice)
            leaf = 0.0 if general else self._leaf_gap(practice)
            key = (_REASONS.index(reason), near, leaf, -_conditions(practice), place)
            found.append((key, (reason, practice)))
        return [pair for _, pair in sorted(found, key=lambda item: item[0])]

    def _belongs(self, practice: Practice, code: str) -> bool:
        """Whether a practice is for a sub-area, one of its indicators, or the area it is part of."""
        above = {node.code for node in self.edition.framework.ancestors(code)}
        return practice.node in above or home(self.edition, practice) == code

    def _nearness(self, practice: Practice) -> int:
        alike = self.comparison.alike
        return alike.index(practice.cluster) if practice.cluster in alike else len(alike)

    def _leaf_gap(self, practice: Practice) -> float:
        """Published points of an indicator to its median, of a sub-area's practice nothing."""
        node = self.edition.framework[practice.node]
        return min(self.gap(self.comparison[node.code]), 0.0) if node.is_leaf else 0.0

    def _reason(self, practice: Practice, standing: Standing) -> Reason:
        if practice.node == "*":
            return "general"
        if not practice.cluster:
            return "fits"
        similar = practice.cluster in self.comparison.alike
        strong = is_strong(self.edition, self.scores, practice.cluster, standing.code)
        if strong:
            return "similar-strong" if similar else "strong"
        return "similar" if similar else "fits"


def _conditions(practice: Practice) -> int:
    when = practice.when
    return ("position" in when) + len(when.get("group", ())) + len(when.get("profile", ()))


# --- choosing -------------------------------------------------------------------------------------


def _chosen(context: _Context) -> tuple[ChosenPractice, ...]:
    chosen: dict[str, ChosenPractice] = {}
    order = list(_targets(context))
    for most, for_all in ((OF_AREA, False), (len(order), False), (len(order), True)):
        for standing in order:
            if len(chosen) >= MOST or standing.code in chosen or _full(context, chosen, standing.code, most):
                continue
            used = {c.practice.id for c in chosen.values()}
            named = {c.practice.cluster for c in chosen.values()} - {""}
            for reason, practice in context.candidates(standing):
                # Ahead of the median a practice for any sub-area is worth less than one that fits elsewhere.
                wanted = reason != "general" or for_all or context.gap(standing) < 0
                if wanted and practice.id not in used and practice.cluster not in named:
                    chosen[standing.code] = _choice(context, standing, reason, practice)
                    break
    in_order = [chosen[standing.code] for standing in order if standing.code in chosen]
    listed = [choice for choice in in_order if not choice.action]
    if len(listed) == MOST and sum(_length(choice.practice) for choice in listed) > ROOM:
        in_order.remove(listed.pop())
    numbers = {choice.node: number for number, choice in enumerate(listed, 1)}
    return tuple(replace(choice, number=numbers.get(choice.node, 0)) for choice in in_order)


def _length(practice: Practice) -> int:
    """The characters of a practice in the longer language, so that both languages show the same. A code of a
    source is printed as about 30 characters, a name with its consent as about 50.
    """
    texts = (
        *(practice.title, practice.what, practice.effect, practice.audience),
        *(practice.first_step, practice.owner, practice.measure),
    )
    source = 30 * len(practice.source.split(",")) + (50 if practice.cluster else 0)
    return source + max(sum(len(text.get(lang)) for text in texts) for lang in LANGS)


def _full(context: _Context, chosen: Iterable[str], code: str, most: int) -> bool:
    """Whether ``most`` of the chosen sub-areas are of this one's area already."""
    return sum(context.area(other) == context.area(code) for other in chosen) >= most


def _targets(context: _Context) -> Iterator[Standing]:
    """The sub-areas behind the median, first those of recommendations, then the furthest; then the others by
    the way to the best result.
    """
    behind = [s for s in context.parts if context.gap(s) < 0]
    yield from sorted(behind, key=lambda s: (context.place_of_advice(s.code), context.gap(s)))
    rest = [s for s in context.parts if s not in behind and context.gap(s, "best") < 0]
    yield from sorted(rest, key=lambda s: context.gap(s, "best"))


def _choice(context: _Context, standing: Standing, reason: Reason, practice: Practice) -> ChosenPractice:
    evidence = [
        Evidence("band", standing.code, standing.band.value),
        Evidence("gap_median", standing.code, context.gap(standing)),
        Evidence("gap_best", standing.code, context.gap(standing, "best")),
    ]
    if standing.rank is not None:
        evidence.append(Evidence("rank", standing.code, standing.rank))
    node = context.edition.framework.by_code.get(practice.node)
    if node is not None and node.is_leaf:
        evidence.append(Evidence("gap_median", node.code, context.gap(context.comparison[node.code])))
    if practice.cluster:
        evidence.append(Evidence("seen_at", standing.code, practice.cluster))
    place = context.place_of_advice(standing.code)
    return ChosenPractice(
        number=0,
        action=place + 1 if place < len(context.advised) else 0,
        practice=practice,
        node=standing.code,
        behind=context.gap(standing) < 0,
        reason=reason,
        evidence=tuple(evidence),
    )


# --- the cluster's own strengths ------------------------------------------------------------------


def _strengths(context: _Context) -> tuple[Strength, ...]:
    known = [s for s in context.parts if s.rank is not None and not s.is_last and context.gap(s) >= 0]
    leaves = {s.code: _best_leaf(context, s.code) for s in known}

    def order(standing: Standing) -> tuple[bool, float, float]:
        nothing_above = context.gap(standing) <= 0 and not leaves[standing.code]
        return nothing_above, (standing.rank or 0) / standing.n, -context.gap(standing)

    best_first = sorted(known, key=order)
    picked: list[Standing] = []
    for most in (OF_AREA, len(known)):
        for standing in best_first:
            codes = [s.code for s in picked]
            if (
                len(picked) < SHOWN
                and standing not in picked
                and not _full(context, codes, standing.code, most)
            ):
                picked.append(standing)
    return tuple(Strength(s.code, leaves[s.code]) for s in best_first if s in picked)


def _best_leaf(context: _Context, code: str) -> str:
    """The indicator with the best place among those above their median; a common yes says nothing, and any
    yes tells less than a number. None that the sector decides.
    """
    found: list[tuple[bool, float, int, str]] = []
    for leaf in context.edition.framework.leaves_of(code):
        standing = context.comparison[leaf.code]
        common = leaf.is_yes_no and standing.is_common
        if leaf.sector_driven:
            continue
        if standing.band in (Band.UPPER, Band.ABOVE, Band.HIGHEST) and standing.rank and not common:
            found.append((leaf.is_yes_no, standing.rank / standing.n, len(found), leaf.code))
    return min(found)[3] if found else ""
