"""Who took part: places on a map, groups, ages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.composing import sample
from support.plenary import paper

from reports import assets
from reports.document import Chart, TileMap, find
from reports.edition.model import Cluster, Edition
from reports.papers import participation
from reports.papers.participation import MOST_BANDS

LAYOUTS = participation.layouts(assets.tile_maps())


def with_clusters(change: Any) -> Edition:
    """The sample with its clusters changed."""
    edition = sample().edition
    return replace(edition, clusters=tuple(change(i, c) for i, c in enumerate(edition.clusters)))


def test_the_voivodeships_are_on_the_map() -> None:
    """Sixteen tiles, each place once and known by its name in both languages."""
    (layout,) = LAYOUTS
    places = [name for row in layout.grid for name in row]
    assert len(places) == len(set(places)) == 16
    for name, both in layout.names.items():
        assert both.en
        assert layout.place(both.pl.upper()) == layout.place(f" {both.en} ") == name
    assert layout.place("Bawaria") is None


def test_the_map_counts_every_cluster_once() -> None:
    """The tiles of the paper add up to all clusters, by the texts of the profile."""
    (chart,) = [chart for chart in find(paper()[0], Chart) if isinstance(chart.drawing, TileMap)]
    counted = {tile.name: tile.count for tile in chart.drawing.tiles}
    assert sum(counted.values()) == 40
    held = [cluster.profile["voivodeship"] for cluster in sample().edition.clusters]
    assert counted == {name: held.count(name) for name in counted}
    assert all(f"{name} {count}" in chart.alt for name, count in counted.items())


def test_a_map_needs_places_and_nothing_else() -> None:
    """A group column in English will do; one place that is not on the map, or a single place, is no map."""

    def grouped(first: str, others: str) -> Any:
        def change(i: int, cluster: Cluster) -> Cluster:
            groups = {"where": first if i == 0 else others}
            return replace(cluster, groups=groups, profile={}, profile_en={})

        found = participation.participation(with_clusters(change), LAYOUTS)
        return found.places and {v: n for (code, v), n in found.counts.items() if code == found.places.code}

    assert grouped("Mazovia", "Silesia") == {"mazowieckie": 1, "śląskie": 39}
    assert grouped("Mazovia", "") is None
    assert grouped("Mazovia", "Bavaria") is None


def test_who_has_no_place_is_counted_as_well() -> None:
    """Three clusters without an answer are missing on the map, and the paper has to say so."""

    def change(i: int, cluster: Cluster) -> Cluster:
        without = {code: text for code, text in cluster.profile.items() if code != "voivodeship"}
        english = {code: text for code, text in cluster.profile_en.items() if code != "voivodeship"}
        return replace(cluster, profile=without, profile_en=english) if i < 3 else cluster

    found = participation.participation(with_clusters(change), LAYOUTS)
    assert found.places is not None
    assert found.places.answered == 37


@given(st.lists(st.integers(0, 400), min_size=40, max_size=40))
def test_every_age_has_its_band(ages: list[int]) -> None:
    """At most five bands of the same width, none overlaps, and everybody is in one."""

    def change(i: int, cluster: Cluster) -> Cluster:
        return replace(cluster, profile={**cluster.profile, "age": str(ages[i])})

    found = participation.participation(with_clusters(change))
    assert found.ages is not None
    bands = [tuple(map(int, label.split("–"))) for label in found.ages.labels]
    assert len(bands) <= MOST_BANDS + 1
    for band, label in zip(bands, found.ages.labels, strict=True):
        inside = sum(band[0] <= age <= band[-1] for age in ages)
        assert inside == found.counts.get((found.ages.code, label), 0)
    assert sum(found.counts.get((found.ages.code, label), 0) for label in found.ages.labels) == 40


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_groups_are_told_in_their_order(lang: Any) -> None:
    """As the edition names them, and a column with a value for nearly everybody is no group."""
    rows = [[cell.text for cell in row.cells] for table in paper(lang)[0].section("participants").blocks
            if getattr(table, "id", "") == "table-participants" for row in table.rows]  # fmt: skip
    names = [row[0] for row in rows]
    assert names.index("do 49 członków" if lang == "pl" else "up to 49 members") < names.index(
        "powyżej 100 członków" if lang == "pl" else "more than 100 members"
    )

    def change(i: int, cluster: Cluster) -> Cluster:
        return replace(cluster, groups={"own": f"value {i}"})

    assert participation.participation(with_clusters(change)).groupings == ()
