"""Many reports over many processes, each failure kept to its own cluster.

A *maker* knows how to make reports. It is sent to every worker process once, prepares itself there,
and then turns cluster ids into files. Nothing here knows what a report is.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from .errors import ConfigurationError, ReportError

#: Cluster id -> its files, by their kind (the suffix of their names).
Make = Callable[[str], Mapping[str, bytes]]

KILLED = (
    "the process that made this report was killed, twice; most often the computer has run out of "
    "memory: close other programs or build with fewer --jobs"
)


class Maker(Protocol):
    """What makes reports; it must survive pickling."""

    def prepare(self) -> Make:
        """Load what every report needs and return the function that makes one report's files.

        That function raises ReportError for a report that cannot be proven right; this one raises
        ConfigurationError if no report can be made at all.
        """


@dataclass(frozen=True, slots=True)
class Made:
    """One finished attempt: ``data`` holds the report's files by kind, or is None with the ``causes``.

    ``trace`` holds the traceback of an error nobody expected, for the log. ``seconds`` is the time
    it took in its process.
    """

    id: str
    data: Mapping[str, bytes] | None
    causes: tuple[str, ...] = ()
    trace: str = ""
    seconds: float = 0.0


def cores() -> int:
    """How many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def attempt(make: Make, cluster_id: str) -> Made:
    """Make one report; whatever goes wrong becomes a cause."""
    start = time.monotonic()
    data: Mapping[str, bytes] | None = None
    causes: tuple[str, ...] = ()
    trace = ""
    try:
        data = make(cluster_id)
    except ReportError as error:
        causes = tuple(str(finding) for finding in error.findings) or ("no reason was given",)
    except ConfigurationError as error:
        causes = (str(error),)
    except (Exception, SystemExit) as error:
        # One cluster's accident must not take the others down, whatever it is. SystemExit is a
        # library giving up; KeyboardInterrupt is the user and passes.
        causes = (f"unexpected {type(error).__name__}: {error}".strip().rstrip(":"),)
        trace = traceback.format_exc()
    return Made(cluster_id, data, causes, trace, time.monotonic() - start)


# --- in a worker process -----------------------------------------------------------------------

_maker: Maker | None = None
_make: Make | None = None


def _start(maker: Maker) -> None:
    """Runs once in a new worker. The parent alone decides what Ctrl-C means."""
    global _maker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _maker = maker


def _end_with_parent() -> None:
    """A killed parent can tell nobody; without this its workers would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _prepared() -> Make:
    global _make
    if _make is None:
        assert _maker is not None  # noqa: S101  set by _start
        _make = _maker.prepare()
    return _make


def _warm_up() -> None:
    _prepared()


def _work(cluster_id: str) -> Made:
    return attempt(_prepared(), cluster_id)


# --- in the parent -----------------------------------------------------------------------------


@contextmanager
def _pool(maker: Maker, jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Worker processes that are gone at the end, at once if the end is an error or Ctrl-C.

    Never forked from this process: its threads and open libraries would be copied half-way.
    """
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(maker,))
    try:
        yield pool
    except BaseException:
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def make_all(
    maker: Maker, ids: Sequence[str], jobs: int, ready: Callable[[], object] = lambda: None
) -> Generator[Made, None, None]:
    """Every report of ``ids``, as each is finished; close the generator to stop early.

    ``ready`` is called once, when everybody is prepared and nothing is made yet: a
    ConfigurationError is raised before it or never. A killed worker takes the reports under way with
    it: these are made again, one at a time, and only a report that kills its process again is to
    blame.
    """
    if jobs <= 1 or len(ids) <= 1:
        make = maker.prepare()
        ready()
        for cluster_id in ids:
            yield attempt(make, cluster_id)
        return
    waiting = list(ids)
    fresh = True
    while waiting:
        workers = min(jobs, len(waiting))
        with _pool(maker, workers) as pool:
            try:
                _prepare(pool, workers)
            except ConfigurationError as error:
                if fresh:
                    raise
                yield from (Made(cluster_id, None, (str(error),)) for cluster_id in waiting)
                return
            if fresh:
                ready()
                fresh = False
            suspects = yield from _until_broken(pool, waiting, workers)
        for cluster_id in suspects:
            yield from _alone(maker, cluster_id)


def _prepare(pool: ProcessPoolExecutor, workers: int) -> None:
    try:
        for future in [pool.submit(_warm_up) for _ in range(workers)]:
            future.result()
    except BrokenProcessPool as error:
        raise ConfigurationError(
            "the worker processes are killed while they start; the computer may have run out of memory: "
            "close other programs or build with fewer --jobs"
        ) from error


def _until_broken(
    pool: ProcessPoolExecutor, waiting: list[str], workers: int
) -> Generator[Made, None, list[str]]:
    """Take ids from ``waiting`` until none is left or the pool breaks; return those under way then.

    No more are under way than there are workers, so few are suspect when one is killed.
    """
    under_way: dict[Future[Made], str] = {}
    suspects: list[str] = []
    broken = False
    while under_way or (waiting and not broken):
        while waiting and not broken and len(under_way) < workers:
            try:
                under_way[pool.submit(_work, waiting[0])] = waiting[0]
                waiting.pop(0)
            except BrokenProcessPool:
                broken = True
        done, _ = wait(under_way, return_when=FIRST_COMPLETED)
        for future in done:
            cluster_id = under_way.pop(future)
            try:
                made = future.result()
            except BrokenProcessPool:
                broken = True
                suspects.append(cluster_id)
            else:
                yield made
    return suspects


def _alone(maker: Maker, cluster_id: str) -> Iterator[Made]:
    """Make one report in a process of its own, which it may kill."""
    with _pool(maker, 1) as pool:
        try:
            _prepare(pool, 1)
            yield pool.submit(_work, cluster_id).result()
        except BrokenProcessPool:
            yield Made(cluster_id, None, (KILLED,))
        except ConfigurationError as error:
            yield Made(cluster_id, None, (str(error),))
