"""Memory of one worker that makes report after report of the sample edition.

    python bench/memory.py [reports]      # 300 reports by default

Prints the resident memory in MB (now, not the peak) as it goes, the growth from report 100 on, and the peak.
Linux only: it reads /proc.
"""

from __future__ import annotations

import os
import resource
import sys
from itertools import cycle, islice
from pathlib import Path

from reports import assets
from reports.production.maker import ReportMaker
from reports.production.study import read


def main(reports: int) -> None:
    study = read(assets.sample())
    make = ReportMaker(study).prepare()
    print(f"prepared: {_resident():.0f} MB", flush=True)
    at_100 = 0.0
    for number, cluster in enumerate(islice(cycle(study.edition.ids), reports), start=1):
        make(cluster)
        if number in (1, 10) or number % 50 == 0:
            print(f"{number:5} reports: {_resident():.0f} MB", flush=True)
        if number == 100:
            at_100 = _resident()
    if at_100 and reports > 100:
        print(f"growth from report 100 to {reports}: {_resident() / at_100 - 1:+.1%}")
    print(f"peak: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
