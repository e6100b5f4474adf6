"""Published numbers: the one place that turns a result into the text a reader sees.

A table cell carries the :class:`~reports.document.blocks.Fact` it was made from; the check of the finished
file asks here again and compares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isnan

from reports.document import Cell, Fact, Tone
from reports.edition import Framework, published, published_difference
from reports.results import Comparison, GroupStanding, Mark, Past, Portrait, Standing, Trait, spread_decimals

from .catalogue import Texts

#: A weight is told with as many decimals as it needs, and no more than these.
_WEIGHT_DECIMALS = 4


@dataclass(frozen=True)
class Facts:
    """The published texts of one cluster's results."""

    framework: Framework
    comparison: Comparison
    texts: Texts
    portrait: Portrait = field(default_factory=Portrait)

    def text(self, fact: Fact) -> str:
        """The published text of a fact; "brak" for a missing result, a dash for a missing rank.

        Raises KeyError for a fact that does not exist.
        """
        subject, colon, code = fact.node.partition(":")  # no code of the framework has a colon
        if colon:
            return self._characteristic(subject, code, fact.what)
        standing = self.comparison[fact.node]
        scope, _, name = fact.what.partition(".")
        if scope == "weight":
            return self._weight(fact.node)
        if scope == "score":
            return self._score(standing.score)
        if scope == "value":
            return self.value(fact.node, standing.value)
        if scope == "rank":
            return self.rank(standing.rank)
        if scope == "n":
            return self.texts.number(standing.n, 0)
        if scope == "group":
            return (
                self._dash() if standing.group is None else self.texts.number(getattr(standing.group, name))
            )
        if scope == "values":
            return (
                self._dash()
                if standing.values is None
                else self.spread(fact.node, getattr(standing.values, name))
            )
        if scope == "gap":
            return self._gap(standing, name)
        if scope == "compared":
            return self._compared(fact.node, *name.rsplit(".", 1))
        past = self.past(fact.node, name)
        if scope == "change":
            change = self.change(fact.node, name)
            return self._dash() if change is None else self.texts.signed(change)
        if scope == "past_score":
            return self._dash() if past is None or past.score is None else self.texts.number(past.score)
        if scope == "past_now":
            return self._dash() if past is None or past.now is None else self.texts.number(past.now)
        if scope == "past_rank":
            return self.rank(None if past is None else past.rank)
        raise KeyError(fact.what)

    def cell(self, node: str, what: str, tone: Tone = "") -> Cell:
        """A table cell with its source."""
        fact = Fact(node, what)
        text = self.text(fact)
        absent = what in ("score", "value") and text == self.texts("missing")
        return Cell(text, tone="missing" if absent else tone, fact=fact)

    def cells(self, node: str, *whats: str) -> tuple[Cell, ...]:
        return tuple(self.cell(node, what) for what in whats)

    def _compared(self, code: str, column: str, figure: str) -> str:
        """A comparison group's number of others, its median, or the own gap to it."""
        group = self.compared(code, column)
        if figure == "n":
            return self.texts.number(group.n, 0)
        if group.median is None:
            return self._dash()
        if figure == "median":
            return self.texts.number(group.median)
        gap = self.compared_gap(code, column)
        return self._dash() if gap is None else self.texts.signed(gap)

    def compared(self, code: str, column: str) -> GroupStanding:
        """The cluster's own group of a column. Raises KeyError where there is none."""
        for group in self.comparison.groups:
            if (group.code, group.column) == (code, column):
                return group
        raise KeyError(column)

    # --- numbers a sentence is made from: differences of published values ------------------------

    def gap(self, code: str, what: str = "median") -> float | None:
        """Published own score minus the published group figure ``what``, in points."""
        standing = self.comparison[code]
        if standing.score is None or standing.group is None:
            return None
        return published_difference(standing.score, getattr(standing.group, what))

    def compared_gap(self, code: str, column: str) -> float | None:
        """Published own score minus the published median of the own group of ``column``."""
        score, median = self.comparison[code].score, self.compared(code, column).median
        return None if score is None or median is None else published_difference(score, median)

    def margin(self, code: str) -> float | None:
        """A leader's published distance to the second, in points."""
        standing = self.comparison[code]
        if standing.score is None or standing.second is None:
            return None
        return published_difference(standing.score, standing.second)

    def gained(self, code: str, after: float) -> float | None:
        """Published points from today's score of ``code`` to the score ``after`` of a what-if."""
        score = self.comparison[code].score
        if score is None or isnan(after):
            return None
        return published_difference(after, score)

    def gain_text(self, code: str, after: float) -> str:
        """:meth:`gained` for a table: +0,8, or a dash where there is no score."""
        gained = self.gained(code, after)
        return self._dash() if gained is None else self.texts.signed(gained)

    def past(self, code: str, label: str) -> Past | None:
        return next((past for past in self.comparison[code].past if past.label == label), None)

    def change(self, code: str, label: str) -> float | None:
        """Published points since the edition ``label``, like with like: between the published scores from
        the indicators that can be compared (``past_now`` and ``past_score``).
        """
        past = self.past(code, label)
        if past is None or past.score is None or past.now is None:
            return None
        return published_difference(past.now, past.score)

    def narrower(self, code: str, label: str) -> bool:
        """Whether the present score that is compared with ``label`` differs from the whole one, because
        some indicators cannot be compared.
        """
        past, score = self.past(code, label), self.comparison[code].score
        if past is None or past.now is None or score is None:
            return False
        return published(past.now) != published(score)

    def value(self, code: str, value: float | None) -> str:
        return self.texts("missing") if value is None else self.texts.value(self.framework[code], value)

    def spread(self, code: str, value: float) -> str:
        """A median, quartile or best value, with one more decimal where it lies between two values."""
        node = self.framework[code]
        return self.texts.value(node, value, spread_decimals(node, value))

    def said_value(self, code: str, value: float) -> str:
        """A value inside a sentence: an answer in quotation marks, a share with its per cent sign."""
        text, node = self.spread(code, value), self.framework[code]
        if node.is_yes_no:
            return self.texts("quoted", name=text)
        return self.texts("percent", value=text) if node.unit.startswith("%") else text

    # --- characteristics -----------------------------------------------------------------------

    def _characteristic(self, subject: str, code: str, what: str) -> str:
        """``profile:<code>`` and ``group:<column>``: "value", and beside it "same" (how many clusters have
        the same) or, of a number, "values.q1", "values.median", "values.q3" and "values.benchmark".
        """
        mark = self.portrait.marks.get((subject, code))
        if mark is not None and what == "value":
            return self.own_text(mark)
        if mark is not None and what == "same":
            if mark.same is None:
                return self._dash()
            return self.texts("same-of", same=self.texts.number(mark.same, 0), n=self.texts.number(mark.n, 0))
        trait = self.portrait.traits.get(code) if subject == "profile" else None
        scope, _, figure = what.partition(".")
        if trait is not None and what == "value":
            return self.own_number(trait)
        if trait is not None and scope == "values" and figure in ("q1", "median", "q3", "benchmark"):
            return self.figure(trait, figure)
        raise KeyError(f"{subject}:{code} {what}")

    def own_text(self, mark: Mark) -> str:
        """A group, a text or an answer of the cluster as it is printed."""
        if mark.answer is not None:
            return self.texts("yes" if mark.answer else "no")
        return mark.own.get(self.texts.lang) or self.texts("missing")

    def own_number(self, trait: Trait) -> str:
        return (
            self.texts("missing") if trait.own is None else self.texts.number(trait.own, trait.node.decimals)
        )

    def figure(self, trait: Trait, what: str) -> str:
        """A figure of the group; a dash where it may not be shown or has no meaning."""
        if trait.spread is None or (what == "benchmark" and not trait.node.direction):
            return self._dash()
        value = getattr(trait.spread, what)
        return self.texts.number(value, spread_decimals(trait.node, value))

    # --- small things ----------------------------------------------------------------------------

    def rank(self, rank: float | None) -> str:
        return self._dash() if rank is None else self.texts.rank(rank)

    def _weight(self, code: str) -> str:
        weight = published(self.framework[code].weight, _WEIGHT_DECIMALS)
        decimals = next(d for d in range(_WEIGHT_DECIMALS + 1) if published(weight, d) == weight)
        return self.texts.number(weight, decimals)

    def _score(self, score: float | None) -> str:
        return self.texts("missing") if score is None else self.texts.number(score)

    def _gap(self, standing: Standing, what: str) -> str:
        gap = self.gap(standing.code, what)
        return self._dash() if gap is None else self.texts.signed(gap)

    def _dash(self) -> str:
        return self.texts("dash")


def latest_past(comparison: Comparison, code: str, labels: Sequence[str]) -> Past | None:
    """The most recent earlier edition in which ``code`` has a score; ``labels`` oldest first."""
    by_label = {past.label: past for past in comparison[code].past if past.score is not None}
    return next((by_label[label] for label in reversed(labels) if label in by_label), None)
