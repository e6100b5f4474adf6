"""The names of clusters in a text, however they were set."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache

from reports.edition.model import Edition


def foreign_names(edition: Edition, cluster_id: str) -> tuple[str, ...]:
    """The names and short names of all other clusters: none of them may stand in this report, but for one
    that a good practice credits (:func:`consented_names`).
    """
    others = (cluster for cluster in edition.clusters if cluster.id != cluster_id)
    return tuple(name for cluster in others for name in (cluster.name, cluster.short_name) if name)


def consented_names(edition: Edition) -> frozenset[str]:
    """The short names of the clusters that a practice names and that have consented to it."""
    sources = {practice.cluster for practice in edition.practices}
    return frozenset(c.short_name for c in edition.clusters if c.consent and c.id in sources)


_WORD = re.compile(r"\w+")
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

    One pass over the names, longest first, so that an own name that contains another's is no finding
    and a foreign name that contains the own one is. A name is only looked for in a text that has its rarest
    word, so that a text costs much the same however many clusters there are.
    """
    own = {_known(name) for name in own_names}
    foreign = {_known(name) for name in foreign_names} - own - {""}
    words = {name: _words(name) for name in filter(None, own | foreign)}
    often = Counter(word for of_name in words.values() for word in of_name)
    marked: dict[str, list[str]] = {}
    for name, of_name in words.items():
        marked.setdefault(min(of_name, key=often.__getitem__, default=""), []).append(name)

    def found(text: str) -> Counter[str]:
        text = canonical(text)
        possible = {name for word in {*_words(text), ""} for name in marked.get(word, ())}
        if possible <= own:
            return Counter()
        return Counter(name for name in _any_of(frozenset(possible)).findall(text) if name not in own)

    return found


@lru_cache(maxsize=256)
def _any_of(names: frozenset[str]) -> re.Pattern[str]:
    """Any of the names as whole words, the longest where several begin at one place."""
    in_order = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, in_order)) + r")(?!\w)")


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


#: Each report asks for the same names again.
_known = lru_cache(maxsize=None)(canonical)
