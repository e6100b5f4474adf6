"""The sheet ``comments``: what the expert says in a report, and what the expert decides about its advice.

A row with a ``place`` and no ``decision`` is a comment; several rows at one place follow each other. A row
with a ``decision`` is about one ``record`` of the library, in the report of one cluster:

- ``pin``: it is among the actions and leads them; the text says why (optional, one paragraph);
- ``drop``: it is not among them, the next best for another indicator takes its place; it has no text;
- ``rephrase``: the text is the action and ``first_step`` (optional) the first step, instead of the library's;
  ``goal`` (optional) is an indicator with the value to reach, ``I3.2 = 16``, instead of the next step up;
- ``keep``: it was looked at and is left to the rules; it has no text.

The words must be there in the language of the cluster's report; those in the other language are for
``build --lang``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import get_args

import numpy as np

from .. import markdown
from ..loading.raw import Cell, did_you_mean
from ..markdown import ProseError
from ..model import (
    LANGS,
    LANGUAGE_NAMES,
    Comment,
    Decision,
    FloatArray,
    Framework,
    Lang,
    Localised,
    Node,
    Override,
    Recommendation,
)
from ..names import canonical, foreign_in
from . import cells
from .recommendations import MAX_LENGTHS
from .sheet import Line, Participants, Sheet

#: Where a comment can stand besides the chapters of the areas. The plan is a form that must stay on its page.
PLACES = ("summary", "profile", "position", "groups", "practices", "recommendations")
#: Lines of the page that all comments at one place may take; more would need pages of their own.
MOST_LINES, MOST_LINES_AT = 36, {"summary": 16}
MAX_AUTHOR = 120
#: Characters of the reason for a pin.
MAX_REASON = 300
#: More would leave no room for the rules among a report's five actions.
MOST_PINS = 4

#: Who has saved a row at the desk, and when; nothing of it is printed.
SAVED = ("saved_by", "saved_at")

_TEXTS = tuple(f"{name}_{lang}" for name in ("text", "first_step") for lang in LANGS)


def places(framework: Framework, chapters: Collection[str] = PLACES) -> tuple[str, ...]:
    """Where comments can stand in the reports of an edition: those of :data:`PLACES` that are among its
    ``chapters``, and the codes of the areas.
    """
    areas = (node.code for node in _areas(framework).values() if not node.is_leaf)
    return tuple(place for place in PLACES if place in chapters) + tuple(areas)


def chapters(*, profile: bool, practices: bool) -> tuple[str, ...]:
    """Those of :data:`PLACES` that the reports of an edition have, which may lack a ``profile`` of the
    clusters and good ``practices``.
    """
    absent = {"profile"} if not profile else set()
    return tuple(one for one in PLACES if one not in absent | (set() if practices else {"practices"}))


def _areas(framework: Framework) -> Mapping[str, Node]:
    roots = [node.code for node in framework.nodes if node.parent is None]
    return {node.code: node for node in framework.nodes if node.parent in roots}


def comments(
    sheets: Sequence[Sheet],
    framework: Framework,
    participants: Participants,
    records: Mapping[str, Recommendation],
    chapters: Collection[str] = PLACES,
    *,
    values: FloatArray,
    public: bool = False,
) -> tuple[tuple[Comment, ...], tuple[Override, ...]]:
    """What the sheets hold, one behind the other, in the order of their rows; every problem is reported to
    its sheet.

    ``records`` are the library's records by id, ``chapters`` the :data:`PLACES` that the edition's reports
    have, ``values`` the answers, which an expert's goal has to be better than. Where results are ``public``,
    comments may name anybody.
    """
    if not sheets:
        return (), ()
    reader = _Reader(sheets[0], participants, framework, records, chapters, public)
    reader.values = values
    for sheet in sheets:
        sheet.expect(("id", "place"), ("decision", "record", *_TEXTS, "goal", "author", *SAVED))
        reader.sheet = sheet
        for line in sheet.lines():
            if line.fits:
                reader.read(line)
    return tuple(reader.comments), tuple(reader.overrides)


class _Reader:
    #: The answers, a row for each cluster and a column for each indicator.
    values: FloatArray

    def __init__(
        self,
        sheet: Sheet,
        participants: Participants,
        framework: Framework,
        records: Mapping[str, Recommendation],
        chapters: Collection[str],
        public: bool,
    ) -> None:
        self.sheet = sheet
        self._participants = participants
        self._clusters = {cluster.id: cluster for cluster in participants.clusters}
        self._named = foreign_in((), ()) if public else participants.names_in
        self._framework = framework
        self._records = records
        self._areas = _areas(framework)
        self._places = places(framework, chapters)
        self._lines: Counter[tuple[str, str, Lang]] = Counter()
        self._decided: dict[tuple[str, str], dict[Decision, tuple[Sheet, int]]] = {}
        self.comments: list[Comment] = []
        self.overrides: list[Override] = []

    def read(self, line: Line) -> None:
        sheet = self.sheet
        cluster_id = sheet.known_id(line, self._participants)
        place = sheet.text(line, "place")
        if sheet.filled(line, "decision", "record"):
            self._override(line, cluster_id, place)
            return
        if place in self._areas and place in PLACES:
            cause = "the place is a chapter as well as the code of an area"
            sheet.problem(line.number, "place", cause, place, "Give the area another code")
        elif place not in self._places and self._framework.nodes:
            self._unknown_place(line, place)
        for header in _TEXTS[len(LANGS) :]:
            if sheet.filled(line, header):
                cause, remedy = "only a rephrased recommendation has a first step", "Write it into the text"
                sheet.problem(line.number, header, cause, sheet.shown(line, header), remedy)
        if sheet.filled(line, "goal"):
            remedy = "Write the decision rephrase and the record beside it, or empty the cell"
            sheet.problem(line.number, "goal", "a comment has no goal", sheet.shown(line, "goal"), remedy)
        if not sheet.filled(line, *_TEXTS[: len(LANGS)]):
            sheet.problem(
                line.number, "text_pl", "the comment is empty", remedy="Write it, or remove the row"
            )
            return
        self._require(line, "text", cluster_id, "comment")
        text = Localised(*(self._markdown(line, lang, cluster_id, place) for lang in LANGS))
        author = sheet.text(line, "author", MAX_AUTHOR)
        self.comments.append(Comment(cluster_id, place, text, author))

    def _unknown_place(self, line: Line, place: str) -> None:
        remedy = f"Write one of {', '.join(self._places)}"
        if place in self._areas or place in PLACES:
            cause = "the reports of this edition have no such chapter"
        else:
            cause = "comments have no such place"
            remedy = did_you_mean(place, self._places, remedy)
        self.sheet.problem(line.number, "place", cause, place, remedy)

    def _require(self, line: Line, name: str, cluster_id: str, what: str) -> None:
        """The words must be there in the language of the cluster's report."""
        lang = self._clusters[cluster_id].language if cluster_id else None
        if lang is not None and not self.sheet.filled(line, f"{name}_{lang}"):
            cause = f"the report of {cluster_id} is in {LANGUAGE_NAMES[lang]}, and the {what} is not"
            self.sheet.problem(
                line.number, f"{name}_{lang}", cause, remedy=f"Write it in {LANGUAGE_NAMES[lang]} too"
            )

    def _markdown(self, line: Line, lang: Lang, cluster_id: str, place: str) -> str:
        header = f"text_{lang}"
        text = self.sheet.text(line, header, cells.MAX_TEXT, lines=True)
        if not text:
            return ""
        try:
            parts = markdown.parse(text)
        except ProseError as error:
            self._refuse(line, header, error)
            return text
        at = (cluster_id, place, lang)
        self._name_nobody(line, header, cluster_id, text)
        before, most = self._lines[at], MOST_LINES_AT.get(place, MOST_LINES)
        self._lines[at] += markdown.lines(parts)
        if before <= most < self._lines[at]:
            cause = (
                f"the comments at this place take about {self._lines[at]} lines of the page, more than {most}"
            )
            self.sheet.problem(line.number, header, cause, text[:80], "Shorten them")
        return text

    def _name_nobody(self, line: Line, header: str, cluster_id: str, text: str) -> None:
        """Only the own cluster may be named: a build would refuse the report of any other name."""
        own = self._clusters.get(cluster_id)
        mine = {canonical(name) for name in (own.name, own.short_name)} if own else set()
        for name in sorted(self._named(text).keys() - mine):
            remedy = "Say it without the name; a good practice may name a cluster that has consented"
            self.sheet.problem(line.number, header, "the text names another cluster", name, remedy)

    def _refuse(self, line: Line, header: str, error: ProseError) -> None:
        self.sheet.problem(line.number, header, error.cause, error.found[:80], error.remedy)

    # --- decisions -----------------------------------------------------------------------------

    def _override(self, line: Line, cluster_id: str, place: str) -> None:
        sheet = self.sheet
        if place not in ("", "recommendations"):
            cause, remedy = "a decision about a recommendation has no other place", "Write recommendations"
            sheet.problem(line.number, "place", cause, place, remedy)
        decision = sheet.read(line, "decision", _decision, None)
        record = sheet.text(line, "record")
        for header in ("decision", "record"):
            if not sheet.filled(line, header):
                cause = "a decision needs the recommendation it is about, and the other way round"
                sheet.problem(line.number, header, cause, remedy="Fill in decision and record, or neither")
        if record and record not in self._records and self._framework.nodes:
            otherwise = "Its id stands in recommendations.toml and in the annex"
            remedy = did_you_mean(record, self._records, otherwise)
            sheet.problem(line.number, "record", "the library has no such recommendation", record, remedy)
        if sheet.filled(line, "author"):
            remedy = "Write the author beside the comment at recommendations"
            sheet.problem(
                line.number, "author", "a decision is not signed", sheet.shown(line, "author"), remedy
            )
        if decision is None or not record:
            return
        self._once(line, cluster_id, record, decision)
        text, first_step = self._words(line, cluster_id, decision)
        goal = self._goal(line, cluster_id, decision, record)
        if decision != "keep":
            self.overrides.append(Override(cluster_id, record, decision, text, first_step, goal))

    def _goal(self, line: Line, cluster_id: str, decision: Decision, record: str) -> tuple[str, float] | None:
        """The expert's goal of a reworded action, which is better than the answer of today."""
        sheet = self.sheet
        if not sheet.filled(line, "goal") or not self._framework.nodes:
            return None
        shown = sheet.shown(line, "goal")

        def refuse(cause: str, remedy: str) -> None:
            sheet.problem(line.number, "goal", cause, shown, remedy)

        if decision != "rephrase":
            refuse("only a rephrased recommendation has a goal of its own", "Empty the cell")
            return None
        code, equals, number = (part.strip() for part in str(shown).partition("="))
        try:
            goal = cells.number(number).value if equals else None
        except cells.CellError:
            goal = None
        if goal is None:
            refuse("this is no indicator with a value", "Write for instance I3.2 = 16")
            return None
        leaf = next((leaf for leaf in self._framework.leaves if leaf.code == code), None)
        of = self._records.get(record)
        if leaf is None:
            known = [leaf.code for leaf in self._framework.leaves]
            refuse("there is no such indicator", did_you_mean(code, known, "Write for instance I3.2 = 16"))
            return None
        above = {code, "*", *(node.code for node in self._framework.ancestors(code))}
        if of is not None and of.node not in above:
            refuse(f"the recommendation {record} is not for {code}", f"Name an indicator of {of.node}")
        elif leaf.is_yes_no:
            refuse(f"{code} is answered by yes or no, and its goal is the other answer", "Empty the cell")
        elif cluster_id:
            column = self.values[:, self._framework.leaf_column[code]]
            row = [cluster.id for cluster in self._participants.clusters].index(cluster_id)
            own, told = float(column[row]), column[~np.isnan(column)]
            if np.isnan(own):
                refuse(f"{cluster_id} has no answer to {code}", "Empty the cell")
            elif told.min() == told.max():
                refuse(f"everybody gives the same answer to {code}", "Empty the cell")
            elif leaf.direction * (goal - own) <= 0:
                refuse(f"the goal is not better than {own:g}, which {cluster_id} has", "Write a better one")
            else:
                return code, goal
        return None

    def _words(self, line: Line, cluster_id: str, decision: Decision) -> tuple[Localised, Localised]:
        sheet = self.sheet
        both = ("text", "first_step")
        unused = {"drop": both, "keep": both, "pin": ("first_step",), "rephrase": ()}[decision]
        for header in (f"{name}_{lang}" for name in unused for lang in LANGS):
            if sheet.filled(line, header):
                cause = f"with {decision} this text would not be printed"
                remedy = "Empty the cell, or write a comment at recommendations"
                sheet.problem(line.number, header, cause, sheet.shown(line, header), remedy)
        if decision == "rephrase" or sheet.filled(line, *_TEXTS[: len(LANGS)]):
            self._require(line, "text", cluster_id, "recommendation" if decision == "rephrase" else "reason")
        if sheet.filled(line, *_TEXTS[len(LANGS) :]) and "first_step" not in unused:
            self._require(line, "first_step", cluster_id, "first step")
        limit = MAX_REASON if decision == "pin" else MAX_LENGTHS["action"]
        return (
            Localised(*(self._plain(line, f"text_{lang}", cluster_id, limit) for lang in LANGS)),
            Localised(
                *(
                    self._plain(line, f"first_step_{lang}", cluster_id, MAX_LENGTHS["first_step"])
                    for lang in LANGS
                )
            ),
        )

    def _plain(self, line: Line, header: str, cluster_id: str, limit: int) -> str:
        text = self.sheet.text(line, header, limit, lines=True)
        if not text:
            return ""
        self._name_nobody(line, header, cluster_id, text)
        try:
            return markdown.plain(text)
        except ProseError as error:
            self._refuse(line, header, error)
            return ""

    def _row(self, sheet: Sheet, number: int) -> str:
        """A row as it is told beside another one, which may be in another file."""
        where = "" if sheet is self.sheet else f" of {sheet.table.sheet or sheet.table.file}"
        return f"row {number}{where}"

    def _once(self, line: Line, cluster_id: str, record: str, decision: Decision) -> None:
        """Each decision once, none beside "drop" or "keep", and not too many pins."""
        sheet, earlier = self.sheet, self._decided.setdefault((cluster_id, record), {})
        twice = earlier.get(decision)
        against = next((row for other, row in earlier.items() if {"drop", "keep"} & {decision, other}), None)
        if twice is not None:
            cause = f"{self._row(*twice)} says the same"
            sheet.problem(line.number, "decision", cause, decision, "Remove one of them")
        elif against is not None:
            cause = f"{self._row(*against)} decides otherwise about the same recommendation"
            sheet.problem(line.number, "decision", cause, decision, "Remove one of them")
        earlier.setdefault(decision, (sheet, line.number))
        pins = sum("pin" in decided for (of, _), decided in self._decided.items() if of == cluster_id)
        if cluster_id and decision == "pin" and pins > MOST_PINS:
            cause = f"more than {MOST_PINS} pinned recommendations leave no room for the others"
            sheet.problem(line.number, "decision", cause, decision, "Remove some of them")


def _decision(cell: Cell) -> Decision:
    """Raises CellError for anything but a decision."""
    word = cells.text(cell, None).casefold()
    for decision in get_args(Decision):
        if word == decision:
            return decision  # type: ignore[no-any-return]
    raise cells.CellError("this is no decision", f"Write one of {', '.join(get_args(Decision))}")
