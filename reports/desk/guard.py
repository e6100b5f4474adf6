"""Who may ask the desk for anything: one browser, from the desk's own pages.

The desk listens on this computer alone, but every page that is open in the browser can reach it there.
Therefore: the name in the address has to be the desk's (a foreign name that leads here is DNS rebinding),
what changes anything has to come from a page of the desk (Origin) with its secret (CSRF), and a cookie that
no script and no other site gets says that this is the browser which opened the first address, once.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Where the first address leads, and the name of the field that carries the secret of a form.
ENTRANCE, FIELD = "/enter", "csrf"

#: What a page may load and do: its own files, no script in the page, no foreign frame.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

#: Moves on by a step of the desk's own, because a browser sends no strict cookie where another program leads.
_WELCOME = (
    '<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>cluster-reports</title>'
    '<meta http-equiv="refresh" content="0;url=/">'
    '<link rel="icon" href="/static/icon.svg"></head>'
    '<body><p><a href="/">cluster-reports</a></p></body></html>'
)


@dataclass
class Gate:
    """The secrets of one desk at ``port``; ``refused`` is said to whom it does not know, in ``lang``."""

    port: int
    refused: str
    lang: str
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    used: bool = False

    @property
    def hosts(self) -> tuple[str, ...]:
        return f"127.0.0.1:{self.port}", f"localhost:{self.port}"

    @property
    def cookie(self) -> str:
        """The name of the cookie: browsers keep one jar for all ports of a computer."""
        return f"desk-{self.port}"

    @property
    def address(self) -> str:
        """The address to open first; it works once."""
        return f"http://{self.hosts[0]}{ENTRANCE}?token={self.token}"


class Guard:
    """Lets through what may come, and gives every answer the headers that keep others out."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self._app, self._gate = app, gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        answer = self._stopped(Request(scope))
        await (answer or self._app)(scope, receive, sealed)

    def _stopped(self, request: Request) -> Response | None:
        """The answer to whom may not go on; None where the desk itself answers."""
        gate = self._gate
        if request.headers.get("host", "") not in gate.hosts:
            return self._refused()
        own = {f"http://{host}" for host in gate.hosts}
        if request.url.path == ENTRANCE:
            return self._enter(request)
        if not _same(request.cookies.get(gate.cookie, ""), gate.session):
            return self._refused()
        if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return self._refused()
        if request.method not in ("GET", "HEAD") and request.headers.get("origin", "") not in own:
            return self._refused()
        return None

    def _enter(self, request: Request) -> Response:
        gate = self._gate
        known = _same(request.cookies.get(gate.cookie, ""), gate.session)
        right = _same(request.query_params.get("token", ""), gate.token) and request.method == "GET"
        if not right or (gate.used and not known):
            return self._refused()
        gate.used = True
        answer = HTMLResponse(_WELCOME.format(lang=gate.lang))
        answer.set_cookie(gate.cookie, gate.session, httponly=True, samesite="strict", path="/")
        return answer

    def _refused(self) -> Response:
        return PlainTextResponse(self._gate.refused, 403)


def _same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode(), right.encode())


def is_own_form(gate: Gate, given: str) -> bool:
    """Whether a form is one of the desk's own pages, by the secret in it."""
    return _same(given, gate.csrf)
