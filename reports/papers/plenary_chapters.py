"""Chapters of the paper about the group that not every edition has: change, two groups, correlation, advice,
and the ranking. Each is None where there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.chapters import Draft, ranking_tables
from reports.document import Block, Cell, Column, Heading, Para, Row, Section, Table
from reports.edition import Recommendation
from reports.results import Standing
from reports.words import fitting, side

from .group_condition import Split, parts
from .group_scene import GroupScene

#: Two areas go together in words from this coefficient on; shades of the table; areas that a square table
#: has room for.
TOGETHER, SHADES, SQUARE = 0.4, 5, 7
#: Pairs of areas that are listed where there are more; recommendations that are listed.
PAIRS, RECORDS = 15, 5
_ENDS = ("plenary-change-most", "plenary-change-least")


def moved_words(scene: GroupScene, change: float) -> str:
    """A published change in words: a rise or a fall by so many points, or none."""
    if change == 0:
        return scene.texts("plenary-unchanged")
    return scene.texts("plenary-rise" if change > 0 else "plenary-fall", points=scene.points(change))


# --- change ------------------------------------------------------------------------------------------


def change(draft: Draft, scene: GroupScene) -> Section | None:
    """The changes of those who took part in both editions."""
    changes, texts, framework = scene.condition.changes, scene.texts, scene.edition.framework
    if not changes:
        return None
    label = scene.condition.label
    areas = [c for area in framework.areas if (c := scene.facts.changed(area.code)) is not None]
    risen = sum(moved > 0 for moved in areas)
    if not areas:
        title = texts("plenary-change-title", edition=label)
    elif risen == len(areas):
        title = texts("plenary-change-title-all", edition=label)
    elif risen:
        title = texts("plenary-change-title-some", edition=label, up=risen, n=len(areas))
    else:
        title = texts("plenary-change-title-none", edition=label)
    sentences = [texts("plenary-change-lead", edition=label)]
    moved = [(c, n) for n in parts(scene.edition) if (c := scene.facts.changed(n.code)) is not None]
    moved = moved or [(c, n) for n in framework.areas if (c := scene.facts.changed(n.code)) is not None]
    if len({m for m, _ in moved}) > 1:
        ends = (max(moved, key=lambda pair: pair[0]), min(moved, key=lambda pair: pair[0]))
        for message, (points, node) in zip(_ENDS, ends, strict=True):
            sentences.append(texts(message, name=scene.name(node.code), change=moved_words(scene, points)))
    nodes = [n for n in framework.subtree(framework.root.code) if n.code in changes]
    main = (framework.root, *framework.areas)
    figures = ("q1", "median", "q3", "up", "n")
    columns = [Column(texts("plenary-column-node"), align="left", width=70)]
    columns += [Column(texts(f"plenary-change-{name}")) for name in figures]
    rows = [
        Row(
            (Cell(scene.name(node.code)), *scene.facts.cells(node.code, "changed", *figures)),
            tone="total" if node in main else "",
        )
        for node in nodes
    ]
    notes = [texts("history-note", edition=scene.edition.label)]
    if not scene.edition.public:
        notes.append(texts("plenary-change-note", n=scene.edition.min_group))
    caption = texts("plenary-change-caption", edition=label)
    table = draft.table("plain", "table-change", caption, columns, rows, notes=notes, flows=True)
    blocks = (Para(" ".join(sentences), role="lead"), table)
    name, most = texts("plenary-change", edition=label), 2 + len(nodes) // 30
    return draft.section("change", name, title, blocks, (1, most))


def group_names(scene: GroupScene, split: Split) -> tuple[str, str]:
    """What a reader calls the two groups."""
    first, second = (scene.edition.group_name(split.column, v, scene.texts.lang) for v in split.values)
    return first, second


# --- two groups --------------------------------------------------------------------------------------


def relations(draft: Draft, scene: GroupScene) -> Section | None:
    """Two groups beside each other, and areas that go together; the first of them that there is gives the
    chapter its title.
    """
    if scene.facts.side_gap(scene.root.code) is None and not scene.condition.correlations:
        return None
    told = [found for part in (_sides, _together) if (found := part(draft, scene)) is not None]
    blocks: list[Block] = []
    for title, (text, table) in told:
        if title is not told[0][0]:
            blocks.append(Heading(title))
        blocks += [Para(text, role="" if blocks else "lead"), table]
    rows = sum(len(table.rows) for _, (_, table) in told)
    name, most = scene.texts("plenary-relations"), 2 + rows // 20
    return draft.section("relations", name, told[0][0], blocks, (1, most))


def sides_title(scene: GroupScene, split: Split, gap: float) -> str:
    """On which side of the second group the first is, and how far."""
    texts, (first, second) = scene.texts, group_names(scene, split)
    gaps = {"gap": scene.points(gap)} if gap else {}
    return fitting(
        texts(f"plenary-sides-title-{side(gap)}", first=first, second=second, **gaps),
        texts(f"plenary-sides-title-short-{side(gap)}", first=first, **gaps),
        texts("plenary-sides-title"),
    )


def _sides(draft: Draft, scene: GroupScene) -> tuple[str, tuple[str, Table]] | None:
    """Nothing where the overall medians of the two groups may not be shown."""
    split, texts, facts = scene.condition.split, scene.texts, scene.facts
    root = scene.root
    gap = facts.side_gap(root.code)
    if split is None or gap is None:
        return None
    first, second = group_names(scene, split)
    title = sides_title(scene, split, gap)
    shown = [scene.root, *(area for area in scene.areas if facts.side_gap(area.code) is not None)]
    apart = {area.code: abs(facts.side_gap(area.code) or 0.0) for area in shown[1:]}
    sizes = [texts.units(split.sides[value, root.code].n) for value in split.values]
    sentences = [texts("plenary-sides-lead", first=first, one=sizes[0], second=second, other=sizes[1])]
    if len(set(apart.values())) > 1:
        far, near = max(apart, key=lambda code: apart[code]), min(apart, key=lambda code: apart[code])
        sentences.append(
            texts(
                "plenary-sides-areas",
                far=scene.inline(far),
                most=scene.points(apart[far]),
                near=scene.inline(near),
                least=scene.points(apart[near]),
            )
        )
    sentences.append(texts("plenary-sides-limits"))
    caption = draft.on_scale("plenary-sides-caption", first=first, second=second)
    columns = [
        Column(texts("column-area"), align="left", width=45),
        Column(texts("plenary-sides-scale"), align="graphic", width=73),
        *(Column(texts(f"plenary-sides-{name}")) for name in ("first", "second", "gap")),
    ]
    rows = [_side_row(draft, scene, standing) for standing in shown]
    notes = [texts("plenary-sides-names", first=first, second=second)]
    return title, (
        " ".join(sentences),
        draft.table("strip", "table-sides", caption, columns, rows, notes=notes),
    )


def _side_row(draft: Draft, scene: GroupScene, standing: Standing) -> Row:
    """The first group's median as a dot, the second's as the bar, before the middle half of everybody."""
    facts, code = scene.facts, standing.code
    graphic, medians, group = None, facts.side_medians(code), facts.group(code)
    if medians is not None and group is not None:
        graphic = draft.bar(group, medians[1], None, medians[:1])
    spoken = scene.texts(f"plenary-sides-spoken-{side(facts.side_gap(code) or 0.0)}")
    return draft.result_row(
        code,
        Cell(graphic=graphic, spoken=spoken),
        facts.cell(code, "side", "median", of="first"),
        facts.cell(code, "side", "median", of="second"),
        facts.cell(code, "side", "gap"),
    )


# --- areas that go together ---------------------------------------------------------------------------


def together_title(scene: GroupScene) -> str:
    """Which areas go together most, or that none do."""
    texts, facts = scene.texts, scene.facts
    rho = {pair: facts.correlation(*pair) or 0.0 for pair in scene.condition.correlations}
    one, other = max(rho, key=lambda pair: rho[pair])
    if rho[one, other] < TOGETHER:
        return texts("plenary-together-title-none")
    named = texts("plenary-together-title", one=scene.inline(one), other=scene.inline(other))
    return fitting(named, texts("plenary-together-title-short"))


def _together(draft: Draft, scene: GroupScene) -> tuple[str, tuple[str, Table]] | None:
    """Spearman's coefficients of the areas: a square table of few areas, a list of pairs of many."""
    found, texts = scene.condition.correlations, scene.texts
    if not found:
        return None
    rho = {pair: scene.facts.correlation(*pair) or 0.0 for pair in found}
    high, low = max(rho, key=lambda pair: rho[pair]), min(rho, key=lambda pair: rho[pair])
    title = together_title(scene)
    said = [("plenary-together-high", high)] if rho[high] >= TOGETHER else []
    said += [("plenary-together-low", low)] if low != high or not said else []
    sentences = [
        texts(message, one=scene.inline(a), other=scene.inline(b), rho=texts.number(rho[a, b], 2))
        for message, (a, b) in said
    ]
    sentences.append(texts("plenary-together-limits"))
    return title, (" ".join(sentences), together_table(draft, scene))


def together_table(draft: Draft, scene: GroupScene) -> Table:
    """The coefficients of the areas, of which there are some: a square, or of many areas the highest."""
    found, texts = scene.condition.correlations, scene.texts
    counts = sorted({correlation.n for correlation in found.values()})
    n = texts.units(counts[-1])
    n = n if len(counts) == 1 else texts("plenary-range", low=counts[0], units=n)
    areas = [area for area in scene.areas if any(area.code in pair for pair in found)]
    return _square(draft, scene, areas, n) if len(areas) <= SQUARE else _pairs(draft, scene, n)


def _shade(rho: float | None) -> int:
    """1 from 0 on to 5 from 0.8 on; nothing below zero."""
    return 0 if rho is None or rho < 0 else 1 + min(SHADES - 1, int(rho * SHADES + 1e-9))


def _square(draft: Draft, scene: GroupScene, areas: Sequence[Standing], n: str) -> Table:
    texts, facts = scene.texts, scene.facts

    def cells(one: str) -> Iterator[Cell]:
        for area in areas:
            if area.code == one:
                yield Cell(texts("dash"))
            else:
                cell = facts.cell(one, "correlation", of=area.code)
                yield replace(cell, heat=_shade(facts.correlation(one, area.code)))

    places, width = range(1, len(areas) + 1), 100 / len(areas)
    columns = [Column(texts("column-area"), align="left")]
    columns += [Column(texts("plenary-number", number=i), align="heat", width=width) for i in places]
    rows = [
        Row((Cell(texts("kicker", number=i, name=scene.name(area.code))), *cells(area.code)))
        for i, area in zip(places, areas, strict=True)
    ]
    caption, notes = texts("plenary-together-caption", n=n), [texts("plenary-together-note")]
    return draft.table("heat", "table-together", caption, columns, rows, notes=notes)


def _pairs(draft: Draft, scene: GroupScene, n: str) -> Table:
    found, texts = scene.condition.correlations, scene.texts
    order = sorted(found, key=lambda pair: -(scene.facts.correlation(*pair) or 0.0))
    columns = [
        Column(texts("column-area"), align="left", width=70),
        Column(texts("plenary-together-other"), align="left", width=70),
        Column(texts("plenary-define-rho")),
    ]
    rows = [
        Row((Cell(scene.name(a)), Cell(scene.name(b)), scene.facts.cell(a, "correlation", of=b)))
        for a, b in order[:PAIRS]
    ]
    caption, notes = texts("plenary-together-caption-pairs", n=n), [texts("plenary-together-note")]
    return draft.table("plain", "table-together", caption, columns, rows, notes=notes)


# --- advice -----------------------------------------------------------------------------------------------


def most_recommended(scene: GroupScene) -> list[tuple[Recommendation, int]]:
    """The records with the number of clusters that got them, the most frequent first; no handful, and among
    those that nearly everybody got the order of the library, so that the order tells no number.
    """
    condition = scene.condition
    most = condition.clusters - condition.min_group + 1
    counts = [
        (record, condition.recommended.get(record.id, 0))
        for record in scene.edition.recommendations
        if condition.recommended.get(record.id, 0) >= condition.min_group
    ]
    return sorted(counts, key=lambda pair: -min(pair[1], most))


def advice(draft: Draft, scene: GroupScene) -> Section | None:
    """How many clusters got advice, by sub-area and by recommendation."""
    condition, texts, framework = scene.condition, scene.texts, scene.edition.framework
    told = most_recommended(scene)
    if not condition.enough or not condition.advised or not told:
        return None
    nodes = [n for n in framework.nodes if any(child.is_leaf for child in framework.children(n.code))]
    most = condition.clusters - condition.min_group + 1
    counts = {n.code: min(condition.advised.get(n.code, 0), most) for n in nodes}
    top = [code for code, count in counts.items() if count == max(counts.values())]
    title = texts("plenary-advice-title")
    if len(top) == 1 and counts[top[0]] >= condition.min_group:
        title = fitting(texts("plenary-advice-title-top", name=scene.name(top[0])), title)
    count = Column(texts("plenary-column-clusters"))
    by_node = draft.table(
        "plain",
        "table-advised",
        texts("plenary-advice-caption", units=scene.units),
        [Column(texts("plenary-column-node"), align="left", width=140), count],
        [
            Row((Cell(scene.name(n.code)), scene.facts.cell(n.code, "count", subject="advised")))
            for n in nodes
        ],
        flows=True,
    )
    records = draft.table(
        "plain",
        "table-recommended",
        texts("plenary-records-caption"),
        [Column(texts("plenary-column-record"), align="left", width=140), count],
        [
            Row((Cell(r.action.get(texts.lang)), scene.facts.cell(r.id, "count", subject="recommended")))
            for r, _ in told[:RECORDS]
        ],
        flows=True,
    )
    words = [texts("plenary-advice-lead")]
    if not scene.edition.public:
        words.append(texts("plenary-advice-few", n=condition.min_group))
    lead = Para(" ".join(words), role="lead")
    most = 3 + len(nodes) // 30
    return draft.section("advice", texts("plenary-advice"), title, (lead, by_node, records), (1, most))


# --- the ranking -----------------------------------------------------------------------------------


def ranking(draft: Draft, scene: GroupScene) -> Section | None:
    """Every cluster by name with its place and scores: only where the paper may name them."""
    if not scene.named:
        return None
    texts, tables = scene.texts, list(ranking_tables(draft, scene.edition.clusters))
    notice = [] if scene.edition.public else [Para(texts("plenary-internal-notice"), role="lead")]
    title, most = texts("ranking-title"), 2 + len(scene.edition.clusters) // 12
    return draft.section("ranking", texts("ranking"), title, [*notice, *tables], (1, most))
