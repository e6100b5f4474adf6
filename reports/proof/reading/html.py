"""The page for the browser, read by its elements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from .structure_tree import StructureElement

#: Elements of our pages that have no closing tag.
_VOID = frozenset({"meta", "col", "img", "br"})

_STRUCTURE = {
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6", "p": "P", "li": "LI",
    "table": "Table", "caption": "Caption", "figcaption": "P", "tr": "TR", "th": "TH", "td": "TD",
    "section": "Sect", "a": "Link",
}  # fmt: skip
_SILENT = frozenset({"style", *_VOID})
_SCOPES = {"col": "Column", "row": "Row"}


@dataclass(slots=True, eq=False)
class HtmlElement:
    """An element with its attributes; ``kids`` are elements and texts, in the order of the page."""

    tag: str
    attributes: Mapping[str, str]
    kids: list[HtmlElement | str] = field(default_factory=list)

    def walk(self) -> Iterator[HtmlElement]:
        """The element and all below it, in the order of the page."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [kid for kid in reversed(element.kids) if type(kid) is HtmlElement]

    @property
    def hidden(self) -> bool:
        """Whether assistive technology is told to pass it by."""
        return self.attributes.get("aria-hidden") == "true"

    @property
    def texts(self) -> list[str]:
        """The texts in it and below it."""
        return [text for kid in self.kids for text in ([kid] if isinstance(kid, str) else kid.texts)]


@dataclass(frozen=True, slots=True)
class WebPage:
    """``faults`` are the places where the elements do not nest; ``metas`` are by their name."""

    root: HtmlElement
    faults: tuple[str, ...]
    lang: str
    title: str
    metas: Mapping[str, str]


def read(content: str) -> WebPage:
    """Read a page, however broken it is."""
    reader = _Reader()
    reader.feed(content)
    reader.close()
    root, *unclosed = reader.open
    faults = [*reader.faults, *(f"<{element.tag}> is not closed" for element in unclosed)]
    lang, titles, metas = "", [], {}
    for element in root.walk():
        given = element.attributes
        if element.tag == "html":
            lang = given.get("lang", "")
        elif element.tag == "title":
            titles += element.texts
        elif element.tag == "meta":
            metas[given.get("name", given.get("http-equiv", ""))] = given.get("content", "")
    return WebPage(root, tuple(faults), lang, "".join(titles), metas)


def structure(page: WebPage) -> StructureElement | None:
    """The body of a page as a structure tree; None without one, or where the elements do not nest."""
    body = next((element for element in page.root.walk() if element.tag == "body"), None)
    return None if body is None or page.faults else _structure(body)


def _structure(element: HtmlElement) -> StructureElement:
    if element.tag == "svg":
        return StructureElement("Figure", None, (), alt=element.attributes.get("aria-label", ""))
    kids = tuple(
        kid if isinstance(kid, str) else _structure(kid)
        for kid in element.kids
        if isinstance(kid, str) or not (kid.hidden or kid.tag in _SILENT)
    )
    scope = _SCOPES.get(element.attributes.get("scope", ""))
    return StructureElement(_STRUCTURE.get(element.tag, element.tag), None, kids, scope=scope)


class _Reader(HTMLParser):
    """``open`` are the elements that are not closed yet, the first one is the page."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [HtmlElement("", {})]
        self.faults: list[str] = []

    def updatepos(self, i: int, j: int) -> int:
        """Nobody asks for lines and columns, and counting them takes time."""
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = HtmlElement(tag, {name: value or "" for name, value in attrs})
        self.open[-1].kids.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.open[-1].kids.append(data)

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1 and self.open[-1].tag == tag:
            self.open.pop()
        else:
            expected = f"</{self.open[-1].tag}>" if len(self.open) > 1 else "nothing"
            self.faults.append(f"</{tag}> where {expected} is due")
