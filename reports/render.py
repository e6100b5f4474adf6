"""Layout: a Report becomes an accessible PDF with Jinja2 and WeasyPrint, one state per report.

What all reports of a process share (parsed style sheet, fonts, templates) is made once; nothing of
one report can reach another. WeasyPrint only logs what it cannot do (an unknown property, a blocked
address, a missing glyph), so its log of each report is handed on, and the check fails the report.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from . import archive, assets, attachment, engine, fingerprint, tagging, tokens
from .document import Link, Report, walk
from .errors import ConfigurationError
from .pages import Pages, anchor


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file and what the renderer had to say while making it (nothing, if all is well)."""

    pdf: bytes
    log: tuple[str, ...]


class Renderer:
    """Everything reports of one process share. ``folder`` is where the edition's logos lie."""

    def __init__(self, folder: Path | None = None) -> None:
        engine.prepare()
        self._pages = Pages(folder)
        self._fonts = FontConfiguration()
        # The fonts and pictures are ours; anything else a template might ask for is refused.
        self._fetcher = URLFetcher(allowed_protocols={"file", "data"}, fail_on_errors=True)
        sheet = _font_faces() + tokens.resolved(assets.style("report.css"))
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
        return self._pages.fill("report.html.j2", report)

    def render(self, report: Report) -> Rendered:
        """The tagged PDF, with the renderer's log."""
        with _captured() as log:
            page = engine.Source(self.html(report), assets.templates().as_uri() + "/", self._fetcher)
            raw = page.write_pdf(
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
            identifier=fingerprint.identifier(report),
            attachments=attachments(report),
        )
        return Rendered(pdf, tuple(log))


def attachments(report: Report) -> tuple[archive.Attachment, ...]:
    """What goes with the report: its data file, where it has one."""
    data = report.data
    if data is None:
        return ()
    content = attachment.workbook(report, data)
    return (archive.Attachment(data.file, data.description, attachment.MIME, content),)


def link_labels(report: Report) -> Mapping[str, str]:
    """Anchor -> words, for every link of the report."""
    return {anchor(link.target): link.text for link in walk(report) if isinstance(link, Link)}


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
