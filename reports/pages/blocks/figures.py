"""Charts with their titles and captions, alone or beside something else, as pieces of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.document import blocks as d
from reports.document import charts as charts_

from ..charts import layout
from ..drawing import Box
from ..flow import HALF, Piece, beside
from ..page import Element, Node, moved
from ..style import LINE, MM_PER_PT
from ..text import LABEL, NOTE, Run, Style, height_of, placed, set_lines

_TITLE = Style(9.75, 12.5, "semibold")


def labelled(label: str, text: str) -> tuple[Run, ...]:
    """What numbers a figure or a table, and what is said of it."""
    return (Run(f"{label} " if text else label, LABEL), *([Run(text, NOTE)] if text else []))


def chart_piece(chart: d.Chart, width: float, title_room: float = 0.0) -> Piece:
    """A chart in a column ``width`` mm wide, whose title takes at least ``title_room``.

    Raises ValueError for one that shows nothing.
    """
    match chart.drawing:
        case (
            charts_.Dumbbell(rows=())
            | charts_.Slope(lines=())
            | charts_.Gains(bars=())
            | charts_.Shares(bars=())
            | charts_.RankLine(points=())
            | charts_.TileMap(tiles=())
            | charts_.EffortMap(marks=())
            | charts_.Stairs(steps=())
        ):
            raise ValueError(f"the chart {chart.label} shows nothing")
    title = set_lines((Run(chart.title, _TITLE),), width)
    caption = set_lines(labelled(chart.label, chart.caption), min(width, 166.0))
    tall = layout.height(chart.drawing, width)
    above = max(height_of(title), title_room) + 1.0

    def draw(x: float, y: float) -> Sequence[Node]:
        marks = moved(layout.lay_out(chart.drawing, width, tall).marks, x, y + above)
        box = Box(x, y + above, x + width, y + above + tall)
        told = Element("Caption", tuple(placed(caption, x, y + above + tall + 1.0)))
        return (
            Element("P", tuple(placed(title, x, y))),
            Element("Figure", (*marks, told), alt=chart.alt, box=box),
        )

    return Piece(above + tall + 1.0 + height_of(caption), draw)


def alone(chart: d.Chart) -> Piece:
    """A chart on a line or on half of one."""
    return replace(chart_piece(chart, HALF if chart.width == "half" else LINE), above=4.5)


def pair(left: d.Chart, right: d.Chart | Piece) -> Piece:
    """Two charts side by side, or a chart and what it shows."""
    if isinstance(right, d.Chart):
        parts = [chart_piece(chart, HALF, title_room=25 * MM_PER_PT) for chart in (left, right)]
    else:
        parts = [chart_piece(left, HALF), right]
    return beside(parts, HALF, before=4.5)
