"""Numbers in running text: each has to be one of the report's proven numbers, in the role that its sentence
gives it.

A sentence is recognised by the message of the catalogue that it was made from, whichever wording: what stands
where the message has ``$median`` must be a median, and if the sentence names an indicator, one of that
indicator. A number that no message explains must at least be one of the report's numbers. What is said of the
simulation (:data:`SIMULATED`) must be what :mod:`.simulate` gives.

Explained without a proof: digits of a message's own words; digits of the edition's texts (names, units,
recommendations, notices, dates); labels of editions; numbers of chapters, tables, charts, actions and pages,
which :mod:`.report` proves where they can be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import product
from typing import Any

from fluent.runtime import FluentResource
from fluent.syntax import ast

from reports.edition import SIMILAR, Localised, canonical
from reports.errors import Finding

from ..reading.book import PrintedText
from ..reading.texts import squeeze
from .arithmetic import Figure, difference, rounded, score_figure
from .recount import GOALS
from .simulate import INSIDE, LEAST, MOST
from .subject import Subject

#: What the numbers of the messages about simulated ranks are: (message, role) -> the kind.
SIMULATED: Mapping[tuple[str, str], str] = {
    **{("robustness-interval", role): f"simulated-{role}" for role in ("share", "draws", "low", "high")},
    **{("robustness-one", role): f"simulated-{role}" for role in ("share", "draws")},
    ("robustness-one", "low"): "simulated-one",
    ("robustness-half", "upper"): "simulated-upper",
    ("method-robustness", "draws"): "simulated-draws",
    ("method-robustness", "low"): "simulated-least",
    ("method-robustness", "high"): "simulated-most",
}

MOST_PRACTICES = 4

#: Roles of numbers in the catalogue's messages -> the kinds of numbers they may be.
ROLES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("gap", "margin", "leader", "quartile", "change", "gain"), ("gap", "trait-gap")),
    **dict.fromkeys(("n", "units", "same", "up", "down", "least"), ("count",)),
    **dict.fromkeys(("own", "median", "q1", "q3"), ("points", "value", "trait")),
    "score": ("points",),
    "best": ("points", "value"),
    "rank": ("rank",),
    "goal": ("value",),
    "before": ("rank", "points", "value", "label"),
    "after": ("rank", "points", "label"),
    "moved": ("moved",),
    "now": ("count", "points", "label"),
    "edition": ("label",),
}
#: Roles of numbers that belong to no node.
_OF_NO_NODE = frozenset({"n", "units", "edition", "moved", "up", "down", "same", "least", "now"})
#: Roles that may be words: an answer, a count with its unit.
_WORDY = frozenset({"own", "goal", "median", "before", "after", "best", "units"})

_TOKENS = {
    "pl": re.compile(r"\d+(?:,\d+)?"),
    "en": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"),
}
_HOLE = re.compile("\ue000([a-z0-9]+)\ue001")
_LIST_OF_NUMBERS = re.compile(r"(\d[.,])\s+(?=\d)")


def comparable(text: str) -> str:
    """A squeezed text whose dashes and quotation marks are all alike. Numbers on both sides of a full stop or
    a comma with a space stay apart.
    """
    return squeeze(canonical(_LIST_OF_NUMBERS.sub("\\1\u2063", text)))


# --- the messages as patterns --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a message. ``anchor`` is its longest piece of own words, a quick test."""

    message: str
    pattern: re.Pattern[str]
    anchor: str


@lru_cache(maxsize=4)
def _wordings(source: str) -> tuple[Wording, ...]:
    """Every wording of every message of a catalogue that has a number in it, or may have."""
    found: dict[tuple[str, str], Wording] = {}
    for entry in FluentResource(source).body:
        if not isinstance(entry, ast.Message):
            continue
        values = [entry.value] if entry.value else []
        values += [attribute.value for attribute in entry.attributes]
        for text in (text for value in values for text in _texts(value)):
            pieces = _HOLE.split(comparable(text))
            own = [piece for piece in pieces[::2] if piece]
            if sum(map(str.isalpha, "".join(own))) < 4 or not (pieces[1::2] or re.search(r"\d", text)):
                continue
            pattern = "".join(
                _group(piece, place) if place % 2 else re.escape(piece) for place, piece in enumerate(pieces)
            )
            wording = Wording(entry.id.name, re.compile(pattern), max(own, key=len))
            found.setdefault((entry.id.name, pattern), wording)
    return tuple(found.values())


def _group(role: str, place: int) -> str:
    """What may stand for a placeholder; ``place`` makes the name of the group unique."""
    # Whole numbers first, so that a group at the end does not stop at a digit.
    number = r"[+\u2212]?\d+(?:[.,]\d+)*[.%]?(?:pkt|points?)?"
    if role not in ROLES:
        return f"(?P<{role}__{place}>.+?)"
    return f"(?P<{role}__{place}>{number}|.{{1,30}}?)" if role in _WORDY else f"(?P<{role}__{place}>{number})"


def _texts(value: Any) -> list[str]:
    """The texts of a pattern of Fluent, one for each choice of variants."""
    parts: list[list[str]] = []
    for element in value.elements:
        if isinstance(element, ast.TextElement):
            parts.append([element.value])
            continue
        inner = element.expression
        if isinstance(inner, ast.VariableReference):
            parts.append([f"\ue000{inner.id.name}\ue001"])
        elif isinstance(inner, ast.SelectExpression):
            parts.append([text for variant in inner.variants for text in _texts(variant.value)])
        elif isinstance(inner, ast.StringLiteral):
            parts.append([inner.parse()["value"]])
        elif isinstance(inner, ast.NumberLiteral):
            parts.append([inner.value])
    return ["".join(choice) for choice in product(*parts)]


# --- the proven numbers of a report --------------------------------------------------------------------


class Numbers:
    """Every number that the report may say, as it is printed, by kind and by node."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self.of: dict[tuple[str, str], set[str]] = {}
        self._nodes()
        self._groups()
        self._characteristics()
        self._simulated()
        self._counts()

    def kind(self, kind: str, node: str = "") -> set[str]:
        return self.of.get((kind, node), set())

    def all(self) -> set[str]:
        return set().union(*(found for (_, node), found in self.of.items() if not node))

    def _add(self, kind: str, figure: Figure, *nodes: str) -> None:
        subject = self._subject
        forms = {subject.number(abs(number)) for number in figure.numbers}
        for node in ("", *nodes):
            self.of.setdefault((kind, node), set()).update(forms)

    def _nodes(self) -> None:
        subject, recount = self._subject, self._subject.recount
        cluster, framework = subject.cluster.id, subject.edition.framework
        facts = {"rank": "rank", "n": "count"}
        for label in subject.labels:
            facts |= {f"past_score.{label}": "points", f"past_now.{label}": "points"}
            facts |= {f"change.{label}": "gap", f"past_rank.{label}": "rank"}
        of_values = {f"values.{what}": "value" for what in ("q1", "median", "q3", "best", "benchmark")}
        for node in framework.nodes:
            code, points = node.code, recount.points[node.code]
            own = recount.scores[code][cluster]
            others = [s for name, s in recount.scores[code].items() if name != cluster and s is not None]
            marks = [own, max(others, default=None)]
            if points is not None:
                marks += [points.q1, points.median, points.q3, points.best, points.benchmark]
            for mark in marks:
                self._add("points", score_figure(mark), code)
                self._add("gap", difference(own, mark), code)
            for what, kind in (facts | ({"value": "value", **of_values} if node.is_leaf else {})).items():
                self._add(kind, subject.figure(code, what), code)
            if node.is_leaf:
                self._goals(code)

    def _goals(self, code: str) -> None:
        framework, cluster = self._subject.edition.framework, self._subject.cluster.id
        area = framework.area_of(code)
        above = [framework.root.code, *([] if area is None else [area.code])]
        for goal in GOALS:
            reached = self._subject.recount.reached(cluster, code, goal)
            if reached is not None:
                self._add("value", reached.goal, code)
                self._add("points", reached.score, code)
                self._add("gap", reached.gain, code)
                self._add("gap", reached.area_gain, code)
                self._add("rank", reached.rank, code, *above)
                self._add("rank", reached.area_rank, code, *above)

    def _groups(self) -> None:
        subject, recount = self._subject, self._subject.recount
        framework = subject.edition.framework
        for node in (framework.root, *framework.areas):
            for column, value in subject.cluster.groups.items():
                if value:
                    for what, kind in _of_groups(subject, node.code, column):
                        self._add(kind, subject.figure(node.code, f"compared.{column}.{what}"), node.code)
            for size in subject.sizes:
                for what, kind in _of_groups(subject, node.code, SIMILAR):
                    figure = recount.similar(subject.cluster.id, node.code, size, what)
                    self._add(kind, figure, node.code)

    def _characteristics(self) -> None:
        subject, edition = self._subject, self._subject.edition
        for column in subject.cluster.groups:
            self._count_same(f"group:{column}")
        for item in edition.profile:
            node = f"profile:{item.code}"
            if item.kind not in ("number", "share"):
                self._count_same(node)
                continue
            own = subject.figure(node, "value")
            self._add("trait", own, node)
            for what in ("q1", "median", "q3", "benchmark"):
                self._add("trait", subject.figure(node, f"values.{what}"), node)
            for mine, median in product(own.numbers, subject.figure(node, "values.median").numbers):
                self._add("trait-gap", Figure((abs(mine - median),)), node)
            if item.kind == "number" and own.numbers and own.numbers[0]:
                self._add("trait", Figure(rounded(100 / own.numbers[0], 1)), node)

    def _simulated(self) -> None:
        found = self._subject.recount.simulated.get(self._subject.cluster.id)
        if found is None:
            return
        numbers = {
            "low": (found.low,),
            "high": (found.high,),
            "one": (found.low,) if found.low == found.high else (),
            "upper": rounded(100 * found.upper, 0),
            "draws": (Decimal(found.draws),),
            "share": (100 * INSIDE,),
            "least": (Decimal(repr(LEAST)),),
            "most": (Decimal(repr(MOST)),),
        }
        for what, of in numbers.items():
            self._plain(f"simulated-{what}", [self._subject.number(number.normalize() + 0) for number in of])

    def _count_same(self, node: str) -> None:
        figure = self._subject.figure(node, "same")
        self._add("count", figure)
        if figure.out_of is not None:
            self._plain("count", [figure.out_of])

    def _plain(self, kind: str, numbers: Iterable[int | str]) -> None:
        self.of.setdefault((kind, ""), set()).update(map(str, numbers))

    def _counts(self) -> None:
        subject, edition, recount = self._subject, self._subject.edition, self._subject.recount
        framework, cluster = edition.framework, self._subject.cluster.id
        self._plain("label", [edition.label, *subject.labels])
        parts = [n.code for n in framework.nodes if not n.is_leaf and n.depth > 1]
        areas = [area.code for area in framework.areas]
        missing = sum(recount.raw(cluster, leaf.code) is None for leaf in framework.leaves)
        counts = [len(edition.clusters), len(areas), len(framework.leaves), missing, edition.min_group]
        counts += [past.participants for past in edition.history]
        counts += [record.term_months for record in edition.recommendations]
        counts += [practice.term_months for practice in edition.practices]
        # How many practices a chapter has is a choice, not a result; more than these there never are.
        counts += range(1, MOST_PRACTICES + 1)
        for label in subject.labels:
            for codes in (parts, areas):
                changes = [subject.figure(code, f"change.{label}").numbers for code in codes]
                signs = [found[0] for found in changes if found]
                counts += [len(signs), sum(s > 0 for s in signs), sum(s < 0 for s in signs)]
            then = recount.past_rank(cluster, framework.root.code, label)
            now = recount.ranks[framework.root.code].get(cluster)
            if then is not None and now is not None:
                self._plain("moved", [subject.number(abs(then - now).normalize() + 0)])
        self._plain("count", [*counts, subject.actions])


def _of_groups(subject: Subject, node: str, column: str) -> list[tuple[str, str]]:
    """What may be said of a comparison group: its median only where the tables show it, too."""
    shown = (node, column) in subject.medians
    return [("n", "count"), *([("median", "points"), ("gap", "gap")] if shown else [])]


# --- the proof -----------------------------------------------------------------------------------------


def quoted(subject: Subject) -> list[str]:
    """The texts of the cluster itself that its report may quote, the expert's words among them."""
    cluster, edition, lang = subject.cluster, subject.edition, subject.texts.lang
    own = [cluster.name, cluster.short_name, cluster.coordinator, cluster.email]
    spoken = [c.text.get(lang) for c in edition.comments if c.id == cluster.id]
    for override in edition.overrides:
        if override.id == cluster.id:
            spoken += [override.text.get(lang), override.first_step.get(lang)]
    # Paragraph by paragraph, without the marks of emphasis and of lists.
    lines = [_MARKS.sub("", line) for text in spoken for line in text.splitlines()]
    return [*own, *cluster.profile.values(), *cluster.profile_en.values(), *lines]


#: Marks of Markdown that are not printed.
_MARKS = re.compile(r"^\s*(?:[-*+>]|\d+[.)])\s+|[*_`]+")

#: What of an edition holds no text that a report may quote; the values of other clusters are none.
_NOT_QUOTED = frozenset(
    {"clusters", "values", "history", "mail", "method", "id", "code", "when", "comments", "overrides"}
)


def _strings(value: Any, lang: str) -> Iterator[str]:
    """Every text of a value of the edition that a report may quote."""
    if isinstance(value, Localised):
        yield value.get("en" if lang == "en" else "pl")
    elif isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _strings(tuple(value.values()), lang)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _strings(inner, lang)
    elif is_dataclass(value) and not isinstance(value, type):
        for item in fields(value):
            if item.name not in _NOT_QUOTED:
                yield from _strings(getattr(value, item.name), lang)


@dataclass(frozen=True, slots=True)
class _Role:
    """What a message says of a piece of a text: the name of the placeholder, "" for its own words, and the
    nodes that the message names.
    """

    message: str
    name: str
    nodes: tuple[str, ...]


#: Placeholders that number parts of the report.
_STRUCTURE = frozenset({"number", "numbers", "table", "page"})
#: Placeholders of the method, which is no result.
_METHOD = frozenset({"share", "spread", "step", "low", "high", "draws", "upper"})


@dataclass(slots=True)
class Tally:
    """How many numbers were proven, or only explained (own words, names, numbers of chapters and pages)."""

    proven: int = 0
    explained: int = 0


class SentenceProof:
    """The proof of the texts of one report.

    Args:
        source: The catalogue.
        structure: Texts that number chapters, and those that the cluster's own report quotes.
    """

    def __init__(self, subject: Subject, source: str, structure: Iterable[str], tally: Tally) -> None:
        edition, lang = subject.edition, subject.texts.lang
        self._edition, self._tally = edition, tally
        self._token = _TOKENS[lang]
        self._wordings = _wordings(source)
        self._numbers = Numbers(subject)
        self._all_numbers = self._numbers.all()
        texts = (text for text in (*_strings(edition, lang), *structure) if re.search(r"\d", text))
        self._texts = set(map(comparable, texts))
        if edition.published:
            self._texts.add(comparable(subject.texts.date(edition.published)))
        # An indicator and a characteristic may share a name.
        self._nodes: dict[str, tuple[str, ...]] = {}
        named = [(node.name, node.code) for node in edition.framework.nodes]
        named += [(item.name, f"profile:{item.code}") for item in edition.profile]
        for name, code in named:
            key = comparable(name.get(lang)).casefold()
            self._nodes[key] = (*self._nodes.get(key, ()), code)
        # What a number with a full stop counts: recommended actions.
        self._actions = {comparable(record.action.get(lang)) for record in edition.recommendations}
        ends = {f"{end:g}" for end in edition.method.scale} | {str(tick) for tick in range(0, 201, 10)}
        #: Ends of the scale and of the axis around it, shares of the simulation.
        self._method = ends | {"25", "90", f"{100 * edition.method.missing:.0f}"}

    def prove(self, text: PrintedText) -> Iterator[Finding]:
        """The numbers of one text."""
        said = comparable(text.text)
        tokens = list(self._token.finditer(said))
        if not tokens:
            return
        fixed, roles = self._quoted(said), self._roles(said)
        for token in tokens:
            at, number = token.start(), token[0]
            if any(start <= at and token.end() <= end for start, end in fixed):
                verdict = "explained"
            else:
                verdict = self._verdict([role for start, end, role in roles if start <= at < end], number)
            if not verdict:
                self._tally.proven += 1
            elif verdict == "explained":
                self._tally.explained += 1
            else:
                words = " ".join(text.text.split())
                yield Finding("sentence", f"{number} in {words!r}: {verdict}", text.page)

    def lone(self, piece: str, pages: int) -> str:
        """What is wrong with a text that is nothing but a number, as the labels of a drawing are; "" if
        nothing is. Ticks of an axis are whole multiples of five; chapters, tables and pages have numbers.
        """
        said = comparable(piece).lstrip("+\u2212").rstrip(".%")
        if not self._token.fullmatch(said):
            return ""
        known = said in self._all_numbers or said in self._texts
        placed = said.isdecimal() and (int(said) <= pages or int(said) % 5 == 0)
        return "" if known or placed else f"{piece.strip()} stands alone and is none of the report's numbers"

    def _quoted(self, said: str) -> list[tuple[int, int]]:
        """Where texts of the edition stand, and the number of an action before the action."""
        found = []
        for text in self._texts:
            at = said.find(text)
            while at >= 0:
                found.append((at, at + len(text)))
                at = said.find(text, at + 1)
        number = re.match(r"\d\.?", said)
        if number and any(said.startswith(action, number.end()) for action in self._actions):
            found.append(number.span())
        return found

    def _roles(self, said: str) -> list[tuple[int, int, _Role]]:
        """(start, end, role) of everything that a message says of the text."""
        found = []
        for wording in self._wordings:
            if wording.anchor not in said:
                continue
            for match in wording.pattern.finditer(said):
                groups = {name: match.span(name) for name in match.re.groupindex}
                nodes = tuple(
                    code
                    for start, end in groups.values()
                    for code in self._nodes.get(said[start:end].strip('".,;:').casefold(), ())
                )
                place, own = match.start(), _Role(wording.message, "", nodes)
                for name, (start, end) in sorted(groups.items(), key=lambda item: item[1]):
                    found.append((place, start, own))
                    found.append((start, end, _Role(wording.message, name.partition("__")[0], nodes)))
                    place = end
                found.append((place, match.end(), own))
        return found

    def _verdict(self, roles: list[_Role], number: str) -> str:
        """Nothing for a proven number, "explained", or else what is wrong."""
        if any(not role.name for role in roles):
            return "explained"  # the message's own words
        simulated = {(role.message, role.name) for role in roles} & SIMULATED.keys()
        if simulated:
            asked = {SIMULATED[role] for role in simulated}
            right = any(number in self._numbers.kind(kind) for kind in asked)
            return "" if right else f"not what the simulation gives ({', '.join(sorted(asked))})"
        if any(role.name in _STRUCTURE for role in roles):
            return "explained"
        if any(role.name in _METHOD for role in roles) and number in self._method:
            return "explained"
        known = [role for role in roles if role.name in ROLES]
        # The messages that name whose number it is know best.
        known = [role for role in known if role.nodes] or known
        for role in known:
            # A sentence about an area may also say what the overall result lacks.
            nodes = (*role.nodes, self._edition.framework.root.code) if role.nodes else ("",)
            if role.name in _OF_NO_NODE:
                nodes = ("",)
            if any(number in self._numbers.kind(k, node) for k in ROLES[role.name] for node in nodes):
                return ""
        if known:
            return f"not the {', '.join(sorted({f'{role.name} of {role.message}' for role in known}))}"
        return "" if number in self._all_numbers else "none of the report's numbers"
