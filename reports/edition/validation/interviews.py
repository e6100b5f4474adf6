"""Checks the sheet of interviews: five facts about a unit, in words."""

from __future__ import annotations

from .. import markdown
from ..markdown import ProseError
from ..model import LANGS, LANGUAGE_NAMES, Interview, Localised
from ..names import canonical
from .sheet import Line, Participants, Sheet

#: What an interview asks for, in the order in which reports tell it.
FACTS = ("strategy", "project", "achievement", "service", "challenge")
#: Letters of one fact: a sentence or two.
MAX_FACT = 240


def read_interviews(
    sheet: Sheet | None, participants: Participants, *, public: bool = False
) -> tuple[Interview, ...]:
    """The interviews in the order of the rows; every problem is reported to the sheet. Where results are
    ``public``, a fact may name anybody.
    """
    if sheet is None:
        return ()
    sheet.expect(("id",), tuple(f"{fact}_{lang}" for fact in FACTS for lang in LANGS))
    rows: dict[str, int] = {}
    found = []
    for line in sheet.lines():
        if not line.fits:
            continue
        cluster_id = sheet.known_id(line, participants)
        if cluster_id and rows.setdefault(cluster_id, line.number) != line.number:
            cause = f"row {rows[cluster_id]} has the same cluster"
            sheet.problem(line.number, "id", cause, cluster_id, "Keep one of them")
        facts = {fact: _fact(sheet, line, fact, cluster_id, participants, public) for fact in FACTS}
        if cluster_id:
            found.append(Interview(cluster_id, **facts))
    return tuple(found)


def _fact(
    sheet: Sheet, line: Line, fact: str, cluster_id: str, participants: Participants, public: bool
) -> Localised:
    """One fact; it must be there in the language of the cluster's report."""
    headers = {lang: f"{fact}_{lang}" for lang in LANGS}
    if cluster_id and sheet.filled(line, *headers.values()):
        lang = participants.clusters[participants.row[cluster_id]].language
        if not sheet.filled(line, headers[lang]):
            cause = f"the report of {cluster_id} is in {LANGUAGE_NAMES[lang]}, and the fact is not"
            remedy = f"Write it in {LANGUAGE_NAMES[lang]} too"
            sheet.problem(line.number, headers[lang], cause, remedy=remedy)
    return Localised(*(_text(sheet, line, headers[lang], cluster_id, participants, public) for lang in LANGS))


def _text(
    sheet: Sheet, line: Line, header: str, cluster_id: str, participants: Participants, public: bool
) -> str:
    text = sheet.text(line, header, MAX_FACT, lines=True)
    if not text:
        return ""
    if not public:
        own = participants.clusters[participants.row[cluster_id]] if cluster_id else None
        mine = {canonical(name) for name in (own.name, own.short_name)} if own else set()
        for name in sorted(participants.names_in(text).keys() - mine):
            remedy = "Say it without the name"
            sheet.problem(line.number, header, "the text names another cluster", name, remedy)
    try:
        return markdown.plain(text)
    except ProseError as error:
        sheet.problem(line.number, header, error.cause, error.found[:80], error.remedy)
        return ""
