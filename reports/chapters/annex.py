"""The annex: every result, the method, the rules that fired, notes on the data, the imprint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.document import Block, Cell, Column, Heading, Item, ItemList, Para, Row, Section, Table
from reports.edition import SIMILAR, Localised
from reports.results import SPREAD

from .draft import Draft
from .expert_voice import changes
from .groups import similar_features
from .ranking import public_ranking

#: Millimetres of the columns of values that need more, or less, than an equal share.
_WIDTHS = {"q3": 16.0, "count": 8.0, "rule": 50, "record": 50, "used": 30}

#: The captions of the scores of frameworks without sub-areas, by what the framework has.
_CAPTIONS = {"areas": "annex-scores-caption-areas", "indicators": "annex-scores-caption-indicators"}


def annex(draft: Draft) -> Section:
    texts = draft.texts
    blocks = (
        Heading(texts("annex-scores-heading")),
        _scores(draft),
        Heading(texts("annex-values-heading")),
        _values(draft),
        *public_ranking(draft),
        *_method(draft),
        *_data(draft),
        *_rules(draft),
        *imprint(draft, draft.scene.edition.publisher.get("notices", ())),
    )
    return draft.section("annex", texts("annex"), texts("annex-title"), blocks, (2, 12))


def _scores(draft: Draft) -> Table:
    """Root, areas and sub-areas: everything that is not an indicator, or all of a flat framework."""
    scene, texts, facts = draft.scene, draft.texts, draft.scene.facts
    framework = scene.edition.framework
    rows = []
    for node in framework.subtree(framework.root.code):
        if node.is_leaf and node.parent != framework.root.code:
            continue
        cells = (
            Cell(scene.name(node.code)),
            facts.cell(node.code, "score", tone="own"),
            *facts.cells(node.code, "group", "q1", "median", "q3", "benchmark"),
            facts.cell(node.code, "rank"),
            facts.cell(node.code, "n"),
        )
        rows.append(Row(cells, tone="total" if node.parent in (None, framework.root.code) else ""))
    headings = ("own", "q1", "median", "q3", "benchmark", "rank", "count")
    columns = [Column(texts("column-node"), align="left", width=58)]
    columns += [Column(texts(f"column-{heading}")) for heading in headings]
    caption = texts(_CAPTIONS.get(framework.levels, "annex-scores-caption"))
    return draft.table("plain", "table-annex-scores", caption, columns, rows, flows=True)


def _values(draft: Draft) -> Table:
    scene, texts, facts = draft.scene, draft.texts, draft.scene.facts
    framework = scene.edition.framework
    rows: list[Row] = []
    for area in framework.areas:
        if not area.is_leaf:
            rows.append(Row((Cell(scene.name(area.code)),), tone="group"))
        for leaf in framework.leaves_of(area.code):
            cells = (
                draft.leaf_cell(leaf),
                facts.cell(leaf.code, "value", tone="own"),
                facts.cell(leaf.code, "score"),
                *facts.cells(leaf.code, "values", "q1", "median", "q3", "best"),
                facts.cell(leaf.code, "rank"),
                facts.cell(leaf.code, "n"),
            )
            rows.append(Row(cells))
    headings = ("own", "score", "q1", "median", "q3", "best", "rank", "count")
    columns = [Column(texts("column-indicator"), align="left", width=66)]
    columns += [Column(texts(f"column-{heading}"), width=_WIDTHS.get(heading)) for heading in headings]
    caption = texts("annex-values-caption")
    return draft.table("indicators", "table-annex-values", caption, columns, rows, flows=True)


def _method(draft: Draft) -> Iterator[Block]:
    scene, texts = draft.scene, draft.texts
    method = scene.edition.method
    lines = [draft.define_points()]
    if any(leaf.direction < 0 for leaf in scene.edition.framework.leaves):
        lines.append(texts("method-direction"))
    lines += weighing(draft)
    lines += [texts("method-ranks"), texts(f"method-ties-{method.ties}")]
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
    if scene.edition.public:
        lines.append(texts("method-public"))
    else:
        if scene.comparison.groups:
            lines.append(texts("method-groups", least=scene.edition.min_group))
        lines.append(texts("method-disclosure"))
    yield Heading(texts("annex-method-heading"))
    yield Para(" ".join(lines))


def weighing(draft: Draft) -> Iterator[str]:
    """How scores are made into scores of a higher level."""
    texts, method, levels = draft.texts, draft.scene.edition.method, draft.scene.edition.framework.levels
    yield texts("method-weights" if levels == "subareas" else f"method-weights-{levels}")
    if len(set(method.aggregate)) == 1:
        yield texts(f"method-{method.aggregate[0]}")
    else:
        yield texts("method-mixed", means=texts.names([texts(f"mean-{rule}") for rule in method.aggregate]))
    yield texts("method-missing", share=texts.percent(method.missing))


def participants(draft: Draft) -> Iterator[str]:
    """How many took part, and in which period."""
    texts, period = draft.texts, draft.scene.edition.period.get(draft.texts.lang)
    yield texts("data-participants", units=draft.scene.units)
    if period:
        yield texts("data-period", period=period)


def _data(draft: Draft) -> Iterator[Block]:
    scene, texts = draft.scene, draft.texts
    comparison, framework = scene.comparison, scene.edition.framework
    notes = list(participants(draft))
    missing = comparison.missing
    indicators = texts("indicators-count", n=len(missing or framework.leaves))
    if missing:
        notes.append(texts("data-answers-missing", indicators=indicators, names=scene.inlines(missing)))
    else:
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
    scene, texts, advice = draft.scene, draft.texts, draft.scene.advice
    yield Heading(texts("annex-rules-heading"))
    yield Para(texts("annex-rules-intro"))
    rules = [(rule, texts(f"rule-{rule}")) for rule in draft.rules]
    yield _records(draft, "rules", texts("annex-rules-caption"), ("rule", "meaning"), rules)
    if advice.actions:
        columns, caption = ("record", "indicator", "used"), texts("annex-advice-caption")
        used = [(a.rule, scene.name(a.node), texts("used-yes", number=a.rank)) for a in advice.actions]
        yield _records(draft, "advice", caption, columns, used)
    if chosen := scene.exchange.chosen:
        columns, caption = ("record", "field", "used"), texts("annex-practices-caption")
        used = [
            (
                c.practice.id,
                scene.name(c.node),
                texts("used-practice", number=c.number) if c.number else texts("used-yes", number=c.action),
            )
            for c in chosen
        ]
        yield _records(draft, "practices", caption, columns, used)
        yield Para(texts("practices-method"), role="small")
    told = {(action.rule, action.node) for action in advice.actions}
    others = dict.fromkeys(rule for rule, node in advice.fired if (rule, node) not in told)
    if others:
        yield Para(texts("rules-others", rules=", ".join(others)), role="small")
    if scene.pattern is not None:
        yield Para(texts("annex-story", pattern=scene.pattern.pattern.id), role="small")
    changed = tuple(changes(draft))
    if changed:
        yield ItemList(texts("annex-expert-heading"), tuple(Item("", change) for change in changed))


def _records(
    draft: Draft, name: str, caption: str, headings: Sequence[str], rows: Sequence[Sequence[str]]
) -> Table:
    """A table of texts."""
    columns = [Column(draft.texts(f"column-{name}"), "left", _WIDTHS.get(name)) for name in headings]
    cells = [Row(tuple(map(Cell, row))) for row in rows]
    return draft.table("plain", f"table-annex-{name}", caption, columns, cells, flows=name == "rules")


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
