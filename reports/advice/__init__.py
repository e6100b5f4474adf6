"""Comparison -> recommendations, good practices, what an action would bring."""

from .conditions import POSITIONS
from .good_practices import ChosenPractice, Exchange, Strength, exchange, home, is_strong, sub_areas
from .measures import Measures
from .model import Action, Advice, Advised, Gap, WhatIf, times_given
from .patterns import FoundPattern, can_fill, pattern_of
from .recommend import positions_of

__all__ = [
    "POSITIONS", "Action", "Advice", "Advised", "ChosenPractice", "Exchange", "FoundPattern", "Gap",
    "Measures", "Strength", "WhatIf", "can_fill", "exchange", "home", "is_strong", "pattern_of",
    "positions_of", "recommend", "sub_areas", "times_given",
]  # fmt: skip
