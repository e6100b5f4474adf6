"""The structure tree of a PDF file, with its links, and the outline.

What the painter has marked on the pages becomes a tree of structure elements, each with the marked content,
the annotations and the elements inside it (ISO 32000-1, 14.7).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from . import archive
from .drawing import Text
from .page import Anchor, Element, Node, Page, seen
from .style import PT_PER_MM as _PT

#: A place comes into view with this much above it, in mm.
_ABOVE = 2.0


@dataclass(eq=False, slots=True)
class Tag:
    """A structure element in the making, with the index of its page. ``kids`` are elements, (page index,
    content id) or links.
    """

    element: Element
    page: int
    kids: list[Tag | tuple[int, int] | Link] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Link:
    """What stands of a link on one page (by its index)."""

    element: Element
    page: int


def write(file: pikepdf.Pdf, pages: Sequence[Page], root: Tag, anchors: Sequence[tuple[int, Anchor]]) -> None:
    """Write the tree below ``root`` and the outline into the file of ``pages``. The ``anchors`` of links and
    bookmarks come with the indices of their pages.
    """
    _Tree(file, pages, anchors).write(root)
    _write_outline(file, pages, anchors)


class _Tree:
    """The tree as the file holds it, with the way back from every mark and every link to its element."""

    def __init__(
        self, file: pikepdf.Pdf, pages: Sequence[Page], anchors: Iterable[tuple[int, Anchor]]
    ) -> None:
        self._file = file
        self._laid_out = pages
        self._pages = [page.obj for page in file.pages]
        self._owners: list[list[Any]] = [[] for _ in self._pages]
        self._links: list[Any] = []  # the elements that own them, in the order of their annotations
        self._named = _named(anchors)
        self._ids: dict[str, Any] = {}

    def write(self, root: Tag) -> None:
        file, pages = self._file, self._pages
        top = file.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        top.K = Array([self._entry(root, top)])
        numbers = Array()
        for index, (page, owned) in enumerate(zip(pages, self._owners, strict=True)):
            page.StructParents = index
            page.Tabs = Name.S
            numbers.append(index)
            numbers.append(file.make_indirect(Array(owned)))
        for number, owner in enumerate(self._links, start=len(pages)):
            numbers.append(number)
            numbers.append(owner)
        top.ParentTree = file.make_indirect(Dictionary(Nums=numbers))
        top.ParentTreeNextKey = len(pages) + len(self._links)
        if self._ids:
            identified = Array()
            for name in sorted(self._ids, key=str.encode):
                identified.append(String(name))
                identified.append(self._ids[name])
            top.IDTree = Dictionary(Names=identified)
        file.Root.StructTreeRoot = top

    def _entry(self, tag: Tag, parent: Any) -> Any:
        here = self._pages[tag.page]
        made = self._file.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{tag.element.tag}"), P=parent, Pg=here)
        )
        _describe(made, tag.element, self._laid_out[tag.page].height * _PT)
        if tag.element.name:
            if self._ids.setdefault(tag.element.name, made) is not made:
                raise ValueError(f"two elements are named {tag.element.name!r}")
            made.ID = String(tag.element.name)
        kids = []
        for kid in tag.kids:
            match kid:
                case Tag():
                    kids.append(self._entry(kid, made))
                case Link():
                    link = self._annotation(kid, made)
                    kids.append(Dictionary(Type=Name.OBJR, Obj=link, Pg=self._pages[kid.page]))
                case page, mark:
                    owned = self._owners[page]
                    owned.extend([None] * (mark + 1 - len(owned)))
                    owned[mark] = made
                    near = page == tag.page
                    kids.append(mark if near else Dictionary(Type=Name.MCR, Pg=self._pages[page], MCID=mark))
        made.K = Array(kids)
        return made

    def _annotation(self, link: Link, owner: Any) -> Any:
        """One annotation for all lines of a link on a page."""
        element, page = link.element, self._pages[link.page]
        found = self._named.get(element.target)
        if found is None:
            raise ValueError(f"a link leads to {element.target!r}, which is not there")
        height = self._laid_out[link.page].height
        quads = [_quad(texts, height) for texts in _lines(element)]
        if not quads:
            raise ValueError(f"the link to {element.target!r} has no words")
        left, bottom, right, top = zip(*quads, strict=True)
        corners = [n for x, low, end, y in quads for n in (x, y, end, y, x, low, end, low)]
        made = self._file.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                F=archive.PRINTED,
                Border=Array([0, 0, 0]),
                Rect=_numbers((min(left), min(bottom), max(right), max(top))),
                QuadPoints=_numbers(corners),
                Contents=String(element.label),
                Dest=_destination(self._pages, self._laid_out, *found),
                StructParent=len(self._pages) + len(self._links),
            )
        )
        self._links.append(owner)
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(made)
        return made


def _named(anchors: Iterable[tuple[int, Anchor]]) -> dict[str, tuple[int, Anchor]]:
    found: dict[str, tuple[int, Anchor]] = {}
    for page, anchor in anchors:
        if anchor.name and found.setdefault(anchor.name, (page, anchor)) != (page, anchor):
            raise ValueError(f"two places are named {anchor.name!r}")
    return found


def _destination(sheets: Sequence[Any], pages: Sequence[Page], page: int, anchor: Anchor) -> Array:
    top = (pages[page].height - max(0.0, anchor.y - _ABOVE)) * _PT
    corner: list[Any] = [sheets[page], Name.XYZ, 0, round(top, 2), 0]
    return Array(corner)


def _numbers(values: Iterable[float]) -> Array:
    rounded: list[Any] = [round(value, 2) for value in values]
    return Array(rounded)


def _lines(link: Element) -> list[list[Text]]:
    """What is seen of a link, by its base lines."""
    found: dict[float, list[Text]] = {}
    for text in seen(link.kids):
        if text.text.strip():
            found.setdefault(text.y, []).append(text)
    return list(found.values())


def _quad(texts: Sequence[Text], height: float) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the line that the texts stand in, on a page ``height`` mm high."""
    em = max(text.size for text in texts)
    base = (height - texts[0].y) * _PT
    ends = [text.x * _PT + replace(text, text=text.text.rstrip()).width * _PT for text in texts]
    return min(text.x for text in texts) * _PT, base - 0.24 * em, max(ends), base + 0.86 * em


def _describe(made: Any, element: Element, height: float) -> None:
    """What a screen reader asks of an element: the description, the scope, the span, the language."""
    if element.alt:
        made.Alt = String(element.alt)
    if element.lang:
        made.Lang = String(element.lang)
    attributes = list(_attributes(element, height))
    if attributes:
        made.A = attributes[0] if len(attributes) == 1 else Array(attributes)


def _attributes(element: Element, height: float) -> Iterator[Dictionary]:
    if element.box is not None:
        box = element.box
        corners = (box.left * _PT, height - box.bottom * _PT, box.right * _PT, height - box.top * _PT)
        yield Dictionary(O=Name.Layout, BBox=_numbers(corners))
    if element.tag == "L":
        yield Dictionary(O=Name.List, ListNumbering=_numbering(element))
    if element.scope or element.span > 1 or element.headers:
        table = Dictionary(O=Name.Table)
        if element.scope:
            table.Scope = Name(f"/{element.scope}")
        if element.span > 1:
            table.ColSpan = element.span
        if element.headers:
            table.Headers = Array([String(name) for name in element.headers])
        yield table


def _numbering(element: Element) -> Name:
    """How the items of a list are labelled, by the first label; "None" where there is none."""
    labels = [node for node in _inside(element.kids) if node.tag == "Lbl"]
    if not labels:
        return Name("/None")
    label = "".join(text.text for text in seen(labels[0].kids)).strip()
    return Name.Decimal if label[:1].isdigit() else Name.Disc


def _inside(nodes: Iterable[Node]) -> Iterator[Element]:
    for node in nodes:
        if isinstance(node, Element):
            yield node
            yield from _inside(node.kids)


def _write_outline(file: pikepdf.Pdf, pages: Sequence[Page], anchors: Iterable[tuple[int, Anchor]]) -> None:
    """The bookmarks, open at every level."""
    sheets = [page.obj for page in file.pages]
    with file.open_outline() as outline:
        path = [outline.root]  # the lists that the next bookmark may go into, the outermost first
        for page, anchor in anchors:
            if not anchor.bookmark:
                continue
            if anchor.level > len(path):
                raise ValueError(f"the bookmark {anchor.bookmark!r} skips a level")
            item = OutlineItem(anchor.bookmark, _destination(sheets, pages, page, anchor))
            item.is_closed = False
            path[anchor.level - 1].append(item)
            del path[anchor.level :]
            path.append(item.children)
    if outline.root:
        file.Root.PageMode = Name.UseOutlines
