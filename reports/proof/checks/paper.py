"""A finished card or meeting paper against what it was drawn from.

As for the reports (:mod:`.report`), nothing that the engine did is trusted: the file is read back and every
rule answers with findings. The rules, by their ids:

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

import numpy as np

from reports.document import walk
from reports.edition import foreign_in
from reports.errors import Finding
from reports.pages import MM_PER_PT, Element, Node, Page, Spoken, Text, anchors
from reports.pages import card as cardview
from reports.pages import pdf as pdf_
from reports.pages import text as text_
from reports.papers import Card

from ..reading.pdf import FinishedFile
from ..reading.texts import quote, squeeze
from . import rules


@dataclass(frozen=True)
class Expected:
    """What the file has to be: all tagged ``texts`` in the order of reading, the descriptions of its figures
    (``alts``), its pages, its metadata, and whose names it may and may not hold.
    """

    texts: Sequence[str]
    alts: Sequence[str]
    pages: Sequence[Page]
    meta: pdf_.Meta
    own_names: Sequence[str] = ()
    foreign_names: Sequence[str] = ()


def findings(pdf: bytes, expected: Expected) -> tuple[Finding, ...]:
    """What is wrong with ``pdf``; nothing with a sound file."""
    file = rules.read_back(pdf)
    if isinstance(file, Finding):
        return (file,)
    return (
        *rules.of_every_file(pdf, file, expected.meta),
        *_sheets(file, expected.pages),
        *_foreign_names(file, expected),
        *_content(file, expected),
        *_bookmarks(file, expected.pages),
    )


def check_card(
    card: Card, page: Page, pdf: bytes, meta: pdf_.Meta, facts: rules.FactSource, foreign_names: Sequence[str]
) -> tuple[Finding, ...]:
    """What is wrong with ``pdf`` as the file of ``card``, laid out as ``page``; nothing with a sound one."""
    expected = Expected(
        texts=tuple(text for text in cardview.spoken_texts(card) if text),
        alts=() if card.history is None else (card.history.alt,),
        pages=(page,),
        meta=meta,
        own_names=card.own_names,
        foreign_names=foreign_names,
    )
    return (*findings(pdf, expected), *rules.unpublished(walk(card), facts))


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
        spoken = {squeeze(node.text) for node in _nodes(planned.nodes) if isinstance(node, Spoken)}
        seen = np.array([squeeze(piece) not in spoken for piece in page.pieces], dtype=bool)
        left, bottom, right, top = page.boxes.T
        outside = (left < 0) | (bottom < 0) | (right > page.width) | (top > page.height)
        for index in np.flatnonzero(outside):
            cause = f"{quote(page.pieces[index])} stands outside the page"
            yield Finding("type-area", cause, page.number)
        for index in np.flatnonzero(seen & (page.sizes < text_.SMALLEST - 0.01)):
            cause = f"{quote(page.pieces[index])} is set in {page.sizes[index]:.2f} pt"
            yield Finding("type-area", cause, page.number)
        yield from rules.overlaps(page, seen)


def _nodes(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        if isinstance(node, Element):
            yield from _nodes(node.kids)


def _foreign_names(file: FinishedFile, expected: Expected) -> Iterator[Finding]:
    foreign = foreign_in(expected.own_names, expected.foreign_names)
    for _, page, text in file.everything():
        for name in foreign(text):
            yield Finding("foreign-name", f"the name of another cluster: {quote(name)}", page)


def _content(file: FinishedFile, expected: Expected) -> Iterator[Finding]:
    told = "" if file.root is None else "".join(text for _, text in rules.spoken(file.root))
    yield from rules.in_order(expected.texts, squeeze(told), 1)
    alts = [squeeze(element.alt or "") for element in file.find("Figure")]
    if alts != [squeeze(alt) for alt in expected.alts]:
        yield Finding("content", f"the figures are described as {alts}")


def _bookmarks(file: FinishedFile, pages: Sequence[Page]) -> Iterator[Finding]:
    planned = [
        (place.level, place.bookmark, number)
        for number, page in enumerate(pages, start=1)
        for place in anchors(page.nodes)
        if place.bookmark
    ]
    found = [(mark.level, mark.title, mark.page) for mark in file.bookmarks]
    if found != planned:
        yield Finding("bookmarks", f"the bookmarks are {found} instead of {planned}")


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
