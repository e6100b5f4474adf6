"""What a finished file says, in order: its tables cell by cell, everything else text by text.

The PDF is read by its tags (:mod:`.structure_tree`), the page for the browser by its elements (:mod:`.html`);
both end in the same shape, so that one proof serves both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .structure_tree import TEXT_BLOCKS, StructureElement
from .texts import BREAK


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table as it is printed. Every row has its cells; a row with one cell is a heading inside."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    page: int | None


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A paragraph, heading, list item or caption (``tag``), an alternative text ("Alt") or what is
    written in a drawing ("Drawn"). The name of a chapter, the first part of its heading, is a paragraph
    before it, as on the screen. ``links`` are the texts of the links in it, ``place`` is that of an item
    in its list (1-based).
    """

    tag: str
    text: str
    page: int | None
    links: tuple[str, ...] = ()
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """A finished file: ``cover`` are the texts before the first chapter."""

    cover: tuple[PrintedText, ...]
    texts: tuple[PrintedText, ...]
    tables: tuple[PrintedTable, ...]


def book(root: StructureElement) -> Book:
    """What stands below the root of a structure tree (or of a page for the browser)."""
    first = next(iter(root.find("Sect")), root)
    return Book(tuple(_texts(first)), tuple(_texts(root)), tuple(map(_table, root.find("Table"))))


def _table(element: StructureElement) -> PrintedTable:
    rows = [row.find("TH", "TD") for row in element.find("TR")]
    said = [tuple(_said(cell) for cell in row) for row in rows]
    headed = bool(rows) and all(cell.scope == "Column" for cell in rows[0])
    headings = said.pop(0) if headed else ()
    return PrintedTable(element.caption, headings, tuple(said), element.page)


def _said(element: StructureElement) -> str:
    """Its text, its pieces separated by a space, or by a break between digits."""
    said = ""
    for text in element.texts:
        touching = said.rstrip()[-1:].isdigit() and text.lstrip()[:1].isdigit()
        said += (BREAK if touching else " " if said else "") + text
    return said


def _texts(element: StructureElement, place: int | None = None) -> Iterator[PrintedText]:
    if element.tag == "Table":
        return
    if element.tag == "Figure":
        yield PrintedText("Alt", element.alt or "", element.page)
        for kid in element.kids:
            if isinstance(kid, str):
                yield PrintedText("Drawn", kid, element.page)
            elif kid.tag == "Caption":
                yield from _texts(kid)
            else:
                yield from (PrintedText("Drawn", text, kid.page) for text in kid.texts)
        return
    inner = any(
        below.tag in (*TEXT_BLOCKS, "Table", "Figure") for below in element.walk() if below is not element
    )
    if element.tag in TEXT_BLOCKS and not inner:
        parts = [kid for kid in element.kids if isinstance(kid, StructureElement)]
        if re.fullmatch(r"H[1-6]", element.tag) and [part.tag for part in parts] == ["Span", "Span"]:
            name, title = parts
            yield PrintedText("P", _said(name), name.page)
            yield PrintedText(element.tag, _said(title), title.page)
            return
        links = tuple(link.text for link in element.find("Link"))
        yield PrintedText(element.tag, _said(element), element.page, links, place)
        return
    number = 0
    for kid in element.kids:
        if isinstance(kid, str):
            yield PrintedText(element.tag, kid, element.page)
        else:
            number += kid.tag == "LI"
            yield from _texts(kid, number if kid.tag == "LI" else None)
