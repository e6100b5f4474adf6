"""Slides as a presentation: everything measured, alike every time, in our master or a publisher's."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from support import ROOT
from support.slides import deck, made

from reports.document import Cell, Item, Plot, PlotSeries, Slide, SlideList, SlideTable
from reports.errors import ConfigurationError, ReportError
from reports.pages import pdf
from reports.pages.drawing import Box, Shape
from reports.pages.slides import handout, layout, pictures, writing
from reports.proof.checks import slides as check


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_nothing_is_small_and_nothing_overlaps(lang: Any) -> None:
    """Every part has its box on the slide, above what says how to read it, and text of 18 pt or more."""
    for placed in made(lang)[1]:
        assert placed.title_size >= layout.SMALLEST_ON_SLIDE
        for place in placed.places:
            assert place.size >= layout.SMALLEST_ON_SLIDE
            assert 0 <= place.box.left < place.box.right <= layout.WIDTH
            assert place.box.top + sum(place.heights) <= place.box.bottom + 0.01
            assert place.box.bottom <= (placed.source_box.top if placed.source else layout.HEIGHT)
        boxes = [place.box for place in placed.places]
        assert not any(a.hits(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


def test_the_same_slides_are_the_same_file(tmp_path: Path) -> None:
    """Another process with another hash seed writes the same bytes."""
    code = "import sys; from support.slides import made; open(sys.argv[1], 'wb').write(made('en')[0])"
    target = tmp_path / "again.pptx"
    subprocess.run(
        [sys.executable, "-c", code, str(target)],
        check=True,
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "PYTHONHASHSEED": "7", "PATH": "/usr/bin:/bin"},
    )
    assert target.read_bytes() == made("en")[0]


def slide(*parts: Any, title: str = "Wynik") -> Slide:
    kind = "text" if isinstance(parts[0], SlideList) else "chart"
    return Slide("x", kind, title, tuple(parts), ("Jak czytać.", "Źródło"))


def laid(*parts: Any) -> tuple[layout.PlacedSlide, ...]:
    return layout.lay_out(replace(deck(), slides=(slide(*parts),)))


def test_what_is_too_long_goes_on_or_is_refused() -> None:
    """A long list or table continues on numbered slides; a statement that fills a slide alone is refused."""
    items = tuple(Item(f"Wniosek {i}", "Zdanie, które mówi dlaczego. " * 4) for i in range(12))
    pages = laid(SlideList(items))
    assert len(pages) > 1
    assert pages[0].title == f"Wynik (1/{len(pages)})"
    assert sum((p.places[0].part.items for p in pages), ()) == items  # type: ignore[union-attr]
    rows = tuple((Cell(f"Klaster {i}"), Cell(str(i))) for i in range(60))
    pages = laid(SlideTable(("Nazwa", "Miejsce"), rows, "Ranking"))
    assert sum((p.places[0].part.rows for p in pages), ()) == rows  # type: ignore[union-attr]
    with pytest.raises(ReportError, match=r"a statement does not fit in 18 pt; shorten it"):
        laid(SlideList((Item("", "Zdanie bez końca. " * 200),)))


@pytest.mark.parametrize("kind", ["bars", "columns", "ranges"])
def test_a_chart_whose_labels_do_not_fit_becomes_a_table(kind: Any) -> None:
    """Thirty areas, or a name nobody can set beside a bar: the numbers stand in a table."""
    names = tuple(f"Internacjonalizacja i rozwój obszaru numer {i}" for i in range(30))
    cells, values = tuple(Cell(str(i)) for i in range(30)), tuple(float(i) for i in range(30))
    series = tuple(PlotSeries(name, cells, values) for name in "abc"[: 3 if kind == "ranges" else 1])
    pages = laid(Plot(kind, names, series, "opis", "", low=0.0, high=30.0))
    assert all(isinstance(page.places[0].part, SlideTable) for page in pages)
    assert all(page.source == "Źródło" for page in pages)
    told = "bca" if kind == "ranges" else "a"
    assert pages[0].places[0].part.headings == ("", *told)  # type: ignore[union-attr]


def test_numbers_of_charts_are_written_as_in_the_paper() -> None:
    """The decimal sign of the language, a minus as typographers set it, a plus only for changes."""
    part = Plot("bars", ("A",), (), "opis", "", decimals=1)
    assert writing.number_format(part, "pl-PL") == '[$-415]0.0;[$-415]"−"0.0'
    signed = replace(part, decimals=2, signed=True)
    assert writing.number_format(signed) == '+0.00;"−"0.00;0.00'


# --- templates -----------------------------------------------------------------------------------


def brand(change: Any = lambda deck: None) -> bytes:
    """Our own slides as a publisher would have reworked them."""
    presentation = Presentation(io.BytesIO(made()[0]))
    change(presentation)
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def test_a_publishers_template_is_used_by_its_layouts() -> None:
    """Its slides go, its layouts stay, and titles stand where it has them."""

    def moved(presentation: Any) -> None:
        for one in presentation.slide_layouts:
            one.placeholders[0].top = 500000

    data, placed = writing.presentation(deck(), brand(moved), "brand.pptx")
    slides = Presentation(io.BytesIO(data)).slides
    assert len(slides) == len(placed) == len(made()[1])
    assert {one.shapes.title.top for one in slides} == {500000}


def test_a_template_that_lacks_something_is_refused_by_name() -> None:
    """The layout or the place that is missing is named, with what there is and what to do."""

    def unnamed(presentation: Any) -> None:
        presentation.slide_layouts[1].element.cSld.set("name", "Chart")

    with pytest.raises(
        ConfigurationError, match=r"brand\.pptx has no layout “Statement with chart” \(it has: Ch"
    ):
        writing.presentation(deck(), brand(unnamed), "brand.pptx")

    def bare(presentation: Any) -> None:
        shape = presentation.slide_layouts[2].placeholders[1]._element
        shape.getparent().remove(shape)

    with pytest.raises(
        ConfigurationError, match="“Statement with text” has no placeholder for a place for con"
    ):
        writing.presentation(deck(), brand(bare), "brand.pptx")
    for broken in (b"", b"PK\x03\x04 no archive", made()[0][:2000]):
        with pytest.raises(ConfigurationError, match=r"brand\.pptx cannot be read as a presentation"):
            writing.presentation(deck(), broken, "brand.pptx")


# --- on paper ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "internal"), [("pl", True), ("en", False)])
def test_three_slides_lie_on_a_page(lang: Any, internal: bool) -> None:
    """The slides on paper pass the gate of every paper: tags, fonts, sizes, reading order, descriptions."""
    slides, placed = deck(lang, internal=internal), made(lang, internal=internal)[1]
    sheets = handout.pages(slides, placed)
    assert len(sheets) == -(-len(placed) // 3)
    meta = pdf.Meta(slides.title, slides.author, slides.subject, slides.keywords, lang, slides.date, {})
    data = pdf.write(sheets, meta)
    assert data == pdf.write(sheets, meta)
    assert check.check_handout(slides, placed, data, sheets, meta, ()) == ()
    other = (replace(placed[0], title="Inny tytuł"), *placed[1:])
    assert {f.rule for f in check.check_handout(slides, other, data, sheets, meta, ())} == {"content"}


def test_bars_are_drawn_to_scale() -> None:
    """On paper a bar is as long as its number says, to the left where it fell."""
    cells = tuple(Cell(text) for text in ("+4,0", "−2,0"))
    part = Plot("bars", ("A", "B"), (PlotSeries("Zmiana", cells, (4.0, -2.0)),), "opis", "", signed=True)
    marks = list(pictures.plot_marks(part, Box(0, 0, 100, 20), 8.0, 0.2))
    bars = [mark.path for mark in marks if isinstance(mark, Shape) and mark.fill]
    (left, right), (low, high) = [(path[0][1], path[1][1]) for path in bars]  # type: ignore[misc]
    assert right - left == pytest.approx(2 * (high - low))
    assert high == pytest.approx(left)
