"""The whole story in a real browser, from a mistake in a file to a message; and who stays out."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from support import ROOT

from reports import assets

pytestmark = pytest.mark.slow

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
#: Seconds that a step may take on a busy machine, in thousandths.
_PATIENCE = 120_000


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    program = next((found for name in _NAMES if (found := shutil.which(name))), None)
    assert program, "no Chromium was found: `make browser` installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample edition."""
    folder = tmp_path_factory.mktemp("desk") / "edition"
    shutil.copytree(assets.sample(), folder)
    return folder


@pytest.fixture(scope="module")
def address(edition: Path) -> Iterator[str]:
    """The first address of a desk that runs as the command."""
    code = "import sys; from reports.cli.main import main; sys.exit(main())"
    out = edition.parent / "out"
    command = [sys.executable, "-c", code, "desk", str(edition), "-o", str(out), "--ui", "pl", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as desk:
        assert desk.stdout is not None
        yield desk.stdout.readline().strip()
        desk.terminate()
        assert desk.wait(30) == 143  # in order


@pytest.fixture(scope="module")
def page(chromium: Any, address: str) -> Iterator[Any]:
    """A page of whoever has opened the first address."""
    # axe-core is injected as a script, which the desk itself forbids.
    context = chromium.new_context(bypass_csp=True, viewport={"width": 1200, "height": 900})
    found = context.new_page()
    found.set_default_timeout(_PATIENCE)
    wrong: list[str] = []
    found.on("pageerror", lambda error: wrong.append(str(error)))
    found.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    found.goto(address)
    found.wait_for_url(f"{home(address)}/")
    yield found
    assert wrong == []
    context.close()


def home(address: str) -> str:
    return address.partition("/enter")[0]


def look(page: Any) -> None:
    """No rule of accessibility is broken, in any colours, and no page is wider than a telephone."""
    from axe_playwright_python.sync_playwright import Axe

    for colours in ({"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}):
        page.emulate_media(**colours)
        found = Axe().run(page).response
        broken = [(rule["id"], node["target"]) for rule in found["violations"] for node in rule["nodes"]]
        assert broken == [], colours
        assert len(found["passes"]) > 15, "axe-core has looked at next to nothing"
    page.emulate_media(color_scheme="light", forced_colors="none")
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 1200, "height": 900})


def test_the_whole_story(page: Any, address: str, edition: Path) -> None:
    """A mistake is shown when the file is saved and gone when it is mended; a report is built, commented on,
    built again and approved; the message is planned, read and written as a file.
    """
    page.fill("#person", "Anna Nowak")
    page.press("#person", "Enter")
    values = edition / "values.csv"
    right = values.read_text(encoding="utf-8")
    values.write_text(right.replace(",2,", ",dwa,", 1), encoding="utf-8")
    page.wait_for_selector("#findings details table")
    assert "dwa" in page.inner_text("#findings code")
    look(page)
    values.write_text(right, encoding="utf-8")
    page.wait_for_selector("#findings .facts")
    look(page)

    page.goto(f"{home(address)}/clusters")
    page.fill("#q", "jaro")
    page.wait_for_function("document.querySelectorAll('tbody tr').length === 1")
    page.check("input[value=jarometal]")
    page.click("button[value=some]")
    page.wait_for_selector(".job.done")
    look(page)

    page.goto(f"{home(address)}/clusters/jarometal")
    page.focus("text=Pozycja")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Klaster **rośnie**.")
    page.wait_for_selector(".preview strong")
    look(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # in the field of the signature: it is saved
    page.wait_for_selector(".notice.good")
    assert "rośnie" in (edition / "edition.comments.csv").read_text(encoding="utf-8-sig")
    page.click("#decide button")
    page.wait_for_selector(".job.done")
    page.wait_for_selector("#decide input[name=sha]", state="attached")
    page.click("#decide button")
    page.wait_for_selector(".notice.good")
    assert "Anna Nowak" in page.inner_text("#decide")

    page.goto(f"{home(address)}/send")
    page.click("fieldset + button")
    page.wait_for_selector("#work input[name=mark]", state="attached")
    look(page)
    page.click("a[href='/send/message/jarometal']")
    assert "Szanowni" in page.inner_text(".letter")
    look(page)
    page.go_back()
    page.click("form[action='/send/go'] button")
    page.wait_for_selector(".job.done >> text=Zapisano")
    assert [path.name for path in edition.parent.rglob("*.eml")] == ["jarometal.eml"]
    page.go_back()  # the plan is done with: what the browser kept is asked for anew
    assert page.locator("form[action='/send/go']").count() == 0

    page.goto(f"{home(address)}/papers")
    page.click("button[value=tables]")
    page.wait_for_selector("a[href*='scores.xlsx']")
    look(page)


class _Hostile(BaseHTTPRequestHandler):
    """A page in another tab that tries the desk: with a form, a picture, a script, a frame."""

    target = ""

    def do_GET(self) -> None:
        body = (
            f'<form id="f" method="post" action="{self.target}/person">'
            '<input name="person" value="Mallory"><input name="csrf" value="guess"></form>'
            f'<img id="i" src="{self.target}/static/icon.svg"><iframe src="{self.target}/"></iframe>'
            f'<script>window.got = "waiting"; fetch("{self.target}/", {{credentials: "include"}})'
            '.then(() => window.got = "read", () => window.got = "refused")</script>'
        ).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def hostile(address: str) -> Iterator[str]:
    handler = type("Handler", (_Hostile,), {"target": home(address)})
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_in_another_tab_gets_nothing(page: Any, address: str, hostile: str) -> None:
    """Its script reads nothing, its frame and its picture stay empty, and its form changes nothing."""
    other = page.context.new_page()
    other.goto(hostile)
    other.wait_for_function("window.got !== 'waiting'")
    assert other.evaluate("window.got") == "refused"
    assert other.evaluate("document.getElementById('i').naturalWidth") == 0
    assert "Kto pracuje" not in "".join(
        frame.content() for frame in other.frames if frame != other.main_frame
    )
    with other.expect_navigation():
        other.evaluate("document.getElementById('f').submit()")
    assert "Mallory" not in other.content()
    other.close()
    page.goto(f"{home(address)}/")
    assert page.input_value("#person") == "Anna Nowak"


def test_no_other_computer_reaches_the_desk(address: str) -> None:
    """It listens on this computer's own address alone."""
    port = int(home(address).rpartition(":")[2])
    own = socket.gethostbyname(socket.gethostname())
    if own.startswith("127."):
        pytest.skip("this computer has no other address")
    with socket.socket() as caller:
        caller.settimeout(5)
        assert caller.connect_ex((own, port)) != 0
