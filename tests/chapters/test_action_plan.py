"""Promises of the chapters on recommendations and on the action plan."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support import editions
from support.composing import composed

from reports.chapters.action_plan import LINES, OWN_LINES
from reports.document.blocks import AdviceCard, Report, Row, Table, walk
from reports.edition.model import Edition, Localised, Recommendation

VALUES = [[0, 0, 0, 0], [2, 4, 6, 8], [4, 8, 3, 2], [6, 2, 9, 5], [10, 10, 10, 10]]


def record(name: str, after: tuple[str, ...] = ()) -> Recommendation:
    texts = {
        what: Localised(f"{what} {name}", f"{what} {name}")
        for what in ("action", "first_step", "owner", "measure")
    }
    return Recommendation(name, name, term_months=12, effort=2, after=after, **texts)


def study(*records: Recommendation) -> Edition:
    """Two areas with two indicators each, on a common scale."""
    tree = editions.framework({"R": None, "A": "R", "B": "R", "A1": "A", "A2": "A", "B1": "B", "B2": "B"})
    return editions.edition(VALUES, tree, recommendations=records)


def table(report: Report, name: str) -> Table:
    return next(value for value in walk(report) if isinstance(value, Table) and value.id == name)


def said(row: Row) -> str:
    return " | ".join(f"{cell.text} / {cell.small}" for cell in row.cells).replace("\u00a0", " ")


ALL = tuple(record(name) for name in ("A1", "A2", "B1", "B2"))


def test_a_row_holds_all_facts_that_a_board_compares() -> None:
    """Action, indicator with its basis, today, goal by name, gain, effort and term."""
    report = composed(study(*ALL), "k02")  # has 2 in A1, where the median is 4; the scale is 10 long
    row = next(row for row in table(report, "table-actions").rows if "action A1" in row.cells[0].text)
    assert said(row).partition(". ")[2] == (
        "action A1 / Węzeł A1: mediana 4; 4. miejsce wśród 5 | 2 /  | 4 / mediana | +5,0 /  | "
        "średni /  | 12 miesięcy / "
    )


@pytest.mark.parametrize(
    ("lang", "term", "card"), [("pl", "po działaniu", "Działanie"), ("en", "after action", "Action")]
)
def test_table_and_card_name_what_comes_first(lang: str, term: str, card: str) -> None:
    """The number they name is the one of the action with that record, and it is a smaller one."""
    first = table(composed(study(*ALL), "k01", lang), "table-actions").rows[0].cells[0].text
    leader = first.rpartition(" ")[2]
    behind = next(r.id for r in reversed(ALL) if r.id != leader)
    report = composed(
        study(*(replace(r, after=(behind,)) if r.id == leader else r for r in ALL)), "k01", lang
    )
    rows = {row.cells[0].text.rpartition(" ")[2]: row for row in table(report, "table-actions").rows}
    number = rows[behind].cells[0].text.partition(".")[0]
    assert rows[leader].cells[5].small.replace("\u00a0", " ") == f"{term} {number}"
    assert int(number) < int(rows[leader].cells[0].text.partition(".")[0])
    cards = {c.title.rpartition(" ")[2]: c for c in walk(report) if isinstance(c, AdviceCard)}
    assert f"{card} {number}" in [text.replace("\u00a0", " ") for _, text in cards[leader].facts]


def test_the_plan_lists_the_chosen_actions_and_leaves_the_rest_empty() -> None:
    """Whoever opens it at the meeting decides and does not copy; every line can be told from the others."""
    report = composed(study(*ALL), "k01")
    actions = table(report, "table-actions").rows
    rows = table(report, "table-plan").rows
    assert len(rows) == LINES
    for row, action in zip(rows, actions, strict=False):
        # Each by its indicator, which stands in the table of actions below the action.
        number, _, indicator = row.cells[0].text.replace("\u00a0", " ").partition(" ")
        assert action.cells[0].text.startswith(number)
        assert action.cells[0].small.replace("\u00a0", " ").startswith(f"{indicator}: ")
    assert rows[0].cells[0].small.replace("\u00a0", " ").startswith("z 0 do ")
    assert len({row.cells[0].text for row in rows}) == len(rows)
    assert {cell.text + cell.small + cell.spoken for row in rows for cell in row.cells[1:]} == {""}


def test_without_a_library_the_plan_is_there_for_own_ideas() -> None:
    """No advice, no table of advice, and still a page for the meeting."""
    report = composed(study(), "k01")
    assert not [value for value in walk(report) if isinstance(value, Table) and value.id == "table-actions"]
    rows = table(report, "table-plan").rows
    assert len(rows) == LINES > OWN_LINES
    assert all(row.cells[0].small == "własne działanie" for row in rows)
