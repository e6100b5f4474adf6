"""How much faster two workers build the sample edition than one: wall time, in turns.

    python bench/workers.py [rounds]      # 3 rounds by default

Each build is the command itself, in a process of its own and from nothing. Prints the ratio of every round
and their median; the machine needs two free cores.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reports import assets


def wall(jobs: int) -> float:
    """Seconds of a build with ``jobs`` workers."""
    with tempfile.TemporaryDirectory() as out:
        command = [
            str(Path(sys.executable).with_name("cluster-reports")),
            "build",
            str(assets.sample()),
            "-o",
            out,
            "-j",
            str(jobs),
        ]
        start = time.monotonic()
        subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).parents[1])
        return time.monotonic() - start


def main(rounds: int) -> None:
    ratios = []
    for _ in range(rounds):
        one, two = wall(1), wall(2)
        ratios.append(one / two)
        print(f"one worker {one:.1f} s, two workers {two:.1f} s: {one / two:.2f} times as fast", flush=True)
    print(f"median: {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
