"""Values that are hardly meant are told, and ordinary ones are not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from support.editions import edition, framework

from reports.edition import Edition, Method, PastEdition
from reports.production.plausibility import odd_values
from reports.production.study import Study
from reports.results import score

UNITS, TREE = 24, {"R": None, "L0": "R", "L1": "R", "L2": "R"}


def sound() -> np.ndarray:
    """Ordinary values of three indicators."""
    return np.round(np.random.default_rng(1).uniform(5, 60, (UNITS, 3)), 1)


def present(values: np.ndarray, unit: str = "", past: np.ndarray | None = None, **method: object) -> Edition:
    made = edition(values, framework(TREE), method=Method(**method))  # type: ignore[arg-type]
    nodes = tuple(replace(node, unit=unit, low=0.0, high=70.0) for node in made.framework.nodes)
    made = replace(made, framework=type(made.framework)(nodes))
    if past is None:
        return made
    empty = np.full((UNITS, len(nodes)), np.nan)
    return replace(made, history=(PastEdition("2014", UNITS, past, empty, empty),))


def warned(made: Edition) -> list[str]:
    scores = score.score(made.framework, made.method, made.ids, made.values)
    frame = score.fit(made.framework, made.method, made.values)
    return list(map(str, odd_values(Study(made, frame, scores, "."))))


def changed(row: int, column: int, value: float) -> np.ndarray:
    values = sound()
    values[row, column] = value
    return values


@pytest.mark.parametrize(
    ("made", "part"),
    [
        (present(changed(3, 1, 45_000)), "45000 of k04 is far above the others"),
        (present(changed(3, 1, -3)), "-3 of k04"),
        (present(sound() / 100, "% członków"), "are they fractions?"),
        (present(sound() * 1000, past=sound()), "is 1,000 times that of 2014"),
        (present(sound() / 10, past=sound()), "a 10th of that of 2014"),
        (present(changed(3, 1, 14_000) * 1.0, past=sound()), "k04"),
        (present(np.roll(sound(), 1, axis=0), past=sound()), "hardly any relation"),
        (present(sound()[:, [1, 0, 2]], past=sound()), "are the two columns, or their headings, exchanged?"),
        (present(np.sort(sound(), axis=0), past=np.sort(sound()[::-1], axis=0)[::-1]), "hardly any relation"),
        (present(changed(3, 1, 71), normalise="goalposts"), "answers above the goalpost 70: 1 (highest 71)"),
        (present(sound(), aggregate=("geometric",)), "a geometric mean with a 0 in it is 0"),
    ],
)
def test_what_is_hardly_meant_is_told(made: Edition, part: str) -> None:
    """One line names the indicator or the cluster."""
    found = warned(made)
    assert any(part in line for line in found), found
    assert len(found) <= 3


def test_ordinary_values_are_not_told() -> None:
    """Neither alone nor beside an earlier edition that they go with."""
    rng = np.random.default_rng(2)
    past = np.round(sound() * rng.uniform(0.7, 1.3, (UNITS, 3)), 1)
    assert warned(present(sound(), "%", past)) == []


def test_chance_in_a_small_edition_is_not_told() -> None:
    """Three indicators that have nothing to do with their earlier values, in no order."""
    told = [
        warned(present(sound(), past=np.random.default_rng(seed).uniform(5, 60, (UNITS, 3))))
        for seed in range(40)
    ]
    assert not any("hardly any relation" in line or "exchanged" in line for lines in told for line in lines)
