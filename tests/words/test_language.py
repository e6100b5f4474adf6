"""Rules of the language that hold for every message and every report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import (
    Attribute,
    Identifier,
    Message,
    Pattern,
    Placeable,
    SelectExpression,
    TextElement,
    VariableReference,
)
from fluent.syntax.visitor import Visitor
from hypothesis import example, given
from hypothesis import strategies as st
from support import language
from support.composing import composer, sample
from support.prose import sentences

from reports import assets
from reports.edition.model import LANGS, Lang
from reports.words.catalogue import Texts

#: How a noun goes with 1, with 2 to 4, with more.
_LIKE = (1, 2, 5)
_CATEGORIES = {"one", "few", "many", "other"}


class _Counts(Visitor):
    """The variables by which plural forms are chosen, and all others."""

    def __init__(self) -> None:
        self.counts: set[str] = set()
        self.others: set[str] = set()
        self.keys: list[set[str]] = []

    def visit_SelectExpression(self, node: SelectExpression) -> None:  # noqa: N802 - as the library calls it
        keys = {v.key.name for v in node.variants if isinstance(v.key, Identifier)}
        if isinstance(node.selector, VariableReference) and keys <= _CATEGORIES:
            self.counts.add(node.selector.id.name)
            self.keys.append(keys)
        self.generic_visit(node)

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802
        self.others.add(node.id.name)


@cache
def texts_of(lang: Lang) -> Texts:
    return Texts(lang, assets.catalogue(lang), sample().edition.unit[lang])


@cache
def counting(lang: Lang) -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
    """Every message that chooses a plural form: its name, its counts and its other variables."""
    found = []
    for entry in FluentParser().parse(texts_of(lang).source).body:
        if isinstance(entry, Message) and entry.value:
            counts = _Counts()
            counts.visit(entry.value)
            if counts.counts and entry.id.name not in {name for name, _, _ in found}:
                others = frozenset(counts.others - counts.counts)
                found.append((entry.id.name, frozenset(counts.counts), others))
    return tuple(found)


@pytest.mark.parametrize("lang", LANGS)
@given(st.integers(0, 10_000))
@example(1)
@example(3)
@example(12)
@example(14)
@example(22)
@example(112)
def test_numerals_agree_in_every_message(lang: Lang, n: int) -> None:
    """22 takes the form of 2, and 12 that of 5: in each message that counts something, behind any number."""
    form = language.category(n) if lang == "pl" else 0 if n == 1 else 2
    texts = texts_of(lang)
    for name, counts, others in counting(lang):
        ready: dict[str, Any] = dict.fromkeys(others, "x")

        def said(number: int, name: str = name, counts: frozenset[str] = counts, ready: Any = ready) -> str:
            text = texts(name, **ready, **dict.fromkeys(counts, number))
            return re.sub(r"\d[\d\s,.]*", "# ", text.replace("\u00a0", " "))

        assert said(n) == said(_LIKE[form]), name


@pytest.mark.parametrize("lang", LANGS)
def test_a_printed_number_has_a_form_for_every_noun_behind_it(lang: Lang) -> None:
    """Where the noun follows its number, all forms of the language are there."""
    wanted = {"pl": {"one", "few", "many"}, "en": {"one", "other"}}[lang]
    for entry in FluentParser().parse(texts_of(lang).source).body:
        for pattern in patterns(entry):
            three = zip(pattern.elements, pattern.elements[1:], pattern.elements[2:], strict=False)
            for number, space, choice in three:
                if not (is_variable(number) and isinstance(space, TextElement) and space.value.strip() == ""):
                    continue
                chosen = choice.expression if isinstance(choice, Placeable) else None
                if isinstance(chosen, SelectExpression) and isinstance(chosen.selector, VariableReference):
                    keys = {v.key.name for v in chosen.variants if isinstance(v.key, Identifier)}
                    assert keys >= wanted, entry


def is_variable(element: Any) -> bool:
    return isinstance(element, Placeable) and isinstance(element.expression, VariableReference)


def patterns(entry: Any) -> Iterator[Pattern]:
    """The texts of a message and of its variants, with those of choices inside."""
    waiting: list[Any] = [entry.value, *entry.attributes] if isinstance(entry, Message) else []
    while waiting:
        found = waiting.pop()
        if isinstance(found, Attribute):
            found = found.value
        if isinstance(found, Pattern):
            yield found
            choices = (e.expression for e in found.elements if isinstance(e, Placeable))
            waiting += [v.value for c in choices if isinstance(c, SelectExpression) for v in c.variants]


@pytest.mark.parametrize("lang", LANGS)
def test_no_message_begins_with_a_pronoun(lang: Lang) -> None:
    """Whatever stands before it: a message that begins with "it" or "its" depends on what that was."""
    for entry in FluentParser().parse(texts_of(lang).source).body:
        for pattern in patterns(entry):
            parts = [e.value if isinstance(e, TextElement) else "X" for e in pattern.elements]
            assert not language.bare_pronoun("".join(parts), lang), parts


@pytest.mark.parametrize("lang", LANGS)
def test_the_rules_of_the_language_hold_in_reports_of_the_sample(lang: Lang) -> None:
    """Numerals agree, no text begins with a bare pronoun, no list is longer than its number says, and no
    question of yes and no has a median.
    """
    assert broken(lang, sample().edition.ids[::5]) == []


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_the_rules_of_the_language_hold_in_every_report_of_the_sample(lang: Lang) -> None:
    """The same in all of them."""
    assert broken(lang, sample().edition.ids) == []


def broken(lang: Lang, units: Sequence[str]) -> list[str]:
    """What breaks a rule in the reports of some units."""
    reports = ((unit, composer().report(unit, lang)) for unit in units)
    return [f"{unit}: {fault}" for unit, made in reports for fault in language.faults(made, sample().edition)]


@pytest.mark.parametrize("lang", LANGS)
def test_every_one_is_said_only_where_the_goal_is_all(lang: Lang) -> None:
    """An action for every member has the goal of 100 %, or none in per cent."""
    every = {"pl": r"\bkażd\w+ członk", "en": r"\b(?:every|each|all) (?:the )?members?\b"}[lang]
    edition = sample().edition
    for unit in edition.ids:
        scene = composer().scene(unit, lang)
        for action in scene.advice.actions:
            said, node = action.record.action.get(lang), edition.framework[action.node]
            if action.what_if is not None and node.unit.startswith("%") and re.search(every, said, re.I):
                assert action.what_if.goal == 100, f"{unit}, {action.record.id}: {said}"


@pytest.mark.parametrize(
    ("text", "lang", "fault"),
    [
        ("W tym obszarze są 22 wskaźników.", "pl", "numeral"),
        ("To wynik 12 wskaźniki.", "pl", "numeral"),
        ("Miejsce wśród 22 klastry.", "pl", "numeral"),
        ("To jego pierwszy udział.", "pl", "pronoun"),
        ("Ten 29. wśród 40 klastrów.", "pl", "pronoun"),
        ("W pierwszej trójce: zasoby, procesy, wyniki i internacjonalizacja.", "pl", "list"),
        ("Its first time.", "en", "pronoun"),
        ("The report has 1 indicators.", "en", "numeral"),
        ("In two areas: resources, processes and results.", "en", "list"),
    ],
)
def test_the_rules_see_a_fault(text: str, lang: Lang, fault: str) -> None:
    """Each rule finds what it is for."""
    seen = {
        "numeral": bool(list(language.disagreements(text))),
        "pronoun": language.bare_pronoun(text, lang),
        "list": language.too_long_a_list(text, lang),
    }
    assert [name for name, found in seen.items() if found] == [fault]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Ma 22 klastry i 112 wskaźników; miejsce wśród 22 klastrów.", "pl"),
        ("Ten obszar nie daje przewagi. To wynik lepszy od typowego.", "pl"),
        ("W dwóch obszarach: zasoby i wyniki.", "pl"),
        ("Przez dwie godziny jeden cel strategii: co zrobiono, co stoi i co zmienić.", "pl"),
        ("This is a good topic: two areas and a practice.", "en"),
    ],
)
def test_the_rules_leave_good_sentences_alone(text: str, lang: Lang) -> None:
    """What is right is no fault."""
    assert not list(language.disagreements(text))
    for sentence in sentences(text):
        assert not language.bare_pronoun(sentence, lang)
        assert not language.too_long_a_list(sentence, lang)
