"""Promises of the Dask executor and of the store that need neither a scheduler nor an object store; what
does is in test_dask_real.py.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from support.makers import WRONG, FakeMaker, inline

from reports.cli import main
from reports.edition.model import Localised, Logo
from reports.errors import ConfigurationError
from reports.production import build as production
from reports.production import program, status
from reports.production.basis import Basis
from reports.production.maker import ReportMaker
from reports.production.record import manifest, owner, store
from reports.production.study import Study, read
from reports.production.workers import dask, pool, storing
from reports.production.workers.local import GoneError
from reports.production.workers.pool import Limits, Made

IDS = ("K01", "K02", "K03", "K04")


@dataclass
class Scattered:
    """What the client has of something that is at the workers."""

    value: Any
    status: str = "finished"


@dataclass
class FakeClient:
    """Answers each task at once by what ``plan`` says: "lost" cancels it, an exception is raised by it, else
    it is made. ``sent`` remembers where each was allowed to go.
    """

    plan: list[object] = field(default_factory=list)
    sent: list[tuple[str, object]] = field(default_factory=list)
    workers: Sequence[str] = ("tcp://a", "tcp://b")
    alive: bool = True
    scattered: int = 0

    def scatter(self, value: Any, **_options: object) -> Scattered:
        self.scattered += 1
        return Scattered(value)

    def nthreads(self) -> dict[str, int]:
        if not self.alive:
            raise OSError("nobody is there")
        return dict.fromkeys(self.workers, 1)

    def run(self, _function: object, *, workers: Sequence[str], on_error: str) -> dict[str, object]:
        assert on_error == "return"
        return {one: ModuleNotFoundError("No module named 'reports'") for one in workers}

    def get_executor(self, **options: object) -> FakeClient:
        assert options.pop("pure") is False
        assert options.pop("retries") == 0
        self._options = options
        return self

    def submit(self, _work: object, _sent: object, _task: object, cluster_id: str) -> Future[Made]:
        self.sent.append((cluster_id, self._options.get("workers")))
        future: Future[Made] = Future()
        step = self.plan.pop(0) if self.plan else None
        if step == "lost":
            future.cancel()
            future.set_running_or_notify_cancel()
        elif isinstance(step, BaseException):
            future.set_exception(step)
        elif step != "never":
            future.set_result(Made(cluster_id, {"pdf": b"", "html": b""}))
        return future


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask, "_INTERVAL", 0.01)
    monkeypatch.setattr(dask, "_PATIENCE", 0.2)


def executor(client: FakeClient, tmp_path: Path, jobs: int = 9) -> dask.DaskExecutor:
    sent = dask.setup(FakeMaker(tmp_path), Limits(5, 0))
    return dask.DaskExecutor(client, sent, client.nthreads(), jobs, "tcp://here")


def one(client: FakeClient, tmp_path: Path) -> Made:
    """The first report."""
    present = executor(client, tmp_path)
    try:
        found = present.submit(pool._report, "K01").result(timeout=20)
        assert isinstance(found, Made)
        return found
    finally:
        present.close()


def test_there_are_as_many_places_as_threads_and_no_more_than_jobs(tmp_path: Path) -> None:
    """The batch gives out no more at a time than can begin at once."""
    for jobs, count in ((9, 2), (1, 1)):
        present = executor(FakeClient(), tmp_path, jobs)
        assert present.count == count
        present.close()


def test_what_was_lost_on_its_way_is_given_out_again(tmp_path: Path) -> None:
    """A cancelled task, or an error of the machinery, costs no report."""
    client = FakeClient(["lost", OSError("a connection broke")])
    assert one(client, tmp_path).id == "K01"
    assert client.sent == [("K01", None)] * 3


def test_what_is_lost_every_time_is_an_error_in_the_end(tmp_path: Path) -> None:
    """The machinery is not tried for ever."""
    with pytest.raises(OSError, match="broke"):
        one(FakeClient([OSError("a connection broke")] * 9), tmp_path)


def test_a_late_comer_that_is_unfit_gets_nothing_more(tmp_path: Path) -> None:
    """Its task goes to the others, and later ones may not go there at all."""
    client = FakeClient([dask.UnfitError("tcp://b", "its program is another one")])
    assert one(client, tmp_path).id == "K01"
    assert client.sent == [("K01", None), ("K01", ["tcp://a"])]


def test_without_a_scheduler_everybody_is_told(tmp_path: Path) -> None:
    """Nobody waits for a scheduler that is gone, neither who is waiting nor who comes later."""
    client = FakeClient(["never"])
    present = executor(client, tmp_path)
    waiting = present.submit(pool._report, "K01")
    client.alive = False
    with pytest.raises(GoneError, match="tcp://here is gone"):
        waiting.result(timeout=20)
    with pytest.raises(GoneError):
        present.submit(pool._report, "K02").result(timeout=20)
    present.close()


def test_without_any_fit_worker_everybody_is_told(tmp_path: Path) -> None:
    """A newcomer without the program does not count."""
    client = FakeClient(["never"])
    present = executor(client, tmp_path)
    waiting = present.submit(pool._report, "K01")
    client.workers = ("tcp://c",)
    with pytest.raises(GoneError, match=r"no fit worker .* \(1 are there\)"):
        waiting.result(timeout=20)
    assert "not installed" in present.unfit["tcp://c"]
    present.close()


def test_a_worker_that_does_not_answer_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time limit is the worker's; where the worker itself hangs, the client ends the wait."""
    client = FakeClient(["never"])
    sent = dask.setup(FakeMaker(tmp_path), Limits(0.1, 0))
    present = dask.DaskExecutor(client, sent, client.nthreads(), 1, "tcp://here")
    processes = pool.Pool(present, sent.limits)
    (made,) = processes.reports(["K01"])
    assert "not finished after 0.1 s" in made.causes[0]
    present.close()


def test_other_programs_are_named_by_what_differs() -> None:
    """Whoever has to correct a machine reads which part it is."""
    ours = asdict(program.program())
    assert not dask.differences(ours, pickle.loads(pickle.dumps(ours)))  # noqa: S301
    theirs = {
        **ours,
        "name": "cluster-reports 0.0.1",
        "code": "0",
        "packages": {**ours["packages"], "reportlab": "", "pandas": "1.0"},
    }
    found = dask.differences(ours, theirs)
    assert f"cluster-reports 0.0.1 instead of {ours['name']}" in found
    assert "the files of its code" in found
    assert f"pandas 1.0 instead of {ours['packages']['pandas']}" in found
    assert f"reportlab none instead of {ours['packages']['reportlab']}" in found
    assert len(found) == 4


def test_logos_travel_with_the_edition(tiny_edition: Callable[..., Path], tmp_path: Path) -> None:
    """Unpacked elsewhere a maker finds the files it needs; one that is lacking is an error here."""
    study = read(tiny_edition())
    logo = Logo(Localised("Znak", "Mark"), "mark.png")
    edition = replace(study.edition, logos=(logo,))
    maker = ReportMaker(replace(study, edition=edition))
    with pytest.raises(ConfigurationError, match=r"mark\.png cannot be read"):
        dask.setup(maker, Limits())
    (Path(study.folder) / "mark.png").write_bytes(b"picture")
    sent = dask.setup(maker, Limits())
    assert sent.shipped == {"mark.png": b"picture"}
    assert pickle.loads(sent.maker).with_files(tmp_path).study.folder == str(tmp_path)  # noqa: S301


# --- places by their address -----------------------------------------------------------------------


@pytest.fixture
def study(tiny_edition: Callable[..., Path]) -> Study:
    return read(tiny_edition())


@pytest.fixture
def remembered(tmp_path: Path) -> Path:
    folder = tmp_path / "remembered"
    folder.mkdir()
    return folder


def contents(base: Path) -> dict[str, bytes]:
    return {
        f"{place}/{path.name}": path.read_bytes()
        for place in ("reports", "html")
        for path in sorted((base / place).iterdir())
    }


def test_reports_at_an_address(study: Study, tmp_path: Path, remembered: Path) -> None:
    """The files are where the address says and the record is here; it finds what was altered there, and a
    build that goes elsewhere begins anew without touching them. Copied by hand, they are kept by their bytes.
    """
    place = store.at((tmp_path / "drive").as_uri(), "tiny-2018")
    out, drive = tmp_path / "out", tmp_path / "drive" / "tiny-2018"

    def build(where: store.Store | None, maker: FakeMaker) -> production.Build:
        return production.build(study, maker, IDS, out=out, launch=inline, store=where)

    first = build(place, FakeMaker(remembered, ((IDS[3], WRONG),)))
    assert [outcome.id for outcome in first.failed] == ["K04"]
    assert set(contents(drive)) == {f"reports/{key}.pdf" for key in IDS[:3]} | {
        f"html/{key}.html" for key in IDS[:3]
    }
    assert sorted(path.name for path in drive.iterdir()) == ["html", "reports"]
    assert sorted(path.name for path in (out / "tiny-2018").glob("*.json")) == [owner.NAME, manifest.NAME]
    assert manifest.read(out / "tiny-2018").store == place.address
    (drive / "reports" / "K02.pdf").write_bytes(b"report of K0?")
    table = status.status(Basis.of(study), out).columns[0].cells
    assert [table[key].text for key in IDS] == ["current", "damaged", "current", "failed"]
    again = build(place, FakeMaker(remembered))
    assert [outcome.id for outcome in again.kept] == ["K01", "K03"]
    before = contents(drive)
    assert len(before) == 8

    here = build(None, FakeMaker(remembered))
    assert not here.kept
    assert place.address in here.notes[0]
    assert contents(drive) == before == contents(out / "tiny-2018")
    assert len(build(place, FakeMaker(remembered, broken="configuration")).kept) == 4


def test_a_file_that_is_not_where_it_was_written_fails_its_report(
    study: Study, tmp_path: Path, remembered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker's word is not enough: the client looks for itself, and the record says failed."""
    place = store.at((tmp_path / "drive").as_uri(), "tiny-2018")
    honest = store.Folder.sizes

    def sizes(self: store.Folder, folder: str) -> dict[str, int]:
        found = dict(honest(self, folder))
        found.pop("reports/K02.pdf", None)
        return found

    monkeypatch.setattr(store.Folder, "sizes", sizes)
    result = production.build(
        study, FakeMaker(remembered), IDS, out=tmp_path / "out", launch=inline, store=place
    )
    assert [outcome.id for outcome in result.failed] == ["K02"]
    assert manifest.read(tmp_path / "out" / "tiny-2018").entries["K02"].state == "failed"


def test_a_worker_with_another_place_of_the_name_makes_nothing(tmp_path: Path, remembered: Path) -> None:
    """The same address has to be the same place: a drive that is not mounted would take the reports."""
    place = store.Folder(tmp_path, "file:///x")
    place.write(store.MARKER, b"another build")
    with pytest.raises(ConfigurationError, match="not the place that the build writes to"):
        storing.Storing(FakeMaker(remembered), place, b"this build").prepare()


@pytest.mark.parametrize(
    "address", ["ftp://host/x", "s3:///x", "s3://bucket?x=1", "file://host/x", "http://host/x", "://"]
)
def test_only_places_are_accepted_where_a_name_holds_a_whole_file(address: str) -> None:
    """Anything else is refused before anything happens."""
    with pytest.raises(ConfigurationError, match="cannot be written to"):
        store.at(address, "tiny-2018")


# --- the command -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--executor", "dask"), "needs the scheduler's address"),
        (("--scheduler", "tcp://127.0.0.1:1"), "add it, or leave"),
        (("--executor", "dask", "--scheduler", "nonsense"), "no address of a scheduler"),
        (("-o", "ftp://host/x"), "cannot be written to ftp"),
    ],
)
def test_settings_that_do_not_fit_are_refused(
    tiny_edition: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...], says: str,
) -> None:  # fmt: skip
    """Exit status 2, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DASK_SCHEDULER_ADDRESS", raising=False)
    result = CliRunner().invoke(main.main, ["build", str(tiny_edition()), *options])
    assert result.exit_code == 2, result.output
    assert says in result.output
    assert not (tmp_path / "out").exists()
