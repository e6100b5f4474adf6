"""Whether a reader may see the medians that a report shows: disclosure control once more.

The rules are those of docs/disclosure.md, with sets of names and one reader at a time; no code is shared with
:mod:`reports.results.disclosure`. Which of several allowed choices a report takes is not judged, only that
what it shows is allowed together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from reports.edition import SIMILAR, Edition

from .recount import Recount

Names = frozenset[str]


@dataclass(frozen=True)
class Disclosure:
    """What the ``reader``, a cluster, may see; anything where results are public."""

    recount: Recount
    reader: str

    def refused(self, shown: Mapping[str, Iterable[str]], size: int) -> list[tuple[str, str]]:
        """(node, why) of everything that must not be shown.

        ``shown`` is node -> the columns whose medians the report shows, ``size`` how many similar clusters
        are shown, if any.
        """
        found = []
        for node, columns in sorted(shown.items()):
            there = self.recount.having[node]
            groups = []
            for column in sorted(set(columns)):
                if self._edition.compared and column not in self._edition.compared:
                    found.append((node, f"{column} is none of the columns that the edition compares by"))
                members = self._members(column, size)
                why = "" if self._edition.public else self._alone(members, there)
                if why:
                    found.append((node, f"{column}: {why}"))
                groups.append(members)
            others = there - {self.reader}
            given = _given(self.recount)
            if self._too_few_apart(given, others):
                given = []  # too few have a result: nobody is shown these
            if groups and self._too_few_apart([*given, *groups], others):
                said = " and ".join(sorted(set(columns)))
                found.append((node, f"{said} together set fewer apart than may be set apart"))
        return found

    @property
    def _edition(self) -> Edition:
        return self.recount.edition

    def _members(self, column: str, size: int) -> Names:
        if column == SIMILAR:
            return frozenset(self.recount.neighbours(self.reader)[:size])
        return frozenset(self.recount.members(self.reader, column))

    def _alone(self, members: Names, there: Names) -> str:
        """Rule 1: enough others in the group and outside of it, and no median that is one's result."""
        least = self._edition.min_group
        having = members & there
        others = len(having - {self.reader})
        if others < least:
            return f"there are {others} others with a result"
        outside = len(there - members - {self.reader})
        if outside < least:
            return f"there are {outside} outside with a result"
        if len(having) % 2 and others < 2 * least:
            return "the median is the result of one of few"
        return ""

    def _too_few_apart(self, groups: Sequence[Names], others: Names) -> bool:
        """Rules 2 and 3: whether the groups set too few apart, alone or with the earlier editions."""
        if not groups or self._edition.public:
            return False
        least = self._edition.min_group
        if any(len(part) < least for part in _parts(others, groups)):
            return True
        shown = [group for report in self._before for group in report[1]]
        return any(
            len(piece) < min(least, len(came))
            for came in _parts(others, [took_part for took_part, _ in self._before])
            for record in _parts(came, shown)
            for piece in _parts(record, groups)
        )

    @cached_property
    def _before(self) -> list[tuple[Names, tuple[Names, ...]]]:
        """Of each earlier report of the reader: who took part then, and the groups that it showed."""
        found: list[tuple[Names, tuple[Names, ...]]] = []
        for past, took_part in zip(self._edition.history, _participants(self.recount), strict=True):
            if self.reader in took_part:
                own = self._edition.cluster(self.reader).groups
                shown = (
                    took_part & frozenset(self.recount.members(self.reader, column))
                    for column in past.compared
                    if own.get(column)
                )
                found.append((took_part, tuple(shown)))
        return found


def _parts(whole: Names, groups: Iterable[Names]) -> list[Names]:
    """What groups cut a set into; no part is empty."""
    parts = [whole] if whole else []
    for group in groups:
        parts = [cut for part in parts for cut in (part & group, part - group) if cut]
    return parts


@lru_cache(maxsize=1)  # the same for every reader
def _participants(recount: Recount) -> list[Names]:
    """Of each earlier edition about whom it says anything."""
    return [
        frozenset(
            name
            for row, name in enumerate(recount.edition.ids)
            if any(x == x for table in (past.values, past.scores, past.ranks) for x in table[row].tolist())
        )
        for past in recount.edition.history
    ]


@lru_cache(maxsize=1)
def _given(recount: Recount) -> list[Names]:
    """The two groups whose medians everybody reads in the paper about the group, where the settings
    reserve them and everybody may. Readers who are in the same groups and took part in the same earlier
    editions know the same: one of them is asked.
    """
    edition, column = recount.edition, recount.edition.summary_by
    if not column:
        return []
    values = sorted({value for c in edition.clusters if (value := c.groups.get(column, ""))})
    pair = [frozenset(c.id for c in edition.clusters if c.groups.get(column) == value) for value in values]
    if len(pair) != 2:
        return []
    everybody = frozenset(edition.ids)
    kinds: dict[tuple[object, ...], str] = {}
    for cluster in edition.clusters:
        known = [
            (cluster.id in took_part, *map(cluster.groups.get, past.compared))
            for past, took_part in zip(edition.history, _participants(recount), strict=True)
        ]
        kinds.setdefault((cluster.groups.get(column), *known), cluster.id)
    for name in kinds.values():
        reader = Disclosure(recount, name)
        alone = not edition.public and any(reader._alone(members, everybody) for members in pair)
        if alone or reader._too_few_apart(pair, everybody - {name}):
            return []
    return pair
