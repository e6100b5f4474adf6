"""Promises of reports.inert: a spreadsheet shows every text and runs none."""

from __future__ import annotations

import csv
import doctest
import io
import re
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT

from reports import inert

#: What people try: a sign in front, behind blanks and control characters, in East Asian width, and behind a
#: separator that another spreadsheet expects.
TRIED = [
    *(f"{sign}WEBSERVICE(A1)" for sign in "=+-@＝＋－＠\t\r\n"),
    *(f"{blank}=1+1" for blank in (" ", "\u00a0", "\u3000", "\ufeff", "\u200b", "\x00", "\x1f ")),
    "Iks;=1+1", "Iks; =1+1", 'Iks;"=1+1', "Iks\t=1+1", "Iks\n=1+1", "=cmd|' /C calc'!A0",
]  # fmt: skip
HONEST = [
    "Żółw - i spółka", "C++ Klaster", "a@b.example", "2=2", "Nowak; Kowalska", "'s-Hertogenbosch",
    "Klaster „Iks”", "A/B", "", "#1",
]  # fmt: skip
_STARTS = re.compile(r"[\s\u200b\u2060\ufeff\x00-\x1f]*[=+\-@＝＋－＠]")


def cells(text: str, separator: str) -> list[str]:
    """The cells of a line as a spreadsheet may see them that splits at ``separator`` whatever the quotes."""
    first, *others = re.split(f"[{separator}\r\n]", text)
    return [first, *(cell.lstrip('"') for cell in others)]


@pytest.mark.parametrize("text", TRIED)
def test_what_would_run_does_not(text: str) -> None:
    """Each attempt gets an apostrophe where a formula would begin, and keeps all its letters."""
    made = inert.text(text)
    assert made.replace("'", "") == text.replace("'", "")
    assert not [cell for cell in cells(made, ";\t") if _STARTS.match(cell)]


@pytest.mark.parametrize("text", HONEST)
def test_honest_texts_stay_as_they_are(text: str) -> None:
    """Hyphens, plus signs and addresses within a name are no formulas."""
    assert inert.text(text) == text


@given(st.text(st.sampled_from("=+-@＝;,\t\r\n\"' aą1\u00a0\ufeff"), max_size=12))
def test_any_text_is_inert_and_whole(text: str) -> None:
    """Whatever stands in a cell: nothing begins like a formula, and reading the table gives the text again
    but for apostrophes.
    """
    content = inert.table([["id", text], [text, 1.5, None]]).decode("utf-8-sig")
    (first, second) = csv.reader(io.StringIO(content, newline=""))
    assert second[1:] == ["1.5", ""]
    for found in (first[1], second[0]):
        assert found.replace("'", "") == text.replace("'", "")
        assert not [cell for cell in cells(found, ";\t") if _STARTS.match(cell)]


@pytest.mark.parametrize("text", [*TRIED[:4], " =1+1", "#N/A", "Iks"])
def test_a_cell_of_a_workbook_is_the_text_it_holds(tmp_path: Path, text: str) -> None:
    """A workbook says of a cell that it is text: no formula, no error, and nothing is changed."""
    book = openpyxl.Workbook()
    cell = book.worksheets[0].cell(1, 1, text)
    inert.mark(cell)
    book.save(tmp_path / "b.xlsx")
    read = openpyxl.load_workbook(tmp_path / "b.xlsx").worksheets[0].cell(1, 1)
    assert (read.value, read.data_type, bool(read.quotePrefix)) == (text, "s", inert.is_risky(text))


def test_the_examples_hold() -> None:
    """What the docstrings show is what comes out."""
    assert doctest.testmod(inert).failed == 0


def test_no_table_is_written_past_it() -> None:
    """Whoever writes CSV or workbooks uses this module; the blank workbook has only words of ours."""
    writing = re.compile(r"\bcsv\.(?:writer|DictWriter)\b|\.to_csv\(|\bWriteOnlyCell\(|\bWorkbook\(")
    for path in sorted((ROOT / "reports").rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if path.name not in ("inert.py", "blank_workbook.py") and writing.search(source):
            assert "inert" in source, f"{path} writes a table past reports.inert"
