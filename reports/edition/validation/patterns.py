"""Records of ``patterns.toml`` -> patterns.

A record is a table ``[[pattern]]``::

    [[pattern]]
    id = "funding-cliff"
    weight = 3                       # how much the finding matters beside others, above 0, to 100
    lifts = ["Z2.4", "Z2-low"]       # optional: recommendations that answer the finding
    [pattern.when]                   # optional; all of these must hold
    missing = { min = 3 }            # indicators without an answer; also zeros, areas-above, areas-below,
                                     # areas-unscored
    profile = { age = { max = 4 } }  # a number or share of the profile
    group = { size = ["mały"] }      # comparison group: one of these values
    words = ["robot", "technolog"]   # one of these begins a word of its name or of a text of its profile
    [pattern.when.nodes]             # code, or overall, best-area, worst-area, best-part, worst-part
    "Z2.4" = { value = { max = 6 } }
    overall = { position = ["low", "middle"], change = { max = -5 } }
    [pattern.pl]                     # one wording or several of each text
    headline = ["…", "…"]
    lead = ["…", "…"]
    question = ["…", "…"]
    [pattern.en]
    headline = …

Of a node: ``value`` (of an indicator), ``of_median`` (the value as a multiple of the median), ``rank`` and
``ranked`` are ranges with ``min``, ``max`` or both; so are ``score``, ``lead`` (ahead of the median of the
group, below zero behind it) and ``change`` (since the last edition that can be compared), in hundredths of
the scale, which from 0 to 100 are points. ``position`` is low, middle or good; ``missing`` says whether there
is no value or score. Placeholders of the texts are in :mod:`reports.edition.placeholders`.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from typing import Any

from reports.errors import Problem

from ..loading.raw import RawRecord, did_you_mean
from ..model import LANGS, Framework, Lang, Localised, Pattern, ProfileField
from ..placeholders import SELECTORS
from .conditions import characteristics, group_values, interval
from .records import Record, applying
from .sheet import Participants
from .wordings import Subjects, check_wording

#: Characters a text may take on the page.
MAX_LENGTHS = {"headline": 84, "lead": 430, "question": 220}

COUNTED = ("zeros", "missing", "areas-above", "areas-below", "areas-unscored")
RANGES = ("value", "of_median", "rank", "ranked", "score", "lead", "change")
_OF_INDICATORS = ("value", "of_median")
_POSITIONS = ("low", "middle", "good")
_MOST_WEIGHT = 100.0


def patterns(
    records: Iterable[RawRecord],
    framework: Framework,
    participants: Participants,
    profile: Mapping[str, ProfileField],
    recommendations: Collection[str],
    supported: Container[int] | None,
    problems: list[Problem],
) -> tuple[Pattern, ...]:
    """The patterns that apply to a framework, the edition's own ones first.

    A shared record that names a node or a characteristic which the edition lacks is left out; of what it
    lifts, only ``recommendations`` that there are count. Own records may name nothing that is not there. What
    is wrong is appended to ``problems``.
    """

    def read(raw: RawRecord) -> tuple[_PatternRecord, Pattern]:
        record = _PatternRecord(raw, supported, problems)
        record.edition = framework, profile, participants.groups
        made = record.pattern(recommendations)
        if not record.shared:
            remedy = "Leave the name out: the same words stand in the reports of others"
            record.check_names(made, participants.names_in, remedy)
        return record, made

    meant = (raw for raw in records if not raw.shared or _applies(raw, framework, profile))
    return tuple(made for _, made in applying(meant, framework.by_code, read).values())


def _applies(raw: RawRecord, framework: Framework, profile: Mapping[str, ProfileField]) -> bool:
    """Whether the edition has every node and characteristic that a shared record names."""
    when = raw.fields.get("when", {})
    named = when.get("nodes", {}) if isinstance(when, dict) else {}
    known = {*framework.by_code, *SELECTORS}
    wanted = when.get("profile", {}) if isinstance(when, dict) else {}
    return (not isinstance(named, dict) or known.issuperset(named)) and (
        not isinstance(wanted, dict) or set(profile).issuperset(wanted)
    )


class _PatternRecord(Record):
    """A ``[[pattern]]``."""

    names = ("weight", "lifts", "when", *LANGS, "id")
    texts = tuple(MAX_LENGTHS)

    #: Nodes, characteristics and comparison groups that the edition has.
    edition: tuple[Framework, Mapping[str, ProfileField], Mapping[str, Collection[str]]]

    def pattern(self, recommendations: Collection[str]) -> Pattern:
        self.known_fields(self.names)
        return Pattern(
            id=self._identifier(),
            weight=self._weight(),
            when=self._conditions(),
            lifts=tuple(self._lifts(recommendations)),
            **{name: self._wordings(name) for name in self.texts},
        )

    def _weight(self) -> float:
        value = self.fields.get("weight")
        if value is None:
            self.problem(
                "weight", "the field is missing", remedy=f"Write a number above 0, to {_MOST_WEIGHT:g}"
            )
        elif self.is_a("weight", value, int | float, "a number"):
            if 0 < value <= _MOST_WEIGHT:
                return float(value)
            self.problem("weight", f"this must be above 0 and at most {_MOST_WEIGHT:g}", value)
        return 1.0

    def _lifts(self, known: Collection[str]) -> Iterator[str]:
        for record in dict.fromkeys(self.words("lifts", self.fields.get("lifts", []))):
            if record in known:
                yield record
            elif not self.shared:
                self.problem("lifts", "there is no such recommendation", record, did_you_mean(record, known))

    # --- conditions ------------------------------------------------------------------------------------

    def _conditions(self) -> dict[str, Any]:
        given = self.fields.get("when", {})
        if not self.is_a("when", given, dict, "a table"):
            return {}
        self.only("when.", given, (*COUNTED, "nodes", "profile", "group", "words"))
        _, profile, groups = self.edition
        when: dict[str, Any] = {}
        for name, value in given.items():
            field = f"when.{name}"
            if name in COUNTED:
                when[name] = self._count(field, value)
            elif name == "words":
                when[name] = tuple(word.casefold() for word in self.words(field, value) if word.strip())
                if not when[name]:
                    self.problem(
                        field, "no word is given", remedy="Write the beginning of a word, or remove it"
                    )
            elif name == "profile":
                when[name] = characteristics(self, field, value, profile)
            elif name in ("nodes", "group") and self.is_a(field, value, dict, "a table"):
                when[name] = {
                    code: self._node_conditions(f"{field}.{code}", code, item)
                    if name == "nodes"
                    else group_values(self, f"{field}.{code}", code, item, groups)
                    for code, item in value.items()
                }
        return when

    def _count(self, field: str, value: Any) -> tuple[float, float]:
        low, high = interval(self, field, value)
        framework, _, _ = self.edition
        most = len(framework.areas if field.startswith("when.areas") else framework.leaves)
        if not self.shared and framework.nodes and (low > most or high < 0):
            self.problem(field, f"there are {most}, so that no cluster fits", low if low > most else high)
        return low, high

    def _node_conditions(self, field: str, code: str, value: Any) -> dict[str, Any]:
        framework, _, _ = self.edition
        node = framework.by_code.get(code)
        if node is None and code not in SELECTORS:
            remedy = did_you_mean(code, (*framework.by_code, *SELECTORS))
            self.problem(field, "the framework has no such code", code, remedy)
        if not self.is_a(field, value, dict, "a table of conditions"):
            return {}
        self.only(f"{field}.", value, (*RANGES, "position", "missing"))
        found: dict[str, Any] = {}
        for name, item in value.items():
            at = f"{field}.{name}"
            if name in _OF_INDICATORS and (node is None or not node.is_leaf):
                self.problem(at, "only an indicator has a value", remedy="Use score, lead or position")
            elif name in RANGES:
                low, high = found[name] = interval(self, at, item)
                if name == "value" and node is not None and node.is_yes_no and (low > 1 or high < 0):
                    cause = "a yes counts 1 and a no 0, so that no cluster fits"
                    self.problem(at, cause, low if low > 1 else high)
            elif name == "position":
                found[name] = self.words(at, item, _POSITIONS)
            elif name == "missing" and self.is_a(at, item, bool, "true or false"):
                found[name] = item
        if not found:
            self.problem(field, "no condition is given", remedy="Write one, or remove it")
        if found.get("missing") and len(found) > 1:
            remedy = "Remove missing = true, or the others"
            self.problem(
                field, "what is missing fulfils no other condition, so that no cluster fits", remedy=remedy
            )
        return found

    # --- texts -----------------------------------------------------------------------------------------

    def _wordings(self, name: str) -> tuple[Localised, ...]:
        """The wordings of a text; a language that lacks some of them falls back to the other."""
        found = {
            lang: [self._wording(lang, name, text) for text in self._given(lang, name)] for lang in LANGS
        }
        counts = {len(texts) for texts in found.values() if texts}
        if not counts:
            self.problem(f"pl.{name}", "the text is missing", remedy="Add it in Polish or English")
        elif len(counts) > 1:
            remedy = "Write as many in each language"
            self.problem(f"en.{name}", f"{len(found['pl'])} wordings are Polish, {len(found['en'])} English",
                         remedy=remedy)  # fmt: skip
        for lang, texts in found.items():
            for text in {text for text in texts if texts.count(text) > 1}:
                self.problem(f"{lang}.{name}", "this wording stands there twice", text, "Change one of them")
        most = max(counts, default=0)
        return tuple(
            Localised(*(found[lang][place] if place < len(found[lang]) else "" for lang in LANGS))
            for place in range(most)
        )

    def _given(self, lang: Lang, name: str) -> tuple[str, ...]:
        table = self.fields.get(lang)
        if not isinstance(table, dict) or name not in table:
            return ()
        texts = table[name] if isinstance(table[name], list) else [table[name]]
        return tuple(self.plain(f"{lang}.{name}", text) for text in texts)

    def _wording(self, lang: Lang, name: str, text: str) -> str:
        field = f"{lang}.{name}"
        if not text:
            self.problem(field, "the text is empty", remedy="Write it, or remove it")
            return ""
        framework, profile, _ = self.edition
        check_wording(self, field, lang, text, Subjects(framework.by_code, profile), MAX_LENGTHS[name])
        return text
