"""The names of clusters in a text, however they were set."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from typing import Any

from reports.edition.model import Cluster, Edition


def foreign_names(edition: Edition, cluster_id: str) -> tuple[str, ...]:
    """The names and short names of all other clusters that give somebody away: none of them may stand in this
    report, but for one that a good practice credits (:func:`consented_names`).

    A name whose words the program, the edition or this cluster's own data say anyway ("Source", the region
    "Lima" that has a town Lima, a town in the title of the study) gives nobody away where they are printed.
    In what the expert writes every name is looked for before anything is built (``validation/comments``).
    Where results are public, no name gives anybody away.
    """
    if edition.public:
        return ()
    own = edition.clusters[edition.row[cluster_id]] if cluster_id in edition.row else None
    said = set().union(*map(words_of, _own_texts(own))) if own else set()
    return tuple(
        name
        for other, name, telling in _telling_names(edition)
        if other != cluster_id and not all(word in said for word in telling)
    )


@lru_cache(maxsize=4)
def _telling_names(edition: Edition) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """(id, name, words that nothing said to everybody has) for each name that has such words."""
    said = edition.program_words.union(*map(words_of, _said_to_everybody(edition)))
    found = []
    for cluster in edition.clusters:
        for name in dict.fromkeys(filter(None, (cluster.name, cluster.short_name))):
            telling = tuple(
                w for w in _words(canonical(name)) if not (w in said or _small(w) in said or w.isdigit())
            )
            if telling:
                found.append((cluster.id, name, telling))
    return tuple(found)


def words_of(text: str) -> frozenset[str]:
    """The words of a text, as names are compared."""
    return frozenset(_words(canonical(text)))


def _small(word: str) -> str:
    """A word that opens a sentence, as it stands inside of one."""
    return word[:1].lower() + word[1:]


def _said_to_everybody(edition: Edition) -> Iterator[str]:
    """What the edition says in every report: its title, framework, groups, characteristics, records."""
    for field in fields(edition):
        if field.name not in _ABOUT_SOMEBODY:
            yield from _texts_in(getattr(edition, field.name))
    for cluster in edition.clusters:
        yield from cluster.groups.values()


#: Fields of an edition that are about single clusters, or hold no texts.
_ABOUT_SOMEBODY = frozenset(
    {
        *("clusters", "comments", "overrides", "survey", "interviews", "values", "mail"),
        *("program_words", "remarks"),
    }
)


#: Fields that hold ids and codes, which no reader sees as words.
_CODES = frozenset({"id", "code", "parent", "children", "node", "cluster", "when", "after", "file", "lifts"})


def _own_texts(cluster: Cluster) -> Iterator[str]:
    """What is said of a cluster beside its name."""
    yield from (cluster.coordinator, cluster.salutation.pl, cluster.salutation.en)
    yield from (*cluster.profile.values(), *cluster.profile_en.values())


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts_in(key)
            yield from _texts_in(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _texts_in(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in _CODES:
                yield from _texts_in(getattr(value, field.name))


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
    word, so that a text costs much the same however many clusters there are. A word longer than a line is
    broken anywhere; a name with such a word is also found where it stands with white space within.
    """
    return _finder(tuple(own_names), tuple(foreign_names))


@lru_cache(maxsize=2)  # the file and the page of a report are searched for the same names
def _finder(own_names: tuple[str, ...], foreign_names: tuple[str, ...]) -> Callable[[str], Counter[str]]:
    own = {_known(name) for name in own_names}
    foreign = {_known(name) for name in foreign_names} - own - {""}
    words = {name: _words_in(name) for name in filter(None, own | foreign)}
    often = Counter(word for of_name in words.values() for word in of_name)
    marked: dict[str, list[str]] = {}
    for name, of_name in words.items():
        marked.setdefault(min(of_name, key=often.__getitem__, default=""), []).append(name)

    breakable = {
        "".join(name.split()): name
        for name, of_name in words.items()
        if max(map(len, of_name), default=0) > _LINE
    }
    without_space = re.compile(_alternatives(breakable))

    def found(text: str) -> Counter[str]:
        text = canonical(text)
        possible = {name for word in {*_words(text), ""} for name in marked.get(word, ())}
        met: Counter[str] = Counter()
        if not possible <= own:
            met.update(name for name in _any_of(frozenset(possible)).findall(text) if name not in own)
        if breakable:
            broken = without_space.findall("".join(text.split()))
            met |= Counter(breakable[name] for name in broken if breakable[name] not in own)
        return met

    return found


#: No line of a document is too narrow for a word of so many letters.
_LINE = 20


@lru_cache(maxsize=256)
def _any_of(names: frozenset[str]) -> re.Pattern[str]:
    """Any of the names as whole words, the longest where several begin at one place."""
    return re.compile(rf"(?<!\w)(?:{_alternatives(names)})(?!\w)")


def _alternatives(names: Iterable[str]) -> str:
    """Longer ones first."""
    return "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


@cache  # each report asks for the same names again
def _words_in(name: str) -> tuple[str, ...]:
    return tuple(_words(name))


@cache
def _known(name: str) -> str:
    """A name as it is looked for: a dash at its end may be joined to the next word of a page."""
    return canonical(name).strip("-") or canonical(name)
