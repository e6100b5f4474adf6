"""Scores and ranks as a table for analysts: CSV or Excel, at full precision.

The CSV has commas, decimal points and UTF-8 with a byte-order mark, so that Excel shows Polish letters;
where Excel expects semicolons and decimal commas, the workbook is the safer choice. A number is written
with as many digits as it takes to read back the same one.
"""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from reports import files, inert
from reports.edition import Edition
from reports.errors import ConfigurationError
from reports.results import Scores

_SHEET = "scores"


def scores_table(edition: Edition, scores: Scores) -> pd.DataFrame:
    """A row per cluster: id, name, the score of every node, then ``<code>_rank`` of every node.

    Nodes are in the order of the framework, clusters in that of the edition, nothing is rounded. A missing
    score or rank is empty (NaN, NA). Ranks are whole numbers, but for halves under the tie rule "average".
    """
    ranks = pd.DataFrame(scores.rank, columns=[f"{code}_rank" for code in scores.codes])
    if edition.method.ties != "average":
        ranks = ranks.astype("Int64")
    names = pd.DataFrame(
        {"id": list(edition.ids), "name": [cluster.name for cluster in edition.clusters]}, dtype=object
    )
    return pd.concat([names, pd.DataFrame(scores.score, columns=list(scores.codes)), ranks], axis=1)


def write_scores(edition: Edition, scores: Scores, path: Path) -> None:
    """Write :func:`scores_table` as .csv or .xlsx, by the extension of ``path``, whole or not at all.

    Texts that a spreadsheet would run as a formula are made harmless: in CSV by a leading apostrophe, in
    a workbook by marking the cell as text, which leaves the text as it is.

    Raises ConfigurationError for another extension, OSError where the file cannot be written.
    """
    extension = path.suffix.lower()
    if extension not in (".csv", ".xlsx"):
        raise ConfigurationError(f"scores cannot be written as {path.name!r}; end the name in .csv or .xlsx")
    table = scores_table(edition, scores)
    files.write(path, _csv(table).encode("utf-8-sig") if extension == ".csv" else _workbook(table))


def scores_text(edition: Edition, scores: Scores) -> str:
    """The CSV of :func:`write_scores` for another program to read: without the byte order mark."""
    return _csv(scores_table(edition, scores))


def _csv(table: pd.DataFrame) -> str:
    safe = table.assign(id=table["id"].map(inert.text), name=table["name"].map(inert.text))
    safe.columns = pd.Index([inert.text(heading) for heading in table.columns])
    text: str = safe.to_csv(index=False, lineterminator="\r\n")
    return text


def _workbook(table: pd.DataFrame) -> bytes:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(_SHEET)
    sheet.freeze_panes = "C2"

    def text(value: str) -> WriteOnlyCell:
        cell = WriteOnlyCell(sheet, value)
        inert.mark(cell)
        return cell

    def number(value: float) -> WriteOnlyCell | None:
        if np.isnan(value):
            return None
        # Of a float openpyxl keeps 16 digits, one short of reading back the same number.
        cell = WriteOnlyCell(sheet, repr(int(value) if value.is_integer() else value))
        cell.data_type = "n"
        return cell

    sheet.append([text(heading) for heading in table.columns])
    numbers = table.iloc[:, 2:].to_numpy(dtype=np.float64, na_value=np.nan)
    for cluster_id, name, row in zip(table["id"], table["name"], numbers, strict=True):
        sheet.append([text(cluster_id), text(name), *map(number, row.tolist())])
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()
