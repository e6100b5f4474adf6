"""Records of patterns.toml."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import editions
from support.composing import sample

from reports.edition.loading.raw import RawRecord
from reports.edition.model import Cluster, Localised, Pattern, ProfileField
from reports.edition.placeholders import Placeholder, PlaceholderError, pieces
from reports.edition.validation import patterns as pattern_records
from reports.edition.validation.sheet import Participants
from reports.errors import Problem

RECORD = """
[[pattern]]
id = "funding-cliff"
weight = 3
lifts = ["B-low", "any"]
[pattern.when]
zeros = { min = 1 }
profile = { staff = { max = 4 } }
group = { size = ["mały"] }
words = ["Robot"]
[pattern.when.nodes]
"A1.1" = { value = { max = 6 }, of_median = { max = 0.5 } }
overall = { position = ["low"], change = { max = -5 } }
[pattern.pl]
headline = ["Pieniędzy starczy na {value A1.1: miesiąc | miesiące | miesięcy | miesiąca}", "Inaczej"]
lead = "Wynik to {score overall}, do typowego brakuje {gap B}."
question = "Kto zapłaci?"
[pattern.en]
headline = ["Money will last {value A1.1: month | months}", "Otherwise"]
lead = "The score is {score overall}, {gap B} are missing."
question = "Who will pay?"
"""
TREE = editions.framework(A1_1={"unit": "miesiące"}, A2_1={"unit": "tak/nie"})
PARTICIPANTS = Participants((Cluster("open", "Klaster Otwarty", "Otwarty", groups={"size": "mały"}),))
PROFILE = {
    "staff": ProfileField("staff", Localised("Etaty"), kind="number"),
    "offer": ProfileField("offer", Localised("Oferta"), kind="text"),
}


def read(text: str = RECORD, *, shared: bool = False) -> tuple[tuple[Pattern, ...], list[Problem]]:
    """The patterns of a file, and the problems."""
    raws = [
        RawRecord("patterns.toml", i, fields, shared, 3 * i)
        for i, fields in enumerate(tomllib.loads(text)["pattern"], 1)
    ]
    problems: list[Problem] = []
    found = pattern_records.patterns(raws, TREE, PARTICIPANTS, PROFILE, ("B-low", "any"), None, problems)
    return found, problems


def test_a_record_is_read_as_it_is_written() -> None:
    """Conditions with their ends, both wordings of each language, and what it lifts."""
    (pattern,), problems = read()
    assert problems == []
    assert pattern.weight == 3.0
    assert pattern.lifts == ("B-low", "any")
    assert pattern.when["zeros"] == (1.0, float("inf"))
    assert pattern.when["profile"] == {"staff": (float("-inf"), 4.0)}
    assert pattern.when["group"] == {"size": ("mały",)}
    assert pattern.when["words"] == ("robot",)
    assert pattern.when["nodes"]["overall"] == {"position": ("low",), "change": (float("-inf"), -5.0)}
    assert [text.en for text in pattern.headline][1] == "Otherwise"
    assert len(pattern.lead) == 1


#: What is wrong, the part of the record, what stands there instead, and what the problem says.
FAULTS = [
    ("weight = 3", "", "weight: the field is missing"),
    ("weight = 3", "weight = 0", "weight: this must be above 0"),
    ("weight = 3", 'weight = "3"', "weight: this must be a number"),
    ('"B-low"', '"B-lov"', "lifts: there is no such recommendation"),
    ("zeros = {", "zeroes = {", "when.zeroes: the field is not known"),
    ("zeros = { min = 1 }", "zeros = { min = 9 }", "when.zeros: there are 5, so that no cluster fits"),
    ("zeros = { min = 1 }", "zeros = { min = 2, max = 1 }", "min is greater than max"),
    ("staff = {", "stuff = {", "when.profile.stuff: the edition has no such characteristic"),
    ("staff = {", "offer = {", "this characteristic is of the kind text"),
    ('["mały"]', '["duży"]', "when.group.size: no cluster is in this group"),
    ('words = ["Robot"]', "words = []", "when.words: no word is given"),
    ('"A1.1" = {', '"A1.9" = {', "when.nodes.A1.9: the framework has no such code"),
    ('"A1.1" = {', '"A1" = {', "when.nodes.A1.value: only an indicator has a value"),
    ('"A1.1" = { value = { max = 6 }', '"A2.1" = { value = { min = 2 }', "a yes counts 1 and a no 0"),
    ('position = ["low"]', 'position = ["lowest"]', "when.nodes.overall.position: this must be one of"),
    ('position = ["low"]', "missing = true", "what is missing fulfils no other condition"),
    ('overall = { position = ["low"], change = { max = -5 } }', "overall = {}", "no condition is given"),
    ("{score overall}", "{scor overall}", "pl.lead: there is no such placeholder"),
    ("{score overall}", "{score nothing}", "pl.lead: the framework has no such code"),
    ("{score overall}", "{value overall}", "pl.lead: there is no such indicator"),
    ("{score overall}", "{profile size}", "pl.lead: the edition has no such characteristic"),
    ("{score overall}", "{edition overall}", "pl.lead: this placeholder is about nothing in particular"),
    ("{score overall}", "{score overall: a | b | c | d}", "pl.lead: no noun follows this placeholder"),
    ("{score overall}", "{score overall", "pl.lead: a brace stands alone"),
    ("{score overall}", "{}", "pl.lead: {} is no placeholder"),
    ("{score overall}", "57,4", "pl.lead: a number is typed into the text"),
    ("miesiąc | miesiące | miesięcy | miesiąca", "miesiąc | miesięcy", "the noun has 2 forms"),
    ("month | months", "month", "en.headline: the noun has 1 forms"),
    ('"Money will last', '"Otherwise", "Money will last', "2 wordings are Polish, 3 English"),
    ('"Inaczej"]', '"Pieniędzy starczy na {value A1.1: miesiąc | miesiące | miesięcy | miesiąca}"]', "twice"),
    ('question = "Kto zapłaci?"', f'question = "{"Kto? " * 60}"', "characters, 220 have room"),
    ('question = "Kto zapłaci?"', 'question = "Kto zapłaci w Klastrze Otwarty?"', "the text names a cluster"),
    ('question = "Kto zapłaci?"', 'question = "Kto zapłaci?"\nanswer = "Nikt"', "pl.answer: the field"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), FAULTS, ids=[fault[2][:40] for fault in FAULTS])
def test_what_is_wrong_is_told_with_file_row_and_record(old: str, new: str, said: str) -> None:
    """One fault, one problem that names the place; nothing else is found."""
    assert old in RECORD
    _, problems = read(RECORD.replace(old, new, 1))
    assert any(said in str(problem) for problem in problems), problems
    for problem in problems:
        assert (problem.file, problem.row) == ("patterns.toml", 3)
        assert "record 1 (funding-cliff)" in problem.cause


def test_a_shared_record_for_another_framework_is_left_out() -> None:
    """What it names is not there; and of what it lifts only what there is counts."""
    assert read(RECORD.replace('"A1.1" = {', '"X9" = {'), shared=True) == ((), [])
    assert read(RECORD.replace("profile = { staff", "profile = { other"), shared=True) == ((), [])
    (pattern,), problems = read(RECORD.replace('"any"]', '"gone"]'), shared=True)
    assert (pattern.lifts, problems) == (("B-low",), [])


def test_two_records_with_one_id_are_a_problem_and_an_own_one_replaces_a_shared_one() -> None:
    """As with recommendations."""
    _, problems = read(RECORD + RECORD)
    assert any("another record of the file has this id" in str(problem) for problem in problems)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever somebody types between quotation marks; and what is read is the text again."""
    try:
        found = pieces(text)
    except PlaceholderError:
        return
    words = "".join(piece for piece in found if isinstance(piece, str))
    assert "{" not in words
    assert "}" not in words
    if not any(isinstance(piece, Placeholder) for piece in found):
        assert words == text


def test_the_sample_has_patterns_of_every_kind_in_both_languages() -> None:
    """At least fourteen of its own and eight general ones, each with two wordings of every text."""
    patterns = sample().edition.patterns
    general = [pattern for pattern in patterns if pattern.id.startswith("general-")]
    assert len(general) >= 8
    assert len(patterns) - len(general) >= 14
    for pattern in patterns:
        for name in ("headline", "lead", "question"):
            texts: Any = getattr(pattern, name)
            assert len(texts) == 2, (pattern.id, name)
            assert all(text.pl and text.en for text in texts), (pattern.id, name)
