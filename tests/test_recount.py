"""The second path agrees with the first one, on real, sample and random editions."""

from __future__ import annotations

from pathlib import Path

import editions
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import load, score, validate
from reports.errors import ConfigurationError
from reports.model import Edition, FloatArray, Method
from reports.recount import Recount

SAMPLE = Path(__file__).parent.parent / "data" / "sample-2018"
ASEM = Path(__file__).resolve().parents[2] / "shared" / "data" / "asem"


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


@pytest.mark.skipif(not ASEM.exists(), reason="the real edition is not on this machine")
def test_both_paths_agree_on_a_real_edition() -> None:
    """Scores and ranks of 51 countries and 49 indicators, and what was computed elsewhere."""
    edition = validate.validate(load.load(ASEM / "edition"))
    agrees(edition, Recount(edition))


VALUES = st.one_of(st.none(), st.integers(0, 12).map(float), st.decimals(0, 20, places=1).map(float))
KINDS = st.sampled_from(["arithmetic", "geometric", "harmonic"])


@st.composite
def random_editions(draw: st.DrawFn) -> Edition:
    normalise = draw(st.sampled_from(["minmax", "goalposts", "zscore", "percentile", "none"]))
    aggregate = (
        ("arithmetic",) if normalise == "zscore" else tuple(draw(st.lists(KINDS, min_size=1, max_size=3)))
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
