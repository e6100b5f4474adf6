"""The independent proof of finished files: right or not, from the files alone.

The composed report is not asked. What the pages should say is made again from the edition's raw values
(:mod:`reports.proof.audit.recount`); what they do say is read from the finished PDF, from the workbook inside
it and from the page for the browser (:mod:`reports.proof.reading.book`). Nothing is ever written. The rules,
by their ids:

=============== ==================================================================================
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

Findings of the page for the browser have the same ids with ``web-`` before them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from reports import files
from reports.edition import Edition, Lang
from reports.errors import ConfigurationError, Finding
from reports.proof.audit import recount, report

from .products import REPORT
from .record import manifest
from .record import store as stores
from .study import read
from .workers.local import LostError, Workers


@dataclass(frozen=True)
class Verdict:
    """What was found in the files of one report. ``proven`` numbers were recounted and are right,
    ``explained`` ones belong to words, names and places.
    """

    id: str
    findings: tuple[Finding, ...]
    proven: int = 0
    explained: int = 0

    @property
    def sound(self) -> bool:
        return not self.findings


@dataclass(frozen=True)
class Verification:
    """The verdicts in the order of the edition, and what belongs to no single report."""

    edition_id: str
    folder: Path
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def sound(self) -> bool:
        return not self.findings and all(verdict.sound for verdict in self.verdicts)


class Verifier:
    """Everything the proofs of one edition share. ``base`` is the edition's output folder.

    Raises ConfigurationError where nothing is built there, or something else.
    """

    def __init__(self, edition: Edition, base: Path) -> None:
        self.edition = edition
        self.base = base
        self.manifest = REPORT.record(base, edition)
        self.store = stores.of(base, self.manifest.store)
        self.recount = recount.Recount(edition)

    def verify(self, cluster_id: str) -> Verdict:
        """The proof of one report. Never raises for what is wrong with its files."""
        entry = self.manifest.entries.get(cluster_id)
        if entry is None or entry.state != "checked":
            state = "not in the manifest" if entry is None else f"recorded as {entry.state}"
            return Verdict(cluster_id, (Finding("state", f"the report is {state}; build it"),))
        findings: list[Finding] = []
        read: dict[str, bytes] = {}
        for kind in ("pdf", "html"):
            record = entry.files.get(kind)
            if record is None:
                findings.append(Finding("file", f"the manifest records no {kind}"))
                continue
            if PurePosixPath(record.path).stem != cluster_id:
                findings.append(Finding("identity", f"the {kind} is the file {record.path}"))
            try:
                read[kind] = self.store.read(record.path)
            except OSError as error:
                findings.append(Finding("file", f"{record.path} cannot be read: {files.reason(error)}"))
                continue
            if len(read[kind]) != record.size or manifest.sha256(read[kind]) != record.sha256:
                findings.append(Finding("file", f"{record.path} is not the file that was built"))
        lang: Lang = "en" if entry.lang == "en" else "pl"
        proof = report.ReportProof(
            self.edition, self.recount, self.edition.cluster(cluster_id), lang, entry.content
        )
        if "pdf" in read:
            findings += _guarded(proof.pdf(read["pdf"]))
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
        )

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
    _verifier = Verifier(read(source).edition, base)


def _one(cluster_id: str) -> Verdict:
    if _verifier is None:
        raise ConfigurationError("the worker was not started")
    return _verifier.verify(cluster_id)


def verify(
    source: Path,
    edition: Edition,
    ids: Sequence[str],
    base: Path,
    *,
    jobs: int = 1,
    tell: Callable[[Verdict], object] = lambda verdict: None,
) -> Verification:
    """Prove the reports of ``ids`` in ``base``; ``tell`` hears of each verdict in their order.

    Raises ConfigurationError where nothing is built there.
    """
    verifier = Verifier(edition, base)
    verdicts: list[Verdict] = []
    jobs = min(jobs, len(ids))
    for verdict in _all(verifier, source, ids, jobs):
        verdicts.append(verdict)
        tell(verdict)
    findings = verifier.strays() if len(ids) == len(edition.ids) else ()
    return Verification(edition.id, base, tuple(verdicts), findings)


def _all(verifier: Verifier, source: Path, ids: Sequence[str], jobs: int) -> Iterator[Verdict]:
    if jobs < 2:
        yield from map(verifier.verify, ids)
        return
    with Workers(jobs, _start, (source, verifier.base)) as workers:
        waiting = [(cluster_id, workers.submit(_one, cluster_id)) for cluster_id in ids]
        for cluster_id, future in waiting:
            try:
                yield future.result()
            except LostError:
                cause = "the process that read the files died; verify this report alone"
                yield Verdict(cluster_id, (Finding("unreadable", cause),))
