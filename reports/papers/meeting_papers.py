"""The papers for the meetings before layout: what separators, receipt list, letters, plates and labels say.

Nothing here is a result: the papers that hold one are the report, the card and the expert's briefing
(:mod:`reports.papers.briefing`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.edition import Edition, Lang, Meeting
from reports.edition.validation import form_of_address
from reports.words import Texts, typeset


@dataclass(frozen=True, slots=True)
class Separator:
    """The sheet in front of one printed set: ``when`` and where, whose it is, which copy, what follows."""

    cluster_id: str
    lang: Lang
    study: str
    when: str
    place: tuple[str, ...]
    name: str
    coordinator: str
    copy: str
    contents_heading: str
    contents: tuple[str, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """The list to sign. A row is one copy: number, when, cluster, coordinator, copy, room for a signature."""

    title: str
    study: str
    lead: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    signatures: tuple[str, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoverLetter:
    """A page to a coordinator, in the cluster's language."""

    cluster_id: str
    lang: Lang
    sender: tuple[str, ...]
    day: str
    addressee: tuple[str, ...]
    subject: str
    salutation: str
    paragraphs: tuple[str, ...]
    closing: str
    signature: str
    notices: tuple[str, ...]
    bookmark: str


@dataclass(frozen=True, slots=True)
class Plate:
    """A name to stand on the table: of a cluster or of an expert."""

    name: str
    details: tuple[str, ...]
    notice: str


@dataclass(frozen=True, slots=True)
class FolderLabel:
    """What sticks on the folder of one copy."""

    name: str
    details: tuple[str, ...]


def when(meeting: Meeting, texts: Texts) -> str:
    """Day and hour of a meeting, or that there is none."""
    if not meeting.date:
        return texts("handout-no-meeting")
    return texts("handout-when", date=texts.date(meeting.date), time=texts.clock(meeting.time))


def place(meeting: Meeting, texts: Texts) -> tuple[str, ...]:
    """Where the meeting is and with whom, as far as that is settled."""
    room = (texts("handout-room", room=meeting.room),) if meeting.room else ()
    return (*room, texts("handout-expert", expert=meeting.expert)) if meeting.expert else room


def _study(edition: Edition, texts: Texts) -> str:
    return texts("handout-study", study=edition.title.get(texts.lang), edition=edition.label)


def _fictional(edition: Edition, texts: Texts) -> tuple[str, ...]:
    return (texts("handout-fictional"),) if edition.fictional else ()


def _confidential(edition: Edition, texts: Texts, message: str) -> tuple[str, ...]:
    """That the paper is for one reader only; nothing where results are public."""
    return () if edition.public else (texts(message),)


def copy_of(number: int, meeting: Meeting, texts: Texts) -> str:
    """Which of a cluster's printed sets this is."""
    return texts("handout-copy", number=number, of=meeting.copies)


def separators(
    edition: Edition, meeting: Meeting, report_pages: int, scheduled: bool, texts: Texts
) -> tuple[Separator, ...]:
    """One sheet for each copy; ``scheduled`` says that there are meetings at all."""
    cluster = edition.cluster(meeting.cluster_id)
    made = tuple(
        Separator(
            cluster_id=cluster.id,
            lang=texts.lang,
            study=_study(edition, texts),
            when=when(meeting, texts) if scheduled else "",
            place=place(meeting, texts),
            name=cluster.name,
            coordinator=texts("handout-coordinator", name=cluster.coordinator) if cluster.coordinator else "",
            copy=copy_of(number, meeting, texts),
            contents_heading=texts("handout-contents"),
            contents=(texts("handout-contents-card"), texts("handout-contents-report", n=report_pages)),
            notices=(*_confidential(edition, texts, "handout-confidential"), *_fictional(edition, texts)),
        )
        for number in range(1, meeting.copies + 1)
    )
    return typeset(made, texts.lang)


def receipt(edition: Edition, meetings: Sequence[Meeting], scheduled: bool, texts: Texts) -> Receipt:
    """The list of everything that is handed out, in the order of the meetings."""
    copies = [(m, number) for m in meetings for number in range(1, m.copies + 1)]
    rows = []
    for line, (meeting, number) in enumerate(copies, 1):
        cluster = edition.cluster(meeting.cluster_id)
        term = when(meeting, texts) if scheduled else texts("dash")
        copy = texts("receipt-copy", number=number, of=meeting.copies)
        rows.append((str(line), term, cluster.name, cluster.coordinator or texts("dash"), copy, ""))
    columns = ("number", "when", "cluster", "coordinator", "copy", "signature")
    made = Receipt(
        title=texts("receipt-title"),
        study=_study(edition, texts),
        lead=texts("receipt-lead"),
        caption=texts("receipt-caption", n=len(rows)),
        columns=tuple(texts(f"receipt-column-{name}") for name in columns),
        rows=tuple(rows),
        signatures=(texts("receipt-handed-out"), texts("receipt-day")),
        notices=(*_confidential(edition, texts, "receipt-confidential"), *_fictional(edition, texts)),
    )
    return typeset(made, texts.lang)


def cover_letter(edition: Edition, meeting: Meeting, report_pages: int, texts: Texts) -> CoverLetter:
    """The letter that lies on top of a cluster's set. It names no result: it may lie open."""
    cluster = edition.cluster(meeting.cluster_id)
    study, publisher = edition.title.get(texts.lang), edition.publisher
    author = str(publisher.get("name", "")) or study
    email = str(publisher.get("email", ""))
    paragraphs = [
        texts("letter-lead", name=cluster.name, study=study, edition=edition.label),
        texts("letter-enclosed", n=report_pages),
    ]
    if meeting.date:
        parts = [texts("letter-meeting", when=when(meeting, texts))]
        parts += [texts("letter-sentence", text=line) for line in place(meeting, texts)]
        paragraphs.append(" ".join(parts))
    paragraphs += _confidential(edition, texts, "letter-confidential")
    if email:
        paragraphs.append(texts("letter-questions", email=email))
    day = meeting.date or edition.published
    salutation = form_of_address(cluster, texts.lang) or texts("letter-salutation")
    funding = edition.funding.get(texts.lang)
    made = CoverLetter(
        cluster_id=cluster.id,
        lang=texts.lang,
        sender=tuple(line for line in (author, email) if line),
        day=texts.date(day) if day else "",
        addressee=tuple(line for line in (cluster.coordinator, cluster.name) if line),
        subject=texts("letter-subject", study=study, edition=edition.label, name=cluster.short_name),
        salutation=texts("letter-salutation-line", text=salutation),
        paragraphs=tuple(paragraphs),
        closing=texts("letter-closing"),
        signature=author,
        notices=((funding,) if funding else ()) + _fictional(edition, texts),
        bookmark=cluster.short_name,
    )
    return typeset(made, texts.lang)


def plates(edition: Edition, meetings: Sequence[Meeting], texts: Texts) -> tuple[Plate, ...]:
    """A plate for each cluster, in the order of the meetings, then one for each expert."""
    notice = " ".join(_fictional(edition, texts))
    study = _study(edition, texts)
    clusters = (edition.cluster(meeting.cluster_id) for meeting in meetings)
    made = [
        Plate(c.short_name, tuple(line for line in (c.name, c.coordinator) if line != c.short_name), notice)
        for c in clusters
    ]
    experts = dict.fromkeys(meeting.expert for meeting in meetings if meeting.expert)
    made += [Plate(expert, (study,), notice) for expert in experts]
    return typeset(tuple(made), texts.lang)


def folder_labels(
    edition: Edition, meetings: Sequence[Meeting], scheduled: bool, texts: Texts
) -> tuple[FolderLabel, ...]:
    """A label for each copy, in the order of the meetings."""
    made = []
    for meeting in meetings:
        lines = []
        if scheduled:
            term = when(meeting, texts)
            known = meeting.room and meeting.date
            lines.append(texts("label-when-room", when=term, room=meeting.room) if known else term)
        name, more = edition.cluster(meeting.cluster_id).short_name, texts("label-fictional")
        for number in range(1, meeting.copies + 1):
            copy = copy_of(number, meeting, texts)
            copy = copy if edition.public else texts("label-copy", copy=copy)
            details = (*lines, copy, more) if edition.fictional else (*lines, copy)
            made.append(FolderLabel(name, details))
    return typeset(tuple(made), texts.lang)


def bookmark(edition: Edition, meeting: Meeting, scheduled: bool, texts: Texts) -> str:
    """The bookmark of a cluster's set."""
    name = edition.cluster(meeting.cluster_id).short_name
    return texts("handout-bookmark", when=when(meeting, texts), name=name) if scheduled else name
