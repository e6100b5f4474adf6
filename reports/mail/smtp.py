"""Sending through a mail server, one message at a time, with what is known of each afterwards.

smtplib raises the same exception for a connection that broke before a message was handed over and for one
that broke after it (RFC 1047). So it is recorded whether the final dot was sent: until then nothing can have
been sent; from the dot to the server's answer nobody knows; after the answer 250 the server has it, whatever
follows.
"""

from __future__ import annotations

import base64
import re
import smtplib
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Literal

import tenacity

from reports.edition import MailSettings
from reports.errors import ClusterReportsError

from .secrets import Secret

Verdict = Literal["sent", "deferred", "rejected", "unknown"]

#: Server's words are kept up to this length.
_LONGEST = 500

#: Replies that are about the message or its recipient, even in answer to MAIL (RFC 5321, RFC 3463).
_TOO_LARGE = (552, 523)


class MailServerError(ClusterReportsError):
    """No message can be sent now, whichever it is: a wrong password, certificate or setting, or no server."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who a message is from and for, as servers see it. ``archive`` gets the same bytes; empty for none."""

    return_path: str
    recipient: str
    archive: str
    envelope_id: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one message: ``code`` is the server's (None where it said nothing), ``words`` are its
    words or ours. ``about_us`` says that the server would refuse every message.
    """

    verdict: Verdict
    code: int | None
    words: str
    about_us: bool = False


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds: for a connection, for the answer to a command, for the answer to a whole
    message (RFC 5321 4.5.3.2.6 asks for ten minutes), and between attempts to connect: at first, at most.
    """

    connect: float = 30.0
    command: float = 300.0
    message: float = 600.0
    first_wait: float = 2.0
    longest_wait: float = 60.0
    connections: int = 4


class _FinalDot:
    """What both connections share: DATA, with a record of whether its final dot was sent."""

    dot_sent = False
    before_dot: Callable[[], None]
    waits: Patience

    def hand_over(self: Any, msg: bytes) -> tuple[int, bytes]:
        """DATA as smtplib's ``data``, but the final dot goes out alone, after ``before_dot`` has returned."""
        code, words = self.docmd("DATA")
        if code != 354:
            return code, words
        self.send(re.sub(rb"(?m)^\.", b"..", msg))
        self.before_dot()
        self.dot_sent = True
        self.sock.settimeout(self.waits.message)
        self.send(b".\r\n")
        code, words = self.getreply()
        self.sock.settimeout(self.waits.command)
        return code, words


class _Plain(_FinalDot, smtplib.SMTP):
    pass


class _Tls(_FinalDot, smtplib.SMTP_SSL):
    pass


class MailServer:
    """A mail server, reached when it is needed and again when the connection is gone."""

    def __init__(
        self,
        mail: MailSettings,
        password: Secret | None,
        *,
        patience: Patience | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._mail = mail
        self._password = password
        self._patience = patience or Patience()
        self._sleep = sleep
        self._clock = clock
        self._connection: _Plain | _Tls | None = None
        self._last: float | None = None
        # The context of the standard library checks chain, dates and name, against the certificates of the
        # system (or SSL_CERT_FILE). There is no setting that could weaken it.
        self._context = ssl.create_default_context()

    def __enter__(self) -> MailServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Quit, whatever the server answers to that."""
        if self._connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                if self._connection.sock is not None:
                    self._connection.sock.settimeout(min(5.0, self._patience.command))
                self._connection.quit()
            self._drop()

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(OSError):
                connection.close()

    # --- reaching the server -------------------------------------------------------------------

    def connect(self) -> None:
        """Reach the server, encrypt, log in; short troubles are waited out. Raises MailServerError."""
        if self._connection is not None:
            return
        waits = self._patience
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(_PassingError),
            wait=tenacity.wait_exponential_jitter(
                max=waits.longest_wait, jitter=waits.first_wait, multiplier=waits.first_wait
            ),
            stop=tenacity.stop_after_attempt(waits.connections),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            self._connection = retrying(self._open)
        except _PassingError as error:
            raise MailServerError(f"{error}; try again later") from error

    def _open(self) -> _Plain | _Tls:
        mail, waits = self._mail, self._patience
        where = f"the mail server {mail.host}:{mail.port}"
        connection: _Plain | _Tls | None = None
        try:
            if mail.security == "tls":
                connection = _Tls(mail.host, mail.port, timeout=waits.connect, context=self._context)
            else:
                connection = _Plain(mail.host, mail.port, timeout=waits.connect)
            connection.waits = waits
            assert connection.sock is not None  # noqa: S101  connected by its constructor
            connection.sock.settimeout(waits.command)
            self._greet(connection, where)
            self._log_in(connection, where)
        except BaseException as error:
            if connection is not None:
                connection.close()
            if isinstance(error, smtplib.SMTPException | OSError):
                raise self._trouble(error, where) from error
            raise
        return connection

    def _greet(self, connection: _Plain | _Tls, where: str) -> None:
        _ehlo(connection)
        if self._mail.security == "starttls":
            if not connection.has_extn("starttls"):
                raise MailServerError(
                    f"{where} does not offer STARTTLS, so nothing was said to it; correct mail.host, "
                    "mail.port or mail.security (tls and port 465 are best)"
                )
            connection.starttls(context=self._context)
            _ehlo(connection)

    def _log_in(self, connection: _Plain | _Tls, where: str) -> None:
        """One attempt by one mechanism: smtplib's own ``login`` tries a wrong password several times."""
        user, password = self._mail.user, self._password
        if not user:
            return
        if password is None:
            raise MailServerError("the password for the mail server is missing")
        offered = str(connection.esmtp_features.get("auth", "")).upper().split()
        if "PLAIN" in offered:
            both = _base64(f"\0{user}\0{password.value}")
            code, words = connection.docmd("AUTH", f"PLAIN {both}")
        elif "LOGIN" in offered:
            code, words = connection.docmd("AUTH", "LOGIN")
            for answer in (user, password.value):
                if code == 334:
                    code, words = connection.docmd(_base64(answer))
        else:
            raise MailServerError(
                f"{where} offers no way to log in that this program knows (it offers "
                f"{', '.join(offered) or 'none'}); correct mail.port, or remove mail.user"
            )
        # A server may repeat what it was told; that must not get into a log.
        said = self._words(words)
        if code == 235:
            return
        if 400 <= code < 500:
            raise _PassingError(f"{where} cannot check the password now ({code} {said})")
        raise MailServerError(
            f"{where} does not accept the user {user} with this password ({code} {said}); one attempt was "
            "made. Correct the password before the next one: some servers lock an account after a few"
        )

    def _trouble(self, error: smtplib.SMTPException | OSError, where: str) -> Exception:
        """What went wrong before any message, in words; those that may pass can be tried again."""
        if isinstance(error, ssl.SSLCertVerificationError):
            return MailServerError(
                f"{where} cannot prove that it is {self._mail.host} ({error.verify_message}); nothing was "
                "said to it. Correct mail.host, or let the server's administrator mend its certificate"
            )
        if isinstance(error, ssl.SSLError):
            return MailServerError(
                f"{where} does not speak TLS as asked ({error.reason or error}); with mail.security = tls "
                "the port is mostly 465, with starttls 587"
            )
        if isinstance(error, smtplib.SMTPResponseException):
            said = f"{error.smtp_code} {self._words(error.smtp_error)}"
            if 500 <= error.smtp_code < 600:
                return MailServerError(f"{where} refuses to talk to this program ({said})")
            return _PassingError(f"{where} has no time now ({said})")
        if isinstance(error, smtplib.SMTPNotSupportedError):
            return MailServerError(f"{where}: {error}")
        return _PassingError(f"{where} cannot be reached ({_reason(error)})")

    # --- one message ---------------------------------------------------------------------------

    def deliver(self, envelope: Envelope, data: bytes, before_dot: Callable[[], None]) -> Answer:
        """Hand over one message. ``before_dot`` is called when all of it is at the server except the final
        dot: what it writes down is on the disk before anything can have been sent. If it raises, nothing
        is.

        Raises MailServerError where no message can be sent at all; then nothing is known against this one.
        """
        used = self._connection is not None
        answer = self._once(envelope, data, before_dot)
        gone = answer.verdict == "deferred" and self._connection is None
        if used and gone:  # the server ended an old connection; it did not refuse this message
            answer = self._once(envelope, data, before_dot)
        return answer

    def _once(self, envelope: Envelope, data: bytes, before_dot: Callable[[], None]) -> Answer:
        self.connect()
        connection = self._connection
        assert connection is not None  # noqa: S101  connect raises otherwise
        self._keep_pace()
        connection.dot_sent, connection.before_dot = False, before_dot
        try:
            answer = self._talk(connection, envelope, data)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            when = "the server answered" if connection.dot_sent else "the message was sent"
            words = f"the connection broke before {when} ({_reason(error)})"
            return Answer("unknown" if connection.dot_sent else "deferred", None, words)
        except BaseException:
            self._drop()  # without the final dot the server throws the message away
            raise
        if answer.code == 421 or answer.verdict == "unknown":
            self._drop()
        elif answer.verdict != "sent":
            with suppress(smtplib.SMTPException, OSError):
                connection.rset()
                return answer
            self._drop()
        return answer

    def _keep_pace(self) -> None:
        """No more messages a minute than the settings allow."""
        if self._last is not None:
            rest = self._last + 60.0 / self._mail.rate - self._clock()
            if rest > 0:
                self._sleep(rest)
        self._last = self._clock()

    def _talk(self, connection: _Plain | _Tls, envelope: Envelope, data: bytes) -> Answer:
        features = connection.esmtp_features
        size = len(data)
        limit = str(features.get("size", "")).strip()
        if limit.isdigit() and 0 < int(limit) < size:
            return Answer(
                "rejected",
                552,
                f"the message has {size} bytes and the server takes at most {limit}; it was not offered",
            )
        dsn = "dsn" in features
        options = [f"SIZE={size}"] if "size" in features else []
        if dsn:
            options += ["RET=HDRS", f"ENVID={_xtext(envelope.envelope_id)}"]
        code, words = connection.mail(envelope.return_path, options)
        if code != 250:
            answer = self._refused(code, words, "the sender")
            about_us = answer.verdict == "rejected" and code not in _TOO_LARGE
            return replace(answer, about_us=about_us)
        for address, notify in ((envelope.recipient, "FAILURE,DELAY"), (envelope.archive, "NEVER")):
            if not address:
                continue
            wishes = [f"NOTIFY={notify}", f"ORCPT=rfc822;{_xtext(address)}"] if dsn else []
            code, words = connection.rcpt(address, wishes)
            if code not in (250, 251):
                archive = address is envelope.archive
                answer = self._refused(code, words, "the archive (mail.bcc)" if archive else "the recipient")
                return replace(answer, about_us=archive and answer.verdict == "rejected")
        code, words = connection.hand_over(data)
        if not connection.dot_sent:
            return self._refused(code, words, "the message")
        said = self._words(words)
        if 200 <= code < 300:
            return Answer("sent", code, said)
        if 400 <= code < 600:
            return Answer("deferred" if code < 500 else "rejected", code, said)
        return Answer("unknown", code, f"an answer that cannot be understood: {said}")

    def _refused(self, code: int, words: bytes, what: str) -> Answer:
        said = f"{what} was refused: {self._words(words)}"
        return Answer("rejected" if 500 <= code < 600 else "deferred", code, said)

    def _words(self, words: bytes | str) -> str:
        """The server's words in one line, without anything it should not repeat."""
        text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
        text = one_line(text)
        if self._password is not None:
            secret = self._password.value
            for hidden in (secret, _base64(secret), _base64(f"\0{self._mail.user}\0{secret}")):
                text = text.replace(hidden, "(hidden)")
        return text[:_LONGEST]


class _PassingError(ClusterReportsError):
    """A trouble that another attempt may not meet."""


def one_line(text: str) -> str:
    """The words of a text in one line, without what cannot be printed."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def _ehlo(connection: smtplib.SMTP) -> None:
    code, words = connection.ehlo()
    if code != 250:
        raise smtplib.SMTPHeloError(code, words)


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _reason(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__


def _xtext(text: str) -> str:
    """RFC 3461: a character that is not plain is written as + and two hexadecimal digits."""
    return "".join(one if "!" <= one <= "~" and one not in "+=" else f"+{ord(one):02X}" for one in text)
