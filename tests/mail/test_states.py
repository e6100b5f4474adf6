"""States that are true: whatever a server says, whatever is corrected meanwhile, and in whatever order."""

from __future__ import annotations

import email
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from support.mailroom import CURRENT, MAIL, build, changed, study
from support.scripted import Rule, Scripted, scripted

from reports.edition.model import Localised
from reports.mail import message, plan
from reports.mail.deliver import Delivery, Rounds, Sent, send
from reports.mail.drafting import Route
from reports.mail.ledger import Ledger
from reports.mail.smtp import Patience
from reports.production.study import Study

PATIENCE = Patience(connect=2.0, command=0.4, message=0.4, first_wait=0.01, longest_wait=0.02, connections=2)
ROUNDS = Rounds(0.01, 0.02, 0.01)
SMTP = Route(smtp=True)


@pytest.fixture
def of() -> Study:
    return study(4)


@pytest.fixture
def base(of: Study, tmp_path: Path) -> Path:
    base = build(of, tmp_path)
    plan.approve(of, base, of.edition.ids, "Anna Nowak", CURRENT)
    return base


def run(of: Study, base: Path, script: Scripted, *ids: str, route: Route = SMTP, **options: Any) -> Sent:
    """Send what is due through a server with this script; one attempt for each message."""
    with scripted(script) as port:
        assert of.edition.mail is not None
        there = changed(of, mail=replace(of.edition.mail, port=port, attempts=options.pop("attempts", 1)))
        return send(
            there, base, ids or of.edition.ids, route,
            current=CURRENT, patience=PATIENCE, rounds=ROUNDS, **options,
        )  # fmt: skip


def states(sent: Sent) -> dict[str, str]:
    return {one.cluster_id: one.state for one in sent.deliveries}


def kept(base: Path, channel: str = "smtp") -> dict[str, str]:
    with Ledger(base) as ledger:
        return {key: one.state for key, one in ledger.latest(channel).items()}


def address(cluster_id: str) -> str:
    return f"biuro@{cluster_id}.example.org"


def attached(data: bytes) -> bytes:
    ((_, content),) = message.read(data).attachments
    return content


# --- what is frozen is thawed ----------------------------------------------------------------------

LATER = [Rule("dot", "451 4.2.0 later")]


@pytest.mark.parametrize(
    ("corrected", "holds"),
    [
        ({"sender": "good@example.org"}, lambda m: m["From"].endswith("<good@example.org>")),
        ({"reply_to": "answers@example.org"}, lambda m: m["Reply-To"] == "answers@example.org"),
        ({"bcc": "archiwum@example.org"}, lambda m: True),
        ({"bounces": "zwroty2@example.org"}, lambda m: True),
        ({"sender_name": Localised("Biuro", "Office")}, lambda m: m["From"].split()[0] == "Biuro"),
    ],
)  # fmt: skip
def test_what_was_put_off_goes_out_as_it_is_to_be_now(
    of: Study, base: Path, corrected: dict[str, Any], holds: Callable[[Any], bool]
) -> None:
    """Sender, reply address, archive, address for bounces, name: corrected after the server put the message
    off. What was not corrected goes byte for byte.
    """
    first = Scripted(LATER)
    assert set(states(run(of, base, first)).values()) <= {"DEFERRED", "due"}
    mended = changed(of, mail=replace(MAIL, **corrected))
    server = Scripted()
    assert run(mended, base, server).complete
    assert len(server.taken) == 4
    for people, data in server.taken:
        assert holds(email.message_from_bytes(data))
        assert people[1:] == ((corrected["bcc"],) if "bcc" in corrected else ())
    if "bounces" in corrected:
        senders = [one for one in server.commands if one.lower().startswith("mail")]
        assert all("<zwroty2@example.org>" in one for one in senders)


@pytest.mark.parametrize("first", ["READY", "DEFERRED", "REJECTED", "resolved"])
def test_encryption_that_is_switched_on_holds_for_what_lies_there(
    of: Study, base: Path, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is ever sent unencrypted once the edition says so, in whatever state a message was left."""
    monkeypatch.setenv("CLUSTER_REPORTS_PASSWORD_SECRET", "a secret of more than twenty signs")
    said = {
        "READY": Rule("mail", "550 5.7.1 not now", close=True),
        "DEFERRED": LATER[0],
        "REJECTED": Rule("rcpt", "550 5.1.1 no such user"),
        "resolved": Rule("dot", close=True),
    }
    run(of, base, Scripted([said[first]]), "k01")
    if first == "resolved":
        with Ledger(base) as ledger:
            ledger.step(ledger.latest("smtp")["k01"], "READY", "asked", by="Anna")
    server = Scripted()
    assert run(changed(of, mail=replace(MAIL, encrypt=True)), base, server, "k01").complete
    (_, data), = server.taken  # fmt: skip
    assert b"/Encrypt" in attached(data)


def test_the_secret_of_the_passwords_and_the_approver_are_part_of_a_message(
    of: Study, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another secret is another password: what was put off is encrypted anew."""
    secret = changed(of, mail=replace(MAIL, encrypt=True))
    sizes = []
    for word in ("a secret of more than twenty signs", "another secret of twenty signs"):
        monkeypatch.setenv("CLUSTER_REPORTS_PASSWORD_SECRET", word)
        run(secret, base, Scripted(LATER), "k01")
        with Ledger(base) as ledger:
            sizes.append(ledger.latest("smtp")["k01"].attachment_sha256)
    assert sizes[0] != sizes[1]


def test_a_salutation_and_an_address_that_were_corrected_hold(of: Study, base: Path) -> None:
    """The letter is written anew; an address needs its approval."""
    run(of, base, Scripted(LATER))
    mended = changed(of, "k01", salutation=Localised("Szanowna Pani Prezes", ""))
    mended = changed(mended, "k02", email="nowy@k02.example.org")
    server = Scripted()
    sent = run(mended, base, server)
    assert states(sent)["k02"] == "refused"
    texts = {people[0]: message.read(data).text for people, data in server.taken}
    assert "Szanowna Pani Prezes" in texts[address("k01")]
    assert address("k02") not in texts
    plan.approve(mended, base, ("k02",), "Anna Nowak", CURRENT)
    run(mended, base, server)
    assert server.taken[-1][0] == ("nowy@k02.example.org",)


def test_what_is_unknown_stays_as_it_was(of: Study, base: Path) -> None:
    """Whatever is corrected, what may have arrived is not sent again by itself, nor with --again."""
    run(of, base, Scripted([Rule("dot", close=True, keep=True, times=1)]))
    server = Scripted()
    mended = changed(of, mail=replace(MAIL, sender="good@example.org"))
    sent = run(mended, base, server, "k01", route=Route(smtp=True, again=True))
    assert states(sent) == {"k01": "waiting"}
    assert not server.taken


def test_a_refused_sender_is_corrected_and_everybody_gets_the_report(of: Study, base: Path) -> None:
    """The first run stops with nobody refused; the second sends all."""
    refuse = Rule("mail", "550 5.7.60 this client may not send as this sender", match="badanie@")
    first = run(of, base, Scripted([refuse]))
    assert "would refuse every message" in first.stopped
    server = Scripted([refuse])
    assert run(changed(of, mail=replace(MAIL, sender="good@example.org")), base, server).complete
    assert [server.to(address(key)) for key in of.edition.ids] == [1] * 4


def test_a_report_corrected_twice_still_says_so(of: Study, base: Path) -> None:
    """Sent, corrected, put off, corrected again: the letter still says that it takes the place of another."""
    server = Scripted()
    run(of, base, server, "k01")
    for say in ("raz", "dwa"):
        build(of, base.parent, ["k01"], say=say)
        plan.approve(of, base, ("k01",), "Anna Nowak", CURRENT)
        run(of, base, Scripted(LATER), "k01", route=Route(smtp=True, again=True))
    run(of, base, server, "k01")
    assert "poprawiona wersja" in message.read(server.taken[-1][1]).text


def test_a_ledger_of_an_earlier_version_is_understood(of: Study, base: Path) -> None:
    """What it has put off is made anew, what was refused still waits for a person."""
    import sqlite3

    run(of, base, Scripted([Rule("dot", "550 5.1.1 no", match="k01"), *LATER]))
    with sqlite3.connect(base / "mail" / "ledger.sqlite3") as database:
        database.execute("ALTER TABLE message DROP COLUMN recipe")
        database.execute("PRAGMA user_version = 1")
    database.close()
    server = Scripted()
    sent = run(of, base, server)
    assert states(sent) == {"k01": "waiting", **dict.fromkeys(of.edition.ids[1:], "SENT")}


# --- what the server says --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "state"),
    [
        (Rule("dot", "421 4.3.2 shutting down", close=True), "DEFERRED"),
        (Rule("dot", "451 4.3.0 not now", close=True), "DEFERRED"),
        (Rule("dot", "450 4.2.0 not now", close=True), "DEFERRED"),
        (Rule("dot", "452 full", close=True), "DEFERRED"),
        (Rule("dot", "554 5.6.0 no", close=True), "REJECTED"),
        (Rule("dot", "554 no", close=True), "REJECTED"),
        (Rule("dot", "550-no\r\n550-and this is", close=True), "REJECTED"),
        (Rule("dot", "250-taken\r\n250-and", close=True), "UNKNOWN"),
        (Rule("dot", close=True), "UNKNOWN"),
        (Rule("dot"), "UNKNOWN"),
        (Rule("dot", "banana"), "UNKNOWN"),
        (Rule("dot", "354 go on"), "UNKNOWN"),
        (Rule("dot", "250-a\r\n550 b"), "UNKNOWN"),
        (Rule("dot", "250 2.0.0 taken", close=True), "SENT"),
    ],
)
def test_what_was_said_after_the_dot_counts_though_the_line_is_closed(
    of: Study, base: Path, rule: Rule, state: str
) -> None:
    """On a connection that was used before: the others go, nothing is tried a second time."""
    place = 1
    rule = replace(rule, times=1, after=place)
    server = Scripted([rule])
    sent = run(of, base, server)
    assert states(sent) == {key: state if n == place else "SENT" for n, key in enumerate(of.edition.ids)}
    assert not sent.stopped
    refused = of.edition.ids[place]
    assert sum(f"<{address(refused)}>" in one for one in server.commands if one.startswith("rcpt")) == 1


def test_a_server_that_keeps_recipients_gets_a_new_connection(of: Study, base: Path) -> None:
    """RSET that is refused: whom the server remembers does not get the next report."""
    server = Scripted([Rule("data", "451 4.3.0 later", times=1), Rule("rset", "500 what?")])
    run(of, base, server)
    assert all(len(people) == 1 for people, _ in server.taken)
    for people, data in server.taken:
        assert message.read(data).header("To") == people[0]


@pytest.mark.parametrize(
    ("rules", "state"),
    [
        # Both answers at once with the go-ahead, or twice before: nothing is sent on such a line.
        ([Rule("data", raw=b"354 go on\r\n250 taken\r\n", times=1)], "SENT"),
        ([Rule("mail", "250 ok\r\n250 ok", times=1)], "SENT"),
        ([Rule("rcpt", "250 ok\r\n550 no", times=1)], "SENT"),
        # Twice after the dot: nobody knows which one is meant.
        ([Rule("dot", "451 4.3.0 later\r\n250 taken", keep=True, times=1)], "UNKNOWN"),
        ([Rule("dot", "250 taken\r\n554 no", times=1, keep=True)], "UNKNOWN"),
        # A server that is polite on leaving has not spoken twice.
        ([Rule("dot", "250 taken\r\n421 enough for now", times=1, keep=True, close=True)], "SENT"),
    ],
)  # fmt: skip
def test_answers_stay_in_step(of: Study, base: Path, rules: list[Rule], state: str) -> None:
    """A server that speaks unasked is not believed, and its line is closed; the others go."""
    server = Scripted(rules)
    sent = run(of, base, server)
    assert states(sent) == {"k01": state, **dict.fromkeys(of.edition.ids[1:], "SENT")}
    assert all(message.read(data).header("To") == people[0] for people, data in server.taken)
    assert server.connections == 2


def test_an_answer_that_comes_before_the_dot_is_no_answer_to_it(of: Study, base: Path) -> None:
    """While the message is written the server says 250: the dot does not follow, and nothing is SENT."""
    server = Scripted([Rule("data", raw=b"354 go on\r\n250 2.0.0 taken\r\n")])
    sent = run(of, base, server)
    assert "SENT" not in states(sent).values()
    assert not server.taken


# --- about us --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "say", "most"),
    [
        ("rcpt", "550 5.4.5 daily user sending limit exceeded", 1),
        ("dot", "554 5.2.0 Submission quota exceeded; daily sending limit reached", 1),
        ("data", "550 5.7.1 blocked using zen.spamhaus.org", 1),
        ("mail", "530 5.7.0 authentication required", 1),
        ("rcpt", "535 5.7.8 authentication failed", 1),
        ("rcpt", "553 5.7.1 sender address rejected: not owned by user", 1),
        ("rcpt", "550 5.7.1 relaying denied", 2),
        ("dot", "554 5.7.1 message contains a virus", 2),
        ("dot", "550 quota exceeded", 2),
        ("dot", "554 transaction failed", 3),
        ("dot", "550 sorry", 3),
    ],
)
def test_what_is_about_us_stops_the_run_and_marks_nobody(
    of: Study, base: Path, at: str, say: str, most: int
) -> None:
    """A limit, a list, the sender, the password, a policy: whenever it comes, nobody is REJECTED, the rest
    is due, and when it is over everybody gets the report.
    """
    after = 1 if most > 1 or at == "data" else 0
    server = Scripted([Rule(at, say, after=after)])
    sent = run(of, base, server)
    assert Counter(states(sent).values()) == Counter(SENT=after, DEFERRED=most, due=4 - after - most)
    assert say[4:] in sent.stopped
    assert "REJECTED" not in kept(base).values()
    good = Scripted()
    assert run(of, base, good).complete
    assert Counter(server.to(address(k)) + good.to(address(k)) for k in of.edition.ids) == {1: 4}


@pytest.mark.parametrize(
    "say",
    ["550 5.1.1 no such user", "550 no such user", "550 5.7.1 not from you", "552 5.2.2 full", "554 no"],
)  # fmt: skip
def test_one_refusal_among_others_is_about_that_recipient(of: Study, base: Path, say: str) -> None:
    """The run goes on, the one is REJECTED, and is named."""
    sent = run(of, base, Scripted([Rule("rcpt", say, match="k02")]))
    assert states(sent) == {key: "REJECTED" if key == "k02" else "SENT" for key in of.edition.ids}
    assert not sent.stopped
    assert kept(base)["k02"] == "REJECTED"


def test_many_unknown_mailboxes_in_a_row_are_asked_about(of: Study, base: Path) -> None:
    """Three at the beginning: the run stops; they stay REJECTED, since the server says what is wrong."""
    sent = run(of, base, Scripted([Rule("rcpt", "550 5.1.1 no such user")]))
    assert Counter(states(sent).values()) == {"REJECTED": 3, "due": 1}
    assert "3 messages in a row" in sent.stopped


def test_three_unknown_stop_the_run(of: Study, base: Path) -> None:
    """A line that is cut after each message, with or without messages between that are put off."""
    of = study(5)
    base = build(of, base.parent / "five")
    plan.approve(of, base, of.edition.ids, "Anna Nowak", CURRENT)
    lost = Rule("dot", close=True, match="k01|k03|k04", keep=True)
    sent = run(of, base, Scripted([lost, Rule("dot", "451 4.2.0 later", match="k02")]))
    assert states(sent) == {
        "k01": "UNKNOWN", "k02": "DEFERRED", "k03": "UNKNOWN", "k04": "UNKNOWN", "k05": "due"
    }  # fmt: skip
    assert "nobody knows" in sent.stopped


def test_a_server_that_asks_for_patience_gets_it(of: Study, base: Path) -> None:
    """A rate limit in the middle: the run pauses at once and goes on, nothing is lost."""
    waits: list[float] = []
    server = Scripted([Rule("rcpt", "451 4.7.0 rate limit exceeded", after=2, times=1)])
    sent = run(of, base, server, attempts=4, sleep=waits.append)
    assert sent.complete
    assert len([one for one in waits if one >= ROUNDS.first]) == 1
    assert [server.to(address(key)) for key in of.edition.ids] == [1] * 4


def test_patience_ends(of: Study, base: Path) -> None:
    """A server that never has time: the run ends after its attempts, with nobody refused."""
    server = Scripted([Rule("rcpt", "451 4.7.0 rate limit exceeded", after=2)])
    sent = run(of, base, server, attempts=2, sleep=lambda _: None)
    assert "asks for patience" in sent.stopped
    assert Counter(states(sent).values()) == {"SENT": 2, "DEFERRED": 2}


def test_greylisting_of_everybody_is_no_fault_of_anybody(of: Study, base: Path) -> None:
    """Every recipient is asked to come again; each was tried, the next round sends all."""
    rules = [Rule("rcpt", "450 4.7.1 greylisted", match=key, times=1) for key in of.edition.ids]
    server = Scripted(rules)
    assert run(of, base, server, attempts=2, sleep=lambda _: None).complete


def test_what_was_tried_before_does_not_keep_the_others_waiting(of: Study, base: Path) -> None:
    """Two that the server always refuses for our sake stand first: the next run begins with the others."""
    rules = [Rule("rcpt", "550 5.7.1 policy", match="k01|k02")]
    assert "in a row" in run(of, base, Scripted(rules)).stopped
    server = Scripted([Rule("rcpt", "550 5.7.1 policy", match="k01|k02")])
    sent = run(of, base, server)
    assert [states(sent)[key] for key in ("k03", "k04")] == ["SENT"] * 2


# --- while a run is on -----------------------------------------------------------------------------


def during(of: Study, base: Path, change: Callable[[], Study], *, prompt: bool) -> tuple[Sent, Scripted]:
    """Something is changed while the question waits, or when the first message has gone."""
    server, now = Scripted(), [of]

    def confirm(items: Any) -> bool:
        if prompt:
            now[0] = change()
        return True

    def tell(delivery: Delivery) -> None:
        if not prompt and delivery.cluster_id == "k01":
            now[0] = change()

    with scripted(server) as port:

        def there(one: Study) -> Study:
            mail = one.edition.mail
            return changed(one, mail=mail and replace(mail, port=port))

        known: dict[int, Study] = {}
        sent = send(
            there(of), base, of.edition.ids, SMTP, current=CURRENT, patience=PATIENCE, rounds=ROUNDS,
            confirm=confirm, tell=tell,
            reread=lambda: (known.setdefault(id(now[0]), there(now[0])), CURRENT),
        )  # fmt: skip
    return sent, server


@pytest.mark.parametrize(
    ("what", "prompt"),
    [
        *(("withdrawn", True), ("address", True), ("encrypt", True)),
        *((what, False) for what in ("withdrawn", "address", "encrypt", "archive", "sender", "gone")),
        *(("server", False), ("unreadable", False)),
    ],
)
def test_what_changes_while_a_run_is_on_stops_the_message(
    of: Study, base: Path, what: str, prompt: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An approval withdrawn, an address or a setting corrected, a cluster removed: what was confirmed does
    not hold any more, and that message does not go.
    """
    monkeypatch.setenv("CLUSTER_REPORTS_PASSWORD_SECRET", "a secret of more than twenty signs")

    def change() -> Study:
        assert of.edition.mail is not None
        match what:
            case "withdrawn":
                with Ledger(base) as ledger:
                    assert ledger.withdraw("k03", "Jan") is None
                return of
            case "address":
                return changed(of, "k03", email="nowy@k03.example.org")
            case "encrypt":
                return changed(of, mail=replace(of.edition.mail, encrypt=True))
            case "archive":
                return changed(of, mail=replace(of.edition.mail, bcc="archiwum@example.org"))
            case "sender":
                return changed(of, mail=replace(of.edition.mail, sender="good@example.org"))
            case "gone":
                return changed(of, clusters=tuple(c for c in of.edition.clusters if c.id != "k03"))
            case "server":
                return changed(of, mail=replace(of.edition.mail, host="127.0.0.1"))
            case _:
                return changed(of, mail=None)

    sent, server = during(of, base, change, prompt=prompt)
    first = [] if prompt else ["k01"]
    one_only = what in ("withdrawn", "address", "gone")
    expected = [key for key in of.edition.ids if key != "k03"] if one_only else first
    assert sorted(people[0] for people, _ in server.taken) == [address(key) for key in expected]
    assert states(sent)["k03"] in ("waiting", "refused", "due")
    assert not sent.complete


def test_withdrawing_says_when_it_is_too_late(of: Study, base: Path) -> None:
    """What has gone has gone, and whoever withdraws is told."""
    run(of, base, Scripted(), "k01")
    with Ledger(base) as ledger:
        late = ledger.withdraw("k01", "Jan")
        assert late is not None
        assert late.state == "SENT"
        assert ledger.withdraw("k02", "Jan") is None


def test_an_approval_withdrawn_at_the_last_moment_stops_the_dot(
    of: Study, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the plan and the dot: all but the dot is at the server, and the message does not go."""
    real = Ledger.step

    def withdrawn(self: Ledger, entry: Any, state: Any, words: str = "", *, by: str = "") -> None:
        if state == "SENDING" and entry.cluster == "k02":
            with Ledger(base) as other:
                other.withdraw("k02", "Jan")
        real(self, entry, state, words, by=by)

    monkeypatch.setattr(Ledger, "step", withdrawn)
    server = Scripted()
    sent = run(of, base, server)
    assert states(sent) == {key: "waiting" if key == "k02" else "SENT" for key in of.edition.ids}
    assert server.to(address("k02")) == 0


# --- rehearsals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rule", [Rule("rcpt", "553 5.7.1 sender rejected"), Rule("rcpt", "550 5.1.1 no such user"),
             Rule("dot", "451 later"), Rule("dot", close=True), Rule("dot", "250 ok")]
)  # fmt: skip
def test_a_rehearsal_can_always_be_repeated(of: Study, base: Path, rule: Rule) -> None:
    """Refused, put off, unknown, sent; then with --again, and after the report was built anew."""
    route = Route(smtp=True, redirect="me@example.net")
    run(of, base, Scripted([rule]), "k01", route=route)
    server = Scripted()
    assert run(of, base, server, "k01", route=route).complete
    assert len(server.taken) == (0 if rule.say.startswith("250") else 1)
    again = replace(route, again=True)
    assert states(run(of, base, server, "k01", route=again)) == {"k01": "SENT"}
    build(of, base.parent, ["k01"], say="nowy")
    plan.approve(of, base, ("k01",), "Anna Nowak", CURRENT)
    assert states(run(of, base, server, "k01", route=route)) == {"k01": "SENT"}
    assert kept(base) == {}


# --- whatever a server says ------------------------------------------------------------------------

_CODES = ["421 4.3.2 bye", "450 4.2.0 later", "451 4.7.0 rate limit", "452 4.2.2 full", "550 5.1.1 no",
          "554 no", "550 5.7.1 policy", "550 5.4.5 daily sending limit", "552 5.3.4 too big",
          "503 5.5.1 what", "250 2.0.0 ok", "what is this", "251 on its way", "599"]  # fmt: skip
_PHASES = ["greeting", "ehlo", "mail", "rcpt", "data", "dot", "dot", "rset", "quit"]


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Something that a server does, once or always: a reply of any class at any command, half a reply,
    nothing, and hanging up; after the dot it may have kept the message whatever it says.
    """
    at = draw(st.sampled_from(_PHASES))
    say = draw(st.sampled_from(["", *_CODES]))
    if say and draw(st.booleans()) and " " in say:
        first = f"{say[:3]}-{say[4:]}\r\n"
        say = first + (say if draw(st.booleans()) else f"{say[:3]}-and")
    close = draw(st.booleans()) if say else True
    if "-and" in say:
        close = True
    lost = at == "dot" and not say
    return Rule(
        at=at, say=say, close=close, times=draw(st.sampled_from([1, 1, 2, 100])),
        after=draw(st.integers(0, 2)), keep=draw(st.booleans()) if lost else False,
    )  # fmt: skip


def holds(of: Study, base: Path, server: Scripted) -> None:
    """No message twice, none to anybody else, and no state that the server's words contradict."""
    for people, data in server.taken:
        assert people == (message.read(data).header("To"),)
    with Ledger(base) as ledger:
        latest = ledger.latest("smtp")
    for key in of.edition.ids:
        got, state = server.to(address(key)), latest[key].state if key in latest else ""
        assert got <= 1
        assert got == 1 if state == "SENT" else state == "UNKNOWN" or got == 0, (key, state, got)
        if state == "UNKNOWN":
            assert server.answered[address(key)] in (None, "599") or not server.answered
        if state == "REJECTED":
            assert latest[key].words.startswith("5")


def _any_script(script: list[Rule]) -> None:
    home = Path("/dev/shm") if Path("/dev/shm").is_dir() else None  # noqa: S108  only for speed
    of = study(3)
    with TemporaryDirectory(dir=home) as folder, nullcontext():
        base = build(of, Path(folder))
        plan.approve(of, base, of.edition.ids, "Anna Nowak", CURRENT)
        server = Scripted(script)
        for _ in range(2):
            run(of, base, server, attempts=2, sleep=lambda _: None)
            holds(of, base, server)
        server.rules = ()
        with Ledger(base) as ledger:
            for one in ledger.latest("smtp").values():
                if one.state == "UNKNOWN":  # a person has asked
                    ledger.step(one, "SENT" if server.to(one.recipient) else "READY", "asked", by="Anna")
            refused = [key for key, one in ledger.latest("smtp").items() if one.state == "REJECTED"]
        if refused:
            run(of, base, server, *refused, route=Route(smtp=True, again=True))
        assert run(of, base, server).complete
        holds(of, base, server)
        assert [server.to(address(key)) for key in of.edition.ids] == [1, 1, 1]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(rules(), max_size=4))
def test_whatever_a_server_says_the_states_are_true(script: list[Rule]) -> None:
    """Any replies at any commands, hanging up at any point, in two runs; then all is well, a person resolves
    what nobody knew, and everybody has the report once.
    """
    _any_script(script)


@pytest.mark.slow
@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(st.lists(rules(), max_size=6))
def test_whatever_many_servers_say_the_states_are_true(script: list[Rule]) -> None:
    """The same, often."""
    _any_script(script)
