"""Forgeries of finished files: each is found by making the file again, and a person is told what differs."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from support import finished
from support.forge import changed, elements, retold

from reports.document.blocks import Para
from reports.document.charts import Bars
from reports.pages import attachment, screen
from reports.pages import report as layout
from reports.production.print_file import Part, join
from reports.proof.checks import sameness

REPORT = finished.report()
PDF = finished.rendered(REPORT)
HTML = screen.WebRenderer().render(REPORT).encode()


def said(name: str, forged: bytes, made: bytes) -> str:
    """What is told of a forgery."""
    assert forged != made
    found = list(sameness.differences(name, forged, made))
    assert found
    assert {finding.rule for finding in found} == {"reproduction"}
    assert all(name in finding.cause for finding in found)
    return "\n".join(map(str, found))


# --- the PDF -----------------------------------------------------------------------------------------------

Change = Callable[[pikepdf.Pdf], object]


def painted(code: bytes, first: bool = False, page: int = 1) -> Change:
    """More is painted on a page, above or below what is there."""

    def change(file: pikepdf.Pdf) -> None:
        sheet = file.pages[page - 1]
        sheet.contents_add(file.make_stream(b"q " + code + b" Q"), prepend=first)

    return change


def picture(first: bool) -> Change:
    def change(file: pikepdf.Pdf) -> None:
        image = file.make_stream(
            b"\xff" * 300,
            Type=Name.XObject, Subtype=Name.Image, Width=10, Height=10,
            ColorSpace=Name.DeviceRGB, BitsPerComponent=8,
        )  # fmt: skip
        resources = file.pages[1].obj.Resources
        resources.XObject = Dictionary(dict(resources.get("/XObject", {})) | {"/Secret": image})
        painted(b"100 0 0 100 100 600 cm /Secret Do", first, 2)(file)

    return change


def font_file(file: pikepdf.Pdf) -> pikepdf.Stream:
    return next(o.FontFile2 for o in file.objects if isinstance(o, Dictionary) and "/FontFile2" in o)


def other_outlines(file: pikepdf.Pdf) -> None:
    """A letter gets the outline of another shape."""
    stream = font_file(file)
    font = TTFont(io.BytesIO(stream.read_bytes()), recalcTimestamp=False)
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((0, 600))
    pen.lineTo((300, 600))
    pen.closePath()
    drawn = next(n for n in font.getGlyphOrder() if font["glyf"][n].numberOfContours > 0)
    font["glyf"][drawn] = pen.glyph()
    out = io.BytesIO()
    font.save(out)
    stream.write(out.getvalue())


def replaced(old: bytes, new: bytes, page: int) -> Change:
    """Other instructions on a page."""

    def change(file: pikepdf.Pdf) -> None:
        sheet = file.pages[page - 1]
        data = b"\n".join(part.read_bytes() for part in _streams(sheet))
        assert old in data or re.search(old, data)
        sheet.Contents = file.make_stream(re.sub(old, new, data, count=1))

    return change


def _streams(page: pikepdf.Page) -> list[pikepdf.Stream]:
    contents = page.obj.Contents
    return list(contents) if isinstance(contents, Array) else [contents]


def first_with(key: str, change: Callable[[pikepdf.Object], None]) -> Change:
    def all_of(file: pikepdf.Pdf) -> None:
        change(next(o for o in file.objects if isinstance(o, Dictionary) and key in o))

    return all_of


def set_to(tag: str, key: str, value: object) -> Change:
    """An entry of the first structure element with a tag is another one."""

    def change(file: pikepdf.Pdf) -> None:
        elements(file, tag)[0][key] = value

    return change


def metadata(file: pikepdf.Pdf) -> None:
    data = file.Root.Metadata.read_bytes()
    file.Root.Metadata.write(data.replace(b"</rdf:RDF>", b"<!-- k05 12,3 --></rdf:RDF>"))


def attached(file: pikepdf.Pdf) -> None:
    file.attachments["scores.csv"] = pikepdf.AttachedFileSpec(file, b"k05,12.3", filename="scores.csv")


def into_font(font: pikepdf.Object) -> None:
    font["/Scores"] = String("k05 12,3")


def to_unicode(font: pikepdf.Object) -> None:
    font.ToUnicode.write(font.ToUnicode.read_bytes() + b"\n% k05 12,3")


def bookmark(file: pikepdf.Pdf) -> None:
    file.Root.Outlines.First["/Title"] = String("Okładka k05")


def link(file: pikepdf.Pdf) -> None:
    page = next(page for page in file.pages if "/Annots" in page.obj)
    page.obj.Annots[0].A = Dictionary(S=Name.URI, URI=String("https://example.org"))


def no_page_is_seen_whole(file: pikepdf.Pdf) -> None:
    file.pages[1].obj.CropBox = Array([0, 0, 300, 300])


def object_of_nobody(file: pikepdf.Pdf) -> None:
    """Kept by the writer only where something refers to it, so by a key nobody reads."""
    file.trailer["/Info"]["/Secret"] = file.make_indirect(String("k05 12,3"))


ON_PAGES: dict[str, tuple[Change, str]] = {
    "slanted strokes": (painted(b"1 G 40 w 0 700 m 400 780 l S"), "page 1: .*marks"),
    "many faint strokes": (
        painted(b"1 G 1 w " + b"".join(b"0 %d m 400 %d l S " % (y, y + 1) for y in range(600, 700))),
        "page 1: .*marks",
    ),
    "rectangles in the shape of digits": (
        painted(b"0 g 100 600 5 40 re f 120 600 5 40 re f"),
        "page 1: .*marks",
    ),
    "outlines of digits": (painted(b"0 g 100 600 m 120 640 140 640 160 600 c f"), "page 1: .*marks"),
    "a picture below the text": (picture(True), "page 2: .*picture"),
    "a picture above the text": (picture(False), "page 2: .*picture"),
    "outlines of letters in a font": (other_outlines, r"page 1: .*font"),
    "a text nobody sees": (painted(b"BT 3 Tr /F1 10 Tf (k05 12,3) Tj ET"), "page 1: .*marks"),
    "a comment among the marks": (painted(b"% k05 12,3\n"), "page 1: .*marks"),
    "a mark of another colour": (
        replaced(rb"(\d?\.?\d+) (\d?\.?\d+) (\d?\.?\d+) rg", b"1 0 0 rg", 1),
        "page 1: .*marks",
    ),
    "all marks moved": (painted(b"1 0 0 1 9 0 cm", True), "page 1: .*marks"),
    "a page cut off": (no_page_is_seen_whole, "page 2: .*CropBox"),
    "a page turned": (lambda file: file.pages[1].rotate(180, relative=True), "page 2: .*Rotate"),
    "a page more": (lambda file: file.add_blank_page(), "pages instead of"),
    "a page less": (lambda file: file.pages.__delitem__(2), "pages instead of"),
    "data in a font": (first_with("/FontDescriptor", into_font), "page 1: .*font"),
    "other meanings of codes": (first_with("/ToUnicode", to_unicode), "page 1: .*font"),
    "data in a page": (
        lambda file: file.pages[1].obj.__setitem__("/PieceInfo", Dictionary(X=String("k05"))),
        "page 2: .*PieceInfo",
    ),
    "a link": (link, "links"),
    "the alternative text of a figure": (set_to("Figure", "/Alt", String("inny wykres")), "structure: .*Alt"),
    "what is spoken for a cell": (set_to("TD", "/ActualText", String("99,9")), "structure: .*ActualText"),
    "a tag": (set_to("TD", "/S", Name.TH), "structure"),
    "a note in the metadata": (metadata, "metadata"),
    "the author": (lambda file: file.docinfo.__setitem__("/Author", "k05"), "metadata: .*k05"),
    "a property": (object_of_nobody, "metadata: .*Secret"),
    "a bookmark": (bookmark, "bookmarks"),
    "a file more": (attached, "attachment: scores.csv was added"),
    "a program": (
        lambda file: file.Root.__setitem__(
            "/OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        ),
        "OpenAction of the catalog",
    ),
}


@pytest.mark.parametrize("name", ON_PAGES)
def test_whatever_is_done_to_a_pdf_is_found_and_named(name: str) -> None:
    """File, page and what differs."""
    change, told = ON_PAGES[name]
    assert re.search(told, said("k07.pdf", changed(PDF, change), PDF)), said(
        "k07.pdf", changed(PDF, change), PDF
    )


@pytest.mark.parametrize(
    ("forge", "told"),
    [
        (lambda pdf: pdf + b"% k05 12,3\n", "between its objects"),
        (lambda pdf: pdf.replace(b"\n%\xbf\xf7\xa2\xfe\n", b"\n%k05\xfe\n", 1), "between its objects"),
        (lambda pdf: changed(pdf, lambda file: None), "between its objects"),
        (lambda pdf: pdf[:2000], "cannot be read"),
        (lambda pdf: b"", "cannot be read"),
    ],
    ids=["after the end", "in the head", "packed otherwise", "cut off", "empty"],
)
def test_what_lies_beside_the_pages_is_found(forge: Callable[[bytes], bytes], told: str) -> None:
    """Nothing refers to it, and no reader shows it."""
    assert told in said("k07.pdf", forge(PDF), PDF)


def test_an_object_that_nothing_refers_to_is_found() -> None:
    """An update at the end of the file, as editors write it, brings an object of its own."""
    start = int(re.findall(rb"startxref\s+(\d+)", PDF)[-1])
    with pikepdf.open(io.BytesIO(PDF)) as file:
        number, root = len(file.objects) + 9, file.Root.objgen[0]
    place = len(PDF)
    body = b"%d 0 obj\n(k05 12,3)\nendobj\n" % number
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %d 0 R /Prev %d >>\n" % (
        number, place, number + 1, root, start
    )  # fmt: skip
    forged = PDF + body + table + b"startxref\n%d\n%%%%EOF\n" % (place + len(body))
    assert re.search("nothing refers|between its objects|metadata", said("k07.pdf", forged, PDF))


@pytest.mark.parametrize(
    ("forge", "told"),
    [
        (
            lambda: retold(
                REPORT,
                lambda v: isinstance(v, str) and "o 13,7 pkt więcej" in v,
                lambda text: text.replace("więcej", "mniej"),
            ),
            "page 2: .*text: “mniej” instead of “więcej”",
        ),
        (
            lambda: retold(REPORT, lambda v: isinstance(v, Para), lambda para: replace(para, text="Nic.")),
            "page 2: .*text",
        ),
        (
            lambda: replace(REPORT, cover=replace(REPORT.cover, bars=Bars((20.0, 30.0, 57.5, 80.0)))),
            "page 1: .*marks, with the same text",
        ),
        (
            lambda: replace(REPORT, cluster_id="k08"),
            "metadata",
        ),
    ],
    ids=["a word", "a paragraph", "a mark of a chart", "whose report it is"],
)
def test_a_perfect_forgery_is_named_like_any_other(forge: Callable[[], object], told: str) -> None:
    """Set by the program itself from a changed report: an older one that is played again, say."""
    forged = finished.rendered(forge())  # type: ignore[arg-type]
    assert re.search(told, said("k07.pdf", forged, PDF))


# --- the workbook in it -----------------------------------------------------------------------------------


def with_book(change: Callable[[dict[str, bytes]], None], comment: bytes = b"") -> bytes:
    """The PDF with other parts in its workbook."""
    assert REPORT.data is not None
    book = zipfile.ZipFile(io.BytesIO(attachment.workbook(REPORT, REPORT.data)))
    parts = {name: book.read(name) for name in book.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        new.comment = comment
        for name, data in parts.items():
            new.writestr(name, data)

    def attach(file: pikepdf.Pdf) -> None:
        stream = next(
            o
            for o in file.objects
            if isinstance(o, pikepdf.Stream) and "EmbeddedFile" in repr(o.get("/Type"))
        )
        stream.write(out.getvalue())

    return changed(PDF, attach)


def part(name: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        key = next(key for key in parts if name in key)
        assert re.search(old, parts[key]), parts[key]
        parts[key] = re.sub(old, new, parts[key], count=1)

    return change


BOOKS: dict[str, Callable[[dict[str, bytes]], None]] = {
    "a value": part("sheet1.xml", rb"57[.,]4", b"99.9"),
    "a formula": part(
        "sheet1.xml", rb"</sheetData>", b"<row r='99'><c r='A99'><f>1+1</f></c></row></sheetData>"
    ),
    "a number format": part("styles.xml", rb"<cellXfs", b"<!-- 0&quot;99,9&quot; --><cellXfs"),
    "a comment of a cell": lambda parts: parts.__setitem__(
        "xl/comments1.xml", b"<comments>k05 12,3</comments>"
    ),
    "a hidden sheet": lambda parts: parts.__setitem__("xl/worksheets/sheet9.xml", b"<worksheet/>"),
    "a macro": lambda parts: parts.__setitem__("xl/vbaProject.bin", b"k05"),
}


@pytest.mark.parametrize("name", BOOKS)
def test_whatever_is_done_to_the_workbook_is_found_and_named(name: str) -> None:
    """The attachment, and the part of it."""
    assert re.search(r"attachment: .*xlsx: xl/", said("k07.pdf", with_book(BOOKS[name]), PDF))


def test_a_workbook_packed_otherwise_is_found() -> None:
    """Also what lies between its parts."""
    assert "around its parts" in said("k07.pdf", with_book(lambda parts: None, b"k05 12,3"), PDF)


# --- the page for a browser --------------------------------------------------------------------------------

PAGES: dict[str, tuple[Callable[[str], str], str]] = {
    "a number": (lambda page: page.replace("57,4", "75,4", 1), "75,4"),
    "a word": (lambda page: page.replace("więcej", "mniej", 1), "text, line .*mniej"),
    "a comment": (lambda page: page.replace("</body>", "<!-- k05 12,3 --></body>"), "comment, line"),
    "a program": (lambda page: page.replace("</body>", "<script>alert(1)</script></body>"), "script, line"),
    "a rule of style": (lambda page: page.replace("</style>", "td{color:#fff}</style>", 1), "style, line"),
    "an attribute": (
        lambda page: page.replace("<td", '<td data-x="k05 12,3"', 1),
        "element, line .*k05 12,3",
    ),
    "a picture": (
        lambda page: page.replace("</body>", '<img src="https://example.org/x"></body>'),
        "element, line",
    ),
    "a mark of a drawing": (
        lambda page: re.sub(r' cx="[\d.]+"| x="[\d.]+"', ' x="1"', page, count=1),
        "element, line",
    ),
    "white space": (lambda page: page.replace("<body", "<body ", 1), "written otherwise"),
    "who wrote it": (lambda page: page.replace('<meta name="', '<meta name="k05', 1), "element, line"),
    "nothing at all": (lambda page: "", "instead of"),
}


@pytest.mark.parametrize("name", PAGES)
def test_whatever_is_done_to_the_page_for_a_browser_is_found_and_named(name: str) -> None:
    """The kind of place and its line."""
    forge, told = PAGES[name]
    assert re.search(told, said("k07.html", forge(HTML.decode()).encode(), HTML))


# --- anything --------------------------------------------------------------------------------------------


@settings(max_examples=25)
@given(st.data())
def test_any_other_byte_is_a_finding(data: st.DataObject) -> None:
    """Wherever it is, in either file, and whatever it breaks; the reader never gives up."""
    name, made = data.draw(st.sampled_from([("k07.pdf", PDF), ("k07.html", HTML)]))
    place = data.draw(st.integers(0, len(made) - 1))
    forged = bytearray(made)
    forged[place] ^= 1 << data.draw(st.integers(0, 7))
    assert list(sameness.differences(name, bytes(forged), made))


def test_the_same_bytes_are_no_finding() -> None:
    """A sound file has none."""
    assert list(sameness.differences("k07.pdf", PDF, layout.finished(REPORT, layout.lay_out(REPORT)))) == []


def test_many_differences_are_counted() -> None:
    """The list of a file that is another one altogether does not fill the screen."""
    other = replace(
        REPORT, footer="Inna stopka", short_name="Inna nazwa", title="Inny tytuł", author="Inny autor"
    )
    found = list(sameness.differences("k07.pdf", finished.rendered(other), PDF))
    assert len(found) <= sameness.MOST + 1


def test_a_page_of_a_print_file_is_named() -> None:
    """Files without tags and metadata are compared alike."""
    meta = layout.pdf.Meta("T", "A", "S", (), "pl", "2018-11-22")
    made = join([Part(PDF, "1-")], meta)
    forged = changed(made, painted(b"1 G 40 w 0 700 m 400 780 l S", page=3))
    assert re.search("page 3: .*marks", said("handout.pdf", forged, made))
