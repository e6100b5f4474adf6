"""The mailbox of returned messages, read from its server: over TLS only, without changing anything in it."""

from __future__ import annotations

import base64
import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from reports.errors import ConfigurationError

from .mailboxes import LARGEST, Mail, Unread
from .secrets import Secret
from .smtp import one_line

_TIMEOUT = 60.0
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")


@dataclass(frozen=True, slots=True)
class Account:
    """Where the mailbox is and who reads it."""

    host: str
    user: str
    port: int = 993
    folder: str = "INBOX"


def read(account: Account, password: Secret, since: date | None = None) -> Iterator[Mail | Unread]:
    """The mails of a folder that came on that day or later. Raises ConfigurationError where it cannot be
    read.
    """
    where = f"the mail server {account.host}:{account.port}"
    # The context of the standard library checks chain, dates and name; no setting could weaken it.
    context = ssl.create_default_context()
    try:
        server = imaplib.IMAP4_SSL(account.host, account.port, ssl_context=context, timeout=_TIMEOUT)
    except ssl.SSLCertVerificationError as error:
        raise ConfigurationError(
            f"{where} cannot prove that it is {account.host} ({error.verify_message}); nothing was said to it"
        ) from error
    except ssl.SSLError as error:
        raise ConfigurationError(
            f"{where} does not speak TLS ({error.reason or error}); the port of IMAP over TLS is mostly 993"
        ) from error
    except (OSError, imaplib.IMAP4.error) as error:
        raise ConfigurationError(f"{where} cannot be reached ({_said(error, password)})") from error
    try:
        _log_in(server, account, password, where)
        yield from _mails(server, account, since, where)
        server.logout()
    except (OSError, imaplib.IMAP4.error) as error:
        raise ConfigurationError(f"{where} broke off ({_said(error, password)}); try again") from error
    finally:
        with suppress(OSError):
            server.shutdown()


def _log_in(server: imaplib.IMAP4_SSL, account: Account, password: Secret, where: str) -> None:
    """One attempt, by one mechanism."""
    try:
        if "AUTH=PLAIN" in server.capabilities:
            both = f"\0{account.user}\0{password.value}".encode()
            server.authenticate("PLAIN", lambda _: both)
        elif "LOGINDISABLED" in server.capabilities:
            raise ConfigurationError(f"{where} offers no way to log in that this program knows")
        else:
            server.login(account.user, password.value)
    except UnicodeEncodeError as error:
        raise ConfigurationError(
            f"{where} takes no password with such letters; choose another one"
        ) from error
    except server.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise ConfigurationError(
            f"{where} does not accept the user {account.user} with this password ({_said(error, password)}); "
            "one attempt was made. Correct the password before the next one"
        ) from error


def _mails(
    server: imaplib.IMAP4_SSL, account: Account, since: date | None, where: str
) -> Iterator[Mail | Unread]:
    folder = f'"{_utf7(account.folder)}"'
    kind, _ = server.select(folder, readonly=True)  # EXAMINE
    if kind != "OK":
        raise ConfigurationError(
            f"{where} has no folder {account.folder!r} for {account.user}; name it with --folder"
        )
    day = f"{since.day}-{_MONTHS[since.month - 1]}-{since.year}" if since else ""
    _, found = server.uid("SEARCH", *(["SINCE", day] if day else ["ALL"]))
    for number in (found[0] or b"").split():
        uid = number.decode("ascii", "replace")
        place = f"{account.folder} at {account.host}, mail {uid}"
        _, about = server.uid("FETCH", uid, "(RFC822.SIZE)")
        size = _SIZE.search(b" ".join(one for one in about if isinstance(one, bytes)))
        if size and int(size[1]) > LARGEST:
            yield Unread(place, f"it is larger than {LARGEST // 1_000_000} MB")
            continue
        _, parts = server.uid("FETCH", uid, "(BODY.PEEK[])")
        data = next((part[1] for part in parts if isinstance(part, tuple)), None)
        yield Mail(place, data) if data else Unread(place, "the server does not give it")


def _utf7(name: str) -> str:
    """The name of a folder as IMAP writes it (RFC 3501 5.1.3)."""

    def shifted(match: re.Match[str]) -> str:
        if match[0] == "&":
            return "&-"
        wide = base64.b64encode(match[0].encode("utf-16-be")).decode("ascii")
        return f"&{wide.rstrip('=').replace('/', ',')}-"

    return re.sub(r"&|[^ -~]+", shifted, name).replace("\\", "\\\\").replace('"', '\\"')


def _said(error: Exception, password: Secret) -> str:
    """The server's words in one line, without the password."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    words = str(error.args[0] if error.args else error)
    text = one_line(words.removeprefix("b'").removesuffix("'"))
    return text.replace(password.value, "(hidden)")[:300]
