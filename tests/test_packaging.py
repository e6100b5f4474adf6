"""Promises of the package: what is built contains everything, and works outside the checkout."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution, distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
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
            own = not path.name.startswith(".")  # a desk leaves its lock beside the edition
            if own and path.is_file() and "__pycache__" not in path.parts:
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
    assert {"Makefile", "README.md", *LOCKS, ".ci/install", "tests/test_packaging.py"} <= names


LOCKS = (
    "requirements.lock",
    "requirements-desk.lock",
    "requirements-dev.lock",
    "requirements-browser.lock",
    "requirements-cluster.lock",
)
HASHED = re.compile(
    r"([a-z0-9-]+)==([A-Za-z0-9.]+)( ; [a-zA-Z0-9_.<>=!' ()]+)?((?: --hash=sha256:[0-9a-f]{64})+)"
)


def pins(lock: str) -> dict[str, str]:
    """Package -> version; every line has hashes, and nothing else stands in the file."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace(" \\\n   ", "")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    read = [HASHED.fullmatch(line) for line in lines]
    assert [line for line, match in zip(lines, read, strict=True) if match is None] == []
    return {match[1]: match[2] for match in read if match}


def test_the_locks_name_versions_hashes_and_no_addresses() -> None:
    """Every package is pinned to one version with the hashes of its files, once, wherever the user's own
    registry is.
    """
    found = [pins(lock) for lock in LOCKS]
    assert [len(one) > least for one, least in zip(found, (30, 3, 40, 2, 40), strict=True)] == [True] * 5
    assert sum(map(len, found)) == len(set().union(*found))


def requirements(*extras: str) -> Iterator[Requirement]:
    """The direct dependencies: of the program (""), of extras, and of groups for this checkout."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = {"": project["project"]["dependencies"], **project["dependency-groups"]}
    listed |= project["project"]["optional-dependencies"]
    for extra in extras:
        yield from map(Requirement, listed[extra])


@pytest.mark.parametrize(
    ("number", "extras"),
    [(0, ("", "build")), (1, ("desk",)), (2, ("dev",)), (3, ("browser",)), (4, ("cluster", "cluster-tests"))],
)
def test_the_locks_have_what_the_project_asks_for(number: int, extras: tuple[str, ...]) -> None:
    """Each direct dependency is locked in a version that pyproject.toml allows, where it is first needed."""
    locks = LOCKS[: number + 1]
    known = {name: version for lock in locks for name, version in pins(lock).items()}
    for one in requirements(*extras):
        assert one.specifier.contains(known.get(canonicalize_name(one.name), "")), one


def test_what_the_program_needs_is_in_its_own_lock() -> None:
    """`make reports` installs everything that is needed, and the tests run with the very same versions."""
    known = pins(LOCKS[0])
    installed = {canonicalize_name(one.name): one.version for one in distributions()}
    assert {name: installed.get(name, known[name]) for name in known} == known
    needed, asked = set(), ["cluster-reports"]
    while asked:
        for one in map(Requirement, distribution(asked.pop()).requires or ()):
            name = canonicalize_name(one.name)
            if name not in needed and (one.marker is None or one.marker.evaluate({"extra": ""})):
                needed.add(name)
                asked.append(name)
    assert needed <= known.keys()


def test_every_dependency_has_its_reason() -> None:
    """The document lists what pyproject.toml names; nothing is missing and nothing is left over."""
    told: dict[str, set[str]] = {}
    heading = ""
    for line in (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").splitlines():
        heading = line.removeprefix("## ") if line.startswith("## ") else heading
        if row := re.match(r"\| `([^`]+)` \| \S[^|]+ \| \S[^|]+ \|$", line):
            told.setdefault(heading, set()).add(canonicalize_name(row[1]))

    def named(*extras: str) -> set[str]:
        return {canonicalize_name(one.name) for one in requirements(*extras)}

    assert told == {
        "To make reports": named(""),
        "Extras": named("cluster", "desk", "keyring", "outlook", "sign", "slides"),
        "To test": named("dev", "browser", "verapdf", "cluster-tests") - named("outlook", "sign", "slides"),
    }


def test_the_bill_of_materials_is_the_lock() -> None:
    """CycloneDX with every locked package, its hashes and who needs whom, and the same bytes each time."""
    made = [call(sys.executable, ROOT / ".ci" / "sbom.py", cwd=ROOT) for _ in range(2)]
    assert made[0] == made[1]
    bill = json.loads(made[0])
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert {one["name"]: one["version"] for one in bill["components"]} == pins(LOCKS[0])
    assert all(one["properties"] for one in bill["components"])
    assert {one["name"] for one in bill["components"] if not one["licenses"]} <= {"resvg-py", "tzdata"}
    refs = {one["bom-ref"] for one in bill["components"]}
    assert {ref for one in bill["dependencies"] for ref in one["dependsOn"]} <= refs
    assert bill["dependencies"][0]["ref"] == bill["metadata"]["component"]["bom-ref"]
    assert "http" not in made[0].replace(bill["$schema"], "")


@pytest.mark.skipif(os.name == "nt", reason="the script is for a shell")
def test_a_file_with_another_hash_is_not_installed(tmp_path: Path) -> None:
    """What a registry gives otherwise than it was tested is refused, and the user is told what to do."""
    venv.create(tmp_path / "venv", with_pip=True)
    python, lock, wheel = python_of(tmp_path / "venv"), tmp_path / "lock", "honest-1.0-py3-none-any.whl"
    with zipfile.ZipFile(tmp_path / wheel, "w") as archive:
        for name, text in {
            "METADATA": "Metadata-Version: 2.1\nName: honest\nVersion: 1.0\n",
            "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            "RECORD": "",
        }.items():
            archive.writestr(f"honest-1.0.dist-info/{name}", text)
    digest = hashlib.sha256((tmp_path / wheel).read_bytes()).hexdigest()
    settings = {**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path)}
    for given, status in (("0" * 64, 1), (digest, 0)):
        lock.write_text(f"honest==1.0 --hash=sha256:{given}\n", encoding="utf-8")
        command = [ROOT / ".ci" / "install", python, lock]
        result = subprocess.run(command, env=settings, capture_output=True, text=True, check=False)
        assert result.returncode == status, result.stderr
        assert ("could not be installed" in result.stderr) is bool(status)


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
