"""Roles of colours, type and measures: one place for the style sheet, the charts and the results card.

Sizes are points, measures millimetres.
"""

from __future__ import annotations

from reports.edition import palette

# --- colour ------------------------------------------------------------------------------------

#: What a colour means; :class:`.theme.Theme` says which one it is, when it is painted.
INK = "ink"  # text, the median
NAVY = "navy"  # links and panels
SLATE = "slate"  # secondary text
ACCENT = "accent"  # the reported cluster and nothing else
PEER = "peer"  # another cluster
BAND = "band"  # the middle half; never the only carrier of a meaning
RULE = "rule"  # hairlines; never the only carrier of a meaning
PAPER = "paper"  # the ground of a call-out
WHITE = "white"
COVER = "cover"  # the ground of the cover
COVER_BAR = "cover-bar"  # another cluster on the cover: decoration
AMBER = "amber"  # the reported cluster on the cover's ground, never on white

#: The steps of a heat table, lowest first, and the text colour on each.
HEAT = palette.HEAT
HEAT_TEXT = palette.HEAT_TEXT

# --- type --------------------------------------------------------------------------------------

SANS = "Source Sans 3"
SERIF = "Source Serif Display"

#: (family, weight, style) -> file in the folder of bundled fonts.
FONT_FILES = {
    (SANS, 400, "normal"): "SourceSans3-Regular.ttf",
    (SANS, 400, "italic"): "SourceSans3-It.ttf",
    (SANS, 600, "normal"): "SourceSans3-Semibold.ttf",
    (SANS, 700, "normal"): "SourceSans3-Bold.ttf",
    (SERIF, 300, "normal"): "SourceSerif4Display-Light.ttf",
    (SERIF, 400, "normal"): "SourceSerif4Display-Regular.ttf",
}

#: Role -> (size, leading) in points.
TYPE = {
    "cover-large": (38.0, 42.5),
    "cover-medium": (33.0, 37.0),
    "cover-small": (27.0, 31.0),
    "title": (24.0, 28.5),
    "figure": (27.0, 30.0),
    "lead": (11.0, 15.5),
    "h3": (12.5, 16.0),
    "h4": (11.0, 15.0),
    "body": (9.75, 14.0),
    "table": (9.0, 12.0),
    "note": (8.25, 11.5),
}

#: Sizes in charts, in points; nothing in a chart is smaller than ``CHART_MIN``.
CHART_MIN = 8.0
CHART_NOTE = 8.25
CHART_TEXT = 8.75
CHART_NAME = 9.5
CHART_RANK = 10.0

# --- measures ----------------------------------------------------------------------------------

PAGE = (210.0, 297.0)
MARGINS = (25.0, 20.0, 21.0, 20.0)  # top, right, bottom, left
LINE = PAGE[0] - MARGINS[1] - MARGINS[3]

#: Millimetres in a point, and points in a millimetre.
MM_PER_PT = 25.4 / 72.0
PT_PER_MM = 1 / MM_PER_PT
