"""The conditions ``when`` of recommendations and good practices, evaluated for one result of a cluster.

What can be written is said, and checked, in :mod:`reports.edition.validation.conditions`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from reports.edition import STAFF, Band, Cluster, Guard, published, published_difference
from reports.results import Comparison, Standing

#: Where a result stands, in the words of a condition. A band that is not here has no position.
POSITION = {
    Band.BELOW: "low",
    Band.LOWER: "middle",
    Band.MEDIAN: "middle",
    Band.UPPER: "middle",
    Band.ABOVE: "good",
    Band.HIGHEST: "good",
}
POSITIONS = tuple(dict.fromkeys(POSITION.values()))
GOOD_BANDS = frozenset(band.value for band, position in POSITION.items() if position == "good")


def hold(
    when: Mapping[str, Any], standing: Standing, cluster: Cluster, comparison: Comparison, decimals: int
) -> bool:
    """Whether all conditions hold for the result ``standing`` of ``cluster``.

    ``comparison`` has all its results, ``decimals`` are those of published scores. A figure or a
    characteristic that is not there fulfils no condition.
    """
    return all(
        answers_within(wanted, comparison)
        if name == "indicators"
        else _CONDITIONS[name](wanted, standing, cluster, decimals)
        for name, wanted in when.items()
    )


def lacking(guard: Guard, cluster: Cluster, comparison: Comparison) -> str | None:
    """What a record that needs ``guard`` waits for: the code of the first indicator whose answer is not there
    or not within its ends, "" for anything else; None where nothing is lacking. Its ``actions`` are the
    business of whoever chooses.
    """
    for code, ends in guard.indicators.items():
        if not answers_within({code: ends}, comparison):
            return code
    fits = _in_ranges(guard.profile, cluster) and _in_groups(guard.groups, cluster)
    return None if fits else ""


def forbids(guard: Guard, cluster: Cluster, comparison: Comparison) -> bool:
    """Whether anything of ``guard``, but for its ``actions``, holds."""
    return (
        any(answers_within({code: ends}, comparison) for code, ends in guard.indicators.items())
        or any(_in_ranges({code: ends}, cluster) for code, ends in guard.profile.items())
        or any(_in_groups({column: values}, cluster) for column, values in guard.groups.items())
    )


def staff_of(cluster: Cluster) -> float | None:
    """The full-time posts of the office, where they were told."""
    try:
        return float(cluster.profile.get(STAFF, ""))
    except ValueError:
        return None


def answers_within(wanted: Mapping[str, tuple[float, float]], comparison: Comparison) -> bool:
    """Whether the answers to indicators are there and within their ends."""
    for code, (least, most) in wanted.items():
        standing = comparison.standings.get(code)
        if standing is None or standing.value is None or not least <= standing.value <= most:
            return False
    return True


def position_of(standing: Standing) -> str | None:
    """Where a result stands: low, middle, good; None where it is missing or all have the same."""
    return POSITION.get(standing.band)


def points_behind(standing: Standing) -> float | None:
    """Points that a result is behind the median of the group, below zero where it is ahead."""
    if standing.score is None or standing.group is None:
        return None
    return published(standing.group.median - standing.score, 9)  # without binary noise


def trend(standing: Standing, decimals: int) -> str | None:
    """Whether the published score went up, down or stayed flat since the last comparable edition."""
    before = next((past.score for past in reversed(standing.past) if past.score is not None), None)
    if before is None or standing.score is None:
        return None
    change = published_difference(standing.score, before, decimals)
    return "up" if change > 0 else "down" if change < 0 else "flat"


def _in_groups(wanted: Mapping[str, tuple[str, ...]], cluster: Cluster) -> bool:
    return all(cluster.groups.get(column) in values for column, values in wanted.items())


def _in_ranges(wanted: Mapping[str, tuple[float, float]], cluster: Cluster) -> bool:
    return all(in_range(cluster.profile.get(code, ""), *ends) for code, ends in wanted.items())


def in_range(text: str, least: float, most: float) -> bool:
    """Whether the text of a characteristic is a number in a range, both ends included."""
    try:
        return least <= float(text) <= most
    except ValueError:
        return False


_CONDITIONS: Mapping[str, Callable[[Any, Standing, Cluster, int], bool]] = {
    "position": lambda wanted, standing, *_: position_of(standing) in wanted,
    "band": lambda wanted, standing, *_: standing.band.value in wanted,
    "gap_min": lambda wanted, standing, *_: (
        (behind := points_behind(standing)) is not None and behind >= wanted
    ),
    "rank_min": lambda wanted, standing, *_: standing.rank is not None and standing.rank >= wanted,
    "trend": lambda wanted, standing, _, decimals: trend(standing, decimals) in wanted,
    "missing": lambda wanted, standing, *_: wanted == (standing.value is None),
    "group": lambda wanted, _, cluster, *__: _in_groups(wanted, cluster),
    "profile": lambda wanted, _, cluster, *__: _in_ranges(wanted, cluster),
}
