"""The HTML edition: the same report from the same templates, as one file that needs no other.

For whoever reads on a screen of any size, or with a screen reader that gets on better with a page of the
web than with a PDF. Fonts and pictures travel in the file; there is no script, and nothing is fetched.
"""

from __future__ import annotations

import base64
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from . import assets, fingerprint, tokens
from .document import Link, Report
from .pages import Pages


class WebRenderer:
    """Everything the pages of one process share. ``folder`` is where the edition's logos lie."""

    def __init__(self, folder: Path | None = None) -> None:
        self._pages = Pages(folder, screen=True)
        sheets = assets.style("report.css") + assets.style("screen.css")
        self._style = Markup(_font_faces() + tokens.css_variables() + sheets)  # noqa: S704  our own files

    def render(self, report: Report) -> str:
        """The page of a report, which is set :func:`for_screen`.

        Raises ConfigurationError where a logo cannot be read.
        """
        identifier = fingerprint.identifier(report)
        return self._pages.fill(
            "screen.html.j2", for_screen(report), style=self._style, identifier=identifier
        )


def for_screen(report: Report) -> Report:
    """The report without page numbers: its links lead to their places, and there are no pages."""
    changed: Report = _without_pages(report)
    return changed


def _without_pages(value: Any) -> Any:
    """``value`` itself where there is no link in it, for most of a report has none."""
    kind = type(value)
    if kind is tuple:
        items = tuple(map(_without_pages, value))
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    if kind is Link:
        return replace(value, page=False, before_page="")
    if is_dataclass(kind):
        changed = {}
        for name in _field_names(kind):
            old = getattr(value, name)
            new = _without_pages(old)
            if new is not old:
                changed[name] = new
        return replace(value, **changed) if changed else value
    return value


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


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
