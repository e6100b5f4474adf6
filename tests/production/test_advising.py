"""The advice of an edition, looked through before it is built: JSON and a workbook that is read back."""

from __future__ import annotations

import csv
import io
import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from support.composing import sample

from reports import assets
from reports.edition.model import Localised, Override
from reports.errors import ConfigurationError
from reports.production import read, warnings
from reports.production.advised import advised
from reports.production.advising import Advising


def test_the_json_says_who_gets_what_and_why() -> None:
    """Every cluster with its gaps and actions, and for every record of the library how many get it."""
    found = Advising(sample()).as_json()
    edition = sample().edition
    assert [cluster["id"] for cluster in found["clusters"]] == list(edition.ids)
    for cluster in found["clusters"]:
        assert set(cluster) == {"id", "pattern", "gaps", "actions"}
        records = [action["record"] for action in cluster["actions"]]
        for gap in cluster["gaps"]:
            assert ("action" in gap) != ("reason" in gap)
            assert gap.get("action", records[0]) in records
        for action in cluster["actions"]:
            assert set(action) == {"record", "node", "urgent", "today", "goal", "goal_kind", "gain"}
    given = {record["id"]: record["clusters"] for record in found["records"]}
    assert set(given) == {record.id for record in edition.recommendations}
    assert sum(given.values()) == sum(len(cluster["actions"]) for cluster in found["clusters"])


def _edition(folder: Path, book: Path) -> Path:
    """The sample with the sheet comments of the workbook in place of its own."""
    target = folder / "edition"
    shutil.copytree(assets.sample(), target)
    rows = openpyxl.load_workbook(book)["comments"].iter_rows(values_only=True)
    text = io.StringIO()
    csv.writer(text).writerows(["" if cell is None else cell for cell in row] for row in rows)
    (target / "comments.csv").write_text(text.getvalue(), "utf-8")
    return target


def test_the_workbook_can_take_the_place_of_the_comments(tmp_path: Path) -> None:
    """Unchanged it changes nothing: same comments, same decisions, same advice."""
    Advising(sample()).write(tmp_path / "advice.xlsx")
    again = read(_edition(tmp_path, tmp_path / "advice.xlsx"))
    before = sample().edition
    assert sorted(map(repr, again.edition.comments)) == sorted(map(repr, before.comments))
    assert sorted(map(repr, again.edition.overrides)) == sorted(map(repr, before.overrides))
    assert Advising(again).as_json() == Advising(sample()).as_json()


def test_a_decision_made_in_the_workbook_is_followed(tmp_path: Path) -> None:
    """Whoever writes drop over keep drops the action."""
    path = tmp_path / "advice.xlsx"
    Advising(sample()).write(path)
    book = openpyxl.load_workbook(path)
    sheet = book["comments"]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "meblogaj")
    assert row[2].value == "keep"
    dropped, row[2].value = row[3].value, "drop"
    book.save(path)
    found = Advising(read(_edition(tmp_path, path))).as_json()
    cluster = next(cluster for cluster in found["clusters"] if cluster["id"] == "meblogaj")
    assert dropped not in [action["record"] for action in cluster["actions"]]
    assert {"node": dropped, "reason": "dropped"} in cluster["gaps"]


def test_another_extension_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"end the name in \.xlsx"):
        Advising(sample()).write(tmp_path / "advice.ods")


def test_check_warns_of_advice_that_goes_to_many(tmp_path: Path) -> None:
    """Readers who compare their reports would take none of it for their own; what is urgent may."""
    target = tmp_path / "edition"
    shutil.copytree(assets.sample(), target)
    library = target / "recommendations.toml"
    text = library.read_text("utf-8")
    # The general record of languages loses its conditions, and those for single sectors find no office.
    text = text.replace(", gap_min = 1.0", "").replace(
        'needs = { indicators = { "I3.1" = { min = 10 } } }\n', ""
    )
    for name in ("products", "digital", "guests", "food", "energy"):
        text = text.replace(f'id = "I1.2-{name}"', f'id = "I1.2-{name}"\nstaff = 1000.0')
    library.write_text(text, "utf-8")
    told = [str(remark) for remark in warnings.warnings(read(target)) if "more than a quarter" in str(remark)]
    assert len(told) == 1
    assert told[0].startswith("recommendation I1.2 goes to ")
    assert not [r for r in warnings.warnings(sample()) if "more than a quarter" in str(r)]


def test_check_warns_where_an_experts_words_and_the_goal_disagree() -> None:
    """The whole of a group with a goal below it, and a number that is not the goal; a year is neither."""
    study = sample()
    assert not [r for r in warnings.warnings(study) if "its goal is" in str(r)]
    framework = study.edition.framework
    unit, record = next(
        (comparison.id, action.record.id)
        for comparison, advice, _ in advised(study)
        for action in advice.actions
        if action.what_if is not None
        and framework[action.node].unit.startswith("%")
        and framework[action.node].direction > 0
        and action.what_if.goal < 100
    )
    text = Localised("Zaprosić każdego członka na 7777 spotkań", "Meet members in 2026")
    worded = Override(unit, record, "rephrase", text)
    edition = replace(study.edition, overrides=(worded,))
    told = [str(r) for r in warnings.warnings(replace(study, edition=edition)) if "its goal is" in str(r)]
    assert any("says “każdego” (pl)" in line and unit in line for line in told)
    assert any("says 7777 (pl)" in line for line in told)
    assert not any("2026" in line for line in told)
