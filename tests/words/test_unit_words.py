"""What the catalogue calls a unit of the study, for every ready set of words and both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import (
    Identifier,
    Message,
    NumberLiteral,
    SelectExpression,
    TermReference,
    TextElement,
    VariableReference,
)
from fluent.syntax.visitor import Visitor
from support import units

from reports import assets
from reports.edition.model import CASES, LANGS, Lang
from reports.proof.audit.messages import wordings
from reports.words.catalogue import NBSP, Texts

ROOT = Path(assets.__file__).parent
CLUSTER = re.compile("klast(?:e|r)|cluster|koordynat|coordinat", re.IGNORECASE)
#: One of each Polish gender, and one that no reader is part of; what the sets differ in else is their words.
OTHERS = ("hospital", "municipality", "voivodeship", "participant", "country")


@cache
def parsed(lang: Lang) -> list[Message]:
    """The messages of the catalogue."""
    body = FluentParser().parse(assets.catalogue(lang)).body
    return [entry for entry in body if isinstance(entry, Message)]


@cache
def texts_of(lang: Lang, name: str) -> Texts:
    return Texts(lang, assets.catalogue(lang), units.words(name)[lang])


# --- nothing is called a cluster but by the edition ------------------------------------------------


class Literals(Visitor):
    """The own words of a message, but for those that only reports of clusters have."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def visit_TextElement(self, node: TextElement) -> None:  # noqa: N802  # the visitor's protocol
        self.found.append(node.value)

    def visit_SelectExpression(self, node: SelectExpression) -> None:  # noqa: N802
        by_kind = isinstance(node.selector, TermReference) and node.selector.id.name == "unit"
        for variant in node.variants:
            if not (by_kind and isinstance(variant.key, Identifier) and variant.key.name == "cluster"):
                self.visit(variant.value)


@pytest.mark.parametrize("lang", LANGS)
def test_no_message_calls_a_unit_by_its_own_words(lang: Lang) -> None:
    """Where a sentence is about a unit or who reads its report, the edition's word stands; sentences
    that hold of clusters only stand behind a choice.
    """
    wrong = []
    for entry in parsed(lang):
        literals = Literals()
        literals.visit(entry)
        wrong += [(entry.id.name, text) for text in literals.found if CLUSTER.search(text)]
    assert wrong == []


#: Texts in the rooms that make documents that no reader of a report reads as a word for a unit.
NO_WORDS_FOR_UNITS = {
    r"cluster-reports.*": "the name of the program",
    r"[a-z-]*-clusters?|cluster_id|clusters?|.*coordinator(?:-term)?": "keys of messages and columns",
    r".*urn:cluster-reports.*": "the name space of the program's own metadata",
    r".*\|klast\|.*|.*\|clusters\?\).*": "typography: what keeps together, in any text",
}


def test_no_module_that_makes_documents_calls_a_unit_a_cluster() -> None:
    """Words of documents come from the catalogue; the modules hold keys. What the command says to the analyst
    calls a row of the table ``clusters`` a cluster.
    """
    rooms = ("results", "advice", "document", "words", "chapters", "papers", "pages")
    wrong = []
    for path in (p for room in rooms for p in sorted((ROOT / room).rglob("*.py"))):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in told:
                continue
            known = any(re.fullmatch(text, node.value, re.DOTALL) for text in NO_WORDS_FOR_UNITS)
            if CLUSTER.search(node.value) and not known:
                wrong.append((path.name, node.value))
    assert wrong == []


def test_no_template_calls_a_unit_a_cluster() -> None:
    """The pages and the messages get their words from the catalogue."""
    for path in sorted(assets.templates().glob("*.j2")):
        text = re.sub(
            r"\{[{%#].*?[}%#]\}|<meta name=\"cluster\"", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        assert CLUSTER.findall(text) == [], path.name


# --- every message in every set ---------------------------------------------------------------------


class Arguments(Visitor):
    """Arguments for a message: numbers where they choose a variant, else texts."""

    def __init__(self) -> None:
        self.given: dict[str, Any] = {}

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802
        self.given.setdefault(node.id.name, "X")

    def visit_SelectExpression(self, node: SelectExpression) -> None:  # noqa: N802
        if isinstance(node.selector, VariableReference):
            named = [v.key.name for v in node.variants if isinstance(v.key, Identifier)]
            numbers = any(isinstance(v.key, NumberLiteral) for v in node.variants)
            plural = numbers or set(named) <= {"zero", "one", "two", "few", "many", "other"}
            self.given[node.selector.id.name] = 5 if plural else named[0]
        self.generic_visit(node)


def said(lang: Lang, texts: Texts) -> Iterator[tuple[str, str]]:
    """Every message and variant as it is said, with X for its arguments."""
    for entry in parsed(lang):
        arguments = Arguments()
        arguments.visit(entry)
        whole = texts._bundle.get_message(entry.id.name)
        values = [whole.value, *(whole.attributes[a.id.name] for a in entry.attributes)]
        for value in filter(None, values):
            yield entry.id.name, texts._format(entry.id.name, value, arguments.given)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", OTHERS)
def test_every_message_is_said_of_every_kind_of_unit(name: str, lang: Lang) -> None:
    """No message lacks a form, and none speaks of clusters or their coordinators."""
    texts = texts_of(lang, name)
    for message, text in said(lang, texts):
        assert not CLUSTER.search(text), (message, text)
        assert not re.search(r" [,.:;]| {2}|\(\)", text), (message, text)


@pytest.mark.parametrize("lang", LANGS)
def test_an_edition_without_cases_is_worded_around(lang: Lang) -> None:
    """Sentences say jednostka or unit; counts say what the edition gives."""
    counts = {"pl": {"one": "związek", "few": "związki", "many": "związków"}, "en": {}}[lang]
    texts = Texts(lang, assets.catalogue(lang), counts)
    assert texts.units(5) == {"pl": f"5{NBSP}związków", "en": f"5{NBSP}units"}[lang]
    assert texts("column-own") == {"pl": "Jednostka", "en": "Your unit"}[lang]
    assert not [text for _, text in said(lang, texts) if CLUSTER.search(text)]
    assert (
        Texts(lang, assets.catalogue(lang), {}).units(340).endswith({"pl": "jednostek", "en": "units"}[lang])
    )


# --- agreement ---------------------------------------------------------------------------------------

AREA = {"score": "50,0 pkt", "gap": "3,0 pkt", "rank": "4.", "n": 40}
AGREED = [
    ("marks-note", {"dash": "–"}, {
        "hospital": "Znak „–” oznacza, że żaden inny szpital nie podał tego samego albo że odpowiedzi "
        "jest za mało.",
        "municipality": "Znak „–” oznacza, że żadna inna gmina nie podała tego samego albo że odpowiedzi "
        "jest za mało.",
        "voivodeship": "Znak „–” oznacza, że żadne inne województwo nie podało tego samego albo "
        "że odpowiedzi jest za mało.",
    }),
    ("data-last-none", {}, {
        "hospital": "Szpital nigdzie nie zajmuje ostatniego miejsca w grupie, ani sam, ani z mniej niż "
        "jej połową.",
        "municipality": "Gmina nigdzie nie zajmuje ostatniego miejsca w grupie, ani sama, ani z mniej niż "
        "jej połową.",
        "city": "Miasto nigdzie nie zajmuje ostatniego miejsca w grupie, ani samo, ani z mniej niż "
        "jej połową.",
    }),
    ("position-lead-leader-tied", {"gap": "2,0 pkt"}, {
        "school": "To samo miejsce zajmuje co najmniej jedna inna szkoła. Przewaga nad typową szkołą "
        "to 2,0 pkt.",
        "participant": "To samo miejsce zajmuje co najmniej jeden inny uczestnik. Przewaga nad "
        "typowym uczestnikiem to 2,0 pkt.",
    }),
    ("position-title-upper", {}, {
        "municipality": "Wynik ogólny lepszy niż w typowej gminie",
        "participant": "Wynik ogólny lepszy niż u typowego uczestnika",
        "hospital": "Wynik ogólny lepszy niż w typowym szpitalu",
    }),
    ("data-participants", {"n": 2, "units": "2 X"}, {
        "participant": "W badaniu wzięli udział 2 X.",
        "municipality": "W badaniu wzięły udział 2 X.",
    }),
    ("data-participants", {"n": 40, "units": "40 X"}, {
        "participant": "W badaniu wzięło udział 40 X.",
        "municipality": "W badaniu wzięło udział 40 X.",
    }),
    ("handout-confidential", {}, {
        "hospital": "Poufne: ten komplet jest przeznaczony tylko dla dyrekcji szpitala, którego dotyczy.",
        "university": "Poufne: ten komplet jest przeznaczony tylko dla władz uczelni, której dotyczy.",
    }),
    ("groups-note-median", {}, {
        "municipality": "Mediana grupy obejmuje także Państwa gminę. „Inne gminy” to pozostali "
        "członkowie grupy, "
        "którzy mają wynik.",
        "participant": "Mediana grupy obejmuje także Państwa uczestnika. „Inni” to pozostali "
        "członkowie grupy, którzy mają wynik.",
    }),
    ("plenary-change-lead", {"edition": "2014"}, {
        "enterprise": "Porównujemy tylko przedsiębiorstwa, które brały udział także w edycji 2014, i tylko "
        "wskaźniki, które da się porównać.",
        "participant": "Porównujemy tylko uczestników, którzy brali udział także w edycji 2014, i "
        "tylko wskaźniki, "
        "które da się porównać.",
    }),
    ("mail-lead", {"name": "X", "study": "Y", "edition": "Z"}, {
        "county": "w załączniku jest raport z wynikami Państwa powiatu (X) w badaniu „Y”, edycja Z.",
        "company": "w załączniku jest raport z wynikami Państwa firmy (X) w badaniu „Y”, edycja Z.",
    }),
    ("question-strength", {"indicator": "I", "evidence": "E"}, {
        "company": "I: E. Jak firma do tego doszła i czy mogłaby pokazać to innym?",
        "museum": "I: E. Jak muzeum do tego doszło i czy mogłoby pokazać to innym?",
        "bank": "I: E. Jak bank do tego doszedł i czy mógłby pokazać to innym?",
    }),
    ("reading-lead", {}, {
        "country": "Raport pokazuje wyniki jednego kraju na tle wszystkich uczestników badania. To "
        "punkt wyjścia do "
        "rozmowy, a nie ocena czyjejś pracy.",
        "cluster": "Raport pokazuje wyniki jednego klastra na tle wszystkich uczestników badania. To "
        "punkt wyjścia "
        "do rozmowy, a nie ocena pracy zespołu.",
    }),
]  # fmt: skip


@pytest.mark.parametrize(
    ("message", "arguments", "name", "text"),
    [(message, arguments, name, text) for message, arguments, said in AGREED for name, text in said.items()],
)
def test_words_agree_with_the_unit(message: str, arguments: dict[str, Any], name: str, text: str) -> None:
    """Pronouns, adjectives, participles and the past tense have the gender of the noun."""
    assert texts_of("pl", name)(message, **arguments).replace(NBSP, " ") == text


def test_variants_agree_with_the_unit() -> None:
    """The past tense of slots, too."""
    texts = texts_of("pl", "municipality")
    found = {texts.bind(turn).variant("area-lead-above", **AREA) for turn in range(6)}
    said = "W tym obszarze gmina uzyskała 50,0 pkt, o 3,0 pkt więcej niż typowa gmina"
    assert f"{said}, i zajęła 4. miejsce wśród 40{NBSP}gmin." in found


def test_english_takes_its_article_and_possessives() -> None:
    """A noun takes a or an by its first letter, or as the edition says; plurals without s get one."""
    source = assets.catalogue("en")
    for words, wanted in (
        ({"one": "hospital", "other": "hospitals"}, "a hospital"),
        ({"one": "institution", "other": "institutions"}, "an institution"),
        ({"one": "hour", "other": "hours", "article": "an"}, "an hour"),
        (units.words("university")["en"], "a university"),
    ):
        texts = Texts("en", source, words)
        assert f"The name of {wanted} says where" in texts("rules-practices-text")
    people = Texts("en", source, {"one": "person", "other": "people", "kind": "other"})
    assert people("plenary-change-caption", edition="2014").startswith("Changes of the people’s scores")
    banks = Texts("en", source, {"one": "bank", "other": "banks", "kind": "other"})
    assert banks("plenary-change-caption", edition="2014").startswith("Changes of the banks’ scores")


def test_a_word_of_an_edition_is_no_fluent() -> None:
    """Quotation marks, braces and backslashes in a word mean nothing."""
    texts = Texts("en", assets.catalogue("en"), {"one": 'a{b}"c\\', "other": "ds", "kind": "other"})
    assert texts("label-own") == 'your a{b}"c\\'


# --- the proof reads the same sentences ---------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["cluster", "hospital", "municipality", "voivodeship", "participant"])
def test_the_proof_knows_every_sentence_with_the_words_of_the_edition(name: str, lang: Lang) -> None:
    """A sentence of an edition is read by a pattern with the forms of that edition, and no other."""
    source = texts_of(lang, name).source
    patterns = {wording.message: wording.pattern.pattern for wording in wordings(source, lang, ("2014",))}
    word = units.words(name)[lang]["many" if lang == "pl" else "other"].replace(" ", "")
    counted = patterns["position-table-caption"]
    assert word in counted
    assert ("klastrów" in counted or "clusters" in counted) == (name == "cluster")


def test_ready_sets_are_whole() -> None:
    """Each has a gender, twelve forms and a reader in Polish, and two forms and a reader in English; in the
    plural biernik is mianownik, or dopełniacz of men.
    """
    assert len(units.sets()) >= 10
    for name in units.sets():
        polish, english = units.words(name)["pl"], units.words(name)["en"]
        assert {f"{number}.{case}" for number in ("singular", "plural") for case in CASES} < polish.keys()
        assert polish["gender"] in ("m", "mo", "f", "n")
        same = "gen" if polish["gender"] == "mo" else "nom"
        assert polish["plural.acc"] == polish[f"plural.{same}"], name
        assert polish["plural.dat"].endswith("om"), name
        assert polish["plural.ins"].endswith("ami"), name
        assert polish["plural.loc"].endswith("ach"), name
        assert all(polish[key] for key in ("reader", "reader.gen", "one", "few", "many"))
        assert all(english[key] for key in ("one", "other", "reader"))
