"""Fonts of a publisher's own: read by a process of their own, and in use while documents are made.

How wide a letter is decides where everything stands, so the fonts in use are known to whatever measures a
text, and to whatever reads a finished file back. Like the precision of decimal numbers they are set for a
block of code (:func:`using`) and not handed through every function.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from reports import files
from reports.errors import ConfigurationError

from . import confined, source
from .confined import UnfitError

#: Face -> weight, slant, and how wide its letters are on average, in thousandths of an em, as those of the
#: bundled fonts are: pages, tables and charts are made for so many letters in a line.
FACES: Mapping[str, tuple[int, str, int]] = {
    "regular": (400, "normal", 431),
    "italic": (400, "italic", 421),
    "semibold": (600, "normal", 444),
    "bold": (700, "normal", 457),
    "display": (400, "normal", 423),
    "display-light": (300, "normal", 420),
}
#: The largest file of a font, in bytes, and how many seconds it may take.
MOST, SECONDS = 5_000_000, 120


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font as the program sets it: TrueType with a thousand units to the em. ``name`` is its PostScript
    name, ``letters`` are its code points.
    """

    program: bytes
    family: str
    name: str
    letters: frozenset[int]


@dataclass(frozen=True, slots=True)
class Typefaces:
    """The publisher's fonts by face; faces without one are set in the bundled fonts. Two are the same if
    their ``key`` is.
    """

    own: Mapping[str, Typeface]
    key: str


BUNDLED = Typefaces({}, "")
_in_use: ContextVar[Typefaces] = ContextVar("typefaces", default=BUNDLED)


def current() -> Typefaces:
    """The fonts in use here and now."""
    return _in_use.get()


@contextmanager
def using(folder: Path, names: Mapping[str, str]) -> Iterator[None]:
    """The fonts by face, files in the folder of an edition, are in use within the block.

    Raises ConfigurationError with the path of a font that cannot be read or used.
    """
    token = _in_use.set(read(folder, names))
    try:
        yield
    finally:
        _in_use.reset(token)


def read(folder: Path, names: Mapping[str, str]) -> Typefaces:
    """The fonts by face. Raises ConfigurationError as :func:`using` does."""
    own = {}
    for face, name in names.items():
        try:
            own[face] = shown(folder, name, face)
        except UnfitError as error:
            raise ConfigurationError(f"the font {folder / name} cannot be used: {error}") from error
    told = "\n".join(f"{face} {typeface.name}" for face, typeface in sorted(own.items()))
    return Typefaces(own, hashlib.sha256(told.encode()).hexdigest()[:16] if own else "")


def content(folder: Path, name: str) -> bytes:
    """The bytes of a font's file, which lies in the folder. Raises OSError."""
    return source.content(folder / name, MOST, folder)


def shown(folder: Path, name: str, face: str) -> Typeface:
    """The font in a file for a face. Raises UnfitError."""
    try:
        data = content(folder, name)
    except OSError as error:
        remedy = getattr(error, "remedy", "Look at its rights")
        raise UnfitError(f"the file cannot be read ({files.reason(error)})", remedy) from error
    return _typeface(data, *FACES[face])


@lru_cache(maxsize=16)  # every document of an edition has the same few
def _typeface(data: bytes, weight: int, slant: str, width: int) -> Typeface:
    too_much = UnfitError("the file takes too much time or memory to read", "Choose another font")
    with files.explaining("no process can be started to read a font"):
        head, _, program = confined.run(
            "fontfile", [str(weight), slant, str(width)], data, too_much, SECONDS
        ).partition(b"\n")
    family, name, letters = json.loads(head)
    return Typeface(program, family, name, frozenset(letters))
