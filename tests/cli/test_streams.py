"""Promises about the standard streams: whatever they are, a command does its work and says so if it can."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from click.testing import CliRunner
from support import ROOT
from support.tiny import TINY

from reports.cli import main, output, streams
from reports.production.study import read, scores_csv

NAME = "Дніпро → Łódź"


@pytest.fixture
def folder(tiny_edition: Callable[..., Path]) -> Path:
    """An edition with a name that no single code page has."""
    clusters = TINY["clusters.csv"]
    assert "Klaster Trzeci" in clusters
    return tiny_edition({"clusters.csv": clusters.replace("Klaster Trzeci", NAME)})


@pytest.fixture
def bad(folder: Path) -> Path:
    path = folder / "values.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("K01,120,", f"K01,{NAME},"), encoding="utf-8")
    return folder


def speak(number: int, encoding: str = "utf-8") -> io.TextIOWrapper:
    """A standard stream as Python opens it."""
    return io.TextIOWrapper(io.BufferedWriter(io.FileIO(number, "w", closefd=False)), encoding=encoding)


def run(monkeypatch: pytest.MonkeyPatch, streams_: dict[str, io.TextIOWrapper], *arguments: object) -> int:
    """The command in this process, with streams of its own; its exit status."""
    with monkeypatch.context() as patch:
        for name, stream in streams_.items():
            patch.setattr(sys, name, stream)
        with pytest.raises(SystemExit) as ended:
            main.main([str(argument) for argument in arguments])
    return int(ended.value.code or 0)


class Console:
    """Two files that stand for the standard streams of a console with some code page."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.place.mkdir()

    def run(self, monkeypatch: pytest.MonkeyPatch, encoding: str, *arguments: object) -> int:
        with ExitStack() as stack:
            files = {
                name: stack.enter_context((self.place / name).open("wb")) for name in ("stdout", "stderr")
            }
            ours = {name: speak(file.fileno(), encoding) for name, file in files.items()}
            return run(monkeypatch, ours, *arguments)

    def said(self, name: str = "stdout") -> bytes:
        return (self.place / name).read_bytes()


@pytest.fixture
def console(tmp_path: Path) -> Console:
    return Console(tmp_path / "console")


CODE_PAGES = ("cp1250", "cp1252", "cp852", "ascii")


@pytest.mark.parametrize("encoding", CODE_PAGES)
def test_what_programs_read_is_utf_8(
    bad: Path, console: Console, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    """JSON is the same bytes on every console."""
    assert console.run(monkeypatch, encoding, "check", bad, "--json") == 2
    assert json.loads(console.said().decode("utf-8"))["problems"][0]["value"] == NAME


@pytest.mark.parametrize("encoding", CODE_PAGES)
def test_scores_are_utf_8(
    folder: Path, console: Console, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    """A table on the standard output is the one that would be in a file."""
    assert console.run(monkeypatch, encoding, "scores", folder) == 0
    assert console.said().decode("utf-8") == scores_csv(read(folder))
    assert NAME.encode() in console.said()


@pytest.mark.parametrize("encoding", CODE_PAGES)
def test_words_for_people_lack_letters_and_nothing_else(
    bad: Path, console: Console, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    """A letter that the console does not have is replaced; the message is there to its end."""
    assert console.run(monkeypatch, encoding, "check", bad) == 2
    said = console.said("stderr")
    assert b"this is not a number" in said
    assert said.rstrip().endswith(b"nothing was written.")


@pytest.mark.parametrize("gone", [True, False])
def test_a_pipe_that_nobody_reads_changes_no_exit_status(
    bad: Path, monkeypatch: pytest.MonkeyPatch, gone: bool
) -> None:
    """The command did what it was to do, or did not, and its status says which; that costs no traceback."""
    commands: dict[tuple[object, ...], int] = {
        ("check", bad, "--json"): 2,
        ("check", bad): 2,
        ("--version",): 0,
    }
    for arguments, status in commands.items():
        reader, writer = os.pipe()
        if gone:
            os.close(reader)
        ours = {name: speak(writer) for name in ("stdout", "stderr")}
        assert run(monkeypatch, ours, *arguments) == status
        os.close(writer)
        if not gone:
            os.close(reader)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
def test_a_result_that_cannot_be_written_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A full disk behind the standard output is no success, and no mistake of the program."""
    with open("/dev/full", "wb", buffering=0) as full:
        assert run(monkeypatch, {"stdout": speak(full.fileno())}, "scores", folder) == 1
    assert "the output cannot be written (No space left on device)" in capsys.readouterr().err


@pytest.fixture
def restored() -> Iterator[None]:
    before = sys.stdin, sys.stdout, sys.stderr
    yield
    sys.stdin, sys.stdout, sys.stderr = before


def test_streams_that_are_missing_lead_nowhere(restored: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """As for a service of Windows, or a program that is started with pythonw."""
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    streams.prepare()
    with sys.stdin, sys.stdout, sys.stderr:
        assert sys.stdin.read() == ""
        assert sys.stdout.write(NAME) == len(NAME)
        assert not sys.stderr.isatty()


@pytest.mark.skipif(sys.platform == "win32", reason="the shell of POSIX")
@pytest.mark.parametrize("closed", ["2>&-", "<&- >&- 2>&-"])
def test_a_report_is_built_without_standard_streams(folder: Path, tmp_path: Path, closed: str) -> None:
    """With the worker processes; nothing that is printed gets into a file that was opened instead."""
    code = "from reports.cli.main import main; main()"
    command = f'"$0" -W error -c "{code}" build "$1" K03 -j 1 -o "$2" {closed}'
    environment = dict(os.environ, PYTHONIOENCODING="cp1252", PYTHONPATH=str(ROOT))
    out = tmp_path / "out"
    result = subprocess.run(
        ["/bin/sh", "-c", command, sys.executable, str(folder), str(out)],
        env=environment,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert result.returncode == 0
    assert result.stderr == b""
    assert (out / "tiny-2018" / "reports" / "K03.pdf").read_bytes().startswith(b"%PDF")
    assert (out / "tiny-2018" / ".lock").read_bytes().startswith(b"\n")


# --- what others wrote ---------------------------------------------------------------------------

HIDDEN = "\x00\x07\x08\x1b\r\x7f\x9b\u202e\u2066\u200f\u2028\ufeff\U000e0041\ud800"


def test_nothing_that_works_on_a_terminal_is_printed() -> None:
    """Control characters and signs that turn letters around are written out; words, lines and tabs stay."""
    shown = output.printable(f"Żółć – „tak”\t👍\n{HIDDEN}")
    assert shown.startswith("Żółć – „tak”\t👍\n\\x00")
    assert not set(shown) & set(HIDDEN)
    assert output.printable("a\x1b[2Jb") == r"a\x1b[2Jb"


def test_json_with_such_characters_is_the_same_json(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """A program reads what was meant, and a terminal shows it harmless."""
    output.print_json({HIDDEN: ["Żółć", HIDDEN]})
    told = capsysbinary.readouterr().out.decode()
    assert json.loads(told) == {HIDDEN: ["Żółć", HIDDEN]}
    assert not set(told) & set(HIDDEN)


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_keys_names_and_files_of_strangers_do_not_reach_the_terminal(
    tiny_edition: Callable[..., Path], more: tuple[str, ...]
) -> None:
    """Whatever an edition calls its settings, columns and files."""
    settings = TINY["edition.toml"].replace("label", '"la\\u001b[31mbel\\u202e" = 1\nlabel')
    heading = TINY["clusters.csv"].replace("consent", "con\x1b[2Jsent\u202e")
    folder = tiny_edition({"edition.toml": settings, "clusters.csv": heading, "val\x1b]0;x\x07ues.csv": "id"})
    said = CliRunner().invoke(main.main, ["check", str(folder), *more])
    assert said.exit_code == 2
    assert not set(said.output) & set(HIDDEN)


def test_every_word_for_a_person_goes_through_one_door() -> None:
    """No command prints past it."""
    for path in sorted((ROOT / "reports" / "cli").glob("*.py")):
        if path.name != "output.py":
            assert not re.search(r"click\.s?echo\(|\bprint\(", path.read_text(encoding="utf-8")), path
