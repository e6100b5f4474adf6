"""The interview and the survey of members in a report."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.composing import composed, sample
from support.editions import small

from reports.document.blocks import ItemList, Para, Report, Table, find
from reports.edition.model import Edition, Interview, Lang, Localised, Question, SurveyAnswer

SAMPLE = sample().edition


def table(report: Report) -> Table | None:
    return next((t for t in find(report.sections, Table) if t.id == "table-members"), None)


def rows(report: Report) -> list[list[str]]:
    found = table(report)
    return [] if found is None else [[cell.text for cell in row.cells] for row in found.rows]


def asked(*answers: SurveyAnswer, **fields: object) -> Edition:
    questions = tuple(
        Question(code, Localised(f"Pytanie {code}", f"Question {code}"), Localised("ocena", "rating"))
        for code in ("a", "b", "c")
    )
    return replace(small(), questions=questions, survey=answers, **fields)  # type: ignore[arg-type]


def test_members_stand_beside_the_coordinator_with_the_number_of_answers() -> None:
    """Of an indicator the coordinator's answer is its value; numbers have the decimals of the question."""
    edition = small()
    leaf = next(leaf for leaf in edition.framework.leaves if not leaf.is_yes_no)
    edition = asked(
        SurveyAnswer("k01", "a", 3.25, 12, 4.0),
        SurveyAnswer("k01", leaf.code, 7.0, 30),
        SurveyAnswer("k01", "b", 2.0, 9),
        SurveyAnswer("k02", "a", 1.0, 50, 5.0),
    )
    found = rows(composed(edition, "k01"))
    own = edition.values[edition.row["k01"], edition.framework.leaf_column[leaf.code]]
    assert found[0] == ["Pytanie a", "4,0", "3,3", "12"]
    assert found[1][0] == leaf.name.pl
    assert float(found[1][1].replace(",", ".")) == pytest.approx(own, abs=0.5)
    assert found[1][3] == "30"
    assert found[2] == ["Pytanie b", "–", "2,0", "9"]
    assert len(found) == 3


def test_what_too_few_members_say_is_not_shown() -> None:
    """With fewer answers than a group must have others, nothing is said at all."""
    edition = asked(SurveyAnswer("k01", "a", 3.0, 4, 4.0), SurveyAnswer("k01", "b", 3.0, 5, 4.0))
    assert [row[0] for row in rows(composed(edition, "k01"))] == ["Pytanie b"]
    few = asked(SurveyAnswer("k01", "a", 3.0, 4, 4.0))
    assert table(composed(few, "k01")) is None
    assert "Pytanie a" not in str(composed(few, "k01").sections)


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ((3.0, 3.0, 3.0), "mniej niż kierownictwo we wszystkich pytaniach."),
        ((5.0, 5.0, 5.0), "więcej niż kierownictwo we wszystkich pytaniach."),
        ((3.0, 4.0, 5.0), "mniej niż kierownictwo: „Pytanie a”. "),
        ((4.0, 4.0, 4.01), ""),
    ],
)
def test_the_note_says_who_gives_more(members: tuple[float, ...], said: str) -> None:
    """By the published numbers, so that nobody finds another answer in the table."""
    answers = (SurveyAnswer("k01", c, m, 9, 4.0) for c, m in zip("abc", members, strict=True))
    found = table(composed(asked(*answers), "k01"))
    assert found is not None
    note = " ".join(found.notes).replace("\u00a0", " ").replace("koordynator", "kierownictwo")
    assert said in note
    assert bool(note) == bool(said)


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_the_facts_stand_in_the_profile_and_the_summary(lang: Lang) -> None:
    """Five facts in their order, two of them on the first pages; a cluster without an interview has none."""
    report = composed(SAMPLE, "tkaninowo", lang)
    told = SAMPLE.interview("tkaninowo")
    heading = "Z wywiadu" if lang == "pl" else "From the interview"
    lists = [
        block
        for block in find(report.section("profile"), ItemList)
        if block.heading.replace("\u00a0", " ") == heading
    ]
    facts = [told.strategy, told.project, told.achievement, told.service, told.challenge]
    plain = [item.detail.replace("\u00a0", " ") for item in lists[0].items]
    assert plain == [fact.get(lang) for fact in facts]
    summary = " ".join(p.text.replace("\u00a0", " ") for p in find(report.section("summary"), Para))
    assert told.achievement.get(lang).rstrip(".") in summary
    assert told.challenge.get(lang).rstrip(".") in summary
    other = composed(SAMPLE, "meblogaj", lang).section("profile")
    assert heading not in str(other).replace("\u00a0", " ")


def test_an_interview_is_enough_for_the_chapter() -> None:
    """Where nothing else is known of the cluster."""
    bare = [replace(cluster, profile={}, profile_en={}) for cluster in small().clusters]
    edition = replace(
        asked(interviews=(Interview("k01", service=Localised("Wspólne zakupy")),)),
        clusters=tuple(bare),
        profile=(),
    )
    chapter = composed(edition, "k01").section("profile")
    assert [item.detail for item in next(find(chapter, ItemList)).items] == ["Wspólne zakupy."]
    assert "profile" not in [section.id for section in composed(edition, "k02").sections]
