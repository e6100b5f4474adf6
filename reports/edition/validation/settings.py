"""The settings of an edition (``edition.toml`` or the sheet ``edition``), each checked on its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any, TypeVar, get_args

from reports.errors import Problem

from ..loading.raw import (
    BRAND_FONTS,
    Odd,
    OddKind,
    RawEdition,
    Setting,
    did_you_mean,
    is_beside,
    nearest,
)
from ..model import LANGS, Aggregation, Benchmark, Cluster, Localised, Logo, Method, Normalisation, Ties
from . import cells
from .cells import CellError

MAX_LOGOS = 4
#: Fewer other members than this let a group's median give somebody away, whatever the settings say.
LEAST_GROUP = 3
_LOGO_TYPES = (".svg", ".png", ".jpg", ".jpeg")


def read_method(settings: Settings) -> Method:
    default = Method()
    normalise = settings.choice("method.normalise", get_args(Normalisation), default.normalise)
    aggregate = settings.choices("method.aggregate", get_args(Aggregation), default.aggregate)
    low, high = settings.pair("method.scale", default.scale)
    multiplies = any(rule != "arithmetic" for rule in aggregate)
    if normalise == "zscore":
        if (low, high) == default.scale:  # not given, or left over from another way to normalise
            remedy = "For instance [50, 10], in a workbook 50; 10"
            settings.problem("method.scale", "the z-score needs a mean and a standard deviation here", remedy)
        elif high <= 0:
            settings.problem("method.scale", "the standard deviation must be above zero")
        if multiplies:
            settings.problem(
                "method.aggregate",
                "geometric and harmonic means need scores that cannot fall below zero, and z-scores can",
                "Use arithmetic, or another way to normalise",
            )
    elif low >= high:
        settings.problem("method.scale", "the first number must be lower than the second")
    elif multiplies and low < 0:
        settings.problem(
            "method.scale", "geometric and harmonic means need a scale that starts at zero or above"
        )
    return Method(
        normalise=normalise,
        scale=(low, high),
        aggregate=aggregate,
        missing=settings.share("method.missing", default.missing),
        ties=settings.choice("method.ties", get_args(Ties), default.ties),
        benchmark=settings.choice("method.benchmark", get_args(Benchmark), default.benchmark),
    )


def read_period(settings: Settings) -> Localised:
    """One text for both languages, or one for each."""
    if settings.has("period"):
        content = settings.text("period")
        return Localised(content, content)
    return settings.localised("period")


def read_summary_by(settings: Settings, clusters: Sequence[Cluster]) -> str:
    """The column of the two groups that the summary compares; empty where none is named."""
    key = "disclosure.summary"
    columns = sorted({column for cluster in clusters for column in cluster.groups})
    column = settings.choice(key, columns, "") if clusters else ""
    values = sorted({cluster.groups.get(column, "") for cluster in clusters} - {""})
    if column and len(values) != 2:
        cause = f"the summary compares two groups, and this column has {len(values)}"
        settings.problem(key, cause, "Name a column with two values", column)
        return ""
    return column


def read_publisher(settings: Settings) -> dict[str, object]:
    """Free keys; ``authors`` is a list (in one text they are separated by semicolons), ``notices`` a tuple of
    :class:`~reports.edition.model.Localised`, and ``general_notices`` are those of them that hold for any
    paper and not for the clusters' reports only.
    """
    publisher = settings.free("publisher")
    authors = publisher.get("authors")
    if isinstance(authors, str):
        publisher["authors"] = [name.strip() for name in authors.split(";") if name.strip()]
    notices = settings.numbers_of("publisher.notices")
    if notices or "notices" in publisher:
        texts = [settings.localised(f"publisher.notices.{n}", limit=cells.MAX_TEXT) for n in notices]
        publisher["notices"] = tuple(text for text in texts if text.pl or text.en)
        only = [settings.yes_no(f"publisher.notices.{n}.reports_only", False) for n in notices]
        publisher["general_notices"] = tuple(
            text for text, special in zip(texts, only, strict=True) if (text.pl or text.en) and not special
        )
        if not notices:
            settings.problem(
                "publisher.notices",
                "a notice has parts",
                "Write publisher.notices.1.pl, or [[publisher.notices]]",
            )
    if isinstance(publisher.get("email"), str):
        try:
            cells.email(publisher["email"])
        except CellError as error:
            settings.problem("publisher.email", error.cause, error.remedy, publisher["email"])
    return publisher


def read_logos(settings: Settings, raw: RawEdition) -> tuple[Logo, ...]:
    numbers = settings.numbers_of("logos")
    logos = []
    for n in numbers:
        key = f"logos.{n}"
        name = settings.localised(key, required=True)
        file = settings.text(f"{key}.file")
        placeholder = settings.yes_no(f"{key}.placeholder", False)
        path = PurePosixPath(file)
        if not file and not placeholder:
            settings.problem(
                f"{key}.file", "the file is missing", f"Name it, or set {key}.placeholder to true"
            )
        elif file and not is_beside(file):
            settings.problem(
                f"{key}.file", "the file must lie beside the edition", "Use a relative path with /", file
            )
        elif file and path.suffix.lower() not in _LOGO_TYPES:
            settings.problem(f"{key}.file", "a logo is an SVG, PNG or JPEG file", value=file)
        elif file in raw.missing_files and not placeholder:
            settings.problem(
                f"{key}.file", "there is no such file", f"Add it, or set {key}.placeholder to true", file
            )
        elif file in raw.unfit_files:
            settings.problem(f"{key}.file", *raw.unfit_files[file], file)
        found = bool(file) and file not in raw.missing_files
        logos.append(Logo(name, file if found else "", placeholder))
    if len(logos) > MAX_LOGOS:
        settings.problem(
            f"logos.{numbers[MAX_LOGOS]}", f"the strip holds at most {MAX_LOGOS} marks", "Remove it"
        )
    return tuple(logos)


T = TypeVar("T")

#: The plural categories of all languages (CLDR).
PLURALS = ("zero", "one", "two", "few", "many", "other")
#: The key of a colour of the brand -> its role in :mod:`reports.edition.palette`.
BRAND_COLOURS = {
    "ink": "ink",
    "panel": "navy",
    "secondary": "slate",
    "accent": "accent",
    "others": "peer",
    "band": "band",
    "line": "rule",
    "note": "paper",
    "cover": "cover",
    "cover_accent": "amber",
    "cover_others": "cover-bar",
}
#: All keys; * stands for a number. What follows ``publisher.`` is free.
KEYS = (
    *("id", "label", "language", "title.pl", "title.en", "period", "period.pl", "period.en", "published"),
    *("encoding", "fictional", "names.lower", "disclosure.min_group", "disclosure.compared"),
    *("disclosure.summary", "disclosure.public"),
    *("groups.merge.*.column", "groups.merge.*.values", "groups.merge.*.pl", "groups.merge.*.en"),
    *("funding.pl", "funding.en", "values.missing", "values.unbounded"),
    *(f"unit.{lang}.{form}" for lang in LANGS for form in PLURALS),
    *("unit.set", "unit.pl.gender", "unit.pl.singular", "unit.pl.plural", "unit.pl.reader"),
    *("unit.en.article", "unit.en.reader"),
    *(f"method.{key}" for key in ("normalise", "scale", "aggregate", "missing", "ties", "benchmark")),
    *(f"brand.colours.{key}" for key in (*BRAND_COLOURS, "scale")),
    *("brand.footer.pl", "brand.footer.en"),
    *(f"brand.fonts.{key}" for key in BRAND_FONTS),
    *("logos.*.pl", "logos.*.en", "logos.*.file", "logos.*.placeholder"),
    *("history.*.label", "history.*.values", "history.*.participants", "history.*.compared"),
    *("mail.from", "mail.from_name.pl", "mail.from_name.en", "mail.reply_to", "mail.bounces", "mail.bcc"),
    *("mail.host", "mail.port", "mail.security", "mail.user", "mail.rate", "mail.attempts"),
    *("mail.encrypt", "mail.sign"),
)
FREE = ("publisher.",)

_RANGE = re.compile(r"([0-9.]+)\s*(?:-|–|to|do|,|;)\s*([0-9.]+)")
_SECRET = re.compile(r"mail\..*(?:pass|pwd|secret|token|haslo|hasło)", re.IGNORECASE)


class Settings:
    """Reads settings by key. A wrong one is reported and read as its default."""

    def __init__(self, raw: RawEdition, problems: list[Problem], supported: Container[int] | None) -> None:
        self._raw = raw
        self._problems = problems
        self._supported = supported
        self._unknown()

    def problem(self, key: str, cause: str, remedy: str = "", value: str | None = None) -> None:
        """Report a problem of one setting."""
        setting = self._raw.settings.get(key)
        row = setting.row if setting else None
        self._problems.append(
            Problem(
                f"{key}: {cause}",
                file=self._raw.settings_file,
                sheet=self._raw.settings_sheet,
                row=row,
                column="B" if row is not None else "",
                value=value,
                remedy=remedy,
            )
        )

    def _unknown(self) -> None:
        for key in self._raw.settings:
            general = re.sub(r"\.\d+(?=\.)", ".*", key)
            if general in KEYS or key.startswith(FREE):
                continue
            inner = [known for known in KEYS if known.startswith(f"{general}.")]
            near = nearest(general, KEYS)
            if _SECRET.match(key):
                remedy = (
                    "Remove it, and change the password if this file was given to anybody: passwords come "
                    "from the environment or a file of their own (see Sending in the README)"
                )
            elif inner:
                remedy = f"It has parts: write {' and '.join(inner[:2])}"
            elif near:
                number = re.search(r"\.(\d+)\.", key)
                remedy = f"Did you mean {near.replace('*', number.group(1)) if number else near}?"
            else:
                remedy = "Remove it"
            self.problem(key, "the setting is not known", remedy)

    def has(self, key: str) -> bool:
        """Whether the setting is given."""
        return key in self._raw.settings

    def any_of(self, table: str) -> bool:
        """Whether any setting of a table is given."""
        return any(key.startswith(f"{table}.") for key in self._raw.settings)

    def _read(self, key: str, parse: Callable[[Setting], T], default: T) -> T:
        setting = self._raw.settings.get(key)
        if setting is None:
            return default
        try:
            return parse(setting)
        except CellError as error:
            value = setting.value
            found = cells.shown(value) if isinstance(value, str | float | Odd) else str(value)
            self.problem(key, error.cause, error.remedy, found[:80])
            return default

    def parsed(self, key: str, parse: Callable[[Setting], T], default: T) -> T:
        """What ``parse`` makes of a setting; the default where it is not given, empty or wrong."""
        setting = self._raw.settings.get(key)
        return default if setting is None or setting.value == "" else self._read(key, parse, default)

    def text(self, key: str, required: bool = False, limit: int = cells.MAX_NAME) -> str:
        """A text; empty where it is not given."""
        content = self._read(key, lambda setting: self._text(setting.value, limit), "")
        if required and not content and not self.has(key):
            self.problem(key, "the setting is missing", "Add it")
        elif required and not content and self._raw.settings[key].value == "":
            self.problem(key, "the setting is empty", "Fill it in")
        return content

    def _text(self, value: Any, limit: int) -> str:
        if not isinstance(value, str | float | Odd):
            raise CellError("this must be a text", "Write it in double quotes")
        return cells.text(value, self._supported, limit, lines=limit > cells.MAX_NAME)

    def identifier(self, key: str) -> str:
        """A required id."""
        if not self.has(key):
            self.problem(key, "the setting is missing", "Add it")
        return self._read(key, lambda setting: cells.identifier(self._cell(setting)), "")

    def localised(self, key: str, required: bool = False, limit: int = cells.MAX_NAME) -> Localised:
        """The texts ``<key>.pl`` and ``<key>.en``."""
        content = Localised(*(self.text(f"{key}.{lang}", limit=limit) for lang in LANGS))
        if required and not any(self.has(f"{key}.{lang}") for lang in LANGS):
            self.problem(key, "the setting is missing", f"Add {key}.pl or {key}.en")
        return content

    def choice(self, key: str, options: Sequence[T], default: T) -> T:
        """One of some words."""

        def parse(setting: Setting) -> T:
            return self._option(setting.value, options)

        return self._read(key, parse, default)

    @staticmethod
    def _option(value: Any, options: Sequence[T]) -> T:
        word = value.strip() if isinstance(value, str) else value
        if word not in options or isinstance(word, bool):
            remedy = did_you_mean(word, map(str, options)) if isinstance(word, str) else ""
            raise CellError(f"this must be one of {', '.join(map(str, options))}", remedy)
        return options[options.index(word)]

    def choices(self, key: str, options: Sequence[T], default: tuple[T, ...]) -> tuple[T, ...]:
        """One or several of some words."""

        def parse(setting: Setting) -> tuple[T, ...]:
            items = self._items(setting)
            if not items:
                raise CellError("the list is empty", "Remove the setting or name one")
            return tuple(self._option(item, options) for item in items)

        return self._read(key, parse, default)

    @staticmethod
    def _items(setting: Setting) -> list[Any]:
        if isinstance(setting.value, list):
            return setting.value
        if setting.row is not None and isinstance(setting.value, str):
            return [item.strip() for item in setting.value.split(";") if item.strip()]
        return [setting.value]

    def _cell(self, setting: Setting) -> str | float | Odd:
        value = setting.value
        if isinstance(value, bool | list | dict) or not isinstance(value, str | int | float | Odd):
            raise CellError("this is of the wrong kind", "Write a text or a number")
        return float(value) if isinstance(value, int) else value

    def _number(self, value: Any, from_sheet: bool) -> float:
        if isinstance(value, bool) or not isinstance(value, str | int | float | Odd):
            raise CellError("this must be a number")
        if isinstance(value, str) and not from_sheet:
            is_number = re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", value.strip())
            remedy = "Write it without quotes" if is_number else "Write digits, without quotes"
            raise CellError("this must be a number", remedy)
        found = cells.number(float(value) if isinstance(value, int) else value)
        if found.ambiguous:
            raise cells.ambiguous(str(value), found.sign)
        return found.value

    def number(self, key: str, default: float, low: float, high: float) -> float:
        """A number from ``low`` to ``high``."""

        def parse(setting: Setting) -> float:
            value = self._number(setting.value, setting.row is not None)
            if not low <= value <= high:
                raise CellError(f"this must be from {low:g} to {high:g}")
            return value

        return self._read(key, parse, default)

    def share(self, key: str, default: float) -> float:
        """A share from 0 to 1."""

        def parse(setting: Setting) -> float:
            value = setting.value
            meant = cells.share(value) if isinstance(value, str | float | Odd) else None
            if meant is None and isinstance(value, int | float) and not isinstance(value, bool):
                meant = value / 100 if 1 < value <= 100 else None
            if meant is not None and 0 <= meant <= 1:
                cause = "this must be from 0 to 1: the share of the weight that must be answered"
                raise CellError(cause, f"Write {meant:.12g}")
            return self._number(value, setting.row is not None)

        value = self._read(key, parse, default)
        if not 0 <= value <= 1:
            self.problem(key, "this must be from 0 to 1", "Write half as 0.5", f"{value:g}")
            return default
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts; none where it is not given."""

        def parse(setting: Setting) -> tuple[str, ...]:
            items = self._items(setting)
            if not all(isinstance(item, str | int | float | Odd) and str(item).strip() for item in items):
                raise CellError("this must be a list of texts", 'Write [":", "n/a"], in a workbook :; n/a')
            return tuple(cells.shown(float(i) if isinstance(i, int) else i) for i in items)

        return self._read(key, parse, ())

    def integer(self, key: str, default: int, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``."""
        value = self.number(key, default, low, high)
        if value != int(value):
            self.problem(key, "this must be a whole number", value=f"{value:g}")
        return int(value)

    def pair(self, key: str, default: tuple[float, float]) -> tuple[float, float]:
        """Two numbers."""

        def parse(setting: Setting) -> tuple[float, float]:
            items = self._items(setting)
            if len(items) != 2:
                found = _RANGE.fullmatch(str(setting.value).strip())
                low, high = found.groups() if found else ("0", "100")
                remedy = f"Write [{low}, {high}], in a workbook {low}; {high}"
                raise CellError("this must be two numbers", remedy)
            first, second = (self._number(item, setting.row is not None) for item in items)
            return first, second

        return self._read(key, parse, default)

    def yes_no(self, key: str, default: bool) -> bool:
        """True or false (TOML), yes or no (workbook)."""

        def parse(setting: Setting) -> bool:
            if isinstance(setting.value, bool):
                return setting.value
            if setting.row is None:
                raise CellError("this must be true or false", "Write it without quotes")
            return cells.yes_no(setting.value)

        return self._read(key, parse, default)

    def day(self, key: str) -> str:
        """A date as ISO text; empty where it is not given."""

        def parse(setting: Setting) -> str:
            value = setting.value
            if isinstance(value, date) and not isinstance(value, datetime):
                return value.isoformat()
            content = value.text if isinstance(value, Odd) and value.kind is OddKind.DATE else value
            try:
                if not isinstance(content, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", content.strip()):
                    raise ValueError
                return date.fromisoformat(content.strip()).isoformat()
            except ValueError:
                raise CellError("this is not a date", "Write year-month-day, such as 2018-11-22") from None

        return self._read(key, parse, "")

    def numbers_of(self, key: str) -> list[int]:
        """The numbers n of the keys ``<key>.<n>.…``, ascending."""
        found = (re.match(rf"{key}\.([0-9]{{1,4}})\.", name) for name in self._raw.settings)
        return sorted({int(match.group(1)) for match in found if match})

    def free(self, prefix: str) -> dict[str, Any]:
        """All settings below ``prefix``, nested again: tables as dicts, numbered tables as lists."""
        tree: dict[str, Any] = {}
        for key in self._raw.settings:
            if not key.startswith(f"{prefix}."):
                continue
            branch = tree
            *parents, name = key.split(".")[1:]
            for parent in parents:
                branch = branch.setdefault(parent, {})
                if not isinstance(branch, dict):
                    break
            if not isinstance(branch, dict) or isinstance(branch.get(name), dict):
                self.problem(key, "a part of this setting is also given as a text", "Keep one of the two")
            else:
                branch[name] = self._read(key, self._free_value, "")
        return {key: _lists(value) for key, value in tree.items()}

    def _free_value(self, setting: Setting) -> Any:
        value = setting.value
        if isinstance(value, list):
            return [self._free_value(Setting(setting.key, item, setting.row)) for item in value]
        if isinstance(value, bool | int):
            return value
        if setting.row is None and isinstance(value, float):
            return value
        if isinstance(value, date):
            return value.isoformat()
        return self._text(value, cells.MAX_TEXT)


def _lists(value: Any) -> Any:
    """Dicts whose keys are all numbers become lists in the order of the numbers."""
    if not isinstance(value, dict):
        return value
    inner = {key: _lists(item) for key, item in value.items()}
    if inner and all(key.isdigit() for key in inner):
        return [inner[key] for key in sorted(inner, key=int)]
    return inner
