"""Layout: a Report becomes an accessible PDF with Jinja2 and WeasyPrint, one state per report.

What all reports of a process share (parsed style sheet, fonts, templates) is made once; nothing of
one report can reach another. WeasyPrint only logs what it cannot do (an unknown property, a blocked
address, a missing glyph), so its log of each report is handed on, and the check fails the report.
"""

from __future__ import annotations

import base64
import logging
import mimetypes
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from . import assets, charts, tagging, tokens
from .document import Chart, Drawing, Graphic, Link, Report, Table, walk
from .errors import ConfigurationError

#: Size in mm of the drawing in a cell, by the table's role.
_GRAPHIC_SIZE = {"strip": (73.0, 7.6), "indicators": (32.0, 4.6)}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file and what the renderer had to say while making it (nothing, if all is well)."""

    pdf: bytes
    log: tuple[str, ...]


class Renderer:
    """Everything reports of one process share. ``folder`` is where the edition's logos lie."""

    def __init__(self, folder: Path | None = None) -> None:
        templates = assets.templates()
        self._folder = folder
        self._environment = _environment(templates)
        self._fonts = FontConfiguration()
        # The fonts and pictures are ours; anything else a template might ask for is refused.
        self._fetcher = URLFetcher(allowed_protocols={"file", "data"}, fail_on_errors=True)
        sheet = (
            _font_faces() + tokens.css_variables() + (templates / "report.css").read_text(encoding="utf-8")
        )
        with _captured() as log:
            self._style = CSS(
                string=sheet,
                base_url=assets.fonts().as_uri() + "/",
                font_config=self._fonts,
                url_fetcher=self._fetcher,
            )
        if log:
            raise ConfigurationError("the style sheet templates/report.css is wrong: " + "; ".join(log))

    def html(self, report: Report) -> str:
        """The pages as HTML; every text is escaped."""
        template = self._environment.get_template("report.html.j2")
        return template.render(report=report, picture=self._picture)

    def render(self, report: Report) -> Rendered:
        """The tagged PDF, with the renderer's log."""
        with _captured() as log:
            html = HTML(
                string=self.html(report),
                base_url=assets.templates().as_uri() + "/",
                url_fetcher=self._fetcher,
            )
            raw = html.write_pdf(
                stylesheets=[self._style],
                font_config=self._fonts,
                pdf_variant="pdf/ua-1",
                pdf_identifier=b"",
            )
        pdf = tagging.finish(
            raw,
            lang=report.lang,
            link_labels=link_labels(report),
            title=report.title,
            author=report.author,
            subject=report.subject,
            keywords=report.keywords,
            date=report.date,
            identity={"cluster": report.cluster_id, "edition": report.edition_id},
        )
        return Rendered(pdf, tuple(log))

    def _picture(self, name: str) -> str:
        """A logo of the edition as a data address."""
        path = (self._folder or Path()) / name
        try:
            content = path.read_bytes()
        except OSError as error:
            raise ConfigurationError(f"the logo {path} cannot be read: {error.strerror}") from error
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def link_labels(report: Report) -> Mapping[str, str]:
    """Anchor -> words, for every link of the report."""
    return {anchor(link.target): link.text for link in walk(report) if isinstance(link, Link)}


def anchor(name: str) -> str:
    """A name that can stand in an address."""
    return name.replace(".", "-")


def _environment(templates: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,  # by extension, Jinja2 would leave .html.j2 unescaped
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        anchor=anchor,
        kind_of=lambda block: type(block).__name__,
        unknown_block=_unknown_block,
        graphic=_graphic,
        draw=_draw,
        graphic_size=lambda table: _GRAPHIC_SIZE.get(table.role, (0.0, 0.0)),
        axis_offset=_axis_offset,
        chart_width=_chart_width,
    )
    return environment


def _unknown_block(kind: str) -> None:
    raise ConfigurationError(f"the templates cannot set a block of kind {kind}")


def _graphic(graphic: Graphic, width: float, height: float) -> Markup:
    return _svg_address(charts.graphic(graphic, width, height))


def _draw(drawing: Drawing, width: float, height: float | None = None) -> Markup:
    return _svg_address(charts.draw(drawing, width, height))


def _svg_address(svg: str) -> Markup:
    return Markup("data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode())  # noqa: S704


def _chart_width(chart: Chart) -> float:
    return 82.0 if chart.width == "half" else tokens.LINE


def _axis_offset(table: Table) -> float:
    """Where the column with the drawing begins, in mm."""
    offset = 0.0
    for column in table.columns:
        if column.align == "graphic":
            break
        offset += column.width or 0.0
    return offset


def _font_faces() -> str:
    faces = []
    for (family, weight, style), file in tokens.FONT_FILES.items():
        faces.append(
            f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; '
            f'src: url("{(assets.fonts() / file).as_uri()}") }}'
        )
    return "\n".join(faces) + "\n"


@contextmanager
def _captured() -> Iterator[list[str]]:
    """Warnings and errors of the renderer while the block runs, instead of on the screen."""
    records: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(record.getMessage())

    handler = Keep(level=logging.WARNING)
    logger = logging.getLogger("weasyprint")
    before, logger.propagate = logger.propagate, False
    kept, logger.handlers = logger.handlers, [handler]
    try:
        yield records
    finally:
        logger.handlers, logger.propagate = kept, before
