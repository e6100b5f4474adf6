"""The second path agrees with the first one, on real, sample and random editions."""

from __future__ import annotations

import csv
from dataclasses import replace
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ROOT, SHARED, editions

from reports import assets
from reports.advice import recommend
from reports.document import Fact, Kind
from reports.edition.loading import load
from reports.edition.model import Edition, FloatArray, Method
from reports.edition.rounding import score_decimals
from reports.edition.validation import validate
from reports.errors import ConfigurationError
from reports.proof.audit import simulate as resimulate
from reports.proof.audit.disclosure import Disclosure
from reports.proof.audit.recount import Recount
from reports.proof.audit.subject import Subject
from reports.proof.reading.texts import squeeze
from reports.results import compare, score
from reports.results.simulate import DRAWS, simulate
from reports.words import published as facts
from reports.words.catalogue import Texts

SAMPLE = ROOT / "data" / "sample-2018"
ASEM = SHARED / "data" / "asem"


def agrees(edition: Edition, recount: Recount) -> None:
    """Every score and every rank of the two paths is the same, and what is missing is."""
    first = score.score(edition.framework, edition.method, edition.ids, edition.values)

    def table(of: str) -> FloatArray:
        columns = getattr(recount, of)
        return np.array(
            [
                [
                    np.nan if columns[code].get(name) is None else float(columns[code][name])
                    for code in edition.framework.codes
                ]
                for name in edition.ids
            ]
        )

    np.testing.assert_allclose(table("scores"), first.score, rtol=1e-9, atol=1e-9)
    np.testing.assert_array_equal(table("ranks"), first.rank)


def test_both_paths_agree_on_the_sample() -> None:
    """Scores and ranks of 40 clusters and 95 nodes."""
    edition = validate.validate(load.load(SAMPLE))
    agrees(edition, Recount(edition))


@pytest.mark.skipif(not ASEM.is_dir(), reason="the ASEM edition is not beside the project")
def test_the_second_path_agrees_with_results_computed_elsewhere() -> None:
    """51 countries and 49 indicators: values to 1e-9 and ranks exactly, without the first path."""
    edition = validate.validate(load.load(ASEM / "edition"))
    recount = Recount(edition)
    agrees(edition, recount)
    compared = 0
    for name in ("normalised", "scores", "ranks"):
        found = recount.ranks if name == "ranks" else recount.scores
        with (ASEM / "expected" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            for line in csv.DictReader(file):
                for code, cell in line.items():
                    if code != "id":
                        ours = found[code][line["id"]]
                        assert ours is not None
                        assert abs(float(ours) - float(cell)) <= (0 if name == "ranks" else 1e-9)
                        compared += 1
    assert compared == 51 * (49 + 60 + 11)


def simulations_agree(edition: Edition, draws: int = DRAWS) -> int:
    """Every simulated interval of the two paths is the same; how many there are."""
    first = simulate(edition.framework, edition.method, edition.values, draws)
    with patch.object(resimulate, "DRAWS", draws):
        second = Recount(edition).simulated
    for name, one in zip(edition.ids, first, strict=True):
        other = second.get(name)
        assert (one is None) == (other is None)
        if one is not None and other is not None:
            assert (one.draws, one.low, one.high) == (other.draws, float(other.low), float(other.high))
            assert one.upper_half == pytest.approx(float(other.upper), abs=1e-12)
    return len(second)


def test_both_paths_draw_the_same_places_on_the_sample() -> None:
    """2,000 draws for every cluster."""
    assert simulations_agree(validate.validate(load.load(SAMPLE))) == 40


def disclosures_agree(edition: Edition) -> tuple[int, int]:
    """What the first path shows, the second one allows; how many medians it shows, and how many more of
    those that it withholds would be allowed beside them.
    """
    scores = score.score(edition.framework, edition.method, edition.ids, edition.values)
    group = compare.group(edition, scores)
    recount = Recount(edition)
    medians = spared = 0
    for name in edition.ids:
        standings = compare.compare(edition, scores, group, name).groups
        compared = [group for group, _ in compare.shown_groups(edition, scores, group, edition.row[name])]
        size = next((int(one.members.sum()) for one in compared if one.column == "*"), 0)
        rules = Disclosure(recount, name)
        shown: dict[str, set[str]] = {}
        for one in standings:
            if one.median is not None:
                shown.setdefault(one.code, set()).add(one.column)
        assert rules.refused(shown, size) == []
        medians += sum(map(len, shown.values()))
        chosen = set[str]().union(*shown.values())
        for one in standings:
            # The choice is one for all results: where one of it is withheld, no other group steps in.
            if one.median is None and (one.column in chosen or shown.get(one.code, set()) == chosen):
                spared += not rules.refused({one.code: shown.get(one.code, set()) | {one.column}}, size)
    return medians, spared


def test_both_paths_agree_on_what_a_reader_may_see() -> None:
    """Every median that the sample's reports show is allowed, and no other one would be beside it."""
    edition = validate.validate(load.load(SAMPLE))
    medians, spared = disclosures_agree(edition)
    assert medians > 200
    assert spared == 0
    assert disclosures_agree(replace(edition, summary_by=""))[1] == 0


@settings(deadline=None, max_examples=40)
@given(st.integers(8, 40), st.integers(0, 1000), st.integers(2, 5), st.booleans())
def test_both_paths_protect_the_same_clusters(n: int, seed: int, least: int, earlier: bool) -> None:
    """With any groups, sizes, missing results and earlier participants nothing is shown that is refused."""
    draw = np.random.default_rng(seed)
    values = draw.integers(0, 50, (n, 5)).astype(np.float64)
    values[draw.random((n, 5)) < 0.1] = np.nan
    groups = {
        "a": ["xyz"[i] for i in draw.integers(0, 3, n)],
        "b": ["uv"[i] for i in draw.integers(0, 2, n)],
    }
    tree = editions.framework()
    before = np.where(draw.random((n, 1)) < 0.6, values, np.nan)
    rows = [[None if np.isnan(cell) else float(cell) for cell in row] for row in before]
    past = replace(editions.past(tree, rows, participants=n), compared=("a",) if earlier else ())
    disclosures_agree(editions.edition(values, tree, groups=groups, history=[past], min_group=least))


VALUES = st.one_of(st.none(), st.integers(0, 12).map(float), st.decimals(0, 20, places=1).map(float))
MEANS = st.sampled_from(["arithmetic", "geometric", "harmonic"])


@st.composite
def random_editions(draw: st.DrawFn) -> Edition:
    normalise = draw(st.sampled_from(["minmax", "goalposts", "zscore", "percentile", "none"]))
    aggregate = (
        ("arithmetic",) if normalise == "zscore" else tuple(draw(st.lists(MEANS, min_size=1, max_size=3)))
    )
    method = Method(
        normalise=normalise,
        scale=draw(st.sampled_from([(50.0, 10.0)] if normalise == "zscore" else [(0.0, 100.0), (1.0, 7.0)])),
        aggregate=aggregate,
        missing=draw(st.sampled_from([0.0, 0.5, 0.67, 1.0])),
        ties=draw(st.sampled_from(["min", "max", "average", "dense"])),
        benchmark=draw(st.sampled_from(["max", "top3-mean"])),
    )
    leaves = ["A1_1", "A1_2", "A2_1", "B1_1", "B1_2"]
    details = {
        code: {
            # Ready scores with a mirror could fall below zero, where no geometric mean lives.
            "direction": 1 if normalise == "none" else draw(st.sampled_from([1, -1])),
            "weight": draw(st.sampled_from([0.5, 1.0, 2.0, 0.1])),
            "low": 0.0,
            "high": 15.0,
            "comparable": draw(st.booleans()),
            "decimals": draw(st.sampled_from([0, 1])),
        }
        for code in leaves
    }
    comparable = {code: {"comparable": True} for code in ("R", "A", "B", "A1", "A2", "B1")}
    tree = editions.framework(**details, **comparable)
    n = draw(st.integers(1, 9))
    rows = draw(st.lists(st.lists(VALUES, min_size=5, max_size=5), min_size=n, max_size=n))
    before = draw(st.lists(st.lists(VALUES, min_size=5, max_size=5), min_size=n, max_size=n))
    return editions.edition(rows, tree, method, history=[editions.past(tree, before, participants=n)])


@settings(deadline=None, max_examples=150)
@given(random_editions())
def test_both_paths_agree_on_every_method(edition: Edition) -> None:
    """All normalisations, means, missing rules, kinds of ties and benchmarks, on small editions."""
    try:
        score.score(edition.framework, edition.method, edition.ids, edition.values)
    except ConfigurationError:
        return
    agrees(edition, Recount(edition))


@settings(deadline=None, max_examples=100)
@given(random_editions())
def test_both_paths_draw_the_same_places_by_every_method(edition: Edition) -> None:
    """All normalisations with what may stand in for them, means, missing answers and kinds of ties."""
    try:
        simulate(edition.framework, edition.method, edition.values, 1)
    except ConfigurationError:
        return
    simulations_agree(edition, draws=60)


KINDS: tuple[Kind, ...] = ("score", "value", "rank", "n")
PAST_KINDS: tuple[Kind, ...] = ("past_score", "past_now", "past_rank", "change")
FIGURES = ("q1", "median", "q3", "best", "benchmark")


def prints_agree(edition: Edition) -> None:
    """Every fact of every cluster is published as one of the forms that the recount allows."""
    first = score.score(edition.framework, edition.method, edition.ids, edition.values)
    frame = score.fit(edition.framework, edition.method, edition.values)
    group, recount = compare.group(edition, first), Recount(edition)
    texts = Texts("pl", assets.catalogue("pl"), edition.unit["pl"], score_decimals(edition.method))
    for cluster in edition.clusters:
        comparison = compare.compare(edition, first, group, cluster.id)
        published = facts.Facts(edition.framework, comparison, texts)
        subject = Subject(edition, cluster, texts, recount)
        for node in edition.framework.nodes:
            told = [Fact(node.code, kind) for kind in KINDS if node.is_leaf or kind != "value"]
            told += [Fact(node.code, "gap", figure) for figure in ("median", "benchmark")]
            told += [Fact(node.code, kind, of="2014") for kind in PAST_KINDS]
            told += [Fact(node.code, "group", figure) for figure in FIGURES]
            told += [Fact(node.code, "values", figure) for figure in FIGURES if node.is_leaf]
            for fact in told:
                printed, what = squeeze(published.text(fact)), fact.what
                assert printed in subject.forms(subject.figure(node.code, what), what), (cluster.id, fact)
        for code, what_if in recommend.recommend(edition, first, comparison, frame).reserves:
            reached = recount.reached(cluster.id, code, what_if.goal_is)
            assert reached is not None
            assert squeeze(published.spread(code, what_if.goal)) in subject.forms(reached.goal)
            for figure, text in (
                (reached.gain, published.gain_text(edition.framework.root.code, what_if.score)),
                (reached.rank, "–" if what_if.rank != what_if.rank else texts.rank(what_if.rank)),
            ):
                assert squeeze(text) in subject.forms(figure), (cluster.id, code)


@settings(deadline=None, max_examples=40)
@given(random_editions())
def test_what_is_printed_is_what_the_recount_allows(edition: Edition) -> None:
    """Scores, ranks, quartiles, benchmarks, gaps, changes, goals and gains, for every method."""
    try:
        score.score(edition.framework, edition.method, edition.ids, edition.values)
    except ConfigurationError:
        return
    prints_agree(edition)


def test_what_the_sample_prints_is_what_the_recount_allows() -> None:
    """All facts of the 40 clusters of the sample, with the gains of every indicator below its goal."""
    prints_agree(validate.validate(load.load(SAMPLE)))
