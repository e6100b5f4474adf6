"""An edition with its scores: where every command begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from reports import assets, files
from reports.edition import LANGS, Edition, canonical, words_of
from reports.edition.loading import load, nearest, typefaces
from reports.edition.validation import validate
from reports.errors import ConfigurationError
from reports.results import Frame, Scores, score

#: Where a build puts everything, unless told otherwise.
OUT = Path("out")

#: The workbook that :func:`new_workbook` puts into a new folder.
WORKBOOK = "edition.xlsx"


@dataclass(frozen=True, eq=False)
class Study:
    """An edition with the scores of all its clusters. ``folder`` is where its logos and fonts lie, ``inputs``
    are the hashes of the files it was read from (none where it was not read from files), ``warnings`` say
    what was read in a way that its author may not expect.
    """

    edition: Edition
    frame: Frame
    scores: Scores
    folder: str
    inputs: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def read(path: Path) -> Study:
    """Load, validate and score an edition.

    Raises InputError with every problem of it, ConfigurationError where somebody saves a file meanwhile.
    """
    raw = load.load(path)
    edition = replace(validate.validate(raw, supported_characters()), program_words=program_words())
    frame = score.fit(edition.framework, edition.method, edition.values)
    scores = score.score(edition.framework, edition.method, edition.ids, edition.values)
    return Study(edition, frame, scores, raw.folder, raw.inputs, raw.warnings)


def in_its_fonts(study: Study) -> AbstractContextManager[None]:
    """The fonts of the edition are in use within the block, for whatever makes documents or reads them back.

    Raises ConfigurationError where one cannot be read.
    """
    return typefaces.using(Path(study.folder), study.edition.brand.fonts)


@cache
def program_words() -> frozenset[str]:
    """Every word of the catalogues of messages."""
    return frozenset().union(*(words_of(assets.catalogue(lang)) for lang in LANGS))


def supported_characters() -> frozenset[int]:
    """The code points that every bundled font can set."""
    from fontTools.ttLib import TTFont

    def characters(file: Path) -> frozenset[int]:
        with TTFont(file, lazy=True) as font:
            return frozenset(font.getBestCmap())

    return frozenset.intersection(*map(characters, assets.fonts().glob("*.ttf")))


def identify(edition: Edition, wanted: Sequence[str]) -> dict[str, str]:
    """Each wanted cluster as it was called -> its id. It may be called by its id, its name or its short name,
    whatever case and quotation marks are.

    Raises ConfigurationError for what is neither, proposing the nearest, and for what several are called.
    """
    called: dict[str, set[str]] = {}
    for cluster in edition.clusters:
        for name in (cluster.id, cluster.name, cluster.short_name):
            called.setdefault(_folded(name), set()).add(cluster.id)
    found, lines = {}, []
    for name in wanted:
        ids = {name} if name in edition.row else called.get(_folded(name), set())
        if len(ids) == 1:
            (found[name],) = ids
        elif ids:
            lines.append(f"several clusters are called {name!r}: {_some(sorted(ids))}; name the id")
        else:
            near = nearest(name, edition.ids)
            if near is None and (like := nearest(_folded(name), called)) is not None:
                near = min(called[like])
            hint = f"did you mean {near}?" if near else f"its clusters are {_some(edition.ids)}"
            lines.append(f"the edition {edition.id} has no cluster {name!r}; {hint}")
    if lines:
        raise ConfigurationError("\n".join(lines))
    return found


def _folded(name: str) -> str:
    """What ways to write a name have in common."""
    return " ".join(canonical(name).replace('"', "").casefold().split())


def select(edition: Edition, wanted: Sequence[str]) -> tuple[str, ...]:
    """The ids of the wanted clusters in the order of the edition, all of them if none is named.

    Raises ConfigurationError as :func:`identify` does.
    """
    ids = set(identify(edition, wanted).values())
    return tuple(cluster for cluster in edition.ids if not wanted or cluster in ids)


def _some(names: Sequence[str], most: int = 8) -> str:
    return ", ".join(names[:most]) + (" ..." if len(names) > most else "")


def new_workbook(folder: Path) -> Path:
    """Write the workbook of a new edition into ``folder`` and say where.

    Raises ConfigurationError where it is there already or cannot be written.
    """
    from reports.edition import blank_workbook

    path = files.make_folder(folder) / WORKBOOK
    blank_workbook.write_workbook(path)
    return path


def write_scores(study: Study, path: Path) -> None:
    """Scores and ranks of every level as .csv or .xlsx, whole or not at all.

    Raises ConfigurationError where the file cannot be written.
    """
    from reports.analysis import tables

    remedy = "choose another place, or close the program that shows the file"
    with files.explaining(f"cannot write {path}", remedy):
        tables.write_scores(study.edition, study.scores, path)


def scores_csv(study: Study) -> str:
    """What :func:`write_scores` puts into a .csv file, for another program to read."""
    from reports.analysis import scores_text

    return scores_text(study.edition, study.scores)
