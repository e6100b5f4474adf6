"""The attack of a recipient who holds the own reports, the paper about the group and its slides."""

from __future__ import annotations

import dataclasses

import pytest
from support.attack import Attack, Median
from support.plenary import paper, printed
from support.recipients import NAMING, NODES, SAMPLE, named_rows, narrow, pooled, told_by_names
from support.slides import deck

from reports.advice import home
from reports.chapters import data_file
from reports.production.composer import Composer
from reports.results import compare
from reports.words.catalogue import NBSP


def paper_medians(recipient: str) -> list[Median]:
    """The medians of both groups as the paper prints them, and what the recipient knows about them."""
    report, facts = paper()
    split, figures, edition = facts.condition.split, printed(report), SAMPLE.edition
    assert split is not None
    found = []
    for place, value in zip(("first", "second"), split.values, strict=True):
        members = frozenset(c.id for c in edition.clusters if c.groups[split.column] == value)
        for node, code in enumerate(NODES):
            text = figures.get((code, f"side.{place}.median"))
            if text is not None:
                score = SAMPLE.scores.score[edition.row[recipient], edition.framework.column[code]]
                own = (float(score),) if recipient in members and score == score else ()
                n = split.sides[value, code].n - len(own)
                value_ = float(data_file.number(text, "pl") or "nan")
                found.append(Median(node, members - {recipient}, n, own, value_))
    assert len(found) == 2 * len(NODES)
    return found


#: Who lost a comparison to leave room for the paper, a first-timer, a repeater, one with an answer missing.
TRIED = ("ekowierch", "autozwornia", "wodolin", "jarometal")


@pytest.mark.parametrize(
    "cluster",
    [c if c in TRIED else pytest.param(c, marks=pytest.mark.slow) for c in SAMPLE.edition.ids],
)
def test_the_paper_does_not_help_a_recipient(cluster: str) -> None:
    """With the reports of both editions and the paper nobody is known to less than 10 points. What the
    paper tells about changes adds nothing: in the rows of the attack both editions are joined already.
    Where the settings say that the reports of 2014 compared groups, too, the paper shows no medians.
    """
    alone = pooled([cluster], grouped=())
    attack = Attack(alone.names, alone.rows, [*alone.medians, *paper_medians(cluster)], alone.absent)
    present = [found for found in narrow(attack) if any(name in SAMPLE.edition.row for name in found[0])]
    assert present == []


def test_the_paper_yields_to_what_earlier_reports_showed() -> None:
    """Had they compared by status and region, few would be set apart already: no medians in the paper."""
    edition = SAMPLE.edition
    past = tuple(dataclasses.replace(past, compared=("kkk", "region")) for past in edition.history)
    assert compare.group(edition, SAMPLE.scores).reserved
    told = dataclasses.replace(edition, history=past)
    assert not compare.group(told, SAMPLE.scores).reserved
    paper = Composer(dataclasses.replace(SAMPLE, edition=told)).group_paper()[0]
    assert not [key for key in printed(paper) if key[1].startswith("side.")]


@pytest.mark.parametrize(
    "cluster",
    [c if c in NAMING else pytest.param(c, marks=pytest.mark.slow) for c in SAMPLE.edition.ids],
)
def test_the_paper_and_a_name_in_the_good_practices_pin_nobody(cluster: str) -> None:
    """Nor with the names that the own report gives for good practices, each taken for strength."""
    alone = told_by_names(SAMPLE.edition, SAMPLE.scores, cluster)
    attack = Attack(
        alone.names, alone.rows, [*alone.medians, *paper_medians(cluster)], alone.absent, strong=alone.strong
    )
    assert narrow(attack) == []


def shown_on_slides() -> dict[str, str]:
    """Who is named on the slides, with the sub-area of the good practice."""
    edition = SAMPLE.edition
    told = next(slide for slide in deck().slides if slide.id == "practices").parts[0]
    titles = {item.title.replace(NBSP, " "): item.detail for item in told.items}  # type: ignore[union-attr]
    found = {
        practice.cluster: home(edition, practice)
        for practice in edition.practices
        if practice.cluster and titles.get(practice.title.pl) == edition.cluster(practice.cluster).short_name
    }
    assert len(found) == len(titles) > 2
    return found


@pytest.mark.parametrize(
    "cluster",
    [c if c == NAMING[0] else pytest.param(c, marks=pytest.mark.slow) for c in SAMPLE.edition.ids],
)
def test_the_slides_are_one_more_paper(cluster: str) -> None:
    """Nor with the names that everybody sees on the slides, taken for strength as those of the report are.
    The slides print no number that the paper does not print (tests/papers/test_slides.py).
    """
    alone = told_by_names(SAMPLE.edition, SAMPLE.scores, cluster)
    strong = dict(alone.strong)
    for name, code in shown_on_slides().items():
        if name != cluster:
            rows = named_rows(SAMPLE.edition, SAMPLE.scores, alone, name, code)
            strong[name] = [row for row in rows if row in strong.get(name, rows)]
    attack = Attack(
        alone.names, alone.rows, [*alone.medians, *paper_medians(cluster)], alone.absent, strong=strong
    )
    assert narrow(attack) == []
