"""The workbook for a new edition."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest

from reports import assets
from reports.edition import blank_workbook
from reports.edition.loading import load
from reports.edition.model import Edition
from reports.edition.validation import settings, validate
from reports.errors import ConfigurationError, InputError


def read(path: Path) -> Edition:
    return validate.validate(load.load(path, library=path.parent / "none"))


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "nowa.xlsx"
    blank_workbook.write_workbook(path)
    return path


def filled_in(path: Path, cells: dict[tuple[str, str], Any]) -> Path:
    """The workbook with cells changed by hand."""
    book = openpyxl.load_workbook(path)
    for (sheet, cell), value in cells.items():
        book[sheet][cell] = value
    if "nie" in cells.values():  # no example any more
        for row in (row for sheet in book.worksheets[1:] for row in sheet.iter_rows(min_row=2)):
            for place in row:
                if isinstance(place.value, str):
                    place.value = re.sub("PRZYKŁAD:? *|EXAMPLE:? *", "", place.value)
                    place.value = place.value.replace("badanie@example.org", "badanie@klastry.pl")
    book.save(path)
    return path


def test_the_workbook_is_an_edition_as_it_stands(written: Path) -> None:
    """What init writes can be built at once, and everything in it says that it is an example."""
    edition = read(written)
    assert len(edition.clusters) == 3
    assert edition.fictional
    assert all("PRZYKŁAD" in cluster.name for cluster in edition.clusters)
    assert [len(edition.framework.areas), len(edition.framework.leaves)] == [2, 4]
    assert not np.isnan(edition.values).any()
    assert {edition.framework[code].direction for code in ("Z.1", "Z.2")} == {1, -1}
    assert edition.comments[0].place == "summary"
    assert edition.profile[0].kind == "number"
    assert edition.group_name("sector", "produkcja", "en") == "manufacturing clusters"


def test_a_filled_in_workbook_is_the_analysts_edition(written: Path) -> None:
    """Names, numbers and settings that are typed over the example arrive."""
    edition = read(
        filled_in(
            written,
            {
                ("clusters", "B2"): "Klaster Metalowy „Gwint”",
                ("values", "B2"): "1 234,5",
                ("values", "C3"): None,
                ("edition", "B10"): "nie",
            },
        )
    )
    assert edition.clusters[0].name == "Klaster Metalowy „Gwint”"
    assert edition.values[0, 0] == 1234.5
    assert np.isnan(edition.values[1, 1])
    assert not edition.fictional


def test_mistakes_in_it_are_told_with_sheet_and_cell(written: Path) -> None:
    """A problem points at the cell the analyst sees."""
    with pytest.raises(InputError) as caught:
        read(filled_in(written, {("values", "E4"): "45%", ("clusters", "F2"): "brak"}))
    places = [(p.file, p.sheet, p.row, p.column) for p in caught.value.problems]
    assert places == [("nowa.xlsx", "clusters", 2, "F"), ("nowa.xlsx", "values", 4, "E")]


def test_every_heading_explains_itself(written: Path) -> None:
    """Each column has a note, headings stay in sight, and ids and codes are texts."""
    book = openpyxl.load_workbook(written)
    for sheet in book.worksheets[1:]:
        for cell in sheet[1]:
            assert cell.comment is not None, (sheet.title, cell.value)
            assert len(cell.comment.text) > 5
        assert sheet.freeze_panes == "B2"
        assert sheet["A2"].number_format == "@"
        assert sheet.column_dimensions["A"].number_format == "@"


def test_nothing_but_the_examples_is_about_clusters() -> None:
    """Notes and instructions hold for any unit; ``clusters`` is the name of a sheet, whatever is in it."""
    content = tomllib.loads(assets.blank_workbook())
    notes = [content["read_me"], *(setting["note"] for setting in content["settings"])]
    notes += [column["note"] for sheet in content["sheets"] for column in sheet["columns"]]
    names = re.compile(r"cluster-reports|(arkusz\w*|sheets edition, framework,) clusters", re.IGNORECASE)
    wrong = re.compile("klast(?:e|r)|cluster|koordynat", re.IGNORECASE)
    assert [note for note in notes if wrong.search(names.sub("", note)) and "Kogo badacie" not in note] == []


def test_a_set_is_offered_for_every_ready_word() -> None:
    """The list of units of the sheet is that of the program."""
    content = tomllib.loads(assets.blank_workbook())
    (offered,) = [s["choices"] for s in content["settings"] if s["key"] == "unit.set"]
    assert offered == list(tomllib.loads(assets.unit_sets()))


def test_choices_can_be_made_from_lists(written: Path) -> None:
    """Every column and setting with a fixed set of words has a drop-down with these words."""
    book = openpyxl.load_workbook(written)
    lists = {
        (sheet.title, str(rule.sqref).split(":")[0].rstrip("0123456789")): rule.formula1
        for sheet in book.worksheets
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list" and sheet.title != "edition"
    }
    assert lists == {
        ("framework", "E"): '"1,-1"',
        ("framework", "K"): '"tak,nie"',
        ("framework", "L"): '"1,2,3"',
        ("framework", "R"): '"tak,nie"',
        ("clusters", "D"): '"pl,en"',
        ("clusters", "I"): '"tak,nie"',
        ("values", "D"): '"tak,nie"',
        ("profile", "G"): '"1,-1"',
        ("profile", "F"): '"number,share,text,yes/no"',
        ("comments", "C"): '"pin,drop,rephrase,keep"',
    }
    keys = {row[0].value: row[0].row for row in book["edition"].iter_rows(min_row=2)}
    with_list = {str(rule.sqref) for rule in book["edition"].data_validations.dataValidation}
    for key in (
        "language",
        "fictional",
        "method.normalise",
        "method.aggregate",
        "method.ties",
        "method.benchmark",
    ):
        assert f"B{keys[key]}" in with_list
    assert f"B{keys['method.missing']}" in with_list


def test_every_word_offered_is_accepted(written: Path) -> None:
    """No drop-down offers what validation refuses."""
    sheet = openpyxl.load_workbook(written)["edition"]
    keys = {row[0].value: f"B{row[0].row}" for row in sheet.iter_rows(min_row=2)}
    logo = {("edition", keys["logos.1.pl"]): "Znak", ("edition", keys["logos.1.placeholder"]): "tak"}
    refused = []
    for rule in sheet.data_validations.dataValidation:
        for word in rule.formula1.strip('"').split(","):
            copy = Path(shutil.copy(written, written.with_name("copy.xlsx")))
            try:
                read(filled_in(copy, {**logo, ("edition", str(rule.sqref)): word}))
            except InputError:
                refused.append(word)
    # The z-score asks for another scale, scores for other values, a logo for a file or a placeholder, and the
    # gender of an own noun for its cases.
    assert sorted(refused) == ["f", "m", "mo", "n", "nie", "none", "zscore"]


def test_every_setting_of_the_sheet_is_known(written: Path) -> None:
    """The prepared keys are those of the settings, also the ones left empty."""
    book = openpyxl.load_workbook(written)
    keys = [row[0].value.replace(".1.", ".*.") for row in book["edition"].iter_rows(min_row=2)]
    assert [key for key in keys if key not in settings.KEYS and not key.startswith(settings.FREE)] == []


def test_no_file_is_overwritten(written: Path) -> None:
    """An analyst's work is safe from a second init."""
    before = written.read_bytes()
    with pytest.raises(ConfigurationError, match="exists already"):
        blank_workbook.write_workbook(written)
    assert written.read_bytes() == before
    assert list(written.parent.iterdir()) == [written]


@pytest.mark.parametrize(
    ("name", "message"), [("nie-ma/nowa.xlsx", "cannot be written"), ("nowa.xls", "ending .xlsx")]
)
def test_what_cannot_be_written_is_told(tmp_path: Path, name: str, message: str) -> None:
    """The reason and the next step are named."""
    with pytest.raises(ConfigurationError, match=message):
        blank_workbook.write_workbook(tmp_path / name)


def has_calc() -> bool:
    """Where LibreOffice is for slides only, it writes no workbook and calls that a success."""
    office = shutil.which("soffice")
    return office is not None and any(Path(office).resolve().parents[1].glob("*/*sclo.*"))


@pytest.mark.skipif(not has_calc(), reason="LibreOffice Calc is not here")
def test_libreoffice_keeps_it_an_edition(written: Path, tmp_path: Path) -> None:
    """Opened and saved in LibreOffice it is the same edition, with its notes and drop-downs."""
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"),
            *("--convert-to", "xlsx", "--outdir", str(tmp_path / "saved"), str(written)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    saved = tmp_path / "saved" / written.name
    one, other = read(written), read(saved)
    assert one.clusters == other.clusters
    assert one.framework == other.framework
    assert (one.unit, one.method, one.title) == (other.unit, other.method, other.title)
    np.testing.assert_array_equal(one.values, other.values)
    book = openpyxl.load_workbook(saved)
    assert book["values"]["B1"].comment is not None
    assert len(book["framework"].data_validations.dataValidation) >= 3
