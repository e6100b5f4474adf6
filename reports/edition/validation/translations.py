"""Texts that the reports of an edition need in a language in which they are not written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ..loading.raw import RawEdition
from ..model import LANGS, LANGUAGE_NAMES, YES_NO_UNITS, Cluster, Lang
from .settings import Settings
from .sheet import Sheet

#: Table -> texts that are printed in every report.
_COLUMNS = {
    "framework": ("name",),
    "profile": ("name", "parts"),
    "groups": ("name",),
    "questions": ("name", "unit"),
}
_SETTINGS = re.compile(r"(title|period|funding|publisher\.notices\.\d+)\.(pl|en)")
#: A unit with a word of so many letters is no symbol.
_WORD = re.compile(r"[^\W\d_]{4,}")


def check_translations(
    settings: Settings, raw: RawEdition, sheets: Iterable[Sheet], clusters: Iterable[Cluster]
) -> Iterator[str]:
    """Report each column with texts that are missing in a language of the reports; say which units and
    settings are.
    """
    reports = Counter(cluster.language for cluster in clusters)
    sheets = list(sheets)
    for lang, count in sorted(reports.items()):
        other: Lang = LANGS[1 - LANGS.index(lang)]
        why = f"{count} of the reports {'is' if count == 1 else 'are'} in {LANGUAGE_NAMES[lang]}"
        for key in raw.settings:
            match = _SETTINGS.fullmatch(key)
            if match and match.group(2) == other and not settings.has(f"{match.group(1)}.{lang}"):
                missing = f"{match.group(1)}.{lang}"
                if match.group(1) == "title":
                    cause = f"the text is missing, and {why}"
                    settings.problem(missing, cause, f"Write it in {LANGUAGE_NAMES[lang]} too")
                else:
                    yield f"{missing}: the text is missing, and {why}, so the other one is printed"
        for sheet in sheets:
            for name in _COLUMNS.get(sheet.table.name, ()):
                yield from _check_column(sheet, name, lang, other, why)
        if lang == "en":
            yield from _units(sheets, why)


def _check_column(sheet: Sheet, name: str, lang: Lang, other: Lang, why: str) -> Iterator[str]:
    """Names of the framework stand in sentences; what else is missing is worth a remark."""
    header = f"{name}_{lang}"
    rows = [
        line.number
        for line in sheet.lines_again()
        if sheet.filled(line, f"{name}_{other}") and not sheet.filled(line, header)
    ]
    if rows:
        what = "a text is missing" if len(rows) == 1 else f"{len(rows)} texts are missing"
        what += f" in {LANGUAGE_NAMES[lang]}, and {why}"
        if sheet.table.name == "framework":
            remedy = f"Write {'it' if len(rows) == 1 else 'them'} in {LANGUAGE_NAMES[lang]} too"
            sheet.problem(rows[0], header, what, remedy=remedy, rows=rows)
        else:
            yield f"{sheet.table.name}, column {header}: {what}, so the other language's are printed"


def _units(sheets: Iterable[Sheet], why: str) -> Iterator[str]:
    """The words for units that have no English form, in a framework with Polish names."""
    for sheet in sheets:
        if sheet.table.name != "framework":
            continue
        units = [
            sheet.shown(line, "unit")
            for line in sheet.lines_again()
            if sheet.filled(line, "name_pl")
            and not sheet.filled(line, "unit_en")
            and _WORD.search(sheet.shown(line, "unit"))
            and sheet.shown(line, "unit") not in YES_NO_UNITS
        ]
        if units:
            told = list(dict.fromkeys(units))
            more = " ..." if len(told) > 4 else ""
            yield (
                f"framework: units without an English form (unit_en): {len(units)} "
                f"({', '.join(told[:4])}{more}), and {why}"
            )
