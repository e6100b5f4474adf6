"""Reading a finished PDF back: what stands on its pages, in its structure tree and in its metadata.

Two libraries that know nothing of each other: pdfium reads the pages (:mod:`.page_text`), qpdf what the file
says of them: the structure tree, fonts, metadata and attachments.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import md5
from typing import Any

import pikepdf
from defusedxml.ElementTree import fromstring
from pikepdf import Dictionary

from reports.errors import Finding

from . import fonts, page_text
from .fonts import Font
from .page_text import Bookmark, PrintedPage
from .structure_tree import StructureElement, StructureTree
from .texts import quote

#: What pdfium writes of itself between and behind the texts of a page.
_SEEN = " \r\n-"


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
    """Everything that was read. ``root`` is the root of the structure tree (None without one), ``missing``
    are glyphs that no font has, ``faults`` where tags and pages disagree. ``info`` is the
    information dictionary without slashes, ``xmp`` the properties by ``{namespace}name`` (lists joined by
    ", "). ``attached`` are the files inside it.
    """

    pages: tuple[PrintedPage, ...]
    bookmarks: tuple[Bookmark, ...]
    root: StructureElement | None
    fonts: tuple[Font, ...]
    missing: tuple[Finding, ...]
    faults: tuple[Finding, ...]
    lang: str
    shows_title: bool
    info: Mapping[str, str]
    xmp: Mapping[str, str]
    attached: tuple[Attached, ...]
    archival: Archival

    @cached_property
    def elements(self) -> tuple[StructureElement, ...]:
        """Every element of the structure tree, in the order of reading."""
        return () if self.root is None else tuple(self.root.walk())

    def find(self, *tags: str) -> list[StructureElement]:
        """The elements with one of ``tags``."""
        return [element for element in self.elements if element.tag in tags]

    def everything(self) -> Iterator[tuple[str, int | None, str]]:
        """(place, page, text) of everything that can be read, heard or searched in the file."""
        for page in self.pages:
            yield "page", page.number, page.text
        for element in self.elements:
            for text in (element.alt or "", *element.contents):
                yield "tag", element.page, text
        for mark in self.bookmarks:
            yield "bookmark", mark.page, mark.title
        # Once more without the headers and footers between the pages: a name may run over two of them.
        yield "whole", None, "" if self.root is None else self.root.text
        for value in (*self.info.values(), *self.xmp.values()):
            yield "metadata", None, value
        for attached in self.attached:
            yield "attachment", None, f"{attached.name} {attached.description}"


def read(pdf: bytes) -> FinishedFile:
    """Read a file that :func:`reports.pages.pdf.write` made. Raises what pikepdf and pypdfium2 raise
    for bytes that are no PDF.
    """
    with pikepdf.open(io.BytesIO(pdf)) as file:
        printed = page_text.read(pdf)
        tree = StructureTree(file, printed.marked)
        used = tuple(fonts.of_file(file))
        preferences = file.Root.get("/ViewerPreferences", Dictionary())
        return FinishedFile(
            pages=printed.pages,
            bookmarks=printed.bookmarks,
            root=tree.root,
            fonts=used,
            missing=tuple(_missing(printed.pages, used)),
            faults=(*printed.faults, *tree.faults),
            lang=str(file.Root.get("/Lang", "")),
            shows_title=bool(preferences.get("/DisplayDocTitle", False)),
            info={key[1:]: str(value) for key, value in file.docinfo.items()},
            xmp=_xmp(file),
            attached=tuple(_attached(file)),
            archival=_archival(file),
        )


def _missing(pages: Iterable[PrintedPage], used: Iterable[Font]) -> Iterator[Finding]:
    """The texts with a character that no font of the file stands for: its code means nothing."""
    known = frozenset(_SEEN).union(*(font.characters for font in used))
    for page in pages:
        if not known.issuperset(page.text):
            for piece in page.pieces:
                if not known.issuperset(piece):
                    yield Finding("glyph", f"no font has a character of {quote(piece)}", page.number)


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
