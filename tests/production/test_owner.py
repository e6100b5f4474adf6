"""Promises about an edition that was copied with its old id: nothing of the other one is replaced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from support.makers import IDS, FakeMaker, five_clusters, inline

from reports.edition.model import Localised
from reports.errors import ConfigurationError
from reports.production import build, plenary, status, verify
from reports.production.basis import Basis
from reports.production.finished import Finished
from reports.production.products import CARD, REPORT
from reports.production.record import owner
from reports.production.study import Study

STUDY = five_clusters()


def another(**changes: object) -> Study:
    """The study with another edition in it."""
    return replace(STUDY, edition=replace(STUDY.edition, **changes))  # type: ignore[arg-type]


COPIED = another(label="2026")


def make(study: Study, out: Path, **more: object) -> build.Build:
    maker = FakeMaker(out, says=tuple((key, study.edition.label) for key in IDS))
    return build.build(study, maker, IDS, out=out, launch=inline, **more)  # type: ignore[arg-type]


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "write",
    [
        lambda out: make(COPIED, out),
        lambda out: make(COPIED, out, force=True, product=CARD),
        lambda out: plenary.make(COPIED, out=out),
        lambda out: Finished(out / "test-2018", COPIED.edition),  # approve, send, handout
        lambda out: verify.Verifier(COPIED.edition, out / "test-2018"),
    ],
    ids=["build", "cards", "summary", "approve", "verify"],
)
def test_another_label_under_the_same_id_is_refused(tmp_path: Path, write: Callable[[Path], object]) -> None:
    """Before anything is written; the message says whose the folder is and what to do."""
    make(STUDY, tmp_path)
    before = everything(tmp_path)
    with pytest.raises(ConfigurationError) as caught:
        write(tmp_path)
    assert everything(tmp_path) == before
    message = str(caught.value)
    assert f"{tmp_path / 'test-2018'} holds the edition 2018 of 'Benchmarking klastrów'" in message
    assert "give this one an id of its own, or another folder with -o" in message
    assert any("holds the edition 2018" in note for note in status.status(Basis.of(COPIED), tmp_path).notes)
    assert not status.status(Basis.of(STUDY), tmp_path).notes


def test_whatever_was_made_first_has_the_folder(tmp_path: Path) -> None:
    """Cards or the paper for the plenary without any report count, too."""
    maker = FakeMaker(tmp_path)
    product = replace(CARD, places={"pdf": ("", "pdf")})
    build.build(STUDY, maker, IDS, out=tmp_path, launch=inline, product=product)
    with pytest.raises(ConfigurationError, match="holds the edition 2018"):
        make(COPIED, tmp_path)


def test_a_corrected_label_needs_a_word(tmp_path: Path) -> None:
    """With it the folder is that of the new label, for everything that follows."""
    make(STUDY, tmp_path)
    assert make(COPIED, tmp_path, same_edition=True).complete
    assert make(COPIED, tmp_path).complete
    with pytest.raises(ConfigurationError, match="holds the edition 2026"):
        make(STUDY, tmp_path)


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"title": Localised("Inny tytuł", "Another title")}, False),
        ({"title": Localised("Benchmarking klastrów", "Corrected")}, False),
        ({"published": "2020-01-01", "period": Localised("2020", "2020")}, False),
    ],
)
def test_a_correction_is_no_other_edition(tmp_path: Path, changes: dict[str, object], refused: bool) -> None:
    """Title, date and period of the same units may change."""
    make(STUDY, tmp_path)
    assert bool(owner.another(tmp_path / "test-2018", another(**changes).edition)) == refused


def test_another_study_with_the_same_label_is_refused(tmp_path: Path) -> None:
    """Other units under another title are another study; other ids alone are not."""
    clusters = tuple(replace(one, id=f"x{one.id}") for one in STUDY.edition.clusters)
    title = Localised("Szpitale", "Hospitals")
    make(STUDY, tmp_path)
    base = tmp_path / "test-2018"
    assert not owner.another(base, another(clusters=clusters).edition)
    assert "Szpitale" in owner.another(base, another(clusters=clusters, title=title).edition)


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"id": "test-2018"}'])
def test_output_of_which_that_is_not_known_is_accepted(tmp_path: Path, text: str | None) -> None:
    """A folder of before, or a damaged file: the next build writes it."""
    make(STUDY, tmp_path)
    path = tmp_path / "test-2018" / owner.NAME
    path.unlink() if text is None else path.write_text(text)
    assert make(COPIED, tmp_path).complete
    with pytest.raises(ConfigurationError):
        make(STUDY, tmp_path)


def test_a_build_that_does_not_begin_takes_no_folder(tmp_path: Path) -> None:
    """Where nothing could be made the label may still be changed."""
    with pytest.raises(ConfigurationError, match="syntax error"):
        build.build(STUDY, FakeMaker(tmp_path, broken="configuration"), IDS, out=tmp_path, launch=inline)
    assert make(COPIED, tmp_path).complete
    assert REPORT.record(tmp_path / "test-2018", COPIED.edition).edition_id == "test-2018"
