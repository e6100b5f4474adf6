"""Every word that the program prints is in a dictionary, or in a short list of its own."""

from __future__ import annotations

import dataclasses
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, TextElement
from fluent.syntax.visitor import Visitor
from support.composing import composer, sample
from support.prose import prose

from reports import assets
from reports.document import Cell, find
from reports.edition.model import LANGS, Lang, Localised

#: The dictionaries of Debian: hunspell-pl, hunspell-en-gb.
DICTIONARIES = {"pl": "pl_PL", "en": "en_GB"}
KNOWN = Path(__file__).parent
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NO_WORDS = re.compile(
    r"\S+@\S+|https?:\S+|\b[\w.-]+\.(?:pl|eu|com|html|pdf|xlsx|csv|toml)\b"
    r"|\{[^{}|]*|\b(?:[A-Z]\d(?:\.\d)?|any|general)-[a-z-]+\b"
)


def unknown(words: set[str], lang: Lang) -> set[str]:
    """Those of the words that neither the dictionary nor our own list has."""
    if shutil.which("hunspell") is None:
        pytest.skip("hunspell is not installed")
    command = ["hunspell", "-d", DICTIONARIES[lang], "-i", "utf-8", "-l"]
    text = "\n".join(sorted(word.replace("’", "'") for word in words))
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if done.returncode or "Can't open" in done.stderr:
        pytest.skip(f"no dictionary {DICTIONARIES[lang]}: {done.stderr.strip()}")
    listed = (KNOWN / f"known-words-{lang}.txt").read_text(encoding="utf-8")
    own = {line.strip() for line in listed.splitlines() if not line.startswith("#")}
    return {word for word in done.stdout.split() if word not in own and word.lower() not in own}


def words_of(texts: Iterable[str]) -> set[str]:
    """The words of texts, without addresses, ids of records and placeholders."""
    plain = (_NO_WORDS.sub(" ", text) for text in texts)
    return {word for text in plain for word in _WORD.findall(text)}


def texts_of(value: Any) -> Iterator[str]:
    """Every text in a value of the edition, of both languages."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from texts_of(tuple(value.values()))
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from texts_of(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts_of(getattr(value, field.name))


def localised(value: Any, lang: Lang) -> Iterator[str]:
    """The texts in one language inside a value of the edition."""
    if isinstance(value, Localised):
        yield value.get(lang)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from localised(item, lang)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from localised(getattr(value, field.name), lang)


def catalogue(lang: Lang) -> Iterator[str]:
    """The own words of every message, without what is put into them."""
    elements: list[str] = []

    class Elements(Visitor):
        def visit_TextElement(self, node: TextElement) -> None:  # noqa: N802 - as the library calls it
            elements.append(node.value)

    Elements().visit(FluentParser().parse(assets.catalogue(lang)))
    return iter(elements)


def messages(lang: Lang) -> Iterator[str]:
    """The names of all messages, which are also those of rules."""
    for entry in FluentParser().parse(assets.catalogue(lang)).body:
        if isinstance(entry, Message):
            yield entry.id.name.replace("-", " ")


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_every_word_is_in_a_dictionary(lang: Lang) -> None:
    """The catalogue, the records of the library and of the sample, and all reports of the sample: whatever is
    no name of the edition's data can be found in the dictionary or in the list of words that it lacks.
    """
    edition = sample().edition
    names = words_of(texts_of((edition.clusters, edition.publisher)))
    records = (*edition.recommendations, *edition.practices, *edition.patterns)
    names |= words_of(
        [*(record.id.replace("-", " ") for record in records), *messages(lang)]
    )  # the annex lists ids
    words = words_of(catalogue(lang))
    words |= words_of(localised((edition.recommendations, edition.practices, edition.patterns), lang))
    for unit in edition.ids:
        report = composer().report(unit, lang)
        cells = (text for cell in find(report.sections, Cell) for text in (cell.text, cell.spoken))
        words |= words_of([*prose(report), *cells, report.title, report.subject, report.footer])
    assert unknown(words - names, lang) == set()


def test_a_misspelt_word_is_seen() -> None:
    """Words that are no words, in either language, and a good one."""
    assert unknown({"wskaźnik", "wskażnik"}, "pl") == {"wskażnik"}
    assert unknown({"cluster", "clustr"}, "en") == {"clustr"}
