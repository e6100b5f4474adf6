"""A finished report against the raw values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from reports import assets
from reports.document import NAMESPACE
from reports.document import identity as identity_
from reports.edition import Cluster, Edition, Lang, foreign_in
from reports.edition import names as names_
from reports.errors import Finding
from reports.proof.audit import data_file, fonts, sentences, visible
from reports.proof.audit.key_figures import prove_cover, prove_key_figures
from reports.proof.audit.recount import Recount
from reports.proof.audit.subject import Subject
from reports.proof.audit.tables import prove_disclosure, prove_tables
from reports.proof.reading import book as readback
from reports.proof.reading import html, standards
from reports.proof.reading import pdf as pdftext
from reports.proof.reading.book import Book, Text, squeeze
from reports.words import Texts, lower_first

#: Names of other clusters that a report may give, because they agreed to it. A chapter that names others
#: adds a function of the edition.
CONSENTED: list[Callable[[Edition], Iterable[str]]] = [names_.consented_names]


_IDENTIFIER = ("{http://purl.org/dc/elements/1.1/}identifier", "dcterms.identifier")


class ReportProof:
    """The proof of the files of one report."""

    def __init__(
        self, edition: Edition, recount: Recount, cluster: Cluster, lang: Lang, content: str
    ) -> None:
        self.edition, self.cluster, self.lang = edition, cluster, lang
        self.recount = recount
        self.identifier = f"{NAMESPACE}:{self.edition.id}:{cluster.id}:{content}"
        self.source = assets.catalogue(lang)
        self.texts = _texts(lang, tuple(sorted(self.edition.unit.get(lang, {}).items())))
        self.tally = sentences.Tally()
        self.proven = 0
        self._facts: set[tuple[str, str]] | None = None
        self._structure: list[str] = []
        self._language: sentences.Language | None = None
        names = [
            name
            for other in self.edition.clusters
            if other.id != cluster.id
            for name in (other.name, other.short_name)
        ]
        consented = {name for allowed in CONSENTED for name in allowed(self.edition)}
        own = (cluster.name, cluster.short_name)
        self._foreign = foreign_in(own, [name for name in names if name not in consented])

    # --- the PDF -----------------------------------------------------------------------------------------

    def pdf(self, content: bytes) -> Iterator[Finding]:
        file = pdftext.read(content)
        yield from standards.pdf_ua(content)
        yield from standards.pdf_a(content)
        yield from self._pdf_identity(file)
        yield from _tags(file)
        yield from fonts.prove(file, content)
        yield from visible.prove(file, content)
        yield from self._pdf_names(file)
        if file.root is None:
            yield Finding("tags", "without tags nothing can be proven")
            return
        book = readback.book(file.root)
        subject = Subject(self.edition, self.cluster, self.texts, self.recount)
        self._structure = [mark.title for mark in file.bookmarks if mark.level == 1]
        yield from self._page_plan(subject, file, book)
        yield from self._numbers(subject, book)
        yield from self._drawn(subject, file)
        yield from data_file.prove(subject, file.attached)
        yield from prove_disclosure(subject)

    def _pdf_identity(self, file: pdftext.FinishedFile) -> Iterator[Finding]:
        xmp, identity = file.xmp, f"{{{identity_.IDENTITY}}}"
        title = self.texts("report-title", edition=self.edition.label, name=self.cluster.name)
        wanted = [
            ("identifier", xmp.get(_IDENTIFIER[0]), self.identifier),
            ("cluster", xmp.get(f"{identity}cluster"), self.cluster.id),
            ("edition", xmp.get(f"{identity}edition"), self.edition.id),
            ("title", file.info.get("Title"), title),
            ("XMP title", xmp.get("{http://purl.org/dc/elements/1.1/}title"), title),
            ("language", file.lang, identity_.LANGUAGES[self.lang]),
        ]
        yield from _differences(wanted)
        if not file.shows_title:
            yield Finding("identity", "a window would show the file's name instead of the title")
        short = squeeze(self.cluster.short_name)
        for page in file.pages[1:]:
            if short not in squeeze(page.text):
                yield Finding("identity", "the page does not carry the cluster's short name", page.number)

    def _pdf_names(self, file: pdftext.FinishedFile) -> Iterator[Finding]:
        said: list[tuple[int | None, str]] = [(page.number, page.text) for page in file.pages]
        if file.root is not None:
            said.append((None, file.root.text))
            for element in file.root.walk():
                said.append((element.page, " ".join((element.alt or "", *element.contents))))
        said += [(mark.page, mark.title) for mark in file.bookmarks]
        said += [(None, value) for value in (*file.info.values(), *file.xmp.values())]
        said += [(None, f"{a.name} {a.description}") for a in file.attached]
        for attached in file.attached:
            said += [(None, text) for text in data_file.texts_in(attached.content)]
        yield from self._named(said)

    def _named(self, said: Iterable[tuple[int | None, str]]) -> Iterator[Finding]:
        met: set[str] = set()
        for page, text in said:
            for name in self._foreign(text):
                if page is not None or name not in met:
                    met.add(name)
                    yield Finding("foreign-name", f"another cluster is named: {name}", page)

    def _page_plan(self, subject: Subject, file: pdftext.FinishedFile, book: Book) -> Iterator[Finding]:
        """Bookmarks, the chapters' headings, the contents and the printed page numbers agree."""
        marks = [mark for mark in file.bookmarks if mark.level == 1]
        starts = [mark.page or 0 for mark in marks]
        if starts[:1] != [1] or starts != sorted(set(starts)):
            yield Finding("page-plan", f"the chapters begin on the pages {starts}")
        chapters = {squeeze(mark.title): mark.page for mark in marks[1:]}
        named = [squeeze(mark.title) for mark in marks[1:]]
        for number, title in enumerate(named, start=1):
            if not title.startswith(subject.says("kicker", number=number, name="")):
                yield Finding("page-plan", f"chapter {number} is called {title!r}", chapters[title])
        for name in self._needed(subject):
            if not any(title.endswith(name) for title in named):
                yield Finding("page-plan", f"the chapter {name!r} is missing")
        headed = {(squeeze(text.text), text.page) for text in book.texts}
        for title, page in chapters.items():
            if (title, page) not in headed:
                yield Finding("page-plan", f"the chapter {title!r} does not begin here", page)
        listed: dict[str, str] = {}
        for text in book.texts:
            if text.tag == "LI" and text.links and squeeze(text.links[0]) in chapters:
                listed[squeeze(text.links[0])] = text.text.split()[-1]
        for title, page in chapters.items():
            if listed.get(title) != str(page):
                cause = f"the contents give page {listed.get(title)} for {title!r}, which begins on {page}"
                yield Finding("page-plan", cause)
        for sheet in file.pages[1:]:
            below = (p for p, box in zip(sheet.pieces, sheet.boxes, strict=True) if box[3] < _FOOTER)
            footer = squeeze("".join(below))
            if not _is_numbered(footer, sheet.number):
                yield Finding("page-plan", f"the page is not numbered {sheet.number}", sheet.number)

    def _needed(self, subject: Subject) -> list[str]:
        says = subject.says
        areas = [area for area in self.edition.framework.areas if not area.is_leaf]
        named = [says("area-chapter", area=lower_first(area.name.get(self.lang))) for area in areas]
        return [
            says("summary"),
            says("reading"),
            says("position"),
            *named,
            says("recommendations"),
            says("annex"),
        ]

    def _drawn(self, subject: Subject, file: pdftext.FinishedFile) -> Iterator[Finding]:
        """Numbers that stand alone on a page, as the labels of the drawings do."""
        speech = self._speech(subject)
        for page in file.pages:
            for piece in dict.fromkeys(page.pieces):
                cause = sentences.lone(speech, piece, len(file.pages))
                if cause:
                    yield Finding("sentence", cause, page.number)

    # --- both ----------------------------------------------------------------------------------------------

    def _numbers(self, subject: Subject, book: Book) -> Iterator[Finding]:
        loose: list[Text] = []
        for proven in prove_tables(subject, book):
            if isinstance(proven, Text):
                loose.append(proven)
            else:
                yield from proven
        yield from prove_cover(subject, book)
        findings, done = prove_key_figures(subject, book)
        yield from findings
        chapters = set(map(squeeze, self._structure))
        for text in (*book.texts, *loose):
            if text in done or text.tag == "Drawn":
                continue
            if text.tag == "LI" and text.links and squeeze(text.links[0]) in chapters:
                # A line of the contents: its page number is proven with the plan of the pages.
                text = replace(text, text=text.text.rstrip().rstrip("0123456789"))
            yield from sentences.prove_text(self._speech(subject), text, self.tally)
        self.proven += subject.proven
        if self._facts is not None and self._facts != subject.shown:
            yield Finding("table", "the tables of the PDF and of this page do not show the same results")
        self._facts = set(subject.shown)

    def _speech(self, subject: Subject) -> sentences.Language:
        if self._language is None:
            structure = (*self._structure, *sentences.quoted(subject))
            self._language = sentences.language(subject, self.source, structure)
        return self._language

    # --- the page for the browser --------------------------------------------------------------------------

    def web(self, content: bytes) -> Iterator[Finding]:
        try:
            page = html.web_page(content.decode("utf-8"))
        except UnicodeDecodeError as error:
            yield Finding("unreadable", f"the page cannot be read: {error}")
            return
        title = self.texts("report-title", edition=self.edition.label, name=self.cluster.name)
        yield from _differences(
            [
                ("identifier", page.metas.get(_IDENTIFIER[1]), self.identifier),
                ("cluster", page.metas.get("cluster"), self.cluster.id),
                ("edition", page.metas.get("edition"), self.edition.id),
                ("title", page.title, title),
                ("language", page.lang, self.lang),
            ]
        )
        if page.root is None:
            yield Finding("unreadable", "its elements do not nest")
            return
        said = [(None, page.root.text), (None, page.title), *((None, text) for text in page.metas.values())]
        said += [(None, element.alt or "") for element in page.root.walk()]
        yield from self._named(said)
        subject = Subject(self.edition, self.cluster, self.texts, self.recount)
        book = readback.book(page.root)
        if self._structure:
            kickers = {squeeze(text.text) for text in book.texts if text.tag == "P"}
            for chapter in self._structure[1:]:
                if squeeze(chapter) not in kickers:
                    yield Finding("page-plan", f"the chapter {chapter!r} is missing")
        yield from self._numbers(subject, book)
        yield from prove_disclosure(subject)


#: Texts whose outlines end below this height in points belong to the footer.
_FOOTER = 21 * 72 / 25.4


def _is_numbered(footer: str, number: int) -> bool:
    digits = str(number)
    before = footer.removesuffix(digits)
    behind = footer.removeprefix(digits)
    at_end = before != footer and not before[-1:].isdigit()
    at_start = behind != footer and not behind[:1].isdigit()
    return at_end or at_start


def _differences(wanted: Sequence[tuple[str, str | None, str]]) -> Iterator[Finding]:
    for name, found, right in wanted:
        if squeeze(found or "") != squeeze(right):
            yield Finding("identity", f"the {name} is {found!r} instead of {right!r}")


@lru_cache(maxsize=8)
def _texts(lang: Lang, unit: tuple[tuple[str, str], ...]) -> Texts:
    return Texts(lang, assets.catalogue(lang), dict(unit))


def _tags(file: pdftext.FinishedFile) -> Iterator[Finding]:
    for fault in file.faults:
        yield Finding("tags", fault.cause, fault.page)
    for element in () if file.root is None else file.root.walk():
        if element.tag == "Table":
            headings = element.find("TH")
            if not element.find("Caption"):
                yield Finding("tags", "a table has no caption", element.page)
            if not headings or any(th.scope not in ("Column", "Row", "Both") for th in headings):
                yield Finding("tags", "a table has heading cells without scope, or none", element.page)
        if element.tag == "Figure" and not squeeze(element.alt or ""):
            yield Finding("tags", "a figure has no alternative text", element.page)
