"""Who meets whom, where and when: the table of meetings, read as strictly as an edition.

Columns: ``id, date, time, room, expert``, and if need be ``note`` and ``copies``. A date is written
2018-11-22 or 22.11.2018 and a time 9:00; room and expert may still be empty.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date as calendar_date
from datetime import time as clock

from reports.errors import InputError, Problem

from .loading.raw import Cell, Odd, OddKind, RawTable
from .model import Edition
from .validation import cells
from .validation.cells import CellError
from .validation.folding import fold
from .validation.sheet import Line, Participants, Sheet

#: The name of the table, and so of the file that the sample edition brings.
NAME = "meetings"
REQUIRED, OPTIONAL = ("id", "date", "time", "room", "expert"), ("note", "copies")
MOST_COPIES = 20
_MAX_PLACE, _MAX_NOTE = 80, 200

_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.(\d{1,2})\.(\d{4})")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::00)?")
_DATE_REMEDY = "Write it as 2018-11-22 or 22.11.2018"
_TIME_REMEDY = "Write hours and minutes with a colon, such as 9:00 or 14:30"


@dataclass(frozen=True, slots=True)
class Meeting:
    """One cluster's meeting. ``date`` is ISO and ``time`` HH:MM, both empty where there is none yet;
    ``copies`` is how many printed sets the cluster gets.
    """

    cluster_id: str
    date: str = ""
    time: str = ""
    room: str = ""
    expert: str = ""
    note: str = ""
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Schedule:
    """The meetings in their order; the clusters ``without`` one stand at the end, in the edition's order."""

    meetings: tuple[Meeting, ...]
    without: tuple[str, ...] = ()


def unscheduled(edition: Edition) -> Schedule:
    """Every cluster in the edition's order, without a time: nobody has planned meetings."""
    return Schedule(tuple(Meeting(cluster_id) for cluster_id in edition.ids))


def validate(
    table: RawTable | None,
    edition: Edition,
    supported: Container[int] | None = None,
    found: Sequence[Problem] = (),
) -> Schedule:
    """The schedule of a table; ``found`` are the problems of reading it.

    Raises:
        InputError: with every problem at once.
    """
    problems = list(found)
    meetings = _meetings(table, edition, supported, problems) if table is not None else []
    if problems:
        raise InputError(fold(problems))
    in_file = {meeting.cluster_id for meeting in meetings}
    without = tuple(cluster_id for cluster_id in edition.ids if cluster_id not in in_file)
    meetings.sort(key=lambda m: (m.date, m.time, m.room, edition.row[m.cluster_id]))
    return Schedule((*meetings, *(Meeting(cluster_id) for cluster_id in without)), without)


def _meetings(
    table: RawTable, edition: Edition, supported: Container[int] | None, problems: list[Problem]
) -> list[Meeting]:
    sheet = Sheet(table, problems, supported)
    if not sheet.expect(REQUIRED, OPTIONAL):
        return []
    participants = Participants(edition.clusters)
    read: list[tuple[Line, Meeting]] = []
    seen: dict[str, int] = {}
    for line in sheet.lines():
        cluster_id = sheet.known_id(line, participants)
        if cluster_id in seen:
            sheet.problem(
                line.number,
                "id",
                f"the cluster has a meeting in row {seen[cluster_id]} already",
                cluster_id,
                "Keep one of the two rows",
            )
        elif cluster_id:
            seen[cluster_id] = line.number
        for header in ("date", "time"):
            if not sheet.filled(line, header):
                sheet.problem(
                    line.number,
                    header,
                    f"the meeting has no {header}",
                    remedy="Fill it in; leave the whole row out while the meeting is not settled",
                )
        meeting = Meeting(
            cluster_id,
            sheet.read(line, "date", _date, ""),
            sheet.read(line, "time", _time, ""),
            sheet.text(line, "room", _MAX_PLACE),
            sheet.text(line, "expert", _MAX_PLACE),
            sheet.text(line, "note", _MAX_NOTE),
            sheet.read(line, "copies", _copies, 1),
        )
        read.append((line, meeting))
    for header in ("room", "expert"):
        _check_clashes(sheet, header, read)
    return [meeting for _, meeting in read]


def _check_clashes(sheet: Sheet, header: str, read: Sequence[tuple[Line, Meeting]]) -> None:
    """Nobody and no room has two meetings at once."""
    at_once: dict[tuple[str, str, str], list[Line]] = defaultdict(list)
    for line, meeting in read:
        place = meeting.room if header == "room" else meeting.expert
        if place and meeting.date and meeting.time:
            at_once[meeting.date, meeting.time, place.casefold()].append(line)
    for (day, hour, _), lines in at_once.items():
        for line in lines[1:]:
            sheet.problem(
                line.number,
                header,
                f"row {lines[0].number} has the same {header} at the same time ({day}, {hour})",
                sheet.shown(line, header),
                "Change the time of one of the two meetings, or its " + header,
            )


def _written(cell: Cell) -> str:
    """The text of a cell; a date or a time of the spreadsheet is one here."""
    if isinstance(cell, Odd) and cell.kind is OddKind.DATE:
        return cell.text
    if isinstance(cell, float):
        raise CellError("a number stands where a date or a time is expected", "Format the cell as text")
    return cells.text(cell, None)


def _date(cell: Cell) -> str:
    match = _DATE.fullmatch(_written(cell))
    if match is None:
        raise CellError("this is not a date", _DATE_REMEDY)
    year, month, day = match.group(1, 2, 3) if match.group(1) else match.group(6, 5, 4)
    try:
        return calendar_date(int(year), int(month), int(day)).isoformat()
    except ValueError as error:
        raise CellError("there is no such day", _DATE_REMEDY) from error


def _time(cell: Cell) -> str:
    match = _TIME.fullmatch(_written(cell))
    if match is None:
        raise CellError("this is not a time", _TIME_REMEDY)
    try:
        return clock(int(match.group(1)), int(match.group(2))).isoformat("minutes")
    except ValueError as error:
        raise CellError("there is no such time of day", _TIME_REMEDY) from error


def _copies(cell: Cell) -> int:
    value = cells.number(cell).value
    if value != int(value) or not 1 <= value <= MOST_COPIES:
        raise CellError(
            f"the number of copies is not a whole number from 1 to {MOST_COPIES}", "Leave it empty for one"
        )
    return int(value)
