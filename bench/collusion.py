"""What recipients learn who pool their reports: the attack of the tests, with several of them at once.

    python bench/collusion.py [coalitions of each size]        # 6 by default

First every recipient alone, which the tests forbid to succeed (tests/test_attack.py). Then 2, 3, 5 and 10
recipients of the sample edition, drawn with a fixed seed, who put their reports of both editions together and
know their own results. Printed is how many of the other clusters are known to how much, on average over
the coalitions and in the worst one; with every comparison that the rules permit, and with one and the same
for everybody (``disclosure.compared``). The figures stand in docs/disclosure.md. The attackers are told more
than a report prints (see tests/attack.py), so these are upper limits.
"""

from __future__ import annotations

import dataclasses
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from recipients import NODES, SAMPLE, pooled

from reports.model import Edition

SIZES = (2, 3, 5, 10)
#: Known to less than this many points counts as pinned; to no more than EXACT as given away.
WIDTH, EXACT = 10.0, 0.15
#: Ranges of a recipient alone are worked out exactly up to this width.
ALONE = 20.0
SEED = 2018


def narrow(recipients: Sequence[str], study: Edition, width: float) -> dict[tuple[str, int], float]:
    """(named cluster, node) -> how many points a score of this edition is known to, where below ``width``."""
    attack = pooled(recipients, study)
    return {
        (name, node): high - low
        for (kind, node), (low, high) in attack.ranges(width, range(len(NODES))).items()
        if high - low < width
        for name in attack.of(kind)
        if name in study.row
    }


def coalitions(size: int, count: int) -> Iterator[tuple[str, ...]]:
    draw = random.Random(SEED + size)  # noqa: S311  # a sample, not a secret
    for _ in range(count):
        yield tuple(sorted(draw.sample(SAMPLE.edition.ids, size)))


def print_alone(study: Edition) -> None:
    found = {cluster: narrow([cluster], study, ALONE) for cluster in study.ids}
    least = min((width for widths in found.values() for width in widths.values()), default=ALONE)
    below = sum(any(width < ALONE for width in widths.values()) for widths in found.values())
    pinned = sum(any(width < WIDTH for width in widths.values()) for widths in found.values())
    print(f"alone, {len(found)} recipients: {pinned} can pin a named cluster to less than {WIDTH:g} points;")
    print(
        f"  narrowest range {least:.1f}; {below} recipients know a score to less than {ALONE:g}", flush=True
    )


def print_pooled(study: Edition, count: int) -> None:
    print("              overall score            overall score or an area")
    print("  pool others  <10 points exact worst   <10 points exact worst", flush=True)
    for size in SIZES:
        found = [narrow(recipients, study, WIDTH) for recipients in coalitions(size, count)]
        line = f"  {size:4d} {len(study.ids) - size:6d}"
        for nodes in ((0,), range(len(NODES))):
            pinned = [len({name for name, node in widths if node in nodes}) for widths in found]
            exact = [
                len({n for (n, node), w in widths.items() if node in nodes and w <= EXACT})
                for widths in found
            ]
            line += f"  {sum(pinned) / count:10.1f} {sum(exact) / count:5.1f} {max(pinned):5d}  "
        print(line, flush=True)


def main(count: int) -> None:
    one = dataclasses.replace(SAMPLE.edition, compared=("kkk",))
    for title, study in (
        ("one comparison for everybody (kkk)", one),
        ("all that the rules permit", SAMPLE.edition),
    ):
        print(f"\n{title}")
        print_alone(study)
        print_pooled(study, count)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 6)
