"""The last gate: a file against the document it was made from."""

__all__ = [
    "card", "paper", "report", "rules", "screen",
]  # fmt: skip
