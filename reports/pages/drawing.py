"""Vector drawings: texts and shapes on a canvas, in millimetres, y growing downwards.

Texts are measured with the bundled fonts and anchored at the left end of their baseline. What draws only
copies: :mod:`reports.pages.pdf` onto paper, :func:`plain_svg` for the screen.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass

from .fonts import FACES, Face, family, text_width
from .style import INK, MM_PER_PT
from .theme import PLAIN, Theme

#: One step of a path, in mm: ("M", x, y), ("L", x, y), ("Z",) or a whole circle ("O", x, y, radius).
Step = tuple[str] | tuple[str, float, float] | tuple[str, float, float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; ``top`` < ``bottom``."""

    left: float
    top: float
    right: float
    bottom: float

    def hits(self, other: Box, gap: float = 0.0) -> bool:
        """Whether the two overlap, or stand side by side with less than ``gap`` between them."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text: ``x`` is its left end, ``y`` its baseline, ``size`` in points. Every letter is
    followed by ``tracking`` points, which may be negative.
    """

    x: float
    y: float
    text: str
    size: float
    face: Face = "regular"
    colour: str = INK
    tracking: float = 0.0

    @property
    def width(self) -> float:
        return text_width(self.text, self.size, self.face) + len(self.text) * self.tracking * MM_PER_PT

    @property
    def box(self) -> Box:
        """What it covers, from the top of the figures to the foot of a comma."""
        em = self.size * MM_PER_PT
        return Box(self.x, self.y - 0.68 * em, self.x + self.width, self.y + 0.18 * em)


@dataclass(frozen=True, slots=True)
class Shape:
    """A path, filled or stroked in a role of :mod:`.style`. ``width`` and ``dash`` (on, off) are in mm."""

    path: tuple[Step, ...]
    fill: str = ""
    stroke: str = ""
    width: float = 0.0
    dash: tuple[float, float] | None = None


Mark = Text | Shape


@dataclass(frozen=True, slots=True)
class Canvas:
    """A drawing in mm: the first mark lies at the bottom."""

    width: float
    height: float
    marks: tuple[Mark, ...]


def segment(x1: float, y1: float, x2: float, y2: float) -> tuple[Step, ...]:
    """The path of a straight line."""
    return (("M", x1, y1), ("L", x2, y2))


def rect(left: float, top: float, width: float, height: float) -> tuple[Step, ...]:
    """The path of a rectangle."""
    right, bottom = left + width, top + height
    return (("M", left, top), ("L", right, top), ("L", right, bottom), ("L", left, bottom), ("Z",))


# --- SVG ---------------------------------------------------------------------------------------


def _short(value: float) -> str:
    """A coordinate to a hundredth of a millimetre."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _svg_path(path: Iterable[Step]) -> str:
    parts = []
    for step in path:
        if len(step) == 4:
            _, x, y, radius = step
            r, d = _short(radius), _short(2 * radius)
            parts.append(f"M{_short(x - radius)} {_short(y)}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0 -{d} 0z")
        else:
            parts.append(step[0] + " ".join(_short(float(value)) for value in step[1:]))
    return "".join(parts)


def plain_svg(canvas: Canvas, theme: Theme = PLAIN) -> str:
    """The canvas as a few elements; one user unit is a millimetre."""
    colours, sans = theme.colours, family("regular")
    w, h = _short(canvas.width), _short(canvas.height)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}mm" height="{h}mm" viewBox="0 0 {w} {h}" '
        f'font-family="{sans}">'
    ]
    for mark in canvas.marks:
        if isinstance(mark, Text):
            _, weight, style = FACES[mark.face]
            named = family(mark.face)
            slant = ' font-style="italic"' if style == "italic" else ""
            slant += "" if named == sans else f' font-family="{named}"'
            parts.append(
                f'<text x="{_short(mark.x)}" y="{_short(mark.y)}" font-size="{mark.size * MM_PER_PT:.3f}" '
                f'font-weight="{weight}"{slant} fill="{colours[mark.colour]}">'
                f"{html.escape(mark.text, quote=False)}</text>"
            )
            continue
        stroke = (
            f' stroke="{colours[mark.stroke]}" stroke-width="{_short(mark.width)}"' if mark.stroke else ""
        )
        fill = colours[mark.fill] if mark.fill else "none"
        dash = f' stroke-dasharray="{_short(mark.dash[0])} {_short(mark.dash[1])}"' if mark.dash else ""
        parts.append(f'<path d="{_svg_path(mark.path)}" fill="{fill}"{stroke}{dash}/>')
    return "".join(parts) + "</svg>"
