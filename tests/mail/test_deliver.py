"""A delivery as a whole: everybody once, nobody twice, and the truth in the ledger whatever happens."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import pytest
from support.mailroom import CURRENT, DROP, MAIL, Office, build, changed, serving, study

from reports.errors import ConfigurationError
from reports.mail import ledger as mail_ledger
from reports.mail import message, plan
from reports.mail.deliver import Rounds, Sent, send
from reports.mail.ledger import Ledger, LedgerError, only_sender
from reports.mail.plan import Route
from reports.mail.smtp import Patience
from reports.production.record import manifest
from reports.production.study import Study

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")

PATIENCE = Patience(connect=2.0, command=2.0, message=2.0, first_wait=0.01, longest_wait=0.02, connections=2)
ROUNDS = Rounds(0.01, 0.02, 0.01)
SMTP = Route(smtp=True)


@pytest.fixture
def of() -> Study:
    return study(6)


@pytest.fixture
def base(of: Study, tmp_path: Path) -> Path:
    base = build(of, tmp_path)
    plan.approve(of, base, of.edition.ids, "Anna Nowak", CURRENT)
    return base


def run(of: Study, base: Path, office: Office, ids: tuple[str, ...] = (), **options: Any) -> Sent:
    """Send everything that is due through this server."""
    with serving(office) as port:
        assert of.edition.mail is not None
        there = changed(of, mail=replace(of.edition.mail, port=port))
        route = options.pop("route", SMTP)
        return send(
            there,
            base,
            ids or of.edition.ids,
            route,
            patience=PATIENCE,
            rounds=ROUNDS,
            **options,
            current=CURRENT,
        )


def states(base: Path) -> dict[str, str]:
    with Ledger(base) as ledger:
        return {cluster: entry.state for cluster, entry in ledger.latest("smtp").items()}


def events(base: Path, cluster_id: str) -> list[str]:
    with Ledger(base) as ledger:
        entry = ledger.latest("smtp")[cluster_id]
        return [event.what for event in ledger.events() if event.message == entry.id]


def test_everybody_gets_their_own_report_once(of: Study, base: Path) -> None:
    """Each message has one recipient, whose own file is attached; a second run sends nothing."""
    office = Office()
    assert run(of, base, office).complete
    assert office.recipients == [cluster.email for cluster in of.edition.clusters]
    for envelope, cluster in zip(office.accepted, of.edition.clusters, strict=True):
        parts = message.read(envelope.content)
        ((name, attached),) = parts.attachments
        assert name == f"test-2018-{cluster.id}.pdf"
        assert attached == (base / "reports" / f"{cluster.id}.pdf").read_bytes()
        assert parts.header("To") == cluster.email
        assert "Bcc" not in dict(parts.headers)
    again = run(of, base, office)
    assert again.complete
    assert len(office.accepted) == 6
    assert events(base, "k01") == ["READY", "SENDING", "SENT"]


def test_the_ledger_knows_what_was_sent(of: Study, base: Path) -> None:
    """Hashes of report, attachment and message, who approved, and the server's words."""
    office = Office()
    run(of, base, office, ("k02",))
    with Ledger(base) as ledger:
        entry = ledger.latest("smtp")["k02"]
        assert entry.sha256 == sha256(office.accepted[0].content).hexdigest()
        assert sha256(ledger.frozen(entry)).hexdigest() == entry.sha256
    assert entry.report_sha256 == entry.attachment_sha256
    assert entry.report_sha256 == manifest.sha256((base / "reports" / "k02.pdf").read_bytes())
    assert (entry.approved_by, entry.words, entry.attempts) == ("Anna Nowak", "250 accepted", 1)


def test_an_archive_gets_what_each_coordinator_gets(of: Study, base: Path) -> None:
    """The archive is on the envelope and in no header."""
    office = Office()
    run(changed(of, mail=replace(MAIL, bcc="archiwum@example.org")), base, office, ("k01",))
    assert office.accepted[0].rcpt_tos == ["biuro@k01.example.org", "archiwum@example.org"]
    assert b"archiwum" not in office.accepted[0].content


def test_greylisting_is_waited_out(of: Study, base: Path) -> None:
    """450 the first time: the same message, byte for byte and with the same id, goes in the next round."""
    office, waits = Office({"rcpt": ["450 greylisted"] * 6}), []
    sent = run(of, base, office, sleep=waits.append)
    assert sent.complete
    assert Counter(office.recipients) == Counter(cluster.email for cluster in of.edition.clusters)
    assert events(base, "k01") == ["READY", "DEFERRED", "SENDING", "SENT"]
    assert len([wait for wait in waits if wait >= ROUNDS.first]) == 1


def test_what_stays_deferred_is_due_the_next_time(of: Study, base: Path) -> None:
    """After the rounds of one run the message waits for another run, which sends the same bytes."""
    office = Office({"dot": ["451 not now"] * 4})
    sent = run(of, base, office, ("k01",))
    assert [delivery.state for delivery in sent.deliveries] == ["DEFERRED"]
    assert office.seen["dot"] == MAIL.attempts
    with Ledger(base) as ledger:
        frozen = ledger.latest("smtp")["k01"]
    assert run(of, base, office, ("k01",)).complete
    assert sha256(office.accepted[0].content).hexdigest() == frozen.sha256


def test_one_bad_address_is_named_and_blocks_nobody(of: Study, base: Path) -> None:
    """550 for one: the other five go, nobody is asked twice, and the next run does not try it again."""
    office = Office({"rcpt": ["", "550 no such user"]})
    sent = run(of, base, office)
    assert [delivery.cluster_id for delivery in sent.deliveries if not delivery.good] == ["k02"]
    assert "550 the recipient was refused: no such user" in sent.deliveries[1].words
    assert len(office.accepted) == 5
    again = run(of, base, office)
    assert again.deliveries[1].state == "waiting"
    assert not office.seen["connect"]


def test_a_mended_address_gets_the_message(of: Study, base: Path) -> None:
    """After a refusal the analyst mends the address, approves again, and only this message goes."""
    office = Office({"rcpt": ["550 no such user"]})
    run(of, base, office, ("k01",))
    mended = changed(of, "k01", email="sekretariat@k01.example.org")
    plan.approve(mended, base, ("k01",), "Anna Nowak", CURRENT)
    assert run(mended, base, office, ("k01",)).complete
    assert office.recipients == ["sekretariat@k01.example.org"]


def test_a_server_that_refuses_everybody_is_believed(of: Study, base: Path) -> None:
    """What may be about us is believed at the second refusal, in a row, and marks nobody as refused."""
    office = Office({"rcpt": ["554 relay access denied"] * 6})
    sent = run(of, base, office)
    assert "the server has refused 2 messages in a row" in sent.stopped
    assert Counter(delivery.state for delivery in sent.deliveries) == {"DEFERRED": 2, "due": 4}
    assert run(of, base, Office()).complete


def test_a_refused_sender_stops_the_run_and_burns_nobody(of: Study, base: Path) -> None:
    """553 for our own address: nothing is REJECTED, and when it is mended everybody gets the message."""
    office = Office({"mail": ["553 not your address"]})
    sent = run(of, base, office)
    assert "would refuse every message" in sent.stopped
    assert office.seen["mail"] == 1
    assert run(of, base, office).complete
    assert len(office.accepted) == 6


def test_a_wrong_password_stops_the_run_after_one_try(
    of: Study, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is frozen or sent, the server is asked once, and the password is in no word and no file."""
    monkeypatch.setenv("CLUSTER_REPORTS_SMTP_PASSWORD", "tajne-haslo-123")
    office = Office(users={"badanie": "another"})
    sent = run(changed(of, mail=replace(MAIL, user="badanie")), base, office)
    assert "does not accept the user badanie" in sent.stopped
    assert office.seen["auth"] == 1
    assert not office.accepted
    assert states(base) == {}
    assert "tajne-haslo-123" not in sent.stopped
    assert not [path for path in base.rglob("*") if path.is_file() and b"tajne-haslo" in path.read_bytes()]


def test_a_password_is_needed_before_anything(of: Study, base: Path) -> None:
    """An edition with a user and no password anywhere is told how to give one."""
    with pytest.raises(ConfigurationError, match="CLUSTER_REPORTS_SMTP_PASSWORD_FILE"):
        run(changed(of, mail=replace(MAIL, user="badanie")), base, Office())


def test_a_drop_after_the_dot_is_unknown_until_a_person_says(of: Study, base: Path) -> None:
    """It is never sent again by itself; a person resolves it, and then it is closed or due."""
    office = Office({"dot": ["", DROP, DROP]})
    sent = run(of, base, office)
    assert [delivery.state for delivery in sent.deliveries] == ["SENT", "UNKNOWN", "UNKNOWN", *["SENT"] * 3]
    assert len(office.accepted) == 6
    run(of, base, office)
    assert len(office.accepted) == 6
    with Ledger(base) as ledger:
        latest = ledger.latest("smtp")
        ledger.step(latest["k02"], "SENT", "asked", by="Anna Nowak")
        ledger.step(latest["k03"], "READY", "asked", by="Anna Nowak")
    assert run(of, base, office).complete
    assert Counter(office.recipients)["biuro@k02.example.org"] == 1
    twice = [e.content for e in office.accepted if e.rcpt_tos == ["biuro@k03.example.org"]]
    assert len(twice) == 2
    assert twice[0] == twice[1]


def test_a_server_that_goes_away_in_the_middle_leaves_the_rest_due(of: Study, base: Path) -> None:
    """What was not reached is named and goes with the next run."""
    office = Office({"rcpt": ["", ""], "mail": ["", "", DROP], "connect": ["", DROP, DROP]})
    sent = run(of, base, office)
    assert "cannot be reached" in sent.stopped
    assert Counter(delivery.state for delivery in sent.deliveries)["SENT"] == 2
    assert run(of, base, office).complete
    assert Counter(office.recipients) == Counter(cluster.email for cluster in of.edition.clusters)


def test_nothing_is_sent_where_the_ledger_cannot_be_written(
    of: Study, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SENDING is on the disk before the dot, or there is no dot."""
    real = Ledger.step

    def fails(self: Ledger, entry: Any, state: Any, words: str = "", *, by: str = "") -> None:
        if state == "SENDING":
            raise LedgerError("the disk is full")
        real(self, entry, state, words, by=by)

    monkeypatch.setattr(Ledger, "step", fails)
    office = Office()
    with pytest.raises(LedgerError):
        run(of, base, office)
    monkeypatch.undo()
    assert not office.accepted
    assert run(of, base, office).complete


def test_a_message_that_was_accepted_and_not_written_down_is_unknown(
    of: Study, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fails between the 250 and SENT: the run stops, and the message is never sent by itself."""
    real = Ledger.step

    def fails(self: Ledger, entry: Any, state: Any, words: str = "", *, by: str = "") -> None:
        if state in ("SENT", "UNKNOWN"):
            raise LedgerError("the disk is full")
        real(self, entry, state, words, by=by)

    monkeypatch.setattr(Ledger, "step", fails)
    office = Office()
    with pytest.raises(LedgerError):
        run(of, base, office)
    monkeypatch.undo()
    assert len(office.accepted) == 1
    sent = run(of, base, office)
    assert states(base)["k01"] == "UNKNOWN"
    assert not sent.complete
    assert Counter(office.recipients).most_common(1)[0][1] == 1


def test_a_second_sender_is_locked_out(of: Study, base: Path) -> None:
    """While somebody sends, another run says so and touches nothing."""
    with only_sender(base), pytest.raises(ConfigurationError, match="another program is sending"):
        run(of, base, Office())
    assert run(of, base, Office()).complete


def test_two_runs_at_once_send_everything_once(of: Study, base: Path) -> None:
    """One of them sends all of it, the other is locked out."""
    office, results = Office({"dot": ["late 250 ok"] * 6}), []

    def one() -> None:
        with suppress(ConfigurationError):
            results.append(run_at(port))

    def run_at(port: int) -> Sent:
        there = changed(of, mail=replace(MAIL, port=port))
        return send(there, base, of.edition.ids, SMTP, patience=PATIENCE, rounds=ROUNDS, current=CURRENT)

    with serving(office) as port:
        threads = [threading.Thread(target=one) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert [result.complete for result in results] == [True]
    assert Counter(office.recipients) == Counter(cluster.email for cluster in of.edition.clusters)


def test_changed_bytes_in_the_ledger_are_not_sent(of: Study, base: Path) -> None:
    """A frozen message that is not what was hashed stops the run."""
    run(of, base, Office({"rcpt": ["450 later"] * 4}), ("k01",))
    with closing(sqlite3.connect(base / "mail" / mail_ledger.NAME)) as database:
        database.execute("UPDATE frozen SET bytes = bytes || 'x'")
        database.commit()
    office = Office()
    with pytest.raises(LedgerError, match="not those that were frozen"):
        run(of, base, office, ("k01",))
    assert not office.accepted


def test_the_journal_can_only_grow(of: Study, base: Path) -> None:
    """Neither an event nor an approval can be changed or removed."""
    run(of, base, Office(), ("k01",))
    with closing(sqlite3.connect(base / "mail" / mail_ledger.NAME)) as database:
        for table in ("event", "approval"):
            for statement in (f"UPDATE {table} SET by = 'x'", f"DELETE FROM {table}"):  # noqa: S608
                with pytest.raises(sqlite3.IntegrityError):
                    database.execute(statement)


def test_the_program_cannot_take_a_step_that_there_is_not(of: Study, base: Path) -> None:
    """SENT and UNKNOWN are left by a person only; SENDING cannot be skipped back."""
    run(of, base, Office({"dot": ["", DROP]}), ("k01", "k02"))
    with Ledger(base) as ledger:
        latest = ledger.latest("smtp")
        for cluster_id in ("k01", "k02"):
            for state in ("READY", "SENDING", "DEFERRED", "REJECTED"):
                with pytest.raises(LedgerError):
                    ledger.step(latest[cluster_id], state)  # type: ignore[arg-type]


def test_only_the_owner_may_look_into_the_ledger(base: Path) -> None:
    """The folder and the file are private."""
    assert (base / "mail").stat().st_mode & 0o777 == 0o700
    assert (base / "mail" / mail_ledger.NAME).stat().st_mode & 0o077 == 0


def test_a_fictional_edition_goes_to_no_real_server(of: Study, base: Path) -> None:
    """Reports that say on every page that they are sample data are sent to nobody but a test address."""
    away = changed(of, mail=replace(MAIL, host="poczta.example.org", security="tls", port=465))
    with pytest.raises(ConfigurationError, match="fictional"):
        send(away, base, ("k01",), SMTP, current=CURRENT)


def test_without_confirmation_nothing_is_frozen(of: Study, base: Path) -> None:
    """Whoever is asked and says no finds everything as it was."""
    office = Office()
    sent = run(of, base, office, confirm=lambda items: False)
    assert "not confirmed" in sent.stopped
    assert states(base) == {}
    assert not office.seen["connect"]


def test_the_outbox_is_a_picture_of_what_is_due(of: Study, base: Path) -> None:
    """Without a server each message is one file, a draft that any mail program opens; a second run leaves
    what still holds, and the real sending is not touched by it.
    """
    with_archive = changed(of, mail=replace(MAIL, bcc="archiwum@example.org"))
    assert send(with_archive, base, of.edition.ids, Route(), current=CURRENT).complete
    files = sorted((base / "outbox").iterdir())
    assert [file.name for file in files] == [f"{name}.eml" for name in of.edition.ids]
    contents = [file.read_bytes() for file in files]
    parts = message.read(contents[0])
    assert (parts.header("X-Unsent"), parts.header("Bcc")) == ("1", "archiwum@example.org")
    assert send(with_archive, base, of.edition.ids, Route(), current=CURRENT).complete
    assert [file.read_bytes() for file in sorted((base / "outbox").iterdir())] == contents
    assert send(of, base, of.edition.ids, Route(), current=CURRENT).complete
    assert not message.read(files[0].read_bytes()).header("Bcc")
    assert states(base) == {}


def test_an_interrupted_outbox_is_completed(of: Study, base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that ends between a file and its record writes the same file again, and no second one."""
    real, calls = Ledger.written, []

    def fails(self: Ledger, *arguments: Any) -> None:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        real(self, *arguments)

    monkeypatch.setattr(Ledger, "written", fails)
    with pytest.raises(KeyboardInterrupt):
        send(of, base, of.edition.ids, Route(), current=CURRENT)
    monkeypatch.undo()
    assert len(list((base / "outbox").iterdir())) == 3
    assert send(of, base, of.edition.ids, Route(), current=CURRENT).complete
    assert len(list((base / "outbox").iterdir())) == 6


# --- killed in the middle ------------------------------------------------------------------------


def _killable(of: Study, base: Path) -> None:
    """What runs in the process that is killed."""
    send(of, base, of.edition.ids, SMTP, patience=PATIENCE, rounds=ROUNDS, current=CURRENT)


@pytest.fixture
def start() -> Iterator[Callable[[Study, Path], Any]]:
    """Starts a sender in a process of its own."""
    context = multiprocessing.get_context("fork")
    started = []

    def begin(of: Study, base: Path) -> Any:
        process = context.Process(target=_killable, args=(of, base))
        process.start()
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.join()


@pytest.mark.parametrize(
    ("moments", "clusters"), [(6, 4), pytest.param(50, 8, marks=pytest.mark.slow)], ids=["few", "many"]
)
@pytest.mark.filterwarnings("ignore:This process")
def test_killed_at_any_moment_nothing_is_lost_and_nothing_goes_twice(
    tmp_path: Path, start: Callable[[Study, Path], Any], moments: int, clusters: int
) -> None:
    """With kill -9 at random moments and a server that keeps what it has accepted, every cluster is SENT or
    UNKNOWN in the end, nobody has two messages, and whoever is SENT has one.
    """
    of, chance = study(clusters), Random(2018)  # noqa: S311
    for moment in range(moments):
        base = build(of, tmp_path / str(moment))
        plan.approve(of, base, of.edition.ids, "Anna Nowak", CURRENT)
        office = Office({"dot": ["late 250 ok" if chance.random() < 0.5 else "" for _ in range(clusters)]})
        with serving(office) as port:
            there = changed(of, mail=replace(MAIL, port=port))
            process = start(there, base)
            # The moments are spread over the whole run, from its start to its last message.
            time.sleep(chance.uniform(0.0, 0.25 + 0.12 * clusters))
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)
            process.join()
            send(there, base, of.edition.ids, SMTP, patience=PATIENCE, rounds=ROUNDS, current=CURRENT)
        counts, ends = Counter(office.recipients), states(base)
        for cluster in of.edition.clusters:
            assert ends[cluster.id] in ("SENT", "UNKNOWN")
            assert counts[cluster.email] <= 1, f"twice to {cluster.id}, killed at moment {moment}"
            if ends[cluster.id] == "SENT":
                assert counts[cluster.email] == 1, f"lost: {cluster.id}, killed at moment {moment}"
        assert list(ends.values()).count("UNKNOWN") <= 1


def test_killed_between_the_dot_and_the_answer_it_is_unknown(
    tmp_path: Path, start: Callable[[Study, Path], Any]
) -> None:
    """The one moment that nobody can know about is told as such."""
    of = study(2)
    base = build(of, tmp_path)
    plan.approve(of, base, of.edition.ids, "Anna Nowak", CURRENT)
    office = Office({"dot": ["hang"]})
    with serving(office) as port:
        there = changed(of, mail=replace(MAIL, port=port))
        process = start(there, base)
        for _ in range(200):
            if office.accepted:
                break
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        assert states(base)["k01"] == "SENDING"
        sent = send(there, base, of.edition.ids, SMTP, patience=PATIENCE, rounds=ROUNDS, current=CURRENT)
    assert [delivery.state for delivery in sent.deliveries] == ["waiting", "SENT"]
    assert states(base) == {"k01": "UNKNOWN", "k02": "SENT"}
    assert office.recipients == ["biuro@k01.example.org", "biuro@k02.example.org"]
