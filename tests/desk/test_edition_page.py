"""Page 1: the edition that lies on the desk, and what is wrong with it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from support.deskwork import PORT, Browser, sit_down, words_of
from support.tiny import TINY

from reports.desk.desk import Desk

Write = Callable[..., Path]


def later(path: Path) -> None:
    """Let a file look as if it had been saved a second later."""
    about = path.stat()
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns + 1_000_000_000))


def test_a_problem_stands_in_the_table_until_it_is_mended(tiny_edition: Write, tmp_path: Path) -> None:
    """Sheet, cell, value, cause and what to do; when the file is saved the list renews itself."""
    wrong = TINY["values.csv"].replace("K01,", "K01,abc", 1)
    folder = tiny_edition({"values.csv": wrong})
    browser = sit_down(folder, tmp_path)
    page = words_of(browser.get("/").text)
    assert "1 problem to mend" in page
    assert "values.csv" in page
    assert "B2" in page
    assert "abc" in page
    assert "Clusters" in page
    assert browser.get("/clusters").headers["location"] == "/"
    (folder / "values.csv").write_text(TINY["values.csv"], encoding="utf-8")
    later(folder / "values.csv")
    assert "The edition is sound" in words_of(browser.get("/edition/findings").text)


def test_the_marked_copy_is_a_workbook(tiny_edition: Write, tmp_path: Path) -> None:
    """The cells that are named can be seen in a copy."""
    wrong = TINY["values.csv"].replace("K01,", "K01,abc", 1)
    answer = sit_down(tiny_edition({"values.csv": wrong}), tmp_path).get("/edition/marked.xlsx")
    assert "attachment" in answer.headers["content-disposition"]
    assert "values" in openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames


def test_what_a_file_holds_is_no_part_of_the_page(tiny_edition: Write, tmp_path: Path) -> None:
    """A value that looks like a script is shown as it is written."""
    wrong = TINY["values.csv"].replace("K01,", "K01,<script>alert(1)</script>", 1)
    text = sit_down(tiny_edition({"values.csv": wrong}), tmp_path).get("/").text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


def test_editions_of_the_folder_are_offered_and_no_others(tiny_edition: Write, tmp_path: Path) -> None:
    """What is chosen is one of those that were offered: no other path is taken from a browser."""
    tiny_edition(name="jeden")
    (tmp_path / "~$open.xlsx").write_bytes(b"")
    (tmp_path / "skoroszyt.xlsx").write_bytes(b"no workbook")
    outside = tiny_edition(name="..outside")
    browser = sit_down(None, tmp_path)
    page = browser.get("/").text
    assert 'value="jeden"' in page
    assert 'value="skoroszyt.xlsx"' in page
    assert "~$" not in page
    for name in (str(outside), "../x", "/etc", "jeden/../..outside", ""):
        answer = browser.post("/edition/choose", {"name": name})
        assert answer.status_code == 409
        assert browser.desk.workspace is None
    assert "The edition is sound" in browser.follow(browser.post("/edition/choose", {"name": "jeden"}))
    answer = browser.post("/edition/choose", {"name": "skoroszyt.xlsx"})
    assert "1 problem to mend" in browser.follow(answer)


def test_a_workbook_that_is_dropped_is_kept_beside_the_others(tmp_path: Path) -> None:
    """It is opened from the folder of the desk; another file of that name is never replaced."""
    browser = sit_down(None, tmp_path)

    def drop(name: str, data: bytes) -> object:
        return browser.post("/edition/drop", files={"file": (name, data)})

    answer = drop("C:\\Users\\anna\\badanie.xlsx", b"no workbook")
    assert "badanie.xlsx is in the folder" in browser.follow(answer)
    assert (tmp_path / "badanie.xlsx").read_bytes() == b"no workbook"
    answer = drop("badanie.xlsx", b"another")
    assert "another file named" in words_of(answer.text)  # type: ignore[attr-defined]
    assert (tmp_path / "badanie.xlsx").read_bytes() == b"no workbook"
    for name in ("badanie.docx", "~$badanie.xlsx", "..", "", ".xlsx"):
        answer = drop(name, b"x")
        assert answer.status_code == 409, name  # type: ignore[attr-defined]
    assert sorted(path.name for path in tmp_path.glob("*.xlsx")) == ["badanie.xlsx"]


def test_a_workbook_that_excel_has_open_is_told(tmp_path: Path) -> None:
    """What is seen is what was saved last; the lock file beside it is no edition."""
    (tmp_path / "a.xlsx").write_bytes(b"no workbook")
    (tmp_path / "~$a.xlsx").write_bytes(b"")
    assert "open in a spreadsheet program" in words_of(sit_down(tmp_path / "a.xlsx", tmp_path).get("/").text)


def test_an_edition_that_was_renamed_is_told(tiny_edition: Write, tmp_path: Path) -> None:
    """The page says so, and shows the edition again when it is back."""
    folder = tiny_edition()
    browser = sit_down(folder, tmp_path)
    assert browser.get("/clusters").status_code == 200
    folder.rename(tmp_path / "other")
    page = words_of(browser.get("/").text)
    assert "problem" in page or "cannot be read" in page
    assert "The edition is sound" not in page
    (tmp_path / "other").rename(folder)
    assert "The edition is sound" in words_of(browser.get("/").text)


def test_a_second_desk_can_only_look(tiny_edition: Write, tmp_path: Path) -> None:
    """It says who has the edition, and builds nothing."""
    folder = tiny_edition()
    program = (
        "import sys, time; from pathlib import Path; from reports.desk.workspace import Workspace\n"
        "w = Workspace(Path(sys.argv[1]), Path('out'), 'taken')\n"
        "print(w.holder or 'free', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", program, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=tmp_path) as first:
        assert first.stdout is not None
        assert first.stdout.readline().strip() == "free"
        browser = sit_down(folder, tmp_path)
        assert "You can only look" in words_of(browser.get("/").text)
        answer = browser.post("/clusters/build", {"which": "all"})
        assert answer.status_code == 409
        assert f"process {first.pid}" in words_of(answer.text)
        assert browser.desk.jobs.latest is None
        first.kill()


def test_the_name_of_a_person_is_one_line(tmp_path: Path) -> None:
    """It goes into records; and no address of another site is gone to afterwards."""
    browser = Browser(Desk(tmp_path, tmp_path / "out", "en", PORT))
    assert browser.post("/person", {"person": " "}).status_code == 409
    assert browser.post("/person", {"person": "x" * 101}).status_code == 409
    answer = browser.post("/person", {"person": " Anna  Żółć ", "back": "//evil.example"})
    assert answer.headers["location"] == "/"
    assert browser.desk.person == "Anna Żółć"


@pytest.mark.parametrize("path", ["/clusters", "/clusters/table"])
def test_without_an_edition_there_is_only_the_first_page(tmp_path: Path, path: str) -> None:
    """Other pages say what to do first."""
    answer = sit_down(None, tmp_path).get(path)
    assert answer.status_code == 409
    assert "No edition has been chosen yet" in words_of(answer.text)
