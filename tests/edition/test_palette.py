"""Colours: what follows from what is given can be seen, on paper of any kind."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reports.edition import palette

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06X}".format)


def test_the_colours_of_the_program_can_be_seen() -> None:
    """Without a brand nothing changes, and nothing is weak."""
    assert palette.palette({}) == palette.PALETTE
    assert list(palette.weak(palette.PALETTE)) == []
    assert palette.unordered(palette.PALETTE) == 0


@given(COLOURS, COLOURS)
def test_two_colours_that_can_be_read_make_a_palette_that_can_be_seen(ink: str, accent: str) -> None:
    """Whatever ink and accent are, if text can be read in them, all that follows from them can be seen."""
    assume(palette.contrast(ink, palette.WHITE) >= 7.5)
    assume(palette.contrast(accent, palette.PALETTE["paper"]) >= palette.TEXT)
    colours = palette.palette({"ink": ink, "accent": accent})
    assert list(palette.weak(colours)) == []
    assert palette.unordered(colours) == 0
    assert colours.keys() == palette.PALETTE.keys()


@given(st.dictionaries(st.sampled_from([role for role in palette.PALETTE if "text" not in role]), COLOURS))
def test_what_is_given_stays(given: dict[str, str]) -> None:
    """No colour that somebody chose is replaced by another one."""
    colours = palette.palette(given)
    assert all(colours[role] == colour for role, colour in given.items())


@pytest.mark.parametrize(
    ("one", "other", "contrast"),
    [("#FFFFFF", "#000000", 21.0), ("#777777", "#FFFFFF", 4.478), ("#123456", "#123456", 1.0)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, contrast: float) -> None:
    """Known values, whichever comes first."""
    assert palette.contrast(one, other) == pytest.approx(contrast, abs=0.001)
    assert palette.contrast(other, one) == palette.contrast(one, other)


def test_shades_of_a_colour_go_from_it_to_black_and_white() -> None:
    """The nearest first."""
    found = list(palette.shades("#808080"))
    assert found[-2:] == ["#000000", "#FFFFFF"]
    darker = [palette.luminance(colour) for colour in found[::2]]
    assert all(one > other for one, other in pairwise(darker))
