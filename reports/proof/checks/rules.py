"""Rules that several kinds of files share: pure functions over what was read back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Protocol

import numpy as np
import pikepdf
import pypdfium2

from reports.document import (
    AdviceCard,
    Cell,
    Chart,
    Cover,
    Fact,
    ItemList,
    KeyFigure,
    Report,
    Section,
    identity,
    walk,
)  # fmt: skip
from reports.edition import Points, Prose, canonical, plain
from reports.errors import Finding
from reports.pages import archive
from reports.pages import pdf as pdf_
from reports.papers import Card

from ..reading import pdf as pdftext
from ..reading import standards
from ..reading.page_text import PrintedPage
from ..reading.pdf import FinishedFile
from ..reading.structure_tree import StructureElement
from ..reading.texts import quote, squeeze

#: Two texts overlap when they share more than this width in points and this part of the lower height.
_SHARED_WIDTH, _SHARED_HEIGHT = 1.0, 0.2

#: The only chapters that may name another cluster.
CREDITING = frozenset({"practices", "recommendations"})


class FactSource(Protocol):
    """What knows the published numbers: :class:`reports.words.published.Facts`, or anything like it."""

    def text(self, fact: Fact) -> str:
        """The text published for ``fact``. Raises LookupError for a fact that does not exist."""


#: Fields that hold no text to be read on the page.
_SILENT = frozenset(
    {"id", "target", "role", "rules", "tone", "fact", "graphic", "drawing", "axis", "align", "width", "alt"}
    | {"heat", "level", "flows", "ordered", "page", "name_size", "bars", "file", "pages", "emphasis"}
    | {"credit"}
)

#: Where the order of reading is not that of the fields.
_READING: dict[type, tuple[str, ...]] = {
    AdviceCard: ("number", "title", "lead", "steps_label", "steps", "facts", "example"),
    Chart: ("title", "label", "caption"),
    ItemList: ("heading", "lead", "items"),
    Cell: ("text", "small", "link", "spoken"),
    Prose: ("text",),
    Points: ("lines",),
}


def readable(value: Any) -> Iterator[str]:
    """Every text of a document value that stands on the page, in the order of reading."""
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from readable(item)
    else:
        for name in _read_fields(type(value)):  # type: ignore[arg-type]  # a type can be hashed
            yield from readable(getattr(value, name))


def texts_of(section: Section) -> list[str]:
    """Every text of a chapter that stands on its pages, in the order of reading."""
    return [section.kicker, section.title, *readable(section.blocks)]


@cache
def _read_fields(kind: type) -> tuple[str, ...]:
    """The fields of a document value that are read, in the order of reading; none of anything else."""
    if not is_dataclass(kind):
        return ()
    return _READING.get(kind) or tuple(field.name for field in fields(kind) if field.name not in _SILENT)


def read_back(pdf: bytes) -> FinishedFile | Finding:
    """The file as it is read back, or why it cannot be."""
    try:
        return pdftext.read(pdf)
    except (pikepdf.PdfError, pypdfium2.PdfiumError) as error:
        return Finding("unreadable", f"the file cannot be read back: {error}")


def of_every_file(pdf: bytes, file: FinishedFile, meta: pdf_.Meta) -> Iterator[Finding]:
    """What is wrong with a finished file whatever document it holds: report, card or paper."""
    yield from standards.breaches(pdf)
    yield from standards.accessibility(file)
    yield from standards.fonts(file)
    yield from archivable(file)
    yield from metadata(file, meta)


#: What a reader may do with a file that is kept: jump inside it, open an address.
_HARMLESS = frozenset({"GoTo", "URI"})


def archivable(file: FinishedFile) -> Iterator[Finding]:
    """What a file lacks of PDF/A-3a and PDF/UA-1 as a whole, whatever a validator says."""
    archival = file.archival
    spaces = archive.NAMESPACES
    claimed = tuple(file.xmp.get(f"{{{spaces['pdfaid']}}}{name}", "") for name in ("part", "conformance"))
    if claimed != archive.PDF_A or file.xmp.get(f"{{{spaces['pdfuaid']}}}part") != archive.PDF_UA:
        yield Finding("pdf-a", f"the file claims {claimed} instead of PDF/A-3a and PDF/UA-1")
    if archival.profile != archive.srgb():
        yield Finding("pdf-a", "the colours of the file are not defined as sRGB")
    for action in archival.actions:
        if action not in _HARMLESS:
            yield Finding("pdf-a", f"the file wants to do something: {action}")
    for number in archival.unprinted:
        yield Finding("pdf-a", "a link or a field would be missing in print", number)
    if len(archival.ids) != 2 or not archival.ids[0] or archival.ids[0] != archival.ids[1]:
        yield Finding("pdf-a", "the file has no id, or one of a file that was changed")
    if archival.encrypted:
        yield Finding("pdf-a", "the file is encrypted")
    if archival.scripted_form:
        yield Finding("pdf-a", "a form of the file needs a program to be seen")


def meta_of(document: Report | Card, identifier: str) -> pdf_.Meta:
    """What the file of a report, or of its card, says of itself."""
    return pdf_.Meta(
        title=document.title,
        author=document.author,
        subject=document.subject,
        keywords=document.keywords,
        lang=document.lang,
        date=document.date,
        identity={"cluster": document.cluster_id, "edition": document.edition_id},
        identifier=identifier,
    )


_DUBLIN, _ADOBE = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/xap/1.0/}"
#: Entries of the information dictionary with the property that has to say the same.
_SAID_TWICE = {
    "Subject": f"{_DUBLIN}description",
    "Keywords": "{http://ns.adobe.com/pdf/1.3/}Keywords",
    "Producer": "{http://ns.adobe.com/pdf/1.3/}Producer",
    "Creator": f"{_ADOBE}CreatorTool",
}


def metadata(file: FinishedFile, meta: pdf_.Meta) -> Iterator[Finding]:
    """What the file says of itself, in the information dictionary and in XMP, is ``meta``."""
    info, xmp, language = file.info, file.xmp, identity.LANGUAGES[meta.lang]
    expected = [
        ("language", file.lang, language),
        ("title", info.get("Title"), meta.title),
        ("author", info.get("Author"), meta.author),
        ("subject", info.get("Subject"), meta.subject),
        ("keywords", info.get("Keywords"), ", ".join(meta.keywords)),
        ("date", info.get("CreationDate", "")[2:10], meta.date.replace("-", "")),
        ("XMP title", xmp.get(f"{_DUBLIN}title"), meta.title),
        ("XMP author", xmp.get(f"{_DUBLIN}creator"), meta.author),
        ("XMP language", xmp.get(f"{_DUBLIN}language"), language),
        ("identifier", xmp.get(f"{_DUBLIN}identifier"), meta.identifier),
        ("XMP date", xmp.get(f"{_ADOBE}CreateDate", "")[:10], meta.date),
        *((name, xmp.get(f"{{{identity.IDENTITY}}}{name}"), said) for name, said in meta.identity.items()),
        *((f"XMP {key}", xmp.get(name), info.get(key, "")) for key, name in _SAID_TWICE.items()),
    ]
    for name, found, wanted in expected:
        if plain(found or "") != plain(wanted):
            yield Finding("metadata", f"the {name} is {quote(found or '')} instead of {quote(wanted)}")
    if not file.shows_title:
        yield Finding("metadata", "the window would show the file's name instead of the title")


def spoken(element: StructureElement) -> Iterator[tuple[int, str]]:
    """(page, text) of what is tagged in it, without what is drawn inside figures: their alternative text
    says that. A paragraph may begin on one page and end on the next.
    """
    marks = iter(element.marks)
    for kid in element.kids:
        if isinstance(kid, StructureElement):
            yield from spoken(kid)
            continue
        place, _ = next(marks, (-1, 0))
        if element.tag != "Figure":
            yield (place + 1 if place >= 0 else element.page or 0), kid


def overlaps(page: PrintedPage, seen: np.ndarray[Any, Any]) -> Iterator[Finding]:
    """Inked outlines that share more than the tolerance: a pair of texts a reader cannot tell apart.
    Outlines, not line boxes, so that tight leading is no overlap.
    """
    index = np.flatnonzero(seen)
    left, bottom, right, top = page.boxes[index].T
    width = np.minimum.outer(right, right) - np.maximum.outer(left, left)
    height = np.minimum.outer(top, top) - np.maximum.outer(bottom, bottom)
    lower = np.minimum.outer(top - bottom, top - bottom)
    both = (width > _SHARED_WIDTH) & (height > _SHARED_HEIGHT * lower)
    for one, other in np.argwhere(np.triu(both, k=1)):
        first, second = page.pieces[index[one]], page.pieces[index[other]]
        yield Finding("overlap", f"{quote(first)} and {quote(second)} overlap", page.number)


def credited(
    report: Report, consented: Iterable[str], foreign: Callable[[str], Counter[str]]
) -> Counter[str]:
    """The names of other clusters that the chapters with good practices may give, and how often.

    A name counts for a card of these chapters that credits it, gives it in its facts or its example exactly
    once and gives no other name, and only if it is among those ``consented``.
    """
    allowed = {canonical(name) for name in consented}
    found = Counter[str]()
    for section in report.sections:
        for card in walk(section.blocks) if section.id in CREDITING else ():
            if isinstance(card, AdviceCard) and canonical(card.credit) in allowed:
                given = foreign(" ".join(text for _, text in (*card.facts, *card.example)))
                if given == Counter([canonical(card.credit)]):
                    found += given
    return found


def cover_texts(cover: Cover) -> list[str]:
    slots = [logo.name for logo in cover.logos if not logo.file]
    texts = (cover.study, cover.edition, cover.kind, cover.name, cover.score, cover.score_label)
    return [text for text in (*texts, *slots, *cover.notices) if text]


#: What may stand between two texts of a report: the page number of a link with what leads to it,
#: and the colon behind a label.
_BETWEEN = re.compile(r":?(?:,?[a-z]{0,3}\.?\d+)?")


def in_order(texts: Iterable[str], text: str, page: int) -> Iterator[Finding]:
    """Nothing is missing, nothing is somewhere else, and nothing is added."""
    position = 0
    for expected in texts:
        wanted = squeeze(expected)
        found = text.find(wanted, position)
        if found < 0:
            yield Finding("content", f"{quote(expected)} is not in its place", page)
            continue
        yield from _added(text[position:found], page)
        position = found + len(wanted)
    yield from _added(text[position:], page)


def _added(text: str, page: int) -> Iterator[Finding]:
    if not _BETWEEN.fullmatch(text):
        yield Finding("content", f"{quote(text)} is not in the report", page)


def unpublished(parts: Iterable[Any], facts: FactSource) -> Iterator[Finding]:
    """Every number of the document values ``parts`` that names its source and is not the published one."""
    for value in parts:
        fact: Fact | None = getattr(value, "fact", None)
        if fact is None:
            continue
        text = fact_text(value)
        try:
            published = facts.text(fact)
        except LookupError:
            yield Finding("fact", f"{quote(text)} names {fact.what} of {fact.node}, which does not exist")
            continue
        if squeeze(text) != squeeze(published):
            cause = f"{fact.what} of {fact.node} is published as {quote(published)}, not {quote(text)}"
            yield Finding("fact", cause)


def fact_text(value: Cell | KeyFigure | Cover) -> str:
    """The printed number of a document value that names its source."""
    if isinstance(value, Cell):
        return value.text
    return value.value if isinstance(value, KeyFigure) else value.score
