"""Kerned letters for our own pages: a trial of ``bench/spike.py``, where the package uharfbuzz is installed.

The widths of :func:`reports.sketch.text_width` are sums of advances, and ReportLab draws a line by them.
WeasyPrint sets running text with the pairs of the font, which makes most lines a little shorter. Here
HarfBuzz says the advances, the chapter is measured by them, and every line is drawn with its adjustments. In
charts the labels keep the places that they were measured for without pairs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from typing import Any

import chapter_pages
from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics

from reports import assets, sketch, tagged
from reports.sketch import Face, Text
from reports.tokens import FONT_FILES, MM_PER_PT

#: Pairs only: ligatures would need a way back to their letters.
_FEATURES = {"kern": True, "liga": False, "clig": False, "calt": False}


def available() -> bool:
    return find_spec("uharfbuzz") is not None


@cache
def _font(face: Face) -> Any:
    import uharfbuzz

    file = assets.fonts() / FONT_FILES[sketch.FACES[face]]
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file))))


def _advances(text: str, face: Face) -> list[int]:
    """The advance of every letter in thousandths of an em, as the bundled fonts count."""
    import uharfbuzz

    if not text:
        return []
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(_font(face), buffer, _FEATURES)
    return [position.x_advance for position in buffer.glyph_positions]


def _width(text: str, size: float, face: Face = "regular") -> float:
    return sum(_advances(text, face)) / 1000 * size * MM_PER_PT


def _draw(self: Any, text: Text) -> None:
    """A line in one literal, adjusted behind every letter that has a pair."""
    plain = [round(sketch.text_width(letter, 1000, text.face) / MM_PER_PT) for letter in text.text]
    moves = [own - kerned for own, kerned in zip(plain, _advances(text.text, text.face), strict=True)]
    font, document = pdfmetrics.getFont(text.face), self._canvas._doc
    self._canvas.setFillColor(HexColor(text.colour))
    x, y = text.x / MM_PER_PT, self._y(text.y)
    parts = [f"BT 1 0 0 1 {x:.3f} {y:.3f} Tm"]
    place = 0
    for subset, codes in font.splitString(text.text, document):
        pieces = [f"<{code:02x}>{move or ''}" for code, move in zip(codes, moves[place:], strict=False)]
        place += len(codes)
        name = font.getSubsetInternalName(subset, document)
        parts.append(f"{name} {text.size} Tf [{''.join(pieces)}] TJ")
    self._canvas.addLiteral(" ".join([*parts, "ET"]))


@contextmanager
def kerned() -> Iterator[None]:
    """Chapters are measured and drawn with kerning while the block runs."""
    painter: Any = tagged._Painter
    before = painter._text
    module: Any = chapter_pages
    module.text_width, painter._text = _width, _draw
    try:
        yield
    finally:
        module.text_width, painter._text = sketch.text_width, before
