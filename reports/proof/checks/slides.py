"""Finished slides against the deck they were made from, and the deck against the paper for the plenary.

The rules, by their ids:

============ ====================================================================================
unreadable   the file cannot be opened
slides       another number of slides, or another title, foot or number of a slide
content      a text that is missing, in the wrong place or added; other speaker notes
chart        a chart that draws other numbers than the deck, or has others in its workbook
fact         a number that is not the one the paper prints, or that the paper does not print
description  a chart, table or map without its alternative text; a table without a heading row
language     a text without its language
size         a text below 18 pt
foreign-name the name of a cluster that may not be named
outside      a slide that refers to something outside the file
metadata     title, author, subject, language are others
============ ====================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from reports.chapters import number
from reports.document import (
    LANGUAGES,
    Cell,
    Chart,
    Deck,
    Fact,
    KeyFigure,
    KeyFigures,
    Plot,
    PlotSeries,
    Report,
    SlideList,
    SlideMap,
    SlidePart,
    SlideTable,
    TileMap,
    find,
    walk,
)
from reports.edition import foreign_in
from reports.errors import Finding
from reports.pages import Page
from reports.pages import pdf as tagged
from reports.pages.slides import layout

from ..reading import slides as reading
from ..reading.texts import quote, squeeze
from . import paper as paper_
from . import rules

#: Numbers in words.
_NUMBERS = re.compile(r"\d+(?:[.,]\d+)?")


def check(
    deck: Deck,
    placed: Sequence[layout.PlacedSlide],
    data: bytes,
    paper: Report,
    facts: rules.FactSource,
    foreign_names: Sequence[str],
) -> tuple[Finding, ...]:
    """What is wrong with ``data`` as the file of ``deck``; ``paper`` is the paper for the plenary in the same
    language, ``facts`` its published numbers.
    """
    try:
        file = reading.read(data)
    except Exception as error:  # whatever a broken archive does
        return (Finding("unreadable", f"the slides cannot be read back: {type(error).__name__}: {error}"),)
    return (
        *rules.unpublished(walk(deck), facts),
        *_as_in_the_paper(deck, paper),
        *_slides(deck, placed, file),
        *_foreign(deck, file, foreign_names),
        *_metadata(deck, file),
    )


def check_handout(
    deck: Deck,
    placed: Sequence[layout.PlacedSlide],
    pdf: bytes,
    pages: Sequence[Page],
    meta: tagged.Meta,
    foreign_names: Sequence[str],
) -> tuple[Finding, ...]:
    """What is wrong with ``pdf`` as the slides on paper: what is read aloud is what the slides say, and
    charts and maps are described.
    """
    told, alts = list[str](), list[str]()
    for one in placed:
        told.append(one.title)
        for place in one.places:
            part = place.part
            told += [part.alt] if isinstance(part, SlideTable) else []
            if isinstance(part, SlideMap | Plot):
                alts.append(part.alt)
            told += [] if isinstance(part, SlideMap) else texts_of(part)
        told.append(one.source)
    expected = paper_.Expected(
        texts=[text for text in told if text],
        alts=alts,
        pages=pages,
        meta=meta,
        own_names=deck.own_names,
        foreign_names=foreign_names,
    )
    return paper_.findings(pdf, expected)


# --- the deck and the paper -------------------------------------------------------------------------


def _as_in_the_paper(deck: Deck, paper: Report) -> Iterator[Finding]:
    """Every number of the deck is printed in the paper, and is the same there."""
    printed = {
        part.fact: rules.fact_text(part)
        for part in walk((paper.cover, paper.sections))
        if getattr(part, "fact", None) is not None
    }
    for part in walk(deck):
        if isinstance(part, Cell | KeyFigure) and part.fact is not None:
            yield from _compared(part.fact, rules.fact_text(part), printed)
        elif isinstance(part, PlotSeries):
            for cell, value in zip(part.cells, part.values, strict=True):
                said = number(cell.text, deck.lang)
                if said is None or float(said) != value:
                    yield Finding("chart", f"{quote(cell.text)} would be drawn as {value:g}")
        elif isinstance(part, SlideMap):
            maps = [chart.drawing for chart in find(paper, Chart) if isinstance(chart.drawing, TileMap)]
            if part.drawing not in maps:
                yield Finding("fact", "the map is not the one of the summary")
    known = set(_numbers([*rules.readable(paper.sections), *rules.cover_texts(paper.cover), *deck.quoted]))
    for slide in deck.slides:
        said_texts = [slide.title, *slide.source, *(text for p in slide.parts for text in texts_of(p))]
        said_texts += [alt for p in slide.parts for alt in [getattr(p, "alt", "")]]
        for token in _numbers(said_texts):
            if token not in known:
                yield Finding("fact", f"the summary has no number {token}, which {quote(slide.title)} gives")


def _compared(fact: Fact, text: str, printed: dict[Any, str]) -> Iterator[Finding]:
    if fact not in printed:
        yield Finding("fact", f"{fact.what} of {fact.node} is not in the summary of the edition")
    elif squeeze(printed[fact]) != squeeze(text):
        cause = f"{fact.what} of {fact.node} is {quote(printed[fact])} in the summary, not {quote(text)}"
        yield Finding("fact", cause)


def _numbers(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        yield from _NUMBERS.findall(re.sub(r"(?<=\d)[\u00a0\u202f](?=\d{3})", "", text))


def texts_of(part: SlidePart) -> list[str]:
    """What stands on a slide for a part, in the order of reading; a chart has its numbers in its data."""
    match part:
        case SlideList():
            return [f"{item.title} {item.detail}".strip() for item in part.items]
        case SlideTable():
            return [*part.headings, *(cell.text for row in part.rows for cell in row)]
        case KeyFigures():
            return [text for i in part.items for text in (i.value, i.unit, i.label, i.note)]
        case SlideMap():
            return [text for tile in part.drawing.tiles for text in (tile.name, tile.label)]
        case Plot():
            return [part.heading]


# --- the file and the deck --------------------------------------------------------------------------


def _slides(deck: Deck, placed: Sequence[layout.PlacedSlide], file: reading.ReadDeck) -> Iterator[Finding]:
    if len(file.slides) != len(placed):
        yield Finding("slides", f"the file has {len(file.slides)} slides instead of {len(placed)}")
        return
    lang = LANGUAGES[deck.lang]
    for want, have in zip(placed, file.slides, strict=True):
        where = want.number
        if squeeze(have.title) != squeeze(want.title):
            yield Finding("slides", f"the title is {quote(have.title)} instead of {quote(want.title)}", where)
        if want.layout != "title":
            for found, wanted in ((have.footer, deck.footer), (have.number, str(want.number))):
                if found and squeeze(found) != squeeze(wanted):
                    yield Finding("slides", f"the foot says {quote(found)} instead of {quote(wanted)}", where)
        yield from _texts(want, have)
        yield from _parts(want, have)
        wanted_notes = [(LANGUAGES[note.lang], squeeze(note.text)) for note in want.slide.notes]
        if [(mark, squeeze(text)) for mark, text in have.notes] != wanted_notes:
            yield Finding("content", "the speaker notes are others", where)
        if have.languages != {lang}:
            told = ", ".join(sorted(have.languages)) or "none"
            yield Finding("language", f"the texts are marked as {told} instead of {lang}", where)
        for text in have.unmarked:
            yield Finding("language", f"{quote(text)} has no language", where)
        if have.sizes and min(have.sizes) < layout.SMALLEST_ON_SLIDE:
            yield Finding("size", f"a text is set in {min(have.sizes):g} pt", where)
    yield from (Finding("outside", f"a slide refers to {quote(target)}") for target in file.outside)


def _texts(want: layout.PlacedSlide, have: reading.ReadSlide) -> Iterator[Finding]:
    wanted = [want.title, *(text for place in want.places for text in texts_of(place.part)), want.source]
    expected = [squeeze(text) for text in wanted if text]
    for found, planned in zip_longest([squeeze(text) for text in have.texts], expected):
        if found != planned:
            cause = f"{quote(found or 'nothing')} stands where {quote(planned or 'nothing')} belongs"
            yield Finding("content", cause, want.number)
            return


def _parts(want: layout.PlacedSlide, have: reading.ReadSlide) -> Iterator[Finding]:
    shown = [p.part for p in want.places if isinstance(p.part, SlideTable | SlideMap | Plot)]
    alts = [squeeze(part.alt) for part in shown]
    if [squeeze(alt) for alt in have.described] != alts or not all(alts):
        told = f"charts, tables and maps are described as {list(have.described)}"
        yield Finding("description", told, want.number)
    if not all(have.headed):
        yield Finding("description", "a table has no heading row", want.number)
    plots = [part for part in shown if isinstance(part, Plot)]
    for plot, chart in zip_longest(plots, have.charts):
        if plot is None or chart is None:
            yield Finding(
                "chart", f"there are {len(have.charts)} charts instead of {len(plots)}", want.number
            )
            return
        for cause in _data(plot, chart):
            yield Finding("chart", cause, want.number)


def _data(plot: Plot, chart: reading.ReadChart) -> Iterator[str]:
    """What the chart draws, and what its workbook holds."""
    drawn = plot.series[2:] if plot.kind == "ranges" else plot.series
    if chart.categories != plot.categories:
        yield f"the categories are {list(chart.categories)}"
    if dict(chart.series) != {series.name: series.values for series in drawn}:
        yield f"the chart draws {dict(chart.series)}"
    if plot.kind == "ranges":
        upper, lower, middle = (series.values for series in plot.series)
        up = tuple(round(a - m, plot.decimals) for a, m in zip(upper, middle, strict=True))
        down = tuple(round(m - a, plot.decimals) for a, m in zip(lower, middle, strict=True))
        if chart.ranges != (up, down):
            yield f"the lines of the chart go up by {chart.ranges and chart.ranges[0]}"
    wanted: list[tuple[Any, ...]] = [("", *(series.name for series in plot.series))]
    wanted += [
        (name, *(series.values[place] for series in plot.series))
        for place, name in enumerate(plot.categories)
    ]
    rows = [tuple("" if value is None else value for value in row) for row in chart.workbook]
    if rows != wanted:
        yield "the workbook behind the chart holds other numbers"


def _foreign(deck: Deck, file: reading.ReadDeck, names: Sequence[str]) -> Iterator[Finding]:
    foreign = foreign_in(deck.own_names, names)
    for place, slide in enumerate(file.slides, 1):
        told = [*slide.texts, *slide.described, slide.footer, *(text for _, text in slide.notes)]
        told += [name for chart in slide.charts for name in (*chart.categories, *chart.series)]
        for name in foreign(" ".join(told)):
            yield Finding("foreign-name", f"the name of a cluster: {quote(name)}", place)
    for text in file.properties.values():
        for name in foreign(text):
            yield Finding("foreign-name", f"the name of a cluster: {quote(name)}")


def _metadata(deck: Deck, file: reading.ReadDeck) -> Iterator[Finding]:
    wanted = {
        "title": deck.title,
        "creator": deck.author,
        "subject": deck.subject,
        "language": LANGUAGES[deck.lang],
        "keywords": ", ".join(deck.keywords),
    }
    for name, text in wanted.items():
        found = file.properties.get(name, "")
        if squeeze(found) != squeeze(text):
            yield Finding("metadata", f"the {name} is {quote(found)} instead of {quote(text)}")
