"""Two brands from the settings to every file: built, checked, proven by the second path, never mixed up."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from support.brands import GREEN, NAVY, branded

from reports.production import build, program, verify
from reports.production.maker import ReportMaker
from reports.production.products import CARD
from reports.production.study import read
from reports.proof.checks import report as check
from reports.proof.reading import fonts

BRANDS = {"navy": NAVY, "green": GREEN, "plain": ""}
INK = {"navy": "0.0588 0.1216 0.2941", "green": "0.0431 0.2392 0.1804", "plain": "0.0784 0.1373 0.2314"}


def families(pdf: bytes) -> set[str]:
    """The families of the fonts in a file."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        programs = [fonts.program(entry) for entry in fonts.fonts_of(file)]
    assert all(isinstance(one, TTFont) for one in programs)
    return {str(one["name"].getDebugName(1)) for one in programs if one is not None}


def painted(pdf: bytes) -> str:
    """What the pages are painted with."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return "\n".join(page.Contents.read_bytes().decode("latin-1") for page in file.pages)


def test_each_brand_is_in_every_file_and_none_of_another(tmp_path: Path) -> None:
    """One process makes documents of three editions in turn; each is as if it had been alone."""
    made: dict[str, dict[str, bytes]] = {}
    studies = {name: read(branded(tmp_path / name, settings)) for name, settings in BRANDS.items()}
    for turn in range(2):
        for name, study in studies.items():
            files = dict(ReportMaker(study).prepare()("K01"))
            files |= ReportMaker(study, product=CARD).prepare()("K01")
            assert turn == 0 or files == made[name]
            made[name] = files
    for name, files in made.items():
        for kind in ("pdf", "card"):
            pdf = files[kind]
            for other, colour in INK.items():
                assert (f"{colour} rg" in painted(pdf)) == (other == name)
            assert ("Godo" in families(pdf)) == (name != "plain")
            assert any(family.startswith("Source Sans") for family in families(pdf)) == (name != "navy")
        page = files["html"].decode()
        assert ("Krajowa Izba Badań" in page) == (name == "navy")
        assert ('"Source Sans 3"' in page) == (name != "navy")
        assert f"--ink: {studies[name].edition.brand.colours['ink']};" in page
    assert not set(re.findall(r"#[0-9A-F]{6}", made["navy"]["html"].decode())) & {"#14233B", "#B93A08"}


def test_a_report_in_a_font_that_is_not_the_editions_is_refused(tmp_path: Path) -> None:
    """The check knows the fonts of the edition, and nobody else's."""
    study, plain = read(branded(tmp_path / "navy", NAVY)), read(branded(tmp_path / "plain", ""))
    pdf = ReportMaker(study).prepare()("K01")["pdf"]
    prepared = ReportMaker(plain).prepare()
    scene, report = prepared.composed("K01")
    rules = {finding.rule for finding in check.check(report, pdf, scene.facts, ())}
    assert "font" in rules


def test_a_changed_brand_makes_reports_anew(tmp_path: Path) -> None:
    """Colours, fonts and the bytes of a font are part of the recipe."""
    folder = branded(tmp_path, NAVY)
    made = program.program()

    def recipe() -> str:
        edition = read(folder).edition
        return program.recipe(made, edition, program.shipped(edition, folder))

    recipes = {recipe()}
    settings = folder / "edition.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("#8A1538", "#7A1030"), encoding="utf-8")
    recipes.add(recipe())
    (folder / "fonts" / "headings.ttf").write_bytes((folder / "fonts" / "bold.ttf").read_bytes())
    recipes.add(recipe())
    assert len(recipes) == 3


@pytest.mark.parametrize("brand", ["navy", "green"])
def test_a_branded_report_is_built_and_proven(tmp_path: Path, brand: str) -> None:
    """Both ways of `verify` agree with what is printed, whatever it looks like."""
    source = branded(tmp_path / brand, BRANDS[brand])
    study = read(source)
    found = build.build(study, ReportMaker(study), ["K01", "K02"], out=tmp_path / "out")
    assert [outcome.causes for outcome in found.failed] == []
    proven = verify.verify(source, study, ["K01", "K02"], tmp_path / "out" / study.edition.id)
    assert [finding for verdict in proven.verdicts for finding in verdict.findings] == []
    assert all(verdict.reproduced for verdict in proven.verdicts)
    assert all(verdict.proven > 0 for verdict in proven.verdicts)
