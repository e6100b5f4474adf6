"""What takes longer than a page may: one thing at a time, in a thread of its own, with its progress."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from reports.errors import ClusterReportsError, ConfigurationError, InputError
from reports.production import build

State = Literal["running", "done", "stopped", "failed"]


class BusyError(ConfigurationError):
    """Something else is under way."""


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one cluster: ``good`` or not, and the words about it."""

    id: str
    words: str = ""
    good: bool = True


def line_of(outcome: build.Outcome) -> Line:
    """What became of one file, with what kept it from being made."""
    return Line(outcome.id, "; ".join(outcome.causes), outcome.file is not None)


@dataclass
class Job:
    """One piece of work: of what ``kind`` it is, how many steps are expected, and what has come of it.
    ``summary`` is for the end; ``page`` is where its result is looked at.
    """

    kind: str
    total: int
    page: str
    state: State = "running"
    lines: list[Line] = field(default_factory=list)
    summary: str = ""
    seconds: float = 0.0
    version: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)

    @property
    def running(self) -> bool:
        return self.state == "running"

    @property
    def stopping(self) -> bool:
        return self.running and self._stop.is_set()

    @property
    def bad(self) -> list[Line]:
        return [line for line in self.lines if not line.good]

    def tell(self, line: Line) -> None:
        """Note a step. Raises KeyboardInterrupt, as Ctrl-C would, where somebody has asked to stop."""
        self.lines.append(line)
        self.version += 1
        self.check()

    def check(self) -> None:
        """Raises KeyboardInterrupt where somebody has asked to stop."""
        if self._stop.is_set():
            raise KeyboardInterrupt

    def sleep(self, seconds: float) -> None:
        """Wait, unless somebody asks to stop. Raises KeyboardInterrupt."""
        self._stop.wait(seconds)
        self.check()

    def stop(self) -> None:
        """Ask it to end after the step that is under way."""
        self._stop.set()
        self.version += 1


#: Does the work; gives what is said at its end.
Work = Callable[[Job], str]


class Jobs:
    """The work of one desk. ``busy`` is said where something else is under way, ``broken`` before the words
    of an error that nobody expected.
    """

    def __init__(self, busy: str, broken: Callable[[Exception], str]) -> None:
        self._busy, self._broken = busy, broken
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self.latest: Job | None = None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While the block runs, no work does. Raises BusyError where some is under way."""
        if not self._lock.acquire(blocking=False):
            raise BusyError(self._busy)
        try:
            yield
        finally:
            self._lock.release()

    def start(self, job: Job, work: Work) -> Job:
        """Begin. Raises BusyError where something else is under way."""
        if not self._lock.acquire(blocking=False):
            raise BusyError(self._busy)
        if self.latest is not None:
            job.version = self.latest.version + 1
        self.latest = job
        self._thread = threading.Thread(target=self._run, args=(job, work), name=f"desk {job.kind}")
        self._thread.start()
        return job

    def _run(self, job: Job, work: Work) -> None:
        began = time.monotonic()
        state: State = "done"
        try:
            job.summary = work(job)
            state = "stopped" if job.stopping else "done"
        except KeyboardInterrupt:
            state = "stopped"
        except InputError as error:
            state, job.summary = "failed", "\n".join(map(str, error.problems[:20]))
        except ClusterReportsError as error:
            state, job.summary = "failed", str(error)
        except Exception as error:
            state, job.summary = "failed", self._broken(error)
        finally:
            job.seconds = time.monotonic() - began
            job.state = state
            job.version += 1
            self._lock.release()

    def close(self) -> None:
        """Ask what is under way to end, and wait for it."""
        if self.latest is not None and self.latest.running:
            self.latest.stop()
        if self._thread is not None:
            self._thread.join()
