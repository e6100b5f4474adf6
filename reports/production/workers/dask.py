"""Workers on other machines, by a Dask scheduler: an executor for :mod:`reports.production.workers.pool`.

Every Dask worker (*node*) keeps a crew of its own: as many processes of
:class:`reports.production.workers.local.Workers` as it has threads. So the limits of time and memory hold on
every machine as they do here, a report that hangs or crashes costs its node nothing, and its causes are found
where they arise. What a node was doing when it died, the scheduler gives to another one.

The edition travels to each node once. A node whose program, packages or texts differ from those of the
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
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from reports import files
from reports.errors import ConfigurationError

from .. import program as provenance
from . import pool
from .local import GoneError, LostError
from .pool import Crew, Executor, Limits, Made, Maker, Travelling

#: Seconds to find the scheduler.
_CONNECT = 10
#: Seconds that a scheduler without any worker is waited for, and between two looks at who is there.
_PATIENCE, _LOOK = 60.0, 1.0
#: How often a task is given out again that came back without an answer.
_TRIES = 3
_LOCK = "cluster-reports"


class UnfitError(Exception):
    """A node that cannot take part: its ``address``, and the ``reason``."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(address, reason)
        self.address = address
        self.reason = reason


@dataclass(frozen=True)
class Parcel:
    """Everything a node needs. ``maker`` is pickled, ``luggage`` the files it reads, by name; ``id`` is the
    SHA-256 of both, ``program`` what :func:`reports.production.program.program` says at the client.
    """

    id: str
    maker: bytes
    luggage: Mapping[str, bytes]
    limits: Limits
    program: Mapping[str, Any]


def parcel(maker: Maker, limits: Limits) -> Parcel:
    """Pack a maker. Raises ConfigurationError where a file it needs cannot be read."""
    packed = pickle.dumps(maker, protocol=5)
    luggage = maker.luggage() if isinstance(maker, Travelling) else {}
    digest = hashlib.sha256(packed + repr(limits).encode())
    for name, data in sorted(luggage.items()):
        digest.update(f"\0{name}\0{len(data)}\0".encode() + data)
    return Parcel(digest.hexdigest(), packed, luggage, limits, asdict(provenance.program()))


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


# --- at a node -----------------------------------------------------------------------------------


@dataclass
class _Site:
    """The crew of this node, and what it is for."""

    id: str
    crew: Crew
    stack: ExitStack


_site: _Site | None = None
_door = threading.Lock()


def hello() -> dict[str, Any]:
    """What a node says about itself before it gets anything."""
    return {
        "program": asdict(provenance.program()),
        "childless": bool(multiprocessing.current_process().daemon),
    }


def settle(sent: Parcel) -> None:
    """Get ready for the reports of a parcel. Raises UnfitError."""
    _crew(sent)


def leave() -> None:
    """End the processes of this node, in the middle of a report."""
    global _site
    with _door:
        if _site is not None:
            _site.stack.close()
            _site = None


def work(sent: Parcel, task: Callable[[str], Made], cluster_id: str) -> Made:
    """Do a task of :mod:`reports.production.workers.pool` for one report, with all its limits."""
    with closing(_crew(sent).round(task, (cluster_id,))) as found:
        return next(found)


def _crew(sent: Parcel) -> Crew:
    global _site
    with _door:
        if _site is None or _site.id != sent.id:
            if _site is not None:  # of an earlier build, whose client is gone
                _site.stack.close()
                _site = None
            _site = _founded(sent)
        return _site.crew


def _founded(sent: Parcel) -> _Site:
    address, threads = _here()
    if found := differences(sent.program, asdict(provenance.program())):
        raise UnfitError(address, _other(found))
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="cluster-reports-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        for name, data in sent.luggage.items():
            files.write(files.child(folder, name), data)
        maker = pickle.loads(sent.maker)  # noqa: S301  the scheduler is trusted with code anyway
        if isinstance(maker, Travelling):
            maker = maker.arrived(folder)
        try:
            crew = stack.enter_context(pool.crew(maker, threads, sent.limits))
        except ConfigurationError as error:
            raise UnfitError(address, str(error)) from error
        return _Site(sent.id, crew, stack.pop_all())


def _here() -> tuple[str, int]:
    worker = importlib.import_module("distributed").get_worker()
    return worker.address, worker.state.nthreads


def _other(found: list[str]) -> str:
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

    def __call__(self, maker: Maker, jobs: int, limits: Limits) -> AbstractContextManager[Executor]:
        """Raises ConfigurationError where there is no scheduler, no worker, or one that is unfit."""
        return self._joined(maker, jobs, limits)

    @contextmanager
    def _joined(self, maker: Maker, jobs: int, limits: Limits) -> Iterator[Executor]:
        packed = parcel(maker, limits)
        with ExitStack() as stack:
            client = stack.enter_context(closing(_client(self.address)))
            stack.enter_context(_alone(client, self.address))
            threads = _present(client, self.address)
            _refuse(_unfit(client, packed))
            stack.callback(_leave, client)
            nodes = Nodes(client, packed, threads, jobs, self.address)
            stack.callback(nodes.close)
            nodes.settle()
            yield nodes


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
            f"no Dask scheduler can be reached at {address} ({_words(error)}); check the address, that the "
            "scheduler runs, and for tls the certificates"
        ) from error


@contextmanager
def _alone(client: Any, address: str) -> Iterator[None]:
    """One build at a time: its processes fill the nodes."""
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


def _present(client: Any, address: str) -> dict[str, int]:
    """Threads by the address of the worker."""
    end = time.monotonic() + _CONNECT
    while True:
        threads = dict(client.nthreads())
        if threads or time.monotonic() > end:
            break
        time.sleep(_LOOK / 5)
    if not threads:
        raise ConfigurationError(
            f"the scheduler at {address} has no workers; start some: dask worker {address} --no-nanny"
        )
    return threads


def _unfit(client: Any, packed: Parcel, workers: list[str] | None = None) -> dict[str, str]:
    """Reasons by the address of the worker that cannot take part."""
    found = {}
    for worker, answer in client.run(hello, workers=workers, on_error="return").items():
        if isinstance(answer, ImportError):
            found[worker] = f"cluster-reports is not installed there ({answer})"
        elif isinstance(answer, BaseException):
            found[worker] = _words(answer)
        elif differs := differences(packed.program, answer["program"]):
            found[worker] = _other(differs)
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


def _leave(client: Any) -> None:
    """End what the nodes are still doing: nobody wants it any more, and nobody may write it later."""
    with suppress(Exception):
        client.run(leave, on_error="ignore")


def _words(error: BaseException) -> str:
    return str(error).strip() or type(error).__name__


@dataclass(eq=False)
class _Task:
    future: Future[Any]
    task: Callable[[str], Made]
    cluster_id: str
    inner: Future[Any] | None = None
    tries: int = 0
    deadline: float | None = None
    stopped: bool = False


@dataclass
class Nodes:
    """An executor whose processes are those of the nodes; see :class:`.pool.Executor`.

    A node that dies is replaced by the others, and one that comes later takes part if it is fit. A future
    raises GoneError where the scheduler is gone, or has had no worker for a minute.
    """

    client: Any
    parcel: Parcel
    threads: Mapping[str, int]
    jobs: int
    address: str
    unfit: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.count = max(1, min(self.jobs, sum(self.threads.values())))
        self._lock = threading.Lock()
        self._open: set[_Task] = set()
        self._again: queue.SimpleQueue[_Task] = queue.SimpleQueue()
        self._gone: GoneError | None = None
        self._over = threading.Event()
        self._sent = self._scatter()
        self._watcher = threading.Thread(target=self._watch, name="nodes", daemon=True)
        self._watcher.start()

    def _scatter(self) -> Any:
        return self.client.scatter(self.parcel, broadcast=True, hash=False)

    def settle(self) -> None:
        """Get every node ready. Raises ConfigurationError."""
        ready = {
            worker: self.client.submit(settle, self._sent, workers=[worker], pure=False, retries=0)
            for worker in self.threads
        }
        unfit = {}
        end = time.monotonic() + pool.PATIENCE * self.parcel.limits.seconds
        for worker, future in ready.items():
            try:
                future.result(timeout=max(end - time.monotonic(), 0.1))
            except UnfitError as error:
                unfit[worker] = error.reason
            except CancelledError as error:
                unfit[worker] = f"it was lost while it got ready ({_words(error)})"
            except Exception as error:
                unfit[worker] = f"it did not get ready ({_words(error)})"
        _refuse(unfit)

    def submit(self, function: Callable[..., Any], /, *arguments: Any) -> Future[Any]:
        """Run a task of :mod:`.pool` for one report at a free node; without one, nodes are ready."""
        future: Future[Any] = Future()
        if not arguments:
            future.set_result(None)
            return future
        (cluster_id,) = arguments
        self._send(_Task(future, function, cluster_id))
        return future

    def stop(self, future: Future[Any]) -> None:
        """The node itself ends what takes too long, from when it began; this is for a node that does not."""
        with self._lock:
            for task in self._open:
                if task.future is future:
                    task.deadline = time.monotonic() + 2 * self.parcel.limits.seconds + _PATIENCE

    def close(self) -> None:
        self._over.set()
        with self._lock:
            left = list(self._open)
        for task in left:
            if task.inner is not None:
                task.inner.cancel()
        self._watcher.join(_PATIENCE)

    def _send(self, task: _Task) -> None:
        with self._lock:
            if self._gone is not None:
                task.future.set_exception(self._gone)
                return
            self._open.add(task)
        # Addresses are only named where somebody must not get it: they would travel with every task.
        fit = {"workers": sorted(self.threads.keys() - self.unfit.keys())} if self.unfit else {}
        executor = self.client.get_executor(pure=False, retries=0, **fit)
        task.inner = executor.submit(work, self._sent, task.task, task.cluster_id)
        task.inner.add_done_callback(partial(self._answered, task))

    def _answered(self, task: _Task, inner: Future[Any]) -> None:
        """Runs in the client's own thread, which must not wait for anything."""
        if task.inner is not inner or self._over.is_set():
            return
        if task.stopped:
            self._fail(task, LostError("its node did not answer any more"))
        elif inner.cancelled():
            self._again.put(task)
        elif (error := inner.exception()) is None:
            with self._lock:
                self._open.discard(task)
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
            self._open.discard(task)
        if not task.future.done():
            task.future.set_exception(error)

    # --- in the thread that looks after them ---

    def _watch(self) -> None:
        seen = time.monotonic()
        while not self._over.is_set():
            again = []
            with suppress(queue.Empty):
                again.append(self._again.get(timeout=_LOOK))
                while True:
                    again.append(self._again.get_nowait())
            if self._over.is_set():
                return
            try:
                present = self._look()
                if self.threads.keys() - self.unfit.keys():
                    seen = time.monotonic()
                for task in again:
                    self._retry(task)
            except Exception as error:
                self._give_up(
                    f"the Dask scheduler at {self.address} is gone ({_words(error)}); start it and its "
                    "workers again and build again: what is finished is kept"
                )
                return
            if time.monotonic() - seen > _PATIENCE:
                self._give_up(
                    f"the Dask scheduler at {self.address} has had no fit worker for {_PATIENCE:g} s "
                    f"({len(present)} are there); start some and build again: what is finished is kept"
                )
                return
            self._stop_late()

    def _look(self) -> Mapping[str, int]:
        """Who is there now; newcomers are asked whether they are fit."""
        present = dict(self.client.nthreads())
        new = [worker for worker in present if worker not in self.threads and worker not in self.unfit]
        if new:
            self.unfit |= _unfit(self.client, self.parcel, new)
        self.threads = present
        return present

    def _retry(self, task: _Task) -> None:
        task.tries += 1
        if self._sent.status != "finished":
            self._sent = self._scatter()
        if self.threads.keys() - self.unfit.keys():
            self._send(task)
        else:
            self._again.put(task)

    def _stop_late(self) -> None:
        now = time.monotonic()
        with self._lock:
            late = [task for task in self._open if task.deadline is not None and task.deadline < now]
        for task in late:
            task.stopped = True
            if task.inner is not None:
                task.inner.cancel()
            self._fail(task, LostError("its node did not answer any more"))

    def _give_up(self, why: str) -> None:
        with self._lock:
            self._gone = GoneError(why)
            left = list(self._open)
            self._open.clear()
        for task in left:
            if not task.future.done():
                task.future.set_exception(self._gone)
