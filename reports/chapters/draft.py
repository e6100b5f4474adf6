"""What the chapters of one report share while they are composed: numbering, rules, blocks, graphics."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from reports.document import (
    Axis,
    Block,
    Cell,
    Chart,
    Column,
    Drawing,
    Link,
    Para,
    Range,
    Row,
    Section,
    Strip,
    StripHead,
    Table,
    TableRole,
    tick_step,
)
from reports.edition import Node
from reports.results import Spread, Standing
from reports.words import Said, Scene, Texts, band, dots, on_dots

#: So many areas have room on one page of the summary and of the contents. More of them may take two pages
#: more in each chapter that lists them all: the second is needed for the rows, the third by long names; and
#: one for so many areas again.
AREAS_ON_PAGE, MORE_PAGES, MORE_AREAS = 5, 2, 15


@dataclass
class Draft:
    """One report in the making. Tables and charts are numbered in the order in which the chapters
    ask for a label.
    """

    scene: Scene
    tables: int = 0
    charts: int = 0
    chapters: int = 0

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
        """The text of a sentence."""
        return said.text

    # --- blocks ----------------------------------------------------------------------------------

    def para(self, said: Said) -> Para:
        return Para(self.say(said), rules=said.rules)

    def lead(self, said: Said) -> Para:
        return Para(self.say(said), role="lead", rules=said.rules)

    def section(
        self, id: str, name: str, title: str, blocks: Iterable[Block], pages: tuple[int, int] = (1, 1)
    ) -> Section:
        """The next chapter; ``name`` is what the contents and the bookmarks call it."""
        return Section(id, self.kicker(name), title, tuple(blocks), pages)

    def table(
        self,
        role: TableRole,
        id: str,
        caption: str,
        columns: Iterable[Column],
        rows: Iterable[Row],
        *,
        notes: Iterable[str] = (),
        flows: bool = False,
    ) -> Table:
        """The next table; one with drawings of scores has their axis."""
        axis = self.axis if role in ("strip", "profile") else None
        label = self.table_label()
        return Table(role, id, label, caption, tuple(columns), tuple(rows), axis, tuple(notes), flows)

    def result_row(self, code: str, *cells: Cell) -> Row:
        """A row of results of a node; that of the overall score is the total."""
        tone = "total" if code == self.scene.root.code else ""
        return Row((Cell(self.scene.name(code)), *cells), tone)  # type: ignore[arg-type]

    def chart(
        self,
        id: str,
        title: str,
        caption: str,
        alt: str,
        drawing: Drawing,
        *,
        half: bool = False,
        label: str = "",
    ) -> Chart:
        """The next chart, unless its ``label`` was taken before; ``half`` a line wide or a whole one."""
        label = label or self.chart_label()
        return Chart(id, label, title, caption, alt, drawing, "half" if half else "full")

    def on_scale(self, message: str, **arguments: str | int) -> str:
        """A caption or a text that says from where to where the scale of all scores goes."""
        low, high = (self.texts.number(end, 0) for end in (self.axis.low, self.axis.high))
        return self.texts(message, low=low, high=high, **arguments)

    def strip_head(self, own_label: str) -> StripHead | None:
        """The labels above a strip table whose first row is the overall score."""
        code, facts, axis = self.scene.root.code, self.scene.facts, self.axis
        group, median = facts.group(code), self.texts("label-median")
        if group is None:
            return None
        return StripHead(group.median, facts.score(code), median, own_label, axis.low, axis.high)

    def link(self, message: str, number: int, target: str) -> Link:
        """A link to a numbered card, with its page."""
        text, before = self.texts(message, number=number), self.texts("before-page")
        return Link(text, target, page=True, before_page=before)

    @property
    def more_pages(self) -> int:
        """Pages that a chapter with a row for every area may take beyond its usual ones."""
        areas = len(self.scene.areas)
        return MORE_PAGES + areas // MORE_AREAS if areas > AREAS_ON_PAGE else 0

    def define_points(self) -> str:
        """What a point is."""
        texts, method = self.texts, self.scene.edition.method
        low, high = (texts.number(end, 0) for end in method.scale)
        return texts(f"define-points-{method.normalise}", low=low, high=high)

    def leaf_cell(self, leaf: Node) -> Cell:
        """The name of an indicator with its unit."""
        name = self.scene.name(leaf.code)
        return Cell(name, small="" if leaf.is_yes_no else leaf.unit_in(self.texts.lang))

    # --- graphics --------------------------------------------------------------------------------

    @cached_property
    def axis(self) -> Axis:
        return axis(self.scene)

    def on_dots(self, message: str) -> str:
        """The message on dots in the form for this study."""
        return on_dots(message, len(self.scene.edition.clusters))

    def strip(self, standing: Standing) -> Strip | None:
        """The row of the strip table: everybody else, or everybody where the report is about the group; of
        many a hundred that stand for them. Peers are sorted, so that their order tells nobody's name.
        """
        group = self.scene.facts.group(standing.code)
        if group is None:
            return None
        column = self.scene.edition.framework.column[standing.code]
        own = self.scene.edition.row.get(self.scene.cluster.id)
        scores = np.delete(self.scene.scores.score[:, column], [] if own is None else [own])
        return self.bar(
            group,
            group.median,
            self.scene.facts.score(standing.code),
            dots(scores, self.texts.decimals, len(self.scene.edition.clusters)),
        )

    def bar(self, group: Spread, median: float, own: float | None, peers: tuple[float, ...] = ()) -> Strip:
        """The middle half of the published results ``group`` on the scale, with a median and own result."""
        return Strip(peers, group.q1, median, group.q3, own, self.axis.low, self.axis.high)

    def strip_cell(self, standing: Standing) -> Cell:
        return Cell(graphic=self.strip(standing), spoken=band(self.scene, standing))

    def range_cell(self, code: str) -> Cell:
        """Where an indicator's value lies between the lowest and the highest of the group; of a question how
        many answer yes.
        """
        if self.scene.node(code).is_yes_no:
            return Cell(self.texts("yes-of", **self.scene.facts.yes_of(code)))
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
