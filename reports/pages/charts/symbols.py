"""The symbols that charts share: dots, diamonds, rings, scales, axes, swarms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, sqrt

from reports.document import tick_step

from ..drawing import Mark, Shape, Step, segment
from ..fonts import text_width
from ..style import ACCENT, CHART_MIN, INK, PEER, RULE, SLATE, WHITE
from .labels import centred

# Lengths in mm that recur.
HAIR = 0.16
DIAMOND = 1.75
DOT = 1.06
RING = 1.1
BAR = 0.6


def draw_diamond(x: float, y: float, radius: float = DIAMOND) -> Shape:
    """The symbol of the reported cluster."""
    path: tuple[Step, ...] = (
        ("M", x - radius, y),
        ("L", x, y - radius),
        ("L", x + radius, y),
        ("L", x, y + radius),
        ("Z",),
    )
    return Shape(path, fill=ACCENT, stroke=WHITE, width=0.35 * radius / DIAMOND)


def draw_bar(x: float, y: float, half: float) -> Shape:
    """The symbol of the median."""
    return Shape(segment(x, y - half, x, y + half), stroke=INK, width=BAR)


@dataclass(frozen=True, slots=True)
class Scale:
    """Values ``low``..``high`` onto ``start``..``end`` mm; what lies outside stays at the end, and
    a scale without length puts everything in the middle.
    """

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        if self.high <= self.low:
            return (self.start + self.end) / 2
        share = (value - self.low) / (self.high - self.low)
        return self.start + min(1.0, max(0.0, share)) * (self.end - self.start)


def _ticks(low: float, high: float, step: float) -> list[float]:
    """The multiples of ``step`` within the scale."""
    return [k * step for k in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)]


def _number(value: float) -> str:
    """A whole number with a true minus."""
    return f"{value:.0f}".replace("-", "−")


def draw_grid(scale: Scale, top: float, bottom: float) -> Shape:
    ticks = _ticks(scale.low, scale.high, tick_step(scale.low, scale.high))
    path = tuple(step for tick in ticks for step in segment(scale(tick), top, scale(tick), bottom))
    return Shape(path, stroke=RULE, width=HAIR)


def draw_axis(
    scale: Scale, step: float, top: float, limits: tuple[float, float], unit: str = ""
) -> list[Mark]:
    """Ticks below ``top`` with their numbers, as many as stand apart; ``unit`` follows the last one."""
    ticks = _ticks(scale.low, scale.high, step)
    path = tuple(s for tick in ticks for s in segment(scale(tick), top, scale(tick), top + 0.9))
    marks: list[Mark] = [Shape(path, stroke=PEER, width=0.2)]
    space = text_width(" ", CHART_MIN)
    free = limits[0]
    for tick in ticks:
        number = centred(scale(tick), top + 2.9, _number(tick), CHART_MIN, "regular", SLATE, limits)
        if number.x >= free:
            text = number
            marks.append(text)
            free = text.x + text.width + space
    if unit and ticks:
        marks.append(replace(text, x=free, text=unit))
    return marks


def swarm(xs: Sequence[float], half: float, size: float = DOT) -> tuple[list[float], float]:
    """Offsets from the row's middle (mm) that keep equal and near values apart, and the dots' size.

    ``xs`` are positions in mm, ``half`` the height to each side. Dots are placed from left to right
    in the free lane nearest to the middle, so the result depends on the values alone. Crowded rows
    get smaller dots; beyond the smallest, dots overlap but never leave the row.
    """
    order = sorted(range(len(xs)), key=lambda i: xs[i])
    for diameter in (size, size * 0.85, size * 0.7, size * 0.55):
        offsets = _lanes([xs[i] for i in order], half, diameter, overlap=False)
        if offsets is not None:
            break
    else:
        diameter = size * 0.55
        offsets = _lanes([xs[i] for i in order], half, diameter, overlap=True) or []
    result = [0.0] * len(xs)
    for i, offset in zip(order, offsets, strict=True):
        result[i] = offset
    return result, diameter


def _lanes(xs: Sequence[float], half: float, size: float, *, overlap: bool) -> list[float] | None:
    """Offsets of sorted ``xs`` in lanes half a dot apart; None if a dot finds no room. With
    ``overlap`` such a dot goes where the last one is farthest away.
    """
    step = size / 2
    reach = max(0, floor((half - size / 2) / step))
    lanes = sorted(range(-reach, reach + 1), key=lambda lane: (abs(lane), -lane))
    # Two dots need a whole dot between them in one lane and sqrt(3)/2 of it in neighbouring lanes.
    needs = {0: size * 0.999, 1: size * sqrt(3) / 2 * 0.999}
    last: dict[int, float] = {}
    offsets = []
    for x in xs:
        for lane in lanes:
            near = ((lane + k, needs[abs(k)]) for k in (-1, 0, 1))
            if all(x - last.get(other, -1e9) >= need for other, need in near):
                break
        else:
            if not overlap:
                return None
            lane = min(lanes, key=lambda lane: last.get(lane, -1e9))
        last[lane] = x
        offsets.append(lane * step)
    return offsets
