"""The card before layout: chosen from the report, with nothing added and nothing changed."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from support import GOLDEN
from support.composing import composer

from reports.chapters.compose import report_of
from reports.document.blocks import Cell, KeyFigure, Report, Table, walk
from reports.edition.model import Lang
from reports.pages import card as cardview
from reports.papers import card
from reports.papers.card import Card
from reports.production.composer import Composer


def composed(cluster_id: str, lang: Lang = "pl") -> tuple[Report, Card]:
    scene = composer().scene(cluster_id, lang)
    report = report_of(scene)
    return report, card.card(report, scene)


@pytest.mark.parametrize(
    ("cluster", "lang"), [("jarometal", "pl"), ("wodolin", "pl"), ("zelazna-laka", "en")]
)
def test_every_number_of_a_card_is_the_reports_own(cluster: str, lang: Lang) -> None:
    """Cells, key figures, lists and chart are the report's objects, so that they cannot differ."""
    report, made = composed(cluster, lang)
    blocks = set(map(id, walk(report)))
    cells = {(part.text, part.fact) for part in walk(report) if isinstance(part, Cell)}
    figures = [part for part in walk(report) if isinstance(part, KeyFigure)]
    assert all(figure in figures for figure in made.figures)
    assert made.table in [part for part in walk(report) if isinstance(part, Table)]
    assert all(items in list(walk(report)) for items in made.lists)
    assert made.headline == report.sections[0].title
    values = [trait.value for trait in made.traits]
    assert all((v.text, v.fact) in cells or v.text in {f.value for f in figures} for v in values)
    assert all(v.fact is not None for v in values)
    assert blocks


def test_a_card_may_lie_on_a_table() -> None:
    """It says that it is confidential, and its figures have no place; where results are public they have."""
    _, made = composed("jarometal")
    assert made.edition.replace("\u00a0", " ") == "Edycja 2018 · poufne"
    kinds = [figure.fact.kind for figure in made.figures if figure.fact is not None]
    assert kinds == ["score", "change"]
    study = composer().study
    public = Composer(replace(study, edition=replace(study.edition, public=True))).scene("jarometal")
    open_card = card.card(report_of(public), public)
    assert open_card.edition == "Edycja 2018"
    assert "rank" in {figure.fact.kind for figure in open_card.figures if figure.fact is not None}


def test_the_table_of_a_card_has_no_rank_where_there_is_none() -> None:
    """A missing result is said to be missing, and the area has a dash instead of a place."""
    _, made = composed("wodolin")
    (row,) = [row for row in made.table.rows if row.cells[2].text == "brak"]
    assert row.cells[4].text == "–"


def test_a_first_timer_hears_why_there_is_no_history() -> None:
    """No empty axes: one sentence says why, and whoever was ranked before gets the chart instead."""
    _, first = composed("nowocyfrowie")
    _, ranked = composed("jarometal")
    assert first.history is None
    assert "po raz pierwszy" in first.no_history.replace("\u00a0", " ")
    assert ranked.history is not None
    assert ranked.no_history == ""


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_whole_cards_read_as_accepted(lang: Lang) -> None:
    """Every word of a card is one that a person has read and accepted.

    After a meant change run with ACCEPT_GOLDEN=1, read the difference, and commit it.
    """
    golden = GOLDEN / f"card-{lang}.txt"
    lines = []
    for cluster in ("jarometal", "nowocyfrowie", "wodolin"):
        _, made = composed(cluster, lang)
        lines += [made.title, made.subject, "", *filter(None, cardview.spoken_texts(made)), "", ""]
    text = "\n".join(line.replace("\u00a0", "~") for line in lines)
    if os.environ.get("ACCEPT_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
