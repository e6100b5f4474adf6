"""Promises of the proof of what members say: the table and the facts are read back from the edition."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from support import editions
from support.forge import OWN, Made, Press, forged

from reports.document.blocks import Item, Table
from reports.edition.model import Interview, Localised, Question, SurveyAnswer
from reports.errors import Finding

FACT = "Wspólne zakupy w 2017 r. objęły 14 firm"


@pytest.fixture(scope="module")
def press() -> Press:
    """A survey of two questions and an indicator, and an interview with numbers in it."""
    edition = editions.small(24)
    leaf = next(leaf for leaf in edition.framework.leaves if not leaf.is_yes_no)
    question = Question("gain", Localised("Korzyści"), Localised("ocena 1–5"))
    few = Question("few", Localised("Dwa głosy"))
    answers = (
        SurveyAnswer(OWN, "gain", 3.2, 12, 4.0),
        SurveyAnswer(OWN, leaf.code, 31.0, 23),
        SurveyAnswer(OWN, "few", 2.0, 2, 5.0),
    )
    interview = Interview(OWN, achievement=Localised(FACT), challenge=Localised("Brak rąk do pracy"))
    return Press(replace(edition, questions=(question, few), survey=answers, interviews=(interview,)))


@pytest.fixture(scope="module")
def made(press: Press) -> Made:
    return press.made(OWN)


def findings(press: Press, made: Made) -> list[Finding]:
    return press.findings(OWN, made)


def test_the_sound_report_is_proven(press: Press, made: Made) -> None:
    """With the table and the facts in it."""
    assert "table-members" in str(made.report.sections)
    assert findings(press, made) == []


def _is_members(part: Any) -> bool:
    return isinstance(part, Table) and part.id == "table-members"


@pytest.mark.parametrize("column", [1, 2, 3])
@pytest.mark.parametrize("row", [0, 1])
def test_another_number_is_found(press: Press, made: Made, row: int, column: int) -> None:
    """What coordinator and members say, and how many answered."""

    def change(table: Table) -> Table:
        rows = list(table.rows)
        cells = list(rows[row].cells)
        text = re.sub(r"\d(?=\D*$)", lambda d: str((int(d[0]) + 1) % 10), cells[column].text)
        cells[column] = replace(cells[column], text=text)
        rows[row] = replace(rows[row], cells=tuple(cells))
        return replace(table, rows=tuple(rows))

    found = findings(press, forged(made, press, _is_members, change))
    assert any("table members" in finding.cause for finding in found)


def test_a_row_that_too_few_answered_is_found(press: Press, made: Made) -> None:
    """Nobody can show what may not be shown, and no row is left out."""

    def with_few(table: Table) -> Table:
        first = table.rows[0]
        texts = ("Dwa głosy", "5,0", "2,0", "2")
        cells = tuple(
            replace(cell, text=text, small="") for cell, text in zip(first.cells, texts, strict=True)
        )
        return replace(table, rows=(*table.rows, replace(first, cells=cells)))

    assert findings(press, forged(made, press, _is_members, with_few))
    fewer = forged(made, press, _is_members, lambda table: replace(table, rows=table.rows[1:]))
    assert any("rows are missing" in finding.cause for finding in findings(press, fewer))


def test_another_number_in_a_fact_is_found(press: Press, made: Made) -> None:
    """A fact is quoted as it stands in the edition."""

    def is_fact(part: Any) -> bool:
        return isinstance(part, Item) and "14" in part.detail

    false = forged(made, press, is_fact, lambda item: replace(item, detail=item.detail.replace("14", "41")))
    assert findings(press, false)
