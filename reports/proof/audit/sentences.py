"""Numbers in running text: each has to be what its own sentence says.

A sentence is recognised by the message of the catalogue that it was made from, whichever wording; of several
that fit, the one with the most words of its own decides. What its numbers are, and whose, says
:mod:`.roles`: what stands where a message has ``$median`` must be the median of the node that the message
names. Numbers of places (cards, items, charts, pages) are proven by :mod:`.places`.

Explained without a proof: digits of a message's own words and of the edition's texts (names, units,
recommendations, notices, dates); numbers of chapters, which :mod:`.report` proves. A number that nothing
explains is a finding. Only the labels of drawings, which stand without a sentence, need no more than to be
one of the report's results (:meth:`SentenceProof.lone`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from reports.edition import Localised
from reports.errors import Finding

from ..reading.book import PrintedText
from .claims import BEHIND_A_NAME, CLAIMED, Claims, Told
from .messages import APART, AROUND, Match, comparable, matches, sentences
from .numbers import Numbers
from .places import Context
from .roles import meaning
from .subject import Subject

_TOKENS = {
    "pl": re.compile(r"\d+(?:,\d+)?"),
    "en": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])|\d+(?:\.\d+)?"),
}


def quoted(subject: Subject) -> list[str]:
    """The texts of the cluster itself that its report may quote, the expert's words and the names that good
    practices credit among them.
    """
    cluster, edition, lang = subject.cluster, subject.edition, subject.texts.lang
    own = [cluster.name, cluster.short_name, cluster.coordinator, cluster.email]
    credited = {practice.cluster for practice in edition.practices}
    own += [name for c in edition.clusters if c.id in credited for name in (c.name, c.short_name)]
    own += [edition.group_name(column, value, lang) for column, value in cluster.groups.items() if value]
    spoken = [c.text.get(lang) for c in edition.comments if c.id == cluster.id]
    for override in edition.overrides:
        if override.id == cluster.id:
            spoken += [override.text.get(lang), override.first_step.get(lang)]
    # Paragraph by paragraph, without the marks of emphasis and of lists.
    lines = [_MARKS.sub("", line) for text in spoken for line in text.splitlines()]
    told = edition.interview(cluster.id)
    facts = (told.strategy, told.project, told.achievement, told.service, told.challenge)
    own += [fact.get(lang) for fact in facts]
    return [*own, *_answers(subject), *cluster.profile.values(), *cluster.profile_en.values(), *lines]


def _answers(subject: Subject) -> Iterator[str]:
    """What the cluster said of itself in words, with the name of the characteristic: of an answer that is a
    number ("Founded: 2016"), only that tells that it is meant.
    """
    cluster, edition, lang = subject.cluster, subject.edition, subject.texts.lang
    for item in edition.profile:
        answers = {cluster.profile.get(item.code, ""), cluster.profile_en.get(item.code, "")} - {""}
        for answer in answers if item.kind == "text" else ():
            yield subject.texts("profile-part", name=item.name.get(lang), text=answer)


#: Marks of Markdown that are not printed.
_MARKS = re.compile(r"^\s*(?:[-*+>]|\d+[.)])\s+|[*_`]+")

#: What of an edition holds no text that a report may quote; the values of other clusters are none.
_NOT_QUOTED = frozenset(
    {
        "clusters",
        "values",
        "history",
        "mail",
        "method",
        "id",
        "code",
        "when",
        "comments",
        "overrides",
        "survey",
        "interviews",
        "patterns",
    }
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


@dataclass(slots=True)
class Tally:
    """How many numbers were proven, or only explained (own words, names, numbers of chapters)."""

    proven: int = 0
    explained: int = 0


@dataclass(frozen=True, slots=True)
class _Named:
    """A name of a node in a text."""

    start: int
    end: int
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """A comparable text: its numbers, those of them that stand in texts of the edition, the names of nodes
    (each of them, also within longer ones), and what it is about.
    """

    said: str
    tokens: Sequence[re.Match[str]]
    quoted: Sequence[tuple[int, int]]
    named: Sequence[_Named]
    context: Context

    def names(self, match: Match) -> list[_Named]:
        """The names as the message reads the text: its numbers are in none of them (in "X 2; median 1", "X 2"
        is no name where 2 is the own value), and of names within others the longest ones are meant.
        """
        numbers = [token.span() for token in self.tokens if self.role_of(token, match)]
        named = [
            name
            for name in self.named
            if not any(name.start < end and start < name.end for start, end in numbers)
        ]
        return [name for name in named if not any(_within(name, other) for other in named)]

    def role_of(self, token: re.Match[str], match: Match) -> str:
        """What a number is in a message: the name of its placeholder; "" where it is none of its numbers."""
        for role, start, end in match.groups:
            if start <= token.start() and token.end() <= end:
                return role if _meant(match, role) is not None else ""
        return ""

    def is_quoted(self, token: re.Match[str]) -> bool:
        """Whether a number stands in a text of the edition."""
        return any(start <= token.start() and token.end() <= end for start, end in self.quoted)


def _within(name: _Named, other: _Named) -> bool:
    spans = (name.start, name.end), (other.start, other.end)
    return other.start <= name.start and name.end <= other.end and spans[0] != spans[1]


def _cut(name: _Named, match: Match) -> bool:
    """Whether a sentence ends in the middle of a name."""
    return name.start < match.span[1] < name.end


def _meant(match: Match, role: str) -> str | None:
    """The meaning of a role of a message; None where it is a text."""
    return "actions@" if role == "numbers" else meaning(match.message, role)


def node_names(subject: Subject) -> dict[str, tuple[str, ...]]:
    """Every comparable name -> its nodes: areas, indicators with and without their units, characteristics. An
    indicator and a characteristic may share a name.
    """
    edition, lang = subject.edition, subject.texts.lang
    named = [(node.name.get(lang), node.code) for node in edition.framework.nodes]
    for leaf in edition.framework.leaves:
        name, unit = leaf.name.get(lang), leaf.unit_in(lang)
        if unit:
            named += [
                (f"{name} {unit}", leaf.code),
                (subject.texts("indicator-with-unit", name=name, unit=unit), leaf.code),
            ]
    for item in edition.profile:
        node = f"profile:{item.code}"
        name, unit = item.name.get(lang), item.unit_en or item.unit if lang == "en" else item.unit
        named += [(name, node), (subject.texts("profile-name-unit", name=name, unit=unit), node)]
    named += [(edition.group_name(column, "", lang), f"group:{column}") for column in subject.cluster.groups]
    found: dict[str, tuple[str, ...]] = {}
    for name, node in named:
        key = comparable(name, lang)
        if node not in found.get(key, ()):
            found[key] = (*found.get(key, ()), node)
    found.pop("", None)
    return found


def _standing_alone(subject: Subject) -> Iterator[str]:
    """The names of groups and editions, which may stand alone beside or between sentences as nodes do."""
    edition, lang = subject.edition, subject.texts.lang
    for column, value in subject.cluster.groups.items():
        yield edition.group_name(column, "", lang)
        yield edition.group_name(column, value, lang)
    yield from (edition.label, *subject.labels)


class SentenceProof:
    """The proof of the texts of one report.

    Args:
        source: The catalogue.
        structure: Texts that number chapters, and those that the cluster's own report quotes.
    """

    def __init__(self, subject: Subject, source: str, structure: Iterable[str], tally: Tally) -> None:
        edition, self._lang = subject.edition, subject.texts.lang
        self._edition, self._tally, self._source = edition, tally, source
        self.subject = subject
        self._token = _TOKENS[self._lang]
        self._labels = (edition.label, *subject.labels)
        self._numbers, self._claims = Numbers(subject), Claims(subject)
        self.nodes = node_names(subject)
        # White space between digits is no difference between names.
        self._named = {name.replace(APART, ""): nodes for name, nodes in self.nodes.items()}
        texts = {*_strings(edition, self._lang), *structure, *self._named}
        if edition.published:
            texts.add(subject.texts.date(edition.published))
        known = set(map(self._key, texts))
        known = {text for text in known if re.search(r"\d", text)}
        # A text that is nothing but a number is one only where a message has a text.
        self._numeric = {text.strip(AROUND) for text in known if not re.search(r"[^\W\d]", text)}
        self._codes = {comparable(code, self._lang) for code in _codes(subject)}
        self._texts = {text for text in known if text.strip(AROUND) not in self._numeric}
        alone = {*self._named, *map(self._key, _standing_alone(subject))}
        self._alone = {text.strip(AROUND) for text in alone} & self._numeric

    def prove(self, text: PrintedText, context: Context) -> Iterator[Finding]:
        """The numbers and the claims of one text."""
        said = comparable(text.text, self._lang)
        yield from self._claimed(text, said, context)
        tokens = list(self._token.finditer(said))
        if not tokens:
            return
        fixed = list(context.right)
        if text.tag == "TD" and text.place is not None and said.startswith(f"{text.place}."):
            fixed.append((0, len(str(text.place))))  # proven with its table
        wrong = {(start, end): cause for start, end, cause in context.wrong}
        # Descriptions of drawings have messages of their own.
        found = [
            match
            for match in matches(said, self._source, self._lang, self._labels)
            if text.tag == "Alt" or "-alt" not in match.message
        ]
        named = [_Named(s, e, self._named[name]) for s, e, name in self._places_of(said, self._named)]
        read = _Text(said, tokens, self._quoted(said), named, context)
        for token in tokens:
            start, end = token.span()
            if cause := wrong.get((start, end), ""):
                verdict = cause
            elif any(left <= start and end <= right for left, right in fixed) or read.is_quoted(token):
                verdict = "explained"
            else:
                verdict = self._verdict(read, token, found)
            if not verdict:
                self._tally.proven += 1
            elif verdict == "explained":
                self._tally.explained += 1
            else:
                words = " ".join(text.text.split())
                yield Finding("sentence", f"{token[0]} in {words!r}: {verdict}", text.page)

    def _claimed(self, text: PrintedText, said: str, context: Context) -> Iterator[Finding]:
        """What the text claims in words."""
        found = sentences(said, self._source, self._lang, self._labels)
        for start in dict.fromkeys(match.span[0] for match in found):
            alike = [match for match in found if match.span[0] == start]
            if context.area and text.tag == TITLE:
                # Words of other places read like some of these titles.
                alike = [match for match in alike if match.message.startswith("area-title")] or alike
            yield from self._false(text, said, alike, context)
        yield from self._false(text, said, self._behind_a_name(said), context)

    def _behind_a_name(self, said: str) -> list[Match]:
        """What a text says of what it names first, without being a sentence: the longest readings of it."""
        found = [
            match
            for match in matches(said, self._source, self._lang, self._labels)
            if match.message in BEHIND_A_NAME
        ]
        end = max((match.span[1] for match in found), default=0)
        return [match for match in found if match.span[1] == end]

    def _false(
        self, text: PrintedText, said: str, alike: Sequence[Match], context: Context
    ) -> Iterator[Finding]:
        """A finding where a sentence, as which of these messages it may be read, claims what is not so."""
        if not any(match.message in CLAIMED for match in alike):
            return
        every = [_Named(s, e, self._named[name]) for s, e, name in self._places_of(said, self._named)]
        whole = [match for match in alike if not any(_cut(name, match) for name in every)] or alike
        # Of one wording, the shortest sentence that ends in no name.
        longest_first = sorted(whole, key=lambda match: -match.span[1])
        read = {(match.message, *(role for role, _, _ in match.groups)): match for match in longest_first}
        told = ((match, self._told(said, match, context, every)) for match in read.values())
        if all(self._claims.false(match, what) for match, what in told):
            words = " ".join(text.text.split())
            yield Finding("claim", f"{words!r}: {alike[0].message} is not so", text.page)

    def _told(self, said: str, match: Match, context: Context, every: Sequence[_Named]) -> Told:
        """What stands in the placeholders of a sentence; ``every`` are the names in the text, also within
        others. No number of the sentence is in a name.
        """
        named: dict[str, list[tuple[str, ...]]] = {}
        texts: dict[str, str] = {}
        numbers = [(start, end) for role, start, end in match.groups if _meant(match, role) is not None]
        every = [n for n in every if not any(n.start < end and start < n.end for start, end in numbers)]
        every = [name for name in every if not any(_within(name, other) for other in every)]
        for role, start, end in match.groups:
            texts[role] = said[start:end].strip(AROUND)
            inside = [name for name in every if start <= name.start and name.end <= end]
            rest = said[start:end]
            for name in sorted(inside, key=lambda name: -name.start):
                rest = rest[: name.start - start] + rest[name.end - start :]
            crossed = any(name.start < end < name.end for name in every)
            if inside and not crossed and not re.sub(_BETWEEN, "", rest):
                named[role] = [name.nodes for name in inside]
        last = max((name.end for name in every if name.end <= match.span[0] + 1), default=0)
        before = tuple(node for name in every if name.end == last for node in name.nodes)
        return Told(context.area, named, texts, before)

    def lone(self, piece: str, pages: int) -> str:
        """What is wrong with a text that is nothing but a number, as the labels of a drawing are; "" if
        nothing is. Ticks of an axis are round; chapters, tables and pages have numbers.
        """
        said = comparable(piece, self._lang).lstrip("+\u2212").rstrip(".%")
        if not self._token.fullmatch(said):
            return ""
        known = said in self._numbers.drawn or said in self._numeric
        placed = said.isdecimal() and int(said) <= pages
        significant = said.replace(",", "").replace(".", "").strip("0")
        round_ = (
            len(significant) <= 1
            or (len(significant) == 2 and significant[-1] in "05")
            or said.endswith(("5", "0"))
        )
        return (
            ""
            if known or placed or round_
            else f"{piece.strip()} stands alone and is none of the report's numbers"
        )

    def _key(self, text: str) -> str:
        """A text as it is looked for."""
        return comparable(text, self._lang).replace(APART, "")

    # --- texts of the edition ------------------------------------------------------------------------------

    def _places_of(self, said: str, texts: Iterable[str]) -> Iterator[tuple[int, int, str]]:
        """Where texts stand, whatever white space there is between digits."""
        places = [at for at, letter in enumerate(said) if letter != APART]
        flat = said.replace(APART, "")
        for text in texts:
            at = flat.find(text)
            while at >= 0:
                start, end = places[at], places[at + len(text) - 1] + 1
                if not (cuts(said, start) or cuts(said, end)):
                    yield start, end, text
                at = flat.find(text, at + 1)

    def _quoted(self, said: str) -> list[tuple[int, int]]:
        found = [(start, end) for start, end, _ in self._places_of(said, self._texts)]
        found += [match.span() for match in _LISTED.finditer(said) if match[0] in self._codes]
        return found

    # --- messages ------------------------------------------------------------------------------------------

    def _verdict(self, text: _Text, token: re.Match[str], found: list[Match]) -> str:
        """Nothing for a proven number, "explained", or else what is wrong."""
        start, end = token.span()
        candidates: list[tuple[int, str]] = []
        for match in found:
            if not (match.span[0] <= start and end <= match.span[1]):
                continue
            if any(left <= start and end <= right for left, right in match.own):
                candidates.append((match.weight, "explained"))
            for role, left, right in match.groups:
                if not (left <= start and end <= right):
                    continue
                if _meant(match, role) is not None:
                    wrong = self._wrong(text, token, match)
                    candidates.append((match.weight, wrong and f"not the {wrong} of {match.message}"))
                elif text.said[left:right].strip(AROUND) in self._numeric:
                    candidates.append((match.weight, "explained"))
        if not candidates:
            alone = self._stands_alone(text, token, found)
            return "explained" if alone else "no sentence of the program says it"
        heaviest = max(weight for weight, _ in candidates)
        verdicts = [verdict for weight, verdict in candidates if weight == heaviest]
        return min(verdicts, key=lambda verdict: (verdict != "", verdict != "explained"))

    def _stands_alone(self, text: _Text, token: re.Match[str], found: list[Match]) -> bool:
        """Whether a number that no message says is, or belongs to, a name that is nothing but a number:
        before a message, or between signs, the words of messages or other names of a list.
        """
        said = text.said
        edges = {edge for match in found for span in (match.span, *match.own) for edge in span}
        starts, ends = {name.start for name in text.named}, {name.end for name in text.named}
        action = re.match(r"\d+", said)
        node = self.subject.action_nodes.get(int(action[0]), "") if action else ""
        named = {name.strip(AROUND) for name, nodes in self._named.items() if node in nodes}
        for start, end, name in self._places_of(said, self._alone):
            if not (start <= token.start() and token.end() <= end):
                continue
            before, behind = said[:start], said[end:]
            begins = (
                len(before) <= 1  # the letter of a row
                or before[-1] in _SIGNS
                or start in edges
                or any(before.endswith(word) and start - len(word) in ends for word in _AND)
            )
            stops = (
                not behind
                or behind[0] in _SIGNS
                or any(behind.startswith(word) and end + len(word) in starts for word in _AND)
            )
            of_action = not behind.strip(_SIGNS) and name in named
            if (begins and stops) or of_action or edges & {end, len(said) - len(behind.lstrip(_SIGNS))}:
                return True
        return False

    def _wrong(self, text: _Text, token: re.Match[str], match: Match) -> str:
        """The role that a number of a message does not fit; "" for a right one. A message that takes a number
        out of a name for one of its own has to be right there, too.
        """
        names = text.names(match)
        for other in (token, *filter(text.is_quoted, text.tokens)):
            role = text.role_of(other, match)
            if role and not self._fits(text, other, match, _meant(match, role) or "", names):
                return role
        return ""

    def _fits(
        self, text: _Text, token: re.Match[str], match: Match, meant: str, named: Sequence[_Named]
    ) -> bool:
        negative = text.said[: token.start()].endswith("\u2212")
        for alternative in meant.split(" "):
            kind, at, whose = alternative.partition("@")
            nodes = self._whose(text, match, whose, named) if whose or not at else ("",)
            for full in self._kinds(text.said, kind, match):
                if any(self._numbers.fits(full, node, token[0], negative=negative) for node in nodes):
                    return True
        return False

    def _kinds(self, said: str, kind: str, match: Match) -> Iterator[str]:
        """A kind of a result of an earlier edition for the edition that the message names, or for any."""
        if not kind.endswith(".*"):
            yield kind
            return
        labels = self.subject.labels
        spans = [(start, end) for role, start, end in match.groups if role == "edition"]
        for label in labels:
            same = comparable(label, self._lang)
            if not spans or any(said[start:end] == same for start, end in spans):
                yield kind[:-1] + label

    def _whose(self, text: _Text, match: Match, whose: str, named: Sequence[_Named]) -> tuple[str, ...]:
        """The nodes that a number of a message may belong to."""
        root, context = self._edition.framework.root.code, text.context
        if whose == "root":
            return (root,)
        if whose == "chapter":
            return (context.area or root,)
        if whose == "card":
            return context.card
        if whose == "text":
            return tuple(node for name in named for node in name.nodes)
        if whose == "before":
            before = [name for name in named if name.end <= match.span[0] + 1]
            last = max((name.end for name in before), default=-1)
            nodes = tuple(node for name in before if name.end == last for node in name.nodes)
            return nodes or context.card or (context.area or root,)
        spans = [(s, e) for role, s, e in match.groups if role.lower() == whose or not whose]
        nodes = tuple(node for span in spans for node in self._in_group(text.said, span, named))
        return nodes or context.card or (context.area or root,)

    def _in_group(self, said: str, span: tuple[int, int], named: Sequence[_Named]) -> tuple[str, ...]:
        """The nodes that the text of a placeholder names: all of it, its end or its beginning."""
        outer = inner = span
        while inner[0] < inner[1] and said[inner[0]] in AROUND:
            inner = inner[0] + 1, inner[1]
        while inner[0] < inner[1] and said[inner[1] - 1] in AROUND:
            inner = inner[0], inner[1] - 1
        starts, ends = (outer[0], inner[0]), (outer[1], inner[1])
        ending = [name for name in named if name.end in ends]
        beginning = [name for name in named if name.start in starts]
        whole = [name for name in ending if name in beginning]
        fitting = whole or ending or beginning
        return tuple(node for name in fitting for node in name.nodes)


#: What stands alone between commas or colons, as the ids of records do.
_LISTED = re.compile(r"(?:^|(?<=[,:]))[^,:]+?(?=[,:]|\.?$)")
#: The tag of the titles of chapters.
TITLE = "H2"
#: What stands between the names of a list.
_BETWEEN = re.compile(rf"[{re.escape(AROUND + APART)}-]|and|i")
#: What may stand beside a name that is nothing but a number, and before the last one of a list.
_SIGNS = AROUND + APART
_AND = ("and", "i")


def cuts(said: str, at: int) -> bool:
    """Whether a place lies inside a number."""
    return bool(_INSIDE.fullmatch(said[max(at - 2, 0) : at] + "|" + said[at : at + 2]))


#: Digits on both sides of a place, or a decimal sign on one of them.
_INSIDE = re.compile(r".?\d\|\d.?|.?\d\|[.,]\d|\d[.,]\|\d.?", re.DOTALL)


def _codes(subject: Subject) -> list[str]:
    """The ids of the records that the annex names."""
    edition = subject.edition
    records = [record.id for record in edition.recommendations]
    return [*records, *(practice.id for practice in edition.practices), *(p.id for p in edition.patterns)]
