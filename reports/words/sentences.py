"""Sentences: which message says what about whom, and the rule behind it.

Every function takes the scene of one report and gives :class:`Said`: a finished text with the ids
of the rules that made it. A rule's id is its message's id, and ``rule-<id>`` in the catalogue says
when it applies, for the annex. Distances are those of published (rounded) numbers, so that a
sentence cannot contradict its table; on which side of a figure a result is, the unrounded ones tell.
"""

from __future__ import annotations

from reports.edition import SIMILAR, Band, Node
from reports.results import Standing

from .published import is_abbreviation
from .scene import Said, Scene, join

#: What is not beyond the quartiles.
MIDDLE_HALF = frozenset({Band.UPPER, Band.MEDIAN, Band.LOWER})


def compared_group(scene: Scene, column: str) -> str:
    """What a reader calls the cluster's own group of a column, or the similar clusters."""
    if column == SIMILAR:
        return scene.texts("groups-similar")
    return scene.edition.group_name(column, scene.cluster.groups[column], scene.texts.lang)


# --- where a result stands -------------------------------------------------------------------------


def band(scene: Scene, standing: Standing) -> str:
    """The position in words, for a cell that holds only a drawing; of a question how many answer yes."""
    node = scene.node(standing.code)
    if node.is_yes_no:
        return scene.texts("yes-of", **scene.facts.yes_of(node.code))
    if not node.is_leaf:
        return scene.texts(f"score-band-{standing.band.value}")
    less = node.direction < 0 and standing.band not in (Band.MISSING, Band.CONSTANT)
    return scene.texts(f"band-{'less-' if less else ''}{standing.band.value}")


# --- summary -----------------------------------------------------------------------------------


def nearest_area(scene: Scene) -> str:
    """The area with the highest published gap to its median."""
    return max(scene.comparison.areas_by_position, key=scene.gap)


def no_trend(scene: Scene) -> Said:
    """Why the overall score is compared with no earlier edition, where there is one."""
    past = scene.past(scene.root.code)
    if not scene.labels or (past is not None and scene.facts.change(scene.root.code, past.label) is not None):
        return Said()
    return scene.say("trend-first-time" if scene.comparison.first_time else "trend-not-comparable")


def evidence(scene: Scene, code: str) -> str:
    """Value, median and rank of an indicator, as a list shows them; of a question how many answer yes."""
    standing, values = scene.comparison[code], scene.facts.own_and_median(code)
    if not values or standing.rank is None:
        raise ValueError(f"{code} has no value to show")
    if scene.node(code).is_yes_no:
        return scene.texts("item-evidence-yes", own=values["own"], **scene.facts.yes_of(code))
    message = "item-evidence-tied" if standing.ties else "item-evidence"
    return scene.texts(message, rank=scene.texts.ordinal(standing.rank), **values)


def is_count(node: Node) -> bool:
    """Whether an indicator is a number of things ("liczba firm")."""
    return node.unit.startswith(("liczba", "number"))


def with_unit(scene: Scene, code: str) -> str:
    """The indicator's name, with its unit where the unit says more than a count or a yes."""
    node = scene.node(code)
    if not node.unit or node.is_yes_no or is_count(node):
        return scene.name(code)
    return scene.texts("indicator-with-unit", name=scene.name(code), unit=node.unit_in(scene.texts.lang))


def told_name(scene: Scene, code: str) -> str:
    """The indicator's name in a sentence: with its unit, where that is a word and no abbreviation."""
    unit = scene.node(code).unit_in(scene.texts.lang)
    if unit.startswith("%") or is_abbreviation(unit):
        return scene.name(code)
    return with_unit(scene, code)


# --- position ----------------------------------------------------------------------------------


def position_title(scene: Scene) -> str:
    band_ = scene.root.band
    if band_ is Band.HIGHEST:
        return scene.texts("position-title-leader")
    name = {Band.CONSTANT: "median", Band.MISSING: "missing"}.get(band_, band_.value)
    return scene.texts(f"position-title-{name}")


def position_lead(scene: Scene) -> Said:
    root = scene.root
    return join([_position_overall(scene, root), _partial(scene), areas_above(scene), no_trend(scene)])


def _partial(scene: Scene) -> Said:
    """That the overall score and place rest on a part of the areas, and which ones have no score."""
    if not scene.partial:
        return Said()
    names = scene.texts.names(
        [scene.texts("quoted", name=scene.name(area.code)) for area in scene.areas if area.score is None]
    )
    scored = sum(area.score is not None for area in scene.areas)
    return scene.say("partial-score", scored=scored, n=len(scene.areas), names=names)


def _position_overall(scene: Scene, root: Standing) -> Said:
    if root.score is None:
        return scene.say("position-lead-missing")
    gap = scene.gap(root.code)
    leader = scene.points(scene.gap(root.code, "best"))
    if root.leads and gap > 0:
        if root.ties:
            return scene.say("position-lead-leader-tied", gap=scene.points(gap))
        margin = scene.facts.margin(root.code) or 0.0
        return scene.vary("position-lead-leader", margin=scene.points(margin), gap=scene.points(gap))
    if gap > 0:
        return scene.vary("position-lead-above", leader=leader, gap=scene.points(gap))
    if gap == 0:
        return scene.say("position-lead-equal", leader=leader)
    if root.band is Band.BELOW:
        # From down there the top quarter is no goal; the middle half is the next one.
        quartile = scene.points(scene.gap(root.code, "q1"))
        return scene.vary("position-lead-low", gap=scene.points(gap), quartile=quartile)
    quartile = scene.points(scene.gap(root.code, "q3"))
    return scene.vary("position-lead-below", gap=scene.points(gap), quartile=quartile)


def areas_above(scene: Scene) -> Said:
    ranked = scene.comparison.areas_by_position
    if not ranked:
        return Said()
    above = scene.above(scene.areas)
    if len(above) == len(scene.areas):
        return scene.vary("areas-above-all")
    if above:
        return scene.vary("areas-above-some", areas=scene.inlines(s.code for s in above))
    nearest = nearest_area(scene)
    gap = scene.gap(nearest)
    if gap == 0:
        level = [s.code for s in scene.areas if s.score is not None and scene.gap(s.code) == 0]
        return scene.say("areas-above-none-level", areas=scene.inlines(level))
    return scene.vary("areas-above-none", area=scene.inline(nearest), gap=scene.points(gap))


def comparable_label(scene: Scene) -> str | None:
    """The latest earlier edition in which the overall result or an area can be compared."""
    return scene.comparable(standing.code for standing in (scene.root, *scene.areas))
