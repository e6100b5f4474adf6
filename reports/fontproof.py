"""Fonts of a finished file: embedded, bundled, and their digits look like the digits they are read as."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache

import pikepdf
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Name

from . import assets, pdftext
from .errors import Finding
from .pdftext import FinishedFile

#: How our engine embeds fonts: set by glyph, with TrueType outlines.
_KINDS = (Name.Type0, Name.CIDFontType2)

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
        for entry in pdf.objects:
            if isinstance(entry, Dictionary) and entry.get("/Type") == Name.Font:
                kind = entry.get("/Subtype")
                if kind not in _KINDS:
                    yield Finding(
                        "font", f"cannot be proven: {entry.get('/BaseFont')} is a font of kind {kind}"
                    )
        for name, program, letters in pdftext.programs(pdf):
            if name not in _bundled():
                continue
            with TTFont(io.BytesIO(program), lazy=True) as font:
                order = font.getGlyphOrder()
                for code, text in sorted(letters.items()):
                    if text not in _TOLD or not text:
                        continue
                    if code >= len(order) or _outline(font, order[code]) not in _drawings(name, text):
                        yield Finding("font", f"the glyph read as {text!r} in {name} looks unlike it")
