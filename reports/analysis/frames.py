"""All results of an edition as data frames, for whoever goes on with pandas.

Nothing is rounded, and nothing is left out: the frames hold everybody's results by name and are for the team
of the study alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from reports.advice import Advised
from reports.edition import Edition, FloatArray, Lang
from reports.results import Frame, Scores, SimulatedRank, compare, normalise

from .advice_table import of_action

#: The measures of :meth:`Frames.long`, in this order.
_MEASURES = ("values", "normalised", "scores", "ranks")


@dataclass(frozen=True)
class Frames:
    """The results of an edition. The wide frames have a row per unit (index ``id``, in the order of the
    edition) and a column per node (its code, in the order of the framework); a missing result is NaN.

    ``units`` has the names of the units and what groups they are in, ``nodes`` the framework (index ``code``:
    name, parent, level, weight, direction, unit). ``values`` are the answers, ``normalised`` the same on the
    scale of the scores (both: indicators only), ``scores`` and ``ranks`` are those of every node. ``changes``
    has a frame per earlier edition, by its label: this edition's score minus that one's, both of the
    comparable part, of every node that may be compared. ``intervals`` (index ``id``) says which overall
    ranks other defensible methods give: the number of draws, the better end, the median and the worse end of
    the middle nine tenths, and the share of draws in the better half of the group (see
    :mod:`reports.results.simulate`). ``advice`` has a row per action: id, order, record, node, kind, urgent,
    today, goal, goal_kind, gain, as ``cluster-reports advice --json`` has them.
    """

    units: pd.DataFrame
    nodes: pd.DataFrame
    values: pd.DataFrame
    normalised: pd.DataFrame
    scores: pd.DataFrame
    ranks: pd.DataFrame
    changes: Mapping[str, pd.DataFrame]
    intervals: pd.DataFrame
    advice: pd.DataFrame

    def long(self) -> pd.DataFrame:
        """The wide frames in long form, a row per known result: id, name of the unit, node, name of the
        node, measure (``values``, ``normalised``, ``scores``, ``ranks`` or ``change since <label>``), value.
        """
        wide: dict[str, pd.DataFrame] = {name: getattr(self, name) for name in _MEASURES}
        wide |= {f"change since {label}": frame for label, frame in self.changes.items()}
        parts = [
            frame.rename_axis(columns="node").stack().dropna().rename("value").reset_index()
            .assign(measure=measure)
            for measure, frame in wide.items()
        ]  # fmt: skip
        table = pd.concat(parts, ignore_index=True)
        table["name"] = table["id"].map(self.units["name"])
        table["node_name"] = table["node"].map(self.nodes["name"])
        return table[["id", "name", "node", "node_name", "measure", "value"]]


def frames(
    edition: Edition,
    scores: Scores,
    frame: Frame,
    simulated: Sequence[SimulatedRank | None],
    advised: Sequence[Advised],
    lang: Lang,
) -> Frames:
    """The results of ``edition``, with names in ``lang``; ``simulated`` and ``advised`` have an entry per
    unit.

    Raises ValueError for results of another edition.
    """
    leaves = [leaf.code for leaf in edition.framework.leaves]
    group = compare.group(edition, scores, simulated)
    return Frames(
        units=_units(edition, lang),
        nodes=_nodes(edition, lang),
        values=wide(edition, edition.values, leaves),
        normalised=wide(edition, normalise(frame, edition.values), leaves),
        scores=wide(edition, scores.score, scores.codes),
        ranks=wide(edition, scores.rank, scores.codes),
        changes={
            past.edition.label: wide(edition, past.now - past.scores, scores.codes)[
                [node.code for node in edition.framework.nodes if node.comparable]
            ]
            for past in group.past
        },
        intervals=_intervals(edition, simulated),
        advice=_advice(advised),
    )


def wide(edition: Edition, values: FloatArray, codes: Sequence[str]) -> pd.DataFrame:
    """An array (units, nodes) with the ids of the units and the codes of the nodes."""
    return pd.DataFrame(values, index=pd.Index(edition.ids, name="id"), columns=list(codes))


def _units(edition: Edition, lang: Lang) -> pd.DataFrame:
    def names_of(column: str) -> list[str | None]:
        values = [cluster.groups.get(column) for cluster in edition.clusters]
        return [None if value is None else edition.group_name(column, value, lang) for value in values]

    columns = sorted({column for cluster in edition.clusters for column in cluster.groups})
    groups = {column: names_of(column) for column in columns}
    names = {"name": [cluster.name for cluster in edition.clusters]}
    return pd.DataFrame(names | groups, index=pd.Index(edition.ids, name="id"))


def _nodes(edition: Edition, lang: Lang) -> pd.DataFrame:
    rows = [
        {
            "code": node.code,
            "name": node.name.get(lang),
            "parent": node.parent,
            "level": node.depth,
            "weight": node.weight,
            "direction": node.direction,
            "unit": node.unit_in(lang),
        }
        for node in edition.framework.nodes
    ]
    return pd.DataFrame(rows).set_index("code")


def _intervals(edition: Edition, simulated: Sequence[SimulatedRank | None]) -> pd.DataFrame:
    columns = ("draws", "low", "median", "high", "upper_half")
    rows = [
        [np.nan if one is None else float(getattr(one, column)) for column in columns] for one in simulated
    ]
    return wide(edition, np.array(rows, dtype=np.float64).reshape(len(rows), len(columns)), columns)


def _advice(advised: Sequence[Advised]) -> pd.DataFrame:
    columns = ("id", "order", "record", "node", "kind", "urgent", "today", "goal", "goal_kind", "gain")
    rows = [
        {"id": advice.id, "order": action.rank, "kind": action.kind} | of_action(action, comparison)
        for comparison, advice, _ in advised
        for action in advice.actions
    ]
    return pd.DataFrame(rows, columns=list(columns))
