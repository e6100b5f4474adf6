"""Promises about workers on other machines and object stores, with a real Dask scheduler, real workers over
TCP and a real server of the S3 protocol, all on this machine.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from support import ROOT, TESTS
from support.makers import GREEDY, KILL, SLOW, TIRED, FakeMaker

from reports import assets
from reports.errors import ConfigurationError
from reports.production import build as production
from reports.production import status
from reports.production.basis import Basis
from reports.production.build import Build
from reports.production.maker import ReportMaker
from reports.production.record import manifest, store
from reports.production.record.store import Bucket, Store
from reports.production.study import Study, read
from reports.production.workers import dask
from reports.production.workers.pool import Limits
from reports.results import score

pytest.importorskip("distributed", reason="needs `make cluster`")
pytest.importorskip("s3fs", reason="needs `make cluster`")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX"),
    # Dask's own threads and sockets end after its client is closed.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]

IDS = ("K01", "K02", "K03", "K04")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(ready: Callable[[], object], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.1)


def answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


@dataclass
class Machines:
    """A scheduler and its workers: processes of their own, which know each other by addresses only."""

    folder: Path
    environment: Mapping[str, str]
    port: int = field(default_factory=free_port)
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    @property
    def launch(self) -> dask.Dask:
        return dask.Dask(self.address)

    def _start(self, name: str, *command: str, **more: str) -> None:
        log = (self.folder / f"{name}.log").open("wb")
        self.processes[name] = subprocess.Popen(
            [sys.executable, "-m", *command],
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join((str(TESTS), str(ROOT))),
                **self.environment,
                **more,
            },
            cwd=self.folder,
            stdout=log,
            stderr=subprocess.STDOUT,
        )

    def scheduler(self) -> None:
        self._start(
            "scheduler", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(self.port),
            "--no-dashboard", "--no-show",
        )  # fmt: skip
        wait_for(lambda: answers(self.port))

    def worker(self, name: str, *options: str, **environment: str) -> None:
        self._start(
            name, "distributed.cli.dask_worker", self.address, "--name", name, "--nthreads", "1",
            "--host", "127.0.0.1", "--no-dashboard", "--local-directory", str(self.folder),
            "--death-timeout", "60", *(options or ("--no-nanny",)), **environment,
        )  # fmt: skip
        wait_for(lambda: b"Registered to" in (self.folder / f"{name}.log").read_bytes())

    def kill(self, name: str) -> None:
        process = self.processes.pop(name)
        process.kill()
        process.wait()

    def end(self) -> None:
        for name in list(self.processes):
            self.kill(name)


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    """A scheduler with the workers "a" and "b"."""
    folder = tmp_path / "machines"
    folder.mkdir()
    found = Machines(folder, {})
    try:
        found.scheduler()
        found.worker("a")
        found.worker("b")
        yield found
    finally:
        found.end()


@pytest.fixture
def study(tiny_edition: Callable[..., Path]) -> Study:
    return read(tiny_edition())


@pytest.fixture
def remembered(tmp_path: Path) -> Path:
    folder = tmp_path / "remembered"
    folder.mkdir()
    return folder


def build(study: Study, maker: object, out: Path, ids: Sequence[str] = IDS, **more: Any) -> Build:
    return production.build(study, maker, ids, out=out, jobs=99, **more)  # type: ignore[arg-type]


def contents(base: Path) -> dict[str, bytes]:
    return {
        f"{place}/{path.name}": path.read_bytes()
        for place in ("reports", "html")
        for path in sorted((base / place).iterdir())
    }


def expected(ids: Sequence[str] = IDS) -> dict[str, bytes]:
    return {f"reports/{key}.pdf": f"report of {key}".encode() for key in ids} | {
        f"html/{key}.html": f"page of {key}".encode() for key in ids
    }


def with_clusters(study: Study, ids: Sequence[str]) -> Study:
    """The study with these clusters, for makers that only look at ids."""
    first, *_ = study.edition.clusters
    clusters = tuple(replace(first, id=key, name=key, short_name=key) for key in ids)
    values = np.resize(study.edition.values, (len(ids), study.edition.values.shape[1]))
    edition = replace(study.edition, clusters=clusters, values=values)
    scores = score.score(edition.framework, edition.method, edition.ids, edition.values)
    return replace(study, edition=edition, scores=scores)


def many(study: Study, count: int) -> Study:
    return with_clusters(study, [f"N{number:03}" for number in range(count)])


def test_a_worker_killed_in_the_middle_costs_nothing(
    study: Study, tmp_path: Path, remembered: Path, machines: Machines
) -> None:
    """One of two workers is killed while reports are made: all are there, each the right one, and none is
    blamed.
    """
    whole = many(study, 60)
    ids = whole.edition.ids
    maker = FakeMaker(remembered, tuple((key, TIRED) for key in ids))
    told: list[str] = []

    def tell(outcome: production.Outcome) -> None:
        told.append(outcome.id)
        if len(told) == 10:
            machines.kill("a")

    result = build(whole, maker, tmp_path / "out", ids, launch=machines.launch, tell=tell)
    assert result.complete, result
    assert contents(tmp_path / "out" / "tiny-2018") == expected(ids)
    assert len(told) == len(ids)


def test_the_same_bytes_as_on_this_computer(tmp_path: Path, machines: Machines) -> None:
    """Real reports in both languages come from two workers as the bytes that this computer makes."""
    sample = read(assets.sample())
    ids = sample.edition.ids[:2]
    maker = ReportMaker(sample)
    here = production.build(sample, maker, ids, out=tmp_path / "here", jobs=1)
    there = build(sample, maker, tmp_path / "there", ids, launch=machines.launch)
    assert here.complete
    assert there.complete, there
    base = sample.edition.id
    assert contents(tmp_path / "there" / base) == contents(tmp_path / "here" / base)
    assert len(contents(tmp_path / "here" / base)) == 2 * len(ids)


def test_limits_hold_at_the_worker(
    study: Study, tmp_path: Path, remembered: Path, machines: Machines
) -> None:
    """A report that hangs, one that takes too much memory and one that kills its process are named; the
    others are made, by workers that stay.
    """
    maker = FakeMaker(remembered, (("K01", SLOW), ("K02", GREEDY), ("K03", KILL)))
    result = build(study, maker, tmp_path / "out", launch=machines.launch, limits=Limits(15, 500))
    causes = {outcome.id: outcome.causes[0] for outcome in result.failed}
    assert "not finished after 15 s" in causes["K01"]
    assert "more than the 500 MB" in causes["K02"]
    assert "killed, twice" in causes["K03"]
    assert [outcome.id for outcome in result.built] == ["K04"]
    assert all(process.poll() is None for process in machines.processes.values())


def test_a_scheduler_that_dies_leaves_a_build_to_go_on_with(
    study: Study, tmp_path: Path, remembered: Path, machines: Machines
) -> None:
    """Without its scheduler a build ends and says so; the next build, here, makes only what is missing."""
    whole = many(study, 60)
    ids = whole.edition.ids
    maker = FakeMaker(remembered, tuple((key, TIRED) for key in ids))
    told: list[str] = []

    def tell(outcome: production.Outcome) -> None:
        told.append(outcome.id)
        if len(told) == 10:
            machines.kill("scheduler")

    result = build(whole, maker, tmp_path / "out", ids, launch=machines.launch, tell=tell)
    assert "is gone" in result.gone
    assert not result.failed
    assert result.not_built
    entries = manifest.read(tmp_path / "out" / "tiny-2018").entries
    assert {entries[key].state for key in result.not_built} == {"pending"}
    again = build(whole, FakeMaker(remembered), tmp_path / "out", ids)
    assert len(again.kept) == len(result.built) >= 10
    assert contents(tmp_path / "out" / "tiny-2018") == expected(ids)


def test_a_worker_with_another_program_is_refused_by_name(
    study: Study, tmp_path: Path, remembered: Path, machines: Machines
) -> None:
    """One that is there from the beginning stops the build before anything is touched."""
    other = tmp_path / "other"
    shutil.copytree(ROOT / "reports", other / "reports", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("templates", "data"):
        (other / name).symlink_to(assets.templates().parent / name)
    with (other / "reports" / "results" / "score.py").open("a") as file:
        file.write("# another one\n")
    machines.worker("c", PYTHONPATH=f"{other}{os.pathsep}{TESTS}")
    with pytest.raises(ConfigurationError, match=r"worker tcp://.*its program is another one: .*code"):
        build(study, FakeMaker(remembered), tmp_path / "out", launch=machines.launch)
    assert not (tmp_path / "out" / "tiny-2018" / manifest.NAME).exists()


def test_a_worker_that_may_start_no_process_is_refused(
    study: Study, tmp_path: Path, remembered: Path, machines: Machines
) -> None:
    """The limits of a report need a process of its own."""
    machines.worker("c", "--nanny")
    with pytest.raises(ConfigurationError, match="--no-nanny"):
        build(study, FakeMaker(remembered), tmp_path / "out", launch=machines.launch)


def test_ctrl_c_ends_what_the_workers_do(
    study: Study, tmp_path: Path, remembered: Path, machines: Machines
) -> None:
    """After Ctrl-C no worker goes on with a report, and the next build makes what is missing."""
    maker = FakeMaker(remembered, (("K03", SLOW), ("K04", SLOW)))
    raised = threading.Event()

    def interrupt() -> None:
        wait_for(lambda: all(list(remembered.glob(f"{key}.*")) for key in ("K03", "K04")))
        raised.set()
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt, daemon=True).start()
    result = build(study, maker, tmp_path / "out", launch=machines.launch)
    assert raised.is_set()
    assert result.interrupted
    assert result.not_built == ("K03", "K04")
    assert build(study, FakeMaker(remembered), tmp_path / "out", launch=machines.launch).complete
    assert contents(tmp_path / "out" / "tiny-2018") == expected()


# --- an object store -------------------------------------------------------------------------------

KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1"}


@pytest.fixture
def s3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """The settings of a server that speaks S3, with the bucket "reports"."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    settings = {**KEYS, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    # Workers get the environment of the process that forks them, which an earlier test may have started.
    forkserver._forkserver._stop()
    store._s3.cache_clear()
    try:
        wait_for(lambda: answers(port))
        store._s3().mkdir("reports")
        yield settings
    finally:
        forkserver._forkserver._stop()
        store._s3.cache_clear()
        process.kill()
        process.wait()


def objects(place: Store) -> dict[str, bytes]:
    return {path: place.read(path) for folder in ("reports", "html") for path in place.sizes(folder)}


def test_reports_in_an_object_store(
    study: Study, tmp_path: Path, remembered: Path, s3: dict[str, str]
) -> None:
    """The record stays here and the files are there: a rerun keeps them, an altered and a lost one are named
    and made anew, and a cluster that leaves has its files moved.
    """
    place = Bucket("s3://reports/2018", "tiny-2018")
    out = tmp_path / "out"
    first = build(study, FakeMaker(remembered), out, store=place)
    assert first.complete, first
    assert str(first.built[0].file) == "s3://reports/2018/tiny-2018/reports/K01.pdf"
    assert objects(place) == expected()
    assert not place.exists(store.MARKER)
    assert not (out / "tiny-2018" / "reports").exists()
    assert len(build(study, FakeMaker(remembered), out, store=place).kept) == 4

    place.write("reports/K02.pdf", b"report of K0?")
    place.remove(["html/K03.html"])
    table = status.status(Basis.of(study), out)
    found = {key: cell.text for key, cell in table.columns[0].cells.items()}
    assert found == {"K01": "current", "K02": "damaged", "K03": "damaged", "K04": "current"}
    again = build(study, FakeMaker(remembered), out, store=place)
    assert [outcome.id for outcome in again.built if not outcome.kept] == ["K02", "K03"]
    assert "K02, K03" in again.notes[0]
    assert objects(place) == expected()

    fewer = with_clusters(study, IDS[:3])
    build(fewer, FakeMaker(remembered), out, IDS[:3], store=place)
    assert objects(place) == expected(IDS[:3])
    assert place.read("left/K04.pdf") == b"report of K04"


def test_workers_write_to_the_object_store_themselves(
    tmp_path: Path, remembered: Path, s3: dict[str, str], tiny_edition: Callable[..., Path]
) -> None:
    """Two workers, one killed in the middle, put all files into the store; the client only has the record."""
    whole = many(read(tiny_edition()), 40)
    ids = whole.edition.ids
    folder = tmp_path / "machines"
    folder.mkdir()
    machines = Machines(folder, s3)
    place = Bucket("s3://reports", "tiny-2018")
    told: list[str] = []

    def tell(outcome: production.Outcome) -> None:
        told.append(outcome.id)
        if len(told) == 8:
            machines.kill("b")

    try:
        machines.scheduler()
        machines.worker("a")
        machines.worker("b")
        maker = FakeMaker(remembered, tuple((key, TIRED) for key in ids))
        result = build(whole, maker, tmp_path / "out", ids, launch=machines.launch, store=place, tell=tell)
        assert result.complete, result
    finally:
        machines.end()
    assert objects(place) == expected(ids)
    records = manifest.read(tmp_path / "out" / "tiny-2018")
    assert records.store == "s3://reports"
    assert store.intact(
        place, [one for entry in records.entries.values() for one in entry.files.values()]
    ) == set(expected(ids))


def test_a_worker_with_another_store_is_refused(
    study: Study, tmp_path: Path, remembered: Path, s3: dict[str, str]
) -> None:
    """The same address at a worker has to be the same place: one that reaches another server, or has no key,
    would write where nobody looks.
    """
    folder = tmp_path / "machines"
    folder.mkdir()
    machines = Machines(folder, {**s3, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{free_port()}"})
    try:
        machines.scheduler()
        machines.worker("a")
        with pytest.raises(ConfigurationError, match="cannot be used by a worker"):
            build(
                study, FakeMaker(remembered), tmp_path / "out", launch=machines.launch,
                store=Bucket("s3://reports", "tiny-2018"),
            )  # fmt: skip
    finally:
        machines.end()
    assert not (tmp_path / "out" / "tiny-2018" / manifest.NAME).exists()


def test_a_bucket_that_is_not_there(
    study: Study, tmp_path: Path, remembered: Path, s3: dict[str, str]
) -> None:
    """It is said before anything is made."""
    with pytest.raises(ConfigurationError, match=r"s3://nowhere.*check the name of the bucket"):
        build(study, FakeMaker(remembered), tmp_path / "out", store=Bucket("s3://nowhere", "tiny-2018"))
    assert not (tmp_path / "out" / "tiny-2018" / manifest.NAME).exists()
