"""Words and numbers."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from fluent.runtime import FluentResource
from fluent.syntax.ast import Message
from hypothesis import example, given
from hypothesis import strategies as st

from reports import assets
from reports.document.blocks import Cell, Fact, Link
from reports.edition.model import Lang, Localised, Node
from reports.edition.rounding import published
from reports.errors import TextError
from reports.words.catalogue import MINUS, NBSP, Texts
from reports.words.published import dots, on_dots
from reports.words.typography import map_texts, typography

UNITS = {"one": "klaster", "few": "klastry", "many": "klastrów", "other": "klastra"}
SOURCE = assets.catalogue("pl")


@pytest.fixture(scope="module")
def polish() -> Texts:
    return Texts("pl", SOURCE, UNITS)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (57.4, 1, "57,4"),
        (39.75, 1, "39,8"),
        (0.25, 1, "0,3"),
        (-0.04, 1, "0,0"),
        (-12.35, 1, f"{MINUS}12,4"),
        (1234, 0, "1234"),
        (12345.6, 1, f"12{NBSP}345,6"),
        (1234567, 0, f"1{NBSP}234{NBSP}567"),
    ],
)
def test_numbers_are_polish_and_half_up(polish: Texts, value: float, decimals: int, text: str) -> None:
    """A number has a decimal comma, groups from five digits, a real minus and no negative zero."""
    assert polish.number(value, decimals) == text


@given(st.floats(-1e6, 1e6), st.integers(0, 3))
def test_a_printed_number_reads_back_as_the_published_one(value: float, decimals: int) -> None:
    """What is printed is exactly the published rounding, never another one."""
    text = Texts("pl", "a = b", UNITS).number(value, decimals)
    read = float(text.replace(MINUS, "-").replace(NBSP, "").replace(",", "."))
    assert read == published(value, decimals)


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (1, "klaster"),
        (2, "klastry"),
        (4, "klastry"),
        (5, "klastrów"),
        (12, "klastrów"),
        (22, "klastry"),
        (0, "klastrów"),
    ],
)
def test_counts_take_the_polish_plural(polish: Texts, n: int, text: str) -> None:
    """1 klaster, 2-4 klastry, 5-21 klastrów, 22 klastry: CLDR decides."""
    assert polish.units(n) == f"{n}{NBSP}{text}"


@pytest.mark.parametrize(
    ("lang", "n", "printed"),
    [("pl", 1000, "1000"), ("pl", 12345, f"12{NBSP}345"), ("en", 1000, "1,000"), ("en", 999, "999")],
)
def test_a_count_in_a_sentence_prints_like_every_number(lang: Lang, n: int, printed: str) -> None:
    """What Fluent puts into a message has the groups of digits that tables have."""
    texts = Texts(lang, "a = among { $n ->\n    [one] one\n   *[other] { $n }\n }", {})
    assert texts("a", n=n) == f"among {printed}" == f"among {texts.number(n, 0)}"


def test_yes_and_no_are_words(polish: Texts) -> None:
    """A yes/no indicator is never printed as 1 or 0."""
    node = Node("A", "R", Localised("A"), unit="tak/nie")
    assert (polish.value(node, 1.0), polish.value(node, 0.0)) == ("tak", "nie")


def test_a_missing_message_or_argument_is_an_error(polish: Texts) -> None:
    """A sentence with a hole never reaches a page."""
    with pytest.raises(TextError, match="no message 'nothing-here'"):
        polish("nothing-here")
    with pytest.raises(TextError, match="kicker"):
        polish("kicker", number=1)
    with pytest.raises(TextError, match="syntax"):
        Texts("pl", "this is not = { a", UNITS)


def test_a_negative_number_cannot_enter_a_sentence(polish: Texts) -> None:
    """Sentences branch on the sign; "o −3 pkt więcej" is impossible."""
    with pytest.raises(TextError, match="negative"):
        polish.points(-3.0)


def test_variants_are_stable_and_rotate(polish: Texts) -> None:
    """The same cluster gets the same words again, and consecutive places get different frames."""
    arguments = {"score": "50,0 pkt", "gap": "3,0 pkt", "rank": "4.", "n": 40}
    bound = polish.bind(7)
    said = [bound.variant("area-lead-above", str(place), **arguments) for place in range(4)]
    assert said == [bound.variant("area-lead-above", str(place), **arguments) for place in range(4)]
    assert len(set(said)) == 4
    neighbour = [polish.bind(8).variant("area-lead-above", str(place), **arguments) for place in range(4)]
    assert all(own != other for own, other in zip(said, neighbour, strict=True))


@pytest.mark.parametrize(
    ("raw", "set_"),
    [
        ("a w Polsce", f"a{NBSP}w{NBSP}Polsce"),
        ("12. miejsce na 40 klastrów", f"12.{NBSP}miejsce na{NBSP}40{NBSP}klastrów"),
        ("6,8 pkt", f"6,8{NBSP}pkt"),
        ("dwa wiersze\n  pliku\ti  tabulator", f"dwa wiersze pliku i{NBSP}tabulator"),
        ("lata 2016-2017", "lata 2016–2017"),
        ('Klaster "Dolina"', "Klaster „Dolina”"),
        ("wynik - mediana", f"wynik{NBSP}– mediana"),
        ("22 listopada 2018 r.", f"22{NBSP}listopada 2018{NBSP}r."),
    ],
)
def test_micro_typography(raw: str, set_: str) -> None:
    """One-letter words, numbers with their nouns, dashes and quotation marks are set as in print."""
    assert typography(raw, "pl") == set_


@given(st.text(alphabet='aiwz 0123456789.-–"„”pktnr\n ', max_size=60))
@example('"w\n"')
def test_typography_is_applied_once_or_twice_alike(text: str) -> None:
    """Applying the rules again changes nothing, so that it cannot matter where they are applied."""
    once = typography(text, "pl")
    assert typography(once, "pl") == once


def test_only_what_people_read_is_set() -> None:
    """Ids, targets and facts keep their spelling; texts are changed wherever they stand."""
    cell = Cell("a b", fact=Fact("a b", "group", "median"), link=Link("a b", "a b"))
    changed = map_texts(cell, str.upper)
    assert changed.text == "A B"
    assert changed.fact == Fact("a b", "group", "median")
    assert changed.link == Link("A B", "a b")


def test_dates_are_written_out(polish: Texts) -> None:
    """An ISO date becomes a Polish one."""
    assert polish.date("2018-11-22") == "22 listopada 2018 r."


def test_every_message_is_used_and_every_used_message_exists() -> None:
    """The catalogue holds what the report says: no dead text, no missing rule description."""
    messages = {entry.id.name for entry in FluentResource(SOURCE).body if isinstance(entry, Message)}
    referred = {name for name in messages if re.search(rf"\{{ {name}(\.[a-z]+)? \}}", SOURCE)}
    code = "\n".join(path.read_text(encoding="utf-8") for path in Path(assets.__file__).parent.rglob("*.py"))
    quoted = set(re.findall(r'"([a-z][a-z0-9-]*)"', code))
    prefixes = tuple(re.findall(r'f"([a-z][a-z0-9]*-[a-z0-9-]*)\{', code))
    built = {message for message in messages if message.startswith(prefixes)}
    forms = ("-fictional", "-many")
    suffixed = {
        m for m in messages for form in forms if m.endswith(form) and m.removesuffix(form) in messages
    }
    rules = {message.removeprefix("rule-") for message in messages if message.startswith("rule-")}
    assert sorted(messages - referred - quoted - built - suffixed - {f"rule-{rule}" for rule in rules}) == []
    assert {rule for rule in rules if not rule.startswith(prefixes)} <= quoted


def test_of_many_units_a_dot_is_a_hundredth() -> None:
    """Up to 200 units every score has a dot, of more each hundredth has one, at a score that somebody has."""
    scores = np.array([*range(200), np.nan], dtype=np.float64)
    assert dots(scores, 1, 200) == tuple(range(200))
    assert dots(scores, 1, 201) == tuple(range(1, 200, 2))
    assert dots(np.array([np.nan]), 1, 201) == ()
    assert (on_dots("a", 200), on_dots("a", 201)) == ("a", "a-many")
