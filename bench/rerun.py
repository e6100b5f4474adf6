"""What a build costs that has nothing to do: CPU of an unchanged rerun as a share of the full build.

    python bench/rerun.py [reports]       # all 40 reports of the sample by default

Each build is a fresh process, imports included, that makes its reports itself, so that its CPU time is all
there is. The share can be compared across machines, the seconds cannot.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from concurrent.futures import Future
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from reports import assets
from reports.production import build as production
from reports.production.maker import ReportMaker
from reports.production.study import read
from reports.production.workers import pool


class Inline:
    """An executor without processes."""

    count = 1

    def submit(self, function: Any, /, *arguments: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(function(*arguments))
        return future

    def stop(self, future: Future[Any], /) -> None:
        """Nothing runs."""


def inline(maker: pool.Maker, jobs: int, limits: pool.Limits) -> nullcontext[Inline]:
    pool.start(maker)
    return nullcontext(Inline())


def build(reports: int, out: Path) -> None:
    study = read(assets.sample())
    ids = study.edition.ids[:reports]
    result = production.build(study, ReportMaker(study), ids, out=out, launch=inline)
    if not result.complete:
        raise SystemExit("not all reports were made")
    print(len(result.kept), time.process_time())


def cost(reports: int, out: str) -> tuple[int, float]:
    """How many reports were kept, and the CPU seconds."""
    command = [sys.executable, __file__, str(reports), out]
    kept, seconds = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return int(kept), float(seconds)


def main(reports: int) -> None:
    with tempfile.TemporaryDirectory() as out:
        _, full = cost(reports, out)
        kept, again = cost(reports, out)
    print(f"full build of {reports}: {full:.1f} CPU s")
    print(f"rerun that keeps {kept}: {again:.2f} CPU s, {again / full:.2%} of it")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        build(int(sys.argv[1]), Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
