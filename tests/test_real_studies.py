"""Published studies whose scores and ranks somebody computed independently. Their data lie beside the
checkout; where they do not, there is nothing to test.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from support import SHARED, trials

from reports.production.study import read

STUDIES = sorted(path.parent for path in SHARED.glob("data/real/*/edition"))

pytestmark = pytest.mark.skipif(not STUDIES, reason="the studies are not there")


def expected(file: Path) -> dict[str, dict[str, float]]:
    """Id -> code -> a number, NaN where there is none."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {
        row["id"]: {code: float(cell or "nan") for code, cell in row.items() if code != "id"} for row in rows
    }


@pytest.mark.parametrize("study", STUDIES, ids=lambda path: path.name)
def test_scores_and_ranks_are_those_that_others_computed(study: Path) -> None:
    """Of every unit at every level: scores to nine digits, ranks to the place."""
    scores = read(study / "edition").scores
    for table, file in ((scores.score, "expected_scores.csv"), (scores.rank, "expected_ranks.csv")):
        wanted = expected(study / file)
        assert set(wanted) == set(scores.ids)
        for name, row in zip(scores.ids, table.tolist(), strict=True):
            found = dict(zip(scores.codes, row, strict=True))
            assert found == pytest.approx(wanted[name], rel=1e-9, abs=1e-9, nan_ok=True), name


@pytest.mark.slow
@pytest.mark.parametrize("study", STUDIES, ids=lambda path: path.name)
def test_everything_is_made_and_proven(study: Path, tmp_path: Path) -> None:
    """Reports of the first, the last and another unit, their cards, the papers; `verify` finds nothing."""
    assert trials.check(study / "edition") == []
    assert list(trials.faults(study / "edition", tmp_path)) == []
