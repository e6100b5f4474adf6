"""Fonts of a finished file: embedded, bundled, and their digits look like the digits they are read as."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pikepdf
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from pikepdf import Name

from reports.errors import Finding

from ..reading import fonts, standards
from ..reading.pdf import FinishedFile

#: How far widths may differ, in thousandths of an em.
_ROUNDING = 1.5
#: The characters of numbers.
_TOLD = "0123456789,.+\u2212"


def prove(file: FinishedFile, content: bytes) -> Iterator[Finding]:
    """Every font is embedded and bundled, and every digit looks like the digit it is read as: the text that
    a machine takes from a file is not what an eye sees if the two tables of a font disagree.
    """
    for finding in standards.fonts(file):
        yield Finding("font", finding.cause, finding.page)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for entry in fonts.fonts_of(pdf):
            for cause in _causes(entry):
                yield Finding("font", cause)


def _causes(entry: Any) -> Iterator[str]:
    """What is wrong with one font of the file."""
    label, descriptor = str(entry.get("/BaseFont")), fonts.descriptor(entry)
    # Only the codes of a symbolic TrueType font are looked up in its own table, byte by byte; those of a
    # composite font may be the numbers of its glyphs.
    symbolic = int(descriptor.get("/Flags", 0)) & 4
    simple = entry.get("/Subtype") == Name.TrueType and "/Encoding" not in entry and symbolic
    if not simple and (entry.get("/Subtype") != Name.Type0 or entry.get("/Encoding") != Name("/Identity-H")):
        yield f"{label} cannot be proven: it is a font of another kind"
        return
    if "/FontFile2" not in descriptor:
        return
    with TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()), lazy=True) as font:
        order, em, glyphs = font.getGlyphOrder(), font["head"].unitsPerEm, fonts.code_glyphs(entry, font)
        for code, width in fonts.code_widths(entry).items():
            glyph = glyphs(code)
            if 0 < glyph < len(order) and abs(width - font["hmtx"][order[glyph]][0] * 1000 / em) > _ROUNDING:
                yield f"the widths of {label} are not those of its glyphs"
                break
        name = fonts.postscript_name(font)
        known = fonts.allowed().get(name)
        if known is None:
            return
        if em != known["head"].unitsPerEm:
            yield f"the glyphs of {name} are not of their size"
        for code, text in sorted(fonts.code_texts(entry).items()):
            if text and text in _TOLD:
                glyph = glyphs(code)
                if glyph >= len(order) or _outline(font, order[glyph]) not in _outlines(known, text):
                    yield f"the glyph read as {text!r} in {name} looks unlike it"


@lru_cache(maxsize=1024)
def _outlines(font: TTFont, char: str) -> frozenset[str]:
    """The outlines that a letter may have in a font that is allowed: its glyph and that glyph's variants."""
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
