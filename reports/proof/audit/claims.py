"""What sentences claim in words: above, below, first, last, risen, fallen, and whom they list.

A claim is recognised by the message that a title or a sentence was made from, and proven from the recount.
A sentence is judged only where it is certain what it is about; of several messages that read alike, one has
to be true. Differences that are noise of the first path's arithmetic may be told either way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from reports.edition import SIMILAR

from .arithmetic import NOISE
from .messages import AROUND, Match, comparable
from .subject import Subject


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence as a claim sees it: the area of its chapter ("" outside of one) and, for each placeholder,
    the nodes of each name that stands there; a text that is not a list of names is not in it. ``texts`` has
    what stands there, without what may stand around a name; ``before`` are the nodes that were named last
    before the sentence.
    """

    area: str
    named: Mapping[str, Sequence[tuple[str, ...]]]
    texts: Mapping[str, str]
    before: tuple[str, ...] = ()


#: Whether a claim is true; None where it is not certain what it is about.
_Claim = Callable[["Claims", Told], "bool | None"]


class Claims:
    """The claims about one cluster."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._recount = subject.recount
        self._cluster = subject.cluster.id
        self._framework = subject.edition.framework
        self._root = self._framework.root.code

    def false(self, match: Match, told: Told) -> bool:
        """Whether a message claims what is certainly not so."""
        claim = _CLAIMS.get(match.message)
        return claim is not None and claim(self, told) is False

    # --- what is so ----------------------------------------------------------------------------------------

    def signs(self, code: str) -> set[int]:
        """Where the score may be said to stand against the median: -1, 0, 1; nothing without a score."""
        lead = self._recount.above_median(self._cluster, code)
        return set() if lead is None else _signs(lead)

    def bands(self, code: str) -> set[str]:
        """Where a result may be said to stand among the quartiles."""
        node, recount = self._framework[code], self._recount
        values = recount.values[code] if node.is_leaf else None
        spread = recount.points[code] if values is None else values
        column = recount.ordered[code] if values is None else recount.answered[code]
        own = recount.scores[code][self._cluster] if values is None else recount.raw(self._cluster, code)
        if own is None or spread is None:
            return {"missing"}
        better = node.direction if values is not None else 1
        tolerance = NOISE * max(Decimal(1) if values is None else Decimal(0), column.largest)
        if column.width <= tolerance:
            return {"constant", "median"}
        q1, median, q3 = sorted(better * x for x in (spread.q1, spread.median, spread.q3))
        found: set[str] = set()
        for moved in (-tolerance, Decimal(0), tolerance):
            at = better * own + moved
            found.add(
                "above"
                if at > max(q3, median)
                else "upper"
                if at > median
                else "lower"
                if at >= q1
                else "below"
            )
        if abs(better * own - median) <= tolerance:
            found.add("median")
        if column.best(better) - better * own <= tolerance and found & {"above", "upper"}:
            found.add("highest")
        return found

    def shared(self, code: str) -> int:
        """How many others have the same result."""
        ahead, behind = self._recount.around(self._cluster, code)
        return len(self._recount.ranks[code]) - ahead - behind - 1

    def is_scored(self, code: str) -> bool:
        return self._recount.scores[code][self._cluster] is not None

    def is_last(self, code: str) -> bool:
        """Whether nobody is behind, somebody is ahead, and less than half of at least three are level."""
        if not self.is_scored(code) or self._framework[code].is_yes_no:
            return False
        (ahead, behind), n = self._recount.around(self._cluster, code), len(self._recount.ranks[code])
        return ahead > 0 and not behind and n > 2 and 2 * (n - ahead) < n

    @cached_property
    def last(self) -> list[str]:
        """Where the cluster is the last one."""
        return [node.code for node in self._framework.nodes if self.is_last(node.code)]

    @cached_property
    def constant(self) -> list[str]:
        """The indicators to which all who answer give the same answer."""
        recount, ids = self._recount, self._subject.edition.ids
        given = {
            leaf.code: {x for name in ids if (x := recount.raw(name, leaf.code)) is not None}
            for leaf in self._framework.leaves
        }
        return [code for code, answers in given.items() if len(answers) == 1]

    def has_crossed(self, code: str) -> bool:
        """Whether the score of an earlier edition is below today's median, and those of today are above."""
        median = self._subject.figure(code, "group.median").numbers
        now = self._subject.figure(code, "score").numbers
        for label in self._subject.labels:
            then = self._subject.figure(code, f"past_score.{label}").numbers
            alike = self._subject.figure(code, f"past_now.{label}").numbers
            if then and alike and median and now:
                return min(then) < max(median) and min(median) < min(max(alike), max(now))
        return False

    def distances(self, codes: Iterable[str], what: str) -> dict[str, tuple[Decimal, ...]]:
        """What may be printed of each node that has such a result."""
        found = {code: self._subject.figure(code, what).numbers for code in codes}
        return {code: numbers for code, numbers in found.items() if numbers}

    def answered(self, area: str) -> list[str]:
        """The indicators of an area with an answer and a score that not all share."""
        leaves = (leaf.code for leaf in self._framework.leaves_of(area))
        return [
            code
            for code in leaves
            if self.is_scored(code) and not self.is_unanswered(code) and "constant" not in self.bands(code)
        ]

    def is_of_sector(self, code: str) -> bool:
        return self._framework[code].sector_driven

    def changes(self, code: str) -> list[set[int]]:
        """The direction of the change since each earlier edition for which there is one."""
        found = []
        for label in self._subject.labels:
            now = self._recount.past_now(self._cluster, code, label)
            then = self._recount.past_score(self._cluster, code, label)
            if now is not None and then is not None:
                printed = self._subject.figure(code, f"change.{label}").numbers
                found.append(_signs(now - then) | ({0} if any(not n for n in printed) else set()))
        return found

    @cached_property
    def moving(self) -> list[dict[str, tuple[Decimal, ...]]]:
        """For each earlier edition the printed changes of the parts of areas, or where none can be compared
        of the areas.
        """
        framework, found = self._framework, []
        parts = [n.code for n in framework.nodes if n.depth == 2 and not n.is_leaf]
        for label in self._subject.labels:
            for codes in (parts, self.areas):
                figures = {c: self._subject.figure(c, f"change.{label}").numbers for c in codes}
                if any(figures.values()):
                    found.append({code: numbers for code, numbers in figures.items() if numbers})
                    break
        return found

    def gaps(self, code: str, column: str) -> Iterator[set[int]]:
        """Where the score may be said to stand against the median of a comparison group."""
        subject = self._subject
        if column != SIMILAR:
            figures = [subject.figure(code, f"compared.{column}.gap")]
        else:
            figures = [self._recount.similar(self._cluster, code, size, "gap") for size in subject.sizes]
        for figure in figures:
            # Of a distance that rounds to nothing only the first path knows the sign.
            signs = {(number > 0) - (number < 0) for number in figure.numbers}
            yield {-1, 0, 1} if 0 in signs else signs

    def from_group(self, area: str, column: str) -> Iterator[Decimal]:
        """The distances from the median of a comparison group that may be printed, where it is shown."""
        subject = self._subject
        if (area, column) not in subject.medians:
            return
        if column != SIMILAR:
            yield from subject.figure(area, f"compared.{column}.gap").numbers
            return
        for size in subject.sizes:
            yield from self._recount.similar(self._cluster, area, size, "gap").numbers

    @property
    def labels(self) -> list[str]:
        """The labels of the earlier editions."""
        return self._subject.labels

    @cached_property
    def areas(self) -> list[str]:
        return [area.code for area in self._framework.areas]

    @cached_property
    def columns(self) -> list[str]:
        """The comparison groups of which medians are shown."""
        return sorted({column for _, column in self._subject.medians})

    def columns_called(self, told: Told) -> list[str]:
        """The groups that a sentence may be about: the one that it names, or any."""
        said = told.texts.get("group")
        if said is None:
            return self.columns
        subject, lang = self._subject, self._subject.texts.lang
        groups = subject.cluster.groups
        called = [
            c
            for c, value in groups.items()
            if said == comparable(subject.edition.group_name(c, value, lang), lang).strip(AROUND)
        ]
        return called or [SIMILAR]

    def parts(self, area: str) -> list[str]:
        return [node.code for node in self._framework.children(area)]

    def value_is_less(self, code: str) -> bool:
        return self._framework[code].direction < 0

    def is_unanswered(self, code: str) -> bool:
        return self._framework[code].is_leaf and self._recount.raw(self._cluster, code) is None


def _signs(difference: Decimal) -> set[int]:
    sign = (difference > 0) - (difference < 0)
    return {sign} if abs(difference) > NOISE else {-1, 0, 1}


# --- kinds of claims ---------------------------------------------------------------------------------------


def _overall(*bands: str) -> _Claim:
    return lambda claims, told: bool(claims.bands(claims._root) & set(bands))


def _of_area(*bands: str) -> _Claim:
    return lambda claims, told: bool(claims.bands(told.area) & set(bands)) if told.area else None


def _against(sign: int, *, overall: bool = False) -> _Claim:
    """The score of the area of the chapter, or the overall one, is above, at or below the median."""

    def claim(claims: Claims, told: Told) -> bool | None:
        code = claims._root if overall else told.area
        return sign in claims.signs(code) if code else None

    return claim


def _each(role: str, holds: Callable[[Claims, str], bool]) -> _Claim:
    """Something is so of everything that is named."""

    def claim(claims: Claims, told: Told) -> bool | None:
        names = told.named.get(role)
        return all(any(holds(claims, code) for code in nodes) for nodes in names) if names else None

    return claim


def _areas(sign: int | None, *, role: str = "", none_above: bool = False) -> _Claim:
    """All areas, those named and no others, or none of them are above the median (``sign`` 1) or level."""

    def claim(claims: Claims, told: Told) -> bool | None:
        signs = {code: claims.signs(code) for code in claims.areas}
        if none_above and any(found == {1} for found in signs.values()):
            return False
        if sign is None:
            return True
        if not role:
            return all(sign in found for found in signs.values())
        return _listed(
            told,
            role,
            [c for c, s in signs.items() if sign in s],
            [c for c, s in signs.items() if s == {sign}],
        )

    return claim


def _listed(told: Told, role: str, may: Iterable[str], must: Iterable[str]) -> bool | None:
    """Whether the list names only what may be named and all that has to be."""
    names = told.named.get(role)
    if not names:
        return None
    every = {code for nodes in names for code in nodes}
    return all(set(nodes) & set(may) for nodes in names) and set(must) <= every


def _parts(*, above: bool) -> _Claim:
    """All parts of the area are above the median, or none is."""

    def claim(claims: Claims, told: Told) -> bool | None:
        if not told.area:
            return None
        signs = [claims.signs(part) for part in claims.parts(told.area)]
        return all(1 in found for found in signs) if above else not any(found == {1} for found in signs)

    return claim


def _both(*several: _Claim) -> _Claim:
    """All of several claims; certain to be false where one is."""

    def claim(claims: Claims, told: Told) -> bool | None:
        return not any(one(claims, told) is False for one in several)

    return claim


def _changed(sign: int) -> _Claim:
    def holds(claims: Claims, code: str) -> bool:
        return any(sign in found for found in claims.changes(code))

    return _each("name", holds)


#: What may be printed of each node, for each choice of what is compared.
_Compared = Callable[["Claims", Told], Iterable[Mapping[str, tuple[Decimal, ...]]]]


def _furthest(role: str, sign: int, compared: _Compared) -> _Claim:
    """What is named has the highest (``sign`` 1) or the lowest of the numbers compared, in one of the ways to
    compare them. Numbers that rounding may make equal are.
    """

    def claim(claims: Claims, told: Told) -> bool | None:
        codes = [code for nodes in told.named.get(role, ()) for code in nodes]
        choices = [numbers for numbers in compared(claims, told) if numbers]
        if not codes or not choices:
            return None
        for numbers in choices:
            own = [sign * number for code in codes for number in numbers.get(code, ())]
            if own and max(own) >= max(min(sign * x for x in others) for others in numbers.values()):
                return True
        return False

    return claim


def _leads_of_indicators(claims: Claims, told: Told) -> Iterator[Mapping[str, tuple[Decimal, ...]]]:
    if told.area:
        yield claims.distances(claims.answered(told.area), "gap.median")


def _own_leads_of_indicators(claims: Claims, told: Told) -> Iterator[Mapping[str, tuple[Decimal, ...]]]:
    """Without those that the sector decides."""
    for found in _leads_of_indicators(claims, told):
        yield {code: numbers for code, numbers in found.items() if not claims.is_of_sector(code)}


def _scores_of_parts(claims: Claims, told: Told) -> Iterator[Mapping[str, tuple[Decimal, ...]]]:
    if told.area:
        yield claims.distances(claims.parts(told.area), "score")


def _leads_of_areas(claims: Claims, told: Told) -> Iterator[Mapping[str, tuple[Decimal, ...]]]:
    yield claims.distances(claims.areas, "gap.median")


def _changes_of_parts(claims: Claims, told: Told) -> Iterator[Mapping[str, tuple[Decimal, ...]]]:
    for label in claims.labels if told.area else ():
        yield claims.distances(claims.parts(told.area), f"change.{label}")


def _from_groups(claims: Claims, told: Told) -> Iterator[Mapping[str, tuple[Decimal, ...]]]:
    """Of the groups with medians, for each one that the sentence may be about, the distances of the areas:
    those of other groups belong to no area.
    """
    found = {
        (area, column): tuple(abs(x) for x in claims.from_group(area, column))
        for column in claims.columns
        for area in claims.areas
    }
    for named in claims.columns_called(told):
        yield {
            area if column == named else f"{area} {column}": numbers
            for (area, column), numbers in found.items()
            if numbers
        }


def _of_what_was_named(holds: Callable[[Claims, str], bool]) -> _Claim:
    """Something is so of what was named last."""
    return lambda claims, told: any(holds(claims, code) for code in told.before) if told.before else None


def _is_shared(claims: Claims, code: str) -> bool:
    return claims.is_scored(code) and claims.shared(code) > 0


def _is_own(claims: Claims, code: str) -> bool:
    return claims.is_scored(code) and not claims.shared(code)


def _extreme(most: int, *, nothing: int = 0) -> _Claim:
    """The part named has moved furthest up (``most`` 1) or down since an earlier edition; ``nothing`` has
    moved that way.
    """

    def claim(claims: Claims, told: Told) -> bool | None:
        codes = [code for nodes in told.named.get("name", ()) for code in nodes]
        if not codes:
            return None
        for moving in claims.moving:
            own = [most * number for code in codes for number in moving.get(code, ())]
            furthest = max(min(most * number for number in numbers) for numbers in moving.values())
            moved = any(nothing * min(numbers, key=abs) > 0 for numbers in moving.values())
            if own and max(own) >= furthest and not (nothing and moved):
                return True
        return False

    return claim


def _group_areas(sign: int, role: str = "") -> _Claim:
    """Where only one group has medians: all areas that have one are above it, those named, or none."""

    def claim(claims: Claims, told: Told) -> bool | None:
        if len(claims.columns) != 1:
            return None
        (column,) = claims.columns
        known = [code for code in claims.areas if (code, column) in claims._subject.medians]
        signs = {code: set().union(*claims.gaps(code, column)) for code in known}
        may, must = [c for c, s in signs.items() if 1 in s], [c for c, s in signs.items() if s == {1}]
        if role:
            return _listed(told, role, may, must)
        return len(may) == len(known) if sign > 0 else not must

    return claim


def _against_group(sign: int, role: str = "") -> _Claim:
    """The overall score, or that of the area named, stands so against the median of a group."""

    def claim(claims: Claims, told: Told) -> bool | None:
        nodes = [claims._root] if not role else [c for codes in told.named.get(role, ()) for c in codes]
        columns = claims.columns_called(told)
        if not nodes or not columns:
            return None
        return any(
            sign in found for code in nodes for column in columns for found in claims.gaps(code, column)
        )

    return claim


def _is(sign: int) -> Callable[[Claims, str], bool]:
    return lambda claims, code: sign in claims.signs(code)


def _stands(*bands: str) -> Callable[[Claims, str], bool]:
    return lambda claims, code: bool(claims.bands(code) & set(bands))


_AHEAD, _BEHIND = ("highest", "above", "upper"), ("lower", "below")

#: With more units than these a dot is a hundredth of them.
_MOST_DOTS = 200


def _dots(*, many: bool) -> _Claim:
    """A dot is one unit, or a hundredth of many."""
    return lambda claims, told: (len(claims._subject.edition.clusters) > _MOST_DOTS) is many


#: Message -> what it claims.
_CLAIMS: Mapping[str, _Claim] = {
    **{message: _dots(many=False) for message in ("summary-table-caption", "reading-alt")},
    **{message: _dots(many=True) for message in ("summary-table-caption-many", "reading-alt-many")},
    "position-title-leader": _overall("highest"),
    **{
        f"position-title-{band}": _overall(band)
        for band in ("above", "upper", "median", "lower", "below", "missing")
    },
    "position-lead-leader": _both(_overall("highest"), lambda claims, told: not claims.shared(claims._root)),
    "position-lead-leader-tied": _both(
        _overall("highest"), lambda claims, told: claims.shared(claims._root) > 0
    ),
    "position-lead-above": _against(1, overall=True),
    "position-lead-equal": _against(0, overall=True),
    "position-lead-below": _against(-1, overall=True),
    "position-lead-low": _overall("below"),
    "position-lead-missing": _overall("missing"),
    "areas-above-all": _areas(1),
    "areas-above-some": _areas(1, role="areas"),
    "areas-above-none": _both(_areas(None, none_above=True), _furthest("area", 1, _leads_of_areas)),
    "areas-above-none-level": _areas(0, role="areas", none_above=True),
    **{f"area-title-leader{short}": _of_area("highest") for short in ("", "-short")},
    **{f"area-title-all-above{short}": _parts(above=True) for short in ("", "-short")},
    **{f"area-title-{near}": _parts(above=False) for near in ("none-above", "level", "low", "low-short")},
    **{
        f"area-title-one-{band}{short}": _of_area(band)
        for band in ("above", "upper", "median", "lower", "below")
        for short in ("", "-short")
    },
    "area-title-constant": _of_area("constant"),
    "area-title-missing": _of_area("missing"),
    "area-title-mixed": _both(_each("best", _is(1)), _each("Best", _is(1)), _each("worst", _is(-1))),
    "area-title-mixed-short": _each("best", _is(1)),
    "area-lead-above": _against(1),
    "area-lead-equal": _against(0),
    "area-lead-below": _against(-1),
    "area-lead-missing": _of_area("missing"),
    "area-detail-parts": _both(
        _furthest("best", 1, _scores_of_parts), _furthest("worst", -1, _scores_of_parts)
    ),
    "area-detail-strength": _both(
        _each("name", _stands(*_AHEAD)), _furthest("name", 1, _leads_of_indicators)
    ),
    "area-detail-strength-own": _both(
        _each("name", _stands(*_AHEAD)), _furthest("name", 1, _own_leads_of_indicators)
    ),
    "area-detail-gap": _both(_each("name", _stands(*_BEHIND)), _furthest("name", -1, _leads_of_indicators)),
    **{
        f"{moved}-text{only}": _both(_changed(sign), _furthest("name", sign, _changes_of_parts))
        for moved, sign in (("rise", 1), ("fall", -1))
        for only in ("", "-comparable")
    },
    "rise-crossed": _of_what_was_named(Claims.has_crossed),
    "fall-still-above": _of_what_was_named(_is(1)),
    "change-largest-rise": _both(_changed(1), _extreme(1)),
    "change-largest-fall": _both(_changed(-1), _extreme(-1)),
    "change-smallest-rise": _both(_changed(1), _extreme(-1, nothing=-1)),
    "change-smallest-fall": _both(_changed(-1), _extreme(1, nothing=1)),
    "change-none-highest": _both(_changed(0), _extreme(1, nothing=1)),
    "change-none-lowest": _both(_changed(0), _extreme(-1, nothing=-1)),
    "groups-areas-all": _group_areas(1),
    "groups-areas-some": _group_areas(1, "areas"),
    "groups-areas-none": _group_areas(0),
    **{
        f"groups-{where}-{how}": _against_group(sign)
        for where in ("title", "title-short", "also")
        for how, sign in (("above", 1), ("equal", 0), ("below", -1))
    },
    **{
        f"groups-largest-{how}{short}": _both(
            _against_group(sign, "area"), _furthest("area", 1, _from_groups)
        )
        for how, sign in (("above", 1), ("below", -1))
        for short in ("", "-same", "-only")
    },
    "note-last": _each("names", Claims.is_last),
    "data-last": lambda claims, told: _listed(told, "names", claims.last, claims.last),
    "data-last-none": lambda claims, told: not claims.last,
    **{
        f"data-constant{kept}": lambda claims, told: _listed(told, "names", claims.constant, claims.constant)
        for kept in ("", "-kept")
    },
    "card-diagnosis": _each("indicator", _is_own),
    "card-diagnosis-tied": _each("indicator", _is_shared),
    "item-evidence": _of_what_was_named(_is_own),
    "item-evidence-tied": _of_what_was_named(_is_shared),
    "data-no-score": _each("names", lambda claims, code: not claims.is_scored(code)),
    "data-answers-missing": _each("names", Claims.is_unanswered),
    "note-direction": _each("names", Claims.value_is_less),
    "missing-text": _each("names", Claims.is_unanswered),
    "ties-shared-note": _each("names", lambda claims, code: claims.shared(code) > 0),
    "partial-score": _each("names", lambda claims, code: not claims.is_scored(code)),
}
#: The messages whose claims are proven; of these, those that are no sentence but stand behind a name.
CLAIMED = frozenset(_CLAIMS)
BEHIND_A_NAME = frozenset({"item-evidence", "item-evidence-tied"})
