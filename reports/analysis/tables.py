"""Scores and ranks as tables: CSV or Excel, at full precision, and in the workbook as people read them.

The CSV has commas, decimal points and UTF-8 with a byte-order mark, so that Excel shows Polish letters;
where Excel expects semicolons and decimal commas, the workbook is the safer choice. A number is written
with as many digits as it takes to read back the same one. The first sheet of the workbook is that table; the
others are for people: a sheet per level of the framework, with names instead of codes and the numbers as the
reports publish them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from reports import files, inert
from reports.edition import Edition, FloatArray, Node, published_all, score_decimals
from reports.errors import ConfigurationError
from reports.results import Scores

from .frames import wide

_SHEET = "scores"
_HEAD = PatternFill("solid", fgColor="1F3A4D")
_NAME_WIDTH, _NUMBER_WIDTH = 44, 15


def scores_table(edition: Edition, scores: Scores) -> pd.DataFrame:
    """A row per cluster: id, name, the score of every node, then ``<code>_rank`` of every node.

    Nodes are in the order of the framework, clusters in that of the edition, nothing is rounded. A missing
    score or rank is empty (NaN, NA). Ranks are whole numbers, but for halves under the tie rule "average".
    """
    ranks = wide(edition, scores.rank, [f"{code}_rank" for code in scores.codes])
    if edition.method.ties != "average":
        ranks = ranks.astype("Int64")
    table = wide(edition, scores.score, scores.codes).join(ranks).reset_index()
    table.insert(1, "name", [cluster.name for cluster in edition.clusters])
    return table.astype({"id": object, "name": object})


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
    if extension == ".csv":
        files.write(path, _csv(table).encode("utf-8-sig"))
    else:
        files.write(path, _workbook(edition, scores, table))


def scores_text(edition: Edition, scores: Scores) -> str:
    """The CSV of :func:`write_scores` for another program to read: without the byte order mark."""
    return _csv(scores_table(edition, scores))


def _csv(table: pd.DataFrame) -> str:
    safe = table.assign(id=table["id"].map(inert.text), name=table["name"].map(inert.text))
    safe.columns = pd.Index([inert.text(heading) for heading in table.columns])
    text: str = safe.to_csv(index=False, lineterminator="\r\n")
    return text


def _workbook(edition: Edition, scores: Scores, table: pd.DataFrame) -> bytes:
    workbook = Workbook(write_only=True)
    _exact(workbook, table)
    decimals = score_decimals(edition.method)
    for title, nodes in _levels(edition):
        columns = [edition.framework.column[node.code] for node in nodes]
        _readable(
            workbook,
            title,
            edition,
            nodes,
            published_all(scores.score[:, columns], decimals),
            scores.rank[:, columns],
            [decimals] * len(nodes),
        )
    leaves = edition.framework.leaves
    answers = np.column_stack(
        [published_all(edition.values[:, i], leaf.decimals) for i, leaf in enumerate(leaves)]
    )
    _readable(workbook, "answers", edition, leaves, answers, None, [leaf.decimals for leaf in leaves])
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()


def _levels(edition: Edition) -> Iterator[tuple[str, Sequence[Node]]]:
    """The levels of the framework: the title of their sheet, and their nodes."""
    framework = edition.framework
    deepest = max(node.depth for node in framework.nodes)
    for level in range(1, deepest + 1):
        nodes = tuple(node for node in framework.nodes if node.depth == level)
        yield f"level {level}", (framework.root, *nodes) if level == 1 else nodes


def _exact(workbook: Workbook, table: pd.DataFrame) -> None:
    """The sheet for programs: codes, and numbers at full precision."""
    sheet = workbook.create_sheet(_SHEET)
    sheet.freeze_panes = "C2"

    def number(value: float) -> WriteOnlyCell | None:
        if np.isnan(value):
            return None
        # Of a float openpyxl keeps 16 digits, one short of reading back the same number.
        cell = WriteOnlyCell(sheet, repr(int(value) if value.is_integer() else value))
        cell.data_type = "n"
        return cell

    sheet.append([_text(sheet, heading) for heading in table.columns])
    numbers = table.iloc[:, 2:].to_numpy(dtype=np.float64, na_value=np.nan)
    for cluster_id, name, row in zip(table["id"], table["name"], numbers, strict=True):
        sheet.append([_text(sheet, cluster_id), _text(sheet, name), *map(number, row.tolist())])


def _readable(
    workbook: Workbook,
    title: str,
    edition: Edition,
    nodes: Sequence[Node],
    numbers: FloatArray,
    ranks: FloatArray | None,
    decimals: Sequence[int],
) -> None:
    """A sheet for people: a row per unit, a column per node and, where there are ranks, one for its place."""
    sheet, lang = workbook.create_sheet(title), edition.language
    headings = ["id", "name"]
    for node in nodes:
        unit = node.unit_in(lang) if ranks is None and not node.is_yes_no else ""
        headings.append(f"{node.name.get(lang)} ({unit})" if unit else node.name.get(lang))
        headings += [] if ranks is None else [f"{node.name.get(lang)}: rank"]
    last = get_column_letter(len(headings))
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{last}{len(edition.ids) + 1}"
    sheet.column_dimensions["A"].width = 18
    sheet.column_dimensions["B"].width = _NAME_WIDTH
    for column in range(3, len(headings) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = _NUMBER_WIDTH
    head = [_text(sheet, heading) for heading in headings]
    for cell in head:
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.append(head)

    def number(value: float, places: int) -> WriteOnlyCell | None:
        if np.isnan(value):
            return None
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "0." + "0" * places if places else "0"
        return cell

    for row, (cluster_id, cluster) in enumerate(zip(edition.ids, edition.clusters, strict=True)):
        cells = [_text(sheet, cluster_id), _text(sheet, cluster.name)]
        for column, places in enumerate(decimals):
            cells.append(number(numbers.item(row, column), places))
            if ranks is not None:
                rank = ranks.item(row, column)
                cells.append(number(rank, 0 if np.isnan(rank) or rank.is_integer() else 1))
        sheet.append(cells)


def _text(sheet: object, value: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value)
    inert.mark(cell)
    return cell
