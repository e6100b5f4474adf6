"""Numbers as they may be printed, quantiles and ranks: the arithmetic of the second path, in decimals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import TypeVar

#: A result of the second path: exact, or of the simulation, which counts in binary.
Number = TypeVar("Number", float, Decimal)

#: Significant digits of everything that is computed.
DIGITS = 50
#: How near to the middle between two printable numbers either may be printed.
NOISE = Decimal("1e-9")
#: Scores that are closer than the largest divided by this are one result (the method's rule for ties).
TIE = 10**13
#: The part of a number up to which it is the same as another, and typed with so many decimals.
ALIKE = Decimal("1e-12")
#: The most decimals that a number is printed with.
MOST_DECIMALS = 9

#: Cluster id -> a number, or None where there is none.
ByCluster = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """The numbers that may be printed, with their decimals: one, or two at the middle between them; none
    where there is no result. ``signed`` says that a sign is printed before a positive one, ``answer``
    that 1 and 0 are printed as yes and no; ``out_of`` is printed behind a count ("13 of 40").
    """

    numbers: tuple[Decimal, ...] = ()
    signed: bool = False
    answer: bool = False
    rank: bool = False
    out_of: int | None = None


NOTHING = Figure()


@dataclass(frozen=True, slots=True)
class Spread:
    """The distribution of at least one number, unrounded; ``best`` and ``benchmark`` as the method says."""

    q1: Decimal
    median: Decimal
    q3: Decimal
    best: Decimal
    benchmark: Decimal


def exact(value: float) -> Decimal | None:
    """The decimal number that was typed; None for NaN."""
    return None if value != value else Decimal(repr(float(value)))


def rounded(value: Decimal, decimals: int) -> tuple[Decimal, ...]:
    """Half up, away from zero; both neighbours where the value is within the noise of the middle.

    >>> rounded(Decimal("0.25"), 1), rounded(Decimal("-0.04"), 1)
    ((Decimal('0.3'), Decimal('0.2')), (Decimal('0.0'),))
    """
    step = Decimal(1).scaleb(-decimals)
    near = value.quantize(step, ROUND_HALF_UP)
    found = [near]
    beyond = value - near
    noise = max(NOISE, ALIKE * abs(value))
    if step / 2 - abs(beyond) <= noise:
        found.append(near + step.copy_sign(beyond))
    return tuple(number + 0 if number else abs(number) for number in found)


def typed(value: Decimal, decimals: int) -> Decimal:
    """A typed number as it is published, half up: nothing was computed, so there is no noise."""
    near = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return near if near else abs(near)


def mean_of(numbers: Sequence[Decimal]) -> Decimal:
    """The arithmetic mean; 0 of nothing."""
    return sum(numbers, Decimal(0)) / max(len(numbers), 1)


def deviation(numbers: Sequence[Decimal], free: int) -> Decimal:
    """The standard deviation with ``free`` degrees of freedom; 0 without any."""
    mean = mean_of(numbers)
    return (sum(((x - mean) ** 2 for x in numbers), Decimal(0)) / free).sqrt() if free > 0 else Decimal(0)


def quantile(numbers: Sequence[Decimal], part: Decimal) -> Decimal:
    """The linear quantile of numbers in ascending order (definition 7 of Hyndman and Fan 1996).

    >>> quantile([Decimal(1), Decimal(2), Decimal(4), Decimal(8)], Decimal("0.25"))
    Decimal('1.75')
    """
    place = (len(numbers) - 1) * part
    below = int(place)
    above = min(below + 1, len(numbers) - 1)
    return numbers[below] + (numbers[above] - numbers[below]) * (place - below)


def spread_of(numbers: Sequence[Decimal], direction: int, benchmark: str) -> Spread | None:
    """The distribution; None of nothing."""
    ordered = sorted(numbers)
    if not ordered:
        return None
    best_first = ordered[::-1] if direction > 0 else ordered
    three = best_first[:3]
    return Spread(
        q1=quantile(ordered, Decimal("0.25")),
        median=quantile(ordered, Decimal("0.5")),
        q3=quantile(ordered, Decimal("0.75")),
        best=best_first[0],
        benchmark=best_first[0] if benchmark == "max" else sum(three, Decimal(0)) / len(three),
    )


def places(scores: Mapping[str, Number | None], ties: str) -> dict[str, Decimal]:
    """The rank of everybody with a score, the highest score first."""
    there = sorted(((s, name) for name, s in scores.items() if s is not None), reverse=True)
    if not there:
        return {}
    noise = max(abs(s) for s, _ in there) / TIE
    tied: list[list[str]] = [[there[0][1]]]
    for (before, _), (after, name) in pairwise(there):
        if before - after <= noise:
            tied[-1].append(name)
        else:
            tied.append([name])
    found: dict[str, Decimal] = {}
    for number, names in enumerate(tied, start=1):
        first, last = len(found) + 1, len(found) + len(names)
        place = Decimal(number) if ties == "dense" else rank_of(first, last, ties)
        found |= dict.fromkeys(names, place)
    return found


def rank_of(first: int, last: int, ties: str) -> Decimal:
    """The rank of everybody who shares the places from ``first`` to ``last``; "dense" ranks hang on more."""
    return Decimal({"min": 2 * first, "max": 2 * last, "average": first + last}[ties]) / 2


def typed_with(value: Decimal, decimals: int) -> bool:
    """Whether the number has no more than so many decimals."""
    return abs(value - value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)) <= ALIKE * abs(value)


def fitted_decimals(answers: Sequence[Decimal]) -> int:
    """The decimals of an indicator whose decimals were left open: the largest quartile has three significant
    digits, and the distance of the outer two has two. If one more shows all answers whole, it does.
    """
    if not answers:
        return 0
    whole = (d for d in range(MOST_DECIMALS + 1) if all(typed_with(answer, d) for answer in answers))
    least = next(whole, MOST_DECIMALS + 1)
    quartiles = _quartiles(sorted(answers))
    if _alike(quartiles[0], quartiles[2]):
        quartiles = _quartiles(sorted(set(answers)))
    largest, apart = max(map(abs, quartiles)), quartiles[2] - quartiles[0]
    if not largest:
        return min(least, MOST_DECIMALS)
    wanted = 2 - _exponent(largest)
    if not _alike(quartiles[0], quartiles[2]):
        wanted = max(wanted, 1 - _exponent(apart))
    if least <= max(wanted + 1, 0):
        return least
    return min(max(wanted, 0), MOST_DECIMALS)


def _quartiles(ordered: Sequence[Decimal]) -> list[Decimal]:
    return [quantile(ordered, Decimal(part)) for part in ("0.25", "0.5", "0.75")]


def _alike(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= ALIKE * max(abs(one), abs(other))


def _exponent(value: Decimal) -> int:
    """The place of the first significant digit, 0 for the ones; a number just below the next place counts as
    there.
    """
    return (value * (1 + 2 * NOISE)).adjusted()


def decimals_of_scale(scale: tuple[float, float], kind: str) -> int:
    """So many decimals that the scale has about a thousand steps; z-scores fill six standard deviations."""
    start, end = (Decimal(repr(float(x))) for x in scale)
    width = 6 * end if kind == "zscore" else end - start
    return next((d for d in range(MOST_DECIMALS) if width.scaleb(d) > 100), MOST_DECIMALS)


def difference(one: Decimal | None, other: Decimal | None, decimals: int) -> Figure:
    """The difference of two published scores, with its sign."""
    if one is None or other is None:
        return NOTHING
    pairs = [a - b for a in rounded(one, decimals) for b in rounded(other, decimals)]
    return Figure(tuple(dict.fromkeys(number if number else abs(number) for number in pairs)), signed=True)


def score_figure(score: Decimal | None, decimals: int) -> Figure:
    """A score as it is published."""
    return NOTHING if score is None else Figure(rounded(score, decimals))


def rank_figure(rank: Decimal | None) -> Figure:
    """A whole place, or one with a half."""
    if rank is None:
        return NOTHING
    whole = rank == rank.to_integral_value()
    return Figure((rank.quantize(Decimal(1) if whole else Decimal("0.1"), ROUND_HALF_UP),), rank=True)


def present(column: ByCluster) -> list[Decimal]:
    return [value for value in column.values() if value is not None]


def quarter_of(ahead: int, behind: int, n: int) -> int | None:
    """The quarter of somebody with so many ahead and so many behind, by where the linear quartiles lie."""
    others = n - 1
    if n < 4:
        return None
    if 4 * behind > 3 * others:
        return 1
    if 4 * ahead > 3 * others:
        return 4
    if 4 * ahead >= others and 2 * behind > others:
        return 2
    return 3 if 4 * behind >= others and 2 * ahead > others else None
