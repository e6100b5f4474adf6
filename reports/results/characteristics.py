"""Who a cluster is beside the whole group: numbers, shares, texts, answers, comparison groups.

Nothing here knows a code of ``profile.csv``. A characteristic describes and does not judge, so it has a
median and a middle half; only a field with a direction has a benchmark, made by the method's rule.
(The typical leader, say the median of the top quarter, is no way out: members and age are public, and
such a figure would tell who is in that quarter.) Characteristics never meet scores here.

Figures of the whole group have no complement, so that of the rules of :mod:`reports.results.disclosure.rules`
only the count applies: they are withheld where too few others answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from reports.edition import (
    LANGS,
    Band,
    Edition,
    Localised,
    Node,
    ProfileField,
    fitting_decimals,
    on_grid,
    published,
    value_decimals,
)

from .compare import distribution
from .model import Spread

#: A share stands out only from this far from the median on, in percentage points, a number from this part of
#: the median on; and both only if the difference is of this many pieces.
FAR_SHARE, FAR_PART, FAR_PIECES = 10.0, 0.25, 3
#: Decimals are taken from the data, but shares never have more than these.
SHARE_DECIMALS = 1


@dataclass(frozen=True)
class Trait:
    """A number or a share. ``node`` gives its name, unit, decimals and direction (0 mostly); ``own`` is
    None without an answer, ``spread`` where the group's figures are withheld. ``deviation`` is the larger
    of the group's interquartile range and standard deviation. ``pieces`` is how many things the shares are
    shares of in this cluster (138 members), where that is known.
    """

    field: ProfileField
    node: Node
    own: float | None
    spread: Spread | None = None
    deviation: float = 0.0
    pieces: float | None = None

    @property
    def is_share(self) -> bool:
        return self.field.kind == "share"

    def cut(self, value: float) -> float:
        """A figure of the group as it is published."""
        return published(value, value_decimals(self.node, value))

    @property
    def own_cut(self) -> float | None:
        """The cluster's value as it is published."""
        return None if self.own is None else published(self.own, self.node.decimals)

    @property
    def gap_decimals(self) -> int:
        median = 0.0 if self.spread is None else self.spread.median
        return max(self.node.decimals, value_decimals(self.node, median))

    @cached_property
    def gap(self) -> float:
        """The published value minus the published median; 0 where either is missing."""
        if self.own_cut is None or self.spread is None:
            return 0.0
        return published(self.own_cut - self.cut(self.spread.median), self.gap_decimals)

    @property
    def remoteness(self) -> float:
        """The gap in measures of the group's spread, which ranks fields of any unit."""
        return self.gap / self.deviation if self.deviation > 0 else 0.0

    @cached_property
    def band(self) -> Band:
        """Where the value stands among the published quartiles, in terms of the value alone."""
        if self.own_cut is None or self.spread is None:
            return Band.MISSING
        if self.spread.low == self.spread.high:
            return Band.CONSTANT
        if self.own_cut > self.cut(self.spread.q3):
            return Band.HIGHEST if self.own == self.spread.high else Band.ABOVE
        if self.own_cut < self.cut(self.spread.q1):
            return Band.BELOW
        return Band.UPPER if self.gap > 0 else Band.LOWER if self.gap < 0 else Band.MEDIAN

    @property
    def stands_out(self) -> bool:
        """Outside the middle half, and by more than a trifle or a handful of things."""
        if self.spread is None or self.band not in (Band.HIGHEST, Band.ABOVE, Band.BELOW):
            return False
        if self.is_share:
            few = self.pieces is not None and abs(self.gap) / 100 * self.pieces < FAR_PIECES
            return abs(self.gap) >= FAR_SHARE and not few
        step = 10.0**-self.node.decimals
        return abs(self.gap) >= max(FAR_PART * abs(self.cut(self.spread.median)), FAR_PIECES * step)


@dataclass(frozen=True)
class Category:
    """A comparison group, a text or an answer. ``own`` is empty where there is none; ``answer`` is the
    yes or no of a question. ``same`` counts the clusters with the same, this one included, out of ``n``;
    None where nobody else has it, or too few others gave anything.
    """

    name: Localised
    own: Localised
    answer: bool | None
    same: int | None
    n: int


@dataclass(frozen=True)
class Characteristics:
    """The characteristics of one cluster: ``traits`` by code, ``categories`` by ("group", column) and
    ("profile", code), each in the order of the files. Fields that no cluster filled in are left out.
    """

    traits: Mapping[str, Trait] = field(default_factory=dict)
    categories: Mapping[tuple[str, str], Category] = field(default_factory=dict)

    @cached_property
    def families(self) -> tuple[tuple[Trait, ...], ...]:
        """The shares of one whole (the same ``parts``, or else the same unit): at least two each."""
        found: dict[tuple[Localised, str], list[Trait]] = {}
        for trait in self.traits.values():
            if trait.is_share:
                parts = trait.field.parts
                unit = "" if parts.pl or parts.en else trait.field.unit
                found.setdefault((parts, unit), []).append(trait)
        return tuple(tuple(family) for family in found.values() if len(family) > 1)


def describe(edition: Edition, cluster_id: str) -> Characteristics:
    """The characteristics of one cluster; empty where the edition describes none or the cluster has none.

    Raises KeyError for an unknown cluster.
    """
    cluster = edition.cluster(cluster_id)
    if not any(
        field.code in cluster.profile or field.code in cluster.profile_en for field in edition.profile
    ):
        return Characteristics()
    categories = {("group", column): _group(edition, cluster_id, column) for column in cluster.groups}
    traits = {}
    for item in edition.profile:
        if item.kind in ("number", "share"):
            trait = _trait(edition, cluster_id, item)
            if trait is not None:
                traits[item.code] = trait
        else:
            category = _category(edition, cluster_id, item)
            if category is not None:
                categories["profile", item.code] = category
    return Characteristics(traits, categories)


def _trait(edition: Edition, cluster_id: str, item: ProfileField) -> Trait | None:
    held = {c.id: c.profile[item.code] for c in edition.clusters if item.code in c.profile}
    if not held:
        return None
    answers = np.sort(np.array([float(text) for text in held.values()]))
    decimals = fitting_decimals(answers)
    if item.kind == "share":
        decimals = min(decimals, SHARE_DECIMALS)
    node = Node(
        code=item.code,
        parent=None,
        name=item.name,
        direction=item.direction,
        unit=item.unit,
        decimals=decimals,
        unit_en=item.unit_en,
        exact=on_grid(answers, decimals),
    )
    own = float(held[cluster_id]) if cluster_id in held else None
    pieces = _pieces(edition, cluster_id, item.of)
    if len(held) - (own is not None) < edition.least_shown:
        return Trait(item, node, own, pieces=pieces)
    spread = distribution(answers, item.direction or 1, edition.method.benchmark)
    apart = float(answers.std(ddof=1)) if len(answers) > 1 else 0.0
    deviation = max(spread.q3 - spread.q1, apart)
    return Trait(item, node, own, spread, deviation, pieces)


def _pieces(edition: Edition, cluster_id: str, code: str) -> float | None:
    """How many things the cluster has of the field ``code``: a number, or a share of another field's."""
    fields = {item.code: item for item in edition.profile}
    held = edition.cluster(cluster_id).profile
    count = 1.0
    while code in held and code in fields:
        if fields[code].kind == "number":
            return count * float(held[code])
        count *= float(held[code]) / 100
        code = fields[code].of
    return None


def _group(edition: Edition, cluster_id: str, column: str) -> Category:
    value = edition.cluster(cluster_id).groups[column]
    held = {c.id: c.groups[column] for c in edition.clusters if column in c.groups}
    return Category(
        name=Localised(*(edition.group_name(column, "", lang) for lang in LANGS)),
        own=Localised(*(edition.group_name(column, value, lang) for lang in LANGS)),
        answer=edition.group_answer(column, value),
        same=_same(edition, cluster_id, held),
        n=len(held),
    )


def _category(edition: Edition, cluster_id: str, item: ProfileField) -> Category | None:
    held = {
        c.id: text
        for c in edition.clusters
        if (text := c.profile.get(item.code) or c.profile_en.get(item.code))
    }
    if not held:
        return None
    cluster = edition.cluster(cluster_id)
    asked = item.kind == "yes/no"
    return Category(
        name=item.name,
        own=Localised(cluster.profile.get(item.code, ""), cluster.profile_en.get(item.code, "")),
        answer=held[cluster_id] == "yes" if asked and cluster_id in held else None,
        same=_same(edition, cluster_id, held),
        n=len(held),
    )


def _same(edition: Edition, cluster_id: str, held: Mapping[str, str]) -> int | None:
    if cluster_id not in held or len(held) - 1 < edition.least_shown:
        return None
    same = sum(text == held[cluster_id] for text in held.values())
    return same if same > 1 else None
