"""Composed documents of the sample edition and of editions in memory."""

from __future__ import annotations

from functools import cache

from reports import assets
from reports.chapters import compose
from reports.document.blocks import Report
from reports.edition.model import Edition, Lang
from reports.edition.rounding import score_decimals
from reports.production.advised import advise
from reports.production.composer import Composer
from reports.production.study import Study, read
from reports.results import compare, score
from reports.results.model import SimulatedRank
from reports.words.catalogue import Texts


@cache
def sample() -> Study:
    """The sample edition with its scores."""
    return read(assets.sample())


@cache
def composer() -> Composer:
    """What composes the documents of the sample edition, with simulated ranks."""
    return Composer(sample())


def study_of(edition: Edition) -> Study:
    """An edition in memory as if it had been read from the folder of the sample."""
    frame = score.fit(edition.framework, edition.method, edition.values)
    scores = score.score(edition.framework, edition.method, edition.ids, edition.values)
    return Study(edition, frame, scores, str(assets.sample()))


def composed(
    of: Edition | Study,
    cluster: str,
    lang: Lang = "pl",
    simulated: tuple[SimulatedRank | None, ...] = (),
) -> Report:
    """The report of one cluster, without simulated ranks unless they are given."""
    study = of if isinstance(of, Study) else study_of(of)
    edition, scores = study.edition, study.scores
    comparison = compare.compare(edition, scores, compare.group(edition, scores, simulated), cluster)
    advice = advise(study, comparison)
    texts = Texts(lang, assets.catalogue(lang), edition.unit[lang], score_decimals(edition.method))
    return compose.compose(edition, scores, comparison, advice, texts)
