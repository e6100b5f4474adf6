"""Who gets which advice and why, for an expert to look through before anything is built: JSON, or a workbook.

The sheet ``comments`` of the workbook is one: it has every action of every cluster with the decision
``keep``, what the edition's own ``comments`` decided and said, and the numbers in columns that begin with
``_``, which nobody reads but people. Whoever changes ``keep`` to ``pin``, ``drop`` or ``rephrase`` puts it
in place of the edition's. The other sheets are for people too: ``_gaps`` has every gap of the summaries with
its answer, ``_records`` how many clusters get each recommendation.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from math import isnan
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from reports import inert
from reports.advice import Action, Advice, Advised, Gap, times_given
from reports.edition import Edition, Lang, Localised, Override
from reports.results import Comparison

#: The columns of the sheet ``comments``, and those for people, with their widths.
_COLUMNS: Mapping[str, int] = {
    "id": 16, "place": 16, "decision": 11, "record": 18, "text_pl": 50, "text_en": 30,
    "first_step_pl": 30, "first_step_en": 30, "goal": 14, "author": 14,
    "_number": 9, "_action": 60, "_urgent": 9, "_indicator": 10, "_name": 40, "_today": 10, "_median": 10,
    "_goal": 10, "_goal_kind": 20, "_gain": 8, "_evidence": 50,
}  # fmt: skip
_GAP_COLUMNS: Mapping[str, int] = {
    "id": 16, "indicator": 10, "name": 40, "today": 10, "median": 10, "action": 18, "reason": 12,
    "first": 30,
}  # fmt: skip
_RECORD_COLUMNS: Mapping[str, int] = {"record": 18, "urgent": 9, "clusters": 9, "share": 9, "action": 90}
_HEAD, _REMARK = PatternFill("solid", fgColor="1F3A4D"), PatternFill("solid", fgColor="6B7A85")


def as_json(edition: Edition, advised: Sequence[Advised]) -> dict[str, Any]:
    """What every cluster gets, in the order of the edition, and how often each recommendation is given."""
    count = times_given(advised)
    return {
        "clusters": [
            {
                "id": advice.id,
                "pattern": pattern,
                "gaps": [_gap(gap, advice) for gap in advice.gaps],
                "actions": [of_action(action, comparison) for action in advice.actions],
            }
            for comparison, advice, pattern in advised
        ],
        "records": [
            {"id": record.id, "clusters": count[record.id], "share": count[record.id] / len(edition.ids)}
            for record in edition.recommendations
        ],
    }


def workbook(edition: Edition, advised: Sequence[Advised]) -> bytes:
    """The same as a workbook to edit."""
    book = Workbook(write_only=True)
    lang = edition.language
    rows = [row for comparison, advice, _ in advised for row in _rows(edition, comparison, advice, lang)]
    _sheet(book, "comments", _COLUMNS, rows, decisions=True)
    gaps = [row for comparison, advice, _ in advised for row in _gap_rows(edition, comparison, advice, lang)]
    _sheet(book, "_gaps", _GAP_COLUMNS, gaps)
    count = times_given(advised)
    records = sorted(edition.recommendations, key=lambda record: -count[record.id])
    _sheet(
        book,
        "_records",
        _RECORD_COLUMNS,
        [
            {
                "record": record.id,
                "urgent": "urgent" if record.urgent else None,
                "clusters": count[record.id],
                "share": count[record.id] / len(edition.ids),
                "action": record.action.get(lang),
            }
            for record in records
        ],
    )
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def of_action(action: Action, comparison: Comparison) -> dict[str, Any]:
    """What is told of an action: its record and indicator, today's answer, the goal, the points to gain."""
    what_if = action.what_if
    return {
        "record": action.record.id,
        "node": action.node,
        "urgent": action.record.urgent,
        "today": comparison[action.node].value,
        "goal": None if what_if is None else what_if.goal,
        "goal_kind": action.kind if what_if is None else what_if.goal_is,
        "gain": None if what_if is None or isnan(what_if.gain) else what_if.gain,
    }


def _gap(gap: Gap, advice: Advice) -> dict[str, Any]:
    records = {action.rank: action.record.id for action in advice.actions}
    if gap.rank is not None:
        return {"node": gap.node, "action": records[gap.rank]}
    first = [gap.waits_for] if gap.waits_for else [records[rank] for rank in gap.first]
    return {"node": gap.node, "reason": gap.reason, **({"first": first} if first else {})}


# --- rows of the workbook -----------------------------------------------------------------------------------

_Row = Mapping[str, str | float | None]


def _rows(edition: Edition, comparison: Comparison, advice: Advice, lang: Lang) -> Iterator[_Row]:
    """A row per action and decision about it, then what the expert dropped and said."""
    told: set[str] = set()
    for action in advice.actions:
        about = {"id": advice.id, "place": "recommendations", "record": action.record.id}
        numbers = _numbers(edition, comparison, action, lang)
        for override in action.expert:
            texts = _words(override)
            yield about | {"decision": override.decision} | texts | numbers
        if not action.expert:
            yield about | {"decision": "keep"} | numbers
        told.add(action.record.id)
    for override in advice.expert:
        if override.record not in told:
            texts = _words(override)
            decided = {"place": "recommendations", "decision": override.decision, "record": override.record}
            yield {"id": advice.id} | decided | texts
    for comment in edition.comments:
        if comment.id == advice.id:
            said = {"id": comment.id, "place": comment.place, "author": comment.author}
            yield said | _texts("text", comment.text)


def _words(override: Override) -> dict[str, str | float | None]:
    """What an expert wrote about a recommendation, as it stands in the sheet."""
    words = _texts("text", override.text) | _texts("first_step", override.first_step)
    if override.goal is not None:
        words["goal"] = "{} = {:.15g}".format(*override.goal)
    return words


def _texts(name: str, text: Localised) -> dict[str, str | float | None]:
    return {f"{name}_pl": text.pl, f"{name}_en": text.en}


def _numbers(
    edition: Edition, comparison: Comparison, action: Action, lang: Lang
) -> dict[str, str | float | None]:
    standing, what_if = comparison[action.node], action.what_if
    evidence = "; ".join(f"{e.what} {e.node} {_plain(e.value)}" for e in action.evidence)
    return {
        "_number": action.rank,
        "_action": action.record.action.get(lang),
        "_urgent": "urgent" if action.record.urgent else None,
        "_indicator": action.node,
        "_name": edition.framework[action.node].name.get(lang),
        "_today": standing.value,
        "_median": None if standing.values is None else standing.values.median,
        "_goal": None if what_if is None else what_if.goal,
        "_goal_kind": action.kind if what_if is None else what_if.goal_is,
        "_gain": None if what_if is None else round(what_if.points, 2),
        "_evidence": evidence,
    }


def _plain(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.4g}"


def _gap_rows(edition: Edition, comparison: Comparison, advice: Advice, lang: Lang) -> Iterator[_Row]:
    for gap in advice.gaps:
        standing, answer = comparison[gap.node], _gap(gap, advice)
        yield {
            "id": advice.id,
            "indicator": gap.node,
            "name": edition.framework[gap.node].name.get(lang),
            "today": standing.value,
            "median": None if standing.values is None else standing.values.median,
            "action": answer.get("action"),
            "reason": answer.get("reason"),
            "first": ", ".join(answer.get("first", ())),
        }


def _sheet(
    book: Workbook, name: str, columns: Mapping[str, int], rows: Sequence[_Row], *, decisions: bool = False
) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "B2"
    for number, width in enumerate(columns.values(), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width

    def cell(value: str | float | None, heading: str) -> WriteOnlyCell | None:
        if value is None or value == "":
            return None
        made = WriteOnlyCell(sheet, value)
        made.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str))
        inert.mark(made)
        if heading == "share":
            made.number_format = "0%"
        return made

    def head(heading: str) -> WriteOnlyCell:
        made = WriteOnlyCell(sheet, heading)
        made.font = Font(bold=True, color="FFFFFF")
        made.fill = _REMARK if heading.startswith("_") else _HEAD
        return made

    if decisions:
        chosen = DataValidation("list", formula1='"keep,pin,drop,rephrase"', allow_blank=True)
        chosen.add(f"C2:C{len(rows) + 200}")
        sheet.data_validations.append(chosen)
    sheet.append([head(heading) for heading in columns])
    for row in rows:
        sheet.append([cell(row.get(heading), heading) for heading in columns])
