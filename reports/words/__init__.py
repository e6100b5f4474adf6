"""The catalogue of messages, typography, numbers as they are published, and sentences."""

from .area_findings import AreaScene, area_lead, area_title, findings, missing_answers
from .catalogue import MINUS, NBSP, Texts, upper_first
from .filler import Filler
from .published import Facts, dots, on_dots
from .scene import LEAD_ROOM, TITLE_ROOM, Said, Scene, fitting, join, side, within
from .sentences import (
    band,
    comparable_label,
    compared_group,
    evidence,
    no_trend,
    position_lead,
    position_title,
    with_unit,
)
from .story import story
from .typography import typeset, typography

__all__ = [
    "LEAD_ROOM", "MINUS", "NBSP", "TITLE_ROOM", "AreaScene", "Facts", "Filler", "Said", "Scene", "Texts",
    "area_lead", "area_title", "band", "comparable_label", "compared_group", "dots", "evidence", "findings",
    "fitting", "join", "missing_answers", "no_trend", "on_dots", "position_lead", "position_title", "side",
    "story", "typeset", "typography", "upper_first", "with_unit", "within",
]  # fmt: skip
