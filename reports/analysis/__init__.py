"""Scores for analysts, as tables."""

from .tables import scores_text

__all__ = [
    "advice_table", "scores_text", "tables",
]  # fmt: skip
