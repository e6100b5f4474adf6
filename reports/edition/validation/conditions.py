"""The table ``when`` of a record of the libraries: the conditions, all of which must hold.

::

    position = ["low", "middle"]     # where the result stands: low, middle, good
    band = ["below", "lower"]        # values of model.Band
    trend = ["down"]                 # up, down, flat
    gap_min = 5.0                    # points behind the median, at least
    rank_min = 10                    # this rank or a worse one
    missing = true                   # there is no answer
    group = { size = ["mały"] }      # comparison group of the cluster: one of these values
    profile = { staff = { min = 3, max = 9 } }  # a number or share of its profile, both ends included

How they are evaluated is in :mod:`reports.advice.conditions`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ..loading.raw import did_you_mean
from ..model import Band, ProfileField
from . import cells
from .records import Record

_WORDS = {
    "position": ("low", "middle", "good"),
    "band": tuple(band.value for band in Band),
    "trend": ("up", "down", "flat"),
}
_NUMBERS = ("gap_min", "rank_min")
#: Comparison groups: column -> its values; none where any value will do.
Groups = Mapping[str, Collection[str]]


def read_conditions(
    record: Record,
    names: Collection[str],
    groups: Groups | None,
    profile: Mapping[str, ProfileField] | None = None,
) -> dict[str, Any]:
    """The conditions of a record; words become tuples, also where one stands alone.

    Args:
        record: Which one; every problem is reported to it.
        names: The conditions that its kind of record can have.
        groups: What an own record may name; None checks none.
        profile: The characteristics of the edition by code.
    """
    given = record.fields.get("when", {})
    if not record.is_a("when", given, dict, "a table"):
        return {}
    record.only("when.", given, names)
    when: dict[str, Any] = {}
    for name, value in given.items():
        field = f"when.{name}"
        if name not in names:
            continue
        if name in _WORDS:
            when[name] = record.words(field, value, _WORDS[name])
        elif name in _NUMBERS and record.is_a(field, value, int | float, "a number"):
            if not 0 <= value <= cells.MAX_NUMBER:
                record.problem(field, "this must not be negative", value)
            when[name] = float(value)
        elif name == "missing" and record.is_a(field, value, bool, "true or false"):
            when[name] = value
        elif name == "group" and record.is_a(field, value, dict, "a table"):
            when[name] = {
                column: _groups(record, f"{field}.{column}", column, item, groups)
                for column, item in value.items()
            }
        elif name == "profile" and record.is_a(field, value, dict, "a table"):
            when[name] = {
                code: _range(record, f"{field}.{code}", code, item, profile or {})
                for code, item in value.items()
            }
    return when


def _groups(record: Record, field: str, column: str, value: Any, groups: Groups | None) -> tuple[str, ...]:
    words = record.words(field, value)
    if record.shared or groups is None:
        return words
    if column not in groups:
        remedy = did_you_mean(column, groups, "Write a column group_... of clusters without group_")
        record.problem(field, "there is no such comparison group", remedy=remedy)
        return words
    for word in words:
        if groups[column] and word not in groups[column]:
            remedy = did_you_mean(word, groups[column], "Write a value of the table clusters")
            record.problem(field, "no cluster is in this group", word, remedy)
    return words


def _range(
    record: Record, field: str, code: str, value: Any, profile: Mapping[str, ProfileField]
) -> tuple[float, float]:
    """The least and the most that a characteristic may be."""
    anything = (float("-inf"), float("inf"))
    characteristic = profile.get(code)
    if characteristic is None and not record.shared:
        remedy = did_you_mean(code, profile, "Write a code of the table profile")
        record.problem(field, "the edition has no such characteristic", remedy=remedy)
    elif characteristic is not None and characteristic.kind not in ("number", "share"):
        remedy = "Only a number or a share can have a least and a most; use a comparison group instead"
        record.problem(field, f"this characteristic is of the kind {characteristic.kind}", remedy=remedy)
    if not record.is_a(field, value, dict, "a table with min or max"):
        return anything
    record.only(f"{field}.", value, ("min", "max"))
    ends = []
    for name, otherwise in zip(("min", "max"), anything, strict=True):
        end = value.get(name, otherwise)
        if not record.is_a(f"{field}.{name}", end, int | float, "a number"):
            end = otherwise
        elif name in value and not abs(end) <= cells.MAX_NUMBER:
            record.problem(f"{field}.{name}", "this is no usable number", end)
        ends.append(float(end))
    if not value.keys() & {"min", "max"}:
        record.problem(field, "neither min nor max is given", remedy="Give one of them, or remove it")
    elif ends[0] > ends[1]:
        record.problem(field, "min is greater than max, so that no cluster fits")
    return ends[0], ends[1]
