"""The table [unit]: ready sets, own words, and what is missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support import units
from support.tiny import TINY

from reports.edition.loading import load
from reports.edition.model import Edition
from reports.edition.validation import validate
from reports.errors import InputError

Write = Callable[..., Path]
GIVEN = TINY["edition.toml"][TINY["edition.toml"].index("[unit]") :]
UNION = """
[unit.pl]
gender = "m"
singular = ["związek", "związku", "związkowi", "związek", "związkiem", "związku"]
plural = ["związki", "związków", "związkom", "związki", "związkami", "związkach"]
reader = ["prezes", "prezesa"]
[unit.en]
one = "union"
other = "unions"
article = "a"
reader = "president"
"""


def edition(write: Write, unit: str) -> Edition:
    """The tiny edition, Polish and English, with this table [unit]."""
    folder = write({"edition.toml": TINY["edition.toml"].replace(GIVEN, unit)})
    return validate.validate(load.load(folder))


def problems(write: Write, unit: str) -> str:
    with pytest.raises(InputError) as caught:
        edition(write, unit)
    return "\n".join(map(str, caught.value.problems))


@pytest.mark.parametrize("name", sorted(units.sets()))
def test_one_word_chooses_a_ready_set(tiny_edition: Write, name: str) -> None:
    """``set`` gives all forms in both languages."""
    made = edition(tiny_edition, f'[unit]\nset = "{name}"\n')
    assert made.unit == units.words(name)
    assert not any("unit.pl" in remark for remark in made.remarks)


@pytest.mark.parametrize("name", sorted(units.sets()))
def test_plural_forms_of_a_known_noun_get_its_cases(tiny_edition: Write, name: str) -> None:
    """Editions that give the plural forms only, as editions always could, are worded as with the set."""
    polish, english = units.words(name)["pl"], units.words(name)["en"]
    given = ", ".join(f'{form} = "{polish[form]}"' for form in ("one", "few", "many", "other"))
    unit = f'[unit]\npl = {{ {given} }}\nen = {{ one = "{english["one"]}", other = "{english["other"]}" }}\n'
    assert edition(tiny_edition, unit).unit == units.words(name)


def test_one_language_is_enough_for_a_known_noun(tiny_edition: Write) -> None:
    """The other language follows."""
    made = edition(tiny_edition, '[unit]\nen = { one = "hospital", other = "hospitals" }\n')
    assert made.unit == units.words("hospital")


def test_own_words_with_all_cases(tiny_edition: Write) -> None:
    """The plural forms behind numbers follow from the cases; who reads is the edition's word."""
    made = edition(tiny_edition, UNION)
    polish, english = made.unit["pl"], made.unit["en"]
    assert (polish["one"], polish["few"], polish["many"]) == ("związek", "związki", "związków")
    assert (polish["singular.loc"], polish["plural.ins"]) == ("związku", "związkami")
    assert (polish["reader"], polish["reader.gen"], polish["gender"]) == ("prezes", "prezesa", "m")
    assert (english["article"], english["reader"]) == ("a", "president")
    assert "kind" not in polish


def test_a_reader_of_ones_own_beside_a_set(tiny_edition: Write) -> None:
    """What is given beside a set replaces its part."""
    made = edition(
        tiny_edition,
        '[unit]\nset = "municipality"\n[unit.pl]\nreader = ["wójt", "wójta"]\n[unit.en]\nreader = "mayor"\n',
    )
    assert (made.unit["pl"]["reader"], made.unit["pl"]["reader.gen"]) == ("wójt", "wójta")
    assert made.unit["en"]["reader"] == "mayor"
    assert made.unit["pl"]["singular.loc"] == "gminie"


def test_plural_forms_of_an_unknown_noun_are_taken_and_the_rest_is_told(tiny_edition: Write) -> None:
    """What cannot be declined is worded around, and ``check`` says what is needed."""
    polish, english = 'one = "związek", few = "związki", many = "związków"', 'one = "union", other = "unions"'
    made = edition(tiny_edition, f"[unit]\npl = {{ {polish} }}\nen = {{ {english} }}\n")
    assert "gender" not in made.unit["pl"]
    (remark,) = [remark for remark in made.remarks if "unit.pl" in remark]
    assert "'związek'" in remark
    assert all(key in remark for key in ("jednostka", "unit.pl.gender", "unit.pl.singular", "unit.set"))


@pytest.mark.parametrize(
    ("unit", "message"),
    [
        ('[unit]\nset = "hospitl"\n', "Did you mean hospital?"),
        ("", "unit.pl.one: the word for a unit is missing"),
        (
            '[unit]\nset = "hospital"\npl = { one = "klaster", few = "klastry", many = "klastrów" }\n',
            "unit.pl.one: this is not the word of the set 'hospital', which is 'szpital'; found 'klaster'",
        ),
        (UNION.replace('gender = "m"\n', ""), "unit.pl.gender: the setting is missing"),
        (UNION.replace('"m"', '"męski"'), "unit.pl.gender: this must be one of m, mo, f, n"),
        (
            UNION.replace(', "związkiem"', ""),
            "unit.pl.singular: this must be 6 words, one for each case, and there are 5",
        ),
        (
            UNION.replace(', "związkiem"', ""),
            "mianownik, dopełniacz, celownik, biernik, narzędnik, miejscownik",
        ),
        (
            UNION.replace('"związki", "związkami"', '"związkami", "związki"'),
            "in the plural biernik is the same as mianownik for gender 'm'; found 'związkami'",
        ),
        (
            UNION.replace('"m"', '"n"').replace('"związek", "związkiem"', '"x", "y"'),
            "biernik is the same as mianownik",
        ),
        (UNION.replace('reader = ["prezes", "prezesa"]', 'reader = "prezes"'), "this must be two words"),
        (UNION.replace('gender = "m"', 'gender = "m"\none = "unia"'), "begins with another word, 'związek'"),
        (UNION.replace('article = "a"', 'article = "the"'), "unit.en.article: this must be one of a, an"),
    ],
)
def test_what_is_wrong_is_named_with_its_remedy(tiny_edition: Write, unit: str, message: str) -> None:
    """The key, the cause and what to write."""
    assert message in problems(tiny_edition, unit)
