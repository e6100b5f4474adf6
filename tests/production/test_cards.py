"""Promises of `cluster-reports cards`: one proven page per cluster, the same bytes, failures by name."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from reports import assets
from reports.cli import main
from reports.document import Report
from reports.errors import ConfigurationError, Finding, ReportError
from reports.pages import card as cardview
from reports.pages.page import Page
from reports.papers.card import Card
from reports.production import maker
from reports.production.build import Build, build
from reports.production.maker import Checked, Prepared, ReportMaker
from reports.production.products import CARD
from reports.production.record import lock, manifest
from reports.production.record import store as stores
from reports.production.study import Study, read
from reports.proof.reading import pdf as pdftext
from reports.proof.reading import standards
from reports.words import Scene

SAMPLE = assets.sample()


@pytest.fixture(scope="module")
def study() -> Study:
    return read(SAMPLE)


@pytest.fixture(scope="module")
def made(study: Study) -> dict[str, bytes]:
    """The files of every case of the design: near the leader, last quarter with a long name, first time,
    missing answers.
    """
    make = ReportMaker(study, product=CARD).prepare()
    return {name: make(name)["card"] for name in ("jarometal", "zelazna-laka", "nowocyfrowie", "wodolin")}


def build_cards(study: Study, ids: Sequence[str], out: Path, **more: Any) -> Build:
    made_by = more.pop("maker", ReportMaker)(study, more.get("lang"), CARD)
    return build(study, made_by, ids, product=CARD, out=out, force=True, **more)


def told(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("cluster", ["jarometal", "zelazna-laka", "nowocyfrowie", "wodolin"])
def test_a_card_holds_both_standards_on_one_page(made: dict[str, bytes], cluster: str) -> None:
    """PDF/UA-1 and PDF/A-3a, one A4 page on its side, tagged, titled, with its bookmark."""
    assert list(standards.breaches(made[cluster])) == []
    file = pdftext.read(made[cluster])
    (page,) = file.pages
    assert page.width == pytest.approx(841.9, abs=0.5)
    assert file.faults == ()
    assert file.shows_title
    assert [mark.page for mark in file.bookmarks] == [1]


def test_the_same_study_gives_the_same_cards(study: Study, made: dict[str, bytes]) -> None:
    """Byte by byte, in another order, by another maker."""
    make = ReportMaker(read(SAMPLE), product=CARD).prepare()
    for cluster in reversed(made):
        assert make(cluster)["card"] == made[cluster]


def test_a_card_says_which_report_it_was_chosen_from(study: Study) -> None:
    """The identifier holds the fingerprint of the report's content, as the report's own file does."""
    make = ReportMaker(study, product=CARD).prepare()
    file = pdftext.read(make("wodolin")["card"])
    identifier = file.xmp["{http://purl.org/dc/elements/1.1/}identifier"]
    assert identifier == f"urn:cluster-reports:sample-2018:wodolin:{make.content('wodolin')}"


def _table(pdf: bytes) -> list[list[str]]:
    """The cells of the first table with a row for the overall result, read back from the file."""
    root = pdftext.read(pdf).root
    assert root is not None
    table = next(table for table in root.find("Table") if "Wynik ogólny" in table.text)
    return [[told(cell.text) for cell in row.find("TH", "TD")] for row in table.find("TR")][1:]


@pytest.mark.parametrize("cluster", ["jarometal", "zelazna-laka", "wodolin"])
def test_card_and_report_say_the_same_numbers(study: Study, made: dict[str, bytes], cluster: str) -> None:
    """Both finished files are read back: score, rank, table, strengths, gaps and actions are the same."""
    pdf = ReportMaker(study).prepare()(cluster)["pdf"]
    report, card = pdftext.read(pdf), pdftext.read(made[cluster])
    assert report.root is not None
    assert card.root is not None
    rows = _table(made[cluster])
    assert rows == _table(pdf)
    said = told(card.root.text)
    assert rows[0][2] in said
    assert rows[0][4] in said
    summary = told(" ".join(page.text for page in report.pages[1:3]))
    entries = [told(item.text) for item in card.root.find("LI")]
    assert len(entries) >= 9
    for entry in entries[-9:]:  # strengths, gaps, actions; the characteristics come first
        assert entry in summary or entry.lstrip("123.") in summary
    numbers = set(re.findall(r"\d+,\d", "".join(page.text for page in report.pages)))
    assert set(re.findall(r"\d+,\d", card.pages[0].text)) <= numbers


# --- writing -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OneFails(ReportMaker):
    """A maker whose card of biogazin cannot be proven right."""

    def prepare(self) -> Prepared:
        prepared = super().prepare()

        def or_fail(scene: Scene, report: Report) -> Checked:
            made, findings = prepared.layout(scene, report)
            if report.cluster_id == "biogazin":
                findings = (Finding("overlap", "two texts overlap", 1),)
            return made, findings

        return replace(prepared, layout=or_fail)


def test_a_card_that_fails_is_named_and_the_others_are_there(study: Study, tmp_path: Path) -> None:
    """The card of an earlier run stays and is called outdated; the record says that it is not the card."""
    ids = ("biogazin", "wodolin")
    assert build_cards(study, ids, tmp_path).complete
    folder = tmp_path / "sample-2018" / "cards"
    result = build_cards(study, ids, tmp_path, maker=OneFails)
    assert [outcome.id for outcome in result.failed] == ["biogazin"]
    assert result.failed[0].outdated
    assert sorted(path.name for path in folder.glob("*.pdf")) == ["biogazin.pdf", "wodolin.pdf"]
    record = manifest.read(folder)
    assert {name: entry.state for name, entry in record.entries.items()} == {
        "biogazin": "failed",
        "wodolin": "checked",
    }
    assert stores.intact(stores.Folder(folder), record.entries["wodolin"].files.values())


def test_cards_of_other_runs_stay_recorded(study: Study, tmp_path: Path) -> None:
    """Making one card leaves the others and what is known about them."""
    build_cards(study, ["biogazin"], tmp_path)
    build_cards(study, ["wodolin"], tmp_path, lang="en")
    record = manifest.read(tmp_path / "sample-2018" / "cards")
    assert {name: entry.lang for name, entry in record.entries.items()} == {
        "biogazin": "pl",
        "wodolin": "en",
    }


def test_cards_are_made_while_reports_are(study: Study, tmp_path: Path) -> None:
    """Another process may be building reports of the edition meanwhile; two makers of cards exclude each
    other.
    """
    base = tmp_path / "sample-2018"
    (base / "cards").mkdir(parents=True)
    with lock.hold(base):
        assert build_cards(study, ["wodolin"], tmp_path).complete
    with lock.hold(base / "cards"), pytest.raises(ConfigurationError, match="under way"):
        build_cards(study, ["wodolin"], tmp_path)


def test_a_damaged_record_is_begun_anew(study: Study, tmp_path: Path) -> None:
    """Cards can always be made again; what the old record said is not believed."""
    folder = tmp_path / "sample-2018" / "cards"
    build_cards(study, ["biogazin"], tmp_path)
    (folder / "manifest.json").write_text("{", encoding="utf-8")
    assert build_cards(study, ["wodolin"], tmp_path).complete
    assert set(manifest.read(folder).entries) == {"wodolin"}


def test_a_layout_that_does_not_fit_is_refused(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """A card without room is refused with the reason, not cut off."""
    monkeypatch.setattr(cardview, "_MEASURES", (replace(cardview._MEASURES[0], row=60.0),))
    with pytest.raises(ReportError, match="do not fit on one page"):
        ReportMaker(study, product=CARD).prepare()("wodolin")


def test_a_card_with_another_number_does_not_leave(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that does not say what the card says is found by reading it back."""
    lay_out = cardview.lay_out

    def wrong(card: Card) -> Page:
        return lay_out(replace(card, headline="1. miejsce na 40 klastrów"))

    monkeypatch.setattr(cardview, "lay_out", wrong)
    with pytest.raises(ReportError, match="content"):
        ReportMaker(study, product=CARD).prepare()("wodolin")


# --- the command ---------------------------------------------------------------------------------


def test_the_command_says_what_it_made(tmp_path: Path) -> None:
    """Progress on stderr, the result on stdout, files where they are said to be."""
    run = CliRunner().invoke(main.main, ["cards", str(SAMPLE), "wodolin", "-o", str(tmp_path), "-j", "1"])
    assert run.exit_code == 0, run.output
    assert run.stderr == "1/1 wodolin\n"
    assert run.stdout == f"Made 1 of 1 cards: {tmp_path}/sample-2018/cards\n"


def test_the_command_speaks_json_and_names_failures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program reads which cards there are and why one is not; the exit status is 1."""
    monkeypatch.setattr(maker, "ReportMaker", OneFails)
    arguments = ["cards", str(SAMPLE), "wodolin", "biogazin", "-o", str(tmp_path), "-j", "1", "--json"]
    run = CliRunner().invoke(main.main, arguments)
    assert run.exit_code == 1
    said = json.loads(run.stdout)
    assert not said["ok"]
    assert [entry["id"] for entry in said["made"]] == ["wodolin"]
    assert said["failed"] == [
        {"id": "biogazin", "causes": ["page 1: two texts overlap [overlap]"], "outdated": False}
    ]


def test_an_unknown_cluster_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    """The nearest id is proposed and the folder stays empty."""
    run = CliRunner().invoke(main.main, ["cards", str(SAMPLE), "wodolim", "-o", str(tmp_path)])
    assert run.exit_code == 2
    assert "did you mean wodolin?" in run.stderr
    assert list(tmp_path.iterdir()) == []
