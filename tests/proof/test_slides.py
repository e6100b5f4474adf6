"""Slides are read back before they get their name: what is wrong with them is found, and nothing else."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook
from support.slides import altered, deck, findings, made, part_with

from reports.document import KeyFigures, SlideMap, TileMap


@pytest.mark.parametrize(("lang", "internal"), [("pl", False), ("en", False), ("pl", True)])
def test_sound_slides_pass(lang: Any, internal: bool) -> None:
    """Nothing is found in what the program makes."""
    assert findings(made(lang, internal=internal)[0], lang, internal=internal) == ()


#: A text of a part, what stands instead, where, and the rule that finds it.
FORGED = {
    "a title": ("40,1", "41,1", "ppt/slides/", "slides"),
    "a number in a table": ("0,73", "0,37", "ppt/slides/", "content"),
    "a word": ("Krajowe Klastry", "Inne Klastry", "ppt/slides/", "content"),
    "a bar": ("<c:v>66.7</c:v>", "<c:v>76.7</c:v>", "ppt/charts/", "chart"),
    "the name of a series": ("<c:v>Mediana</c:v>", "<c:v>Wynik</c:v>", "ppt/charts/", "chart"),
    "a range": ("<c:minus><c:numLit><c:formatCode>General</c:formatCode>", "", "ppt/charts/", "unreadable"),
    "a description": ('descr="Mapa', 'descr="Plan', "ppt/slides/", "description"),
    "no description": ('descr="Wykres słupkowy median podob', 'title="', "ppt/slides/", "description"),
    "a heading row": ('firstRow="1"', 'firstRow="0"', "ppt/slides/", "description"),
    "a language": ('lang="pl-PL"', 'lang="de-DE"', "ppt/slides/", "language"),
    "a size": ('sz="1800"', 'sz="900"', "ppt/slides/", "size"),
    "a note": ("Witamy na spotkaniu", "Żegnamy na spotkaniu", "ppt/notesSlides/", "content"),
    "a name": ("Rok rozwoju zespołu", "Autozwornia, rok rozwoju", "ppt/slides/", "foreign-name"),
    "an author": ("Zespół autorów", "Ktoś inny", "docProps/", "metadata"),
}


@pytest.mark.parametrize("forgery", FORGED)
def test_a_forgery_is_found(forgery: str) -> None:
    """One place of the file is changed, and its rule answers."""
    before, after, folder, rule = FORGED[forgery]
    data = made()[0]
    part = part_with(data, before, folder)
    wrong = altered(data, part, lambda content: content.replace(before.encode(), after.encode(), 1))
    assert rule in {finding.rule for finding in findings(wrong)}


def other_workbook(content: bytes) -> bytes:
    book = load_workbook(io.BytesIO(content))
    book.worksheets[0]["B2"] = 99.9
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_the_workbook_behind_a_chart_is_read() -> None:
    """What opens when somebody wants to edit a chart holds the numbers that are drawn."""
    data = made()[0]
    part = part_with(data, "", "ppt/embeddings/")
    wrong = altered(data, part, other_workbook)
    assert [f.cause for f in findings(wrong) if f.rule == "chart"] == [
        "the workbook behind the chart holds other numbers"
    ]


def test_a_number_that_the_paper_does_not_print_is_found() -> None:
    """A changed figure, another map and a number in words: each is compared with the paper."""
    slides = {slide.id: slide for slide in deck().slides}

    def rules(changed: Any) -> set[str]:
        other = replace(deck(), slides=tuple(changed if s.id == changed.id else s for s in deck().slides))
        return {str(f.cause) for f in findings(made()[0], of=other) if f.rule == "fact"}

    figures = slides["condition"].parts[0]
    assert isinstance(figures, KeyFigures)
    first = replace(figures.items[0], value="41,1")
    changed = replace(slides["condition"], parts=(KeyFigures((first, *figures.items[1:])),))
    assert any("41,1" in cause for cause in rules(changed))
    map_ = slides["places"].parts[0]
    assert isinstance(map_, SlideMap)
    moved = TileMap((replace(map_.drawing.tiles[0], count=9, label="9"), *map_.drawing.tiles[1:]))
    changed = replace(slides["places"], parts=(replace(map_, drawing=moved),))
    assert "the map is not the one of the summary" in rules(changed)
    changed = replace(slides["next"], title="Co dalej: 98765,4 pkt")
    assert any(re.search("no number 98765,4", cause) for cause in rules(changed))


def test_what_is_no_presentation_is_unreadable() -> None:
    """Half a file is a finding and no crash."""
    for data in (b"", b"no archive", made()[0][:5000]):
        assert {finding.rule for finding in findings(data)} == {"unreadable"}
