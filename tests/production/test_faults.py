"""Promises about accidents: no half or wrong file ever has a final name, and the next build completes."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from support import TESTS
from support.makers import GREEDY, IDS, SLOW, FakeMaker, five_clusters, inline

from reports.errors import ConfigurationError
from reports.production import build
from reports.production import program as provenance
from reports.production.products import REPORT
from reports.production.record import lock, manifest
from reports.production.record.store import Folder
from reports.production.study import Study
from reports.production.workers.pool import Limits

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and mounts of POSIX")


@pytest.fixture
def study() -> Study:
    return five_clusters()


@pytest.fixture
def remembered(tmp_path: Path) -> Path:
    folder = tmp_path / "remembered"
    folder.mkdir()
    return folder


def is_sound(base: Path, old: str = "", new: str = "") -> None:
    """Every file under a final name is a whole one, and what the record calls checked is there and intact.

    ``old`` and ``new`` is what the earlier and the present reports say.
    """
    for kind, (folder, suffix) in REPORT.places.items():
        word = "report" if kind == "pdf" else "page"
        for path in (base / folder).glob(f"*.{suffix}"):
            assert path.read_bytes().decode() in {f"{word} of {path.stem}{says}" for says in (old, new)}
    if (base / manifest.NAME).exists():
        for entry in manifest.read(base).entries.values():
            assert entry.state != "checked" or REPORT.intact(Folder(base), [entry])


def is_complete(base: Path, says: str = "", ids: Sequence[str] = IDS) -> None:
    """All reports are there, are the right ones, and nothing else is."""
    assert {path.name: path.read_bytes() for path in (base / "reports").iterdir()} == {
        f"{key}.pdf": f"report of {key}{says}".encode() for key in ids
    }
    assert [entry.state for entry in manifest.read(base).entries.values()] == ["checked"] * len(ids)
    is_sound(base, says, says)
    assert not list(base.rglob("*.part"))


# --- kill -9 of the build -----------------------------------------------------------------------

_DIES = """
import os, sys
from pathlib import Path
from support.makers import IDS, FakeMaker, five_clusters, inline
from reports.production import build as production, program as provenance

program, ids = provenance.program(), IDS[:2]
provenance.program = lambda: program  # it does not change, and looking at it takes time

def die(moment, out):
    '''End like kill -9 at the n-th call that makes something durable, or gives it its name.'''
    calls = 0
    def counted(function):
        def call(*arguments, **named):
            nonlocal calls
            calls += 1
            if calls == moment:
                os._exit(9)
            return function(*arguments, **named)
        return call
    os.fsync, os.replace, os.unlink = map(counted, (os.fsync, os.replace, os.unlink))
    maker = FakeMaker(out, says=tuple((key, "new") for key in ids))
    production.build(five_clusters("new"), maker, ids, out=out, launch=inline)
    os._exit(0)

out = Path(sys.argv[1])
for moment in range(1, 1000):
    folder = out / str(moment)
    folder.mkdir()
    production.build(five_clusters(), FakeMaker(folder), ids, out=folder, launch=inline)
    child = os.fork()
    if child == 0:
        die(moment, folder)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0:
        print(moment)
        break
"""


def run(code: str, *arguments: object, **more: object) -> subprocess.Popen[str]:
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join((str(TESTS), str(TESTS.parent))))
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", code, *map(str, arguments)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        **more,  # type: ignore[call-overload]
    )


@posix
def test_a_build_killed_at_any_step_leaves_the_truth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ended at every single step in which a file is made durable, named or removed, a build leaves whole
    files and a true record; the next one completes it.
    """
    process = run(_DIES, tmp_path)
    steps = int(process.communicate(timeout=120)[0])
    ids = IDS[:2]
    assert steps > 8 * len(ids)
    program = provenance.program()
    monkeypatch.setattr(provenance, "program", lambda: program)
    for moment in range(1, steps + 1):
        out = tmp_path / str(moment)
        is_sound(out / "test-2018", new="new")
        maker = FakeMaker(out, says=tuple((key, "new") for key in ids))
        result = build.build(five_clusters("new"), maker, ids, out=out, launch=inline)
        assert result.complete
        is_complete(out / "test-2018", "new", ids)


_BUILDS = """
import sys
from pathlib import Path
from support.makers import IDS, TIRED, FakeMaker, five_clusters
from reports.production import build as production

if __name__ == "__main__":
    out = Path(sys.argv[1])
    maker = FakeMaker(out, tuple((key, TIRED) for key in IDS), says=tuple((key, "new") for key in IDS))
    production.build(five_clusters("new"), maker, IDS, out=out, jobs=2)
"""


@posix
def test_a_build_killed_at_random_moments_is_completed_by_the_next(study: Study, tmp_path: Path) -> None:
    """Killed (-9) at any moment, of the command itself with its worker processes, costs nothing but time."""
    chance = random.Random(2018)  # noqa: S311  not for secrets
    base = tmp_path / "test-2018"
    build.build(study, FakeMaker(tmp_path), IDS, out=tmp_path, launch=inline)
    for _ in range(4):
        process = run(_BUILDS, tmp_path)
        deadline = time.monotonic() + 60
        while not lock.holder(base) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.8))
        process.kill()
        process.communicate()
        is_sound(base, new="new")
    maker = FakeMaker(tmp_path, says=tuple((key, "new") for key in IDS))
    assert build.build(five_clusters("new"), maker, IDS, out=tmp_path, launch=inline).complete
    is_complete(base, "new")


# --- one report that takes too much --------------------------------------------------------------


def test_a_report_that_hangs_is_given_up(study: Study, tmp_path: Path, remembered: Path) -> None:
    """It is named with its cause; the others are made, and no process is left."""
    maker = FakeMaker(remembered, (("k02", SLOW),))
    result = build.build(study, maker, IDS, out=tmp_path, jobs=2, limits=Limits(seconds=2))
    assert [(one.id, "after 2 s" in one.causes[0]) for one in result.failed] == [("k02", True)]
    assert len(result.built) == 4
    is_sound(tmp_path / "test-2018")
    result = build.build(study, FakeMaker(remembered), IDS, out=tmp_path, launch=inline)
    assert len(result.kept) == 4
    is_complete(tmp_path / "test-2018")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts what a process has for itself")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_report_that_eats_the_memory_is_stopped(
    study: Study, tmp_path: Path, remembered: Path, jobs: int
) -> None:
    """It is named with its cause, once, long before the computer suffers; the others are made."""
    maker = FakeMaker(remembered, (("k02", GREEDY),))
    limits = Limits(memory=400)
    result = build.build(study, maker, IDS, out=tmp_path, jobs=jobs, limits=limits)
    assert [(one.id, "more than the 400 MB of memory" in one.causes[0]) for one in result.failed] == [
        ("k02", True)
    ]
    assert maker.times("k02") == 1
    assert len(result.built) == 4


# --- a disk that is full, or not to be written to --------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 160 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=160k", "tmpfs", str(folder)]
    if sys.platform != "linux" or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("only root can mount a disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_fails_what_has_no_room(study: Study, small_disk: Path, remembered: Path) -> None:
    """Reports that fit are there and checked, the others are named; with more room the next build goes on."""
    filler = small_disk / "filler"
    build.build(study, FakeMaker(remembered), IDS, out=small_disk, launch=inline)
    base = small_disk / "test-2018"
    maker = FakeMaker(remembered, says=tuple((key, "new") for key in IDS))

    def fill(outcome: build.Outcome) -> None:
        if outcome.id == "k02":
            with suppress(OSError), filler.open("wb", buffering=0) as file:
                while True:
                    file.write(bytes(4096))

    result = build.build(study, maker, IDS, out=small_disk, launch=inline, force=True, tell=fill)
    assert [one.id for one in result.built] == ["k01", "k02"]
    assert all("No space left on device" in one.causes[0] for one in result.failed)
    assert any("the next build goes on from there" in note for note in result.notes)
    is_sound(base, new="new")
    assert {path.name for path in (base / "reports").iterdir()} == {f"{key}.pdf" for key in IDS}
    assert {one.id for one in result.failed if one.outdated} == {"k03", "k04", "k05"}
    with pytest.raises(ConfigurationError, match="No space left on device"):
        build.build(study, maker, IDS, out=small_disk, launch=inline)
    is_sound(base, new="new")
    filler.unlink()
    result = build.build(study, maker, IDS, out=small_disk, launch=inline)
    assert [one.id for one in result.kept] == ["k01", "k02"]
    is_complete(base, "new")


def test_a_disk_that_is_read_only_is_said_at_once(study: Study, small_disk: Path, remembered: Path) -> None:
    """Nothing is begun, and what is there stays."""
    build.build(study, FakeMaker(remembered), IDS, out=small_disk, launch=inline)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(ConfigurationError, match="choose another"):
        build.build(study, FakeMaker(remembered), IDS, out=small_disk, launch=inline, force=True)
    assert FakeMaker(remembered).times("k01") == 1
    is_complete(small_disk / "test-2018")


# --- two builds at once ------------------------------------------------------------------------------

_HOLDS = """
import sys, time
from pathlib import Path
from reports.production.products import REPORT
from reports.production.record import lock

with lock.hold(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


def test_an_output_that_is_removed_meanwhile_ends_the_build(
    study: Study, tmp_path: Path, remembered: Path
) -> None:
    """One reason, nothing that is no longer there is called built, and no half of a folder comes back."""
    out = tmp_path / "out"
    maker = FakeMaker(remembered)
    told: list[str] = []

    def remove(outcome: build.Outcome) -> None:
        told.append(outcome.id)
        shutil.rmtree(out)

    made = build.build(study, maker, IDS, out=out, launch=inline, tell=remove)
    assert told == [IDS[0]]
    assert "was removed or renamed during the build; build again" in made.gone
    assert (made.outcomes, made.notes, made.scores, made.not_built) == ((), (), None, tuple(IDS))
    assert not out.exists()
    assert build.build(study, maker, IDS, out=out, launch=inline).not_built == ()


def test_one_build_of_an_edition_at_a_time(study: Study, tmp_path: Path, remembered: Path) -> None:
    """The second one ends at once, touches nothing and says who is building; when the first is killed,
    its lock is in nobody's way.
    """
    base = tmp_path / "test-2018"
    build.build(study, FakeMaker(remembered), IDS, out=tmp_path, launch=inline)
    assert lock.holder(base) == ""
    first = run(_HOLDS, base)
    try:
        assert first.stdout is not None
        first.stdout.readline()
        with pytest.raises(ConfigurationError, match=rf"process {first.pid}, since 20\d\d-") as caught:
            build.build(study, FakeMaker(remembered), IDS, out=tmp_path, launch=inline, force=True)
        assert "another build of this edition is under way" in str(caught.value)
        assert f"process {first.pid}" in lock.holder(base)
    finally:
        first.kill()
        first.communicate()
    is_complete(base)
    assert build.build(study, FakeMaker(remembered), IDS, out=tmp_path, launch=inline).complete


@posix
def test_a_link_in_the_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    """What it leads to is neither locked nor written over."""
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (tmp_path / lock.NAME).symlink_to(victim)
    with pytest.raises(ConfigurationError, match=r"\.lock is a symbolic link"), lock.hold(tmp_path):
        pass
    assert lock.holder(tmp_path) == ""
    assert victim.read_text() == "precious"


# --- Ctrl-C ------------------------------------------------------------------------------------------


@posix
def test_ctrl_c_stops_cleanly_and_the_next_build_goes_on(tmp_path: Path) -> None:
    """Ctrl-C reaches every process of the terminal: finished reports stay, half ones are not there, the
    record is folded, and only what lacks is made by the next build.
    """
    code = _BUILDS.replace("production.build(", "result = production.build(").replace("TIRED)", "SLOW)")
    code = code.replace(" TIRED,", " SLOW,").replace("for key in IDS), says", "for key in IDS[2:]), says")
    # Where the tests themselves run in the background, they have been told to ignore it.
    code = code.replace(
        "import sys\n", "import signal, sys\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
    )
    code += "    import json; print(json.dumps([result.interrupted, result.not_built]))\n"
    process = run(code, tmp_path, start_new_session=True)
    base = tmp_path / "test-2018"
    deadline = time.monotonic() + 60
    while len(list(base.glob("reports/*.pdf"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.3)
    os.killpg(process.pid, signal.SIGINT)
    said = json.loads(process.communicate(timeout=60)[0])
    assert said == [True, ["k03", "k04", "k05"]]
    assert not (base / manifest.JOURNAL).exists()
    assert [entry.state for entry in manifest.read(base).entries.values()] == [
        "checked", "checked", "pending", "pending", "pending",
    ]  # fmt: skip
    maker = FakeMaker(tmp_path, says=tuple((key, "new") for key in IDS))
    result = build.build(five_clusters("new"), maker, IDS, out=tmp_path, launch=inline)
    assert [one.id for one in result.kept] == ["k01", "k02"]
    is_complete(base, "new")
