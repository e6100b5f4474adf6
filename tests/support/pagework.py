"""Changes of laid-out pages: what could go wrong between a report and its file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from reports.pages.drawing import Text
from reports.pages.page import Artifact, Element, Node, Page

Pages = tuple[Page, ...]
Edit = Callable[[Pages], Pages]


def as_they_are(pages: Pages) -> Pages:
    return pages


def every(change: Callable[[Node], Iterable[Node]], page: int | None = None) -> Edit:
    """Every node, the inner ones first, becomes what ``change`` makes of it; on one page or on all."""

    def through(nodes: Sequence[Node]) -> Iterator[Node]:
        for node in nodes:
            if isinstance(node, Element):
                yield from change(replace(node, kids=tuple(through(node.kids))))
            elif isinstance(node, Artifact):
                yield from change(replace(node, marks=tuple(through(node.marks))))  # type: ignore[arg-type]
            else:
                yield from change(node)

    return lambda pages: tuple(
        replace(sheet, nodes=tuple(through(sheet.nodes))) if page in (None, number) else sheet
        for number, sheet in enumerate(pages, start=1)
    )


def once(
    match: Callable[[Node], bool], change: Callable[[Node], Iterable[Node]], page: int | None = None
) -> Edit:
    """Only the first node that matches is changed; there has to be one."""

    def edit(pages: Pages) -> Pages:
        met = False

        def first(node: Node) -> Iterable[Node]:
            nonlocal met
            if met or not match(node):
                return (node,)
            met = True
            return change(node)

        changed = every(first, page)(pages)
        assert met, "there is no such node"
        return changed

    return edit


def reworded(old: str, new: str, page: int | None = None) -> Edit:
    """``new`` is painted in the place of the first ``old``."""
    return once(
        lambda node: isinstance(node, Text) and old in node.text,
        lambda node: (replace(node, text=node.text.replace(old, new, 1)),),  # type: ignore[union-attr,call-arg]
        page,
    )


def added(words: str, x: float, y: float, page: int, size: float = 9.75) -> Edit:
    """A paragraph more on a page, whose base line begins at (x, y) in mm."""
    return lambda pages: tuple(
        replace(sheet, nodes=(*sheet.nodes, Element("P", (Text(x, y, words, size),))))
        if number == page
        else sheet
        for number, sheet in enumerate(pages, start=1)
    )


def is_tag(tag: str) -> Callable[[Node], bool]:
    return lambda node: isinstance(node, Element) and node.tag == tag
