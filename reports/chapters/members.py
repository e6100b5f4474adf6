"""What the interview brought, and what members say beside the coordinator."""

from __future__ import annotations

from collections.abc import Iterator

from reports.document import Block, Cell, Column, Item, ItemList, Para, Row, Table
from reports.edition import Node, Question, SurveyAnswer, published
from reports.words import Scene

from .draft import Draft

#: A table of more rows flows.
PAGE_ROWS = 20
#: What ends a sentence.
_ENDS = ".!?…"


def interview(draft: Draft) -> ItemList | None:
    """The facts of the interview; None where there are none."""
    told = draft.scene.edition.interview(draft.scene.cluster.id)
    lang = draft.texts.lang
    facts = {
        "strategy": told.strategy,
        "project": told.project,
        "achievement": told.achievement,
        "service": told.service,
        "challenge": told.challenge,
    }
    items = tuple(
        Item(draft.texts(f"interview-{name}"), _sentence(fact.get(lang)))
        for name, fact in facts.items()
        if fact.get(lang)
    )
    return ItemList(draft.texts("interview"), items) if items else None


def interview_in_short(draft: Draft) -> Iterator[Para]:
    """The achievement and the challenge for the summary, where the interview brought both."""
    told, lang = draft.scene.edition.interview(draft.scene.cluster.id), draft.texts.lang
    achievement, challenge = told.achievement.get(lang), told.challenge.get(lang)
    if achievement and challenge:
        said = {"achievement": achievement.rstrip("."), "challenge": challenge.rstrip(".")}
        yield Para(draft.texts("interview-in-short", **said))


def _sentence(text: str) -> str:
    return text if text.endswith(tuple(_ENDS)) else f"{text}."


def members(draft: Draft) -> Iterator[Block]:
    """The table of what members say, where enough of them answered."""
    answers = shown(draft.scene)
    if answers:
        yield _table(draft, answers)


def shown(scene: Scene) -> list[SurveyAnswer]:
    """What may be shown: the means of at least as many answers as a group must have."""
    return [
        answer
        for answer in scene.edition.survey
        if answer.id == scene.cluster.id and answer.n >= scene.edition.least_shown
    ]


def _asked(scene: Scene, answer: SurveyAnswer) -> Node | Question:
    questions = (question for question in scene.edition.questions if question.code == answer.code)
    return next(questions, None) or scene.node(answer.code)


def _numbers(scene: Scene, answer: SurveyAnswer) -> tuple[float | None, float]:
    """What the coordinator and the members say, as published."""
    asked = _asked(scene, answer)
    own = answer.coordinator if isinstance(asked, Question) else scene.comparison[asked.code].value
    return None if own is None else published(own, asked.decimals), published(answer.members, asked.decimals)


def _differences(scene: Scene, answers: list[SurveyAnswer]) -> Iterator[str]:
    """Which numbers of the members are lower, and which higher, than the coordinator's. Where most are, the
    others are named.
    """
    pairs = [(answer, *_numbers(scene, answer)) for answer in answers]
    known = [(answer, said - own) for answer, own, said in pairs if own is not None]
    for way, sign in (("lower", -1), ("higher", 1)):
        there = [answer for answer, gap in known if sign * gap > 0]
        rest = [answer for answer, _ in known if answer not in there]
        if len(there) > 1 and not rest:
            yield scene.texts(f"members-{way}-all")
        elif len(there) > 2 and len(rest) <= 2:
            yield scene.texts(f"members-{way}-but", names=_names(scene, rest))
            return
        elif there:
            yield scene.texts(f"members-{way}", names=_names(scene, there))


def _names(scene: Scene, answers: list[SurveyAnswer]) -> str:
    texts = scene.texts
    return texts.names([texts("quoted", name=_asked(scene, a).name.get(texts.lang)) for a in answers])


def _table(draft: Draft, answers: list[SurveyAnswer]) -> Table:
    scene, texts = draft.scene, draft.texts
    rows = []
    for answer in answers:
        asked, (own, said) = _asked(scene, answer), _numbers(scene, answer)
        unit = asked.unit.get(texts.lang) if isinstance(asked, Question) else asked.unit_in(texts.lang)
        rows.append(
            Row(
                (
                    Cell(asked.name.get(texts.lang), small=unit),
                    Cell(texts("dash") if own is None else texts.number(own, asked.decimals), tone="own"),
                    Cell(texts.number(said, asked.decimals)),
                    Cell(texts.number(answer.n, 0)),
                )
            )
        )
    columns = [
        Column(texts("column-question"), align="left", width=92),
        Column(texts("column-coordinator")),
        Column(texts("column-members")),
        Column(texts("column-answers")),
    ]
    told = " ".join(_differences(scene, answers))
    flows = len(rows) > PAGE_ROWS
    caption = texts("members-caption")
    return draft.table(
        "plain", "table-members", caption, columns, rows, notes=(told,) if told else (), flows=flows
    )
