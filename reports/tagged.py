"""The engine of the papers: pages of :mod:`reports.paper` -> one tagged PDF, with ReportLab and pikepdf.

Open-source ReportLab paints and embeds the fonts but writes no structure tree: it marks what it paints, and
one pass with pikepdf adds the tree, the colours' meaning and the metadata, so that the file claims PDF/UA-1
and PDF/A-3a together. No clock and no chance: the same pages give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from . import archive, assets, tagging
from .paper import SMALLEST, Decor, Element, Node, Page, Picture, Place, Spoken
from .sketch import FACES, Mark, Shape, Text, text_width
from .tokens import FONT_FILES, MM_PER_PT

#: Points in a millimetre.
_PT = 1 / MM_PER_PT

#: Text that is painted but not seen, as PDF numbers it.
_INVISIBLE = 3


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
    """The pages as a finished file, with ``attachments`` for the reader."""
    painter = _Painter(pages, meta)
    with pikepdf.open(io.BytesIO(painter.paint())) as file:
        _write_tree(file, painter.root)
        _name_missing_glyphs(file)
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
        del file.trailer["/ID"]  # the file is new, not a changed one
        out = io.BytesIO()
        file.save(
            out,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
    return out.getvalue()


# --- painting ------------------------------------------------------------------------------------


@dataclass(eq=False, slots=True)
class _Tag:
    """A structure element in the making. ``kids`` are elements or (page index, content id)."""

    element: Element
    page: int
    kids: list[_Tag | tuple[int, int]] = field(default_factory=list)


@cache
def _register() -> None:
    """The bundled fonts under the names of their faces, once in a process."""
    for face, key in FACES.items():
        pdfmetrics.registerFont(TTFont(face, str(assets.fonts() / FONT_FILES[key]), asciiReadable=0))


class _Painter:
    """Paints the pages and remembers which mark belongs to which element."""

    def __init__(self, pages: Sequence[Page], meta: Meta) -> None:
        if not pages:
            raise ValueError("a paper has at least one page")
        _register()
        self.root = _Tag(Element("Document", ()), 0)
        self._pages = pages
        self._joined: dict[str, _Tag] = {}
        self._out = io.BytesIO()
        self._canvas = Canvas(
            self._out,
            lang=tagging.LANGUAGES[meta.lang],
            pdfVersion=(1, 7),
            invariant=1,
            pageCompression=0,  # pikepdf compresses
            initialFontName="regular",  # or an unembedded Helvetica stays in the file
            initialFontSize=SMALLEST,
        )
        self._page = 0
        self._mark = 0
        self._height = 0.0

    def paint(self) -> bytes:
        canvas = self._canvas
        for index, page in enumerate(self._pages):
            self._page, self._mark, self._height = index, 0, page.height
            canvas.setPageSize((page.width * _PT, page.height * _PT))
            if page.bookmark:
                canvas.bookmarkPage(f"page-{index}")
                canvas.addOutlineEntry(page.bookmark, f"page-{index}", page.level - 1)
            self._nodes(page.nodes, self.root)
            canvas.showPage()
        canvas.save()
        return self._out.getvalue()

    def _nodes(self, nodes: Iterable[Node], parent: _Tag) -> None:
        waiting: list[Mark | Spoken | Picture] = []
        for node in nodes:
            if isinstance(node, Place):
                continue
            if not isinstance(node, Element | Decor):
                waiting.append(node)
                continue
            self._content(waiting, parent)
            if isinstance(node, Decor):
                self._canvas.addLiteral("/Artifact BMC")
                if node.turned:
                    width, height = self._pages[self._page].width * _PT, self._height * _PT
                    self._canvas.addLiteral(f"q -1 0 0 -1 {width:.3f} {height:.3f} cm")
                self._paint(node.marks)
                if node.turned:
                    self._canvas.addLiteral("Q")
                self._canvas.addLiteral("EMC")
            else:
                self._element(node, parent)
        self._content(waiting, parent)

    def _element(self, element: Element, parent: _Tag) -> None:
        tag = self._joined.get(element.joins)
        if tag is None:
            tag = _Tag(element, self._page)
            parent.kids.append(tag)
            if element.joins:
                self._joined[element.joins] = tag
        self._nodes(element.kids, tag)

    def _content(self, marks: list[Mark | Spoken | Picture], parent: _Tag) -> None:
        if not marks:
            return
        if parent is self.root:
            raise ValueError("content needs an element or a Decor around it")
        self._canvas.addLiteral(f"/{parent.element.tag} <</MCID {self._mark}>> BDC")
        self._paint(marks)
        self._canvas.addLiteral("EMC")
        parent.kids.append((self._page, self._mark))
        self._mark += 1
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
        canvas = self._canvas
        canvas.setFillColor(HexColor(text.colour))
        canvas.setFont(text.face, text.size)
        canvas.drawString(text.x * _PT, self._y(text.y), text.text)

    def _spoken(self, spoken: Spoken) -> None:
        """Small enough for its width: size means nothing to a voice."""
        size = SMALLEST * min(1.0, spoken.width / max(text_width(spoken.text, SMALLEST), 0.1))
        line = self._canvas.beginText(spoken.x * _PT, self._y(spoken.y))
        line.setFont("regular", round(size, 2))
        line.setTextRenderMode(_INVISIBLE)
        line.textOut(spoken.text)
        line.setTextRenderMode(0)
        self._canvas.drawText(line)

    def _shape(self, shape: Shape) -> None:
        """As one literal: a strip has dozens of dots, and ReportLab's paths cost more than the rest."""
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
        self._canvas.addLiteral(" ".join(parts))

    def _picture(self, picture: Picture) -> None:
        box = picture.box
        self._canvas.drawImage(
            ImageReader(io.BytesIO(picture.data)),
            box.left * _PT,
            self._y(box.bottom),
            (box.right - box.left) * _PT,
            (box.bottom - box.top) * _PT,
            mask="auto",
            preserveAspectRatio=True,
        )


def _name_missing_glyphs(file: pikepdf.Pdf) -> None:
    """ReportLab says that the glyph of a missing character means U+0000, which PDF/UA forbids: it means an
    unknown one, which the check finds.
    """
    for font in file.objects:
        if isinstance(font, Dictionary) and font.get("/Type") == Name.Font and "/ToUnicode" in font:
            meaning = font.ToUnicode.read_bytes()
            font.ToUnicode.write(meaning.replace(b"<00> <0000>", b"<00> <FFFD>"))


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


# --- the structure tree ----------------------------------------------------------------------------


def _write_tree(file: pikepdf.Pdf, root: _Tag) -> None:
    """The tree as the file holds it, with the way back from every mark to its element."""
    pages = [page.obj for page in file.pages]
    heights = [float(page.mediabox[3]) for page in file.pages]
    owners: list[list[Any]] = [[] for _ in pages]
    top = file.make_indirect(Dictionary(Type=Name.StructTreeRoot))

    def entry(tag: _Tag, parent: Any) -> Any:
        made = file.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{tag.element.tag}"), P=parent, Pg=pages[tag.page])
        )
        _describe(made, tag.element, heights[tag.page])
        kids = Array()
        for kid in tag.kids:
            if isinstance(kid, _Tag):
                kids.append(entry(kid, made))
                continue
            page, mark = kid
            owned = owners[page]
            owned.extend([None] * (mark + 1 - len(owned)))
            owned[mark] = made
            here = page == tag.page
            kids.append(mark if here else Dictionary(Type=Name.MCR, Pg=pages[page], MCID=mark))
        made.K = kids
        return made

    top.K = Array([entry(root, top)])
    numbers = Array()
    for index, (page, owned) in enumerate(zip(pages, owners, strict=True)):
        page.StructParents = index
        page.Tabs = Name.S
        numbers.append(index)
        numbers.append(file.make_indirect(Array(owned)))
    top.ParentTree = file.make_indirect(Dictionary(Nums=numbers))
    top.ParentTreeNextKey = len(pages)
    file.Root.StructTreeRoot = top
    if "/Outlines" in file.Root:
        file.Root.PageMode = Name.UseOutlines


def _describe(made: Any, element: Element, height: float) -> None:
    """What a screen reader asks of an element: the description, the scope, the span, the language."""
    if element.alt:
        made.Alt = String(element.alt)
    if element.lang:
        made.Lang = String(element.lang)
    attributes = Array(_attributes(element, height))
    if len(attributes):
        made.A = attributes[0] if len(attributes) == 1 else attributes


def _attributes(element: Element, height: float) -> Iterator[Dictionary]:
    if element.box is not None:
        box = element.box
        corners = (box.left * _PT, height - box.bottom * _PT, box.right * _PT, height - box.top * _PT)
        yield Dictionary(O=Name.Layout, BBox=Array([round(corner, 2) for corner in corners]))
    table = Dictionary(O=Name.Table)
    if element.scope:
        table.Scope = Name(f"/{element.scope}")
    if element.span > 1:
        table.ColSpan = element.span
    if len(table) > 1:
        yield table
