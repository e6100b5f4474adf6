"""The pages of a finished file as they are seen, and its bookmarks, read by pdfium."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from .texts import hyphenated


@dataclass(frozen=True)
class PrintedPage:
    """One page as it is seen. ``number`` is 1-based; ``text`` is in the order of painting.

    ``pieces`` are the painted pieces of text (a line or less), ``boxes`` their inked outlines, shape
    (pieces, 4): left, bottom, right, top in points from the lower left corner, and ``sizes`` their
    type sizes in points.
    """

    number: int
    width: float
    height: float
    text: str
    pieces: tuple[str, ...]
    boxes: NDArray[np.float64]
    sizes: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """``level`` is 1 for the outermost; ``page`` is None where it leads nowhere."""

    level: int
    title: str
    page: int | None


_IDENTITY = pypdfium2.PdfMatrix()


def read(pdf: bytes) -> tuple[tuple[PrintedPage, ...], tuple[Bookmark, ...]]:
    """Raises PdfiumError for bytes that are no PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = tuple(_page(document, index) for index in range(len(document)))
        return pages, tuple(_bookmark(entry) for entry in document.get_toc())


def _bookmark(entry: Any) -> Bookmark:
    target = entry.get_dest()
    index = None if target is None else target.get_index()
    return Bookmark(entry.level + 1, entry.get_title(), None if index is None else index + 1)


@dataclass(slots=True)
class _Piece:
    """A painted piece of text; ``y`` is its base line."""

    text: str
    box: tuple[float, float, float, float]
    size: float
    y: float

    def continued_by(self, other: _Piece) -> bool:
        """Whether ``other`` is the next letter: drawings are painted letter by letter."""
        gap = other.box[0] - self.box[2]
        return (
            len(other.text.strip()) == 1
            and abs(self.size - other.size) < 0.01
            and abs(self.y - other.y) < 0.01
            and -0.15 * self.size < gap < 0.4 * self.size
        )

    def append(self, other: _Piece) -> None:
        self.text += other.text
        left, bottom, right, top = zip(self.box, other.box, strict=True)
        self.box = (min(left), min(bottom), max(right), max(top))


def _page(document: Any, index: int) -> PrintedPage:
    page = document[index]
    text_page = page.get_textpage()
    pieces: list[_Piece] = []
    # One set of out parameters for all calls: allocating them anew takes longer than the calls.
    left, bottom, right, top, size = (ctypes.c_float() for _ in range(5))
    matrix = pdfium.FS_MATRIX()
    buffer = (ctypes.c_ushort * 4096)()
    limit, said = ctypes.sizeof(buffer), memoryview(buffer).cast("B")

    def collect(count: int, get: Callable[[int], Any], outer: pypdfium2.PdfMatrix) -> None:
        for number in range(count):
            item = get(number)
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_FORM:
                pdfium.FPDFPageObj_GetMatrix(item, matrix)
                collect(
                    pdfium.FPDFFormObj_CountObjects(item),
                    partial(pdfium.FPDFFormObj_GetObject, item),
                    pypdfium2.PdfMatrix.from_raw(matrix).multiply(outer),
                )
            elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
                # Lengths are in bytes and count the closing zero.
                length = pdfium.FPDFTextObj_GetText(item, text_page, buffer, limit)
                text = str(said[: min(length, limit) - 2], "utf-16-le", "replace")
                if not text.strip():
                    continue
                pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
                pdfium.FPDFTextObj_GetFontSize(item, size)
                pdfium.FPDFPageObj_GetMatrix(item, matrix)
                box = left.value, bottom.value, right.value, top.value
                height, y = matrix.d, matrix.f
                if outer is not _IDENTITY:
                    placed = pypdfium2.PdfMatrix.from_raw(matrix).multiply(outer)
                    box, height, y = outer.on_rect(*box), placed.d, placed.f
                piece = _Piece(text=hyphenated(text), box=box, size=abs(size.value * height), y=y)
                if pieces and pieces[-1].continued_by(piece):
                    pieces[-1].append(piece)
                else:
                    pieces.append(piece)

    collect(pdfium.FPDFPage_CountObjects(page), partial(pdfium.FPDFPage_GetObject, page), _IDENTITY)
    return PrintedPage(
        number=index + 1,
        width=page.get_width(),
        height=page.get_height(),
        text=hyphenated(text_page.get_text_range()),
        pieces=tuple(piece.text for piece in pieces),
        boxes=np.array([piece.box for piece in pieces], dtype=np.float64).reshape(-1, 4),
        sizes=np.array([piece.size for piece in pieces], dtype=np.float64),
    )
