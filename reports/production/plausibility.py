"""Values that are possible and yet hardly meant, which only a person would notice in a finished report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from reports.edition import Edition, FloatArray, Node, PastEdition
from reports.edition.validation import is_percentage
from reports.results import rank, spearman

from .study import Study

IntArray = np.ndarray[tuple[int], np.dtype[np.intp]]

#: Fewer values than this are too few to call one of them odd.
FEWEST = 5
#: A value is far outside where its distance to the next one is so many times the range of all others.
FAR = 5.0
#: The median of an indicator that is so many times the earlier one, and a single value that is.
MANY_TIMES, JUMP = 9.0, 200.0
#: A single value jumps where its change is so many times that of three quarters of the others (logarithms).
UNUSUAL = 4.0
#: The rank correlation with the earlier edition below which rows may be mixed up.
HARDLY_RELATED = 0.2
#: As many clusters are named in one warning.
NAMED = 3


def odd_values(study: Study) -> Iterator[str]:
    """One line for each thing in the values that should be looked at."""
    edition = study.edition
    if edition.method.normalise != "none":
        for node in edition.framework.leaves:
            if not node.is_yes_no:
                column = edition.values[:, edition.framework.leaf_column[node.code]]
                yield from _of_one_column(edition, node, column)
    if edition.method.normalise == "goalposts":
        yield from _beyond_goalposts(edition)
    yield from _zeros(study)
    if edition.history:
        yield from _against(edition, edition.history[-1])


def extremes(edition: Edition) -> list[dict[str, Any]]:
    """The lowest, median and highest value of every indicator that is no question, with whose they are."""
    found = []
    for node in edition.framework.leaves:
        column = edition.values[:, edition.framework.leaf_column[node.code]]
        answered = np.flatnonzero(~np.isnan(column))
        if node.is_yes_no or not len(answered):
            continue
        lowest, highest = answered[column[answered].argmin()], answered[column[answered].argmax()]
        found.append(
            {
                "code": node.code,
                "name": node.name.get(edition.language),
                "unit": node.unit_in(edition.language),
                "answers": len(answered),
                "lowest": float(column[lowest]),
                "lowest_id": edition.ids[lowest],
                "median": float(np.median(column[answered])),
                "highest": float(column[highest]),
                "highest_id": edition.ids[highest],
            }
        )
    return found


def _of_one_column(edition: Edition, node: Node, column: FloatArray) -> Iterator[str]:
    answered = np.flatnonzero(~np.isnan(column))
    values = column[answered]
    if len(values) < FEWEST:
        return
    if is_percentage(node) and _fractions(values):
        yield (
            f"{_called(edition, node)}: all values (in {node.unit}) lie between 0 and 1; are they fractions? "
            "0.45 must be written as 45"
        )
    order = np.argsort(values)
    low, high = values[order[0]], values[order[-1]]
    second, second_highest = values[order[1]], values[order[-2]]
    lowest, highest = edition.ids[answered[order[0]]], edition.ids[answered[order[-1]]]
    others = ""
    if high - second_highest > FAR * (second_highest - low) > 0 and high > FAR * abs(second_highest):
        others = f"{high:g} of {highest} is far above the others ({low:g} to {second_highest:g})"
    elif second - low > FAR * (high - second) > 0 and (low < 0 or low < second / FAR):
        others = f"{low:g} of {lowest} is far below the others ({second:g} to {high:g})"
    elif low < 0 <= second:
        others = f"{low:g} of {lowest} is the only value below zero"
    if others:
        yield f"{_called(edition, node)}: {others}; is it a slip, or a code for a missing value?"


def _fractions(values: FloatArray) -> bool:
    """Whether percentages seem to be written as fractions."""
    return bool(values.min() >= 0 and values.max() <= 1 and ((values > 0) & (values < 1)).mean() > 1 / 2)


def _called(edition: Edition, node: Node) -> str:
    return f"{node.code} ({node.name.get(edition.language)})"


def _beyond_goalposts(edition: Edition) -> Iterator[str]:
    low_end, high_end = edition.method.scale
    for node in edition.framework.leaves:
        column = edition.values[:, edition.framework.leaf_column[node.code]]
        for beyond, goalpost, side, extreme, better in (
            (column > (np.inf if node.high is None else node.high), node.high, "above", np.nanmax, 1),
            (column < (-np.inf if node.low is None else node.low), node.low, "below", np.nanmin, -1),
        ):
            if goalpost is not None and beyond.any():
                score = high_end if better == node.direction else low_end
                most = "highest" if better == 1 else "lowest"
                yield (
                    f"{_called(edition, node)}: answers {side} the goalpost {goalpost:g}: {beyond.sum()} "
                    f"({most} {extreme(column):g}); they score {score:g} as if they were at it"
                )


def _zeros(study: Study) -> Iterator[str]:
    """Clusters whose geometric or harmonic mean is zero because one part of it is."""
    edition, scores = study.edition, study.scores.score
    for node in edition.framework.nodes:
        rule = edition.method.aggregation(node.depth)
        if node.is_leaf or rule == "arithmetic":
            continue
        column = scores[:, edition.framework.column[node.code]]
        count = int((column == 0).sum())
        if count:
            yield (
                f"{_called(edition, node)}: {count} of {(~np.isnan(column)).sum()} scores are 0, because a "
                f"{rule} mean with a 0 in it is 0; a scale that begins above 0 (method.scale = [1, 100]) "
                "tells them apart"
            )


# --- against the last edition ------------------------------------------------------------------


def _against(edition: Edition, past: PastEdition) -> Iterator[str]:
    leaves = edition.framework.leaves
    mixed = _mixed_up(edition, past)
    if mixed:
        yield mixed
        return
    for node in leaves:
        if node.is_yes_no or edition.method.normalise == "none":
            continue
        i = edition.framework.leaf_column[node.code]
        both = np.flatnonzero(~np.isnan(edition.values[:, i]) & ~np.isnan(past.values[:, i]))
        if len(both) < FEWEST:
            continue
        now, then = edition.values[both, i], past.values[both, i]
        median_now, median_then = float(np.median(now)), float(np.median(then))
        times = _times(median_now, median_then)
        if times:
            yield (
                f"{_called(edition, node)}: the median of {edition.label} is {times} that of {past.label} "
                f"({median_now:g} and {median_then:g}); was the unit changed?"
            )
            continue
        yield from _jumps(edition, past, node, both)


def _times(now: float, then: float) -> str:
    """How many times as large a value is, in words; empty where that is not much."""
    if now * then <= 0:
        return ""
    ratio = now / then
    if ratio >= MANY_TIMES:
        return f"{_rounded(ratio)} times"
    return f"a {_rounded(1 / ratio)}th of" if ratio <= 1 / MANY_TIMES else ""


def _rounded(ratio: float) -> str:
    digits = -int(np.floor(np.log10(ratio))) + 1
    return f"{round(ratio, digits):,.12g}"


def _jumps(edition: Edition, past: PastEdition, node: Node, both: IntArray) -> Iterator[str]:
    """Single clusters whose value has another magnitude than before, while the others have not."""
    i = edition.framework.leaf_column[node.code]
    now, then = edition.values[both, i], past.values[both, i]
    kept = (now * then) > 0
    changes = np.log10(np.where(kept, now, 1) / np.where(kept, then, 1))
    if kept.sum() < FEWEST or kept.mean() < 1 / 2:
        return
    typical = np.quantile(np.abs(changes[kept]), 0.75)
    far = np.flatnonzero(kept & (np.abs(changes) >= np.log10(JUMP)) & (np.abs(changes) > UNUSUAL * typical))
    if 0 < len(far) <= max(NAMED, len(both) // 10):
        told = ", ".join(
            f"{edition.ids[both[row]]} ({then[row]:g} -> {now[row]:g})"
            for row in sorted(far, key=lambda row: -abs(changes[row]))[:NAMED]
        )
        more = f" and {len(far) - NAMED} more" if len(far) > NAMED else ""
        yield f"{_called(edition, node)}: a large jump since {past.label}: {told}{more}"


def _mixed_up(edition: Edition, past: PastEdition) -> str:
    """What to say where answers and ids seem to be mixed up: hardly any indicator goes with its earlier
    values, though a cluster that answers high in one edition mostly does in the next.
    """
    columns, related = [], []
    for i, node in enumerate(edition.framework.leaves):
        both = np.flatnonzero(~np.isnan(edition.values[:, i]) & ~np.isnan(past.values[:, i]))
        now, then = edition.values[both, i], past.values[both, i]
        if len(both) >= 2 * FEWEST and not node.is_yes_no and np.ptp(now) and np.ptp(then):
            columns.append((both, now, then))
            related.append(spearman(now, then))
    if not columns or np.median(related) >= HARDLY_RELATED:
        return ""
    steps = np.full((len(edition.ids), len(columns)), np.nan)
    for place, (both, now, then) in enumerate(columns):
        moved = np.abs(rank(now, "average") - rank(then, "average"))
        steps[both, place] = moved / (len(both) - 1)
    answering = np.flatnonzero((~np.isnan(steps)).any(axis=1))
    mean = np.array([np.nanmean(steps[row]) for row in answering])
    worst = [edition.ids[answering[place]] for place in np.argsort(-mean)[:NAMED]]
    return (
        f"the answers of {edition.label} have hardly any relation to those of {past.label} (rank correlation "
        f"{np.median(related):.2f} in the median of {len(columns)} indicators); was the column id sorted "
        f"alone, or are rows shifted? The largest changes are those of {', '.join(worst)}"
    )
