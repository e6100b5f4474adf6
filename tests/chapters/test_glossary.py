"""The glossary explains what the report speaks of."""

from __future__ import annotations

from dataclasses import replace

from support.composing import composed, sample

from reports.chapters.glossary import MOST_LETTERS
from reports.document.blocks import Columns, Item, Report, find
from reports.edition.model import Edition, Framework, Lang, Localised

SAMPLE = sample().edition


def entries(report: Report) -> list[Item]:
    (annex,) = [section for section in report.sections if section.id == "annex"]
    return [item for columns in find(annex, Columns) for part in columns.lists for item in part.items]


def described(edition: Edition, description: Localised) -> Edition:
    nodes = tuple(
        replace(node, description=description, source=Localised()) if node.is_leaf else node
        for node in edition.framework.nodes
    )
    return replace(edition, framework=Framework(nodes))


def test_indicators_of_the_report_are_explained_in_the_order_of_the_framework() -> None:
    """With their sources; strengths, gaps and actions among them, and not every indicator there is."""
    report = composed(SAMPLE, "jarometal")
    names = [item.title.replace("\u00a0", " ") for item in entries(report)]
    order = [leaf.name.pl for leaf in SAMPLE.framework.leaves]
    assert names == sorted(names, key=order.index)
    assert 15 <= len(names) <= 40
    summary = str(report.section("summary")).replace("\u00a0", " ")
    assert {name for name in order if f"title='{name} " in summary} <= set(names)
    assert all("Źródło: " in item.detail for item in entries(report))


def test_it_fits_on_a_page() -> None:
    """However many indicators are named and however long their definitions are."""
    long = described(SAMPLE, Localised("Definicja, która ma dużo słów. " * 12))
    letters = sum(len(item.title) + len(item.detail) for item in entries(composed(long, "jarometal")))
    assert 0.7 * MOST_LETTERS < letters <= MOST_LETTERS


def test_only_definitions_in_the_language_of_the_report_are_printed() -> None:
    """A Polish sentence would be no help to an English reader."""
    langs: tuple[Lang, ...] = ("pl", "en")
    polish = described(SAMPLE, Localised("Po polsku."))
    assert [bool(entries(composed(polish, "jarometal", lang))) for lang in langs] == [True, False]
    assert entries(composed(described(SAMPLE, Localised()), "jarometal")) == []


def test_the_workbook_has_every_definition() -> None:
    """In a column of its own behind the results."""
    data = composed(SAMPLE, "jarometal").data
    assert data is not None
    rows = [[cell.text for cell in row] for row in data.sheets[0].rows]
    assert rows[0][-2:] == ["Definicja", "Źródło"]
    found = {row[0]: row[-2:] for row in rows[1:]}
    for leaf in SAMPLE.framework.leaves:
        assert found[leaf.code] == [leaf.description.pl, leaf.source.pl]
