"""The other documents: card, paper for the plenary, papers for the meetings."""

from .briefing import Briefing
from .card import Card, Trait
from .group_scene import GroupFacts
from .meeting_papers import CoverLetter, FolderLabel, Plate, Receipt, Separator

__all__ = [
    "Briefing", "Card", "CoverLetter", "FolderLabel", "GroupFacts", "Plate", "Receipt", "Separator",
    "Trait", "briefing", "card", "group_condition", "group_scene", "meeting_papers", "participation",
    "plenary", "rules", "slides",
]  # fmt: skip
