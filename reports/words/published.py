"""Published numbers: the one place where results are rounded for print and become the text a reader sees.

The rules of rounding and of decimals are :mod:`reports.edition.rounding`, because rules of advice ask what is
printed, too. A table cell carries the :class:`~reports.document.Fact` it was made from; the
check of the finished file asks here again and compares.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from math import isnan

import numpy as np

from reports.document import Cell, Fact, Kind, Subject, Tone
from reports.edition import (
    FloatArray,
    Framework,
    published,
    published_all,
    published_difference,
    told_difference,
    value_decimals,
)
from reports.results import (
    Category,
    Characteristics,
    Comparison,
    GroupStanding,
    Past,
    Scores,
    Spread,
    Trait,
)

from .catalogue import NBSP, Texts
from .typography import typography

#: A weight is told with as many decimals as it needs, and no more than these.
_WEIGHT_DECIMALS = 4


def published_scores(scores: FloatArray, decimals: int) -> tuple[float, ...]:
    """The scores there are as they are published, the lowest first."""
    return tuple(np.sort(published_all(scores[~np.isnan(scores)], decimals)).tolist())


#: With more units than these a dot of their own each would be a cloud: then 100 dots stand for all.
MOST_DOTS = 200
_HUNDREDTHS = 100


def dots(scores: FloatArray, decimals: int, units: int) -> tuple[float, ...]:
    """What dots and bars are drawn for, the lowest first: all published scores, or in a study of more than
    :data:`MOST_DOTS` ``units`` the one in the middle of each hundredth of them (a quantile dot plot).
    """
    every = published_scores(scores, decimals)
    if units <= MOST_DOTS or not every:
        return every
    return tuple(every[(2 * place + 1) * len(every) // (2 * _HUNDREDTHS)] for place in range(_HUNDREDTHS))


def on_dots(message: str, units: int) -> str:
    """The message on dots, in the form for so many ``units``: of many a dot is a hundredth."""
    return f"{message}-many" if units > MOST_DOTS else message


def published_spread(spread: Spread, decimals: int) -> Spread:
    """The same figures as they are published."""
    figures = (spread.low, spread.q1, spread.median, spread.q3, spread.high, spread.best, spread.benchmark)
    return Spread(spread.n, *(published(figure, decimals) for figure in figures))


#: A unit that stays as it is behind every number: "tys. zł", "m²", "PLN thousand".
_ABBREVIATION = re.compile(
    r"(?:[A-Z]{3} )?(?:tys\.|mln|mld|bln|thousand|million|billion)(?: .+)?"
    r"|[A-Z]{3}|zł|m²|m³|km|km²|ha|kg|[kMGT]?Wh|[kMG]?W"
)
_CURRENCY = re.compile("[A-Z]{3}")


def is_abbreviation(unit: str) -> bool:
    """Whether a unit needs no grammatical form behind a number."""
    return _ABBREVIATION.fullmatch(unit) is not None


@dataclass(frozen=True)
class Facts:
    """The published numbers of one cluster's results, and their texts."""

    framework: Framework
    comparison: Comparison
    texts: Texts
    characteristics: Characteristics = field(default_factory=Characteristics)
    #: Everybody's results, for a ranking with names; None where there is none.
    ranking: Scores | None = field(kw_only=True, default=None)

    def text(self, fact: Fact) -> str:
        """The published text of a fact; "brak" for a missing result, a dash for a missing rank. An answer of
        yes or no has no rank and no quartiles: :meth:`yes_of` says how many give it.

        Raises KeyError for a fact that does not exist.
        """
        if fact.subject == "ranked":
            return self._ranked(fact)
        if fact.subject:
            return self._characteristic(fact)
        code, standing = fact.code, self.comparison[fact.code]
        match fact.kind:
            case "weight":
                return self._weight(code)
            case "score":
                return self._score(standing.score)
            case "value":
                return self.value(code, standing.value)
            case "rank":
                return self.rank(None if self.framework[code].is_yes_no else standing.rank)
            case "n":
                return self.texts.number(standing.n, 0)
            case "group":
                return self._number(None if standing.group is None else getattr(standing.group, fact.figure))
            case "values":
                spread = None if self.framework[code].is_yes_no else standing.values
                return self._dash() if spread is None else self.spread(code, getattr(spread, fact.figure))
            case "gap":
                return self._signed(self.gap(code, fact.figure))
            case "compared":
                return self._compared(fact)
            case "change":
                return self._signed(self.change(code, fact.of))
        past = self.past(code, fact.of)
        match fact.kind:
            case "past_score":
                return self._number(None if past is None else past.score)
            case "past_now":
                return self._number(None if past is None else past.now)
            case "past_rank":
                return self.rank(None if past is None else past.rank)
        raise KeyError(fact.what)

    def cell_of(self, fact: Fact, tone: Tone = "") -> Cell:
        """A table cell with its source."""
        text = self.text(fact)
        absent = fact.kind in ("score", "value") and text == self.texts("missing")
        return Cell(text, tone="missing" if absent else tone, fact=fact)

    def cell(
        self, code: str, kind: Kind, figure: str = "", of: str = "", subject: Subject = "", tone: Tone = ""
    ) -> Cell:
        """The cell of the fact with these attributes (see :class:`~reports.document.Fact`)."""
        return self.cell_of(Fact(code, kind, figure, of, subject), tone)

    def cells(
        self, code: str, kind: Kind, *figures: str, of: str = "", subject: Subject = ""
    ) -> tuple[Cell, ...]:
        """A cell for each of several figures of one kind."""
        return tuple(self.cell(code, kind, figure, of, subject) for figure in figures)

    def _ranked(self, fact: Fact) -> str:
        """The place or a score of the cluster with this id."""
        if self.ranking is None:
            raise KeyError(fact.node)
        row = self.ranking.ids.index(fact.code)
        column = self.framework.column[fact.of or self.framework.root.code]
        if fact.kind == "rank":
            rank = float(self.ranking.rank[row, column])
            return self.rank(None if isnan(rank) else rank)
        score = float(self.ranking.score[row, column])
        return self._score(None if isnan(score) else score)

    def _compared(self, fact: Fact) -> str:
        """A comparison group's number of others, its median, or the own gap to it."""
        group = self.compared(fact.code, fact.of)
        if fact.figure == "n":
            return self.texts.number(group.n, 0)
        if fact.figure == "median":
            return self._number(group.median)
        return self._signed(self.compared_gap(fact.code, fact.of))

    def compared(self, code: str, column: str) -> GroupStanding:
        """The cluster's own group of a column. Raises KeyError where there is none."""
        for group in self.comparison.groups:
            if (group.code, group.column) == (code, column):
                return group
        raise KeyError(column)

    # --- published numbers, for sentences and drawings -------------------------------------------

    def score(self, code: str) -> float | None:
        """The own score."""
        return self._published(self.comparison[code].score)

    def group(self, code: str) -> Spread | None:
        """The figures of the group, in points."""
        group = self.comparison[code].group
        return None if group is None else published_spread(group, self.texts.decimals)

    def gap(self, code: str, what: str = "median") -> float | None:
        """Own score minus the group figure ``what``, in points, as published numbers differ; where these are
        the same and the results are not, less than can be printed.
        """
        standing = self.comparison[code]
        if standing.score is None or standing.group is None:
            return None
        return told_difference(standing.score, getattr(standing.group, what), self.texts.decimals)

    def compared_median(self, code: str, column: str) -> float | None:
        """The median of the own group of ``column``, where it is shown."""
        return self._published(self.compared(code, column).median)

    def compared_gap(self, code: str, column: str) -> float | None:
        """Published own score minus the published median of the own group of ``column``."""
        score, median = self.comparison[code].score, self.compared(code, column).median
        if score is None or median is None:
            return None
        return told_difference(score, median, self.texts.decimals)

    def margin(self, code: str) -> float | None:
        """A leader's published distance to the second, in points."""
        standing = self.comparison[code]
        if standing.score is None or standing.second is None:
            return None
        return told_difference(standing.score, standing.second, self.texts.decimals)

    def gained(self, code: str, after: float) -> float | None:
        """Published points from today's score of ``code`` to the score ``after`` of a what-if."""
        score = self.comparison[code].score
        if score is None or isnan(after):
            return None
        return published_difference(after, score, self.texts.decimals)

    def gain_text(self, code: str, after: float) -> str:
        """:meth:`gained` for a table: +0,8, or a dash where there is no score."""
        return self._signed(self.gained(code, after))

    def past(self, code: str, label: str) -> Past | None:
        """The edition ``label``, with published scores."""
        for past in self.comparison[code].past:
            if past.label == label:
                return replace(past, score=self._published(past.score), now=self._published(past.now))
        return None

    def change(self, code: str, label: str) -> float | None:
        """Published points since the edition ``label``, like with like: between the published scores from
        the indicators that can be compared (``past_now`` and ``past_score``).
        """
        past = self.past(code, label)
        if past is None or past.score is None or past.now is None:
            return None
        return published_difference(past.now, past.score, self.texts.decimals)

    def narrower(self, code: str, label: str) -> bool:
        """Whether the present score that is compared with ``label`` differs from the whole one, because
        some indicators cannot be compared.
        """
        past, score = self.past(code, label), self.score(code)
        return past is not None and None not in (past.now, score) and past.now != score

    def value(self, code: str, value: float | None) -> str:
        return self.texts("missing") if value is None else self.texts.value(self.framework[code], value)

    def spread(self, code: str, value: float) -> str:
        """A median, quartile or best value, with one more decimal where it lies between two values."""
        return self.texts.value(self.framework[code], value)

    def drawn_values(self, code: str) -> tuple[Spread | None, float | None]:
        """An indicator's values and the own one for a drawing, with the decimals that quartiles can have."""
        standing, decimals = self.comparison[code], self.framework[code].decimals + 1
        spread = None if standing.values is None else published_spread(standing.values, decimals)
        return spread, None if standing.value is None else published(standing.value, decimals)

    def said_value(self, code: str, value: float) -> str:
        """A value inside a sentence: an answer in quotation marks, a share with its per cent sign."""
        text, node = self.spread(code, value), self.framework[code]
        if node.is_yes_no:
            return self.texts("quoted", name=text)
        return self.texts("percent", value=text) if node.unit.startswith("%") else text

    def told_value(self, code: str, value: float) -> str:
        """:meth:`said_value` with the unit, where this is an abbreviation that needs no form of its own."""
        said, unit = self.said_value(code, value), self.framework[code].unit_in(self.texts.lang)
        if not is_abbreviation(unit):
            return said
        currency, _, rest = unit.partition(" ")
        behind = f"{rest} {currency}" if rest and _CURRENCY.fullmatch(currency) else unit
        return f"{said}{NBSP}{behind}"

    def yes_of(self, code: str) -> dict[str, str | int]:
        """How many of those asked answer a question by yes."""
        standing = self.comparison[code]
        return {"yes": self.texts.number(standing.yes, 0), "n": self.texts.number(standing.n, 0)}

    def own_and_median(self, code: str) -> dict[str, str | int]:
        """The own value and the median for a sentence; nothing where either is missing."""
        standing = self.comparison[code]
        if standing.value is None or standing.values is None:
            return {}
        own, median = standing.value, standing.values.median
        return {"own": self.said_value(code, own), "median": self.said_value(code, median)}

    def told_own_and_median(self, code: str) -> dict[str, str | int]:
        """:meth:`own_and_median` with their units, as :meth:`told_value`."""
        standing = self.comparison[code]
        if standing.value is None or standing.values is None:
            return {}
        own, median = standing.value, standing.values.median
        return {"own": self.told_value(code, own), "median": self.told_value(code, median)}

    # --- characteristics -----------------------------------------------------------------------

    def _characteristic(self, fact: Fact) -> str:
        """Of the cluster's "profile" and "group": "value", and beside it "same" (how many clusters have the
        same) or, of a number, the figures "q1", "median", "q3" and "benchmark" of its "values".
        """
        category = self.characteristics.categories.get((fact.subject, fact.code))
        if category is not None and fact.kind == "value":
            return self.own_text(category)
        if category is not None and fact.kind == "same":
            if category.same is None:
                return self._dash()
            return self.texts(
                "same-of", same=self.texts.number(category.same, 0), n=self.texts.number(category.n, 0)
            )
        trait = self.characteristics.traits.get(fact.code) if fact.subject == "profile" else None
        if trait is not None and fact.kind == "value":
            return self.own_number(trait)
        if trait is not None and fact.kind == "values" and fact.figure in ("q1", "median", "q3", "benchmark"):
            return self.figure(trait, fact.figure)
        raise KeyError(f"{fact.node} {fact.what}")

    def own_text(self, category: Category) -> str:
        """A group, a text or an answer of the cluster as it is printed."""
        if category.answer is not None:
            return self.texts("yes" if category.answer else "no")
        own = category.own.get(self.texts.lang)
        return typography(own, self.texts.lang) if own else self.texts("missing")

    def own_number(self, trait: Trait) -> str:
        return (
            self.texts("missing")
            if trait.own is None
            else self.texts.number(trait.own, value_decimals(trait.node, trait.own))
        )

    def figure(self, trait: Trait, what: str) -> str:
        """A figure of the group; a dash where it may not be shown or has no meaning."""
        if trait.spread is None or (what == "benchmark" and not trait.node.direction):
            return self._dash()
        value = getattr(trait.spread, what)
        return self.texts.number(value, value_decimals(trait.node, value))

    # --- small things ----------------------------------------------------------------------------

    def rank(self, rank: float | None) -> str:
        return self._dash() if rank is None else self.texts.rank(rank)

    def _weight(self, code: str) -> str:
        weight = published(self.framework[code].weight, _WEIGHT_DECIMALS)
        decimals = next(d for d in range(_WEIGHT_DECIMALS + 1) if published(weight, d) == weight)
        return self.texts.number(weight, decimals)

    def _score(self, score: float | None) -> str:
        return self.texts("missing") if score is None else self.texts.number(score)

    def _number(self, value: float | None) -> str:
        return self._dash() if value is None else self.texts.number(value)

    def _signed(self, change: float | None) -> str:
        return self._dash() if change is None else self.texts.signed(change)

    def _published(self, score: float | None) -> float | None:
        return None if score is None else published(score, self.texts.decimals)

    def _dash(self) -> str:
        return self.texts("dash")
