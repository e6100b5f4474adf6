"""The workbook inside a report against the second path, and against the tables of the report.

A column is recognised by its heading, a row by its code. Every number of the workbook has to be the
recounted one with the decimals that the pages print. It holds everything that the tables of the pages show,
and what the tables of the page for the browser show, no more and no less.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from zipfile import BadZipFile

from reports.edition import SIMILAR
from reports.errors import Finding

from ..reading.pdf import Attached
from ..reading.texts import squeeze
from ..reading.workbook import FormattedValue, sheets
from .messages import comparable
from .subject import Subject
from .tables import prove_cell

_FAULTS = (BadZipFile, KeyError, ValueError, OSError, TypeError, IndexError)
#: Columns that describe an indicator.
_DESCRIBING = ("code", "level", "name", "unit", "direction", "definition", "source")
#: What belongs to the method and is on no page.
_METHOD = frozenset({"weight"})


#: A workbook is searched for names and then proven.
_sheets = lru_cache(maxsize=1)(sheets)


def texts_in(content: bytes) -> list[str]:
    """Every text of a workbook; nothing where it cannot be read."""
    try:
        return [
            value for sheet in _sheets(content) for row in sheet for value, _ in row if isinstance(value, str)
        ]
    except _FAULTS:
        return []


def prove(subject: Subject, attached: Sequence[Attached], found: set[tuple[str, str]]) -> Iterator[Finding]:
    """``subject.shown`` is what the tables of the pages show; what the workbook holds goes into ``found``."""
    name = f"{subject.cluster.id}-{subject.edition.id}.xlsx"
    if [file.name for file in attached] != [name]:
        yield Finding("data-file", f"the attached files are {[file.name for file in attached]}, not {name}")
        return
    file = attached[0]
    edition, cluster = subject.edition.label, subject.cluster.name
    described = subject.texts("data-file-description", edition=edition, name=cluster)
    if comparable(file.description) != comparable(described):
        yield Finding("data-file", f"the workbook is described as {file.description!r}")
    if not file.sound or not file.associated or file.relationship != "Data":
        yield Finding("data-file", "size, checksum or place of the workbook in the file are wrong")
    try:
        workbook = _sheets(file.content)
    except _FAULTS as error:
        yield Finding("data-file", f"the workbook cannot be read: {error}")
        return
    if len(workbook) != 2 or not workbook[0]:
        yield Finding("data-file", f"the workbook has {len(workbook)} sheets instead of 2")
        return
    yield from _rows(subject, workbook[0], found)
    yield from lacking(subject.shown - found)


def lacking(missing: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """What tables show and the workbook does not hold."""
    for code, what in sorted(missing):
        if code != "coordinator":
            yield Finding("data-file", f"the workbook lacks {what} of {code}, which a table shows")


def unshown(held: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """What the workbook holds and no table shows."""
    for code, what in sorted(held):
        if what not in _METHOD:
            yield Finding("data-file", f"no table shows {what} of {code}, which the workbook holds")


def _rows(
    subject: Subject, rows: Sequence[Sequence[FormattedValue]], found: set[tuple[str, str]]
) -> Iterator[Finding]:
    headings = [comparable(squeeze(str(value or ""))) for value, _ in rows[0]]
    known = _columns(subject)
    described = {comparable(subject.says(f"data-{name}")) for name in _DESCRIBING}
    columns: dict[int, list[str]] = {}
    for place, heading in enumerate(headings):
        if heading in known:
            columns[place] = known[heading]
        elif heading not in described:
            yield Finding("data-file", f"cannot be proven: the column {heading!r} of the workbook is unknown")
    codes = [squeeze(str(row[0][0] or "")) for row in rows[1:]]
    missing = [code for code in subject.edition.framework.codes if code not in codes]
    if missing or len(set(codes)) != len(codes):
        yield Finding("data-file", f"the workbook lacks {', '.join(missing)} or has a code twice")
    for code, row in zip(codes, rows[1:], strict=True):
        for place, whats in columns.items():
            if place < len(row) and row[place][0] is not None:
                yield from _cell(subject, code, whats, _printed(row[place]), found)


def _cell(
    subject: Subject, code: str, whats: list[str], printed: str, found: set[tuple[str, str]]
) -> Iterator[Finding]:
    """One cell; columns with one heading can hold different things for different rows."""
    causes = []
    for what in whats:
        if _is_text(subject, code, what):
            found.add((code, what))
            return
        try:
            cause = prove_cell(subject, code, what, printed)
        except (KeyError, StopIteration):
            cause = f"{code} is unknown"
        if not cause:
            found.add((code, what))
            return
        causes.append(cause)
    yield Finding("data-file", f"workbook, {code}, {whats[0]}: {causes[0]}")


def _is_text(subject: Subject, code: str, what: str) -> bool:
    """Whether a characteristic is a text, an answer or a group, which the tables prove."""
    kind, colon, field = code.partition(":")
    if not colon or what != "value":
        return False
    fields = {item.code: item.kind for item in subject.edition.profile}
    return kind == "group" or fields.get(field) in ("text", "yes/no")


def _printed(cell: FormattedValue) -> str:
    """A cell as a page would print it, without white space."""
    value, number_format = cell
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, str):
        return squeeze(value)
    decimals = len(number_format.partition(".")[2])
    number = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals))
    return f"#{number:f}"


def _columns(subject: Subject) -> dict[str, list[str]]:
    """Heading -> what the column holds."""
    says, edition, lang = subject.says, subject.edition, subject.texts.lang
    found: dict[str, list[str]] = {}

    def add(heading: str, what: str) -> None:
        found.setdefault(comparable(heading), []).append(what)

    for what in ("value", "score", "rank", "n", "weight"):
        add(says(f"data-{what}"), what)
    for scope in ("group", "values"):
        for figure in ("q1", "median", "q3", "best", "benchmark"):
            add(says(f"data-{scope}-{figure}"), f"{scope}.{figure}")
    for figure in ("median", "benchmark"):
        add(says(f"data-gap-{figure}"), f"gap.{figure}")
    for label in subject.labels:
        for what in ("past_score", "past_rank", "past_now", "change"):
            add(says(f"data-{what.replace('_', '-')}", edition=label), f"{what}.{label}")
    add(says("column-same"), "same")
    groups = {
        column: edition.group_name(column, v, lang) for column, v in subject.cluster.groups.items() if v
    }
    groups[SIMILAR] = subject.texts("groups-similar")
    for column, group in groups.items():
        for figure in ("median", "gap", "n"):
            add(says(f"data-compared-{figure}", group=group), f"compared.{column}.{figure}")
    return found
