"""Promises about the end of a command: in order, whoever asks for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reports.cli import signals
from reports.errors import ConfigurationError
from reports.production.record import lock, manifest

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="signals of POSIX")

RUN = "import sys; from reports.cli.main import main; sys.exit(main())"


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_build_that_is_ended_leaves_everything_whole(
    tiny_edition: Callable[..., Path], tmp_path: Path, number: int, status: int
) -> None:
    """No traceback, no half of a file, no process; the record is true, and the next build goes on."""
    out = tmp_path / "out"
    command = [sys.executable, "-c", RUN, "build", str(tiny_edition()), "-j", "2", "-o", str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 120
        while not (out / "tiny-2018" / manifest.NAME).exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(number)
        said = "".join(process.communicate(timeout=120))
    assert process.returncode == status, said
    assert "Traceback" not in said
    assert not list(out.rglob("*.part"))
    base = out / "tiny-2018"
    assert lock.holder(base) == ""
    known = manifest.read(base)
    assert not known.doubt
    assert {entry.state for entry in known.entries.values()} <= {"pending", "checked"}


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_the_exit_status_says_which_signal_it_was(number: int, status: int) -> None:
    """Whatever the command makes of its end, and a second signal does not disturb it."""

    @signals.in_order()
    def command() -> None:
        try:
            os.kill(os.getpid(), number)
            time.sleep(5)
        except KeyboardInterrupt:
            os.kill(os.getpid(), number)
            sys.exit(1)

    with pytest.raises(SystemExit) as ended:
        command()
    assert ended.value.code == status
    assert signal.getsignal(number) is signal.SIG_DFL


def test_a_signal_that_is_ignored_stays_so() -> None:
    """``nohup`` lets a command go on when its terminal is closed."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with signals.in_order():
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_lock_that_is_a_link_is_refused(tmp_path: Path) -> None:
    """It is not followed, and what it leads to keeps what it holds."""
    target = tmp_path / "target"
    target.write_text("kept")
    (tmp_path / lock.NAME).symlink_to(target)
    with pytest.raises(ConfigurationError, match="symbolic link"), lock.hold(tmp_path):
        pass
    assert lock.holder(tmp_path) == ""
    assert target.read_text() == "kept"
