"""Texts as they are compared and as they are quoted in findings."""

from __future__ import annotations

from reports.edition import plain

#: Stands between two pieces of a page, where the one ends and the other begins with a digit. It is white
#: space for whoever does not ask.
BREAK = "\x1f"


def hyphenated(text: str) -> str:
    """The text of a page that pdfium has read, with its hyphens at the ends of lines: for those it writes
    U+FFFE or U+0002.
    """
    return text.replace("\ufffe", "-").replace("\x02", "-")


def squeeze(text: str) -> str:
    """The text without white space and soft hyphens, in normal form C."""
    return plain(text).replace(" ", "")


def quote(text: str) -> str:
    """The text in quotation marks, no longer than 80 characters."""
    text = " ".join(text.split())
    return f"“{text if len(text) <= 80 else text[:77] + '...'}”"
