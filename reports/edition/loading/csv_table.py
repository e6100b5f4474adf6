"""A CSV file -> a raw table. A separator is never guessed, and an encoding is told."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from . import source
from .collected import MOST, Collected
from .encoding import EncodingError, decode, known_encoding
from .heading import MOST_ROWS, filled, heading_of, holds_key
from .raw import RawTable, Row

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

#: More than these no table of an edition has. A line may end within a cell.
MOST_LINES, MOST_LETTERS, MOST_COLUMNS = 1_500_000, 1_000_000, 16_384
#: An edition has no more units, and so no table has more rows; but a unit may have several comments.
MOST_FILLED, MOST_COMMENTS = 100_000, 500_000

#: What makes Excel split the columns of a file that begins with it.
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|])"?[,;\t]*(?:\r\n|\r|\n)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CsvRows:
    """The rows of a CSV text below its heading, split anew each time they are read: 100,000 rows of 80
    cells take the size of the file and not ten times as much.
    """

    text: str
    separator: str
    heading_row: int = 1

    def __iter__(self) -> Iterator[Row]:
        for number, cells in enumerate(_reader(self.text, self.separator), 1):
            if number > self.heading_row and any(cell and not cell.isspace() for cell in cells):
                yield number, tuple(cells)


def _reader(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(_lines(text, separator), delimiter=separator, strict=True)


def _lines(text: str, separator: str) -> Iterator[str]:
    for match in _LINE.finditer(text):  # io.StringIO would take four times the text
        line = match.group()
        if line.count(separator) > MOST_COLUMNS:
            raise csv.Error(f"it has more than {MOST_COLUMNS} columns")
        yield line


def _too_large(text: str) -> tuple[str, int | None] | None:
    """What is too large about a text to be a table, and in which line."""
    if text.count("\n") + text.count("\r") > MOST_LINES:
        return f"the file has more than {MOST_LINES} lines", None
    for number, match in enumerate(_LINE.finditer(text), 1):
        if match.end() - match.start() > MOST_LETTERS:
            return f"a line has more than {MOST_LETTERS} characters", number
    return None


def read_csv(name: str, file: Path, found: Collected) -> RawTable | None:
    """The table ``name`` of a CSV file; None where it is reported that it cannot be read."""
    try:
        text, warning = decode(found.read(file), found.encoding)
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
    large = _too_large(text)
    if large is not None:
        found.problem(large[0], file.name, "Delete what is no part of the table", row=large[1])
        return None
    text, separator = _separated(text)
    if separator is None:
        cause = "it cannot be told which sign separates the columns"
        remedy = "Separate columns by commas, semicolons or tabs, and name the first one id or code"
        found.problem(cause, file.name, remedy, row=1, value=text.partition("\n")[0].strip()[:80])
        return None
    number = filled_rows = 0
    most = 1 + (MOST_COMMENTS if name == "comments" else MOST_FILLED)
    first: list[Row] = []
    try:
        for number, cells in enumerate(_reader(text, separator), 1):
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
        text, _ = decode(data, encoding if known_encoding(encoding) else "")
    except EncodingError:
        text = data.decode("cp1250", "replace")
    if _too_large(text) is not None:
        return
    text, separator = _separated(text)
    with suppress(csv.Error):
        for number, cells in enumerate(_reader(text, separator or ","), 1):
            yield number, [(column, cell) for column, cell in enumerate(cells, 1) if cell]


def _first_rows(text: str, separator: str) -> list[list[str]]:
    """The first rows, as far as they can be split."""
    rows: list[list[str]] = []
    with suppress(csv.Error):
        for row in islice(_reader(text, separator), MOST_ROWS):
            rows.append(row)
    return rows


def _separated(text: str) -> tuple[str, str | None]:
    """The text below a line that names the separator, if there is one: spreadsheets count the rows below it
    from 1. And the separator; None where it cannot be told.
    """
    line = _SEPARATOR_LINE.match(text)
    return (text[line.end() :], line.group(1)) if line else (text, _separator(text))


def _separator(text: str) -> str | None:
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
