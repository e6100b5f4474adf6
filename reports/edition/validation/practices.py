"""Records of ``practices.toml`` -> good practices.

A record is a table ``[[practice]]``::

    [[practice]]
    id = "Z1-role-cards"
    node = "Z1"                      # a sub-area or indicator, or "*" for any
    term_months = 3                  # until it works
    effort = 1                       # 1 small, 2 medium, 3 large
    source = "S, E"                  # optional: codes of SOURCES, or words that are printed as they are
    cluster = "kresowica"            # optional: where it was seen; only with that cluster's consent
    pl = { title = "…", what = "…", effect = "…", audience = "…", first_step = "…", owner = "…", … }
    en = { title = "…", … , measure = "…" }
    [practice.when]                  # optional; all that is given must hold for the reader's cluster
    position = ["low", "middle"]     # where its sub-area stands: low, middle, good
    group = { size = ["mały"] }      # comparison group: one of these values
    profile = { staff = { min = 3, max = 9 } }  # a number or share of the profile, both ends included

A practice names a cluster only where its ``consent`` is recorded; the texts name nobody, so that one field
decides what is printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping
from typing import Any, Literal, cast

from reports.errors import Problem

from ..loading.raw import RawRecord, nearest
from ..model import Cluster, Localised, Practice, ProfileField
from ..names import foreign_in
from . import cells
from .records import MAX_MONTHS, Record

_TEXTS = ("title", "what", "effect", "audience", "first_step", "owner", "measure")
_FIELDS = ("id", "node", "term_months", "effort", "source", "cluster", "when", "pl", "en")
_WHEN = ("position", "group", "profile")
_POSITIONS = ("low", "middle", "good")
#: Codes of published sources, as the catalogue spells them out; "-" is the study's own.
SOURCES = ("S", "E", "K", "-")
#: Characters a text may have: what a card of the chapter can hold beside the others on its page.
MAX_LENGTHS = {
    "title": 70,
    "what": 300,
    "effect": 120,
    "audience": 110,
    "first_step": 110,
    "owner": 60,
    "measure": 90,
    "source": 120,
}


def practices(
    records: Iterable[RawRecord],
    nodes: Collection[str],
    clusters: Collection[Cluster],
    profile: Collection[ProfileField],
    supported: Container[int] | None,
    problems: list[Problem],
) -> tuple[Practice, ...]:
    """The practices that apply to a framework with these ``nodes``.

    A shared record for a node that the framework lacks is left out, and an edition's own record takes the
    place of the shared one with its id. Own records may name only what the edition has: nodes, groups and
    their values, characteristics, clusters with consent. What is wrong is appended to ``problems``.
    """
    known = _Known(nodes, clusters, profile)
    found: dict[str, tuple[_PracticeRecord, Practice]] = {}
    for raw in records:
        node = raw.fields.get("node")
        if raw.shared and isinstance(node, str) and node != "*" and node not in nodes:
            continue
        record = _PracticeRecord(raw, supported, problems)
        practice = record.practice(known)
        earlier = found.get(practice.id)
        if earlier is not None and earlier[0].shared == raw.shared and practice.id:
            record.problem("id", "another record of the file has this id", practice.id)
        if earlier is None or (earlier[0].shared and not raw.shared):
            found[practice.id] = (record, practice)
    _repetitions(found)
    return tuple(practice for _, practice in found.values())


def _repetitions(found: Mapping[str, tuple[_PracticeRecord, Practice]]) -> None:
    """A problem for every record that has the title of another one: a report could print both."""
    first: dict[tuple[str, str], str] = {}
    for name, (record, practice) in found.items():
        for lang in ("pl", "en"):
            title = " ".join(getattr(practice.title, lang).casefold().split())
            earlier = first.setdefault((lang, title), name)
            if title and earlier != name:
                record.problem(
                    f"{lang}.title", f"the record {earlier} has the same title", None, "Change one"
                )


class _Known:
    """What the records of an edition may refer to."""

    def __init__(
        self, nodes: Collection[str], clusters: Collection[Cluster], profile: Collection[ProfileField]
    ) -> None:
        self.nodes = nodes
        self.clusters = {cluster.id: cluster for cluster in clusters}
        self.profile = {field.code: field for field in profile}
        self.groups: dict[str, set[str]] = defaultdict(set)
        names = set()
        for cluster in clusters:
            names |= {cluster.name, cluster.short_name} - {""}
            for column, value in cluster.groups.items():
                self.groups[column] |= {value} - {""}
        self.named = foreign_in((), names)


class _PracticeRecord(Record):
    """A ``[[practice]]``. Without any cluster, the table clusters is what is wrong, not the record."""

    fields = _FIELDS
    lengths = MAX_LENGTHS

    def practice(self, known: _Known) -> Practice:
        """The record as far as it can be read."""
        texts = self._texts(_TEXTS, alike=("owner",))
        self._unnamed(texts, known)
        effort = self._integer("effort", 1, 3)
        return Practice(
            id=self._identifier(),
            node=self._node(known.nodes),
            term_months=self._integer("term_months", 1, MAX_MONTHS),
            effort=cast(Literal[1, 2, 3], effort),
            source=self._plain("source", self._raw.fields.get("source", "")),
            cluster=self._cluster(known),
            when=self._conditions(known),
            **texts,
        )

    def _unnamed(self, texts: Mapping[str, Localised], known: _Known) -> None:
        for name, content in texts.items():
            for lang in ("pl", "en"):
                for named in known.named(getattr(content, lang)):
                    remedy = "Name the cluster in the field cluster only; the report prints it from there"
                    self.problem(f"{lang}.{name}", "the text names a cluster", named, remedy)

    def _cluster(self, known: _Known) -> str:
        value = self._raw.fields.get("cluster", "")
        if value == "" or not self._is("cluster", value, str, "a text"):
            return ""
        if self.shared:
            self.problem("cluster", "a shared record cannot name a cluster of an edition", value, "Remove it")
        elif known.clusters and value not in known.clusters:
            near = nearest(value, known.clusters)
            remedy = f"Did you mean {near}?" if near else "Give an id of the table clusters"
            self.problem("cluster", "the edition has no such cluster", value, remedy)
        elif value in known.clusters and not known.clusters[value].consent:
            self.problem(
                "cluster",
                "this cluster has not consented to be named",
                value,
                "Remove the field, or record the consent in the column consent of the table clusters",
            )
        else:
            return str(value)
        return ""

    def _conditions(self, known: _Known) -> dict[str, Any]:
        given = self._raw.fields.get("when", {})
        if not self._is("when", given, dict, "a table"):
            return {}
        self._known("when.", given, _WHEN)
        when: dict[str, Any] = {}
        if "position" in given:
            when["position"] = self._words("when.position", given["position"], _POSITIONS)
        if "group" in given and self._is("when.group", given["group"], dict, "a table"):
            when["group"] = {
                column: self._group_values(column, value, known) for column, value in given["group"].items()
            }
        if "profile" in given and self._is("when.profile", given["profile"], dict, "a table"):
            when["profile"] = {
                code: self._range(code, value, known) for code, value in given["profile"].items()
            }
        return when

    def _group_values(self, column: str, value: Any, known: _Known) -> tuple[str, ...]:
        field = f"when.group.{column}"
        values = self._words(field, value)
        if self.shared or not known.clusters:
            return values
        if column not in known.groups:
            near = nearest(column, known.groups)
            remedy = (
                f"Did you mean {near}?" if near else "Write a column group_... of clusters without group_"
            )
            self.problem(field, "there is no such comparison group", remedy=remedy)
            return values
        for word in values:
            if word not in known.groups[column]:
                near = nearest(word, known.groups[column])
                remedy = f"Did you mean {near}?" if near else "Write a value of the table clusters"
                self.problem(field, "no cluster is in this group", word, remedy)
        return values

    def _range(self, code: str, value: Any, known: _Known) -> tuple[float, float]:
        """The least and the most that a characteristic may be."""
        field = f"when.profile.{code}"
        anything = (float("-inf"), float("inf"))
        characteristic = known.profile.get(code)
        if characteristic is None and not self.shared:
            near = nearest(code, known.profile)
            remedy = f"Did you mean {near}?" if near else "Write a code of the table profile"
            self.problem(field, "the edition has no such characteristic", remedy=remedy)
        elif characteristic is not None and characteristic.kind not in ("number", "share"):
            remedy = "Only a number or a share can have a least and a most; use a comparison group instead"
            self.problem(field, f"this characteristic is of the kind {characteristic.kind}", remedy=remedy)
        if not self._is(field, value, dict, "a table with min or max"):
            return anything
        self._known(f"{field}.", value, ("min", "max"))
        ends = []
        for name, otherwise in zip(("min", "max"), anything, strict=True):
            end = value.get(name, otherwise)
            if not self._is(f"{field}.{name}", end, int | float, "a number"):
                end = otherwise
            elif name in value and not abs(end) <= cells.MAX_NUMBER:
                self.problem(f"{field}.{name}", "this is no usable number", end)
            ends.append(float(end))
        if not value.keys() & {"min", "max"}:
            self.problem(field, "neither min nor max is given", remedy="Give one of them, or remove it")
        elif ends[0] > ends[1]:
            self.problem(field, "min is greater than max, so that no cluster fits")
        return ends[0], ends[1]
