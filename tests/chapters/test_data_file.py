"""The data file says what the pages say, number by number, and no more."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.composing import composed as compose_
from support.composing import sample as study

from reports import assets
from reports.advice import recommend
from reports.chapters.data_file import OF_THE_METHOD, data_file, facts_of, number
from reports.document.blocks import Cell, Column, DataFile, Fact, Report, Row, Section, Table
from reports.edition.model import Lang
from reports.edition.rounding import published
from reports.results import characteristics, compare
from reports.results.model import Comparison
from reports.words import published as facts
from reports.words.catalogue import Texts
from reports.words.scene import Scene

CLUSTERS = ("bitowia", "jarometal", "biogazin", "nowocyfrowie", "wodolin")


@cache
def texts(lang: Lang) -> Texts:
    return Texts(lang, assets.catalogue(lang), study().edition.unit[lang])


def comparison(cluster: str) -> Comparison:
    edition, scores = study().edition, study().scores
    return compare.compare(edition, scores, compare.group(edition, scores), cluster)


@cache
def composed(cluster: str, lang: Lang) -> Report:
    return compose_(study(), cluster, lang)


def data_of(report: Report) -> DataFile:
    assert report.data is not None
    return report.data


@pytest.mark.parametrize("lang", ["pl", "en"])
@pytest.mark.parametrize("cluster", CLUSTERS)
def test_the_file_says_what_the_pages_say(cluster: str, lang: Lang) -> None:
    """Every result of the pages is in the file with the same text, and the file has no other."""
    report = composed(cluster, lang)
    edition = study().edition
    own = characteristics.describe(edition, cluster)
    known = facts.Facts(edition.framework, comparison(cluster), texts(lang), own)
    cells = [c for row in data_of(report).sheets[0].rows for c in row if c.fact is not None]
    assert all(cell.text == known.text(cell.fact) for cell in cells if cell.fact is not None)
    told = {c.fact for c in cells if c.fact is not None and c.fact.kind not in OF_THE_METHOD}
    assert told == set(facts_of((report.sections, report.screen_sections)))
    assert len(told) > 700


def test_a_row_per_node_and_a_rectangle() -> None:
    """The rows are the nodes of the framework in its order, then the characteristics in that of their
    tables; every row has a cell for every heading.
    """
    head, *rows = data_of(composed("jarometal", "pl")).sheets[0].rows
    codes, edition = [row[0].text for row in rows], study().edition
    own = [code for code in codes if ":" in code]
    assert codes == [*edition.framework.codes, *own]
    columns = [f"group:{column}" for column in edition.cluster("jarometal").groups]
    assert sorted(own) == sorted([*columns, *(f"profile:{field.code}" for field in edition.profile)])
    assert {len(row) for row in rows} == {len(head)}
    headings = [cell.text for cell in head]
    assert len(set(headings)) == len(headings)
    assert headings[:6] == ["Kod", "Poziom", "Nazwa", "Jednostka", "Kierunek", "Waga"]
    area = next(row for row in rows if row[0].text == "Z")
    assert [cell.text for cell in area[1:6]] == [
        "obszar",
        "Zasoby klastra",
        "pkt",
        "więcej znaczy lepiej",
        "1",
    ]


def test_no_heading_is_a_bare_key() -> None:
    """Every kind of result that the sample's reports print has words for its column, in both languages."""
    for lang in ("pl", "en"):
        for cluster in CLUSTERS:
            head = data_of(composed(cluster, lang)).sheets[0].rows[0]
            texts_of = [cell.text for cell in head]
            assert not [text for text in texts_of if "." in text or "_" in text or text.isdecimal()]


def test_a_new_kind_of_result_finds_its_place() -> None:
    """An unknown kind of fact gets a column with its table's heading, an unknown node a row."""
    standing = comparison("jarometal")
    standing = replace(standing, standings={**standing.standings, "obcy": standing["Z"]})
    edition, scores = study().edition, study().scores
    advice = recommend.recommend(edition, scores, standing, study().frame)
    scene = Scene(edition, edition.cluster("jarometal"), scores, standing, advice, texts("pl"))
    row = Row((Cell("Członkowie"), Cell("1", fact=Fact("obcy", "group", "high"))))
    table = Table("plain", "t", "Tabela 1.", "Tytuł", (Column("Cecha"), Column("Najwyższy")), (row,))
    chapter = Section("s", "1. Rozdział", "Tytuł", (table,))
    head, *rows = data_file(scene, (chapter,), ("Metoda.",)).sheets[0].rows
    # What explains an indicator stands behind the results.
    assert [cell.text for cell in head[-3:]] == [
        "Najwyższy",
        texts("pl")("data-definition"),
        texts("pl")("data-source"),
    ]
    assert [cell.text for cell in rows[-1][:3]] == ["obcy", "", "Członkowie"]
    group = standing["Z"].group
    assert group is not None
    assert [cell.text for cell in rows[-1][-3:]] == [texts("pl").number(group.high), "", ""]
    assert all(row[-3].text == "" for row in rows[:-1])


@given(
    value=st.floats(-1e7, 1e7, allow_nan=False),
    decimals=st.integers(0, 3),
    lang=st.sampled_from(["pl", "en"]),
    signed=st.booleans(),
)
def test_a_published_number_reads_back(value: float, decimals: int, lang: Lang, signed: bool) -> None:
    """Any number as it is printed in either language is read as that number, decimals included."""
    words = Texts(lang, assets.catalogue(lang), {}, decimals)
    text = words.signed(value) if signed else words.number(value, decimals)
    read = number(text, lang)
    assert read is not None
    assert read == Decimal(repr(published(value, decimals)))
    assert -int(read.as_tuple().exponent) == decimals


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("12.", "pl", Decimal(12)),
        ("2,5.", "pl", Decimal("2.5")),
        ("2.5", "en", Decimal("2.5")),
        ("brak", "pl", None),
        ("–", "pl", None),
        ("tak", "pl", None),
        ("", "pl", None),
        ("1.5", "pl", None),
        ("1,5", "en", None),
        ("2012/13", "pl", None),
    ],
)
def test_ranks_and_words(text: str, lang: Lang, value: Decimal | None) -> None:
    """A rank is a number, a word is none, and neither is a number in the other language's notation."""
    assert number(text, lang) == value
