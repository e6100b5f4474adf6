"""An attack on the confidentiality of reports: what can be worked out about named clusters.

The attacker reads the anonymous marks of everybody and the medians of comparison groups out of composed
reports and knows publicly who belongs to which group. As a gift that no report makes, the attacker is
also told which marks of the overall score, of the areas and of an earlier edition belong to one
(unnamed) cluster: a *row*. Unknown is only whose row is whose. That is more than any guess about how far
a cluster can have moved between editions could yield, so no such guess has to be made.

A world gives every row to a named cluster so that every printed median comes out, within rounding.
Clusters that are in the same groups are interchangeable and form a class. What the attacker knows about
a cluster's score is the range over all worlds; whether a world with a given property exists is a mixed
integer program (rows to classes, and for each median which two marks are its middle), solved exactly.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from reports.chapters import data_file
from reports.document.blocks import Report, Table, walk
from reports.document.charts import Strip
from reports.edition.model import SIMILAR, Edition
from reports.results import similar

#: A printed median and the printed marks are each off by half of the last decimal at most.
ROUNDING = 0.1 + 1e-9


@dataclass(frozen=True)
class Median:
    """One printed median: of which node (a column of the rows), of which named clusters, how many of
    them have the result, and the marks of its members that the attackers know because they are their own.
    """

    node: int
    members: frozenset[str]
    n: int
    own: tuple[float, ...]
    value: float


def marks(report: Report, codes: Sequence[str]) -> dict[str, tuple[float, ...]]:
    """The anonymous marks of the others per node, from the strips of the summary."""
    table = next(t for t in walk(report) if isinstance(t, Table) and t.id == "table-summary")
    strips = [cell.graphic for row in table.rows for cell in row.cells if isinstance(cell.graphic, Strip)]
    return {code: strip.peers for code, strip in zip(codes, strips, strict=True)}


def figures(report: Report) -> dict[tuple[str, str], float]:
    """(node, kind of result) -> the number that a page of the report prints."""
    found = {}
    for part in walk(report.sections):
        fact, text = getattr(part, "fact", None), getattr(part, "text", "")
        number = data_file.number(text, report.lang) if fact is not None else None
        if number is not None:
            found[fact.node, fact.what] = float(number)
    return found


def medians(report: Report, edition: Edition, codes: Sequence[str], first: int = 0) -> Iterator[Median]:
    """Every printed median of a comparison group; ``first`` is the column of the first node."""
    printed = figures(report)
    own_groups = edition.cluster(report.cluster_id).groups
    for (code, what), value in printed.items():
        if not (what.startswith("compared.") and what.endswith(".median")):
            continue
        column = what.removeprefix("compared.").removesuffix(".median")
        own: tuple[float, ...] = ()
        if column == SIMILAR:
            profiles = similar.profiles(edition)
            assert profiles is not None
            # The number of similar clusters is that of the node where everybody has a score.
            size = int(max(v for (_, w), v in printed.items() if w == f"compared.{SIMILAR}.n"))
            near = profiles.nearest(edition.row[report.cluster_id])[:size]
            members = frozenset(edition.ids[row] for row in near)
        else:
            members = frozenset(c.id for c in edition.clusters if c.groups.get(column) == own_groups[column])
            own = (printed[code, "score"],) if (code, "score") in printed else ()
        n = int(printed[code, f"compared.{column}.n"])
        yield Median(first + codes.index(code), members - {report.cluster_id}, n, own, value)


@dataclass
class Attack:
    """``names`` are the clusters whose rows are unknown, ``rows`` (names, nodes) their marks, NaN for
    none, in the true order (the first world); ``kinds`` is what else is public about each name, and
    two clusters of different kinds never exchange rows whose NaN tell the editions apart (``absent``).
    ``strong`` is what the attacker takes a name in the good practices for: name -> the rows it can have.
    """

    names: Sequence[str]
    rows: np.ndarray
    medians: Sequence[Median]
    absent: Sequence[Iterable[bool]] | None = None
    strong: Mapping[str, Collection[int]] = field(default_factory=dict)
    #: Seconds for one question; without a limit every question is decided.
    patience: float = np.inf
    undecided: int = 0
    solved: int = 0
    _open: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        sets = [m.members for m in self.medians]
        absent = self.absent or [()] * len(self.names)
        patterns = [
            (tuple(name in members for members in sets), tuple(gone), name if name in self.strong else "")
            for name, gone in zip(self.names, absent, strict=True)
        ]
        kinds = list(dict.fromkeys(patterns))
        self.classes = np.array([kinds.index(pattern) for pattern in patterns])
        self.inside = [[bool(kind[0][m]) for kind in kinds] for m in range(len(sets))]
        rows_gone = [tuple(gone) for gone in absent]
        self.allowed = np.array([[gone == kind[1] for gone in rows_gone] for kind in kinds])
        for kind, (*_, name) in enumerate(kinds):
            if name:
                self.allowed[kind] &= [row in self.strong[name] for row in range(len(self.names))]
        self._model(len(kinds))
        # What has been seen in a world: the truth is one.
        self._open = np.zeros((len(kinds), len(self.names)), dtype=bool)
        self._open[self.classes, np.arange(len(self.names))] = True

    def _model(self, kinds: int) -> None:
        n = len(self.names)
        data: list[float] = []
        at: list[tuple[int, int]] = []
        low: list[float] = []
        high: list[float] = []
        variables = kinds * n

        def add(terms: Iterable[tuple[int, float]], least: float, most: float = np.inf) -> None:
            for variable, factor in terms:
                at.append((len(low), variable))
                data.append(factor)
            low.append(least)
            high.append(most)

        for kind in range(kinds):
            size = float(np.count_nonzero(self.classes == kind))
            add([(kind * n + row, 1.0) for row in range(n)], size, size)
        for row in range(n):
            add([(kind * n + row, 1.0) for kind in range(kinds)], 1.0, 1.0)
        for median, inside in zip(self.medians, self.inside, strict=True):
            column = self.rows[:, median.node]
            within = [kind for kind in range(kinds) if inside[kind]]
            order = [(float(column[row]), row) for row in np.flatnonzero(~np.isnan(column))]
            add([(k * n + row, 1.0) for k in within for _, row in order], median.n, median.n)
            ladder = sorted([*order, *((mark, -1) for mark in median.own)])
            total = median.n + len(median.own)

            def members(steps: Sequence[int], ladder=ladder, within=within):  # type: ignore[no-untyped-def]
                terms = [(k * n + ladder[s][1], 1.0) for s in steps if ladder[s][1] >= 0 for k in within]
                return terms, sum(ladder[s][1] < 0 for s in steps)

            options = []
            half = total // 2
            for i in range(len(ladder)):
                partners = range(i + 1, len(ladder)) if total % 2 == 0 else [i]
                for j in partners:
                    if abs((ladder[i][0] + ladder[j][0]) / 2 - median.value) > ROUNDING:
                        continue
                    option, variables = variables, variables + 1
                    options.append((option, 1.0))
                    needed = float(half + total % 2)
                    for steps, count in (
                        (range(i + 1), needed),
                        (range(j, len(ladder)), needed),
                        ([i], 1.0),
                        ([j], 1.0),
                    ):
                        terms, known = members(list(steps))
                        add([*terms, (option, -count)], -float(known))
            add(options, 1.0, 1.0)
        self._variables = variables
        rows, columns = zip(*at, strict=True)
        matrix = csr_array((data, (rows, columns)), shape=(len(low), variables))
        self._constraints = LinearConstraint(matrix, np.array(low), np.array(high))
        upper = np.ones(variables)
        upper[: self.allowed.size] = self.allowed.ravel()
        self._bounds = Bounds(0, upper)

    def _world(self, kind: int, wanted: np.ndarray) -> bool:
        """Whether a world gives one of the ``wanted`` rows to a cluster of the class; notes what it shows."""
        extra = np.zeros((1, self._variables))
        extra[0, kind * len(self.names) + np.flatnonzero(wanted)] = 1
        cost = np.zeros(self._variables)
        cost[: self._open.size] = self._open.ravel()  # worlds unlike those seen tell more
        self.solved += 1
        found = milp(
            cost,
            constraints=[self._constraints, LinearConstraint(csr_array(extra), 1)],
            integrality=np.ones(self._variables),
            bounds=self._bounds,
            options={"mip_rel_gap": 10.0, "time_limit": self.patience},
        )
        if found.x is None:
            if found.status == 1:  # out of patience: taken for impossible, to the attacker's advantage
                self.undecided += 1
                return False
            assert found.status == 2, found.message  # proven impossible, not given up
            return False
        self._open |= found.x[: self._open.size].reshape(self._open.shape) > 0.5
        return True

    def _seen(self, kind: int, node: int) -> tuple[float, float]:
        seen = self.rows[self._open[kind], node]
        seen = seen[~np.isnan(seen)]
        return (float(seen.min()), float(seen.max())) if seen.size else (np.nan, np.nan)

    def ranges(
        self, width: float, nodes: Sequence[int] | None = None
    ) -> dict[tuple[int, int], tuple[float, float]]:
        """(class, node) -> the marks its clusters can have, searched until at least ``width`` apart or
        exact. Nodes that no cluster of the class has are left out; ``nodes`` are all by default.
        """
        found = {}
        for kind in range(len(self._open)):
            for node in range(self.rows.shape[1]) if nodes is None else nodes:
                column = self.rows[:, node]
                while True:
                    low, high = self._seen(kind, node)
                    if not high - low < width:
                        break
                    far = (column >= low + width) | (column <= high - width)
                    further = (column < low) | (column > high)
                    if not any(w.any() and self._world(kind, w & self.allowed[kind]) for w in (far, further)):
                        break
                if not np.isnan(low):
                    found[kind, node] = (low, high)
        return found

    def of(self, kind: int) -> list[str]:
        """The named clusters of a class."""
        return [name for name, own in zip(self.names, self.classes, strict=True) if own == kind]
