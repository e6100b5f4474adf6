"""Promises of the chapter on position and trend."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from support.composing import composed
from support.editions import array, edition, framework, past, small

from reports.chapters.position import heat
from reports.document.blocks import Chart, Heading, ItemList, Pair, Para, Report, Section, Table, walk
from reports.document.charts import Axis, RankLine
from reports.edition.model import Edition, Method
from reports.pages import PLAIN, style
from reports.results import score
from reports.results.model import SimulatedRank


def chapter(report: Report) -> Section:
    return next(section for section in report.sections if section.id == "position")


# --- how sure the rank is ------------------------------------------------------------------------------


def sure_rules(report: Report) -> tuple[str, ...]:
    """The rules of the paragraph below its heading; none without it."""
    blocks = chapter(report).blocks
    for heading, para in pairwise(blocks):
        if isinstance(heading, Heading) and heading.text == "Na ile pewne jest to miejsce":
            assert isinstance(para, Para)
            return para.rules
    return ()


SIMULATED = SimulatedRank(2000, 5.0, 5.0, 5.0, 1.0, ("minmax",))


@pytest.mark.parametrize(
    ("low", "high", "rules"),
    [
        (0, 0, ("robustness-one", "robustness-same")),
        (0, 1, ("robustness-interval", "robustness-half", "robustness-narrow")),
        (-1, 2, ("robustness-interval", "robustness-half", "robustness-wide")),
        (1, 3, ("robustness-interval", "robustness-outside")),
        (2, 2, ("robustness-one", "robustness-outside")),
    ],
)
def test_the_report_says_what_the_interval_means(low: int, high: int, rules: tuple[str, ...]) -> None:
    """One place, a narrow range, a wide one, and a rank outside of it are four different findings; the
    upper half is told only where its limit lies inside the range.
    """
    present = small()
    scores = score.score(present.framework, present.method, present.ids, present.values)
    row = int(np.flatnonzero(scores.rank[:, 0] == 5)[0])
    simulated: list[SimulatedRank | None] = [None] * len(present.ids)
    simulated[row] = replace(SIMULATED, low=5.0 + low, high=5.0 + high, upper_half=0.6)
    assert sure_rules(composed(present, present.ids[row], simulated=tuple(simulated))) == rules


def test_without_a_simulation_the_report_says_nothing_of_it() -> None:
    """The paragraph needs a simulated rank, and results that differ."""
    present = small()
    assert sure_rules(composed(present, present.ids[0])) == ()
    alike = edition(np.tile(present.values[:1], (4, 1)), present.framework)
    assert sure_rules(composed(alike, alike.ids[0], simulated=(SIMULATED,) * 4)) == ()


def test_a_simulation_of_another_edition_is_refused() -> None:
    """Ranks of other clusters never get into a report."""
    present = small()
    with pytest.raises(ValueError, match="not of this edition"):
        composed(present, present.ids[0], simulated=(None,))


# --- the change since earlier editions -----------------------------------------------------------------

COMPARABLE = {"comparable": True}
#: A1.2 was not asked before, so that A1, A and R are compared without it.
TREE = framework(
    **{code.replace(".", "_"): COMPARABLE for code in ("R", "A", "A1", "A2", "B", "B1")},
    **{code.replace(".", "_"): COMPARABLE for code in ("A1.1", "A2.1", "B1.1", "B1.2")},
)
NOW = array([[80, 0, 50, 60, 60], [100, 100, 100, 100, 100], [0, 50, 0, 0, 0], [40, 60, 70, 20, 90]])


def with_history(**fields: object) -> Edition:
    """Four clusters; k01 missed the middle one of three earlier editions, k02 is there for the first time."""
    absent = [None] * 5
    rows = {
        "2008": [[20, None, 30, 60, 40], absent, [10, None, 20, 30, 40], absent],
        "2011": [absent, absent, [0, None, 20, 30, 40], absent],
        "2014": [[50, None, 60, 60, 60], absent, [5, None, 20, 30, 40], absent],
    }
    ranks: dict[str, dict[str, list[float | None]]] = {
        "2008": {"R": [9, None, 12, None]},
        "2011": {},
        "2014": {"R": [4, None, 12, None]},
    }
    history = [
        past(TREE, rows[label], label=label, participants=20 + i, ranks=ranks[label])  # type: ignore[arg-type]
        for i, label in enumerate(rows)
    ]
    method = Method(normalise="none", missing=0.5)
    return edition(NOW, TREE, method, history=history, **fields)


def table(report: Report) -> Table | None:
    return next((b for b in walk(chapter(report)) if isinstance(b, Table) and b.role == "heat"), None)


def texts_of(found: Table) -> dict[str, list[str]]:
    return {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in found.rows}


def test_a_skipped_edition_is_a_gap() -> None:
    """The edition a cluster was not in is a dash without a shade in the table and a gap in the line."""
    report = composed(with_history(), "k01")
    found = table(report)
    assert found is not None
    assert [column.heading for column in found.columns[1:5]] == ["2008", "2011", "2014", "2018"]
    skipped = {(row.cells[2].text, row.cells[2].heat) for row in found.rows}
    assert skipped == {("–", 0)}
    line = next(c.drawing for c in walk(chapter(report)) if isinstance(c, Chart) and c.id == "chart-rank")
    assert isinstance(line, RankLine)
    assert [point.rank for point in line.points] == [9, None, 4, 3]


def test_a_change_compares_like_with_like() -> None:
    """An indicator that was not asked before counts neither then nor now, and the note says so."""
    found = table(composed(with_history(), "k01"))
    assert found is not None
    # A1 is 80 without A1.2 and 40 with it; then it was 50.
    assert texts_of(found)["Węzeł A1"][:5] == ["20,0", "–", "50,0", "80,0", "+30,0"]
    assert "mogą się tu różnić" in found.notes[0]


def test_published_scores_stand_against_whole_scores() -> None:
    """Where the earlier edition published a score, the whole score of today is its counterpart."""
    present = with_history()
    published = past(
        TREE,
        [[50, None, 60, 60, 60], *[[None] * 5] * 3],
        label="2014",
        scores={"A1": [45.0, None, None, None]},
    )
    found = table(composed(replace(present, history=(published,)), "k01"))
    assert found is not None
    assert texts_of(found)["Węzeł A1"][:3] == ["45,0", "40,0", "−5,0"]
    assert "podano bez zmian" in found.notes[0]


def test_findings_are_in_the_table() -> None:
    """How many rose and fell, the largest rise and the largest fall, down to sub-areas."""
    pair = next(block for block in walk(chapter(composed(with_history(), "k01"))) if isinstance(block, Pair))
    assert isinstance(pair.right, ItemList)
    breadth, rise, fall = pair.right.items
    said = breadth.detail.replace("\u00a0", " ")
    assert said == "Wyższy wynik niż w edycji 2014: 1 z 3 porównywalnych podobszarów; niższy: 1."
    assert "„Węzeł A1”" in rise.detail
    assert "30,0" in rise.detail
    assert rise.rules == ("change-largest-rise",)
    assert "„Węzeł A2”" in fall.detail
    assert "10,0" in fall.detail
    assert fall.rules == ("change-largest-fall",)


@pytest.mark.parametrize(
    ("shift", "rules"),
    [
        (-5, ("change-breadth-parts", "change-largest-rise", "change-smallest-rise")),
        (90, ("change-breadth-parts", "change-smallest-fall", "change-largest-fall")),
    ],
)
def test_where_all_rise_or_fall_the_least_is_told(shift: float, rules: tuple[str, ...]) -> None:
    """No finding tells of a fall where nothing fell, or of a rise where nothing rose."""
    before = np.array(NOW[:, :]) + np.array([0, 0, 1, 2, 2]) * np.sign(shift) + shift
    before[:, 1] = np.nan
    rows = [[None if np.isnan(cell) else float(cell) for cell in row] for row in before]
    present = replace(with_history(), history=(past(TREE, rows, participants=9),))
    report = composed(present, "k03")
    said = [
        item.rules for item in walk(chapter(report)) if getattr(item, "rules", ()) and hasattr(item, "link")
    ]
    assert tuple(rule for one in said for rule in one) == rules


def test_a_first_timer_has_no_empty_axes() -> None:
    """The lead says why, and there is no table and no line."""
    report = composed(with_history(), "k02")
    assert table(report) is None
    lead = next(block for block in walk(chapter(report)) if isinstance(block, Para))
    assert lead.rules[-1] == "trend-first-time"
    assert not any(isinstance(block, Chart) for block in walk(chapter(report)))


@pytest.mark.parametrize(("editions", "width"), [(4, "half"), (5, "full"), (12, "full")])
def test_many_editions_get_a_whole_line(editions: int, width: str) -> None:
    """The chart takes the room its labels need and shows the ten latest editions, this one last."""
    rows = [[50, None, 60, 60, 60], *[[None] * 5] * 3]
    history = tuple(
        past(TREE, rows, label=str(2017 - i), ranks={"R": [5, None, None, None]}) for i in range(editions)
    )[::-1]
    report = composed(replace(with_history(), history=history), "k01")
    chart = next(c for c in walk(chapter(report)) if isinstance(c, Chart) and c.id == "chart-rank")
    assert chart.width == width
    assert isinstance(chart.drawing, RankLine)
    assert len(chart.drawing.points) == min(editions + 1, 10)
    assert chart.drawing.points[-1].edition == "2018"
    found = table(report)
    assert found is not None
    assert len(found.columns) <= 9


@pytest.mark.parametrize(
    ("score", "step"),
    [(None, 0), (0.0, 1), (19.9, 1), (20.0, 2), (59.9, 3), (60.0, 4), (80.0, 5), (100.0, 5)],
)
def test_shades_are_fifths_of_the_scale(score: float | None, step: int) -> None:
    """The shade follows the published number; the ends of the scale belong to the outer fifths."""
    assert heat(score, Axis(0.0, 100.0, 20.0)) == step


def _luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.1."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_numbers_can_be_read_on_every_shade_and_shades_told_apart_in_grey() -> None:
    """Contrast of at least 4.5 on every shade, and every shade is clearly darker than the one before."""
    grounds = [_luminance(PLAIN.colours[role]) for role in style.HEAT]
    for ground, role in zip(grounds, style.HEAT_TEXT, strict=True):
        light, dark = sorted((ground, _luminance(PLAIN.colours[role])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5
    for lighter, darker in pairwise(grounds):
        assert (lighter + 0.05) / (darker + 0.05) >= 1.25
