"""The papers for the meetings: finished cards and reports to print, and what goes with them.

No report and no card is made here. Those that are there are proven (recorded as checked, byte for byte the
recorded file, still saying what they would say now, about this cluster) and copied. A cluster of which one
cannot be proven is left out of every paper and named. All papers lie in ``out/<edition>/handout``; they are
made and checked before the first one of an earlier run is touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import partial
from pathlib import Path
from typing import Any, cast

from reports import files
from reports.chapters import report_of
from reports.document import Report, identity, walk
from reports.edition import Edition, Lang, Meeting, Schedule, foreign_in, foreign_names
from reports.errors import Finding, ReportError
from reports.pages import Page, labels, meeting_papers, seen, theme_of
from reports.pages import pdf as tagged
from reports.papers import briefing as briefing_
from reports.papers import meeting_papers as words_
from reports.proof.checks import paper, rules
from reports.proof.reading import quote, squeeze
from reports.words import Scene, Texts

from . import print_file
from .basis import Basis
from .build import Outcome
from .composer import Composer
from .finished import Finished, Proven
from .print_file import Part
from .products import CARD, REPORT, Product
from .record import handed, lock
from .study import OUT, Study, in_its_fonts

#: The folder of the papers in an edition's output.
PLACE = handed.PLACE
PRINT, RECEIPT, LETTERS = handed.PRINT, "receipt.pdf", "letters.pdf"
PLATES, LABELS, BRIEFINGS = "name-plates.pdf", "folder-labels.pdf", "briefings.pdf"
#: The files, with the prefix of their messages in the catalogue.
NAMES = {
    PRINT: ("handout-title", "handout-subject"),
    RECEIPT: ("receipt-title", "receipt-subject"),
    LETTERS: ("letters-title", "letters-subject"),
    PLATES: ("plates-title", "plates-subject"),
    LABELS: ("labels-title", "labels-subject"),
    BRIEFINGS: ("briefings-title", "briefings-subject"),
}


@dataclass(frozen=True, slots=True)
class Options:
    """``lang`` is the language of all papers; without one it is the edition's, and each cluster's own in its
    letter. ``scheduled`` says that there is a table of meetings; ``sheet`` names the labels
    (:data:`reports.pages.labels.SHEETS`) and ``first_label`` the first free one.
    """

    lang: Lang | None = None
    scheduled: bool = False
    sheet: str = labels.USUAL
    first_label: int = 1


@dataclass(frozen=True)
class Handout:
    """What became of the papers. ``done`` are the clusters in them, in the order of the meetings; ``failed``
    those that were left out, with the causes; ``warnings`` are worth a look before printing. ``outdated`` are
    the papers of an earlier run, where there are no new ones.
    """

    edition_id: str
    folder: Path
    files: tuple[Path, ...]
    done: tuple[str, ...]
    failed: tuple[Outcome, ...]
    warnings: tuple[str, ...]
    pages: int = 0
    outdated: tuple[Path, ...] = ()

    @property
    def complete(self) -> bool:
        return bool(self.done) and not self.failed


@dataclass(frozen=True, slots=True, repr=False)
class _Set:
    """Everything about one cluster: its proven files and its pages."""

    meeting: Meeting
    bookmark: str
    card: Proven
    report: Proven
    separators: tuple[Page, ...]
    letter: Page
    briefing: Page


def make(
    study: Study,
    schedule: Schedule,
    options: Options,
    *,
    out: Path = OUT,
    tell: Callable[[Outcome], object] = lambda outcome: None,
) -> Handout:
    """Make the papers of all clusters of ``schedule``, in its order.

    Raises ConfigurationError before any file is touched, where nothing is built or a setting is wrong, and
    ReportError where a paper of all clusters cannot be proven right; the earlier papers are then left.
    """
    edition = study.edition
    base = files.child(out, edition.id)
    finished = Finished(base, edition), Finished(base, edition, CARD)
    labels.label_pages((), labels.SHEETS[options.sheet], options.first_label)
    folder = files.private_folder(files.private_folder(base) / PLACE)
    with lock.hold(folder):
        files.sweep(folder)
        maker = _Maker(Composer(study), options, *finished)
        sets: list[_Set] = []
        failed: list[Outcome] = []
        for meeting in schedule.meetings:
            try:
                with in_its_fonts(study):
                    sets.append(maker.set_of(meeting))
                tell(Outcome(meeting.cluster_id, folder / PRINT))
            except ReportError as error:
                failed.append(Outcome(meeting.cluster_id, None, tuple(map(str, error.findings))))
                tell(failed[-1])
        with in_its_fonts(study):
            papers = maker.papers(sets) if sets else {}
        if papers:
            sources = {one.meeting.cluster_id: (one.report.sha256, one.card.sha256) for one in sets}
            record = _record(study, [one.meeting for one in sets], options)
            _write(folder, {**papers, handed.NAME: handed.dump(folder, sources, record)})
        earlier = () if papers else tuple(folder / name for name in NAMES if (folder / name).exists())
    return Handout(
        edition_id=edition.id,
        folder=folder,
        files=tuple(folder / name for name in papers),
        done=tuple(one.meeting.cluster_id for one in sets),
        failed=tuple(failed),
        warnings=tuple(_warnings(schedule)) if options.scheduled else (),
        pages=print_file.page_count(papers[PRINT]) if papers else 0,
        outdated=earlier,
    )


def _record(study: Study, meetings: Sequence[Meeting], options: Options) -> dict[str, Any]:
    """What the papers can be made from again, with the reports and cards that are in them."""
    return {
        "edition": study.edition.id,
        "recipe": Basis.of(study).recipe,
        "options": asdict(options),
        "meetings": [asdict(meeting) for meeting in meetings],
    }


def again(composer: Composer, base: Path, record: Mapping[str, Any]) -> Mapping[str, bytes]:
    """The papers that ``record`` tells of, by name, as the program makes them now of the reports and cards
    that are there. Nothing is written.

    Raises ReportError and ConfigurationError where they cannot be made, ValueError for a record that says
    something else.
    """
    try:
        options = Options(**record["options"])
        meetings = [Meeting(**one) for one in record["meetings"]]
    except (TypeError, KeyError) as error:
        raise ValueError(f"it does not say how the papers were made ({error})") from error
    edition = composer.study.edition
    maker = _Maker(composer, options, Finished(base, edition), Finished(base, edition, CARD))
    with in_its_fonts(composer.study):
        return maker.papers([maker.set_of(meeting) for meeting in meetings])


def _warnings(schedule: Schedule) -> Iterator[str]:
    for cluster_id in schedule.without:
        yield f"cluster {cluster_id}: no meeting in the table; it stands at the end"
    for meeting in schedule.meetings:
        lacking = [name for name in ("room", "expert") if not getattr(meeting, name)]
        if meeting.date and lacking:
            yield f"cluster {meeting.cluster_id}: the meeting has no {' and no '.join(lacking)}"


# --- one cluster -------------------------------------------------------------------------------------


class _Maker:
    """Makes the papers of one run."""

    def __init__(self, composer: Composer, options: Options, reports: Finished, cards: Finished) -> None:
        self._edition = composer.study.edition
        self._options = options
        self._reports, self._cards = reports, cards
        self._composer = composer
        self._lang: Lang = options.lang or self._edition.language

    def set_of(self, meeting: Meeting) -> _Set:
        """The cluster's proven files and its pages. Raises ReportError."""
        edition, cluster_id = self._edition, meeting.cluster_id
        built, card = self._reports.prove(cluster_id), self._cards.prove(cluster_id)
        scene = self._composer.scene(cluster_id, cast(Lang, built.entry.lang))
        report = report_of(scene)
        _refuse(cluster_id, *_current(report, built, REPORT), *_current(report, card, CARD))
        texts, scheduled = self._composer.texts(self._lang), self._options.scheduled
        pages = print_file.page_count(built.pdf)
        sheets = words_.separators(edition, meeting, pages, scheduled, texts)
        letter = words_.cover_letter(
            edition,
            meeting,
            pages,
            self._composer.texts(self._options.lang or edition.cluster(cluster_id).language),
        )
        scene, report = self._for_expert(scene, report)
        briefing = briefing_.briefing(report, scene, meeting, scheduled)
        made = _Set(
            meeting,
            words_.bookmark(edition, meeting, scheduled, texts),
            card,
            built,
            tuple(meeting_papers.separator(sheet) for sheet in sheets),
            meeting_papers.letter(letter, self._lang),
            meeting_papers.briefing(briefing, self._lang),
        )
        _refuse(
            cluster_id,
            *rules.unpublished(walk(briefing), scene.facts),
            *(f for sheet, page in zip(sheets, made.separators, strict=True) for f in _lost(sheet, page)),
            *_lost(letter, made.letter, "bookmark"),
            *_lost(briefing, made.briefing, "bookmark", "comment", "comment_more", "comment_heading"),
            *_foreign_names(edition, meeting, (*made.separators, made.letter, made.briefing)),
        )
        return made

    def _for_expert(self, scene: Scene, report: Report) -> tuple[Scene, Report]:
        """The report in the experts' language, or as it is where the comment is not written in that one."""
        if report.lang == self._lang:
            return scene, report
        try:
            other = self._composer.scene(report.cluster_id, self._lang)
            return other, report_of(other)
        except ReportError:
            return scene, report

    # --- the papers of all --------------------------------------------------------------------------

    def papers(self, sets: Sequence[_Set]) -> dict[str, bytes]:
        """Name -> checked bytes. Raises ReportError where one is not right."""
        edition, texts, options = self._edition, self._composer.texts(self._lang), self._options
        meetings = [one.meeting for one in sets]
        receipt = words_.receipt(edition, meetings, options.scheduled, texts)

        def page_line(number: int, of: int) -> str:
            return texts("receipt-page", number=number, of=of)

        tabs = words_.folder_labels(edition, meetings, options.scheduled, texts)
        drawn = {
            RECEIPT: meeting_papers.receipt(receipt, page_line),
            LETTERS: tuple(one.letter for one in sets),
            PLATES: tuple(labels.plate_page(plate) for plate in words_.plates(edition, meetings, texts)),
            LABELS: labels.label_pages(tabs, labels.SHEETS[options.sheet], options.first_label),
            BRIEFINGS: tuple(one.briefing for one in sets),
        }
        return {
            PRINT: self._print_file(sets, texts),
            **{name: self._checked(name, pages, texts) for name, pages in drawn.items()},
        }

    def _print_file(self, sets: Sequence[_Set], texts: Texts) -> bytes:
        parts = []
        meta = self._meta(PRINT, texts)
        for number, one in enumerate(sets, 1):
            for copy, page in enumerate(one.separators, 1):
                name = f"{number}.{copy}" if len(one.separators) > 1 else str(number)
                sheet = self._checked(PRINT, (page,), texts)
                bookmark = one.bookmark if copy == 1 else f"{one.bookmark} ({copy})"
                label = partial(texts, set=name)
                parts += [
                    Part(sheet, label("handout-label-separator"), bookmark, level=1),
                    Part(one.card.pdf, label("handout-label-card"), texts("handout-bookmark-card")),
                    Part(one.report.pdf, label("handout-label-report"), texts("handout-bookmark-report")),
                ]
        pdf = print_file.join(parts, meta)
        _refuse(PRINT, *print_file.findings(pdf, parts))
        return pdf

    def _checked(self, name: str, pages: Sequence[Page], texts: Texts) -> bytes:
        meta = self._meta(name, texts)
        pdf = tagged.write(pages, meta, theme=theme_of(self._edition.brand))
        told = tuple(text for page in pages for text in paper.spoken_or_seen(page.nodes))
        _refuse(name, *paper.findings(pdf, paper.Expected(told, (), pages, meta)))
        return pdf

    def _meta(self, name: str, texts: Texts) -> tagged.Meta:
        edition, (title, subject) = self._edition, NAMES[name]
        study = edition.title.get(texts.lang)
        about = {"study": study, "edition": edition.label, "sheet": self._options.sheet}
        return tagged.Meta(
            title=texts(title, **about),
            author=str(edition.publisher.get("name", "")) or study,
            subject=texts(subject, **about),
            keywords=(texts("keyword-cluster"), texts("keyword-benchmarking"), texts("keyword-handout")),
            lang=texts.lang,
            date=edition.published,
            identity={"edition": edition.id},
        )


# --- proofs ------------------------------------------------------------------------------------------


def _refuse(subject: str, *findings: Finding) -> None:
    """Raises ReportError where there are findings."""
    if findings:
        raise ReportError(subject, findings)


def _current(report: Report, made: Proven, product: Product) -> Iterator[Finding]:
    """Whether a finished file says what the report says now, in the report's language."""
    if made.entry.lang != report.lang:
        cause = f"the {product.noun} is in {made.entry.lang!r} and the report in {report.lang!r}"
        yield Finding("language", f"{cause}; {product.remedy} again in that language")
    elif made.entry.content != identity.content(report):
        cause = f"the {product.noun} would say something else now: data or words have changed since"
        yield Finding("stale", f"{cause}; {product.remedy} again")


def _lost(value: Any, page: Page, *except_for: str) -> Iterator[Finding]:
    """The texts of a paper's value that its page does not show."""
    shown = squeeze("".join(text.text for text in seen(page.nodes)))
    for words in texts_of(value, *except_for):
        if squeeze(words) not in shown:
            cause = f"{quote(words)} is not on the page of {type(value).__name__}"
            yield Finding("content", cause)


#: Fields of a paper's values that no page shows.
_NOT_SHOWN = ("cluster_id", "lang", "tone", "fact", "rules", "link", "ordered")


def texts_of(value: Any, *except_for: str) -> Iterator[str]:
    """Every text that a paper's value asks its page to show, but those of the fields ``except_for``."""
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_of(item)
    else:
        for field in fields(value):
            if field.name not in (*_NOT_SHOWN, *except_for):
                yield from texts_of(getattr(value, field.name))


def _foreign_names(edition: Edition, meeting: Meeting, pages: Sequence[Page]) -> Iterator[Finding]:
    """Names of other clusters on the pages of one. In what a person wrote into the table of meetings every
    name counts, even one whose words the program says too.
    """
    cluster = edition.cluster(meeting.cluster_id)
    own = (cluster.name, cluster.short_name)
    others = [name for c in edition.clusters if c != cluster for name in (c.name, c.short_name)]
    printed, written = foreign_in(own, foreign_names(edition, cluster.id)), foreign_in(own, others)
    found = [name for page in pages for name in printed(" ".join(t.text for t in seen(page.nodes)))]
    found += [name for text in (meeting.room, meeting.expert, meeting.note) for name in written(text)]
    for name in dict.fromkeys(found):
        yield Finding("foreign-name", f"the name of another cluster: {quote(name)}")


# --- writing -----------------------------------------------------------------------------------------


def _write(folder: Path, papers: Mapping[str, bytes]) -> None:
    """Put the papers in the place of those of an earlier run, all or none: old and new ones never lie side by
    side. Raises ConfigurationError where one cannot be replaced.
    """
    with files.writing(folder, "; the papers of an earlier run stay as they were"):
        files.write_all({folder / name: data for name, data in papers.items()})
