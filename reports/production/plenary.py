"""The paper about the group, made, checked and written: the program behind ``cluster-reports summary``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reports import files
from reports.edition import GROUP, Lang, foreign_names
from reports.errors import Finding, ReportError
from reports.papers import GroupFacts

from .basis import Basis
from .composer import Composer
from .maker import report_files, report_pages
from .record import owner, seal
from .study import OUT, Study

#: The folder in the edition's output, and the files' name without and with the ranking.
PLACE, NAMES = "summary", {False: "summary", True: "summary-internal"}


@dataclass(frozen=True)
class Paper:
    """What was written, by kind of file, and what could not be shown, for whoever made it."""

    edition_id: str
    internal: bool
    files: Mapping[str, Path]
    notes: tuple[str, ...]


def make(study: Study, lang: Lang | None = None, *, internal: bool = False, out: Path = OUT) -> Paper:
    """Write the paper as PDF and as a page for the browser, both or none.

    A paper of before stays until the new one is ready. Raises ReportError where that cannot be proven right,
    and ConfigurationError where it cannot be made or written, before anything is touched.
    """
    base = files.child(out, study.edition.id)
    owner.check(base, study.edition)
    paper, published = Composer(study).group_paper(lang, internal=internal)
    folder = files.private_folder(files.private_folder(base) / PLACE)
    paths = {kind: files.child(folder, f"{NAMES[internal]}.{kind}") for kind in ("html", "pdf")}
    # The paper with the ranking may name everybody, any other nobody, unless results are public.
    names = () if internal else foreign_names(study.edition, GROUP)
    data, findings = report_files(study)(paper, published, names)
    if findings:
        raise refused(findings, paths.values(), "paper of before is")
    with files.writing(folder):
        owner.write(base, study.edition)
        record = {"edition": study.edition.id, "lang": paper.lang, "recipe": Basis.of(study).recipe}
        files.write_all(
            {
                **{path: data[kind] for kind, path in paths.items()},
                record_of(base, internal): seal.closed(base, NAMES[internal], record),
            }
        )
    return Paper(study.edition.id, internal, paths, tuple(_notes(published)))


def refused(findings: Iterable[Finding], paths: Iterable[Path], before: str) -> ReportError:
    """Why a document about the group is not written, and which of its ``paths`` are those of ``before``."""
    left = [
        Finding("outdated", f"the {before} still there and out of date: {path}")
        for path in paths
        if path.exists()
    ]
    return ReportError(GROUP, (*findings, *left))


def record_of(base: Path, internal: bool) -> Path:
    """The sealed record of a paper in an edition's output: in which language, and by which program."""
    return base / f"{NAMES[internal]}.json"


def again(composer: Composer, lang: Lang, *, internal: bool) -> Mapping[str, bytes]:
    """The files of the paper by kind, as the program makes them now. Nothing is checked or written."""
    paper, _ = composer.group_paper(lang, internal=internal)
    return report_pages(composer.study)(paper)


def _notes(published: GroupFacts) -> list[str]:
    """What the paper leaves out and what would change that."""
    split = published.condition.split
    if split is None or not split.withheld:
        return []
    remedy = "its groups are too small"
    if split.withheld == "overlap":
        remedy = f"set disclosure.summary to {split.column}, and the reports leave room; build them again"
    return [f"the two groups of {split.column} are not compared ({split.withheld}): {remedy}"]
