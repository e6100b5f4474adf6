"""A column of a paper that is filled from the top, one element below the other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from .drawing import Text
from .page import Decor, Element, Node, rule
from .style import RULE
from .text import Align, Style, paragraph


@dataclass(slots=True)
class Stack:
    """Texts between ``left`` and ``right`` mm; ``y`` is where the next one begins."""

    left: float
    right: float
    y: float
    nodes: list[Node] = field(default_factory=list)

    @property
    def width(self) -> float:
        return self.right - self.left

    def say(self, tag: str, *texts: tuple[str, Style], align: Align = "left", after: float = 0.0) -> None:
        """One element of texts below one another, and ``after`` mm of space; nothing for empty texts."""
        marks = self.set(*texts, align=align)
        if marks:
            self.nodes.append(Element(tag, marks))
            self.y += after

    def set(self, *texts: tuple[str, Style], align: Align = "left") -> tuple[Text, ...]:
        """The lines of texts below one another, for an element that the caller makes."""
        marks: list[Text] = []
        for text, style in texts:
            block = paragraph(text, self.left, self.y, self.width, style, align)
            marks += spaced(block.texts)
            self.y = block.bottom
        return tuple(marks)

    def listed(self, items: list[tuple[tuple[str, Style], ...]], gap: float, mark: str = "") -> None:
        """A list; an item is texts below one another. ``mark`` stands before each, "1." counts."""
        entries: list[Node] = []
        indent = 4.2 if mark else 0.0
        for number, texts in enumerate(items, 1):
            kids: list[Node] = []
            if mark:
                sign = mark.replace("1", str(number))
                label = paragraph(sign, self.left, self.y, 8.0, texts[0][1])
                kids.append(Element("Lbl", spaced(label.texts)))
            inner = Stack(self.left + indent, self.right, self.y)
            kids.append(Element("LBody", inner.set(*texts)))
            entries.append(Element("LI", tuple(kids)))
            self.y = inner.y + gap
        if entries:
            self.nodes.append(Element("L", tuple(entries)))

    def rule(self, after: float, colour: str = RULE, width: float = 0.18) -> None:
        """A level line over the whole column."""
        self.nodes.append(Decor((rule(self.left, self.right, self.y, colour, width),)))
        self.y += after


def spaced(texts: tuple[Text, ...]) -> tuple[Text, ...]:
    """The lines with a space behind the last one, so that no reader glues it to what follows."""
    if not texts:
        return ()
    *others, last = texts
    return (*others, replace(last, text=last.text + " "))
