"""Who took part: a map of places, and how many clusters are in each group and of each age."""

from __future__ import annotations

from collections.abc import Iterator

from reports.chapters import Draft
from reports.document import Block, Cell, Column, Para, Row, Section, Table, Tile, TileMap
from reports.words import fitting

from .group_scene import GroupScene
from .participation import Grouping

#: The places with the most clusters are named where there are no more of them.
NAMED_PLACES = 3


def participants(draft: Draft, scene: GroupScene) -> Section | None:
    """The chapter; None where nothing is known of the clusters but their results."""
    told = scene.condition.participation
    tables = list(_tables(draft, scene))
    tiles = tile_map(scene)
    if not tables and tiles is None:
        return None
    texts = scene.texts
    blocks: list[Block] = [
        Para(texts("data-participants", n=len(scene.edition.clusters), units=scene.units), role="lead")
    ]
    if tiles is not None and told.places is not None:
        name = told.places.name.get(texts.lang)
        caption = texts("plenary-map-caption", name=name)
        alt = map_alt(scene, tiles)
        blocks.append(draft.chart("chart-map", map_title(scene, tiles), caption, alt, tiles))
        if unknown := len(scene.edition.clusters) - told.places.answered:
            blocks.append(Para(texts("plenary-map-unknown", units=texts.units(unknown)), role="note"))
    rows = sum(len(table.rows) for table in tables)
    most = 2 + rows // 30
    title = who_title(scene) or texts("plenary-who-title")
    return draft.section("participants", texts("plenary-who"), title, [*blocks, *tables], (1, most))


def who_title(scene: GroupScene) -> str:
    """From how many places the clusters come; nothing where no map can be drawn."""
    tiles, layout, texts = tile_map(scene), scene.condition.participation.layout, scene.texts
    if tiles is None or layout is None:
        return ""
    held, n = sum(tile.count > 0 for tile in tiles.tiles), len(tiles.tiles)
    places = layout.places.get(texts.lang)
    if held == n:
        return texts("plenary-who-title-all", n=n, places=places)
    return texts("plenary-who-title-some", k=held, n=n, places=places)


def tile_map(scene: GroupScene) -> TileMap | None:
    """The places of the layout with the number of clusters in each."""
    told, texts = scene.condition.participation, scene.texts
    layout, places = told.layout, told.places
    if layout is None or places is None:
        return None
    found = []
    for row, names in enumerate(layout.grid):
        for column, name in enumerate(names):
            if name:
                count = told.counts.get((places.code, name), 0)
                said = layout.names[name].get(texts.lang)
                found.append(Tile(row, column, said, texts.number(count, 0), count))
    return TileMap(tuple(found))


def map_title(scene: GroupScene, tiles: TileMap) -> str:
    """Where most clusters are, if that is not everywhere."""
    texts, most = scene.texts, max(tile.count for tile in tiles.tiles)
    top = [tile.name for tile in tiles.tiles if tile.count == most]
    plain = texts("plenary-map-title")
    if len(top) > NAMED_PLACES:
        return plain
    return fitting(
        texts("plenary-map-title-most", names=texts.names(top), count=texts.number(most, 0)), plain
    )


def map_alt(scene: GroupScene, tiles: TileMap) -> str:
    """What the map shows, in words."""
    told = [scene.texts("plenary-map-tile", name=tile.name, count=tile.label) for tile in tiles.tiles]
    return scene.texts("plenary-map-alt", places="; ".join(told))


def groupings(scene: GroupScene) -> Iterator[Grouping]:
    """What clusters are counted by, but for the places of the map."""
    told = scene.condition.participation
    yield from told.groupings
    if told.ages is not None:
        yield told.ages


def _tables(draft: Draft, scene: GroupScene) -> Iterator[Table]:
    texts, rows = scene.texts, []
    for grouping in groupings(scene):
        rows.append(Row((Cell(grouping.name.get(texts.lang)),), tone="group"))
        for value, label in grouping.labels.items():
            count = scene.facts.cell(grouping.code, "count", of=value, subject="participants")
            rows.append(Row((Cell(label.get(texts.lang)), count)))
    if rows:
        columns = [
            Column(texts("plenary-who-column"), align="left", width=140),
            Column(texts("plenary-column-clusters")),
        ]
        caption = texts("plenary-who-caption")
        yield draft.table("plain", "table-participants", caption, columns, rows, flows=True)
