"""The profile of all sub-areas: one picture of where a cluster is strong and where it is not.

A row each, below the area it belongs to: the result on the scale with the middle half of the group, the own
and the typical score, the place, and the place in words. Frameworks without sub-areas have a row for each
area, or for each indicator that counts as one.
"""

from __future__ import annotations

from collections.abc import Iterator

from reports.document import Cell, Column, Row, Table
from reports.edition import Band, Node
from reports.results import Standing

from .draft import Draft

#: Rows that a page has room for below the title and the lead of a chapter, and together with what follows.
PAGE_ROWS = 30


def subareas(draft: Draft) -> Table:
    """The table; one that is longer than a page flows."""
    texts, root = draft.texts, draft.scene.root
    head = draft.strip_head(texts("label-own" if root.score is not None else "label-own-missing"))
    columns = (
        Column(texts("column-node"), align="left", width=61),
        Column(texts("column-on-scale"), align="graphic", width=42, graphic=head),
        Column(texts("column-own"), width=13),
        Column(texts("column-median"), width=16),
        Column(texts("column-rank"), width=13),
        Column(texts("column-quarter"), align="left", width=25),
    )
    rows = [_row(draft, standing) for standing in _standings(draft)]
    caption = draft.on_scale("subareas-caption")
    flows = len(rows) > PAGE_ROWS
    return draft.table("profile", "table-subareas", caption, columns, rows, flows=flows)


def _standings(draft: Draft) -> Iterator[Standing]:
    framework, comparison = draft.scene.edition.framework, draft.scene.comparison
    yield draft.scene.root
    for area in framework.areas:
        yield comparison[area.code]
        yield from (comparison[part.code] for part in framework.children(area.code) if not part.is_leaf)


def _row(draft: Draft, standing: Standing) -> Row:
    scene, facts, code = draft.scene, draft.scene.facts, standing.code
    framework = scene.edition.framework
    node = framework[code]
    group = facts.group(code)
    bar = None if group is None else draft.bar(group, group.median, facts.score(code))
    main = node.parent in (None, framework.root.code) and not _alone(draft, node)
    return Row(
        (
            Cell(scene.name(code)),
            Cell(graphic=bar, spoken=draft.strip_cell(standing).spoken),
            facts.cell(code, "score", tone="own"),
            facts.cell(code, "group", "median"),
            facts.cell(code, "rank"),
            Cell(quarter(draft, standing)),
        ),
        tone="total" if main else "",
    )


def _alone(draft: Draft, node: Node) -> bool:
    """Whether no area has parts with a row: then the areas are the rows, and only the overall score stands
    out.
    """
    framework = draft.scene.edition.framework
    parts = (part for area in framework.areas for part in framework.children(area.code))
    return node.parent is not None and all(part.is_leaf for part in parts)


def quarter(draft: Draft, standing: Standing) -> str:
    """A place in words: the quarter of the group, or why there is none."""
    texts = draft.texts
    if standing.band is Band.CONSTANT:
        return texts("quarter-constant")
    if standing.rank is None or standing.quarter is None or draft.scene.node(standing.code).is_yes_no:
        return texts("dash")
    return texts(f"quarter-{standing.quarter}")
