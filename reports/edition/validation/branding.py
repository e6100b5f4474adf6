"""The settings ``brand.*``: the publisher's colours and line, checked before anything is printed in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .. import palette
from ..loading.raw import Setting
from ..model import Brand
from ..palette import Weak
from .cells import CellError
from .settings import BRAND_COLOURS, Settings

#: The key of a colour -> its role in the palette.
_ROLES: Mapping[str, str] = dict(BRAND_COLOURS)
_STEPS = "brand.colours.scale"
_REMEDY = "Write red, green and blue as six hexadecimal digits, such as #14233B"
_COLOUR = re.compile(r"#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
#: A line that finds room beside the name of the study, in characters.
MAX_FOOTER = 80


def read_brand(settings: Settings) -> Brand:
    """The look of the documents; what is not given follows from what is, or is that of the program."""
    given = {
        role: colour
        for key, role in _ROLES.items()
        if (colour := settings.parsed(f"brand.colours.{key}", _colour, ""))
    }
    steps: tuple[str, ...] = settings.parsed(_STEPS, _scale, ())
    given |= dict(zip(palette.HEAT, steps, strict=False))
    colours = palette.palette(given)
    _check(settings, colours, given)
    return Brand(colours, settings.localised("brand.footer", limit=MAX_FOOTER))


def _colour(setting: Setting) -> str:
    return _read(setting.value)


def _read(value: Any) -> str:
    if not isinstance(value, str):
        raise CellError("this is not a colour", f"{_REMEDY}, in double quotes in a .toml file")
    found = _COLOUR.fullmatch(value.strip())
    if found is None:
        raise CellError("this is not a colour", _REMEDY)
    digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
    return f"#{digits.upper()}"


def _scale(setting: Setting) -> tuple[str, ...]:
    value = setting.value
    items = value if isinstance(value, list) else str(value).split(";")
    if len(items) != len(palette.HEAT):
        raise CellError(
            f"the scale has {len(palette.HEAT)} colours, from the lightest to the darkest",
            'Write ["#E9EFF7", "#BFD0E6", "#8FB0D6", "#3F6EA8", "#17375F"], in a workbook '
            "#E9EFF7; #BFD0E6 and so on",
        )
    return tuple(map(_read, items))


def _check(settings: Settings, colours: Mapping[str, str], given: Mapping[str, str]) -> None:
    """What is hard to see is named at the setting that can mend it, the worst of each setting."""
    if given.keys() & set(palette.HEAT) and (number := palette.unordered(colours)):
        settings.problem(
            _STEPS,
            f"colour {number + 1} is not darker than colour {number}, so nobody could tell the two steps "
            "apart on grey paper",
            "Order the colours from light to dark, with a visible step between them",
            f"{colours[palette.HEAT[number - 1]]} {colours[palette.HEAT[number]]}",
        )
        return
    worst: dict[str, Weak] = {}
    for pair in palette.weak(colours):
        role = _blamed(pair, given)
        if role and (role not in worst or pair.lack > worst[role].lack):
            worst[role] = pair
    for role, pair in worst.items():
        whose = "its contrast" if pair.role == role else f"the contrast of {_called(pair.role)}"
        ground = "it" if pair.ground == role else _called(pair.ground)
        what = "text" if pair.least >= palette.TEXT else "a mark"
        better = _better(role, given)
        remedy = f"Write {better}, or another colour with enough contrast" if better else "Choose another one"
        settings.problem(
            _STEPS if role in palette.HEAT else _called(role),
            f"{whose} on {ground} is {pair.contrast:.1f}, and {what} needs {pair.least:g} to be seen by "
            "everybody (WCAG 2)",
            remedy,
            given[role],
        )


def _called(role: str) -> str:
    """What problems call a role."""
    if role in palette.HEAT:
        return f"colour {palette.HEAT.index(role) + 1} of {_STEPS}"
    if role in palette.HEAT_TEXT:
        return "its text"
    return next((f"brand.colours.{key}" for key, of in _ROLES.items() if of == role), role)


def _blamed(pair: Weak, given: Mapping[str, str]) -> str:
    """The role that is given and makes a pair weak; empty where nothing of it is given. What is not given
    follows from the ink, or from the accent on the cover.
    """
    roles = (pair.role, pair.ground, "accent" if pair.role == "amber" else "ink", "ink")
    return next((role for role in roles if role in given), "")


def _better(role: str, given: Mapping[str, str]) -> str:
    """The nearest darker or lighter colour that nothing is said against; empty where there is none."""
    for colour in palette.shades(given[role]):
        changed = {**given, role: colour}
        if not any(_blamed(pair, changed) == role for pair in palette.weak(palette.palette(changed))):
            return colour
    return ""
