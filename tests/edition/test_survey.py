"""What members say: the questions of a survey and its answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reports.edition.loading import load
from reports.edition.model import Edition, Localised, Question, SurveyAnswer
from reports.edition.validation import validate
from reports.errors import InputError, Problem

Write = Callable[..., Path]

QUESTIONS = """\
code,name_pl,name_en,unit_pl,unit_en,decimals
benefits,Korzyści,Benefits,ocena 1–5,rating 1–5,
share,Odsetek zadowolonych,Satisfied,%,%,0
"""
SURVEY = """\
id,code,coordinator,members,n
K01,benefits,4,"3,2",12
K01,Z.1,,118,12
K02,share,,61,9
"""


def read(write: Write, **changes: str) -> Edition:
    files = {"questions.csv": QUESTIONS, "survey.csv": SURVEY}
    files |= {f"{name}.csv": text for name, text in changes.items()}
    return validate.validate(load.load(write(files), library=Path("none")))


def problem(write: Write, **changes: str) -> Problem:
    with pytest.raises(InputError) as caught:
        read(write, **changes)
    (found,) = caught.value.problems
    return found


def test_questions_and_answers_arrive_as_they_were_typed(tiny_edition: Write) -> None:
    """A question has one decimal unless it says otherwise; of an indicator the coordinator's answer is not
    given twice.
    """
    edition = read(tiny_edition)
    assert edition.questions == (
        Question("benefits", Localised("Korzyści", "Benefits"), Localised("ocena 1–5", "rating 1–5"), 1),
        Question("share", Localised("Odsetek zadowolonych", "Satisfied"), Localised("%", "%"), 0),
    )
    assert edition.survey == (
        SurveyAnswer("K01", "benefits", 3.2, 12, 4.0),
        SurveyAnswer("K01", "Z.1", 118.0, 12),
        SurveyAnswer("K02", "share", 61.0, 9),
    )
    assert not any(remark.startswith("survey") for remark in edition.remarks)


def test_an_edition_without_a_survey_is_what_it_was(tiny_edition: Write) -> None:
    """Both sheets are optional, and a survey may ask for indicators only."""
    edition = validate.validate(load.load(tiny_edition(), library=Path("none")))
    assert (edition.questions, edition.survey, edition.interviews) == ((), (), ())


def test_too_few_answers_are_told(tiny_edition: Write) -> None:
    """What nobody will see is no mistake, but whoever hands it in should know."""
    edition = read(tiny_edition, survey=SURVEY.replace(",12\n", ",4\n"))
    told = "survey: 2 rows have fewer than 5 answers (disclosure.min_group), too few to be shown"
    assert told in edition.remarks


@pytest.mark.parametrize(
    ("old", "new", "column", "cause", "remedy"),
    [
        ("K01,benefits", "K09,benefits", "id", "no cluster with this id", "remove the row"),
        ("K01,benefits", "K01,benefit", "code", "no such indicator or question", "benefits?"),
        ("K01,benefits", "K01,", "code", "has no question", "Write its code"),
        ("K01,Z.1,,118", "K01,P.1,,1", "code", "yes or no has no mean", "per cent"),
        ("K01,Z.1,,", "K01,Z.1,120,", "coordinator", "stands in values", "Empty"),
        ("K02,share", "K01,benefits", "code", "same question of the same cluster", "Keep one"),
        ("K01,Z.1,,118", "K01,P.2,,118", "members", "from 0 to 100", ""),
        (",9\n", ",0\n", "n", "whole number from 1", ""),
        (",9\n", ",\n", "n", "the answer is missing", "remove the row"),
        ("61", "dużo", "members", "not a number", ""),
    ],
)
def test_a_wrong_answer_is_said_with_what_to_do(
    tiny_edition: Write, old: str, new: str, column: str, cause: str, remedy: str
) -> None:
    """Each mistake is a problem at its cell."""
    assert old in SURVEY
    found = problem(tiny_edition, survey=SURVEY.replace(old, new, 1))
    assert (found.file, found.row is not None) == ("survey.csv", True)
    assert f"({column})" in str(found)
    assert cause in found.cause
    assert remedy in found.remedy


@pytest.mark.parametrize(
    ("old", "new", "column", "cause"),
    [
        ("benefits", "Z.1", "code", "the framework has this code"),
        ("share,", "benefits,", "code", "row 2 has the same code"),
        ("share,Odsetek zadowolonych,Satisfied", "share,,", "name_pl", "the question has no words"),
        (",0\n", ",4\n", "decimals", "from 0 to 3"),
        (",0\n", ",0.5\n", "decimals", "from 0 to 3"),
    ],
)
def test_a_wrong_question_is_said(tiny_edition: Write, old: str, new: str, column: str, cause: str) -> None:
    """Codes are one's own, a question has words, decimals are few."""
    found = problem(tiny_edition, questions=QUESTIONS.replace(old, new, 1), survey="id,code,members,n\n")
    assert found.file == "questions.csv"
    assert f"({column})" in str(found)
    assert cause in found.cause
