"""Charts and graphics of every kind, and where their shapes and labels are."""

from __future__ import annotations

import hashlib
from itertools import combinations
from math import hypot

from reports.document.charts import (
    Axis,
    Bars,
    Drawing,
    Dumbbell,
    DumbbellRow,
    Gain,
    Gains,
    Graphic,
    Range,
    RankLine,
    RankPoint,
    ReadingExample,
    Share,
    Shares,
    Slope,
    SlopeLine,
    Strip,
    StripHead,
    Tile,
    TileMap,
)
from reports.pages import style
from reports.pages.charts import layout
from reports.pages.drawing import Box, Canvas, Shape, Text


def pl(value: float) -> str:
    """A number as the report prints it."""
    return f"{value:.1f}".replace(".", ",").replace("-", "−")


def dumbbell_row(
    name: str, own: float | None, q1: float, median: float, q3: float, best: float, rank: str
) -> DumbbellRow:
    """A row whose labels follow from its numbers."""
    label = "brak" if own is None else pl(own)
    below = own is not None and own < median
    return DumbbellRow(name, own, label, q1, median, q3, best, pl(best), rank, below)


def dumbbell(*rows: DumbbellRow, low: float = 0.0, high: float = 100.0) -> Dumbbell:
    """A dumbbell chart with Polish labels."""
    return Dumbbell(rows, "mediana", "najlepszy wynik", "miejsce", "pkt", low, high)


def slope(*lines: tuple[str, float, float]) -> Slope:
    """A slope chart from (name, before, after)."""
    return Slope("2014", "2018", tuple(SlopeLine(n, a, b, pl(a), pl(b)) for n, a, b in lines))


def rank_line(*ranks: float | None) -> RankLine:
    """A rank line over as many editions as there are ranks."""
    points = (
        RankPoint(str(2010 + 2 * i), rank, "–" if rank is None else f"{rank:.0f}.", "na 40")
        for i, rank in enumerate(ranks)
    )
    return RankLine(tuple(points))


LONG = "Zasoby infrastrukturalne, technologiczne i lokalowe klastra"


STRIP = Strip(tuple(30.0 + i for i in range(39)), 40.0, 48.0, 57.5, 54.7)


EXAMPLE = ReadingExample(
    STRIP, "romb: Państwa klaster", "kreska: mediana", "kropka: jeden klaster", "pole: środkowa połowa"
)


GRAPHICS: dict[str, tuple[Graphic, float, float]] = {
    "strip": (STRIP, 66, 11),
    "strip without own": (Strip((1.0, 2.0), 1.0, 1.5, 2.0, None), 66, 11),
    "strip of equals": (Strip((50.0,) * 39, 50.0, 50.0, 50.0, 50.0), 66, 7),
    "strip of 500": (Strip(tuple(i / 5 for i in range(499)), 25.0, 50.0, 75.0, 0.0), 66, 11),
    "z-scores": (Strip((-1.2, 0.0, 2.1), -0.6, 0.0, 1.0, -3.0, -3.0, 3.0), 66, 11),
    "head": (StripHead(47.9, 54.7, "mediana", "Państwa klaster"), 66, 8),
    "head without own": (StripHead(97.9, None, "mediana", ""), 66, 8),
    "axis": (Axis(), 66, 5),
    "axis below zero": (Axis(-3, 3, 1), 66, 5),
    "range": (Range(1, 3, 5, 9, 20, 4), 33, 4.62),
    "range of equals": (Range(4, 4, 4, 4, 4, 4), 33, 4.62),
    "range without own": (Range(1, 3, 5, 9, 20, None, reverse=True), 33, 4.62),
}


DRAWINGS: dict[str, tuple[Drawing, float]] = {
    "bars": (Bars(tuple(float(v) for v in range(1, 41))), 210),
    "one bar": (Bars((0.0,)), 210),
    "500 bars": (Bars((50.0,) * 500), 210),
    "dumbbell": (
        dumbbell(
            dumbbell_row("Potencjał", 46.9, 40.0, 47.5, 53.0, 73.0, "22."),
            dumbbell_row(LONG, 100.0, 40.0, 50.0, 60.0, 100.0, "1."),
            dumbbell_row("Komunikacja & <marketing> $x$", None, 40.0, 50.0, 60.0, 100.0, "–"),
        ),
        170,
    ),
    "dumbbell of z-scores": (
        dumbbell(dumbbell_row("A", -2.9, -0.5, 0.0, 0.5, 2.9, "40."), low=-3.0, high=3.0),
        170,
    ),
    "slope": (slope(("Potencjał", 45.2, 46.9), ("Projekty", 31.0, 24.3)), 82),
    "slope of equals": (slope(*((LONG, 50.0, 50.0),) * 6), 82),
    "wide slope": (slope(("Potencjał", 0.0, 100.0), (LONG, 100.0, 0.0)), 170),
    "gains": (Gains((Gain(LONG, 3.1, "+3,1"), Gain("Projekty", 0.0, "0,0"))), 82),
    "shares": (
        Shares(
            (Share(LONG, 100.0, "100,0%", 88.5, "mediana 88,5%"), Share("B", None, "brak", 0.0, "mediana 0%"))
        ),
        82,
    ),
    "wide shares": (
        Shares((Share(LONG, 2.0, "2%", 100.0, "mediana 100%"), Share("B", 0.0, "0%", None, ""))),
        170,
    ),
    "wide gains": (Gains((Gain(LONG, 3.1, "+3,1 pkt"), Gain("Projekty", 1.2, "+1,2 pkt"))), 170),
    "rank line": (rank_line(21, None, 15, 10), 82),
    "one rank": (rank_line(10), 82),
    "no ranks": (rank_line(None, None), 82),
    "reading example": (EXAMPLE, 170),
    "tile map": (
        TileMap((Tile(0, 0, LONG, "2", 2), Tile(1, 1, "łódzkie", "11", 11), Tile(1, 2, "A", "0", 0))),
        170,
    ),
}


def picture(name: str) -> str:
    """The SVG of one of the pictures above."""
    return layout.svg(*GRAPHICS[name]) if name in GRAPHICS else layout.svg(*DRAWINGS[name])


def texts(drawn: Canvas) -> list[Text]:
    """The labels of a drawing."""
    return [mark for mark in drawn.marks if isinstance(mark, Text)]


def shapes(drawn: Canvas, *, fill: str = "", stroke: str = "") -> list[Shape]:
    """The shapes of a drawing with this fill and stroke (an empty one is any)."""
    found = (mark for mark in drawn.marks if isinstance(mark, Shape))
    return [s for s in found if fill in ("", s.fill) and stroke in ("", s.stroke)]


def bounds(shape: Shape) -> Box:
    """The box around a shape's corners and circles."""
    places = [(s[1], s[2], s[3] if len(s) == 4 else 0.0) for s in shape.path if len(s) > 2]
    return Box(
        min(x - r for x, _, r in places),
        min(y - r for _, y, r in places),
        max(x + r for x, _, r in places),
        max(y + r for _, y, r in places),
    )


def touches(box: Box, shape: Shape) -> bool:
    """Whether a box touches a circle, or the box around any other shape."""
    if len(shape.path) != 1 or len(shape.path[0]) != 4:
        return box.hits(bounds(shape))
    _, x, y, radius = shape.path[0]
    across = max(box.left - x, 0.0, x - box.right)
    down = max(box.top - y, 0.0, y - box.bottom)
    return hypot(across, down) < radius - 0.01


def assert_labels_are_free(drawn: Canvas, *obstacles: Shape, slack: float = 0.0) -> None:
    """Every label lies on the canvas, touches no other label and none of ``obstacles``: but for ``slack`` mm
    at its upper and lower edge.
    """
    labels = texts(drawn)
    for label in labels:
        box = label.box
        assert box.left >= -0.01, label
        assert box.right <= drawn.width + 0.01, label
        assert box.top >= -0.01, label
        assert box.bottom <= drawn.height + 0.01, label
        assert label.size >= style.CHART_MIN
        inner = Box(box.left, box.top + slack, box.right, box.bottom - slack)
        for obstacle in obstacles:
            assert not touches(inner, obstacle), (label, obstacle)
    for one, other in combinations(labels, 2):
        assert not one.box.hits(other.box), (one, other)


def fingerprint() -> str:
    """One hash over all pictures."""
    return hashlib.sha256("".join(map(picture, [*GRAPHICS, *DRAWINGS])).encode()).hexdigest()
