"""Comparison groups: the own result against the medians of groups that the cluster belongs to.

What is drawn is the median of a group and never its members: which of the anonymous marks belong to a
group would say more than the median does (see :mod:`reports.results.disclosure.rules`).
"""

from __future__ import annotations

from collections.abc import Iterator

from reports.document import Block, Cell, Column, Item, ItemList, Row, Section, Table
from reports.edition import SECTOR, SIMILAR, SIZE
from reports.results import GroupStanding, Standing
from reports.words import TITLE_ROOM, Said, Scene, compared_group, join

from .draft import Draft

#: Rules for a result below, equal to and above a median.
_TITLE = ("groups-title-below", "groups-title-equal", "groups-title-above")
_TITLE_SHORT = ("groups-title-short-below", "groups-title-short-equal", "groups-title-short-above")
_ALSO = ("groups-also-below", "groups-also-equal", "groups-also-above")
_LARGEST = ("groups-largest-below", "", "groups-largest-above")
_LARGEST_SAME = ("groups-largest-below-same", "", "groups-largest-above-same")
_LARGEST_ONLY = ("groups-largest-below-only", "", "groups-largest-above-only")
_SPOKEN = ("groups-spoken-below", "groups-spoken-equal", "groups-spoken-above")


def groups(draft: Draft) -> Section | None:
    """The chapter; None for a cluster that belongs to no group and is like no other."""
    scene, texts = draft.scene, draft.texts
    of_root = [group for group in scene.comparison.groups if group.code == scene.root.code]
    if not of_root:
        return None
    told = [group for group in of_root if _medians(scene, group)]
    blocks: list[Block] = []
    lead = _lead(scene, told)
    if lead:
        blocks.append(draft.lead(lead))
    withheld = [group for group in of_root if group not in told]
    if told:
        blocks.append(_table(draft, told, withheld))
    else:
        blocks += _withheld(draft, withheld)
    return draft.section("groups", texts("groups"), draft.say(_title(scene, told)), blocks, (1, 2))


def _medians(scene: Scene, group: GroupStanding) -> list[GroupStanding]:
    """The group's results that are shown."""
    return [g for g in scene.comparison.groups if g.column == group.column and g.median is not None]


# --- words -------------------------------------------------------------------------------------


def _title(scene: Scene, told: list[GroupStanding]) -> Said:
    if not told:
        return scene.say("groups-title-none")
    group = told[0]
    gap = scene.facts.compared_gap(scene.root.code, group.column)
    if gap is None:
        return scene.say("groups-title-plain")
    said = scene.say(_by_sign(_TITLE, gap), gap=scene.points(gap), group=compared_group(scene, group.column))
    return said if len(said.text) <= TITLE_ROOM else scene.say(_by_sign(_TITLE_SHORT, gap))


def _lead(scene: Scene, told: list[GroupStanding]) -> Said:
    """Two sentences: the second group, or the areas where there is none; and the largest difference."""
    second = _second(scene, told)
    return join((second, _largest(scene, told, told[1].column if second and len(told) > 1 else "")))


def _second(scene: Scene, told: list[GroupStanding]) -> Said:
    for group in told[1:2]:
        gap = scene.facts.compared_gap(scene.root.code, group.column)
        if gap is not None:
            name = compared_group(scene, group.column)
            return scene.vary(_by_sign(_ALSO, gap), gap=scene.points(gap), group=name)
    if not told:
        return Said()
    gaps = {area.code: scene.facts.compared_gap(area.code, told[0].column) for area in scene.areas}
    known = [code for code, gap in gaps.items() if gap is not None]
    above = [code for code in known if (gaps[code] or 0) > 0]
    if not known:
        return Said()
    if len(above) == len(known) > 1:
        return scene.say("groups-areas-all")
    if not above:
        return scene.say("groups-areas-none")
    return scene.say("groups-areas-some", areas=scene.inlines(above))


def _largest(scene: Scene, told: list[GroupStanding], named: str) -> Said:
    """The area that is furthest from the median of a group; ``named`` is the group of the sentence before."""
    gaps = [
        (gap, area.code, group.column)
        for group in told
        for area in scene.areas
        if (gap := scene.facts.compared_gap(area.code, group.column))
    ]
    if not gaps:
        return Said()
    gap, code, column = max(gaps, key=lambda found: abs(found[0]))
    arguments = {"area": scene.inline(code), "gap": scene.points(gap)}
    if len(told) == 1 or column == named:
        return scene.say(_by_sign(_LARGEST_ONLY if len(told) == 1 else _LARGEST_SAME, gap), **arguments)
    return scene.say(_by_sign(_LARGEST, gap), **arguments, group=compared_group(scene, column))


def _by_sign(rules: tuple[str, str, str], gap: float) -> str:
    return rules[1] if gap == 0 else rules[2] if gap > 0 else rules[0]


# --- the table ---------------------------------------------------------------------------------


def _table(draft: Draft, told: list[GroupStanding], withheld: list[GroupStanding]) -> Table:
    scene, texts = draft.scene, draft.texts
    rows: list[Row] = []
    for group in told:
        rows.append(Row((Cell(heading(scene, group)),), tone="group"))
        rows += [_row(draft, standing, group.column) for standing in (scene.root, *scene.areas)]
    columns = [
        Column(texts("column-compared"), align="left", width=58),
        Column(texts("column-on-scale"), align="graphic", width=56),
        *(Column(texts(f"column-{heading}")) for heading in ("own", "group-median", "gap-median", "others")),
    ]
    caption = draft.on_scale("groups-caption")
    notes = [*_notes(scene, told), *_reasons(scene, withheld)]
    return draft.table("strip", "table-groups", caption, columns, rows, notes=notes, flows=True)


def heading(scene: Scene, group: GroupStanding) -> str:
    if group.column == SIMILAR:
        return scene.texts("groups-similar-heading")
    name = compared_group(scene, group.column)
    if scene.edition.group_answer(group.column, group.value) is not None:
        return scene.texts("groups-heading-answer", group=f"{name[:1].upper()}{name[1:]}")
    column = scene.edition.group_name(group.column, "", scene.texts.lang)
    return scene.texts("groups-heading", column=column, group=name)


def _row(draft: Draft, standing: Standing, column: str) -> Row:
    code, facts = standing.code, draft.scene.facts
    figures = facts.cells(code, "compared", "median", "gap", "n", of=column)
    mark = _mark(draft, standing, column)
    return draft.result_row(code, mark, facts.cell(code, "score", tone="own"), *figures)


def _mark(draft: Draft, standing: Standing, column: str) -> Cell:
    """The group's median and the own result on the scale; no marks of others, and no band of the group."""
    facts = draft.scene.facts
    median, group = facts.compared_median(standing.code, column), facts.group(standing.code)
    gap = facts.compared_gap(standing.code, column)
    spoken = draft.texts("groups-spoken-none" if gap is None else _by_sign(_SPOKEN, gap))
    if median is None or group is None:
        return Cell(spoken=spoken)
    return Cell(graphic=draft.bar(group, median, facts.score(standing.code)), spoken=spoken)


def _notes(scene: Scene, told: list[GroupStanding]) -> Iterator[str]:
    texts = scene.texts
    if any(group.column != SIMILAR for group in told):
        yield texts("groups-note-median")
    if any(group.column == SIMILAR for group in told):
        yield texts("groups-note-similar", features=similar_features(scene))
    rows = [g for group in told for g in scene.comparison.groups if g.column == group.column]
    if any(group.median is None for group in rows):
        yield texts("groups-note-dash-public" if scene.edition.public else "groups-note-dash")


def similar_features(scene: Scene) -> str:
    """The names of what makes clusters similar."""
    lang = scene.texts.lang
    return "; ".join(field.name.get(lang) for field in scene.comparison.similar_by)


def similar_groups(scene: Scene) -> list[str]:
    """The columns of comparison groups among what makes clusters similar."""
    return [field.code for field in scene.comparison.similar_by if field.code in (SECTOR, SIZE)]


# --- what is not shown -------------------------------------------------------------------------


def _reasons(scene: Scene, groups: list[GroupStanding]) -> Iterator[str]:
    """Why the medians of groups are not shown; nothing where everything is public."""
    if scene.edition.public:
        return
    for why in dict.fromkeys(group.withheld for group in groups):
        names = "; ".join(heading(scene, group) for group in groups if group.withheld == why)
        yield scene.texts(f"groups-why-{why}", groups=names, least=scene.edition.min_group)


def _withheld(draft: Draft, groups: list[GroupStanding]) -> Iterator[Block]:
    """What stands in the place of the table."""
    texts, items = draft.texts, tuple(Item("", why) for why in _reasons(draft.scene, groups))
    if items:
        yield ItemList(texts("groups-withheld"), items, lead=texts("groups-withheld-lead"))
