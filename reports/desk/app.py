"""The addresses of the desk, and what stands behind each."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from reports import assets
from reports.production import watching

from . import clusters_page, edition_page, papers_page, report_page, send_page
from .desk import Desk, Handler, Visit, endpoint
from .guard import Guard

_PAGES = (edition_page, clusters_page, report_page, send_page, papers_page)

#: Seconds between two looks at what may have changed.
_PAUSE = 0.5


def application(desk: Desk) -> ASGIApp:
    """The desk as a program of the web."""

    def route(path: str, handler: Handler, *methods: str) -> Route:
        return Route(path, endpoint(desk, handler), methods=list(methods) or ["GET"])

    async def events(request: Request) -> Response:
        return StreamingResponse(_changes(desk, request), media_type="text/event-stream")

    async def lost(request: Request, error: Exception) -> Response:
        return await endpoint(desk, _not_found)(request)

    static = StaticFiles(directory=assets.desk() / "static")
    fonts = StaticFiles(directory=assets.fonts() / "web")
    app = Starlette(
        routes=[
            *(route(*one) for page in _PAGES for one in page.ROUTES),
            route("/job", _job),
            route("/job/stop", _stop, "POST"),
            Route("/events", events),
            Mount("/static", static),
            Mount("/fonts", fonts),
        ],
        exception_handlers={404: lost, 405: lost},
    )
    return Guard(app, desk.gate)


def _job(visit: Visit) -> Response:
    return HTMLResponse(visit.part("job.html.j2", {}))


def _stop(visit: Visit) -> Response:
    job = visit.desk.jobs.latest
    if job is not None and job.running:
        job.stop()
    return visit.back(job.page if job is not None else "/")


def _not_found(visit: Visit) -> Response:
    words = visit.desk.words
    return visit.page("message.html.j2", {"title": words("sorry"), "text": words("no-page")}, 404)


async def _changes(desk: Desk, request: Request) -> AsyncIterator[str]:
    """An event for each change since what the page shows: ``job`` for a step of the work, ``edition`` for
    files that were saved or work that has ended.
    """
    step, _, files = request.query_params.get("seen", "").partition(" ")
    running = "running" in step
    yield "retry: 1000\n\n"
    while not desk.closing and not await request.is_disconnected():
        workspace = desk.workspace
        looks = await asyncio.to_thread(watching.looks, workspace.path) if workspace is not None else []
        new_step, new_files = desk.seen(looks).split(" ")
        if new_step != step:
            yield _event("job")
        ended = running and "running" not in new_step
        if new_files != files or ended:
            yield _event("edition")
        step, files, running = new_step, new_files, "running" in new_step
        await asyncio.sleep(_PAUSE)


def _event(name: str) -> str:
    return f"event: {name}\ndata: {json.dumps(name)}\n\n"
