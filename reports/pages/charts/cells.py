"""Drawings in the cells of tables: strips, ranges and their axes."""

from __future__ import annotations

from dataclasses import replace

from reports.document import Axis, Range, Strip, StripHead

from ..drawing import Mark, Shape, rect, segment
from ..style import ACCENT, BAND, INK, PEER
from .labels import Callout, draw_callouts
from .symbols import DIAMOND, DOT, Scale, draw_axis, draw_bar, draw_diamond, draw_grid, swarm

_CELL_PAD = 2.0  # mm at both ends of a strip, so that a symbol at an end is whole


def _cell_scale(low: float, high: float, width: float) -> Scale:
    return Scale(low, high, _CELL_PAD, width - _CELL_PAD)


def strip_marks(strip: Strip, scale: Scale, middle: float, height: float) -> list[Mark]:
    """Middle half, dots, median and cluster on a row ``height`` mm high."""
    grow = min(1.0, height / 11.0)
    band, bar = 2.5 * grow, 3.1 * grow
    left, right = scale(strip.q1), scale(strip.q3)
    xs = [scale(value) for value in strip.peers]
    offsets, size = swarm(xs, height / 2 - 0.3, DOT * max(grow, 0.8))
    dots = tuple(("O", x, middle + dy, size / 2) for x, dy in zip(xs, offsets, strict=True))
    marks: list[Mark] = [Shape(rect(left, middle - band, right - left, 2 * band), fill=BAND)]
    if dots:
        marks.append(Shape(dots, fill=PEER))
    marks.append(draw_bar(scale(strip.median), middle, bar))
    if strip.own is not None:
        marks.append(draw_diamond(scale(strip.own), middle, DIAMOND * max(grow, 0.8)))
    return marks


def draw_strip(strip: Strip, width: float, height: float) -> list[Mark]:
    scale = _cell_scale(strip.low, strip.high, width)
    return [draw_grid(scale, 0, height), *strip_marks(strip, scale, height / 2, height)]


def draw_strip_head(head: StripHead, width: float, height: float) -> list[Mark]:
    scale = _cell_scale(head.low, head.high, width)
    callouts = [Callout(scale(head.median), height, head.median_label, "regular", INK)]
    if head.own is not None:
        callouts.append(Callout(scale(head.own), height, head.own_label, "semibold", ACCENT))
    first = height * 0.24
    return draw_callouts(callouts, (first, first + 3.3), (0.0, width))


def draw_cell_axis(axis: Axis, width: float, height: float) -> list[Mark]:
    return draw_axis(_cell_scale(axis.low, axis.high, width), axis.step, 0.0, (0.0, width))


def draw_range(band: Range, width: float, height: float) -> list[Mark]:
    radius = min(1.45, height / 2 - 0.1)
    start, end = radius + 0.2, width - radius - 0.2
    scale = Scale(band.low, band.high, end, start) if band.reverse else Scale(band.low, band.high, start, end)
    middle = height / 2
    low, high = scale(band.low), scale(band.high)
    left, right = sorted((scale(band.q1), scale(band.q3)))
    end_half, box_half = 0.55 * radius, 0.72 * radius
    bar_half = min(1.35 * radius, height / 2)  # looks out behind a diamond on the median
    spine = (
        *segment(low, middle, high, middle),
        *segment(low, middle - end_half, low, middle + end_half),
        *segment(high, middle - end_half, high, middle + end_half),
    )
    marks: list[Mark] = [
        Shape(spine, stroke=PEER, width=0.32),
        Shape(rect(left, middle - box_half, right - left, 2 * box_half), BAND, PEER, 0.24),
        replace(draw_bar(scale(band.median), middle, bar_half), width=0.55),
    ]
    if band.own is not None:
        marks.append(draw_diamond(scale(band.own), middle, radius))
    return marks
