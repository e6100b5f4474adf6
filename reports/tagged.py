"""The engine of our pages: those of :mod:`reports.paper` -> one tagged PDF.

What is painted, its tag tree, places, links and bookmarks, the fonts, attachments and metadata are written in
one go by :mod:`reports.pdffile`, so that the file claims PDF/UA-1 and PDF/A-3a together. No clock, no chance
and nothing that one file leaves for the next: the same pages give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from . import __version__, archive, tagging
from .fonts import FACES, Face
from .paper import SMALLEST, Decor, Element, Node, Page, Picture, Place, Spoken, seen
from .pdffile import PdfFile, attached, font, image, numbers, output_intent, pixels, set_text, string
from .sketch import Mark, Shape, Text, text_width
from .tokens import MM_PER_PT

#: Points in a millimetre.
_PT = 1 / MM_PER_PT

#: Text that is painted but not seen, as PDF numbers it.
_INVISIBLE = 3

_PRODUCER = f"cluster-reports {__version__}"

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
    return _Writer(pages).finished(meta, attachments)


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
        self._file = PdfFile()
        self._sheets = [self._file.add() for _ in pages]
        self._top = self._file.add()
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

    def finished(self, meta: Meta, attachments: Sequence[archive.Attachment]) -> bytes:
        """The file with what it says of itself."""
        file = self._file
        root = self._tag(Element("Document", ()), self._top)
        contents = []
        for index, page in enumerate(self._pages):
            self._page, self._height, self._out = index, page.height, []
            self._nodes(page.nodes, root)
            contents.append(file.stream("", "\n".join(self._out).encode("ascii")))
        annotations = self._write_links()
        folder = self._write_sheets(contents, annotations)
        self._write_tree(root)
        entries = [f"/Pages {folder} 0 R/StructTreeRoot {self._top} 0 R/MarkInfo<</Marked true>>"]
        if outline := self._write_outline():
            entries.append(f"/Outlines {outline} 0 R/PageMode/UseOutlines")
        if attachments:
            entries.append(self._attach(attachments, tagging.stamp(meta.date)))
        facts = tagging.facts(meta.title, meta.author, meta.subject, meta.keywords, meta.date, _PRODUCER)
        packet = tagging.packet(
            facts, meta.lang, meta.author, meta.keywords, meta.date, meta.identity, meta.identifier
        )
        packet_ = file.stream("/Type/Metadata/Subtype/XML", packet, packed=False)
        colours = output_intent(file, archive.srgb(), archive.SRGB)
        catalog = file.add(
            f"<</Type/Catalog/Lang{string(tagging.LANGUAGES[meta.lang])}/Metadata {packet_} 0 R"
            f"/ViewerPreferences<</DisplayDocTitle true>>/OutputIntents[{colours}]{''.join(entries)}>>"
        )
        info = file.add(f"<<{''.join(f'{key}{string(value)}' for key, value in facts.items())}>>")
        return file.finished(catalog, info)

    def _attach(self, attachments: Sequence[archive.Attachment], stamp: str) -> str:
        """The entries of the catalog for files, by their names and as data of the whole document."""
        found = [(string(one.name), attached(self._file, one, stamp)) for one in attachments]
        names = "".join(f"{name} {number} 0 R" for name, number in sorted(found))
        associated = " ".join(f"{number} 0 R" for _, number in found)
        return f"/Names<</EmbeddedFiles<</Names[{names}]>>>>/AF[{associated}]"

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
        tag = _Tag(element, self._file.add(), self._page)
        self._tags.append((tag, parent))
        return tag

    def _link(self, element: Element, tag: _Tag) -> None:
        if not element.label.strip():
            raise ValueError(f"the link to {element.target!r} does not say where it leads to")
        number, sheet = self._file.add(), self._sheets[self._page]
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
        set_ = set_text(text.text, text.face)
        self._meaning[text.face].update(set_.meaning)
        tracking, none = (f" {text.tracking:g} Tc", " 0 Tc") if text.tracking else ("", "")
        self._out.append(
            f"BT /{text.face} {text.size:g} Tf {_rgb(text.colour)} rg{tracking} "
            f"1 0 0 1 {text.x * _PT:.3f} {self._y(text.y):.3f} Tm {set_.shown}{none} ET"
        )

    def _spoken(self, spoken: Spoken) -> None:
        """Small enough for its width: size means nothing to a voice."""
        size = SMALLEST * min(1.0, spoken.width / max(text_width(spoken.text, SMALLEST), 0.1))
        set_ = set_text(spoken.text, "regular")
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
        shown = pixels(picture.data)
        number = self._images.get(picture.data)
        if number is None:
            number = self._images[picture.data] = image(self._file, shown)
        box = picture.box
        wide, high = (box.right - box.left) * _PT, (box.bottom - box.top) * _PT
        scale = min(wide / shown.width, high / shown.height)
        width, height = shown.width * scale, shown.height * scale
        x, y = box.left * _PT + (wide - width) / 2, self._y(box.bottom) + (high - height) / 2
        self._out.append(f"q {width:.3f} 0 0 {height:.3f} {x:.3f} {y:.3f} cm /I{number} Do Q")

    # --- what is written down ----------------------------------------------------------------------

    def _write_sheets(self, contents: Sequence[int], annotations: Sequence[Sequence[int]]) -> int:
        file = self._file
        used = [face for face in FACES if self._meaning[face]]
        set_in = "".join(f"/{face} {font(file, face, self._meaning[face])} 0 R" for face in used)
        shown = "".join(f"/I{number} {number} 0 R" for number in self._images.values())
        resources = file.add(f"<</Font<<{set_in}>>/XObject<<{shown}>>>>")
        kids = " ".join(f"{sheet} 0 R" for sheet in self._sheets)
        folder = file.add(f"<</Type/Pages/Count {len(self._sheets)}/Kids[{kids}]>>")
        for index, page in enumerate(self._pages):
            links = " ".join(f"{number} 0 R" for number in annotations[index])
            file.set(
                self._sheets[index],
                f"<</Type/Page/Parent {folder} 0 R/MediaBox[0 0 {page.width * _PT:.4f} "
                f"{page.height * _PT:.4f}]/Resources {resources} 0 R/Contents {contents[index]} 0 R"
                f"/StructParents {index}/Tabs/S{f'/Annots[{links}]' if links else ''}>>",
            )
        return folder

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
                self._file.set(
                    link.number,
                    f"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/StructParent {number}"
                    f"/Rect[{numbers((min(left), min(bottom), max(right), max(top)))}]"
                    f"/QuadPoints[{numbers(corners)}]/Contents{string(link.element.label)}"
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
        file = self._file
        for tag, parent in self._tags:
            file.set(
                tag.number,
                f"<</Type/StructElem/S/{tag.element.tag}/P {parent} 0 R/Pg {self._sheets[tag.page]} 0 R"
                f"{self._facts(tag)}/K[{' '.join(tag.kids)}]>>",
            )
        numbers = []
        for index, owners in enumerate(self._owners):
            back = file.add(f"[{' '.join(f'{owner} 0 R' for owner in owners)}]")
            numbers.append(f"{index} {back} 0 R")
        links = [link for links in self._links for link in links]
        numbers += [f"{place} {link.owner} 0 R" for place, link in enumerate(links, start=len(self._pages))]
        back = file.add(f"<</Nums[{' '.join(numbers)}]>>")
        file.set(
            self._top,
            f"<</Type/StructTreeRoot/K[{root.number} 0 R]/ParentTree {back} 0 R"
            f"/ParentTreeNextKey {len(numbers)}>>",
        )

    def _facts(self, tag: _Tag) -> str:
        """What a screen reader asks of an element: the description, the scope, the span, the language."""
        element = tag.element
        facts = f"/Alt{string(element.alt)}" if element.alt else ""
        facts += f"/Lang{string(element.lang)}" if element.lang else ""
        attributes = []
        if element.box is not None:
            box, height = element.box, self._pages[tag.page].height
            corners = (box.left, height - box.bottom, box.right, height - box.top)
            attributes.append(f"<</O/Layout/BBox[{numbers(corner * _PT for corner in corners)}]>>")
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
        file = self._file
        top = file.add()
        items = [file.add() for _ in marks]
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
            file.set(
                items[place],
                f"<</Title{string(mark.bookmark)}/Parent {parent} 0 R{before}{after}{around(place)}"
                f"/Dest{self._destination(page, mark)}>>",
            )
        file.set(top, f"<</Type/Outlines{around(-1)}>>")
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
