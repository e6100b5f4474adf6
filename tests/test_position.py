"""Promises of the chapter on position and trend."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from editions import edition, small

from reports import assets, compare, compose, recommend, score
from reports.document import Heading, Para, Report, Section
from reports.model import Edition, SimulatedRank
from reports.texts import Texts


def composed(present: Edition, cluster: str, simulated: tuple[SimulatedRank | None, ...] = ()) -> Report:
    scores = score.score(present.framework, present.method, present.ids, present.values)
    comparison = compare.compare(present, scores, compare.group(present, scores, simulated), cluster)
    frame = score.fit(present.framework, present.method, present.values)
    advice = recommend.recommend(present, scores, comparison, frame)
    texts = Texts("pl", assets.catalogue("pl"), present.unit["pl"])
    return compose.compose(present, scores, comparison, advice, texts)


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
    assert sure_rules(composed(present, present.ids[row], tuple(simulated))) == rules


def test_without_a_simulation_the_report_says_nothing_of_it() -> None:
    """The paragraph needs a simulated rank, and results that differ."""
    present = small()
    assert sure_rules(composed(present, present.ids[0])) == ()
    alike = edition(np.tile(present.values[:1], (4, 1)), present.framework)
    assert sure_rules(composed(alike, alike.ids[0], (SIMULATED,) * 4)) == ()


def test_a_simulation_of_another_edition_is_refused() -> None:
    """Ranks of other clusters never get into a report."""
    present = small()
    with pytest.raises(ValueError, match="not of this edition"):
        composed(present, present.ids[0], (None,))
