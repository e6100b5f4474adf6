"""The HTML edition in a real browser: WCAG 2.1 AA by axe-core, and no page wider than the screen."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support.composing import composer, sample

from reports.pages import screen

pytestmark = pytest.mark.slow

#: Leader, second, last, first-timer of two years, missing answers, the longest name; and one in English.
SUBJECTS = (
    ("bitowia", "pl"), ("jarometal", "pl"), ("biogazin", "pl"), ("nowocyfrowie", "pl"), ("wodolin", "pl"),
    ("zelazna-laka", "pl"), ("jarometal", "en"),
)  # fmt: skip

_NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)  # fmt: skip


@functools.cache
def file(folder: Path, cluster_id: str, lang: Any) -> Path:
    """The page of a cluster, written once."""
    report = composer().report(cluster_id, lang)
    path = folder / f"{cluster_id}-{lang}.html"
    page = screen.WebRenderer(Path(sample().folder)).render(report)
    path.write_text(page, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("html")


@pytest.fixture(scope="module")
def open_page() -> Iterator[Callable[[Path, int], Any]]:
    """Opens a file in headless Chromium, in a window of the given width in CSS pixels."""
    from playwright.sync_api import sync_playwright

    program = next((found for name in _NAMES if (found := shutil.which(name))), None)
    assert program, "no Chromium was found: `make browser` installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-background-networking"]
        )

        def open_(path: Path, width: int) -> Any:
            # axe-core is injected as a script, which the page itself forbids.
            page = browser.new_page(viewport={"width": width, "height": 900}, bypass_csp=True)
            page.goto(path.as_uri())
            return page

        yield open_
        browser.close()


@pytest.mark.parametrize(("cluster_id", "lang"), SUBJECTS)
def test_no_rule_of_accessibility_is_broken(
    folder: Path, open_page: Callable[[Path, int], Any], cluster_id: str, lang: str
) -> None:
    """axe-core finds no violation of WCAG 2.1 A and AA, nor of its own good practice."""
    from axe_playwright_python.sync_playwright import Axe

    for width in (1280, 360):
        page = open_page(file(folder, cluster_id, lang), width)
        found = Axe().run(page).response
        broken = [
            (rule["id"], rule["impact"], node["target"], node.get("failureSummary", ""))
            for rule in found["violations"]
            for node in rule["nodes"]
        ]
        assert not broken
        assert len(found["passes"]) > 20, "axe-core has looked at next to nothing"
        page.close()


@pytest.mark.parametrize(("cluster_id", "lang"), SUBJECTS)
@pytest.mark.parametrize("width", [320, 768, 1440])
def test_only_tables_and_drawings_scroll_sideways(
    folder: Path, open_page: Callable[[Path, int], Any], cluster_id: str, lang: str, width: int
) -> None:
    """At any width, 320 pixels included (WCAG 1.4.10), the page itself is not wider than the screen."""
    page = open_page(file(folder, cluster_id, lang), width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.fonts.size") >= 5
    page.close()


def test_nothing_is_fetched(folder: Path, open_page: Callable[[Path, int], Any]) -> None:
    """The page asks for no other file, and its own fonts are in use."""
    page = open_page(file(folder, "jarometal", "pl"), 1280)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_function("document.fonts.status === 'loaded'")
    assert [url for url in asked if not url.startswith("data:")] == [page.url]
    assert page.evaluate("document.fonts.check('16px \"Source Sans 3\"')")
    page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_strips_stand_under_their_head_and_above_their_axis(
    folder: Path, open_page: Callable[[Path, int], Any], width: int
) -> None:
    """Whoever reads a value off the axis, or follows a label down, meets the right place: head, strips and
    axis of a table begin at one place, are equally wide and show their whole scale.
    """
    page = open_page(file(folder, "jarometal", "pl"), width)
    tables = page.evaluate(
        """() => [...document.querySelectorAll("table.strip")].map(table =>
            [...table.querySelectorAll("svg")].map(svg => {
                const drawn = svg.getBoundingClientRect()
                const cell = svg.closest("td, th").getBoundingClientRect()
                return [drawn.left, drawn.right, cell.left, cell.right]
            }))"""
    )
    assert len(tables) >= 2
    for drawings in tables:
        left, right, *_ = drawings[0]
        assert len(drawings) > 5
        for drawn in drawings:
            assert drawn[:2] == pytest.approx([left, right], abs=0.1)
            assert drawn[2] <= drawn[0], "begins before its cell"
            assert drawn[1] <= drawn[3], "ends after its cell"
    page.close()


@pytest.mark.parametrize(("cluster_id", "lang"), SUBJECTS)
def test_whoever_prints_the_page_gets_all_of_it(
    folder: Path, open_page: Callable[[Path, int], Any], cluster_id: str, lang: str
) -> None:
    """On the 170 mm between the margins of A4 no table and no drawing is cut, what stands side by side stays
    so, and no text is light, because browsers print no grounds; the steps of a heat table keep theirs.
    """
    page = open_page(file(folder, cluster_id, lang), 643)
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 643
    cut = """() => [...document.querySelectorAll(".scroll, .drawing")]
        .filter(box => box.scrollWidth > box.clientWidth).map(box => box.innerText)"""
    assert page.evaluate(cut) == []
    assert page.evaluate("getComputedStyle(document.querySelector('.kpi')).flexDirection") == "row"
    light = """() => [...document.querySelectorAll("main *")].filter(element => {
        const style = getComputedStyle(element), [r, g, b] = style.color.match(/[0-9]+/g).map(Number)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b > 140 && style.printColorAdjust !== "exact"
    }).map(element => element.outerHTML.slice(0, 80))"""
    assert page.evaluate(light) == []
    page.close()
