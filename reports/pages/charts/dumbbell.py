"""The dumbbell: own score, median and middle half for each sub-area."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from reports.document import Dumbbell, DumbbellRow, tick_step

from ..drawing import Box, Mark, Shape, Step, Text, rect, segment
from ..fonts import text_width
from ..style import ACCENT, BAND, CHART_NAME, CHART_NOTE, CHART_RANK, INK, RULE, SLATE, WHITE
from .labels import Callout, at_left, at_right, block, callout_cost, callout_places, draw_callouts, fit
from .symbols import HAIR, RING, Scale, draw_axis, draw_bar, draw_diamond, draw_grid

_TOP, _BOTTOM = 8.8, 5.5  # mm above and below the rows
_NAME_SHARE = 0.35  # of the width, for the names


def dumbbell_height(chart: Dumbbell, width: float) -> float:
    """Many rows stand closer, but not where names take two lines."""
    pitch = 9.0
    if len(chart.rows) > 4:
        room = width * _NAME_SHARE
        wraps = any(len(fit(row.name, room, CHART_NAME, "semibold")[0]) > 1 for row in chart.rows)
        pitch = 7.4 if wraps else 6.8
    return _TOP + len(chart.rows) * pitch + _BOTTOM


def draw_dumbbell(chart: Dumbbell, width: float, height: float) -> list[Mark]:
    pitch = (height - _TOP - _BOTTOM) / max(1, len(chart.rows))
    name_width = width * _NAME_SHARE
    rank_width = max(
        text_width(chart.rank_heading, CHART_NOTE),
        *(text_width(row.rank_label, CHART_RANK, "semibold") for row in chart.rows),
    )
    limits = (name_width + 1.0, width - rank_width - 2.0)
    scale = Scale(chart.low, chart.high, name_width + 9.0, limits[1] - 11.8)
    bottom = height - _BOTTOM
    marks: list[Mark] = [draw_grid(scale, _TOP, bottom)]
    rows: list[Mark] = []
    for i, row in enumerate(chart.rows):
        middle = _TOP + (i + 0.56) * pitch
        lines, size = fit(row.name, name_width, CHART_NAME, "semibold")
        rows += block(0, middle, lines, size, "semibold", INK)
        rows.append(at_right(width, middle, row.rank_label, CHART_RANK, "semibold", INK))
        rows += _dumbbell_row(row, scale, middle, limits, first=i == 0)
    between = [_TOP + i * pitch for i in range(1, len(chart.rows))]
    labels = [mark.box for mark in rows if isinstance(mark, Text)]
    rules = tuple(step for y in between for step in _broken(y, width, labels))
    if rules:
        marks.append(Shape(rules, stroke=RULE, width=HAIR))
    marks += rows
    first = chart.rows[0]
    middle = _TOP + 0.56 * pitch
    head = (
        Callout(scale(first.median), middle - 2.9, chart.median_label, "regular", INK),
        Callout(scale(first.best), middle - _ring_radius(first, scale), chart.best_label, "regular", INK),
    )
    marks += draw_callouts(head, (5.2, 1.8), limits)
    marks.append(at_right(width, 5.2, chart.rank_heading, CHART_NOTE, "regular", SLATE))
    marks += draw_axis(scale, tick_step(chart.low, chart.high), bottom, limits, chart.axis_unit)
    return marks


def _broken(y: float, width: float, labels: Iterable[Box]) -> tuple[Step, ...]:
    """A line across the chart that stops short of the labels it would run through."""
    start, pieces = 0.0, []
    for box in sorted((b for b in labels if b.top - 0.3 < y < b.bottom + 0.3), key=lambda b: b.left):
        pieces.append((start, box.left - 0.5))
        start = max(start, box.right + 0.5)
    pieces.append((start, width))
    return tuple(step for left, right in pieces if right > left for step in segment(left, y, right, y))


def _ring_radius(row: DumbbellRow, scale: Scale) -> float:
    """A ring that would hide under the diamond goes round it."""
    hidden = row.own is not None and abs(scale(row.own) - scale(row.best)) < 1.2
    return 2.35 if hidden else RING


def _dumbbell_row(
    row: DumbbellRow, scale: Scale, y: float, limits: tuple[float, float], *, first: bool
) -> list[Mark]:
    median, best, radius = scale(row.median), scale(row.best), _ring_radius(row, scale)
    left = scale(row.q1)
    marks: list[Mark] = [Shape(rect(left, y - 2.3, scale(row.q3) - left, 4.6), fill=BAND)]
    taken = [
        Box(median - 0.5, y - 2.9, median + 0.5, y + 2.9),
        Box(best - radius - 0.25, y - radius - 0.25, best + radius + 0.25, y + radius + 0.25),
    ]
    if first:  # the leaders of the heading come down to the symbols
        taken += [Box(x - 0.1, y - 9, x + 0.1, y) for x in (median, best)]
    own = None if row.own is None else scale(row.own)
    if own is not None:
        taken.append(Box(own - 1.95, y - 1.6, own + 1.95, y + 1.6))
        if abs(own - median) > 0.1:
            taken.append(Box(min(own, median), y - 0.5, max(own, median), y + 0.5))
            line = segment(own, y, median, y)
            marks.append(
                Shape(line, stroke=ACCENT, width=0.75, dash=(0.75, 0.6))
                if row.below
                else Shape(line, stroke=INK, width=0.75)
            )
    marks.append(draw_bar(median, y, 2.9))
    ring = Shape((("O", best, y, radius),), fill=WHITE if radius == RING else "", stroke=INK, width=0.42)
    marks.append(ring)
    if own is not None:
        marks.append(draw_diamond(own, y))
    return marks + _row_labels(row, own, best, radius, y, taken, limits, scale.start)


def _row_labels(
    row: DumbbellRow,
    own: float | None,
    best: float,
    radius: float,
    y: float,
    taken: Sequence[Box],
    limits: tuple[float, float],
    start: float,
) -> list[Mark]:
    """The numbers of one row where they touch nothing. Where the cluster is the best, one number
    says both.
    """
    rise = max(2.1, radius + 0.35)
    if own is None:
        own_label = at_left(start, y, row.own_label, CHART_NAME, "italic", SLATE)
        own_options = callout_places(own_label, start, 0.0, 1, taken, limits, rise)
    else:
        own_label = at_left(0, y, row.own_label, CHART_NAME, "bold", ACCENT)
        reach = radius + 0.35 if radius > RING else 1.95
        own_options = callout_places(own_label, own, reach, -1 if row.below else 1, taken, limits, rise)
    if row.own is not None and row.own == row.best:
        return [min(own_options, key=callout_cost)[1]]
    best_label = at_left(0, y, row.best_label, CHART_NOTE, "regular", SLATE)
    best_options = callout_places(best_label, best, radius + 0.3, 1, taken, limits, rise, push=2.5)
    pairs = (
        (cost + other_cost + (100.0 if box.hits(other_box, 0.7) else 0.0), text, other)
        for (cost, text, box), (other_cost, other, other_box) in product(own_options, best_options)
    )
    return list(min(pairs, key=callout_cost)[1:])
