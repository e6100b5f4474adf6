"""Who took part: how many clusters are in each group, place and age.

None of it is a result. Groups, places and ages of named clusters are public, so that a number of them tells
nobody anything (see docs/disclosure.md).
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from reports.edition import AGE, Cluster, Edition, Localised

#: Values of a column that are counted side by side, and bands of age.
MOST_VALUES, MOST_BANDS = 12, 5


@dataclass(frozen=True)
class TileLayout:
    """A tile map: rows from north to south, each with its places from west to east, by their Polish names;
    ``names`` are all of them in both languages. ``places`` says what they are, as behind a number.
    """

    places: Localised
    grid: tuple[tuple[str, ...], ...]
    names: Mapping[str, Localised]

    def place(self, text: str) -> str | None:
        """The Polish name of the place that a text names in either language."""
        return self._known.get(text.strip().casefold())

    @cached_property
    def _known(self) -> Mapping[str, str]:
        return {
            said.casefold(): name
            for name, both in self.names.items()
            for said in (name, both.pl, both.en)
            if said
        }


@dataclass(frozen=True)
class Grouping:
    """A column by whose values clusters are counted; ``code`` is its own among all groupings, ``answered``
    how many clusters have a value.
    """

    code: str
    name: Localised
    labels: Mapping[str, Localised]
    answered: int


@dataclass(frozen=True)
class Participation:
    """``counts`` is by (code of the grouping, value). ``places`` are drawn as tiles of ``layout`` and are
    none of the ``groupings``.
    """

    counts: Mapping[tuple[str, str], int] = field(default_factory=dict)
    groupings: tuple[Grouping, ...] = ()
    ages: Grouping | None = None
    places: Grouping | None = None
    layout: TileLayout | None = None


def layouts(text: str) -> tuple[TileLayout, ...]:
    """The layouts in the TOML of ``data/tiles.toml``."""
    found = []
    for record in tomllib.loads(text)["layout"]:
        grid = tuple(tuple(row) for row in record["grid"])
        names = {name: Localised(name, record["names"].get(name, "")) for row in grid for name in row if name}
        found.append(TileLayout(Localised(record["pl"], record["en"]), grid, names))
    return tuple(found)


def participation(edition: Edition, known: Sequence[TileLayout] = ()) -> Participation:
    """Who took part in ``edition``; ``known`` are the layouts a map can be drawn on."""
    counts: Counter[tuple[str, str]] = Counter()
    texts = _texts_of(edition)
    places, layout = _places(edition, texts, known)
    if places is not None and layout is not None:
        for text in _held(texts[places.code]):
            counts[places.code, layout.place(text) or ""] += 1
    groupings = []
    for column in dict.fromkeys(column for cluster in edition.clusters for column in cluster.groups):
        values = [cluster.groups.get(column, "") for cluster in edition.clusters]
        labels = {value: _group(edition, column, value) for value in _told_order(edition, column, values)}
        drawn = places is not None and places.code == f"group.{column}"
        if 2 <= len(labels) <= MOST_VALUES and not drawn:
            found = Grouping(f"group.{column}", _group(edition, column, ""), labels, len(list(_held(values))))
            groupings.append(found)
            counts.update((found.code, value) for value in _held(values))
    ages, years = _ages(edition)
    if ages is not None:
        counts.update((ages.code, band) for band in years)
    return Participation(dict(counts), tuple(groupings), ages, places, layout)


def _held(values: Iterable[str]) -> Iterable[str]:
    return (value for value in values if value)


def _group(edition: Edition, column: str, value: str) -> Localised:
    return Localised(edition.group_name(column, value, "pl"), edition.group_name(column, value, "en"))


def _told_order(edition: Edition, column: str, values: Sequence[str]) -> list[str]:
    """The values in the order in which they are named, or else as they come."""
    named = [value for of, value in edition.group_names if of == column and value]
    held = dict.fromkeys(_held(values))
    return [*(value for value in named if value in held), *(value for value in held if value not in named)]


def _ages(edition: Edition) -> tuple[Grouping | None, list[str]]:
    """The clusters by bands of age of the same width, the youngest first."""
    asked = next((item for item in edition.profile if item.code == AGE and item.kind == "number"), None)
    years = [int(float(c.profile[AGE])) for c in edition.clusters if c.profile.get(AGE)]
    if asked is None or not years or min(years) < 0:
        return None, []
    width = 1
    while max(years) // width - min(years) // width >= MOST_BANDS:
        width = {1: 2, 2: 5}.get(width, width * 2)
    bands = {}
    for start in range(min(years) // width, max(years) // width + 1):
        low, high = start * width, start * width + width - 1
        bands[start] = str(low) if low == high else f"{low}–{high}"
    labels = {band: Localised(band, band) for band in bands.values()}
    return Grouping(f"profile.{AGE}", asked.name, labels, len(years)), [bands[y // width] for y in years]


def _texts_of(edition: Edition) -> dict[str, list[str]]:
    """What could name places: group columns and texts of the profile, cluster by cluster."""
    columns = dict.fromkeys(column for cluster in edition.clusters for column in cluster.groups)
    found = {f"group.{column}": [c.groups.get(column, "") for c in edition.clusters] for column in columns}
    for item in edition.profile:
        if item.kind == "text":
            found[f"profile.{item.code}"] = [_profile(c, item.code) for c in edition.clusters]
    return found


def _profile(cluster: Cluster, code: str) -> str:
    return cluster.profile.get(code, "") or cluster.profile_en.get(code, "")


def _places(
    edition: Edition, texts: Mapping[str, Sequence[str]], known: Sequence[TileLayout]
) -> tuple[Grouping, TileLayout] | tuple[None, None]:
    """The first column all of whose values are places of one layout."""
    names = {f"profile.{item.code}": item.name for item in edition.profile}
    for code, said in texts.items():
        held = list(_held(said))
        for layout in known:
            found = {layout.place(text) for text in held}
            if len(found) >= 2 and None not in found:
                name = names.get(code) or _group(edition, code.removeprefix("group."), "")
                return Grouping(code, name, layout.names, len(held)), layout
    return None, None
