"""The fonts of a finished file: their names, and how their codes become text and glyphs."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Name

from reports import assets

from . import content_stream

#: Text without a known meaning, as Unicode has it.
UNKNOWN = "\ufffd"

_ENTRY = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_BLOCK = re.compile(rb"beginbfchar(.*?)endbfchar", re.S)


@dataclass(frozen=True, slots=True)
class Font:
    """``name`` is the PostScript name inside the embedded program, None where nothing is embedded;
    ``label`` is what the file calls it.
    """

    label: str
    name: str | None


class FontDecoder:
    """Turns the codes of one font of a file into text."""

    def __init__(self, entry: Any) -> None:
        name, glyphs = None, 0x10000
        described = descriptor(entry)
        for key in ("/FontFile2", "/FontFile3"):
            if key in described:
                with TTFont(io.BytesIO(described[key].read_bytes()), lazy=True) as program:
                    name = postscript_name(program)
                    glyphs = program["maxp"].numGlyphs
        self.font = Font(str(entry.get("/BaseFont", "/unnamed"))[1:], name)
        self._two_bytes = "/DescendantFonts" in entry
        self._glyphs = glyphs
        self._texts = code_texts(entry)
        self._known: dict[bytes, tuple[str, bool]] = {}

    def read(self, operand: bytes) -> tuple[str, bool]:
        """The text of a showing operator's operand, and whether a glyph of it is missing from the font or has
        no meaning.
        """
        # Drawings are set letter by letter, and tables say the same again and again.
        known = self._known.get(operand)
        if known is None:
            known = self._known[operand] = self._decode(content_stream.shown(operand))
        return known

    def _decode(self, string: bytes) -> tuple[str, bool]:
        if not self._two_bytes:
            text = "".join(self._texts.get(code, UNKNOWN) for code in string)
            return text, UNKNOWN in text
        codes = struct.unpack(f">{len(string) // 2}H", string[: len(string) // 2 * 2])
        text = "".join(self._texts.get(code, UNKNOWN) for code in codes) + UNKNOWN * (len(string) % 2)
        return text, UNKNOWN in text or 0 in codes or max(codes, default=0) >= self._glyphs


def fonts_of(file: pikepdf.Pdf) -> Iterator[Any]:
    """The font dictionaries of a file."""
    for entry in file.objects:
        if isinstance(entry, Dictionary) and entry.get("/Type") == Name.Font:
            yield entry


def descriptor(entry: Any) -> Any:
    """The font descriptor of a font dictionary; an empty one where there is none."""
    font = entry.DescendantFonts[0] if "/DescendantFonts" in entry else entry
    return font.get("/FontDescriptor", Dictionary())


def code_texts(entry: Any) -> Mapping[int, str]:
    """Code -> text by the ToUnicode table of a font dictionary."""
    if "/ToUnicode" not in entry:
        return {}
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
        for block in _BLOCK.findall(entry.ToUnicode.read_bytes())
        for code, text in _ENTRY.findall(block)
    }


def code_glyphs(font: TTFont) -> Mapping[int, int]:
    """Code -> glyph of a font that is set by single bytes, as a viewer looks them up (ISO 32000-1, 9.6.6.4,
    for a symbolic font).
    """
    tables = {(table.platformID, table.platEncID): table.cmap for table in font["cmap"].tables}
    found = tables.get((3, 0)) or tables.get((1, 0)) or {}
    return {code & 0xFF: font.getGlyphID(name) for code, name in found.items()}


def code_widths(entry: Any) -> Mapping[int, float]:
    """Code -> width, in thousandths of an em, by the table of a font that is set by single bytes."""
    first = int(entry.get("/FirstChar", 0))
    return {first + place: float(width) for place, width in enumerate(entry.get("/Widths", []))}


def postscript_name(font: TTFont) -> str:
    return str(font["name"].getDebugName(6)) if "name" in font else ""


@cache
def bundled() -> Mapping[str, TTFont]:
    """PostScript name -> bundled font."""
    programs = (io.BytesIO(path.read_bytes()) for path in sorted(assets.fonts().glob("*.ttf")))
    return {postscript_name(font): font for font in (TTFont(program, lazy=True) for program in programs)}
