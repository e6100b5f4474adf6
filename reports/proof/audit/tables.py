"""Printed tables and figures against the second path: what every cell may say.

What a table is follows from its caption, what a column holds from its heading, whose number a cell is from
its row's heading; captions and headings are made from the message catalogue, so that an edited text
keeps working. What is not recognised cannot be proven and is a finding, never skipped. The kinds of
tables are in :mod:`reports.proof.audit.table_kinds`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reports.edition import SIMILAR
from reports.errors import Finding, TextError

from ..reading.book import Book, PrintedTable, Text, squeeze
from .disclosure import Disclosure
from .subject import Subject
from .table_kinds import KINDS, REQUIRED, WORDS, Kind, Line, leaves_by_area, named

#: Facts that are proven in their table but by other rules than a figure of the recount.
_SPECIAL = frozenset({WORDS, "goal", "goal-is", "gain", "area_gain", "area_rank", "action", "text"})


def recognise(subject: Subject, table: PrintedTable) -> Kind | None:
    """The kind of a table by its caption; None where the catalogue has no such caption."""
    caption = squeeze(table.caption)
    for kind in KINDS:
        for message in (kind.caption, *kind.also):
            before, behind = _ends(subject, message)
            if before in caption and caption.endswith(behind):
                return kind
    return None


_HOLE = "\ue000"


def _ends(subject: Subject, message: str) -> tuple[str, str]:
    """The caption before its first and behind its last number, squeezed."""
    try:
        whole = subject.says(message)
    except TextError:
        names = ("low", "high", "step")
        whole = subject.says(message, **dict.fromkeys(names, _HOLE))
    before, _, _ = whole.partition(_HOLE)
    return before, whole.rpartition(_HOLE)[2]


# --- the proof of a table ----------------------------------------------------------------------------------


def prove_tables(subject: Subject, book: Book) -> Iterator[tuple[Finding, ...] | Text]:
    """Findings, and the texts of those cells that are sentences."""
    counted: dict[str, int] = {}
    areas = leaves_by_area(subject)
    used: set[int] = set()
    for table in book.tables:
        kind = recognise(subject, table)
        if kind is None:
            yield (Finding("table", f"cannot be proven: the table {table.caption!r} is unknown", table.page),)
            continue
        counted[kind.name] = counted.get(kind.name, 0) + 1
        yield from _prove(subject, kind, table, used if kind.name == "indicators" else set(), areas)
    for name, wanted in REQUIRED.items():
        found, needed = counted.get(name, 0), wanted(subject.edition)
        if found != needed:
            yield (Finding("table", f"there are {found} tables of the kind {name} instead of {needed}"),)


def _prove(
    subject: Subject, kind: Kind, table: PrintedTable, used: set[int], areas: list[list[Line]]
) -> Iterator[tuple[Finding, ...] | Text]:
    def finding(cause: str, rule: str = "table") -> tuple[Finding, ...]:
        return (Finding(rule, f"table {kind.name}: {cause}", table.page),)

    known = kind.columns(subject)
    whats: list[str] = []
    for heading in table.headings:
        what = known.get(squeeze(heading))
        if what is None:
            yield finding(f"cannot be proven: the column {heading!r} is unknown")
        whats.append(WORDS if what is None else what)
    if not table.headings:
        yield finding("cannot be proven: it has no column headings")
        return
    if len(set(whats) - {WORDS}) != len([w for w in whats if w != WORDS]):
        yield finding("two columns claim to hold the same")
    since = next((what.partition(".")[2] for what in whats if what.startswith("change.")), "")
    whats = [f"past_now.{since}" if what == "past_now.*" else what for what in whats]
    missing = {w for w in known.values() if w != WORDS and not w.startswith(("change", "past"))} - set(whats)
    optional = {"profile": {"values.benchmark"}, "marks": {"same"}}.get(kind.name, set())
    if missing - optional:
        yield finding(f"the columns for {', '.join(sorted(missing - optional))} are missing")
    choices = kind.lines(subject)
    lines = _fitting(choices, table, used)
    place, scope = 0, ""
    for number, row in enumerate(table.rows, start=1):
        heading = squeeze(row[0]) if row else ""
        if len(row) not in (1, len(whats)):
            yield finding(f"row {number} has {len(row)} cells instead of {len(whats)}")
            continue
        if not choices and kind.name != "actions":
            yield from (Text("TD", cell, table.page) for cell in row)
            continue
        if kind.name == "actions":
            subject.actions = number
            line = _action_line(subject, heading)
        else:
            found = next((i for i in range(place, len(lines)) if heading in lines[i].names), None)
            line = None if found is None else lines[found]
            if found is not None:
                if kind.complete and found != place:
                    yield finding(f"rows are missing before {row[0]!r}")
                place = found + 1 if kind.ordered else 0
        if line is None or (len(row) == 1) != (not line.node):
            yield finding(f"cannot be proven: row {number}, {row[0]!r}, is unknown here")
            continue
        if not line.node:
            scope = line.scope
            continue
        yield from _prove_row(subject, kind, line, scope, whats, row, table.page)
    if kind.complete and choices and place != len(lines):
        yield finding(f"{len(lines) - place} rows are missing at the end")


def _fitting(choices: list[list[Line]], table: PrintedTable, used: set[int]) -> list[Line]:
    """The sequence of rows that the table has most of; each is used once."""
    headings = [squeeze(row[0]) for row in table.rows if row]

    def fit(lines: list[Line]) -> int:
        names = {name for line in lines for name in line.names}
        return sum(heading in names for heading in headings)

    free = [i for i in range(len(choices)) if i not in used]
    if not free:
        return []
    best = max(free, key=lambda i: (fit(choices[i]), -i))
    used.add(best)
    return choices[best]


def _action_line(subject: Subject, cell: str) -> Line | None:
    """The indicator that an action is for: the last one whose name stands in the cell."""
    found: list[tuple[int, int, Line]] = []
    for leaf in subject.edition.framework.leaves:
        line = named(subject, leaf)
        for name in line.names:
            at = cell.rfind(name + ":")
            if at >= 0:
                found.append((at + len(name), len(name), line))
    return max(found, key=lambda item: item[:2])[2] if found else None


def _prove_row(
    subject: Subject,
    kind: Kind,
    line: Line,
    scope: str,
    whats: Sequence[str],
    row: Sequence[str],
    page: int | None,
) -> Iterator[tuple[Finding, ...] | Text]:
    cells = {what: squeeze(cell) for what, cell in zip(whats, row, strict=True) if what != WORDS}
    where = f"table {kind.name}, {' '.join(row[0].split())!r}"
    for what, cell in zip(whats, row, strict=True):
        if what in (WORDS, "action"):
            yield Text("TD", cell, page)
            continue
        if what == "text":
            yield from _prove_mark(subject, line, cell, where, page)
            continue
        if what in _SPECIAL:
            continue
        if line.node == "coordinator":
            if squeeze(cell) != subject.says("dash"):
                yield (Finding("number", f"{where}: {cell!r} has no meaning here", page),)
            continue
        asked = what.replace("*", scope)
        cause = prove_cell(subject, line.node, asked, squeeze(cell), cells)
        if cause:
            yield (Finding("number", f"{where}, {asked}: {cause}", page),)
        else:
            subject.shown.add((line.node, asked))
    if kind.cells is not None:
        for what, cause in kind.cells(subject, line, cells):
            yield (Finding("number", f"{where}, {what}: {cause}", page),)


def prove_cell(subject: Subject, node: str, what: str, cell: str, row: Mapping[str, str]) -> str:
    """Why a cell is not the published ``what`` of ``node``; "" where it is."""
    if what.startswith("compared."):
        return _prove_compared(subject, node, what, cell, row)
    try:
        forms = subject.fitting(cell, subject.figure(node, what), what)
    except LookupError:
        return f"cannot be proven: {what} is not recounted"
    if cell not in forms:
        return f"printed {cell!r}, recounted {' or '.join(sorted(forms))!r}"
    subject.proven += 1
    return ""


def _prove_compared(subject: Subject, node: str, what: str, cell: str, row: Mapping[str, str]) -> str:
    """A group's figure. Whether its median may be shown is proven when all of them are known, see
    :func:`prove_disclosure`.
    """
    column, _, figure = what.removeprefix("compared.").rpartition(".")
    recount, cluster, dash = subject.recount, subject.cluster.id, subject.says("dash")
    if column == SIMILAR:
        nearest = recount.neighbours(cluster)
        fitting = {
            size: recount.similar(cluster, node, size, figure)
            for size in subject.sizes
            if size <= len(nearest)
        }
    else:
        nearest = recount.members(cluster, column)
        fitting = {len(nearest): recount.figure(cluster, node, what)}
    if figure != "n" and cell == dash:
        return ""
    forms = {size: subject.fitting(cell, recounted) for size, recounted in fitting.items()}
    right = {size for size in forms if cell in forms[size]}
    if not right:
        wanted = sorted({form for some in forms.values() for form in some})
        return f"printed {cell!r}, recounted {' or '.join(wanted)!r}"
    if column == SIMILAR:
        subject.sizes.intersection_update(right)
    if figure != "n":
        subject.medians.add((node, column))
    subject.proven += 1
    return ""


def prove_disclosure(subject: Subject) -> Iterator[Finding]:
    """Whether the reader may see all medians of groups that the tables read so far show."""
    shown: dict[str, set[str]] = {}
    for node, column in subject.medians:
        shown.setdefault(node, set()).add(column)
    rules = Disclosure(subject.recount, subject.cluster.id)
    sizes = sorted(subject.sizes) or [0]
    # Where the tables leave open how many similar clusters there are, one number must do.
    refused = min((rules.refused(shown, size) for size in sizes), key=len)
    for node, why in refused:
        yield Finding("disclosure", f"medians of {node} that must not be shown: {why}")


def _prove_mark(
    subject: Subject, line: Line, cell: str, where: str, page: int | None
) -> Iterator[tuple[Finding, ...]]:
    """A text, an answer or a group of the cluster, as the edition has it."""
    kind, _, code = line.node.partition(":")
    lang, cluster = subject.texts.lang, subject.cluster
    if line.node == "coordinator":
        wanted = cluster.coordinator
    elif kind == "group":
        wanted = subject.edition.group_name(code, cluster.groups.get(code, ""), lang)
    else:
        item = next(f for f in subject.edition.profile if f.code == code)
        pl, en = cluster.profile.get(code, ""), cluster.profile_en.get(code, "")
        wanted = (en or pl) if lang == "en" else (pl or en)
        if item.kind == "yes/no" and wanted:
            wanted = subject.texts("yes" if wanted == "yes" else "no")
        wanted = wanted or subject.texts("missing")
    if squeeze(cell) != subject.typeset(wanted):
        yield (Finding("number", f"{where}: printed {cell!r} instead of {wanted!r}", page),)
    else:
        subject.proven += any(map(str.isdigit, cell))
        subject.shown.add((line.node, "value"))
