"""The rules under which the median of a comparison group is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.disclosure import withheld


@pytest.mark.parametrize(
    ("others", "outside", "own", "why"),
    [
        (4, 30, True, "too-few-others"),
        (5, 30, True, ""),  # six values: the median lies between two of them
        (5, 30, False, "one-value"),  # five values: the median is one of them
        (6, 30, True, "one-value"),
        (6, 30, False, ""),
        (9, 30, False, "one-value"),
        (10, 30, True, ""),  # eleven values are enough to hide the middle one
        (20, 4, True, "too-few-outside"),
        (20, 5, True, ""),
        (0, 40, True, "too-few-others"),
    ],
)
def test_the_rules_at_their_edges(others: int, outside: int, own: bool, why: str) -> None:
    """With five others at least, on both sides, and no single value behind a small group's median."""
    assert withheld(others=others, outside=outside, own=own, min_group=5) == why


@given(st.integers(0, 60), st.integers(0, 60), st.booleans(), st.integers(1, 12))
def test_nothing_is_shown_without_enough_others_on_both_sides(
    others: int, outside: int, own: bool, min_group: int
) -> None:
    """Whatever is shown has min_group clusters in the group and out of it, without the reader."""
    if not withheld(others=others, outside=outside, own=own, min_group=min_group):
        assert others >= min_group
        assert outside >= min_group
        assert (others + own) % 2 == 0 or others >= 2 * min_group
