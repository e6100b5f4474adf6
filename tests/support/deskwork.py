"""A desk without a server: its pages asked for as a browser asks."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from reports.desk.app import application
from reports.desk.desk import Desk

PORT = 8765
HOME = f"http://127.0.0.1:{PORT}"


class Browser:
    """Somebody at a desk, who has come in by its first address."""

    def __init__(self, desk: Desk, *, enter: bool = True) -> None:
        self.desk = desk
        self.client = TestClient(application(desk), base_url=HOME, follow_redirects=False)
        if enter:
            assert self.client.get(desk.gate.address).status_code == 200

    def get(self, path: str, **more: Any) -> Any:
        return self.client.get(path, **more)

    def post(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> Any:
        """A form of the desk's own page."""
        headers = {"origin": HOME, **more.pop("headers", {})}
        return self.client.post(
            path, data={"csrf": self.desk.gate.csrf, **(data or {})}, headers=headers, **more
        )

    def follow(self, answer: Any) -> str:
        """The text of the page that an answer leads to."""
        assert answer.status_code == 303, (answer.status_code, words_of(answer.text))
        return words_of(self.get(answer.headers["location"]).text)

    def finished(self) -> Any:
        """The latest work, when it has ended."""
        job = self.desk.jobs.latest
        assert job is not None
        end = time.monotonic() + 120
        while job.running and time.monotonic() < end:
            time.sleep(0.05)
        self.desk.jobs.close()
        return job


def sit_down(edition: Path | None, folder: Path, lang: Any = "en") -> Browser:
    """A desk for the edition, or to choose one in ``folder``."""
    desk = Desk(folder, folder / "out", lang, PORT, fixed=edition is not None)
    if edition is not None:
        desk.open(edition)
    return Browser(desk)


def words_of(page: str) -> str:
    """The text of a page without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())
