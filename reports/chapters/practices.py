"""Good practices: what other clusters do where this one has its gaps, and what this one could show them.

A practice's source may be another cluster by name; what may be said of it stands in
:mod:`reports.advice.good_practices`. The cards of the second page are for the session where participants
exchange practices: they ask and remind, and every fact in them is a result of the cluster's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.advice import ChosenPractice, Strength
from reports.document import AdviceCard, AdviceCards, Block, Heading, Item, ItemList, Section
from reports.edition.validation import SOURCES
from reports.results import Standing
from reports.words import Said, Scene, evidence, is_count, join, upper_first

from .draft import Draft

#: Letters of the strengths, so that nobody takes them for the numbers of the practices.
_LETTERS = "ABC"
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
    lead = _lead(draft) if exchange.listed or not exchange.strengths else Said()
    if lead:
        blocks.append(draft.lead(lead))
    if exchange.listed:
        blocks.append(AdviceCards(tuple(_card(draft, choice) for choice in exchange.listed)))
    blocks += _strengths(draft)
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


def _lead(draft: Draft) -> Said:
    scene, chosen = draft.scene, draft.scene.exchange.listed
    elsewhere = any(choice.action for choice in scene.exchange.chosen)
    return join((_fields(scene, chosen), scene.say("practices-elsewhere") if elsewhere else Said()))


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
        (texts("practices-why"), draft.say(why)),
        (texts("practices-what"), practice.what.get(lang)),
        (texts("practices-effect"), practice.effect.get(lang)),
        (texts("practices-audience"), practice.audience.get(lang)),
        (texts("card-first-step"), practice.first_step.get(lang)),
        (
            texts("practices-owner"),
            texts(
                "practices-owner-text",
                owner=practice.owner.get(lang),
                term=texts("months", n=practice.term_months),
                effort=texts(f"effort-{practice.effort}"),
            ),
        ),
        (texts("practices-measure"), practice.measure.get(lang)),
        (texts("practices-source"), source(draft, choice)),
    )
    return AdviceCard(
        number=texts("rank", rank=str(choice.number)),
        title=practice.title.get(lang),
        facts=tuple((label, upper_first(text)) for label, text in facts if text),
        rules=(practice.id,),
        id=practice_id(choice),
        credit=seen_at(draft, choice),
    )


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


def _strengths(draft: Draft) -> Iterator[Block]:
    scene, texts, exchange = draft.scene, draft.texts, draft.scene.exchange
    if exchange.strengths:
        yield Heading(texts("practices-strengths"))
        said = "practices-strengths-above" if _above(draft) else "practices-strengths-own"
        yield draft.para(scene.say(said))
        yield AdviceCards(
            tuple(_strength(draft, place, strength) for place, strength in enumerate(exchange.strengths))
        )
    yield ItemList(texts("practices-session"), tuple(_session(draft)), ordered=True)


def _strength(draft: Draft, place: int, strength: Strength) -> AdviceCard:
    texts, scene = draft.texts, draft.scene
    said = (_tell(draft, place, strength), _asked(draft, place, strength), _bring(draft, place, strength))
    labels = ("practices-tell", "practices-asked", "practices-bring")
    return AdviceCard(
        number=_LETTERS[place],
        title=scene.name(strength.node),
        facts=(
            (texts("card-position"), upper_first(_result(draft, scene.comparison[strength.node]))),
            *((texts(label), upper_first(draft.say(text))) for label, text in zip(labels, said, strict=True)),
        ),
        rules=tuple(rule for text in said for rule in text.rules),
        id=f"strength-{place + 1}",
    )


def _tell(draft: Draft, place: int, strength: Strength) -> Said:
    """What the cluster could tell: its best indicator here and its rise, as far as it has them."""
    scene, facts = draft.scene, draft.scene.facts
    arguments: dict[str, str | int] = {}
    answer = bool(strength.leaf) and scene.node(strength.leaf).is_yes_no
    if strength.leaf and (values := facts.told_own_and_median(strength.leaf)):
        arguments |= {"name": scene.name(strength.leaf)} | ({"own": values["own"]} if answer else values)
    if strength.rise:
        change = facts.change(strength.node, strength.rise) or 0.0
        arguments |= {"change": scene.points(change), "edition": strength.rise}
    if answer and not strength.rise:
        rule = "practices-tell-answer"
    elif strength.leaf and not answer:
        rule = "practices-tell-both" if strength.rise else "practices-tell-indicator"
    else:
        rule = "practices-tell-rise" if strength.rise else "practices-tell-plain"
    return scene.vary(rule, place, **arguments)


def _asked(draft: Draft, place: int, strength: Strength) -> Said:
    """A question that others can be expected to ask, by what stands out."""
    scene, standing = draft.scene, draft.scene.comparison[strength.node]
    if standing.rank == 1:
        return scene.vary("practices-asked-first", place)
    if strength.rise:
        return scene.vary("practices-asked-rise", place, edition=strength.rise)
    return scene.vary("practices-asked-plain", place)


def _bring(draft: Draft, place: int, strength: Strength) -> Said:
    """What to bring, by the kind of the indicator."""
    scene = draft.scene
    if not strength.leaf:
        return scene.vary("practices-bring-plain", place)
    node = scene.node(strength.leaf)
    if node.is_yes_no:
        rule = "practices-bring-answer"
    elif is_count(node):
        rule = "practices-bring-list"
    else:
        rule = "practices-bring-share" if node.unit.startswith("%") else "practices-bring-measure"
    return scene.vary(rule, place, name=scene.name(strength.leaf))


def _session(draft: Draft) -> Iterator[Item]:
    """How to use the session: the own story, the questions for the own gaps, what to write down."""
    texts, scene, exchange = draft.texts, draft.scene, draft.scene.exchange
    if exchange.strengths:
        n = len(exchange.strengths)
        cards = texts.names(_LETTERS[:n]) if n < len(_LETTERS) else f"{_LETTERS[0]}–{_LETTERS[-1]}"
        yield Item("", texts("practices-session-story", n=n, cards=cards))
    if exchange.chosen:
        nodes = [choice.node for choice in exchange.chosen]
        yield Item("", texts("practices-session-ask", names=scene.inlines(nodes)))
    yield Item("", texts("practices-session-note"))
    for practice in exchange.own:
        yield Item("", texts("practices-session-own", title=practice.title.get(texts.lang)))
