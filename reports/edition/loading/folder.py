"""A folder with ``edition.toml`` and CSV files -> settings and raw tables."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from reports import inert

from . import source
from .collected import OPTIONAL, REQUIRED, Collected, past_tables
from .csv_table import read_csv
from .encoding import known_encoding
from .heading import renamed
from .raw import PAST_TABLE, RawTable, Setting, nearest
from .toml import settings_of


def edition_at(path: Path) -> Path:
    """The folder or the workbook that a path means: an ``edition.toml`` stands for its folder, and a folder
    without one, where no table lies, for its only workbook.
    """
    if path.name == "edition.toml" and path.is_file():
        return path.parent
    if path.is_dir() and not (path / "edition.toml").exists():
        books = workbooks(path)
        if len(books) == 1 and not any((path / f"{name}.csv").exists() for name in REQUIRED):
            return books[0]
    return path


def comments_beside(path: Path) -> Path:
    """The file beside the edition at ``path`` that may hold comments, too: ``<name>.comments.csv`` beside the
    workbook ``<name>.xlsx``, ``edition.comments.csv`` in a folder.
    """
    path = edition_at(path)
    return path / "edition.comments.csv" if path.is_dir() else path.with_name(f"{path.stem}.comments.csv")


def read_comments_beside(path: Path, found: Collected) -> RawTable | None:
    """The table in that file; lists and signs that a spreadsheet would take for formulas stand there behind
    an apostrophe, which is no part of the text.
    """
    table = read_csv("comments", comments_beside(path), found)
    if table is None:
        return None
    rows = [
        (row, tuple(inert.read(cell) if isinstance(cell, str) else cell for cell in cells))
        for row, cells in table.rows
    ]
    return replace(table, rows=rows)


#: The end of a copy that `check` has marked, as it was written; a spreadsheet program does not keep it.
UNTOUCHED = b"cluster-reports check: marked copy"


def is_untouched_copy(path: Path) -> bool:
    """Whether a file is a copy that `check` has marked and nobody has saved since."""
    try:
        with source.opened(path) as file:
            file.seek(max(path.stat().st_size - len(UNTOUCHED), 0))
            return file.read() == UNTOUCHED
    except OSError:
        return False


def workbooks(folder: Path) -> list[Path]:
    """The workbooks in a folder, without the lock files of Excel and what `check` has marked."""
    return sorted(
        file
        for file in folder.iterdir()
        if file.suffix.lower() == ".xlsx"
        and not file.name.startswith(("~$", "."))
        and not is_untouched_copy(file)
    )


def _headings(file: Path, encoding: str) -> set[str]:
    """The headings of a table that is no part of the edition; none where it cannot be read."""
    table = read_csv("", file, Collected(encoding=encoding))
    return {cell.strip() for cell in table.header if isinstance(cell, str)} if table is not None else set()


def _encoding(found: Collected) -> str:
    """The encoding that the settings name for tables that are not in UTF-8; empty where they name none."""
    given = found.settings["encoding"].value if "encoding" in found.settings else ""
    if not given or (isinstance(given, str) and known_encoding(given)):
        return given.strip() if given else ""
    remedy = 'Write for instance encoding = "cp1250" (Central Europe) or "cp1252" (Western Europe)'
    found.problem("encoding: there is no such encoding", "edition.toml", remedy, value=str(given)[:80])
    return ""


def read_folder(folder: Path, found: Collected) -> None:
    """The settings and the tables of a folder."""
    if not os.path.lexists(folder / "edition.toml"):
        cause = "this folder is not an edition: it has no edition.toml"
        books = ", ".join(str(book) for book in workbooks(folder)[:5])
        remedy = (
            f"Name one of its workbooks: {books}"
            if books
            else "Name the folder that holds edition.toml, or a workbook; "
            "`cluster-reports init` makes a new one"
        )
        found.problem(cause, folder.resolve().name, remedy)
        found.unread.update(REQUIRED)
        return
    found.settings.update(
        (key, Setting(key, value)) for key, value in settings_of(folder / "edition.toml", found)
    )
    found.in_folder, found.encoding = True, _encoding(found)
    files = sorted(file.name for file in folder.iterdir() if file.suffix.lower() == ".csv")
    known = [*REQUIRED, *OPTIONAL, *past_tables(found.settings)]
    lacking = []
    for name in dict.fromkeys(known):
        file = folder / f"{name}.csv"
        if os.path.lexists(file):
            table = read_csv(name, file, found)
            if table is not None:
                found.tables[name] = table
            else:
                found.unread.add(name)
        elif name not in OPTIONAL:
            found.unread.add(name)
            lacking.append(name)
    others = [name.removesuffix(".csv") for name in files if name.removesuffix(".csv") not in known]
    found_as = renamed(lacking, others, lambda other: _headings(folder / f"{other}.csv", found.encoding))
    for name in lacking:
        remedy = "Add it; every edition needs this file"
        if name in found_as:
            meant = found_as[name]
            meant = meant if meant in files else f"{meant}.csv"  # not every ending is in small letters
            remedy = f"Is it the one named {meant}? Rename it"
        found.problem("the file is missing", f"{name}.csv", remedy)
    for name in files:
        # Other files may lie beside an edition, but one that is nearly an input would be missed silently.
        stem = name[:-4]
        proposed = {name, stem} & set(found_as.values())
        if name.startswith("_") or proposed or (f"{stem}.csv" == name and stem in known):
            continue
        near = nearest(stem, [*REQUIRED, *OPTIONAL], likeness=0.8)
        if PAST_TABLE.fullmatch(stem) and found.settings:
            cause = "values of an earlier edition that no [[history]] of edition.toml names"
            remedy = f'Add [[history]] with label, values = "{name}" and participants, or remove it'
            found.problem(cause, name, remedy)
        elif near and (near in found.tables or near in OPTIONAL):  # otherwise it was proposed above
            remedy = f"Did you mean {near}.csv? Rename or remove it"
            found.problem("not a file of an edition", name, remedy)
