"""What stands under which mark of a page, in files of any engine."""

from __future__ import annotations

import io
from itertools import pairwise

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from support.finished import rendered, report

from reports.pages import report as layout
from reports.pages.drawing import Text
from reports.pages.page import Element, Node, Spoken
from reports.proof.reading import page_text, pdf
from reports.proof.reading.texts import BREAK


def page_of(content: bytes, form: bytes = b"") -> bytes:
    """A page with this content stream, the font F and the form X."""
    with pikepdf.new() as file:
        page = file.add_blank_page(page_size=(300, 300))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        drawn = file.make_stream(form, Type=Name.XObject, Subtype=Name.Form)
        drawn.BBox = Array([0, 0, 300, 300])
        drawn.Resources = Dictionary(Font=Dictionary(F=font))
        page.obj.Resources = Dictionary(Font=Dictionary(F=font), XObject=Dictionary(X=drawn))
        page.obj.Contents = file.make_stream(content)
        out = io.BytesIO()
        file.save(out)
    return out.getvalue()


def marked(content: bytes, form: bytes = b"") -> dict[int, str]:
    return {mark: text for (_, mark), text in page_text.read(page_of(content, form)).marked.items()}


def said(x: int, y: int, text: str) -> bytes:
    return b"BT /F 10 Tf 1 0 0 1 %d %d Tm (%b) Tj ET " % (x, y, text.encode("latin-1"))


def under(mark: int, content: bytes) -> bytes:
    return b"/P <</MCID %d>> BDC %b EMC " % (mark, content)


def painted(nodes: tuple[Node, ...]) -> list[str]:
    """The text of every run of nodes that the painter marks by itself."""
    found, run = [], ""
    for node in (*nodes, None):
        if isinstance(node, Text | Spoken):
            run += node.text
        elif node is None or type(node).__name__ in ("Element", "Artifact"):
            found += [run] if run else []
            run = ""
            if isinstance(node, Element):
                found += painted(node.kids)
    return found


def test_every_mark_has_the_text_that_was_painted() -> None:
    """Of a whole report, every text is read as it was laid out, space for space and in its order."""
    pages = layout.lay_out(report())
    texts = page_text.read(rendered(report())).marked
    for number, page in enumerate(pages):
        read = [text.replace(BREAK, "") for (index, _), text in texts.items() if index == number and text]
        assert read == painted(page.nodes)
    assert sum(map(len, texts.values())) > 1500


def test_a_space_that_nobody_set_is_not_read() -> None:
    """Pdfium sees a space between two columns; the mark says what was set."""
    assert marked(under(0, said(20, 200, "one")) + under(1, said(90, 200, "two "))) == {0: "one", 1: "two "}


@pytest.mark.parametrize(
    ("second", "text"),
    [
        (said(31, 200, "34"), "1234"),  # a number that is set in two goes: two digits are 11.12 wide
        (said(20, 188, "34"), f"12{BREAK}34"),
        (said(80, 200, "34"), f"12{BREAK}34"),
        (said(80, 200, "a"), "12a"),
    ],
)
def test_two_numbers_in_two_places_are_two(second: bytes, text: str) -> None:
    """Digits that do not stand side by side are not one number, whatever is around them."""
    assert marked(under(0, said(20, 200, "12") + second)) == {0: text}


def test_a_form_is_read_where_it_is_drawn() -> None:
    """The mark around a form holds what is drawn in it; its own marks are a fault, and so is none at all."""
    drawn = said(20, 200, "inside")
    assert marked(under(0, b"q /X Do Q"), drawn) == {0: "inside"}
    assert causes(b"q /X Do Q", drawn) == ["1 drawings or texts are not marked"]
    assert causes(under(0, b"q /X Do Q"), under(3, drawn)) == ["the content id 3 stands inside another one"]


TWICE = "the content id 0 is used twice"


def causes(content: bytes, form: bytes = b"") -> list[str]:
    return [fault.cause for fault in page_text.read(page_of(content, form)).faults]


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"0 0 m 5 5 l S", "1 drawings or texts are not marked"),
        (under(0, said(9, 9, "a")) + said(9, 50, "b"), "1 drawings or texts are not marked"),
        (
            under(0, said(9, 9, "a")) + under(1, said(9, 50, "b")) + under(0, said(9, 90, "c")),
            "the content id 0 is used twice",
        ),
    ],
)
def test_marks_that_do_not_hold_are_faults(content: bytes, cause: str) -> None:
    """What is painted outside the marks, and marks that are opened twice."""
    assert causes(content) == [cause]


def test_what_is_no_text_is_marked_all_the_same() -> None:
    """A mark around lines or a picture exists, and says nothing; one inside a mark is the outer one's."""
    assert marked(under(4, b"0 0 m 5 5 l S")) == {4: ""}
    inner = b"/Span <</Lang (en)>> BDC %b EMC" % said(60, 200, "b")
    assert marked(under(0, said(20, 200, "a") + inner)) == {0: "ab"}


def test_an_element_with_two_parents_is_a_fault() -> None:
    """A tag tree that is no tree, even one that leads back to its top, is read to its end and named."""
    with pikepdf.new() as file:
        file.add_blank_page()
        top = file.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = file.make_indirect(Dictionary(S=Name.Document, P=top))
        part = file.make_indirect(Dictionary(S=Name.Part, P=document))
        part.K, document.K, top.K = [document, part], [part], [document]
        file.Root.StructTreeRoot = top
        out = io.BytesIO()
        file.save(out)
    read = pdf.read(out.getvalue())
    assert [fault.cause for fault in read.faults] == ["an element of the tag tree has two parents"] * 2
    assert read.root is not None
    assert [element.tag for element in read.root.walk()] == ["", "Document", "Part"]


def test_another_engine_is_read_as_well() -> None:
    """A file of WeasyPrint: its tags hold the words of the page, in the order of reading."""
    weasyprint = pytest.importorskip("weasyprint", exc_type=ImportError)
    page = (
        "<html lang=en><title>t</title><h1>Head 1</h1><p>Some <b>12</b> words, 57,4 pts.</p>"
        "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2,5</td></tr></table>"
    )
    read = pdf.read(weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1"))
    assert read.root is not None
    assert read.faults == ()
    assert read.missing == ()
    said = ["".join(element.texts) for element in read.root.find("H1", "P", "TH", "TD")]
    assert said == ["Head 1", "Some 12 words, 57,4 pts.", "A", "B", "1", "2,5"]
    assert all(one.page == other.page for one, other in pairwise(read.root.find("TD")))
