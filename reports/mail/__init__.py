"""From finished reports to messages, and what became of them."""

from .deliver import Outcome, Sent
from .ledger import Entry, Ledger, exists
from .plan import SMTP, Item, Route

__all__ = [
    "SMTP", "Entry", "Item", "Ledger", "Outcome", "Route", "Sent", "bounces", "copies", "deliver",
    "evidence", "exists", "ledger", "outbox", "plan", "status",
]  # fmt: skip
