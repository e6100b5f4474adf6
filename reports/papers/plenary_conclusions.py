"""What follows from the condition of the group, in words: findings, what the group can do, and what the
publisher can do. Every number is one that another chapter of the paper prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reports.chapters import Draft
from reports.document import Block, Heading, Item, ItemList, Section
from reports.words import fitting, side

from .group_condition import parts
from .group_scene import GroupScene
from .plenary_chapters import TOGETHER, group_names, most_recommended, moved_words

#: Findings, actions of the group, and recommendations to the publisher that are told.
FINDINGS, ACTIONS, OFFERS = 6, 3, 5
#: Scales on which a median says how much is reached, and not only where a cluster stands among the others.
_ABSOLUTE = ("minmax", "goalposts")


def conclusions(draft: Draft, scene: GroupScene) -> Section | None:
    """The chapter; None where too little is known to conclude anything."""
    texts, told = scene.texts, findings(scene)
    if not told:
        return None
    blocks: list[Block] = [ItemList(texts("plenary-findings"), told, ordered=True)]
    for name, items in (("group", group_actions(scene)), ("publisher", publisher_actions(scene))):
        if items:
            blocks += [Heading(texts(f"plenary-can-{name}")), ItemList("", items, ordered=True)]
    title = fitting(told[0].title, texts("plenary-conclusions-title"))
    return draft.section("conclusions", texts("plenary-conclusions"), title, blocks, (1, 2))


# --- findings --------------------------------------------------------------------------------------


def findings(scene: GroupScene) -> tuple[Item, ...]:
    """The findings, the most important first."""
    told = (_changed, _low, _sides, _wide, _high, _areas, _together)
    return tuple(item for find in told if (item := find(scene)) is not None)[:FINDINGS]


def _changed(scene: GroupScene) -> Item | None:
    texts, label, root = scene.texts, scene.condition.label, scene.root.code
    change = scene.facts.changed(root)
    if change is None:
        return None
    title = texts("plenary-find-change", edition=label, change=moved_words(scene, change))
    units = texts.units(scene.condition.changes[root].n)
    moved = _moved(scene)
    if len(set(moved.values())) < 2:
        return Item(title, texts("plenary-find-change-both", units=units))
    up, down = max(moved, key=lambda code: moved[code]), min(moved, key=lambda code: moved[code])
    said = {
        "up": scene.name(up),
        "most": moved_words(scene, moved[up]),
        "down": scene.name(down),
        "least": moved_words(scene, moved[down]),
    }
    return Item(title, texts("plenary-find-change-ends", units=units, **said))


def _moved(scene: GroupScene) -> dict[str, float]:
    """The published median changes of the sub-areas."""
    nodes = parts(scene.edition)
    return {node.code: c for node in nodes if (c := scene.facts.changed(node.code)) is not None}


def _end(scene: GroupScene, end: str) -> str | None:
    """The sub-area with the highest or the lowest median, if there is one."""
    high, low = scene.extremes(node.code for node in parts(scene.edition))
    found = high if end == "high" else low
    return found[0] if len(found) == 1 else None


def _figures(scene: GroupScene, code: str) -> Mapping[str, str]:
    median = scene.facts.median(code)
    known = {} if median is None else {"median": scene.result(median)}
    return {"name": scene.name(code), **known, **scene.facts.half(code)}


def _middle(scene: GroupScene) -> float | None:
    """The middle of the scale, where half of it means half of what can be reached."""
    method = scene.edition.method
    return sum(method.scale) / 2 if method.normalise in _ABSOLUTE else None


def _shared_weakness(scene: GroupScene) -> str | None:
    """The sub-area with the lowest median, where three quarters are below the middle of the scale."""
    code, middle = _end(scene, "low"), _middle(scene)
    group = None if code is None else scene.facts.group(code)
    return code if group is not None and middle is not None and group.q3 < middle else None


def _low(scene: GroupScene) -> Item | None:
    code = _end(scene, "low")
    if code is None:
        return None
    end = "shared" if _shared_weakness(scene) else "lowest"
    texts, figures = scene.texts, _figures(scene, code)
    return Item(texts(f"plenary-find-{end}", **figures), texts(f"plenary-find-{end}-text", **figures))


def _high(scene: GroupScene) -> Item | None:
    code, middle = _end(scene, "high"), _middle(scene)
    group = None if code is None else scene.facts.group(code)
    if code is None or group is None or middle is None or group.q1 <= middle:
        return None
    texts, figures = scene.texts, _figures(scene, code)
    return Item(texts("plenary-find-strong", **figures), texts("plenary-find-strong-text", **figures))


def _widest(scene: GroupScene) -> str | None:
    """The sub-area in which clusters differ most, if there is one."""
    found = ((node.code, scene.facts.width(node.code)) for node in parts(scene.edition))
    widths = {code: width for code, width in found if width is not None}
    wide = [code for code in widths if widths[code] == max(widths.values())]
    return wide[0] if len(wide) == 1 and len(widths) > 1 else None


def _wide(scene: GroupScene) -> Item | None:
    code = _widest(scene)
    if code is None:
        return None
    texts, figures = scene.texts, _figures(scene, code)
    return Item(texts("plenary-find-wide", **figures), texts("plenary-find-wide-text", **figures))


def _sides(scene: GroupScene) -> Item | None:
    split, gap = scene.condition.split, scene.facts.side_gap(scene.root.code)
    if split is None or not gap:
        return None
    texts, (first, second) = scene.texts, group_names(scene, split)
    told = {"first": first, "second": second, "gap": scene.points(gap)}
    return Item(texts(f"plenary-sides-title-{side(gap)}", **told), texts("plenary-sides-limits"))


def _areas(scene: GroupScene) -> Item | None:
    high, low = scene.extremes(area.code for area in scene.areas)
    if _middle(scene) is None or len(high) != 1 or len(low) != 1:
        return None
    medians = [scene.facts.median(code) or 0.0 for code in (high[0], low[0])]
    texts = scene.texts
    title = texts("plenary-find-areas", high=scene.inline(high[0]), low=scene.inline(low[0]))
    top, bottom = (scene.result(median) for median in medians)
    return Item(title, texts("plenary-find-areas-text", top=top, bottom=bottom))


def _together(scene: GroupScene) -> Item | None:
    rho = {pair: scene.facts.correlation(*pair) or 0.0 for pair in scene.condition.correlations}
    if not rho or max(rho.values()) < TOGETHER:
        return None
    one, other = max(rho, key=lambda pair: rho[pair])
    texts = scene.texts
    title = texts("plenary-together-title", one=scene.inline(one), other=scene.inline(other))
    return Item(title, texts("plenary-together-limits"))


# --- what can be done ------------------------------------------------------------------------------


def group_actions(scene: GroupScene) -> tuple[Item, ...]:
    """The most frequent recommendations, with the step to begin with."""
    if not scene.condition.enough:
        return ()
    texts = scene.texts
    return tuple(
        Item(
            record.action.get(texts.lang),
            texts("plenary-can-step", step=record.first_step.get(texts.lang)),
        )
        for record, _ in most_recommended(scene)[:ACTIONS]
    )


def publisher_actions(scene: GroupScene) -> tuple[Item, ...]:
    """What the publisher of the study can do, each from a finding."""
    found = (
        *_offer_for_all(scene),
        *_offer_in_common(scene),
        *_exchange(scene),
        *_fall(scene),
        *_other_side(scene),
        *_again(scene),
    )
    return found[:OFFERS]


def _offer_for_all(scene: GroupScene) -> Iterator[Item]:
    code = _shared_weakness(scene)
    if code is not None:
        texts, figures = scene.texts, _figures(scene, code)
        yield Item(texts("plenary-offer-all", **figures), texts("plenary-offer-all-text", **figures))


def _offer_in_common(scene: GroupScene) -> Iterator[Item]:
    told = most_recommended(scene) if scene.condition.enough else []
    if told:
        texts, (record, number) = scene.texts, told[0]
        count = scene.facts.count(number, scene.condition.clusters)
        action = record.action.get(texts.lang)
        yield Item(
            texts("plenary-offer-common"), texts("plenary-offer-common-text", action=action, count=count)
        )


def _exchange(scene: GroupScene) -> Iterator[Item]:
    code = _widest(scene)
    if code is not None:
        texts, figures = scene.texts, _figures(scene, code)
        yield Item(
            texts("plenary-offer-exchange", **figures), texts("plenary-offer-exchange-text", **figures)
        )


def _fall(scene: GroupScene) -> Iterator[Item]:
    moved = _moved(scene)
    fallen = [code for code in moved if moved[code] == min(moved.values()) and moved[code] < 0]
    if len(fallen) == 1:
        texts, change = scene.texts, moved_words(scene, moved[fallen[0]])
        label = scene.condition.label
        yield Item(
            texts("plenary-offer-fall", name=scene.name(fallen[0])),
            texts("plenary-offer-fall-text", edition=label, change=change),
        )


def _other_side(scene: GroupScene) -> Iterator[Item]:
    split, gap = scene.condition.split, scene.facts.side_gap(scene.root.code)
    if split is not None and gap:
        first, second = group_names(scene, split)
        high, low = (first, second) if gap > 0 else (second, first)
        texts = scene.texts
        yield Item(
            texts("plenary-offer-side", low=low),
            texts("plenary-offer-side-text", high=high, gap=scene.points(gap)),
        )


def _again(scene: GroupScene) -> Iterator[Item]:
    texts, condition = scene.texts, scene.condition
    moved = condition.changes.get(scene.root.code)
    if moved is not None:
        label, units = condition.label, texts.units(moved.n)
        text = texts("plenary-offer-again-text", edition=label, units=units)
    else:
        text = texts("plenary-offer-again-first")
    yield Item(texts("plenary-offer-again"), text)
