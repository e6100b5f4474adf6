"""Promises of the lines that running text is set in."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reports.pages.drawing import Text, text_width
from reports.pages.page import Artifact, Element, seen
from reports.pages.style import MM_PER_PT
from reports.pages.text import BODY, CELL, H3, NOTE, Line, Run, Style, height_of, placed, set_lines

WORDS = st.text(alphabet="aąbWiż0123–-/\u00a0 ", max_size=60)
STYLES = st.sampled_from([BODY, CELL, NOTE, H3, Style(24.0, 28.5, "display", tracking=-0.07)])
RUNS = st.lists(st.builds(Run, WORDS, STYLES), min_size=1, max_size=5)
WIDTHS = st.floats(4.0, 170.0)


def said(line: Line) -> str:
    return "".join(run.text for _, run in line.parts)


@given(RUNS, WIDTHS)
def test_every_word_stands_once_and_in_its_order(runs: list[Run], width: float) -> None:
    """The lines joined are the runs joined, each in its own style."""
    lines = set_lines(runs, width)
    assert "".join(map(said, lines)) == "".join(run.text for run in runs)
    styled = [(letter, run.style) for line in lines for _, run in line.parts for letter in run.text]
    assert styled == [(letter, run.style) for run in runs for letter in run.text]


@given(RUNS, WIDTHS)
def test_no_line_is_wider_than_its_column(runs: list[Run], width: float) -> None:
    """Only a single letter may be, and the space that a line ends with, which nobody sees."""
    for line in set_lines(runs, width):
        assert line.width <= width + 1e-6 or len(said(line).strip(" ")) <= 1


@given(RUNS, WIDTHS)
def test_the_parts_of_a_line_stand_behind_each_other(runs: list[Run], width: float) -> None:
    """Where one ends the next begins, and what is painted covers the width that the line says."""
    for line in set_lines(runs, width):
        ends = [x + Text(0, 0, run.text, run.style.size, run.style.face, "", run.style.tracking).width
                for x, run in line.parts]  # fmt: skip
        for end, (x, _) in zip(ends, line.parts[1:], strict=False):
            assert abs(end - x) < 1e-6


@given(st.text(alphabet="abw ", min_size=1, max_size=200), WIDTHS)
def test_a_line_ends_only_where_the_next_word_does_not_fit(words: str, width: float) -> None:
    """Lines are filled greedily, as a browser fills them."""
    lines = set_lines((Run(words, BODY),), width)
    for line, after in pairwise(lines):
        first = re.match(r"[^ ]*", said(after))
        assert first is not None
        word = text_width(said(line) + first[0], BODY.size, BODY.face)
        assert word > width - 1e-6


def test_a_line_may_end_behind_a_hyphen_between_letters_and_behind_a_dash() -> None:
    """As Unicode breaks lines: never in front of a sign, and never between a minus and its number."""
    width = text_width("W2-good", BODY.size, BODY.face) - 0.1
    assert [said(line) for line in set_lines((Run("W2-good", BODY),), width)] == ["W2-", "good"]
    narrow = text_width("lata 2016–", BODY.size, BODY.face) + 0.1
    assert [said(line) for line in set_lines((Run("lata 2016–2017", BODY),), narrow)] == [
        "lata 2016–",
        "2017",
    ]
    minus = text_width("o -", BODY.size, BODY.face) + 0.1
    assert [said(line) for line in set_lines((Run("o -5", BODY),), minus)] == ["o ", "-5"]


@given(RUNS, WIDTHS)
def test_lines_are_as_high_as_what_stands_in_them(runs: list[Run], width: float) -> None:
    """No line is lower than the leading of the first run, and none is higher than its styles need."""
    for line in set_lines(runs, width):
        assert line.height >= runs[0].style.leading * MM_PER_PT - 1e-9
        assert 0 < line.base < line.height
        if all(run.style == runs[0].style for _, run in line.parts):
            assert abs(line.height - runs[0].style.leading * MM_PER_PT) < 1e-9


@given(st.text(alphabet="ab ", min_size=1, max_size=200), WIDTHS, st.floats(0, 100))
def test_a_link_is_one_element_over_all_its_lines(words: str, width: float, x: float) -> None:
    """Assistive technology hears one link, and every line of it that has letters is underlined."""
    lines = set_lines((Run("Zob. ", BODY), Run(words, BODY, "there", "to there"), Run(" dalej", BODY)), width)
    nodes = placed(lines, x, 10.0)
    links = [node for node in nodes if isinstance(node, Element)]
    assert [(link.tag, link.target, link.label) for link in links] == [("Link", "there", "to there")]
    assert "".join(text.text for text in seen(links)) == words
    (under,) = [node for node in nodes if isinstance(node, Artifact)]
    assert len(under.marks) == len(list(seen(links)))


def test_no_runs_take_no_room() -> None:
    """A cell or an item without words has no lines."""
    assert set_lines((), 50.0) == ()
    assert height_of(()) == 0.0


@given(RUNS, WIDTHS)
def test_the_same_runs_give_the_same_lines(runs: list[Run], width: float) -> None:
    """Remembered widths change nothing."""
    assert set_lines(runs, width) == set_lines(tuple(runs), width)
