"""The engine of the papers: what it writes holds both standards, is the same every time, and is read back."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import pikepdf
import pytest

from reports import papercheck, pdftext, tagged
from reports.paper import (
    Box,
    Column,
    Decor,
    Element,
    Flow,
    Page,
    Picture,
    Place,
    Spoken,
    Style,
    Text,
    flowing_table,
    ground,
    paragraph,
)
from reports.papercheck import Expected, findings, spoken_or_seen
from reports.tagged import Meta

META = Meta(
    title="Protokół odbioru & karty",
    author="Zespół badania",
    subject="Papiery na spotkanie",
    keywords=("klaster", "karta"),
    lang="pl",
    date="2018-11-22",
    identity={"cluster": "k07", "edition": "2018"},
)
STYLE = Style(9.0, 12.0)


def pages(title: str = "Protokół odbioru") -> tuple[Page, ...]:
    """A heading, a figure, hidden words and a table over two pages."""
    columns = (Column("Klaster", 60), Column("Podpis", 60))
    rows = [[f"Klaster {i}", "" if i % 2 else "odebrano"] for i in range(30)]
    parts, _ = flowing_table("t", "Odbiór", columns, rows, Flow(20, 80, 20, 280), style=STYLE, least=10)
    heading = Element("H1", paragraph(title, 20, 20, 170, Style(24, 28, "display")).texts)
    band = Box(20, 40, 80, 60)
    figure = Element("Figure", (ground(band, "#E1E7EF"), Text(22, 50, "7", 9.0)), alt="Siedem.", box=band)
    spoken = Element("P", (Spoken(22, 70, 30, "powyżej mediany"),))
    first = Page(210, 297, (Place("", 0.0, "Odbiór"), heading, figure, spoken, *parts[0]))
    return (first, *(Page(210, 297, part) for part in parts[1:]))


def expected(of: Sequence[Page], **changes: object) -> Expected:
    texts = [text for page in of for text in spoken_or_seen(page.nodes)]
    return replace(Expected(texts, ("Siedem.",), of, META), **changes)  # type: ignore[arg-type]


def rules(pdf: bytes, of: Expected) -> set[str]:
    return {finding.rule for finding in findings(pdf, of)}


def test_a_paper_passes_its_gate_and_both_standards() -> None:
    """Tags, fonts, texts, claims and metadata are what was planned."""
    assert findings(tagged.write(pages(), META), expected(pages())) == ()


def test_the_same_pages_are_the_same_bytes() -> None:
    """No clock and no order of a hash table reaches the file, whatever was written before."""
    first = tagged.write(pages(), META)
    tagged.write(pages("Inny tytuł: ąćęłńóśźż"), META)
    assert tagged.write(pages(), META) == first


def test_a_table_over_pages_is_one_table_in_the_file() -> None:
    """Rows of later pages belong to the table of the first."""
    file = pdftext.read(tagged.write(pages(), META))
    assert len(file.pages) == 2
    assert file.root is not None
    (table,) = file.root.find("Table")
    assert len(table.find("TR")) == 31
    assert {row.page for row in table.find("TR")} == {1, 2}
    assert not file.faults


def test_only_the_bundled_fonts_are_in_the_file() -> None:
    """No Helvetica is left by the engine."""
    with pikepdf.open(io.BytesIO(tagged.write(pages(), META))) as file:
        bases = {
            str(o.BaseFont) for o in file.objects if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o
        }
    assert bases
    assert all("Source" in base for base in bases)


def test_a_picture_is_drawn_in_its_box() -> None:
    """A logo is an image of the file with the size it was given."""
    from PIL import Image

    raw = io.BytesIO()
    Image.new("RGB", (40, 20), "#14233B").save(raw, "PNG")
    logo = Picture(Box(150, 20, 190, 40), raw.getvalue())
    first, *rest = pages()
    with_logo = (replace(first, nodes=(*first.nodes, Decor((logo,)))), *rest)
    assert findings(tagged.write(with_logo, META), expected(with_logo)) == ()


def test_content_without_an_element_is_refused() -> None:
    """Nothing a reader sees can be forgotten by the tags."""
    with pytest.raises(ValueError, match="needs an element"):
        tagged.write((Page(210, 297, (Text(20, 20, "a", 9.0),)),), META)


@pytest.mark.parametrize(
    ("rule", "nodes"),
    [
        ("content", (Element("P", (Text(120, 70, "dopisek", 9.0),)),)),
        ("content", (Element("P", (Text(120, 70, "漢", 9.0),)),)),
        ("overlap", (Decor((Text(21, 29, "Protokół", 24.0),)),)),
        ("type-area", (Decor((Text(200, 60, "za krawędzią strony", 9.0),)),)),
        ("type-area", (Decor((Text(120, 60, "drobny druk", 7.0),)),)),
        ("foreign-name", (Decor((Text(120, 60, "Zielona Dolina", 9.0),)),)),
        ("figure-alt", (Element("Figure", (Text(120, 70, "7", 9.0),)),)),
        ("heading-order", (Element("H3", (Text(120, 70, "Nagłówek", 9.0),)),)),
        ("table-tags", (Element("Table", (Element("TR", (Element("TD", (Text(120, 70, "1", 9.0),)),)),)),)),
    ],
)
def test_what_was_not_planned_is_found(rule: str, nodes: tuple[Element | Decor, ...]) -> None:
    """Every rule of the gate finds the fault it is there for."""
    first, *rest = pages()
    wrong = (replace(first, nodes=(*first.nodes, *nodes)), *rest)
    plan = expected(pages(), foreign_names=("Zielona Dolina",), own_names=("Klaster Siedem",))
    assert rule in rules(tagged.write(wrong, META), plan)


def test_other_metadata_pages_and_bookmarks_are_found() -> None:
    """A file that says of itself what it is not does not leave."""
    pdf, plan = tagged.write(pages(), META), expected(pages())
    assert "metadata" in rules(pdf, replace(plan, meta=replace(META, title="Inny")))
    assert "metadata" in rules(pdf, replace(plan, meta=replace(META, identity={"cluster": "k08"})))
    assert "page-size" in rules(pdf, replace(plan, pages=pages()[:1]))
    assert "bookmarks" in rules(pdf, replace(plan, pages=[replace(p, nodes=p.nodes[1:]) for p in pages()]))
    assert "content" in rules(pdf, replace(plan, alts=("Osiem.",)))
    assert rules(b"%PDF-1.7 nothing", plan) == {"unreadable"}


def test_what_is_painted_outside_the_tags_is_found() -> None:
    """The gate reads the content stream itself."""
    with pikepdf.open(io.BytesIO(tagged.write(pages(), META))) as file:
        page = file.pages[0]
        page.Contents = file.make_stream(page.Contents.read_bytes() + b"\n0 0 m 10 10 l S")
        out = io.BytesIO()
        file.save(out)
    assert "tags" in {finding.rule for finding in papercheck.findings(out.getvalue(), expected(pages()))}
