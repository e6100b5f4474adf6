"""A whole report: the cover, the chapters with their running lines, the numbers of pages, and its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby
from pathlib import Path

from reports.document import Link, Para, Report, Section, identity, walk
from reports.errors import Finding, ReportError

from . import archive, attachment, pdf
from . import cover as coverpage
from .blocks import words
from .flow import LEFT, TOP, Piece, divided, set_out, text
from .page import Anchor, Artifact, Element, Node, Page, anchors, seen
from .style import INK, LINE, PAGE, SLATE, TYPE
from .text import KICKER, Run, Style, height_of, placed, set_lines, style_of
from .theme import PLAIN, Theme

_WIDTH, _HEIGHT = PAGE
_TITLE = replace(style_of("title", "display"), tracking=-0.003 * TYPE["title"][0])
_TITLE_WIDTH = 163.0

# The running lines, as high as their font's own measures make them.
_RUNNING = Style(8.25, 8.25 * 1.326, colour=SLATE)
_CHAPTER = replace(_RUNNING, face="semibold", colour=INK)
_NUMBER = Style(9.75, 9.75 * 1.326, "semibold")
#: Where the header ends and where the footer and the number begin, and how wide they may be.
_HEADER_BOTTOM, _FOOTER_TOP, _NUMBER_TOP = 20.0, 282.0, 281.6
_CHAPTER_WIDTH, _FOOTER_WIDTH = 110.0, 150.0
#: What is free between the name of the chapter and that of the unit at least.
_RUNNING_GAP = 5.0

#: A page: the chapters on it by their ids, each with its nodes there.
_Parts = list[tuple[str, list[Node]]]

#: What is free in mm above a chapter that follows another on its page.
_BETWEEN = 16.0

#: How often the chapters are set before their numbers of pages have to agree.
_ATTEMPTS = 4


def render(report: Report, folder: Path | None = None, theme: Theme = PLAIN) -> bytes:
    """The tagged PDF. ``folder`` is where the edition's logos lie.

    Raises ReportError for a report that no pages can hold or whose links lead nowhere, and ConfigurationError
    where a logo cannot be read.
    """
    try:
        return finished(report, lay_out(report, folder), theme)
    except ValueError as error:
        raise ReportError(report.cluster_id, (Finding("layout", str(error)),)) from error


def finished(report: Report, pages: Sequence[Page], theme: Theme = PLAIN) -> bytes:
    """The pages as the file of the report, with its metadata and its data file as an attachment."""
    meta = pdf.Meta(
        title=report.title,
        author=report.author,
        subject=report.subject,
        keywords=report.keywords,
        lang=report.lang,
        date=report.date,
        identity={"cluster": report.cluster_id, "edition": report.edition_id},
        identifier=identity.identifier(report),
    )
    attached = []
    if report.data is not None:
        content = attachment.workbook(report, report.data)
        attached.append(
            archive.Attachment(report.data.file, report.data.description, attachment.MIME, content)
        )
    return pdf.write(pages, meta, attached, theme)


def lay_out(report: Report, folder: Path | None = None) -> tuple[Page, ...]:
    """The pages of the report; its logos lie in ``folder``.

    Raises ValueError for what no page can hold, for numbers of pages that never agree with themselves and for
    a link that leads nowhere, ConfigurationError where a logo cannot be read.
    """
    cover = coverpage.page(report, folder)
    cover = replace(cover, nodes=(Element("Sect", cover.nodes),))
    links = {
        section.id: [value for value in walk(section.blocks) if isinstance(value, Link)]
        for section in report.sections
    }
    numbers: Mapping[str, str] = {}
    runs = _runs(report.sections)
    set_runs: dict[int, list[_Parts]] = {}
    for _ in range(_ATTEMPTS):
        for place, run in enumerate(runs):
            # Only chapters with numbers of pages in them can change when these do.
            if place not in set_runs or any(link.page for section in run for link in links[section.id]):
                set_runs[place] = _set_run(run, numbers)
        pages = [*chain(*set_runs.values())]
        found = {
            anchor.name: str(number)
            for number, parts in enumerate([[("", list(cover.nodes))], *pages], 1)
            for _, nodes in parts
            for anchor in anchors(nodes)
            if anchor.name
        }
        if found == numbers:
            for link in chain(*links.values()):
                if link.target not in found:
                    raise ValueError(f"a link leads to {link.target!r}, which is nowhere in the report")
            return (cover, *_numbered_pages(report, pages))
        numbers = found
    raise ValueError("the numbers of the pages do not come to rest")


def _runs(sections: Sequence[Section]) -> list[list[Section]]:
    """The chapters that may share pages with each other, in their order."""
    runs: list[list[Section]] = []
    for section in sections:
        if section.new_page or not runs:
            runs.append([])
        runs[-1].append(section)
    return runs


def _set_run(run: Sequence[Section], numbers: Mapping[str, str]) -> list[_Parts]:
    """Every page of chapters that may share pages."""
    pieces = [piece for place, section in enumerate(run) for piece in _chapter(section, numbers, place > 0)]
    pages = []
    for page in divided(pieces):
        parts = groupby(set_out(page, LEFT, TOP), key=lambda part: part[0].chapter)
        pages.append([(chapter, [node for _, nodes in part for node in nodes]) for chapter, part in parts])
    return pages


def _chapter(section: Section, numbers: Mapping[str, str], follows: bool) -> Iterator[Piece]:
    """The pieces of a chapter, which begins with its anchor. One that ``follows`` another keeps its title
    and what stands first below it together. Its name and its title are one heading.
    """
    kicker = text("Span", (Run(f"{section.kicker} ", KICKER),), above=_BETWEEN, below=2.5, tied=True)
    title = text("Span", (Run(section.title, _TITLE),), _TITLE_WIDTH, tied=True)

    def heading(nodes: Sequence[Node]) -> Element:
        return Element("H2", tuple(nodes), joins=f"heading/{section.id}")

    def draw(x: float, y: float) -> Sequence[Node]:
        return (Anchor(section.id, y if y > TOP else 0.0, section.kicker), heading(kicker.draw(x, y)))

    led = follows and len(section.blocks) > 1 and isinstance(section.blocks[0], Para)
    for place, piece in enumerate(
        [
            replace(kicker, draw=draw),
            replace(title, draw=lambda x, y: (heading(title.draw(x, y)),)),
            *words.pieces(section.blocks, section.id, numbers),
        ]
    ):
        if led and place == _FIRST:
            piece = replace(piece, tied=True, split=None)
        yield replace(piece, chapter=section.id)


#: The place of the first piece below the kicker and the title of a chapter.
_FIRST = 2


def _numbered_pages(report: Report, pages: Sequence[_Parts]) -> Iterator[Page]:
    """The pages of the chapters with their running lines, which a screen reader passes over. Above the text
    stands the name of a chapter that goes on there.
    """
    short = set_lines((Run(report.short_name, _RUNNING),), LINE)
    of = placed(short, LEFT, _HEADER_BOTTOM - height_of(short), LINE, "right")
    footer = placed(set_lines((Run(report.footer, _RUNNING),), _FOOTER_WIDTH), LEFT, _FOOTER_TOP)
    room = min(_CHAPTER_WIDTH, LINE - max(line.width for line in short) - _RUNNING_GAP)
    kickers = {section.id: section.kicker for section in report.sections}
    begun: set[str] = set()
    for number, parts in enumerate(pages, start=2):
        name: Sequence[Node] = ()
        if parts[0][0] in begun:
            chapter = set_lines((Run(kickers[parts[0][0]], _CHAPTER),), room)
            name = placed(chapter, LEFT, _HEADER_BOTTOM - height_of(chapter))
        begun.update(section for section, _ in parts)
        digits = placed(set_lines((Run(str(number), _NUMBER),), LINE), LEFT, _NUMBER_TOP, LINE, "right")
        above = Artifact(tuple(seen((*name, *of))), running="Header")
        below = Artifact(tuple(seen((*footer, *digits))), running="Footer")
        bodies = [Element("Sect", tuple(nodes), joins=f"chapter/{section}") for section, nodes in parts]
        yield Page(_WIDTH, _HEIGHT, (above, below, *bodies))
