"""The story of a report: its strongest pattern, told with the numbers of the cluster.

The wording of the headline changes with the place in the ranking and that of the lead with the order of the
ids, so that two neighbours of either order never open with the same words where a pattern has two of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.advice import FoundPattern
from reports.edition import Localised

from .filler import Filler
from .scene import Scene, fitting


@dataclass(frozen=True, slots=True)
class Story:
    """What a report opens with: ``found`` is the pattern behind it, None where no record fits. ``question``
    is for the meeting and empty without a pattern.
    """

    found: FoundPattern | None
    headline: str
    lead: str
    question: str


def story(scene: Scene) -> Story:
    """The strongest pattern in words. Raises TextError where the catalogue lacks a message."""
    found, texts = scene.pattern, scene.texts
    if found is None:
        return Story(None, texts("story-none"), texts("story-none-lead"), "")
    filler, pattern = Filler(scene), found.pattern
    titles = [filler.text(text) for text in _turned(pattern.headline, scene.place)]
    return Story(
        found,
        fitting(*titles, min(titles, key=len)),
        filler.text(_turned(pattern.lead, texts.turn)[0]),
        filler.text(_turned(pattern.question, scene.place)[0]),
    )


def _turned(wordings: Sequence[Localised], turn: int) -> Sequence[Localised]:
    """The wordings, the one for this turn first."""
    at = turn % len(wordings)
    return (*wordings[at:], *wordings[:at])
