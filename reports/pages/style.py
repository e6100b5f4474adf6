"""Colour, type and measures: one place for the style sheet, the charts and the results card.

Colours are sRGB ``#RRGGBB`` (the contrast on white stands behind each), sizes are points, measures
millimetres. Identity never hangs on a colour alone: the diamond is the reported cluster, a dot is
another one, a bar is the median, a ring the best, a dashed line lies below or falls.
"""

from __future__ import annotations

# --- colour ------------------------------------------------------------------------------------

INK = "#14233B"  # text, the median                                                        15.8
NAVY = "#1B3358"  # links and panels                                                       12.6
SLATE = "#4A5568"  # secondary text                                                         7.5
ACCENT = "#B93A08"  # the reported cluster and nothing else                                 5.7
PEER = "#748195"  # another cluster                                                         4.0
BAND = "#E1E7EF"  # the middle half; never the only carrier of a meaning
RULE = "#C9D1DC"  # hairlines; never the only carrier of a meaning
PAPER = "#F5F3EE"  # the ground of a call-out
WHITE = "#FFFFFF"
COVER = INK  # the ground of the cover
COVER_BAR = "#2A4369"  # another cluster on the cover: decoration
AMBER = "#F4A259"  # the reported cluster on the cover's ground, never on white             7.6 on COVER

#: The steps of a heat table, lowest first, and the text colour on each.
HEAT = ("#E9EFF7", "#BFD0E6", "#8FB0D6", "#3F6EA8", "#17375F")
HEAT_TEXT = (INK, INK, INK, WHITE, WHITE)

COLOURS = {
    "ink": INK,
    "navy": NAVY,
    "slate": SLATE,
    "accent": ACCENT,
    "peer": PEER,
    "band": BAND,
    "rule": RULE,
    "paper": PAPER,
    "white": WHITE,
    "cover": COVER,
    "cover-bar": COVER_BAR,
    "amber": AMBER,
    **{f"heat-{step}": colour for step, colour in enumerate(HEAT, start=1)},
    **{f"heat-text-{step}": colour for step, colour in enumerate(HEAT_TEXT, start=1)},
}

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


def css_variables() -> str:
    """The colours as custom properties for the style sheet, ``--ink`` and so on, in one ``:root`` rule."""
    return ":root {\n  " + "\n  ".join(f"--{name}: {value};" for name, value in COLOURS.items()) + "\n}\n"
