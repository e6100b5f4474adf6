"""The pages of a finished file as pdfium reads them: what is seen, what stands under which mark, and the
bookmarks. pdfium reads files of any engine, and so does this.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from reports.errors import Finding

from .texts import BREAK, hyphenated


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


@dataclass(frozen=True, slots=True)
class PrintedPages:
    """All pages. ``marked`` is the text under every mark that paints something, by (page index, content id):
    "" where only lines or pictures are painted. ``faults`` are marks that a tag tree cannot lead to, and what
    is painted outside of them.
    """

    pages: tuple[PrintedPage, ...]
    bookmarks: tuple[Bookmark, ...]
    marked: Mapping[tuple[int, int], str]
    faults: tuple[Finding, ...]


def read(pdf: bytes) -> PrintedPages:
    """Raises PdfiumError for bytes that are no PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        readers = [_PageReader(document, index) for index in range(len(document))]
        bookmarks = tuple(_bookmark(entry) for entry in document.get_toc())
    return PrintedPages(
        pages=tuple(reader.page for reader in readers),
        bookmarks=bookmarks,
        marked={
            (index, mark): text
            for index, reader in enumerate(readers)
            for mark, text in reader.marked.items()
        },
        faults=tuple(finding for reader in readers for finding in reader.faults),
    )


def page_texts(pdf: bytes) -> list[str]:
    """The text of every page, wherever on it, or beside it, it stands. Raises PdfiumError for bytes that are
    no PDF.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        return [hyphenated(page.get_textpage().get_text_range()) for page in document]


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


_IDENTITY = pypdfium2.PdfMatrix()

#: A space as pdfium writes it.
_SPACE = " ".encode("utf-16-le")
#: Two digits are of one number where the second begins within this part of an em of where the first ends.
_TOUCHING = 0.05


class Characters:
    """The characters of a page, shared out to the text objects that paint them.

    pdfium's own text of an object is quick to get, but takes the space for its own that pdfium sees behind
    it; and it asks the whole page for it. So each object is found where its first character stands.
    """

    def __init__(self, page: Any) -> None:
        self.page = page
        self.count = max(0, pdfium.FPDFText_CountChars(page))
        #: Object -> the places of its first character and behind its last one.
        self.places: dict[int, tuple[int, int]] = {}
        self.texts: dict[int, str] = {}
        buffer = (ctypes.c_ushort * 4096)()
        said, limit = memoryview(buffer).cast("B"), ctypes.sizeof(buffer)
        place = 0
        while place < self.count:
            owner = pdfium.FPDFText_GetTextObject(page, place)
            if not owner:  # white space that pdfium sees between two objects
                place += 1
                continue
            key = address(owner)
            # Lengths are in bytes and count the closing zero.
            length = pdfium.FPDFTextObj_GetText(owner, page, buffer, limit)
            size = min(length, limit) // 2 - 1
            if said[2 * size - 2 : 2 * size] == _SPACE and not self._belongs(place + size - 1, key):
                size -= 1
            if size < 1 or key in self.texts or length > limit or not self._belongs(place + size - 1, key):
                size = self._one_by_one(place, key)
            else:
                self.texts[key] = str(said[: size * 2], "utf-16-le", "replace")
                self.places[key] = place, place + size
            place += size

    def _belongs(self, place: int, key: int) -> bool:
        """Whether a character is of the object, and not a space that pdfium sees in it or behind it."""
        if place >= self.count:
            return False
        owner = pdfium.FPDFText_GetTextObject(self.page, place)
        if not owner or address(owner) != key:
            return False
        return bool(pdfium.FPDFText_IsGenerated(self.page, place) != 1)

    def _one_by_one(self, start: int, key: int) -> int:
        """How many places from ``start`` on are of the object; its characters are added to its text."""
        place, said = start, self.texts.get(key, "")
        first, _ = self.places.get(key, (start, start))
        while place < self.count:
            owner = pdfium.FPDFText_GetTextObject(self.page, place)
            if not owner or address(owner) != key:
                break
            if pdfium.FPDFText_IsGenerated(self.page, place) != 1:
                said += chr(pdfium.FPDFText_GetUnicode(self.page, place))
            place += 1
        self.texts[key], self.places[key] = said, (first, place)
        return max(1, place - start)

    def touch(self, one: int, other: int) -> bool:
        """Whether the last character of an object and the first one of another stand side by side."""
        if one not in self.places or other not in self.places:
            return False
        ends, starts = pdfium.FS_RECTF(), pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(self.page, self.places[one][1] - 1, ends)
        pdfium.FPDFText_GetLooseCharBox(self.page, self.places[other][0], starts)
        near = _TOUCHING * (starts.top - starts.bottom)
        return bool(abs(starts.left - ends.right) < near and abs(starts.bottom - ends.bottom) < near)


def address(item: Any) -> int:
    return ctypes.addressof(item.contents)


class _PageReader:
    """One page, object by object in the order of painting."""

    def __init__(self, document: Any, index: int) -> None:
        page = document[index]
        text_page = page.get_textpage()
        self.marked: dict[int, str] = {}
        self.faults: list[Finding] = []
        self._number = index + 1
        self._characters = Characters(text_page.raw)
        self._pieces: list[_Piece] = []
        self._unmarked = 0
        self._open: int | None = None  # the mark of the last object that has one
        self._last = 0  # the last object with a text under that mark
        # One set of out parameters for all calls: allocating them anew takes longer than the calls.
        self._edges = tuple(ctypes.c_float() for _ in range(4))
        self._size = ctypes.c_float()
        self._matrix = pdfium.FS_MATRIX()
        objects = partial(pdfium.FPDFPage_GetObject, page)
        self._collect(pdfium.FPDFPage_CountObjects(page), objects, _IDENTITY, None, marked=False)
        if self._unmarked:
            self._fault(f"{self._unmarked} drawings or texts are not marked")
        pieces = self._pieces
        self.page = PrintedPage(
            number=index + 1,
            width=page.get_width(),
            height=page.get_height(),
            text=hyphenated(text_page.get_text_range()),
            pieces=tuple(piece.text for piece in pieces),
            boxes=np.array([piece.box for piece in pieces], dtype=np.float64).reshape(-1, 4),
            sizes=np.array([piece.size for piece in pieces], dtype=np.float64),
        )

    def _fault(self, cause: str) -> None:
        self.faults.append(Finding("tags", cause, self._number))

    def _collect(
        self,
        count: int,
        get: Callable[[int], Any],
        outer: pypdfium2.PdfMatrix,
        mark: int | None,
        *,
        marked: bool,
    ) -> None:
        """The objects of the page or of a form on it; ``mark`` is the content id around the form, ``marked``
        whether there is any mark around it.
        """
        for number in range(count):
            item = get(number)
            kind = pdfium.FPDFPageObj_GetType(item)
            own = pdfium.FPDFPageObj_GetMarkedContentID(item)
            here = mark if own < 0 else own
            marks = pdfium.FPDFPageObj_CountMarks(item)
            if kind == pdfium.FPDF_PAGEOBJ_FORM:
                pdfium.FPDFPageObj_GetMatrix(item, self._matrix)
                self._collect(
                    pdfium.FPDFFormObj_CountObjects(item),
                    partial(pdfium.FPDFFormObj_GetObject, item),
                    pypdfium2.PdfMatrix.from_raw(self._matrix).multiply(outer),
                    here,
                    marked=marked or marks > 0,
                )
                continue
            self._unmarked += not marked and marks == 0
            if here is not None and (here != self._open or (mark is not None and own >= 0)):
                self._begin(here, nested=mark is not None and own >= 0)
            text = ""
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                text = self._text(item, outer)
            if here is not None:
                self._say(item, here, text)

    def _begin(self, mark: int, *, nested: bool) -> None:
        if nested:
            self._fault(f"the content id {mark} stands inside another one")
        elif mark in self.marked:
            self._fault(f"the content id {mark} is used twice")
        self._open, self._last = mark, 0

    def _say(self, item: Any, mark: int, text: str) -> None:
        before = self.marked.setdefault(mark, "")
        if not text:
            return
        key = address(item)
        digits = before.rstrip()[-1:].isdigit() and text.lstrip()[:1].isdigit()
        apart = digits and not (self._last and self._characters.touch(self._last, key))
        self.marked[mark] = before + BREAK + text if apart else before + text
        self._last = key

    def _text(self, item: Any, outer: pypdfium2.PdfMatrix) -> str:
        """The text of a text object, which becomes a piece of the page."""
        text = hyphenated(self._characters.texts.get(address(item), ""))
        if not text.strip():
            return text
        left, bottom, right, top = self._edges
        pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
        pdfium.FPDFTextObj_GetFontSize(item, self._size)
        matrix = self._matrix
        pdfium.FPDFPageObj_GetMatrix(item, matrix)
        box = left.value, bottom.value, right.value, top.value
        height, y = matrix.d, matrix.f
        if outer is not _IDENTITY:
            placed = pypdfium2.PdfMatrix.from_raw(matrix).multiply(outer)
            box, height, y = outer.on_rect(*box), placed.d, placed.f
        piece = _Piece(text=text, box=box, size=abs(self._size.value * height), y=y)
        if self._pieces and self._pieces[-1].continued_by(piece):
            self._pieces[-1].append(piece)
        else:
            self._pieces.append(piece)
        return text
