"""What recipients learn who pool their reports: the attack of the tests, with several of them at once.

    python bench/collusion.py [coalitions of each size]        # 3 by default; half an hour

First every recipient alone, which the tests forbid to succeed (tests/proof/test_attack.py). Then 2, 3, 5
and 10 recipients of the sample edition, drawn with a fixed seed, who put their reports of both editions
together and know their own results. Printed is of how many of the other clusters the overall score is known
to less than ten points, and of how many exactly, on average over the coalitions and in the worst one; with
one comparison for everybody (``disclosure.compared``), and with all that the rules permit. The figures
stand in docs/disclosure.md.

The attackers are told more than a report prints (see tests/support/attack.py), and a question that the
solver does not decide in PATIENCE seconds counts for them, so these are upper limits.
"""

from __future__ import annotations

import dataclasses
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from support.recipients import NODES, SAMPLE, pooled

from reports.edition.model import Edition

SIZES = (2, 3, 5, 10)
#: Known to less than this many points counts as pinned; to no more than EXACT as given away.
WIDTH, EXACT = 10.0, 0.15
#: Ranges of a recipient alone are worked out exactly up to this width.
ALONE = 20.0
PATIENCE = 5.0
SEED = 2018


def print_alone(study: Edition) -> None:
    """The narrowest range of any score of this edition, overall or of an area, that one recipient finds."""
    least = []
    for cluster in study.ids:
        attack = pooled([cluster], study)
        ranges = attack.ranges(ALONE, range(len(NODES)))
        named = [kind for kind in range(attack.classes.max() + 1) if set(attack.of(kind)) & set(study.ids)]
        least.append(min(high - low for (kind, _), (low, high) in ranges.items() if kind in named))
    pinned = sum(width < WIDTH for width in least)
    print(
        f"  alone, {len(least)} recipients: {pinned} know a score of a named cluster to less than {WIDTH:g};"
    )
    print(f"  the narrowest range is {min(least):.1f} points ({ALONE:g} or more is not searched further)")


def coalitions(size: int, count: int) -> Iterator[tuple[str, ...]]:
    """Different recipients, the same ones in every run."""
    draw = random.Random(SEED + size)  # noqa: S311  # a sample, not a secret
    for _ in range(count):
        yield tuple(sorted(draw.sample(SAMPLE.edition.ids, size)))


def narrow(recipients: Sequence[str], study: Edition) -> tuple[dict[str, float], int]:
    """Named cluster -> to how many points its overall score is known, where below WIDTH; and how many
    questions were not decided.
    """
    attack = pooled(recipients, study)
    attack.patience = PATIENCE
    found = {
        name: high - low
        for (kind, _), (low, high) in attack.ranges(WIDTH, [0]).items()
        if high - low < WIDTH
        for name in attack.of(kind)
        if name in study.row
    }
    return found, attack.undecided


def print_pooled(study: Edition, count: int) -> None:
    """A line for each size of coalition."""
    print("  pool others  <10 points  exact  worst  undecided", flush=True)
    for size in SIZES:
        found = [narrow(recipients, study) for recipients in coalitions(size, count)]
        pinned = [len(widths) for widths, _ in found]
        exact = sum(width <= EXACT for widths, _ in found for width in widths.values())
        print(
            f"  {size:4d} {len(study.ids) - size:6d} {sum(pinned) / count:11.1f} {exact / count:6.1f}"
            f" {max(pinned):6d} {sum(undecided for _, undecided in found):10d}",
            flush=True,
        )


def main(count: int) -> None:
    """Both ways to compare, one after the other."""
    one = dataclasses.replace(SAMPLE.edition, compared=("kkk",))
    for title, study in (("one for everybody (kkk)", one), ("all that the rules permit", SAMPLE.edition)):
        print(f"\n{title}")
        print_pooled(study, count)
        print_alone(study)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
