"""What one report is proven against: its cluster, the recount, and how a number is printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from reports.edition import Cluster, Edition, Node, ProfileField
from reports.words import MINUS, Texts, typography

from ..reading.texts import squeeze
from .arithmetic import Figure
from .recount import MOST_SIMILAR, Recount


@dataclass
class Subject:
    """What one report is proven against, and what is known of it so far."""

    edition: Edition
    cluster: Cluster
    texts: Texts
    recount: Recount
    #: How many numbers of tables and key figures were found right.
    proven: int = 0
    #: What the tables print: (node, what).
    shown: set[tuple[str, str]] = field(default_factory=set)
    #: The recommended actions that their table has, those of them with a goal, and the indicator that each is
    #: for.
    actions: int = 0
    improving: int = 0
    action_nodes: dict[int, str] = field(default_factory=dict)
    #: Number of an action -> the name of its goal.
    action_goals: dict[int, str] = field(default_factory=dict)
    #: Numbers that stand alone in drawings and key figures and are proven with them.
    drawn: set[str] = field(default_factory=set)
    #: The practices that have a card.
    practices: int = 0
    #: Kind of a table -> the numbers that tables of that kind have.
    tables: dict[str, list[int]] = field(default_factory=dict)
    #: The medians of comparison groups that the tables show: (node, column).
    medians: set[tuple[str, str]] = field(default_factory=set)
    #: How many similar clusters there can be after the cells read so far.
    sizes: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        # Even numbers from twice to four times the smallest group, and no more than half of all.
        least, most = self.edition.min_group, len(self.edition.clusters) // 2
        self.sizes.update(range(2 * least, min(MOST_SIMILAR * least, most) + 1, 2))

    def says(self, message: str, **arguments: str | int) -> str:
        """A message of the catalogue as it stands on the page, without white space."""
        return self.typeset(self.texts(message, **arguments))

    def typeset(self, text: str) -> str:
        """A text of the edition as it stands on the page, without white space."""
        return squeeze(typography(text, self.texts.lang))

    def name(self, node: Node) -> str:
        return self.typeset(node.name.get(self.texts.lang))

    def figure(self, node: str, what: str) -> Figure:
        return self.recount.figure(self.cluster.id, node, what)

    @property
    def labels(self) -> list[str]:
        """The labels of the earlier editions."""
        return [past.label for past in self.edition.history]

    @property
    def scored_areas(self) -> int:
        """In how many areas the cluster has a score."""
        scores, areas = self.recount.scores, self.edition.framework.areas
        return sum(scores[area.code][self.cluster.id] is not None for area in areas)

    def number(self, value: Decimal) -> str:
        """The printed form of a number, without the white space that groups digits in Polish."""
        printed = f"{abs(value):,f}"
        if self.texts.lang == "pl":
            printed = printed.replace(",", "").replace(".", ",")
        return (MINUS if value < 0 else "") + printed

    def parsed(self, printed: str) -> Decimal:
        """The number that was printed, without its sign."""
        return Decimal(printed.replace(",", "." if self.texts.lang == "pl" else ""))

    def forms(self, figure: Figure, what: str = "") -> set[str]:
        """Every printed form of a figure; of none the word or the dash that stands for it."""
        if not figure.numbers:
            return {self.says("missing" if what in ("score", "value") else "dash")}
        return {self._form(figure, number) for number in figure.numbers}

    def _form(self, figure: Figure, number: Decimal) -> str:
        if figure.answer:
            return self.says("yes" if number == 1 else "no" if number == 0 else "divided")
        text = ("+" if figure.signed and number > 0 else "") + self.number(number)
        if figure.rank:
            text = self.says("rank", rank=text)
        if figure.out_of is not None:
            text = self.says("same-of", same=text, n=self.number(Decimal(figure.out_of)))
        return text

    def fitting(self, cell: str, figure: Figure, what: str = "") -> set[str]:
        """The forms that ``cell`` may have: printed, or for a number of a workbook (``#-1.5``) plain."""
        if cell.startswith("#") and figure.numbers:
            return {f"#{number:f}" for number in figure.numbers}
        return self.forms(figure, what)


def unit_in(item: ProfileField, lang: str) -> str:
    """The unit of a characteristic in a language."""
    return item.unit_en or item.unit if lang == "en" else item.unit
