"""Promises about files that another program has open: one of them costs one report, paper or table, and
nothing that was there is lost.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from support.locked import lock
from support.makers import IDS, WRONG, FakeMaker, five_clusters, inline

from reports.errors import ConfigurationError
from reports.production import build
from reports.production.products import REPORT
from reports.production.record import manifest
from reports.production.record.store import Folder
from reports.production.study import Study


@pytest.fixture
def study() -> Study:
    return five_clusters()


@pytest.fixture
def base(study: Study, tmp_path: Path) -> Path:
    """The output of a build."""
    build.build(study, FakeMaker(tmp_path), IDS, out=tmp_path, launch=inline)
    return tmp_path / "test-2018"


def again(study: Study, base: Path, **more: object) -> build.Build:
    """Another build, whose reports say something new."""
    maker = FakeMaker(base.parent, says=tuple((key, "new") for key in IDS))
    return build.build(study, maker, IDS, out=base.parent, launch=inline, force=True, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["reports/k02.pdf", "html/k02.html"])
def test_one_file_that_is_open_stops_one_report(
    study: Study, base: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """It is named with what to do; both of its files are those of before, the others are new and checked."""
    lock(monkeypatch, base / kind)
    result = again(study, base)
    assert [(one.id, one.outdated) for one in result.failed] == [("k02", True)]
    assert f"{base / kind}: Permission denied; close the program that shows it" in result.failed[0].causes[0]
    for key in IDS:
        says = "" if key == "k02" else "new"
        assert (base / f"reports/{key}.pdf").read_text() == f"report of {key}{says}"
        assert (base / f"html/{key}.html").read_text() == f"page of {key}{says}"
    entries = manifest.read(base).entries
    assert {key for key in IDS if entries[key].state == "checked"} == set(IDS) - {"k02"}
    assert not REPORT.unrecorded(Folder(base), entries.values())
    assert not list(base.rglob(".*.part"))
    monkeypatch.undo()
    assert [one.id for one in again(study, base).built if not one.kept] == list(IDS)
    assert (base / kind).read_text().endswith("new")


def test_a_folder_in_the_place_of_a_report_stops_that_one(study: Study, base: Path) -> None:
    """It is not moved, and the page of the report stays with what was there."""
    path = base / "reports" / "k02.pdf"
    path.unlink()
    (path / "x").mkdir(parents=True)
    result = again(study, base)
    assert [one.id for one in result.failed] == ["k02"]
    assert (path / "x").is_dir()
    assert (base / "html" / "k02.html").read_text() == "page of k02"


def test_scores_that_are_open_stop_no_report(
    study: Study, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All reports are made; the table is that of before, and the build is not called complete."""
    before = (base / "scores.csv").read_bytes()
    lock(monkeypatch, base / "scores.csv")
    result = again(study, base)
    assert len(result.built) == len(IDS)
    assert "scores.csv" in result.unwritten
    assert not result.complete
    assert (base / "scores.csv").read_bytes() == before


@pytest.mark.parametrize("name", ["build.log", "manifest.journal"])
def test_a_file_of_the_record_that_is_open_loses_nothing(
    study: Study, base: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Whatever is said about it, the reports are made."""
    (base / name).write_text("")
    lock(monkeypatch, base / name)
    assert len(again(study, base).built) == len(IDS)


def test_a_record_that_is_open_stops_the_build_before_it_begins(
    study: Study, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error that ends a build is one of the moment before anything was touched."""
    lock(monkeypatch, base / manifest.NAME)
    with pytest.raises(ConfigurationError, match="Permission denied"):
        again(study, base)
    assert (base / "reports" / "k01.pdf").read_text() == "report of k01"
    assert manifest.read(base).entries["k01"].state == "checked"


def test_what_goes_wrong_at_the_end_is_told_with_what_was_made(
    study: Study, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A setting that breaks while a build runs ends it as unfinished work, not as nothing touched."""

    def broken(self: object, journal: object, made: object) -> None:
        raise ConfigurationError("the drive is gone")

    monkeypatch.setattr(build._Run, "_look_again", broken)
    result = again(study, base)
    assert len(result.built) == len(IDS)
    assert result.gone == "the drive is gone"
    assert not result.complete


def test_nothing_is_removed_for_a_report_that_cannot_be_made(study: Study, base: Path) -> None:
    """Not before the first report, not before its own turn, and not when it fails."""
    seen = []

    def tell(outcome: build.Outcome) -> None:
        seen.append(sorted(path.name for path in (base / "reports").glob("*.pdf")))

    maker = FakeMaker(base.parent, (("k02", WRONG),))
    build.build(study, maker, IDS, out=base.parent, launch=inline, force=True, tell=tell)
    assert seen == [[f"{key}.pdf" for key in IDS]] * len(IDS)
