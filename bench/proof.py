"""What the proof of a report costs beside making it: CPU time, on the sample edition.

    python bench/proof.py [reports]       # all 40 by default, after one that warms up

The reports are built first. Then each is made, proven as `verify` does (made again and compared, and read
along the second path), and proven along the second path alone, in turns. Prints the median CPU seconds of
each and their ratios to making; the ratios are of one run and can be compared, the seconds cannot. What
`verify` takes once for the whole edition stands below.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reports import assets
from reports.production.build import build
from reports.production.maker import ReportMaker
from reports.production.reproduction import Reproducer
from reports.production.study import read
from reports.production.verify import Verifier


def main(reports: int) -> None:
    study = read(assets.sample())
    ids = study.edition.ids[: reports + 1]
    with tempfile.TemporaryDirectory() as out:
        build(study, ReportMaker(study), ids, out=Path(out), jobs=2)
        base = Path(out) / study.edition.id
        began = time.process_time()
        proof = Verifier(study.edition, base, Reproducer(study))
        once = time.process_time() - began
        steps: dict[str, Callable[[str], object]] = {
            "making": ReportMaker(study).prepare(),
            "verify": proof.verify,
            "second path alone": Verifier(study.edition, base).verify,
        }
        spent: dict[str, list[float]] = {name: [] for name in steps}
        for turn, cluster in enumerate(ids):
            for name, step in steps.items():
                began = time.process_time()
                done = step(cluster)
                if turn:  # the first one pays for imports and caches
                    spent[name].append(time.process_time() - began)
                if not getattr(done, "sound", True):
                    raise SystemExit(f"{cluster}: {done}")
    making = statistics.median(spent["making"])
    print(f"{'':20}{'CPU s':>8}{'ratio':>8}   of {len(ids) - 1} reports")
    for name, seconds in spent.items():
        median = statistics.median(seconds)
        print(f"{name:20}{median:8.2f}{median / making:8.2f}")
    print(f"{'once':20}{once:8.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else len(read(assets.sample()).edition.ids) - 1)
