"""Page 1: which edition, what is wrong with it, and what is odd about it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from starlette.responses import HTMLResponse, Response

from reports import files
from reports.edition.loading import folder
from reports.production import marked_copy

from .desk import MOST, RefusalError, Visit
from .rendering import grouped, size_of

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: So many editions are offered, and so many folders deep they are looked for.
_MOST, _DEPTH = 60, 3


def show(visit: Visit) -> Response:
    return visit.page("edition.html.j2", _arguments(visit))


def findings(visit: Visit) -> Response:
    """What is found in the edition now, to take the place of what was found before."""
    return HTMLResponse(visit.part("findings.html.j2", _arguments(visit)))


def _arguments(visit: Visit) -> dict[str, object]:
    words, workspace = visit.desk.words, visit.desk.workspace
    view = workspace.view() if workspace is not None else None
    return {
        "title": words("page-edition"),
        "here": "edition",
        "view": view,
        "groups": grouped(view.problems) if view is not None else {},
        "choices": [] if visit.desk.fixed else _choices(visit.desk.folder),
        "open_elsewhere": _open_in_excel(workspace.path) if workspace is not None else False,
    }


def _open_in_excel(path: Path) -> bool:
    """Whether a spreadsheet program has the workbook open: it leaves a lock file beside it."""
    beside = (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    return path.is_file() and any((path.parent / name).exists() for name in beside)


def _choices(top: Path) -> list[str]:
    """The editions in a folder, by their paths in it."""
    found: list[str] = []
    waiting = [(top, 0)]
    while waiting and len(found) < _MOST:
        here, depth = waiting.pop(0)
        try:
            inside, books = sorted(here.iterdir()), folder.workbooks(here)
        except OSError:
            continue
        for path in inside:
            name = path.relative_to(top).as_posix()
            if path.name.startswith((".", "~$", "_")):
                continue
            if path.is_dir() and (path / "edition.toml").is_file():
                found.append(name)
            elif path.is_dir() and depth + 1 < _DEPTH:
                waiting.append((path, depth + 1))
            elif path in books and path.is_file():
                found.append(name)
    return found[:_MOST]


def choose(visit: Visit) -> Response:
    """Put one of the editions that were offered on the desk; no other path is taken from a browser."""
    desk, name = visit.desk, visit.form.get("name", "")
    if desk.fixed or name not in _choices(desk.folder):
        raise RefusalError(desk.words("no-choice", name=name[:200]))
    with desk.jobs.alone():
        desk.open(desk.folder / name)
    return visit.back("/")


def drop(visit: Visit) -> Response:
    """Keep a workbook that was dropped on the page beside the others, and put it on the desk."""
    desk, upload = visit.desk, visit.upload
    if desk.fixed or upload is None or not upload.filename:
        raise RefusalError(desk.words("no-file"))
    name = upload.filename.replace("\\", "/").rpartition("/")[2]
    if not name.lower().endswith(".xlsx") or name.startswith(("~$", ".")) or not name.isprintable():
        raise RefusalError(desk.words("no-workbook", name=name[:200]))
    data = upload.file.read(MOST + 1)
    if len(data) > MOST:
        raise RefusalError(desk.words("too-large", most=size_of(desk.words, MOST)))
    path = files.child(desk.folder, name)
    with desk.jobs.alone():
        if path.exists() and path.read_bytes() != data:
            raise RefusalError(desk.words("other-there", name=name))
        if not path.exists():
            files.write_new(path, data)
        desk.open(path)
    return visit.back("/", desk.words("kept", name=name))


def marked(visit: Visit) -> Response:
    """The copy of the edition in which the cells are coloured that something is said about."""
    view = visit.workspace.view()
    if view.error:
        raise RefusalError(view.error)
    with tempfile.TemporaryDirectory(prefix="cluster-reports-") as folder:
        target = Path(folder) / "marked.xlsx"
        marked_copy.write(visit.workspace.path, target, view.problems, view.remarks)
        data = target.read_bytes()
    return Response(
        data, media_type=WORKBOOK, headers={"Content-Disposition": 'attachment; filename="marked.xlsx"'}
    )


def introduce(visit: Visit) -> Response:
    """Remember who sits at the desk."""
    desk, name = visit.desk, visit.given("person")
    if not name or not name.isprintable() or len(name) > 100:
        raise RefusalError(desk.words("no-name"))
    desk.person = name
    back = visit.form.get("back", "/")
    return visit.back(back if back.startswith("/") and not back.startswith("//") else "/")


ROUTES = (
    ("/", show),
    ("/edition/findings", findings),
    ("/edition/choose", choose, "POST"),
    ("/edition/drop", drop, "POST"),
    ("/edition/marked.xlsx", marked),
    ("/person", introduce, "POST"),
)
