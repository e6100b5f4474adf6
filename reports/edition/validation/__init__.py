"""Cells and records -> an Edition, or every problem of them at once."""

from .folding import for_each
from .mail import form_of_address
from .practices import SOURCES
from .recommendations import uncovered
from .values import is_percentage

__all__ = [
    "SOURCES", "cells", "comments", "for_each", "form_of_address", "is_percentage", "mail", "uncovered",
    "validate",
]  # fmt: skip
