"""The glossary: what the indicators that the report speaks of mean, and where their answers come from.

Only those are explained whose name stands in a text of the report; tables and charts of all indicators do
not count, or every report would explain all of them. Where there are more than there is room for, the
indicators of the actions, the gaps and the strengths go first. The attached workbook has every definition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import Any

from reports.document import Block, Cell, Chart, Column, Heading, Row, Section, Table
from reports.edition import Node
from reports.words import Scene

from .draft import Draft

#: Lines of the table: about what the page of the annex has room for.
MOST_LINES = 10
#: Letters on a line of each column, and millimetres of those that do not take what is left.
_NAME, _DEFINITION, _SOURCE = 38, 56, 22
_WIDTHS = {"indicator": 56.0, "source": 32.0}


def glossary(draft: Draft, sections: Sequence[Section]) -> Iterator[Block]:
    """The glossary of what the ``sections`` speak of; nothing where the edition defines none of it."""
    scene, texts = draft.scene, draft.texts
    chosen = _chosen(scene, _named(scene, sections))
    if not chosen:
        return
    left_out = any(_explained(scene, leaf) for leaf in scene.edition.framework.leaves if leaf not in chosen)
    headings = ["indicator", "definition"]
    headings += ["source"] if any(leaf.source.get(texts.lang) for leaf in chosen) else []
    columns = [Column(texts(f"column-{name}"), "left", _WIDTHS.get(name)) for name in headings]
    rows = [Row(tuple(map(Cell, _entry(scene, leaf)[: len(headings)]))) for leaf in chosen]
    caption = texts("glossary-caption-some" if left_out else "glossary-caption")
    yield Heading(texts("glossary"))
    yield draft.table("plain", "table-glossary", caption, columns, rows, flows=True)


def _explained(scene: Scene, leaf: Node) -> bool:
    """Whether there is a definition in the language of the report."""
    lang = scene.texts.lang
    return bool(leaf.description.en if lang == "en" else leaf.description.pl)


def _entry(scene: Scene, leaf: Node) -> tuple[str, str, str]:
    """Its name, what it means, and where the answers come from."""
    lang = scene.texts.lang
    return scene.name(leaf.code), leaf.description.get(lang), leaf.source.get(lang)


def _chosen(scene: Scene, named: frozenset[str]) -> list[Node]:
    """The leaves to explain, in the order of the framework."""
    leaves = [leaf for leaf in scene.edition.framework.leaves if leaf.code in named]
    comparison = scene.comparison
    first = [*(a.node for a in scene.advice.actions), *comparison.weaknesses, *comparison.strengths]
    chosen: set[str] = set()
    room = MOST_LINES
    for leaf in sorted(leaves, key=lambda leaf: first.index(leaf.code) if leaf.code in first else len(first)):
        if _explained(scene, leaf) and (room := room - _lines(_entry(scene, leaf))) >= 0:
            chosen.add(leaf.code)
    return [leaf for leaf in leaves if leaf.code in chosen]


def _lines(entry: tuple[str, str, str]) -> int:
    """The lines of print that an entry takes, by a guess at the width of its letters."""
    widths = (_NAME, _DEFINITION, _SOURCE)
    return max(ceil(len(text) / width) for text, width in zip(entry, widths, strict=True))


# --- what the report speaks of ---------------------------------------------------------------------


def _named(scene: Scene, sections: Sequence[Section]) -> frozenset[str]:
    """The codes of the indicators whose names stand in the texts of the sections."""
    codes: dict[str, list[str]] = {}
    for leaf in scene.edition.framework.leaves:
        for name in {scene.name(leaf.code), scene.inline(leaf.code)}:
            codes.setdefault(name, []).append(leaf.code)
    longest_first = "|".join(map(re.escape, sorted(codes, key=lambda name: (-len(name), name))))
    pattern = re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)")
    found = {
        name for section in sections for text in _texts(section.blocks) for name in pattern.findall(text)
    }
    return frozenset(code for name in found for code in codes[name])


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    """What is said in blocks, but for charts and tables of all indicators."""
    waiting: list[Any] = list(blocks)
    while waiting:
        part = waiting.pop()
        if isinstance(part, Chart) or (isinstance(part, Table) and part.role == "indicators"):
            continue
        if isinstance(part, tuple):
            waiting += part
        elif isinstance(part, str):
            yield part
        elif hasattr(part, "__slots__"):
            waiting += [getattr(part, name) for name in part.__slots__]
