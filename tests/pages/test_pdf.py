"""The engine of the papers: what it writes holds both standards, is the same every time, and is read back."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

import pikepdf
import pytest
from support import ROOT, TESTS

from reports.pages import pdf as tagged
from reports.pages.archive import Attachment
from reports.pages.fonts import FACES, glyphs, text_width
from reports.pages.meeting_papers import Column, Flow, flowing_table
from reports.pages.page import Anchor, Artifact, Box, Element, Page, Picture, Spoken, Text, ground
from reports.pages.pdf import Meta
from reports.pages.style import BAND, INK, MM_PER_PT
from reports.pages.text import Style, paragraph
from reports.proof.checks import paper
from reports.proof.checks.paper import Expected, findings, spoken_or_seen
from reports.proof.reading import pdf as pdftext
from reports.proof.reading import standards

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
    figure = Element("Figure", (ground(band, BAND), Text(22, 50, "7", 9.0)), alt="Siedem.", box=band)
    spoken = Element("P", (Spoken(22, 70, 30, "powyżej mediany"),))
    first = Page(210, 297, (Anchor("", 0.0, "Odbiór"), heading, figure, spoken, *parts[0]))
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
    """No clock and no order of a hash table reaches the file, and what was written before leaves nothing
    behind: other letters, links, bookmarks.
    """
    files = [tagged.write(of, META) for of in (pages(), linked(), pages("Inny tytuł: ąćęłńóśźż"))]
    assert len(set(files)) == 3
    assert [tagged.write(of, META) for of in (linked(), pages(), linked())] == [files[1], files[0], files[1]]
    code = (
        "import hashlib, tests.pages.test_pdf as t; "
        "print([hashlib.sha256(t.tagged.write(of, t.META)).hexdigest() for of in (t.linked(), t.pages())])"
    )
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": os.pathsep.join([str(TESTS), str(ROOT)]),
    }
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert done.stdout.strip() == str([sha256(files[place]).hexdigest() for place in (1, 0)]), done.stderr


COPIED = [
    Text(
        20,
        20,
        "AVATAR To Wy. „Wałęsa” Y, 1,7 – Tło (AWF) VoIP Łódź, Yeti: P. T. J.",
        11.0,
        face,
        INK,
        tracking,
    )
    for face, tracking in [
        *((face, 0.0) for face in FACES),
        ("display", -0.2),
        ("regular", 0.4),
        ("bold", 0.0),
    ]
]


def test_text_is_copied_as_it_was_written() -> None:
    """Kerned and spaced letters are the same letters for every reader, and none of the adjustments is a
    space.
    """
    drawn = [Page(210, 297, (Element("H1", (text,)),)) for text in COPIED]
    words = COPIED[0].text
    pdf = tagged.write(drawn, META)
    file = pdftext.read(pdf)
    assert file.root is not None
    assert [heading.text for heading in file.root.find("H1")] == [words] * len(COPIED)
    assert [page.text for page in file.pages] == [words] * len(COPIED)
    assert not file.missing


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="Poppler is not installed")
def test_another_reader_copies_the_same() -> None:
    """Poppler guesses spaces from gaps: it finds those that are there."""
    pdf = tagged.write([Page(210, 297, (Element("H1", (text,)),)) for text in COPIED], META)
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    told = [page.strip() for page in done.stdout.decode().split("\f")[:-1]]
    assert told == [text.text for text in COPIED]


def test_letters_stand_as_near_as_their_font_says() -> None:
    """What is measured and painted is narrower than the sum of its letters where the font has a pair."""
    for face in FACES:
        for pair in ("AV", "To"):
            assert text_width(pair, 10, face) < sum(text_width(letter, 10, face) for letter in pair) - 0.02
    assert text_width("漢", 10) == text_width("\U00020000", 10) > 0  # both are the glyph of what is missing
    assert text_width("e\u0301", 10) == text_width("é", 10)
    assert [glyph.letters for glyph in glyphs("e\u0301x\u0301", "regular")] == ["e\u0301", "x\u0301", ""]


# --- places, bookmarks and links -------------------------------------------------------------------


def linked(target: str = "aims", label: str = "Cele: szczegóły") -> tuple[Page, ...]:
    """A link over two lines and another on the next page, to the page before; bookmarks on three levels."""
    lines = (Text(150, 60, "zobacz ", 9.0), Text(20, 64.2, "cele klastra ", 9.0))
    first = (
        Anchor("start", 0.0, "Okładka"),
        Element("H1", (Text(20, 30, "Raport", 20.0),)),
        Element("P", (Text(20, 60, "Dalej: ", 9.0), Element("Link", lines, target=target, label=label))),
    )
    second = (
        Anchor("", 0.0, "Rozdział"),
        Element("H2", (Text(20, 30, "Rozdział", 16.0),)),
        Anchor("aims", 100.0, "Cele", 2),
        Element("H3", (Text(20, 105, "Cele", 12.0),)),
        Anchor("", 120.0, "Cel 1", 3),
        Anchor("", 140.0, "Cel 2", 3),
        Anchor("", 200.0, "Uwagi", 2),
        Element("P", (Element("Link", (Text(20, 210, "wstecz", 9.0),), target="start", label="Początek"),)),
    )
    return (Page(210, 297, first), Page(210, 297, second))


def test_a_link_leads_to_its_place_with_words_of_its_own() -> None:
    """An annotation per link with a quad per line, tagged, printed and described; it opens the page of its
    place a little above it. The file holds both standards.
    """
    pdf = tagged.write(linked(), META)
    assert not findings(pdf, replace(expected(linked()), alts=()))
    with pikepdf.open(io.BytesIO(pdf)) as file:
        first, second = (page.obj for page in file.pages)
        (there,), (back,) = first.Annots, second.Annots
        assert [str(link.Contents) for link in (there, back)] == ["Cele: szczegóły", "Początek"]
        assert there.Dest[0].objgen == second.objgen
        assert back.Dest[0].objgen == first.objgen
        top = (297 - float(there.Dest[3]) * MM_PER_PT, 297 - float(back.Dest[3]) * MM_PER_PT)
        assert 97 <= top[0] < 100
        assert top[1] == pytest.approx(0, abs=0.01)
        assert int(there.F) == 4
        quads = [float(n) for n in there.QuadPoints]
        assert len(quads) == 16
        boxes = [
            Text(x, y, text, 9.0).box for x, y, text in [(150, 60, "zobacz"), (20, 64.2, "cele klastra")]
        ]
        for quad, box in zip((quads[:8], quads[8:]), boxes, strict=True):
            xs, ys = [x * MM_PER_PT for x in quad[::2]], [297 - y * MM_PER_PT for y in quad[1::2]]
            assert (min(xs), max(xs)) == pytest.approx((box.left, box.right), abs=0.01)
            assert min(ys) <= box.top < box.bottom <= max(ys)
        rect = [float(n) for n in there.Rect]
        expected_rect = [min(quads[::2]), min(quads[1::2]), max(quads[::2]), max(quads[1::2])]
        assert rect == pytest.approx(expected_rect)
    file_ = pdftext.read(pdf)
    assert file_.root is not None
    assert [link.contents for link in file_.root.find("Link")] == [("Cele: szczegóły",), ("Początek",)]
    assert not file_.faults


def test_a_link_over_a_page_break_can_be_followed_from_both_pages() -> None:
    """The parts of a joined link are one element with an annotation on each page."""
    part = Element("Link", (Text(20, 60, "cele", 9.0),), target="aims", label="Cele", joins="link")
    first, second = linked()
    joined = [
        replace(
            page,
            nodes=(*page.nodes, Element("P", (replace(part, kids=(Text(20, 250, text, 9.0),)),), joins="p")),
        )
        for page, text in ((first, "cele "), (second, "klastra"))
    ]
    file = pdftext.read(tagged.write(joined, META))
    assert file.root is not None
    assert [(link.text, link.contents) for link in file.root.find("Link")][1] == (
        "cele  klastra",
        ("Cele", "Cele"),
    )
    assert not file.faults


def test_the_outline_follows_the_places() -> None:
    """Several bookmarks on a page, in their order and on their levels, all of them open."""
    pdf = tagged.write(linked(), META)
    assert [(mark.level, mark.title, mark.page) for mark in pdftext.read(pdf).bookmarks] == [
        (1, "Okładka", 1),
        (1, "Rozdział", 2),
        (2, "Cele", 2),
        (3, "Cel 1", 2),
        (3, "Cel 2", 2),
        (2, "Uwagi", 2),
    ]
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert file.Root.Outlines.Count == 6
        assert file.Root.Outlines.Last.Count == 4
        assert file.Root.Outlines.Last.First.Count == 2


@pytest.mark.parametrize(
    ("wrong", "cause"),
    [
        (linked("nowhere"), "nowhere"),
        (linked(label=" "), "does not say"),
        ((*linked(), *linked()), "named 'start'"),
        ((Page(210, 297, (Anchor("", 0.0, "Cel", 2),)), *linked()), "skips a level"),
    ],
)
def test_what_leads_nowhere_is_refused(wrong: tuple[Page, ...], cause: str) -> None:
    """A link that cannot be followed or understood never reaches a file."""
    with pytest.raises(ValueError, match=cause):
        tagged.write(wrong, META)


def test_a_file_can_go_with_the_pages() -> None:
    """The attachment is the reader's, whole, described, and named by the catalog."""
    data = Attachment("dane.csv", "Dane raportu", "text/csv", b"a;b\n1;2\n")
    pdf = tagged.write(pages(), META, [data])
    assert findings(pdf, expected(pages())) == ()
    (file,) = pdftext.read(pdf).attached
    assert (file.name, file.description, file.mime, file.content) == (
        data.name,
        data.description,
        data.mime,
        data.content,
    )
    assert file.associated
    assert file.sound
    assert file.relationship == "Data"


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
    with_logo = (replace(first, nodes=(*first.nodes, Artifact((logo,)))), *rest)
    assert findings(tagged.write(with_logo, META), expected(with_logo)) == ()


def test_a_figure_says_its_caption_and_not_its_drawing() -> None:
    """The words inside a drawing are left to its alternative text; its caption is read, and missed."""
    first, *rest = pages()
    heading, figure, *others = first.nodes[1:]
    assert isinstance(figure, Element)
    caption = Element("Caption", (Text(20, 65, "Wykres 1. Siedem.", 9.0),))
    captioned = replace(figure, kids=(*figure.kids, caption))
    of = (replace(first, nodes=(first.nodes[0], heading, captioned, *others)), *rest)
    assert list(spoken_or_seen(of[0].nodes))[1:3] == ["Wykres 1. Siedem.", "powyżej mediany"]
    assert findings(tagged.write(of, META), expected(of)) == ()
    assert rules(tagged.write(pages(), META), expected(of)) == {"content"}


def test_every_stream_ends_where_it_says() -> None:
    """Compressed data may end in a carriage return; the file passes all the same."""
    titles = (Text(20 + n / 100, 30, f"Ra{'i' * (n % 50)}", 20.0) for n in range(2000))
    files = (tagged.write([Page(210, 297, (Element("H1", (title,)),))], META) for title in titles)
    pdf = next(pdf for pdf in files if b"\r\nendstream" in pdf)
    assert not list(standards.breaches(pdf))


def test_content_without_an_element_is_refused() -> None:
    """Nothing a reader sees can be forgotten by the tags."""
    with pytest.raises(ValueError, match="needs an element"):
        tagged.write((Page(210, 297, (Text(20, 20, "a", 9.0),)),), META)


@pytest.mark.parametrize(
    ("rule", "nodes"),
    [
        ("content", (Element("P", (Text(120, 70, "dopisek", 9.0),)),)),
        ("content", (Element("P", (Text(120, 70, "漢", 9.0),)),)),
        ("glyph", (Artifact((Text(120, 70, "漢", 9.0),)),)),
        ("overlap", (Artifact((Text(21, 29, "Protokół", 24.0),)),)),
        ("type-area", (Artifact((Text(200, 60, "za krawędzią strony", 9.0),)),)),
        ("type-area", (Artifact((Text(120, 60, "drobny druk", 7.0),)),)),
        ("foreign-name", (Artifact((Text(120, 60, "Zielona Dolina", 9.0),)),)),
        ("figure-alt", (Element("Figure", (Text(120, 70, "7", 9.0),)),)),
        ("heading-order", (Element("H3", (Text(120, 70, "Nagłówek", 9.0),)),)),
        ("table-tags", (Element("Table", (Element("TR", (Element("TD", (Text(120, 70, "1", 9.0),)),)),)),)),
    ],
)
def test_what_was_not_planned_is_found(rule: str, nodes: tuple[Element | Artifact, ...]) -> None:
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
    """The gate asks every object of the page for its mark."""
    with pikepdf.open(io.BytesIO(tagged.write(pages(), META))) as file:
        page = file.pages[0]
        page.Contents = file.make_stream(page.Contents.read_bytes() + b"\n0 0 m 10 10 l S")
        out = io.BytesIO()
        file.save(out)
    assert "tags" in {finding.rule for finding in paper.findings(out.getvalue(), expected(pages()))}
