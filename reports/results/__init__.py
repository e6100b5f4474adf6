"""Edition -> scores and comparisons."""

from .characteristics import FAR_PIECES, FAR_SHARE, Category, Characteristics, Trait, describe
from .compare import Group, group_comparison, split_of, withheld_from_all
from .model import Comparison, GroupStanding, Past, Scores, SimulatedRank, Spread, Standing
from .quarters import FEWEST, quarter_places
from .score import TIE_TOLERANCE, Frame, aggregate, normalise, rank, spearman
from .simulate import SHARE, SPREAD

__all__ = [
    "FAR_PIECES", "FAR_SHARE", "FEWEST", "SHARE", "SPREAD", "TIE_TOLERANCE", "Category", "Characteristics",
    "Comparison", "Frame", "Group", "GroupStanding", "Past", "Scores", "SimulatedRank", "Spread",
    "Standing", "Trait",
    "aggregate", "compare", "describe", "group_comparison", "normalise", "quarter_places", "rank", "score",
    "simulate", "spearman", "split_of", "withheld_from_all",
]  # fmt: skip
