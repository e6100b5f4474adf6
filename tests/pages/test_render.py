"""What every finished report promises, whatever stands in it."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace

import pikepdf
import pytest
from support.finished import rendered, report

from reports.document.blocks import Heading, Link, LogoSlot, Report, Section, walk
from reports.errors import ConfigurationError, ReportError
from reports.pages import report as layout
from reports.proof.reading import pdf as pdftext
from reports.proof.reading.pdf import FinishedFile
from reports.proof.reading.structure_tree import StructureElement

REPORT = report()


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return layout.render(REPORT)


@pytest.fixture(scope="module")
def file(pdf: bytes) -> FinishedFile:
    return pdftext.read(pdf)


def root(file: FinishedFile) -> StructureElement:
    assert file.root is not None
    return file.root


def test_same_report_same_bytes(pdf: bytes) -> None:
    """No clock and no chance: the same report gives the same bytes, another date other ones."""
    assert layout.render(report()) == pdf
    assert layout.render(replace(REPORT, date="2018-11-23")) != pdf


def test_each_chapter_is_a_section_after_the_covers(file: FinishedFile) -> None:
    """The tree has the cover and the chapters in their order, however many pages they take."""
    parts = [kid for kid in root(file).find("Document")[0].kids if isinstance(kid, StructureElement)]
    assert {part.tag for part in parts} == {"Sect"}
    assert [part.page for part in parts] == [1, 2, 3, 4]
    headings = [[heading.text for heading in part.find("H1", "H2")] for part in parts[1:]]
    assert [" ".join(" ".join(texts).split()) for texts in headings] == [
        f"{s.kicker} {s.title}" for s in REPORT.sections
    ]


def test_a_table_over_pages_is_one_table(file: FinishedFile) -> None:
    """All rows of the table over two pages are in one Table with one body, its header row once."""
    table = root(file).find("Table")[-1]
    assert [" ".join(head.text.split()) for head in table.find("THead")] == ["Wskaźnik Klaster Położenie"]
    (body,) = table.find("TBody")
    rows = body.find("TR")
    assert [row.text.split()[:3] for row in rows[1:]] == [
        ["Wskaźnik", str(n), f"{n},5"] for n in range(1, 61)
    ]
    assert {row.page for row in rows} == {4, 5}


def test_heading_cells_have_scope(file: FinishedFile) -> None:
    """Columns in the head, rows in the body."""
    for table in root(file).find("Table"):
        (head,), (body,) = table.find("THead"), table.find("TBody")
        assert {cell.scope for cell in head.find("TH")} == {"Column"}
        assert Counter(cell.scope for cell in body.find("TH")) == {"Row": len(body.find("TR"))}


def test_every_row_has_all_its_cells(file: FinishedFile) -> None:
    """Cells keep the grid even where they are empty or hold a drawing; only they may be empty."""
    table = root(file).find("Table")[0]
    assert {len(row.find("TH", "TD")) for row in table.find("TR")} == {5}
    empty = {element.tag for element in root(file).walk() if not element.kids and not element.contents}
    assert empty <= {"TD", "TH"}


def test_running_lines_and_repeated_heads_are_artifacts(file: FinishedFile) -> None:
    """They are seen on every page and read once or never."""
    assert all(REPORT.short_name in page.text and REPORT.footer in page.text for page in file.pages[1:])
    assert REPORT.footer not in root(file).text
    assert "Położenie" in file.pages[4].text
    assert root(file).text.count("Położenie") == 1


def test_a_figure_is_described_and_knows_its_place(pdf: bytes, file: FinishedFile) -> None:
    """The box is in points from the lower left corner, between the title above and the caption below."""
    (figure,) = root(file).find("Figure")
    assert figure.alt == "Wykres: Potencjał 57,4, mediana 43,7."
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        (entry,) = (
            o for o in opened.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"
        )
        left, bottom, right, top = (float(n) for n in entry.A.BBox)
    assert (left, right) == pytest.approx((20 * 72 / 25.4, 190 * 72 / 25.4), abs=0.02)
    page = file.pages[2]
    pieces = [piece.strip() for piece in page.pieces]
    above, below = (page.boxes[pieces.index(text)] for text in ("Potencjał powyżej mediany", "Wykres 1."))
    assert below[3] < bottom < top < above[1]


def test_links_say_where_they_lead_and_lead_there(pdf: bytes, file: FinishedFile) -> None:
    """Every link is described in its words and goes to the page of its target."""
    links = [part for part in walk(REPORT) if isinstance(part, Link)]
    assert [link.contents for link in root(file).find("Link")] == [(link.text,) for link in links]
    starts = {section.id: page for section, page in zip(REPORT.sections, (2, 3, 4), strict=True)}
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        names = [page.obj.objgen for page in opened.pages]
        jumps = [a for page in opened.pages for a in page.obj.get("/Annots", [])]
        assert [names.index(_target(opened, jump).objgen) + 1 for jump in jumps] == [
            starts[link.target] for link in links
        ]


def _target(file: pikepdf.Pdf, link: pikepdf.Object) -> pikepdf.Object:
    """The page that a link leads to, by its place or by the place's name."""
    goal = link.Dest if "/Dest" in link else link.A.D
    if not isinstance(goal, pikepdf.Array):
        goal = file.Root.Dests[str(goal)]
        goal = goal.D if isinstance(goal, pikepdf.Dictionary) else goal
    return goal[0]


def test_a_report_in_english_says_so() -> None:
    """The language of the file is the report's, and nothing is missing or out of order."""
    file = pdftext.read(rendered(replace(REPORT, lang="en")))
    assert (file.lang, file.faults, file.missing) == ("en-GB", (), ())


def test_what_no_page_can_hold_fails_the_report_with_its_cause() -> None:
    """A part higher than a page is the fault of this report alone, and is named."""
    heading = Heading("Bardzo długi nagłówek " * 800)
    of: Report = replace(REPORT, sections=(Section("summary", "1. Podsumowanie", "Zdanie", (heading,)),))
    with pytest.raises(ReportError) as caught:
        layout.render(of)
    assert caught.value.cluster == "k07"
    assert [finding.rule for finding in caught.value.findings] == ["layout"]
    assert "higher than a page" in str(caught.value)


def test_a_logo_that_is_not_there_is_named() -> None:
    """Its path stands in the error."""
    of = replace(REPORT, cover=replace(REPORT.cover, logos=(LogoSlot("znak", "none.png"),)))
    with pytest.raises(ConfigurationError, match=r"none\.png"):
        layout.render(of)
