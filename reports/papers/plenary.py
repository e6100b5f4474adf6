"""The paper for the plenary: the condition of the group, composed as a Report that is about nobody.

Its numbers are the published ones of the clusters' reports and those of
:mod:`reports.papers.group_condition`. With ``internal`` it holds the full ranking with all names, and says on
every page that it is not to be given away.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from zlib import crc32

from reports.chapters import Draft, imprint
from reports.document import (
    Bars,
    Block,
    Cell,
    Column,
    Columns,
    Contents,
    ContentsLine,
    Cover,
    Definitions,
    Fact,
    Heading,
    Item,
    ItemList,
    KeyFigure,
    KeyFigures,
    Link,
    LogoSlot,
    Para,
    Range,
    Report,
    Row,
    Section,
    StripHead,
    Table,
)
from reports.edition import GROUP, Edition, Node
from reports.results import Scores, Standing
from reports.words import (
    LEAD_ROOM,
    TITLE_ROOM,
    Said,
    Texts,
    lower_first,
    map_texts,
    published_scores,
    typography,
    within,
)

from .group_condition import Condition, parts
from .group_scene import GroupScene, group_scene
from .plenary_chapters import advice, change, most_recommended, moved_words, ranking, relations

#: Sub-areas named at either end of the summary; indicators told at either end of an area.
NAMED, TOLD = 3, 2


def plenary(
    edition: Edition, scores: Scores, condition: Condition, texts: Texts, *, internal: bool = False
) -> Report:
    """The paper about the group; pure. Raises TextError where the catalogue lacks a message."""
    scene = group_scene(edition, scores, condition, texts, named=internal)
    draft, texts = Draft(scene), scene.texts
    opening = _summary(draft, scene)
    reading_kicker = draft.kicker(texts("plenary-reading"))
    chapters = (_parts, _indicators, change, relations, advice, ranking, _notes)
    body = [section for chapter in chapters if (section := chapter(draft, scene)) is not None]
    sections = (opening, _reading(scene, reading_kicker, [opening, *body]), *body)
    fictional = "-fictional" if edition.fictional else ""
    tone = "internal" if internal else "public"
    units = scene.units
    clusters = edition.clusters if internal else ()
    report = Report(
        cluster_id=GROUP,
        edition_id=edition.id,
        lang=texts.lang,
        title=texts(f"plenary-title-{tone}", edition=edition.label, study=edition.title.get(texts.lang)),
        author=str(edition.publisher.get("name", "")) or edition.title.get(texts.lang),
        subject=texts("plenary-subject" + fictional, units=units, edition=edition.label),
        keywords=(texts("keyword-cluster"), texts("keyword-benchmarking"), texts("plenary-keyword")),
        date=edition.published,
        name=texts("plenary-name"),
        short_name=texts(f"plenary-short-{tone}"),
        footer=texts(
            f"plenary-footer-{tone}{fictional}", study=edition.title.get(texts.lang), edition=edition.label
        ),
        cover_bookmark=texts("cover-bookmark"),
        cover=_cover(scene, tone),
        sections=sections,
        own_names=tuple(name for cluster in clusters for name in (cluster.name, cluster.short_name) if name),
    )
    return map_texts(report, partial(typography, lang=texts.lang))


def _cover(scene: GroupScene, tone: str) -> Cover:
    edition, texts, root = scene.edition, scene.texts, scene.root
    notices = [edition.funding.get(texts.lang)] if edition.funding.get(texts.lang) else []
    if scene.named:
        notices.append(texts("plenary-internal-notice"))
    if edition.fictional:
        notices.append(texts("cover-fictional"))
    known = root.group is not None
    return Cover(
        study=edition.title.get(texts.lang),
        edition=texts("edition-label", edition=edition.label),
        kind=texts(f"plenary-kind-{tone}"),
        name=texts("plenary-name"),
        name_size="large",
        score=scene.facts.text(Fact(root.code, "group", "median")) if known else "",
        score_label=texts("plenary-cover-median", units=scene.units)
        if known
        else texts("plenary-cover-few", units=scene.units),
        bars=_bars(scene),
        logos=tuple(LogoSlot(logo.name.get(texts.lang), logo.file) for logo in edition.logos),
        notices=tuple(notices),
        fact=Fact(root.code, "group", "median") if known else None,
    )


def _bars(scene: GroupScene) -> Bars:
    """All results, sorted before they are shuffled: the arrangement leads back to no list of names."""
    column = scene.scores.score[:, scene.edition.framework.column[scene.root.code]]
    known = column if scene.root.group is not None else column[:0]
    values = list(published_scores(known))
    random.Random(crc32(scene.edition.id.encode())).shuffle(values)  # noqa: S311  # an arrangement, not a secret
    return Bars(tuple(values), None, high=max((*values, 1.0)))


# --- the summary -----------------------------------------------------------------------------------


def _summary(draft: Draft, scene: GroupScene) -> Section:
    kicker = draft.kicker(scene.texts("summary"))
    lead = _lead(scene)
    blocks: list[Block] = [Para(lead.text, role="lead")] if lead else []
    figures = tuple(_key_figures(scene))
    blocks += [KeyFigures(figures)] if figures else []
    blocks.append(_strip_table(draft, scene, "table-summary", [[scene.root, *scene.areas]]))
    lists = [_extreme_parts(scene, "high"), _extreme_parts(scene, "low"), _first_advice(scene)]
    told = tuple(found for found in lists if found is not None)
    blocks += [Columns(told)] if told else []
    return Section(
        id="summary",
        kicker=kicker,
        title=_title(scene),
        blocks=tuple(blocks),
        pages=(1, 1 + len(scene.areas) // 9),
    )


def _title(scene: GroupScene) -> str:
    texts, root = scene.texts, scene.root
    if root.group is None:
        return texts("plenary-summary-few", n=scene.edition.min_group)
    median = texts.result(root.group.median)
    group = scene.facts.group(root.code)
    if group is not None and group.low == group.high:
        return texts("plenary-summary-same", median=median)
    moved = scene.condition.changes.get(root.code)
    if moved is None:
        return texts("plenary-summary-median", median=median)
    long = texts(
        "plenary-summary-change",
        median=median,
        edition=scene.condition.label,
        change=moved_words(scene, scene.facts.changed(root.code) or 0.0),
    )
    return long if len(long) <= TITLE_ROOM else texts("plenary-summary-median", median=median)


def _lead(scene: GroupScene) -> Said:
    texts, root, facts = scene.texts, scene.root, scene.facts
    if root.group is None:
        return Said(texts("plenary-lead-few", units=scene.units, n=scene.edition.min_group))
    sentences = [texts("plenary-lead-half", q1=texts.number(root.group.q1), q3=texts.number(root.group.q3))]
    high, low = scene.extremes(area.code for area in scene.areas)
    if high:
        sentences.append(texts("plenary-lead-areas", high=scene.inlines(high), low=scene.inlines(low)))
    gap, split = facts.side_gap(scene.root.code), scene.condition.split
    if gap is not None and split is not None:
        first, second = (scene.edition.group_name(split.column, v, texts.lang) for v in split.values)
        sign = "above" if gap > 0 else "below" if gap < 0 else "equal"
        gaps = {"gap": scene.points(gap)} if gap else {}
        sentences.append(texts(f"plenary-lead-sides-{sign}", first=first, second=second, **gaps))
    moved = scene.condition.changes.get(root.code)
    if moved is not None:
        sentences.append(
            texts("plenary-lead-change", edition=scene.condition.label, units=texts.units(moved.n))
        )
    return within(LEAD_ROOM, [Said(sentence) for sentence in sentences])


def _key_figures(scene: GroupScene) -> Iterator[KeyFigure]:
    texts, root, facts, condition = scene.texts, scene.root, scene.facts, scene.condition
    if root.group is not None:
        method = scene.edition.method
        hundred = method.normalise != "zscore" and method.scale == (0.0, 100.0)
        fact = Fact(root.code, "group", "median")
        half = texts("plenary-kpi-half", q1=texts.number(root.group.q1), q3=texts.number(root.group.q3))
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
    texts, root, scale = draft.texts, scene.root, draft.axis
    head = None
    if root.group is not None and not flows:
        head = StripHead(
            median=scene.facts.median(root.code) or 0.0,
            own=None,
            median_label=texts("label-median"),
            own_label="",
            low=scale.low,
            high=scale.high,
        )
    rows: list[Row] = []
    for standings in groups:
        if len(groups) > 1:
            area = scene.edition.framework.area_of(standings[0].code)
            rows.append(Row((Cell(scene.name(area.code if area else root.code)),), tone="group"))
        rows += [
            Row(
                (
                    Cell(scene.name(standing.code)),
                    _strip_cell(draft, scene, standing, dots=not flows),
                    scene.facts.cell(standing.code, "group", "q1"),
                    scene.facts.cell(standing.code, "group", "median", tone="strong"),
                    scene.facts.cell(standing.code, "group", "q3"),
                    scene.facts.cell(standing.code, "n"),
                ),
                tone="total" if standing is root else "",
            )
            for standing in standings
        ]
    hidden = any(standing.group is None for standings in groups for standing in standings)
    return Table(
        role="strip",
        id=name,
        label=draft.table_label(),
        caption=texts("plenary-strip-caption-short")
        if flows
        else texts("plenary-strip-caption", low=texts.number(scale.low, 0), high=texts.number(scale.high, 0)),
        columns=(
            Column(texts("plenary-column-node"), align="left", width=45),
            Column(texts("plenary-column-distribution"), align="graphic", width=73, graphic=head),
            Column(texts("column-q1")),
            Column(texts("column-median")),
            Column(texts("column-q3")),
            Column(texts("column-count")),
        ),
        rows=tuple(rows),
        axis=scale,
        notes=(texts("plenary-hidden", n=scene.edition.min_group),) if hidden else (),
        flows=flows,
    )


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
    q1, q3 = texts.number(spread.q1), texts.number(spread.q3)
    return Cell(graphic=replace(strip, peers=()), spoken=texts("plenary-spoken-half", q1=q1, q3=q3))


def _extreme_parts(scene: GroupScene, end: str) -> ItemList | None:
    """The sub-areas with the highest or the lowest medians; never one at both ends."""
    medians = ((scene.facts.median(node.code), node.code) for node in parts(scene.edition))
    known = [(median, code) for median, code in medians if median is not None]
    count = min(NAMED, len(known) // 2)
    if count == 0 or len({m for m, _ in known}) < 2:
        return None
    known.sort(key=lambda pair: pair[0], reverse=end == "high")
    items = []
    for _, code in known[:count]:
        spread = scene.comparison[code].group
        if spread is not None:
            median, q1, q3 = (scene.texts.number(figure) for figure in (spread.median, spread.q1, spread.q3))
            detail = scene.texts("plenary-item-part", median=median, q1=q1, q3=q3)
            items.append(Item(scene.name(code), detail))
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


def _reading(scene: GroupScene, kicker: str, sections: Sequence[Section]) -> Section:
    texts, method = scene.texts, scene.edition.method
    low, high = (texts.number(end, 0) for end in method.scale)
    terms = [(texts("define-points"), texts(f"define-points-{method.normalise}", low=low, high=high))]
    terms += [(texts(f"define-{term}"), texts(f"define-{term}-text")) for term in ("median", "half")]
    terms.append((texts("plenary-define-scale"), texts(f"plenary-scale-{method.normalise}")))
    terms.append((texts("plenary-define-dot"), texts("plenary-define-dot-text")))
    if scene.condition.changes:
        terms.append((texts("plenary-define-change"), texts("plenary-define-change-text")))
    if scene.condition.correlations:
        terms.append((texts("plenary-define-rho"), texts("plenary-define-rho-text")))
    title = texts("plenary-reading-title")
    entries = [(section.kicker, section.id, section.title) for section in sections]
    entries.insert(1, (kicker, "reading", title))
    lines = tuple(ContentsLine(Link(name, target, page=True), found) for name, target, found in entries)
    return Section(
        id="reading",
        kicker=kicker,
        title=title,
        blocks=(
            Para(texts("plenary-reading-internal" if scene.named else "plenary-reading-lead"), role="lead"),
            Heading(texts("reading-signs")),
            Definitions(tuple(terms)),
            Contents(texts("reading-contents"), lines),
        ),
    )


# --- sub-areas and indicators ------------------------------------------------------------------------


def _parts(draft: Draft, scene: GroupScene) -> Section | None:
    nodes = parts(scene.edition)
    if all(scene.comparison[node.code].group is None for node in nodes):
        return None
    texts, facts = scene.texts, scene.facts
    kicker = draft.kicker(texts("plenary-parts"))
    high, low = scene.extremes(node.code for node in nodes)
    title = texts("plenary-parts-title")
    if high:
        named = {"high": scene.name(high[0]), "low": scene.name(low[0])}
        found = texts("plenary-parts-title-ends", **named) if len(high) == len(low) == 1 else title
        title = found if len(found) <= TITLE_ROOM else title
    sentences = []
    widths = {node.code: w for node in nodes if (w := facts.width(node.code)) is not None}
    if len(set(widths.values())) > 1:
        widest = max(widths, key=lambda code: widths[code])
        spread = scene.comparison[widest].group
        if spread is not None:
            q1, q3 = texts.number(spread.q1), texts.number(spread.q3)
            sentences.append(texts("plenary-parts-widest", name=scene.name(widest), q1=q1, q3=q3))
    groups = [
        [scene.comparison[node.code] for node in nodes if scene.edition.framework.area_of(node.code) == area]
        for area in scene.edition.framework.areas
    ]
    groups = [group for group in groups if group]
    table = _strip_table(draft, scene, "table-parts", groups, flows=True)
    table = replace(table, notes=(*sentences, *table.notes))
    lines = len(table.rows)
    return Section(
        id="parts",
        kicker=kicker,
        title=title,
        blocks=(table,),
        pages=(1, 2 + lines // 20),
    )


def _indicators(draft: Draft, scene: GroupScene) -> Section | None:
    """Of every area the indicators that say most: highest and lowest medians, and the widest middle half."""
    texts, framework = scene.texts, scene.edition.framework
    told = [(area, _telling(scene, framework.leaves_of(area.code))) for area in framework.areas]
    told = [(area, found) for area, found in told if found]
    if not told:
        return None
    kicker = draft.kicker(texts("plenary-indicators"))
    widest = [
        (scene.facts.width(code) or 0.0, code)
        for _, found in told
        for code, why in found
        if why.endswith("wide")
    ]
    title = texts("plenary-indicators-title")
    if widest:
        code = max(widest, key=lambda pair: pair[0])[1]
        found_title = texts("plenary-indicators-title-wide", name=scene.name(code))
        title = found_title if len(found_title) <= TITLE_ROOM else title
    blocks: list[Block] = [Para(texts("plenary-indicators-lead"), role="lead")]
    for area, found in told:
        blocks += [Heading(scene.name(area.code)), _indicator_table(draft, scene, area, found)]
    return Section(
        id="indicators",
        kicker=kicker,
        title=title,
        blocks=tuple(blocks),
        pages=(1, 2 + len(told) // 2),
    )


def _telling(scene: GroupScene, leaves: Sequence[Node]) -> list[tuple[str, str]]:
    """(code, why it is told), highest medians in points first; what all answer alike says nothing."""
    known = [
        leaf.code
        for leaf in leaves
        if scene.comparison[leaf.code].values is not None and leaf.code not in scene.scores.constant
    ]
    if not known:
        return []
    medians = {code: scene.facts.median(code) or 0.0 for code in known}
    # A yes or no that divides the group has the widest middle half there is.
    numbers = [code for code in known if not scene.node(code).is_yes_no] or known
    widest = max(numbers, key=lambda code: scene.facts.width(code) or 0.0)
    if len(set(medians.values())) == 1:
        return [(widest, "wide")]
    ordered = sorted(known, key=lambda code: -medians[code])
    ends = min(TOLD, len(ordered) // 2)
    told = dict.fromkeys(ordered[:ends], "high") | dict.fromkeys(ordered[-ends:], "low")
    told[widest] = f"{told[widest]}-wide" if widest in told else "wide"
    return [(code, told[code]) for code in ordered if code in told]


def _indicator_table(draft: Draft, scene: GroupScene, area: Node, found: Sequence[tuple[str, str]]) -> Table:
    texts, facts = scene.texts, scene.facts
    return Table(
        role="indicators",
        id=f"table-indicators-{area.code}",
        label=draft.table_label(),
        caption=texts("plenary-indicators-caption", area=lower_first(scene.name(area.code))),
        columns=(
            Column(texts("column-indicator"), align="left", width=62),
            Column(texts("plenary-column-why"), align="left", width=28),
            Column(texts("plenary-column-range"), align="graphic", width=38),
            Column(texts("column-q1")),
            Column(texts("column-median")),
            Column(texts("column-q3")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(scene.name(code), small=_unit(scene, code)),
                    Cell(texts(f"plenary-why-{why}")),
                    _range(draft, scene, code),
                    *facts.cells(code, "values", "q1", "median", "q3"),
                )
            )
            for code, why in found
        ),
    )


def _unit(scene: GroupScene, code: str) -> str:
    node = scene.node(code)
    return "" if node.is_yes_no else node.unit_in(scene.texts.lang)


def _range(draft: Draft, scene: GroupScene, code: str) -> Cell:
    graphic = draft.range_cell(code).graphic
    spread = scene.comparison[code].values
    if spread is None or not isinstance(graphic, Range):
        return Cell(spoken=scene.texts("plenary-spoken-none"))
    low, high = (scene.facts.spread(code, end) for end in (spread.low, spread.high))
    return Cell(graphic=graphic, spoken=scene.texts("plenary-spoken", low=low, high=high))


# --- where the numbers come from ---------------------------------------------------------------------


def _notes(draft: Draft, scene: GroupScene) -> Section:
    texts, edition, condition = scene.texts, scene.edition, scene.condition
    method = edition.method
    low, high = (texts.number(end, 0) for end in method.scale)
    lines = [texts(f"define-points-{method.normalise}", low=low, high=high), texts("method-weights")]
    if len(set(method.aggregate)) == 1:
        lines.append(texts(f"method-{method.aggregate[0]}"))
    else:
        means = texts.names([texts(f"mean-{rule}") for rule in method.aggregate])
        lines.append(texts("method-mixed", means=means))
    lines.append(texts("method-missing", share=texts.percent(method.missing)))
    lines.append(texts("plenary-method-same"))
    least = edition.min_group
    shown = [texts("plenary-shown-dots"), texts("plenary-shown-few", n=least)]
    if condition.changes:
        shown.append(texts("plenary-shown-change"))
    if condition.split is not None:
        split = condition.split
        column = edition.group_name(split.column, "", texts.lang)
        why = split.withheld
        shown.append(texts(f"plenary-split-{why}" if why else "plenary-split-shown", column=column, n=least))
    if condition.enough:
        shown.append(texts("plenary-shown-counts", n=least))
    data = [texts("data-participants", units=scene.units)]
    if edition.period.get(texts.lang):
        data.append(texts("data-period", period=edition.period.get(texts.lang)))
    if edition.history and not condition.changes:
        data.append(texts("plenary-no-change"))
    return Section(
        id="notes",
        kicker=draft.kicker(texts("plenary-notes")),
        title=texts("plenary-notes-title"),
        blocks=(
            Heading(texts("annex-method-heading")),
            Para(" ".join(lines)),
            Heading(texts("plenary-shown")),
            Para(" ".join(shown)),
            Heading(texts("annex-data-heading")),
            Para(" ".join(data)),
            *imprint(draft, edition.publisher.get("general_notices", ())),
        ),
        pages=(1, 2),
    )
