"""Comparison -> recommendations, good practices, what an action would bring."""

from .good_practices import ChosenPractice, Exchange, Strength, exchange, home, sub_areas
from .model import Action, Advice, WhatIf
from .recommend import POSITIONS, positions_of

__all__ = [
    "POSITIONS", "Action", "Advice", "ChosenPractice", "Exchange", "Strength", "WhatIf", "exchange",
    "firing", "home", "positions_of", "recommend", "sub_areas", "whatif",
]  # fmt: skip
