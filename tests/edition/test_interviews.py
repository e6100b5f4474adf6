"""Facts from interviews: five texts about a unit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reports.edition.loading import load
from reports.edition.model import Edition, Interview, Localised
from reports.edition.validation import validate
from reports.errors import InputError, Problem

Write = Callable[..., Path]

HEAD = "id,strategy_pl,strategy_en,challenge_pl,challenge_en\n"


def read(write: Write, rows: str) -> Edition:
    return validate.validate(load.load(write({"interviews.csv": HEAD + rows}), library=Path("none")))


def problem(write: Write, rows: str) -> Problem:
    with pytest.raises(InputError) as caught:
        read(write, rows)
    (found,) = caught.value.problems
    return found


def test_facts_arrive_and_what_was_not_said_is_empty(tiny_edition: Write) -> None:
    """Not every fact has to be there, nor every cluster."""
    edition = read(tiny_edition, "K01,Plan do 2020 r.,A plan to 2020,Mało ludzi w biurze,\n")
    assert edition.interview("K01") == Interview(
        "K01",
        strategy=Localised("Plan do 2020 r.", "A plan to 2020"),
        challenge=Localised("Mało ludzi w biurze"),
    )
    assert edition.interview("K02") == Interview("K02")


def test_the_own_name_may_stand_in_a_fact(tiny_edition: Write) -> None:
    """Only others are not named."""
    assert read(tiny_edition, "K01,Klaster Pierwszy „Żółw” rośnie,,,\n").interviews


@pytest.mark.parametrize(
    ("rows", "column", "cause"),
    [
        ("K09,Plan,,,\n", "id", "no cluster with this id"),
        ("K01,Plan,,,\nK01,Inny plan,,,\n", "id", "row 2 has the same cluster"),
        ("K01,Uczymy się od klastra Drugi,,,\n", "strategy_pl", "names another cluster"),
        ("K02,Plan,,,\n", "strategy_en", "is in English, and the fact is not"),
        ("K01,,A plan,,\n", "strategy_pl", "is in Polish, and the fact is not"),
        ("K01,*Plan* rozwoju,,,\n", "strategy_pl", "nothing can be set apart"),
        ("K01,- jeden plan,,,\n", "strategy_pl", "in one paragraph"),
        (f"K01,{'długi ' * 60},,,\n", "strategy_pl", "more than 240"),
    ],
)
def test_a_wrong_fact_is_said(tiny_edition: Write, rows: str, column: str, cause: str) -> None:
    """Each mistake is a problem at its cell."""
    found = problem(tiny_edition, rows)
    assert found.file == "interviews.csv"
    assert f"({column})" in str(found)
    assert cause in found.cause
