"""The table ``[unit]``: what a unit of the study is called, in all forms that sentences need."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ..model import CASES, LANGS, Lang
from .settings import PLURALS, Settings

#: Plural categories (CLDR) that the word for a unit of the study needs behind numbers.
FORMS: Mapping[Lang, tuple[str, ...]] = {"pl": ("one", "few", "many"), "en": ("one", "other")}
#: The cases as Polish grammars call them, in their order.
_CASES = ("mianownik", "dopełniacz", "celownik", "biernik", "narzędnik", "miejscownik")
_GENDERS = ("m", "mo", "f", "n")
_OWN = ("gender", "singular", "plural")
#: The set whose reports speak of coordinators, members and the office of a unit.
_CLUSTER = "cluster"

Sets = Mapping[str, Mapping[str, Mapping[str, Any]]]


def read_unit(
    settings: Settings, languages: Collection[Lang], sets: Sets, remarks: list[str]
) -> dict[str, dict[str, str]]:
    """What units are called: language -> form -> word (see ``Edition.unit``). ``languages`` are those of the
    reports, ``sets`` the ready sets by name; what reports word around is added to ``remarks``.
    """
    chosen = settings.choice("unit.set", tuple(sets), "")
    counts = {lang: _counts(settings, lang) for lang in LANGS}
    named = {lang: chosen or _set_of(counts[lang], lang, sets) for lang in LANGS}
    found: dict[str, dict[str, str]] = {}
    for lang in LANGS:
        ready = named[lang] or (next(filter(None, named.values()), "") if not counts[lang] else "")
        words = ready_words(sets, ready, lang) if ready else {}
        own = _declined(settings, counts[lang]) if lang == "pl" else {}
        if chosen and counts[lang] and not own and not _fits(counts[lang], words, lang):
            one = counts[lang].get("one", "")
            settings.problem(
                f"unit.{lang}.one" if one else f"unit.{lang}",
                f"this is not the word of the set {chosen!r}, which is {words['one']!r}",
                "Remove the plural forms, or unit.set",
                one or None,
            )
        words |= own | counts[lang] | _reader(settings, lang)
        article = settings.choice("unit.en.article", ("a", "an"), "") if lang == "en" else ""
        if article:
            words["article"] = article
        if lang in languages:
            _require(settings, lang, words)
            if lang == "pl" and words.get("many") and "gender" not in words:
                remarks.append(
                    f"unit.pl: the cases of {words.get('one', '')!r} are not given, so sentences say "
                    "'jednostka' and only counts say its plural; give unit.pl.gender, unit.pl.singular and "
                    "unit.pl.plural, or a ready set as unit.set"
                )
        if words:
            found[lang] = words
    return found


def _require(settings: Settings, lang: Lang, words: Mapping[str, str]) -> None:
    """Every plural form has to be there."""
    example = {
        "pl": 'set = "hospital", or one = klaster, few = klastry, many = klastrów',
        "en": 'set = "hospital", or one = cluster, other = clusters',
    }
    for form in FORMS[lang]:
        if form not in words:
            settings.problem(
                f"unit.{lang}.{form}", "the word for a unit is missing", f"For instance {example[lang]}"
            )


def _counts(settings: Settings, lang: Lang) -> dict[str, str]:
    """The plural forms as they are given."""
    keys = [f"unit.{lang}.{form}" for form in PLURALS]
    return {key.rpartition(".")[2]: settings.text(key, required=True) for key in keys if settings.has(key)}


def ready_words(sets: Sets, name: str, lang: Lang) -> dict[str, str]:
    """The words of a ready set in a language, as in ``Edition.unit``."""
    ready, kind = sets[name][lang], {"kind": "cluster" if name == _CLUSTER else "other"}
    if lang == "en":
        return {key: str(word) for key, word in ready.items()} | kind
    nominative, genitive = ready["reader"]
    forms = _forms(ready["gender"], ready["singular"], ready["plural"])
    return forms | {"reader": nominative, "reader.gen": genitive} | kind


def _forms(gender: str, singular: Collection[str], plural: Collection[str]) -> dict[str, str]:
    """A declined Polish noun: the cases, and the plural forms behind numbers that follow from them."""
    one, many = dict(zip(CASES, singular, strict=True)), dict(zip(CASES, plural, strict=True))
    return {
        "gender": gender,
        **{f"singular.{case}": word for case, word in one.items()},
        **{f"plural.{case}": word for case, word in many.items()},
        "one": one["nom"],
        "few": many["gen" if gender == "mo" else "nom"],  # 2 klastry, 2 uczestników
        "many": many["gen"],
        "other": one["gen"],
    }


def _set_of(counts: Mapping[str, str], lang: Lang, sets: Sets) -> str:
    """The ready set of which an edition writes the plural forms; empty where there is none."""
    if "one" not in counts:
        return ""
    return next((name for name in sets if _fits(counts, ready_words(sets, name, lang), lang)), "")


def _fits(counts: Mapping[str, str], words: Mapping[str, str], lang: Lang) -> bool:
    """Whether the plural forms are those of a noun."""
    few = {words.get("few", ""), words.get("plural.nom", "")}
    return all(
        word.casefold() in (few if form == "few" else {words.get(form, "")})
        for form, word in counts.items()
        if form in FORMS[lang]
    )


def _declined(settings: Settings, counts: Mapping[str, str]) -> dict[str, str]:
    """The own Polish noun with all its cases; nothing where it is not given, or not whole."""
    given = [key for key in _OWN if settings.has(f"unit.pl.{key}")]
    if not given:
        return {}
    gender = settings.choice("unit.pl.gender", _GENDERS, "")
    singular, plural = (_six(settings, f"unit.pl.{number}") for number in ("singular", "plural"))
    for key in _OWN:
        if key not in given:
            settings.problem(f"unit.pl.{key}", "the setting is missing", f"{given[0]} needs it: add it")
    if not (gender and singular and plural):
        return {}
    words = _forms(gender, singular, plural)
    same = {"mo": "gen"}.get(gender, "nom")
    if words["plural.acc"] != words[f"plural.{same}"]:
        settings.problem(
            "unit.pl.plural",
            f"in the plural biernik is the same as {_CASES[CASES.index(same)]} for gender {gender!r}",
            f"Write the cases in this order: {', '.join(_CASES)}",
            words["plural.acc"],
        )
    if gender == "n" and words["singular.acc"] != words["singular.nom"]:
        settings.problem(
            "unit.pl.singular",
            "biernik is the same as mianownik for gender 'n'",
            f"Write the cases in this order: {', '.join(_CASES)}",
            words["singular.acc"],
        )
    if counts.get("one", words["one"]) != words["one"]:
        settings.problem(
            "unit.pl.one",
            f"unit.pl.singular begins with another word, {words['one']!r}",
            "Remove unit.pl.one; it follows from unit.pl.singular",
            counts["one"],
        )
    return words


def _six(settings: Settings, key: str) -> tuple[str, ...]:
    """A noun in its six cases; nothing where it is not given so."""
    words = settings.words(key)
    if settings.has(key) and len(words) != len(CASES):
        settings.problem(
            key,
            f"this must be {len(CASES)} words, one for each case, and there are {len(words)}",
            f"Write them in this order: {', '.join(_CASES)}",
        )
        return ()
    return words


def _reader(settings: Settings, lang: Lang) -> dict[str, str]:
    """Who reads the report of a unit, where an edition says so."""
    key = f"unit.{lang}.reader"
    if not settings.has(key):
        return {}
    if lang == "en":
        return {"reader": settings.text(key, required=True)}
    words = settings.words(key)
    if len(words) != 2:
        settings.problem(
            key, "this must be two words: mianownik and dopełniacz", 'For instance ["dyrekcja", "dyrekcji"]'
        )
        return {}
    return dict(zip(("reader", "reader.gen"), words, strict=True))
