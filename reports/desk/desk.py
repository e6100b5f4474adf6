"""What one desk has: its edition, its work, its words, and how its pages answer."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from reports import __version__, files
from reports.edition import Cluster, Edition, Lang
from reports.errors import ClusterReportsError, InputError
from reports.production import Study, watching

from . import rendering
from .guard import FIELD, Gate, is_own_form
from .jobs import Job, Jobs
from .pictures import Pictures
from .workspace import Workspace, stamp_of

#: The largest form that is taken, in bytes: a workbook of the largest size that is read, and a little.
MOST = 61_000_000


#: The pages in the order of the work, with their addresses.
MENU = (("edition", "/"), ("clusters", "/clusters"), ("send", "/send"), ("papers", "/papers"))


class RefusalError(ClusterReportsError):
    """What was asked for cannot be done; the text says why and what to do."""


@dataclass
class Desk:
    """One desk. ``folder`` is where editions are chosen from; ``out`` gets what is made."""

    folder: Path
    out: Path
    lang: Lang
    port: int
    workspace: Workspace | None = None
    fixed: bool = False
    person: str = ""
    closing: bool = False
    _notice: str = ""
    _bad: bool = False
    work: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = rendering.texts(self.lang)
        self.templates = rendering.environment(self.words)
        self.gate = Gate(self.port, self.words("refused"), self.lang)
        self.jobs = Jobs(self.words("busy"), self.broken)
        self.pictures = Pictures()

    def open(self, path: Path) -> None:
        """Put the edition at ``path`` on the desk."""
        if self.workspace is not None:
            self.workspace.close()
        self.work.clear()
        self.workspace = Workspace(path, self.out, self.words("taken"), self.words("taken-remedy"))

    def broken(self, error: Exception) -> str:
        """What a person reads of an error that nobody expected; its traceback goes to a file."""
        handle, log = tempfile.mkstemp(prefix="cluster-reports-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            trace = "".join(traceback.format_exception(error))
            file.write(f"cluster-reports {__version__}, Python {sys.version}\n\n{trace}")
        return self.words("broken", kind=type(error).__name__, words=str(error), log=log)

    def seen(self, looks: watching.Looks | None = None) -> str:
        """What a page shows, as two fingerprints: the step of the work, and the files of the edition, as they
        were when they were read last, or as they look now.
        """
        job, workspace = self.jobs.latest, self.workspace
        step = f"{job.version}-{job.state}" if job is not None else ""
        stamp = workspace.stamp if workspace is not None and looks is None else stamp_of(looks or [])
        return f"{step} {stamp}"

    def close(self) -> None:
        """End what is under way, in order, and let others have the edition."""
        self.closing = True
        self.jobs.close()
        self.pictures.close()
        if self.workspace is not None:
            self.workspace.close()

    def say(self, words: str, *, bad: bool = False) -> None:
        """What the next page says first."""
        self._notice, self._bad = words, bad

    def heard(self) -> tuple[str, bool]:
        """What is to be said first, once, and whether it is bad."""
        said = self._notice, self._bad
        self._notice, self._bad = "", False
        return said


@dataclass(frozen=True)
class Visit:
    """One request: what it asks for and what it brings."""

    desk: Desk
    request: Request
    form: Mapping[str, str] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()
    upload: UploadFile | None = None

    @property
    def workspace(self) -> Workspace:
        """Raises RefusalError where no edition lies on the desk."""
        if self.desk.workspace is None:
            raise RefusalError(self.desk.words("no-edition"))
        return self.desk.workspace

    @property
    def study(self) -> Study:
        """Raises InputError and ConfigurationError where the edition cannot be used."""
        return self.workspace.study()

    @property
    def edition(self) -> Edition:
        return self.study.edition

    @property
    def cluster(self) -> Cluster:
        """The cluster of the address. Raises RefusalError where the edition has none."""
        edition, name = self.edition, self.request.path_params["id"]
        if name not in edition.row:
            raise RefusalError(self.desk.words("no-cluster", id=str(name)[:80]))
        return edition.cluster(name)

    @property
    def person(self) -> str:
        """Who sits at the desk. Raises RefusalError where nobody has said so."""
        if not self.desk.person:
            raise RefusalError(self.desk.words("who"))
        return self.desk.person

    def may_change(self) -> None:
        """Raises RefusalError where another desk has the edition."""
        if self.workspace.holder:
            raise RefusalError(self.desk.words("read-only", holder=self.workspace.holder))

    def asked(self, name: str) -> str:
        """A field of the address, without what no line has."""
        return " ".join(self.request.query_params.get(name, "").split())[:200]

    def given(self, name: str) -> str:
        """A field of the form in one line."""
        return " ".join(self.form.get(name, "").split())

    def page(self, template: str, more: Mapping[str, object], status: int = 200) -> Response:
        """A page of the desk, with ``more`` for its template."""
        notice, bad = self.desk.heard() if status == 200 else ("", False)
        return HTMLResponse(self.part(template, more, notice=notice, bad=bad), status)

    @property
    def _job(self) -> Job | None:
        """The work that this page shows: what is under way, or what has ended and belongs to it."""
        job = self.desk.jobs.latest
        page = urlsplit(self.request.headers.get("hx-current-url", "")).path or self.request.url.path
        return job if job is not None and (job.running or job.page == page) else None

    def part(self, template: str, more: Mapping[str, object], *, notice: str = "", bad: bool = False) -> str:
        """A page or a part of one."""
        arguments = {
            "desk": self.desk,
            "workspace": self.desk.workspace,
            "csrf": self.desk.gate.csrf,
            "job": self._job,
            "menu": MENU,
            "seen": self.desk.seen(),
            "title": "",
            "here": "",
            "notice": notice,
            "bad": bad,
            **more,
        }
        return self.desk.templates.get_template(template).render(arguments)

    def back(self, to: str, words: str = "", *, bad: bool = False) -> Response:
        """On to another page of the desk, which says ``words`` first."""
        if words:
            self.desk.say(words, bad=bad)
        return RedirectResponse(to, 303)


Handler = Callable[[Visit], Response]


def endpoint(desk: Desk, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """The handler as Starlette wants it. Whatever it raises becomes a page with plain words."""

    async def answer(request: Request) -> Response:
        visit = Visit(desk, request)
        try:
            if request.method == "POST":
                visit = await _with_form(desk, request)
            return await run_in_threadpool(_answered, visit, handler)
        except RefusalError as error:
            return _sorry(visit, str(error), 409)
        finally:
            await request.close()

    return answer


def _answered(visit: Visit, handler: Handler) -> Response:
    try:
        return handler(visit)
    except InputError:
        return visit.back("/", visit.desk.words("edition-first"), bad=True)
    except ClusterReportsError as error:
        return _sorry(visit, str(error), 409)
    except OSError as error:
        words = visit.desk.words("file-error", file=str(error.filename or ""), reason=files.reason(error))
        return _sorry(visit, words, 409)
    except Exception as error:
        return _sorry(visit, visit.desk.broken(error), 500)


def _sorry(visit: Visit, words: str, status: int) -> Response:
    return visit.page("message.html.j2", {"title": visit.desk.words("sorry"), "text": words}, status)


async def _with_form(desk: Desk, request: Request) -> Visit:
    """Raises RefusalError for a form that is too large, broken, or not of the desk."""
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > MOST:
        raise RefusalError(desk.words("too-large", most=rendering.size_of(desk.words, MOST)))
    try:
        form = await request.form(max_files=1, max_fields=100_000, max_part_size=1_000_000)
    except (MultiPartException, ValueError) as error:
        raise RefusalError(desk.words("bad-form")) from error
    texts = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    if not is_own_form(desk.gate, texts.get(FIELD, "")):
        raise RefusalError(desk.words("old-form"))
    upload = form.get("file")
    chosen = tuple(value for value in form.getlist("id") if isinstance(value, str))
    return Visit(desk, request, texts, chosen, upload if isinstance(upload, UploadFile) else None)
