"""The table of meetings is read like an edition: strictly, and with every problem at once."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from reports import assets
from reports.edition import schedule
from reports.edition.loading import load
from reports.edition.model import Edition
from reports.edition.schedule import Meeting
from reports.errors import InputError
from reports.production.study import read as read_study

HEAD = "id,date,time,room,expert,note,copies\n"


@pytest.fixture
def edition(tiny_edition: Callable[..., Path]) -> Edition:
    """Four clusters, K01 to K04."""
    return read_study(tiny_edition()).edition


def read(path: Path, edition: Edition) -> schedule.Schedule:
    table, problems, _ = load.load_table(path, schedule.NAME)
    return schedule.validate(table, edition, None, problems)


def table(tmp_path: Path, rows: str, head: str = HEAD) -> Path:
    path = tmp_path / "meetings.csv"
    path.write_text(head + rows, encoding="utf-8")
    return path


def test_meetings_come_in_the_order_of_time_and_those_without_one_last(
    edition: Edition, tmp_path: Path
) -> None:
    """The order of the rows says nothing; Polish dates and single-digit hours are understood."""
    path = table(
        tmp_path,
        "K03,23.11.2018,9:00,Sala A,Anna,,\n"
        "K01,2018-11-22,14:30,,,po przerwie,2\nK02,22.11.2018,09:15,B,,,\n",
    )
    made = read(path, edition)
    assert made.meetings == (
        Meeting("K02", "2018-11-22", "09:15", "B"),
        Meeting("K01", "2018-11-22", "14:30", note="po przerwie", copies=2),
        Meeting("K03", "2018-11-23", "09:00", "Sala A", "Anna"),
        Meeting("K04"),
    )
    assert made.without == ("K04",)


def test_a_workbook_with_real_dates_and_times_says_the_same(edition: Edition, tmp_path: Path) -> None:
    """Excel's own dates and times are read as they are shown; the only sheet may have any name."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["id", "date", "time", "room", "expert"])
    sheet.append(["K01", datetime.date(2018, 11, 22), datetime.time(9, 0), "Sala A", "Anna"])
    sheet.append(["K02", datetime.datetime(2018, 11, 22), "10:15", "Sala A", "Anna"])
    path = tmp_path / "Spotkania.xlsx"
    book.save(path)
    assert read(path, edition).meetings[:2] == (
        Meeting("K01", "2018-11-22", "09:00", "Sala A", "Anna"),
        Meeting("K02", "2018-11-22", "10:15", "Sala A", "Anna"),
    )


@pytest.mark.parametrize(
    ("row", "column", "cause"),
    [
        ("K09,2018-11-22,9:00,A,X,,", "id", "no cluster with this id"),
        (",2018-11-22,9:00,A,X,,", "id", "the row has no id"),
        ("K01,2018-02-30,9:00,A,X,,", "date", "no such day"),
        ("K01,22 listopada,9:00,A,X,,", "date", "not a date"),
        ("K01,2018-11-22,9.00,A,X,,", "time", "not a time"),
        ("K01,2018-11-22,25:00,A,X,,", "time", "no such time"),
        ("K01,2018-11-22,,A,X,,", "time", "has no time"),
        ("K01,,9:00,A,X,,", "date", "has no date"),
        ("K01,2018-11-22,9:00,A,X,,0", "copies", "number of copies"),
        ("K01,2018-11-22,9:00,A,X,,1.5", "copies", "number of copies"),
        ("K02,2018-11-22,9:00,A,X,,\nK02,2018-11-22,10:00,A,X,,", "id", "has a meeting in row 2 already"),
        ("K02,2018-11-22,9:00,A,X,,\nK03,22.11.2018,09:00,a,Y,,", "room", "row 2 has the same room"),
        ("K02,2018-11-22,9:00,A,X,,\nK03,2018-11-22,9:00,B,x,,", "expert", "row 2 has the same expert"),
    ],
)
def test_every_mistake_is_named_with_its_place(
    edition: Edition, tmp_path: Path, row: str, column: str, cause: str
) -> None:
    """File, row and column, the cause in words, and what to do."""
    with pytest.raises(InputError) as error:
        read(table(tmp_path, row + "\n"), edition)
    (problem,) = error.value.problems
    assert (problem.file, problem.header) == ("meetings.csv", column)
    assert problem.row == 2 + row.count("\n")
    assert cause in problem.cause
    assert problem.remedy


def test_all_mistakes_are_told_at_once(edition: Edition, tmp_path: Path) -> None:
    """One look at the table mends everything."""
    with pytest.raises(InputError) as error:
        read(table(tmp_path, "K09,x,9:00,A,X,,\nK01,2018-11-22,y,A,X,,z\n"), edition)
    assert [(p.row, p.header) for p in error.value.problems] == [
        (2, "id"),
        (2, "date"),
        (3, "time"),
        (3, "copies"),
    ]


def test_unknown_and_missing_columns_are_refused(edition: Edition, tmp_path: Path) -> None:
    """A heading with a slip is proposed to be mended, not ignored."""
    with pytest.raises(InputError, match=r"Did you mean expert\?"):
        read(table(tmp_path, "K01,2018-11-22,9:00,A,X\n", "id,date,time,room,exprt\n"), edition)


@pytest.mark.parametrize("name", ["absent.csv", "absent.xlsx"])
def test_a_file_that_is_not_there_is_a_problem(edition: Edition, tmp_path: Path, name: str) -> None:
    """No traceback for a wrong path."""
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / name, edition)


def test_the_sample_edition_brings_meetings_for_all_its_clusters() -> None:
    """Two days, fictional experts, and the edition itself is read as before."""
    sample = assets.sample()
    edition = read_study(sample).edition
    made = read(sample / "meetings.csv", edition)
    assert made.without == ()
    assert {m.date for m in made.meetings} == {"2018-11-22", "2018-11-23"}
    assert all(m.expert.startswith("Osoba ekspercka") and m.room for m in made.meetings)
