"""CPU time and memory of one report, by stage, on the sample edition.

    python bench/cost.py [reports]        # 6 reports by default, after one that warms up

Prints the median CPU seconds of every stage, its share of the report, and the peak memory of the process.
"drawings" is what laying out, painting and the page for the screen take less without charts and without the
drawings in tables. The shares are of one run and can be compared across machines; the seconds cannot.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections import defaultdict
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from reports import assets
from reports.chapters import report_of
from reports.document import blocks
from reports.edition import names as names_
from reports.pages import report as layout
from reports.pages import screen as web
from reports.production.composer import Composer
from reports.production.study import read
from reports.proof.checks import report as check
from reports.proof.checks import screen as webcheck


def without_drawings(value: Any) -> Any:
    """The document value without its charts and the drawings in its tables."""
    if isinstance(value, tuple):
        return tuple(without_drawings(item) for item in value if not _drawn(item))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    kept = {f.name: getattr(value, f.name) for f in fields(value)}
    return replace(
        value,
        **{name: None if name in ("graphic", "axis") else without_drawings(of) for name, of in kept.items()},
    )


def _drawn(value: Any) -> bool:
    return isinstance(value, blocks.Chart | blocks.Pair)


def main(reports: int) -> None:
    study = read(assets.sample())
    composer = Composer(study)
    folder = Path(study.folder)
    consented = names_.consented_names(study.edition)
    web_renderer = web.WebRenderer(folder)
    spent: dict[str, list[float]] = defaultdict(list)

    for turn, cluster in enumerate(study.edition.ids[: reports + 1]):
        names = names_.foreign_names(study.edition, cluster)
        marks = [time.process_time()]
        scene = composer.scene(cluster, "pl")
        report = report_of(scene)
        marks.append(time.process_time())
        pages = layout.lay_out(report, folder)
        marks.append(time.process_time())
        pdf = layout.finished(report, pages)
        marks.append(time.process_time())
        screen = web_renderer.render(report)
        marks.append(time.process_time())
        found = check.check(report, pdf, scene.facts, names, consented)
        found += webcheck.check_page(report, screen, names, consented)
        marks.append(time.process_time())
        if found:
            raise SystemExit(f"{cluster}: {found[0]}")
        bare = without_drawings(report)
        start = time.process_time()
        layout.finished(bare, layout.lay_out(bare, folder))
        web_renderer.render(bare)
        less = time.process_time() - start
        if turn:  # the first one pays for imports and caches
            stages = ("compose", "lay out", "paint", "screen", "check")
            for stage, (before, after) in zip(stages, pairwise(marks), strict=True):
                spent[stage].append(after - before)
            spent["drawings"].append(marks[4] - marks[1] - less)

    medians = {stage: statistics.median(times) for stage, times in spent.items()}
    drawings = medians.pop("drawings")
    total = sum(medians.values())
    print(f"{'stage':18}{'CPU s':>8}{'share':>8}")
    for stage, seconds in medians.items():
        print(f"{stage:18}{seconds:8.3f}{seconds / total:8.1%}")
    print(f"{'drawings in it':18}{drawings:8.3f}{drawings / total:8.1%}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'report':18}{total:8.3f}{1:8.0%}   peak memory {peak:.0f} MB after {reports + 1} reports")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 6)
