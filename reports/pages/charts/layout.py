"""Charts: the geometry of the report -> marks in their places, and SVG with text as text.

Every picture is laid out once on a :class:`~reports.pages.drawing.Canvas`: labels are measured and placed
by search so that they neither collide nor leave it. On paper its marks are painted with the page, on the
screen they are a few lines of plain SVG. Nothing here knows a word: all labels arrive with the geometry.
"""

from __future__ import annotations

from functools import lru_cache

from reports.document import (
    Axis,
    Bars,
    Drawing,
    Dumbbell,
    Gains,
    Graphic,
    Range,
    RankLine,
    ReadingExample,
    Shares,
    Slope,
    Strip,
    StripHead,
)

from ..drawing import Canvas, plain_svg
from .bars import draw_bars, draw_gains, draw_shares, gain_pitches, share_pitches
from .cells import draw_cell_axis, draw_range, draw_strip, draw_strip_head
from .dumbbell import DUMBBELL_BOTTOM, DUMBBELL_TOP, draw_dumbbell, dumbbell_pitch
from .ranks import draw_rank_line, draw_reading_example
from .slope import SLOPE_BOTTOM, SLOPE_TOP, draw_slope, slope_columns


def lay_out(picture: Graphic | Drawing, width_mm: float, height_mm: float) -> Canvas:
    """``picture`` laid out on a canvas of the given size."""
    if not isinstance(picture, Strip | StripHead | Axis | Range):
        return _chart(picture, width_mm, height_mm)
    match picture:
        case Strip():
            marks = draw_strip(picture, width_mm, height_mm)
        case StripHead():
            marks = draw_strip_head(picture, width_mm, height_mm)
        case Axis():
            marks = draw_cell_axis(picture, width_mm, height_mm)
        case Range():
            marks = draw_range(picture, width_mm, height_mm)
    return Canvas(width_mm, height_mm, tuple(marks))


@lru_cache(maxsize=64)  # those of a report: pages are set twice, and the screen shows the same charts
def _chart(picture: Drawing, width_mm: float, height_mm: float) -> Canvas:
    match picture:
        case Bars():
            marks = draw_bars(picture, width_mm, height_mm)
        case Dumbbell():
            marks = draw_dumbbell(picture, width_mm, height_mm)
        case Slope():
            marks = draw_slope(picture, width_mm, height_mm)
        case Gains():
            marks = draw_gains(picture, width_mm, height_mm)
        case Shares():
            marks = draw_shares(picture, width_mm, height_mm)
        case RankLine():
            marks = draw_rank_line(picture, width_mm, height_mm)
        case ReadingExample():
            marks = draw_reading_example(picture, width_mm, height_mm)
    return Canvas(width_mm, height_mm, tuple(marks))


def height(drawing: Drawing, width_mm: float) -> float:
    """The height in mm a drawing needs on a line of ``width_mm``."""
    match drawing:
        case Bars():
            return width_mm * 92.0 / 210.0
        case Dumbbell():
            rows = len(drawing.rows) * dumbbell_pitch(drawing, width_mm)
            return DUMBBELL_TOP + rows + DUMBBELL_BOTTOM
        case Slope():
            names = sum(slope_columns(drawing, width_mm).heights())
            return max(56.0, SLOPE_TOP + names + SLOPE_BOTTOM)
        case Gains():
            return sum(gain_pitches(drawing, width_mm))
        case Shares():
            return sum(share_pitches(drawing, width_mm))
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
