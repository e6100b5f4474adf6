"""The pages of a whole report: the cover, the chapters with their running lines, and the numbers of pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from . import coverpage, textblocks
from .document import Link, Report, Section, walk
from .flow import LEFT, RIGHT, Piece, paginate, text
from .paper import Decor, Element, Node, Page, Place, places
from .sketch import Mark, Shape, Text, text_width
from .tokens import PAGE, SLATE
from .typeset import KICKER, Run, style_of

_WIDTH, _HEIGHT = PAGE
_TITLE = style_of("title", "display")

#: How often the chapters are set before their numbers of pages have to agree.
_ATTEMPTS = 4


def lay_out(report: Report, folder: Path | None = None) -> tuple[Page, ...]:
    """The pages of the report; its logos lie in ``folder``.

    Raises ValueError for what no page can hold and for numbers of pages that never agree with themselves,
    ConfigurationError where a logo cannot be read.
    """
    cover = coverpage.page(report, folder)
    cover = replace(cover, nodes=(Element("Sect", cover.nodes),))
    numbers: Mapping[str, str] = {}
    set_: dict[str, list[list[Node]]] = {}
    for _ in range(_ATTEMPTS):
        for section in report.sections:
            # Only a chapter with numbers of pages in it can change when these do.
            if section.id not in set_ or _numbered(section):
                set_[section.id] = paginate(tuple(_pieces(section, numbers)))
        pages = _numbered_pages(report, set_)
        found = {name: str(number) for name, number in _places([cover, *pages])}
        if found == numbers:
            return (cover, *pages)
        numbers = found
    raise ValueError("the numbers of the pages do not come to rest")


def _numbered(section: Section) -> bool:
    return any(isinstance(value, Link) and value.page for value in walk(section))


def _pieces(section: Section, numbers: Mapping[str, str]) -> Iterator[Piece]:
    yield text("P", (Run(section.kicker, KICKER),), below=2.5, tied=True)
    yield text("H2", (Run(section.title, _TITLE),), 163.0, tied=True)
    yield from textblocks.pieces(section.blocks, section.id, numbers)


def _numbered_pages(report: Report, set_: Mapping[str, Sequence[Sequence[Node]]]) -> list[Page]:
    pages: list[Page] = []
    for section in report.sections:
        for turn, nodes in enumerate(set_[section.id]):
            running = _running(report, section, len(pages) + 2, first=turn == 0)
            opening = (Place(section.id, 0.0, section.kicker),) if turn == 0 else ()
            chapter = Element("Sect", (*opening, *nodes), joins=f"chapter/{section.id}")
            pages.append(Page(_WIDTH, _HEIGHT, (running, chapter)))
    return pages


def _places(pages: Iterable[Page]) -> Iterator[tuple[str, int]]:
    """(name, page) of everything that a link can lead to."""
    for number, page in enumerate(pages, start=1):
        for place in places(page.nodes):
            if place.name:
                yield place.name, number


def _running(report: Report, section: Section, number: int, *, first: bool) -> Decor:
    """Header and footer, which a screen reader passes over."""
    head, foot = 19.05, 284.96
    marks: list[Mark | Shape] = [
        Text(RIGHT - text_width(report.short_name, 8.25), head, report.short_name, 8.25, colour=SLATE),
        Text(LEFT, foot, report.footer, 8.25, colour=SLATE),
    ]
    if not first:
        marks.append(Text(LEFT, head, section.kicker, 8.25, "semibold"))
    page = str(number)
    marks.append(Text(RIGHT - text_width(page, 9.75, "semibold"), foot, page, 9.75, "semibold"))
    return Decor(tuple(marks))
