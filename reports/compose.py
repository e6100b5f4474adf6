"""Results and words become a Report: what stands in which chapter, in which order."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial
from zlib import crc32

from .annex import annex
from .area import action_id, chapter, dumbbell
from .document import (
    AdviceCard,
    AdviceCards,
    Bars,
    Block,
    Cell,
    Chart,
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
    Pair,
    Para,
    RankLine,
    RankPoint,
    ReadingExample,
    Report,
    Row,
    Section,
    StripHead,
    Table,
)
from .draft import Draft
from .model import Action, Advice, Band, Comparison, Edition, Scores, Standing, published
from .texts import Texts, map_texts, typography, upper_first
from .wording import (
    Scene,
    changes,
    comparable_label,
    evidence,
    headline,
    position_lead,
    position_title,
    summary_lead,
    with_unit,
)

#: Names longer than this take the next smaller size on the cover (characters).
LARGE_NAME, MEDIUM_NAME = 45, 85


def compose(edition: Edition, scores: Scores, comparison: Comparison, advice: Advice, texts: Texts) -> Report:
    """The report of the cluster that ``comparison`` is about.

    Pure: the same arguments give an equal Report. Raises TextError where the catalogue lacks a
    message.
    """
    cluster = edition.cluster(comparison.id)
    texts = texts.bind(f"{edition.id}/{cluster.id}")
    scene = Scene(edition, cluster, scores, comparison, advice, texts)
    draft = Draft(scene)
    summary = _summary(draft)
    # Composed last, because it names what the other chapters found, but numbered where it stands.
    reading_kicker = draft.kicker(texts("reading"))
    example_label = draft.chart_label() if scene.root.group is not None else ""
    body = [_position(draft)]
    body += [
        chapter(draft, node, place) for place, node in enumerate(edition.framework.areas) if not node.is_leaf
    ]
    body.append(_recommendations(draft))
    body.append(annex(draft))
    reading = _reading(draft, reading_kicker, example_label, [summary, *body])
    report = Report(
        cluster_id=cluster.id,
        edition_id=edition.id,
        lang=texts.lang,
        title=texts("report-title", edition=edition.label, name=cluster.name),
        author=str(edition.publisher.get("name", "")) or edition.title.get(texts.lang),
        subject=texts(_fictional(edition, "report-subject"), units=scene.units, edition=edition.label),
        keywords=(texts("keyword-cluster"), texts("keyword-benchmarking"), texts("keyword-report")),
        date=edition.published,
        name=cluster.name,
        short_name=cluster.short_name,
        footer=texts(
            _fictional(edition, "footer"), study=edition.title.get(texts.lang), edition=edition.label
        ),
        cover_bookmark=texts("cover-bookmark"),
        cover=_cover(scene),
        sections=(summary, reading, *body),
        own_names=(cluster.name, cluster.short_name),
    )
    return map_texts(report, partial(typography, lang=texts.lang))


def _fictional(edition: Edition, message: str) -> str:
    return f"{message}-fictional" if edition.fictional else message


# --- cover -------------------------------------------------------------------------------------


def _cover(scene: Scene) -> Cover:
    edition, texts, root = scene.edition, scene.texts, scene.root
    name = scene.cluster.name
    size = "large" if len(name) <= LARGE_NAME else "medium" if len(name) <= MEDIUM_NAME else "small"
    hundred = edition.method.normalise != "zscore" and edition.method.scale == (0.0, 100.0)
    label = "cover-no-score" if root.score is None else "cover-score-hundred" if hundred else "cover-score"
    notices = [edition.funding.get(texts.lang)] if edition.funding.get(texts.lang) else []
    if edition.fictional:
        notices.append(texts("cover-fictional"))
    return Cover(
        study=edition.title.get(texts.lang),
        edition=texts("edition-label", edition=edition.label),
        kind=texts("cover-kind"),
        name=name,
        name_size=size,  # type: ignore[arg-type]
        score="" if root.score is None else texts.number(root.score),
        score_label=texts(label, **({} if root.score is None else {"n": len(edition.clusters)})),
        bars=_bars(scene),
        logos=tuple(LogoSlot(logo.name.get(texts.lang), logo.file) for logo in edition.logos),
        notices=tuple(notices),
        fact=None if root.score is None else Fact(root.code, "score"),
    )


def _bars(scene: Scene) -> Bars:
    """All results in an order that is neutral and differs from report to report: neither rank nor
    the list of participants can be read off it.
    """
    column = scene.scores.score[:, scene.edition.framework.column[scene.root.code]]
    own = scene.edition.row[scene.cluster.id]
    order = [row for row in range(len(column)) if column[row] == column[row]]
    seed = crc32(f"{scene.edition.id}/{scene.cluster.id}".encode())
    random.Random(seed).shuffle(order)  # noqa: S311  # an arrangement, not a secret
    values = tuple(published(float(column[row])) for row in order)
    return Bars(values, order.index(own) if own in order else None, high=max((*values, 1.0)))


# --- summary -----------------------------------------------------------------------------------


def _summary(draft: Draft) -> Section:
    scene, texts = draft.scene, draft.texts
    kicker = draft.kicker(texts("summary"))
    lead = summary_lead(scene)
    return Section(
        id="summary",
        kicker=kicker,
        title=draft.say(headline(scene)),
        blocks=(
            Para(draft.say(lead), role="lead", rules=lead.rules),
            KeyFigures(tuple(_key_figures(scene))),
            _strip_table(draft),
            Columns((_strengths(draft), _weaknesses(draft))),
            _first_actions(draft),
        ),
    )


def _key_figures(scene: Scene) -> Iterator[KeyFigure]:
    texts, root, facts = scene.texts, scene.root, scene.facts
    if root.score is not None and root.group is not None:
        median = texts.number(root.group.median)
        hundred = scene.edition.method.scale == (0.0, 100.0)
        yield KeyFigure(
            texts.number(root.score),
            texts("kpi-of-hundred") if hundred else texts("kpi-points"),
            texts("kpi-score"),
            texts("kpi-score-note", median=median),
            tone="own",
            fact=Fact(root.code, "score"),
        )
    if root.rank is not None:
        quarter = scene.comparison.quartile
        note = (
            texts("kpi-no-quartile")
            if quarter is None or root.band is Band.CONSTANT
            else texts(
                f"kpi-quartile-{quarter}",
                **{"from": (quarter - 1) * root.n // 4 + 1, "to": quarter * root.n // 4},
            )
        )
        yield KeyFigure(
            texts.rank(root.rank),
            texts("kpi-rank-of", n=root.n),
            texts("kpi-rank"),
            note,
            fact=Fact(root.code, "rank"),
        )
    else:
        yield KeyFigure(texts("dash"), "", texts("kpi-rank"), texts("kpi-no-rank-note"))
    past = scene.past(root.code)
    change = None if past is None else facts.change(root.code, past.label)
    if past is not None and change is not None and past.score is not None:
        arguments: dict[str, str | int] = {"score": texts.number(past.score)}
        if past.rank is not None:
            arguments |= {"rank": texts.rank(past.rank), "n": past.n}
        yield KeyFigure(
            texts.signed(change),
            texts("kpi-points"),
            texts("kpi-change", edition=past.label),
            texts("kpi-change-note" if past.rank is not None else "kpi-change-note-no-rank", **arguments),
            fact=Fact(root.code, f"change.{past.label}"),
        )
    elif root.score is not None and root.group is not None:
        yield _distance(scene, root)
    areas = [area for area in scene.areas if area.score is not None]
    above = scene.above(areas)
    rest = [area.code for area in areas if area not in above]
    note = (
        texts("kpi-above-none-below")
        if not rest
        else texts("kpi-above-one-below", area=scene.inline(rest[0]))
        if len(rest) == 1
        else texts("kpi-above-many-below", n=len(rest))
        if above
        else texts("kpi-above-none-above")
    )
    yield KeyFigure(
        texts.number(len(above), 0), texts("kpi-above-of", n=len(areas)), texts("kpi-above"), note
    )


def _distance(scene: Scene, root: Standing) -> KeyFigure:
    """Without a comparison in time: a leader's margin, or what is missing to the next mark in reach."""
    texts = scene.texts
    if root.rank == 1 and root.second is not None and root.band is not Band.CONSTANT:
        value = texts.number(scene.facts.margin(root.code) or 0.0)
        note = texts("kpi-second-note", score=texts.number(root.second))
        return KeyFigure(value, texts("kpi-points"), texts("kpi-leader"), note)
    best = texts.number(root.group.best) if root.group is not None else ""
    if scene.comparison.quartile in (3, 4) and scene.gap(root.code) < 0:
        value = texts.number(abs(scene.gap(root.code)))
        median = texts.number(root.group.median) if root.group is not None else ""
        return KeyFigure(
            value, texts("kpi-points"), texts("kpi-median-gap"), texts("kpi-median-note", median=median)
        )
    value = texts.number(abs(scene.gap(root.code, "best")))
    return KeyFigure(
        value, texts("kpi-points"), texts("kpi-leader-gap"), texts("kpi-leader-note", score=best)
    )


def _strip_table(draft: Draft) -> Table:
    scene, texts, facts = draft.scene, draft.texts, draft.scene.facts
    root, scale = scene.root, draft.axis
    label = comparable_label(scene)
    head = None
    if root.group is not None:
        head = StripHead(
            median=published(root.group.median),
            own=None if root.score is None else published(root.score),
            median_label=texts("label-median"),
            own_label=texts("label-own" if root.score is not None else "label-own-missing"),
            low=scale.low,
            high=scale.high,
        )
    columns = [
        Column(texts("column-area"), align="left", width=44),
        Column(texts("column-distribution", units=scene.units), align="graphic", width=73, graphic=head),
        Column(texts("column-own")),
        Column(texts("column-median")),
        Column(texts("column-rank")),
    ]
    if label is not None:
        columns.append(Column(texts("column-change", edition=label)))
    rows = []
    for standing in (root, *scene.areas):
        cells = [
            Cell(scene.name(standing.code)),
            draft.strip_cell(standing),
            facts.cell(standing.code, "score", tone="own"),
            facts.cell(standing.code, "group.median"),
            facts.cell(standing.code, "rank"),
        ]
        if label is not None:
            cells.append(facts.cell(standing.code, f"change.{label}"))
        rows.append(Row(tuple(cells), tone="total" if standing is root else ""))
    tied = [s.code for s in (root, *scene.areas) if s.ties and s.rank is not None]
    notes = (texts("ties-shared-note", names=scene.inlines(tied)),) if tied else ()
    return Table(
        role="strip",
        id="table-summary",
        label=draft.table_label(),
        caption=texts(
            "summary-table-caption", low=texts.number(scale.low, 0), high=texts.number(scale.high, 0)
        ),
        columns=tuple(columns),
        rows=tuple(rows),
        axis=scale,
        notes=notes,
    )


def _strengths(draft: Draft) -> ItemList:
    scene = draft.scene
    codes = scene.comparison.strengths
    if not codes:
        return ItemList(draft.texts("strengths"), (), lead=draft.texts("no-strengths"))
    above = all(scene.gap(code) >= 0 for code in codes)
    return ItemList(
        draft.texts("strengths" if above else "strengths-relative"),
        tuple(_evidence_item(draft, code, "strength") for code in codes),
    )


def _weaknesses(draft: Draft) -> ItemList:
    scene = draft.scene
    codes = scene.comparison.weaknesses
    if not codes:
        return ItemList(draft.texts("weaknesses"), (), lead=draft.texts("no-weaknesses"))
    behind = [scene.gap(code) < 0 for code in codes]
    heading = "weaknesses" if all(behind) else "weaknesses-mixed" if any(behind) else "weaknesses-leader"
    return ItemList(
        draft.texts(heading),
        tuple(_evidence_item(draft, code, "weakness") for code in codes),
    )


def _evidence_item(draft: Draft, code: str, rule: str) -> Item:
    draft.note((rule,))
    return Item(with_unit(draft.scene, code), evidence(draft.scene, code), rules=(rule,))


def _first_actions(draft: Draft) -> ItemList:
    texts, items = draft.texts, []
    for action in draft.scene.advice.actions[:3]:
        record, scene = action.record, draft.scene
        message = {"improve": "item-action", "keep": "item-action-keep", "answer": "item-action-answer"}
        arguments: dict[str, str | int] = {
            "indicator": texts("quoted", name=scene.name(action.node)),
        }
        value = scene.comparison[action.node].value
        if value is not None:
            arguments["own"] = scene.facts.said_value(action.node, value)
        if action.what_if is not None:
            arguments["goal"] = scene.facts.said_value(action.node, action.what_if.goal)
        title = texts("kicker", number=action.rank, name=record.action.get(texts.lang))
        items.append(Item(title, texts(message[action.kind], **arguments), rules=(action.rule,)))
    return ItemList(texts("first-actions"), tuple(items), ordered=True)


# --- how to read -------------------------------------------------------------------------------


def _reading(draft: Draft, kicker: str, example_label: str, sections: list[Section]) -> Section:
    """Contents and the signs."""
    scene, texts = draft.scene, draft.texts
    method = scene.edition.method
    root = scene.root
    terms = [
        (
            texts("define-points"),
            texts(
                f"define-points-{method.normalise}",
                low=texts.number(method.scale[0], 0),
                high=texts.number(method.scale[1], 0),
            ),
        ),
        *((texts(f"define-{term}"), texts(f"define-{term}-text")) for term in ("median", "half", "rank")),
        *((texts(f"define-{term}"), texts(f"define-{term}-text")) for term in ("missing", "whatif")),
    ]
    strip = draft.strip(root)
    example: tuple[Block, ...] = ()
    if strip is not None:
        example = (
            Chart(
                id="chart-reading",
                label=example_label,
                title=texts("reading-chart-title"),
                caption=texts("reading-chart-caption"),
                alt=texts(
                    "reading-alt",
                    own=texts("missing") if root.score is None else texts.number(root.score),
                    median=texts.number(strip.median),
                    q1=texts.number(strip.q1),
                    q3=texts.number(strip.q3),
                ),
                drawing=ReadingExample(
                    strip,
                    own_label=texts("label-own"),
                    median_label=texts("label-median"),
                    peer_label=texts("reading-peer"),
                    half_label=texts("reading-half"),
                ),
            ),
        )
    title = texts("reading-title")
    entries = [(section.kicker, section.id, section.title) for section in sections]
    entries.insert(1, (kicker, "reading", title))
    lines = tuple(ContentsLine(Link(name, target, page=True), found) for name, target, found in entries)
    return Section(
        id="reading",
        kicker=kicker,
        title=title,
        blocks=(
            Para(texts("reading-lead"), role="lead"),
            *example,
            Heading(texts("reading-signs")),
            Definitions(tuple(terms)),
            Contents(texts("reading-contents"), lines),
        ),
    )


# --- position ----------------------------------------------------------------------------------


def _position(draft: Draft) -> Section:
    scene, texts = draft.scene, draft.texts
    kicker = draft.kicker(texts("position"))
    lead = position_lead(scene)
    blocks: list[Block] = [Para(draft.say(lead), role="lead", rules=lead.rules), _position_table(draft)]
    overview = None if comparable_label(scene) else dumbbell(draft, "areas", "chart-areas", scene.areas)
    if overview is not None:
        blocks.append(overview)
    if scene.labels:
        blocks.append(Heading(texts("history-heading")))
        blocks += _history(draft)
    return Section(id="position", kicker=kicker, title=position_title(scene), blocks=tuple(blocks))


def _position_table(draft: Draft) -> Table:
    scene, texts, facts = draft.scene, draft.texts, draft.scene.facts
    whats = ("group.q1", "group.median", "group.q3", "group.benchmark", "gap.median", "gap.benchmark", "rank")
    rows = tuple(
        Row(
            (
                Cell(scene.name(standing.code)),
                facts.cell(standing.code, "score", tone="own"),
                *facts.cells(standing.code, *whats),
            ),
            tone="total" if standing is scene.root else "",
        )
        for standing in (scene.root, *scene.areas)
    )
    headings = {"own": 13, "q1": 15, "median": 15, "q3": 15, "benchmark": 18}
    headings |= {"gap-median": 16, "gap-benchmark": 20, "rank": 14}
    return Table(
        role="plain",
        id="table-position",
        label=draft.table_label(),
        caption=texts("position-table-caption"),
        columns=(
            Column(texts("column-area"), align="left"),
            *(Column(texts(f"column-{heading}"), width=width) for heading, width in headings.items()),
        ),
        rows=rows,
        notes=(texts(f"benchmark-note-{scene.edition.method.benchmark}"),),
    )


def _history(draft: Draft) -> Iterator[Block]:
    scene, texts = draft.scene, draft.texts
    label = comparable_label(scene)
    found = changes(scene)
    line = _rank_line(draft)
    if len(found) == 1 and line is None:
        yield Para(draft.say(found[0]), rules=found[0].rules)
        return
    items = tuple(Item("", draft.say(said), rules=said.rules) for said in found)
    findings = ItemList(texts("history-findings"), items)
    yield findings if line is None else Pair(line, findings)
    if label is not None:
        yield _history_table(draft, label)


def _rank_line(draft: Draft) -> Chart | None:
    """Only for a cluster that has been ranked before: no axis without a line."""
    scene, texts, root = draft.scene, draft.texts, draft.scene.root
    editions: list[tuple[str, float | None, int]] = []
    for past_edition in scene.edition.history:
        past = scene.facts.past(root.code, past_edition.label)
        editions.append((past_edition.label, None if past is None else past.rank, past_edition.participants))
    if not any(rank is not None for _, rank, _ in editions):
        return None
    editions.append((scene.edition.label, root.rank, root.n))
    points = tuple(
        RankPoint(label, rank, scene.facts.rank(rank), texts("rank-chart-n", n=n))
        for label, rank, n in editions
    )
    spoken = [
        texts("rank-chart-point-missing", edition=label)
        if rank is None
        else texts("rank-chart-point", edition=label, rank=texts.rank(rank), n=n)
        for label, rank, n in editions
    ]
    return Chart(
        id="chart-rank",
        label=draft.chart_label(),
        title=texts("rank-chart-title"),
        caption=texts("rank-chart-caption"),
        alt=texts("rank-chart-alt", points=" ".join(spoken)),
        drawing=RankLine(points),
        width="half",
    )


def _history_table(draft: Draft, label: str) -> Table:
    scene, texts, facts = draft.scene, draft.texts, draft.scene.facts
    now = scene.edition.label
    rows = tuple(
        Row(
            (
                Cell(scene.name(standing.code)),
                *facts.cells(standing.code, f"past_score.{label}"),
                facts.cell(standing.code, "score", tone="own"),
                *facts.cells(standing.code, f"change.{label}", f"past_rank.{label}", "rank"),
            ),
            tone="total" if standing is scene.root else "",
        )
        for standing in (scene.root, *scene.areas)
    )
    participants = [
        texts("history-participants", edition=past.label, n=past.participants)
        for past in scene.edition.history
    ]
    participants.append(texts("history-participants", edition=now, n=len(scene.edition.clusters)))
    return Table(
        role="plain",
        id="table-history",
        label=draft.table_label(),
        caption=texts("history-caption"),
        columns=(
            Column(texts("column-area"), align="left", width=60),
            Column(texts("column-past-score", edition=label)),
            Column(texts("column-now-score", edition=now)),
            Column(texts("column-change", edition=label)),
            Column(texts("column-past-rank", edition=label)),
            Column(texts("column-now-rank", edition=now)),
        ),
        rows=rows,
        notes=(texts("history-note", edition=now, participants="; ".join(participants)),),
    )


# --- recommendations -----------------------------------------------------------------------------


def _recommendations(draft: Draft) -> Section:
    texts, actions = draft.texts, draft.scene.advice.actions
    kicker = draft.kicker(texts("recommendations"))
    improving = sum(action.kind == "improve" for action in actions)
    keep = any(action.kind == "keep" for action in actions)
    title = (
        texts("recommendations-title-keep") if keep else texts("recommendations-title-improve", n=improving)
    )
    return Section(
        id="recommendations",
        kicker=kicker,
        title=title,
        blocks=(
            Para(texts("recommendations-lead"), role="lead"),
            *(
                (_action_table(draft), AdviceCards(tuple(_card(draft, action) for action in actions)))
                if actions
                else ()
            ),
        ),
        pages=(1, 3),
    )


def _action_table(draft: Draft) -> Table:
    texts, facts = draft.texts, draft.scene.facts
    rows = []
    for action in draft.scene.advice.actions:
        record, what_if = action.record, action.what_if
        goal = facts.spread(action.node, what_if.goal) if what_if else texts(f"goal-{action.kind}")
        root = draft.scene.root.code
        gain = facts.gain_text(root, what_if.score) if what_if else texts("dash")
        rows.append(
            Row(
                (
                    Cell(
                        texts("kicker", number=action.rank, name=record.action.get(texts.lang)),
                        small=with_unit(draft.scene, action.node),
                    ),
                    facts.cell(action.node, "value", tone="own"),
                    Cell(goal),
                    Cell(texts("months", n=record.term_months)),
                    Cell(record.owner.get(texts.lang)),
                    Cell(gain),
                )
            )
        )
    return Table(
        role="actions",
        id="table-actions",
        label=draft.table_label(),
        caption=texts("recommendations-caption"),
        columns=(
            Column(texts("column-action"), align="left"),
            Column(texts("column-today"), width=15),
            Column(texts("column-goal"), width=17),
            Column(texts("column-term"), align="left", width=22),
            Column(texts("column-owner"), align="left", width=33),
            Column(texts("column-gain"), width=14),
        ),
        rows=tuple(rows),
        notes=(texts("recommendations-note"),),
    )


def _card(draft: Draft, action: Action) -> AdviceCard:
    texts, record, lang = draft.texts, action.record, draft.texts.lang
    facts = (
        (texts("card-indicator"), with_unit(draft.scene, action.node)),
        (texts("card-basis"), _basis(draft, action)),
        (texts("card-result"), _result(draft, action)),
        (texts("card-first-step"), record.first_step.get(lang)),
        (texts("card-measure"), record.measure.get(lang)),
        (
            texts("card-owner"),
            texts(
                "card-owner-text",
                owner=record.owner.get(lang),
                term=texts("months", n=record.term_months),
                effort=texts(f"effort-{record.effort}"),
            ),
        ),
    )
    return AdviceCard(
        number=texts("rank", rank=str(action.rank)),
        title=record.action.get(lang),
        facts=tuple((label, upper_first(text)) for label, text in facts),
        rules=(action.rule,),
        id=action_id(action),
    )


def _basis(draft: Draft, action: Action) -> str:
    texts, facts = draft.texts, draft.scene.facts
    standing = draft.scene.comparison[action.node]
    median = "" if standing.values is None else facts.said_value(action.node, standing.values.median)
    if standing.value is None or standing.rank is None:
        return texts("basis-answer", median=median)
    return texts(
        "basis-keep" if action.kind == "keep" else "basis-improve",
        own=facts.said_value(action.node, standing.value),
        median=median,
        rank=texts.rank(standing.rank),
        n=standing.n,
    )


def _result(draft: Draft, action: Action) -> str:
    texts, root, what_if = draft.texts, draft.scene.root, action.what_if
    if what_if is None:
        return texts(f"result-{action.kind}")
    facts = draft.scene.facts
    goal = facts.said_value(action.node, what_if.goal)
    gained = facts.gained(root.code, what_if.score)
    if root.rank is None or gained is None:
        area = draft.scene.edition.framework.area_of(action.node) or draft.scene.node(root.code)
        in_area = facts.gained(area.code, what_if.area_score) or 0.0
        return texts("result-no-rank", goal=goal, gain=texts.points(in_area))
    arguments: dict[str, str | int] = {
        "goal": goal,
        "gain": texts.points(gained),
        "score": texts.points(what_if.score),
        "after": texts.rank(what_if.rank),
    }
    if what_if.rank == root.rank:
        return texts("result-improve-same", **arguments)
    return texts("result-improve", before=texts.rank(root.rank), **arguments)
