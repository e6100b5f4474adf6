"""One tree for everything that can go wrong, and the place it went wrong.

::

    ClusterReportsError
    ├── InputError            the edition is wrong: every Problem at once      (exit status 2)
    ├── ConfigurationError    the installation or a setting is wrong           (exit status 2)
    │   └── TextError         a message or an argument of a message is missing
    └── ReportError           one report could not be proven right             (exit status 1)

Every error names its cause, the place and the next step, and survives pickling, because
reports are made in worker processes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the input, with the place a person can point a finger at.

    ``file`` is the file's name as the user knows it; ``sheet`` is set for workbooks; ``row`` is
    1-based as a spreadsheet shows it; ``column`` is the column's letter with ``header`` its
    heading; ``value`` is the text that was found; ``remedy`` says what to do. One cause in several cells is
    one problem: then ``cells`` has the row and the column's letter of each, and ``row`` is the first.
    """

    cause: str
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    header: str = ""
    value: str | None = None
    remedy: str = ""
    cells: tuple[tuple[int, str], ...] = ()

    def __str__(self) -> str:
        place = [self.file] if self.file else []
        if self.sheet:
            place.append(f"sheet {self.sheet}")
        rows = sorted({row for row, _ in self.cells})
        if len(rows) > 1:
            place.append(f"rows {ranges(rows)}")
        elif self.row is not None:
            place.append(f"row {self.row}")
        if self.column:
            place.append(f"column {self.column}" + (f" ({self.header})" if self.header else ""))
        elif self.header:
            place.append(f"column {self.header}")
        where = ", ".join(place)
        text = f"{where}: {self.cause}" if where else self.cause
        if self.value is not None:
            text += f"; found {self.value!r}"
        return f"{text}. {self.remedy}" if self.remedy else text


@dataclass(frozen=True, slots=True)
class Remark:
    """What is no mistake and worth a look: ``text`` says it. ``table`` is where to look, ``column`` the
    heading there (none: the column of ids or codes) and ``keys`` the ids or codes of the rows (none: the
    heading).
    """

    text: str
    table: str = ""
    column: str = ""
    keys: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.text


def ranges(numbers: Sequence[int], most: int = 6) -> str:
    """Ascending numbers for a reader: 2-13, 15; where there are many runs of them, the first ones.

    >>> ranges([2, 3, 4, 7])
    '2-4, 7'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    told = ", ".join("-".join(map(str, run)) for run in runs[:most])
    return told if len(runs) <= most else f"{told} ..."


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason why a finished report may not leave: ``page`` is 1-based, None where it has none."""

    rule: str
    cause: str
    page: int | None = None

    def __str__(self) -> str:
        where = f"page {self.page}: " if self.page is not None else ""
        return f"{where}{self.cause} [{self.rule}]"


class ClusterReportsError(Exception):
    """The root: everything this product raises on purpose."""


class InputError(ClusterReportsError):
    """The edition cannot be used. ``problems`` holds every problem that was found, in file order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class ConfigurationError(ClusterReportsError):
    """Something about the installation or the settings stands in the way; the text says what to do."""


class TextError(ConfigurationError):
    """A message of the catalogue is missing, or it was given the wrong arguments."""


class ReportError(ClusterReportsError):
    """The report of one cluster cannot be proven right and is therefore not written."""

    def __init__(self, cluster: str, findings: tuple[Finding, ...]) -> None:
        super().__init__(cluster, findings)
        self.cluster = cluster
        self.findings = findings

    def __str__(self) -> str:
        return "; ".join(str(finding) for finding in self.findings)
