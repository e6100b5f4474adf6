"""The same files once more: what the program makes today of the same edition, to be compared byte for byte.

Builds are reproducible, so a file that differs was not made by this program from this edition, or was altered
afterwards, whatever it says of itself and whatever the record says of it. It proves nothing about the
program; that is what the second path is for (:mod:`reports.proof.audit`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reports.document import identity
from reports.edition import Lang
from reports.errors import ClusterReportsError, Finding, ReportError
from reports.proof.checks import sameness

from . import maker
from .basis import Basis
from .products import CARD, REPORT, Product
from .record.manifest import Entry, recorded_language, sha256
from .study import Study, in_its_fonts

if TYPE_CHECKING:
    from reports.document import Report
    from reports.words import Scene

RULE = sameness.RULE

#: What is said of files that another program has made.
ELSEWHERE = (
    "made by another version of the program or its packages, or with other logos, fonts or names, and cannot "
    "be made again for comparison"
)


@dataclass(frozen=True)
class Reproduction:
    """What came of making files again: the kinds that came out the same, the findings of the others, and a
    note where they cannot be compared.
    """

    same: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    note: str = ""


class Reproducer:
    """Makes the files of one study again. Raises ConfigurationError where nothing can be made."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.basis = Basis.of(study)

    def report(self, cluster_id: str, lang: Lang) -> Mapping[str, bytes]:
        """The PDF and the page for the browser of a report. Raises ReportError, ConfigurationError."""
        return self._pages(self._composed(cluster_id, lang)[1])

    def pdf(self, cluster_id: str, lang: Lang) -> bytes:
        """The PDF alone. Raises ReportError, ConfigurationError."""
        from reports.pages import report as pages
        from reports.pages import theme_of

        theme = theme_of(self.study.edition.brand)
        with in_its_fonts(self.study):
            return pages.render(self._composed(cluster_id, lang)[1], Path(self.study.folder), theme)

    def card(self, cluster_id: str, lang: Lang) -> Mapping[str, bytes]:
        """The results card. Raises ReportError, ConfigurationError."""
        return {"card": maker.card_page(self.study, *self._composed(cluster_id, lang))[0]}

    def files(self, product: Product, cluster_id: str, lang: Lang) -> Mapping[str, bytes]:
        """The files of a product by kind."""
        return (self.card if product == CARD else self.report)(cluster_id, lang)

    def content(self, cluster_id: str, lang: Lang) -> str:
        """The fingerprint of what the report says now."""
        return identity.content(self._composed(cluster_id, lang)[1])

    def compare(self, product: Product, entry: Entry, found: Mapping[str, bytes]) -> Reproduction:
        """Make the files of ``entry`` again and compare those that were ``found``."""
        lang = recorded_language(entry.lang)
        try:
            made = self.files(product, entry.id, lang)
        except ClusterReportsError as error:
            return Reproduction(findings=(Finding(RULE, f"the {product.noun} cannot be made now: {error}"),))
        same = tuple(kind for kind, data in found.items() if made.get(kind) == data)
        other = [kind for kind in found if kind not in same]
        if not other:
            return Reproduction(same)
        if not self._comparable(entry):
            stale = entry.content != self.content(entry.id, lang)
            more = "; it would say something else now" if stale else ""
            return Reproduction(same, note=f"the {product.noun} was {ELSEWHERE}{more}")
        paths = {kind: entry.files[kind].path if kind in entry.files else kind for kind in other}
        named = (
            finding
            for kind in other
            for finding in sameness.differences(paths[kind], found[kind], made.get(kind, b""))
        )
        return Reproduction(same, tuple(self._told(entry, named)))

    def _comparable(self, entry: Entry) -> bool:
        """Whether this very program, with these very logos and names, has made the files."""
        return entry.recipe in ("", self.basis.recipe)

    def _told(self, entry: Entry, findings: Iterator[Finding]) -> Iterator[Finding]:
        if entry.content != self.content(entry.id, recorded_language(entry.lang)):
            cause = "it would say something else now: data or words have changed since; build it again"
            yield Finding(RULE, cause)
        yield from findings

    @cached_property
    def _pages(self) -> Callable[[Report], Mapping[str, bytes]]:
        return maker.report_pages(self.study)

    @cached_property
    def _composed(self) -> Callable[[str, Lang], tuple[Scene, Report]]:
        from reports.chapters import report_of

        @lru_cache(maxsize=1)  # asked for its content, its files and its card
        def composed(cluster_id: str, lang: Lang) -> tuple[Scene, Report]:
            scene = self.basis.composer.scene(cluster_id, lang)
            return scene, report_of(scene)

        return composed


class Current:
    """Whether a report may leave: the program makes the very same file of it now. For
    :func:`reports.mail.plan.approve` and :func:`reports.mail.deliver.send`.
    """

    def __init__(self, study: Study) -> None:
        self._reproducer = Reproducer(study)
        self._known: set[tuple[str, str, str, str]] = set()

    def __call__(self, entry: Entry) -> bool:
        """False for a report that would say something else now. Raises ReportError for one whose file is not
        the one that the program makes, although it says the same.
        """
        lang = recorded_language(entry.lang)
        record = entry.files.get(REPORT.main)
        key = (entry.id, lang, entry.content, record.sha256 if record else "")
        if key in self._known:  # asked before the run, and before each message
            return True
        if self._reproducer.content(entry.id, lang) != entry.content:
            return False
        if record is not None and sha256(self._reproducer.pdf(entry.id, lang)) == record.sha256:
            self._known.add(key)
            return True
        if entry.recipe != self._reproducer.basis.recipe:
            raise ReportError(
                entry.id, (Finding("other-program", f"the report was {ELSEWHERE}; build it again"),)
            )
        cause = (
            "the program makes another file of this report than the one that is recorded: it was altered, "
            "with its record; cluster-reports verify names the places, and build makes it again"
        )
        raise ReportError(entry.id, (Finding(RULE, cause),))
