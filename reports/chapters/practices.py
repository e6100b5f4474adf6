"""Good practices: what other clusters do where this one has its gaps, and what this one could show them.

A practice's source may be another cluster by name; what may be said of it stands in
:mod:`reports.advice.good_practices`. The table of strengths is for the session where participants exchange
practices: every fact in it is a result of the cluster's own.
"""

from __future__ import annotations

from collections.abc import Sequence

from reports.advice import ChosenPractice, Strength
from reports.document import AdviceCard, AdviceCards, Block, Cell, Column, Heading, Row, Section, Table
from reports.edition.validation import SOURCES
from reports.results import Standing
from reports.words import Said, Scene, comparable_label, evidence, join, upper_first, with_unit

from .draft import Draft

#: Rules for a result below, equal to and above the median.
_RESULT = ("practices-result-below", "practices-result-equal", "practices-result-above")


def practice_id(choice: ChosenPractice) -> str:
    """The anchor of a practice's card."""
    return f"practice-{choice.number}"


def practices(draft: Draft) -> Section | None:
    """The chapter; None where there is neither a practice nor a strength to speak of. Practices that all
    stand with recommendations need no chapter, but for what an expert says in it and for a practice of the
    cluster's own, which it hears about here.
    """
    exchange = draft.scene.exchange
    spoken = any(
        c.id == draft.scene.cluster.id and c.place == "practices" for c in draft.scene.edition.comments
    )
    if not (exchange.listed or exchange.strengths or exchange.own or (exchange.chosen and spoken)):
        return None
    blocks: list[Block] = []
    lead = _fields(draft.scene, exchange.listed)
    if lead:
        blocks.append(draft.lead(lead))
    if exchange.listed:
        blocks.append(AdviceCards(tuple(_card(draft, choice) for choice in exchange.listed)))
    session = _session(draft.scene)
    if exchange.strengths:
        # Alone they are what the title says.
        blocks += [Heading(draft.texts("practices-strengths"))] if exchange.listed else []
        blocks.append(_strengths(draft, session))
    else:
        blocks += [draft.para(said) for said in session]
    return draft.section("practices", draft.texts("practices"), draft.say(_title(draft)), blocks, (1, 2))


def _title(draft: Draft) -> Said:
    chosen, scene = draft.scene.exchange.listed, draft.scene
    if not chosen:
        strengths = draft.scene.exchange.strengths
        return scene.say("practices-title-strengths" if strengths else "practices-title-elsewhere")
    if not draft.scene.exchange.strengths:
        return scene.say("practices-title-chosen", n=len(chosen))
    behind = all(choice.behind for choice in chosen)
    if not _above(draft):
        return scene.say("practices-title-own" if behind else "practices-title-own-ahead", n=len(chosen))
    return scene.say("practices-title" if behind else "practices-title-ahead", n=len(chosen))


def _above(draft: Draft) -> bool:
    """Whether all that the cluster could show is above the median."""
    return all(draft.scene.gap(strength.node) > 0 for strength in draft.scene.exchange.strengths)


def _fields(scene: Scene, chosen: Sequence[ChosenPractice]) -> Said:
    """What the practices of the chapter are for."""
    if not chosen:
        return Said()
    behind = [choice.node for choice in chosen if choice.behind]
    rest = [choice.node for choice in chosen if not choice.behind]
    if behind and rest:
        return scene.say("practices-lead-both", behind=scene.inlines(behind), rest=scene.inlines(rest))
    if behind:
        return scene.say("practices-lead-behind", n=len(behind), behind=scene.inlines(behind))
    return scene.say("practices-lead-rest", rest=scene.inlines(rest))


# --- practices of others -------------------------------------------------------------------------


def _card(draft: Draft, choice: ChosenPractice) -> AdviceCard:
    texts, practice, lang = draft.texts, choice.practice, draft.texts.lang
    why = join((_why(draft, choice), _where(draft, choice)))
    facts = (
        (texts("practices-what"), practice.what.get(lang)),
        (texts("practices-effect"), practice.effect.get(lang)),
        (texts("card-first-step"), practice.first_step.get(lang)),
        (texts("practices-source"), source(draft, choice)),
    )
    return AdviceCard(
        number=texts("rank", rank=str(choice.number)),
        title=practice.title.get(lang),
        lead=draft.say(why),
        facts=tuple((label, upper_first(text)) for label, text in facts if text),
        rules=(practice.id,),
        id=practice_id(choice),
        credit=seen_at(draft, choice),
    )


def organisation(draft: Draft) -> Table | None:
    """For whom the practices of the chapter are, who does them and when, and how to measure them; None where
    there are none.
    """
    texts, lang = draft.texts, draft.texts.lang
    rows = []
    for choice in draft.scene.exchange.listed:
        practice = choice.practice
        who = texts(
            "practices-owner-text",
            owner=practice.owner.get(lang),
            term=texts("months", n=practice.term_months),
            effort=texts(f"effort-{practice.effort}"),
        )
        said = (practice.audience.get(lang), who, practice.measure.get(lang))
        rows.append(Row((Cell(practice.title.get(lang)), *(Cell(upper_first(text)) for text in said))))
    if not rows:
        return None
    columns = [
        Column(texts(f"column-{name}"), "left") for name in ("practice", "audience", "owner", "measure")
    ]
    return draft.table("plain", "table-practices", texts("practices-caption"), columns, rows, flows=True)


def _why(draft: Draft, choice: ChosenPractice) -> Said:
    """The sub-area's result, as the annex has it."""
    scene, standing = draft.scene, draft.scene.comparison[choice.node]
    return scene.say(
        "practices-why-behind" if choice.behind else "practices-why-rest",
        name=scene.name(choice.node),
        result=_result(draft, standing),
        leader=scene.points(scene.gap(choice.node, "best")),
    )


def _where(draft: Draft, choice: ChosenPractice) -> Said:
    """The indicator a practice is for, where it is for one."""
    scene = draft.scene
    if choice.practice.node == "*":
        return Said()
    node = scene.node(choice.practice.node)
    values = scene.facts.told_own_and_median(node.code)
    if not node.is_leaf or node.code == choice.node or not values:
        return Said()
    if node.is_yes_no:
        answers = {"own": values["own"], **scene.facts.yes_of(node.code)}
        return scene.say("practices-why-indicator-yes", name=scene.name(node.code), **answers)
    return scene.say("practices-why-indicator", name=scene.name(node.code), **values)


def source(draft: Draft, choice: ChosenPractice) -> str:
    """Where the practice comes from: the cluster that agreed to be named, and what was published."""
    texts, given = draft.texts, [part.strip() for part in choice.practice.source.split(",")]
    # Only a list of codes is a list; any other source is printed as it was written.
    coded = all(part in SOURCES for part in given)
    parts = [texts(f"practices-source-{_SPELLED[part]}") for part in given] if coded else []
    published = texts.names(parts) if parts else choice.practice.source
    name = seen_at(draft, choice)
    if not name:
        return published
    message = "practices-seen-similar" if choice.similar else "practices-seen"
    seen = texts(message, name=name)
    if not published or given == ["-"]:
        return seen
    return texts("practices-seen-and-published", seen=seen, published=published)


_SPELLED = {"S": "standards", "E": "excellence", "K": "key", "-": "study"}


def seen_at(draft: Draft, choice: ChosenPractice) -> str:
    """The name of the cluster where a practice was seen; empty where none is named."""
    cluster = choice.practice.cluster
    return draft.scene.edition.cluster(cluster).short_name if cluster else ""


def _result(draft: Draft, standing: Standing) -> str:
    """Score, median and rank of a sub-area in words; of a question the answer and how many say yes."""
    scene, texts = draft.scene, draft.texts
    if scene.node(standing.code).is_yes_no:
        return evidence(scene, standing.code)
    gap = scene.gap(standing.code)
    return texts(
        _RESULT[1] if gap == 0 else _RESULT[2] if gap > 0 else _RESULT[0],
        score=scene.result(standing.score or 0.0),
        gap=scene.points(gap),
        rank=texts.ordinal(standing.rank or 0),
        n=standing.n,
    )


# --- what this cluster could show ------------------------------------------------------------------


def _strengths(draft: Draft, session: Sequence[Said]) -> Table:
    """The fields with their scores, and the indicator that shows each best; below them ``session``."""
    scene, texts = draft.scene, draft.texts
    label = comparable_label(scene)
    columns = [Column(texts("column-strength"), "left"), Column(texts("column-own"), width=14)]
    columns += [Column(texts("column-median"), width=16), Column(texts("column-rank"), width=14)]
    columns += [Column(texts("column-change", edition=label), width=20)] if label is not None else []
    columns.append(Column(texts("column-evidence"), "left", 66))
    rows = [_strength(draft, strength, label) for strength in scene.exchange.strengths]
    caption = texts("strengths-caption" if _above(draft) else "strengths-caption-own")
    notes = [draft.say(said) for said in session]
    return draft.table("plain", "table-strengths", caption, columns, rows, notes=notes)


def _strength(draft: Draft, strength: Strength, label: str | None) -> Row:
    scene, facts, code = draft.scene, draft.scene.facts, strength.node
    best = Cell(draft.texts("dash"))
    if strength.leaf:
        best = Cell(with_unit(scene, strength.leaf), small=evidence(scene, strength.leaf))
    cells = [facts.cell(code, "score", tone="own"), facts.cell(code, "group", "median")]
    cells += [
        facts.cell(code, "rank"),
        *([facts.cell(code, "change", of=label)] if label is not None else []),
    ]
    return Row((Cell(scene.name(code)), *cells, best))


def _session(scene: Scene) -> list[Said]:
    """What to ask others, and that others may read of the cluster's own practice."""
    exchange = scene.exchange
    own = (practice.title.get(scene.texts.lang) for practice in exchange.own)
    said = [scene.say("practices-session-own", title=title) for title in own]
    if exchange.chosen:
        names = scene.inlines([choice.node for choice in exchange.chosen])
        said.insert(0, scene.say("practices-session-ask", names=names))
    return said
