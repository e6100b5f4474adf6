"""The area chapter set by our own pages, in bench/: it runs, and its files hold what they claim."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reports import assets, pdftext, pipeline, tagged
from reports import document as d

BENCH = Path(__file__).resolve().parents[1] / "bench"


@pytest.fixture(scope="module")
def chapters() -> Any:
    """The module of bench/ that sets a chapter."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(BENCH)
        return importlib.import_module("chapter_pages")


@pytest.fixture(scope="module")
def compose() -> Callable[[str], pipeline.Composed]:
    return pipeline.ReportMaker(pipeline.read(assets.sample()), "pl").composer()


def chapter_of(report: d.Report, name: str) -> d.Section:
    return next(section for section in report.sections if section.id == name)


@pytest.mark.parametrize(
    ("cluster", "name", "tables"),
    [
        ("jarometal", "area-W", 2),  # both charts side by side, findings, a table, recommendations
        ("jarometal", "area-P", 2),  # a table over two pages, findings beside a chart
        ("nowocyfrowie", "area-W", 2),  # an expert's words with a list
    ],
)
def test_a_chapter_passes_the_gate_of_the_papers(
    chapters: Any, compose: Callable[[str], pipeline.Composed], cluster: str, name: str, tables: int
) -> None:
    """PDF/UA-1 and PDF/A-3a by page-validation, every text in its order and none twice, every number the
    published one, one Table per table.
    """
    report, published = compose(cluster)
    section = chapters.without_page_numbers(chapter_of(report, name))
    pages = chapters.lay_out(report, section)
    pdf = tagged.write(pages, chapters.meta(report, (section,)))
    assert chapters.findings(report, (section,), pages, pdf, published) == ()
    assert len(pages) == 2
    root = pdftext.read(pdf).root
    assert root is not None
    assert len(root.find("Table")) == tables
    assert [element.tag for element in root.find("H1")] == ["H1"]


def test_a_block_that_no_area_chapter_has_is_refused(
    chapters: Any, compose: Callable[[str], pipeline.Composed]
) -> None:
    """Nothing of a report is left out in silence."""
    report, _ = compose("jarometal")
    section = replace(chapter_of(report, "area-W"), blocks=(d.KeyFigures(()),))
    with pytest.raises(ValueError, match="KeyFigures"):
        chapters.lay_out(report, section)
