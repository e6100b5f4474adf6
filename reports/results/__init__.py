"""Edition -> scores and comparisons."""

from .bands import spread_decimals
from .characteristics import FAR_PIECES, FAR_SHARE, Mark, Portrait, Trait, portrait
from .compare import Group, nobody, split_of, withheld_from_all
from .model import Comparison, GroupStanding, Past, Scores, Spread, Standing
from .score import TIE_TOLERANCE, Frame, aggregate, normalise, rank
from .simulate import SHARE, SPREAD

__all__ = [
    "FAR_PIECES", "FAR_SHARE", "SHARE", "SPREAD", "TIE_TOLERANCE", "Comparison", "Frame", "Group",
    "GroupStanding", "Mark", "Past", "Portrait", "Scores", "Spread", "Standing", "Trait",
    "aggregate", "compare", "nobody", "normalise", "portrait", "rank", "score",
    "simulate", "split_of", "spread_decimals", "withheld_from_all",
]  # fmt: skip
