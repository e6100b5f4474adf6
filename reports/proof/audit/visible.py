"""What a machine reads of a finished page is what an eye sees: in the same place and order, and not hidden.

The other proofs read the tags. A file can say one thing by its tags and show another: a number that is
painted white, outside the page, under a box or in the cell of its neighbour. So every text that the tags lead
to has to leave its ink on the page (:mod:`.painted`), and its place is compared with the order of reading.
That holds for files of any engine; what our own files may have besides is told by :mod:`.entries`.

What is drawn inside a figure is not compared with the figure's numbers: its description is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from reports.errors import Finding

from ..reading.pdf import FinishedFile
from ..reading.structure_tree import TEXT_BLOCKS, StructureElement
from . import painted
from .painted import Box, Colour, PaintedPage, PaintedText

#: No text is smaller, in points.
_SMALLEST = 5.0
#: The least contrast of a letter with what is behind it; the palette has more than twice of it.
_CONTRAST = 2.0
#: The least part of a letter's outline that has ink, and the least part of this ink that is seen; sound
#: letters have twice as much of the one (a stroke least) and at least 0.86 of the other.
_INK, _LEFT = 0.06, 0.7
#: How far letters of one text may overlap or stand apart, in ems, spaces aside.
_OVERLAP, _APART = 0.25, 0.3
#: Where what is repeated on every page stands, in points from the lower and the upper edge.
_FOOT, _HEAD = 21 * 72 / 25.4, 25 * 72 / 25.4

#: What is wrong, and on which page (1-based).
_Cause = tuple[str, int | None]


def prove(file: FinishedFile, content: bytes, *, rendered: bool = True) -> Iterator[Finding]:
    """Every reason why what is read of the file might not be what is seen. Without ``rendered`` pages nobody
    asks for the ink of the letters: the rest is found in the objects of the pages.
    """
    for cause, page in _causes(file, content, rendered=rendered):
        yield Finding("painting", cause, page)


def _causes(file: FinishedFile, content: bytes, *, rendered: bool) -> Iterator[_Cause]:
    tags = {} if file.root is None else dict(_tags(file.root))
    marked: dict[tuple[int, int], list[PaintedText]] = {}
    for number, page in enumerate(painted.read(content, rendered=rendered), start=1):
        yield from ((cause, number) for cause in _of_the_page(page, number, tags))
        for text in page.texts:
            if text.mcid is not None:
                marked.setdefault((number - 1, text.mcid), []).append(text)
    if file.root is not None:
        yield from _places(file.root, marked)


def _tags(element: StructureElement) -> Iterator[tuple[tuple[int, int], str]]:
    """The tag of every mark."""
    for inner in element.walk():
        yield from ((mark, inner.tag) for mark in inner.marks)


def _of_the_page(page: PaintedPage, number: int, tags: Mapping[tuple[int, int], str]) -> Iterator[str]:
    if page.lost:
        yield f"{page.lost} texts have no size, or lie on their like"
    for place, text in enumerate(page.texts):
        if text.mcid is None:
            inside = page.box[1] + _FOOT < text.y < page.box[3] - _HEAD
            if inside and text.seen and re.search(r"\d[.,]\d", text.said):
                yield f"{text.said!r} can be seen and is not read"
        elif place not in page.seen:
            spoken = tags.get((number - 1, text.mcid)) in ("TD", "TH")
            if not spoken or not re.search(r"[^\W\d]{3}", text.said):
                yield f"{text.said!r} cannot be seen"
        else:
            yield from _of_the_text(text, page.seen[place], page.box)


def _of_the_text(text: PaintedText, seen: painted.Seen | None, page: Box) -> Iterator[str]:
    """What is wrong with a text that is to be seen."""
    if not text.upright:
        yield f"{text.said!r} is turned, mirrored or stretched"
        return
    if not text.opaque:
        yield f"{text.said!r} is transparent"
    if text.size < _SMALLEST:
        yield f"{text.said!r} is too small to be seen"
    left, bottom, right, top = text.letters.T
    if (left < page[0]).any() or (bottom < page[1]).any() or (right > page[2]).any() or (top > page[3]).any():
        yield f"{text.said!r} stands outside the page"
    elif seen is not None and (seen.ink < _INK or seen.left < _LEFT):
        yield f"{text.said!r} cannot be seen, or not whole"
    if seen is not None and _contrast(text.colour, seen.behind) < _CONTRAST:
        yield f"{text.said!r} has too little contrast with what is behind it"
    gaps = left[1:] - right[:-1]
    words = " " in text.said or "\u00a0" in text.said
    if (gaps < -_OVERLAP * text.size).any() or (np.diff(left) < -0.5).any():
        yield f"the letters of {text.said!r} overlap, or stand in another order"
    elif not words and (gaps > _APART * text.size).any():
        yield f"the letters of {text.said!r} are too far apart"


def _contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours as WCAG 2 defines it."""
    lighter, darker = sorted(map(_luminance, (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


# --- where things stand -------------------------------------------------------------------------------------

#: Points by which places may differ from those that a rule asks for.
_SLACK = 1.0

_Marked = Mapping[tuple[int, int], Sequence[PaintedText]]


def _texts(element: StructureElement, painted: _Marked) -> dict[int, list[PaintedText]]:
    """What is seen of an element, by page (1-based), in the order of reading."""
    found: dict[int, list[PaintedText]] = {}
    for page, mcid in _marks(element):
        seen = [text for text in painted.get((page, mcid), ()) if text.seen and text.said.strip()]
        if seen:
            found.setdefault(page + 1, []).extend(seen)
    return found


def _marks(element: StructureElement) -> Iterator[tuple[int, int]]:
    own = iter(element.marks)
    for kid in element.kids:
        if isinstance(kid, StructureElement):
            yield from _marks(kid)
        else:
            yield next(own)


def _places(root: StructureElement, painted: _Marked) -> Iterator[_Cause]:
    for table in root.find("Table"):
        yield from _table(table, painted)
    blocks: dict[int, list[tuple[Box, str]]] = {}
    for block in _leaves(root):
        for page, texts in _texts(block, painted).items():
            end = texts[0].right
            for before, text in pairwise(texts):
                end = max(end, before.right)
                if not _follows(before, text, end):
                    yield f"{text.said!r} is read behind {before.said!r} and does not stand there", page
            blocks.setdefault(page, []).append((_around(texts), block.text))
    for page, found in blocks.items():
        found.sort(key=lambda one: -one[0][3])
        for place, (box, said) in enumerate(found):
            for other, also in found[place + 1 :]:
                if other[3] <= box[1]:
                    break
                if min(box[2], other[2]) - max(box[0], other[0]) > _SLACK:
                    yield f"{said[:60]!r} and {also[:60]!r} overlap", page


def _leaves(element: StructureElement) -> Iterator[StructureElement]:
    """The blocks without another one in them; neither tables nor what is drawn."""
    if element.tag in ("Table", "Figure"):
        return
    inner = [kid for kid in element.kids if isinstance(kid, StructureElement)]
    below = [leaf for kid in inner for leaf in _leaves(kid)]
    yield from below
    if element.tag in TEXT_BLOCKS and not below:
        yield element


def _follows(before: PaintedText, text: PaintedText, end: float) -> bool:
    """Whether a text stands on behind another one on its line, on a line below, or to the right of all that
    was read before, which ends at ``end``.
    """
    if abs(before.y - text.y) < 0.5 * min(before.size, text.size):
        return text.left >= before.right - _SLACK
    return text.y < before.y or text.left >= end - _SLACK


def _around(texts: Sequence[PaintedText]) -> Box:
    return (
        min(text.left for text in texts),
        min(text.y for text in texts),
        max(text.right for text in texts),
        max(text.y + 0.4 * text.size for text in texts),
    )


def _table(table: StructureElement, painted: _Marked) -> Iterator[_Cause]:
    """Rows stand below one another, and cells of one column below one another, in the order of reading."""
    columns: dict[int, dict[int, tuple[float, float]]] = {}
    last: dict[int, float] = {}
    for row in table.find("TR"):
        cells = row.find("TH", "TD")
        lowest: dict[int, float] = {}
        highest: dict[int, float] = {}
        for place, cell in enumerate(cells):
            for page, texts in _texts(cell, painted).items():
                left, bottom, right, _ = _around(texts)
                top = max(text.y for text in texts)
                lowest[page] = min(bottom, lowest.get(page, bottom))
                highest[page] = max(top, highest.get(page, top))
                if len(cells) > 1:
                    of = columns.setdefault(page, {})
                    known = of.get(place, (left, right))
                    of[place] = min(left, known[0]), max(right, known[1])
        for page, top in highest.items():
            if top >= last.get(page, float("inf")):
                yield f"the row {row.text[:60]!r} of a table does not stand below the one before it", page
            last[page] = lowest[page]
    for page, of in columns.items():
        for (one, (_, right)), (other, (left, _)) in pairwise(sorted(of.items())):
            if left < right - _SLACK:
                yield f"the columns {one + 1} and {other + 1} of a table overlap", page
