"""The rules of an edition, public and once for all reports: when a sentence is written, and when a
recommendation, a practice or the story of a report is chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from reports.chapters import cover, document, imprint
from reports.document import Bars, Block, Cell, Column, Heading, Para, Report, Row, Section, Table
from reports.edition import RULES, Edition, Guard, Recommendation
from reports.words import Texts

#: The prefix of the messages that say when a rule for a sentence applies.
PREFIX = "rule-"
#: Millimetres of the columns.
_WIDTHS = {"rule": 50.0, "record": 28.0, "field": 38.0, "condition": 44.0, "lifts": 40.0}


def rules(edition: Edition, texts: Texts) -> Report:
    """The paper; pure. Raises TextError where the catalogue lacks a message."""
    return document(
        edition,
        texts,
        cluster_id=RULES,
        title=texts("rules-title", edition=edition.label, study=edition.title.get(texts.lang)),
        subject="rules-subject",
        keyword="rules-keyword",
        names=(texts("rules-name"), texts("rules-short")),
        footer="footer-public",
        cover=cover.made(
            edition,
            texts,
            kind=texts("rules-kind"),
            name=texts("rules-name"),
            label="",
            bars=Bars((), high=1.0),
        ),
        sections=(_sentences(texts), _records(edition, texts)),
        own_names=(),
    )


def _sentences(texts: Texts) -> Section:
    known = ((name.removeprefix(PREFIX), texts(name)) for name in texts.names_of(PREFIX))
    blocks = (
        Para(texts("rules-lead"), role="lead"),
        _table(texts, 1, "sentences", ("rule", "meaning"), known),
    )
    kicker = texts("kicker", number=1, name=texts("rules-sentences"))
    return Section("sentences", kicker, texts("rules-sentences-title"), blocks, (1, 20))


def _records(edition: Edition, texts: Texts) -> Section:
    """What is chosen for a report, and on which conditions."""
    framework, lang = edition.framework, texts.lang

    def about(code: str) -> str:
        return framework[code].name.get(lang) if code in framework.by_code else texts("rules-any")

    patterns = [(p.id, _told(p.when), ", ".join(p.lifts)) for p in edition.patterns]
    recommended = [
        (r.id, r.action.get(lang), about(r.node), "; ".join(_conditions(r))) for r in edition.recommendations
    ]
    practices = [(p.id, p.title.get(lang), about(p.node), _told(p.when)) for p in edition.practices]
    kinds: Sequence[tuple[str, tuple[str, ...], Sequence[tuple[str, ...]]]] = (
        ("patterns", ("record", "condition", "lifts"), patterns),
        ("recommendations", ("record", "chosen", "field", "condition"), recommended),
        ("practices", ("record", "chosen", "field", "condition"), practices),
    )
    blocks: list[Block] = [Para(texts("rules-records-lead"), role="lead")]
    number = 1
    for name, columns, rows in kinds:
        if rows:
            number += 1
            blocks += [Heading(texts(f"rules-{name}-heading")), Para(texts(f"rules-{name}-text"))]
            blocks.append(_table(texts, number, name, columns, rows))
    blocks += imprint(edition, texts, edition.publisher.get("general_notices", ()))
    kicker = texts("kicker", number=2, name=texts("rules-records"))
    most = 2 + sum(len(rows) for _, _, rows in kinds)  # a record takes less than a page
    return Section("records", kicker, texts("rules-records-title"), tuple(blocks), (1, most))


def _table(
    texts: Texts, number: int, name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]
) -> Table:
    columns = tuple(Column(texts(f"column-{h}"), "left", _WIDTHS.get(h)) for h in headings)
    cells = tuple(Row(tuple(map(Cell, row))) for row in rows)
    label = texts("table-label", number=number)
    caption = texts(f"rules-{name}-caption")
    return Table("plain", f"table-rules-{name}", label, caption, columns, cells, flows=True)


# --- conditions as they stand in the records -------------------------------------------------------


def _conditions(record: Recommendation) -> Iterator[str]:
    """Everything that decides whether a recommendation is proposed, in the words of its record."""
    if record.urgent:
        yield "urgent"
    if record.kind != "action":
        yield record.kind
    if record.when:
        yield _told(record.when)
    for name, guard in (("needs", record.needs), ("unless", record.unless)):
        if told := _told({f.name: getattr(guard, f.name) for f in fields(Guard)}):
            yield f"{name} {told}"
    if record.staff:
        yield f"staff ≥ {record.staff:g}"
    if record.sector:
        yield f"sector {_told(record.sector)}"
    if record.after:
        yield f"after {_told(record.after)}"


#: What the bounds of a condition are called in a record, with the sign for each.
_BOUNDS = {"min": "≥", "max": "≤"}


def _told(value: Any) -> str:
    """A condition on one line: "Z2.4 value ≤ 0; position low / middle"."""
    if isinstance(value, Mapping):
        if value and value.keys() <= _BOUNDS.keys():
            return " ".join(f"{sign} {value[name]}" for name, sign in _BOUNDS.items() if name in value)
        return "; ".join(f"{name} {_told(inner)}" for name, inner in value.items() if inner not in ({}, ()))
    if isinstance(value, tuple) and len(value) == 2 and all(isinstance(end, float) for end in value):
        low, high = value
        ends = (("≥", low), ("≤", high))
        return " ".join(f"{sign} {end:g}" for sign, end in ends if abs(end) != float("inf"))
    if isinstance(value, (list, tuple)):
        return " / ".join(_told(inner) for inner in value)
    return str(value)
