"""The messages of the catalogue as patterns, and texts in the form in which they are compared with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product
from typing import Any

from fluent.runtime import FluentResource
from fluent.syntax import ast

from reports.edition import canonical
from reports.errors import TextError

from ..reading.texts import BREAK, squeeze
from .roles import NOT_SENTENCES, OF_OTHER_PAPERS, meaning

#: Stands between two numbers that only white space sets apart.
APART = "\u2063"
#: What may stand around a name in a sentence.
AROUND = '".,;:()'

_ENTRIES = (ast.Message, ast.Term)
#: By name, terms with their hyphen. The first one of a name holds.
_Entries = dict[str, "ast.Message | ast.Term"]

#: Meanings of whole numbers that their word follows at once.
_COUNTS = frozenset({"leaves@", "missing@", "months@"})

_HOLE = re.compile("\ue000([A-Za-z0-9]+)\ue001")
_BROKEN = re.compile(rf"(?<=\d)\s*{BREAK}\s*(?=\d)")
_LIST = re.compile(r"(?<=\d[.,])\s+(?=\d)")
_SPACED = re.compile(r"(?<=\d)\s+(?=\d)")
#: A number of five digits or more as Polish groups it.
_GROUPED = re.compile(r"(?<![\d,.])(?:\d{2,3}(?:[ \u00a0\u202f]\d{3})+|\d(?:[ \u00a0\u202f]\d{3}){2,})(?!\d)")


@lru_cache(maxsize=1 << 15)  # names, units and messages are those of every report
def comparable(text: str, lang: str = "en") -> str:
    """A text without white space and differences of case, dashes and quotation marks. Two numbers that stand
    side by side, in one piece of the page or in two, stay apart; the groups of one number do not.
    """
    text = _LIST.sub(APART, _BROKEN.sub(APART, text))
    if lang == "pl":
        text = _GROUPED.sub(lambda number: squeeze(number[0]), text)
    squeezed = squeeze(canonical(_SPACED.sub(APART, text)))
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in squeezed)


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a message. ``anchor`` is its longest piece of own words, a quick test; ``weight`` how
    many letters of its own it has.
    """

    message: str
    pattern: re.Pattern[str]
    anchor: str
    weight: int


@lru_cache(maxsize=4)
def wordings(source: str, lang: str, labels: tuple[str, ...]) -> tuple[Wording, ...]:
    """Every wording of every message of a catalogue; ``labels`` are those of the editions."""
    known: _Entries = {}
    for entry in FluentResource(source).body:
        if isinstance(entry, _ENTRIES):
            known.setdefault(_called(entry), entry)
    messages = [entry for entry in known.values() if isinstance(entry, ast.Message)]
    words, editions = _answers(known, lang), "|".join(re.escape(comparable(e, lang)) for e in labels)
    found: dict[tuple[str, str], Wording] = {}
    for entry in messages:
        name = entry.id.name
        values = [entry.value] if entry.value else []
        values += [attribute.value for attribute in entry.attributes]
        if name in NOT_SENTENCES or name.partition("-")[0] in OF_OTHER_PAPERS:
            continue
        for text in (text for value in values for text in _texts(value, known)):
            pieces = _HOLE.split(comparable(text, lang))
            own = [piece for piece in pieces[::2] if piece]
            weight = sum(map(len, own))
            if not own:
                continue
            # Numbers of two placeholders stay apart.
            pattern = f"{APART}?".join(
                _group(name, piece, place, words, editions) if place % 2 else re.escape(piece)
                for place, piece in enumerate(pieces)
            )
            wording = Wording(name, re.compile(pattern), max(own, key=len), weight)
            found.setdefault((name, pattern), wording)
    return tuple(found.values())


def _called(entry: ast.Message | ast.Term) -> str:
    """The name by which an entry is referred to."""
    return f"-{entry.id.name}" if isinstance(entry, ast.Term) else str(entry.id.name)


def _answers(known: _Entries, lang: str) -> str:
    """What may stand where a value is missing or an answer in words, as alternatives of a pattern."""
    words = [known[word].value for word in ("yes", "no", "divided", "missing", "dash") if word in known]
    found = {text for value in words if value for text in _texts(value, known)}
    ordered = sorted((comparable(text, lang) for text in found), key=len, reverse=True)
    return "|".join(f'"?{re.escape(word)}"?' for word in ordered)


def _group(message: str, role: str, place: int, words: str, editions: str) -> str:
    """What may stand for a placeholder; ``place`` makes the name of the group unique."""
    meant = meaning(message, role)
    if meant is None:
        return f"(?P<{role}__{place}>.+?)"
    if meant.endswith("label@"):
        return f"(?P<{role}__{place}>{editions})"
    if set(meant.split(" ")) <= _COUNTS:
        # Not the last digit of a number of points, which a sentence that begins with the word follows.
        return rf"(?P<{role}__{place}>(?<![\d+\u2212])(?<!\d[.,])\d+)"
    # With a unit or a word behind it.
    number = r"(?:lessthan|mniejniż)?[+\u2212]?\d+(?:[.,]\d+)*[^\d\u2063:;,()\"]{0,40}?"
    return f"(?P<{role}__{place}>{number}|{words})"


def _texts(value: Any, known: _Entries) -> list[str]:
    """The texts of a pattern of Fluent, one for each choice of variants that its arguments may make; a choice
    that the words of the edition make, and references to them, are put in.
    """
    parts: list[list[str]] = []
    for element in value.elements:
        if isinstance(element, ast.TextElement):
            parts.append([element.value])
            continue
        inner = element.expression
        if isinstance(inner, ast.VariableReference):
            parts.append([f"\ue000{inner.id.name}\ue001"])
        elif isinstance(inner, ast.MessageReference):
            parts.append(_texts(_referred(known[inner.id.name], inner.attribute), known))
        elif isinstance(inner, ast.SelectExpression):
            parts.append([text for variant in _open(inner, known) for text in _texts(variant.value, known)])
        elif isinstance(inner, ast.StringLiteral):
            parts.append([inner.parse()["value"]])
        elif isinstance(inner, ast.NumberLiteral):
            parts.append([inner.value])
        else:
            raise TextError(f"a message of the texts refers to what is not known here: {inner}")
    return ["".join(choice) for choice in product(*parts)]


def _referred(entry: ast.Message | ast.Term, attribute: ast.Identifier | None) -> Any:
    """The pattern of an entry, or of its attribute."""
    if attribute is None:
        return entry.value
    return next(a.value for a in entry.attributes if a.id.name == attribute.name)


def _open(choice: ast.SelectExpression, known: _Entries) -> list[Any]:
    """The variants that may be chosen: the one that an attribute of a term chooses, or all of them."""
    selector = choice.selector
    if not isinstance(selector, ast.TermReference):
        return list(choice.variants)
    (chosen,) = _texts(_referred(known[f"-{selector.id.name}"], selector.attribute), known)
    fitting = [v for v in choice.variants if isinstance(v.key, ast.Identifier) and v.key.name == chosen]
    return fitting or [variant for variant in choice.variants if variant.default]


@dataclass(frozen=True, slots=True)
class Match:
    """A message in a text. ``groups`` are its placeholders with their spans, in their order; ``own`` are the
    spans of its own words.
    """

    message: str
    weight: int
    span: tuple[int, int]
    groups: tuple[tuple[str, int, int], ...]

    @property
    def own(self) -> list[tuple[int, int]]:
        ends = [self.span[0], *(end for _, _, end in self.groups)]
        starts = [*(start for _, start, _ in self.groups), self.span[1]]
        return [(end, start) for end, start in zip(ends, starts, strict=True) if end < start]


def _found(pattern: re.Pattern[str], said: str) -> Iterator[re.Match[str]]:
    """Where a pattern fits, from left to right; where it begins with a placeholder, which may have taken the
    sentences before its own, also from the end of the last one that it needs not.
    """
    for match in pattern.finditer(said):
        yield match
        for stop in reversed([found.end() for found in _STOP.finditer(said, *match.span())]):
            later = pattern.match(said, stop)
            if later is not None and later.end() == match.end():
                yield later
                break


#: The end of a sentence, or an abbreviation.
_STOP = re.compile("[.!?]")


@lru_cache(maxsize=1 << 13)
def matches(said: str, source: str, lang: str, labels: tuple[str, ...]) -> tuple[Match, ...]:
    """Every message that a comparable text may have in it."""
    return tuple(
        _placed(wording, match)
        for wording in wordings(source, lang, labels)
        if wording.anchor in said
        for match in _found(wording.pattern, said)
    )


def _longer(match: re.Match[str]) -> Iterator[re.Match[str]]:
    """A sentence, and where it ends with a placeholder, in which a point may be, what it is if it ends at one
    of the next points.
    """
    yield match
    if max((match.end(name) for name in match.re.groupindex), default=0) == match.end() - 1:
        for stop in islice(_STOP.finditer(match.string, match.end()), _MORE_STOPS):
            longer = match.re.fullmatch(match.string, match.start(), stop.end())
            if longer is not None:
                yield longer


#: The points of a name at the end of a sentence that are looked at.
_MORE_STOPS = 3


def _placed(wording: Wording, match: re.Match[str]) -> Match:
    groups: Mapping[str, int] = match.re.groupindex
    spans = sorted((match.span(name), name.partition("__")[0]) for name in groups)
    placed = tuple((role, start, end) for (start, end), role in spans)
    return Match(wording.message, wording.weight, match.span(), placed)


@lru_cache(maxsize=1 << 13)
def sentences(said: str, source: str, lang: str, labels: tuple[str, ...]) -> tuple[Match, ...]:
    """The messages that are a whole sentence of a text or, as titles are, all of it; one that ends with a
    placeholder also as longer sentences. Where several begin at one place, it is made from those with the
    most words of their own.
    """
    found: list[Match] = []
    for wording in wordings(source, lang, labels):
        if wording.anchor not in said:
            continue
        if not wording.pattern.pattern.endswith(r"\."):
            whole = wording.pattern.fullmatch(said)
            found += [_placed(wording, whole)] if whole else []
            continue
        found += [
            _placed(wording, longer)
            for match in wording.pattern.finditer(said)
            if not match.start() or said[match.start() - 1] in ".!?"
            for longer in _longer(match)
        ]
    heaviest: dict[int, int] = {}
    for match in found:
        start = match.span[0]
        heaviest[start] = max(heaviest.get(start, 0), match.weight)
    return tuple(match for match in found if match.weight == heaviest[match.span[0]])
