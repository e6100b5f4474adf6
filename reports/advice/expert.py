"""What the expert decided about the library's records in one report: pin, drop, rephrase.

The decisions change which records the rules may choose from and in which words; the numbers stay those of
the rules. See :mod:`reports.edition.validation.comments` for what an expert can write.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from reports.edition import Decision, Edition, Localised, Override, Recommendation

from .model import Action


def decisions(edition: Edition, cluster_id: str) -> tuple[Override, ...]:
    """All decisions about one report, in the order of the sheet."""
    return tuple(override for override in edition.overrides if override.id == cluster_id)


def decided(overrides: Iterable[Override], decision: Decision) -> tuple[str, ...]:
    """The records that a decision is about."""
    return tuple(override.record for override in overrides if override.decision == decision)


def goals(overrides: Iterable[Override]) -> dict[str, float]:
    """The goals of the expert, by indicator."""
    return dict(override.goal for override in overrides if override.goal is not None)


def library(records: Sequence[Recommendation], overrides: Sequence[Override]) -> tuple[Recommendation, ...]:
    """The records, the rephrased ones in the expert's words."""
    if not overrides:
        return tuple(records)
    words = {override.record: override for override in overrides if override.decision == "rephrase"}
    return tuple(_rephrased(record, words[record.id]) if record.id in words else record for record in records)


def without(found: Sequence[Recommendation], dropped: Collection[str]) -> tuple[Recommendation, ...]:
    """The records that fire for an indicator, the first one first, without the dropped ones.

    Where the first one is dropped the expert wants no action there: another record of the same indicator or
    sub-area would say nearly the same in other words. Only a general record gives way to the next.
    """
    if not dropped:
        return tuple(found)
    if found and found[0].id in dropped and found[0].node != "*":
        return ()
    return tuple(record for record in found if record.id not in dropped)


def _rephrased(record: Recommendation, override: Override) -> Recommendation:
    first_step = override.first_step
    given = first_step.pl or first_step.en
    # Steps, cost and risk are those of the library's action.
    return replace(
        record,
        action=override.text,
        first_step=first_step if given else record.first_step,
        moves=record.moves if override.goal is None else (override.goal[0],),
        cost=None,
        steps=(),
        risk=Localised(),
    )


def marked(action: Action, overrides: Sequence[Override]) -> Action:
    """The action with what the expert decided about its record."""
    if not overrides:
        return action
    return replace(action, expert=tuple(o for o in overrides if o.record == action.record.id))
