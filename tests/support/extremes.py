"""Editions that nobody plans for: the sample with very few or very many clusters or areas, or all alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from reports.edition.model import Cluster, Edition, Localised, Method
from support.editions import framework


def first(sample: Edition, n: int) -> Edition:
    history = tuple(
        replace(past, values=past.values[:n], scores=past.scores[:n], ranks=past.ranks[:n])
        for past in sample.history
    )
    return replace(sample, clusters=sample.clusters[:n], values=sample.values[:n], history=history)


def alike(sample: Edition) -> Edition:
    return replace(sample, values=np.tile(sample.values[:1], (len(sample.clusters), 1)), history=())


def silent(sample: Edition) -> Edition:
    values = np.array(sample.values)
    values[0] = np.nan
    return replace(sample, values=values)


def many(sample: Edition) -> Edition:
    rows = np.random.default_rng(7).integers(0, len(sample.clusters), 500)
    clusters = tuple(Cluster(f"k{i:03d}", f"Klaster Numer {i:03d}", f"Numer {i:03d}") for i in range(500))
    practices = tuple(replace(practice, cluster="") for practice in sample.practices)
    return replace(sample, clusters=clusters, values=sample.values[rows], history=(), practices=practices)


def finely_cut(sample: Edition) -> Edition:
    """Two areas, one of twelve sub-areas with a single indicator each, all with long names."""
    tree: dict[str, str | None] = {"R": None, "A": "R", "B": "R"}
    tree |= {f"A{i}": "A" for i in range(12)} | {"B1": "B"}
    tree |= {f"A{i}.1": f"A{i}" for i in range(12)} | {"B1.1": "B1", "B1.2": "B1"}
    names = {
        code.replace(".", "_"): {
            "name": Localised(
                f"Współpraca członków z uczelniami i instytutami badawczymi {code}", f"Node {code}"
            )
        }
        for code in tree
        if code.startswith(("A", "B"))
    }
    cut = framework(tree, **names)
    old = sample.history[0]
    width = len(cut.nodes)
    before = replace(
        old,
        values=old.values[:, : len(cut.leaves)],
        scores=np.full((len(sample.clusters), width), np.nan),
        ranks=np.full((len(sample.clusters), width), np.nan),
    )
    values = sample.values[:, : len(cut.leaves)]
    general = tuple(record for record in sample.recommendations if record.node == "*")
    return replace(
        sample, framework=cut, values=values, history=(before,), recommendations=general, practices=()
    )


def broad(sample: Edition) -> Edition:
    """Twelve areas of three sub-areas, all with long names, measured twice."""
    tree: dict[str, str | None] = {"R": None}
    for area in "ABCDEFGHIJKL":
        tree |= {area: "R"}
        for part in "123":
            sub = f"{area}{part}"
            tree |= {sub: area, f"{sub}.1": sub, f"{sub}.2": sub}
    names = {
        code.replace(".", "_"): {
            "name": Localised(
                f"Współpraca członków z uczelniami i instytutami badawczymi oraz samorządami {code}",
                f"Node {code}",
            )
        }
        for code in tree
    }
    wide = framework(tree, **names)
    old = sample.history[0]
    random = np.random.default_rng(3)
    values = np.round(random.uniform(0, 100, (len(sample.clusters), len(wide.leaves))), 1)
    before = np.round(random.uniform(0, 100, (len(old.values), len(wide.leaves))), 1)
    unknown = np.full((len(old.scores), len(wide.nodes)), np.nan)
    past = replace(old, values=before, scores=unknown, ranks=unknown)
    general = tuple(record for record in sample.recommendations if record.node == "*")
    return replace(
        sample,
        framework=wide,
        values=values,
        history=(past,),
        recommendations=general,
        practices=(),
        comments=(),
    )


EXTREMES: dict[str, Callable[[Edition], Edition]] = {
    "one": lambda sample: first(sample, 1),
    "two": lambda sample: first(sample, 2),
    "three": lambda sample: first(sample, 3),
    "all alike": alike,
    "nothing answered": silent,
    "five hundred": many,
    "twelve sub-areas": finely_cut,
    "twelve areas": broad,
    "z-scores": lambda sample: replace(sample, method=Method("zscore", (0.0, 1.0))),
}
