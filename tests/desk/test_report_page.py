"""Page 3: one report, the words of the expert, and the approval of the very file that was shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from support import mailroom
from support.deskwork import Browser, sit_down, words_of
from support.makers import Composing, inline

from reports import files
from reports.desk.comments import Comments
from reports.desk.pictures import Pictures, draw
from reports.edition.loading.load import load
from reports.edition.validation.validate import validate
from reports.errors import ConfigurationError, Finding, ReportError
from reports.mail import plan
from reports.production import maker
from reports.production.workers import pool

Write = Callable[..., Path]


@pytest.fixture
def folder(tiny_edition: Write) -> Path:
    return tiny_edition({"comments.csv": "id,place,text_pl\nK01,summary,Z arkusza.\n"})


@pytest.fixture
def browser(folder: Path, tmp_path: Path) -> Browser:
    found = sit_down(folder, tmp_path)
    found.post("/person", {"person": "Anna Nowak"})
    return found


def mark(page: str, place: str) -> str:
    """What the form of a place says that was seen there."""
    found = re.search(
        rf'name="place" value="{re.escape(place)}">\s*<input type="hidden" name="seen" value="(\w+)"', page
    )
    assert found
    return found[1]


def save(browser: Browser, place: str, text: str, seen: str = "", cluster: str = "K01", **more: str) -> Any:
    seen = seen or mark(browser.get(f"/clusters/{cluster}").text, place)
    return browser.post(f"/clusters/{cluster}/comment", {"place": place, "text": text, "seen": seen, **more})


def said(folder: Path) -> list[tuple[str, str, str]]:
    return [(c.id, c.place, c.text.pl) for c in validate(load(folder), range(0x20, 0x2100)).comments]


def test_a_comment_is_saved_beside_the_edition_and_read_with_it(browser: Browser, folder: Path) -> None:
    """The sheet itself is not touched; the file says who saved the comment and when."""
    before = (folder / "comments.csv").read_bytes()
    answer = save(browser, "summary", "Klaster **rośnie**;\r\n\r\n- =1+1\r\n- „dwa”", author="dr Żółć")
    assert "Comment saved" in browser.follow(answer)
    assert said(folder) == [
        ("K01", "summary", "Z arkusza."),
        ("K01", "summary", "Klaster **rośnie**;\n\n- =1+1\n- „dwa”"),
    ]
    (row,) = Comments.of(folder).rows
    assert (row["saved_by"], row["author"]) == ("Anna Nowak", "dr Żółć")
    assert row["saved_at"].startswith("20")
    assert (folder / "comments.csv").read_bytes() == before
    page = words_of(browser.get("/clusters/K01").text)
    assert "Z arkusza." in page
    assert "Last saved: Anna Nowak" in page


def test_a_list_is_no_formula_for_a_spreadsheet(browser: Browser, folder: Path) -> None:
    """The file can be opened and saved in a spreadsheet: what begins like a formula stands behind an
    apostrophe there, and nowhere else.
    """
    text = "- raz\n- dwa"
    save(browser, "summary", text)
    assert ",\"'- raz" in (folder / "edition.comments.csv").read_text(encoding="utf-8-sig")
    assert said(folder)[1:] == [("K01", "summary", text)]
    assert f"{text}</textarea>" in browser.get("/clusters/K01").text


def test_of_two_who_save_at_once_one_sees_the_words_of_the_other(browser: Browser, folder: Path) -> None:
    seen = mark(browser.get("/clusters/K01").text, "summary")
    with ThreadPoolExecutor(4) as threads:
        texts = [f"Zdanie {number}." for number in range(8)]
        answers = list(threads.map(lambda text: save(browser, "summary", text, seen).status_code, texts))
    assert sorted(answers) == [303] + [409] * 7
    assert said(folder)[1:] == [("K01", "summary", texts[answers.index(303)])]


def test_decisions_that_are_saved_at_once_are_all_kept(browser: Browser, folder: Path) -> None:
    """Each is written beside those that others have saved meanwhile."""
    known = Comments.of(folder)
    records = sorted(record.id for record in validate(load(folder), range(0x20, 0x2100)).recommendations)[:3]
    with ThreadPoolExecutor(4) as threads:
        forms = [
            {"record": one, "decision": "drop", "seen": known.decided("K01", one).mark} for one in records
        ]
        answers = list(threads.map(lambda form: browser.post("/clusters/K01/decide", form), forms))
    assert [answer.status_code for answer in answers] == [303] * 3
    assert [Comments.of(folder).decided("K01", one).decision for one in records] == ["drop"] * 3


def test_a_comment_is_replaced_and_removed(browser: Browser, folder: Path) -> None:
    """What was written here stands there once; empty words remove it; other rows stay as they are."""
    save(browser, "Z", "Raz.", cluster="K03")
    save(browser, "summary", "Dwa.")
    save(browser, "summary", "Trzy.")
    assert said(folder)[1:] == [("K03", "Z", "Raz."), ("K01", "summary", "Trzy.")]
    save(browser, "summary", " ")
    assert said(folder)[1:] == [("K03", "Z", "Raz.")]


def test_two_people_do_not_replace_each_others_words(browser: Browser, folder: Path) -> None:
    """Whoever saves second sees what the first wrote, keeps the own words, and saves both."""
    seen = mark(browser.get("/clusters/K01").text, "summary")
    save(browser, "summary", "Moje.", seen)
    answer = save(browser, "summary", "Twoje.", seen)
    assert answer.status_code == 409
    assert "Another comment was saved here meanwhile (by Anna Nowak)" in words_of(answer.text)
    assert "Twoje.</textarea>" in answer.text
    assert said(folder)[1:] == [("K01", "summary", "Moje.")]
    save(browser, "summary", "Moje. Twoje.", mark(answer.text, "summary"))
    assert said(folder)[1:] == [("K01", "summary", "Moje. Twoje.")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Lepiej niż Klaster Drugi.", "names another cluster"),
        ("<b>grubo</b>", "HTML cannot be printed"),
        ("\n\n".join(["Zdanie."] * 60), "lines of the page"),
    ],
)
def test_what_check_would_refuse_is_not_saved(browser: Browser, folder: Path, text: str, why: str) -> None:
    """The words stay in the form, with what is wrong with them, and the edition stays sound."""
    answer = save(browser, "summary", text)
    assert answer.status_code == 422
    assert why in words_of(answer.text)
    assert not (folder / "edition.comments.csv").exists()
    assert len(said(folder)) == 1


def test_a_disk_without_room_costs_no_words(
    browser: Browser, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason is said, and what was written stays in the form."""

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(files, "write", full)
    answer = save(browser, "summary", "Moje słowa.")
    assert answer.status_code == 409
    assert "No space left on device" in words_of(answer.text)
    assert "Moje słowa.</textarea>" in answer.text
    assert len(said(folder)) == 1


def test_a_comment_needs_a_person_and_a_place(folder: Path, tmp_path: Path) -> None:
    """Nobody writes without a name, and nowhere else than where reports have a place."""
    browser = sit_down(folder, tmp_path)
    assert "give your name" in words_of(save(browser, "summary", "Raz.").text)
    browser.post("/person", {"person": "Anna"})
    assert "no such place" in words_of(save(browser, "../x", "Raz.", "x").text)
    assert browser.get("/clusters/K99").status_code == 409
    assert said(folder) == [("K01", "summary", "Z arkusza.")]


def test_the_file_may_be_edited_by_hand(browser: Browser, folder: Path) -> None:
    """Other columns, separators and several rows at one place are kept or understood, and `check` names what
    is wrong in the file.
    """
    path = folder / "edition.comments.csv"
    path.write_text(
        "id;place;decision;record;text_pl;_note\nK01;summary;;;Raz.;n\nK01;summary;;;Dwa.;\nK02;profile;;;Trzy.;m\n",
        encoding="utf-8",
    )
    page = words_of(browser.get("/").text)
    assert "edition.comments.csv" in page
    assert "no such chapter" in page
    path.write_text(path.read_text(encoding="utf-8").replace("K02;profile", "K03;groups"), encoding="utf-8")
    assert "Raz.\n\nDwa.</textarea>" in browser.get("/clusters/K01").text
    save(browser, "summary", "Cztery.")
    assert [(row["id"], row["text_pl"], row["_note"]) for row in Comments.of(folder).rows] == [
        ("K01", "Cztery.", "n"),
        ("K03", "Trzy.", "m"),
    ]


LIBRARY = "\n".join(
    f"""
[[recommendation]]
id = "{name}"
node = "*"
term_months = 12
effort = 2
pl = {{ action = "{name} po polsku", first_step = "krok", owner = "ktoś", measure = "miara" }}
en = {{ action = "{name} in English", first_step = "step", owner = "somebody", measure = "measure" }}
[recommendation.when]
position = ["low", "middle", "good"]
"""
    for name in ("r1", "r2")
)


def test_a_recommendation_is_pinned_dropped_and_left_to_the_rules(
    tiny_edition: Write, tmp_path: Path
) -> None:
    """From the list of those whose conditions hold; the file has each decision, judged as in a sheet."""
    decided = "id,place,decision,record\nK01,,drop,r1\n"
    folder = tiny_edition({"comments.csv": decided, "recommendations.toml": LIBRARY})
    browser = sit_down(folder, tmp_path)
    browser.post("/person", {"person": "Anna Nowak"})

    def form(record: str) -> tuple[str, str]:
        page = browser.get("/clusters/K01").text
        pattern = rf'name="record" value="{record}">\s*<input type="hidden" name="seen" value="(\w+)"'
        found = re.search(pattern, page)
        return page, found[1] if found else ""

    def decide(record: str, decision: str, seen: str, reason: str = "") -> Any:
        return browser.post(
            "/clusters/K01/decide", {"record": record, "decision": decision, "seen": seen, "reason": reason}
        )

    page, first = form("r2")
    assert first
    assert "The sheet of the edition decides" in words_of(page)
    assert "Decision saved" in browser.follow(decide("r2", "pin", first, "Bo pilne."))
    assert overrides(folder) == {("r1", "drop", ""), ("r2", "pin", "Bo pilne.")}
    assert "decided otherwise" in words_of(decide("r2", "drop", first).text)  # an old page
    page, seen = form("r2")
    assert "1. <span" in page
    assert decide("r2", "drop", seen).status_code == 303
    assert overrides(folder) == {("r1", "drop", ""), ("r2", "drop", "")}
    assert decide("r2", "", form("r2")[1]).status_code == 303
    assert overrides(folder) == {("r1", "drop", "")}
    assert decide("r2", "rephrase", form("r2")[1]).status_code == 409
    assert "decides otherwise" in words_of(decide("r1", "pin", first).text)
    assert "no such recommendation" in words_of(decide("unknown", "pin", first).text)
    assert overrides(folder) == {("r1", "drop", "")}


def overrides(folder: Path) -> set[tuple[str, str, str]]:
    found = validate(load(folder), range(0x20, 0x2100)).overrides
    return {(one.record, one.decision, one.text.pl) for one in found}


def test_the_preview_is_what_is_printed(browser: Browser) -> None:
    """Paragraphs, lists and emphasis; what cannot be printed is said."""
    page = browser.post("/clusters/K01/preview", {"text": "Ala *ma*\r\n\r\n1. raz\r\n2. **dwa**"}).text
    assert "<em>ma</em>" in page
    assert "<ol><li>raz</li><li><strong>dwa</strong></li></ol>" in page
    assert "&lt;script&gt;" in browser.post("/clusters/K01/preview", {"text": "<script>x</script>"}).text


@pytest.fixture
def built(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Browser:
    monkeypatch.setattr(maker, "ReportMaker", Composing)
    monkeypatch.setattr(pool, "local", inline)
    answer = browser.post("/clusters/build", {"which": "some", "id": ["K01"], "back": "report"})
    assert answer.headers["location"] == "/clusters/K01"
    assert browser.finished().state == "done"
    return browser


def test_an_approval_is_for_the_file_that_was_shown(built: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """The form carries the hash of the file of that moment, and a refusal says why."""
    asked: list[tuple[Sequence[str], str, dict[str, str]]] = []
    refusals: list[ReportError] = []

    def approve(study: Any, base: Path, ids: Sequence[str], by: str, current: Any, shown: Any) -> Any:
        asked.append((ids, by, shown))
        return [], refusals

    monkeypatch.setattr(plan, "approve", approve)
    page = built.get("/clusters/K01").text
    sha = re.search(r'name="sha" value="(\w{64})"', page)
    assert sha
    assert "Report approved" in built.follow(built.post("/clusters/K01/approve", {"sha": sha[1]}))
    assert asked == [(["K01"], "Anna Nowak", {"K01": sha[1]})]
    refusals.append(ReportError("K01", (Finding("seen", "x"),)))
    assert "built anew since this page was loaded" in built.follow(
        built.post("/clusters/K01/approve", {"sha": "0" * 64})
    )
    refusals[:] = [ReportError("K01", (Finding("hash", "it was altered"),))]
    assert "not approved: it was altered" in built.follow(
        built.post("/clusters/K01/approve", {"sha": sha[1]})
    )


def test_a_stale_file_is_not_shown_as_the_new_one(built: Browser) -> None:
    """Pictures are of the very file that the page was about."""
    answer = built.get(f"/clusters/K01/{'0' * 64}/1.png")
    assert answer.status_code == 409
    assert "built anew" in words_of(answer.text)
    assert (
        built.get("/clusters/K01/screen").headers["content-security-policy"].startswith("default-src 'none'")
    )
    assert built.get("/clusters/K02/report.pdf").status_code == 409


def test_only_the_file_that_was_seen_is_approved(tmp_path: Path) -> None:
    """`plan.approve` compares the hash of the proven bytes with what a person has seen."""
    study = mailroom.study()
    base = mailroom.build(study, tmp_path)
    approved, _ = plan.approve(study, base, ["k01"], "Anna", mailroom.CURRENT)
    right = {"k01": approved[0].report_sha256}
    assert plan.approve(study, base, ["k01"], "Anna", mailroom.CURRENT, right)[1] == []
    for shown in ({}, {"k01": "0" * 64}, {"k02": approved[0].report_sha256}):
        done, (refused,) = plan.approve(study, base, ["k01"], "Anna", mailroom.CURRENT, shown)
        assert done == []
        assert [one.rule for one in refused.findings] == ["seen"]


def test_pages_are_drawn_and_a_broken_file_is_told() -> None:
    """PNG of each page, none beyond the last; what is no PDF is an error with words."""
    study = mailroom.study(1)
    pdf = mailroom.pdf_of(study.edition, study.edition.clusters[0], "x")
    data, count = draw(pdf, 1)
    assert (data[:4], count) == (b"\x89PNG", 1)
    assert draw(pdf, 2) == (b"", 1)
    pictures = Pictures()
    try:
        with pytest.raises(ConfigurationError, match="cannot be drawn"):
            pictures.page(b"no pdf", "0", 1)
        assert pictures.page(pdf, "1", 1) == (data, 1)
    finally:
        pictures.close()
