"""How to read: the signs, the terms, the contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.document import (
    Block,
    Contents,
    ContentsLine,
    Definitions,
    Heading,
    Link,
    Para,
    ReadingExample,
    Section,
)

from .draft import Draft


def reading(draft: Draft, kicker: str, example_label: str, sections: Sequence[Section]) -> Section:
    """Contents and the signs."""
    texts, root = draft.texts, draft.scene.root
    terms = [(texts("define-points"), draft.define_points())]
    terms += [define(draft, term) for term in ("median", "half", "rank", "missing", "whatif")]
    strip = draft.strip(root)
    example: tuple[Block, ...] = ()
    if strip is not None:
        alt = texts(
            draft.on_dots("reading-alt"),
            own=texts("missing") if root.score is None else texts.number(root.score),
            median=texts.number(strip.median),
            q1=texts.number(strip.q1),
            q3=texts.number(strip.q3),
        )
        peer = draft.on_dots("reading-peer")
        labels = (texts(label) for label in ("label-own", "label-median", peer, "reading-half"))
        drawing, title = ReadingExample(strip, *labels), texts("reading-chart-title")
        caption = texts("reading-chart-caption")
        example = (draft.chart("chart-reading", title, caption, alt, drawing, label=example_label),)
    section = guide(draft, kicker, "reading-title", "reading-lead", example, terms, sections)
    return replace(section, pages=(1, 1 + draft.more_pages))


def define(draft: Draft, term: str) -> tuple[str, str]:
    return draft.texts(f"define-{term}"), draft.texts(f"define-{term}-text")


def guide(
    draft: Draft,
    kicker: str,
    title: str,
    lead: str,
    example: Sequence[Block],
    terms: Sequence[tuple[str, str]],
    sections: Sequence[Section],
) -> Section:
    """How to read a document: signs, terms, and the contents, in which it comes second itself."""
    texts = draft.texts
    made = Section("reading", kicker, texts(title), ())
    entries = (*sections[:1], made, *sections[1:])
    lines = tuple(ContentsLine(Link(s.kicker, s.id, page=True), s.title) for s in entries)
    blocks = (
        Para(texts(lead), role="lead"),
        *example,
        Heading(texts("reading-signs")),
        Definitions(tuple(terms)),
        Contents(texts("reading-contents"), lines),
    )
    return replace(made, blocks=blocks)
