"""Page 5: everything beside the reports, each as a button with its files."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from starlette.responses import Response

from reports import files
from reports.edition import schedule
from reports.errors import ConfigurationError
from reports.mail import Ledger, evidence, exists
from reports.production import (
    Study,
    advising,
    build,
    data_frames,
    edition_rules,
    figures,
    maker,
    meetings,
    plenary,
    products,
    slides,
    write_scores,
)
from reports.production.record import owner
from reports.production.workers import pool

from .desk import RefusalError, Visit
from .jobs import Job, line_of


@dataclass(frozen=True)
class Paper:
    """One kind of paper: how it is made, and in which files of the output it lies (patterns of names).
    ``steps`` says whether there is one for each cluster.
    """

    kind: str
    make: Callable[[Study, Path, Job], Sequence[str]]
    files: tuple[str, ...]
    steps: bool = False


def _cards(study: Study, out: Path, job: Job) -> Sequence[str]:
    result = build.build(
        study,
        maker.ReportMaker(study, None, products.CARD),
        study.edition.ids,
        product=products.CARD,
        out=out,
        jobs=pool.cores(),
        force=True,
        launch=pool.local,
        tell=lambda outcome: job.tell(line_of(outcome)),
    )
    return [text for text in (result.gone, *result.notes) if text]


def _summary(study: Study, out: Path, job: Job) -> Sequence[str]:
    return plenary.make(study, out=out).notes


def _internal(study: Study, out: Path, job: Job) -> Sequence[str]:
    return plenary.make(study, internal=True, out=out).notes


def _slides(study: Study, out: Path, job: Job) -> Sequence[str]:
    return slides.make(study, out=out).notes


def _figures(study: Study, out: Path, job: Job) -> Sequence[str]:
    figures.make(study, "group", None, out)
    return ()


def _handout(study: Study, out: Path, job: Job) -> Sequence[str]:
    return meetings.make(
        study,
        schedule.unscheduled(study.edition),
        meetings.Options(),
        out=out,
        tell=lambda outcome: job.tell(line_of(outcome)),
    ).warnings


def _tables(study: Study, out: Path, job: Job) -> Sequence[str]:
    base = files.child(out, study.edition.id)
    owner.check(base, study.edition)
    files.private_folder(base)
    write_scores(study, base / "scores.xlsx")
    data_frames.write_long(study, base / "results.csv")
    advising.Advising(study).write(base / "advice.xlsx")
    return ()


def _rules(study: Study, out: Path, job: Job) -> Sequence[str]:
    edition_rules.make(study, None, out=out)
    return ()


def _evidence(study: Study, out: Path, job: Job) -> Sequence[str]:
    base = files.child(out, study.edition.id)
    if not exists(base):
        raise ConfigurationError(f"nothing was approved or sent in {base}")
    owner.check(base, study.edition)
    with Ledger(base) as ledger, files.writing(base):
        files.write(base / "evidence.json", evidence.as_json(study.edition, ledger))
        files.write(base / "evidence.csv", evidence.as_csv(study.edition, ledger))
    return ()


PAPERS = {
    paper.kind: paper
    for paper in (
        Paper("cards", _cards, ("cards/*.pdf",), steps=True),
        Paper("summary", _summary, ("summary/summary.pdf", "summary/summary.html")),
        Paper("internal", _internal, ("summary/summary-internal.pdf", "summary/summary-internal.html")),
        Paper("slides", _slides, ("summary/slides.pptx",)),
        Paper("figures", _figures, ("figures/*.svg", "figures/*.png")),
        Paper("handout", _handout, ("handout/*.pdf",), steps=True),
        Paper("tables", _tables, ("scores.xlsx", "results.csv", "advice.xlsx")),
        Paper("rules", _rules, ("rules.pdf", "rules-*.pdf")),
        Paper("evidence", _evidence, ("evidence.json", "evidence.csv")),
    )
}


def files_of(base: Path, paper: Paper) -> list[str]:
    """The files of a kind that are there, by their paths in the output of the edition."""
    found = [path for pattern in paper.files for path in sorted(base.glob(pattern)) if path.is_file()]
    return [path.relative_to(base).as_posix() for path in found]


def show(visit: Visit) -> Response:
    base = visit.workspace.base(visit.edition)
    return visit.page(
        "papers.html.j2",
        {
            "title": visit.desk.words("page-papers"),
            "here": "papers",
            "papers": [(kind, files_of(base, paper)) for kind, paper in PAPERS.items()],
        },
    )


def start(visit: Visit) -> Response:
    """Make the papers of one kind."""
    visit.may_change()
    desk, edition = visit.desk, visit.edition
    paper = PAPERS.get(visit.given("kind"))
    if paper is None:
        raise RefusalError(desk.words("no-page"))

    def work(job: Job) -> str:
        notes = paper.make(visit.workspace.study(), visit.workspace.out, job)
        count = len(files_of(visit.workspace.base(edition), paper))
        return "\n".join([desk.words("papers-made", count=count), *notes])

    desk.jobs.start(Job(f"paper-{paper.kind}", len(edition.ids) if paper.steps else 0, "/papers"), work)
    return visit.back("/papers")


def file(visit: Visit) -> Response:
    """One of the files that are listed, and no other."""
    base, name = visit.workspace.base(visit.edition), visit.request.path_params["name"]
    if not any(name in files_of(base, paper) for paper in PAPERS.values()):
        raise RefusalError(visit.desk.words("no-page"))
    path = base / name
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Response(
        path.read_bytes(),
        media_type=kind,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(path.name)}"},
    )


ROUTES = (
    ("/papers", show),
    ("/papers/make", start, "POST"),
    ("/papers/file/{name:path}", file),
)
