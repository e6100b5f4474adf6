"""Reading a finished report back: what stands on its pages, in its tag tree and in its metadata.

Two readers that know nothing of each other: pdfium for the pages as they are seen (text in the order
of painting, the box of every piece of text, bookmarks) and a small interpreter of content streams for
what pdfium does not tell (the text of every tag, which glyphs are missing, what is painted outside
the tags). Nothing is judged here; that is :mod:`reports.proof.checks.report`.
"""

from __future__ import annotations

import ctypes
import io
import json
import re
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
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

from . import instructions

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
    are the descriptions of the annotations (links) that belong to it, and ``marks`` the (page index,
    content id) of its own texts; the index is -1 where there is no page.
    """

    tag: str
    page: int | None
    kids: tuple[Element | str, ...]
    alt: str | None = None
    scope: str | None = None
    contents: tuple[str, ...] = ()
    marks: tuple[tuple[int, int], ...] = field(default=(), compare=False)

    def walk(self) -> Iterator[Element]:
        """The element and all below it, in the order of reading."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [kid for kid in reversed(element.kids) if type(kid) is Element]

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
    """Read a file that :func:`reports.pages.pdf.write` made. Raises what pikepdf and pypdfium2 raise
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
    limit, said = ctypes.sizeof(buffer), memoryview(buffer).cast("B")

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
                    box = _placed(box, outer)
                    placed = _product(_values(matrix), outer)
                    height, y = placed[3], placed[5]
                piece = _Piece(text=_plain(text), box=box, size=abs(size.value * height), y=y)
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

#: The operator that saves the state of the pen.
_SAVE = ord("q")

_ENTRY = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_BLOCK = re.compile(rb"beginbfchar(.*?)endbfchar", re.S)


class _Meanings(dict[int, str]):
    """Code -> text, of any code."""

    def __missing__(self, code: int) -> str:
        return UNKNOWN


class _Face:
    """How one font's codes, of two bytes where it is ``wide``, become text. ``glyphs`` is how many its
    program has, None where it is not embedded as TrueType.
    """

    def __init__(self, font: Font, wide: bool, unicode: Mapping[int, str], glyphs: int | None) -> None:
        self.font = font
        self._wide = wide
        self._unicode = _Meanings(unicode)
        self._glyphs = 0x10000 if glyphs is None else glyphs
        self._letters = [] if self._wide else [unicode.get(code, UNKNOWN) for code in range(256)]
        self._known: dict[bytes, tuple[str, bool]] = {}

    def read(self, operand: bytes) -> tuple[str, bool]:
        """The text that a showing operator's operand is, and whether a glyph of it is missing from the font
        or has no meaning.
        """
        # Drawings are set letter by letter, and tables say the same again and again.
        known = self._known.get(operand)
        if known is None:
            known = self._known[operand] = self._decode(instructions.shown(operand))
        return known

    def _decode(self, string: bytes) -> tuple[str, bool]:
        if not self._wide:
            text = "".join(map(self._letters.__getitem__, string))
            return text, UNKNOWN in text
        codes = struct.unpack(f">{len(string) // 2}H", string[: len(string) // 2 * 2])
        text = "".join(map(self._unicode.__getitem__, codes)) + UNKNOWN * (len(string) % 2)
        return text, UNKNOWN in text or 0 in codes or max(codes, default=0) >= self._glyphs


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
            self._marks: list[int | None] = []  # the content id of every open mark, or None
            self._stream(_contents(page.obj), page.obj.get("/Resources", Dictionary()), index)
            if self._unmarked:
                self.faults.append(Fault(f"{self._unmarked} drawings or texts are not marked", index + 1))
            if self._marks:
                self.faults.append(Fault("a mark is open at the end of the page", index + 1))

    def _stream(self, content: bytes, resources: Any, page: int) -> None:
        face: _Face | None = None
        saved: list[_Face | None] = []
        named: dict[bytes, _Face] = {}
        marks = self._marks
        for found in instructions.INSTRUCTIONS.finditer(content):
            kind, said = found.lastgroup, found[found.lastindex or 0]
            if kind == "run":
                if not marks:
                    self._unmarked += instructions.paints(said)
                for operator in instructions.saves(said):
                    if operator == _SAVE:
                        saved.append(face)
                    else:
                        face = saved.pop() if saved else None
            elif kind == "shown":
                self._unmarked += not marks
                self._show(said, face, page)
            elif kind == "font":
                if said not in named:
                    named[said] = self._face(resources.Font[instructions.name(said)])
                face = named[said]
            elif kind == "close":
                if not marks:
                    self.faults.append(Fault("a mark ends that has not begun", page + 1))
                    return
                marks.pop()
            elif kind == "mcid":
                marks.append(self._open(int(said), page))
            elif kind == "mark":
                mcid = instructions.content_id(said)
                marks.append(None if mcid is None else self._open(mcid, page))
            elif kind == "drawn":
                self._unmarked += not marks
                form = resources.XObject[instructions.name(said)]
                if form.get("/Subtype") == "/Form":
                    self._stream(form.read_bytes(), form.get("/Resources", resources), page)
            elif kind == "named":
                self._unmarked += said == b"sh" and not marks
            else:
                rest = content[found.start() : found.start() + 40]
                self.faults.append(Fault(f"the page is not painted as reports are, from {rest!r}", page + 1))
                return

    def _open(self, mcid: int, page: int) -> int:
        if (page, mcid) in self.texts:
            self.faults.append(Fault(f"the content id {mcid} is used twice", page + 1))
        self.texts[page, mcid] = ""
        return mcid

    def _show(self, operand: bytes, face: _Face | None, page: int) -> None:
        if face is None:
            self.faults.append(Fault("text is set without a font", page + 1))
            return
        text, missing = face.read(operand)
        if missing:
            self.missing.append(Fault(text, page + 1))
        mcid = next((mark for mark in reversed(self._marks) if mark is not None), None)
        if mcid is not None:
            self.texts[page, mcid] += text

    def _face(self, entry: Any) -> _Face:
        known = self._faces.get(entry.objgen)
        if known is None:
            known = self._faces[entry.objgen] = _face(entry)
            self.fonts[entry.objgen] = known.font
        return known


def _contents(page: Any) -> bytes:
    """The content streams of a page, which together are one."""
    streams = page.get("/Contents", Array())
    parts = list(streams) if isinstance(streams, Array) else [streams]
    return b"\n".join(part.read_bytes() for part in parts)


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
    return _Face(Font(label, name), composite, _unicode(entry), glyphs)


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
        glyphs = {code: code for code in texts} if composite else glyphs_of(data)
        yield _face(entry).font.name or "", data, texts, {code: glyphs.get(code, 0) for code in texts}


def glyphs_of(program: bytes) -> dict[int, int]:
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

    Objects are what qpdf writes of them in JSON (version 2): a reference is "5 0 R", a name "/Name", a text
    "u:text". Asking qpdf for one entry after the other takes several times as long.
    """

    def __init__(self, file: pikepdf.Pdf, painted: _Painted) -> None:
        self.faults: list[Fault] = []
        self.root: Element | None = None
        self._file = file
        self._painted = painted
        self._pages = {_reference(page.obj): index for index, page in enumerate(file.pages)}
        self._owners: dict[tuple[int, int], str] = {}
        self._annotations: set[str] = set()
        self._met: set[str] = set()
        self._known: dict[str, Any] = {}
        if "/StructTreeRoot" not in file.Root:
            self.faults.append(Fault("the file has no tag tree"))
            return
        top = json.loads(file.Root.StructTreeRoot.to_json(dereference=True, schema_version=2))
        self._learn(_below(top))
        self.root = self._element(top, "")
        self._compare(file, top.get("/ParentTree"))

    def _learn(self, references: Iterable[str]) -> None:
        """Read the objects with these references, and all below them, level by level."""
        level = list(dict.fromkeys(references))
        while level:
            objects = (self._file.get_object(_place(reference)) for reference in level)
            written = b",".join(found.to_json(dereference=True, schema_version=2) for found in objects)
            values = json.loads(b"[%b]" % written)
            self._known.update(zip(level, values, strict=True))
            below = dict.fromkeys(reference for value in values for reference in _below(value))
            level = [reference for reference in below if reference not in self._known]

    def _value(self, given: Any) -> Any:
        """``given``, or what it refers to."""
        if not isinstance(given, str) or not given[:1].isdigit():
            return given
        if given not in self._known:
            self._learn([given])
        return self._known[given]

    def _element(self, entry: dict[str, Any], reference: str) -> Element:
        kids: list[Element | str] = []
        contents: list[str] = []
        marks: list[tuple[int, int]] = []
        page = self._pages.get(entry.get("/Pg", ""))
        for given in _listed(self._value(entry.get("/K"))):
            kid = given if type(given) is int else self._value(given)
            if not isinstance(kid, dict):
                kids.append(self._content(entry, reference, page, kid))
                marks.append((-1 if page is None else page, kid))
            elif "/S" in kid:
                own_reference = given if isinstance(given, str) else ""
                if own_reference in self._met:
                    self.faults.append(Fault("an element of the tag tree has two parents"))
                    continue
                if own_reference:
                    self._met.add(own_reference)
                kids.append(self._element(kid, own_reference))
            elif "/MCID" in kid:
                own = self._pages.get(kid["/Pg"]) if "/Pg" in kid else page
                kids.append(self._content(entry, reference, own, kid["/MCID"]))
                marks.append((-1 if own is None else own, kid["/MCID"]))
            elif "/Obj" in kid:
                self._annotations.add(kid["/Obj"])
                contents.append(self._text(self._value(kid["/Obj"]).get("/Contents", "")))
        return Element(
            tag=entry.get("/S", "/")[1:],
            page=None if page is None else page + 1,
            kids=tuple(kids),
            alt=self._text(entry["/Alt"]) if "/Alt" in entry else None,
            scope=self._scope(entry["/A"]) if "/A" in entry else None,
            contents=tuple(contents),
            marks=tuple(marks),
        )

    def _scope(self, given: Any) -> str | None:
        for attributes in map(self._value, _listed(self._value(given))):
            if isinstance(attributes, dict) and "/Scope" in attributes:
                return str(attributes["/Scope"])[1:]
        return None

    def _text(self, given: Any) -> str:
        text = self._value(given)
        if not isinstance(text, str):
            return ""
        if text.startswith("b:"):  # in PDFDocEncoding, and few of its letters are plain ones
            return str(pikepdf.String(bytes.fromhex(text[2:])))
        return text.removeprefix("u:")

    def _content(self, entry: dict[str, Any], reference: str, page: int | None, mcid: Any) -> str:
        if page is None or (page, mcid) not in self._painted.texts:
            tag = entry.get("/S", "/")[1:]
            cause = f"a {tag} points to content {mcid}, which does not exist"
            self.faults.append(Fault(cause, None if page is None else page + 1))
            return ""
        if (page, mcid) in self._owners:
            self.faults.append(Fault(f"content {mcid} belongs to two elements", page + 1))
        self._owners[page, mcid] = reference
        return self._painted.texts[page, mcid]

    def _compare(self, file: pikepdf.Pdf, given: Any) -> None:
        numbers = self._value((self._value(given) or {}).get("/Nums", []))
        parents = dict(zip(numbers[::2], map(self._value, numbers[1::2]), strict=False))
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
            parent = of_page[mcid] if isinstance(of_page, list) and mcid < len(of_page) else None
            if not owner or parent != owner:
                text = self._painted.texts[page, mcid]
                self.faults.append(
                    Fault(f"the parent tree resolves {text[:80]!r} to another element", page + 1)
                )
        for number, sheet in enumerate(file.pages, start=1):
            for annotation in sheet.obj.get("/Annots", []):
                if _reference(annotation) not in self._annotations:
                    self.faults.append(Fault("a link is not in the tag tree", number))


def _reference(value: Any) -> str:
    number, generation = value.objgen
    return f"{number} {generation} R"


def _place(reference: str) -> tuple[int, int]:
    number, generation, _ = reference.split(" ")
    return int(number), int(generation)


def _listed(value: Any) -> list[Any]:
    """The values of an entry that may be a list, one value or none."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _below(value: Any) -> list[str]:
    """The references to kids and attributes in what an element, or a list of kids, says."""
    if isinstance(value, list):
        parts = value
    elif isinstance(value, dict):
        parts = [*_listed(value.get("/K")), *_listed(value.get("/A"))]
    else:
        return []
    found = []
    for part in parts:
        if isinstance(part, str):
            if part[:1].isdigit():
                found.append(part)
        elif isinstance(part, dict) and ("/K" in part or "/A" in part):
            found += _below(part)
    return found
