"""The command for slides: files whole or not at all, always the same, and known again by verify."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from support.composing import sample, study_of
from support.extremes import EXTREMES
from support.slides import made

from reports import assets
from reports.cli.main import main
from reports.errors import ConfigurationError, Finding, ReportError
from reports.production import group_papers, slides
from reports.production.reproduction import Reproducer
from reports.proof.checks import slides as check


def test_the_command_writes_slides_and_their_pages(tmp_path: Path) -> None:
    """What it says is what it did; verify makes the files again and finds every byte."""
    command = ["slides", str(assets.sample()), "--handout", "-o", str(tmp_path), "--json"]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    told = json.loads(result.output)
    assert told["slides"] == 16
    assert told["notes"] == []
    base = tmp_path / "sample-2018"
    pptx, pdf = (base / "summary" / name for name in ("slides.pptx", "slides-handout.pdf"))
    assert told["files"] == [str(pptx), str(pdf)]
    assert pptx.read_bytes() == made()[0]
    reproducer = Reproducer(sample())
    ((name, found),) = group_papers.compared(reproducer, base)
    assert name == "slides"
    assert found.same == ("slides.pptx", "slides-handout.pdf")
    pptx.write_bytes(pptx.read_bytes() + b"x")
    ((_, found),) = group_papers.compared(reproducer, base)
    assert found.same == ("slides-handout.pdf",)
    assert "slides.pptx" in str(found.findings[0])
    record = base / "slides.json"
    record.write_bytes(record.read_bytes().replace(b'"pl"', b'"en"'))
    ((_, found),) = group_papers.compared(reproducer, base)
    assert found.findings[0].rule == "seal"


def test_slides_in_a_publishers_template_cannot_be_made_again(tmp_path: Path) -> None:
    """Verify says so and blames nobody."""
    brand = tmp_path / "brand.pptx"
    brand.write_bytes(made()[0])
    done = slides.make(sample(), internal=True, template=brand, out=tmp_path)
    assert [path.name for path in done.files.values()] == ["slides-internal.pptx"]
    ((name, found),) = group_papers.compared(Reproducer(sample()), tmp_path / "sample-2018")
    assert (name, found.findings) == ("slides-internal", ())
    assert "cannot be made again" in found.note


def test_slides_that_are_not_right_are_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A finding stops them; those of before stay, and the message calls them out of date."""
    folder = tmp_path / "sample-2018" / "summary"
    folder.mkdir(parents=True)
    (folder / "slides.pptx").write_bytes(b"old")
    monkeypatch.setattr(check, "check", lambda *_: (Finding("fact", "a wrong number", 3),))
    with pytest.raises(ReportError, match=r"a wrong number.*out of date: .*slides\.pptx \[outdated\]$"):
        slides.make(sample(), out=tmp_path)
    assert [path.read_bytes() for path in folder.iterdir()] == [b"old"]


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["pl", "en"])
@pytest.mark.parametrize("odd", [*EXTREMES, "public"])
def test_slides_of_any_group_pass_their_gate(odd: str, lang: Any, tmp_path: Path) -> None:
    """One cluster, five hundred, all alike, names nobody can set: a file, and pages of it."""
    edition = replace(sample().edition, summary_by="", overrides=(), public=odd == "public")
    study = study_of(EXTREMES.get(odd, lambda same: same)(edition))
    done = slides.make(study, lang, internal=lang == "en", handout=True, out=tmp_path)
    assert len(done.files) == 2
    assert done.slides >= 4


def test_what_is_missing_is_named_with_a_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No template where one is named, and no extra: nothing is touched."""
    with pytest.raises(ConfigurationError, match=r"the template .*none\.pptx cannot be read"):
        slides.make(sample(), template=tmp_path / "none.pptx", out=tmp_path)
    monkeypatch.setattr(slides, "LIBRARY", "no-such-package")
    with pytest.raises(ConfigurationError, match=r"pip install 'cluster-reports\[slides\]'"):
        slides.make(sample(), out=tmp_path)
    assert list(tmp_path.iterdir()) == []
