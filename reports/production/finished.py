"""The last look at a finished report before it leaves: is this file that cluster's, and the checked one?

Nothing is taken from memory. The file is read once; those very bytes are proven and sent, so that a file
changed in between cannot leave.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from reports import files
from reports.document import identity
from reports.edition import Cluster, foreign_in
from reports.errors import Finding, ReportError

from .products import REPORT, Product
from .record import manifest
from .record.manifest import Entry

_DC, _OWN = "{http://purl.org/dc/elements/1.1/}", "{urn:cluster-reports:identity/}"


@dataclass(frozen=True, slots=True, repr=False)
class Proven:
    """A report that may leave: its bytes, their hash, the fingerprint of its content, its language."""

    cluster_id: str
    pdf: bytes
    sha256: str
    content: str
    lang: str


def prove(
    base: Path,
    edition_id: str,
    cluster: Cluster,
    entry: Entry | None,
    foreign_names: Sequence[str],
    product: Product = REPORT,
) -> Proven:
    """The report (or another ``product``) of ``cluster`` in ``base`` (``out/<edition>``), proven to be its
    own and the checked one.

    ``entry`` is what the record says of it, ``foreign_names`` the names that must not stand in it. Raises
    ReportError with everything that does not agree.
    """
    what, remedy = product.noun, product.remedy

    def refuse(*findings: Finding) -> ReportError:
        return ReportError(cluster.id, findings)

    if entry is None:
        raise refuse(Finding("not-built", f"there is no {what}; {remedy}"))
    if entry.state != "checked":
        why = f": {'; '.join(entry.causes)}" if entry.causes else ""
        raise refuse(Finding("not-checked", f"the {what} is {entry.state}{why}; {remedy} again"))
    record = entry.files.get(product.main)
    if entry.id != cluster.id or record is None:
        raise refuse(Finding("manifest", f"the record is not about this {what}; {remedy} again"))
    path = manifest.path_of(base / product.folder, record)
    if path.name != f"{cluster.id}.pdf":
        raise refuse(Finding("manifest", f"the record gives this {what} another cluster's file {path.name}"))
    try:
        pdf = path.read_bytes()
    except OSError as error:
        raise refuse(
            Finding("no-file", f"{path} cannot be read: {files.reason(error)}; {remedy} again")
        ) from error
    digest = manifest.sha256(pdf)
    found = [*_identity(pdf, edition_id, cluster, entry), *_text(pdf, cluster, foreign_names)]
    if (digest, len(pdf)) != (record.sha256, record.size):
        found.insert(0, Finding("hash", f"{path} is not the file that was built and checked; {remedy} again"))
    if found:
        raise refuse(*found)
    return Proven(cluster.id, pdf, digest, entry.content, entry.lang)


def _identity(pdf: bytes, edition_id: str, cluster: Cluster, entry: Entry) -> Iterator[Finding]:
    """What the file's metadata say it is."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as file:
            root = fromstring(file.Root.Metadata.read_bytes())
    except (pikepdf.PdfError, AttributeError, ParseError, DefusedXmlException, ValueError) as error:
        yield Finding("metadata", f"the file does not say which report it is ({type(error).__name__})")
        return
    for what, tag, expected in (
        (
            "identifier",
            f"{_DC}identifier",
            f"{identity.NAMESPACE}:{edition_id}:{cluster.id}:{entry.content}",
        ),
        ("cluster", f"{_OWN}cluster", cluster.id),
        ("edition", f"{_OWN}edition", edition_id),
    ):
        values = [element.text or "" for element in root.iter(tag)]
        if values != [expected]:
            yield Finding(
                "metadata", f"its {what} is {', '.join(values) or 'missing'}, and must be {expected}"
            )


def _text(pdf: bytes, cluster: Cluster, foreign_names: Sequence[str]) -> Iterator[Finding]:
    """Whose names stand on the pages."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        yield Finding("unreadable", f"the file cannot be read: {error}")
        return
    try:
        pages = [_page_text(page) for page in document]
    finally:
        document.close()
    foreign = foreign_in((cluster.name, cluster.short_name), foreign_names)
    own = foreign_in((), (cluster.name,))
    if not any(own(text) for text in pages):
        yield Finding("own-name", f"the cluster's name {cluster.name} is not in the file")
    for number, text in enumerate(pages, 1):
        for name in foreign(text):
            yield Finding("foreign-name", f"the name of another cluster: {name}", number)


def _page_text(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage()
    try:
        return str(text.get_text_bounded())
    finally:
        text.close()
        page.close()
