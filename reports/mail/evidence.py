"""What was sent to whom, as a file: the evidence that a report on a breach asks for."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from dataclasses import asdict
from typing import Any

from reports.edition import Edition

from .ledger import Ledger, Message

_COLUMNS = (
    "cluster", "name", "channel", "number", "at", "what", "words", "by", "recipient", "archive", "subject",
    "message_id", "envelope_id", "attachment", "report_sha256", "attachment_sha256", "message_sha256", "size",
    "approved_by", "approved_at", "state", "bounced",
)  # fmt: skip


def as_json(edition: Edition, ledger: Ledger) -> bytes:
    """Every message with its journal, and the approvals in force."""
    value = {
        "edition": edition.id,
        "title": edition.title.get(edition.language),
        "times": "UTC",
        "approvals": [asdict(approval) for approval in ledger.approvals().values()],
        "messages": [_message(edition, one) | {"events": events} for one, events in _journal(ledger)],
    }
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def as_csv(edition: Edition, ledger: Ledger) -> bytes:
    """A line per event, with what is known of its message, for a spreadsheet."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for message, events in _journal(ledger):
        for event in events:
            row = _message(edition, message) | event
            writer.writerow({name: harmless(row[name]) for name in _COLUMNS})
    return out.getvalue().encode("utf-8-sig")


def harmless(value: Any) -> Any:
    """A text that a spreadsheet takes for a formula, such as a server may answer, gets an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _message(edition: Edition, message: Message) -> dict[str, Any]:
    value = asdict(message)
    value["message_sha256"] = value.pop("sha256")
    value["name"] = edition.cluster(message.cluster).name if message.cluster in edition.row else ""
    del value["id"]
    return value


def _journal(ledger: Ledger) -> list[tuple[Message, list[dict[str, Any]]]]:
    events: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for event in ledger.events():
        line = asdict(event)
        events[line.pop("message")].append(line)
    return [(message, events[message.id]) for message in ledger.messages()]
