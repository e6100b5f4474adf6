"""The mailbox of returned messages, read from its server: only over TLS, and nothing in it is changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support import bounced
from support.mailroom import certificate
from support.postbox import Postbox, posting

from reports.errors import ConfigurationError
from reports.mail import bounces, imap, mailboxes
from reports.mail.secrets import Secret

WORD = Secret("tajne")


@pytest.fixture
def proof(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A certificate that this computer trusts."""
    made = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made))
    return made


def account(port: int, folder: str = "INBOX", user: str = "badanie") -> imap.Account:
    return imap.Account("localhost", user, port, folder)


@pytest.mark.parametrize("plain", [True, False])
def test_a_mailbox_is_read_and_stays_as_it_was(proof: Path, plain: bool) -> None:
    """EXAMINE and BODY.PEEK: no mail becomes one that was read; only what came since then is asked for."""
    box = Postbox(
        {"INBOX": [bounced.status(), b"From: a@b.pl\r\n\r\nThanks.\r\n", bounced.QMAIL.encode()]}, plain=plain
    )
    with posting(box, proof) as port:
        found = list(bounces.examine(imap.read(account(port), WORD, date(2024, 5, 1))))
    assert [isinstance(one, bounces.Report) for one in found] == [True, True]
    assert found[0].place == "INBOX at localhost, mail 1"
    said = " ".join(box.commands)
    assert "EXAMINE" in said
    assert "SINCE 1-May-2024" in said
    assert "BODY.PEEK[]" in said
    assert not {"SELECT", "STORE", "EXPUNGE"} & set(said.split())


def test_folders_with_other_letters_are_found(proof: Path) -> None:
    """As IMAP writes them; one that is not there is named."""
    box = Postbox({"Zwr&APM-ty &- inne": [bounced.status()]})
    with posting(box, proof) as port:
        assert len(list(imap.read(account(port, "Zwróty & inne"), WORD))) == 1
        with pytest.raises(ConfigurationError, match="has no folder 'Nic'"):
            list(imap.read(account(port, "Nic"), WORD))


@pytest.mark.parametrize("plain", [True, False])
def test_a_wrong_password_is_tried_once_and_not_shown(proof: Path, plain: bool) -> None:
    """Though the server repeats it."""
    box = Postbox(plain=plain)
    with (
        posting(box, proof) as port,
        pytest.raises(ConfigurationError, match="does not accept the user") as caught,
    ):
        list(imap.read(account(port), Secret("geheim-word")))
    assert "geheim-word" not in str(caught.value)
    assert sum(one.startswith(("AUTH", "LOGIN")) for one in box.commands) == 1


def test_a_server_that_cannot_prove_its_name_gets_no_password(tmp_path: Path) -> None:
    """An authority that this computer does not know; a port without TLS; nobody at home."""
    box = Postbox()
    with posting(box, certificate(tmp_path)) as port, pytest.raises(ConfigurationError, match="cannot prove"):
        list(imap.read(account(port), WORD))
    assert not box.commands
    with pytest.raises(ConfigurationError, match="cannot be reached"):
        list(imap.read(account(1), WORD))


def test_a_line_that_breaks_is_told(proof: Path) -> None:
    """What was read before counts; the rest is not taken for nothing."""
    box = Postbox({"INBOX": [bounced.status()] * 2}, breaks="FETCH")
    with posting(box, proof) as port, pytest.raises(ConfigurationError, match="broke off"):
        list(imap.read(account(port), WORD))


def test_a_mail_that_is_too_large_is_named(proof: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not fetched."""
    monkeypatch.setattr(imap, "LARGEST", 100)
    box = Postbox({"INBOX": [bounced.status()]})
    with posting(box, proof) as port:
        (found,) = imap.read(account(port), WORD)
    assert isinstance(found, mailboxes.Unread)
    assert "BODY.PEEK[]" not in " ".join(box.commands)
