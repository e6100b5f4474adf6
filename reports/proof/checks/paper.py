"""The last gate of a paper: a finished file against what it was drawn from.

Like :mod:`reports.proof.checks.report` for the reports, and with its words: nothing the engine did is
trusted, the file is read back and every rule answers with findings. The rules, by their ids:

=============== =================================================================================
unreadable      the file cannot be opened
pdf-ua, pdf-a   page-validation or one of our own rules finds a breach of a standard the file claims
tags            the tag tree and the pages disagree, or something is painted outside it
table-tags      a table without caption or heading cells, a heading cell without scope
figure-alt      a figure without alternative text
heading-order   the first heading is not H1, or a level is skipped
font, glyph     a font that is not bundled and embedded; a character that no font has
page-size       another number of pages, or a page of another size
type-area       text outside the page, or smaller than the smallest size
overlap         two texts on top of each other
foreign-name    another cluster's name in the text, a description, a bookmark or the metadata
content         a text that is missing, in the wrong place or added; another alternative text
bookmarks       other bookmarks
metadata        language, title, author, date or identity are others
=============== =================================================================================
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pikepdf
import pypdfium2

from reports.document import identity
from reports.edition import foreign_in
from reports.errors import Finding
from reports.pages import MM_PER_PT, Element, Node, Page, Spoken, Text, places
from reports.pages import pdf as pdf_
from reports.pages import text as text_

from ..reading import pdf as pdftext
from ..reading import standards
from ..reading.pdf import FinishedFile
from . import rules

_DUBLIN, _ADOBE = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/xap/1.0/}"


@dataclass(frozen=True)
class Expected:
    """What the file has to be: every tagged ``texts`` in the order of reading, the descriptions of its
    figures (``alts``), its pages, its metadata, and whose names it may and may not hold.
    """

    texts: Sequence[str]
    alts: Sequence[str]
    pages: Sequence[Page]
    meta: pdf_.Meta
    own_names: Sequence[str] = ()
    foreign_names: Sequence[str] = ()


def findings(pdf: bytes, expected: Expected) -> tuple[Finding, ...]:
    """Every reason why ``pdf`` may not leave; none for a sound file."""
    try:
        file = pdftext.read(pdf)
    except (pikepdf.PdfError, pypdfium2.PdfiumError) as error:
        return (Finding("unreadable", f"the file cannot be read back: {error}"),)
    return (
        *standards.pdf_ua(pdf),
        *standards.pdf_a(pdf),
        *rules.archivable(file),
        *_tags(file),
        *_fonts(file),
        *_sheets(file, expected.pages),
        *_foreign_names(file, expected),
        *_content(file, expected),
        *_bookmarks(file, expected.pages),
        *_metadata(file, expected.meta),
    )


def _tags(file: FinishedFile) -> Iterator[Finding]:
    for fault in file.faults:
        yield Finding("tags", fault.cause, fault.page)
    tree = () if file.root is None else tuple(file.root.walk())
    for element in tree:
        if element.tag == "Figure" and not (element.alt or "").strip():
            yield Finding("figure-alt", "a figure has no alternative text", element.page)
        if element.tag != "Table":
            continue
        name = rules.quote(element.text)
        if not any(caption.text.strip() for caption in element.find("Caption")):
            yield Finding("table-tags", f"the table {name} has no caption", element.page)
        cells = element.find("TH")
        if not cells or any(cell.scope not in ("Column", "Row") for cell in cells):
            yield Finding("table-tags", f"the table {name} lacks heading cells or a scope", element.page)
    levels = [0, *(int(e.tag[1]) for e in tree if len(e.tag) == 2 and e.tag[0] == "H" and e.tag[1].isdigit())]
    if len(levels) == 1 or any(after > before + 1 for before, after in pairwise(levels)):
        yield Finding("heading-order", f"the levels of the headings are {levels[1:]}")


def _fonts(file: FinishedFile) -> Iterator[Finding]:
    for font in file.fonts:
        if font.name not in rules.bundled_fonts():
            yield Finding("font", f"the font {font.label} is not embedded, or not one of the bundled fonts")
    for fault in file.missing:
        yield Finding("glyph", f"no font has a character of {rules.quote(fault.cause)}", fault.page)


def _sheets(file: FinishedFile, pages: Sequence[Page]) -> Iterator[Finding]:
    if len(file.pages) != len(pages):
        yield Finding("page-size", f"the file has {len(file.pages)} pages instead of {len(pages)}")
        return
    for page, planned in zip(file.pages, pages, strict=True):
        width, height = planned.width / MM_PER_PT, planned.height / MM_PER_PT
        if abs(page.width - width) > 1 or abs(page.height - height) > 1:
            cause = f"{page.width:.0f} x {page.height:.0f} pt instead of {width:.0f} x {height:.0f} pt"
            yield Finding("page-size", cause, page.number)
        # What is spoken lies on its drawing on purpose.
        spoken = {rules.squeeze(node.text) for node in _nodes(planned.nodes) if isinstance(node, Spoken)}
        seen = np.array([rules.squeeze(piece) not in spoken for piece in page.pieces], dtype=bool)
        left, bottom, right, top = page.boxes.T
        outside = (left < 0) | (bottom < 0) | (right > page.width) | (top > page.height)
        for index in np.flatnonzero(outside):
            cause = f"{rules.quote(page.pieces[index])} stands outside the page"
            yield Finding("type-area", cause, page.number)
        for index in np.flatnonzero(seen & (page.sizes < text_.SMALLEST - 0.01)):
            cause = f"{rules.quote(page.pieces[index])} is set in {page.sizes[index]:.2f} pt"
            yield Finding("type-area", cause, page.number)
        yield from rules.overlaps(page, seen)


def _nodes(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        if isinstance(node, Element):
            yield from _nodes(node.kids)


def _foreign_names(file: FinishedFile, expected: Expected) -> Iterator[Finding]:
    foreign = foreign_in(expected.own_names, expected.foreign_names)
    tree = () if file.root is None else tuple(file.root.walk())
    told = [(page.number, page.text) for page in file.pages]
    told += [(element.page or 0, element.alt or "") for element in tree]
    told += [(mark.page or 0, mark.title) for mark in file.bookmarks]
    told += [(0, "" if file.root is None else file.root.text)]
    told += [(0, value) for value in (*file.info.values(), *file.xmp.values())]
    for page, text in told:
        for name in foreign(text):
            cause = f"the name of another cluster: {rules.quote(name)}"
            yield Finding("foreign-name", cause, page or None)


def _content(file: FinishedFile, expected: Expected) -> Iterator[Finding]:
    tree = () if file.root is None else tuple(file.root.walk())
    told = "" if file.root is None else "".join(_told(file.root))
    yield from rules.in_order(expected.texts, rules.squeeze(told), 1)
    alts = [rules.squeeze(element.alt or "") for element in tree if element.tag == "Figure"]
    if alts != [rules.squeeze(alt) for alt in expected.alts]:
        yield Finding("content", f"the figures are described as {alts}")


def _told(element: pdftext.Element) -> Iterator[str]:
    """Without what is drawn inside figures: their alternative text says it."""
    for kid in element.kids:
        if isinstance(kid, pdftext.Element):
            yield from _told(kid)
        elif element.tag != "Figure":
            yield kid


def _bookmarks(file: FinishedFile, pages: Sequence[Page]) -> Iterator[Finding]:
    planned = [
        (place.level, place.bookmark, number)
        for number, page in enumerate(pages, start=1)
        for place in places(page.nodes)
        if place.bookmark
    ]
    found = [(mark.level, mark.title, mark.page) for mark in file.bookmarks]
    if found != planned:
        yield Finding("bookmarks", f"the bookmarks are {found} instead of {planned}")


def _metadata(file: FinishedFile, meta: pdf_.Meta) -> Iterator[Finding]:
    day = meta.date.replace("-", "")
    expected = [
        ("language", file.lang, identity.LANGUAGES[meta.lang]),
        ("title", file.info.get("Title"), meta.title),
        ("author", file.info.get("Author"), meta.author),
        ("subject", file.info.get("Subject"), meta.subject),
        ("keywords", file.info.get("Keywords"), ", ".join(meta.keywords)),
        ("date", file.info.get("CreationDate", "")[2:10], day),
        ("XMP title", file.xmp.get(f"{_DUBLIN}title"), meta.title),
        ("XMP author", file.xmp.get(f"{_DUBLIN}creator"), meta.author),
        ("identifier", file.xmp.get(f"{_DUBLIN}identifier"), meta.identifier),
        ("XMP language", file.xmp.get(f"{_DUBLIN}language"), identity.LANGUAGES[meta.lang]),
        ("XMP date", file.xmp.get(f"{_ADOBE}CreateDate", "")[:10], meta.date),
        *(
            (name, file.xmp.get(f"{{{identity.IDENTITY}}}{name}"), said)
            for name, said in meta.identity.items()
        ),
    ]
    for name, found, wanted in expected:
        if rules.squeeze(found or "") != rules.squeeze(wanted):
            cause = f"the {name} is {rules.quote(found or '')} instead of {rules.quote(wanted)}"
            yield Finding("metadata", cause)
    if not file.shows_title:
        yield Finding("metadata", "the window would show the file's name instead of the title")


def spoken_or_seen(nodes: Sequence[Node]) -> Iterator[str]:
    """What a screen reader says of a page's nodes, in order: for :attr:`Expected.texts` of a paper that has
    no document value of its own to be compared with.
    """
    for node in nodes:
        match node:
            case Element(tag="Figure"):
                yield from spoken_or_seen([kid for kid in node.kids if isinstance(kid, Element)])
            case Element():
                yield from spoken_or_seen(node.kids)
            case Text() | Spoken():
                yield node.text
