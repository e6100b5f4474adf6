"""What was sent to whom, as a file: the evidence that a report on a breach asks for."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict
from typing import Any

from reports import inert
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
    lines = (_message(edition, message) | event for message, events in _journal(ledger) for event in events)
    return inert.table([_COLUMNS, *([line[name] for name in _COLUMNS] for line in lines)])


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
