"""The sheet of comments: what an expert can write, and what is refused before anything is built."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from reports.edition.loading.load import load
from reports.edition.model import Edition, Localised, Override
from reports.edition.validation.comments import MOST_PINS
from reports.edition.validation.validate import validate
from reports.errors import InputError, Problem

Write = Callable[..., Path]

COLUMNS = (
    "id",
    "place",
    "decision",
    "record",
    "text_pl",
    "text_en",
    "first_step_pl",
    "first_step_en",
    "goal",
    "author",
)
LIBRARY = "\n".join(
    f"""
[[recommendation]]
id = "{name}"
node = "{node}"
term_months = 12
effort = 2
pl = {{ action = "{name} po polsku", first_step = "krok", owner = "ktoś", measure = "miara" }}
en = {{ action = "{name} in English", first_step = "step", owner = "somebody", measure = "measure" }}
[recommendation.when]
position = ["low"]
"""
    for name, node in (("zasoby", "Z"), ("strategia", "P.1"), *((f"r{i}", "*") for i in range(6)))
)


def sheet(*rows: dict[str, str]) -> dict[str, str]:
    """The files of an edition with these rows of comments."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return {"comments.csv": out.getvalue(), "recommendations.toml": LIBRARY}


def read(folder: Path) -> Edition:
    return validate(load(folder), range(0x20, 0x2100))


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        read(folder)
    return caught.value.problems


def test_comments_may_stand_in_a_file_beside_the_edition(tiny_edition: Write) -> None:
    """They follow those of the sheet under the same rules; a decision against one of the sheet is refused."""
    files = sheet(
        {"id": "K01", "place": "summary", "text_pl": "Raz."}, {"id": "K01", "decision": "pin", "record": "r1"}
    )
    head = "id,place,decision,record,text_pl,saved_by,saved_at\n"
    beside = f"{head}K01,summary,,,Dwa.,Anna Nowak,2026-11-30T12:00:00+01:00\n"
    edition = read(tiny_edition({**files, "edition.comments.csv": beside}))
    assert [c.text.pl for c in edition.comments] == ["Raz.", "Dwa."]
    wrong = f"{beside}K01,,drop,r1,,,\nK09,summary,,,Trzy.,,\n"
    found = problems(tiny_edition({**files, "edition.comments.csv": wrong}, "wrong"))
    assert {(one.file, one.row) for one in found} == {
        ("edition.comments.csv", 3),
        ("edition.comments.csv", 4),
    }
    assert "row 3 of comments.csv decides otherwise about the same recommendation" in {
        one.cause for one in found
    }


def test_comments_and_decisions_stand_in_one_sheet(tiny_edition: Write) -> None:
    """A row without a decision is a comment; a decision names its record and may have words of its own."""
    edition = read(
        tiny_edition(
            sheet(
                {"id": "K01", "place": "summary", "text_pl": "Raz.", "author": "Anna Żółć"},
                {"id": "K01", "place": "summary", "text_pl": "Dwa."},
                {"id": "K01", "decision": "PIN", "record": "strategia", "text_pl": "Bo pilne."},
                {"id": "K01", "place": "recommendations", "decision": "drop", "record": "r1"},
                {"id": "K02", "decision": "rephrase", "record": "zasoby", "text_en": "Do it."},
            )
        )
    )
    assert [(c.place, c.text.pl, c.author) for c in edition.comments] == [
        ("summary", "Raz.", "Anna Żółć"),
        ("summary", "Dwa.", ""),
    ]
    assert edition.overrides == (
        Override("K01", "strategia", "pin", Localised("Bo pilne.")),
        Override("K01", "r1", "drop"),
        Override("K02", "zasoby", "rephrase", Localised("", "Do it.")),
    )


COMMENT = {"id": "K01", "place": "summary", "text_pl": "Raz."}
PIN = {"id": "K01", "decision": "pin", "record": "zasoby"}
REPHRASE = PIN | {"decision": "rephrase", "text_pl": "Raz."}


def test_a_reworded_action_may_have_another_goal(tiny_edition: Write) -> None:
    """An indicator of its record with a value better than today's, in either direction."""
    rows = (REPHRASE | {"goal": "Z.1 = 150"}, REPHRASE | {"record": "r1", "goal": "Z.2=1 200,5"})
    found = read(tiny_edition(sheet(*rows))).overrides
    assert [override.goal for override in found] == [("Z.1", 150.0), ("Z.2", 1200.5)]


@pytest.mark.parametrize(
    ("row", "column", "cause", "value"),
    [
        (
            COMMENT | {"text_pl": "Zob. [raport](raport.pdf)."},
            "text_pl",
            "a link",
            "Zob. [raport](raport.pdf).",
        ),
        (COMMENT | {"text_pl": "<i>Tak</i>"}, "text_pl", "HTML", "<i>"),
        (COMMENT | {"text_en": "# Title"}, "text_en", "headings", "# Title"),
        (COMMENT | {"text_pl": "Raz \N{SNOWMAN WITHOUT SNOW}\U0001f600"}, "text_pl", "fonts", None),
        (COMMENT | {"id": "K02"}, "text_en", "the report of K02 is in English, and the comment is not", None),
        (COMMENT | {"place": "sumary"}, "place", "no such place", "sumary"),
        (COMMENT | {"place": "plan"}, "place", "no such place", "plan"),
        (COMMENT | {"place": "P.1"}, "place", "no such place", "P.1"),
        (COMMENT | {"place": "profile"}, "place", "no such chapter", "profile"),
        (
            COMMENT | {"text_pl": "Inaczej niż *Klaster Drugi*."},
            "text_pl",
            "another cluster",
            "Klaster Drugi",
        ),
        (PIN | {"text_pl": "Tak robi Drugi."}, "text_pl", "another cluster", "Drugi"),
        (COMMENT | {"first_step_pl": "Krok."}, "first_step_pl", "only a rephrased", "Krok."),
        (COMMENT | {"author": "x" * 121}, "author", "more than 120", None),
        (COMMENT | {"text_pl": "\n\n".join(["Zdanie."] * 12)}, "text_pl", "about 18 lines", None),
        (PIN | {"decision": ""}, "decision", "needs the recommendation", None),
        (PIN | {"record": ""}, "record", "needs the recommendation", None),
        (PIN | {"decision": "leave"}, "decision", "no decision", "leave"),
        (PIN | {"record": "zasob"}, "record", "no such recommendation", "zasob"),
        (PIN | {"place": "summary"}, "place", "no other place", "summary"),
        (PIN | {"author": "Anna"}, "author", "not signed", "Anna"),
        (PIN | {"text_pl": "Bo *pilne*."}, "text_pl", "set apart", "Bo *pilne*."),
        (PIN | {"text_en": "Why."}, "text_pl", "the reason is not", None),
        (PIN | {"first_step_pl": "Krok."}, "first_step_pl", "would not be printed", "Krok."),
        (PIN | {"decision": "drop", "text_pl": "Bo nie."}, "text_pl", "would not be printed", "Bo nie."),
        (PIN | {"decision": "rephrase"}, "text_pl", "the recommendation is not", None),
        (PIN | {"decision": "rephrase", "text_pl": "Raz.\n\nDwa."}, "text_pl", "one paragraph", None),
        (PIN | {"decision": "rephrase", "text_pl": "x" * 241}, "text_pl", "more than 240", None),
        (PIN | {"goal": "Z.1 = 150"}, "goal", "only a rephrased recommendation", "Z.1 = 150"),
        (COMMENT | {"goal": "Z.1 = 150"}, "goal", "a comment has no goal", "Z.1 = 150"),
        (REPHRASE | {"goal": "150"}, "goal", "no indicator with a value", "150"),
        (REPHRASE | {"goal": "Z.1 = dużo"}, "goal", "no indicator with a value", "Z.1 = dużo"),
        (REPHRASE | {"goal": "Z.9 = 150"}, "goal", "no such indicator", "Z.9 = 150"),
        (REPHRASE | {"goal": "P.2 = 50"}, "goal", "is not for P.2", "P.2 = 50"),
        (REPHRASE | {"goal": "Z.1 = 120"}, "goal", "not better than 120, which K01 has", "Z.1 = 120"),
        (REPHRASE | {"goal": "Z.2 = 1600"}, "goal", "not better than 1500.5", "Z.2 = 1600"),
        (REPHRASE | {"record": "strategia", "goal": "P.1 = 1"}, "goal", "answered by yes or no", "P.1 = 1"),
    ],
)
def test_what_could_not_be_printed_is_a_problem_at_its_cell(
    tiny_edition: Write, row: dict[str, str], column: str, cause: str, value: str | None
) -> None:
    """One problem, with row, column, value, cause and what to do."""
    (problem,) = problems(tiny_edition(sheet(row)))
    assert (problem.file, problem.row, problem.header) == ("comments.csv", 2, column)
    assert cause in problem.cause
    assert problem.remedy
    if value is not None:
        assert problem.value == value


@pytest.mark.parametrize(
    ("decisions", "cause"),
    [
        (("pin", "pin"), "row 2 says the same"),
        (("pin", "drop"), "row 2 decides otherwise"),
        (("drop", "rephrase"), "row 2 decides otherwise"),
    ],
)
def test_decisions_do_not_contradict_each_other(
    tiny_edition: Write, decisions: tuple[str, str], cause: str
) -> None:
    """Twice the same or drop beside another is a slip of the pen; pin and rephrase go together."""
    words = {"rephrase": "Zrobić."}
    rows = [PIN | {"decision": d, "text_pl": words.get(d, "")} for d in decisions]
    (problem,) = problems(tiny_edition(sheet(*rows)))
    assert (problem.row, cause in problem.cause) == (3, True)
    both = [PIN, PIN | {"decision": "rephrase", "text_pl": "Zrobić."}]
    assert len(read(tiny_edition(sheet(*both), "good")).overrides) == 2


def test_pins_leave_room_for_the_rules(tiny_edition: Write) -> None:
    """Not more pins than a report has room for."""
    rows = [PIN | {"record": f"r{i}"} for i in range(MOST_PINS + 1)]
    (problem,) = problems(tiny_edition(sheet(*rows)))
    assert (problem.row, "more than" in problem.cause) == (len(rows) + 1, True)


def test_several_comments_at_one_place_share_its_lines(tiny_edition: Write) -> None:
    """The limit is the place's, and the row that breaks it is named; another place has its own."""
    long = COMMENT | {"text_pl": "\n\n".join(["Zdanie."] * 6)}
    (problem,) = problems(tiny_edition(sheet(long, long | {"place": "Z"}, long)))
    assert problem.row is not None
    assert "18 lines of the page, more than 16" in problem.cause
    read(tiny_edition(sheet(long, long | {"place": "Z"}), "good"))


def test_what_was_looked_at_and_left_to_the_rules_is_no_decision(tiny_edition: Write) -> None:
    """A row with keep changes nothing."""
    assert read(tiny_edition(sheet(PIN | {"decision": "keep"}))).overrides == ()


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([PIN | {"decision": "keep", "text_pl": "Bo tak."}], "with keep this text would not be printed"),
        ([PIN | {"decision": "keep"}, PIN], "decides otherwise"),
    ],
)
def test_it_has_no_text_and_no_other_decision_beside_it(
    tiny_edition: Write, rows: list[dict[str, str]], message: str
) -> None:
    """Who left it to the rules said nothing else about it."""
    (found,) = problems(tiny_edition(sheet(*rows)))
    assert message in str(found)
