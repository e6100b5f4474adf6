"""Charts: the geometry of the report -> marks in their places, and SVG with text as text.

Every picture is laid out once on a :class:`~reports.pages.drawing.Canvas`: labels are measured and placed
by search so that they neither collide nor leave it. On paper its marks are painted with the page, on the
screen they are a few lines of plain SVG. Nothing here knows a word: all labels arrive with the geometry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from reports.document import (
    Axis,
    Bars,
    Drawing,
    Dumbbell,
    EffortMap,
    Gains,
    Graphic,
    Range,
    RankLine,
    ReadingExample,
    Shares,
    Slope,
    Stairs,
    Strip,
    StripHead,
    TileMap,
)

from ..drawing import Canvas, Mark, plain_svg
from ..fonts import measured
from ..theme import PLAIN, Theme
from .bars import bar_pitches, draw_bars, draw_gains, draw_shares
from .cells import draw_cell_axis, draw_range, draw_strip, draw_strip_head
from .dumbbell import draw_dumbbell, dumbbell_height
from .priorities import HEIGHT, draw_effort_map, draw_stairs
from .ranks import draw_rank_line, draw_reading_example
from .slope import draw_slope, slope_height
from .tiles import draw_tiles, tiles_height

#: What draws a picture, by its kind.
_DRAW: Mapping[type, Callable[[Any, float, float], Sequence[Mark]]] = {
    Strip: draw_strip,
    StripHead: draw_strip_head,
    Axis: draw_cell_axis,
    Range: draw_range,
    Bars: draw_bars,
    Dumbbell: draw_dumbbell,
    Slope: draw_slope,
    Gains: draw_gains,
    Shares: draw_shares,
    RankLine: draw_rank_line,
    EffortMap: draw_effort_map,
    Stairs: draw_stairs,
    ReadingExample: draw_reading_example,
    TileMap: draw_tiles,
}


@measured(1024)  # pages are set twice, and the screen shows the same pictures
def lay_out(picture: Graphic | Drawing, width_mm: float, height_mm: float) -> Canvas:
    """``picture`` laid out on a canvas of the given size."""
    marks = _DRAW[type(picture)](picture, width_mm, height_mm)
    return Canvas(width_mm, height_mm, tuple(marks))


def height(drawing: Drawing, width_mm: float) -> float:
    """The height in mm a drawing needs on a line of ``width_mm``."""
    match drawing:
        case Bars():
            return width_mm * 92.0 / 210.0
        case Dumbbell():
            return dumbbell_height(drawing, width_mm)
        case Slope():
            return slope_height(drawing, width_mm)
        case Gains() | Shares():
            return sum(bar_pitches(drawing, width_mm))
        case RankLine():
            return 44.0
        case EffortMap() | Stairs():
            return HEIGHT
        case ReadingExample():
            return 34.0
        case TileMap():
            return tiles_height(drawing)


def svg(
    picture: Graphic | Drawing, width_mm: float, height_mm: float | None = None, theme: Theme = PLAIN
) -> str:
    """The SVG of any picture, sized in mm, as plain elements without ids, so that many can stand in one page,
    and with every text as text. The same geometry gives the same bytes. Without ``height_mm`` a chart is as
    high as it needs to be.
    """
    if height_mm is None:
        if isinstance(picture, Strip | StripHead | Axis | Range):
            raise ValueError("the graphic of a cell has the height of its cell")
        height_mm = height(picture, width_mm)
    return plain_svg(lay_out(picture, width_mm, height_mm), theme)
