"""The engine of our pages: those of :mod:`reports.pages.page` -> one tagged PDF, with ReportLab and pikepdf.

Open-source ReportLab paints and embeds the fonts but writes no structure tree: it marks what it paints, and
one pass with pikepdf adds the tree, links, outline, attachments, metadata and what the colours mean, so that
the file claims PDF/UA-1 and PDF/A-3a together. No clock, no chance and nothing that one file leaves for the
next: the same pages give the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from unicodedata import normalize

import pikepdf
from pikepdf import Dictionary, Name
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from reports.document import identity as identity_

from . import archive, fonts, metadata, structure_tree
from .drawing import Mark, Shape, Text
from .fonts import FACES, Face, text_width
from .metadata import Meta as Meta
from .page import Anchor, Artifact, Element, Node, Page, Picture, Spoken
from .structure_tree import Link, Tag
from .style import PT_PER_MM as _PT
from .text import SMALLEST
from .theme import PLAIN, Theme

#: Text that is painted but not seen, as PDF numbers it.
_INVISIBLE = 3


def write(
    pages: Sequence[Page], meta: Meta, attachments: Sequence[archive.Attachment] = (), theme: Theme = PLAIN
) -> bytes:
    """The pages as a finished file in the colours of ``theme``, with ``attachments`` for the reader.

    Raises ValueError for no pages, for what is painted without an element, for a link without words or to a
    place that does not exist, for two anchors of one name and for a bookmark that skips a level.
    """
    painter = _Painter(pages, meta, theme)
    with pikepdf.open(io.BytesIO(painter.paint())) as file:
        _name_missing_glyphs(file)
        structure_tree.write(file, pages, painter.root, painter.anchors)
        archive.complete(file, attachments, metadata.stamp(meta.date))
        metadata.describe(file, meta)
        del file.trailer["/ID"]  # the file is new, not a changed one
        return archive.saved(file)


# --- painting ------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _registered(_: str, face: Face) -> str:
    """The name under which ReportLab knows the font of a face, which it reads once in a process."""
    name, data = fonts.program(face)
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, io.BytesIO(data), asciiReadable=0))
    return name


class _Painter:
    """Paints the pages and remembers which mark belongs to which element."""

    def __init__(self, pages: Sequence[Page], meta: Meta, theme: Theme) -> None:
        if not pages:
            raise ValueError("a paper has at least one page")
        self._fonts = {face: _registered(fonts.in_use(), face) for face in FACES}
        self.root = Tag(Element("Document", ()), 0)
        self.anchors: list[tuple[int, Anchor]] = []
        self.pages = pages
        self._colours = {role: _rgb(colour) for role, colour in theme.colours.items()}
        self._joined: dict[str, Tag] = {}
        self._out = io.BytesIO()
        self._canvas = Canvas(
            self._out,
            lang=identity_.LANGUAGES[meta.lang],
            pdfVersion=(1, 7),
            invariant=1,
            pageCompression=0,  # pikepdf compresses
            initialFontName=self._fonts["regular"],  # or an unembedded Helvetica stays in the file
            initialFontSize=SMALLEST,
        )
        self._page = 0
        self._mark = 0
        self._height = 0.0

    def paint(self) -> bytes:
        """The file without its tags."""
        canvas = self._canvas
        for index, page in enumerate(self.pages):
            self._page, self._mark, self._height = index, 0, page.height
            canvas.setPageSize((page.width * _PT, page.height * _PT))
            self._nodes(page.nodes, self.root)
            canvas.showPage()
        canvas.save()
        return self._out.getvalue()

    def _nodes(self, nodes: Iterable[Node], parent: Tag) -> None:
        waiting: list[Mark | Spoken | Picture] = []
        for node in nodes:
            if isinstance(node, Anchor):
                self.anchors.append((self._page, node))
            elif isinstance(node, Element):
                self._content(waiting, parent)
                self._element(node, parent)
            elif isinstance(node, Artifact):
                self._content(waiting, parent)
                self._artifact(node)
            else:
                waiting.append(node)
        self._content(waiting, parent)

    def _artifact(self, artifact: Artifact) -> None:
        running = f"<</Type /Pagination /Subtype /{artifact.running}>> BDC"
        self._canvas.addLiteral(f"/Artifact {running if artifact.running else 'BMC'}")
        if artifact.turned:
            width, height = self.pages[self._page].width * _PT, self._height * _PT
            self._canvas.addLiteral(f"q -1 0 0 -1 {width:.3f} {height:.3f} cm")
        self._paint(artifact.marks)
        if artifact.turned:
            self._canvas.addLiteral("Q")
        self._canvas.addLiteral("EMC")

    def _element(self, element: Element, parent: Tag) -> None:
        tag = self._joined.get(element.joins)
        if tag is None:
            tag = Tag(element, self._page)
            parent.kids.append(tag)
            if element.joins:
                self._joined[element.joins] = tag
        self._nodes(element.kids, tag)
        if element.tag == "Link":
            if not element.label.strip():
                raise ValueError(f"the link to {element.target!r} does not say where it leads to")
            tag.kids.append(Link(element, self._page))

    def _content(self, marks: list[Mark | Spoken | Picture], parent: Tag) -> None:
        if all(isinstance(mark, Text) and not _has_glyphs(mark) for mark in marks):  # of soft hyphens alone
            marks.clear()
            return
        if parent is self.root:
            raise ValueError("content needs an element or an Artifact around it")
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
        tracking, none = (f" {text.tracking:g} Tc", " 0 Tc") if text.tracking else ("", "")
        at = f"1 0 0 1 {text.x * _PT:.3f} {self._y(text.y):.3f} Tm"
        shown = self._shown(text.text, text.face, f"{text.size:g}")
        self._canvas.addLiteral(f"BT {self._colours[text.colour]} rg{tracking} {at} {shown}{none} ET")

    def _shown(self, text: str, face: Face, size: str) -> str:
        """The operators that show a text with its kerning."""
        font, document = pdfmetrics.getFont(self._fonts[face]), self._canvas._doc
        letters, kerning = _kerned(fonts.in_use(), text, face)
        parts = []
        first = 0
        for subset, codes in font.splitString(letters, document):
            # A new string begins only where kerning moves the next character.
            written, shown, done = bytes(codes).hex(), [], 0
            for place in [place for place in kerning if first <= place < first + len(codes)]:
                end = 2 * (place - first + 1)
                shown.append(f"<{written[done:end]}>{kerning[place]}")
                done = end
            if shown:
                rest = f"<{written[done:]}>" if done < len(written) else ""
                operator = f"[{''.join(shown)}{rest}] TJ"
            else:
                operator = f"<{written}> Tj"
            first += len(codes)
            parts.append(f"{font.getSubsetInternalName(subset, document)} {size} Tf {operator}")
        return " ".join(parts)

    def _spoken(self, spoken: Spoken) -> None:
        """Small enough for its width: size means nothing to a voice."""
        size = SMALLEST * min(1.0, spoken.width / max(text_width(spoken.text, SMALLEST), 0.1))
        at = f"1 0 0 1 {spoken.x * _PT:.3f} {self._y(spoken.y):.3f} Tm"
        shown = self._shown(spoken.text, "regular", f"{size:.2f}")
        self._canvas.addLiteral(f"BT {_INVISIBLE} Tr {at} {shown} 0 Tr ET")

    def _shape(self, shape: Shape) -> None:
        parts = ["q"]
        if shape.fill:
            parts.append(f"{self._colours[shape.fill]} rg")
        if shape.stroke:
            parts.append(f"{self._colours[shape.stroke]} RG {shape.width * _PT:.3f} w")
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


#: Soft hyphens that end a text.
_LAST_HYPHENS = re.compile("\u00ad+(?=\\s*$)")


def _has_glyphs(text: Text) -> bool:
    return bool(_kerned(fonts.in_use(), text.text, text.face)[0])


@lru_cache(maxsize=1 << 14)
def _kerned(_: str, text: str, face: Face) -> tuple[str, Mapping[int, int]]:
    """The characters that are painted, and place of a character -> how much nearer the next one stands than
    its own width says, in thousandths of an em. Where characters share a glyph, there is no kerning. A soft
    hyphen at the end is not painted: readers would take the line for one that goes on in the next.
    """
    text = _LAST_HYPHENS.sub("", text)
    glyphs = fonts.glyphs(text, face)
    letters = [normalize("NFC", glyph.letters) for glyph in glyphs]
    if any(len(letter) != 1 or glyph.shift for letter, glyph in zip(letters, glyphs, strict=True)):
        return text, {}
    kerning = {
        place: glyph.width - glyph.advance
        for place, glyph in enumerate(glyphs)
        if glyph.width != glyph.advance
    }
    return "".join(letters), kerning


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
