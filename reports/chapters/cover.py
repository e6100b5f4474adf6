"""The cover: whose report this is, of which study, and the one number it opens with."""

from __future__ import annotations

import random
from typing import Literal
from zlib import crc32

from reports.document import Bars, Cover, Fact, LogoSlot
from reports.words import Scene, published_scores

#: Names longer than this take the next smaller size on the cover (characters).
LARGE_NAME, MEDIUM_NAME = 45, 85


def cover(scene: Scene) -> Cover:
    """The cover of a cluster's report."""
    edition, texts, root = scene.edition, scene.texts, scene.root
    name = scene.cluster.name
    hundred = edition.method.normalise != "zscore" and edition.method.scale == (0.0, 100.0)
    label = "cover-no-score" if root.score is None else "cover-score-hundred" if hundred else "cover-score"
    counts: dict[str, str | int] = {} if root.score is None else {"n": root.n}
    if root.score is not None and root.n < len(edition.clusters):
        label = "cover-score-hundred-some" if hundred else "cover-score-some"
        counts["all"] = len(edition.clusters)
    return made(
        scene,
        kind=texts("cover-kind"),
        name=name,
        size="large" if len(name) <= LARGE_NAME else "medium" if len(name) <= MEDIUM_NAME else "small",
        fact=None if root.score is None else Fact(root.code, "score"),
        label=scene.noted(texts(label, **counts)),
        bars=bars(scene, f"{edition.id}/{scene.cluster.id}"),
    )


def made(
    scene: Scene,
    *,
    kind: str,
    name: str,
    size: Literal["large", "medium", "small"] = "large",
    fact: Fact | None,
    label: str,
    bars: Bars,
    warning: str = "",
) -> Cover:
    """The cover of a document of the study; ``fact`` is the number it opens with, ``label`` stands below."""
    edition, texts = scene.edition, scene.texts
    fictional = texts("cover-fictional") if edition.fictional else ""
    notices = (edition.funding.get(texts.lang), warning, fictional)
    return Cover(
        study=edition.title.get(texts.lang),
        edition=texts("edition-label", edition=edition.label),
        kind=kind,
        name=name,
        name_size=size,
        score="" if fact is None else scene.facts.text(fact),
        score_label=label,
        bars=bars,
        logos=tuple(LogoSlot(logo.name.get(texts.lang), logo.file) for logo in edition.logos),
        notices=tuple(notice for notice in notices if notice),
        fact=fact,
    )


def bars(scene: Scene, seed: str) -> Bars:
    """All overall scores in an arrangement that differs from report to report and tells nothing else.

    The scores are sorted before they are shuffled: the shuffle of a public program can be undone by
    anybody, and must lead back to nothing but the sorted scores, never to the list of participants.
    """
    root = scene.root.code
    values = list(
        published_scores(scene.scores.score[:, scene.edition.framework.column[root]], scene.texts.decimals)
    )
    random.Random(crc32(seed.encode())).shuffle(values)  # noqa: S311  # an arrangement, not a secret
    own = scene.facts.score(root)
    return Bars(tuple(values), None if own is None else values.index(own), high=max((*values, 1.0)))
