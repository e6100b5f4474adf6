"""A tile map: every place a tile of the same size, shaded by how many are there, with its name and number."""

from __future__ import annotations

from reports.document import TileMap

from ..drawing import Mark, Shape, rect
from ..style import CHART_NAME, CHART_TEXT, HEAT, HEAT_TEXT, INK, RULE, WHITE
from .labels import block_height, centred, fit

#: Height of a tile, the gap between two, and what is free at its sides, mm.
_TALL, _GAP, _PAD = 13.0, 1.2, 1.0


def tiles_height(chart: TileMap) -> float:
    """The height in mm that the map needs."""
    return _rows(chart) * (_TALL + _GAP) - _GAP


def shade(count: int, most: int) -> int:
    """The step of shade of a tile, 1 to 5 from the fewest to the most; 0 for nobody."""
    return 0 if count <= 0 or most <= 0 else max(1, min(len(HEAT), -(-count * len(HEAT) // most)))


def draw_tiles(chart: TileMap, width: float, height: float) -> list[Mark]:
    """The tiles over the whole width, each with its name and its number."""
    columns = 1 + max(tile.column for tile in chart.tiles)
    wide = (width + _GAP) / columns - _GAP
    tall = (height + _GAP) / _rows(chart) - _GAP
    most = max(tile.count for tile in chart.tiles)
    marks: list[Mark] = []
    for tile in chart.tiles:
        left, top = tile.column * (wide + _GAP), tile.row * (tall + _GAP)
        step = shade(tile.count, most)
        ground, ink = (HEAT[step - 1], HEAT_TEXT[step - 1]) if step else (WHITE, INK)
        edge = RULE if step == 0 else ground
        marks.append(Shape(rect(left, top, wide, tall), fill=ground, stroke=edge, width=0.25))
        lines, size = fit(tile.name, wide - 2 * _PAD, CHART_TEXT)
        deep = block_height(lines, size)
        middle, limits = left + wide / 2, (left, left + wide)
        for number, line in enumerate(lines):
            y = top + 1.4 + deep * (number + 0.5) / len(lines)
            marks.append(centred(middle, y, line, size, "regular", ink, limits))
        foot = top + tall - 0.5 * block_height((tile.label,), CHART_NAME) - 1.2
        marks.append(centred(middle, foot, tile.label, CHART_NAME, "bold", ink, limits))
    return marks


def _rows(chart: TileMap) -> int:
    return 1 + max((tile.row for tile in chart.tiles), default=0)
