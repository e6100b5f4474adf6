"""How long reports are, and how full their pages: what a board reads at one sitting."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from support.composing import composer, sample
from support.random_editions import Shape, shapes, write

from reports.document.blocks import Report, Voice, find
from reports.pages import report as pages
from reports.pages.page import anchors, seen
from reports.pages.style import MARGINS, PAGE
from reports.production.composer import Composer
from reports.production.study import read

TOP, BOTTOM = MARGINS[0], PAGE[1] - MARGINS[2]
#: The most pages of a report of the sample without comments.
MOST = 19
#: First-timers, long names, missing answers, changes since an earlier edition.
CLUSTERS = ("autozwornia", "bitowia", "tkaninowo", "zelazna-laka")


def fills(report: Report) -> Iterator[tuple[float, bool]]:
    """Of every page behind the cover: the part that is filled, and whether a chapter ends there that may
    leave the rest of its last page empty: one with a comment, or one before a chapter that opens a page.
    """
    laid_out = pages.lay_out(report)
    opened = {anchor.name: n for n, page in enumerate(laid_out) for anchor in anchors(page.nodes)}
    starts = {opened[section.id] for section in report.sections if section.new_page}
    spoken = {opened[section.id] for section in report.sections if any(find(section, Voice))}
    for number, page in enumerate(laid_out[1:], start=1):
        lowest = max((t.y for t in seen(page.nodes) if t.y < BOTTOM + 1), default=TOP)
        chapter = max((start for start in opened.values() if start <= number), default=0)
        ends = number + 1 in starts or number + 1 == len(laid_out)
        yield (lowest - TOP) / (BOTTOM - TOP), ends and (chapter in spoken or number not in starts)


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_a_report_is_short_and_its_pages_are_full(cluster: str) -> None:
    """At most so many pages without comments; none nearly empty, and few that are not full."""
    report = composer().report(cluster)
    found = list(fills(report))
    assert len(found) + 1 <= MOST
    assert statistics.mean(fill for fill, _ in found) > 0.8
    assert all(fill > 0.4 for fill, ends in found if not ends)


def test_every_area_of_the_sample_is_a_page() -> None:
    """Or two where an expert's comment stands in it; of forty reports a few have one area more."""
    areas = longer = 0
    for cluster in sample().edition.ids[::4]:
        report = composer().report(cluster)
        laid_out = pages.lay_out(report)
        opened = {a.name: n for n, page in enumerate(laid_out) for a in anchors(page.nodes)}
        order = [opened[section.id] for section in report.sections if section.new_page]
        for section in report.sections:
            if section.id.startswith("area-") and not any(find(section, Voice)):
                begins = opened[section.id]
                areas += 1
                longer += min(n for n in order if n > begins) - begins > 1
    assert longer <= 0.1 * areas


_AS_FOUND = settings(
    derandomize=True,
    deadline=None,
    max_examples=4,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@_AS_FOUND
@given(shapes(most_units=12, most_indicators=12))
def test_no_page_of_any_study_is_nearly_empty(shape: Shape) -> None:
    """Whatever the framework is: a page within a chapter is never left to a few lines."""
    with tempfile.TemporaryDirectory() as folder:
        study = read(write(shape, Path(folder) / "edition"))
        composing = Composer(study)
        for cluster in study.edition.ids[:2]:
            found = list(fills(composing.report(cluster)))
            assert all(fill > 0.25 for fill, ends in found if not ends)
