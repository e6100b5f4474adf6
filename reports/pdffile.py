"""A PDF file in the making: numbered objects, the fonts and pictures in them, and the file packed at the end.

Written as text, because a call into a library for each of some thousand objects costs more than all of
the painting. What is no stream is packed in object streams. No clock, no chance: the name of the file
(``/ID``) is a digest of what is in it.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import md5, sha256

from PIL import Image

from . import fonts
from .archive import Attachment
from .fonts import Face

#: How many objects are packed together.
_PACKED = 400


def string(text: str) -> str:
    """A text as PDF writes it."""
    return f"<{text.encode('ascii').hex()}>" if text.isascii() else f"<feff{text.encode('utf-16-be').hex()}>"


def numbers(values: Iterable[float]) -> str:
    """Numbers in a row, to a hundredth."""
    return " ".join(f"{value:.2f}" for value in values)


class PdfFile:
    """Numbered objects: dictionaries and arrays as PDF writes them, and streams."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []
        self._streams: set[int] = set()

    def add(self, body: str = "") -> int:
        """The number of a new object; one without a body gets it later, by :meth:`set`."""
        self._bodies.append(body.encode("ascii"))
        return len(self._bodies)

    def set(self, number: int, body: str) -> None:
        self._bodies[number - 1] = body.encode("ascii")

    def stream(self, entries: str, data: bytes, *, packed: bool = True) -> int:
        """A stream with these entries; compressed, unless ``packed`` is not wanted."""
        if packed:
            data, entries = zlib.compress(data), f"{entries}/Filter/FlateDecode"
        head = f"<<{entries}/Length {len(data)}>>stream\n".encode("ascii")
        # Two bytes end the data: behind a lone line feed, data that end in a carriage return look shorter.
        self._bodies.append(b"".join((head, data, b"\r\nendstream")))
        self._streams.add(len(self._bodies))
        return len(self._bodies)

    def finished(self, root: int, info: int) -> bytes:
        """The file with the catalog ``root`` and the information dictionary ``info``."""
        plain = [number for number in range(1, len(self._bodies) + 1) if number not in self._streams]
        inside: dict[int, tuple[int, int]] = {}
        for first in range(0, len(plain), _PACKED):
            group = plain[first : first + _PACKED]
            parts = [self._bodies[number - 1] for number in group]
            at, offsets = 0, []
            for part in parts:
                offsets.append(at)
                at += len(part) + 1
            index = " ".join(f"{n} {offset}" for n, offset in zip(group, offsets, strict=True)).encode(
                "ascii"
            )
            entries = f"/Type/ObjStm/N {len(group)}/First {len(index) + 1}"
            pack = self.stream(entries, b"\n".join((index, *parts)))
            inside |= {number: (pack, place) for place, number in enumerate(group)}
        parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
        at = len(parts[0])
        table = [(0).to_bytes(5) + (65535).to_bytes(2)]
        for number, body in enumerate(self._bodies, start=1):
            if number in inside:
                pack, place = inside[number]
                table.append(b"\2" + pack.to_bytes(4) + place.to_bytes(2))
                continue
            part = b"%d 0 obj\n%b\nendobj\n" % (number, body)
            table.append(b"\1" + at.to_bytes(4) + bytes(2))
            at += len(part)
            parts.append(part)
        table.append(b"\1" + at.to_bytes(4) + bytes(2))
        name = sha256(b"".join(parts)).hexdigest()[:32]
        entries = (
            f"/Type/XRef/Size {len(table)}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R/ID[<{name}><{name}>]"
        )
        last = self.stream(entries, b"".join(table))
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (last, self._bodies[last - 1]))
        parts.append(b"startxref\n%d\n%%%%EOF\n" % at)
        return b"".join(parts)


# --- fonts and pictures ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SetText:
    """A text as its font sets it: the operator that shows it, and what its glyphs mean."""

    shown: str
    meaning: Mapping[int, str]


@lru_cache(maxsize=1 << 14)
def set_text(text: str, face: Face) -> SetText:
    """The adjustments of TJ are what the next glyph stands nearer than this one's own width says."""
    parts = ["<"]
    meaning: dict[int, str] = {}
    adjusted = False
    for glyph in fonts.glyphs(text, face):
        before, after = -glyph.shift, glyph.width - glyph.advance + glyph.shift
        if before:
            parts.append(f">{before}<")
        parts.append(f"{glyph.number:04x}")
        if after:
            parts.append(f">{after}<")
        adjusted = adjusted or bool(before or after)
        if glyph.letters.isspace():
            meaning[glyph.number] = " "  # also the one that does not break
        else:
            meaning.setdefault(glyph.number, glyph.letters)
    codes = "".join(parts) + ">"
    return SetText(f"[{codes}] TJ".replace("<>", "") if adjusted else f"{codes} Tj", meaning)


def font(file: PdfFile, face: Face, meaning: Mapping[int, str]) -> int:
    """The bundled font of a face with the glyphs that are used, set by their numbers."""
    used = frozenset(meaning) | {0}
    facts = fonts.metrics(face)
    program = fonts.program(face, used)
    digest = int.from_bytes(sha256(program).digest()[:8])
    tag = "".join(chr(65 + digest // 26**place % 26) for place in range(6))
    name = f"/{tag}+{facts.name}"
    data = file.stream(f"/Length1 {len(program)}", program)
    italic = 64 if facts.slant else 0
    descriptor = file.add(
        f"<</Type/FontDescriptor/FontName{name}/Flags {4 | italic}/FontBBox[{' '.join(map(str, facts.box))}]"
        f"/ItalicAngle {facts.slant:g}/Ascent {facts.ascent}/Descent {facts.descent}"
        f"/CapHeight {facts.capitals}/StemV 80/FontFile2 {data} 0 R>>"
    )
    wide = " ".join(f"{number}[{width}]" for number, width in fonts.widths(face, used).items())
    descendant = file.add(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont{name}/CIDToGIDMap/Identity/DW 0/W[{wide}]"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {descriptor} 0 R>>"
    )
    unicode = file.stream("", _unicode(meaning))
    return file.add(
        f"<</Type/Font/Subtype/Type0/BaseFont{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]"
        f"/ToUnicode {unicode} 0 R>>"
    )


def _unicode(meaning: Mapping[int, str]) -> bytes:
    """The way back from glyphs to letters, in the blocks of a hundred that a CMap allows."""
    entries = [
        f"<{number:04x}> <{letters.encode('utf-16-be').hex()}>\n"
        for number, letters in sorted(meaning.items())
    ]
    blocks = [entries[first : first + 100] for first in range(0, len(entries), 100)]
    lines = "".join(f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{lines}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture as PDF holds it: ``entries`` of its stream, ``data``, and its packed opacity, empty where all
    is opaque.
    """

    width: int
    height: int
    entries: str
    data: bytes
    opacity: bytes = b""


@lru_cache(maxsize=32)
def pixels(data: bytes) -> Pixels:
    with Image.open(io.BytesIO(data)) as image:
        if image.format == "JPEG" and image.mode == "RGB":
            return Pixels(*image.size, "/ColorSpace/DeviceRGB/Filter/DCTDecode", data)
        whole = image.convert("RGBA")
    alpha = whole.getchannel("A")
    opacity = b"" if alpha.getextrema() == (255, 255) else zlib.compress(alpha.tobytes())
    colours = zlib.compress(whole.convert("RGB").tobytes())
    return Pixels(*whole.size, "/ColorSpace/DeviceRGB/Filter/FlateDecode", colours, opacity)


def image(file: PdfFile, of: Pixels) -> int:
    head = f"/Type/XObject/Subtype/Image/Width {of.width}/Height {of.height}/BitsPerComponent 8"
    mask = ""
    if of.opacity:
        grey = file.stream(f"{head}/ColorSpace/DeviceGray/Filter/FlateDecode", of.opacity, packed=False)
        mask = f"/SMask {grey} 0 R"
    return file.stream(f"{head}{of.entries}{mask}", of.data, packed=False)


# --- what an archive asks --------------------------------------------------------------------------


def output_intent(file: PdfFile, profile: bytes, name: str) -> str:
    """The colours of the pages have the meaning of an ICC ``profile`` of three components."""
    data = file.stream("/N 3", profile)
    told = string(name)
    return (
        f"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier{told}/Info{told}"
        f"/DestOutputProfile {data} 0 R>>"
    )


def attached(file: PdfFile, attachment: Attachment, stamp: str) -> int:
    """The object of a file inside the file, data of the whole; ``stamp`` is its date, empty for none."""
    dates = f"/CreationDate{string(stamp)}/ModDate{string(stamp)}" if stamp else ""
    digest = md5(attachment.content, usedforsecurity=False).hexdigest()
    data = file.stream(
        f"/Type/EmbeddedFile/Subtype/{attachment.mime.replace('/', '#2F')}"
        f"/Params<</Size {len(attachment.content)}/CheckSum<{digest}>{dates}>>",
        attachment.content,
    )
    name = string(attachment.name)
    return file.add(
        f"<</Type/Filespec/F{name}/UF{name}/Desc{string(attachment.description)}/AFRelationship/Data"
        f"/EF<</F {data} 0 R/UF {data} 0 R>>>>"
    )
