"""Where an expert's words for an action and the goal of the action disagree: worth a look, no error."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.advice import Action, Advice
from reports.edition import LANGS, Framework, Node, published, value_decimals
from reports.errors import Remark
from reports.results import Comparison

#: Words that mean the whole of a group.
_EVERYBODY = re.compile(r"\b(każd\w*|wszys\w*|each|every|everybody|everyone|all)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)?(?![\w]|[.,]\d)")
#: Whole numbers from the first to the last are taken for years.
_YEARS = (1900, 2100)


def disagreements(comparison: Comparison, advice: Advice, framework: Framework) -> Iterator[Remark]:
    """The reworded actions of one unit that promise another extent or another number than their goal."""
    for action in advice.actions:
        if not any(override.decision == "rephrase" for override in action.expert):
            continue
        for cause in _causes(action, comparison[action.node].value, framework[action.node]):
            yield Remark(
                f"{comparison.id}, recommendation {action.record.id}: {cause}; change the words, or drop it",
                "comments",
                "decision",
                (comparison.id,),
            )


def _causes(action: Action, own: float | None, leaf: Node) -> Iterator[str]:
    what_if = action.what_if
    if what_if is None:
        return
    goal = what_if.goal
    printed = {published(x, value_decimals(leaf, x)) for x in (goal, own) if x is not None}
    for lang in LANGS:
        text = getattr(action.record.action, lang)
        everybody = _EVERYBODY.search(text)
        if everybody and leaf.unit.startswith("%") and leaf.direction > 0 and goal < 100:
            yield f"it says “{everybody[0]}” ({lang}), and its goal is {goal:g}% ({leaf.code})"
        for said in _NUMBER.findall(text):
            number = float(said.replace(",", "."))
            is_year = "," not in said and "." not in said and _YEARS[0] <= number <= _YEARS[1]
            if number not in printed and not is_year:
                yield f"it says {said} ({lang}), and its goal is {goal:g} ({leaf.code})"
