"""The page for the browser, read by its elements."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from .pdf import Element

_VOID = frozenset({"meta", "col", "img", "br", "link", "input", "hr", "source"})


_NAMES = {
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "p": "P",
    "li": "LI",
    "table": "Table",
    "caption": "Caption",
    "figcaption": "P",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "section": "Sect",
    "a": "Link",
}


_SCOPES = {"col": "Column", "row": "Row"}


@dataclass(frozen=True, slots=True)
class WebPage:
    """``root`` is None where the elements do not nest; ``metas`` are by name."""

    root: Element | None
    lang: str
    title: str
    metas: dict[str, str]


@dataclass
class _Open:
    tag: str
    given: dict[str, str]
    kids: list[Element | str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [_Open("", {})]
        self.metas: dict[str, str] = {}
        self.lang = ""
        self.sound = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.lang = given.get("lang", "")
        if tag == "meta" and "name" in given:
            self.metas[given["name"]] = given.get("content", "")
        if tag not in _VOID:
            self.open.append(_Open(tag, given))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.open[-1].kids.append(data)

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) < 2 or self.open[-1].tag != tag:
            self.sound = False
            return
        closed = self.open.pop()
        if closed.given.get("aria-hidden") == "true" or tag == "style":
            return
        if tag == "svg":
            element = Element("Figure", None, (), alt=closed.given.get("aria-label", ""))
        else:
            scope = _SCOPES.get(closed.given.get("scope", ""))
            element = Element(_NAMES.get(tag, tag), None, tuple(closed.kids), scope=scope)
        self.open[-1].kids.append(element)


def web_page(content: str) -> WebPage:
    """The page for the browser in the shape of a tag tree."""
    reader = _Reader()
    reader.feed(content)
    reader.close()
    root = Element("Document", None, tuple(reader.open[0].kids))
    title = next((element.text for element in root.walk() if element.tag == "title"), "")
    body = next((element for element in root.walk() if element.tag == "body"), None)
    whole = reader.sound and len(reader.open) == 1
    return WebPage(body if whole else None, reader.lang, title, reader.metas)
