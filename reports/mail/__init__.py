"""From finished reports to messages, and what became of them."""

from .deliver import Delivery, Sent
from .ledger import Ledger, Message, exists
from .plan import OUTBOX, SMTP, Item, Route

__all__ = [
    "OUTBOX", "SMTP", "Delivery", "Item", "Ledger", "Message", "Route", "Sent", "bounces", "copies",
    "deliver", "evidence", "exists", "plan", "status",
]  # fmt: skip
