"""What an analyst hands in, as frozen values."""

from .markdown import Points, Prose
from .model import (
    GROUP,
    LANGS,
    SIMILAR,
    Aggregation,
    Band,
    Benchmark,
    Cluster,
    Comment,
    Decision,
    Edition,
    FloatArray,
    Framework,
    Lang,
    Localised,
    MailSettings,
    Method,
    Node,
    Normalisation,
    Override,
    PastEdition,
    Practice,
    ProfileField,
    Recommendation,
    Ties,
    freeze,
)
from .names import canonical, consented_names, foreign_in, foreign_names, plain
from .rounding import SCORE_DECIMALS, published, published_all, published_difference
from .schedule import Meeting, Schedule

__all__ = [
    "GROUP", "LANGS", "SCORE_DECIMALS", "SIMILAR", "Aggregation", "Band", "Benchmark", "Cluster", "Comment",
    "Decision", "Edition", "FloatArray", "Framework", "Lang", "Localised", "MailSettings", "Meeting",
    "Method", "Node", "Normalisation", "Override", "PastEdition", "Points", "Practice", "ProfileField",
    "Prose", "Recommendation", "Schedule", "Ties", "blank_workbook", "canonical", "consented_names",
    "foreign_in", "foreign_names", "freeze", "markdown", "plain", "published", "published_all",
    "published_difference", "schedule",
]  # fmt: skip
