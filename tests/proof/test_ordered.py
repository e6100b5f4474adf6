"""Where one of a column stands."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reports.proof.audit.arithmetic import places
from reports.proof.audit.ordered import Ordered

#: Few different numbers, some of them a hair apart, so that there are ties and ties by noise.
_NUMBERS = st.sampled_from(
    [Decimal(n) for n in ("-2", "0", "1", "1.00000000000001", "1.00000000000002", "7")]
)


@given(st.lists(_NUMBERS, min_size=1, max_size=9), st.integers(0, 8), _NUMBERS)
def test_a_new_number_stands_where_ranking_everybody_anew_puts_it(
    column: list[Decimal], row: int, other: Decimal
) -> None:
    """How many are ahead and behind, with another number or the own one, is what the whole column says."""
    row %= len(column)
    for number in (other, column[row]):
        changed = {str(i): number if i == row else x for i, x in enumerate(column)}
        best, worst = (int(places(changed, ties)[str(row)]) for ties in ("min", "max"))
        assert Ordered(column).around(column[row], number) == (best - 1, len(column) - worst)
