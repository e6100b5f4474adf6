"""The promise to whoever has a study that nobody here made: what `check` finds no fault with becomes proven
reports, cards and papers.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from support import trials
from support.random_editions import Shape, shapes, write

# An edition takes seconds: a failing one is told as it was found.
_AS_FOUND = settings(
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def on_trial(shape: Shape) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        edition = write(shape, Path(folder) / "edition")
        return trials.check(edition) or list(trials.faults(edition, Path(folder) / "out"))


@settings(_AS_FOUND, max_examples=3)
@given(shapes(most_units=16, most_indicators=10))
def test_what_passes_check_is_made_and_proven(shape: Shape) -> None:
    """Reports and cards are made, `verify` proves them, meetings and the plenary get their papers, and no
    report says one thing in two ways.
    """
    assert on_trial(shape) == []


@pytest.mark.slow
@settings(_AS_FOUND, max_examples=60)
@given(shapes(most_units=300, most_indicators=60))
def test_what_passes_check_is_made_and_proven_whatever_its_size(shape: Shape) -> None:
    """The same for studies of up to 300 units and 60 indicators."""
    assert on_trial(shape) == []


@settings(_AS_FOUND, max_examples=2)
@given(shapes(most_units=14, most_indicators=8), st.sampled_from([2, 5, 11]))
def test_ties_are_made_and_proven(shape: Shape, answers: int) -> None:
    """The same where every indicator has few answers, so that most units share a place, at any depth."""
    assert on_trial(replace(shape, answers=answers)) == []
