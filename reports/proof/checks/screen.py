"""A finished page for the browser against the report it was made from.

As with the PDF (:mod:`.report`), nothing that the templates did is trusted: the page is read back and every
rule answers with findings. The rules, by their ids:

=============== =================================================================================
web-markup      an element that is not closed, or is closed twice
web-content     a text of the report that is missing or not in its place; a text that is not the report's
web-picture     a drawing without its alternative text, or with another one
web-foreign     another cluster's name
web-alone       something that would be fetched from elsewhere: the page must stand alone
web-link        a link to nowhere; an id that is there twice
web-identity    language, title or identity are not the report's
=============== =================================================================================
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from reports.document import Chart, Report, identity, walk
from reports.edition import foreign_in
from reports.errors import Finding
from reports.pages import screen

from ..reading import html
from ..reading.texts import quote, squeeze
from . import rules

#: What a link may lead to besides a place of the page; nothing of it is fetched unasked.
_ADDRESSES = ("http://", "https://", "mailto:")


def check_page(
    report: Report, page: str, foreign_names: Sequence[str], consented: Collection[str] = ()
) -> tuple[Finding, ...]:
    """What is wrong with ``page`` as the HTML edition of ``report``; nothing with a sound one.

    ``foreign_names`` and ``consented`` are those of :func:`reports.proof.checks.report.check`.
    """
    read = html.read(page)
    content, shown = _Content(read.root), screen.for_screen(report)
    return (
        *(Finding("web-markup", fault) for fault in read.faults),
        *_content(shown, content),
        *_pictures(shown, content),
        *_foreign(shown, read, content, foreign_names, consented),
        *_links(read.root),
        *_identity(report, read),
    )


class _Content:
    """What stands in a page: the texts of its ``chapters`` by their id ("" for the cover) and ``outside`` of
    them, alternative texts of the drawings (``alts``), the texts ``drawn`` in them, and other ``labels``.
    """

    def __init__(self, root: html.HtmlElement) -> None:
        self.chapters: list[tuple[str, list[str]]] = []
        self.outside: list[str] = []
        self.alts: list[str] = []
        self.labels: list[str] = []
        self.drawn: list[str] = []
        self._read(root, self.outside, silent=False)

    def _read(self, element: html.HtmlElement, texts: list[str], *, silent: bool) -> None:
        for kid in element.kids:
            if isinstance(kid, str):
                if not silent:
                    texts.append(kid)
                continue
            given, hidden, inside = kid.attributes, silent or kid.hidden, texts
            if kid.tag == "section" and texts is self.outside:
                inside = []
                self.chapters.append((given.get("id", ""), inside))
            if kid.tag == "svg":
                self.drawn += kid.texts
            if kid.tag == "svg" and not hidden:
                self.alts.append(given.get("aria-label", "") if given.get("role") == "img" else "")
            elif "aria-label" in given:
                self.labels.append(given["aria-label"])
            self._read(kid, inside, silent=hidden or kid.tag in ("svg", "style", "title"))


def _content(report: Report, content: _Content) -> Iterator[Finding]:
    expected = ["", *(screen.anchor(section.id) for section in report.sections)]
    if [name for name, _ in content.chapters] != expected:
        yield Finding("web-content", f"the chapters are {[name for name, _ in content.chapters]}")
        return
    said = [rules.cover_texts(report.cover)]
    said += map(rules.texts_of, report.sections)
    for texts, (_, found) in zip(said, content.chapters, strict=True):
        for finding in rules.in_order(texts, squeeze("".join(found)), 0):
            yield Finding("web-content", finding.cause)
    contents = screen.contents_of(report)
    menu = "" if contents is None else "".join((contents.heading, *(s.kicker for s in report.sections)))
    if squeeze("".join(content.outside)) != squeeze(menu + report.footer):
        yield Finding("web-content", f"outside the chapters stands {quote(''.join(content.outside))}")


def _pictures(report: Report, content: _Content) -> Iterator[Finding]:
    expected = Counter(squeeze(chart.alt) for chart in walk(report) if isinstance(chart, Chart))
    charts = {squeeze(chart.label) for chart in walk(report) if isinstance(chart, Chart)}
    for label in content.labels:
        if squeeze(label) not in charts:
            yield Finding("web-picture", f"the frame of a drawing is called {quote(label)}")
    found = Counter(squeeze(alt) for alt in content.alts)
    for alt in expected - found:
        yield Finding("web-picture", f"the alternative text {quote(alt)} is missing")
    for alt in found - expected:
        yield Finding("web-picture", f"a drawing has the alternative text {quote(alt)}")


def _foreign(
    report: Report,
    page: html.WebPage,
    content: _Content,
    foreign_names: Sequence[str],
    consented: Collection[str],
) -> Iterator[Finding]:
    foreign = foreign_in(report.own_names, foreign_names)
    spare = rules.credited(report, consented, foreign)
    names = set()
    for chapter, found in content.chapters:
        given = foreign(" ".join(found))
        if chapter in rules.CREDITING:
            spare, given = spare - given, given - spare
        names |= set(given)
    links = [element.attributes.get("href", "") for element in page.root.walk()]
    texts = [*content.alts, *content.labels, *content.drawn, *links, *page.metas.values(), page.title]
    for name in sorted(names | {name for text in texts for name in foreign(text)}):
        yield Finding("web-foreign", f"the name of another cluster: {quote(name)}")


#: Elements that exist to fetch something.
_FETCHING = frozenset({"script", "iframe", "object", "embed", "link", "base"})


def _links(root: html.HtmlElement) -> Iterator[Finding]:
    elements = list(root.walk())
    ids = Counter(element.attributes["id"] for element in elements if "id" in element.attributes)
    for name, count in ids.items():
        if count > 1:
            yield Finding("web-link", f"the id {quote(name)} is there {count} times")
    for element in elements:
        given, tag = element.attributes, element.tag
        sources = [given[name] for name in ("src", "srcset", "data", "action") if name in given]
        if tag == "a":
            link = given.get("href", "")
            if not (link.startswith(_ADDRESSES) or (link[:1] == "#" and link[1:] in ids)):
                yield Finding("web-link", f"a link leads to {quote(link)}, which is not there")
        else:
            sources += [given[name] for name in ("href", "xlink:href") if name in given]
        if tag in _FETCHING:
            sources.append(tag)
        if tag == "style":
            css = "".join(element.texts)
            sources += [part.split(")")[0].strip("\"' ") for part in css.split("url(")[1:]]
            sources += ["@import"] if "@import" in css else []
        for source in sources:
            if not source.startswith("data:"):
                yield Finding("web-alone", f"the page would fetch {quote(source)}")


def _identity(report: Report, page: html.WebPage) -> Iterator[Finding]:
    expected = [
        ("language", page.lang, report.lang),
        ("title", page.title, report.title),
        ("cluster", page.metas.get("cluster", ""), report.cluster_id),
        ("edition", page.metas.get("edition", ""), report.edition_id),
        ("identifier", page.metas.get("dcterms.identifier", ""), identity.identifier(report)),
        ("date", page.metas.get("date", ""), report.date),
    ]
    for name, found, wanted in expected:
        if squeeze(found) != squeeze(wanted):
            yield Finding("web-identity", f"the {name} is {quote(found)} instead of {quote(wanted)}")
