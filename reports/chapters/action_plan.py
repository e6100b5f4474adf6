"""The action plan: a page to fill in by hand when the board meets.

The chosen actions stand in it already, so that the meeting decides instead of copying; everything it has
to decide is empty. The empty cells are cells of a real table with headings on both sides: whoever
listens hears which action a cell belongs to and what goes into it.
"""

from __future__ import annotations

from reports.advice import Action
from reports.document import Cell, Column, Para, Row, Section, Table
from reports.words import with_unit

from .draft import Draft

#: Lines on the page, and the fewest of them for the cluster's own ideas.
LINES, OWN_LINES = 9, 2


def action_plan(draft: Draft) -> Section:
    texts, actions = draft.texts, draft.scene.advice.actions
    kicker = draft.kicker(texts("plan"))
    rows = [_row(draft, action.rank, action) for action in actions]
    own = max(LINES - len(rows), OWN_LINES)
    rows += [_row(draft, len(rows) + i, None) for i in range(1, own + 1)]
    return Section(
        id="plan",
        kicker=kicker,
        title=texts("plan-title"),
        blocks=(
            Para(texts("plan-lead" if actions else "plan-lead-empty"), role="lead"),
            Table(
                role="form",
                id="table-plan",
                label=draft.table_label(),
                caption=texts("plan-caption"),
                columns=(
                    Column(texts("column-action"), align="left"),
                    Column(texts("column-plan-who"), align="left", width=25),
                    Column(texts("column-plan-when"), align="left", width=20),
                    Column(texts("column-plan-start"), align="left", width=32),
                    Column(texts("column-plan-sign"), align="left", width=26),
                    Column(texts("column-plan-done"), align="left", width=12),
                ),
                rows=tuple(rows),
            ),
        ),
        # A library of long actions may need a second page; a form must never fail a report.
        pages=(1, 2),
    )


def _row(draft: Draft, number: int, action: Action | None) -> Row:
    texts = draft.texts
    if action is None:
        first = Cell(texts("plan-line", number=number), small=texts("plan-own"))
    else:
        name = texts("kicker", number=number, name=action.record.action.get(texts.lang))
        first = Cell(name, small=_aim(draft, action))
    return Row((first, *(Cell() for _ in range(5))))


def _aim(draft: Draft, action: Action) -> str:
    indicator, value = with_unit(draft.scene, action.node), draft.scene.comparison[action.node].value
    if action.what_if is None or value is None:
        return indicator
    facts = draft.scene.facts
    return draft.texts(
        "plan-aim",
        indicator=indicator,
        own=facts.said_value(action.node, value),
        goal=facts.said_value(action.node, action.what_if.goal),
    )
