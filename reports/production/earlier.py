"""Changes since the last edition that are possible and yet hardly meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def odd_changes(edition: Edition, past: PastEdition) -> Iterator[Remark]:
    """A remark for each change since an earlier edition that should be looked at."""
    mixed = _mixed_up(edition, past)
    if mixed:
        yield Remark(mixed, "values")
        return
    exchanged = _exchanged(edition, past)
    for pair in exchanged:
        one, other = (called(edition, node) for node in pair)
        yield remark(
            pair[0],
            f"{one} and {other}: the answers of each go with those of the other in {past.label} and not with "
            "its own; are the two columns, or their headings, exchanged?",
        )
    settled = {node.code for pair in exchanged for node in pair}
    for node in edition.framework.leaves:
        if node.is_yes_no or edition.method.normalise == "none" or node.code in settled:
            continue
        i = edition.framework.leaf_column[node.code]
        both = np.flatnonzero(~np.isnan(edition.values[:, i]) & ~np.isnan(past.values[:, i]))
        if len(both) < FEWEST:
            continue
        now, then = edition.values[both, i], past.values[both, i]
        median_now, median_then = float(np.median(now)), float(np.median(then))
        times = _times(median_now, median_then)
        if times:
            yield remark(
                node,
                f"{called(edition, node)}: the median of {edition.label} is {times} that of {past.label} "
                f"({median_now:g} and {median_then:g}); was the unit changed?",
            )
            continue
        yield from _jumps(edition, past, node, both)


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


def _jumps(edition: Edition, past: PastEdition, node: Node, both: IntArray) -> Iterator[Remark]:
    """Single clusters whose value has another magnitude than before, while the others have not."""
    i = edition.framework.leaf_column[node.code]
    now, then = edition.values[both, i], past.values[both, i]
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


def _both(edition: Edition, past: PastEdition, i: int, j: int) -> tuple[IntArray, FloatArray, FloatArray]:
    """Who answered the indicator ``i`` now and ``j`` in the earlier edition, and what."""
    both = np.flatnonzero(~np.isnan(edition.values[:, i]) & ~np.isnan(past.values[:, j]))
    return both, edition.values[both, i], past.values[both, j]


def _relation(edition: Edition, past: PastEdition, i: int, j: int) -> float:
    """The rank correlation of an indicator with one of the earlier edition; NaN where too few answered."""
    both, now, then = _both(edition, past, i, j)
    return spearman(now, then) if len(both) >= 2 * FEWEST else float("nan")


def _numbers(edition: Edition) -> list[int]:
    return [i for i, node in enumerate(edition.framework.leaves) if not node.is_yes_no]


def _exchanged(edition: Edition, past: PastEdition) -> list[tuple[Node, Node]]:
    """Pairs of indicators whose answers go with the other's earlier ones and not with their own."""
    leaves = edition.framework.leaves
    alone = [i for i in _numbers(edition) if _relation(edition, past, i, i) < HARDLY_RELATED]
    if len(alone) > MOST_COLUMNS:
        return []
    return [
        (leaves[i], leaves[j])
        for i, j in combinations(alone, 2)
        if _relation(edition, past, i, j) >= RELATED and _relation(edition, past, j, i) >= RELATED
    ]


def _mixed_up(edition: Edition, past: PastEdition) -> str:
    """What to say where answers and ids seem to be mixed up: hardly any indicator goes with its earlier
    values, though a cluster that answers high in one edition mostly does in the next, and the earlier rows
    are there in another order or the indicators are too many for chance.
    """
    columns, related = [], []
    for i in _numbers(edition):
        both, now, then = _both(edition, past, i, i)
        if len(both) >= 2 * FEWEST and np.ptp(now) and np.ptp(then):
            columns.append((i, both, now, then))
            related.append(spearman(now, then))
    if not columns or np.median(related) >= HARDLY_RELATED:
        return ""
    many = sum(len(both) >= MANY_ANSWERS for _, both, _, _ in columns) >= MANY_INDICATORS
    if not many and not _in_another_order(edition.values, past.values, [i for i, _, _, _ in columns]):
        return ""
    steps = np.full((len(edition.ids), len(columns)), np.nan)
    for place, (_, both, now, then) in enumerate(columns):
        moved = np.abs(rank(now, "average") - rank(then, "average"))
        steps[both, place] = moved / (len(both) - 1)
    answering = np.flatnonzero((~np.isnan(steps)).any(axis=1))
    mean = np.array([np.nanmean(steps[row]) for row in answering])
    worst = [edition.ids[answering[place]] for place in np.argsort(-mean)[:NAMED]]
    return (
        f"the answers of {edition.label} have hardly any relation to those of {past.label} (rank correlation "
        f"{np.median(related):.2f} in the median of {len(columns)} indicators); was the column id sorted "
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
