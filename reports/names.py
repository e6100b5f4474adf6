"""The names of clusters in a text, however they were set."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable

_DASHES = re.compile(r"\s*[-\u2010-\u2015]\s*")
_QUOTES = re.compile("[\u201c-\u201f\u00ab\u00bb\u2018-\u201b']")


def plain(text: str) -> str:
    """Normal form C, no soft hyphens, white space collapsed."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").split())


def canonical(text: str) -> str:
    """A name however it was set: typography changes dashes and quotation marks, lines break behind
    hyphens.
    """
    return _QUOTES.sub('"', _DASHES.sub("-", plain(text)))


def foreign_in(own_names: Iterable[str], foreign_names: Iterable[str]) -> Callable[[str], Counter[str]]:
    """What finds the names of other clusters in a text, and how often each stands there.

    One pass over all names, longest first, so that an own name that contains another's is no finding
    and a foreign name that contains the own one is.
    """
    own = {canonical(name) for name in own_names}
    foreign = {canonical(name) for name in foreign_names} - own - {""}
    if not foreign:
        return lambda text: Counter()
    names = sorted(filter(None, own | foreign), key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")
    return lambda text: Counter(name for name in pattern.findall(canonical(text)) if name not in own)
