"""Labels that stand free of each other and of what they name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import inf

from ..drawing import Box, Mark, Shape, Step, Text
from ..fonts import Face, measured, text_width
from ..style import CHART_MIN, CHART_NOTE, MM_PER_PT
from ..text import lines as set_lines

#: From baseline to baseline inside a label, in ems.
LEADING = 1.14
#: Height of capitals and figures, in ems.
CAP = 0.66


@measured(1 << 14)  # the names of areas and indicators are those of every report
def wrap(text: str, width: float, size: float, face: Face, lines: int) -> tuple[str, ...] | None:
    """``text`` in the fewest lines of at most ``width`` mm, as even as they can be; None if it takes
    more than ``lines``. No-break spaces do not break.
    """
    words = [word for word in text.split(" ") if word]
    found = set_lines(" ".join(words), width, size, face, even=inf)
    if len(found) > lines or any(text_width(word, size, face) > width for word in words):
        return None
    return tuple(line.rstrip(" ") for line in found)


def fit(
    text: str, width: float, size: float, face: Face = "regular", lines: int = 2
) -> tuple[tuple[str, ...], float]:
    """The lines of ``text`` within ``width`` mm and the size they are set in: at ``size`` points if
    that fits, else smaller down to the smallest size allowed, else cut with an ellipsis.
    """
    smaller = size
    while smaller >= CHART_MIN:
        found = wrap(text, width, smaller, face, lines)
        if found is not None:
            return found, smaller
        smaller -= 0.25
    cut = text
    while cut:
        cut = cut[:-1].rstrip(" \u00a0,;–-")
        found = wrap(cut + "…", width, CHART_MIN, face, lines)
        if found is not None:
            return found, CHART_MIN
    return (), CHART_MIN


def at_left(x: float, middle: float, text: str, size: float, face: Face, colour: str) -> Text:
    """A line that begins at ``x``, its figures centred on ``middle``."""
    return Text(x, middle + CAP / 2 * size * MM_PER_PT, text, size, face, colour)


def at_right(x: float, middle: float, text: str, size: float, face: Face, colour: str) -> Text:
    """A line that ends at ``x``."""
    return at_left(x - text_width(text, size, face), middle, text, size, face, colour)


def centred(
    x: float, middle: float, text: str, size: float, face: Face, colour: str, limits: tuple[float, float]
) -> Text:
    """A line centred on ``x`` but pushed inside ``limits``."""
    width = text_width(text, size, face)
    left = max(limits[0], min(x - width / 2, limits[1] - width))
    return at_left(left, middle, text, size, face, colour)


def block(x: float, middle: float, lines: Sequence[str], size: float, face: Face, colour: str) -> list[Mark]:
    """Lines that begin at ``x``, as a block centred on ``middle``."""
    step = size * LEADING * MM_PER_PT
    top = middle - step * (len(lines) - 1) / 2
    return [at_left(x, top + step * i, line, size, face, colour) for i, line in enumerate(lines)]


def block_height(lines: Sequence[str], size: float) -> float:
    """The height of a block of lines, in mm."""
    return len(lines) * size * LEADING * MM_PER_PT


@dataclass(frozen=True, slots=True)
class Callout:
    """A label with a line to what it names: ``x``, and ``tip``, the y where the line ends."""

    x: float
    tip: float
    label: str
    face: Face
    colour: str


@dataclass(frozen=True, slots=True)
class _Placed:
    """One way to draw a callout; ``reach`` is what its upright line covers."""

    cost: float
    text: Text
    line: Shape
    reach: Box


_ARM = 1.2  # the level part of a leader, mm
_ARM_GAP = 0.5


def draw_callouts(
    callouts: Sequence[Callout], levels: Sequence[float], limits: tuple[float, float]
) -> list[Mark]:
    """Labels beside their leaders on one of ``levels`` (y of the text's middle, the preferred first).

    Every choice of side and level is tried; the best is the one where labels stay inside ``limits``,
    touch no label and no leader, point away from one another and use the preferred level.
    """
    options = [_placements(callout, callouts, levels) for callout in callouts]

    def inside(text: Text) -> Text:
        return replace(text, x=max(limits[0], min(text.x, limits[1] - text.width)))

    def trouble(choice: tuple[_Placed, ...]) -> float:
        total = sum(placed.cost for placed in choice)
        boxes = [inside(placed.text).box for placed in choice]
        for i, placed in enumerate(choice):
            box = placed.text.box
            total += 1000 * (max(0.0, limits[0] - box.left) + max(0.0, box.right - limits[1]))
            for j, other in enumerate(boxes):
                if i < j and boxes[i].hits(other, 0.8):
                    total += 100_000
                if i != j and placed.reach.hits(other, 0.4):
                    total += 50
        return total

    best = min(product(*options), key=trouble)
    lines: list[Mark] = [placed.line for placed in best]
    texts: list[Mark] = [inside(placed.text) for placed in best]
    return lines + texts


def _placements(callout: Callout, callouts: Sequence[Callout], levels: Sequence[float]) -> list[_Placed]:
    """The label at every level to the right and to the left of its leader."""
    others = [other.x for other in callouts if other is not callout]
    away = 1 if not others or callout.x >= sum(others) / len(others) else -1
    if others and callout.x == others[0]:  # at the same place the first goes left, the other right
        away = -1 if callout is callouts[0] else 1
    found = []
    for (level, y), side in product(enumerate(levels), (1, -1)):
        start = callout.x + side * (_ARM + _ARM_GAP)
        put = at_left if side > 0 else at_right
        path: tuple[Step, ...] = (
            ("M", callout.x + side * _ARM, y),
            ("L", callout.x, y),
            ("L", callout.x, callout.tip),
        )
        found.append(
            _Placed(
                cost=level + (0.0 if side == away else 0.4),
                text=put(start, y, callout.label, CHART_NOTE, callout.face, callout.colour),
                line=Shape(path, stroke=callout.colour, width=0.2),
                reach=Box(callout.x, min(y, callout.tip), callout.x, max(y, callout.tip)),
            )
        )
    return found


def callout_cost(option: tuple[float, Text, object]) -> float:
    return option[0]


def callout_places(
    label: Text,
    x: float,
    reach: float,
    side: int,
    taken: Sequence[Box],
    limits: tuple[float, float],
    rise: float,
    push: float = 12.0,
) -> list[tuple[float, Text, Box]]:
    """Where the label of a symbol at ``x`` may stand, with a cost (under 50 where it touches nothing):
    beside it on the free ``side`` or the other, pushed outwards past other symbols by at most ``push``
    mm, or ``rise`` above it.
    """
    width = label.width
    options: list[tuple[float, Text, Box]] = []
    for direction in (side, -side):
        edge = x + direction * (reach + 0.55)
        text = replace(label, x=edge if direction > 0 else edge - width)
        moved = 0.0
        for box in sorted(taken, key=lambda box: direction * (box.left + box.right)):
            if text.box.hits(box, 0.3):
                clear = box.right + 0.6 if direction > 0 else box.left - 0.6 - width
                moved += abs(clear - text.x)
                text = replace(text, x=clear)
        cost = (0.0 if direction == side else 0.8) + 1.2 * moved + (200.0 if moved > push else 0.0)
        options.append((cost + _badness(text.box, taken, limits), text, text.box))
    # Figures stand on the baseline just over the symbol; only the tail of a comma reaches lower.
    lifted = label.y - (CAP / 2 + 0.08) * label.size * MM_PER_PT - rise
    for k in range(-6, 7):
        text = replace(label, x=x - width / 2 + k * width / 8, y=lifted)
        box = text.box
        options.append((2.6 + 0.15 * abs(k) + _badness(box, taken, limits), text, box))
    return options


def _badness(box: Box, taken: Iterable[Box], limits: tuple[float, float]) -> float:
    """0 where a label stands free; more, the more it touches or the farther it is outside."""
    outside = max(0.0, limits[0] - box.left) + max(0.0, box.right - limits[1])
    touched = sum(box.hits(other, 0.15) for other in taken)
    return 50.0 * touched + (300.0 + 50.0 * outside if outside else 0.0)


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Centres for blocks of ``heights`` as near to ``wanted`` as they can be (least squares) without
    overlap, in the given order, inside ``low``..``high``. Pools adjacent violators. If the blocks
    are taller than the room they share it in proportion.
    """
    total = sum(heights)
    room = high - low
    if total > room:
        heights = [height * room / total for height in heights]
    # Take the space before each block's centre away, and "no overlap" becomes "not decreasing".
    before, offsets = 0.0, []
    for height in heights:
        offsets.append(before + height / 2)
        before += height
    pools: list[tuple[float, int]] = []  # (sum, count)
    for want, offset in zip(wanted, offsets, strict=True):
        pools.append((want - offset, 1))
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            total, count = pools.pop()
            pools[-1] = (pools[-1][0] + total, pools[-1][1] + count)
    fitted = [total / count for total, count in pools for _ in range(count)]
    ceiling = high - before
    return [max(low, min(value, ceiling)) + offset for value, offset in zip(fitted, offsets, strict=True)]
