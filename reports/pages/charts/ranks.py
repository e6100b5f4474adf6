"""The rank line with the simulated ranks, and the example of how to read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil, hypot

from reports.document import RankLine, ReadingExample, Strip

from ..drawing import Box, Mark, Shape, Step, Text, segment
from ..fonts import Face
from ..style import ACCENT, CHART_MIN, CHART_NAME, CHART_TEXT, INK, MM_PER_PT, RULE, SLATE, WHITE
from .cells import strip_marks
from .labels import CAP, Callout, at_left, centred, draw_callouts
from .symbols import DIAMOND, Scale, draw_diamond, draw_grid

_RANK_FOOT = 12.0


def draw_rank_line(chart: RankLine, width: float, height: float) -> list[Mark]:
    """Labels stand where no piece of the line runs through them."""
    count = len(chart.points)
    foot = height - _RANK_FOOT
    pad = min(16.0, width / 6)
    across = Scale(0, count - 1, pad, width - pad)
    ranks = [point.rank for point in chart.points if point.rank is not None]
    low, high = min(ranks, default=1.0), max(ranks, default=1.0)
    slack = max(0.0, 4.0 - (high - low)) / 2
    down = Scale(low - slack, high + slack, 9.0, foot - 8.0)
    places = [
        (across(i), None if point.rank is None else down(point.rank)) for i, point in enumerate(chart.points)
    ]
    pieces = [
        (x1, y1, x2, y2) for (x1, y1), (x2, y2) in pairwise(places) if y1 is not None and y2 is not None
    ]
    marks: list[Mark] = [Shape(segment(0, foot, width, foot), stroke=RULE, width=0.22)]
    if pieces:
        line = tuple(s for piece in pieces for s in segment(*piece))
        marks.append(Shape(line, stroke=INK, width=0.58))
    for i, (point, (x, y)) in enumerate(zip(chart.points, places, strict=True)):
        last = i == count - 1
        room = (width - 2 * pad) / (count - 1) / 2 - 0.4 if count > 1 else width / 2
        limits = (max(0.0, x - room), min(width, x + room))
        face: Face = "semibold" if last else "regular"
        marks.append(centred(x, foot + 3.4, point.edition, CHART_TEXT, face, INK, limits))
        marks.append(centred(x, foot + 7.6, point.n_label, CHART_MIN, "regular", SLATE, limits))
        if y is None:
            marks.append(centred(x, foot - 3.0, point.rank_label, CHART_NAME, "italic", SLATE, limits))
            continue
        size, tone = (11.0, ACCENT) if last else (CHART_NAME, INK)
        marks.append(
            draw_diamond(x, y) if last else Shape((("O", x, y, 0.95),), fill=WHITE, stroke=INK, width=0.5)
        )
        label = at_left(x, y, point.rank_label, size, "bold" if last else "semibold", tone)
        marks.append(_beside_line(label, x, y, pieces, (0.0, width), foot))
    return marks


def _beside_line(
    label: Text,
    x: float,
    y: float,
    pieces: Sequence[tuple[float, float, float, float]],
    limits: tuple[float, float],
    foot: float,
) -> Text:
    """The label above its point, else below, else aside: the first place no piece of line crosses."""
    width, tall = label.width, CAP * label.size * MM_PER_PT
    centre = max(limits[0], min(x - width / 2, limits[1] - width))
    above, below = y - 2.5, y + 2.5 + tall
    options = [
        replace(label, x=px, y=py)
        for px, py in (
            (centre, above),
            (centre, below),
            (x - width - 0.4, above),
            (x + 0.4, above),
            (x - width - 2.6, label.y),
            (x + 2.6, label.y),
        )
    ]

    def trouble(text: Text) -> float:
        box = text.box
        crossed = sum(_crosses(piece, box) for piece in pieces)
        outside = box.left < limits[0] or box.right > limits[1] or box.bottom > foot or box.top < 0
        return crossed + 10 * outside

    return min(options, key=trouble)


def _crosses(piece: tuple[float, float, float, float], box: Box) -> bool:
    """Whether a piece of line comes through the box, sampled every 0.2 mm."""
    x1, y1, x2, y2 = piece
    count = max(1, ceil(hypot(x2 - x1, y2 - y1) / 0.2))
    return any(
        box.left - 0.4 < x1 + (x2 - x1) * k / count < box.right + 0.4
        and box.top - 0.4 < y1 + (y2 - y1) * k / count < box.bottom + 0.4
        for k in range(count + 1)
    )


def draw_reading_example(example: ReadingExample, width: float, height: float) -> list[Mark]:
    """A strip with a label for each symbol: cluster and median above, a dot and the middle half below."""
    strip = example.strip
    scale = Scale(strip.low, strip.high, 4.0, width - 4.0)
    middle, row = height / 2, 13.0
    top, bottom = middle - row / 2, middle + row / 2
    symbols = strip_marks(strip, scale, middle, row)
    marks: list[Mark] = [draw_grid(scale, top, bottom), *symbols]
    above = [Callout(scale(strip.median), middle - 3.4, example.median_label, "regular", INK)]
    if strip.own is not None:
        above.append(Callout(scale(strip.own), middle - DIAMOND - 0.5, example.own_label, "semibold", ACCENT))
    marks += draw_callouts(above, (top - 5.0, top - 1.4), (0.0, width))
    below = [Callout(_band_point(strip, scale), middle + 2.5, example.half_label, "regular", INK)]
    dots = [step for symbol in symbols if isinstance(symbol, Shape) for step in symbol.path if step[0] == "O"]
    if dots:
        x, y, radius = _lonely(dots, strip, scale)
        below.append(Callout(x, y + radius + 0.2, example.peer_label, "regular", INK))
    marks += draw_callouts(below, (bottom + 5.0, bottom + 1.4), (0.0, width))
    return marks


def _band_point(strip: Strip, scale: Scale) -> float:
    """The middle of the longer part of the middle half, clear of the median."""
    left, median, right = scale(strip.q1), scale(strip.median), scale(strip.q3)
    return (left + median) / 2 if median - left >= right - median else (median + right) / 2


def _lonely(dots: Sequence[Step], strip: Strip, scale: Scale) -> tuple[float, float, float]:
    """The dot farthest from the middle half, the median, the cluster and the next dot."""
    symbols = [scale(strip.q1), scale(strip.median), scale(strip.q3)]
    if strip.own is not None:
        symbols.append(scale(strip.own))
    places = [(float(dot[1]), float(dot[2]), float(dot[3])) for dot in dots if len(dot) == 4]

    def solitude(i: int) -> float:
        x = places[i][0]
        next_dot = min((abs(x - other[0]) for j, other in enumerate(places) if j != i), default=5.0)
        return min(5.0, *(abs(x - symbol) for symbol in symbols)) + min(3.0, next_dot)

    return places[max(range(len(places)), key=solitude)]
