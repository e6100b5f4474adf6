"""What the last pass promises of every finished file."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from functools import cache

import page
import pikepdf
import pytest
from finished import rendered, report
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from weasyprint import HTML

from reports import assets, pdftext, tagging
from reports.errors import ConfigurationError

_IDENTITY = {"cluster": "k07", "edition": "2018"}

_ROWS = "".join(f'<tr><th scope="row">Wiersz {n}</th><td>{n}</td><td></td></tr>' for n in range(90))

#: Everything the pass is for: page headers, a table over pages, figures, links, tiny text, an empty box.
_PAGE = f"""<!DOCTYPE html><html lang="pl"><head><title>t</title><style>
@font-face {{ font-family: "S"; src: url("{(assets.fonts() / "SourceSans3-Regular.ttf").as_uri()}") }}
@page {{ size: A4; margin: 25mm 20mm; @top-left {{ content: "Nagłówek" }} }} html {{ font-family: "S" }}
.sr {{ font-size: .1pt }} tr {{ break-inside: avoid }} figure, body {{ margin: 0 }}
</style></head><body><section><h1>Tytuł<span class="sr">ĄĘŹŻĆŃŁÓŚ qwertyuiop</span></h1>
<p>Zdanie. <a href="#dalej">Dalej</a> <a href="https://example.org/">strona</a></p><div></div>
<figure><p>Tytuł wykresu</p><img alt="Kwadrat" width="60" height="30" src="data:image/svg+xml,%3Csvg xmlns=
'http://www.w3.org/2000/svg' width='60' height='30'%3E%3Crect width='60' height='30'/%3E%3C/svg%3E">
<figcaption>Wykres 1.</figcaption></figure></section>
<section id="dalej"><h2>Tabela</h2><table><caption>Tabela 1.</caption>
<thead><tr><th scope="col">Nazwa</th><th scope="col">Liczba</th><th scope="col">Nic</th></tr></thead>
<tbody>{_ROWS}</tbody></table></section></body></html>"""


@cache
def unfinished() -> bytes:
    """A file as WeasyPrint leaves it."""
    pdf: bytes = HTML(string=_PAGE).write_pdf(pdf_variant="pdf/ua-1")
    return pdf


@pytest.fixture(scope="module")
def raw() -> bytes:
    return unfinished()


def finish(pdf: bytes, **changes: object) -> bytes:
    arguments = {
        "lang": "pl",
        "link_labels": {"dalej": "Przejdź do tabeli", "https://example.org/": "Strona wydawcy"},
        "title": "Tytuł & <podtytuł>",
        "author": "Zespół",
        "subject": "Temat",
        "keywords": ("jeden", "dwa"),
        "date": "2018-11-22",
        "identity": _IDENTITY,
        "identifier": "urn:cluster-reports:2018:k07:abc",
    } | changes
    return tagging.finish(pdf, **arguments)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def finished(raw: bytes) -> bytes:
    return finish(raw)


@pytest.fixture(scope="module")
def file(finished: bytes) -> pdftext.FinishedFile:
    return pdftext.read(finished)


def root(file: pdftext.FinishedFile) -> pdftext.Element:
    assert file.root is not None
    return file.root


def test_pass_is_needed_and_suffices(raw: bytes, finished: bytes) -> None:
    """The file breaks PDF/UA-1 before the pass, and page-validation finds nothing after it."""
    assert not page.is_pdf_compliant_bytes(raw, profile="ua1")
    assert page.is_pdf_compliant_bytes(finished, profile="ua1")
    assert pdftext.read(raw).faults
    assert pdftext.read(finished).faults == ()


def test_same_input_same_bytes(raw: bytes, finished: bytes) -> None:
    """No clock and no chance: the same input gives the same bytes, another date other ones."""
    assert finish(raw) == finished
    assert finish(raw, date="2018-11-23") != finished


def test_table_over_pages_is_one_table(file: pdftext.FinishedFile) -> None:
    """All rows of a table over three pages are in one Table, its header row once."""
    assert len(file.pages) >= 3
    tables = root(file).find("Table")
    assert len(tables) == 1
    assert [head.text for head in tables[0].find("THead")] == ["Nazwa Liczba Nic"]
    rows = [row.text.split() for row in tables[0].find("TBody")[0].find("TR")]
    assert rows == [["Wiersz", str(n), str(n)] for n in range(90)]
    assert len(root(file).find("TBody")) == 1


def test_heading_cells_have_scope(file: pdftext.FinishedFile, finished: bytes) -> None:
    """Columns in the head, rows in the body, and no pointers to ids that nothing resolves."""
    scopes = Counter(cell.scope for cell in root(file).find("TH"))
    assert scopes == {"Column": 3, "Row": 90}
    with pikepdf.open(io.BytesIO(finished)) as pdf:
        cells = [
            o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") in ("/TH", "/TD")
        ]
    assert len(cells) == 3 * 91
    assert not any("/ID" in cell or "/Headers" in cell.get("/A", {}) for cell in cells)


def test_empty_cells_stay_and_empty_boxes_go(file: pdftext.FinishedFile) -> None:
    """Cells keep the grid even where they are empty; any other empty element is dropped."""
    assert all(len(row.find("TH", "TD")) == 3 for row in root(file).find("TR"))
    empty = {element.tag for element in root(file).walk() if not element.kids and not element.contents}
    assert empty == {"TD"}


def test_page_headers_are_artifacts(file: pdftext.FinishedFile) -> None:
    """A page header and a repeated header row are seen on every page and read once or never."""
    assert all("Nagłówek" in seen.text and "Liczba" in seen.text for seen in file.pages[1:])
    assert "Nagłówek" not in root(file).text
    assert root(file).text.count("Liczba") == 1


def test_figure_holds_its_caption_and_its_true_box(finished: bytes, file: pdftext.FinishedFile) -> None:
    """The caption is in the figure; the box is in points from the lower left corner."""
    figure = root(file).find("Figure")[0]
    assert figure.alt == "Kwadrat"
    assert [caption.text for caption in figure.find("Caption")] == ["Wykres 1."]
    with pikepdf.open(io.BytesIO(finished)) as pdf:
        figures = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        left, bottom, right, top = (float(n) for n in figures[0].A.BBox)
    # 60 x 30 CSS pixels at the left margin of 20 mm, between its title above and its caption below
    assert (right - left, top - bottom) == pytest.approx((45, 22.5), abs=0.02)
    assert left == pytest.approx(20 * 72 / 25.4, abs=0.02)
    first = file.pages[0]
    above, below = (first.boxes[first.pieces.index(text)] for text in ("Tytuł wykresu", "Wykres 1."))
    assert below[3] < bottom < top < above[1]


def test_links_say_where_they_lead(file: pdftext.FinishedFile) -> None:
    """Every link is described by the words given for its target."""
    links = root(file).find("Link")
    assert [link.contents for link in links] == [("Przejdź do tabeli",), ("Strona wydawcy",)]


def test_widths_are_those_of_the_font(finished: bytes) -> None:
    """Glyphs that are first set in tiny text have the width of the embedded font."""
    with TTFont(assets.fonts() / "SourceSans3-Regular.ttf") as font:
        em, order, widths = font["head"].unitsPerEm, font.getGlyphOrder(), font["hmtx"].metrics
        with pikepdf.open(io.BytesIO(finished)) as pdf:
            written = next(iter(pdf.pages[0].Resources.Font.values())).DescendantFonts[0].W
            pairs = [
                (int(glyph), float(width[0]))
                for glyph, width in zip(written[::2], written[1::2], strict=True)
            ]
        assert len(pairs) > 20
        for glyph, width in pairs:
            assert width == pytest.approx(widths[order[glyph]][0] * 1000 / em, abs=0.5)


@settings(max_examples=20)
@given(
    title=st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1),
    lang=st.sampled_from(["pl", "en"]),
    day=st.dates(),
)
def test_metadata_are_what_was_given(title: str, lang: str, day: object) -> None:
    """Any title survives in both places; language, date and identity are stated."""
    file = pdftext.read(finish(unfinished(), title=title, lang=lang, date=str(day)))
    dublin = "{http://purl.org/dc/elements/1.1/}"
    assert file.info["Title"] == file.xmp[f"{dublin}title"] == title
    assert file.lang == file.xmp[f"{dublin}language"] == {"pl": "pl-PL", "en": "en-GB"}[lang]
    assert re.sub(r"\D", "", file.info["CreationDate"])[:8] == str(day).replace("-", "")
    assert file.xmp["{http://ns.adobe.com/xap/1.0/}CreateDate"] == f"{day}T00:00:00Z"
    assert file.xmp["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    assert {name: file.xmp[f"{{{tagging.IDENTITY}}}{name}"] for name in _IDENTITY} == _IDENTITY
    assert file.xmp[f"{dublin}identifier"] == "urn:cluster-reports:2018:k07:abc"
    assert file.shows_title


def test_untagged_file_is_refused() -> None:
    """A file without tags is not passed on as an accessible one."""
    untagged = HTML(string="<p>Tekst").write_pdf()
    with pytest.raises(ConfigurationError, match="not tagged"):
        finish(untagged)


def test_marks_that_do_not_match_the_tree_are_refused(raw: bytes) -> None:
    """A file whose marks are not those of the tree is refused instead of being half corrected."""
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        first = pdf.pages[0]
        content = first.Contents.read_bytes()
        first.Contents = pdf.make_stream(content.replace(b"/MCID 0>>", b"/MCID 999>>"))
        out = io.BytesIO()
        pdf.save(out)
    with pytest.raises(ConfigurationError, match="page 1: the marks"):
        finish(out.getvalue())


def test_whole_report_in_english() -> None:
    """The pass serves the report as the renderer makes it, in either language."""
    file = pdftext.read(rendered(replace(report(), lang="en")).pdf)
    assert (file.lang, file.faults, file.missing) == ("en-GB", (), ())
