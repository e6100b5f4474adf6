"""Choosing as an expert does: what is urgent, gaps of the summary, then the largest gain, within guards."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import editions
from support.advising import GENERAL, VALUES, advise, record, study
from support.composing import sample

from reports.advice.choosing import FEWEST, HARDLY, MOST, OF_OFFICE, URGENT, YES
from reports.advice.model import Advice
from reports.edition.model import Edition, Guard, Localised, Method, Recommendation
from reports.production.advised import advised
from reports.results import compare, score

LOW = ["low", "middle"]


def guarded(name: str, node: str, when: dict[str, Any] | None = None, **fields: Any) -> Recommendation:
    """A record for low and middle positions with guards."""
    return replace(record(name, node, **(when or {"position": LOW})), **fields)


def at_least(code: str, least: float) -> Guard:
    return Guard(indicators={code: (least, float("inf"))})


def rules(edition: Edition, cluster: str = "k01") -> list[str]:
    return [action.rule for action in advise(edition, cluster).actions]


# --- guards --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "proposed"),
    [
        ({"needs": at_least("A2", 0)}, True),
        ({"needs": at_least("A2", 1)}, False),
        ({"unless": at_least("A2", 1)}, True),
        ({"unless": at_least("A2", 0)}, False),
        ({"needs": Guard(profile={"staff": (0, 2)})}, True),
        ({"needs": Guard(profile={"nothing": (0, 2)})}, False),
        ({"unless": Guard(profile={"nothing": (0, 2)})}, True),
        ({"unless": Guard(profile={"staff": (0, 2)})}, False),
        ({"needs": Guard(groups={"sector": ("ICT",)})}, True),
        ({"unless": Guard(groups={"sector": ("ICT", "food")})}, False),
        ({"staff": 1.5}, True),
        ({"staff": 1.6}, False),
        ({"sector": ("ICT",)}, True),
        ({"sector": ("food",)}, False),
        ({"moves": ("A1",)}, True),
    ],
)
def test_a_guard_decides(fields: dict[str, Any], proposed: bool) -> None:
    """A record is proposed only to those who can use it."""
    edition = study(VALUES, guarded("it", "A1", **fields))
    clusters = [replace(c, profile={"staff": "1.5"}, groups={"sector": "ICT"}) for c in edition.clusters]
    assert ("it" in rules(replace(edition, clusters=tuple(clusters)))) is proposed


def test_an_office_of_unknown_size_can_do_what_it_wants() -> None:
    """Nobody is refused for what was not asked."""
    assert "it" in rules(study(VALUES, guarded("it", "A1", staff=9.0)))


def test_no_general_record_speaks_where_a_guard_holds_the_own_one_back() -> None:
    """What is behind a guard gets a reason, and no words that fit everything."""
    edition = study(VALUES, guarded("held", "A1", needs=at_least("A2", 5)), *GENERAL)
    advice = advise(edition, "k01")
    assert "A1" not in {action.node for action in advice.actions}
    gap = next(gap for gap in advice.gaps if gap.node == "A1")
    assert gap.reason == "first"
    assert gap.waits_for == "A2" or gap.first


def test_a_record_promises_only_what_it_moves() -> None:
    """At another indicator of its node it is not proposed; one that moves none has no goal and no gain."""
    edition = study(VALUES, guarded("it", "A", moves=("A2",)))
    assert [(a.rule, a.node) for a in advise(edition, "k01").actions] == [("it", "A2")]
    edition = study(VALUES, guarded("prepares", "A", moves=()))
    for action in advise(edition, "k01").actions:
        assert (action.kind, action.what_if, action.priority) == ("step", None, 0.0)
    edition = study(VALUES, guarded("slow", "A1", kind="structural"))
    assert all(action.what_if is None for action in advise(edition, "k01").actions)


def test_actions_that_exclude_or_need_each_other() -> None:
    """One beside the other is not proposed; what needs another comes only with it."""
    both = study(VALUES, guarded("a", "A1"), guarded("b", "B1", unless=Guard(actions=("a",))))
    assert len({"a", "b"} & set(rules(both))) == 1
    alone = study(VALUES, guarded("a", "A1"), guarded("b", "B1", needs=Guard(actions=("c",))))
    assert "b" not in rules(alone)


# --- order and shares --------------------------------------------------------------------------------


def test_what_is_urgent_comes_first() -> None:
    """Whatever would gain more."""
    edition = study(
        VALUES, guarded("now", "B2", urgent=True, needs=Guard(indicators={"B2": (0, 1)})), *GENERAL
    )
    first = advise(edition, "k01").actions[0]
    assert (first.rule, first.node) == ("now", "B2")
    assert "now" not in rules(edition, "k02")


@pytest.mark.parametrize(("staff", "most"), [("0.5", 3), ("2.9", 4), ("3", 5), ("", 5)])
def test_a_small_office_gets_fewer_actions(staff: str, most: int) -> None:
    """What half a post cannot do is not proposed."""
    codes = [f"{area}{i}" for area in "ABCDE" for i in range(4)]
    tree = editions.framework({"R": None, **dict.fromkeys("ABCDE", "R"), **{c: c[0] for c in codes}})
    general = tuple(record(f"any-{i}", "*", position=LOW) for i in range(9))
    made = editions.edition([[row] * 20 for row in range(6)], tree, Method(), recommendations=general)
    profile = {"staff": staff} if staff else {}
    made = replace(made, clusters=tuple(replace(c, profile=profile) for c in made.clusters))
    assert len(advise(made, "k01").actions) == most


def test_at_most_one_action_asks_for_a_yes() -> None:
    """Three yes/no answers at once are a form to tick, and no advice."""
    tree = editions.framework(
        {"R": None, "A": "R", "B": "R", **{c: c[0] for c in ("A1", "A2", "B1", "B2")}},
        **{code: {"unit": "tak/nie"} for code in ("A1", "B1", "B2")},
    )
    values = [[0, 0, 0, 0], [1, 5, 1, 1], [1, 6, 1, 1], [1, 7, 1, 1], [1, 8, 1, 1]]
    made = editions.edition(values, tree, Method(), recommendations=GENERAL)
    nodes = [action.node for action in advise(made, "k01").actions]
    assert sum(made.framework[node].is_yes_no for node in nodes) == YES


# --- properties ----------------------------------------------------------------------------------------


@st.composite
def libraries(draw: st.DrawFn) -> tuple[Recommendation, ...]:
    """Records with any guards, for any nodes, and general ones."""
    leaves = ["A1", "A2", "B1", "B2"]

    def guard() -> Guard:
        ends = draw(st.tuples(st.integers(0, 9), st.integers(0, 9)))
        return Guard(
            indicators={draw(st.sampled_from(leaves)): (min(ends), max(ends))} if draw(st.booleans()) else {},
            profile={"staff": (draw(st.integers(0, 4)), 9)} if draw(st.booleans()) else {},
            groups={"sector": ("x",)} if draw(st.booleans()) else {},
            actions=("r0",) if draw(st.integers(0, 5)) == 0 else (),
        )

    made = []
    for number in range(draw(st.integers(0, 8))):
        node = draw(st.sampled_from([*leaves, "A", "B"]))
        below = [leaf for leaf in leaves if leaf.startswith(node)]
        needs = guard() if draw(st.booleans()) else Guard()
        made.append(
            guarded(
                f"r{number}",
                node,
                needs=needs,
                unless=guard() if draw(st.integers(0, 3)) == 0 else Guard(),
                staff=float(draw(st.integers(0, 3))),
                sector=("y",) if draw(st.integers(0, 4)) == 0 else (),
                moves=draw(st.sampled_from([None, (), (below[-1],)])),
                urgent=bool(needs.indicators) and draw(st.booleans()),
            )
        )
    return (*made, *(GENERAL if draw(st.booleans()) else ()))


@st.composite
def studies(draw: st.DrawFn) -> Edition:
    rows = draw(st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=4, max_size=8))
    edition = study(rows, *draw(libraries()))
    clusters = [
        replace(
            cluster,
            profile={"staff": draw(st.sampled_from(["0.5", "2", "6"]))} if draw(st.booleans()) else {},
            groups={"sector": draw(st.sampled_from("xy"))},
        )
        for cluster in edition.clusters
    ]
    return replace(edition, clusters=tuple(clusters))


def holds(edition: Edition, row: int, guard: Guard) -> list[bool]:
    """Every part of a guard, looked up in the raw answers."""
    cluster = edition.clusters[row]
    values = {code: edition.values[row, at] for code, at in edition.framework.leaf_column.items()}
    return [
        *(least <= values[code] <= most for code, (least, most) in guard.indicators.items()),
        *(
            code in cluster.profile and least <= float(cluster.profile[code]) <= most
            for code, (least, most) in guard.profile.items()
        ),
        *(cluster.groups.get(column) in values for column, values in guard.groups.items()),
    ]


@settings(max_examples=60, deadline=None)
@given(studies())
def test_no_guard_is_violated_and_every_gap_is_answered(edition: Edition) -> None:
    """In any study with any library; and a second run and another order of the clusters change nothing."""
    turned = replace(edition, clusters=edition.clusters[::-1], values=edition.values[::-1].copy())
    scores = score.score(edition.framework, edition.method, edition.ids, edition.values)
    group = compare.group(edition, scores)
    for row, cluster in enumerate(edition.clusters):
        advice = advise(edition, cluster.id)
        assert advice == advise(edition, cluster.id) == advise(turned, cluster.id)
        assert len(advice.actions) <= MOST
        ids = [action.record.id for action in advice.actions]
        assert len(set(ids)) == len(ids)
        for action in advice.actions:
            record = action.record
            assert all(holds(edition, row, record.needs)), record
            assert not any(holds(edition, row, record.unless)), record
            assert set(record.needs.actions) <= set(ids) or action.kind == "keep"
            assert float(cluster.profile.get("staff", 9)) >= record.staff
            assert not record.sector or cluster.groups["sector"] in record.sector
            if action.what_if is not None:
                assert record.moves is None or action.node in record.moves
        comparison = compare.compare(edition, scores, group, cluster.id)
        assert [gap.node for gap in advice.gaps] == list(comparison.weaknesses)
        _answered(advice)


def _answered(advice: Advice) -> None:
    nodes = {action.rank: action.node for action in advice.actions}
    for gap in advice.gaps:
        assert (gap.rank is None) != (gap.reason is None)
        assert gap.rank is None or nodes[gap.rank] == gap.node
        assert set(gap.first) <= set(nodes)
        assert gap.reason not in ("first", "later") or gap.first or gap.waits_for


# --- the sample -------------------------------------------------------------------------------------------


def test_the_sample_is_advised_as_an_expert_would() -> None:
    """Every gap is answered; whoever has money for six months or less is told to see to it; no record goes to
    more than a quarter of the reports unless it is urgent; one yes at most; few, and fewer for small offices.
    """
    found = advised(sample())
    edition = sample().edition
    answers = [gap for _, advice, _ in found for gap in advice.gaps]
    assert len(answers) == 3 * len(edition.ids)
    assert {gap.reason for gap in answers if gap.rank is None} <= {"ahead", "influence", "first", "later"}
    given: Counter[str] = Counter()
    for comparison, advice, _ in found:
        nodes = [action.node for action in advice.actions]
        given.update(action.record.id for action in advice.actions if not action.record.urgent)
        pinned = sum(any(o.decision == "pin" for o in action.expert) for action in advice.actions)
        assert FEWEST <= len(nodes) <= MOST
        assert sum(action.record.urgent for action in advice.actions) <= URGENT
        staff = float(edition.cluster(advice.id).profile["staff"])
        few = next((most for posts, most in OF_OFFICE if staff < posts), MOST)
        assert sum(action.kind != "keep" for action in advice.actions) <= max(few, pinned)
        assert sum(edition.framework[node].is_yes_no for node in nodes) <= YES
        months = comparison["Z2.4"].value
        if months is not None and months <= 6:
            assert "Z2.4" in nodes, advice.id
        for action in advice.actions:
            influence = edition.framework[action.node].influence
            assert influence > HARDLY or action.expert or action.kind in ("answer", "keep"), action
    assert [name for name, count in given.items() if count > len(edition.ids) / 4] == []


def test_each_is_not_promised_to_a_part() -> None:
    """Where an action speaks of every member, its goal would have to be all of them."""
    edition = sample().edition
    for made in edition.recommendations:
        moved = made.moves if made.moves is not None else (made.node,)
        shares = [code for code in moved if code in edition.framework.by_code and _is_share(edition, code)]
        if shares:
            words = f"{made.action.pl} {made.action.en}".casefold()
            assert "każdemu członk" not in words, made.id
            assert "każdym członk" not in words, made.id
            assert "każdego członk" not in words, made.id
            assert "every member" not in words, made.id
            assert "each member" not in words, made.id


def _is_share(edition: Edition, code: str) -> bool:
    return edition.framework[code].unit.startswith("% członków")


def test_texts_of_the_sample_say_what_they_move() -> None:
    """Every record of a sub-area of the sample says which indicators it changes itself."""
    framework = sample().edition.framework
    inner = [r for r in sample().edition.recommendations if r.node != "*" and not framework[r.node].is_leaf]
    assert inner
    assert [r.id for r in inner if r.moves is None and r.kind == "action"] == []
    assert np.mean([bool(r.moves) for r in inner]) > 0.5
    assert isinstance(inner[0].action, Localised)
