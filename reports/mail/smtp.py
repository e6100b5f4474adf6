"""Sending through a mail server, one message at a time, with what is known of each afterwards.

smtplib raises the same exception for a connection that broke before a message was handed over and for one
that broke after it (RFC 1047). So it is recorded whether the final dot was sent: until then nothing can have
been sent; from the dot to the server's answer nobody knows; after the answer 250 the server has it, whatever
follows.

Every answer must be the answer to what was said last. A server that speaks unasked, or does not answer RSET
with 250, may hold recipients or answers of another message: that connection is closed.
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

from . import answers
from .answers import About, Phase
from .secrets import Secret

Verdict = Literal["sent", "deferred", "rejected", "unknown"]

#: Server's words are kept up to this length.
_LONGEST = 500

#: The longest line of a reply, and the most lines of one, that are listened to.
_LONGEST_LINE, _MOST_LINES = 8_192, 200

#: How long to listen, in seconds, whether a server says more than it was asked.
_LISTEN = 0.2


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
    words or ours, ``about`` what it was refused or put off for. ``recorded`` says that everything but the
    final dot was at the server, so that the attempt stands in the ledger.
    """

    verdict: Verdict
    code: int | None
    words: str
    about: About = "unsaid"
    recorded: bool = False


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


class _CutError(smtplib.SMTPServerDisconnected):
    """The connection ended in the middle of a reply of which ``code`` was said already."""

    def __init__(self, code: int, words: bytes) -> None:
        super().__init__("the connection ended in the middle of an answer")
        self.code, self.words = code, words


class _OutOfStepError(smtplib.SMTPException):
    """The server has said something that it was not asked."""


class _InStep:
    """What both connections share: replies that answer what was said last, and DATA with a record of whether
    its final dot was sent.
    """

    dot_sent = recorded = False
    before_dot: Callable[[], None]
    waits: Patience
    _unread = b""

    def getreply(self: Any) -> tuple[int, bytes]:
        """One reply; its code is -1 where it is none. The time limit is for the whole of it.

        Raises _CutError or smtplib's SMTPServerDisconnected where the connection ends before it does.
        """
        lines: list[bytes] = []
        codes: set[int] = set()
        limit = self.sock.gettimeout()
        end = None if limit is None else time.monotonic() + limit
        try:
            while len(lines) < _MOST_LINES:
                line = self._line(end)
                sound = re.match(rb"\d{3}(?=[ -]|$)", line)
                codes.add(int(sound[0]) if sound else -1)
                lines.append(line[4:].strip())
                if line[3:4] != b"-" or not sound:
                    break
        except (OSError, smtplib.SMTPServerDisconnected) as error:
            self.close()
            if len(codes) == 1 and (code := codes.pop()) > 0:
                raise _CutError(code, b" ".join(lines)) from error
            raise
        finally:
            if self.sock is not None:
                self.sock.settimeout(limit)
        return codes.pop() if len(codes) == 1 else -1, b"\n".join(lines)

    def _line(self: Any, end: float | None) -> bytes:
        while b"\n" not in self._unread:
            if len(self._unread) > _LONGEST_LINE:
                raise _OutOfStepError("a line of the answer has no end")
            if end is not None:
                self.sock.settimeout(max(end - time.monotonic(), 0.001))
            data = self.sock.recv(4_096)
            if not data:
                raise smtplib.SMTPServerDisconnected("the connection was closed")
            self._unread += data
        line, _, self._unread = self._unread.partition(b"\n")
        return bytes(line.rstrip(b"\r"))

    def putcmd(self: Any, cmd: str, args: str = "") -> None:
        """Say something, where the server waits for it."""
        self.keep_step()
        smtplib.SMTP.putcmd(self, cmd, args)

    def keep_step(self: Any) -> None:
        """Raises _OutOfStepError where the server has said something unasked, or smtplib's
        SMTPServerDisconnected where it is gone.
        """
        if self.says_more(0.0):
            words = " ".join(self._unread.decode("utf-8", "replace").split())[:_LONGEST]
            raise _OutOfStepError(f"the server spoke out of turn: {words}")

    def says_more(self: Any, seconds: float) -> bool:
        """Whether the server says something within that time, without being asked."""
        if self._unread or self.sock is None:
            return bool(self._unread)
        limit = self.sock.gettimeout()
        self.sock.settimeout(seconds)
        try:
            data = self.sock.recv(4_096)
        except (BlockingIOError, ssl.SSLWantReadError, TimeoutError):
            return False
        finally:
            self.sock.settimeout(limit)
        if not data:
            raise smtplib.SMTPServerDisconnected("the connection was closed")
        self._unread += data
        return True

    def unasked(self: Any, seconds: float) -> int:
        """The code of a reply to nothing, if one comes within that time; 0 for none."""
        return int(self.getreply()[0]) if self.says_more(seconds) else 0

    def encrypt(self: Any, context: ssl.SSLContext) -> None:
        """STARTTLS; nothing that was said before the encryption counts as said under it."""
        self.starttls(context=context)
        if self._unread:
            raise _OutOfStepError("the server spoke before the connection was encrypted")

    def hand_over(self: Any, msg: bytes) -> tuple[int, bytes]:
        """DATA as smtplib's ``data``, but the final dot goes out alone, after ``before_dot`` has returned."""
        code, words = self.docmd("DATA")
        if code != 354:
            return code, words
        self.send(re.sub(rb"(?m)^\.", b"..", msg))
        self.keep_step()
        self.before_dot()
        self.recorded = True
        self.keep_step()
        self.dot_sent = True
        self.sock.settimeout(self.waits.message)
        self.send(b".\r\n")
        code, words = self.getreply()
        self.sock.settimeout(self.waits.command)
        return code, words


class _Plain(_InStep, smtplib.SMTP):
    pass


class _Tls(_InStep, smtplib.SMTP_SSL):
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
            connection.encrypt(self._context)
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
        gone = answer.verdict == "deferred" and self._connection is None and answer.code in (None, 421)
        if used and gone and not answer.recorded:
            # The server ended an old connection; it did not refuse this message.
            answer = self._once(envelope, data, before_dot)
        return answer

    def _once(self, envelope: Envelope, data: bytes, before_dot: Callable[[], None]) -> Answer:
        self.connect()
        connection = self._connection
        assert connection is not None  # noqa: S101  connect raises otherwise
        self._keep_pace()
        connection.dot_sent = connection.recorded = False
        connection.before_dot = before_dot
        try:
            answer = self._talk(connection, envelope, data)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            answer = self._broken(connection, error)
        except BaseException:
            self._drop()  # without the final dot the server throws the message away
            raise
        answer = replace(answer, recorded=connection.recorded)
        return self._in_step(connection, answer) if self._connection is not None else answer

    def _broken(self, connection: _Plain | _Tls, error: Exception) -> Answer:
        """What is known of a message whose connection broke: after the dot, what the server had said."""
        if not connection.dot_sent:
            return Answer(
                "deferred", None, f"the connection broke before the message was sent ({_reason(error)})"
            )
        if isinstance(error, _CutError) and 400 <= error.code < 600:
            return self._answered("dot", error.code, error.words)
        return Answer("unknown", None, f"the connection broke before the server answered ({_reason(error)})")

    def _in_step(self, connection: _Plain | _Tls, answer: Answer) -> Answer:
        """Clear the table for the next message; a connection that is not in step is closed.

        A server that has answered twice to one message may have meant the other answer: then nobody knows.
        """
        if answer.verdict == "unknown" or answer.code == 421:
            self._drop()
            return answer
        taken = answer.verdict == "sent"
        try:
            code, extra = 0, connection.unasked(0.0)
            if not extra:
                code, _ = connection.rset()
                sure = code == 421 or (code == 250 and (taken or not connection.dot_sent))
                extra = 0 if sure else connection.unasked(_LISTEN)
        except (smtplib.SMTPException, OSError):
            self._drop()
            return answer
        if extra or code != 250:
            self._drop()
        if extra not in (0, 421) and connection.dot_sent:
            return replace(
                answer,
                verdict="unknown",
                words=f"the server gave more than one answer, the first was: {answer.code} {answer.words}",
            )
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
                "message",
            )
        dsn = "dsn" in features
        options = [f"SIZE={size}"] if "size" in features else []
        if dsn:
            options += ["RET=HDRS", f"ENVID={_xtext(envelope.envelope_id)}"]
        code, words = connection.mail(envelope.return_path, options)
        if code != 250:
            return self._answered("mail", code, words, "the sender was refused: ")
        people: tuple[tuple[Phase, str, str, str], ...] = (
            ("recipient", envelope.recipient, "FAILURE,DELAY", "the recipient"),
            ("archive", envelope.archive, "NEVER", "the archive (mail.bcc)"),
        )
        for phase, address, notify, who in people:
            if not address:
                continue
            wishes = [f"NOTIFY={notify}", f"ORCPT=rfc822;{_xtext(address)}"] if dsn else []
            code, words = connection.rcpt(address, wishes)
            if code not in (250, 251):
                return self._answered(phase, code, words, f"{who} was refused: ")
        code, words = connection.hand_over(data)
        if not connection.dot_sent:
            return self._answered("data", code, words, "the message was refused: ")
        if 200 <= code < 300:
            return Answer("sent", code, self._words(words))
        return self._answered("dot", code, words)

    def _answered(self, phase: Phase, code: int, words: bytes, what: str = "") -> Answer:
        """What a reply says that is not the one hoped for."""
        said = self._words(words)
        if 400 <= code < 600:
            verdict: Verdict = "deferred" if code < 500 else "rejected"
            return Answer(verdict, code, f"{what}{said}"[:_LONGEST], answers.about(phase, code, said))
        self._drop()
        cause = f"an answer that cannot be understood: {code if code > 0 else ''} {said}"
        return Answer("unknown" if phase == "dot" else "deferred", None, " ".join(cause.split()))

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
