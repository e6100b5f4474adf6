"""The slope chart: scores of two editions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reports.document import Slope

from ..drawing import Mark, Shape, Step, segment
from ..fonts import text_width
from ..style import ACCENT, CHART_NAME, CHART_TEXT, INK, PEER, WHITE
from .labels import at_left, at_right, block, block_height, centred, fit, spread, wrap
from .symbols import Scale

_TOP, _BOTTOM = 8.0, 2.5  # mm above and below the lines


@dataclass(frozen=True, slots=True)
class _SlopeColumns:
    """Where the columns of a slope chart stand (mm) and the names as they are set."""

    left: float
    right: float
    values: float
    names: float
    blocks: tuple[tuple[tuple[str, ...], float], ...]

    def heights(self) -> list[float]:
        return [block_height(lines or ("",), size) + 0.9 for lines, size in self.blocks]


def slope_height(chart: Slope, width: float) -> float:
    """As high as the names need it."""
    return max(56.0, _TOP + sum(_slope_columns(chart, width).heights()) + _BOTTOM)


def _slope_columns(chart: Slope, width: float) -> _SlopeColumns:
    """The names get the room they need on two lines, the lines at least 15 mm."""
    before = max(text_width(line.before_label, CHART_TEXT) for line in chart.lines)
    after = max(text_width(line.after_label, CHART_NAME, "bold") for line in chart.lines)
    left = max(before + 3.4, text_width(chart.before, CHART_TEXT) / 2)
    fixed = left + 3.4 + after + 2.6
    needed = max(
        text_width(part, CHART_TEXT)
        for line in chart.lines
        for part in (wrap(line.name, width * 0.42, CHART_TEXT, "regular", 2) or (line.name,))
    )
    span = max(15.0, min(width - fixed - needed - 0.5, width * 0.6))
    right = left + span
    values = right + 3.4
    names = values + after + 2.6
    blocks = tuple(fit(line.name, width - names, CHART_TEXT) for line in chart.lines)
    return _SlopeColumns(left, right, values, names, blocks)


def draw_slope(chart: Slope, width: float, height: float) -> list[Mark]:
    columns = _slope_columns(chart, width)
    top, bottom = _TOP, height - _BOTTOM
    values = [value for line in chart.lines for value in (line.before, line.after)]
    # Never less than ten points from end to end: a change of 0.2 is not a cliff.
    slack = max(0.0, 10.0 - (max(values) - min(values))) / 2
    scale = Scale(min(values) - slack, max(values) + slack, bottom - 4.0, top + 4.0)
    half = (columns.right - columns.left) / 2
    marks: list[Mark] = [
        Shape((*segment(x, top, x, bottom),), stroke=PEER, width=0.28) for x in (columns.left, columns.right)
    ]
    for x, label, face in ((columns.left, chart.before, "regular"), (columns.right, chart.after, "semibold")):
        around = (max(0.0, x - half + 0.5), x + half - 0.5) if x == columns.left else (x - half + 0.5, width)
        marks.append(centred(x, 3.2, label, CHART_TEXT, face, INK, around))  # type: ignore[arg-type]

    left_y = _ends(chart, scale, "before", [block_height(("",), CHART_TEXT)] * len(chart.lines), top, bottom)
    right_y = _ends(chart, scale, "after", columns.heights(), top, bottom)
    for i, line in enumerate(chart.lines):
        falls = line.after < line.before
        colour = ACCENT if falls else INK
        start, end = scale(line.before), scale(line.after)
        path = segment(columns.left, start, columns.right, end)
        marks.append(Shape(path, stroke=colour, width=0.62, dash=(1.6, 0.8) if falls else None))
        ends: tuple[Step, ...] = (("O", columns.left, start, 0.85), ("O", columns.right, end, 0.85))
        marks.append(Shape(ends, fill=colour, stroke=WHITE, width=0.3))
        for x, at, to, out in ((columns.left, start, left_y[i], -1), (columns.right, end, right_y[i], 1)):
            if abs(at - to) > 0.5:
                marks.append(Shape(segment(x + out * 1.1, at, x + out * 3.0, to), stroke=PEER, width=0.2))
        marks.append(at_right(columns.left - 3.4, left_y[i], line.before_label, CHART_TEXT, "regular", INK))
        marks.append(at_left(columns.values, right_y[i], line.after_label, CHART_NAME, "bold", colour))
        lines, size = columns.blocks[i]
        marks += block(columns.names, right_y[i], lines, size, "regular", colour)
    return marks


def _ends(
    chart: Slope,
    scale: Scale,
    side: Literal["before", "after"],
    heights: Sequence[float],
    top: float,
    bottom: float,
) -> list[float]:
    """The y of the labels at one end, in the order of ``chart.lines``; equal values keep the order of
    the other end.
    """
    wanted = [scale(getattr(line, side)) for line in chart.lines]
    other = [scale(line.after if side == "before" else line.before) for line in chart.lines]
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], other[i], i))
    placed = spread([wanted[i] for i in order], [heights[i] for i in order], top, bottom)
    result = [0.0] * len(wanted)
    for i, y in zip(order, placed, strict=True):
        result[i] = y
    return result
