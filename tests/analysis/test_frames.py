"""All results as data frames."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest

from reports import assets
from reports.analysis import Frames
from reports.analysis.tables import scores_table
from reports.edition import published
from reports.errors import ConfigurationError
from reports.production import Study, advising, data_frames, read, write_scores


@pytest.fixture(scope="module")
def study() -> Study:
    return read(assets.sample())


@pytest.fixture(scope="module")
def found(study: Study) -> Frames:
    return data_frames.of(study)


def test_the_frames_hold_what_the_commands_write(study: Study, found: Frames) -> None:
    """Scores and ranks are those of the table of scores, bit for bit; answers those of the edition."""
    table = scores_table(study.edition, study.scores)
    codes = list(study.scores.codes)
    assert np.array_equal(found.scores.to_numpy(), table[codes].to_numpy(), equal_nan=True)
    assert list(found.scores.index) == list(table["id"])
    assert np.array_equal(found.ranks.to_numpy(), study.scores.rank, equal_nan=True)
    assert np.array_equal(found.values.to_numpy(), study.edition.values, equal_nan=True)


def test_leaves_have_the_same_score_and_normalised_answer(found: Frames) -> None:
    """The answers on the scale of the scores are the scores of the indicators."""
    pd.testing.assert_frame_equal(found.normalised, found.scores[list(found.normalised.columns)])


def test_a_change_is_the_difference_to_the_edition_before(study: Study, found: Frames) -> None:
    """By the label of the earlier edition, of nodes that may be compared, for whoever took part."""
    (label,) = found.changes
    assert label == study.edition.history[0].label
    change = found.changes[label]
    assert set(change.columns) == {node.code for node in study.edition.framework.nodes if node.comparable}
    assert change.notna().any(axis=1).sum() < len(study.edition.ids)


def test_the_advice_is_that_of_the_command(study: Study, found: Frames) -> None:
    """A row per action, as ``advice --json`` tells it."""
    told = advising.Advising(study).as_json()["clusters"]
    rows = found.advice.astype(object).where(found.advice.notna(), None).to_dict("records")
    assert [row["id"] for row in rows] == [one["id"] for one in told for _ in one["actions"]]
    actions = [action for one in told for action in one["actions"]]
    assert [
        {name: row[name] for name in action} for row, action in zip(rows, actions, strict=True)
    ] == actions


def test_the_long_form_has_every_known_result_once(found: Frames) -> None:
    """What is known in the wide frames, and nothing else."""
    long = found.long()
    assert not long.duplicated(["id", "node", "measure"]).any()
    for name in ("values", "normalised", "scores", "ranks"):
        wide = getattr(found, name)
        part = long[long["measure"] == name].pivot(index="id", columns="node", values="value")
        pd.testing.assert_frame_equal(
            part.reindex(index=wide.index, columns=wide.columns), wide, check_names=False
        )


def test_the_workbook_for_people_shows_what_reports_print(study: Study, tmp_path: Path) -> None:
    """A sheet per level with names, frozen panes and filters; numbers as published."""
    write_scores(study, tmp_path / "s.xlsx")
    book = openpyxl.load_workbook(tmp_path / "s.xlsx")
    assert book.sheetnames == ["scores", "level 1", "level 2", "level 3", "answers"]
    sheet = book["level 1"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", f"A1:N{len(study.edition.ids) + 1}")
    heading = [cell.value for cell in sheet[1]]
    root = study.edition.framework.root
    column = heading.index(root.name.pl)
    for row, score in zip(sheet.iter_rows(min_row=2), study.scores.score[:, 0], strict=True):
        assert row[column].value == published(float(score), 1)
        assert row[column].number_format == "0.0"


def test_the_long_form_as_a_file(study: Study, found: Frames, tmp_path: Path) -> None:
    """What is read from the CSV is the long form; other extensions are refused."""
    data_frames.write_long(study, tmp_path / "long.csv")
    with (tmp_path / "long.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [float(row["value"]) for row in rows] == found.long()["value"].tolist()
    with pytest.raises(ConfigurationError, match=r"\.csv"):
        data_frames.write_long(study, tmp_path / "long.xlsx")


def test_the_notebook_page_runs(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every line of Python in the page about data frames works on the sample."""
    root = assets.sample().parents[1]
    monkeypatch.chdir(root)
    text = (root / "docs" / "frames.md").read_text()
    exec("\n".join(re.findall(r"```python\n(.*?)```", text, re.DOTALL)), {})  # noqa: S102 - our own page
    assert "dtype: float64" in capsys.readouterr().out
