"""Texts in the encodings of other programs: read right, read with a warning, or refused; never changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.tiny import TINY
from support.workbooks import problems, read, the_problem

from reports.edition.loading import load
from reports.edition.loading.encoding import EncodingError, codec_of

Write = Callable[..., Path]

_POLISH = """
Łódź Gdańsk Białystok Poznań Częstochowa Świętochłowice Żółw źródło ćwiczenie Śląsk są będą działalność
członkowie współpraca średnia ŁÓDŹ przedsiębiorstw Dvořák Müller „cytat” 5 § 10 °C
"""
_WESTERN = """
Logroño Genève Nærøy Århus España ¿Qué? forêt você português señor niño Ægir œuvre Ÿves être m³ km²s £5m
£million ¥en naïve Ñandú côte Malmö ½ ª «citation» København garçon où
"""
POLISH, WESTERN = _POLISH.split(), _WESTERN.split()
OTHERS = {
    "cp1251": "Новгород Москва область показатели",
    "cp1253": "Αθήνα Πάτρα δείκτες",
    "cp1254": "İstanbul Eskişehir Muğla göstergeler",
    "cp1257": "Šiauliai Kėdainiai Liepāja Pärnu rādītāji",
    "cp852": "Świętochłowice Łódź działalność",
    "iso8859-2": "Świętochłowice Śląsk Łódź",
    "mac-latin2": "Świętochłowice Łódź działalność",
}


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file, and the warning."""
    codec, warning = codec_of(data)
    return data.decode(codec), warning


@given(st.lists(st.sampled_from(WESTERN), min_size=1, max_size=6))
def test_western_letters_are_never_taken_for_others(words: list[str]) -> None:
    """Whatever Western words a file holds, they come out as they are or not at all."""
    text = " ".join(words)
    try:
        found, warning = decode(text.encode("cp1252"))
    except EncodingError:
        return
    assert found == text
    assert bool(warning) == (not text.isascii())


@given(st.lists(st.sampled_from(POLISH), min_size=1, max_size=8))
def test_polish_letters_are_read_with_a_warning_or_refused(words: list[str]) -> None:
    """The same for Polish words; where one of them is Polish beyond doubt, they are read."""
    text = ", ".join(words)
    try:
        found, warning = decode(text.encode("cp1250"))
    except EncodingError:
        assert not {"Łódź", "Gdańsk", "Białystok", "źródło", "Śląsk", "działalność"} & set(words)
        return
    assert found == text
    assert bool(warning) == (not text.isascii())


@pytest.mark.parametrize(("encoding", "text"), OTHERS.items())
def test_other_code_pages_are_refused_with_the_line(encoding: str, text: str) -> None:
    """A text in another code page would look right and be wrong."""
    with pytest.raises(EncodingError) as caught:
        decode(("id\nname\n" + text).encode(encoding))
    assert caught.value.line == 3
    assert caught.value.nameable


def test_the_warning_and_the_refusal_quote_a_word(tiny_edition: Write) -> None:
    """Who reads them sees what is at stake."""
    cp1250 = TINY["clusters.csv"].replace("Klaster Drugi", "Kołobrzeg").encode("cp1250")
    (warning,) = load.load(tiny_edition({"clusters.csv": cp1250})).warnings
    assert warning.startswith("clusters.csv: read as Windows-1250, for instance ")
    western = TINY["values.csv"].replace("K01", "Logroño").encode("cp1252")
    problem = the_problem(tiny_edition({"values.csv": western}, "other"))
    assert (problem.file, problem.row) == ("values.csv", 2)
    assert "'Logrońo' in Windows-1250" in problem.cause
    assert "'Logroño' in Windows-1252" in problem.cause
    assert "encoding = " in problem.remedy


def test_a_table_beside_an_edition_has_no_settings_to_name_its_encoding(tmp_path: Path) -> None:
    """So only what can be followed is proposed, and nothing is silent."""
    path = tmp_path / "meetings.csv"
    path.write_bytes("id,date\nK01,Logroño\n".encode("cp1252"))
    _, (problem,), _ = load.load_table(path, "meetings")
    assert problem.remedy == "Save it from Excel as 'CSV UTF-8'"
    path.write_bytes("id,date\nK01,Łódź\n".encode("cp1250"))
    _, problems, (warning,) = load.load_table(path, "meetings")
    assert not problems
    assert warning.endswith("for instance Łódź; if that is wrong, save it as 'CSV UTF-8'")


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp1252", "Logroño"), ("cp1251", "Новгород"), ("iso8859-2", "Kołobrzeg")]
)
def test_an_edition_may_name_its_encoding(tiny_edition: Write, encoding: str, name: str) -> None:
    """Then nothing is doubtful, and files in UTF-8 are still read as such."""
    settings = f'encoding = "{encoding}"\n' + TINY["edition.toml"]
    table = "id,name,short_name\n" + "".join(f"K0{i},{name} {i},{i}\n" for i in range(1, 5))
    raw = load.load(tiny_edition({"edition.toml": settings, "clusters.csv": table.encode(encoding)}))
    assert next(row[1] for _, row in raw.tables["clusters"].rows) == f"{name} 1"
    assert not raw.problems
    assert not raw.warnings


def test_an_encoding_that_does_not_exist_or_fit_is_told(tiny_edition: Write) -> None:
    """A name that is no encoding of texts, and bytes that the encoding does not have."""
    settings = 'encoding = "hex"\n' + TINY["edition.toml"]
    assert "no such encoding" in the_problem(tiny_edition({"edition.toml": settings})).cause
    settings = settings.replace("hex", "cp1253")
    wrong = TINY["values.csv"].encode() + b"\xd2"
    problem = the_problem(tiny_edition({"edition.toml": settings, "values.csv": wrong}, "other"))
    assert (problem.row, "neither in UTF-8 nor in cp1253" in problem.cause) == (6, True)


def test_unicode_text_of_a_spreadsheet_is_read(tiny_edition: Write) -> None:
    """UTF-16 tells by its first bytes what it is."""
    files = {
        name: text.replace(",", "\t").encode("utf-16") for name, text in TINY.items() if name.endswith(".csv")
    }
    assert read(tiny_edition(files)).clusters == read(tiny_edition(None, "plain")).clusters


@pytest.mark.parametrize("above", ["sep=;\n", '"sep=;"\r\n', "SEP=;\n", ";;;\n", "\n\n", ";\n\n"])
def test_what_spreadsheets_put_above_the_headings_is_understood(tiny_edition: Write, above: str) -> None:
    """A line that names the separator, and rows of nothing."""
    files = {name: above + text.replace(",", ";") for name, text in TINY.items() if name.endswith(".csv")}
    edition = read(tiny_edition(files))
    assert edition.clusters == read(tiny_edition(None, "plain")).clusters


@pytest.mark.parametrize(
    "above", ["Survey data 2024\n", "Survey data, 2024\n\nsecond title\n", "\nSurvey data 2024;;\n"]
)
@pytest.mark.parametrize("name", ["framework", "clusters", "values"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_a_title_above_the_headings_is_told_once(
    tiny_edition: Write, above: str, name: str, separator: str
) -> None:
    """The cause is named, and nothing that follows from it."""
    text = above + TINY[f"{name}.csv"].replace(",", separator)
    found = problems(tiny_edition({f"{name}.csv": text}))
    assert "holds a title or a note; the headings seem to stand in row" in found[0].cause
    assert found[0].remedy == f"Delete the rows above row {above.count(chr(10)) + 1}"
    assert all(problem.cause.startswith("not looked at") for problem in found[1:])
    assert len(found) <= 2


def test_rows_are_counted_as_a_spreadsheet_shows_them(tiny_edition: Write) -> None:
    """A line that names the separator is not shown; blank rows are."""
    wrong = TINY["values.csv"].replace("45.5", "?")
    assert the_problem(tiny_edition({"values.csv": "sep=,\n" + wrong}, "one")).row == 2
    assert the_problem(tiny_edition({"values.csv": "\n\n" + wrong}, "two")).row == 4
