"""Small comparison groups that the settings merge into larger ones (``groups.merge``).

The groups of a column stay as they are. What is merged stands in a column of its own beside them, ``sector``
in ``sector_merged``, which counts like any other: so a report can compare with the merged group where the own
one is too small.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..loading.raw import did_you_mean
from ..model import LANGS, Cluster, Localised
from .settings import Settings
from .sheet import GROUP, Participants, folded

#: What the column of merged groups is called behind the name of the column that they are made from.
MERGED = "_merged"
_KEY = "groups.merge"

#: (column, value) -> what a reader calls it, as in :attr:`reports.edition.model.Edition.group_names`.
Names = Mapping[tuple[str, str], Localised]


def merge_groups(settings: Settings, participants: Participants) -> tuple[Participants, Names]:
    """The participants with the columns of merged groups, and the names of these groups; what is wrong with
    the settings is reported to them.
    """
    numbers = settings.numbers_of(_KEY)
    if not numbers or not participants.clusters:
        return participants, {}
    merged: dict[str, dict[str, str]] = {}  # column -> value -> merged group
    names: dict[tuple[str, str], Localised] = {}
    for number in numbers:
        _read(settings, f"{_KEY}.{number}", participants, merged, names)
    clusters = tuple(replace(c, groups=_with_merged(c, merged)) for c in participants.clusters)
    return replace(participants, clusters=clusters), names


def _read(
    settings: Settings,
    key: str,
    participants: Participants,
    merged: dict[str, dict[str, str]],
    names: dict[tuple[str, str], Localised],
) -> None:
    """One merged group."""
    column = settings.text(f"{key}.column", required=True).removeprefix(GROUP)
    name = settings.localised(key, required=True)
    values = settings.words(f"{key}.values")
    groups = participants.groups
    if column and column not in groups:
        remedy = did_you_mean(column, groups, f"The columns are {', '.join(groups)}")
        settings.problem(f"{key}.column", "clusters has no such group column", remedy, column)
        return
    if not column:
        return
    if column + MERGED in groups:
        cause = f"clusters has a column {GROUP}{column}{MERGED}, where the merged groups would stand"
        settings.problem(f"{key}.column", cause, "Give that column another name", column)
        return
    if not settings.has(f"{key}.values"):
        settings.problem(f"{key}.values", "the setting is missing", "List the groups that become one")
    elif len(set(values)) < 2:
        settings.problem(
            f"{key}.values", "a merged group is made of at least two", "List them", "; ".join(values)
        )
    of_column = merged.setdefault(column, {})
    for value in values:
        if value not in groups[column]:
            remedy = did_you_mean(
                value, groups[column], f"The groups are {', '.join(sorted(groups[column]))}"
            )
            settings.problem(f"{key}.values", f"no cluster has this value in {GROUP}{column}", remedy, value)
        elif value in of_column:
            settings.problem(f"{key}.values", "this group is merged twice", "Keep one of the two", value)
    merged_value = name.get("pl")
    _check_name(settings, key, name, participants, set(names.values()))
    of_column.update(dict.fromkeys(values, merged_value))
    names[column + MERGED, merged_value] = name


def _check_name(
    settings: Settings, key: str, name: Localised, participants: Participants, others: set[Localised]
) -> None:
    """A group is called neither like a unit nor like another merged group."""
    for lang in LANGS:
        said = getattr(name, lang)
        if not said:
            continue
        if folded(said) in participants.named:
            cause = f"a cluster has this name ({participants.named[folded(said)]})"
            settings.problem(f"{key}.{lang}", cause, "Give the group another name", said)
        if any(folded(said) == folded(other.get(lang)) for other in others):
            settings.problem(
                f"{key}.{lang}", "another merged group has this name", "Two groups need different names", said
            )


def _with_merged(cluster: Cluster, merged: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The groups of a cluster, each merged one behind the one that it is made from."""
    found: dict[str, str] = {}
    for column, value in cluster.groups.items():
        found[column] = value
        if value in merged.get(column, {}):
            found[column + MERGED] = merged[column][value]
    return found


def with_column_names(names: Names) -> dict[tuple[str, str], Localised]:
    """The names of comparison groups with one for each column of merged groups that has none."""
    found = dict(names)
    for column in {column for column, value in names if column.endswith(MERGED) and value}:
        base = names.get((column.removesuffix(MERGED), ""), Localised())
        pl, en = (base.get(lang) or column.removesuffix(MERGED) for lang in LANGS)
        found.setdefault((column, ""), Localised(f"{pl} – szersza grupa", f"{en} – wider group"))
    return found
