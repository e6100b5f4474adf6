"""The cover: whose report this is, and of which study.

It may lie on a table with others around: it shows no result of the cluster, and says whom the report is for.
"""

from __future__ import annotations

import random
from typing import Literal
from zlib import crc32

from reports.document import Bars, Cover, Fact, LogoSlot
from reports.edition import Edition
from reports.words import Scene, Texts, dots

#: Names longer than this take the next smaller size on the cover (characters).
LARGE_NAME, MEDIUM_NAME = 45, 85


def cover(scene: Scene) -> Cover:
    """The cover of a cluster's report."""
    edition, texts, name = scene.edition, scene.texts, scene.cluster.name
    return made(
        edition,
        texts,
        kind=texts("cover-kind"),
        name=name,
        size="large" if len(name) <= LARGE_NAME else "medium" if len(name) <= MEDIUM_NAME else "small",
        label="" if edition.public else texts("cover-confidential"),
        bars=bars(scene, f"{edition.id}/{scene.cluster.id}"),
    )


def made(
    edition: Edition,
    texts: Texts,
    *,
    kind: str,
    name: str,
    size: Literal["large", "medium", "small"] = "large",
    fact: Fact | None = None,
    score: str = "",
    label: str,
    bars: Bars,
    warning: str = "",
) -> Cover:
    """The cover of a document of the study; ``score`` is the number it opens with, if there is one, and
    ``fact`` what that is; ``label`` stands below.
    """
    fictional = texts("cover-fictional") if edition.fictional else ""
    notices = (edition.funding.get(texts.lang), warning, fictional)
    return Cover(
        study=edition.title.get(texts.lang),
        edition=texts("edition-label", edition=edition.label),
        kind=kind,
        name=name,
        name_size=size,
        score=score,
        score_label=label,
        bars=bars,
        logos=tuple(LogoSlot(logo.name.get(texts.lang), logo.file) for logo in edition.logos),
        notices=tuple(notice for notice in notices if notice),
        fact=fact,
    )


def bars(scene: Scene, seed: str) -> Bars:
    """All overall scores, or a hundred that stand for many, in an arrangement that differs from report to
    report and tells nothing else.

    The scores are sorted before they are shuffled: the shuffle of a public program can be undone by
    anybody, and must lead back to nothing but the sorted scores, never to the list of participants.
    """
    root = scene.root.code
    column = scene.scores.score[:, scene.edition.framework.column[root]]
    values = list(dots(column, scene.texts.decimals, len(scene.edition.clusters)))
    random.Random(crc32(seed.encode())).shuffle(values)  # noqa: S311  # an arrangement, not a secret
    return Bars(tuple(values), high=max((*values, 1.0)))
