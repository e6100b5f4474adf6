"""What the paper concludes: from which results, in true words, and nothing about too few."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from support.composing import sample, study_of
from support.extremes import EXTREMES
from support.plenary import paper

from reports.document import Item, Report, find
from reports.edition.model import Edition, Method
from reports.production.composer import Composer
from reports.proof.checks import rules


def told(report: Report) -> list[Item]:
    sections = [section for section in report.sections if section.id == "conclusions"]
    return list(find(sections[0], Item)) if sections else []


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_every_number_of_a_conclusion_stands_in_another_chapter(lang: Any) -> None:
    """The conclusions repeat what tables print: each number of theirs is read there, too."""
    report, _ = paper(lang)
    others = tuple(section for section in report.sections if section.id != "conclusions")
    printed = set(re.findall(r"\d+(?:[.,]\d+)?", " ".join(rules.readable(others))))
    items = told(report)
    assert len(items) == 6 + 3 + 5
    numbers = [n for item in items for n in re.findall(r"\d+(?:[.,]\d+)?", f"{item.title} {item.detail}")]
    assert len(numbers) > 20
    assert set(numbers) <= printed


@cache
def study(odd: str) -> Report:
    changes: dict[str, Callable[[Edition], Edition]] = {
        **EXTREMES,
        "percentiles": lambda e: replace(e, method=Method("percentile", (0.0, 100.0))),
        "no history": lambda e: replace(e, history=()),
    }
    edition = replace(changes[odd](sample().edition), summary_by="", overrides=())
    return Composer(study_of(edition)).group_paper("en")[0]


@pytest.mark.parametrize("odd", ["three"])
def test_of_too_few_nothing_is_concluded(odd: str) -> None:
    """No chapter at all where the group has no published results."""
    assert told(study(odd)) == []


@pytest.mark.parametrize("odd", ["percentiles", pytest.param("z-scores", marks=pytest.mark.slow)])
def test_places_in_a_group_are_no_strength_of_it(odd: str) -> None:
    """Where points only say who is ahead of whom, half of the group is always below the middle."""
    titles = " ".join(item.title for item in told(study(odd)))
    assert "of the whole group" not in titles
    assert "Strongest area" not in titles


def test_without_history_nothing_is_said_of_change() -> None:
    """And the publisher is told how it could be said next time."""
    items = told(study("no history"))
    assert not any("Typical change" in item.title or "fall" in item.title for item in items)
    assert any("No change over time could be worked out" in item.detail for item in items)
