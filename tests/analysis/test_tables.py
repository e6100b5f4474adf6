"""Scores as files that analysts open."""

from __future__ import annotations

import csv
import dataclasses
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from support.editions import edition, flat, small

from reports.analysis import tables
from reports.analysis.tables import scores_table, write_scores
from reports.edition.model import Edition, Method
from reports.errors import ConfigurationError
from reports.results.model import Scores
from reports.results.score import score


def scored(of: Edition) -> Scores:
    return score(of.framework, of.method, of.ids, of.values)


def renamed(of: Edition, *names: str) -> Edition:
    clusters = tuple(
        dataclasses.replace(cluster, name=name) for cluster, name in zip(of.clusters, names, strict=True)
    )
    return dataclasses.replace(of, clusters=clusters)


def same(cells: list[list[float | None]], expected: np.ndarray) -> bool:
    """Bit for bit, None standing for NaN."""
    read = np.array([[np.nan if cell is None else cell for cell in row] for row in cells])
    return np.array_equal(read, expected, equal_nan=True)


def test_the_order_of_columns() -> None:
    """Id and name, then the scores, then the ranks, both in the order of the framework."""
    study = small()
    codes = list(study.framework.codes)
    table = scores_table(study, scored(study))
    assert list(table.columns) == ["id", "name", *codes, *(f"{code}_rank" for code in codes)]
    assert list(table["id"]) == list(study.ids)


def test_csv_gives_every_number_back(tmp_path: Path) -> None:
    """What is read from the CSV is bit for bit what was computed; what is missing is empty."""
    study, path = small(), tmp_path / "scores.csv"
    scores = scored(study)
    write_scores(study, scores, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    cells = [[float(cell) if cell else None for cell in row[2:]] for row in rows]
    assert same(cells, np.hstack([scores.score, scores.rank]))
    assert np.isnan(scores.score).any()


def test_a_workbook_gives_every_number_back(tmp_path: Path) -> None:
    """What is read from the workbook is bit for bit what was computed; what is missing is empty."""
    study, path = small(), tmp_path / "scores.XLSX"
    scores = scored(study)
    write_scores(study, scores, path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    cells = [list(row[2:]) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert same(cells, np.hstack([scores.score, scores.rank]))
    ranks = [cell for row in cells for cell in row[len(scores.codes) :] if cell is not None]
    assert all(isinstance(cell, int) for cell in ranks)


@pytest.mark.parametrize(("ties", "expected"), [("min", "1,1,3"), ("average", "1.5,1.5,3.0")])
def test_ranks_are_whole_unless_averaged(tmp_path: Path, ties: str, expected: str) -> None:
    """A rank reads 1 and not 1.0; only the average of tied places has halves."""
    study = edition([[9], [9], [1]], flat(1), Method("none", ties=ties))  # type: ignore[arg-type]
    write_scores(study, scored(study), tmp_path / "s.csv")
    lines = (tmp_path / "s.csv").read_text("utf-8-sig").splitlines()[1:]
    assert ",".join(line.rsplit(",", 1)[1] for line in lines) == expected


def test_polish_names_open_in_excel(tmp_path: Path) -> None:
    """The CSV begins with the mark by which Excel knows UTF-8, and quotation marks survive."""
    study = renamed(edition([[1], [2]], flat(1)), "Żółć, „Gęśl” i ska", 'Klaster "Iks"')
    write_scores(study, scored(study), tmp_path / "s.csv")
    assert (tmp_path / "s.csv").read_bytes().startswith(b"\xef\xbb\xbfid,name,")
    with (tmp_path / "s.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row[1] for row in csv.reader(file)][1:] == ["Żółć, „Gęśl” i ska", 'Klaster "Iks"']


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_no_text_becomes_a_formula(tmp_path: Path, start: str) -> None:
    """A name that begins like a formula stays a text, and a negative score stays a number."""
    name = f"{start}HYPERLINK(1)"
    study = renamed(edition([[-1.5], [2]], flat(1), Method("none")), name, "Klaster")
    write_scores(study, scored(study), tmp_path / "s.csv")
    with (tmp_path / "s.csv").open(encoding="utf-8-sig", newline="") as file:
        row = list(csv.reader(file))[1]
    assert row[1:3] == [f"'{name}", "-1.5"]

    write_scores(study, scored(study), tmp_path / "s.xlsx")
    cells = next(openpyxl.load_workbook(tmp_path / "s.xlsx").worksheets[0].iter_rows(min_row=2))
    assert (cells[1].value, cells[1].data_type, cells[1].quotePrefix) == (name, "s", True)
    assert (cells[2].value, cells[2].data_type) == (-1.5, "n")


def test_an_unknown_extension_is_refused(tmp_path: Path) -> None:
    """Only .csv and .xlsx are written; anything else is an error that says so, and no file."""
    study = small()
    with pytest.raises(ConfigurationError, match=r"scores\.ods.*\.csv or \.xlsx"):
        write_scores(study, scored(study), tmp_path / "scores.ods")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["s.csv", "s.xlsx"])
def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A disk that fills up costs neither the earlier file nor leaves a part of the new one."""

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    study = small()
    (tmp_path / name).write_bytes(b"before")
    monkeypatch.setattr(tables.files.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_scores(study, scored(study), tmp_path / name)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [(name, b"before")]
