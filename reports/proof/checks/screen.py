"""The last gate of the HTML edition: a finished page against the report it was made from.

As with the PDF (:mod:`reports.proof.checks.report`), nothing the templates did is trusted: the page is read
back and every rule answers with findings. The rules, by their ids:

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
from dataclasses import dataclass, field
from html.parser import HTMLParser

from reports.document import Chart, Report, identity, walk
from reports.edition import foreign_in
from reports.errors import Finding
from reports.pages import screen

from .rules import CREDITING, cover_texts, credited, in_order, quote, readable, squeeze

#: Elements without a closing tag.
_VOID = frozenset({"meta", "col", "img", "br"})

#: What a link may lead to besides a place of the page; nothing of it is fetched unasked.
_ADDRESSES = ("http://", "https://", "mailto:")


def check_page(
    report: Report, page: str, foreign_names: Sequence[str], consented: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Every reason why ``page`` may not leave as the HTML edition of ``report``; none for a sound one.

    ``foreign_names`` and ``consented`` are those of :func:`reports.proof.checks.report.check`.
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    shown = screen.for_screen(report)
    return (
        *(Finding("web-markup", fault) for fault in reader.faults),
        *(Finding("web-markup", f"<{tag}> is not closed") for tag, _ in reader.open),
        *_content(shown, reader),
        *_pictures(shown, reader),
        *_foreign(shown, reader, foreign_names, consented),
        *_links(reader),
        *_identity(report, reader),
    )


@dataclass
class _Reader(HTMLParser):
    """What stands in a page: texts by chapter, pictures, links, ids."""

    faults: list[str] = field(default_factory=list)
    open: list[tuple[str, bool]] = field(default_factory=list)  # tag, and whether its text is not read
    chapters: list[tuple[str, list[str]]] = field(default_factory=list)  # id ("" for the cover), texts
    alts: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    metas: dict[str, str] = field(default_factory=dict)
    lang: str = ""
    title: str = ""
    outside: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def updatepos(self, i: int, j: int) -> int:
        """Nobody asks for lines and columns, and counting them takes time."""
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        hidden = given.get("aria-hidden") == "true"
        silent = hidden or tag in ("svg", "style") or (bool(self.open) and self.open[-1][1])
        if tag == "section" and not any(name == "section" for name, _ in self.open):
            self.chapters.append((given.get("id", ""), []))
        if tag == "svg" and not (hidden or any(shut for _, shut in self.open)):
            self.alts.append(given.get("aria-label", "") if given.get("role") == "img" else "")
        elif "aria-label" in given:
            self.labels.append(given["aria-label"])
        if tag == "html":
            self.lang = given.get("lang", "")
        if tag == "meta":
            self.metas[given.get("name", given.get("http-equiv", ""))] = given.get("content", "")
        if "id" in given:
            self.ids[given["id"]] += 1
        if tag == "a":
            self.links.append(given.get("href", ""))
        elif "href" in given or "xlink:href" in given:
            self.sources.append(given.get("href", given.get("xlink:href", "")))
        self.sources += [given[name] for name in ("src", "srcset", "data", "action") if name in given]
        self.sources += [tag] if tag in ("script", "iframe", "object", "embed", "link", "base") else []
        if tag not in _VOID:
            self.open.append((tag, silent))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1][0] == tag:
            self.open.pop()
        else:
            expected = f"</{self.open[-1][0]}>" if self.open else "nothing"
            self.faults.append(f"</{tag}> where {expected} is due")

    def handle_data(self, data: str) -> None:
        inside = [tag for tag, _ in self.open]
        if inside[-1:] == ["title"] and "svg" not in inside:
            self.title += data
        elif inside[-1:] == ["style"]:
            self.sources += [part.split(")")[0].strip("\"' ") for part in data.split("url(")[1:]]
            self.sources += ["@import"] if "@import" in data else []
        elif "svg" in inside:
            self.drawn.append(data)
        elif self.open and not self.open[-1][1]:
            (self.chapters[-1][1] if "section" in inside else self.outside).append(data)


def _content(report: Report, reader: _Reader) -> Iterator[Finding]:
    expected = ["", *(screen.anchor(section.id) for section in report.sections)]
    if [name for name, _ in reader.chapters] != expected:
        yield Finding("web-content", f"the chapters are {[name for name, _ in reader.chapters]}")
        return
    said = [cover_texts(report.cover)]
    said += [[section.kicker, section.title, *readable(section.blocks)] for section in report.sections]
    for texts, (_, found) in zip(said, reader.chapters, strict=True):
        for finding in in_order(texts, squeeze("".join(found)), 0):
            yield Finding("web-content", finding.cause)
    if squeeze("".join(reader.outside)) != squeeze(report.footer):
        yield Finding("web-content", f"outside the chapters stands {quote(''.join(reader.outside))}")


def _pictures(report: Report, reader: _Reader) -> Iterator[Finding]:
    expected = Counter(squeeze(chart.alt) for chart in walk(report) if isinstance(chart, Chart))
    charts = {squeeze(chart.label) for chart in walk(report) if isinstance(chart, Chart)}
    for label in reader.labels:
        if squeeze(label) not in charts:
            yield Finding("web-picture", f"the frame of a drawing is called {quote(label)}")
    found = Counter(squeeze(alt) for alt in reader.alts)
    for alt in expected - found:
        yield Finding("web-picture", f"the alternative text {quote(alt)} is missing")
    for alt in found - expected:
        yield Finding("web-picture", f"a drawing has the alternative text {quote(alt)}")


def _foreign(
    report: Report, reader: _Reader, foreign_names: Sequence[str], consented: Collection[str]
) -> Iterator[Finding]:
    foreign = foreign_in(report.own_names, foreign_names)
    spare = credited(report, consented, foreign)
    names = set()
    for chapter, found in reader.chapters:
        given = foreign(" ".join(found))
        if chapter == screen.anchor(CREDITING):
            spare, given = spare - given, given - spare
        names |= set(given)
    texts = [*reader.alts, *reader.labels, *reader.drawn, *reader.links]
    texts += [*reader.metas.values(), reader.title]
    for name in sorted(names | {name for text in texts for name in foreign(text)}):
        yield Finding("web-foreign", f"the name of another cluster: {quote(name)}")


def _links(reader: _Reader) -> Iterator[Finding]:
    for link in reader.links:
        if not (link.startswith(_ADDRESSES) or (link[:1] == "#" and link[1:] in reader.ids)):
            yield Finding("web-link", f"a link leads to {quote(link)}, which is not there")
    for name, count in reader.ids.items():
        if count > 1:
            yield Finding("web-link", f"the id {quote(name)} is there {count} times")
    for source in reader.sources:
        if not source.startswith("data:"):
            yield Finding("web-alone", f"the page would fetch {quote(source)}")


def _identity(report: Report, reader: _Reader) -> Iterator[Finding]:
    expected = [
        ("language", reader.lang, report.lang),
        ("title", reader.title, report.title),
        ("cluster", reader.metas.get("cluster", ""), report.cluster_id),
        ("edition", reader.metas.get("edition", ""), report.edition_id),
        ("identifier", reader.metas.get("dcterms.identifier", ""), identity.identifier(report)),
        ("date", reader.metas.get("date", ""), report.date),
    ]
    for name, found, wanted in expected:
        if squeeze(found) != squeeze(wanted):
            yield Finding("web-identity", f"the {name} is {quote(found)} instead of {quote(wanted)}")
