"""Printed tables and figures against the second path: what every cell may say.

What a table is follows from its caption, what a column holds from its heading, whose number a cell is from
its row's heading; captions and headings are made from the message catalogue, so that an edited text keeps
working. What is not recognised cannot be proven and is a finding, never skipped. The kinds of tables are in
:mod:`.table_kinds`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.edition import SIMILAR
from reports.errors import Finding, TextError

from ..reading.book import Book, PrintedTable, PrintedText
from ..reading.texts import squeeze
from .disclosure import Disclosure
from .subject import Subject
from .table_kinds import KINDS, REQUIRED, REQUIRED_ON_SCREEN, WORDS, ExpectedRow, TableKind, named

#: Facts that are proven in their table but by other rules than a figure of the recount.
_SPECIAL = frozenset({"quarter", "goal", "goal-is", "gain", "area_gain", "area_rank"})


#: What the cells of a table say: findings, and the texts of those cells that are sentences.
_Proven = Iterator[Finding | PrintedText]


def prove_tables(subject: Subject, book: Book, *, screen: bool) -> _Proven:
    """The tables of a PDF, or those of a page for the ``screen``, which has some more."""
    counted: dict[str, int] = {}
    used: set[int] = set()
    for place, table in enumerate(book.tables, start=1):
        kind = _recognise(subject, table)
        if kind is None:
            yield Finding("table", f"cannot be proven: the table {table.caption!r} is unknown", table.page)
            continue
        counted[kind.name] = counted.get(kind.name, 0) + 1
        yield from _numbered(subject, kind, table, place)
        rows = _rows(subject, kind, table, used if kind.name == "indicators" else set())
        yield from _prove(subject, kind, table, rows)
    for name, wanted in (REQUIRED_ON_SCREEN if screen else REQUIRED).items():
        found, needed = counted.get(name, 0), wanted(subject.edition)
        if found != needed:
            yield Finding("table", f"there are {found} tables of the kind {name} instead of {needed}")


def _numbered(subject: Subject, kind: TableKind, table: PrintedTable, place: int) -> Iterator[Finding]:
    """Whether the table has the number of its place."""
    if not squeeze(table.caption).startswith(subject.says("table-label", number=place)):
        yield Finding("table", f"{table.caption!r} is table {place} of the report", table.page)
    subject.tables.setdefault(kind.name, []).append(place)


_HOLE = "\ue000"


def _recognise(subject: Subject, table: PrintedTable) -> TableKind | None:
    """The kind of a table by its caption, before its first and behind its last number; None where the
    catalogue has no such caption.
    """
    caption = squeeze(table.caption)
    for kind in KINDS:
        for message in kind.captions:
            try:
                whole = subject.says(message)
            except TextError:
                whole = subject.says(message, low=_HOLE, high=_HOLE, step=_HOLE)
            if whole.partition(_HOLE)[0] in caption and caption.endswith(whole.rpartition(_HOLE)[2]):
                return replace(kind, complete=kind.complete and message not in kind.chosen)
    return None


def _rows(subject: Subject, kind: TableKind, table: PrintedTable, used: set[int]) -> list[ExpectedRow]:
    """The sequence of rows that the table has most of; each of them is ``used`` once."""
    headings = [squeeze(row[0]) for row in table.rows if row]

    def fitting(rows: list[ExpectedRow]) -> int:
        names = {name for row in rows for name in row.names}
        return sum(heading in names for heading in headings)

    choices = [] if kind.rows is None else kind.rows(subject)
    free = [place for place in range(len(choices)) if place not in used]
    best = max(free, key=lambda place: (fitting(choices[place]), -place), default=None)
    if best is None:
        return []
    used.add(best)
    return choices[best]


def _prove(subject: Subject, kind: TableKind, table: PrintedTable, rows: list[ExpectedRow]) -> _Proven:
    def finding(cause: str) -> Finding:
        return Finding("table", f"table {kind.name}: {cause}", table.page)

    if not table.headings:
        yield finding("cannot be proven: it has no column headings")
        return
    known = kind.columns(subject)
    for heading in table.headings:
        if squeeze(heading) not in known:
            yield finding(f"cannot be proven: the column {heading!r} is unknown")
    whats = [known.get(squeeze(heading), WORDS) for heading in table.headings]
    facts = [what for what in whats if what != WORDS]
    if len(set(facts)) != len(facts):
        yield finding("two columns claim to hold the same")
    since = next((what.partition(".")[2] for what in whats if what.startswith("change.")), "")
    whats = [f"past_now.{since}" if what == "past_now.*" else what for what in whats]
    needed = {what for what in known.values() if not what.startswith(("change", "past"))} - {WORDS}
    if missing := needed - kind.optional - set(whats):
        yield finding(f"the columns for {', '.join(sorted(missing))} are missing")
    place, scope = 0, ""
    for number, cells in enumerate(table.rows, start=1):
        heading = squeeze(cells[0]) if cells else ""
        if len(cells) not in (1, len(whats)):
            yield finding(f"row {number} has {len(cells)} cells instead of {len(whats)}")
            continue
        row: ExpectedRow | None = None
        if kind.lines:
            wanted = subject.says(kind.lines, number=number, name="")
            if squeeze(cells[-1 if kind.lines.startswith("used") else 0]).startswith(wanted):
                subject.proven += 1
            else:
                yield finding(f"row {number} is not numbered {wanted!r}")
        if kind.name == "recommendations":
            subject.actions = number
            row = _action(subject, heading)
            subject.action_nodes[number] = "" if row is None else row.node
        elif kind.rows is None:
            yield from (PrintedText("TD", cell, table.page, place=number) for cell in cells)
            continue
        elif found := [at for at in range(place, len(rows)) if heading in rows[at].names]:
            # A part and its only indicator may have one name.
            found.sort(key=lambda at: (not rows[at].node) != (len(cells) == 1))
            row = rows[found[0]]
            if kind.complete and found[0] != place:
                yield finding(f"rows are missing before {cells[0]!r}")
            place = found[0] + 1 if kind.ordered else 0
        if row is None or (len(cells) == 1) != (not row.node):
            yield finding(f"cannot be proven: row {number}, {cells[0]!r}, is unknown here")
        elif not row.node:
            scope = row.scope
        else:
            whats_here = [what.replace("*", scope) for what in whats]
            for proven in _prove_row(subject, kind, row, whats_here, cells, table.page):
                yield replace(proven, place=number) if isinstance(proven, PrintedText) else proven
    if kind.complete and place != len(rows):
        yield finding(f"{len(rows) - place} rows are missing at the end")


def _action(subject: Subject, cell: str) -> ExpectedRow | None:
    """The indicator that an action is for: the last one whose name stands in the cell."""
    found: list[tuple[int, int, ExpectedRow]] = []
    for leaf in subject.edition.framework.leaves:
        row = named(subject, leaf)
        for name in row.names:
            at = cell.rfind(name + ":")
            if at >= 0:
                found.append((at + len(name), len(name), row))
    return max(found, key=lambda item: item[:2])[2] if found else None


def _prove_row(
    subject: Subject,
    kind: TableKind,
    row: ExpectedRow,
    whats: Sequence[str],
    printed: Sequence[str],
    page: int | None,
) -> _Proven:
    def finding(what: str, cause: str) -> Finding:
        return Finding(
            "number", f"table {kind.name}, {' '.join(printed[0].split())!r}, {what}: {cause}", page
        )

    cells = {what: squeeze(cell) for what, cell in zip(whats, printed, strict=True) if what != WORDS}
    for place, (what, cell) in enumerate(zip(whats, printed, strict=True)):
        if place and what == WORDS and _is_question(subject, row.node):
            yes, n = subject.recount.answers(row.node)
            wanted = subject.says("yes-of", yes=str(yes), n=str(n))
            if squeeze(cell) == wanted:
                subject.proven += 1
            elif kind.name == "indicators":
                yield finding("yes", f"printed {cell!r} instead of {wanted!r}")
            else:
                yield PrintedText("TD", cell, page)
        elif what in (WORDS, "action", "answer"):
            yield PrintedText("TD", cell, page)
        elif what == "text":
            wanted = _mark(subject, row.node)
            if squeeze(cell) != subject.typeset(wanted):
                yield finding(what, f"printed {cell!r} instead of {wanted!r}")
            else:
                subject.proven += any(map(str.isdigit, cell))
                subject.shown.add((row.node, "value"))
        elif what in _SPECIAL or what.startswith(("ranked.", "survey.")):
            continue
        elif row.node == "coordinator":
            if squeeze(cell) != subject.says("dash"):
                yield finding(what, f"{cell!r} has no meaning here")
        elif cause := prove_cell(subject, row.node, what, squeeze(cell)):
            yield finding(what, cause)
        else:
            subject.shown.add((row.node, what))
    if kind.cells is not None:
        for what, cause in kind.cells(subject, row, cells):
            yield finding(what, cause)


def _is_question(subject: Subject, node: str) -> bool:
    """Whether a node is an indicator answered by yes or no."""
    found = subject.edition.framework.by_code.get(node)
    return found is not None and found.is_yes_no


def _mark(subject: Subject, node: str) -> str:
    """A text, an answer or a group of the cluster, as the edition has it."""
    kind, _, code = node.partition(":")
    lang, cluster = subject.texts.lang, subject.cluster
    if node == "coordinator":
        return cluster.coordinator
    if kind == "group":
        answer = subject.edition.group_answer(code, cluster.groups.get(code, ""))
        if answer is not None:
            return subject.texts("yes" if answer else "no")
        return subject.edition.group_name(code, cluster.groups.get(code, ""), lang)
    item = next(f for f in subject.edition.profile if f.code == code)
    pl, en = cluster.profile.get(code, ""), cluster.profile_en.get(code, "")
    said = (en or pl) if lang == "en" else (pl or en)
    if item.kind == "yes/no" and said:
        return subject.texts("yes" if said == "yes" else "no")
    return said or subject.texts("missing")


def prove_cell(subject: Subject, node: str, what: str, cell: str) -> str:
    """Why a cell is not the published ``what`` of ``node``; "" where it is."""
    if what.startswith("compared."):
        return _prove_compared(subject, node, what, cell)
    try:
        forms = subject.fitting(cell, subject.figure(node, what), what)
    except LookupError:
        return f"cannot be proven: {what} is not recounted"
    if cell not in forms:
        return f"printed {cell!r}, recounted {' or '.join(sorted(forms))!r}"
    subject.proven += 1
    return ""


def _prove_compared(subject: Subject, node: str, what: str, cell: str) -> str:
    """A group's figure. Whether its median may be shown is proven when all of them are known, see
    :func:`prove_disclosure`.
    """
    column, _, figure = what.removeprefix("compared.").rpartition(".")
    recount, cluster, dash = subject.recount, subject.cluster.id, subject.says("dash")
    if figure != "n" and cell == dash:
        return ""
    if column == SIMILAR:
        most = len(recount.neighbours(cluster))
        fitting = {
            size: recount.similar(cluster, node, size, figure) for size in subject.sizes if size <= most
        }
    else:
        fitting = {0: recount.figure(cluster, node, what)}
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
