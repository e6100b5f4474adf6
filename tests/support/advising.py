"""A small study with records of the library, and the advice for its clusters."""

from __future__ import annotations

from typing import Any

from reports.advice.model import Advice
from reports.advice.recommend import recommend
from reports.edition.model import Edition, Localised, Method, Recommendation
from reports.results import compare, score
from support import editions


def record(name: str, node: str, **when: Any) -> Recommendation:
    """A record of the library with nothing in it but its conditions."""
    text = Localised("tekst", "text")
    return Recommendation(name, node, text, text, text, text, 12, 2, when=when)


#: Enough general records for any cluster of a small study.
GENERAL = tuple(
    record(f"any-{position}-{i}", "*", position=[position])
    for position in ("low", "middle", "good")
    for i in range(3)
)


def study(values: Any, *records: Recommendation, **method: Any) -> Edition:
    """Two areas with two indicators each (A1, A2, B1, B2), scored on 0-100."""
    tree = editions.framework({"R": None, "A": "R", "B": "R", "A1": "A", "A2": "A", "B1": "B", "B2": "B"})
    return editions.edition(values, tree, Method(**method), recommendations=records or GENERAL)


def advise(edition: Edition, cluster: str) -> Advice:
    frame = score.fit(edition.framework, edition.method, edition.values)
    scores = score.score(edition.framework, edition.method, edition.ids, edition.values)
    group = compare.group(edition, scores)
    return recommend(edition, scores, compare.compare(edition, scores, group, cluster), frame)


VALUES = [[0, 0, 0, 0], [2, 4, 6, 8], [4, 8, 3, 2], [6, 2, 9, 5], [10, 10, 10, 10]]
