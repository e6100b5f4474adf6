"""The ranking with names: everybody in the paper about the group, those near the own place in a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isnan

from reports.document import Block, Cell, Column, Heading, Row, Table
from reports.edition import Cluster

from .draft import Draft

#: More areas than this have no columns. Validators of files judge no table of more than 1,024 rows.
RANKED_AREAS, RANKED_ROWS = 6, 500
#: A report names everybody up to so many, else the first ones and those on either side of the own place.
ALL, FIRST, NEAR = 50, 10, 12


def ranking_tables(draft: Draft, clusters: Sequence[Cluster], *, own: str = "") -> Iterator[Table]:
    """The places and scores of ``clusters``, best first; the row of the cluster ``own`` is marked."""
    scene, texts = draft.scene, draft.texts
    framework, facts = scene.edition.framework, scene.facts
    areas = framework.areas if len(framework.areas) <= RANKED_AREAS else ()
    rows = []
    for cluster in in_order(draft, clusters):
        cells = [facts.cell(cluster.id, "rank", subject="ranked")]
        for node in (framework.root, *areas):
            cells.append(facts.cell(cluster.id, "score", of=node.code, subject="ranked"))
        rows.append(Row((Cell(cluster.name), *cells), tone="total" if cluster.id == own else ""))
    numbered = [
        texts("kicker", number=i, name=scene.name(area.code)) for i, area in enumerate(areas, start=1)
    ]
    columns = [
        Column(texts("column-unit"), align="left", width=62),
        Column(texts("column-rank"), width=16),
        Column(scene.name(framework.root.code), width=18),
        *(Column(texts("ranking-number", number=i)) for i in range(1, len(areas) + 1)),
    ]
    notes = [texts("ranking-note", areas="; ".join(numbered))] if areas else []
    for first in range(0, len(rows), RANKED_ROWS):
        last = min(len(rows), first + RANKED_ROWS)
        span = {key: texts.number(place, 0) for key, place in (("first", first + 1), ("last", last))}
        caption = (
            texts("ranking-caption")
            if len(rows) <= RANKED_ROWS
            else texts("ranking-caption-part", n=texts.number(len(rows), 0), **span)
        )
        name = f"table-ranking-{first + 1}" if first else "table-ranking"
        told = notes if last == len(rows) else []
        yield draft.table("plain", name, caption, columns, rows[first:last], notes=told, flows=True)


def in_order(draft: Draft, clusters: Sequence[Cluster]) -> list[Cluster]:
    """By their places; those without a score come last, equal places in the order of the ids."""
    edition, scores = draft.scene.edition, draft.scene.scores
    root = edition.framework.column[edition.framework.root.code]
    place = {cluster.id: float(scores.rank[edition.row[cluster.id], root]) for cluster in clusters}
    unranked = len(edition.ids) + 1.0
    return sorted(clusters, key=lambda c: (unranked if isnan(place[c.id]) else place[c.id], c.id))


def near(draft: Draft) -> list[Cluster]:
    """Everybody, or of a large group the first ones and those near the own place."""
    order = in_order(draft, draft.scene.edition.clusters)
    if len(order) <= ALL:
        return order
    own = order.index(draft.scene.cluster)
    return [c for i, c in enumerate(order) if i < FIRST or abs(i - own) <= NEAR]


def public_ranking(draft: Draft) -> Iterator[Block]:
    """The part of the annex that names others, where everybody's results are public."""
    if draft.scene.edition.public:
        shown = near(draft)
        whole = len(shown) == len(draft.scene.edition.clusters)
        yield Heading(draft.texts("ranking-title" if whole else "ranking-title-near"))
        yield from ranking_tables(draft, shown, own=draft.scene.cluster.id)
