"""From a composed report to its file: the pages are laid out, painted and tagged, the data attached."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reports.document import Report, identity
from reports.errors import Finding, ReportError

from . import archive, attachment, pdf
from . import report as layout
from .page import Page


def render(report: Report, folder: Path | None = None) -> bytes:
    """The tagged PDF. ``folder`` is where the edition's logos lie.

    Raises ReportError for a report that no pages can hold or whose links lead nowhere, and ConfigurationError
    where a logo cannot be read.
    """
    try:
        return finished(report, layout.lay_out(report, folder))
    except ValueError as error:
        raise ReportError(report.cluster_id, (Finding("layout", str(error)),)) from error


def finished(report: Report, pages: Sequence[Page]) -> bytes:
    """The pages as the file of the report, with its metadata and its data."""
    return pdf.write(pages, meta(report), attachments(report))


def meta(report: Report) -> pdf.Meta:
    """What the file says of itself."""
    return pdf.Meta(
        title=report.title,
        author=report.author,
        subject=report.subject,
        keywords=report.keywords,
        lang=report.lang,
        date=report.date,
        identity={"cluster": report.cluster_id, "edition": report.edition_id},
        identifier=identity.identifier(report),
    )


def attachments(report: Report) -> tuple[archive.Attachment, ...]:
    """What goes with the report: its data file, where it has one."""
    data = report.data
    if data is None:
        return ()
    content = attachment.workbook(report, data)
    return (archive.Attachment(data.file, data.description, attachment.MIME, content),)
