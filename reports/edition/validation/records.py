"""What records of the libraries of recommendations, practices and patterns have in common."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Mapping
from typing import Any, ClassVar, TypeVar

from reports.errors import Problem

from ..loading.raw import RawRecord, did_you_mean
from ..model import LANGS, Localised, Pattern, Practice, Recommendation
from . import cells
from .cells import CellError

MAX_MONTHS = 120

T = TypeVar("T", Recommendation, Practice, Pattern)
A = TypeVar("A", Recommendation, Practice)
R = TypeVar("R", bound="Record")


class Record:
    """One record of a library, read field by field; the kinds of records build on it.

    ``names`` are the fields a record may have besides those of every kind, ``texts`` its texts in both
    languages, ``optional`` those that it can do without, and ``lengths`` the most characters of all these: a
    text that is not among them may be as long as any other.
    """

    names: ClassVar[tuple[str, ...]] = ()
    texts: ClassVar[tuple[str, ...]] = ()
    optional: ClassVar[tuple[str, ...]] = ()
    lengths: ClassVar[Mapping[str, int]] = {}

    def __init__(self, raw: RawRecord, supported: Container[int] | None, problems: list[Problem]) -> None:
        self._raw = raw
        self.fields = raw.fields
        self.shared = raw.shared
        self._supported = supported
        self._problems = problems

    def problem(self, field: str, cause: str, value: Any = None, remedy: str = "") -> None:
        """Report a problem of one field."""
        name = self.fields.get("id")
        which = f"record {self._raw.index}" + (f" ({name})" if isinstance(name, str) else "")
        found = None if value is None else str(value)[:80]
        self._problems.append(
            Problem(
                f"{which}, {field}: {cause}", self._raw.file, row=self._raw.row, value=found, remedy=remedy
            )
        )

    def common(self, nodes: Collection[str]) -> dict[str, Any]:
        """The fields that every kind has, and the texts; the owner may be the same in both languages."""
        texts = self._texts()
        return {
            "id": self._identifier(),
            "node": self._node(nodes),
            "term_months": self.integer("term_months", 1, MAX_MONTHS),
            "effort": self.integer("effort", 1, 3),
            "source": self.plain("source", self.fields.get("source", "")),
            **texts,
        }

    def _texts(self) -> dict[str, Localised]:
        every = ("id", "node", "term_months", "effort", "source", "when", *LANGS)
        self.known_fields((*every, *self.names))
        texts = {name: Localised(*(self.text(lang, name) for lang in LANGS)) for name in self.texts}
        for name, content in texts.items():
            if not (content.pl or content.en):
                self.problem(f"pl.{name}", "the text is missing", remedy="Add it in Polish or English")
            elif name != "owner":
                self.check_translated(name, content)
        return texts

    def check_translated(self, name: str, content: Localised) -> None:
        """Report a text that is the same in both languages."""
        if content.pl and content.pl == content.en:
            remedy = "Translate it, or leave it out in the language it is not in"
            self.problem(f"en.{name}", "the English text is the Polish one", content.en, remedy)

    def known_fields(self, names: Collection[str]) -> None:
        """Report the fields that are not among ``names``, and in a language those that are no text."""
        self.only("", self.fields, names)
        for lang in LANGS:
            if lang in self.fields and self.is_a(lang, self.fields[lang], dict, "a table"):
                self.only(f"{lang}.", self.fields[lang], (*self.texts, *self.optional))

    def check_names(
        self, made: Practice | Pattern, names_in: Callable[[str], Iterable[str]], remedy: str
    ) -> None:
        """The texts of ``made``, which may have several wordings each, name no cluster."""
        for name in self.texts:
            texts = getattr(made, name)
            wordings = texts if isinstance(texts, tuple) else (texts,)
            for lang in LANGS:
                for wording in wordings:
                    for named in names_in(getattr(wording, lang)):
                        self.problem(f"{lang}.{name}", "the text names a cluster", named, remedy)

    def only(self, prefix: str, table: Mapping[str, Any], known: Collection[str]) -> None:
        """Report the keys of a table that are not known."""
        for key in table:
            if key not in known:
                remedy = did_you_mean(key, known, "Remove it")
                self.problem(f"{prefix}{key}", "the field is not known", remedy=remedy)

    def is_a(self, field: str, value: Any, kind: Any, name: str) -> bool:
        """Whether a value is of a kind, which is called ``name``; reported where it is not."""
        if isinstance(value, kind) and not (isinstance(value, bool) and kind is not bool):
            return True
        self.problem(field, f"this must be {name}", value)
        return False

    def plain(self, field: str, value: Any) -> str:
        """A text as it is printed, empty where it is none; reported where it cannot be printed."""
        if not self.is_a(field, value, str, "a text"):
            return ""
        most = self.lengths.get(field.rpartition(".")[2], cells.MAX_TEXT)
        try:
            return cells.text(value, self._supported, most)
        except CellError as error:
            self.problem(field, error.cause, value, error.remedy)
            return ""

    def text(self, lang: str, name: str) -> str:
        """A text in one language, empty where it is not given."""
        table = self.fields.get(lang)
        return self.plain(f"{lang}.{name}", table[name]) if isinstance(table, dict) and name in table else ""

    def _identifier(self) -> str:
        value = self.fields.get("id")
        if value is None:
            self.problem("id", "the field is missing")
        elif self.is_a("id", value, str, "a text"):
            try:
                return cells.identifier(value)
            except CellError as error:
                self.problem("id", error.cause, value, error.remedy)
        return ""

    def _node(self, nodes: Collection[str]) -> str:
        value = self.fields.get("node")
        if value is None:
            self.problem("node", "the field is missing", remedy="Name a sub-area or indicator, or *")
        elif self.is_a("node", value, str, "a text"):
            if value == "*" or value in nodes:
                return str(value)
            self.problem("node", "the framework has no such code", value, did_you_mean(value, nodes))
        return ""

    def integer(self, field: str, low: int, high: int) -> int:
        """A whole number of a range, its lower end where there is none; reported where it is not one."""
        value = self.fields.get(field)
        if value is None:
            self.problem(field, "the field is missing")
        elif self.is_a(field, value, int, "a whole number") and not low <= value <= high:
            self.problem(field, f"this must be from {low} to {high}", value)
        elif isinstance(value, int):
            return value
        return low

    def words(self, field: str, value: Any, options: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """One word or several, of the ``options`` where there are any."""
        words = value if isinstance(value, list) else [value]
        for word in words:
            if self.is_a(field, word, str, "a text or a list of texts") and options and word not in options:
                self.problem(field, f"this must be one of {', '.join(options)}", word)
        return tuple(word for word in words if isinstance(word, str))


def applying(
    raws: Iterable[RawRecord], nodes: Collection[str], read: Callable[[RawRecord], tuple[R, T]]
) -> dict[str, tuple[R, T]]:
    """By id the records that apply to a framework with these ``nodes``, and what ``read`` makes of them.

    A shared record for a node that the framework lacks is left out, and an edition's own record takes
    the place of the shared one with its id.
    """
    found: dict[str, tuple[R, T]] = {}
    for raw in raws:
        node = raw.fields.get("node")
        if raw.shared and isinstance(node, str) and node != "*" and node not in nodes:
            continue
        record, made = read(raw)
        earlier = found.get(made.id)
        if earlier is not None and earlier[0].shared == raw.shared and made.id:
            record.problem("id", "another record of the file has this id", made.id)
        if earlier is None or (earlier[0].shared and not raw.shared):
            found[made.id] = record, made
    return found


def report_repetitions(
    found: Mapping[str, tuple[R, A]], name: str, cause: str, remedy: str, by_node: bool
) -> None:
    """Report every record with a text ``name`` that another one (of the same node) has: a report would or
    could print it twice.
    """
    first: dict[tuple[str, str, str], str] = {}
    for own, (record, made) in found.items():
        for lang in LANGS:
            text = " ".join(getattr(getattr(made, name), lang).casefold().split())
            earlier = first.setdefault((made.node if by_node else "", lang, text), own)
            if text and earlier != own:
                record.problem(f"{lang}.{name}", f"the record {earlier} {cause}", None, remedy)
