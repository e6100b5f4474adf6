"""All results of an edition as data frames, for whoever goes on with pandas."""

from __future__ import annotations

from pathlib import Path

from reports import files, inert
from reports.analysis import Frames, frames
from reports.edition import Lang
from reports.errors import ConfigurationError
from reports.results import simulate

from .advised import advised
from .study import Study


def of(study: Study, lang: Lang | None = None) -> Frames:
    """The data frames of a study, with names in ``lang`` or the edition's language."""
    edition = study.edition
    simulated = simulate.simulate(edition.framework, edition.method, edition.values)
    return frames(edition, study.scores, study.frame, simulated, advised(study), lang or edition.language)


def write_long(study: Study, path: Path) -> None:
    """Every result in long form (:meth:`reports.analysis.Frames.long`) as .csv, whole or not at all.

    Raises ConfigurationError for another extension and where the file cannot be written.
    """
    if path.suffix.lower() != ".csv":
        raise ConfigurationError(f"the long form cannot be written as {path.name!r}; end the name in .csv")
    table = of(study).long()
    rows = [list(table.columns), *table.itertuples(index=False)]
    with files.explaining(f"cannot write {path}", "choose another place, or close the program that shows it"):
        files.write(path, inert.table(rows))
