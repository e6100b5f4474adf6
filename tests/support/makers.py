"""Makers for tests of the batch: they make bytes, or every kind of accident, without a layout engine."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from reports.errors import ConfigurationError, Finding, ReportError
from reports.production.study import Study
from reports.production.workers.pool import Limits, Made, Make, Maker, open_pool, start
from reports.results import score
from support.editions import edition

if TYPE_CHECKING:
    from reports.document import Report
    from reports.production.study import Study
    from reports.words import Scene

#: What can be in a maker's ``plan`` for a cluster; anyone else gets a report.
WRONG, CRASH, EXIT, KILL, KILL_ONCE, SLOW = "wrong", "crash", "exit", "kill", "kill once", "slow"
GREEDY, TIRED = "greedy", "tired"


@dataclass(frozen=True)
class FakeMaker(Maker):
    """Does what ``plan`` (pairs of id and accident) says. ``folder`` keeps what must be remembered
    beyond the death of a process; ``says`` (pairs of id and text) is what is in the reports besides.
    """

    folder: Path
    plan: tuple[tuple[str, str], ...] = ()
    broken: str = ""
    says: tuple[tuple[str, str], ...] = ()

    def prepare(self) -> Make:
        if self.broken == "configuration":
            raise ConfigurationError("the texts have a syntax error")
        if self.broken == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        return self

    def content(self, cluster_id: str, /) -> str:
        """The text stands for its fingerprint."""
        return f"{cluster_id}:{dict(self.says).get(cluster_id, '')}"

    def __call__(self, cluster_id: str, /) -> dict[str, bytes]:
        accident = dict(self.plan).get(cluster_id, "")
        (self.folder / f"{cluster_id}.{time.monotonic_ns()}.made").touch()
        if accident == WRONG:
            raise ReportError(
                cluster_id,
                (Finding("glyph", "the font lacks a character", 3), Finding("overlap", "texts overlap", 5)),
            )
        if accident == CRASH:
            raise ZeroDivisionError("division by zero")
        if accident == EXIT:
            raise SystemExit("a library gave up")
        if accident == SLOW:
            time.sleep(600)
        if accident == TIRED:
            time.sleep(0.05)
        if accident == GREEDY:
            hoard = [bytearray(10_000_000) for _ in range(1000)]
            raise AssertionError(f"nobody stopped {len(hoard)}")
        first = self.times(cluster_id) == 1
        if accident == KILL or (accident == KILL_ONCE and first):
            os.kill(os.getpid(), signal.SIGKILL)
        text = f"{cluster_id}{dict(self.says).get(cluster_id, '')}"
        return {"pdf": f"report of {text}".encode(), "html": f"page of {text}".encode()}

    def times(self, cluster_id: str) -> int:
        """How often the report was begun."""
        return len(list(self.folder.glob(f"{cluster_id}.*.made")))


@dataclass(frozen=True)
class Composing(Maker):
    """Composes for good, and makes files that hold no more than the fingerprint."""

    study: Study

    def prepare(self) -> Make:
        return _composing(self.study)


@lru_cache(maxsize=2)
def _composing(study: Study) -> Make:
    from reports.chapters import report_of
    from reports.document import identity
    from reports.production.composer import Composer
    from reports.production.maker import Checked, Prepared

    composer = Composer(study)

    def composed(cluster_id: str) -> tuple[Scene, Report]:
        scene = composer.scene(cluster_id)
        return scene, report_of(scene)

    def files(scene: Scene, report: Report) -> Checked:
        content = identity.content(report).encode()
        return {"pdf": content, "html": content}, ()

    return Prepared(composed, files)


class Inline:
    """An executor in the process of the test, for what is not about processes."""

    count = 1

    def submit(self, function: Callable[..., Any], /, *arguments: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(function(*arguments))
        except Exception as error:
            future.set_exception(error)
        return future

    def stop(self, future: Future[Any], /) -> None:
        raise AssertionError("it is done already")


def inline(maker: Maker, jobs: int, limits: Limits) -> AbstractContextManager[Inline]:
    """To be given as ``launch``."""
    start(maker)
    return nullcontext(Inline())


IDS = ("k01", "k02", "k03", "k04", "k05")


def five_clusters(inputs: str = "old") -> Study:
    """Five clusters in memory, as if they were read from a file with this hash."""
    values = np.arange(25.0).reshape(5, 5)
    present = edition(values)
    frame = score.fit(present.framework, present.method, present.values)
    scores = score.score(present.framework, present.method, present.ids, values)
    return Study(present, frame, scores, ".", {"values.csv": inputs})


def make_all(
    maker: Maker,
    ids: Sequence[str],
    jobs: int,
    ready: Callable[[], object] = lambda: None,
    limits: Limits | None = None,
) -> Generator[Made, None, None]:
    """Every report of ``ids``, as each is finished; ``ready`` is called when all processes are prepared."""
    with open_pool(maker, max(1, min(jobs, len(ids))), limits) as processes:
        ready()
        yield from processes.reports(ids)
