"""Advice: what fires, what it would bring, what is chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import editions
from support.advising import GENERAL, VALUES, advise, record, study

from reports.advice.model import Action
from reports.advice.recommend import FEWEST, MOST, in_order, positions_of
from reports.advice.whatif import best_tenth, goal, growths
from reports.edition.model import Edition, Localised, Node
from reports.edition.rounding import published
from reports.results import compare, score
from reports.results.compare import Group
from reports.results.model import Scores, Spread


def test_a_what_if_is_a_real_rescoring() -> None:
    """The printed gain, score and rank are what scoring the changed group by hand gives."""
    edition = study(VALUES)
    advice = advise(edition, edition.ids[1])
    root = edition.framework.column[edition.framework.root.code]
    before = score.score(edition.framework, edition.method, edition.ids, edition.values)
    for code, what_if in advice.reserves:
        changed = np.array(edition.values)
        changed[1, edition.framework.leaf_column[code]] = what_if.goal
        after = score.score(edition.framework, edition.method, edition.ids, changed)
        assert what_if.score == pytest.approx(after.score[1, root], abs=1e-12)
        assert what_if.gain == pytest.approx(after.score[1, root] - before.score[1, root], abs=1e-12)
        assert what_if.rank == after.rank[1, root]


def test_a_hand_computed_gain() -> None:
    """A1 from 2 to the median 4 on a scale of 10 is 20 points of A1, 10 of A, 5 overall."""
    edition = study(VALUES)
    what_if = dict(advise(edition, edition.ids[1]).reserves)["A1"]
    assert (what_if.goal, what_if.goal_is) == (4.0, "median")
    assert (what_if.area_gain, what_if.gain) == (pytest.approx(10.0), pytest.approx(5.0))


@pytest.mark.parametrize(
    ("direction", "decimals", "value", "expected"),
    [
        (1, 0, 1.0, ("median-rounded", 3.0)),  # 2.5 projects become 3
        (1, 1, 1.0, ("median", 2.5)),
        (1, 1, 0.0, ("half-median-rounded", 1.3)),  # 1.25, towards the better side
        (1, 0, 0.9, ("half-median-rounded", 2.0)),
        (1, 0, 3.0, ("q3", 6.0)),
        (1, 0, 6.0, ("half-benchmark-rounded", 8.0)),
        (1, 1, 8.0, ("half-benchmark", 8.5)),
        (1, 0, 8.0, ("benchmark", 9.0)),  # half of one is one
        (1, 0, 9.0, None),
        (-1, 0, 9.0, ("half-median-rounded", 6.0)),  # 5.75
        (-1, 0, 5.0, ("median-rounded", 2.0)),  # less is better: 2.5 becomes 2
        (-1, 0, 2.0, ("q3", 1.0)),
        (-1, 0, 0.0, None),
    ],
)
def test_goals_are_the_next_reachable_step(
    direction: int, decimals: int, value: float, expected: tuple[str, float] | None
) -> None:
    """Half the way from both ends, median and better quartile between: in published decimals, rounded as
    people say it, of two such numbers to the better one.
    """
    best = 9.0 if direction > 0 else 0.0
    spread = Spread(n=5, low=0, q1=1, median=2.5, q3=6, high=9, best=best, benchmark=best)
    node = Node("A", "R", Localised("A"), direction=direction, decimals=decimals)
    assert goal(node, value, spread) == expected


def test_a_yes_is_introduced() -> None:
    """It has no median and no half way; where a yes is worse, it is ended."""
    spread = Spread(n=9, low=0, q1=1, median=1, q3=1, high=1, best=1, benchmark=1)
    assert goal(Node("A", "R", Localised("A"), unit="tak/nie"), 0.0, spread) == ("introduce", 1.0)
    assert goal(Node("A", "R", Localised("A"), unit="tak/nie"), 1.0, spread) is None
    worse = Spread(n=9, low=0, q1=0, median=0, q3=1, high=1, best=0, benchmark=0)
    node = Node("A", "R", Localised("A"), unit="tak/nie", direction=-1)
    assert goal(node, 1.0, worse) == ("end", 0.0)


def test_a_reached_mark_is_no_goal() -> None:
    """Whoever stands at the median is not sent to a rounded median."""
    spread = Spread(n=9, low=0.4, q1=1.5, median=3.2, q3=4.4, high=8.8, best=0.4, benchmark=0.4)
    node = Node("A", "R", Localised("A"), direction=-1, decimals=1)
    assert goal(node, 3.2, spread) == ("q3", 1.5)


@pytest.mark.parametrize(
    ("own", "growth", "expected"),
    [
        (19.0, 21.5, ("half-median-rounded", 40.0)),  # 41, and people say 40
        (19.0, 6.0, ("growth", 25.0)),
        (19.0, 0.4, ("half-median-rounded", 40.0)),  # nobody can be asked for less than a step
        (19.0, 60.0, ("half-median-rounded", 40.0)),
        (19.0, None, ("half-median-rounded", 40.0)),
    ],
)
def test_no_goal_is_further_than_the_best_quarter_came(
    own: float, growth: float | None, expected: tuple[str, float]
) -> None:
    """What at least a quarter of those achieved who took part before is within reach, more is a wish."""
    spread = Spread(n=9, low=14, q1=56, median=63, q3=75, high=91, best=91, benchmark=91)
    assert goal(Node("A", "R", Localised("A")), own, spread, None, growth) == expected


def test_growth_is_that_of_the_best_quarter_of_those_who_took_part_before() -> None:
    """Twelve of them at least; for an indicator of which less is better, less is growth."""
    tree = editions.framework(
        {"R": None, "A": "R", "A1": "A", "A2": "A"},
        A1={"comparable": True},
        A2={"comparable": True, "direction": -1},
    )
    now = [[row, 20 - row] for row in range(14)]
    past = editions.past(tree, [[0, 20]] * 12 + [[None, None]] * 2)
    assert growths(editions.edition(now, tree, history=[past])) == (8.25, 8.25)
    few = editions.past(tree, [[0, 20]] * 11 + [[None, None]] * 3)
    assert growths(editions.edition(now, tree, history=[few])) == (None, None)


def test_the_joint_effect_is_a_real_rescoring_of_all_goals() -> None:
    """Step by step in the order of the actions; never less than before, and no sum of single gains."""
    edition = study(VALUES)
    advice = advise(edition, edition.ids[1])
    root = edition.framework.column[edition.framework.root.code]
    changed = np.array(edition.values)
    goals = [(a.rank, a.node, a.what_if.goal) for a in advice.actions if a.what_if is not None]
    assert [step.rank for step in advice.joint] == [rank for rank, _, _ in goals]
    assert len(goals) > 1
    for step, (_, node, value) in zip(advice.joint, goals, strict=True):
        changed[1, edition.framework.leaf_column[node]] = value
        after = score.score(edition.framework, edition.method, edition.ids, changed)
        assert step.score == pytest.approx(after.score[1, root], abs=1e-12)
        assert step.place == after.rank[1, root]


@pytest.mark.parametrize("direction", [1, -1])
def test_the_best_tenth_begins_between_two_answers(direction: int) -> None:
    """From twenty answers on; nobody's own value, and not for those who could work out another's."""
    node = Node("A", "R", Localised("A"), direction=direction)
    answers = np.arange(1.0, 22.0)  # 21 answers, turned round: a quantile would be the 19th
    thresholds = [best_tenth(node, own * direction, answers) for own in (1.0, 18.0, 19.0, 20.0)]
    assert thresholds == [19.5 * direction, 19.5 * direction, None, None]
    assert best_tenth(node, 1.0 * direction, answers[2:]) is None


def test_above_the_better_quartile_the_best_tenth_is_next() -> None:
    """An outlier of a benchmark is no goal for those behind the best."""
    values = [[float(i)] * 4 for i in range(30)] + [[500.0] * 4]
    edition = study(values)
    what_if = dict(advise(edition, edition.ids[24]).reserves)["A1"]
    assert (what_if.goal, what_if.goal_is) == (30.0, "tenth-rounded")
    what_if = dict(advise(edition, edition.ids[29]).reserves)["A1"]
    assert (what_if.goal, what_if.goal_is) == (260.0, "half-benchmark-rounded")


@pytest.mark.parametrize(
    ("when", "served"),
    [
        ({}, {"low", "middle", "good"}),
        ({"position": ("low", "good")}, {"low", "good"}),
        ({"band": ("below", "lower", "upper", "median")}, {"low", "middle"}),
        ({"band": ("lower",)}, set()),  # not the whole of the middle
        ({"position": ("low",), "trend": ("down",)}, set()),
        ({"missing": True}, set()),
    ],
)
def test_a_record_serves_the_positions_it_always_fires_for(when: dict[str, Any], served: set[str]) -> None:
    """Whatever a further condition can keep from firing is not counted as advice for a position."""
    assert positions_of(record("r", "A1", **when)) == served


def test_a_goal_that_is_measured_is_rounded_as_it_is_printed() -> None:
    """Where the decimals cut the answers, the goal is what they print, if that is printed better."""
    spread = Spread(n=3, low=0.12, q1=0.12, median=0.23, q3=0.34, high=0.34, best=0.34, benchmark=0.34)
    assert goal(Node("A", "R", Localised("A"), decimals=1, exact=False), 0.12, spread) == (
        "median-rounded",
        0.2,
    )
    assert goal(Node("A", "R", Localised("A"), decimals=1, exact=False), 0.17, spread) == ("q3-rounded", 0.3)
    assert goal(Node("A", "R", Localised("A"), exact=False), 0.12, spread) is None


def test_the_nearest_records_win() -> None:
    """An indicator's own record beats its sub-area's, and that one beats the general ones."""
    records = (record("own", "A1", position=["low"]), record("area", "A", position=["low"]), *GENERAL)
    edition = study(VALUES, *records)
    rules = {code: rule for rule, code in reversed(advise(edition, edition.ids[0]).fired)}
    assert rules["A1"] == "own"
    assert rules["A2"] == "area"
    assert rules["B1"].startswith("any-low")


@pytest.mark.parametrize(
    ("when", "fires"),
    [
        ({"position": ["low"]}, True),
        ({"position": ["good"]}, False),
        ({"gap_min": 5.0}, True),
        ({"gap_min": 60.0}, False),
        ({"rank_min": 5}, True),
        ({"rank_min": 6}, False),
        ({"band": ["below"]}, True),
        ({"band": ["highest", "above"]}, False),
        ({"group": {"kind": ["x"]}}, True),
        ({"group": {"kind": ["y"]}}, False),
        ({"trend": ["up", "down", "flat"]}, False),  # no earlier edition
        ({"missing": True}, False),
        ({"position": ["low"], "gap_min": 60.0}, False),
    ],
)
def test_every_condition_must_hold(when: dict[str, Any], fires: bool) -> None:
    """A rule fires on its evidence and on nothing else."""
    edition = study(VALUES, record("rule", "A1", **when))
    clusters = tuple(replace(cluster, groups={"kind": "x"}) for cluster in edition.clusters)
    edition = replace(edition, clusters=clusters)
    assert (("rule", "A1") in advise(edition, edition.ids[0]).fired) is fires


@pytest.mark.parametrize(
    ("after", "ranks", "waits"),
    [
        ({}, "abcd", {}),
        ({"a": "c"}, "cabd", {"a": (1,)}),
        ({"a": "d", "d": "c"}, "cdab", {"d": (1,), "a": (2,)}),
        ({"b": "d a"}, "adbc", {"b": (1, 2)}),
        ({"c": "a"}, "abcd", {"c": (1,)}),
        ({"a": "absent"}, "abcd", {}),
        ({"a": "absent", "absent": "c"}, "cabd", {"a": (1,)}),
    ],
)
def test_no_action_stands_before_one_it_waits_for(
    after: dict[str, str], ranks: str, waits: dict[str, tuple[int, ...]]
) -> None:
    """The order by gain is kept but for the steps that come first, also through a record that is absent."""
    library = [
        replace(record(name, "*"), after=tuple(after.get(name, "").split()))
        for name in ("a", "b", "c", "d", "absent")
    ]
    chosen = [Action(0, "improve", r.id, r, "A1", (), None, 0.0) for r in library if r.id != "absent"]
    actions = in_order(library, chosen)
    assert "".join(action.record.id for action in actions) == ranks
    assert [action.rank for action in actions] == [1, 2, 3, 4]
    assert {a.record.id: a.after for a in actions if a.after} == waits


def test_the_record_with_more_conditions_comes_first() -> None:
    """What is written for a special case is not lost behind the ordinary record before it."""
    records = (record("plain", "A1", position=["low"]), record("far", "A1", position=["low"], gap_min=5.0))
    edition = study(VALUES, *records, *GENERAL)
    rules = {action.node: action.rule for action in advise(edition, edition.ids[0]).actions}
    assert rules["A1"] == "far"


@pytest.mark.parametrize(("before", "way"), [(8, "down"), (0, "up"), (2, "flat")])
def test_a_trend_fires_the_way_the_score_went(before: float, way: str) -> None:
    """The last comparable edition decides; its evidence is carried by the action."""
    tree = editions.framework(
        {"R": None, "A": "R", "B": "R", "A1": "A", "A2": "A", "B1": "B", "B2": "B"}, A1={"comparable": True}
    )
    past = editions.past(tree, [[None] * 4, [before, None, None, None], *[[None] * 4] * 3])
    records = tuple(record(f"was-{word}", "A1", trend=[word]) for word in ("up", "down", "flat"))
    edition = editions.edition(VALUES, tree, history=[past], recommendations=records)
    (action,) = advise(edition, edition.ids[1]).actions
    assert action.rule == f"was-{way}"
    assert ("trend", way) in {(evidence.what, evidence.value) for evidence in action.evidence}


def test_only_records_for_good_positions_say_what_to_keep() -> None:
    """A record that serves any position is no advice to a leader on what to protect."""
    positions = ["low", "middle", "good"]
    loose = [record(f"loose-{i}", "*", position=positions, rank_min=1) for i in range(9)]
    edition = study(
        VALUES, *loose, record("guard", "*", position=["good"]), record("top", "*", band=["highest"])
    )
    assert {action.rule for action in advise(edition, edition.ids[4]).actions} == {"guard", "top"}


def test_a_leader_hears_what_to_keep_and_where_the_lead_can_grow() -> None:
    """Whoever is first everywhere gets no improvement but three things to keep."""
    edition = study(VALUES)
    actions = advise(edition, edition.ids[4]).actions
    assert [action.kind for action in actions] == ["keep", "keep", "keep"]
    lead = study([*VALUES[:4], [10, 10, 10, 4]])
    kinds = [action.kind for action in advise(lead, lead.ids[4]).actions]
    assert kinds[0] == "improve"
    assert kinds.count("keep") >= 2


def test_a_missing_answer_is_asked_for_after_the_improvements() -> None:
    """The answer comes last, and what has no answer is never compared."""
    edition = study([[np.nan, 0, 0, 0], *VALUES[1:]], *GENERAL, record("ask", "*", missing=True), missing=0.5)
    actions = advise(edition, edition.ids[0]).actions
    assert [(action.kind, action.node) for action in actions][-1] == ("answer", "A1")
    assert all(action.kind == "improve" for action in actions[:-1])


def test_where_all_agree_there_is_nothing_to_advise() -> None:
    """A constant indicator is no reserve for anybody."""
    edition = study([[row[0], row[1], row[2], 7] for row in VALUES])
    for cluster in edition.ids:
        advice = advise(edition, cluster)
        assert "B2" not in {code for code, _ in advice.reserves}
        assert "B2" not in {action.node for action in advice.actions}


def group_gaps(edition: Edition, scores: Scores, group: Group, cluster: str) -> tuple[str, ...]:
    """The gaps that the summary names."""
    return compare.compare(edition, scores, group, cluster).weaknesses


@settings(max_examples=60)
@given(st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=4, max_size=8))
def test_promises_for_any_group(values: list[list[int]]) -> None:
    """Few, each record once, every gap with an action or a reason, gains never negative, nothing where the
    benchmark is reached.
    """
    edition = study(values)
    scores = score.score(edition.framework, edition.method, edition.ids, edition.values)
    group = compare.group(edition, scores)
    for row, cluster in enumerate(edition.ids):
        advice = advise(edition, cluster)
        assert advice == advise(edition, cluster)
        assert len(advice.actions) <= MOST
        rules = [action.rule for action in advice.actions]
        assert len(rules) == len(set(rules))
        assert len({action.node for action in advice.actions}) == len(advice.actions)
        assert {(action.rule, action.node) for action in advice.actions} <= set(advice.fired)
        improving = [action for action in advice.actions if action.kind == "improve"]
        gaps = group_gaps(edition, scores, group, cluster)
        assert [gap.node for gap in advice.gaps] == list(gaps)
        assert all((gap.rank is None) != (gap.reason is None) for gap in advice.gaps)
        answered = {gap.node: gap.rank for gap in advice.gaps if gap.rank is not None}
        assert answered == {a.node: a.rank for a in advice.actions if a.node in gaps}
        for action in improving:
            assert action.what_if is not None
            assert action.what_if.gain >= 0
            assert (
                edition.values[row, edition.framework.leaf_column[action.node]]
                < group.values[action.node].benchmark
            )
        worthwhile = [code for code, what_if in advice.reserves if published(what_if.gain, 1) > 0]
        assert len(advice.actions) >= min(FEWEST, len(worthwhile))
