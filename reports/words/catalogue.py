"""Words and numbers: the message catalogue, plural forms, number formats, micro-typography.

The catalogue is Project Fluent (one ``.ftl`` file per language, plural categories from CLDR through
Babel). A message is a whole sentence or label: nothing is glued together from pieces. A message
with attributes ``.a``, ``.b``, ... is a slot with variants; which one a report gets depends on the slot
and on the cluster's number in the order of ids, so that neighbours differ and reruns do not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date as calendar_date
from decimal import Decimal
from typing import Any, cast
from zlib import crc32

from babel.core import Locale
from babel.dates import format_date
from babel.lists import format_list
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentInt
from fluent.syntax.ast import Junk

from reports.edition import FORM_NAMES, Lang, Node, published, value_decimals
from reports.errors import TextError

from .unit_words import unit_messages

NBSP = "\u00a0"
MINUS = "\u2212"

_LOCALES: Mapping[Lang, str] = {"pl": "pl_PL", "en": "en_GB"}


class Texts:
    """The words of one language, bound to one cluster (see :meth:`bind`) for the choice of variants.

    ``source`` is the text of the ``.ftl`` files, ``unit`` what the edition calls its units in this language
    (``Edition.unit``), ``decimals`` those of scores. Raises :class:`TextError` for a broken catalogue.
    """

    def __init__(self, lang: Lang, source: str, unit: Mapping[str, str], decimals: int = 1) -> None:
        self.lang: Lang = lang
        self.decimals = decimals
        self._locale = Locale.parse(_LOCALES[lang])
        self._turn = 0
        #: The catalogue with the edition's words for its units; the first message of a name holds.
        self.source = f"{unit_messages(lang, unit)}\n{source}"
        resource = FluentResource(self.source)
        junk = [entry for entry in resource.body if isinstance(entry, Junk)]
        if junk:
            raise TextError(f"the texts ({lang}) have a syntax error near {(junk[0].content or '')[:60]!r}")
        self._bundle = FluentBundle([_LOCALES[lang].replace("_", "-")], use_isolating=False)
        self._bundle.add_resource(resource)

    def bind(self, turn: int) -> Texts:
        """The same texts for the cluster with this number in its edition: neighbours get other variants."""
        bound = object.__new__(Texts)
        bound.__dict__.update(self.__dict__)
        bound._turn = turn
        return bound

    @property
    def turn(self) -> int:
        """The number of the cluster in the order of ids, from 0."""
        return self._turn

    # --- messages ------------------------------------------------------------------------------

    def __call__(self, message: str, **arguments: str | int) -> str:
        """The message ``message`` with its arguments; counts are int (they choose plural forms),
        every other number comes ready as text. Raises TextError for anything missing.
        """
        try:
            pattern = self._bundle.get_message(message).value
        except LookupError as error:
            raise TextError(f"the texts ({self.lang}) have no message {message!r}") from error
        return self._format(message, pattern, arguments)

    def names_of(self, prefix: str) -> list[str]:
        """The names of the messages that begin with ``prefix``, in the order of the catalogue, each once."""
        return list(dict.fromkeys(re.findall(rf"^({re.escape(prefix)}[\w-]+) =", self.source, re.M)))

    def variant(self, slot: str, place: str = "", **arguments: str | int) -> str:
        """One of the slot's variants, by the hash of the slot, the cluster's turn and ``place``."""
        try:
            attributes = self._bundle.get_message(slot).attributes
        except LookupError as error:
            raise TextError(f"the texts ({self.lang}) have no slot {slot!r}") from error
        names = sorted(attributes)
        if not names:
            raise TextError(f"the slot {slot!r} of the texts ({self.lang}) has no variants")
        # The place (an area's position, say) rotates the choice: consecutive paragraphs never share a frame.
        chosen = (crc32(slot.encode()) + self._turn + (int(place) if place.isdigit() else 0)) % len(names)
        return self._format(f"{slot}.{names[chosen]}", attributes[names[chosen]], arguments)

    def _format(self, message: str, pattern: Any, arguments: Mapping[str, str | int]) -> str:
        if pattern is None:
            raise TextError(f"the message {message!r} of the texts ({self.lang}) is empty")
        given = {name: self._count(a) if isinstance(a, int) else a for name, a in arguments.items()}
        text, errors = self._bundle.format_pattern(pattern, given)
        if errors:
            raise TextError(f"the message {message!r} of the texts ({self.lang}): {errors[0]}")
        return cast(str, text)

    def _count(self, number: int) -> FluentInt:
        """A whole number that chooses a plural form and has the groups of digits that :meth:`number` has."""
        return FluentInt(number, useGrouping=self.lang != "pl" or abs(number) >= 10_000)

    # --- numbers -------------------------------------------------------------------------------

    def number(self, value: float, decimals: int | None = None) -> str:
        """57.4 -> ``57,4``; -12345.6 -> ``−12 345,6``: half-up, groups from five digits (Polish). Without
        ``decimals`` with those of scores.
        """
        decimals = self.decimals if decimals is None else decimals
        rounded = published(value, decimals)
        whole, _, fraction = f"{abs(rounded):,.{decimals}f}".partition(".")
        if self.lang == "pl":
            digits = whole.replace(",", "")
            whole = whole.replace(",", NBSP) if len(digits) > 4 else digits
            text = f"{whole},{fraction}" if fraction else whole
        else:
            text = f"{whole}.{fraction}" if fraction else whole
        return MINUS + text if rounded < 0 else text

    def signed(self, value: float) -> str:
        """For tables and key figures only: +3,1, −0,6, 0,0. Never for a sentence."""
        text = self.number(value)
        return "+" + text if published(value, self.decimals) > 0 else text

    def points(self, value: float) -> str:
        """``6,8 pkt``; the sentence says the direction, so the value must not be negative. A difference that
        cannot be printed is "less than 0.1 points".
        """
        if published(value, self.decimals) < 0:
            raise TextError("a negative number of points cannot stand in a sentence")
        if value > 0 and not published(value, self.decimals):
            return self("points-less", points=self.number(10.0**-self.decimals))
        return self("points", points=self.number(value))

    def result(self, score: float) -> str:
        """A score in points; on an open scale (z-scores) it may be negative."""
        return self("points", points=self.number(score))

    def percent(self, share: float) -> str:
        """A share as a whole percentage: ``90%``."""
        return self("percent", value=self.number(100 * share, 0))

    def rank(self, rank: float) -> str:
        """``12.`` in Polish, a bare ``12`` in English; averaged ranks keep a half."""
        text = self.number(rank, 0 if float(rank).is_integer() else 1)
        return self("rank", rank=text)

    def ordinal(self, rank: float) -> str:
        """A rank inside a sentence: ``12.`` in Polish, ``12th`` in English; an averaged one as in tables."""
        if not float(rank).is_integer():
            return self.rank(rank)
        form = self._locale.ordinal_form(int(rank))
        return self("ordinal", rank=self.number(rank, 0), form=form)

    def value(self, node: Node, value: float) -> str:
        """A number in the indicator's own terms: yes or no, or a number with its decimals."""
        if node.is_yes_no:
            # A median or quartile between no and yes: the group is divided.
            return self("yes") if value == 1 else self("no") if value == 0 else self("divided")
        return self.number(value, value_decimals(node, value))

    def units(self, n: int) -> str:
        """``40 klastrów``: a count with the edition's word for its units."""
        noun = self("units-counted", n=n)
        return f"{self.number(n, 0)}{NBSP}{noun}"

    def counted(self, said: str, number: Decimal, forms: Sequence[str]) -> str:
        """A printed number with a noun behind it; ``forms`` are those of :data:`placeholders.FORM_NAMES`."""
        names = FORM_NAMES[self.lang]
        category = self._locale.plural_form(number)
        return f"{said}{NBSP}{forms[names.index(category) if category in names else -1]}"

    def names(self, names: Sequence[str]) -> str:
        """``a, b i c``."""
        return str(format_list(list(names), locale=self._locale))

    def date(self, iso: str) -> str:
        """``22 listopada 2018 r.`` from an ISO date."""
        day = calendar_date.fromisoformat(iso)
        return self("date", date=format_date(day, "d MMMM y", locale=self._locale))

    def clock(self, time: str) -> str:
        """``9.00`` in Polish and ``9:00`` in English from ``09:00``."""
        hours, _, minutes = time.partition(":")
        return f"{int(hours)}{'.' if self.lang == 'pl' else ':'}{minutes}"


def upper_first(text: str) -> str:
    """A sentence that opens with a name."""
    return text[:1].upper() + text[1:]
