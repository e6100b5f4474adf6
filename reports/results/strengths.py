"""Strengths and weaknesses: the indicators in which a cluster is furthest from its own level.

They are relative to the cluster's own profile: the indicators furthest above and below the median of its own
positions. Indicators without an answer, and results that at least half the group has in common, are neither.
A strength is never a last place, and under the median of the group only where too few are above; the first
one is none that the sector decides (``sector_driven``). A weakness never has its benchmark reached, and the
first one is none that the sector decides, if there is another. At most two are of one sub-area where others
follow. So a leader can have fewer than three weaknesses. Equal positions stand in the order of the framework.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from reports.edition import Framework, Node

from .model import Standing

#: How many strengths and weaknesses are named, and how many of one sub-area if there are others.
NAMED = 3
OF_ONE_PARENT = 2


def strengths_and_weaknesses(
    framework: Framework, standings: Mapping[str, Standing], positions: Mapping[str, float]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of both, the furthest first.

    ``positions`` are the distances to the medians of the group in units of the spread (see
    :meth:`compare.Group.positions`).
    """

    def position(leaf: Node) -> float:
        return positions[leaf.code]

    known = [
        leaf
        for leaf in framework.leaves
        if standings[leaf.code].score is not None and standings[leaf.code].ties + 1 < standings[leaf.code].n
    ]
    if not known:
        return (), ()
    level = median(map(position, known))
    telling = [x for x in known if not standings[x.code].is_common]
    strong = [x for x in telling if position(x) >= level and not standings[x.code].is_last]
    strong.sort(key=position, reverse=True)
    strengths = _own_first(strong, _picked(strong, ([x for x in strong if position(x) >= 0], strong)))
    weak = [
        x
        for x in telling
        if position(x) <= level and not _at_benchmark(standings[x.code]) and x.code not in strengths
    ]
    weak.sort(key=position)
    picked = _picked(weak, (weak,))
    return strengths, _own_first(weak, picked) or picked


def _own_first(ranked: Sequence[Node], picked: Sequence[str]) -> tuple[str, ...]:
    """The picked ones, the first that is not the sector's in front; none where all are its."""
    own = [leaf.code for leaf in ranked if not leaf.sector_driven]
    if not own:
        return ()
    first = next((code for code in picked if code in own), own[0])
    rest = [code for code in picked if code != first]
    return (first, *rest)[:NAMED]


def _at_benchmark(standing: Standing) -> bool:
    if standing.score is None or standing.group is None:
        return False
    return standing.score >= min(standing.group.benchmark, standing.group.best)


def _picked(ranked: Sequence[Node], tiers: Sequence[Sequence[Node]]) -> tuple[str, ...]:
    """The codes of the first three, tier by tier; in each tier a third one of the same sub-area only to fill
    up.
    """
    picked: list[Node] = []

    def fits(leaf: Node, most: int) -> bool:
        return leaf not in picked and sum(other.parent == leaf.parent for other in picked) < most

    while len(picked) < NAMED:
        candidates = (
            leaf for tier in tiers for most in (OF_ONE_PARENT, NAMED) for leaf in tier if fits(leaf, most)
        )
        found = next(candidates, None)
        if found is None:
            break
        picked.append(found)
    return tuple(leaf.code for leaf in ranked if leaf in picked)
