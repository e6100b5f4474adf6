"""Promises of the pages that pieces are set on: nothing is lost or cut off, what belongs together stays."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.document import blocks as d
from reports.edition import markdown
from reports.pages.blocks import expert_voice, recommendation
from reports.pages.blocks import words as textblocks
from reports.pages.drawing import Shape, Text
from reports.pages.flow import BOTTOM, LEAST_LINES, LEFT, TOP, Piece, group, paginate, stacked, text
from reports.pages.page import Anchor, Artifact, Element, Node, seen
from reports.pages.text import BODY, Run

ROOM = BOTTOM - TOP


def block(name: str, height: float, **more: object) -> Piece:
    """A piece that cannot be parted; where it stands is told by its text, which stands on its lower edge."""
    return replace(
        Piece(height, lambda x, y: (Element("P", (Text(x, y + height, name, 9.0),)),)),
        **more,  # type: ignore[arg-type]
    )


def on_pages(pages: Sequence[Sequence[Node]]) -> list[list[str]]:
    return [[mark.text for mark in seen(page)] for page in pages]


def words(pages: Sequence[Sequence[Node]]) -> str:
    return "".join(mark.text for page in pages for mark in seen(page))


def lowest(page: Sequence[Node]) -> float:
    return max(mark.y for mark in seen(page))


HEIGHTS = st.floats(1.0, ROOM - 0.5)
GAPS = st.floats(0.0, 12.0)
PIECES = st.lists(st.tuples(HEIGHTS, GAPS, GAPS, st.booleans()), min_size=1, max_size=12)


def made(drawn: Sequence[tuple[float, float, float, bool]]) -> list[Piece]:
    return [
        block(f"{place};", height, above=above, below=below, tied=tied)
        for place, (height, above, below, tied) in enumerate(drawn)
    ]


@given(PIECES)
def test_every_piece_stands_once_in_its_order_and_above_the_foot(
    drawn: list[tuple[float, float, float, bool]],
) -> None:
    """Whatever is tied to whatever."""
    pages = paginate(made(drawn))
    assert words(pages) == "".join(f"{place};" for place in range(len(drawn)))
    assert all(lowest(page) <= BOTTOM + 0.01 for page in pages)


@given(PIECES)
def test_what_is_tied_stays_together_if_a_page_holds_it(
    drawn: list[tuple[float, float, float, bool]],
) -> None:
    """And a page ends only where what comes next has no room."""
    pieces = made(drawn)
    pages = [[int(name[:-1]) for name in page] for page in on_pages(paginate(pieces))]
    page_of = {place: number for number, page in enumerate(pages) for place in page}
    start = 0
    for end, piece in enumerate(pieces):
        if piece.tied and end < len(pieces) - 1:
            continue
        chunk = pieces[start : end + 1]
        if group(chunk).height <= ROOM:
            assert len({page_of[place] for place in range(start, end + 1)}) == 1
            if start and page_of[start] != page_of[start - 1]:
                before = pieces[pages[page_of[start - 1]][0] : start]
                assert group([*before, *chunk]).height > ROOM
        start = end + 1


@given(PIECES, st.floats(0.0, 30.0))
def test_a_group_is_parted_only_where_no_page_holds_it(
    drawn: list[tuple[float, float, float, bool]], before: float
) -> None:
    """Then it begins a page and nothing of it is lost."""
    whole = group(made(drawn), pad=0.35)
    pages = on_pages(paginate([block("before", 10.0 + before), whole, block("behind", 5.0)]))
    assert "".join(map("".join, pages)) == "before" + "".join(f"{n};" for n in range(len(drawn))) + "behind"
    first = [number for number, page in enumerate(pages) if set(page) - {"before", "behind"}]
    if whole.height <= ROOM:
        assert len(first) == 1
    else:
        assert first[0] == 1


def test_only_what_cannot_be_parted_is_refused_and_said() -> None:
    """A report with such a text is not written; whoever builds it learns which."""
    with pytest.raises(ValueError, match="what begins with “Za wysokie"):
        paginate([block("wstęp", 20.0, tied=True), group([block("Za wysokie", ROOM + 1.0)])])


def test_what_fills_a_page_to_the_last_hair_stays_whole() -> None:
    """Sums of heights are not exact."""
    pieces = [block(str(place), ROOM / 7) for place in range(14)]
    assert [len(page) for page in on_pages(paginate(pieces))] == [7, 7]


def test_the_larger_margin_counts_and_none_at_the_top_of_a_page() -> None:
    """Margins collapse as in CSS."""
    nodes = stacked([block("a", 10, above=9, below=3), block("b", 10, above=5)], LEFT, TOP)
    assert [mark.y for mark in seen(nodes)] == [TOP + 10, TOP + 25]
    second = paginate([block("a", ROOM - 5), block("b", 10, above=9)])[1]
    assert lowest(second) == TOP + 10


def test_the_margin_inside_a_padded_group_stays_at_the_top_of_a_page() -> None:
    """A heading that opens such a group does not stick to the header."""
    inner = group([block("b", 10, above=6)], pad=0.5)
    assert lowest(paginate([block("a", ROOM - 5), inner])[1]) == TOP + 16.5


def test_a_head_is_drawn_again_where_its_row_opens_a_page_and_only_there() -> None:
    """A table over pages has its heading row on each."""
    head = block("head", 10, tied=True)
    again = block("again", 10, tied=True)
    rows = [block(f"row{place}", ROOM / 4, head=again) for place in range(6)]
    pages = on_pages(paginate([head, *rows]))
    assert pages == [["head", "row0", "row1", "row2"], ["again", "row3", "row4", "row5"]]
    with pytest.raises(ValueError, match="higher than a page"):
        paginate([head, block("row", ROOM - 5, head=again)])


# --- paragraphs ---------------------------------------------------------------------------------------

PARAGRAPHS = st.lists(st.integers(1, 60), min_size=1, max_size=8)


def paragraph(number: int, lines: int) -> Piece:
    """A paragraph of so many lines, each with its number."""
    run = Run(" ".join(f"{number}.{line}{'x' * 70}" for line in range(lines)), BODY)
    return text("P", (run,), 150.0, below=2.0, name=f"p{number}")


@given(PARAGRAPHS, st.floats(0.0, ROOM))
def test_paragraphs_are_parted_with_three_lines_on_either_page(lengths: list[int], first: float) -> None:
    """None is lost, none stands below the foot, and the parts of a paragraph are one element."""
    pieces = [paragraph(number, lines) for number, lines in enumerate(lengths)]
    pages = paginate([block("before", max(first, 1.0)), *pieces])
    alone = "".join(words([list(piece.draw(LEFT, TOP))]) for piece in pieces)
    assert words(pages) == "before" + alone
    for number, lines in enumerate(lengths):
        parts = [
            node
            for page in pages
            for node in page
            if isinstance(node, Element) and next(seen([node])).text.startswith(f"{number}.")
        ]
        if len(parts) > 1:
            assert lines >= 2 * LEAST_LINES
            assert {part.joins for part in parts} == {f"p{number}"}
            assert all(len(part.kids) >= LEAST_LINES for part in parts)
    assert all(lowest(page) <= BOTTOM for page in pages)


@given(st.integers(6, 40), st.floats(0.0, ROOM - 12.0))
def test_a_paragraph_uses_the_room_that_is_left(lines: int, first: float) -> None:
    """It goes on overleaf with no more lines than it has to."""
    piece = paragraph(0, lines)
    pages = paginate([block("before", ROOM - first), piece])
    step = piece.height / lines
    here = sum(len(node.kids) for node in pages[0][1:] if isinstance(node, Element))
    fitting = int((first + 1e-6) / step)
    best = lines if fitting >= lines else min(fitting, lines - LEAST_LINES)
    assert here == (best if best >= LEAST_LINES else 0)


def test_a_heading_stays_with_the_first_lines_of_what_it_heads() -> None:
    """A heading at the foot of a page heads nothing."""
    heading = block("heading", 6.0, tied=True)
    step = paragraph(0, 10).height / 10
    room = 6.0 + 2.9 * step
    assert on_pages(paginate([block("a", ROOM - room), heading, paragraph(0, 10)]))[0] == ["a"]
    room = 6.0 + 3.1 * step
    assert len(on_pages(paginate([block("a", ROOM - room), heading, paragraph(0, 10)]))[0]) == 5


# --- blocks -------------------------------------------------------------------------------------------

PROSE = st.integers(1, 60).map(
    lambda n: markdown.Prose(
        (markdown.Run("słowo " * n), markdown.Run("ważne", "strong"), markdown.Run(" i.", "em"))
    )
)
POINTS = st.lists(PROSE, min_size=1, max_size=5).flatmap(
    lambda items: st.sampled_from(
        [
            markdown.Points(tuple(items)),
            markdown.Points(tuple(items), tuple(f"{n}." for n in range(1, len(items) + 1))),
        ]
    )
)
VOICES = st.builds(
    d.Voice,
    st.just("Komentarz"),
    st.lists(st.one_of(PROSE, POINTS), min_size=1, max_size=14).map(tuple),
    st.sampled_from(["", "Jan Przykładowy"]),
)


def spoken(voice: d.Voice) -> str:
    parts = [voice.label]
    for part in voice.parts:
        if isinstance(part, markdown.Prose):
            parts.append(part.text)
        else:
            parts += [word for mark, item in part.lines for word in (mark, item.text)]
    return "".join([*parts, voice.author])


@settings(max_examples=60)
@given(VOICES, st.floats(1.0, ROOM))
def test_the_experts_box_says_all_and_has_its_ground_on_every_page(voice: d.Voice, first: float) -> None:
    """Every part stands on its ground with its padding, and the author is never alone on a page."""
    pages = paginate([block("before", first), expert_voice.piece(voice, "voice"), block("behind", 5.0)])
    assert words(pages) == "before" + spoken(voice) + "behind"
    for page in pages:
        texts = [mark for mark in seen(page) if mark.text not in ("before", "behind")]
        boxes = [node for node in page if isinstance(node, Artifact) and len(node.marks) == 2]
        assert len(boxes) == bool(texts)
        if texts:
            ground = boxes[0].marks[0]
            assert isinstance(ground, Shape)
            corners = [step[2] for step in ground.path if len(step) == 3]
            assert min(corners) + 3.0 <= min(mark.y for mark in texts)
            assert max(mark.y for mark in texts) <= max(corners) - 3.0
            assert max(corners) <= BOTTOM + 0.01
            assert [mark.text for mark in texts] != [voice.author]


ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(["Dziś", "Cel", "Pierwszy krok"]), st.integers(1, 120).map(lambda n: "tekst " * n)
    ),
    min_size=1,
    max_size=12,
)


@given(st.lists(st.floats(1.0, 40.0), min_size=1, max_size=12))
def test_no_other_break_makes_two_columns_lower(heights: list[float]) -> None:
    """Columns are balanced without parting a paragraph."""
    first = recommendation.balanced(heights)
    found = max(sum(heights[:first]), sum(heights[first:]))
    assert all(found <= max(sum(heights[:n]), sum(heights[n:])) + 1e-5 for n in range(1, len(heights) + 1))


@settings(max_examples=60)
@given(st.lists(ENTRIES, min_size=1, max_size=4), st.floats(1.0, ROOM))
def test_a_card_is_whole_on_its_page_and_says_all(facts: list[list[tuple[str, str]]], first: float) -> None:
    """Only one that is higher than a page is parted; its number and title are a bookmark and a place."""
    cards = tuple(
        d.AdviceCard(f"{n}.", f"Tytuł {n}", tuple(pairs), id=f"card-{n}") for n, pairs in enumerate(facts)
    )
    pieces = list(recommendation.cards(d.AdviceCards(cards), "advice", tight=False))
    pages = paginate([block("before", first), *pieces])
    told = "".join(
        f"{card.number} {card.title}" + "".join(f"{label}: {said}" for label, said in card.facts)
        for card in cards
    )
    assert words(pages) == "before" + told
    assert all(lowest(page) <= BOTTOM for page in pages)
    places = [node for page in pages for node in page if isinstance(node, Anchor)]
    assert [(place.name, place.bookmark, place.level) for place in places] == [
        (card.id, f"{card.number} {card.title}", 2) for card in cards
    ]
    if all(piece.height <= ROOM for piece in pieces):
        assert len(pages) <= len(cards) + 1


@given(ENTRIES, st.floats(1.0, ROOM))
def test_terms_go_on_overleaf_in_their_order(entries: list[tuple[str, str]], first: float) -> None:
    """Nothing is lost between two columns and two pages."""
    piece = recommendation.definitions(d.Definitions(tuple(entries)), "terms")
    pages = paginate([block("before", first), piece])
    assert words(pages) == "before" + "".join(f"{label} {said}" for label, said in entries)
    assert all(lowest(page) <= BOTTOM for page in pages)


ITEMS = st.builds(
    d.Item,
    st.sampled_from(["", "Tytuł"]),
    st.sampled_from(["", "Szczegół " * 20]),
    st.sampled_from([None, d.Link("Opis działania", "card-1", page=True, before_page=", s. ")]),
)
LISTS = st.builds(
    d.ItemList,
    st.sampled_from(["", "Nagłówek"]),
    st.lists(ITEMS, max_size=60).map(tuple),
    lead=st.sampled_from(["", "Zdanie."]),
)


@settings(max_examples=60)
@given(LISTS, st.floats(1.0, ROOM))
def test_a_list_is_one_list_and_whole_as_long_as_a_page_holds_it(found: d.ItemList, first: float) -> None:
    """Every item is an item of the same list, with or without a title, a detail, a link."""
    pieces = list(textblocks.pieces((found,), "chapter", {"card-1": "23"}))
    pages = paginate([block("before", first), *pieces])
    lists = [node for page in pages for node in page if isinstance(node, Element) and node.tag == "L"]
    assert len(lists) == len(found.items)
    assert len({node.joins for node in lists}) <= 1
    for node, item in zip(lists, found.items, strict=True):
        said = [part for part in (item.title, item.detail, item.link and "Opis działania, s. 23") if part]
        assert "".join(mark.text for mark in seen([node])) == " ".join(said)
    if pieces and pieces[0].height <= ROOM:
        assert len([page for page in on_pages(pages) if set(page) - {"before"}]) == bool(
            words(pages[:9]) != "before"
        )


def test_no_block_of_a_list_without_anything_takes_room() -> None:
    """An empty list is nothing."""
    assert list(textblocks.pieces((d.ItemList("", ()),), "chapter", {})) == []
