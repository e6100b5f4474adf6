"""Frames: columns of a page that are filled from the top, one element below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .drawing import Text
from .page import Artifact, Element, Node, rule
from .style import RULE
from .text import Align, Style, paragraph


@dataclass(slots=True)
class Frame:
    """Texts between ``left`` and ``right`` mm; ``y`` is where the next one begins.

    ``even`` is that of :func:`~.text.lines`. ``behind`` is set after the last line of every text: a space,
    so that no reader joins it to what follows.
    """

    left: float
    right: float
    y: float
    even: float = 0.0
    behind: str = " "
    nodes: list[Node] = field(default_factory=list)

    @property
    def width(self) -> float:
        return self.right - self.left

    def set(self, *texts: tuple[str, Style], align: Align = "left") -> tuple[Text, ...]:
        """The lines of texts below one another, for an element that the caller makes."""
        found: list[Text] = []
        for text, style in texts:
            block = paragraph(text, self.left, self.y, self.width, style, align, even=self.even)
            found += spaced(block.texts, self.behind)
            self.y = block.bottom
        return tuple(found)

    def say(self, tag: str, *texts: tuple[str, Style], align: Align = "left", after: float = 0.0) -> None:
        """One element of texts below one another, and ``after`` mm of space; nothing for empty texts."""
        found = self.set(*texts, align=align)
        if found:
            self.nodes.append(Element(tag, found))
            self.y += after

    def listed(self, items: Sequence[Sequence[tuple[str, Style]]], gap: float, label: str = "") -> None:
        """A list; an item is texts below one another. ``label`` stands before each, "1." counts."""
        entries: list[Node] = []
        for number, texts in enumerate(items, 1):
            body = Frame(self.left + (4.2 if label else 0.0), self.right, self.y)
            kids: list[Node] = []
            if label:
                numbered = paragraph(label.replace("1", str(number)), self.left, self.y, 8.0, texts[0][1])
                kids.append(Element("Lbl", spaced(numbered.texts)))
            kids.append(Element("LBody", body.set(*texts)))
            entries.append(Element("LI", tuple(kids)))
            self.y = body.y + gap
        if entries:
            self.nodes.append(Element("L", tuple(entries)))

    def columns(self, count: int, gutter: float) -> list[Frame]:
        """``count`` empty frames of the same width side by side."""
        width = (self.width - gutter * (count - 1)) / max(1, count)
        lefts = [self.left + place * (width + gutter) for place in range(count)]
        return [Frame(left, left + width, self.y) for left in lefts]

    def add(self, frames: Sequence[Frame], after: float = 0.0) -> None:
        """What stands in ``frames`` side by side; the next thing begins ``after`` mm below them all."""
        for frame in frames:
            self.nodes += frame.nodes
        self.y = max([self.y, *(frame.y for frame in frames)]) + after

    def rule(self, after: float, colour: str = RULE, width: float = 0.18) -> None:
        """A level line over the whole frame."""
        self.nodes.append(Artifact((rule(self.left, self.right, self.y, colour, width),)))
        self.y += after


def spaced(texts: tuple[Text, ...], behind: str = " ") -> tuple[Text, ...]:
    """The lines with a space behind the last one, so that no reader joins it to what follows."""
    if not texts or not behind:
        return texts
    *others, last = texts
    return (*others, replace(last, text=last.text + behind))
