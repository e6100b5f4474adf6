"""Edition files -> raw text tables. The only module that reads what a user hands in.

A workbook or a text file is hostile until proven harmless: sizes are checked before anything is
unpacked, XML with a document type is refused, and an encoding is never guessed wrongly on purpose.
Nothing is interpreted here; what cannot be read becomes a :class:`~reports.errors.Problem`.
"""

from __future__ import annotations

import csv
import datetime
import os
import re
import tomllib
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from reports.assets import library as shared_library
from reports.errors import ConfigurationError, Problem

from .raw import PAST_TABLE, Cell, Odd, OddKind, RawEdition, RawRecord, RawTable, Row, Setting, nearest

#: Tables of an edition; earlier editions are added as ``values-<label>``.
REQUIRED = ("framework", "clusters", "values")
OPTIONAL = ("profile", "groups", "comments")

#: Limits of a workbook, checked in the directory of the zip before anything is unpacked. An honest
#: edition of 40 clusters unpacks to less than 1 MB; one of 100,000 clusters should be CSV.
MAX_FILE = 60_000_000
MAX_UNPACKED = 60_000_000
MAX_ENTRIES = 1_000
MAX_RATIO = 100
FREE_OF_RATIO = 5_000_000

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
#: Kind of record -> its file.
_LIBRARIES = {"recommendation": "recommendations.toml", "practice": "practices.toml"}
_SAVE_AS = "Save it from Excel or LibreOffice as 'Excel workbook (.xlsx)' and use that file"
_UTF8 = "Save it from Excel as 'CSV UTF-8'"

# What a Polish text in cp1250 may hold beyond ASCII. ISO-8859-2 and the DOS pages put the Polish letters
# where cp1250 has other signs, so a sign outside this list means that the file is not cp1250.
_CP1250 = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻäëöüßÄËÖÜáéíúýÁÉÍÚÝčďěňřšťůžČĎĚŇŘŠŤŮŽçÇ„”“‘’‚–—…§°€«»•×÷™®\u00a0")


def load(path: Path, library: Path | None = None) -> RawEdition:
    """Read the edition at ``path``: a folder of CSV files with ``edition.toml``, or one .xlsx workbook.

    ``library`` is the folder of the shared recommendations and practices (by default the one that comes with
    the product). Own ones lie in the folder as ``recommendations.toml`` and ``practices.toml``, or beside a
    workbook as ``<name>.recommendations.toml`` and ``<name>.practices.toml``. Never raises for what a user
    did wrong: that is in ``problems``, which :func:`reports.edition.validation.validate.validate` reports
    with its own.

    Raises:
        ConfigurationError: if the library that comes with the product is missing.
    """
    problems: list[Problem] = []
    settings: dict[str, Setting] = {}
    tables: dict[str, RawTable] = {}
    if path.is_dir():
        folder, prefix, settings_file, settings_sheet = path, "", "edition.toml", ""
        _load_folder(path, settings, tables, problems)
    else:
        folder, prefix = path.parent, f"{path.stem}."
        settings_file, settings_sheet = path.name, "edition"
        _load_workbook(path, settings, tables, problems)
    shared = shared_library() if library is None else library
    records = {}
    for kind, name in _LIBRARIES.items():
        if library is None and not (shared / name).is_file():
            raise ConfigurationError(
                f"{name} of the shared library is missing; install cluster-reports again"
            )
        records[kind] = (
            *_records(kind, folder / f"{prefix}{name}", False, problems),
            *_records(kind, shared / name, True, problems),
        )
    pictures = _logo_files(settings.values())
    missing = frozenset(name for name in pictures if not os.path.isfile(folder / name))
    return RawEdition(
        file=path.name,
        folder=str(folder.resolve()),
        settings_file=settings_file,
        settings_sheet=settings_sheet,
        settings_read=bool(settings),
        settings=settings,
        tables=tables,
        recommendations=records["recommendation"],
        practices=records["practice"],
        problems=tuple(problems),
        missing_files=missing,
        unfit_files=_unfit_files(folder, pictures - missing) if pictures - missing else {},
    )


def load_table(path: Path, name: str) -> tuple[RawTable | None, tuple[Problem, ...]]:
    """One table beside an edition: a CSV file, or a workbook's sheet ``name`` or else its only sheet. With
    the problems of reading it; None where it cannot be read.
    """
    problems: list[Problem] = []
    if path.suffix.lower() != ".xlsx":
        if not path.is_file():
            remedy = "Check the path; the table is a .csv or .xlsx file"
            return None, (Problem("there is no such file", file=path.name, remedy=remedy),)
        return _csv(name, path, problems), tuple(problems)
    refused = _refuse(path)
    if refused is not None:
        return None, (refused,)
    try:
        book, formulas = _open(path)
    except Exception as error:  # openpyxl lets anything through that a damaged part can cause
        return None, (_damaged(path, error),)
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    chosen = name if name in sheets else next(iter(sheets)) if len(sheets) == 1 else ""
    if not chosen:
        remedy = f"Name the one with the table {name}"
        return None, (Problem("it cannot be told which sheet is meant", file=path.name, remedy=remedy),)
    return _sheet(chosen, path, sheets, formulas, problems), tuple(problems)


def _logo_files(settings: Iterable[Setting]) -> frozenset[str]:
    """The logo files that the settings name."""
    names = (s.value for s in settings if s.key.startswith("logos.") and s.key.endswith(".file"))
    return frozenset(name for name in names if isinstance(name, str))


def _unfit_files(folder: Path, names: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Those of the logo files in the folder that no cover can show: name -> cause and remedy."""
    from . import logos  # with the libraries for images

    found = {}
    for name in names:
        try:
            logos.shown(folder / name)
        except logos.UnfitError as error:
            found[name] = error.cause, error.remedy
    return found


# --- a folder ------------------------------------------------------------------------------------


def _load_folder(
    folder: Path, settings: dict[str, Setting], tables: dict[str, RawTable], problems: list[Problem]
) -> None:
    if not (folder / "edition.toml").is_file():
        problems.append(
            Problem(
                "this folder is not an edition: it has no edition.toml",
                file=folder.name,
                remedy="Name the folder that holds edition.toml, or a workbook; "
                "`cluster-reports init` makes a new one",
            )
        )
        return
    for key, value in _flatten("", _toml(folder / "edition.toml", problems)):
        settings[key] = Setting(key, value)
    files = sorted(file.name for file in folder.iterdir() if file.suffix.lower() == ".csv")
    past = [name for name in map(_stem, _past_names(settings)) if PAST_TABLE.fullmatch(name)]
    known = [*REQUIRED, *OPTIONAL, *past]
    for name in dict.fromkeys(known):
        file = folder / f"{name}.csv"
        if file.is_file():
            table = _csv(name, file, problems)
            if table is not None:
                tables[name] = table
        elif name not in OPTIONAL:
            problems.append(_absent(file.name, "file", [f for f in files if _stem(f) not in known]))
    for name in files:
        # Other files may lie beside an edition, but one that is nearly an input would be missed silently.
        stem = name[:-4]
        if name.startswith("_") or (f"{stem}.csv" == name and stem in known):
            continue
        near = nearest(stem, [*REQUIRED, *OPTIONAL], likeness=0.8)
        if PAST_TABLE.fullmatch(stem):
            problems.append(
                Problem(
                    "values of an earlier edition that no [[history]] of edition.toml names",
                    file=name,
                    remedy=f'Add [[history]] with label, values = "{name}" and participants, or remove it',
                )
            )
        elif near and (near in tables or near in OPTIONAL):  # otherwise it was proposed above
            problems.append(
                Problem(
                    "not a file of an edition",
                    file=name,
                    remedy=f"Did you mean {near}.csv? Rename or remove it",
                )
            )


def _absent(name: str, what: str, candidates: Iterable[str]) -> Problem:
    near = nearest(name, candidates)
    remedy = f"Is it the one named {near}? Rename it" if near else f"Add it; every edition needs this {what}"
    return Problem(f"the {what} is missing", file=name, remedy=remedy)


def _stem(name: str) -> str:
    return name.removesuffix(".csv")


def _past_names(settings: Mapping[str, Setting]) -> Iterator[str]:
    for key, setting in settings.items():
        if re.fullmatch(r"history\.\d+\.values", key) and isinstance(setting.value, str):
            yield setting.value.strip()


def _flatten(prefix: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Dotted keys of nested tables; the tables of a list are numbered from 1."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flatten(f"{prefix}.{key}" if prefix else key, inner)
    elif isinstance(value, list) and value and all(isinstance(inner, dict) for inner in value):
        for i, inner in enumerate(value, 1):
            yield from _flatten(f"{prefix}.{i}", inner)
    else:
        yield prefix, value


def _toml(file: Path, problems: list[Problem]) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problems.append(
            Problem(
                "the file is not in UTF-8", file=file.name, row=line, remedy="Save it with encoding UTF-8"
            )
        )
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"\(at line (\d+), column \d+\)", str(error))
        cause = re.sub(r"\s*\(at .*\)$", "", str(error))
        problems.append(
            Problem(
                f"the file is not valid TOML: {cause}",
                file=file.name,
                row=int(found.group(1)) if found else None,
                remedy='Texts stand in double quotes, and a quotation mark inside a text as \\"',
            )
        )
    except OSError as error:
        problems.append(_unreadable(file, error))
    return {}


def _records(kind: str, file: Path, shared: bool, problems: list[Problem]) -> tuple[RawRecord, ...]:
    """The records ``[[kind]]`` of a file; none where there is no such file."""
    if not file.is_file():
        return ()
    content = _toml(file, problems)
    records = content.get(kind, [])
    unknown = sorted(set(content) - {kind})
    if unknown or not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        problems.append(
            Problem(
                f"the file may hold nothing but records [[{kind}]]",
                file=file.name,
                value=unknown[0] if unknown else None,
                remedy=f"Start every record with the line [[{kind}]]",
            )
        )
        return ()
    rows = _record_rows(kind, file) if records else []
    if len(rows) != len(records):  # a heading inside a text, or records in the form of a list
        rows = [None] * len(records)
    return tuple(
        RawRecord(file.name, i, record, shared, row)
        for i, (record, row) in enumerate(zip(records, rows, strict=True), 1)
    )


def _record_rows(kind: str, file: Path) -> list[int | None]:
    """The lines on which records begin."""
    heading = re.compile(rf"\s*\[\[\s*{kind}\s*\]\]")
    lines = file.read_bytes().decode("utf-8-sig").splitlines()
    return [number for number, line in enumerate(lines, 1) if heading.match(line)]


def _unreadable(file: Path, error: OSError) -> Problem:
    return Problem(
        f"the file cannot be read: {error.strerror or error}",
        file=file.name,
        remedy="Check its name and your rights to it, and close it in other programs",
    )


# --- CSV -----------------------------------------------------------------------------------------


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


def _csv(name: str, file: Path, problems: list[Problem]) -> RawTable | None:
    try:
        text = _decode(file.read_bytes())
    except OSError as error:
        problems.append(_unreadable(file, error))
        return None
    except _EncodingError as error:
        problems.append(Problem(str(error), file=file.name, row=error.line, remedy=_UTF8))
        return None
    separator = _separator(text)
    if separator is None:
        problems.append(
            Problem(
                "it cannot be told which sign separates the columns",
                file=file.name,
                row=1,
                value=text.partition("\n")[0].strip()[:80],
                remedy="Separate columns by commas, semicolons or tabs, and name the first one id or code",
            )
        )
        return None
    lines = _reader(text, separator)
    number = 1
    try:
        header = next(lines, [])
        for _ in lines:
            number += 1
    except csv.Error as error:
        problems.append(
            Problem(
                f"the row cannot be split into cells: {error}",
                file=file.name,
                row=number + 1,
                remedy="Look for a quotation mark that is not closed; inside a text it is written twice",
            )
        )
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


# --- workbooks -----------------------------------------------------------------------------------


def _load_workbook(
    path: Path, settings: dict[str, Setting], tables: dict[str, RawTable], problems: list[Problem]
) -> None:
    refused = _refuse(path)
    if refused is not None:
        problems.append(refused)
        return
    try:
        book, formulas = _open(path)
    except Exception as error:  # openpyxl lets anything through that a damaged part can cause
        problems.append(_damaged(path, error))
        return
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    for sheet in book.chartsheets:
        problems.append(
            Problem(
                "a chart sheet is not part of an edition",
                file=path.name,
                sheet=sheet.title,
                remedy="Remove it",
            )
        )
    if "edition" in sheets:
        _edition_sheet(_sheet("edition", path, sheets, formulas, problems), settings, problems)
    past = [name for name in map(_stem, _past_names(settings)) if PAST_TABLE.fullmatch(name)]
    known = ["edition", *REQUIRED, *OPTIONAL, *dict.fromkeys(past)]
    unknown = [name for name in sheets if name not in known and not name.startswith("_")]
    for name in known:
        if name not in sheets:
            if name not in OPTIONAL:
                problem = _absent(name, "sheet", unknown)
                problems.append(Problem(problem.cause, file=path.name, sheet=name, remedy=problem.remedy))
        elif name != "edition":
            tables[name] = _sheet(name, path, sheets, formulas, problems)
    for name in unknown:
        if PAST_TABLE.fullmatch(name):
            remedy = f"Name it in the sheet edition, for instance history.1.values = {name}, or remove it"
        else:
            near = nearest(name, known)
            remedy = f"Did you mean {near}? Rename it" if near else "Remove it, or let its name start with _"
        problems.append(
            Problem("the name of the sheet is not known", file=path.name, sheet=name, remedy=remedy)
        )


def _damaged(path: Path, error: Exception) -> Problem:
    return Problem(
        f"the workbook cannot be read ({type(error).__name__}: {error})",
        file=path.name,
        remedy="Open it in Excel or LibreOffice, let it be repaired, and save it again as .xlsx",
    )


def _refuse(path: Path) -> Problem | None:
    """Why the file is no workbook that may be opened; looks at bytes and sizes before anything unpacks."""

    def problem(cause: str, remedy: str) -> Problem:
        return Problem(cause, file=path.name, remedy=remedy)

    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(8)
            if start == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
                if "EncryptedPackage".encode("utf-16-le") in stream.read(10_000_000):
                    return problem("the workbook is protected by a password", "Save it without the password")
                return problem("this is a workbook of the old kind (.xls)", _SAVE_AS)
    except OSError as error:
        if not path.exists():
            return problem("there is no such file or folder", "Check the path")
        return _unreadable(path, error)
    if path.suffix.lower() != ".xlsx":
        return problem("an edition is a folder or a workbook with the ending .xlsx", _SAVE_AS)
    if size > MAX_FILE:
        return problem(f"the workbook is larger than {MAX_FILE // 1_000_000} MB", "Use a folder of CSV files")
    try:
        with zipfile.ZipFile(path) as archive:
            return _refuse_archive(archive, problem)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        return problem("the workbook is damaged or is not a workbook", _SAVE_AS)


def _refuse_archive(archive: zipfile.ZipFile, problem: Callable[[str, str], Problem]) -> Problem | None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED:
        return problem(
            f"the workbook unpacks to {len(entries)} parts and {unpacked // 1_000_000} MB, which is too much",
            "Delete empty rows and columns below and beside the tables, or use a folder of CSV files",
        )
    if unpacked > FREE_OF_RATIO and unpacked > MAX_RATIO * max(packed, 1):
        return problem(
            f"the workbook unpacks to {unpacked // max(packed, 1)} times its size, as a trap does",
            "Delete formatted but empty rows and columns, or copy the tables into a new workbook",
        )
    names = {entry.filename for entry in entries}
    if "xl/workbook.xml" not in names:
        return problem("the file is not an Excel workbook", _SAVE_AS)
    for entry in entries:
        if PurePosixPath(entry.filename).suffix.lower() in (".xml", ".rels", ".vml"):
            part = archive.read(entry)
            # UTF-16 would hide the declaration from the search below; no spreadsheet program writes it.
            if (
                part[:2] in (b"\xff\xfe", b"\xfe\xff")
                or b"\x00" in part[:64]
                or b"<!DOCTYPE" in part
                or b"<!ENTITY" in part
            ):
                return problem(
                    f"the part {entry.filename} of the workbook holds a document type or an entity, "
                    "which spreadsheet programs never write",
                    "Do not use this file; ask its sender for a new one",
                )
    return None


def _open(path: Path) -> tuple[Any, Any]:
    """The workbook with stored results and, only where there are formulas, the one with the formulas."""
    with zipfile.ZipFile(path) as archive:
        parts = (
            name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")
        )
        has_formulas = any(re.search(rb"<(?:\w+:)?f[\s>/]", archive.read(name)) for name in parts)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # extensions that openpyxl leaves out (colour scales and the like)
        with path.open("rb") as file:  # openpyxl would leave a damaged one open, and nobody could replace it
            book = openpyxl.load_workbook(file, data_only=True)
            return book, openpyxl.load_workbook(file) if has_formulas else None


def _sheet(
    name: str, path: Path, sheets: Mapping[str, Any], formulas: Any, problems: list[Problem]
) -> RawTable:
    """One sheet as a table. Hidden rows and columns are read like all others."""
    sheet = sheets[name]
    for area in sheet.merged_cells.ranges:
        problems.append(
            Problem(
                f"the cells {area.coord} are merged, so that all but one of them are lost",
                file=path.name,
                sheet=name,
                row=area.min_row,
                column=get_column_letter(area.min_col),
                remedy="Unmerge them and write the value into every cell it is meant for",
            )
        )
    sources = formulas[name] if formulas is not None else None
    rows = []
    for number, cells in enumerate(sheet.iter_rows(), 1):
        row = tuple(_cell(cell, sources) for cell in cells)
        if number == 1 or any(not isinstance(cell, str) or cell.strip() for cell in row):
            rows.append((number, row))
    header = rows[0][1] if rows else ()
    while header and not isinstance(header[-1], Odd) and not str(header[-1]).strip():
        header = header[:-1]
    width = len(header)
    return RawTable(name, path.name, name, header, tuple((n, _trim(row, width)) for n, row in rows[1:]))


def _trim(row: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    """The row without empty cells right of the heading."""
    end = len(row)
    while end > width and row[end - 1] == "":
        end -= 1
    return row[:end] + ("",) * (width - end)


def _cell(cell: Any, sources: Any) -> Cell:
    value = cell.value
    if value is None:
        if sources is not None:
            source = sources[cell.coordinate].value
            if source is not None:
                return Odd(OddKind.FORMULA, str(getattr(source, "text", source)))
        return ""
    if cell.data_type == "e":
        return Odd(OddKind.ERROR, str(value))
    if isinstance(value, bool):
        return Odd(OddKind.BOOL, "TRUE" if value else "FALSE")
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return Odd(OddKind.DATE, value.date().isoformat())
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return Odd(OddKind.DATE, str(value))
    if isinstance(value, int | float):
        if re.fullmatch("0{2,}", cell.number_format) and value == int(value) >= 0:
            return str(int(value)).zfill(len(cell.number_format))  # what the analyst sees: 0012
        if "%" in re.sub(r'"[^"]*"|\\.', "", cell.number_format):  # a quoted sign does not multiply
            return Odd(OddKind.PERCENT, repr(value))
        return float(value)
    return str(value)


def _edition_sheet(table: RawTable, settings: dict[str, Setting], problems: list[Problem]) -> None:
    """The sheet ``edition``: a setting per row, its key in the first column and its value in the second."""

    def problem(cause: str, row: int, value: str | None = None, remedy: str = "") -> None:
        problems.append(
            Problem(cause, file=table.file, sheet=table.sheet, row=row, value=value, remedy=remedy)
        )

    if [str(cell).strip() for cell in table.header[:2]] != ["key", "value"]:
        problem("the headings of the first two columns must be key and value", 1)
        return
    for row, cells in table.rows:
        key, value = cells[0], cells[1]
        if value == "":
            continue
        if not isinstance(key, str) or not key.strip():
            problem("a value without a key", row, remedy="Write the key into the first column")
        elif key.strip() in settings:
            problem("the key is given twice", row, key.strip(), "Keep one of the two rows")
        else:
            settings[key.strip()] = Setting(key.strip(), value, row)
