"""Whole reports on pages: every chapter opens one, numbers of pages are true, links lead somewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import composing
from support.editions import edition, framework

from reports import assets
from reports.document import blocks as d
from reports.document import charts
from reports.edition.model import Lang
from reports.pages import report as layout
from reports.pages.drawing import Text
from reports.pages.page import Artifact, Element, Node, Page, anchors, seen
from reports.pages.style import MARGINS, PAGE
from reports.production.composer import Composer
from reports.production.study import read


@cache
def composed(lang: Lang, every: int) -> tuple[d.Report, ...]:
    """Reports of the sample, one in ``every``."""
    study = read(assets.sample())
    composer = Composer(study)
    return tuple(composer.report(cluster.id, lang) for cluster in study.edition.clusters[::every])


def report(*sections: d.Section, **more: str) -> d.Report:
    """A report of these chapters, with the cover of the sample."""
    return replace(composed("pl", 40)[0], sections=sections, data=None, **more)  # type: ignore[arg-type]


def chapter(number: int, *blocks: d.Block) -> d.Section:
    return d.Section(f"chapter-{number}", f"{number}. Rozdział", f"Tytuł {number}", blocks)


def contents(sections: int) -> d.Contents:
    links = (d.Link(f"Rozdział {n}", f"chapter-{n}", page=True) for n in range(1, sections + 1))
    return d.Contents("Spis treści", tuple(d.ContentsLine(link, "co w nim jest") for link in links))


def words(nodes: tuple[Node, ...]) -> str:
    return "".join(text.text for text in seen(nodes))


def running(page: Page) -> tuple[list[Text], list[Text]]:
    """The texts of header and footer."""
    above, below = (node for node in page.nodes if isinstance(node, Artifact))
    assert (above.running, below.running) == ("Header", "Footer")
    header, footer = ([mark for mark in part.marks if isinstance(mark, Text)] for part in (above, below))
    assert all(text.y < MARGINS[0] for text in header)
    assert all(text.y > PAGE[1] - MARGINS[2] for text in footer)
    return header, footer


def items(nodes: tuple[Node, ...]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Element):
            if node.tag == "TOCI":
                yield words(node.kids)
            else:
                yield from items(node.kids)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 150), min_size=1, max_size=30))
def test_the_contents_name_the_page_that_every_chapter_opens(lengths: list[int]) -> None:
    """However long the chapters are, and although the contents themselves may take pages."""
    made = report(
        chapter(0, contents(len(lengths))),
        *(
            chapter(n, *(d.Para(f"Zdanie {n}. " * 9) for _ in range(length)))
            for n, length in enumerate(lengths, start=1)
        ),
    )
    pages = layout.lay_out(made)
    opened = {place.name: n for n, page in enumerate(pages, start=1) for place in anchors(page.nodes)}
    named = [item for page in pages for item in items(page.nodes)]
    assert len(named) == len(lengths)
    for n, item in enumerate(named, start=1):
        assert item.endswith(f" {opened[f'chapter-{n}']}")
        assert words(pages[opened[f"chapter-{n}"] - 1].nodes[2:]).startswith(f"{n}. Rozdział Tytuł {n}")


@pytest.mark.parametrize("chapters", range(30, 50))
def test_no_line_of_the_contents_stands_alone_overleaf(chapters: int) -> None:
    """A page of the contents has three lines at the least, however many chapters there are."""
    made = report(chapter(0, contents(chapters)), *(chapter(n) for n in range(1, chapters + 1)))
    counts = [sum(1 for _ in items(page.nodes)) for page in layout.lay_out(made)]
    assert sum(counts) == chapters
    assert min(count for count in counts if count) >= 3


def test_numbers_that_change_their_own_pages_for_ever_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chapter that grows whenever the next one begins early has no true number to print."""
    pieces = layout.words.pieces

    def restless(blocks, name, numbers):  # type: ignore[no-untyped-def]
        more = 90 if int(numbers.get("chapter-2", "0")) <= 3 else 0
        return pieces((*blocks, *(d.Para("Zdanie. " * 9) for _ in range(more))), name, numbers)

    monkeypatch.setattr(layout.words, "pieces", restless)
    with pytest.raises(ValueError, match="do not come to rest"):
        layout.lay_out(report(chapter(1, contents(2)), chapter(2)))


def test_a_link_that_leads_nowhere_is_an_error() -> None:
    """The reader would turn to a page that does not exist."""
    with pytest.raises(ValueError, match="chapter-2"):
        layout.lay_out(report(chapter(1, contents(2))))


@pytest.mark.parametrize(("lang", "every"), [("pl", 1), ("en", 5)])
def test_every_link_of_every_report_leads_to_one_place(lang: str, every: int) -> None:
    """Each chapter begins on a page with its bookmark, first there unless it may follow another one, and each
    target is in the file once.
    """
    for made in composed(lang, every):
        pages = layout.lay_out(made)
        found = [place for page in pages for place in anchors(page.nodes)]
        count = Counter(place.name for place in found if place.name)
        targets = {link.target for link in d.walk(made.sections) if isinstance(link, d.Link)}
        assert targets <= set(count)
        assert set(count.values()) == {1}
        chapters = [place.bookmark for place in found if place.bookmark and place.level == 1]
        assert chapters == [made.cover_bookmark, *(section.kicker for section in made.sections)]
        begins = {place.name: n for n, page in enumerate(pages) for place in anchors(page.nodes)}
        first_of = {section.id: begins[section.id] for section in made.sections}
        for section, number in first_of.items():
            shared = [other for other, n in first_of.items() if n == number]
            assert section == shared[0] or not made.section(section).new_page


def test_running_lines_name_unit_chapter_and_page() -> None:
    """The chapter's name stands from its second page on; nothing of it is read aloud."""
    made = report(chapter(1, *(d.Para("Zdanie. " * 40) for _ in range(40))))
    first, *others = layout.lay_out(made)[1:]
    assert others
    for number, page in enumerate((first, *others), start=2):
        header, footer = running(page)
        assert [text.text for text in header] == [
            *([] if page is first else ["1. Rozdział"]),
            made.short_name,
        ]
        assert [text.text for text in footer] == [made.footer, str(number)]


@pytest.mark.parametrize(("kicker", "short"), [(200, 10), (200, 40), (20, 40)])
def test_long_running_lines_wrap_and_never_meet(kicker: int, short: int) -> None:
    """Names of the greatest length allowed stay on the page, apart, and above and below the text."""
    long = ("Obszar ważny " * kicker)[:kicker].strip()
    section = replace(chapter(1, *(d.Para("Zdanie. " * 40) for _ in range(40))), kicker=long)
    made = report(section, short_name=("WMŁ" * short)[:short], footer="Nazwa badania " * 15)
    header, footer = running(layout.lay_out(made)[2])
    assert "".join(text.text for text in header) == section.kicker + made.short_name
    right = min(text.x for text in header if text.x > MARGINS[3] + 1)
    assert all(text.box.right < right for text in header if text.x < MARGINS[3] + 1)
    for text in (*header, *footer):
        assert text.box.left >= MARGINS[3] - 0.01
        assert text.x + replace(text, text=text.text.rstrip()).width <= PAGE[0] - MARGINS[1] + 0.01
        assert text.box.top > 5
        assert text.box.bottom < PAGE[1] - 3


@pytest.mark.parametrize("leaves", [2, 19, 23, 31, 60])
def test_an_area_of_any_size_leaves_no_page_empty(leaves: int) -> None:
    """No page ends below a title and a few lines unless the chapter ends there; a chart that is higher than
    what is left of a page is divided, and nothing of it is lost.
    """
    tree: dict[str, str | None] = {"R": None, "A": "R", "B": "R"}
    nodes = framework(tree | {f"A{place}": "A" for place in range(leaves)} | {"B1": "B"})
    numbers = np.random.default_rng(leaves).uniform(0.0, 60.0, (9, leaves + 1))
    made = composing.composed(edition(numbers, nodes), "k01", "en")
    section = made.section("area-A")
    drawn = [
        chart.drawing for chart in d.find(section, d.Chart) if isinstance(chart.drawing, charts.Dumbbell)
    ]
    assert [row.name for drawing in drawn for row in drawing.rows] == [
        row.cells[0].text for table in d.find(section, d.Table) for row in table.rows if len(row.cells) == 6
    ]
    pages = layout.lay_out(made)
    starts = [
        n for n, page in enumerate(pages) if {"area-A", "area-B"} & {a.name for a in anchors(page.nodes)}
    ]
    chapter = pages[starts[0] : starts[1]]
    assert len(chapter) <= section.pages[1]
    for page in chapter[:-1]:
        lowest = max(text.y for text in seen(page.nodes) if text.y < PAGE[1] - MARGINS[2])
        assert lowest > PAGE[1] / 2


def test_a_chapter_may_follow_another_on_its_page() -> None:
    """It begins below it with its title and what stands first, in a part of its own of the tag tree; the page
    after that carries its name, and both bookmarks lead to where the chapters begin.
    """
    first = chapter(1, d.Para("Zdanie. " * 40))
    following = replace(chapter(2, *(d.Para("Zdanie. " * 40) for _ in range(12))), new_page=False)
    pages = layout.lay_out(report(first, following))
    shared, after = pages[1], pages[2]
    places = {place.name: place for place in anchors(shared.nodes)}
    assert places["chapter-1"].y == 0.0
    assert places["chapter-2"].y > MARGINS[0] + 20
    sects = [node for node in shared.nodes if isinstance(node, Element)]
    assert [sect.joins for sect in sects] == ["chapter/chapter-1", "chapter/chapter-2"]
    assert words(sects[1].kids).startswith("2. Rozdział Tytuł 2Zdanie.")
    assert [text.text for text in running(shared)[0]][:-1] == []
    assert [text.text for text in running(after)[0]][:-1] == ["2. Rozdział"]


def test_a_chapter_without_room_for_its_beginning_opens_a_page() -> None:
    """A title never stands alone at the foot of a page."""
    first = chapter(1, *(d.Para("Zdanie. " * 40) for _ in range(9)))
    for more in range(12):
        filled = replace(first, blocks=(*first.blocks, *(d.Para("Zdanie.") for _ in range(more))))
        table = d.Chart("", "Figure 1.", "T", "C", "0–5", charts.Gains((charts.Gain("a", 5.0, "5"),) * 8))
        following = replace(chapter(2, d.Para("Zdanie. " * 20), table), new_page=False)
        pages = layout.lay_out(report(filled, following))
        opened = next(page for page in pages if "chapter-2" in {a.name for a in anchors(page.nodes)})
        assert "Figure 1." in words(opened.nodes)
