"""Results for analysts, as data frames and tables."""

from .figure_content import group_figures, named_figures
from .frames import Frames, frames
from .tables import scores_text

__all__ = [
    "Frames", "advice_table", "figures", "frames", "group_figures", "named_figures", "scores_text", "tables",
]  # fmt: skip
