"""Checks the sheets of the survey of members: its questions, and what the members of each unit answer."""

from __future__ import annotations

import math
from collections.abc import Container, Mapping, Sequence

from ..loading.raw import did_you_mean
from ..model import Framework, Node, Question, SurveyAnswer
from . import cells
from .sheet import NumberColumn, Participants, Sheet, read_localised
from .values import is_percentage

#: Decimals that a question may have at most.
MAX_DECIMALS = 3


def read_questions(sheet: Sheet | None, framework: Framework) -> tuple[Question, ...]:
    """The questions that are no indicators; every problem is reported to the sheet."""
    if sheet is None:
        return ()
    sheet.expect(("code",), ("name_pl", "name_en", "unit_pl", "unit_en", "decimals"))
    decimals = NumberColumn(sheet, "decimals")
    rows: dict[str, int] = {}
    found: list[Question] = []
    for line in sheet.lines():
        if not line.fits:
            continue
        code, name = sheet.read(line, "code", cells.identifier, ""), read_localised(sheet, line, "name")
        if not sheet.filled(line, "code"):
            sheet.problem(line.number, "code", "the row has no code", remedy="Fill it in")
        if not (name.pl or name.en):
            remedy = "Write it in Polish or English"
            sheet.problem(line.number, "name_pl", "the question has no words", remedy=remedy)
        if code in framework.by_code:
            cause, remedy = "the framework has this code", "Give the question another one"
            sheet.problem(line.number, "code", cause, code, remedy)
        elif rows.setdefault(code, line.number) != line.number:
            cause = f"row {rows[code]} has the same code"
            sheet.problem(line.number, "code", cause, code, "Give every question its own code")
        places = decimals.read(line.number, sheet.cell(line, "decimals"))
        if not math.isnan(places) and places not in range(MAX_DECIMALS + 1):
            cause = f"this must be a whole number from 0 to {MAX_DECIMALS}"
            sheet.problem(line.number, "decimals", cause, sheet.shown(line, "decimals"))
            places = math.nan
        found.append(
            Question(
                code, name, read_localised(sheet, line, "unit"), 1 if math.isnan(places) else int(places)
            )
        )
    decimals.close()
    return tuple(found)


def read_survey(
    sheet: Sheet | None,
    framework: Framework,
    questions: Sequence[Question],
    participants: Participants,
    unbounded: Container[str] = (),
) -> tuple[SurveyAnswer, ...]:
    """What members answer, in the order of the rows; every problem is reported to the sheet. ``unbounded``
    are the indicators in per cent that may be anything.
    """
    if sheet is None:
        return ()
    sheet.expect(("id", "code", "members", "n"), ("coordinator",))
    asked: dict[str, Node | Question] = {leaf.code: leaf for leaf in framework.leaves}
    asked |= {question.code: question for question in questions}
    columns = {name: NumberColumn(sheet, name) for name in ("coordinator", "members", "n")}
    rows: dict[tuple[str, str], int] = {}
    found: list[SurveyAnswer] = []
    for line in sheet.lines():
        if not line.fits:
            continue
        cluster_id, code = sheet.known_id(line, participants), sheet.text(line, "code")
        numbers = {name: column.read(line.number, sheet.cell(line, name)) for name, column in columns.items()}
        _check_code(sheet, line.number, code, asked, framework)
        if isinstance(asked.get(code), Node) and sheet.filled(line, "coordinator"):
            cause = "of an indicator the coordinator's answer stands in values"
            sheet.problem(
                line.number, "coordinator", cause, sheet.shown(line, "coordinator"), "Empty the cell"
            )
        for name in ("members", "n"):
            if not sheet.filled(line, name):
                remedy = "Fill it in, or remove the row"
                sheet.problem(line.number, name, "the answer is missing", remedy=remedy)
        mean, asked_of = numbers["members"], asked.get(code)
        if (
            isinstance(asked_of, Node)
            and is_percentage(asked_of)
            and not _is_share(mean, asked_of, unbounded)
        ):
            cause = "a mean of percentages is from 0 to 100"
            sheet.problem(line.number, "members", cause, sheet.shown(line, "members"))
        n = numbers["n"]
        if not math.isnan(n) and (n < 1 or n != int(n)):
            cause = "this must be a whole number from 1: how many members answered"
            sheet.problem(line.number, "n", cause, sheet.shown(line, "n"))
        if cluster_id and code:
            first = rows.setdefault((cluster_id, code), line.number)
            if first != line.number:
                cause = f"row {first} has the same question of the same cluster"
                sheet.problem(line.number, "code", cause, code, "Keep one of them")
        if code in asked and cluster_id and not math.isnan(numbers["members"]) and not math.isnan(n):
            own = numbers["coordinator"]
            answer = SurveyAnswer(
                cluster_id, code, numbers["members"], int(n), None if math.isnan(own) else own
            )
            found.append(answer)
    for column in columns.values():
        column.close()
    return tuple(found)


def _is_share(mean: float, leaf: Node, unbounded: Container[str]) -> bool:
    return math.isnan(mean) or leaf.code in unbounded or 0 <= mean <= 100


def _check_code(
    sheet: Sheet, row: int, code: str, asked: Mapping[str, Node | Question], framework: Framework
) -> None:
    """A question that is an indicator with a number, or stands in ``questions``."""
    question = asked.get(code)
    if not code:
        sheet.problem(row, "code", "the row has no question", remedy="Write its code")
    elif question is None and framework.nodes:
        otherwise = "Write the code of an indicator, or add the question to questions"
        sheet.problem(
            row,
            "code",
            "there is no such indicator or question",
            code,
            did_you_mean(code, asked, otherwise, 0.8),
        )
    elif isinstance(question, Node) and question.is_yes_no:
        cause = "a question of yes or no has no mean"
        sheet.problem(row, "code", cause, code, "Ask for a share in per cent as a question of its own")


def too_few_answers(survey: Sequence[SurveyAnswer], least: int) -> list[str]:
    """A remark about the rows that are not shown, because fewer than ``least`` members answered."""
    few = sum(answer.n < least for answer in survey)
    if not few:
        return []
    rows = "1 row has" if few == 1 else f"{few} rows have"
    return [f"survey: {rows} fewer than {least} answers (disclosure.min_group), too few to be shown"]
