"""Nobody but the one browser, from the desk's own pages, gets anything from the desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from support.deskwork import HOME, PORT, Browser, sit_down

from reports.desk.app import application
from reports.desk.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, tmp_path / "out", "en", PORT)


def client(desk: Desk, base_url: str = HOME) -> TestClient:
    return TestClient(application(desk), base_url=base_url, follow_redirects=False)


def test_the_first_address_works_once(desk: Desk) -> None:
    """Whoever finds the address later, in a history or a log, does not get in."""
    mine, other = client(desk), client(desk)
    assert mine.get("/").status_code == 403
    assert mine.get("/enter?token=guess").status_code == 403
    first = mine.get(desk.gate.address)
    assert first.status_code == 200
    cookie = first.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert mine.get("/").status_code == 200
    assert other.get(desk.gate.address).status_code == 403
    assert other.get("/").status_code == 403


@pytest.mark.parametrize(
    "host",
    ["evil.example", f"evil.example:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}", f"[::1]:{PORT}", ""],
)
def test_a_foreign_name_leads_nowhere(desk: Desk, host: str) -> None:
    """A name of somebody else's that is made to lead to this computer (DNS rebinding) is refused, with the
    right cookie, too.
    """
    browser = Browser(desk)
    assert browser.get("/", headers={"host": host}).status_code == 403
    assert browser.get(desk.gate.address, headers={"host": host}).status_code == 403


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", f"https://127.0.0.1:{PORT}", "http://127.0.0.1"]
)
def test_a_page_of_another_site_changes_nothing(desk: Desk, origin: str | None) -> None:
    """A form that another page sends (CSRF) is refused, whatever it holds."""
    browser = Browser(desk)
    headers = {} if origin is None else {"origin": origin}
    form = {"person": "Mallory", "csrf": desk.gate.csrf}
    assert browser.client.post("/person", data=form, headers=headers).status_code == 403
    assert desk.person == ""


@pytest.mark.parametrize("secret", ["", "guess"])
def test_a_form_without_the_secret_changes_nothing(desk: Desk, secret: str) -> None:
    """Even from the right address a form needs the secret of this desk."""
    browser = Browser(desk)
    answer = browser.post("/person", {"person": "Mallory", "csrf": secret})
    assert answer.status_code == 409
    assert "earlier start" in answer.text
    assert desk.person == ""


def test_what_another_site_asks_for_is_refused(desk: Desk) -> None:
    """A picture or a frame of another page that leads here gets nothing."""
    browser = Browser(desk)
    assert browser.get("/", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert browser.get("/", headers={"sec-fetch-site": "same-origin"}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/nothing", "/static/desk.css", "/enter"])
def test_every_answer_keeps_others_out(desk: Desk, path: str) -> None:
    """No script in a page, no foreign frame, nothing kept: also where something is refused."""
    headers = Browser(desk).get(path).headers
    policy = headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/clusters"])
def test_no_page_has_a_script_or_a_style_in_it(tiny_edition: object, tmp_path: Path, path: str) -> None:
    """What the policy forbids is not there in the first place."""
    text = sit_down(tiny_edition(), tmp_path).get(path).text  # type: ignore[operator]
    assert "<style" not in text
    assert " style=" not in text
    assert " onclick" not in text
    assert text.count("<script") == text.count('<script src="/static/')


@pytest.mark.parametrize(
    "path",
    [
        "/static/../texts/pl.ftl",
        "/static/%2e%2e/texts/pl.ftl",
        "/static//etc/passwd",
        "/fonts/%2e%2e/report.css",
    ],
)
def test_no_address_leads_out_of_what_the_desk_gives(desk: Desk, path: str) -> None:
    """Files of the program or the computer cannot be asked for."""
    assert Browser(desk).get(path).status_code == 404


def test_a_form_that_is_too_large_is_refused_before_it_is_read(desk: Desk) -> None:
    """A file of 100 MB costs nothing but a sentence."""
    browser = Browser(desk)
    answer = browser.client.post(
        "/edition/drop",
        content=b"x",
        headers={
            "origin": HOME,
            "content-length": "100000000",
            "content-type": "multipart/form-data; boundary=x",
        },
    )
    assert answer.status_code == 409
    assert "too large" in answer.text
