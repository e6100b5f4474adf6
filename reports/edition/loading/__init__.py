"""The files of an edition -> cells and records as they stand there."""

from .raw import RawTable, nearest

__all__ = [
    "RawTable", "collected", "folder", "load", "logos", "marked", "nearest", "typefaces",
]  # fmt: skip
