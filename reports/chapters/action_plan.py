"""The action plan: a page to fill in by hand when the board meets.

The chosen actions stand in it already by their indicators and goals, so that the meeting decides instead of
copying; everything it has to decide is empty. The empty cells are cells of a real table with headings on both
sides: whoever listens hears which action a cell belongs to and what goes into it.
"""

from __future__ import annotations

from reports.advice import Action
from reports.document import Cell, Column, Para, Row, Section
from reports.words import with_unit

from .draft import Draft

#: Lines on the page, and the fewest of them for the cluster's own ideas.
LINES, OWN_LINES = 7, 2


def action_plan(draft: Draft) -> Section:
    texts, actions = draft.texts, draft.scene.advice.actions
    rows = [_row(draft, action.rank, action) for action in actions]
    own = max(LINES - len(rows), OWN_LINES)
    rows += [_row(draft, len(rows) + i, None) for i in range(1, own + 1)]
    columns = [Column(texts("column-action"), align="left")]
    widths = {"who": 25, "when": 20, "start": 32, "sign": 26, "done": 12}
    columns += [Column(texts(f"column-plan-{name}"), "left", width) for name, width in widths.items()]
    lead = Para(texts("plan-lead" if actions else "plan-lead-empty"), role="lead")
    table = draft.table("form", "table-plan", texts("plan-caption"), columns, rows)
    # A library of long actions may need a second page; a form must never fail a report.
    return draft.section("plan", texts("plan"), texts("plan-title"), (lead, table), (1, 2))


def _row(draft: Draft, number: int, action: Action | None) -> Row:
    texts = draft.texts
    if action is None:
        first = Cell(texts("plan-line", number=number), small=texts("plan-own"))
    else:
        name = texts("kicker", number=number, name=with_unit(draft.scene, action.node))
        first = Cell(name, small=_aim(draft, action))
    return Row((first, *(Cell() for _ in range(5))))


def _aim(draft: Draft, action: Action) -> str:
    """From where to where; of an action without a goal what tells that it works."""
    texts, facts, what_if = draft.texts, draft.scene.facts, action.what_if
    value = draft.scene.comparison[action.node].value
    if what_if is None or value is None:
        return texts("plan-measure", measure=action.record.measure.get(texts.lang))
    if what_if.goal_is in ("introduce", "end"):
        return texts(f"plan-aim-{what_if.goal_is}")
    own, goal = (facts.said_value(action.node, number) for number in (value, what_if.goal))
    return texts("plan-aim", own=own, goal=goal)
