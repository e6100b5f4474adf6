"""What grows on the one computer that a build on many computers still has: the client's.

    python bench/beyond.py [units ...]

For each number of units (1,000 and 10,000): the size of what travels to every node, what the client does
for one finished report (take the answer, two lines of the journal, each on the disk) with an executor that
answers at once, and the size and time of a snapshot of the record. The units are those of `scale.py`.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import scale

from reports.production import basis as basis_
from reports.production import build
from reports.production.maker import ReportMaker
from reports.production.products import REPORT
from reports.production.record import manifest, store
from reports.production.study import Study
from reports.production.workers import dask, pool
from reports.production.workers.pool import Files, Limits, Make, Maker
from reports.results import score

#: Reports that are timed.
SAMPLE = 1000


@dataclass(frozen=True)
class Placed(Maker):
    """A maker whose files are in place already, as those of a worker that writes into an object store."""

    def prepare(self) -> Make:
        return self

    def content(self, cluster_id: str, /) -> str:
        return "0" * 64

    def __call__(self, cluster_id: str, /) -> Files:
        return {
            kind: manifest.FileRecord(path, "0" * 64, 400_000)
            for kind, path in REPORT.paths(cluster_id).items()
        }


class AtOnce:
    """An executor that has the answer before it is asked."""

    count = 100

    def submit(self, function: Callable[..., Any], /, *arguments: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(function(*arguments))
        return future

    def stop(self, future: Future[Any], /) -> None:
        raise NotImplementedError


def study(units: int) -> Study:
    edition = scale.edition(units)
    frame = score.fit(edition.framework, edition.method, edition.values)
    scores = score.score(edition.framework, edition.method, edition.ids, edition.values)
    return Study(edition, frame, scores, ".", {"values.csv": "0" * 64})


def handling(found: Study, base: Path) -> tuple[float, float, float, int]:
    """Wall and CPU seconds per report, CPU seconds of a snapshot, and bytes of it per unit."""
    ids = found.edition.ids
    basis = basis_.Basis.of(found)
    entries = {key: manifest.Entry(key, "pending", "pl", recipe=basis.recipe) for key in ids}
    journal = manifest.Journal(base, basis.manifest(entries, 0))
    run = build._Run(found, Placed(), ids, REPORT, base, store.Folder(base), basis, lambda outcome: None)
    pool.start(Placed())
    processes = pool.Pool(AtOnce(), Limits())
    begun, busy = time.perf_counter(), time.process_time()
    for made in processes.reports(ids[:SAMPLE]):
        run._write(journal, made)
    count = min(SAMPLE, len(ids))
    each, work = (time.perf_counter() - begun) / count, (time.process_time() - busy) / count
    record = {
        kind: manifest.FileRecord(f"reports/u123456.{kind}", "0" * 64, 400_000) for kind in REPORT.places
    }
    full = {
        key: manifest.Entry(key, "checked", "pl", "0" * 64, "0" * 64, record, (), "0" * 64) for key in ids
    }
    busy = time.process_time()
    manifest.write(base, basis.manifest(full, 1))
    return each, work, time.process_time() - busy, (base / manifest.NAME).stat().st_size // len(ids)


def main(sizes: list[int]) -> None:
    print(
        "| units | sent to a worker, MB | a report at the client, ms | CPU of it, ms | snapshot, CPU s "
        "| record, B a unit |"
    )
    print("|---|---|---|---|---|---|")
    for units in sizes:
        found = study(units)
        maker: Maker = ReportMaker(found)
        size = len(dask.setup(maker, Limits()).maker) / 1e6
        with tempfile.TemporaryDirectory() as folder:
            each, work, snapshot, record = handling(found, Path(folder))
        print(
            f"| {units:,} | {size:.1f} | {each * 1000:.2f} | {work * 1000:.2f} | {snapshot:.2f} | {record} |",
            flush=True,
        )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000, 10_000])
