"""The layout of the papers for the meeting: inside the page, nothing on top of anything, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.document.blocks import Item, ItemList, KeyFigure
from reports.errors import ReportError
from reports.pages import meeting_papers, pdf
from reports.pages.drawing import Box
from reports.pages.page import Page, seen
from reports.pages.pdf import Meta
from reports.pages.text import SMALLEST
from reports.papers.briefing import Briefing
from reports.papers.meeting_papers import CoverLetter, Receipt, Separator
from reports.proof.checks.paper import Expected, findings, spoken_or_seen

WORDS = (
    *("klaster", "rozwoju", "innowacji", "przedsiębiorstw", "współpraca", "Zaawansowanych", "Technologii"),
    *("„Źródła", "Żelaznej", "Łąki”", "na", "rzecz", "gospodarki", "obiegu", "zamkniętego", "automatyki"),
    *("międzynarodowych", "badawczo-rozwojowych", "i", "w", "o", "72,5%;", "40."),
)
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def text(most: int, least: int = 1) -> st.SearchStrategy[str]:
    """A text of up to ``most`` characters, in words."""
    words = st.lists(st.sampled_from(WORDS), min_size=least, max_size=max(1, most // 5))
    return words.map(lambda chosen: " ".join(chosen)[:most].strip())


def texts(count: int, most: int, least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(text(most), min_size=least, max_size=count).map(tuple)


SEPARATORS = st.builds(
    Separator,
    cluster_id=st.just("k01"),
    lang=st.just("pl"),
    study=text(120),
    when=text(40, 0),
    place=texts(2, 110),
    name=text(200),
    coordinator=text(215, 0),
    copy=text(20),
    contents_heading=text(12),
    contents=texts(2, 40, 2),
    notices=texts(2, 110, 1),
)
LETTERS = st.builds(
    CoverLetter,
    cluster_id=st.just("k01"),
    lang=st.just("pl"),
    sender=texts(2, 200),
    day=text(24, 0),
    addressee=texts(2, 200),
    subject=text(200),
    salutation=text(100),
    paragraphs=texts(5, 480),
    closing=text(15),
    signature=text(200),
    notices=texts(2, 400),
    bookmark=text(40),
)
ITEMS = st.builds(Item, title=text(110), detail=text(90))
LISTS = st.builds(ItemList, heading=text(30), items=st.lists(ITEMS, max_size=3).map(tuple), lead=text(120, 0))
FIGURES = st.builds(
    KeyFigure,
    value=st.sampled_from(["73,4", "+31,2", "−1 234,5", "40.", "–"]),
    unit=st.sampled_from(["/ 100 pkt", "na 40", "z 5 obszarów", ""]),
    label=text(40),
    note=text(60, 0),
    tone=st.sampled_from(["", "own"]),
)
BRIEFINGS = st.builds(
    Briefing,
    cluster_id=st.just("k01"),
    lang=st.just("pl"),
    mark=text(40),
    bookmark=text(60),
    when=text(40, 0),
    place=texts(2, 90),
    note=text(220, 0),
    name=text(200),
    coordinator=text(120, 0),
    headline=text(90),
    figures=st.lists(FIGURES, min_size=4, max_size=4).map(tuple),
    points_heading=text(20),
    lists=st.lists(LISTS, min_size=3, max_size=3).map(tuple),
    comment_heading=text(40),
    comment=texts(12, 900),
    comment_note=text(90, 0),
    comment_more=text(40),
    questions_heading=text(40),
    questions=texts(3, 260, 3),
    changes_heading=text(40),
    changes=texts(4, 110, 1),
    silence_heading=text(20),
    silence=texts(4, 220, 1),
    notices=texts(1, 80, 1),
)


def sound(page: Page) -> None:
    """Raises where a text of the page is outside, on top of another one, or too small."""
    marks = [mark for mark in seen(page.nodes) if mark.text.strip()]
    placed = []
    for mark in marks:
        visible = mark.width * len(mark.text.rstrip()) / len(mark.text) if mark.text else 0.0
        placed.append((mark.text, Box(mark.box.left, mark.box.top, mark.x + visible, mark.box.bottom)))
    for words, box in placed:
        assert box.left >= 0, words
        assert box.right <= page.width, words
        assert box.top >= 0, words
        assert box.bottom <= page.height, words
    for (one, first), (other, second) in combinations(placed, 2):
        # Line boxes of neighbouring lines may touch; letters may not.
        shrunk = Box(first.left, first.top + 0.1, first.right - 0.05, first.bottom - 0.1)
        assert not shrunk.hits(second), (one, other)
    assert min(mark.size for mark in marks) >= SMALLEST


def told(page: Page) -> str:
    return "".join("".join(spoken_or_seen(page.nodes)).split())


def holds(page: Page, *wanted: Any) -> None:
    said = told(page)
    for one in wanted:
        for words in one if isinstance(one, tuple) else (one,):
            assert "".join(words.split()) in said


@QUICK
@given(SEPARATORS)
def test_any_separator_is_sound(sheet: Separator) -> None:
    """Whatever the names, everything stands on the sheet."""
    page = meeting_papers.separator(sheet)
    sound(page)
    holds(
        page, sheet.study, sheet.when, sheet.place, sheet.name, sheet.coordinator, sheet.copy, sheet.contents
    )


@QUICK
@given(LETTERS)
def test_any_letter_is_sound_on_one_page_or_refused(paper: CoverLetter) -> None:
    """Longer letters are set smaller; one that does not fit even then is refused and not cut."""
    try:
        page = meeting_papers.letter(paper, "pl")
    except ReportError:
        assert sum(map(len, paper.paragraphs)) > 1200
        return
    sound(page)
    holds(page, paper.addressee, paper.subject, paper.salutation, paper.paragraphs, paper.notices)


@QUICK
@given(BRIEFINGS)
def test_any_briefing_is_sound_on_one_page(paper: Briefing) -> None:
    """Everything but the end of a long comment stands on the page, and then the page says so."""
    page = meeting_papers.briefing(paper, "pl")
    sound(page)
    holds(page, paper.mark, paper.name, paper.headline, paper.questions, paper.changes, paper.silence)
    for items in paper.lists:
        holds(page, *(part for item in items.items for part in (item.title, item.detail)))
    kept = [words for words in paper.comment if "".join(words.split()) in told(page)]
    if len(kept) < len(paper.comment):
        holds(page, paper.comment_more)


@QUICK
@given(st.lists(st.tuples(text(60), text(200), text(200)), min_size=1, max_size=45), st.integers(0, 200))
def test_any_receipt_list_is_sound_over_its_pages(rows: list[tuple[str, str, str]], note: int) -> None:
    """All rows in order, the heading on every page, room to sign, and the signature of the publisher."""
    paper = Receipt(
        title="Protokół odbioru",
        study="Badanie",
        lead="Podpis potwierdza odbiór.",
        caption="Wydane egzemplarze",
        columns=("Lp.", "Termin", "Klaster", "Koordynator", "Egz.", "Data i podpis"),
        rows=tuple((str(n), *row, "1 z 1", "") for n, row in enumerate(rows, 1)),
        signatures=("Wydający", "Data"),
        notices=("Poufne." + "x" * (note // 20), "Dane przykładowe."),
    )
    pages = meeting_papers.receipt(paper, lambda number, of: f"Strona {number} z {of}")
    for number, page in enumerate(pages, 1):
        sound(page)
        shown = "".join(mark.text for mark in seen(page.nodes))
        assert f"Strona {number} z {len(pages)}" in shown
        assert "Dane przykładowe." in shown
    said = "".join(told(page) for page in pages)
    for row in paper.rows:
        for cell in row[1:4]:
            assert "".join(cell.split()) in said
    assert "Wydający" in told(pages[-1])


def test_a_receipt_list_over_pages_passes_its_gate() -> None:
    """One table for whoever listens: the rows of all pages follow one another, the signatures come last."""
    rows = tuple((str(n), "22 listopada", f"Klaster {n}", "Koordynator", "1 z 1", "") for n in range(1, 42))
    columns = ("Lp.", "Termin", "Klaster", "Koordynator", "Egz.", "Data i podpis")
    paper = Receipt(
        "Protokół", "Badanie", "Podpis.", "Lista", columns, rows, ("Wydający", "Data"), ("Poufne.",)
    )
    pages = meeting_papers.receipt(paper, lambda number, of: f"Strona {number} z {of}")
    assert len(pages) > 2
    meta = Meta("Protokół", "Wydawca", "Lista", ("klaster",), "pl", "2018-11-22", {"edition": "e"})
    told = tuple(words for page in pages for words in spoken_or_seen(page.nodes))
    assert findings(pdf.write(pages, meta), Expected(told, (), pages, meta)) == ()


@settings(max_examples=1, deadline=None, suppress_health_check=list(HealthCheck))
@given(BRIEFINGS)
def test_a_briefing_without_room_is_refused(paper: Briefing) -> None:
    """The cluster is named by the error, so that only its set is left out."""
    long = tuple("bardzo długie pytanie " * 200 for _ in range(3))
    with pytest.raises(ReportError, match="briefing does not fit") as error:
        meeting_papers.briefing(replace(paper, questions=long), "pl")
    assert error.value.cluster == "k01"
