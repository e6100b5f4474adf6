#!/usr/bin/env python3
"""Shows that every Python on this computer makes the same files of the sample edition.

    .venv/bin/python .ci/pythons.py [--builds-only]

Each interpreter gets an environment of its own, which is thrown away afterwards: the wheel of this checkout
with the pinned packages that it needs to run. There it builds four reports with their cards, in both
languages, and their bytes are compared with those of the oldest interpreter. The oldest and the newest that
pyproject.toml promises run the fast tests too, unless ``--builds-only``. Exit status 1 if anything failed or
differs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
#: Which clusters' reports are built, by language.
REPORTS = {"pl": ("jarometal", "wodolin"), "en": ("biogazin", "ekowierch")}
#: For each language: reports, their editions for the screen and cards of two clusters, the scores, and the
#: public rules in two forms.
FILES = len(REPORTS) * (3 * 2 + 1 + 2)
#: What an interpreter says of itself; of a virtual environment, the interpreter that it was made with.
ASK = """
import json, platform, sys
print(json.dumps([sys.version_info[:3], platform.python_version(), sys._base_executable,
                  platform.python_implementation()]))
"""
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


@dataclass
class Interpreter:
    """One Python and what became of its trial."""

    order: tuple[int, ...]
    version: str
    path: str
    files: dict[str, str] = field(default_factory=dict)
    times: list[str] = field(default_factory=list)
    tests: str = ""
    failure: str = ""


def promised() -> tuple[int, int]:
    """The versions that pyproject.toml promises: from 3.x up to, but without, 3.y as (x, y)."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    oldest, below = project["requires-python"].split(",")
    return int(oldest.removeprefix(">=3.")), int(below.removeprefix("<3."))


def interpreters() -> list[Interpreter]:
    """Every CPython on the computer, oldest first, each full version once: those that are promised, and the
    first minor version that is not.
    """
    oldest, below = promised()
    names = ["python3", *(f"python3.{minor}" for minor in range(oldest, below + 1))]
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    places = [*os.get_exec_path(), "/usr/bin", *map(str, pyenv.glob("versions/*/bin"))]
    found: dict[str, Interpreter] = {}
    for candidate in dict.fromkeys(Path(place, name) for place in places for name in names):
        if not candidate.is_file():
            continue
        told = subprocess.run(
            [candidate, "-c", ASK], capture_output=True, text=True, check=False, env=ENVIRONMENT
        )
        if told.returncode:  # a name of pyenv's for which no version is chosen
            continue
        order, version, path, kind = json.loads(told.stdout)
        if kind == "CPython" and order[0] == 3 and oldest <= order[1] <= below:
            found.setdefault(version, Interpreter(tuple(order), version, path))
    return sorted(found.values(), key=lambda one: one.order)


def run(*command: object, cwd: Path = ROOT) -> str:
    """Run a command; give what it prints. Raises RuntimeError with the end of that if it fails."""
    result = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if result.returncode:
        told = "\n".join(result.stdout.splitlines()[-40:])
        raise RuntimeError(f"{' '.join(map(str, command))}\n{told}")
    return result.stdout


def install(folder: Path, interpreter: Interpreter, wheel: Path) -> None:
    """Make the environment with the wheel and, pinned, the packages that it needs to run."""
    run(".ci/venv", folder, interpreter.path)
    pip = (folder / "bin/python", "-m", "pip", "install", "--no-compile", "--no-deps")
    run(*pip, "--require-hashes", "--only-binary", ":all:", "-r", "requirements.lock")
    any_python = [] if is_promised(interpreter) else ["--ignore-requires-python"]
    run(*pip, "--no-index", *any_python, wheel)


def build(folder: Path, out: Path) -> dict[str, str]:
    """Build the reports from the sample edition inside the wheel; give the hash of every file by its name."""
    python, program = folder / "bin/python", folder / "bin/cluster-reports"
    code = "import reports.assets as assets; print(assets.sample())"
    sample = Path(run(python, "-c", code, cwd=folder).strip().splitlines()[-1])
    if not sample.is_relative_to(folder):
        raise RuntimeError(f"the wheel was to be tried, not {sample}")
    found = {}
    for lang, ids in REPORTS.items():
        for command in ("build", "cards"):
            run(program, command, sample, *ids, "--lang", lang, "-o", out / lang, cwd=folder)
        for path in sorted((out / lang).rglob("*")):
            if path.suffix in (".pdf", ".html", ".csv"):
                found[path.relative_to(out).as_posix()] = sha256(path.read_bytes()).hexdigest()
    if len(found) != FILES:
        raise RuntimeError(f"{FILES} files were to be built, and there are: {', '.join(found)}")
    return found


def test(folder: Path) -> str:
    """Run the fast tests of the checkout with all pinned packages; give pytest's closing line."""
    pip = (folder / "bin/python", "-m", "pip", "install", "--no-deps")
    locks = ("-r", "requirements-desk.lock", "-r", "requirements-dev.lock")
    run(*pip, "--no-compile", "--require-hashes", "--only-binary", ":all:", *locks)
    run(*pip, "--no-index", "--no-build-isolation", "-e", ".")
    told = run(
        folder / "bin/python", "-m", "pytest", "-q", "-n", "auto", "-m", "not slow", "-p", "no:cacheprovider"
    )
    return told.strip().splitlines()[-1].strip("= ")


def is_promised(interpreter: Interpreter) -> bool:
    """Whether pyproject.toml lets it install the package."""
    return interpreter.order[1] < promised()[1]


def trial(interpreter: Interpreter, wheel: Path, tested: bool) -> None:
    """Install, build and, where ``tested``, test; everything that was found is noted in ``interpreter``."""
    with tempfile.TemporaryDirectory(prefix="pythons-") as place:
        folder, began = Path(place).resolve(), time.monotonic()
        try:
            install(folder / "venv", interpreter, wheel)
            interpreter.times.append(f"{time.monotonic() - began:.0f} s")
            began = time.monotonic()
            interpreter.files = build(folder / "venv", folder / "out")
            interpreter.times.append(f"{time.monotonic() - began:.0f} s")
            if tested:
                interpreter.tests = test(folder / "venv")
        except RuntimeError as error:
            interpreter.failure = str(error)


def table(rows: list[list[str]]) -> str:
    """The rows below each other, columns aligned."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def main() -> int:
    """Try all interpreters, print the table and give the exit status."""
    tests = "--builds-only" not in sys.argv[1:]
    found = interpreters()
    kept = [one for one in found if is_promised(one)]
    if not kept:
        print("None of the Pythons that pyproject.toml promises was found.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="pythons-wheel-") as folder:
        run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-w", folder, ROOT)
        (wheel,) = Path(folder).glob("*.whl")
        for one in found:
            print(f"Trying {one.version} ({one.path})", file=sys.stderr, flush=True)
            trial(one, wheel, tests and one in (kept[0], kept[-1]))
    reference = next((one for one in found if one.files), found[0])
    rows = [["Python", "interpreter", "install", "build", "bytes", "tests", ""]]
    wrong = False
    for one in found:
        different = [name for name, digest in one.files.items() if reference.files[name] != digest]
        same = "the same" if one is not reference else f"{len(one.files)} files"
        verdict = "" if not one.files else f"{len(different)} differ" if different else same
        notes = ["FAILED"] if one.failure else []
        notes += [] if is_promised(one) else ["newer than promised"]
        install_time, build_time = [*one.times, "", ""][:2]
        rows.append([one.version, one.path, install_time, build_time, verdict, one.tests, ", ".join(notes)])
        if one.failure:
            print(f"\nPython {one.version} failed:\n{one.failure}")
        if different:
            print(f"\nPython {one.version} makes different files: {', '.join(different)}")
        wrong = wrong or bool(one.failure or different)
    print(f"\n{table(rows)}")
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
