"""The commands that bring reports to their coordinators: approve, send, resolve, bounces, export, passwords.

Exit status 0: everybody who was asked for has a message. 1: somebody has not, and is named. 2: an input or a
setting is wrong, and nothing was sent.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reports import files, inert
from reports.errors import ConfigurationError

from . import options
from .output import close, count, print_json

if TYPE_CHECKING:
    from reports.mail import Delivery, Item, Ledger, Message, Route, Sent

_output = options.output("The folder that `build` has written to.")
_by = click.option("--by", metavar="NAME", required=True, help="Your name, for the record.")


def _name(by: str, option: str = "--by") -> str:
    name = " ".join(by.split())
    if not name or not name.isprintable() or len(name) > 100:
        raise ConfigurationError(f"{option} needs the name of a person, in one line")
    return name


# --- approve -------------------------------------------------------------------------------------


@click.command(epilog='Example: cluster-reports approve data/sample-2018 jarometal --by "Anna Nowak"')
@options.edition
@options.ids
@_by
@click.option("--withdraw", is_flag=True, help="Take an approval back.")
@_output
def approve(edition: Path, ids: tuple[str, ...], by: str, withdraw: bool, output: Path) -> None:
    """Say that you have looked at the reports of EDITION, or at those named by ID, and that they may go.

    An approval is for the very file and for the address it goes to. A report that is built anew, or whose
    address changes, needs a new one.
    """
    from reports.mail import Ledger, exists
    from reports.mail import plan as mail_plan
    from reports.production import basis
    from reports.production.record import owner

    name = _name(by)
    study, chosen = options.chosen(edition, ids)
    base = files.child(output, study.edition.id)
    if withdraw:
        if not exists(base):
            raise ConfigurationError(f"nothing was approved in {base}; name the folder with -o")
        owner.check(base, study.edition)
        with Ledger(base) as ledger:
            for cluster_id in chosen:
                ledger.withdraw(cluster_id, name)
        click.echo(f"Withdrawn by {name}: {count(len(chosen), 'approval')}")
        return
    approved, refused = mail_plan.approve(study, base, chosen, name, basis.Basis.of(study).current)
    for error in refused:
        click.echo("\n".join([f"{error.cluster}: not approved", *(f"    {one}" for one in error.findings)]))
    for approval in approved:
        whom = approval.recipient or "nobody: the edition has no address"
        click.echo(f"{approval.cluster}: {approval.report_sha256[:12]} for {whom}")
    click.echo(f"Approved by {name}: {len(approved)} of {count(len(chosen), 'report')}")
    if refused:
        raise click.exceptions.Exit(1)


# --- send ----------------------------------------------------------------------------------------


@click.command(
    epilog="\b\nExample:\n  cluster-reports send data/sample-2018 --dry-run\n"
    "  cluster-reports send data/sample-2018"
)
@options.edition
@options.ids
@click.option("--dry-run", is_flag=True, help="Only print who would get what, and why somebody gets nothing.")
@click.option("--smtp", is_flag=True, help="Really send, through the server of [mail].")
@click.option(
    "--redirect", metavar="ADDRESS", default="", help="A rehearsal: everything goes to this test address."
)
@click.option(
    "--again", is_flag=True, help="Send to the clusters named by ID although a message went before."
)
@click.option("--yes", is_flag=True, help="Do not ask before really sending.")
@_output
@options.as_json
def send(
    edition: Path,
    ids: tuple[str, ...],
    dry_run: bool,
    smtp: bool,
    redirect: str,
    again: bool,
    yes: bool,
    output: Path,
    as_json: bool,
) -> None:
    """Send the approved reports of EDITION, or those named by ID, each to its own coordinator.

    Without --smtp the messages are written as files to OUTPUT/<edition>/outbox, and nobody gets anything.
    A second run sends only what is still due.
    """
    from reports.mail import deliver
    from reports.mail import plan as mail_plan
    from reports.production import basis

    route = _route(smtp, redirect, again, ids)
    study, chosen = options.chosen(edition, ids)
    base = files.child(output, study.edition.id)
    current = basis.Basis.of(study).current
    _say_where_witnessed()
    if dry_run:
        items = mail_plan.plan(study, base, chosen, route, current)
        _show_plan(items, route, as_json)
        if any(item.verdict in ("waiting", "refused") for item in items):
            raise click.exceptions.Exit(1)
        return
    numbers = itertools.count(1)

    def tell(delivery: Delivery) -> None:
        click.echo(f"{next(numbers)} {_line(delivery, route)}", err=True)

    def confirm(items: Sequence[Item]) -> bool:
        if yes or not smtp:
            return True
        return _confirm(items, route, study.edition.mail.host if study.edition.mail else "", base)

    sent = deliver.send(study, base, chosen, route, current=current, confirm=confirm, tell=tell)
    close(as_json, sent.complete, _sent_json(sent, route), _closing(sent, route))


def _route(smtp: bool, redirect: str, again: bool, ids: Sequence[str]) -> Route:
    from reports.edition.validation import cells
    from reports.mail import Route

    if again and not redirect and not ids:
        raise ConfigurationError("--again needs the IDs of the clusters that are to get another message")
    try:
        address = cells.email(redirect)
    except cells.CellError as error:
        raise ConfigurationError(f"--redirect {redirect!r}: {error.cause}. {error.remedy}") from error
    if redirect and not address:
        raise ConfigurationError("--redirect needs an address")
    return Route(smtp=smtp, redirect=address, again=again)


def _show_plan(items: Sequence[Item], route: Route, as_json: bool) -> None:
    if as_json:
        fields = ("cluster_id", "verdict", "why", "recipient", "subject", "size")
        plan = [{name: getattr(item, name) for name in fields} for item in items]
        print_json({"channel": route.channel, "plan": plan})
        return
    for item in items:
        if item.verdict == "due":
            click.echo(f"{item.cluster_id}: {item.recipient}, {_size(item.size)}, {item.subject}")
        else:
            click.echo(f"{item.cluster_id}: nothing: {item.why}")
    due = [item for item in items if item.verdict == "due"]
    click.echo(
        f"Dry run, nothing was sent: {count(len(due), 'message')}, {_size(sum(item.size for item in due))}, "
        f"{_way(route)}; nothing for {len(items) - len(due)} of {count(len(items), 'cluster')}"
    )


def _way(route: Route) -> str:
    way = "through the mail server" if route.smtp else "as files in the outbox"
    return f"{way}, as a rehearsal all to {route.redirect}" if route.redirect else way


def _confirm(items: Sequence[Item], route: Route, host: str, base: Path) -> bool:
    """Ask for the number of messages: nobody types it by accident."""
    from reports.mail import OUTBOX

    due = [item for item in items if item.verdict == "due"]
    for item in items:
        if item.verdict in ("waiting", "refused"):
            click.echo(f"{item.cluster_id}: nothing: {item.why}", err=True)
    whom = f"to the test address {route.redirect}" if route.redirect else "to the coordinators, for real"
    lying = [item for item in due if (base / OUTBOX / f"{item.cluster_id}.eml").exists()]
    if lying and not route.redirect:
        click.echo(
            f"{len(lying)} of them also lie in {base / OUTBOX}: go on only if nobody has sent them",
            err=True,
        )
    answer = click.prompt(
        f"{count(len(due), 'message')} through {host} {whom}. Type {len(due)} to send", default="", err=True
    )
    return str(answer).strip() == str(len(due))


def _line(delivery: Delivery, route: Route) -> str:
    if delivery.state == "SENT" and not route.smtp:
        return f"{delivery.cluster_id}: written for {delivery.recipient}: {delivery.words}"
    if delivery.state in ("waiting", "refused"):
        return f"{delivery.cluster_id}: nothing: {delivery.words}"
    if delivery.state == "due":
        return f"{delivery.cluster_id}: not reached, still due"
    return f"{delivery.cluster_id}: {delivery.state}, {delivery.recipient}: {delivery.words}"


def _closing(sent: Sent, route: Route) -> str:
    """The closing words: who has nothing, and why; how many there are of each kind."""
    lines = [_line(delivery, route) for delivery in sent.deliveries if not delivery.good]
    if sent.stopped:
        lines.append(f"Stopped: {sent.stopped}")
    count = Counter(delivery.state for delivery in sent.deliveries)
    done = f"Sent {count['SENT']}" if route.smtp else f"Written {count['SENT']}"
    before = f", {count['done']} before" if count["done"] else ""
    rest = len(sent.deliveries) - count["SENT"] - count["done"]
    lines.append(f"{done}{before}, {rest} not, {_way(route)}")
    return "\n".join(lines)


def _sent_json(sent: Sent, route: Route) -> dict[str, Any]:
    return {
        "ok": sent.complete,
        "channel": route.channel,
        "stopped": sent.stopped or None,
        "clusters": [
            {"id": one.cluster_id, "state": one.state, "recipient": one.recipient, "words": one.words}
            for one in sent.deliveries
        ],
    }


def _say_where_witnessed() -> None:
    from reports.production.record import own_folder

    if own_folder.ready() is None:
        click.echo(
            f"Note: {own_folder.place() or 'your home'} cannot be written into: a ledger that is restored or "
            f"copied together with the reports is not noticed; name a folder of your own in "
            f"{own_folder.VARIABLE}",
            err=True,
        )


# --- ledger --------------------------------------------------------------------------------------


@click.command(epilog='Example: cluster-reports ledger data/sample-2018 --accept "Anna Nowak"')
@options.edition
@click.option(
    "--accept",
    metavar="NAME",
    default="",
    help="Your name: you have looked who has a report, and the ledger is to be used as it is.",
)
@_output
def ledger(edition: Path, accept: str, output: Path) -> None:
    """Say whether the ledger of EDITION, which knows who has got a report, is the one that was used last.

    One that was restored from a backup, copied from another computer or replaced is not, and nothing is sent
    from it until somebody accepts it. What it does not know of and may have been sent is then UNKNOWN: see
    resolve. Exit status 1 where there is a doubt.
    """
    from reports.mail import Ledger, exists
    from reports.production.record import owner

    name = _name(accept, "--accept") if accept else ""
    study, _ = options.chosen(edition, ())
    base = files.child(output, study.edition.id)
    if not base.is_dir():
        raise ConfigurationError(f"there is no {base}; name the folder with -o")
    owner.check(base, study.edition)
    if not exists(base) and not (base / "witness.jsonl").exists():
        raise ConfigurationError(f"nothing was approved or sent in {base}; name the folder with -o")
    with Ledger(base) as opened:
        doubt = opened.accept(name) if name else opened.doubt()
        sent = [one for one in opened.latest("smtp").values() if one.state == "SENT"]
    if doubt is None:
        click.echo(f"The ledger in {base} is the one that was used last: {count(len(sent), 'report')} sent")
        return
    click.echo(f"The ledger in {base} cannot be trusted: {doubt.why}")
    for mark in doubt.twice:
        click.echo(f"{mark.cluster}: {mark.what} {mark.day}, which the ledger does not know")
    others = [one for one in study.edition.ids if one not in {mark.cluster for mark in doubt.twice}]
    unsent = [one for one in others if one not in {message.cluster for message in sent}]
    if not doubt.twice and unsent:
        click.echo(f"Not sent as far as it knows, and would go out (again): {', '.join(unsent)}")
    if not name:
        click.echo('When you have looked who has one: cluster-reports ledger EDITION --accept "YOUR NAME"')
        raise click.exceptions.Exit(1)
    held = f"; {count(len(doubt.twice), 'message')} UNKNOWN until resolved" if doubt.twice else ""
    click.echo(f"Accepted by {name}{held}")


# --- resolve, bounces, export --------------------------------------------------------------------


@click.command(epilog='Example: cluster-reports resolve jarometal --delivered --by "Anna Nowak"')
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--delivered/--not-delivered", "delivered", default=None, help="What you have found out.")
@_by
@click.option("--edition", "edition_id", metavar="EDITION_ID", help="Which edition, if OUTPUT has several.")
@_output
def resolve(
    ids: tuple[str, ...], delivered: bool | None, by: str, edition_id: str | None, output: Path
) -> None:
    """Say what became of the messages to the clusters ID that nobody knew about, were refused or came back.

    --not-delivered makes the same message due again; --delivered closes the case.
    """
    if delivered is None:
        raise click.UsageError("say --delivered or --not-delivered")
    name = _name(by)
    with _ledgers(output, edition_id) as ledgers:
        found = [(ledger, message) for ledger in ledgers.values() for message in _open_cases(ledger, ids)]
        for cluster_id in ids:
            cases = [message for _, message in found if message.cluster == cluster_id]
            if not cases:
                raise ConfigurationError(
                    f"no message to {cluster_id} is UNKNOWN, was refused or came back; see status"
                )
            if len(cases) > 1:
                raise ConfigurationError(
                    f"several editions have such a message to {cluster_id}: {', '.join(sorted(ledgers))}; "
                    "name one with --edition"
                )
        for ledger, message in found:
            ledger.step(message, "SENT" if delivered else "READY", f"resolved, was {message.state}", by=name)
            click.echo(f"{message.cluster}: {'SENT' if delivered else 'READY, due again'}, says {name}")


def _open_cases(ledger: Ledger, ids: Sequence[str]) -> list[Message]:
    """The latest real messages that a person may speak about."""
    from reports.mail import SMTP

    latest = ledger.latest(SMTP)
    return [
        latest[cluster_id]
        for cluster_id in dict.fromkeys(ids)
        if cluster_id in latest
        and (latest[cluster_id].state in ("UNKNOWN", "REJECTED") or latest[cluster_id].bounced)
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


@click.command(epilog="Example: cluster-reports bounces returned.mbox")
@click.argument("mailbox", type=options.PATH)
@_output
@options.as_json
def bounces(mailbox: Path, output: Path, as_json: bool) -> None:
    """Find in MAILBOX what servers reported about our messages, and note it in the ledger.

    MAILBOX is an mbox file, a Maildir, a folder with .eml files or one such file. Reports that are not about
    our messages are ignored. Exit status 1 if a message has come back.
    """
    from reports.mail import bounces as reader

    if not mailbox.exists():
        raise ConfigurationError(f"there is no mailbox {mailbox}; name a file or a folder")
    found: list[dict[str, Any]] = []
    ignored = 0
    with _ledgers(output) as ledgers:
        for report in reader.read(mailbox):
            matched = False
            for edition_id, ledger in ledgers.items():
                message = ledger.quoted(report.envelope_id, report.message_id)
                if message is None:
                    continue
                matched = True
                found.append(
                    {
                        "edition": edition_id,
                        "id": message.cluster,
                        "channel": message.channel,
                        "sent_to": message.recipient,
                        "recipient": report.recipient,
                        "action": report.action,
                        "status": report.status,
                        "words": report.words,
                        "new": ledger.bounce(message, report),
                    }
                )
            ignored += not matched
    failed = sum(one["action"] == "failed" for one in found)
    lines = [
        f"{one['id']}: {one['action']}{'' if one['new'] else ' (known)'}: "
        f"{one['recipient']} {one['status']} {one['words']}"
        for one in found
    ]
    lines.append(
        f"{count(len(found), 'report')} on our messages, {failed} came back; "
        f"{ignored} on other messages ignored"
    )
    close(as_json, not failed, {"reports": found, "ignored": ignored}, "\n".join(lines))


@click.command(epilog="Example: cluster-reports export data/sample-2018 evidence.csv")
@options.edition
@click.argument("file", type=options.PATH, required=False)
@_output
def export(edition: Path, file: Path | None, output: Path) -> None:
    """Write the evidence of EDITION: who got which bytes, when, who approved it, what the server said.

    FILE ends in .json (everything) or .csv (a line per event, for a spreadsheet); without it evidence.json
    and evidence.csv are written beside the reports.
    """
    from reports.mail import Ledger, evidence, exists
    from reports.production.record import owner

    study, _ = options.chosen(edition, ())
    base = files.child(output, study.edition.id)
    if not exists(base):
        raise ConfigurationError(f"nothing was approved or sent in {base}; name the folder with -o")
    owner.check(base, study.edition)
    writers: dict[str, Callable[..., bytes]] = {".json": evidence.as_json, ".csv": evidence.as_csv}
    paths = [file] if file else [base / "evidence.json", base / "evidence.csv"]
    with Ledger(base) as ledger:
        for path in paths:
            if path.suffix.lower() not in writers:
                raise ConfigurationError(f"{path}: the evidence is a .json or a .csv file")
            try:
                files.write(path, writers[path.suffix.lower()](study.edition, ledger))
            except OSError as error:
                raise ConfigurationError(f"cannot write {path} ({files.reason(error)})") from error
            click.echo(f"Written: {path}")


@click.command(epilog="Example: cluster-reports passwords data/sample-2018 passwords.csv")
@options.edition
@click.argument("file", type=options.PATH)
@options.ids
def passwords(edition: Path, file: Path, ids: tuple[str, ...]) -> None:
    """Write the passwords of the encrypted copies to FILE (.csv), for telephone or text message.

    They follow from the secret CLUSTER_REPORTS_PASSWORD_SECRET. Only you may read the file; never send it by
    mail, and delete it when everybody has a password.
    """
    from reports.mail import copies
    from reports.mail import plan as mail_plan

    study, chosen = options.chosen(edition, ids)
    secret = mail_plan.passwords_secret()
    if file.suffix.lower() != ".csv":
        raise ConfigurationError(f"{file}: the list of passwords is a .csv file")
    rows = [("id", "name", "coordinator", "password")]
    for cluster_id in chosen:
        cluster = study.edition.cluster(cluster_id)
        word = copies.password(secret, study.edition.id, cluster_id).value
        rows.append((cluster_id, cluster.name, cluster.coordinator, word))
    files.write_new(file, inert.table(rows))
    click.echo(f"Written: {file} ({count(len(chosen), 'password')}; give them by telephone or text message)")


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{ceil(size / 1000)} kB"


COMMANDS = (approve, send, ledger, resolve, bounces, export, passwords)
