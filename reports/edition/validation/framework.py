"""Checks the sheet of the framework: codes, tree, weights, directions, goalposts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from ..loading.raw import Cell, did_you_mean
from ..model import FloatArray, Framework, Localised, Method, Node
from ..rounding import decimals_of_width, fitting_decimals, on_grid
from . import cells
from .cells import CellError
from .sheet import ENGLISH, RANK, Line, NumberColumn, Sheet, read_localised

_FRAMEWORK = ("code", "parent", "direction")
_FRAMEWORK_MORE = (
    *("name_pl", "name_en", "weight", "unit", "unit_en", "decimals", "low", "high"),
    *("comparable", "influence", "description", "description_en", "source", "source_en", "sector_driven"),
)
#: Codes that are headings of the score tables or of the value tables.
_NOT_A_CODE = ("id", "name")


@dataclass(frozen=True)
class Tree:
    """The framework as far as it can be told: it has no root where that was reported, and no nodes where
    the table could not be read. ``rows`` are those of the ``sheet`` by code, ``refused`` the codes reported
    there, and there are ``orphans`` where a parent has no row.
    """

    framework: Framework
    sheet: Sheet | None = None
    rows: Mapping[str, int] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()
    orphans: bool = False

    def report_empty(self, values: Sheet) -> list[str]:
        """Report areas and sub-areas under which nothing stands, and give their codes: leaves that have no
        column in ``values``, while all their siblings have children.
        """
        found = []
        for node in self.framework.leaves:
            siblings = [self.framework[code] for code in self._children.get(node.parent or "", ())]
            others = [sibling for sibling in siblings if sibling.code != node.code]
            if node.code in values.index or not any(not other.is_leaf for other in others):
                continue
            if any(other.is_leaf and other.code in values.index for other in others):
                continue
            found.append(node.code)
            if self.sheet is not None and not self.orphans:  # else their indicators have another parent
                cause = "no indicator stands below this row, and it has no column of its own in values"
                remedy = (
                    "Add its indicators, or remove the row; if it is an indicator, add its column to values"
                )
                name = node.name.get("en")
                self.sheet.problem(self.rows.get(node.code), "code", cause, f"{node.code} ({name})", remedy)
        return found

    @cached_property
    def _children(self) -> Mapping[str, list[str]]:
        children: dict[str, list[str]] = defaultdict(list)
        for node in self.framework.nodes:
            children[node.parent or ""].append(node.code)
        return children


def read_framework(sheet: Sheet | None, method: Method) -> Tree:
    """The tree of a sheet; every problem of it is reported to the sheet."""
    if sheet is None or (not sheet.expect(_FRAMEWORK, _FRAMEWORK_MORE) and "code" not in sheet.index):
        return Tree(Framework(()))
    if not {"name_pl", "name_en"} & set(sheet.index):
        sheet.problem(None, "name_pl", "the column is missing", remedy="Add name_pl or name_en")
    columns = {
        name: kind(sheet, name)
        for name, kind in (
            *(("direction", _Directions), ("weight", _Weights)),
            *((name, NumberColumn) for name in ("decimals", "low", "high", "influence")),
        )
    }
    rows: dict[str, tuple[Line, Node]] = {}
    spellings: dict[str, tuple[str, int]] = {}
    for line in sheet.lines():
        code = _code(sheet, line, spellings)
        if code:
            rows[code] = line, _node(sheet, line, code, columns)
    for column in columns.values():
        column.close()
    parents = {node.parent for _, node in rows.values()}
    for line, node in rows.values():
        if line.fits:
            _check_node(sheet, line, node, node.code in parents, method)
    framework = _tree(sheet, rows)
    if method.normalise == "goalposts":
        framework = Framework(tuple(_yes_no_goalposts(node) for node in framework.nodes))
    orphans = any(node.parent is not None and node.parent not in rows for _, node in rows.values())
    numbers = {code: line.number for code, (line, _) in rows.items()}
    return Tree(framework, sheet, numbers, frozenset(sheet.refused), orphans)


def _yes_no_goalposts(node: Node) -> Node:
    """No and yes are the natural goalposts of a question answered so."""
    open_ended = node.is_leaf and node.is_yes_no and node.low is None and node.high is None
    return replace(node, low=0.0, high=1.0) if open_ended else node


class _Directions(NumberColumn):
    """The column of directions, with advice about directions."""

    def error(self, cell: Cell, error: CellError) -> CellError:
        word = cells.shown(cell).strip().casefold()
        meant = next((way for way, words in _DIRECTIONS.items() if word.startswith(words)), "")
        remedy = f"Write {meant or '1 or -1'} (1 where more is better, -1 where less is)"
        return CellError("this is no direction", remedy)


class _Weights(NumberColumn):
    """The column of weights, with advice about weights."""

    def error(self, cell: Cell, error: CellError) -> CellError:
        share = cells.share(cell)
        if share is None:
            return error
        remedy = f"Write {share * 100:.12g} or {share:.12g}, in the same way for all weights of one level"
        return CellError("a weight is a number without a percent sign", remedy)


#: How the words for a direction begin.
_DIRECTIONS = {
    "-1": (
        *("-", "\u2212", "less", "low", "desc", "neg", "down"),
        *("mniej", "malej", "spad", "nisk", "ujem", "dest"),
    ),
    "1": (
        *("+", "more", "high", "asc", "pos", "up"),
        *("więcej", "wiecej", "rosn", "wzrost", "wyż", "dodat", "stym"),
    ),
}


def _code(sheet: Sheet, line: Line, spellings: dict[str, tuple[str, int]]) -> str:
    """The code of a row, reported and empty where it cannot serve."""
    raw = sheet.cell(line, "code")
    if cells.blank(raw):
        sheet.problem(line.number, "code", "the row has no code", remedy="Fill it in, or empty the whole row")
        return ""
    code = sheet.read(line, "code", cells.identifier, "")
    if not code:
        sheet.refused.add(sheet.shown_whole(line, "code").strip())
        return ""
    same, first = spellings.setdefault(code.casefold(), (code, line.number))
    if first != line.number:
        cause = f"row {first} has the same code" + (
            "" if same == code else f" but for the case of letters ({same})"
        )
        sheet.problem(line.number, "code", cause, code, "Give every row its own code")
        return ""
    if code.casefold() in _NOT_A_CODE or code.casefold().endswith(RANK):
        remedy = f"Choose a code that is not id or name and does not end in {RANK}"
        sheet.problem(line.number, "code", "this code is a heading of the score tables", code, remedy)
    return code


def _node(sheet: Sheet, line: Line, code: str, columns: Mapping[str, NumberColumn]) -> Node:
    def number(name: str, default: float, allowed: Callable[[float], bool], cause: str) -> float:
        cell = sheet.cell(line, name)
        value = columns[name].read(line.number, cell)
        if np.isnan(value):
            return default
        if not allowed(value):
            sheet.problem(line.number, name, cause, cells.shown(cell))
            return default
        return value

    def goalpost(name: str) -> float | None:
        value = columns[name].read(line.number, sheet.cell(line, name))
        return None if np.isnan(value) else value

    named = read_localised(sheet, line, "name")
    return Node(
        code=code,
        parent=sheet.read(line, "parent", cells.identifier, "") or None,
        name=named,
        direction=int(number("direction", 1, lambda v: v in (1, -1), "the direction must be 1 or -1")),
        weight=number("weight", 1.0, lambda v: v > 0, "a weight must be above zero"),
        unit=sheet.text(line, "unit"),
        decimals=int(
            number("decimals", -1, lambda v: v in range(7), "this must be a whole number from 0 to 6")
        ),
        low=goalpost("low"),
        high=goalpost("high"),
        comparable=sheet.read(line, "comparable", cells.yes_no, False),
        influence=int(number("influence", 2, lambda v: v in (1, 2, 3), "the influence must be 1, 2 or 3")),
        description=_told(sheet, line, "description", named),
        source=_told(sheet, line, "source", named),
        sector_driven=sheet.read(line, "sector_driven", cells.yes_no, False),
        unit_en=sheet.text(line, "unit_en"),
    )


def _told(sheet: Sheet, line: Line, header: str, named: Localised) -> Localised:
    """A text about the row and its English form. The column without a language is in Polish, or in the only
    language that the row has a name in.
    """
    text, english = (sheet.text(line, name, cells.MAX_TEXT) for name in (header, header + ENGLISH))
    return Localised(text, english) if named.pl else Localised("", english or text)


def _check_node(sheet: Sheet, line: Line, node: Node, is_parent: bool, method: Method) -> None:
    def empty(header: str) -> bool:
        return cells.blank(sheet.cell(line, header))

    if empty("name_pl") and empty("name_en"):
        sheet.problem(line.number, "name_pl", "the row has no name", remedy="Write it in Polish or English")
    if "weight" in sheet.index and node.parent is not None and empty("weight"):
        sheet.problem(line.number, "weight", "the weight is empty", remedy="Write 1 for equal weights")
    if is_parent:
        if node.direction != 1:
            remedy = "Give the direction to the indicators and write 1 here"
            sheet.problem(
                line.number, "direction", "only an indicator can have the direction -1", "-1", remedy
            )
        if node.sector_driven:
            remedy = "Mark the indicators below it"
            sheet.problem(
                line.number, "sector_driven", "only an indicator can be sector-driven", node.code, remedy
            )
        return
    if "direction" in sheet.index and empty("direction"):
        remedy = "Write 1 where more is better and -1 where less is"
        sheet.problem(line.number, "direction", "the direction is empty", remedy=remedy)
    if method.normalise == "none" and node.direction != 1:
        remedy = "Write 1 (with normalise = none the values are scores)"
        sheet.problem(line.number, "direction", "a score is always better when it is higher", "-1", remedy)
    low, high = node.low, node.high
    if node.is_yes_no and empty("low") and empty("high"):
        return
    if low is not None and high is not None:
        if low >= high:
            remedy = "Low is the smaller value also where less is better"
            sheet.problem(
                line.number,
                "low",
                "the low goalpost is not below the high one",
                f"{low:g} and {high:g}",
                remedy,
            )
    elif method.normalise == "goalposts" or (low is None) != (high is None):
        for header in ("low", "high"):
            if empty(header):
                sheet.problem(line.number, header, "the goalpost is missing", remedy="Fill in low and high")


def _tree(sheet: Sheet, rows: Mapping[str, tuple[Line, Node]]) -> Framework:
    """Nodes with children and depths; reports everything that keeps the rows from being one tree."""
    children: dict[str, list[str]] = defaultdict(list)
    roots = []
    for code, (line, node) in rows.items():
        if node.parent is None:
            if line.fits and cells.blank(sheet.cell(line, "parent")):
                roots.append(code)
        elif node.parent not in rows and node.parent not in sheet.refused:
            remedy = did_you_mean(node.parent, rows, "Write the code of another row")
            sheet.problem(line.number, "parent", "no row has this code", node.parent, remedy)
        children[node.parent or ""].append(code)
    if len(roots) != 1:
        for code in roots[1:]:
            cause = f"a second row without a parent (the first is {roots[0]})"
            sheet.problem(
                rows[code][0].number, "parent", cause, code, "Only the overall result has no parent"
            )
        if not roots:
            remedy = "Leave the parent of the overall result empty"
            sheet.problem(None, "parent", "no row is the root of the framework", remedy=remedy)
    elif roots[0] not in children:
        sheet.problem(
            rows[roots[0]][0].number, "code", "the root has no indicator below it", roots[0], "Add them"
        )
    depths = {}
    for code, (line, node) in rows.items():
        path = [code]
        parent = node.parent or ""
        while parent in rows and parent not in path:
            path.append(parent)
            parent = rows[parent][1].parent or ""
        if parent in path:
            cause = f"the parents go round in a circle ({' -> '.join([*path, parent])})"
            sheet.problem(
                line.number, "parent", cause, node.parent, "Follow the parents up to the overall result"
            )
        depths[code] = len(path) - 1
    return Framework(
        tuple(
            replace(node, children=tuple(children.get(code, ())), depth=depths[code])
            for code, (_, node) in rows.items()
        )
    )


def tree_levels(framework: Framework) -> int:
    """How many levels of parents there are."""
    return max((node.depth for node in framework.nodes if not node.is_leaf), default=-1) + 1


def with_decimals(framework: Framework, values: FloatArray) -> Framework:
    """The framework with the decimals of every indicator, and whether they show its answers as typed."""

    def node(node: Node) -> Node:
        if not node.is_leaf:
            return node if node.decimals >= 0 else replace(node, decimals=0)
        answers, fitted = values[:, framework.leaf_column[node.code]], node.decimals < 0
        decimals = fitting_decimals(answers) if fitted else node.decimals
        return replace(node, decimals=decimals, fitted=fitted, exact=on_grid(answers, decimals))

    return Framework(tuple(map(node, framework.nodes)))


def with_score_decimals(method: Method, framework: Framework, values: FloatArray) -> Method:
    """The method with the decimals of scores that the root, or else an area, gives.

    Values that are scores already may be far smaller than the scale: they count then and not its width.
    """
    inner = [node for node in framework.nodes if not node.is_leaf and node.depth < 2]
    given = [node.decimals for node in sorted(inner, key=lambda node: node.depth) if node.decimals >= 0]
    if given:
        most = given[0] if inner[0].decimals >= 0 else max(given)
        return replace(method, decimals=most)
    if method.normalise == "none" and not np.isnan(values).all():
        low, high = method.scale
        largest = float(np.nanmax(np.abs(values)))
        if 0 < largest < high - low:
            return replace(method, decimals=decimals_of_width(largest))
    return method
