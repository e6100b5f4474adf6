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

from reports import (
    assets,
    characteristics,
    check,
    compare,
    compose,
    engine,
    facts,
    pipeline,
    recommend,
    render,
    robustness,
    texts,
    web,
    webcheck,
)


def main(reports: int) -> None:
    study = pipeline.read(assets.sample())
    edition, scores = study.edition, study.scores
    simulated = robustness.simulate(edition.framework, edition.method, edition.values)
    group = compare.group(edition, scores, simulated)
    words = texts.Texts("pl", assets.catalogue("pl"), edition.unit["pl"])
    renderer = render.Renderer(Path(study.folder))
    web_renderer = web.WebRenderer(Path(study.folder))
    engine.keep()
    spent: dict[str, list[float]] = defaultdict(list)

    for turn, cluster in enumerate(edition.ids[: reports + 1]):
        marks = [time.process_time()]
        comparison = compare.compare(edition, scores, group, cluster)
        marks.append(time.process_time())
        advice = recommend.recommend(edition, scores, comparison, study.frame)
        marks.append(time.process_time())
        report = compose.compose(edition, scores, comparison, advice, words)
        marks.append(time.process_time())
        with engine.one_collection():
            made = renderer.render(report)
        marks.append(time.process_time())
        names = pipeline.foreign_names(edition, cluster)
        published = facts.Facts(
            edition.framework, comparison, words, characteristics.portrait(edition, cluster)
        )
        found = check.check(report, made.pdf, published, names, made.log)
        marks.append(time.process_time())
        on_screen = web.for_screen(report)
        found += webcheck.check_page(on_screen, web_renderer.render(on_screen), names)
        marks.append(time.process_time())
        if found:
            raise SystemExit(f"{cluster}: {found[0]}")
        if turn:  # the first one pays for imports and caches
            stages = ("compare", "recommend", "compose", "render", "check", "screen")
            for stage, (before, after) in zip(stages, pairwise(marks), strict=True):
                spent[stage].append(after - before)

    medians = {stage: statistics.median(times) for stage, times in spent.items()}
    total = sum(medians.values())
    print(f"{'stage':12}{'CPU s':>8}{'share':>8}")
    for stage, seconds in medians.items():
        print(f"{stage:12}{seconds:8.3f}{seconds / total:8.1%}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'report':12}{total:8.3f}{1:8.0%}   peak memory {peak:.0f} MB after {reports + 1} reports")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 6)
