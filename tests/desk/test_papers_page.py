"""Page 5: what there is beside the reports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.deskwork import Browser, sit_down, words_of

from reports.desk import papers_page

Write = Callable[..., Path]


@pytest.fixture
def browser(tiny_edition: Write, tmp_path: Path) -> Browser:
    return sit_down(tiny_edition(), tmp_path)


def test_papers_are_made_with_their_files(browser: Browser) -> None:
    """The tables of an edition, as the commands write them, can be downloaded."""
    browser.post("/papers/make", {"kind": "tables"})
    job = browser.finished()
    assert job.state == "done", job.summary
    page = browser.get("/papers").text
    for name in ("scores.xlsx", "results.csv", "advice.xlsx"):
        assert f'href="/papers/file/{name}"' in page
        answer = browser.get(f"/papers/file/{name}")
        assert answer.status_code == 200
        assert name in answer.headers["content-disposition"]


def test_what_cannot_be_made_says_why(browser: Browser) -> None:
    """Cards come before the papers for the meetings; without a ledger there is no evidence."""
    browser.post("/papers/make", {"kind": "evidence"})
    assert "nothing was approved" in browser.finished().summary
    browser.post("/papers/make", {"kind": "handout"})
    assert browser.finished().state == "failed"
    assert "nothing is built" in words_of(browser.get("/papers").text)


@pytest.mark.parametrize(
    "name",
    [
        "manifest.json",
        "../edition/edition.toml",
        "%2e%2e/edition/edition.toml",
        "/etc/passwd",
        "mail/ledger.sqlite3",
    ],
)
def test_no_other_file_is_given(browser: Browser, name: str) -> None:
    """Only what the page lists: no record, no ledger, nothing outside."""
    browser.post("/papers/make", {"kind": "tables"})
    browser.finished()
    assert browser.get(f"/papers/file/{name}").status_code in (404, 409)


def test_every_paper_has_its_words(browser: Browser) -> None:
    """A name and a sentence for each, and for its work."""
    page = browser.get("/papers").text
    for kind in papers_page.PAPERS:
        assert f'name="kind" value="{kind}"' in page
        assert browser.desk.words(f"job-paper-{kind}") == browser.desk.words(f"paper-{kind}")
    assert browser.post("/papers/make", {"kind": "nothing"}).status_code == 409
