"""The commands that bring reports to their coordinators: approve, send, ledger, export, passwords.

Exit status 0: everybody who was asked for has a message. 1: somebody has not, and is named. 2: an input or a
setting is wrong, and nothing was sent.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reports import files, inert
from reports.errors import ConfigurationError

from . import next_steps, options
from .output import close, count, echo, print_json, printable

if TYPE_CHECKING:
    from reports.edition import Edition
    from reports.mail import Delivery, Item, Route, Sent

by = click.option("--by", metavar="NAME", required=True, help="Your name, for the record.")


def name_of(by: str, option: str = "--by") -> str:
    name = " ".join(by.split())
    if not name or not name.isprintable() or len(name) > 100:
        raise ConfigurationError(f"{option} needs the name of a person, in one line")
    return name


# --- approve -------------------------------------------------------------------------------------


@click.command(epilog='Example: cluster-reports approve data/sample-2018 jarometal --by "Anna Nowak"')
@options.edition
@options.ids
@by
@click.option("--withdraw", is_flag=True, help="Take an approval back.")
@options.built
def approve(edition: Path, ids: tuple[str, ...], by: str, withdraw: bool, output: Path) -> None:
    """Say that you have looked at the reports of EDITION, or at those named by ID, and that they may go.

    An approval is for the very file and for the address it goes to. A report that is built anew, or whose
    address changes, needs a new one.
    """
    from reports.mail import Ledger, exists
    from reports.mail import plan as mail_plan
    from reports.production import reproduction
    from reports.production.record import owner

    name = name_of(by)
    study, chosen = options.chosen(edition, ids)
    base = files.child(output, study.edition.id)
    if withdraw:
        if not exists(base):
            raise ConfigurationError(f"nothing was approved in {base}; name the folder with -o")
        owner.check(base, study.edition)
        with Ledger(base) as ledger:
            late = [message for one in chosen if (message := ledger.withdraw(one, name))]
        for message in late:
            how = "is being sent at this moment" if message.state == "SENDING" else f"is {message.state}"
            echo(f"{message.cluster}: too late, the message to {message.recipient} {how}")
        echo(f"Withdrawn by {name}: {count(len(chosen), 'approval')}")
        if late:
            raise click.exceptions.Exit(1)
        return
    approved, refused = mail_plan.approve(study, base, chosen, name, reproduction.Current(study))
    for error in refused:
        echo("\n".join([f"{error.cluster}: not approved", *(f"    {one}" for one in error.findings)]))
    for approval in approved:
        whom = approval.recipient or "nobody: the edition has no address"
        echo(f"{approval.cluster}: {approval.report_sha256[:12]} for {whom}")
    echo(f"Approved by {name}: {len(approved)} of {count(len(chosen), 'report')}")
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
    "--again",
    is_flag=True,
    help="Send to those named by ID or --state although one went before.",
)
@click.option(
    "--state",
    "states",
    type=click.Choice(["READY", "DEFERRED", "REJECTED", "BOUNCED"]),
    multiple=True,
    help="Only the clusters whose latest message is in this state; may be given several times.",
)
@click.option("--yes", is_flag=True, help="Do not ask before really sending.")
@options.built
@options.as_json
def send(
    edition: Path,
    ids: tuple[str, ...],
    dry_run: bool,
    smtp: bool,
    redirect: str,
    again: bool,
    states: tuple[str, ...],
    yes: bool,
    output: Path,
    as_json: bool,
) -> None:
    """Send the approved reports of EDITION, or those named by ID, each to its own coordinator.

    Without --smtp the messages are written as files to OUTPUT/<edition>/outbox, and nobody gets anything;
    files there that do not hold any more are removed. A second run sends only what is still due.
    """
    from reports.mail import deliver
    from reports.mail import plan as mail_plan
    from reports.production import watching

    route = _route(smtp, redirect, again, (*ids, *states))
    seen = watching.looks(edition)
    study, chosen = options.chosen(edition, ids)
    base = files.child(output, study.edition.id)
    if states:
        chosen = _in_state(base, route, chosen, states)
    told = next_steps.Told(edition, output, route, ids)
    watch = watching.Watch(edition, study, seen)
    _, current = watch()
    _say_where_witnessed()
    if dry_run:
        items = mail_plan.plan(study, base, chosen, route, current)
        steps = next_steps.lines(
            ((one.cluster_id, one.todo) for one in items if one.todo), study.edition.id, told
        )
        _show_plan(items, route, study.edition, steps, as_json)
        if any(item.verdict in ("waiting", "refused") for item in items):
            raise click.exceptions.Exit(1)
        return
    numbers = itertools.count(1)

    def tell(delivery: Delivery) -> None:
        echo(f"{next(numbers)} {_line(delivery)}", err=True)

    def confirm(items: Sequence[Item]) -> bool:
        return yes or _confirm(items, route, study.edition, base)

    sent = deliver.send(study, base, chosen, route, current=current, reread=watch, confirm=confirm, tell=tell)
    steps = next_steps.lines(
        ((one.cluster_id, one.todo) for one in sent.deliveries if one.todo), study.edition.id, told
    )
    close(as_json, sent.complete, _sent_json(sent, route, steps), _closing(sent, route, steps))


def _in_state(base: Path, route: Route, chosen: Sequence[str], states: Sequence[str]) -> tuple[str, ...]:
    """Those of the clusters whose latest message is in one of the states."""
    from reports.mail import Ledger, exists

    found: tuple[str, ...] = ()
    if exists(base):
        with Ledger(base) as ledger:
            latest = ledger.latest(route.channel)
        found = tuple(one for one in chosen if one in latest and latest[one].outcome in states)
    if not found:
        raise ConfigurationError(f"no message is {' or '.join(states)}; see status")
    return found


def _route(smtp: bool, redirect: str, again: bool, named: Sequence[str]) -> Route:
    from reports.edition.validation import cells
    from reports.mail import Route

    if again and not redirect and not named:
        raise ConfigurationError(
            "--again needs the IDs of the clusters that are to get another message, or --state"
        )
    try:
        address = cells.email(redirect)
    except cells.CellError as error:
        raise ConfigurationError(f"--redirect {redirect!r}: {error.cause}. {error.remedy}") from error
    if redirect and not address:
        raise ConfigurationError("--redirect needs an address")
    return Route(smtp=smtp, redirect=address, again=again)


def _show_plan(
    items: Sequence[Item], route: Route, edition: Edition, steps: Sequence[str], as_json: bool
) -> None:
    if as_json:
        fields = ("cluster_id", "verdict", "why", "recipient", "subject", "size")
        plan = [{name: getattr(item, name) for name in fields} for item in items]
        print_json(
            {"channel": route.channel, "messages": _settings(route, edition), "plan": plan, "next": steps}
        )
        return
    for item in items:
        if item.verdict == "due":
            why = f" ({item.why})" if item.why else ""
            echo(f"{item.cluster_id}: {item.recipient}, {_size(item.size)}, {item.subject}{why}")
        else:
            echo(f"{item.cluster_id}: nothing: {item.why}")
    due = [item for item in items if item.verdict == "due"]
    echo(_all_of_them(route, edition))
    for line in _next(steps):
        echo(line)
    echo(
        f"Dry run, nothing was sent: {count(len(due), 'message')}, {_size(sum(item.size for item in due))}, "
        f"{_way(route)}; nothing for {len(items) - len(due)} of {count(len(items), 'cluster')}"
    )


def _next(steps: Sequence[str]) -> list[str]:
    """What to do next, for a person; what begins with a space goes on from the line before."""
    return [step if step.startswith(" ") else f"Next: {step}" for step in steps]


def _settings(route: Route, edition: Edition) -> dict[str, str | bool]:
    """What all messages of a run have in common."""
    from reports.mail import plan as mail_plan

    mail = mail_plan.mail_of(edition)
    return {
        "from": mail.sender,
        "reply_to": mail.reply_to or mail.sender,
        "bounces": mail.return_path,
        "archive": "" if route.redirect else mail.bcc,
        "encrypted": mail.encrypt,
        "signed": mail.sign,
        "sealed": True,  # nothing is planned from a record whose seal does not hold
    }


def _all_of_them(route: Route, edition: Edition) -> str:
    """The same in one line, for a person."""
    told = _settings(route, edition)
    archive = f"a copy of each to {told['archive']}" if told["archive"] else "no copy to an archive"
    encrypted = "encrypted" if told["encrypted"] else "not encrypted"
    signed = "signed" if told["signed"] else "not signed"
    return (
        f"Each from {told['from']}, answers to {told['reply_to']}, returned messages to {told['bounces']}, "
        f"{archive}; attachments {encrypted}, {signed}; the seal of the record holds"
    )


def _way(route: Route) -> str:
    way = "through the mail server" if route.smtp else "as files in the outbox"
    return f"{way}, as a rehearsal all to {route.redirect}" if route.redirect else way


def _confirm(items: Sequence[Item], route: Route, edition: Edition, base: Path) -> bool:
    """Ask for the number of messages: nobody types it by accident."""
    from reports.mail import OUTBOX
    from reports.mail import plan as mail_plan

    due = [item for item in items if item.verdict == "due"]
    for item in items:
        if item.verdict in ("waiting", "refused"):
            echo(f"{item.cluster_id}: nothing: {item.why}", err=True)
    whom = f"to the test address {route.redirect}" if route.redirect else "to the coordinators, for real"
    lying = [item for item in due if (base / OUTBOX / f"{item.cluster_id}.eml").exists()]
    if lying and not route.redirect:
        echo(
            f"{len(lying)} of them also lie in {base / OUTBOX}: go on only if nobody has sent them",
            err=True,
        )
    server = mail_plan.mail_of(edition).host
    echo(_all_of_them(route, edition), err=True)
    asked = printable(f"{count(len(due), 'message')} through {server} {whom}. Type {len(due)} to send")
    answer = click.prompt(asked, default="", err=True)
    return str(answer).strip() == str(len(due))


def _line(delivery: Delivery) -> str:
    if delivery.state == "WRITTEN":
        return f"{delivery.cluster_id}: written for {delivery.recipient}: {delivery.words}"
    if delivery.state in ("waiting", "refused"):
        return f"{delivery.cluster_id}: nothing: {delivery.words}"
    if delivery.state == "due":
        return f"{delivery.cluster_id}: not reached, still due"
    return f"{delivery.cluster_id}: {delivery.state}, {delivery.recipient}: {delivery.words}"


def _closing(sent: Sent, route: Route, steps: Sequence[str]) -> str:
    """The closing words: who has nothing, and why; what to do next; how many there are of each kind."""
    lines = [_line(delivery) for delivery in sent.deliveries if not delivery.good]
    lines += [f"Removed, it did not hold any more: {path}" for path in sent.removed]
    if sent.stopped:
        lines.append(f"Stopped: {sent.stopped}")
    lines += _next(steps)
    count = Counter(delivery.state for delivery in sent.deliveries)
    done = f"Sent {count['SENT']}" if route.smtp else f"Written {count['WRITTEN']}"
    before = f", {count['done']} before" if count["done"] else ""
    rest = sum(not one.good for one in sent.deliveries)
    nobody = "" if route.smtp else "; nobody has got anything"
    lines.append(f"{done}{before}, {rest} not, {_way(route)}{nobody}")
    return "\n".join(lines)


def _sent_json(sent: Sent, route: Route, steps: Sequence[str]) -> dict[str, Any]:
    return {
        "ok": sent.complete,
        "channel": route.channel,
        "stopped": sent.stopped or None,
        "clusters": [
            {"id": one.cluster_id, "state": one.state, "recipient": one.recipient, "words": one.words}
            for one in sent.deliveries
        ],
        "removed": [str(path) for path in sent.removed],
        "next": list(steps),
    }


def _say_where_witnessed() -> None:
    from reports.production.record import own_folder

    if own_folder.ready() is None:
        echo(
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
@options.built
def ledger(edition: Path, accept: str, output: Path) -> None:
    """Say whether the ledger of EDITION, which knows who has got a report, is the one that was used last.

    One that was restored from a backup, copied from another computer or replaced is not, and nothing is sent
    from it until somebody accepts it. What it does not know of and may have been sent is then UNKNOWN: see
    resolve. Exit status 1 where there is a doubt.
    """
    from reports.mail import SMTP, Ledger, exists, witness
    from reports.production.record import owner

    name = name_of(accept, "--accept") if accept else ""
    study, _ = options.chosen(edition, ())
    base = files.child(output, study.edition.id)
    if not base.is_dir():
        raise ConfigurationError(f"there is no {base}; name the folder with -o")
    owner.check(base, study.edition)
    if not exists(base) and not (base / witness.NAME).exists():
        raise ConfigurationError(f"nothing was approved or sent in {base}; name the folder with -o")
    with Ledger(base) as opened:
        doubt = opened.accept(name) if name else opened.doubt()
        sent = [one for one in opened.latest(SMTP).values() if one.state == "SENT"]
    if doubt is None:
        echo(f"The ledger in {base} is the one that was used last: {count(len(sent), 'report')} sent")
        return
    echo(f"The ledger in {base} cannot be trusted: {doubt.why}")
    for mark in doubt.twice:
        echo(f"{mark.cluster}: {mark.what} {mark.day}, which the ledger does not know")
    others = [one for one in study.edition.ids if one not in {mark.cluster for mark in doubt.twice}]
    unsent = [one for one in others if one not in {message.cluster for message in sent}]
    if not doubt.twice and unsent:
        echo(f"Not sent as far as it knows, and would go out (again): {', '.join(unsent)}")
    if not name:
        echo('When you have looked who has one: cluster-reports ledger EDITION --accept "YOUR NAME"')
        raise click.exceptions.Exit(1)
    held = f"; {count(len(doubt.twice), 'message')} UNKNOWN until resolved" if doubt.twice else ""
    echo(f"Accepted by {name}{held}")


# --- export -------------------------------------------------------------------------------------


@click.command(epilog="Example: cluster-reports export data/sample-2018 evidence.csv")
@options.edition
@click.argument("file", type=options.PATH, required=False)
@options.built
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
            echo(f"Written: {path}")


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
    echo(f"Written: {file} ({count(len(chosen), 'password')}; give them by telephone or text message)")


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{ceil(size / 1000)} kB"


COMMANDS = (approve, send, ledger, export, passwords)
