"""Worker processes on other machines, by a Dask scheduler: an executor for
:mod:`reports.production.workers.pool`.

Every Dask worker keeps a pool of its own: as many processes of
:class:`reports.production.workers.local.Workers` as it has threads. So the limits of time and memory hold on
every machine as they do here, a report that hangs or crashes costs its Dask worker nothing, and its causes
are found where they arise. What a Dask worker was doing when it died, the scheduler gives to another one.

The edition is sent to each Dask worker once. One whose program, packages or texts differ from those of the
client would make other reports; it is refused by name.
"""

from __future__ import annotations

import hashlib
import importlib
import multiprocessing
import pickle
import queue
import re
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, Future
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from reports import files
from reports.errors import ConfigurationError

from ..program import program
from . import pool
from .local import GoneError, LostError
from .pool import Executor, Limits, Made, Maker, Pool

#: Seconds to find the scheduler.
_CONNECT = 10
#: Seconds that a scheduler without any worker is waited for, and between two looks at which there are.
_PATIENCE, _INTERVAL = 60.0, 1.0
#: How often a task is given out again that came back without an answer.
_TRIES = 3
_LOCK = "cluster-reports"


class UnfitError(Exception):
    """A Dask worker that cannot take part: its ``address``, and the ``reason``."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(address, reason)
        self.address = address
        self.reason = reason


@dataclass(frozen=True)
class Setup:
    """Everything that a Dask worker needs. ``maker`` is pickled, ``shipped`` holds the files it reads, by
    name; ``id`` is the SHA-256 of both, ``program`` what :func:`reports.production.program.program` says at
    the client.
    """

    id: str
    maker: bytes
    shipped: Mapping[str, bytes]
    limits: Limits
    program: Mapping[str, Any]


def setup(maker: Maker, limits: Limits) -> Setup:
    """Pack a maker. Raises ConfigurationError where a file it needs cannot be read."""
    packed = pickle.dumps(maker, protocol=5)
    shipped = maker.shipped_files()
    digest = hashlib.sha256(packed + repr(limits).encode())
    for name, data in sorted(shipped.items()):
        digest.update(f"\0{name}\0{len(data)}\0".encode() + data)
    return Setup(digest.hexdigest(), packed, shipped, limits, asdict(program()))


def differences(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[str]:
    """What of two programs is not the same, in words."""
    found = []
    for part, own in ours.items():
        other = theirs.get(part)
        if isinstance(own, Mapping) and isinstance(other, Mapping):
            for name in sorted({*own, *other}):
                if own.get(name) != other.get(name):
                    versions = (
                        "" if part == "fonts" else f" {other.get(name) or 'none'} instead of {own.get(name)}"
                    )
                    found.append(f"{name}{versions}")
        elif own != other:
            found.append(f"{other} instead of {own}" if part == "name" else f"the files of its {part}")
    return found


# --- at a Dask worker ----------------------------------------------------------------------------


@dataclass
class _Running:
    """The processes of this Dask worker, and the ``id`` of the setup they are for."""

    id: str
    pool: Pool
    stack: ExitStack


_running: _Running | None = None
_lock = threading.Lock()


def describe() -> dict[str, Any]:
    """What a Dask worker says about itself before it gets anything."""
    return {
        "program": asdict(program()),
        "childless": bool(multiprocessing.current_process().daemon),
    }


def prepare(sent: Setup) -> None:
    """Get ready for the reports of a setup. Raises UnfitError."""
    _pool(sent)


def end() -> None:
    """End the processes of this Dask worker, in the middle of a report."""
    global _running
    with _lock:
        if _running is not None:
            _running.stack.close()
            _running = None


def run(sent: Setup, task: Callable[[str], Made], cluster_id: str) -> Made:
    """Do a task of :mod:`reports.production.workers.pool` for one report, with all its limits."""
    with closing(_pool(sent).run(task, (cluster_id,))) as found:
        return next(found)


def _pool(sent: Setup) -> Pool:
    global _running
    with _lock:
        if _running is None or _running.id != sent.id:
            if _running is not None:  # of an earlier build, whose client is gone
                _running.stack.close()
                _running = None
            _running = _start(sent)
        return _running.pool


def _start(sent: Setup) -> _Running:
    worker = importlib.import_module("distributed").get_worker()
    if found := differences(sent.program, asdict(program())):
        raise UnfitError(worker.address, _other_program(found))
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="cluster-reports-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        for name, data in sent.shipped.items():
            files.write(files.child(folder, name), data)
        maker = pickle.loads(sent.maker).with_files(folder)  # noqa: S301  the scheduler is trusted with code
        try:
            opened = stack.enter_context(pool.open_pool(maker, worker.state.nthreads, sent.limits))
        except ConfigurationError as error:
            raise UnfitError(worker.address, str(error)) from error
        return _Running(sent.id, opened, stack.pop_all())


def _other_program(found: list[str]) -> str:
    more = f" and {len(found) - 5} more" if len(found) > 5 else ""
    return f"its program is another one: {', '.join(found[:5])}{more}; install the same release and lock"


# --- at the client -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Dask:
    """To be given to a build as ``launch``: the workers of the scheduler at ``address``."""

    address: str

    def __post_init__(self) -> None:
        """Raises ConfigurationError for what is no address."""
        if not re.fullmatch(r"(tcp|tls)://[^\s/@]+:\d{1,5}", self.address):
            raise ConfigurationError(
                f"{self.address} is no address of a scheduler; it is like tls://host:8786 or tcp://host:8786"
            )

    @contextmanager
    def __call__(self, maker: Maker, jobs: int, limits: Limits) -> Iterator[Executor]:
        """Raises ConfigurationError where there is no scheduler, no worker, or one that is unfit."""
        sent = setup(maker, limits)
        with ExitStack() as stack:
            client = stack.enter_context(closing(_client(self.address)))
            stack.enter_context(_only_build(client, self.address))
            threads = _threads(client, self.address)
            _refuse(_unfit(client, sent))
            stack.callback(_end_all, client)
            executor = DaskExecutor(client, sent, threads, jobs, self.address)
            stack.callback(executor.close)
            executor.prepare()
            yield executor


def _client(address: str) -> Any:
    try:
        dask = importlib.import_module("distributed")
    except ImportError as error:
        raise ConfigurationError(
            f"--executor dask needs packages that are not installed ({error.name}): "
            'pip install "cluster-reports[cluster]"'
        ) from error
    security = importlib.import_module("distributed.security").Security()
    if address.startswith("tls:") and not security.get_connection_args("client").get("ssl_context"):
        raise ConfigurationError(
            "tls:// needs certificates: name the files in Dask's settings distributed.comm.tls.ca-file, "
            "client.cert and client.key (or DASK_DISTRIBUTED__COMM__TLS__CA_FILE and so on)"
        )
    try:
        return dask.Client(address, timeout=_CONNECT, set_as_default=False)
    except Exception as error:
        # Nobody there, another release, certificates that do not fit: each has its own error.
        raise ConfigurationError(
            f"no Dask scheduler can be reached at {address} ({_reason(error)}); check the address, that the "
            "scheduler runs, and for tls the certificates"
        ) from error


@contextmanager
def _only_build(client: Any, address: str) -> Iterator[None]:
    """One build at a time: its processes use all threads of the workers."""
    dask = importlib.import_module("distributed")
    lock = dask.Lock(_LOCK, scheduler_rpc=client.scheduler, loop=client.loop)
    if not lock.acquire(timeout=2):
        raise ConfigurationError(
            f"another build uses the workers of {address}; wait for its end (after one that was killed, "
            "half a minute)"
        )
    try:
        yield
    finally:
        with suppress(Exception):
            lock.release()


def _threads(client: Any, address: str) -> dict[str, int]:
    """The number of threads of each worker, by its address."""
    deadline = time.monotonic() + _CONNECT
    while True:
        if threads := dict(client.nthreads()):
            return threads
        if time.monotonic() > deadline:
            raise ConfigurationError(
                f"the scheduler at {address} has no workers; start some: dask worker {address} --no-nanny"
            )
        time.sleep(_INTERVAL / 5)


def _unfit(client: Any, sent: Setup, workers: list[str] | None = None) -> dict[str, str]:
    """Reasons by the address of the worker that cannot take part."""
    found = {}
    for worker, answer in client.run(describe, workers=workers, on_error="return").items():
        if isinstance(answer, ImportError):
            found[worker] = f"cluster-reports is not installed there ({answer})"
        elif isinstance(answer, BaseException):
            found[worker] = _reason(answer)
        elif differs := differences(sent.program, answer["program"]):
            found[worker] = _other_program(differs)
        elif answer["childless"]:
            found[worker] = (
                "it may not start processes; start it with --no-nanny, or with "
                "DASK_DISTRIBUTED__WORKER__DAEMON=False"
            )
    return found


def _refuse(unfit: Mapping[str, str]) -> None:
    if unfit:
        lines = "\n".join(f"worker {address}: {reason}" for address, reason in sorted(unfit.items()))
        raise ConfigurationError(f"not all workers can take part; correct or stop them.\n{lines}")


def _end_all(client: Any) -> None:
    """End what the workers are still doing: it is not wanted any more, and must not be written later."""
    with suppress(Exception):
        client.run(end, on_error="ignore")


def _reason(error: BaseException) -> str:
    return str(error).strip() or type(error).__name__


@dataclass(eq=False)
class _Task:
    """``future`` is what the caller waits for, ``inner`` that of the present attempt."""

    future: Future[Any]
    function: Callable[[str], Made]
    cluster_id: str
    inner: Future[Any] | None = None
    tries: int = 0
    deadline: float | None = None
    stopped: bool = False


class DaskExecutor:
    """An executor whose processes are those of the Dask workers; see :class:`.pool.Executor`.

    A worker that dies is replaced by the others, and one that comes later takes part if it is fit. A future
    raises GoneError where the scheduler is gone, or has had no worker for a minute.
    """

    def __init__(self, client: Any, sent: Setup, threads: Mapping[str, int], jobs: int, address: str) -> None:
        self.count = max(1, min(jobs, sum(threads.values())))
        #: Reasons by the address of the worker that cannot take part.
        self.unfit: dict[str, str] = {}
        self._client = client
        self._setup = sent
        self._threads = threads
        self._address = address
        self._lock = threading.Lock()
        self._tasks: set[_Task] = set()
        self._again: queue.SimpleQueue[_Task] = queue.SimpleQueue()
        self._gone: GoneError | None = None
        self._closed = threading.Event()
        self._scattered = self._scatter()
        self._thread = threading.Thread(target=self._run, name="dask", daemon=True)
        self._thread.start()

    def _scatter(self) -> Any:
        return self._client.scatter(self._setup, broadcast=True, hash=False)

    def prepare(self) -> None:
        """Get every worker ready. Raises ConfigurationError."""
        ready = {
            worker: self._client.submit(prepare, self._scattered, workers=[worker], pure=False, retries=0)
            for worker in self._threads
        }
        unfit = {}
        deadline = time.monotonic() + pool.PATIENCE * self._setup.limits.seconds
        for worker, future in ready.items():
            try:
                future.result(timeout=max(deadline - time.monotonic(), 0.1))
            except UnfitError as error:
                unfit[worker] = error.reason
            except CancelledError as error:
                unfit[worker] = f"it was lost while it got ready ({_reason(error)})"
            except Exception as error:
                unfit[worker] = f"it did not get ready ({_reason(error)})"
        _refuse(unfit)

    def submit(self, function: Callable[..., Any], /, *arguments: Any) -> Future[Any]:
        """Run a task of :mod:`.pool` for one report at a free worker; without one, workers are ready."""
        future: Future[Any] = Future()
        if not arguments:
            future.set_result(None)
            return future
        (cluster_id,) = arguments
        self._send(_Task(future, function, cluster_id))
        return future

    def stop(self, future: Future[Any]) -> None:
        """The worker itself ends what takes too long, from when it began; this is for one that does not."""
        with self._lock:
            for task in self._tasks:
                if task.future is future:
                    task.deadline = time.monotonic() + 2 * self._setup.limits.seconds + _PATIENCE

    def close(self) -> None:
        self._closed.set()
        with self._lock:
            left = list(self._tasks)
        for task in left:
            if task.inner is not None:
                task.inner.cancel()
        self._thread.join(_PATIENCE)

    def _send(self, task: _Task) -> None:
        with self._lock:
            if self._gone is not None:
                task.future.set_exception(self._gone)
                return
            self._tasks.add(task)
        # Addresses are only named where some worker must not get it: they are sent with every task.
        fit = {"workers": self._fit()} if self.unfit else {}
        executor = self._client.get_executor(pure=False, retries=0, **fit)
        task.inner = executor.submit(run, self._scattered, task.function, task.cluster_id)
        task.inner.add_done_callback(partial(self._answered, task))

    def _fit(self) -> list[str]:
        """The addresses of the workers that can take part."""
        return sorted(self._threads.keys() - self.unfit.keys())

    def _answered(self, task: _Task, inner: Future[Any]) -> None:
        """Runs in the client's own thread, which must not wait for anything."""
        if task.inner is not inner or self._closed.is_set():
            return
        if task.stopped:
            self._fail(task, LostError("its worker did not answer any more"))
        elif inner.cancelled():
            self._again.put(task)
        elif (error := inner.exception()) is None:
            with self._lock:
                self._tasks.discard(task)
            task.future.set_result(inner.result())
        elif isinstance(error, UnfitError):
            self.unfit[error.address] = error.reason
            self._again.put(task)
        elif type(error).__name__ == "KilledWorker":
            self._fail(task, ConfigurationError(f"the workers that made this report died: {error}"))
        elif task.tries < _TRIES:
            self._again.put(task)
        else:
            self._fail(task, error)

    def _fail(self, task: _Task, error: BaseException) -> None:
        with self._lock:
            self._tasks.discard(task)
        if not task.future.done():
            task.future.set_exception(error)

    # --- in the thread that looks after them ---

    def _run(self) -> None:
        seen = time.monotonic()
        while not self._closed.is_set():
            again = []
            with suppress(queue.Empty):
                again.append(self._again.get(timeout=_INTERVAL))
                while True:
                    again.append(self._again.get_nowait())
            if self._closed.is_set():
                return
            try:
                self._update_workers()
                if self._fit():
                    seen = time.monotonic()
                for task in again:
                    self._retry(task)
            except Exception as error:
                self._give_up(
                    f"the Dask scheduler at {self._address} is gone ({_reason(error)}); start it and its "
                    "workers again and build again: what is finished is kept"
                )
                return
            if time.monotonic() - seen > _PATIENCE:
                self._give_up(
                    f"the Dask scheduler at {self._address} has had no fit worker for {_PATIENCE:g} s "
                    f"({len(self._threads)} are there); start some and build again: what is finished is kept"
                )
                return
            self._stop_late()

    def _update_workers(self) -> None:
        """Note which workers there are now; new ones are asked whether they are fit."""
        present = dict(self._client.nthreads())
        if new := [one for one in present if one not in self._threads and one not in self.unfit]:
            self.unfit |= _unfit(self._client, self._setup, new)
        self._threads = present

    def _retry(self, task: _Task) -> None:
        task.tries += 1
        if self._scattered.status != "finished":
            self._scattered = self._scatter()
        if self._fit():
            self._send(task)
        else:
            self._again.put(task)

    def _stop_late(self) -> None:
        now = time.monotonic()
        with self._lock:
            late = [task for task in self._tasks if task.deadline is not None and task.deadline < now]
        for task in late:
            task.stopped = True
            if task.inner is not None:
                task.inner.cancel()
            self._fail(task, LostError("its worker did not answer any more"))

    def _give_up(self, why: str) -> None:
        with self._lock:
            self._gone = GoneError(why)
            left = list(self._tasks)
        for task in left:
            self._fail(task, self._gone)
