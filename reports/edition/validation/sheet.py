"""A raw table with its headings checked, and the place of every problem in it."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from reports.errors import Problem

from ..loading.raw import Cell, Odd, RawTable, nearest
from ..model import LANGS, Cluster, Localised
from ..names import foreign_in
from . import cells
from .cells import CellError

MAX_CLUSTERS = 100_000

#: With so many problems nothing more is looked at.
MOST_PROBLEMS = 20_000
#: To look for the nearest name takes long; nobody mistypes more words than this in one table.
MOST_PROPOSED = 200


#: Columns that may stand beside any id, so that a person sees whose row it is; they are compared.
BESIDE_ID = ("name", "short_name")
#: So many missing columns are told one by one.
MOST_MISSING = 3
NO_NAMES: Mapping[str, str] = MappingProxyType({})
_UNKNOWN = "Remove it, mend its heading, or let it begin with _ where it is a remark"

GROUP, CHARACTERISTIC, ENGLISH, RANK = "group_", "profile_", "_en", "_rank"


def folded(text: str) -> str:
    """What two spellings have in common that a reader takes for one."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def read_localised(
    sheet: Sheet, line: Line, name: str, limit: int = cells.MAX_NAME, lines: bool = False
) -> Localised:
    return Localised(*(sheet.text(line, f"{name}_{lang}", limit, lines) for lang in LANGS))


@dataclass(frozen=True)
class Participants:
    """The clusters that rows of other tables may be about; none where their own table could not be read, and
    then nothing is said of ids. ``refused`` are the ids as written that were reported in that table.
    """

    clusters: tuple[Cluster, ...]
    refused: frozenset[str] = frozenset()

    @cached_property
    def row(self) -> Mapping[str, int]:
        """Id -> place among the clusters."""
        return {cluster.id: i for i, cluster in enumerate(self.clusters)}

    @cached_property
    def named(self) -> Mapping[str, str]:
        """Name or short name, folded -> id."""
        return {
            folded(name): cluster.id
            for cluster in self.clusters
            for name in (cluster.short_name, cluster.name)
            if name
        }

    @cached_property
    def groups(self) -> Mapping[str, frozenset[str]]:
        """Column of comparison groups -> its values; the columns in alphabetical order."""
        columns = sorted({column for cluster in self.clusters for column in cluster.groups})
        return {
            column: frozenset(c.groups.get(column, "") for c in self.clusters) - {""} for column in columns
        }

    @cached_property
    def names_in(self) -> Callable[[str], Counter[str]]:
        """What finds the names of clusters in a text, and how often each stands there."""
        return foreign_in((), (name for c in self.clusters for name in (c.name, c.short_name)))


class TooManyProblemsError(Exception):
    """The tables hold so many problems that they are something else."""


T = TypeVar("T")
#: So many different cells are remembered.
_MOST_KNOWN = 50_000


def letters(column: int) -> str:
    """The letters of a column as a spreadsheet shows them; ``column`` counts from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet. ``fits`` is false where it has too few cells or some under no heading: then
    only its first cells can be trusted, if any.
    """

    number: int
    cells: tuple[Cell, ...]
    fits: bool


class Sheet:
    """A table whose columns are found by name. All reading reports its problems and goes on."""

    def __init__(self, table: RawTable, problems: list[Problem], supported: Container[int] | None) -> None:
        self.table = table
        self.problems = problems
        self.heading_row = table.heading_row
        self.supported = supported
        self.headers = tuple(self._header(i, cell) for i, cell in enumerate(table.header))
        self.index: dict[str, int] = {}
        #: For how many words something was proposed.
        self._asked = 0
        twins: set[str] = set()
        for i, header in enumerate(self.headers):
            known = header.casefold() in twins
            twins.add(header.casefold())
            if header and known:
                row, cause = self.heading_row, "two columns have this heading"
                self.problem(row, header, cause, header, "Keep one of them", column=i)
            elif header:
                self.index[header] = i
        #: What cells that are beyond doubt have been read as: reading one of these again says nothing new.
        self._texts: dict[tuple[Cell, int, bool], str] = {}
        #: Codes or ids of this table that were reported.
        self.refused: set[str] = set()
        #: The clusters without a row here, by the letters of their ids; None until somebody asks.
        self._free: dict[str, str] | None = None
        #: The ids that were proposed for wrong ones.
        self.proposed: set[str] = set()
        self.width = max(self.index.values(), default=-1) + 1

    def _nearest(self, word: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
        """The known name that was most likely meant, for the first words that are asked for."""
        self._asked += 1
        return nearest(word, known, likeness) if self._asked <= MOST_PROPOSED else None

    def _header(self, i: int, cell: Cell) -> str:
        try:
            if isinstance(cell, float):
                return cells.identifier(cell)
            return cells.text(cell, None)
        except CellError as error:
            row, cause = self.heading_row, f"heading: {error.cause}"
            self.problem(row, "", cause, cells.shown(cell), error.remedy, column=i)
            return ""

    def problem(
        self,
        row: int | None,
        header: str,
        cause: str,
        value: str | None = None,
        remedy: str = "",
        column: int | None = None,
        rows: Collection[int] = (),
    ) -> None:
        """Report a problem at a row (None: the table as a whole) and a column; in several ``rows``, if so."""
        if len(self.problems) >= MOST_PROBLEMS:
            raise TooManyProblemsError
        at = self.index.get(header) if column is None and header else column
        self.problems.append(
            Problem(
                cause,
                file=self.table.file,
                sheet=self.table.sheet,
                row=row,
                column=letters(at) if at is not None else "",
                header=header,
                value=value,
                remedy=remedy,
                cells=tuple((number, letters(at) if at is not None else "") for number in rows),
            )
        )

    def expect(
        self,
        required: Iterable[str],
        optional: Iterable[str] = (),
        prefixes: tuple[str, ...] = (),
        *,
        unproposed: Collection[str] = (),
        names: Mapping[str, str] = NO_NAMES,
        refused: Collection[str] = (),
    ) -> bool:
        """Report the columns that are missing and those that are not known; true where none is missing.

        A heading that begins with ``_`` is a remark, and names may stand beside ids.

        Args:
            required: headings that must be there.
            optional: headings that may be there.
            prefixes: what other headings may begin with.
            unproposed: of the known headings, those that nobody who mistypes can have meant.
            names: what a heading may be the name of, folded -> the right heading.
            refused: headings whose codes were reported where they are defined.
        """
        required = tuple(required)
        known = dict.fromkeys((*required, *optional))
        if "id" in known:
            known |= dict.fromkeys(BESIDE_ID)
        missing = dict.fromkeys(header for header in required if header not in self.index)
        complete = not missing
        absent = [header for header in known if header not in self.index and header not in unproposed]
        for header in self.index:
            if header in known or header in refused or header.startswith("_"):
                continue
            if any(header.startswith(p) and header != p for p in prefixes):
                continue
            named = names.get(folded(header))
            near = named or self._nearest(header, (*absent, *prefixes))
            cause, remedy = "the column is not known", f"Did you mean {near}?" if near else _UNKNOWN
            if named:
                cause = f"the heading is the name of {named}"
                remedy = f"Write the code {named} as the heading"
                if named in self.index:
                    remedy = f"There is a column {named} already: remove one of the two"
            self.problem(self.heading_row, header, cause, header, remedy)
            if near in absent:
                absent.remove(near)
                missing.pop(near, None)
        if len(missing) > MOST_MISSING:
            cause = f"{len(missing)} columns are missing: {', '.join(missing)}"
            self.problem(None, "", cause, remedy="Add them, or mend their headings")
        else:
            for header in missing:
                self.problem(None, header, "the column is missing", remedy="Add it, or mend its heading")
        return complete

    def lines(self) -> Iterator[Line]:
        """The rows; one that does not fit the heading is reported."""
        whole = self.width == len(self.index) == len(self.headers)
        for number, row in self.table.rows:
            fits = whole and len(row) == self.width
            yield Line(number, row, fits or self._fits(number, row))

    def lines_again(self) -> Iterator[Line]:
        """The rows once more; nothing is reported."""
        for number, row in self.table.rows:
            yield Line(number, row, len(row) >= self.width)

    def _fits(self, number: int, row: tuple[Cell, ...]) -> bool:
        if len(row) < self.width:
            self.problem(
                number,
                "",
                f"the row has {len(row)} cells and the heading {self.width}",
                remedy="Is the row shifted or cut off? Give it as many cells as the heading has",
            )
            return False
        for i, cell in enumerate(row):
            headless = i >= len(self.headers) or (not self.headers[i] and blank_heading(self.table.header[i]))
            if headless and not cells.blank(cell):
                self.problem(
                    number,
                    "",
                    "a value stands under no heading",
                    cells.shown(cell)[:80],
                    "Is the row shifted, or is a text with a separator in it not in quotation marks?",
                    column=i,
                )
                return False
        return True

    def cell(self, line: Line, header: str) -> Cell:
        """The cell under ``header``; empty where the table has no such column."""
        i = self.index.get(header, len(line.cells))
        return line.cells[i] if i < len(line.cells) else ""

    def filled(self, line: Line, *headers: str) -> bool:
        """Whether anything stands under one of the headings."""
        return not all(cells.blank(self.cell(line, header)) for header in headers)

    def shown(self, line: Line, header: str) -> str:
        """The beginning of what stands under the heading, for a message."""
        return self.shown_whole(line, header)[:80]

    def known_id(self, line: Line, participants: Participants, leavers: list[str] | None = None) -> str:
        """The cluster that a row is about; reported and empty where there is none.

        An id that no cluster has is appended to ``leavers``, where they are asked for, and not reported.
        """
        if "id" not in self.index:
            return ""
        if not self.filled(line, "id"):
            self.problem(line.number, "id", "the row has no id", remedy="Fill it in, or empty the whole row")
            return ""
        cell = self.cell(line, "id")
        if isinstance(cell, Odd):
            return self.read(line, "id", cells.identifier, "")
        written = cells.shown(cell).strip()
        if not participants.clusters or written in participants.refused:
            return ""
        if written in participants.row:
            self._compare_names(line, written, participants)
            return written
        if other := participants.named.get(folded(written)):
            cause = f"there is no cluster with this id; it is the name of {other}"
            self.problem(line.number, "id", cause, written[:80], f"Write {other}")
            return ""
        if self._free is None:
            self._free = {_letters_of(i): i for i in participants.row if i not in self._ids}
        same = self._free.get(_letters_of(written))
        if leavers is not None and same is None:
            leavers.append(written)
            return ""
        otherwise = "Add the cluster to clusters, or remove the row"
        near = same or self._nearest(written, self._free.values(), 0.8)
        self.proposed.add(near or "")
        remedy = f"Did you mean {near}?" if near else otherwise
        self.problem(line.number, "id", "there is no cluster with this id", written[:80], remedy)
        return ""

    @cached_property
    def _ids(self) -> frozenset[str]:
        """What stands in the column of ids."""
        place = self.index["id"]
        return frozenset(cells.shown(row[place]).strip() for _, row in self.table.rows if place < len(row))

    def _compare_names(self, line: Line, cluster_id: str, participants: Participants) -> None:
        """The names beside an id are those of its cluster."""
        if self.table.name == "clusters":
            return
        cluster = participants.clusters[participants.row[cluster_id]]
        own = {folded(cluster.name), folded(cluster.short_name)}
        for header in BESIDE_ID:
            written = folded(self.shown_whole(line, header)) if header in self.index else ""
            if written and written not in own:
                other = participants.named.get(written)
                whose = f"it is the name of {other}" if other else f"that one is {cluster.name}"
                cause = f"the name beside the id is not that of {cluster_id}; {whose}"
                remedy = "Is the row shifted? Mend the id or the name"
                self.problem(line.number, header, cause, self.shown(line, header), remedy)

    def shown_whole(self, line: Line, header: str) -> str:
        """What stands under the heading, as text."""
        return cells.shown(self.cell(line, header))

    def read(self, line: Line, header: str, parse: Callable[[Cell], T], default: T) -> T:
        """The cell as ``parse`` reads it; ``default`` for a blank cell and for one that is reported."""
        cell = self.cell(line, header)
        if cells.blank(cell):
            return default
        try:
            return parse(cell)
        except CellError as error:
            self.problem(line.number, header, error.cause, cells.shown(cell)[:80], error.remedy)
            return default

    def text(self, line: Line, header: str, limit: int = cells.MAX_NAME, lines: bool = False) -> str:
        """The text under ``header``; empty for a blank cell."""
        key = self.cell(line, header), limit, lines
        if key not in self._texts:
            reported = len(self.problems)
            found = self.read(line, header, lambda cell: cells.text(cell, self.supported, limit, lines), "")
            if len(self.problems) > reported or len(self._texts) >= _MOST_KNOWN:
                return found
            self._texts[key] = found
        return self._texts[key]


def _letters_of(name: str) -> str:
    """An id without its marks, its case and the zeros before its numbers."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"[\W_]", "", name.casefold()))


def blank_heading(cell: Cell) -> bool:
    """Whether a column has no heading at all (a heading that is odd is reported by itself)."""
    return not isinstance(cell, Odd) and cells.blank(cell)


def stands_for_none(cell: Cell, missing: Container[str]) -> bool:
    """Whether a cell holds one of the texts that stand for no answer."""
    return missing != () and cells.shown(cell).strip().casefold() in missing


def _remember(known: dict[Cell, float], cell: Cell, value: float) -> None:
    if isinstance(cell, str) and len(known) < _MOST_KNOWN:
        known[cell] = value


class NumberColumn:
    """Reads the numbers of one column and lets the column decide what is ambiguous. ``known`` holds what
    cells that are beyond doubt have been read as: reading one of these again says nothing new.

    ``1.234`` is read as a decimal only if the column uses the same sign as a decimal sign beyond doubt
    and the other sign never. ``otherwise`` is what to do where the column is not of numbers at all,
    ``missing`` are the texts, casefolded, that stand for no answer.
    """

    def __init__(self, sheet: Sheet, header: str, otherwise: str = "", missing: Container[str] = ()) -> None:
        self._sheet = sheet
        self._header = header
        self._otherwise = otherwise
        self._missing = missing
        self.answered = False
        self.known: dict[Cell, float] = {}
        self._signs: set[str] = set()
        self._pending: list[tuple[int, str, str]] = []

    def read(self, row: int, cell: Cell) -> float:
        """The number, or NaN for a blank cell and one that is reported."""
        known = self.known.get(cell)
        if known is not None:
            return known
        if cells.blank(cell) or stands_for_none(cell, self._missing):
            return math.nan
        self.answered = True
        try:
            value, sign, ambiguous = cells.number(cell)
        except CellError as refused:
            error = self.error(cell, refused)
            remedy = f"{error.remedy}; {self._otherwise}" if self._otherwise else error.remedy
            self._sheet.problem(row, self._header, error.cause, cells.shown(cell)[:80], remedy)
            return math.nan
        if ambiguous:
            self._pending.append((row, cells.shown(cell), sign))
            return value
        if sign:
            self._signs.add(sign)
        _remember(self.known, cell, value)
        return value

    def error(self, cell: Cell, error: CellError) -> CellError:
        """What to say of a cell that is no number."""
        return error

    def close(self) -> None:
        """Report the ambiguous numbers that the rest of the column does not decide."""
        for row, text, sign in self._pending:
            if self._signs != {sign}:
                error = cells.ambiguous(text, sign)
                self._sheet.problem(row, self._header, error.cause, text, error.remedy)


class YesNoColumn:
    """Reads the answers of one column: 1 for yes, 0 for no. ``known`` as in :class:`NumberColumn`."""

    def __init__(self, sheet: Sheet, header: str, missing: Container[str] = ()) -> None:
        self._sheet = sheet
        self._header = header
        self._missing = missing
        self.answered = False
        self.known: dict[Cell, float] = {}

    def read(self, row: int, cell: Cell) -> float:
        """1, 0, or NaN for a blank cell and one that is reported."""
        if cells.blank(cell) or stands_for_none(cell, self._missing):
            return math.nan
        self.answered = True
        try:
            value = float(cells.yes_no(cell))
        except CellError as error:
            self._sheet.problem(row, self._header, error.cause, cells.shown(cell)[:80], error.remedy)
            return math.nan
        _remember(self.known, cell, value)
        return value

    def close(self) -> None:
        """Nothing is left open."""
