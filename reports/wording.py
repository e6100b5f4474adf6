"""Sentences: which message says what about whom, and the rule behind it.

Every function takes the scene of one report and gives :class:`Said`: a finished text with the ids
of the rules that made it. A rule's id is its message's id, and ``rule-<id>`` in the catalogue says
when it applies, for the annex. All comparisons are made on published (rounded) numbers, so that a
sentence cannot contradict its table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from .facts import Facts, latest_past
from .model import (
    Advice,
    Band,
    Cluster,
    Comparison,
    Edition,
    Node,
    Past,
    Scores,
    Standing,
    WhatIf,
    published,
)
from .texts import Texts, lower_first

#: Published points within which a first place is "minimal" and a runner-up is "close".
CLOSE = 1.0
#: A rise that is told with its ranks: at least this many points and places.
FAR_POINTS, FAR_PLACES = 5.0, 5
#: Places from which a small gap to the leader is told; places of an area that count as the top.
CHASING, TOP = 5, 3
#: Room for a chapter's title (two lines of 24 pt) in characters.
TITLE_ROOM = 84
#: Room for a lead (at most four lines of 11.75 pt) in characters.
LEAD_ROOM = 340


@dataclass(frozen=True, slots=True)
class Said:
    """A text and the rules that made it."""

    text: str = ""
    rules: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)


def join(parts: Iterable[Said]) -> Said:
    """Whole sentences, one after the other."""
    present = [part for part in parts if part]
    return Said(" ".join(p.text for p in present), tuple(rule for p in present for rule in p.rules))


def within(room: int, parts: Sequence[Said]) -> Said:
    """As many of the sentences, in order of importance, as there is room for."""
    kept: list[Said] = []
    for part in parts:
        if part and len(join([*kept, part]).text) <= room:
            kept.append(part)
    return join(kept)


@dataclass(frozen=True)
class Scene:
    """One report's subject: the edition, one cluster, its results, and the words."""

    edition: Edition
    cluster: Cluster
    scores: Scores
    comparison: Comparison
    advice: Advice
    texts: Texts

    @cached_property
    def facts(self) -> Facts:
        return Facts(self.edition.framework, self.comparison, self.texts)

    @cached_property
    def root(self) -> Standing:
        return self.comparison[self.edition.framework.root.code]

    @cached_property
    def areas(self) -> tuple[Standing, ...]:
        return tuple(self.comparison[area.code] for area in self.edition.framework.areas)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Labels of earlier editions, oldest first."""
        return tuple(past.label for past in self.edition.history)

    @property
    def units(self) -> str:
        return self.texts.units(len(self.edition.clusters))

    def past(self, code: str) -> Past | None:
        return latest_past(self.comparison, code, self.labels)

    def name(self, code: str) -> str:
        return self.node(code).name.get(self.texts.lang)

    def inline(self, code: str) -> str:
        return lower_first(self.name(code))

    def inlines(self, codes: Iterable[str]) -> str:
        return self.texts.names([self.inline(code) for code in codes])

    def node(self, code: str) -> Node:
        return self.edition.framework[code]

    def gap(self, code: str, what: str = "median") -> float:
        """Published distance to a group figure; only for nodes with a score."""
        gap = self.facts.gap(code, what)
        if gap is None:
            raise ValueError(f"{code} has no score to compare")
        return gap

    def say(self, message: str, **arguments: str | int) -> Said:
        return Said(self.texts(message, **arguments), (message,))

    def vary(self, slot: str, place: int | str = "", **arguments: str | int) -> Said:
        return Said(self.texts.variant(slot, str(place), **arguments), (slot,))

    def points(self, value: float) -> str:
        return self.texts.points(abs(value))

    def above(self, standings: Iterable[Standing]) -> tuple[Standing, ...]:
        return tuple(s for s in standings if s.score is not None and self.gap(s.code) > 0)


# --- where a result stands -------------------------------------------------------------------------


def band(scene: Scene, standing: Standing) -> str:
    """The verbal position, for a cell whose message is its drawing."""
    node = scene.node(standing.code)
    if not node.is_leaf:
        return scene.texts(f"score-band-{standing.band.value}")
    less = node.direction < 0 and standing.band not in (Band.MISSING, Band.CONSTANT)
    return scene.texts(f"band-{'less-' if less else ''}{standing.band.value}")


# --- summary -----------------------------------------------------------------------------------


def headline(scene: Scene) -> Said:
    """The finding of the whole report, by cases; a low rank never leads."""
    root, facts, texts = scene.root, scene.facts, scene.texts
    if root.score is None or root.rank is None:
        return scene.say("headline-no-score")
    if root.band is Band.CONSTANT:
        return scene.say("headline-no-difference", score=scene.points(root.score))
    rank = texts.rank(root.rank)
    if root.rank == 1:
        if root.ties:
            return scene.say("headline-leader-tied", units=scene.units)
        margin = facts.margin(root.code) or 0.0
        rule = "headline-leader-close" if margin <= CLOSE else "headline-leader"
        return scene.say(rule, units=scene.units, margin=scene.points(margin))
    if scene.comparison.quartile == 4 and scene.gap(root.code) < 0:
        return _low_headline(scene)
    to_leader = scene.gap(root.code, "best")
    if root.rank <= CHASING and abs(to_leader) <= CLOSE:
        return scene.say("headline-near-leader", rank=rank, units=scene.units, gap=scene.points(to_leader))
    past = scene.past(root.code)
    if past is None or past.rank is None:
        rule = "headline-first-time" if scene.comparison.first_time else "headline-plain"
        return scene.say(rule, rank=rank, units=scene.units)
    moved = past.rank - root.rank
    if moved > 0 and float(moved).is_integer():
        return scene.say("headline-risen", rank=rank, units=scene.units, moved=int(moved), edition=past.label)
    if moved == 0:
        return scene.say("headline-same", rank=rank, units=scene.units, edition=past.label)
    before = texts.rank(past.rank)
    return scene.say("headline-fallen", rank=rank, units=scene.units, edition=past.label, before=before)


def _low_headline(scene: Scene) -> Said:
    if not scene.comparison.areas_by_position:
        return scene.say("headline-plain", rank=scene.texts.rank(scene.root.rank or 0), units=scene.units)
    nearest = nearest_area(scene)
    rule = "headline-last-quarter-above" if scene.gap(nearest) > 0 else "headline-last-quarter"
    return scene.say(rule, area=scene.inline(nearest), gap=scene.points(scene.gap(scene.root.code)))


def nearest_area(scene: Scene) -> str:
    """The area with the highest published gap to its median; the framework's order breaks ties."""
    return max(scene.comparison.areas_by_position, key=scene.gap)


def farthest_area(scene: Scene) -> str:
    return min(scene.comparison.areas_by_position, key=scene.gap)


def summary_lead(scene: Scene) -> Said:
    root = scene.root
    if root.score is None:
        return scene.say("lead-no-score")
    gap = scene.gap(root.code)
    rule = "lead-above" if gap > 0 else "lead-below" if gap < 0 else "lead-equal"
    arguments = {"score": scene.points(root.score)} | ({"gap": scene.points(gap)} if gap else {})
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
    """What became of the overall score since the last comparable edition."""
    root = scene.root
    past = scene.past(root.code)
    change = None if past is None else scene.facts.change(root.code, past.label)
    if past is None or change is None:
        if not scene.labels:
            return Said()
        return scene.say("trend-first-time" if scene.comparison.first_time else "trend-not-comparable")
    if change == 0:
        return scene.vary("trend-same", edition=past.label)
    points = scene.points(change)
    if change < 0:
        return scene.vary("trend-fallen", edition=past.label, change=points)
    far = past.rank is not None and root.rank is not None and past.rank - root.rank >= FAR_PLACES
    if far and change >= FAR_POINTS:
        return scene.vary(
            "trend-risen-far",
            edition=past.label,
            change=points,
            before=scene.facts.rank(past.rank),
            rank=scene.facts.rank(root.rank),
            n=past.n,
        )
    return scene.vary("trend-risen", edition=past.label, change=points)


def top_areas(scene: Scene) -> Said:
    """Two or more areas among the first three places; a further one in the first quarter is added."""
    told = (s for s in scene.areas if s.rank is not None and s.band is not Band.CONSTANT)
    ranked = [s for s in told if s.n >= 10 * TOP]
    top = [s for s in ranked if s.rank is not None and s.rank <= TOP]
    if len(top) < 2:
        return Said()
    if len(top) == len(scene.areas):
        return scene.say("areas-top-all")
    areas = scene.inlines(s.code for s in top)
    rest = [s for s in ranked if s not in top and s.rank is not None and s.rank <= s.n / 4]
    if not rest:
        return scene.say("areas-top", areas=areas)
    high = min(rest, key=lambda s: s.rank or 0)
    return scene.say(
        "areas-top-and-high",
        areas=areas,
        high=scene.inline(high.code),
        rank=scene.texts.rank(high.rank or 0),
    )


def strongest_area(scene: Scene) -> Said:
    told = top_areas(scene) or headline(scene).rules[0].startswith("headline-last-quarter")
    if not scene.comparison.areas_by_position or told:
        return Said()
    area = nearest_area(scene)
    return scene.say("area-strongest" if scene.gap(area) > 0 else "area-nearest", area=scene.inline(area))


def weakest_area(scene: Scene) -> Said:
    """The largest gap, or, where there is none, the smallest lead; never an area that is first."""
    ranked = scene.comparison.areas_by_position
    if len(ranked) < 2:
        return Said()
    area = farthest_area(scene)
    if area == nearest_area(scene) or scene.comparison[area].rank == 1:
        return Said()
    return scene.say("area-gap" if scene.gap(area) < 0 else "area-least", area=scene.inline(area))


def evidence(scene: Scene, code: str) -> str:
    """Value, median and rank of an indicator, as a list shows them."""
    standing = scene.comparison[code]
    if standing.value is None or standing.values is None or standing.rank is None:
        raise ValueError(f"{code} has no value to show")
    message = "item-evidence-tied" if standing.ties else "item-evidence"
    return scene.texts(
        message,
        own=scene.facts.said_value(code, standing.value),
        median=scene.facts.said_value(code, standing.values.median),
        rank=scene.texts.rank(standing.rank),
    )


def with_unit(scene: Scene, code: str) -> str:
    """The indicator's name, with its unit where the unit says more than a count or a yes."""
    node = scene.node(code)
    plain = not node.unit or node.is_yes_no or node.unit.startswith(("liczba", "number"))
    if plain:
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
    if root.rank == 1 and gap > 0:
        if root.ties:
            return scene.say("position-lead-leader-tied", gap=scene.points(gap))
        margin = scene.facts.margin(root.code) or 0.0
        return scene.say("position-lead-leader", margin=scene.points(margin), gap=scene.points(gap))
    if gap > 0:
        return scene.say("position-lead-above", leader=leader, gap=scene.points(gap))
    if gap == 0:
        return scene.say("position-lead-equal", leader=leader)
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
    return scene.say("areas-above-none", area=scene.inline(nearest_area(scene)))


def changes(scene: Scene) -> list[Said]:
    """Up to three findings on the change since the last comparable edition."""
    if not scene.labels:
        return []
    if scene.comparison.first_time:
        return [scene.say("history-first-time")]
    label = comparable_label(scene)
    if label is None:
        return [scene.say("history-not-comparable")]
    found = [_rank_change(scene, label)]
    moved = [(s, c) for s in scene.areas if (c := scene.facts.change(s.code, label)) is not None]
    if moved:
        rise = max(moved, key=lambda pair: pair[1])
        fall = min(moved, key=lambda pair: pair[1])
        found.append(
            _change(scene, "change-largest-rise", *rise)
            if rise[1] > 0
            else scene.say("change-no-rise", edition=label)
        )
        found.append(
            _change(scene, "change-largest-fall", *fall)
            if fall[1] < 0
            else scene.say("change-no-fall", edition=label)
        )
    return [said for said in found if said]


def comparable_label(scene: Scene) -> str | None:
    """The latest earlier edition in which the overall result or an area can be compared."""
    for label in reversed(scene.labels):
        if any(scene.facts.change(s.code, label) is not None for s in (scene.root, *scene.areas)):
            return label
    return None


def _change(scene: Scene, slot: str, standing: Standing, change: float) -> Said:
    return scene.vary(
        slot,
        area=scene.name(standing.code),
        change=scene.points(change),
        score=scene.points(standing.score or 0.0),
    )


def _rank_change(scene: Scene, label: str) -> Said:
    past, root = scene.facts.past(scene.root.code, label), scene.root
    if past is None or past.rank is None or root.rank is None:
        return Said()
    before, rank = scene.texts.rank(past.rank), scene.texts.rank(root.rank)
    if past.rank == root.rank:
        return scene.say("rank-same", rank=rank, n=past.n, now=root.n)
    rule = "rank-risen" if root.rank < past.rank else "rank-fallen"
    return scene.say(rule, before=before, n=past.n, rank=rank, now=root.n)


# --- areas -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AreaScene:
    """One area of the scene; ``place`` is its position, which rotates the variants."""

    scene: Scene
    area: Node
    place: int

    @cached_property
    def standing(self) -> Standing:
        return self.scene.comparison[self.area.code]

    @cached_property
    def parts(self) -> tuple[Standing, ...]:
        """The sub-areas (or, in a flat area, the indicators)."""
        children = self.scene.edition.framework.children(self.area.code)
        return tuple(self.scene.comparison[node.code] for node in children)

    @cached_property
    def leaves(self) -> tuple[Standing, ...]:
        leaves = self.scene.edition.framework.leaves_of(self.area.code)
        return tuple(self.scene.comparison[node.code] for node in leaves)

    @cached_property
    def reserves(self) -> tuple[tuple[str, WhatIf], ...]:
        """What this area can still gain, the largest gain of the area first."""
        codes = {standing.code for standing in self.leaves}
        own = [(code, what_if) for code, what_if in self.scene.advice.reserves if code in codes]
        return tuple(sorted(own, key=lambda pair: -pair[1].area_gain))

    @cached_property
    def gains(self) -> tuple[tuple[str, float], ...]:
        """The published points this area would gain, indicator by indicator, as :attr:`reserves`."""
        gained = ((code, self.scene.facts.gained(self.area.code, w.area_score)) for code, w in self.reserves)
        return tuple((code, points or 0.0) for code, points in gained)

    @cached_property
    def strongest(self) -> Standing | None:
        """The answered indicator farthest above the median in points, if any is."""
        found = [s for s in self.scored if self.scene.gap(s.code) > 0 and s.band is not Band.CONSTANT]
        return max(found, key=lambda s: self.scene.gap(s.code), default=None)

    @cached_property
    def weakest(self) -> Standing | None:
        found = [s for s in self.scored if self.scene.gap(s.code) < 0 and s.band is not Band.CONSTANT]
        return min(found, key=lambda s: self.scene.gap(s.code), default=None)

    @cached_property
    def scored(self) -> tuple[Standing, ...]:
        return tuple(s for s in self.leaves if s.score is not None and s.value is not None)

    @cached_property
    def label(self) -> str | None:
        """The latest earlier edition with which a part of this area can be compared."""
        for label in reversed(self.scene.labels):
            if any(self.scene.facts.change(part.code, label) is not None for part in self.parts):
                return label
        return None

    @cached_property
    def moved(self) -> tuple[tuple[Standing, float], ...]:
        """Comparable parts with their published change, in the framework's order."""
        if self.label is None:
            return ()
        changes_ = ((part, self.scene.facts.change(part.code, self.label)) for part in self.parts)
        return tuple((part, change) for part, change in changes_ if change is not None)


def area_title(area: AreaScene) -> str:
    """The area's finding in at most three lines."""
    scene, texts = area.scene, area.scene.texts
    if area.standing.score is None:
        return texts("area-title-missing")
    scored = [part for part in area.parts if part.score is not None]
    best = max(scored, key=lambda part: scene.gap(part.code))
    worst = min(scored, key=lambda part: scene.gap(part.code))
    above = scene.above(scored)
    candidates = []
    if area.standing.rank == 1 and area.standing.band is Band.HIGHEST:
        candidates = [
            ("area-title-leader", {"best": scene.inline(best.code)}),
            ("area-title-leader-short", {}),
        ]
    elif len(above) == len(area.parts):
        candidates = [
            ("area-title-all-above", {"best": scene.inline(best.code)}),
            ("area-title-all-above-short", {}),
        ]
    elif not above:
        candidates = [("area-title-none-above", {"best": scene.inline(best.code)})]
    elif scene.gap(worst.code) < 0:
        names = {
            "Best": scene.name(best.code),
            "best": scene.inline(best.code),
            "worst": scene.inline(worst.code),
        }
        candidates = [
            ("area-title-mixed", names),
            ("area-title-mixed-short", {"best": scene.inline(best.code)}),
        ]
    else:
        candidates = [("area-title-mixed-short", {"best": scene.inline(best.code)})]
    titles = [texts.variant(message, str(area.place), **names) for message, names in candidates]
    return next((title for title in titles if len(title) <= TITLE_ROOM), titles[-1])


def area_lead(area: AreaScene) -> Said:
    scene, standing = area.scene, area.standing
    if standing.score is None or standing.rank is None:
        return scene.say("area-lead-missing")
    gap = scene.gap(standing.code)
    rule = "area-lead-above" if gap > 0 else "area-lead-below" if gap < 0 else "area-lead-equal"
    arguments: dict[str, str | int] = {
        "score": scene.points(standing.score),
        "rank": scene.texts.rank(standing.rank),
        "n": standing.n,
    }
    if gap:
        arguments["gap"] = scene.points(gap)
    first = scene.vary(rule, area.place, **arguments)
    if not area.moved:
        # The second page tells of single indicators; here the sub-areas speak.
        return within(LEAD_ROOM, [first, _parts(area)])
    details = [
        _detail(area, "area-detail-strength", area.strongest),
        _detail(area, "area-detail-gap", area.weakest),
    ]
    # Where there is room for one detail only, the one that goes with the direction comes first.
    if gap < 0:
        details.reverse()
    return within(LEAD_ROOM, [first, *details])


def _parts(area: AreaScene) -> Said:
    """The parts with the highest and the lowest score, where they differ."""
    scored = [part for part in area.parts if part.score is not None]
    if not scored:
        return Said()
    best = max(scored, key=lambda part: part.score or 0.0)
    worst = min(scored, key=lambda part: part.score or 0.0)
    if published(best.score or 0.0) == published(worst.score or 0.0):
        return Said()
    return area.scene.vary(
        "area-detail-parts",
        area.place,
        best=area.scene.name(best.code),
        high=area.scene.points(best.score or 0.0),
        worst=area.scene.name(worst.code),
        low=area.scene.points(worst.score or 0.0),
    )


def _detail(area: AreaScene, slot: str, standing: Standing | None) -> Said:
    if standing is None or standing.value is None or standing.values is None:
        return Said()
    facts = area.scene.facts
    return area.scene.vary(
        slot,
        area.place,
        name=area.scene.name(standing.code),
        own=facts.said_value(standing.code, standing.value),
        median=facts.said_value(standing.code, standing.values.median),
    )


@dataclass(frozen=True, slots=True)
class Finding:
    """A headed finding of an area's second page."""

    heading: str
    said: Said


def missing_answers(area: AreaScene) -> Said:
    """Without an area score: the answers it would take, and the first step."""
    names = area.scene.inlines(leaf.code for leaf in area.leaves if leaf.value is None)
    return area.scene.say("missing-text", names=names)


def findings(area: AreaScene) -> list[Finding]:
    """Three headed findings: what rose, what fell (or else what stands out), what is to gain."""
    rise, fall = _rise(area), _fall(area)
    second = fall or _weakest(area) or (_strongest(area) if rise else None)
    return [finding for finding in (rise or _strongest(area), second, _reserve(area)) if finding]


def _rise(area: AreaScene) -> Finding | None:
    if not area.moved or area.label is None:
        return None
    part, change = max(area.moved, key=lambda pair: pair[1])
    past = area.scene.facts.past(part.code, area.label)
    if change <= 0 or past is None or past.score is None or part.group is None:
        return None
    said = _moved(area, "rise-text", part, past.score, change)
    median = published(part.group.median)
    crossed = published(past.score) < median < published(part.score or 0.0)
    extra = area.scene.say("rise-crossed") if crossed else Said()
    return Finding(area.scene.texts("passage-rise"), join([said, extra]))


def _fall(area: AreaScene) -> Finding | None:
    if not area.moved or area.label is None:
        return None
    part, change = min(area.moved, key=lambda pair: pair[1])
    past = area.scene.facts.past(part.code, area.label)
    if change >= 0 or past is None or past.score is None:
        return None
    said = _moved(area, "fall-text", part, past.score, change)
    above = area.scene.gap(part.code) > 0
    extra = area.scene.say("fall-still-above") if above else Said()
    return Finding(area.scene.texts("passage-fall"), join([said, extra]))


def _moved(area: AreaScene, slot: str, part: Standing, before: float, change: float) -> Said:
    return area.scene.vary(
        slot,
        area.place,
        name=area.scene.name(part.code),
        change=area.scene.points(change),
        edition=area.label or "",
        before=area.scene.points(published(before)),
        score=area.scene.points(part.score or 0.0),
    )


def _strongest(area: AreaScene) -> Finding | None:
    if area.strongest is None:
        return None
    return Finding(
        area.scene.texts("passage-strongest"), _outstanding(area, "strongest-text", area.strongest, 0)
    )


def _weakest(area: AreaScene) -> Finding | None:
    """The largest distance; where that is also the largest reserve, the smallest one instead."""
    weakest, texts = area.weakest, area.scene.texts
    if weakest is None:
        return None
    if not area.reserves or area.reserves[0][0] != weakest.code:
        return Finding(texts("passage-weakest"), _outstanding(area, "weakest-text", weakest, 1))
    behind = [s for s in area.scored if area.scene.gap(s.code) < 0 and s.code != weakest.code]
    if not behind:
        return None
    closest = max(behind, key=lambda s: area.scene.gap(s.code))
    return Finding(texts("passage-closest"), _outstanding(area, "closest-text", closest, 1))


def _outstanding(area: AreaScene, rule: str, standing: Standing, turn: int) -> Said:
    """``turn`` rotates the frame, so that two such texts side by side differ."""
    facts = area.scene.facts
    if standing.value is None or standing.values is None or standing.rank is None:
        return Said()
    said = area.scene.vary(
        "outstanding-text",
        area.place + turn,
        name=area.scene.name(standing.code),
        own=facts.said_value(standing.code, standing.value),
        median=facts.said_value(standing.code, standing.values.median),
        rank=area.scene.texts.rank(standing.rank),
        n=standing.n,
    )
    return Said(said.text, (rule,))


def _reserve(area: AreaScene) -> Finding:
    scene = area.scene
    if not area.reserves:
        return Finding(scene.texts("passage-keep"), scene.say("keep-text"))
    code, what_if = area.reserves[0]
    node, standing = scene.node(code), scene.comparison[code]
    slot = (
        "reserve-text-yes"
        if node.is_yes_no
        else "reserve-text-less"
        if node.direction < 0
        else "reserve-text"
    )
    arguments: dict[str, str | int] = {
        "name": scene.name(code),
        "gain": scene.points(area.gains[0][1]),
    }
    if not node.is_yes_no:
        arguments |= {
            "own": scene.facts.said_value(code, standing.value or 0.0),
            "goal": scene.facts.said_value(code, what_if.goal),
        }
    said = Said(scene.texts.variant(slot, str(area.place), **arguments), ("reserve-text",))
    before, after = area.standing.rank or 0.0, what_if.area_rank
    moved = (
        Said(scene.texts("reserve-rank", before=scene.texts.rank(before), after=scene.texts.rank(after)))
        if before != after
        else Said(scene.texts("reserve-rank-same"))
    )
    counted = node.unit.startswith(("liczba", "number")) and max(standing.value or 0.0, what_if.goal) < 5
    small = scene.say("small-numbers") if counted else Said()
    return Finding(scene.texts("passage-reserve"), join([said, moved, small]))
