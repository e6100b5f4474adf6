"""Which pattern fits a cluster, and which of several is the strongest."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from support import editions
from support.composing import sample

from reports.advice.measures import Measures
from reports.advice.patterns import FoundPattern, pattern_of
from reports.edition.model import Edition, Localised, Pattern, ProfileField
from reports.results import compare, score
from reports.results.model import Comparison

VALUES = [[0, 0, 0, 0], [2, 4, 6, 8], [4, 8, 3, 2], [6, 2, 9, 5], [10, 10, 10, 10]]
TREE = editions.framework({"R": None, "A": "R", "B": "R", "A1": "A", "A2": "A", "B1": "B", "B2": "B"})


def pattern(name: str, weight: float = 1.0, text: str = "słowa", **when: Any) -> Pattern:
    said = (Localised(text, "words"),)
    return Pattern(name, weight, said, said, said, when=when)


def comparison(edition: Edition, cluster: str) -> Comparison:
    scores = score.score(edition.framework, edition.method, edition.ids, edition.values)
    return compare.compare(edition, scores, compare.group(edition, scores), cluster)


def found(cluster: str, *patterns: Pattern, edition: Edition | None = None) -> FoundPattern | None:
    of = replace(edition or editions.edition(VALUES, TREE), patterns=patterns)
    return pattern_of(of, comparison(of, cluster))


INFINITE = float("inf")


@pytest.mark.parametrize(
    ("when", "cluster", "fits"),
    [
        ({"nodes": {"A1": {"value": (0.0, 2.0)}}}, "k02", True),
        ({"nodes": {"A1": {"value": (0.0, 2.0)}}}, "k03", False),
        ({"nodes": {"A1": {"of_median": (1.4, INFINITE)}}}, "k04", True),
        ({"nodes": {"A1": {"of_median": (1.6, INFINITE)}}}, "k04", False),
        ({"nodes": {"A": {"position": ("low",)}}}, "k01", True),
        ({"nodes": {"A": {"position": ("low",)}}}, "k05", False),
        ({"nodes": {"overall": {"rank": (1.0, 1.0)}}}, "k05", True),
        ({"nodes": {"overall": {"rank": (1.0, 1.0)}}}, "k04", False),
        ({"nodes": {"overall": {"lead": (20.0, INFINITE)}}}, "k05", True),
        ({"nodes": {"overall": {"lead": (20.0, INFINITE)}}}, "k03", False),
        ({"nodes": {"overall": {"ranked": (5.0, 5.0)}}}, "k03", True),
        ({"nodes": {"overall": {"change": (-INFINITE, INFINITE)}}}, "k03", False),  # no earlier edition
        ({"nodes": {"A1": {"missing": True}}}, "k03", False),
        ({"nodes": {"A1": {"missing": False}}}, "k03", True),
        ({"nodes": {"best-part": {"missing": False}}}, "k03", False),  # the tree has no sub-areas
        ({"zeros": (4.0, 4.0)}, "k01", True),
        ({"zeros": (1.0, 4.0)}, "k02", False),
        ({"areas-above": (2.0, 2.0)}, "k05", True),
        ({"areas-below": (0.0, 0.0)}, "k01", False),
        ({"missing": (0.0, 0.0)}, "k01", True),
        ({"areas-unscored": (1.0, 2.0)}, "k01", False),
        ({"words": ("klas",)}, "k01", True),
        ({"words": ("laster",)}, "k01", False),
        ({"group": {"kkk": ("tak",)}}, "k01", False),
    ],
)
def test_a_condition_holds_or_does_not(when: dict[str, Any], cluster: str, fits: bool) -> None:
    """What stands in the record is what is asked, and nothing that is not there fulfils a condition."""
    assert (found(cluster, pattern("one", **when)) is not None) == fits


def test_a_characteristic_is_within_its_range() -> None:
    """Both ends belong to it; a missing one fits no range."""
    edition = editions.edition(VALUES, TREE)
    clusters = tuple(
        replace(cluster, profile={} if i == 2 else {"age": str(i)})
        for i, cluster in enumerate(edition.clusters)
    )
    edition = replace(
        edition, clusters=clusters, profile=(ProfileField("age", Localised("Wiek"), kind="number"),)
    )
    young = pattern("young", profile={"age": (0.0, 1.0)})
    fits = [found(cluster, young, edition=edition) is not None for cluster in edition.ids]
    assert fits == [True, True, False, False, False]


def test_the_strongest_one_wins_and_of_equals_the_first() -> None:
    """Strength is weight times distance; one without conditions is the last resort."""
    near = pattern("near", 1.0, nodes={"overall": {"lead": (-100.0, 100.0)}})
    heavy, again = replace(near, id="heavy", weight=2.0), replace(near, id="again", weight=2.0)
    last = pattern("last", 100.0)
    for order in ((near, heavy, last), (last, heavy, near), (heavy, again), (heavy, last, again)):
        best = found("k05", *order)
        assert best is not None
        assert best.pattern.id == "heavy"
        assert best.strength > 0
    only = found("k05", last)
    assert only is not None
    assert only.strength == 0
    assert found("k05") is None


def test_a_pattern_whose_numbers_are_not_there_does_not_fit() -> None:
    """A text that could not be filled is never told."""
    assert found("k05", pattern("changed", text="o {change overall}")) is None
    assert found("k05", pattern("falls", text="{falls}")) is None
    assert found("k05", pattern("zeros", text="{zero-names}")) is None
    assert found("k01", pattern("zeros", text="{zero-names}")) is not None
    assert found("k05", pattern("score", text="{score best-part}")) is None  # there are no sub-areas
    assert found("k03", pattern("score", text="{score best-area}")) is not None


def test_the_evidence_says_which_numbers_fired() -> None:
    """Each condition with its node and what it saw."""
    best = found("k02", pattern("one", nodes={"A1": {"value": (0.0, 2.0)}}, zeros=(0.0, 0.0)))
    assert best is not None
    assert {(e.what, e.node, e.value) for e in best.evidence} == {("value", "A1", 2.0), ("zeros", "", 0.0)}


def test_what_explains_a_fall_is_what_fell_most_in_the_score() -> None:
    """Of the cluster of the review: the sub-areas that explain most of all falls, none that rose."""
    study = sample()
    measures = Measures(study.edition, comparison(study.edition, "tkaninowo"))
    assert measures.label == "2014"
    assert measures.falls[0] in ("Z3", "W3")
    changes = [measures.change(code) for code in measures.falls]
    assert all(change is not None and change < 0 for change in changes)
    assert not set(measures.falls) & set(measures.rises)


def test_the_same_pattern_for_any_order_of_the_clusters() -> None:
    """Sorting a table changes nobody's story."""
    edition = editions.small(24)
    turned = replace(edition, clusters=edition.clusters[::-1], values=edition.values[::-1], history=())
    plain = replace(edition, history=())
    for cluster in edition.ids:
        one, other = (pattern_of(of, comparison(of, cluster)) for of in (plain, turned))
        assert one == other
        assert one is not None
