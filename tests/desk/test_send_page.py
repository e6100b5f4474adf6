"""Page 4: who would get what, and the sending of what was looked at."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support import mailroom
from support.deskwork import PORT, Browser, words_of

from reports.desk.desk import Desk
from reports.desk.send_page import letter_from
from reports.desk.workspace import Workspace
from reports.mail import Ledger
from reports.mail import plan as mail_plan
from reports.production.study import Study


class Given(Workspace):
    """An edition in memory, with small finished reports."""

    def __init__(self, study: Study, folder: Path) -> None:
        super().__init__(folder / "edition", folder / "out", "taken")
        self.given = study

    def reread(self) -> Any:
        return self.given, mailroom.CURRENT


def desk_for(study: Study, folder: Path) -> Browser:
    (folder / "edition").mkdir(exist_ok=True)
    base = mailroom.build(study, folder / "out")
    mail_plan.approve(study, base, ["k01", "k02"], "Anna", mailroom.CURRENT)
    desk = Desk(folder, folder / "out", "en", PORT, fixed=True)
    desk.workspace = Given(study, folder)
    return Browser(desk)


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    found = desk_for(mailroom.study(), tmp_path)
    yield found
    found.desk.close()


def planned(browser: Browser, way: str, **more: str) -> tuple[str, str]:
    """The page after a dry run, and the fingerprint of its plan."""
    browser.post("/send/plan", {"way": way, **more})
    job = browser.finished()
    assert job.state == "done", job.summary
    page = browser.get("/send").text
    mark = re.search(r'name="mark" value="(\w+)"', page)
    return words_of(page), mark[1] if mark else ""


def test_the_dry_run_says_who_would_get_what_and_changes_nothing(browser: Browser, tmp_path: Path) -> None:
    """A row for each cluster with the reason where nothing goes; each message can be read."""
    page, _ = planned(browser, "outbox")
    assert "To be written as files: 2" in page
    assert "biuro@k01.example.org" in page
    assert page.count("not approved") == 2
    assert not list(tmp_path.rglob("*.eml"))
    letter = words_of(browser.get("/send/message/k01").text)
    assert "biuro@k01.example.org" in letter
    assert "2018-k01.pdf" in letter or "k01.pdf" in letter
    assert "No message goes to k03" in words_of(browser.get("/send/message/k03").text)
    assert browser.get("/send/message/nobody").status_code == 409


def test_messages_are_written_as_files(browser: Browser, tmp_path: Path) -> None:
    """The same outbox as that of the command, and nobody gets anything."""
    _, mark = planned(browser, "outbox")
    browser.post("/send/go", {"mark": mark})
    job = browser.finished()
    assert (job.kind, job.state) == ("write", "done")
    assert "Files written: 2" in job.summary
    assert sorted(path.name for path in tmp_path.rglob("*.eml")) == ["k01.eml", "k02.eml"]
    planned(browser, "outbox")
    assert "biuro@k02.example.org" in words_of(browser.get("/send/message/k02").text)  # as it lies there


@pytest.mark.parametrize("number", ["", "1", "3", "two", " 22"])
def test_nothing_is_sent_without_the_right_number(browser: Browser, number: str) -> None:
    """Nobody types it by accident."""
    _, mark = planned(browser, "rehearsal", redirect="me@example.org")
    answer = browser.post("/send/go", {"mark": mark, "number": number})
    assert answer.status_code == 409
    assert "Nothing was sent" in words_of(answer.text)


def test_only_the_plan_that_was_looked_at_is_sent(browser: Browser, tmp_path: Path) -> None:
    """A page from before another dry run, and one whose sending is done (the back button), send nothing."""
    _, old = planned(browser, "outbox")
    _, mark = planned(browser, "rehearsal", redirect="me@example.org")
    for wrong in (old, "", "x"):
        assert browser.post("/send/go", {"mark": wrong, "number": "2"}).status_code == 409
    _, mark = planned(browser, "outbox")
    browser.post("/send/go", {"mark": mark})
    browser.finished()
    assert "See who would get what" in words_of(browser.post("/send/go", {"mark": mark}).text)


def test_what_has_changed_since_it_was_looked_at_is_not_sent(tmp_path: Path) -> None:
    """An address that was corrected after the dry run makes the plan another one."""
    with mailroom.serving(office := mailroom.Office()) as port:
        study = mailroom.study(mail=replace(mailroom.MAIL, host="localhost", port=port))
        browser = desk_for(study, tmp_path)
        _, mark = planned(browser, "real")
        workspace = browser.desk.workspace
        assert isinstance(workspace, Given)
        workspace.given = mailroom.changed(study, "k02", email="nowy@k02.example.org")
        browser.post("/send/go", {"mark": mark, "number": "2"})
        job = browser.finished()
        browser.desk.close()
    assert "has changed since you looked" in job.summary
    assert office.accepted == []


def test_sending_for_real_goes_out_once(tmp_path: Path) -> None:
    """Each to its own coordinator, by the ledger of the command; a second run has nothing to send."""
    with mailroom.serving(office := mailroom.Office()) as port:
        study = mailroom.study(mail=replace(mailroom.MAIL, host="localhost", port=port))
        browser = desk_for(study, tmp_path)
        _, mark = planned(browser, "real")
        browser.post("/send/go", {"mark": mark, "number": "2"})
        job = browser.finished()
        assert "Sent: 2" in job.summary, job.summary
        page, _ = planned(browser, "real")
        assert "To be sent to the coordinators: 0" in page
        assert page.count("sent already") == 2
        browser.desk.close()
    assert sorted(one.rcpt_tos[0] for one in office.accepted) == [
        "biuro@k01.example.org",
        "biuro@k02.example.org",
    ]


def test_a_sending_that_is_stopped_loses_nothing(tmp_path: Path) -> None:
    """Stopping ends after the message under way; what was not reached is due the next time."""
    with mailroom.serving(office := mailroom.Office()) as port:
        study = mailroom.study(mail=replace(mailroom.MAIL, host="localhost", port=port))
        browser = desk_for(study, tmp_path)
        _, mark = planned(browser, "real")
        going, gone = threading.Event(), threading.Event()

        workspace = browser.desk.workspace
        assert isinstance(workspace, Given)
        before = workspace.reread

        def slow() -> Any:
            going.set()
            assert gone.wait(60)
            return before()

        workspace.reread = slow  # type: ignore[method-assign]
        browser.post("/send/go", {"mark": mark, "number": "2"})
        assert going.wait(60)
        browser.post("/job/stop")
        gone.set()
        job = browser.finished()
        assert job.state == "stopped"
        assert len(office.accepted) == 1
        base = mail_plan.files.child(tmp_path / "out", study.edition.id)
        with Ledger(base) as ledger:
            states = sorted(one.state for one in ledger.latest("smtp").values())
        assert "SENT" in states
        assert "UNKNOWN" not in states
        workspace.reread = before  # type: ignore[method-assign]
        _, mark = planned(browser, "real")
        browser.post("/send/go", {"mark": mark, "number": "1"})
        assert "Sent: 1" in browser.finished().summary
        browser.desk.close()
    assert len(office.accepted) == 2


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"way": "smoke"}, "Choose how"),
        ({"way": "rehearsal"}, "proper test address"),
        ({"way": "rehearsal", "redirect": "żółw@example.org"}, "proper test address"),
    ],
)
def test_a_way_that_cannot_be_is_refused(browser: Browser, form: dict[str, str], why: str) -> None:
    """Nothing is planned by it."""
    answer = browser.post("/send/plan", form)
    assert answer.status_code == 409
    assert why in words_of(answer.text)
    assert browser.desk.jobs.latest is None


def test_an_edition_without_a_sender_says_what_to_add(tmp_path: Path) -> None:
    """The page says where the sender is named."""
    study = mailroom.study(mail=None)
    (tmp_path / "edition").mkdir()
    desk = Desk(tmp_path, tmp_path / "out", "en", PORT, fixed=True)
    desk.workspace = Given(study, tmp_path)
    assert "mail.from" in words_of(Browser(desk).get("/send").text)
    desk.close()


def test_a_second_desk_sends_nothing(browser: Browser) -> None:
    """Whoever can only look can make a dry run and no more."""
    _, mark = planned(browser, "outbox")
    assert browser.desk.workspace is not None
    browser.desk.workspace.holder = "somebody"
    assert browser.post("/send/go", {"mark": mark}).status_code == 409


def test_a_message_without_words_can_be_read() -> None:
    """Whatever lies in the outbox is shown as far as it goes."""
    letter = letter_from(b"Subject: x\r\n\r\n")
    assert letter.headers == (("Subject", "x"),)
    assert letter.attachments == ()
