"""What is read is seen: forgeries of a page, in a file of our painter and in one of another engine.

Each hides or moves one number and leaves the tags as they are. The rules know nothing of how it was done.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Operator, String
from support.finished import rendered, report
from support.forge import changed

from reports import assets
from reports.proof.audit import entries, fonts, painted, visible
from reports.proof.audit.painted import PaintedText
from reports.proof.reading import pdf

NUMBER = "57,4"


def ours() -> bytes:
    """A small report of our own painter."""
    return rendered(report())


def theirs() -> bytes:
    """A page of WeasyPrint with a table, in a bundled font."""
    weasyprint = pytest.importorskip("weasyprint", exc_type=ImportError)
    font = next(Path(assets.fonts()).glob("SourceSans3-Regular.ttf")).as_uri()
    rows = "".join(f"<tr><th scope=row>Area {n}<td>{n}3,7<td>{n}." for n in range(1, 9))
    page = f"""<html lang=pl><title>t</title><style>@font-face {{ font-family: S; src: url({font}) }}
        body, td, th, h1 {{ font: 11pt S }} td, th {{ padding: 4pt 20pt }}</style>
        <h1>Results</h1><p>The score and the ranks of all areas.</p>
        <table><tr><th scope=col>Area<th scope=col>Score<th scope=col>Rank
        <tr><th scope=row>Whole<td>{NUMBER}<td>2.{rows}</table>"""
    made = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    assert isinstance(made, bytes)
    return made


ENGINES: dict[str, Callable[[], bytes]] = {"our painter": ours, "WeasyPrint": theirs}


@cache
def sound(engine: str) -> bytes:
    return ENGINES[engine]()


@cache
def target(engine: str) -> tuple[int, PaintedText]:
    """The first number in a cell of a table: the index of its page, and how it is painted."""
    content = sound(engine)
    root = pdf.read(content).root
    assert root is not None
    cell = next(cell for cell in root.find("TD") if cell.text.strip() == NUMBER)
    ((page, mark),) = (mark for element in cell.walk() for mark in element.marks)
    found = list(painted.read(content))[page]
    return page, next(text for text in found.texts if text.mcid == mark)


def causes(content: bytes) -> list[str]:
    return [finding.cause for finding in visible.prove(pdf.read(content), content)]


# --- how a number is hidden -------------------------------------------------------------------------

#: (operands, operator) as text -> instructions.
Change = Callable[[pikepdf.Pdf, pikepdf.Page, PaintedText], tuple[str, str]]


def forged(engine: str, change: Change) -> bytes:
    """The file in which ``change`` stands around what the mark of the number paints; its numbers are points
    of the page, whatever the engine counts in.
    """
    index, text = target(engine)

    def edit(file: pikepdf.Pdf) -> None:
        page = file.pages[index]
        around = change(file, page, text)
        before, behind = (pikepdf.parse_content_stream(file.make_stream(part.encode())) for part in around)
        made: list[Any] = []
        depth, inside = 0, -1
        matrix, saved = pikepdf.Matrix(), []
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator == "EMC":
                if depth == inside:
                    made += [_cm(matrix.inverse()), *behind, ([], Operator("Q"))]
                    inside = -1
                depth -= 1
            elif operator == "cm":
                matrix = pikepdf.Matrix(*map(float, instruction.operands)) @ matrix
            elif operator == "q":
                saved.append(matrix)
            elif operator == "Q":
                matrix = saved.pop()
            made.append(instruction)
            if operator in ("BDC", "BMC"):
                depth += 1
                about = instruction.operands[1] if operator == "BDC" else {}
                if isinstance(about, Dictionary) and about.get("/MCID") == text.mcid:
                    inside = depth
                    made += [([], Operator("q")), _cm(matrix.inverse()), *before, _cm(matrix)]
        page.Contents = file.make_stream(pikepdf.unparse_content_stream(made))

    return changed(sound(engine), edit)


def _cm(matrix: pikepdf.Matrix) -> Any:
    return ([round(part, 6) for part in matrix.shorthand], Operator("cm"))


def _resource(page: pikepdf.Page, kind: str, name: str, value: Any) -> None:
    own = page.obj.Resources.get(kind, Dictionary())
    own[name] = value
    page.obj.Resources[kind] = own


def _rectangle(text: PaintedText, part: float = 1.0) -> str:
    """Around the number, or the left ``part`` of it."""
    wide = (text.right - text.left + 2) * part
    return f"{text.left - 1:.2f} {text.y - 3:.2f} {wide:.2f} {text.size + 4:.2f} re"


def _rgb(text: PaintedText) -> str:
    return " ".join(f"{part:.4f}" for part in text.colour)


def covered(file: pikepdf.Pdf, page: pikepdf.Page, text: PaintedText) -> tuple[str, str]:
    return "", f"1 1 1 rg {_rectangle(text)} f"


def half_covered(file: pikepdf.Pdf, page: pikepdf.Page, text: PaintedText) -> tuple[str, str]:
    return "", f"1 1 1 rg {_rectangle(text, 0.3)} f"


def struck_out(file: pikepdf.Pdf, page: pikepdf.Page, text: PaintedText) -> tuple[str, str]:
    middle = text.y + 0.3 * text.size
    return "", f"0 0 0 RG 5 w {text.left:.2f} {middle:.2f} m {text.right:.2f} {middle:.2f} l S"


def clipped(file: pikepdf.Pdf, page: pikepdf.Page, text: PaintedText) -> tuple[str, str]:
    return "0 0 9 9 re W n", ""


def half_clipped(file: pikepdf.Pdf, page: pikepdf.Page, text: PaintedText) -> tuple[str, str]:
    return f"{_rectangle(text, 0.4)} W n", ""


def tiny(file: pikepdf.Pdf, page: pikepdf.Page, text: PaintedText) -> tuple[str, str]:
    return f"0.05 0 0 0.05 {0.95 * text.left:.2f} {0.95 * text.y:.2f} cm", ""


def of_no_size(file: pikepdf.Pdf, page: pikepdf.Page, text: PaintedText) -> tuple[str, str]:
    return "0 0 0 0 0 0 cm", ""


def off_the_page(file: pikepdf.Pdf, page: pikepdf.Page, text: PaintedText) -> tuple[str, str]:
    return "1 0 0 1 2000 0 cm", ""


def over_the_edge(file: pikepdf.Pdf, page: pikepdf.Page, text: PaintedText) -> tuple[str, str]:
    return f"1 0 0 1 {-text.left - 5:.2f} 0 cm", ""


def mirrored(file: pikepdf.Pdf, page: pikepdf.Page, text: PaintedText) -> tuple[str, str]:
    return f"-1 0 0 1 {text.left + text.right:.2f} 0 cm", ""


def stretched(file: pikepdf.Pdf, page: pikepdf.Page, text: PaintedText) -> tuple[str, str]:
    return f"0.2 0 0 1 {0.8 * text.left:.2f} 0 cm", ""


def invisible(file: pikepdf.Pdf, page: pikepdf.Page, text: PaintedText) -> tuple[str, str]:
    return "3 Tr", ""


def clipping_text(file: pikepdf.Pdf, page: pikepdf.Page, text: PaintedText) -> tuple[str, str]:
    return "7 Tr", ""


def transparent(file: pikepdf.Pdf, page: pikepdf.Page, text: PaintedText) -> tuple[str, str]:
    _resource(page, "/ExtGState", "/Gone", Dictionary(Type=Name.ExtGState, ca=0))
    return "/Gone gs", ""


def soft_masked(file: pikepdf.Pdf, page: pikepdf.Page, text: PaintedText) -> tuple[str, str]:
    nothing = file.make_stream(b"", Type=Name.XObject, Subtype=Name.Form)
    nothing.BBox = Array([0, 0, 900, 900])
    nothing.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    mask = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=nothing)
    _resource(page, "/ExtGState", "/Masked", Dictionary(Type=Name.ExtGState, SMask=mask))
    return "/Masked gs", ""


def blended(file: pikepdf.Pdf, page: pikepdf.Page, text: PaintedText) -> tuple[str, str]:
    """Lightening what is white already."""
    _resource(page, "/ExtGState", "/Light", Dictionary(Type=Name.ExtGState, BM=Name.Lighten))
    return "/Light gs", ""


def hidden_layer(file: pikepdf.Pdf, page: pikepdf.Page, text: PaintedText) -> tuple[str, str]:
    layer = file.make_indirect(Dictionary(Type=Name.OCG, Name=String("layer")))
    off = Dictionary(Name=String("d"), OFF=Array([layer]), Order=Array())
    file.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=off)
    _resource(page, "/Properties", "/Layer", layer)
    return "/OC /Layer BDC", "EMC"


def on_a_picture(file: pikepdf.Pdf, page: pikepdf.Page, text: PaintedText) -> tuple[str, str]:
    """A picture in the colour of the number, below it."""
    picture = file.make_stream(
        bytes(round(255 * part) for part in text.colour),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=1,
        Height=1,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB,
    )
    _resource(page, "/XObject", "/Same", picture)
    wide, high = text.right - text.left + 4, text.size + 4
    return f"q {wide:.2f} 0 0 {high:.2f} {text.left - 2:.2f} {text.y - 3:.2f} cm /Same Do Q", ""


def on_a_box(file: pikepdf.Pdf, page: pikepdf.Page, text: PaintedText) -> tuple[str, str]:
    return f"q {_rgb(text)} rg {_rectangle(text)} f Q", ""


def annotated(file: pikepdf.Pdf, page: pikepdf.Page, text: PaintedText) -> tuple[str, str]:
    """An annotation that covers the number."""
    box = Array([round(edge, 2) for edge in (text.left - 2, text.y - 3, text.right + 2, text.y + text.size)])
    wide, high = text.right - text.left + 4, text.size + 3
    look = file.make_stream(
        f"1 1 1 rg 0 0 {wide:.2f} {high:.2f} re f".encode(), Type=Name.XObject, Subtype=Name.Form
    )
    look.BBox = Array([0, 0, round(wide, 2), round(high, 2)])
    stamp = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, F=4, Rect=box, AP=Dictionary(N=look))
    page.obj.Annots = Array([*page.obj.get("/Annots", []), file.make_indirect(stamp)])
    return "", ""


def covered_by_a_form(file: pikepdf.Pdf, page: pikepdf.Page, text: PaintedText) -> tuple[str, str]:
    form = file.make_stream(f"1 1 1 rg {_rectangle(text)} f".encode(), Type=Name.XObject, Subtype=Name.Form)
    form.BBox = Array([0, 0, 900, 900])
    _resource(page, "/XObject", "/Cover", form)
    return "", "/Cover Do"


def shaded(file: pikepdf.Pdf, page: pikepdf.Page, text: PaintedText) -> tuple[str, str]:
    """A shading from white to white over the number."""
    white = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([1, 1, 1]), C1=Array([1, 1, 1]))
    line = Array([round(text.left), 0, round(text.right) + 1, 0])
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=line, Function=white)
    shading.Extend = Array([True, True])
    _resource(page, "/Shading", "/White", shading)
    return "", f"q {_rectangle(text)} W n /White sh Q"


FORGERIES: dict[str, Change] = {
    change.__name__.replace("_", " "): change
    for change in (
        covered, half_covered, struck_out, clipped, half_clipped, tiny, off_the_page, over_the_edge, mirrored,
        stretched, invisible, clipping_text, transparent, soft_masked, blended, hidden_layer, on_a_picture,
        on_a_box, annotated, covered_by_a_form, shaded,
    )
}  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
def test_a_sound_file_is_seen_as_it_is_read(engine: str) -> None:
    """No letter is missed on a page that nobody touched, nor after a change that changes nothing."""
    assert causes(sound(engine)) == []
    assert list(fonts.prove(pdf.read(sound(engine)), sound(engine))) == []
    assert causes(forged(engine, lambda *_: ("", ""))) == []


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_number_that_is_not_seen_is_found(forgery: str, engine: str) -> None:
    """However it was hidden, and whichever engine wrote the file; the number is named."""
    found = causes(forged(engine, FORGERIES[forgery]))
    assert any(NUMBER in cause for cause in found), found


@pytest.mark.parametrize("engine", ENGINES)
def test_a_number_of_no_size_is_found(engine: str) -> None:
    """Nobody reads it, and something is said to be there."""
    found = causes(forged(engine, of_no_size))
    assert any("have no size" in cause for cause in found), found


def test_our_files_have_no_place_for_most_of_it() -> None:
    """What our painter never writes is refused before anybody looks: a second, stricter proof."""
    for change in (transparent, soft_masked, hidden_layer, annotated, covered_by_a_form, shaded):
        content = forged("our painter", change)
        assert list(entries.prove(pdf.read(content), content))


# --- what is read elsewhere, or twice ------------------------------------------------------------------


@pytest.mark.parametrize("engine", ENGINES)
def test_a_form_that_is_drawn_twice_is_found(engine: str) -> None:
    """The same number once under its mark and once where nothing is read."""

    def change(file: pikepdf.Pdf, page: pikepdf.Page, text: PaintedText) -> tuple[str, str]:
        kind = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        shown = f"BT /F 9 Tf 1 0 0 1 {text.left + 60:.2f} {text.y - 200:.2f} Tm (98,7) Tj ET"
        form = file.make_stream(shown.encode(), Type=Name.XObject, Subtype=Name.Form)
        form.BBox = Array([0, 0, 900, 900])
        form.Resources = Dictionary(Font=Dictionary(F=kind))
        _resource(page, "/XObject", "/Twice", form)
        return "", "EMC /Artifact BMC /Twice Do"

    found = causes(forged(engine, change))
    assert any("'98,7' can be seen and is not read" in cause for cause in found), found


@pytest.mark.parametrize("engine", ENGINES)
def test_two_digits_that_mean_each_other_are_found(engine: str) -> None:
    """The tables say 5 where the eye sees 7: every text of the file is right, and every glyph is not."""

    def swap(file: pikepdf.Pdf) -> None:
        for entry in [o for o in file.objects if isinstance(o, Dictionary) and "/ToUnicode" in o]:
            table = entry.ToUnicode.read_bytes()
            five, seven = b"> <0035>", b"> <0037>"
            swapped = table.replace(five, b"> <_>").replace(seven, five).replace(b"> <_>", seven)
            entry.ToUnicode.write(swapped)

    content = changed(sound(engine), swap)
    found = [finding.cause for finding in fonts.prove(pdf.read(content), content)]
    assert any("looks unlike it" in cause for cause in found), found
