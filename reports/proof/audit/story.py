"""The story of a report against the second path: the right pattern, in its own words, with the right numbers.

Which patterns fit the cluster, how strong each is and what its texts say is made again from the recount. The
title, the lead and the question of the summary have to be, word for word, those of the strongest one. Where
rounding leaves open whether a condition holds, a pattern may be told and need not be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from reports.edition import Localised, Pattern, words_of
from reports.errors import Finding

from ..reading.book import Book, PrintedText
from ..reading.texts import quote, squeeze
from .arithmetic import ALIKE, NOISE, mean_of
from .filling import Filling
from .subject import Subject

#: Strengths that are nearer to each other, in parts of the weight, are equal: scores are rounded for print.
_EQUAL = Decimal("0.003")


@dataclass(frozen=True, slots=True)
class _Fit:
    """Whether a condition may hold and whether it does for certain; how far it is out of the ordinary."""

    may: bool
    surely: bool
    distance: Decimal | None = None


_NO = _Fit(False, False)


class StoryProof:
    """The pattern that a report has to tell, made from the recount of ``subject``."""

    def __init__(self, subject: Subject, filling: Filling) -> None:
        self._subject, self._filling = subject, filling
        self._edition = subject.edition
        self._cluster = subject.cluster
        self._framework = subject.edition.framework

    def prove(self, book: Book) -> tuple[list[Finding], set[PrintedText]]:
        """What is wrong with title, lead and question of the summary; and which texts these are."""
        opening = self._opening(book.texts)
        if opening is None:
            return [Finding("story", "the summary has no title and lead")], set()
        title, lead, question = opening
        told = [title, lead, *([question] if question else [])]
        for texts in self.expected:
            if all(squeeze(text.text) in said for text, said in zip(told, texts, strict=False)) and (
                bool(question) == bool(texts[2])
            ):
                self._subject.proven += sum(any(map(str.isdigit, text.text)) for text in told)
                return [], set(told)
        return list(self._wrong(told)), set(told)

    @cached_property
    def expected(self) -> list[tuple[frozenset[str], frozenset[str], frozenset[str]]]:
        """What the title, the lead and the question may say, without white space, for each pattern that may
        be the strongest one.
        """
        subject = self._subject
        found = [
            (
                self._any_of(pattern.headline),
                self._any_of(pattern.lead),
                frozenset(
                    subject.typeset(subject.texts("story-question", question=text))
                    for text in self._filling.plain(pattern.question)
                ),
            )
            for pattern in self._strongest
        ]
        nothing = frozenset({subject.says("story-none")}), frozenset({subject.says("story-none-lead")})
        return found or [(*nothing, frozenset())]

    def _any_of(self, wordings: Sequence[Localised]) -> frozenset[str]:
        return frozenset(map(self._subject.typeset, self._filling.plain(wordings)))

    def titles(self) -> Iterator[str]:
        """What the title may say, for the contents, where it stands once more."""
        for pattern in self._strongest:
            yield from self._filling.plain(pattern.headline)

    def _opening(
        self, texts: Sequence[PrintedText]
    ) -> tuple[PrintedText, PrintedText, PrintedText | None] | None:
        subject = self._subject
        kicker = subject.says("kicker", number=1, name=subject.texts("summary"))
        at = next((i for i, t in enumerate(texts) if t.tag == "P" and squeeze(t.text) == kicker), None)
        if at is None or len(texts) < at + 3:
            return None
        before = squeeze(subject.texts("story-question", question=""))
        second = squeeze(subject.texts("kicker", number=2, name=""))
        question = None
        for text in texts[at + 3 :]:
            said = squeeze(text.text)
            if text.tag == "P" and said.startswith(second):
                break
            if text.tag == "P" and said.startswith(before):
                question = text
                break
        return texts[at + 1], texts[at + 2], question

    def _wrong(self, told: Sequence[PrintedText]) -> Iterator[Finding]:
        names = ", ".join(pattern.id for pattern in self._strongest) or "none"
        parts = ("title", "lead", "question")
        for place, text in enumerate(told):
            said = squeeze(text.text)
            if not any(said in texts[place] for texts in self.expected):
                cause = (
                    f"the {parts[place]} {quote(text.text)} is not that of the strongest pattern ({names})"
                )
                yield Finding("story", cause, text.page)
                return
        yield Finding(
            "story", f"title, lead and question are not those of one pattern ({names})", told[0].page
        )

    # --- which pattern -----------------------------------------------------------------------------------

    @cached_property
    def _strongest(self) -> list[Pattern]:
        """The patterns that may be the strongest one; more than one only by rounding."""
        found: list[tuple[int, Decimal, bool, Pattern]] = []
        for place, pattern in enumerate(self._edition.patterns):
            fits = list(self._fits(pattern))
            texts = (*pattern.headline, *pattern.lead, *pattern.question)
            if all(fit.may for fit in fits) and self._filling.can_fill(texts):
                distances = [fit.distance for fit in fits if fit.distance is not None]
                strength = Decimal(repr(pattern.weight)) * mean_of(distances)
                found.append((place, strength, all(fit.surely for fit in fits), pattern))
        least = max((strength for _, strength, surely, _ in found if surely), default=Decimal(0))
        close = [
            (place, pattern)
            for place, strength, _, pattern in found
            if strength >= least - _EQUAL * Decimal(repr(pattern.weight))
        ]
        if not least:  # only last resorts: the first of them that fits for certain
            certain = [place for place, _, surely, _ in found if surely]
            close = [(place, p) for place, p in close if place <= min(certain, default=place)]
        return [pattern for _, pattern in close]

    def _fits(self, pattern: Pattern) -> Iterator[_Fit]:
        for name, wanted in pattern.when.items():
            if name == "nodes":
                for about, tests in wanted.items():
                    code = self._filling.code(about)
                    for test, ends in tests.items():
                        yield _NO if code is None else self._node(code, test, ends)
            elif name == "profile":
                for code, ends in wanted.items():
                    number = self._subject.figure(f"profile:{code}", "value").numbers
                    held = self._cluster.profile.get(code, "")
                    yield _range(Decimal(held) if number else None, ends)
            elif name == "group":
                yield _certain(all(self._cluster.groups.get(c, "") in v for c, v in wanted.items()))
            elif name == "words":
                yield _certain(any(word.startswith(tuple(wanted)) for word in self._own_words))
            else:
                codes, of = self._filling.counted[name]
                fit = _range(Decimal(len(codes)), wanted)
                yield _Fit(fit.may, fit.surely, Decimal(len(codes)) / of)

    @cached_property
    def _own_words(self) -> set[str]:
        cluster = self._cluster
        texts = [f.code for f in self._edition.profile if f.kind == "text"]
        said = [cluster.name, cluster.short_name, *(cluster.profile.get(code, "") for code in texts)]
        return {word.casefold() for text in said for word in words_of(text)}

    def _node(self, code: str, test: str, wanted: Any) -> _Fit:
        subject, recount, cluster = self._subject, self._subject.recount, self._cluster.id
        lead, step = self._filling.lead(code), self._filling.hundredths(recount.step)
        distance = None if lead is None else min(abs(lead) / 100, Decimal(1))
        leaf = self._framework[code].is_leaf
        score = recount.scores[code][cluster]
        value = recount.raw(cluster, code) if leaf else None
        if test == "missing":
            absent = (value if leaf else score) is None
            return _Fit(absent == wanted, absent == wanted, Decimal(1) if absent else None)
        if test == "position":
            stands = self._position(code) in wanted
            return _Fit(stands, stands, distance)
        fit = _NO
        if test == "value":
            fit = _range(value, wanted)
        elif test == "of_median":
            spread = recount.values[code] if leaf else None
            if value is not None and spread is not None and spread.median > 0:
                fit = _range(value / spread.median, wanted, NOISE)
        elif test in ("rank", "ranked"):
            numbers = subject.figure(code, "rank" if test == "rank" else "n").numbers
            fit = _range(numbers[0] if numbers else None, wanted)
        elif test == "score":
            start = Decimal(repr(float(self._edition.method.scale[0])))
            fit = _range(None if score is None else self._filling.hundredths(score - start), wanted, step)
        elif test == "lead":
            fit = _range(lead, wanted, step)
        elif test == "change":
            change = self._filling.change(code)
            fit = _range(change, wanted, step)
            distance = None if change is None else min(abs(change) / 100, Decimal(1))
        return _Fit(fit.may, fit.surely, None if test == "ranked" else distance)

    def _position(self, code: str) -> str | None:
        """Where a result stands: low, middle, good; None where it is missing or all agree."""
        recount, node, cluster = self._subject.recount, self._framework[code], self._cluster.id
        spread = recount.values[code] if node.is_leaf else recount.points[code]
        own = recount.raw(cluster, code) if node.is_leaf else recount.scores[code][cluster]
        if own is None or spread is None:
            return None
        column = recount.answered[code] if node.is_leaf else recount.ordered[code]
        noise = ALIKE * max(column.largest, Decimal(0 if node.is_leaf else 1))
        if column.width <= noise:
            return None
        direction = node.direction if node.is_leaf else 1
        ahead = [direction * (own - mark) for mark in (spread.q1, spread.median, spread.q3)]
        best = column.best(direction) - direction * own <= noise
        if (best and ahead[1] > noise) or min(ahead) > noise:
            return "good"
        return "low" if max(ahead) < -noise else "middle"


def _certain(holds: bool) -> _Fit:
    return _Fit(holds, holds)


def _range(number: Decimal | None, ends: tuple[float, float], noise: Decimal = Decimal(0)) -> _Fit:
    """Whether a number is in a range, and whether it is for certain where it may be off by ``noise``."""
    if number is None:
        return _NO
    low, high = (Decimal(repr(end)) for end in ends)
    return _Fit(low - noise <= number <= high + noise, low + noise <= number <= high - noise)
