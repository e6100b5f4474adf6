"""One font of a publisher's, made over by itself: a program of :mod:`.confined` that is given a TrueType or
OpenType file and gives one that every part of the program can set.

What comes out has TrueType outlines of a thousand units to the em, the letters of European languages with
their kerning, and nothing else: no instructions, no tables that a reader might choke on. It knows nothing of
the rest of this program, so that it starts at once.

The weight (``400``), ``italic`` or ``normal``, and how wide its letters may be on average, in thousandths of
an em, come as arguments. Out comes a line of JSON with the family,
the PostScript name and the code points, and behind it the font.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from fontTools import agl, subset  # noqa: F401  later nothing can be loaded any more
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.scaleUpem import scale_upem

from .confined import UnfitError

#: What the process may take: seconds of computing, bytes of memory, open files.
SECONDS, MEMORY, FILES = 60, 1_000_000_000, 0

#: Units to the em, as PDF counts.
EM = 1000
#: Letters and signs up to the mathematical ones; what lies beyond is for other scripts.
_LAST = 0x22FF
#: No font for running text has as many glyphs for these.
_GLYPHS = 20_000
#: Blanks and hyphens that may borrow the glyph of another character.
_SAME = {0xA0: 0x20, 0x202F: 0x20, 0x2009: 0x20, 0x2010: 0x2D, 0x2011: 0x2D}
#: What shows how wide a font runs, and how much smaller than its size a wide one may be set.
_TEXT = (
    "Wynik klastra jest wyższy od mediany grupy; różnica wynosi 12,4 pkt. Najwięcej brakuje do benchmarku w "
    "obszarze procesów."
)
_SMALLEST = 0.75
#: So little wider a font is set as it is.
_NEAR = 1.02
#: The error of a curve that is drawn with simpler ones, in units to the em.
_ERROR = 0.5
#: Tables that have a part in other scripts, colours and shapes only.
_DROPPED = ("GSUB", "GDEF", "BASE", "MATH", "COLR", "CPAL", "SVG ", "meta", "vhea", "vmtx", "VORG")
#: Bits of ``OS/2.fsType``: not to be embedded, not in parts, as dots only.
_RESTRICTED, _WHOLE, _DOTS = 0x0002, 0x0100, 0x0200

#: The time of all fonts, in seconds since 1904: 2018-01-01.
_DATED = 3_597_609_600

_OTHER_FILE = "Save it as a single static font (.ttf or .otf)"


def made_over(content: bytes, weight: int, width: int, *, italic: bool) -> tuple[bytes, str, str, list[int]]:
    """The font, its family, its PostScript name and its code points. Raises UnfitError."""
    _prove(content[:4])
    try:
        with TTFont(io.BytesIO(content), recalcTimestamp=False) as font:
            _prove_tables(font)
            family = _named(font)
            _reduce(font)
            if "CFF " in font:
                _as_truetype(font)
            if font["head"].unitsPerEm != EM:
                scale_upem(font, EM)
            _fit(font, width)
            digest = hashlib.sha256(content + f"{weight}{italic}{width}".encode()).hexdigest()[:8]
            name = f"{re.sub('[^A-Za-z0-9]', '', family)[:40]}-{weight}{'i' * italic}-{digest}"
            _rename(font, family, name, weight, italic=italic)
            letters = _lend(font)
            out = io.BytesIO()
            font.save(out, reorderTables=True)
    except (UnfitError, MemoryError):
        raise
    except Exception as error:  # whatever a damaged file can cause
        raise UnfitError("the file is not a font, or is damaged", _OTHER_FILE) from error
    return out.getvalue(), family, name, letters


def _prove(kind: bytes) -> None:
    if kind in (b"wOFF", b"wOF2"):
        raise UnfitError("this is a font for web pages (WOFF)", _OTHER_FILE)
    if kind == b"ttcf":
        raise UnfitError("the file is a collection of several fonts", _OTHER_FILE)
    if kind not in (b"\0\1\0\0", b"OTTO", b"true"):
        raise UnfitError("the file is not a TrueType or OpenType font", _OTHER_FILE)


def _prove_tables(font: TTFont) -> None:
    if "fvar" in font:
        raise UnfitError("the font is a variable one", "Save the instance that is meant as a static font")
    if "glyf" not in font and "CFF " not in font:
        raise UnfitError("the font has no outlines that can be printed", _OTHER_FILE)
    if font["maxp"].numGlyphs > 65_000 or not font.getBestCmap():
        raise UnfitError("the font has no letters", "Choose another one")
    rights = font["OS/2"].fsType if "OS/2" in font else 0
    if rights & 0x000F == _RESTRICTED or rights & (_WHOLE | _DOTS):
        raise UnfitError(
            "its maker does not allow it to be embedded in documents (OS/2 fsType)",
            "Ask for a licence with embedding, or choose another font",
        )


def _named(font: TTFont) -> str:
    """The family, in letters that stand in any file."""
    names = font.get("name", None)
    found = str((names and (names.getDebugName(16) or names.getDebugName(1))) or "")
    return re.sub(r"[^A-Za-z0-9 -]", "", found).strip()[:60] or "Brand"


def _reduce(font: TTFont) -> None:
    """Nothing but the letters, their outlines and their kerning."""
    options = subset.Options(
        hinting=False,
        layout_features=["kern"],
        name_IDs=[1],
        glyph_names=False,
        notdef_outline=True,
        recalc_timestamp=False,
        legacy_kern=True,
        passthrough_tables=False,
        drop_tables=[*subset.Options._drop_tables_default, *_DROPPED],
    )  # fmt: skip
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for code in font.getBestCmap() if code <= _LAST])
    cutter.subset(font)
    if font["maxp"].numGlyphs > _GLYPHS:
        raise UnfitError(f"the font has more than {_GLYPHS} glyphs", "Choose another one")


def _as_truetype(font: TTFont) -> None:
    """The same outlines in quadratic curves."""
    drawn, order, em = font.getGlyphSet(), font.getGlyphOrder(), font["head"].unitsPerEm
    outlines = {}
    for glyph in order:
        pen = TTGlyphPen(drawn)
        drawn[glyph].draw(Cu2QuPen(pen, _ERROR * em / EM, reverse_direction=True))
        outlines[glyph] = pen.glyph()
    for tag in ("CFF ", "VORG"):
        if tag in font:
            del font[tag]
    font["loca"], table = newTable("loca"), newTable("glyf")
    table.glyphOrder, table.glyphs = order, outlines
    font["glyf"] = table
    maxp = font["maxp"] = newTable("maxp")
    maxp.tableVersion = 0x00010000
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
                  "maxStackElements", "maxSizeOfInstructions", "maxComponentElements"):  # fmt: skip
        setattr(maxp, field, 1 if field == "maxZones" else 0)
    maxp.numGlyphs = len(order)
    font["post"].formatType, font["post"].extraNames, font["post"].mapping = 3.0, [], {}
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\0\1\0\0"
    for glyph in order:
        font["glyf"][glyph].recalcBounds(font["glyf"])


def _fit(font: TTFont, width: int) -> None:
    """A wide font is set smaller, so that a line holds as many letters as it does in the bundled fonts; wide
    fonts have large letters, too. Raises UnfitError for one that would become too small.
    """
    glyphs, widths = font.getBestCmap(), font["hmtx"]
    found = [widths[glyphs[ord(letter)]][0] for letter in _TEXT if ord(letter) in glyphs]
    own = sum(found) / max(len(found), 1)
    if own <= width * _NEAR:
        return
    if width / own < _SMALLEST:
        raise UnfitError("its letters are too wide for tables and charts", "Choose a narrower font")
    scale_upem(font, round(EM * width / own))
    font["head"].unitsPerEm = EM


def _rename(font: TTFont, family: str, name: str, weight: int, *, italic: bool) -> None:
    """One family, whatever the files said: a face is told by its weight and its slant alone."""
    table = font["name"] = newTable("name")
    table.names = []
    for number, text in ((1, family), (2, "Italic" if italic else "Regular"), (4, name), (6, name)):
        table.setName(text, number, 3, 1, 0x409)
    font["head"].macStyle = (weight >= 700) | italic << 1
    font["head"].created = font["head"].modified = _DATED
    if "OS/2" in font:
        font["OS/2"].usWeightClass, font["OS/2"].fsType = weight, 0
        font["OS/2"].fsSelection = italic | (weight >= 700) << 5 | (weight < 700 and not italic) << 6
    font["post"].italicAngle = font["post"].italicAngle if italic else 0


def _lend(font: TTFont) -> list[int]:
    """The code points of the font, after blanks and hyphens have borrowed what looks like them."""
    for table in font["cmap"].tables:
        if table.isUnicode():
            for code, like in _SAME.items():
                if like in table.cmap:
                    table.cmap.setdefault(code, table.cmap[like])
    return sorted(font.getBestCmap())


# --- the process -------------------------------------------------------------------------------------


def _sample(*, drawn: bool) -> bytes:
    """A font of one letter, with ``drawn`` cubic outlines."""
    builder = FontBuilder(2048, isTTF=not drawn)
    order = [".notdef", "space", "a"]
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({0x20: "space", 0x61: "a"})
    pens: dict[str, Any] = {
        glyph: T2CharStringPen(500, None) if drawn else TTGlyphPen(None) for glyph in order
    }
    pen = pens["a"]
    pen.moveTo((0, 0))
    pen.curveTo((0, 100), (50, 200), (100, 0)) if drawn else pen.qCurveTo((50, 200), (100, 0))
    pen.closePath()
    if drawn:
        builder.setupCFF("A", {}, {glyph: pen.getCharString() for glyph, pen in pens.items()}, {})
    else:
        builder.setupGlyf({glyph: pen.glyph() for glyph, pen in pens.items()})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "A", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.addOpenTypeFeatures("languagesystem DFLT dflt; feature kern { pos a a -10; } kern;")
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def prepare() -> None:
    """Load what is loaded when it is first needed; afterwards nothing can be opened."""
    from fontTools.ttLib import tables

    tables._moduleFinderHint()
    for drawn in (False, True):
        named = _sample(drawn=drawn)
        nameless, *_ = made_over(named, 400, 400, italic=False)  # its glyphs have no names any more
        made_over(nameless, 400, 400, italic=False)


def answer(content: bytes, arguments: Sequence[str]) -> Iterator[bytes]:
    """The font, for whoever started the process. Raises UnfitError."""
    weight, slant, width = arguments
    made, family, name, letters = made_over(content, int(weight), int(width), italic=slant == "italic")
    yield json.dumps([family, name, letters]).encode() + b"\n" + made
