"""The fonts of a finished file: their names, and which text and which glyph their codes stand for."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Name, Stream

from reports import assets
from reports.edition.loading import typefaces

#: Text without a known meaning, as Unicode has it.
UNKNOWN = "\ufffd"

_ENTRY = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_BLOCK = re.compile(rb"beginbfchar(.*?)endbfchar", re.S)


@dataclass(frozen=True, slots=True)
class Font:
    """``name`` is the PostScript name inside the embedded program, None where nothing is embedded;
    ``label`` is what the file calls it. ``characters`` are those that its codes stand for, ``lacking`` are
    the texts among them that it has no glyph for.
    """

    label: str
    name: str | None
    characters: frozenset[str] = frozenset()
    lacking: tuple[str, ...] = ()


def of_file(file: pikepdf.Pdf) -> Iterator[Font]:
    """The fonts of a file."""
    for entry in fonts_of(file):
        label = str(entry.get("/BaseFont", "/unnamed"))[1:]
        texts = {code: text for code, text in code_texts(entry).items() if text != UNKNOWN}
        characters = frozenset("".join(texts.values()))
        font = program(entry)
        if font is None:
            yield Font(label, None, characters)
            continue
        with font:
            glyphs, count = code_glyphs(entry, font), font["maxp"].numGlyphs
            lacking = [text for code, text in texts.items() if not 0 < glyphs(code) < count]
            yield Font(label, postscript_name(font), characters, tuple(lacking))


def fonts_of(file: pikepdf.Pdf) -> Iterator[Any]:
    """The font dictionaries of a file; a composite font is one with its descendant."""
    for entry in file.objects:
        if not isinstance(entry, Dictionary) or entry.get("/Type") != Name.Font:
            continue
        if not str(entry.get("/Subtype")).startswith("/CIDFont"):
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


def program(entry: Any) -> TTFont | None:
    """The program that is embedded for a font dictionary; None where there is none."""
    described = descriptor(entry)
    for key in ("/FontFile2", "/FontFile3"):
        if key in described:
            return TTFont(io.BytesIO(described[key].read_bytes()), lazy=True)
    return None


def code_glyphs(entry: Any, font: TTFont) -> Callable[[int], int]:
    """Code -> number of the glyph that a viewer takes for it (0 for none), in the ``font`` that is embedded
    for a font dictionary: a composite font tells it by its own table (ISO 32000-1, 9.7.4.2), a font that is
    set by single bytes by that of its program (9.6.6.4, for a symbolic font).
    """
    if "/DescendantFonts" in entry:
        table = entry.DescendantFonts[0].get("/CIDToGIDMap")
        if not isinstance(table, Stream):
            return lambda code: code
        numbers = struct.unpack(f">{len(table.read_bytes()) // 2}H", table.read_bytes())
        return lambda code: numbers[code] if code < len(numbers) else 0
    tables = {(table.platformID, table.platEncID): table.cmap for table in font["cmap"].tables}
    found = tables.get((3, 0)) or tables.get((1, 0)) or {}
    glyphs = {code & 0xFF: font.getGlyphID(name) for code, name in found.items()}
    return lambda code: glyphs.get(code, 0)


def code_widths(entry: Any) -> Mapping[int, float]:
    """Code -> width, in thousandths of an em, by the table of a font that is set by single bytes."""
    first = int(entry.get("/FirstChar", 0))
    return {first + place: float(width) for place, width in enumerate(entry.get("/Widths", []))}


def postscript_name(font: TTFont) -> str:
    return str(font["name"].getDebugName(6)) if "name" in font else ""


def allowed() -> Mapping[str, TTFont]:
    """PostScript name -> font that may be in a file: the bundled ones and the publisher's in use."""
    own = typefaces.current().own.values()
    if not own:
        return bundled()
    return {**bundled(), **{one.name: _program(one.program) for one in own}}


@lru_cache(maxsize=16)
def _program(data: bytes) -> TTFont:
    return TTFont(io.BytesIO(data), lazy=True)


@cache
def bundled() -> Mapping[str, TTFont]:
    """PostScript name -> bundled font."""
    programs = (io.BytesIO(path.read_bytes()) for path in sorted(assets.fonts().glob("*.ttf")))
    return {postscript_name(font): font for font in (TTFont(program, lazy=True) for program in programs)}
