"""Numbers of places: of cards, list items, charts and pages; and what a text is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..reading.book import PrintedText
from ..reading.texts import squeeze
from .messages import APART, comparable
from .subject import Subject

#: The chapters that have numbered cards, and the messages of links to them.
_CARDS = {"recommendations": "link-recommendation", "practices": "link-practice"}


#: What may stand behind a number of a card.
_BEHIND = "." + APART


@dataclass
class Context:
    """What a text is about: the area of its chapter, and the nodes of its card or action. ``right`` are the
    spans of its numbers of places, ``wrong`` those that are others, with what they should be.
    """

    area: str = ""
    card: tuple[str, ...] = ()
    right: list[tuple[int, int]] = field(default_factory=list)
    wrong: list[tuple[int, int, str]] = field(default_factory=list)

    def judge(self, span: tuple[int, int], said: str, wanted: int | None, what: str) -> None:
        """Note whether the number at ``span`` is the ``wanted`` one."""
        start, end = span
        if wanted is not None and said[start:end] == str(wanted):
            self.right.append(span)
        else:
            self.wrong.append((start, end, f"not the number of the {what}, {wanted}"))


@dataclass(frozen=True, slots=True)
class _Card:
    title: str
    page: int | None


class Places:
    """The places of one file. ``nodes`` are the nodes by their comparable names."""

    def __init__(self, subject: Subject, nodes: dict[str, tuple[str, ...]], chapters: Sequence[str]) -> None:
        self._subject, self._nodes = subject, nodes
        self._lang = subject.texts.lang
        self._chapters = set(map(squeeze, chapters))
        self._cards: dict[str, list[_Card]] = {link: [] for link in _CARDS.values()}
        self._charts = 0
        texts = subject.texts
        self._areas = {
            self._same(texts("area-chapter", area=area.name.get(self._lang))): area.code
            for area in subject.edition.framework.areas
        }
        self._kinds = {self._same(texts(name)): link for name, link in _CARDS.items()}
        self._links = {
            self._same(texts(link, number="\ue000")).partition("\ue000")[::2]: link
            for link in _CARDS.values()
        }
        self._before_page = re.escape(self._same(texts("before-page")))
        title = self._same(texts("chart-part", title="\ue000", number="\ue001", n="\ue002"))
        written = {"\ue000": "(?P<title>.+)", "\ue001": r"(?P<number>\d+)", "\ue002": r"(?P<n>\d+)"}
        self._parts = re.compile("".join(written.get(x, re.escape(x)) for x in title))
        self._part_numbers: dict[str, list[str]] = {}
        self._chart = self._same(texts("chart-label", number="\ue000")).partition("\ue000")[::2]

    def _same(self, text: str) -> str:
        return comparable(text, self._lang)

    def contexts(self, texts: Iterable[PrintedText]) -> list[Context]:
        """The context of every text of a file, in its order."""
        listed = [(text, self._same(text.text)) for text in texts]
        found = self._chaptered(listed)
        self._subject.practices = len(self._cards["link-practice"])
        parts = [self._parts.fullmatch(said) for _, said in listed]
        for (text, said), part, context in zip(listed, parts, found, strict=True):
            self._chart_of(said, context)
            if text.tag == "P" and part:
                self._part(part, context, parts)
            if text.tag == "LI":
                self._item(text, said, context)
                self._refer(text, said, context)
        return found

    def _chaptered(self, texts: Sequence[tuple[PrintedText, str]]) -> list[Context]:
        """Every text with its chapter and its card; the cards are noted."""
        found: list[Context] = []
        area, link, card = "", "", ()  # type: tuple[str, str, tuple[str, ...]]
        for text, said in texts:
            if text.tag == "P" and squeeze(text.text) in self._chapters:
                name = re.sub(r"^\d+\.", "", said)
                area, link, card = self._areas.get(name, ""), self._kinds.get(name, ""), ()
            context = Context(area, card)
            if text.tag in ("H3", "H4"):
                number = re.match(r"\d+", said) if link else None
                card = self._nodes.get(said[1:], ()) if link else ()
                if number:
                    cards = self._cards[link]
                    cards.append(_Card(said[number.end() :].lstrip(_BEHIND), text.page))
                    context.judge(number.span(), said, len(cards), "card")
                    if link == "link-recommendation":
                        node = self._subject.action_nodes.get(len(cards), "")
                        card = (node,) if node else ()
            found.append(context)
        return found

    def _chart_of(self, said: str, context: Context) -> None:
        """The number of a chart's caption."""
        before, after = self._chart
        number = re.match(rf"{re.escape(before)}(\d+){re.escape(after)}", said)
        if number:
            self._charts += 1
            context.judge(number.span(1), said, self._charts, "chart")

    def _part(self, part: re.Match[str], context: Context, parts: Iterable[re.Match[str] | None]) -> None:
        """The numbers of a part of a chart in its title: the parts before it, and how many there are."""
        alike = [other for other in parts if other and other["title"] == part["title"]]
        known = self._part_numbers.setdefault(part["title"], [])
        known.append(part["number"])
        # Several chapters may have charts with the same title.
        wanted = int(known[-2]) + 1 if len(known) > 1 and known[-2] != part["n"] else 1
        last = [other["n"] for other in alike if other["number"] == other["n"]]
        context.judge(part.span("number"), part.string, wanted, "part of the chart")
        context.judge(part.span("n"), part.string, int(part["n"]) if part["n"] in last else None, "last part")

    def _item(self, text: PrintedText, said: str, context: Context) -> None:
        """The number of an action in a list of actions."""
        number = re.match(r"(\d+)\.", said)
        titles = [card.title for card in self._cards["link-recommendation"]]
        rest = said[number.end() :].lstrip(_BEHIND) if number else said
        at = next((n for n, title in enumerate(titles, start=1) if rest.startswith(title)), None)
        if number and at is not None:
            context.judge(number.span(1), said, at if at == text.place else None, "item of its list")
            context.card = self._action(at)
        elif number and number[1] == str(text.place):
            context.right.append(number.span(1))  # a list of the expert

    def _means(self, link: str, number: int, title: str, before: str) -> bool:
        """Whether what stands before a reference is about a card: a practice by its title, an action by the
        indicator that it is for.
        """
        if link != "link-recommendation":
            return title in before
        action = set(self._action(number))
        return any(action & set(nodes) and name in before for name, nodes in self._nodes.items())

    def _action(self, number: int) -> tuple[str, ...]:
        node = self._subject.action_nodes.get(number, "")
        return (node,) if node else ()

    def _refer(self, text: PrintedText, said: str, context: Context) -> None:
        """References to cards: the number that the card with this title has, and its page."""
        for label in map(self._same, text.links):
            for (before, after), link in self._links.items():
                named = re.fullmatch(rf"{re.escape(before)}(\d+){re.escape(after)}", label)
                at = said.find(label)
                if not named or at < 0:
                    continue
                cards = self._cards[link]
                number = int(named[1])
                card = cards[number - 1] if 0 < number <= len(cards) else None
                meant = card is not None and self._means(link, number, card.title, said[:at])
                context.judge(
                    (at + named.start(1), at + named.end(1)), said, number if meant else None, "card meant"
                )
                if link == "link-recommendation":
                    context.card = self._action(number)
                page = re.match(rf"{self._before_page}(\d+)", said[at + len(label) :])
                if page and text.page is not None:
                    start = at + len(label) + page.start(1)
                    span = start, start + len(page[1])
                    context.judge(span, said, None if card is None else card.page, "page of the card")
