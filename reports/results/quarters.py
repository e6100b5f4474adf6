"""Quarters of a group by places: which one a place lies in, and the places of each.

A place lies in a quarter as its result lies among the quartiles: of ``n`` results in a row, the linear
quartiles stand at a quarter, the half and three quarters of the way from the first place to the last. What is
beyond the third quartile is the first quarter and so on; the place in the middle of an odd number belongs to
none. A result that several share has a quarter only if all the places that they share lie in it. So a quarter
says the same as the band of the unrounded result: the first is :attr:`~reports.edition.Band.ABOVE` (or the
highest), the fourth :attr:`~reports.edition.Band.BELOW`.
"""

from __future__ import annotations

#: A smaller group has no quarters.
FEWEST = 4


def quarter(first: int, last: int, n: int) -> int | None:
    """The quarter (1-4) in which all the places from ``first`` to ``last`` of ``n`` lie; None where they lie
    in several, or in the middle, or the group is too small.

    >>> quarter(5, 5, 20), quarter(5, 16, 20), quarter(3, 3, 5)
    (1, None, None)
    """
    if n < FEWEST:
        return None
    for number in range(1, 5):
        low, high = quarter_places(number, n)
        if low <= first and last <= high:
            return number
    return None


def quarter_places(number: int, n: int) -> tuple[int, int]:
    """The first and the last place of a quarter (1-4) of ``n`` results.

    >>> [quarter_places(number, 40) for number in (1, 2, 3, 4)]
    [(1, 10), (11, 20), (21, 30), (31, 40)]
    >>> [quarter_places(number, 7) for number in (1, 2, 3, 4)]
    [(1, 2), (3, 3), (5, 5), (6, 7)]
    """
    outer, half = (n + 2) // 4, n // 2
    return {
        1: (1, outer),
        2: (outer + 1, half),
        3: (n + 1 - half, n - outer),
        4: (n + 1 - outer, n),
    }[number]
