"""The subject that all sentences of a document share, and how sentences are chosen and joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from reports.advice import Advice, Exchange, FoundPattern, exchange, pattern_of
from reports.edition import Cluster, Edition, Node, hundredth
from reports.results import Characteristics, Comparison, Past, Scores, Standing, describe

from .catalogue import Texts
from .published import Facts

#: Room for a chapter's title (two lines of 24 pt) in characters.
TITLE_ROOM = 84
#: Room for a lead (at most four lines of 11.75 pt) in characters.
LEAD_ROOM = 340


@dataclass(frozen=True, slots=True)
class Said:
    """A text and the rules that made it."""

    text: str = ""
    rules: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)


def join(parts: Iterable[Said]) -> Said:
    """Whole sentences, one after the other."""
    present = [part for part in parts if part]
    return Said(" ".join(p.text for p in present), tuple(rule for p in present for rule in p.rules))


def within(room: int, parts: Sequence[Said]) -> Said:
    """As many of the sentences, in order of importance, as there is room for."""
    kept: list[Said] = []
    for part in parts:
        if part and len(join([*kept, part]).text) <= room:
            kept.append(part)
    return join(kept)


def fitting(*titles: str) -> str:
    """The first title that there is room for, else the last."""
    return next((title for title in titles if len(title) <= TITLE_ROOM), titles[-1])


def side(gap: float) -> str:
    """On which side of a figure a result is: "above", "equal" or "below"."""
    return "above" if gap > 0 else "below" if gap < 0 else "equal"


@dataclass(frozen=True)
class Scene:
    """What a document is about, and its texts: the edition, one cluster, its results and its advice."""

    edition: Edition
    cluster: Cluster
    scores: Scores
    comparison: Comparison
    advice: Advice
    texts: Texts

    @cached_property
    def facts(self) -> Facts:
        ranking = self.scores if self.edition.public else None
        framework = self.edition.framework
        return Facts(framework, self.comparison, self.texts, self.characteristics, ranking=ranking)

    @cached_property
    def characteristics(self) -> Characteristics:
        return describe(self.edition, self.cluster.id)

    @cached_property
    def exchange(self) -> Exchange:
        return exchange(
            self.edition, self.scores, self.comparison, [action.node for action in self.advice.actions]
        )

    @cached_property
    def pattern(self) -> FoundPattern | None:
        """The strongest pattern, which is the story of the report."""
        return pattern_of(self.edition, self.comparison)

    @cached_property
    def place(self) -> int:
        """The place among all clusters by the overall score, from 0; equal ones in the order of ids, those
        without a score at the end. Two clusters never have the same.
        """
        column = self.edition.framework.column[self.root.code]
        scores = np.nan_to_num(self.scores.score[:, column], nan=-np.inf)
        own = scores[self.edition.row[self.cluster.id]]
        equal = (self.edition.ids[row] for row in np.flatnonzero(scores == own).tolist())
        return int((scores > own).sum()) + sum(other < self.cluster.id for other in equal)

    @cached_property
    def root(self) -> Standing:
        return self.comparison[self.edition.framework.root.code]

    @cached_property
    def areas(self) -> tuple[Standing, ...]:
        return tuple(self.comparison[area.code] for area in self.edition.framework.areas)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Labels of earlier editions, oldest first."""
        return tuple(past.label for past in self.edition.history)

    @property
    def hundredth(self) -> float:
        """A hundredth of the scale, by which distances are called small or large."""
        return hundredth(self.edition.method)

    @property
    def units(self) -> str:
        """How many take part, with the word for them."""
        return self.texts.units(len(self.edition.clusters))

    @property
    def ranked(self) -> str:
        """How many have an overall score: those a place in the whole is out of."""
        return self.texts.units(self.root.n)

    def past(self, code: str) -> Past | None:
        """The most recent earlier edition in which ``code`` has a score."""
        found = (self.facts.past(code, label) for label in reversed(self.labels))
        return next((past for past in found if past is not None and past.score is not None), None)

    def comparable(self, codes: Iterable[str]) -> str | None:
        """The latest earlier edition with which one of the nodes can be compared."""
        nodes = tuple(codes)
        return next((label for label in reversed(self.labels) if self.changes(label, nodes)), None)

    def changes(self, label: str, codes: Iterable[str]) -> list[tuple[str, float]]:
        """Those of the nodes that can be compared with the edition ``label``, with their published change."""
        return [(code, change) for code in codes if (change := self.facts.change(code, label)) is not None]

    def name(self, code: str) -> str:
        return self.node(code).name.get(self.texts.lang)

    def inline(self, code: str) -> str:
        return self.edition.inside(self.name(code))

    def inlines(self, codes: Iterable[str]) -> str:
        """Names in a list; with semicolons where a name has a conjunction of its own."""
        names = [self.inline(code) for code in codes]
        joined = any(f" {word} " in name for name in names for word in ("i", "and"))
        return "; ".join(names) if joined and len(names) > 1 else self.texts.names(names)

    def node(self, code: str) -> Node:
        return self.edition.framework[code]

    def gap(self, code: str, what: str = "median") -> float:
        """Published distance to a group figure; only for nodes with a score."""
        gap = self.facts.gap(code, what)
        if gap is None:
            raise ValueError(f"{code} has no score to compare")
        return gap

    @property
    def partial(self) -> bool:
        """Whether the overall score and place rest on a part of the areas."""
        return self.root.score is not None and any(area.score is None for area in self.areas)

    def noted(self, note: str) -> str:
        """A note beside the overall score or place, which says so where they rest on a part of the areas."""
        if not self.partial:
            return note
        scored = sum(area.score is not None for area in self.areas)
        return self.texts("partial-note", note=note, scored=scored, n=len(self.areas))

    def say(self, message: str, **arguments: str | int) -> Said:
        return Said(self.texts(message, **arguments), (message,))

    def vary(self, slot: str, place: int | str = "", **arguments: str | int) -> Said:
        return Said(self.texts.variant(slot, str(place), **arguments), (slot,))

    def points(self, difference: float) -> str:
        """The size of a difference; the sentence says its direction."""
        return self.texts.points(abs(difference))

    def result(self, score: float) -> str:
        """A score, with its sign on a scale that goes below zero."""
        return self.texts.result(score)

    def above(self, standings: Iterable[Standing]) -> tuple[Standing, ...]:
        return tuple(s for s in standings if s.score is not None and self.gap(s.code) > 0)
