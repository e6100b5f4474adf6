"""Small editions in memory, for tests that need a model.Edition and no files."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from reports import assets
from reports.edition.loading.raw import RawRecord
from reports.edition.model import (
    Cluster,
    Edition,
    FloatArray,
    Framework,
    Localised,
    Method,
    Node,
    PastEdition,
    Pattern,
    freeze,
)
from reports.edition.validation import patterns as pattern_records
from reports.edition.validation.framework import with_decimals
from reports.edition.validation.sheet import Participants
from support import units

#: Three levels: an area with two sub-areas, one with a single sub-area, five indicators.
TREE = {
    "R": None,
    "A": "R",
    "B": "R",
    "A1": "A",
    "A2": "A",
    "B1": "B",
    "A1.1": "A1",
    "A1.2": "A1",
    "A2.1": "A2",
    "B1.1": "B1",
    "B1.2": "B1",
}


def framework(tree: Mapping[str, str | None] = TREE, **details: Mapping[str, Any]) -> Framework:
    """A framework from code -> parent; ``details`` is code -> fields of Node (with "." written "_")."""
    extra = {code.replace("_", "."): fields for code, fields in details.items()}
    if unknown := set(extra) - set(tree):
        raise KeyError(unknown)

    def depth(code: str) -> int:
        parent = tree[code]
        return 0 if parent is None else depth(parent) + 1

    return Framework(
        tuple(
            Node(
                code=code,
                parent=parent,
                children=tuple(child for child, of in tree.items() if of == code),
                depth=depth(code),
                **{"name": Localised(f"Węzeł {code}", f"Node {code}"), **extra.get(code, {})},
            )
            for code, parent in tree.items()
        )
    )


def flat(leaves: int, **details: Mapping[str, Any]) -> Framework:
    """A root R with the indicators L0, L1 ... directly below it."""
    tree: dict[str, str | None] = {"R": None}
    return framework(tree | {f"L{i}": "R" for i in range(leaves)}, **details)


@cache
def _general_records() -> tuple[RawRecord, ...]:
    text = (assets.library() / "patterns.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)["pattern"]
    return tuple(RawRecord("patterns.toml", i, fields, True) for i, fields in enumerate(found, 1))


def general_patterns(tree: Framework) -> tuple[Pattern, ...]:
    """The patterns of the shared library, for a framework."""
    problems: list[Any] = []
    found = pattern_records.patterns(_general_records(), tree, Participants(()), {}, (), None, problems)
    assert not problems
    return found


def array(rows: Sequence[Sequence[float | None]]) -> FloatArray:
    """Rows of numbers, None for no answer."""
    return np.array([[np.nan if cell is None else cell for cell in row] for row in rows], dtype=np.float64)


def edition(
    values: FloatArray | Sequence[Sequence[float | None]],
    tree: Framework | None = None,
    method: Method | None = None,
    *,
    ids: Sequence[str] | None = None,
    groups: Mapping[str, Sequence[str]] | None = None,
    history: Sequence[PastEdition] = (),
    min_group: int = 5,
    **fields: Any,
) -> Edition:
    """A Polish edition of clusters k01, k02 ... with ``values`` (clusters, leaves).

    ``groups`` is column -> the value of every cluster; ``fields`` are further fields of Edition.
    """
    table = values if isinstance(values, np.ndarray) else array(values)
    tree = with_decimals(tree or framework(), table)
    names = ids or [f"k{i:02d}" for i in range(1, len(table) + 1)]
    clusters = tuple(
        Cluster(
            id=name,
            name=f"Klaster {name}",
            short_name=name,
            groups={column: of[i] for column, of in (groups or {}).items()},
        )
        for i, name in enumerate(names)
    )
    given: dict[str, Any] = {
        "id": "test-2018",
        "label": "2018",
        "language": "pl",
        "title": Localised("Benchmarking klastrów", "Cluster benchmarking"),
        "period": Localised("2018", "2018"),
        "published": "2018-11-22",
        "fictional": True,
        "unit": units.words(),
        "method": method or Method(),
        "min_group": min_group,
        "publisher": {"name": "Wydawca"},
        "funding": Localised(),
        "logos": (),
        "mail": None,
        "framework": tree,
        "clusters": clusters,
        "values": freeze(table),
        "history": tuple(history),
        "patterns": general_patterns(tree),
    }
    return Edition(**(given | fields))


def past(
    present: Framework,
    rows: Sequence[Sequence[float | None]],
    *,
    label: str = "2014",
    participants: int | None = None,
    scores: Mapping[str, Sequence[float | None]] | None = None,
    ranks: Mapping[str, Sequence[float | None]] | None = None,
) -> PastEdition:
    """An earlier edition; ``rows`` has a row per present cluster, all None where it did not take part.

    ``scores`` and ``ranks`` are code -> what was published for every cluster.
    """
    values = array(rows)

    def table(columns: Mapping[str, Sequence[float | None]] | None) -> FloatArray:
        filled = np.full((len(values), len(present.codes)), np.nan)
        for code, column in (columns or {}).items():
            filled[:, present.column[code]] = array([column])[0]
        return freeze(filled)

    took_part = int(np.count_nonzero(~np.isnan(values).all(axis=1)))
    return PastEdition(label, participants or took_part, freeze(values), table(scores), table(ranks))


def small(n: int = 12, seed: int = 2018) -> Edition:
    """An ordinary edition over TREE: whole and decimal values, a yes/no and a less-is-better indicator,
    some missing answers, two comparison groups and an earlier edition without the last third.
    """
    tree = framework(
        A1_1={"unit": "osoby", "comparable": True},
        A1_2={"unit": "%", "decimals": 1, "comparable": True},
        A2_1={"unit": "tak/nie"},
        B1_1={"unit": "dni", "direction": -1, "comparable": True},
        B1_2={"unit": "projekty", "comparable": True},
        R={"comparable": True},
        A={"comparable": True},
        A1={"comparable": True},
        B={"comparable": True},
        B1={"comparable": True},
    )
    draw = np.random.default_rng(seed)
    values = np.column_stack(
        [
            draw.integers(0, 60, n),
            draw.uniform(0, 100, n).round(1),
            draw.integers(0, 2, n),
            draw.integers(1, 30, n),
            draw.poisson(2, n),
        ]
    ).astype(np.float64)
    values[n // 2, 1] = np.nan
    before = np.floor(values * 0.8)
    before[n - n // 3 :] = np.nan
    rows = [[None if np.isnan(cell) else float(cell) for cell in row] for row in before]
    return edition(
        values,
        tree,
        groups={
            "kkk": ["tak" if i % 2 else "nie" for i in range(n)],
            "sector": ["ICT" if i % 4 == 0 else "metal" for i in range(n)],
        },
        history=[past(tree, rows, participants=n + 5)],
    )
