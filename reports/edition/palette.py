"""The colours of all documents by what they mean, and how well one can be seen on another.

Colours are sRGB ``#RRGGBB``. Identity never hangs on a colour alone: the diamond is the reported unit, a dot
is another one, a bar is the median, a ring the best, a dashed line lies below or falls.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import log

WHITE = "#FFFFFF"
_BLACK = "#000000"

#: Role -> colour; the contrast on white stands behind it.
PALETTE: Mapping[str, str] = {
    "ink": "#14233B",  # text, the median                                                   15.8
    "navy": "#1B3358",  # links and panels                                                  12.6
    "slate": "#4A5568",  # secondary text                                                    7.5
    "accent": "#B93A08",  # the reported unit and nothing else                               5.7
    "peer": "#748195",  # another unit                                                       4.0
    "band": "#E1E7EF",  # the middle half; never the only carrier of a meaning
    "rule": "#C9D1DC",  # hairlines, never the only carrier of a meaning; small text on the cover
    "paper": "#F5F3EE",  # the ground of a call-out
    "white": WHITE,
    "cover": "#14233B",  # the ground of the cover
    "cover-bar": "#2A4369",  # another unit on the cover: decoration
    "amber": "#F4A259",  # the reported unit on the cover's ground, never on white           7.6 on the cover
    # The steps of a heat table, lowest first, and the text colour on each.
    "heat-1": "#E9EFF7",
    "heat-2": "#BFD0E6",
    "heat-3": "#8FB0D6",
    "heat-4": "#3F6EA8",
    "heat-5": "#17375F",
    "heat-text-1": "#14233B",
    "heat-text-2": "#14233B",
    "heat-text-3": "#14233B",
    "heat-text-4": WHITE,
    "heat-text-5": WHITE,
}

#: The roles of the steps of a heat table, and of the text on each.
HEAT = tuple(f"heat-{step}" for step in range(1, 6))
HEAT_TEXT = tuple(f"heat-text-{step}" for step in range(1, 6))

#: The least contrast of text, and of what a picture needs to be understood (WCAG 2.2, 1.4.3 and 1.4.11).
TEXT, GRAPHIC = 4.5, 3.0

#: What stands on what: role, role of the ground, and the least contrast.
PAIRS: tuple[tuple[str, str, float], ...] = (
    *((text, "white", TEXT) for text in ("ink", "navy", "slate", "accent")),
    *((text, "paper", TEXT) for text in ("ink", "navy", "slate", "accent")),
    ("peer", "white", GRAPHIC),
    *((mark, "band", GRAPHIC) for mark in ("ink", "accent", "peer")),
    *((text, "cover", TEXT) for text in ("white", "rule", "amber")),
    *((text, "heat-2", TEXT) for text in ("ink", "navy")),  # numbers in light bars of slides
    *((text, ground, TEXT) for text, ground in zip(HEAT_TEXT, HEAT, strict=True)),
)

#: The contrast on white of what follows from another colour, as the colours of :data:`PALETTE` have it.
_SLATE, _PEER, _BAND, _RULE = 7.0, 4.0, 1.24, 1.53
_LIGHT, _DARK = (1.15, 1.55, 2.25), (5.2, 9.0)
#: Neighbours in a heat table differ by this contrast at least: grey paper shows it, too.
STEP = 1.1


@dataclass(frozen=True, slots=True)
class Weak:
    """A pair of :data:`PAIRS` that is hard to see: its ``contrast`` is below the ``least`` one."""

    role: str
    ground: str
    contrast: float
    least: float

    @property
    def lack(self) -> float:
        """How much is missing, as a factor above 1."""
        return self.least / self.contrast


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """How light a colour is, from 0 to 1; all that is left of it on grey paper."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def palette(given: Mapping[str, str]) -> Mapping[str, str]:
    """All colours where some are ``given`` by role: what follows from one of them follows, and the rest is
    that of :data:`PALETTE`. The text in a heat table is always the one of ink and white that is seen better.
    """
    found = dict(PALETTE)
    if "ink" in given:
        ink = given["ink"]
        found |= {"ink": ink, "navy": ink, "cover": ink}
        found |= {"slate": _tint(ink, _SLATE), "peer": _tint(ink, _PEER)}
        found |= {"band": _tint(ink, _BAND), "rule": _tint(ink, _RULE)}
    found |= given
    if not given:
        return found
    if found["navy"] != PALETTE["navy"]:
        # The darkest of the light steps is so light that ink can be read on it.
        most = min(_LIGHT[-1], 0.98 * contrast(found["ink"], WHITE) / TEXT)
        light = [most ** (log(step) / log(_LIGHT[-1])) for step in _LIGHT]
        steps = [_tint(found["navy"], step) for step in (*light, *_DARK)]
        found |= {role: given.get(role, colour) for role, colour in zip(HEAT, steps, strict=True)}
    if found["cover"] != PALETTE["cover"]:
        found["cover-bar"] = given.get("cover-bar", _mixed(found["cover"], WHITE, 0.16))
    if found["cover"] != PALETTE["cover"] or found["accent"] != PALETTE["accent"]:
        found["amber"] = given.get("amber", _seen_on(found["accent"], found["cover"], 6.0))
    for text, ground in zip(HEAT_TEXT, HEAT, strict=True):
        found[text] = max(found["ink"], WHITE, key=lambda colour: contrast(colour, found[ground]))
    return found


def weak(colours: Mapping[str, str]) -> Iterator[Weak]:
    """The pairs whose contrast is too low."""
    for role, ground, least in PAIRS:
        found = contrast(colours[role], colours[ground])
        if found < least:
            yield Weak(role, ground, found, least)


def unordered(colours: Mapping[str, str]) -> int:
    """The number of the first step of a heat table that the next is not visibly darker than; 0 for none."""
    steps = [luminance(colours[role]) + 0.05 for role in HEAT]
    pairs = enumerate(pairwise(steps), 1)
    return next((number for number, (one, other) in pairs if one < STEP * other), 0)


def shades(colour: str) -> Iterator[str]:
    """The colour ever darker and lighter, the nearest first."""
    for step in range(1, 51):
        for other in (_BLACK, WHITE):
            yield _mixed(colour, other, step / 50)


def _tint(colour: str, wanted: float) -> str:
    """The colour, lighter or darker, with about the contrast on white that is ``wanted``."""
    other = WHITE if contrast(colour, WHITE) > wanted else _BLACK
    steps = (_mixed(colour, other, step / 200) for step in range(201))
    return min(steps, key=lambda mixed: abs(contrast(mixed, WHITE) - wanted))


def _seen_on(colour: str, ground: str, least: float) -> str:
    """The colour, as much lighter on a dark ground or darker on a light one as ``least`` asks."""
    other = WHITE if luminance(ground) < 0.18 else _BLACK
    steps = (_mixed(colour, other, step / 200) for step in range(201))
    return next((mixed for mixed in steps if contrast(mixed, ground) >= least), other)


def _mixed(colour: str, other: str, part: float) -> str:
    """``part`` of another colour, from 0 to 1, in a colour."""
    pairs = ((int(c[place : place + 2], 16) for c in (colour, other)) for place in (1, 3, 5))
    return "#" + "".join(f"{round(one + (two - one) * part):02X}" for one, two in pairs)
