"""What composes, lays out and checks the report of one cluster after the other."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reports import files
from reports.document import identity
from reports.edition import Lang, consented_names, foreign_names
from reports.errors import ConfigurationError, ReportError

from .study import Study
from .workers.pool import Make

if TYPE_CHECKING:
    from reports.document import Report
    from reports.words import Facts, Scene


@dataclass(frozen=True)
class ReportMaker:
    """Makes the report of one cluster of ``study``, in ``lang`` or else in the cluster's language."""

    study: Study
    lang: Lang | None = None

    def composer(self) -> Callable[[str], Composed]:
        """Load what all reports say, and return what composes the report of one cluster.

        Raises ConfigurationError if no report can be composed.
        """
        from reports import assets
        from reports.advice import recommend
        from reports.chapters import compose
        from reports.results import characteristics, compare, simulate
        from reports.words import catalogue
        from reports.words import published as facts

        edition, frame, scores = self.study.edition, self.study.frame, self.study.scores
        simulated = simulate.simulate(edition.framework, edition.method, edition.values)
        group = compare.group(edition, scores, simulated)
        words = {
            lang: catalogue.Texts(lang, assets.catalogue(lang), edition.unit.get(lang, {}))
            for lang in {self.lang or cluster.language for cluster in edition.clusters}
        }

        def composed(cluster_id: str) -> Composed:
            lang = self.lang or edition.cluster(cluster_id).language
            comparison = compare.compare(edition, scores, group, cluster_id)
            advice = recommend.recommend(edition, scores, comparison, frame)
            report = compose.compose(edition, scores, comparison, advice, words[lang])
            portrait = characteristics.portrait(edition, cluster_id)
            return Composed(report, facts.Facts(edition.framework, comparison, words[lang], portrait))

        return composed

    def shipped_files(self) -> Mapping[str, bytes]:
        """The logo files by name. Raises ConfigurationError where one cannot be read."""
        found = {}
        for name in sorted({logo.file for logo in self.study.edition.logos if logo.file}):
            path = Path(self.study.folder) / name
            try:
                found[name] = path.read_bytes()
            except OSError as error:
                raise ConfigurationError(f"the logo {path} cannot be read ({files.reason(error)})") from error
        return found

    def with_files(self, folder: Path) -> ReportMaker:
        """The same maker, with the logo files in ``folder``."""
        return replace(self, study=replace(self.study, folder=str(folder)))

    def prepare(self) -> Make:
        """Load what all reports share. Raises ConfigurationError if no report can be made."""
        from reports.pages import report as layout
        from reports.pages import screen as web
        from reports.proof.checks import report as check
        from reports.proof.checks import screen as webcheck

        edition, folder = self.study.edition, Path(self.study.folder)
        compose = lru_cache(maxsize=1)(self.composer())  # asked for its content, then for its files
        web_renderer = web.WebRenderer(folder)

        def make(cluster_id: str) -> dict[str, bytes]:
            report, published = compose(cluster_id)
            pdf = layout.render(report, folder)
            names, consented = foreign_names(edition, cluster_id), consented_names(edition)
            page = web_renderer.render(report)
            findings = (
                *check.check(report, pdf, published, names, consented),
                *webcheck.check_page(report, page, names, consented),
            )
            if findings:
                raise ReportError(cluster_id, findings)
            return {"pdf": pdf, "html": page.encode()}

        # What all reports share stays for good: no collection needs to look at it (1 to 5 % of a report).
        gc.collect()
        gc.freeze()
        return Prepared(compose, make)


def staging(study: Study) -> Callable[[str, Lang], Scene]:
    """What sets the scene of one cluster in a language, for papers beside the report.

    Raises ConfigurationError where the texts cannot be read.
    """
    from reports import assets
    from reports.advice import recommend
    from reports.chapters import compose
    from reports.results import compare, simulate
    from reports.words import catalogue

    edition, frame, scores = study.edition, study.frame, study.scores
    simulated = simulate.simulate(edition.framework, edition.method, edition.values)
    group = compare.group(edition, scores, simulated)
    languages: tuple[Lang, ...] = ("pl", "en")
    words = {
        lang: catalogue.Texts(lang, assets.catalogue(lang), edition.unit.get(lang, {})) for lang in languages
    }

    def scene(cluster_id: str, lang: Lang) -> Scene:
        comparison = compare.compare(edition, scores, group, cluster_id)
        advice = recommend.recommend(edition, scores, comparison, frame)
        return compose.set_scene(edition, scores, comparison, advice, words[lang])

    return scene


class Composed(NamedTuple):
    """A report as it is composed, and the published numbers to check it against."""

    report: Report
    published: Facts


@dataclass(frozen=True)
class Prepared:
    """What makes the files of one cluster after the other (see :class:`.workers.pool.Make`)."""

    composed: Callable[[str], Composed]
    made: Callable[[str], Mapping[str, bytes]]

    def content(self, cluster_id: str, /) -> str:
        """The fingerprint of what the report says."""
        return identity.content(self.composed(cluster_id).report)

    def __call__(self, cluster_id: str, /) -> Mapping[str, bytes]:
        """The files of the report by kind. Raises ReportError where it cannot be proven right."""
        return self.made(cluster_id)
