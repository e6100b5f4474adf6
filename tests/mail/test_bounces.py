"""Reports of servers: found by the envelope id in any kind of mailbox, and nothing in them is trusted."""

from __future__ import annotations

import mailbox
import os
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support import bounced
from support.bounced import report
from support.compound import msg
from support.mailroom import CURRENT, MAIL, Office, build, changed, serving, study

from reports.errors import ConfigurationError
from reports.mail import bounces, evidence, mailboxes
from reports.mail import plan as mail_plan
from reports.mail.deliver import send
from reports.mail.drafting import Route
from reports.mail.ledger import Ledger


def test_a_report_is_read() -> None:
    """Envelope id, recipient as we wrote it, action, status and the server's words in one line."""
    (found,) = bounces.reports(report())
    assert isinstance(found, bounces.Report)
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
    found = sorted((one.envelope_id, one.action) for one in said(path))
    assert found == [("CR1", "failed"), ("CR2", "delayed")][: 1 if kind == "file" else 2]


def test_a_mailbox_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """The error says which and why."""
    with pytest.raises(ConfigurationError, match=r"none\.mbox cannot be read"):
        list(bounces.read(tmp_path / "none.mbox"))


@example(b"\x0b", 498)  # a header within a header
@given(st.binary(max_size=300), st.integers(0, 900))
def test_nothing_in_a_mailbox_can_break_the_reader(noise: bytes, place: int) -> None:
    """Whatever stands in a mail, it is read or ignored."""
    data = report()
    for broken in (noise, data[:place] + noise + data[place:], data[:place]):
        for found in bounces.reports(broken):
            if isinstance(found, bounces.Report):
                assert found.words.isprintable()


def said(path: Path) -> list[bounces.Report]:
    """What is understood of a mailbox; there must be nothing else."""
    found = list(bounces.read(path))
    assert all(isinstance(one, bounces.Report) for one in found), found
    return [one for one in found if isinstance(one, bounces.Report)]


@pytest.mark.parametrize(
    ("data", "recipient", "action", "status"),
    [
        (bounced.status(), "biuro@k01.example.org", "failed", "5.1.1"),
        (bounced.status(encoding="base64"), "biuro@k01.example.org", "failed", "5.1.1"),
        (bounced.status(encoding="quoted-printable"), "biuro@k01.example.org", "failed", "5.1.1"),
        (bounced.status("message/global-delivery-status"), "biuro@k01.example.org", "failed", "5.1.1"),
        (
            bounced.status("message/global-delivery-status", "base64"),
            *("biuro@k01.example.org", "failed", "5.1.1"),
        ),
        (bounced.status("text/plain"), "biuro@k01.example.org", "failed", "5.1.1"),
        (bounced.forwarded(bounced.status()), "biuro@k01.example.org", "failed", "5.1.1"),
        (bounced.forwarded(bounced.forwarded(bounced.status())), "biuro@k01.example.org", "failed", "5.1.1"),
        (bounced.forwarded(bounced.status(), "base64"), "biuro@k01.example.org", "failed", "5.1.1"),
        (
            bounced.forwarded(bounced.status(), "base64", "zwrot.eml"),
            *("biuro@k01.example.org", "failed", "5.1.1"),
        ),
        (bounced.QMAIL.encode(), "biuro@k01.example.org", "failed", "5.1.1"),
        (bounced.EXIM.encode(), "biuro@k01.example.org", "failed", "5.1.1"),
        (bounced.forwarded(bounced.QMAIL.encode()), "biuro@k01.example.org", "failed", "5.1.1"),
        (bounced.DELAYED.encode(), "biuro@k01.example.org", "delayed", "5.1.1"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_reports_are_read_in_every_form(data: bytes, recipient: str, action: str, status: str) -> None:
    """Encoded, international, passed on by a colleague, as text of qmail and Exim, with CRLF and without."""
    for text in (data, data.replace(b"\n", b"\r\n")):
        (found,) = bounces.reports(text)
        assert isinstance(found, bounces.Report), found
        assert (found.recipient, found.action, found.status) == (recipient, action, status)
        assert found.envelope_id == bounced.ENVELOPE or found.message_id == bounced.MESSAGE_ID


REST = {
    "text": (
        b"From: MAILER-DAEMON@a.org\nSubject: failure notice\n\n<k1@a.org>:\nno\n",
        "quotes no id of ours",
    ),
    "empty": (b"Return-Path: <>\nFrom: x@a.org\nSubject: x\n\n" + bounced.ENVELOPE.encode(), "does not say"),
    "reply": (
        b"From: k1@a.org\nSubject: Out\nAuto-Submitted: auto-replied\n\nJan no longer works here.\n",
        "automatic reply",
    ),
    "report": (
        bounced.status().replace(b"Action: failed\nStatus: 5.1.1\n", b""),
        "says nothing of what was done",
    ),
}


@pytest.mark.parametrize("kind", sorted(REST))
def test_what_is_not_understood_is_given_with_its_addresses(kind: str) -> None:
    """Silence would be taken for good news."""
    data, why = REST[kind]
    (found,) = bounces.reports(data)
    assert isinstance(found, bounces.Unclear)
    assert why in found.why
    assert found.addresses


def test_an_ordinary_answer_is_nothing() -> None:
    """Whoever answers quotes our id too; and a programme that says that the message was opened."""
    answer = f"From: a@b.pl\nSubject: Re: raport\nIn-Reply-To: {bounced.MESSAGE_ID}\n\nDziękujemy.\n"
    opened = bounced.status().replace(b"report-type=delivery-status", b"report-type=disposition-notification")
    assert not list(bounces.reports(answer.encode()))
    opened = opened.replace(b"message/delivery-status", b"message/disposition-notification")
    assert not list(bounces.reports(opened))


def outlook(**more: Any) -> bytes:
    """What Outlook makes of the report of a server."""
    content: dict[str, Any] = {
        "001A": "REPORT.IPM.Note.NDR",
        "0037": "Nie można dostarczyć: raport",
        "0C1A": "Microsoft Outlook",
        "0C1E": "EX",
        "0C1F": "/O=ORG/OU=EXCHANGE/CN=RECIPIENTS/CN=MICROSOFTEXCHANGE329E71EC88AE4615BBC36AB6CE41109E",
        "1000": "Wiadomość nie dotarła do niektórych adresatów.\r\n" * 200,  # too long for a short stream
        "1035": "<other@mail.example.org>",
        "1046": bounced.MESSAGE_ID,
        "3FFD": 1250,
        "__recip_version1.0_#00000000": RECIPIENT,
    }
    return msg(content | more)


#: A recipient as Exchange writes it: status and diagnosis in two properties.
RECIPIENT: dict[str, Any] = {
    "0C15": 1,
    "0C04": 0,
    "0C05": 1,
    "0C1B": "<mx.k01.example.org #5.1.10 smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound>",
    "0C20": 510,
    "0C21": "mx.k01.example.org",
    "3001": "Biuro Klastra",
    "3002": "SMTP",
    "3003": "biuro@k01.example.org",
    "39FE": "biuro@k01.example.org",
}


def as_folder(path: Path, mails: Sequence[bytes]) -> None:
    for number, data in enumerate(mails):
        deep = path / f"{number}" / "deeper"
        deep.mkdir(parents=True)
        (deep / f"{number}.eml").write_bytes(data)
    (path / ".hidden").write_bytes(b"nothing")


def as_zip(path: Path, mails: Sequence[bytes]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number, data in enumerate(mails):
            archive.writestr(f"Inbox/{number}.eml", data)


def as_emlx(path: Path, mails: Sequence[bytes]) -> None:
    path.mkdir()
    for number, data in enumerate(mails):
        (path / f"{number}.emlx").write_bytes(b"%d\n" % len(data) + data + b"<?xml version='1.0'?><plist/>")


def as_maildir(path: Path, mails: Sequence[bytes]) -> None:
    for name in ("cur", "new", "tmp", ".Zwroty/cur", ".Zwroty/new"):
        (path / name).mkdir(parents=True)
    for number, data in enumerate(mails):
        (path / (".Zwroty/cur" if number else "new") / f"{number}:2,S").write_bytes(data)
    (path / "dovecot.index").write_bytes(b"an index")


def as_mboxes(path: Path, mails: Sequence[bytes]) -> None:
    (path / "Zwroty.mbox").mkdir(parents=True)
    text = b"".join(b"From MAILER-DAEMON Wed May  1 10:00:00 2024\n" + data + b"\n" for data in mails)
    (path / "Zwroty.mbox" / "mbox").write_bytes(text)
    (path / "Zwroty.msf").write_bytes(b"// <!-- <mdb:mork:z -->")


@pytest.mark.parametrize("write", [as_folder, as_zip, as_emlx, as_maildir, as_mboxes])
def test_mailboxes_are_read_as_programs_save_them(
    tmp_path: Path, write: Callable[[Path, Sequence[bytes]], None]
) -> None:
    """Folders in folders, archives, Apple Mail, Maildir with folders, mbox; indexes are passed over."""
    ordinary = b"From: a@b.pl\nSubject: Re: raport\n\nThanks.\n\nFrom now on, all is well.\n"
    write(tmp_path / "box", [bounced.QMAIL.encode(), ordinary, bounced.status()])
    assert [one.action for one in said(tmp_path / "box")] == ["failed", "failed"]


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"1046": "", "1042": bounced.MESSAGE_ID},
        {"1046": "", "007D": f"From: MAILER-DAEMON@a.org\nReferences: {bounced.MESSAGE_ID}\n"},
        {"1046": "", "__attach_version1.0_#0": {"3701": bounced.ORIGINAL.encode(), "370E": "message/rfc822"}},
        {"1046": "", "__attach_version1.0_#00000000": {"__substg1.0_3701000D": {"1035": bounced.MESSAGE_ID}}},
    ],
)  # fmt: skip
def test_a_mail_that_outlook_has_saved_is_read(tmp_path: Path, content: dict[str, Any]) -> None:
    """The recipient and the id are found wherever Outlook keeps them."""
    (tmp_path / "zwrot.msg").write_bytes(outlook(**content))
    (found,) = said(tmp_path)
    assert (found.recipient, found.action, found.message_id) == (
        "biuro@k01.example.org", "failed", bounced.MESSAGE_ID,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "recipient", "action", "status"),
    [
        ({}, "biuro@k01.example.org", "failed", "5.1.10"),
        ({"001A": "REPORT.IPM.Note.DR"}, "biuro@k01.example.org", "delivered", "5.1.10"),
        ({"001A": "Report.IPM.Note.Delayed.DR"}, "biuro@k01.example.org", "delayed", "5.1.10"),
        ({"001A": "REPORT.IPM.Note.DELAYED"}, "biuro@k01.example.org", "delayed", "5.1.10"),
        ({"__recip_version1.0_#00000000": {"3001": "'a@k01.example.org'", "3003": "/O=ORG", "0C20": 511}},
         "a@k01.example.org", "failed", "5.1.1"),
        ({"__recip_version1.0_#00000000": {"39FE001E": b"a@k01.example.org", "0C1B001E": b"brak 4.4.7"}},
         "a@k01.example.org", "failed", "4.4.7"),
        ({"__recip_version1.0_#00000000": {}, "3FFD": 99_999}, "", "failed", ""),
    ],
)  # fmt: skip
def test_a_report_that_outlook_took_apart_is_put_together(
    tmp_path: Path, content: dict[str, Any], recipient: str, action: str, status: str
) -> None:
    """Class, recipient table and supplementary texts say what a server's report did, status included."""
    (tmp_path / "zwrot.msg").write_bytes(outlook(**content))
    (found,) = said(tmp_path)
    assert (found.recipient, found.action, found.status) == (recipient, action, status)
    assert found.message_id == bounced.MESSAGE_ID


def test_each_recipient_of_a_report_counts(tmp_path: Path) -> None:
    """A report names as many as were not reached, and the mail itself may have no table of them."""
    other = {**RECIPIENT, "39FE": "archiwum@example.org"}
    (tmp_path / "zwrot.msg").write_bytes(outlook(**{"__recip_version1.0_#00000001": other}))
    assert [one.recipient for one in said(tmp_path)] == ["biuro@k01.example.org", "archiwum@example.org"]
    content = {
        "001A": "REPORT.IPM.Note.NDR", "1046": bounced.MESSAGE_ID, "0E04": "Biuro <a@k01.example.org>",
    }  # fmt: skip
    (tmp_path / "zwrot.msg").write_bytes(msg(content))
    assert [one.recipient for one in said(tmp_path)] == ["a@k01.example.org"]


def test_a_report_on_reading_is_nothing(tmp_path: Path) -> None:
    """Somebody's program tells that the message was opened, or deleted."""
    for kind in ("IPNRN", "IPNNRN"):
        content = {"001A": f"REPORT.IPM.Note.{kind}", "0037": "Odczytano: raport", "0C1A": "Anna Nowak"}
        (tmp_path / f"{kind}.msg").write_bytes(outlook(**content))
    assert not list(bounces.read(tmp_path))


def test_a_report_that_outlook_has_left_whole_is_read(tmp_path: Path) -> None:
    """The parts of the server are attachments, one of the kind that a library has trouble to write; so is
    one that Outlook has given no kind, and a text that stands only in a page.
    """
    told = "Reporting-MTA: dns; a\n\nFinal-Recipient: rfc822; biuro@k01.example.org\nAction: failed\n"
    for number, kind in enumerate(({"370E": "message/delivery-status"}, {"3704": "details.txt"})):
        content = {
            "001A": "IPM.Note", "0037": "Zwrot", "1000": "", "1013": b"<p>Not delivered</p>",
            "__recip_version1.0_#00000000": {"39FE": "badanie@example.org"}, "1046": "",
            "__attach_version1.0_#00000000": {"3701": told.encode(), **kind},
            "__attach_version1.0_#00000001": {"3701": bounced.ORIGINAL.encode(), "3707": "raport.eml"},
        }  # fmt: skip
        (tmp_path / f"{number}.msg").write_bytes(outlook(**content))
    assert [(one.action, one.message_id) for one in said(tmp_path)] == [("failed", bounced.MESSAGE_ID)] * 2


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.msg", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "damaged"),
        ("a.msg", outlook()[:9000], "damaged"),
        ("a.pdf", b"%PDF-1.7", "it is no mail"),
        ("a.eml", b"", "it is empty"),
        ("a.zip", b"PK\x03\x04 and then nothing", "the archive is damaged"),
    ],
)
def test_what_is_no_mail_is_named(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    """With its place and what to do; the others are read."""
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.eml").write_bytes(bounced.status())
    first, second = bounces.read(tmp_path)
    assert isinstance(first, bounces.Unclear)
    assert first.place == str(tmp_path / name)
    assert why in first.why
    assert isinstance(second, bounces.Report)


def test_archives_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that unpacks to more than is read, one in another, too many files: told, not unpacked."""
    monkeypatch.setattr(mailboxes, "_ARCHIVE", 100_000)
    monkeypatch.setattr(mailboxes, "_MOST", 3)
    inner = tmp_path / "inner.zip"
    as_zip(inner, [bounced.status()])
    as_zip(tmp_path / "outer.zip", [inner.read_bytes()])
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.eml", b"From: a\n\n" + bytes(10_000_000))
    as_zip(tmp_path / "many.zip", [b"From: a\n\n"] * 4)
    inner.unlink()
    whys = {Path(one.place.partition(".zip")[0]).name: one.why for one in bounces.read(tmp_path)
            if isinstance(one, bounces.Unclear)}  # fmt: skip
    assert "more than is read" in whys["bomb"]
    assert "inside an archive" in whys["outer"]
    assert "more than 3 files" in whys["many"]


def test_pipes_and_links_are_not_followed(tmp_path: Path) -> None:
    """Nothing hangs, and nothing outside the folder is read."""
    os.mkfifo(tmp_path / "pipe.eml")
    (tmp_path / "link.eml").symlink_to("/etc/hostname")
    (found,) = bounces.read(tmp_path)
    assert isinstance(found, bounces.Unclear)
    assert found.why == "it is no file"


@given(st.data())
def test_nothing_in_a_file_can_break_the_reader(data: st.DataObject) -> None:
    """Whatever was done to a mail of any form, it is read, ignored, or named."""
    whole = data.draw(st.sampled_from([bounced.QMAIL.encode(), bounced.status(encoding="base64"), OUTLOOK]))
    place, noise = data.draw(st.integers(0, len(whole))), data.draw(st.binary(max_size=40))
    with TemporaryDirectory() as folder:
        (Path(folder) / "a").write_bytes(whole[:place] + noise + whole[place + len(noise) :])
        list(bounces.read(Path(folder)))


OUTLOOK = outlook()


@pytest.mark.parametrize(
    "data",
    [
        b"From: MAILER-DAEMON@a.org\n\n<" + b"@" * 500_000 + b"\n",
        b"From: MAILER-DAEMON@a.org\n\n" + b"-" * 500_000 + b"\n",
        b"From: MAILER-DAEMON@a.org\n\n" + b"a@" * 250_000 + b"\n",
        b"From: MAILER-DAEMON@a.org\nSubject: " + b"=?a?q?" * 80_000 + b"\n\nx",
        b'From: MAILER-DAEMON@a.org\nContent-Type: text/plain; a="' + b"; " * 500_000 + b"\n\nx",
        b"From: MAILER-DAEMON@a.org\nContent-Type: multipart/mixed; boundary=b\n\n"
        + b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 3_000,
        b"From: MAILER-DAEMON@a.org\n\n" + b"<a@b.pl>:\n\n" * 50_000,
    ],
    ids=range(7),
)
def test_no_mail_keeps_the_reader_busy(data: bytes) -> None:
    """Whatever a stranger writes to that mailbox costs no more than seconds."""
    start = time.process_time()
    list(bounces.reports(data))
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("named", "archive", "whose"),
    [
        ("biuro@k01.example.org", "", "recipient"),
        ("BIURO@k01.example.org", "archiwum@example.org", "recipient"),
        ("Archiwum@example.org", "archiwum@example.org", "archive"),
        ("prezes@k01.example.org", "archiwum@example.org", "recipient"),
        ("dysk@example.org", "archiwum@example.org", "archive"),
        ("ktos@poczta.example.com", "", "recipient"),
        ("ktos@poczta.example.com", "archiwum@example.org", "unsure"),
        ("", "archiwum@example.org", "unsure"),
    ],
)
def test_a_report_counts_for_whom_it_names(named: str, archive: str, whose: str) -> None:
    """The archive's is the archive's, also where mail is passed on; what nobody can tell is told as such."""
    found = bounces.Report("", "", named, "failed", "5.1.1", "", "")
    assert bounces.whose(found, "biuro@k01.example.org", archive) == whose


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
                assert isinstance(found, bounces.Report)
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
