"""Which clusters are similar: by profile, never by score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from support.editions import edition, flat

from reports.edition.model import Edition, Localised, Method, ProfileField
from reports.results.similar import ENOUGH, Profiles, profiles, sizes


def study(columns: Mapping[str, list[str]], values: list[float] | None = None) -> Edition:
    n = len(next(iter(columns.values())))
    made = edition([[v] for v in values or [0.5 * i * i for i in range(n)]], flat(1), Method("none"))
    fields = tuple(ProfileField(code, Localised(code, code), kind="number") for code in columns)
    clusters = tuple(
        replace(cluster, profile={code: of[i] for code, of in columns.items() if of[i]})
        for i, cluster in enumerate(made.clusters)
    )
    return replace(made, clusters=clusters, profile=fields)


def of(made: Edition) -> Profiles:
    found = profiles(made)
    assert found is not None
    return found


def test_the_nearest_profile_comes_first_and_equal_ones_by_id() -> None:
    """Distances are in units of each feature's own spread; a tie is decided by the id."""
    made = study({"age": ["1", "2", "3", "9", "2"], "share": ["10", "20", "30", "90", "20"]})
    assert of(made).nearest(0) == (1, 4, 2, 3)
    backwards = replace(made, clusters=made.clusters[::-1], values=made.values[::-1].copy())
    assert [backwards.ids[row] for row in of(backwards).nearest(4)] == ["k02", "k05", "k03", "k04"]


def test_scores_do_not_matter() -> None:
    """The same profiles with quite other answers give the same neighbours."""
    columns = {"age": ["1", "2", "3", "9", "4"]}
    one, other = study(columns), study(columns, [90.0, 1.0, 50.0, 7.0, 33.0])
    assert [of(one).nearest(row) for row in range(5)] == [of(other).nearest(row) for row in range(5)]


def test_a_feature_that_repeats_an_indicator_is_no_feature() -> None:
    """A profile column with the values of an indicator would bring the score in by the back door."""
    columns = {"members": ["10", "20", "", "40", "50"], "age": ["1", "2", "3", "9", "4"]}
    made = study(columns, [10.0, 20.0, 30.0, 40.0, 50.0])
    assert [field.code for field in of(made).fields] == ["age"]


def test_what_tells_nobody_apart_is_no_feature() -> None:
    """Columns that are all alike or mostly empty do not count; without any there is nothing similar."""
    assert profiles(study({"age": ["5"] * 5, "share": ["1", "", "", "", ""]})) is None
    assert profiles(edition([[1.0], [2.0]], flat(1))) is None


def test_a_cluster_without_a_profile_is_similar_to_nobody() -> None:
    """Half of the features are needed on both sides."""
    made = study({"age": ["1", "2", "3", ""], "share": ["10", "20", "", ""]})
    assert of(made).nearest(3) == ()
    assert 3 not in of(made).nearest(0)


def test_one_giant_does_not_decide() -> None:
    """A feature grows no further than three units, so that the others still count."""
    made = study({"age": ["1", "2", "3", "4", "1000000"]})
    assert np.nanmax(of(made).units) == 3.0


def in_groups(made: Edition, **columns: list[str]) -> Edition:
    return replace(
        made,
        clusters=tuple(
            replace(cluster, groups={column: values[i] for column, values in columns.items() if values[i]})
            for i, cluster in enumerate(made.clusters)
        ),
    )


def test_the_own_sector_is_nearer_than_another_one() -> None:
    """Another sector counts like two units, another size like one, and nothing where one has none."""
    ages = study({"age": ["4", "4", "4", "4", "9", "0"]})
    sectors = in_groups(
        ages,
        sector=["a", "b", "a", "", "a", "a"],
        size=["s", "s", "l", "s", "s", "s"],
        region=["x", *"yyyyy"],
    )
    assert [field.code for field in of(sectors).fields] == ["age", "sector", "size"]
    assert of(ages).nearest(0)[:3] == (1, 2, 3)
    assert [row for row in of(sectors).nearest(0) if row in (1, 2, 3)] == [3, 2, 1]


def test_a_sector_that_all_share_tells_nobody_apart() -> None:
    """Nor do groups make anybody similar where there is no profile."""
    ages = study({"age": ["1", "2", "3", "9", "4"]})
    assert [field.code for field in of(in_groups(ages, sector=["a"] * 5)).fields] == ["age"]
    assert profiles(in_groups(study({"age": ["5"] * 5}), sector=[*"aabbb"])) is None


def test_only_even_numbers_of_similar_clusters_are_offered() -> None:
    """The median of an even number is no single cluster's result."""
    assert sizes(5)[0] == 10
    assert all(size % 2 == 0 for size in sizes(5))


@given(seed=st.integers(0, 2**32 - 1), most=st.integers(1, 30))
def test_the_nearest_few_are_the_first_of_all(seed: int, most: int) -> None:
    """Asking for a few gives the beginning of the whole list, equal distances included."""
    generator = np.random.default_rng(seed)
    units = generator.integers(0, 3, (25, 3)).astype(float)
    units[generator.random((25, 3)) < 0.2] = np.nan
    field = ProfileField("a", Localised("a"))
    made = Profiles((field,) * 3, units, {}, tuple(generator.permutation(25).tolist()))
    assert made.nearest(0, most) == made.nearest(0)[:most]
    gaps = [[gap for gap in units[row] - units[0] if not np.isnan(gap)] for row in range(25)]
    plain = sorted(
        (row for row in range(1, 25) if len(gaps[row]) >= ENOUGH * 3),
        key=lambda row: (round(float(np.mean(np.square(gaps[row]))) ** 0.5, 9), made.order.index(row)),
    )
    assert list(made.nearest(0)) == plain
