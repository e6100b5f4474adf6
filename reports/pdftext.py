"""Reading a finished report back: what stands on its pages, in its tag tree and in its metadata.

Two readers that know nothing of each other: pdfium for the pages as they are seen (text in the order
of painting, the box of every piece of text, bookmarks) and a small interpreter of content streams for
what pdfium does not tell (the text of every tag, which glyphs are missing, what is painted outside
the tags). Nothing is judged here; that is :mod:`reports.check`.
"""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import md5
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from defusedxml.ElementTree import fromstring
from fontTools.ttLib import TTFont
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name

#: Text without a known meaning, as Unicode has it.
UNKNOWN = "\ufffd"


@dataclass(frozen=True)
class Page:
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
class Element:
    """One element of the tag tree. ``kids`` are elements and texts in the order of reading; ``page``
    is that of its first content. ``alt`` and ``scope`` are None where there is none; ``contents``
    are the descriptions of the annotations (links) that belong to it.
    """

    tag: str
    page: int | None
    kids: tuple[Element | str, ...]
    alt: str | None = None
    scope: str | None = None
    contents: tuple[str, ...] = ()

    def walk(self) -> Iterator[Element]:
        """The element and all below it, in the order of reading."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def find(self, *tags: str) -> list[Element]:
        """The elements below (or this one) with one of ``tags``, in the order of reading."""
        return [element for element in self.walk() if element.tag in tags]

    @property
    def text(self) -> str:
        """Everything it says, its pieces separated by a space."""
        return " ".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)


@dataclass(frozen=True, slots=True)
class Font:
    """``name`` is the PostScript name inside the embedded program, None where nothing is embedded;
    ``label`` is what the file calls it.
    """

    label: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something broken in the file's own order; ``page`` is None where it has none."""

    cause: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Attached:
    """A file inside the file. ``associated`` says that the catalog names it, ``sound`` that its size
    and its checksum are those of ``content``.
    """

    name: str
    description: str
    mime: str
    relationship: str
    associated: bool
    sound: bool
    content: bytes


@dataclass(frozen=True, slots=True)
class Archival:
    """What an archive asks about. ``profile`` is the ICC profile of the only output intent (None
    without exactly one), ``actions`` the kinds of everything that runs or jumps, ``unprinted`` the
    pages with annotations that may be missing in print, ``ids`` the two ids of the trailer,
    ``scripted_form`` a form that needs a program to be seen as it is.
    """

    profile: bytes | None
    actions: tuple[str, ...]
    unprinted: tuple[int, ...]
    ids: tuple[bytes, ...]
    encrypted: bool
    scripted_form: bool


@dataclass(frozen=True)
class FinishedFile:
    """Everything that was read. ``root`` is the root of the tag tree (None without one), ``missing``
    the text around glyphs that no font has, ``faults`` what the tags do not hold together.
    ``info`` is the information dictionary without slashes, ``xmp`` the properties by
    ``{namespace}name`` (lists joined by ", "). ``attached`` are the files inside it.
    """

    pages: tuple[Page, ...]
    bookmarks: tuple[Bookmark, ...]
    root: Element | None
    fonts: tuple[Font, ...]
    missing: tuple[Fault, ...]
    faults: tuple[Fault, ...]
    lang: str
    shows_title: bool
    info: Mapping[str, str]
    xmp: Mapping[str, str]
    attached: tuple[Attached, ...]
    archival: Archival


def read(pdf: bytes) -> FinishedFile:
    """Read a file that :func:`reports.tagging.finish` made. Raises what pikepdf and pypdfium2 raise
    for bytes that are no PDF.
    """
    with pikepdf.open(io.BytesIO(pdf)) as file:
        painted = _Painted(file)
        root = _Tree(file, painted)
        return FinishedFile(
            *_seen(pdf),
            root=root.root,
            fonts=tuple(painted.fonts.values()),
            missing=tuple(painted.missing),
            faults=(*painted.faults, *root.faults),
            lang=str(file.Root.get("/Lang", "")),
            shows_title=bool(
                file.Root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False)
            ),
            info={key[1:]: str(value) for key, value in file.docinfo.items()},
            xmp=_xmp(file),
            attached=tuple(_attached(file)),
            archival=_archival(file),
        )


def _xmp(file: pikepdf.Pdf) -> dict[str, str]:
    if "/Metadata" not in file.Root:
        return {}
    packet = fromstring(file.Root.Metadata.read_bytes())
    found = {}
    for description in packet.iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"):
        found.update(description.attrib)
        for item in description:
            found[item.tag] = ", ".join(text for part in item.itertext() if (text := part.strip()))
    return found


def _attached(file: pikepdf.Pdf) -> Iterator[Attached]:
    associated = {entry.objgen for entry in file.Root.get("/AF", [])}
    for name, entry in file.attachments.items():
        stream = entry.obj.EF.F
        content = stream.read_bytes()
        stated = stream.get("/Params", Dictionary())
        digest = md5(content, usedforsecurity=False).digest()
        yield Attached(
            name=name,
            description=str(entry.obj.get("/Desc", "")),
            mime=str(stream.get("/Subtype", "/"))[1:],
            relationship=str(entry.obj.get("/AFRelationship", "/"))[1:],
            associated=entry.obj.objgen in associated,
            sound=int(stated.get("/Size", -1)) == len(content)
            and bytes(stated.get("/CheckSum", b"")) == digest,
            content=content,
        )


def _archival(file: pikepdf.Pdf) -> Archival:
    root = file.Root
    intents = list(root.get("/OutputIntents", []))
    profile = intents[0].get("/DestOutputProfile") if len(intents) == 1 else None
    form = root.get("/AcroForm", Dictionary())
    return Archival(
        profile=None if profile is None else profile.read_bytes(),
        actions=tuple(_actions(file)),
        unprinted=tuple(
            number
            for number, page in enumerate(file.pages, start=1)
            if any((int(a.get("/F", 0)) & 0b1_0010_0111) != 4 for a in page.obj.get("/Annots", []))
        ),
        ids=tuple(bytes(part) for part in file.trailer.get("/ID", [])),
        encrypted=file.is_encrypted,
        scripted_form="/XFA" in form or bool(form.get("/NeedAppearances", False)),
    )


def _actions(file: pikepdf.Pdf) -> Iterator[str]:
    """The kind of everything that happens at opening, at a click or at a change of page."""
    if "/JavaScript" in file.Root.get("/Names", Dictionary()):
        yield "JavaScript"
    fields: Any = file.Root.get("/AcroForm", Dictionary()).get("/Fields", [])
    annotations = [a for page in file.pages for a in page.obj.get("/Annots", [])]
    for place in (file.Root, *(page.obj for page in file.pages), *annotations, *fields):
        if "/AA" in place:
            yield "AA"
        for key in ("/OpenAction", "/A"):
            action = place.get(key)
            while isinstance(action, Dictionary):
                yield str(action.get("/S", "/"))[1:]
                action = action.get("/Next")


# --- the pages as they are seen ------------------------------------------------------------------

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _seen(pdf: bytes) -> tuple[tuple[Page, ...], tuple[Bookmark, ...]]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = tuple(_page(document, index) for index in range(len(document)))
        bookmarks = tuple(_bookmark(entry) for entry in document.get_toc())
    finally:
        document.close()
    return pages, bookmarks


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


def _page(document: Any, index: int) -> Page:
    page = document[index]
    text_page = page.get_textpage()
    pieces: list[_Piece] = []
    # One set of out parameters for all calls: allocating them anew takes longer than the calls.
    left, bottom, right, top, size = (ctypes.c_float() for _ in range(5))
    matrix = pdfium.FS_MATRIX()
    buffer = (ctypes.c_ushort * 4096)()

    def collect(count: int, get: Callable[[int], Any], outer: _Matrix) -> None:
        for number in range(count):
            item = get(number)
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_FORM:
                pdfium.FPDFPageObj_GetMatrix(item, matrix)
                collect(
                    pdfium.FPDFFormObj_CountObjects(item),
                    partial(pdfium.FPDFFormObj_GetObject, item),
                    _product(_values(matrix), outer),
                )
            elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
                # Lengths are in bytes and count the closing zero.
                length = pdfium.FPDFTextObj_GetText(item, text_page, buffer, ctypes.sizeof(buffer))
                text = bytes(buffer)[: min(length, ctypes.sizeof(buffer)) - 2].decode("utf-16-le", "replace")
                if not text.strip():
                    continue
                pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
                pdfium.FPDFTextObj_GetFontSize(item, size)
                pdfium.FPDFPageObj_GetMatrix(item, matrix)
                placed = _product(_values(matrix), outer)
                piece = _Piece(
                    text=_plain(text),
                    box=_placed((left.value, bottom.value, right.value, top.value), outer),
                    size=abs(size.value * placed[3]),
                    y=placed[5],
                )
                if pieces and pieces[-1].continued_by(piece):
                    pieces[-1].append(piece)
                else:
                    pieces.append(piece)

    collect(pdfium.FPDFPage_CountObjects(page), partial(pdfium.FPDFPage_GetObject, page), _IDENTITY)
    return Page(
        number=index + 1,
        width=page.get_width(),
        height=page.get_height(),
        text=_plain(text_page.get_text_range()),
        pieces=tuple(piece.text for piece in pieces),
        boxes=np.array([piece.box for piece in pieces], dtype=np.float64).reshape(-1, 4),
        sizes=np.array([piece.size for piece in pieces], dtype=np.float64),
    )


def _plain(text: str) -> str:
    """Undo what pdfium does: it writes U+FFFE or U+0002 for a hyphen at the end of a line."""
    return text.replace("\ufffe", "-").replace("\x02", "-")


def _values(matrix: Any) -> _Matrix:
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _product(m: _Matrix, n: _Matrix) -> _Matrix:
    """First ``m``, then ``n``."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _placed(box: tuple[float, float, float, float], m: _Matrix) -> tuple[float, float, float, float]:
    left, bottom, right, top = box
    xs = [m[0] * x + m[2] * y + m[4] for x in (left, right) for y in (bottom, top)]
    ys = [m[1] * x + m[3] * y + m[5] for x in (left, right) for y in (bottom, top)]
    return min(xs), min(ys), max(xs), max(ys)


# --- what is painted, and under which mark -------------------------------------------------------

_PAINTING = frozenset({"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh"})
_SHOWING = frozenset({"Tj", "TJ", "'", '"'})
#: All others are left out while parsing, which halves the time.
_OPERATORS = " ".join({*_PAINTING, *_SHOWING, "BDC", "BMC", "EMC", "q", "Q", "Tf", "Do"})
_ENTRY = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_BLOCK = re.compile(rb"beginbfchar(.*?)endbfchar", re.S)


@dataclass(slots=True)
class _Face:
    """How one font's codes become text."""

    font: Font
    bytes_per_code: int
    unicode: Mapping[int, str]
    glyphs: int | None  # how many its program has; None where it is not embedded as TrueType

    def decode(self, string: bytes) -> tuple[str, bool]:
        """The text, and whether one of its glyphs is missing from the font."""
        step = self.bytes_per_code
        codes = [int.from_bytes(string[i : i + step]) for i in range(0, len(string), step)]
        missing = step == 2 and any(
            code == 0 or (self.glyphs is not None and code >= self.glyphs) for code in codes
        )
        return "".join(self.unicode.get(code, UNKNOWN) for code in codes), missing


@dataclass(slots=True)
class _Mark:
    """An open marked-content sequence: its content id, or None."""

    mcid: int | None


class _Painted:
    """The text under every mark of every page, read from the content streams."""

    def __init__(self, file: pikepdf.Pdf) -> None:
        self.texts: dict[tuple[int, int], str] = {}  # (page index, content id) -> text
        self.fonts: dict[tuple[int, int], Font] = {}
        self.missing: list[Fault] = []
        self.faults: list[Fault] = []
        self._faces: dict[tuple[int, int], _Face] = {}
        for index, page in enumerate(file.pages):
            self._unmarked = 0
            self._stream(page.obj, page.obj.get("/Resources", Dictionary()), index, [])
            if self._unmarked:
                self.faults.append(Fault(f"{self._unmarked} drawings or texts are not marked", index + 1))

    def _stream(self, stream: Any, resources: Any, page: int, marks: list[_Mark]) -> None:
        face: _Face | None = None
        saved: list[_Face | None] = []
        for instruction in pikepdf.parse_content_stream(stream, _OPERATORS):
            name, operands = str(instruction.operator), instruction.operands
            if name in ("BDC", "BMC"):
                marks.append(_Mark(self._open(operands, page)))
            elif name == "EMC":
                marks.pop()
            elif name == "q":
                saved.append(face)
            elif name == "Q":
                face = saved.pop() if saved else None
            elif name == "Tf":
                face = self._face(resources.Font[str(operands[0])])
            elif name in _SHOWING:
                self._unmarked += not marks
                self._show(operands[-1], face, page, marks)
            elif name in _PAINTING:
                self._unmarked += not marks
            elif name == "Do":
                self._unmarked += not marks
                form = resources.XObject[str(operands[0])]
                if form.get("/Subtype") == "/Form":
                    self._stream(form, form.get("/Resources", resources), page, marks)

    def _open(self, operands: Any, page: int) -> int | None:
        if len(operands) < 2 or not isinstance(operands[1], Dictionary) or "/MCID" not in operands[1]:
            return None
        mcid = int(operands[1].MCID)
        if (page, mcid) in self.texts:
            self.faults.append(Fault(f"the content id {mcid} is used twice", page + 1))
        self.texts[page, mcid] = ""
        return mcid

    def _show(self, operand: Any, face: _Face | None, page: int, marks: list[_Mark]) -> None:
        if face is None:
            self.faults.append(Fault("text is set without a font", page + 1))
            return
        strings = (
            [part for part in operand if isinstance(part, pikepdf.String)]
            if isinstance(operand, Array)
            else [operand]
        )
        text, missing = face.decode(b"".join(bytes(part) for part in strings))
        if missing:
            self.missing.append(Fault(text, page + 1))
        mcid = next((mark.mcid for mark in reversed(marks) if mark.mcid is not None), None)
        if mcid is not None:
            self.texts[page, mcid] += text

    def _face(self, entry: Any) -> _Face:
        known = self._faces.get(entry.objgen)
        if known is None:
            known = self._faces[entry.objgen] = _face(entry)
            self.fonts[entry.objgen] = known.font
        return known


def _face(entry: Any) -> _Face:
    composite = "/DescendantFonts" in entry
    descriptor = (entry.DescendantFonts[0] if composite else entry).get("/FontDescriptor", Dictionary())
    label = str(entry.get("/BaseFont", "/unnamed"))[1:]
    name, glyphs = None, None
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            with TTFont(io.BytesIO(descriptor[key].read_bytes()), lazy=True) as program:
                name = str(program["name"].getDebugName(6)) if "name" in program else ""
                glyphs = program["maxp"].numGlyphs
    return _Face(Font(label, name), 2 if composite else 1, _unicode(entry), glyphs)


def programs(file: pikepdf.Pdf) -> Iterator[tuple[str, bytes, Mapping[int, str], Mapping[int, int]]]:
    """Of every embedded TrueType font: its PostScript name, its program, code -> text, and code -> glyph (0
    is that of no character).
    """
    for entry in file.objects:
        if not isinstance(entry, Dictionary) or entry.get("/Type") != Name.Font:
            continue
        composite = "/DescendantFonts" in entry
        descriptor = (entry.DescendantFonts[0] if composite else entry).get("/FontDescriptor", Dictionary())
        program = descriptor.get("/FontFile2")
        if program is None or entry.get("/Subtype") not in (Name.Type0, Name.TrueType):
            continue
        texts, data = _unicode(entry), program.read_bytes()
        glyphs = {code: code for code in texts} if composite else _glyphs(data)
        yield _face(entry).font.name or "", data, texts, {code: glyphs.get(code, 0) for code in texts}


def _glyphs(program: bytes) -> dict[int, int]:
    """Code -> glyph of a font that is set by single bytes, as a viewer looks them up (ISO 32000-1, 9.6.6.4,
    for a symbolic font).
    """
    with TTFont(io.BytesIO(program), lazy=True) as font:
        tables = {(table.platformID, table.platEncID): table.cmap for table in font["cmap"].tables}
        found = tables.get((3, 0)) or tables.get((1, 0)) or {}
        return {code & 0xFF: font.getGlyphID(name) for code, name in found.items()}


def _unicode(entry: Any) -> dict[int, str]:
    if "/ToUnicode" not in entry:
        return {}
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
        for block in _BLOCK.findall(entry.ToUnicode.read_bytes())
        for code, text in _ENTRY.findall(block)
    }


# --- the tag tree --------------------------------------------------------------------------------


class _Tree:
    """The tag tree with its texts, and every disagreement between the tree and the pages: content
    that no element owns or that two own, elements that own nothing that exists, and content that the
    parent tree gives to another element (which validators do not look at).
    """

    def __init__(self, file: pikepdf.Pdf, painted: _Painted) -> None:
        self.faults: list[Fault] = []
        self.root: Element | None = None
        self._painted = painted
        self._pages: dict[tuple[int, int], int] = {
            page.obj.objgen: index for index, page in enumerate(file.pages)
        }
        self._owners: dict[tuple[int, int], tuple[int, int]] = {}
        self._annotations: set[tuple[int, int]] = set()
        if "/StructTreeRoot" not in file.Root:
            self.faults.append(Fault("the file has no tag tree"))
            return
        self.root = self._element(file.Root.StructTreeRoot)
        self._compare(file)

    def _element(self, entry: Any) -> Element:
        kids: list[Element | str] = []
        contents: list[str] = []
        page = self._pages.get(entry.Pg.objgen) if "/Pg" in entry else None
        value = entry.get("/K")
        for kid in value if isinstance(value, Array) else [] if value is None else [value]:
            if not isinstance(kid, Dictionary):
                kids.append(self._content(entry, page, int(kid)))
            elif "/S" in kid:
                kids.append(self._element(kid))
            elif "/MCID" in kid:
                own = self._pages.get(kid.Pg.objgen) if "/Pg" in kid else page
                kids.append(self._content(entry, own, int(kid.MCID)))
            elif "/Obj" in kid:
                self._annotations.add(kid.Obj.objgen)
                contents.append(str(kid.Obj.get("/Contents", "")))
        attributes = entry.get("/A")
        scope = attributes.get("/Scope") if isinstance(attributes, Dictionary) else None
        return Element(
            tag=str(entry.get("/S", "/"))[1:],
            page=None if page is None else page + 1,
            kids=tuple(kids),
            alt=str(entry.Alt) if "/Alt" in entry else None,
            scope=None if scope is None else str(scope)[1:],
            contents=tuple(contents),
        )

    def _content(self, entry: Any, page: int | None, mcid: int) -> str:
        tag = str(entry.get("/S", "/"))[1:]
        if page is None or (page, mcid) not in self._painted.texts:
            self.faults.append(
                Fault(f"a {tag} points to content {mcid}, which does not exist", page and page + 1)
            )
            return ""
        if (page, mcid) in self._owners:
            self.faults.append(Fault(f"content {mcid} belongs to two elements", page + 1))
        self._owners[page, mcid] = entry.objgen
        return self._painted.texts[page, mcid]

    def _compare(self, file: pikepdf.Pdf) -> None:
        numbers = file.Root.StructTreeRoot.ParentTree.Nums
        parents = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
        orphans: dict[int, list[int]] = {}
        for page, mcid in self._painted.texts:
            if (page, mcid) not in self._owners:
                orphans.setdefault(page, []).append(mcid)
        for page, mcids in orphans.items():
            text = " ".join(self._painted.texts[page, mcid] for mcid in mcids).strip()
            self.faults.append(Fault(f"tagged content outside the tag tree: {text[:80]!r}", page + 1))
        of_pages = [parents.get(int(page.obj.get("/StructParents", -1))) for page in file.pages]
        for (page, mcid), owner in self._owners.items():
            of_page = of_pages[page]
            parent = of_page[mcid] if isinstance(of_page, Array) and mcid < len(of_page) else None
            if parent is None or parent.objgen != owner:
                text = self._painted.texts[page, mcid]
                self.faults.append(
                    Fault(f"the parent tree resolves {text[:80]!r} to another element", page + 1)
                )
        for number, sheet in enumerate(file.pages, start=1):
            for annotation in sheet.obj.get("/Annots", []):
                if annotation.objgen not in self._annotations:
                    self.faults.append(Fault("a link is not in the tag tree", number))
