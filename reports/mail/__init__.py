"""From finished reports to messages, and what became of them."""

from .deliver import Delivery, Sent
from .drafting import Route
from .ledger import OUTBOX, SMTP, Approval, Ledger, MailState, Message, exists
from .plan import Current, Item

__all__ = [
    "OUTBOX", "SMTP", "Approval", "Current", "Delivery", "Item", "Ledger", "MailState", "Message", "Route",
    "Sent", "bounces", "copies", "deliver", "evidence", "exists", "imap", "plan", "secrets", "status",
    "witness",
]  # fmt: skip
