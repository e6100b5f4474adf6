"""Changes since the last edition that are possible and yet hardly meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from reports.edition import Edition, FloatArray, Node, PastEdition
from reports.errors import Remark
from reports.results import rank, spearman

IntArray = np.ndarray[tuple[int], np.dtype[np.intp]]

#: Fewer values than this are too few to call one of them odd.
FEWEST = 5
#: The median of an indicator that is so many times the earlier one, and a single value that is.
MANY_TIMES, JUMP = 9.0, 200.0
#: A single value jumps where its change is so many times that of three quarters of the others (logarithms).
UNUSUAL = 4.0
#: The rank correlation with the earlier edition below which rows or columns may be mixed up, and that from
#: which two columns belong together.
HARDLY_RELATED, RELATED = 0.2, 0.7
#: So many indicators, each answered by so many clusters, have some relation to their earlier values in every
#: true edition. With fewer that they have none may be chance.
MANY_INDICATORS, MANY_ANSWERS = 8, 20
#: Rows are mixed up where the nearest earlier ones are so many times nearer than those of columns that are
#: shuffled apart; so many rows are tried.
NEARER, TRIED = 0.5, 200
#: Columns are compared with each other where no more than this many have no relation to their own.
MOST_COLUMNS = 60
#: As many clusters are named in one warning.
NAMED = 3


def remark(node: Node, text: str, *ids: str) -> Remark:
    """A remark about values of an indicator: of its whole column, or of some clusters."""
    return Remark(text, "values", node.code, ids)


def called(edition: Edition, node: Node) -> str:
    """An indicator by its code and its name."""
    return f"{node.code} ({node.name.get(edition.language)})"


@dataclass(frozen=True, eq=False)
class _Pair:
    """The answers to an indicator now and to one in the earlier edition, of those (rows of the edition) who
    have ``both``.
    """

    both: IntArray
    now: FloatArray
    then: FloatArray

    @staticmethod
    def of(edition: Edition, past: PastEdition, i: int, j: int) -> _Pair:
        """The indicator ``i`` now and ``j`` then."""
        both = np.flatnonzero(~np.isnan(edition.values[:, i]) & ~np.isnan(past.values[:, j]))
        return _Pair(both, edition.values[both, i], past.values[both, j])

    @cached_property
    def relation(self) -> float:
        """The rank correlation; NaN where too few answered, or all the same."""
        return spearman(self.now, self.then) if len(self.both) >= 2 * FEWEST else float("nan")


#: Column of an indicator that is a number -> its answers now and its own earlier ones.
_Pairs = Mapping[int, _Pair]


def odd_changes(edition: Edition, past: PastEdition) -> Iterator[Remark]:
    """A remark for each change since an earlier edition that should be looked at."""
    leaves = edition.framework.leaves
    pairs = {i: _Pair.of(edition, past, i, i) for i, node in enumerate(leaves) if not node.is_yes_no}
    mixed = _mixed_up(edition, past, pairs)
    if mixed:
        yield Remark(mixed, "values")
        return
    exchanged = _exchanged(edition, past, pairs)
    for nodes in exchanged:
        one, other = (called(edition, node) for node in nodes)
        yield remark(
            nodes[0],
            f"{one} and {other}: the answers of each go with those of the other in {past.label} and not with "
            "its own; are the two columns, or their headings, exchanged?",
        )
    settled = {node.code for nodes in exchanged for node in nodes}
    for i, pair in pairs.items():
        node = leaves[i]
        if edition.method.normalise == "none" or node.code in settled or len(pair.both) < FEWEST:
            continue
        median_now, median_then = float(np.median(pair.now)), float(np.median(pair.then))
        times = _times(median_now, median_then)
        if times:
            yield remark(
                node,
                f"{called(edition, node)}: the median of {edition.label} is {times} that of {past.label} "
                f"({median_now:g} and {median_then:g}); was the unit changed?",
            )
            continue
        yield from _jumps(edition, past, node, pair)


def _times(now: float, then: float) -> str:
    """How many times as large a value is, in words; empty where that is not much."""
    if now * then <= 0:
        return ""
    ratio = now / then
    if ratio >= MANY_TIMES:
        return f"{_rounded(ratio)} times"
    return f"a {_rounded(1 / ratio)}th of" if ratio <= 1 / MANY_TIMES else ""


def _rounded(ratio: float) -> str:
    digits = -int(np.floor(np.log10(ratio))) + 1
    return f"{round(ratio, digits):,.12g}"


def _jumps(edition: Edition, past: PastEdition, node: Node, pair: _Pair) -> Iterator[Remark]:
    """Single clusters whose value has another magnitude than before, while the others have not."""
    both, now, then = pair.both, pair.now, pair.then
    kept = (now * then) > 0
    changes = np.log10(np.where(kept, now, 1) / np.where(kept, then, 1))
    if kept.sum() < FEWEST or kept.mean() < 1 / 2:
        return
    typical = np.quantile(np.abs(changes[kept]), 0.75)
    far = np.flatnonzero(kept & (np.abs(changes) >= np.log10(JUMP)) & (np.abs(changes) > UNUSUAL * typical))
    if 0 < len(far) <= max(NAMED, len(both) // 10):
        largest = sorted(far, key=lambda row: -abs(changes[row]))
        told = ", ".join(
            f"{edition.ids[both[row]]} ({then[row]:g} -> {now[row]:g})" for row in largest[:NAMED]
        )
        more = f" and {len(far) - NAMED} more" if len(far) > NAMED else ""
        text = f"{called(edition, node)}: a large jump since {past.label}: {told}{more}"
        yield remark(node, text, *(edition.ids[both[row]] for row in largest))


def _exchanged(edition: Edition, past: PastEdition, pairs: _Pairs) -> list[tuple[Node, Node]]:
    """Pairs of indicators whose answers go with the other's earlier ones and not with their own."""
    leaves = edition.framework.leaves
    alone = [i for i, pair in pairs.items() if pair.relation < HARDLY_RELATED]
    if len(alone) > MOST_COLUMNS:
        return []
    return [
        (leaves[i], leaves[j])
        for i, j in combinations(alone, 2)
        if all(_Pair.of(edition, past, *columns).relation >= RELATED for columns in ((i, j), (j, i)))
    ]


def _mixed_up(edition: Edition, past: PastEdition, pairs: _Pairs) -> str:
    """What to say where answers and ids seem to be mixed up: hardly any indicator goes with its earlier
    values, though a cluster that answers high in one edition mostly does in the next, and the earlier rows
    are there in another order or the indicators are too many for chance.
    """
    telling = {
        i: pair
        for i, pair in pairs.items()
        if len(pair.both) >= 2 * FEWEST and np.ptp(pair.now) and np.ptp(pair.then)
    }
    if not telling:
        return ""
    related = float(np.median([pair.relation for pair in telling.values()]))
    if related >= HARDLY_RELATED:
        return ""
    many = sum(len(pair.both) >= MANY_ANSWERS for pair in telling.values()) >= MANY_INDICATORS
    if not many and not _in_another_order(edition.values, past.values, list(telling)):
        return ""
    steps = np.full((len(edition.ids), len(telling)), np.nan)
    for place, pair in enumerate(telling.values()):
        moved = np.abs(rank(pair.now, "average") - rank(pair.then, "average"))
        steps[pair.both, place] = moved / (len(pair.both) - 1)
    answering = np.flatnonzero((~np.isnan(steps)).any(axis=1))
    mean = np.array([np.nanmean(steps[row]) for row in answering])
    worst = [edition.ids[answering[place]] for place in np.argsort(-mean)[:NAMED]]
    return (
        f"the answers of {edition.label} have hardly any relation to those of {past.label} (rank correlation "
        f"{related:.2f} in the median of {len(telling)} indicators); was the column id sorted "
        f"alone, or are rows shifted? The largest changes are those of {', '.join(worst)}"
    )


def _in_another_order(now: FloatArray, then: FloatArray, columns: Sequence[int]) -> bool:
    """Whether the earlier rows are there again, as rows of others: each has one that is much nearer to it
    than the nearest of rows made up at random from the same columns.
    """
    if len(columns) < 2:
        return False
    one = np.column_stack([_shares(now[:, i]) for i in columns])
    other = np.column_stack([_shares(then[:, i]) for i in columns])
    one = one[(~np.isnan(one)).sum(axis=1) >= 2]
    other = other[(~np.isnan(other)).all(axis=1)]
    if len(one) < FEWEST or len(other) < FEWEST:
        return False
    one = one[np.linspace(0, len(one) - 1, min(TRIED, len(one))).astype(int)]
    draw = np.random.default_rng(0)
    made_up = np.column_stack([draw.permutation(column) for column in other.T])
    return bool(_nearest(one, other) < NEARER * _nearest(one, made_up))


def _shares(column: FloatArray) -> FloatArray:
    """Which share of the answers is lower, from 0 to 1; NaN for none."""
    answers = np.sort(column[~np.isnan(column)])
    placed = np.searchsorted(answers, column) / max(len(answers) - 1, 1)
    return np.where(np.isnan(column), np.nan, placed)


def _nearest(rows: FloatArray, others: FloatArray) -> float:
    """The mean distance of a row from the nearest of the others, over what it has answered."""
    return float(np.mean([np.nanmean(np.abs(others - row), axis=1).min() for row in rows]))
