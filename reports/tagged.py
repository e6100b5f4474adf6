"""The engine of our pages: those of :mod:`reports.paper` -> one tagged PDF.

The pages are written as plain objects with their fonts, their tag tree, places, links and bookmarks; one pass
with pikepdf adds the colours' meaning, the attachments and the metadata and packs the file, so that it claims
PDF/UA-1 and PDF/A-3a together. No clock, no chance and nothing that one file leaves for the next: the same
pages give the same bytes.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256

import pikepdf
from PIL import Image

from . import archive, fonts, tagging
from .fonts import FACES, Face
from .paper import SMALLEST, Decor, Element, Node, Page, Picture, Place, Spoken, seen
from .sketch import Mark, Shape, Text, text_width
from .tokens import MM_PER_PT

#: Points in a millimetre.
_PT = 1 / MM_PER_PT

#: Text that is painted but not seen, as PDF numbers it.
_INVISIBLE = 3

#: What packs the file.
_PRODUCER = f"pikepdf {pikepdf.__version__}"

#: A place comes into view with this much above it, in mm.
_ABOVE = 2.0


@dataclass(frozen=True, slots=True)
class Meta:
    """What a file says of itself. ``lang`` is "pl" or "en"; ``date`` is ISO, empty for none; ``identity``
    names what it belongs to (cluster, edition) and ``identifier`` is its ``dc:identifier``, see
    :func:`reports.tagging.finish`.
    """

    title: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    lang: str
    date: str
    identity: Mapping[str, str] = field(default_factory=dict)
    identifier: str = ""


def write(pages: Sequence[Page], meta: Meta, attachments: Sequence[archive.Attachment] = ()) -> bytes:
    """The pages as a finished file, with ``attachments`` for the reader.

    Raises ValueError for no pages, for what is painted without an element, for a link without words or to a
    place that does not exist, and for two places of one name.
    """
    raw = _Writer(pages).file()
    with pikepdf.open(io.BytesIO(raw)) as file:
        archive.complete(file, attachments, tagging.stamp(meta.date))
        tagging.describe(
            file,
            meta.lang,
            meta.title,
            meta.author,
            meta.subject,
            meta.keywords,
            meta.date,
            meta.identity,
            meta.identifier,
        )
        out = io.BytesIO()
        file.save(
            out,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
    return out.getvalue()


# --- the objects of a file -------------------------------------------------------------------------


class _Objects:
    """Numbered objects, each as the bytes between ``obj`` and ``endobj``."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def add(self, body: str | bytes = b"") -> int:
        """The number of a new object; one without a body gets it later, by :meth:`set`."""
        self._bodies.append(body.encode("ascii") if isinstance(body, str) else body)
        return len(self._bodies)

    def set(self, number: int, body: str) -> None:
        self._bodies[number - 1] = body.encode("ascii")

    def stream(self, entries: str, data: bytes, *, packed: bool = False) -> int:
        """A stream; ``packed`` data are compressed here, else when the file is saved."""
        if packed:
            data, entries = zlib.compress(data), f"{entries}/Filter/FlateDecode"
        head = f"<<{entries}/Length {len(data)}>>stream\n".encode("ascii")
        return self.add(b"".join((head, data, b"\nendstream")))

    def file(self, root: int, info: int) -> bytes:
        """All objects as a file with the catalog ``root`` and the information dictionary ``info``."""
        parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
        at, places = len(parts[0]), []
        for number, body in enumerate(self._bodies, start=1):
            part = b"%d 0 obj\n%b\nendobj\n" % (number, body)
            places.append(at)
            at += len(part)
            parts.append(part)
        parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
        parts += [b"%010d 00000 n \n" % place for place in places]
        ends = (len(places) + 1, root, info, at)
        parts.append(b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % ends)
        return b"".join(parts)


def _string(text: str) -> str:
    """A text as PDF writes it."""
    return f"<feff{text.encode('utf-16-be').hex()}>"


def _numbers(values: Iterable[float]) -> str:
    return " ".join(f"{value:.2f}" for value in values)


# --- fonts and pictures ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Set:
    """A text as its font sets it: the operator that shows it, and what its glyphs mean."""

    shown: str
    meaning: Mapping[int, str]


@lru_cache(maxsize=1 << 14)
def _set(text: str, face: Face) -> _Set:
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
    return _Set(f"[{codes}] TJ".replace("<>", "") if adjusted else f"{codes} Tj", meaning)


def _font(objects: _Objects, face: Face, meaning: Mapping[int, str]) -> int:
    """The bundled font of a face with the glyphs that are used, set by their numbers."""
    used = frozenset(meaning) | {0}
    facts = fonts.metrics(face)
    program = fonts.program(face, used)
    digest = int.from_bytes(sha256(program).digest()[:8])
    tag = "".join(chr(65 + digest // 26**place % 26) for place in range(6))
    name = f"/{tag}+{facts.name}"
    data = objects.stream(f"/Length1 {len(program)}", program)
    italic = 64 if facts.slant else 0
    descriptor = objects.add(
        f"<</Type/FontDescriptor/FontName{name}/Flags {4 | italic}/FontBBox[{' '.join(map(str, facts.box))}]"
        f"/ItalicAngle {facts.slant:g}/Ascent {facts.ascent}/Descent {facts.descent}"
        f"/CapHeight {facts.capitals}/StemV 80/FontFile2 {data} 0 R>>"
    )
    wide = " ".join(f"{number}[{width}]" for number, width in fonts.widths(face, used).items())
    descendant = objects.add(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont{name}/CIDToGIDMap/Identity/DW 0/W[{wide}]"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {descriptor} 0 R>>"
    )
    unicode = objects.stream("", _unicode(meaning))
    return objects.add(
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
class _Pixels:
    """A picture as PDF holds it: ``entries`` of its stream, ``data``, and its packed opacity, empty where all
    is opaque.
    """

    width: int
    height: int
    entries: str
    data: bytes
    opacity: bytes = b""


@lru_cache(maxsize=32)
def _pixels(data: bytes) -> _Pixels:
    with Image.open(io.BytesIO(data)) as image:
        if image.format == "JPEG" and image.mode == "RGB":
            return _Pixels(*image.size, "/ColorSpace/DeviceRGB/Filter/DCTDecode", data)
        whole = image.convert("RGBA")
    alpha = whole.getchannel("A")
    opacity = b"" if alpha.getextrema() == (255, 255) else zlib.compress(alpha.tobytes())
    colours = zlib.compress(whole.convert("RGB").tobytes())
    return _Pixels(*whole.size, "/ColorSpace/DeviceRGB/Filter/FlateDecode", colours, opacity)


def _image(objects: _Objects, pixels: _Pixels) -> int:
    head = f"/Type/XObject/Subtype/Image/Width {pixels.width}/Height {pixels.height}/BitsPerComponent 8"
    mask = ""
    if pixels.opacity:
        grey = objects.stream(f"{head}/ColorSpace/DeviceGray/Filter/FlateDecode", pixels.opacity)
        mask = f"/SMask {grey} 0 R"
    return objects.stream(f"{head}{pixels.entries}{mask}", pixels.data)


# --- painting ------------------------------------------------------------------------------------


@dataclass(eq=False, slots=True)
class _Tag:
    """A structure element in the making: its object, the index of its page, and its kids as PDF writes
    them.
    """

    element: Element
    number: int
    page: int
    kids: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Link:
    """An annotation (its object), the object of the element it belongs to, and what stands on its page."""

    number: int
    owner: int
    element: Element


class _Writer:
    """Paints the pages, remembers which mark belongs to which element, and writes all of it down."""

    def __init__(self, pages: Sequence[Page]) -> None:
        if not pages:
            raise ValueError("a paper has at least one page")
        self._pages = pages
        self._objects = _Objects()
        self._sheets = [self._objects.add() for _ in pages]
        self._top = self._objects.add()
        self._tags: list[tuple[_Tag, int]] = []  # each with the object of its parent
        self._joined: dict[str, _Tag] = {}
        self._owners: list[list[int]] = [[] for _ in pages]
        self._meaning: dict[Face, dict[int, str]] = {face: {} for face in FACES}
        self._images: dict[bytes, int] = {}
        self._links: list[list[_Link]] = [[] for _ in pages]
        self._places: list[tuple[int, Place]] = []
        self._out: list[str] = []
        self._page = 0
        self._height = 0.0

    def file(self) -> bytes:
        """The file, without what the pass with pikepdf adds."""
        root = self._tag(Element("Document", ()), self._top)
        contents = []
        for index, page in enumerate(self._pages):
            self._page, self._height, self._out = index, page.height, []
            self._nodes(page.nodes, root)
            contents.append(self._objects.stream("", "\n".join(self._out).encode("ascii"), packed=True))
        annotations = self._write_links()
        self._write_sheets(contents, annotations)
        self._write_tree(root)
        outline = self._write_outline()
        shown = f"/Outlines {outline} 0 R/PageMode/UseOutlines" if outline else ""
        tree = f"/StructTreeRoot {self._top} 0 R"
        catalog = self._objects.add(f"<</Type/Catalog/Pages {self._folder} 0 R{tree}{shown}>>")
        info = self._objects.add(f"<</Producer{_string(_PRODUCER)}>>")
        return self._objects.file(catalog, info)

    # --- what is painted ---------------------------------------------------------------------------

    def _nodes(self, nodes: Iterable[Node], parent: _Tag) -> None:
        waiting: list[Mark | Spoken | Picture] = []
        for node in nodes:
            if isinstance(node, Place):
                self._places.append((self._page, node))
            elif isinstance(node, Element):
                self._content(waiting, parent)
                self._element(node, parent)
            elif isinstance(node, Decor):
                self._content(waiting, parent)
                self._decor(node)
            else:
                waiting.append(node)
        self._content(waiting, parent)

    def _decor(self, decor: Decor) -> None:
        self._out.append("/Artifact BMC")
        if decor.turned:
            width, height = self._pages[self._page].width * _PT, self._height * _PT
            self._out.append(f"q -1 0 0 -1 {width:.3f} {height:.3f} cm")
        self._paint(decor.marks)
        if decor.turned:
            self._out.append("Q")
        self._out.append("EMC")

    def _element(self, element: Element, parent: _Tag) -> None:
        tag = self._joined.get(element.joins)
        if tag is None:
            tag = self._tag(element, parent.number)
            parent.kids.append(f"{tag.number} 0 R")
            if element.joins:
                self._joined[element.joins] = tag
        self._nodes(element.kids, tag)
        if element.tag == "Link":
            self._link(element, tag)

    def _tag(self, element: Element, parent: int) -> _Tag:
        tag = _Tag(element, self._objects.add(), self._page)
        self._tags.append((tag, parent))
        return tag

    def _link(self, element: Element, tag: _Tag) -> None:
        if not element.label.strip():
            raise ValueError(f"the link to {element.target!r} does not say where it leads to")
        number, sheet = self._objects.add(), self._sheets[self._page]
        self._links[self._page].append(_Link(number, tag.number, element))
        tag.kids.append(f"<</Type/OBJR/Obj {number} 0 R/Pg {sheet} 0 R>>")

    def _content(self, marks: list[Mark | Spoken | Picture], parent: _Tag) -> None:
        if not marks:
            return
        if parent.element.tag == "Document":
            raise ValueError("content needs an element or a Decor around it")
        owners = self._owners[self._page]
        mark = len(owners)
        owners.append(parent.number)
        here = parent.page == self._page
        parent.kids.append(
            str(mark) if here else f"<</Type/MCR/Pg {self._sheets[self._page]} 0 R/MCID {mark}>>"
        )
        self._out.append(f"/{parent.element.tag} <</MCID {mark}>> BDC")
        self._paint(marks)
        self._out.append("EMC")
        marks.clear()

    def _paint(self, marks: Iterable[Mark | Spoken | Picture]) -> None:
        for mark in marks:
            match mark:
                case Text():
                    self._text(mark)
                case Shape():
                    self._shape(mark)
                case Spoken():
                    self._spoken(mark)
                case Picture():
                    self._picture(mark)

    def _y(self, y: float) -> float:
        return (self._height - y) * _PT

    def _text(self, text: Text) -> None:
        if not text.text:
            return
        set_ = _set(text.text, text.face)
        self._meaning[text.face].update(set_.meaning)
        tracking, none = (f" {text.tracking:g} Tc", " 0 Tc") if text.tracking else ("", "")
        self._out.append(
            f"BT /{text.face} {text.size:g} Tf {_rgb(text.colour)} rg{tracking} "
            f"1 0 0 1 {text.x * _PT:.3f} {self._y(text.y):.3f} Tm {set_.shown}{none} ET"
        )

    def _spoken(self, spoken: Spoken) -> None:
        """Small enough for its width: size means nothing to a voice."""
        size = SMALLEST * min(1.0, spoken.width / max(text_width(spoken.text, SMALLEST), 0.1))
        set_ = _set(spoken.text, "regular")
        self._meaning["regular"].update(set_.meaning)
        self._out.append(
            f"BT /regular {size:.2f} Tf {_INVISIBLE} Tr "
            f"1 0 0 1 {spoken.x * _PT:.3f} {self._y(spoken.y):.3f} Tm {set_.shown} 0 Tr ET"
        )

    def _shape(self, shape: Shape) -> None:
        parts = ["q"]
        if shape.fill:
            parts.append(f"{_rgb(shape.fill)} rg")
        if shape.stroke:
            parts.append(f"{_rgb(shape.stroke)} RG {shape.width * _PT:.3f} w")
        if shape.stroke and shape.dash:
            parts.append("[{:.3f} {:.3f}] 0 d".format(*(part * _PT for part in shape.dash)))
        for step in shape.path:
            if len(step) == 4:
                parts.append(_circle(step[1] * _PT, self._y(step[2]), step[3] * _PT))
            elif len(step) == 1:
                parts.append("h")
            else:
                parts.append(f"{step[1] * _PT:.2f} {self._y(step[2]):.2f} {step[0].lower()}")
        parts.append(
            {(True, True): "B", (True, False): "f", (False, True): "S"}[bool(shape.fill), bool(shape.stroke)]
        )
        parts.append("Q")
        self._out.append(" ".join(parts))

    def _picture(self, picture: Picture) -> None:
        """As large as its box allows, in the middle of it."""
        pixels = _pixels(picture.data)
        number = self._images.get(picture.data)
        if number is None:
            number = self._images[picture.data] = _image(self._objects, pixels)
        box = picture.box
        wide, high = (box.right - box.left) * _PT, (box.bottom - box.top) * _PT
        scale = min(wide / pixels.width, high / pixels.height)
        width, height = pixels.width * scale, pixels.height * scale
        x, y = box.left * _PT + (wide - width) / 2, self._y(box.bottom) + (high - height) / 2
        self._out.append(f"q {width:.3f} 0 0 {height:.3f} {x:.3f} {y:.3f} cm /I{number} Do Q")

    # --- what is written down ----------------------------------------------------------------------

    def _write_sheets(self, contents: Sequence[int], annotations: Sequence[Sequence[int]]) -> None:
        objects = self._objects
        used = [face for face in FACES if self._meaning[face]]
        set_in = "".join(f"/{face} {_font(objects, face, self._meaning[face])} 0 R" for face in used)
        shown = "".join(f"/I{number} {number} 0 R" for number in self._images.values())
        resources = objects.add(f"<</Font<<{set_in}>>/XObject<<{shown}>>>>")
        kids = " ".join(f"{sheet} 0 R" for sheet in self._sheets)
        self._folder = objects.add(f"<</Type/Pages/Count {len(self._sheets)}/Kids[{kids}]>>")
        for index, page in enumerate(self._pages):
            links = " ".join(f"{number} 0 R" for number in annotations[index])
            objects.set(
                self._sheets[index],
                f"<</Type/Page/Parent {self._folder} 0 R/MediaBox[0 0 {page.width * _PT:.4f} "
                f"{page.height * _PT:.4f}]/Resources {resources} 0 R/Contents {contents[index]} 0 R"
                f"/StructParents {index}/Tabs/S{f'/Annots[{links}]' if links else ''}>>",
            )

    def _write_links(self) -> list[list[int]]:
        """The annotations of every page; those of the parent tree follow the pages."""
        named: dict[str, tuple[int, Place]] = {}
        for page, place in self._places:
            if place.name and named.setdefault(place.name, (page, place)) != (page, place):
                raise ValueError(f"two places are named {place.name!r}")
        number = len(self._pages)
        written = []
        for page, links in enumerate(self._links):
            for link in links:
                found = named.get(link.element.target)
                if found is None:
                    raise ValueError(f"a link leads to {link.element.target!r}, which is not there")
                quads = [self._quad(texts, page) for texts in _lines(link.element)]
                if not quads:
                    raise ValueError(f"the link to {link.element.target!r} has no words")
                left, bottom, right, top = zip(*quads, strict=True)
                corners = [n for x, low, end, y in quads for n in (x, y, end, y, x, low, end, low)]
                self._objects.set(
                    link.number,
                    f"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/StructParent {number}"
                    f"/Rect[{_numbers((min(left), min(bottom), max(right), max(top)))}]"
                    f"/QuadPoints[{_numbers(corners)}]/Contents{_string(link.element.label)}"
                    f"/Dest{self._destination(*found)}>>",
                )
                number += 1
            written.append([link.number for link in links])
        return written

    def _quad(self, texts: Sequence[Text], page: int) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of the line that the texts stand in."""
        height = self._pages[page].height
        em = max(text.size for text in texts)
        base = (height - texts[0].y) * _PT
        ends = [text.x * _PT + replace(text, text=text.text.rstrip()).width * _PT for text in texts]
        return min(text.x for text in texts) * _PT, base - 0.24 * em, max(ends), base + 0.86 * em

    def _destination(self, page: int, place: Place) -> str:
        height = self._pages[page].height
        top = (height - max(0.0, place.y - _ABOVE)) * _PT
        return f"[{self._sheets[page]} 0 R/XYZ 0 {top:.2f} 0]"

    def _write_tree(self, root: _Tag) -> None:
        """The tree, with the way back from every mark and every annotation to its element."""
        objects = self._objects
        for tag, parent in self._tags:
            objects.set(
                tag.number,
                f"<</Type/StructElem/S/{tag.element.tag}/P {parent} 0 R/Pg {self._sheets[tag.page]} 0 R"
                f"{self._facts(tag)}/K[{' '.join(tag.kids)}]>>",
            )
        numbers = []
        for index, owners in enumerate(self._owners):
            back = objects.add(f"[{' '.join(f'{owner} 0 R' for owner in owners)}]")
            numbers.append(f"{index} {back} 0 R")
        links = [link for links in self._links for link in links]
        numbers += [f"{place} {link.owner} 0 R" for place, link in enumerate(links, start=len(self._pages))]
        back = objects.add(f"<</Nums[{' '.join(numbers)}]>>")
        objects.set(
            self._top,
            f"<</Type/StructTreeRoot/K[{root.number} 0 R]/ParentTree {back} 0 R"
            f"/ParentTreeNextKey {len(numbers)}>>",
        )

    def _facts(self, tag: _Tag) -> str:
        """What a screen reader asks of an element: the description, the scope, the span, the language."""
        element = tag.element
        facts = f"/Alt{_string(element.alt)}" if element.alt else ""
        facts += f"/Lang{_string(element.lang)}" if element.lang else ""
        attributes = []
        if element.box is not None:
            box, height = element.box, self._pages[tag.page].height
            corners = (box.left, height - box.bottom, box.right, height - box.top)
            attributes.append(f"<</O/Layout/BBox[{_numbers(corner * _PT for corner in corners)}]>>")
        if element.scope or element.span > 1:
            scope = f"/Scope/{element.scope}" if element.scope else ""
            span = f"/ColSpan {element.span}" if element.span > 1 else ""
            attributes.append(f"<</O/Table{scope}{span}>>")
        if attributes:
            facts += f"/A {attributes[0]}" if len(attributes) == 1 else f"/A[{''.join(attributes)}]"
        return facts

    def _write_outline(self) -> int:
        """The object of the outline, open at every level; 0 without bookmarks."""
        marks = [(page, place) for page, place in self._places if place.bookmark]
        if not marks:
            return 0
        objects = self._objects
        top = objects.add()
        items = [objects.add() for _ in marks]
        parents: list[int] = []
        path: list[int] = []  # the places in ``marks`` of the open levels
        for place, (_, mark) in enumerate(marks):
            if mark.level > len(path) + 1:
                raise ValueError(f"the bookmark {mark.bookmark!r} skips a level")
            del path[mark.level - 1 :]
            parents.append(path[-1] if path else -1)
            path.append(place)
        kids: dict[int, list[int]] = {}
        below = [0] * (len(marks) + 1)  # the last one counts for the outline itself
        for place, parent in enumerate(parents):
            kids.setdefault(parent, []).append(place)
        for place in range(len(marks) - 1, -1, -1):
            below[parents[place]] += 1 + below[place]

        def around(place: int) -> str:
            if place not in kids:
                return ""
            first, last = items[kids[place][0]], items[kids[place][-1]]
            return f"/First {first} 0 R/Last {last} 0 R/Count {below[place]}"

        for place, (page, mark) in enumerate(marks):
            brothers = kids[parents[place]]
            turn = brothers.index(place)
            before = f"/Prev {items[brothers[turn - 1]]} 0 R" if turn else ""
            after = f"/Next {items[brothers[turn + 1]]} 0 R" if turn + 1 < len(brothers) else ""
            parent = items[parents[place]] if parents[place] >= 0 else top
            objects.set(
                items[place],
                f"<</Title{_string(mark.bookmark)}/Parent {parent} 0 R{before}{after}{around(place)}"
                f"/Dest{self._destination(page, mark)}>>",
            )
        objects.set(top, f"<</Type/Outlines{around(-1)}>>")
        return top


def _lines(link: Element) -> list[list[Text]]:
    """What is seen of a link, by its base lines."""
    found: dict[float, list[Text]] = {}
    for text in seen(link.kids):
        if text.text.strip():
            found.setdefault(text.y, []).append(text)
    return list(found.values())


@lru_cache(maxsize=256)
def _rgb(colour: str) -> str:
    """``#RRGGBB`` as PDF writes a colour."""
    return " ".join(f"{int(colour[place : place + 2], 16) / 255:.4f}" for place in (1, 3, 5))


#: Four cubic curves make a circle when their handles are this part of the radius.
_KAPPA = 0.5522847498


def _circle(x: float, y: float, radius: float) -> str:
    r, k = radius, radius * _KAPPA
    return (
        f"{x + r:.2f} {y:.2f} m "
        f"{x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
        f"{x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c "
        f"{x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
        f"{x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c h"
    )
