"""Which medians of comparison groups each report shows, for many recipients at once.

The rules are those of :mod:`reports.results.disclosure.rules`. Recipients of one *kind* (the same type of
cluster, see :mod:`reports.results.disclosure.groups`, and as many similar clusters to be compared with)
differ only in who is similar to them: so what the rules ask is counted once for their groups, and for the
similar clusters in one table with a row per recipient.

Of each kind of comparison (the own group in every column, then the similar clusters, of which there can be
more or fewer) at most one is shown, the earlier ones being preferred: as many as may stand together, and
beside those ``given``, whose medians everybody reads elsewhere. Of equally many the earliest kinds are
taken, and of the similar clusters as few as will do. Only memberships count, so that the choice itself says
nothing about results. What is chosen for a recipient is then withheld for single results that too many
lack: from the first group that would leave too small a part on, groups are withheld.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from reports.edition import SIMILAR, Edition

from .. import similar
from .groups import Membership, Rows
from .rules import MOST_SHOWN, REASONS, Counts, Mask, Reason, combined, large_enough, withheld_of_many

_OVERLAP = REASONS.index("overlap")
#: Recipients of a kind that are worked out together.
_TOGETHER = 1000


@dataclass(frozen=True, eq=False)
class Choice:
    """What some recipients of one kind are shown.

    ``groups`` are the comparisons by column and value, the similar clusters last, if any; ``size``
    (recipients,) says how many similar clusters these are. ``reasons`` (recipients, groups, nodes compared)
    are places in :data:`disclosure.REASONS`. ``own`` (groups, nodes) tells whether the recipient's own result
    is part of the median.
    """

    rows: Rows
    groups: tuple[tuple[str, str], ...]
    size: Counts
    reasons: NDArray[np.intp]
    own: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Choices:
    """The choices of all recipients, worked out kind by kind when one of them is asked for.

    ``took_part`` says per earlier edition who did; ``similar_to`` gives the rows of the clusters most similar
    to one, at most as many as asked for, and ``nearest`` (clusters, most; -1 where there is none) is the same
    for everybody, where it was looked up so; ``given`` are groups by column and value.
    """

    edition: Edition
    membership: Membership
    took_part: Sequence[Mask]
    similar_to: Callable[[int, int], tuple[int, ...]]
    nearest: Rows | None
    given: tuple[tuple[str, str], ...] = ()

    def of(self, row: int) -> tuple[Choice, int]:
        """The choice that the recipient ``row`` belongs to, and its place there."""
        start = int(self._place[row]) // self._together * self._together
        key = int(self._kind[row]), start
        if key not in self._made:
            self._made[key] = self._choice(self._members[key[0]][start : start + self._together])
        return self._made[key], int(self._place[row]) - start

    def all(self) -> Iterator[Choice]:
        """The choices of everybody."""
        for members in self._members:
            for row in members[:: self._together].tolist():
                yield self.of(row)[0]

    def withheld_from_all(self, groups: Sequence[tuple[str, str]]) -> tuple[Reason, ...]:
        """For each node compared why the medians of ``groups`` may not be shown to everybody beside the
        reports; "" where they may. See :func:`disclosure.withheld_from_all`; the first recipient's reason is
        told.
        """
        masks = [self.membership.types_in[group] for group in groups]
        first = [(len(self.edition.clusters), 0)] * self.membership.present.shape[1]
        for choice in self.all():
            audience = self.audience(choice.rows)
            for node, found in enumerate(first):
                reasons = audience.withheld(masks, choice, node)
                (failing,) = np.nonzero(reasons)
                if len(failing):
                    row = int(failing[0])
                    first[node] = min(found, (int(choice.rows[row]), int(reasons[row])))
        return tuple(REASONS[why] for _, why in first)

    @cached_property
    def most(self) -> int:
        """Of how many similar clusters a median can be shown: never of more than half of all."""
        return min(max(similar.sizes(self.edition.min_group)), len(self.edition.clusters) // 2)

    @cached_property
    def _made(self) -> dict[tuple[int, int], Choice]:
        return {}

    @property
    def _together(self) -> int:
        return 1 if self.nearest is None else _TOGETHER

    @cached_property
    def _kind(self) -> Rows:
        """The kind of each recipient."""
        orders: dict[tuple[str, ...], int] = {}
        order = [orders.setdefault(tuple(cluster.groups), len(orders)) for cluster in self.edition.clusters]
        known = 0 if self.nearest is None else np.count_nonzero(self.nearest >= 0, axis=1)
        number = (self.membership.type_of * len(orders) + order) * (len(self.edition.clusters) + 1) + known
        return np.unique(number, return_inverse=True)[1].astype(np.int64)

    @cached_property
    def _members(self) -> list[Rows]:
        """The recipients of each kind."""
        order = np.argsort(self._kind, kind="stable")
        return np.split(order, np.flatnonzero(np.diff(self._kind[order])) + 1)

    @cached_property
    def _place(self) -> Rows:
        """The place of each recipient among those of its kind."""
        place = np.empty(len(self._kind), dtype=np.int64)
        for members in self._members:
            place[members] = np.arange(len(members))
        return place

    def _choice(self, rows: Rows) -> Choice:
        return self.audience(rows).choice(rows)

    def audience(self, rows: Rows) -> Audience:
        """What the rules have to know about recipients of one kind."""
        edition, membership, first = self.edition, self.membership, int(rows[0])
        if self.nearest is None:
            near = np.array([self.similar_to(row, self.most) for row in rows.tolist()], dtype=np.int64)
        else:
            near = self.nearest[rows, : self.most]
            near = near[:, : np.count_nonzero(near[0] >= 0)]
        own = {column: (column, value) for column, value in edition.clusters[first].groups.items() if value}

        def compares(column: str) -> bool:
            return not edition.compared or column in edition.compared

        before = []
        for edition_, took_part in enumerate(self.took_part):
            if took_part[first]:
                there = membership.took_part[:, edition_]
                past = edition.history[edition_].compared
                before += [there, *(there & membership.types_in[own[c]] for c in past if c in own)]
        sizes = similar.sizes(edition.min_group) if compares(SIMILAR) else ()
        return Audience(
            min_group=edition.min_group,
            type=int(membership.type_of[first]),
            counts=membership.counts,
            present=membership.present,
            groups={group: membership.types_in[group] for group in own.values() if compares(group[0])},
            sizes=tuple(size for size in sizes if size <= near.shape[1]),
            near=membership.type_of[near.reshape(len(rows), -1)],
            before=before,
            given=[membership.types_in[group] for group in self.given],
        )


@dataclass(frozen=True, eq=False)
class Audience:
    """Recipients of one kind as the rules see them; masks are (types,).

    ``counts`` is how many clusters of each type there are, ``type`` that of the recipients; ``groups`` are
    their own, in order of preference; ``sizes`` the numbers of similar clusters they may be compared with,
    and ``near`` (recipients, most) the types of these, the most similar first; ``before`` holds what their
    earlier reports part the clusters by; ``present`` (types, nodes) says who has a result.
    """

    min_group: int
    type: int
    counts: Counts
    present: NDArray[np.bool_]
    groups: Mapping[tuple[str, str], Mask]
    sizes: tuple[int, ...]
    near: Rows
    before: Sequence[Mask]
    given: Sequence[Mask]

    def choice(self, rows: Rows) -> Choice:
        """What the recipients ``rows`` are shown."""
        plans, plan = self._plans()
        groups = [*self.groups, *([(SIMILAR, "")] if self.sizes else [])]
        reasons = np.empty((len(rows), len(groups), self.present.shape[1]), dtype=np.intp)
        size = np.full(len(rows), self.sizes[0] if self.sizes else 0)
        for number, (chosen, number_of_similar) in enumerate(plans):
            (some,) = np.nonzero(plan == number)
            if not len(some):
                continue
            reasons[some] = self._of_memberships(len(groups))[:, None]
            if number_of_similar:
                size[some] = number_of_similar
            told: dict[bytes, int] = {}
            for node, present in enumerate(self.present.T):
                same = told.setdefault(present.tobytes(), node)  # mostly equal for all nodes
                if same == node:
                    for group, why in self._of_results(some, chosen, number_of_similar, present):
                        reasons[some, group, node] = why
                else:
                    reasons[some, :, node] = reasons[some, :, same]
        mine = np.array([*([True] * len(self.groups)), *([False] * bool(self.sizes))], dtype=np.bool_)
        return Choice(rows, tuple(groups), size, reasons, mine[:, None] & self.present[self.type])

    def withheld(self, masks: Sequence[Mask], choice: Choice, node: int) -> NDArray[np.intp]:
        """Why each recipient may not read the medians of further groups beside those of the own report."""
        present = self.present[:, node]
        why = next((why for mask in masks if (why := self._alone(mask, present))), 0)
        if why:
            return np.full(len(choice.rows), why)
        found = np.zeros(len(choice.rows), dtype=np.intp)
        shown = choice.reasons[:, :, node] == 0
        size = np.where(shown[:, len(self.groups) :].any(axis=1), choice.size, 0)
        told = np.column_stack((shown[:, : len(self.groups)], size))
        for different in np.unique(told, axis=0):
            (some,) = np.nonzero((told == different).all(axis=1))
            seen = [mask for mask, is_seen in zip(self.groups.values(), different, strict=False) if is_seen]
            fits = self.compatible([*seen, *masks], present, int(different[-1]))[some]
            found[some[~fits]] = _OVERLAP
        return found

    def _plans(self) -> tuple[list[tuple[tuple[int, ...], int]], Counts]:
        """The groups shown (places, the similar clusters coming last) with how many similar clusters, and
        which of these plans is that of each recipient.
        """
        masks, everybody = list(self.groups.values()), np.ones(len(self.counts), dtype=np.bool_)
        possible = [
            place
            for place, mask in enumerate(masks)
            if not self._alone(mask, everybody) and self.compatible([*self.given, mask], everybody).all()
        ]
        last = len(masks)
        alike = {
            size: self.compatible(self.given, everybody, size)
            for size in self.sizes
            if not self._alone_similar(size, everybody).any()
        }
        plans: list[tuple[tuple[int, ...], int]] = [((), 0)]
        plan = np.zeros(len(self.near), dtype=np.int64)
        options = [*possible, *([last] if alike else [])]
        for number in range(min(len(options), MOST_SHOWN), 0, -1):
            for chosen in combinations(options, number):
                shown = [*self.given, *(masks[place] for place in chosen if place != last)]
                for size in alike if last in chosen else (0,):
                    open_ = (plan == 0) & (alike[size] if size else True)
                    if open_.any():
                        open_ &= self.compatible(shown, everybody, size)
                        plan[open_] = len(plans)
                        plans.append((chosen, size))
        return plans, plan

    def _of_memberships(self, groups: int) -> NDArray[np.intp]:
        """Why a group that was not chosen is withheld, the same for every result."""
        everybody = np.ones(len(self.counts), dtype=np.bool_)
        found = [self._alone(mask, everybody) or _OVERLAP for mask in self.groups.values()]
        if len(found) < groups:
            found.append(int(self._alone_similar(self.sizes[0], everybody)[0]) or _OVERLAP)
        return np.array(found, dtype=np.intp)

    def _of_results(
        self, some: Rows, chosen: Sequence[int], size: int, present: Mask
    ) -> Iterator[tuple[int, NDArray[np.intp] | int]]:
        """Why the chosen groups are withheld for a result that those ``present`` have."""
        masks = list(self.groups.values())
        # Where too few have the result for the given groups, nobody reads those either.
        kept = list(self.given) if self.compatible(self.given, present).all() else []
        for place in chosen:
            if place < len(masks):
                why = self._alone(masks[place], present)
                if not why and not self.compatible([*kept, masks[place]], present).all():
                    why = _OVERLAP
                if not why:
                    kept.append(masks[place])
                yield place, why
            else:
                reasons = self._alone_similar(size, present)[some]
                parted = ~self.compatible(kept, present, size)[some]
                yield place, np.where((reasons == 0) & parted, _OVERLAP, reasons)

    def _alone(self, mask: Mask, present: Mask) -> int:
        """The primary rules for one of the own groups, as a place in :data:`disclosure.REASONS`."""
        own = bool(mask[self.type] and present[self.type])
        others = self.counts[mask & present].sum() - own
        outside = self.counts[present].sum() - present[self.type] - others
        return int(withheld_of_many(others, outside, own, self.min_group))

    def _alone_similar(self, size: int, present: Mask) -> NDArray[np.intp]:
        """The primary rules for the similar clusters of each recipient."""
        others = np.count_nonzero(present[self.near[:, :size]], axis=1)
        outside = self.counts[present].sum() - present[self.type] - others
        return withheld_of_many(others, outside, False, self.min_group)

    def compatible(self, groups: Sequence[Mask], present: Mask, size: int = 0) -> Mask:
        """Whether ``groups`` and the ``size`` nearest clusters may be shown together to each recipient: the
        secondary rule among those ``present``.
        """
        recipients = len(self.near)
        if not groups and not size:
            return np.ones(recipients, dtype=np.bool_)
        part, parts = combined(groups, len(self.counts))
        record, records = combined(self.before, len(self.counts))
        piece, pieces = record * parts + part, records * parts
        weights = self.counts * present
        weights[self.type] -= present[self.type]  # without the recipient
        whole = np.bincount(piece, weights, pieces)
        if not size:
            found = large_enough(whole.reshape(records, parts), self.min_group)
            return np.broadcast_to(found, recipients).copy()
        near = self.near[:, :size]
        places = piece[near] + pieces * np.arange(recipients)[:, None]
        inside = np.bincount(places.ravel(), present[near].ravel(), pieces * recipients)
        inside = inside.reshape(recipients, records, parts)
        cut = np.concatenate((inside, whole.reshape(records, parts) - inside), axis=-1)
        return large_enough(cut, self.min_group)
