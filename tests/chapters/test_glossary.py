"""The glossary explains what the report speaks of."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from support.composing import composed, sample

from reports.chapters.glossary import MOST_LINES
from reports.document.blocks import Report, Table, find
from reports.edition.model import Edition, Framework, Lang, Localised

SAMPLE = sample().edition


def entries(report: Report) -> list[list[str]]:
    """The cells of the table, row by row."""
    tables = [t for t in find(report.section("annex"), Table) if t.id == "table-glossary"]
    return [[cell.text.replace("\u00a0", " ") for cell in row.cells] for t in tables for row in t.rows]


def described(edition: Edition, description: Localised) -> Edition:
    nodes = tuple(
        replace(node, description=description, source=Localised()) if node.is_leaf else node
        for node in edition.framework.nodes
    )
    return replace(edition, framework=Framework(nodes))


def test_indicators_of_the_report_are_explained_in_the_order_of_the_framework() -> None:
    """With their sources; those of the actions first, and no more of them than there is room for."""
    report = composed(SAMPLE, "jarometal")
    found = entries(report)
    names = [name for name, *_ in found]
    order = [leaf.name.pl for leaf in SAMPLE.framework.leaves]
    assert names == sorted(names, key=order.index)
    assert 5 <= len(names) <= MOST_LINES
    plan = next(find(report.section("plan"), Table)).rows
    planned = [row.cells[0].text.replace("\u00a0", " ") for row in plan]
    assert {name for name in order if any(f". {name}" in line for line in planned)} <= set(names)
    sources = {leaf.name.pl: leaf.source.pl for leaf in SAMPLE.framework.leaves}
    assert all(source == sources[name] for name, _, source in found)


def test_there_is_room_for_it() -> None:
    """However many indicators are named and however long their definitions are."""
    long = described(SAMPLE, Localised("Definicja, która ma dużo słów. " * 6))
    found = entries(composed(long, "jarometal"))
    assert 0.5 * MOST_LINES < sum(ceil(len(text) / 56) for _, text in found) <= MOST_LINES


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
