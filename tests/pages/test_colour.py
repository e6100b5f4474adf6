"""Charts as they are printed: in grey, and for eyes that lack one kind of cone.

Pictures are laid out, painted on a page and rasterised, and the pixels at the signs' places are compared,
so that what is judged is what a reader sees: lightness, and where that does not tell two signs apart, their
shape.

Colour blindness is simulated after Machado, Oliveira and Fernandes, *A Physiologically-based Model for
Simulation of Color Vision Deficiency* (IEEE TVCG 15:6, 2009), with the published matrices of severity 1.0, in
linear RGB. Grey is the relative luminance of WCAG 2.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pypdfium2
import pytest
from numpy.typing import NDArray
from support.graphics import DRAWINGS, bounds, shapes, slope

from reports.document.blocks import Cell, Column, Row, Table
from reports.document.charts import Slope, Strip
from reports.edition.palette import PALETTE
from reports.pages import pdf, style
from reports.pages.blocks import tables
from reports.pages.charts import layout
from reports.pages.drawing import Canvas, Shape, rect
from reports.pages.flow import paginate
from reports.pages.page import Artifact, Node, Page
from reports.pages.pdf import Meta

Pixels = NDArray[np.float64]
#: Pixels in a millimetre: 600 dpi.
FINE = 600 / 25.4
#: The ratio of WCAG 1.4.11 for graphics, and the least difference in lightness (CIE L*, 0-100) of two steps.
READABLE, STEP = 3.0, 10.0

VIEWS: dict[str, Pixels] = {
    "colour": np.eye(3),
    "grey": np.tile([0.2126, 0.7152, 0.0722], (3, 1)),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


# --- from a picture to pixels ------------------------------------------------------------------------


META = Meta("Rysunek", "Zespół", "Rysunek", (), "pl", "")


def rasterised(nodes: Sequence[Node], width: float, height: float) -> Pixels:
    """A page with these nodes as linear RGB (rows, columns, 3), 0 to 1."""
    with pypdfium2.PdfDocument(pdf.write((Page(width, height, tuple(nodes)),), META)) as document:
        bitmap = document[0].render(scale=FINE * 25.4 / 72, rev_byteorder=True)
        encoded = bitmap.to_numpy()[:, :, :3].astype(np.float64) / 255
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def painted(drawn: Canvas, ground: str = style.WHITE) -> Pixels:
    """A drawing on its ground."""
    sheet = Shape(rect(0, 0, drawn.width, drawn.height), fill=ground)
    return rasterised((Artifact((sheet, *drawn.marks)),), drawn.width, drawn.height)


def seen(pixels: Pixels, view: str) -> Pixels:
    """The same picture to other eyes."""
    return np.clip(pixels @ VIEWS[view].T, 0.0, 1.0)


def at(pixels: Pixels, x: float, y: float) -> Pixels:
    """The colour at a place in mm."""
    found: Pixels = pixels[int(y * FINE), int(x * FINE)]
    return found


def luminance(colour: Pixels) -> float:
    return float(colour @ [0.2126, 0.7152, 0.0722])


def contrast(one: Pixels, other: Pixels) -> float:
    """The contrast ratio of WCAG 2.1."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lightness(colour: Pixels) -> float:
    """CIE L*, 0 (black) to 100 (white)."""
    y = luminance(colour)
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def centre(shape: Shape) -> tuple[float, float]:
    box = bounds(shape)
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


# --- the signs of a row ------------------------------------------------------------------------------


def lonely_dot(drawn: Canvas) -> tuple[float, float, float]:
    """The dot of a strip that is farthest from the other signs: x, y, radius."""
    [dots] = shapes(drawn, fill=style.PEER)
    signs = [*shapes(drawn, fill=style.ACCENT), *shapes(drawn, stroke=style.INK)]
    places = [step for step in dots.path if len(step) == 4]
    x, y, radius = max(
        ((float(s[1]), float(s[2]), float(s[3])) for s in places),
        key=lambda place: min(abs(place[0] - centre(sign)[0]) for sign in signs),
    )
    return x, y, radius


@pytest.fixture(scope="module")
def strip() -> tuple[Canvas, Pixels]:
    """A row whose signs stand apart, the cluster on the band of the middle half."""
    row, width, height = Strip((10.0, 25.0, 90.0), 40.0, 50.0, 80.0, 65.0), 66, 11
    drawn = layout.lay_out(row, width, height)
    return drawn, painted(drawn)


@pytest.mark.parametrize("view", VIEWS)
def test_signs_stand_out_from_their_ground(strip: tuple[Canvas, Pixels], view: str) -> None:
    """The cluster, the dots and the median have 3:1 to the paper and to the band of the middle half."""
    drawn, pixels = strip[0], seen(strip[1], view)
    [diamond], [bar], [band] = (
        shapes(drawn, fill=style.ACCENT),
        shapes(drawn, stroke=style.INK),
        shapes(drawn, fill=style.BAND),
    )
    x, y, _ = lonely_dot(drawn)
    paper, box = at(pixels, 0.3, 0.3), bounds(band)
    ground = at(pixels, box.left + 0.3, box.top + 0.2)
    assert contrast(ground, paper) < 1.5, "the band is a ground, not a sign"
    bar_x, _ = centre(bar)
    for sign in (at(pixels, *centre(diamond)), at(pixels, x, y), at(pixels, bar_x, bounds(bar).top + 0.3)):
        assert contrast(sign, paper) >= READABLE
        assert contrast(sign, ground) >= READABLE * 0.9
    assert abs(lightness(at(pixels, bar_x, bounds(bar).top + 0.3)) - lightness(at(pixels, x, y))) >= STEP


@pytest.mark.parametrize("view", VIEWS)
def test_the_cluster_is_told_by_shape(strip: tuple[Canvas, Pixels], view: str) -> None:
    """Lightness alone does not tell the diamond from a dot: it is three times as wide and has corners."""
    drawn, pixels = strip[0], seen(strip[1], view)
    [diamond] = shapes(drawn, fill=style.ACCENT)
    [band] = shapes(drawn, fill=style.BAND)
    box = bounds(diamond)
    x, y = centre(diamond)
    half = (box.right - box.left) / 2
    dot_x, dot_y, radius = lonely_dot(drawn)
    assert half >= 3 * radius
    sign, dot = at(pixels, x, y), at(pixels, dot_x, dot_y)
    ground = at(pixels, bounds(band).left + 0.3, bounds(band).top + 0.2)
    # At 0.62 of the half width aslant a disc still has its colour and a diamond has ended.
    for dx, dy in ((0.62, 0.62), (-0.62, 0.62), (0.62, -0.62), (-0.62, -0.62)):
        corner = at(pixels, x + dx * half, y + dy * half)
        assert contrast(corner, sign) > 1.8, "a disc, not a diamond"
        inside = at(pixels, dot_x + dx * radius, dot_y + dy * radius)
        assert contrast(inside, dot) < contrast(dot, ground), "no disc"
    assert contrast(at(pixels, x + 0.7 * half, y), sign) < 1.3


# --- shades ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", VIEWS)
def test_steps_of_the_heat_table_are_steps_to_everybody(view: str) -> None:
    """Every step is darker than the one before by ten points of lightness, and its number can be read."""
    columns = (Column("", "left", 20.0), *(Column("", "heat", 30.0) for _ in style.HEAT))
    row = Row((Cell("Obszar"), *(Cell(heat=step) for step in range(1, len(style.HEAT) + 1))))
    table = Table("heat", "t", "Tabela 1.", "Wyniki.", columns, (row,))
    (nodes,) = paginate(list(tables.pieces(table, 0.0, {})))
    pixels = seen(rasterised(nodes, *style.PAGE), view)
    grounds = {m.fill: m for d in nodes if isinstance(d, Artifact) for m in d.marks if isinstance(m, Shape)}
    shades = [at(pixels, *centre(grounds[colour])) for colour in style.HEAT]
    steps = [lightness(lighter) - lightness(darker) for lighter, darker in pairwise(shades)]
    assert min(steps) >= STEP, steps
    for shade, role in zip(shades, style.HEAT_TEXT, strict=True):
        colour = PALETTE[role]
        letter = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
        linear = np.where(letter <= 0.04045, letter / 12.92, ((letter + 0.055) / 1.055) ** 2.4)
        assert contrast(seen(linear, view), shade) >= 4.5


# --- lines ------------------------------------------------------------------------------------------


def broken(pixels: Pixels, line: Shape) -> float:
    """The share of a straight line's length that is as light as the paper."""
    (_, x1, y1), (_, x2, y2) = line.path[:2]  # type: ignore[misc]
    places = [(x1 + (x2 - x1) * k / 400, y1 + (y2 - y1) * k / 400) for k in range(40, 361)]
    return float(np.mean([lightness(at(pixels, x, y)) > 80 for x, y in places]))


@pytest.mark.parametrize("view", VIEWS)
def test_falls_are_dashed_lines_not_another_colour(view: str) -> None:
    """Before and after are told by place, a rise from a fall by the line: whole or broken."""
    chart: Slope = slope(("Rośnie", 20.0, 70.0), ("Maleje", 90.0, 40.0))
    height = layout.height(chart, 82)
    drawn = layout.lay_out(chart, 82, height)
    pixels = seen(painted(drawn), view)
    lines = [
        shape
        for shape in shapes(drawn)
        if shape.stroke in (style.INK, style.ACCENT)
        and len(shape.path) == 2
        and bounds(shape).right - bounds(shape).left > 5
    ]
    assert len(lines) == 2
    for line in lines:
        share = broken(pixels, line)
        assert 0.15 < share < 0.7 if line.dash else share < 0.02


@pytest.mark.parametrize("view", VIEWS)
def test_a_median_on_a_bar_is_seen(view: str) -> None:
    """The median's sign is set off from the bar that it stands on by a light edge."""
    chart, width = DRAWINGS["shares"]
    height = layout.height(chart, width)
    drawn = layout.lay_out(chart, width, height)
    pixels = seen(painted(drawn), view)
    [bar] = shapes(drawn, fill=style.ACCENT)
    median = min(shapes(drawn, stroke=style.INK), key=lambda shape: abs(centre(shape)[1] - centre(bar)[1]))
    x, y = centre(median)
    halo = at(pixels, x - 0.45, y)
    assert contrast(halo, at(pixels, x, y)) >= READABLE
    assert contrast(halo, at(pixels, x - 2.0, y)) >= READABLE
