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
    [recommendation.when]            # optional; all that is given must hold
    position = ["low", "middle"]     # low, middle, good
    gap_min = 5.0                    # points behind the median, at least
    rank_min = 10                    # this rank or a worse one
    band = ["below", "lower"]        # values of model.Band
    group = { key = ["tak"] }        # comparison group: one of these values
    trend = ["down"]                 # up, down, flat
    missing = true                   # there is no answer
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from typing import Any, Literal, cast

from reports.errors import Problem

from ..loading.raw import RawRecord, nearest
from ..model import Band, Framework, Node, Recommendation
from . import cells
from .records import LANGS, MAX_MONTHS, Record

_TEXTS = ("action", "first_step", "owner", "measure")
_FIELDS = ("id", "node", "term_months", "effort", "source", "after", "when", *LANGS)
_WHEN = ("position", "gap_min", "rank_min", "band", "group", "trend", "missing")
_WORDS = {
    "position": ("low", "middle", "good"),
    "band": tuple(band.value for band in Band),
    "trend": ("up", "down", "flat"),
}
#: Characters a text may have: what a row of the table of actions and a card can hold.
MAX_LENGTHS = {"action": 240, "first_step": 300, "owner": 80, "measure": 200}


def recommendations(
    records: Iterable[RawRecord],
    nodes: Collection[str],
    groups: Collection[str],
    supported: Container[int] | None,
    problems: list[Problem],
) -> tuple[Recommendation, ...]:
    """The recommendations that apply to a framework with these ``nodes``.

    A shared record for a node that the framework lacks is left out, and an edition's own record takes
    the place of the shared one with its id. Own records may name only ``nodes`` and ``groups`` (the
    comparison groups of the edition). ``after`` keeps the ids that apply here: a step that the framework
    has no place for is no step to wait for. What is wrong is appended to ``problems``.
    """
    records = tuple(records)
    ids = {shared: _ids(records, shared) for shared in (True, False)}
    found: dict[str, tuple[_Advice, Recommendation]] = {}
    for raw in records:
        node = raw.fields.get("node")
        if raw.shared and isinstance(node, str) and node != "*" and node not in nodes:
            continue
        record = _Advice(raw, supported, problems)
        recommendation = record.recommendation(
            nodes, groups, ids[True] if raw.shared else ids[True] | ids[False]
        )
        earlier = found.get(recommendation.id)
        if earlier is not None and earlier[0].shared == raw.shared and recommendation.id:
            record.problem("id", "another record of the file has this id", recommendation.id)
        if earlier is None or (earlier[0].shared and not raw.shared):
            found[recommendation.id] = (record, recommendation)
    _circles(found)
    _repetitions(found)
    return tuple(
        replace(recommendation, after=tuple(step for step in recommendation.after if step in found))
        for _, recommendation in found.values()
    )


def _repetitions(found: Mapping[str, tuple[_Advice, Recommendation]]) -> None:
    """A problem for every record whose action another record of the same node has in the same words: a
    report would print it twice under two numbers.
    """
    first: dict[tuple[str, str, str], str] = {}
    for name, (record, recommendation) in found.items():
        for lang in LANGS:
            action = " ".join(getattr(recommendation.action, lang).casefold().split())
            earlier = first.setdefault((recommendation.node, lang, action), name)
            if action and earlier != name:
                remedy = "Write two different actions, or one record for both positions"
                record.problem(f"{lang}.action", f"the record {earlier} says the same", None, remedy)


def _ids(records: Iterable[RawRecord], shared: bool) -> frozenset[str]:
    """The ids of one file: of all its records, also of those for other frameworks."""
    given = (raw.fields.get("id") for raw in records if raw.shared == shared)
    return frozenset(name for name in given if isinstance(name, str))


def _circles(found: Mapping[str, tuple[_Advice, Recommendation]]) -> None:
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

    fields = _FIELDS
    lengths = MAX_LENGTHS

    def recommendation(
        self, nodes: Collection[str], groups: Collection[str], ids: Collection[str]
    ) -> Recommendation:
        """The record as far as it can be read; ``ids`` are those that ``after`` may name."""
        texts = self._texts(_TEXTS, alike=("owner",))
        effort = self._integer("effort", 1, 3)
        return Recommendation(
            id=self._identifier(),
            node=self._node(nodes),
            term_months=self._integer("term_months", 1, MAX_MONTHS),
            effort=cast(Literal[1, 2, 3], effort),
            source=self._plain("source", self._raw.fields.get("source", "")),
            after=self._after(ids),
            when=self._when(groups),
            **texts,
        )

    def _after(self, ids: Collection[str]) -> tuple[str, ...]:
        given = self._words("after", self._raw.fields.get("after", []))
        own, steps = self._raw.fields.get("id"), tuple(dict.fromkeys(given))
        for step in steps:
            if step == own:
                self.problem("after", "the record waits for itself", step, "Remove it")
            elif step not in ids:
                near = nearest(step, ids)
                self.problem(
                    "after", "there is no such record", step, f"Did you mean {near}?" if near else ""
                )
            elif given.count(step) > 1:
                self.problem("after", "this id is named twice", step, "Name it once")
        return tuple(step for step in steps if step != own)

    def _when(self, groups: Collection[str]) -> dict[str, Any]:
        """The conditions; words become tuples, also where one stands alone."""
        given = self._raw.fields.get("when", {})
        if not self._is("when", given, dict, "a table"):
            return {}
        self._known("when.", given, _WHEN)
        when: dict[str, Any] = {}
        for key, value in given.items():
            field = f"when.{key}"
            if key in _WORDS:
                when[key] = self._words(field, value, _WORDS[key])
            elif key == "group" and self._is(field, value, dict, "a table"):
                when[key] = {column: self._words(f"{field}.{column}", item) for column, item in value.items()}
                for column in value:
                    if column not in groups and not self._raw.shared:
                        near = nearest(column, groups)
                        remedy = f"Did you mean {near}?" if near else "Write it without group_"
                        self.problem(f"{field}.{column}", "there is no such comparison group", remedy=remedy)
            elif key == "missing" and self._is(field, value, bool, "true or false"):
                when[key] = value
            elif key in ("gap_min", "rank_min") and self._is(field, value, int | float, "a number"):
                if not 0 <= value <= cells.MAX_NUMBER:
                    self.problem(field, "this must not be negative", value)
                when[key] = float(value)
        return when
