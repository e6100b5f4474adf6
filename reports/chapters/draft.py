"""What the chapters of one report share while they are composed: numbering, rules, graphics."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from reports.document import Axis, Cell, Range, Strip, tick_step
from reports.results import Spread, Standing
from reports.words import Said, Scene, Texts, band, published_scores

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
        group = self.scene.facts.group(standing.code)
        if group is None:
            return None
        column = self.scene.edition.framework.column[standing.code]
        own = self.scene.edition.row.get(self.scene.cluster.id)
        scores = np.delete(self.scene.scores.score[:, column], [] if own is None else [own])
        return self.bar(group, group.median, self.scene.facts.score(standing.code), published_scores(scores))

    def bar(self, group: Spread, median: float, own: float | None, peers: tuple[float, ...] = ()) -> Strip:
        """The middle half of the published results ``group`` on the scale, with a median and own result."""
        return Strip(peers, group.q1, median, group.q3, own, self.axis.low, self.axis.high)

    def strip_cell(self, standing: Standing) -> Cell:
        return Cell(graphic=self.strip(standing), spoken=band(self.scene, standing))

    def range_cell(self, code: str) -> Cell:
        """Where an indicator's value lies between the lowest and the highest of the group."""
        spoken = band(self.scene, self.scene.comparison[code])
        values, own = self.scene.facts.drawn_values(code)
        if values is None:
            return Cell(spoken=spoken)
        reverse = self.scene.node(code).direction < 0
        graphic = Range(values.low, values.q1, values.median, values.q3, values.high, own, reverse)
        return Cell(graphic=graphic, spoken=spoken)


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
