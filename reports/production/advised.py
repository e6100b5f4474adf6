"""The advice for the units of a study."""

from __future__ import annotations

from reports.advice import Advice, Advised, FoundPattern, pattern_of, recommend
from reports.results import Comparison, compare

from .study import Study


def advise(study: Study, comparison: Comparison) -> Advice:
    """The advice for the unit that ``comparison`` is about, what answers its strongest pattern first."""
    return _advice(study, comparison, pattern_of(study.edition, comparison))


def advised(study: Study) -> list[Advised]:
    """Every unit with its advice, in the order of the edition."""
    edition, scores = study.edition, study.scores
    group = compare.group(edition, scores)
    every: list[Advised] = []
    for unit in edition.ids:
        comparison = compare.compare(edition, scores, group, unit)
        found = pattern_of(edition, comparison)
        every.append((comparison, _advice(study, comparison, found), found.pattern.id if found else None))
    return every


def _advice(study: Study, comparison: Comparison, found: FoundPattern | None) -> Advice:
    lifted = found.pattern.lifts if found else ()
    return recommend.recommend(study.edition, study.scores, comparison, study.frame, lifted)
