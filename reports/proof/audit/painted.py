"""What is painted on a page, by pdfium: its texts one by one, and how much of their ink is seen.

Where its ink is asked for, the page is rendered three times: as it is, without the texts that the tags lead
to, and with nothing but these texts in black. What differs between the first two is what an eye sees of them;
the third says how much ink there should be. Nothing has to be known of how a text was hidden: covered, cut
off, transparent, in the colour of what is behind it or on a layer that is not shown, it leaves no ink. The
engine that wrote the file does not matter.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from ..reading.page_text import Characters, address
from ..reading.texts import hyphenated

#: Left, bottom, right and top in points from the lower left corner of the page.
Box = tuple[float, float, float, float]
Colour = tuple[float, ...]

#: Pixels for a point. Of 35,000 letters of a sound report each shows 86% of its ink at this resolution.
_SCALE = 1.0
#: What is narrower, in points, has no ink of its own: a soft hyphen, a joiner.
_NOTHING = 0.02
#: Rendering modes of text that leave ink, as PDF numbers them: those that fill.
_FILLED = frozenset({0, 2, 4, 6})


@dataclass(frozen=True, slots=True)
class PaintedText:
    """A text that is painted in one go: where its first letter begins and its last one ends, its base line
    and size in points, its colour (parts from 0 to 1), and the content id of the mark around it, None
    without.

    ``seen`` is False for a text that is not to be seen, ``upright`` for one that is turned, mirrored or
    stretched, ``opaque`` for one that no viewer mixes with what is behind it; ``letters`` are the outlines of
    its letters but for spaces, shape (letters, 4).
    """

    said: str
    left: float
    right: float
    y: float
    size: float
    colour: Colour
    seen: bool
    upright: bool
    opaque: bool
    mcid: int | None
    letters: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PaintedPage:
    """One page: ``texts`` in the order of painting; ``box`` is what of the page is shown. ``seen`` is what is
    seen of the texts under a mark, by their places in ``texts``, None where the page was not rendered;
    ``lost`` are the texts that have no size or lie on their like, so that nobody reads them.
    """

    box: Box
    texts: tuple[PaintedText, ...]
    seen: Mapping[int, Seen | None]
    lost: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of one text: ``ink`` is the part of a letter's outline that has ink, ``left`` the part of
    this ink that is seen, both of the letter that has least; ``behind`` is the colour behind the letters.
    """

    ink: float
    left: float
    behind: Colour


def read(content: bytes, *, rendered: bool = True) -> Iterator[PaintedPage]:
    """The pages, one after the other, ``rendered`` or with their objects alone. Raises PdfiumError for bytes
    that are no PDF.
    """
    with pypdfium2.PdfDocument(content) as document:
        for index in range(len(document)):
            yield _page(document[index], rendered=rendered)


class _Objects:
    """The objects of a page: its texts, those to be seen under a mark, and everything else that paints."""

    def __init__(self, page: Any, text_page: Any) -> None:
        self.texts: list[PaintedText] = []
        self.tagged: list[tuple[int, Any]] = []  # (place in texts, object)
        self.others: list[Any] = []
        self.lost = 0
        self._page = text_page
        self._characters = Characters(text_page)
        self._boxes = _letter_boxes(text_page, self._characters.count)
        self._collect(
            pdfium.FPDFPage_CountObjects(page),
            partial(pdfium.FPDFPage_GetObject, page),
            pypdfium2.PdfMatrix(),
            None,
        )

    def _collect(
        self, count: int, get: Callable[[int], Any], outer: pypdfium2.PdfMatrix, mark: int | None
    ) -> None:
        matrix = pdfium.FS_MATRIX()
        for number in range(count):
            item = get(number)
            kind = pdfium.FPDFPageObj_GetType(item)
            own = pdfium.FPDFPageObj_GetMarkedContentID(item)
            here = mark if own < 0 else own
            pdfium.FPDFPageObj_GetMatrix(item, matrix)
            if kind == pdfium.FPDF_PAGEOBJ_FORM:
                inner = pypdfium2.PdfMatrix.from_raw(matrix).multiply(outer)
                objects = partial(pdfium.FPDFFormObj_GetObject, item)
                self._collect(pdfium.FPDFFormObj_CountObjects(item), objects, inner, here)
            elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self._text(item, pypdfium2.PdfMatrix.from_raw(matrix).multiply(outer), here)
            else:
                self.others.append(item)

    def _text(self, item: Any, matrix: pypdfium2.PdfMatrix, mark: int | None) -> None:
        key = address(item)
        signs: Sequence[str]
        said = hyphenated(self._characters.texts.get(key, ""))
        if not said.strip():
            self.lost += key not in self._characters.places
            self.others.append(item)
            return
        start, end = self._characters.places[key]
        signs = said
        if len(said) != end - start:  # a character that takes two, or none
            signs = [chr(pdfium.FPDFText_GetUnicode(self._page, place)) for place in range(start, end)]
        letters = self._boxes[start:end][[not sign.isspace() for sign in signs]]
        letters = letters[(letters[:, 2:] - letters[:, :2] > _NOTHING).all(axis=1)]
        size = ctypes.c_float()
        pdfium.FPDFTextObj_GetFontSize(item, size)
        parts = [ctypes.c_uint() for _ in range(4)]
        plain = pdfium.FPDFPageObj_GetFillColor(item, *parts)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(item)
        a, b, c, d, e, f = matrix.get()
        self.texts.append(
            PaintedText(
                said=said,
                left=float(letters[:, 0].min(initial=e)),
                right=float(letters[:, 2].max(initial=e)),
                y=f,
                size=size.value * d,
                colour=tuple(part.value / 255 for part in parts[:3]),
                seen=bool(plain) and mode in _FILLED and parts[3].value > 0,
                upright=d > 0 and abs(b) + abs(c) < 0.01 * d and abs(a - d) < 0.02 * d,
                opaque=not pdfium.FPDFPageObj_HasTransparency(item),
                mcid=mark,
                letters=letters,
            )
        )
        if mark is not None and self.texts[-1].seen and len(letters):
            self.tagged.append((len(self.texts) - 1, item))
        else:
            self.others.append(item)


def _letter_boxes(text_page: Any, count: int) -> NDArray[np.float64]:
    """The outlines of all characters of a page; spaces have none."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    found = []
    for place in range(count):
        pdfium.FPDFText_GetCharBox(text_page, place, left, right, bottom, top)
        found.append((left.value, bottom.value, right.value, top.value))
    return np.array(found, dtype=np.float64).reshape(-1, 4)


def _page(page: Any, *, rendered: bool) -> PaintedPage:
    text_page = page.get_textpage()
    objects = _Objects(page.raw, text_page.raw)
    box = page.get_cropbox()
    seen = _seen(page, objects, box) if rendered else {place: None for place, _ in objects.tagged}
    return PaintedPage(box, tuple(objects.texts), seen, objects.lost)


def _seen(page: Any, objects: _Objects, box: Box) -> dict[int, Seen | None]:
    """What is seen of the texts under a mark. The page is not what it was afterwards."""
    seen = _rendered(page)
    for _, item in objects.tagged:
        pdfium.FPDFPageObj_SetIsActive(item, False)
    without = _rendered(page)
    for item in objects.others:
        pdfium.FPDFPageObj_SetIsActive(item, False)
    for _, item in objects.tagged:
        pdfium.FPDFPageObj_SetIsActive(item, True)
        pdfium.FPDFPageObj_SetFillColor(item, 0, 0, 0, 255)
    black = _Sums(255 - _rendered(page, draw_annots=False)[:, :, 0])
    changed = np.maximum(seen, without) - np.minimum(seen, without)
    difference = _Sums(np.maximum(np.maximum(changed[:, :, 0], changed[:, :, 1]), changed[:, :, 2]))
    texts = [objects.texts[place] for place, _ in objects.tagged]
    if not texts:
        return {}
    letters = np.concatenate([text.letters for text in texts])
    counts = [len(text.letters) for text in texts]
    starts = np.cumsum([0, *counts[:-1]])
    colours = np.repeat([text.colour for text in texts], counts, axis=0)
    pixels = _pixels(letters, box, without.shape)
    behind = _behind(without, pixels)
    contrast = np.abs(255 * colours - behind).max(axis=1)
    # Where a letter is struck out in its own colour, that of its neighbours tells what there was to be seen.
    most = np.repeat(np.maximum.reduceat(contrast, starts), counts)
    contrast = np.where(contrast < most / 4, most, contrast)
    ink = black.of(pixels) / 255
    area = np.prod(letters[:, 2:] - letters[:, :2], axis=1) * _SCALE**2
    inks = np.minimum.reduceat(ink / np.maximum(area, 1.0), starts)
    left = np.minimum.reduceat(difference.of(pixels) / np.maximum(contrast * ink, 1e-6), starts)
    grounds = np.add.reduceat(behind / 255, starts) / np.array(counts)[:, None]
    return {
        place: Seen(float(inks[number]), float(left[number]), tuple(map(float, grounds[number])))
        for number, (place, _) in enumerate(objects.tagged)
    }


def _rendered(page: Any, **more: Any) -> NDArray[np.uint8]:
    """The page as (rows, columns, red green blue) from 0 to 255, as a viewer shows it."""
    bitmap = page.render(scale=_SCALE, rev_byteorder=True, may_draw_forms=False, **more)
    return np.array(bitmap.to_numpy()[:, :, :3])


def _pixels(boxes: NDArray[np.float64], page: Box, shape: tuple[int, ...]) -> NDArray[np.intp]:
    """The rows and columns that boxes touch: first row, first column, last row, last column, shape
    (boxes, 4). Outside the page there are none.
    """
    rows, columns = shape[:2]
    left, bottom, right, top = boxes.T
    edges = np.stack(
        [
            np.floor((page[3] - top) * _SCALE).clip(0, rows),
            np.floor((left - page[0]) * _SCALE).clip(0, columns),
            np.ceil((page[3] - bottom) * _SCALE).clip(0, rows),
            np.ceil((right - page[0]) * _SCALE).clip(0, columns),
        ],
        axis=1,
    )
    return edges.astype(np.intp)


def _behind(page: NDArray[np.uint8], pixels: NDArray[np.intp]) -> NDArray[np.float64]:
    """The colour in the middle of every letter, on the page without them."""
    rows, columns = (pixels[:, 0] + pixels[:, 2]) // 2, (pixels[:, 1] + pixels[:, 3]) // 2
    found = page[rows.clip(0, page.shape[0] - 1), columns.clip(0, page.shape[1] - 1)]
    return np.asarray(found, dtype=np.float64)


class _Sums:
    """Sums of an image over rectangles."""

    def __init__(self, image: NDArray[np.uint8]) -> None:
        self._sums = np.zeros((image.shape[0] + 1, image.shape[1] + 1), dtype=np.int32)
        np.cumsum(image, axis=1, dtype=np.int32, out=self._sums[1:, 1:])
        for row in range(1, len(self._sums)):  # cumsum along the columns takes ten times as long
            self._sums[row] += self._sums[row - 1]

    def of(self, pixels: NDArray[np.intp]) -> NDArray[np.float64]:
        top, left, bottom, right = pixels.T
        sums = self._sums
        found = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
        return np.asarray(found, dtype=np.float64)
