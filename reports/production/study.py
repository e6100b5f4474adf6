"""The line that everything follows, from an edition's files to finished reports::

    load -> validate -> score -> simulate -> compare -> recommend -> compose -> render -> check -> write

:func:`read` goes as far as the scores; :class:`ReportMaker` simulates once and does the rest for one
cluster at a time, in as many processes as there are; :mod:`reports.production.build` writes the files. The
stages are imported where they are used: neither the help nor the scores need a layout engine.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reports import files
from reports.document import identity as fingerprint
from reports.edition.loading.raw import nearest
from reports.edition.model import Edition, Lang, Scores
from reports.edition.validation import mail as mail_settings
from reports.errors import ConfigurationError, ReportError

from .workers.pool import Make

if TYPE_CHECKING:
    from reports.document.blocks import Report
    from reports.results.score import Frame
    from reports.words.published import Facts
    from reports.words.sentences import Scene

#: Where a build puts everything, unless told otherwise.
OUT = Path("out")

#: Kind of file -> its folder in the edition's output, in the order in which a report's files are written:
#: where the PDF is, the others are.
PLACES = {"html": "html", "pdf": "reports"}

#: The workbook that :func:`init` puts into a new folder.
WORKBOOK = "edition.xlsx"


def init(folder: Path) -> Path:
    """Write the workbook of a new edition into ``folder`` and say where.

    Raises ConfigurationError where it is there already or cannot be written.
    """
    from reports.edition import blank_workbook as workbook

    path = files.make_folder(folder) / WORKBOOK
    workbook.write_workbook(path)
    return path


@dataclass(frozen=True, eq=False)
class Study:
    """An edition with the scores of all its clusters. ``folder`` is where its logo files lie, ``inputs``
    are the hashes of the files it was read from (none where it was not read from files).
    """

    edition: Edition
    frame: Frame
    scores: Scores
    folder: str
    inputs: Mapping[str, str] = field(default_factory=dict)


def read(path: Path) -> Study:
    """Load -> validate -> score. Raises InputError with every problem of the edition, and
    ConfigurationError where somebody saves one of its files meanwhile.
    """
    from reports.edition.loading import load
    from reports.edition.validation import validate
    from reports.results import score

    from . import program as provenance

    inputs = provenance.inputs(path)
    raw = load.load(path)
    if provenance.inputs(path) != inputs:
        raise ConfigurationError(f"{path} was changed while it was read; do it again")
    edition = validate.validate(raw, supported_characters())
    frame = score.fit(edition.framework, edition.method, edition.values)
    scores = score.score(edition.framework, edition.method, edition.ids, edition.values)
    return Study(edition, frame, scores, raw.folder, inputs)


def supported_characters() -> frozenset[int]:
    """The code points that every bundled font can set."""
    from fontTools.ttLib import TTFont

    from reports import assets

    def characters(file: Path) -> frozenset[int]:
        with TTFont(file, lazy=True) as font:
            return frozenset(font.getBestCmap())

    return frozenset.intersection(*map(characters, assets.fonts().glob("*.ttf")))


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
        from reports.advice import firing, recommend, whatif
        from reports.chapters import compose
        from reports.results import characteristics, compare
        from reports.results import simulate as robustness
        from reports.words import catalogue as texts
        from reports.words import published as facts

        edition, frame, scores = self.study.edition, self.study.frame, self.study.scores
        simulated = robustness.simulate(edition.framework, edition.method, edition.values)
        group = compare.group(edition, scores, simulated)
        what_ifs = whatif.WhatIfs(edition, scores, frame, group.values)
        fires = firing.Firing(edition, scores, group)
        words = {
            lang: texts.Texts(lang, assets.catalogue(lang), edition.unit.get(lang, {}))
            for lang in {self.lang or cluster.language for cluster in edition.clusters}
        }

        def composed(cluster_id: str) -> Composed:
            lang = self.lang or edition.cluster(cluster_id).language
            comparison = compare.compare(edition, scores, group, cluster_id)
            advice = recommend.recommend(edition, scores, comparison, frame, what_ifs, fires)
            report = compose.compose(edition, scores, comparison, advice, words[lang])
            portrait = characteristics.portrait(edition, cluster_id)
            return Composed(report, facts.Facts(edition.framework, comparison, words[lang], portrait))

        return composed

    def luggage(self) -> Mapping[str, bytes]:
        """The logo files by name. Raises ConfigurationError where one cannot be read."""
        found = {}
        for name in sorted({logo.file for logo in self.study.edition.logos if logo.file}):
            path = Path(self.study.folder) / name
            try:
                found[name] = path.read_bytes()
            except OSError as error:
                raise ConfigurationError(f"the logo {path} cannot be read ({files.reason(error)})") from error
        return found

    def arrived(self, folder: Path) -> ReportMaker:
        """The same maker, with the logo files in ``folder``."""
        return replace(self, study=replace(self.study, folder=str(folder)))

    def prepare(self) -> Make:
        """Load what all reports share. Raises ConfigurationError if no report can be made."""
        from reports.pages import render
        from reports.pages import screen as web
        from reports.proof.checks import report as check
        from reports.proof.checks import screen as webcheck

        edition, folder = self.study.edition, Path(self.study.folder)
        compose = lru_cache(maxsize=1)(self.composer())  # asked for its content, then for its files
        web_renderer = web.WebRenderer(folder)

        def make(cluster_id: str) -> dict[str, bytes]:
            report, published = compose(cluster_id)
            pdf = render.render(report, folder)
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
    from reports.results import compare
    from reports.results import simulate as robustness
    from reports.words import catalogue as texts

    edition, frame, scores = study.edition, study.frame, study.scores
    simulated = robustness.simulate(edition.framework, edition.method, edition.values)
    group = compare.group(edition, scores, simulated)
    languages: tuple[Lang, ...] = ("pl", "en")
    words = {
        lang: texts.Texts(lang, assets.catalogue(lang), edition.unit.get(lang, {})) for lang in languages
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
        return fingerprint.content(self.composed(cluster_id).report)

    def __call__(self, cluster_id: str, /) -> Mapping[str, bytes]:
        """The files of the report by kind. Raises ReportError where it cannot be proven right."""
        return self.made(cluster_id)


def foreign_names(edition: Edition, cluster_id: str) -> tuple[str, ...]:
    """The names and short names of all other clusters: none of them may stand in this report, but for one
    that a good practice credits (:func:`consented_names`).
    """
    others = (cluster for cluster in edition.clusters if cluster.id != cluster_id)
    return tuple(name for cluster in others for name in (cluster.name, cluster.short_name) if name)


def consented_names(edition: Edition) -> frozenset[str]:
    """The short names of the clusters that a practice names and that have consented to it."""
    sources = {practice.cluster for practice in edition.practices}
    return frozenset(c.short_name for c in edition.clusters if c.consent and c.id in sources)


def select(edition: Edition, wanted: Sequence[str]) -> tuple[str, ...]:
    """The wanted ids in the order of the edition, all of them if none is named.

    Raises ConfigurationError for an id the edition does not have, proposing the nearest.
    """
    unknown = [name for name in wanted if name not in edition.row]
    if unknown:
        lines = []
        for name in unknown:
            near = nearest(name, edition.ids)
            hint = f"did you mean {near}?" if near else f"its clusters are {_some(edition.ids)}"
            lines.append(f"the edition {edition.id} has no cluster {name!r}; {hint}")
        raise ConfigurationError("\n".join(lines))
    return tuple(cluster for cluster in edition.ids if not wanted or cluster in wanted)


def _some(names: Sequence[str], most: int = 8) -> str:
    return ", ".join(names[:most]) + (" ..." if len(names) > most else "")


# --- scores and checks ---------------------------------------------------------------------------


def write_scores(study: Study, path: Path) -> None:
    """Scores and ranks of every level as .csv or .xlsx, whole or not at all.

    Raises ConfigurationError where the file cannot be written.
    """
    from reports.analysis import tables as export

    try:
        export.write_scores(study.edition, study.scores, path)
    except OSError as error:
        raise ConfigurationError(
            f"cannot write {path} ({files.reason(error)}); choose another place, or close the program "
            "that shows the file"
        ) from error


def scores_csv(study: Study) -> str:
    """What :func:`write_scores` puts into a .csv file, for another program to read."""
    from reports.analysis.tables import scores_text

    return scores_text(study.edition, study.scores)


def warnings(study: Study) -> tuple[str, ...]:
    """What is no error in an edition and still worth a look before the reports go out."""
    edition, scores = study.edition, study.scores
    found = [
        f"indicator {code}: all clusters have the same value, so it says nothing and scores the middle"
        for code in scores.constant
    ]
    root = edition.framework.column[edition.framework.root.code]
    empty = np.isnan(edition.values)
    for row, cluster_id in enumerate(edition.ids):
        if np.isnan(scores.score[row, root]):
            found.append(f"cluster {cluster_id}: too few answers for an overall score")
    for column, leaf in enumerate(edition.framework.leaves):
        if empty[:, column].all():
            found.append(f"indicator {leaf.code}: no cluster has answered")
    return (
        *found,
        *mail_settings.warnings(edition),
        *_without_advice(edition),
        *_about_practices(study),
    )


def _without_advice(edition: Edition) -> Iterator[str]:
    """The sub-areas that have no recommendation of their own for some position: one line each."""
    from reports.advice.recommend import POSITIONS, positions_of
    from reports.edition.validation.recommendations import uncovered

    offers = [(record.node, positions_of(record)) for record in edition.recommendations]
    general = {position for node, positions in offers if node == "*" for position in positions}
    for node, lacks in uncovered(edition.framework, offers, POSITIONS):
        wanting = [position for position in lacks if position not in general]
        rest = f"nor a general one for {' or '.join(wanting)}" if wanting else "general ones serve it"
        yield (
            f"{node.code} ({node.name.get(edition.language)}): no recommendation of its own for the "
            f"position {' or '.join(lacks)}; {rest}"
        )


#: As many practices a sub-area should have, so that two neighbours need not read the same.
FEWEST_PRACTICES = 2


def _about_practices(study: Study) -> Iterator[str]:
    """The sub-areas with few practices of their own, and practices seen where the result is low."""
    from reports.advice.good_practices import home, sub_areas

    edition, scores = study.edition, study.scores
    homes = {practice.id: home(edition, practice) for practice in edition.practices}
    if not any(homes.values()):
        yield "no sub-area has a good practice of its own; the chapter has general ones at most"
        return
    for part in sub_areas(edition):
        count = list(homes.values()).count(part.code)
        if count < FEWEST_PRACTICES:
            yield (
                f"{part.code} ({part.name.get(edition.language)}): good practices of its own: {count}, "
                f"fewer than {FEWEST_PRACTICES}"
            )
    for practice in edition.practices:
        code = homes[practice.id]
        if practice.cluster and code:
            column = scores.score[:, edition.framework.column[code]]
            if not column[edition.row[practice.cluster]] >= np.nanmedian(column):
                yield (
                    f"practice {practice.id}: the cluster {practice.cluster}, which it names, is below the "
                    f"median in {code} or has no score there"
                )
