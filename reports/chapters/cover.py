"""The cover: whose report this is, of which study, and the one number it opens with."""

from __future__ import annotations

import random
from zlib import crc32

from reports.document import Bars, Cover, Fact, LogoSlot
from reports.words import Scene, published_scores

#: Names longer than this take the next smaller size on the cover (characters).
LARGE_NAME, MEDIUM_NAME = 45, 85


def cover(scene: Scene) -> Cover:
    edition, texts, root = scene.edition, scene.texts, scene.root
    name = scene.cluster.name
    size = "large" if len(name) <= LARGE_NAME else "medium" if len(name) <= MEDIUM_NAME else "small"
    hundred = edition.method.normalise != "zscore" and edition.method.scale == (0.0, 100.0)
    label = "cover-no-score" if root.score is None else "cover-score-hundred" if hundred else "cover-score"
    notices = [edition.funding.get(texts.lang)] if edition.funding.get(texts.lang) else []
    if edition.fictional:
        notices.append(texts("cover-fictional"))
    return Cover(
        study=edition.title.get(texts.lang),
        edition=texts("edition-label", edition=edition.label),
        kind=texts("cover-kind"),
        name=name,
        name_size=size,  # type: ignore[arg-type]
        score="" if root.score is None else texts.number(root.score),
        score_label=texts(label, **({} if root.score is None else {"n": len(edition.clusters)})),
        bars=_bars(scene),
        logos=tuple(LogoSlot(logo.name.get(texts.lang), logo.file) for logo in edition.logos),
        notices=tuple(notices),
        fact=None if root.score is None else Fact(root.code, "score"),
    )


def _bars(scene: Scene) -> Bars:
    """All results in an arrangement that differs from report to report and comes from the results alone.

    The results are sorted before they are shuffled: the shuffle of a public program can be undone by
    anybody, and must lead back to nothing but the sorted results, never to the list of participants.
    """
    column = scene.scores.score[:, scene.edition.framework.column[scene.root.code]]
    values = list(published_scores(column))
    seed = crc32(f"{scene.edition.id}/{scene.cluster.id}".encode())
    random.Random(seed).shuffle(values)  # noqa: S311  # an arrangement, not a secret
    score = scene.facts.score(scene.root.code)
    own = None if score is None else values.index(score)
    return Bars(tuple(values), own, high=max((*values, 1.0)))
