"""Page 2: a row for each cluster, and the building of reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from starlette.responses import HTMLResponse, Response

from reports.edition import Edition, canonical
from reports.production import build, edition_rules, maker, status
from reports.production.workers import pool

from .desk import Desk, RefusalError, Visit
from .jobs import Job, line_of

#: The columns of the table of states, by their keys.
COLUMNS = ("report", "comment", "approval", "mail")
#: What rows can be sorted by.
_SORTS = ("id", "name", *COLUMNS)


@dataclass(frozen=True, slots=True)
class Row:
    """One cluster: ``cells`` are the states by the keys of the columns."""

    id: str
    name: str
    cells: dict[str, status.Cell]


def rows(edition: Edition, found: status.Status) -> tuple[Row, ...]:
    """All clusters in the order of the edition, with their states."""
    columns = {column.key: column.cells for column in found.columns}
    none = status.Cell("")
    return tuple(
        Row(
            cluster.id,
            cluster.name,
            {key: columns[key].get(cluster.id, none) if key in columns else none for key in COLUMNS},
        )
        for cluster in edition.clusters
    )


def _arguments(visit: Visit, *, anew: bool = False) -> dict[str, object]:
    states = visit.workspace.status(anew=anew)
    every = rows(visit.edition, states)
    words = visit.desk.words
    wanted, state, sort = visit.asked("q"), visit.asked("state"), visit.asked("sort")
    found = [row for row in every if _fits(row, canonical(wanted).casefold(), state)]
    key, _, order = sort.partition("-")
    if key in _SORTS:
        found.sort(key=lambda row: getattr(row, key, None) or row.cells[key].text, reverse=order == "down")
    counts = {key: _counted([row.cells[key].text for row in every]) for key in COLUMNS}
    return {
        "title": words("page-clusters"),
        "here": "clusters",
        "rows": found,
        "marked": frozenset(visit.request.query_params.getlist("id")),
        "total": len(every),
        "counts": counts,
        "states": list(counts["report"]),
        "columns": [key for key in COLUMNS if any(counts[key])],
        "q": wanted,
        "state": state,
        "sort": sort,
        "notes": states.notes,
    }


def _fits(row: Row, wanted: str, state: str) -> bool:
    text = f"{row.id} {canonical(row.name)}".casefold()
    return wanted in text and state in ("", row.cells["report"].text)


def _counted(texts: Sequence[str]) -> dict[str, int]:
    return {text: texts.count(text) for text in sorted(set(texts)) if text}


def show(visit: Visit) -> Response:
    return visit.page("clusters.html.j2", _arguments(visit, anew=visit.asked("anew") == "1"))


def table(visit: Visit) -> Response:
    """The table alone, to take the place of the one before."""
    return HTMLResponse(visit.part("cluster-table.html.j2", _arguments(visit)))


def start_build(visit: Visit) -> Response:
    """Build what is chosen, or all."""
    visit.may_change()
    desk, edition = visit.desk, visit.edition
    if visit.form.get("which") == "all":
        ids = edition.ids
    else:
        ids = tuple(one for one in edition.ids if one in visit.chosen)
    if not ids:
        raise RefusalError(desk.words("nothing-chosen"))
    back = visit.form.get("back", "")
    page = f"/clusters/{ids[0]}" if back == "report" and len(ids) == 1 else "/clusters"
    desk.jobs.start(Job("build", len(ids), page), lambda job: _build(desk, visit, ids, job))
    return visit.back(page)


def _build(desk: Desk, visit: Visit, ids: Sequence[str], job: Job) -> str:
    words, workspace = desk.words, visit.workspace

    def tell(outcome: build.Outcome) -> None:
        line = line_of(outcome)
        job.tell(replace(line, words=words("unchanged")) if outcome.kept else line)

    study = workspace.study()
    result = build.build(
        study,
        maker.ReportMaker(study),
        ids,
        out=workspace.out,
        jobs=pool.cores(),
        launch=pool.local,
        tell=tell,
    )
    lines = [words("built", built=len(result.built), kept=len(result.kept), failed=len(result.failed))]
    if result.not_built:
        lines.append(words("not-built", count=len(result.not_built)))
    if not result.not_built and not result.gone:
        edition_rules.make(study, None, out=workspace.out)
    lines += [text for text in (result.gone, result.unwritten, *result.notes) if text]
    return "\n".join(lines)


ROUTES = (
    ("/clusters", show),
    ("/clusters/table", table),
    ("/clusters/build", start_build, "POST"),
)
