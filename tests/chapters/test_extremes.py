"""Groups that nobody plans for: one cluster, three, five hundred, all alike, nothing answered."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from support.composing import sample as sample_study
from support.composing import study_of
from support.extremes import EXTREMES

from reports import assets
from reports.document.blocks import Para, Report
from reports.edition.model import Edition, Method
from reports.production.composer import Composer
from reports.production.maker import ReportMaker
from reports.production.study import Study
from reports.words.catalogue import Texts
from reports.words.typography import typography


@pytest.fixture(scope="module")
def sample() -> Edition:
    return sample_study().edition


def composed(study: Study, cluster: str = "") -> Report:
    return Composer(study).report(cluster or study.edition.ids[0], "pl")


@pytest.mark.parametrize("extreme", EXTREMES)
def test_every_group_gets_true_words(sample: Edition, extreme: str) -> None:
    """No group is too small, too large or too equal; nobody is called first who is not ahead of anybody."""
    study = study_of(EXTREMES[extreme](sample))
    report = composed(study)
    root = study.edition.framework.column[study.edition.framework.root.code]
    own, others = study.scores.score[0, root], np.delete(study.scores.score[:, root], 0)
    ahead = others.size > 0 and own > np.nanmax(others)
    assert ("Pierwsze miejsce" in report.sections[0].title) <= ahead


@pytest.mark.slow
@pytest.mark.parametrize("extreme", EXTREMES)
def test_every_group_gets_sound_pages(sample: Edition, extreme: str) -> None:
    """The report of any group passes the same gate as all others."""
    study = study_of(EXTREMES[extreme](sample))
    assert ReportMaker(study).prepare()(study.edition.ids[0])["pdf"].startswith(b"%PDF")


@pytest.mark.parametrize("cluster", ["biogazin", "lotnianka", "nowocyfrowie"])
def test_a_negative_result_keeps_its_sign_in_sentences(sample: Edition, cluster: str) -> None:
    """On an open scale a result below zero is said as one, in the same form as in the tables."""
    edition = replace(sample, method=Method("zscore", (0.0, 1.0)))
    study = study_of(edition)
    row = edition.row[cluster]
    root = study.scores.score[row, edition.framework.column[edition.framework.root.code]]
    assert root < 0
    report = composed(study, cluster)
    told = [block.text for section in report.sections for block in section.blocks if isinstance(block, Para)]
    texts = Texts("pl", assets.catalogue("pl"), edition.unit["pl"], decimals=2)
    for area in edition.framework.areas:
        own = study.scores.score[row, edition.framework.column[area.code]]
        if own < 0:
            assert any(typography(texts.result(own), "pl") in text for text in told)
