"""Reports of servers: found by the envelope id in any kind of mailbox, and nothing in them is trusted."""

from __future__ import annotations

import mailbox
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.bounced import report
from support.mailroom import CURRENT, MAIL, Office, build, changed, serving, study

from reports.errors import ConfigurationError
from reports.mail import bounces, evidence
from reports.mail import plan as mail_plan
from reports.mail.deliver import send
from reports.mail.ledger import Ledger
from reports.mail.plan import Route


def test_a_report_is_read() -> None:
    """Envelope id, recipient as we wrote it, action, status and the server's words in one line."""
    (found,) = bounces.reports(report())
    assert (found.envelope_id, found.message_id) == ("CR1", "<a@b>")
    assert (found.recipient, found.action, found.status) == ("biuro@k01.example.org", "failed", "5.1.1")
    assert found.words == "smtp; 550 5.1.1 <biuro@k01.example.org>: no such user"


@pytest.mark.parametrize("kind", ["mbox", "maildir", "folder", "file"])
def test_every_kind_of_mailbox_is_read(tmp_path: Path, kind: str) -> None:
    """An mbox, a Maildir, a folder of .eml files, one file; ordinary mail among them is no report."""
    path = tmp_path / kind
    ordinary = b"From: a@b.pl\nSubject: Re: raport\n\nDzi\xc4\x99kujemy.\n"
    if kind in ("mbox", "maildir"):
        box: mailbox.Mailbox[mailbox.Message] = (
            mailbox.mbox(path) if kind == "mbox" else mailbox.Maildir(path)  # type: ignore[assignment]
        )
        for data in (ordinary, report("CR1"), report("CR2", "delayed")):
            box.add(data)
        box.flush()
        box.close()
    elif kind == "folder":
        path.mkdir()
        for number, data in enumerate((ordinary, report("CR1"), report("CR2", "delayed"))):
            (path / f"{number}.eml").write_bytes(data)
    else:
        path.write_bytes(report("CR1"))
    found = sorted((one.envelope_id, one.action) for one in bounces.read(path))
    assert found == [("CR1", "failed"), ("CR2", "delayed")][: 1 if kind == "file" else 2]


def test_a_mailbox_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """The error says which and why."""
    with pytest.raises(ConfigurationError, match=r"none\.mbox cannot be read"):
        list(bounces.read(tmp_path / "none.mbox"))


@given(st.binary(max_size=300), st.integers(0, 900))
def test_nothing_in_a_mailbox_can_break_the_reader(noise: bytes, place: int) -> None:
    """Whatever stands in a mail, it is read or ignored."""
    data = report()
    for broken in (noise, data[:place] + noise + data[place:], data[:place]):
        for found in bounces.reports(broken):
            assert found.words.isprintable()


def test_a_bounce_is_noted_once_and_stops_the_resending(tmp_path: Path) -> None:
    """The message came back: it is not sent again to that address. An address that is mended and approved
    gets it; a delayed message is no failure.
    """
    of = study(3)
    base = build(of, tmp_path)
    mail_plan.approve(of, base, of.edition.ids, "Anna Nowak", CURRENT)
    office = Office()
    with serving(office) as port:
        there = changed(of, mail=replace(MAIL, port=port))
        send(there, base, of.edition.ids, Route(smtp=True), current=CURRENT)
        with Ledger(base) as ledger:
            entries = ledger.latest("smtp")
            for cluster_id, action in (("k01", "failed"), ("k02", "delayed")):
                (found,) = bounces.reports(report(entries[cluster_id].envelope_id, action))
                entry = ledger.quoted(found.envelope_id, "")
                assert entry is not None
                assert entry.cluster == cluster_id
                assert ledger.bounce(entry, found)
                assert not ledger.bounce(entry, found)
            assert ledger.quoted("", entries["k03"].message_id) == entries["k03"]
            assert ledger.quoted("CRguessed", "") is None
        plan = {
            i.cluster_id: i for i in mail_plan.plan(there, base, of.edition.ids, Route(smtp=True), CURRENT)
        }
        assert plan["k01"].verdict == "waiting"
        assert "it came back (5.1.1" in plan["k01"].why
        assert plan["k02"].verdict == plan["k03"].verdict == "done"
        mended = changed(there, "k01", email="nowy@k01.example.org")
        mail_plan.approve(mended, base, ("k01",), "Anna Nowak", CURRENT)
        assert send(mended, base, of.edition.ids, Route(smtp=True), current=CURRENT).complete
    assert office.recipients[-1] == "nowy@k01.example.org"
    assert len(office.accepted) == 4


def test_the_evidence_says_who_got_which_bytes_when(tmp_path: Path) -> None:
    """Every message with its hashes and its journal; a server's words cannot become a formula."""
    import csv
    import io
    import json

    of = study(2)
    base = build(of, tmp_path)
    mail_plan.approve(of, base, of.edition.ids, "Anna Nowak", CURRENT)
    with serving(Office({"dot": ["250 ok", "554 =cmd|' /C calc'!A0"]})) as port:
        there = changed(of, mail=replace(MAIL, port=port))
        send(there, base, of.edition.ids, Route(smtp=True), current=CURRENT)
    with Ledger(base) as ledger:
        entry = ledger.latest("smtp")["k01"]
        value = json.loads(evidence.as_json(of.edition, ledger))
        rows = list(csv.DictReader(io.StringIO(evidence.as_csv(of.edition, ledger).decode("utf-8-sig"))))
    assert value["messages"][0]["message_sha256"] == entry.sha256
    assert value["messages"][0]["name"] == of.edition.cluster("k01").name
    assert [event["what"] for event in value["messages"][0]["events"]] == ["READY", "SENDING", "SENT"]
    assert value["approvals"][0]["by"] == "Anna Nowak"
    assert [row["what"] for row in rows if row["cluster"] == "k02"] == ["READY", "SENDING", "REJECTED"]
    assert all(row["report_sha256"] and row["at"] for row in rows)
    assert not [cell for row in rows for cell in row.values() if cell and cell[0] in "=+-@"]
