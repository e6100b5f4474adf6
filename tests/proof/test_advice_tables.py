"""Promises of the proof of recommendations: goals, answers to gaps and the joint effect are recomputed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from support import editions
from support.advising import record
from support.forge import OWN, Made, Press, forged

from reports.document import identity
from reports.document.blocks import Table
from reports.edition.model import Localised
from reports.errors import Finding
from reports.proof.audit import recount
from reports.proof.audit import report as audit

NAMES = ("Zbadać potrzeby", "Ustalić terminy", "Zebrać partnerów", "Wybrać lidera", "Opisać zasady")


@pytest.fixture(scope="module")
def press() -> Press:
    """Makes reports of twenty-four clusters with an earlier edition and five general recommendations."""
    texts = [Localised(name, f"Do {number}") for number, name in enumerate(NAMES)]
    low = ["low", "middle"]
    records = [replace(record(f"any-{n}", "*", position=low), action=text) for n, text in enumerate(texts)]
    return Press(replace(editions.small(24), recommendations=tuple(records)))


@pytest.fixture(scope="module")
def made(press: Press) -> Made:
    return press.made(OWN)


def findings(press: Press, made: Made) -> list[Finding]:
    cluster = press.edition.cluster(OWN)
    proven = recount.Recount(press.edition)
    proof = audit.ReportProof(press.edition, proven, cluster, "pl", identity.content(made.report))
    return list(proof.pdf(made.pdf))


def test_the_sound_report_is_proven(press: Press, made: Made) -> None:
    """With all of these tables in it."""
    assert findings(press, made) == []


def _renumbered(text: str) -> str:
    """The text whose first number is the next one."""
    return re.sub(r"\d+", lambda number: str(int(number[0]) + 1), text, count=1)


def _changed(table: Table, column: int, change: Callable[[str], str]) -> Table:
    """The table with another text in a column of its last row."""
    *rows, last = table.rows
    cells = list(last.cells)
    cells[column] = replace(cells[column], text=change(cells[column].text))
    return replace(table, rows=(*rows, replace(last, cells=tuple(cells))))


def _higher(number: str) -> str:
    """A number whose last digit is another one."""
    return re.sub(r"\d(?=\D*$)", lambda digit: str((int(digit[0]) + 1) % 10), number)


@pytest.mark.parametrize(
    ("table_id", "column", "change"),
    [
        ("table-joint", 1, _higher),
        ("table-joint", 2, _higher),
        ("table-joint", 3, _higher),
        ("table-joint", 0, _renumbered),
        ("table-gaps", 1, _higher),
        ("table-gaps", 2, _higher),
        ("table-gaps", 3, lambda text: "Wynik nie jest niższy od mediany; ważniejsze są inne działania"),
        ("table-gaps", 3, lambda text: "Ekspert nie proponuje tu działania"),
        ("table-gaps", 3, lambda text: "Bez odpowiedzi"),
        ("table-gaps", 3, lambda text: "Działanie 9"),
        ("table-actions", 2, _higher),
        ("table-actions", 3, _higher),
    ],
)
def test_a_wrong_answer_to_a_gap_and_a_wrong_joint_effect_are_found(
    table_id: str, column: int, change: Callable[[str], str], press: Press, made: Made
) -> None:
    """Reasons have to be true, actions to be for the gap, and joint effects are worked out once more."""
    false = forged(
        made,
        press,
        lambda part: isinstance(part, Table) and part.id == table_id,
        lambda table: _changed(table, column, change),
    )
    assert false.pdf != made.pdf
    assert {finding.rule for finding in findings(press, false)} & {"table", "number", "sentence"}


def test_a_missing_step_of_the_joint_effect_is_found(press: Press, made: Made) -> None:
    """Every action with a goal has its row."""
    false = forged(
        made,
        press,
        lambda part: isinstance(part, Table) and part.id == "table-joint",
        lambda table: replace(table, rows=table.rows[:-1]),
    )
    assert "table" in {finding.rule for finding in findings(press, false)}
