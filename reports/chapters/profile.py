"""Characteristics: who the cluster is, beside the whole group, and what an interview and a survey say of it.

Key figures and charts of shares stand above a table of what is no number. The table of all numbers is
looked up on the screen (:mod:`.all_results`), unless there are more of them than figures and charts show.
Which fields there are is the edition's business: the sentences name those that set this cluster apart.
Figures come from :class:`reports.words.published.Facts`, so that bars, tables and sentences print the same
numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reports.document import (
    Block,
    Cell,
    Chart,
    Column,
    Fact,
    Heading,
    KeyFigure,
    KeyFigures,
    Pair,
    Para,
    Range,
    Row,
    Section,
    Share,
    Shares,
    Subject,
    Table,
    Together,
)
from reports.edition import Band
from reports.results import FAR_PIECES, FAR_SHARE, Category, Trait
from reports.words import Said, Scene, join, upper_first, within

from .draft import Draft
from .members import interview, members, shown

#: Room for the title (two lines of 24 pt, long words among them) and for the lead (five lines of
#: 11.75 pt, or two above an interview) in characters.
TITLE_ROOM, LEAD_ROOM, SHORT_LEAD = 72, 380, 180
#: Short texts that introduce the cluster: how many, and how long (characters). A text longer than LONG
#: is a paragraph of its own.
INTRODUCED, SHORT, LONG = 2, 40, 160
#: Fields that the lead names on each side of the median.
NAMED = 2
#: Numbers that open the chapter as key figures; fewer than two are left to the table.
FIGURES = 3
#: A comparison group that at most this part of the clusters belongs to is worth a sentence.
RARE = 0.15
#: Tables that share a page have no more rows than this, and a longer one flows.
PAGE_ROWS = 30
#: A chart of more bars is no longer a picture, and more charts are no longer looked at; the table has all.
BARS, CHARTS = 8, 4
#: From this many percentage points on one of fewer things is told with its weight.
HEAVY = 2.0
#: Titles for what is above and what is below.
_TITLES = ("profile-title-above", "profile-title-below")
_SHARE_TITLES = ("profile-title-share-above", "profile-title-share-below")
#: Characters of long texts that a page holds.
PAGE_TEXT = 3_000


def profile(draft: Draft) -> Section | None:
    """The chapter; None where nothing is known of the cluster but its results."""
    scene, texts = draft.scene, draft.texts
    own = scene.characteristics
    facts, answers = interview(draft), shown(scene)
    described = own.traits or any(subject == "profile" for subject, _ in own.categories)
    if not (described or facts or answers):
        return None
    title, lead = profile_title(scene), profile_lead(scene, SHORT_LEAD if facts else LEAD_ROOM)
    blocks: list[Block] = []
    if lead:
        blocks.append(draft.lead(lead))
    blocks += _key_figures(draft)
    blocks += [facts] if facts else []
    charts = list(_charts(draft))
    blocks += _in_pairs(charts)
    marks = _marks_table(draft, "table-marks", _marks(scene))
    tables = [table for table in (marks, _all_traits(draft)) if table is not None]
    rows = sum(len(table.rows) for table in tables)
    blocks += [Together(tuple(tables))] if len(tables) == 2 and rows <= PAGE_ROWS else tables
    long = [category for category in own.categories.values() if _is_long(scene, category)]
    for category in long:
        told = scene.facts.own_text(category)
        blocks.append(Together((Heading(category.name.get(texts.lang)), Para(told))))
    blocks += members(draft)
    letters = sum(len(scene.facts.own_text(category)) for category in long)
    rows += len(answers)
    most = 2 + bool(facts or answers) + rows // PAGE_ROWS + len(charts) // 3 + -(-letters // PAGE_TEXT)
    return draft.section("profile", texts("profile"), draft.say(title), blocks, (1, most))


def _all_traits(draft: Draft) -> Table | None:
    """The table of all numbers, where figures and charts leave some out."""
    return None if figures_show_all(draft.scene) else traits_table(draft)


def figures_show_all(scene: Scene) -> bool:
    """Whether the key figures and the charts have every number of the profile that the cluster gave."""
    shown = {trait.node.code for _, trait in _in_figures(scene)}
    shown |= {trait.node.code for family in _drawn(scene) for trait in family}
    given = (trait for trait in scene.characteristics.traits.values() if trait.own is not None)
    return all(trait.node.code in shown for trait in given)


# --- sentences ---------------------------------------------------------------------------------


def _inline(scene: Scene, trait: Trait) -> str:
    return scene.edition.inside(trait.node.name.get(scene.texts.lang))


def _outstanding(scene: Scene) -> list[Trait]:
    """Farthest from the median first."""
    found = [trait for trait in scene.characteristics.traits.values() if trait.stands_out]
    return sorted(found, key=lambda trait: -abs(trait.remoteness))


def profile_title(scene: Scene) -> Said:
    """What is farthest from the median, with the next of the same sort, as far as there is room."""
    found = _outstanding(scene)
    if found:
        first = found[0]
        alike = [t for t in found if t.is_share == first.is_share and (t.gap > 0) == (first.gap > 0)]
        above, below = _SHARE_TITLES if first.is_share else _TITLES
        rule = above if first.gap > 0 else below
        names = [_inline(scene, trait) for trait in alike]
        for count in (2, 1):
            if len(names) >= count:
                said = scene.say(rule, names=scene.texts.names(names[:count]))
                if len(said.text) <= TITLE_ROOM:
                    return said
        return scene.say("profile-title")
    known = [trait for trait in scene.characteristics.traits.values() if trait.band is not Band.MISSING]
    if len(known) < 2:
        return scene.say("profile-title")
    inside = (Band.UPPER, Band.MEDIAN, Band.LOWER, Band.CONSTANT)
    ordinary = all(trait.band in inside for trait in known)
    return scene.say("profile-title-ordinary" if ordinary else "profile-title-close")


def profile_lead(scene: Scene, room: int = LEAD_ROOM) -> Said:
    """The cluster in a few sentences: what it is, its size, what sets it apart; ``room`` is in characters."""
    traits = list(scene.characteristics.traits.values())
    first = next((trait for trait in traits if not trait.is_share and trait.own is not None), None)
    rest = [trait for trait in _outstanding(scene) if trait is not first]
    size, introduction, group = _size(scene, first), _introduction(scene), _rare_group(scene)
    apart, mix = _apart(scene, rest), _mix(scene, rest)
    # By importance; they are told in another order.
    chosen = within(room, [size, apart, mix, introduction, group])
    told = (introduction, group, size, apart, mix)
    return join(said for said in told if said and said.rules[0] in chosen.rules)


def _introduction(scene: Scene) -> Said:
    """Short texts that no other cluster gave."""
    texts = scene.texts
    parts = [
        texts("profile-part", name=scene.edition.inside(category.name.get(texts.lang)), text=own)
        for (subject, _), category in scene.characteristics.categories.items()
        if subject == "profile" and category.answer is None and category.same is None
        if 0 < len(own := category.own.get(texts.lang)) <= SHORT
    ]
    if not parts:
        return Said()
    # The point of an abbreviation ("sp. z o.o.") is also the full stop.
    told = upper_first("; ".join(parts[:INTRODUCED])).removesuffix(".")
    return scene.say("profile-introduction", parts=told)


def _rare_group(scene: Scene) -> Said:
    """The smallest comparison group of the cluster, if it is small."""
    groups = [
        (category.same, category)
        for (subject, _), category in scene.characteristics.categories.items()
        if subject == "group" and category.same is not None and category.same <= RARE * category.n
    ]
    if not groups:
        return Said()
    same, category = min(groups, key=lambda pair: pair[0])
    lang = scene.texts.lang
    return scene.vary(
        "profile-group",
        name=upper_first(category.name.get(lang)),
        value=category.own.get(lang),
        same=scene.texts.number(same, 0),
        n=scene.texts.number(category.n, 0),
    )


def _size(scene: Scene, trait: Trait | None) -> Said:
    """The first number of the profile, which says how large the cluster is."""
    if trait is None or trait.spread is None:
        return Said()
    facts = scene.facts
    arguments = {"name": _name_with_unit(scene, trait), "own": facts.own_number(trait)}
    if trait.gap == 0:
        return scene.say("profile-size-equal", **arguments)
    rule = f"profile-size-{'above' if trait.gap > 0 else 'below'}{'-far' if trait.stands_out else ''}"
    return scene.vary(rule, median=facts.figure(trait, "median"), **arguments)


def _apart(scene: Scene, found: Sequence[Trait]) -> Said:
    """What lies outside the middle half, on either side of it."""
    above, below = ([t for t in found if (t.gap > 0) is side][:NAMED] for side in (True, False))
    told = {
        side: scene.texts.names([_beside(scene, trait) for trait in traits])
        for side, traits in (("above", above), ("below", below))
        if traits
    }
    if not told:
        return Said()
    rule = "profile-both" if below and above else "profile-above" if above else "profile-below"
    return scene.vary(rule, **told)


def _beside(scene: Scene, trait: Trait) -> str:
    return scene.texts(
        "profile-beside",
        name=_inline(scene, trait),
        own=_with_sign(scene, trait, scene.facts.own_number(trait)),
        median=_with_sign(scene, trait, scene.facts.figure(trait, "median")),
    )


def _mix(scene: Scene, told: Sequence[Trait]) -> Said:
    """The first whole whose largest part here is not the one with the largest median."""
    for family in scene.characteristics.families:
        known = [trait for trait in family if trait.own_cut is not None and trait.spread is not None]
        if len(known) < len(family):
            continue
        largest = max(known, key=lambda trait: trait.own_cut or 0.0)
        usual = max(known, key=lambda trait: 0.0 if trait.spread is None else trait.cut(trait.spread.median))
        ahead = (largest.own_cut or 0.0) - (usual.own_cut or 0.0)
        few = largest.pieces is not None and ahead / 100 * largest.pieces < FAR_PIECES
        if largest is usual or largest in told[: 2 * NAMED] or ahead < FAR_SHARE or few:
            continue
        return scene.say(
            "profile-mix",
            parts=upper_first(_heading(scene, family)),
            name=_inline(scene, largest),
            own=_with_sign(scene, largest, scene.facts.own_number(largest)),
            usual=_inline(scene, usual),
            median=_with_sign(scene, usual, scene.facts.figure(usual, "median")),
        )
    return Said()


def _with_sign(scene: Scene, trait: Trait, number: str) -> str:
    return scene.texts("percent", value=number) if trait.is_share else number


def _name_with_unit(scene: Scene, trait: Trait) -> str:
    """The name that opens a sentence, with the unit unless the name says it ("number of members")."""
    name, unit = trait.node.name.get(scene.texts.lang), trait.node.unit_in(scene.texts.lang)
    if not unit or unit[:5].casefold() in name.casefold():
        return upper_first(name)
    return upper_first(scene.texts("profile-name-unit", name=name, unit=unit))


def _heading(scene: Scene, family: Sequence[Trait]) -> str:
    """What the shares are parts of."""
    parts = family[0].field.parts.get(scene.texts.lang)
    return parts or scene.texts("profile-shares", unit=family[0].node.unit_in(scene.texts.lang))


# --- key figures and charts -------------------------------------------------------------------------------


def _key_figures(draft: Draft) -> Iterator[KeyFigures]:
    facts, texts = draft.scene.facts, draft.texts
    chosen, figures = _in_figures(draft.scene), []
    for code, trait in chosen:
        half = {figure: facts.figure(trait, figure) for figure in ("q1", "median", "q3")}
        note = "" if trait.spread is None else texts("profile-figure-note", **half)
        own, label = facts.own_number(trait), _name_with_unit(draft.scene, trait)
        figures.append(KeyFigure(own, "", label, note, "own", Fact(code, "value", subject="profile")))
    if figures:
        yield KeyFigures(tuple(figures))


def _in_figures(scene: Scene) -> list[tuple[str, Trait]]:
    """The numbers that open the chapter, by their codes."""
    known = [(code, trait) for code, trait in scene.characteristics.traits.items() if trait.own is not None]
    numbers = [(code, trait) for code, trait in known if not trait.is_share]
    return numbers[:FIGURES] if len(numbers) > 1 else []


def _drawn(scene: Scene) -> Sequence[Sequence[Trait]]:
    """The shares that are drawn, those of one whole together."""
    families = [
        family
        for family in scene.characteristics.families
        if len(family) <= BARS and any(trait.own is not None for trait in family)
    ]
    return families[:CHARTS]


def _charts(draft: Draft) -> Iterator[Chart]:
    """Two of them stand side by side; one that has no other beside it takes the whole line."""
    drawn = _drawn(draft.scene)
    for place, family in enumerate(drawn):
        alone = place == len(drawn) - 1 and len(drawn) % 2 == 1
        yield _chart(draft, place, family, half=not alone)


def _in_pairs(charts: Sequence[Chart]) -> Iterator[Block]:
    for left, right in zip(charts[::2], charts[1::2], strict=False):
        yield Pair(left, right)
    if len(charts) % 2:
        yield charts[-1]


def _chart(draft: Draft, place: int, family: Sequence[Trait], *, half: bool) -> Chart:
    scene, texts = draft.scene, draft.texts
    bars = tuple(_share(scene, trait) for trait in family)
    heading = upper_first(_heading(scene, family))
    spoken = [
        texts("shares-bar-alt-median", name=bar.name, own=bar.label, median=bar.median_label)
        if bar.median_label
        else texts("shares-bar-alt", name=bar.name, own=bar.label)
        for bar in bars
    ]
    alt, title = (
        texts("shares-alt", parts=heading, bars=" ".join(spoken)),
        _chart_title(scene, heading, family),
    )
    drawing, caption = Shares(bars), texts("shares-caption")
    return draft.chart(f"chart-shares-{place + 1}", title, caption, alt, drawing, half=half)


def _chart_title(scene: Scene, heading: str, family: Sequence[Trait]) -> str:
    """The finding: what is farthest from its median, if anything is far."""
    far = [trait for trait in family if trait.stands_out]
    if not far:
        return scene.texts("shares-title", parts=heading)
    trait = max(far, key=lambda trait: abs(trait.gap))
    return scene.texts(
        f"shares-title-{'above' if trait.gap > 0 else 'below'}",
        parts=heading,
        name=_inline(scene, trait),
        gap=scene.texts.number(abs(trait.gap), trait.gap_decimals),
    )


def _share(scene: Scene, trait: Trait) -> Share:
    name, own = trait.node.name.get(scene.texts.lang), scene.facts.own_number(trait)
    label = own if trait.own is None else _with_sign(scene, trait, own)
    if trait.spread is None:
        return Share(name, trait.own_cut, label, None, "")
    said = _with_sign(scene, trait, scene.facts.figure(trait, "median"))
    median = trait.cut(trait.spread.median)
    return Share(name, trait.own_cut, label, median, scene.texts("shares-median", median=said))


# --- the tables --------------------------------------------------------------------------------


def _is_long(scene: Scene, category: Category) -> bool:
    return category.answer is None and len(category.own.get(scene.texts.lang)) > LONG


#: Groups and characteristics that are no numbers, by what they are and their codes.
_Marks = Mapping[tuple[str, str], Category]


def _marks(scene: Scene) -> _Marks:
    """What the chapter lists: all that is short but the groups that the next chapter names."""
    compared = {("group", group.column) for group in scene.comparison.groups}
    return {
        key: category
        for key, category in scene.characteristics.categories.items()
        if key not in compared and not _is_long(scene, category)
    }


def groups_table(draft: Draft) -> Table | None:
    """The groups that the chapter of groups names, with how many belong to each, if there are any."""
    listed, own = _marks(draft.scene), draft.scene.characteristics.categories
    groups = {key: category for key, category in own.items() if key[0] == "group" and key not in listed}
    return _marks_table(draft, "table-own-groups", groups)


def _marks_table(draft: Draft, table_id: str, categories: _Marks) -> Table | None:
    """Groups, texts and answers, with how many clusters have the same; above them who coordinates."""
    scene, texts, facts = draft.scene, draft.texts, draft.scene.facts
    if not categories:
        return None
    counted = any(category.same is not None for category in categories.values())
    rows = []
    if scene.cluster.coordinator:
        cells = (Cell(texts("profile-reader-term")), Cell(scene.cluster.coordinator))
        rows.append(Row((*cells, Cell(texts("dash"))) if counted else cells))
    for (about, code), category in categories.items():
        subject: Subject = "group" if about == "group" else "profile"
        cells = (Cell(upper_first(category.name.get(texts.lang))), facts.cell(code, "value", subject=subject))
        rows.append(Row((*cells, facts.cell(code, "same", subject=subject)) if counted else cells))
    columns = (
        Column(texts("column-trait"), align="left", width=58),
        Column(texts("column-own"), align="left"),
        Column(texts("column-same"), width=34),
    )
    dashed = counted and (
        scene.cluster.coordinator or any(category.same is None for category in categories.values())
    )
    return draft.table(
        "plain",
        table_id,
        texts("marks-caption"),
        columns if counted else columns[:2],
        rows,
        notes=[texts("marks-note", dash=texts("dash"))] if dashed else [],
        flows=len(rows) > PAGE_ROWS,
    )


def traits_table(draft: Draft) -> Table | None:
    """All numbers of the profile beside the group; None where there are none."""
    scene, texts = draft.scene, draft.texts
    traits = scene.characteristics.traits
    if not traits:
        return None
    together = scene.characteristics.families
    with_benchmark = any(trait.node.direction for trait in traits.values())
    whats = ("q1", "median", "q3", *(["benchmark"] if with_benchmark else []))
    alone = [t for t in traits.values() if not any(t in family for family in together)]
    rows = [_row(draft, trait, whats, unit=True) for trait in alone]
    for family in together:
        rows.append(Row((Cell(upper_first(_family_heading(scene, family))),), tone="group"))
        rows += [_row(draft, trait, whats, unit=False) for trait in family]
    widths = {"q1": 16, "median": 16, "q3": 16, "benchmark": 19}
    columns = [Column(texts("column-trait"), align="left"), Column(texts("column-own"), width=16)]
    columns += [Column(texts(f"column-{what}"), width=widths[what]) for what in whats]
    columns.append(Column(texts("column-in-group"), align="graphic", width=36))
    caption, notes = texts("profile-caption"), _notes(scene, with_benchmark)
    flows = len(rows) > PAGE_ROWS
    return draft.table("indicators", "table-profile", caption, columns, rows, notes=notes, flows=flows)


def _family_heading(scene: Scene, family: Sequence[Trait]) -> str:
    """The whole with the unit of its parts."""
    heading, unit = _heading(scene, family), family[0].node.unit_in(scene.texts.lang)
    if not family[0].field.parts.get(scene.texts.lang) or not unit:
        return heading
    return scene.texts("indicator-with-unit", name=heading, unit=unit)


def _notes(scene: Scene, with_benchmark: bool) -> Iterator[str]:
    texts, traits = scene.texts, scene.characteristics.traits
    if with_benchmark:
        yield texts(f"profile-note-benchmark-{scene.edition.method.benchmark}", dash=texts("dash"))
    if any(trait.own is None for trait in traits.values()):
        yield texts("profile-note-missing")
    if any(trait.spread is None for trait in traits.values()):
        yield texts("profile-note-withheld", dash=texts("dash"))
    wholes = dict.fromkeys(trait.field.of for trait in traits.values() if trait.is_share)
    for code in wholes:
        whole = traits.get(code)
        if whole is not None and not whole.is_share and whole.own and 100 / whole.own >= HEAVY:
            yield texts(
                "profile-note-few",
                name=upper_first(whole.node.name.get(texts.lang)),
                own=scene.facts.own_number(whole),
                points=texts.number(100 / whole.own, 1),
            )


def _row(draft: Draft, trait: Trait, whats: Sequence[str], unit: bool) -> Row:
    node, facts = trait.node, draft.scene.facts
    return Row(
        (
            Cell(node.name.get(draft.texts.lang), small=node.unit_in(draft.texts.lang) if unit else ""),
            facts.cell(node.code, "value", subject="profile", tone="own"),
            *facts.cells(node.code, "values", *whats, subject="profile"),
            _range_cell(draft, trait),
        )
    )


def _range_cell(draft: Draft, trait: Trait) -> Cell:
    spread = trait.spread
    if spread is None:
        return Cell(draft.texts("dash"))
    low, q1, median, q3, high = map(trait.cut, (spread.low, spread.q1, spread.median, spread.q3, spread.high))
    graphic = Range(low, q1, median, q3, high, trait.own_cut)
    return Cell(graphic=graphic, spoken=draft.texts(f"band-{trait.band.value}"))
