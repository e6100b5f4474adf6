"""The columns of the mail in the table of states."""

from __future__ import annotations

from typing import cast

from reports.edition import Cluster, Lang
from reports.production import status

from .drafting import Drafter, Route, Wish
from .ledger import OUTBOX, SMTP, Approval, Ledger, Message, exists
from .plan import lies, outbox_file
from .witness import minute


def approval_column(context: status.Context) -> status.Column | None:
    """Whether somebody lets the report go: yes, no, or *outdated* where file or address have changed."""
    if not exists(context.base):
        return None
    with Ledger(context.base) as ledger:
        approvals = ledger.approvals()
    entries = context.manifest.entries if context.manifest else {}
    cells = {}
    for cluster in context.basis.study.edition.clusters:
        approval, entry = approvals.get(cluster.id), entries.get(cluster.id)
        if approval is None:
            cells[cluster.id] = status.Cell("no", well=False)
            continue
        record = entry.files.get("pdf") if entry and entry.state == "checked" else None
        who = f"by {approval.by}, {_day(approval.at)}, for {approval.recipient or 'no address'}"
        if record is None or record.sha256 != approval.report_sha256:
            cells[cluster.id] = status.Cell(
                "outdated", (f"{who}; the report was built anew since",), well=False
            )
        elif approval.recipient != cluster.email:
            cells[cluster.id] = status.Cell(
                "outdated", (f"{who}; the address is {cluster.email} now",), well=False
            )
        else:
            cells[cluster.id] = status.Cell("yes", (who,))
    return status.Column("approval", "approved", cells)


def mail_column(context: status.Context) -> status.Column | None:
    """The latest real message: its state in the ledger, BOUNCED where it came back; OUTBOX where there is
    none but a file in the outbox, *(outdated)* where another one would be written now. Rehearsals do not
    count.
    """
    if not exists(context.base):
        return None
    with Ledger(context.base) as ledger:
        sent, written, approvals = ledger.latest(SMTP), ledger.latest(OUTBOX), ledger.approvals()
    cells = {}
    for key in context.ids:
        entry = sent.get(key)
        if entry is None:
            cells[key] = status.Cell(_outbox(context, key, written.get(key), approvals.get(key)), well=False)
            continue
        told = f"{_day(entry.changed)} to {entry.recipient}: {entry.bounced or entry.words or 'to be sent'}"
        cells[key] = status.Cell(entry.outcome, (told,), well=entry.outcome == "SENT")
    return status.Column("mail", "mail", cells)


def _outbox(context: status.Context, key: str, message: Message | None, approval: Approval | None) -> str:
    """What lies in the outbox for a cluster, as one word."""
    route = Route()
    if message is None or not outbox_file(context.base, route, key).is_file():
        return ""
    edition = context.basis.study.edition
    entry = context.manifest.entries.get(key) if context.manifest else None
    record = entry.files.get("pdf") if entry and entry.state == "checked" else None
    if edition.mail is None or entry is None or record is None or approval is None:
        return _OUTDATED
    cluster: Cluster = edition.cluster(key)
    fits = (approval.report_sha256, approval.recipient) == (record.sha256, cluster.email)
    if not (fits and context.basis.current(entry) and lies(context.base, route, message)):
        return _OUTDATED
    drafter, lang = Drafter(edition, edition.mail, route), cast(Lang, entry.lang or cluster.language)
    wishes = (Wish(cluster, lang, record.sha256, approval.by, corrected) for corrected in (False, True))
    seen = message.recipe.partition(":")[0]
    return "OUTBOX" if seen in map(drafter.seen, wishes) else _OUTDATED


#: What lies in the outbox and would be written otherwise now.
_OUTDATED = "OUTBOX (outdated)"


def _day(moment: str) -> str:
    return f"{minute(moment)} UTC"


PROVIDERS: tuple[status.Provider, ...] = (approval_column, mail_column)
