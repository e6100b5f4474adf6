"""Bars: areas beside the group, gains of actions, shares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.document import Bars, Gains, Shares

from ..drawing import Mark, Shape, Step, rect, segment
from ..fonts import text_width
from ..style import (
    ACCENT,
    CHART_NAME,
    CHART_NOTE,
    CHART_TEXT,
    COVER_BAR,
    INK,
    RULE,
    SLATE,
    WHITE,
)
from .labels import at_left, block, block_height, fit
from .symbols import BAR, Scale, draw_bar


def draw_bars(bars: Bars, width: float, height: float) -> list[Mark]:
    """Zero-based; a bar is never wider than 14 mm, and even a zero keeps a foot."""
    pitch = width / max(1, len(bars.values))
    scale = Scale(0.0, bars.high, 0.0, height)

    def bar(i: int, thickness: float) -> tuple[Step, ...]:
        tall = max(0.6, scale(bars.values[i]))
        return rect((i + 0.5) * pitch - thickness / 2, height - tall, thickness, tall)

    thickness = min(14.0, pitch * 0.74)
    drawn = tuple(s for i in range(len(bars.values)) for s in bar(i, thickness))
    return [Shape(drawn, fill=COVER_BAR)] if drawn else []


_WIDE = 120.0  # from this width on names stand beside their bars


@dataclass(frozen=True, slots=True)
class _Measures:
    """In mm: the least pitch of bars beside their names and what is free around a name; what a bar below its
    name takes, and from the name to its middle.
    """

    least: float
    around: float
    below: float
    middle: float


_GAINS, _SHARES = _Measures(8.0, 2.0, 9.4, 3.3), _Measures(8.2, 1.6, 5.6, 2.5)


def _measures(chart: Gains | Shares) -> _Measures:
    return _GAINS if isinstance(chart, Gains) else _SHARES


def _names(chart: Gains | Shares, width: float) -> list[tuple[tuple[str, ...], float]]:
    room = width * 0.4 if width >= _WIDE else width
    return [fit(bar.name, room, CHART_TEXT) for bar in chart.bars]


def bar_pitches(chart: Gains | Shares, width: float) -> list[float]:
    """What each bar needs with its name, mm."""
    m = _measures(chart)
    texts = [block_height(lines, size) for lines, size in _names(chart, width)]
    return [max(m.least, text + m.around) if width >= _WIDE else text + m.below for text in texts]


def _rows(chart: Gains | Shares, width: float, height: float) -> Iterator[tuple[list[Mark], float]]:
    """The name of each bar as it is drawn, and the middle of the bar."""
    m = _measures(chart)
    pitches = bar_pitches(chart, width)
    slack = (height - sum(pitches)) / max(1, len(pitches))
    top = 0.0
    for (lines, size), pitch in zip(_names(chart, width), pitches, strict=True):
        text = block_height(lines, size)
        if width >= _WIDE:
            name_middle = middle = top + (pitch + slack) / 2
        else:
            inner = top + max(0.0, slack) / 2
            name_middle, middle = inner + text / 2, inner + text + m.middle
        yield block(0, name_middle, lines, size, "regular", INK), middle
        top += pitch + slack


def draw_gains(chart: Gains, width: float, height: float) -> list[Mark]:
    wide = width >= _WIDE
    start = width * 0.4 + 4.0 if wide else 0.0
    label_width = max(text_width(bar.label, CHART_NAME, "bold") for bar in chart.bars)
    scale = Scale(0.0, max(max(bar.gain for bar in chart.bars), 1e-9), start, width - label_width - 2.0)
    marks: list[Mark] = (
        [Shape(segment(start, 0.5, start, height - 0.5), stroke=RULE, width=0.25)] if wide else []
    )
    for i, (bar, (name, middle)) in enumerate(zip(chart.bars, _rows(chart, width, height), strict=True)):
        colour = ACCENT if i == 0 else INK
        marks += name
        end = scale(bar.gain)
        if end > start:
            marks.append(Shape(rect(start, middle - 2.1, end - start, 4.2), fill=colour))
        marks.append(at_left(end + 1.6, middle, bar.label, CHART_NAME, "bold", colour))
    return marks


def draw_shares(chart: Shares, width: float, height: float) -> list[Mark]:
    """Bars beside or below their names, as the gains; the median's symbol stands across each bar, and the
    labels stand behind both.
    """
    start = width * 0.4 + 4.0 if width >= _WIDE else 0.4
    behind = max(
        text_width(bar.label, CHART_NAME, "bold") + 2.0 + text_width(bar.median_label, CHART_NOTE, "regular")
        for bar in chart.bars
    )
    scale = Scale(0.0, 100.0, start, width - behind - 2.6)
    marks: list[Mark] = []
    for bar, (name, middle) in zip(chart.bars, _rows(chart, width, height), strict=True):
        marks += name
        marks.append(Shape(segment(start, middle - 2.2, start, middle + 2.2), stroke=RULE, width=0.25))
        end = start if bar.own is None else scale(bar.own)
        if end > start:
            marks.append(Shape(rect(start, middle - 1.7, end - start, 3.4), fill=ACCENT))
        if bar.median is not None:
            x = scale(bar.median)
            marks.append(Shape(segment(x, middle - 2.2, x, middle + 2.2), stroke=WHITE, width=BAR + 0.5))
            marks.append(draw_bar(x, middle, 2.2))
            end = max(end, x)
        colour = SLATE if bar.own is None else ACCENT
        marks.append(at_left(end + 1.6, middle, bar.label, CHART_NAME, "bold", colour))
        if bar.median_label:
            after = end + 1.6 + text_width(bar.label, CHART_NAME, "bold") + 2.0
            marks.append(at_left(after, middle, bar.median_label, CHART_NOTE, "regular", SLATE))
    return marks
