"""The fonts, bundled or the publisher's own: how wide a text is, and which glyphs set it.

HarfBuzz shapes a text with the kerning of its font, so that what is measured is what is painted. There are
no ligatures: each letter has its own glyph, and what is copied from a file are the letters.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from itertools import pairwise
from typing import Literal, ParamSpec, TypeVar

import uharfbuzz

from reports import assets
from reports.edition.loading import typefaces

from .style import FONT_FILES, MM_PER_PT, SANS, SERIF

P = ParamSpec("P")
R = TypeVar("R")

Face = Literal["regular", "italic", "semibold", "bold", "display", "display-light"]

#: Face -> family, weight and style of the bundled fonts. The display faces are for headings.
FACES: dict[Face, tuple[str, int, Literal["normal", "italic"]]] = {
    "regular": (SANS, 400, "normal"),
    "italic": (SANS, 400, "italic"),
    "semibold": (SANS, 600, "normal"),
    "bold": (SANS, 700, "normal"),
    "display": (SERIF, 400, "normal"),
    "display-light": (SERIF, 300, "normal"),
}

#: All glyphs are measured in thousandths of an em, as the bundled fonts and PDF count.
EM = 1000

_FEATURES = {"kern": True, "liga": False, "clig": False, "calt": False}

#: What a reader hears where the font has no glyph.
_UNKNOWN = "\ufffd"


@dataclass(frozen=True, slots=True)
class Glyph:
    """``number`` in the font (0 where it has none for the letters), its own width, how far the next one
    stands from it, how far it is moved itself (both in thousandths of an em), and what it means.
    """

    number: int
    width: int
    advance: int
    shift: int
    letters: str


def in_use() -> str:
    """The key of the fonts in use: what is remembered of how wide a text is holds for them alone."""
    return typefaces.current().key


def measured(maxsize: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Remembers what a function gives, for each set of fonts that is in use when it is called."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=maxsize)
        def remembered(_: str, *args: P.args, **kwargs: P.kwargs) -> R:
            return function(*args, **kwargs)

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            return remembered(in_use(), *args, **kwargs)  # type: ignore[arg-type]  # they can be hashed

        return call

    return decorate


def program(face: Face) -> tuple[str, bytes]:
    """The name of the font in use for a face, and its file: the same name is the same font."""
    own = typefaces.current().own.get(face)
    if own is not None:
        return own.name, own.program
    file = FONT_FILES[FACES[face]]
    return file, (assets.fonts() / file).read_bytes()


def is_own(face: Face) -> bool:
    """Whether a face is set in a font of the publisher's."""
    return face in typefaces.current().own


def installed_family(face: Face) -> str:
    """What programs call the family of the font in use for a face, where it is installed."""
    own = typefaces.current().own.get(face)
    return FACES[face][0] if own is None else own.family


def family(face: Face) -> str:
    """The family of the font in use for a face, as style sheets tell it from the others."""
    name = installed_family(face)
    if is_own(face) and face.startswith("display") and name == installed_family("regular"):
        return f"{name} Headings"
    return name


@lru_cache(maxsize=64)
def _font(_: str, face: Face) -> uharfbuzz.Font:
    name, data = program(face)
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(data)))
    if font.face.upem != EM:
        raise ValueError(f"{name} counts {font.face.upem} units to the em")
    return font


def _shaped(text: str, face: Face) -> uharfbuzz.Buffer:
    """Direction, script and language are given, not guessed: a text is shaped alike on every machine."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "pl"
    buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    uharfbuzz.shape(_font(in_use(), face), buffer, _FEATURES)
    return buffer


@lru_cache(maxsize=1 << 16)
def _units(_: str, text: str, face: Face) -> int:
    return sum(place.x_advance for place in _shaped(text, face).glyph_positions or ())


def text_width(text: str, size: float, face: Face = "regular") -> float:
    """The width of one line in mm, ``size`` in points."""
    return _units(in_use(), text, face) * size * (MM_PER_PT / EM)


def glyphs(text: str, face: Face) -> tuple[Glyph, ...]:
    """What sets ``text``, from left to right. A letter and the accents on it may share a glyph."""
    if not text:
        return ()
    font = _font(in_use(), face)
    buffer = _shaped(text, face)
    infos, places = buffer.glyph_infos, buffer.glyph_positions or ()
    starts = sorted({info.cluster for info in infos} | {0, len(text)})
    meaning = {start: text[start:end] for start, end in pairwise(starts)}
    found = []
    for info, place in zip(infos, places, strict=True):
        # Of several glyphs for the same letters the first one means them all.
        letters = meaning.pop(info.cluster, "")
        width = font.get_glyph_h_advance(info.codepoint)
        found.append(
            Glyph(
                info.codepoint,
                width,
                place.x_advance,
                place.x_offset,
                letters if info.codepoint else _UNKNOWN,
            )
        )
    return tuple(found)
