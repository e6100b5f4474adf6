"""What a finished file says, in order: its tables cell by cell, everything else text by text.

The PDF is read by its tags (:mod:`reports.proof.reading.pdf`), the page for the browser by its elements, and
both end in the same shape, so that one proof serves both. Nothing is judged here.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from openpyxl import load_workbook

from .pdf import Element

#: Elements that hold one text of their own.
_BLOCKS = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "Caption"})

Cell = str | int | float | None


def squeeze(text: str) -> str:
    """The text without white space and soft hyphens, in normal form C: what is compared."""
    return "".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").split())


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table as it is printed. Every row has its cells; a row with one cell is a heading inside."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    page: int | None


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, heading, list item or caption (``tag``), an alternative text ("Alt") or what is
    written in a drawing ("Drawn"); ``links`` are the texts of the links in it.
    """

    tag: str
    text: str
    page: int | None
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A finished file: ``cover`` are the texts before the first chapter."""

    cover: tuple[Text, ...]
    texts: tuple[Text, ...]
    tables: tuple[PrintedTable, ...]


def book(root: Element) -> Book:
    """What stands below the root of a tag tree (or of a page for the browser)."""
    first = next((element for element in root.walk() if element.tag == "Sect"), root)
    return Book(
        cover=tuple(_texts(first)),
        texts=tuple(_texts(root)),
        tables=tuple(_table(element) for element in root.walk() if element.tag == "Table"),
    )


def _table(element: Element) -> PrintedTable:
    caption = next((kid for kid in element.kids if isinstance(kid, Element) and kid.tag == "Caption"), None)
    rows = [tuple(cell.text for cell in row.find("TH", "TD")) for row in element.find("TR")]
    headed = bool(rows) and all(cell.scope == "Column" for cell in element.find("TR")[0].find("TH", "TD"))
    return PrintedTable(
        caption="" if caption is None else caption.text,
        headings=rows[0] if headed else (),
        rows=tuple(rows[1:] if headed else rows),
        page=element.page,
    )


def _texts(element: Element) -> Iterator[Text]:
    if element.tag == "Table":
        return
    if element.tag == "Figure":
        yield Text("Alt", element.alt or "", element.page)
        for kid in element.kids:
            if isinstance(kid, str):
                yield Text("Drawn", kid, element.page)
            elif kid.tag == "Caption":
                yield from _texts(kid)
            else:
                yield from (Text("Drawn", text, kid.page) for text in _strings(kid))
        return
    inner = any(
        below.tag in (*_BLOCKS, "Table", "Figure") for below in element.walk() if below is not element
    )
    if element.tag in _BLOCKS and not inner:
        links = tuple(link.text for link in element.find("Link"))
        yield Text(element.tag, element.text, element.page, links)
        return
    for kid in element.kids:
        if isinstance(kid, str):
            yield Text(element.tag, kid, element.page)
        else:
            yield from _texts(kid)


def _strings(element: Element) -> Iterator[str]:
    for kid in element.kids:
        if isinstance(kid, str):
            yield kid
        else:
            yield from _strings(kid)


# --- the page for the browser ----------------------------------------------------------------------

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


# --- the attached workbook -------------------------------------------------------------------------


def sheets(content: bytes) -> tuple[tuple[tuple[tuple[Cell, str], ...], ...], ...]:
    """Sheet by sheet, row by row: the value of each cell and its number format.

    Raises what openpyxl raises for bytes that are no workbook.
    """
    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    found: list[tuple[tuple[tuple[Cell, str], ...], ...]] = []
    for sheet in workbook.worksheets:
        found.append(tuple(tuple(_cell(cell) for cell in row) for row in sheet.iter_rows()))
    workbook.close()
    return tuple(found)


def _cell(cell: Any) -> tuple[Cell, str]:
    return cell.value, getattr(cell, "number_format", "General") or "General"


def joined(texts: Sequence[Text]) -> str:
    return squeeze("".join(text.text for text in texts))
