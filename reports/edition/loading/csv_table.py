"""A CSV file -> a raw table. An encoding or a separator is never guessed."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .collected import Collected
from .raw import RawTable, Row

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

# What a Polish text in cp1250 may hold beyond ASCII. ISO-8859-2 and the DOS pages put the Polish letters
# where cp1250 has other characters, so one outside this list means that the file is not cp1250.
_CP1250 = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻäëöüßÄËÖÜáéíúýÁÉÍÚÝčďěňřšťůžČĎĚŇŘŠŤŮŽçÇ„”“‘’‚–—…§°€«»•×÷™®\u00a0")


@dataclass(frozen=True, slots=True)
class CsvRows:
    """The rows of a CSV text below its heading, split anew each time they are read: 100,000 rows of 80
    cells take the size of the file and not ten times as much.
    """

    text: str
    separator: str

    def __iter__(self) -> Iterator[Row]:
        for number, cells in enumerate(_reader(self.text, self.separator), 1):
            if number > 1 and any(cell and not cell.isspace() for cell in cells):
                yield number, tuple(cells)


def _reader(text: str, separator: str) -> Iterator[list[str]]:
    lines = (match.group() for match in _LINE.finditer(text))  # io.StringIO would take four times the text
    return csv.reader(lines, delimiter=separator, strict=True)


def read_csv(name: str, file: Path, found: Collected) -> RawTable | None:
    """The table ``name`` of a CSV file; None where it is reported that it cannot be read."""
    try:
        text = _decode(found.read(file))
    except OSError as error:
        found.unreadable(file, error)
        return None
    except _EncodingError as error:
        found.problem(str(error), file.name, "Save it from Excel as 'CSV UTF-8'", row=error.line)
        return None
    separator = _separator(text)
    if separator is None:
        cause = "it cannot be told which sign separates the columns"
        remedy = "Separate columns by commas, semicolons or tabs, and name the first one id or code"
        found.problem(cause, file.name, remedy, row=1, value=text.partition("\n")[0].strip()[:80])
        return None
    lines = _reader(text, separator)
    number = 1
    try:
        header = next(lines, [])
        for _ in lines:
            number += 1
    except csv.Error as error:
        remedy = "Look for a quotation mark that is not closed; inside a text it is written twice"
        found.problem(f"the row cannot be split into cells: {error}", file.name, remedy, row=number + 1)
        return None
    return RawTable(name, file.name, "", tuple(header), CsvRows(text, separator))


class _EncodingError(Exception):
    """The bytes are in an encoding that is not accepted; ``line`` is 1-based."""

    def __init__(self, cause: str, line: int) -> None:
        super().__init__(cause)
        self.line = line


def _decode(data: bytes) -> str:
    """UTF-8 with or without a byte order mark, or Polish cp1250.

    Raises:
        _EncodingError: for anything else, with the first line that shows it.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data:
        raise _EncodingError("the file is in UTF-16 or is not a text file", 1)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            strange = [c for c in line.decode("cp1250") if c > "\x7f" and c not in _CP1250]
        except UnicodeDecodeError:
            strange = ["?"]
        if strange:
            raise _EncodingError("the file is neither in UTF-8 nor in Windows-1250 (cp1250)", number)
    return data.decode("cp1250")


def _separator(text: str) -> str | None:
    """The separator of the heading: the only candidate in it outside quotes, or the only one that makes
    the first column read ``id`` or ``code``. None where that does not decide.
    """
    candidates = []
    for sign in ",;\t":
        try:
            header = next(_reader(text, sign), [])
        except csv.Error:
            continue
        if len(header) > 1:
            candidates.append((sign, any(cell.strip() in ("id", "code") for cell in header)))
    if len(candidates) > 1:
        candidates = [candidate for candidate in candidates if candidate[1]]
    if not candidates:
        return "," if not any(sign in text.partition("\n")[0] for sign in ",;\t") else None
    return candidates[0][0] if len(candidates) == 1 else None
