"""The second path: a file against the raw values, without any code of the first path."""

__all__ = [
    "recount", "report",
]  # fmt: skip
