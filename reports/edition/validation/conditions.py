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
    indicators = { "W1.2" = { min = 1 } }       # its answer to an indicator, both ends included

The tables ``needs`` and ``unless`` of a recommendation, its guards, are alike::

    indicators = { "W1.2" = { min = 1 } }
    profile = { staff = { min = 2 } }
    groups = { sector = ["ICT"] }
    actions = ["O1.2"]               # another recommendation of the same report

How they are evaluated is in :mod:`reports.advice.conditions`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ..loading.raw import did_you_mean
from ..model import Band, Guard, Node, ProfileField
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
    groups: Groups,
    profile: Mapping[str, ProfileField],
    nodes: Mapping[str, Node],
) -> dict[str, Any]:
    """The conditions of a record; words become tuples, also where one stands alone.

    Args:
        record: Which one; every problem is reported to it.
        names: The conditions that its kind of record can have.
        groups: What an own record may name.
        profile: The characteristics of the edition by code.
        nodes: The nodes of the framework by code.
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
                column: group_values(record, f"{field}.{column}", column, item, groups)
                for column, item in value.items()
            }
        elif name == "profile":
            when[name] = characteristics(record, field, value, profile)
        elif name == "indicators":
            when[name] = _indicators(record, field, value, nodes)
    return when


def read_guard(
    record: Record,
    field: str,
    groups: Groups,
    profile: Mapping[str, ProfileField],
    nodes: Mapping[str, Node],
    ids: Collection[str],
) -> Guard:
    """The guard ``field`` (``needs`` or ``unless``) of a recommendation; ``ids`` are those of all records."""
    given = record.fields.get(field, {})
    if not record.is_a(field, given, dict, "a table"):
        return Guard()
    record.only(f"{field}.", given, ("indicators", "profile", "groups", "actions"))
    wanted = given.get("groups", {})
    if not record.is_a(f"{field}.groups", wanted, dict, "a table"):
        wanted = {}
    actions = record.words(f"{field}.actions", given.get("actions", []))
    for action in actions:
        if action not in ids:
            record.problem(f"{field}.actions", "there is no such record", action, did_you_mean(action, ids))
        elif action == record.fields.get("id"):
            record.problem(f"{field}.actions", "the record names itself", action, "Remove it")
    return Guard(
        indicators=_indicators(record, f"{field}.indicators", given.get("indicators", {}), nodes),
        profile=characteristics(record, f"{field}.profile", given.get("profile", {}), profile),
        groups={
            column: group_values(record, f"{field}.groups.{column}", column, item, groups)
            for column, item in wanted.items()
        },
        actions=actions,
    )


def characteristics(
    record: Record, field: str, value: Any, profile: Mapping[str, ProfileField]
) -> dict[str, tuple[float, float]]:
    if not record.is_a(field, value, dict, "a table"):
        return {}
    found = {}
    for code, item in value.items():
        at, characteristic = f"{field}.{code}", profile.get(code)
        if characteristic is None and not record.shared:
            remedy = did_you_mean(code, profile, "Write a code of the table profile")
            record.problem(at, "the edition has no such characteristic", remedy=remedy)
        elif characteristic is not None and characteristic.kind not in ("number", "share"):
            remedy = "Only a number or a share can have a least and a most; use a comparison group instead"
            record.problem(at, f"this characteristic is of the kind {characteristic.kind}", remedy=remedy)
        found[code] = interval(record, at, item)
    return found


def _indicators(
    record: Record, field: str, value: Any, nodes: Mapping[str, Node]
) -> dict[str, tuple[float, float]]:
    if not record.is_a(field, value, dict, "a table"):
        return {}
    found = {}
    for code, item in value.items():
        at = f"{field}.{code}"
        if nodes and code not in nodes:
            if not record.shared:
                record.problem(at, "the framework has no such code", code, did_you_mean(code, nodes))
        elif nodes and not nodes[code].is_leaf:
            leaves = [name for name, node in nodes.items() if node.is_leaf and name.startswith(code)]
            remedy = f"Name an indicator, for instance {leaves[0]}" if leaves else "Name an indicator"
            record.problem(at, "only an indicator has a value to compare", code, remedy)
        found[code] = interval(record, at, item)
    return found


def group_values(record: Record, field: str, column: str, value: Any, groups: Groups) -> tuple[str, ...]:
    words = record.words(field, value)
    if record.shared:
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


def interval(record: Record, field: str, value: Any) -> tuple[float, float]:
    """The least and the most that a number may be."""
    anything = (float("-inf"), float("inf"))
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
