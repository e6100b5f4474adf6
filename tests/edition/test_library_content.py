"""The shared library and the sample edition's own: complete, bilingual, fit to be printed and handed over."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from typing import Any

import pytest

from reports import assets
from reports.edition.loading import load
from reports.edition.model import Edition
from reports.edition.validation import validate

TEXTS = ("action", "first_step", "owner", "measure")
HALF_PAGE = ("why", "steps", "risk")
LANGS = ("pl", "en")
#: Fewest and most words of a text.
WORDS = {
    ("pl", "action"): (8, 20),
    ("en", "action"): (8, 24),
    ("pl", "first_step"): (6, 24),
    ("en", "first_step"): (6, 26),
    ("pl", "owner"): (1, 6),
    ("en", "owner"): (1, 6),
    ("pl", "measure"): (3, 16),
    ("en", "measure"): (3, 18),
}
#: Words that judge the reader, or promise what nobody can.
FORBIDDEN = re.compile(
    r"\b(słab\w*|najsłabsz\w*|najgorsz\w*|gorsz\w*|fataln\w*|zaniedba\w*|porażk\w*|gwarant\w*|natychmiast\w*"
    r"|weak\w*|worst|worse|poor\w*|fail\w*|bad|neglect\w*|guarantee\w*|immediately)\b",
    re.IGNORECASE,
)
SOURCES = frozenset("SEK-")


def _records() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for folder in (assets.library(), assets.sample()):
        found += tomllib.loads((folder / "recommendations.toml").read_text("utf-8"))["recommendation"]
    return found


RECORDS = _records()
EACH = pytest.mark.parametrize("record", RECORDS, ids=[record["id"] for record in RECORDS])


@pytest.fixture(scope="module")
def edition() -> Edition:
    return validate.validate(load.load(assets.sample()))


def positions(node: str) -> set[str]:
    """The positions that every cluster finds a record for: without any further condition."""
    return {
        position
        for record in RECORDS
        if record["node"] == node and set(record["when"]) == {"position"}
        for position in record["when"]["position"]
    }


def sub_areas(edition: Edition) -> list[str]:
    return [node.code for area in edition.framework.areas for node in edition.framework.children(area.code)]


def test_every_sub_area_has_advice_for_every_position(edition: Edition) -> None:
    """Low, middle and good: no indicator of the study is left without a record of its sub-area."""
    assert len(sub_areas(edition)) == 19
    for code in (*sub_areas(edition), "*"):
        assert positions(code) == {"low", "middle", "good"}, code


def test_every_position_of_a_sub_area_is_answered_in_its_own_words(edition: Edition) -> None:
    """Low, middle and good indicators of one sub-area lead to different records, and none waits in vain.

    Own records of an indicator come before those of its sub-area, so for each sub-area some indicator must
    leave the middle and the good position to it. (Its record for low positions serves indicators that an
    analyst adds.)
    """
    for code in sub_areas(edition):
        reached: dict[str, set[str]] = {position: set() for position in ("low", "middle", "good")}
        for leaf in edition.framework.children(code):
            for position, ids in reached.items():
                for node in (leaf.code, code):
                    found = [
                        record["id"]
                        for record in RECORDS
                        if record["node"] == node and position in record["when"].get("position", ())
                    ]
                    ids.update(found)
                    if found:
                        break
        assert f"{code}-middle" in reached["middle"] - reached["low"], code
        assert reached["good"] == {f"{code}-good"}, code


def test_steps_build_on_each_other(edition: Edition) -> None:
    """An order is stated only where one cluster can be given both steps, and often enough to be of use."""
    by_id = {record["id"]: record for record in RECORDS}
    linked = [record for record in RECORDS if record.get("after")]
    assert 20 <= len(linked) <= 60
    for record in linked:
        for step in record["after"]:
            assert by_id[step]["node"] != record["node"], f"{record['id']}: {step} is for the same place"
    assert sum(len(record.after) for record in edition.recommendations) == sum(
        len(record["after"]) for record in linked
    )


def test_any_study_finds_three_records_for_every_position() -> None:
    """A study with other codes still gets three different actions, and a leader three things to keep."""
    general = [record for record in RECORDS if record["node"] == "*"]
    found = Counter(p for record in general for p in record["when"].get("position", ()))
    assert min(found[position] for position in ("low", "middle", "good")) >= 3
    assert sum(record["when"].get("position") == ["good"] for record in general) >= 3
    assert sum(record["when"].get("missing", False) for record in general) == 1


def test_ids_are_unique_and_nodes_are_known(edition: Edition) -> None:
    """A record can be named, and none waits for a code that does not exist."""
    ids = [record["id"] for record in RECORDS]
    assert len(set(ids)) == len(ids)
    assert {record["node"] for record in RECORDS} <= {*edition.framework.codes, "*"}
    assert len(edition.recommendations) == len(RECORDS)


@pytest.mark.parametrize("lang", LANGS)
def test_no_two_records_say_the_same(lang: str) -> None:
    """A report never prints one action twice under two names."""
    actions = Counter(record[lang]["action"] for record in RECORDS)
    assert [action for action, times in actions.items() if times > 1] == []


@EACH
def test_both_languages_are_complete_and_of_a_printable_length(record: dict[str, Any]) -> None:
    """All texts of half a page stand in both languages; those of the table are long enough to be clear."""
    for lang in LANGS:
        assert set(record[lang]) == {*TEXTS, *HALF_PAGE}
        for name in TEXTS:
            fewest, most = WORDS[lang, name]
            words = len(record[lang][name].split())
            assert fewest <= words <= most, f"{lang}.{name} has {words} words: {record[lang][name]}"
    for name in TEXTS:
        assert record["pl"][name] != record["en"][name]


@EACH
def test_the_texts_are_plain(record: dict[str, Any]) -> None:
    """No judgement, no exclamation, no figure that could pass for the cluster's own, no stray space."""
    for lang in LANGS:
        for name in TEXTS:
            text = record[lang][name]
            assert not FORBIDDEN.search(text), text
            assert not re.search(r"[!?;—–]|\.$|\s\s|^\s|\s$", text), text
            assert not re.search(r"\d", text), text


@EACH
def test_what_fills_half_a_page_is_in_both_languages_and_plain(record: dict[str, Any]) -> None:
    """The reason and the risk are sentences, a step begins with what to do; no figure but a placeholder."""
    for lang in LANGS:
        steps = record[lang]["steps"]
        sentences = [record[lang][name] for name in ("why", "risk")]
        for text in (*steps, *sentences):
            assert not FORBIDDEN.search(text), text
            assert not re.search(r"[!?—–]|\s\s|^\s|\s$", text), text
            assert not re.search(r"\d", re.sub(r"\{[^}]*\}", "", text)), text
        for text in sentences:
            assert text.endswith("."), text
            assert 1 <= len(re.findall(r"[.](?:\s|$)", text)) <= 3, text
        for text in steps:
            assert not text.endswith("."), text
            assert 3 <= len(text.split()) <= 26, text
            if lang == "pl":
                assert re.fullmatch(r"[A-ZĆŁŚŹŻÓ]\w*(ć|c)", text.split()[0].rstrip(",")), text


@EACH
def test_the_forms_are_those_the_page_expects(record: dict[str, Any]) -> None:
    """Action and first step begin with what to do (a Polish infinitive); owner and measure are nouns."""
    for name in ("action", "first_step"):
        first = record["pl"][name].split()[0].rstrip(",")
        assert re.fullmatch(r"[A-ZĆŁŚŹŻÓ]\w*(ć|c)", first), first
        assert record["en"][name][0].isupper()
    for lang in LANGS:
        for name in ("owner", "measure"):
            text = record[lang][name]
            assert text[0].islower() or text.startswith("CO₂"), text


@EACH
def test_term_effort_and_source_are_stated(record: dict[str, Any]) -> None:
    """A board can plan with it: a term within two years, effort and cost, and where the advice comes from."""
    assert 1 <= record["term_months"] <= 24
    assert record["effort"] in (1, 2, 3)
    assert record["cost"] in (1, 2, 3, 4)
    assert record["source"]
    assert set(record["source"].split(", ")) <= SOURCES
    assert record["when"]
