"""Many reports over many processes, each failure kept to its own cluster.

A *maker* knows how to make reports. It is sent to every worker process once, prepares itself there, and then
turns cluster ids into files. Nothing here knows what is in a report, nor where the processes are: an executor
runs them, on this computer (:class:`reports.production.workers.local.Workers`) or elsewhere.
"""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from reports.errors import ConfigurationError, ReportError

from ..record.manifest import FileRecord
from .local import GoneError, LostError, Workers

KILLED = (
    "the process that made this report was killed, twice; most often the computer has run out of "
    "memory: close other programs or build with fewer --jobs"
)


#: The files of a report by their kind: their bytes, or the record of a file that is in place already.
Files = Mapping[str, bytes | FileRecord]


class Make(Protocol):
    """Makes the files of one cluster's report."""

    def __call__(self, cluster_id: str, /) -> Files:
        """The files. Raises ReportError for a report that cannot be proven right."""

    def content(self, cluster_id: str, /) -> str:
        """The fingerprint of what the report says, without making it."""


class Maker(Protocol):
    """What makes reports; it must survive pickling."""

    def prepare(self) -> Make:
        """Load what every report needs. Raises ConfigurationError if no report can be made at all."""

    def shipped_files(self) -> Mapping[str, bytes]:
        """The files of this computer that it needs, by name; another one gets copies of them.

        Raises ConfigurationError where one cannot be read.
        """
        return {}

    def with_files(self, folder: Path) -> Maker:
        """The same maker, which finds its files in ``folder``."""
        return self


@dataclass(frozen=True, slots=True)
class Limits:
    """What one report may take: ``seconds`` of time, and ``memory`` in MB for the process that makes it
    (what it shares with others is not counted; 0 is no limit).
    """

    seconds: float = 300.0
    memory: int = 2048


@dataclass(frozen=True, slots=True)
class Made:
    """One finished attempt: ``data`` holds the report's files, or is None with the ``causes``.

    ``content`` is the fingerprint of what it says, where it came as far. ``trace`` holds the traceback of
    an error nobody expected, for the log.
    """

    id: str
    data: Files | None
    causes: tuple[str, ...] = ()
    trace: str = ""
    content: str = ""


class Executor(Protocol):
    """Runs tasks in ``count`` processes, wherever they are. Each of them has called :func:`start` before its
    first task. A future raises :class:`~reports.production.workers.local.LostError` where the process died
    at its task, and :class:`~reports.production.workers.local.GoneError` where no process is left.
    """

    count: int

    def submit(self, function: Callable[..., Any], /, *arguments: Any) -> Future[Any]:
        """Run ``function(*arguments)`` in a free process."""

    def stop(self, future: Future[Any], /) -> None:
        """End a task that takes too long; its future raises LostError."""


Launch = Callable[[Maker, int, Limits], AbstractContextManager[Executor]]


def local(maker: Maker, jobs: int, limits: Limits) -> AbstractContextManager[Executor]:
    """``jobs`` processes on this computer."""
    return Workers(jobs, start, (maker, limits.memory))


def cores() -> int:
    """How many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# --- in a worker process -----------------------------------------------------------------------

_maker: Maker | None = None
_make: Make | None = None


def start(maker: Maker, memory: int = 0) -> None:
    """To be called once in every worker process. ``memory``: its limit in MB, 0 for none."""
    global _maker, _make
    _maker, _make = maker, None
    if memory:
        _limit_memory(memory * 1_000_000)


def _limit_memory(size: int) -> None:
    """From now on an allocation beyond ``size`` bytes fails. Where the system has no such limit, it may kill
    the process, and the pool replaces it.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(OSError, ValueError):
        # On Linux this counts what the process has for itself, on other systems less.
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = size if most == resource.RLIM_INFINITY else min(size, most)
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, most))


def _prepared() -> Make:
    global _make
    if _make is None:
        assert _maker is not None  # noqa: S101  set by start
        _make = _maker.prepare()
    return _make


def _warm_up() -> None:
    _prepared()


def _content(cluster_id: str) -> Made:
    return _attempt(cluster_id, lambda make: Made(cluster_id, None, content=make.content(cluster_id)))


def _report(cluster_id: str) -> Made:
    def work(make: Make) -> Made:
        content = make.content(cluster_id)
        return Made(cluster_id, make(cluster_id), content=content)

    return _attempt(cluster_id, work)


def _attempt(cluster_id: str, work: Callable[[Make], Made]) -> Made:
    """Call ``work`` with what makes reports; whatever goes wrong becomes a cause."""
    make = _prepared()
    trace = ""
    try:
        return work(make)
    except MemoryError:
        raise
    except ReportError as error:
        causes = tuple(str(finding) for finding in error.findings) or ("no reason was given",)
    except ConfigurationError as error:
        causes = (str(error),)
    except (Exception, SystemExit) as error:
        # One cluster's accident must not take the others down, whatever it is. SystemExit is a
        # library giving up.
        causes = (_unexpected(error),)
        trace = _trace(error)
    return Made(cluster_id, None, causes, trace)


def _unexpected(error: BaseException) -> str:
    return f"unexpected {type(error).__name__}: {error}".strip().rstrip(":")


def _trace(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))


# --- in the parent -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Pool:
    """Prepared processes, for as many rounds as it takes. Close a round early to stop it."""

    executor: Executor
    limits: Limits

    def contents(self, ids: Sequence[str]) -> Generator[Made, None, None]:
        """What the reports would say: the fingerprint of each, or the causes why it has none."""
        return self.run(_content, ids)

    def reports(self, ids: Sequence[str]) -> Generator[Made, None, None]:
        """Every report of ``ids``, as each is finished."""
        return self.run(_report, ids)

    def run(self, task: Callable[[str], Made], ids: Sequence[str]) -> Generator[Made, None, None]:
        """Do a task of this module for all ids. A report whose process dies is tried once more, alone, when
        the others are done: only one that kills its process again is to blame.
        """
        suspects = yield from self._try(task, ids, self.executor.count)
        for cluster_id in suspects:
            again = yield from self._try(task, (cluster_id,), 1)
            yield from (Made(lost, None, (KILLED,)) for lost in again)

    def _try(
        self, task: Callable[[str], Made], ids: Sequence[str], width: int
    ) -> Generator[Made, None, list[str]]:
        """Do the task for all ids, ``width`` at a time; return those whose process died at it."""
        waiting = list(reversed(ids))
        running: dict[Future[Made], tuple[str, float]] = {}
        late: set[Future[Made]] = set()
        lost: list[str] = []
        while waiting or running:
            # No more at a time than there are processes: the time of each begins when it is submitted.
            while waiting and len(running) < width:
                cluster_id = waiting.pop()
                deadline = time.monotonic() + self.limits.seconds
                running[self.executor.submit(task, cluster_id)] = cluster_id, deadline
            now = time.monotonic()
            for future, (_, deadline) in running.items():
                if deadline <= now and future not in late:
                    late.add(future)
                    self.executor.stop(future)
            deadlines = [deadline for future, (_, deadline) in running.items() if future not in late]
            patience = max(min(deadlines) - now, 0.0) if deadlines else None
            done, _ = wait(running, timeout=patience, return_when=FIRST_COMPLETED)
            for future in done:
                cluster_id, _ = running.pop(future)
                try:
                    yield future.result()
                except LostError:
                    if future not in late:
                        lost.append(cluster_id)
                        continue
                    yield Made(cluster_id, None, (self._late(),))
                except MemoryError:
                    yield Made(cluster_id, None, (self._too_large(),))
                except ConfigurationError as error:
                    yield Made(cluster_id, None, (str(error),))
                except GoneError:
                    raise
                except Exception as error:
                    # No process can be started, say; every report then says so.
                    yield Made(cluster_id, None, (_unexpected(error),), _trace(error))
        return lost

    def _late(self) -> str:
        return (
            f"it was not finished after {self.limits.seconds:g} s and was given up; if it is a slow "
            "computer, build with a larger --timeout"
        )

    def _too_large(self) -> str:
        return (
            f"it needs more than the {self.limits.memory} MB of memory that a report may take; if it is a "
            "large edition, build with a larger --memory"
        )


@contextmanager
def open_pool(
    maker: Maker, jobs: int, limits: Limits | None = None, launch: Launch = local
) -> Iterator[Pool]:
    """Prepared processes, which are gone at the end, at once if the end is an error or Ctrl-C.

    Raises ConfigurationError if no report can be made at all.
    """
    limits = limits or Limits()
    with launch(maker, jobs, limits) as executor:
        _prepare(executor, limits)
        yield Pool(executor, limits)


#: How many times the time of a report the preparation may take: all of an edition is compared in it.
PATIENCE = 10


def _prepare(executor: Executor, limits: Limits) -> None:
    warming = [executor.submit(_warm_up) for _ in range(executor.count)]
    try:
        for future in warming:
            future.result(timeout=PATIENCE * limits.seconds)
    except GoneError as error:
        raise ConfigurationError(str(error)) from error
    except LostError as error:
        raise ConfigurationError(
            f"the worker processes are killed while they start ({error}); the computer may have run out of "
            "memory: close other programs or build with fewer --jobs"
        ) from error
    except MemoryError as error:
        raise ConfigurationError(
            f"the edition needs more than the {limits.memory} MB of memory that a process may take; build "
            "with a larger --memory"
        ) from error
    except TimeoutError as error:  # an OSError too, so it comes first
        raise ConfigurationError(
            f"the preparation of the reports was not finished after {PATIENCE * limits.seconds:g} s; build "
            "with a larger --timeout"
        ) from error
    except OSError as error:
        raise ConfigurationError(
            f"no worker process can be started ({error}); close other programs or build with fewer --jobs"
        ) from error
