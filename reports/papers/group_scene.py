"""The whole group as the subject of a paper: a scene without a cluster, and its published numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from reports.advice import Advice
from reports.document import Fact
from reports.edition import GROUP, Cluster, Edition, published, published_difference
from reports.results import Characteristics, Scores
from reports.words import Facts, Scene, Texts

from .group_condition import Condition

#: Decimals of a correlation.
RHO_DECIMALS = 2


@dataclass(frozen=True)
class GroupFacts(Facts):
    """The published numbers of the group, and with ``ranking`` those of everybody."""

    condition: Condition = field(kw_only=True)

    def text(self, fact: Fact) -> str:
        condition = self.condition
        if fact.subject == "advised":
            return self.count(condition.advised.get(fact.code, 0), condition.clusters)
        if fact.subject == "recommended":
            return self.count(condition.recommended.get(fact.code, 0), condition.clusters)
        if fact.subject == "participants":
            return self.texts.number(condition.participation.counts.get((fact.code, fact.of), 0), 0)
        if fact.kind == "changed":
            return self._changed(fact)
        if fact.kind == "side":
            return self._side(fact)
        if fact.kind == "correlation":
            rho = self.correlation(fact.code, fact.of)
            return self._dash() if rho is None else self.texts.number(rho, RHO_DECIMALS)
        return super().text(fact)

    def count(self, count: int, of: int) -> str:
        """How many clusters, or that they (or the others) are a handful."""
        if self.condition.countable(count, of):
            return self.texts.number(count, 0)
        least = self.condition.min_group
        if count < least:
            return self.texts("plenary-fewer", n=least)
        return self.texts("plenary-more", n=of - least)

    def median(self, code: str) -> float | None:
        """The published median of a node's scores."""
        spread = self.group(code)
        return None if spread is None else spread.median

    def half(self, code: str) -> dict[str, str]:
        """The texts of the quartiles of a node's scores; nothing where they are not shown."""
        spread = self.group(code)
        return {} if spread is None else {q: self.texts.number(getattr(spread, q)) for q in ("q1", "q3")}

    def width(self, code: str) -> float | None:
        """The published width of the middle half of a node's scores."""
        spread = self.group(code)
        return None if spread is None else published_difference(spread.q3, spread.q1, self.texts.decimals)

    def changed(self, code: str) -> float | None:
        """The published median of a node's changes."""
        change = self.condition.changes.get(code)
        return None if change is None else published(change.median, self.texts.decimals)

    def correlation(self, one: str, other: str) -> float | None:
        """The published coefficient of two areas."""
        pairs = self.condition.correlations
        found = pairs.get((one, other)) or pairs.get((other, one))
        return None if found is None else published(found.rho, RHO_DECIMALS)

    def side_medians(self, code: str) -> tuple[float, float] | None:
        """The published medians of the two groups, where both may be shown."""
        split = self.condition.split
        if split is None or (split.values[0], code) not in split.sides:
            return None
        sides = (split.sides[value, code] for value in split.values)
        first, second = (published(side.median, self.texts.decimals) for side in sides)
        return first, second

    def side_gap(self, code: str) -> float | None:
        """The first group's published median minus the second's."""
        medians = self.side_medians(code)
        return None if medians is None else published_difference(*medians, self.texts.decimals)

    def _changed(self, fact: Fact) -> str:
        change = self.condition.changes.get(fact.code)
        if change is None:
            return self._dash()
        if fact.figure == "n":
            return self.texts.number(change.n, 0)
        if fact.figure == "up":
            return self.count(change.up, change.n)
        return self.texts.signed(getattr(change, fact.figure))

    def _side(self, fact: Fact) -> str:
        gap = self.side_gap(fact.code)
        split = self.condition.split
        if gap is None or split is None:
            return self._dash()
        if fact.figure == "gap":
            return self.texts.signed(gap)
        side = split.sides[split.values[("first", "second").index(fact.of)], fact.code]
        return self.texts.number(side.n, 0) if fact.figure == "n" else self.texts.number(side.median)


@dataclass(frozen=True)
class GroupScene(Scene):
    """The scene of a paper about the whole group; ``named`` says whether it may name the clusters."""

    condition: Condition = field(kw_only=True)
    named: bool = field(kw_only=True, default=False)

    @cached_property
    def facts(self) -> GroupFacts:
        ranking = self.scores if self.named else None
        framework = self.edition.framework
        return GroupFacts(framework, self.comparison, self.texts, condition=self.condition, ranking=ranking)

    @cached_property
    def characteristics(self) -> Characteristics:
        return Characteristics()

    def extremes(self, codes: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Those of the nodes with the highest and those with the lowest published median; nothing where all
        are equal or none is known.
        """
        medians = {code: m for code in codes if (m := self.facts.median(code)) is not None}
        if len(set(medians.values())) < 2:
            return (), ()
        ends = (max(medians.values()), min(medians.values()))
        high, low = (tuple(code for code, m in medians.items() if m == end) for end in ends)
        return high, low


def group_scene(
    edition: Edition, scores: Scores, condition: Condition, texts: Texts, *, named: bool
) -> GroupScene:
    """The scene of a paper about the group of ``edition``."""
    return GroupScene(
        edition,
        Cluster(GROUP, "", ""),
        scores,
        condition.comparison,
        Advice(GROUP, (), (), ()),
        texts.bind(0),
        condition=condition,
        named=named,
    )
