"""The advice for the units of a study."""

from __future__ import annotations

from reports.advice import Advice, pattern_of, recommend
from reports.results import Comparison, compare

from .study import Study

#: (Comparison of a unit, its advice, the id of its pattern or None.)
Advised = tuple[Comparison, Advice, str | None]


def advise(study: Study, comparison: Comparison) -> Advice:
    """The advice for the unit that ``comparison`` is about, what answers its strongest pattern first."""
    found = pattern_of(study.edition, comparison)
    lifted = found.pattern.lifts if found else ()
    return recommend.recommend(study.edition, study.scores, comparison, study.frame, lifted)


def advised(study: Study) -> list[Advised]:
    """Every unit with its advice, in the order of the edition."""
    edition, scores = study.edition, study.scores
    group = compare.group(edition, scores)
    compared = (compare.compare(edition, scores, group, unit) for unit in edition.ids)
    return [(comparison, advise(study, comparison), _pattern(study, comparison)) for comparison in compared]


def _pattern(study: Study, comparison: Comparison) -> str | None:
    found = pattern_of(study.edition, comparison)
    return found.pattern.id if found else None
