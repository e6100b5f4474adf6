"""The rules under which the median of a comparison group is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.results.disclosure.choice import choose, withheld_results
from reports.results.disclosure.rules import Candidate, EarlierReport, nameable, withheld


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


def candidate(column: str, members: Collection[int], n: int) -> Candidate:
    mask = np.zeros(n, dtype=np.bool_)
    mask[list(members)] = True
    return Candidate(column, "", mask)


def test_a_group_inside_another_is_not_shown_with_it() -> None:
    """The difference of two groups is a group too: one cluster between them would be pinned."""
    inner, outer = candidate("a", range(10), 30), candidate("b", range(11), 30)
    assert choose([[inner]], 0, 5) == (inner,)
    assert choose([[outer]], 0, 5) == (outer,)
    assert choose([[inner], [outer]], 0, 5) == (inner,)


def test_groups_whose_parts_are_large_enough_are_shown_together() -> None:
    """As many as possible, and a variant of a group instead of none; first come, first served."""
    half, other = candidate("a", range(16), 32), candidate("b", range(6, 24), 32)
    assert choose([[half], [other]], 0, 5) == (half, other)
    small, fits = candidate("*", range(6, 18), 32), candidate("*", range(8, 24), 32)
    assert choose([[half], [small, fits]], 0, 5) == (half, fits)
    assert choose([[candidate("x", range(4), 32)], [half]], 0, 5) == (half,)
    assert choose([], 0, 5) == ()


def held(took_part: Collection[int], *shown: Collection[int], n: int = 24) -> EarlierReport:
    """An earlier report in which ``took_part`` took part and the medians of ``shown`` stood."""
    masks = [candidate("", rows, n).members for rows in (took_part, *shown)]
    return EarlierReport(masks[0], tuple(masks[1:]))


def test_an_earlier_edition_cuts_the_parts_once_more() -> None:
    """With the last report in hand a part's repeaters would stand alone where they are fewer than five."""
    group = candidate("a", range(12), 24)
    assert choose([[group]], 0, 5) == (group,)
    assert choose([[group]], 0, 5, [held([0, 1, 12, 13, 14])]) == ()
    assert choose([[group]], 0, 5, [held([*range(5), *range(12, 17)])]) == ()  # four beside the reader
    assert choose([[group]], 0, 5, [held([*range(6), *range(12, 17)])]) == (group,)


def test_groups_that_an_earlier_report_showed_cut_them_as_well() -> None:
    """Where those groups left fewer than five alike, nothing more is shown: it would tell more about them."""
    group, everybody = candidate("a", range(12), 24), range(24)
    assert choose([[group]], 0, 5, [held(everybody, range(12))]) == (group,)
    assert choose([[group]], 0, 5, [held(everybody, [*range(8), *range(12, 17)])]) == ()  # 8 to 11 are four
    assert choose([[group]], 0, 5, [held(everybody, [*range(7), *range(12, 17)])]) == (group,)
    assert choose([[group]], 0, 5, [held(everybody, range(2))]) == ()  # one is set apart already


def test_few_newcomers_do_not_hide_the_group_but_are_not_parted() -> None:
    """Who came when is public: two newcomers need not be more, as long as no group comes between them."""
    group = candidate("a", range(12), 24)
    for shown in ([], [range(12)]):
        assert choose([[group]], 0, 5, [held(range(22), *shown)]) == (group,)
        assert choose([[group]], 0, 5, [held(set(range(24)) - {11, 12}, *shown)]) == ()


def test_a_result_that_some_lack_is_withheld_on_its_own() -> None:
    """A part with four results is too small for this result, though it is not for others."""
    group = candidate("a", range(12), 24)
    present = np.ones(24, dtype=np.bool_)
    assert withheld_results([group], 0, 5, present) == [""]
    present[13:21] = False
    assert withheld_results([group], 0, 5, present) == ["too-few-outside"]
    second = candidate("b", [*range(6), *range(12, 18)], 24)
    present = np.ones(24, dtype=np.bool_)
    assert withheld_results([group, second], 0, 5, present) == ["", ""]
    present[[6, 7]] = False
    assert withheld_results([group, second], 0, 5, present) == ["", "overlap"]


@given(st.data())
def test_every_cluster_is_one_of_min_group_that_look_alike(data: st.DataObject) -> None:
    """Whatever the groups are, the shown ones leave nobody in a part with fewer than min_group others."""
    n, min_group = data.draw(st.integers(1, 40)), data.draw(st.integers(3, 6))
    kinds = [
        [candidate(str(kind), data.draw(st.sets(st.integers(0, n - 1)), label="members"), n)]
        for kind in range(data.draw(st.integers(0, 5)))
    ]
    chosen = choose(kinds, 0, min_group)
    assert len(chosen) <= len(kinds)
    patterns = Counter(tuple(bool(c.members[row]) for c in chosen) for row in range(1, n))
    if chosen:
        assert min(patterns.values()) >= min_group


@pytest.mark.parametrize(
    ("scores", "threshold", "may"),
    [
        ([60, 65, 70, 75, 80, 20], 60, True),
        ([60, 65, 70, 75, 20, 20], 60, False),  # four only
        ([60, 61, 62, 63, 69, 20], 60, False),  # all within nine points
        ([60, 61, 62, 63, 70, 20], 60, True),
        ([60, 65, 70, 75, np.nan, 20], 60, False),
    ],
)
def test_a_name_only_says_that_a_mark_is_one_of_several_far_apart(
    scores: list[float], threshold: float, may: bool
) -> None:
    """Naming a cluster as strong implies a range of at least ten points among at least min_group."""
    assert nameable(np.array(scores), threshold, (0.0, 100.0), 5) is may
