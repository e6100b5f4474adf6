"""The tables that a report may have: captions, columns, rows, and what each cell claims to be.

A chapter with a table of its own adds a :class:`Kind` to :data:`KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from reports.edition import SIMILAR, Edition, Localised, Node, ProfileField
from reports.words import upper_first

from .recount import GOALS, Reached
from .subject import Subject

#: What a cell holds that is words and has no number of its own; numbers in it are those of the sentences.
WORDS = "words"


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
    the rows it may have, whether it must have all of them and keeps their order. ``cells`` proves what is
    no fact of its own; it gives (what, cause) for each fault.
    """

    name: str
    caption: str
    columns: Callable[[Subject], Mapping[str, str]]
    lines: Callable[[Subject], list[list[Line]]]
    complete: bool = True
    ordered: bool = True
    also: tuple[str, ...] = ()  # further captions
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
        found[subject.typeset(label)] = f"past_score.{label}"
        found[subject.says("column-change", edition=label)] = f"change.{label}"
        found[subject.says("column-past-rank", edition=label)] = f"past_rank.{label}"
    found[subject.typeset(now)] = "past_now.*"  # of the edition in the heading of the change
    found[subject.says("column-now-rank", edition=now)] = "rank"
    return found


def _line(subject: Subject, node: Node, *, unit: bool = False) -> Line:
    """A node by its name, of an indicator with its unit behind it."""
    name, lang = subject.name(node), subject.texts.lang
    if not unit:
        return Line(frozenset({name}), node.code)
    small = "" if node.is_yes_no else subject.typeset(node.unit_in(lang))
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


def leaves_by_area(subject: Subject) -> list[list[Line]]:
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


def named(subject: Subject, leaf: Node) -> Line:
    """An indicator by its name, with or without its unit."""
    name, lang = leaf.name.get(subject.texts.lang), subject.texts.lang
    with_unit = subject.texts("indicator-with-unit", name=name, unit=leaf.unit_in(lang))
    return Line(frozenset({subject.typeset(name), subject.typeset(with_unit)}), leaf.code)


def _reserves(subject: Subject) -> list[list[Line]]:
    framework = subject.edition.framework
    return [[named(subject, leaf) for leaf in framework.leaves_of(a.code)] for a in framework.areas]


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
    lines: list[Line] = []
    families: dict[tuple[Localised, str], list[ProfileField]] = {}
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
            name = subject.typeset(item.name.get(lang)) + subject.typeset(unit)
            lines.append(Line(frozenset({name}), f"profile:{item.code}"))
    for family in together.values():
        unit = family[0].unit_en or family[0].unit if lang == "en" else family[0].unit
        parts = family[0].parts.get(lang)
        names = {texts("profile-shares", unit=unit)}
        if parts:
            names = {parts, texts("indicator-with-unit", name=parts, unit=unit)}
        lines.append(Line(frozenset(subject.typeset(upper_first(name)) for name in names)))
        lines += [
            Line(frozenset({subject.typeset(item.name.get(lang))}), f"profile:{item.code}") for item in family
        ]
    return [lines]


def _marks(subject: Subject) -> list[list[Line]]:
    edition, lang = subject.edition, subject.texts.lang
    lines = [Line(frozenset({subject.says("profile-coordinator-term")}), "coordinator")]
    for column in subject.cluster.groups:
        name = upper_first(edition.group_name(column, "", lang))
        lines.append(Line(frozenset({subject.typeset(name)}), f"group:{column}"))
    for item in edition.profile:
        if item.kind not in ("number", "share"):
            name = subject.typeset(upper_first(item.name.get(lang)))
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
        kept = {subject.says(f"goal-{name}") for name in ("keep", "answer", "chosen")}
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
                subject.proven += 1
            else:
                yield what, f"{cells[what]!r} instead of {' or '.join(sorted(forms))!r}"


def _moves(subject: Subject, line: Line, reached: Reached) -> set[str]:
    area = subject.edition.framework.area_of(line.node)
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
        leaves_by_area,
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
        _headings(action="action", today="value", goal="goal", gain="gain", term=WORDS, owner_measure=WORDS),
        _actions,
        complete=False,
        also=("recommendations-caption-pinned",),
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
        "practices",
        "annex-practices-caption",
        _headings(record=WORDS, sub_area=WORDS, used=WORDS),
        _any_words,
    ),
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
