"""Worker processes on this computer, which may die: an accident costs one task.

Every process has a pipe of its own. In a pool whose processes share a queue, one that is killed takes
along what the others were doing, or the lock of the queue; here its own task fails, it is replaced, and the
others go on.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

T = TypeVar("T")

#: How often in a row a process may die before its first task; then it is no accident.
_STARTS = 3

#: Seconds that a killed process has to end; one that waits for a lost network drive does not, and is left.
_PATIENCE = 5.0


#: What a process makes or reads lives as long as one document: to look for garbage less often takes a tenth
#: less of its time.
_THRESHOLDS = 50_000, 20, 20


class LostError(Exception):
    """The process that worked at a task is gone: it was killed, or it crashed."""


class GoneError(Exception):
    """No process is left to do any task; the text says why, and what to do."""


@dataclass(eq=False, slots=True)
class _Worker:
    process: Any
    pipe: Connection
    future: Future[Any] | None = None
    done: int = 0


@dataclass(frozen=True, slots=True)
class _Task:
    future: Future[Any]
    function: Callable[..., Any]
    arguments: tuple[Any, ...]


class Workers:
    """``count`` processes, each of which runs ``initializer(*initargs)`` first; where that raises, every
    task does.

    A future raises LostError where the process died at its task, and MemoryError where it had too little
    memory; that process is replaced too, because nobody knows what it broke. Use it as a context manager:
    at its end all processes are killed, whatever they are doing.
    """

    def __init__(self, count: int, initializer: Callable[..., object], initargs: tuple[Any, ...]) -> None:
        self.count = count
        # They would look for modules in the current folder first, and that may be the edition of a stranger.
        os.environ["PYTHONSAFEPATH"] = "1"
        # Never forked from this process: its threads and open libraries would be copied half-way.
        methods = multiprocessing.get_all_start_methods()
        self._context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        self._start_with = (initializer, initargs)
        #: Wakes the thread that waits for the processes.
        self._wake_reader, self._wake_writer = self._context.Pipe(duplex=False)
        self._lock = threading.Lock()
        self._tasks: deque[_Task] = deque()
        self._to_stop: set[Future[Any]] = set()
        self._ending = False
        self._broken: BaseException | None = None
        self._workers: list[_Worker] = []
        self._failed_starts = 0
        self._thread = threading.Thread(target=self._run, name="workers", daemon=True)
        self._thread.start()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._ending = True
        self._wake()
        self._thread.join()

    def submit(self, function: Callable[..., T], /, *arguments: Any) -> Future[T]:
        """Run ``function(*arguments)`` in the next free process; all of it must survive pickling."""
        future: Future[T] = Future()
        with self._lock:
            if self._broken is not None:
                future.set_exception(self._broken)
                return future
            self._tasks.append(_Task(future, function, arguments))
        self._wake()
        return future

    def stop(self, future: Future[Any]) -> None:
        """Kill the process that works at a task; its future raises LostError."""
        with self._lock:
            self._to_stop.add(future)
        self._wake()

    def _wake(self) -> None:
        with suppress(OSError, ValueError):  # the thread may have ended
            self._wake_writer.send_bytes(b".")

    # --- in the thread that looks after the processes ---

    def _run(self) -> None:
        error: BaseException = LostError("the workers have ended")
        try:
            while not self._ending:
                self._start_missing()
                self._assign()
                self._wait()
        except BaseException as accident:
            # Whoever waits for a future must hear of it, whatever it is.
            error = accident
        finally:
            with self._lock:
                self._broken = error
                left = [task.future for task in self._tasks]
                self._tasks.clear()
            left += [worker.future for worker in self._workers if worker.future is not None]
            for worker in self._workers:
                worker.process.kill()
            for worker in self._workers:
                worker.process.join(_PATIENCE)
                worker.pipe.close()
            for future in left:
                _fail(future, error)
            self._wake_reader.close()
            self._wake_writer.close()

    def _start_missing(self) -> None:
        while len(self._workers) < self.count:
            ours, theirs = self._context.Pipe()
            process = self._context.Process(  # type: ignore[attr-defined]
                target=_serve, args=(theirs, *self._start_with), daemon=True
            )
            process.start()
            theirs.close()  # so that the end of the process is the end of the pipe
            self._workers.append(_Worker(process, ours))

    def _assign(self) -> None:
        """Give waiting tasks to free processes."""
        for worker in [worker for worker in self._workers if worker.future is None]:
            with self._lock:
                if not self._tasks:
                    return
                task = self._tasks.popleft()
            if not task.future.set_running_or_notify_cancel():
                continue
            worker.future = task.future
            try:
                worker.pipe.send((task.function, task.arguments))
            except OSError:  # it died before it got the task
                self._mark_failed(worker)
            except Exception as error:  # the task cannot be pickled
                worker.future = None
                _fail(task.future, error)

    def _wait(self) -> None:
        """Wait for an answer, the end of a process or a call of :meth:`_wake`."""
        pipes: dict[Any, _Worker] = {worker.pipe: worker for worker in self._workers}
        ends: dict[Any, _Worker] = {worker.process.sentinel: worker for worker in self._workers}
        ready = set(wait([self._wake_reader, *pipes, *ends]))
        # Answers first: a process may have answered and then died.
        for pipe in ready & pipes.keys():
            self._answer(pipes[pipe])
        for end in ready & ends.keys():
            if ends[end] in self._workers:
                self._mark_failed(ends[end])
        if self._wake_reader in ready:
            self._wake_reader.recv_bytes()
            self._stop_tasks()

    def _stop_tasks(self) -> None:
        with self._lock:
            stopped, self._to_stop = self._to_stop, set()
            waiting = [task for task in self._tasks if task.future in stopped]
            for task in waiting:
                self._tasks.remove(task)
        for task in waiting:
            _fail(task.future, LostError("the task was not begun"))
        for worker in [worker for worker in self._workers if worker.future in stopped]:
            self._mark_failed(worker)

    def _answer(self, worker: _Worker) -> None:
        try:
            succeeded, value = worker.pipe.recv()
        except (EOFError, OSError):
            self._mark_failed(worker)
            return
        future, worker.future = worker.future, None
        worker.done += 1
        self._failed_starts = 0
        if future is None:
            return
        if succeeded:
            future.set_result(value)
            return
        _fail(future, value)
        if isinstance(value, MemoryError):
            self._mark_failed(worker)

    def _mark_failed(self, worker: _Worker) -> None:
        """Remove a process that is dead or has to die, and fail its task."""
        self._workers.remove(worker)
        worker.process.kill()
        worker.process.join(_PATIENCE)
        worker.pipe.close()
        if not worker.done:
            self._failed_starts += 1
        if worker.future is not None:
            _fail(worker.future, LostError(f"the process ended with status {worker.process.exitcode}"))
        elif not worker.done and self._failed_starts >= _STARTS * self.count:
            raise LostError("the processes die as soon as they are started")


def _fail(future: Future[Any], error: BaseException) -> None:
    if not future.done():
        future.set_exception(error)


# --- in a worker process -------------------------------------------------------------------------


def _serve(pipe: Connection, initializer: Callable[..., object], initargs: tuple[Any, ...]) -> None:
    # The parent alone decides what Ctrl-C means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.set_threshold(*_THRESHOLDS)
    broken: Exception | None = None
    try:
        initializer(*initargs)
    except Exception as error:
        broken = error
    while True:
        try:
            function, arguments = pipe.recv()
        except EOFError:
            return
        try:
            if broken is not None:
                raise broken
            answer = True, function(*arguments)
        except Exception as error:
            answer = False, error
        try:
            pipe.send(answer)
        except OSError:
            return
        except Exception as error:  # the answer cannot be pickled
            pipe.send((False, RuntimeError(f"the answer cannot be handed on: {error}")))


def _end_with_parent() -> None:
    """For a thread of a worker: a killed parent can tell nobody; without this its workers would wait for
    ever, or finish what nobody wants.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
