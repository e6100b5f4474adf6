"""Cells and records -> an Edition, or every problem of them at once."""

from .cells import RISKY
from .mail import form_of_address
from .practices import SOURCES
from .recommendations import uncovered

__all__ = [
    "RISKY", "SOURCES", "cells", "form_of_address", "mail", "uncovered", "validate",
]  # fmt: skip
