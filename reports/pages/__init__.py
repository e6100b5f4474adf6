"""Documents -> PDF pages and the edition for the screen."""

from .drawing import Text
from .page import Element, Node, Page, Spoken, anchors, seen
from .style import MM_PER_PT

__all__ = [
    "MM_PER_PT", "Element", "Node", "Page", "Spoken", "Text", "anchors", "archive", "attachment", "card",
    "labels", "meeting_papers", "metadata", "pdf", "report", "screen", "seen", "style",
    "text",
]  # fmt: skip
