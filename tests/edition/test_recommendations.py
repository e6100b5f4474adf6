"""Records of recommendations.toml."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from support import editions

from reports import assets
from reports.edition.loading.raw import RawRecord
from reports.edition.model import Guard, Localised, Node, ProfileField, Recommendation
from reports.edition.validation import recommendations
from reports.errors import Problem

RECORD = """
[[recommendation]]
id = "Z2-income"
node = "Z2"
term_months = 12
effort = 2
source = "PARP"
pl = { action = "Zwiększcie przychody", first_step = "Spotkanie", owner = "Koordynator", measure = "Udział" }
en = { action = "Raise income", first_step = "A meeting", owner = "Coordinator", measure = "Share" }
"""
WHEN = """
[recommendation.when]
position = ["low", "middle"]
gap_min = 5
rank_min = 10
band = "below"
group = { key = ["tak"], size = "duży" }
trend = ["down"]
missing = true
"""


NODES = {
    "Z": Node("Z", None, Localised("Z"), children=("Z2",)),
    "Z2": Node("Z2", "Z", Localised("Z2"), children=("Z2.1", "Z2.2")),
    "Z2.1": Node("Z2.1", "Z2", Localised("Z2.1")),
    "Z2.2": Node("Z2.2", "Z2", Localised("Z2.2")),
}
GROUPS = {"key": {"tak", "nie"}, "size": {"duży", "mały"}, "sector": {"ICT", "food"}}
PROFILE = {
    "staff": ProfileField("staff", Localised("Etaty"), kind="number"),
    "offer": ProfileField("offer", Localised("Oferta")),
}


def parsed(
    text: str, *, shared: bool = False, earlier: str = "", supported: range | None = None
) -> tuple[tuple[Recommendation, ...], list[Problem]]:
    """What the records say for a framework of Z, Z2 with two indicators, groups key, size and sector, and a
    profile with staff; ``earlier`` ones are shared.
    """
    problems: list[Problem] = []
    records = [
        RawRecord("recommendations.toml", i, fields, is_shared)
        for source, is_shared in ((earlier, True), (text, shared))
        for i, fields in enumerate(tomllib.loads(source).get("recommendation", []), 1)
    ]
    return recommendations.recommendations(records, NODES, GROUPS, PROFILE, supported, problems), problems


def test_a_record_is_read_whole() -> None:
    """Texts in both languages, terms and conditions arrive; words of conditions are tuples."""
    (record,), problems = parsed(RECORD + WHEN)
    assert not problems
    assert (record.id, record.node, record.term_months, record.effort, record.source) == (
        "Z2-income",
        "Z2",
        12,
        2,
        "PARP",
    )
    assert record.action == Localised("Zwiększcie przychody", "Raise income")
    assert record.when == {
        "position": ("low", "middle"),
        "gap_min": 5.0,
        "rank_min": 10.0,
        "band": ("below",),
        "group": {"key": ("tak",), "size": ("duży",)},
        "trend": ("down",),
        "missing": True,
    }


def named(name: str) -> str:
    """The record under another id, with an action of its own."""
    return RECORD.replace("Z2-income", name).replace("Zwiększcie", f"{name}:").replace("Raise", f"{name}:")


def chain(**after: str) -> str:
    """Records named by the keywords; each waits for those named in its text."""
    return "".join(named(name) + f"after = {[*steps.split()]}\n" for name, steps in after.items())


def test_steps_that_come_first_are_kept_in_their_order() -> None:
    """An own record may wait for own and for shared ones."""
    records, problems = parsed(chain(b="c a", c="a"), earlier=named("a"))
    assert not problems
    assert {record.id: record.after for record in records} == {"a": (), "b": ("c", "a"), "c": ("a",)}


def test_a_step_of_another_framework_is_no_step_to_wait_for() -> None:
    """A shared record may wait for one whose node this framework lacks: it simply starts at once."""
    other = named("other").replace('"Z2"', '"X9"')
    records, problems = parsed(chain(a="other") + other, shared=True)
    assert not problems
    assert [record.after for record in records] == [()]


@pytest.mark.parametrize(
    ("after", "messages"),
    [
        ({"a": "b"}, ["record 1 (a), after: there is no such record; found 'b'"]),
        ({"first": "", "a": "frist"}, ["Did you mean first?"]),
        ({"a": "a"}, ["record 1 (a), after: the record waits for itself"]),
        ({"b": "", "a": "b b"}, ["after: this id is named twice"]),
        ({"a": "b", "b": "a"}, ["after: the records wait for each other; found 'a after b after a'"]),
        ({"a": "c", "b": "a", "c": "b"}, ["found 'a after c after b after a'"]),
        ({"a": "b", "b": "a", "c": "d", "d": "c"}, ["a after b after a", "c after d after c"]),
    ],
)
def test_steps_that_cannot_come_first_are_refused(after: dict[str, str], messages: list[str]) -> None:
    """Unknown ids, a record that waits for itself, and every circle, each with record and field."""
    _, problems = parsed(chain(**after))
    assert len(problems) == len(messages), "\n".join(map(str, problems))
    for problem, message in zip(problems, messages, strict=True):
        assert message in str(problem)


def test_the_shared_library_knows_only_itself() -> None:
    """A shared record cannot wait for a record of one edition."""
    _, problems = parsed(named("own"), earlier=chain(a="own"))
    assert ["there is no such record" in problem.cause for problem in problems] == [True]


PROBLEMS = [
    ('id = "Z2-income"\n', "", "record 1, id: the field is missing"),
    ('"Z2-income"', '"Z2 income"', "record 1 (Z2 income), id: this cannot be an id"),
    ('node = "Z2"', 'node = "Z3"', "(Z2-income), node: the framework has no such code; found 'Z3'"),
    ('node = "Z2"\n', "", "node: the field is missing"),
    ("term_months = 12", "term_months = 0", "term_months: this must be from 1 to 120"),
    ("term_months = 12", 'term_months = "12"', "term_months: this must be a whole number"),
    ("effort = 2", "effort = 4", "effort: this must be from 1 to 3"),
    ("effort = 2", "effort = true", "effort: this must be a whole number"),
    ("effort = 2", "efort = 2", "efort: the field is not known. Did you mean effort?"),
    ("effort = 2", "efort = 2", "effort: the field is missing"),
    ("source =", "sources =", "Did you mean source?"),
    ("first_step = ", "first_steps = ", "pl.first_steps: the field is not known. Did you mean first_step?"),
    ("pl = {", "pl = 1 # {", "pl: this must be a table"),
    ('"Spotkanie"', '"Spotk\\u200banie"', "pl.first_step: the text holds the invisible"),
    ('"Spotkanie"', '"龍"', "pl.first_step: the fonts of the report lack"),
    ('"A meeting"', '"Spotkanie"', "(Z2-income), en.first_step: the English text is the Polish one"),
    (
        '"Spotkanie"',
        '"' + "Spotkanie " * 31 + '"',
        "pl.first_step: the text has 309 characters, more than 300",
    ),
    ('"Spotkanie"', "5", "pl.first_step: this must be a text"),
    ('["low", "middle"]', '["lo"]', "when.position: this must be one of low, middle, good"),
    ("gap_min = 5", 'gap_min = "5"', "when.gap_min: this must be a number"),
    ("gap_min = 5", "gap_min = -5", "when.gap_min: this must not be negative"),
    ("gap_min = 5", "gap_max = 5", "when.gap_max: the field is not known. Did you mean gap_min?"),
    ('"below"', '"worst"', "when.band: this must be one of"),
    ("size =", "sizes =", "when.group.sizes: there is no such comparison group. Did you mean size?"),
    ('["down"]', "3", "when.trend: this must be a text"),
    ("missing = true", 'missing = "tak"', "when.missing: this must be true or false"),
]


@pytest.mark.parametrize(("old", "new", "message"), PROBLEMS)
def test_a_problem_of_a_record_names_record_and_field(old: str, new: str, message: str) -> None:
    """File, number and id of the record, and the field are told."""
    text = RECORD + WHEN
    assert old in text
    _, problems = parsed(text.replace(old, new), supported=range(0x2600))
    assert any(p.file == "recommendations.toml" and message in str(p) for p in problems), "\n".join(
        map(str, problems)
    )


def test_one_language_is_enough_and_none_is_not() -> None:
    """An empty text falls back to the other language; without both there is nothing to print."""
    _, problems = parsed(RECORD.replace('"Spotkanie"', '""'))
    assert not problems
    _, problems = parsed(RECORD.replace('"Spotkanie"', '""').replace('"A meeting"', '""'))
    assert ["first_step: the text is missing" in p.cause for p in problems] == [True]


def test_shared_records_for_other_frameworks_are_left_out() -> None:
    """The library serves many frameworks; what it says about unknown nodes and groups is no mistake."""
    other = RECORD.replace('"Z2"', '"X9"').replace("Z2-income", "other")
    records, problems = parsed(RECORD + WHEN.replace("size =", "sizes =") + other, shared=True)
    assert not problems
    assert [record.node for record in records] == ["Z2"]


def test_a_record_for_any_indicator_is_kept() -> None:
    """The node * fits every framework."""
    assert parsed(RECORD.replace('"Z2"', '"*"'))[0][0].node == "*"


def test_an_own_record_replaces_the_shared_one() -> None:
    """The edition's words go before those of the library, in the library's place."""
    records, problems = parsed(RECORD.replace("PARP", "own"), earlier=RECORD + named("second"))
    assert not problems
    assert [(record.id, record.source) for record in records] == [("Z2-income", "own"), ("second", "PARP")]


def test_two_records_of_one_file_need_two_ids() -> None:
    """An id names one record."""
    _, problems = parsed(RECORD + RECORD)
    assert ["another record of the file has this id" in p.cause for p in problems] == [True]


def test_no_node_has_one_action_twice() -> None:
    """A report would print it under two numbers; case and spacing make no other action."""
    again = RECORD.replace("Z2-income", "again").replace("Zwiększcie przychody", " zwiększcie  Przychody")
    _, problems = parsed(RECORD + again.replace("Raise", "Increase"))
    assert [
        str(p) for p in problems if "record 2 (again), pl.action: the record Z2-income says the" in str(p)
    ]
    assert len(problems) == 1
    assert not parsed(RECORD + again.replace('node = "Z2"', 'node = "Z"'))[1]


def test_a_sub_area_has_what_it_or_all_its_indicators_are_offered() -> None:
    """What is offered for any node is nobody's own; an area without sub-areas stands for itself."""
    parents = {"R": None, "A": "R", "A1": "A", "A2": "A", "A1a": "A1", "A1b": "A1", "A2a": "A2", "B": "R"}
    tree = editions.framework(parents | {"B1": "B"})
    offers = [("A1", ["low"]), ("A1a", ["good"]), ("A1b", ["good", "low"]), ("A2a", ["low"]), ("*", ["good"])]
    lacking = recommendations.uncovered(tree, offers, ("low", "good"))
    assert [(node.code, lacks) for node, lacks in lacking] == [("A2", ("good",)), ("B", ("low", "good"))]


@pytest.mark.skipif(
    not (assets.library() / "recommendations.toml").is_file(), reason="the library is not here"
)
def test_the_shared_library_is_without_problems() -> None:
    """Every record that comes with the product is valid for the node that it names."""
    fields: list[dict[str, Any]] = tomllib.loads(
        (assets.library() / "recommendations.toml").read_text("utf-8")
    )["recommendation"]
    problems: list[Problem] = []
    records = [RawRecord("recommendations.toml", i, record, True) for i, record in enumerate(fields, 1)]
    found = recommendations.recommendations(
        records,
        {name: Node(name, None, Localised(name)) for name in {str(r.get("node")) for r in fields}},
        {},
        {},
        None,
        problems,
    )
    assert not problems
    assert len(found) == len(fields) > 0


GUARDED = RECORD.replace('source = "PARP"', "{}")


def test_guards_are_read_whole() -> None:
    """What a record needs, what forbids it, for whom it is and what it moves arrive as they were written."""
    lines = (
        'needs = { indicators = { "Z2.1" = { min = 1 } }, profile = { staff = { max = 3 } } }',
        'unless = { groups = { key = "tak" }, actions = ["other"] }',
        "staff = 2.5",
        'sector = ["ICT"]',
        'moves = ["Z2.2"]',
        "urgent = true",
    )
    (record, _), problems = parsed(GUARDED.replace("{}", "\n".join(lines)) + named("other"))
    assert not problems
    assert record.needs == Guard(
        indicators={"Z2.1": (1, float("inf"))}, profile={"staff": (float("-inf"), 3)}
    )
    assert record.unless == Guard(groups={"key": ("tak",)}, actions=("other",))
    assert (record.staff, record.sector, record.moves, record.urgent) == (2.5, ("ICT",), ("Z2.2",), True)


def test_a_record_without_guards_is_for_everybody() -> None:
    """Files that were written before guards mean what they meant."""
    (record,), problems = parsed(RECORD)
    assert not problems
    assert (record.needs, record.unless, record.staff, record.sector) == (Guard(), Guard(), 0.0, ())
    assert (record.moves, record.kind, record.urgent) == (None, "action", False)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('needs = { indicators = { "Z2.3" = { min = 1 } } }', "the framework has no such code; found 'Z2.3'"),
        ('needs = { indicators = { "Z2" = { min = 1 } } }', "only an indicator has a value to compare"),
        ('needs = { indicators = { "Z2.1" = {} } }', "neither min nor max is given"),
        ('needs = { indicators = { "Z2.1" = { min = 2, max = 1 } } }', "min is greater than max"),
        ("needs = { profile = { stuff = { min = 1 } } }", "the edition has no such characteristic"),
        ("unless = { profile = { offer = { min = 1 } } }", "this characteristic is of the kind text"),
        ('unless = { groups = { sector = ["TIC"] } }', "no cluster is in this group"),
        ('unless = { group = { sector = "ICT" } }', "unless.group: the field is not known"),
        ('needs = { actions = ["nobody"] }', "needs.actions: there is no such record; found 'nobody'"),
        ('needs = { actions = ["Z2-income"] }', "the record names itself"),
        ("needs = 1", "needs: this must be a table"),
        ('staff = "two"', "staff: this must be a number of full-time posts"),
        ("staff = -1", "staff: this must not be negative"),
        ('sector = "ICTs"', "no cluster is in this sector"),
        ('moves = ["Z2"]', "the framework has no such indicator; found 'Z2'"),
        ('moves = ["Z2.3"]', "the framework has no such indicator; found 'Z2.3'"),
        ('kind = "structure"', "kind: this must be one of action, structural"),
        ("urgent = 1", "urgent: this must be true or false"),
        ("urgent = true", "an urgent record needs a condition on a value"),
        ('kind = "structural"\nmoves = ["Z2.1"]', "what is structural moves no indicator"),
        (
            'kind = "structural"\nurgent = true\nneeds = { indicators = { "Z2.1" = { max = 1 } } }',
            "what is structural cannot be urgent",
        ),
    ],
)
def test_a_guard_that_cannot_hold_is_refused(line: str, message: str) -> None:
    """A guard with a slip would silently keep a record from everybody, or from nobody."""
    _, problems = parsed(GUARDED.replace("{}", line))
    assert message in " ".join(map(str, problems))


def test_an_action_moves_only_what_is_part_of_its_node() -> None:
    """A record of one indicator cannot promise the gain of another."""
    _, problems = parsed(GUARDED.replace("{}", 'moves = ["Z2.2"]').replace('node = "Z2"', 'node = "Z2.1"'))
    assert "this indicator is not part of Z2.1" in " ".join(map(str, problems))


HALF_A_PAGE = """
cost = 2
[recommendation.pl]
action = "Zwiększcie przychody"
first_step = "Spotkanie"
owner = "Koordynator"
measure = "Udział"
why = "Klaster ma {value Z2.1: firmę | firmy | firm | firmy}, typowy {median Z2.1}."
steps = ["Wybrać usługę", "Ustalić cennik"]
risk = "Cennik nie powstaje, gdy nikt go nie prowadzi."
[recommendation.en]
action = "Raise income"
first_step = "A meeting"
owner = "Coordinator"
measure = "Share"
why = "The cluster has {value Z2.1: firm | firms}, a typical one {median Z2.1}."
steps = ["Choose a service", "Set the prices"]
risk = "No prices are set where nobody is in charge."
"""
WHOLE = RECORD.partition("pl = {")[0] + HALF_A_PAGE


def test_a_record_may_say_why_how_at_what_cost_and_what_goes_wrong() -> None:
    """All of it arrives in both languages; a record without it is what it was."""
    (record,), problems = parsed(WHOLE)
    assert not problems
    assert record.cost == 2
    assert record.why.en.startswith("The cluster has {value Z2.1")
    assert record.steps == (
        Localised("Wybrać usługę", "Choose a service"),
        Localised("Ustalić cennik", "Set the prices"),
    )
    assert record.risk.pl.startswith("Cennik")
    (plain,), _ = parsed(RECORD)
    assert (plain.cost, plain.why, plain.steps, plain.risk) == (None, Localised(), (), Localised())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("cost = 2", "cost = 5", "record 1 (Z2-income), cost: this must be from 1 to 4"),
        ("cost = 2", 'cost = "small"', "cost: this must be a whole number"),
        ("{median Z2.1}", "{median Z2}", "pl.why: there is no such indicator"),
        ("{median Z2.1}", "{medina Z2.1}", "pl.why: there is no such placeholder"),
        ("{median Z2.1}", "12", "pl.why: a number is typed into the text; found '12'"),
        ("{median Z2.1}", "{median Z2.1", "pl.why: a brace stands alone"),
        ("firm | firms", "firm", "en.why: the noun has 1 forms"),
        ("typowy", "typowy " * 60, "with its numbers the text takes about"),
        ("The cluster has {value Z2.1: firm | firms}, a typical one {median Z2.1}.",
         "Klaster ma {value Z2.1: firmę | firmy | firm | firmy}, typowy {median Z2.1}.",
         "en.why: the English text is the Polish one"),
        ('["Wybrać usługę", "Ustalić cennik"]', '"Wybrać usługę"', "pl.steps: this must be a list of texts"),
        ('["Wybrać usługę", ', "[", "pl.steps: the number of steps does not fit; found '1'. Write 2 to 3"),
        ('["Wybrać usługę", ', '["Wybrać usługę", "Policzyć", ', "3 steps are Polish, 2 English"),
        ('"Ustalić cennik"]', '"Wybrać usługę"]', "pl.steps: a step is empty or stands there twice"),
        ('"Ustalić cennik"]', '"Set the prices"]', "en.steps: the English text is the Polish one"),
        ('"Ustalić cennik"]', "7]", "pl.steps: this must be a text"),
        ("gdy nikt", "gdy nikt " * 40, "pl.risk: the text has"),
        ("risk =", "risks =", "pl.risks: the field is not known. Did you mean risk?"),
    ],
)  # fmt: skip
def test_a_slip_in_what_a_record_may_say_is_told(old: str, new: str, message: str) -> None:
    """Record, field and cause; nothing that cannot be printed gets to a page."""
    assert old in WHOLE
    _, problems = parsed(WHOLE.replace(old, new, 1))
    assert message in " ".join(map(str, problems)), problems


def test_a_shared_record_gives_no_reason_where_the_framework_lacks_what_it_speaks_of() -> None:
    """The action is as good without it; a slip in a placeholder is a slip everywhere."""
    (record,), problems = parsed(WHOLE.replace("Z2.1", "X9.1"), shared=True)
    assert (problems, record.why, len(record.steps)) == ([], Localised(), 2)
    assert "no such placeholder" in str(parsed(WHOLE.replace("{median", "{medina"), shared=True)[1])
