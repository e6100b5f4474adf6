"""Documents -> PDF pages and the edition for the screen."""

from .drawing import Text
from .page import Element, Node, Page, Spoken, anchors, seen
from .style import MM_PER_PT
from .theme import PLAIN, Theme, theme_of

__all__ = [
    "MM_PER_PT", "PLAIN", "Element", "Node", "Page", "Spoken", "Text", "Theme", "anchors", "archive",
    "attachment", "card", "fonts", "labels", "meeting_papers", "metadata", "pdf", "report", "screen", "seen",
    "style", "text", "theme_of",
]  # fmt: skip
