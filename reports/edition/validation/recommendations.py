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
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from reports.errors import Problem

from ..loading.raw import RawRecord, did_you_mean
from ..model import Framework, Node, Recommendation
from .conditions import read_conditions
from .records import Record, applying, report_repetitions

_CONDITIONS = ("position", "gap_min", "rank_min", "band", "group", "trend", "missing")
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

    Own records may name only ``nodes`` and ``groups`` (the comparison groups of the edition). ``after`` keeps
    the ids that apply here: a step that the framework has no place for is no step to wait for. What is wrong
    is appended to ``problems``.
    """
    records = tuple(records)
    ids = {shared: _ids(records, shared) for shared in (True, False)}

    def read(raw: RawRecord) -> tuple[_Advice, Recommendation]:
        record = _Advice(raw, supported, problems)
        made = Recommendation(
            **record.common(nodes),
            after=record.after(ids[True] if raw.shared else ids[True] | ids[False]),
            when=read_conditions(record, _CONDITIONS, dict.fromkeys(groups, ())),
        )
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

    names = ("after",)
    texts = tuple(MAX_LENGTHS)
    lengths = MAX_LENGTHS

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
