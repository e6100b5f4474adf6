"""A CSV file -> a raw table. A separator is never guessed, and an encoding is told."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from . import source
from .collected import MOST, Collected
from .encoding import EncodingError, codec_of, known_encoding
from .heading import MOST_ROWS, filled, heading_of, holds_key
from .raw import RawTable, Row

#: More than these no table of an edition has. A line may end within a cell.
MOST_LINES, MOST_LETTERS, MOST_COLUMNS, MOST_CELLS = 1_500_000, 1_000_000, 16_384, 20_000_000
#: An edition has no more units, and so no table has more rows; but a unit may have several comments, and a
#: framework is read by people.
MOST_FILLED = {"comments": 500_000, "framework": 10_000, "": 100_000}

#: What makes Excel split the columns of a file that begins with it.
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|])"?[,;\t]*(?:\r\n|\r|\n)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CsvText:
    """The text of a CSV file, decoded anew line by line each time it is read: it takes the size of the file,
    whatever letters are in it. Its first lines may be no part of the table.
    """

    data: bytes
    codec: str
    errors: str = "strict"
    passed_over: int = 0

    def __iter__(self) -> Iterator[str]:
        with io.TextIOWrapper(io.BytesIO(self.data), self.codec, self.errors, newline="") as file:
            for number, line in enumerate(iter(lambda: file.readline(MOST_LETTERS + 1), "")):
                if number >= self.passed_over:
                    yield line

    def split(self, separator: str) -> Iterator[list[str]]:
        """The cells of every row. Raises csv.Error."""
        return csv.reader(self._lines(separator), delimiter=separator, strict=True)

    def _lines(self, separator: str) -> Iterator[str]:
        for line in self:
            if line.count(separator) > MOST_COLUMNS:
                raise csv.Error(f"it has more than {MOST_COLUMNS} columns")
            yield line


@dataclass(frozen=True, slots=True)
class CsvRows:
    """The rows of a CSV text below its heading, split anew each time they are read: 100,000 rows of 80
    cells take the size of the file and not ten times as much.
    """

    text: CsvText
    separator: str
    heading_row: int = 1

    def __iter__(self) -> Iterator[Row]:
        for number, cells in enumerate(self.text.split(self.separator), 1):
            if number > self.heading_row and any(cell and not cell.isspace() for cell in cells):
                yield number, tuple(cells)


def _too_large(text: CsvText) -> tuple[str, int | None] | None:
    """What is too large about a text to be a table, and in which line."""
    for number, line in enumerate(text, 1):
        if len(line) > MOST_LETTERS:
            return f"a line has more than {MOST_LETTERS} characters", number
        if number > MOST_LINES:
            return f"the file has more than {MOST_LINES} lines", None
    return None


def read_csv(name: str, file: Path, found: Collected) -> RawTable | None:
    """The table ``name`` of a CSV file; None where it is reported that it cannot be read."""
    try:
        data = found.read(file)
        codec, warning = codec_of(data, found.encoding)
    except OSError as error:
        found.unreadable(file, error)
        return None
    except EncodingError as error:
        name_it = ', or write encoding = "cp1250" (or another) into edition.toml' if error.nameable else ""
        remedy = "Save it from Excel as 'CSV UTF-8'" + (name_it if found.in_folder else "")
        found.problem(str(error), file.name, remedy, row=error.line)
        return None
    if warning:
        name_it = " or name its encoding in edition.toml" if found.in_folder else ""
        found.warnings.append(f"{file.name}: {warning}; if that is wrong, save it as 'CSV UTF-8'{name_it}")
    text = CsvText(data, codec)
    large = _too_large(text)
    if large is not None:
        found.problem(large[0], file.name, "Delete what is no part of the table", row=large[1])
        return None
    text, separator = _separated(text)
    if separator is None:
        cause = "it cannot be told which sign separates the columns"
        remedy = "Separate columns by commas, semicolons or tabs, and name the first one id or code"
        found.problem(cause, file.name, remedy, row=1, value=next(iter(text), "").strip()[:80])
        return None
    number = filled_rows = held = 0
    most = 1 + MOST_FILLED.get(name, MOST_FILLED[""])
    first: list[Row] = []
    try:
        for number, cells in enumerate(text.split(separator), 1):
            held += len(cells)
            if held > MOST_CELLS:
                cause = f"the table has more than {MOST_CELLS} cells, with the empty ones"
                found.problem(cause, file.name, "Delete the columns beside it", row=number)
                return None
            if any(cell and not cell.isspace() for cell in cells):
                filled_rows += 1
                if len(first) < MOST_ROWS:
                    first.append((number, tuple(cells)))
                elif filled_rows > most:
                    cause = f"the table has more than {most - 1} rows"
                    found.problem(cause, file.name, "Delete what is no part of it", row=number)
                    return None
    except csv.Error as error:
        remedy = "Look for a quotation mark that is not closed; inside a text it is written twice"
        found.problem(f"the row cannot be split into cells: {error}", file.name, remedy, row=number + 1)
        return None
    row, title = heading_of(first, file.name)
    if title is not None:
        found.problems.append(title)
        return None
    header = first[0][1] if first else ()
    return RawTable(name, file.name, "", header, CsvRows(text, separator, row), row)


def rows_of(file: Path, encoding: str) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """Every row of a CSV file, however wrong it is, as far as it can be split: its number and its cells, each
    with its column (from 1). What cannot be read beyond doubt is read as Windows-1250.

    Raises OSError where the file cannot be read.
    """
    data = source.content(file, MOST[""])
    try:
        text = CsvText(data, codec_of(data, encoding if known_encoding(encoding) else "")[0])
    except EncodingError:
        text = CsvText(data, "cp1250", "replace")
    if _too_large(text) is not None:
        return
    text, separator = _separated(text)
    with suppress(csv.Error):
        for number, cells in enumerate(text.split(separator or ","), 1):
            yield number, [(column, cell) for column, cell in enumerate(cells, 1) if cell]


def _first_rows(text: CsvText, separator: str) -> list[list[str]]:
    """The first rows, as far as they can be split."""
    rows: list[list[str]] = []
    with suppress(csv.Error):
        for row in islice(text.split(separator), MOST_ROWS):
            rows.append(row)
    return rows


def _separated(text: CsvText) -> tuple[CsvText, str | None]:
    """The text below a line that names the separator, if there is one: spreadsheets count the rows below it
    from 1. And the separator; None where it cannot be told.
    """
    line = _SEPARATOR_LINE.fullmatch(next(iter(text), ""))
    if line:
        return replace(text, passed_over=1), line.group(1)
    return text, _separator(text)


def _separator(text: CsvText) -> str | None:
    """The separator of the first row that is not blank: the only candidate in it outside quotes, or the
    only one that gives it, or else one of the next rows, a cell ``id`` or ``code``. None where that does not
    decide.
    """
    several, with_key = [], []
    for sign in ",;\t":
        rows = [row for row in _first_rows(text, sign) if filled(row)]
        if rows and len(rows[0]) > 1:
            several.append(sign)
        if any(len(row) > 1 and holds_key(row) for row in rows[:1]):
            with_key.append((0, sign))
        elif any(len(row) > 1 and holds_key(row) for row in rows):
            with_key.append((1, sign))
    best = [sign for rank, sign in with_key if rank == min(with_key)[0]]
    if len(best) == 1:
        return best[0]
    if not several:
        return "," if not best else None
    return several[0] if len(several) == 1 else None
