"""Sentences: which message says what about whom, and the rule behind it.

Every function takes the scene of one report and gives :class:`Said`: a finished text with the ids
of the rules that made it. A rule's id is its message's id, and ``rule-<id>`` in the catalogue says
when it applies, for the annex. Distances are those of published (rounded) numbers, so that a
sentence cannot contradict its table; on which side of a figure a result is, the unrounded ones tell.
"""

from __future__ import annotations

from reports.edition import SIMILAR, Band, Node
from reports.results import Standing

from .scene import LEAD_ROOM, Said, Scene, join, within

#: Hundredths of the scale within which a first place is "minimal" and a runner-up is "close".
CLOSE = 1.0
#: A rise that is told with its ranks: at least this many hundredths and places.
FAR_POINTS, FAR_PLACES = 5.0, 5
#: What is not beyond the quartiles, and what is above the median.
MIDDLE_HALF = frozenset({Band.UPPER, Band.MEDIAN, Band.LOWER})
_ABOVE_MEDIAN = frozenset({Band.HIGHEST, Band.ABOVE, Band.UPPER})
#: Places from which a small gap to the leader is told; places of an area that count as the top.
CHASING, TOP = 5, 3


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


def headline(scene: Scene) -> Said:
    """The finding of the whole report, by cases. A shared place is told as shared, and one that reaches over
    several quarters of the group with all its places; a low score is told with what is nearest to the group.
    """
    root, facts, texts = scene.root, scene.facts, scene.texts
    if root.score is None or root.rank is None:
        return scene.say("headline-no-score")
    if root.band is Band.CONSTANT:
        return scene.say("headline-no-difference", score=scene.result(root.score))
    if root.ties and (root.band is Band.MEDIAN or (root.quarter is None and not root.leads)):
        rule = "headline-shared-median" if root.band is Band.MEDIAN else "headline-shared"
        return scene.say(rule, units=scene.ranked, **{"from": root.first, "to": root.last})
    if root.leads:
        if root.ties:
            return scene.say("headline-leader-tied", units=scene.ranked, sharing=texts.units(root.ties + 1))
        margin = facts.margin(root.code) or 0.0
        rule = "headline-leader-close" if margin <= CLOSE * scene.hundredth else "headline-leader"
        return scene.say(rule, units=scene.ranked, margin=scene.points(margin))
    if root.quarter == 4:
        return _low_headline(scene)
    place: dict[str, str | int] = _place(scene, root)
    to_leader = scene.gap(root.code, "best")
    if root.first <= CHASING and abs(to_leader) <= CLOSE * scene.hundredth:
        return scene.say("headline-near-leader", gap=scene.points(to_leader), **place)
    past = scene.past(root.code)
    if past is None or past.rank is None:
        return scene.say("headline-first-time" if scene.comparison.first_time else "headline-plain", **place)
    moved = past.rank - root.rank
    if moved > 0 and float(moved).is_integer():
        return scene.say("headline-risen", moved=int(moved), edition=past.label, **place)
    if moved == 0:
        return scene.say("headline-same", edition=past.label, **place)
    return scene.say("headline-fallen", edition=past.label, before=texts.rank(past.rank), **place)


def _place(scene: Scene, root: Standing) -> dict[str, str | int]:
    """The overall rank, of how many, and whether it is shared."""
    return {
        "rank": scene.texts.rank(root.rank or 0.0),
        "units": scene.ranked,
        "tied": "yes" if root.ties else "no",
    }


def _low_headline(scene: Scene) -> Said:
    """Of a score below the middle half of the group: an area that is not, what has risen, or else the place;
    and always how far the median is.
    """
    root = scene.root
    gap = scene.points(scene.gap(root.code))
    nearest = nearest_area(scene) if scene.comparison.areas_by_position else ""
    if nearest and scene.comparison[nearest].band in _ABOVE_MEDIAN:
        return scene.say("headline-last-quarter-above", area=scene.inline(nearest), gap=gap)
    if nearest and scene.comparison[nearest].band in MIDDLE_HALF:
        return scene.say("headline-last-quarter-middle", area=scene.inline(nearest), gap=gap)
    past = scene.past(root.code)
    if past is not None and not scene.facts.narrower(root.code, past.label):
        change = scene.facts.change(root.code, past.label) or 0.0
        if change > 0:
            risen = {"change": scene.points(change), "edition": past.label}
            return scene.say("headline-last-quarter-risen", gap=gap, **risen)
    return scene.say("headline-last-quarter", gap=gap, **_place(scene, root))


def nearest_area(scene: Scene) -> str:
    """The area with the highest published gap to its median."""
    return max(scene.comparison.areas_by_position, key=scene.gap)


def farthest_area(scene: Scene) -> str:
    return min(scene.comparison.areas_by_position, key=scene.gap)


def summary_lead(scene: Scene) -> Said:
    root = scene.root
    if root.score is None:
        return scene.say("lead-no-score")
    gap = scene.gap(root.code)
    rule = "lead-above" if gap > 0 else "lead-below" if gap < 0 else "lead-equal"
    arguments = {"score": scene.result(root.score)} | ({"gap": scene.points(gap)} if gap else {})
    return within(
        LEAD_ROOM,
        [
            scene.vary(rule, **arguments),
            trend(scene),
            top_areas(scene),
            strongest_area(scene),
            weakest_area(scene),
        ],
    )


def trend(scene: Scene) -> Said:
    """The change of the overall score since the last comparable edition."""
    root = scene.root
    past = scene.past(root.code)
    change = None if past is None else scene.facts.change(root.code, past.label)
    if past is None or change is None:
        if not scene.labels:
            return Said()
        return scene.say("trend-first-time" if scene.comparison.first_time else "trend-not-comparable")
    if change == 0:
        return scene.vary("trend-same", edition=past.label)
    points, narrower = scene.points(change), scene.facts.narrower(root.code, past.label)
    if change < 0:
        slot = "trend-fallen-comparable" if narrower else "trend-fallen"
        return scene.vary(slot, edition=past.label, change=points)
    far = past.rank is not None and root.rank is not None and past.rank - root.rank >= FAR_PLACES
    if far and change >= FAR_POINTS * scene.hundredth:
        return scene.vary(
            "trend-risen-far-comparable" if narrower else "trend-risen-far",
            edition=past.label,
            change=points,
            before=scene.facts.rank(past.rank),
            rank=scene.facts.rank(root.rank),
            n=past.n,
        )
    slot = "trend-risen-comparable" if narrower else "trend-risen"
    return scene.vary(slot, edition=past.label, change=points)


def top_areas(scene: Scene) -> Said:
    """Two or more areas among the first three places, with all that share them; a further one in the first
    quarter is added.
    """
    ranked = [s for s in scene.areas if s.first and s.n >= 10 * TOP]
    top = [s for s in ranked if s.last <= TOP]
    if len(top) < 2:
        return Said()
    if len(top) == len(scene.areas):
        return scene.say("areas-top-all")
    areas = scene.inlines(s.code for s in top)
    rest = [s for s in ranked if s not in top and s.quarter == 1]
    if not rest:
        return scene.say("areas-top", areas=areas)
    high = min(rest, key=lambda s: s.first)
    return scene.say(
        "areas-top-and-high",
        areas=areas,
        high=scene.inline(high.code),
        rank=scene.texts.rank(high.rank or 0),
    )


def strongest_area(scene: Scene) -> Said:
    named = ("headline-last-quarter-above", "headline-last-quarter-middle")
    told = top_areas(scene) or headline(scene).rules[0] in named
    if not scene.comparison.areas_by_position or told:
        return Said()
    area = nearest_area(scene)
    gap, name = scene.gap(area), scene.inline(area)
    if gap < 0:
        return scene.say("area-nearest", area=name, gap=scene.points(gap))
    return scene.say("area-strongest" if gap > 0 else "area-level", area=name)


def weakest_area(scene: Scene) -> Said:
    """The largest gap, or, where there is none, the smallest lead; never an area that is first."""
    ranked = scene.comparison.areas_by_position
    if len(ranked) < 2:
        return Said()
    area = farthest_area(scene)
    if scene.gap(area) == scene.gap(nearest_area(scene)) or scene.comparison[area].leads:
        return Said()
    gap = scene.gap(area)
    return scene.say(
        "area-gap" if gap < 0 else "area-least" if gap > 0 else "area-level", area=scene.inline(area)
    )


def evidence(scene: Scene, code: str) -> str:
    """Value, median and rank of an indicator, as a list shows them; of a question how many answer yes."""
    standing, values = scene.comparison[code], scene.facts.own_and_median(code)
    if not values or standing.rank is None:
        raise ValueError(f"{code} has no value to show")
    if scene.node(code).is_yes_no:
        return scene.texts("item-evidence-yes", own=values["own"], **scene.facts.yes_of(code))
    message = "item-evidence-tied" if standing.ties else "item-evidence"
    return scene.texts(message, rank=scene.texts.rank(standing.rank), **values)


def is_count(node: Node) -> bool:
    """Whether an indicator is a number of things ("liczba firm")."""
    return node.unit.startswith(("liczba", "number"))


def with_unit(scene: Scene, code: str) -> str:
    """The indicator's name, with its unit where the unit says more than a count or a yes."""
    node = scene.node(code)
    if not node.unit or node.is_yes_no or is_count(node):
        return scene.name(code)
    return scene.texts("indicator-with-unit", name=scene.name(code), unit=node.unit_in(scene.texts.lang))


# --- position ----------------------------------------------------------------------------------


def position_title(scene: Scene) -> str:
    band_ = scene.root.band
    if band_ is Band.HIGHEST:
        return scene.texts("position-title-leader")
    name = {Band.CONSTANT: "median", Band.MISSING: "missing"}.get(band_, band_.value)
    return scene.texts(f"position-title-{name}")


def position_lead(scene: Scene) -> Said:
    root = scene.root
    return join([_position_overall(scene, root), areas_above(scene)])


def _position_overall(scene: Scene, root: Standing) -> Said:
    if root.score is None:
        return scene.say("position-lead-missing")
    gap = scene.gap(root.code)
    leader = scene.points(scene.gap(root.code, "best"))
    if root.leads and gap > 0:
        if root.ties:
            return scene.say("position-lead-leader-tied", gap=scene.points(gap))
        margin = scene.facts.margin(root.code) or 0.0
        return scene.say("position-lead-leader", margin=scene.points(margin), gap=scene.points(gap))
    if gap > 0:
        return scene.say("position-lead-above", leader=leader, gap=scene.points(gap))
    if gap == 0:
        return scene.say("position-lead-equal", leader=leader)
    if root.band is Band.BELOW:
        # From down there the top quarter is no goal; the middle half is the next one.
        quartile = scene.points(scene.gap(root.code, "q1"))
        return scene.say("position-lead-low", gap=scene.points(gap), quartile=quartile)
    quartile = scene.points(scene.gap(root.code, "q3"))
    return scene.say("position-lead-below", gap=scene.points(gap), quartile=quartile)


def areas_above(scene: Scene) -> Said:
    ranked = scene.comparison.areas_by_position
    if not ranked:
        return Said()
    above = scene.above(scene.areas)
    if len(above) == len(scene.areas):
        return scene.say("areas-above-all")
    if above:
        return scene.say("areas-above-some", areas=scene.inlines(s.code for s in above))
    nearest = nearest_area(scene)
    gap = scene.gap(nearest)
    if gap == 0:
        level = [s.code for s in scene.areas if s.score is not None and scene.gap(s.code) == 0]
        return scene.say("areas-above-none-level", areas=scene.inlines(level))
    return scene.say("areas-above-none", area=scene.inline(nearest), gap=scene.points(gap))


def comparable_label(scene: Scene) -> str | None:
    """The latest earlier edition in which the overall result or an area can be compared."""
    return scene.comparable(standing.code for standing in (scene.root, *scene.areas))
