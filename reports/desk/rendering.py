"""The pages of the desk from their templates, in the language of whoever sits at it."""

from __future__ import annotations

from math import ceil

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reports import assets
from reports.edition import Lang
from reports.errors import ConfigurationError, Problem
from reports.words import Texts


def texts(lang: Lang) -> Texts:
    """The words of the desk. Raises ConfigurationError where they are missing."""
    path = assets.desk() / "texts" / f"{lang}.ftl"
    try:
        return Texts(lang, path.read_text(encoding="utf-8"), {})
    except OSError as error:
        raise ConfigurationError(f"the texts of the desk cannot be read: {path}; install again") from error


def environment(words: Texts) -> Environment:
    """The templates of the desk, with ``t`` for its words. Everything that is put in is escaped."""
    made = Environment(
        loader=FileSystemLoader(assets.desk()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(t=words, lang=words.lang)
    made.filters.update(cell=cell_of, size=lambda size: size_of(words, size))
    return made


def size_of(words: Texts, size: int) -> str:
    """The size of a file for a person: ``2,4 MB``."""
    if size >= 1_000_000:
        return f"{words.number(size / 1_000_000, 1)} MB"
    return f"{ceil(size / 1000)} kB"


#: So many cells of one problem are named.
_MOST_CELLS = 6


def cell_of(problem: Problem) -> str:
    """Where in its sheet a problem is, as a spreadsheet calls it: ``D14, D15``; empty for all of a sheet."""
    cells = [f"{column}{row}" for row, column in problem.cells[:_MOST_CELLS]]
    if cells:
        return ", ".join(cells) + (" …" if len(problem.cells) > _MOST_CELLS else "")
    return f"{problem.column}{problem.row if problem.row is not None else ''}"


def grouped(problems: tuple[Problem, ...]) -> dict[str, list[Problem]]:
    """Sheet, or else file -> its problems, in their order."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.sheet or problem.file, []).append(problem)
    return found
