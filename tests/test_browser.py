"""The HTML edition in a real browser: WCAG 2.1 AA by axe-core, and no page wider than the screen."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reports import assets, compare, compose, pipeline, recommend, robustness, web
from reports.texts import Texts

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
def study() -> pipeline.Study:
    return pipeline.read(assets.sample())


@functools.cache
def file(folder: Path, cluster_id: str, lang: Any) -> Path:
    """The page of a cluster, written once."""
    edition, scores = study().edition, study().scores
    simulated = robustness.simulate(edition.framework, edition.method, edition.values)
    group = compare.group(edition, scores, simulated)
    comparison = compare.compare(edition, scores, group, cluster_id)
    advice = recommend.recommend(edition, scores, comparison, study().frame)
    words = Texts(lang, assets.catalogue(lang), edition.unit.get(lang, {}))
    report = compose.compose(edition, scores, comparison, advice, words)
    path = folder / f"{cluster_id}-{lang}.html"
    page = web.WebRenderer(Path(study().folder)).render(report)
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


@pytest.mark.parametrize("width", [360, 700, 1280])
def test_marks_stand_on_the_scale_of_their_axis(
    folder: Path, open_page: Callable[[Path, int], Any], width: int
) -> None:
    """The drawings of a column, from the labels above them to the axis below, share their ends."""
    page = open_page(file(folder, "jarometal", "pl"), width)
    tables = page.evaluate(
        """[...document.querySelectorAll("table.strip")].map(table =>
            [...table.querySelectorAll(".graphic svg")].map(drawing => {
                const {left, right} = drawing.getBoundingClientRect(); return [left, right] }))"""
    )
    assert len(tables) >= 2
    for drawings in tables:
        assert len(drawings) > 2
        lefts, rights = zip(*drawings, strict=True)
        assert max(lefts) - min(lefts) < 0.5
        assert max(rights) - min(rights) < 0.5
    page.close()
