"""Promises of reports.production.program: whatever has a part in a report is in its fingerprints."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from reports import assets
from reports.edition.loading import load
from reports.edition.loading.collected import input_files
from reports.edition.model import Localised, Logo
from reports.production import program as provenance
from reports.production.study import read

#: Packages that the program needs and that leave no trace in a report.
WITHOUT_A_PART = {
    "attrs", "charset-normalizer", "click", "contourpy", "cycler", "filelock", "idna", "kiwisolver",
    "matplotlib", "packaging", "pygments", "pyparsing", "rich", "tenacity", "typing-extensions",
}  # fmt: skip


def needed(name: str, extras: frozenset[str] = frozenset()) -> Iterator[str]:
    """The packages that a package needs here, and those that they need."""
    for line in requires(name) or []:
        requirement = Requirement(line)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in {"", *extras}):
            yield re.sub(r"[-_.]+", "-", requirement.name).lower()
            yield from needed(requirement.name, frozenset(requirement.extras))


def test_every_package_is_either_part_of_the_recipe_or_known_to_have_no_part() -> None:
    """A new dependency is put into one of the two lists on purpose."""
    assert set(needed("cluster-reports")) == set(provenance.PACKAGES) | WITHOUT_A_PART


@pytest.mark.parametrize(
    ("file", "part"),
    [
        ("report.css", "style"),
        ("blocks.html.j2", "style"),
        ("texts/pl", "texts"),
        ("fonts", "fonts"),
        ("fonts/web", "fonts"),
    ],
)
def test_a_changed_file_of_the_program_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, part: str
) -> None:
    """One byte more in a template, style sheet, text or font changes that part, and no other."""
    templates = tmp_path / "templates"
    shutil.copytree(assets.templates(), templates)
    monkeypatch.setattr(assets, "templates", lambda: templates)
    before = provenance.program()
    path = templates / file
    if path.is_dir():
        path = sorted(
            one for one in path.iterdir() if one.is_file() and one.suffix in (".ftl", ".ttf", ".woff2")
        )[0]
    with path.open("ab") as out:
        out.write(b"\n")
    after = provenance.program()
    parts = ("code", "style", "texts", "fonts", "packages")
    assert [name for name in parts if getattr(before, name) != getattr(after, name)] == [part]


def test_every_version_is_known() -> None:
    """No package is missing from the record."""
    versions = provenance.program().packages
    assert [name for name, version in versions.items() if not version] == []
    assert versions["reportlab"].startswith("5.")
    assert versions["python"][0] == "3"


def test_the_inputs_are_all_files_an_edition_is_read_from(tiny_edition: Callable[..., Path]) -> None:
    """Tables, settings and libraries count, own and shared ones; what lies beside them does not."""
    folder = tiny_edition({"practices.toml": "", "notes.txt": "x", "comments.csv": "id,place\n"})
    found = load.load(folder).inputs
    own = {"edition.toml", "framework.csv", "clusters.csv", "values.csv", "practices.toml", "comments.csv"}
    shared = {f"library/{path.name}" for path in assets.library().iterdir()}
    assert set(found) == own | shared
    (folder / "values.csv").write_text("id\n")
    after = load.load(folder).inputs
    assert {name for name, value in after.items() if value != found[name]} == {"values.csv"}


def test_a_workbook_is_read_with_what_is_named_after_it(tmp_path: Path) -> None:
    """A workbook lies among other files of its user: only what begins with its name belongs to it."""
    for name in ("a [1].xlsx", "a [1].recommendations.toml", "a 1.recommendations.toml", "b.toml", "c.csv"):
        (tmp_path / name).touch()
    library = {f"library/{path.name}" for path in assets.library().iterdir()}
    found = input_files(tmp_path / "a [1].xlsx", assets.library()).values()
    assert set(found) - library == {"a [1].xlsx", "a [1].recommendations.toml"}
    assert set(input_files(tmp_path / "nothing.xlsx", assets.library()).values()) == library


def test_logos_and_names_are_part_of_the_recipe(tiny_edition: Callable[..., Path], tmp_path: Path) -> None:
    """A logo is in the file and not in the report; a name must not appear in the reports of others."""
    edition = read(tiny_edition()).edition
    edition = replace(edition, logos=(Logo(Localised(pl="Logo"), "logo.svg"),))
    program = provenance.program()

    def recipe() -> str:
        return provenance.recipe(program, edition, provenance.shipped(edition, tmp_path))

    without = recipe()
    (tmp_path / "logo.svg").write_text("<svg/>")
    with_logo = recipe()
    renamed = replace(edition.clusters[0], short_name="Inny")
    edition = replace(edition, clusters=(renamed, *edition.clusters[1:]))
    assert len({without, with_logo, recipe()}) == 3
