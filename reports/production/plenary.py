"""The paper about the group, made, checked and written: the program behind ``cluster-reports summary``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reports import files
from reports.edition import GROUP, Lang
from reports.errors import ConfigurationError, ReportError

from .study import OUT, Study

if TYPE_CHECKING:
    from reports.document import Report
    from reports.papers import GroupFacts

#: The folder in the edition's output, and the files' name without and with the ranking.
PLACE, NAMES = "summary", {False: "summary", True: "summary-internal"}


@dataclass(frozen=True)
class Paper:
    """What was written, by kind of file, and what could not be shown, for whoever made it."""

    edition_id: str
    internal: bool
    files: Mapping[str, Path]
    notes: tuple[str, ...]


def compose(study: Study, lang: Lang | None = None, *, internal: bool = False) -> tuple[Report, GroupFacts]:
    """The paper and the published numbers to check it against; in ``lang`` or the edition's language."""
    from reports import assets
    from reports.advice import recommend
    from reports.papers import group_condition, group_scene, plenary
    from reports.results import compare
    from reports.words import catalogue

    edition, scores = study.edition, study.scores
    group = compare.group(edition, scores)
    advices = [
        recommend.recommend(edition, scores, compare.compare(edition, scores, group, cluster), study.frame)
        for cluster in edition.ids
    ]
    found = group_condition.condition(edition, scores, group, advices)
    lang = lang or edition.language
    words = catalogue.Texts(lang, assets.catalogue(lang), edition.unit.get(lang, {}))
    paper = plenary.plenary(edition, scores, found, words, internal=internal)
    return paper, group_scene.group_scene(edition, scores, found, words, named=internal).facts


def make(study: Study, lang: Lang | None = None, *, internal: bool = False, out: Path = OUT) -> Paper:
    """Write the paper as PDF and as a page for the browser, both or none.

    A paper of before is gone as soon as a new one is asked for, so that what is there is never older
    than the edition. Raises ReportError where the new one cannot be proven right, and ConfigurationError
    where it cannot be made or written.
    """
    from reports.pages import report as layout
    from reports.pages import screen as web
    from reports.proof.checks import report
    from reports.proof.checks import screen as webcheck

    paper, published = compose(study, lang, internal=internal)
    folder = files.make_folder(files.make_folder(files.child(out, study.edition.id)) / PLACE)
    paths = {kind: files.child(folder, f"{NAMES[internal]}.{kind}") for kind in ("html", "pdf")}
    for path in paths.values():
        _remove(path)
    logos = Path(study.folder)
    pdf = layout.render(paper, logos)
    page = web.WebRenderer(logos).render(paper)
    # The paper with the ranking may name everybody, any other nobody.
    names = () if internal else all_names(study)
    findings = (
        *report.check(paper, pdf, published, names),
        *webcheck.check_page(paper, page, names),
    )
    if findings:
        raise ReportError(GROUP, findings)
    data = {"html": page.encode(), "pdf": pdf}
    try:
        for kind, path in paths.items():
            files.write(path, data[kind])
    except OSError as error:
        for path in paths.values():
            _remove(path)
        raise ConfigurationError(f"cannot write {path} ({files.reason(error)})") from error
    return Paper(study.edition.id, internal, paths, tuple(_notes(published)))


def all_names(study: Study) -> tuple[str, ...]:
    """The names and short names of all clusters."""
    clusters = study.edition.clusters
    return tuple(name for cluster in clusters for name in (cluster.name, cluster.short_name) if name)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise ConfigurationError(
            f"the earlier paper {path} cannot be replaced ({files.reason(error)}); "
            "close the programs that show it and try again"
        ) from error


def _notes(published: GroupFacts) -> list[str]:
    """What the paper leaves out and what would change that."""
    split = published.condition.split
    if split is None or not split.withheld:
        return []
    remedy = "its groups are too small"
    if split.withheld == "overlap":
        remedy = f"set disclosure.summary to {split.column}, and the reports leave room; build them again"
    return [f"the two groups of {split.column} are not compared ({split.withheld}): {remedy}"]
