"""What records of the libraries of recommendations and of practices have in common."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from typing import Any, ClassVar

from reports.errors import Problem

from ..loading.raw import RawRecord, nearest
from ..model import Localised
from . import cells
from .cells import CellError

LANGS = ("pl", "en")


MAX_MONTHS = 120


class Record:
    """One record of a library, read field by field; the kinds of records build on it.

    ``fields`` are the fields a record may have and ``lengths`` the most characters of its texts: a text
    that is not among them may be as long as any other.
    """

    fields: ClassVar[tuple[str, ...]] = ()
    lengths: ClassVar[Mapping[str, int]] = {}

    def __init__(self, raw: RawRecord, supported: Container[int] | None, problems: list[Problem]) -> None:
        self._raw = raw
        self.shared = raw.shared
        self._supported = supported
        self._problems = problems

    def problem(self, field: str, cause: str, value: Any = None, remedy: str = "") -> None:
        name = self._raw.fields.get("id")
        which = f"record {self._raw.index}" + (f" ({name})" if isinstance(name, str) else "")
        found = None if value is None else str(value)[:80]
        self._problems.append(
            Problem(
                f"{which}, {field}: {cause}",
                self._raw.file,
                row=self._raw.row,
                value=found,
                remedy=remedy,
            )
        )

    def _texts(self, names: tuple[str, ...], alike: Collection[str]) -> dict[str, Localised]:
        """The texts of both languages by name; those ``alike`` may be the same in both."""
        fields = self._raw.fields
        self._known("", fields, self.fields)
        for lang in LANGS:
            if lang in fields and self._is(lang, fields[lang], dict, "a table"):
                self._known(f"{lang}.", fields[lang], names)
        texts = {name: Localised(*(self._text(lang, name) for lang in LANGS)) for name in names}
        for name, content in texts.items():
            if not (content.pl or content.en):
                self.problem(f"pl.{name}", "the text is missing", remedy="Add it in Polish or English")
            elif name not in alike and content.pl == content.en:
                remedy = "Translate it, or leave it out in the language it is not in"
                self.problem(f"en.{name}", "the English text is the Polish one", content.en, remedy)
        return texts

    def _known(self, prefix: str, table: dict[str, Any] | Any, known: Collection[str]) -> None:
        for key in table:
            if key not in known:
                near = nearest(key, known)
                remedy = f"Did you mean {near}?" if near else "Remove it"
                self.problem(f"{prefix}{key}", "the field is not known", remedy=remedy)

    def _is(self, field: str, value: Any, kind: Any, name: str) -> bool:
        if isinstance(value, kind) and not (isinstance(value, bool) and kind is not bool):
            return True
        self.problem(field, f"this must be {name}", value)
        return False

    def _plain(self, field: str, value: Any) -> str:
        if not self._is(field, value, str, "a text"):
            return ""
        most = self.lengths.get(field.rpartition(".")[2], cells.MAX_TEXT)
        try:
            return cells.text(value, self._supported, most)
        except CellError as error:
            self.problem(field, error.cause, value, error.remedy)
            return ""

    def _text(self, lang: str, name: str) -> str:
        table = self._raw.fields.get(lang)
        return self._plain(f"{lang}.{name}", table[name]) if isinstance(table, dict) and name in table else ""

    def _identifier(self) -> str:
        value = self._raw.fields.get("id")
        if value is None:
            self.problem("id", "the field is missing")
        elif self._is("id", value, str, "a text"):
            try:
                return cells.identifier(value)
            except CellError as error:
                self.problem("id", error.cause, value, error.remedy)
        return ""

    def _node(self, nodes: Collection[str]) -> str:
        value = self._raw.fields.get("node")
        if value is None:
            self.problem("node", "the field is missing", remedy="Name a sub-area or indicator, or *")
        elif self._is("node", value, str, "a text"):
            if value == "*" or value in nodes:
                return str(value)
            near = nearest(value, nodes)
            self.problem(
                "node", "the framework has no such code", value, f"Did you mean {near}?" if near else ""
            )
        return ""

    def _integer(self, field: str, low: int, high: int) -> int:
        value = self._raw.fields.get(field)
        if value is None:
            self.problem(field, "the field is missing")
        elif self._is(field, value, int, "a whole number") and not low <= value <= high:
            self.problem(field, f"this must be from {low} to {high}", value)
        elif isinstance(value, int):
            return value
        return low

    def _words(self, field: str, value: Any, options: tuple[str, ...] | None = None) -> tuple[str, ...]:
        words = value if isinstance(value, list) else [value]
        for word in words:
            if self._is(field, word, str, "a text or a list of texts") and options and word not in options:
                self.problem(field, f"this must be one of {', '.join(options)}", word)
        return tuple(word for word in words if isinstance(word, str))
