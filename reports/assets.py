"""Where templates, fonts, texts and libraries lie: the only module that knows.

The folders travel inside the wheel as ``reports/_templates`` and ``reports/_data``; in a checkout
(editable or not) and in an sdist they lie beside the package. Resolving from ``__file__`` works in
all three; ``importlib.resources`` does not.
"""

from __future__ import annotations

from pathlib import Path

from reports.errors import ConfigurationError

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    for folder in (_PACKAGE / f"_{name}", _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise ConfigurationError(
        f"the folder {name!r} that belongs to cluster-reports is missing; install the package again"
    )


def templates() -> Path:
    """The folder with the page templates and the style sheet."""
    return _folder("templates")


def fonts() -> Path:
    """The folder with the bundled fonts (TTF, SIL Open Font License)."""
    return templates() / "fonts"


def style(name: str) -> str:
    """A style sheet. Raises ConfigurationError where it is not there."""
    try:
        return (templates() / name).read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(
            f"the style sheet {error.filename} cannot be read: {error.strerror}"
        ) from error


def desk() -> Path:
    """The folder with what the pages of the desk are made of; no report has anything of it."""
    return templates() / "desk"


def catalogue(lang: str) -> str:
    """The message catalogue of a language, in Fluent: one file per chapter, joined.

    Raises ConfigurationError where there is none.
    """
    folder = templates() / "texts" / lang
    files = sorted(folder.glob("*.ftl"))
    if not files:
        raise ConfigurationError(
            f"the texts of {lang!r} are missing in {folder.parent}; install the package again"
        )
    try:
        return "\n".join(file.read_text(encoding="utf-8") for file in files)
    except OSError as error:
        raise ConfigurationError(f"the texts {error.filename} cannot be read: {error.strerror}") from error


def library() -> Path:
    """The folder with the shared library of recommendations and good practices."""
    return _folder("data") / "library"


def unit_sets() -> str:
    """What the units of common studies are called, in TOML."""
    return (_folder("data") / "units.toml").read_text(encoding="utf-8")


def tile_maps() -> str:
    """The layouts of tile maps, in TOML."""
    return (_folder("data") / "tiles.toml").read_text(encoding="utf-8")


def blank_workbook() -> str:
    """What stands in the workbook of a new edition, in TOML."""
    return (_folder("data") / "blank_workbook.toml").read_text(encoding="utf-8")


def sample() -> Path:
    """The sample edition: 40 fictional clusters."""
    return _folder("data") / "sample-2018"
