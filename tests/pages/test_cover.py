"""The cover: whatever the names, everything stands on the page and nothing upon another thing."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from reports import assets
from reports.document import blocks as d
from reports.errors import ConfigurationError
from reports.pages import cover as coverpage
from reports.pages.drawing import Text
from reports.pages.page import Element, Page, Picture, seen
from reports.pages.style import PAGE
from reports.production.composer import Composer
from reports.production.study import read


@pytest.fixture(scope="module")
def report() -> d.Report:
    return Composer(read(assets.sample())).report("zelazna-laka", "pl")


def cover(report: d.Report, folder: Path | None = None, **changes: object) -> Page:
    return coverpage.page(replace(report, cover=replace(report.cover, **changes)), folder)  # type: ignore[arg-type]


def elements(page: Page, tag: str) -> list[Element]:
    def of(nodes: tuple[object, ...]) -> list[Element]:
        inner = [node for node in nodes if isinstance(node, Element)]
        return [e for node in inner for e in ([node] if node.tag == tag else of(node.kids))]

    return of(page.nodes)


def said(*texts: Text) -> str:
    return "".join(text.text for text in texts)


def apart(page: Page) -> bool:
    """Whether every text is on the page and none lies on another."""
    texts = list(seen(page.nodes))
    boxes = [replace(text, text=text.text.rstrip()).box for text in texts]
    inside = all(b.left >= 0 and b.right <= PAGE[0] and b.top >= 0 and b.bottom <= PAGE[1] for b in boxes)
    return inside and not any(a.hits(b) for place, a in enumerate(boxes) for b in boxes[:place])


NAMES = [
    "Klaster",
    "Ponadregionalny Klaster Zaawansowanych Technologii Wytwarzania, Automatyki i Robotyki „Źródła”",
    ("Województwo Wielkopolskie " * 8)[:200].strip(),
    "W" * 200,
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", ["large", "medium", "small"])
def test_a_name_of_any_length_stays_above_the_score(report: d.Report, name: str, size: str) -> None:
    """It is one heading with what it is the name of, and none of it is lost."""
    page = cover(report, name=name, name_size=size)
    (heading,) = elements(page, "H1")
    assert said(*seen(heading.kids)) == f"{report.cover.kind} {name}"
    assert apart(page)


def test_a_cover_may_lie_on_a_table(report: d.Report) -> None:
    """It says whom the report is for, and no result, no place and no bar says how well the cluster does."""
    page = cover(report)
    words = said(*seen(page.nodes))
    assert "Poufne: raport jest przeznaczony dla koordynatora klastra" in words.replace("\u00a0", " ")
    assert not re.search(r"\d,\d|miejsce|pkt", words)
    assert apart(page)


def test_a_paper_may_open_with_a_number(report: d.Report) -> None:
    """The label moves up into the room of the number where there is none, and goes with nothing to say."""
    with_score, without = (cover(report, score=score, score_label="mediana") for score in ("40,1", ""))
    heights = [next(t.y for t in seen(page.nodes) if t.text == "mediana") for page in (with_score, without)]
    assert heights[0] > heights[1]
    assert apart(with_score)
    assert apart(without)
    assert len(elements(cover(report, score_label=""), "P")) == len(elements(without, "P")) - 1


@pytest.mark.parametrize("number", range(5))
def test_slots_hold_the_names_of_marks_that_are_not_there_yet(report: d.Report, number: int) -> None:
    """Of no mark or of four, with long names too: the strip grows, and nothing leaves the page."""
    name = "Ministerstwo Funduszy i Polityki Regionalnej Rzeczypospolitej Polskiej, " * 2
    logos = tuple(d.LogoSlot(f"{name}{n}") for n in range(number))
    page = cover(report, logos=logos, notices=("Sfinansowano ze środków Unii. " * 12,) * 2)
    text = said(*seen(page.nodes))
    assert all(logo.name in text for logo in logos)
    assert apart(page)


def test_a_logo_is_a_figure_with_its_name_within_its_room(report: d.Report, tmp_path: Path) -> None:
    """38 x 13 mm at most, in its proportions; a file that is not there is named with its path."""
    Image.new("RGB", (800, 100)).save(tmp_path / "a.png")
    Image.new("RGB", (100, 800)).save(tmp_path / "b.png")
    logos = (d.LogoSlot("Fundusze", "a.png"), d.LogoSlot("Unia", "b.png"), d.LogoSlot("Wydawca"))
    wide, tall = elements(cover(report, tmp_path, logos=logos), "Figure")
    assert (wide.alt, tall.alt) == ("Fundusze", "Unia")
    for figure, ratio in ((wide, 8.0), (tall, 1 / 8)):
        (picture,) = figure.kids
        assert isinstance(picture, Picture)
        box = picture.box
        width, height = box.right - box.left, box.bottom - box.top
        assert width / height == pytest.approx(ratio)
        assert width <= 38.001
        assert height <= 13.001
    with pytest.raises(ConfigurationError, match=r"c\.png"):
        cover(report, tmp_path, logos=(d.LogoSlot("Unia", "c.png"),))
