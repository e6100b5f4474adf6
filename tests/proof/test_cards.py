"""The proof of the cards of recommendations: what their records say, with the right numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.composing import sample
from support.forge import Made, Press, forged, reworded

from reports.document import identity
from reports.document.blocks import AdviceCard, find
from reports.edition.model import Edition, Localised
from reports.errors import Finding
from reports.proof.audit import recount, report

CLUSTER = "tkaninowo"


def whole(edition: Edition) -> Edition:
    """The edition, every record of which says why, how, at what cost and what goes wrong."""
    leaf = next(leaf.code for leaf in edition.framework.leaves if leaf.unit.startswith("%"))
    records = tuple(
        replace(
            record,
            cost=2,
            why=Localised(
                f"Ma to wspólną przyczynę: {{value {leaf}}} wobec {{median {leaf}}}.",
                f"One cause: {{value {leaf}}} against {{median {leaf}}}.",
            ),
            steps=(
                Localised(f"Zrobić drugi krok {record.id}"),
                Localised(f"Zrobić trzeci krok {record.id}"),
            ),
            risk=Localised(f"Rzecz {record.id} utyka, gdy nikt jej nie prowadzi."),
        )
        for record in edition.recommendations
    )
    return replace(edition, recommendations=records)


EDITION = whole(sample().edition)


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(EDITION)


@pytest.fixture(scope="module")
def made(press: Press) -> Made:
    return press.made(CLUSTER)


@pytest.fixture(scope="module")
def counted() -> recount.Recount:
    return recount.Recount(EDITION)


def findings(made: Made, counted: recount.Recount, *, web: bool = False) -> list[Finding]:
    proof = report.ReportProof(
        EDITION, counted, EDITION.cluster(CLUSTER), "pl", identity.content(made.report)
    )
    found = list(proof.pdf(made.pdf))
    return list(proof.web(made.html)) if web else found


def first(made: Made) -> AdviceCard:
    section = made.report.section("recommendations")
    return next(card for card in find(section, AdviceCard) if card.steps)


@pytest.mark.parametrize("web", [False, True])
def test_cards_that_say_what_their_records_say_are_sound(
    made: Made, counted: recount.Recount, *, web: bool
) -> None:
    """Steps, reason with its numbers, cost and risk, in the PDF and on the page for the browser."""
    card = first(made)
    assert [mark for mark, _ in card.steps] == ["1.", "2.", "3."]
    assert "wspólną przyczynę" in card.lead
    assert findings(made, counted, web=web) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("wspólną przyczynę: ", "wspólną przyczynę: 3"),
        ("wspólną przyczynę", "wspólną zasługę"),
        ("Zrobić trzeci krok", "Pominąć trzeci krok"),
        ("utyka, gdy nikt jej nie prowadzi", "nie utyka"),
        ("Niewielki koszt", "Bez dodatkowych kosztów"),
        ("Ma to wspólną przyczynę", "Nie"),
    ],
)
def test_a_card_that_says_something_else_is_found(
    old: str, new: str, press: Press, made: Made, counted: recount.Recount
) -> None:
    """A number of the reason as well as a word of it, a step, the risk, the class of the cost."""
    assert any(old in text for text in (first(made).lead, *(t for pair in first(made).facts for t in pair),
                                        *(t for pair in first(made).steps for t in pair)))  # fmt: skip
    assert [
        finding for finding in findings(reworded(made, press, old, new), counted) if finding.rule == "card"
    ]


def test_the_words_of_another_record_are_found(press: Press, made: Made, counted: recount.Recount) -> None:
    """The title of one record above the text of another."""
    false = forged(
        made,
        press,
        lambda value: isinstance(value, AdviceCard) and bool(value.steps),
        lambda card: replace(card, title="Zrobić coś innego"),
    )
    assert any(finding.rule == "card" and "no recommendation" in finding.cause for finding in
               findings(false, counted))  # fmt: skip
