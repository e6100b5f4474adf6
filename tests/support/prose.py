"""What a document says in sentences, outside its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reports.document import (
    AdviceCard,
    Chart,
    Definitions,
    Heading,
    Item,
    ItemList,
    Para,
    Passage,
    Report,
    Section,
    Table,
    Voice,
    find,
    walk,
)

#: A sentence ends where a stop is followed by a capital, a quotation mark or nothing; "2. miejsce" goes on.
_END = re.compile(r"(?<=[.!?])\s+(?=[\"“„A-ZĄĆĘŁŃÓŚŹŻ])")


def texts_of(value: Any) -> Iterator[str]:
    """The texts of one document value that a reader sees outside tables, with ordinary spaces."""
    match value:
        case Section():
            yield value.title
        case Heading() | Para():
            yield value.text
        case Chart():
            yield from (value.title, value.caption)
        case Item():
            yield from (value.title, value.detail)
        case ItemList():
            yield from (value.heading, value.lead)
        case Passage():
            yield from (value.heading, value.text)
        case AdviceCard():
            pairs = (*value.steps, *value.facts, *value.example)
            yield from (value.title, value.lead, *(text for _, text in pairs))
        case Definitions():
            yield from (text for _, text in value.items)
        case Table():
            yield from (value.caption, *value.notes)
        case _:
            return


def prose(report: Report) -> list[str]:
    """Every text of a report outside the cells of tables, in reading order; what an expert says in their
    own words is left out.
    """
    inside = {id(inner) for voice in find(report.sections, Voice) for inner in walk(voice)}
    values = (value for value in walk(report.sections) if id(value) not in inside)
    return [text.replace("\u00a0", " ") for value in values for text in texts_of(value) if text]


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [part.strip() for part in _END.split(text) if part.strip()]
