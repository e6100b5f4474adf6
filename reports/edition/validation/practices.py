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
    [practice.when]                  # optional, for the reader's cluster: see
    position = ["low", "middle"]     # :mod:`reports.edition.validation.conditions`

A practice names a cluster only where its ``consent`` is recorded; the texts name nobody, so that one field
decides what is printed.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping

from reports.errors import Problem

from ..loading.raw import RawRecord, did_you_mean
from ..model import Cluster, Node, Practice, ProfileField
from .conditions import read_conditions
from .records import Record, applying, report_repetitions
from .sheet import Participants

_CONDITIONS = ("position", "group", "profile", "indicators")
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
    nodes: Mapping[str, Node],
    participants: Participants,
    profile: Collection[ProfileField],
    supported: Container[int] | None,
    problems: list[Problem],
) -> tuple[Practice, ...]:
    """The practices that apply to a framework with these ``nodes``.

    Own records may name only what the edition has: nodes, groups and their values, characteristics, clusters
    with consent. What is wrong is appended to ``problems``.
    """
    by_id = {cluster.id: cluster for cluster in participants.clusters}
    fields = {field.code: field for field in profile}

    def read(raw: RawRecord) -> tuple[_PracticeRecord, Practice]:
        record = _PracticeRecord(raw, supported, problems)
        made = Practice(
            **record.common(nodes),
            cluster=record.cluster(by_id),
            when=read_conditions(record, _CONDITIONS, participants.groups, fields, nodes),
        )
        if not record.shared:
            remedy = "Name the cluster in the field cluster only; the report prints it from there"
            record.check_names(made, participants.names_in, remedy)
        return record, made

    found = applying(records, nodes, read)
    report_repetitions(found, "title", "has the same title", "Change one", by_node=False)
    return tuple(made for _, made in found.values())


class _PracticeRecord(Record):
    """A ``[[practice]]``."""

    names = ("cluster",)
    texts = tuple(name for name in MAX_LENGTHS if name != "source")
    lengths = MAX_LENGTHS

    def cluster(self, clusters: Mapping[str, Cluster]) -> str:
        """Where it was seen. Without any cluster the table clusters is what is wrong, not the record."""
        value = self.fields.get("cluster", "")
        if value == "" or not self.is_a("cluster", value, str, "a text"):
            return ""
        if self.shared:
            self.problem("cluster", "a shared record cannot name a cluster of an edition", value, "Remove it")
        elif clusters and value not in clusters:
            remedy = did_you_mean(value, clusters, "Give an id of the table clusters")
            self.problem("cluster", "the edition has no such cluster", value, remedy)
        elif value in clusters and not clusters[value].consent:
            self.problem(
                "cluster",
                "this cluster has not consented to be named",
                value,
                "Remove the field, or record the consent in the column consent of the table clusters",
            )
        else:
            return str(value)
        return ""
