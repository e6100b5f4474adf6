"""Promises of the proof of sentences: a number is right because its own sentence, or its place, says it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from support.editions import edition, framework
from support.forge import Made, Press, forged, repaint, reworded

from reports import assets
from reports.cli.main import main
from reports.document.blocks import AdviceCard, Cell, Chart, Item, Table, find
from reports.edition import Localised
from reports.errors import Finding
from reports.production.study import read
from reports.proof.audit import recount
from reports.proof.audit.messages import APART, comparable, matches
from reports.proof.audit.sentences import cuts
from reports.proof.reading import pdf as pdftext

OWN = "przyklad-1"


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Press:
    """Makes reports of the workbook that `init` writes: three clusters, with actions and practices."""
    folder = tmp_path_factory.mktemp("init") / "example"
    assert CliRunner().invoke(main, ["init", str(folder)]).exit_code == 0
    return Press(read(folder / "edition.xlsx").edition)


@pytest.fixture(scope="module")
def made(press: Press) -> Made:
    return press.made(OWN)


def findings(press: Press, made: Made) -> list[Finding]:
    return press.findings(OWN, made)


# --- numbers of places ---------------------------------------------------------------------------------


def test_the_workbook_of_init_is_proven(press: Press, made: Made) -> None:
    """Small reports have few results, and none of them explains a number of a place."""
    assert findings(press, made) == []


def _references(made: Made) -> list[tuple[int, str]]:
    """(page, what is painted) of every reference to a page."""
    pages = pdftext.read(made.pdf).pages
    return [
        (page.number, piece.strip())
        for page in pages
        for piece in page.pieces
        if re.fullmatch(r",\s*s\.\s*\d+", piece.strip())
    ]


def test_a_wrong_page_of_a_reference_is_found(press: Press, made: Made) -> None:
    """Although the number of the page stands somewhere among the results, as all small numbers do."""
    page, said = _references(made)[0]
    number = int(re.sub(r"\D", "", said))
    for wrong in map(str, (number - 1, number + 1, number + 10, number - 10)):
        try:
            pdf = repaint(made.pdf, page, said, re.sub(r"\d+", wrong, said))
        except KeyError:  # the font of the page has no such digit
            continue
        causes = [f.cause for f in findings(press, replace(made, pdf=pdf)) if f.rule == "sentence"]
        assert any("page of the card" in cause for cause in causes)
        return
    raise AssertionError("no digit could be painted")


def _renumbered(text: str) -> str:
    """The text whose first number is the next one."""
    return re.sub(r"\d+", lambda number: str(int(number[0]) + 1), text, count=1)


def _numbered(part: Any, kind: type, field: str, pattern: str) -> bool:
    said = (getattr(part, name, "") for name in (field, "small"))
    return isinstance(part, kind) and bool(re.match(pattern, " ".join(said)))


#: What is numbered: the part of the report, its field, what the field looks like.
NUMBERED: dict[str, tuple[type, str, str]] = {
    "a line of the action plan": (Cell, "text", r"\d+\. własne działanie"),
    "an action of the plan or the table": (Cell, "text", r"\d+\. \w"),
    "an action in a list": (Item, "title", r"\d+\. "),
    "a card": (AdviceCard, "number", r"\d"),
    "a table": (Table, "label", r"\w+\W\d+"),
    "a chart": (Chart, "label", r"\w+\W\d+"),
}


@pytest.mark.parametrize("what", NUMBERED)
def test_a_wrong_number_of_a_place_is_found(what: str, press: Press, made: Made) -> None:
    """List items, cards, tables and charts have the number of their place."""
    kind, field, pattern = NUMBERED[what]
    false = forged(
        made,
        press,
        lambda part: _numbered(part, kind, field, pattern),
        lambda part: replace(part, **{field: _renumbered(getattr(part, field))}),
    )
    assert {finding.rule for finding in findings(press, false)} & {"sentence", "table", "card"}


# --- the sentence's own numbers ----------------------------------------------------------------------


def _swapped(text: str) -> str:
    """The first two numbers of a text in each other's place."""
    numbers = list(re.finditer(r"\d+(?:,\d+)?", text))
    one, other = numbers[0], numbers[1]
    return text[: one.start()] + other[0] + text[one.end() : other.start()] + one[0] + text[other.end() :]


def test_a_number_is_not_right_because_another_sentence_has_it(press: Press, made: Made) -> None:
    """An own value and the median beside it in each other's place: both are results of the report."""

    def told(part: Any) -> bool:
        return isinstance(part, Item) and "mediana" in part.detail and _swapped(part.detail) != part.detail

    false = forged(made, press, told, lambda item: replace(item, detail=_swapped(item.detail)))
    assert "sentence" in {finding.rule for finding in findings(press, false)}


def test_a_number_that_no_sentence_says_is_found(press: Press, made: Made) -> None:
    """Even a result of the report: the number of its clusters, where nothing speaks of it."""
    n = len(press.edition.clusters)
    false = reworded(made, press, "Wynik ogólny", f"Wynik {n} ogólny")
    assert findings(press, false)


@pytest.mark.parametrize(
    ("text", "numbers", "lang"),
    [
        ("Attainment 8 7.6; median 5.4", ["8", "7.6", "5.4"], "en"),
        ("Attainment 8\x1f7.6", ["8", "7.6"], "en"),
        ("Natura 2000\x1f12,5", ["2000", "12,5"], "pl"),
        ("w roku 2018 345", ["2018", "345"], "pl"),
        ("dochód 12\u00a0345,6 zł", ["12345,6"], "pl"),
        ("ludność 1\u00a0234\u00a0567", ["1234567"], "pl"),
        ("Obszar 1\x1f234", ["1", "234"], "pl"),
        ("miejsca 1, 2, 4", ["1", "2", "4"], "pl"),
    ],
)
def test_numbers_side_by_side_stay_apart(text: str, numbers: list[str], lang: str) -> None:
    """A name that ends in a digit and the value after it are two numbers; groups of digits are one."""
    assert re.findall(r"\d+(?:[.,]\d+)*", comparable(text, lang).replace(f",{APART}", " ")) == numbers


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("natura20002.9;", {11: True, 12: True, 10: True}),
        ("natura2000.", {10: False}),
        ("12.5natura", {4: False, 2: True, 3: True}),
        ("table2.natura", {7: False}),
    ],
)
def test_a_name_is_not_read_out_of_a_number(text: str, inside: dict[int, bool]) -> None:
    """The name "Natura 2000 2" does not stand in "Natura 2000 2.9"."""
    assert {at: cuts(text, at) for at in inside} == inside


def test_a_number_that_a_break_of_the_line_leaves_alone_is_proven_with_its_sentence() -> None:
    """Names of every length that end in a number: somewhere it begins a line, or is one."""
    names = [f"{('stan wód w zlewni ' * 5)[: 9 + 5 * n]} w roku 1973" for n in range(16)]
    values = np.random.default_rng(3).uniform(1, 9, (12, 16)).round(2)
    leaves = {f"A{n}": {"name": Localised(name, name)} for n, name in enumerate(names)}
    tree = framework({"R": None, "A": "R", **dict.fromkeys(leaves, "A")}, **leaves)
    press = Press(edition(values, tree, ids=[f"{OWN[:-1]}{n}" for n in range(1, 13)]))
    made = press.made(OWN)
    pieces = {piece.strip() for page in pdftext.read(made.pdf).pages for piece in page.pieces}
    assert pieces & {"1973", "1973.", "1973,", "1973:", "1973;"}
    assert findings(press, made) == []


def test_a_key_figure_that_is_no_other_number_of_the_report_is_proven() -> None:
    """Of 54 indicators without areas 27 lie above the median: more than the report has pages."""
    values = np.full((12, 54), 0.25)
    values[:6, :27], values[6:, 27:] = 0.75, 0.75
    leaves = {f"A{n}": {"name": Localised(f"Cecha {'x' * n}", f"Trait {'x' * n}")} for n in range(54)}
    tree = framework({"R": None, **dict.fromkeys(leaves, "R")}, **leaves)
    press = Press(edition(values, tree, ids=[f"{OWN[:-1]}{n}" for n in range(1, 13)]))
    made = press.made(OWN)
    assert "27" in {piece.strip() for page in pdftext.read(made.pdf).pages for piece in page.pieces}
    assert findings(press, made) == []


def test_another_step_of_an_indicator_is_not_its_goal(press: Press, made: Made) -> None:
    """An action has one goal, the next step up: median, quartile and benchmark do not pass for it."""
    counted = recount.Recount(press.edition)
    said = [text for card in find(made.report, AdviceCard) for _, text in card.facts]
    text = next(text for text in said if "osiągnięciu celu" in text)
    goal = re.search(r"celu\s([\d,]+)", text)
    assert goal
    spreads = [spread for spread in counted.values.values() if spread is not None]
    others = {f"{mark:f}".replace(".", ",") for of in spreads for mark in (of.median, of.q3, of.benchmark)}
    for other in sorted(others - {goal[1]})[:4]:
        false = reworded(made, press, text, text.replace(goal[1], other, 1))
        assert any("goal of result" in finding.cause for finding in findings(press, false)), other


def test_a_gain_before_a_name_is_no_count() -> None:
    """Names of indicators that begin with the word "Indicator" follow the gain of the one before."""
    said = comparable("Indicator number 7: +1.8. Indicator number 15: +1.2. Indicator number 11: +1.2.", "en")
    found = {match.message for match in matches(said, assets.catalogue("en"), "en", ())}
    assert "gains-bar-alt" in found
    assert "indicators-count" not in found


# --- names that hold numbers ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def alike() -> tuple[Press, Made]:
    """Indicators whose names differ by a number, with answers that are such numbers: "Sieć" with the answer 2
    reads like "Sieć 2".
    """
    names = ("Sieć", "Sieć 2", "Sieć 2 2", "Zasoby", "Zasoby 3", "12,5")
    values = np.array([[2, 1, 1, 3, 2, 2], *([[1, 2, 3, 1, 1, 1]] * 6), *([[1, 1, 3, 2, 1, 1]] * 5)], float)
    leaves = {f"A{n}": {"name": Localised(name, name)} for n, name in enumerate(names)}
    tree = framework({"R": None, "A": "R", **dict.fromkeys(leaves, "A")}, **leaves)
    press = Press(edition(values, tree, ids=[f"{OWN[:-1]}{n}" for n in range(1, 13)]))
    return press, press.made(OWN)


def test_an_answer_behind_a_name_is_not_read_as_a_part_of_a_longer_name(alike: tuple[Press, Made]) -> None:
    """Of "Sieć 2; mediana 1" the 2 is an answer, although there is an indicator "Sieć 2"."""
    press, made = alike
    said = [(item.title, item.detail) for item in find(made.report, Item)]
    assert any(title == "Sieć" and detail.startswith("2; mediana 1") for title, detail in said), said
    assert findings(press, made) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2; mediana 1", "1; mediana 1"),  # no name holds it
        ("2; mediana 1", "2; mediana 2"),  # right of "Sieć 2"
        ("; 1.", "; 2."),
        ("2; mediana 1", "3; mediana 1"),
    ],
)
def test_a_wrong_number_beside_names_that_hold_numbers_is_found(
    alike: tuple[Press, Made], old: str, new: str
) -> None:
    """Whichever name it could be read with: an own value, a median and a rank of "Sieć"."""
    press, made = alike

    def told(part: Any) -> bool:
        return isinstance(part, Item) and part.title == "Sieć" and old in part.detail

    false = forged(made, press, told, lambda item: replace(item, detail=item.detail.replace(old, new, 1)))
    assert "sentence" in {finding.rule for finding in findings(press, false)}


def test_an_own_value_that_is_the_number_of_a_longer_name_is_found(alike: tuple[Press, Made]) -> None:
    """The name "Zasoby 3" is no excuse for a wrong own value of "Zasoby"."""
    press, made = alike

    def told(part: Any) -> bool:
        return isinstance(part, Item) and part.title == "Zasoby 3" and part.detail.startswith("2;")

    false = forged(
        made, press, told, lambda item: replace(item, title="Zasoby", detail="3" + item.detail[1:])
    )
    assert "sentence" in {finding.rule for finding in findings(press, false)}
