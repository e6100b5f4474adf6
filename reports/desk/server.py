"""Starts the desk: an address on this computer alone, a browser, and an end in order."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import uvicorn

from reports.edition import Lang
from reports.errors import ConfigurationError

from .app import application
from .desk import Desk

HOST = "127.0.0.1"


def serve(
    edition: Path | None,
    out: Path,
    *,
    lang: Lang,
    port: int = 0,
    browser: bool = True,
    say: Callable[[str], object],
) -> None:
    """Have a desk until somebody ends it. It opens at an address that works once.

    Args:
        edition: The edition; None to choose one of those in the current folder.
        out: The folder of the builds.
        lang: The language of the desk.
        port: Where it listens; 0 for any that is free.
        browser: Open the address in the browser.
        say: Is told the first address.

    Raises ConfigurationError where the port cannot be had.
    """
    listener = _listener(port)
    desk = Desk(Path.cwd(), out, lang, listener.getsockname()[1], fixed=edition is not None)
    if edition is not None:
        desk.open(edition)
    config = uvicorn.Config(
        application(desk),
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
        lifespan="off",
    )
    say(desk.gate.address)
    if browser:
        webbrowser.open(desk.gate.address)
    try:
        with suppress(KeyboardInterrupt):  # the usual end
            _Server(config, desk).run(sockets=[listener])
    finally:
        desk.close()
        listener.close()


class _Server(uvicorn.Server):
    """A server that tells the desk as soon as it is asked to end, so that what streams ends too."""

    def __init__(self, config: uvicorn.Config, desk: Desk) -> None:
        super().__init__(config)
        self._desk = desk

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._desk.closing = True
        await super().shutdown(sockets)


def _listener(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        raise ConfigurationError(
            f"port {port} is taken by another program; choose another one with --port, or leave it out"
        ) from error
    return listener
