"""The cards of the recommendations against their records: the right words, in both their parts and numbers.

A card is known by its title, which is the action of a record or the expert's words for it. What the record
says has to stand on the card, and the reason with the numbers of the recount. The other numbers of a card are
proven as those of sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from reports.edition import Recommendation
from reports.errors import Finding
from reports.words import upper_first

from ..reading.book import Book, PrintedText
from ..reading.texts import quote, squeeze
from .filling import Filling
from .subject import Subject


class CardProof:
    """What the cards of one file have to say; ``chapters`` are the lines above its chapters."""

    def __init__(self, subject: Subject, filling: Filling, book: Book, chapters: Iterable[str]) -> None:
        self._subject, self._filling = subject, filling
        self._chapters = set(map(squeeze, chapters))
        self._lang = subject.texts.lang
        self._cards = dict(self._printed(book))

    @cached_property
    def _titles(self) -> dict[str, tuple[Recommendation, bool]]:
        """Every title that a card may have, with its record, and whether the expert worded it."""
        edition, typeset = self._subject.edition, self._subject.typeset
        own = {
            override.record: override.text
            for override in edition.overrides
            if override.id == self._subject.cluster.id and override.decision == "rephrase"
        }
        return {
            typeset(own.get(record.id, record.action).get(self._lang)): (record, record.id in own)
            for record in edition.recommendations
        }

    def _printed(self, book: Book) -> Iterator[tuple[PrintedText, list[PrintedText]]]:
        """The heading of each card of the chapter, and the texts below it."""
        name = self._subject.says("recommendations")
        inside, card = False, None  # type: bool, list[PrintedText] | None
        for text in book.texts:
            said = squeeze(text.text)
            if text.tag == "P" and said in self._chapters:
                inside, card = said.endswith(name), None
            elif inside and text.tag == "H3" and said[:1].isdigit():
                card = []
                yield text, card
            elif card is not None:
                card.append(text)

    @property
    def records(self) -> dict[int, Recommendation]:
        """The records of the actions, by number."""
        found = {number: self._record(number, heading) for number, heading in enumerate(self._cards, start=1)}
        return {number: record[0] for number, record in found.items() if record is not None}

    def reasons(self) -> Iterator[str]:
        """What the cards may say of why, with numbers."""
        for number, heading in enumerate(self._cards, start=1):
            record, _ = self._record(number, heading) or (None, False)
            if record is not None and self._filling.can_fill((record.why,)):
                yield from self._filling.plain((record.why,))

    def _record(self, number: int, heading: PrintedText) -> tuple[Recommendation, bool] | None:
        """The record of a card; behind its number stands a point in Polish only. Whether the number is that
        of the card's place is judged with all numbers of places.
        """
        said = squeeze(heading.text)
        named = said.removeprefix(f"{number}").removeprefix("."), said.lstrip("0123456789").removeprefix(".")
        return next((self._titles[title] for title in named if title in self._titles), None)

    def prove(self) -> Iterator[Finding]:
        """What the cards do not say as their records have it."""
        for number, (heading, texts) in enumerate(self._cards.items(), start=1):
            found = self._record(number, heading)
            if found is None:
                cause = f"{quote(heading.text)} is the action of no recommendation"
                yield Finding("card", cause, heading.page)
                continue
            said = [squeeze(text.text) for text in texts]
            for forms in self._wanted(*found):
                if any(text.endswith(form) for text in said for form in forms):
                    self._subject.proven += any(map(str.isdigit, forms[0]))
                else:
                    cause = f"the card of action {number} does not say {quote(forms[0])}"
                    yield Finding("card", cause, heading.page)

    def _wanted(self, record: Recommendation, worded: bool) -> Iterator[list[str]]:
        """The forms of each text that the card of a record has to have; those of the library's action are not
        there where the expert worded another one.
        """
        subject, texts, lang = self._subject, self._subject.texts, self._lang

        def fact(label: str, text: str) -> list[str]:
            return [subject.typeset(f"{texts(label)}: {upper_first(text)}")]

        if record.why.get(lang) and self._filling.can_fill((record.why,)):
            yield [subject.typeset(form) for form in self._filling.plain((record.why,))]
        effort = texts(f"effort-{record.effort}")
        if worded or record.cost is None:
            yield fact("card-effort", effort)
        else:
            cost = texts(f"cost-{record.cost}")
            yield fact("card-cost", texts("card-cost-text", cost=cost, effort=effort))
        term = texts("months", n=record.term_months)
        yield fact("card-who", texts("card-who-text", owner=record.owner.get(lang), term=term))
        yield fact("card-measure", record.measure.get(lang))
        if worded:
            return
        if record.risk.get(lang):
            yield fact("card-risk", record.risk.get(lang))
        steps = (record.first_step, *record.steps)
        for number, step in enumerate(steps if record.steps else (), start=1):
            yield [subject.says("plan-line", number=number) + subject.typeset(step.get(lang))]
