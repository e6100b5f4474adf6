"""The strongest pattern of one cluster: which record of ``patterns.toml`` its report tells.

A pattern fits where all its conditions hold and every placeholder of its texts can be filled. Its strength is
its weight times how far its evidence is out of the ordinary, a number from 0 to 1: the mean over its
conditions on nodes of the distance of the score from the median (of a change, of the change; of what is
missing, 1), and over its counts of the share of what is counted, all in parts of the scale. A pattern without
such conditions has the strength 0, which makes it the last resort. The strongest one is told; of equals the
one that comes first in the files, the edition's own before the shared ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reports.edition import LANGS, Edition, Localised, Pattern, Placeholder, placeholders, words_of
from reports.results import Comparison, Standing

from . import conditions
from .measures import Measures
from .model import Evidence


@dataclass(frozen=True, slots=True)
class FoundPattern:
    """A pattern that fits a cluster, how strong it is, and the numbers and words that its conditions saw."""

    pattern: Pattern
    strength: float
    evidence: tuple[Evidence, ...]


def pattern_of(edition: Edition, comparison: Comparison) -> FoundPattern | None:
    """The strongest pattern of one cluster; None where no record of the edition fits."""
    measures = Measures(edition, comparison)
    found = [match for pattern in edition.patterns if (match := _fitting(pattern, measures)) is not None]
    return max(found, key=lambda match: match.strength, default=None)  # the first one of equals


def _fitting(pattern: Pattern, measures: Measures) -> FoundPattern | None:
    evidence: list[Evidence] = []
    distances: list[float] = []
    for name, wanted in pattern.when.items():
        for seen in _CONDITIONS[name](name, wanted, measures):
            if seen is None:
                return None
            evidence.append(seen.evidence)
            if seen.distance is not None:
                distances.append(seen.distance)
    if not all(can_fill(text, measures) for text in (*pattern.headline, *pattern.lead, *pattern.question)):
        return None
    mean = sum(distances) / len(distances) if distances else 0.0
    return FoundPattern(pattern, pattern.weight * mean, tuple(evidence))


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a condition that holds has seen, and how far it is out of the ordinary."""

    evidence: Evidence
    distance: float | None = None


#: What each condition has seen; None for one that does not hold.
_Judge = Callable[[str, Any, Measures], Iterator[_Seen | None]]


def _within(number: float | None, ends: tuple[float, float]) -> bool:
    return number is not None and ends[0] <= number <= ends[1]


def _counted(name: str, ends: tuple[float, float], measures: Measures) -> Iterator[_Seen | None]:
    framework = measures.edition.framework
    counted, of = {
        "zeros": (measures.zeros, framework.leaves),
        "missing": (measures.missing, framework.leaves),
        "areas-above": (measures.areas_above, framework.areas),
        "areas-below": (measures.areas_below, framework.areas),
        "areas-unscored": (measures.unscored_areas, framework.areas),
    }[name]
    n = len(counted)
    yield _Seen(Evidence(name, "", float(n)), n / len(of)) if _within(n, ends) else None


def _nodes(_: str, wanted: Mapping[str, Mapping[str, Any]], measures: Measures) -> Iterator[_Seen | None]:
    for name, tests in wanted.items():
        code = measures.code(name)
        if code is None:
            yield None
            continue
        for test, ends in tests.items():
            yield _node(code, test, ends, measures)


def _node(code: str, test: str, wanted: Any, measures: Measures) -> _Seen | None:
    standing, lead = measures.comparison[code], measures.lead(code)
    distance = None if lead is None else min(abs(lead) / 100, 1.0)
    if test == "missing":
        absent = _is_missing(standing, measures)
        return (
            _Seen(Evidence(test, code, str(absent).lower()), 1.0 if absent else None)
            if absent == wanted
            else None
        )
    if test == "position":
        position = conditions.position_of(standing)
        return _Seen(Evidence(test, code, str(position)), distance) if position in wanted else None
    number = _number(code, test, standing, measures)
    if number is None or not _within(number, wanted):
        return None
    if test == "change":
        distance = min(abs(number) / 100, 1.0)
    return _Seen(Evidence(test, code, number), None if test == "ranked" else distance)


def _number(code: str, test: str, standing: Standing, measures: Measures) -> float | None:
    match test:
        case "value":
            return standing.value
        case "of_median":
            if standing.value is None or standing.values is None or standing.values.median <= 0:
                return None
            return standing.value / standing.values.median
        case "rank":
            return standing.rank
        case "ranked":
            return float(standing.n)
        case "score":
            return None if standing.score is None else measures.on_scale(standing.score)
        case "lead":
            return measures.lead(code)
        case "change":
            return measures.change(code)
    raise LookupError(test)


def _is_missing(standing: Standing, measures: Measures) -> bool:
    leaf = measures.edition.framework[standing.code].is_leaf
    return (standing.value if leaf else standing.score) is None


def _profile(_: str, wanted: Mapping[str, tuple[float, float]], measures: Measures) -> Iterator[_Seen | None]:
    for code, ends in wanted.items():
        text = measures.cluster.profile.get(code, "")
        yield _Seen(Evidence("profile", code, text)) if conditions.in_range(text, *ends) else None


def _group(_: str, wanted: Mapping[str, tuple[str, ...]], measures: Measures) -> Iterator[_Seen | None]:
    for column, values in wanted.items():
        value = measures.cluster.groups.get(column, "")
        yield _Seen(Evidence("group", column, value)) if value in values else None


def _words(_: str, wanted: tuple[str, ...], measures: Measures) -> Iterator[_Seen | None]:
    """Whether one of the words begins a word of the cluster's name or of a text of its profile."""
    cluster = measures.cluster
    texts = {field.code for field in measures.edition.profile if field.kind == "text"}
    said = [cluster.name, cluster.short_name, *(cluster.profile.get(code, "") for code in sorted(texts))]
    words = sorted({word.casefold() for text in said for word in words_of(text)})
    found = next((word for word in words for start in wanted if word.startswith(start)), None)
    yield None if found is None else _Seen(Evidence("words", "", found))


_CONDITIONS: Mapping[str, _Judge] = {
    **dict.fromkeys(("zeros", "missing", "areas-above", "areas-below", "areas-unscored"), _counted),
    "nodes": _nodes,
    "profile": _profile,
    "group": _group,
    "words": _words,
}


# --- what a text needs ------------------------------------------------------------------------------


def can_fill(text: Localised, measures: Measures) -> bool:
    """Whether a cluster has what all placeholders of a text print."""
    return all(_has_what(part, measures) for lang in LANGS for part in placeholders(text.get(lang)))


def _has_what(part: Placeholder, measures: Measures) -> bool:
    """Whether there is what a placeholder prints."""
    match part.name:
        case "falls":
            return bool(measures.falls)
        case "rises":
            return bool(measures.rises)
        case "zero-names":
            return bool(measures.zeros)
        case "unscored":
            return bool(measures.unscored_areas)
        case "edition":
            return measures.label is not None
        case "profile":
            return bool(measures.cluster.profile.get(part.about, ""))
        case "zeros" | "missing" | "scored-areas" | "areas-above" | "areas-below" | "areas":
            return True
    code = measures.code(part.about)
    return code is not None and _has(code, part.name, measures)


def _has(code: str, name: str, measures: Measures) -> bool:
    """Whether a node has what a placeholder about it prints."""
    standing = measures.comparison[code]
    match name:
        case "name":
            return True
        case "value":
            return standing.value is not None
        case "median":
            return standing.values is not None
        case "score":
            return standing.score is not None
        case "gap":
            return measures.lead(code) is not None
        case "change":
            return measures.change(code) is not None
        case "rank" | "ranked":
            return standing.rank is not None
    raise LookupError(name)
