"""Promises about the ledger: it knows when it is not the one that was used last, and nothing goes twice."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.mailroom import CURRENT, Office, build, changed, serving, study

from reports.errors import ConfigurationError
from reports.mail import ledger as mail_ledger
from reports.mail import plan, witness
from reports.mail.deliver import Rounds, Sent, send
from reports.mail.ledger import Ledger, OldLedgerError
from reports.mail.plan import Route
from reports.mail.smtp import Patience
from reports.production.record import own_folder
from reports.production.study import Study

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")

PATIENCE = Patience(connect=2.0, command=2.0, message=2.0, first_wait=0.01, longest_wait=0.02, connections=2)
SMTP = Route(smtp=True)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder of this test."""
    folder = tmp_path / "home"
    monkeypatch.setenv(own_folder.VARIABLE, str(folder))
    return folder


@pytest.fixture
def of() -> Study:
    return study(4)


@pytest.fixture
def base(of: Study, tmp_path: Path, home: Path) -> Path:
    base = build(of, tmp_path / "out")
    plan.approve(of, base, of.edition.ids, "Anna Nowak", CURRENT)
    return base


def run(of: Study, base: Path, office: Office, *ids: str, route: Route = SMTP) -> Sent:
    with serving(office) as port:
        assert of.edition.mail is not None
        there = changed(of, mail=replace(of.edition.mail, port=port))
        rounds = Rounds(0.01, 0.02, 0.01)
        return send(
            there, base, ids or of.edition.ids, route, patience=PATIENCE, rounds=rounds, current=CURRENT
        )


def doubt(base: Path) -> witness.Doubt | None:
    with Ledger(base) as ledger:
        return ledger.doubt()


def twice(base: Path) -> set[str]:
    found = doubt(base)
    assert found is not None
    return {mark.cluster for mark in found.twice}


def test_a_ledger_is_one_file(of: Study, base: Path) -> None:
    """Nothing is left behind where it is copied while it is in use."""
    with Ledger(base) as ledger:
        ledger.withdraw("k01", "Anna Nowak")
        assert [path.name for path in (base / "mail").iterdir()] == [mail_ledger.NAME]
        assert ledger.doubt() is None


def test_a_ledger_of_before_becomes_one_file_and_is_trusted(of: Study, base: Path) -> None:
    """One that had a second file, and no witness, is taken as it is."""
    run(of, base, Office(), "k01")
    path = base / "mail" / mail_ledger.NAME
    with closing(sqlite3.connect(path)) as database:
        database.executescript("DROP TABLE ledger; DROP TABLE chain; PRAGMA journal_mode = WAL;")
    shutil.rmtree(Path(os.environ[own_folder.VARIABLE]))
    (base / witness.NAME).unlink()
    build(of, base.parent)  # the key for the record is gone, too
    office = Office()
    assert run(of, base, office).complete
    assert office.recipients == [f"biuro@k0{n}.example.org" for n in (2, 3, 4)]
    assert not path.with_name(f"{mail_ledger.NAME}-wal").exists()


def restored(base: Path, before: Path) -> None:
    """The folder of the mail as it was."""
    shutil.rmtree(base / "mail")
    shutil.copytree(before / "mail", base / "mail")


def restored_whole(base: Path, before: Path) -> None:
    """The output as it was, its own witness included."""
    shutil.rmtree(base)
    shutil.copytree(before, base)


def deleted(base: Path, before: Path) -> None:
    shutil.rmtree(base / "mail")


def deleted_whole(base: Path, before: Path) -> None:
    restored_whole(base, before)
    shutil.rmtree(base / "mail")
    (base / witness.NAME).unlink()


def emptied(base: Path, before: Path) -> None:
    (base / "mail" / mail_ledger.NAME).write_bytes(b"")


def older_program(base: Path, before: Path) -> None:
    """A backup from before the ledger had a witness."""
    restored(base, before)
    with closing(sqlite3.connect(base / "mail" / mail_ledger.NAME)) as database:
        database.executescript("DROP TABLE ledger; DROP TABLE chain;")


ACCIDENTS = (restored, restored_whole, deleted, deleted_whole, emptied, older_program)


@pytest.mark.parametrize("accident", ACCIDENTS, ids=lambda accident: accident.__name__)
def test_nothing_goes_twice_from_a_ledger_that_is_not_the_last(
    accident: Callable[[Path, Path], None], of: Study, base: Path, tmp_path: Path
) -> None:
    """The run stops and says what may go twice; accepted, those are UNKNOWN and the others go."""
    assert run(of, base, Office(), "k01").complete
    before = tmp_path / "backup"
    shutil.copytree(base, before)
    assert run(of, base, Office(), "k02", "k03").complete
    accident(base, before)
    unknown = {"k02", "k03"} if accident in (restored, restored_whole) else {"k01", "k02", "k03"}
    office = Office()
    with pytest.raises(OldLedgerError, match=r"cannot be trusted.*ledger EDITION --accept"):
        run(of, base, office)
    assert not office.accepted
    with pytest.raises(ConfigurationError, match="cannot be trusted"):
        plan.approve(of, base, of.edition.ids, "Anna Nowak", CURRENT)
    assert twice(base) == unknown
    with Ledger(base) as ledger:
        ledger.accept("Anna Nowak")
        assert ledger.doubt() is None
        assert {key for key, one in ledger.latest("smtp").items() if one.state == "UNKNOWN"} == unknown
    plan.approve(of, base, of.edition.ids, "Anna Nowak", CURRENT)
    run(of, base, office)
    assert office.recipients == ["biuro@k04.example.org"]
    assert doubt(base) is None


def test_a_restored_ledger_that_has_gone_on_is_still_found_out(of: Study, base: Path, tmp_path: Path) -> None:
    """New approvals give it as many changes as it had."""
    backup = tmp_path / "backup"
    shutil.copytree(base, backup)
    assert run(of, base, Office(), "k01").complete
    restored_whole(base, backup)
    with Ledger(base) as ledger:
        for _ in range(20):
            ledger.approve("k02", "0", "0", "biuro@k02.example.org", "Anna Nowak")
    assert twice(base) == {"k01"}


def test_a_withdrawn_approval_does_not_come_back_with_a_backup(of: Study, base: Path, tmp_path: Path) -> None:
    """What was withdrawn is a change like any other."""
    backup = tmp_path / "backup"
    shutil.copytree(base, backup)
    with Ledger(base) as ledger:
        ledger.withdraw("k01", "Anna Nowak")
    restored(base, backup)
    with pytest.raises(OldLedgerError):
        run(of, base, Office())


def test_a_moved_output_is_understood(of: Study, base: Path, tmp_path: Path) -> None:
    """The ledger is the same wherever it lies, and its old place is free for another one."""
    assert run(of, base, Office(), "k01").complete
    moved = tmp_path / "elsewhere" / base.name
    moved.parent.mkdir()
    base.rename(moved)
    office = Office()
    assert run(of, moved, office).complete
    assert office.recipients == [f"biuro@k0{n}.example.org" for n in (2, 3, 4)]
    other = build(of, base.parent)
    plan.approve(of, other, of.edition.ids, "Anna Nowak", CURRENT)
    assert doubt(other) is None


def test_of_two_copies_only_the_first_goes_on(of: Study, base: Path, tmp_path: Path) -> None:
    """A report goes out once, from whichever copy it is sent first."""
    copy = tmp_path / "copy" / base.name
    shutil.copytree(base, copy)
    assert run(of, copy, Office()).complete
    office = Office()
    with pytest.raises(OldLedgerError):
        run(of, base, office)
    assert not office.accepted


def test_a_ledger_from_another_computer_is_asked_about(
    of: Study, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The user's own folder there does not know it; accepted, it goes on where it was."""
    assert run(of, base, Office(), "k01").complete
    monkeypatch.setenv(own_folder.VARIABLE, str(tmp_path / "another home"))
    build(of, base.parent)  # the key for the record is another one, too
    with pytest.raises(OldLedgerError, match="never used on this computer"):
        plan.plan(of, base, of.edition.ids, SMTP, CURRENT)
    with pytest.raises(OldLedgerError):  # asking again changes nothing
        run(of, base, Office())
    with Ledger(base) as ledger:
        ledger.accept("Anna Nowak")
    office = Office()
    assert run(of, base, office).complete
    assert office.recipients == [f"biuro@k0{n}.example.org" for n in (2, 3, 4)]


def test_without_a_home_the_witness_beside_the_mail_still_holds(
    of: Study, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A computer without a folder of the user's own can send, and finds out a restored folder of mail."""
    monkeypatch.setattr(own_folder, "ready", lambda: None)
    build(of, base.parent)
    assert run(of, base, Office(), "k01").complete
    backup = tmp_path / "backup"
    shutil.copytree(base, backup)
    assert run(of, base, Office(), "k02").complete
    restored(base, backup)
    assert twice(base) == {"k02"}
    with Ledger(base) as ledger:
        assert ledger.witness.home is None


def test_a_witness_that_cannot_be_written_stops_nobody(of: Study, base: Path, home: Path) -> None:
    """The ledger is the truth; its witness is a second opinion."""
    shutil.rmtree(home / witness.FOLDER)
    (home / witness.FOLDER).touch()
    with Ledger(base) as ledger:
        ledger.withdraw("k01", "Anna Nowak")
        assert ledger.witness.home is None


def test_a_chosen_folder_that_cannot_be_used_is_an_error(
    of: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who names a folder must not learn later that it was another one."""
    (tmp_path / "file").touch()
    monkeypatch.setenv(own_folder.VARIABLE, str(tmp_path / "file"))
    with pytest.raises(ConfigurationError, match=own_folder.VARIABLE):
        own_folder.ready()


def test_rehearsals_and_the_outbox_are_no_reason_to_stop(of: Study, base: Path) -> None:
    """Where nothing was really sent, a ledger may be deleted."""
    run(of, base, Office(), route=Route(smtp=True, redirect="me@example.org"))
    run(of, base, Office(), route=Route())
    shutil.rmtree(base / "mail")
    plan.approve(of, base, of.edition.ids, "Anna Nowak", CURRENT)
    assert doubt(base) is None


def test_only_the_user_reads_the_witness(of: Study, base: Path, home: Path) -> None:
    """It says who has got what."""
    (file,) = (home / witness.FOLDER).iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert home.stat().st_mode & 0o077 == 0
    assert (base / witness.NAME).stat().st_mode & 0o077 == 0
    assert "@" not in file.read_text()


def test_a_line_that_a_crash_cut_off_never_was(of: Study, base: Path, home: Path) -> None:
    """The change is in the ledger, and the next one gets a line of its own."""
    (file,) = (home / witness.FOLDER).iterdir()
    for path in (file, base / witness.NAME):
        path.write_bytes(path.read_bytes()[:-9])
    assert doubt(base) is None
    assert run(of, base, Office(), "k01").complete
    assert doubt(base) is None
    assert file.read_bytes().count(b"SENT") == 1


def test_a_renamed_unit_does_not_get_its_report_twice(of: Study, base: Path) -> None:
    """The same address has had the report of an id that is no more; --again sends all the same."""
    assert run(of, base, Office(), "k01").complete
    renamed = changed(of, "k01", id="k10")
    build(renamed, base.parent)
    plan.approve(renamed, base, ("k10",), "Anna Nowak", CURRENT)
    office = Office()
    sent = run(renamed, base, office)
    assert office.recipients == [f"biuro@k0{n}.example.org" for n in (2, 3, 4)]
    (held,) = [one for one in sent.deliveries if one.cluster_id == "k10"]
    assert held.state == "waiting"
    assert "the report of k01" in held.words
    assert run(renamed, base, office, "k10", route=Route(smtp=True, again=True)).complete
    assert office.recipients[-1] == "biuro@k01.example.org"


@settings(max_examples=8)
@given(st.data())
def test_any_older_ledger_is_found_out_and_no_newer_one(data: st.DataObject) -> None:
    """Whatever was done, at whatever moment the copy was made, and whatever is done with it afterwards."""
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as name:
        folder = Path(name)
        patch.setenv(own_folder.VARIABLE, str(folder / "home"))
        base = folder / "out" / "edition"
        base.mkdir(parents=True)
        steps = st.sampled_from(["approve", "withdraw", "freeze"])

        def do(step: str) -> None:
            with Ledger(base) as ledger:
                if step == "approve":
                    ledger.approve("k01", "0", "0", "a@example.org", "Anna")
                elif step == "withdraw":
                    ledger.withdraw("k01", "Anna")
                else:
                    fields = dict.fromkeys(mail_ledger.Draft.__slots__, "x")
                    ledger.approve("x", "x", "x", "x", "Anna")
                    message = ledger.freeze(mail_ledger.Draft(**{**fields, "channel": "smtp"}), b"x")
                    ledger.step(message, "SENDING")
                    ledger.step(message, "SENT")

        for step in data.draw(st.lists(steps, max_size=5)):
            do(step)
        with Ledger(base):
            pass
        copied = (base / "mail" / mail_ledger.NAME).read_bytes()
        later = data.draw(st.lists(steps, max_size=5))
        for step in later:
            do(step)
        assert doubt(base) is None
        (base / "mail" / mail_ledger.NAME).write_bytes(copied)
        for step in data.draw(st.lists(steps, max_size=8)):
            do(step)
        assert (doubt(base) is not None) == bool(later)
