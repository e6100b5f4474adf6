"""The entries of our files: nothing that could change what is seen or heard stands in one.

A file that our painter wrote (:mod:`reports.pages.pdf`) has no other entries in its dictionaries than these;
anything more is a finding, whatever it may do. Links lead to what they name.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from reports.errors import Finding

from ..reading.pdf import FinishedFile
from ..reading.texts import squeeze


def _entries(names: str) -> frozenset[str]:
    return frozenset(f"/{name}" for name in names.split())


#: The entries that dictionaries of our files have; anything more could change what is seen or heard.
_CATALOG = _entries(
    "Type Pages Lang MarkInfo Metadata Outlines OutputIntents PageMode StructTreeRoot ViewerPreferences AF "
    "Names"
)
_PAGE = _entries("Type Parent MediaBox Contents Resources StructParents Tabs Annots Rotate Trans")
_PAGES = _entries("Type Kids Count")
_RESOURCES = _entries("Font ProcSet XObject")
_PICTURE = _entries(
    "Type Subtype Width Height BitsPerComponent ColorSpace Filter DecodeParms Length SMask Interpolate"
)
_LINK = _entries("Type Subtype F Border Rect QuadPoints Contents Dest StructParent")
_TREE = _entries("Type K ParentTree ParentTreeNextKey IDTree")
_ELEMENT = _entries("Type S P Pg K A Alt Lang ID")

#: What is wrong, and on which page (1-based).
_Cause = tuple[str, int | None]


def prove(file: FinishedFile, content: bytes) -> Iterator[Finding]:
    """What stands in the file besides what our painter writes, and links that lead elsewhere."""
    for cause, page in _causes(file, content):
        yield Finding("painting", cause, page)


def _causes(file: FinishedFile, content: bytes) -> Iterator[_Cause]:
    if content.count(b"startxref") != 1 or not content.rstrip().endswith(b"%%EOF"):
        yield "something was added to the file behind its end", None
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield from _of_the_file(pdf)
        said = "" if file.root is None else " ".join(file.root.text.split())
        begins: dict[str, set[int | None]] = {}
        for mark in file.bookmarks:
            begins.setdefault(squeeze(mark.title), set()).add(mark.page)
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        for number, page in enumerate(pdf.pages, start=1):
            causes = (*_of_the_page(page.obj), *_of_the_links(page.obj, numbers, begins, said))
            yield from ((cause, number) for cause in causes)


def _of_the_file(pdf: pikepdf.Pdf) -> Iterator[_Cause]:
    named = [
        ("the catalog", pdf.Root, _CATALOG),
        ("the names", pdf.Root.get("/Names", Dictionary()), _entries("EmbeddedFiles")),
        ("the tag tree", pdf.Root.get("/StructTreeRoot", Dictionary()), _TREE),
    ]
    for entry in pdf.objects:
        if isinstance(entry, Dictionary) and (entry.get("/Type") == Name.StructElem or "/S" in entry):
            tag = str(entry.get("/S", "/"))[1:]
            named.append((f"a {tag}", entry, _ELEMENT))
            if "/Alt" in entry and tag != "Figure":
                yield f"a {tag} is read as something else than it says", None
    for what, entry, known in named:
        yield from ((cause, None) for cause in _unknown(what, entry, known))


def _of_the_page(page: Any) -> Iterator[str]:
    yield from _unknown("the page", page, _PAGE)
    yield from _unknown("the page", page.Resources, _RESOURCES)
    yield from _unknown("the group of pages", page.Parent, _PAGES)
    if int(page.get("/Rotate", 0)) or len(page.get("/Trans", {})):
        yield "the page is turned"
    if isinstance(page.Contents, Array):
        yield "the page has more than one content stream"
    for picture in page.Resources.get("/XObject", Dictionary()).values():
        if picture.get("/Subtype") != Name.Image:
            yield "the page draws a form instead of painting by itself"
        else:
            yield from _unknown("a picture", picture, _PICTURE)


def _of_the_links(
    page: Any, numbers: Mapping[Any, int], begins: Mapping[str, set[int | None]], said: str
) -> Iterator[str]:
    """Whether a link leads to the chapter that it names, or to the page that is printed behind it.

    ``numbers`` are the pages by their objects, ``begins`` those that bookmarks lead to by squeezed titles,
    ``said`` is the text of the whole file.
    """
    for link in page.get("/Annots", []):
        yield from _unknown("a link", link, _LINK)
        if link.get("/Subtype") != Name.Link:
            yield "the page has an annotation that is no link"
        target: Any = link.get("/Dest")
        leads = isinstance(target, Array) and len(target) == 5 and target[1] == Name.XYZ
        page_number = numbers.get(getattr(target[0], "objgen", None)) if leads else None
        if page_number is None:
            yield "a link does not lead to a place in the report"
            continue
        label = str(link.get("/Contents", ""))
        printed = re.findall(re.escape(" ".join(label.split())) + r" ?, ?\D{0,4}(\d+)", said)
        wanted = begins.get(squeeze(label)) or set(map(int, printed))
        if wanted and page_number not in wanted:
            yield f"the link {label!r} leads to another page"


def _unknown(what: str, entry: Any, known: frozenset[str]) -> Iterator[str]:
    for name in sorted(set(entry.keys()) - known):
        yield f"{what} has an entry that our files do not have: {name}"
