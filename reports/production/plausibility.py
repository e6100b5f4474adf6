"""Values that are possible and yet hardly meant, which only a person would notice in a finished report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from reports.edition import Edition, FloatArray, Node
from reports.edition.validation import is_percentage
from reports.errors import Remark

from .earlier import FEWEST, called, odd_changes, remark
from .study import Study

#: A value is far outside where its distance to the next one is so many times the range of all others.
FAR = 5.0


def odd_values(study: Study) -> Iterator[Remark]:
    """A remark for each thing in the values that should be looked at."""
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
        yield from odd_changes(edition, edition.history[-1])


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


def _of_one_column(edition: Edition, node: Node, column: FloatArray) -> Iterator[Remark]:
    answered = np.flatnonzero(~np.isnan(column))
    values = column[answered]
    if len(values) < FEWEST:
        return
    if is_percentage(node) and _fractions(values):
        yield remark(
            node,
            f"{called(edition, node)}: all values (in {node.unit}) lie between 0 and 1; are they fractions? "
            "0.45 must be written as 45",
        )
    order = np.argsort(values)
    low, high = values[order[0]], values[order[-1]]
    second, second_highest = values[order[1]], values[order[-2]]
    lowest, highest = edition.ids[answered[order[0]]], edition.ids[answered[order[-1]]]
    others, odd = "", lowest
    if high - second_highest > FAR * (second_highest - low) > 0 and high > FAR * abs(second_highest):
        others = f"{high:g} of {highest} is far above the others ({low:g} to {second_highest:g})"
        odd = highest
    elif second - low > FAR * (high - second) > 0 and (low < 0 or low < second / FAR):
        others = f"{low:g} of {lowest} is far below the others ({second:g} to {high:g})"
    elif low < 0 <= second:
        others = f"{low:g} of {lowest} is the only value below zero"
    if others:
        text = f"{called(edition, node)}: {others}; is it a slip, or a code for a missing value?"
        yield remark(node, text, odd)


def _fractions(values: FloatArray) -> bool:
    """Whether percentages seem to be written as fractions."""
    return bool(values.min() >= 0 and values.max() <= 1 and ((values > 0) & (values < 1)).mean() > 1 / 2)


def _beyond_goalposts(edition: Edition) -> Iterator[Remark]:
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
                yield remark(
                    node,
                    f"{called(edition, node)}: answers {side} the goalpost {goalpost:g}: {beyond.sum()} "
                    f"({most} {extreme(column):g}); they score {score:g} as if they were at it",
                    *(edition.ids[row] for row in np.flatnonzero(beyond)),
                )


def _zeros(study: Study) -> Iterator[Remark]:
    """Clusters whose geometric or harmonic mean is zero because one part of it is."""
    edition, scores = study.edition, study.scores.score
    for node in edition.framework.nodes:
        rule = edition.method.aggregation(node.depth)
        if node.is_leaf or rule == "arithmetic":
            continue
        column = scores[:, edition.framework.column[node.code]]
        count = int((column == 0).sum())
        if count:
            yield Remark(
                f"{called(edition, node)}: {count} of {(~np.isnan(column)).sum()} scores are 0, because a "
                f"{rule} mean with a 0 in it is 0; a scale that begins above 0 (method.scale = [1, 100]) "
                "tells them apart",
                "framework",
                keys=(node.code,),
            )
