"""The line that everything follows, from an edition's files to finished reports::

    load -> validate -> score -> simulate -> compare -> recommend -> compose -> render -> check -> write

:func:`read` goes as far as the scores; :class:`ReportMaker` simulates once and does the rest for one
cluster at a time, in as many processes as there are; :mod:`reports.production.build` writes the files. The
stages are imported where they are used: neither the help nor the scores need a layout engine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reports import files
from reports.edition import Edition
from reports.edition.loading import nearest
from reports.errors import ConfigurationError
from reports.results import Scores

if TYPE_CHECKING:
    from reports.results import Frame

#: Where a build puts everything, unless told otherwise.
OUT = Path("out")

#: The workbook that :func:`init` puts into a new folder.
WORKBOOK = "edition.xlsx"


def init(folder: Path) -> Path:
    """Write the workbook of a new edition into ``folder`` and say where.

    Raises ConfigurationError where it is there already or cannot be written.
    """
    from reports.edition import blank_workbook

    path = files.make_folder(folder) / WORKBOOK
    blank_workbook.write_workbook(path)
    return path


@dataclass(frozen=True, eq=False)
class Study:
    """An edition with the scores of all its clusters. ``folder`` is where its logo files lie, ``inputs``
    are the hashes of the files it was read from (none where it was not read from files).
    """

    edition: Edition
    frame: Frame
    scores: Scores
    folder: str
    inputs: Mapping[str, str] = field(default_factory=dict)


def read(path: Path) -> Study:
    """Load -> validate -> score. Raises InputError with every problem of the edition, and
    ConfigurationError where somebody saves one of its files meanwhile.
    """
    from reports.edition.loading import load
    from reports.edition.validation import validate
    from reports.results import score

    raw = load.load(path)
    edition = validate.validate(raw, supported_characters())
    frame = score.fit(edition.framework, edition.method, edition.values)
    scores = score.score(edition.framework, edition.method, edition.ids, edition.values)
    return Study(edition, frame, scores, raw.folder, raw.inputs)


def supported_characters() -> frozenset[int]:
    """The code points that every bundled font can set."""
    from fontTools.ttLib import TTFont

    from reports import assets

    def characters(file: Path) -> frozenset[int]:
        with TTFont(file, lazy=True) as font:
            return frozenset(font.getBestCmap())

    return frozenset.intersection(*map(characters, assets.fonts().glob("*.ttf")))


def select(edition: Edition, wanted: Sequence[str]) -> tuple[str, ...]:
    """The wanted ids in the order of the edition, all of them if none is named.

    Raises ConfigurationError for an id the edition does not have, proposing the nearest.
    """
    unknown = [name for name in wanted if name not in edition.row]
    if unknown:
        lines = []
        for name in unknown:
            near = nearest(name, edition.ids)
            hint = f"did you mean {near}?" if near else f"its clusters are {_some(edition.ids)}"
            lines.append(f"the edition {edition.id} has no cluster {name!r}; {hint}")
        raise ConfigurationError("\n".join(lines))
    return tuple(cluster for cluster in edition.ids if not wanted or cluster in wanted)


def _some(names: Sequence[str], most: int = 8) -> str:
    return ", ".join(names[:most]) + (" ..." if len(names) > most else "")


# --- scores and checks ---------------------------------------------------------------------------


def write_scores(study: Study, path: Path) -> None:
    """Scores and ranks of every level as .csv or .xlsx, whole or not at all.

    Raises ConfigurationError where the file cannot be written.
    """
    from reports.analysis import tables

    try:
        tables.write_scores(study.edition, study.scores, path)
    except OSError as error:
        raise ConfigurationError(
            f"cannot write {path} ({files.reason(error)}); choose another place, or close the program "
            "that shows the file"
        ) from error


def scores_csv(study: Study) -> str:
    """What :func:`write_scores` puts into a .csv file, for another program to read."""
    from reports.analysis import scores_text

    return scores_text(study.edition, study.scores)
