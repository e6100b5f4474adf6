"""What a unit of the study is called, as messages of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reports.edition import CASES, Lang

#: Letters of a word that the narrowest column of a table sets on one line.
_HEADING_ROOM = 9


def unit_messages(lang: Lang, unit: Mapping[str, str]) -> str:
    """The words of ``Edition.unit`` in a language as Fluent, under the names of ``unit.ftl``, which they
    replace: ``{ unit.gen }``, ``{ Units }``, ``-unit.gender`` and so on. What an edition does not give stays
    as it stands there.
    """
    return "\n".join(_polish(unit) if lang == "pl" else _english(unit)) + "\n"


def _polish(unit: Mapping[str, str]) -> Iterator[str]:
    if unit.get("gender"):
        yield _entry("-unit", unit["singular.nom"], {"gender": unit["gender"], "kind": _kind(unit)})
        for name, number in (("unit", "singular"), ("units", "plural")):
            forms = {case: unit[f"{number}.{case}"] for case in CASES}
            yield from _both(name, forms.pop("nom"), forms)
        yield _heading(unit["singular.nom"], unit["plural.nom"])
    yield from _counted(unit, ("one", "few"), "many")
    if unit.get("reader"):
        yield from _both("reader", unit["reader"], {"gen": unit["reader.gen"]})


def _english(unit: Mapping[str, str]) -> Iterator[str]:
    if unit.get("one") and unit.get("other"):
        one, other = unit["one"], unit["other"]
        article = unit.get("article") or ("an" if one[:1].lower() in "aeiou" else "a")
        yield _entry("-unit", one, {"kind": _kind(unit)})
        yield from _both(
            "unit",
            one,
            {"indefinite": f"{article} {one}", "possessive": f"{one}\N{RIGHT SINGLE QUOTATION MARK}s"},
        )
        yield from _both("units", other, {"possessive": _possessive(other)})
        yield _heading(one, other)
    yield from _counted(unit, ("one",), "other")
    if unit.get("reader"):
        yield from _both("reader", unit["reader"], {"possessive": _possessive(unit["reader"])})


def _heading(*nouns: str) -> str:
    """Whether the nouns have room in the heading of a narrow column."""
    room = all(len(word) <= _HEADING_ROOM for noun in nouns for word in noun.split())
    return _entry("-heading", nouns[0], {"room": "yes" if room else "no"})


def _kind(unit: Mapping[str, str]) -> str:
    return unit.get("kind") or "other"


def _possessive(noun: str) -> str:
    return noun + (
        "\N{RIGHT SINGLE QUOTATION MARK}" if noun.endswith("s") else "\N{RIGHT SINGLE QUOTATION MARK}s"
    )


def _counted(unit: Mapping[str, str], few: Iterable[str], most: str) -> Iterator[str]:
    """The word behind a number, by its plural category; nothing where the edition does not give it."""
    if not unit.get(most):
        return
    yield "units-counted = { $n ->"
    yield from (f"    [{form}] {_text(unit[form])}" for form in few if unit.get(form))
    yield f"   *[{most}] {_text(unit[most])}"
    yield "}"


def _both(name: str, word: str, attributes: Mapping[str, str]) -> Iterator[str]:
    """A message, and the same for the beginning of a sentence."""
    yield _entry(name, word, attributes)
    yield _entry(_upper(name), _upper(word), {key: _upper(text) for key, text in attributes.items()})


def _entry(name: str, word: str, attributes: Mapping[str, str]) -> str:
    lines = [f"{name} = {_text(word)}", *(f"    .{key} = {_text(text)}" for key, text in attributes.items())]
    return "\n".join(lines)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _text(word: str) -> str:
    """A text of the edition, in which nothing means anything to Fluent."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'{{"{escaped}"}}'
