"""Every published number once more, from the raw values, in plain decimal arithmetic: the second path.

It shares no code with :mod:`reports.results.score`, :mod:`reports.results.compare`,
:mod:`reports.advice.recommend`, :mod:`reports.results.characteristics`,
:mod:`reports.results.disclosure.rules`, :mod:`reports.words.published` or the chapters: no array, no float
arithmetic, one cluster and one node at a time, fifty digits. It takes the *validated* edition, because what a
cell means (1,234 or 1.234, "tak" or 1) is decided and reported in one place, `check`; from the values on
everything is made again.

Numbers come back as :class:`Figure`: what may be printed. A result that lies within 1e-9 of the middle
between two printable numbers may be printed as either, because the first path counts in binary.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal, localcontext
from functools import cache, cached_property, lru_cache
from heapq import nsmallest

from reports.edition import SIMILAR, Cluster, Edition, Node, Normalisation, PastEdition, ProfileField

from .arithmetic import (
    ALIKE,
    DIGITS,
    NOISE,
    NOTHING,
    ByCluster,
    Figure,
    Spread,
    decimals_of_scale,
    deviation,
    difference,
    exact,
    fitted_decimals,
    mean_of,
    places,
    present,
    quantile,
    rank_figure,
    rank_of,
    rounded,
    score_figure,
    spread_of,
    typed,
    typed_with,
)
from .ordered import Ordered
from .simulate import Interval, intervals

#: Node -> cluster -> a number, or None where there is none.
_Table = dict[str, dict[str, Decimal | None]]

#: What another sector and another size count between similar clusters, in measures of spread.
_APART = {"sector": Decimal(2), "size": Decimal(1)}

#: The goals that an action may have, by the last part of their message; one that is not the mark itself, but
#: the next better number that can be had, is called rounded.
_MARKS = ("half-median", "median", "q3", "tenth", "half-benchmark", "benchmark")
GOALS = (*_MARKS, *(f"{mark}-rounded" for mark in _MARKS), "growth", "introduce", "end", "expert")
#: At most so many times the smallest group of similar clusters are shown (docs/disclosure.md).
MOST_SIMILAR = 4
#: How many consequences of goals are kept: more than one report asks for.
_REPORT = 1 << 12
#: Distances are sorted out in binary numbers before they are computed; they err by less than this.
_ROUGH = 1e-6
#: From so many who answered before and now, the growth of the best quarter may be a goal.
GROWTH_OF = 12


@dataclass(frozen=True, slots=True)
class Reached:
    """The printed consequences of reaching a goal, everybody else unchanged."""

    goal: Figure
    gain: Figure
    score: Figure
    rank: Figure
    area_gain: Figure
    area_rank: Figure


class Recount:
    """All numbers of one edition. Everything is computed when it is asked for, once."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.framework = edition.framework
        self.method = edition.method
        #: How many others have to have answered where a figure of a characteristic is printed.
        self._fewest = 1 if edition.public else edition.min_group
        self.ids = edition.ids
        with localcontext(prec=DIGITS):
            self._leaves: _Table = {
                leaf.code: {name: exact(edition.values[row, column]) for row, name in enumerate(edition.ids)}
                for column, leaf in enumerate(self.framework.leaves)
            }
            #: The decimals of scores and of each indicator; whether they show its answers as typed.
            given = self.method.decimals
            self.points_decimals = (
                decimals_of_scale(self.method.scale, self.method.normalise) if given is None else given
            )
            answers = {code: present(column) for code, column in self._leaves.items()}
            self.decimals = {
                leaf.code: fitted_decimals(answers[leaf.code]) if leaf.fitted else leaf.decimals
                for leaf in self.framework.leaves
            }
            self._whole = {
                code: all(typed_with(x, self.decimals[code]) for x in column)
                for code, column in answers.items()
            }
            #: The smallest number of points that can be printed.
            self.step = Decimal(1).scaleb(-self.points_decimals)
            self._weights = {node.code: exact(node.weight) or Decimal(0) for node in self.framework.nodes}
            self._frames = {leaf.code: self._frame(leaf) for leaf in self.framework.leaves}
            whole = {
                code: {name: self._normalised(code, value) for name, value in column.items()}
                for code, column in self._leaves.items()
            }
            self.scores: _Table = self._aggregated(whole)
            self.ranks = {code: places(column, self.method.ties) for code, column in self.scores.items()}
            #: All scores of a node, and all answers of an indicator.
            self.ordered = {code: Ordered(present(column)) for code, column in self.scores.items()}
            self.answered = {code: Ordered(column) for code, column in answers.items()}
            self.points = {
                code: spread_of(column.numbers, 1, self.method.benchmark)
                for code, column in self.ordered.items()
            }
            self.values = {
                leaf.code: spread_of(self.answered[leaf.code].numbers, leaf.direction, self.method.benchmark)
                for leaf in self.framework.leaves
            }
            self._comparable_now = self._aggregated(
                {
                    leaf.code: (whole[leaf.code] if leaf.comparable else dict.fromkeys(self.ids))
                    for leaf in self.framework.leaves
                }
            )
            self._history = {past.label: past for past in edition.history}
            self._past = {past.label: self._past_edition(past) for past in edition.history}

    # --- normalisation and aggregation ---------------------------------------------------------------

    def _frame(self, leaf: Node) -> tuple[list[Decimal], Decimal, Decimal]:
        """The answers turned round and sorted, their mean and their sample standard deviation."""
        turned = sorted(leaf.direction * value for value in present(self._leaves[leaf.code]))
        return turned, mean_of(turned), deviation(turned, len(turned) - 1)

    def _normalised(
        self, code: str, value: Decimal | None, kind: str = "", scale: tuple[float, float] | None = None
    ) -> Decimal | None:
        """The score of an answer, by the edition's normalisation or another ``kind`` with its ``scale``."""
        if value is None:
            return None
        leaf, kind = self.framework[code], kind or self.method.normalise
        start, end = map(_written, scale or self.method.scale)
        turned = leaf.direction * value
        if kind == "none":
            return value if leaf.direction > 0 else start + end - value
        answers, mean, sd = self._frames[code]
        flat = not answers or answers[0] == answers[-1]
        if kind == "zscore":
            if flat or sd == 0:
                return start if answers else None
            return start + end * (turned - mean) / sd
        if not answers:
            if kind != "goalposts":
                return None
        elif flat:
            return (start + end) / 2
        if kind == "percentile":
            share = Decimal(bisect_left(answers, turned)) / max(len(answers) - 1, 1)
        else:
            ends = (leaf.low or 0, leaf.high or 0)
            goalposts = sorted(leaf.direction * _written(end) for end in ends)
            low, *_, high = goalposts if kind == "goalposts" else answers
            share = (turned - low) / (high - low)
        return start + (end - start) * min(max(share, Decimal(0)), Decimal(1))

    def _aggregated(self, leaves: Mapping[str, ByCluster]) -> _Table:
        found: _Table = {code: dict(column) for code, column in leaves.items()}
        inner = sorted((n for n in self.framework.nodes if not n.is_leaf), key=lambda n: -n.depth)
        for node in inner:
            found[node.code] = {
                name: self._mean(node, {child: found[child][name] for child in node.children})
                for name in self.ids
            }
        return found

    def _mean(self, node: Node, children: Mapping[str, Decimal | None]) -> Decimal | None:
        """The weighted mean of what is there, if that carries enough of the weight."""
        weights = {child: self._weights[child] for child in children}
        there = {c: s for c, s in children.items() if s is not None and weights[c] > 0}
        carried = sum((weights[child] for child in there), Decimal(0))
        every = sum(weights.values(), Decimal(0))
        if carried <= 0 or carried / every < Decimal(repr(self.method.missing)) - NOISE:
            return None
        kind = self.method.aggregation(node.depth)
        if kind == "arithmetic":
            return sum((weights[c] * s for c, s in there.items()), Decimal(0)) / carried
        if any(s == 0 for s in there.values()):
            return Decimal(0)
        if kind == "geometric":
            return (sum((weights[c] * s.ln() for c, s in there.items()), Decimal(0)) / carried).exp()
        return carried / sum((weights[c] / s for c, s in there.items()), Decimal(0))

    # --- earlier editions ------------------------------------------------------------------------------

    def _past_edition(self, past: PastEdition) -> tuple[_Table, _Table]:
        """Scores on this edition's scale, the published ones where there are any; and ranks."""
        values = {
            leaf.code: {
                name: self._normalised(leaf.code, exact(past.values[row, column]))
                if leaf.comparable
                else None
                for row, name in enumerate(self.ids)
            }
            for column, leaf in enumerate(self.framework.leaves)
        }
        scores = self._aggregated(values)
        ranks: _Table = {}
        for column, code in enumerate(self.framework.codes):
            for row, name in enumerate(self.ids):
                published = exact(past.scores[row, column])
                if published is not None:
                    scores[code][name] = published
            known = {name: exact(past.ranks[row, column]) for row, name in enumerate(self.ids)}
            if not present(known) and len(present(scores[code])) == past.participants:
                known = {**known, **places(scores[code], self.method.ties)}
            ranks[code] = known
        return scores, ranks

    def past_score(self, cluster: str, code: str, label: str) -> Decimal | None:
        return self._past[label][0][code][cluster] if self.framework[code].comparable else None

    def past_now(self, cluster: str, code: str, label: str) -> Decimal | None:
        """The present score to compare with: from comparable indicators, or the whole one where that
        edition's own score was published.
        """
        if not self.framework[code].comparable or not self._took_part(cluster, code, label):
            return None
        row, column = self.edition.row[cluster], self.framework.column[code]
        whole = exact(self._history[label].scores[row, column]) is not None
        return (self.scores if whole else self._comparable_now)[code][cluster]

    def past_rank(self, cluster: str, code: str, label: str) -> Decimal | None:
        return self._past[label][1][code][cluster] if self.framework[code].comparable else None

    def _took_part(self, cluster: str, code: str, label: str) -> bool:
        """Whether the earlier edition says anything about the node."""
        row, leaf = self.edition.row[cluster], self.framework.leaf_column.get(code)
        value = None if leaf is None else exact(self._history[label].values[row, leaf])
        said = (*(table[code][cluster] for table in self._past[label]), value)
        return any(number is not None for number in said)

    # --- simulated ranks -------------------------------------------------------------------------------

    @cached_property
    def simulated(self) -> Mapping[str, Interval]:
        """The simulated places of every cluster that has any."""

        def normalised(
            code: str, cluster: str, kind: Normalisation, scale: tuple[float, float]
        ) -> float | None:
            score = self._normalised(code, self._leaves[code][cluster], kind, scale)
            return None if score is None else float(score)

        with localcontext(prec=DIGITS):
            return intervals(self.edition, self.scores, normalised)

    # --- what is printed ---------------------------------------------------------------------------------

    def figure(self, cluster: str, node: str, what: str) -> Figure:
        """What may be printed as ``what`` of ``node``: the names are those of the report's facts.

        Raises LookupError for something that is not recounted.
        """
        with localcontext(prec=DIGITS):
            kind, colon, code = node.partition(":")
            if colon:
                return self._characteristic(cluster, kind, code, what)
            return self._result(cluster, node, what)

    def _result(self, cluster: str, code: str, what: str) -> Figure:
        scope, _, name = what.partition(".")
        node, score, points = self.framework[code], self.scores[code][cluster], self.points[code]
        of_group = None if points is None else getattr(points, name, None)
        match scope:
            case "score":
                return self._points(score)
            case "value":
                return self._value(node, self._leaves[code][cluster])
            case "rank" | "values" if node.is_yes_no:  # neither places nor quartiles of answers
                return NOTHING
            case "rank":
                return rank_figure(self.ranks[code].get(cluster))
            case "n":
                return Figure((Decimal(len(self.ranks[code])),))
            case "weight":  # as many of four decimals as it needs
                return Figure((typed(self._weights[code], 4).normalize(),))
            case "group":
                return self._points(of_group)
            case "gap":
                return self._gap(score, of_group)
            case "values":
                spread = self.values[code]
                return NOTHING if spread is None else self._spread(node, getattr(spread, name))
            case "compared":
                column, _, figure = name.rpartition(".")
                if column == SIMILAR:
                    raise LookupError("how many similar clusters are shown is a matter of disclosure control")
                value = self.edition.cluster(cluster).groups.get(column, "")
                return self._against(cluster, code, self._results(column, value, code), True, figure)
            case "past_score":
                return self._points(self.past_score(cluster, code, name))
            case "past_now":
                return self._points(self.past_now(cluster, code, name))
            case "past_rank":
                return rank_figure(self.past_rank(cluster, code, name))
            case "change":
                return self._gap(self.past_now(cluster, code, name), self.past_score(cluster, code, name))
        raise LookupError(what)

    def above_median(self, cluster: str, code: str) -> Decimal | None:
        """How far an unrounded score is above the median; 0 for what only noise sets apart."""
        score, points = self.scores[code][cluster], self.points[code]
        if score is None or points is None:
            return None
        gap = score - points.median
        alike = abs(gap) <= ALIKE * max(Decimal(1), abs(score), abs(points.median))
        return Decimal(0) if alike else gap

    def around(self, cluster: str, code: str) -> tuple[int, int]:
        """How many are ahead of somebody with a score, and how many behind; who has the same is neither."""
        score = self.scores[code][cluster]
        if score is None:
            raise KeyError(cluster)
        return self.ordered[code].around(score, score)

    def answers(self, code: str) -> tuple[int, int]:
        """How many answer a question by yes, and how many at all."""
        given = present(self._leaves[code])
        return sum(answer == 1 for answer in given), len(given)

    def raw(self, cluster: str, code: str) -> Decimal | None:
        """The typed value of an indicator."""
        return self._leaves[code][cluster]

    def _points(self, score: Decimal | None) -> Figure:
        return score_figure(score, self.points_decimals)

    def _gap(self, one: Decimal | None, other: Decimal | None) -> Figure:
        return difference(one, other, self.points_decimals)

    def _value(self, node: Node, value: Decimal | None) -> Figure:
        if value is None:
            return NOTHING
        number = value if node.is_yes_no else typed(value, self.decimals[node.code])
        return Figure((number,), answer=node.is_yes_no)

    def _spread(self, node: Node, value: Decimal) -> Figure:
        if node.is_yes_no:
            return Figure((value,), answer=True)
        return Figure(rounded(value, self._decimals(node.code, value)))

    def _decimals(self, code: str, value: Decimal) -> int:
        """One more for a figure between two answers that are printed whole."""
        decimals = self.decimals[code]
        return decimals + (self._whole[code] and not typed_with(value, decimals))

    # --- comparison groups -------------------------------------------------------------------------------

    def similar(self, cluster: str, code: str, size: int, figure: str) -> Figure:
        """A figure of the ``size`` clusters that are nearest by profile; see :meth:`neighbours`."""
        with localcontext(prec=DIGITS):
            return self._against(
                cluster, code, self._scored(self.neighbours(cluster)[:size], code), False, figure
            )

    def _against(self, cluster: str, code: str, results: Sequence[Decimal], own: bool, figure: str) -> Figure:
        """A figure of the ascending ``results`` of a group; ``own`` says whether the cluster is in it."""
        if figure == "n":
            others = len(results) - (own and bool(results) and self.scores[code][cluster] is not None)
            return Figure((Decimal(others),))
        median = quantile(results, Decimal("0.5")) if results else None
        if figure == "median":
            return self._points(median)
        return self._gap(self.scores[code][cluster], median)

    def members(self, cluster: str, column: str) -> list[str]:
        value = self.edition.cluster(cluster).groups.get(column, "")
        return self._members.get((column, value), []) if value else []

    @cached_property
    def _members(self) -> dict[tuple[str, str], list[str]]:
        """Column and value -> the clusters of that group."""
        found: dict[tuple[str, str], list[str]] = {}
        for cluster in self.edition.clusters:
            for group in cluster.groups.items():
                found.setdefault(group, []).append(cluster.id)
        return found

    def _scored(self, names: Sequence[str], code: str) -> list[Decimal]:
        """The scores of some, ascending."""
        return sorted(score for name in names if (score := self.scores[code][name]) is not None)

    @cache  # noqa: B019  one edition, one process
    def _results(self, column: str, value: str, code: str) -> list[Decimal]:
        """The scores of a comparison group, ascending."""
        return self._scored(self._members.get((column, value), []) if value else [], code)

    @cached_property
    def having(self) -> dict[str, frozenset[str]]:
        """Node -> the clusters that have a score."""
        return {code: frozenset(ranked) for code, ranked in self.ranks.items()}

    @cached_property
    def _features(self) -> dict[str, dict[str, Decimal]]:
        """Field code -> cluster -> the profile in measures of spread, cut at three of them."""
        found: dict[str, dict[str, Decimal]] = {}
        for field in self.edition.profile:
            if field.kind not in ("number", "share"):
                continue
            held = self._held[field.code]
            known = sorted(held.values())
            if 2 * len(known) < len(self.ids) or len(known) < 2 or known[0] == known[-1]:
                continue
            if any(self._repeats(held, column) for column in self._leaves.values()):
                continue
            q1, centre, q3 = (quantile(known, Decimal(p)) for p in ("0.25", "0.5", "0.75"))
            measure = q3 - q1 or deviation(known, len(known))
            found[field.code] = {
                name: min(max((x - centre) / measure, Decimal(-3)), Decimal(3)) for name, x in held.items()
            }
        return found

    @cached_property
    def _kinds(self) -> dict[str, dict[str, str]]:
        """Sector and size -> cluster -> its group, where not all have the same or none."""
        found = {}
        for column in _APART:
            held = {c.id: value for c in self.edition.clusters if (value := c.groups.get(column, ""))}
            if len(set(held.values())) > 1 or 0 < len(held) < len(self.ids):
                found[column] = held
        return found

    def _repeats(self, held: Mapping[str, Decimal], column: ByCluster) -> bool:
        """Whether a field says what an indicator says."""
        both = [name for name in held if column[name] is not None]
        return len(both) >= 2 and all(held[name] == column[name] for name in both)

    @lru_cache(maxsize=2)  # noqa: B019
    def neighbours(self, cluster: str) -> list[str]:
        """The others that can be compared by profile, as many as may ever be shown, the nearest first; equal
        ones in the order of ids.
        """
        most = MOST_SIMILAR * self.edition.min_group
        rough = self._rough_distances(cluster)
        nearest = nsmallest(most, rough.values())
        possible = [name for name, gap in rough.items() if gap <= nearest[-1] + _ROUGH]
        with localcontext(prec=DIGITS):
            return [name for _, name in sorted((self._distance(cluster, n), n) for n in possible)][:most]

    def _distance(self, cluster: str, other: str) -> Decimal:
        """How far two that can be compared are apart."""
        both = [f[cluster] - f[other] for f in self._features.values() if cluster in f and other in f]
        both += [
            _APART[column] * (kind[cluster] != kind[other])
            for column, kind in self._kinds.items()
            if cluster in kind and other in kind
        ]
        square = sum((gap**2 for gap in both), Decimal(0)) / len(both)
        return square.sqrt().quantize(Decimal("1e-9"), ROUND_HALF_EVEN)

    def _rough_distances(self, cluster: str) -> dict[str, float]:
        """About how far all others that can be compared are apart."""
        features = len(self._features) + len(self._kinds)
        squares, shared = dict.fromkeys(self.ids, 0.0), dict.fromkeys(self.ids, 0)
        for feature in self._rough_features if self._features else ():
            own = feature.get(cluster)
            if own is None:
                continue
            for other, value in feature.items():
                squares[other] += (own - value) ** 2
                shared[other] += 1
        for column, kind in self._kinds.items() if self._features else ():
            group, apart = kind.get(cluster), float(_APART[column]) ** 2
            for other, other_group in kind.items() if group else ():
                squares[other] += apart * (other_group != group)
                shared[other] += 1
        return {
            other: (squares[other] / n) ** 0.5
            for other, n in shared.items()
            if n and 2 * n >= features and other != cluster
        }

    @cached_property
    def _rough_features(self) -> list[dict[str, float]]:
        return [{name: float(x) for name, x in held.items()} for held in self._features.values()]

    # --- characteristics ---------------------------------------------------------------------------------

    @cached_property
    def _held(self) -> dict[str, dict[str, Decimal]]:
        """Code of a number or share -> the answers."""
        return {
            field.code: {
                c.id: Decimal(text) for c in self.edition.clusters if (text := c.profile.get(field.code, ""))
            }
            for field in self.edition.profile
            if field.kind in ("number", "share")
        }

    @cached_property
    def _profile_spreads(self) -> dict[str, Spread | None]:
        with localcontext(prec=DIGITS):
            return {
                field.code: spread_of(
                    list(self._held[field.code].values()), field.direction or 1, self.method.benchmark
                )
                for field in self.edition.profile
                if field.code in self._held
            }

    @cached_property
    def _profile_decimals(self) -> dict[str, tuple[int, bool]]:
        """Code of a number or share -> its decimals, and whether they show every answer as it was typed."""
        found = {}
        for field in self.edition.profile:
            if field.kind in ("number", "share"):
                held = list(self._held[field.code].values())
                decimals = fitted_decimals(held)
                if field.kind == "share":
                    decimals = min(decimals, 1)
                found[field.code] = decimals, all(typed_with(x, decimals) for x in held)
        return found

    def _characteristic(self, cluster: str, kind: str, code: str, what: str) -> Figure:
        field = None if kind == "group" else next(f for f in self.edition.profile if f.code == code)
        if field is None or field.kind not in ("number", "share"):
            if what != "same":
                raise LookupError(what)
            return self._same(cluster, code, field)
        held = self._held[code]
        decimals, whole = self._profile_decimals[code]
        own = held.get(cluster)
        if what == "value":
            return NOTHING if own is None else Figure((typed(own, decimals),))
        scope, _, name = what.partition(".")
        if scope != "values":
            raise LookupError(what)
        others = len(held) - (own is not None)
        spread = self._profile_spreads[code]
        if spread is None or others < self._fewest or (name == "benchmark" and not field.direction):
            return NOTHING
        figure = getattr(spread, name)
        return Figure(rounded(figure, decimals + (whole and not typed_with(figure, decimals))))

    def _same(self, cluster: str, code: str, field: ProfileField | None) -> Figure:
        """How many have the same text or group, of how many that gave one."""
        held = self._frequencies(code, field is None)
        own = _said_by(self.edition.cluster(cluster), code, field is None)
        of, same = held.total(), held[own]
        if not own or of - 1 < self._fewest:
            return NOTHING
        return Figure((Decimal(same),), out_of=of) if same > 1 else NOTHING

    @cache  # noqa: B019
    def _frequencies(self, code: str, is_group: bool) -> Counter[str]:
        """How many have each text or group."""
        given = (_said_by(cluster, code, is_group) for cluster in self.edition.clusters)
        return Counter(text for text in given if text)

    # --- goals -------------------------------------------------------------------------------------------

    @lru_cache(maxsize=_REPORT)  # noqa: B019
    def reached(self, cluster: str, code: str, goal_is: str) -> Reached | None:
        """What reaching the goal of that name would bring; None where there is no such goal.

        Raises LookupError for an unknown name.
        """
        if goal_is not in GOALS:
            raise LookupError(goal_is)
        with localcontext(prec=DIGITS):
            leaf, own, spread = self.framework[code], self._leaves[code][cluster], self.values[code]
            wanted = self._experts_goal(cluster, code)
            if own is None or spread is None or (wanted is not None) != (goal_is == "expert"):
                return None
            goal = self._goal(leaf, own, spread, goal_is) if wanted is None else wanted
            if goal is None:
                return None
            steps = self._next_steps(code, own) if wanted is None else [wanted]
            if not any(abs(goal - aim) <= NOISE * abs(aim) for aim in steps):
                return None
            after = self._with({code: goal}, cluster)
            root, area = self.framework.root.code, self.framework.area_of(code)
            area_code = root if area is None else area.code
            return Reached(
                goal=self._spread(leaf, goal),
                gain=self._gap(after[root], self.scores[root][cluster]),
                score=self._points(after[root]),
                rank=self._place(cluster, root, after[root]),
                area_gain=self._gap(after[area_code], self.scores[area_code][cluster]),
                area_rank=self._place(cluster, area_code, after[area_code]),
            )

    def reached_together(
        self, cluster: str, goals: tuple[tuple[str, str], ...]
    ) -> tuple[Figure, Figure, Figure] | None:
        """The overall score if all these goals (of an indicator, by name) were reached, the points gained,
        and the place; None where one is no goal.
        """
        with localcontext(prec=DIGITS):
            answers = {}
            for code, goal_is in goals:
                own, spread = self._leaves[code][cluster], self.values[code]
                if own is None or spread is None:
                    return None
                goal = (
                    self._experts_goal(cluster, code)
                    if goal_is == "expert"
                    else self._goal(self.framework[code], own, spread, goal_is)
                )
                if goal is None:
                    return None
                answers[code] = goal
            root = self.framework.root.code
            after = self._with(answers, cluster)[root]
            return (
                self._points(after),
                self._gap(after, self.scores[root][cluster]),
                self._place(cluster, root, after),
            )

    def _experts_goal(self, cluster: str, code: str) -> Decimal | None:
        """The goal that the expert gave a cluster for an indicator."""
        given = [
            o.goal[1] for o in self.edition.overrides if o.id == cluster and o.goal and o.goal[0] == code
        ]
        return exact(given[-1]) if given else None

    def _with(self, answers: Mapping[str, Decimal], cluster: str) -> dict[str, Decimal | None]:
        """The scores of the nodes that change with other answers."""
        after = {code: self._normalised(code, answer) for code, answer in answers.items()}
        above = {node.code: node for code in answers for node in self.framework.ancestors(code)}
        for node in sorted(above.values(), key=lambda node: -node.depth):
            children = {
                child: after[child] if child in after else self.scores[child][cluster]
                for child in node.children
            }
            after[node.code] = self._mean(node, children)
        return after

    def _goal(self, leaf: Node, own: Decimal, spread: Spread, goal_is: str) -> Decimal | None:
        """The goal; None where there is none, it is not better, or its name is not true."""
        if leaf.is_yes_no or goal_is in ("introduce", "end"):
            wanted = Decimal(1 if goal_is == "introduce" else 0)
            fits = leaf.is_yes_no and goal_is == ("introduce" if leaf.direction > 0 else "end")
            return wanted if fits and leaf.direction * (wanted - own) > 0 else None
        if goal_is == "growth":
            growth = self._growth(leaf.code)
            if growth is None:
                return None
            aim = self._said(leaf, own + leaf.direction * growth, -leaf.direction)
            return aim if leaf.direction * (aim - own) > 0 else None
        mark = goal_is.removesuffix("-rounded")
        figure = {
            "half-median": (own + spread.median) / 2,
            "median": spread.median,
            "q3": spread.q3 if leaf.direction > 0 else spread.q1,
            "tenth": self._tenth(leaf),
            "half-benchmark": (own + spread.benchmark) / 2,
            "benchmark": spread.benchmark,
        }[mark]
        if figure is None:
            return None
        if leaf.direction * (figure - own) <= 0:
            return None
        aim = self._aim(leaf, own, figure, spread.benchmark)
        is_mark = abs(aim - figure) <= NOISE * abs(figure)
        if leaf.direction * (aim - own) <= 0 or is_mark != (mark == goal_is):
            return None
        return aim

    @lru_cache(maxsize=_REPORT)  # noqa: B019
    def _next_steps(self, code: str, own: Decimal) -> list[Decimal]:
        """The next step up: the first of the marks, from below, that is better than the own value, in print,
        too. Several where the own value is, but for noise, on the mark that decides.
        """
        leaf, spread = self.framework[code], self.values[code]
        better = leaf.direction
        if leaf.is_yes_no:
            return [Decimal(1 if better > 0 else 0)]
        if spread is None:
            return []
        worse, quartile = (spread.q1, spread.q3) if better > 0 else (spread.q3, spread.q1)
        marks = [spread.median, quartile]
        known, _, _ = self._frames[code]
        tenth = self._tenth(leaf)
        if tenth is not None and own * better < known[(9 * (len(known) - 1)) // 10]:
            marks.append(tenth)
        marks += [(own + spread.benchmark) / 2, spread.benchmark]
        below, noise = better * (worse - own), NOISE * max(abs(worse), abs(own))
        halfway = (own + spread.median) / 2 if below > -noise else None
        found = []
        for mark in marks if halfway is None else (halfway, *marks):
            if better * (mark - own) <= 0:
                continue
            aim = self._within_growth(leaf, own, self._aim(leaf, own, mark, spread.benchmark))
            steps = [
                better * (one - other)
                for one in self._spread(leaf, aim).numbers
                for other in self._spread(leaf, own).numbers
            ]
            if better * (aim - own) > 0 and max(steps) > 0:
                found.append(aim)
                if min(steps) > 0 and (mark is not halfway or below > noise):
                    break
        return found

    def _within_growth(self, leaf: Node, own: Decimal, aim: Decimal) -> Decimal:
        """The goal, or where that is further than the best quarter came, what that quarter achieved, if it is
        a step in print.
        """
        better, growth = leaf.direction, self._growth(leaf.code)
        if growth is None or better * (aim - own) <= growth * (1 + NOISE):
            return aim
        nearer = self._said(leaf, own + better * growth, -better)
        before, after = self._spread(leaf, own).numbers, self._spread(leaf, nearer).numbers
        is_step = better * (nearer - own) > 0 and min(better * (a - b) for a in after for b in before) > 0
        return nearer if is_step else aim

    @cache  # noqa: B019
    def _growth(self, code: str) -> Decimal | None:
        """How far at least the best quarter came since the last edition in which enough answered."""
        leaf, column = self.framework[code], self.framework.leaf_column[code]
        for past in reversed(self.edition.history if leaf.comparable else ()):
            changes = []
            for row, name in enumerate(self.ids):
                now, then = self._leaves[code][name], exact(past.values[row, column])
                if now is not None and then is not None:
                    changes.append(leaf.direction * (now - then))
            if len(changes) >= GROWTH_OF:
                best = quantile(sorted(changes), Decimal("0.75"))
                return best if best > 0 else None
        return None

    def _aim(self, leaf: Node, own: Decimal, figure: Decimal, benchmark: Decimal) -> Decimal:
        """A figure as people say it, if that is better than the own value and not beyond the benchmark."""
        for way in (0, leaf.direction):
            aim = self._said(leaf, figure, way)
            if leaf.direction * (aim - own) > 0 >= leaf.direction * (aim - benchmark):
                return aim
        return self._attainable(leaf, figure)

    def _said(self, leaf: Node, figure: Decimal, way: int) -> Decimal:
        """A number of two digits, in fives from 2 to 10 and from 20 to 100: the nearest one (``way`` 0; of
        two the better one), the next one upwards (1) or downwards (-1).
        """
        step = Decimal(1).scaleb(-self.decimals[leaf.code])
        if figure:
            digits = (figure * (1 + NOISE)).adjusted()
            first = abs(figure).scaleb(-digits)
            fives = 5 if digits in (0, 1) and first >= 2 * (1 - NOISE) else 1
            step = max(step, Decimal(fives).scaleb(digits - 1))
        steps = figure / step
        if way == 0:
            half = (Decimal("0.5") + NOISE) * leaf.direction
            rounding = ROUND_FLOOR if leaf.direction > 0 else ROUND_CEILING
            return (steps + half).to_integral_value(rounding) * step
        return (steps - way * NOISE).to_integral_value(ROUND_CEILING if way > 0 else ROUND_FLOOR) * step

    def _attainable(self, leaf: Node, figure: Decimal) -> Decimal:
        """Where answers are printed whole, a figure between two of them means the better one."""
        decimals = self.decimals[leaf.code]
        if not self._whole[leaf.code] or typed_with(figure, decimals):
            return figure
        better = ROUND_CEILING if leaf.direction > 0 else ROUND_FLOOR
        return figure.quantize(Decimal(1).scaleb(-decimals), better)

    def _tenth(self, leaf: Node) -> Decimal | None:
        """Half the way between the two answers around the threshold of the best tenth."""
        known, _, _ = self._frames[leaf.code]
        if len(known) < 20:
            return None
        place = (9 * (len(known) - 1)) // 10
        return (known[place] + known[place + 1]) / 2 * leaf.direction

    def _place(self, cluster: str, code: str, score: Decimal | None) -> Figure:
        if score is None:
            return NOTHING
        if self.method.ties == "dense":
            return rank_figure(places({**self.scores[code], cluster: score}, "dense")[cluster])
        ahead, behind = self.ordered[code].around(self.scores[code][cluster], score)
        others = len(self.ranks[code]) - (cluster in self.ranks[code])
        return rank_figure(rank_of(ahead + 1, others + 1 - behind, self.method.ties))


def _said_by(cluster: Cluster, code: str, is_group: bool) -> str:
    """The group of a cluster, or what it said of itself; "" for nothing."""
    if is_group:
        return cluster.groups.get(code, "")
    return cluster.profile.get(code, "") or cluster.profile_en.get(code, "")


@lru_cache(maxsize=1 << 10)  # ends of scales and of indicators
def _written(number: float) -> Decimal:
    """The decimal number that was written."""
    return Decimal(repr(float(number)))
