"""Charts: the geometry of the report -> marks in their places, and SVG with text as text.

Every picture is laid out once as a :class:`~reports.pages.drawing.Sketch`: labels are measured and placed
by search so that they neither collide nor leave the canvas. On paper the sketch is painted with the page,
on the screen as a few lines of plain SVG. Nothing here knows a word: all labels arrive with the geometry.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, product
from math import ceil, floor, hypot, sqrt
from typing import Literal

from reports.document.blocks import (
    Axis,
    Bars,
    Drawing,
    Dumbbell,
    DumbbellRow,
    Gains,
    Graphic,
    Range,
    RankLine,
    ReadingExample,
    Shares,
    Slope,
    Strip,
    StripHead,
    tick_step,
)

from ..drawing import (
    CAP,
    LEADING,
    Box,
    Face,
    Mark,
    Shape,
    Sketch,
    Step,
    Text,
    at_left,
    at_right,
    block,
    centred,
    fit,
    plain_svg,
    rect,
    segment,
    text_width,
    wrap,
)
from ..style import (
    ACCENT,
    AMBER,
    BAND,
    CHART_MIN,
    CHART_NAME,
    CHART_NOTE,
    CHART_RANK,
    CHART_TEXT,
    COVER_BAR,
    INK,
    MM_PER_PT,
    PEER,
    RULE,
    SLATE,
    WHITE,
)

# Lengths in mm that recur.
_HAIR = 0.16
_DIAMOND = 1.75
_DOT = 1.06
_RING = 1.1
_BAR = 0.6


# --- signs -------------------------------------------------------------------------------------


def _diamond(x: float, y: float, radius: float = _DIAMOND) -> Shape:
    """The sign of the reported cluster."""
    path: tuple[Step, ...] = (
        ("M", x - radius, y),
        ("L", x, y - radius),
        ("L", x + radius, y),
        ("L", x, y + radius),
        ("Z",),
    )
    return Shape(path, fill=ACCENT, stroke=WHITE, width=0.35 * radius / _DIAMOND)


def _bar(x: float, y: float, half: float) -> Shape:
    """The sign of the median."""
    return Shape(segment(x, y - half, x, y + half), stroke=INK, width=_BAR)


# --- scales ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Scale:
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


def _grid(scale: _Scale, top: float, bottom: float) -> Shape:
    ticks = _ticks(scale.low, scale.high, tick_step(scale.low, scale.high))
    path = tuple(step for tick in ticks for step in segment(scale(tick), top, scale(tick), bottom))
    return Shape(path, stroke=RULE, width=_HAIR)


def _axis(scale: _Scale, step: float, top: float, limits: tuple[float, float], unit: str = "") -> list[Mark]:
    """Ticks below ``top`` with their numbers; ``unit`` follows the last one."""
    ticks = _ticks(scale.low, scale.high, step)
    path = tuple(s for tick in ticks for s in segment(scale(tick), top, scale(tick), top + 0.9))
    marks: list[Mark] = [Shape(path, stroke=PEER, width=0.2)]
    for tick in ticks:
        text = centred(scale(tick), top + 2.9, _number(tick), CHART_MIN, "regular", SLATE, limits)
        marks.append(text)
    if unit and ticks:
        after = text.x + text.width + text_width(" ", CHART_MIN)
        marks.append(replace(text, x=after, text=unit))
    return marks


# --- dots that do not hide one another ---------------------------------------------------------


def swarm(xs: Sequence[float], half: float, size: float = _DOT) -> tuple[list[float], float]:
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


# --- labels with a leader ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Callout:
    """A label with a line to what it names: ``x``, and ``tip``, the y where the line ends."""

    x: float
    tip: float
    label: str
    face: Face
    colour: str


@dataclass(frozen=True, slots=True)
class _Placed:
    """One way to draw a callout; ``reach`` is what its upright line covers."""

    cost: float
    text: Text
    line: Shape
    reach: Box


_ARM = 1.2  # the level part of a leader, mm
_ARM_GAP = 0.5


def _callouts(
    callouts: Sequence[_Callout], levels: Sequence[float], limits: tuple[float, float]
) -> list[Mark]:
    """Labels beside their leaders on one of ``levels`` (y of the text's middle, the preferred first).

    Every choice of side and level is tried; the best is the one where labels stay inside ``limits``,
    touch no label and no leader, point away from one another and use the preferred level.
    """
    options = [_placements(callout, callouts, levels) for callout in callouts]

    def trouble(choice: tuple[_Placed, ...]) -> float:
        total = sum(placed.cost for placed in choice)
        for i, placed in enumerate(choice):
            box = placed.text.box
            total += 1000 * (max(0.0, limits[0] - box.left) + max(0.0, box.right - limits[1]))
            for j, other in enumerate(choice):
                if i < j and box.hits(other.text.box, 0.8):
                    total += 100
                if i != j and placed.reach.hits(other.text.box, 0.4):
                    total += 50
        return total

    best = min(product(*options), key=trouble)
    lines: list[Mark] = [placed.line for placed in best]
    texts: list[Mark] = [
        replace(text, x=max(limits[0], min(text.x, limits[1] - text.width)))
        for text in (placed.text for placed in best)
    ]
    return lines + texts


def _placements(callout: _Callout, callouts: Sequence[_Callout], levels: Sequence[float]) -> list[_Placed]:
    """The label at every level to the right and to the left of its leader."""
    others = [other.x for other in callouts if other is not callout]
    away = 1 if not others or callout.x >= sum(others) / len(others) else -1
    if others and callout.x == others[0]:  # at the same place the first goes left, the other right
        away = -1 if callout is callouts[0] else 1
    found = []
    for (level, y), side in product(enumerate(levels), (1, -1)):
        start = callout.x + side * (_ARM + _ARM_GAP)
        put = at_left if side > 0 else at_right
        path: tuple[Step, ...] = (
            ("M", callout.x + side * _ARM, y),
            ("L", callout.x, y),
            ("L", callout.x, callout.tip),
        )
        found.append(
            _Placed(
                cost=level + (0.0 if side == away else 0.4),
                text=put(start, y, callout.label, CHART_NOTE, callout.face, callout.colour),
                line=Shape(path, stroke=callout.colour, width=0.2),
                reach=Box(callout.x, min(y, callout.tip), callout.x, max(y, callout.tip)),
            )
        )
    return found


# --- graphics in table cells -------------------------------------------------------------------

_CELL_PAD = 2.0  # mm at both ends of a strip, so that a sign at an end is whole


def _cell_scale(low: float, high: float, width: float) -> _Scale:
    return _Scale(low, high, _CELL_PAD, width - _CELL_PAD)


def _strip_marks(strip: Strip, scale: _Scale, middle: float, height: float) -> list[Mark]:
    """Middle half, dots, median and cluster on a row ``height`` mm high."""
    grow = min(1.0, height / 11.0)
    band, bar = 2.5 * grow, 3.1 * grow
    left, right = scale(strip.q1), scale(strip.q3)
    xs = [scale(value) for value in strip.peers]
    offsets, size = swarm(xs, height / 2 - 0.3, _DOT * max(grow, 0.8))
    dots = tuple(("O", x, middle + dy, size / 2) for x, dy in zip(xs, offsets, strict=True))
    marks: list[Mark] = [Shape(rect(left, middle - band, right - left, 2 * band), fill=BAND)]
    if dots:
        marks.append(Shape(dots, fill=PEER))
    marks.append(_bar(scale(strip.median), middle, bar))
    if strip.own is not None:
        marks.append(_diamond(scale(strip.own), middle, _DIAMOND * max(grow, 0.8)))
    return marks


def _strip(strip: Strip, width: float, height: float) -> list[Mark]:
    scale = _cell_scale(strip.low, strip.high, width)
    return [_grid(scale, 0, height), *_strip_marks(strip, scale, height / 2, height)]


def _strip_head(head: StripHead, width: float, height: float) -> list[Mark]:
    scale = _cell_scale(head.low, head.high, width)
    callouts = [_Callout(scale(head.median), height, head.median_label, "regular", INK)]
    if head.own is not None:
        callouts.append(_Callout(scale(head.own), height, head.own_label, "semibold", ACCENT))
    first = height * 0.24
    return _callouts(callouts, (first, first + 3.3), (0.0, width))


def _cell_axis(axis: Axis, width: float, height: float) -> list[Mark]:
    return _axis(_cell_scale(axis.low, axis.high, width), axis.step, 0.0, (0.0, width))


def _range(band: Range, width: float, height: float) -> list[Mark]:
    radius = min(1.45, height / 2 - 0.1)
    start, end = radius + 0.2, width - radius - 0.2
    scale = (
        _Scale(band.low, band.high, end, start) if band.reverse else _Scale(band.low, band.high, start, end)
    )
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
        replace(_bar(scale(band.median), middle, bar_half), width=0.55),
    ]
    if band.own is not None:
        marks.append(_diamond(scale(band.own), middle, radius))
    return marks


# --- the cover ---------------------------------------------------------------------------------


def _bars(bars: Bars, width: float, height: float) -> list[Mark]:
    """Zero-based; a bar is never wider than 14 mm, the lit one never narrower than 0.9 mm, and even
    a zero keeps a foot.
    """
    pitch = width / max(1, len(bars.values))
    scale = _Scale(0.0, bars.high, 0.0, height)

    def bar(i: int, thickness: float) -> tuple[Step, ...]:
        tall = max(0.6, scale(bars.values[i]))
        return rect((i + 0.5) * pitch - thickness / 2, height - tall, thickness, tall)

    thickness = min(14.0, pitch * 0.74)
    others = tuple(s for i in range(len(bars.values)) if i != bars.own for s in bar(i, thickness))
    marks: list[Mark] = [Shape(others, fill=COVER_BAR)] if others else []
    if bars.own is not None:
        marks.append(Shape(bar(bars.own, max(0.9, thickness)), fill=AMBER))
    return marks


# --- dumbbell ----------------------------------------------------------------------------------

_DUMBBELL_TOP = 8.8
_DUMBBELL_BOTTOM = 5.5
_NAME_SHARE = 0.35  # of the width, for the names


def _dumbbell_pitch(chart: Dumbbell, width: float) -> float:
    """The height of a row, mm: many rows stand closer, but not where names take two lines."""
    if len(chart.rows) <= 4:
        return 9.5
    room = width * _NAME_SHARE
    wraps = any(len(fit(row.name, room, CHART_NAME, "semibold")[0]) > 1 for row in chart.rows)
    return 8.75 if wraps else 8.0


def _dumbbell(chart: Dumbbell, width: float, height: float) -> list[Mark]:
    pitch = (height - _DUMBBELL_TOP - _DUMBBELL_BOTTOM) / max(1, len(chart.rows))
    name_width = width * _NAME_SHARE
    rank_width = max(
        text_width(chart.rank_heading, CHART_NOTE),
        *(text_width(row.rank_label, CHART_RANK, "semibold") for row in chart.rows),
    )
    limits = (name_width + 1.0, width - rank_width - 2.0)
    scale = _Scale(chart.low, chart.high, name_width + 9.0, limits[1] - 11.8)
    bottom = height - _DUMBBELL_BOTTOM
    marks: list[Mark] = [_grid(scale, _DUMBBELL_TOP, bottom)]
    rows: list[Mark] = []
    for i, row in enumerate(chart.rows):
        middle = _DUMBBELL_TOP + (i + 0.56) * pitch
        lines, size = fit(row.name, name_width, CHART_NAME, "semibold")
        rows += block(0, middle, lines, size, "semibold", INK)
        rows.append(at_right(width, middle, row.rank_label, CHART_RANK, "semibold", INK))
        rows += _dumbbell_row(row, scale, middle, limits, first=i == 0)
    between = [_DUMBBELL_TOP + i * pitch for i in range(1, len(chart.rows))]
    labels = [mark.box for mark in rows if isinstance(mark, Text)]
    rules = tuple(step for y in between for step in _broken(y, width, labels))
    if rules:
        marks.append(Shape(rules, stroke=RULE, width=_HAIR))
    marks += rows
    first = chart.rows[0]
    middle = _DUMBBELL_TOP + 0.56 * pitch
    head = (
        _Callout(scale(first.median), middle - 2.9, chart.median_label, "regular", INK),
        _Callout(scale(first.best), middle - _ring_radius(first, scale), chart.best_label, "regular", INK),
    )
    marks += _callouts(head, (5.2, 1.8), limits)
    marks.append(at_right(width, 5.2, chart.rank_heading, CHART_NOTE, "regular", SLATE))
    marks += _axis(scale, tick_step(chart.low, chart.high), bottom, limits, chart.axis_unit)
    return marks


def _broken(y: float, width: float, labels: Iterable[Box]) -> tuple[Step, ...]:
    """A line across the chart that stops short of the labels it would run through."""
    start, pieces = 0.0, []
    for box in sorted((b for b in labels if b.top - 0.3 < y < b.bottom + 0.3), key=lambda b: b.left):
        pieces.append((start, box.left - 0.5))
        start = max(start, box.right + 0.5)
    pieces.append((start, width))
    return tuple(step for left, right in pieces if right > left for step in segment(left, y, right, y))


def _ring_radius(row: DumbbellRow, scale: _Scale) -> float:
    """A ring that would hide under the diamond goes round it."""
    hidden = row.own is not None and abs(scale(row.own) - scale(row.best)) < 1.2
    return 2.35 if hidden else _RING


def _dumbbell_row(
    row: DumbbellRow, scale: _Scale, y: float, limits: tuple[float, float], *, first: bool
) -> list[Mark]:
    median, best, radius = scale(row.median), scale(row.best), _ring_radius(row, scale)
    left = scale(row.q1)
    marks: list[Mark] = [Shape(rect(left, y - 2.3, scale(row.q3) - left, 4.6), fill=BAND)]
    taken = [
        Box(median - 0.5, y - 2.9, median + 0.5, y + 2.9),
        Box(best - radius - 0.25, y - radius - 0.25, best + radius + 0.25, y + radius + 0.25),
    ]
    if first:  # the leaders of the heading come down to the signs
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
    marks.append(_bar(median, y, 2.9))
    ring = Shape((("O", best, y, radius),), fill=WHITE if radius == _RING else "", stroke=INK, width=0.42)
    marks.append(ring)
    if own is not None:
        marks.append(_diamond(own, y))
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
        own_options = _places(own_label, start, 0.0, 1, taken, limits, rise)
    else:
        own_label = at_left(0, y, row.own_label, CHART_NAME, "bold", ACCENT)
        reach = radius + 0.35 if radius > _RING else 1.95
        own_options = _places(own_label, own, reach, -1 if row.below else 1, taken, limits, rise)
    if row.own is not None and row.own == row.best:
        return [min(own_options, key=_cost)[1]]
    best_label = at_left(0, y, row.best_label, CHART_NOTE, "regular", SLATE)
    best_options = _places(best_label, best, radius + 0.3, 1, taken, limits, rise, push=2.5)
    pairs = (
        (cost + other_cost + (100.0 if box.hits(other_box, 0.7) else 0.0), text, other)
        for (cost, text, box), (other_cost, other, other_box) in product(own_options, best_options)
    )
    return list(min(pairs, key=_cost)[1:])


def _cost(option: tuple[float, Text, object]) -> float:
    return option[0]


def _places(
    label: Text,
    x: float,
    reach: float,
    side: int,
    taken: Sequence[Box],
    limits: tuple[float, float],
    rise: float,
    push: float = 12.0,
) -> list[tuple[float, Text, Box]]:
    """Where the label of a sign at ``x`` may stand, with a cost (under 50 where it touches nothing):
    beside it on the free ``side`` or the other, pushed outwards past other signs by at most ``push``
    mm, or ``rise`` above it.
    """
    width = label.width
    options: list[tuple[float, Text, Box]] = []
    for direction in (side, -side):
        edge = x + direction * (reach + 0.55)
        text = replace(label, x=edge if direction > 0 else edge - width)
        moved = 0.0
        for box in sorted(taken, key=lambda box: direction * (box.left + box.right)):
            if text.box.hits(box, 0.3):
                clear = box.right + 0.6 if direction > 0 else box.left - 0.6 - width
                moved += abs(clear - text.x)
                text = replace(text, x=clear)
        cost = (0.0 if direction == side else 0.8) + 1.2 * moved + (200.0 if moved > push else 0.0)
        options.append((cost + _badness(text.box, taken, limits), text, text.box))
    # Figures stand on the baseline just over the sign; only the tail of a comma reaches lower.
    lifted = label.y - (CAP / 2 + 0.08) * label.size * MM_PER_PT - rise
    for k in range(-6, 7):
        text = replace(label, x=x - width / 2 + k * width / 8, y=lifted)
        box = text.box
        options.append((2.6 + 0.15 * abs(k) + _badness(box, taken, limits), text, box))
    return options


def _badness(box: Box, taken: Iterable[Box], limits: tuple[float, float]) -> float:
    """0 where a label stands free; more, the more it touches or the farther it is outside."""
    outside = max(0.0, limits[0] - box.left) + max(0.0, box.right - limits[1])
    touched = sum(box.hits(other, 0.15) for other in taken)
    return 50.0 * touched + (300.0 + 50.0 * outside if outside else 0.0)


# --- slope -------------------------------------------------------------------------------------

_SLOPE_TOP = 8.0
_SLOPE_BOTTOM = 2.5


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Centres for blocks of ``heights`` as near to ``wanted`` as they can be (least squares) without
    overlap, in the given order, inside ``low``..``high``. Pools adjacent violators. If the blocks
    are taller than the room they share it in proportion.
    """
    total = sum(heights)
    room = high - low
    if total > room:
        heights = [height * room / total for height in heights]
    # Take the space before each block's centre away, and "no overlap" becomes "not decreasing".
    before, offsets = 0.0, []
    for height in heights:
        offsets.append(before + height / 2)
        before += height
    pools: list[tuple[float, int]] = []  # (sum, count)
    for want, offset in zip(wanted, offsets, strict=True):
        pools.append((want - offset, 1))
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            total, count = pools.pop()
            pools[-1] = (pools[-1][0] + total, pools[-1][1] + count)
    fitted = [total / count for total, count in pools for _ in range(count)]
    ceiling = high - before
    return [max(low, min(value, ceiling)) + offset for value, offset in zip(fitted, offsets, strict=True)]


@dataclass(frozen=True, slots=True)
class _SlopeColumns:
    """Where the columns of a slope chart stand (mm) and the names as they are set."""

    left: float
    right: float
    values: float
    names: float
    blocks: tuple[tuple[tuple[str, ...], float], ...]

    def heights(self) -> list[float]:
        return [max(1, len(lines)) * size * LEADING * MM_PER_PT + 0.9 for lines, size in self.blocks]


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


def _slope(chart: Slope, width: float, height: float) -> list[Mark]:
    columns = _slope_columns(chart, width)
    top, bottom = _SLOPE_TOP, height - _SLOPE_BOTTOM
    values = [value for line in chart.lines for value in (line.before, line.after)]
    # Never less than ten points from end to end: a change of 0.2 is not a cliff.
    slack = max(0.0, 10.0 - (max(values) - min(values))) / 2
    scale = _Scale(min(values) - slack, max(values) + slack, bottom - 4.0, top + 4.0)
    half = (columns.right - columns.left) / 2
    marks: list[Mark] = [
        Shape((*segment(x, top, x, bottom),), stroke=PEER, width=0.28) for x in (columns.left, columns.right)
    ]
    for x, label, face in ((columns.left, chart.before, "regular"), (columns.right, chart.after, "semibold")):
        around = (max(0.0, x - half + 0.5), x + half - 0.5) if x == columns.left else (x - half + 0.5, width)
        marks.append(centred(x, 3.2, label, CHART_TEXT, face, INK, around))  # type: ignore[arg-type]

    left_y = _ends(chart, scale, "before", [CHART_TEXT * LEADING * MM_PER_PT] * len(chart.lines), top, bottom)
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
    scale: _Scale,
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


# --- gains -------------------------------------------------------------------------------------

_WIDE = 120.0  # from this width on names stand beside their bars


def _gain_names(chart: Gains | Shares, width: float) -> list[tuple[tuple[str, ...], float]]:
    room = width * 0.4 if width >= _WIDE else width
    return [fit(bar.name, room, CHART_TEXT) for bar in chart.bars]


def _gain_pitches(chart: Gains, width: float) -> list[float]:
    """What each bar needs with its name, mm."""
    texts = [len(lines) * size * LEADING * MM_PER_PT for lines, size in _gain_names(chart, width)]
    if width >= _WIDE:
        return [max(8.0, text + 2.0) for text in texts]
    return [text + 1.2 + 4.2 + 4.0 for text in texts]


def _gains(chart: Gains, width: float, height: float) -> list[Mark]:
    wide = width >= _WIDE
    pitches = _gain_pitches(chart, width)
    slack = (height - sum(pitches)) / max(1, len(pitches))
    start = width * 0.4 + 4.0 if wide else 0.0
    label_width = max(text_width(bar.label, CHART_NAME, "bold") for bar in chart.bars)
    scale = _Scale(0.0, max(max(bar.gain for bar in chart.bars), 1e-9), start, width - label_width - 2.0)
    marks: list[Mark] = (
        [Shape(segment(start, 0.5, start, height - 0.5), stroke=RULE, width=0.25)] if wide else []
    )
    top = 0.0
    for i, (bar, (lines, size), pitch) in enumerate(
        zip(chart.bars, _gain_names(chart, width), pitches, strict=True)
    ):
        colour = ACCENT if i == 0 else INK
        text = len(lines) * size * LEADING * MM_PER_PT
        if wide:
            name_middle = middle = top + (pitch + slack) / 2
        else:
            inner = top + max(0.0, slack) / 2
            name_middle = inner + text / 2
            middle = inner + text + 1.2 + 2.1
        marks += block(0, name_middle, lines, size, "regular", INK)
        end = scale(bar.gain)
        if end > start:
            marks.append(Shape(rect(start, middle - 2.1, end - start, 4.2), fill=colour))
        marks.append(at_left(end + 1.6, middle, bar.label, CHART_NAME, "bold", colour))
        top += pitch + slack
    return marks


# --- shares ------------------------------------------------------------------------------------


def _share_pitches(chart: Shares, width: float) -> list[float]:
    """What each bar needs with its name, mm."""
    texts = [len(lines) * size * LEADING * MM_PER_PT for lines, size in _gain_names(chart, width)]
    return [max(8.2, text + 1.6) if width >= _WIDE else text + 0.6 + 4.4 + 1.5 for text in texts]


def _shares(chart: Shares, width: float, height: float) -> list[Mark]:
    """Bars beside or below their names, as the gains; the median's sign stands across each bar, and the
    labels stand behind both.
    """
    wide = width >= _WIDE
    pitches = _share_pitches(chart, width)
    slack = max(0.0, height - sum(pitches)) / max(1, len(pitches))
    start = width * 0.4 + 4.0 if wide else 0.4
    behind = max(
        text_width(bar.label, CHART_NAME, "bold") + 2.0 + text_width(bar.median_label, CHART_NOTE, "regular")
        for bar in chart.bars
    )
    scale = _Scale(0.0, 100.0, start, width - behind - 2.6)
    marks: list[Mark] = []
    top = 0.0
    for bar, (lines, size), pitch in zip(chart.bars, _gain_names(chart, width), pitches, strict=True):
        text = len(lines) * size * LEADING * MM_PER_PT
        name_middle = top + ((pitch + slack) / 2 if wide else slack / 2 + text / 2)
        middle = name_middle if wide else top + slack / 2 + text + 0.6 + 2.2
        marks += block(0, name_middle, lines, size, "regular", INK)
        marks.append(Shape(segment(start, middle - 2.2, start, middle + 2.2), stroke=RULE, width=0.25))
        end = start if bar.own is None else scale(bar.own)
        if end > start:
            marks.append(Shape(rect(start, middle - 1.7, end - start, 3.4), fill=ACCENT))
        if bar.median is not None:
            x = scale(bar.median)
            marks.append(Shape(segment(x, middle - 2.2, x, middle + 2.2), stroke=WHITE, width=_BAR + 0.5))
            marks.append(_bar(x, middle, 2.2))
            end = max(end, x)
        colour = SLATE if bar.own is None else ACCENT
        marks.append(at_left(end + 1.6, middle, bar.label, CHART_NAME, "bold", colour))
        if bar.median_label:
            after = end + 1.6 + text_width(bar.label, CHART_NAME, "bold") + 2.0
            marks.append(at_left(after, middle, bar.median_label, CHART_NOTE, "regular", SLATE))
        top += pitch + slack
    return marks


# --- ranks over editions -----------------------------------------------------------------------

_RANK_FOOT = 12.0


def _rank_line(chart: RankLine, width: float, height: float) -> list[Mark]:
    """Labels stand where no piece of the line runs through them."""
    count = len(chart.points)
    foot = height - _RANK_FOOT
    pad = min(16.0, width / 6)
    across = _Scale(0, count - 1, pad, width - pad)
    ranks = [point.rank for point in chart.points if point.rank is not None]
    low, high = min(ranks, default=1.0), max(ranks, default=1.0)
    slack = max(0.0, 4.0 - (high - low)) / 2
    down = _Scale(low - slack, high + slack, 9.0, foot - 8.0)
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
            _diamond(x, y) if last else Shape((("O", x, y, 0.95),), fill=WHITE, stroke=INK, width=0.5)
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


# --- the reading example -----------------------------------------------------------------------


def _reading_example(example: ReadingExample, width: float, height: float) -> list[Mark]:
    """A strip with a label for each sign: cluster and median above, a dot and the middle half below."""
    strip = example.strip
    scale = _Scale(strip.low, strip.high, 4.0, width - 4.0)
    middle, row = height / 2, 13.0
    top, bottom = middle - row / 2, middle + row / 2
    signs = _strip_marks(strip, scale, middle, row)
    marks: list[Mark] = [_grid(scale, top, bottom), *signs]
    above = [_Callout(scale(strip.median), middle - 3.4, example.median_label, "regular", INK)]
    if strip.own is not None:
        above.append(
            _Callout(scale(strip.own), middle - _DIAMOND - 0.5, example.own_label, "semibold", ACCENT)
        )
    marks += _callouts(above, (top - 5.0, top - 1.4), (0.0, width))
    below = [_Callout(_band_point(strip, scale), middle + 2.5, example.half_label, "regular", INK)]
    dots = [step for sign in signs if isinstance(sign, Shape) for step in sign.path if step[0] == "O"]
    if dots:
        x, y, radius = _lonely(dots, strip, scale)
        below.append(_Callout(x, y + radius + 0.2, example.peer_label, "regular", INK))
    marks += _callouts(below, (bottom + 5.0, bottom + 1.4), (0.0, width))
    return marks


def _band_point(strip: Strip, scale: _Scale) -> float:
    """The middle of the longer part of the middle half, clear of the median."""
    left, median, right = scale(strip.q1), scale(strip.median), scale(strip.q3)
    return (left + median) / 2 if median - left >= right - median else (median + right) / 2


def _lonely(dots: Sequence[Step], strip: Strip, scale: _Scale) -> tuple[float, float, float]:
    """The dot farthest from the middle half, the median, the cluster and the next dot."""
    signs = [scale(strip.q1), scale(strip.median), scale(strip.q3)]
    if strip.own is not None:
        signs.append(scale(strip.own))
    places = [(float(dot[1]), float(dot[2]), float(dot[3])) for dot in dots if len(dot) == 4]

    def solitude(i: int) -> float:
        x = places[i][0]
        next_dot = min((abs(x - other[0]) for j, other in enumerate(places) if j != i), default=5.0)
        return min(5.0, *(abs(x - sign) for sign in signs)) + min(3.0, next_dot)

    return places[max(range(len(places)), key=solitude)]


# --- what others call --------------------------------------------------------------------------


def lay_out(picture: Graphic | Drawing, width_mm: float, height_mm: float) -> Sketch:
    """``picture`` laid out on a canvas of the given size."""
    if not isinstance(picture, Strip | StripHead | Axis | Range):
        return _chart(picture, width_mm, height_mm)
    match picture:
        case Strip():
            marks = _strip(picture, width_mm, height_mm)
        case StripHead():
            marks = _strip_head(picture, width_mm, height_mm)
        case Axis():
            marks = _cell_axis(picture, width_mm, height_mm)
        case Range():
            marks = _range(picture, width_mm, height_mm)
    return Sketch(width_mm, height_mm, tuple(marks))


@lru_cache(maxsize=64)  # those of a report: pages are set twice, and the screen shows the same charts
def _chart(picture: Drawing, width_mm: float, height_mm: float) -> Sketch:
    match picture:
        case Bars():
            marks = _bars(picture, width_mm, height_mm)
        case Dumbbell():
            marks = _dumbbell(picture, width_mm, height_mm)
        case Slope():
            marks = _slope(picture, width_mm, height_mm)
        case Gains():
            marks = _gains(picture, width_mm, height_mm)
        case Shares():
            marks = _shares(picture, width_mm, height_mm)
        case RankLine():
            marks = _rank_line(picture, width_mm, height_mm)
        case ReadingExample():
            marks = _reading_example(picture, width_mm, height_mm)
    return Sketch(width_mm, height_mm, tuple(marks))


def height(drawing: Drawing, width_mm: float) -> float:
    """The height in mm a drawing needs on a line of ``width_mm``."""
    match drawing:
        case Bars():
            return width_mm * 92.0 / 210.0
        case Dumbbell():
            rows = len(drawing.rows) * _dumbbell_pitch(drawing, width_mm)
            return _DUMBBELL_TOP + rows + _DUMBBELL_BOTTOM
        case Slope():
            names = sum(_slope_columns(drawing, width_mm).heights())
            return max(56.0, _SLOPE_TOP + names + _SLOPE_BOTTOM)
        case Gains():
            return sum(_gain_pitches(drawing, width_mm))
        case Shares():
            return sum(_share_pitches(drawing, width_mm))
        case RankLine():
            return 44.0
        case ReadingExample():
            return 34.0


def svg(picture: Graphic | Drawing, width_mm: float, height_mm: float | None = None) -> str:
    """The SVG of any picture, sized in mm, as plain elements without ids, so that many can stand in one page,
    and with every text as text. The same geometry gives the same bytes. Without ``height_mm`` a chart is as
    high as it needs to be.
    """
    if height_mm is None:
        if isinstance(picture, Strip | StripHead | Axis | Range):
            raise ValueError("the graphic of a cell has the height of its cell")
        height_mm = height(picture, width_mm)
    return plain_svg(lay_out(picture, width_mm, height_mm))
