"""A finished file against the report it was made from.

Nothing that the engine did is trusted: the file is read back (:mod:`reports.proof.reading.pdf`) and every
rule answers with findings; a report with a finding is not written. The rules, by their ids:

================== ==============================================================================
unreadable         the file cannot be opened
pdf-ua             page-validation finds a breach of PDF/UA-1
tags               the tag tree and the pages disagree, or something is painted outside it
table-tags         a table without caption or heading cells, a heading cell without scope
figure-alt         a figure without alternative text
link-text          a link that is described by nothing or by its raw target
heading-order      the first heading is not H1, or a level is skipped
font, glyph        a font that is not bundled and embedded; a character that no font has
page-size          a page that is not A4
type-area          text outside the type area, or outside the page on the cover
overlap            two texts on top of each other
running-lines      a header or footer that is not this report's, or a wrong page number
page-plan          bookmarks or parts of the tag tree that are not the chapters; a chapter with too few or
                   too many pages
page-number        a table of contents that gives another page than the chapter's
blank-page         a page that says nothing
foreign-name       another cluster's name in the text, a description, a bookmark or the metadata, other than
                   one that a card credits with that cluster's consent as the source of a good
                   practice
content            a text of the report that is not in the file or not in its place, or a text of the
                   file that is not in the report
table-content      a table whose cells are not the report's
number             a number on the summary's pages that the report does not explain
fact               a number in the report that is not the published one
metadata           language, title, author, date or identity are not the report's
data-file          the attached file is missing, is not byte for byte the report's data, is not named by
                   the catalog, or holds a result that neither a page nor the screen shows
pdf-a              the file claims PDF/A-3a and PDF/UA-1 and does not hold it, or does not claim it:
                   page-validation finds a breach, or one of our own rules does
================== ==============================================================================
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from reports.chapters import data_file
from reports.document import (
    Axis,
    Cell,
    Chart,
    Contents,
    Link,
    Report,
    Row,
    Section,
    Table,
    identity,
    tick_step,
    walk,
)
from reports.edition import foreign_in
from reports.errors import Finding
from reports.pages import attachment

from ..reading.page_text import PrintedPage
from ..reading.pdf import FinishedFile
from ..reading.structure_tree import StructureElement
from ..reading.texts import quote, squeeze
from . import rules

_MM = 72 / 25.4

#: A4 and its type area in points.
_WIDTH, _HEIGHT = 210 * _MM, 297 * _MM
_LEFT, _RIGHT = 20 * _MM, _WIDTH - 20 * _MM
_BOTTOM, _TOP = 21 * _MM, _HEIGHT - 25 * _MM

#: How far the ink of a letter may reach beyond its line, in points.
_OVERHANG = 1.0
#: The part of its height by which a line may leave the type area to the side.
_BEARING = 0.08

#: The chapter whose every number must be explained.
_SUMMARY = "summary"


def check(
    report: Report,
    pdf: bytes,
    facts: rules.FactSource,
    foreign_names: Sequence[str],
    consented: Collection[str] = (),
) -> tuple[Finding, ...]:
    """What is wrong with ``pdf`` as the file of ``report``; nothing with a sound one.

    ``facts`` are the published numbers of this cluster, ``foreign_names`` the names and short names
    of all other clusters. ``consented`` are those of them that a card of the chapter of good practices may
    credit (see :func:`.rules.credited`); they stand nowhere else.
    """
    file = rules.read_back(pdf)
    if isinstance(file, Finding):
        return (file,)
    made = _ReportFile(report, file, foreign_names, consented)
    return (
        *rules.of_every_file(pdf, file, rules.meta_of(report, identity.identifier(report))),
        *rules.unpublished(walk(report), facts),
        *(finding for rule in _RULES for finding in rule(made)),
    )


@dataclass(frozen=True)
class _ReportFile:
    """A report and the file that was made from it."""

    report: Report
    file: FinishedFile
    foreign_names: Sequence[str]
    consented: Collection[str]

    @cached_property
    def said(self) -> tuple[tuple[int, str], ...]:
        """(page, text) of all tagged content in the order of reading."""
        return () if self.file.root is None else tuple(rules.spoken(self.file.root))

    @cached_property
    def speaking(self) -> frozenset[int]:
        """The pages on which something is said."""
        return frozenset(page for page, text in self.said if squeeze(text))

    @cached_property
    def parts(self) -> tuple[Any, ...]:
        """Every document value of the report that the file shows."""
        return tuple(walk(replace(self.report, screen_sections=())))

    @cached_property
    def sects(self) -> tuple[tuple[tuple[int, str], ...], ...]:
        """(page, text) of the parts of the tag tree: the cover and the chapters."""
        root = self.file.root
        below = () if root is None else root.find("Document")[:1]
        kids = (kid for document in below for kid in document.kids)
        return tuple(
            tuple(rules.spoken(kid))
            for kid in kids
            if isinstance(kid, StructureElement) and kid.tag == "Sect"
        )

    @cached_property
    def chapters(self) -> tuple[_Chapter, ...]:
        """The chapters by the tag tree; empty where it has others (the rule page-plan says so)."""
        if len(self.sects) != len(self.report.sections) + 1:
            return ()
        spoken = [
            (section, pages, said)
            for section, said in zip(self.report.sections, self.sects[1:], strict=True)
            if (pages := [page for page, text in said if squeeze(text)])
        ]
        # Pages behind a chapter that no other claims are its own.
        ends = [*(min(pages) - 1 for _, pages, _ in spoken[1:]), len(self.file.pages)]
        return tuple(
            _Chapter(section, min(pages), max(*pages, end), said)
            for (section, pages, said), end in zip(spoken, ends, strict=True)
        )


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A chapter in the file: its first and its last page, and (page, text) of all that is tagged in it."""

    section: Section
    first: int
    last: int
    said: tuple[tuple[int, str], ...]

    @property
    def text(self) -> str:
        """Its text without white space."""
        return squeeze("".join(text for _, text in self.said))


def _links(made: _ReportFile) -> Iterator[Finding]:
    labels = {link.text for link in made.parts if isinstance(link, Link)}
    for link in made.file.find("Link"):
        if not link.contents or not labels.issuperset(link.contents):
            yield Finding("link-text", f"the link {quote(link.text)} is not described in words", link.page)


# --- the sheet -----------------------------------------------------------------------------------


def _sheets(made: _ReportFile) -> Iterator[Finding]:
    for page in made.file.pages:
        if abs(page.width - _WIDTH) > 1 or abs(page.height - _HEIGHT) > 1:
            yield Finding("page-size", f"{page.width:.0f} x {page.height:.0f} pt is not A4", page.number)
        cover = page.number == 1
        yield from _outside(page, cover=cover)
        yield from rules.overlaps(page, np.ones(len(page.pieces), dtype=bool))
        if not cover:
            yield from _running_lines(made, page)
            if page.number not in made.speaking:
                yield Finding("blank-page", "the page says nothing", page.number)


def _outside(page: PrintedPage, *, cover: bool) -> Iterator[Finding]:
    """Text that leaves the page (the cover bleeds) or the type area. Text that strays into the space
    of the header or the footer is found by the rule running-lines.
    """
    left, right = (0.0, page.width) if cover else (_LEFT, _RIGHT)
    starts, below, ends, above = page.boxes.T
    # Letters such as j reach out to the side, and the more, the larger they are.
    aside = np.maximum(_OVERHANG, _BEARING * (above - below))
    outside = (starts < left - aside) | (ends > right + aside)
    outside |= (below < -_OVERHANG) | (above > page.height + _OVERHANG)
    for edge in () if cover else (_BOTTOM, _TOP):
        outside |= (below < edge - _OVERHANG) & (above > edge + _OVERHANG)
    for index in np.flatnonzero(outside):
        yield Finding("type-area", f"{quote(page.pieces[index])} stands outside the type area", page.number)


def _running_lines(made: _ReportFile, page: PrintedPage) -> Iterator[Finding]:
    """The header is the short name, behind or before the chapter's; the footer the line and the page
    number.
    """
    report = made.report
    above, below = page.boxes[:, 1] > _TOP, page.boxes[:, 3] < _BOTTOM
    header, footer = (
        squeeze("".join(page.pieces[i] for i in np.flatnonzero(zone))) for zone in (above, below)
    )
    kickers = [c.section.kicker for c in made.chapters if c.first <= page.number <= c.last]
    short = squeeze(report.short_name)
    if header not in {short, *(squeeze(k) + short for k in kickers), *(short + squeeze(k) for k in kickers)}:
        yield Finding("running-lines", f"the header says {quote(header)}", page.number)
    if footer not in {squeeze(f"{report.footer}{page.number}"), squeeze(f"{page.number}{report.footer}")}:
        yield Finding("running-lines", f"the footer says {quote(footer)}", page.number)


def _page_plan(made: _ReportFile) -> Iterator[Finding]:
    report = made.report
    marks = [mark for mark in made.file.bookmarks if mark.level == 1]
    expected = [report.cover_bookmark, *(section.kicker for section in report.sections)]
    if [squeeze(mark.title) for mark in marks] != [squeeze(title) for title in expected]:
        titles = [mark.title for mark in marks]
        yield Finding("page-plan", f"the bookmarks are {titles} instead of {expected}")
        return
    starts = [mark.page or 0 for mark in marks]
    begun = [1, *(chapter.first for chapter in made.chapters)]
    if starts != begun:
        yield Finding("page-plan", f"the bookmarks lead to the pages {starts}, the chapters begin on {begun}")
    for before, after in pairwise(made.chapters):
        if after.first <= before.last and (after.section.new_page or after.first < before.last):
            cause = f"the chapter {quote(after.section.kicker)} begins before the one before it ends"
            yield Finding("page-plan", cause, after.first)
    for chapter in made.chapters:
        section, first = chapter.section, chapter.first
        count = chapter.last - first + 1
        fewest, most = section.pages
        if not fewest <= count <= most:
            plan = str(fewest) if fewest == most else f"{fewest} to {most}"
            cause = f"the chapter {quote(section.kicker)} takes {count} pages instead of {plan}"
            yield Finding("page-plan", cause, first)


def _page_numbers(made: _ReportFile) -> Iterator[Finding]:
    """The table of contents names the page on which each chapter begins."""
    starts = {chapter.section.id: str(chapter.first) for chapter in made.chapters}
    for chapter in made.chapters:
        for contents in chapter.section.blocks:
            if not isinstance(contents, Contents):
                continue
            lines = [
                line.link.text + line.detail + (starts.get(line.link.target, "?") if line.link.page else "")
                for line in contents.lines
            ]
            if squeeze("".join(lines)) not in chapter.text:
                cause = f"the table of contents does not give the pages of the chapters: {quote(str(lines))}"
                yield Finding("page-number", cause, chapter.first)


# --- what is said --------------------------------------------------------------------------------


def _foreign_names(made: _ReportFile) -> Iterator[Finding]:
    foreign = foreign_in(made.report.own_names, made.foreign_names)
    met = set()
    # What may be credited is used up by the chapter's pages, and once more by the text of the whole.
    spare = {place: rules.credited(made.report, made.consented, foreign) for place in ("page", "whole")}
    pages = {
        page
        for chapter in made.chapters
        if chapter.section.id in rules.CREDITING
        for page in range(chapter.first, chapter.last + 1)
    }
    cells = (part.text for part in walk(made.report.data) if isinstance(part, Cell))
    data = (("attachment", None, text) for text in dict.fromkeys(cells))
    for place, page, text in (*made.file.everything(), *data):
        names = foreign(text)
        if place == "whole" or (place == "page" and page in pages):
            spare[place], names = spare[place] - names, names - spare[place]
        for name in sorted(names):
            if page is not None or name not in met:
                met.add(name)
                yield Finding("foreign-name", f"the name of another cluster: {quote(name)}", page)


def _content(made: _ReportFile) -> Iterator[Finding]:
    """Every text of every chapter, in order, in the chapter's part of the file, and no other; likewise the
    cover.
    """
    cover = squeeze("".join(text for sect in made.sects[:1] for _, text in sect))
    yield from rules.in_order(rules.cover_texts(made.report.cover), cover, 1)
    for chapter in made.chapters:
        yield from rules.in_order(rules.texts_of(chapter.section), chapter.text, chapter.first)
    if len(made.chapters) != len(made.report.sections):
        cause = f"the file has {len(made.chapters)} chapters, not {len(made.report.sections)}"
        yield Finding("page-plan", cause)
    inside = [part for sect in made.sects for part in sect]
    if inside != list(made.said):
        stray = next((part for part in made.said if part not in inside), (1, ""))
        yield Finding("content", f"{quote(stray[1])} stands in no chapter", stray[0])
    said = [squeeze(figure.alt or "") for figure in made.file.find("Figure")]
    for chart in (value for value in made.parts if isinstance(value, Chart)):
        if squeeze(chart.alt) not in said:
            yield Finding("content", f"the alternative text of {quote(chart.label)} is missing")


def _tables(made: _ReportFile) -> Iterator[Finding]:
    """The tables of the file are the tables of the report: one by one, row by row, cell by cell."""
    expected = [value for value in made.parts if isinstance(value, Table)]
    printed = made.file.find("Table")
    if len(expected) != len(printed):
        cause = f"the file has {len(printed)} tables, the report {len(expected)}"
        yield Finding("table-content", cause)
        return
    for table, element in zip(expected, printed, strict=True):
        yield from _table(table, element)


def _table(table: Table, element: StructureElement) -> Iterator[Finding]:
    def finding(cause: str, page: int | None) -> Finding:
        return Finding("table-content", f"{table.label} {cause}", page)

    if squeeze(element.caption) != squeeze(table.label + table.caption):
        yield finding(f"has the caption {quote(element.caption)}", element.page)
    rows = element.find("TR")
    heads = tuple(Cell(column.heading) for column in table.columns)
    wanted: list[tuple[Cell, ...]] = [heads, *(_printed_cells(row) for row in table.rows)]
    if len(rows) != len(wanted):
        yield finding(f"has {len(rows)} rows instead of {len(wanted)}", element.page)
        return
    tones = ["", *(row.tone for row in table.rows)]
    group = ""
    for number, (cells, row) in enumerate(zip(wanted, rows, strict=True)):
        printed = row.find("TH", "TD")
        if tones[number] == "group":
            group = printed[0].name if printed else ""
        elif printed and number and printed[0].headers != ((group,) if group else ()):
            yield Finding("table-tags", f"{table.label} row {number} is not read with its heading", row.page)
        if len(printed) != len(cells):
            yield finding(f"row {number} has {len(printed)} cells instead of {len(cells)}", row.page)
            continue
        for cell, box in zip(cells, printed, strict=True):
            if not _says(cell, box.text):
                said, right = quote(box.text), quote(" ".join(rules.readable(cell)))
                yield finding(f"row {number}: {said} instead of {right}", row.page)


def _printed_cells(row: Row) -> tuple[Cell, ...]:
    return row.cells[:1] if row.tone == "group" else row.cells


def _says(cell: Cell, text: str) -> bool:
    """Whether ``text`` is the cell's texts in their order, with a page number behind a link."""
    link = cell.link.text if cell.link is not None else ""
    before, behind = squeeze(cell.text + cell.small + link), squeeze(cell.spoken)
    said = squeeze(text)
    if cell.link is None or not cell.link.page:
        return said == before + behind
    number = said.removeprefix(before).removesuffix(behind)
    return number.isdecimal() and said == before + number + behind


def _drawn(value: Any) -> Iterator[str]:
    """Every text and every number of an axis inside the drawings of a document value."""
    for part in walk(value):
        for name in ("graphic", "drawing", "axis"):
            drawing = getattr(part, name, None)
            for inner in walk(drawing):
                yield from (v for f in fields(inner) if isinstance(v := getattr(inner, f.name), str))
                low, high = getattr(inner, "low", None), getattr(inner, "high", None)
                if isinstance(low, float) and isinstance(high, float):
                    step = inner.step if isinstance(inner, Axis) else tick_step(low, high)
                    yield " ".join(f"{tick:g}" for tick in np.arange(low, high + step / 2, step))


_DIGITS = re.compile(r"\d+")


def _numbers(made: _ReportFile) -> Iterator[Finding]:
    """No number on the summary's pages that the report does not explain.

    What is tagged is counted, number by number; what is drawn (labels, axes, headers) has to be
    among the report's own. A link with a page number explains one number that is a page.
    """
    report, pages = made.report, made.file.pages
    for chapter in made.chapters:
        section, first = chapter.section, chapter.first
        if section.id != _SUMMARY:
            continue
        said = Counter[str]()
        for _, text in chapter.said:
            said.update(_DIGITS.findall(text))
        explained = Counter(digits for text in rules.texts_of(section) for digits in _DIGITS.findall(text))
        links = sum(link.page for link in walk(section) if isinstance(link, Link))
        for digits, count in sorted((said - explained).items()):
            if int(digits) <= len(pages) and count <= links:
                links -= count
                continue
            yield Finding("number", f"nothing in the report explains the number {digits}", first)
        around = [report.footer, report.short_name, *_drawn(section), *said]
        known = {digits for text in around for digits in _DIGITS.findall(text)}
        for page in pages[first - 1 : chapter.last]:
            for digits in sorted(set(_DIGITS.findall(page.text)) - known - {str(page.number)}):
                yield Finding("number", f"nothing in the report explains the number {digits}", page.number)


def _data_file(made: _ReportFile) -> Iterator[Finding]:
    """The report's data, all of it, nothing else, and nothing that no page shows."""
    report, attached = made.report, made.file.attached
    names = [file.name for file in attached]
    expected = [] if report.data is None else [report.data.file]
    if names != expected:
        yield Finding("data-file", f"the attached files are {names} instead of {expected}")
        return
    if report.data is None:
        return
    file, data = attached[0], report.data
    if file.content != attachment.workbook(report, data):
        yield Finding("data-file", f"the content of {file.name} is not the report's data")
    said = (file.description, file.mime, file.relationship)
    if said != (data.description, attachment.MIME, "Data"):
        yield Finding("data-file", f"{file.name} is described as {said}")
    if not file.associated:
        yield Finding("data-file", f"the catalog does not name {file.name} as belonging to the report")
    if not file.sound:
        yield Finding("data-file", f"size or checksum of {file.name} are wrong")
    shown = set(data_file.facts_of((report.cover, report.sections, report.screen_sections)))
    for fact in data_file.facts_of(data):
        if fact not in shown and fact.kind not in data_file.OF_THE_METHOD:
            yield Finding("data-file", f"no page shows {fact.what} of {fact.node}")


_RULES: tuple[Callable[[_ReportFile], Iterator[Finding]], ...] = (
    _links, _sheets, _page_plan, _page_numbers, _foreign_names, _content, _tables, _numbers, _data_file,
)  # fmt: skip
