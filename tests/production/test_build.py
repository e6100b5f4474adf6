"""Promises of reports.production.build: a build makes what has changed, keeps what is proven, and says so."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from support.makers import WRONG, Composing, FakeMaker, inline
from support.tiny import TINY

from reports.edition.loading.collected import Collected
from reports.production import build as production
from reports.production import program
from reports.production.build import Build, Outcome
from reports.production.products import REPORT
from reports.production.record import manifest
from reports.production.record.store import Folder
from reports.production.study import Study, read

IDS = ("K01", "K02", "K03", "K04")


@pytest.fixture
def study(tiny_edition: Callable[..., Path]) -> Study:
    """Four clusters, read from files."""
    return read(tiny_edition())


@pytest.fixture
def remembered(tmp_path: Path) -> Path:
    folder = tmp_path / "remembered"
    folder.mkdir()
    return folder


def build(study: Study, maker: object, out: Path, ids: tuple[str, ...] = IDS, **more: object) -> Build:
    return production.build(study, maker, ids, out=out / "out", launch=inline, **more)  # type: ignore[arg-type]


def base(out: Path) -> Path:
    return out / "out" / "tiny-2018"


def states(out: Path) -> dict[str, str]:
    return {key: entry.state for key, entry in manifest.read(base(out)).entries.items()}


def made(result: Build) -> list[str]:
    return [outcome.id for outcome in result.built if not outcome.kept]


def contents(out: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for place in ("reports", "html")
        for path in (base(out) / place).iterdir()
    }


def test_an_unchanged_edition_is_not_even_composed(study: Study, tmp_path: Path, remembered: Path) -> None:
    """A second build makes nothing, prepares nothing, and proves that everything is there."""
    build(study, FakeMaker(remembered), tmp_path)
    before = contents(tmp_path)
    result = build(study, FakeMaker(remembered, broken="configuration"), tmp_path)
    assert result.complete
    assert [outcome.id for outcome in result.kept] == list(IDS)
    assert contents(tmp_path) == before
    assert not result.notes


def test_exactly_what_would_say_something_else_is_made(
    study: Study, tmp_path: Path, remembered: Path
) -> None:
    """After a change of the edition only the reports it reaches are made anew; each other one is kept."""
    build(study, FakeMaker(remembered), tmp_path)
    changed = replace(study, inputs={**study.inputs, "values.csv": "0" * 64})
    result = build(changed, FakeMaker(remembered, says=(("K03", "!"),)), tmp_path)
    assert made(result) == ["K03"]
    assert contents(tmp_path)["K03.pdf"] == b"report of K03!"
    assert {key: FakeMaker(remembered).times(key) for key in IDS} == {"K01": 1, "K02": 1, "K03": 2, "K04": 1}
    assert not made(build(changed, FakeMaker(remembered, broken="configuration"), tmp_path))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("values.csv", "K01,120,", "K01,121,"),
        ("clusters.csv", "Trzeci,,", "Trzeci,en,"),
        ("clusters.csv", "anna@example.org", "ola@example.org"),
    ],
)
def test_a_changed_cell_makes_the_reports_that_differ(
    tiny_edition: Callable[..., Path], tmp_path: Path, file: str, old: str, new: str
) -> None:
    """What is made anew after a change in a table are the reports whose composed form is another one."""
    folder = tiny_edition()
    first = read(folder)
    build(first, Composing(first), tmp_path)
    before = contents(tmp_path)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    second = read(folder)
    content = Composing(second).prepare().content
    differ = [key for key in IDS if content(key).encode() != before[f"{key}.pdf"]]
    assert made(build(second, Composing(second), tmp_path)) == differ
    assert {key: contents(tmp_path)[f"{key}.pdf"].decode() for key in IDS} == {
        key: content(key) for key in IDS
    }


@pytest.mark.parametrize("place", ["reports/K02.pdf", "html/K02.html"])
@pytest.mark.parametrize("harm", ["flip", "cut", "remove"])
def test_an_altered_file_is_made_anew_and_named(
    study: Study, tmp_path: Path, remembered: Path, place: str, harm: str
) -> None:
    """A single flipped bit in one file of a report is found, said and put right; the others stay."""
    build(study, FakeMaker(remembered), tmp_path)
    before = contents(tmp_path)
    path = base(tmp_path) / place
    data = path.read_bytes()
    path.write_bytes(data[:-1] if harm == "cut" else bytes([data[0] ^ 1]) + data[1:])
    if harm == "remove":
        path.unlink()
    result = build(study, FakeMaker(remembered), tmp_path)
    assert made(result) == ["K02"]
    assert "K02" in result.notes[0]
    assert contents(tmp_path) == before


@pytest.mark.parametrize("part", ["code", "style", "fonts", "packages"])
def test_another_program_makes_all_anew(
    study: Study, tmp_path: Path, remembered: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    """Another code, style, font or package would give other files, so no earlier one is kept."""
    build(study, FakeMaker(remembered), tmp_path)
    now = program.program()
    other = {"new": "1"} if part in ("fonts", "packages") else "1"
    monkeypatch.setattr(program, "program", lambda: replace(now, **{part: other}))
    assert made(build(study, FakeMaker(remembered), tmp_path)) == list(IDS)


def test_another_text_makes_what_says_it(
    study: Study, tmp_path: Path, remembered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edited sentence makes the reports that say it, and composes the others to see that they do not."""
    build(study, FakeMaker(remembered), tmp_path)
    now = program.program()
    monkeypatch.setattr(program, "program", lambda: replace(now, texts="1"))
    assert made(build(study, FakeMaker(remembered, says=(("K01", "!"),)), tmp_path)) == ["K01"]


def test_another_language_is_another_report(study: Study, tmp_path: Path, remembered: Path) -> None:
    """Reports in one language are not taken for those in another, even if the fingerprint were the same."""
    build(study, FakeMaker(remembered), tmp_path)
    result = build(study, FakeMaker(remembered), tmp_path, lang="en")
    assert made(result) == ["K01", "K03", "K04"], "K02 is in English anyway"
    assert {entry.lang for entry in manifest.read(base(tmp_path)).entries.values()} == {"en"}


def test_force_makes_everything(study: Study, tmp_path: Path, remembered: Path) -> None:
    """--force does not believe anything."""
    build(study, FakeMaker(remembered), tmp_path)
    assert made(build(study, FakeMaker(remembered), tmp_path, force=True)) == list(IDS)


def test_the_record_goes_ahead_of_the_files(study: Study, tmp_path: Path, remembered: Path) -> None:
    """While a build runs its record says of each report where it is; no file is there before its turn."""
    build(study, FakeMaker(remembered), tmp_path)
    seen: list[dict[str, str]] = []

    def tell(outcome: Outcome) -> None:
        seen.append(states(tmp_path))
        for entry in manifest.read(base(tmp_path)).entries.values():
            intact = REPORT.intact(Folder(base(tmp_path)), [entry])
            assert bool(intact) == (entry.state == "checked")

    build(study, FakeMaker(remembered, (("K02", WRONG),)), tmp_path, force=True, tell=tell)
    assert [list(one.values()) for one in seen] == [
        ["checked", "pending", "pending", "pending"],
        ["checked", "failed", "pending", "pending"],
        ["checked", "failed", "checked", "pending"],
        ["checked", "failed", "checked", "checked"],
    ]
    failed = manifest.read(base(tmp_path)).entries["K02"]
    assert failed.causes == ("page 3: the font lacks a character [glyph]", "page 5: texts overlap [overlap]")
    assert REPORT.unrecorded(Folder(base(tmp_path)), [failed]) == (
        "html/K01.html",
        "html/K03.html",
        "html/K04.html",
        "reports/K01.pdf",
        "reports/K03.pdf",
        "reports/K04.pdf",
    ), "the earlier files are still its own"


def test_what_failed_is_tried_again(study: Study, tmp_path: Path, remembered: Path) -> None:
    """A report that failed is not kept as a failure."""
    build(study, FakeMaker(remembered, (("K02", WRONG),)), tmp_path)
    assert made(build(study, FakeMaker(remembered), tmp_path)) == ["K02"]


@pytest.mark.parametrize("harm", ["cut", "altered", "emptied", "journal"])
def test_a_broken_record_is_set_aside(study: Study, tmp_path: Path, remembered: Path, harm: str) -> None:
    """A record that cannot be trusted is said, kept under another name, and everything is made anew."""
    build(study, FakeMaker(remembered), tmp_path)
    path = base(tmp_path) / ("manifest.journal" if harm == "journal" else "manifest.json")
    text = (base(tmp_path) / "manifest.json").read_text(encoding="utf-8")
    broken = {
        "cut": text[: len(text) // 2],
        "altered": text.replace('"K02.', '"K03.', 1).replace("checked", "failed", 1),
        "emptied": "",
        "journal": '{"id": "K01"}\n',
    }[harm]
    path.write_text(broken, encoding="utf-8")
    result = build(study, FakeMaker(remembered), tmp_path)
    assert made(result) == list(IDS)
    assert "set aside as manifest.json.corrupt" in result.notes[0]
    assert path.with_name(f"{path.name}.corrupt").read_text(encoding="utf-8") == broken
    assert set(states(tmp_path).values()) == {"checked"}


def test_a_selection_leaves_the_others_as_they_were(study: Study, tmp_path: Path, remembered: Path) -> None:
    """Building one cluster does not touch entry or files of another, not even of one that has to be built."""
    build(study, FakeMaker(remembered, (("K03", WRONG),)), tmp_path)
    before = manifest.read(base(tmp_path)).entries
    changed = replace(study, inputs={**study.inputs, "values.csv": "0" * 64})
    build(changed, FakeMaker(remembered, says=tuple((key, "!") for key in IDS)), tmp_path, ("K02",))
    after = manifest.read(base(tmp_path)).entries
    assert {key: entry for key, entry in after.items() if key != "K02"} == {
        key: entry for key, entry in before.items() if key != "K02"
    }
    assert after["K02"] != before["K02"]
    assert contents(tmp_path)["K01.pdf"] == b"report of K01"


def test_the_reports_of_a_cluster_that_left_are_moved_and_named(
    tiny_edition: Callable[..., Path], study: Study, tmp_path: Path, remembered: Path
) -> None:
    """They are neither destroyed nor left where they could be sent; a selection does not touch them."""
    build(study, FakeMaker(remembered), tmp_path)
    without = {name: re.sub(r"(?m)^K04,.*\n", "", TINY[name]) for name in ("clusters.csv", "values.csv")}
    without["clusters.csv"] = without["clusters.csv"].replace("Trzeci,,,,nie", "Trzeci,,,,tak")
    fewer = read(tiny_edition(without, name="fewer"))
    build(fewer, FakeMaker(remembered), tmp_path, ("K01",))
    assert states(tmp_path)["K04"] == "checked"
    result = build(fewer, FakeMaker(remembered), tmp_path, IDS[:3])
    assert "K04" not in states(tmp_path)
    assert "K04.pdf" not in contents(tmp_path)
    assert (base(tmp_path) / "left" / "K04.pdf").read_bytes() == b"report of K04"
    assert (base(tmp_path) / "left" / "K04.html").is_file()
    assert any("K04 is no longer in the edition" in note for note in result.notes)


def test_files_without_a_record_are_named(study: Study, tmp_path: Path, remembered: Path) -> None:
    """A renamed copy among the reports is not taken for one, and not removed either."""
    build(study, FakeMaker(remembered), tmp_path)
    copy = base(tmp_path) / "reports" / "K01 final.pdf"
    shutil.copy(base(tmp_path) / "reports" / "K01.pdf", copy)
    result = build(study, FakeMaker(remembered), tmp_path)
    assert result.notes == ("files among the reports that have no record: reports/K01 final.pdf",)
    assert copy.is_file()


def test_a_change_of_the_texts_during_the_build_is_noticed(
    study: Study, tmp_path: Path, remembered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reports of which nobody knows whether they were made before or after a change are made again."""
    now = program.program()
    versions = iter([now, replace(now, style="1")])
    monkeypatch.setattr(program, "program", lambda: next(versions))
    result = build(study, FakeMaker(remembered), tmp_path)
    assert "during the build" in result.notes[0]
    monkeypatch.setattr(program, "program", lambda: now)
    assert made(build(study, FakeMaker(remembered), tmp_path)) == list(IDS)


def test_an_edition_saved_while_it_is_read_is_refused(
    tiny_edition: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hashes and values of an edition are of the same moment, or there is an error."""
    folder, read_file = tiny_edition(), Collected.read

    def saved(self: Collected, path: Path) -> bytes:
        found = read_file(self, path)
        if path.name == "clusters.csv":
            with path.open("a") as file:
                file.write("\n")
        return found

    monkeypatch.setattr(Collected, "read", saved)
    with pytest.raises(production.ConfigurationError, match="changed while it was read"):
        read(folder)
