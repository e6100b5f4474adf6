"""Records of ``recommendations.toml`` -> recommendations.

A record is a table ``[[recommendation]]``::

    [[recommendation]]
    id = "Z2-own-income"
    node = "Z2"                      # a sub-area or indicator, or "*" for an indicator without its own
    term_months = 12
    effort = 2                       # 1 small, 2 medium, 3 large
    source = "…"                     # optional
    after = ["Z1-low"]               # optional: records whose action should be done before this one
    pl = { action = "…", first_step = "…", owner = "…", measure = "…" }
    en = { action = "…", first_step = "…", owner = "…", measure = "…" }
    [recommendation.when]            # optional, see :mod:`reports.edition.validation.conditions`
    position = ["low", "middle"]

Optional, and told in :class:`reports.edition.model.Recommendation`::

    urgent = true                    # goes before all others
    kind = "structural"              # never a goal; "action" where nothing is said
    moves = ["Z2.2"]                 # the indicators it changes itself; [] for none
    needs = { indicators = { "W1.2" = { min = 1 } } }   # guards, see conditions
    unless = { groups = { sector = ["ICT"] } }
    staff = 2.0                      # full-time posts that the office has at least
    sector = ["ICT"]                 # values of the comparison group ``sector``
    cost = 2                         # beside working time: 1 none, 2 small, 3 annual budget, 4 from outside
    pl = { …, why = "…", steps = ["…", "…"], risk = "…" }   # the same in en
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from itertools import zip_longest
from typing import Any, ClassVar, Literal, cast, get_args

from reports.errors import Problem

from ..loading.raw import RawRecord, did_you_mean
from ..model import (
    LANGS,
    SECTOR,
    STAFF,
    Framework,
    Localised,
    Node,
    ProfileField,
    Recommendation,
    RecommendationKind,
)
from ..placeholders import PLACEHOLDERS, PlaceholderError, placeholders
from . import cells
from .conditions import Groups, read_conditions, read_guard
from .records import Record, applying, report_repetitions
from .wordings import Subjects, check_wording

_CONDITIONS = (
    "position", "gap_min", "rank_min", "band", "group", "trend", "missing", "profile", "indicators",
)  # fmt: skip
#: Characters a text may have: what a row of the table of actions and a card can hold.
MAX_LENGTHS = {"action": 240, "first_step": 300, "owner": 80, "measure": 200}
#: The same of the texts that a record can do without; the reason with its numbers.
_MAX_STEP, _MAX_RISK, _MAX_WHY = 200, 240, 360
#: How many steps may follow the first one.
STEPS = (2, 3)
_MOST_COST = 4


def recommendations(
    records: Iterable[RawRecord],
    nodes: Mapping[str, Node],
    groups: Groups,
    profile: Mapping[str, ProfileField],
    supported: Container[int] | None,
    problems: list[Problem],
) -> tuple[Recommendation, ...]:
    """The recommendations that apply to a framework with these ``nodes``.

    Own records may name only ``nodes``, ``groups`` (the comparison groups of the edition with their values)
    and the ``profile``. ``after`` keeps
    the ids that apply here: a step that the framework has no place for is no step to wait for. What is wrong
    is appended to ``problems``.
    """
    records = tuple(records)
    ids = {shared: _ids(records, shared) for shared in (True, False)}

    def read(raw: RawRecord) -> tuple[_Advice, Recommendation]:
        record = _Advice(raw, supported, problems)
        known = ids[True] if raw.shared else ids[True] | ids[False]
        any_value: Groups = dict.fromkeys(groups, ())
        made = Recommendation(
            **record.common(nodes),
            after=record.after(known),
            when=read_conditions(record, _CONDITIONS, any_value, profile, nodes),
            urgent=record.flag("urgent"),
            kind=record.kind(),
            moves=record.moves(nodes),
            needs=read_guard(record, "needs", groups, profile, nodes, known),
            unless=read_guard(record, "unless", groups, profile, nodes, known),
            staff=record.staff(profile),
            sector=record.sector(groups),
            cost=record.cost(),
            why=record.why(Subjects(nodes, profile)),
            steps=record.steps(),
            risk=record.risk(),
        )
        if made.urgent and not (made.when.keys() - {"position", "band"} or made.needs.indicators):
            record.problem(
                "urgent",
                "an urgent record needs a condition on a value",
                remedy='Write one, for instance needs = { indicators = { "Z2.4" = { max = 6 } } }',
            )
        if made.urgent and made.kind == "structural":
            record.problem("urgent", "what is structural cannot be urgent", remedy="Remove one of them")
        return record, made

    found = applying(records, nodes, read)
    _report_circles(found)
    remedy = "Write two different actions, or one record for both positions"
    report_repetitions(found, "action", "says the same", remedy, by_node=True)
    return tuple(
        replace(made, after=tuple(id for id in made.after if id in found)) for _, made in found.values()
    )


def _ids(records: Iterable[RawRecord], shared: bool) -> frozenset[str]:
    """The ids of one file: of all its records, also of those for other frameworks."""
    given = (raw.fields.get("id") for raw in records if raw.shared == shared)
    return frozenset(name for name in given if isinstance(name, str))


def _report_circles(found: Mapping[str, tuple[_Advice, Recommendation]]) -> None:
    """A problem for every circle of records that wait for each other."""
    steps = {name: [step for step in r.after if step in found] for name, (_, r) in found.items()}
    while True:
        try:
            TopologicalSorter(steps).prepare()
        except CycleError as error:
            circle: list[str] = error.args[1]
            first, last = circle[-2], circle[-1]  # "first" is among the steps before "last"
            found[last][0].problem(
                "after", "the records wait for each other", " after ".join(circle[::-1]), "Remove one of them"
            )
            steps[last].remove(first)
        else:
            return


def uncovered(
    framework: Framework, offers: Iterable[tuple[str, Collection[str]]], wanted: Sequence[str]
) -> tuple[tuple[Node, tuple[str, ...]], ...]:
    """The sub-areas (areas, where they have none) that lack something ``wanted``, with what they lack.

    ``offers`` are pairs (code of a node, what is offered for it); for a library of recommendations the
    positions a record serves, for a library of another kind whatever is wanted of it. A node has what it
    is offered itself, or what all its children have. What is offered for any node (``*``) is not its own.
    """
    offered: dict[str, set[str]] = {}
    for code, what in offers:
        offered.setdefault(code, set()).update(what)

    def has(node: Node, what: str) -> bool:
        children = framework.children(node.code)
        return what in offered.get(node.code, ()) or (
            bool(children) and all(has(child, what) for child in children)
        )

    lacking = []
    for area in framework.areas:
        parts = [child for child in framework.children(area.code) if not child.is_leaf] or [area]
        for part in parts:
            lacks = tuple(what for what in wanted if not has(part, what))
            if lacks:
                lacking.append((part, lacks))
    return tuple(lacking)


class _Advice(Record):
    """A ``[[recommendation]]``."""

    names = ("after", "urgent", "kind", "moves", "needs", "unless", "staff", "sector", "cost")
    texts = tuple(MAX_LENGTHS)
    optional = ("why", "steps", "risk")
    lengths: ClassVar[Mapping[str, int]] = {**MAX_LENGTHS, "steps": _MAX_STEP, "risk": _MAX_RISK}

    def flag(self, field: str) -> bool:
        """A setting that is on or off, off where nothing is said."""
        value = self.fields.get(field, False)
        return self.is_a(field, value, bool, "true or false") and bool(value)

    def kind(self) -> RecommendationKind:
        """Whether it is an action or structural."""
        known = get_args(RecommendationKind)
        for kind in known:
            if self.fields.get("kind", known[0]) == kind:
                return kind  # type: ignore[no-any-return]
        self.problem("kind", f"this must be one of {', '.join(known)}", self.fields["kind"])
        return "action"

    def moves(self, nodes: Mapping[str, Node]) -> tuple[str, ...] | None:
        """The indicators that the action changes, which are at or below its node."""
        if "moves" not in self.fields:
            return None
        given, at = self.words("moves", self.fields["moves"]), self.fields.get("node")
        for code in given:
            node = nodes.get(code)
            if node is None or not node.is_leaf:
                if nodes:
                    remedy = did_you_mean(code, [n.code for n in nodes.values() if n.is_leaf])
                    self.problem("moves", "the framework has no such indicator", code, remedy)
            elif at != "*" and not _is_below(node, at, nodes):
                self.problem("moves", f"this indicator is not part of {at}", code, f"Name one of {at}")
        if given and self.fields.get("kind") == "structural":
            self.problem("moves", "what is structural moves no indicator", remedy="Write moves = []")
        return given

    def staff(self, profile: Mapping[str, ProfileField]) -> float:
        """The fewest posts an office needs for it."""
        value = self.fields.get("staff", 0.0)
        if not self.is_a("staff", value, int | float, "a number of full-time posts"):
            return 0.0
        if not 0 <= value <= cells.MAX_NUMBER:
            self.problem("staff", "this must not be negative", value)
        field = profile.get(STAFF)
        if not self.shared and "staff" in self.fields and (field is None or field.kind != "number"):
            remedy = f"Add it to profile and clusters (profile_{STAFF}), or remove staff here"
            self.problem("staff", f"the edition has no number {STAFF} in its profile", remedy=remedy)
        return float(value)

    def sector(self, groups: Groups) -> tuple[str, ...]:
        """The sectors it is for."""
        given = self.words("sector", self.fields.get("sector", []))
        if given and not self.shared and SECTOR not in groups:
            remedy = f"Add a column group_{SECTOR} to clusters, or remove sector here"
            self.problem("sector", f"the edition has no comparison group {SECTOR}", remedy=remedy)
        for word in given if not self.shared and groups.get(SECTOR) else ():
            if word not in groups[SECTOR]:
                remedy = did_you_mean(word, groups[SECTOR], "Write a value of the table clusters")
                self.problem("sector", "no cluster is in this sector", word, remedy)
        return given

    def cost(self) -> Literal[1, 2, 3, 4] | None:
        """The class of its expense, None where nothing is said."""
        if "cost" not in self.fields:
            return None
        return cast(Literal[1, 2, 3, 4], self.integer("cost", 1, _MOST_COST))

    def why(self, subjects: Subjects) -> Localised:
        """What the result comes from or leads to. A shared record that speaks of what the edition lacks has
        none.
        """
        found = self._optional("why")
        if self.shared and not _speaks_of(found, subjects):
            return Localised()
        for lang in LANGS:
            check_wording(self, f"{lang}.why", lang, getattr(found, lang), subjects, _MAX_WHY)
        return found

    def risk(self) -> Localised:
        """What usually goes wrong."""
        return self._optional("risk")

    def _optional(self, name: str) -> Localised:
        found = Localised(*(self.text(lang, name) for lang in LANGS))
        self.check_translated(name, found)
        return found

    def steps(self) -> tuple[Localised, ...]:
        """What to do after the first step; a language without any falls back to the other."""
        found = {lang: self._steps_in(lang) for lang in LANGS}
        pl, en = found.values()
        if pl and en and len(pl) != len(en):
            remedy = "Write as many in each language"
            self.problem("en.steps", f"{len(pl)} steps are Polish, {len(en)} English", remedy=remedy)
        made = tuple(Localised(*texts) for texts in zip_longest(pl, en, fillvalue=""))
        for step in made:
            self.check_translated("steps", step)
        return made

    def _steps_in(self, lang: str) -> list[str]:
        table, field = self.fields.get(lang), f"{lang}.steps"
        if not isinstance(table, dict) or "steps" not in table:
            return []
        given = table["steps"]
        if not self.is_a(field, given, list, "a list of texts"):
            return []
        fewest, most = STEPS
        if not fewest <= len(given) <= most:
            remedy = f"Write {fewest} to {most}; first_step is the one before them"
            self.problem(field, "the number of steps does not fit", len(given), remedy)
        texts = [self.plain(field, text) for text in given]
        if len(set(texts)) < len(texts) or not all(texts):
            self.problem(field, "a step is empty or stands there twice", remedy="Write each one once")
        return texts

    def after(self, ids: Collection[str]) -> tuple[str, ...]:
        """The records to wait for, of those with these ``ids``."""
        given = self.words("after", self.fields.get("after", []))
        own, steps = self.fields.get("id"), tuple(dict.fromkeys(given))
        for step in steps:
            if step == own:
                self.problem("after", "the record waits for itself", step, "Remove it")
            elif step not in ids:
                self.problem("after", "there is no such record", step, did_you_mean(step, ids))
            elif given.count(step) > 1:
                self.problem("after", "this id is named twice", step, "Name it once")
        return tuple(step for step in steps if step != own)


def _speaks_of(text: Localised, subjects: Subjects) -> bool:
    """Whether the edition has whatever the placeholders of a text are about; true of what is no placeholder,
    which is a slip in any edition.
    """
    try:
        parts = [part for lang in LANGS for part in placeholders(getattr(text, lang))]
    except PlaceholderError:
        return True
    return all(
        part.about in subjects.of(PLACEHOLDERS[part.name]) for part in parts if part.name in PLACEHOLDERS
    )


def _is_below(node: Node, code: Any, nodes: Mapping[str, Node]) -> bool:
    """Whether a node is the one with this code or below it."""
    at: Node | None = node
    while at is not None and at.code != code:
        at = nodes.get(at.parent) if at.parent else None
    return at is not None
