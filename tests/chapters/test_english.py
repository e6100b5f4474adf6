"""The English catalogue against the Polish one, and English reports on the sample edition."""

from __future__ import annotations

import re

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Identifier, Message, Pattern, SelectExpression, TermReference, VariableReference
from fluent.syntax.visitor import Visitor
from hypothesis import given
from hypothesis import strategies as st
from support.composing import composer, sample
from support.texts import texts_in

from reports import assets
from reports.document.blocks import AdviceCard, Report, walk
from reports.edition.model import Lang
from reports.production.maker import ReportMaker
from reports.production.study import Study
from reports.words.catalogue import NBSP, Texts
from reports.words.typography import typography

POLISH = re.compile("[ąćęłńóśźż„]", re.IGNORECASE)
#: The numbers of every sort that a catalogue can meet: one, few and many in Polish, and a half.
RANKS = (1, 2, 3, 11, 21, 22, 40, 2.5)


#: The plural categories of CLDR.
PLURALS = {"zero", "one", "two", "few", "many", "other"}


# --- the catalogues ------------------------------------------------------------------------------


class Variables(Visitor):
    """The names of the arguments of a pattern, and the keys of its choices."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.choices: list[set[str]] = []

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802  # the visitor's protocol
        self.names.add(node.id.name)

    def visit_SelectExpression(self, node: SelectExpression) -> None:  # noqa: N802
        # Whether a sentence needs a noun, "podobszar" or "wskaźnik", is a matter of each language.
        if isinstance(node.selector, VariableReference) and node.selector.id.name == "part":
            return
        keys = {v.key.name for v in node.variants if isinstance(v.key, Identifier)}
        if not isinstance(node.selector, TermReference) and keys <= PLURALS:
            self.choices.append(keys)
        self.generic_visit(node)


def catalogue(lang: str) -> dict[str, Pattern]:
    """Every message and variant of a catalogue by its name: ``headline-plain``, ``lead-above.a``. What a unit
    is called, and what agrees with it, is a matter of each language.
    """
    found: dict[str, Pattern] = {}
    for entry in FluentParser().parse(assets.catalogue(lang)).body:
        if isinstance(entry, Message) and not re.match(
            "(in-)?(typical-)?[uU]nits?(-|$)|[rR]eader$", entry.id.name
        ):
            if entry.value is not None:
                found[entry.id.name] = entry.value
            for attribute in entry.attributes:
                found[f"{entry.id.name}.{attribute.id.name}"] = attribute.value
    return found


def variables(pattern: Pattern) -> Variables:
    visitor = Variables()
    visitor.visit(pattern)
    return visitor


def test_both_languages_say_the_same_things() -> None:
    """Every message and every variant is there in both languages, and takes the same arguments."""
    polish, english = catalogue("pl"), catalogue("en")
    assert polish.keys() == english.keys()
    taken = {name: variables(p).names for name, p in english.items()}
    # An English place has an ending, which the digits choose: 2nd.
    assert taken.pop("ordinal") == {"rank", "form"}
    assert taken == {name: variables(p).names for name, p in polish.items() if name != "ordinal"}


def test_counted_words_have_the_plural_forms_of_english() -> None:
    """A word that Polish counts in three forms is counted in English in two: one and other."""
    polish, english = catalogue("pl"), catalogue("en")
    assert variables(english.pop("ordinal")).choices == [{"one", "two", "few", "other"}]
    counted = {name for name, pattern in english.items() if variables(pattern).choices}
    assert counted == {name for name, pattern in polish.items() if variables(pattern).choices}
    assert all(keys == {"one", "other"} for name in counted for keys in variables(english[name]).choices)


def test_the_english_catalogue_has_no_polish_letter() -> None:
    """No sentence was left untranslated; comments are in English too."""
    assert POLISH.findall(assets.catalogue("en")) == []


def test_english_sentences_neither_praise_nor_explain() -> None:
    """No exclamation mark, no word of praise, no causal verb in a sentence of the catalogue; to ask for
    causes, or to say that something is none, explains nothing.
    """
    asked = r"is no cause\.|naming causes, ask for them\.|asking about its causes|causes of a fall:"
    words = r"!|\b(thanks|owing|caus(e|ed|es|ing)|led to|resulted in|excellent|impressive|great)\b"
    assert re.findall(words, re.sub(asked, "", assets.catalogue("en")), re.IGNORECASE) == []


# --- words and numbers ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def english(study: Study) -> Texts:
    return texts_of("en", study)


@pytest.fixture(scope="module")
def study() -> Study:
    return sample()


def texts_of(lang: Lang, study: Study) -> Texts:
    return Texts(lang, assets.catalogue(lang), study.edition.unit[lang])


@pytest.mark.parametrize("rank", RANKS)
def test_a_rank_is_a_number_that_fits_every_sentence(english: Texts, rank: float) -> None:
    """No ordinal ending: "ranked 2 of 40", never "2th" or "2nd place"."""
    said = english.rank(rank)
    assert float(said) == rank
    told = english("kpi-change-note-comparable", rank=said, n=40)
    assert told == f"in comparable indicators; then ranked {said} of 40"


@pytest.mark.parametrize(
    ("n", "counted"),
    [(0, "0 months"), (1, "1 month"), (2, "2 months"), (5, "5 months"), (21, "21 months")],
)
def test_counts_take_the_english_plural(english: Texts, n: int, counted: str) -> None:
    """Only one is singular."""
    assert english("months", n=n) == counted


def test_numbers_dates_and_lists_are_british(english: Texts) -> None:
    """Decimal point, comma between thousands, the day before the month, no comma before "and"."""
    assert english.number(12345.65) == "12,345.7"
    assert english.points(6.8) == "6.8 points"
    assert english.date("2018-11-22") == "22 November 2018"
    assert english.names(["a", "b", "c"]) == "a, b and c"
    assert english.units(40) == f"40{NBSP}clusters"


@pytest.mark.parametrize(
    ("raw", "set_"),
    [
        ("ranked 2 of 40", f"ranked 2 of{NBSP}40"),
        ("up 6.8 points, see table 3", f"up 6.8{NBSP}points, see table{NBSP}3"),
        ("ranks 1-10", "ranks 1–10"),
        ("members' staff, the cluster's", "members’ staff, the cluster’s"),
        ('the "plan"', "the “plan”"),
        ("score - median", f"score{NBSP}– median"),
    ],
)
def test_micro_typography(raw: str, set_: str) -> None:
    """Numbers stay with their words, apostrophes, quotation marks and dashes are set as in print."""
    assert typography(raw, "en") == set_


@given(st.text(alphabet="aof 012.'\"“”’–%points\n", max_size=60))
def test_typography_is_applied_once_or_twice_alike(text: str) -> None:
    """Applying the rules again changes nothing, so that it cannot matter where they are applied."""
    once = typography(text, "en")
    assert typography(once, "en") == once


# --- reports -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    return {cluster: composer().report(cluster, "en") for cluster in sample().edition.ids}


def test_english_reports_are_english(study: Study, reports: dict[str, Report]) -> None:
    """All forty reports are composed in English; Polish stands in names only.

    Names of clusters, places, the publisher, the authors and the editors are not translated.
    """
    edition = study.edition
    imprint = (value for key, value in edition.publisher.items() if not key.endswith("notices"))
    people = {name for value in imprint for name in ([value] if isinstance(value, str) else value)}
    assert len(reports) == 40
    for cluster in edition.clusters:
        own = {cluster.name, cluster.short_name, cluster.coordinator, cluster.profile_en["voivodeship"]}
        credited = {card.credit for card in walk(reports[cluster.id]) if isinstance(card, AdviceCard)}
        names = people | ((own | credited) - {""})
        # On a page a name is set, in the data file it stays as it was typed.
        allowed = sorted(names | {typography(text, "en") for text in names}, key=len, reverse=True)
        pattern = re.compile("|".join(map(re.escape, allowed)))
        for text in texts_in(reports[cluster.id]):
            assert not POLISH.search(pattern.sub("", text)), text


def test_no_english_report_has_a_hole(reports: dict[str, Report]) -> None:
    """No empty argument, doubled space or stop, and no capital where a sentence goes on."""
    for report in reports.values():
        for text in texts_in(report):
            assert not re.search(r"  |\{|\}|\bnan\b|\.\.| ,|\(\)|“”|r&D", text), text


def test_an_english_report_passes_the_last_gate(study: Study) -> None:
    """The layout holds the English words as well: the finished file has no finding."""
    assert ReportMaker(study, "en").prepare()("jarometal")["pdf"].startswith(b"%PDF-")
