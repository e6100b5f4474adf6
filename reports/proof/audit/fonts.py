"""Fonts of a finished file: embedded, bundled, and their digits look like the digits they are read as."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache

import pikepdf
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Name

from reports import assets
from reports.errors import Finding

from ..reading import pdf as pdftext
from ..reading.pdf import FinishedFile

#: How far widths may differ, in thousandths of an em.
_ROUNDING = 1.5
#: The characters of numbers.
_TOLD = "0123456789,.+\u2212"


@cache
def _bundled() -> dict[str, TTFont]:
    """PostScript name -> bundled font."""
    fonts = (TTFont(path, lazy=True) for path in sorted(assets.fonts().glob("*.ttf")))
    return {str(font["name"].getDebugName(6)): font for font in fonts}


@cache
def _drawings(name: str, char: str) -> frozenset[str]:
    """The outlines that a letter may have in a bundled font: its glyph and that glyph's variants."""
    font = _bundled()[name]
    base = font.getBestCmap().get(ord(char))
    if base is None:
        return frozenset()
    variants = [glyph for glyph in font.getGlyphOrder() if glyph == base or glyph.startswith(f"{base}.")]
    return frozenset(_outline(font, glyph) for glyph in variants)


def _outline(font: TTFont, glyph: str) -> str:
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[glyph].draw(pen)
    return repr(pen.value)


def prove(file: FinishedFile, content: bytes) -> Iterator[Finding]:
    """Every font is embedded and bundled, and every digit looks like the digit it is read as: the text that
    a machine takes from a file is not what an eye sees if the two tables of a font disagree.
    """
    for font in file.fonts:
        if font.name is None:
            yield Finding("font", f"the font {font.label} is not embedded")
        elif font.name not in _bundled():
            yield Finding("font", f"the font {font.label} ({font.name}) is not one of the bundled fonts")
    for fault in file.missing:
        yield Finding("font", f"no font has a character of {fault.cause!r}", fault.page)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield from _unknown_kinds(pdf)
        yield from _wrong_widths(pdf)
        for name, program, letters, glyphs in pdftext.programs(pdf):
            if name not in _bundled():
                continue
            with TTFont(io.BytesIO(program), lazy=True) as font:
                order = font.getGlyphOrder()
                if font["head"].unitsPerEm != _bundled()[name]["head"].unitsPerEm:
                    yield Finding("font", f"the glyphs of {name} are not of their size")
                for code, text in sorted(letters.items()):
                    if text not in _TOLD or not text:
                        continue
                    glyph = glyphs[code]
                    if glyph >= len(order) or _outline(font, order[glyph]) not in _drawings(name, text):
                        yield Finding("font", f"the glyph read as {text!r} in {name} looks unlike it")


def _wrong_widths(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Fonts whose letters do not take the room that their program gives them."""
    for entry in pdf.objects:
        if not isinstance(entry, Dictionary) or entry.get("/Type") != Name.Font or "/Widths" not in entry:
            continue
        program = entry.get("/FontDescriptor", Dictionary()).get("/FontFile2")
        if program is None:
            continue
        first, data = int(entry.get("/FirstChar", 0)), program.read_bytes()
        glyphs = pdftext.glyphs_of(data)
        with TTFont(io.BytesIO(data), lazy=True) as font:
            order, em = font.getGlyphOrder(), font["head"].unitsPerEm
            for place, width in enumerate(entry.Widths):
                glyph = glyphs.get(first + place)
                if glyph is None or glyph >= len(order):
                    continue
                if abs(float(width) - font["hmtx"][order[glyph]][0] * 1000 / em) > _ROUNDING:
                    yield Finding("font", f"letters of {entry.get('/BaseFont')} stand in one another")
                    break


def _unknown_kinds(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Fonts whose codes a viewer does not look up as it does ours: by bytes, in the font's own table."""
    for entry in pdf.objects:
        if isinstance(entry, Dictionary) and entry.get("/Type") == Name.Font:
            symbolic = int(entry.get("/FontDescriptor", Dictionary()).get("/Flags", 0)) & 4
            if entry.get("/Subtype") != Name.TrueType or "/Encoding" in entry or not symbolic:
                yield Finding(
                    "font", f"{entry.get('/BaseFont')} cannot be proven: it is a font of another kind"
                )
