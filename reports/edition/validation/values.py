"""Checks the sheets of values, of this edition and of earlier ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from ..loading.raw import PAST_TABLE
from ..model import FloatArray, Framework, Method, PastEdition, freeze
from .settings import Settings
from .sheet import MAX_CLUSTERS, RANK, NumberColumn, Sheet, YesNoColumn


def read_values(
    sheet: Sheet | None, framework: Framework, ids: Mapping[str, int], method: Method
) -> FloatArray:
    """Clusters x leaves; NaN for no answer."""
    values = np.full((len(ids), len(framework.leaves)), np.nan)
    if sheet is None or not framework.nodes:
        return values
    for code in sheet.index:
        if code in framework.by_code and not framework[code].is_leaf:
            remedy = "Remove the column; the framework says what it is made from"
            sheet.problem(
                1,
                code,
                "values are given for indicators only, and this one is made from others",
                remedy=remedy,
            )
    inner = [node.code for node in framework.nodes if not node.is_leaf]
    leaves = [node.code for node in framework.leaves]
    if not sheet.expect(("id", *leaves), inner) and "id" not in sheet.index:
        return values
    readers = _readers(sheet, framework)
    rows = _read_rows(sheet, ids, readers, values, framework.leaf_column)
    for cluster_id in ids:
        if cluster_id not in rows:
            remedy = "Add a row for it (its answers may be empty)"
            sheet.problem(None, "id", "a cluster has no row", cluster_id, remedy)
    for code, reader in readers.items():
        if ids and not reader.answered:
            remedy = "Fill in the column, or remove the indicator from the framework"
            sheet.problem(None, code, "nobody has answered this indicator", remedy=remedy)
    if method.normalise == "none":
        _check_scores(sheet, values, leaves, list(rows.items()), ids, method)
    return values


def _readers(sheet: Sheet, framework: Framework) -> dict[str, NumberColumn | YesNoColumn]:
    """A reader for the column of each leaf that the sheet has."""
    return {
        node.code: YesNoColumn(sheet, node.code) if node.is_yes_no else NumberColumn(sheet, node.code)
        for node in framework.leaves
        if node.code in sheet.index
    }


def _read_rows(
    sheet: Sheet,
    ids: Mapping[str, int],
    readers: Mapping[str, NumberColumn | YesNoColumn],
    into: FloatArray,
    columns: Mapping[str, int],
) -> dict[str, int]:
    """Fill a row of ``into`` for each id; returns the id -> number of its row in the sheet."""
    rows: dict[str, int] = {}
    unclaimed = np.empty(into.shape[1])  # a row of nobody is read for its problems only
    places = [sheet.index[code] for code in readers]
    lookups = list(zip(places, [reader.known for reader in readers.values()], strict=True))
    into_columns = [columns[code] for code in readers]
    for line in sheet.lines():
        cluster_id = sheet.known_id(line, ids)
        if cluster_id in rows:
            cause = f"row {rows[cluster_id]} is of the same cluster"
            sheet.problem(line.number, "id", cause, cluster_id, "Keep one of them")
            cluster_id = ""
        elif cluster_id:
            rows[cluster_id] = line.number
        if line.fits:
            row = into[ids[cluster_id]] if cluster_id else unclaimed
            found = [known.get(line.cells[i]) for i, known in lookups]
            if None in found:
                found = [
                    reader.read(line.number, line.cells[i]) if value is None else value
                    for value, i, reader in zip(found, places, readers.values(), strict=True)
                ]
            row[into_columns] = found
    for reader in readers.values():
        reader.close()
    return rows


def _check_scores(
    sheet: Sheet,
    values: FloatArray,
    codes: list[str],
    rows: list[tuple[str, int]],
    ids: Mapping[str, int],
    method: Method,
) -> None:
    """Values that are scores lie within the scale."""
    low, high = method.scale
    for cluster_id, number in rows:
        row = values[ids[cluster_id]]
        for i in np.flatnonzero((row < low) | (row > high)):
            remedy = "With normalise = none the values are scores: mend the value or method.scale"
            sheet.problem(
                number, codes[i], f"the score is not from {low:g} to {high:g}", f"{row[i]:g}", remedy
            )


def read_history(
    settings: Settings,
    sheet: Callable[[str], Sheet | None],
    framework: Framework,
    ids: Mapping[str, int],
    method: Method,
    columns: Sequence[str],
) -> tuple[PastEdition, ...]:
    editions = []
    labels = [settings.text("label")]
    for n in settings.numbers_of("history"):
        key = f"history.{n}"
        label = settings.text(f"{key}.label", required=True, limit=40)
        name = settings.text(f"{key}.values", required=True).removesuffix(".csv")
        if label and label in labels:
            settings.problem(f"{key}.label", "another edition has this label", value=label)
        if label.isdigit() and any(other.isdigit() and int(other) > int(label) for other in labels[1:]):
            settings.problem(
                f"{key}.label", "the editions are not in order", "Write the oldest one first", label
            )
        labels.append(label)
        if not settings.has(f"{key}.participants"):
            remedy = "Say how many clusters took part in that edition"
            settings.problem(f"{key}.participants", "the setting is missing", remedy)
        participants = settings.integer(f"{key}.participants", 0, 1, MAX_CLUSTERS)
        if name and not PAST_TABLE.fullmatch(name):
            remedy = "Name the file (or sheet) values- and the label, such as values-2014"
            settings.problem(
                f"{key}.values", "this is not a name for values of an earlier edition", remedy, name
            )
        table = sheet(name) if name else None
        if table is not None and framework.nodes:
            past = _past(table, label, participants, framework, ids, method)
            editions.append(replace(past, compared=settings.choices(f"{key}.compared", columns, ())))
    return tuple(editions)


def _past(
    sheet: Sheet, label: str, participants: int, framework: Framework, ids: Mapping[str, int], method: Method
) -> PastEdition:
    """One earlier edition: columns of leaves are values, of inner nodes scores, ``<code>_rank`` ranks."""
    codes, leaves = framework.codes, [node.code for node in framework.leaves]
    sheet.expect(("id",), (*codes, *(code + RANK for code in codes)))
    inner = [code for code in codes if code not in framework.leaf_column and code in sheet.index]
    ranked = [code for code in codes if code + RANK in sheet.index]
    readers: dict[str, NumberColumn | YesNoColumn] = {
        **_readers(sheet, framework),
        **{code: NumberColumn(sheet, code) for code in inner},
        **{code + RANK: NumberColumn(sheet, code + RANK) for code in ranked},
    }
    columns = {code: i for i, code in enumerate((*leaves, *codes, *(code + RANK for code in codes)))}
    # A leaf has one heading but two places: its value lies among the leaves, its score is not published.
    columns.update(framework.leaf_column)
    everything = np.full((len(ids), len(leaves) + 2 * len(codes)), np.nan)
    rows = _read_rows(sheet, ids, readers, everything, columns)
    values, scores, ranks = np.split(everything, (len(leaves), len(leaves) + len(codes)), axis=1)
    if 0 < participants < len(rows):
        cause = f"{len(rows)} clusters have a row, but the settings say that {participants} took part"
        sheet.problem(None, "", cause, remedy="Mend the participants of this edition in the settings")
    low, high = method.scale if method.normalise != "zscore" else (-np.inf, np.inf)
    for cluster_id, number in rows.items():
        for code in inner:
            score = scores[ids[cluster_id], framework.column[code]]
            if not np.isnan(score) and not low <= score <= high:
                remedy = "Bring the scores of that edition to the scale of this one"
                sheet.problem(
                    number, code, f"the score is not from {low:g} to {high:g}", f"{score:g}", remedy
                )
        for code in ranked:
            rank = ranks[ids[cluster_id], framework.column[code]]
            if participants and not np.isnan(rank) and not 1 <= rank <= participants:
                cause = f"the rank is not from 1 to {participants}, the number of participants"
                sheet.problem(number, code + RANK, cause, f"{rank:g}", "Mend the rank or the participants")
    return PastEdition(
        label, participants, freeze(values.copy()), freeze(scores.copy()), freeze(ranks.copy())
    )
