"""Page 2: where each cluster stands, and the building of reports."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from support.deskwork import Browser, sit_down, words_of
from support.makers import Composing, Inline, inline
from support.tiny import TINY

from reports.production import maker
from reports.production.record import manifest
from reports.production.workers import pool

Write = Callable[..., Path]


@pytest.fixture
def browser(tiny_edition: Write, tmp_path: Path) -> Browser:
    return sit_down(tiny_edition(), tmp_path)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports are composed for good, in this process, and hold no more than their fingerprints."""
    monkeypatch.setattr(maker, "ReportMaker", Composing)
    monkeypatch.setattr(pool, "local", inline)


def ids_of(page: str) -> list[str]:
    return [part.partition('"')[0] for part in page.split('name="id" value="')[1:]]


def test_a_row_for_each_cluster_that_can_be_searched_and_sorted(browser: Browser) -> None:
    """By id or name, whatever the case; by the state of the report; up and down."""
    assert ids_of(browser.get("/clusters").text) == ["K01", "K02", "K03", "K04"]
    assert ids_of(browser.get("/clusters/table?q=k03").text) == ["K03"]
    assert ids_of(browser.get("/clusters/table?sort=id-down").text) == ["K04", "K03", "K02", "K01"]
    assert ids_of(browser.get("/clusters/table?state=current").text) == []
    assert len(ids_of(browser.get("/clusters/table?state=missing&sort=nothing").text)) == 4
    marked = browser.get("/clusters/table?q=k0&id=K02&id=K04").text
    assert re.findall(r'value="(K0\d)" aria-label="K0\d" checked', marked) == ["K02", "K04"]
    assert "&lt;b&gt;" in browser.get("/clusters?q=%3Cb%3E").text


@pytest.mark.usefixtures("quick")
def test_reports_are_built_with_the_record_of_the_command(browser: Browser, tmp_path: Path) -> None:
    """What is marked is built, the rest can follow, and what is there already is kept."""
    assert browser.post("/clusters/build", {"which": "some"}).status_code == 409
    answer = browser.post("/clusters/build", {"which": "some", "id": ["K02", "K09"]})
    assert answer.headers["location"] == "/clusters"
    job = browser.finished()
    assert (job.state, job.total) == ("done", 1), job.summary
    assert "1 report is ready" in job.summary
    (base,) = (tmp_path / "out").iterdir()
    assert manifest.read(base).entries["K02"].state == "checked"
    page = browser.get("/clusters").text
    assert "current" in words_of(page)
    assert "finished" in words_of(page)
    browser.post("/clusters/build", {"which": "all"})
    job = browser.finished()
    assert job.lines[0].id == "K02"
    assert "unchanged: 1" in job.summary
    assert {entry.state for entry in manifest.read(base).entries.values()} == {"checked"}


@pytest.mark.usefixtures("quick")
def test_a_build_that_is_stopped_goes_on_later(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopping is Ctrl-C: what is done stays, what is not is made the next time."""
    gate = threading.Event()

    class Gated(Inline):
        def submit(self, function: Callable[..., Any], /, *arguments: Any) -> Any:
            assert gate.wait(60)
            return super().submit(function, *arguments)

    def gated(of: Any, jobs: int, limits: Any) -> Any:
        inline(of, jobs, limits)
        return nullcontext(Gated())

    monkeypatch.setattr(pool, "local", gated)
    browser.post("/clusters/build", {"which": "all"})
    assert browser.post("/clusters/build", {"which": "all"}).status_code == 409  # one at a time
    browser.post("/job/stop")
    assert "stopping after the present step" in browser.get("/job").text
    gate.set()
    job = browser.finished()
    assert job.state == "stopped"
    assert "not built" in job.summary
    browser.post("/clusters/build", {"which": "all"})
    assert browser.finished().state == "done"
    (base,) = (tmp_path / "out").iterdir()
    assert {entry.state for entry in manifest.read(base).entries.values()} == {"checked"}


@pytest.mark.usefixtures("quick")
def test_a_change_of_the_edition_is_seen_in_the_table(browser: Browser, tiny_edition: Write) -> None:
    """A report that would say something else now is out of date, and the page says why."""
    browser.post("/clusters/build", {"which": "some", "id": ["K01"]})
    browser.finished()
    assert browser.desk.workspace is not None
    path = browser.desk.workspace.path / "edition.toml"
    path.write_text(TINY["edition.toml"].replace('label = "', 'label = "X', 1), encoding="utf-8")
    assert "out of date" in words_of(browser.get("/clusters?q=K01").text)


def test_a_full_disk_is_a_plain_message(browser: Browser, tmp_path: Path) -> None:
    """What cannot be written is said with the reason, as where a file is in the way."""
    (tmp_path / "out").write_text("in the way", encoding="utf-8")
    browser.post("/clusters/build", {"which": "all"})
    job = browser.finished()
    assert job.state == "failed"
    assert "out" in job.summary
    assert "finished" not in words_of(browser.get("/job").text)
