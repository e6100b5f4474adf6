"""The words of the papers for the meeting, and the questions chosen for the expert."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from support import GOLDEN

from reports import assets
from reports.chapters.compose import report_of
from reports.document.blocks import walk
from reports.edition import schedule
from reports.edition.loading import load
from reports.edition.model import Lang, Localised
from reports.edition.schedule import Meeting, Schedule
from reports.papers import meeting_papers
from reports.papers.briefing import QUESTIONS, Briefing, briefing
from reports.production.composer import Composer
from reports.production.meetings import texts_of
from reports.production.study import Study, read
from reports.words import story
from reports.words.catalogue import Texts
from reports.words.scene import Scene


@pytest.fixture(scope="module")
def study() -> Study:
    return read(assets.sample())


@pytest.fixture(scope="module")
def meetings(study: Study) -> Schedule:
    table, problems, _ = load.load_table(assets.sample() / "meetings.csv", schedule.NAME)
    return schedule.validate(table, study.edition, None, problems)


@pytest.fixture(scope="module")
def scenes(study: Study) -> dict[tuple[str, Lang], Scene]:
    composer = Composer(study)
    ids, languages = ("jarometal", "nowocyfrowie", "wodolin"), ("pl", "en")
    return {(name, lang): composer.scene(name, lang) for name in ids for lang in languages}  # type: ignore[misc, arg-type]


def briefed(scene: Scene, meetings: Schedule) -> Briefing:
    meeting = next(m for m in meetings.meetings if m.cluster_id == scene.cluster.id)
    return briefing(report_of(scene), scene, meeting, scheduled=True)


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_the_papers_read_as_accepted(
    study: Study, meetings: Schedule, scenes: dict[tuple[str, Lang], Scene], lang: Lang
) -> None:
    """Every word of the papers is one that a person has read and accepted.

    After a meant change run with ACCEPT_GOLDEN=1, read the difference, and commit it.
    """
    edition = study.edition
    texts = Texts(lang, assets.catalogue(lang), edition.unit[lang])
    chosen = [m for m in meetings.meetings if m.cluster_id in ("jarometal", "wodolin")]
    papers: list[Any] = [
        *meeting_papers.separators(edition, chosen[0], 29, True, texts),
        meeting_papers.receipt(edition, [*chosen, Meeting("zielarzyn")], True, texts),
        *(meeting_papers.cover_letter(edition, m, 29, texts) for m in (*chosen, Meeting("zielarzyn"))),
        *meeting_papers.plates(edition, chosen, texts),
        *meeting_papers.folder_labels(edition, chosen, True, texts),
        *(briefed(scenes[name, lang], meetings) for name in ("jarometal", "nowocyfrowie", "wodolin")),
    ]
    lines = []
    for paper in papers:
        lines += [f"# {type(paper).__name__}", *texts_of(paper), ""]
    text = "\n".join(lines).replace("\u00a0", "~")
    golden = GOLDEN / f"handout-{lang}.txt"
    if os.environ.get("ACCEPT_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_there_are_always_three_different_questions(
    study: Study, meetings: Schedule, scenes: dict[tuple[str, Lang], Scene]
) -> None:
    """Whatever a cluster has answered; with nothing known, two of them need no data."""
    for scene in scenes.values():
        assert len(set(briefed(scene, meetings).questions)) == QUESTIONS
    empty = replace(study.edition, values=study.edition.values * float("nan"))
    from reports.results import score

    frame = score.fit(empty.framework, empty.method, empty.values)
    scores = score.score(empty.framework, empty.method, empty.ids, empty.values)
    scene = Composer(Study(empty, frame, scores, study.folder)).scene("jarometal", "pl")
    questions = briefed(scene, meetings).questions
    assert len(set(questions)) == QUESTIONS
    assert "Bez odpowiedzi" in questions[1]


def test_the_story_asks_first_and_then_a_gap_that_can_be_closed(
    meetings: Schedule, scenes: dict[tuple[str, Lang], Scene]
) -> None:
    """The question of the report's own story comes first. An indicator that the coordinator cannot move is
    passed over where there is another gap; whoever left answers out is asked about them.
    """
    for scene in scenes.values():
        asked = story(scene).question.replace("\u00a0", " ")
        assert asked
        assert asked in briefed(scene, meetings).questions[0].replace("\u00a0", " ")
    new = briefed(scenes["nowocyfrowie", "pl"], meetings)
    scene = scenes["nowocyfrowie", "pl"]
    largest, second = scene.comparison.weaknesses[:2]
    assert scene.node(largest).influence == 1
    assert scene.name(second) in new.questions[1].replace("\u00a0", " ")
    silent = briefed(scenes["wodolin", "pl"], meetings)
    assert "Bez odpowiedzi jest 8" in silent.questions[2].replace("\u00a0", " ")


def test_everything_said_of_the_past_is_said_in_the_report(
    meetings: Schedule, scenes: dict[tuple[str, Lang], Scene]
) -> None:
    """What has changed, the comment and the patterns are the report's own sentences."""
    for scene in scenes.values():
        report = report_of(scene)
        said = "".join(part for part in _texts(report)).replace("\u00a0", " ")
        made = briefed(scene, meetings)
        for sentence in () if scene.comparison.first_time else made.changes:
            assert sentence.replace("\u00a0", " ") in said
        assert all(figure in list(walk(report)) for figure in made.figures)
        assert all(items in list(walk(report)) for items in made.lists)


def _texts(report: Any) -> Iterator[str]:
    for part in walk(report):
        for name in ("text", "title", "detail"):
            text = getattr(part, name, None)
            if isinstance(text, str):
                yield text


def test_medians_that_are_withheld_are_named_and_no_number_of_others(
    meetings: Schedule, scenes: dict[tuple[str, Lang], Scene]
) -> None:
    """The expert sees which group's median must not be given, and never the median."""
    for scene in scenes.values():
        made = briefed(scene, meetings)
        hidden = {g.column for g in scene.comparison.groups if g.median is None}
        assert sum(text.startswith("– ") for text in made.silence) == len(hidden)
        assert not any(sign.isdigit() for text in made.silence[:3] for sign in text)


def test_the_coordinator_is_spoken_to_as_the_edition_says(study: Study) -> None:
    """With no form of address the letter opens like a message to a stranger."""
    edition = study.edition
    texts = Texts("pl", assets.catalogue("pl"), edition.unit["pl"])
    meeting = Meeting(edition.ids[0])
    assert meeting_papers.cover_letter(edition, meeting, 29, texts).salutation == "Szanowni Państwo,"
    named = replace(edition.clusters[0], salutation=Localised("Szanowna Pani Prezes,"))
    spoken = replace(edition, clusters=(named, *edition.clusters[1:]))
    assert meeting_papers.cover_letter(spoken, meeting, 29, texts).salutation == "Szanowna Pani Prezes,"
