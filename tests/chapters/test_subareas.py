"""The picture of all sub-areas: a row for each of any number, with places in words that are true."""

from __future__ import annotations

import numpy as np
import pytest
from support.composing import composed, sample, study_of
from support.editions import edition, flat, framework

from reports.document.blocks import Report, Table, find
from reports.document.charts import Strip
from reports.edition.model import Lang
from reports.pages import report as pages
from reports.results.quarters import quarter


def profile(report: Report) -> Table:
    return next(table for table in find(report.section("position"), Table) if table.id == "table-subareas")


def tree(parts: int, areas: int = 3) -> dict[str, str | None]:
    """``parts`` sub-areas of two indicators each, in some areas."""
    found: dict[str, str | None] = {"R": None} | {f"A{n}": "R" for n in range(areas)}
    found |= {f"S{n}": f"A{n % areas}" for n in range(parts)}
    return found | {f"S{n}.{leaf}": f"S{n}" for n in range(parts) for leaf in (1, 2)}


def values(columns: int) -> np.ndarray:  # type: ignore[type-arg]
    return np.random.default_rng(columns).uniform(0.0, 60.0, (12, columns))


@pytest.mark.parametrize(("parts", "lang"), [(3, "pl"), (19, "en"), (34, "pl"), (60, "en")])
def test_every_sub_area_has_a_row_with_a_picture(parts: int, lang: Lang) -> None:
    """Below its area; the pages hold it, however many there are."""
    report = composed(edition(values(2 * parts), framework(tree(parts))), "k01", lang)
    table = profile(report)
    assert len(table.rows) == 1 + 3 + parts
    assert [row.tone for row in table.rows].count("total") == 4
    assert all(isinstance(row.cells[1].graphic, Strip) and row.cells[1].spoken for row in table.rows)
    section = report.section("position")
    # A table that needs more than a page goes on on the next one.
    assert table.flows == (parts > 26)
    assert section.pages[1] >= 2 if parts > 26 else section.pages[1] >= 1
    assert pages.lay_out(report)


def test_a_flat_framework_has_a_row_for_each_indicator() -> None:
    """What counts as an area is a row; only the overall score stands out."""
    table = profile(composed(edition(values(7), flat(7)), "k01"))
    assert len(table.rows) == 8
    assert [row.tone for row in table.rows] == ["total", *[""] * 7]


def test_no_dots_tell_the_results_of_others() -> None:
    """Where sub-areas are told apart, the group is its middle half and its median, and nobody's result."""
    assert all(
        cell.graphic.peers == ()
        for row in profile(composed(sample(), "jarometal")).rows
        for cell in row.cells
        if isinstance(cell.graphic, Strip)
    )


def test_places_in_words_are_those_of_the_places() -> None:
    """In every row that has a place: the quarter in which it lies, and a dash without one."""
    study = study_of(sample().edition)
    words = {1: "górna ćwiartka", 2: "górna połowa", 3: "dolna połowa", 4: "dolna ćwiartka"}
    ranks = study.scores.rank
    for cluster in ("jarometal", "wodolin", "biogazin"):
        for row in profile(composed(study, cluster)).rows:
            place = row.cells[4].text.rstrip(".")
            said = row.cells[5].text.replace("\u00a0", " ")
            if not place.isdecimal():
                assert said == "–"
                continue
            fact = row.cells[4].fact
            assert fact is not None
            column = ranks[:, study.edition.framework.column[fact.node]]
            tied = int((column == float(place)).sum())
            n = int((~np.isnan(column)).sum())
            found = quarter(int(place), int(place) + tied - 1, n)
            assert said == ("–" if found is None else words[found])
