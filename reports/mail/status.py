"""The columns of the mail in the table of states."""

from __future__ import annotations

from reports.production import status

from .ledger import Ledger, exists
from .plan import OUTBOX, SMTP


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
    """The latest real message: its state in the ledger, BOUNCED where it came back; OUTBOX
    where there is none but a file in the outbox. Rehearsals do not count.
    """
    if not exists(context.base):
        return None
    with Ledger(context.base) as ledger:
        sent, written = ledger.latest(SMTP), ledger.latest(OUTBOX)
    cells = {}
    for key in context.ids:
        entry = sent.get(key)
        if entry is None:
            lying = written.get(key)
            there = lying is not None and lying.state == "SENT"
            cells[key] = status.Cell("OUTBOX" if there else "", (), well=False)
            continue
        state = "BOUNCED" if entry.bounced else entry.state
        told = f"{_day(entry.changed)} to {entry.recipient}: {entry.bounced or entry.words or 'to be sent'}"
        cells[key] = status.Cell(state, (told,), well=state == "SENT")
    return status.Column("mail", "mail", cells)


def _day(moment: str) -> str:
    return f"{moment[:16].replace('T', ' ')} UTC"


PROVIDERS: tuple[status.Provider, ...] = (approval_column, mail_column)
