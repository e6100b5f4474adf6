"""The tables that a report may have: captions, columns, rows, and what each cell claims to be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from reports.edition import SIMILAR, Edition, Node, ProfileField
from reports.words import upper_first

from .arithmetic import quarter_of, typed
from .recount import GOALS, Reached
from .subject import Subject, unit_in

#: What a cell holds that is words and has no number of its own; numbers in it are those of the sentences.
WORDS = "words"


@dataclass(frozen=True)
class ExpectedRow:
    """A row that a table may have: its heading (any of ``names``), and whose numbers it holds. Without a
    ``node`` it is a heading inside the table; ``scope`` is what such a heading means for the rows below.
    """

    names: frozenset[str]
    node: str = ""
    scope: str = ""


ColumnsOf = Callable[[Subject], Mapping[str, str]]
RowsOf = Callable[[Subject], list[list[ExpectedRow]]]
ProveCells = Callable[[Subject, ExpectedRow, Mapping[str, str]], Iterator[tuple[str, str]]]


@dataclass(frozen=True)
class TableKind:
    """A kind of table. Its caption is the message "``name``-caption", one of ``also`` or, where it has only
    some of the rows, one of ``chosen``.

    ``columns`` are heading -> what the cells hold, all but the ``optional`` ones required; ``rows`` the
    sequences of rows of which it has one (None: rows of words), ``complete`` and ``ordered`` whether it has
    all of them and in that order. ``lines`` is the message that numbers its rows. ``cells`` proves what is no
    fact of its own; it gives (what, cause) for each fault.
    """

    name: str
    columns: ColumnsOf
    rows: RowsOf | None = None
    complete: bool = True
    ordered: bool = True
    optional: frozenset[str] = frozenset()
    also: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    lines: str = ""
    cells: ProveCells | None = None

    @property
    def captions(self) -> tuple[str, ...]:
        return (f"{self.name}-caption", *self.also, *self.chosen)


def _columns(described: str) -> ColumnsOf:
    """Columns by the last part of their heading's message and what they hold, if not words:
    "area own=score"; ``change`` is one for each earlier edition.
    """

    def of(subject: Subject) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for name, _, what in (column.partition("=") for column in described.split()):
            if name == "change":
                found |= {subject.says("column-change", edition=e): f"change.{e}" for e in subject.labels}
            elif name == "distribution":
                scored = subject.recount.ranks[subject.edition.framework.root.code]
                units = subject.texts.units(len(scored))
                found[subject.says("column-distribution", units=units)] = WORDS
            else:
                found[subject.says(f"column-{name}")] = what or WORDS
        return found

    return of


def _history_columns(subject: Subject) -> Mapping[str, str]:
    found = {subject.says("column-area"): WORDS}
    now = subject.edition.label
    for label in subject.labels:
        found[subject.typeset(label)] = f"past_score.{label}"
        found[subject.says("column-change", edition=label)] = f"change.{label}"
        found[subject.says("column-past-rank", edition=label)] = f"past_rank.{label}"
    found[subject.typeset(now)] = "past_now.*"  # of the edition in the heading of the change
    found[subject.says("column-now-rank", edition=now)] = "rank"
    return found


def _row(*names: str, node: str = "", scope: str = "") -> ExpectedRow:
    return ExpectedRow(frozenset(names), node, scope)


def _node(subject: Subject, node: Node) -> ExpectedRow:
    return _row(subject.name(node), node=node.code)


def _leaf(subject: Subject, leaf: Node) -> ExpectedRow:
    """An indicator by its name with its unit behind it."""
    unit = "" if leaf.is_yes_no else subject.typeset(leaf.unit_in(subject.texts.lang))
    return _row(subject.name(leaf) + unit, node=leaf.code)


def named(subject: Subject, leaf: Node) -> ExpectedRow:
    """An indicator by its name, with or without its unit."""
    name, lang = leaf.name.get(subject.texts.lang), subject.texts.lang
    with_unit = subject.says("indicator-with-unit", name=name, unit=leaf.unit_in(lang))
    return _row(subject.typeset(name), with_unit, node=leaf.code)


def _main(subject: Subject) -> list[list[ExpectedRow]]:
    framework = subject.edition.framework
    return [[_node(subject, node) for node in (framework.root, *framework.areas)]]


def _inner(subject: Subject) -> list[list[ExpectedRow]]:
    framework = subject.edition.framework
    root = framework.root.code
    return [[_node(subject, n) for n in framework.subtree(root) if not n.is_leaf or n.parent == root]]


def _subareas(subject: Subject) -> list[list[ExpectedRow]]:
    """The overall score, and every area with what is below it and no indicator."""
    framework, found = subject.edition.framework, []
    for area in framework.areas:
        found += [area, *(part for part in framework.children(area.code) if not part.is_leaf)]
    return [[_node(subject, node) for node in (framework.root, *found)]]


def _leaves(subject: Subject) -> list[list[ExpectedRow]]:
    return [_below(subject, subject.edition.framework.areas)]


def _leaves_by_area(subject: Subject) -> list[list[ExpectedRow]]:
    framework = subject.edition.framework
    tables = (_below(subject, framework.children(area.code)) for area in framework.areas)
    return [rows for rows in tables if rows]


def _below(subject: Subject, nodes: Sequence[Node]) -> list[ExpectedRow]:
    """The indicators of nodes, each below its heading; a node that is an indicator has none."""
    rows = []
    for node in nodes:
        if not node.is_leaf:
            rows.append(_row(subject.name(node)))
        rows += [_leaf(subject, leaf) for leaf in subject.edition.framework.leaves_of(node.code)]
    return rows


def _reserves(subject: Subject) -> list[list[ExpectedRow]]:
    framework = subject.edition.framework
    return [[named(subject, leaf) for leaf in framework.leaves_of(a.code)] for a in framework.areas]


def _groups(subject: Subject) -> list[list[ExpectedRow]]:
    edition, lang, rows = subject.edition, subject.texts.lang, []
    (main,) = _main(subject)
    for column, value in subject.cluster.groups.items():
        if value:
            asked, group = (edition.group_name(column, v, lang) for v in ("", value))
            heading = subject.says("groups-heading", column=asked, group=group)
            if edition.group_answer(column, value) is not None:
                heading = subject.says("groups-heading-answer", group=f"{group[:1].upper()}{group[1:]}")
            rows += [_row(heading, scope=column), *main]
    return [[*rows, _row(subject.says("groups-similar-heading"), scope=SIMILAR), *main]]


def _profile(subject: Subject) -> list[list[ExpectedRow]]:
    """Numbers and shares, those that are parts of one whole below a heading."""
    lang, edition = subject.texts.lang, subject.edition
    families: dict[object, list[ProfileField]] = {}
    for item in edition.profile:
        if item.kind in ("number", "share") and any(item.code in c.profile for c in edition.clusters):
            whole = (item.parts, "" if item.parts.get(lang) else item.unit)
            families.setdefault(whole if item.kind == "share" else item.code, []).append(item)
    rows, below = [], []
    for family in families.values():
        unit, parts = unit_in(family[0], lang), family[0].parts.get(lang)
        names = [subject.typeset(item.name.get(lang)) for item in family]
        if len(family) == 1:
            rows.append(_row(names[0] + subject.typeset(unit), node=f"profile:{family[0].code}"))
            continue
        headings = [subject.texts("profile-shares", unit=unit)]
        if parts:
            headings = [parts, subject.texts("indicator-with-unit", name=parts, unit=unit)]
        below.append(_row(*(subject.typeset(upper_first(heading)) for heading in headings)))
        below += [_row(name, node=f"profile:{item.code}") for name, item in zip(names, family, strict=True)]
    return [rows + below]


def _marks(subject: Subject) -> list[list[ExpectedRow]]:
    edition, lang = subject.edition, subject.texts.lang
    named = [(edition.group_name(column, "", lang), f"group:{column}") for column in subject.cluster.groups]
    named += [
        (item.name.get(lang), f"profile:{item.code}")
        for item in edition.profile
        if item.kind not in ("number", "share")
    ]
    rows = [_row(subject.typeset(upper_first(name)), node=node) for name, node in named]
    return [[_row(subject.says("profile-reader-term"), node="coordinator"), *rows]]


def _members(subject: Subject) -> list[list[ExpectedRow]]:
    """The questions that enough members answered, with their units."""
    lang, edition = subject.texts.lang, subject.edition
    words = {leaf.code: leaf.name.get(lang) + leaf.unit_in(lang) for leaf in edition.framework.leaves}
    words |= {
        question.code: question.name.get(lang) + question.unit.get(lang) for question in edition.questions
    }
    least = 1 if edition.public else edition.min_group
    return [
        [
            _row(subject.typeset(words[answer.code]), node=f"survey:{answer.code}")
            for answer in edition.survey
            if answer.id == subject.cluster.id and answer.n >= least
        ]
    ]


def _members_cells(subject: Subject, row: ExpectedRow, cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What coordinator and members say, as typed; how many answered."""
    edition, code = subject.edition, row.node.removeprefix("survey:")
    answer = next(a for a in edition.survey if (a.id, a.code) == (subject.cluster.id, code))
    asked = next((question for question in edition.questions if question.code == code), None)
    if asked is None:
        decimals, own = edition.framework[code].decimals, subject.recount.raw(subject.cluster.id, code)
    else:
        decimals = asked.decimals
        own = None if answer.coordinator is None else Decimal(repr(answer.coordinator))
    wanted = {"coordinator": own, "members": Decimal(repr(answer.members)), "n": Decimal(answer.n)}
    for what, number in wanted.items():
        shown = None if number is None else typed(number, 0 if what == "n" else decimals)
        expected = subject.says("dash") if shown is None else subject.number(shown)
        if cells[f"survey.{what}"] == expected:
            subject.proven += 1
        else:
            yield what, f"printed {cells[f'survey.{what}']!r} instead of {expected!r}"


#: More areas than this have no columns in the ranking.
_RANKED_AREAS = 6


def _ranked_areas(subject: Subject) -> Sequence[Node]:
    areas = subject.edition.framework.areas
    return areas if len(areas) <= _RANKED_AREAS else ()


def ranking_notes(subject: Subject) -> list[str]:
    """The note below the ranking, which numbers the areas by their columns."""
    texts, areas = subject.texts, _ranked_areas(subject)
    named = [texts("kicker", number=i, name=a.name.get(texts.lang)) for i, a in enumerate(areas, 1)]
    return [texts("ranking-note", areas="; ".join(named))] if named and subject.edition.public else []


def _ranking_columns(subject: Subject) -> Mapping[str, str]:
    framework, areas = subject.edition.framework, _ranked_areas(subject)
    return {
        subject.says("column-unit"): "ranked.name",
        subject.says("column-rank"): "ranked.rank",
        subject.name(framework.root): f"ranked.score.{framework.root.code}",
        **{
            subject.says("ranking-number", number=i): f"ranked.score.{a.code}" for i, a in enumerate(areas, 1)
        },
    }


def _ranked(subject: Subject) -> list[list[ExpectedRow]]:
    """Everybody by name, the best first: by the recounted places, equal ones in the order of the ids."""
    edition, root = subject.edition, subject.edition.framework.root.code
    places = subject.recount.ranks[root]
    order = sorted(edition.clusters, key=lambda c: (places.get(c.id) is None, places.get(c.id) or 0, c.id))
    return [[_row(subject.typeset(c.name), node=f"ranked:{c.id}") for c in order] if edition.public else []]


def _ranked_cells(subject: Subject, row: ExpectedRow, cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The place and the scores of somebody in the ranking."""
    cluster, root = row.node.removeprefix("ranked:"), subject.edition.framework.root.code
    for what, cell in cells.items():
        kind, _, code = what.removeprefix("ranked.").partition(".")
        if kind == "name":
            continue
        forms = subject.fitting(cell, subject.recount.figure(cluster, code or root, kind), kind)
        if cell in forms:
            subject.proven += 1
        else:
            yield what, f"printed {cell!r}, recounted {' or '.join(sorted(forms))!r}"


# --- cells that are more than a fact ---------------------------------------------------------------------


def _goal_named(subject: Subject, cell: str) -> str | None:
    """The name of the goal in a squeezed cell ("medianagrupy" ...), the longest one that fits."""
    names = {name: subject.says(f"goal-{name}") for name in GOALS}
    fitting = [name for name, text in names.items() if cell.endswith(text)]
    return max(fitting, key=lambda name: len(names[name]), default=None)


def _quarters(subject: Subject, row: ExpectedRow, cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A place in words."""
    recount, cluster, code = subject.recount, subject.cluster.id, row.node
    wanted = "dash"
    if recount.scores[code].get(cluster) is not None and not subject.edition.framework[code].is_yes_no:
        ahead, behind = recount.around(cluster, code)
        n = len(recount.ranks[code])
        number = quarter_of(ahead, behind, n)
        if not ahead and not behind:
            wanted = "quarter-constant"
        elif number is not None:
            wanted = f"quarter-{number}"
    if cells["quarter"] == subject.says(wanted):
        subject.proven += 1
    else:
        yield "quarter", f"printed {cells['quarter']!r} instead of {subject.says(wanted)!r}"


def _consequences(subject: Subject, row: ExpectedRow, cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A goal and what reaching it would bring."""
    said = cells.get("goal-is", cells["goal"])
    asked = subject.edition.framework[row.node]
    name = _goal_named(subject, said)
    if asked.is_yes_no:
        # To have it, or to have it no longer, whatever mark of the group that is.
        goal = "introduce" if asked.direction > 0 else "end"
        there = subject.recount.reached(subject.cluster.id, row.node, goal) is not None
        name = (goal if there else "benchmark") if said.endswith(subject.says(f"goal-{goal}")) else None
    if name is None:
        kept = {subject.says(f"goal-{name}") for name in ("keep", "answer", "chosen", "step")}
        if cells["goal"] not in kept or cells.get("gain", subject.says("dash")) != subject.says("dash"):
            yield "goal", f"{cells['goal']!r} is no goal"
        return
    if "goal-is" not in cells:
        subject.improving += 1
        subject.action_goals[subject.actions] = name
    reached = subject.recount.reached(subject.cluster.id, row.node, name)
    if reached is None:
        yield "goal", f"there is no goal {name}"
        return
    small = "" if "goal-is" in cells else subject.says(f"goal-{name}")
    yes_no = name in ("introduce", "end") and "goal-is" not in cells
    wanted = {
        "goal": {small} if yes_no else {form + small for form in subject.forms(reached.goal)},
        "gain": subject.forms(reached.gain),
        "area_gain": subject.forms(reached.area_gain),
        "area_rank": _moves(subject, row, reached),
    }
    for what, forms in wanted.items():
        if what in cells:
            if cells[what] in forms:
                subject.proven += 1
            else:
                yield what, f"{cells[what]!r} instead of {' or '.join(sorted(forms))!r}"


def _answers(subject: Subject, row: ExpectedRow, cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The answer to a gap: an action that is for it, or a reason that is true. Numbers of actions that come
    first are proven as those of sentences.
    """
    said, texts, cluster = cells["answer"], subject.texts, subject.cluster
    holds = {
        "dropped": any(o.id == cluster.id and o.decision == "drop" for o in subject.edition.overrides),
        "ahead": (subject.recount.above_median(cluster.id, row.node) or Decimal(0)) >= 0,
        "influence": subject.edition.framework[row.node].influence <= HARDLY,
        "none": True,
    }
    for number, node in subject.action_nodes.items():
        if said == subject.typeset(upper_first(texts("gap-action", number=number))):
            if node == row.node:
                subject.proven += 1
            else:
                yield "answer", f"action {number} is for {node}"
            return
    for reason, is_true in holds.items():
        if said == subject.typeset(upper_first(texts(f"gap-{reason}"))):
            if not is_true:
                yield "answer", f"the reason {reason} is not true"
            return
    hole = "\ue000"
    open_ended = [texts("gap-waits", indicator=hole)]
    open_ended += [texts(f"gap-{name}", n=n, numbers=hole) for name in ("first", "later") for n in (1, 2)]
    for text in open_ended:
        before, after = (subject.typeset(part) for part in upper_first(text).split(hole))
        if said.startswith(before) and said.endswith(after):
            return
    yield "answer", f"{said!r} is no answer to a gap"


#: The influence of a coordinator who can hardly change an indicator.
HARDLY = 1


def _moves(subject: Subject, row: ExpectedRow, reached: Reached) -> set[str]:
    area = subject.edition.framework.area_of(row.node)
    if area is None:
        return set()
    befores = subject.forms(subject.figure(area.code, "rank"))
    return {
        subject.typeset(
            subject.texts("rank-change", before=before, after=after)
            if before != after
            else subject.texts("rank-unchanged", after=after)
        )
        for before, after in product(befores, subject.forms(reached.area_rank))
    }


_OWN = "own=score median=group.median"
_QUARTILES = "q1=group.q1 q3=group.q3 benchmark=group.benchmark"
_VALUES = "own=value q1=values.q1 median=values.median q3=values.q3"

KINDS: tuple[TableKind, ...] = (
    TableKind(
        "summary-table",
        _columns(f"area {_OWN} rank=rank distribution change"),
        _main,
        also=("summary-table-caption-many",),
    ),
    TableKind(
        "position-table",
        _columns(f"area {_OWN} rank=rank {_QUARTILES} gap-median=gap.median gap-benchmark=gap.benchmark"),
        _main,
    ),
    TableKind("history", _history_columns, _inner, complete=False),
    TableKind(
        "annex-scores",
        _columns(f"node {_OWN} rank=rank count=n {_QUARTILES}"),
        _inner,
        also=("annex-scores-caption-areas", "annex-scores-caption-indicators"),
    ),
    TableKind(
        "annex-values",
        _columns(f"indicator {_VALUES} best=values.best score=score rank=rank count=n"),
        _leaves,
    ),
    TableKind(
        "subareas",
        _columns(f"node {_OWN} rank=rank on-scale quarter=quarter"),
        _subareas,
        cells=_quarters,
    ),
    TableKind(
        "indicators",
        _columns("indicator own=value median=values.median best=values.best rank=rank in-group"),
        _leaves_by_area,
        chosen=("indicators-caption-chosen",),
    ),
    TableKind(
        "groups",
        _columns(
            "compared on-scale own=score group-median=compared.*.median gap-median=compared.*.gap "
            "others=compared.*.n"
        ),
        _groups,
        complete=False,
    ),
    TableKind(
        "reserves",
        _columns(
            "indicator today=value rank-area=area_rank goal=goal goal-is=goal-is gain-area=area_gain "
            "gain-total=gain"
        ),
        _reserves,
        complete=False,
        ordered=False,
        cells=_consequences,
    ),
    TableKind(
        "recommendations",
        _columns("action=action today=value goal=goal gain=gain effort term"),
        also=("recommendations-caption-pinned",),
        lines="kicker",
        cells=_consequences,
    ),
    TableKind(
        "gaps",
        _columns("gap today=value median=values.median answer=answer"),
        lambda subject: [[named(subject, leaf) for leaf in subject.edition.framework.leaves]],
        complete=False,
        ordered=False,
        cells=_answers,
    ),
    TableKind(
        "profile",
        _columns(f"trait {_VALUES} benchmark=values.benchmark in-group"),
        _profile,
        optional=frozenset({"values.benchmark"}),
    ),
    TableKind(
        "marks", _columns("trait own=text same=same"), _marks, complete=False, optional=frozenset({"same"})
    ),
    TableKind(
        "members",
        _columns("question coordinator=survey.coordinator members=survey.members answers=survey.n"),
        _members,
        cells=_members_cells,
    ),
    TableKind(
        "strengths",
        _columns(f"strength {_OWN} rank=rank change evidence"),
        lambda subject: [[_node(subject, node) for node in subject.edition.framework.nodes]],
        complete=False,
        ordered=False,
        also=("strengths-caption-own",),
    ),
    TableKind("practices", _columns("practice audience owner measure")),
    TableKind(
        "glossary",
        _columns("indicator definition source"),
        also=("glossary-caption-some",),
    ),
    TableKind("ranking", _ranking_columns, _ranked, complete=False, cells=_ranked_cells),
    TableKind(
        "plan", _columns("action plan-who plan-when plan-start plan-sign plan-done"), lines="plan-line"
    ),
)

#: Tables that no report does without, and how many of each there are; and those on the screen besides.
REQUIRED: Mapping[str, Callable[[Edition], int]] = {
    **dict.fromkeys(("summary-table", "subareas"), lambda edition: 1),
    "indicators": lambda edition: sum(not area.is_leaf for area in edition.framework.areas),
    "ranking": lambda edition: int(edition.public),
}
REQUIRED_ON_SCREEN: Mapping[str, Callable[[Edition], int]] = {
    **REQUIRED,
    **dict.fromkeys(("position-table", "annex-scores", "annex-values"), lambda edition: 1),
}
