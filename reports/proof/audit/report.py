"""A finished report, its PDF and its page for the browser, against the raw values."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from reports import assets
from reports.document import NAMESPACE, identity
from reports.edition import Cluster, Edition, Lang, consented_names, foreign_in, foreign_names
from reports.errors import Finding
from reports.words import Texts, typography

from ..reading import book, html, standards
from ..reading import pdf as pdftext
from ..reading.book import Book, PrintedText
from ..reading.texts import BREAK, squeeze
from . import data_file, entries, fonts, visible
from .cards import CardProof
from .filling import Filling
from .key_figures import prove_cover, prove_key_figures
from .pictures import PictureProof
from .places import Context, Places
from .recount import Recount
from .sentences import SentenceProof, Tally, quoted
from .story import StoryProof
from .subject import Subject
from .table_kinds import ranking_notes
from .tables import prove_disclosure, prove_tables

_DUBLIN = "{http://purl.org/dc/elements/1.1/}"


class ReportProof:
    """The proof of the files of one report."""

    def __init__(
        self, edition: Edition, recount: Recount, cluster: Cluster, lang: Lang, content: str
    ) -> None:
        self.edition, self.cluster, self.lang = edition, cluster, lang
        self.recount = recount
        self.texts = _texts(lang, tuple(sorted(edition.unit.get(lang, {}).items())))
        self.tally = Tally()
        title = typography(self.texts("report-title", edition=edition.label, name=cluster.name), lang)
        self._identity = {
            "identifier": f"{NAMESPACE}:{edition.id}:{cluster.id}:{content}",
            "cluster": cluster.id,
            "edition": edition.id,
            "title": title,
            "XMP title": title,
        }
        self._shown: set[tuple[str, str]] = set()
        self._held: set[tuple[str, str]] | None = None
        self._chapters: list[str] = []
        self._sentences: SentenceProof | None = None
        names = set(foreign_names(edition, cluster.id)) - consented_names(edition)
        self._foreign = foreign_in((cluster.name, cluster.short_name), names)

    def pdf(self, content: bytes, *, rendered: bool = True) -> Iterator[Finding]:
        """What is wrong with the PDF; ``rendered`` says whether its pages are rendered to be looked at."""
        file = pdftext.read(content)
        yield from standards.breaches(content)
        yield from self._pdf_identity(file)
        for finding in standards.accessibility(file):
            yield Finding("tags", finding.cause, finding.page)
        yield from fonts.prove(file, content)
        yield from entries.prove(file, content)
        yield from visible.prove(file, content, rendered=rendered)
        yield from self._pdf_names(file)
        if file.root is None:
            yield Finding("tags", "without tags nothing can be proven")
            return
        said = book.book(file.root)
        subject = Subject(self.edition, self.cluster, self.texts, self.recount)
        self._chapters = [mark.title for mark in file.bookmarks if mark.level == 1]
        yield from self._page_plan(subject, file, said)
        yield from self._numbers(subject, said)
        yield from self._drawn(subject, file, said)
        self._shown, self._held = set(subject.shown), set()
        yield from data_file.prove(subject, file.attached, self._held)
        yield from prove_disclosure(subject)

    def _pdf_identity(self, file: pdftext.FinishedFile) -> Iterator[Finding]:
        found = {
            "identifier": file.xmp.get(f"{_DUBLIN}identifier"),
            "cluster": file.xmp.get(f"{{{identity.IDENTITY}}}cluster"),
            "edition": file.xmp.get(f"{{{identity.IDENTITY}}}edition"),
            "title": file.info.get("Title"),
            "XMP title": file.xmp.get(f"{_DUBLIN}title"),
            "language": file.lang,
        }
        yield from self._identified(found, identity.LANGUAGES[self.lang])
        if not file.shows_title:
            yield Finding("identity", "a window would show the file's name instead of the title")
        short = squeeze(typography(self.cluster.short_name, self.lang))
        for page in file.pages[1:]:
            if short not in squeeze(page.text):
                yield Finding("identity", "the page does not carry the cluster's short name", page.number)

    def _identified(self, found: Mapping[str, str | None], language: str) -> Iterator[Finding]:
        """Whether a file says whose it is, and in which language."""
        wanted = self._identity | {"language": language}
        for name, said in found.items():
            if squeeze(said or "") != squeeze(wanted[name]):
                yield Finding("identity", f"the {name} is {said!r} instead of {wanted[name]!r}")

    def _pdf_names(self, file: pdftext.FinishedFile) -> Iterator[Finding]:
        said = [(page, text) for _, page, text in file.everything()]
        said += [(None, text) for attached in file.attached for text in data_file.texts_in(attached.content)]
        yield from self._named(said)

    def _named(self, said: Iterable[tuple[int | None, str]]) -> Iterator[Finding]:
        met: set[str] = set()
        for page, text in said:
            for name in self._foreign(text):
                if page is not None or name not in met:
                    met.add(name)
                    yield Finding("foreign-name", f"another cluster is named: {name}", page)

    def _page_plan(self, subject: Subject, file: pdftext.FinishedFile, said: Book) -> Iterator[Finding]:
        """Bookmarks, the chapters' headings, the contents and the printed page numbers agree."""
        marks = [mark for mark in file.bookmarks if mark.level == 1]
        starts = [mark.page or 0 for mark in marks]
        if starts[:1] != [1] or starts[1:2] != [2] or starts != sorted(starts):
            yield Finding("page-plan", f"the chapters begin on the pages {starts}")
        named = [squeeze(mark.title) for mark in marks[1:]]
        chapters = dict(zip(named, starts[1:], strict=True))
        for number, title in enumerate(named, start=1):
            if not title.startswith(subject.says("kicker", number=number, name="")):
                yield Finding("page-plan", f"chapter {number} is called {title!r}", chapters[title])
        for name in self._needed(subject):
            if not any(title.endswith(name) for title in named):
                yield Finding("page-plan", f"the chapter {name!r} is missing")
        headed = {(squeeze(text.text), text.page) for text in said.texts}
        for title, page in chapters.items():
            if (title, page) not in headed:
                yield Finding("page-plan", f"the chapter {title!r} does not begin here", page)
        listed: dict[str, str] = {}
        for text in said.texts:
            if _is_contents_line(text, chapters):
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
        """The squeezed names of the chapters that no report does without."""
        says = subject.says
        areas = [area for area in self.edition.framework.areas if not area.is_leaf]
        named = [says("area-chapter", area=self.edition.inside(area.name.get(self.lang))) for area in areas]
        before = [says(name) for name in ("summary", "reading", "position")]
        return [*before, *named, says("recommendations"), says("annex")]

    def _drawn(self, subject: Subject, file: pdftext.FinishedFile, said: Book) -> Iterator[Finding]:
        """Numbers that stand alone on a page, as the labels of the drawings do. Those of cells are proven
        with their tables, and those that a break of the line has left alone with their sentences.
        """
        proof = self._sentence_proof(subject)
        cells = file.root.find("TH", "TD") if file.root is not None else []
        in_tables = {(cell.page, squeeze(text)) for cell in cells for text in cell.texts}
        texts = (text.text for text in said.texts if text.tag != "Drawn")
        running = BREAK.join(map(squeeze, (*texts, *(cell.text for cell in cells))))
        for page in file.pages:
            for before, piece in dict.fromkeys(zip(("", *page.pieces), page.pieces, strict=False)):
                joined = squeeze(before + piece)
                in_sentence = sum(map(str.isalpha, joined)) >= LETTERS and joined in running
                if in_sentence or (page.number, squeeze(piece)) in in_tables:
                    continue
                if cause := proof.lone(piece, len(file.pages)):
                    yield Finding("sentence", cause, page.number)

    def _numbers(self, subject: Subject, said: Book, *, screen: bool = False) -> Iterator[Finding]:
        """The numbers of a PDF or of a page for the browser."""
        loose: list[PrintedText] = []
        for proven in prove_tables(subject, said, screen=screen):
            if isinstance(proven, Finding):
                yield proven
            else:
                loose.append(proven)
        yield from prove_cover(subject, said)
        findings, done = prove_key_figures(subject, said)
        filling = Filling(subject)
        story, cards = StoryProof(subject, filling), CardProof(subject, filling, said, self._chapters)
        untrue, told = story.prove(said)
        wrong, drawn = PictureProof(subject, cards.records).prove(said)
        yield from (*findings, *untrue, *cards.prove(), *wrong)
        done |= told | drawn
        chapters = set(map(squeeze, self._chapters))
        proof = self._sentence_proof(subject, (*story.titles(), *cards.reasons()))
        contexts = Places(subject, proof.nodes, self._chapters).contexts(said.texts)
        for text, context in (*zip(said.texts, contexts, strict=True), *((t, Context()) for t in loose)):
            if text in done or text.tag == "Drawn":
                continue
            if _is_contents_line(text, chapters) and text.page is not None:
                # A line of the contents: its page number is proven with the plan of the pages.
                text = replace(text, text=text.text.rstrip().rstrip("0123456789"))
            yield from proof.prove(text, context)
        self.tally.proven += subject.proven

    def _sentence_proof(self, subject: Subject, titles: Iterable[str] = ()) -> SentenceProof:
        if self._sentences is None or self._sentences.subject is not subject:
            structure = (*self._chapters, *ranking_notes(subject), *quoted(subject), *titles)
            self._sentences = SentenceProof(subject, self.texts.source, structure, self.tally)
        return self._sentences

    def web(self, content: bytes) -> Iterator[Finding]:
        """What is wrong with the page for the browser."""
        try:
            page = html.read(content.decode("utf-8"))
        except UnicodeDecodeError as error:
            yield Finding("unreadable", f"the page cannot be read: {error}")
            return
        found: dict[str, str | None] = {
            "identifier": page.metas.get("dcterms.identifier"),
            "cluster": page.metas.get("cluster"),
            "edition": page.metas.get("edition"),
            "title": page.title,
            "language": page.lang,
        }
        yield from self._identified(found, self.lang)
        root = html.structure(page)
        if root is None:
            yield Finding("unreadable", "its elements do not nest")
            return
        alts = (element.alt or "" for element in root.walk())
        yield from self._named((None, text) for text in (root.text, page.title, *page.metas.values(), *alts))
        subject = Subject(self.edition, self.cluster, self.texts, self.recount)
        said = book.book(root)
        kickers = {squeeze(text.text) for text in said.texts if text.tag == "P"}
        if self._chapters:
            # The chapter that only the screen has is the next one.
            name = self.texts("all-results")
            self._chapters.append(self.texts("kicker", number=len(self._chapters), name=name))
        for chapter in self._chapters[1:]:
            if squeeze(chapter) not in kickers:
                yield Finding("page-plan", f"the chapter {chapter!r} is missing")
        yield from self._numbers(subject, said, screen=True)
        if missing := self._shown - subject.shown:
            told = ", ".join(f"{what} of {code}" for code, what in sorted(missing)[:3])
            yield Finding("table", f"tables of the PDF show what those of this page do not: {told}")
        if self._held is not None:
            yield from data_file.lacking(subject.shown - self._held - self._shown)
            yield from data_file.unshown(self._held - subject.shown)
        yield from prove_disclosure(subject)


#: Texts whose outlines end below this height in points belong to the footer.
_FOOTER = 21 * 72 / 25.4
#: A line of so many letters and the number behind it are found in one text only if they belong together.
LETTERS = 4


def _is_contents_line(text: PrintedText, chapters: Container[str]) -> bool:
    """Whether a text is a line of the contents: it leads to one of ``chapters``, by their squeezed names."""
    return text.tag in ("LI", "TOCI") and bool(text.links) and squeeze(text.links[0]) in chapters


def _is_numbered(footer: str, number: int) -> bool:
    return bool(re.search(rf"(?<!\d){number}\Z|\A{number}(?!\d)", footer))


@lru_cache(maxsize=8)
def _texts(lang: Lang, unit: tuple[tuple[str, str], ...]) -> Texts:
    return Texts(lang, assets.catalogue(lang), dict(unit))
