"""What a finished file says, in order: its tables cell by cell, everything else text by text.

The PDF is read by its tags (:mod:`reports.proof.reading.pdf`), the page for the browser by its elements, and
both end in the same shape, so that one proof serves both. Nothing is judged here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .pdf import Element

#: Elements that hold one text of their own.
_BLOCKS = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "Caption"})


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


# --- the attached workbook -------------------------------------------------------------------------


def joined(texts: Sequence[Text]) -> str:
    return squeeze("".join(text.text for text in texts))
