"""Promises of the status: it tells every state of a report from the others, and why it is in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.makers import WRONG, Composing, FakeMaker, inline

from reports.cli.main import main
from reports.errors import ConfigurationError
from reports.mail import status as mail_status
from reports.production import build as production
from reports.production import program, status
from reports.production.basis import Basis
from reports.production.record import lock
from reports.production.study import Study, read
from reports.production.workers.pool import Maker

IDS = ("K01", "K02", "K03", "K04")


@pytest.fixture
def folder(tiny_edition: Callable[..., Path]) -> Path:
    return tiny_edition()


@pytest.fixture
def study(folder: Path) -> Study:
    return read(folder)


def build(study: Study, tmp_path: Path, maker: Maker | None = None, ids: tuple[str, ...] = IDS) -> None:
    remembered = tmp_path / "remembered"
    remembered.mkdir(exist_ok=True)
    maker = maker or FakeMaker(remembered)
    production.build(study, maker, ids, out=tmp_path, launch=inline)


def look(study: Study, tmp_path: Path) -> status.Status:
    return status.status(Basis.of(study), tmp_path, mail_status.PROVIDERS)


def states(found: status.Status) -> list[str]:
    return [found.columns[0].cells[key].text for key in IDS]


def test_each_state_is_told_from_the_others(study: Study, tmp_path: Path) -> None:
    """Current, damaged, failed and missing stand side by side, each with what explains it."""
    maker = FakeMaker(tmp_path, (("K02", WRONG),))
    build(study, tmp_path, maker, IDS[:3])
    (tmp_path / "tiny-2018" / "html" / "K03.html").write_text("altered")
    found = look(study, tmp_path)
    assert states(found) == ["current", "failed", "damaged", "missing"]
    cells = found.columns[0].cells
    assert cells["K02"].details[0] == "page 3: the font lacks a character [glyph]"
    assert cells["K03"].details == ("html/K03.html was altered",)
    assert [cells[key].well for key in IDS] == [True, False, False, False]
    text = found.as_text()
    assert "K02      failed\n" in text
    assert "K02, report: page 5: texts overlap [overlap]" in text
    assert text.endswith("report: 1 current, 1 damaged, 1 failed, 1 missing")
    plain = found.as_json()
    assert plain["ok"] is False
    assert plain["clusters"][2] == {
        "id": "K03",
        "report": {"state": "damaged", "details": ["html/K03.html was altered"]},
    }


def test_before_the_first_build_everything_is_missing(study: Study, tmp_path: Path) -> None:
    """Looking needs no build, and makes no folder."""
    assert states(look(study, tmp_path)) == ["missing"] * 4
    assert not (tmp_path / "tiny-2018").exists()


def test_stale_means_that_the_report_would_be_another_one(study: Study, folder: Path, tmp_path: Path) -> None:
    """After a change of the edition only the reports that would say something else are stale."""
    build(study, tmp_path, Composing(study))
    assert states(look(study, tmp_path)) == ["current"] * 4
    table = folder / "clusters.csv"
    table.write_text(
        table.read_text(encoding="utf-8").replace("Nowak", "Kos").replace("Trzeci,,", "Trzeci,en,")
    )
    found = look(read(folder), tmp_path)
    assert [state for state in states(found) if state == "stale"]
    assert states(found)[1] == states(found)[3] == "current", "their reports say the same"
    assert found.columns[0].cells["K03"].details == ("it is in 'pl' and would be in 'en'",)


def test_another_program_makes_every_report_stale(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A renewed package is a reason that is said; nothing is composed to find it."""
    build(study, tmp_path)
    now = program.program()
    monkeypatch.setattr(program, "program", lambda: replace(now, packages={"reportlab": "6"}))
    monkeypatch.setattr(Basis, "composer", None)
    found = look(study, tmp_path)
    assert states(found) == ["stale"] * 4
    assert "packages" in found.columns[0].cells["K01"].details[0]


def test_an_ended_build_and_a_running_one_are_told_apart(study: Study, tmp_path: Path) -> None:
    """What a build has not reached is unfinished; while it runs, that is said."""

    def interrupt(outcome: production.Outcome) -> None:
        raise KeyboardInterrupt

    production.build(study, FakeMaker(tmp_path), IDS, out=tmp_path, launch=inline, tell=interrupt)
    found = look(study, tmp_path)
    assert states(found) == ["current", "unfinished", "unfinished", "unfinished"]
    assert not found.notes
    with lock.hold(tmp_path / "tiny-2018"):
        assert "a build is under way" in look(study, tmp_path).notes[0]


def test_what_belongs_to_no_cluster_is_named(study: Study, tmp_path: Path) -> None:
    """Files without a record, and reports of clusters that left the edition."""
    build(study, tmp_path)
    (tmp_path / "tiny-2018" / "reports" / "copy.pdf").touch()
    found = look(study, tmp_path)
    assert found.notes == ("files among the reports that have no record: reports/copy.pdf",)


def test_a_broken_record_is_an_error_with_its_remedy(study: Study, tmp_path: Path) -> None:
    """Looking never guesses, and changes nothing."""
    build(study, tmp_path)
    record = tmp_path / "tiny-2018" / "manifest.json"
    record.write_text("{")
    with pytest.raises(ConfigurationError, match="build again"):
        look(study, tmp_path)
    assert record.read_text() == "{"


def test_other_sources_add_their_columns(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who knows something about clusters adds a provider; one with nothing to say has no column."""

    def approval(context: status.Context) -> status.Column | None:
        cells = {key: status.Cell("approved" if key == "K02" else "") for key in context.ids}
        return status.Column("approval", "approval", cells)

    monkeypatch.setattr(status, "PROVIDERS", [status.build_column, approval, lambda context: None])
    found = look(study, tmp_path)
    assert "K02      missing  approved" in found.as_text().splitlines()
    assert "approval: 1 approved" in found.as_text()
    assert found.as_json()["clusters"][1]["approval"] == {"state": "approved", "details": []}


def test_the_command_shows_the_table(folder: Path, study: Study, tmp_path: Path) -> None:
    """`status` prints for people and, with --json, for programs; its exit status is that of having looked."""
    build(study, tmp_path)
    said = CliRunner().invoke(main, ["status", str(folder), "-o", str(tmp_path)])
    assert said.exit_code == 0
    assert said.stdout.splitlines()[:2] == ["cluster  report", "K01      current"]
    plain = CliRunner().invoke(main, ["status", str(folder), "-o", str(tmp_path), "--json"])
    assert json.loads(plain.stdout)["ok"] is True


def test_whoever_lacks_a_comment_is_named(folder: Path, tmp_path: Path) -> None:
    """Who still lacks a comment is told where there are comments at all."""
    assert [column.key for column in look(read(folder), tmp_path).columns] == ["report"]
    comments = "id,place,text_en\nK02,summary,A good year.\nK02,position,The rank is safe.\n"
    (folder / "comments.csv").write_text(comments, encoding="utf-8")
    column = look(read(folder), tmp_path).columns[1]
    assert [column.cells[key].text for key in IDS] == ["lacking", "given", "lacking", "lacking"]
    assert all(cell.well for cell in column.cells.values())
