"""The HTML edition: the report's words in a page that stands alone; every corruption of it is found."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont
from support.finished import FOREIGN, report

from reports import assets
from reports.document.blocks import Heading, Link, Report, Section, walk
from reports.pages import style
from reports.pages.screen import WebRenderer, for_screen
from reports.proof.checks.screen import check_page

REPORT = report()


@pytest.fixture(scope="module")
def page() -> str:
    """The sound report as a page."""
    return WebRenderer().render(REPORT)


def rules(page: str, of: Report = REPORT) -> set[str]:
    return {finding.rule for finding in check_page(of, page, FOREIGN)}


def test_a_sound_page_has_no_finding(page: str) -> None:
    """What the templates make of a report is that report, and stands alone."""
    assert check_page(REPORT, page, FOREIGN) == ()


def test_a_page_on_the_screen_has_no_page_numbers() -> None:
    """Links of the HTML edition promise no page, because there is none."""
    links = [link for link in walk(for_screen(REPORT)) if isinstance(link, Link)]
    assert links
    assert not any(link.page or link.before_page for link in links)


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("57,4", "57,5", "web-content"),
        ("</h2>", " Więcej.</h2>", "web-content"),
        ("</main>", "<p>Dopisek</p></main>", "web-content"),
        ('<section class="chapter', '<section></section><section class="chapter', "web-content"),
        ("</h2>", "", "web-markup"),
        ("<main>", "<main></p>", "web-markup"),
        ('role="img" aria-label="', 'role="img" aria-label="Inny ', "web-picture"),
        ('role="group" aria-label="', 'role="group" aria-label="Inny ', "web-picture"),
        ('role="img" aria-label', 'role="img" data-label', "web-picture"),
        ("<main>", '<main><img src="https://example.org/logo.png" alt="">', "web-alone"),
        ("<main>", "<main><script>fetch('/')</script>", "web-alone"),
        ("</style>", "@import 'more.css';</style>", "web-alone"),
        ("data:font/woff2", "https://example.org/font.woff2#", "web-alone"),
        ('href="#', 'href="#nowhere-', "web-link"),
        ('href="#', 'href="javascript:', "web-link"),
        ("<main>", '<main id="summary">', "web-link"),
        ('<html lang="pl"', '<html lang="en"', "web-identity"),
        ('name="cluster" content="', 'name="cluster" content="another-', "web-identity"),
        ('content="urn:cluster-reports:2018:k07:', 'content="urn:cluster-reports:2018:k07:0', "web-identity"),
        ("<title>", "<title>Inny ", "web-identity"),
    ],
)  # fmt: skip
def test_every_corruption_is_found(page: str, before: str, after: str, rule: str) -> None:
    """A page that was changed behind the templates' back does not leave."""
    assert before in page
    assert rule in rules(page.replace(before, after, 1))


@pytest.mark.parametrize("place", ["text", "alt", "title"])
def test_another_clusters_name_is_found_wherever_it_stands(page: str, place: str) -> None:
    """A foreign name is refused in what is read, heard or shown by the window."""
    name = FOREIGN[0]
    text = {
        "text": page.replace("</h2>", f" {name}</h2>", 1),
        "alt": page.replace('aria-label="', f'aria-label="{name} ', 1),
        "title": page.replace("<title>", f"<title>{name} ", 1),
    }[place]
    assert "web-foreign" in rules(text)


def test_texts_cannot_break_out_of_the_page() -> None:
    """Markup in a name or a sentence is text."""
    hostile = "</h3><script>alert(1)</script> & „a\" b='c'"
    section = REPORT.sections[0]
    changed: tuple[Section, ...] = (replace(section, blocks=(*section.blocks, Heading(hostile))),)
    made = replace(REPORT, sections=(*changed, *REPORT.sections[1:]), title=hostile)
    page = WebRenderer().render(made)
    assert "<script" not in page
    assert check_page(made, page, FOREIGN) == ()


def test_the_fonts_of_the_screen_have_every_letter_of_the_languages() -> None:
    """Polish and English texts are set in the report's own fonts in the browser too."""
    letters = set("".join(assets.catalogue(lang) for lang in ("pl", "en"))) - set("\n\t")
    for file in style.FONT_FILES.values():
        with TTFont((assets.fonts() / "web" / file).with_suffix(".woff2")) as font:
            assert letters <= {chr(code) for code in font.getBestCmap()}, file
            # The licence keeps the originals' name for the originals.
            assert not re.search("source", str(font["name"].getDebugName(1)), re.IGNORECASE)
