"""Content streams are taken apart as PDF says, and what our engines do not write is not guessed at."""

from __future__ import annotations

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Dictionary, Name

from reports.errors import Finding
from reports.proof.reading import content_stream, pdf


def kinds(content: bytes) -> list[tuple[str, bytes]]:
    """(kind, what its group holds) of every instruction."""
    found = content_stream.INSTRUCTIONS.finditer(content)
    return [(match.lastgroup or "", match[match.lastindex or 0]) for match in found]


@given(st.lists(st.one_of(st.binary(max_size=12), st.integers(-500, 500))), st.booleans())
def test_texts_are_what_pikepdf_reads(parts: list[bytes | int], literal: bool) -> None:
    """Strings however they are written, alone and in arrays, give the codes that another reader finds."""

    def written(part: bytes | int) -> bytes:
        if isinstance(part, int):
            return b"%d" % part
        if not literal:
            return b"<%b>" % part.hex().encode()
        return b"(%b)" % b"".join(b"\\%03o" % sign if sign in b"()\\\r" else bytes([sign]) for sign in part)

    operand = b"[%b]" % b" ".join(map(written, parts))
    ((kind, said),) = kinds(operand + b" TJ")
    with pikepdf.new() as file:
        (instruction,) = pikepdf.parse_content_stream(file.make_stream(operand + b" TJ"))
    strings = [bytes(part) for part in instruction.operands[0] if isinstance(part, pikepdf.String)]
    assert kind == "shown"
    assert content_stream.shown(said) == b"".join(strings)


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        (rb"(\101\1012\7x\53)", b"AA2\x07x+"),
        (rb"(\n\r\t\b\f\(\)\\\q)", b"\n\r\t\b\f()\\q"),
        (b"(a\\\nb\\\r\nc\rd\r\ne)", b"abc\nd\ne"),
        (b"<4 1\n42 5>", b"ABP"),
    ],
)
def test_every_way_to_write_a_sign(written: bytes, codes: bytes) -> None:
    """Octal numbers of one to three digits, names of controls, broken lines, half a hexadecimal number."""
    assert kinds(written + b"Tj") == [("shown", written)]
    assert content_stream.shown(written) == codes


def test_what_engines_write_is_known() -> None:
    """Each instruction is found with what it holds, however closely it is set."""
    content = (
        b"q 1 0 0 1 0 0 cm\n/Artifact BMC .1 .2 .3 rg 0 0 m 5 5 l S EMC/P<</MCID 7>>BDC BT/F1+0 8.25 Tf"
        b"(\\)) Tj T* ET EMC /Span <</ActualText (/MCID 9 >>) /MCID 8>> BDC[(a)-5<62>]TJ 1 2 (c) ' EMC"
        b"\n/a#31 gs [3 1] 0 d /X Do Q"
    )
    assert [(kind, said) for kind, said in kinds(content) if kind != "run"] == [
        ("mark", b"BMC"),
        ("close", b"EMC"),
        ("mcid", b"7"),
        ("font", b"/F1+0"),
        ("shown", rb"(\))"),
        ("close", b"EMC"),
        ("mark", b"<</ActualText (/MCID 9 >>) /MCID 8>> BDC"),
        ("shown", b"[(a)-5<62>]"),
        ("shown", b"(c)"),
        ("close", b"EMC"),
        ("named", b"gs"),
        ("drawn", b"/X"),
    ]
    assert content_stream.content_id(b"<</ActualText (/MCID 9 >>) /MCID 8>> BDC") == 8
    assert content_stream.content_id(b"<</ActualText (/MCID 9)>> BDC") is None
    assert content_stream.name(b"/a#31") == "/a1"
    run = b"q 0 0 m 5 5 l S 1 2 3 4 re f* Q n B\n"
    assert kinds(run) == [("run", run)]
    assert (content_stream.paints(run), content_stream.saves(run)) == (3, b"qQ")


@pytest.mark.parametrize(
    "content",
    [
        b"% a comment\n0 0 m",
        b"BI /W 1 /H 1 ID x EI",
        b"/Span /Properties BDC",
        b"5EMC",
        b"(open Tj",
        b"0 0 moveto",
        b"/F1 Tf",
    ],
)
def test_what_no_engine_writes_is_not_guessed_at(content: bytes) -> None:
    """A stream with anything else in it is named as a fault, not read past."""
    assert "unknown" in {kind for kind, _ in kinds(content)}
    assert any("not painted as reports are" in fault.cause for fault in faults(content))


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"0 0 m 5 5 l S", "1 drawings or texts are not marked"),
        (b"/Artifact BMC EMC EMC", "a mark ends that has not begun"),
        (b"/P <</MCID 0>> BDC", "a mark is open at the end of the page"),
        (b"/P <</MCID 0>> BDC EMC /P <</MCID 0>> BDC EMC", "the content id 0 is used twice"),
        (b"/P <</MCID 0>> BDC (a) Tj EMC", "text is set without a font"),
        (b"/S sh", "1 drawings or texts are not marked"),
    ],
)
def test_marks_that_do_not_hold_are_faults(content: bytes, cause: str) -> None:
    """What is painted outside the marks, and marks that are not closed or are opened twice."""
    assert cause in [fault.cause for fault in faults(content)]


def faults(content: bytes) -> tuple[Finding, ...]:
    with pikepdf.new() as file:
        file.add_blank_page()
        file.pages[0].obj.Contents = file.make_stream(content)
        out = io.BytesIO()
        file.save(out)
    return pdf.read(out.getvalue()).faults


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
