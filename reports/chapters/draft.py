"""What the chapters of one report share while they are composed: numbering, rules, graphics."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from reports.document import Axis, Cell, Range, Strip, tick_step
from reports.edition import published
from reports.results import Standing
from reports.words import Said, Scene, Texts, band

#: So many areas have room on one page of the summary and of the contents. More of them may take two pages
#: more in each chapter that lists them all: the second is needed for the rows, the third by long names.
AREAS_ON_PAGE, MORE_PAGES = 8, 2


@dataclass
class Draft:
    """One report in the making. Tables and charts are numbered in the order in which the chapters
    ask for a label; every rule that made a sentence is noted for the annex.
    """

    scene: Scene
    tables: int = 0
    charts: int = 0
    chapters: int = 0
    rules: dict[str, None] = field(default_factory=dict)

    @property
    def texts(self) -> Texts:
        return self.scene.texts

    def table_label(self) -> str:
        self.tables += 1
        return self.texts("table-label", number=self.tables)

    def chart_label(self) -> str:
        self.charts += 1
        return self.texts("chart-label", number=self.charts)

    def kicker(self, name: str) -> str:
        self.chapters += 1
        return self.texts("kicker", number=self.chapters, name=name)

    def say(self, said: Said) -> str:
        """The text, with its rules noted."""
        self.note(said.rules)
        return said.text

    def note(self, rules: Iterable[str]) -> None:
        self.rules.update(dict.fromkeys(rules))

    @property
    def more_pages(self) -> int:
        """Pages that a chapter with a row for every area may take beyond its usual ones."""
        return MORE_PAGES if len(self.scene.areas) > AREAS_ON_PAGE else 0

    # --- graphics ------------------------------------------------------------------------------

    @property
    def axis(self) -> Axis:
        return axis(self.scene)

    def strip(self, standing: Standing) -> Strip | None:
        """The row of the strip table: everybody else, or everybody where the report is about the group. Peers
        are sorted, so that their order tells nobody's name.
        """
        if standing.group is None:
            return None
        column = self.scene.edition.framework.column[standing.code]
        own = self.scene.edition.row.get(self.scene.cluster.id)
        scores = np.delete(self.scene.scores.score[:, column], [] if own is None else [own])
        group, scale = standing.group, self.axis
        return Strip(
            peers=tuple(sorted(published(score) for score in scores[~np.isnan(scores)])),
            q1=published(group.q1),
            median=published(group.median),
            q3=published(group.q3),
            own=None if standing.score is None else published(standing.score),
            low=scale.low,
            high=scale.high,
        )

    def strip_cell(self, standing: Standing) -> Cell:
        return Cell(graphic=self.strip(standing), spoken=band(self.scene, standing))

    def range_cell(self, standing: Standing) -> Cell:
        """Where an indicator's value lies between the lowest and the highest of the group."""
        if standing.values is None:
            return Cell(spoken=band(self.scene, standing))
        node, spread = self.scene.node(standing.code), standing.values
        decimals = node.decimals + 1
        graphic = Range(
            low=published(spread.low, decimals),
            q1=published(spread.q1, decimals),
            median=published(spread.median, decimals),
            q3=published(spread.q3, decimals),
            high=published(spread.high, decimals),
            own=None if standing.value is None else published(standing.value, decimals),
            reverse=node.direction < 0,
        )
        return Cell(graphic=graphic, spoken=band(self.scene, standing))


def axis(scene: Scene) -> Axis:
    """The scale all scores are drawn on: the method's, or a round frame around open-ended scores."""
    method = scene.edition.method
    if method.normalise in ("minmax", "goalposts", "percentile"):
        low, high = method.scale
    else:
        values = scene.scores.score[~np.isnan(scene.scores.score)]
        low, high = (0.0, 100.0) if values.size == 0 else (float(values.min()), float(values.max()))
        if low >= 0 and high <= 100 and high > 10:
            low, high = 0.0, 100.0
    step = tick_step(low, high)
    start, end = math.floor(low / step) * step, math.ceil(high / step) * step
    # Results that are all alike still stand on a scale.
    return Axis(low=start, high=end if end > start else start + step, step=step)
