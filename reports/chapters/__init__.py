"""Results, advice and words -> the chapters of a report."""

from .annex import imprint
from .compose import report_of
from .data_file import number
from .draft import Draft
from .groups import heading
from .position import changes

__all__ = [
    "Draft", "changes", "compose", "data_file", "expert_voice", "heading", "imprint", "number", "report_of",
]  # fmt: skip
