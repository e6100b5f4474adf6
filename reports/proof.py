"""Printed tables and figures against the second path: what every cell may say.

What a table is follows from its caption, what a column holds from its heading, whose number a cell is from
its row's heading; captions and headings are made from the message catalogue, so that an edited text
keeps working. What is not recognised cannot be proven and is a finding, never skipped. A chapter with a
table of its own adds a :class:`Kind` to :data:`KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product

from .errors import Finding, TextError
from .model import SIMILAR, Cluster, Edition, Node
from .readback import Book, PrintedTable, Text, squeeze
from .recount import GOALS, Figure, Reached, Recount, places, rounded
from .texts import MINUS, Texts, lower_first, typography, upper_first

#: What a cell holds that is words and has no number of its own; numbers in it are those of the sentences.
WORDS = "words"


@dataclass(frozen=True)
class Subject:
    """Everything one report is proven against. ``proven`` counts the numbers found right so far, and
    ``shown`` is what the tables print: (node, what).
    """

    edition: Edition
    cluster: Cluster
    texts: Texts
    recount: Recount
    proven: list[int] = field(default_factory=lambda: [0])
    shown: set[tuple[str, str]] = field(default_factory=set)
    #: How many similar clusters there can be after the cells read so far.
    sizes: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        # Even numbers from twice to four times the smallest group, and no more than half of all.
        least, most = 2 * self.edition.min_group, len(self.edition.clusters) // 2
        self.sizes.update(range(least, min(2 * least, most) + 1, 2))

    def says(self, message: str, **arguments: str | int) -> str:
        """A message of the catalogue as it stands on the page, without white space."""
        return self.set(self.texts(message, **arguments))

    def set(self, text: str) -> str:
        """A text of the edition as it stands on the page, without white space."""
        return squeeze(typography(text, self.texts.lang))

    def name(self, node: Node) -> str:
        return self.set(node.name.get(self.texts.lang))

    def figure(self, node: str, what: str) -> Figure:
        return self.recount.figure(self.cluster.id, node, what)

    @property
    def labels(self) -> list[str]:
        return [past.label for past in self.edition.history]

    # --- how a number is printed -----------------------------------------------------------------------

    def number(self, value: Decimal) -> str:
        """The printed form of a number, without white space: digits grouped from five on in Polish, always in
        English.
        """
        whole, _, fraction = f"{abs(value):,f}".partition(".")
        if self.texts.lang == "pl":
            whole, mark = whole.replace(",", ""), ","
        else:
            mark = "."
        sign = MINUS if value < 0 else ""
        return sign + whole + (mark + fraction if fraction else "")

    def forms(self, figure: Figure, what: str = "") -> set[str]:
        """Every printed form of a figure; of none the word or the dash that stands for it."""
        if not figure.numbers:
            return {self.says("missing" if what in ("score", "value") else "dash")}
        found = set()
        for number in figure.numbers:
            if figure.answer:
                found.add(self.says("yes" if number == 1 else "no" if number == 0 else "divided"))
                continue
            text = ("+" if figure.signed and number > 0 else "") + self.number(number)
            if figure.rank:
                text = self.says("rank", rank=text)
            if figure.out_of is not None:
                text = self.says("same-of", same=text, n=self.number(Decimal(figure.out_of)))
            found.add(text)
        return found


# --- the kinds of tables -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A row that a table may have: its heading (any of ``names``), and whose numbers it holds. Without a
    ``node`` it is a heading inside the table; ``scope`` is what such a heading means for the rows below.
    """

    names: frozenset[str]
    node: str = ""
    scope: str = ""


Cells = Callable[[Subject, Line, Mapping[str, str]], Iterator[tuple[str, str]]]


@dataclass(frozen=True)
class Kind:
    """A kind of table: the catalogue's message of its caption, its columns (heading -> what the cells hold),
    the rows it may have, whether it must have all of them and keeps their order. ``cells`` proves what is not a
    fact of its own; it gives (what, cause) for each fault.
    """

    name: str
    caption: str
    columns: Callable[[Subject], Mapping[str, str]]
    lines: Callable[[Subject], list[list[Line]]]
    complete: bool = True
    ordered: bool = True
    cells: Cells | None = None


def _headings(**columns: str) -> Callable[[Subject], Mapping[str, str]]:
    """Columns by the last part of their heading's message: ``gap_median="gap.median"``."""

    def of(subject: Subject) -> Mapping[str, str]:
        found = {
            subject.says(f"column-{name.replace('_', '-')}"): what
            for name, what in columns.items()
            if name not in ("distribution", "change")
        }
        if "distribution" in columns:
            units = subject.texts.units(len(subject.edition.clusters))
            found[subject.says("column-distribution", units=units)] = WORDS
        if "change" in columns:
            found |= {subject.says("column-change", edition=e): f"change.{e}" for e in subject.labels}
        return found

    return of


def _history_headings(subject: Subject) -> Mapping[str, str]:
    found = {subject.says("column-area"): WORDS}
    now = subject.edition.label
    for label in subject.labels:
        found[subject.set(label)] = f"past_score.{label}"
        found[subject.says("column-change", edition=label)] = f"change.{label}"
        found[subject.says("column-past-rank", edition=label)] = f"past_rank.{label}"
    found[subject.set(now)] = "past_now.*"  # of the edition in the heading of the change
    found[subject.says("column-now-rank", edition=now)] = "rank"
    return found


def _line(subject: Subject, node: Node, *, unit: bool = False) -> Line:
    """A node by its name, of an indicator with its unit behind it."""
    name, lang = subject.name(node), subject.texts.lang
    if not unit:
        return Line(frozenset({name}), node.code)
    small = "" if node.is_yes_no else subject.set(node.unit_in(lang))
    return Line(frozenset({name + small}), node.code)


def _main(subject: Subject) -> list[list[Line]]:
    framework = subject.edition.framework
    return [[_line(subject, node) for node in (framework.root, *framework.areas)]]


def _inner(subject: Subject) -> list[list[Line]]:
    framework = subject.edition.framework
    root = framework.root.code
    nodes = [n for n in framework.subtree(root) if not n.is_leaf or n.parent == root]
    return [[_line(subject, node) for node in nodes]]


def _all_leaves(subject: Subject) -> list[list[Line]]:
    framework, lines = subject.edition.framework, []
    for area in framework.areas:
        if not area.is_leaf:
            lines.append(Line(frozenset({subject.name(area)})))
        lines += [_line(subject, leaf, unit=True) for leaf in framework.leaves_of(area.code)]
    return [lines]


def _leaves_by_area(subject: Subject) -> list[list[Line]]:
    framework, found = subject.edition.framework, []
    for area in framework.areas:
        lines = []
        for part in framework.children(area.code):
            if not part.is_leaf:
                lines.append(Line(frozenset({subject.name(part)})))
            lines += [_line(subject, leaf, unit=True) for leaf in framework.leaves_of(part.code)]
        if lines:
            found.append(lines)
    return found


def _named(subject: Subject, leaf: Node) -> Line:
    """An indicator by its name, with or without its unit."""
    name, lang = leaf.name.get(subject.texts.lang), subject.texts.lang
    with_unit = subject.texts("indicator-with-unit", name=name, unit=leaf.unit_in(lang))
    return Line(frozenset({subject.set(name), subject.set(with_unit)}), leaf.code)


def _reserves(subject: Subject) -> list[list[Line]]:
    framework = subject.edition.framework
    return [[_named(subject, leaf) for leaf in framework.leaves_of(a.code)] for a in framework.areas]


def _groups(subject: Subject) -> list[list[Line]]:
    edition, lang, lines = subject.edition, subject.texts.lang, []
    main = _main(subject)[0]
    for column, value in subject.cluster.groups.items():
        if value:
            asked, group = (edition.group_name(column, v, lang) for v in ("", value))
            heading = subject.says("groups-heading", column=asked, group=group)
            lines += [Line(frozenset({heading}), scope=column), *main]
    lines += [Line(frozenset({subject.says("groups-similar-heading")}), scope=SIMILAR), *main]
    return [lines]


def _traits(subject: Subject) -> list[list[Line]]:
    """Numbers and shares, those that are parts of one whole below a heading."""
    lang, texts = subject.texts.lang, subject.texts
    lines, families = [], {}
    fields = [f for f in subject.edition.profile if f.kind in ("number", "share")]
    fields = [f for f in fields if any(f.code in c.profile for c in subject.edition.clusters)]
    for item in fields:
        if item.kind == "share":
            parts = item.parts.get(lang)
            families.setdefault((item.parts, "" if parts else item.unit), []).append(item)
    together = {key: family for key, family in families.items() if len(family) > 1}
    for item in fields:
        if not any(item in family for family in together.values()):
            unit = item.unit_en or item.unit if lang == "en" else item.unit
            name = subject.set(item.name.get(lang)) + subject.set(unit)
            lines.append(Line(frozenset({name}), f"profile:{item.code}"))
    for family in together.values():
        unit = family[0].unit_en or family[0].unit if lang == "en" else family[0].unit
        parts = family[0].parts.get(lang)
        names = {texts("profile-shares", unit=unit)}
        if parts:
            names = {parts, texts("indicator-with-unit", name=parts, unit=unit)}
        lines.append(Line(frozenset(subject.set(upper_first(name)) for name in names)))
        lines += [
            Line(frozenset({subject.set(item.name.get(lang))}), f"profile:{item.code}") for item in family
        ]
    return [lines]


def _marks(subject: Subject) -> list[list[Line]]:
    edition, lang = subject.edition, subject.texts.lang
    lines = [Line(frozenset({subject.says("profile-coordinator-term")}), "coordinator")]
    for column in subject.cluster.groups:
        name = upper_first(edition.group_name(column, "", lang))
        lines.append(Line(frozenset({subject.set(name)}), f"group:{column}"))
    for item in edition.profile:
        if item.kind not in ("number", "share"):
            name = subject.set(upper_first(item.name.get(lang)))
            lines.append(Line(frozenset({name}), f"profile:{item.code}"))
    return [lines]


def _any_words(subject: Subject) -> list[list[Line]]:
    return []


# --- cells that are more than a fact ---------------------------------------------------------------------


def goal_named(subject: Subject, cell: str) -> str | None:
    """The name of the goal in a squeezed cell ("medianagrupy" ...), the longest one that fits."""
    names = {name: subject.says(f"goal-{name}") for name in GOALS}
    fitting = [name for name, text in names.items() if cell.endswith(text)]
    return max(fitting, key=lambda name: len(names[name]), default=None)


def _consequences(subject: Subject, line: Line, cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A goal and what reaching it would bring."""
    name = goal_named(subject, cells.get("goal-is", cells["goal"]))
    if name is None:
        kept = {subject.says("goal-keep"), subject.says("goal-answer")}
        if cells["goal"] not in kept or cells.get("gain", subject.says("dash")) != subject.says("dash"):
            yield "goal", f"{cells['goal']!r} is no goal"
        return
    reached = subject.recount.reached(subject.cluster.id, line.node, name)
    if reached is None:
        yield "goal", f"there is no goal {name}"
        return
    small = "" if "goal-is" in cells else subject.says(f"goal-{name}")
    wanted = {
        "goal": {form + small for form in subject.forms(reached.goal)},
        "gain": subject.forms(reached.gain),
        "area_gain": subject.forms(reached.area_gain),
        "area_rank": _moves(subject, line, reached),
    }
    for what, forms in wanted.items():
        if what in cells:
            if cells[what] in forms:
                subject.proven[0] += 1
            else:
                yield what, f"{cells[what]!r} instead of {' or '.join(sorted(forms))!r}"


def _moves(subject: Subject, line: Line, reached: Reached) -> set[str]:
    area = subject.edition.framework.area_of(line.node)
    if area is None:
        return set()
    befores = subject.forms(subject.figure(area.code, "rank"))
    return {
        subject.set(
            subject.texts("rank-change", before=before, after=after)
            if before != after
            else subject.texts("rank-unchanged", after=after)
        )
        for before, after in product(befores, subject.forms(reached.area_rank))
    }


def _actions(subject: Subject) -> list[list[Line]]:
    """Actions stand under the indicator whose name is in their first cell."""
    return []


_SCORES = {"own": "score", "median": "group.median", "rank": "rank"}
_QUARTILES = {"q1": "group.q1", "q3": "group.q3", "benchmark": "group.benchmark"}
_GOAL = {"goal": "goal", "goal_is": "goal-is", "gain_area": "area_gain", "gain_total": "gain"}

#: The tables of a report. A new chapter adds its own.
KINDS: tuple[Kind, ...] = (
    Kind(
        "summary",
        "summary-table-caption",
        _headings(area=WORDS, distribution=WORDS, change="", **_SCORES),
        _main,
    ),
    Kind(
        "position",
        "position-table-caption",
        _headings(
            area=WORDS, gap_median="gap.median", gap_benchmark="gap.benchmark", **_SCORES, **_QUARTILES
        ),
        _main,
    ),
    Kind("history", "history-caption", _history_headings, _inner, complete=False),
    Kind(
        "annex-scores",
        "annex-scores-caption",
        _headings(node=WORDS, count="n", **_SCORES, **_QUARTILES),
        _inner,
    ),
    Kind(
        "annex-values",
        "annex-values-caption",
        _headings(
            indicator=WORDS,
            own="value",
            score="score",
            q1="values.q1",
            median="values.median",
            q3="values.q3",
            best="values.best",
            rank="rank",
            count="n",
        ),
        _all_leaves,
    ),
    Kind(
        "indicators",
        "indicators-caption",
        _headings(
            indicator=WORDS,
            own="value",
            median="values.median",
            best="values.best",
            rank="rank",
            in_group=WORDS,
        ),
        _leaves_by_area,
    ),
    Kind(
        "groups",
        "groups-caption",
        _headings(
            compared=WORDS,
            on_scale=WORDS,
            own="score",
            group_median="compared.*.median",
            gap_median="compared.*.gap",
            others="compared.*.n",
        ),
        _groups,
        complete=False,
    ),
    Kind(
        "reserves",
        "reserves-caption",
        _headings(indicator=WORDS, today="value", rank_area="area_rank", **_GOAL),
        _reserves,
        complete=False,
        ordered=False,
        cells=_consequences,
    ),
    Kind(
        "actions",
        "recommendations-caption",
        _headings(
            action="action", today="value", goal="goal", gain="gain", term=WORDS, owner_measure=WORDS
        ),
        _actions,
        complete=False,
        cells=_consequences,
    ),
    Kind(
        "profile",
        "profile-caption",
        _headings(
            trait=WORDS,
            own="value",
            q1="values.q1",
            median="values.median",
            q3="values.q3",
            benchmark="values.benchmark",
            in_group=WORDS,
        ),
        _traits,
    ),
    Kind("marks", "marks-caption", _headings(trait=WORDS, own="text", same="same"), _marks, complete=False),
    Kind("rules", "annex-rules-caption", _headings(rule=WORDS, meaning=WORDS), _any_words),
    Kind("advice", "annex-advice-caption", _headings(record=WORDS, indicator=WORDS, used=WORDS), _any_words),
    Kind(
        "plan",
        "plan-caption",
        _headings(
            action=WORDS,
            plan_who=WORDS,
            plan_when=WORDS,
            plan_start=WORDS,
            plan_sign=WORDS,
            plan_done=WORDS,
        ),
        _any_words,
    ),
)

#: Tables that no report does without, and how many of each there are.
REQUIRED: Mapping[str, Callable[[Edition], int]] = {
    "summary": lambda edition: 1,
    "position": lambda edition: 1,
    "annex-scores": lambda edition: 1,
    "annex-values": lambda edition: 1,
    "indicators": lambda edition: sum(not area.is_leaf for area in edition.framework.areas),
}

#: Facts that are proven in their table but by other rules than a figure of the recount.
_SPECIAL = frozenset({WORDS, "goal", "goal-is", "gain", "area_gain", "area_rank", "action", "text"})


def recognise(subject: Subject, table: PrintedTable) -> Kind | None:
    """The kind of a table by its caption; None where the catalogue has no such caption."""
    caption = squeeze(table.caption)
    for kind in KINDS:
        before, behind = _ends(subject, kind.caption)
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
    areas = _leaves_by_area(subject)
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
        line = _named(subject, leaf)
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
        forms = subject.forms(subject.figure(node, what), what)
    except LookupError:
        return f"cannot be proven: {what} is not recounted"
    if cell not in forms:
        return f"printed {cell!r}, recounted {' or '.join(sorted(forms))!r}"
    subject.proven[0] += 1
    return ""


def _prove_compared(subject: Subject, node: str, what: str, cell: str, row: Mapping[str, str]) -> str:
    """A group's figure. Whether it may be shown is for disclosure control; that a median of too few is
    never shown is proven here as well.
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
    forms = {size: subject.forms(recounted) for size, recounted in fitting.items()}
    right = {size for size in forms if cell in forms[size]}
    if not right:
        wanted = sorted({form for some in forms.values() for form in some})
        return f"printed {cell!r}, recounted {' or '.join(wanted)!r}"
    if column == SIMILAR:
        subject.sizes.intersection_update(right)
    if figure != "n" and all(recount.too_few(cluster, node, nearest[:size]) for size in right):
        return f"{cell!r} is shown of a group of too few"
    subject.proven[0] += 1
    return ""


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
    if squeeze(cell) != subject.set(wanted):
        yield (Finding("number", f"{where}: printed {cell!r} instead of {wanted!r}", page),)
    else:
        subject.proven[0] += any(map(str.isdigit, cell))
        subject.shown.add((line.node, "value"))


# --- the cover and the key figures --------------------------------------------------------------------------


def prove_cover(subject: Subject, book: Book) -> Iterator[Finding]:
    """Name, edition and the one number of the cover."""
    root, edition = subject.edition.framework.root.code, subject.edition
    said = squeeze("".join(text.text for text in book.cover))
    n = len(edition.clusters)
    score = subject.figure(root, "score")
    wanted = {
        form + subject.says(label, n=n)
        for form in (subject.forms(score, "score") if score.numbers else set())
        for label in ("cover-score-hundred", "cover-score")
    } or {subject.says("cover-no-score")}
    if not any(form in said for form in wanted):
        yield Finding("cover", f"the cover does not say {' or '.join(sorted(wanted))!r}", 1)
    else:
        subject.proven[0] += 2 if score.numbers else 0
        if not _nothing_before(said, wanted):
            yield Finding("cover", "a digit stands before the score of the cover", 1)
    if subject.set(subject.cluster.name) not in said:
        yield Finding("identity", "the cover does not name the cluster", 1)
    if subject.says("edition-label", edition=edition.label) not in said:
        yield Finding("identity", "the cover does not name the edition", 1)


def _nothing_before(said: str, wanted: Iterable[str]) -> bool:
    for form in wanted:
        at = said.find(form)
        if at > 0 and (said[at - 1].isdigit() or said[at - 1] in ",.") and form[:1].isdigit():
            return False
    return True


def prove_key_figures(subject: Subject, book: Book) -> tuple[list[Finding], set[Text]]:
    """The key figures among the list items: what was found wrong, and which texts are proven with them."""
    labels = _key_figures(subject)
    findings, done, met = [], set(), set()
    for text in book.texts:
        if text.tag != "LI":
            continue
        said = squeeze(text.text)
        for name, (label, forms) in labels.items():
            if label not in said or not any(_same_but_digits(said, form) for form in forms):
                continue
            done.add(text)
            met.add(name)
            if said in forms:
                subject.proven[0] += sum(char.isdigit() for char in said) > 0
            else:
                cause = f"key figure {name}: printed {said!r}, recounted {' or '.join(sorted(forms)[:3])!r}"
                findings.append(Finding("key-figure", cause, text.page))
            break
    for name in ("score", "rank", "above"):
        if name in labels and name not in met:
            findings.append(Finding("key-figure", f"the key figure {name} is not there"))
    return findings, done


_DIGITS = str.maketrans(dict.fromkeys("0123456789,.+" + MINUS, None))


def _same_but_digits(one: str, other: str) -> bool:
    return one.translate(_DIGITS) == other.translate(_DIGITS)


def _key_figures(subject: Subject) -> dict[str, tuple[str, set[str]]]:
    """Name -> the label and everything that may be printed: value, unit, label and note in one."""
    found: dict[str, tuple[str, set[str]]] = {}
    edition, root, says = subject.edition, subject.edition.framework.root.code, subject.says
    score, median, rank = (subject.figure(root, what) for what in ("score", "group.median", "rank"))
    n = len(subject.recount.ranks[root])
    points, medians = says("kpi-points"), subject.forms(median)
    if score.numbers:
        found["score"] = (
            says("kpi-score"),
            {
                value + unit + says("kpi-score") + says("kpi-score-note", median=m)
                for value, unit, m in product(
                    subject.forms(score), (says("kpi-of-hundred"), points), medians
                )
            },
        )
    label = says("kpi-rank")
    notes = {says("kpi-no-quartile")}
    if rank.numbers:
        if n >= 4:
            quarter = -(-4 * int(_best_place(subject, root)) // n)
            bounds = {"from": (quarter - 1) * n // 4 + 1, "to": quarter * n // 4}
            notes.add(says(f"kpi-quartile-{quarter}", **bounds))
        found["rank"] = (
            label,
            {r + says("kpi-rank-of", n=n) + label + note for r in subject.forms(rank) for note in notes},
        )
    else:
        found["rank"] = (label, {says("dash") + label + says("kpi-no-rank-note")})
    for past in edition.history:
        name = past.label
        label = says("kpi-change", edition=name)
        before, place = (subject.figure(root, f"{what}.{name}") for what in ("past_score", "past_rank"))
        notes = {says("kpi-change-note-no-rank-comparable")}
        for b, p in product(subject.forms(before), subject.forms(place)):
            if place.numbers:
                notes.add(says("kpi-change-note", score=b, rank=p, n=past.participants))
                notes.add(says("kpi-change-note-comparable", rank=p, n=past.participants))
            notes.add(says("kpi-change-note-no-rank", score=b))
        changes = subject.figure(root, f"change.{name}")
        if changes.numbers:
            forms = {c + points + label + note for c in subject.forms(changes) for note in notes}
            found[f"change.{name}"] = (label, forms)
    found |= _distances(subject, points)
    above, areas = _above(subject)
    label = says("kpi-above")
    notes = {
        says("kpi-above-none-below"),
        says("kpi-above-none-above"),
        says("kpi-above-many-below", n=areas - above),
        *(says("kpi-above-one-below", area=lower_first(area.name.get(subject.texts.lang))) for area in edition.framework.areas),
    }
    found["above"] = (
        label,
        {str(above) + says("kpi-above-of", n=areas) + label + note for note in notes},
    )
    found |= _profile_figures(subject)
    return found


def _present(subject: Subject, code: str) -> list[Decimal]:
    return [score for score in subject.recount.scores[code].values() if score is not None]


def _best_place(subject: Subject, code: str) -> Decimal:
    """The best of the places that are shared, whatever the kind of ties."""
    return places(subject.recount.scores[code], "min")[subject.cluster.id]


def _above(subject: Subject) -> tuple[int, int]:
    """How many areas have a published score above the published median, of how many with one."""
    above = areas = 0
    for area in subject.edition.framework.areas:
        gap = subject.figure(area.code, "gap.median")
        areas += bool(gap.numbers)
        above += bool(gap.numbers) and gap.numbers[0] > 0
    return above, areas


def _distances(subject: Subject, points: str) -> dict[str, tuple[str, set[str]]]:
    """To the second, to the leader and to the median."""
    root, says = subject.edition.framework.root.code, subject.says
    own, ordered = subject.recount.scores[root][subject.cluster.id], sorted(_present(subject, root))[::-1]
    spread = subject.recount.points[root]
    if own is None or spread is None:
        return {}
    marks = {
        "kpi-leader": ("kpi-second-note", ordered[1] if len(ordered) > 1 else own),
        "kpi-leader-gap": ("kpi-leader-note", spread.best),
        "kpi-median-gap": ("kpi-median-note", spread.median),
    }
    found = {}
    for label, (note, mark) in marks.items():
        forms = set()
        for mine, other in product(rounded(own, 1), rounded(mark, 1)):
            argument = {"kpi-median-note": "median"}.get(note, "score")
            told = says(note, **{argument: subject.number(other)})
            forms.add(subject.number(abs(mine - other)) + points + says(label) + told)
        found[label] = (says(label), forms)
    return found


def _profile_figures(subject: Subject) -> dict[str, tuple[str, set[str]]]:
    found: dict[str, tuple[str, set[str]]] = {}
    lang = subject.texts.lang
    for item in subject.edition.profile:
        if item.kind != "number":
            continue
        node = f"profile:{item.code}"
        own = subject.figure(node, "value")
        if not own.numbers:
            continue
        unit = item.unit_en or item.unit if lang == "en" else item.unit
        name = item.name.get(lang)
        labels = {subject.set(name), subject.says("profile-name-unit", name=name, unit=unit)}
        quartiles = [subject.forms(subject.figure(node, f"values.{q}")) for q in ("q1", "median", "q3")]
        notes = {""} | {
            subject.says("profile-figure-note", q1=q1, median=median, q3=q3)
            for q1, median, q3 in product(*quartiles)
        }
        forms = {value + label + note for value in subject.forms(own) for label in labels for note in notes}
        found[node] = (subject.set(name), forms)
    return found

