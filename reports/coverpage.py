"""The cover of a report as a page."""

from __future__ import annotations

from pathlib import Path

from .document import Report
from .paper import Element, Page, Place
from .sketch import Text
from .tokens import PAGE


def page(report: Report, folder: Path | None = None) -> Page:
    """The cover; its logos lie in ``folder``. Raises ConfigurationError where one cannot be read."""
    return Page(
        *PAGE,
        (
            Place("cover", 0.0, report.cover_bookmark),
            Element("H1", (Text(20, 60, report.cover.name, 20, "display"),)),
        ),
    )
