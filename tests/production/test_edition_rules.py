"""The public file with the rules: beside the reports, made once, and anew only where it would change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from support.composing import sample

from reports.edition.model import Localised
from reports.production import edition_rules, group_papers
from reports.production.reproduction import Reproducer
from reports.production.study import Study
from reports.proof.reading import pdf

STUDY = sample()


def times(base: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in base.glob("rules*")}


def changed() -> Study:
    """The sample with another word in a recommendation."""
    first, *others = STUDY.edition.recommendations
    other = replace(first, action=Localised("Zrobić coś innego", "Do something else"))
    return replace(STUDY, edition=replace(STUDY.edition, recommendations=(other, *others)))


def test_it_is_made_once_and_anew_where_it_changes(tmp_path: Path) -> None:
    """A second build leaves it as it is; a changed record or a damaged file makes it anew."""
    [made] = edition_rules.make(STUDY, "pl", out=tmp_path)
    base = tmp_path / STUDY.edition.id
    assert made == base / "rules.pdf"
    assert {path.name for path in base.glob("rules*")} == {"rules.pdf", "rules.html", "rules.json"}
    before = times(base)
    edition_rules.make(STUDY, "pl", out=tmp_path)
    assert times(base) == before
    whole = made.read_bytes()
    made.write_bytes(whole[:-10])
    edition_rules.make(STUDY, "pl", out=tmp_path)
    assert made.read_bytes() == whole
    edition_rules.make(changed(), "pl", out=tmp_path)
    assert "Zrobić coś innego" in pdf.read(made.read_bytes()).root.text  # type: ignore[union-attr]


def test_it_is_there_in_every_language_of_the_reports(tmp_path: Path) -> None:
    """The file of the edition's language has no mark, that of another has."""
    one, *others = STUDY.edition.clusters
    english = replace(one, language="en")
    study = replace(STUDY, edition=replace(STUDY.edition, clusters=(english, *others)))
    assert [path.name for path in edition_rules.make(study, out=tmp_path)] == ["rules-en.pdf", "rules.pdf"]


def test_verify_makes_it_again(tmp_path: Path) -> None:
    """Sound files are the same, a changed one is found."""
    [made] = edition_rules.make(STUDY, "pl", out=tmp_path)
    base = tmp_path / STUDY.edition.id

    def found() -> list[str]:
        [(name, again)] = group_papers.compared(Reproducer(STUDY), base)
        assert name == "rules"
        return [finding.rule for finding in again.findings]

    assert found() == []
    made.write_bytes(made.read_bytes() + b"\n")
    assert "reproduction" in found()
