"""Documents -> PDF pages and the edition for the screen."""

from .drawing import Text
from .page import Element, Node, Page, Spoken, places, seen
from .style import MM_PER_PT

__all__ = [
    "MM_PER_PT", "Element", "Node", "Page", "Spoken", "Text", "archive", "attachment", "card", "labels",
    "meeting_papers", "metadata", "pdf", "places", "report", "screen", "seen", "text",
]  # fmt: skip
