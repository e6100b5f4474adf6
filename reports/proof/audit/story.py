"""The story of a report against the second path: the right pattern, in its own words, with the right numbers.

Which patterns fit the cluster, how strong each is and what its texts say is made again from the recount. The
title, the lead and the question of the summary have to be, word for word, those of the strongest one. Where
rounding leaves open whether a condition holds, a pattern may be told and need not be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import product
from typing import Any

from reports.edition import LANGS, Localised, Node, Pattern, Placeholder, opens_sentence, pieces, words_of
from reports.errors import Finding

from ..reading.book import Book, PrintedText
from ..reading.texts import quote, squeeze
from .arithmetic import ALIKE, NOISE, Figure, mean_of
from .subject import Subject

#: What the parts that a text names explain of all rises or falls, and how many of them are named.
_EXPLAINED, _MOST_PARTS, _MOST_NAMES = Decimal("0.6"), 3, 2
#: Strengths that are nearer to each other, in parts of the weight, are equal: scores are rounded for print.
_EQUAL = Decimal("0.003")
#: More forms of one text than there can be by rounding.
_MOST_FORMS = 256


@dataclass(frozen=True, slots=True)
class _Fit:
    """Whether a condition may hold and whether it does for certain; how far it is out of the ordinary."""

    may: bool
    surely: bool
    distance: Decimal | None = None


_NO = _Fit(False, False)


class StoryProof:
    """The pattern that a report has to tell, made from the recount of ``subject``."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._edition = subject.edition
        self._cluster = subject.cluster
        self._framework = subject.edition.framework

    def prove(self, book: Book) -> tuple[list[Finding], set[PrintedText]]:
        """What is wrong with title, lead and question of the summary; and which texts these are."""
        opening = self._opening(book.texts)
        if opening is None:
            return [Finding("story", "the summary has no title and lead")], set()
        title, lead, question = opening
        told = [title, lead, *([question] if question else [])]
        for texts in self.expected:
            if all(squeeze(text.text) in said for text, said in zip(told, texts, strict=False)) and (
                bool(question) == bool(texts[2])
            ):
                self._subject.proven += sum(any(map(str.isdigit, text.text)) for text in told)
                return [], set(told)
        return list(self._wrong(told)), set(told)

    @cached_property
    def expected(self) -> list[tuple[frozenset[str], frozenset[str], frozenset[str]]]:
        """What the title, the lead and the question may say, without white space, for each pattern that may
        be the strongest one.
        """
        subject = self._subject
        found = [
            (
                self._any_of(pattern.headline),
                self._any_of(pattern.lead),
                frozenset(
                    subject.typeset(subject.texts("story-question", question=text))
                    for text in self._plain(pattern.question)
                ),
            )
            for pattern in self._strongest
        ]
        nothing = frozenset({subject.says("story-none")}), frozenset({subject.says("story-none-lead")})
        return found or [(*nothing, frozenset())]

    def _any_of(self, wordings: Sequence[Localised]) -> frozenset[str]:
        return frozenset(map(self._subject.typeset, self._plain(wordings)))

    def titles(self) -> Iterator[str]:
        """What the title may say, for the contents, where it stands once more."""
        for pattern in self._strongest:
            yield from self._plain(pattern.headline)

    def _opening(
        self, texts: Sequence[PrintedText]
    ) -> tuple[PrintedText, PrintedText, PrintedText | None] | None:
        subject = self._subject
        kicker = subject.says("kicker", number=1, name=subject.texts("summary"))
        at = next((i for i, t in enumerate(texts) if t.tag == "P" and squeeze(t.text) == kicker), None)
        if at is None or len(texts) < at + 3:
            return None
        before = squeeze(subject.texts("story-question", question=""))
        second = squeeze(subject.texts("kicker", number=2, name=""))
        question = None
        for text in texts[at + 3 :]:
            said = squeeze(text.text)
            if text.tag == "P" and said.startswith(second):
                break
            if text.tag == "P" and said.startswith(before):
                question = text
                break
        return texts[at + 1], texts[at + 2], question

    def _wrong(self, told: Sequence[PrintedText]) -> Iterator[Finding]:
        names = ", ".join(pattern.id for pattern in self._strongest) or "none"
        parts = ("title", "lead", "question")
        for place, text in enumerate(told):
            said = squeeze(text.text)
            if not any(said in texts[place] for texts in self.expected):
                cause = (
                    f"the {parts[place]} {quote(text.text)} is not that of the strongest pattern ({names})"
                )
                yield Finding("story", cause, text.page)
                return
        yield Finding(
            "story", f"title, lead and question are not those of one pattern ({names})", told[0].page
        )

    # --- which pattern -----------------------------------------------------------------------------------

    @cached_property
    def _strongest(self) -> list[Pattern]:
        """The patterns that may be the strongest one; more than one only by rounding."""
        found: list[tuple[int, Decimal, bool, Pattern]] = []
        for place, pattern in enumerate(self._edition.patterns):
            fits = list(self._fits(pattern))
            if all(fit.may for fit in fits) and self._can_fill(pattern):
                distances = [fit.distance for fit in fits if fit.distance is not None]
                strength = Decimal(repr(pattern.weight)) * mean_of(distances)
                found.append((place, strength, all(fit.surely for fit in fits), pattern))
        least = max((strength for _, strength, surely, _ in found if surely), default=Decimal(0))
        close = [
            (place, pattern)
            for place, strength, _, pattern in found
            if strength >= least - _EQUAL * Decimal(repr(pattern.weight))
        ]
        if not least:  # only last resorts: the first of them that fits for certain
            certain = [place for place, _, surely, _ in found if surely]
            close = [(place, p) for place, p in close if place <= min(certain, default=place)]
        return [pattern for _, pattern in close]

    def _fits(self, pattern: Pattern) -> Iterator[_Fit]:
        for name, wanted in pattern.when.items():
            if name == "nodes":
                for about, tests in wanted.items():
                    code = self._code(about)
                    for test, ends in tests.items():
                        yield _NO if code is None else self._node(code, test, ends)
            elif name == "profile":
                for code, ends in wanted.items():
                    number = self._subject.figure(f"profile:{code}", "value").numbers
                    held = self._cluster.profile.get(code, "")
                    yield _range(Decimal(held) if number else None, ends)
            elif name == "group":
                yield _certain(all(self._cluster.groups.get(c, "") in v for c, v in wanted.items()))
            elif name == "words":
                yield _certain(any(word.startswith(tuple(wanted)) for word in self._own_words))
            else:
                codes, of = self._counted[name]
                fit = _range(Decimal(len(codes)), wanted)
                yield _Fit(fit.may, fit.surely, Decimal(len(codes)) / of)

    @cached_property
    def _own_words(self) -> set[str]:
        cluster = self._cluster
        texts = [f.code for f in self._edition.profile if f.kind == "text"]
        said = [cluster.name, cluster.short_name, *(cluster.profile.get(code, "") for code in texts)]
        return {word.casefold() for text in said for word in words_of(text)}

    def _node(self, code: str, test: str, wanted: Any) -> _Fit:
        subject, recount, cluster = self._subject, self._subject.recount, self._cluster.id
        lead, step = self._lead(code), self._hundredths(recount.step)
        distance = None if lead is None else min(abs(lead) / 100, Decimal(1))
        leaf = self._framework[code].is_leaf
        score = recount.scores[code][cluster]
        value = recount.raw(cluster, code) if leaf else None
        if test == "missing":
            absent = (value if leaf else score) is None
            return _Fit(absent == wanted, absent == wanted, Decimal(1) if absent else None)
        if test == "position":
            stands = self._position(code) in wanted
            return _Fit(stands, stands, distance)
        fit = _NO
        if test == "value":
            fit = _range(value, wanted)
        elif test == "of_median":
            spread = recount.values[code] if leaf else None
            if value is not None and spread is not None and spread.median > 0:
                fit = _range(value / spread.median, wanted, NOISE)
        elif test in ("rank", "ranked"):
            numbers = subject.figure(code, "rank" if test == "rank" else "n").numbers
            fit = _range(numbers[0] if numbers else None, wanted)
        elif test == "score":
            start = Decimal(repr(float(self._edition.method.scale[0])))
            fit = _range(None if score is None else self._hundredths(score - start), wanted, step)
        elif test == "lead":
            fit = _range(lead, wanted, step)
        elif test == "change":
            change = self._change(code)
            fit = _range(change, wanted, step)
            distance = None if change is None else min(abs(change) / 100, Decimal(1))
        return _Fit(fit.may, fit.surely, None if test == "ranked" else distance)

    def _position(self, code: str) -> str | None:
        """Where a result stands: low, middle, good; None where it is missing or all agree."""
        recount, node, cluster = self._subject.recount, self._framework[code], self._cluster.id
        spread = recount.values[code] if node.is_leaf else recount.points[code]
        own = recount.raw(cluster, code) if node.is_leaf else recount.scores[code][cluster]
        if own is None or spread is None:
            return None
        column = [
            x
            for other in self._edition.ids
            if (x := recount.raw(other, code) if node.is_leaf else recount.scores[code][other]) is not None
        ]
        noise = ALIKE * max(*map(abs, column), Decimal(0 if node.is_leaf else 1))
        if max(column) - min(column) <= noise:
            return None
        direction = node.direction if node.is_leaf else 1
        ahead = [direction * (own - mark) for mark in (spread.q1, spread.median, spread.q3)]
        best = max(direction * x for x in column) - direction * own <= noise
        if (best and ahead[1] > noise) or min(ahead) > noise:
            return "good"
        return "low" if max(ahead) < -noise else "middle"

    # --- measures ------------------------------------------------------------------------------------------

    def _hundredths(self, points: Decimal) -> Decimal:
        method = self._edition.method
        start, end = (Decimal(repr(float(x))) for x in method.scale)
        return points / (end / 10 if method.normalise == "zscore" else (end - start) / 100)

    def _lead(self, code: str) -> Decimal | None:
        numbers = self._subject.figure(code, "gap.median").numbers
        if not numbers:
            return None
        if numbers[0]:
            return self._hundredths(numbers[0])
        # Less than can be printed: only its sign is known.
        recount = self._subject.recount
        exact = recount.above_median(self._cluster.id, code) or Decimal(0)
        return self._hundredths(min(max(exact, -recount.step / 3), recount.step / 3))

    @cached_property
    def _label(self) -> str | None:
        root = self._framework.root.code
        found = (
            x for x in reversed(self._subject.labels) if self._subject.figure(root, f"change.{x}").numbers
        )
        return next(found, None)

    def _change(self, code: str) -> Decimal | None:
        if self._label is None:
            return None
        numbers = self._subject.figure(code, f"change.{self._label}").numbers
        return self._hundredths(numbers[0]) if numbers else None

    @cached_property
    def _subareas(self) -> list[Node]:
        return [node for node in self._framework.nodes if node.depth > 1 and not node.is_leaf]

    def _code(self, about: str) -> str | None:
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
            column = [score for score in recount.scores[node.code].values() if score is not None]
            lead, mine = (
                recount.above_median(self._cluster.id, node.code),
                recount.scores[node.code][self._cluster.id],
            )
            if lead is None or mine is None:
                continue
            if max(column) - min(column) > ALIKE * max(Decimal(1), *map(abs, column)):
                leads[node.code] = round(lead, 9)
        if len(leads) < 2 or min(leads.values()) == max(leads.values()):
            return None
        return (max if best else min)(leads, key=leads.__getitem__)

    def _movers(self, direction: int) -> list[str]:
        moved = {}
        for node in self._subareas or self._framework.areas:
            share = Decimal(direction) * (self._change(node.code) or Decimal(0)) * self._part(node)
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
    def _counted(self) -> Mapping[str, tuple[list[str], int]]:
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
            and all((recount.raw(other, leaf.code) or 0) >= 0 for other in self._edition.ids)
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

    def _can_fill(self, pattern: Pattern) -> bool:
        texts = (
            text.get(lang)
            for t in (pattern.headline, pattern.lead, pattern.question)
            for text in t
            for lang in LANGS
        )
        parts = {part for text in texts for part in pieces(text) if isinstance(part, Placeholder)}
        # Whether there is a number does not depend on the noun behind it, which has other forms elsewhere.
        return all(self._forms(replace(part, forms=()), True) for part in parts)

    def _plain(self, wordings: Sequence[Localised]) -> Iterator[str]:
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
            codes = self._counted["zeros"][0][:_MOST_NAMES]
            if part.name == "unscored":
                codes = self._counted["areas-unscored"][0]
            quoted = [says("quoted", name=self._name(code)) for code in codes]
            return [says.names(quoted)] if quoted else []
        if part.name in self._counted:
            return self._numbers(Figure((Decimal(len(self._counted[part.name][0])),)), part)
        if part.name == "profile":
            return self._characteristic(part)
        code = self._code(part.about)
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


def _certain(holds: bool) -> _Fit:
    return _Fit(holds, holds)


def _range(number: Decimal | None, ends: tuple[float, float], noise: Decimal = Decimal(0)) -> _Fit:
    """Whether a number is in a range, and whether it is for certain where it may be off by ``noise``."""
    if number is None:
        return _NO
    low, high = (Decimal(repr(end)) for end in ends)
    return _Fit(low - noise <= number <= high + noise, low + noise <= number <= high - noise)


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
