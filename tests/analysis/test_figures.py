"""Figures for press and slides."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import reports
from reports import assets
from reports.analysis import figures as drawing
from reports.analysis import group_figures
from reports.analysis.figure_content import Boxes, BoxRow, Figure, Scatter
from reports.document import walk
from reports.production import Study, read
from reports.production import figures as figures_
from reports.production.composer import Composer


@pytest.fixture(scope="module")
def study() -> Study:
    return read(assets.sample())


@pytest.fixture(scope="module")
def made(study: Study) -> list[Figure]:
    composer = Composer(study)
    paper, facts = composer.group_paper("pl")
    return list(group_figures(paper, facts, composer.texts("pl")))


def test_the_group_sees_what_the_paper_shows(study: Study, made: list[Figure]) -> None:
    """Every number in words, and every dot, of a figure for everybody stands in the paper for the plenary."""
    paper, _ = Composer(study).group_paper("pl")
    printed = {value for block in walk(paper.sections) for value in _texts(block)}
    assert [figure.name for figure in made] == ["summary", "parts", "change", "sides", "together"]
    for figure in made:
        assert paper.footer == figure.source
        if isinstance(figure.content, Boxes):
            for row in figure.content.rows:
                assert row.name in printed
                assert all(label in printed for label in row.label.split(" / "))
                assert row.q1 <= row.q3


def _texts(block: object) -> set[str]:
    return {value for name in ("text", "spoken") if isinstance(value := getattr(block, name, None), str)}


def test_the_group_sees_nobody(study: Study, made: list[Figure]) -> None:
    """No name of a unit stands in a figure that is not for the team alone."""
    names = {name for one in study.edition.clusters for name in (one.name, one.short_name) if name}
    for figure in made:
        words = " ".join((figure.title, figure.note, figure.alt))
        assert not [name for name in names if re.search(rf"\b{re.escape(name)}\b", words)]


@pytest.mark.parametrize("content", [
    Boxes((BoxRow("A <b> & „c”", 1.0, 2.0, 3.0, (0.5, 2.5), "2,0"),), 0.0, 4.0),
    Scatter((1.0, 2.0, 2.0), (3.0, 4.0, 4.0), ("Żółw", "Gęś", "Gęś"), "x", "y"),
])  # fmt: skip
def test_pictures_say_their_numbers_and_are_always_the_same(content: Boxes | Scatter, tmp_path: Path) -> None:
    """Bytes are the same in another process; the SVG is well-formed and has title and description."""
    figure = Figure("f", 'Tytuł "x" & <y>', "Kreska: mediana", "Badanie", "A: 2,0", content)
    found = drawing.files(figure)
    svg = ET.fromstring(found["svg"])  # noqa: S314 - our own output
    assert svg.find("{*}title").text == figure.title  # type: ignore[union-attr]
    assert svg.find("{*}desc").text == figure.alt  # type: ignore[union-attr]
    assert found["png"].startswith(b"\x89PNG")
    code = (
        "import sys\nfrom reports.analysis import figures\nfrom reports.analysis.figure_content import *\n"
        f"sys.stdout.buffer.write(b'|'.join(figures.files({figure!r}).values()))"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(reports.__file__).parents[1]), "PYTHONHASHSEED": "7"}
    again = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, cwd=tmp_path, env=env
    )
    assert again.stdout == b"|".join(found.values())


def test_figures_replace_those_of_before(study: Study, tmp_path: Path) -> None:
    """What is drawn no more is removed, other people's files stay, and each picture has its words."""
    folder = tmp_path / "sample-2018" / "figures"
    folder.mkdir(parents=True)
    (folder / "old.svg").write_text("x")
    (folder / "notes.docx").write_text("x")
    written = figures_.make(study, "group", "en", tmp_path)
    assert not (folder / "old.svg").exists()
    assert (folder / "notes.docx").exists()
    assert {"summary.svg", "summary.png", "together.svg"} <= {path.name for path in written}
    for path in written:
        assert path.with_suffix(".txt").read_text().strip()


@pytest.mark.slow
def test_the_team_sees_names(study: Study, tmp_path: Path) -> None:
    """The figures for the team alone add the places of everybody, and every pair of areas, with names."""
    written = {path.name: path for path in figures_.make(study, "internal", "pl", tmp_path)}
    assert {"ranks.svg", "areas-Z-P.svg", "areas-O-I.png"} <= written.keys()
    words = written["ranks.svg"].with_suffix(".txt").read_text()
    assert all((one.short_name or one.name) in words for one in study.edition.clusters)
