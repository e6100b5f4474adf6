"""Texts as they are compared and as they are quoted in findings."""

from __future__ import annotations

from reports.edition import plain

#: Stands between two pieces of a page, where the one ends and the other begins with a digit. It is white
#: space for whoever does not ask.
BREAK = "\x1f"


def squeeze(text: str) -> str:
    """The text without white space and soft hyphens, in normal form C."""
    return plain(text).replace(" ", "")


def quote(text: str) -> str:
    """The text in quotation marks, no longer than 80 characters."""
    text = " ".join(text.split())
    return f"“{text if len(text) <= 80 else text[:77] + '...'}”"
