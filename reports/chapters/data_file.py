"""The numbers of the pages as a workbook for those who compute: its content, not its file format.

A row per node of the framework, a column per kind of result. The cells are the facts that the composed
chapters print, and no others: what no page shows is not in the file, and no number has more digits than
on the page. So the file needs no disclosure control of its own. Only code, level, unit, direction and
weight come from the framework, which is the same for everybody.

A workbook and not CSV, because a Polish and an English Excel read the same CSV differently (separator,
decimal mark, encoding), while a workbook keeps a number a number everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from reports.document import Cell, DataFile, DataSheet, Fact, Kind, Section, Table, find, walk
from reports.edition import Lang, Node
from reports.words import MINUS, NBSP, Scene, compared_group

#: What a file may say without a page saying it: it belongs to the method, not to a cluster.
OF_THE_METHOD: frozenset[Kind] = frozenset({"weight"})

_LOOKING_BACK = ("past_score", "past_rank", "past_now", "change")
#: The order of the columns by the kinds of results; any other follows as the report has it.
_KINDS = ("value", "score", "rank", "n", "values", "group", "gap", *_LOOKING_BACK)
#: Within the figures of a group.
_FIGURES = ("q1", "median", "q3", "best", "benchmark")


def data_file(scene: Scene, sections: Sequence[Section], method: Iterable[str]) -> DataFile:
    """The file that goes with a report of these chapters; ``method`` are sentences on how its numbers came
    about.
    """
    texts, edition = scene.texts, scene.edition
    return DataFile(
        file=f"{scene.cluster.id}-{edition.id}.xlsx",
        description=texts("data-file-description", name=scene.cluster.name, edition=edition.label),
        sheets=(
            DataSheet(texts("data-sheet"), tuple(_rows(scene, sections))),
            DataSheet(texts("data-sheet-about"), tuple((Cell(line),) for line in (*_about(scene), *method))),
        ),
    )


def _about(scene: Scene) -> Iterator[str]:
    texts, edition = scene.texts, scene.edition
    yield texts("report-title", edition=edition.label, name=scene.cluster.name)
    if edition.published:
        yield texts("imprint-published", date=texts.date(edition.published))
    yield texts("data-about-numbers")
    yield texts("data-about-empty", missing=texts("missing"), dash=texts("dash"))
    yield texts("data-about-group")
    if edition.fictional:
        yield texts("cover-fictional")


def _rows(scene: Scene, sections: Sequence[Section]) -> Iterator[tuple[Cell, ...]]:
    texts, framework = scene.texts, scene.edition.framework
    printed = {(fact.node, fact.what): fact for fact in facts_of(sections)}
    labels = _labels(sections)
    columns = _in_order(scene, printed.values())
    headings = ("code", "level", "name", "unit", "direction", "weight")
    told = [
        name
        for name in ("definition", "source")
        if any(_told(node, name, texts.lang) for node in framework.nodes)
    ]
    yield (
        *(Cell(texts(f"data-{heading}")) for heading in headings),
        *(Cell(_heading(scene, fact, labels)) for fact in columns),
        *(Cell(texts(f"data-{name}")) for name in told),
    )
    others = dict.fromkeys(node for node, _ in printed if node not in framework.by_code)
    for node in (*framework.codes, *others):
        facts = [printed.get((node, column.what)) for column in columns]
        if node in others:
            name = next((labels[fact][0] for fact in facts if fact in labels), "")
            described: tuple[Cell, ...] = (Cell(node), Cell(), Cell(name), Cell(), Cell(), Cell())
        else:
            described = _described(scene, framework[node])
        explained = (
            Cell(_told(framework[node], name, texts.lang)) if node in framework.by_code else Cell()
            for name in told
        )
        results = (Cell() if fact is None else scene.facts.cell_of(fact) for fact in facts)
        yield (*described, *results, *explained)


def _told(node: Node, name: str, lang: Lang) -> str:
    """The definition of a node or its source. A definition is a sentence: no translation, no definition."""
    if name == "definition":
        return node.description.en if lang == "en" else node.description.pl
    return node.source.get(lang)


def facts_of(value: object) -> Iterator[Fact]:
    """Every fact that a document value names, but for those of others in a ranking: the file is about one."""
    for part in walk(value):
        fact = getattr(part, "fact", None)
        if fact is not None and fact.subject != "ranked":
            yield fact


def _described(scene: Scene, node: Node) -> tuple[Cell, ...]:
    texts = scene.texts
    return (
        Cell(node.code),
        Cell(texts(f"data-level-{_level(node)}")),
        Cell(scene.name(node.code)),
        Cell(node.unit_in(texts.lang) if node.is_leaf else texts("data-points")),
        Cell(texts("data-less-is-better" if node.direction < 0 else "data-more-is-better")),
        scene.facts.cell(node.code, "weight"),
    )


def _level(node: Node) -> str:
    if node.parent is None:
        return "root"
    if node.is_leaf:
        return "indicator"
    return {1: "area", 2: "subarea"}.get(node.depth, "lower")


def _heading(scene: Scene, fact: Fact, labels: Mapping[Fact, tuple[str, str]]) -> str:
    """What the column of ``fact`` holds; a kind of result that is new here keeps the heading of its table."""
    texts, kind, figure = scene.texts, fact.kind, fact.figure
    if kind in ("value", "score", "rank", "n"):
        return texts(f"data-{kind}")
    if (kind in ("group", "values") and figure in _FIGURES) or (
        kind == "gap" and figure in ("median", "benchmark")
    ):
        return texts(f"data-{kind}-{figure}")
    if kind in _LOOKING_BACK:
        return texts(f"data-{kind}".replace("_", "-"), edition=fact.of)
    if kind == "compared":
        return texts(f"data-compared-{figure}", group=compared_group(scene, fact.of))
    told = (heading for other, (_, heading) in labels.items() if other.what == fact.what and heading)
    return next(told, fact.what)


def _labels(sections: Sequence[Section]) -> dict[Fact, tuple[str, str]]:
    """Fact -> the heading of its row and of its column, where a table prints it."""
    found: dict[Fact, tuple[str, str]] = {}
    for table in find(tuple(sections), Table):
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=False):
                if cell.fact is not None:
                    found.setdefault(cell.fact, (row.cells[0].text, column.heading))
    return found


def _in_order(scene: Scene, facts: Iterable[Fact]) -> list[Fact]:
    """The first fact of each column, as the columns stand; earlier editions oldest first."""

    def place(fact: Fact) -> tuple[int, int]:
        names, name = (scene.labels, fact.of) if fact.kind in _LOOKING_BACK else (_FIGURES, fact.figure)
        first = _KINDS.index(fact.kind) if fact.kind in _KINDS else len(_KINDS)
        return first, names.index(name) if name in names and first < len(_KINDS) else len(names)

    columns: dict[str, Fact] = {}
    for fact in facts:
        columns.setdefault(fact.what, fact)
    return sorted(columns.values(), key=place)


_NUMBERS: Mapping[Lang, re.Pattern[str]] = {
    "pl": re.compile(rf"([+{MINUS}]?)(\d+(?:{NBSP}\d{{3}})*)(?:,(\d+))?\.?"),
    "en": re.compile(rf"([+{MINUS}]?)(\d+(?:,\d{{3}})*)(?:\.(\d+))?"),
}


def number(text: str, lang: Lang) -> Decimal | None:
    """The number that a published text stands for, with its decimals; None for a word or a dash.

    ``+3,1`` -> 3.1, ``−12 345,0`` -> -12345.0, ``12.`` (a Polish rank) -> 12.
    """
    match = _NUMBERS[lang].fullmatch(text)
    if match is None:
        return None
    sign, whole, fraction = match.groups()
    digits = "".join(filter(str.isdecimal, whole)) + (f".{fraction}" if fraction else "")
    return Decimal(f"-{digits}" if sign == MINUS else digits)
