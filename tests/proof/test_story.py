"""The proof of the story: the strongest pattern of the edition in its own words, with the right numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from support.composing import sample
from support.forge import Made, Press, reworded
from support.random_editions import Shape, shapes, write

from reports.document import identity
from reports.document.blocks import Para, Report, Section, Together
from reports.edition.model import Edition, Lang
from reports.errors import Finding
from reports.production.composer import Composer
from reports.production.study import read
from reports.proof.audit import recount, report
from reports.proof.audit.filling import Filling
from reports.proof.audit.story import StoryProof
from reports.proof.audit.subject import Subject
from reports.words import story

CLUSTER = "tkaninowo"


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(sample().edition)


@pytest.fixture(scope="module")
def made(press: Press) -> Made:
    return press.made(CLUSTER)


@pytest.fixture(scope="module")
def counted() -> recount.Recount:
    return recount.Recount(sample().edition)


def findings(made: Made, counted: recount.Recount, edition: Edition | None = None) -> list[Finding]:
    of = edition or sample().edition
    content = identity.content(made.report)
    proof = report.ReportProof(of, counted, of.cluster(CLUSTER), "pl", content)
    return [finding for finding in proof.pdf(made.pdf) if finding.rule == "story"]


def summary(made: Made) -> Section:
    return made.report.sections[0]


def test_a_sound_report_tells_its_strongest_pattern(made: Made, counted: recount.Recount) -> None:
    """Nothing is found in it, in the PDF and on the page for the browser."""
    assert findings(made, counted) == []
    edition = sample().edition
    proof = report.ReportProof(
        edition, counted, edition.cluster(CLUSTER), "pl", identity.content(made.report)
    )
    list(proof.pdf(made.pdf))
    assert [f for f in proof.web(made.html) if f.rule == "story"] == []


def asked(section: Section) -> str:
    """The question for the meeting."""
    last = section.blocks[-1]
    assert isinstance(last, Together)
    question = last.blocks[-1]
    assert isinstance(question, Para)
    assert "?" in question.text
    return question.text


#: What is forged in the summary: (what stands there, what is said instead).
FORGED: dict[str, Callable[[Section], tuple[str, str]]] = {
    "a number of the lead": lambda s: (s.blocks[0].text, s.blocks[0].text.replace("8,9", "8,8")),  # type: ignore[union-attr]
    "another number of the lead": lambda s: (s.blocks[0].text, s.blocks[0].text.replace("19%", "91%")),  # type: ignore[union-attr]
    "a word of the lead": lambda s: (s.blocks[0].text, s.blocks[0].text.replace("spadł", "wzrósł")),  # type: ignore[union-attr]
    "the title": lambda s: (s.title, s.title.replace("oddalili", "zbliżyli").replace("stracił", "zyskał")),
    "the question": lambda s: (asked(s), asked(s).replace("?", ", w tym roku?")),
}  # fmt: skip


@pytest.mark.parametrize("what", FORGED)
def test_a_changed_word_or_number_is_found(
    what: str, press: Press, made: Made, counted: recount.Recount
) -> None:
    """Each by itself; a word as well as a number."""
    old, new = FORGED[what](summary(made))
    assert old != new
    assert findings(reworded(made, press, old, new), counted)


def _told(found: Report) -> list[str]:
    section = found.sections[0]
    return [section.title, *(b.text for b in section.blocks if isinstance(b, Para))]


def test_the_story_of_a_weaker_pattern_is_found(press: Press, made: Made, counted: recount.Recount) -> None:
    """All its numbers are right, and it is still not the story of this report."""
    edition = sample().edition
    strongest = story(Composer(sample()).scene(CLUSTER, "pl")).found
    assert strongest is not None
    weaker = replace(edition, patterns=tuple(p for p in edition.patterns if p.id != strongest.pattern.id))
    false = Press(weaker).made(CLUSTER)
    assert _told(false.report) != _told(made.report)
    assert findings(false, recount.Recount(weaker), weaker) == []
    assert findings(false, counted)


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_the_second_path_expects_what_the_first_one_says(counted: recount.Recount, lang: Lang) -> None:
    """For all forty, title, lead and question, without a page in between."""
    agreed(Composer(sample()), sample().edition, sample().edition.ids, counted, lang)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(shape=shapes(most_units=30))
def test_both_paths_tell_the_same_story_of_any_study(
    tmp_path_factory: pytest.TempPathFactory, shape: Shape
) -> None:
    """Whatever the scale, the means, what is missing and what is tied."""
    study = read(write(shape, tmp_path_factory.mktemp("random") / "edition"))
    edition = study.edition
    counted = recount.Recount(edition)
    agreed(Composer(study), edition, edition.ids[:8], counted, edition.language)


def agreed(
    composer: Composer, edition: Edition, names: Sequence[str], counted: recount.Recount, lang: Lang
) -> None:
    """What the first path says is among what the second one expects."""
    for name in names:
        scene = composer.scene(name, lang)
        subject = Subject(edition, edition.cluster(name), scene.texts, counted)
        said = story(scene)
        expected = StoryProof(subject, Filling(subject)).expected
        assert any(
            subject.typeset(said.headline) in titles
            and subject.typeset(said.lead) in leads
            and subject.typeset(scene.texts("story-question", question=said.question)) in questions
            for titles, leads, questions in expected
        ), (name, said, expected)
