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
from reports.document.blocks import Chart, Table
from reports.document.charts import EffortMap, Stairs
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
def test_a_wrong_answer_to_a_gap_and_a_wrong_goal_are_found(
    table_id: str, column: int, change: Callable[[str], str], press: Press, made: Made
) -> None:
    """Reasons have to be true, actions to be for the gap, and goals are worked out once more."""
    false = forged(
        made,
        press,
        lambda part: isinstance(part, Table) and part.id == table_id,
        lambda table: _changed(table, column, change),
    )
    assert false.pdf != made.pdf
    assert {finding.rule for finding in findings(press, false)} & {"table", "number", "sentence"}


def _last_stair(chart: Chart, **changes: str) -> Chart:
    """The staircase with another last step."""
    assert isinstance(chart.drawing, Stairs)
    *steps, last = chart.drawing.steps
    return replace(chart, drawing=replace(chart.drawing, steps=(*steps, replace(last, **changes))))  # type: ignore[arg-type]


def _first_mark(chart: Chart, **changes: str | int) -> Chart:
    """The map with another first mark."""
    assert isinstance(chart.drawing, EffortMap)
    first, *marks = chart.drawing.marks
    return replace(chart, drawing=replace(chart.drawing, marks=(replace(first, **changes), *marks)))  # type: ignore[arg-type]


#: What is forged in a picture.
PICTURES: dict[str, tuple[str, Callable[[Chart], Chart]]] = {
    "a score of the staircase": ("chart-stairs", lambda c: replace(c, alt=_higher(c.alt))),
    "a missing step": ("chart-stairs", lambda c: replace(c, alt=c.alt.rpartition("Po działaniu")[0])),
    "its title": ("chart-stairs", lambda c: replace(c, title=_renumbered(c.title))),
    "a score that is drawn": ("chart-stairs", lambda c: _last_stair(c, score_label="99,9")),
    "a place that is drawn": ("chart-stairs", lambda c: _last_stair(c, place_label="1.")),
    "a gain of the map": ("chart-effort", lambda c: replace(c, alt=_higher(c.alt))),
    "the effort of an action": ("chart-effort", lambda c: replace(c, alt=c.alt.replace("średni", "duży", 1))),
    "the best action": ("chart-effort", lambda c: replace(c, title=_renumbered(c.title))),
    "a gain that is drawn": ("chart-effort", lambda c: _first_mark(c, label="+0,1")),
    "an effort that is drawn": ("chart-effort", lambda c: _first_mark(c, effort=3)),
    "a number that is drawn": ("chart-effort", lambda c: _first_mark(c, number="4")),
}


@pytest.mark.parametrize("what", PICTURES)
def test_a_picture_that_is_not_that_of_the_actions_is_found(what: str, press: Press, made: Made) -> None:
    """Words for those who listen, titles and labels, each by itself."""
    chart_id, change = PICTURES[what]
    false = forged(made, press, lambda part: isinstance(part, Chart) and part.id == chart_id, change)
    assert false.pdf != made.pdf
    assert {finding.rule for finding in findings(press, false)} & {"picture", "sentence"}
