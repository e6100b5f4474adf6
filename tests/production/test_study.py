"""Promises of reports.production.study: what a build leaves on the disk, and what it says about it."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support.editions import edition, framework
from support.makers import CRASH, WRONG, FakeMaker

from reports import assets, files
from reports.edition import names as names_
from reports.errors import ConfigurationError, InputError
from reports.production import build, warnings
from reports.production.build import Outcome
from reports.production.record import manifest
from reports.production.study import Study, identify, read, select
from reports.results import score

IDS = ("k01", "k02", "k03", "k04", "k05")


@pytest.fixture
def study() -> Study:
    """Five clusters in memory."""
    values = np.arange(25.0).reshape(5, 5)
    present = edition(values)
    frame = score.fit(present.framework, present.method, present.values)
    return Study(present, frame, score.score(present.framework, present.method, present.ids, values), ".")


@pytest.fixture
def remembered(tmp_path: Path) -> Path:
    """A folder for what the makers remember, apart from the output."""
    folder = tmp_path / "remembered"
    folder.mkdir()
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_good_build_leaves_every_report_and_the_scores(
    study: Study, tmp_path: Path, remembered: Path
) -> None:
    """Each file holds the report of the cluster it is named after, and nothing else lies there."""
    result = build.build(study, FakeMaker(remembered), IDS, out=tmp_path, jobs=2)
    assert result.complete
    assert result.log is None
    assert names(tmp_path / "test-2018") == [
        ".lock",
        "edition.json",
        "html",
        "manifest.json",
        "reports",
        "scores.csv",
    ]
    folder = tmp_path / "test-2018" / "reports"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        f"{cluster_id}.pdf": f"report of {cluster_id}".encode() for cluster_id in IDS
    }
    pages = tmp_path / "test-2018" / "html"
    assert {path.name: path.read_bytes() for path in pages.iterdir()} == {
        f"{cluster_id}.html": f"page of {cluster_id}".encode() for cluster_id in IDS
    }
    assert [outcome.id for outcome in result.built] == list(IDS)


def test_a_failed_report_leaves_the_one_of_before_and_calls_it_outdated(
    study: Study, tmp_path: Path, remembered: Path
) -> None:
    """What cannot be proven right is not written, the others are; the earlier one is no longer checked."""
    build.build(study, FakeMaker(remembered), IDS[:3], out=tmp_path)
    maker = FakeMaker(remembered, (("k02", WRONG), ("k04", CRASH)), says=tuple((key, "new") for key in IDS))
    result = build.build(study, maker, IDS, out=tmp_path, force=True)
    assert [path.read_bytes() for path in sorted(result.folder.iterdir())] == [
        b"report of k01new", b"report of k02", b"report of k03new", b"report of k05new",
    ]  # fmt: skip
    assert names(result.folder.parent / "html") == ["k01.html", "k02.html", "k03.html", "k05.html"]
    assert manifest.read(result.folder.parent).entries["k02"].state == "failed"
    assert not result.complete
    assert [(outcome.id, outcome.file, outcome.outdated) for outcome in result.failed] == [
        ("k02", None, True),
        ("k04", None, False),
    ]
    assert result.failed[0].causes == (
        "page 3: the font lacks a character [glyph]",
        "page 5: texts overlap [overlap]",
    )


def test_the_log_holds_the_tracebacks_of_the_last_build_only(
    study: Study, tmp_path: Path, remembered: Path
) -> None:
    """An unexpected error is in the log with its cluster; the next good build has no log."""
    result = build.build(study, FakeMaker(remembered, (("k04", CRASH),)), IDS, out=tmp_path)
    assert result.log is not None
    text = result.log.read_text(encoding="utf-8")
    assert text.startswith("k04\nTraceback")
    assert "ZeroDivisionError" in text
    build.build(study, FakeMaker(remembered), IDS, out=tmp_path, force=True)
    assert not result.log.exists()


def test_a_selection_touches_only_its_own_files(study: Study, tmp_path: Path, remembered: Path) -> None:
    """Building one cluster again leaves the reports of the others alone."""
    build.build(study, FakeMaker(remembered), IDS, out=tmp_path)
    maker = FakeMaker(remembered, says=tuple((key, "new") for key in IDS))
    result = build.build(study, maker, ("k02",), out=tmp_path, force=True)
    assert [path.stem for path in result.folder.iterdir() if b"new" in path.read_bytes()] == ["k02"]


def test_nothing_is_touched_if_nothing_can_be_made(study: Study, tmp_path: Path, remembered: Path) -> None:
    """A broken installation leaves the reports of an earlier build where they are."""
    result = build.build(study, FakeMaker(remembered), IDS, out=tmp_path)
    with pytest.raises(ConfigurationError, match="syntax error"):
        build.build(
            study, FakeMaker(remembered, broken="configuration"), IDS, out=tmp_path, force=True, jobs=2
        )
    assert names(result.folder) == [f"{cluster_id}.pdf" for cluster_id in IDS]


def test_fail_fast_stops_and_names_what_was_not_built(study: Study, tmp_path: Path, remembered: Path) -> None:
    """After the first failure nothing more is made, and no older report is taken for a new one."""
    build.build(study, FakeMaker(remembered), IDS, out=tmp_path)
    maker = FakeMaker(remembered, (("k02", WRONG),))
    result = build.build(study, maker, IDS, out=tmp_path, force=True, fail_fast=True)
    assert [outcome.id for outcome in result.outcomes] == ["k01", "k02"]
    assert result.not_built == ("k03", "k04", "k05")
    entries = manifest.read(result.folder.parent).entries
    assert [entries[key].state for key in IDS] == ["checked", "failed", "pending", "pending", "pending"]
    assert any("out of date; do not hand them out: k03, k04, k05" in note for note in result.notes)


def test_ctrl_c_keeps_what_is_finished(study: Study, tmp_path: Path, remembered: Path) -> None:
    """An interrupted build says so, keeps whole files only, and names what is not built."""

    def interrupt(outcome: Outcome) -> None:
        if outcome.id == "k02":
            raise KeyboardInterrupt

    result = build.build(study, FakeMaker(remembered), IDS, out=tmp_path, tell=interrupt)
    assert result.interrupted
    assert not result.complete
    assert [outcome.id for outcome in result.outcomes] == ["k01", "k02"]
    assert names(result.folder) == ["k01.pdf", "k02.pdf"]
    assert result.not_built == ("k03", "k04", "k05")


def test_a_full_disk_fails_the_report_with_its_cause(
    study: Study, tmp_path: Path, remembered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report that cannot be written is a named failure, and the others go on."""
    write_part = files._write_part

    def full(part: Path, data: bytes) -> None:
        if part.name.startswith(".k03.pdf"):
            raise OSError(28, "No space left on device")
        write_part(part, data)

    monkeypatch.setattr(files, "_write_part", full)
    result = build.build(study, FakeMaker(remembered), IDS, out=tmp_path)
    assert [outcome.id for outcome in result.failed] == ["k03"]
    assert result.failed[0].causes[0].endswith("k03.pdf: No space left on device")
    assert "k03.html" not in names(result.folder.parent / "html"), "half a report"
    assert len(result.built) == 4


def test_a_selection_is_in_the_order_of_the_edition(study: Study) -> None:
    """Order and repetition on the command line do not matter; nothing named means all."""
    assert select(study.edition, ("k03", "k01", "k03")) == ("k01", "k03")
    assert select(study.edition, ()) == IDS


def test_unknown_ids_are_named_together_with_the_nearest(study: Study) -> None:
    """A typing mistake is answered with the id that was most likely meant."""
    with pytest.raises(ConfigurationError) as caught:
        select(study.edition, ("K1", "warszawa"))
    message = str(caught.value)
    assert "'K1'; did you mean k01?" in message
    assert "'warszawa'; its clusters are k01, k02" in message


def test_a_cluster_may_be_called_by_its_name() -> None:
    """Its name or short name, however case and quotation marks are; two of one name are asked about."""
    made = edition(np.arange(20.0).reshape(4, 5))
    names = [("Klaster „Żółw”", "Żółw"), ("Town D", "Town D"), ("Lima", "Region"), ("Lima ", "Miasto")]
    clusters = [
        replace(cluster, name=name, short_name=short)
        for cluster, (name, short) in zip(made.clusters, names, strict=True)
    ]
    made = replace(made, clusters=tuple(clusters))
    for name in ('klaster "żółw"', "ŻÓŁW", "Klaster Żółw", "k01", "K01"):
        assert identify(made, (name,)) == {name: "k01"}
    assert select(made, ("town  d", "miasto")) == ("k02", "k04")
    with pytest.raises(ConfigurationError, match=r"several .* called 'lima': k03, k04"):
        select(made, ("lima",))
    with pytest.raises(ConfigurationError, match=r"did you mean k02\?"):
        select(made, ("Twon D",))


def test_a_study_reaches_a_worker_whole(study: Study) -> None:
    """Pickling keeps the results even after look-up tables were made, and one framework stays one."""
    assert study.edition.row["k02"] == 1
    assert study.frame.framework.column["R"] == 0
    copy = pickle.loads(pickle.dumps(study))  # noqa: S301
    assert copy.edition.ids == IDS
    assert copy.edition.framework == study.edition.framework
    assert copy.frame.framework is copy.edition.framework
    np.testing.assert_array_equal(copy.scores.score, study.scores.score)


def test_the_sample_edition_is_sound() -> None:
    """The edition that comes with the program has forty clusters, no problem and no warning."""
    study = read(assets.sample())
    assert len(study.edition.clusters) == 40
    assert warnings.warnings(study) == ()
    assert pickle.loads(pickle.dumps(study)).edition.ids == study.edition.ids  # noqa: S301


def test_an_edition_that_is_not_there_is_a_problem_and_no_traceback(tmp_path: Path) -> None:
    """A wrong path is the user's mistake, told like any other."""
    with pytest.raises(InputError):
        read(tmp_path / "nowhere")


def test_warnings_point_at_what_says_nothing() -> None:
    """A constant indicator, an indicator without answers and a cluster without a score are named."""
    values = np.array([[1.0, 7.0, np.nan], [2.0, 7.0, np.nan], [np.nan, np.nan, np.nan]])
    tree = {"R": None, "L0": "R", "L1": "R", "L2": "R"}
    present = edition(values, framework(tree))
    frame = score.fit(present.framework, present.method, values)
    study = Study(present, frame, score.score(present.framework, present.method, present.ids, values), ".")
    found = "\n".join(map(str, warnings.warnings(study)))
    assert "indicator L1: all clusters have the same value" in found
    assert "indicator L2: no cluster has answered" in found
    assert "cluster k03: too few answers" in found
    assert (
        "L0 (Węzeł L0): no recommendation of its own for the position low or middle or good; nor a gene"
        in found
    )


def test_no_report_may_name_another_cluster(study: Study) -> None:
    """The names to look for are those of all the others and never the cluster's own."""
    found = names_.foreign_names(study.edition, "k02")
    assert set(found) == {name for other in IDS if other != "k02" for name in (f"Klaster {other}", other)}
