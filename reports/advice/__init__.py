"""Comparison -> recommendations, good practices, what an action would bring."""

from .conditions import POSITIONS
from .good_practices import ChosenPractice, Exchange, Strength, exchange, home, sub_areas
from .model import Action, Advice, Gap, WhatIf
from .recommend import positions_of

__all__ = [
    "POSITIONS", "Action", "Advice", "ChosenPractice", "Exchange", "Gap", "Strength", "WhatIf", "exchange",
    "home", "positions_of", "recommend", "sub_areas",
]  # fmt: skip
