"""Checks the sheets of values, of this edition and of earlier ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ..loading.raw import PAST_TABLE, nearest
from ..model import FloatArray, Framework, Method, Node, PastEdition, freeze
from . import cells
from .framework import Tree
from .settings import Settings
from .sheet import (
    BESIDE_ID,
    MAX_CLUSTERS,
    RANK,
    Line,
    NumberColumn,
    Participants,
    Sheet,
    YesNoColumn,
    folded,
)


@dataclass(frozen=True)
class Reading:
    """What holds for every table of values: the texts for no answer (casefolded), the indicators in per cent
    that may lie outside 0 to 100, and where ``remarks`` go that are no errors.
    """

    missing: frozenset[str] = frozenset()
    unbounded: tuple[str, ...] = ()
    remarks: list[str] = field(default_factory=list)


def read_reading(settings: Settings, framework: Framework) -> Reading:
    """The settings ``values.*``."""
    missing = frozenset(word.strip().casefold() for word in settings.words("values.missing"))
    percent = [node.code for node in framework.leaves if is_percentage(node)]
    unbounded = settings.choices("values.unbounded", percent, ()) if framework.nodes else ()
    return Reading(missing, unbounded)


def is_percentage(node: Node) -> bool:
    """Whether the unit says that the values are parts of a hundred; changes in per cent are none."""
    unit = f"{node.unit} {node.unit_en}".strip().casefold()
    words = f"{unit} {node.name.pl} {node.name.en}".casefold()
    return bool(_PERCENT.match(unit)) and not _UNBOUNDED.search(words)


_PERCENT = re.compile(r"%|percent(?!age points?|ile)|per cent|proc\.|procent|odset")
#: Words of what can lie outside 0 to 100 per cent: changes, balances, and shares of something smaller.
_UNBOUNDED = re.compile(
    r"chang|growth|increase|decrease|r/r|y/y|yoy|rdr|annual rate|inflation|deficit|balance|surplus|margin|"
    r"return|profit|zmian|wzrost|spad|przyrost|dynami|inflac|tempo|deficyt|saldo|nadwyż|rentown|marż|zwrot|"
    r"zysk|gdp|gni|pkb|average|średni|of the plan|planu|target"
)


def read_values(
    sheet: Sheet | None, tree: Tree, participants: Participants, method: Method, reading: Reading
) -> FloatArray:
    """Clusters x leaves; NaN for no answer."""
    framework, ids = tree.framework, participants.row
    values = np.full((len(ids), len(framework.leaves)), np.nan)
    if sheet is None or not framework.nodes:
        return values
    for code in sheet.index:
        if code in framework.by_code and not framework[code].is_leaf:
            remedy = "Remove the column; the framework says what it is made from"
            sheet.problem(
                sheet.heading_row,
                code,
                "values are given for indicators only, and this one is made from others",
                remedy=remedy,
            )
    inner = [node.code for node in framework.nodes if not node.is_leaf]
    leaves = [node.code for node in framework.leaves]
    without = tree.report_empty(sheet)
    expected = [code for code in leaves if code not in without]
    names = _names_of(framework)
    complete = sheet.expect(
        ("id", *expected), (*inner, *without), unproposed=inner, names=names, refused=tree.refused
    )
    if not complete and "id" not in sheet.index:
        return values
    readers = _readers(sheet, framework, reading)
    rows = _read_rows(sheet, participants, readers, values, framework.leaf_column)
    lacking = [i for i in ids if i not in rows and i not in sheet.proposed]
    if lacking:
        cause = "a cluster has no row" if len(lacking) == 1 else f"{len(lacking)} clusters have no row"
        value = ", ".join(lacking[:8]) + (" ..." if len(lacking) > 8 else "")
        sheet.problem(None, "id", cause, value, "Add a row for each (its answers may be empty)")
    for code, reader in readers.items():
        if ids and not reader.answered:
            remedy = "Fill in the column, or remove the indicator from the framework"
            sheet.problem(None, code, "nobody has answered this indicator", remedy=remedy)
    places = [(ids[cluster_id], number) for cluster_id, number in rows.items()]
    if method.normalise == "none":
        _check_scores(sheet, values, leaves, places, method)
    else:
        _check_percentages(sheet, values, framework, places, reading)
    _check_room(sheet, values, framework)
    return values


def _names_of(framework: Framework) -> dict[str, str]:
    """Name of an indicator, folded -> its code, where one indicator only is called so."""
    named = Counter(folded(name) for node in framework.leaves for name in {node.name.pl, node.name.en})
    return {
        folded(name): node.code
        for node in framework.leaves
        for name in (node.name.pl, node.name.en)
        if name and named[folded(name)] == 1
    }


def _readers(sheet: Sheet, framework: Framework, reading: Reading) -> dict[str, NumberColumn | YesNoColumn]:
    """A reader for the column of each leaf that the sheet has."""
    return {
        node.code: YesNoColumn(sheet, node.code, reading.missing)
        if node.is_yes_no
        else NumberColumn(sheet, node.code, missing=reading.missing)
        for node in framework.leaves
        if node.code in sheet.index
    }


def _read_rows(
    sheet: Sheet,
    participants: Participants,
    readers: Mapping[str, NumberColumn | YesNoColumn],
    into: FloatArray,
    columns: Mapping[str, int],
    leavers: list[str] | None = None,
) -> dict[str, int]:
    """Fill a row of ``into`` for each id; returns the id -> number of its row in the sheet.

    Rows of no cluster of this edition are passed over where there may be ``leavers``.
    """
    ids = participants.row
    rows: dict[str, int] = {}
    unclaimed = np.empty(into.shape[1])  # a row of nobody is read for its problems only
    places = [sheet.index[code] for code in readers]
    lookups = list(zip(places, [reader.known for reader in readers.values()], strict=True))
    into_columns = [columns[code] for code in readers]
    for n, line in enumerate(sheet.lines()):
        if n == 0 and _repeats_heading(sheet, line):
            cause = "the row under the heading holds names or units and no answers"
            remedy = "Remove the row, or write them into framework"
            sheet.problem(line.number, "", cause, remedy=remedy)
            continue
        left = len(leavers or ())
        cluster_id = sheet.known_id(line, participants, leavers)
        if len(leavers or ()) > left:
            continue
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


def _repeats_heading(sheet: Sheet, line: Line) -> bool:
    """Whether the first row has no id and no number, but texts under several headings."""
    first = sheet.shown_whole(line, "id").strip().casefold() if "id" in sheet.index else "?"
    others = [
        cells.shown(c).strip() for h, i in sheet.index.items() if h != "id" for c in line.cells[i : i + 1]
    ]
    texts = [text for text in others if text]
    return (
        first in ("", "name", "nazwa", "unit", "jednostka", "code", "kod")
        and len(texts) > 1
        and not any(sign.isdigit() for text in texts for sign in text[:1])
        and any(len(text) > 2 or text == "%" for text in texts)
    )


#: Digits of the longest number that the tables have room for, with those behind the comma and the minus.
_MOST_DIGITS = 13


def _check_room(sheet: Sheet, values: FloatArray, framework: Framework) -> None:
    """No value is longer than the tables can print; medians and quartiles have one decimal more."""
    for code, i in framework.leaf_column.items():
        column = values[~np.isnan(values[:, i]), i]
        largest = max(float(column.max(initial=0.0)), -10.0 * float(column.min(initial=0.0)))
        decimals = max(0, framework[code].decimals)
        if largest * 10.0 ** (decimals + 1) >= 10.0**_MOST_DIGITS:
            sheet.problem(
                None,
                code,
                f"a value with {decimals} decimals is too long for the tables, which have room for "
                f"{_MOST_DIGITS} digits",
                f"{max(column, key=abs):,.0f}",
                "Give the indicator a larger unit (thousand, million)"
                + (" or fewer decimals" if decimals else ""),
            )


def _check_scores(
    sheet: Sheet,
    values: FloatArray,
    codes: list[str],
    rows: Iterable[tuple[int, int]],
    method: Method,
) -> None:
    """Values that are scores lie within the scale; ``rows`` are (row of the array, row of the sheet)."""
    low, high = method.scale
    for place, number in rows:
        row = values[place]
        for i in np.flatnonzero((row < low) | (row > high)):
            remedy = "With normalise = none the values are scores: mend the value or method.scale"
            sheet.problem(
                number, codes[i], f"the score is not from {low:g} to {high:g}", f"{row[i]:g}", remedy
            )


def _check_percentages(
    sheet: Sheet,
    values: FloatArray,
    framework: Framework,
    rows: Iterable[tuple[int, int]],
    reading: Reading,
) -> None:
    """Parts of a hundred lie from 0 to 100; ``rows`` are (row of the array, row of the sheet)."""
    columns = [
        (code, i)
        for code, i in framework.leaf_column.items()
        if code in sheet.index and is_percentage(framework[code]) and code not in reading.unbounded
    ]
    for place, number in rows:
        for code, i in columns:
            value = values[place, i]
            if value < 0 or value > 100:
                cause = f"the value is not from 0 to 100, and the unit is {framework[code].unit!r}"
                remedy = "Mend it; if it is true, list the indicator in the settings under values.unbounded"
                sheet.problem(number, code, cause, f"{value:.12g}", remedy)


def read_history(
    settings: Settings,
    sheet: Callable[[str], Sheet | None],
    tree: Tree,
    participants: Participants,
    method: Method,
    columns: Sequence[str],
    reading: Reading,
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
        count = settings.integer(f"{key}.participants", 0, 1, MAX_CLUSTERS)
        if name and not PAST_TABLE.fullmatch(name):
            remedy = "Name the file (or sheet) values- and the label, such as values-2014"
            settings.problem(
                f"{key}.values", "this is not a name for values of an earlier edition", remedy, name
            )
        table = sheet(name) if name else None
        if table is not None and tree.framework.nodes:
            past = _past(table, label, count, tree, participants, method, reading)
            editions.append(replace(past, compared=settings.choices(f"{key}.compared", columns, ())))
    return tuple(editions)


def _past(
    sheet: Sheet,
    label: str,
    count: int,
    tree: Tree,
    participants: Participants,
    method: Method,
    reading: Reading,
) -> PastEdition:
    """One earlier edition: columns of leaves are values, of inner nodes scores, ``<code>_rank`` ranks.

    Clusters and indicators that are not in this edition are passed over with a remark.
    """
    framework, ids = tree.framework, participants.row
    codes, leaves = framework.codes, [node.code for node in framework.leaves]
    ended = _ended(sheet, tree, label, reading)
    inner = [code for code in codes if code not in framework.leaf_column and code in sheet.index]
    ranked = [code for code in codes if code + RANK in sheet.index]
    sheet.expect(
        ("id",),
        (*codes, *(code + RANK for code in codes), *ended),
        unproposed=[code for code in codes if code not in framework.leaf_column],
        names=_names_of(framework),
        refused=tree.refused,
    )
    readers: dict[str, NumberColumn | YesNoColumn] = {
        **_readers(sheet, framework, reading),
        **{code: NumberColumn(sheet, code, missing=reading.missing) for code in inner},
        **{code + RANK: NumberColumn(sheet, code + RANK, missing=reading.missing) for code in ranked},
    }
    columns = {code: i for i, code in enumerate((*leaves, *codes, *(code + RANK for code in codes)))}
    # A leaf has one heading but two places: its value lies among the leaves, its score is not published.
    columns.update(framework.leaf_column)
    everything = np.full((len(ids), len(leaves) + 2 * len(codes)), np.nan)
    leavers: list[str] = []
    rows = _read_rows(sheet, participants, readers, everything, columns, leavers)
    if leavers:
        reading.remarks.append(
            f"{sheet.table.name}: clusters of {label} that are not in this edition and passed over: "
            f"{len(leavers)} ({_some(leavers)})"
        )
    values, scores, ranks = np.split(everything, (len(leaves), len(leaves) + len(codes)), axis=1)
    if 0 < count < len(rows):
        cause = f"{len(rows)} clusters have a row, but the settings say that {count} took part"
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
            if count and not np.isnan(rank) and not 1 <= rank <= count:
                cause = f"the rank is not from 1 to {count}, the number of participants"
                sheet.problem(number, code + RANK, cause, f"{rank:g}", "Mend the rank or the participants")
    if method.normalise != "none":
        places = [(ids[cluster_id], number) for cluster_id, number in rows.items()]
        _check_percentages(sheet, values, framework, places, reading)
    return PastEdition(label, count, freeze(values.copy()), freeze(scores.copy()), freeze(ranks.copy()))


def _ended(sheet: Sheet, tree: Tree, label: str, reading: Reading) -> list[str]:
    """The columns of indicators that this edition does not have any more, with a remark.

    A heading that is nearly the code of an indicator without a column is none of them.
    """
    framework = tree.framework
    names = _names_of(framework)
    known = {"id", *BESIDE_ID, *framework.codes, *(code + RANK for code in framework.codes), *tree.refused}
    absent = [
        heading
        for code in framework.leaf_column
        for heading in (code, code + RANK)
        if heading not in sheet.index
    ]
    ended, hints = [], []
    for header in sheet.index:
        if header in known or header.startswith("_") or folded(header) in names:
            continue
        if (near := nearest(header, absent, 0.8)) and near.endswith(RANK) == header.endswith(RANK):
            continue
        ended.append(header)
        like = [code for code in absent if _one_sign_apart(code, header)]
        hints.append(f"{header} (or is it {like[0]}, which has no column?)" if len(like) == 1 else header)
    if ended:
        reading.remarks.append(
            f"{sheet.table.name}: columns of {label} that are not in this framework and passed over: "
            f"{len(ended)} ({_some(hints)})"
        )
    return ended


def _one_sign_apart(code: str, other: str) -> bool:
    """Whether two codes of the same length differ in one sign."""
    return len(code) == len(other) and sum(a != b for a, b in zip(code, other, strict=True)) == 1


def _some(names: Sequence[str], most: int = 8) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
