"""What documents look like: the colour of each role. Layout knows roles, whatever paints knows the theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.edition import Brand, palette


@dataclass(frozen=True, slots=True)
class Theme:
    """``colours`` has a colour, sRGB ``#RRGGBB``, for every role of :mod:`.style`."""

    colours: Mapping[str, str] = field(default_factory=lambda: palette.PALETTE)

    def css_variables(self) -> str:
        """The colours as custom properties of the style sheet, ``--ink`` and so on, in one ``:root`` rule."""
        lines = "\n  ".join(f"--{role}: {colour};" for role, colour in self.colours.items())
        return f":root {{\n  {lines}\n}}\n"


#: The look of an edition without a brand of its own.
PLAIN = Theme()


def theme_of(brand: Brand) -> Theme:
    """The theme of an edition's documents."""
    return Theme(brand.colours)
