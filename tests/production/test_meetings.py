"""Promises of `cluster-reports handout`: only what is proven is printed, whoever is left out is named."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from support.handed import PAGES, prepare, stand_in
from support.locked import lock
from support.tiny import TINY

from reports import assets
from reports.cli import main
from reports.edition import schedule
from reports.edition.schedule import Meeting, Schedule
from reports.errors import ConfigurationError
from reports.pages import meeting_papers
from reports.pages.page import Page
from reports.papers.meeting_papers import CoverLetter
from reports.production import meetings as handouts
from reports.production import status
from reports.production.basis import Basis
from reports.production.maker import ReportMaker
from reports.production.meetings import (
    BRIEFINGS,
    LABELS,
    LETTERS,
    NAMES,
    PLATES,
    PRINT,
    RECEIPT,
    Handout,
    Options,
)
from reports.production.record import manifest
from reports.production.study import Study, read
from reports.proof.reading import pdf as pdftext
from reports.proof.reading import standards

IDS = ("K01", "K02", "K03", "K04")
MEETINGS = Schedule(
    (
        Meeting("K02", "2018-11-22", "09:00", "Sala A", "Osoba Ekspercka"),
        Meeting("K01", "2018-11-22", "10:15", "Sala A", "Osoba Ekspercka", "po przerwie", 2),
        Meeting("K04", "2018-11-23", "09:00"),
        Meeting("K03"),
    ),
    ("K03",),
)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Study, Path]:
    """A study read from files, with cards and stand-ins for the reports of all four clusters."""
    folder = tmp_path_factory.mktemp("edition")
    for name, text in TINY.items():
        (folder / name).write_text(text, encoding="utf-8")
    study = read(folder)
    return study, prepare(study, tmp_path_factory.mktemp("prepared") / "out")


@pytest.fixture
def study(prepared: tuple[Study, Path]) -> Study:
    return prepared[0]


@pytest.fixture
def base(prepared: tuple[Study, Path], tmp_path: Path) -> Path:
    """An output of one's own to spoil."""
    return Path(shutil.copytree(prepared[1], tmp_path / "out" / "tiny-2018"))


def made(study: Study, base: Path, meetings: Schedule = MEETINGS, **options: object) -> Handout:
    return handouts.make(study, meetings, Options(scheduled=True, **options), out=base.parent)  # type: ignore[arg-type]


def told(path: Path) -> list[str]:
    return [" ".join(page.text.split()) for page in pdftext.read(path.read_bytes()).pages]


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_print_file_follows_the_meetings(study: Study, base: Path) -> None:
    """Separator, card, report for each copy, in the order of the meetings, each on sheets of its own."""
    result = made(study, base)
    assert result.complete
    assert result.done == ("K02", "K01", "K04", "K03")
    pages = told(base / "handout" / PRINT)
    one_set = 2 + 2 + PAGES + 1
    assert len(pages) == result.pages == 5 * one_set
    for start, cluster_id in zip(
        range(0, 5 * one_set, one_set), ("K02", "K01", "K01", "K04", "K03"), strict=True
    ):
        name = study.edition.cluster(cluster_id).name
        assert squeezed(name) in squeezed(pages[start])
        assert squeezed(name) in squeezed(pages[start + 2])
        assert pages[start + 4 : start + 7] == [f"{cluster_id} {n} {name}" for n in (1, 2, 3)]
        assert pages[start + 1] == pages[start + 3] == pages[start + 7] == ""
    assert "Egzemplarz 2 z 2" in pages[2 * one_set]
    assert "bez terminu" in pages[4 * one_set]
    file = pdftext.read((base / "handout" / PRINT).read_bytes())
    assert [mark.page for mark in file.bookmarks if mark.level == 1] == [1, 9, 17, 25, 33]
    with pikepdf.open(base / "handout" / PRINT) as pdf:
        labels = [page.label for page in pdf.pages]
    assert (labels[0], labels[2], labels[6], labels[16]) == ("1-P1", "1-K1", "1-R3", "2.2-P1")


def test_every_other_paper_holds_both_standards(study: Study, base: Path) -> None:
    """PDF/UA-1 and PDF/A-3a, also where one file holds letters in two languages; every page says that all is
    fictional only where it is.
    """
    made(study, base)
    for name in (RECEIPT, LETTERS, PLATES, LABELS, BRIEFINGS):
        pdf = (base / "handout" / name).read_bytes()
        assert list(standards.breaches(pdf)) == [], name
        assert pdftext.read(pdf).faults == ()
    letters = told(base / "handout" / LETTERS)
    assert "Yours faithfully" in letters[0]  # K02 is English
    assert "Z poważaniem" in letters[1]
    with pikepdf.open(base / "handout" / LETTERS) as pdf:
        first = pdf.Root.StructTreeRoot.K[0].K[0]
        assert str(first.Lang) == "en-GB"


def test_the_same_input_gives_the_same_papers(study: Study, base: Path) -> None:
    """Byte by byte, however often."""
    made(study, base)
    before = {name: (base / "handout" / name).read_bytes() for name in NAMES}
    made(study, base)
    assert {name: (base / "handout" / name).read_bytes() for name in NAMES} == before


def test_the_receipt_list_has_a_line_for_each_copy(study: Study, base: Path) -> None:
    """In the order of the meetings; cluster, coordinator and copy stand in it, the signature is empty."""
    made(study, base)
    root = pdftext.read((base / "handout" / RECEIPT).read_bytes()).root
    assert root is not None
    rows = [[" ".join(c.text.split()) for c in row.find("TH", "TD")] for row in root.find("TR")]
    assert [row[2:] for row in rows[1:3]] == [
        ["Klaster Drugi", "–", "1 z 1", ""],
        ["Klaster Pierwszy „Żółw”", "Anna Nowak", "1 z 2", ""],
    ]
    assert len(rows) == 6


def test_without_meetings_the_editions_order_holds(study: Study, base: Path) -> None:
    """No time and no warning: nobody has planned meetings."""
    result = handouts.make(study, schedule.unscheduled(study.edition), Options(), out=base.parent)
    assert result.done == IDS
    assert result.warnings == ()
    assert "terminu" not in " ".join(told(base / "handout" / PRINT))


def test_what_the_schedule_lacks_is_told(study: Study, base: Path) -> None:
    """A cluster without a meeting, a meeting without room or expert: a warning each, and no failure."""
    assert made(study, base).warnings == (
        "cluster K03: no meeting in the table; it stands at the end",
        "cluster K04: the meeting has no room and no expert",
    )


# --- what is not proven is not printed ----------------------------------------------------------------


def damage_report(base: Path) -> None:
    path = base / "reports" / "K01.pdf"
    path.write_bytes(path.read_bytes() + b"\n")


def remove_card(base: Path) -> None:
    (base / "cards" / "K01.pdf").unlink()


def damage_card(base: Path) -> None:
    (base / "cards" / "K01.pdf").write_bytes(b"%PDF-1.7")


def change(base: Path, **fields: object) -> None:
    known = manifest.read(base)
    entry = replace(known.entries["K01"], **fields)  # type: ignore[arg-type]
    manifest.write(base, replace(known, entries={**known.entries, "K01": entry}))


def failed(base: Path) -> None:
    change(base, state="failed", causes=("page 3: texts overlap",))


def only_rendered(base: Path) -> None:
    change(base, state="rendered")


def forge(base: Path, folder: str, kind: str, cluster_id: str, content: str) -> None:
    """Another file under the name of K01's, with a record that fits it."""
    name = "Klaster Pierwszy „Żółw”"
    identifier = f"urn:cluster-reports:tiny-2018:{cluster_id}:{content}"
    pdf = stand_in(cluster_id, identifier, PAGES, name, "tiny-2018")
    (base / folder / "K01.pdf").write_bytes(pdf)
    place = base / folder if folder == "cards" else base
    record = manifest.read(place).entries["K01"].files[kind]
    changed = replace(record, sha256=manifest.sha256(pdf), size=len(pdf))
    change(place, content=content, files={kind: changed})


def stale(base: Path) -> None:
    """Made from other data: a sound file with a true record."""
    forge(base, "reports", "pdf", "K01", "0" * 64)


def stale_card(base: Path) -> None:
    forge(base, "cards", "card", "K01", "0" * 64)


def card_in_another_language(base: Path) -> None:
    change(base / "cards", lang="en")


def never_built(base: Path) -> None:
    known = manifest.read(base)
    entries = {name: entry for name, entry in known.entries.items() if name != "K01"}
    manifest.write(base, replace(known, entries=entries))


def somebody_elses(base: Path) -> None:
    forge(base, "reports", "pdf", "K02", manifest.read(base).entries["K02"].content)


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (damage_report, "hash"),
        (remove_card, "no-file"),
        (damage_card, "hash"),
        (failed, "not-checked"),
        (only_rendered, "not-checked"),
        (stale, "stale"),
        (stale_card, "stale"),
        (card_in_another_language, "language"),
        (never_built, "not-built"),
        (somebody_elses, "metadata"),
    ],
)
def test_a_cluster_without_proof_is_left_out_everywhere_and_named(
    study: Study, base: Path, spoil: Callable[[Path], None], rule: str
) -> None:
    """It is in no paper, not even on the receipt list; the others are there; the cause and the remedy are
    told.
    """
    spoil(base)
    result = made(study, base, Schedule(MEETINGS.meetings[:2]))
    assert not result.complete
    assert result.done == ("K02",)
    (outcome,) = result.failed
    assert outcome.id == "K01"
    assert f"[{rule}]" in outcome.causes[0]
    assert " again" in outcome.causes[0] or rule in ("not-built", "metadata")
    for name in NAMES:
        pages = " ".join(told(base / "handout" / name))
        assert "Pierwszy" not in pages
        assert "K01" not in pages


def test_a_text_of_the_schedule_that_names_another_cluster_stops_its_set(study: Study, base: Path) -> None:
    """Nothing about one cluster may lie in the papers of another."""
    meetings = Schedule((Meeting("K01", "2018-11-22", "09:00", "A", "X", "razem z: Klaster Drugi"),))
    result = made(study, base, meetings)
    assert "[foreign-name]" in result.failed[0].causes[0]
    assert result.files == ()


def test_a_page_that_does_not_fit_stops_one_set_only(
    study: Study, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page is refused, not cut, and the others are made."""
    letter = meeting_papers.letter

    def narrow(paper: CoverLetter, lang: str) -> Page:
        more = ("słowo " * 900,) if paper.cluster_id == "K01" else ()
        return letter(replace(paper, paragraphs=(*paper.paragraphs, *more)), lang)

    monkeypatch.setattr(meeting_papers, "letter", narrow)
    result = made(study, base)
    assert result.done == ("K02", "K04", "K03")
    assert "the cover letter does not fit on one page" in result.failed[0].causes[0]


def test_a_page_that_lost_a_text_does_not_leave(
    study: Study, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a paper says is compared with what its page shows."""
    separator = meeting_papers.separator
    monkeypatch.setattr(
        meeting_papers, "separator", lambda sheet: separator(replace(sheet, copy="Egzemplarz 9"))
    )
    result = made(study, base)
    assert result.done == ()
    assert all("is not on the page of Separator [content]" in f.causes[0] for f in result.failed)


def test_nobody_with_proof_means_that_earlier_papers_stay_and_are_called_outdated(
    study: Study, base: Path
) -> None:
    """Old sets must not be taken for new ones, and what there is is not removed for nothing."""
    assert made(study, base).complete
    before = {name: (base / "handout" / name).read_bytes() for name in NAMES}
    for cluster_id in IDS:
        (base / "reports" / f"{cluster_id}.pdf").unlink()
    result = made(study, base)
    assert [path.name for path in result.outdated] == list(NAMES)
    assert result.files == ()
    assert not result.complete
    assert {name: (base / "handout" / name).read_bytes() for name in NAMES} == before


def test_the_status_tells_outdated_papers(study: Study, base: Path) -> None:
    """Papers of reports or cards that are no longer those of now are named with the clusters."""

    def notes(**states: str) -> list[str]:
        cells = {key: status.Cell(states.get(key, "current")) for key in IDS}
        return list(status._about_handout(base, manifest.read(base).entries, cells))

    assert notes() == []
    made(study, base)
    assert notes() == []
    assert "by the report or the card of K02, K03;" in notes(K03="failed", K02="stale")[0]
    assert any("are outdated" in note for note in status.status(Basis.of(study), base.parent).notes)
    change(base, files={"pdf": manifest.FileRecord("reports/K01.pdf", "0" * 64, 1)})
    assert "by the report or the card of K01;" in notes()[0]
    (base / "handout" / "handout.json").unlink()
    assert "is not known" in notes()[0]


def test_a_paper_that_is_open_leaves_all_as_they_were(
    study: Study, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The papers belong together: they are replaced all or none, and the message names the one."""
    made(study, base)
    before = {name: (base / "handout" / name).read_bytes() for name in NAMES}
    lock(monkeypatch, base / "handout" / LETTERS)
    with pytest.raises(ConfigurationError, match=r"letters\.pdf .*close the program"):
        made(study, base, lang="en")
    assert {name: (base / "handout" / name).read_bytes() for name in NAMES} == before


def test_earlier_papers_stay_until_all_new_ones_are_there(
    study: Study, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk or a paper that is not right leaves what there was, whole."""
    made(study, base)
    before = {name: (base / "handout" / name).read_bytes() for name in NAMES}
    count = 0

    def full(path: Path, data: bytes) -> None:
        nonlocal count
        count += 1
        if count == 3:
            raise OSError(28, "No space left on device")
        path.write_bytes(data)

    monkeypatch.setattr(handouts.files, "_write_part", full)
    with pytest.raises(ConfigurationError, match="No space left"):
        made(study, base, lang="en")
    assert {name: (base / "handout" / name).read_bytes() for name in NAMES} == before
    assert sorted(path.name for path in (base / "handout").iterdir()) == sorted(
        [".lock", "handout.json", *NAMES]
    )


def test_there_must_be_reports_and_cards(study: Study, base: Path, tmp_path: Path) -> None:
    """The message says which command makes them, and no folder appears."""
    with pytest.raises(ConfigurationError, match="cluster-reports build"):
        made(study, tmp_path / "elsewhere" / "tiny-2018")
    (base / "cards" / "manifest.json").unlink()
    with pytest.raises(ConfigurationError, match="cluster-reports cards"):
        made(study, base)
    assert not (base / "handout").exists()


# --- the numbers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("cluster", ["jarometal", "wodolin"])
def test_report_card_and_briefing_say_the_same_numbers(tmp_path: Path, cluster: str) -> None:
    """The three finished files are read back: every number of the briefing stands in the report, and the
    score, the change or gap and all entries of strengths, gaps and actions are those of the card. The card
    may lie on a table and has no figure with the place; that of the briefing is the report's.
    """
    study = read(assets.sample())
    base = prepare(study, tmp_path / "out", (cluster,))
    result = made(study, base, Schedule((Meeting(cluster, "2018-11-22", "09:00", "A", "X"),)))
    assert result.complete
    report = squeezed(
        " ".join(p.text for p in pdftext.read(ReportMaker(study).prepare()(cluster)["pdf"]).pages)
    )
    briefing = pdftext.read((base / "handout" / BRIEFINGS).read_bytes())
    card = pdftext.read((base / "cards" / f"{cluster}.pdf").read_bytes())
    assert briefing.root is not None
    assert card.root is not None
    figures = [squeezed(p.text) for p in card.root.find("P") if re.match(r"[+−]?\d", squeezed(p.text))]
    said = squeezed(briefing.root.text)
    assert len(figures) == 2
    assert all(figure in said for figure in figures)
    place = re.search(r"\d+\.wśród\d+", said)
    assert place is not None
    assert place[0] in report
    assert not any(place[0] in figure for figure in figures)
    entries = [squeezed(item.text) for item in card.root.find("LI")][-9:]
    assert all(entry in said for entry in entries)
    numbers = set(re.findall(r"\d+,\d+", said))
    assert len(numbers) > 5
    assert numbers <= set(re.findall(r"\d+,\d+", report))


def test_a_briefing_with_another_number_does_not_leave(
    study: Study, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A figure that is not the published one is found before anything is written."""
    make_briefing = handouts.briefing_.briefing

    def wrong(*arguments: object) -> object:
        made = make_briefing(*arguments)  # type: ignore[arg-type]
        return replace(made, figures=(replace(made.figures[0], value="99,9"), *made.figures[1:]))

    monkeypatch.setattr(handouts.briefing_, "briefing", wrong)
    result = made(study, base)
    assert [outcome.id for outcome in result.failed] == ["K02", "K01"]  # the others have no score
    assert all("[fact]" in outcome.causes[0] for outcome in result.failed)


def test_a_comment_in_one_language_keeps_its_briefing_in_it(
    tiny_edition: Callable[..., Path], tmp_path: Path
) -> None:
    """Where the expert's words are not there in the language of the papers, the page is in the report's, and
    says so to a screen reader.
    """
    comments = "id,place,text_pl,text_en\nK02,summary,,Well done this year.\n"
    study = read(tiny_edition({"comments.csv": comments}))
    base = prepare(study, tmp_path / "out", ("K02",))
    assert made(study, base, Schedule(MEETINGS.meetings[:1])).complete
    (page,) = told(base / "handout" / BRIEFINGS)
    assert "Well done this year." in page
    assert "Three questions worth asking" in page
    with pikepdf.open(base / "handout" / BRIEFINGS) as pdf:
        assert str(pdf.Root.Lang) == "pl-PL"
        assert str(pdf.Root.StructTreeRoot.K[0].K[0].Lang) == "en-GB"


# --- the command -----------------------------------------------------------------------------------------


def test_the_command_reads_the_table_and_says_what_it_made(
    tiny_edition: Callable[..., Path], base: Path, tmp_path: Path
) -> None:
    """Progress on stderr, the papers on stdout."""
    folder = tiny_edition({"meetings.csv": "id,date,time,room,expert\nK02,2018-11-22,9:00,A,X\n"})
    arguments = [
        "handout",
        str(folder),
        "--schedule",
        str(folder / "meetings.csv"),
        "-o",
        str(tmp_path / "out"),
    ]
    run = CliRunner().invoke(main.main, arguments)
    assert run.exit_code == 0, run.output
    assert run.stderr.splitlines() == ["1/4 K02", "2/4 K01", "3/4 K03", "4/4 K04"]
    lines = run.stdout.splitlines()
    assert lines[0] == "Warning: cluster K01: no meeting in the table; it stands at the end"
    assert lines[3] == "Papers for 4 of 4 clusters, 32 pages to print:"
    assert [Path(line.strip()).name for line in lines[4:]] == list(NAMES)


def test_the_command_speaks_json_and_fails_where_somebody_is_left_out(
    tiny_edition: Callable[..., Path], base: Path
) -> None:
    """A program reads who is in the papers, who is not and why; the exit status is 1."""
    folder = tiny_edition()
    damage_report(base)
    run = CliRunner().invoke(main.main, ["handout", str(folder), "-o", str(base.parent), "--json"])
    assert run.exit_code == 1
    said = json.loads(run.stdout)
    assert not said["ok"]
    assert said["clusters"] == ["K02", "K03", "K04"]
    assert [entry["id"] for entry in said["failed"]] == ["K01"]
    assert [Path(path).name for path in said["files"]] == list(NAMES)


def test_a_wrong_table_or_label_touches_nothing(tiny_edition: Callable[..., Path], base: Path) -> None:
    """Exit status 2 and every problem at once."""
    folder = tiny_edition({"plan.csv": "id,date,time,room,expert\nK09,x,9:00,A,X\n"})
    common = ["handout", str(folder), "-o", str(base.parent)]
    run = CliRunner().invoke(main.main, [*common, "--schedule", str(folder / "plan.csv")])
    assert run.exit_code == 2
    assert "2 problems; nothing was written" in run.stderr
    run = CliRunner().invoke(main.main, [*common, "--first-label", "15"])
    assert run.exit_code == 2
    assert "labels 1 to 14" in run.stderr
    assert not (base / "handout").exists()


def test_the_help_names_the_sheets_that_there_are() -> None:
    """The names in the help are those of the geometry."""
    from reports.cli import papers
    from reports.pages import labels

    assert set(papers._SHEETS) == set(labels.SHEETS)
    assert papers._SHEETS[0] == labels.USUAL
