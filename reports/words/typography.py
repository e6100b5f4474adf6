"""Typography of Polish and English texts: spaces that do not break, dashes, quotes."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import TypeVar, cast

from reports.edition import Lang, Prose

from .catalogue import NBSP

T = TypeVar("T")

_MONTHS = "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia"

_COUNTED = (
    r"pkt|p\.p\.|proc\.|%|tys\.|mln|mld|zł|r\.|mies|godzin|dni\b|etat|osób|osoby|osoba|klast|miejsc|pozycj|"
    r"wskaźnik|obszar|podobszar|symulacj|z\b|na\b"
)

#: Straight quotation marks in pairs, looked for until none is left, and what stands instead of them.
_QUOTED = re.compile(r'"([^"]+)"')
_QUOTES: dict[Lang, str] = {"pl": r"„\1”", "en": r"“\1”"}

_POLISH: tuple[tuple[re.Pattern[str], str], ...] = (
    # A one-letter word must not end a line; the rule runs twice for "i w domu".
    (re.compile(r"(?<![\w\u00a0])([aiouwzAIOUWZ])[ \n]+(?=\S)"), r"\1" + NBSP),
    (re.compile(r"(?<=\u00a0)([aiouwzAIOUWZ])[ \n]+(?=\S)"), r"\1" + NBSP),
    (
        re.compile(
            r"\b((?:nr|s|str|tab|rys|poz|art|ust|tzw|np|ok|ul|woj)\.|nr|tabela|tabeli|wykres)[ \n]+(?=[\d„])",
            re.I,
        ),
        r"\1" + NBSP,
    ),
    (re.compile(rf"(\d\.?)[ \n]+(?=(?:{_COUNTED}))"), r"\1" + NBSP),
    (re.compile(r"\b(na)[ \n]+(?=\d)"), r"\1" + NBSP),
    (re.compile(r"\b(tys\.|mln|mld)[ \n]+(?=(?:zł|euro|osób))"), r"\1" + NBSP),
    (re.compile(rf"(\d{{1,2}})[ \n]+(?=(?:{_MONTHS}))"), r"\1" + NBSP),
    (re.compile(r"[ \n]+[-–—](?=[ \n])[ \n]*"), NBSP + "– "),
    (re.compile(r"(?<=\d)-(?=\d)"), "–"),
)

_ENGLISH: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=\w)'"), "’"),
    (re.compile(r"(\d)[ \n]+(?=(?:points?|%|months?|clusters?)\b)"), r"\1" + NBSP),
    (re.compile(r"\b(of|table|chart)[ \n]+(?=\d)", re.I), r"\1" + NBSP),
    (re.compile(r"[ \n]+[-–—](?=[ \n])[ \n]*"), NBSP + "– "),
    (re.compile(r"(?<=\d)-(?=\d)"), "–"),
)

#: What is one space in running text; a no-break space is none of it.
_BLANK = re.compile("[ \t\n\r\f\v\u0085\u2028\u2029]+")


@lru_cache(maxsize=1 << 15)  # most texts of a report are those of the others, too
def typography(text: str, lang: Lang) -> str:
    """The text with the quotes, dashes and no-break spaces of its language, on one line. Applying it twice
    changes nothing.
    """
    text = _BLANK.sub(" ", text)
    pairs = 1
    while pairs:
        text, pairs = _QUOTED.subn(_QUOTES[lang], text)
    for pattern, replacement in _POLISH if lang == "pl" else _ENGLISH:
        text = pattern.sub(replacement, text)
    return text


def typeset(value: T, lang: Lang) -> T:
    """A copy of a document value with the typography of every text a person reads."""
    return map_texts(value, partial(typography, lang=lang))


#: Fields of the report that are not read by people.
_NOT_TEXT = frozenset(
    {"id", "target", "role", "align", "tone", "fact", "width", "lang", "cluster_id", "edition_id"}
    | {"date", "name_size", "file", "rules", "emphasis", "credit"}
)


def map_texts(value: T, change: Callable[[str], str]) -> T:
    """A copy of a document value with ``change`` applied to every text a person reads."""
    if isinstance(value, str):
        return cast(T, change(value))
    if isinstance(value, tuple):
        return cast(T, tuple(map_texts(item, change) for item in value))
    if isinstance(value, Prose):  # quotation marks and bound words do not stop where emphasis does
        return cast(T, value.with_text(change(value.text)))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {
            field.name: map_texts(getattr(value, field.name), change)
            for field in dataclasses.fields(value)
            if field.name not in _NOT_TEXT
        }
        return cast(T, dataclasses.replace(value, **changed))
    return value
