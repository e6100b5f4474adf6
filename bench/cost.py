"""CPU time and memory of one report, by stage, on the sample edition.

    python bench/cost.py [reports]        # 6 reports by default, after one that warms up

Prints the median CPU seconds of every stage, its share of the report, and the peak memory of the process.
The shares are of one run and can be compared across machines; the seconds cannot.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from reports import assets, check, layout, pipeline, render, web, webcheck


def main(reports: int) -> None:
    study = pipeline.read(assets.sample())
    compose = pipeline.ReportMaker(study, "pl").composer()
    folder = Path(study.folder)
    consented = pipeline.consented_names(study.edition)
    web_renderer = web.WebRenderer(folder)
    spent: dict[str, list[float]] = defaultdict(list)

    for turn, cluster in enumerate(study.edition.ids[: reports + 1]):
        marks = [time.process_time()]
        report, published = compose(cluster)
        marks.append(time.process_time())
        pages = layout.lay_out(report, folder)
        marks.append(time.process_time())
        pdf = render.finished(report, pages)
        marks.append(time.process_time())
        names = pipeline.foreign_names(study.edition, cluster)
        found = check.check(report, pdf, published, names, consented)
        marks.append(time.process_time())
        found += webcheck.check_page(report, web_renderer.render(report), names, consented)
        marks.append(time.process_time())
        if found:
            raise SystemExit(f"{cluster}: {found[0]}")
        if turn:  # the first one pays for imports and caches
            stages = ("compose", "lay out", "paint", "check", "screen")
            for stage, (before, after) in zip(stages, pairwise(marks), strict=True):
                spent[stage].append(after - before)

    medians = {stage: statistics.median(times) for stage, times in spent.items()}
    total = sum(medians.values())
    print(f"{'stage':18}{'CPU s':>8}{'share':>8}")
    for stage, seconds in medians.items():
        print(f"{stage:18}{seconds:8.3f}{seconds / total:8.1%}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'report':18}{total:8.3f}{1:8.0%}   peak memory {peak:.0f} MB after {reports + 1} reports")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 6)
