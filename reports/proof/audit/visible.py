"""What a machine reads of a finished page is what an eye sees: in the same place and order, and not hidden.

The other proofs read the tags. A file can say one thing by its tags and show another: a number that is
painted white, outside the page, under a box or in the cell of its neighbour. So a page may be painted with
nothing but the few instructions that our engine writes (:mod:`reports.pages.pdf`), the file may have no
entries but its own, and of what is left the places are compared with the order of reading. What cannot be
understood is a finding.

What is drawn inside a figure is not compared with the figure's numbers: its description is.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from reports.errors import Finding

from ..reading import fonts
from ..reading.page_digest import contents
from ..reading.pdf import FinishedFile
from ..reading.structure_tree import TEXT_BLOCKS, StructureElement
from ..reading.texts import squeeze

# --- entries of the file ---------------------------------------------------------------------------------


def _entries(names: str) -> frozenset[str]:
    return frozenset(f"/{name}" for name in names.split())


#: The entries that dictionaries of our files have; anything more could change what is seen or heard.
_CATALOG = _entries(
    "Type Pages Lang MarkInfo Metadata Outlines OutputIntents PageMode StructTreeRoot ViewerPreferences AF "
    "Names"
)
_PAGE = _entries("Type Parent MediaBox Contents Resources StructParents Tabs Annots Rotate Trans")
_PAGES = _entries("Type Kids Count")
_RESOURCES = _entries("Font ProcSet XObject")
_PICTURE = _entries(
    "Type Subtype Width Height BitsPerComponent ColorSpace Filter DecodeParms Length SMask Interpolate"
)
_LINK = _entries("Type Subtype F Border Rect QuadPoints Contents Dest StructParent")
_TREE = _entries("Type K ParentTree ParentTreeNextKey IDTree")
_ELEMENT = _entries("Type S P Pg K A Alt Lang ID")


#: What is wrong, and on which page (1-based).
_Cause = tuple[str, int | None]


def prove(file: FinishedFile, content: bytes) -> Iterator[Finding]:
    """Every reason why what is read of the file might not be what is seen."""
    for cause, page in _causes(file, content):
        yield Finding("painting", cause, page)


def _causes(file: FinishedFile, content: bytes) -> Iterator[_Cause]:
    if content.count(b"startxref") != 1 or not content.rstrip().endswith(b"%%EOF"):
        yield "something was added to the file behind its end", None
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield from _of_the_file(pdf)
        painted: dict[tuple[int, int], list[_PaintedText]] = {}
        said = "" if file.root is None else " ".join(file.root.text.split())
        begins: dict[str, set[int | None]] = {}
        for mark in file.bookmarks:
            begins.setdefault(squeeze(mark.title), set()).add(mark.page)
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        for number, page in enumerate(pdf.pages, start=1):
            sheet = _PaintedPage(page.obj)
            causes = (*_of_the_page(page.obj), *_of_the_links(page.obj, numbers, begins, said), *sheet.causes)
            yield from ((cause, number) for cause in causes)
            painted |= {(number - 1, mcid): texts for mcid, texts in sheet.marked.items()}
    if file.root is not None:
        yield from _places(file.root, painted)


def _of_the_file(pdf: pikepdf.Pdf) -> Iterator[_Cause]:
    named = [
        ("the catalog", pdf.Root, _CATALOG),
        ("the names", pdf.Root.get("/Names", Dictionary()), _entries("EmbeddedFiles")),
        ("the tag tree", pdf.Root.get("/StructTreeRoot", Dictionary()), _TREE),
    ]
    for entry in pdf.objects:
        if isinstance(entry, Dictionary) and (entry.get("/Type") == Name.StructElem or "/S" in entry):
            tag = str(entry.get("/S", "/"))[1:]
            named.append((f"a {tag}", entry, _ELEMENT))
            if "/Alt" in entry and tag != "Figure":
                yield f"a {tag} is read as something else than it says", None
    for what, entry, known in named:
        yield from ((cause, None) for cause in _unknown(what, entry, known))


def _of_the_page(page: Any) -> Iterator[str]:
    yield from _unknown("the page", page, _PAGE)
    yield from _unknown("the page", page.Resources, _RESOURCES)
    yield from _unknown("the group of pages", page.Parent, _PAGES)
    if int(page.get("/Rotate", 0)) or len(page.get("/Trans", {})):
        yield "the page is turned"
    if isinstance(page.Contents, Array):
        yield "the page has more than one content stream"
    for picture in page.Resources.get("/XObject", Dictionary()).values():
        if picture.get("/Subtype") != Name.Image:
            yield "the page draws a form instead of painting by itself"
        else:
            yield from _unknown("a picture", picture, _PICTURE)


def _of_the_links(
    page: Any, numbers: Mapping[Any, int], begins: Mapping[str, set[int | None]], said: str
) -> Iterator[str]:
    """Whether a link leads to the chapter that it names, or to the page that is printed behind it.

    ``numbers`` are the pages by their objects, ``begins`` those that bookmarks lead to by squeezed titles,
    ``said`` is the text of the whole file.
    """
    for link in page.get("/Annots", []):
        yield from _unknown("a link", link, _LINK)
        if link.get("/Subtype") != Name.Link:
            yield "the page has an annotation that is no link"
        target: Any = link.get("/Dest")
        leads = isinstance(target, Array) and len(target) == 5 and target[1] == Name.XYZ
        page_number = numbers.get(getattr(target[0], "objgen", None)) if leads else None
        if page_number is None:
            yield "a link does not lead to a place in the report"
            continue
        label = str(link.get("/Contents", ""))
        printed = re.findall(re.escape(" ".join(label.split())) + r" ?, ?\D{0,4}(\d+)", said)
        wanted = begins.get(squeeze(label)) or set(map(int, printed))
        if wanted and page_number not in wanted:
            yield f"the link {label!r} leads to another page"


def _unknown(what: str, entry: Any, known: frozenset[str]) -> Iterator[str]:
    for name in sorted(set(entry.keys()) - known):
        yield f"{what} has an entry that our files do not have: {name}"


# --- what a page is painted with ----------------------------------------------------------------------------

_N = r"-?\d+(?:\.\d+)?"
_SHOW = rf"/[\w+]+ {_N} Tf (?:<[0-9a-f]+> Tj|\[(?:<[0-9a-f]+>|-?\d+)+\] TJ)"
_STEP = rf"(?: {_N} {_N} [ml]|(?: {_N}){{6}} c| h)"
#: The instructions that our engine writes on a page; ``other`` is anything else.
_INSTRUCTIONS = re.compile(
    rf"\s+|1 0 0 1 0 0 cm"
    rf"|/(?P<tag>\w+) <</MCID (?P<mcid>\d+)>> BDC|(?P<close>EMC)"
    r"|(?P<artifact>/Artifact (?:BMC|<</Type /Pagination /Subtype /(?:Header|Footer)>> BDC))"
    rf"|BT (?P<colour>{_N} {_N} {_N}) rg(?: (?P<tracking>{_N}) Tc)?"
    rf" 1 0 0 1 (?P<at>{_N} {_N}) Tm (?P<shown>{_SHOW}(?: {_SHOW})*)(?: 0 Tc)? ET"
    rf"|BT 3 Tr 1 0 0 1 (?P<place>{_N} {_N}) Tm (?P<spoken>{_SHOW}(?: {_SHOW})*) 0 Tr ET"
    rf"|q(?: (?P<fill>{_N} {_N} {_N}) rg)?(?: {_N} {_N} {_N} RG (?P<width>{_N}) w)?(?: \[{_N} {_N}\] 0 d)?"
    rf"(?P<path>{_STEP}+) (?P<paint>[BfS]) Q"
    rf"|q\s(?P<picture>{_N} 0 0 {_N} {_N} {_N}) cm\s/[\w.+]+ Do\sQ"
    r"|(?P<other>.)",
    re.S,
)
_SHOWN = re.compile(rf"/([\w+]+) ({_N}) Tf (\S+) T[jJ]")
_PART = re.compile(r"<([0-9a-f]+)>|(-?\d+)")
_STEPS = re.compile(rf"((?: {_N})*) ([mlch])")

#: Letters stand as near as pairs of the font want, in thousandths of an em; lines as dense as headings.
_NEARER, _DENSER = 250, 0.01
#: No text is smaller, in points.
_SMALLEST = 5.0
#: What hides a text takes this part of its letters away.
_HIDDEN = 0.2
#: The least contrast of a letter with what is behind it; the palette has more than twice of it.
_CONTRAST = 2.0
#: Where what is repeated on every page stands, in points from the lower and the upper edge.
_FOOT, _HEAD = 21 * 72 / 25.4, 25 * 72 / 25.4

#: The height of a strip of the page in which things are looked up, in points.
_STRIP = 12.0

_WHITE = (1.0, 1.0, 1.0)
_Colour = tuple[float, ...]
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _PaintedText:
    """A text that is painted in one go: where its first letter stands and its last one ends, in points."""

    said: str
    left: float
    right: float
    y: float
    size: float
    colour: _Colour
    seen: bool
    tag: str

    @property
    def core(self) -> _Box:
        """What every digit has ink in."""
        return self.left, self.y + 0.1 * self.size, self.right, self.y + 0.6 * self.size


class _PaintedPage:
    """One page, from its content stream: its texts by their content id, and what is wrong with it."""

    def __init__(self, page: Any) -> None:
        self.marked: dict[int, list[_PaintedText]] = {}
        self._faces = {
            str(name)[1:]: (fonts.code_widths(font), fonts.code_texts(font))
            for name, font in page.Resources.get("/Font", Dictionary()).items()
        }
        self._height = float(page.MediaBox[3])
        self.causes: list[str] = []
        #: What is painted in each strip of the page, from the first to the last.
        self._ground: dict[int, list[tuple[_Box, _Colour]]] = {}
        self._texts: dict[int, list[_PaintedText]] = {}
        self._read(contents(page).decode("latin-1"))

    def _read(self, stream: str) -> None:
        mcid: int | None = None
        tag = ""
        for found in _INSTRUCTIONS.finditer(stream):
            kind = found.lastgroup
            if kind == "other":
                rest = stream[found.start() : found.start() + 40]
                self.causes.append(f"the page is not painted as reports are, from {rest!r}")
                return
            if kind == "mcid":
                tag, mcid = found["tag"], int(found["mcid"])
                self.marked.setdefault(mcid, [])
            elif kind == "artifact":
                tag, mcid = "", None
            elif found["shown"] or found["spoken"]:
                for text in self._shown(found, tag):
                    self._judge(text)
                    if text.seen and text.said.strip():
                        for strip in _strips(text.core):
                            self._texts.setdefault(strip, []).append(text)
                    if mcid is not None:
                        self.marked[mcid].append(text)
            elif found["paint"]:
                fill = _floats(found["fill"]) if found["paint"] in "Bf" and found["fill"] else None
                width = float(found["width"] or 0) if found["paint"] in "BS" else None
                self._paint(list(_boxes(found["path"], fill, width)), fill)
            elif found["picture"]:
                wide, _, _, high, x, y = _floats(found["picture"])
                self._paint([(x, y, x + wide, y + high)], None)

    def _shown(self, found: re.Match[str], tag: str) -> Iterator[_PaintedText]:
        seen = found["shown"] is not None
        x, y = _floats(found["at"] if seen else found["place"])
        tracking = float(found["tracking"] or 0)
        for face, size_, written in _SHOWN.findall(found["shown"] or found["spoken"]):
            widths, letters = self._faces.get(face, ({}, {}))
            size, start, said = float(size_), x, ""
            for codes, nearer in _PART.findall(written):
                if nearer:
                    if abs(int(nearer)) > _NEARER:
                        self.causes.append(f"letters behind {said!r} are too far apart or overlap")
                    x -= int(nearer) / 1000 * size
                    continue
                for code in bytes.fromhex(codes):
                    said += letters.get(code, fonts.UNKNOWN)
                    x += widths.get(code, 0) / 1000 * size + tracking
            if abs(tracking) > _DENSER * size:
                self.causes.append(f"the letters of {said!r} are too far apart or overlap")
            yield _PaintedText(said, start, x, y, size, _floats(found["colour"] or "0 0 0"), seen, tag)

    def _judge(self, text: _PaintedText) -> None:
        if not text.said.strip():
            return
        if not text.seen:
            if text.tag not in ("TD", "TH") or not re.search(r"[^\W\d]{3}", text.said):
                self.causes.append(f"{text.said!r} cannot be seen")
            return
        if text.size < _SMALLEST:
            self.causes.append(f"{text.said!r} is too small to be seen")
        x, y = (text.left + text.right) / 2, text.y + 0.3 * text.size
        painted = self._ground.get(int(y // _STRIP), ())
        behind = next((colour for box, colour in reversed(painted) if _holds(box, x, y)), _WHITE)
        if _contrast(text.colour, behind) < _CONTRAST:
            self.causes.append(f"{text.said!r} has too little contrast with what is behind it")
        inside = _FOOT < text.y < self._height - _HEAD
        if not text.tag and inside and re.search(r"\d[.,]\d", text.said):
            self.causes.append(f"{text.said!r} can be seen and is not read")

    def _paint(self, boxes: Sequence[_Box], fill: _Colour | None) -> None:
        for box in boxes:
            strips = _strips(box)
            near = {id(text): text for strip in strips for text in self._texts.get(strip, ())}
            for text in near.values():
                if _covered(text.core, box) > _HIDDEN:
                    self.causes.append(f"{text.said!r} is painted over")
            if fill is not None:
                for strip in strips:
                    self._ground.setdefault(strip, []).append((box, fill))


def _strips(box: _Box) -> range:
    """The level strips of a page that a box lies in; what lies in none of them does not touch it."""
    return range(int(box[1] // _STRIP), int(box[3] // _STRIP) + 1)


def _floats(written: str) -> tuple[float, ...]:
    return tuple(map(float, written.split()))


def _boxes(path: str, fill: _Colour | None, width: float | None) -> Iterator[_Box]:
    """The outlines of the parts of a path: of what it fills, or of every line that it draws."""
    part: list[tuple[float, float]] = []
    for numbers, step in _STEPS.findall(path):
        points = list(zip(*[iter(_floats(numbers))] * 2, strict=True))
        if step == "m":
            yield from _outlines(part, fill, width)
            part = []
        part += points if step != "h" else part[:1]
    yield from _outlines(part, fill, width)


def _outlines(
    part: Sequence[tuple[float, float]], fill: _Colour | None, width: float | None
) -> Iterator[_Box]:
    if not part:
        return
    if fill is not None:
        yield _hull(part, 0.0)
    elif width is not None:
        yield from (_hull(line, width / 2) for line in pairwise(part) if _level(line))


def _level(line: tuple[tuple[float, float], tuple[float, float]]) -> bool:
    """Whether a line is level or upright; the outline of another one says nothing of what it covers."""
    (x, y), (to_x, to_y) = line
    return abs(x - to_x) < 0.1 or abs(y - to_y) < 0.1


def _hull(points: Iterable[tuple[float, float]], more: float) -> _Box:
    xs, ys = zip(*points, strict=True)
    return min(xs) - more, min(ys) - more, max(xs) + more, max(ys) + more


def _holds(box: _Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _covered(text: _Box, box: _Box) -> float:
    """Which part of a text lies under a box."""
    if text[2] <= box[0] or box[2] <= text[0] or text[3] <= box[1] or box[3] <= text[1]:
        return 0.0
    wide = min(text[2], box[2]) - max(text[0], box[0])
    high = min(text[3], box[3]) - max(text[1], box[1])
    area = (text[2] - text[0]) * (text[3] - text[1])
    return wide * high / area if area > 0 else 0.0


def _contrast(one: _Colour, other: _Colour) -> float:
    """The contrast of two colours as WCAG 2 defines it."""
    lighter, darker = sorted(map(_luminance, (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: _Colour) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


# --- where things stand -------------------------------------------------------------------------------------

#: Points by which places may differ from those that a rule asks for.
_SLACK = 1.0

_Marked = Mapping[tuple[int, int], Sequence[_PaintedText]]


def _texts(element: StructureElement, painted: _Marked) -> dict[int, list[_PaintedText]]:
    """What is seen of an element, by page (1-based), in the order of reading."""
    found: dict[int, list[_PaintedText]] = {}
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
    blocks: dict[int, list[tuple[_Box, str]]] = {}
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


def _follows(before: _PaintedText, text: _PaintedText, end: float) -> bool:
    """Whether a text stands on behind another one on its line, on a line below, or to the right of all that
    was read before, which ends at ``end``.
    """
    if abs(before.y - text.y) < 0.5 * min(before.size, text.size):
        return text.left >= before.right - _SLACK
    return text.y < before.y or text.left >= end - _SLACK


def _around(texts: Sequence[_PaintedText]) -> _Box:
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
