"""Promises of the command: words, places and exit statuses."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from support.makers import CRASH, WRONG, FakeMaker
from support.tiny import TINY

from reports import __version__, assets
from reports.cli.main import main
from reports.production import maker
from reports.production.study import read

SAMPLE = assets.sample()
ROOT = SAMPLE.parent.parent


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def sample_ids() -> tuple[str, ...]:
    return read(SAMPLE).edition.ids


@pytest.fixture
def bad_edition(tmp_path: Path) -> Path:
    """The sample edition with three mistakes in two files."""
    folder = tmp_path / "bad"
    shutil.copytree(SAMPLE, folder)
    values = folder / "values.csv"
    lines = values.read_text(encoding="utf-8").splitlines()
    cells = lines[1].split(",")
    cells[1], cells[2] = "abc", "1.2.3"
    lines[1] = ",".join(cells)
    values.write_text("\n".join(lines) + "\n", encoding="utf-8")
    clusters = folder / "clusters.csv"
    clusters.write_text(
        clusters.read_text(encoding="utf-8").replace("short_name", "shortname", 1), encoding="utf-8"
    )
    return folder


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Reports made without a layout engine; what is put into the list goes wrong."""
    plan: list[tuple[str, str]] = []
    folder = tmp_path / "remembered"
    folder.mkdir()
    monkeypatch.setattr(maker, "ReportMaker", lambda study, lang: FakeMaker(folder, tuple(plan)))
    return plan


@pytest.mark.parametrize("command", [[], ["init"], ["check"], ["scores"], ["build"], ["status"]])
def test_every_command_explains_itself_with_an_example(command: list[str]) -> None:
    """--help says what the command is for and shows one call."""
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Example:" in result.output
    assert f"cluster-reports {' '.join(command)}" in result.output


def test_the_version_is_that_of_the_package() -> None:
    """--version names the program and its version."""
    assert run("--version").output == f"cluster-reports, version {__version__}\n"


def test_help_needs_no_heavy_library() -> None:
    """The help comes at once: nothing that draws, lays out or reads tables is loaded for it."""
    code = (
        "import sys; from reports.cli.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = ('pandas', 'reportlab', 'pikepdf', 'uharfbuzz', 'jinja2', 'numpy', 'openpyxl', 'rich')\n"
        "print(*(module for module in heavy if module in sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert result.stdout.splitlines()[-1] == ""


def test_scores_need_no_layout_engine() -> None:
    """Scores come without the time that it takes to load what paints pages."""
    code = (
        "import sys; from reports.cli.main import main\n"
        f"try: main(['scores', {str(SAMPLE)!r}])\n"
        "except SystemExit as end: assert not end.code\n"
        "print(*(m for m in ('reportlab', 'uharfbuzz', 'pikepdf') if m in sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert result.stdout.splitlines()[-1] == ""


def test_a_new_edition_is_sound_from_the_start(tmp_path: Path) -> None:
    """A new workbook passes the check; a second init does not overwrite what was filled in."""
    result = run("init", tmp_path / "mine")
    assert result.exit_code == 0
    workbook = tmp_path / "mine" / "edition.xlsx"
    assert f"Written: {workbook}" in result.stdout
    assert run("check", workbook).exit_code == 0
    assert run("check", workbook.parent).exit_code == 0
    before = workbook.read_bytes()
    again = run("init", tmp_path / "mine")
    assert again.exit_code == 2
    assert again.stderr.startswith("Error: ")
    assert workbook.read_bytes() == before


# --- check and scores ----------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [("check",), ("check", "--json"), ("scores",)])
def test_how_a_file_was_read_is_never_silent(tiny_edition: Callable[..., Path], arguments: Any) -> None:
    """A table that is not in UTF-8 is read with a warning that quotes it."""
    table = TINY["clusters.csv"].replace("Drugi", "Kołobrzeg").encode("cp1250")
    result = run(*arguments, tiny_edition({"clusters.csv": table}))
    assert result.exit_code == 0
    assert "clusters.csv: read as Windows-1250, for instance " in result.output


def test_check_counts_what_it_found_sound() -> None:
    """A sound edition gives its size and exit status 0."""
    result = run("check", SAMPLE)
    assert result.exit_code == 0
    assert result.stdout.startswith("sample-2018: 40 clusters, ")
    assert json.loads(run("check", SAMPLE, "--json").stdout)["clusters"] == 40


@pytest.mark.parametrize("command", ["check", "scores", "build"])
def test_problems_are_named_together_and_nothing_is_written(
    bad_edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Every problem has a line of its own on stderr, their number closes, the status is 2."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    result = run(command, bad_edition)
    assert result.exit_code == 2
    assert result.stdout == ""
    *problems, closing = result.stderr.splitlines()
    assert closing == f"{len(problems)} problems; nothing was written."
    assert any("'abc'" in line for line in problems)
    assert any("'1.2.3'" in line for line in problems)
    assert any("shortname" in line for line in problems)
    assert "Traceback" not in result.stderr
    assert not list(here.iterdir())


def test_check_tells_programs_the_same_problems(bad_edition: Path) -> None:
    """--json lists the problems field by field, with the same exit status."""
    result = run("check", bad_edition, "--json")
    assert result.exit_code == 2
    found = json.loads(result.stdout)
    assert found["ok"] is False
    assert any(problem["value"] == "abc" and problem["file"] == "values.csv" for problem in found["problems"])


def test_scores_on_the_screen_are_those_of_the_file(tmp_path: Path) -> None:
    """Without -o the CSV goes to stdout as it would go to the file, without Excel's byte order mark."""
    file = tmp_path / "scores.csv"
    assert run("scores", SAMPLE, "-o", file).exit_code == 0
    assert "\ufeff".encode() + run("scores", SAMPLE).stdout_bytes == file.read_bytes()
    assert len(file.read_text(encoding="utf-8").splitlines()) == 41


@pytest.mark.parametrize("name", ["scores.doc", "nowhere/scores.csv"])
def test_scores_that_cannot_be_written_are_a_setting_to_correct(tmp_path: Path, name: str) -> None:
    """A wrong extension or a missing folder is said in words, with status 2."""
    result = run("scores", SAMPLE, "-o", tmp_path / name)
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ")
    assert "Traceback" not in result.stderr


# --- build -----------------------------------------------------------------------------------------


def test_a_good_build_ends_with_a_summary(
    fake: list[tuple[str, str]], tmp_path: Path, sample_ids: tuple[str, ...]
) -> None:
    """All reports are there, the summary counts them and says where, the status is 0."""
    result = run("build", SAMPLE, "-o", tmp_path / "out", "--jobs", 2)
    assert result.exit_code == 0
    folder = tmp_path / "out" / "sample-2018" / "reports"
    assert sorted(path.stem for path in folder.iterdir()) == sorted(sample_ids)
    assert result.stdout.startswith("Built 40 of 40 reports in ")
    assert str(folder) in result.stdout
    assert len(result.stderr.splitlines()) == 40


def test_a_build_names_the_failed_and_ends_with_1(
    fake: list[tuple[str, str]], tmp_path: Path, sample_ids: tuple[str, ...]
) -> None:
    """A failed report is in the closing summary with page and cause; the others are made."""
    fake += [(sample_ids[1], WRONG), (sample_ids[2], CRASH)]
    result = run("build", SAMPLE, "-o", tmp_path / "out", "-j", 1)
    assert result.exit_code == 1
    assert f"{sample_ids[1]}: no report\n    page 3: the font lacks a character [glyph]" in result.stdout
    assert "unexpected ZeroDivisionError" in result.stdout
    assert "Built 38 of 40 reports" in result.stdout
    assert str(tmp_path / "out" / "sample-2018" / "build.log") in result.stdout
    assert "Traceback" not in result.output


def test_a_build_tells_programs_the_same(
    fake: list[tuple[str, str]], tmp_path: Path, sample_ids: tuple[str, ...]
) -> None:
    """--json names built and failed with their causes."""
    fake += [(sample_ids[1], WRONG)]
    chosen = sample_ids[:3]
    result = run("build", SAMPLE, *chosen, "-o", tmp_path / "out", "-j", 1, "--json", "--fail-fast")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert [entry["id"] for entry in found["built"]] == [chosen[0]]
    assert Path(found["built"][0]["file"]).is_file()
    assert found["failed"][0]["id"] == chosen[1]
    assert len(found["failed"][0]["causes"]) == 2
    assert found["not_built"] == [chosen[2]]


def test_a_second_build_says_what_it_kept_and_what_it_found(
    fake: list[tuple[str, str]], tmp_path: Path, sample_ids: tuple[str, ...]
) -> None:
    """Unchanged reports are counted, an altered file is named and made anew, --force makes everything."""
    arguments = ("build", SAMPLE, *sample_ids[:3], "-o", tmp_path / "out", "-j", 1)
    run(*arguments)
    (tmp_path / "out" / "sample-2018" / "reports" / f"{sample_ids[1]}.pdf").write_bytes(b"altered")
    result = run(*arguments)
    assert result.exit_code == 0
    assert f"altered or removed since it was built: {sample_ids[1]}" in result.stdout
    assert "Built 3 of 3 reports, 2 of them unchanged, in " in result.stdout
    assert f"1/3 {sample_ids[0]}: unchanged" in result.stderr
    found = json.loads(run(*arguments, "--json").stdout)
    assert [entry["unchanged"] for entry in found["built"]] == [True, True, True]
    assert "unchanged" not in run(*arguments, "--force").stdout


def test_an_unknown_cluster_is_a_typing_mistake(
    fake: list[tuple[str, str]], tmp_path: Path, sample_ids: tuple[str, ...]
) -> None:
    """The nearest id is proposed, nothing is written, the status is 2."""
    result = run("build", SAMPLE, sample_ids[0] + "x", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert f"did you mean {sample_ids[0]}?" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_mistake_of_the_program_is_owned_up_to(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An unexpected error gives a short message with a log to send, and no traceback on the screen."""

    def broken(path: Path) -> None:
        raise RuntimeError("the sky is falling")

    monkeypatch.setattr("reports.production.read", broken)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    result = run("check", SAMPLE)
    assert result.exit_code == 1
    assert "RuntimeError: the sky is falling" in result.stderr
    assert "Traceback" not in result.output
    (log,) = tmp_path.iterdir()
    assert str(log) in result.stderr
    assert "Traceback" in log.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="sends a POSIX signal")
def test_ctrl_c_stops_a_running_build_cleanly(tmp_path: Path, sample_ids: tuple[str, ...]) -> None:
    """Ctrl-C at a terminal, which reaches every process, ends the build with a summary and no traceback."""
    remembered = tmp_path / "remembered"
    remembered.mkdir()
    plan = tuple((cluster_id, "slow") for cluster_id in sample_ids[3:])
    script = tmp_path / "interrupted.py"
    script.write_text(
        "import signal, sys\n"
        # A job in the background is started with the signal switched off; a terminal's is not.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / 'tests')!r}]\n"
        "from pathlib import Path\n"
        "from support.makers import FakeMaker\n"
        "from reports.cli import main as cli\n"
        "from reports.production import maker\n"
        "if __name__ == '__main__':\n"
        f"    maker.ReportMaker = lambda study, lang: FakeMaker(Path({str(remembered)!r}), {plan!r})\n"
        f"    cli.main(['build', {str(SAMPLE)!r}, '-o', {str(tmp_path / 'out')!r}, '-j', '2'])\n",
        encoding="utf-8",
    )
    with subprocess.Popen(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            # The two processes are in their endless reports when five have been begun.
            for _ in range(600):
                if len(list(remembered.iterdir())) >= 5:
                    break
                time.sleep(0.05)
            os.killpg(process.pid, signal.SIGINT)
            stdout, stderr = process.communicate(timeout=60)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    assert process.returncode == 1
    assert "interrupted; not built: " in stdout
    assert "Built 3 of 40 reports" in stdout
    assert "Traceback" not in stdout + stderr
    assert len(list((tmp_path / "out" / "sample-2018" / "reports").iterdir())) == 3
