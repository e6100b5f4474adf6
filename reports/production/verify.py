"""The proof of finished files: made again, and then proven a second way, from the files alone.

First every file is made once more from the edition, and has to be the same byte for byte
(:mod:`.reproduction`): whatever somebody did to a file is found. Then the program itself is proven, and the
composed report is not asked. What the pages should say is made again from the edition's raw values
(:mod:`reports.proof.audit.recount`); what they do say is read from the finished PDF, from the workbook inside
it and from the page for the browser (:mod:`reports.proof.reading.book`). Nothing is ever written into the
output. The rules, by their ids:

=============== ==================================================================================
reproduction    the file is not the one that the program makes of this edition
seal            a record has no seal, or one that does not hold
state           the manifest does not know the report, or not as a finished one
file            a file is missing, or is not byte for byte the one that the manifest records
unreadable      a file cannot be read
stray           a file beside the reports that the manifest does not know
identity        identifier, cluster, edition, title, language or names are another report's
pdf-ua, pdf-a   page-validation finds a breach of PDF/UA-1 or PDF/A-3a
tags            the tag tree and the pages disagree, a table or figure lacks what a reader needs
font            a font is not embedded or not bundled; a glyph looks unlike the letter it stands for
painting        a page is painted with anything but our engine's instructions, or what is read of it is
                not what is seen there: hidden, covered, too pale, in another place or order
page-plan       chapters, bookmarks, contents and page numbers do not agree
foreign-name    another cluster is named
table           a table, row or column that is unknown, missing or not where it should be
number          a table cell that is not the recounted result
disclosure      medians of comparison groups that this reader must not see, alone or together
cover           the number on the cover
key-figure      a key figure
story           title, lead or question of the summary that are not those of the strongest pattern
sentence        a number in a sentence that is none of the report's, or not in that role
data-file       the workbook is missing, not sound, or does not say what the tables say
=============== ==================================================================================

Pages are rendered, to see the ink of every letter, where the file is not the same once more, for one report
of every run (another one after every build), and for all where the proof is to be thorough.

Findings of the page for the browser have the same ids with ``web-`` before them. Cards, the paper for the
plenary and the papers for the meetings are made again, too; the second way is for reports.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from reports import files
from reports.edition import Edition
from reports.errors import ConfigurationError, Finding
from reports.proof.audit import recount, report

from . import group_papers
from .products import CARD, REPORT, Product
from .record import manifest, seal
from .record import store as stores
from .record.manifest import Entry, recorded_language
from .record.store import Store
from .reproduction import Reproducer, Reproduction
from .study import Study, in_its_fonts, read
from .workers.local import LostError, Workers


@dataclass(frozen=True)
class Verdict:
    """What was found in the files of one report, or of one paper about all. ``proven`` numbers were recounted
    and are right, ``explained`` ones belong to words, names and places; ``reproduced`` are the files that the
    program makes the same again. ``note`` says what could not be compared.
    """

    id: str
    findings: tuple[Finding, ...]
    proven: int = 0
    explained: int = 0
    reproduced: tuple[str, ...] = ()
    note: str = ""

    @property
    def sound(self) -> bool:
        return not self.findings


@dataclass(frozen=True)
class Verification:
    """The verdicts on the reports in the order of the edition, those on papers about all, and what belongs to
    neither.
    """

    edition_id: str
    folder: Path
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...] = ()
    papers: tuple[Verdict, ...] = ()

    @property
    def sound(self) -> bool:
        return not self.findings and all(verdict.sound for verdict in (*self.verdicts, *self.papers))


class Verifier:
    """Everything the proofs of one edition share. ``base`` is the edition's output folder; ``reproducer``
    makes the files again, and without it there is the second way alone.

    Raises ConfigurationError where nothing is built there, or something else.
    """

    def __init__(self, edition: Edition, base: Path, reproducer: Reproducer | None = None) -> None:
        self.edition = edition
        self.base = base
        self.manifest = REPORT.record(base, edition)
        self.store = stores.of(base, self.manifest.store)
        self.recount = recount.Recount(edition)
        self._reproducer = reproducer

    @cached_property
    def _cards(self) -> manifest.Manifest | None:
        """The record of the cards, None where there are none."""
        there = (self.base / CARD.folder / manifest.NAME).exists()
        return CARD.record(self.base, self.edition) if there else None

    def verify(self, cluster_id: str, *, rendered: bool = False) -> Verdict:
        """The proof of one report and its card, whose pages are ``rendered`` in any case or only where the
        file is not the same once more. Never raises for what is wrong with their files.
        """
        report_ = self._report(cluster_id, rendered=rendered)
        entry = self._cards.entries.get(cluster_id) if self._cards else None
        if self._reproducer is None or entry is None or entry.state != "checked":
            return report_
        findings, read = self._files(CARD, entry, stores.Folder(self.base / CARD.folder))
        card = self._reproducer.compare(CARD, entry, read)
        notes = dict.fromkeys(note for note in (report_.note, card.note) if note)
        return replace(
            report_,
            findings=(*report_.findings, *findings, *card.findings),
            reproduced=(*report_.reproduced, *card.same),
            note="; ".join(notes),
        )

    def _fonts(self) -> AbstractContextManager[None]:
        """The fonts that the files may be set in."""
        return nullcontext() if self._reproducer is None else in_its_fonts(self._reproducer.study)

    def to_be_rendered(self, ids: Sequence[str]) -> frozenset[str]:
        """The one report of a run whose pages are looked at, whatever else is known of it."""
        sums = [
            (entry.files["pdf"].sha256, cluster_id)
            for cluster_id in ids
            if (entry := self.manifest.entries.get(cluster_id)) is not None and "pdf" in entry.files
        ]
        return frozenset([min(sums)[1]] if sums else [])

    def _report(self, cluster_id: str, *, rendered: bool) -> Verdict:
        entry = self.manifest.entries.get(cluster_id)
        if entry is None or entry.state != "checked":
            state = "not in the manifest" if entry is None else f"recorded as {entry.state}"
            return Verdict(cluster_id, (Finding("state", f"the report is {state}; build it"),))
        findings, read = self._files(REPORT, entry, self.store)
        again = Reproduction()
        if self._reproducer is not None:
            again = self._reproducer.compare(REPORT, entry, read)
            findings += again.findings
        proof = report.ReportProof(
            self.edition,
            self.recount,
            self.edition.cluster(cluster_id),
            recorded_language(entry.lang),
            entry.content,
        )
        if "pdf" in read:
            with self._fonts():
                looked_at = rendered or "pdf" not in again.same
                findings += _guarded(proof.pdf(read["pdf"], rendered=looked_at))
        if "html" in read:
            findings += [
                replace(finding, rule=f"web-{finding.rule}", cause=f"browser page: {finding.cause}")
                for finding in _guarded(proof.web(read["html"]))
            ]
        return Verdict(
            cluster_id,
            tuple(dict.fromkeys(findings)),
            proof.tally.proven,
            proof.tally.explained,
            again.same,
            again.note,
        )

    def _files(self, product: Product, entry: Entry, store: Store) -> tuple[list[Finding], dict[str, bytes]]:
        """The files of an entry by kind, and what is wrong with them as files."""
        findings: list[Finding] = []
        read: dict[str, bytes] = {}
        for kind in sorted(product.places, reverse=True):
            record = entry.files.get(kind)
            if record is None:
                findings.append(Finding("file", f"the manifest records no {kind}"))
                continue
            if PurePosixPath(record.path).stem != entry.id:
                findings.append(Finding("identity", f"the {kind} is the file {record.path}"))
            try:
                read[kind] = store.read(record.path)
            except OSError as error:
                findings.append(Finding("file", f"{record.path} cannot be read: {files.reason(error)}"))
                continue
            if len(read[kind]) != record.size or manifest.sha256(read[kind]) != record.sha256:
                findings.append(Finding("file", f"{record.path} is not the file that was built"))
        return findings, read

    def seals(self) -> tuple[Finding, ...]:
        """Records whose seal does not hold."""
        records = ((REPORT, self.manifest), (CARD, self._cards))
        return tuple(
            Finding(
                "seal",
                f"the record {self.base / product.folder / manifest.NAME} cannot be trusted: {known.doubt}; "
                f"{seal.REMEDY}: cluster-reports {product.command}",
            )
            for product, known in records
            if known is not None and known.doubt
        )

    def papers(self) -> Iterator[Verdict]:
        """The papers about all that are there, made again."""
        if self._reproducer is not None:
            for name, again in group_papers.compared(self._reproducer, self.base):
                yield Verdict(name, again.findings, reproduced=again.same, note=again.note)

    def strays(self) -> tuple[Finding, ...]:
        """Files that lie where the reports lie and are none of them."""
        known = {record.path for e in self.manifest.entries.values() for record in e.files.values()}
        found = []
        for folder in sorted({PurePosixPath(path).parent.as_posix() for path in known}):
            for name in sorted(self.store.sizes(folder)):
                if name not in known:
                    found.append(Finding("stray", f"{name} is none of the reports that were built"))
        unknown = sorted(set(self.manifest.entries) - set(self.edition.ids))
        found += [Finding("stray", f"{name} is built and not in the edition") for name in unknown]
        return tuple(found)


def _guarded(findings: Iterator[Finding]) -> Iterator[Finding]:
    """The findings; a file that is too broken to be read to its end is one more, whatever broke."""
    try:
        yield from findings
    except Exception as error:
        yield Finding("unreadable", f"the file cannot be read to its end: {type(error).__name__}: {error}")


# --- many reports ------------------------------------------------------------------------------------------

_verifier: Verifier | None = None


def _start(source: Path, base: Path) -> None:
    global _verifier
    study = read(source)
    _verifier = Verifier(study.edition, base, Reproducer(study))
    # What is shared stays for good: no collection needs to look at it.
    gc.collect()
    gc.freeze()


def _one(cluster_id: str, rendered: bool) -> Verdict:
    if _verifier is None:
        raise ConfigurationError("the worker was not started")
    return _verifier.verify(cluster_id, rendered=rendered)


def verify(
    source: Path,
    study: Study,
    ids: Sequence[str],
    base: Path,
    *,
    jobs: int = 1,
    thorough: bool = False,
    tell: Callable[[Verdict], object] = lambda verdict: None,
) -> Verification:
    """Prove the reports of ``ids`` in ``base``, and where these are all of the edition, the papers about all;
    ``thorough`` renders the pages of every report. ``tell`` hears of each verdict in their order.

    Raises ConfigurationError where nothing is built there.
    """
    edition = study.edition
    verifier = Verifier(edition, base, Reproducer(study))
    verdicts: list[Verdict] = []
    jobs = min(jobs, len(ids))
    rendered = frozenset(ids) if thorough else verifier.to_be_rendered(ids)
    for verdict in _all(verifier, source, ids, rendered, jobs):
        verdicts.append(verdict)
        tell(verdict)
    findings, about_all = verifier.seals(), []
    if len(ids) == len(edition.ids):
        findings += verifier.strays()
        for verdict in verifier.papers():
            about_all.append(verdict)
            tell(verdict)
    return Verification(edition.id, base, tuple(verdicts), findings, tuple(about_all))


def _all(
    verifier: Verifier, source: Path, ids: Sequence[str], rendered: frozenset[str], jobs: int
) -> Iterator[Verdict]:
    if jobs < 2:
        yield from (verifier.verify(cluster_id, rendered=cluster_id in rendered) for cluster_id in ids)
        return
    with Workers(jobs, _start, (source, verifier.base)) as workers:
        waiting = [
            (cluster_id, workers.submit(_one, cluster_id, cluster_id in rendered)) for cluster_id in ids
        ]
        for cluster_id, future in waiting:
            try:
                yield future.result()
            except LostError:
                cause = "the process that read the files died; verify this report alone"
                yield Verdict(cluster_id, (Finding("unreadable", cause),))
