"""A folder with ``edition.toml`` and CSV files -> settings and raw tables."""

from __future__ import annotations

from pathlib import Path

from .collected import OPTIONAL, REQUIRED, Collected, missing, past_tables
from .csv_table import read_csv
from .raw import PAST_TABLE, Setting, nearest
from .toml import settings_of


def read_folder(folder: Path, found: Collected) -> None:
    """The settings and the tables of a folder."""
    if not (folder / "edition.toml").is_file():
        cause = "this folder is not an edition: it has no edition.toml"
        remedy = (
            "Name the folder that holds edition.toml, or a workbook; `cluster-reports init` makes a new one"
        )
        found.problem(cause, folder.name, remedy)
        return
    found.settings.update(
        (key, Setting(key, value)) for key, value in settings_of(folder / "edition.toml", found)
    )
    files = sorted(file.name for file in folder.iterdir() if file.suffix.lower() == ".csv")
    known = [*REQUIRED, *OPTIONAL, *past_tables(found.settings)]
    for name in dict.fromkeys(known):
        file = folder / f"{name}.csv"
        if file.is_file():
            table = read_csv(name, file, found)
            if table is not None:
                found.tables[name] = table
        elif name not in OPTIONAL:
            others = [f for f in files if f.removesuffix(".csv") not in known]
            found.problem("the file is missing", file.name, missing(file.name, "file", others))
    for name in files:
        # Other files may lie beside an edition, but one that is nearly an input would be missed silently.
        stem = name[:-4]
        if name.startswith("_") or (f"{stem}.csv" == name and stem in known):
            continue
        near = nearest(stem, [*REQUIRED, *OPTIONAL], likeness=0.8)
        if PAST_TABLE.fullmatch(stem):
            cause = "values of an earlier edition that no [[history]] of edition.toml names"
            remedy = f'Add [[history]] with label, values = "{name}" and participants, or remove it'
            found.problem(cause, name, remedy)
        elif near and (near in found.tables or near in OPTIONAL):  # otherwise it was proposed above
            remedy = f"Did you mean {near}.csv? Rename or remove it"
            found.problem("not a file of an edition", name, remedy)
