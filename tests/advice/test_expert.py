"""The expert's voice in a report: comments in their chapters, and decisions about the advice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.advising import GENERAL, VALUES, advise, record, study
from support.composing import composed, sample

from reports.advice import Action
from reports.advice.choosing import MOST
from reports.chapters import expert_voice as voice
from reports.document.blocks import (
    AdviceCard,
    Block,
    Item,
    ItemList,
    Para,
    Report,
    Section,
    Table,
    Together,
    Voice,
    walk,
)
from reports.edition.markdown import Prose
from reports.edition.model import Comment, Edition, Lang, Localised, Override
from reports.errors import ReportError
from reports.pages.page import seen
from reports.pages.report import lay_out

SAMPLE = sample().edition
PLAIN = replace(SAMPLE, comments=(), overrides=())
ONE = "k02"


def decide(edition: Edition, *overrides: tuple[str, str], cluster: str = ONE, **words: Any) -> Edition:
    """The edition with decisions about one cluster: (record, decision)."""
    made = tuple(Override(cluster, name, decision, **words) for name, decision in overrides)  # type: ignore[arg-type]
    return replace(edition, overrides=made)


def rules(edition: Edition) -> list[str]:
    return [action.rule for action in advise(edition, ONE).actions]


# --- decisions -----------------------------------------------------------------------------------


def test_a_pin_comes_first_with_the_gain_of_its_indicator() -> None:
    """What the rules would say later, or not at all, is said first; the what-if is the real one."""
    edition = study(VALUES, *GENERAL, record("own", "B2", position=["good"], gap_min=50.0))
    before = advise(edition, ONE)
    assert "own" not in [action.rule for action in before.actions]
    action, *rest = advise(decide(edition, ("own", "pin")), ONE).actions
    assert (action.rank, action.rule, action.node) == (1, "own", "B2")
    assert [o.decision for o in action.expert] == ["pin"]
    assert all(not other.expert for other in rest)


def test_a_pinned_improvement_has_an_honest_gain() -> None:
    """The gain is that of the indicator it fits, and that indicator is not advised about twice."""
    edition = decide(study(VALUES, *GENERAL, record("own", "B", trend=["down"])), ("own", "pin"))
    advice = advise(edition, ONE)
    first = advice.actions[0]
    gains = dict(advice.reserves)
    assert (first.rule, first.kind, first.what_if) == ("own", "improve", gains[first.node])
    assert [action.node for action in advice.actions].count(first.node) == 1
    assert ("own", first.node) not in advice.fired


def test_a_pin_without_anything_to_gain_says_so() -> None:
    """At the benchmark no gain can be computed, and none is printed."""
    edition = study(VALUES, *GENERAL, record("own", "A1", position=["low"]))
    best = edition.ids[4]
    action = advise(decide(edition, ("own", "pin"), cluster=best), best).actions[0]
    assert (action.rule, action.kind, action.what_if) == ("own", "chosen", None)


def test_a_dropped_record_leaves_its_place_to_the_next() -> None:
    """It is nowhere, and no other record of its indicator speaks instead; a general one gives way."""
    own = [record(f"own-{node}-{i}", node) for node in ("A1", "A2", "B1", "B2") for i in range(2)]
    edition = study(VALUES, *GENERAL, *own)
    before = advise(edition, ONE).actions
    after = advise(decide(edition, (before[0].rule, "drop")), ONE)
    nodes = {action.node for action in after.actions}
    assert {action.node for action in before[1:]} <= nodes
    assert before[0].node not in nodes
    assert before[0].node not in [node for _, node in after.fired]
    general = study(VALUES, *GENERAL, *(record(f"more-{i}", "*", position=["middle"]) for i in range(3)))
    first = rules(general)[0]
    dropped = rules(decide(general, (first, "drop")))
    assert first not in dropped
    assert len(dropped) == len(rules(general))


def test_decisions_are_about_one_cluster() -> None:
    """Nobody else's advice changes."""
    edition = study(VALUES, *GENERAL)
    decided = decide(edition, (rules(edition)[0], "drop"))
    for other in set(edition.ids) - {ONE}:
        assert advise(decided, other) == advise(edition, other)


def test_rephrasing_changes_words_and_nothing_else() -> None:
    """The same actions with the same numbers in the same order."""
    edition = study(VALUES, *GENERAL)
    name = rules(edition)[1]
    made = advise(decide(edition, (name, "rephrase"), text=Localised("Zrobić", "Do")), ONE)
    before = advise(edition, ONE)
    assert [(a.rule, a.node, a.what_if) for a in made.actions] == [
        (a.rule, a.node, a.what_if) for a in before.actions
    ]
    assert made.actions[1].record.action == Localised("Zrobić", "Do")
    assert made.actions[1].record.first_step == before.actions[1].record.first_step


@settings(max_examples=60)
@given(data=st.data())
def test_ranks_and_steps_stay_consistent_whatever_the_expert_decides(data: st.DataObject) -> None:
    """Numbers without holes, at most five actions, none before what it waits for, every pin among them, no
    dropped one, and pins before all others but for what they wait for.
    """
    library = (*GENERAL, record("a", "A1"), replace(record("b", "B"), after=("a", "any-low-0")))
    names = data.draw(st.lists(st.sampled_from([r.id for r in library]), unique=True, max_size=6))
    made = [(name, data.draw(st.sampled_from(["pin", "drop"]))) for name in names]
    pins = [name for name, decision in made if decision == "pin"][:4]
    drops = [name for name, decision in made if decision == "drop"]
    cluster = data.draw(st.sampled_from(["k01", "k02", "k05"]))
    edition = study(VALUES, *library)
    decisions = [*((p, "pin") for p in pins), *((d, "drop") for d in drops)]
    actions = advise(decide(edition, *decisions, cluster=cluster), cluster).actions
    found = [action.rule for action in actions]
    assert [action.rank for action in actions] == list(range(1, len(actions) + 1))
    assert len(actions) <= MOST
    assert set(pins) <= set(found)
    assert not set(drops) & set(found)
    assert all(before < action.rank for action in actions for before in action.after)
    awaited = {before for action in actions if action.rule in pins for before in action.after}
    led = [action.rule in pins or action.rank in awaited for action in actions]
    assert led == sorted(led, reverse=True)


# --- in the report -------------------------------------------------------------------------------


def section(report: Report, name: str) -> Section:
    return next(part for part in report.sections if part.id == name)


def voices(section: Section) -> list[Voice]:
    return [part for part in walk(section) if isinstance(part, Voice)]


def said(voice: Voice) -> str:
    return " ".join(part.text for part in walk(voice) if isinstance(part, Prose)).replace("\u00a0", " ")


def comment(place: str, pl: str, en: str = "", author: str = "") -> Comment:
    return Comment("jarometal", place, Localised(pl, en), author)


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_each_comment_of_the_sample_stands_in_its_chapter_and_nowhere_else(lang: Lang) -> None:
    """Every paragraph is printed once, in the language of the report, under the label of the expert."""
    label = {"pl": "Komentarz eksperta", "en": "Expert’s comment"}[lang]
    for cluster in ("jarometal", "biogazin", "nowocyfrowie", "wodolin"):
        report = composed(SAMPLE, cluster, lang)
        for part in report.sections:
            place = part.id.removeprefix("area-")
            expected = [c for c in SAMPLE.comments if (c.id, c.place) == (cluster, place)]
            assert len(voices(part)) == min(len(expected), 1)
            for one in voices(part):
                assert (one.label, one.author) == (label, "Jan Przykładowy")
                first = getattr(expected[0].text, lang).split()[:3]
                assert said(one).split()[:3] == first


def test_a_comment_leaves_all_numbers_of_the_summary_on_its_first_page() -> None:
    """Only the actions are not where they are without comment: they stand overleaf with the words."""
    for cluster in ("jarometal", "biogazin", "nowocyfrowie", "wodolin"):
        report = composed(SAMPLE, cluster)
        spoken, plain = section(report, "summary"), section(composed(PLAIN, cluster), "summary")
        assert spoken.blocks[:-1] == plain.blocks[:-1]
        overleaf = spoken.blocks[-1]
        assert isinstance(overleaf, Together)
        usual = plain.blocks[-1]
        assert isinstance(usual, Together)
        words, *rest = overleaf.blocks
        assert isinstance(words, Voice)
        # What the interview brought, if there was one, the actions and the question.
        assert [type(block) for block in rest] == [type(block) for block in usual.blocks]
        assert [type(block) for block in rest[-2:]] == [ItemList, Para]
        first, second, third = ([text.text for text in seen(page.nodes)] for page in lay_out(report)[1:4])
        assert "Mocne strony" in first
        assert "Komentarz eksperta" in second
        assert report.sections[1].kicker in third


def test_several_authors_speak_one_after_the_other() -> None:
    """A block for each author, the paragraphs of one author together."""
    made = replace(
        PLAIN,
        comments=(
            comment("position", "Raz.", author="Anna"),
            comment("position", "Dwa.", author="Anna"),
            comment("position", "Trzy.", author="Jan"),
        ),
    )
    found = voices(section(composed(made, "jarometal"), "position"))
    assert [(one.author, said(one)) for one in found] == [("Anna", "Raz. Dwa."), ("Jan", "Trzy.")]


def test_a_report_without_comments_is_what_it_was() -> None:
    """The sample's comments change the reports of their clusters only."""
    assert composed(SAMPLE, "ekowierch") == composed(PLAIN, "ekowierch")


def test_polish_words_never_land_in_an_english_report() -> None:
    """A comment or a decision without the report's language stops that report and names the column."""
    made = replace(
        PLAIN,
        comments=(comment("summary", "Tylko po polsku."),),
        overrides=(Override("jarometal", "O4.3", "pin", Localised("Bo pilne.")),),
    )
    composed(made, "jarometal", "pl")
    composed(made, "biogazin", "en")
    with pytest.raises(ReportError) as caught:
        composed(made, "jarometal", "en")
    causes = [finding.cause for finding in caught.value.findings]
    assert len(causes) == 2
    assert "the comment at summary is not there in English; write text_en" in causes[0]
    assert "the decision about O4.3 is not there in English; write text_en" in causes[1]


def test_a_comment_without_its_chapter_stops_the_report() -> None:
    """A chapter that a report does not have loses no comment in silence."""
    lonely = replace(PLAIN, profile=(), survey=(), interviews=(), comments=(comment("profile", "Raz."),))
    with pytest.raises(ReportError, match="no chapter profile"):
        composed(lonely, "jarometal")


def first_action(edition: Edition) -> Action:
    """The first action of the second cluster of the sample."""
    return advise(edition, "jarometal").actions[0]


def test_an_experts_goal_takes_the_place_of_the_next_step() -> None:
    """It is called the expert's, and what it would bring is worked out like that of any goal."""
    worded = Override("jarometal", "O4.3", "rephrase", Localised("Znaleźć odbiorców"), goal=("O4.3", 72.0))
    pinned = Override("jarometal", "O4.3", "pin")
    first, usual = (
        first_action(replace(PLAIN, overrides=overrides)) for overrides in ((pinned, worded), (pinned,))
    )
    assert first.what_if is not None
    assert usual.what_if is not None
    assert (first.node, first.what_if.goal, first.what_if.goal_is) == ("O4.3", 72.0, "expert")
    assert usual.what_if.goal > 72.0
    assert 0 < first.what_if.gain < usual.what_if.gain


def texts(value: object, kind: type[Block]) -> str:
    return " ".join(str(part) for part in walk(value) if isinstance(part, kind)).replace("\u00a0", " ")


def test_the_report_says_what_the_expert_decided() -> None:
    """Choice and words are marked in the table, on the card and in the summary; the annex lists all."""
    report = composed(SAMPLE, "jarometal")
    chapter, annex = section(report, "recommendations"), section(report, "annex")
    table = next(part for part in walk(chapter) if isinstance(part, Table))
    assert table.rows[0].cells[0].small.endswith("· wybór eksperta")
    assert "wybór eksperta" in table.caption
    cards = [part for part in walk(chapter) if isinstance(part, AdviceCard)]
    assert [label for label, _ in cards[0].facts][-1] == "Wybór eksperta"
    rephrased = next(card for card in cards if card.rules == ("I3-middle",))
    assert rephrased.title.replace("\u00a0", " ").startswith("Wybrać z firmami dwa rynki")
    assert rephrased.facts[-1] == ("Słowa eksperta", "Nazwa działania i\u00a0pierwszy krok")
    assert "wybór eksperta" in texts(section(report, "summary"), Item)
    listed = [part.detail for part in walk(annex) if isinstance(part, Item) and "eksperta" in part.detail]
    assert [line.replace("\u00a0", " ") for line in listed] == [
        "O4.3: wybór eksperta, działanie 1",
        "Z3-good: pominięte decyzją eksperta",
        f"I3-middle: słowa eksperta, działanie {rephrased.number.rstrip('.')}",
    ]
    assert "Z3-good" not in texts(chapter, AdviceCard)


def test_who_has_a_comment_is_told() -> None:
    """A decision is no comment; places are told once each."""
    made = replace(
        PLAIN,
        comments=(comment("I", "Raz."), comment("I", "Dwa."), comment("summary", "Trzy.")),
        overrides=(Override("biogazin", "P6.1", "drop"),),
    )
    assert voice.commented(made)["jarometal"] == ("I", "summary")
    assert [name for name, places in voice.commented(made).items() if places] == ["jarometal"]
    assert {name for name, places in voice.commented(SAMPLE).items() if places} == {
        "jarometal",
        "biogazin",
        "nowocyfrowie",
        "wodolin",
    }
