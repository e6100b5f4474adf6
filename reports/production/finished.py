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
from reports.edition import Cluster, Edition, consented_names, foreign_in, foreign_names
from reports.errors import Finding, ReportError
from reports.proof.reading import page_texts

from .products import REPORT, Product
from .record import manifest
from .record.manifest import Entry

_DC, _OWN = "{http://purl.org/dc/elements/1.1/}", "{urn:cluster-reports:identity/}"


@dataclass(frozen=True, slots=True, repr=False)
class Proven:
    """A file that may leave: what is recorded about it, its bytes and their hash."""

    entry: Entry
    pdf: bytes
    sha256: str


class Finished:
    """The finished reports of an edition, or another ``product``. ``base`` is the edition's output.

    Raises ConfigurationError where nothing is built, or another edition, or where the seal of the record does
    not hold.
    """

    def __init__(self, base: Path, edition: Edition, product: Product = REPORT) -> None:
        self.product = product
        self._edition = edition
        self._folder = base / product.folder
        self._entries = product.sealed_record(base, edition).entries
        # A good practice may credit another cluster by its short name; how often was counted at the build.
        self._credited = consented_names(edition) if product == REPORT else frozenset[str]()

    def prove(self, cluster_id: str) -> Proven:
        """The file of a cluster, proven to be its own and the checked one.

        Raises ReportError with everything that does not agree.
        """

        def refuse(*findings: Finding) -> ReportError:
            return ReportError(cluster_id, findings)

        what, remedy = self.product.noun, self.product.remedy
        entry = self._entries.get(cluster_id)
        if entry is None:
            raise refuse(Finding("not-built", f"there is no {what}; {remedy}"))
        if entry.state != "checked":
            why = f": {'; '.join(entry.causes)}" if entry.causes else ""
            raise refuse(Finding("not-checked", f"the {what} is {entry.state}{why}; {remedy} again"))
        record = entry.files.get(self.product.main)
        if entry.id != cluster_id or record is None:
            raise refuse(Finding("manifest", f"the record is not about this {what}; {remedy} again"))
        path = self._folder / record.path
        if path.name != f"{cluster_id}.pdf":
            raise refuse(
                Finding("manifest", f"the record gives this {what} another cluster's file {path.name}")
            )
        try:
            pdf = path.read_bytes()
        except OSError as error:
            raise refuse(
                Finding("no-file", f"{path} cannot be read: {files.reason(error)}; {remedy} again")
            ) from error
        digest = manifest.sha256(pdf)
        foreign = [name for name in foreign_names(self._edition, cluster_id) if name not in self._credited]
        cluster = self._edition.cluster(cluster_id)
        found = [*_identity(pdf, self._edition.id, entry), *_text(pdf, cluster, foreign)]
        if (digest, len(pdf)) != (record.sha256, record.size):
            found.insert(
                0, Finding("hash", f"{path} is not the file that was built and checked; {remedy} again")
            )
        if found:
            raise refuse(*found)
        return Proven(entry, pdf, digest)


def _identity(pdf: bytes, edition_id: str, entry: Entry) -> Iterator[Finding]:
    """What the file's metadata say it is."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as file:
            root = fromstring(file.Root.Metadata.read_bytes())
    except (pikepdf.PdfError, AttributeError, ParseError, DefusedXmlException, ValueError) as error:
        yield Finding("metadata", f"the file does not say which report it is ({type(error).__name__})")
        return
    for what, tag, expected in (
        ("identifier", f"{_DC}identifier", f"{identity.NAMESPACE}:{edition_id}:{entry.id}:{entry.content}"),
        ("cluster", f"{_OWN}cluster", entry.id),
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
        pages = page_texts(pdf)
    except pypdfium2.PdfiumError as error:
        yield Finding("unreadable", f"the file cannot be read: {error}")
        return
    foreign = foreign_in((cluster.name, cluster.short_name), foreign_names)
    own = foreign_in((), (cluster.name,))
    if not any(own(text) for text in pages):
        yield Finding("own-name", f"the cluster's name {cluster.name} is not in the file")
    for number, text in enumerate(pages, 1):
        for name in foreign(text):
            yield Finding("foreign-name", f"the name of another cluster: {name}", number)
