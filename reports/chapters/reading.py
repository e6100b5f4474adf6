"""How to read: the signs, the terms, the contents."""

from __future__ import annotations

from reports.document import (
    Block,
    Chart,
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


def reading(draft: Draft, kicker: str, example_label: str, sections: list[Section]) -> Section:
    """Contents and the signs."""
    scene, texts = draft.scene, draft.texts
    method = scene.edition.method
    root = scene.root
    terms = [
        (
            texts("define-points"),
            texts(
                f"define-points-{method.normalise}",
                low=texts.number(method.scale[0], 0),
                high=texts.number(method.scale[1], 0),
            ),
        ),
        *((texts(f"define-{term}"), texts(f"define-{term}-text")) for term in ("median", "half", "rank")),
        *((texts(f"define-{term}"), texts(f"define-{term}-text")) for term in ("missing", "whatif")),
    ]
    strip = draft.strip(root)
    example: tuple[Block, ...] = ()
    if strip is not None:
        example = (
            Chart(
                id="chart-reading",
                label=example_label,
                title=texts("reading-chart-title"),
                caption=texts("reading-chart-caption"),
                alt=texts(
                    "reading-alt",
                    own=texts("missing") if root.score is None else texts.number(root.score),
                    median=texts.number(strip.median),
                    q1=texts.number(strip.q1),
                    q3=texts.number(strip.q3),
                ),
                drawing=ReadingExample(
                    strip,
                    own_label=texts("label-own"),
                    median_label=texts("label-median"),
                    peer_label=texts("reading-peer"),
                    half_label=texts("reading-half"),
                ),
            ),
        )
    title = texts("reading-title")
    entries = [(section.kicker, section.id, section.title) for section in sections]
    entries.insert(1, (kicker, "reading", title))
    lines = tuple(ContentsLine(Link(name, target, page=True), found) for name, target, found in entries)
    return Section(
        id="reading",
        kicker=kicker,
        title=title,
        blocks=(
            Para(texts("reading-lead"), role="lead"),
            *example,
            Heading(texts("reading-signs")),
            Definitions(tuple(terms)),
            Contents(texts("reading-contents"), lines),
        ),
        pages=(1, 1 + draft.more_pages),
    )
