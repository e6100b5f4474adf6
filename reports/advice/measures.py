"""What patterns ask about the results of one cluster: nodes by what they are, distances, changes, counts.

Distances and changes are those of published numbers, in hundredths of the scale, which from 0 to 100 are
points.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from reports.edition import (
    Band,
    Cluster,
    Edition,
    Node,
    hundredth,
    published,
    published_difference,
    score_decimals,
    told_difference,
)
from reports.results import Comparison, Past

#: Parts are named until they explain more than this share of all rises or falls, and no more than so many.
EXPLAINED, MOST_PARTS = 0.6, 3


@dataclass(frozen=True)
class Measures:
    """The results of one cluster, as patterns ask for them."""

    edition: Edition
    comparison: Comparison

    @cached_property
    def cluster(self) -> Cluster:
        return self.edition.cluster(self.comparison.id)

    @cached_property
    def _decimals(self) -> int:
        return score_decimals(self.edition.method)

    # --- nodes -----------------------------------------------------------------------------------------

    def code(self, name: str) -> str | None:
        """The node that a code or a selector of :data:`reports.edition.SELECTORS` names; None where the
        cluster has no such node, as an area with a score where it has none.
        """
        if name in self._selected:
            return self._selected[name]
        return name if name in self.edition.framework.by_code else None

    @cached_property
    def _selected(self) -> Mapping[str, str | None]:
        framework = self.edition.framework
        best_area, worst_area = self._ends(framework.areas)
        best_part, worst_part = self._ends(self._subareas)
        return {
            "overall": framework.root.code,
            "best-area": best_area,
            "worst-area": worst_area,
            "best-part": best_part,
            "worst-part": worst_part,
        }

    @cached_property
    def _subareas(self) -> tuple[Node, ...]:
        return tuple(node for node in self.edition.framework.nodes if node.depth > 1 and not node.is_leaf)

    def _ends(self, nodes: Iterable[Node]) -> tuple[str | None, str | None]:
        """The nodes furthest above and furthest below their medians, in the framework's order; one that is
        both, and one on which all agree, is neither.
        """
        leads = {
            node.code: published(standing.score - standing.group.median, 9)
            for node in nodes
            if (standing := self.comparison[node.code]).score is not None
            and standing.group is not None
            and standing.band is not Band.CONSTANT
        }
        if len(leads) < 2:
            return None, None
        best, worst = max(leads, key=leads.__getitem__), min(leads, key=leads.__getitem__)
        return (best, worst) if leads[best] > leads[worst] else (None, None)

    # --- distances and changes -------------------------------------------------------------------------

    def lead(self, code: str) -> float | None:
        """How far the score is ahead of the median of the group, below zero behind it."""
        standing = self.comparison[code]
        if standing.score is None or standing.group is None:
            return None
        return self._hundredths(told_difference(standing.score, standing.group.median, self._decimals))

    def on_scale(self, score: float) -> float:
        """A published score, from the lower end of the scale (of z-scores from their mean)."""
        return self._hundredths(published(score, self._decimals) - self.edition.method.scale[0])

    def _hundredths(self, points: float) -> float:
        return published(points / hundredth(self.edition.method), 9)

    @cached_property
    def label(self) -> str | None:
        """The last earlier edition with which the overall score can be compared."""
        root = self.edition.framework.root.code
        found = (past.label for past in reversed(self.comparison[root].past) if _comparable(past))
        return next(found, None)

    def change(self, code: str) -> float | None:
        """The change of the score since the edition :attr:`label`, like with like."""
        for past in self.comparison[code].past:
            if past.label == self.label and past.now is not None and past.score is not None:
                return self._hundredths(published_difference(past.now, past.score, self._decimals))
        return None

    @cached_property
    def rises(self) -> tuple[str, ...]:
        """The sub-areas (areas, where there are none) that explain most of all rises since then, the most
        telling one first.
        """
        return self._movers(1)

    @cached_property
    def falls(self) -> tuple[str, ...]:
        """The same of the falls."""
        return self._movers(-1)

    def _movers(self, direction: int) -> tuple[str, ...]:
        parts = self._subareas or self.edition.framework.areas
        moved = {
            node.code: share
            for node in parts
            if (change := self.change(node.code)) is not None
            and (share := published(direction * change * self.edition.framework.shares[node.code], 9)) > 0
        }
        named: list[str] = []
        for code in sorted(moved, key=lambda code: -moved[code])[:MOST_PARTS]:
            if sum(moved[other] for other in named) > EXPLAINED * sum(moved.values()):
                break
            named.append(code)
        return tuple(named)

    # --- counts ----------------------------------------------------------------------------------------

    @cached_property
    def zeros(self) -> tuple[str, ...]:
        """The indicators of which the cluster has none, the least that anybody has, although the median is
        more: what it has not begun yet.
        """
        found = []
        for leaf in self.edition.framework.leaves:
            standing = self.comparison[leaf.code]
            spread = standing.values
            if leaf.is_yes_no or leaf.direction < 0 or spread is None or standing.value != 0:
                continue
            if spread.low == 0 < spread.median:
                found.append(leaf.code)
        return tuple(found)

    @property
    def missing(self) -> tuple[str, ...]:
        return self.comparison.missing

    @cached_property
    def scored_areas(self) -> tuple[str, ...]:
        areas = self.edition.framework.areas
        return tuple(area.code for area in areas if self.comparison[area.code].score is not None)

    @cached_property
    def unscored_areas(self) -> tuple[str, ...]:
        return tuple(area.code for area in self.edition.framework.areas if area.code not in self.scored_areas)

    @cached_property
    def areas_above(self) -> tuple[str, ...]:
        return tuple(code for code in self.scored_areas if (self.lead(code) or 0.0) > 0)

    @cached_property
    def areas_below(self) -> tuple[str, ...]:
        return tuple(code for code in self.scored_areas if (self.lead(code) or 0.0) < 0)


def _comparable(past: Past) -> bool:
    return past.score is not None and past.now is not None
