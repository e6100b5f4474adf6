"""The glossary: what the indicators that the report speaks of mean, and where their answers come from.

Only those are explained whose name stands in a text of the report; tables and charts of all indicators do
not count, or every report would explain all of them. Where there are more than a page holds, the strengths,
the gaps and the indicators of the actions go first. The attached workbook has every definition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reports.document import Block, Chart, Columns, Heading, Item, ItemList, Para, Section, Table
from reports.edition import Node
from reports.words import Scene

from .draft import Draft

#: Letters of all entries together: about what a page holds in two columns.
MOST_LETTERS = 4_600
#: Letters that an entry takes beside its own: its title has a line of its own, and there is room around it.
ENTRY_LETTERS = 45
#: Letters of one list beside another; a longer one would not fit on the rest of a page.
LIST_LETTERS = 1_300


def glossary(draft: Draft, sections: Sequence[Section]) -> Iterator[Block]:
    """The glossary of what the ``sections`` speak of; nothing where the edition defines none of it."""
    scene, texts = draft.scene, draft.texts
    chosen = _chosen(scene, _named(scene, sections))
    if not chosen:
        return
    yield Heading(texts("glossary"))
    left_out = any(_explained(scene, leaf) for leaf in scene.edition.framework.leaves if leaf not in chosen)
    yield Para(texts("glossary-lead-some" if left_out else "glossary-lead"))
    for some in _blocks([(leaf, _item(scene, leaf)) for leaf in chosen]):
        yield Columns(some)


def _explained(scene: Scene, leaf: Node) -> bool:
    """Whether there is a definition in the language of the report."""
    lang = scene.texts.lang
    return bool(leaf.description.en if lang == "en" else leaf.description.pl)


def _item(scene: Scene, leaf: Node) -> Item:
    lang, texts = scene.texts.lang, scene.texts
    source = leaf.source.get(lang)
    said = leaf.description.get(lang)
    return Item(
        scene.name(leaf.code), texts("glossary-entry", definition=said, source=source) if source else said
    )


def _chosen(scene: Scene, named: frozenset[str]) -> list[Node]:
    """The leaves to explain, in the order of the framework."""
    leaves = [leaf for leaf in scene.edition.framework.leaves if leaf.code in named]
    comparison = scene.comparison
    first = (*comparison.strengths, *comparison.weaknesses, *(a.node for a in scene.advice.actions))
    chosen: set[str] = set()
    room = MOST_LETTERS
    for leaf in sorted(leaves, key=lambda leaf: leaf.code not in first):
        if _explained(scene, leaf) and (room := room - _letters(_item(scene, leaf))) >= 0:
            chosen.add(leaf.code)
    return [leaf for leaf in leaves if leaf.code in chosen]


def _letters(item: Item) -> int:
    return len(item.title) + len(item.detail) + ENTRY_LETTERS


def _blocks(entries: Sequence[tuple[Node, Item]]) -> Iterator[tuple[ItemList, ...]]:
    """Pairs of lists that are about equally long, each short enough for the rest of a page."""
    row: list[Item] = []
    for _, item in entries:
        if row and sum(map(_letters, (*row, item))) > 2 * LIST_LETTERS:
            yield _halves(row)
            row = []
        row.append(item)
    yield _halves(row)


def _halves(items: Sequence[Item]) -> tuple[ItemList, ...]:
    whole, at, so_far = sum(map(_letters, items)), 0, 0
    while at < len(items) and so_far + _letters(items[at]) / 2 < whole / 2:
        so_far += _letters(items[at])
        at += 1
    halves = (tuple(items[:at]), tuple(items[at:]))
    return tuple(ItemList("", half) for half in halves if half)


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
