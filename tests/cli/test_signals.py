"""Promises about the end of a command: in order, whoever asks for it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.scripted import Rule, Scripted, scripted
from support.tiny import TINY

from reports.cli import signals
from reports.cli.main import main
from reports.errors import ConfigurationError
from reports.mail.ledger import Ledger
from reports.production.record import lock, manifest, own_folder

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="signals of POSIX")

# Where the tests themselves run under nohup, they and their children have been told to ignore SIGHUP.
RUN = (
    "import signal, sys; signal.signal(signal.SIGHUP, signal.SIG_DFL); "
    "from reports.cli.main import main; sys.exit(main())"
)


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


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small edition with two approved reports."""
    folder = tmp_path_factory.mktemp("signals")
    (folder / "edition").mkdir()
    names = {"Pierwszy,pl": "Olcha,pl", "Drugi,en,,": "Wiąz,en,Jan Kos,jan@example.org", "Trzeci,,": "Grab,,"}
    for name, text in TINY.items():
        for old, new in names.items():
            text = text.replace(old, new)
        (folder / "edition" / name).write_text(text, encoding="utf-8")
    set_mail(folder, 25)
    out = ["-o", str(folder / "out")]
    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.setenv(own_folder.VARIABLE, str(folder / "home"))
    for command in (["build", "-j", "1"], ["approve", "--by", "Anna Nowak"]):
        made = CliRunner().invoke(
            main, [command[0], str(folder / "edition"), "K01", "K02", *command[1:], *out]
        )
        assert made.exit_code == 0, made.output
    monkeypatch.undo()
    return folder


def set_mail(folder: Path, port: int) -> None:
    """Have the edition send through a server on this computer."""
    mail = f'\n[mail]\nfrom = "badanie@example.org"\nhost = "localhost"\nsecurity = "none"\nport = {port}\n'
    text = TINY["edition.toml"] + mail + "rate = 600\nattempts = 1\n"
    (folder / "edition" / "edition.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_sender_that_is_ended_leaves_everything_told(
    approved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, status: int
) -> None:
    """Ended while a server thinks about the second message: no traceback, no lock, the first is SENT, and the
    second is one that nobody can know about. The next run sends neither again.
    """
    folder = Path(shutil.copytree(approved, tmp_path / "work"))
    monkeypatch.setenv(
        own_folder.VARIABLE, str(folder / "home")
    )  # the ledger and its witness belong together
    send = ["send", "edition", "--smtp", "--yes"]
    post = Scripted([Rule("dot", match="jan@")])
    with scripted(post) as port:
        set_mail(folder, port)
        with subprocess.Popen(
            [sys.executable, "-c", RUN, *send],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            deadline = time.monotonic() + 120
            while "jan@example.org" not in post.answered and time.monotonic() < deadline:
                time.sleep(0.05)
            process.send_signal(number)
            said = "".join(process.communicate(timeout=120))
    assert process.returncode == status, said
    assert "Traceback" not in said
    base = folder / "out" / "tiny-2018"
    assert states(base) == {"K01": "SENT", "K02": "UNKNOWN"}
    with scripted(Scripted()) as port:
        set_mail(folder, port)
        done = subprocess.run(
            [sys.executable, "-c", RUN, *send], cwd=folder, capture_output=True, text=True, check=False
        )
    assert done.returncode == 1, done.stdout + done.stderr
    assert states(base) == {"K01": "SENT", "K02": "UNKNOWN"}
    assert post.to("anna@example.org") == 1


def states(base: Path) -> dict[str, str]:
    with Ledger(base) as ledger:
        return {message.cluster: message.state for message in ledger.messages()}


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_the_exit_status_says_which_signal_it_was(number: int, status: int) -> None:
    """Whatever the command makes of its end, and a second signal does not disturb it."""
    before = signal.signal(number, signal.SIG_DFL)  # under nohup the tests ignore SIGHUP

    @signals.in_order()
    def command() -> None:
        try:
            os.kill(os.getpid(), number)
            time.sleep(5)
        except KeyboardInterrupt:
            os.kill(os.getpid(), number)
            sys.exit(1)

    try:
        with pytest.raises(SystemExit) as ended:
            command()
        assert ended.value.code == status
        assert signal.getsignal(number) is signal.SIG_DFL
    finally:
        signal.signal(number, before)


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
