"""The last pass over a finished file: what WeasyPrint 70 leaves open between its tags and PDF/UA-1.

What an archive asks besides (PDF/A-3a), and the attached files, are :mod:`reports.archive`.

Bytes in, bytes out, no clock and no randomness: the same input gives the same bytes. The gaps, each
closed by the function that names it:

- table headings have no scope, and the headers of cells point to ids nobody can look up (#2508);
- page headers and footers are tagged, yet stand outside the tree (#1836);
- a table over several pages becomes several tables (#2903);
- the box of a figure is given in CSS pixels from the top, and its caption stands beside it;
- the description of a link is its raw address;
- the width of a glyph is measured at the size it is first set in, too coarsely for tiny text;
- empty boxes leave empty elements; the metadata lack what a public body must state.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, String

from . import __version__, archive
from .errors import ConfigurationError

#: The namespace of our own XMP properties: which cluster and which edition a file belongs to.
IDENTITY = "urn:cluster-reports:identity/"

#: The report's language as the file declares it.
LANGUAGES: Mapping[str, str] = {"pl": "pl-PL", "en": "en-GB"}

_POINTS_PER_PIXEL = 0.75

#: Cells hold the grid of their table together even when they are empty.
_MAY_BE_EMPTY = frozenset({"TD", "TH"})

#: How WeasyPrint opens marked content. Its text is written in hexadecimal, so that nothing a reader
#: sees can look like this; _discard_margins proves that every mark of the page was met once.
_MARK = re.compile(rb"/\w+\s*<<\s*/MCID\s+(\d+)\s*>>\s*BDC")
_ARTIFACT = b"/Artifact <</Type /Pagination>> BDC"


def finish(
    pdf: bytes,
    *,
    lang: str,
    link_labels: Mapping[str, str],
    title: str,
    author: str,
    subject: str,
    keywords: Sequence[str],
    date: str,
    identity: Mapping[str, str],
    identifier: str = "",
    attachments: Sequence[archive.Attachment] = (),
) -> bytes:
    """The file as it may be published.

    ``lang`` is "pl" or "en"; ``link_labels`` maps the target of a link (an anchor without "#", or a
    whole address) to words that can be understood alone; ``date`` is ISO (2018-11-22) and becomes
    the file's date at midnight UTC (none where it is empty); ``identity`` becomes XMP properties in
    the namespace :data:`IDENTITY`, e.g. ``{"cluster": "k07", "edition": "2018"}``; ``identifier`` becomes
    ``dc:identifier`` where it is not empty; ``attachments`` are files for the reader. Raises
    :class:`ConfigurationError` for a file that is not tagged the way WeasyPrint 70 does it.
    """
    with pikepdf.open(io.BytesIO(pdf)) as file:
        if "/StructTreeRoot" not in file.Root:
            raise ConfigurationError("the PDF is not tagged: render it with pdf_variant='pdf/ua-1'")
        root = _read_tree(file)
        _merge_tables(root)
        _head_tables(root)
        _complete_figures(root, file)
        _prune(root)
        _write_tree(root)
        _discard_margins(file, root)
        _describe_links(file, link_labels)
        _correct_widths(file)
        archive.complete(file, attachments, stamp(date))
        describe(file, lang, title, author, subject, keywords, date, identity, identifier)
        out = io.BytesIO()
        file.save(
            out,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
        return out.getvalue()


# --- the tree as plain objects, because every access to a PDF object costs ------------------------


@dataclass(eq=False, slots=True)
class _Element:
    """One structure element. ``kids`` are elements, content ids (int) or object references, in
    order; ``page`` is the index of its page (None for those over several).
    """

    entry: pikepdf.Object
    tag: str
    page: int | None
    kids: list[Any] = field(default_factory=list)
    parent: _Element | None = None
    changed: bool = False

    def elements(self) -> list[_Element]:
        return [kid for kid in self.kids if isinstance(kid, _Element)]

    def walk(self) -> Iterator[_Element]:
        """The element and all below it, in the order of reading."""
        yield self
        for kid in self.kids:
            if isinstance(kid, _Element):
                yield from kid.walk()

    def remove(self, kid: _Element) -> None:
        self.kids.remove(kid)
        self.changed = True

    def append(self, kid: _Element) -> None:
        self.kids.append(kid)
        self.changed = True
        kid.parent = self
        kid.entry.P = self.entry


def _read_tree(file: pikepdf.Pdf) -> _Element:
    pages: dict[tuple[int, int], int] = {page.obj.objgen: index for index, page in enumerate(file.pages)}
    root = file.Root.StructTreeRoot

    def read(entry: pikepdf.Object, parent: _Element | None) -> _Element:
        page = entry.get("/Pg")
        element = _Element(
            entry,
            str(entry.get("/S", "/"))[1:],
            None if page is None else pages[page.objgen],
            parent=parent,
        )
        for kid in _as_list(entry.get("/K")):
            if isinstance(kid, Dictionary) and "/S" in kid:
                element.kids.append(read(kid, element))
            else:
                element.kids.append(kid if isinstance(kid, Dictionary) else int(kid))
        return element

    return read(root, None)


def _write_tree(root: _Element) -> None:
    for element in root.walk():
        if element.changed:
            element.entry.K = Array([kid.entry if isinstance(kid, _Element) else kid for kid in element.kids])


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


# --- the gaps ------------------------------------------------------------------------------------


def _merge_tables(root: _Element) -> None:
    """One Table per table. Every table of a report has a caption, which only its first part carries:
    a part without one continues the table before it. Its header row is a repetition and leaves the
    tree, so that _discard_margins makes an artifact of it.
    """
    first: _Element | None = None
    for table in [element for element in root.walk() if element.tag == "Table"]:
        continues = (
            first is not None
            and not any(kid.tag == "Caption" for kid in table.elements())
            and table.page is not None
            and first.page is not None
            and table.page > first.page
        )
        if not continues or first is None or table.parent is None:
            first = table
            continue
        bodies = [kid for kid in first.elements() if kid.tag == "TBody"]
        for part in table.elements():
            if part.tag in ("THead", "TFoot"):
                continue
            for row in part.elements() if part.tag == "TBody" else [part]:
                (bodies[-1] if bodies else first).append(row)
        table.parent.remove(table)


def _head_tables(root: _Element, *, in_head: bool = False) -> None:
    """Every TH gets a scope: its column in the table's head, else its row. The ids and the lists of
    headers go: without an IDTree nothing can resolve them, and the scope says the same.
    """
    for element in root.elements():
        if element.tag == "TH":
            entry = element.entry
            if "/A" not in entry:
                entry.A = Dictionary(O=Name.Table)
            entry.A.Scope = Name.Column if in_head else Name.Row
            if "/ID" in entry:
                del entry["/ID"]
        if element.tag == "TD" and "/Headers" in element.entry.get("/A", {}):
            del element.entry.A["/Headers"]
        _head_tables(element, in_head=in_head or element.tag == "THead")


def _complete_figures(root: _Element, file: pikepdf.Pdf) -> None:
    """The box in points from the lower left corner, and the caption inside the figure."""
    heights = [float(page.mediabox[3]) for page in file.pages]
    for element in list(root.walk()):
        captions = [kid for kid in element.elements() if kid.tag == "Caption"]
        if element.tag == "NonStruct" and len(captions) == 1:  # an HTML figure
            figures = [inner for inner in element.walk() if inner.tag == "Figure"]
            if len(figures) == 1:
                element.remove(captions[0])
                figures[0].append(captions[0])
        if element.tag == "Figure" and element.page is not None and "/BBox" in element.entry.get("/A", {}):
            left, top, right, bottom = (float(n) * _POINTS_PER_PIXEL for n in element.entry.A.BBox)
            height = heights[element.page]
            element.entry.A.BBox = Array([round(n, 2) for n in (left, height - bottom, right, height - top)])


def _prune(element: _Element) -> None:
    """Elements that hold nothing say nothing."""
    for kid in element.elements():
        _prune(kid)
        if not kid.kids and kid.tag not in _MAY_BE_EMPTY:
            element.remove(kid)


def _discard_margins(file: pikepdf.Pdf, root: _Element) -> None:
    """Marked content of elements outside the tree becomes an artifact of pagination: page headers
    and footers, and the repeated header rows of tables.
    """
    reachable = {element.entry.objgen for element in root.walk()}
    numbers = file.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
    for number, page in enumerate(file.pages, start=1):
        of_page = parents[int(page.StructParents)]
        outside = {i for i, parent in enumerate(of_page) if parent.objgen not in reachable}
        content = page.Contents.read_bytes()
        met = [int(mark) for mark in _MARK.findall(content)]
        if sorted(met) != list(range(len(of_page))):
            raise ConfigurationError(
                f"page {number}: the marks in the page do not match the tag tree; "
                "cluster-reports needs WeasyPrint 70.0"
            )
        if outside:
            changed = _MARK.sub(lambda m: _ARTIFACT if int(m[1]) in outside else m[0], content)  # noqa: B023
            page.Contents = file.make_stream(changed)
            for mark in outside:
                of_page[mark] = None


def _describe_links(file: pikepdf.Pdf, labels: Mapping[str, str]) -> None:
    """What a screen reader says of a link: words, not an address."""
    for page in file.pages:
        for annotation in page.get("/Annots", []):
            label = labels.get(str(annotation.get("/Contents", "")))
            if label is not None:
                annotation.Contents = String(label)


def _correct_widths(file: pikepdf.Pdf) -> None:
    """The width of each glyph as its embedded font has it. WeasyPrint measures a glyph at the size
    it is first set in; at a tenth of a point that is 4/1000 em off, and PDF/UA allows 1.
    """
    fonts = {
        font.objgen: font
        for page in file.pages
        for font in page.obj.get("/Resources", Dictionary()).get("/Font", Dictionary()).values()
        if "/DescendantFonts" in font
    }
    for font in fonts.values():
        descendant = font.DescendantFonts[0]
        program = descendant.get("/FontDescriptor", Dictionary()).get("/FontFile2")
        if program is None or "/W" not in descendant:
            continue
        with TTFont(io.BytesIO(program.read_bytes()), lazy=True) as ttf:
            em = ttf["head"].unitsPerEm
            order = ttf.getGlyphOrder()
            true = ttf["hmtx"].metrics
            widths = {
                glyph: round(true[order[glyph]][0] * 1000 / em) if glyph < len(order) else width
                for glyph, width in _widths(descendant.W)
            }
        descendant.W = Array(
            [part for glyph, width in sorted(widths.items()) for part in (glyph, Array([width]))]
        )


def _widths(array: pikepdf.Object) -> Iterator[tuple[int, float]]:
    """(glyph, width) of a ``/W`` array in the form ``first [width width ...]``."""
    items = list(array)
    for first, widths in zip(items[::2], items[1::2], strict=True):
        for offset, width in enumerate(widths):
            yield int(first) + offset, float(width)


# --- metadata ------------------------------------------------------------------------------------


def describe(
    file: pikepdf.Pdf,
    lang: str,
    title: str,
    author: str,
    subject: str,
    keywords: Sequence[str],
    date: str,
    identity: Mapping[str, str],
    identifier: str,
) -> None:
    """Language, title bar, the information dictionary and the same again as XMP, with the claims.

    The arguments are those of :func:`finish`.
    """
    creator = f"cluster-reports {__version__}"
    producer = str(file.docinfo.get("/Producer", ""))
    words = ", ".join(keywords)
    file.Root.Lang = String(LANGUAGES[lang])
    file.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    file.Root.MarkInfo = Dictionary(Marked=True)
    for key in list(file.docinfo.keys()):
        del file.docinfo[key]
    entries = {
        "/Title": title,
        "/Author": author,
        "/Subject": subject,
        "/Keywords": words,
        "/Creator": creator,
        "/Producer": producer,
    }
    if date:
        entries |= {"/CreationDate": stamp(date), "/ModDate": stamp(date)}
    for key, value in entries.items():
        file.docinfo[key] = String(value)
    moment = f"{date}T00:00:00Z"
    properties = [
        _property("dc:title", _list("Alt", [title], lang="x-default")),
        _property("dc:creator", _list("Seq", [author])),
        _property("dc:description", _list("Alt", [subject], lang="x-default")),
        _property("dc:language", _list("Bag", [LANGUAGES[lang]])),
        _property("dc:subject", _list("Bag", keywords)),
        *([_property("dc:identifier", escape(identifier))] if identifier else []),
        _property("pdf:Keywords", escape(words)),
        _property("pdf:Producer", escape(producer)),
        _property("xmp:CreatorTool", escape(creator)),
        *(_property(f"xmp:{name}Date", moment) for name in ("Create", "Modify", "Metadata") if date),
        *(_property(f"{_PREFIX}:{name}", escape(value)) for name, value in identity.items()),
        archive.claims(IDENTITY, _PREFIX, identity),
    ]
    spaces = {**_NAMESPACES, **archive.NAMESPACES, _PREFIX: IDENTITY}
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
    packet = _XMP.format(namespaces=declared, properties="\n".join(properties)).encode()
    file.Root.Metadata = file.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)


def stamp(date: str) -> str:
    """An ISO date as PDF writes it, at midnight UTC; empty for none."""
    return f"D:{date.replace('-', '')}000000Z" if date else ""


#: The prefix of our own properties.
_PREFIX = "cluster-reports"

_NAMESPACES: Mapping[str, str] = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" {namespaces}>
{properties}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def _property(name: str, content: str) -> str:
    return f"<{name}>{content}</{name}>"


def _list(kind: str, values: Sequence[str], lang: str = "") -> str:
    attribute = f' xml:lang="{lang}"' if lang else ""
    items = "".join(f"<rdf:li{attribute}>{escape(value)}</rdf:li>" for value in values)
    return f"<rdf:{kind}>{items}</rdf:{kind}>"
