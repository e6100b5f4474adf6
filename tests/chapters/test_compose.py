"""The composed report, on the sample edition."""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
from support import GOLDEN
from support.composing import composer, sample
from support.outline import outline

from reports import assets
from reports.document.blocks import Report
from reports.production.composer import Composer
from reports.production.study import Study
from reports.results import characteristics, compare, simulate
from reports.words.catalogue import Texts
from reports.words.published import Facts
from reports.words.typography import typography

#: The runner-up, the last, a first-timer with a long name, the one with most answers missing.
GOLDEN_CLUSTERS = ("jarometal", "biogazin", "ekowierch", "wodolin")


@pytest.fixture(scope="module")
def study() -> Study:
    return sample()


@pytest.fixture(scope="module")
def texts(study: Study) -> Texts:
    source = assets.catalogue("pl")
    return Texts("pl", source, study.edition.unit["pl"])


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    return {cluster: composer().report(cluster, "pl") for cluster in sample().edition.ids}


def walk(value: Any) -> Iterator[Any]:
    """The value and everything in it, in document order."""
    yield value
    if isinstance(value, tuple):
        for item in value:
            yield from walk(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from walk(getattr(value, field.name))


@pytest.mark.parametrize("cluster", GOLDEN_CLUSTERS)
def test_whole_reports_read_as_accepted(reports: dict[str, Report], cluster: str) -> None:
    """Every word and number of four whole reports is one that a person has read and accepted.

    After a meant change run with ACCEPT_GOLDEN=1, read the difference, and commit it.
    """
    golden = GOLDEN / f"{cluster}.txt"
    text = outline(reports[cluster])
    if os.environ.get("ACCEPT_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_the_metal_cluster_hears_what_it_achieved(reports: dict[str, Report]) -> None:
    """Second of 40, and what matters more: how far up it has come, and what brought it there."""
    summary = reports["jarometal"].sections[0]
    words = (summary.title + " " + summary.blocks[0].text).replace("\u00a0", " ")  # type: ignore[union-attr]
    assert "31,2 pkt" in summary.title.replace("\u00a0", " ")
    assert "zasoby ludzkie (o 60,4 pkt)" in words


def test_no_report_is_like_another_and_none_has_a_hole(reports: dict[str, Report]) -> None:
    """Forty different reports without empty sentences, doubled spaces or leaked programming words."""
    assert len({report.title for report in reports.values()}) == 40
    for report in reports.values():
        texts = [value for value in walk(report) if isinstance(value, str)]
        for text in texts:
            assert "  " not in text
            assert not re.search(r"\b(None|nan|True|False)\b|\{|\}", text), text


def test_a_sentence_never_carries_a_signed_number(reports: dict[str, Report]) -> None:
    """Minus signs stand in tables and key figures only; sentences branch on the sign."""
    for report in reports.values():
        for section in report.sections:
            for value in walk(section):
                rules = getattr(value, "rules", ())
                text = getattr(value, "text", "")
                if rules and isinstance(text, str):
                    assert "−" not in text, text


def test_reports_are_the_same_every_time(reports: dict[str, Report]) -> None:
    """Composing again gives an equal report: no clock, no randomness."""
    assert Composer(sample()).report("jarometal", "pl") == reports["jarometal"]


def test_typography_has_been_applied_everywhere(reports: dict[str, Report]) -> None:
    """No text of a report would be changed by another pass of the typesetter's rules."""
    for value in walk(reports["jarometal"].sections):
        if isinstance(value, str) and " " in value:
            assert typography(value, "pl") == value


def test_cells_are_what_their_facts_say(study: Study, texts: Texts, reports: dict[str, Report]) -> None:
    """Every number that names its source is that source's published text."""
    edition, scores = study.edition, study.scores
    simulated = simulate.simulate(edition.framework, edition.method, edition.values)
    group = compare.group(edition, scores, simulated)
    for cluster in ("jarometal", "wodolin"):
        comparison = compare.compare(edition, scores, group, cluster)
        facts = Facts(edition.framework, comparison, texts, characteristics.describe(edition, cluster))
        cells = [
            v for v in walk(reports[cluster]) if getattr(v, "fact", None) is not None and hasattr(v, "tone")
        ]
        assert len(cells) > 500
        for cell in cells:
            said = getattr(cell, "text", "") or getattr(cell, "value", "")
            # On a page no-break spaces are set, in the data file they are not.
            assert said.replace("\u00a0", " ") == facts.text(cell.fact).replace("\u00a0", " ")


def test_the_cover_and_the_strips_betray_no_order(reports: dict[str, Report]) -> None:
    """Bars stand in another order in every report, and the dots of a row are sorted by value."""
    orders = {tuple(report.cover.bars.values) for report in reports.values()}
    assert len(orders) == 40
    for value in walk(reports["jarometal"].sections):
        peers = getattr(value, "peers", None)
        if peers is not None:
            assert list(peers) == sorted(peers)
