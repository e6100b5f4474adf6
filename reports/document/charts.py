"""Charts as geometry and labels, without a layout."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10


@dataclass(frozen=True, slots=True)
class Strip:
    """One row of the strip table: peers as dots, the middle half, the median, the cluster. All in
    published points on ``low``..``high``.
    """

    peers: tuple[float, ...]
    q1: float
    median: float
    q3: float
    own: float | None
    low: float = 0.0
    high: float = 100.0


@dataclass(frozen=True, slots=True)
class StripHead:
    """The direct labels above the first row of the strip table."""

    median: float
    own: float | None
    median_label: str
    own_label: str
    low: float = 0.0
    high: float = 100.0


@dataclass(frozen=True, slots=True)
class Axis:
    """The axis under a strip table."""

    low: float = 0.0
    high: float = 100.0
    step: float = 20.0


def tick_step(low: float, high: float) -> float:
    """The step of an axis: the whole 1, 2 or 5 times a power of ten that gives about five steps."""
    rough = max((high - low) / 5, 1.0)
    power: float = 10.0 ** floor(log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)


@dataclass(frozen=True, slots=True)
class Range:
    """From the lowest to the highest published value, with the middle half, the median and the
    cluster. ``reverse`` where less is better: the better end is always on the right.
    """

    low: float
    q1: float
    median: float
    q3: float
    high: float
    own: float | None
    reverse: bool = False


Graphic = Strip | StripHead | Axis | Range


@dataclass(frozen=True, slots=True)
class Bars:
    """The cover: one bar per cluster in a neutral order. Decoration."""

    values: tuple[float, ...]
    high: float = 100.0


@dataclass(frozen=True, slots=True)
class DumbbellRow:
    name: str
    own: float | None
    own_label: str
    q1: float
    median: float
    q3: float
    best: float
    best_label: str
    rank_label: str
    below: bool


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """Own result against the median and the best, a row per sub-area."""

    rows: tuple[DumbbellRow, ...]
    median_label: str
    best_label: str
    rank_heading: str
    axis_unit: str
    low: float = 0.0
    high: float = 100.0


@dataclass(frozen=True, slots=True)
class SlopeLine:
    name: str
    before: float
    after: float
    before_label: str
    after_label: str


@dataclass(frozen=True, slots=True)
class Slope:
    """Two editions, a line per node; falls are dashed."""

    before: str
    after: str
    lines: tuple[SlopeLine, ...]


@dataclass(frozen=True, slots=True)
class Gain:
    name: str
    gain: float
    label: str


@dataclass(frozen=True, slots=True)
class Gains:
    """Points to gain per indicator, zero-based, largest first; the first one is lit."""

    bars: tuple[Gain, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """``own`` and ``median`` in per cent; None for no answer and for a median that is not shown."""

    name: str
    own: float | None
    label: str
    median: float | None
    median_label: str


@dataclass(frozen=True, slots=True)
class Shares:
    """The cluster's shares as bars from 0 to 100, each with the median of the group."""

    bars: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class RankPoint:
    edition: str
    rank: float | None
    rank_label: str
    n_label: str


@dataclass(frozen=True, slots=True)
class RankLine:
    """Ranks over editions on an inverted axis; a skipped edition is a gap in the line."""

    points: tuple[RankPoint, ...]


@dataclass(frozen=True, slots=True)
class EffortMark:
    """An action by its ``number``: its effort from 1 to 3 and the points that it gains, None where it gains
    none by itself. ``urgent`` ones are filled.
    """

    number: str
    effort: int
    gain: float | None
    label: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class EffortMap:
    """Effort against effect: a column for each effort, the points from below; what gains none by itself is a
    square on a line of its own at the foot, ``none`` says so.
    """

    marks: tuple[EffortMark, ...]
    efforts: tuple[str, str, str]
    effort_heading: str
    gain_heading: str
    none: str


@dataclass(frozen=True, slots=True)
class Stair:
    """The score and the place once the goal of the action with this number is reached, too; of the first
    one, today's.
    """

    number: str
    score: float
    score_label: str
    place_label: str


@dataclass(frozen=True, slots=True)
class Stairs:
    """What goals bring together, one after the other, from today on."""

    steps: tuple[Stair, ...]
    number_heading: str
    place_heading: str


@dataclass(frozen=True, slots=True)
class ReadingExample:
    """The annotated row that teaches the signs: a strip with a label for each of its parts."""

    strip: Strip
    own_label: str
    median_label: str
    peer_label: str
    half_label: str


@dataclass(frozen=True, slots=True)
class Tile:
    """One place of a tile map: its row and column, counted from 0, its name, and how many are there."""

    row: int
    column: int
    name: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class TileMap:
    """Places as tiles of the same size, each near its neighbours; the darker, the more."""

    tiles: tuple[Tile, ...]


Drawing = Bars | Dumbbell | Slope | Gains | Shares | RankLine | EffortMap | Stairs | ReadingExample | TileMap
