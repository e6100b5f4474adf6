"""Texts of records with placeholders (:mod:`reports.edition.placeholders`): can a report fill them?"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ..loading.raw import did_you_mean
from ..model import Lang, Node
from ..placeholders import (
    COUNTS,
    FORM_NAMES,
    PLACEHOLDERS,
    SELECTORS,
    About,
    Placeholder,
    PlaceholderError,
    pieces,
)
from .records import Record

#: Characters that the number or the name in place of a placeholder takes, roughly.
_NUMBER, _NAME, _NAMES = 6, 24, 60
_LONG = {"name": _NAME, "falls": _NAMES, "rises": _NAMES, "zero-names": _NAMES, "unscored": _NAME}
_UNKNOWN: Mapping[About, str] = {
    "indicator": "there is no such indicator",
    "node": "the framework has no such code",
    "characteristic": "the edition has no such characteristic",
    "": "this placeholder is about nothing in particular",
}


@dataclass(frozen=True, slots=True)
class Subjects:
    """What the placeholders of an edition can be about: its nodes and the codes of its profile."""

    nodes: Mapping[str, Node]
    profile: Mapping[str, Any]

    def of(self, about: About) -> Collection[str]:
        """The names that may stand behind a placeholder about this."""
        return {
            "indicator": [code for code, node in self.nodes.items() if node.is_leaf],
            "node": [*self.nodes, *SELECTORS],
            "characteristic": list(self.profile),
            "": [""],
        }[about]


def check_wording(record: Record, field: str, lang: Lang, text: str, subjects: Subjects, most: int) -> None:
    """Report the placeholders of a text that no report could fill, numbers typed into it, and a text that
    takes more than ``most`` characters with its numbers.
    """
    try:
        parts = pieces(text)
    except PlaceholderError as error:
        remedy = "Write {value CODE}, {median CODE}, {score CODE} ...; docs/changing.md lists them"
        record.problem(field, str(error), text, remedy)
        return
    length = 0
    for part in parts:
        if isinstance(part, Placeholder):
            _check(record, field, lang, part, subjects)
            length += _LONG.get(part.name, _NUMBER + max(map(len, part.forms), default=0))
            continue
        length += len(part)
        if typed := re.search(r"(?<![\w.+])\d+(?:[.,]\d+)?(?![\w+])", part):
            remedy = "Write a placeholder for it, such as {value CODE}, so that each report has its own"
            record.problem(field, "a number is typed into the text", typed[0], remedy)
    if length > most:
        cause = f"with its numbers the text takes about {length} characters, {most} have room"
        record.problem(field, cause, text, "Shorten it")


def _check(record: Record, field: str, lang: Lang, part: Placeholder, subjects: Subjects) -> None:
    """One placeholder: its name, what it is about, the forms behind it."""
    about = PLACEHOLDERS.get(part.name)
    if about is None:
        remedy = did_you_mean(part.name, PLACEHOLDERS, f"Write one of {', '.join(PLACEHOLDERS)}")
        record.problem(field, "there is no such placeholder", part, remedy)
        return
    known = subjects.of(about)
    if part.about not in known:
        remedy = did_you_mean(part.about, known) if about else "Remove what stands behind its name"
        record.problem(field, _UNKNOWN[about], part, remedy)
    if part.forms and part.name not in COUNTS:
        record.problem(field, "no noun follows this placeholder", part, "Remove the colon and the forms")
    elif part.forms and (len(part.forms) != len(FORM_NAMES[lang]) or not all(part.forms)):
        remedy = f"Write {len(FORM_NAMES[lang])} forms with | between them: {' | '.join(FORM_NAMES[lang])}"
        record.problem(field, f"the noun has {len(part.forms)} forms", part, remedy)
