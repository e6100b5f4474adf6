"""The workbook inside a report: numbers are numbers, texts are texts, bytes are always the same."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from support.composing import composed, sample
from support.finished import rendered, report

from reports.chapters.data_file import number
from reports.document.blocks import Cell, DataFile, DataSheet, Fact
from reports.edition.model import Lang
from reports.pages import archive, attachment
from reports.proof.reading import pdf


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def data(*cells: Cell) -> DataFile:
    return DataFile("d.xlsx", "Opis", (DataSheet("Dane", (tuple(Cell("x") for _ in cells), cells)),))


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_the_workbook_holds_the_data(lang: Lang) -> None:
    """Read back by another program, every cell of both sheets is the composed one, number by number."""
    made = composed(sample(), "wodolin", lang)
    assert made.data is not None
    book = opened(attachment.workbook(made, made.data))
    assert book.sheetnames == [sheet.title for sheet in made.data.sheets]
    numbers = 0
    for sheet in made.data.sheets:
        for cells, row in zip(sheet.rows, book[sheet.title].iter_rows(), strict=True):
            for cell, written in zip(cells, row, strict=True):
                value = None if cell.fact is None else number(cell.text, made.lang)
                if value is None:
                    assert written.value == (cell.text.replace("\u00a0", " ") or None)
                else:
                    numbers += 1
                    assert written.data_type == "n"
                    assert Decimal(str(written.value)) == value
                    decimals = -int(value.as_tuple().exponent)
                    assert written.number_format == (f"0.{'0' * decimals}" if decimals else "0")
    assert numbers > 700


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-A1", "@sum", "\tx"])
def test_no_text_runs_as_a_formula(text: str) -> None:
    """A name that begins like a formula stays the text it is."""
    made = report()
    content = attachment.workbook(made, data(Cell(text), Cell("57,4", fact=Fact("OGOL", "score"))))
    cell, score = opened(content)["Dane"][2]
    assert (cell.data_type, cell.value.strip(), cell.quotePrefix) == ("s", text.strip(), True)
    assert score.value == 57.4
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_codes_that_look_like_numbers_stay_codes() -> None:
    """Only a result becomes a number: the code 0012 does not lose its zeros, nor 1.10 its last."""
    cells = opened(attachment.workbook(report(), data(Cell("0012"), Cell("1,10"))))["Dane"][2]
    assert [cell.value for cell in cells] == ["0012", "1,10"]


def test_the_clock_leaves_no_trace() -> None:
    """The date of publication stands wherever a time stands; without one, the earliest possible."""
    made = report()
    for date, year in ((made.date, 2018), ("", 1980)):
        dated = replace(made, date=date)
        content = attachment.workbook(dated, data(Cell("a"), Cell("b")))
        assert content == attachment.workbook(dated, data(Cell("a"), Cell("b")))
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            assert {entry.date_time[0] for entry in book.infolist()} == {year}
        properties = opened(content).properties
        assert properties.created == properties.modified == datetime.fromisoformat(date or "1980-01-01")


def test_the_file_carries_it() -> None:
    """The workbook is in the finished file, associated with it, and said to be what it is."""
    made = report()
    assert made.data is not None
    (found,) = pdf.read(rendered(made)).attached
    assert found.content == attachment.workbook(made, made.data)
    assert (found.name, found.description) == (made.data.file, made.data.description)
    assert (found.mime, found.relationship) == (attachment.MIME, "Data")
    assert found.associated
    assert found.sound


def test_the_colour_profile_is_free_and_without_a_clock() -> None:
    """The embedded profile is small, says that it may be used freely, and states a fixed time."""
    profile = archive.srgb()
    assert len(profile) < 1000
    assert "No copyright, use freely".encode("utf-16-be") in profile
    assert int.from_bytes(profile[:4]) == len(profile)
    assert [int.from_bytes(profile[i : i + 2]) for i in range(24, 36, 2)] == [2018, 1, 1, 0, 0, 0]
