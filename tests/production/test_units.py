"""Editions of other units than clusters: everything that leaves the program, read for wrong words."""

from __future__ import annotations

import email
import email.policy
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from support import units, units_edition

from reports.cli import main
from reports.edition.model import Lang
from reports.proof.audit import data_file
from reports.proof.reading import pdf as pdftext

WRONG = re.compile(r"klast(?:e|r)|cluster|koordynat|coordinat|\(\d+ \)", re.IGNORECASE)
#: The name of the program, and keys of its metadata, which nobody reads as words for a unit.
PROGRAM = re.compile(r"cluster-reports|clusterreports|<meta name=\"cluster\"|class=\"[^\"]*\"")


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(main.main, [*map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def told(path: Path) -> str:
    """Everything that can be read in a finished file."""
    if path.suffix == ".pdf":
        file = pdftext.read(path.read_bytes())
        texts = [text for place, _, text in file.everything() if place != "metadata"]
        texts += [value for value in file.info.values() if "cluster-reports" not in value]
        texts += [text for attached in file.attached for text in data_file.texts_in(attached.content)]
        texts += [attached.name for attached in file.attached]
        return "\n".join(texts)
    if path.suffix == ".eml":
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        bodies = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
        return "\n".join([str(message["Subject"]), *bodies])
    return path.read_text(encoding="utf-8")


def everything(
    folder: Path, unit: str, ids: tuple[str, ...], lang: Lang | None, *, more: str = ""
) -> dict[Path, str]:
    """Builds, proves and mails all documents of an edition; gives their texts."""
    edition, out = units_edition.write(folder / "edition", unit, more=more), folder / "out"
    language = () if lang is None else ("--lang", lang)
    run("check", edition)
    run("build", edition, *ids, *language, "-j", "1", "-o", out)
    run("cards", edition, *ids, *language, "-j", "1", "-o", out)
    run("verify", edition, *ids, "-o", out)
    run("summary", edition, *language, "-o", out)
    run("summary", edition, *language, "--internal", "-o", out)
    CliRunner().invoke(
        main.main,
        ["handout", str(edition), "--schedule", f"{edition}/meetings.csv", *language, "-o", str(out)],
    )  # leaves out who has no report
    run("approve", edition, *ids, "--by", "Anna", "-o", out)
    run("send", edition, *ids, "-o", out)
    suffixes = {".pdf", ".html", ".eml"}
    return {path: told(path) for path in sorted(out.rglob("*")) if path.suffix in suffixes}


def assert_right(found: dict[Path, str], ids: tuple[str, ...]) -> None:
    kinds = {path.parent.name for path in found}
    assert kinds >= {"reports", "cards", "summary", "handout", "html", "outbox"}, kinds
    for path, text in found.items():
        wrong = [m[0] for m in WRONG.finditer(PROGRAM.sub("", text))]
        assert wrong == [], (path.name, wrong, [line for line in text.splitlines() if WRONG.search(line)][:3])


def test_an_edition_of_hospitals_has_no_cluster_in_any_file(tmp_path: Path) -> None:
    """Report, page, card, data file, both papers, meeting papers and letters, in both languages."""
    ids = ("alfa", "beta")
    found = everything(tmp_path, '[unit]\nset = "hospital"', ids, None)
    assert_right(found, ids)
    said = {path.relative_to(tmp_path / "out/study-2024").as_posix(): text for path, text in found.items()}
    assert "hospital" in said["reports/alfa.pdf"]
    assert "szpital" in said["reports/beta.pdf"]
    assert "dyrekcji szpitala" in " ".join(said["cards/beta.pdf"].split())
    assert "Państwa szpitala" in " ".join(said["outbox/beta.eml"].split())


COUNTRIES = Path(__file__).resolve().parents[3] / "shared/cases/print/unit-words/edition"


@pytest.mark.skipif(not COUNTRIES.is_dir(), reason="the edition of countries is not here")
@pytest.mark.parametrize("lang", ["pl", "en"])
def test_an_edition_of_countries_with_plural_forms_only(tmp_path: Path, lang: Lang) -> None:
    """Its words are those of the ready set, everywhere, and its report is proven."""
    run("build", COUNTRIES, "c04", "--lang", lang, "-j", "1", "-o", tmp_path)
    run("verify", COUNTRIES, "c04", "-o", tmp_path)
    for path in (p for p in sorted(tmp_path.rglob("*")) if p.suffix in (".pdf", ".html")):
        assert WRONG.findall(PROGRAM.sub("", told(path))) == [], path.name


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["pl", "en"])
@pytest.mark.parametrize("name", sorted(set(units.sets()) - {"cluster"}))
def test_no_edition_of_another_kind_has_a_cluster_in_any_file(tmp_path: Path, name: str, lang: Lang) -> None:
    """Every ready set in both languages."""
    found = everything(tmp_path, f'[unit]\nset = "{name}"', ("alfa",), lang)
    assert_right(found, ("alfa",))
    word = units.words(name)[lang]["one"]
    assert word in next(text for path, text in found.items() if path.parent.name == "reports").lower()


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["pl", "en"])
def test_an_edition_of_plural_forms_has_no_cluster_in_any_file(tmp_path: Path, lang: Lang) -> None:
    """A noun without cases is worded around everywhere."""
    polish, english = 'one = "związek", few = "związki", many = "związków"', 'one = "union", other = "unions"'
    unit = f"[unit]\npl = {{ {polish} }}\nen = {{ {english} }}"
    assert_right(everything(tmp_path, unit, ("beta",), lang), ("beta",))


# --- public statistics -------------------------------------------------------------------------------

SECRET = re.compile(
    r"poufn|confidential|internal use|użytku wewn|unlabelled|nieopisan|mniej niż \d|fewer than \d", re.I
)


def test_public_statistics_name_everybody_and_hide_nothing(tmp_path: Path) -> None:
    """No file of them is called confidential, reports and the paper for the plenary name the others with
    their results, and all of it is proven.
    """
    found = everything(
        tmp_path, '[unit]\nset = "country"', ("alfa", "beta"), None, more="[disclosure]\npublic = true"
    )
    assert_right(found, ("alfa", "beta"))
    for path, text in found.items():
        assert SECRET.findall(text) == [], path.name
    base = tmp_path / "out/study-2024"
    for name in ("reports/alfa.pdf", "reports/beta.pdf", "html/alfa.html", "summary/summary.pdf"):
        for other in units_edition.NAMES:
            assert other in found[base / name], (name, other)
    assert "The full ranking with names of countries" in " ".join(found[base / "reports/alfa.pdf"].split())
    assert "Pełny ranking z nazwami krajów" in " ".join(found[base / "reports/beta.pdf"].split())


def test_check_says_what_public_means(tmp_path: Path) -> None:
    """In one line, and nothing of it without the setting."""
    edition = units_edition.write(
        tmp_path / "a", '[unit]\nset = "country"', more="[disclosure]\npublic = true"
    )
    said = [line for line in run("check", edition).splitlines() if "disclosure.public" in line]
    assert len(said) == 1
    assert "name everybody" in said[0]
    assert "disclosure.public" not in run(
        "check", units_edition.write(tmp_path / "b", '[unit]\nset = "country"')
    )
