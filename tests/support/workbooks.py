"""The tiny edition as a workbook, changed at will, and how an edition is read without a library."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reports.edition.loading import load
from reports.edition.model import Edition
from reports.edition.validation import validate
from reports.errors import InputError, Problem

from .tiny import TINY


def read(path: Path) -> Edition:
    """The edition at ``path`` with no shared library."""
    return validate.validate(load.load(path, library=path.parent / "none"))


def problems(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        read(path)
    return caught.value.problems


def the_problem(path: Path) -> Problem:
    (problem,) = problems(path)
    return problem


def typed(text: str) -> Any:
    """What Excel stores when this is typed."""
    try:
        return float(text)
    except ValueError:
        return text or None


def settings_rows() -> list[tuple[str, Any]]:
    return [
        ("id", "tiny-2018"),
        ("label", 2018),
        ("language", "pl"),
        ("title.pl", "Badanie klastrów"),
        ("title.en", "Study of clusters"),
        ("unit.pl.one", "klaster"),
        ("unit.pl.few", "klastry"),
        ("unit.pl.many", "klastrów"),
        ("unit.pl.other", "klastra"),
        ("unit.en.one", "cluster"),
        ("unit.en.other", "clusters"),
    ]


def workbook(tmp_path: Path, change: Callable[[Any], None] | None = None, settings: Any = ()) -> Path:
    """The tiny edition as a workbook, changed as ``change`` says."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "edition"
    for row in [("key", "value"), *settings_rows(), *settings]:
        sheet.append(row)
    for name in ("framework", "clusters", "values"):
        sheet = book.create_sheet(name)
        for row in csv.reader(TINY[f"{name}.csv"].splitlines()):
            sheet.append([typed(cell) for cell in row])
    if change is not None:
        change(book)
    path = tmp_path / "badanie.xlsx"
    book.save(path)
    return path


def repacked(
    path: Path, change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None
) -> Path:
    """The workbook with each part as ``change`` makes it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: change(name, archive.read(name)) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**parts, **(extra or {})}.items():
            archive.writestr(name, data)
    return path
