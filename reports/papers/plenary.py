"""The paper for the plenary: the condition of the group, composed as a Report that is about nobody.

Its numbers are the published ones of the clusters' reports and those of
:mod:`reports.papers.group_condition`. With ``internal`` it holds the full ranking with all names, and says on
every page that it is not to be given away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.chapters import Draft, cover, define, document, guide, imprint, participants, weighing
from reports.document import (
    Bars,
    Block,
    Cell,
    Column,
    Columns,
    Cover,
    Fact,
    Heading,
    Item,
    ItemList,
    KeyFigure,
    KeyFigures,
    Para,
    Range,
    Report,
    Row,
    Section,
    Table,
)
from reports.edition import GROUP, Edition, Node
from reports.results import Scores, Standing
from reports.words import (
    LEAD_ROOM,
    Said,
    Texts,
    fitting,
    side,
    within,
)

from .group_condition import Condition, parts
from .group_scene import GroupScene, group_scene
from .plenary_chapters import (
    advice,
    change,
    group_names,
    most_recommended,
    moved_words,
    ranking,
    relations,
)
from .plenary_conclusions import conclusions
from .plenary_participants import participants as who_took_part

#: Sub-areas named at either end of the summary; indicators told at either end of an area.
NAMED, TOLD = 3, 2


def plenary(
    edition: Edition, scores: Scores, condition: Condition, texts: Texts, *, internal: bool = False
) -> Report:
    """The paper about the group; pure. Raises TextError where the catalogue lacks a message."""
    scene = group_scene(edition, scores, condition, texts, named=internal or edition.public)
    draft, texts = Draft(scene), scene.texts
    opening = _summary(draft, scene)
    reading_kicker = draft.kicker(texts("plenary-reading"))
    chapters = (
        who_took_part, _parts, _indicators, change, relations, advice, conclusions, ranking, _notes,
    )  # fmt: skip
    body = [section for chapter in chapters if (section := chapter(draft, scene)) is not None]
    tone = "internal" if internal and not edition.public else "public"
    clusters = edition.clusters if scene.named else ()
    return document(
        scene.edition,
        scene.texts,
        cluster_id=GROUP,
        title=texts(f"plenary-title-{tone}", edition=edition.label, study=edition.title.get(texts.lang)),
        subject="plenary-subject",
        keyword="plenary-keyword",
        names=(texts("plenary-name"), texts(f"plenary-short-{tone}")),
        footer=f"plenary-footer-{tone}",
        cover=_cover(scene, tone),
        sections=(opening, _reading(draft, scene, reading_kicker, [opening, *body]), *body),
        own_names=tuple(name for cluster in clusters for name in (cluster.name, cluster.short_name) if name),
    )


def _cover(scene: GroupScene, tone: str) -> Cover:
    texts, known = scene.texts, scene.root.group is not None
    median = Fact(scene.root.code, "group", "median")
    return cover.made(
        scene.edition,
        texts,
        kind=texts(f"plenary-kind-{tone}"),
        name=texts("plenary-name"),
        fact=median if known else None,
        score=scene.facts.text(median) if known else "",
        label=texts("plenary-cover-median", units=scene.ranked)
        if known
        else texts("plenary-cover-few", units=scene.units),
        bars=cover.bars(scene, scene.edition.id) if known else Bars((), high=1.0),
        warning=texts("plenary-internal-notice") if tone == "internal" else "",
    )


# --- the summary -----------------------------------------------------------------------------------


def _summary(draft: Draft, scene: GroupScene) -> Section:
    lead = _lead(scene)
    blocks: list[Block] = [Para(lead.text, role="lead")] if lead else []
    figures = tuple(group_figures(scene))
    blocks += [KeyFigures(figures)] if figures else []
    blocks.append(_strip_table(draft, scene, "table-summary", [[scene.root, *scene.areas]]))
    lists = [_extreme_parts(scene, "high"), _extreme_parts(scene, "low"), _first_advice(scene)]
    told = tuple(found for found in lists if found is not None)
    blocks += [Columns(told)] if told else []
    most = 1 + draft.more_pages
    return draft.section("summary", scene.texts("summary"), group_title(scene), blocks, (1, most))


def group_title(scene: GroupScene) -> str:
    """The condition of the group in one sentence."""
    texts, root = scene.texts, scene.root
    if root.group is None:
        if scene.edition.public:
            return texts("plenary-summary-none")
        return texts("plenary-summary-few", n=scene.edition.min_group)
    median = texts.result(root.group.median)
    group = scene.facts.group(root.code)
    if group is not None and group.low == group.high:
        return texts("plenary-summary-same", median=median)
    plain = texts("plenary-summary-median", median=median)
    change = scene.facts.changed(root.code)
    if change is None:
        return plain
    label, moved = scene.condition.label, moved_words(scene, change)
    return fitting(texts("plenary-summary-change", median=median, edition=label, change=moved), plain)


def _lead(scene: GroupScene) -> Said:
    texts, root, facts = scene.texts, scene.root, scene.facts
    if root.group is None:
        if scene.edition.public:
            return Said(texts("data-participants", n=len(scene.edition.clusters), units=scene.units))
        return Said(
            texts(
                "plenary-lead-few",
                count=len(scene.edition.clusters),
                units=scene.units,
                n=scene.edition.min_group,
            )
        )
    sentences = [texts("plenary-lead-half", **facts.half(root.code))]
    high, low = scene.extremes(area.code for area in scene.areas)
    if high:
        sentences.append(texts("plenary-lead-areas", high=scene.inlines(high), low=scene.inlines(low)))
    gap, split = facts.side_gap(scene.root.code), scene.condition.split
    if gap is not None and split is not None:
        first, second = group_names(scene, split)
        gaps = {"gap": scene.points(gap)} if gap else {}
        sentences.append(texts(f"plenary-lead-sides-{side(gap)}", first=first, second=second, **gaps))
    moved = scene.condition.changes.get(root.code)
    if moved is not None:
        sentences.append(
            texts("plenary-lead-change", edition=scene.condition.label, units=texts.units(moved.n))
        )
    return within(LEAD_ROOM, [Said(sentence) for sentence in sentences])


def group_figures(scene: GroupScene) -> Iterator[KeyFigure]:
    """The key figures of the group."""
    texts, root, facts, condition = scene.texts, scene.root, scene.facts, scene.condition
    if root.group is not None:
        method = scene.edition.method
        hundred = method.normalise != "zscore" and method.scale == (0.0, 100.0)
        fact = Fact(root.code, "group", "median")
        half = texts("plenary-kpi-half", **facts.half(root.code))
        unit = texts("kpi-of-hundred") if hundred else texts("kpi-points")
        yield KeyFigure(facts.text(fact), unit, texts("plenary-kpi-median"), half, fact=fact)
    moved = condition.changes.get(root.code)
    if moved is not None:
        fact = Fact(root.code, "changed", "median")
        note = texts("plenary-kpi-both", units=texts.units(moved.n))
        label = texts("plenary-kpi-change", edition=condition.label)
        yield KeyFigure(facts.text(fact), texts("kpi-points"), label, note, fact=fact)
    else:
        fact = Fact(root.code, "n")
        note = texts("plenary-kpi-of", units=scene.units)
        yield KeyFigure(facts.text(fact), "", texts("plenary-kpi-scored"), note, fact=fact)
    for end, codes in zip(("high", "low"), scene.extremes(area.code for area in scene.areas), strict=True):
        if codes:
            fact = Fact(codes[0], "group", "median")
            label, note = texts(f"plenary-kpi-{end}"), scene.inlines(codes)
            yield KeyFigure(facts.text(fact), texts("kpi-points"), label, note, fact=fact)


def _strip_table(
    draft: Draft, scene: GroupScene, name: str, groups: Sequence[Sequence[Standing]], *, flows: bool = False
) -> Table:
    """Results of nodes on the scale; where there are several groups, each opens with its area."""
    texts, root = draft.texts, scene.root
    rows: list[Row] = []
    for standings in groups:
        if len(groups) > 1:
            area = scene.edition.framework.area_of(standings[0].code)
            rows.append(Row((Cell(scene.name(area.code if area else root.code)),), tone="group"))
        rows += [
            draft.result_row(
                standing.code,
                _strip_cell(draft, scene, standing, dots=not flows),
                scene.facts.cell(standing.code, "group", "q1"),
                scene.facts.cell(standing.code, "group", "median", tone="strong"),
                scene.facts.cell(standing.code, "group", "q3"),
                scene.facts.cell(standing.code, "n"),
            )
            for standing in standings
        ]
    head = None if flows else draft.strip_head("")
    columns = [
        Column(texts("plenary-column-node" if flows else "column-area"), align="left", width=45),
        Column(texts("plenary-column-distribution"), align="graphic", width=73, graphic=head),
        *(Column(texts(f"column-{name}")) for name in ("q1", "median", "q3", "count")),
    ]
    caption = (
        texts("plenary-strip-caption-short")
        if flows
        else draft.on_scale(draft.on_dots("plenary-strip-caption"))
    )
    hidden = any(standing.group is None for standings in groups for standing in standings)
    few = (
        texts("plenary-hidden-none")
        if scene.edition.public
        else texts("plenary-hidden", n=scene.edition.min_group)
    )
    notes = [few] if hidden else []
    return draft.table("strip", name, caption, columns, rows, notes=notes, flows=flows)


def _strip_cell(draft: Draft, scene: GroupScene, standing: Standing, *, dots: bool) -> Cell:
    """The row's drawing, and in words what it shows.

    Only the overall score and the areas have dots, as in the clusters' reports. These name clusters with good
    practices of a sub-area: with its dots a reader could tell which of the areas' dots may be theirs.
    """
    texts, strip, spread = scene.texts, draft.strip(standing), standing.group
    if strip is None or spread is None:
        return Cell(spoken=texts("plenary-spoken-none"))
    if dots:
        low, high = texts.number(spread.low), texts.number(spread.high)
        return Cell(graphic=strip, spoken=texts("plenary-spoken", low=low, high=high))
    spoken = texts("plenary-spoken-half", **scene.facts.half(standing.code))
    return Cell(graphic=replace(strip, peers=()), spoken=spoken)


def _extreme_parts(scene: GroupScene, end: str) -> ItemList | None:
    """The sub-areas with the highest or the lowest medians; never one at both ends."""
    medians = ((scene.facts.median(node.code), node.code) for node in parts(scene.edition))
    known = [(median, code) for median, code in medians if median is not None]
    count = min(NAMED, len(known) // 2)
    if count == 0 or len({m for m, _ in known}) < 2:
        return None
    known.sort(key=lambda pair: pair[0], reverse=end == "high")
    items = []
    for median, code in known[:count]:
        figures = {"median": scene.texts.number(median), **scene.facts.half(code)}
        items.append(Item(scene.name(code), scene.texts("plenary-item-part", **figures)))
    return ItemList(scene.texts(f"plenary-parts-{end}"), tuple(items))


def _first_advice(scene: GroupScene) -> ItemList | None:
    condition, texts = scene.condition, scene.texts
    if not condition.enough:
        return None
    told = most_recommended(scene)[:NAMED]
    items = tuple(
        Item(
            record.action.get(texts.lang),
            texts("plenary-item-advice", count=scene.facts.count(count, condition.clusters)),
        )
        for record, count in told
    )
    return ItemList(texts("plenary-parts-advice"), items) if items else None


# --- how to read -----------------------------------------------------------------------------------


def _reading(draft: Draft, scene: GroupScene, kicker: str, sections: Sequence[Section]) -> Section:
    texts = scene.texts
    terms = [(texts("define-points"), draft.define_points()), define(draft, "median"), define(draft, "half")]
    scale = texts(f"plenary-scale-{scene.edition.method.normalise}")
    terms.append((texts("plenary-define-scale"), scale))
    terms.append((texts("plenary-define-dot"), texts(draft.on_dots("plenary-define-dot-text"))))
    if scene.condition.changes:
        terms.append((texts("plenary-define-change"), texts("plenary-define-change-text")))
    if scene.condition.correlations:
        terms.append((texts("plenary-define-rho"), texts("plenary-define-rho-text")))
    tone = "public" if scene.edition.public else "internal" if scene.named else "lead"
    lead = f"plenary-reading-{tone}"
    return guide(draft, kicker, "plenary-reading-title", lead, (), terms, sections)


# --- sub-areas and indicators ------------------------------------------------------------------------


def _parts(draft: Draft, scene: GroupScene) -> Section | None:
    nodes = parts(scene.edition)
    if all(scene.comparison[node.code].group is None for node in nodes):
        return None
    texts, facts = scene.texts, scene.facts
    high, low = scene.extremes(node.code for node in nodes)
    title = texts("plenary-parts-title")
    if len(high) == len(low) == 1:
        named = {"high": scene.name(high[0]), "low": scene.name(low[0])}
        title = fitting(texts("plenary-parts-title-ends", **named), title)
    sentences = []
    widths = {node.code: w for node in nodes if (w := facts.width(node.code)) is not None}
    if len(set(widths.values())) > 1:
        widest = max(widths, key=lambda code: widths[code])
        sentences.append(texts("plenary-parts-widest", name=scene.name(widest), **facts.half(widest)))
    groups = [
        [scene.comparison[node.code] for node in nodes if scene.edition.framework.area_of(node.code) == area]
        for area in scene.edition.framework.areas
    ]
    groups = [group for group in groups if group]
    table = _strip_table(draft, scene, "table-parts", groups, flows=True)
    table = replace(table, notes=(*sentences, *table.notes))
    return draft.section("parts", texts("plenary-parts"), title, [table], (1, 2 + len(table.rows) // 20))


def _indicators(draft: Draft, scene: GroupScene) -> Section | None:
    """Of every area the indicators that say most: highest and lowest medians, and the widest middle half."""
    texts, framework = scene.texts, scene.edition.framework
    told = [(area, _telling(scene, framework.leaves_of(area.code))) for area in framework.areas]
    told = [(area, found) for area, found in told if found]
    if not told:
        return None
    wide = [code for _, found in told for code, why in found if why.endswith("wide")]
    title = texts("plenary-indicators-title")
    if wide:
        widest = max(wide, key=lambda code: scene.facts.width(code) or 0.0)
        title = fitting(texts("plenary-indicators-title-wide", name=scene.name(widest)), title)
    blocks: list[Block] = [Para(texts("plenary-indicators-lead"), role="lead")]
    for area, found in told:
        blocks += [Heading(scene.name(area.code)), _indicator_table(draft, scene, area, found)]
    most = 2 + len(told) // 2
    return draft.section("indicators", texts("plenary-indicators"), title, blocks, (1, most))


def _telling(scene: GroupScene, leaves: Sequence[Node]) -> list[tuple[str, str]]:
    """(code, why it is told), highest medians in points first; what all answer alike says nothing, and a
    question answered by yes or no has no median.
    """
    known = [
        leaf.code
        for leaf in leaves
        if scene.comparison[leaf.code].values is not None
        and leaf.code not in scene.scores.constant
        and not leaf.is_yes_no
    ]
    if not known:
        return []
    medians = {code: scene.facts.median(code) or 0.0 for code in known}
    widest = max(known, key=lambda code: scene.facts.width(code) or 0.0)
    if len(set(medians.values())) == 1:
        return [(widest, "wide")]
    ordered = sorted(known, key=lambda code: -medians[code])
    ends = min(TOLD, len(ordered) // 2)
    told = dict.fromkeys(ordered[:ends], "high") | dict.fromkeys(ordered[-ends:], "low")
    told[widest] = f"{told[widest]}-wide" if widest in told else "wide"
    return [(code, told[code]) for code in ordered if code in told]


def _indicator_table(draft: Draft, scene: GroupScene, area: Node, found: Sequence[tuple[str, str]]) -> Table:
    texts, facts = scene.texts, scene.facts
    columns = [
        Column(texts("column-indicator"), align="left", width=62),
        Column(texts("plenary-column-why"), align="left", width=28),
        Column(texts("plenary-column-range"), align="graphic", width=38),
        *(Column(texts(f"column-{name}")) for name in ("q1", "median", "q3")),
    ]
    rows = []
    for code, why in found:
        cells = (
            draft.leaf_cell(scene.node(code)),
            Cell(texts(f"plenary-why-{why}")),
            _range(draft, scene, code),
            *facts.cells(code, "values", "q1", "median", "q3"),
        )
        rows.append(Row(cells))
    caption = texts("plenary-indicators-caption", area=scene.inline(area.code))
    return draft.table("indicators", f"table-indicators-{area.code}", caption, columns, rows)


def _range(draft: Draft, scene: GroupScene, code: str) -> Cell:
    graphic = draft.range_cell(code).graphic
    spread = scene.comparison[code].values
    if spread is None or not isinstance(graphic, Range):
        return Cell(spoken=scene.texts("plenary-spoken-none"))
    low, high = (scene.facts.spread(code, end) for end in (spread.low, spread.high))
    return Cell(graphic=graphic, spoken=scene.texts("plenary-spoken", low=low, high=high))


def _shown(scene: GroupScene) -> Iterator[str]:
    """What the paper shows of the group, and what it leaves out."""
    texts, edition, condition = scene.texts, scene.edition, scene.condition
    least = edition.min_group
    yield texts("plenary-shown-dots")
    yield texts("plenary-shown-few", n=least)
    if condition.changes:
        yield texts("plenary-shown-change")
    if condition.split is not None:
        split = condition.split
        column = edition.group_name(split.column, "", texts.lang)
        why = split.withheld
        yield texts(f"plenary-split-{why}" if why else "plenary-split-shown", column=column, n=least)
    if condition.enough:
        yield texts("plenary-shown-counts", n=least)


# --- where the numbers come from ---------------------------------------------------------------------


def _notes(draft: Draft, scene: GroupScene) -> Section:
    texts, edition, condition = scene.texts, scene.edition, scene.condition
    lines = [draft.define_points(), *weighing(draft)]
    lines.append(texts("plenary-method-same"))
    shown = [texts("method-public")] if edition.public else list(_shown(scene))
    data = [*participants(draft)]
    if edition.history and not condition.changes:
        data.append(texts("plenary-no-change"))
    blocks = (
        Heading(texts("annex-method-heading")),
        Para(" ".join(lines)),
        Heading(texts("plenary-shown")),
        Para(" ".join(shown)),
        Heading(texts("annex-data-heading")),
        Para(" ".join(data)),
        *imprint(edition, texts, edition.publisher.get("general_notices", ())),
    )
    return draft.section("notes", texts("plenary-notes"), texts("plenary-notes-title"), blocks, (1, 2))
