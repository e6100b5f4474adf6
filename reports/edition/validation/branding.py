"""The settings ``brand.*``: the publisher's colours, fonts and line, checked before anything is printed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from typing import Any

from .. import palette
from ..loading.raw import BRAND_FONTS, RawEdition, Setting, is_beside
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


#: What the documents of any edition print, whoever takes part: letters, digits and signs.
NEEDED = frozenset(
    map(
        ord,
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 \u00a0"
        "ĄĆĘŁŃÓŚŹŻąćęłńóśźż.,:;!?%&@#*-+/=<>()[]'\"\u00a7\u00b7\u00d7\u2013\u2014\u2019\u201c\u201d\u201e"
        "\u2026\u2212",
    )
)


def read_brand(settings: Settings, raw: RawEdition) -> Brand:
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
    return Brand(colours, settings.localised("brand.footer", limit=MAX_FOOTER), _fonts(settings, raw))


def printable(brand: Brand, raw: RawEdition, supported: Set[int] | None) -> Set[int] | None:
    """The code points that the texts of an edition may have: those of the program's fonts (``supported``)
    that the publisher's fonts have, too. What these lack of :data:`NEEDED` is said of the font, not of each
    text.
    """
    for name in set(brand.fonts.values()):
        letters = raw.font_letters.get(name, NEEDED) | NEEDED
        supported = letters if supported is None else supported & letters
    return supported


def _fonts(settings: Settings, raw: RawEdition) -> Mapping[str, str]:
    """The font files by face; a face without one takes the next of its family."""
    given: dict[str, str] = {}
    for key, face in BRAND_FONTS.items():
        if file := _font(settings, raw, f"brand.fonts.{key}"):
            given[face] = file
    texts = [face for face in _TEXT if face in given]
    for face, key in (("regular", "text"), ("italic", "text_italic"), ("bold", "text_bold")):
        if texts and not settings.has(f"brand.fonts.{key}"):
            settings.problem(
                f"brand.fonts.{key}",
                f"the setting is missing: {_OF[face]}, and two families would stand side by side",
                "Name the file, or remove the other fonts of the text",
            )
    if settings.has("brand.fonts.headings_light") and not settings.has("brand.fonts.headings"):
        cause = "the setting is missing, and brand.fonts.headings_light is given"
        settings.problem("brand.fonts.headings", cause, "Name the file of the regular face")
    for face, like in (("semibold", "bold"), ("display-light", "display")):
        if like in given:
            given.setdefault(face, given[like])
    return given


#: The faces of running text, and what those that cannot be left out are for.
_TEXT = ("regular", "italic", "semibold", "bold")
_OF = {
    "regular": "a text font has a regular face",
    "italic": "what is missing or small is set in italics",
    "bold": "results and headings are set in bold",
}


def _font(settings: Settings, raw: RawEdition, key: str) -> str:
    """The file that a setting names, or nothing where it cannot be used."""
    file = settings.text(key)
    if not file:
        return ""
    if not is_beside(file):
        settings.problem(key, "the file must lie beside the edition", "Use a relative path with /", file)
    elif file in raw.missing_files:
        settings.problem(key, "there is no such file", "Add it", file)
    elif file in raw.unfit_files:
        settings.problem(key, *raw.unfit_files[file], file)
    else:
        lacking = sorted(NEEDED - raw.font_letters.get(file, NEEDED))
        if lacking:
            named = " ".join("no-break space" if code == 0xA0 else chr(code) for code in lacking[:20])
            more = f" and {len(lacking) - 20} more" if len(lacking) > 20 else ""
            settings.problem(
                key,
                f"the font lacks letters and signs that the documents need: {named}{more}",
                "Take a version of it for Central European languages, or another font",
                file,
            )
        return file
    return ""


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
