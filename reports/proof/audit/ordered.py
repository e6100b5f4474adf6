"""The numbers of a column in ascending order, and where one of them stands. Made once for all reports."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from decimal import Decimal

from .arithmetic import TIE


class Ordered:
    """At least one number in ascending order, in ``numbers``, or none at all."""

    def __init__(self, numbers: Iterable[Decimal]) -> None:
        self.numbers = sorted(numbers)

    @property
    def width(self) -> Decimal:
        """The distance of the highest and the lowest number; 0 of nothing."""
        return self.numbers[-1] - self.numbers[0] if self.numbers else Decimal(0)

    @property
    def largest(self) -> Decimal:
        """The largest number without its sign; 0 of nothing."""
        return _largest(self.numbers)

    def best(self, direction: int) -> Decimal:
        """The best of at least one number, turned round where less is better (``direction`` -1)."""
        return self.numbers[-1] if direction > 0 else -self.numbers[0]

    def best_but(self, own: Decimal | None) -> Decimal | None:
        """The highest number of all but one who has ``own``, or of all; None where there is no other."""
        others = self._without(own)
        return others[-1] if others else None

    def around(self, own: Decimal | None, other: Decimal) -> tuple[int, int]:
        """How many are ahead of somebody with ``own``, and how many behind, once that one has ``other``
        instead; what only noise sets apart, one after the other, is neither.
        """
        others = self._without(own)
        noise = max(_largest(others), abs(other)) / TIE
        first = last = bisect_left(others, other)
        while first and (others[first] if first < last else other) - others[first - 1] <= noise:
            first -= 1
        before = other
        while last < len(others) and others[last] - before <= noise:
            before = others[last]
            last += 1
        return len(others) - last, first

    def _without(self, own: Decimal | None) -> list[Decimal]:
        """The numbers of the others."""
        if own is None:
            return self.numbers
        at = bisect_left(self.numbers, own)
        return self.numbers[:at] + self.numbers[at + 1 :]


def _largest(ordered: list[Decimal]) -> Decimal:
    return max(abs(ordered[0]), abs(ordered[-1])) if ordered else Decimal(0)
