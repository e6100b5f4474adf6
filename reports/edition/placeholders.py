"""Texts with placeholders for numbers and names: ``Pieniędzy wystarczy na {value Z2.4: miesiąc | ...}``.

A placeholder is a word in braces, for some words with what it is about, and for a count with the forms of the
noun behind it, in the order of the plural rules: in Polish four ("1 miesiąc", "2 miesiące", "5 miesięcy",
"2,5 miesiąca"), in English two. What each one prints says :data:`PLACEHOLDERS`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from .model import Lang

#: What a placeholder is about: an indicator, any node or a :data:`SELECTORS`, a characteristic, or nothing.
About = Literal["indicator", "node", "characteristic", ""]

#: Placeholder -> what it is about. Distances and changes are printed without a sign, in points.
PLACEHOLDERS: Mapping[str, About] = {
    "value": "indicator",  # the own value
    "median": "indicator",  # the median of everybody's values
    "name": "node",  # what it is called
    "score": "node",  # the own score, in points
    "gap": "node",  # how far the own score is from the median, in points
    "change": "node",  # by how much the score changed since the edition that is compared, in points
    "rank": "node",  # the own place
    "ranked": "node",  # how many are ranked
    "profile": "characteristic",  # the own number, share or text
    "edition": "",  # the earlier edition that is compared
    "falls": "",  # the parts that explain most of all falls since then, each with its change
    "rises": "",  # the same of the rises
    "zeros": "",  # how many indicators are nought although the typical one is not
    "zero-names": "",  # the first of them by name
    "missing": "",  # how many indicators have no answer
    "unscored": "",  # the areas without a score, by name
    "scored-areas": "",  # how many areas have a score
    "areas-above": "",  # how many areas are above the median
    "areas-below": "",  # how many are below it
    "areas": "",  # how many areas there are
}
#: Those that a noun can follow in its plural forms.
COUNTS = frozenset(
    {
        "value",
        "median",
        "profile",
        "ranked",
        "zeros",
        "missing",
        "scored-areas",
        "areas-above",
        "areas-below",
        "areas",
    }
)
#: Nodes that are named by what they are in one report: the whole, and the area or the sub-area that is
#: furthest above (or least below) the median and the one that is furthest below it.
SELECTORS = ("overall", "best-area", "worst-area", "best-part", "worst-part")

#: How many forms a noun has behind a count: by :data:`FORM_NAMES`.
FORM_NAMES: Mapping[Lang, tuple[str, ...]] = {
    "pl": ("one", "few", "many", "other"),
    "en": ("one", "other"),
}


@dataclass(frozen=True, slots=True)
class Placeholder:
    """``about`` is a code or a selector, or empty; ``forms`` are those of a noun, or none."""

    name: str
    about: str = ""
    forms: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "{" + f"{self.name} {self.about}".strip() + "}"


class PlaceholderError(ValueError):
    """A text whose braces do not hold a placeholder; the message says what is wrong with them."""


_BRACES = re.compile(r"\{([^{}]*)\}")
_INSIDE = re.compile(r"\s*([a-z][a-z-]*)(?:\s+([^\s:]+))?\s*(?::(.*))?", re.DOTALL)


@lru_cache(maxsize=1 << 12)  # the texts of an edition are those of every report
def pieces(text: str) -> tuple[str | Placeholder, ...]:
    """The words of a text and its placeholders, in their order.

    Raises PlaceholderError for braces that are open, empty or hold no placeholder.

    >>> pieces("Budżet: {value Z2.1}.")
    ('Budżet: ', Placeholder(name='value', about='Z2.1', forms=()), '.')
    """
    found: list[str | Placeholder] = []
    end = 0
    for braces in (*_BRACES.finditer(text), None):
        words = text[end : braces.start() if braces else None]
        if "{" in words or "}" in words:
            raise PlaceholderError("a brace stands alone")
        if words:
            found.append(words)
        if braces:
            found.append(_placeholder(braces[0], braces[1]))
            end = braces.end()
    return tuple(found)


def _placeholder(braces: str, inside: str) -> Placeholder:
    parts = _INSIDE.fullmatch(inside)
    if parts is None:
        raise PlaceholderError(f"{braces} is no placeholder")
    name, about, forms = parts.groups()
    return Placeholder(name, about or "", tuple(form.strip() for form in (forms or "").split("|") if forms))


def placeholders(text: str) -> tuple[Placeholder, ...]:
    """The placeholders of a text. Raises PlaceholderError as :func:`pieces` does."""
    return tuple(piece for piece in pieces(text) if isinstance(piece, Placeholder))


def opens_sentence(before: str) -> bool:
    """Whether what follows these words begins a sentence, so that a name there keeps its capital."""
    return not before.strip() or before.rstrip()[-1:] in ".!?"
