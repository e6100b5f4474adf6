"""The numbers that a report may say in its sentences, as they are printed, by kind and node."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from itertools import product

from reports.edition import SIMILAR

from .arithmetic import NOTHING, Figure, difference, rounded, score_figure
from .recount import GOALS, Reached
from .simulate import INSIDE, LEAST, MOST
from .subject import Subject

#: The kinds of a node's results in a whole report, for labels of drawings, which stand without a sentence.
_DRAWN = (
    "score", "score-median", "score-q1", "score-q3", "score-best", "own", "median", "q1", "q3", "best",
    "benchmark", "rank", "n", "gap", "behind", "to-q1", "to-q3", "same", "same-n", "gain", "area-gain",
    "goal", "group-gap", "group-median", "group-n", "lead",
)  # fmt: skip


class Numbers:
    """The numbers of one report. Signs are not part of them: a sentence says them in words."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._known: dict[tuple[str, str], frozenset[str]] = {}

    def of(self, kind: str, node: str = "") -> frozenset[str]:
        """Every number of a kind; ``node`` is a node's code, "profile:code", "group:column" or nothing."""
        key = kind, node
        if key not in self._known:
            numbers = self._counted(kind) if not node else self._of_node(kind, node)
            self._known[key] = frozenset(map(self._printed, numbers))
        return self._known[key]

    def _printed(self, number: Decimal | str) -> str:
        return number if isinstance(number, str) else self._subject.number(abs(number))

    @cached_property
    def drawn(self) -> frozenset[str]:
        """Every number that a label of a drawing may be."""
        subject = self._subject
        nodes = [node.code for node in subject.edition.framework.nodes]
        nodes += [f"profile:{item.code}" for item in subject.edition.profile]
        kinds = [*_DRAWN, *(f"{k}.{e}" for e in subject.labels for k in _PAST)]
        found = set().union(*(self.of(kind, node) for kind, node in product(kinds, nodes)))
        counts = ("label", "clusters", "participants", *(f"past-n.{e}" for e in subject.labels))
        return frozenset(found.union(subject.drawn, *map(self.of, counts)))

    # --- of no node --------------------------------------------------------------------------------------

    def _counted(self, kind: str) -> Iterable[Decimal | str]:
        subject, edition, recount = self._subject, self._subject.edition, self._subject.recount
        framework, cluster = edition.framework, subject.cluster.id
        if kind.startswith("simulated-"):
            return self._simulated(kind.removeprefix("simulated-"))
        if kind.startswith("past-n."):
            return self._whole(p.participants for p in edition.history if p.label == kind[7:])
        missing = sum(recount.raw(cluster, leaf.code) is None for leaf in framework.leaves)
        terms = {record.term_months for record in edition.recommendations}
        terms |= {practice.term_months for practice in edition.practices}
        participants = [past.participants for past in edition.history]
        actions = range(1, subject.actions + 1)
        counts: dict[str, Iterable[int]] = {
            "clusters": (len(edition.clusters),),
            "fewest": (min(self._scored),),
            "most": (max(self._scored),),
            "areas": (len(framework.areas),),
            "scored-areas": (subject.scored_areas,),
            "leaves": (len(framework.leaves),),
            "missing": (missing,),
            "months": terms,
            "least": (edition.min_group,),
            "participants": (*participants, len(edition.clusters)),
            "actions": actions,
            "all-actions": (subject.actions,),
            "improving": (subject.improving,),
            "pinned": (sum(o.id == cluster and o.decision == "pin" for o in edition.overrides),),
            "practices": (subject.practices,),
            "place": range(1, max(subject.actions, subject.practices) + 1),
            "part": range(1, len(edition.framework.leaves) // 8 + 2),  # charts of at least eight rows
            "subareas-table": subject.tables.get("subareas", ()),
            "spread": (25,),
        }
        if kind in counts:
            return self._whole(counts[kind])
        if kind in ("label", "past-label", "this-label"):
            past = subject.labels if kind != "this-label" else []
            this = [edition.label] if kind != "past-label" else []
            return re.findall(r"\d+", " ".join((*this, *past)))
        if kind == "step":
            return (recount.step,)
        if kind == "moved":
            return self._moved()
        if kind.startswith(("parts-", "areas-")):
            return self._whole(self._moving(*kind.partition(".")[::2]))
        raise LookupError(kind)

    @property
    def _scored(self) -> list[int]:
        """How many have an overall score, and one of each area."""
        framework, ranks = self._subject.edition.framework, self._subject.recount.ranks
        return [len(ranks[node.code]) for node in (framework.root, *framework.areas)]

    def _whole(self, numbers: Iterable[int]) -> list[Decimal]:
        return [Decimal(number) for number in numbers]

    def _moved(self) -> Iterator[Decimal]:
        """By how many places the overall rank has changed since an earlier edition."""
        recount, cluster = self._subject.recount, self._subject.cluster.id
        root = self._subject.edition.framework.root.code
        now = recount.ranks[root].get(cluster)
        for label in self._subject.labels:
            then = recount.past_rank(cluster, root, label)
            if then is not None and now is not None:
                yield abs(then - now).normalize() + 0

    def _moving(self, kind: str, label: str) -> Iterator[int]:
        """How many parts of areas, or areas, have a higher score than in an earlier edition, a lower one, or
        any of the two scores.
        """
        framework = self._subject.edition.framework
        nodes = (n for n in framework.nodes if n.depth == (1 if kind.startswith("areas") else 2))
        codes = [n.code for n in nodes if not n.is_leaf or n.depth == 1]
        changes = [self._subject.figure(code, f"change.{label}").numbers for code in codes]
        signs = [found[0] for found in changes if found]
        if kind.endswith("moving"):
            yield len(signs)
        else:
            yield sum(s > 0 if kind.endswith("up") else s < 0 for s in signs)

    def _simulated(self, what: str) -> Iterable[Decimal]:
        found = self._subject.recount.simulated.get(self._subject.cluster.id)
        if found is None:
            return ()
        numbers = {
            "low": (found.low,),
            "high": (found.high,),
            "one": (found.low,) if found.low == found.high else (),
            "upper": rounded(100 * found.upper, 0),
            "draws": (Decimal(found.draws),),
            "share": (100 * INSIDE,),
            "least": (Decimal(repr(LEAST)),),
            "most": (Decimal(repr(MOST)),),
        }
        return [number.normalize() + 0 for number in map(Decimal, numbers[what])]

    # --- of a node -----------------------------------------------------------------------------------------

    def _of_node(self, kind: str, node: str) -> Iterable[Decimal | str]:
        figures = self._of_result(kind, node) if ":" not in node else self._of_profile(kind, node)
        numbers = [number for figure in figures for number in figure.numbers]
        # A distance that cannot be printed is less than the smallest number of points.
        step = self._subject.recount.step
        return [*numbers, step] if kind in _DISTANCES and Decimal(0) in numbers else numbers

    def _of_result(self, kind: str, node: str) -> Iterator[Figure]:
        subject, recount, cluster = self._subject, self._subject.recount, self._subject.cluster.id
        name, _, label = kind.partition(".")
        leaf = subject.edition.framework[node].is_leaf
        own, spread = recount.scores[node][cluster], recount.points[node]
        if label:
            yield subject.figure(node, f"{_PAST[name]}.{label}")
        elif kind in _MARKS or kind.removeprefix("score-") in _MARKS:
            mark = kind.removeprefix("score-")
            scored = mark != kind or not leaf
            yield subject.figure(node, f"{'group' if scored else 'values'}.{mark}")
            if scored and mark == "best":
                yield self._points(recount.ordered[node].best_but(own))
        elif kind in ("own", "score"):
            yield subject.figure(node, "value" if leaf and kind == "own" else "score")
        elif kind in ("rank", "n"):
            yield subject.figure(node, kind)
        elif kind == "ranked":
            yield subject.figure(node, "n")
        elif kind == "yes":
            if subject.edition.framework[node].is_yes_no:
                yield Figure((Decimal(recount.answers(node)[0]),))
        elif kind == "gap":
            yield subject.figure(node, "gap.median")
        elif kind == "second":
            yield self._points(self._second(node))
        elif kind == "lead":
            yield self._gap(own, self._second(node))
        elif kind == "behind" and spread is not None:
            yield self._gap(own, spread.best)
        elif kind in ("to-q1", "to-q3") and spread is not None:
            yield self._gap(own, spread.q1 if kind == "to-q1" else spread.q3)
        elif kind.startswith("group-"):
            yield from self._of_groups(kind.removeprefix("group-"), node)
        elif kind in _REACHED and leaf:
            for goal in GOALS:
                reached = recount.reached(cluster, node, goal)
                if reached is not None:
                    yield _REACHED[kind](reached)

    def _points(self, score: Decimal | None) -> Figure:
        return score_figure(score, self._subject.recount.points_decimals)

    def _gap(self, one: Decimal | None, other: Decimal | None) -> Figure:
        return difference(one, other, self._subject.recount.points_decimals)

    def _second(self, node: str) -> Decimal | None:
        """The best score but one."""
        ordered = self._subject.recount.ordered[node].numbers
        return ordered[-2] if len(ordered) > 1 else None

    def _of_groups(self, what: str, node: str) -> Iterator[Figure]:
        """What may be said of a comparison group: its median only where the tables show it, too."""
        subject, recount, cluster = self._subject, self._subject.recount, self._subject.cluster.id
        for column, value in (*subject.cluster.groups.items(), (SIMILAR, "any")):
            if not value or (what != "n" and (node, column) not in subject.medians):
                continue
            if column != SIMILAR:
                yield subject.figure(node, f"compared.{column}.{what}")
            for size in subject.sizes if column == SIMILAR else ():
                yield recount.similar(cluster, node, size, what)

    def _of_profile(self, kind: str, node: str) -> Iterator[Figure]:
        subject = self._subject
        item = next((i for i in subject.edition.profile if node == f"profile:{i.code}"), None)
        if item is None or item.kind not in ("number", "share"):
            same = subject.figure(node, "same") if kind in ("same", "same-n") else NOTHING
            if same.out_of is not None:
                yield same if kind == "same" else Figure((Decimal(same.out_of),))
        elif kind == "own":
            yield subject.figure(node, "value")
        elif kind in ("q1", "median", "q3", "benchmark"):
            yield subject.figure(node, f"values.{kind}")
        elif kind == "gap":
            pairs = product(self._known_numbers(node, "value"), self._known_numbers(node, "values.median"))
            yield from (Figure((mine - median,)) for mine, median in pairs)
        elif kind == "piece" and item.kind == "number":
            yield from (Figure(rounded(100 / own, 1)) for own in self._known_numbers(node, "value") if own)

    def _known_numbers(self, node: str, what: str) -> tuple[Decimal, ...]:
        return self._subject.figure(node, what).numbers

    # --- the scale -----------------------------------------------------------------------------------------

    def fits(self, kind: str, node: str, token: str, *, negative: bool = False) -> bool:
        """Whether a printed number may be one of a kind: ends of axes are a choice of drawing, and have to
        hold what is drawn.
        """
        if kind not in _CHOSEN:
            return token in self.of(kind, node)
        method = self._subject.edition.method
        number = self._subject.parsed(token) * (-1 if negative else 1)
        low, high = (Decimal(repr(float(end))) for end in method.scale)
        if kind == "scale-low":
            return number == low
        if kind == "scale-high":
            return number == high
        if kind == "missing-share":
            return number in rounded(100 * Decimal(repr(method.missing)), 0)
        bounded = method.normalise in ("minmax", "goalposts", "percentile")
        if bounded and kind != "axis-step":  # at most rounded outwards
            beyond = low - number if kind == "axis-low" else number - high
            return 0 <= beyond <= HALF * (high - low)
        if not bounded:
            low, high = self._ends
        return {
            "axis-low": number <= low + HALF,
            "axis-high": number >= high - HALF,
            "axis-step": HEAT_STEPS * (number + HALF) >= high - low,
        }[kind]

    @cached_property
    def _ends(self) -> tuple[Decimal, Decimal]:
        """The lowest and the highest of all scores."""
        found = [c.numbers for c in self._subject.recount.ordered.values() if c.numbers]
        lowest, highest = (numbers[0] for numbers in found), (numbers[-1] for numbers in found)
        return min(lowest, default=Decimal(0)), max(highest, default=Decimal(0))


#: Kinds of numbers that are a choice or no result.
_CHOSEN = frozenset({"axis-low", "axis-high", "axis-step", "scale-low", "scale-high", "missing-share"})
#: What rounding to whole numbers may take away.
HALF = Decimal("0.5")
#: Shades of the table of earlier editions.
HEAT_STEPS = 5

#: Kinds of distances in points.
_DISTANCES = frozenset({"gap", "lead", "behind", "to-q1", "to-q3", "group-gap"})
#: Marks of the group: those of an indicator's values, or behind "score-" and for all other nodes of scores.
_MARKS = frozenset({"median", "q1", "q3", "best", "benchmark"})
#: Kinds of results of earlier editions -> the results.
_PAST = {"past-score": "past_score", "past-now": "past_now", "past-rank": "past_rank", "change": "change"}
_REACHED: Mapping[str, Callable[[Reached], Figure]] = {
    "goal": lambda reached: reached.goal,
    "gain": lambda reached: reached.gain,
    "goal-score": lambda reached: reached.score,
    "goal-rank": lambda reached: reached.rank,
    "area-gain": lambda reached: reached.area_gain,
    "area-rank": lambda reached: reached.area_rank,
}
