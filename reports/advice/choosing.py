"""Which improvements one report proposes, and what it says to each gap that the summary names.

The order is that of an expert:

1. what is ``urgent``: records so marked whose conditions hold, in the order of the file, at most two;
2. the gaps that the summary names, in its order, so that page two and the recommendations speak of the same
   things; a gap that gets no action gets a reason (:class:`.model.Gap`);
3. whatever brings most, by points x influence, what the pattern of the cluster lifts before all others.

At most two actions are of one area, one of one sub-area but for gaps, and one asks for a yes; offices with
few posts get fewer. What is not behind the median waits while a quarter of the indicators is under the first
quartile, and what the coordinator can hardly influence is proposed only where there is nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reports.edition import Recommendation

from . import conditions
from .model import Action, GapReason
from .rules import Rules

#: The most and the fewest actions of one report.
MOST, FEWEST = 5, 3
#: (Full-time posts, the most actions that a smaller office can do.)
OF_OFFICE = ((1.0, 3), (3.0, 4))
#: The most actions that are urgent, of one area, of one sub-area (but for gaps), and that ask for a yes.
URGENT, OF_AREA, OF_SUBAREA, YES = 2, 2, 1, 1
#: The influence of a coordinator who can hardly change an indicator.
HARDLY = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to a gap: the ``record`` of the action for it, or a reason, with the records whose actions
    come ``first`` or the indicator that it waits for.
    """

    node: str
    record: str = ""
    reason: GapReason | None = None
    first: tuple[str, ...] = ()
    waits_for: str = ""


@dataclass
class Choice:
    """The actions chosen so far, those that were there before (pinned by the expert) among them; and the
    answers to the gaps.
    """

    rules: Rules
    chosen: list[Action]
    answers: list[Answer] = field(default_factory=list)

    # --- may it be? ------------------------------------------------------------------------------------

    def rivals(self, code: str, *, of_subarea: int | None) -> list[Action]:
        """The chosen actions that leave no room for one more at an indicator: of its area, of its sub-area,
        or those that ask for a yes as it does.
        """
        framework = self.rules.edition.framework
        node, area = framework[code], framework.area_of(code)
        in_area = [action for action in self.chosen if framework.area_of(action.node) is area]
        if len(in_area) >= OF_AREA:
            return in_area
        beside = [action for action in in_area if framework[action.node].parent == node.parent]
        if of_subarea is not None and len(beside) >= of_subarea:
            return beside
        return self.yes(code)

    def yes(self, code: str) -> list[Action]:
        """The chosen actions that ask for a yes, if one at an indicator would be another."""
        framework = self.rules.edition.framework
        asking = [action for action in self.chosen if framework[action.node].is_yes_no]
        return asking if framework[code].is_yes_no and len(asking) >= YES else []

    def goes_with(self, record: Recommendation) -> bool:
        """Whether a record is not yet used and what it says of other actions allows it."""
        ids = {action.record.id for action in self.chosen}
        against = {id for action in self.chosen for id in action.record.unless.actions}
        return (
            record.id not in ids
            and record.id not in against
            and ids.issuperset(record.needs.actions)
            and ids.isdisjoint(record.unless.actions)
        )

    def record_for(self, code: str, *, goal: bool) -> Recommendation | None:
        """The first record that can be proposed at an indicator; with ``goal`` one that moves it."""
        return next(
            (
                record
                for record in self.rules.firing[code]
                if self.goes_with(record) and (not goal or self.rules.has_goal(record, code))
            ),
            None,
        )

    def takes(self, code: str) -> Action | None:
        """The chosen action that is for an indicator."""
        return next((action for action in self.chosen if action.node == code), None)

    # --- the three steps -------------------------------------------------------------------------------

    def urgent(self, most: int) -> None:
        """What cannot wait, up to ``most`` actions in all."""
        rules, found = self.rules, 0
        for record in rules.library:
            if not record.urgent or record.id in rules.dropped or not self.goes_with(record):
                continue
            codes = [code for code in leaves_of(rules, record) if rules.fires(record, code)]
            free = [code for code in codes if self.takes(code) is None]
            if not free or found >= URGENT or len(self.chosen) >= most:
                continue
            best = max(free, key=lambda code: rules.priority(code) if code in rules.what_ifs else 0.0)
            if not self.rivals(best, of_subarea=None):
                self.chosen.append(rules.advise(record, best))
                found += 1

    def gaps(self, most: int) -> None:
        """An action or a reason for every gap, up to ``most`` actions in all."""
        for code in self.rules.comparison.weaknesses:
            self.answers.append(self._answer(code, most))

    def _answer(self, code: str, most: int) -> Answer:
        rules = self.rules
        there = self.takes(code)
        if there is not None:
            return Answer(code, record=there.record.id)
        if rules.is_dropped(code):
            return Answer(code, reason="dropped")
        if not rules.is_behind(code) and rules.many_low:
            return Answer(code, reason="ahead")
        if rules.edition.framework[code].influence <= HARDLY:
            return Answer(code, reason="influence")
        record = self.record_for(code, goal=False)
        if record is None:
            return self._without_record(code)
        if rivals := self.rivals(code, of_subarea=None):
            return Answer(code, reason="first", first=tuple(action.record.id for action in rivals))
        if len(self.chosen) >= most:
            return Answer(code, reason="later", first=tuple(action.record.id for action in self.chosen))
        self.chosen.append(rules.advise(record, code))
        return Answer(code, record=record.id)

    def _without_record(self, code: str) -> Answer:
        waits_for = self.rules.waits_for(code)
        if waits_for:
            before = self.takes(waits_for)
            if before is not None:
                return Answer(code, reason="first", first=(before.record.id,))
            return Answer(code, reason="first", waits_for=waits_for)
        return Answer(code, reason="none" if self.rules.is_behind(code) else "ahead")

    def fill(self, most: int) -> None:
        """What brings most, up to ``most`` actions in all, and up to the fewest what brings less, is of an
        area that has its share, or is a gap that other things were to come before.
        """
        rules, told = self.rules, {answer.node for answer in self.answers}
        final = {answer.node for answer in self.answers if answer.reason in ("dropped", "first", "later")}
        strict = [code for code in rules.worthwhile if self._is_first_choice(code)]
        # What the pattern lifts goes before the others.
        strict.sort(key=lambda code: not self._is_lifted(code))
        lenient = [code for code in rules.worthwhile if rules.is_behind(code) or not rules.many_low]
        for codes, limit, without, spread in (
            (strict, most, told, True),
            (strict, FEWEST, told, False),
            (lenient, FEWEST, told, False),
            (rules.by_priority, FEWEST, final, False),
        ):
            self._add(codes, min(limit, most), without, spread=spread)
        self.answers = [self._brought_up_to_date(answer) for answer in self.answers]

    def _brought_up_to_date(self, answer: Answer) -> Answer:
        there = self.takes(answer.node)
        return answer if there is None else Answer(answer.node, record=there.record.id)

    def _add(self, codes: Iterable[str], limit: int, without: set[str], *, spread: bool) -> None:
        for code in codes:
            if len(self.chosen) >= limit:
                return
            if code in without or self.takes(code) is not None:
                continue
            if self.rivals(code, of_subarea=OF_SUBAREA) if spread else self.yes(code):
                continue
            record = self.record_for(code, goal=True)
            if record is not None:
                self.chosen.append(self.rules.advise(record, code))

    def _is_first_choice(self, code: str) -> bool:
        rules = self.rules
        if rules.edition.framework[code].influence <= HARDLY or rules.is_common(code):
            return False
        return rules.is_behind(code) or not rules.many_low

    def _is_lifted(self, code: str) -> bool:
        record = self.record_for(code, goal=True)
        return record is not None and record.id in self.rules.lifted


def most_actions(rules: Rules) -> int:
    """The most actions that the office can do."""
    staff = conditions.staff_of(rules.cluster)
    return next((most for posts, most in OF_OFFICE if staff is not None and staff < posts), MOST)


def leaves_of(rules: Rules, record: Recommendation) -> list[str]:
    """The indicators that a record can be for."""
    if record.moves:
        return list(record.moves)
    framework = rules.edition.framework
    leaves = framework.leaves if record.node == "*" else framework.leaves_of(record.node)
    return [leaf.code for leaf in leaves]
