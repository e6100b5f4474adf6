"""Makes and checks the files of one cluster after the other."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reports import files
from reports.document import identity
from reports.edition import Lang, consented_names, foreign_names
from reports.edition.loading import logos, typefaces
from reports.errors import Finding, ReportError

from .products import CARD, REPORT, Product
from .study import Study, in_its_fonts

if TYPE_CHECKING:
    from reports.document import Report
    from reports.pages import Page
    from reports.pages import pdf as pages_pdf
    from reports.papers import Card
    from reports.words import Facts, Scene

#: The files of a document by kind, and every reason why they may not leave.
Checked = tuple[Mapping[str, bytes], Sequence[Finding]]
#: Makes the checked files of a document from the scene of a cluster and its composed report.
Layout = Callable[["Scene", "Report"], Checked]


@dataclass(frozen=True)
class ReportMaker:
    """Makes the report, or another ``product``, of one cluster of ``study``, in ``lang`` or else in the
    cluster's language (see :class:`.workers.pool.Maker`).
    """

    study: Study
    lang: Lang | None = None
    product: Product = REPORT

    def shipped_files(self) -> Mapping[str, bytes]:
        """The files of logos and fonts by name. Raises ConfigurationError where one cannot be read."""
        found = {}
        edition, folder = self.study.edition, Path(self.study.folder)
        for name in sorted({logo.file for logo in edition.logos if logo.file}):
            with files.explaining(f"the logo {folder / name} cannot be read"):
                found[name] = logos.content(folder, name)
        for name in sorted(set(edition.brand.fonts.values())):
            with files.explaining(f"the font {folder / name} cannot be read"):
                found[name] = typefaces.content(folder, name)
        return found

    def with_files(self, folder: Path) -> ReportMaker:
        """The same maker, with those files in ``folder``."""
        return replace(self, study=replace(self.study, folder=str(folder)))

    def prepare(self) -> Prepared:
        """Load what all clusters share. Raises ConfigurationError if nothing can be made."""
        # Only the process that makes files needs what composes them.
        from reports.chapters import report_of

        from .composer import Composer

        edition, composer = self.study.edition, Composer(self.study)
        for cluster in edition.clusters:
            composer.texts(self.lang or cluster.language)
        layout = _cards(self.study) if self.product == CARD else _reports(self.study)

        @lru_cache(maxsize=1)  # asked for its content, then for its files
        def composed(cluster_id: str) -> tuple[Scene, Report]:
            scene = composer.scene(cluster_id, self.lang)
            return scene, report_of(scene)

        # What is shared stays for good: no collection needs to look at it (1 to 5 % of a report's time).
        gc.collect()
        gc.freeze()
        return Prepared(composed, layout)


@dataclass(frozen=True)
class Prepared:
    """Makes the files of one cluster after the other (see :class:`.workers.pool.Make`)."""

    composed: Callable[[str], tuple[Scene, Report]]
    layout: Layout

    def content(self, cluster_id: str, /) -> str:
        """The fingerprint of what the report says."""
        return identity.content(self.composed(cluster_id)[1])

    def __call__(self, cluster_id: str, /) -> Mapping[str, bytes]:
        """The files by kind. Raises ReportError where they cannot be proven right."""
        made, findings = self.layout(*self.composed(cluster_id))
        if findings:
            raise ReportError(cluster_id, tuple(findings))
        return made


def report_pages(study: Study) -> Callable[[Report], Mapping[str, bytes]]:
    """What makes the two files of a report of the study, unchecked."""
    from reports.pages import report as pages
    from reports.pages import screen, theme_of

    folder, theme = Path(study.folder), theme_of(study.edition.brand)
    with in_its_fonts(study):
        renderer = screen.WebRenderer(folder, theme)

    def files_of(report: Report) -> Mapping[str, bytes]:
        with in_its_fonts(study):
            return {"html": renderer.render(report).encode(), "pdf": pages.render(report, folder, theme)}

    return files_of


def report_files(study: Study) -> Callable[..., Checked]:
    """What makes the two files of a report of the study and checks them."""
    from reports.proof.checks import report as report_check
    from reports.proof.checks import screen as screen_check

    pages_of = report_pages(study)

    def files_of(
        report: Report, facts: Facts, foreign: Sequence[str], consented: Collection[str] = ()
    ) -> Checked:
        """``facts`` are the published numbers. None of the ``foreign`` names may stand in the files, but for
        those that a good practice credits with consent.
        """
        made = pages_of(report)
        with in_its_fonts(study):
            findings = (
                *report_check.check(report, made["pdf"], facts, foreign, consented),
                *screen_check.check_page(report, made["html"].decode(), foreign, consented),
            )
        return made, findings

    return files_of


def _reports(study: Study) -> Layout:
    edition = study.edition
    files_of, consented = report_files(study), consented_names(edition)
    return lambda scene, report: files_of(
        report, scene.facts, foreign_names(edition, report.cluster_id), consented
    )


def card_page(study: Study, scene: Scene, report: Report) -> tuple[bytes, Card, Page, pages_pdf.Meta]:
    """The file of a results card, unchecked, and what it was made from."""
    from reports.pages import card as card_pages
    from reports.pages import pdf as tagged
    from reports.pages import theme_of
    from reports.proof.checks import rules

    with in_its_fonts(study):
        card, page = card_pages.fitted(report, scene)
        meta = rules.meta_of(card, identity.identifier(report))
        return tagged.write((page,), meta, theme=theme_of(study.edition.brand)), card, page, meta


def _cards(study: Study) -> Layout:
    from reports.proof.checks import paper

    edition = study.edition

    def files_of(scene: Scene, report: Report) -> Checked:
        pdf, card, page, meta = card_page(study, scene, report)
        foreign = foreign_names(edition, report.cluster_id)
        with in_its_fonts(study):
            return {"card": pdf}, paper.check_card(card, page, pdf, meta, scene.facts, foreign)

    return files_of
