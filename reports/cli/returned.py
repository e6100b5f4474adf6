"""What became of messages: what a person says of them, and what servers have reported.

Exit status 0: nothing is open. 1: a message came back, or a mail was not understood. 2: an input is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reports.errors import ConfigurationError

from . import mail, options
from .output import close, count, echo

if TYPE_CHECKING:
    from reports.mail import Ledger, MailState, Message
    from reports.mail import bounces as reader

#: What a person may speak about.
_OPEN = ("UNKNOWN", "REJECTED", "BOUNCED")


@click.command(epilog='Example: cluster-reports resolve jarometal --delivered --by "Anna Nowak"')
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option(
    "--state",
    "states",
    type=click.Choice(_OPEN),
    multiple=True,
    help="All clusters whose latest message is in this state; may be given several times.",
)
@click.option("--delivered/--not-delivered", "delivered", default=None, help="What you have found out.")
@mail.by
@click.option("--edition", "edition_id", metavar="EDITION_ID", help="Which edition, if OUTPUT has several.")
@options.built
def resolve(
    ids: tuple[str, ...],
    states: tuple[str, ...],
    delivered: bool | None,
    by: str,
    edition_id: str | None,
    output: Path,
) -> None:
    """Say what became of the messages to the clusters ID that nobody knew about, were refused or came back.

    --not-delivered makes the message due again; --delivered closes the case. Instead of IDs, or to choose
    among them, name a --state.
    """
    if delivered is None:
        raise click.UsageError("say --delivered or --not-delivered")
    if not ids and not states:
        raise click.UsageError("name the IDs, or a --state")
    name = mail.name_of(by)
    with _ledgers(output, edition_id) as ledgers:
        found = [
            (ledger, message) for ledger in ledgers.values() for message in _open_cases(ledger, ids, states)
        ]
        for cluster_id in ids or sorted({message.cluster for _, message in found}):
            cases = [message for _, message in found if message.cluster == cluster_id]
            if not cases:
                which = " or ".join(states) if states else "UNKNOWN, was refused or came back"
                raise ConfigurationError(f"no message to {cluster_id} is {which}; see status")
            if len(cases) > 1:
                raise ConfigurationError(
                    f"several editions have such a message to {cluster_id}: {', '.join(sorted(ledgers))}; "
                    "name one with --edition"
                )
        if not found:
            raise ConfigurationError(f"no message is {' or '.join(states)}; see status")
        for ledger, message in found:
            state: MailState = "SENT" if delivered else "READY"
            ledger.step(message, state, f"resolved, was {message.outcome}", by=name)
            echo(f"{message.cluster}: {'SENT' if delivered else 'READY, due again'}, says {name}")


def _open_cases(ledger: Ledger, ids: Sequence[str], states: Sequence[str]) -> list[Message]:
    """The latest real messages that a person may speak about: of these clusters, in these states."""
    from reports.mail import SMTP

    latest = ledger.latest(SMTP)
    return [
        latest[cluster_id]
        for cluster_id in (dict.fromkeys(ids) if ids else latest)
        if cluster_id in latest and latest[cluster_id].outcome in (states or _OPEN)
    ]


@contextmanager
def _ledgers(output: Path, edition_id: str | None = None) -> Iterator[dict[str, Ledger]]:
    """The ledgers below the output folder, by edition."""
    from reports.mail import Ledger, exists

    bases = [path for path in sorted(output.iterdir()) if exists(path)] if output.is_dir() else []
    chosen = [base for base in bases if edition_id in (None, base.name)]
    if not chosen:
        which = f" for the edition {edition_id}" if edition_id else ""
        raise ConfigurationError(f"nothing was sent from {output}{which}; name the folder with -o")
    with ExitStack() as stack:
        yield {base.name: stack.enter_context(Ledger(base)) for base in chosen}


@click.command(
    epilog="\b\nExamples:\n  cluster-reports bounces returned.mbox\n"
    "  cluster-reports bounces --imap imap.example.org --user badanie"
)
@click.argument("mailbox", type=options.PATH, required=False)
@click.option("--imap", "host", metavar="HOST", default="", help="Read the mailbox from this server instead.")
@click.option("--user", default="", help="Who reads it there.")
@click.option("--port", type=click.IntRange(1, 65535), default=993, show_default=True, help="IMAP over TLS.")
@click.option("--folder", default="INBOX", show_default=True, help="The folder of the mailbox.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Only mails that came on that day or later; else since the day before the first message.",
)
@options.built
@options.as_json
def bounces(
    mailbox: Path | None,
    host: str,
    user: str,
    port: int,
    folder: str,
    since: datetime | None,
    output: Path,
    as_json: bool,
) -> None:
    """Find in MAILBOX what servers reported about our messages, and note it in the ledger.

    MAILBOX is an mbox, a Maildir, a folder of mails (.eml, .emlx, .msg) with its folders, a zip archive of
    them, or one mail. With --imap it is read from its server, which is not changed; the password comes
    from CLUSTER_REPORTS_IMAP_PASSWORD_FILE. What may be a returned message and is not understood is listed.
    Exit status 1 if a message has come back or was not understood.
    """
    from reports.mail import bounces as reader

    if bool(mailbox) == bool(host):
        raise click.UsageError("name a MAILBOX, or --imap HOST")
    if mailbox and not mailbox.exists():
        raise ConfigurationError(f"there is no mailbox {mailbox}; name a file or a folder")
    with _ledgers(output) as ledgers:
        found = _Found(ledgers)
        if mailbox:
            said = reader.read(mailbox)
        else:
            said = _from_server(host, user, port, folder, since.date() if since else _first_day(ledgers))
        for one in said:
            found.take(one)
    close(as_json, not (found.failed or found.unclear), found.as_json(), found.as_text())


def _from_server(
    host: str, user: str, port: int, folder: str, since: date | None
) -> Iterator[reader.Report | reader.Unclear]:
    from reports.mail import bounces as reader
    from reports.mail import imap, secrets

    if not user:
        raise ConfigurationError("--imap needs --user, the name of the mailbox at that server")
    password = secrets.read(secrets.IMAP_PASSWORD, "the password of the mailbox")
    return reader.examine(imap.read(imap.Account(host, user, port, folder), password, since))


def _first_day(ledgers: dict[str, Ledger]) -> date | None:
    """The day before the first message: nothing came back earlier, wherever the server stands."""
    began = [day for ledger in ledgers.values() if (day := ledger.began())]
    return datetime.fromisoformat(min(began)).date() - timedelta(days=1) if began else None


@dataclass
class _Found:
    """What a mailbox said, matched with the ledgers."""

    ledgers: dict[str, Ledger]
    reports: list[dict[str, Any]] = field(default_factory=list)
    unclear: list[dict[str, Any]] = field(default_factory=list)
    ignored: int = 0

    def take(self, one: reader.Report | reader.Unclear) -> None:
        from reports.mail import bounces as reader

        edition, message = self._about(one)
        if isinstance(one, reader.Unclear):
            known = self._known(one.addresses)
            if message is not None:
                known = {message.recipient: message.cluster, **known}
            if one.reply and not known:
                self.ignored += 1
            else:
                self._not_understood(one.place, one.subject, one.why, known)
        elif message is None:
            known = self._known({one.recipient.casefold()})
            if known and one.action in ("failed", "delayed"):
                why = f"{one.action}: {one.status} {one.words}".strip()
                self._not_understood(one.place, one.subject, f"it quotes no id of ours ({why})", known)
            else:
                self.ignored += 1
        else:
            self._note(edition, message, one)

    def _about(self, one: reader.Report | reader.Unclear) -> tuple[str, Message | None]:
        """The edition and the message that a mail quotes, if it does."""
        for edition, ledger in self.ledgers.items():
            if message := ledger.quoted(one.envelope_id, one.message_id):
                return edition, message
        return "", None

    def _known(self, addresses: frozenset[str] | set[str]) -> dict[str, str]:
        """Those addresses that we have written to, with their clusters."""
        return {address: cluster for address, cluster in self._written_to.items() if address in addresses}

    @cached_property
    def _written_to(self) -> dict[str, str]:
        """All addresses that we have written to, with their clusters."""
        return {
            address: cluster
            for ledger in self.ledgers.values()
            for address, cluster in ledger.addresses().items()
        }

    def _not_understood(self, place: str, subject: str, why: str, known: dict[str, str]) -> None:
        self.unclear.append({"place": place, "subject": subject, "why": why, "addresses": known})

    def _note(self, edition: str, message: Message, report: reader.Report) -> None:
        from reports.mail import bounces as reader

        whose = reader.whose(report, message.recipient, message.archive)
        new = self.ledgers[edition].bounce(message, report, counts=whose == "recipient")
        if whose == "unsure":
            why = f"{report.action}, but not for whom: it names {report.recipient or 'nobody'}"
            self._not_understood(report.place, report.subject, why, {message.recipient: message.cluster})
            return
        self.reports.append(
            {
                "edition": edition,
                "id": message.cluster,
                "channel": message.channel,
                "sent_to": message.recipient,
                "recipient": report.recipient or message.recipient,
                "whose": whose,
                "action": report.action,
                "status": report.status,
                "words": report.words,
                "new": new,
            }
        )

    @property
    def failed(self) -> int:
        return sum(one["action"] == "failed" for one in self.reports)

    def as_json(self) -> dict[str, Any]:
        return {
            "ok": not (self.failed or self.unclear),
            "reports": self.reports,
            "not_understood": self.unclear,
            "ignored": self.ignored,
        }

    def as_text(self) -> str:
        lines = []
        for one in self.reports:
            copy = (
                " (the copy for the archive; the coordinator's is another)"
                if one["whose"] == "archive"
                else ""
            )
            known = "" if one["new"] else " (known)"
            said = " ".join(filter(None, (one["recipient"], one["status"], one["words"])))
            lines.append(f"{one['id']}: {one['action']}{known}: {said}{copy}")
        for one in self.unclear:
            named = "".join(f"; it names {address} ({key})" for address, key in one["addresses"].items())
            subject = f'"{one["subject"]}", ' if one["subject"] else ""
            lines.append(f"Not understood: {one['place']}: {subject}{one['why']}{named}")
        look = f"; {count(len(self.unclear), 'mail')} not understood, look at them" if self.unclear else ""
        lines.append(
            f"{count(len(self.reports), 'report')} on our messages, {self.failed} came back; "
            f"{self.ignored} on other messages ignored{look}"
        )
        return "\n".join(lines)


COMMANDS = (resolve, bounces)
