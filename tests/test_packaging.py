"""Promises of the package: what is built contains everything, and works outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import ROOT

import reports
from reports import __version__


def call(*command: object, cwd: Path) -> str:
    """Run a command as a user would, outside this test's environment; give what it says."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    result = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and with the wheel made from that sdist."""
    folder = tmp_path_factory.mktemp("dist")
    call(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture
def wheel(built: Path) -> Path:
    (wheel,) = built.glob("*.whl")
    return wheel


def needed() -> Iterator[tuple[str, str]]:
    """Every file the program needs at run time: its place in the checkout and in the wheel."""
    for folder, inside in (
        ("reports", "reports"),
        ("templates", "reports/_templates"),
        ("data", "reports/_data"),
    ):
        for path in sorted((ROOT / folder).rglob("*")):
            name = path.relative_to(ROOT / folder).as_posix()
            if path.is_file() and "__pycache__" not in path.parts:
                yield f"{folder}/{name}", f"{inside}/{name}"


def test_the_wheel_holds_everything_the_program_needs(wheel: Path) -> None:
    """Templates, fonts, texts, library and sample edition travel inside, and nothing else does."""
    names = set(zipfile.ZipFile(wheel).namelist())
    missing = {inside for _, inside in needed()} - names
    assert not missing
    assert any(name.endswith("fonts/SourceSans3-Regular.ttf") for name in names)
    assert any(name.endswith("sample-2018/edition.toml") for name in names)
    strangers = {
        name for name in names if not name.startswith(("reports/", f"cluster_reports-{__version__}."))
    }
    assert not strangers
    assert not {name for name in names if "__pycache__" in name}


def test_the_wheel_carries_its_licences(wheel: Path) -> None:
    """Our licence and those of the fonts are where package tools look for them."""
    names = zipfile.ZipFile(wheel).namelist()
    licences = {name.split("/licenses/")[1] for name in names if "/licenses/" in name}
    assert licences == {
        "LICENSE",
        "templates/fonts/OFL-SourceSans3.md",
        "templates/fonts/OFL-SourceSerif4.md",
    }


def test_the_sdist_can_be_tested_again(built: Path) -> None:
    """The source archive has the program, its tests and the set-up."""
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {outside for outside, _ in needed()} <= names
    assert {"Makefile", "README.md", "requirements.lock", ".ci/venv", "tests/test_packaging.py"} <= names


def test_the_lock_names_versions_and_no_addresses() -> None:
    """Every package is pinned to one version, wherever the user's own registry is."""
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert len(pins) > 30
    for pin in pins:
        name, equals, version = pin.partition("==")
        assert equals, pin
        assert name.replace("-", "").replace("_", "").replace(".", "").isalnum(), pin
        assert version.replace(".", "").isalnum(), pin


def test_the_promised_pythons_are_told_alike() -> None:
    """The bounds for package tools, the classifiers and the README name the same versions."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    oldest, below = (int(bound.rpartition(".")[2]) for bound in project["requires-python"].split(","))
    assert project["requires-python"] == f">=3.{oldest},<3.{below}"
    classifiers = [
        text for text in project["classifiers"] if text.startswith("Programming Language :: Python :: 3")
    ]
    assert classifiers == [f"Programming Language :: Python :: 3.{minor}" for minor in range(oldest, below)]
    assert f"Python 3.{oldest} to 3.{below - 1}" in (ROOT / "README.md").read_text(encoding="utf-8")


def one_report(python: Path, folder: Path) -> None:
    """Make one report of the sample edition with what is installed there, from outside the checkout."""
    code = (
        "import reports, reports.assets as a; print(reports.__file__, a.sample(), a.templates(), sep='\\n')"
    )
    package, sample, templates = call(python, "-c", code, cwd=folder).splitlines()
    for place in (package, sample, templates):
        assert Path(place).is_relative_to(python.parent.parent), place
    program = python.with_name("cluster-reports")
    assert call(program, "--version", cwd=folder).strip().endswith(__version__)
    call(program, "build", sample, "jarometal", "-o", folder / "out", cwd=folder)
    (report,) = (folder / "out" / "sample-2018" / "reports").iterdir()
    assert report.name == "jarometal.pdf"
    assert report.read_bytes().startswith(b"%PDF-1.7")


def python_of(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def test_the_wheel_makes_a_report_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """Only the dependencies are borrowed from this environment: the program is that of the wheel."""
    venv.create(tmp_path / "venv", with_pip=False)
    python = python_of(tmp_path / "venv")
    call(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--quiet",
        "--no-deps",
        wheel,
        cwd=tmp_path,
    )
    purelib = Path(
        call(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path).strip()
    )
    (purelib / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    assert Path(reports.__file__).is_relative_to(ROOT)
    one_report(python, tmp_path)


@pytest.mark.slow
def test_the_wheel_makes_a_report_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    """Installing the wheel brings everything, in an environment that had nothing."""
    venv.create(tmp_path / "venv", with_pip=True)
    python = python_of(tmp_path / "venv")
    call(python, "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    one_report(python, tmp_path)
