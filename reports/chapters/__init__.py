"""Results, advice and words -> the chapters of a report."""

from .annex import imprint, participants, rules_file, weighing
from .compose import document, report_of
from .data_file import number
from .draft import Draft
from .groups import heading
from .position import changes
from .ranking import in_order, ranking_tables
from .reading import define, guide

__all__ = [
    "Draft", "changes", "compose", "cover", "data_file", "define", "document", "expert_voice", "guide",
    "heading", "imprint", "in_order", "number", "participants", "ranking_tables", "report_of", "rules_file",
    "weighing",
]  # fmt: skip
