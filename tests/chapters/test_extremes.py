"""Groups that nobody plans for: one cluster, three, five hundred, all alike, nothing answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from support.editions import framework

from reports import assets
from reports.advice import recommend
from reports.chapters import compose
from reports.document.blocks import Para, Report
from reports.edition.model import Cluster, Edition, Localised, Method
from reports.production.maker import ReportMaker
from reports.production.study import Study, read
from reports.results import compare, score, simulate
from reports.words.catalogue import Texts
from reports.words.typography import typography


@pytest.fixture(scope="module")
def sample() -> Edition:
    return read(assets.sample()).edition


def first(sample: Edition, n: int) -> Edition:
    history = tuple(
        replace(past, values=past.values[:n], scores=past.scores[:n], ranks=past.ranks[:n])
        for past in sample.history
    )
    return replace(sample, clusters=sample.clusters[:n], values=sample.values[:n], history=history)


def alike(sample: Edition) -> Edition:
    return replace(sample, values=np.tile(sample.values[:1], (len(sample.clusters), 1)), history=())


def silent(sample: Edition) -> Edition:
    values = np.array(sample.values)
    values[0] = np.nan
    return replace(sample, values=values)


def many(sample: Edition) -> Edition:
    rows = np.random.default_rng(7).integers(0, len(sample.clusters), 500)
    clusters = tuple(Cluster(f"k{i:03d}", f"Klaster Numer {i:03d}", f"Numer {i:03d}") for i in range(500))
    practices = tuple(replace(practice, cluster="") for practice in sample.practices)
    return replace(sample, clusters=clusters, values=sample.values[rows], history=(), practices=practices)


def finely_cut(sample: Edition) -> Edition:
    """Two areas, one of twelve sub-areas with a single indicator each, all with long names."""
    tree: dict[str, str | None] = {"R": None, "A": "R", "B": "R"}
    tree |= {f"A{i}": "A" for i in range(12)} | {"B1": "B"}
    tree |= {f"A{i}.1": f"A{i}" for i in range(12)} | {"B1.1": "B1", "B1.2": "B1"}
    names = {
        code.replace(".", "_"): {
            "name": Localised(
                f"Współpraca członków z uczelniami i instytutami badawczymi {code}", f"Node {code}"
            )
        }
        for code in tree
        if code.startswith(("A", "B"))
    }
    cut = framework(tree, **names)
    old = sample.history[0]
    width = len(cut.nodes)
    before = replace(
        old,
        values=old.values[:, : len(cut.leaves)],
        scores=np.full((len(sample.clusters), width), np.nan),
        ranks=np.full((len(sample.clusters), width), np.nan),
    )
    values = sample.values[:, : len(cut.leaves)]
    general = tuple(record for record in sample.recommendations if record.node == "*")
    return replace(
        sample, framework=cut, values=values, history=(before,), recommendations=general, practices=()
    )


def broad(sample: Edition) -> Edition:
    """Twelve areas of three sub-areas, all with long names, measured twice."""
    tree: dict[str, str | None] = {"R": None}
    for area in "ABCDEFGHIJKL":
        tree |= {area: "R"}
        for part in "123":
            sub = f"{area}{part}"
            tree |= {sub: area, f"{sub}.1": sub, f"{sub}.2": sub}
    names = {
        code.replace(".", "_"): {
            "name": Localised(
                f"Współpraca członków z uczelniami i instytutami badawczymi oraz samorządami {code}",
                f"Node {code}",
            )
        }
        for code in tree
    }
    wide = framework(tree, **names)
    old = sample.history[0]
    random = np.random.default_rng(3)
    values = np.round(random.uniform(0, 100, (len(sample.clusters), len(wide.leaves))), 1)
    before = np.round(random.uniform(0, 100, (len(old.values), len(wide.leaves))), 1)
    unknown = np.full((len(old.scores), len(wide.nodes)), np.nan)
    past = replace(old, values=before, scores=unknown, ranks=unknown)
    general = tuple(record for record in sample.recommendations if record.node == "*")
    return replace(
        sample,
        framework=wide,
        values=values,
        history=(past,),
        recommendations=general,
        practices=(),
        comments=(),
    )


EXTREMES: dict[str, Callable[[Edition], Edition]] = {
    "one": lambda sample: first(sample, 1),
    "two": lambda sample: first(sample, 2),
    "three": lambda sample: first(sample, 3),
    "all alike": alike,
    "nothing answered": silent,
    "five hundred": many,
    "twelve sub-areas": finely_cut,
    "twelve areas": broad,
    "z-scores": lambda sample: replace(sample, method=Method("zscore", (0.0, 1.0))),
}


def study_of(edition: Edition) -> Study:
    frame = score.fit(edition.framework, edition.method, edition.values)
    scores = score.score(edition.framework, edition.method, edition.ids, edition.values)
    return Study(edition, frame, scores, str(assets.sample()))


def composed(study: Study, cluster: str = "") -> Report:
    edition, scores = study.edition, study.scores
    simulated = simulate.simulate(edition.framework, edition.method, edition.values)
    group = compare.group(edition, scores, simulated)
    comparison = compare.compare(edition, scores, group, cluster or edition.ids[0])
    advice = recommend.recommend(edition, scores, comparison, study.frame)
    texts = Texts("pl", assets.catalogue("pl"), edition.unit["pl"])
    return compose.compose(edition, scores, comparison, advice, texts)


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
    lead = next(block.text for block in report.sections[0].blocks if isinstance(block, Para))
    said = Texts("pl", assets.catalogue("pl"), edition.unit["pl"]).result(root)
    assert typography(said, "pl") in lead
