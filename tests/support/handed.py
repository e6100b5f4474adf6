"""An output with cards and, instead of reports that take seconds, small files that say they are those."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reports.document import identity as fingerprint
from reports.pages import pdf as tagged
from reports.pages.page import Anchor, Element, Page
from reports.pages.pdf import Meta
from reports.pages.text import Style, paragraph
from reports.production.build import build
from reports.production.composer import Composer
from reports.production.maker import ReportMaker
from reports.production.products import CARD
from reports.production.record import manifest
from reports.production.record.manifest import Entry, FileRecord, Manifest
from reports.production.study import Study

#: Pages of a stand-in: an odd number, so that it has to be filled up.
PAGES = 3


def stand_in(
    cluster_id: str, identifier: str, pages: int = PAGES, name: str = "", edition_id: str = ""
) -> bytes:
    """A tagged file whose pages say whose and which they are."""
    drawn = [
        Page(
            210,
            297,
            (
                Anchor("", 0.0, f"{cluster_id} {n}"),
                Element("H1", paragraph(f"{cluster_id} {n} {name}", 20, 30, 150, Style(20, 24)).texts),
            ),
        )
        for n in range(1, pages + 1)
    ]
    identity = {"cluster": cluster_id, "edition": edition_id}
    return tagged.write(drawn, Meta("Raport", "Wydawca", "", (), "pl", "2018-11-22", identity, identifier))


def prepare(study: Study, out: Path, ids: Sequence[str] = ()) -> Path:
    """Reports (stand-ins with a true record) and cards of ``ids``, all of them unless told otherwise."""
    edition = study.edition
    ids = ids or edition.ids
    base = out / edition.id
    (base / "reports").mkdir(parents=True, exist_ok=True)
    composer = Composer(study)
    entries = {}
    for cluster_id in ids:
        lang = edition.cluster(cluster_id).language
        report = composer.report(cluster_id, lang)
        pdf = stand_in(cluster_id, fingerprint.identifier(report), PAGES, report.name, edition.id)
        (base / "reports" / f"{cluster_id}.pdf").write_bytes(pdf)
        record = FileRecord(f"reports/{cluster_id}.pdf", manifest.sha256(pdf), len(pdf))
        content = fingerprint.content(report)
        entries[cluster_id] = Entry(cluster_id, "checked", lang, content, files={"pdf": record})
    manifest.write(base, Manifest(edition.id, entries=entries))
    assert build(study, ReportMaker(study, product=CARD), ids, product=CARD, out=out).complete
    return base
