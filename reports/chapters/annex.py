"""The annex: every result, the method, the rules that fired, notes on the data, the imprint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.document import Block, Cell, Column, Heading, Item, ItemList, Para, Row, Section, Table
from reports.edition import SIMILAR, Localised
from reports.results import SPREAD

from .draft import Draft
from .expert_voice import changes
from .groups import similar_features

#: Millimetres of the columns of values that need more, or less, than an equal share.
_WIDTHS = {"q3": 16.0, "count": 8.0}


def annex(draft: Draft) -> Section:
    texts = draft.texts
    kicker = draft.kicker(texts("annex"))
    blocks = (
        Heading(texts("annex-scores-heading")),
        _scores(draft),
        Heading(texts("annex-values-heading")),
        _values(draft),
        *_method(draft),
        *_data(draft),
        *_rules(draft),
        *imprint(draft, draft.scene.edition.publisher.get("notices", ())),
    )
    return Section(id="annex", kicker=kicker, title=texts("annex-title"), blocks=blocks, pages=(2, 12))


def _scores(draft: Draft) -> Table:
    """Root, areas and sub-areas: everything that is not an indicator, or all of a flat framework."""
    scene, texts, facts = draft.scene, draft.texts, draft.scene.facts
    framework = scene.edition.framework
    rows = []
    for node in framework.subtree(framework.root.code):
        if node.is_leaf and node.parent != framework.root.code:
            continue
        rows.append(
            Row(
                (
                    Cell(scene.name(node.code)),
                    facts.cell(node.code, "score", tone="own"),
                    *facts.cells(node.code, "group", "q1", "median", "q3", "benchmark"),
                    facts.cell(node.code, "rank"),
                    facts.cell(node.code, "n"),
                ),
                tone="total" if node.parent in (None, framework.root.code) else "",
            )
        )
    columns = [Column(texts("column-node"), align="left", width=58), Column(texts("column-own"))]
    headings = ("q1", "median", "q3", "benchmark", "rank", "count")
    columns += [Column(texts(f"column-{heading}")) for heading in headings]
    return Table(
        role="plain",
        id="table-annex-scores",
        label=draft.table_label(),
        caption=texts("annex-scores-caption"),
        columns=tuple(columns),
        rows=tuple(rows),
        flows=True,
    )


def _values(draft: Draft) -> Table:
    scene, texts, facts = draft.scene, draft.texts, draft.scene.facts
    framework = scene.edition.framework
    rows: list[Row] = []
    for area in framework.areas:
        if not area.is_leaf:
            rows.append(Row((Cell(scene.name(area.code)),), tone="group"))
        for leaf in framework.leaves_of(area.code):
            rows.append(
                Row(
                    (
                        Cell(
                            scene.name(leaf.code),
                            small="" if leaf.is_yes_no else leaf.unit_in(draft.texts.lang),
                        ),
                        facts.cell(leaf.code, "value", tone="own"),
                        facts.cell(leaf.code, "score"),
                        *facts.cells(leaf.code, "values", "q1", "median", "q3", "best"),
                        facts.cell(leaf.code, "rank"),
                        facts.cell(leaf.code, "n"),
                    )
                )
            )
    headings = ("own", "score", "q1", "median", "q3", "best", "rank", "count")
    return Table(
        role="indicators",
        id="table-annex-values",
        label=draft.table_label(),
        caption=texts("annex-values-caption"),
        columns=(
            Column(texts("column-indicator"), align="left", width=66),
            *(Column(texts(f"column-{heading}"), width=_WIDTHS.get(heading)) for heading in headings),
        ),
        rows=tuple(rows),
        flows=True,
    )


def _method(draft: Draft) -> Iterator[Block]:
    scene, texts = draft.scene, draft.texts
    method = scene.edition.method
    low, high = (texts.number(end, 0) for end in method.scale)
    lines = [texts(f"define-points-{method.normalise}", low=low, high=high)]
    if any(leaf.direction < 0 for leaf in scene.edition.framework.leaves):
        lines.append(texts("method-direction"))
    lines.append(texts("method-weights"))
    if len(set(method.aggregate)) == 1:
        lines.append(texts(f"method-{method.aggregate[0]}"))
    else:
        means = texts.names([texts(f"mean-{rule}") for rule in method.aggregate])
        lines.append(texts("method-mixed", means=means))
    lines.append(texts("method-missing", share=texts.percent(method.missing)))
    lines.append(texts("method-ranks"))
    lines.append(texts(f"method-ties-{method.ties}"))
    lines.append(texts(f"benchmark-note-{method.benchmark}"))
    simulated = scene.comparison.simulated
    if simulated is not None:
        lines.append(
            texts(
                "method-robustness",
                draws=texts.number(simulated.draws, 0),
                low=texts.number(1 - SPREAD, 2),
                high=texts.number(1 + SPREAD, 2),
                normalisations=texts.names([texts(f"normalisation-{k}") for k in simulated.normalisations]),
            )
        )
    if any(group.column == SIMILAR for group in scene.comparison.groups):
        lines.append(texts("method-similar", features=similar_features(scene)))
    if scene.comparison.groups:
        lines.append(texts("method-groups", least=scene.edition.min_group))
    lines.append(texts("method-disclosure"))
    yield Heading(texts("annex-method-heading"))
    yield Para(" ".join(lines))


def _data(draft: Draft) -> Iterator[Block]:
    scene, texts = draft.scene, draft.texts
    comparison, framework = scene.comparison, scene.edition.framework
    notes = [texts("data-participants", units=scene.units)]
    if scene.edition.period.get(texts.lang):
        notes.append(texts("data-period", period=scene.edition.period.get(texts.lang)))
    if comparison.missing:
        indicators = texts("indicators-count", n=len(comparison.missing))
        notes.append(
            texts("data-answers-missing", indicators=indicators, names=scene.inlines(comparison.missing))
        )
    else:
        indicators = texts("indicators-count", n=len(framework.leaves))
        notes.append(texts("data-answers-all", indicators=indicators))
    unscored = [n.code for n in framework.nodes if not n.is_leaf and comparison[n.code].score is None]
    if unscored:
        notes.append(texts("data-no-score", names=scene.inlines(unscored)))
    if scene.scores.constant:
        notes.append(texts("data-constant", names=scene.inlines(scene.scores.constant)))
    last = comparison.last_places
    notes.append(texts("data-last", names=scene.inlines(last)) if last else texts("data-last-none"))
    notes.append(texts("data-attached"))
    yield Heading(texts("annex-data-heading"))
    yield ItemList("", tuple(Item("", note) for note in notes))


def _rules(draft: Draft) -> Iterator[Block]:
    scene, texts = draft.scene, draft.texts
    yield Heading(texts("annex-rules-heading"))
    yield Para(texts("annex-rules-intro"))
    yield Table(
        role="plain",
        id="table-annex-rules",
        label=draft.table_label(),
        caption=texts("annex-rules-caption"),
        columns=(
            Column(texts("column-rule"), align="left", width=50),
            Column(texts("column-meaning"), align="left"),
        ),
        rows=tuple(Row((Cell(rule), Cell(texts(f"rule-{rule}")))) for rule in draft.rules),
        flows=True,
    )
    if scene.advice.actions:
        yield Table(
            role="plain",
            id="table-annex-advice",
            label=draft.table_label(),
            caption=texts("annex-advice-caption"),
            columns=(
                Column(texts("column-record"), align="left", width=50),
                Column(texts("column-indicator"), align="left"),
                Column(texts("column-used"), align="left", width=30),
            ),
            rows=tuple(
                Row(
                    (
                        Cell(action.rule),
                        Cell(scene.name(action.node)),
                        Cell(texts("used-yes", number=action.rank)),
                    )
                )
                for action in scene.advice.actions
            ),
        )
    if scene.exchange.chosen:
        yield Table(
            role="plain",
            id="table-annex-practices",
            label=draft.table_label(),
            caption=texts("annex-practices-caption"),
            columns=(
                Column(texts("column-record"), align="left", width=50),
                Column(texts("column-sub-area"), align="left"),
                Column(texts("column-used"), align="left", width=30),
            ),
            rows=tuple(
                Row(
                    (
                        Cell(choice.practice.id),
                        Cell(scene.name(choice.node)),
                        Cell(texts("used-practice", number=choice.number)),
                    )
                )
                for choice in scene.exchange.chosen
            ),
        )
        yield Para(texts("practices-method"), role="small")
    told = {(action.rule, action.node) for action in scene.advice.actions}
    others = dict.fromkeys(rule for rule, node in scene.advice.fired if (rule, node) not in told)
    if others:
        yield Para(texts("rules-others", rules=", ".join(others)), role="small")
    changed = tuple(changes(draft))
    if changed:
        yield ItemList(texts("annex-expert-heading"), tuple(Item("", change) for change in changed))


def imprint(draft: Draft, notices: Sequence[Localised]) -> Iterator[Block]:
    """Accessibility, publisher, authors, date and the publisher's ``notices``."""
    edition, texts = draft.scene.edition, draft.texts
    publisher = edition.publisher
    lines = [texts("access-text")]
    if publisher.get("email"):
        lines.append(texts("access-contact", email=str(publisher["email"])))
    if publisher.get("name"):
        lines.append(texts("imprint-publisher", name=str(publisher["name"])))
    for role in ("authors", "editor", "reviewer", "contractors"):
        if publisher.get(role):
            people = publisher[role]
            names = people if isinstance(people, str) else texts.names([str(person) for person in people])
            lines.append(texts(f"imprint-{role}", names=names))
    if edition.published:
        lines.append(texts("imprint-published", date=texts.date(edition.published)))
    for notice in notices:
        lines.append(notice.get(texts.lang))
    if edition.fictional:
        lines.append(texts("cover-fictional"))
    yield Heading(texts("annex-access-heading"))
    yield Para(" ".join(line for line in lines if line), role="small")
