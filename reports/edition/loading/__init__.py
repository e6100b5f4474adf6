"""The files of an edition -> cells and records as they stand there."""

from .raw import nearest

__all__ = [
    "load", "logos", "marked", "nearest",
]  # fmt: skip
