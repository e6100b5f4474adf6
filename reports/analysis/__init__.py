"""Scores for analysts, as tables."""

from .tables import scores_text

__all__ = [
    "scores_text", "tables",
]  # fmt: skip
