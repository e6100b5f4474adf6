"""The charts and the map of slides as marks, for paper: drawn from the data that a presentation program gets.

Measures are those of the page, mm; ``size`` is the size of all text in points.
"""

from __future__ import annotations

from collections.abc import Iterator

from reports.document import Plot, PlotSeries, SlideMap

from ..charts.tiles import shade
from ..drawing import Box, Mark, Shape, Text, rect, segment
from ..fonts import Face, text_width
from ..style import HEAT, HEAT_TEXT, INK, MM_PER_PT, NAVY, RULE, WHITE
from ..text import Align, Style, paragraph
from . import layout

_DARK, _LIGHT = NAVY, HEAT[1]


def tile_marks(part: SlideMap, box: Box, size: float) -> Iterator[Mark]:
    """The tiles with their names and numbers."""
    tiles, gap = part.drawing.tiles, 1.0
    rows, columns = 1 + max(t.row for t in tiles), 1 + max(t.column for t in tiles)
    wide = (box.right - box.left + gap) / columns - gap
    tall = (box.bottom - box.top + gap) / rows - gap
    most = max(tile.count for tile in tiles)
    for tile in tiles:
        left, top = box.left + tile.column * (wide + gap), box.top + tile.row * (tall + gap)
        step = shade(tile.count, most)
        ground, ink = (HEAT[step - 1], HEAT_TEXT[step - 1]) if step else (WHITE, INK)
        edge = ground if step else RULE
        yield Shape(rect(left, top, wide, tall), fill=ground, stroke=edge, width=0.2)
        texts = ((tile.name, "regular"), (tile.label, "bold"))
        blocks = [_lines(text, wide - 1.0, size, face, ink, "centre") for text, face in texts]  # type: ignore[arg-type]
        yield from _stacked(blocks, left + 0.5, top + tall / 2, size)


def plot_marks(part: Plot, box: Box, size: float, labels: float) -> Iterator[Mark]:
    """The bars, columns or ranges with the names of their categories and their numbers; ``labels`` is the
    part of the width (of columns: of the height) that the names take.
    """
    top = box.top
    if layout.legend(part):
        top += layout.LEGEND * (size / layout.SMALLEST_ON_SLIDE)
        yield from _legend(part, Box(box.left, box.top, box.right, top), size)
    if part.kind == "columns":
        yield from _columns(part, Box(box.left, top, box.right, box.bottom), size, labels)
    else:
        yield from _bars(part, Box(box.left, top, box.right, box.bottom), size, labels)


def _lines(text: str, width: float, size: float, face: Face, colour: str, align: Align) -> tuple[Text, ...]:
    return paragraph(text, 0.0, 0.0, width, Style(size, size * layout.LEADING, face, colour), align).texts


def _stacked(blocks: list[tuple[Text, ...]], left: float, middle: float, size: float) -> Iterator[Mark]:
    """Lines below one another, centred on ``middle``."""
    step = size * layout.LEADING * MM_PER_PT
    lines = [text for block in blocks for text in block]
    base = middle - step * (len(lines) - 1) / 2 + 0.33 * size * MM_PER_PT
    for place, text in enumerate(lines):
        yield Text(left + text.x, base + place * step, text.text, size, text.face, text.colour)


def _legend(part: Plot, box: Box, size: float) -> Iterator[Mark]:
    x, middle = box.left, (box.top + box.bottom) / 2
    for series in part.series:
        side = size * 0.6 * MM_PER_PT
        yield Shape(rect(x, middle - side / 2, side, side), fill=_fill(series, 0))
        x += side + 1.0
        yield Text(x, middle + 0.33 * size * MM_PER_PT, series.name, size)
        x += text_width(series.name, size) + 5.0


def _fill(series: PlotSeries, place: int) -> str:
    return _DARK if not series.dark or series.dark[place] else _LIGHT


def _ends(part: Plot) -> tuple[float, float]:
    values = [value for series in part.series for value in series.values]
    low = min(0.0, *values) if part.low is None else min(part.low, 0.0)
    high = max(0.0, *values) if part.high is None else part.high
    return low, high if high > low else low + 1.0


def _bars(part: Plot, box: Box, size: float, labels: float) -> Iterator[Mark]:
    left = box.left + labels * (box.right - box.left)
    low, high = _ends(part)
    drawn = part.series[2:] if part.kind == "ranges" else part.series
    numbers = max(text_width(cell.text, size, "bold") for series in drawn for cell in series.cells) + 2.0
    # Room for a number at either end.
    start = left + (numbers if min(v for s in drawn for v in s.values) < 0 else 0.0)
    unit = (box.right - numbers - start) / (high - low)
    zero = start - low * unit
    pitch = (box.bottom - box.top) / len(part.categories)
    thick = pitch * 0.7 / len(drawn)
    yield Shape(segment(zero, box.top, zero, box.bottom), stroke=RULE, width=0.2)
    for place, name in enumerate(part.categories):
        middle = box.top + (place + 0.5) * pitch
        names = _lines(name, left - box.left - 2.0, size, "regular", INK, "right")
        yield from _stacked([names], box.left, middle, size)
        for turn, series in enumerate(drawn):
            value, y = series.values[place], middle + (turn - len(drawn) / 2) * thick
            end = zero + value * unit
            wide = abs(end - zero)
            if wide:
                fill = _LIGHT if part.kind == "ranges" else _fill(series, place)
                yield Shape(rect(min(zero, end), y, wide, thick), fill=fill)
            said, base = series.cells[place].text, y + thick / 2 + 0.33 * size * MM_PER_PT
            behind = end + 0.8 if value >= 0 else end - 0.8 - text_width(said, size, "bold")
            yield Text(zero + 0.8 if part.kind == "ranges" else behind, base, said, size, "bold")
            if part.kind == "ranges":
                line = y + thick / 2
                ends = [zero + part.series[which].values[place] * unit for which in (0, 1)]
                yield Shape(segment(ends[0], line, ends[1], line), stroke=INK, width=0.5)
                for x in ends:
                    yield Shape(segment(x, line - 1.0, x, line + 1.0), stroke=INK, width=0.5)


def _columns(part: Plot, box: Box, size: float, labels: float) -> Iterator[Mark]:
    foot = box.bottom - labels * (box.bottom - box.top)
    low, high = _ends(part)
    line = size * layout.LEADING * MM_PER_PT
    unit = (foot - box.top - line) / (high - low)
    zero = foot + low * unit
    pitch = (box.right - box.left) / len(part.categories)
    thick = pitch * 0.7 / len(part.series)
    yield Shape(segment(box.left, zero, box.right, zero), stroke=RULE, width=0.2)
    for place, name in enumerate(part.categories):
        middle = box.left + (place + 0.5) * pitch
        names = _lines(name, pitch - 2.0, size, "regular", INK, "centre")
        deep = len(names) * line
        yield from _stacked([names], middle - pitch / 2 + 1.0, foot + 1.0 + deep / 2, size)
        for turn, series in enumerate(part.series):
            value, x = series.values[place], middle + (turn - len(part.series) / 2) * thick
            if value:
                top = min(zero, zero - value * unit)
                yield Shape(rect(x, top, thick, abs(value) * unit), fill=_fill(series, place))
            said = series.cells[place].text
            at = x + thick / 2 - text_width(said, size, "bold") / 2
            yield Text(at, zero - max(value, 0.0) * unit - 0.8, said, size, "bold")
