"""Promises of `check --mark`: a copy with notes in coloured cells, and the original as it was."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from openpyxl.comments import Comment
from support.tiny import TINY
from support.workbooks import repacked, workbook

from reports.cli.main import main
from reports.edition.loading import marking

RED, YELLOW = "00FFC7CE", "00FFEB9C"
MAIN, STRICT = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"


def check(edition: Path, mark: Path) -> Result:
    return CliRunner().invoke(main, ["check", str(edition), "--mark", str(mark)])


def colour(cell: Any) -> str:
    return str(cell.fill.fgColor.rgb)


def wrong_values() -> str:
    return TINY["values.csv"].replace("K02,80,900", "K02,80,brak").replace("K04,80,2100", "K04,80,9x")


def test_a_folder_becomes_a_workbook_with_marks(tiny_edition: Callable[..., Path], tmp_path: Path) -> None:
    """Every cell in question is red and says cause and remedy; all others are as they were."""
    edition = tiny_edition({"values.csv": wrong_values(), "remarks.txt": "mine"})
    before = {file: file.read_bytes() for file in edition.iterdir()}
    result = check(edition, tmp_path / "marked.xlsx")
    assert result.exit_code == 2
    assert "2 problems, marked in the copy" in result.output
    assert {file: file.read_bytes() for file in edition.iterdir()} == before
    book = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    assert book.sheetnames == ["_check", "framework", "clusters", "values"]
    sheet = book["values"]
    red = {cell.coordinate for row in sheet for cell in row if colour(cell) == RED}
    assert red == {"C3", "C5"}
    assert "code for a missing value" in sheet["C3"].comment.text
    assert "Leave the cell empty" in sheet["C3"].comment.text
    assert [cell.value for cell in sheet[2]] == ["K01", "120", "1500.5", "tak", "45.5"]
    listed = book["_check"]
    assert listed["A1"].value == "edition: 2 problems (red) and 0 warnings (yellow)"
    assert [listed.cell(row, 2).value for row in (5, 6)] == ["values!C3", "values!C5"]


def test_a_workbook_keeps_what_it_holds(tmp_path: Path) -> None:
    """Formulas, formats and notes stay; ours stands below a note that was there."""

    def change(book: Any) -> None:
        book["values"]["C3"] = "n/a"
        book["values"]["C3"].comment = Comment("call them", "Anna")
        book["values"]["B2"].number_format = "0.00"
        book["clusters"]["J1"] = "_remark"
        book["clusters"]["J2"] = "=1+1"

    path = workbook(tmp_path, change)
    before = path.read_bytes()
    assert check(path, tmp_path / "marked.xlsx").exit_code == 2
    assert path.read_bytes() == before
    book = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    note = book["values"]["C3"].comment
    assert note.author == "Anna"
    assert note.text.startswith("call them")
    assert "missing value" in note.text
    assert book["values"]["B2"].number_format == "0.00"
    assert book["clusters"]["J2"].value == "=1+1"


def test_one_cause_in_many_cells_marks_them_all(tiny_edition: Callable[..., Path], tmp_path: Path) -> None:
    """A folded problem has one line in the list and a note in each cell."""
    values = "id,Z.1,Z.2,P.1,P.2\n" + "".join(f"K0{n},n/a,{n},tak,{n}\n" for n in range(1, 5))
    check(tiny_edition({"values.csv": values}), tmp_path / "marked.xlsx")
    book = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    assert book["_check"]["B5"].value == "values!B2 and 3 more"
    assert all(book["values"].cell(row, 2).comment for row in range(2, 6))


def test_warnings_are_yellow(tiny_edition: Callable[..., Path], tmp_path: Path) -> None:
    """The heading of a column, or the cells of the clusters that a warning is about."""
    clusters = TINY["clusters.csv"] + "".join(f"K0{n},Klaster {n},K {n},pl,,,nie,nie\n" for n in range(5, 8))
    values = TINY["values.csv"] + "".join(f"K0{n},{90 + n},1000,nie,0.{n}\n" for n in range(5, 8))
    values = values.replace("K01,120", "K01,499").replace("K02,80,", "K02,96,").replace("K04,80,", "K04,97,")
    edition = tiny_edition({"clusters.csv": clusters, "values.csv": values.replace("K03,0", "K03,95")})
    result = check(edition, tmp_path / "marked.xlsx")
    assert result.exit_code == 0
    assert "Marked copy:" in result.output
    book = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    assert "far above the others" in book["values"]["B2"].comment.text
    assert colour(book["values"]["B2"]) == YELLOW
    lines = [row[0].value for row in book["_check"].iter_rows(min_row=5)]
    assert lines
    assert set(lines) == {"warning"}


def test_only_an_untouched_copy_is_replaced(tiny_edition: Callable[..., Path], tmp_path: Path) -> None:
    """Neither a file of somebody else, nor a copy that somebody went on with, nor the edition itself."""
    edition, target = tiny_edition({"values.csv": wrong_values()}), tmp_path / "marked.xlsx"
    assert check(edition, target).exit_code == 2
    first = target.read_bytes()
    (edition / "values.csv").write_text(TINY["values.csv"], encoding="utf-8")
    assert check(edition, target).exit_code == 0
    assert target.read_bytes() != first
    book = openpyxl.load_workbook(target)
    book.save(target)  # as a person does who works in it
    saved = target.read_bytes()
    result = check(edition, target)
    assert (result.exit_code, target.read_bytes()) == (2, saved)
    assert "is there already" in result.output
    own = workbook(tmp_path)
    before = own.read_bytes()
    assert check(own, own).exit_code == 2
    assert own.read_bytes() == before


def test_marks_of_an_earlier_copy_are_removed(tmp_path: Path) -> None:
    """Whoever mends a copy and checks it again sees only what is still wrong."""

    def change(book: Any) -> None:
        book["values"]["C3"], book["values"]["C4"] = "brak", "oops"
        book["values"]["C3"].comment = Comment("call them", "Anna")

    check(workbook(tmp_path, change), tmp_path / "one.xlsx")
    book = openpyxl.load_workbook(tmp_path / "one.xlsx")
    book["values"]["C3"] = 900
    book.save(tmp_path / "one.xlsx")
    check(tmp_path / "one.xlsx", tmp_path / "two.xlsx")
    book = openpyxl.load_workbook(tmp_path / "two.xlsx")
    assert book.sheetnames[0] == "_check"
    assert book.sheetnames.count("_check") == 1
    assert (book["values"]["C3"].comment.text, colour(book["values"]["C3"])) == ("call them", "00000000")
    assert book["values"]["C4"].comment.text.count("oops") == 1
    assert colour(book["values"]["C4"]) == RED


def test_a_stray_cell_costs_nothing(tmp_path: Path) -> None:
    """A formatted cell in the last row is copied, and no row between."""

    def change(book: Any) -> None:
        book["values"]["C3"] = "brak"
        book["values"]["A1048576"].font = openpyxl.styles.Font(bold=True)

    path, start = workbook(tmp_path, change), time.monotonic()
    assert check(path, tmp_path / "marked.xlsx").exit_code == 2
    assert time.monotonic() - start < 20
    assert (tmp_path / "marked.xlsx").stat().st_size < 60_000


def test_a_workbook_that_only_we_can_read_is_copied_plainly(tmp_path: Path) -> None:
    """Strict Open XML: the cells are there, and the marks."""
    path = workbook(tmp_path, lambda book: book["values"].__setitem__("C3", "brak"))
    repacked(path, lambda name, data: data.replace(MAIN, STRICT) if name.startswith("xl/") else data)
    assert check(path, tmp_path / "marked.xlsx").exit_code == 2
    book = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    assert book["values"]["C3"].value == "brak"
    assert colour(book["values"]["C3"]) == RED
    assert book["values"]["B2"].value == 120


@pytest.mark.parametrize("text", ['id,name\nK01,"=cmd()"\n', 'id,name\n"unclosed,\n', "\x01;\x02\n", ""])
def test_whatever_a_table_holds_can_be_copied(
    text: str, tiny_edition: Callable[..., Path], tmp_path: Path
) -> None:
    """What cannot be split is copied as far as it can, and nothing becomes a formula."""
    edition = tiny_edition({"clusters.csv": text})
    assert check(edition, tmp_path / "marked.xlsx").exit_code == 2
    book = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)


def test_what_cannot_be_opened_is_not_copied(tmp_path: Path) -> None:
    """A damaged workbook: the cause is told, and there is no copy."""
    path = tmp_path / "damaged.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")
    result = check(path, tmp_path / "marked.xlsx")
    assert result.exit_code == 2
    assert "No copy can be marked" in result.output
    assert not (tmp_path / "marked.xlsx").exists()


def test_a_marked_copy_is_not_the_workbook_of_a_folder(tmp_path: Path) -> None:
    """The folder of a workbook still means that workbook when its marked copy lies beside it."""
    folder = tmp_path / "study"
    folder.mkdir()
    workbook(folder)
    assert check(folder, folder / "marked.xlsx").exit_code == 0
    assert CliRunner().invoke(main, ["check", str(folder)]).exit_code == 0


def test_nothing_in_the_list_runs(tiny_edition: Callable[..., Path], tmp_path: Path) -> None:
    """An edition, a heading or a value that is called like a formula is a text in the copy."""
    clusters = TINY["clusters.csv"].replace("Drugi,en", "=WEBSERVICE(A1),en").replace("consent", "=1+1")
    folder = tiny_edition({"clusters.csv": clusters}, "=1+1")
    check(folder, tmp_path / "marked.xlsx")
    kinds = {
        cell.data_type
        for sheet in openpyxl.load_workbook(tmp_path / "marked.xlsx").worksheets
        for row in sheet.iter_rows()
        for cell in row
    }
    assert "f" not in kinds


def test_a_workbook_that_takes_too_much_to_copy_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It costs a process of its own that is stopped; nothing is written."""

    def change(book: Any) -> None:
        book["values"]["C3"] = "brak"

    path = workbook(tmp_path, change)
    monkeypatch.setattr(marking, "SECONDS", 0.02)
    result = check(path, tmp_path / "marked.xlsx")
    assert result.exit_code == 2
    assert "no copy can be marked" in result.output
    assert "too much time or memory" in result.output
    assert not (tmp_path / "marked.xlsx").exists()
