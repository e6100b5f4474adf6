"""Many problems of one cause -> one problem with its rows, its columns and how often it was found."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace

from reports.errors import Problem

#: As many cells with different texts, or columns with one text, are told one by one.
_FEW = 3
#: As many different texts of a folded problem are shown.
_SHOWN = 3

_NUMBERS = re.compile(r"\d+(?:[.,]\d+)*")


def fold(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems, each once and in their order, with those of one cause as one.

    First the cells of a column that hold the same text; then, where there are more than a few, the cells of a
    column that differ in their texts only; then columns with the same text.
    """
    found = _merged(dict.fromkeys(problems), lambda p: (_place(p), p.header, p.cause, p.value, p.remedy), 1)
    found = _merged(found, lambda p: (_place(p), p.header, _NUMBERS.sub("#", p.cause)), _FEW)
    return tuple(_merged(found, lambda p: (_place(p), p.cause, p.value, p.remedy), _FEW))


def _place(problem: Problem) -> tuple[str, str]:
    return problem.file, problem.sheet


def _merged(problems: Iterable[Problem], key: Callable[[Problem], Hashable], few: int) -> list[Problem]:
    """The problems, with those of cells that have the same key as one where they are more than ``few``."""
    groups: dict[Hashable, list[Problem]] = {}
    for n, problem in enumerate(problems):
        cell = problem.row is not None and problem.row > 1 and problem.column
        groups.setdefault(key(problem) if cell else n, []).append(problem)
    return [made for group in groups.values() for made in ([_one(group)] if len(group) > few else group)]


def _one(group: Sequence[Problem]) -> Problem:
    first = group[0]
    cells = tuple(sorted(cell for p in group for cell in (p.cells or ((p.row or 0, p.column),))))
    values = dict.fromkeys(p.value for p in group)
    headers = dict.fromkeys(p.header for p in group)
    cause = first.cause
    if len(headers) > 1:
        told = ", ".join(list(headers)[: 2 * _SHOWN]) + (" and others" if len(headers) > 2 * _SHOWN else "")
        cause += f" ({len(cells)} cells in {len(headers)} columns: {told})"
    elif len(values) > 1:
        cause += f" ({len(cells)} cells, {len(values)} different texts)"
    elif len(cells) > 1:
        cause += f" ({len(cells)} cells)"
    one_column = len(headers) == 1
    return replace(
        first,
        cause=cause,
        row=cells[0][0],
        column=first.column if one_column else "",
        header=first.header if one_column else "",
        cells=cells,
    )


def for_each(ids: Sequence[str], what: str) -> list[str]:
    """What holds for some clusters, one line for each; one line for all where they are many."""
    if len(ids) <= _FEW:
        return [f"cluster {cluster_id}: {what}" for cluster_id in ids]
    told = ", ".join(ids[: 2 * _SHOWN]) + (" ..." if len(ids) > 2 * _SHOWN else "")
    return [f"{len(ids)} clusters ({told}): {what}"]
