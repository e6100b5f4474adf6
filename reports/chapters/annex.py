"""The annex: the method, notes on the data, what the expert changed, the imprint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.document import Block, Heading, Item, ItemList, Para, Section
from reports.edition import SIMILAR, Edition, Lang, Localised
from reports.results import SPREAD
from reports.words import Texts

from .draft import Draft
from .expert_voice import changes
from .glossary import glossary
from .groups import similar_features, similar_groups
from .ranking import public_ranking


def rules_file(edition: Edition, lang: Lang) -> str:
    """The name of the public file with the rules of an edition in a language."""
    return "rules.pdf" if lang == edition.language else f"rules-{lang}.pdf"


def annex(draft: Draft, before: Sequence[Section]) -> Section:
    """The annex of a report with the chapters ``before``."""
    texts = draft.texts
    blocks = (
        *public_ranking(draft),
        *_method(draft),
        *_data(draft),
        *_expert(draft),
        *glossary(draft, before),
        *imprint(draft.scene.edition, texts, draft.scene.edition.publisher.get("notices", ())),
    )
    return draft.section("annex", texts("annex"), texts("annex-title"), blocks, (1, 12))


def _method(draft: Draft) -> Iterator[Block]:
    """The method as far as a reader of the report needs it; what a point is stands in how to read."""
    texts, method = draft.texts, draft.scene.edition.method
    lines = [*_scoring(draft), texts(f"benchmark-note-{method.benchmark}")]
    lines.append(texts("method-public" if draft.scene.edition.public else "method-disclosure"))
    lines.append(texts("method-whole", sheet=texts("data-sheet-about")))
    yield Heading(texts("annex-method-heading"))
    yield Para(" ".join(lines))


def whole_method(draft: Draft) -> Iterator[str]:
    """The method with everything that somebody would need who computes the results again."""
    scene, texts = draft.scene, draft.texts
    method = scene.edition.method
    yield draft.define_points()
    yield from _scoring(draft)
    yield texts(f"benchmark-note-{method.benchmark}")
    simulated = scene.comparison.simulated
    if simulated is not None:
        yield texts(
            "method-robustness",
            draws=texts.number(simulated.draws, 0),
            low=texts.number(1 - SPREAD, 2),
            high=texts.number(1 + SPREAD, 2),
            normalisations=texts.names([texts(f"normalisation-{k}") for k in simulated.normalisations]),
        )
    if any(group.column == SIMILAR for group in scene.comparison.groups):
        yield texts("method-similar", features=similar_features(scene))
        yield from (texts(f"method-similar-{column}") for column in similar_groups(scene))
    if scene.edition.public:
        yield texts("method-public")
    else:
        if scene.comparison.groups:
            yield texts("method-groups", least=scene.edition.min_group)
        yield texts("method-disclosure")


def _scoring(draft: Draft) -> Iterator[str]:
    """How values on the common scale become scores and places."""
    texts, edition = draft.texts, draft.scene.edition
    if any(leaf.direction < 0 for leaf in edition.framework.leaves):
        yield texts("method-direction")
    yield from weighing(draft)
    yield texts("method-ranks")
    yield texts(f"method-ties-{edition.method.ties}")


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
    yield texts("data-participants", n=len(draft.scene.edition.clusters), units=draft.scene.units)
    if period:
        yield texts("data-period", period=period)


def _data(draft: Draft) -> Iterator[Block]:
    scene, texts = draft.scene, draft.texts
    comparison, framework = scene.comparison, scene.edition.framework
    notes = [" ".join(participants(draft))]
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
        constant = "data-constant-kept" if scene.edition.method.normalise == "none" else "data-constant"
        notes.append(texts(constant, names=scene.inlines(scene.scores.constant)))
    last = comparison.last_places
    notes.append(texts("data-last", names=scene.inlines(last)) if last else texts("data-last-none"))
    notes.append(texts("data-attached"))
    notes.append(texts("data-rules", file=rules_file(scene.edition, texts.lang)))
    yield Heading(texts("annex-data-heading"))
    yield ItemList("", tuple(Item("", note) for note in notes))


def _expert(draft: Draft) -> Iterator[Block]:
    """What the expert changed in the recommendations."""
    changed = tuple(changes(draft))
    if changed:
        items = tuple(Item("", change) for change in changed)
        yield ItemList(draft.texts("annex-expert-heading"), items)


def imprint(edition: Edition, texts: Texts, notices: Sequence[Localised]) -> Iterator[Block]:
    """Accessibility, publisher, authors, date and the publisher's ``notices``."""
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
