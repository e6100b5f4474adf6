"""The public rules of an edition: they are all told, and nobody is named."""

from __future__ import annotations

from functools import cache

import pytest
from support.composing import composed, composer, sample

from reports.document.blocks import Report, Table, find, walk
from reports.edition.model import RULES, Lang
from reports.edition.names import foreign_in, foreign_names
from reports.papers import rules


@cache
def paper(lang: Lang) -> Report:
    return rules.rules(sample().edition, composer().texts(lang))


def first_cells(report: Report) -> set[str]:
    return {row.cells[0].text for table in find(report.sections, Table) for row in table.rows}


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_every_rule_of_every_report_is_told(lang: Lang) -> None:
    """Whatever made a sentence, an action or a practice stands in the public file."""
    told = first_cells(paper(lang))
    for cluster in sample().edition.ids[::8]:
        report = composer().report(cluster, lang)
        used = {rule for part in walk(report.sections) for rule in getattr(part, "rules", ())}
        assert len(used) > 20
        assert used <= told


def test_all_records_of_the_edition_are_told() -> None:
    """Also those that no report uses, with the conditions that choose them."""
    edition = sample().edition
    records = (*edition.patterns, *edition.recommendations, *edition.practices)
    assert {record.id for record in records} <= first_cells(paper("pl"))
    urgent = next(record for record in edition.recommendations if record.urgent)
    tables = find(paper("pl").sections, Table)
    row = next(row for table in tables for row in table.rows if row.cells[0].text == urgent.id)
    assert row.cells[3].text.startswith("urgent")


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_nobody_is_named(lang: Lang) -> None:
    """The file is for everybody."""
    foreign = foreign_in((), foreign_names(sample().edition, RULES))
    for part in walk(paper(lang)):
        for name in getattr(part, "__slots__", ()):
            text = getattr(part, name)
            assert not isinstance(text, str) or not foreign(text)


def test_a_report_says_where_they_are() -> None:
    """In one sentence of the annex, with the name of the file in its language."""
    for lang, name in (("pl", "rules.pdf"), ("en", "rules-en.pdf")):
        annex = composed(sample(), "jarometal", lang).section("annex")  # type: ignore[arg-type]
        said = [text for part in walk(annex) if (text := getattr(part, "detail", ""))]
        assert sum(name in text for text in said) == 1
