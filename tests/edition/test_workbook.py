"""Workbooks as other people and programs make them."""

from __future__ import annotations

import datetime
import hashlib
import math
import re
import shutil
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH
from support.tiny import TINY
from support.workbooks import problems, read, repacked, the_problem, workbook

from reports.edition.loading import load, source
from reports.edition.loading.collected import Collected
from reports.edition.loading.raw import Cell, Odd, OddKind
from reports.edition.loading.spreadsheet import decoded
from reports.edition.loading.workbook import open_book

#: The sheet ``values`` of :func:`support.workbooks.workbook`.
VALUES = "xl/worksheets/sheet4.xml"


def in_values(change: Callable[[bytes], bytes]) -> Callable[[str, bytes], bytes]:
    return lambda name, data: change(data) if name == VALUES else data


def rows_added(rows: bytes) -> Callable[[str, bytes], bytes]:
    return in_values(lambda data: data.replace(b"</sheetData>", rows + b"</sheetData>"))


def same_as_plain(path: Path) -> None:
    """The edition at ``path`` is the one that the workbook would be without any change."""
    folder = path.parent / "plain"
    folder.mkdir()
    one, other = read(path), read(workbook(folder))
    assert (one.framework, one.clusters, one.title) == (other.framework, other.clusters, other.title)
    np.testing.assert_array_equal(one.values, other.values)


# --- only what a file holds is looked at ---------------------------------------------------------


def stray(place: str) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        for sheet in book.worksheets:
            sheet[place].font = Font(bold=True)

    return change


@pytest.mark.parametrize("place", ["A1048576", "XFD1", "XFD1048576", "ZZ9"])
def test_a_formatted_cell_far_away_costs_nothing(tmp_path: Path, place: str) -> None:
    """Time and memory follow from what a file holds."""
    path = workbook(tmp_path, stray(place))
    tracemalloc.start()
    begin = time.process_time()
    load.load(path, library=tmp_path / "none")
    taken = time.process_time() - begin
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken < 2
    assert peak < 10_000_000
    same_as_plain(path)


def test_a_false_dimension_means_nothing(tmp_path: Path) -> None:
    """Programs write what they like there."""
    lie = in_values(lambda data: re.sub(rb'ref="A1:[A-Z]+\d+"', b'ref="A1:XFD1048576"', data))
    same_as_plain(repacked(workbook(tmp_path), lie))


def test_what_stands_far_below_or_beside_a_table_is_told_once(tmp_path: Path) -> None:
    """With the row or the column to delete from."""

    def change(book: Any) -> None:
        book["values"]["A1048576"] = 1
        for row in range(1, 5):
            book["clusters"].cell(row, 16384, "x")

    beside, below = problems(workbook(tmp_path, change))
    assert (beside.sheet, beside.column, beside.remedy) == (
        "clusters",
        "XFD",
        "Delete the columns right of H",
    )
    assert (below.sheet, below.row, below.remedy) == ("values", 1_048_576, "Delete the rows below row 5")


BOMBS = {
    "empty cells": b'<row r="30">' + b"<c/>" * 1_000_000 + b"</row>",
    "empty rows": b"<row/>" * 500_000,
    "cells in the last column": b'<row><c r="XFD31"><v>1</v></c></row>' * 100_000,
    "a wide row and long columns": b"<row>" + b"<c><v>1</v></c>" * 16_000 + b"</row>"
    b"<row><c><v>1</v></c></row>" * 100_000,
    "formulas": b"<row><c><f>1</f></c></row>" * 100_000,
    "depth": b"<x>" * 400_000 + b"</x>" * 400_000,
}


@pytest.mark.parametrize("rows", BOMBS.values(), ids=BOMBS)
def test_a_small_file_takes_little_time_and_memory(tmp_path: Path, rows: bytes) -> None:
    """Whatever a file of 28 kB holds: it is refused, or read within 2 s and 300 MB."""
    path = repacked(workbook(tmp_path), rows_added(rows))
    assert path.stat().st_size < 28_000
    begin = time.process_time()
    load.load(path, library=tmp_path / "none")
    assert time.process_time() - begin < 2
    tracemalloc.start()
    load.load(path, library=tmp_path / "none")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 300_000_000


def test_a_sheet_that_is_nearly_empty_is_refused(tmp_path: Path) -> None:
    """Rows that would fill up to billions of cells."""
    header = b"".join(b'<c r="%s1" t="str"><v>c</v></c>' % name for name in (b"AX", b"CV", b"ET", b"GR"))
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (i, i) for i in range(6, 20_000))

    def change(data: bytes) -> bytes:
        return data.replace(b"</row>", header + b"</row>", 1).replace(b"</sheetData>", rows + b"</sheetData>")

    found = problems(repacked(workbook(tmp_path), in_values(change)))
    assert any("nearly all cells are empty" in problem.cause for problem in found)


# --- what a cell holds ---------------------------------------------------------------------------

CELLS = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.floats(-1e12, 1e12, allow_nan=False),
    st.booleans(),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20).filter(
        lambda text: text.strip() and not text.startswith("=") and "_x" not in text
    ),
    st.datetimes(datetime.datetime(1990, 1, 1), datetime.datetime(2090, 1, 1)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
    st.sampled_from(["#N/A", "#DIV/0!"]),
)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=8), st.booleans())
def test_cells_are_what_another_reader_says(
    tmp_path_factory: pytest.TempPathFactory, rows: Any, macintosh: bool
) -> None:
    """Random sheets are read as openpyxl reads them, with either first day of the calendar."""
    book = openpyxl.Workbook()
    book.epoch = MAC_EPOCH if macintosh else WINDOWS_EPOCH
    book.active.append(["id", *"abcde"])
    for row in rows:
        book.active.append(row)
    path = tmp_path_factory.mktemp("random") / "a.xlsx"
    book.save(path)
    opened = open_book(path, Collected())
    assert opened is not None
    table = opened.table("Sheet", Collected())
    assert table is not None
    found = dict(table.rows)
    sheet = openpyxl.load_workbook(path, data_only=True).active
    for number, cells in enumerate(sheet.iter_rows(min_row=2), 2):
        row = found.get(number, ("",) * 6)
        assert row == tuple(expected(cell.value) for cell in cells)


def expected(value: Any) -> Cell:
    if value is None:
        return ""
    if isinstance(value, bool):
        return Odd(OddKind.BOOL, str(value).upper())
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return Odd(OddKind.DATE, str(value.date() if midnight else value))
    if isinstance(value, str):
        return Odd(OddKind.ERROR, value) if value in ("#N/A", "#DIV/0!") else value
    assert math.isfinite(value)
    return float(value)


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=12), st.sets(st.integers(0, 11)))
def test_escaped_characters_are_decoded(text: str, escaped: set[int]) -> None:
    """Any character may be written as the code of its UTF-16 units; an underscore is escaped itself."""

    def code(character: str) -> str:
        units = character.encode("utf-16-be")
        return "".join(f"_x{units[i]:02X}{units[i + 1]:02x}_" for i in range(0, len(units), 2))

    stored = "".join(code(char) if i in escaped or char == "_" else char for i, char in enumerate(text))
    assert decoded(stored) == text.replace("\r\n", "\n").replace("\r", "\n")


def test_line_breaks_and_blanks_of_other_programs_are_not_printed(tmp_path: Path) -> None:
    """A carriage return in a cell, as code, and a blank in a name; in the sheets and in their names."""

    def change(book: Any) -> None:
        book["clusters"]["B2"] = "Klaster_x0020_A"
        book["edition"]["B5"] = "Badanie_x005F_x"
        sheet = book.create_sheet("comments")
        sheet.append(["id", "place", "text_pl"])
        sheet.append(["K01", "summary", "Raz._x000D_\n_x000D_\nDwa._x000D_Trzy."])

    edition = read(workbook(tmp_path, change))
    assert edition.clusters[0].name == "Klaster A"
    assert edition.title.pl == "Badanie_x"
    assert edition.comments[0].text.pl == "Raz.\n\nDwa.\nTrzy."


def test_an_empty_result_is_an_empty_cell(tmp_path: Path) -> None:
    """Formulas with an empty text as result, in a value and dragged below the table; one without any."""
    empty = b'<c r="%s" t="str"><f>IF(1,"")</f><v></v></c>'
    below = b"".join(
        b'<row r="%d">%s</row>' % (i, empty % b"A%d" % i + empty % b"B%d" % i) for i in range(6, 9)
    )
    path = repacked(workbook(tmp_path), rows_added(below))
    same_as_plain(path)
    pending = repacked(path, in_values(lambda data: data.replace(b"<v></v>", b"", 1)))
    assert "a formula without a stored result" in problems(pending)[0].cause


# --- other kinds of workbooks --------------------------------------------------------------------

STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def test_strict_open_xml_is_read(tmp_path: Path) -> None:
    """The other namespaces of the same standard."""

    def strict(_: str, data: bytes) -> bytes:
        for usual, other in STRICT.items():
            data = data.replace(usual, other)
        return data

    same_as_plain(repacked(workbook(tmp_path), strict))


def test_shared_texts_are_read_without_their_looks_and_readings(tmp_path: Path) -> None:
    """Spreadsheet programs keep texts in a part of their own, bold parts and readings beside them."""
    texts: list[bytes] = []

    def shared(match: re.Match[bytes]) -> bytes:
        texts.append(match[2])
        return b'<c r="%s" t="s"><v>%d</v></c>' % (match[1], len(texts) - 1)

    def without_texts(name: str, data: bytes) -> bytes:
        if "sheet" in name:
            return re.sub(rb'<c r="(\w+)" t="inlineStr"><is><t>([^<]*)</t></is></c>', shared, data)
        link = b'<Relationship Type="x/sharedStrings" Target="/xl/texts.xml" Id="rId99"/></Relationships>'
        return data.replace(b"</Relationships>", link) if name == "xl/_rels/workbook.xml.rels" else data

    path = repacked(workbook(tmp_path), without_texts)
    assert len(texts) > 50
    items = b"".join(
        b"<si><r><rPr><b/></rPr><t>%s</t></r><r><t>%s</t></r><rPh><t>kana</t></rPh></si>"
        % (text[:1], text[1:])
        for text in texts
    )
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/texts.xml", b"<sst>%s</sst>" % items)
    same_as_plain(path)


def test_prefixed_elements_are_read(tmp_path: Path) -> None:
    """Some libraries give every element of a sheet a prefix."""

    def prefixed(data: bytes) -> bytes:
        data = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", data)
        return data.replace(b"<x:worksheet xmlns=", b"<x:worksheet xmlns:x=")

    same_as_plain(repacked(workbook(tmp_path), in_values(prefixed)))


def test_a_style_that_nobody_understands_does_no_harm(tmp_path: Path) -> None:
    """Of the styles only number formats matter."""
    odd = b'<fill><patternFill patternType="glitter"/></fill></fills>'
    same_as_plain(
        repacked(
            workbook(tmp_path),
            lambda name, data: data.replace(b"</fills>", odd) if "styles" in name else data,
        )
    )


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_with_unknown_names_are_passed_over(tmp_path: Path, state: str) -> None:
    """With one warning; a hidden sheet that an edition has is read."""

    def change(book: Any) -> None:
        for name in ("Sheet1", "cache"):
            book.create_sheet(name).sheet_state = state
        book["values"].sheet_state = state

    path = workbook(tmp_path, change)
    (warning,) = load.load(path).warnings
    assert "hidden sheets with unknown names were passed over: Sheet1, cache" in warning
    same_as_plain(path)


@pytest.mark.parametrize("name", ["edition", "framework", "clusters", "values"])
@pytest.mark.parametrize("title", [["Survey data 2024"], ["Survey", "data 2024"], ["Title", None, 2024]])
def test_a_title_above_the_headings_of_a_sheet_is_told_once(tmp_path: Path, name: str, title: Any) -> None:
    """Also where it is a merged cell, and where a blank row stands between."""

    def change(book: Any) -> None:
        sheet = book[name]
        sheet.insert_rows(1, 2)
        for column, cell in enumerate(title, 1):
            sheet.cell(1, column, cell)
        sheet.merge_cells("D1:F1")

    found = problems(workbook(tmp_path, change))
    assert found[0].cause == "row 1 holds a title or a note; the headings seem to stand in row 3"
    assert found[0].sheet == name
    assert all(problem.cause.startswith("not looked at") for problem in found[1:])
    assert len(found) <= 2


def test_blank_rows_above_the_headings_are_nothing(tmp_path: Path) -> None:
    """Places are those that the spreadsheet shows."""

    def change(book: Any) -> None:
        for sheet in book.worksheets:
            sheet.insert_rows(1, 2)

    same_as_plain(workbook(tmp_path, change))

    def wrong(book: Any) -> None:
        change(book)
        book["values"]["B3"] = "Z.9"

    (tmp_path / "wrong").mkdir()
    found = problems(workbook(tmp_path / "wrong", wrong))
    assert [(problem.row, problem.value) for problem in found if problem.value] == [(3, "Z.9")]


@pytest.mark.parametrize("name", ["edition", "framework", "clusters", "values"])
def test_a_sheet_with_another_name_is_one_problem(tmp_path: Path, name: str) -> None:
    """It is known by its headings, and what depends on it is not judged."""

    def change(book: Any) -> None:
        book[name].title = "Arkusz7"
        book.create_sheet("_notatki")

    columns = [("disclosure.compared", "key"), ("disclosure.summary", "key")]
    path = workbook(tmp_path, change, columns)
    (tmp_path / "badanie.recommendations.toml").write_text("[[recommendation]]\n")
    missing, *rest = (p for p in problems(path) if p.file == "badanie.xlsx")
    assert (missing.sheet, missing.remedy) == (name, "Is it the one named Arkusz7? Rename it")
    assert [problem.cause.partition(",")[0] for problem in rest] == (
        ["not looked at"] if name in ("framework", "clusters") else []
    )


@pytest.mark.parametrize("name", ["framework", "clusters", "values"])
def test_a_file_with_another_name_is_one_problem(tiny_edition: Callable[..., Path], name: str) -> None:
    """The same in a folder; notes of the analyst are not proposed."""
    files = {f"{name}.csv": None, "jednostki.csv": TINY[f"{name}.csv"], "notatki.csv": "data;uwaga\n1;2\n"}
    missing, *rest = problems(tiny_edition(files))
    assert (missing.file, missing.remedy) == (f"{name}.csv", "Is it the one named jednostki.csv? Rename it")
    assert len(rest) == (name != "values")


# --- what a path means ---------------------------------------------------------------------------


def test_the_folder_of_a_workbook_is_that_workbook(tmp_path: Path) -> None:
    """With its name and its hash; the lock file of a spreadsheet program is none."""
    path = workbook(tmp_path)
    (tmp_path / "~$badanie.xlsx").write_bytes(b"lock")
    raw = load.load(tmp_path)
    assert (raw.file, raw.folder) == ("badanie.xlsx", str(tmp_path.resolve()))
    assert raw.inputs["badanie.xlsx"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert read(tmp_path).id == "tiny-2018"


def test_a_folder_with_several_workbooks_says_so(tmp_path: Path) -> None:
    """They are named, so that one can be copied from the message."""
    path = workbook(tmp_path)
    shutil.copy(path, tmp_path / "kopia.xlsx")
    remedy = the_problem(tmp_path).remedy
    assert str(path) in remedy
    assert "kopia.xlsx" in remedy


def test_the_settings_of_a_folder_stand_for_it(tiny_edition: Callable[..., Path]) -> None:
    """And a table says which folder is to be named."""
    folder = tiny_edition()
    assert read(folder / "edition.toml").clusters == read(folder).clusters
    assert "the folder that holds it" in the_problem(folder / "values.csv").remedy


def test_a_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is hashed is what was loaded, though somebody saves the file in between."""
    opened: list[str] = []
    usual = source.opened

    def noted(path: Path, *more: Any) -> Any:
        opened.append(path.name)
        return usual(path, *more)

    monkeypatch.setattr(source, "opened", noted)
    load.load(workbook(tmp_path), library=tmp_path / "none")
    assert opened.count("badanie.xlsx") == 1


def test_two_sheets_in_one_part_are_refused(tmp_path: Path) -> None:
    """So nobody makes a thousand large sheets of one."""
    path = repacked(
        workbook(tmp_path),
        lambda name, data: data.replace(b"sheet3.xml", b"sheet4.xml") if "rels" in name else data,
    )
    with zipfile.ZipFile(path) as archive:
        assert b"sheet3.xml" not in archive.read("xl/_rels/workbook.xml.rels")
    assert "two sheets are stored in one part" in the_problem(path).cause
