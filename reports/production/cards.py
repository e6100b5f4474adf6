"""Results cards: from a study to one checked page per cluster, and their record.

Cards lie in ``out/<edition>/cards`` with a manifest of their own (:mod:`reports.production.record.manifest`),
so that cards and reports can be made at the same time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from reports import __version__, files
from reports.edition import Lang, foreign_names
from reports.errors import ConfigurationError, ReportError

from .build import Outcome
from .record import lock, manifest
from .record.manifest import Entry, FileRecord, Journal, Manifest
from .study import OUT, Study
from .workers.pool import Made, Make, make_all

#: The folder of the cards in an edition's output, and the kinds of a card's data: the file, and the
#: fingerprint of the report it was chosen from.
PLACE, CARD, CONTENT = "cards", "card", "content"


@dataclass(frozen=True)
class CardMaker:
    """Makes the card of one cluster of ``study``, in ``lang`` or else in the cluster's language."""

    study: Study
    lang: Lang | None = None

    def prepare(self) -> Make:
        """Load what all cards share. Raises ConfigurationError if no card can be made."""
        from reports import assets
        from reports.advice import recommend
        from reports.chapters import compose
        from reports.document import identity
        from reports.pages import card as cardview
        from reports.pages import pdf as tagged
        from reports.papers import card
        from reports.proof.checks import card as cardcheck
        from reports.results import compare, simulate
        from reports.words import catalogue

        edition, frame, scores = self.study.edition, self.study.frame, self.study.scores
        simulated = simulate.simulate(edition.framework, edition.method, edition.values)
        group = compare.group(edition, scores, simulated)
        words = {
            lang: catalogue.Texts(lang, assets.catalogue(lang), edition.unit.get(lang, {}))
            for lang in {self.lang or cluster.language for cluster in edition.clusters}
        }

        def make(cluster_id: str) -> dict[str, bytes]:
            lang = self.lang or edition.cluster(cluster_id).language
            comparison = compare.compare(edition, scores, group, cluster_id)
            advice = recommend.recommend(edition, scores, comparison, frame)
            scene = compose.set_scene(edition, scores, comparison, advice, words[lang])
            report = compose.report_of(scene)
            made = card.card(report, scene)
            page = cardview.lay_out(made)
            said = cardcheck.meta(made, identity.identifier(report))
            pdf = tagged.write((page,), said)
            names = foreign_names(edition, cluster_id)
            findings = cardcheck.findings(made, page, pdf, said, scene.facts, names)
            if findings:
                raise ReportError(cluster_id, findings)
            return {CARD: pdf, CONTENT: identity.content(report).encode()}

        return make


@dataclass(frozen=True)
class Cards:
    """What became of the cards, in the order of the edition. ``not_made`` were not reached because the
    command was stopped.
    """

    edition_id: str
    folder: Path
    outcomes: tuple[Outcome, ...]
    not_made: tuple[str, ...]

    @property
    def made(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.file is not None)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.file is None)

    @property
    def complete(self) -> bool:
        return not self.failed and not self.not_made


def make(
    study: Study,
    ids: Sequence[str],
    *,
    lang: Lang | None = None,
    out: Path = OUT,
    jobs: int = 1,
    tell: Callable[[Outcome], object] = lambda outcome: None,
    maker: CardMaker | None = None,
) -> Cards:
    """Make the cards of ``ids`` and write each that is proven right, whole, under its name.

    A card of an earlier run is removed before its new one is made, so that no old card is taken for a new
    one. ``tell`` hears of each outcome at once. Raises ConfigurationError before any file is touched, also
    where another process is making cards of this edition.
    """
    folder = files.make_folder(files.make_folder(files.child(out, study.edition.id)) / PLACE)
    paths = {cluster_id: files.child(folder, f"{cluster_id}.pdf") for cluster_id in ids}
    languages = {cluster_id: lang or study.edition.cluster(cluster_id).language for cluster_id in ids}
    outcomes: dict[str, Outcome] = {}
    removed: set[str] = set()
    record: list[Journal] = []

    def ready() -> None:
        journal = _begin(
            folder, study.edition.id, {name: Entry(name, "pending", languages[name]) for name in ids}
        )
        record.append(journal)
        removed.update(name for name, path in paths.items() if _remove(path))

    try:
        with lock.hold(folder), closing(make_all(maker or CardMaker(study, lang), ids, jobs, ready)) as cards:
            for made in cards:
                outcome, entry = _write(made, paths[made.id], languages[made.id], made.id in removed)
                record[0].record(entry)
                outcomes[made.id] = outcome
                tell(outcome)
    except KeyboardInterrupt:  # what is done is done, and the rest is named
        pass
    finally:
        for journal in record:
            journal.close()
    return Cards(
        edition_id=study.edition.id,
        folder=folder,
        outcomes=tuple(outcomes[name] for name in ids if name in outcomes),
        not_made=tuple(name for name in ids if name not in outcomes),
    )


def _begin(folder: Path, edition_id: str, entries: Mapping[str, Entry]) -> Journal:
    """The record with these entries pending. One that is missing or cannot be trusted is begun anew: cards
    are made again at any time, and a card without a record is not handed out.
    """
    try:
        known = manifest.read(folder)
    except ConfigurationError:
        known = Manifest(edition_id)
    entries = {**known.entries, **entries}
    program = f"cluster-reports {__version__}"
    try:
        return Journal(folder, replace(known, edition_id=edition_id, program=program, entries=entries))
    except OSError as error:
        raise ConfigurationError(
            f"the record of the cards in {folder} cannot be written ({files.reason(error)})"
        ) from error


def _write(made: Made, path: Path, lang: Lang, removed: bool) -> tuple[Outcome, Entry]:
    """The file in its place with what is recorded about it, or the causes why there is none."""
    entry = Entry(made.id, "failed", lang, causes=made.causes)
    if made.data is None:
        return Outcome(made.id, None, made.causes, removed), entry
    pdf, content = made.data[CARD], made.data[CONTENT].decode()
    try:
        files.write(path, pdf)
    except OSError as error:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        causes = (f"cannot write {path}: {files.reason(error)}",)
        return Outcome(made.id, None, causes, removed), replace(entry, causes=causes)
    file = FileRecord(path.name, manifest.sha256(pdf), len(pdf))
    return Outcome(made.id, path), Entry(made.id, "checked", lang, content, files={CARD: file})


def _remove(path: Path) -> bool:
    """Remove the card of an earlier run and say whether there was one."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise ConfigurationError(
            f"the earlier card {path} cannot be replaced ({files.reason(error)}); close the programs "
            "that show it and try again"
        ) from error
    return True
