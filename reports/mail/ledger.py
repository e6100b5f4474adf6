"""What was sent to whom, in SQLite: written to the disk before and after every step that cannot be undone.

::

    READY -> SENDING -> SENT | DEFERRED | REJECTED | UNKNOWN
      ^         ^                 |   ^       |         |
      |         '-----------------'   '-------'         |   REJECTED: it turned out to be about all messages
      '-------------------------------------------------'   only a person (resolve)

SENDING is committed before the final dot of the message, and only while its approval stands; SENT at the
server's 250. A message found SENDING when nobody sends is UNKNOWN: it is never sent again by itself. Events
are only ever added. Passwords are in no table. ``channel`` keeps rehearsals and the outbox apart from what is
really sent. ``recipe`` tells whether a message would be made alike now; what would not is made anew.

The ledger is one file. Every change has a number and a token in ``chain``, which its witness knows too
(:mod:`.witness`): one that was restored, copied or cut off is found out by :meth:`Ledger.doubt`.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, get_args

from reports import files
from reports.errors import ClusterReportsError, ConfigurationError
from reports.production.record import lock

from .bounces import Report
from .witness import GONE, Doubt, Mark, Witness, now

MailState = Literal["READY", "SENDING", "SENT", "DEFERRED", "REJECTED", "UNKNOWN"]

#: The channels of the messages that really go to the coordinators, and of those written as files.
SMTP, OUTBOX = "smtp", "outbox"

FOLDER, NAME, LOCK = "mail", "ledger.sqlite3", "sender.lock"

#: The only steps there are: from where the program may come to a state, and from where a person may.
_STEPS: Mapping[str, tuple[str, ...]] = {
    "SENDING": ("READY", "DEFERRED"),
    "SENT": ("SENDING",),
    "DEFERRED": ("READY", "SENDING", "DEFERRED", "REJECTED"),
    "REJECTED": ("READY", "SENDING", "DEFERRED"),
    "UNKNOWN": ("SENDING",),
}
_BY_PERSON: Mapping[str, tuple[str, ...]] = dict.fromkeys(("SENT", "READY"), ("UNKNOWN", "REJECTED", "SENT"))

#: What an attempt can end in.
_ENDS = ("SENT", "DEFERRED", "REJECTED", "UNKNOWN")

_SCHEMA = """
CREATE TABLE IF NOT EXISTS message (
    id INTEGER PRIMARY KEY,
    channel TEXT NOT NULL, cluster TEXT NOT NULL, number INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('READY', 'SENDING', 'SENT', 'DEFERRED', 'REJECTED', 'UNKNOWN')),
    recipient TEXT NOT NULL, archive TEXT NOT NULL, return_path TEXT NOT NULL,
    subject TEXT NOT NULL, message_id TEXT NOT NULL, envelope_id TEXT NOT NULL,
    report_sha256 TEXT NOT NULL, attachment TEXT NOT NULL, attachment_sha256 TEXT NOT NULL,
    sha256 TEXT NOT NULL, size INTEGER NOT NULL,
    approved_by TEXT NOT NULL, approved_at TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, changed TEXT NOT NULL, words TEXT NOT NULL DEFAULT '',
    bounced TEXT NOT NULL DEFAULT '', recipe TEXT NOT NULL DEFAULT '',
    UNIQUE (channel, cluster, number)
);
CREATE TABLE IF NOT EXISTS frozen (message INTEGER PRIMARY KEY REFERENCES message, bytes BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS event (
    id INTEGER PRIMARY KEY, message INTEGER NOT NULL REFERENCES message,
    at TEXT NOT NULL, what TEXT NOT NULL, words TEXT NOT NULL, by TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS approval (
    id INTEGER PRIMARY KEY, cluster TEXT NOT NULL, report_sha256 TEXT NOT NULL, content TEXT NOT NULL,
    recipient TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, withdrawn INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS bounce (
    id INTEGER PRIMARY KEY, message INTEGER NOT NULL REFERENCES message, source_sha256 TEXT NOT NULL,
    recipient TEXT NOT NULL, action TEXT NOT NULL, status TEXT NOT NULL, words TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (message, source_sha256, recipient)
);
CREATE TABLE IF NOT EXISTS ledger (id TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS chain (number INTEGER PRIMARY KEY AUTOINCREMENT, token TEXT NOT NULL);
CREATE TRIGGER IF NOT EXISTS chain_stays BEFORE UPDATE ON chain BEGIN SELECT RAISE(ABORT, 'stays'); END;
CREATE TRIGGER IF NOT EXISTS chain_kept BEFORE DELETE ON chain BEGIN SELECT RAISE(ABORT, 'stays'); END;
CREATE TRIGGER IF NOT EXISTS event_stays BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events stay'); END;
CREATE TRIGGER IF NOT EXISTS event_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events stay'); END;
CREATE TRIGGER IF NOT EXISTS approval_stays BEFORE UPDATE ON approval BEGIN SELECT RAISE(ABORT, 'stays'); END;
CREATE TRIGGER IF NOT EXISTS approval_kept BEFORE DELETE ON approval BEGIN SELECT RAISE(ABORT, 'stays'); END;
"""
_VERSION = 2

#: What makes the ledger of an earlier version one of the next.
_UPGRADES = {1: "ALTER TABLE message ADD COLUMN recipe TEXT NOT NULL DEFAULT '';"}


class LedgerError(ClusterReportsError):
    """The ledger cannot be read or written: nothing may be sent without it."""


class OldLedgerError(LedgerError, ConfigurationError):
    """The ledger does not know all that was done with it: nothing may be sent until a person has looked."""


class WithdrawnError(ClusterReportsError):
    """The approval of a message that was about to leave does not stand any more; it has not left."""


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody has looked at a report and lets this very file go to this very ``recipient``."""

    cluster: str
    report_sha256: str
    content: str
    recipient: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A message that is about to be frozen. ``report_sha256`` is the hash of the finished report,
    ``attachment_sha256`` of what is attached (an encrypted or signed copy differs). ``recipe`` is the
    fingerprint of everything that the message was made from; empty in ledgers of earlier versions.
    """

    channel: str
    cluster: str
    recipient: str
    archive: str
    return_path: str
    subject: str
    message_id: str
    envelope_id: str
    report_sha256: str
    attachment: str
    attachment_sha256: str
    approved_by: str
    approved_at: str
    recipe: str


@dataclass(frozen=True, slots=True)
class Message(Draft):
    """One message. ``number`` counts the messages to this cluster in this channel, ``sha256`` is the hash of
    the whole message. Times are UTC. ``bounced`` is empty, or says why the message came back after it was
    sent.
    """

    id: int
    number: int
    state: MailState
    sha256: str
    size: int
    attempts: int
    changed: str
    words: str
    bounced: str

    @property
    def outcome(self) -> str:
        """Its state; BOUNCED where it came back."""
        return "BOUNCED" if self.bounced else self.state


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the journal; ``by`` names a person where a person did it."""

    message: int
    at: str
    what: str
    words: str
    by: str


_COLUMNS = ", ".join(field.name for field in fields(Message))


def exists(base: Path) -> bool:
    """Whether anything was ever approved or sent there."""
    return (base / FOLDER / NAME).is_file()


class Ledger:
    """The ledger of one edition's output folder. Every method that changes something has it on the disk when
    it returns. Raises LedgerError.
    """

    def __init__(self, base: Path) -> None:
        """Open the ledger in ``base``, made where there is none."""
        place = base / FOLDER
        path = place / NAME
        try:
            place.mkdir(parents=True, exist_ok=True)
            os.chmod(place, 0o700)
            if not path.exists():
                path.touch(0o600)
            self._mark = ("", "")
            self._db = sqlite3.connect(path, timeout=30.0, isolation_level=None)
            try:
                self._prepare(path)
                self._identify(base)
            except BaseException:
                self.close()
                raise
        except OSError as error:
            raise LedgerError(f"the ledger {path} cannot be used: {files.reason(error)}") from error
        except sqlite3.Error as error:
            raise LedgerError(
                f"the ledger {path} cannot be used ({error}); it must lie on a disk of this computer. "
                "Nothing was sent. Do not delete it: it alone knows who has got a report"
            ) from error

    def _prepare(self, path: Path) -> None:
        # No second file that could be left behind when the ledger is copied. (Ledgers of before had one; it
        # stays while another program has such a ledger open.)
        with suppress(sqlite3.OperationalError):
            self._db.execute("PRAGMA journal_mode = DELETE").fetchone()
        self._db.execute("PRAGMA synchronous = EXTRA")
        self._db.execute("PRAGMA foreign_keys = ON")
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version > _VERSION:
            raise LedgerError(f"{path} was written by a newer cluster-reports; install that one")
        self._db.execute("BEGIN IMMEDIATE")
        try:
            (version,) = self._db.execute(
                "PRAGMA user_version"
            ).fetchone()  # another one may have been faster
            upgrades = "".join(_UPGRADES[step] for step in range(version or _VERSION, _VERSION))
            for statement in _statements(upgrades + _SCHEMA):
                self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version = {_VERSION}")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _identify(self, base: Path) -> None:
        """Give a new ledger its id, and find its witness."""
        made = self._db.execute(
            "INSERT INTO ledger SELECT ? WHERE NOT EXISTS (SELECT 1 FROM ledger)", (secrets.token_hex(8),)
        )
        ((ledger_id,),) = self._db.execute("SELECT id FROM ledger").fetchall()
        self._path = base / FOLDER / NAME
        self.witness = Witness(base, ledger_id)
        if made.rowcount:
            self.witness.begin()
        else:
            self.witness.follow()

    def close(self) -> None:
        """Close the file; the ledger cannot be used afterwards."""
        self._db.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _change(self) -> Iterator[None]:
        """One transaction, on the disk at the end of the block."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            self._mark, token = ("", ""), secrets.token_hex(8)
            try:
                yield
                number = self._db.execute("INSERT INTO chain (token) VALUES (?)", (token,)).lastrowid
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
            self.witness.add(Mark(number or 0, token, now(), *self._mark))
        except sqlite3.Error as error:
            raise LedgerError(f"the ledger cannot be written ({error}); nothing more is sent") from error

    def _rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise LedgerError(f"the ledger cannot be read ({error}); nothing is sent") from error

    # --- is it the one that was used last? -----------------------------------------------------

    def doubt(self) -> Doubt | None:
        """What speaks against this being the ledger that was used last."""
        chain = dict(self._rows("SELECT number, token FROM chain"))
        used = self._rows("SELECT 1 FROM message WHERE channel = ? AND attempts > 0 LIMIT 1", SMTP)
        return self.witness.doubt(chain, bool(used))

    def check(self) -> None:
        """Raises OldLedgerError where there is a doubt, with what is to be done."""
        doubt = self.doubt()
        if doubt is None:
            return
        told = ", ".join(f"{mark.cluster} {mark.what} {mark.day}" for mark in doubt.twice[:8])
        more = f" and {len(doubt.twice) - 8} more" if len(doubt.twice) > 8 else ""
        out = f" It does not know of: {told}{more}." if told else ""
        raise OldLedgerError(
            f"the ledger {self._path} cannot be trusted: {doubt.why}.{out} Nothing was changed or sent. Put "
            "the ledger back that was used last; where there is none, see who has a report (the archive, the "
            'log of the mail server), then: cluster-reports ledger EDITION --accept "YOUR NAME"'
        )

    def accept(self, by: str) -> Doubt | None:
        """A person takes the ledger as it is. What it does not know of and may be out becomes UNKNOWN: it is
        not sent again by itself. Gives the doubt that there was.
        """
        doubt = self.doubt()
        for mark in doubt.twice if doubt else ():
            latest = self.latest(SMTP).get(mark.cluster)
            if latest is None or latest.state not in ("SENDING", "UNKNOWN"):
                self._hold(mark, by)
        self.witness.accept(by)
        return doubt

    def _hold(self, mark: Mark, by: str) -> None:
        words = f"the ledger did not know it; its witness says {mark.what} on {mark.day}"
        values: dict[str, Any] = {field.name: "" for field in fields(Draft)}
        values |= {"channel": SMTP, "cluster": mark.cluster, "state": "UNKNOWN"}
        values |= {"sha256": "", "size": 0, "attempts": 1, "changed": mark.at, "words": words}
        with self._change():
            values["number"] = self._next_number(SMTP, mark.cluster)
            self._event(self._insert(values), "UNKNOWN", words, by)

    # --- approvals -----------------------------------------------------------------------------

    def approve(self, cluster: str, report_sha256: str, content: str, recipient: str, by: str) -> None:
        """Somebody lets this file go to this address."""
        self._approval(cluster, report_sha256, content, recipient, by, 0)

    def withdraw(self, cluster: str, by: str) -> Message | None:
        """Somebody takes the approval back. The answer is the cluster's latest message where it is too late:
        it has left, or is just leaving.
        """
        self._approval(cluster, "", "", "", by, 1)
        gone = [one for one in self.history(SMTP, cluster) if one.state in GONE]
        return gone[-1] if gone else None

    def _approval(self, *values: Any) -> None:
        with self._change():
            self._db.execute(
                "INSERT INTO approval (cluster, report_sha256, content, recipient, by, withdrawn, at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*values, now()),
            )

    def approvals(self) -> dict[str, Approval]:
        """The approvals in force, by cluster: of each cluster the latest counts."""
        return self._in_force("")

    def approval(self, cluster: str) -> Approval | None:
        """The approval of this cluster that is in force."""
        return self._in_force("WHERE cluster = ?", cluster).get(cluster)

    def _in_force(self, where: str, *values: Any) -> dict[str, Approval]:
        rows = self._rows(
            "SELECT cluster, report_sha256, content, recipient, by, at, withdrawn FROM approval "
            f"{where} ORDER BY id",
            *values,
        )
        latest = {row[0]: row for row in rows}
        return {cluster: Approval(*row[:6]) for cluster, row in latest.items() if not row[6]}

    # --- messages ------------------------------------------------------------------------------

    def latest(self, channel: str) -> dict[str, Message]:
        """The latest message of each cluster in a channel: it alone decides what is due."""
        return {one.cluster: one for one in self._messages("WHERE channel = ? ORDER BY number", channel)}

    def history(self, channel: str, cluster: str) -> list[Message]:
        """The messages to this cluster in a channel, oldest first."""
        return self._messages("WHERE channel = ? AND cluster = ? ORDER BY number", channel, cluster)

    def messages(self) -> list[Message]:
        """All messages, oldest first."""
        return self._messages("ORDER BY id")

    def message(self, number: int) -> Message:
        """The message with this id."""
        return self._messages("WHERE id = ?", number)[0]

    def quoted(self, envelope_id: str, message_id: str) -> Message | None:
        """The message that a server quotes by its envelope id, or else the latest with this Message-ID."""
        found = envelope_id and self._messages("WHERE envelope_id = ?", envelope_id)
        if not found:
            found = message_id and self._messages("WHERE message_id = ? ORDER BY id DESC", message_id)
        return found[0] if found else None

    def addresses(self) -> dict[str, str]:
        """Whom real messages were for: the id of the cluster by the address in small letters."""
        rows = self._rows("SELECT recipient, cluster FROM message WHERE channel = ? ORDER BY id", SMTP)
        return {address.casefold(): cluster for address, cluster in rows if address}

    def began(self) -> str:
        """When the first message was made, as the ledger writes times; empty where there is none."""
        return str(self._rows("SELECT min(at) FROM event")[0][0] or "")

    def _messages(self, where: str, *values: Any) -> list[Message]:
        return [Message(*row) for row in self._rows(f"SELECT {_COLUMNS} FROM message {where}", *values)]

    def freeze(self, draft: Draft, data: bytes, instead: Message | None = None) -> Message:
        """Keep the exact bytes of a new message; from now on it is READY, and ``instead`` of another one
        where that was tried and did not leave.
        """
        values = self._values(draft, data)
        with self._change():
            number = self._next_number(draft.channel, draft.cluster)
            made = self._insert(values | {"number": number, "state": "READY"})
            self._db.execute("INSERT INTO frozen VALUES (?, ?)", (made, data))
            self._event(made, "READY", f"{draft.subject} -> {draft.recipient}")
            if instead is not None:
                self._event(instead.id, "replaced", f"message {number} was made anew instead")
        return self.message(made)

    def _next_number(self, channel: str, cluster: str) -> int:
        ((number,),) = self._db.execute(
            "SELECT coalesce(max(number), 0) + 1 FROM message WHERE channel = ? AND cluster = ?",
            (channel, cluster),
        ).fetchall()
        return int(number)

    def _insert(self, values: Mapping[str, Any]) -> int:
        """A new message, as part of a change; gives its id."""
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        made = self._db.execute(
            f"INSERT INTO message ({names}) VALUES ({marks})", tuple(values.values())
        ).lastrowid
        assert made is not None  # noqa: S101  a row was inserted
        return made

    def refreeze(self, message: Message, draft: Draft, data: bytes) -> Message:
        """Other bytes for a message that was never attempted."""
        values = self._values(draft, data)
        with self._change():
            names = ", ".join(f"{name} = ?" for name in values)
            done = self._db.execute(
                f"UPDATE message SET {names} WHERE id = ? AND state = 'READY' AND attempts = 0",
                (*values.values(), message.id),
            )
            if done.rowcount != 1:
                raise LedgerError(f"the message to {message.cluster} was attempted and cannot be changed")
            self._db.execute("INSERT OR REPLACE INTO frozen VALUES (?, ?)", (message.id, data))
            self._event(message.id, "READY", f"{draft.subject} -> {draft.recipient}")
        return self.message(message.id)

    def _values(self, draft: Draft, data: bytes) -> dict[str, Any]:
        values = {field.name: getattr(draft, field.name) for field in fields(Draft)}
        return values | {"sha256": sha256(data).hexdigest(), "size": len(data), "changed": now()}

    def frozen(self, message: Message) -> bytes:
        """The bytes of a message, and no others. Raises LedgerError where they have changed."""
        rows = self._rows("SELECT bytes FROM frozen WHERE message = ?", message.id)
        data = rows[0][0] if rows else b""
        if not isinstance(data, bytes) or sha256(data).hexdigest() != message.sha256:
            raise LedgerError(f"the bytes of the message to {message.cluster} are not those that were frozen")
        return data

    def written(self, message: Message, name: str) -> None:
        """A message lies in the outbox as the file ``name``; it stays READY, because nobody has got it."""
        with self._change():
            self._db.execute(
                "UPDATE message SET words = ?, changed = ? WHERE id = ?", (name, now(), message.id)
            )
            self._db.execute("DELETE FROM frozen WHERE message = ?", (message.id,))
            self._event(message.id, "written", f"{name}, SHA-256 {message.sha256}")

    def files(self, channel: str) -> dict[str, Message]:
        """The files that were written to an outbox, with the message that was the last under each name."""
        return {
            one.words: one for one in self._messages("WHERE channel = ? ORDER BY id", channel) if one.words
        }

    def forget_bytes(self, message: Message) -> None:
        """Drop the bytes of a message that was only written to a file or sent in a rehearsal."""
        with self._change():
            self._db.execute("DELETE FROM frozen WHERE message = ?", (message.id,))

    def step(self, message: Message, state: MailState, words: str = "", *, by: str = "") -> None:
        """The message is now in ``state``. Raises LedgerError for a step that there is not, and
        WithdrawnError for SENDING without the approval that the message was made under.
        """
        allowed = (_BY_PERSON if by else _STEPS).get(state, ())
        marks = ", ".join("?" * len(allowed))
        with self._change():
            if state == "SENDING":
                self._approved(message)
            done = self._db.execute(
                "UPDATE message SET state = ?, words = ?, changed = ?, attempts = attempts + ?, "
                f"bounced = CASE WHEN ? THEN '' ELSE bounced END WHERE id = ? "
                f"AND state IN ({marks})",
                (state, words, now(), int(state in _ENDS and not by), bool(by), message.id, *allowed),
            )
            if done.rowcount != 1:
                raise LedgerError(
                    f"the message to {message.cluster} cannot become {state} from what it is; is another "
                    "program at work on the ledger?"
                )
            self._event(message.id, state, words, by)

    def _approved(self, message: Message) -> None:
        standing = self.approval(message.cluster)
        moved = standing and message.channel == SMTP and standing.recipient != message.recipient
        if standing is None or moved or standing.report_sha256 != message.report_sha256:
            raise WithdrawnError(
                f"the approval of the report of {message.cluster} was withdrawn or given anew"
            )

    def _event(self, message: int, what: str, words: str, by: str = "") -> None:
        self._db.execute(
            "INSERT INTO event (message, at, what, words, by) VALUES (?, ?, ?, ?, ?)",
            (message, now(), what, words, by),
        )
        real = self._db.execute("SELECT cluster FROM message WHERE id = ? AND channel = ?", (message, SMTP))
        for (cluster,) in real.fetchall() if what in get_args(MailState) else ():
            self._mark = (cluster, what)

    def events(self) -> list[Event]:
        """The journal, oldest first."""
        return [
            Event(*row) for row in self._rows("SELECT message, at, what, words, by FROM event ORDER BY id")
        ]

    def recover(self) -> None:
        """What a killed run left SENDING becomes UNKNOWN; only a sender that holds the lock may do this."""
        for message in self._messages("WHERE state = 'SENDING' ORDER BY id"):
            self.step(message, "UNKNOWN", "the program ended before it knew the server's answer")

    # --- bounces -------------------------------------------------------------------------------

    def bounce(self, message: Message, report: Report, *, counts: bool = True) -> bool:
        """What a server reported on a message; false where that report is known already. Only a report that
        ``counts`` says that the message came back: that of an archive does not.
        """
        words = f"{report.status} {report.words}".strip()
        with self._change():
            new = self._db.execute(
                "INSERT OR IGNORE INTO bounce (message, source_sha256, recipient, action, status, words, at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    *(message.id, report.source, report.recipient, report.action),
                    *(report.status, report.words, now()),
                ),
            )
            if not new.rowcount:
                return False
            if report.action == "failed" and counts:
                self._db.execute("UPDATE message SET bounced = ? WHERE id = ?", (words, message.id))
            self._event(message.id, f"report: {report.action}", f"{report.recipient} {words}".strip())
        return True


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one, so that they are part of a transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def only_sender(base: Path) -> AbstractContextManager[None]:
    """Nobody else sends while the block runs. Raises ConfigurationError where somebody does."""
    place = files.make_folder(base / FOLDER)
    taken = f"another program is sending from {base}"
    return lock.hold(place, LOCK, taken, "wait until it has ended, then look at the status")
