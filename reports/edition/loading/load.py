"""The files of an edition -> raw text tables.

Nothing is interpreted here; what cannot be read becomes a :class:`~reports.errors.Problem`.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from reports.assets import library as shared_library
from reports.assets import unit_sets
from reports.errors import ConfigurationError, Problem

from . import typefaces
from .collected import BESIDE, Collected, input_files, set_aside
from .confined import UnfitError
from .csv_table import read_csv
from .folder import comments_beside, edition_at, read_comments_beside, read_folder
from .raw import BRAND_FONTS, RawEdition, RawTable, Setting, is_beside
from .toml import records

#: Kind of record -> its file.
_LIBRARIES = {
    "recommendation": "recommendations.toml",
    "practice": "practices.toml",
    "pattern": "patterns.toml",
}


def load(path: Path, library: Path | None = None) -> RawEdition:
    """Read the edition at ``path``: a folder of CSV files with ``edition.toml`` (or that file), one .xlsx
    workbook, or the folder of one.

    ``library`` is the folder of the shared recommendations and practices (by default the one that comes with
    the product). Comments may also stand in a file of their own (:func:`.folder.comments_beside`). Own
    records lie in the folder as ``recommendations.toml`` and ``practices.toml``, or beside a
    workbook as ``<name>.recommendations.toml`` and ``<name>.practices.toml``. Never raises for what a user
    did wrong: that is in ``problems``, which :func:`reports.edition.validation.validate.validate` reports
    with its own.

    Raises:
        ConfigurationError: if the library that comes with the product is missing, if a file of the edition
            that is not needed cannot be read, and if somebody saves a file meanwhile.
    """
    shared = shared_library() if library is None else library
    path = edition_at(path)
    found, inputs = Collected(), input_files(path, shared)
    if path.is_dir():
        folder, prefix, settings_file, settings_sheet = path, "", "edition.toml", ""
        found.folder = folder
        read_folder(path, found)
    else:
        folder, prefix = path.parent, f"{path.stem}."
        settings_file, settings_sheet = path.name, "edition"
        from .workbook import read_workbook  # a library that folders do without

        read_workbook(path, found)
    if os.path.lexists(path) and os.path.lexists(comments_beside(path)):
        table = read_comments_beside(path, found)
        if table is not None:
            found.tables[BESIDE] = table
    not_judged = set_aside(found)
    libraries = {}
    for kind, name in _LIBRARIES.items():
        if library is None and not (shared / name).is_file():
            raise ConfigurationError(
                f"{name} of the shared library is missing; install cluster-reports again"
            )
        own = () if kind in not_judged else records(kind, folder / f"{prefix}{name}", False, found)
        libraries[kind] = *own, *records(kind, shared / name, True, found)
    pictures = _logo_files(found.settings.values())
    typed = _font_files(found.settings.values())
    missing = frozenset(name for name in {*pictures, *typed} if not os.path.lexists(folder / name))
    letters, unfit = _fonts(folder, {name: face for name, face in typed.items() if name not in missing})
    return RawEdition(
        file=path.name or path.resolve().name,
        folder=str(folder.resolve()),
        settings_file=settings_file,
        settings_sheet=settings_sheet,
        settings_read=bool(found.settings) or not found.problems,  # a file without any is read, too
        settings=found.settings,
        tables=found.tables,
        recommendations=libraries["recommendation"],
        practices=libraries["practice"],
        patterns=libraries["pattern"],
        problems=tuple(found.problems),
        missing_files=missing,
        unfit_files={**unfit, **(_unfit_files(folder, pictures - missing) if pictures - missing else {})},
        inputs=found.hashes(inputs),
        warnings=tuple(found.warnings),
        unit_sets=tomllib.loads(unit_sets()),
        font_letters=letters,
    )


def load_comments(path: Path) -> tuple[RawTable | None, tuple[Problem, ...]]:
    """The table of comments beside the edition at ``path``, with the problems of reading it; None where it
    cannot be read.
    """
    found = Collected()
    table = read_comments_beside(path, found)
    return table, tuple(found.problems)


def load_table(path: Path, name: str) -> tuple[RawTable | None, tuple[Problem, ...], tuple[str, ...]]:
    """One table beside an edition: a CSV file, or a workbook's sheet ``name`` or else its only sheet. With
    the problems and the warnings of reading it; None where it cannot be read.
    """
    found, table = Collected(), None
    if path.suffix.lower() == ".xlsx":
        from .workbook import open_book

        book = open_book(path, found, re.escape(name))
        if book is not None:
            chosen = name if name in book.sheets else next(iter(book.sheets)) if len(book.sheets) == 1 else ""
            if chosen:
                table = book.table(chosen, found)
            else:
                cause, remedy = (
                    "it cannot be told which sheet is meant",
                    f"Name the one with the table {name}",
                )
                found.problem(cause, path.name, remedy)
    elif os.path.lexists(path):
        table = read_csv(name, path, found)
    else:
        remedy = "Check the path; the table is a .csv or .xlsx file"
        found.problem("there is no such file", path.name, remedy)
    return table, tuple(found.problems), tuple(found.warnings)


def _logo_files(settings: Iterable[Setting]) -> frozenset[str]:
    """The logo files that the settings name."""
    names = (s.value for s in settings if s.key.startswith("logos.") and s.key.endswith(".file"))
    return frozenset(name for name in names if isinstance(name, str))


def _font_files(settings: Iterable[Setting]) -> dict[str, str]:
    """The font files that the settings name, each with a face that it is for."""
    faces = {f"brand.fonts.{key}": face for key, face in BRAND_FONTS.items()}
    named = ((s.value, faces[s.key]) for s in settings if s.key in faces)
    return {name: face for name, face in named if isinstance(name, str) and is_beside(name)}


def _fonts(
    folder: Path, names: Mapping[str, str]
) -> tuple[dict[str, frozenset[int]], dict[str, tuple[str, str]]]:
    """The code points of the fonts, and those that cannot be used: name -> cause and remedy."""
    letters, unfit = {}, {}
    for name, face in names.items():
        try:
            letters[name] = typefaces.shown(folder, name, face).letters
        except UnfitError as error:
            unfit[name] = error.cause, error.remedy
    return letters, unfit


def _unfit_files(folder: Path, names: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Those of the logo files in the folder that no cover can show: name -> cause and remedy."""
    from . import logos  # with the libraries for images

    found = {}
    for name in names:
        try:
            logos.shown(folder, name)
        except UnfitError as error:
            found[name] = error.cause, error.remedy
    return found
