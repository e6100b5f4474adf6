"""What an area's two pages say: its title and lead, and three findings with their evidence.

The findings are told in a fixed order: what rose (or else what stands out), what fell or looks unusual (or
else where the distance is largest), what is to be gained. Distances are those of published numbers, as
everywhere in the report; nothing here says why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from reports.advice import WhatIf
from reports.edition import Band, Framework, Node
from reports.results import FEWEST, Past, Standing

from .scene import LEAD_ROOM, Said, Scene, fitting, join, within
from .sentences import MIDDLE_HALF, is_count, told_name

#: A fall of fewer hundredths of the scale gives way to an unusual pattern.
SMALL_FALL = 5.0
#: Two areas stand in contrast if their places, as shares of those ranked, differ by at least this much.
CONTRAST = 0.4

#: The best are far from most others if so much of the whole range lies beyond the quarter next to them.
FAR_BEST = 0.8

_ABOVE = frozenset({Band.ABOVE, Band.HIGHEST})
_LOW = frozenset({Band.BELOW, Band.LOWER})


#: What the parts of an area are, where they are not of one kind "parts".
Level = Literal["subareas", "indicators", "parts"]


def level(area: Node, framework: Framework) -> Level:
    """What the parts of an area are."""
    kinds = {child.is_leaf for child in framework.children(area.code)}
    if len(kinds) > 1:
        return "parts"
    return "indicators" if True in kinds else "subareas"


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
    def level(self) -> Level:
        """What the parts are."""
        return level(self.area, self.scene.edition.framework)

    def kind(self, code: str) -> str:
        """What one part is."""
        return "indicator" if self.scene.node(code).is_leaf else "subarea"

    @cached_property
    def reserves(self) -> tuple[tuple[str, WhatIf], ...]:
        """What this area can still gain, the largest gain of the area first."""
        codes = {standing.code for standing in self.leaves}
        own = [(code, what_if) for code, what_if in self.scene.advice.reserves if code in codes]
        return tuple(sorted(own, key=lambda pair: -pair[1].area_gain))

    @cached_property
    def at_benchmark(self) -> bool:
        """Whether every answer here has reached its benchmark. The best answer has, whatever the noise of a
        mean of three.
        """
        return bool(self.scored) and all(
            leaf.value is not None
            and leaf.values is not None
            and (
                leaf.value == leaf.values.best
                or self.scene.node(leaf.code).direction * (leaf.value - leaf.values.benchmark) >= 0
            )
            for leaf in self.scored
        )

    @cached_property
    def gains(self) -> tuple[tuple[str, float], ...]:
        """The published points this area would gain, indicator by indicator, as :attr:`reserves`."""
        gained = ((code, self.scene.facts.gained(self.area.code, w.area_score)) for code, w in self.reserves)
        return tuple((code, points or 0.0) for code, points in gained)

    @cached_property
    def ahead(self) -> tuple[Standing, ...]:
        """The answered indicators above the median, the farthest in points first, but for those that the
        sector decides.
        """
        return tuple(s for s in self._farthest(1) if not self.scene.node(s.code).sector_driven)

    @cached_property
    def sector_ahead(self) -> bool:
        """Whether the indicator farthest above the median is one that the sector decides."""
        return self._farthest(1)[:1] != self.ahead[:1]

    @cached_property
    def behind(self) -> tuple[Standing, ...]:
        """The answered indicators below the median, the farthest in points first."""
        return self._farthest(-1)

    def _farthest(self, sign: int) -> tuple[Standing, ...]:
        gaps = [(s, sign * self.scene.gap(s.code)) for s in self.scored if s.band is not Band.CONSTANT]
        return tuple(s for s, gap in sorted(gaps, key=lambda pair: -pair[1]) if gap > 0)

    @cached_property
    def told_in_lead(self) -> tuple[str, ...]:
        """The indicators that the lead of the first page names."""
        return tuple(s.code for s in (*self.ahead[:1], *self.behind[:1])) if self.moved else ()

    @cached_property
    def scored(self) -> tuple[Standing, ...]:
        return tuple(s for s in self.leaves if s.score is not None and s.value is not None)

    @cached_property
    def label(self) -> str | None:
        """The latest earlier edition with which a part of this area can be compared."""
        return self.scene.comparable(part.code for part in self.parts)

    @cached_property
    def moved(self) -> tuple[tuple[Standing, float], ...]:
        """Comparable parts with their published change, in the framework's order."""
        if self.label is None:
            return ()
        changes = self.scene.changes(self.label, (part.code for part in self.parts))
        return tuple((self.scene.comparison[code], change) for code, change in changes)


def area_title(area: AreaScene) -> str:
    """The area's finding in at most three lines. What is nearest to the median is called closest to it in the
    middle half of the group only; else its distance is told.
    """
    scene, texts, standing = area.scene, area.scene.texts, area.standing
    if standing.score is None:
        return texts("area-title-missing")
    if standing.band is Band.CONSTANT:
        return texts("area-title-constant")
    scored = [part for part in area.parts if part.score is not None]
    best = max(scored, key=lambda part: scene.gap(part.code))
    worst = min(scored, key=lambda part: scene.gap(part.code))
    above, gap = scene.above(scored), scene.gap(best.code)
    arguments: dict[str, str | int] = {
        "Best": scene.name(best.code),
        "best": scene.inline(best.code),
        "worst": scene.inline(worst.code),
        "gap": scene.points(gap),
        "parts": area.level,
    }
    if standing.leads and standing.band is Band.HIGHEST:
        messages = ["area-title-leader"] * (gap > 0) + ["area-title-leader-short"]
    elif len(area.parts) == 1:
        messages = [f"area-title-one-{standing.band.value}", f"area-title-one-{standing.band.value}-short"]
    elif len(above) == len(area.parts):
        messages = ["area-title-all-above", "area-title-all-above-short"]
    elif not above:
        near = "level" if gap == 0 else "none-above" if best.band in MIDDLE_HALF else "low"
        messages = [f"area-title-{near}", "area-title-low-short"]
    elif scene.gap(worst.code) < 0:
        messages = ["area-title-mixed", "area-title-mixed-short"]
    else:
        messages = ["area-title-mixed-short"]
    return fitting(*(texts.variant(message, str(area.place), **arguments) for message in messages))


def area_lead(area: AreaScene) -> Said:
    scene, standing = area.scene, area.standing
    if standing.score is None or standing.rank is None:
        return scene.say("area-lead-missing")
    gap = scene.gap(standing.code)
    rule = "area-lead-above" if gap > 0 else "area-lead-below" if gap < 0 else "area-lead-equal"
    arguments: dict[str, str | int] = {
        "score": scene.result(standing.score),
        "rank": scene.texts.ordinal(standing.rank),
        "n": standing.n,
    }
    if gap:
        arguments["gap"] = scene.points(gap)
    first = scene.vary(rule, area.place, **arguments)
    if not area.moved:
        # The second page tells of single indicators; here the parts speak.
        return within(LEAD_ROOM, [first, _parts(area)])
    details = [
        _detail(
            area,
            "area-detail-strength-own" if area.sector_ahead else "area-detail-strength",
            next(iter(area.ahead), None),
        ),
        _detail(area, "area-detail-gap", next(iter(area.behind), None)),
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
    if area.scene.facts.score(best.code) == area.scene.facts.score(worst.code):
        return Said()
    # The title tells who is farthest ahead of the group: a part must not be best there and worst here.
    distances = [area.scene.gap(part.code) for part in scored]
    if area.scene.gap(best.code) == min(distances) or area.scene.gap(worst.code) == max(distances):
        return Said()
    return area.scene.vary(
        "area-detail-parts",
        area.place,
        part=area.kind(best.code),
        best=area.scene.name(best.code),
        high=area.scene.result(best.score or 0.0),
        worst=area.scene.name(worst.code),
        low=area.scene.result(worst.score or 0.0),
    )


def _detail(area: AreaScene, slot: str, standing: Standing | None) -> Said:
    scene, values = (
        area.scene,
        {} if standing is None else area.scene.facts.told_own_and_median(standing.code),
    )
    if standing is None or not values:
        return Said()
    code = standing.code
    if scene.node(code).is_yes_no:
        return Said(_answer(area, code, area.place, values), (slot,))
    said = scene.vary(slot, area.place, name=told_name(scene, code), **values)
    return join([said, _direction(area, code)])


def _answer(area: AreaScene, code: str, place: int, values: Mapping[str, str | int]) -> str:
    """The answer to a question, and how many answer yes: it has no median and no place."""
    scene = area.scene
    arguments = {"name": scene.name(code), "own": values["own"], **scene.facts.yes_of(code)}
    return scene.texts.variant("outstanding-text-yes", str(place), **arguments)


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
    """Three headed findings, or as many as the data have. No indicator is told twice, but that the lead can
    name the one with the most to gain.
    """
    told = set(area.told_in_lead) | {code for code, _ in area.reserves[:1]}
    first = _rise(area) or _strongest(area, told) or _nearest(area, told)
    rest = (_second(area, told, first), _reserve(area))
    return [finding for finding in (first, *rest) if finding]


def _second(area: AreaScene, told: set[str], first: Finding | None) -> Finding | None:
    fall = _fall(area)
    if fall is not None and fall[1] >= SMALL_FALL * area.scene.hundredth:
        return fall[0]
    candidates: list[Callable[[], Finding | None]] = [
        lambda: _pattern(area, told),
        lambda: fall[0] if fall else None,
        lambda: _weakest(area, told),
        lambda: _strongest(area, told),
        lambda: _nearest(area, told),
    ]
    found = (candidate() for candidate in candidates)
    return next((f for f in found if f and (first is None or f.said.rules != first.said.rules)), None)


# --- what changed ----------------------------------------------------------------------------------


def _rise(area: AreaScene) -> Finding | None:
    if not area.moved or area.label is None:
        return None
    part, change = max(area.moved, key=lambda pair: pair[1])
    past = area.scene.facts.past(part.code, area.label)
    now, group = area.scene.facts.score(part.code), area.scene.facts.group(part.code)
    if change <= 0 or past is None or past.score is None or group is None:
        return None
    said = _moved(area, "rise-text", "rise-text-comparable", part, past, change)
    crossed = past.score < group.median < min(past.now or 0.0, now or 0.0)
    extra = area.scene.vary("rise-crossed", area.place) if crossed else Said()
    return Finding(area.scene.texts("passage-rise"), join([said, extra]))


def _fall(area: AreaScene) -> tuple[Finding, float] | None:
    """The largest fall, and its points."""
    if not area.moved or area.label is None:
        return None
    part, change = min(area.moved, key=lambda pair: pair[1])
    past = area.scene.facts.past(part.code, area.label)
    if change >= 0 or past is None or past.score is None:
        return None
    said = _moved(area, "fall-text", "fall-text-comparable", part, past, change)
    above = area.scene.gap(part.code) > 0
    kind = area.kind(part.code)
    extra = area.scene.vary("fall-still-above", area.place, part=kind) if above else Said()
    return Finding(area.scene.texts("passage-fall"), join([said, extra])), -change


def _moved(
    area: AreaScene, of_all: str, of_comparable: str, part: Standing, past: Past, change: float
) -> Said:
    """The change like with like; where the whole score of today is another one, the sentence says of what."""
    narrower = area.scene.facts.narrower(part.code, past.label)
    return area.scene.vary(
        of_comparable if narrower else of_all,
        area.place,
        part=area.kind(part.code),
        name=area.scene.name(part.code),
        change=area.scene.points(change),
        edition=area.label or "",
        before=area.scene.result(past.score or 0.0),
        score=area.scene.result(past.now or 0.0),
    )


# --- what looks unusual ------------------------------------------------------------------------------


def _pattern(area: AreaScene, told: set[str]) -> Finding | None:
    """Two areas far apart, or two sub-areas far apart, or an indicator against its sub-area."""
    for find in (_contrast, _split):
        said = find(area)
        if said:
            return Finding(area.scene.texts("passage-pattern"), said)
    said = _exception(area, told)
    return Finding(area.scene.texts("passage-exception"), said) if said else None


def _share(standing: Standing) -> float:
    """The middle of the places that are shared, as a share of those ranked: 0 is the top."""
    return (standing.first + standing.last) / 2 / max(standing.n, 1)


def _is_high(standing: Standing) -> bool:
    """Whether a result is above the middle half; a best one that many share is not."""
    return standing.band in _ABOVE and standing.quarter in (1, None if standing.n < FEWEST else 1)


def _contrast(area: AreaScene) -> Said:
    """An earlier area high and this one below the median, or the other way round.

    Told once, with the later of the two: frameworks list resources before results. An area that stands out
    from all others is set against the first of them only.
    """
    own, scene = area.standing, area.scene
    other = _opposite(scene, area.place)
    if other is None or own.rank is None:
        return Said()
    if any(_opposite(scene, place) is other for place in range(area.place)):
        return Said()
    return scene.vary(
        "contrast-low" if own.band in _LOW else "contrast-high",
        area.place,
        other=scene.inline(other.code),
        before=scene.texts.ordinal(other.rank or 0.0),
        rank=scene.texts.ordinal(own.rank),
        n=own.n,
    )


def _opposite(scene: Scene, place: int) -> Standing | None:
    """The area before the one at ``place`` that is farthest from it, at the other end of the group."""
    own = scene.areas[place]
    if own.rank is None:
        return None
    if own.band in _LOW:
        wanted = [other for other in scene.areas[:place] if _is_high(other)]
    elif _is_high(own):
        wanted = [other for other in scene.areas[:place] if other.band is Band.BELOW]
    else:
        return None
    others = [other for other in wanted if abs(_share(other) - _share(own)) >= CONTRAST]
    return max(others, key=lambda standing: abs(_share(standing) - _share(own)), default=None)


def _split(area: AreaScene) -> Said:
    """One sub-area above the middle half of the group and another below it."""
    parts = [part for part in area.parts if part.rank is not None and not area.scene.node(part.code).is_leaf]
    high = [part for part in parts if _is_high(part)]
    low = [part for part in parts if part.band is Band.BELOW]
    if not (high and low):
        return Said()
    best, worst = min(high, key=_share), max(low, key=_share)
    return area.scene.vary(
        "split",
        area.place,
        best=area.scene.name(best.code),
        high=area.scene.texts.ordinal(best.rank or 0.0),
        worst=area.scene.name(worst.code),
        low=area.scene.texts.ordinal(worst.rank or 0.0),
    )


def _exception(area: AreaScene, told: set[str]) -> Said:
    """An indicator outside the middle half on the other side than its sub-area."""
    facts = area.scene.facts
    found: list[tuple[float, str, Standing, Standing]] = []
    for part in area.parts:
        if part.rank is None or area.scene.node(part.code).is_leaf:
            continue
        rule = "exception-low" if _is_high(part) else "exception-high" if part.band is Band.BELOW else ""
        for node in area.scene.edition.framework.leaves_of(part.code):
            leaf = area.scene.comparison[node.code]
            against = leaf.band is Band.BELOW if rule == "exception-low" else _is_high(leaf)
            if rule and against and leaf.first and leaf.code not in told and not node.is_yes_no:
                found.append((abs(_share(leaf) - _share(part)), rule, leaf, part))
    if not found:
        return Said()
    _, rule, leaf, part = max(found, key=lambda entry: entry[0])
    if leaf.value is None or leaf.values is None:
        return Said()
    said = area.scene.vary(
        rule,
        area.place,
        name=told_name(area.scene, leaf.code),
        own=facts.told_value(leaf.code, leaf.value),
        median=facts.told_value(leaf.code, leaf.values.median),
        part=area.scene.name(part.code),
        rank=area.scene.texts.ordinal(part.rank or 0.0),
    )
    return join([said, _direction(area, leaf.code)])


# --- what stands out -----------------------------------------------------------------------------------


def _strongest(area: AreaScene, told: set[str]) -> Finding | None:
    """The indicator farthest above the median that no other text of the chapter names."""
    heading = "passage-also-strong" if area.sector_ahead else "passage-strongest"
    return _outstanding(area, area.ahead, heading, "passage-also-strong", "strongest-text", told)


def _weakest(area: AreaScene, told: set[str]) -> Finding | None:
    """The indicator farthest below the median that no other text of the chapter names."""
    return _outstanding(area, area.behind, "passage-weakest", "passage-also-weak", "weakest-text", told, 1)


def _nearest(area: AreaScene, told: set[str]) -> Finding | None:
    """The indicator below the median and nearest to it that no other text of the chapter names."""
    nearest = area.behind[::-1]
    close = bool(nearest) and nearest[0].band in MIDDLE_HALF
    heading = "passage-closest" if close else "passage-below"
    return _outstanding(area, nearest, heading, "passage-also-weak", "closest-text", told)


def _outstanding(
    area: AreaScene,
    ordered: Sequence[Standing],
    heading: str,
    other_heading: str,
    rule: str,
    told: set[str],
    turn: int = 0,
) -> Finding | None:
    """The first of the ``ordered`` indicators that is not in ``told``, and then is. It has the
    ``other_heading`` where it is not the first of all. ``turn`` (0 or 1) rotates the variants, so that two
    such texts side by side differ.
    """
    scene, place = area.scene, 2 * area.place + turn
    standing = next((standing for standing in ordered if standing.code not in told), None)
    values = {} if standing is None else scene.facts.told_own_and_median(standing.code)
    if standing is None or standing.rank is None or not values:
        return None
    code = standing.code
    told.add(code)
    arguments = {"name": told_name(scene, code)} | values
    if scene.node(code).is_yes_no:
        # A place shared by everybody who answers the same says nothing.
        said = Said(_answer(area, code, place, values), (rule,))
    else:
        rank = scene.texts.ordinal(standing.rank)
        told_ = scene.vary("outstanding-text", place, rank=rank, n=standing.n, **arguments)
        said = join([Said(told_.text, (rule,)), _direction(area, code)])
    title = scene.texts(heading if standing is ordered[0] else other_heading)
    return Finding(title, said)


def _direction(area: AreaScene, code: str) -> Said:
    """A value under the median can be the better one: then it is said."""
    return Said(area.scene.texts("less-is-better")) if area.scene.node(code).direction < 0 else Said()


# --- what is to be gained ---------------------------------------------------------------------------


def _small(area: AreaScene) -> Said:
    """No goal changes the score in print; where the best are far from most others, this is said."""
    step = area.scene.texts.points(10.0**-area.scene.texts.decimals)
    said = area.scene.say("keep-small", step=step)
    if area.scene.edition.method.normalise != "minmax":
        return said
    for leaf in area.scored:
        node, values = area.scene.node(leaf.code), leaf.values
        if values is None or values.low == values.high:
            continue
        quartile = values.q3 if node.direction > 0 else values.q1
        if abs(values.best - quartile) >= FAR_BEST * (values.high - values.low):
            return join([said, Said(area.scene.texts("keep-small-far", name=area.scene.name(leaf.code)))])
    return said


def _reserve(area: AreaScene) -> Finding:
    scene = area.scene
    if area.at_benchmark:
        return Finding(scene.texts("passage-keep"), scene.say("keep-text"))
    if not area.reserves:
        return Finding(scene.texts("passage-small"), _small(area))
    code, what_if = area.reserves[0]
    node, own, turn = scene.node(code), scene.comparison[code].value or 0.0, str(area.place)
    slot = "reserve-text-less" if node.direction < 0 else "reserve-text"
    text = scene.texts.variant(
        "reserve-text-yes" if node.is_yes_no else slot,
        turn,
        name=told_name(scene, code),
        gain=scene.points(area.gains[0][1]),
        own=scene.facts.told_value(code, own),
        goal=scene.facts.told_value(code, what_if.goal),
    )
    before, after = area.standing.rank or 0.0, what_if.area_rank
    moved = ""  # a leader cannot rise
    if before != after:
        ranks = {"before": scene.texts.ordinal(before), "after": scene.texts.ordinal(after)}
        moved = scene.texts.variant("reserve-rank", turn, **ranks)
    elif before != 1:
        moved = scene.texts.variant("reserve-rank-same", turn)
    counted = is_count(node) and max(own, what_if.goal) < 5
    small = scene.say("small-numbers") if counted else Said()
    return Finding(scene.texts("passage-reserve"), join([Said(text, ("reserve-text",)), Said(moved), small]))
