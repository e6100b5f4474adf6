"""CPU time and memory of the simulation of ranks, on random answers to the sample edition's framework.

    python bench/robustness.py [clusters] [draws]        # 40 clusters, 2000 draws by default

Prints the median CPU seconds, the ratio to the plainest way (the scoring itself, called once per draw), which
can be compared across machines, and the peak memory.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time

import numpy as np

from reports import assets
from reports.production.study import read
from reports.results import score, simulate

#: Scorings by which the plainest way is timed.
_SCORINGS = 20


def main(clusters: int, draws: int) -> None:
    edition = read(assets.sample()).edition
    framework, method = edition.framework, edition.method
    values = np.random.default_rng(1).gamma(2.0, 10.0, (clusters, len(framework.leaves)))
    before = _peak()
    seconds = []
    for _ in range(3):
        start = time.process_time()
        made = simulate.simulate(framework, method, values, draws)
        seconds.append(time.process_time() - start)
    peak = _peak()
    ids = [str(row) for row in range(clusters)]
    start = time.process_time()
    for _ in range(_SCORINGS):
        score.score(framework, method, ids, values)
    plain = (time.process_time() - start) / _SCORINGS

    done = next(cluster for cluster in made if cluster is not None)
    spent = statistics.median(seconds)
    print(
        f"{clusters} clusters, {values.shape[1]} indicators, {done.draws} draws, "
        f"{len(done.normalisations)} normalisations: {spent:.2f} CPU s, "
        f"{done.draws * plain / spent:.1f} times as fast as one scoring per draw, "
        f"peak memory {peak:.0f} MB ({peak - before:.0f} MB more than before)"
    )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:3]]
    main(*given, *(40, 2000)[len(given) :])
