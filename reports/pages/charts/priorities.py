"""Effort against effect of the actions, and the staircase of what their goals bring together."""

from __future__ import annotations

from collections.abc import Sequence

from reports.document import EffortMap, EffortMark, Stairs

from ..drawing import Mark, Shape, Step, rect, segment
from ..fonts import text_width
from ..style import ACCENT, CHART_MIN, CHART_NAME, CHART_NOTE, INK, PEER, RULE, SLATE, WHITE
from .labels import at_left, centred, spread
from .symbols import HAIR, Scale

HEIGHT = 48.0

#: Of the map, in mm: what stands above and below the marks, what is below the line for what gains nothing by
#: itself, with its words above its marks, a mark's half and what it takes with its neighbour, from its
#: middle to its label, and from a mark to the label of another below or above it.
_TOP, _FOOT, _LINE, _WORDS = 7.0, 10.0, 9.4, 2.0
_HALF, _PITCH, _BESIDE, _STEP = 2.3, 5.6, 3.1, 3.8
#: Where in a column its two lanes are, and a mark that is alone.
_FIRST, _SECOND, _ALONE = 0.16, 0.62, 0.36


def draw_effort_map(chart: EffortMap, width: float, height: float) -> list[Mark]:
    """Marks of one column stand in two lanes, so that near gains stay apart."""
    foot = height - _FOOT
    gaining = [mark for mark in chart.marks if mark.gain is not None]
    floor = foot - (_LINE if len(gaining) < len(chart.marks) else 0.0)
    most = max((mark.gain or 0.0 for mark in gaining), default=0.0)
    scale = Scale(0.0, max(most, 1e-9), floor - _HALF - 0.6, _TOP + _HALF)
    column = width / len(chart.efforts)
    borders = tuple(
        step for i in range(1, len(chart.efforts)) for step in segment(i * column, _TOP, i * column, foot)
    )
    marks: list[Mark] = [
        Shape(borders, stroke=RULE, width=HAIR),
        Shape(segment(0, foot, width, foot), stroke=INK, width=0.3),
        at_left(0, 2.4, chart.gain_heading, CHART_NOTE, "regular", SLATE),
        centred(width / 2, height - 2.2, chart.effort_heading, CHART_NOTE, "regular", SLATE, (0.0, width)),
    ]
    if floor < foot:
        marks.append(Shape(segment(0, floor, width, floor), stroke=PEER, width=0.2, dash=(1.0, 0.8)))
        marks.append(at_left(0, floor + _WORDS, chart.none, CHART_MIN, "regular", SLATE))
    for place, name in enumerate(chart.efforts):
        left = place * column
        limits = (left, left + column)
        marks.append(centred(left + column / 2, foot + 3.0, name, CHART_NOTE, "semibold", INK, limits))
        here = [mark for mark in chart.marks if mark.effort == place + 1]
        above = sorted((m for m in here if m.gain is not None), key=lambda m: -(m.gain or 0.0))
        for (x, y), mark in _lanes(above, scale, left, column, floor):
            marks += _mark(mark, x, y)
        below = [mark for mark in here if mark.gain is None]
        for at, mark in enumerate(below, start=1):
            marks += _mark(mark, left + column * at / (len(below) + 1), foot - _HALF - 0.6)
    return marks


def _lanes(
    above: Sequence[EffortMark], scale: Scale, left: float, column: float, floor: float
) -> list[tuple[tuple[float, float], EffortMark]]:
    """Where the marks of a column stand, the largest gain first: each in the lane with more room; by turns
    and one below the other where their labels are too wide to stand side by side.
    """
    lanes: list[list[EffortMark]] = [[], []]
    last = [-_PITCH, -_PITCH]
    for mark in above:
        y = scale(mark.gain or 0.0)
        lane = 0 if y - last[0] >= _PITCH or last[0] <= last[1] else 1
        lanes[lane].append(mark)
        last[lane] = max(y, last[lane] + _PITCH)
    widest = max((text_width(mark.label, CHART_NOTE) for mark in above), default=0.0)
    room = min(column * (_SECOND - _FIRST) - _HALF, column * (1.0 - _SECOND)) - _BESIDE - 0.4
    if lanes[1] and widest > room:
        wanted = [scale(mark.gain or 0.0) for mark in above]
        ends = (left + _HALF + 0.6, left + column - widest - _BESIDE - 0.6)
        ys = spread(wanted, [_STEP] * len(above), _TOP, floor - 0.2)
        return [((ends[at % 2], y), mark) for at, (y, mark) in enumerate(zip(ys, above, strict=True))]
    xs = (left + column * _FIRST, left + column * _SECOND) if lanes[1] else (left + column * _ALONE, 0.0)
    placed = []
    for x, marks in zip(xs, lanes, strict=True):
        wanted = [scale(mark.gain or 0.0) for mark in marks]
        for y, mark in zip(spread(wanted, [_PITCH] * len(marks), _TOP, floor - 0.2), marks, strict=True):
            placed.append(((x, y), mark))
    return placed


def _mark(mark: EffortMark, x: float, y: float) -> list[Mark]:
    """A circle with its gain beside it, or a square; filled where it is urgent."""
    path: tuple[Step, ...] = (
        (("O", x, y, _HALF),) if mark.gain is not None else rect(x - _HALF, y - _HALF, 2 * _HALF, 2 * _HALF)
    )
    ground, ink = (INK, WHITE) if mark.urgent else (WHITE, INK)
    number = centred(x, y, mark.number, CHART_NOTE, "bold", ink, (x - _HALF, x + _HALF))
    found: list[Mark] = [Shape(path, fill=ground, stroke=INK, width=0.42), number]
    if mark.label:
        found.append(at_left(x + _BESIDE, y, mark.label, CHART_NOTE, "regular", INK))
    return found


#: Of the stairs, in mm: what stands above, below the line, and the rows of numbers and places.
_ABOVE, _BELOW, _NUMBERS, _PLACES = 6.0, 13.0, 4.0, 9.5
#: Points from the lowest to the highest stair at least: a gain of 0.2 is no cliff.
_LEAST = 5.0


def draw_stairs(chart: Stairs, width: float, height: float) -> list[Mark]:
    foot = height - _BELOW
    head = max(text_width(text, CHART_NOTE) for text in (chart.number_heading, chart.place_heading)) + 2.5
    scores = [stair.score for stair in chart.steps]
    slack = max(0.0, _LEAST - (max(scores) - min(scores))) / 2
    scale = Scale(min(scores) - slack, max(scores) + slack, foot - 5.0, _ABOVE + 3.0)
    tread = (width - head) / len(chart.steps)
    marks: list[Mark] = [
        Shape(segment(head, foot, width, foot), stroke=RULE, width=0.22),
        at_left(0, foot + _NUMBERS, chart.number_heading, CHART_NOTE, "regular", SLATE),
        at_left(0, foot + _PLACES, chart.place_heading, CHART_NOTE, "regular", SLATE),
    ]
    path: list[Step] = []
    for place, score in enumerate(scores):
        x, y = head + place * tread, scale(score)
        path += [("L" if path else "M", x, y), ("L", x + tread, y)]
    marks.append(Shape(tuple(path), stroke=INK, width=0.7))
    for place, stair in enumerate(chart.steps):
        left = head + place * tread
        middle, limits, y = left + tread / 2, (left, left + tread), scale(stair.score)
        colour = INK if place else ACCENT
        marks.append(centred(middle, y - 2.4, stair.score_label, CHART_NAME, "bold", colour, limits))
        marks.append(centred(middle, foot + _NUMBERS, stair.number, CHART_NOTE, "semibold", INK, limits))
        marks.append(centred(middle, foot + _PLACES, stair.place_label, CHART_NOTE, "regular", INK, limits))
    return marks
