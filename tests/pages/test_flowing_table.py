"""Setting text and tables on papers: nothing is lost, nothing is wider than its column."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reports.pages.drawing import Shape, text_width
from reports.pages.meeting_papers import Column, Flow, flowing_table
from reports.pages.page import Element, Node, Text, moved, recoloured, seen
from reports.pages.style import INK, WHITE
from reports.pages.text import SMALLEST, Style, fitting, lines, paragraph

WORDS = st.lists(
    st.text("aąbćdżźółWŁ„”-/.0123456789\u00a0", min_size=1, max_size=30), min_size=1, max_size=30
)
STYLE = Style(9.0, 12.0)


@example(["00000000\u00a0\u00a0"], 12.0, 8.0)
@given(WORDS, st.floats(12, 180), st.sampled_from([8.0, 9.5, 20.0]))
def test_lines_hold_the_whole_text_within_the_measure(words: list[str], width: float, size: float) -> None:
    """The lines joined are the text, letter by letter, and none is wider than the column."""
    text = " ".join(words)
    set_lines = lines(text, width, size)
    assert "".join(set_lines) == text
    assert all(text_width(line.rstrip(" "), size) <= width + 1e-9 for line in set_lines)


def test_a_text_breaks_between_words_and_only_a_giant_word_inside() -> None:
    """No hyphen is added; a no-break space, then a hyphen, gives way before a word is cut."""
    assert lines("raport dla klastra", 20, 9) == ("raport dla ", "klastra")
    assert lines("kujawsko-pomorskie", 20, 9) == ("kujawsko-", "pomorskie")
    cut = lines("Nadzwyczajniedługasłowo" * 3, 30, 9)
    assert len(cut) > 1
    assert not any("-" in line for line in cut)


@pytest.mark.parametrize("align", ["left", "right", "centre"])
def test_a_paragraph_stays_in_its_column(align: str) -> None:
    """Whatever the alignment, every line's box lies in the column and below the top."""
    block = paragraph("Wynik ogólny klastra na tle grupy " * 4, 20, 50, 60, STYLE, align)  # type: ignore[arg-type]
    assert len(block.texts) > 1
    for text in block.texts:
        visible = text_width(text.text.rstrip(" "), text.size, text.face)
        assert text.x >= 20 - 1e-9
        assert text.x + visible <= 80 + 1e-9
        assert text.box.top >= 50
        assert text.box.bottom <= block.bottom
    assert paragraph("", 20, 50, 60, STYLE).texts == ()


def test_the_first_style_that_fits_is_chosen() -> None:
    """A long name steps down in size until it takes few enough lines, else it gets the last style."""
    sizes = [Style(20, 24), Style(14, 17), STYLE]
    assert fitting("Klaster", 60, 2, sizes).size == 20
    assert fitting("Klaster Zaawansowanych Materiałów i Technologii Wytwarzania", 60, 3, sizes).size == 14
    assert fitting("Klaster " * 60, 60, 3, sizes) is sizes[-1]
    assert Style(9, 12).scaled(0.5).size == SMALLEST


def test_marks_are_moved_and_recoloured_whole() -> None:
    """A drawing keeps its shape at another place and in other colours."""
    circle = Shape((("O", 1.0, 2.0, 0.5), ("M", 1.0, 1.0), ("Z",)), fill=INK, stroke=WHITE, width=0.2)
    (shape,) = moved([circle], 10, 20)
    assert isinstance(shape, Shape)
    assert shape.path == (("O", 11.0, 22.0, 0.5), ("M", 11.0, 21.0), ("Z",))
    (light,) = recoloured([circle], {INK: WHITE})
    assert isinstance(light, Shape)
    assert (light.fill, light.stroke) == (WHITE, WHITE)


# --- tables over pages -----------------------------------------------------------------------------

COLUMNS = (
    Column("Godzina", 22),
    Column("Klaster", 70),
    Column("Egzemplarz", 25, "right"),
    Column("Podpis", 50),
)


def table(rows: int, least: float = 0.0) -> tuple[tuple[tuple[Node, ...], ...], float]:
    body = [
        [f"{i}:00", f"Klaster numer {i}, Stowarzyszenie na rzecz rozwoju", str(i), ""] for i in range(rows)
    ]
    return flowing_table(
        "receipt", "Protokół odbioru", COLUMNS, body, Flow(20, 40, 25, 270), style=STYLE, least=least
    )


@given(st.integers(1, 120), st.sampled_from([0.0, 12.0]))
def test_a_table_flows_over_pages_without_losing_a_row(rows: int, least: float) -> None:
    """Every row stands once, in order, between the margins; no two texts touch."""
    pages, end = table(rows, least)
    told = [text.text for page in pages for text in seen(page)]
    assert [text for text in told if text.endswith(":00")] == [f"{i}:00" for i in range(rows)]
    assert end <= 270
    for number, page in enumerate(pages):
        boxes = [text.box for text in seen(page)]
        assert all((40 if number == 0 else 25) <= box.top and box.bottom <= 270 for box in boxes)
        assert not any(one.hits(other) for i, one in enumerate(boxes) for other in boxes[:i])
        assert sum(text.text == "Klaster" for text in seen(page)) == 1  # the heading row is on every page


def test_a_table_over_pages_is_one_table_with_one_heading() -> None:
    """The parts carry one name, so that a screen reader hears one table; repeated headings are artifacts."""
    pages, _ = table(40, 14)
    parts = [node for page in pages for node in page if isinstance(node, Element)]
    assert len(parts) == len(pages) > 1
    assert {part.joins for part in parts} == {"receipt"}
    assert [sum(isinstance(kid, Element) and kid.tag == "THead" for kid in part.kids) for part in parts] == [
        1,
        *[0] * (len(parts) - 1),
    ]


def test_a_row_that_no_page_can_hold_is_refused() -> None:
    """Nothing is clipped: the caller hears of it."""
    with pytest.raises(ValueError, match="higher than a page"):
        flowing_table("t", "Tabela", COLUMNS[:1], [["słowo " * 900]], Flow(20, 40, 25, 270), style=STYLE)


def test_texts_are_seen_wherever_they_stand() -> None:
    """Texts inside elements and decoration are all painted."""
    text = Text(10, 10, "a", 9.0)
    assert list(seen((Element("P", (Element("Span", (text,)),)),))) == [text]
