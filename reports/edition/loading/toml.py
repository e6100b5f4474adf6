"""Files in TOML -> settings, and records of the libraries."""

from __future__ import annotations

import math
import os
import re
import tomllib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from .collected import Collected
from .raw import RawRecord

#: More settings or records than these no edition has.
MOST_SETTINGS, MOST_RECORDS = 2_000, 5_000
#: The largest number that means something, and so many worse ones are told.
MOST_NUMBER, MOST_UNFIT = 10**15, 20
#: A key of more parts than any setting has: the parser takes a time that grows with their square.
_DEEP = re.compile(r"""(?<![\w"'.-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*') ?\. ?){40}""")
_BLANKS = re.compile(r"[ \t]+")


def settings_of(file: Path, found: Collected) -> list[tuple[str, Any]]:
    """The dotted keys and the values of ``edition.toml``."""
    settings = list(islice(_flattened("", _parsed(_text(file, found), file.name, found)), MOST_SETTINGS + 1))
    if len(settings) > MOST_SETTINGS:
        found.problem(
            f"the file has more than {MOST_SETTINGS} settings",
            file.name,
            "Keep those that docs/edition.md tells",
        )
        return []
    return settings


def _flattened(prefix: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Dotted keys of nested tables; the tables of a list are numbered from 1."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flattened(f"{prefix}.{key}" if prefix else key, inner)
    elif isinstance(value, list) and value and all(isinstance(inner, dict) for inner in value):
        for i, inner in enumerate(value, 1):
            yield from _flattened(f"{prefix}.{i}", inner)
    else:
        yield prefix, value


def records(kind: str, file: Path, shared: bool, found: Collected) -> tuple[RawRecord, ...]:
    """The records ``[[kind]]`` of a file; none where there is no such file."""
    if not os.path.lexists(file):
        return ()
    text = _text(file, found)
    content = _parsed(text, file.name, found)
    given = content.get(kind, [])
    unknown = sorted(set(content) - {kind})
    if isinstance(given, list) and len(given) > MOST_RECORDS:
        found.problem(
            f"the file has more than {MOST_RECORDS} records", file.name, "Keep those that are needed"
        )
        return ()
    if unknown or not isinstance(given, list) or not all(isinstance(record, dict) for record in given):
        cause = f"the file may hold nothing but records [[{kind}]]"
        remedy = f"Start every record with the line [[{kind}]]"
        found.problem(cause, file.name, remedy, value=unknown[0] if unknown else None)
        return ()
    heading = re.compile(rf"\s*\[\[\s*{kind}\s*\]\]")
    rows: list[int | None] = [n for n, line in enumerate(text.splitlines(), 1) if heading.match(line)]
    if len(rows) != len(given):  # a heading inside a text, or records in the form of a list
        rows = [None] * len(given)
    return tuple(
        RawRecord(file.name, i, record, shared, row)
        for i, (record, row) in enumerate(zip(given, rows, strict=True), 1)
    )


def _text(file: Path, found: Collected) -> str:
    """The text of a file; empty where it is reported that it cannot be read."""
    try:
        return found.read(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        found.problem("the file is not in UTF-8", file.name, "Save it with encoding UTF-8", row=line)
    except OSError as error:
        found.unreadable(file, error)
    return ""


def _unfit(key: str, value: Any) -> Iterator[tuple[str, str]]:
    """The keys and the beginnings of numbers that are larger than any, or none."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _unfit(f"{key}.{name}" if key else name, inner)
    elif isinstance(value, list):
        for i, inner in enumerate(value, 1):
            yield from _unfit(f"{key}.{i}", inner)
    elif isinstance(value, float) and not math.isfinite(value):
        yield key, str(value)
    elif isinstance(value, int) and abs(value) > MOST_NUMBER:
        yield key, hex(value)[:40] if value.bit_length() > 4_000 else str(value)[:40]


def _parsed(text: str, name: str, found: Collected) -> dict[str, Any]:
    try:
        if deep := _DEEP.search(_BLANKS.sub(" ", text)):
            line = deep.string.count("\n", 0, deep.start()) + 1
            raise tomllib.TOMLDecodeError(f"a key has too many parts (at line {line}, column 1)")
        content = tomllib.loads(text.replace("\r\n", "\n"))
        unfit = list(islice(_unfit("", content), MOST_UNFIT))
        for key, value in unfit:
            remedy = "Write a number of a usual size, or a text in double quotes"
            found.problem("no number of an edition is like this", name, remedy, header=key, value=value)
        return {} if unfit else content
    except (ValueError, RecursionError) as error:  # of numbers of thousands of digits, too
        place = re.search(r"\(at line (\d+), column \d+\)", str(error))
        cause = re.sub(r"\s*\(at .*\)$", "", str(error))
        found.problem(
            f"the file is not valid TOML: {cause}",
            name,
            'Texts stand in double quotes, and a quotation mark inside a text as \\"',
            row=int(place.group(1)) if place else None,
        )
    return {}
