"""Promises of reports.production.workers.pool: one accident costs one report."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from support import TESTS
from support.makers import CRASH, EXIT, KILL, KILL_ONCE, SLOW, WRONG, FakeMaker, make_all

from reports.errors import ConfigurationError
from reports.production.workers import local, pool

IDS = ("K01", "K02", "K03", "K04", "K05")


def make(maker: FakeMaker, jobs: int, ids: tuple[str, ...] = IDS) -> dict[str, pool.Made]:
    made = list(make_all(maker, ids, jobs))
    assert len(made) == len({one.id for one in made})
    return {one.id: one for one in made}


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_failure_is_kept_to_its_cluster(tmp_path: Path, jobs: int) -> None:
    """A report that is wrong, a mistake of ours and a library that gives up cost one report each, and
    every cluster gets its own bytes.
    """
    maker = FakeMaker(tmp_path, (("K01", WRONG), ("K03", CRASH), ("K04", EXIT)))
    made = make(maker, jobs)
    assert made["K01"].causes == (
        "page 3: the font lacks a character [glyph]",
        "page 5: texts overlap [overlap]",
    )
    assert made["K03"].causes == ("unexpected ZeroDivisionError: division by zero",)
    assert made["K04"].causes == ("unexpected SystemExit: a library gave up",)
    assert {one.id: one.data for one in made.values() if one.data} == {
        cluster_id: {"pdf": f"report of {cluster_id}".encode(), "html": f"page of {cluster_id}".encode()}
        for cluster_id in ("K02", "K05")
    }


def test_only_what_nobody_expected_leaves_a_traceback(tmp_path: Path) -> None:
    """The log gets the tracebacks of our mistakes, not of reports that were found wrong."""
    made = make(FakeMaker(tmp_path, (("K01", WRONG), ("K03", CRASH))), 1)
    assert [cluster_id for cluster_id, one in made.items() if one.trace] == ["K03"]
    assert "ZeroDivisionError" in made["K03"].trace


def test_a_killed_process_costs_nobody_else_a_report(tmp_path: Path) -> None:
    """Only the report that kills its process twice is to blame; everybody else's is made."""
    maker = FakeMaker(tmp_path, (("K02", KILL),))
    made = make(maker, 2)
    assert made["K02"].causes == (pool.KILLED,)
    assert {cluster_id for cluster_id, one in made.items() if one.data} == set(IDS) - {"K02"}
    assert maker.times("K02") == 2
    assert {
        cluster_id: maker.times(cluster_id) for cluster_id in IDS if cluster_id != "K02"
    } == dict.fromkeys(("K01", "K03", "K04", "K05"), 1), "what others were doing is not lost"


def test_a_process_killed_once_costs_nothing(tmp_path: Path) -> None:
    """A process that is killed by chance is made up for."""
    made = make(FakeMaker(tmp_path, (("K02", KILL_ONCE),)), 2)
    assert {cluster_id: (one.data or {}).get("pdf") for cluster_id, one in made.items()} == {
        cluster_id: f"report of {cluster_id}".encode() for cluster_id in IDS
    }


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_is_begun_if_nothing_can_be_made(tmp_path: Path, jobs: int) -> None:
    """A broken installation is one error, before anything is touched, not one failure per cluster."""
    touched = []
    with pytest.raises(ConfigurationError, match="syntax error"):
        list(make_all(FakeMaker(tmp_path, broken="configuration"), IDS, jobs, lambda: touched.append(1)))
    assert not touched
    assert not list(tmp_path.iterdir())


def test_processes_killed_at_the_start_are_one_error(tmp_path: Path) -> None:
    """Where no worker process survives its start, the build ends with a cause instead of trying for ever."""
    with pytest.raises(ConfigurationError, match="memory"):
        list(make_all(FakeMaker(tmp_path, broken="killed"), IDS, 2))


@pytest.mark.parametrize("jobs", [1, 2])
def test_everything_is_ready_before_the_first_report(tmp_path: Path, jobs: int) -> None:
    """``ready`` is called once, after the preparation and before any report is begun."""
    begun: list[int] = []
    list(make_all(FakeMaker(tmp_path), IDS, jobs, lambda: begun.append(len(list(tmp_path.iterdir())))))
    assert begun == [0]


def test_stopping_early_leaves_no_process_behind(tmp_path: Path) -> None:
    """Closing the generator ends even a report that would take for ever."""
    others = set(multiprocessing.active_children())
    reports = make_all(FakeMaker(tmp_path, (("K02", SLOW),)), IDS, 2)
    assert next(reports).id == "K01"
    reports.close()
    assert set(multiprocessing.active_children()) <= others


@pytest.mark.skipif(shutil.which("ps") is None, reason="needs the command ps")
def test_a_killed_build_leaves_no_process_behind(tmp_path: Path) -> None:
    """Workers end with the parent that nobody can ask any more, even in the middle of a report."""
    script = (
        "from pathlib import Path\n"
        "from support.makers import SLOW, FakeMaker, make_all\n"
        f"maker = FakeMaker(Path({str(tmp_path)!r}), (('K01', SLOW), ('K02', SLOW)))\n"
        "if __name__ == '__main__':\n"
        "    list(make_all(maker, ('K01', 'K02'), 2))\n"
    )
    program = tmp_path / "build.py"
    program.write_text(script)
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join((str(TESTS), str(TESTS.parent))))
    parent = subprocess.Popen([sys.executable, str(program)], env=environment, start_new_session=True)
    deadline = time.monotonic() + 60
    while len([p for p in tmp_path.iterdir() if p != program]) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len([p for p in tmp_path.iterdir() if p != program]) == 2, "both reports are being made"
    parent.kill()
    parent.wait()
    while _members(parent.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _members(parent.pid)


def _members(session: int) -> list[str]:
    """The processes of a session that still run."""
    found = subprocess.run(["ps", "-eo", "sid=,stat=,args="], capture_output=True, text=True, check=True)
    rows = [line.split(None, 2) for line in found.stdout.splitlines()]
    return [row[-1] for row in rows if row[0] == str(session) and not row[1].startswith("Z")]


def test_a_pool_works_in_rounds(tmp_path: Path) -> None:
    """The same prepared processes first say what the reports would say, then make some of them."""
    maker = FakeMaker(tmp_path, (("K02", WRONG),), says=(("K03", "!"),))
    with pool.open_pool(maker, 2) as processes:
        assert {made.id: made.content for made in processes.contents(IDS)} == {
            "K01": "K01:", "K02": "K02:", "K03": "K03:!", "K04": "K04:", "K05": "K05:",
        }  # fmt: skip
        assert not list(tmp_path.iterdir())
        made = {made.id: made for made in processes.reports(("K02", "K03"))}
    assert made["K03"].content == "K03:!"
    assert made["K03"].data == {"pdf": b"report of K03!", "html": b"page of K03!"}
    assert made["K02"].causes


def test_a_report_that_hangs_costs_nobody_else_anything(tmp_path: Path) -> None:
    """Its process is ended when its time is over; it is not tried again, the others are made meanwhile."""
    maker = FakeMaker(tmp_path, (("K01", SLOW), ("K03", SLOW)))
    made = {one.id: one for one in make_all(maker, IDS, 2, limits=pool.Limits(seconds=5))}
    assert ["after 5 s" in made[key].causes[0] for key in ("K01", "K03")] == [True, True]
    assert [bool(made[key].data) for key in ("K02", "K04", "K05")] == [True, True, True]
    assert maker.times("K01") == 1


# --- the processes ---------------------------------------------------------------------------------


def _nothing() -> None:
    pass


def _cannot_start() -> None:
    raise ZeroDivisionError("the start")


def test_a_task_that_cannot_be_pickled_is_an_error_of_that_task() -> None:
    """Neither a question nor an answer that cannot be pickled stops the processes or makes anybody wait."""
    with local.Workers(1, _nothing, ()) as workers:
        with pytest.raises(Exception, match="local object"):
            workers.submit(lambda: 1).result(timeout=60)
        with pytest.raises(RuntimeError, match="cannot be handed on"):
            workers.submit(threading.Lock).result(timeout=60)
        assert workers.submit(len, "abc").result(timeout=60) == 3


def test_a_process_that_cannot_begin_says_why() -> None:
    """A broken installation is told by its own error, not taken for a lack of memory."""
    with local.Workers(2, _cannot_start, ()) as workers, pytest.raises(ZeroDivisionError, match="the start"):
        workers.submit(len, "abc").result(timeout=60)


def test_a_process_killed_between_two_tasks_is_replaced() -> None:
    """Nobody notices; the processes are other ones."""
    with local.Workers(1, _nothing, ()) as workers:
        first = workers.submit(os.getpid).result(timeout=60)
        os.kill(first, signal.SIGKILL)
        with suppress(ProcessLookupError):
            for _ in range(6000):  # until its end is noticed
                os.kill(first, 0)
                time.sleep(0.01)
        assert workers.submit(os.getpid).result(timeout=60) != first


def test_ended_workers_answer_nothing() -> None:
    """After the end a waiting task fails instead of being waited for."""
    with local.Workers(1, _nothing, ()) as workers:
        running, waiting = workers.submit(time.sleep, 600), workers.submit(len, "abc")
        workers.submit(len, "abc").cancel()
    for future in (running, waiting):
        with pytest.raises(local.LostError):
            future.result(timeout=60)
    with pytest.raises(local.LostError):
        workers.submit(len, "abc").result(timeout=60)


def test_where_no_process_can_be_started_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer at its limits is an error with a remedy, at once; nobody waits for a process for ever."""

    def full(workers: local.Workers) -> None:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(local.Workers, "_start_missing", full)
    with pytest.raises(ConfigurationError, match="no worker process can be started"):
        list(make_all(FakeMaker(tmp_path), IDS, 2))


def test_workers_take_no_module_from_the_current_folder(tmp_path: Path) -> None:
    """Whoever builds an edition where it lies runs nothing that a stranger has put beside it."""
    edition, script = tmp_path / "edition", tmp_path / "bin" / "command.py"
    edition.mkdir()
    script.parent.mkdir()
    for name in ("multiprocessing", "signal", "json", "numpy", "pickle"):
        (edition / f"{name}.py").write_text(f"open('run-{name}', 'w'); raise SystemExit('taken')\n")
    script.write_text(
        "from reports.production.workers import local\n"
        "if __name__ == '__main__':\n"
        "    with local.Workers(1, abs, (0,)) as workers:\n"
        "        print(workers.submit(abs, -5).result())\n"
    )
    ours = {"PYTHONPATH": str(TESTS.parent), "PATH": os.environ["PATH"]}
    made = subprocess.run(
        [sys.executable, str(script)], cwd=edition, env=ours, capture_output=True, text=True, check=False
    )
    assert made.stdout == "5\n", made.stderr
    assert not list(edition.glob("run-*"))
