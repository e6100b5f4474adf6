"""The whole group as the subject of a paper: a scene without a cluster, and its published numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from reports.advice import Advice
from reports.document import Fact
from reports.edition import GROUP, Cluster, Edition, published, published_difference
from reports.results import Portrait, Scores
from reports.words import Facts, Scene, Texts

from .group_condition import Condition

#: Decimals of a correlation.
RHO_DECIMALS = 2


@dataclass(frozen=True)
class GroupFacts(Facts):
    """The published texts of the group's figures, and with ``scores`` those of the ranking.

    Beside the attributes of :class:`~reports.words.published.Facts` that are the group's: of a node
    "changed.n", ".q1", ".median", ".q3" and ".up"; "side.first.n", "side.second.median" and so on, and
    "side.gap"; "correlation.<other area>". "advised:<node>" and "recommended:<record>" have a "count", and
    "ranked:<cluster>" a "rank" and "score.<node>".
    """

    condition: Condition = field(kw_only=True)
    scores: Scores | None = field(kw_only=True, default=None)

    def text(self, fact: Fact) -> str:
        subject, _, name = fact.node.partition(":")
        scope, _, figure = fact.what.partition(".")
        condition = self.condition
        if subject == "advised":
            return self.count(condition.advised.get(name, 0), condition.clusters)
        if subject == "recommended":
            return self.count(condition.recommended.get(name, 0), condition.clusters)
        if subject == "ranked":
            return self._ranked(name, scope, figure)
        if scope == "changed":
            return self._changed(fact.node, figure)
        if scope == "side":
            return self._side(fact.node, figure)
        if scope == "correlation":
            pairs = condition.correlations
            found = pairs.get((fact.node, figure)) or pairs.get((figure, fact.node))
            return self._dash() if found is None else self.texts.number(found.rho, RHO_DECIMALS)
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
        spread = self.comparison[code].group
        return None if spread is None else published(spread.median)

    def width(self, code: str) -> float | None:
        """The published width of the middle half of a node's scores."""
        spread = self.comparison[code].group
        return None if spread is None else published_difference(spread.q3, spread.q1)

    def side_gap(self, code: str) -> float | None:
        """The first group's published median minus the second's."""
        split = self.condition.split
        if split is None or (split.values[0], code) not in split.sides:
            return None
        first, second = (split.sides[value, code].median for value in split.values)
        return published_difference(first, second)

    def _changed(self, code: str, figure: str) -> str:
        change = self.condition.changes.get(code)
        if change is None:
            return self._dash()
        if figure == "n":
            return self.texts.number(change.n, 0)
        if figure == "up":
            return self.count(change.up, change.n)
        return self.texts.signed(getattr(change, figure))

    def _side(self, code: str, figure: str) -> str:
        gap = self.side_gap(code)
        split = self.condition.split
        if gap is None or split is None:
            return self._dash()
        if figure == "gap":
            return self.texts.signed(gap)
        place, _, what = figure.partition(".")
        side = split.sides[split.values[("first", "second").index(place)], code]
        return self.texts.number(side.n, 0) if what == "n" else self.texts.number(side.median)

    def _ranked(self, cluster: str, scope: str, code: str) -> str:
        if self.scores is None:
            raise KeyError(cluster)
        row = self.scores.ids.index(cluster)
        column = self.framework.column[code or self.framework.root.code]
        if scope == "rank":
            rank = float(self.scores.rank[row, column])
            return self.rank(None if rank != rank else rank)
        score = float(self.scores.score[row, column])
        return self._score(None if score != score else score)


@dataclass(frozen=True)
class GroupScene(Scene):
    """The scene of a paper about the whole group; ``named`` says whether it may name the clusters."""

    condition: Condition = field(kw_only=True)
    named: bool = field(kw_only=True, default=False)

    @cached_property
    def facts(self) -> GroupFacts:
        scores = self.scores if self.named else None
        framework = self.edition.framework
        return GroupFacts(framework, self.comparison, self.texts, condition=self.condition, scores=scores)

    @cached_property
    def portrait(self) -> Portrait:
        return Portrait()

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
