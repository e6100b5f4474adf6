"""The conversation with a mail server: every fault is told from every other one, and named rightly."""

from __future__ import annotations

import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.mailroom import DROP, HANG, MAIL, Office, certificate, serving

from reports.edition.model import MailSettings
from reports.mail.secrets import Secret
from reports.mail.smtp import Envelope, MailServer, MailServerError, Patience

# A server on this computer may take a password without TLS; aiosmtpd warns of it.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")

PATIENCE = Patience(connect=2.0, command=0.6, message=0.6, first_wait=0.01, longest_wait=0.02, connections=2)
ENVELOPE = Envelope("zwroty@example.org", "biuro@k01.example.org", "", "CR0123")
DATA = b"Subject: x\r\n\r\n.a line with a dot\r\n..\r\nend\r\n"


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("certificates")
    return {
        "good": certificate(folder),
        "other": certificate(folder, "mail.example.org"),
        "expired": certificate(folder, days=-5),
    }


def settings(port: int, **fields: Any) -> MailSettings:
    return replace(MAIL, port=port, **fields)


def deliver(server: MailServer, notes: list[str] | None = None) -> Any:
    said = notes if notes is not None else []
    return server.deliver(ENVELOPE, DATA, lambda: said.append("before the dot"))


@pytest.mark.parametrize(
    ("plan", "verdict", "code", "dotted", "accepted"),
    [
        ({}, "sent", 250, True, 1),
        ({"mail": [DROP] * 2}, "deferred", None, False, 0),
        ({"mail": ["451 later"]}, "deferred", 451, False, 0),
        ({"mail": ["452 full"]}, "deferred", 452, False, 0),
        ({"mail": ["552 too large"]}, "rejected", 552, False, 0),
        ({"rcpt": [DROP]}, "deferred", None, False, 0),
        ({"rcpt": [HANG]}, "deferred", None, False, 0),
        ({"rcpt": ["450 greylisted"]}, "deferred", 450, False, 0),
        ({"rcpt": ["452 mailbox full"]}, "deferred", 452, False, 0),
        ({"rcpt": ["421 going down"]}, "deferred", 421, False, 0),
        ({"rcpt": ["550 no such user"]}, "rejected", 550, False, 0),
        ({"rcpt": ["554 spam"]}, "rejected", 554, False, 0),
        ({"data": [DROP]}, "deferred", None, False, 0),
        ({"data": [HANG]}, "deferred", None, False, 0),
        ({"data": ["451 not now"]}, "deferred", 451, False, 0),
        ({"data": ["554 no valid recipients"]}, "rejected", 554, False, 0),
        ({"body": [DROP]}, None, None, None, 0),
        ({"dot": [DROP]}, "unknown", None, True, 1),
        ({"dot": [HANG]}, "unknown", None, True, 1),
        ({"dot": ["what is this"]}, "unknown", None, True, 1),
        ({"dot": ["late 250 at last"]}, "sent", 250, True, 1),
        ({"dot": ["451 try again"]}, "deferred", 451, True, 0),
        ({"dot": ["552 too large"]}, "rejected", 552, True, 0),
        ({"dot": ["554 rejected by policy"]}, "rejected", 554, True, 0),
    ],
)
def test_every_fault_of_a_message_is_told_from_the_others(
    plan: dict[str, list[str]], verdict: str | None, code: int | None, dotted: bool | None, accepted: int
) -> None:
    """Only a fault between the final dot and the answer is unknown; before the dot nothing can have been
    sent, and ``before_dot`` is called exactly when the dot follows.
    """
    office, notes = Office(plan), []
    with serving(office) as port, MailServer(settings(port), None, patience=PATIENCE) as server:
        answer = deliver(server, notes)
    if verdict is None:  # the connection is gone in the middle: seen while writing, or at the answer
        assert answer.verdict in ("deferred", "unknown")
    else:
        assert (answer.verdict, answer.code) == (verdict, code)
        assert notes == (["before the dot"] if dotted else [])
    assert len(office.accepted) == accepted


def test_the_bytes_arrive_as_they_were_frozen() -> None:
    """Dots at the beginning of a line are doubled on the way and nowhere else."""
    office = Office()
    with serving(office) as port, MailServer(settings(port), None, patience=PATIENCE) as server:
        deliver(server)
    assert office.accepted[0].content == DATA


def test_what_a_server_says_at_the_end_is_of_no_interest() -> None:
    """421 or a drop at QUIT after a 250 raises nothing: the message is sent."""
    for farewell in ("421 too late", DROP, HANG):
        office = Office({"quit": [farewell]})
        with serving(office) as port:
            server = MailServer(settings(port), None, patience=PATIENCE)
            assert deliver(server).verdict == "sent"
            server.close()
            assert office.seen["quit"] == 1


def test_one_connection_serves_many_messages_and_is_made_again() -> None:
    """The connection is used again; when the server has had enough of it, a new one takes over."""
    office = Office({"mail": ["", "", DROP, "", "421 enough"]})
    with serving(office) as port, MailServer(settings(port), None, patience=PATIENCE) as server:
        assert [deliver(server).verdict for _ in range(5)] == ["sent"] * 5
    assert office.seen["connect"] == 3


def test_an_error_before_the_dot_leaves_nothing_at_the_server() -> None:
    """Where the ledger cannot be written, the message is not sent."""

    def fails() -> None:
        raise OSError("the disk is full")

    office = Office()
    with serving(office) as port, MailServer(settings(port), None, patience=PATIENCE) as server:
        answer = server.deliver(ENVELOPE, DATA, fails)
    assert answer.verdict == "deferred"
    assert not office.accepted


def test_size_is_asked_before_anything_is_sent() -> None:
    """What the server says it will not take is not offered; others are announced with their size."""
    small = Office(size=20)
    with serving(small) as port, MailServer(settings(port), None, patience=PATIENCE) as server:
        answer = deliver(server)
    assert (answer.verdict, answer.code) == ("rejected", 552)
    assert not small.options
    office = Office()
    with serving(office) as port, MailServer(settings(port), None, patience=PATIENCE) as server:
        deliver(server)
    assert f"SIZE={len(DATA)}" in office.options[0]


def test_a_server_is_asked_not_to_return_the_report() -> None:
    """Where DSN is offered, failures come back without the attachment and with our envelope id."""
    office, plain = Office(), Office(dsn=False)
    for one in (office, plain):
        with serving(one) as port, MailServer(settings(port), None, patience=PATIENCE) as server:
            deliver(server)
    assert "RET=HDRS ENVID=CR0123" in office.options[0]
    assert "NOTIFY=FAILURE,DELAY ORCPT=rfc822;biuro@k01.example.org" in office.options[1]
    assert not [option for option in plain.options if "ENVID" in option or "NOTIFY" in option]


def test_the_archive_gets_the_same_message_or_nobody_does() -> None:
    """One transaction for both; an archive that is refused for good stops everything before the dot."""
    envelope = replace(ENVELOPE, archive="archiwum@example.org")
    office = Office()
    with serving(office) as port, MailServer(settings(port), None, patience=PATIENCE) as server:
        assert server.deliver(envelope, DATA, lambda: None).verdict == "sent"
    assert office.accepted[0].rcpt_tos == ["biuro@k01.example.org", "archiwum@example.org"]
    office = Office({"rcpt": ["", "550 no archive here"]})
    with serving(office) as port, MailServer(settings(port), None, patience=PATIENCE) as server:
        answer = server.deliver(envelope, DATA, lambda: None)
    assert answer.about == "ours"
    assert not office.accepted


def test_a_refused_sender_is_about_us() -> None:
    """A server that does not take our sender would refuse every message."""
    with (
        serving(Office({"mail": ["553 not your address"]})) as port,
        MailServer(settings(port), None, patience=PATIENCE) as server,
    ):
        answer = deliver(server)
    assert (answer.verdict, answer.about) == ("rejected", "ours")


# --- encryption and passwords --------------------------------------------------------------------


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_proven_server_gets_the_message(
    security: Any, certificates: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a certificate of the right name, from an authority the computer trusts, all is well."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates["good"]))
    office = Office(users={"badanie": "hasło"})
    with serving(office, security=security, certificate=certificates["good"]) as port:
        mail = settings(port, security=security, user="badanie")
        with MailServer(mail, Secret("hasło"), patience=PATIENCE) as server:
            assert deliver(server).verdict == "sent"


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize(
    ("shown", "trusted", "words"),
    [
        ("good", "other", "self-signed certificate"),
        ("other", "other", "Hostname mismatch"),
        ("expired", "expired", "certificate has expired"),
    ],
)
def test_a_server_that_cannot_prove_its_name_gets_nothing(
    security: Any,
    shown: str,
    trusted: str,
    words: str,
    certificates: dict[str, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Unknown authority, another host, expired: no password, no message, one attempt, and the reason."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates[trusted]))
    office = Office(users={"badanie": "x"})
    with serving(office, security=security, certificate=certificates[shown]) as port:
        mail = settings(port, security=security, user="badanie")
        with (
            MailServer(mail, Secret("x"), patience=PATIENCE) as server,
            pytest.raises(MailServerError, match=words),
        ):
            server.connect()
    assert not office.seen["auth"]
    assert not office.accepted


def test_without_starttls_nothing_is_said() -> None:
    """STARTTLS that was asked for and is not offered ends the conversation before the password."""
    office = Office(users={"badanie": "x"})
    with serving(office) as port:
        mail = settings(port, security="starttls", user="badanie")
        with (
            MailServer(mail, Secret("x"), patience=PATIENCE) as server,
            pytest.raises(MailServerError, match="STARTTLS"),
        ):
            server.connect()
    assert not office.seen["auth"]


def test_what_is_said_before_the_encryption_does_not_count(
    certificates: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody on the way adds an answer behind that to STARTTLS: the line is closed, no password is said."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates["good"]))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates["good"])
    said: list[bytes] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 trial\r\n")
            self.rfile.readline()
            self.wfile.write(b"250-trial\r\n250-AUTH PLAIN\r\n250 STARTTLS\r\n")
            self.rfile.readline()
            self.wfile.write(b"220 go on\r\n250-evil\r\n250 AUTH PLAIN\r\n")
            with suppress(OSError), context.wrap_socket(self.request, server_side=True) as secret:
                said.append(secret.recv(1000))

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        mail = settings(server.server_address[1], security="starttls", user="badanie")
        with (
            MailServer(mail, Secret("x"), patience=PATIENCE) as client,
            pytest.raises(MailServerError, match="spoke before the connection was encrypted"),
        ):
            client.connect()
        server.shutdown()
    assert not any(said)


def test_a_server_without_tls_is_told_from_one_that_is_away() -> None:
    """TLS to a port that does not speak it is a wrong setting and not tried again."""
    office = Office()
    with (
        serving(office) as port,
        MailServer(settings(port, security="tls"), None, patience=PATIENCE) as server,
        pytest.raises(MailServerError, match="does not speak TLS"),
    ):
        server.connect()


@pytest.fixture
def locked(certificates: dict[str, Path]) -> Iterator[tuple[Office, int]]:
    """A server on this computer that wants a password."""
    office = Office(users={"badanie": "right-password"})
    with serving(office) as port:
        yield office, port


def test_a_wrong_password_is_tried_once(locked: tuple[Office, int]) -> None:
    """One attempt by one mechanism, whatever the server offers; the error does not show the password."""
    office, port = locked
    with (
        MailServer(settings(port, user="badanie"), Secret("wrong-password"), patience=PATIENCE) as server,
        pytest.raises(MailServerError, match="does not accept the user badanie") as caught,
    ):
        server.connect()
    assert office.seen["auth"] == 1
    assert "wrong-password" not in str(caught.value)


def test_a_server_that_repeats_the_password_is_not_quoted() -> None:
    """What a server echoes of the password, plain or encoded, gets into no word of ours."""
    import base64

    both = base64.b64encode(b"\0badanie\0geheim-word").decode()
    office = Office({"auth": [f"535 bad: geheim-word {both}"]}, users={"badanie": "x"})
    with (
        serving(office) as port,
        MailServer(settings(port, user="badanie"), Secret("geheim-word"), patience=PATIENCE) as server,
        pytest.raises(MailServerError) as caught,
    ):
        server.connect()
    assert "geheim-word" not in str(caught.value)
    assert both not in str(caught.value)
    assert "(hidden)" in str(caught.value)


@pytest.mark.parametrize(
    ("plan", "attempts"),
    [
        ({"connect": ["421 busy"]}, 2),
        ({"connect": [DROP]}, 2),
        ({"ehlo": [DROP]}, 2),
    ],
)
def test_short_troubles_are_waited_out(plan: dict[str, list[str]], attempts: int) -> None:
    """A server that is busy or gone for a moment is tried again after a pause."""
    office = Office(plan)
    with serving(office) as port, MailServer(settings(port), None, patience=PATIENCE) as server:
        assert deliver(server).verdict == "sent"
    assert office.seen["connect"] == attempts


def test_a_server_that_refuses_to_talk_is_not_asked_again() -> None:
    """554 as a greeting is final."""
    office = Office({"connect": ["554 go away"]})
    with (
        serving(office) as port,
        MailServer(settings(port), None, patience=PATIENCE) as server,
        pytest.raises(MailServerError, match="554 go away"),
    ):
        server.connect()
    assert office.seen["connect"] == 1


def test_a_server_that_is_not_there_is_named() -> None:
    """After some attempts the error says which server and why."""
    with (
        MailServer(settings(1), None, patience=PATIENCE) as server,
        pytest.raises(MailServerError, match="localhost:1 cannot be reached"),
    ):
        server.connect()


def test_no_more_messages_a_minute_than_allowed() -> None:
    """Between two messages lies at least a minute divided by the rate."""
    now, slept = [0.0], []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    with serving(Office()) as port:
        mail = settings(port, rate=20.0)
        with MailServer(mail, None, patience=PATIENCE, sleep=sleep, clock=lambda: now[0]) as server:
            for _ in range(3):
                deliver(server)
    assert slept == [3.0, 3.0]
