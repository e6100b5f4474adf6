"""The HTML edition: the same report from the same templates, as one file that needs no other.

For whoever reads on a screen of any size, or with a screen reader that gets on better with a page of the
web than with a PDF. Fonts and pictures travel in the file; there is no script, and nothing is fetched.
"""

from __future__ import annotations

import base64
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from markupsafe import Markup

from . import assets, tokens
from .document import Link, Report
from .pages import Pages


class WebRenderer:
    """Everything the pages of one process share. ``folder`` is where the edition's logos lie."""

    def __init__(self, folder: Path | None = None) -> None:
        self._pages = Pages(folder, screen=True)
        sheets = assets.style("report.css") + assets.style("screen.css")
        self._style = Markup(_font_faces() + tokens.css_variables() + sheets)  # noqa: S704  our own files

    def render(self, report: Report) -> str:
        """The page of a report :func:`for_screen`. Raises ConfigurationError where a logo cannot be read."""
        return self._pages.fill("screen.html.j2", report, style=self._style)


def for_screen(report: Report) -> Report:
    """The report without page numbers: its links lead to their places, and there are no pages."""
    changed: Report = _without_pages(report)
    return changed


def _without_pages(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_without_pages(item) for item in value)
    if isinstance(value, Link):
        return replace(value, page=False, before_page="")
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _without_pages(getattr(value, f.name)) for f in fields(value)})
    return value


def _font_faces() -> str:
    faces = []
    for (family, weight, style), file in tokens.FONT_FILES.items():
        content = (assets.fonts() / "web" / file).with_suffix(".woff2").read_bytes()
        address = f"data:font/woff2;base64,{base64.b64encode(content).decode()}"
        faces.append(
            f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; '
            f'src: url("{address}") format("woff2") }}'
        )
    return "\n".join(faces) + "\n"
