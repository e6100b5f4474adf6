"""The texts of records with the numbers of a cluster, made again from the recount.

A text has more than one form where rounding leaves its numbers open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from itertools import product

from reports.edition import LANGS, Localised, Node, Placeholder, opens_sentence, pieces

from .arithmetic import ALIKE, Figure
from .subject import Subject

#: What the parts that a text names explain of all rises or falls, and how many of them are named.
_EXPLAINED, _MOST_PARTS, _MOST_NAMES = Decimal("0.6"), 3, 2
#: More forms of one text than there can be by rounding.
_MOST_FORMS = 256


class Filling:
    """What the placeholders of texts print of the cluster of ``subject``."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._edition = subject.edition
        self._cluster = subject.cluster
        self._framework = subject.edition.framework

    # --- measures ------------------------------------------------------------------------------------------

    def hundredths(self, points: Decimal) -> Decimal:
        method = self._edition.method
        start, end = (Decimal(repr(float(x))) for x in method.scale)
        return points / (end / 10 if method.normalise == "zscore" else (end - start) / 100)

    def lead(self, code: str) -> Decimal | None:
        numbers = self._subject.figure(code, "gap.median").numbers
        if not numbers:
            return None
        if numbers[0]:
            return self.hundredths(numbers[0])
        # Less than can be printed: only its sign is known.
        recount = self._subject.recount
        exact = recount.above_median(self._cluster.id, code) or Decimal(0)
        return self.hundredths(min(max(exact, -recount.step / 3), recount.step / 3))

    @cached_property
    def _label(self) -> str | None:
        root = self._framework.root.code
        found = (
            x for x in reversed(self._subject.labels) if self._subject.figure(root, f"change.{x}").numbers
        )
        return next(found, None)

    def change(self, code: str) -> Decimal | None:
        if self._label is None:
            return None
        numbers = self._subject.figure(code, f"change.{self._label}").numbers
        return self.hundredths(numbers[0]) if numbers else None

    @cached_property
    def _subareas(self) -> list[Node]:
        return [node for node in self._framework.nodes if node.depth > 1 and not node.is_leaf]

    def code(self, about: str) -> str | None:
        """The node of a code, or the one that a selector means here."""
        if about == "overall":
            return self._framework.root.code
        if about in ("best-area", "worst-area"):
            return self._end(self._framework.areas, about.startswith("best"))
        if about in ("best-part", "worst-part"):
            return self._end(self._subareas, about.startswith("best"))
        return about if about in self._framework.by_code else None

    def _end(self, nodes: Iterable[Node], best: bool) -> str | None:
        recount, leads = self._subject.recount, {}
        for node in nodes:
            column = recount.ordered[node.code]
            lead, mine = (
                recount.above_median(self._cluster.id, node.code),
                recount.scores[node.code][self._cluster.id],
            )
            if lead is None or mine is None:
                continue
            if column.width > ALIKE * max(Decimal(1), column.largest):
                leads[node.code] = round(lead, 9)
        if len(leads) < 2 or min(leads.values()) == max(leads.values()):
            return None
        return (max if best else min)(leads, key=leads.__getitem__)

    def _movers(self, direction: int) -> list[str]:
        moved = {}
        for node in self._subareas or self._framework.areas:
            share = Decimal(direction) * (self.change(node.code) or Decimal(0)) * self._part(node)
            if round(share, 9) > 0:
                moved[node.code] = round(share, 9)
        ordered = sorted(moved, key=lambda code: -moved[code])
        every, told = sum(moved.values()), Decimal(0)
        named = []
        for code in ordered[:_MOST_PARTS]:
            if told > _EXPLAINED * every:
                break
            named.append(code)
            told += moved[code]
        return named

    def _part(self, node: Node) -> Decimal:
        """The part of the overall score that hangs on a node."""
        part = Decimal(1)
        while node.parent is not None:
            peers = [self._framework[code].weight for code in self._framework[node.parent].children]
            part *= Decimal(repr(float(node.weight))) / sum(Decimal(repr(float(peer))) for peer in peers)
            node = self._framework[node.parent]
        return part

    @cached_property
    def counted(self) -> Mapping[str, tuple[list[str], int]]:
        """What is counted: which codes, and of how many."""
        recount, cluster = self._subject.recount, self._cluster.id
        leaves, areas = self._framework.leaves, self._framework.areas
        above = {area.code: recount.above_median(cluster, area.code) for area in areas}
        zeros = [
            leaf.code
            for leaf in leaves
            if not leaf.is_yes_no
            and leaf.direction > 0
            and recount.raw(cluster, leaf.code) == 0
            and (spread := recount.values[leaf.code]) is not None
            and spread.median > 0
            and recount.answered[leaf.code].numbers[0] >= 0
        ]
        missing = [leaf.code for leaf in leaves if recount.raw(cluster, leaf.code) is None]
        scored = [code for code, lead in above.items() if lead is not None]
        return {
            "zeros": (zeros, len(leaves)),
            "missing": (missing, len(leaves)),
            "scored-areas": (scored, len(areas)),
            "areas": (list(above), len(areas)),
            "areas-unscored": ([code for code in above if code not in scored], len(areas)),
            "areas-above": ([code for code in scored if (above[code] or 0) > 0], len(areas)),
            "areas-below": ([code for code in scored if (above[code] or 0) < 0], len(areas)),
        }

    # --- words ---------------------------------------------------------------------------------------------

    def can_fill(self, wordings: Iterable[Localised]) -> bool:
        """Whether the cluster has what all placeholders of these texts print."""
        texts = (text.get(lang) for text in wordings for lang in LANGS)
        parts = {part for text in texts for part in pieces(text) if isinstance(part, Placeholder)}
        # Whether there is a number does not depend on the noun behind it, which has other forms elsewhere.
        return all(self._forms(replace(part, forms=()), True) for part in parts)

    def plain(self, wordings: Sequence[Localised]) -> Iterator[str]:
        """Every form of every wording."""
        for wording in wordings:
            parts: list[list[str]] = []
            before = ""
            for piece in pieces(wording.get(self._subject.texts.lang)):
                forms = [piece] if isinstance(piece, str) else self._forms(piece, opens_sentence(before))
                parts.append(forms)
                before += forms[0] if forms else ""
            for place, form in enumerate(product(*parts)):
                if place < _MOST_FORMS:
                    yield "".join(form)

    def _forms(self, part: Placeholder, opens: bool) -> list[str]:
        """Everything that a placeholder may print; nothing where there is no such thing."""
        subject, says, edition = self._subject, self._subject.texts, self._edition
        if part.name == "edition":
            return [self._label] if self._label else []
        if part.name in ("falls", "rises"):
            return self._moved(self._movers(-1 if part.name == "falls" else 1))
        if part.name in ("zero-names", "unscored"):
            codes = self.counted["zeros"][0][:_MOST_NAMES]
            if part.name == "unscored":
                codes = self.counted["areas-unscored"][0]
            quoted = [says("quoted", name=self._name(code)) for code in codes]
            return [says.names(quoted)] if quoted else []
        if part.name in self.counted:
            return self._numbers(Figure((Decimal(len(self.counted[part.name][0])),)), part)
        if part.name == "profile":
            return self._characteristic(part)
        code = self.code(part.about)
        if code is None:
            return []
        match part.name:
            case "name":
                return [self._name(code) if opens else edition.inside(self._name(code))]
            case "value" | "median":
                if not self._framework[code].is_leaf:
                    return []
                figure = subject.figure(code, "value" if part.name == "value" else "values.median")
                if figure.answer:
                    return (
                        [says("quoted", name=form) for form in subject.forms(figure)]
                        if figure.numbers
                        else []
                    )
                return self._numbers(figure, part, self._framework[code].unit)
            case "score":
                return [
                    says("points", points=subject.number(n)) for n in subject.figure(code, "score").numbers
                ]
            case "gap":
                return self._distance(subject.figure(code, "gap.median").numbers, less=True)
            case "change":
                figure = subject.figure(code, f"change.{self._label}") if self._label else Figure()
                return self._distance(figure.numbers)
            case "rank":
                return self._places(code)
            case "ranked":
                ranked = subject.figure(code, "rank").numbers
                return self._numbers(subject.figure(code, "n"), part) if ranked else []
        return []

    def _name(self, code: str) -> str:
        return self._framework[code].name.get(self._subject.texts.lang)

    def _places(self, code: str) -> list[str]:
        """The place, or all the places that are shared."""
        subject = self._subject
        figure = subject.figure(code, "rank")
        if not figure.numbers:
            return []
        ahead, behind = subject.recount.around(self._cluster.id, code)
        first, last = Decimal(ahead + 1), Decimal(len(subject.recount.ranks[code]) - behind)
        if first == last or self._edition.method.ties == "dense":
            return sorted(subject.forms(figure))
        ends = [subject.texts("rank", rank=subject.number(end)) for end in (first, last)]
        return [subject.texts("story-places", first=ends[0], last=ends[1])]

    def _distance(self, numbers: Iterable[Decimal], less: bool = False) -> list[str]:
        says, number = self._subject.texts, self._subject.number
        found = []
        for one in numbers:
            found.append(says("points", points=number(abs(one))))
            if less and not one:
                found.append(says("points-less", points=number(self._subject.recount.step)))
        return found

    def _moved(self, codes: Sequence[str]) -> list[str]:
        subject, says = self._subject, self._subject.texts
        parts = []
        for code in codes:
            figure = subject.figure(code, f"change.{self._label}")
            name = self._edition.inside(self._name(code))
            parts.append([says("story-moved", name=name, change=c) for c in self._distance(figure.numbers)])
        return [says.names(list(choice)) for choice in product(*parts)] if codes else []

    def _characteristic(self, part: Placeholder) -> list[str]:
        field = next(item for item in self._edition.profile if item.code == part.about)
        if field.kind in ("number", "share"):
            figure = self._subject.figure(f"profile:{field.code}", "value")
            return self._numbers(figure, part, "%" if field.kind == "share" else "")
        cluster, lang = self._cluster, self._subject.texts.lang
        held = {"pl": cluster.profile.get(field.code, ""), "en": cluster.profile_en.get(field.code, "")}
        text = held[lang] or held["pl"] or held["en"]
        return [text] if text else []

    def _numbers(self, figure: Figure, part: Placeholder, unit: str = "") -> list[str]:
        """Numbers, a share with its sign, a count with its noun."""
        found = []
        for number in figure.numbers:
            said = self._subject.number(number)
            if unit.startswith("%"):
                said = self._subject.texts("percent", value=said)
            noun = part.forms[_form(number, self._subject.texts.lang)] if part.forms else ""
            found.append(f"{said} {noun}".strip())
        return found


def _form(number: Decimal, lang: str) -> int:
    """Which form a noun has behind a printed number."""
    whole = number.as_tuple().exponent == 0 or (number.as_tuple().exponent or 0) > 0  # type: ignore[operator]
    size = abs(number)
    if lang == "en":
        return 0 if whole and size == 1 else 1
    if not whole:
        return 3
    if size == 1:
        return 0
    few = size % 10 in (2, 3, 4) and size % 100 not in (12, 13, 14)
    return 1 if few else 2
